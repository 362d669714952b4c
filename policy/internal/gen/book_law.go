package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/policy/internal/lawfile"
)

// places are those whose values in force the book shows beside each other: a county of the program's first users, and what is
// above it.
var places = []struct {
	code  civil.Division
	title text
}{{"", text{"全国", "Nation"}}, {"43", text{"湖南", "Hunan"}}, {"4307", text{"常德", "Changde"}}, {"430725", text{"桃源", "Taoyuan"}}}

func (b *book) place(code civil.Division) string {
	for _, p := range places {
		if p.code == code {
			return b.of(p.title)
		}
	}
	if r, ok := civil.RegionOf(string(code)); ok {
		return r.Name + " " + string(code)
	}
	return string(code)
}

// units are the units of values as people say them.
var units = map[lawfile.Unit]text{
	lawfile.Fen: {"元", "yuan"}, lawfile.Months: {"个月", "months"}, lawfile.Years: {"年", "years"}, lawfile.Days: {"天", "days"}, lawfile.Count: {"个", "number"},
	lawfile.Rate: {"比例", "rate"}, lawfile.Index: {"指数", "index"}, lawfile.Centiyears: {"年", "years"}, lawfile.Tenths: {"个月", "months"}, lawfile.Age: {"年龄", "age"},
	lawfile.Month: {"年月", "month"}, lawfile.Rounding: {"舍入办法", "rounding"},
}

func (b *book) unit(p *lawfile.Parameter) string {
	name := b.of(units[p.Unit.Element()])
	if p.IsTable() {
		return b.pick("表（"+name+"）", "table ("+name+")")
	}
	return name
}

// inForce is the value for a place on the book's day, with its mark.
func (b *book) inForce(p *lawfile.Parameter, place civil.Division) string {
	v, rows := p.InForce(place, b.asOf.Month(), b.asOf)
	switch {
	case len(rows) == 0:
		return "–"
	case !v.Known:
		return b.pick("未知", "unknown") + " (U)"
	case p.IsTable():
		return link(b.pick("见表", "table"), "par-"+p.Key) + " (" + weakest(rows) + ")"
	}
	return b.value(p.Unit, shown(p.Unit, v)) + " (" + weakest(rows) + ")"
}

// weakest is the least sure mark of the rows.
func weakest(rows []*lawfile.Row) string {
	mark := 0
	for _, r := range rows {
		mark = max(mark, slices.Index(lawfile.Marks, r.Confidence))
	}
	return lawfile.Marks[mark]
}

// decimals are the places after the point of units that are kept as integers of a smaller one.
var decimals = map[lawfile.Unit]int{lawfile.Fen: 2, lawfile.Rate: 4, lawfile.Index: 4, lawfile.Centiyears: 2, lawfile.Tenths: 1}

// shown writes a value: as its file has it, or where levels are added, from the number.
func shown(u lawfile.Unit, v lawfile.Value) string {
	if v.Text != "" {
		return v.Text
	}
	n, places := strconv.FormatInt(v.Int, 10), decimals[u]
	if places > 0 {
		n = strings.Repeat("0", max(0, places+1-len(n))) + n
		whole, part := n[:len(n)-places], n[len(n)-places:]
		if u != lawfile.Fen || strings.Trim(part, "0") == "" {
			part = strings.TrimRight(part, "0")
		}
		n = strings.TrimSuffix(whole+"."+part, ".")
	}
	if u == lawfile.Rate {
		n += "%"
	}
	return n
}

// roundings are the words of roundings, in Chinese.
var roundings = strings.NewReplacer("half-up", "四舍五入到", "down", "舍去到", "up", "进到", " fen", "分", " jiao", "角", " yuan", "元", ", ", "，再")

// value writes a value of a file as people say it.
func (b *book) value(u lawfile.Unit, s string) string {
	switch {
	case b.lang == en:
	case u == lawfile.Rounding:
		return roundings.Replace(s)
	case u == lawfile.Age:
		return strings.NewReplacer("y", "岁", "m", "个月").Replace(s)
	}
	return s
}

// parameters writes every parameter with all its values.
func (b *book) parameters() {
	b.p(generatedMark)
	b.p("# <a id=\"parameters\"></a>%s\n", b.pick("法定参数：历年数值和来源", "Legal parameters: their values over the years, with sources"))
	b.p("%s\n", b.pick("《规则手册》附录。标记的含义、现行数值和条文索引见手册。", "Appendix of the rule book, which explains the marks, shows the values in force and has the index of articles."))
	for _, p := range b.model.parameters {
		b.heading(2, "par-"+p.Key, b.titleOf(p))
		b.p("`%s` · %s · %s%s\n", p.Key, b.unit(p), b.levels(p), b.due(p))
		var users []string
		for _, prog := range b.homes[p.Key] {
			users = append(users, link(capital(b.of(prog.title)), "calc-"+prog.slug))
		}
		b.p("%s%s\n", b.pick("用于：", "Used by: "), strings.Join(users, b.pick("、", ", ")))
		if p.LeftOut.Zh != "" {
			b.p("%s%s\n", b.pick("未知时不计入，并说明：", "Where it is unknown it is left out, and this is said: "), plain(b.of(text{p.LeftOut.Zh, p.LeftOut.En})))
		}
		b.rows(p)
		if p.IsTable() {
			b.elements(p)
		}
	}
}

