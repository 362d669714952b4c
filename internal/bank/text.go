package bank

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/money"
)

// The longest line that is read: a name of 100 characters and an account fit several times.
const maxLine = 1024

// The longest text of a field, in bytes.
const maxText = 300

// PayableName says whether a bank file can carry the name: letters of any script, spaces and the marks that names have.
func PayableName(name string) bool {
	if name == "" || len(name) > maxText || strings.TrimSpace(name) != name || !utf8.ValidString(name) {
		return false
	}
	for _, r := range name {
		if r == '|' || r == utf8.RuneError || (!unicode.IsPrint(r)) {
			return false
		}
	}
	return true
}

// PayableAccount says whether a bank file can carry the account number: 8 to 32 ASCII digits or letters.
func PayableAccount(account string) bool {
	if len(account) < 8 || len(account) > 32 {
		return false
	}
	return only(account, func(c byte) bool { return isDigit(c) || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' })
}

func plainText(s string) bool {
	return s != "" && len(s) <= 64 && only(s, func(c byte) bool { return c > ' ' && c < 0x7f && c != '|' })
}

func isDigest(s string) bool {
	return len(s) == 64 && only(s, func(c byte) bool { return isDigit(c) || c >= 'a' && c <= 'f' })
}

func isReason(s string) bool {
	return len(s) == 4 && only(s, func(c byte) bool { return isDigit(c) || c >= 'A' && c <= 'Z' })
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func only(s string, allowed func(byte) bool) bool {
	for i := range len(s) {
		if !allowed(s[i]) {
			return false
		}
	}
	return true
}

func both(n int64, f money.Fen) string { return strconv.FormatInt(n, 10) + " / " + f.String() }

// output writes lines and hashes them as they go.
type output struct {
	w    *bufio.Writer
	hash hash.Hash
	line []byte
}

func newOutput(w io.Writer) *output {
	return &output{w: bufio.NewWriterSize(w, 64<<10), hash: sha256.New()}
}

func (o *output) text(s string) { o.line = append(append(o.line, s...), '|') }

func (o *output) number(n int64) { o.line = append(strconv.AppendInt(o.line, n, 10), '|') }

func (o *output) end() error {
	o.line[len(o.line)-1] = '\n'
	o.hash.Write(o.line)
	_, err := o.w.Write(o.line)
	o.line = o.line[:0]
	return err
}

func (o *output) close() (string, error) {
	digest := hex.EncodeToString(o.hash.Sum(nil))
	if _, err := o.w.WriteString("S|" + digest + "\n"); err != nil {
		return "", err
	}
	return digest, o.w.Flush()
}

// input reads lines, hashes them one behind (the digest covers all but the last), and keeps the first fault: after one,
// every read gives zero, so a caller may read all fields of a line and ask once.
type input struct {
	r      *bufio.Reader
	hash   hash.Hash
	line   int64
	raw    []byte
	fields [][]byte
	fault  error
}

func newInput(r io.Reader) *input {
	return &input{r: bufio.NewReaderSize(r, maxLine), hash: sha256.New()}
}

func (in *input) next() bool {
	if in.fault != nil {
		return false
	}
	in.hash.Write(in.raw)
	raw, err := in.r.ReadSlice('\n')
	switch {
	case errors.Is(err, bufio.ErrBufferFull):
		in.fault = Malformed.With("line", in.line+1, "problem", badText)
		return false
	case errors.Is(err, io.EOF):
		in.fault = Truncated.With("line", in.line)
		return false
	case err != nil:
		in.fault = err
		return false
	}
	in.line++
	in.raw = raw
	in.fields = in.fields[:0]
	rest := raw[:len(raw)-1]
	for start, i := 0, 0; ; i++ {
		if i == len(rest) || rest[i] == '|' {
			in.fields = append(in.fields, rest[start:i])
			start = i + 1
		}
		if i == len(rest) {
			return true
		}
	}
}

func (in *input) header(tag string, fields int) error {
	if !in.next() {
		if in.line == 0 {
			return WrongKind.With("want", tag)
		}
		return in.fault
	}
	if in.tag() != tag || len(in.fields) < 2 || string(in.fields[1]) != "1" {
		return WrongKind.With("want", tag)
	}
	in.need(fields)
	return in.fault
}

func (in *input) tag() string { return string(in.fields[0]) }

func (in *input) require(ok bool, problem words.Text) {
	if !ok && in.fault == nil {
		in.fault = Malformed.With("line", in.line, "problem", problem)
	}
}

func (in *input) need(fields int) { in.require(len(in.fields) == fields, badFields) }

// expect asks that the current line is a tag line with so many fields.
func (in *input) expect(tag string, fields int) {
	if in.fault == nil {
		in.require(in.tag() == tag, badTag)
		in.need(fields)
	}
}

func (in *input) integer(i int, least int64) int64 {
	if in.fault != nil {
		return 0
	}
	text := string(in.fields[i])
	n, err := strconv.ParseInt(text, 10, 64)
	// One way to write a number: what would be written differently ("007", "+7", "-0") is refused.
	in.require(err == nil && n >= least && strconv.FormatInt(n, 10) == text, badNumber)
	return n
}

func (in *input) id(i int) int64     { return in.integer(i, 1) }
func (in *input) count(i int) int64  { return in.integer(i, 0) }
func (in *input) signed(i int) int64 { return in.integer(i, -1<<62) }

func (in *input) id32(i int) int32 {
	n := in.id(i)
	in.require(n < 1<<31, badNumber)
	return int32(n)
}

func (in *input) plain(i int) string {
	if in.fault != nil {
		return ""
	}
	s := string(in.fields[i])
	in.require(plainText(s), badText)
	return s
}

func (in *input) hex(i int) string {
	if in.fault != nil {
		return ""
	}
	s := string(in.fields[i])
	in.require(isDigest(s), badDigest)
	return s
}

func (in *input) month(i int) civil.Month {
	if in.fault != nil {
		return 0
	}
	s := string(in.fields[i])
	m, err := civil.ParseMonth(s)
	in.require(err == nil && m.String() == s, badDate)
	return m
}

func (in *input) date(i int) civil.Date {
	if in.fault != nil {
		return 0
	}
	s := string(in.fields[i])
	d, err := civil.ParseDate(s)
	in.require(err == nil && d.String() == s, badDate)
	return d
}

// digest reads the last line and asks that nothing follows.
func (in *input) digest() (string, error) {
	in.next()
	sum := hex.EncodeToString(in.hash.Sum(nil))
	in.expect("S", 2)
	stated := in.hex(1)
	if in.fault != nil {
		return "", in.fault
	}
	if stated != sum {
		return "", WrongDigest.With()
	}
	if _, err := in.r.ReadByte(); !errors.Is(err, io.EOF) {
		return "", Trailing.With("line", in.line+1)
	}
	return sum, nil
}
