package main

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"renshe/internal/words"
	"renshe/policy"
)

type lawShowCmd struct {
	Key     string `arg:"" optional:"" help:"${help_showkey}"`
	County  string `help:"${help_county}" placeholder:"CODE"`
	AsOf    string `name:"as-of" help:"${help_asofcalc}" placeholder:"YYYY-MM"`
	KnownOn string `name:"known-on" help:"${help_knownon}" placeholder:"YYYY-MM-DD"`
	JSON    bool   `name:"json" help:"${help_json}"`
}

var (
	showUnit     = words.Text{Zh: "单位", En: "unit"}
	showLevels   = words.Text{Zh: "由谁定", En: "set by"}
	showCombine  = words.Text{Zh: "各级", En: "levels"}
	showDue      = words.Text{Zh: "更新", En: "due"}
	showDueEach  = words.Text{Zh: "每年 {month} 月应有新数", En: "a new value each year, from month {month}"}
	showLeftOut  = words.Text{Zh: "未知时", En: "while unknown"}
	showRules    = words.Text{Zh: "用它的规则", En: "rules"}
	showPrograms = words.Text{Zh: "用它的计算", En: "calculators"}
	showToday    = words.Text{Zh: "在用", En: "in force"}
	showTodayOf  = words.Text{Zh: "{value}（{place}，{month}，{day} 以前已知的）", En: "{value} ({place}, {month}, as known on {day})"}
	showFile     = words.Text{Zh: "文件", En: "file"}
	showRows     = words.Text{Zh: "历次的数", En: "Values"}
	showFrom     = words.Text{Zh: "{from} 起", En: "from {from}"}
	showOn       = words.Text{Zh: "{day} 公布", En: "published {day}"}
	showKnown    = words.Text{Zh: "按 {day} 起已知", En: "counts as known from {day}"}
	showSource   = words.Text{Zh: "来源：{source}", En: "Source: {source}"}
	showChecked  = words.Text{Zh: "{day} 看过", En: "looked at on {day}"}
	showListHint = words.Text{Zh: "renshe law show 参数名 看一个参数的全部历次数和来源。", En: "renshe law show KEY shows every value of a parameter with its source."}
)

func (c *lawShowCmd) Run(s *session) error {
	q, err := askedLaw(c.County, c.AsOf, c.KnownOn)
	if err != nil {
		return err
	}
	set, err := policy.Default()
	if err != nil {
		return err
	}
	if c.Key == "" {
		return s.listParameters(set, q, c.JSON)
	}
	d, err := set.Parameter(printable(c.Key))
	if err != nil {
		return err
	}
	now, err := set.ValueAt(d.Key, q.Place(), q.AsOf, q.KnownOn)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.json(map[string]any{"parameter": d, "in_force": now, "place": placeOf(q), "as_of": q.AsOf, "known_on": q.KnownOn})
	}
	s.printParameter(d, now, q)
	return nil
}

func placeOf(q policy.Query) string {
	if q.County == 0 {
		return "CN"
	}
	return q.County.String()
}

// listParameters lists the keys by the folder they stand in, with the value in force.
func (s *session) listParameters(set *policy.Set, q policy.Query, asJSON bool) error {
	all := set.Parameters()
	if asJSON {
		return s.json(all)
	}
	wide := 0
	for _, d := range all {
		wide = max(wide, len(d.Key))
	}
	p := s.page()
	area := ""
	for _, d := range sortedByArea(all) {
		if a := path.Base(path.Dir(d.File)); a != area {
			if area != "" {
				p.blank()
			}
			area = a
			p.strong(0, s.areaTitle(area))
		}
		p.line(2, wide+2, left(d.Key, wide)+"  "+d.Title.In(s.lang))
	}
	p.blank()
	p.line(0, 0, showListHint.In(s.lang))
	return nil
}

