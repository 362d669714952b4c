package policy

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"renshe/internal/words"
)

// sheetJSON are the parts of an answer's JSON that are the same for everybody. What an evaluation fills in stands between them.
type sheetJSON struct {
	head    string   // to the county
	inputs  []int    // in the order of their names
	names   []string // `"paid-months":"`, by that order
	outputs []string // what stands before the value of each output
	closed  string   // and after the last
	steps   []parts  // by slot
	tail    string   // after the notes: the plan
}

// parts are the parts of a step.
type parts struct {
	source  slotSource
	arrow   bool      // of a rule: what comes out is no number
	written *notation // of what is shown as a number with its unit
	few     []word    // of what has few values those, from 0
	head    [3]string // a lookup's title ends between them; else all is in the first
	whole   string    // of a parameter the step
	unit    string    // between the value and what is shown
	middle  string    // between a number and the same number in English
	law     string    // from the end of the formula
	formula [2]template
	title   [2]string
	found   *[mostFound]atomic.Pointer[found] // of a lookup what was written lately, by key
}

// mostFound is how many steps of one lookup are kept: more than the ages or grades that are asked about.
const mostFound = 64

// found is the step of a lookup as it was written: it is the same whenever the same value is found by the same key.
type found struct {
	key, value int64
	json       string
	placed     placed // counted from the beginning of the step
}

// word is a value that is shown in words.
type word struct {
	json  string
	shown string // in Chinese, toEnglish, in English
	zh    int    // how much of it is Chinese
	plain string
}

// What stands between a formula and what comes of it.
const (
	equals  = " = "
	becomes = " → "
)

// endings end the step of a rule, by how sure it is.
var endings = func() (list [len(confidences)]string) {
	for c := range list {
		if list[c] = "},"; Confidence(c) != Unstated {
			list[c] = `,"confidence":"` + Confidence(c).String() + `"},`
		}
	}
	return list
}()

// wordsOf lists the values of a kind that has few.
func wordsOf(k Kind) (list []word) {
	n := len(choices[k]) + 1
	switch {
	case k == KindYesNo:
		n = 2
	case k == KindReason:
		n = len(reasons)
	case choices[k] == nil:
		return nil
	}
	for v := range int64(n) {
		t := k.show(v)
		list = append(list, word{encoded(k.json(v)), inner(t.Zh) + toEnglish + inner(t.En), len(inner(t.Zh)), inner(k.plain(v))})
	}
	return list
}

// encoded is the JSON of what always has one.
func encoded(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic("policy: a text does not marshal: " + err.Error())
	}
	return string(b)
}

// inner is the JSON of a text without its quotation marks.
func inner(s string) string {
	s = encoded(s)
	return s[1 : len(s)-1]
}

// writeJSON writes the parts; it is done once, when a sheet is first asked for JSON.
func (sh *sheet) writeJSON() {
	j := &sh.json
	j.head = `{"calculator":` + encoded(sh.t.name) + `,"title":` + encoded(sh.t.title) + `,"county":`
	for i := range sh.t.inputs {
		j.inputs = append(j.inputs, i)
	}
	slices.SortFunc(j.inputs, func(a, b int) int { return strings.Compare(sh.t.inputs[a].Name, sh.t.inputs[b].Name) })
	for _, i := range j.inputs {
		j.names = append(j.names, encoded(sh.t.inputs[i].Name)+`:"`)
	}
	j.outputs, j.closed = nested(sh.t.outputs)
	j.tail = `],"plan":` + encoded(sh.plan.HashOf(sh.prog)) + `,"confidence":"`
	j.steps = make([]parts, len(sh.lines))
	for i := range sh.lines {
		if j.steps[i].source = fromAuto; !sh.lines[i].skip {
			j.steps[i] = sh.partsOf(i)
		}
	}
	for i := range sh.probes {
		sh.probes[i].json = encoded(sh.probes[i].note)
	}
}

// nested gives what stands before each output's value, where "pension.employer_fen" is {"pension":{"employer_fen":…}}.
func nested(outputs []outputSlot) (before []string, after string) {
	group, text := "", "{"
	for i, o := range outputs {
		of, name, inGroup := strings.Cut(o.name, ".")
		if !inGroup {
			of, name = "", o.name
		}
		if of != group && group != "" {
			text += "}"
		}
		if i > 0 {
			text += ","
		}
		if of != group && of != "" {
			text += `"` + of + `":{`
		}
		group = of
		before = append(before, text+`"`+name+`":`)
		text = ""
	}
	if group != "" {
		text += "}"
	}
	return before, text + "}"
}

