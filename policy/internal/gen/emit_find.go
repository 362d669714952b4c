package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// nameFinds names the searches: each yes-no output has one, called like its rule, and with the program before it where another
// program with the same rule comes first.
func (m *model) nameFinds() {
	m.finds = map[*program]map[*slot]string{}
	named := map[string]bool{}
	for _, p := range m.programs {
		m.finds[p] = map[*slot]string{}
		for _, out := range columnsOf(p, m.slots[p]) {
			if out.kind != isRule || out.typ != "bool" || out.constant {
				continue
			}
			name := upper(out.name)
			if named[name] {
				name = p.goName + name
			}
			named[name] = true
			m.finds[p][out] = name
		}
	}
}

// emitFind writes one search. It evaluates only what the output needs, in loops without branches that depend on a person: people
// follow no pattern that a processor could guess, and a wrong guess costs more than all the rules. What is cheap to tell is told
// for everybody first, and the rest for those who remain.
func emitFind(w *writer, m *model, p *program, name string, out *slot) {
	first, rest := stages(m.slots[p], m.conditions(m.slots[p], out))
	for _, s := range m.slots[p] {
		if s.kind == isLookup && !s.optional { // nobody for whom a sweep finds something missing
			rest[0].takes = append(rest[0].takes, s.name)
		}
	}
	slots := needed(m.slots[p], append(names(first), names(rest)...)...)
	var inputs []*slot
	for _, s := range slots {
		if s.kind == isInput {
			inputs = append(inputs, s)
		}
	}
	title := out.family.variants[0].title
	w.p("// Find%s lists the people in the columns for whom this holds, by index and ascending: %s, %s.", name, title.zh, title.en)
	w.p("// It evaluates only what that needs, reads and writes no other columns, uses all cores, and puts the list into the memory of found.")
	w.p("func Find%s(p *Plan, c *%sColumns, found []int32) []int32 {\np.must(%[2]s)\nn := len(c.%s)", name, p.goName, inputs[0].field)
	emitLengths(w, inputs[1:], false)
	w.p("return gather(n, found, func(from, to int, found []int32) int { return find%s(p, c, from, to, found) })\n}\n", name)
	whole := fmt.Sprintf("(p *Plan, c *%sColumns, from, to int, found []int32) (k int)", p.goName)
	if len(first) == 0 {
		w.p("func find%s%s {", name, whole)
		emitStage(w, m, needed(slots, names(rest)...), "for i := range n {", codes(rest))
		return
	}
	w.p("func find%s%s {\nreturn find%[1]sAmong(p, c, from, to, found, find%[1]sFirst(p, c, from, to, found))\n}\n", name, whole)
	w.p("// find%sFirst keeps those for whom what is cheap to tell holds, by index from the first of the part.\nfunc find%[1]sFirst%[2]s {", name, whole)
	emitStage(w, m, needed(slots, names(first)...), "for i := range n {", codes(first))
	w.p("// find%sAmong keeps of the first of found those for whom the rest holds.", name)
	w.p("func find%sAmong(p *Plan, c *%sColumns, from, to int, found []int32, first int) (k int) {", name, p.goName)
	emitStage(w, m, needed(slots, names(rest)...), "for _, at := range found[:first] {\ni := int(at)", codes(rest))
}

// emitStage writes the body of a function that runs over people and keeps those for whom a code of 1 or 0 is 1. Each stage has its
// function, so that what it counts stays in a register.
func emitStage(w *writer, m *model, slots []*slot, loop, keep string) {
	w.p("n := to - from")
	for _, s := range slots {
		if s.kind == isInput {
			w.p("column%s := c.%[1]s[from:to][:n:n]", s.field)
		}
	}
	emitBefore(w, slots)
	w.p("%s", loop)
	emitPerson(w, m, slots)
	index := "int32(i)"
	if strings.Contains(loop, "range found") {
		index = "at"
	}
	w.p("found[k] = %s\nk += int(%s)\n}\nreturn k\n}\n", index, keep)
}

// emitPerson writes the values of a person.
func emitPerson(w *writer, m *model, slots []*slot) {
	for _, s := range slots {
		switch {
		case s.kind == isInput:
			w.p("%s := column%s[i]", local(s.name), s.field)
		case s.kind == isLookup:
			emitSweptLookup(w, slots, s, "continue")
		case s.kind == isRule && !s.constant:
			if lines, ok := m.choosing(s); ok {
				w.p("%s", lines)
			} else {
				emitSwept(w, s)
			}
		}
	}
}

