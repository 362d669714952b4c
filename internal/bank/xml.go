package bank

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"renshe/internal/words"
	"renshe/money"
)

// Limits of a message. They are far above what a bank sends and far below what would hurt.
const (
	maxMessage = 512 << 20 // bytes
	maxDepth   = 24        // elements within elements; the definitions need 13
	maxValue   = 2000      // bytes of one text
	maxAttrs   = 4
)

const instanceSpace = "http://www.w3.org/2001/XMLSchema-instance"

// node is an element that was read: a text, or elements within it.
type node struct {
	name, text, ccy string
	line            int64
	kids            []*node
}

// at is the first element along a path, nil if there is none; every method of a nil node gives nothing.
func (n *node) at(path ...string) *node {
	for _, name := range path {
		n = n.first(name)
	}
	return n
}

func (n *node) first(name string) *node {
	if n != nil {
		for _, k := range n.kids {
			if k.name == name {
				return k
			}
		}
	}
	return nil
}

func (n *node) all(name string) []*node {
	var out []*node
	if n != nil {
		for _, k := range n.kids {
			if k.name == name {
				out = append(out, k)
			}
		}
	}
	return out
}

func (n *node) value(path ...string) string {
	if n = n.at(path...); n == nil {
		return ""
	}
	return n.text
}

// reading walks through a message: every element is held against the definition as it comes.
type reading struct {
	d      *xml.Decoder
	s      *schema
	emit   map[string]func(n *node, above []*node) error
	open   []*node
	frames []checking
	texts  [][]byte
	line   int64
}

// readMessage reads one message strictly. An element named in emit is given to its function when it is complete, with the elements that
// are open above it, and is then forgotten: memory does not grow with the number of payments. The root comes back without them.
func readMessage(content []byte, name string, emit map[string]func(n *node, above []*node) error) (*node, error) {
	if err := acceptable(content); err != nil {
		return nil, err
	}
	x := &reading{d: xml.NewDecoder(bytes.NewReader(content)), s: schemas()[name], emit: emit}
	x.d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errEncoding }
	var root *node
	for {
		x.position()
		token, err := x.d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if x.position(); errors.Is(err, errEncoding) {
				return nil, Malformed.With("line", x.line, "problem", badEncoding)
			}
			return nil, Malformed.With("line", x.line, "problem", badXML)
		}
		done, err := x.token(token, root != nil)
		if err != nil {
			return nil, err
		}
		if done != nil {
			root = done
		}
	}
	if root == nil {
		return nil, Truncated.With("line", x.line)
	}
	return root, nil
}

var errEncoding = errors.New("bank: not UTF-8")

// acceptable refuses a message by its bytes alone.
func acceptable(content []byte) error {
	switch {
	case len(content) > maxMessage:
		return Malformed.With("line", 1, "problem", badSize)
	case bytes.HasPrefix(content, []byte("\xef\xbb\xbf")):
		return Malformed.With("line", 1, "problem", badMark)
	case !utf8.Valid(content):
		return Malformed.With("line", 1, "problem", badEncoding)
	}
	return nil
}

func (x *reading) position() {
	line, _ := x.d.InputPos()
	x.line = int64(line)
}

func (x *reading) bad(problem words.Text) error {
	return Malformed.With("line", x.line, "problem", problem)
}

func (x *reading) token(token xml.Token, after bool) (*node, error) {
	depth := len(x.open)
	switch t := token.(type) {
	case xml.StartElement:
		if after || depth >= maxDepth {
			return nil, x.bad(badDepth)
		}
		return nil, x.start(t)
	case xml.EndElement:
		return x.end()
	case xml.CharData:
		if depth == 0 {
			if len(bytes.TrimSpace(t)) > 0 {
				return nil, x.bad(badXML)
			}
			return nil, nil
		}
		switch typ := x.frames[depth-1].typ; {
		case typ.any:
		case typ.text == nil:
			if len(bytes.TrimSpace(t)) > 0 {
				return nil, x.bad(badElement)
			}
		case len(x.texts[depth-1])+len(t) > maxValue:
			return nil, x.bad(badText)
		default:
			x.texts[depth-1] = append(x.texts[depth-1], t...)
		}
	case xml.Comment:
		// A comment within a text is read as one text by some programs and as two by others.
		if depth > 0 {
			return nil, x.bad(badComment)
		}
	case xml.ProcInst:
		if t.Target != "xml" {
			return nil, x.bad(badDoctype)
		}
	default: // a document type, with the entities it could define
		return nil, x.bad(badDoctype)
	}
	return nil, nil
}

