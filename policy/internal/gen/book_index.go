package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"renshe/policy/internal/lawfile"
)

// fewCases are shown openly; the rest is folded away.
const fewCases = 3

// mostListed cases of a file are named one by one; of a longer file the rest is counted.
const mostListed = 40

func (b *book) countCases(calculator string) (n int) {
	for _, f := range b.cases {
		for _, c := range f.cases {
			if c.calculator == calculator {
				n++
			}
		}
	}
	return n
}

// casesOf lists the cases of a calculator.
func (b *book) casesOf(calculator string) {
	n := b.countCases(calculator)
	if n == 0 {
		return
	}
	b.p("### %s\n", b.pick(fmt.Sprintf("案例（%d 个）", n), fmt.Sprintf("Cases (%d)", n)))
	var first []string
	for i := range fewCases { // from different files where there are any
		for _, f := range b.cases {
			if list := f.of(calculator); i < len(list) && len(first) < fewCases {
				first = append(first, list[i])
			}
		}
	}
	b.p("%s%s%s\n", b.pick("例如：", "For example: "), plain(b.joined(first)), b.pick("。", "."))
	b.p("<details><summary>%s</summary>\n", b.pick("全部案例", "All cases"))
	for _, f := range b.cases {
		list := f.of(calculator)
		if len(list) == 0 {
			continue
		}
		b.p("**%s** (`%s`, %d)\n", plain(capital(b.of(f.title))), f.file, len(list))
		for _, c := range list[:min(mostListed, len(list))] {
			b.p("- %s", plain(c))
		}
		if more := len(list) - mostListed; more > 0 {
			b.p("- %s", b.pick(fmt.Sprintf("另有 %d 个", more), fmt.Sprintf("and %d more", more)))
		}
		b.p("")
	}
	b.p("</details>\n")
}

// tool describes a calculator that is not made of rules: it counts days, checks a number, or goes from year to year.
func (b *book) tool(t toolName) {
	b.heading(2, "calc-"+t.name, capital(b.of(t.title)))
	b.p("%s\n", b.said(t.doc))
	b.p("```\nrenshe calc %s\n```\n", t.name)
	b.casesOf(t.name)
}

// choices lists what may be chosen and what may be found.
func (b *book) choices() {
	b.chapter("choices")
	list := func(anchor, title string, values []choiceValue) {
		b.heading(3, anchor, title)
		var rows [][]string
		for _, v := range values {
			rows = append(rows, []string{"`" + v.slug + "`", plain(capital(b.of(v.title)))})
		}
		b.table([]string{b.pick("代码", "Code"), b.pick("含义", "Meaning")}, rows)
	}
	for _, c := range b.model.choices {
		list("choice-"+kebab(c.goName), capital(b.of(c.title)), c.values)
	}
	list("choice-reason-code", b.pick("领取资格的结论", "Findings on entitlement"), b.reasons)
}

// unknown lists what the agency must be asked for.
func (b *book) unknown() {
	b.chapter("unknown")
	b.p("%s\n", b.pick("下列各数未能查到。需要用到时，计算器会说明缺哪个数，不会给出金额。请向当地经办机构核实后补入参数文件。",
		"These values were not found. Where one is needed, the calculator says which and gives no amount. Ask the agency of the place, then add the value to the parameter file."))
	var rows [][]string
	for _, p := range b.model.parameters {
		for _, r := range sorted(p) {
			var missing []string
			for _, e := range r.Value.Table {
				if !e.Known {
					missing = append(missing, cmp.Or(b.keyName(p, e.Key), fmt.Sprint(e.Key)))
				}
			}
			if r.Value.Known && len(missing) == 0 {
				continue
			}
			rows = append(rows, []string{link(b.titleOf(p), "par-"+p.Key), plain(b.place(r.Place)), r.From.String(), strings.Join(missing, b.pick("、", ", ")), sourceOf(r.Cite),
				plain(b.of(text{r.Note.Zh, r.Note.En}))})
		}
	}
	b.table([]string{b.pick("参数", "Parameter"), b.pick("地区", "Place"), b.pick("起始", "From"), b.pick("缺的项", "Entries"), b.pick("应见于", "Where it should stand"), b.pick("说明", "Note")}, rows)
}

// unconfirmed lists the values in force that were not read in a source text.
func (b *book) unconfirmed() {
	b.chapter("unconfirmed")
	b.p("%s\n", b.pick("下列各数现在使用，但未见原文。核对原文后，在参数文件中注明来源。", "These values count now but were not read in a source text. Look the source up, then record it in the parameter file."))
	var rows [][]string
	for _, p := range b.model.parameters {
		var done []*lawfile.Row
		for _, place := range places {
			v, from := p.InForce(place.code, b.asOf.Month(), b.asOf)
			for _, r := range from {
				if !v.Known || r.Confidence == "S" || slices.Contains(done, r) {
					continue
				}
				done = append(done, r)
				value := b.value(p.Unit, r.Value.Text)
				if p.IsTable() {
					value = b.pick("表", "table")
				}
				rows = append(rows, []string{link(b.titleOf(p), "par-"+p.Key), b.place(r.Place), r.From.String(), value, r.Confidence, sourceOf(r.Cite), plain(b.of(text{r.Note.Zh, r.Note.En}))})
			}
		}
	}
	b.table([]string{b.pick("参数", "Parameter"), b.pick("地区", "Place"), b.pick("起始", "From"), b.pick("数值", "Value"), b.pick("标记", "Mark"), b.pick("来源", "Source"), b.pick("说明", "Note")}, rows)
}

// index lists for every article the rules that compute by it and the parameters that it sets.
func (b *book) index() {
	b.chapter("articles")
	at := map[string]map[string][]string{}
	add := func(document, article, what string) {
		if at[document] == nil {
			at[document] = map[string][]string{}
		}
		if !slices.Contains(at[document][article], what) {
			at[document][article] = append(at[document][article], what)
		}
	}
	for _, f := range b.model.families {
		for _, r := range f.variants {
			for _, law := range r.laws {
				add(law[0], law[1], link(capital(b.of(r.title)), "rule-"+f.name))
			}
		}
	}
	for _, p := range b.model.parameters {
		for _, r := range p.Rows {
			if r.Cite.Document != "" {
				add(r.Cite.Document, r.Cite.Article, link(b.titleOf(p), "par-"+p.Key))
			}
		}
	}
	var rows [][]string
	for _, document := range slices.Sorted(maps.Keys(at)) {
		articles := slices.SortedFunc(maps.Keys(at[document]), func(a, b string) int { return cmp.Or(cmp.Compare(numeral(a), numeral(b)), strings.Compare(a, b)) })
		name := plain(document)
		for _, article := range articles {
			rows = append(rows, []string{name, plain(article), b.joined(at[document][article])})
			name = ""
		}
	}
	b.table([]string{b.pick("文件", "Document"), b.pick("条款", "Article"), b.pick("规则与参数", "Rules and parameters")}, rows)
}

// numeral reads the first Chinese number of an article, so that 第八十二条 stands behind 第九条; 0 if there is none.
func numeral(article string) (n int) {
	digits := []rune("零一二三四五六七八九")
	one, read := 0, false
	for _, r := range article {
		switch i := slices.Index(digits, r); {
		case i >= 0:
			one, read = i, true
		case r == '十':
			n, one, read = n+max(1, one)*10, 0, true
		case r == '百':
			n, one = n+one*100, 0
		case read:
			return n + one
		}
	}
	return n + one
}
