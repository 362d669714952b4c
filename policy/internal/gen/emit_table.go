package main

import (
	"fmt"
	"strings"
)

// kinds maps a Go type of a rule to the kind that formats it.
var kinds = map[string]string{"money.Fen": "KindMoney", "Months": "KindMonths", "Years": "KindYears", "civil.Month": "KindMonth", "bool": "KindYesNo",
	"ReasonCode": "KindReason", "money.Rounding": "KindRounding"}

// emitTable writes what is known about programs, values and rules without running them.
func emitTable(m *model) ([]byte, error) {
	w := &writer{}
	w.WriteString(header)
	w.p("import \"renshe/internal/words\"\n")
	w.p("// The families of rules by number.\nconst (")
	for i, f := range m.families {
		iota := ""
		if i == 0 {
			iota = " = iota"
		}
		w.p("family%s%s", upper(f.name), iota)
	}
	w.p("familyCount\n)\n")
	w.p("// ruleTable lists every variant of every rule.\nvar ruleTable = []Rule{")
	for _, f := range m.families {
		for _, r := range f.variants {
			if err := emitRule(w, m, f, r); err != nil {
				return nil, err
			}
		}
	}
	w.p("}\n\n// programTable lists every program with its values in the order of computation.\nvar programTable = [programCount]program{")
	for _, p := range m.programs {
		if err := emitProgram(w, m, p); err != nil {
			return nil, err
		}
	}
	w.p("}")
	return w.source()
}

func emitRule(w *writer, m *model, f *family, r *rule) error {
	if kinds[r.result] == "" {
		return fmt.Errorf("%s gives %s, which cannot be shown", r.fn, r.result)
	}
	w.p("{Name: %q, Func: %q, family: family%s, Kind: %s, Title: %s, Text: %s,", f.name, r.fn, upper(f.name), kinds[r.result], goText(r.title), goText(r.doc))
	w.p("Formula: %q, From: %q, Until: %q, Digest: %q,", r.formula, r.from, r.until, r.digest)
	w.p("Law: []Article{")
	for _, l := range r.laws {
		w.p("{Document: %q, Article: %q},", l[0], l[1])
	}
	w.p("},")
	var needs []string
	for _, a := range r.args {
		needs = append(needs, a.name)
	}
	w.p("Needs: %#v,\nNeededBy: %#v},", needs, neededBy(m, f.name))
	return nil
}

func neededBy(m *model, name string) []string {
	var list []string
	for _, f := range m.families {
		for _, r := range f.variants {
			for _, a := range r.args {
				if a.name == name {
					list = append(list, f.name)
				}
			}
		}
	}
	return list
}

func emitProgram(w *writer, m *model, p *program) error {
	w.p("%s: {\nname: %q, title: %s, text: %s, from: %q, until: %q,", p.goName, p.slug, goText(p.title), goText(p.doc), p.from, p.until)
	w.p("slots: []slot{")
	for _, s := range m.slots[p] {
		switch s.kind {
		case isInput:
			w.p("{source: fromInput, name: %q, kind: %s, title: %s},", s.name, kinds[s.typ], goText(s.input.title))
		case isParameter:
			w.p("{source: fromParameter, name: %q, kind: %s, title: %s, index: param%s},", s.name, kinds[s.typ],
				goText(text{s.parameter.Title.Zh, s.parameter.Title.En}), upper(s.name))
		case isRule:
			w.p("{source: fromRule, name: %q, kind: %s, title: %s, index: family%s},", s.name, kinds[s.typ], goText(s.family.variants[0].title), upper(s.name))
		}
	}
	w.p("},\ninputs: []InputDef{")
	for _, in := range p.inputs {
		if kinds[in.typ] == "" {
			return fmt.Errorf("%s.%s is a %s, which cannot be typed in", p.goName, in.goName, in.typ)
		}
		w.p("{Name: %q, Title: %s, Text: %s, Kind: %s, Required: %v, Example: %q, Default: %q, Lowest: %q, Highest: %q},",
			in.slug(), goText(in.title), goText(in.doc), kinds[in.typ], in.def == "", in.example, in.def, in.lowest, in.most)
	}
	w.p("},\noutputs: []outputSlot{")
	for _, o := range p.outputs {
		for i, s := range m.slots[p] {
			if s.kind == isRule && s.field == o.field {
				name := o.json
				if s.typ == "money.Fen" {
					name += "_fen"
				}
				w.p("{name: %q, slot: %d},", name, i)
			}
		}
	}
	w.p("},\n},")
	return nil
}

func goText(t text) string { return fmt.Sprintf("words.Text{Zh: %q, En: %q}", t.zh, t.en) }

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
