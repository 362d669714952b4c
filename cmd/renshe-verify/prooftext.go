package main

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// proofTag begins the text of a slip's QR code; docs/ledger-format.md describes what follows.
const (
	proofTag  = "RSP2:"
	checkSize = 8
	signSize  = 64
	mostPath  = 63
)

// transfer is a row of transfer.txt without its leaf, as the proof tells it.
type transfer struct {
	County      int64  `json:"county"`
	Seq         int64  `json:"seq"`
	Batch       int64  `json:"batch"`
	Line        int64  `json:"line"`
	Fund        int64  `json:"fund"`
	Debit       int64  `json:"debit"`
	Credit      int64  `json:"credit"`
	AmountFen   int64  `json:"amount_fen"`
	ReleasedFen int64  `json:"released_fen"`
	Kind        int64  `json:"kind"`
	RefSeq      int64  `json:"ref_seq"`
	Code        string `json:"code"`
	Cause       string `json:"cause"`
	Plan        string `json:"plan"`
	Inputs      string `json:"inputs"`
	Period      int64  `json:"period"`
	ValueDate   string `json:"value_date"`
	PostedAt    int64  `json:"posted_at"`
	DebitAfter  int64  `json:"debit_after"`
	CreditAfter int64  `json:"credit_after"`
}

// columns are the leaf's, in its order.
func (t *transfer) columns() []any {
	return []any{&t.County, &t.Seq, &t.Batch, &t.Line, &t.Fund, &t.Debit, &t.Credit, &t.AmountFen, &t.ReleasedFen, &t.Kind, &t.RefSeq,
		&t.Code, &t.Cause, &t.Plan, &t.Inputs, &t.Period, &t.ValueDate, &t.PostedAt, &t.DebitAfter, &t.CreditAfter}
}

// leaf is the record's hash in a tree.
func (t *transfer) leaf(over sum) hash {
	b := append([]byte{0}, leafTag+"T"...)
	for _, c := range t.columns() {
		switch v := c.(type) {
		case *int64:
			b = binary.BigEndian.AppendUint64(b, uint64(*v))
		case *string:
			b = binary.BigEndian.AppendUint32(b, uint32(len(*v)))
			b = append(b, *v...)
		}
	}
	if over != nil {
		return over(b)
	}
	return sha256.Sum256(b)
}

// parseProof reads the text of a QR code; white space in it does not count.
func parseProof(s string) (p slip, err error) {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	code, tagged := strings.CutPrefix(s, proofTag)
	raw, whole := bytesOf(code)
	if !tagged || !whole || len(raw) < checkSize {
		return p, errProof
	}
	body := raw[:len(raw)-checkSize]
	sum := sha256.Sum256(append([]byte(proofTag), body...))
	if string(sum[:checkSize]) != string(raw[len(body):]) {
		return p, errProof
	}
	d := &decoder{rest: body}
	p.origin, p.size, p.index = d.text(), d.number(), d.number()
	switch d.octet() {
	case 'T':
		p.transfer = &transfer{}
		d.columns(p.transfer)
		p.leaf = p.transfer.leaf(treeOver(p.origin))
	case 'L':
		copy(p.leaf[:], d.next(len(p.leaf)))
	default:
		return p, errProof
	}
	hashes := d.number()
	if hashes > mostPath {
		return p, errProof
	}
	for range hashes {
		var h hash
		copy(h[:], d.next(len(h)))
		p.path = append(p.path, h)
	}
	p.sign = d.next(signSize)
	switch d.octet() {
	case 0:
	case 1:
		p.witness, p.witnessed, p.cosign = d.text(), d.number(), d.next(signSize)
	default:
		return p, errProof
	}
	if d.wrong || len(d.rest) > 0 || p.index >= p.size || p.transfer != nil && p.transfer.Seq != p.index {
		return p, errProof
	}
	return p, nil
}

// decoder takes the bytes of a proof one thing after the other.
type decoder struct {
	rest  []byte
	wrong bool
}

func (d *decoder) next(n int) []byte {
	if n > len(d.rest) {
		d.wrong = true
		return make([]byte, n)
	}
	got := d.rest[:n]
	d.rest = d.rest[n:]
	return got
}

func (d *decoder) octet() byte { return d.next(1)[0] }

// number is an unsigned LEB128 below 2⁶³, in its shortest form.
func (d *decoder) number() int64 {
	v, n := binary.Uvarint(d.rest)
	if n <= 0 || v > math.MaxInt64 || n > 1 && d.rest[n-1] == 0 {
		d.wrong = true
		return 0
	}
	d.rest = d.rest[n:]
	return int64(v)
}

// integer is a signed number, zigzag.
func (d *decoder) integer() int64 {
	v, n := binary.Varint(d.rest)
	if n <= 0 || n > 1 && d.rest[n-1] == 0 {
		d.wrong = true
		return 0
	}
	d.rest = d.rest[n:]
	return v
}

// text is twice its length and itself; with the lowest bit set, bytes that stand for lower-case hexadecimal. A text has one form: what can be
// written as bytes is, and the empty text is not.
func (d *decoder) text() string {
	n := d.number()
	if n>>1 > int64(len(d.rest)) {
		d.wrong = true
		return ""
	}
	s, packed := string(d.next(int(n>>1))), n&1 == 1
	if packed {
		s = hex.EncodeToString([]byte(s))
	}
	raw, err := hex.DecodeString(s)
	if packed != (err == nil && s != "" && hex.EncodeToString(raw) == s) {
		d.wrong = true
	}
	return s
}

func (d *decoder) columns(t *transfer) {
	for _, c := range t.columns() {
		switch v := c.(type) {
		case *int64:
			*v = d.integer()
		case *string:
			*v = d.text()
		}
	}
}

// widths is how many digits 0 to 7 bytes are.
var widths = [...]int{0, 3, 5, 8, 10, 13, 15, 17}

// bytesOf reads digits: seventeen are seven bytes, big-endian; the last group is of as few bytes as its width says.
func bytesOf(s string) ([]byte, bool) {
	var all []byte
	for s != "" {
		n := 0
		for i, w := range widths {
			if w == min(len(s), widths[7]) {
				n = i
			}
		}
		v, err := strconv.ParseUint(s[:widths[n]], 10, 64)
		if n == 0 || err != nil || v>>(8*n) != 0 {
			return nil, false
		}
		all = append(all, bigEndian(v)[8-n:]...)
		s = s[widths[n]:]
	}
	return all, true
}

func bigEndian(v uint64) []byte { return binary.BigEndian.AppendUint64(nil, v) }
