package policy

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"renshe/civil"
	"renshe/internal/words"
)

// sheet is what the answers of a program under one plan have in common (底稿): it is written once, and answering somebody is
// evaluating the rules and filling in numbers.
type sheet struct {
	set    *Set
	plan   *Plan
	prog   Program
	t      *program
	lines  []line // by slot
	probes []probe
	guards []guard
	once   sync.Once
	json   sheetJSON
}

// line is one step of the explanation as far as it is the same for everybody.
type line struct {
	skip  bool  // an automatic value: no step of its own
	step  Step  // of a parameter all of it
	lacks bool  // a parameter that the program can do without is unknown
	needs []int // of a rule the slots that it lacks with
	sure  []int // of a rule the slots that it is as sure as
	arrow bool  // of a rule: what comes out is no number

	provisional bool // a parameter whose value is last year's
	formula     [2]template
	pattern     [2]template
	details     []atomic.Pointer[detail] // of a lookup
}

// detail is what the step of a lookup says of where its value stands. It is the same for all who are looked up in the same row.
type detail struct {
	step        Step
	provisional bool
	once        sync.Once
	json        string // the end of the step
}

// probe is a plan with a trial value for one that is unknown and left out, which shows whether that matters.
type probe struct {
	plan *Plan
	note words.Text
	json string
}

// guard is a value that says whether there are outputs.
type guard struct {
	slot  int
	known []int // slots that say whether legal values it rests on are known: where one is not, that is said of the value instead
}

// absence is why there is no value to show.
type absence uint8

const (
	present  absence = iota
	missed           // not filled in
	excluded         // unknown, and left out of a sum
	unsaid           // unknown; from here on formulas say it in a word of their own
	withheld         // what guards the output says why
)

var absent = [...]struct{ shown, inFormula words.Text }{
	missed:   {notGiven, notGiven},
	excluded: {leftOutShown, leftOutShown},
	unsaid:   {unknownShown, words.Text{Zh: "未知", En: "unknown"}},
	withheld: {words.Text{}, words.Text{Zh: "未计算", En: "not computed"}},
}

// newSheet writes the sheet of a program.
func newSheet(s *Set, p *Plan, prog Program) *sheet {
	t := &programTable[prog]
	sh := &sheet{set: s, plan: p, prog: prog, t: t, lines: make([]line, len(t.slots))}
	number := make(map[string]int, len(t.slots))
	for i := range t.slots {
		sl, ln := &t.slots[i], &sh.lines[i]
		number[sl.name] = i
		ln.step = Step{Name: sl.name, Title: sl.title, Kind: sl.kind}
		switch sl.source {
		case fromAuto:
			ln.skip = true
		case fromInput:
			ln.step.Source = SourceInput
		case fromParameter:
			sh.parameterLine(i)
		case fromLookup:
			ln.step.Source = SourceParameter
			ln.details = make([]atomic.Pointer[detail], 2)
			if line := p.lines[sl.index]; !s.parameters[sl.index].IsTable() {
				ln.details = make([]atomic.Pointer[detail], 1+3*(len(line.moments)+1))
			}
		case fromRule:
			sh.ruleLine(i, number)
		}
	}
	for _, sl := range t.slots {
		if sl.source == fromParameter && p.findings[sl.index].state == stateLeftOut {
			trial := *p
			trial.values.set(sl.index, s.parameters[sl.index].Probe)
			sh.probes = append(sh.probes, probe{plan: &trial, note: s.parameters[sl.index].LeftOut})
		}
	}
	for _, o := range t.outputs {
		if o.guarded && !slices.ContainsFunc(sh.guards, func(g guard) bool { return g.slot == o.guard }) {
			sh.guards = append(sh.guards, sh.guardOf(o.guard, number))
		}
	}
	return sh
}

func (sh *sheet) parameterLine(i int) {
	sl, ln := &sh.t.slots[i], &sh.lines[i]
	v := make([]int64, sh.t.width)
	if sl.kind != KindRounding {
		v[i] = sh.plan.findings[sl.index].value.Int
	}
	st := &ln.step
	st.Value, st.Raw, st.Shown = sh.t.written(i, v)
	sh.set.describe(st, sl, &sh.plan.findings[sl.index], sh.plan.month, sh.plan.knownOn, 0)
	ln.provisional = isProvisional(st.Note)
	if ln.lacks = sl.optional && !sh.plan.known[sl.index]; ln.lacks {
		st.Value, st.Raw, st.Shown, st.none = "", nil, unknownShown, true
	}
}

// ruleLine describes a rule. It is as sure as the values it takes, and lacks with them; one that asks whether a value is known has
// settled its lack itself.
func (sh *sheet) ruleLine(i int, number map[string]int) {
	sl, ln := &sh.t.slots[i], &sh.lines[i]
	r := variantOf(sl.index, sh.plan.variant[sl.index])
	st := &ln.step
	st.rule, st.Source, st.Title, st.Text = r, SourceRule, r.Title, r.Text
	for _, a := range r.Law {
		st.Law = append(st.Law, Citation{Document: a.Document, Article: a.Article})
	}
	for _, name := range r.Needs {
		j, ok := number[name]
		if !ok || j == i {
			continue
		}
		if !sh.lines[j].skip {
			ln.sure = append(ln.sure, j)
		}
		if !r.settles(name) {
			ln.needs = append(ln.needs, j)
		}
	}
	ln.arrow = st.Kind == KindReason || st.Kind == KindYesNo || choices[st.Kind] != nil
	for l := range ln.formula {
		ln.formula[l] = sh.template(r.Formula, words.Lang(l), number, true)
		ln.pattern[l] = sh.template(r.Formula, words.Lang(l), number, false)
	}
}