func (sh *sheet) partsOf(i int) (j parts) {
	ln := &sh.lines[i]
	st := &ln.step
	j.source, j.arrow, j.written, j.few = sh.t.slots[i].source, ln.arrow, notations[st.Kind], wordsOf(st.Kind)
	if j.written != nil {
		j.middle = j.written.zh + toEnglish
	}
	j.title = [2]string{inner(st.Title.Zh), inner(st.Title.En)}
	j.head = [3]string{`{"name":` + encoded(st.Name) + `,"title":{"zh":"` + j.title[0], toEnglish + j.title[1], `"},"source":` + encoded(st.Source) + `,"value":`}
	j.unit = `,"unit":` + encoded(st.Kind.Unit()) + `,"shown":{"zh":"`
	const noFormula = `"},"formula":{"zh":"","en":""}`
	switch j.source {
	case fromParameter:
		j.whole = strings.Join(j.head[:], "") + encoded(st.Raw) + j.unit + inner(st.Shown.Zh) + toEnglish + inner(st.Shown.En) + noFormula + lawJSON(st)
	case fromInput:
		j.law = noFormula + lawJSON(st)
	case fromLookup:
		j.law, j.found = noFormula, new([mostFound]atomic.Pointer[found])
	case fromRule:
		j.law = `"},"law":` + lawsJSON(st.Law)
		for l, t := range ln.formula {
			j.formula[l] = slices.Clone(t)
			for k := range t {
				j.formula[l][k].text = inner(t[k].text)
			}
			j.formula[l][len(t)-1].text += map[bool]string{true: becomes, false: equals}[ln.arrow]
			j.formula[l][0].text = [2]string{`"},"formula":{"zh":"`, toEnglish}[l] + j.formula[l][0].text
		}
	}
	if j.source != fromLookup {
		j.head = [3]string{strings.Join(j.head[:], "")}
	}
	return j
}

func lawsJSON(list []Citation) string {
	if list == nil {
		return "[]"
	}
	return encoded(list)
}

// lawJSON is the end of a step from its law on, with the comma behind it.
func lawJSON(st *Step) string {
	s := `,"law":` + lawsJSON(st.Law)
	if st.Confidence != Unstated {
		s += `,"confidence":` + encoded(st.Confidence)
	}
	if !st.Note.IsZero() {
		s += `,"note":` + encoded(st.Note)
	}
	return s + "},"
}

// ending is the end of the step, written when it is first asked for.
func (d *detail) ending() string {
	d.once.Do(func() { d.json = lawJSON(&d.step) })
	return d.json
}

// span is a part of what has been written.
type span struct{ from, to int }

// placed says where the values and titles of a slot stand in what has been written, in both languages, for formulas to copy.
type placed struct{ shown, title [2]span }

// appendJSON appends the evaluation as [Result.MarshalJSON] writes its result, by copying what is the same for everybody.
func (e *evaluation) appendJSON(b []byte, q Query) []byte {
	sh := e.sheet
	sh.once.Do(sh.writeJSON)
	b = append(b, sh.json.head...)
	if q.County == 0 {
		b = append(b, "null"...)
	} else {
		b = strconv.AppendInt(b, int64(q.County), 10)
	}
	b = append(KindMonth.appendJSON(append(b, `,"as_of":`...), int64(q.AsOf)), ',')
	if !q.KnownOn.IsZero() {
		b = append(KindDate.appendJSON(append(b, `"known_on":`...), int64(q.KnownOn)), ',')
	}
	b = append(b, `"inputs":{`...)
	for n, i := range sh.json.inputs {
		if n > 0 {
			b = append(b, ',')
		}
		b = append(b, sh.json.names[n]...)
		b = append(e.appendInput(b, i), '"')
	}
	b = append(b, `},"outputs":`...)
	for n, o := range sh.t.outputs {
		b = e.appendValue(append(b, sh.json.outputs[n]...), o.slot)
	}
	b = append(append(b, sh.json.closed...), `,"explanation":[`...)
	e.placed = cleared(e.placed, len(sh.lines))
	for i := range sh.lines {
		if sh.json.steps[i].source != fromAuto {
			b = e.appendStep(b, i)
		}
	}
	b = append(b[:len(b)-1], `],"notes":[`...)
	b = e.appendNotes(b)
	b = append(b, sh.json.tail...)
	return append(append(b, e.confidence.String()...), `"}`...)
}

