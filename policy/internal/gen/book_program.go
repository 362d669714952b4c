package main

import (
	"fmt"
	"slices"
	"strings"

	"renshe/policy/internal/lawfile"
)

// program writes the chapter of one calculator.
func (b *book) program(p *program) {
	b.heading(2, "calc-"+p.slug, capital(b.of(p.title)))
	b.p("%s\n", b.said(p.doc))
	if p.from != "" || p.until != "" {
		b.p("%s%s\n", b.pick("适用月份：", "For months: "), b.period(p.from, p.until))
	}
	b.p("```\n%s\n```\n", command(p))
	b.inputs(p)
	b.outputs(p)
	title := capital(b.of(p.title))
	file := "rules/" + p.slug + b.pick(".zh", ".en") + ".svg"
	b.p("[![%s](%s)](%s)\n", plain(b.pick(title+"：由填写项和法定参数到结果（点开看大图）", title+": from what is filled in and the law to the results (open for full size)")), file, file)
	b.valuesOf(p)
	b.p("### %s\n", b.pick("规则", "Rules"))
	for _, s := range b.model.slots[p] {
		if s.kind == isRule {
			b.family(p, s)
		}
	}
	b.casesOf(p.slug)
}

// command is a line that can be typed as it stands.
func command(p *program) string {
	line := "renshe calc " + p.slug
	given := map[string]bool{}
	for _, in := range p.inputs {
		if in.def == "" && !given[in.or] {
			line += " " + in.slug() + "=" + in.example
			given[in.slug()] = true
		}
	}
	return line + " --county 430725"
}

// period says from when until when.
func (b *book) period(from, until string) string {
	switch {
	case until == "":
		return b.pick(from+" 起", "from "+from)
	case from == "":
		return b.pick(until+" 以前", "before "+until)
	}
	return b.pick(from+" 起，"+until+" 以前", "from "+from+", before "+until)
}

// inputs lists what is filled in.
func (b *book) inputs(p *program) {
	b.p("### %s\n", b.pick("填写", "Inputs"))
	var rows [][]string
	for i := range p.inputs {
		in := &p.inputs[i]
		rows = append(rows, []string{"**" + plain(capital(b.of(in.title))) + "**", "`" + in.slug() + "`", b.said(in.doc), b.allowed(in), b.otherwise(in), "`" + in.example + "`"})
	}
	b.table([]string{b.pick("填写项", "Input"), b.pick("名称", "Name"), b.pick("说明", "Meaning"), b.pick("可填", "Allowed"), b.pick("不填时", "If left out"), b.pick("示例", "Example")}, rows)
}

// allowed says what may be filled in.
func (b *book) allowed(in *field) string {
	if c := b.model.choice(in.typ); c != nil {
		var list []string
		for _, v := range c.values {
			list = append(list, "`"+v.slug+"` "+plain(b.of(v.title)))
		}
		return strings.Join(list, "<br>")
	}
	kind := b.of(valueKinds[in.typ])
	if in.lowest == "" {
		return kind
	}
	return kind + b.pick("，", ", ") + in.lowest + " – " + in.most
}

// choice finds an enumerated type.
func (m *model) choice(typ string) *choice {
	for _, c := range m.choices {
		if c.goName == typ {
			return c
		}
	}
	return nil
}

// otherwise says what counts if nothing is filled in.
func (b *book) otherwise(in *field) string {
	said := b.pick("必填", "required")
	switch {
	case in.def == "as-of":
		said = b.pick("所问的月份", "the month asked about")
	case in.def == "0":
		said = b.pick("无", "none")
	case in.def == "no":
		said = b.pick("否", "no")
	case in.def == "yes":
		said = b.pick("是", "yes")
	case in.def != "":
		said = "`" + in.def + "`"
	}
	switch {
	case in.or == "":
		return said
	case in.def == "":
		return b.pick("与 `"+in.or+"` 二选一", "either this or `"+in.or+"`")
	}
	return said + b.pick("；不与 `"+in.or+"` 同填", "; not together with `"+in.or+"`")
}

// outputs lists the results.
func (b *book) outputs(p *program) {
	b.p("### %s\n", b.pick("结果", "Results"))
	var rows [][]string
	for _, o := range p.outputs {
		for _, s := range b.model.slots[p] {
			if s.kind == isRule && s.field == o.field {
				kind := b.of(valueKind(s))
				if c := b.model.choice(s.typ); c != nil {
					kind = link(kind, "choice-"+kebab(c.goName))
				} else if s.typ == "ReasonCode" {
					kind = link(kind, "choice-reason-code")
				}
				rows = append(rows, []string{"**" + link(capital(b.of(slotTitle(s))), "rule-"+s.name) + "**", "`" + o.json + suffixes[s.typ] + "`", kind, b.given(p, o)})
			}
		}
	}
	b.table([]string{b.pick("结果", "Result"), b.pick("名称", "Name"), b.pick("种类", "Kind"), b.pick("何时给出", "When given")}, rows)
}

