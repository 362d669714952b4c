package policy

import (
	"errors"
	"slices"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/policy/internal/lawfile"
)

// Change is a legal parameter whose value differs between two plans (变动).
type Change struct {
	Key      string         `json:"key"`
	Title    words.Text     `json:"title"`
	Unit     string         `json:"unit"`
	Old      words.Text     `json:"old"` // "196.00 yuan"; "unknown", "none"; of a table the elements, of what is looked up by month the rows that differ
	New      words.Text     `json:"new"`
	OldKnown bool           `json:"old_known"`
	NewKnown bool           `json:"new_known"`
	Same     bool           `json:"same,omitzero"` // the value is the same; only the row that gives it is another
	OldRows  []ParameterRow `json:"old_rows"`      // what the old value rests on
	NewRows  []ParameterRow `json:"new_rows"`
}

// RuleChange is a rule of which another dated variant is in force (规则变动).
type RuleChange struct {
	Name  string
	Title words.Text
	Old   *Rule // nil: none in force
	New   *Rule
}

// ProgramChange is what becomes of one program between two plans.
type ProgramChange struct {
	Program Program
	Old     string // the hash; "" where the program cannot be computed
	New     string
	OldWhy  error // why it cannot
	NewWhy  error
}

// Changed says whether the two plans compute the program by different rules or values.
func (c ProgramChange) Changed() bool { return c.Old != c.New }

// PlanQuery names a plan: a place, a month and the day up to which publications count (方案代号).
type PlanQuery struct {
	Place   civil.Division // "" is the nation
	AsOf    civil.Month
	KnownOn civil.Date // 0: everything on file
}

// day is the day up to which publications count, for the plan.
func (q PlanQuery) day() civil.Date {
	if q.KnownOn.IsZero() {
		return always
	}
	return q.KnownOn
}

// Difference is all that differs between two plans (方案对比). Old and New are digests over the programs that both can compute.
type Difference struct {
	Old      PlanQuery
	New      PlanQuery
	OldHash  string
	NewHash  string
	Values   []Change
	Rules    []RuleChange
	Programs []ProgramChange // every program of which anything differs, with why one cannot be computed
}

// Diff compares the law for two places, months or days. A program that only one of them can compute is listed as changed, with
// the reason; one that neither can compute is not.
func (s *Set) Diff(old, new PlanQuery) (*Difference, error) { return diff(s, old, s, new) }

// DiffWith compares the law on file with that of another set, one with a reform laid over it, for one place, month and day.
func (s *Set) DiffWith(other *Set, q PlanQuery) (*Difference, error) { return diff(s, q, other, q) }

func diff(oldSet *Set, old PlanQuery, newSet *Set, new PlanQuery) (*Difference, error) {
	if err := errors.Join(checkPlace(old.Place), checkPlace(new.Place)); err != nil {
		return nil, err
	}
	old.Place, new.Place = old.Place[:min(len(old.Place), 6)], new.Place[:min(len(new.Place), 6)] // no township sets a value
	d := &Difference{Old: old, New: new}
	var both []Program
	for _, prog := range Programs() {
		a, oldErr := oldSet.Compile(old.Place, old.AsOf, old.KnownOn, prog)
		b, newErr := newSet.Compile(new.Place, new.AsOf, new.KnownOn, prog)
		c := ProgramChange{Program: prog, OldWhy: oldErr, NewWhy: newErr}
		if oldErr == nil {
			c.Old = a.hash
		}
		if newErr == nil {
			c.New = b.hash
		}
		if oldErr == nil && newErr == nil {
			both = append(both, prog)
		}
		if c.Changed() {
			d.Programs = append(d.Programs, c)
		}
	}
	a, b := oldSet.survey(old.Place, old.AsOf, old.day()), newSet.survey(new.Place, new.AsOf, new.day())
	d.Values, d.Rules = changes(oldSet, a, newSet, b), ruleChanges(a, b)
	if len(both) == 0 {
		return d, nil
	}
	a, err := oldSet.Compile(old.Place, old.AsOf, old.KnownOn, both...)
	if err != nil {
		return nil, err
	}
	if b, err = newSet.Compile(new.Place, new.AsOf, new.KnownOn, both...); err != nil {
		return nil, err
	}
	d.OldHash, d.NewHash = a.hash, b.hash
	return d, nil
}

