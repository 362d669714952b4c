package desk

import (
	"errors"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/money"
	"renshe/ui"
)

// askView is the form that asks for a change, with what it would come to.
type askView struct {
	Ident   ui.Ident
	Base    string
	Action  benefit.Action
	Title   words.Text
	Grounds []ui.Option
	Ground  string
	Month   string
	Reason  string
	Effect  *effectView
}

// effectView is what a change comes to in money.
type effectView struct {
	Says  words.Text
	Stats []ui.Stat
	Table ui.Table
	Notes []words.Text
}

// changeForm is the form for an action on the entitlement of the address.
func (v *visit) changeForm() (askView, error) {
	id, err := v.ID()
	if err != nil {
		return askView{}, err
	}
	a, err := v.action()
	if err != nil {
		return askView{}, err
	}
	e, err := v.d.Benefit.EntitlementByID(v.Ctx, v.Actor, id)
	if err != nil {
		return askView{}, err
	}
	who, err := v.d.People.Get(v.Ctx, v.Actor, e.Person, wPurposeEntitlement.Zh)
	if err != nil {
		return askView{}, err
	}
	x := askView{Ident: v.whose(who), Base: entitlementAddress(id), Action: a, Title: ui.Fill(wAskTitle, "action", a.Title(), "kind", e.Kind.Title()),
		Month: max(e.DueFrom, v.Today().Month()).String()}
	if a == benefit.Stop {
		x.Month = e.DueFrom.String()
	}
	for _, g := range benefit.Grounds(a) {
		x.Grounds = append(x.Grounds, ui.Option{Value: g.Code, Label: g.Title, Hint: groundHint(g)})
	}
	if len(x.Grounds) == 1 {
		x.Ground = x.Grounds[0].Value
	}
	return x, nil
}

// groundHint quotes a ground's article; one that nobody confirmed says so, and a suspension says what becomes of its months.
func groundHint(g benefit.Ground) words.Text {
	t := ui.Plain(g.Article)
	if g.Confidence == "U" {
		t = ui.Fill(wUnconfirmed, "law", g.Article)
	}
	if g.Action != benefit.Suspend {
		return t
	}
	after := wPaidLater
	if g.NoArrears {
		after = wNotPaidLater
	}
	return ui.Fill(wGroundSays, "law", t, "after", after)
}

func (v *visit) changePage(x askView) *ui.Page {
	p := v.page(x.Title)
	p.Back = &ui.Link{Href: x.Base}
	return p
}

func (d *Desk) askChange(v *visit) error {
	if !v.mayAsk() {
		return v.Actor.May(access.CaseOpen)
	}
	x, err := v.changeForm()
	if err != nil {
		return err
	}
	return v.OK(askChangePage(v.changePage(x), x))
}

// saveChange shows what the change would come to, or asks for it.
func (d *Desk) saveChange(v *visit) error {
	if !v.mayAsk() {
		return v.Actor.May(access.CaseOpen)
	}
	x, err := v.changeForm()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	x.Ground, x.Month, x.Reason = f.Raw("ground"), f.Raw("month"), f.Raw("reason")
	id, _ := v.ID()
	r := benefit.Request{Entitlement: id, Action: x.Action}
	codes := make([]string, len(x.Grounds))
	for i, g := range x.Grounds {
		codes[i] = g.Value
	}
	r.Ground, r.Month, r.Reason = f.Choice("ground", codes...), f.Month("month"), f.Text("reason", 200)
	if err := f.Err(); err != nil {
		return v.askRefused(x, err)
	}
	effect, err := d.Benefit.Preview(v.Ctx, v.Actor, r)
	if err != nil {
		return v.askRefused(x, err)
	}
	x.Effect = v.effect(r, effect)
	if f.Raw("do") != "ask" {
		return v.OK(askChangePage(v.changePage(x), x))
	}
	if r, err = d.Benefit.AskChange(v.Ctx, v.Actor, r); err != nil {
		return v.askRefused(x, err)
	}
	v.Tell("good", ui.Fill(wAsked, "action", x.Action.Title()), "")
	return v.See("/desk/change/" + number(r.ID))
}

// askRefused shows the form again with what was wrong.
func (v *visit) askRefused(x askView, err error) error {
	p := v.changePage(x)
	return v.Refused(p, err, askChangePage(p, x))
}

