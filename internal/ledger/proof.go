package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"renshe/tlog"
)

// A proof's text is the tag and decimal digits: a QR code holds digits in the least room, and no chat, browser or keyboard changes
// them. docs/ledger-format.md describes every byte.
const (
	proofTag   = "RSP2:"
	signBytes  = 64 // an Ed25519 signature
	checkBytes = 8  // of the hash that finds a damaged text
	maxPath    = 63
	bareLeaf   = 'L' // a record that is told by its leaf alone
)

// inclusion is what a proof says.
type inclusion struct {
	origin    string
	size      int64
	seq       int64
	row       *transferRow // nil: a record that is no transfer
	leaf      tlog.Hash
	path      tlog.Proof
	sign      []byte
	witness   string // "": nobody cosigned
	witnessed int64  // seconds
	cosign    []byte
}

// place is what a proof says of where the record stands; at is the time of the checkpoint.
func (in *inclusion) place(at int64) Proof {
	g, _, _ := treeOf(in.origin)
	p := Proof{Seq: in.seq, Size: in.size, At: time.UnixMicro(at).UTC(), Witness: in.witness, SM: g == secondTree}
	if in.witness != "" {
		p.Witnessed = time.Unix(in.witnessed, 0).UTC()
	}
	return p
}

func (in *inclusion) proof(at int64) Proof {
	p := in.place(at)
	p.Text = proofTag + digits(in.bytes())
	return p
}

// bytes writes the proof, closed by the beginning of its own hash.
func (in *inclusion) bytes() []byte {
	b := appendText(nil, in.origin)
	b = binary.AppendUvarint(b, uint64(in.size))
	b = binary.AppendUvarint(b, uint64(in.seq))
	if in.row == nil {
		b = append(append(b, bareLeaf), in.leaf[:]...)
	} else {
		b = in.row.pack(append(b, leafTransfer))
	}
	b = binary.AppendUvarint(b, uint64(len(in.path)))
	for _, h := range in.path {
		b = append(b, h[:]...)
	}
	b = append(b, in.sign...)
	if in.witness == "" {
		b = append(b, 0)
	} else {
		b = appendText(append(b, 1), in.witness)
		b = append(binary.AppendUvarint(b, uint64(in.witnessed)), in.cosign...)
	}
	return append(b, checkOf(b)...)
}

func checkOf(b []byte) []byte {
	sum := sha256.Sum256(append([]byte(proofTag), b...))
	return sum[:checkBytes]
}

// fields are the row's columns in the leaf's order: *int64 and *string.
func (r *transferRow) fields() []any {
	return []any{&r.county, &r.seq, &r.batch, &r.line, &r.fund, &r.debit, &r.credit, &r.amount, &r.released, &r.kind, &r.ref,
		&r.code, &r.cause, &r.plan, &r.inputs, &r.period, &r.valueDate, &r.postedAt, &r.debitAfter, &r.creditAfter}
}

func (r *transferRow) pack(b []byte) []byte {
	for _, f := range r.fields() {
		switch v := f.(type) {
		case *int64:
			b = binary.AppendVarint(b, *v)
		case *string:
			b = appendText(b, *v)
		}
	}
	return b
}

// appendText writes twice the length and the text; of a text in lower-case hexadecimal twice the number of bytes, plus one, and the bytes.
func appendText(b []byte, s string) []byte {
	if raw, err := hex.DecodeString(s); err == nil && s != "" && hex.EncodeToString(raw) == s {
		return append(binary.AppendUvarint(b, uint64(len(raw))<<1|1), raw...)
	}
	return append(binary.AppendUvarint(b, uint64(len(s))<<1), s...)
}

var errProofText = errors.New("ledger: not a proof, or damaged")

