package policy

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Answer answers a question in JSON with the result in JSON, and appends it to dst:
//
//	{"calculator":"resident-pension","county":430725,"as_of":"2026-03","known_on":"2026-03-02",
//	 "inputs":{"account":"18620.00","paid-months":"180"}}
//
// county and known_on may be left out; an input is a text as people type it, a number, or true or false. What comes back is, byte
// for byte, what [Result.MarshalJSON] writes of the result of [Set.Calculate], and what is refused is refused with the same fault.
// Nothing else may stand in the request, and nothing twice.
func (s *Set) Answer(dst, question []byte) ([]byte, error) {
	var q request
	if err := q.read(string(question)); err != nil {
		return nil, err
	}
	query, err := q.query()
	if err != nil {
		return nil, err
	}
	if b, ok := s.fillIn(dst, &q, query); ok {
		return b, nil
	}
	in := make(map[string]string, q.count)
	for _, g := range q.inputs() {
		in[g.name] = g.text
	}
	r, err := s.Calculate(q.calculator, query, in)
	if err != nil {
		return nil, err
	}
	b, err := json.Marshal(r)
	return append(dst, b...), err
}

// fillIn answers by filling in a sheet; not where the calculator has none, or where anything is missing, wrong or unknown: that is
// told by Calculate.
func (s *Set) fillIn(dst []byte, q *request, query Query) ([]byte, bool) {
	c := lookUp(q.calculator)
	if c == nil || !c.ruled || query.AsOf == 0 {
		return nil, false
	}
	var in [mostGiven]int64
	var given [mostGiven]bool
	if !c.take(q, query, &in, &given) {
		return nil, false
	}
	sh, err := s.sheet(c.program, query)
	if err != nil {
		return nil, false
	}
	e, missing := sh.evaluate(in[:len(c.Inputs)])
	defer e.done()
	if missing > 0 {
		return nil, false
	}
	e.given = append(e.given[:0], given[:len(c.Inputs)]...)
	return e.appendJSON(dst, query), true
}

// take reads the inputs of a program and says which are given; not if anything is missing or wrong.
func (c *Calculator) take(q *request, query Query, in *[mostGiven]int64, filled *[mostGiven]bool) bool {
	var texts [mostGiven]string
	var fen [mostGiven]bool
	for _, g := range q.inputs() {
		i := c.input(g.name)
		if i < 0 || i >= mostGiven || texts[i] != "" {
			return false
		}
		texts[i], fen[i] = strings.TrimSpace(g.text), c.Inputs[i].Name != g.name
	}
	for i := range c.Inputs {
		d := &c.Inputs[i]
		other := d.or >= 0 && texts[d.or] != ""
		if texts[i] == "" {
			if fen[i] || d.Required || d.or >= 0 && d.Default == "" && !other {
				return false
			}
			in[i] = d.standard(query)
			continue
		}
		n, ok := d.read(texts[i], fen[i])
		if !ok || other {
			return false
		}
		in[i], filled[i] = n, true
	}
	return true
}

// input gives the number of an input by its name, or by the name that integers of fen are sent by; -1 if there is none.
func (c *Calculator) input(name string) int {
	for i := range c.Inputs {
		if d := &c.Inputs[i]; d.Name == name || d.fen != "" && d.fen == name {
			return i
		}
	}
	return -1
}

// read reads what is typed for an input, or the fen that a program sends for an amount within bounds.
func (d *InputDef) read(text string, fen bool) (n int64, ok bool) {
	if !fen {
		n, ok = d.Kind.parse(text)
		return n, ok && d.within(n)
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil && d.Lowest != "" && d.Highest != "" && d.within(n)
}