// given says when there is a result.
func (b *book) given(p *program, o output) string {
	for _, s := range b.model.slots[p] {
		if o.guard == "" || s.kind != isRule || s.field != o.guard {
			continue
		}
		want := b.pick("是", "yes")
		if c := b.model.choice(s.typ); c != nil {
			want = plain(b.of(c.values[0].title))
		}
		title := plain(b.of(slotTitle(s)))
		return b.pick("“"+title+"”为“"+want+"”时", "where “"+title+"” is “"+want+"”")
	}
	return b.pick("总是", "always")
}

// family writes a rule with its dated variants; where it stands in full already, it is pointed to.
func (b *book) family(p *program, s *slot) {
	if home := b.described[s.family]; home != nil {
		b.p("**%s**%s\n", link(capital(b.of(slotTitle(s))), "rule-"+s.name), b.pick("：见“"+b.of(home.title)+"”。", ": see “"+capital(b.of(home.title))+"”."))
		return
	}
	b.described[s.family] = p
	b.heading(4, "rule-"+s.name, capital(b.of(slotTitle(s))))
	for _, r := range s.family.variants {
		if r.from != "" || r.until != "" {
			b.p("*%s*\n", capital(b.period(r.from, r.until)))
		}
		b.p("%s\n", b.said(r.doc))
		b.p("> %s%s%s\n", plain(capital(b.of(r.title))), b.equals(r), b.formula(p, r))
		var laws []string
		for _, law := range r.laws {
			laws = append(laws, plain(law[0]+" "+law[1]))
		}
		b.p("%s%s\n", b.pick("依据：", "Basis: "), b.joined(laws))
		b.asked(p, r)
	}
}

// equals joins a rule's title and formula: a formula without any sign only lists what decides.
func (b *book) equals(r *rule) string {
	signs := fill(r.formula, func(string) string { return "" })
	if strings.Trim(signs, "; ") == "" {
		return b.pick("取决于：", " follows from: ")
	}
	return " = "
}

// formula names the values by their titles.
func (b *book) formula(p *program, r *rule) string {
	return plain(fill(r.formula, func(name string) string {
		if s := b.model.slot(p, strings.TrimSuffix(name, "!")); s != nil {
			return b.of(slotTitle(s))
		}
		return name
	}))
}

// asked explains the looked-up values of a rule.
func (b *book) asked(p *program, r *rule) {
	for _, a := range r.args {
		s := b.model.slot(p, a.name)
		if s == nil || s.kind != isLookup {
			continue
		}
		b.p("- %s", b.lookup(p, s))
	}
	if slices.ContainsFunc(r.args, func(a argument) bool { s := b.model.slot(p, a.name); return s != nil && s.kind == isLookup }) {
		b.p("")
	}
}

// lookup says in words how a value is looked up.
func (b *book) lookup(p *program, s *slot) string {
	key, title := b.keyTitle[s], link(b.titleOf(s.parameter), "par-"+s.parameter.Key)
	if !s.month() {
		return b.pick(fmt.Sprintf("%s：按“%s”查表。", title, key), fmt.Sprintf("%s: the entry of the table for “%s”.", title, key))
	}
	said := b.pick(fmt.Sprintf("%s：取“%s”当月的数。", title, key), fmt.Sprintf("%s: the value of the month “%s”.", title, key))
	if s.parameter.Due == "" {
		return said
	}
	said += b.pick("新数未公布时暂用上年数，公布后重算。", " Until the new value is published, last year's stands in; afterwards it is computed again.")
	if s.lookup.strict != "" {
		flag := capital(b.of(slotTitle(b.model.slot(p, s.lookup.strict))))
		said += b.pick("“"+flag+"”为是的，不用上年数代替。", " Not where “"+flag+"” is yes.")
	}
	return said
}

// valuesOf shows the parameters of a calculator with the values in force.
func (b *book) valuesOf(p *program) {
	var rows [][]string
	var done []*lawfile.Parameter
	for _, s := range b.model.slots[p] {
		par := s.parameter
		if par == nil || slices.Contains(done, par) {
			continue
		}
		done = append(done, par)
		row := []string{link(b.titleOf(par), "par-"+par.Key), b.unit(par)}
		for _, place := range places {
			row = append(row, b.inForce(par, place.code))
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return
	}
	b.p("### %s\n", b.pick("现行参数", "Values in force"))
	head := []string{b.pick("参数", "Parameter"), b.pick("单位", "Unit")}
	for _, place := range places {
		head = append(head, b.of(place.title))
	}
	b.table(head, rows)
}
