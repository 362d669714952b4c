package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"math/bits"
	"slices"
)

// leafTag begins every leaf's bytes.
const leafTag = "renshe-ledger-01"

// room is how many bytes stand behind a chunk's end: an integer is read eight characters at a time.
const room = 8

// chunk is a piece of a file, of whole lines, parsed by one worker. Its slices are used again.
type chunk struct {
	table            *table
	buf              []byte // with room behind it
	first            int64  // the number of its first record in the file
	lines            int
	n                int          // records parsed
	values           []int64      // lines × columns: an integer, or where a text stands in buf (offset<<32 | length)
	leaves           []hash       // each record's leaf, computed
	stated           map[int]hash // the leaf that the file has, where it is another
	runs             []stretch
	tops             []hash // the runs' subtrees
	second           bool   // whether the second tree is kept: then smLeaves and smTops are its own
	smLeaves, smTops []hash
	played           int    // runs that were taken into the log
	signed           []bool // each checkpoint's: its note is signed and says the same
	faults           []fault
	before           [24]repeated
	plain            bool  // nothing in it is escaped
	offset           int64 // where buf stood in the file
	size             int
	ready            chan struct{}
	err              error // the file could not be read
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

// parse reads the chunk's lines and computes their leaves and subtrees; scratch is the worker's own.
func (c *chunk) parse(scratch []byte) []byte {
	width := len(c.table.columns)
	c.plain = bytes.IndexByte(c.buf, '\\') < 0 && bytes.IndexByte(c.buf, '\r') < 0
	c.values = slices.Grow(c.values[:0], c.lines*width)[:c.lines*width]
	if c.table.tag != 0 {
		c.leaves = slices.Grow(c.leaves[:0], c.lines)[:c.lines]
	}
	if c.second {
		c.smLeaves = slices.Grow(c.smLeaves[:0], c.lines)[:c.lines]
	}
	for at := 0; at < len(c.buf); c.n++ {
		end := at + bytes.IndexByte(c.buf[at:], '\n')
		if most := 8*(end-at) + 64; len(scratch) < most { // in a leaf no column is longer than eight times its text and the tab
			scratch = make([]byte, 2*most)
		}
		if col, bad := c.line(at, end, scratch); bad != nil {
			c.faults = append(c.faults, fault{c.n, col, bad.Error()})
			clear(c.values[c.n*width+min(col, width) : (c.n+1)*width])
			if c.table.tag != 0 {
				c.leaves[c.n] = hash{}
			}
			if c.second {
				c.smLeaves[c.n] = hash{}
			}
		}
		at = end + 1
	}
	if c.table == transferTable {
		c.gather()
	}
	return scratch
}

// line reads the next record into its values; it gives the column that does not fit. leaf has room for all of it.
func (c *chunk) line(at, end int, leaf []byte) (int, error) {
	columns := c.table.columns
	values := c.values[c.n*len(columns):][:len(columns)]
	leaf[0] = 0
	p := 1 + copy(leaf[1:], leafTag)
	if c.table.second {
		leaf[p-1] = '2'
	}
	leaf[p] = c.table.tag
	p++
	last := len(columns) - 1
	var stored []byte
	for i := range columns {
		col, stop := &columns[i], end
		if col.kind == 'i' || col.kind == 'b' {
			n, next, ok := c.integer(i, at)
			if !ok || next > end || next < end && c.buf[next] != '\t' || i == last && next < end {
				return i, errInteger
			}
			if col.kind == 'b' && n != 0 && n != 1 {
				return i, errBool
			}
			if col.added && n != 0 {
				leaf[len(leafTag)] = '2' // after the 0 that every leaf begins with
			}
			if values[i] = n; col.leaf || col.added && n != 0 {
				binary.BigEndian.PutUint64(leaf[p:], uint64(n))
				p += 8
			}
			stop = next
		} else {
			if i < last {
				if stop = at + bytes.IndexByte(c.buf[at:end], '\t'); stop < at {
					return i + 1, errColumns
				}
			}
			field, bad := c.field(i, c.buf[at:stop])
			if bad != nil {
				return i, bad
			}
			values[i] = int64(at)<<32 | int64(len(field))
			if i == c.table.stored {
				stored = field
			}
			if col.leaf {
				p += put(leaf[p:], col.kind, field)
			}
		}
		if i < last && stop == end {
			return i + 1, errColumns
		}
		at = stop + 1
	}
	if c.table.tag == 0 {
		return 0, nil
	}
	if c.leaves[c.n] = sha256.Sum256(leaf[:p]); c.second {
		c.smLeaves[c.n] = sm3(leaf[:p])
	}
	if c.table.stored < 0 {
		return 0, nil
	}
	return c.table.stored, c.state(stored)
}

// repeated is an integer of an earlier record of the chunk: where it stood with the tab behind it.
type repeated struct {
	at, size int
	n        int64
}

// integer is [decimal] of a column; one that is written as it was before is not read again.
func (c *chunk) integer(i, at int) (n int64, next int, ok bool) {
	if c.table.steady>>i&1 == 0 {
		return decimal(c.buf, at)
	}
	was := &c.before[i]
	if was.size > 0 && at+was.size <= len(c.buf) && string(c.buf[at:at+was.size]) == string(c.buf[was.at:was.at+was.size]) {
		return was.n, at + was.size - 1, true
	}
	if n, next, ok = decimal(c.buf, at); ok && c.buf[next] == '\t' {
		*was = repeated{at, next + 1 - at, n}
	}
	return n, next, ok
}

// field checks a text or bytes and gives the text as it is.
func (c *chunk) field(i int, field []byte) ([]byte, error) {
	switch {
	case i == c.table.stored: // looked at when the leaf is computed
	case c.table.columns[i].kind == 'h':
		if !isHex(field) {
			return nil, errHex
		}
	case !c.plain || i == len(c.table.columns)-1: // the last of a line may hold a tab: a column too many
		size, ok := unescape(field)
		if !ok {
			return nil, errEscape
		}
		return field[:size], nil
	}
	return field, nil
}

// put writes a text, or what hexadecimal stands for, after its length, and gives how long it is.
func put(to []byte, kind byte, field []byte) int {
	if kind == 'h' {
		binary.BigEndian.PutUint32(to, uint32(len(field)/2))
		return 4 + len(appendHex(to[4:4], field))
	}
	binary.BigEndian.PutUint32(to, uint32(len(field)))
	return 4 + copy(to[4:], field)
}

// state holds the record's leaf against the one that the file has. The computed one is written out and compared: only one that differs is read.
func (c *chunk) state(stored []byte) error {
	var text [2 * len(hash{})]byte
	for i, b := range c.leaves[c.n] {
		text[2*i], text[2*i+1] = digits[b>>4], digits[b&15]
	}
	if string(text[:]) == string(stored) {
		return nil
	}
	if len(stored) != len(text) || !isHex(stored) {
		return errHex
	}
	if c.stated == nil {
		c.stated = map[int]hash{}
	}
	c.stated[c.n] = hash(appendHex(nil, stored))
	return nil
}

// stretch gives the one that begins with a record, if one does. It is asked for records in order.
func (c *chunk) stretch(at int) (u stretch, begins bool) {
	for c.played < len(c.runs) && c.runs[c.played].at < at {
		c.played++
	}
	if c.played == len(c.runs) || c.runs[c.played].at != at {
		return u, false
	}
	return c.runs[c.played], true
}

// leaf gives a record's leaf as the file has it and as it was computed.
func (r record) leaf() (stated, computed hash) {
	computed = r.c.leaves[r.i]
	if other, is := r.c.stated[r.i]; is {
		return other, computed
	}
	return computed, computed
}

// decimal reads the canonical int64 that begins at b[at] and gives where it ends. room bytes behind it are read too.
func decimal(b []byte, at int) (n int64, next int, ok bool) {
	neg := b[at] == '-'
	if neg {
		at++
	}
	var sum uint64
	for next = at; ; next += 8 {
		const ones = 0x0101010101010101
		w := binary.LittleEndian.Uint64(b[next:next+8:cap(b)]) ^ '0'*ones
		other := (w + 0x76*ones | w) & (0x80 * ones) // the high bit of a byte that is no digit, and perhaps of later ones
		if other == 0 {
			sum = sum*100_000_000 + eight(w)
			continue
		}
		k := bits.TrailingZeros64(other) / 8
		sum = sum*powers[k] + eight(w<<(64-8*k))
		next += k
		break
	}
	size := next - at
	if size == 0 || size > 19 || b[at] == '0' && (size > 1 || neg) {
		return 0, next, false
	}
	if neg {
		return -int64(sum), next, sum <= 1<<63
	}
	return int64(sum), next, sum < 1<<63
}

var powers = [8]uint64{1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000}

// eight adds up eight digits, the first in the lowest byte.
func eight(w uint64) uint64 {
	w = w*10 + w>>8 // pairs
	const pairs = 0x000000FF000000FF
	return ((w&pairs)*(100+1_000_000<<32) + (w>>16&pairs)*(1+10_000<<32)) >> 32
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

const digits = "0123456789abcdef"

// nibble is each character's value in lower-case hexadecimal, 255 for what is none.
var nibble = func() (t [256]byte) {
	for i := range t {
		t[i] = 255
	}
	for i, c := range digits {
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
	v []int64
}

func (c *chunk) record(i int) record {
	width := len(c.table.columns)
	return record{c, i, c.values[i*width:][:width]}
}

// n is an integer column.
func (r record) n(col int) int64 { return r.v[col] }

// b is a text, or bytes as their hexadecimal. It is valid until the stream moves on.
func (r record) b(col int) []byte {
	at := r.v[col] >> 32
	return r.c.buf[at : at+r.v[col]&(1<<32-1)]
}

func (r record) s(col int) string { return string(r.b(col)) }

// number is the record's place in its file, from 1.
func (r record) number() int64 { return r.c.first + int64(r.i) + 1 }