func (b *book) levels(p *lawfile.Parameter) string {
	if len(p.Levels) == 1 {
		return b.pick("由", "set by the ") + b.level(p.Levels[0]) + b.pick("规定", "")
	}
	var list []string
	for _, l := range p.Levels {
		list = append(list, b.level(l))
	}
	how := map[lawfile.Combine]text{lawfile.Cover: {"以最近一级为准", "the most local value counts"}, lawfile.Add: {"各级相加", "the levels are added"},
		lawfile.Highest: {"各级取高", "the highest counts"}}[p.Combine]
	return strings.Join(list, b.pick("、", ", ")) + b.pick("：", ": ") + b.of(how)
}

func (b *book) level(l lawfile.Level) string {
	return b.of(map[lawfile.Level]text{lawfile.Nation: {"国家", "nation"}, lawfile.Province: {"省", "province"}, lawfile.City: {"市", "city"}, lawfile.County: {"县", "county"}}[l])
}

func (b *book) due(p *lawfile.Parameter) string {
	if p.Due == "" {
		return ""
	}
	return b.pick(fmt.Sprintf(" · 每年 %d 月起应有新数", p.DueMonth()), fmt.Sprintf(" · a new value is due each year from month %d", p.DueMonth()))
}

// sorted are the rows by place and month.
func sorted(p *lawfile.Parameter) []lawfile.Row {
	rows := slices.Clone(p.Rows)
	slices.SortStableFunc(rows, func(a, b lawfile.Row) int {
		return cmp.Or(strings.Compare(string(a.Place), string(b.Place)), cmp.Compare(a.From, b.From))
	})
	return rows
}

// rows lists the values over the years with their sources.
func (b *book) rows(p *lawfile.Parameter) {
	var list [][]string
	for i, r := range sorted(p) {
		value := b.value(p.Unit, r.Value.Text)
		switch {
		case !r.Value.Known:
			value = "**" + b.pick("未知", "unknown") + "**"
		case p.IsTable():
			value = b.pick(fmt.Sprintf("表 %d", i+1), fmt.Sprintf("table %d", i+1))
		}
		published := ""
		switch {
		case !r.Published.IsZero():
			published = r.Published.String()
		case !r.NotBefore.IsZero():
			published = b.pick("不早于 "+r.NotBefore.String(), "not before "+r.NotBefore.String())
		}
		list = append(list, []string{plain(b.place(r.Place)), r.From.String(), value, published, sourceOf(r.Cite), r.Confidence, plain(b.of(text{r.Note.Zh, r.Note.En}))})
	}
	b.table([]string{b.pick("地区", "Place"), b.pick("起始", "From"), b.pick("数值", "Value"), b.pick("公布", "Published"), b.pick("来源", "Source"), b.pick("标记", "Mark"),
		b.pick("说明", "Note")}, list)
}

// sourceOf names a document, with a link where the address is known.
func sourceOf(c lawfile.Cite) string {
	name := plain(strings.TrimSpace(c.Document + " " + c.Article))
	if c.URL == "" {
		return name
	}
	url := c.URL
	if !strings.Contains(url, "://") {
		url = "https://" + url
	}
	return "[" + name + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20").Replace(url) + ">)"
}

// elements shows the tables of a parameter beside each other: a line for each key.
func (b *book) elements(p *lawfile.Parameter) {
	head, title := []string{b.keyHead(p)}, ""
	var tables []lawfile.Value
	var keys []int64
	for i, r := range sorted(p) {
		if !r.Value.Known {
			continue
		}
		head = append(head, b.pick(fmt.Sprintf("表 %d", i+1), fmt.Sprintf("Table %d", i+1)))
		tables = append(tables, r.Value)
		for _, e := range r.Value.Table {
			keys = append(keys, e.Key)
		}
	}
	slices.Sort(keys)
	var rows [][]string
	for _, k := range slices.Compact(keys) {
		if title = b.keyName(p, k); title == "" {
			title = fmt.Sprint(k)
		}
		row := []string{title}
		for _, t := range tables {
			e, ok := t.At(k)
			switch {
			case !ok:
				e.Text = "–"
			case !e.Known:
				e.Text = "**" + b.pick("未知", "unknown") + "**"
			}
			row = append(row, b.value(p.Unit.Element(), e.Text))
		}
		rows = append(rows, row)
	}
	b.table(head, rows)
}

// keyHead says by what a table is looked up.
func (b *book) keyHead(p *lawfile.Parameter) string {
	for _, s := range b.lookups[p.Key] {
		return b.keyTitle[s]
	}
	return ""
}

// keyName is the title of a key that is a choice.
func (b *book) keyName(p *lawfile.Parameter, key int64) string {
	for _, s := range b.lookups[p.Key] {
		if c := b.model.choice(b.keyType[s]); c != nil && key <= int64(len(c.values)) {
			return plain(capital(b.of(c.values[key-1].title)))
		}
	}
	return ""
}
