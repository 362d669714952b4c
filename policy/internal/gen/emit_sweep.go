package main

import (
	"fmt"
	"slices"
	"strings"
)

// emitColumns writes the columns of a program: its inputs and outputs.
func emitColumns(w *writer, p *program, columns []*slot, missing bool) {
	w.p("// %sColumns are the inputs and outputs of many people, a column each, all of one length.", p.goName)
	w.p("type %sColumns struct {", p.goName)
	for _, s := range columns {
		w.p("%s []%s // %s", s.field, s.typ, map[bool]string{true: "input", false: "output"}[s.kind == isInput])
	}
	if missing {
		w.p("Missing []uint8 // output: not 0 where a value is unknown and no result was computed")
	}
	w.p("}\n")
	w.p("// New%sColumns makes columns for n people.\nfunc New%[1]sColumns(n int) *%[1]sColumns {\nreturn &%[1]sColumns{", p.goName)
	for _, s := range columns {
		w.p("%s: make([]%s, n),", s.field, s.typ)
	}
	if missing {
		w.p("Missing: make([]uint8, n),")
	}
	w.p("}\n}\n")
	w.p("// Slice gives the people from..to as columns over the same memory, so that a sweep can be shared among cores.")
	w.p("func (c *%sColumns) Slice(from, to int) *%[1]sColumns {\nreturn &%[1]sColumns{", p.goName)
	for _, s := range columns {
		w.p("%s: c.%[1]s[from:to],", s.field)
	}
	if missing {
		w.p("Missing: c.Missing[from:to],")
	}
	w.p("}\n}\n")
}

// emitSweep writes the columnar evaluation: locals between the rules, plan-only rules before the loop, nothing allocated.
func emitSweep(w *writer, p *program, slots, columns []*slot) {
	first := "c." + columns[0].field
	w.p("// Sweep%s computes everybody in the columns. It allocates nothing; it panics if columns differ in length or p was", p.goName)
	w.p("// compiled without this program. [Spread] shares it among cores.\nfunc Sweep%s(p *Plan, c *%[1]sColumns) {\np.must(%[1]s)\nn := len(%s)", p.goName, first)
	missing := canMiss(slots)
	emitLengths(w, columns[1:], missing)
	for _, s := range columns {
		w.p("column%s := c.%[1]s[:n:n]", s.field)
	}
	if missing {
		w.p("columnMissing := c.Missing[:n:n]")
	}
	emitBefore(w, slots)
	w.p("for i := range n {")
	leave := ""
	for _, c := range columns {
		if c.kind == isRule {
			leave += fmt.Sprintf("column%s[i] = %s\n", c.field, zeroOf(c.typ))
		}
	}
	for i, s := range slots {
		switch {
		case s.kind == isInput:
			w.p("%s := column%s[i]", local(s.name), s.field)
		case s.kind == isLookup:
			emitSweptLookup(w, slots, s, fmt.Sprintf("columnMissing[i] = %d\n%scontinue", i+1, leave))
		case s.kind == isRule && !s.constant:
			emitSwept(w, s)
		}
	}
	for _, s := range columns {
		if s.kind == isRule {
			w.p("column%s[i] = %s", s.field, local(s.name))
		}
	}
	if missing {
		w.p("columnMissing[i] = 0")
	}
	w.p("}\n}\n")
}

// emitLengths writes the check that columns are n long.
func emitLengths(w *writer, columns []*slot, missing bool) {
	var unequal []string
	for _, s := range columns {
		unequal = append(unequal, "len(c."+s.field+") != n")
	}
	if missing {
		unequal = append(unequal, "len(c.Missing) != n")
	}
	if len(unequal) > 0 {
		w.p("if %s {\npanic(unequalColumns)\n}", strings.Join(unequal, " || "))
	}
}

// emitBefore writes what is the same for everybody, before the loop.
func emitBefore(w *writer, slots []*slot) {
	for _, s := range slots {
		switch {
		case s.kind == isParameter && taken(slots, s.name):
			w.p("%s := p.values.%s", local(s.name), s.field)
		case s.kind == isAuto && s.of.kind == isParameter:
			w.p("%s := %s", local(s.name), autoName(s))
		case s.kind == isLookup:
			w.p("%s := %s", where(s), whereLooked(s))
			if s.fixed {
				w.p("%s := %s", fixedNames(s), looking(s, where(s), local))
			}
		case s.kind == isRule && s.constant:
			w.p("var %s %s", local(s.name), s.typ)
			emitCall(w, local(s.name), "=", s, "p.variant[family"+upper(s.family.name)+"]", local)
		case s.kind == isRule && len(s.family.variants) > 1:
			w.p("%s := p.variant[family%s]", variantName(s), upper(s.family.name))
		}
	}
}

