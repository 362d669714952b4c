package desk

import (
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/casework"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// overpaymentView is one overpayment: its months, what came back, what is agreed, and the act that is next for this role.
type overpaymentView struct {
	Ident   ui.Ident
	O       benefit.Overpayment
	State   ui.Tag
	Rows    []ui.Row
	Months  ui.Table
	Plan    ui.Table
	Moves   ui.Table
	Letters ui.Table
	Base    string
	Own     bool          // found by the actor: somebody else decides
	Decide  bool          // the claim waits for this person
	Wait    bool          // for another
	Decides []waitingView // agreements and returns that wait for this person
	Back    bool          // may enter what came back
	Agree   bool          // may draw up an agreement
	Form    backForm
}

// waitingView is something that waits for a second person.
type waitingView struct {
	Title  words.Text
	Rows   []ui.Row
	Action string
	Own    bool
}

// backForm is what was typed into the forms of the page.
type backForm struct {
	Kind, Amount, On, Month, Reason string
	Parts, First, PlanReason        string
}

func (d *Desk) overpayment(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	return v.overpaymentShown(id, nil, nil)
}

func (v *visit) overpaymentShown(id int64, f *web.Form, refusal error) error {
	o, err := v.d.Benefit.Overpayment(v.Ctx, v.Actor, id)
	if err != nil {
		return err
	}
	who, err := v.d.People.Get(v.Ctx, v.Actor, o.Person, wPurposeOverpaid.Zh)
	if err != nil {
		return err
	}
	x := overpaymentView{Ident: v.whose(who), O: o, State: overpaidTag(o), Base: overpaymentAddress(id), Months: v.overpaidMonths(o.Months)}
	x.Rows = []ui.Row{{Name: wKindHead, Value: ui.Anchor(entitlementAddress(o.Entitlement), o.Kind.Title().In(v.Lang))}, {Name: wCause, Value: ui.Say(v.Plain(), o.Cause.Title())},
		{Name: wReason, Value: ui.Str(o.Reason)}, {Name: wClaimAmount, Value: ui.Yuan(v.Plain(), o.Amount)}, {Name: wBackYuan, Value: ui.Amount(o.Back)},
		{Name: wFoundBy, Value: ui.Str(o.FoundName), Note: ui.Plain(clock(o.FoundAt))}}
	back, err := v.d.Benefit.AccountBack(v.Ctx, v.Actor, o.Person, o.ID)
	if err != nil {
		return err
	}
	if back != 0 {
		x.Rows = append(x.Rows, ui.Row{Name: wAccountBack, Value: ui.Yuan(v.Plain(), back)})
	}
	if o.DecidedBy != 0 {
		x.Rows = append(x.Rows, ui.Row{Name: wDecidedByRow, Value: ui.Str(o.DecidedName), Note: ui.Plain(clock(o.DecidedAt))})
	}
	if o.Recompute != 0 {
		x.Rows = append(x.Rows, ui.Row{Name: wRecomputeTitle, Value: ui.Anchor("/desk/recompute/"+number(o.Recompute), number(o.Recompute))})
	}
	x.Own = o.State == "found" && v.May(access.RunApprove) && o.FoundBy == v.Actor.User
	x.Decide = o.State == "found" && v.May(access.RunApprove) && !x.Own
	x.Wait = o.State == "found" && !x.Decide
	x.Back = o.State == "open" && v.May(access.RunPrepare)
	x.Agree = x.Back
	x.Plan, x.Moves = v.planTable(o), v.moveTable(o)
	v.waits(&x)
	if x.Letters, err = v.lettersAbout(casework.AboutOverpayment(id)); err != nil {
		return err
	}
	x.Form = backForm{Kind: "refund", On: v.Today().String(), First: firstDue(v.Today()), Parts: "6", Month: v.Today().Month().String()}
	if f != nil && refusal != nil && f.Raw("kind")+f.Raw("parts") != "" {
		x.Form = backForm{f.Raw("kind"), f.Raw("amount"), f.Raw("on"), f.Raw("set-off"), f.Raw("back-reason"), f.Raw("parts"), f.Raw("first"), f.Raw("plan-reason")}
	}
	p := v.page(ui.Fill(wOverpaidOf, "name", who.Name))
	p.Back = &ui.Link{Href: "/desk/overpayments"}
	if refusal != nil {
		return v.Refused(p, refusal, overpaymentPage(p, x))
	}
	return v.OK(overpaymentPage(p, x))
}

// planTable is the agreement that holds, with what is overdue.
func (v *visit) planTable(o benefit.Overpayment) ui.Table {
	t := ui.Table{Caption: wPlanHead, Quiet: true, Empty: &ui.Empty{Icon: ui.IconCalendar, Title: wPlanNone},
		Columns: []ui.Column{{Head: wDueOn, Main: true}, {Head: wAmount, Num: true}, {Head: wState}}}
	for _, i := range o.Instalments {
		tag := ui.Tag{Tone: ui.Info, Text: wInstalmentDue}
		switch {
		case i.Overdue:
			tag = ui.Tag{Tone: ui.Danger, Text: wInstalmentLate}
		case i.Reached:
			tag = ui.Tag{Tone: ui.Good, Text: wInstalmentPaid}
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: cells(ui.Num(date(i.Due)), ui.Amount(i.Amount), ui.Status(v.Plain(), tag))})
	}
	return t
}

