package policy

import (
	"slices"
	"strings"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/policy/internal/lawfile"
)

// Result is an explained answer (计算结果).
type Result struct {
	Calculator  string
	Title       words.Text
	County      civil.County
	AsOf        civil.Month
	KnownOn     civil.Date
	Outputs     []Output
	Explanation []Step
	Notes       []words.Text // what is not included, and whom to ask
	Plan        string
	Confidence  Confidence // the weakest of the values it rests on
	Inputs      map[string]string
}

// Output is one published result.
type Output struct {
	Name  string
	Title words.Text
	Kind  Kind
	Value any        // int64 of fen, months, years, days; bool; string; []string; nil for none
	Shown words.Text // "329.96 元"
}

// Output gives a result by name.
func (r *Result) Output(name string) (Output, bool) {
	for _, o := range r.Outputs {
		if o.Name == name {
			return o, true
		}
	}
	return Output{}, false
}

// Source says what a step is.
type Source string

// The sources of a step's value.
const (
	SourceInput     Source = "input"     // given
	SourceParameter Source = "parameter" // fixed by law
	SourceRule      Source = "rule"      // computed
)

// Step is one value of the explanation, in the order of computation (计算步骤).
type Step struct {
	Name       string
	Title      words.Text
	Source     Source
	Kind       Kind
	Value      string     // without unit: "133.96", "2026-04", "entitled"; "" if unknown and left out
	Raw        any        // as in JSON: 13396
	Shown      words.Text // "133.96 元"
	Pattern    words.Text // the formula in words: "个人账户储存额 ÷ 计发月数"
	Formula    words.Text // the formula with the numbers put in: "18,620.00 元 ÷ 139 个月 = 133.96 元"
	Text       words.Text // what the rule means
	Law        []Citation
	Confidence Confidence
	Note       words.Text
	rule       *Rule // of a computed value
	rows       []touched
	none       bool // there is no value: unknown, left out or withheld
}

// touched is a row that a value rests on, with the key of the element where the row is a table.
type touched struct {
	parameter *lawfile.Parameter
	row       *lawfile.Row
	key       int64
}

// Citation is where a rule or a value stands (依据).
type Citation struct {
	Document   string         `json:"document"`
	Article    string         `json:"article,omitempty"`
	URL        string         `json:"url,omitempty"`
	Quote      string         `json:"quote,omitempty"`
	Place      civil.Division `json:"place,omitempty"`
	From       string         `json:"from,omitempty"`
	Published  string         `json:"published,omitempty"`
	Checked    string         `json:"checked,omitempty"`
	Confidence Confidence     `json:"confidence,omitzero"`
}

// String is "国发〔2014〕8号 六".
func (c Citation) String() string { return strings.TrimSpace(c.Document + " " + c.Article) }

// provisional is said of last year's value where this year's is not on file yet.
var provisional = words.Text{Zh: "这一年的数还没有公布，暂按上一年的数，公布后要重算补差",
	En: "this year's value is not published yet; last year's stands in, to be computed again and made up when it is"}

var leftOutShown = words.Text{Zh: "未知，未计入", En: "unknown, not included"}

var unknownShown = words.Text{Zh: "未知，请向经办机构核实", En: "unknown, ask the agency"}

