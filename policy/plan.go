package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/policy/internal/lawfile"
)

// Plan is the law for one place and month as known on one day (方案): dense, typed, immutable, safe for concurrent use.
type Plan struct {
	place    civil.Division
	month    civil.Month
	knownOn  civil.Date
	values   values
	findings []finding             // by parameter
	known    [paramCount]bool      // the value of the plan's month is known
	standIn  [paramCount]bool      // last year's value stands in for it
	lines    [paramCount]*timeline // of the parameters that are looked up by month
	tables   [paramCount]*table
	variant  [familyCount]int8 // which variant of a rule is in force; -1 none
	ready    [programCount]bool
	hashes   [programCount]string
	hash     string
}

// Compile gives the plan of a place for month m, with what was published by knownOn (the zero date: everything on file).
// Programs name what the plan will be used for; none means all. A program whose parameter is not published, or is unknown, for
// that month makes Compile fail with a fault that says so.
func (s *Set) Compile(place civil.Division, m civil.Month, knownOn civil.Date, programs ...Program) (*Plan, error) {
	if err := checkPlace(place); err != nil {
		return nil, err
	}
	place = place[:min(len(place), 6)] // no township sets a value
	if knownOn.IsZero() {
		knownOn = always
	}
	if len(programs) == 0 {
		programs = Programs()
	}
	p := newPlan(place, m, knownOn)
	h := sha256.New()
	for _, prog := range programs {
		for _, sl := range programTable[prog].slots {
			switch {
			case sl.source == fromLookup && !s.parameters[sl.index].IsTable():
				p.lines[sl.index] = timelineOf(s.parameters[sl.index], place, knownOn)
			case sl.source == fromLookup || sl.source == fromParameter:
				s.look(p, sl.index)
			}
		}
		if err := s.require(p, prog); err != nil {
			return nil, err
		}
		p.ready[prog] = true
		p.hashes[prog] = s.hashProgram(p, prog)
		fmt.Fprintln(h, p.hashes[prog])
	}
	p.hash = hex.EncodeToString(h.Sum(nil))
	if len(programs) == 1 {
		p.hash = p.hashes[programs[0]]
	}
	return p, nil
}

// newPlan gives the plan of a place and month without any value, with the variants of the rules that are in force.
func newPlan(place civil.Division, m civil.Month, knownOn civil.Date) *Plan {
	p := &Plan{place: place, month: m, knownOn: knownOn, findings: make([]finding, paramCount)}
	for i := range p.variant {
		p.variant[i] = -1
	}
	for i, n := 0, [familyCount]int8{}; i < len(ruleTable); i++ {
		r := &ruleTable[i]
		if r.inForce(m) {
			p.variant[r.family] = n[r.family]
		}
		n[r.family]++
	}
	return p
}

// look finds the value of a parameter.
func (s *Set) look(p *Plan, i int) {
	parameter := s.parameters[i]
	p.findings[i] = find(parameter, p.place, p.month, p.knownOn)
	waited := years(parameter, &p.findings[i], p.month, p.knownOn)
	p.known[i] = p.findings[i].state == stateKnown && waited <= yearsWaited
	p.standIn[i] = p.known[i] && waited > 0
	switch {
	case parameter.IsTable() && p.known[i]:
		p.tables[i] = tableOf(p.findings[i].value)
	case parameter.IsTable():
		p.tables[i] = noTable
	case p.known[i]:
		p.values.set(i, p.findings[i].value)
	}
}

// survey finds what holds in a place and month, whether or not anything can be computed with it: the variants of the rules and the
// values of the parameters.
func (s *Set) survey(place civil.Division, m civil.Month, knownOn civil.Date) *Plan {
	p := newPlan(place, m, knownOn)
	for i := range s.parameters {
		s.look(p, i)
	}
	return p
}

// checkPlace refuses what is no code, and codes that the region table excludes. Where the table is not complete it says nothing.
func checkPlace(place civil.Division) error {
	if place == "" {
		return nil
	}
	refused := PlaceUnknown.With("place", string(place)).On("county")
	if !slices.Contains([]int{2, 4, 6, 9, 12}, len(place)) {
		return refused
	}
	code := string(place[:min(len(place), 6)])
	r, known := civil.RegionOf(code)
	_, province := civil.RegionOf(code[:2])
	if !province || known && r.Status == civil.RegionLegacy || !known && civil.ListsRegion(code) {
		return refused
	}
	return nil
}