// emitSwept writes a rule of a person.
func emitSwept(w *writer, s *slot) {
	if len(s.family.variants) > 1 {
		w.p("var %s %s", local(s.name), s.typ)
		emitCall(w, local(s.name), "=", s, variantName(s), local)
		return
	}
	emitCall(w, local(s.name), ":=", s, "", local)
}

func local(name string) string   { return "v" + upper(name) }
func where(s *slot) string       { return "in" + upper(s.name) }
func variantName(s *slot) string { return "variant" + upper(s.name) }
func fixedNames(s *slot) string {
	if s.month() {
		return fmt.Sprintf("fixed%[1]s, fixed%[1]sStandIn, fixed%[1]sFound", upper(s.name))
	}
	return fmt.Sprintf("fixed%[1]s, fixed%[1]sFound", upper(s.name))
}

// emitSweptLookup writes a lookup within a loop over people.
func emitSweptLookup(w *writer, slots []*slot, s *slot, leave string) {
	targets := map[string]string{"": local(s.name)}
	w.p("var %s %s", local(s.name), s.typ)
	for _, a := range slots {
		if a.kind == isAuto && a.of == s {
			targets[ending(a)] = local(a.name)
			w.p("var %s bool", local(a.name))
		}
	}
	look := looking(s, where(s), local)
	if s.fixed {
		look = fixedNames(s)
	}
	emitLookup(w, s, look, targets, leave)
	if !taken(slots, s.name) {
		w.p("_ = %s", local(s.name))
	}
}

func zeroOf(typ string) string {
	switch typ {
	case "bool":
		return "false"
	case listType:
		return listType + "{}"
	}
	return "0"
}

// taken says whether a rule or a lookup takes the value itself, not only what is said of it.
func taken(slots []*slot, name string) bool {
	return slices.ContainsFunc(slots, func(s *slot) bool {
		if s.kind == isLookup {
			return s.lookup.key == name || s.lookup.strict == name
		}
		return s.kind == isRule && slices.ContainsFunc(s.family.variants, func(r *rule) bool {
			return slices.ContainsFunc(r.args, func(a argument) bool { return a.name == name })
		})
	})
}

// columnsOf lists inputs and outputs in the order of computation.
func columnsOf(p *program, slots []*slot) []*slot {
	isOutput := map[string]bool{}
	for _, o := range p.outputs {
		isOutput[o.field] = true
	}
	var list []*slot
	for _, s := range slots {
		if s.kind == isInput || s.kind == isRule && isOutput[s.field] {
			list = append(list, s)
		}
	}
	return list
}

// emitCompare writes the evaluation of everybody one by one, and the check that a sweep's outputs are the frames' outputs.
func emitCompare(w *writer, p *program, columns []*slot, missing bool) {
	first := columns[0].field
	var fill, ins, outs, differs []string
	for _, s := range columns {
		local := fmt.Sprintf("column%s := c.%[1]s[from:to][:n:n]", s.field)
		if s.kind == isInput {
			ins = append(ins, local)
			fill = append(fill, fmt.Sprintf("f.%s = column%[1]s[i]", s.field))
		} else {
			outs = append(outs, local)
			differs = append(differs, fmt.Sprintf("f.%s != column%[1]s[i]", s.field))
		}
	}
	if missing {
		outs = append(outs, "columnMissing := c.Missing[from:to][:n:n]")
		differs = append(differs, "f.Missing != columnMissing[i]")
	}
	w.p("// Frames%s evaluates everybody in the columns singly, with every intermediate value, and hands the frames to each in order;", p.goName)
	w.p("// a frame is good until each returns. Outputs of the columns are not touched.")
	w.p("func Frames%s(p *Plan, c *%[1]sColumns, each func(i int, f *%[1]sFrame)) {\np.must(%[1]s)\nfrom, to := 0, len(c.%[2]s)\nn := to\n%[3]s", p.goName, first, strings.Join(ins, "\n"))
	w.p("var f %sFrame\nfor i := range n {\n%s\nf.eval(p)\neach(i, &f)\n}\n}\n", p.goName, strings.Join(fill, "\n"))
	w.p("// Compare%s evaluates everybody singly, on all cores, and gives the first whose swept outputs differ, or -1.", p.goName)
	w.p("func Compare%s(p *Plan, c *%[1]sColumns) int {\np.must(%[1]s)", p.goName)
	w.p("return firstOf(len(c.%s), func(from, to int) int { return compare%s(p, c, from, to) })\n}\n", first, p.goName)
	w.p("func compare%s(p *Plan, c *%[1]sColumns, from, to int) int {\nn := to - from\n%s\n%s", p.goName, strings.Join(ins, "\n"), strings.Join(outs, "\n"))
	w.p("var f %sFrame\nfor i := range n {\n%s\nf.eval(p)\nif %s {\nreturn from + i\n}\n}\nreturn -1\n}\n", p.goName, strings.Join(fill, "\n"), strings.Join(differs, " || "))
}
