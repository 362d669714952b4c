package policy

import (
	"slices"
	"sync"

	"renshe/internal/words"
)

// evaluation is a sheet filled in for one person: every value, and for each whether there is one to show.
type evaluation struct {
	sheet      *sheet
	values     []int64 // as Plan.run lists them
	slots      []evaluated
	tried      []int64
	notes      []note
	given      []bool   // inputs that were filled in
	placed     []placed // in what is being written
	spans      []span
	text       []byte // the texts of a result
	later      []later
	confidence Confidence // the weakest of the values it rests on
}

// evaluated is what became of a slot.
type evaluated struct {
	absence    absence
	lacks      bool // it rests on a value that is unknown
	guard      int  // of a withheld output the slot that guards it
	confidence Confidence
	detail     *detail // of a lookup
}

// evaluations are reused: one person's take some kilobytes.
var evaluations = sync.Pool{New: func() any { return new(evaluation) }}

// evaluate fills the sheet in. missing is the number of a value that turned out unknown, from 1; then nothing else was computed.
func (sh *sheet) evaluate(in []int64) (e *evaluation, missing uint8) {
	e = evaluations.Get().(*evaluation)
	e.sheet, e.confidence = sh, Confirmed
	e.values = cleared(e.values, sh.t.width)
	if missing = sh.plan.run(sh.prog, in, e.values); missing > 0 {
		copy(e.values, in)
		return e, missing
	}
	e.slots = cleared(e.slots, len(sh.lines))
	for _, o := range sh.t.outputs {
		if o.guarded && e.values[o.guard] != 1 {
			e.slots[o.slot].guard = o.guard
			e.slots[o.slot].absence = withheld
			if sh.t.slots[o.guard].kind == KindYesNo {
				e.slots[o.slot].absence = unsaid
			}
		}
	}
	for i := range sh.lines {
		e.settle(i)
	}
	return e, 0
}

// done gives the evaluation back.
func (e *evaluation) done() { evaluations.Put(e) }

// cleared gives n zero values, in the memory of list if there is enough.
func cleared[T any](list []T, n int) []T {
	list = slices.Grow(list[:0], n)[:n]
	clear(list)
	return list
}

// settle says of one slot, after those it rests on, whether there is a value to show and how sure it is.
func (e *evaluation) settle(i int) {
	sl, ln, s := &e.sheet.t.slots[i], &e.sheet.lines[i], &e.slots[i]
	switch sl.source {
	case fromAuto:
		return
	case fromInput:
		if e.values[i] == 0 && e.sheet.t.inputs[i].bounds[0] > 0 { // no value that could have been typed
			s.absence = missed
		}
		return
	case fromParameter:
		s.lacks, s.confidence = ln.lacks, ln.step.Confidence
		if ln.step.none {
			s.absence = excluded
		}
	case fromLookup:
		s.detail = e.sheet.detail(i, e.values[sl.key])
		s.lacks, s.confidence = sl.optional && !e.sheet.plan.found(sl, e.values), s.detail.step.Confidence
		if s.detail.step.none {
			s.absence = excluded
		}
	case fromRule:
		e.settleRule(ln, s)
	}
	if s.lacks {
		s.absence = unsaid
	}
	if s.absence == present {
		e.confidence = max(e.confidence, s.confidence)
	}
}

func (e *evaluation) settleRule(ln *line, s *evaluated) {
	if s.absence != present {
		return // the guard of the output has settled what it lacks
	}
	for _, j := range ln.needs {
		s.lacks = s.lacks || e.slots[j].lacks
	}
	if s.lacks {
		return
	}
	for _, j := range ln.sure {
		if e.slots[j].absence == present {
			s.confidence = max(s.confidence, e.slots[j].confidence)
		}
	}
}

// instead is what is said of a value that is not there.
func (e *evaluation) instead(i int) words.Text {
	if s := &e.slots[i]; s.absence == withheld {
		return e.sheet.t.slots[s.guard].kind.show(e.values[s.guard])
	}
	return absent[e.slots[i].absence].shown
}

// note is something to be said beside the result: of a probe that it matters, or of a slot why there are no outputs or what is to
// be known about its value.
type note struct {
	probe *probe
	slot  int
	about *remark // nil: the value itself says it
}

// remark is what is said of values, with the colon before it as JSON has it.
type remark struct {
	text words.Text
	json [2]string
}

var standsIn, isUnknown = newRemark(provisional), newRemark(unknownShown)

func newRemark(t words.Text) remark {
	return remark{t, [2]string{inner(colon.Zh + t.Zh), inner(colon.En + t.En)}}
}

// noted lists the notes: the unknown values that are not included, where including any would change an output; why outputs are
// withheld; and which values stand in or are unknown.
func (e *evaluation) noted() []note {
	sh := e.sheet
	e.notes = e.notes[:0]
	for i := range sh.probes {
		e.tried = cleared(e.tried, sh.t.width)
		sh.probes[i].plan.run(sh.prog, e.values[:len(sh.t.inputs)], e.tried)
		if slices.ContainsFunc(sh.t.outputs, func(o outputSlot) bool { return !sh.t.same(o.slot, e.tried, e.values) }) {
			e.notes = append(e.notes, note{probe: &sh.probes[i]})
		}
	}
	for _, g := range sh.guards {
		if e.values[g.slot] != 1 && !slices.ContainsFunc(g.known, func(i int) bool { return e.values[i] == 0 }) {
			e.notes = append(e.notes, note{slot: g.slot})
		}
	}
	for i := range sh.lines {
		ln := &sh.lines[i]
		if ln.step.Source != SourceParameter {
			continue
		}
		if e.slots[i].detail != nil && e.slots[i].detail.provisional || ln.provisional {
			e.notes = append(e.notes, note{slot: i, about: &standsIn})
		}
		if e.slots[i].absence == unsaid {
			e.notes = append(e.notes, note{slot: i, about: &isUnknown})
		}
	}
	return e.notes
}

// inFormula is what formulas of other steps say instead of a value that is not there.
func (e *evaluation) inFormula(i int) words.Text { return absent[e.slots[i].absence].inFormula }
