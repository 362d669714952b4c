package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
)

// leafTag begins every leaf's bytes.
const leafTag = "renshe-ledger-01"

// chunk is a run of whole lines of a file, parsed by one worker. Its slices are used again.
type chunk struct {
	table  *table
	buf    []byte
	first  int64   // the number of its first record in the file
	n      int     // records
	values []int64 // n × columns: an integer, or where a text stands in buf (offset<<32 | length)
	redone []hash  // each record's leaf, computed
	stored []hash  // each record's leaf, as the file has it
	signed []bool  // each checkpoint's: its note is signed and says the same
	faults []fault
	offset int64 // where buf stood in the file
	size   int
	ready  chan struct{}
	err    error // the file could not be read
}

// fault is a record that cannot be read.
type fault struct {
	record int // in the chunk
	column int
	text   string
}

var (
	errInteger = errors.New("an integer")
	errBool    = errors.New("0 or 1")
	errHex     = errors.New("bytes in lower-case hexadecimal")
	errEscape  = errors.New("text with \\t \\n \\r \\\\ only")
	errColumns = errors.New("all columns")
)

// parse reads the chunk's lines and computes their leaves; scratch is the worker's own.
func (c *chunk) parse(scratch []byte) []byte {
	width := len(c.table.columns)
	for at := 0; at < len(c.buf); {
		end := at + bytes.IndexByte(c.buf[at:], '\n')
		base := len(c.values)
		for range width {
			c.values = append(c.values, 0)
		}
		c.redone, c.stored = append(c.redone, hash{}), append(c.stored, hash{})
		var bad error
		var col int
		scratch, col, bad = c.line(at, end, c.values[base:], scratch)
		if bad != nil {
			c.faults = append(c.faults, fault{c.n, col, bad.Error()})
		}
		c.n++
		at = end + 1
	}
	return scratch
}

// line reads one record into values; it gives the column that does not fit.
func (c *chunk) line(at, end int, values []int64, leaf []byte) ([]byte, int, error) {
	leaf = append(leaf[:0], 0)
	leaf = append(leaf, leafTag...)
	leaf = append(leaf, c.table.tag)
	last := len(c.table.columns) - 1
	for i := range c.table.columns {
		col := &c.table.columns[i]
		stop := end
		if i < last {
			n := bytes.IndexByte(c.buf[at:end], '\t')
			if n < 0 {
				return leaf, i + 1, errColumns
			}
			stop = at + n
		}
		field := c.buf[at:stop]
		switch col.kind {
		case 'i', 'b':
			n, ok := integer(field)
			if !ok {
				return leaf, i, errInteger
			}
			if col.kind == 'b' && n != 0 && n != 1 {
				return leaf, i, errBool
			}
			values[i] = n
			if col.leaf {
				leaf = binary.BigEndian.AppendUint64(leaf, uint64(n))
			}
		case 't':
			size, ok := unescape(field)
			if !ok {
				return leaf, i, errEscape
			}
			values[i] = int64(at)<<32 | int64(size)
			if col.leaf {
				leaf = binary.BigEndian.AppendUint32(leaf, uint32(size))
				leaf = append(leaf, field[:size]...)
			}
		default:
			if !isHex(field) {
				return leaf, i, errHex
			}
			values[i] = int64(at)<<32 | int64(len(field))
			if col.leaf {
				leaf = binary.BigEndian.AppendUint32(leaf, uint32(len(field)/2))
				leaf = appendHex(leaf, field)
			}
			if i == c.table.stored {
				if len(field) != 2*len(hash{}) {
					return leaf, i, errHex
				}
				appendHex(c.stored[len(c.stored)-1][:0], field)
			}
		}
		at = stop + 1
	}
	if c.table.tag != 0 {
		c.redone[len(c.redone)-1] = sha256.Sum256(leaf)
	}
	return leaf, 0, nil
}

// integer reads a canonical decimal int64: no plus, no leading zero, no minus zero.
func integer(b []byte) (int64, bool) {
	neg := len(b) > 0 && b[0] == '-'
	digits := b
	if neg {
		digits = b[1:]
	}
	if len(digits) == 0 || len(digits) > 19 || digits[0] == '0' && (len(digits) > 1 || neg) {
		return 0, false
	}
	var n uint64
	for _, d := range digits {
		if d -= '0'; d > 9 {
			return 0, false
		}
		n = n*10 + uint64(d)
	}
	if neg {
		if n > 1<<63 {
			return 0, false
		}
		return -int64(n), true
	}
	return int64(n), n < 1<<63
}

// unescape turns the two-character forms back, in place, and gives the new length. Another tab is refused: the record has too many columns.
func unescape(b []byte) (int, bool) {
	i := bytes.IndexByte(b, '\\')
	if bytes.IndexByte(b, '\r') >= 0 || bytes.IndexByte(b, '\t') >= 0 {
		return 0, false
	}
	if i < 0 {
		return len(b), true
	}
	w := i
	for ; i < len(b); i++ {
		d := b[i]
		if d == '\\' {
			if i++; i == len(b) {
				return 0, false
			}
			switch b[i] {
			case 't':
				d = '\t'
			case 'n':
				d = '\n'
			case 'r':
				d = '\r'
			case '\\':
			default:
				return 0, false
			}
		}
		b[w] = d
		w++
	}
	return w, true
}

// nibble is each character's value in lower-case hexadecimal, 255 for what is none.
var nibble = func() (t [256]byte) {
	for i := range t {
		t[i] = 255
	}
	for i, c := range "0123456789abcdef" {
		t[c] = byte(i)
	}
	return t
}()

func isHex(b []byte) bool {
	var bad byte
	for _, c := range b {
		bad |= nibble[c]
	}
	return bad < 16 && len(b)%2 == 0
}

func appendHex(to, b []byte) []byte {
	for i := 0; i+1 < len(b); i += 2 {
		to = append(to, nibble[b[i]]<<4|nibble[b[i+1]])
	}
	return to
}

// record is one line of a chunk.
type record struct {
	c *chunk
	i int
}

// n is an integer column.
func (r record) n(col int) int64 { return r.c.values[r.i*len(r.c.table.columns)+col] }

// b is a text, or bytes as their hexadecimal. It is valid until the stream moves on.
func (r record) b(col int) []byte {
	v := r.n(col)
	at := v >> 32
	return r.c.buf[at : at+v&(1<<32-1)]
}

func (r record) s(col int) string { return string(r.b(col)) }

// number is the record's place in its file, from 1.
func (r record) number() int64 { return r.c.first + int64(r.i) + 1 }