// explain evaluates a program and tells how. Where a value turns out unknown it gives a fault, and beside it what it rests on.
func (s *Set) explain(p *Plan, prog Program, in []int64) (*Result, error) {
	t := &programTable[prog]
	values := make([]int64, t.width)
	missing := p.run(prog, in, values)
	r := &Result{Plan: p.HashOf(prog), Confidence: Confirmed}
	if missing > 0 {
		sl := &t.slots[missing-1]
		copy(values, in)
		st := s.step(p, t, sl, values)
		r.Explanation = []Step{st}
		return r, s.missing(p, sl, st)
	}
	withheld := t.withheld(values)
	lacking := p.lacking(t, values, withheld)
	steps := make([]Step, 0, len(t.slots))
	for i := range t.slots {
		sl := &t.slots[i]
		if sl.source == fromAuto {
			continue
		}
		st := s.step(p, t, sl, values)
		if why, ok := withheld[i]; ok || lacking[i] {
			st.Value, st.Raw, st.Shown, st.none = "", nil, unknownShown, true
			if ok {
				st.Shown = why
			}
		}
		steps = append(steps, st)
		if sl.source == fromRule {
			writeFormula(steps, len(steps)-1, st.rule)
		}
		if last := &steps[len(steps)-1]; sl.source != fromInput && !last.none {
			r.Confidence = max(r.Confidence, last.Confidence)
		}
	}
	r.Explanation = steps
	for _, o := range t.outputs {
		sl := &t.slots[o.slot]
		out := Output{Name: o.name, Title: sl.title, Kind: sl.kind}
		_, out.Value, out.Shown = t.written(o.slot, values)
		if why, ok := withheld[o.slot]; ok {
			out.Value, out.Shown = nil, why
		} else if lacking[o.slot] {
			out.Value, out.Shown = nil, unknownShown
		}
		r.Outputs = append(r.Outputs, out)
	}
	r.Notes = append(s.leftOut(p, prog, in, values), p.reasons(t, values)...)
	for _, st := range r.Explanation {
		note := func(said words.Text) {
			n := words.Text{Zh: st.Title.Zh + "：" + said.Zh, En: st.Title.En + ": " + said.En}
			if !slices.Contains(r.Notes, n) { // two rules may look up the same value
				r.Notes = append(r.Notes, n)
			}
		}
		if st.Note == provisional || strings.HasSuffix(st.Note.Zh, "；"+provisional.Zh) {
			note(provisional)
		}
		if st.Source == SourceParameter && st.none && st.Shown == unknownShown {
			note(unknownShown)
		}
	}
	return r, nil
}

// missing is the fault of a value that turned out unknown for this person.
func (s *Set) missing(p *Plan, sl *slot, st Step) error {
	parameter := s.parameters[sl.index]
	for _, t := range st.rows {
		if !t.row.Value.Known || parameter.IsTable() {
			e := UnknownValue.With("parameter", st.Title, "month", p.month, "note", t.row.Note)
			return e.Under(t.row.Cite.Document + " " + t.row.Cite.Article)
		}
	}
	if p.placeless(parameter) {
		return PlaceNeeded.With("parameter", parameter.Title).On("county")
	}
	return NoValue.With("parameter", st.Title)
}

// withheld lists the outputs, by slot, that there are none of, with the reason that what guards them gives.
func (t *program) withheld(values []int64) map[int]words.Text {
	var none map[int]words.Text
	for _, o := range t.outputs {
		if !o.guarded || values[o.guard] == 1 {
			continue
		}
		if none == nil {
			none = map[int]words.Text{}
		}
		none[o.slot] = unknownShown
		if kind := t.slots[o.guard].kind; kind != KindYesNo {
			none[o.slot] = kind.show(values[o.guard])
		}
	}
	return none
}

// reasons says why outputs are withheld, once for each guard; where a legal value is unknown, that is said of the value instead.
func (p *Plan) reasons(t *program, values []int64) []words.Text {
	var notes []words.Text
	said := map[int]bool{}
	for _, o := range t.outputs {
		if !o.guarded || values[o.guard] == 1 || said[o.guard] {
			continue
		}
		said[o.guard] = true
		sl := &t.slots[o.guard]
		unknown := slices.ContainsFunc(variantOf(sl.index, p.variant[sl.index]).Needs, func(name string) bool {
			i := slices.IndexFunc(t.slots, func(s slot) bool { return s.name == name })
			return t.slots[i].source == fromAuto && strings.HasSuffix(name, "Known") && values[i] == 0
		})
		if !unknown {
			why := sl.kind.show(values[o.guard])
			notes = append(notes, words.Text{Zh: sl.title.Zh + colon.Zh + why.Zh, En: sl.title.En + colon.En + why.En})
		}
	}
	return notes
}

