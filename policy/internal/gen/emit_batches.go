package main

import "strings"

// emitBatches writes, for the tests, the evaluation of each program in every way there is.
func emitBatches(m *model) ([]byte, error) {
	w := &writer{}
	w.WriteString(header)
	w.p("import (\n\"renshe/civil\"\n\"renshe/money\"\n)\n")
	w.p("// batches evaluate people, a slice of values for each input by number, by sweep, one by one and by search, and tell the first")
	w.p("// of them on whom two ways do not agree, or -1.")
	w.p("var batches = [programCount]func(p *Plan, in [][]int64) (first int, way string){")
	for _, p := range m.programs {
		columns := columnsOf(p, m.slots[p])
		w.p("%s: func(p *Plan, in [][]int64) (int, string) {\nc := New%[1]sColumns(len(in[0]))\nfor i := range in[0] {", p.goName)
		for i, in := range p.inputs {
			if in.typ == "bool" {
				w.p("c.%s[i] = in[%d][i] != 0", in.goName, i)
			} else {
				w.p("c.%s[i] = %s(in[%d][i])", in.goName, in.typ, i)
			}
		}
		w.p("}\nSweep%s(p, c)\nif i := Compare%[1]s(p, c); i >= 0 {\nreturn i, \"frame\"\n}", p.goName)
		for _, out := range columns {
			if name := m.finds[p][out]; name != "" {
				w.p("if i := unlike(Find%s(p, c, nil), c.%s); i >= 0 {\nreturn i, %q\n}", name, out.field, "Find"+name)
			}
		}
		w.p("return -1, \"\"\n},")
	}
	w.p("}")
	out := w.String()
	for pkg, use := range map[string]string{"civil": "civil.Month(", "money": "money.Fen("} {
		if !strings.Contains(out, use) {
			out = strings.Replace(out, "\"renshe/"+pkg+"\"\n", "", 1)
		}
	}
	w.Reset()
	w.WriteString(out)
	return w.source()
}