// parseProof reads a proof's text; blanks and line breaks that a chat has put into it do not matter.
func parseProof(text string) (in inclusion, err error) {
	code, ok := strings.CutPrefix(strings.Join(strings.Fields(text), ""), proofTag)
	raw, whole := undigits(code)
	if !ok || !whole || len(raw) < checkBytes {
		return in, errProofText
	}
	body, check := raw[:len(raw)-checkBytes], raw[len(raw)-checkBytes:]
	if string(checkOf(body)) != string(check) {
		return in, errProofText
	}
	r := proofReader{b: body}
	in.origin, in.size, in.seq = r.text(), r.count(), r.count()
	switch string(r.take(1)) {
	case string(rune(leafTransfer)):
		in.row = &transferRow{}
		r.row(in.row)
		g, _, _ := treeOf(in.origin)
		in.leaf = g.hash.Leaf(in.row.bytes())
	case string(rune(bareLeaf)):
		copy(in.leaf[:], r.take(len(in.leaf)))
	default:
		return in, errProofText
	}
	n := r.count()
	if n > maxPath {
		return in, errProofText
	}
	for range n {
		in.path = append(in.path, tlog.Hash(r.hash()))
	}
	in.sign = r.take(signBytes)
	switch string(r.take(1)) {
	case "\x00":
	case "\x01":
		in.witness, in.witnessed, in.cosign = r.text(), r.count(), r.take(signBytes)
	default:
		return in, errProofText
	}
	if r.bad || len(r.b) != 0 || in.seq >= in.size || in.row != nil && in.row.seq != in.seq || string(in.bytes()) != string(raw) {
		return in, errProofText
	}
	return in, nil
}

// proofReader takes a proof apart; after something that does not fit it gives nothing more and says bad.
type proofReader struct {
	b   []byte
	bad bool
}

func (r *proofReader) take(n int) []byte {
	if r.bad || n < 0 || n > len(r.b) {
		r.bad = true
		return nil
	}
	got := r.b[:n]
	r.b = r.b[n:]
	return got
}

func (r *proofReader) hash() (h [sha256.Size]byte) {
	copy(h[:], r.take(len(h)))
	return h
}

func (r *proofReader) count() int64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > math.MaxInt64 {
		r.bad = true
		return 0
	}
	r.take(n)
	return int64(v)
}

func (r *proofReader) text() string {
	n := r.count()
	if n>>1 > int64(len(r.b)) {
		r.bad = true
		return ""
	}
	raw := r.take(int(n >> 1))
	if n&1 == 1 {
		return hex.EncodeToString(raw)
	}
	return string(raw)
}

func (r *proofReader) row(row *transferRow) {
	for _, f := range row.fields() {
		switch v := f.(type) {
		case *int64:
			got, n := binary.Varint(r.b)
			if n <= 0 {
				r.bad = true
				return
			}
			r.take(n)
			*v = got
		case *string:
			*v = r.text()
		}
	}
}

// Seven bytes are seventeen digits: 2⁵⁶ < 10¹⁷. The last group of k bytes has digitsOf[k].
const (
	groupBytes  = 7
	groupDigits = 17
)

var digitsOf = [groupBytes + 1]int{0, 3, 5, 8, 10, 13, 15, groupDigits}

func digits(b []byte) string {
	var out strings.Builder
	for len(b) > 0 {
		k := min(groupBytes, len(b))
		n := uint64(0)
		for _, x := range b[:k] {
			n = n<<8 | uint64(x)
		}
		fmt.Fprintf(&out, "%0*d", digitsOf[k], n)
		b = b[k:]
	}
	return out.String()
}

// undigits is the way back; false for anything that digits does not write.
func undigits(s string) ([]byte, bool) {
	var out []byte
	for len(s) > 0 {
		d := min(groupDigits, len(s))
		k := 0
		for i, n := range digitsOf {
			if n == d {
				k = i
			}
		}
		n, err := strconv.ParseUint(s[:d], 10, 64)
		if k == 0 || err != nil || n>>(8*k) != 0 {
			return nil, false
		}
		for i := k - 1; i >= 0; i-- {
			out = append(out, byte(n>>(8*i)))
		}
		s = s[d:]
	}
	return out, true
}