// lacking says which values rest on one that is unknown. A rule that asks whether a value is known has settled it itself, and so
// has the guard of an output that is withheld.
func (p *Plan) lacking(t *program, values []int64, withheld map[int]words.Text) []bool {
	lacks := make([]bool, len(t.slots))
	number := make(map[string]int, len(t.slots))
	for i := range t.slots {
		sl := &t.slots[i]
		number[sl.name] = i
		switch sl.source {
		case fromParameter:
			lacks[i] = sl.optional && !p.known[sl.index]
		case fromLookup:
			lacks[i] = sl.optional && !p.found(sl, values)
		case fromRule:
			needs := variantOf(sl.index, p.variant[sl.index]).Needs
			for _, name := range needs {
				if j, ok := number[name]; ok && lacks[j] && !slices.Contains(needs, name+"Known") {
					lacks[i] = true
				}
			}
			if _, settled := withheld[i]; settled {
				lacks[i] = false
			}
		}
	}
	return lacks
}

// found says whether a lookup found a value.
func (p *Plan) found(sl *slot, values []int64) (ok bool) {
	if p.lines[sl.index] != nil {
		_, _, ok = p.lines[sl.index].at(civil.Month(values[sl.key]), false)
	} else {
		_, ok = p.tables[sl.index].at(values[sl.key])
	}
	return ok
}

// step describes one value.
func (s *Set) step(p *Plan, t *program, sl *slot, values []int64) Step {
	i := slices.IndexFunc(t.slots, func(o slot) bool { return o.name == sl.name })
	st := Step{Name: sl.name, Title: sl.title, Kind: sl.kind}
	st.Value, st.Raw, st.Shown = t.written(i, values)
	switch sl.source {
	case fromInput:
		st.Source = SourceInput
		if values[i] == 0 && t.inputs[i].bounds[0] > 0 { // no value that could have been typed
			st.Value, st.Raw, st.Shown, st.none = "", nil, notGiven, true
		}
	case fromRule:
		st.rule = variantOf(sl.index, p.variant[sl.index])
		st.Source, st.Title, st.Text = SourceRule, st.rule.Title, st.rule.Text
		for _, a := range st.rule.Law {
			st.Law = append(st.Law, Citation{Document: a.Document, Article: a.Article})
		}
	case fromParameter:
		s.describe(&st, sl, &p.findings[sl.index], p.month, p.knownOn, 0)
	case fromLookup:
		s.describeLookup(&st, p, t, sl, values)
	}
	return st
}

// describeLookup finds the rows again that a lookup found.
func (s *Set) describeLookup(st *Step, p *Plan, t *program, sl *slot, values []int64) {
	key := values[sl.key]
	parameter := s.parameters[sl.index]
	of := t.slots[sl.key].kind.show(key)
	if parameter.IsTable() {
		s.describe(st, sl, &p.findings[sl.index], p.month, p.knownOn, key)
	} else {
		f := find(parameter, p.place, civil.Month(key), p.knownOn)
		s.describe(st, sl, &f, civil.Month(key), p.knownOn, 0)
	}
	if key <= 0 {
		st.Law, st.rows, st.Note, st.Confidence = nil, nil, words.Text{}, Unstated
		of = notAsked
	}
	st.Title = words.Text{Zh: st.Title.Zh + "（" + of.Zh + "）", En: st.Title.En + " (" + of.En + ")"}
}

var notAsked = words.Text{Zh: "不涉及", En: "does not apply"}

// describe tells of a legal parameter's value where it stands.
func (s *Set) describe(st *Step, sl *slot, f *finding, m civil.Month, knownOn civil.Date, key int64) {
	parameter := s.parameters[sl.index]
	st.Source, st.Confidence = SourceParameter, confidenceOf(f.sources)
	for _, row := range f.sources {
		st.Law = append(st.Law, citation(row))
		st.Note = join(st.Note, row.Note)
		st.rows = append(st.rows, touched{parameter, row, key})
	}
	if n := years(parameter, f, m, knownOn); n > 0 && n <= yearsWaited {
		st.Note = join(st.Note, provisional)
	}
	if sl.kind == KindRounding {
		st.Value, st.Raw, st.Shown = f.value.Text, f.value.Text, roundingWords(f.value.Text)
	}
	if f.state == stateLeftOut {
		st.Value, st.Raw, st.Shown, st.Confidence, st.none = "", nil, leftOutShown, Unknown, true
		st.Note = parameter.LeftOut
	}
}

