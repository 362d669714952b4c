package main

import (
	"fmt"
	"strings"
)

// kinds maps a Go type of a rule to the kind that formats it.
var kinds = map[string]string{"money.Fen": "KindMoney", "Months": "KindMonths", "Years": "KindYears", "Days": "KindDays", "Count": "KindCount",
	"Rate": "KindRate", "Index": "KindIndex", "Centiyears": "KindCentiyears", "Tenths": "KindTenths", "Age": "KindAge",
	"civil.Month": "KindMonth", "civil.Date": "KindDate", "bool": "KindYesNo", "ReasonCode": "KindReason", "money.Rounding": "KindRounding",
	"Spells": "KindSpells", "Dependants": "KindDependants", listType: "KindAmounts"}

// listType is the type of a rule that gives a list of amounts.
const listType = "Amounts"

// kindOf is the kind of a Go type; a choice is a kind of its own.
func (m *model) kindOf(typ string) string {
	for _, c := range m.choices {
		if c.goName == typ {
			return fmt.Sprintf("%q", kebab(typ))
		}
	}
	return kinds[typ]
}

// suffixes end the names of outputs whose unit is not plain from the number.
var suffixes = map[string]string{"money.Fen": "_fen", "Rate": "_ppm", listType: "_fen"}

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
	emitChoices(w, m)
	return w.source()
}

// emitChoices writes the names and titles of every choice.
func emitChoices(w *writer, m *model) {
	w.p("\n// choices lists the values of every choice by its kind, in order from 1.\nvar choices = map[Kind][]Choice{")
	for _, c := range m.choices {
		w.p("%q: {", kebab(c.goName))
		for _, v := range c.values {
			w.p("{%q, %s},", v.slug, goText(v.title))
		}
		w.p("},")
	}
	w.p("}\n")
	for _, c := range m.choices {
		w.p("// String is the stable name in JSON and files; \"\" for none.\nfunc (c %s) String() string { return choiceOf(%q, int64(c)).Name }\n", c.goName, kebab(c.goName))
		w.p("// Title is what people read.\nfunc (c %s) Title() words.Text { return choiceOf(%q, int64(c)).Title }\n", c.goName, kebab(c.goName))
		w.p("// MarshalText writes the stable name.\nfunc (c %s) MarshalText() ([]byte, error) { return []byte(c.String()), nil }\n", c.goName)
	}
}

func emitRule(w *writer, m *model, f *family, r *rule) error {
	if m.kindOf(r.result) == "" {
		return fmt.Errorf("%s gives %s, which cannot be shown", r.fn, r.result)
	}
	w.p("{Name: %q, Func: %q, family: family%s, Kind: %s, Title: %s, Text: %s,", f.name, r.fn, upper(f.name), m.kindOf(r.result), goText(r.title), goText(r.doc))
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
	number, lists := map[string]int{}, 0
	for i, s := range m.slots[p] {
		number[s.name] = i
	}
	for _, s := range m.slots[p] {
		switch s.kind {
		case isInput:
			w.p("{source: fromInput, name: %q, kind: %s, title: %s},", s.name, m.kindOf(s.typ), goText(s.input.title))
		case isParameter:
			w.p("{source: fromParameter, name: %q, kind: %s, title: %s, index: param%s, optional: %v},", s.name, kinds[s.typ],
				goText(text{s.parameter.Title.Zh, s.parameter.Title.En}), upper(s.parameter.Name()), s.optional)
		case isLookup:
			w.p("{source: fromLookup, name: %q, kind: %s, title: %s, index: param%s, key: %d, optional: %v},", s.name, kinds[s.typ],
				goText(text{s.parameter.Title.Zh, s.parameter.Title.En}), upper(s.parameter.Name()), number[s.lookup.key], s.optional)
		case isAuto:
			w.p("{source: fromAuto, name: %q, kind: KindYesNo, key: %d},", s.name, number[s.of.name])
		case isRule:
			tail := ""
			if s.typ == listType {
				tail = fmt.Sprintf(", tail: %s", tailOf(len(m.slots[p]), lists))
				lists++
			}
			w.p("{source: fromRule, name: %q, kind: %s, title: %s, index: family%s%s},", s.name, m.kindOf(s.typ), goText(s.family.variants[0].title), upper(s.name), tail)
		}
	}
	w.p("},\nwidth: %s,\ninputs: []InputDef{", tailOf(len(m.slots[p]), lists))
	for _, in := range p.inputs {
		if m.kindOf(in.typ) == "" {
			return fmt.Errorf("%s.%s is a %s, which cannot be typed in", p.goName, in.goName, in.typ)
		}
		w.p("{Name: %q, Title: %s, Text: %s, Kind: %s, Required: %v, Example: %q, Default: %q, Lowest: %q, Highest: %q, Or: %q},",
			in.slug(), goText(in.title), goText(in.doc), m.kindOf(in.typ), in.def == "" && in.or == "", in.example, in.def, in.lowest, in.most, in.or)
	}
	w.p("},\noutputs: []outputSlot{")
	for _, o := range p.outputs {
		for i, s := range m.slots[p] {
			if s.kind == isRule && s.field == o.field {
				w.p("{name: %q, slot: %d%s},", o.json+suffixes[s.typ], i, m.guardOf(p, o))
			}
		}
	}
	w.p("},\n},")
	return nil
}

// guardOf writes the slot that says whether there is an output; nothing where there always is one.
func (m *model) guardOf(p *program, o output) string {
	for i, s := range m.slots[p] {
		if o.guard != "" && s.kind == isRule && s.field == o.guard {
			return fmt.Sprintf(", guarded: true, guard: %d", i)
		}
	}
	return ""
}

// tailOf is where the elements of the n-th list stand, behind the slots.
func tailOf(slots, n int) string {
	if n == 0 {
		return fmt.Sprint(slots)
	}
	return fmt.Sprintf("%d + %d*amountsWidth", slots, n)
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