// appendInput appends an input as it is repeated.
func (e *evaluation) appendInput(b []byte, i int) []byte {
	if w := e.sheet.json.steps[i].word(e.values[i]); w != nil && e.given[i] {
		return append(b, w.plain...)
	}
	from := len(b)
	return escaped(e.sheet.t.inputs[i].appendCanonical(b, e.values[i], e.given[i]), from)
}

// word gives a value of few.
func (j *parts) word(v int64) *word {
	if uint64(v) < uint64(len(j.few)) {
		return &j.few[v]
	}
	return nil
}

// appendValue appends a value as a machine reads it.
func (e *evaluation) appendValue(b []byte, i int) []byte {
	j, v := &e.sheet.json.steps[i], e.values[i]
	if e.slots[i].absence != present {
		return append(b, "null"...)
	}
	if j.written != nil && !j.written.dated {
		return strconv.AppendInt(b, v, 10)
	}
	if w := j.word(v); w != nil {
		return append(b, w.json...)
	}
	sl := &e.sheet.t.slots[i]
	if sl.kind != KindAmounts {
		return sl.kind.appendJSON(b, v)
	}
	b = append(b, '[')
	for n, fen := range e.values[sl.tail : sl.tail+int(v)] {
		if n > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, fen, 10)
	}
	return append(b, ']')
}

// appendShown appends a value as people read it, or what is said instead, in both languages.
func (e *evaluation) appendShown(b []byte, i int) []byte {
	j, v, at := &e.sheet.json.steps[i], e.values[i], &e.placed[i]
	if e.slots[i].absence == present {
		if j.written != nil && (v != 0 || !j.written.dated) {
			return e.appendNumber(b, i)
		}
		if w := j.word(v); w != nil {
			from := len(b)
			b = append(b, w.shown...)
			at.shown = [2]span{{from, from + w.zh}, {from + w.zh + len(toEnglish), len(b)}}
			return b
		}
	}
	from := len(b)
	b = e.appendText(b, i, words.Zh)
	at.shown[words.Zh] = span{from, len(b)}
	b = append(b, toEnglish...)
	from = len(b)
	b = e.appendText(b, i, words.En)
	at.shown[words.En] = span{from, len(b)}
	return b
}

// appendText appends a value, or what is said instead, in one language.
func (e *evaluation) appendText(b []byte, i int, l words.Lang) []byte {
	from, sl := len(b), &e.sheet.t.slots[i]
	switch {
	case e.slots[i].absence != present:
		b = append(b, e.instead(i).In(l)...)
	case sl.kind == KindAmounts:
		_, _, shown := e.sheet.t.written(i, e.values)
		b = append(b, shown.In(l)...)
	case e.sheet.json.steps[i].written == nil:
		b = sl.kind.appendWords(b, e.values[i], l)
	default:
		b = sl.kind.appendShown(b, e.values[i], l)
	}
	return escaped(b, from)
}

// appendStep appends a step with the comma behind it, after those it rests on, and remembers where its value and title stand.
func (e *evaluation) appendStep(b []byte, i int) []byte {
	j := &e.sheet.json.steps[i]
	switch j.source {
	case fromParameter:
		return append(b, j.whole...)
	case fromLookup:
		return e.appendLookup(b, i)
	default:
		b = append(b, j.head[0]...)
	}
	b = e.appendShown(append(e.appendValue(b, i), j.unit...), i)
	if j.source == fromRule {
		b = e.appendFormula(e.appendFormula(b, i, words.Zh), i, words.En)
	}
	if b = append(b, j.law...); j.source == fromRule {
		b = append(b, endings[e.slots[i].confidence]...)
	}
	return b
}

// appendLookup appends the step of a lookup, from what was kept of it if the same has been found before.
func (e *evaluation) appendLookup(b []byte, i int) []byte {
	j, from, at := &e.sheet.json.steps[i], len(b), &e.placed[i]
	key, value := e.values[e.sheet.t.slots[i].key], e.values[i]
	kept := &j.found[uint64(key)%mostFound]
	if f := kept.Load(); f != nil && f.key == key && f.value == value && e.slots[i].absence == present {
		*at = f.placed.moved(from)
		return append(b, f.json...)
	}
	b = e.appendTitle(b, i)
	b = e.appendShown(append(e.appendValue(b, i), j.unit...), i)
	b = append(append(b, j.law...), e.slots[i].detail.ending()...)
	if e.slots[i].absence == present {
		kept.Store(&found{key, value, string(b[from:]), at.moved(-from)})
	}
	return b
}