func (sh *sheet) guardOf(slot int, number map[string]int) guard {
	g := guard{slot: slot}
	for _, name := range sh.lines[slot].step.rule.Needs {
		if i, ok := number[name]; ok && sh.t.slots[i].source == fromAuto && strings.HasSuffix(name, "Known") {
			g.known = append(g.known, i)
		}
	}
	return g
}

// template is a formula in one language: texts, and between them what differs from person to person.
type template []piece

// piece is a text and what follows it: the value of a slot, or with title its title; nothing where slot is -1.
type piece struct {
	text  string
	slot  int
	title bool
}

// template takes a formula apart. {name} is the value where numbers are shown, else the title; {name!} is both.
func (sh *sheet) template(formula string, l words.Lang, number map[string]int, numbers bool) (t template) {
	text := ""
	hole := func(slot int, title bool) {
		st := &sh.lines[slot].step
		switch fixed := sh.t.slots[slot].source; {
		case title && fixed != fromLookup:
			text += st.Title.In(l)
		case !title && fixed == fromParameter:
			text += sh.fixed(slot).In(l)
		default:
			t = append(t, piece{text, slot, title})
			text = ""
		}
	}
	for formula != "" {
		before, rest, open := strings.Cut(formula, "{")
		text += before
		if !open {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		formula = after
		name, labelled := strings.CutSuffix(name, "!")
		slot := number[name]
		if labelled || !numbers {
			hole(slot, true)
		}
		if labelled && numbers {
			text += colon.In(l)
		}
		if numbers {
			hole(slot, false)
		}
	}
	return append(t, piece{text, -1, false})
}

// fixed is a parameter's value as formulas show it.
func (sh *sheet) fixed(slot int) words.Text {
	if sh.lines[slot].lacks {
		return absent[unsaid].inFormula
	}
	return sh.lines[slot].step.Shown
}

// detail gives what is said of a lookup by its key.
func (sh *sheet) detail(slot int, key int64) *detail {
	sl, at := &sh.t.slots[slot], 0
	if line := sh.plan.lines[sl.index]; key > 0 && sh.set.parameters[sl.index].IsTable() {
		at = 1
	} else if key > 0 {
		m := line.of(civil.Month(key))
		at = 1 + 3*(int(m.moment)+1)
		if m.known {
			at += 1 + int(number(m.standIn))
		}
	}
	kept := &sh.lines[slot].details[at]
	d := kept.Load()
	if d == nil {
		d = &detail{step: sh.lines[slot].step}
		sh.set.describeLookup(&d.step, sh.plan, sl, key)
		d.provisional = isProvisional(d.step.Note)
		kept.Store(d)
	}
	return d
}

func isProvisional(note words.Text) bool {
	return note == provisional || strings.HasSuffix(note.Zh, "；"+provisional.Zh)
}

// mostSheets bounds how many sheets are kept: twice as many.
const mostSheets = 256

// sheetKey is what a sheet is for.
type sheetKey struct {
	place   civil.County
	month   civil.Month
	knownOn civil.Date
	prog    Program
}

// sheets keeps those that were used last, in two generations: when the young one is full it becomes the old one, and what is asked
// for again comes back.
type sheets struct {
	lock       sync.RWMutex
	young, old map[sheetKey]*sheet
}

func (c *sheets) get(k sheetKey) *sheet {
	c.lock.RLock()
	sh, old := c.young[k], c.old[k]
	c.lock.RUnlock()
	if sh == nil && old != nil {
		c.put(k, old)
		return old
	}
	return sh
}

func (c *sheets) put(k sheetKey, sh *sheet) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.young == nil || len(c.young) >= mostSheets {
		c.young, c.old = make(map[sheetKey]*sheet, mostSheets), c.young
	}
	c.young[k] = sh
}

// sheet gives the sheet of a program for a question, or why there is none.
func (s *Set) sheet(prog Program, q Query) (*sheet, error) {
	k := sheetKey{q.County, q.AsOf, s.lastKnown(q.KnownOn), prog}
	if sh := s.sheets.get(k); sh != nil {
		return sh, nil
	}
	p, err := s.Compile(placeOf(q), q.AsOf, q.KnownOn, prog)
	if err != nil {
		return nil, err
	}
	sh := newSheet(s, p, prog)
	s.sheets.put(k, sh)
	return sh, nil
}

// lastKnown is the last day until then on which anything on file became known: what was known then is what is known on the day.
func (s *Set) lastKnown(day civil.Date) civil.Date {
	if day.IsZero() {
		day = always
	}
	i, found := slices.BinarySearch(s.days, day)
	switch {
	case found:
		return day
	case i == 0:
		return s.days[0] - 1
	}
	return s.days[i-1]
}
