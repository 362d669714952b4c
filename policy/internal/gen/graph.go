package main

import (
	"fmt"
	"slices"
	"strings"

	"renshe/policy/internal/lawfile"
)

// kind says what a name stands for.
type kind int

const (
	isInput kind = iota
	isParameter
	isRule
	isLookup // a parameter at another month, or an element of a table
	isAuto   // what the plan or a lookup says of a value: that it stands in, that it is known
)

// The endings that ask about a value instead of for it.
const (
	standsIn = "Provisional"
	isKnown  = "Known"
)

// family is all variants of a rule, in the order of their periods.
type family struct {
	name, result string
	variants     []*rule
}

// slot is one value of a program's frame, in the order of computation.
type slot struct {
	kind      kind
	name      string // as rules write it
	field     string // Go field: Frame.Field, or plan.params.Field
	typ       string
	family    *family
	parameter *lawfile.Parameter
	input     *field
	lookup    *lookup
	of        *slot // of an automatic value: what it is said of
	optional  bool  // the program can do without the value: a rule asks whether it is known
	constant  bool  // depends on legal parameters only: computed once for a sweep
	fixed     bool  // of a lookup: its key does not depend on the person
}

// month says whether a lookup goes to another month, rather than into a table.
func (s *slot) month() bool { return s.kind == isLookup && !s.parameter.IsTable() }

// model is the checked graph.
type model struct {
	programs   []*program
	families   []*family
	parameters []*lawfile.Parameter
	slots      map[*program][]*slot
	choices    []*choice
	lookups    map[string]lookup
	finds      map[*program]map[*slot]string // the names of the searches for yes-no outputs
}

// isChoice says whether a Go type is a choice.
func (m *model) isChoice(typ string) bool {
	return slices.ContainsFunc(m.choices, func(c *choice) bool { return c.goName == typ })
}