// effect lays out what a change comes to.
func (v *visit) effect(r benefit.Request, x benefit.Effect) *effectView {
	e := &effectView{Says: changeSays[r.Action]}
	yuan := func(label words.Text, fen money.Fen, define words.Text, tone ui.Tone) {
		e.Stats = append(e.Stats, ui.Stat{Label: label, Value: fen.String(), Unit: wYuan, Define: define, Tone: tone})
	}
	yuan(wMonthlyNow, x.Monthly, wMonthlyDefine, ui.Neutral)
	yuan(wNextRun, benefit.SumOf(x.After), wNextRunDefine, ui.Neutral)
	if r.Action == benefit.Suspend {
		define := wPaidLater
		if x.NoArrears {
			define = wNotPaidLater
		}
		yuan(wWaitingMoney, benefit.SumOf(x.Waiting), define, ui.Warn)
	}
	if len(x.Lost) > 0 {
		yuan(wLostMoney, benefit.SumOf(x.Lost), wLostDefine, ui.Warn)
	}
	if len(x.Overpaid) > 0 {
		yuan(wOverpaidMoney, x.OverpaidSum(), wOverpaidDefine, ui.Danger)
	}
	if x.Drops {
		e.Notes = append(e.Notes, wDraftFalls)
	}
	e.Table = ui.Table{Caption: wEffectMonths, Quiet: true, Empty: &ui.Empty{Icon: ui.IconCalendar, Title: wNothingDueNow},
		Columns: []ui.Column{{Head: wMonth, Main: true}, {Head: wAmount, Num: true}, {Head: wWhatBecomes}}}
	becomes := map[civil.Month]ui.Tag{}
	for _, part := range []struct {
		lines []benefit.Line
		tag   ui.Tag
	}{{x.After, ui.Tag{Tone: ui.Good, Text: wBecomesPaid}}, {x.Waiting, ui.Tag{Tone: ui.Warn, Text: wBecomesWaiting}}, {x.Lost, ui.Tag{Tone: ui.Neutral, Text: wBecomesLost}}} {
		for _, l := range part.lines {
			becomes[l.Month] = part.tag
		}
	}
	for _, l := range x.Before {
		e.Table.Rows = append(e.Table.Rows, ui.TableRow{Cells: cells(ui.Num(month(l.Month)), ui.Amount(l.Total()), ui.Status(v.Plain(), becomes[l.Month]))})
	}
	for _, m := range x.Overpaid {
		e.Table.Rows = append(e.Table.Rows, ui.TableRow{Cells: cells(ui.Num(month(m.Month)), ui.Amount(m.Basic+m.AccountPart), ui.Status(v.Plain(), ui.Tag{Tone: ui.Danger, Text: wBecomesClaim}))})
	}
	return e
}

// changeView is one change that waits, or what became of it.
type changeView struct {
	Ident  ui.Ident
	Rows   []ui.Row
	State  ui.Tag
	Effect *effectView
	Decide bool
	Own    bool
	Other  bool // waits for somebody who may decide
	Base   string
	Remark string
	To     string
}

func (d *Desk) change(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	return v.changeShown(id, "", nil)
}

func (v *visit) changeShown(id int64, remark string, refusal error) error {
	r, effect, err := v.d.Benefit.Change(v.Ctx, v.Actor, id)
	if err != nil {
		return err
	}
	e, err := v.d.Benefit.EntitlementByID(v.Ctx, v.Actor, r.Entitlement)
	if err != nil {
		return err
	}
	who, err := v.d.People.Get(v.Ctx, v.Actor, e.Person, wPurposeEntitlement.Zh)
	if err != nil {
		return err
	}
	open := r.State == "asked"
	x := changeView{Ident: v.whose(who), Base: "/desk/change/" + number(id), Remark: remark, To: entitlementAddress(e.ID), State: decisionTag(r.State, r.StateTitle()),
		Own: open && v.May(access.CaseReview) && r.AskedBy == v.Actor.User}
	x.Decide = open && v.May(access.CaseReview) && !x.Own
	x.Other = open && !x.Decide && !x.Own
	x.Rows = []ui.Row{{Name: wKindHead, Value: ui.Say(v.Plain(), e.Kind.Title())}, {Name: wAct, Value: ui.Say(v.Plain(), r.Action.Title())},
		{Name: monthMeans[r.Action], Value: ui.Num(month(r.Month))}, {Name: wGroundOf, Value: ui.Say(v.Plain(), r.GroundOf().Title), Note: groundHint(r.GroundOf())},
		{Name: wReason, Value: ui.Str(r.Reason)}, {Name: wAskedBy, Value: ui.Str(r.AskedName), Note: ui.Plain(clock(r.AskedAt))}}
	if !open {
		x.Rows = append(x.Rows, ui.Row{Name: wDecidedByRow, Value: ui.Str(r.DecidedName), Note: ui.Plain(clock(r.DecidedAt) + " " + r.Remark)})
	} else if effect.Month != 0 {
		x.Effect = v.effect(r, effect)
	}
	p := v.page(ui.Fill(wChangeTitle, "action", r.Action.Title(), "name", who.Name))
	p.Back = &ui.Link{Href: "/desk/changes"}
	if refusal != nil {
		return v.Refused(p, refusal, changePage(p, x))
	}
	return v.OK(changePage(p, x))
}

// decisionTag is what became of something that one person asks and another decides.
func decisionTag(state string, title words.Text) ui.Tag {
	tone := ui.Warn
	switch state {
	case "applied":
		tone = ui.Good
	case "refused":
		tone = ui.Neutral
	}
	return ui.Tag{Tone: tone, Text: title}
}

// decideChange applies a change, or refuses it with a remark.
func (d *Desk) decideChange(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	apply := f.Choice("do", "apply", "refuse") == "apply"
	remark := f.MaybeText("remark", 200)
	if !apply && f.Err() == nil {
		remark = f.Text("remark", 200)
	}
	var r benefit.Request
	if err = f.Err(); err == nil {
		r, err = d.Benefit.DecideChange(v.Ctx, v.Actor, id, apply, remark)
	}
	if err != nil {
		if errors.Is(err, access.NotAllowed) {
			return err
		}
		return v.changeShown(id, remark, err)
	}
	if apply {
		v.Tell("good", ui.Fill(wChangeApplied, "action", r.Action.Title()), "")
	} else {
		v.Tell("info", wChangeRefused, "")
	}
	return v.See("/desk/change/" + number(id))
}
