package main

import (
	"slices"
	"strings"

	"renshe/policy/internal/lawfile"
)

// figures lists the values of a program for its drawing, in the order of computation.
func figures(m *model, prog *program, l lang) []*figure {
	var list []*figure
	for _, s := range m.slots[prog] {
		f := &figure{name: s.name, title: capital(l.of(slotTitle(s))), notes: []string{l.of(valueKind(s))}}
		switch s.kind {
		case isInput:
			f.shape = shapeInput
		case isAuto:
			continue // it says something of a value that is drawn
		case isParameter:
			f.shape = shapeParameter
			f.notes = append(f.notes, newestSource(s.parameter))
		case isLookup:
			f.shape, f.needs = shapeLookup, []string{s.lookup.key}
			by := l.of(slotTitle(m.slot(prog, s.lookup.key)))
			if s.month() {
				f.notes = append(f.notes, l.pick("取“"+by+"”当月的数", "of the month: "+by))
			} else {
				f.notes = append(f.notes, l.pick("按“"+by+"”查表", "from the table, by "+by))
			}
			f.notes = append(f.notes, newestSource(s.parameter))
			if strict := s.lookup.strict; strict != "" && strict != s.lookup.key {
				f.needs = append(f.needs, strict)
			}
		case isRule:
			f.shape = shapeRule
			if isOutput(prog, s) {
				f.shape = shapeResult
			}
			f.notes = append(f.notes, ruleNotes(s.family, l)...)
			for _, r := range s.family.variants {
				for _, a := range r.args {
					name := a.name
					if of := m.slot(prog, name).of; of != nil {
						name = of.name
					}
					if !slices.Contains(f.needs, name) {
						f.needs = append(f.needs, name)
					}
				}
			}
		}
		list = append(list, f)
	}
	return list
}

// newestSource is the document and article of the value appended last, of the places that the book shows where they have one.
func newestSource(p *lawfile.Parameter) string {
	newest := p.Rows[len(p.Rows)-1].Cite
	for _, r := range p.Rows {
		if strings.HasPrefix(string(places[len(places)-1].code), string(r.Place)) {
			newest = r.Cite
		}
	}
	return strings.TrimSpace(newest.Document + " " + newest.Article)
}

func isOutput(p *program, s *slot) bool {
	return slices.ContainsFunc(p.outputs, func(o output) bool { return o.field == s.field })
}

// ruleNotes gives the months in which the rule changes and its articles.
func ruleNotes(f *family, l lang) []string {
	var notes []string
	for i, r := range f.variants {
		if i > 0 {
			notes = append(notes, l.pick(r.from+" 起变更", "changed from "+r.from))
		}
	}
	for _, r := range f.variants {
		for _, law := range r.laws {
			if basis := law[0] + " " + law[1]; !slices.Contains(notes, basis) {
				notes = append(notes, basis)
			}
		}
	}
	return notes
}

// valueKinds names the types of values for people.
var valueKinds = map[string]text{
	"money.Fen": {"金额（元）", "amount in yuan"}, "Months": {"月数", "number of months"}, "Years": {"年数", "number of years"}, "Days": {"天数", "number of days"},
	"Count": {"个数", "number"}, "Rate": {"比例", "rate"}, "Index": {"指数", "index"}, "Centiyears": {"年限（两位小数）", "years, two decimals"},
	"Tenths": {"月数（一位小数）", "months, one decimal"}, "Age": {"年龄", "age"}, "civil.Month": {"年月", "calendar month"}, "civil.Date": {"日期", "date"},
	"bool": {"是或否", "yes or no"}, "ReasonCode": {"结论", "finding"}, "money.Rounding": {"舍入办法", "rounding"},
	"Spells": {"缴费月数/已领月数", "months paid/months drawn"}, "Dependants": {"亲属类别", "kinds of dependants"}, "Amounts": {"金额列表（元）", "amounts in yuan"},
}

func valueKind(s *slot) text {
	if k, ok := valueKinds[s.typ]; ok {
		return k
	}
	return text{"选项", "choice"}
}