// moved counts from another beginning.
func (p placed) moved(by int) placed {
	for l := range p.shown {
		p.shown[l], p.title[l] = span{p.shown[l].from + by, p.shown[l].to + by}, span{p.title[l].from + by, p.title[l].to + by}
	}
	return p
}

// toEnglish stands between a text in Chinese and the same in English.
const toEnglish = `","en":"`

// appendNumber appends a number with its unit in both languages.
func (e *evaluation) appendNumber(b []byte, i int) []byte {
	j, v, at := &e.sheet.json.steps[i], e.values[i], &e.placed[i]
	from := len(b)
	b = j.written.number(b, v)
	number := span{from, len(b)}
	b = append(b, j.middle...)
	at.shown[words.Zh] = span{from, len(b) - len(toEnglish)}
	from = len(b)
	b = append(e.again(b, number), j.written.unit(v, words.En)...)
	at.shown[words.En] = span{from, len(b)}
	return b
}

// appendTitle appends the beginning of a lookup's step: its title says what it was looked up by.
func (e *evaluation) appendTitle(b []byte, i int) []byte {
	j, key := &e.sheet.json.steps[i], e.sheet.t.slots[i].key
	for l, around := range around {
		title := len(b) + len(j.head[l]) - len(j.title[l])
		b = append(append(b, j.head[l]...), around[0]...)
		switch of := e.sheet.json.steps[key].written; {
		case e.values[key] <= 0:
			b = append(b, notAsked.In(words.Lang(l))...)
		case of != nil:
			b = append(of.number(b, e.values[key]), of.unit(e.values[key], words.Lang(l))...)
		default:
			b = escaped(e.sheet.t.slots[key].kind.appendWords(b, e.values[key], words.Lang(l)), len(b))
		}
		b = append(b, around[1]...)
		e.placed[i].title[l] = span{title, len(b)}
	}
	return append(b, j.head[2]...)
}

// appendFormula appends a rule's formula with what has been written of the values that it takes.
func (e *evaluation) appendFormula(b []byte, i int, l words.Lang) []byte {
	j, placed := &e.sheet.json.steps[i], e.placed
	for k := range j.formula[l] {
		p := &j.formula[l][k]
		if b = append(b, p.text...); p.slot < 0 {
			break
		}
		s := placed[p.slot].shown[l]
		if p.title {
			s = placed[p.slot].title[l]
		} else if e.slots[p.slot].absence >= unsaid {
			b = append(b, e.inFormula(p.slot).In(l)...)
			continue
		}
		b = append(b, b[s.from:s.to]...)
	}
	if !j.arrow && e.slots[i].absence != present {
		b = append(b[:len(b)-len(equals)], becomes...)
	}
	return e.again(b, placed[i].shown[l])
}

// again appends a part of what has been written.
func (e *evaluation) again(b []byte, s span) []byte { return append(b, b[s.from:s.to]...) }

// appendNotes appends the notes, each once.
func (e *evaluation) appendNotes(b []byte) []byte {
	e.spans = e.spans[:0]
	for _, n := range e.noted() {
		from := len(b)
		if n.probe != nil {
			b = append(b, n.probe.json...)
		} else {
			b = e.appendNoted(append(b, `{"zh":"`...), n, words.Zh)
			b = append(e.appendNoted(append(b, toEnglish...), n, words.En), `"}`...)
		}
		if slices.ContainsFunc(e.spans, func(s span) bool { return bytes.Equal(b[s.from:s.to], b[from:]) }) {
			b = b[:from]
			continue
		}
		e.spans = append(e.spans, span{from, len(b)})
		b = append(b, ',')
	}
	if len(e.spans) > 0 {
		b = b[:len(b)-1]
	}
	return b
}

// appendNoted appends what is said about a slot.
func (e *evaluation) appendNoted(b []byte, n note, l words.Lang) []byte {
	from, sl := len(b), &e.sheet.t.slots[n.slot]
	if n.about == nil {
		b = append(append(b, sl.title.In(l)...), colon.In(l)...)
		return escaped(sl.kind.appendShown(b, e.values[n.slot], l), from)
	}
	if sl.source == fromLookup {
		b = e.again(b, e.placed[n.slot].title[l])
	} else {
		b = append(b, e.sheet.json.steps[n.slot].title[l]...)
	}
	return append(b, n.about.json[l]...)
}

// escaped writes what stands in b from an index on, a text of this package, as the inside of a JSON text. Most is as it stands.
func escaped(b []byte, from int) []byte {
	for i := from; i < len(b); i++ {
		if c := b[i]; c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c == 0xE2 {
			return append(b[:from], inner(string(b[from:]))...)
		}
	}
	return b
}