// areaTitles say what the folders of law/parameters are about.
var areaTitles = map[string]words.Text{
	"contribution": {Zh: "缴费", En: "contributions"}, "conversion": {Zh: "制度衔接", En: "conversion between schemes"}, "employee-pension": {Zh: "职工养老金", En: "employees' pension"},
	"employment": {Zh: "就业", En: "employment"}, "housing": {Zh: "住房公积金", En: "housing fund"}, "injury": {Zh: "工伤", En: "work injury"},
	"labour": {Zh: "劳动关系", En: "labour"}, "limits": {Zh: "期限", En: "limits"}, "maternity": {Zh: "生育", En: "maternity"}, "medical": {Zh: "医疗", En: "medical"},
	"minimum-wage": {Zh: "最低工资", En: "minimum wage"}, "resident-pension": {Zh: "居民养老金", En: "residents' pension"}, "retirement": {Zh: "退休", En: "retirement"},
	"survivor": {Zh: "遗属待遇", En: "survivors"}, "tax": {Zh: "个人所得税和年金", En: "income tax and annuities"}, "unemployment": {Zh: "失业", En: "unemployment"},
}

func (s *session) areaTitle(area string) string {
	if t, ok := areaTitles[area]; ok {
		return area + " — " + t.In(s.lang)
	}
	return area
}

func (s *session) printParameter(d policy.Parameter, now policy.ParameterValue, q policy.Query) {
	p := s.page()
	p.strong(0, d.Key+" — "+d.Title.In(s.lang))
	p.blank()
	place := wNation.In(s.lang)
	if q.County != 0 {
		place = s.placeNamed(q.Place())
	}
	var levels, programs []string
	for _, l := range d.Levels {
		levels = append(levels, l.Title().In(s.lang))
	}
	for _, prog := range d.Programs {
		programs = append(programs, prog.String())
	}
	comma := words.Text{Zh: "、", En: ", "}.In(s.lang)
	facts := [][2]string{{showToday.In(s.lang), showTodayOf.Fill(s.lang, "value", now.Shown, "place", place, "month", q.AsOf, "day", q.KnownOn)},
		{showUnit.In(s.lang), d.UnitTitle().In(s.lang)}, {showLevels.In(s.lang), strings.Join(levels, comma)}, {showCombine.In(s.lang), d.Combine.Title().In(s.lang)}}
	if d.Due != 0 {
		facts = append(facts, [2]string{showDue.In(s.lang), showDueEach.Fill(s.lang, "month", strconv.Itoa(d.Due))})
	}
	if !d.LeftOut.IsZero() {
		facts = append(facts, [2]string{showLeftOut.In(s.lang), d.LeftOut.In(s.lang)})
	}
	facts = append(facts, [2]string{showPrograms.In(s.lang), strings.Join(programs, comma)}, [2]string{showRules.In(s.lang), strings.Join(d.Rules, comma)},
		[2]string{showFile.In(s.lang), "law/" + d.File})
	wide := 0
	for _, f := range facts {
		wide = max(wide, cells(f[0]))
	}
	for _, f := range facts {
		p.line(2, wide+2, left(f[0], wide)+"  "+f[1])
	}
	p.blank()
	p.strong(0, showRows.In(s.lang))
	last := ""
	for _, r := range d.Rows {
		if r.Place != last {
			last = r.Place
			p.line(2, 2, strings.TrimSpace(r.PlaceName.In(s.lang)+" "+r.Place))
		}
		s.printRow(p, r)
	}
}

// printRow is one dated value with its source.
func (s *session) printRow(p *page, r policy.ParameterRow) {
	head := showFrom.Fill(s.lang, "from", r.From) + "  " + r.Shown.In(s.lang)
	if !r.Confidence.IsConfirmed() {
		head += " " + wMarked.Fill(s.lang, "why", r.Confidence.Title())
	}
	p.line(4, 4, head)
	known := showKnown.Fill(s.lang, "day", r.Known)
	if r.Cite.Published != "" {
		known = showOn.Fill(s.lang, "day", r.Cite.Published)
	}
	source := strings.TrimSpace(r.Cite.String() + " " + r.Cite.URL)
	if r.Cite.Checked != "" {
		source += wSemicolon.In(s.lang) + showChecked.Fill(s.lang, "day", r.Cite.Checked)
	}
	p.line(8, 2, known+wSemicolon.In(s.lang)+showSource.Fill(s.lang, "source", source))
	if r.Cite.Quote != "" {
		p.line(8, 2, "“"+r.Cite.Quote+"”")
	}
	if !r.Note.IsZero() {
		p.line(8, 2, r.Note.In(s.lang))
	}
}

// sortedByArea orders parameters by folder, then by key.
func sortedByArea(all []policy.Parameter) []policy.Parameter {
	slices.SortStableFunc(all, func(a, b policy.Parameter) int { return strings.Compare(a.File, b.File) })
	return all
}
