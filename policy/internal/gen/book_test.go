package main

import (
	"slices"
	"strings"
	"testing"

	"renshe/policy/internal/lawfile"
)

// sampleLaw are the parameters of the sample of lookups, with a table, a series of two places and an unknown value.
var sampleLaw = map[string]string{
	"pay-table": `key: pay-table
title: {zh: 倍数表, en: table of multiples}
unit: table-months
level: [nation]
combine: cover
rows:
  - {place: CN, from: "2024-01", value: "1: 27, 2: unknown", published: "2023-12-05", cite: {document: 某条例, article: 第十二条, url: example.org/a, quote: "", checked: "2026-11-20"}, confidence: S}
`,
	"pay-wage": `key: pay-wage
title: {zh: 平均工资, en: average wage}
unit: fen
level: [nation, province]
combine: add
due: yearly 07
rows:
  - {place: CN, from: "2025-07", value: "100.50", published: "", known: "2025-08-01", cite: {document: 某通知, article: 第九条, url: "", quote: "", checked: "2026-11-22"}, confidence: S2}
  - {place: 43, from: "2025-07", value: "3", published: "", cite: {document: 某通知, article: 第十条, url: "", quote: "", checked: "2026-11-22"}, confidence: K-low, note: {zh: "约|数", en: "about"}}
`,
	"pay-rate": `key: pay-rate
title: {zh: 费率, en: pay rate}
unit: rate
level: [nation]
combine: cover
rows:
  - {place: CN, from: "2025-01", value: unknown, published: "", cite: {document: 某通知, article: 第二条, url: "", quote: "", checked: "2026-11-22"}, confidence: U, note: {zh: 未查到, en: not found}}
`}

func sampleBook(t *testing.T) bookSources {
	t.Helper()
	s, err := readSource(map[string]string{"rules_pay.go": lookups})
	if err != nil {
		t.Fatal(err)
	}
	var parameters []*lawfile.Parameter
	for _, key := range []string{"pay-rate", "pay-table", "pay-wage"} {
		p, err := lawfile.Parse(key+".yaml", []byte(sampleLaw[key]))
		if err != nil {
			t.Fatal(err)
		}
		parameters = append(parameters, p)
	}
	m, err := build(s, parameters)
	if err != nil {
		t.Fatal(err)
	}
	cases := caseFile{file: "law/cases/pay.yaml", title: text{"各档", "each grade"}}
	for range mostListed + 2 {
		cases.cases = append(cases.cases, struct{ name, calculator string }{"低档 <i>", "pay"})
	}
	return bookSources{model: m, cases: []caseFile{cases}, tools: []toolName{{"count", text{"计数", "count"}, text{"数一数。", "Counts."}}},
		areas:   []area{{text{"待遇类", "Benefits"}, []string{"gone", "pay"}}},
		reasons: []choiceValue{{slug: "too-young", title: text{"未到龄", "too young"}}}}
}

