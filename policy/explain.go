package policy

import (
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
func (s *Set) explain(sh *sheet, in []int64) (*Result, error) {
	e, missing := sh.evaluate(in)
	defer e.done()
	if missing == 0 {
		return e.result(), nil
	}
	i := int(missing) - 1
	sl := &sh.t.slots[i]
	e.slots = cleared(e.slots, len(sh.lines))
	d := sh.detail(i, e.values[sl.key])
	e.slots[i].detail, e.slots[i].confidence = d, d.step.Confidence
	r := &Result{Plan: sh.plan.HashOf(sh.prog), Confidence: Confirmed, Explanation: make([]Step, 1)}
	e.begin()
	e.step(i, &r.Explanation[0])
	e.end(r.Explanation)
	return r, s.missing(sh.plan, sl, r.Explanation[0])
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

// found says whether a lookup found a value.
func (p *Plan) found(sl *slot, values []int64) (ok bool) {
	if p.lines[sl.index] != nil {
		_, _, ok = p.lines[sl.index].at(civil.Month(values[sl.key]), false)
	} else {
		_, ok = p.tables[sl.index].at(values[sl.key])
	}
	return ok
}

// describeLookup finds the rows again that a lookup found.
func (s *Set) describeLookup(st *Step, p *Plan, sl *slot, key int64) {
	if s.parameters[sl.index].IsTable() {
		s.describe(st, sl, &p.findings[sl.index], p.month, p.knownOn, key)
	} else {
		f := find(s.parameters[sl.index], p.place, civil.Month(key), p.knownOn)
		s.describe(st, sl, &f, civil.Month(key), p.knownOn, 0)
	}
	if key <= 0 {
		st.Law, st.rows, st.Note, st.Confidence = nil, nil, words.Text{}, Unstated
	}
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
