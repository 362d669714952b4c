package desk

import (
	"strings"
	"time"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/casework"
	"renshe/internal/explain"
	"renshe/internal/person"
	"renshe/internal/words"
	"renshe/money"
	"renshe/ui"
)

// entitlementView is one entitlement with its life.
type entitlementView struct {
	Ident   ui.Ident
	E       benefit.EntitlementView
	Status  ui.Tag
	Open    *ui.Banner
	Acts    []ui.Button
	Rows    []ui.Row
	Due     ui.Table
	History []ui.Event
	Letters ui.Table
	How     *ui.Explanation
}

func (d *Desk) entitlement(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	e, err := d.Benefit.Entitlement(v.Ctx, v.Actor, id)
	if err != nil {
		return err
	}
	who, err := d.People.Get(v.Ctx, v.Actor, e.Person, wPurposeEntitlement.Zh)
	if err != nil {
		return err
	}
	x := entitlementView{Ident: v.whose(who), E: e, Status: statusTag(e.Status), Due: v.dueTable(e.Kind, e.Due, wDueMonths, wDueNone)}
	if e.Open != nil {
		x.Open = &ui.Banner{Tone: ui.Warn, Title: ui.Fill(wOpenChange, "action", e.Open.Action.Title()),
			Body: ui.Fill(wOpenChangeSay, "name", e.Open.AskedName, "at", clock(e.Open.AskedAt)), Actions: []ui.Button{{Label: wSeeChange, Href: "/desk/change/" + number(e.Open.ID)}}}
	}
	x.Acts = v.entitlementActs(e)
	x.Rows = v.entitlementRows(e)
	for _, event := range e.Events {
		x.History = append(x.History, v.event(event))
	}
	if x.Letters, err = v.lettersAbout(casework.AboutEntitlement(id)); err != nil {
		return err
	}
	if e.Now != nil {
		result, err := e.Kind.Explain(d.Office.Law, *e.Now)
		if err != nil {
			return err
		}
		if result != nil {
			how := explain.Of(result, v.Lang, false)
			x.How = &how
		}
	}
	p := v.page(ui.Fill(wEntitlementTitle, "kind", e.Kind.Title(), "name", who.Name))
	p.Back = &ui.Link{Href: "/desk/person/" + number(e.Person)}
	return v.OK(entitlementPage(p, x))
}

// whose is the person a page about a benefit is about, with the way to the file.
func (v *visit) whose(who person.Person) ui.Ident {
	x := v.ident(who, v.d.People.Places().LocalName(who.Village))
	x.Href = "/desk/person/" + number(who.ID)
	return x
}

// entitlementActs are the changes that this role may ask for in this state.
func (v *visit) entitlementActs(e benefit.EntitlementView) []ui.Button {
	var acts []ui.Button
	add := func(a benefit.Action, icon ui.Icon) {
		acts = append(acts, ui.Button{Label: changeDo[a], Href: entitlementAddress(e.ID) + "/change/" + string(a), Icon: icon})
	}
	if e.Open == nil && v.mayAsk() {
		switch e.Status {
		case benefit.Active:
			add(benefit.Suspend, ui.IconPause)
			add(benefit.Stop, ui.IconStop)
		case benefit.Suspended:
			add(benefit.Resume, ui.IconForward)
			add(benefit.Stop, ui.IconStop)
		}
	}
	if v.May(access.RunPrepare) && e.Paid > 0 {
		acts = append(acts, ui.Button{Label: wClaimDo, Href: entitlementAddress(e.ID) + "/claim", Icon: ui.IconScale})
	}
	return acts
}

