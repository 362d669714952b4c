package desk

import (
	"renshe/internal/access"
	"renshe/internal/casework"
	"renshe/internal/outreach"
	"renshe/internal/words"
	"renshe/ui"
)

const firstShown = 8 // of each list on the day's first page

// todayView is where the day begins.
type todayView struct {
	Hello   words.Text
	Call    *callView // nil for who receives nobody
	Stats   []ui.Stat
	Waiting []ui.Table // what is most urgent, by kind; empty ones are left out
	All     string     // where the whole list is
	Other   []ui.MenuItem
}

// todayOther is what is not waited for: the day's account, the settings, the help, and the board for those who may see it.
func (v *visit) todayOther() []ui.MenuItem {
	menu := []ui.MenuItem{
		{Href: "/desk/day", Label: wDayEnd, Body: wDayLead, Icon: ui.IconCalendar},
		{Href: "/desk/team", Label: wTeam, Body: wTeamLead, Icon: ui.IconPeople},
		{Href: "/desk/settings", Label: wSettings, Body: wSettingsLead, Icon: ui.IconGear},
		{Href: "/desk/help", Label: wHelp, Body: wHelpLead, Icon: ui.IconAsk},
	}
	if v.May(access.PersonRead) {
		menu = append([]ui.MenuItem{{Href: "/desk/entitlements", Label: wEntitledTitle, Body: wEntitledLead, Icon: ui.IconPeople},
			{Href: "/desk/prints", Label: wPrints, Body: wPrintsLead, Icon: ui.IconPrint}}, menu...)
	}
	if v.May(access.CaseReview) {
		menu = append([]ui.MenuItem{{Href: "/desk/ratings", Label: wCallBacks, Body: wCallBacksLead, Icon: ui.IconPhone}}, menu...)
	}
	if v.May(access.BoardRead) {
		menu = append([]ui.MenuItem{{Href: "/board", Label: wBoard, Body: wBoardLead, Icon: ui.IconChart}}, menu...)
	}
	return menu
}

func (d *Desk) today(v *visit) error {
	day := v.Today()
	x := todayView{Hello: ui.Fill(wTodayHello, "name", v.Actor.Name, "date", day, "weekday", weekdays[day.Weekday()]),
		Other: v.todayOther()}
	var err error
	if x.Call, err = v.callView(0); err != nil {
		return err
	}
	if v.May(access.CaseOpen) || v.May(access.CaseReview) {
		n, err := d.Office.Counts(v.Ctx, v.Actor)
		if err != nil {
			return err
		}
		if err := v.todayCases(&x, n); err != nil {
			return err
		}
	}
	if v.May(access.FundRead) {
		if err := v.todayRuns(&x); err != nil {
			return err
		}
	}
	return v.OK(todayPage(v.page(wToday), x))
}

func (v *visit) todayCases(x *todayView, n casework.Counts) error {
	if v.May(access.CaseReview) {
		x.Stats = append(x.Stats, stat(wReviewCount, n.Waiting, wCaseUnit, wReviewDefine, "/desk/review", ui.Neutral),
			stat(wDueToday, n.DueToday, wCaseUnit, wDueTodayDefine, "/desk/clocks", late(n.DueToday, ui.Warn)),
			stat(wOverdue, n.Overdue, wCaseUnit, wOverdueDefine, "/desk/clocks", late(n.Overdue, ui.Danger)))
		t, _, err := v.queue(firstShown, "")
		if err != nil {
			return err
		}
		x.wait(t, "/desk/review")
		return nil
	}
	found, err := v.found()
	if err != nil {
		return err
	}
	x.Stats = append(x.Stats, stat(wFoundCount, found, wPeopleUnit, wFoundDefine, "/desk/work#found", ui.Neutral),
		stat(wDraftCount, n.Drafts, wCaseUnit, wDraftDefine, "/desk/work#drafts", late(n.Drafts, ui.Warn)),
		stat(wAtStation, n.AtStation, wCaseUnit, wAtStationDefine, "/desk/work#cases", ui.Neutral))
	back, err := v.returned()
	if err != nil {
		return err
	}
	if err := v.todayFailed(x); err != nil {
		return err
	}
	back.Rows = back.Rows[:min(len(back.Rows), firstShown)]
	x.wait(back, "/desk/failed")
	tables := []func(int, string) (ui.Table, string, error){v.drafts, v.findings}
	for _, read := range tables {
		t, _, err := read(firstShown, "")
		if err != nil {
			return err
		}
		x.wait(t, "/desk/work")
	}
	return nil
}

// wait adds a list that is not empty.
func (x *todayView) wait(t ui.Table, all string) {
	x.All = all
	if len(t.Rows) > 0 {
		t.Quiet = false
		x.Waiting = append(x.Waiting, t)
	}
}

func late(n int, tone ui.Tone) ui.Tone {
	if n > 0 {
		return tone
	}
	return ui.Neutral
}

func stat(label words.Text, n int, unit, define words.Text, href string, tone ui.Tone) ui.Stat {
	return ui.Stat{Label: label, Value: ui.Group(int64(n)), Unit: unit, Define: define, Href: href, Tone: tone}
}

// found counts the people of the actor's station whom the sweep found and who have not applied.
func (v *visit) found() (int, error) {
	if v.Actor.Station == 0 {
		return 0, nil
	}
	all, err := v.d.Outreach.Counts(v.Ctx, v.Actor)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, c := range all {
		if c.Kind == outreach.Unclaimed {
			n += c.Open
		}
	}
	return n, nil
}

// todayRuns shows the latest run and where it stands.
func (v *visit) todayRuns(x *todayView) error {
	t, err := v.runTable(3)
	if err != nil {
		return err
	}
	x.wait(t, "/desk/runs")
	return v.todayFailed(x)
}