// require says why a program cannot be computed with the plan, if it cannot.
func (s *Set) require(p *Plan, prog Program) error {
	t := &programTable[prog]
	if !within(p.month, t.from, t.until) {
		return NoRule.With("program", t.title, "month", p.month).On("as-of")
	}
	for _, sl := range t.slots {
		switch sl.source {
		case fromRule:
			if p.variant[sl.index] < 0 {
				return NoRule.With("program", sl.title, "month", p.month).On("as-of")
			}
		case fromParameter:
			if sl.optional {
				continue
			}
			if err := s.requireParameter(p, sl.index); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Set) requireParameter(p *Plan, index int) error {
	f, parameter := &p.findings[index], s.parameters[index]
	switch f.state {
	case stateAbsent:
		if p.placeless(parameter) {
			return PlaceNeeded.With("parameter", parameter.Title).On("county")
		}
		return NoParameter.With("parameter", parameter.Title, "month", p.month).On("as-of")
	case stateKnown:
		if !p.known[index] {
			return NoParameter.With("parameter", parameter.Title, "month", p.month).On("as-of")
		}
	case stateUnknown:
		return unknownValue(parameter, f.sources[0], p.month)
	}
	return nil
}

// placeless says that the plan is the nation's, and only places set the parameter.
func (p *Plan) placeless(parameter *lawfile.Parameter) bool {
	return p.place == "" && !slices.ContainsFunc(parameter.Rows, func(r lawfile.Row) bool { return r.Place == "" })
}

// unknownValue says that nobody here knows a value, and whom to ask.
func unknownValue(parameter *lawfile.Parameter, r *lawfile.Row, m civil.Month) error {
	e := UnknownValue.With("parameter", parameter.Title, "month", m, "note", r.Note).On("as-of")
	return e.Under(r.Cite.Document + " " + r.Cite.Article)
}

// yearsWaited is how many years a value that is due each year may stand in for the next, which is published late and reaches back.
const yearsWaited = 1

// openEnded says from when the value of a parameter that is due each year is, whether it is the newest that is known of its
// place, and whether the file has none later at all: then it may have been replaced without anybody having told us.
func openEnded(p *lawfile.Parameter, f *finding, knownOn civil.Date) (newest civil.Month, open, last bool) {
	if p.Due == "" || f.state != stateKnown {
		return 0, false, false
	}
	var place civil.Division
	for _, r := range f.sources {
		if r.From >= newest {
			newest, place = r.From, r.Place
		}
	}
	last = true
	for i := range p.Rows {
		if r := &p.Rows[i]; r.Place == place && r.From > newest {
			if r.Known <= knownOn {
				return newest, false, false
			}
			last = false
		}
	}
	return newest, true, last
}

// yearEnd is the last month of the year of values that month m lies in; such a year begins with the month that a value is due in.
func yearEnd(p *lawfile.Parameter, m civil.Month) civil.Month {
	due := civil.Month(p.DueMonth() - 1)
	return (m-due)/12*12 + due + 11
}

// years says by how many years the month lies past the last value of a parameter that is due each year: 0 within the value's own
// year, and wherever a later value of the place is known, since then the value simply stayed in force. Where a later one is on
// file but was not known yet, the value was still the one to use, so it counts as one year at most.
func years(p *lawfile.Parameter, f *finding, m civil.Month, knownOn civil.Date) int {
	newest, open, last := openEnded(p, f, knownOn)
	end := yearEnd(p, newest)
	switch {
	case !open || m <= end:
		return 0
	case !last:
		return yearsWaited
	}
	return int((m - end + 11) / 12)
}

// hashProgram digests the code of the rules in force and the rows in force: place, month, publication and value. Titles,
// quotations and confidence are left out, so that confirming a source does not change a decision's plan.
func (s *Set) hashProgram(p *Plan, prog Program) string {
	h := sha256.New()
	fmt.Fprintf(h, "renshe plan 1\nprogram %s\n", programTable[prog].name)
	for _, sl := range programTable[prog].slots {
		switch sl.source {
		case fromRule:
			r := variantOf(sl.index, p.variant[sl.index])
			fmt.Fprintf(h, "rule %s %s %s\n", r.Name, r.Func, r.Digest)
		case fromParameter:
			f := &p.findings[sl.index]
			fmt.Fprintf(h, "parameter %s %s %d\n", parameterKeys[sl.index], s.parameters[sl.index].Combine, f.state)
			hashRows(h, f.sources)
		case fromLookup:
			parameter := s.parameters[sl.index]
			fmt.Fprintf(h, "lookup %s %s\n", parameterKeys[sl.index], parameter.Combine)
			if parameter.IsTable() {
				hashRows(h, p.findings[sl.index].sources)
				continue
			}
			for i := range parameter.Rows {
				if r := &parameter.Rows[i]; r.Known <= p.knownOn && liesIn(p.place, r.Place) {
					hashRows(h, []*lawfile.Row{r})
				}
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

func hashRows(w io.Writer, rows []*lawfile.Row) {
	for _, r := range rows {
		fmt.Fprintf(w, "row %s %s %s %q\n", r.Place, r.From, r.Published, r.Value.Text)
	}
}

// variantOf gives variant n of a family.
func variantOf(family int, n int8) *Rule {
	for i := range ruleTable {
		if ruleTable[i].family == family {
			return &ruleTable[i+int(n)]
		}
	}
	return nil
}

// Hash identifies the rules and parameters of the programs the plan was compiled for: 64 hexadecimal digits.
func (p *Plan) Hash() string { return p.hash }

// HashOf identifies the rules and parameters of one program; "" if the plan was not compiled for it.
func (p *Plan) HashOf(prog Program) string { return p.hashes[prog] }

// Place is the place the plan is for; "" is the nation.
func (p *Plan) Place() civil.Division { return p.place }

// Month is the month whose law the plan holds.
func (p *Plan) Month() civil.Month { return p.month }

// KnownOn is the day up to which publications count; zero if there is no limit.
func (p *Plan) KnownOn() civil.Date {
	if p.knownOn == always {
		return 0
	}
	return p.knownOn
}

// must stops an evaluation that would compute with values nobody has checked to be there.
func (p *Plan) must(prog Program) {
	if !p.ready[prog] {
		panic("policy: the plan was not compiled for " + programTable[prog].name)
	}
}

// Confidence is the weakest confidence of the values that a program computes with; what is left out does not count.
func (p *Plan) Confidence(prog Program) Confidence {
	weakest := Confirmed
	for _, sl := range programTable[prog].slots {
		if sl.source == fromParameter && p.findings[sl.index].state == stateKnown {
			weakest = max(weakest, confidenceOf(p.findings[sl.index].sources))
		}
	}
	return weakest
}

func confidenceOf(rows []*lawfile.Row) Confidence {
	weakest := Confirmed
	for _, r := range rows {
		weakest = max(weakest, parseConfidence(r.Confidence))
	}
	return weakest
}

// BadLaw is the fault of a law file that cannot be read: the program must not start on it.
var BadLaw *fail.Fault = lawfile.Bad
