package policy

import (
	"slices"

	"renshe/internal/words"
)

// later is a text of a result that is set when all of them are there: they share one piece of memory.
type later struct {
	set *string
	at  span
}

// sameAsValue stands for what a machine reads until the text of the value is there, which is the same.
type sameAsValue struct{}

// result writes the evaluation out as a result.
func (e *evaluation) result() *Result {
	sh := e.sheet
	r := &Result{Plan: sh.plan.HashOf(sh.prog), Confidence: e.confidence, Explanation: make([]Step, 0, len(sh.lines)), Outputs: make([]Output, len(sh.t.outputs))}
	where := make([]int, len(sh.lines))
	for i := range sh.lines {
		if !sh.lines[i].skip {
			where[i] = len(r.Explanation)
			r.Explanation = append(r.Explanation, Step{})
		}
	}
	e.begin()
	for i := range sh.lines {
		if !sh.lines[i].skip {
			e.step(i, &r.Explanation[where[i]])
		}
	}
	e.end(r.Explanation)
	for i, o := range sh.t.outputs {
		sl, st := &sh.t.slots[o.slot], &r.Explanation[where[o.slot]]
		r.Outputs[i] = Output{o.name, sl.title, sl.kind, st.Raw, st.Shown}
	}
	for _, n := range e.noted() {
		text := words.Text{}
		switch {
		case n.probe != nil:
			text = n.probe.note
		case n.about == nil:
			sl := &sh.t.slots[n.slot]
			text = titled(sl.title, sl.kind.show(e.values[n.slot]))
		default:
			text = titled(r.Explanation[where[n.slot]].Title, n.about.text)
		}
		if !slices.Contains(r.Notes, text) { // two rules may look up the same value
			r.Notes = append(r.Notes, text)
		}
	}
	return r
}

func titled(title, t words.Text) words.Text {
	return words.Text{Zh: title.Zh + colon.Zh + t.Zh, En: title.En + colon.En + t.En}
}

// begin begins to collect texts.
func (e *evaluation) begin() {
	e.text, e.later = e.text[:0], e.later[:0]
	e.placed = cleared(e.placed, len(e.sheet.lines))
}

// put keeps what has been written from an index on for a text of the result.
func (e *evaluation) put(set *string, from int) span {
	at := span{from, len(e.text)}
	e.later = append(e.later, later{set, at})
	return at
}

// end sets the texts that were collected.
func (e *evaluation) end(steps []Step) {
	all := string(e.text)
	for _, l := range e.later {
		*l.set = all[l.at.from:l.at.to]
	}
	for i := range steps {
		if _, same := steps[i].Raw.(sameAsValue); same {
			steps[i].Raw = steps[i].Value
		}
	}
}

// step writes one step, after those it rests on.
func (e *evaluation) step(i int, st *Step) {
	sl, ln, s := &e.sheet.t.slots[i], &e.sheet.lines[i], &e.slots[i]
	*st = ln.step
	switch sl.source {
	case fromParameter:
		return
	case fromLookup:
		e.lookedUp(i, st)
	}
	st.Confidence, st.none = s.confidence, s.absence != present
	switch {
	case st.none:
		st.Value, st.Raw, st.Shown = "", nil, e.instead(i)
		for l := range e.placed[i].shown {
			from := len(e.text)
			e.text = append(e.text, st.Shown.In(words.Lang(l))...)
			e.placed[i].shown[l] = span{from, len(e.text)}
		}
	default:
		e.value(i, st)
	}
	if sl.source != fromRule {
		return
	}
	for l, set := range [...]*string{&st.Formula.Zh, &st.Formula.En} {
		from := len(e.text)
		e.fill(ln.formula[l], words.Lang(l))
		if st.none || ln.arrow {
			e.text = append(e.text, becomes...)
		} else {
			e.text = append(e.text, equals...)
		}
		e.text = e.again(e.text, e.placed[i].shown[l])
		e.put(set, from)
	}
	for l, set := range [...]*string{&st.Pattern.Zh, &st.Pattern.En} {
		if t := ln.pattern[l]; len(t) == 1 {
			*set = t[0].text
		} else {
			from := len(e.text)
			e.fill(t, words.Lang(l))
			e.put(set, from)
		}
	}
}

// value writes a value in its three forms.
func (e *evaluation) value(i int, st *Step) {
	sl, v := &e.sheet.t.slots[i], e.values[i]
	if sl.kind == KindAmounts {
		var shown words.Text
		st.Value, st.Raw, shown = e.sheet.t.written(i, e.values)
		for l, set := range [...]*string{&st.Shown.Zh, &st.Shown.En} {
			from := len(e.text)
			e.text = append(e.text, shown.In(words.Lang(l))...)
			e.placed[i].shown[l] = e.put(set, from)
		}
		return
	}
	from := len(e.text)
	e.text = sl.kind.appendPlain(e.text, v)
	e.put(&st.Value, from)
	if sl.kind.isText(v) {
		st.Raw = sameAsValue{}
	} else {
		st.Raw = sl.kind.json(v)
	}
	for l, set := range [...]*string{&st.Shown.Zh, &st.Shown.En} {
		from := len(e.text)
		e.text = sl.kind.appendShown(e.text, v, words.Lang(l))
		e.placed[i].shown[l] = e.put(set, from)
	}
}

// lookedUp says of a lookup what it was looked up by, and where the value stands.
func (e *evaluation) lookedUp(i int, st *Step) {
	d, by := e.slots[i].detail, e.sheet.t.slots[i].key
	st.Law, st.Note, st.rows = d.step.Law, d.step.Note, d.step.rows
	key := e.values[by]
	for l, set := range [...]*string{&st.Title.Zh, &st.Title.En} {
		from := len(e.text)
		e.text = append(append(e.text, st.Title.In(words.Lang(l))...), around[l][0]...)
		if key > 0 {
			e.text = e.sheet.t.slots[by].kind.appendShown(e.text, key, words.Lang(l))
		} else {
			e.text = append(e.text, notAsked.In(words.Lang(l))...)
		}
		e.text = append(e.text, around[l][1]...)
		e.placed[i].title[l] = e.put(set, from)
	}
	if len(st.rows) > 0 && st.rows[0].key != 0 {
		st.rows = slices.Clone(st.rows)
		for j := range st.rows {
			st.rows[j].key = key
		}
	}
}

// around stands around what a value was looked up by.
var around = [...][2]string{words.Zh: {"（", "）"}, words.En: {" (", ")"}}

// fill writes a formula out.
func (e *evaluation) fill(t template, l words.Lang) {
	for _, p := range t {
		e.text = append(e.text, p.text...)
		switch {
		case p.slot < 0:
		case p.title:
			e.text = e.again(e.text, e.placed[p.slot].title[l])
		case e.slots[p.slot].absence >= unsaid:
			e.text = append(e.text, e.inFormula(p.slot).In(l)...)
		default:
			e.text = e.again(e.text, e.placed[p.slot].shown[l])
		}
	}
}
