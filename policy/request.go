package policy

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/words"
)

// The bounds of a request. No calculator has as many inputs.
const (
	mostRequest = 1 << 16
	mostGiven   = 32
)

// request is a question in JSON as it was read: texts, and what inputs are given.
type request struct {
	calculator, county, asOf, knownOn string
	given                             [mostGiven]given
	count                             int
}

type given struct{ name, text string }

// inputs are what is given.
func (q *request) inputs() []given { return q.given[:q.count] }

// query reads whose law is asked.
func (q *request) query() (out Query, err error) {
	if q.county != "" {
		if out.County, err = civil.ParseCounty(q.county); err != nil {
			return Query{}, err
		}
	}
	if q.asOf != "" {
		if out.AsOf, err = civil.ParseMonth(q.asOf); err != nil {
			return Query{}, err
		}
	}
	if q.knownOn != "" {
		if out.KnownOn, err = civil.ParseDate(q.knownOn); err != nil {
			return Query{}, err
		}
	}
	return out, nil
}

// reader reads one request, strictly: one object, nothing after it, no name twice, no name that is not known.
type reader struct {
	text string
	at   int
}

// The problems of a request that cannot be read.
var (
	notJSON     = words.Text{Zh: "不是规范的 JSON", En: "it is not JSON"}
	tooLong     = words.Text{Zh: "太长", En: "it is too long"}
	tooMany     = words.Text{Zh: "填写项太多", En: "there are too many inputs"}
	twice       = words.Text{Zh: "同一名称出现两次", En: "a name stands twice"}
	unknownName = words.Text{Zh: "有不认识的名称", En: "a name is not known"}
	wrongSort   = words.Text{Zh: "值应是文字、数或是否", En: "a value is to be a text, a number, or true or false"}
)

func (r *reader) bad(problem words.Text) error {
	return RequestBad.With("problem", problem, "at", r.at+1).On("request")
}

// read reads the request.
func (q *request) read(text string) error {
	r := &reader{text: text}
	if len(text) > mostRequest {
		return r.bad(tooLong)
	}
	var seen [5]bool
	err := r.object(func(name string) error {
		i := slices.Index(requestNames[:], name)
		switch {
		case i < 0:
			return r.bad(unknownName)
		case seen[i]:
			return r.bad(twice)
		}
		seen[i] = true
		if r.space(); name == "inputs" && strings.HasPrefix(r.text[r.at:], "{") {
			return r.object(func(name string) error { return q.add(r, name) })
		}
		v, sort := r.value()
		switch {
		case sort == aNull && name != "calculator":
		case name == "inputs" && sort != noValue:
			return r.bad(wrongSort)
		case sort == aText, sort == aNumber && name == "county":
			*[]*string{&q.calculator, &q.county, &q.asOf, &q.knownOn}[i] = v
		case sort == noValue:
			return r.bad(notJSON)
		default:
			return r.bad(wrongSort)
		}
		return nil
	})
	if r.space(); err == nil && r.at < len(r.text) {
		return r.bad(notJSON)
	}
	return err
}

var requestNames = [...]string{"calculator", "county", "as_of", "known_on", "inputs"}

// add reads what is given for an input.
func (q *request) add(r *reader, name string) error {
	v, sort := r.value()
	switch {
	case sort == noValue:
		return r.bad(notJSON)
	case sort == aNull:
		return r.bad(wrongSort)
	case slices.ContainsFunc(q.inputs(), func(g given) bool { return g.name == name }):
		return r.bad(twice)
	case q.count == mostGiven:
		return r.bad(tooMany)
	}
	q.given[q.count] = given{name, v}
	q.count++
	return nil
}

var isSpace = [256]bool{' ': true, '\t': true, '\n': true, '\r': true}

// space skips what may stand between.
func (r *reader) space() {
	for r.at < len(r.text) && isSpace[r.text[r.at]] {
		r.at++
	}
}

// sign takes a sign if it comes next.
func (r *reader) sign(c byte) bool {
	r.space()
	if r.at == len(r.text) || r.text[r.at] != c {
		return false
	}
	r.at++
	return true
}

// object reads an object, handing each name to member, which reads the value.
func (r *reader) object(member func(name string) error) error {
	if !r.sign('{') {
		return r.bad(notJSON)
	}
	for first := true; !r.sign('}'); first = false {
		if !first && !r.sign(',') {
			return r.bad(notJSON)
		}
		name, ok := r.quoted()
		if !ok || !r.sign(':') {
			return r.bad(notJSON)
		}
		if err := member(name); err != nil {
			return err
		}
	}
	return nil
}

// quoted reads a text in quotation marks.
func (r *reader) quoted() (string, bool) {
	if !r.sign('"') {
		return "", false
	}
	from, plain, ascii := r.at, true, true
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; {
		case c == '"':
			s := r.text[from:r.at]
			r.at++
			if plain {
				return s, ascii || utf8.ValidString(s)
			}
			return unquoted(r.text[from-1 : r.at])
		case c == '\\':
			plain = false
			r.at++
		case c < ' ':
			return "", false
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	return "", false
}

// unquoted reads a text with escapes.
func unquoted(quoted string) (s string, ok bool) {
	return s, utf8.ValidString(quoted) && json.Unmarshal([]byte(quoted), &s) == nil
}

// valueSort is what sort of value stands in a request.
type valueSort uint8

const (
	noValue valueSort = iota
	aText
	aNumber
	aYesNo
	aNull
)

// value reads a value: a text, a decimal number, true, false or null.
func (r *reader) value() (string, valueSort) {
	r.space()
	rest := r.text[r.at:]
	switch {
	case strings.HasPrefix(rest, `"`):
		if s, ok := r.quoted(); ok {
			return s, aText
		}
		return "", noValue
	case strings.HasPrefix(rest, "true"), strings.HasPrefix(rest, "null"):
		r.at += 4
		return rest[:4], map[bool]valueSort{true: aYesNo, false: aNull}[rest[0] == 't']
	case strings.HasPrefix(rest, "false"):
		r.at += 5
		return rest[:5], aYesNo
	}
	n := numberLength(rest)
	if n == 0 {
		return "", noValue
	}
	r.at += n
	return rest[:n], aNumber
}

// numberLength is the length of the decimal number that a text begins with; 0 if it begins with none.
func numberLength(s string) int {
	digits := func(i int) int {
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		return i
	}
	start := 0
	if strings.HasPrefix(s, "-") {
		start = 1
	}
	end := digits(start)
	if end == start || s[start] == '0' && end > start+1 {
		return 0
	}
	if end < len(s) && s[end] == '.' {
		if f := digits(end + 1); f > end+1 {
			return f
		}
		return 0
	}
	return end
}