// changes lists the parameters of which two plans hold different rows, of the programs named or of all.
func changes(oldSet *Set, a *Plan, newSet *Set, b *Plan, programs ...Program) []Change {
	if len(programs) == 0 {
		programs = Programs()
	}
	var list []Change
	for i, p := range newSet.parameters {
		old, new := &a.findings[i], &b.findings[i]
		used := func(by slotSource) bool {
			return slices.ContainsFunc(programs, func(prog Program) bool { return takes(prog, i, by) })
		}
		c := Change{Key: p.Key, Title: p.Title, Unit: string(p.Unit), OldKnown: old.state == stateKnown, NewKnown: new.state == stateKnown}
		switch {
		case (used(fromParameter) || p.IsTable() && used(fromLookup)) && (old.state != new.state || !slices.EqualFunc(old.sources, new.sources, sameRow)):
			c.Same = old.state == new.state && old.value.Text == new.value.Text && old.value.Int == new.value.Int
			c.Old, c.New = findingShown(p, old), findingShown(p, new)
			if p.IsTable() && c.OldKnown && c.NewKnown && !c.Same {
				c.Old, c.New = tableShown(p.Unit, without(old.value.Table, new.value.Table)), tableShown(p.Unit, without(new.value.Table, old.value.Table))
			}
			c.OldRows, c.NewRows = describeRows(p, old.sources), describeRows(p, new.sources)
		case !p.IsTable() && used(fromLookup):
			rows, others := a.visible(oldSet.parameters[i]), b.visible(p)
			gone, come := less(rows, others), less(others, rows)
			if len(gone)+len(come) == 0 {
				continue
			}
			c.Old, c.New = rowsShown(p, gone), rowsShown(p, come)
			c.OldKnown, c.NewKnown = len(rows) > 0, len(others) > 0
			c.OldRows, c.NewRows = describeRows(p, gone), describeRows(p, come)
		default:
			continue
		}
		list = append(list, c)
	}
	return list
}

// visible lists the rows that a value of any month may come from.
func (p *Plan) visible(parameter *lawfile.Parameter) []*lawfile.Row {
	var rows []*lawfile.Row
	for i := range parameter.Rows {
		if r := &parameter.Rows[i]; r.Known <= p.knownOn && liesIn(p.place, r.Place) {
			rows = append(rows, r)
		}
	}
	return rows
}

// less lists the rows that others lack.
func less(rows, others []*lawfile.Row) []*lawfile.Row {
	var list []*lawfile.Row
	for _, r := range rows {
		if !slices.ContainsFunc(others, func(o *lawfile.Row) bool { return sameRow(r, o) }) {
			list = append(list, r)
		}
	}
	return list
}

// without lists the elements of a table that another lacks or has otherwise.
func without(table, other []lawfile.Element) []lawfile.Element {
	var list []lawfile.Element
	for _, e := range table {
		if !slices.Contains(other, e) {
			list = append(list, e)
		}
	}
	return list
}

// rowsShown writes rows as "2026-01: 163.00 yuan".
func rowsShown(p *lawfile.Parameter, rows []*lawfile.Row) words.Text {
	if len(rows) == 0 {
		return absentShown
	}
	var t words.Text
	for _, r := range rows {
		shown := valueShown(p.Unit, r.Value)
		t = join(t, words.Text{Zh: r.From.String() + "：" + shown.Zh, En: r.From.String() + ": " + shown.En})
	}
	return t
}

func describeRows(p *lawfile.Parameter, rows []*lawfile.Row) []ParameterRow {
	var list []ParameterRow
	for _, r := range rows {
		list = append(list, describeRow(p, r))
	}
	return list
}

// sameRow says whether two rows, perhaps of two sets, are the same as far as a plan's hash is concerned.
func sameRow(a, b *lawfile.Row) bool {
	return a.Place == b.Place && a.From == b.From && a.Published == b.Published && a.Value.Text == b.Value.Text && a.Proposal == b.Proposal
}

// ruleChanges lists the rules of which another variant is in force.
func ruleChanges(a, b *Plan) []RuleChange {
	var list []RuleChange
	for family := range familyCount {
		if a.variant[family] == b.variant[family] {
			continue
		}
		c := RuleChange{}
		if n := a.variant[family]; n >= 0 {
			c.Old = variantOf(family, n)
			c.Name, c.Title = c.Old.Name, c.Old.Title
		}
		if n := b.variant[family]; n >= 0 {
			c.New = variantOf(family, n)
			c.Name, c.Title = c.New.Name, c.New.Title
		}
		list = append(list, c)
	}
	return list
}