func TestBook(t *testing.T) {
	s := sampleBook(t)
	book, appendix := writeBook(s, zh)
	chinese := string(book) + string(appendix)
	book, appendix = writeBook(s, en)
	english := string(book) + string(appendix)
	for _, want := range []string{
		"指 2026-11-22，",
		"**待遇类**\n\n| 计算器 |",
		"**其他**\n\n| 计算器 | 名称 | 回答什么 | 规则 | 案例 |\n|---|---|---|---|---|\n| [计数](#calc-count) |",
		"| [待遇](#calc-pay) | `pay` | 发多少。 | 1 | 42 |",
		"renshe calc pay grade=low month=2025-01 exact=no --county 430725",
		"| **等级** | `grade` | 等级。 | `low` 低<br>`high` 高 | 必填 | `low` |",
		"| **月份** | `month` | 月份。 | 年月，2000-01 – 2100-01 | 必填 | `2025-01` |",
		"| **[合计](#rule-payTotal)** | `some.total_fen` | 金额（元） | 总是 |",
		"[![待遇：由填写项和法定参数到结果（点开看大图）](rules/pay.zh.svg)](rules/pay.zh.svg)",
		"| [倍数表](rules/parameters.zh.md#par-pay-table) | 表（个月） | [见表](rules/parameters.zh.md#par-pay-table) (S) |",
		"| [平均工资](rules/parameters.zh.md#par-pay-wage) | 元 | 100.50 (S2) | 103.50 (K-low) |",
		"| [费率](rules/parameters.zh.md#par-pay-rate) | 比例 | 未知 (U) |",
		"> 合计 = 倍数表 × 平均工资",
		"- [倍数表](rules/parameters.zh.md#par-pay-table)：按“等级”查表。",
		"- [平均工资](rules/parameters.zh.md#par-pay-wage)：取“月份”当月的数。新数未公布时暂用上年数，公布后重算。“当年”为是的，不用上年数代替。",
		"低档 &lt;i>；低档 &lt;i>；低档 &lt;i>。",
		"- 另有 2 个",
		"`pay-wage` · 元 · 国家、省：各级相加 · 每年 7 月起应有新数",
		"| 全国 | 2025-07 | 100.50 | 不早于 2025-08-01 | 某通知 第九条 | S2 |",
		`| 湖南 | 2025-07 | 3 |  | 某通知 第十条 | K-low | 约\|数 |`,
		"| 全国 | 2024-01 | 表 1 | 2023-12-05 | [某条例 第十二条](<https://example.org/a>) | S |",
		"| 等级 | 表 1 |\n|---|---|\n| 低 | 27 |\n| 高 | **未知** |",
		"### <a id=\"choice-grade\"></a>等级\n\n| 代码 | 含义 |\n|---|---|\n| `low` | 低 |\n| `high` | 高 |",
		"| `too-young` | 未到龄 |",
		"| [费率](rules/parameters.zh.md#par-pay-rate) | 全国 | 2025-01 |  | 某通知 第二条 | 未查到 |",
		"| [倍数表](rules/parameters.zh.md#par-pay-table) | 全国 | 2024-01 | 高 |",
		"| [平均工资](rules/parameters.zh.md#par-pay-wage) | 湖南 | 2025-07 | 3 | K-low |",
		"| 某通知 | 第二条 | [费率](rules/parameters.zh.md#par-pay-rate) |\n|  | 第九条 | [平均工资](rules/parameters.zh.md#par-pay-wage) |\n|  | 第十条 | [平均工资](rules/parameters.zh.md#par-pay-wage) |",
		"| 某办法 | 第一条 | [合计](#rule-payTotal) |",
		"renshe calc count\n",
	} {
		if !strings.Contains(chinese, want) {
			t.Errorf("the Chinese book lacks %q", want)
		}
	}
	for _, want := range []string{
		"| [Benefit](#calc-pay) | `pay` | What is paid. | 1 | 42 |",
		"> Total = table of multiples × average wage",
		"- [Average wage](rules/parameters.en.md#par-pay-wage): the value of the month “Month”. Until the new value is published, last year's stands in; afterwards it is computed again. Not where “Exact” is yes.",
		"- [Table of multiples](rules/parameters.en.md#par-pay-table): the entry of the table for “Grade”.",
		"| Nation | 2025-07 | 100.50 | not before 2025-08-01 |",
		"`pay-rate` · rate · set by the nation",
	} {
		if !strings.Contains(english, want) {
			t.Errorf("the English book lacks %q", want)
		}
	}
}

// What is looked up stands between its key and its rule; what is only asked about a value is that value.
func TestLookupsAreDrawn(t *testing.T) {
	s := sampleBook(t)
	list := figures(s.model, s.model.programs[0], en)
	checkDrawing(t, draw("pay", "title", "doc", list, en), list)
	needs := map[string][]string{}
	shapes := map[string]shape{}
	for _, f := range list {
		needs[f.name], shapes[f.name] = f.needs, f.shape
	}
	if want := []string{"payTimes", "payBase", "payMore", "payRate"}; !slices.Equal(needs["payTotal"], want) {
		t.Errorf("the total comes from %v, want %v", needs["payTotal"], want)
	}
	if want := []string{"month", "exact"}; !slices.Equal(needs["payBase"], want) {
		t.Errorf("the wage is looked up by %v, want %v", needs["payBase"], want)
	}
	if shapes["payTimes"] != shapeLookup || shapes["payRate"] != shapeParameter || shapes["payTotal"] != shapeResult || shapes["grade"] != shapeInput {
		t.Errorf("the shapes are %v", shapes)
	}
}

func TestNumeral(t *testing.T) {
	for article, want := range map[string]int{"六": 6, "第九条": 9, "第十条": 10, "第十二条": 12, "第二十条": 20, "第八十二条": 82, "第二百零一条": 201, "第一百条第二款": 100, "附表": 0} {
		if got := numeral(article); got != want {
			t.Errorf("%s is %d, want %d", article, got, want)
		}
	}
}