func (v *visit) entitlementRows(e benefit.EntitlementView) []ui.Row {
	limits := benefit.ThresholdsOf(v.Actor.County, e.Kind, v.Today())
	rows := []ui.Row{{Name: wSince, Value: ui.Num(month(e.Start))}, {Name: wStopMonth, Value: ended(month(e.Stop))}, {Name: wDueFrom, Value: ui.Num(month(e.DueFrom))},
		{Name: wState, Value: ui.Status(v.Plain(), statusTag(e.Status)), Note: ui.Plain(e.Reason)}}
	if e.AccountPart > 0 {
		rows = append(rows, ui.Row{Name: wRunAccount, Value: ui.Yuan(v.Plain(), e.AccountPart)})
	}
	if holder := e.Kind.HolderOf(e.Inputs); holder != 0 && holder != e.Person {
		rows = append(rows, ui.Row{Name: wHolder, Value: ui.Anchor("/desk/person/"+number(holder), wToHolder.In(v.Lang))})
	}
	rows = append(rows, ui.Row{Name: wPaidSoFar, Value: ui.Yuan(v.Plain(), e.Paid)},
		ui.Row{Name: wDecidedAs, Value: ui.Num(month(e.AsOf)), Note: ui.Fill(wDecidedKnown, "day", e.KnownOn, "plan", short(e.Plan))})
	if e.Case != 0 {
		rows = append(rows, ui.Row{Name: wCase, Value: ui.Anchor(caseAddress(e.Case), wToCase.In(v.Lang))})
	}
	if !e.Kind.Once() {
		confirmed := ui.Row{Name: wConfirmedLast, Value: ended(date(e.Confirmed)), Note: ui.Fill(wConfirmedFor, "n", limits.ConfirmedMonths)}
		rows = append(rows, confirmed)
	}
	if e.Owed > 0 {
		rows = append(rows, ui.Row{Name: wOwed, Value: ui.Yuan(v.Plain(), e.Owed)})
	}
	if e.RefusedCode != "" {
		rows = append(rows, ui.Row{Name: wReturnedHead, Value: ui.Say(v.Plain(), benefit.Payment{ReturnCode: e.RefusedCode}.ReturnText())})
	}
	return rows
}

// partColumns are the columns of an amount and its parts; what is withdrawn from an account has one part.
func partColumns(k benefit.Kind) []ui.Column {
	if k.Withdraws() {
		return []ui.Column{{Head: wOutYuan, Num: true}}
	}
	return []ui.Column{{Head: wBasicYuan, Num: true}, {Head: wAccountYuan, Num: true}, {Head: wAmount, Num: true}}
}

// parts are the cells of [partColumns].
func parts(k benefit.Kind, basic, account money.Fen) []templ.Component {
	if k.Withdraws() {
		return cells(ui.Amount(basic))
	}
	return cells(ui.Amount(basic), ui.Amount(account), ui.Amount(basic+account))
}

// short is the first characters of a plan's hash, enough to tell two apart.
func short(hash string) string { return hash[:min(len(hash), 12)] }

func clock(t time.Time) string { return civil.Clock(t) }

// dueTable lists months with what each comes to.
func (v *visit) dueTable(k benefit.Kind, lines []benefit.Line, caption, none words.Text) ui.Table {
	t := ui.Table{Caption: caption, Quiet: true, Empty: &ui.Empty{Icon: ui.IconCheck, Title: none},
		Columns: append([]ui.Column{{Head: wMonth, Main: true}}, partColumns(k)...)}
	for _, l := range lines {
		t.Rows = append(t.Rows, ui.TableRow{Cells: append(cells(ui.Num(month(l.Month))), parts(k, l.Basic, l.AccountPart)...)})
	}
	if len(lines) > 1 && !k.Withdraws() {
		t.Foot = []templ.Component{ui.Say(v.Plain(), wTotalRow), nil, nil, ui.Amount(benefit.SumOf(lines))}
	}
	return t
}

// event is one line of an entitlement's history.
func (v *visit) event(e benefit.Event) ui.Event {
	x := ui.Event{Title: e.Title, Tone: eventTones[e.Kind]}
	if !e.At.IsZero() {
		x.At = clock(e.At)
	} else {
		x.At = month(e.Month)
	}
	switch {
	case e.Second != "":
		x.Who = wAskedAndDecided.Fill(v.Lang, "one", e.By, "two", e.Second)
	case e.By != "":
		x.Who = e.By
	}
	note := strings.Join(filledIn(e.Reason, e.Article), " · ")
	x.Note = ui.Plain(note)
	return x
}

func filledIn(all ...string) (some []string) {
	for _, s := range all {
		if s != "" {
			some = append(some, s)
		}
	}
	return some
}

var eventTones = map[benefit.EventKind]ui.Tone{benefit.EventGranted: ui.Good, benefit.EventApplied: ui.Info, benefit.EventChanged: ui.Info, benefit.EventAsked: ui.Warn,
	benefit.EventRefused: ui.Neutral, benefit.EventConfirmed: ui.Good, benefit.EventLeftOut: ui.Warn, benefit.EventAdjusted: ui.Info,
	benefit.EventRecomputed: ui.Info, benefit.EventOverpaid: ui.Danger}
