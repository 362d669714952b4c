package main

import (
	"fmt"
	"strings"

	"renshe/internal/words"
	"renshe/money"
	"renshe/policy"
)

var (
	wWinners      = words.Text{Zh: "受益者", En: "winners"}
	wLosers       = words.Text{Zh: "受损者", En: "losers"}
	wUnchanged    = words.Text{Zh: "不变", En: "unchanged"}
	wNotComputed  = words.Text{Zh: "算不出", En: "not computed"}
	wPeople       = words.Text{Zh: "人数", En: "people"}
	wCost         = words.Text{Zh: "增减（元）", En: "cost (yuan)"}
	wLargestGain  = words.Text{Zh: "单人最多增", En: "largest gain"}
	wLargestLoss  = words.Text{Zh: "单人最多减", En: "largest loss"}
	wByAge        = words.Text{Zh: "按年龄", En: "By age"}
	wByTownship   = words.Text{Zh: "按乡镇", En: "By township"}
	wByBoth       = words.Text{Zh: "按乡镇和年龄的增减（元）", En: "Cost by township and age (yuan)"}
	wAge          = words.Text{Zh: "年龄", En: "age"}
	wTownship     = words.Text{Zh: "乡镇", En: "township"}
	wAll          = words.Text{Zh: "合计", En: "total"}
	wTried        = words.Text{Zh: "{program} · {place} · {month} · {output}", En: "{program} · {place} · {month} · {output}"}
	wDemoPeople   = words.Text{Zh: "用演示县 {demo} 人中领取养老金的 {people} 人试算（种子 {seed}，人是编的）", En: "Tried on the {people} people who draw the pension among {demo} of the demo county (seed {seed}; they are made up)"}
	wFilePeople   = words.Text{Zh: "用 {file} 里的 {people} 人试算", En: "Tried on the {people} people of {file}"}
	wSkipped      = words.Text{Zh: "，另有 {skipped} 行读不了，已略去", En: "; {skipped} lines could not be read and are left out"}
	wBefore       = words.Text{Zh: "改革前", En: "before"}
	wAfter        = words.Text{Zh: "改革后", En: "after"}
	wDifference   = words.Text{Zh: "相差", En: "difference"}
	wNobody       = words.Text{Zh: "没有人的金额有变化。", En: "Nobody's amount changes."}
	wPlans        = words.Text{Zh: "方案　{before} → {after}", En: "Plans  {before} → {after}"}
	chartWritten  = words.Text{Zh: "图写到了 {file}", En: "The chart is written to {file}"}
	impactSummary = words.Text{Zh: "“{output}”合计 {before} 元，改革后 {after} 元，{cost} 元；{winners} 人受益，{losers} 人受损，{unchanged} 人不变。",
		En: "The sum of the {output} is {before} yuan before and {after} yuan after the reform: {cost} yuan; {winners} winners, {losers} losers, {unchanged} unchanged."}
)

// summary is the finding in one sentence.
func summary(l words.Lang, m *policy.Impact) string {
	t := m.Total
	return impactSummary.Fill(l, "output", m.Output.Title, "before", t.Before, "after", t.After, "cost", signed(t.Cost()), "winners", count(t.Winners),
		"losers", count(t.Losers), "unchanged", count(t.Unchanged))
}

// signed writes an amount with its sign.
func signed(f money.Fen) string {
	if f > 0 {
		return "+" + f.String()
	}
	return f.String()
}

