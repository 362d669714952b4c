package desk

import (
	"slices"

	"github.com/a-h/templ"

	"renshe/internal/casework"
	"renshe/internal/outreach"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

const pageRows = 50 // of a list; the next page follows by key

// workView is what waits at the station.
type workView struct {
	NoStation bool
	Returned  ui.Table
	Found     listView
	Drafts    listView
	Cases     listView
}

// listView is one list with the way to its next page.
type listView struct {
	Table ui.Table
	Next  string
}

func (d *Desk) work(v *visit) error {
	x := workView{NoStation: v.Actor.Station == 0}
	q := v.R.URL.Query()
	for _, l := range []struct {
		into  *listView
		name  string
		fetch func(int, string) (ui.Table, string, error)
	}{{&x.Drafts, "drafts", v.drafts}, {&x.Found, "found", v.findings}, {&x.Cases, "cases", v.stationCases}} {
		t, next, err := l.fetch(pageRows, q.Get(l.name))
		if err != nil {
			return err
		}
		l.into.Table = t
		if next != "" {
			l.into.Next = v.with(l.name, next) + "#" + l.name
		}
	}
	var err error
	if x.Returned, err = v.returned(); err != nil {
		return err
	}
	return v.OK(workPage(v.page(wWorkTitle), x))
}

// returned are the people of the actor's station whose payment the bank sent back, until they are paid again.
func (v *visit) returned() (ui.Table, error) {
	if v.Actor.Station == 0 {
		return ui.Table{}, nil
	}
	list, err := v.failures()
	if err != nil {
		return ui.Table{}, err
	}
	t := v.failedTable(list, nil)
	t.Caption = wReturnHead
	return t, nil
}

// with is this page's address with one parameter changed.
func (v *visit) with(name, value string) string {
	u := *v.R.URL
	q := u.Query()
	q.Set(name, value)
	u.RawQuery = q.Encode()
	return web.Local(u.RequestURI(), "/desk")
}

// findings are the people whom the sweep found for the actor's station.
func (v *visit) findings(limit int, after string) (ui.Table, string, error) {
	t := ui.Table{Caption: wFoundHead, Quiet: true, Empty: &ui.Empty{Icon: ui.IconFind, Title: wFoundNone, Body: wFoundNoneSay},
		Columns: []ui.Column{{Head: wWho, Main: true}, {Head: wTail}, {Head: wVillage}, {Head: wReach, Num: true}, {Head: wReason}, {Head: wAct}}}
	if v.Actor.Station == 0 {
		return t, "", nil
	}
	list, next, err := v.d.Outreach.Worklist(v.Ctx, v.Actor, outreach.Filter{}, outreach.ListPage{After: after, Limit: limit})
	if err != nil {
		return t, "", err
	}
	for _, f := range list {
		t.Rows = append(t.Rows, ui.TableRow{Href: "/desk/person/" + number(f.Person), Cells: []templ.Component{
			ui.Str(f.Name), ui.Mono(f.IDTail), ui.Str(f.Place), ui.Num(month(f.Reach)), ui.Say(v.Plain(), f.Says), v.findingAct(f)}})
	}
	return t, next, nil
}

// findingAct opens the claim of somebody who was found, who is short of years has to be advised first; or takes them off the list.
func (v *visit) findingAct(f outreach.Task) templ.Component {
	return foundActs(v.Plain(), f)
}

// The matters that the worklist leads to.
const (
	residentClaim = "R07" // for whom the sweep found
	accountItem   = "R03" // for whose payment came back
)

// drafts are the actor's own, not submitted.
func (v *visit) drafts(limit int, after string) (ui.Table, string, error) {
	rows, next, err := v.d.Office.MyDrafts(v.Ctx, v.Actor, casework.ListPage{After: after, Limit: limit})
	t := v.caseTable(wDraftHead, ui.Empty{Icon: ui.IconEdit, Title: wDraftNone}, rows, func(r casework.Row) string { return caseAddress(r.ID) + "/known" })
	return t, next, err
}

// stationCases are the station's cases that wait for the county.
func (v *visit) stationCases(limit int, after string) (ui.Table, string, error) {
	t := v.caseTable(wSubmitHead, ui.Empty{Icon: ui.IconInbox, Title: wSubmitNone}, nil, nil)
	if v.Actor.Station == 0 {
		return t, "", nil
	}
	rows, next, err := v.d.Office.AtStation(v.Ctx, v.Actor, 0, casework.ListPage{After: after, Limit: limit})
	if err != nil {
		return t, "", err
	}
	var sent []casework.Row
	for _, r := range rows {
		if !v.mine(&r.Case) {
			sent = append(sent, r)
		}
	}
	return v.caseTable(wSubmitHead, *t.Empty, sent, func(r casework.Row) string { return caseAddress(r.ID) }), next, nil
}

// caseTable is a list of cases with their clocks.
func (v *visit) caseTable(caption words.Text, empty ui.Empty, rows []casework.Row, href func(casework.Row) string) ui.Table {
	t := ui.Table{Caption: caption, Quiet: true, Empty: &empty, Columns: []ui.Column{
		{Head: wWho, Main: true}, {Head: wTail}, {Head: wMatter}, {Head: wVillage}, {Head: wState}}}
	numbered := slices.ContainsFunc(rows, func(r casework.Row) bool { return r.Number != "" })
	if numbered { // drafts have neither number nor clock
		t.Columns = append(t.Columns, ui.Column{Head: wNumber}, ui.Column{Head: wDueHead})
	}
	for _, r := range rows {
		row := ui.TableRow{Href: href(r), Cells: cells(ui.Str(r.PersonName), ui.Mono(r.IDTail), ui.Say(v.Plain(), r.Title), ui.Str(r.Place),
			ui.Status(v.Plain(), caseTag(r.State, r.Where)))}
		if numbered {
			row.Cells = append(row.Cells, maybe(r.Number), v.clockOf(r))
		}
		if r.Urgency == casework.Overdue {
			row.Tone = ui.Danger
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// clockOf says the due date in words and a sign.
func (v *visit) clockOf(r casework.Row) templ.Component {
	if r.Urgency == casework.NoClock {
		return nil
	}
	if r.Urgency == casework.Stands {
		return ui.DueDate(v.Plain(), ui.Due{Paused: true})
	}
	return ui.DueDate(v.Plain(), ui.Due{On: r.Due.String(), Left: r.DaysLeft})
}