// build checks names, types, periods and cycles, and orders each program's values.
func build(s *source, parameters []*lawfile.Parameter) (*model, error) {
	m := &model{programs: s.programs, parameters: parameters, slots: map[*program][]*slot{}, choices: s.choices, lookups: map[string]lookup{}}
	slices.SortFunc(m.choices, func(a, b *choice) int { return strings.Compare(a.goName, b.goName) })
	byName := map[string]*family{}
	for _, p := range m.programs {
		for _, in := range p.inputs {
			if in.typ != "bool" && in.typ != "Spells" && in.typ != "Dependants" && !s.isChoice(in.typ) && in.most == "" {
				return nil, fmt.Errorf("%s.%s needs a line \"Range: lowest .. highest\"", p.goName, in.goName)
			}
		}
	}
	for _, r := range s.rules {
		for _, l := range r.lookups {
			if other, seen := m.lookups[l.name]; seen && other != l {
				return nil, fmt.Errorf("%s: the lookup %s is another one elsewhere", r.fn, l.name)
			}
			m.lookups[l.name] = l
		}
		f := byName[r.family]
		if f == nil {
			f = &family{name: lowerFirst(r.family), result: r.result}
			byName[r.family] = f
			m.families = append(m.families, f)
		}
		if f.result != r.result {
			return nil, fmt.Errorf("%s gives %s, but another variant of %s gives %s", r.fn, r.result, r.family, f.result)
		}
		f.variants = append(f.variants, r)
	}
	for _, f := range m.families {
		if err := f.order(); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(m.families, func(a, b *family) int { return strings.Compare(a.name, b.name) })
	used := map[string]bool{}
	for _, p := range m.programs {
		w := &walk{model: m, program: p, done: map[string]*slot{}, used: used}
		if err := w.run(); err != nil {
			return nil, err
		}
	}
	m.nameFinds()
	for _, f := range m.families {
		if !used[f.name] {
			return nil, fmt.Errorf("rule %s is used by no program", f.variants[0].fn)
		}
	}
	for _, p := range m.parameters {
		if !used[p.Name()] {
			return nil, fmt.Errorf("%s: no rule uses %s", p.File, p.Name())
		}
	}
	return m, nil
}

// order sorts the variants by period and refuses two that are in force in one month.
func (f *family) order() error {
	slices.SortFunc(f.variants, func(a, b *rule) int { return strings.Compare(a.from, b.from) })
	for i, r := range f.variants {
		if r.until != "" && r.until <= r.from {
			return fmt.Errorf("%s ends before it begins", r.fn)
		}
		if i > 0 && (f.variants[i-1].until == "" || f.variants[i-1].until > r.from) {
			return fmt.Errorf("%s and %s are in force at once: end the first with //policy:until", f.variants[i-1].fn, r.fn)
		}
	}
	return nil
}

// walk orders one program depth first.
type walk struct {
	model   *model
	program *program
	done    map[string]*slot
	path    []string
	slots   []*slot
	used    map[string]bool
}

func (w *walk) run() error {
	p := w.program
	if len(p.outputs) == 0 {
		return fmt.Errorf("%s has no outputs", p.goName)
	}
	for _, o := range p.outputs {
		f := w.family(lowerFirst(p.prefix + o.field))
		if f == nil {
			return fmt.Errorf("%s: no rule gives the output %s%s", p.goName, p.prefix, o.field)
		}
		if _, err := w.visit(f.name, f.result, p.goName); err != nil {
			return err
		}
	}
	if err := w.guards(); err != nil {
		return err
	}
	var inputs []*slot
	for i := range p.inputs {
		in := &p.inputs[i]
		s := w.done[in.name()]
		if s == nil {
			return fmt.Errorf("%s: no rule uses the input %s", p.goName, in.goName)
		}
		inputs = append(inputs, s)
	}
	fields := map[string]bool{}
	for _, s := range append(inputs, w.slots...) {
		if s.kind != isParameter && fields[s.field] {
			return fmt.Errorf("%s: two values would both be called %s", p.goName, s.field)
		}
		fields[s.field] = fields[s.field] || s.kind != isParameter
	}
	w.model.slots[p] = append(inputs, w.slots...)
	return nil
}

// guards checks that what says whether there is an output is an output itself, so that sweeps carry it, and is a yes or a choice.
func (w *walk) guards() error {
	for _, o := range w.program.outputs {
		if o.guard == "" {
			continue
		}
		published := slices.ContainsFunc(w.program.outputs, func(other output) bool { return other.field == o.guard && other.guard == "" })
		f := w.family(lowerFirst(w.program.prefix + o.guard))
		if !published || f == nil || f.result != "bool" && !w.model.isChoice(f.result) {
			return fmt.Errorf("%s: %s stands behind the output %s, so it must be an unguarded output with a choice or a yes or no", w.program.goName, o.guard, o.json)
		}
	}
	return nil
}

func (w *walk) family(name string) *family {
	for _, f := range w.model.families {
		if f.name == name {
			return f
		}
	}
	return nil
}

// visit makes the slot of a name, after the slots it needs.
func (w *walk) visit(name, typ, from string) (*slot, error) {
	if slices.Contains(w.path, name) {
		return nil, fmt.Errorf("cycle: %s → %s", strings.Join(w.path, " → "), name)
	}
	s := w.done[name]
	if s == nil {
		var err error
		if s, err = w.resolve(name, from); err != nil {
			return nil, err
		}
		w.path = append(w.path, name)
		switch {
		case s.family != nil:
			s.constant, err = w.needs(s.family)
		case s.lookup != nil:
			err = w.keys(s)
		case s.kind == isAuto:
			err = w.about(s)
		}
		if err != nil {
			return nil, err
		}
		w.path = w.path[:len(w.path)-1]
		w.done[name], w.used[name] = s, true
		if s.parameter != nil {
			w.used[s.parameter.Name()] = true
		}
		if s.kind != isInput {
			w.slots = append(w.slots, s)
		}
	}
	if typ != "" && s.typ != typ {
		return nil, fmt.Errorf("%s takes %s as %s, but it is %s", from, name, typ, s.typ)
	}
	return s, nil
}

// needs visits what a family's variants take, and says whether all of it is fixed by the plan.
func (w *walk) needs(f *family) (constant bool, err error) {
	constant = true
	for _, r := range f.variants {
		for _, a := range r.args {
			need, err := w.visit(a.name, a.typ, r.fn)
			if err != nil {
				return false, err
			}
			constant = constant && need.constant
		}
	}
	return constant, nil
}

// keys visits what a lookup is looked up by.
func (w *walk) keys(s *slot) error {
	key, err := w.visit(s.lookup.key, "", s.name)
	if err != nil {
		return err
	}
	if s.month() != (key.typ == "civil.Month") {
		return fmt.Errorf("%s: a single value is looked up by a month, a table by a number; %s is a %s", s.name, key.name, key.typ)
	}
	s.fixed = key.constant
	if s.lookup.strict != "" {
		strict, err := w.visit(s.lookup.strict, "bool", s.name)
		if err != nil {
			return err
		}
		s.fixed = s.fixed && strict.constant
	}
	return nil
}

// about visits the value that an automatic value speaks of.
func (w *walk) about(s *slot) error {
	name, known := strings.CutSuffix(s.name, isKnown)
	name = strings.TrimSuffix(name, standsIn)
	of, err := w.visit(name, "", s.name)
	if err != nil {
		return err
	}
	if of.kind == isParameter && of.parameter.IsTable() || of.kind == isLookup && of.parameter.IsTable() && !known {
		return fmt.Errorf("%s: a table does not stand in", s.name)
	}
	s.of, s.constant = of, of.constant
	of.optional = of.optional || known
	return nil
}

// resolve finds what a name stands for; it must be exactly one thing.
func (w *walk) resolve(name, from string) (*slot, error) {
	var found []*slot
	for i := range w.program.inputs {
		if in := &w.program.inputs[i]; in.name() == name {
			found = append(found, &slot{kind: isInput, name: name, field: in.goName, typ: in.typ, input: in})
		}
	}
	if f := w.family(name); f != nil {
		found = append(found, &slot{kind: isRule, name: name, field: strings.TrimPrefix(upper(name), w.program.prefix), typ: f.result, family: f})
	}
	if l, ok := w.model.lookups[name]; ok {
		for _, p := range w.model.parameters {
			if p.Name() == l.parameter {
				found = append(found, &slot{kind: isLookup, name: name, field: strings.TrimPrefix(upper(name), w.program.prefix), typ: p.Unit.GoType(), parameter: p, lookup: &l})
			}
		}
	}
	for _, p := range w.model.parameters {
		if p.Name() == name && p.IsTable() {
			return nil, fmt.Errorf("%s: the table %s is looked up by a key: //policy:at", from, name)
		}
		if p.Name() == name {
			found = append(found, &slot{kind: isParameter, name: name, field: strings.ToUpper(name[:1]) + name[1:], typ: p.Unit.GoType(), parameter: p, constant: true})
		}
	}
	if len(found) == 0 && (strings.HasSuffix(name, standsIn) || strings.HasSuffix(name, isKnown)) {
		found = append(found, &slot{kind: isAuto, name: name, field: strings.TrimPrefix(upper(name), w.program.prefix), typ: "bool"})
	}
	switch len(found) {
	case 0:
		return nil, fmt.Errorf("%s needs %s, which is no input of %s, no rule and no legal parameter", from, name, w.program.goName)
	case 1:
		return found[0], nil
	}
	return nil, fmt.Errorf("%s needs %s, which is more than one thing", from, name)
}