// count writes 12345 as 12,345.
func count(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// printImpact is the page: the change, what it costs, who wins and loses, by age with bars, by township, by both.
func (s *session) printImpact(m *policy.Impact, source peopleSource) {
	p := s.page()
	p.strong(0, capital(m.Reform.Title.In(s.lang)))
	place := wNation.In(s.lang)
	if m.Query.County != 0 {
		place = s.placeNamed(m.Query.Place())
	}
	p.line(0, 2, wTried.Fill(s.lang, "program", m.Program.Title(), "place", place, "month", m.Query.AsOf, "output", m.Output.Title))
	p.line(0, 2, s.triedOn(source))
	p.blank()
	for _, c := range m.Changes {
		s.printChange(p, c)
	}
	p.blank()
	s.printTotal(p, m)
	p.blank()
	p.strong(0, wByAge.In(s.lang))
	s.printBars(p, m.Ages)
	p.blank()
	s.printGroups(p, wAge, m.Ages, m.Total)
	p.blank()
	p.strong(0, wByTownship.In(s.lang))
	s.printGroups(p, wTownship, m.Townships, m.Total)
	p.blank()
	p.strong(0, wByBoth.In(s.lang))
	s.printCells(p, m)
	for i, note := range m.Notes {
		if i == 0 {
			p.blank()
			p.strong(0, wNotes.In(s.lang))
		}
		p.line(2, 2, "* "+note.In(s.lang))
	}
	p.blank()
	p.line(0, 2, wPlans.Fill(s.lang, "before", m.Before[:12], "after", m.After[:12]))
}

func (s *session) triedOn(source peopleSource) string {
	text := wFilePeople.Fill(s.lang, "file", source.File, "people", count(source.People))
	if source.Demo > 0 {
		text = wDemoPeople.Fill(s.lang, "demo", count(source.Demo), "people", count(source.People), "seed", source.Seed)
	}
	if source.Skipped > 0 {
		text += wSkipped.Fill(s.lang, "skipped", source.Skipped)
	}
	return text
}

func (s *session) printTotal(p *page, m *policy.Impact) {
	t := m.Total
	amount := func(f money.Fen) string { return policy.AmountText(f).In(s.lang) }
	lines := [][2]string{{wDifference.In(s.lang), signedText(s.lang, t.Cost())}, {wBefore.In(s.lang), amount(t.Before)}, {wAfter.In(s.lang), amount(t.After)},
		{wWinners.In(s.lang), count(t.Winners)}, {wLosers.In(s.lang), count(t.Losers)}, {wUnchanged.In(s.lang), count(t.Unchanged)}}
	if t.NotComputed > 0 {
		lines = append(lines, [2]string{wNotComputed.In(s.lang), count(t.NotComputed)})
	}
	label, value := 0, 0
	for _, l := range lines {
		label, value = max(label, cells(l[0])), max(value, cells(l[1]))
	}
	for i, l := range lines {
		text := left(l[0], label) + "  " + right(l[1], value)
		if i == 0 {
			p.strong(4, text)
		} else {
			p.line(4, 0, text)
		}
	}
	if t.Winners+t.Losers == 0 {
		p.line(4, 0, wNobody.In(s.lang))
	}
}

func signedText(l words.Lang, f money.Fen) string {
	if f > 0 {
		return "+" + policy.AmountText(f).In(l)
	}
	return policy.AmountText(f).In(l)
}

// printBars draws winners and losers of each group as bars of characters; the marks differ, and the numbers stand beside them.
func (s *session) printBars(p *page, groups []policy.Group) {
	label, most := 0, 1
	for _, g := range groups {
		label, most = max(label, cells(g.Title.In(s.lang))), max(most, g.Effect.Winners+g.Effect.Losers)
	}
	room := max(10, p.columns-label-30)
	bar := func(n int, mark string) string {
		if n == 0 {
			return ""
		}
		return strings.Repeat(mark, max(1, n*room/most))
	}
	for _, g := range groups {
		numbers := count(g.Effect.Winners)
		if g.Effect.Losers > 0 {
			numbers += " / " + count(g.Effect.Losers)
		}
		fmt.Fprintln(p.w, "  "+left(g.Title.In(s.lang), label)+"  "+bar(g.Effect.Winners, "█")+bar(g.Effect.Losers, "░")+" "+numbers)
	}
	p.line(2, 0, "█ "+wWinners.In(s.lang)+" / ░ "+wLosers.In(s.lang))
}

func (s *session) printGroups(p *page, what words.Text, groups []policy.Group, total policy.Effect) {
	columns := []column{{what.In(s.lang), false}}
	for _, t := range []words.Text{wPeople, wWinners, wLosers, wUnchanged, wCost, wLargestGain, wLargestLoss} {
		columns = append(columns, column{t.In(s.lang), true})
	}
	row := func(title words.Text, e policy.Effect) []string {
		return []string{title.In(s.lang), count(e.People), count(e.Winners), count(e.Losers), count(e.Unchanged), signed(e.Cost()), e.LargestGain.String(), e.LargestLoss.String()}
	}
	var rows [][]string
	for _, g := range groups {
		rows = append(rows, row(g.Title, g.Effect))
	}
	p.table(2, columns, append(rows, row(wAll, total)))
}

// printCells is the cost by township and age band.
func (s *session) printCells(p *page, m *policy.Impact) {
	columns := []column{{wTownship.In(s.lang), false}}
	totals := []string{wAll.In(s.lang)}
	for _, g := range m.Ages {
		columns = append(columns, column{g.Title.In(s.lang), true})
		totals = append(totals, signed(g.Effect.Cost()))
	}
	columns = append(columns, column{wAll.In(s.lang), true})
	var rows [][]string
	for i, g := range m.Townships {
		row := []string{g.Title.In(s.lang)}
		for _, e := range m.Cells[i] {
			text := "–"
			if e.People > 0 {
				text = signed(e.Cost())
			}
			row = append(row, text)
		}
		rows = append(rows, append(row, signed(g.Effect.Cost())))
	}
	p.table(2, columns, append(rows, append(totals, signed(m.Total.Cost()))))
}