// moveTable is what came back.
func (v *visit) moveTable(o benefit.Overpayment) ui.Table {
	t := ui.Table{Caption: wBackHead, Quiet: true, Empty: &ui.Empty{Icon: ui.IconBank, Title: wBackNone},
		Columns: []ui.Column{{Head: wDayOn, Main: true}, {Head: wBackKind}, {Head: wAmount, Num: true}, {Head: wState}, {Head: wReason}, {Head: wMaker}, {Head: wChecker}}}
	for _, m := range o.Moves {
		tone := map[string]ui.Tone{"entered": ui.Warn, "booked": ui.Good}[m.State]
		t.Rows = append(t.Rows, ui.TableRow{Cells: cells(ui.Num(date(m.On)), ui.Say(v.Plain(), backKind(m)), ui.Amount(m.Amount),
			ui.Status(v.Plain(), ui.Tag{Tone: tone, Text: m.StateTitle()}), maybe(m.Reason), ui.Str(m.ByName), maybe(m.DecidedName))})
	}
	return t
}

func backKind(m benefit.Return) words.Text {
	if m.Kind == "offset" {
		return ui.Fill(wOffsetOf, "month", m.Month)
	}
	return wRefund
}

// waits collects what waits for a second person; the one who entered it sees that another must decide.
func (v *visit) waits(x *overpaymentView) {
	if !v.May(access.RunApprove) {
		return
	}
	for _, a := range x.O.Agreements {
		if a.State != "asked" {
			continue
		}
		one := waitingView{Title: wAgreementWaits, Action: x.Base + "/agreement/" + number(a.ID), Own: a.AskedBy == v.Actor.User,
			Rows: []ui.Row{{Name: wReason, Value: ui.Str(a.Reason)}, {Name: wAskedBy, Value: ui.Str(a.AskedName), Note: ui.Plain(clock(a.AskedAt))},
				{Name: wTotalRow, Value: ui.Yuan(v.Plain(), a.Total())}}}
		for _, part := range a.Parts {
			one.Rows = append(one.Rows, ui.Row{Name: ui.Plain(part.Due.String()), Value: ui.Yuan(v.Plain(), part.Amount)})
		}
		x.Decides = append(x.Decides, one)
	}
	for _, m := range x.O.Moves {
		if m.State != "entered" {
			continue
		}
		x.Decides = append(x.Decides, waitingView{Title: wBackWaits, Action: x.Base + "/back/" + number(m.ID), Own: m.By == v.Actor.User,
			Rows: []ui.Row{{Name: wBackKind, Value: ui.Say(v.Plain(), backKind(m))}, {Name: wAmount, Value: ui.Yuan(v.Plain(), m.Amount)}, {Name: wDayOn, Value: ui.Num(date(m.On))},
				{Name: wReason, Value: ui.Str(m.Reason)}, {Name: wAskedBy, Value: ui.Str(m.ByName)}}})
	}
}

// firstWeight keeps one primary button a page.
func firstWeight(first bool) ui.Weight {
	if first {
		return ui.Primary
	}
	return ui.Secondary
}
