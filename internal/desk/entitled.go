package desk

import (
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// entitledView is the front of all that concerns entitlements: how many of each kind, the list, and the ways to what waits.
type entitledView struct {
	Counts ui.Table
	Menu   []ui.MenuItem
	List   listView
	Listed bool
	Kinds  []ui.Option
	Kind   string
	States []ui.Option
	State  string
}

var statuses = []benefit.Status{benefit.Active, benefit.Suspended, benefit.Stopped}

func (d *Desk) entitled(v *visit) error {
	q := v.R.URL.Query()
	x := entitledView{Kind: q.Get("kind"), State: q.Get("status"), Kinds: kindOptions(true), States: []ui.Option{{Label: wAnyState}}}
	for _, s := range statuses {
		x.States = append(x.States, ui.Option{Value: string(s), Label: s.Title()})
	}
	var err error
	if x.Counts, err = v.entitledCounts(); err != nil {
		return err
	}
	if x.Menu, err = v.entitledMenu(); err != nil {
		return err
	}
	if x.Listed = q.Has("kind") || q.Has("status"); x.Listed {
		after, _ := strconv.ParseInt(q.Get("after"), 10, 64) // a place that is none begins at the start
		if x.List, err = v.entitledList(benefit.EntitledFilter{Kind: benefit.Kind(x.Kind), Status: benefit.Status(x.State), After: after, Limit: pageRows}); err != nil {
			return err
		}
	}
	return v.OK(entitledPage(v.page(wEntitledTitle), x))
}

// kindOptions are the kinds to choose from; any is the choice of none.
func kindOptions(any bool) []ui.Option {
	var all []ui.Option
	if any {
		all = append(all, ui.Option{Label: wAnyKind})
	}
	for _, k := range benefit.Kinds() {
		all = append(all, ui.Option{Value: string(k), Label: k.Title()})
	}
	return all
}

// entitledCounts is how many draw each kind; a kind that nobody has is left out.
func (v *visit) entitledCounts() (ui.Table, error) {
	t := ui.Table{Caption: wEntitledCounts, Quiet: true, Empty: &ui.Empty{Icon: ui.IconPeople, Title: wEntitledNone},
		Columns: []ui.Column{{Head: wKindHead, Main: true}, {Head: benefit.Active.Title(), Num: true}, {Head: benefit.Suspended.Title(), Num: true}, {Head: benefit.Stopped.Title(), Num: true}}}
	counts, err := v.d.Benefit.EntitledCounts(v.Ctx, v.Actor)
	if err != nil {
		return t, err
	}
	of := map[benefit.Kind]map[benefit.Status]int64{}
	for _, c := range counts {
		if of[c.Kind] == nil {
			of[c.Kind] = map[benefit.Status]int64{}
		}
		of[c.Kind][c.Status] = c.Count
	}
	for _, k := range benefit.Kinds() {
		if of[k] == nil {
			continue
		}
		row := ui.TableRow{Href: entitledAddress(k, ""), Cells: []templ.Component{ui.Say(v.Plain(), k.Title())}}
		for _, s := range statuses {
			n := of[k][s]
			if n == 0 {
				row.Cells = append(row.Cells, ui.Int(n))
				continue
			}
			row.Cells = append(row.Cells, ui.Anchor(entitledAddress(k, s), ui.Group(n)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

func entitledAddress(k benefit.Kind, s benefit.Status) string {
	return "/desk/entitlements?" + url.Values{"kind": {string(k)}, "status": {string(s)}}.Encode() + "#list"
}

// entitledMenu leads to what waits and to the work on many entitlements at once.
func (v *visit) entitledMenu() ([]ui.MenuItem, error) {
	waiting, err := v.d.Benefit.Requests(v.Ctx, v.Actor)
	if err != nil {
		return nil, err
	}
	menu := []ui.MenuItem{{Href: "/desk/changes", Label: wChangesTitle, Body: wChangesLead, Icon: ui.IconCheck}}
	if n := len(waiting); n > 0 {
		menu[0].Tag = &ui.Tag{Tone: ui.Warn, Text: ui.Fill(wWaitingN, "n", n)}
	}
	if !v.May(access.FundRead) {
		return menu, nil
	}
	totals, err := v.d.Benefit.OverpaymentTotals(v.Ctx, v.Actor)
	if err != nil {
		return nil, err
	}
	over := ui.MenuItem{Href: "/desk/overpayments", Label: wOverpaidTitle, Body: wOverpaidLead, Icon: ui.IconScale}
	for _, t := range totals {
		if t.State == "found" {
			over.Tag = &ui.Tag{Tone: ui.Warn, Text: ui.Fill(wWaitingN, "n", t.Count)}
		}
	}
	held, err := v.d.Benefit.HeldPayments(v.Ctx, v.Actor, "", 0, pageRows)
	if err != nil {
		return nil, err
	}
	gate := ui.MenuItem{Href: "/desk/held", Label: wHeldTitle, Body: wHeldTitleLead, Icon: ui.IconPause}
	if n := len(held.Payments); n > 0 {
		gate.Tag = &ui.Tag{Tone: ui.Warn, Text: ui.Fill(wWaitingN, "n", n)}
		if held.Next != 0 {
			gate.Tag.Text = ui.Fill(wWaitingMore, "n", n)
		}
	}
	again := ui.MenuItem{Href: "/desk/recomputes", Label: wRecomputeTitle, Body: wRecomputeLead, Icon: ui.IconCalc}
	return append(menu, over, again, gate, ui.MenuItem{Href: "/desk/lists", Label: wListsTitle, Body: wListsLead, Icon: ui.IconFile}), nil
}

func (v *visit) entitledList(f benefit.EntitledFilter) (listView, error) {
	t := ui.Table{Caption: wEntitledList, Quiet: true, Empty: &ui.Empty{Icon: ui.IconPeople, Title: wEntitledNone},
		Columns: []ui.Column{{Head: wWho, Main: true}, {Head: wVillage}, {Head: wKindHead}, {Head: wState}, {Head: wSince, Num: true}, {Head: wDueFrom, Num: true}, {Head: wReason}}}
	page, err := v.d.Benefit.Entitled(v.Ctx, v.Actor, f)
	if err != nil {
		return listView{}, err
	}
	for _, e := range page.List {
		t.Rows = append(t.Rows, ui.TableRow{Href: entitlementAddress(e.ID), Cells: []templ.Component{ui.Str(e.Name), ui.Str(v.d.People.Places().LocalName(e.Village)),
			ui.Say(v.Plain(), e.Kind.Title()), ui.Status(v.Plain(), statusTag(e.Status)), ui.Num(month(e.Start)), ui.Num(month(e.DueFrom)), maybe(e.Reason)}})
	}
	l := listView{Table: t}
	if page.Next != 0 {
		l.Next = v.with("after", number(page.Next)) + "#list"
	}
	return l, nil
}

func entitlementAddress(id int64) string { return "/desk/entitlement/" + number(id) }

// statusTag is an entitlement's status as a sign.
func statusTag(s benefit.Status) ui.Tag {
	tone := ui.Good
	switch s {
	case benefit.Suspended:
		tone = ui.Warn
	case benefit.Stopped:
		tone = ui.Neutral
	}
	return ui.Tag{Tone: tone, Text: s.Title()}
}

// changesView is the changes that wait to be decided.
type changesView struct{ Table ui.Table }

func (d *Desk) changes(v *visit) error {
	t, err := v.waitingChanges()
	if err != nil {
		return err
	}
	p := v.page(wChangesTitle)
	p.Back = &ui.Link{Href: "/desk/entitlements"}
	return v.OK(changesPage(p, changesView{t}))
}

func (v *visit) waitingChanges() (ui.Table, error) {
	t := ui.Table{Caption: wChangesTitle, Quiet: true, Empty: &ui.Empty{Icon: ui.IconCheck, Title: wChangesNone, Body: wChangesNext},
		Columns: []ui.Column{{Head: wWho, Main: true}, {Head: wKindHead}, {Head: wAct}, {Head: wGroundOf}, {Head: wMonth, Num: true}, {Head: wAskedBy}, {Head: wWhen, Num: true}}}
	all, err := v.d.Benefit.Requests(v.Ctx, v.Actor)
	if err != nil {
		return t, err
	}
	for _, r := range all {
		e, who, err := v.entitlementOf(r.Entitlement)
		if err != nil {
			return t, err
		}
		t.Rows = append(t.Rows, ui.TableRow{Href: "/desk/change/" + number(r.ID), Cells: cells(ui.Str(who), ui.Say(v.Plain(), e.Kind.Title()), ui.Say(v.Plain(), r.Action.Title()),
			ui.Say(v.Plain(), r.GroundOf().Title), ui.Num(month(r.Month)), ui.Str(r.AskedName), ui.Num(clock(r.AskedAt)))})
	}
	return t, nil
}

// entitlementOf reads an entitlement and whose it is, for a list.
func (v *visit) entitlementOf(id int64) (benefit.Entitlement, string, error) {
	e, err := v.d.Benefit.EntitlementByID(v.Ctx, v.Actor, id)
	if err != nil {
		return e, "", err
	}
	people, err := v.named([]int64{e.Person})
	return e, people[e.Person].Name, err
}

// changeRoutes adds the pages of entitlements and their changes.
func (d *Desk) changeRoutes(on registrar) {
	on("GET /desk/entitlements", access.PersonRead, d.entitled)
	on("GET /desk/entitlement/{id}", access.PersonRead, d.entitlement)
	on("GET /desk/entitlement/{id}/change/{action}", access.PersonRead, d.askChange)
	on("POST /desk/entitlement/{id}/change/{action}", access.PersonRead, d.saveChange)
	on("GET /desk/changes", access.PersonRead, d.changes)
	on("GET /desk/change/{id}", access.PersonRead, d.change)
	on("POST /desk/change/{id}/decide", access.CaseReview, d.decideChange)
}

// mayAsk says whether the actor may ask for a change of an entitlement.
func (v *visit) mayAsk() bool { return v.May(access.CaseOpen) || v.May(access.CaseReview) }

// action reads the action of the address.
func (v *visit) action() (benefit.Action, error) {
	a := benefit.Action(v.R.PathValue("action"))
	if a.Title() == (words.Text{}) {
		return "", web.NoPage.With()
	}
	return a, nil
}