func (x *reading) start(t xml.StartElement) error {
	depth := len(x.open)
	typ, fits := x.s.types["Document"], t.Name.Local == "Document"
	inside := depth > 0 && x.frames[depth-1].typ.any
	if depth > 0 {
		typ, fits = x.frames[depth-1].enter(t.Name.Local)
	}
	if t.Name.Space != x.s.space && !inside {
		return x.bad(badSpace)
	}
	if !fits {
		return x.bad(badElement)
	}
	n := &node{name: t.Name.Local, line: x.line}
	if len(t.Attr) > maxAttrs {
		return x.bad(badAttr)
	}
	for i, a := range t.Attr {
		switch {
		case slices.ContainsFunc(t.Attr[:i], func(b xml.Attr) bool { return b.Name == a.Name }):
			return x.bad(badAttr)
		case a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns", a.Name.Space == instanceSpace && depth == 0, typ.any:
		case typ.attr != "" && a.Name.Space == "" && a.Name.Local == typ.attr && typ.code.fits(a.Value):
			n.ccy = a.Value
		default:
			return x.bad(badAttr)
		}
	}
	if typ.attr != "" && n.ccy == "" {
		return x.bad(badAttr)
	}
	x.open, x.frames = append(x.open, n), append(x.frames, checking{typ: typ})
	if len(x.texts) < len(x.open) {
		x.texts = append(x.texts, nil)
	}
	x.texts[depth] = x.texts[depth][:0]
	return nil
}

func (x *reading) end() (*node, error) {
	depth := len(x.open) - 1
	n, frame := x.open[depth], x.frames[depth]
	x.open, x.frames = x.open[:depth], x.frames[:depth]
	text := string(x.texts[depth])
	if !frame.leave(text) {
		if frame.typ.text != nil {
			return nil, x.bad(badValue)
		}
		return nil, x.bad(badMissing)
	}
	if frame.typ.text != nil {
		n.text = text
	}
	if depth == 0 {
		return n, nil
	}
	if fn := x.emit[n.name]; fn != nil {
		return nil, fn(n, x.open)
	}
	if !frame.typ.any {
		x.open[depth-1].kids = append(x.open[depth-1].kids, n)
	}
	return nil, nil
}

// yuan reads an amount of a message: yuan with at most two decimals that count, in CNY, above or equal to zero, without a float.
func (n *node) yuan() (money.Fen, error) {
	if n == nil {
		return 0, Malformed.With("line", 0, "problem", badMissing)
	}
	if n.ccy != "" && n.ccy != "CNY" {
		return 0, WrongCurrency.With("line", n.line)
	}
	f, ok := decimalFen(n.text)
	if !ok {
		return 0, Malformed.With("line", n.line, "problem", badAmount)
	}
	return f, nil
}

// decimalFen reads "123", "123.4", "123.45" and "123.450"; a third decimal that is not zero is refused, never rounded.
func decimalFen(s string) (money.Fen, bool) {
	whole, part, _ := strings.Cut(s, ".")
	part = strings.TrimRight(part, "0")
	if len(whole) == 0 || len(part) > 2 || !only(whole, isDigit) || !only(part, isDigit) {
		return 0, false
	}
	f, err := money.ParseYuan(whole + "." + (part + "00")[:2])
	return f, err == nil
}