// needed lists what values rest on, with themselves, in order.
func needed(slots []*slot, of ...string) []*slot {
	need := map[string]bool{}
	for _, name := range of {
		need[name] = true
	}
	var list []*slot
	for i := len(slots) - 1; i >= 0; i-- {
		s := slots[i]
		if !need[s.name] {
			continue
		}
		list = append(list, s)
		switch s.kind {
		case isRule:
			for _, r := range s.family.variants {
				for _, a := range r.args {
					need[a.name] = true
				}
			}
		case isLookup:
			need[s.lookup.key], need[s.lookup.strict] = true, true
		case isAuto:
			need[s.of.name] = true
		}
	}
	slices.Reverse(list)
	return list
}

// condition is one of several things that must all hold, written as 1 or 0, with the values it names.
type condition struct {
	code  string
	takes []string
}

func names(list []condition) (all []string) {
	for _, c := range list {
		all = append(all, c.takes...)
	}
	return all
}

func codes(list []condition) string {
	var all []string
	for _, c := range list {
		all = append(all, c.code)
	}
	return strings.Join(all, " & ")
}

// stages divides conditions into those that are told from inputs and one rule at most, and the rest, which is never empty.
func stages(slots []*slot, list []condition) (first, rest []condition) {
	for _, c := range list {
		rules := 0
		for _, s := range needed(slots, c.takes...) {
			if s.kind == isLookup || s.kind == isRule && !s.constant {
				rules++
			}
		}
		if rules <= 1 {
			first = append(first, c)
		} else {
			rest = append(rest, c)
		}
	}
	if len(rest) == 0 {
		return nil, first
	}
	return first, rest
}

// conditions takes a yes-no rule apart into what must hold for it: where it asks whether another rule came to a certain outcome,
// that no earlier outcome of that rule applies and this one does.
func (m *model) conditions(slots []*slot, out *slot) []condition {
	whole := []condition{{"number(" + local(out.name) + ")", []string{out.name}}}
	if len(out.family.variants) != 1 {
		return whole
	}
	r := out.family.variants[0]
	e, isEqual := returned(r.decl.Body.List).(*ast.BinaryExpr)
	if !isEqual || e.Op != token.EQL {
		return whole
	}
	of, isName := e.X.(*ast.Ident)
	outcome, isOutcome := e.Y.(*ast.Ident)
	if !isName || !isOutcome {
		return whole
	}
	i := slices.IndexFunc(slots, func(s *slot) bool { return s.name == of.Name && s.kind == isRule && len(s.family.variants) == 1 })
	if i < 0 {
		return whole
	}
	asked := slots[i].family.variants[0]
	list, ok := m.reaching(asked, outcome.Name)
	if !ok {
		return whole
	}
	return list
}

// reaching lists what must hold for a rule of named outcomes to come to one of them; not if it is of another sort.
func (m *model) reaching(r *rule, outcome string) (list []condition, ok bool) {
	plain := m.plainer(r)
	for _, g := range guards(r.decl.Body.List) {
		value, named := g.value.(*ast.Ident)
		switch {
		case !named || plain.names[value.Name] != "" || ok:
			return nil, false
		case value.Name != outcome && g.when != nil:
			list = append(list, condition{plain.any(g.when, true), takes(r, g.when...)})
		case value.Name == outcome && g.when != nil:
			list = append(list, condition{plain.any(g.when, false), takes(r, g.when...)})
			return list, !plain.bad
		case value.Name == outcome:
			ok = true
		}
	}
	return list, ok && len(list) > 0 && !plain.bad
}

// choosing writes a rule that returns early as choices among values, which the compiler makes without branches; not if the rule is
// anything but comparisons and sums.
func (m *model) choosing(s *slot) (string, bool) {
	if len(s.family.variants) != 1 || s.typ == "bool" {
		return "", false
	}
	r := s.family.variants[0]
	steps, plain, v := guards(r.decl.Body.List), m.plainer(r), local(s.name)
	if len(steps) < 2 {
		return "", false
	}
	last := len(steps) - 1
	typ := s.typ
	if m.small(typ) { // a processor moves no single byte on a condition
		typ, v = "int32", v+"Wide"
	}
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	for i, g := range steps[:last] {
		p("%[1]sWhen%[2]d, %[1]sThen%[2]d := %[3]s, %[4]s(%[5]s)", v, i, plain.any(g.when, false), typ, plain.value(g.value))
	}
	p("%s := %s(%s)", v, typ, plain.value(steps[last].value))
	for i := last - 1; i >= 0; i-- {
		p("if %sWhen%d != 0 {\n%[1]s = %[1]sThen%[2]d\n}", v, i)
	}
	if m.small(s.typ) {
		p("%s := %s(%s)", local(s.name), s.typ, v)
	}
	return strings.TrimSuffix(b.String(), "\n"), !plain.bad
}

// small says whether a type is one byte wide.
func (m *model) small(typ string) bool { return typ == "ReasonCode" || m.isChoice(typ) }