func citation(r *lawfile.Row) Citation {
	c := Citation{Document: r.Cite.Document, Article: r.Cite.Article, URL: r.Cite.URL, Quote: r.Cite.Quote, Checked: r.Cite.Checked, Place: r.Place,
		From: r.From.String(), Confidence: parseConfidence(r.Confidence)}
	if !r.Published.IsZero() {
		c.Published = r.Published.String()
	}
	return c
}

func join(a, b words.Text) words.Text {
	if a.IsZero() {
		return b
	}
	if b.IsZero() {
		return a
	}
	return words.Text{Zh: a.Zh + "；" + b.Zh, En: a.En + "; " + b.En}
}

var colon = words.Text{Zh: "：", En: ": "}

// writeFormula fills the rule's formula with titles and with numbers; {name!} asks for the title beside the number. A rule is
// as sure as the values it takes.
func writeFormula(steps []Step, i int, r *Rule) {
	st := &steps[i]
	put := func(l words.Lang, shown bool) string {
		return fill(r.Formula, func(name string) string {
			name, labelled := strings.CutSuffix(name, "!")
			j := slices.IndexFunc(steps[:i], func(s Step) bool { return s.Name == name })
			switch title, value := steps[j].Title.In(l), steps[j].inFormula().In(l); {
			case !shown:
				return title
			case labelled:
				return title + colon.In(l) + value
			default:
				return value
			}
		})
	}
	for j := range steps[:i] {
		if slices.Contains(r.Needs, steps[j].Name) && !steps[j].none {
			st.Confidence = max(st.Confidence, steps[j].Confidence)
		}
	}
	st.Pattern = words.Text{Zh: put(words.Zh, false), En: put(words.En, false)}
	equals := " = "
	if st.none || st.Kind == KindReason || st.Kind == KindYesNo || choices[st.Kind] != nil {
		equals = " → "
	}
	if st.none {
		st.Confidence = Unstated
	}
	st.Formula = words.Text{Zh: put(words.Zh, true) + equals + st.Shown.Zh, En: put(words.En, true) + equals + st.Shown.En}
}

// inFormula is the value as formulas of other steps show it: that there is none is said in a word there.
func (st *Step) inFormula() words.Text {
	switch {
	case !st.none || st.Shown == leftOutShown || st.Shown == notGiven:
		return st.Shown
	case st.Shown == unknownShown:
		return words.Text{Zh: "未知", En: "unknown"}
	}
	return words.Text{Zh: "未计算", En: "not computed"}
}

// fill replaces {name} in a formula.
func fill(formula string, value func(name string) string) string {
	var b strings.Builder
	for formula != "" {
		before, rest, open := strings.Cut(formula, "{")
		b.WriteString(before)
		if !open {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		b.WriteString(value(name))
		formula = after
	}
	return b.String()
}

// leftOut says which unknown values are not included, where including any would change an output: each is tried with the
// probe of its file.
func (s *Set) leftOut(p *Plan, prog Program, in, values []int64) []words.Text {
	t := &programTable[prog]
	var notes []words.Text
	for _, sl := range t.slots {
		if sl.source != fromParameter || p.findings[sl.index].state != stateLeftOut {
			continue
		}
		trial, tried := *p, make([]int64, len(values))
		trial.values.set(sl.index, s.parameters[sl.index].Probe)
		trial.run(prog, in, tried)
		if slices.ContainsFunc(t.outputs, func(o outputSlot) bool { return !t.same(o.slot, tried, values) }) {
			notes = append(notes, s.parameters[sl.index].LeftOut)
		}
	}
	return notes
}
