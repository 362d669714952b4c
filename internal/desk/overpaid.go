package desk

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/casework"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/money"
	"renshe/ui"
)

// overpaidRoutes adds the pages of what was paid too much.
func (d *Desk) overpaidRoutes(on registrar) {
	on("GET /desk/overpayments", access.FundRead, d.overpayments)
	on("POST /desk/overpayments/find-dead", access.RunPrepare, d.findDead, web.Within(longWork))
	on("GET /desk/entitlement/{id}/claim", access.RunPrepare, d.claim)
	on("POST /desk/entitlement/{id}/claim", access.RunPrepare, d.saveClaim)
	on("GET /desk/overpayment/{id}", access.FundRead, d.overpayment)
	on("POST /desk/overpayment/{id}/decide", access.RunApprove, d.decideClaim)
	on("POST /desk/overpayment/{id}/agree", access.RunPrepare, d.askAgreement)
	on("POST /desk/overpayment/{id}/agreement/{of}", access.RunApprove, d.decideAgreement)
	on("POST /desk/overpayment/{id}/back", access.RunPrepare, d.giveBack)
	on("POST /desk/overpayment/{id}/back/{of}", access.RunApprove, d.decideBack)
	on("GET /desk/letter/{letter}", access.PersonRead, d.letter)
	on("GET /desk/letter/{letter}/pdf", access.PersonRead, d.letterPDF)
}

// overpaymentsView is what was overpaid in the county, and what waits for the second person.
type overpaymentsView struct {
	Stats  []ui.Stat
	Table  ui.Table
	States []ui.Option
	State  string
	Find   bool
	Reason string
}

// The states of an overpayment, in the order of its way.
var overpaymentStates = []string{"found", "open", "settled", "dropped"}

const overpaidShown = 200 // the latest; older ones are found by their person

func (d *Desk) overpayments(v *visit) error { return v.overpaymentsShown("", nil) }

func (v *visit) overpaymentsShown(reason string, refusal error) error {
	x := overpaymentsView{State: v.R.URL.Query().Get("state"), Find: v.May(access.RunPrepare), Reason: reason, States: []ui.Option{{Label: wAnyState}}}
	for _, s := range overpaymentStates {
		x.States = append(x.States, ui.Option{Value: s, Label: benefit.Overpayment{State: s}.StateTitle()})
	}
	totals, err := v.d.Benefit.OverpaymentTotals(v.Ctx, v.Actor)
	if err != nil {
		return err
	}
	for _, t := range totals {
		stat := ui.Stat{Label: benefit.Overpayment{State: t.State}.StateTitle(), Value: t.Amount.String(), Unit: wYuan, Define: ui.Fill(wPeopleN, "n", t.Count),
			Href: "/desk/overpayments?state=" + t.State}
		switch t.State {
		case "found":
			stat.Tone = ui.Warn
		case "open":
			stat.Value, stat.Tone = (t.Amount - t.Back).String(), ui.Danger
			stat.Define = ui.Fill(wOwedOf, "n", t.Count, "amount", t.Amount, "back", t.Back)
		}
		x.Stats = append(x.Stats, stat)
	}
	all, err := v.d.Benefit.Overpayments(v.Ctx, v.Actor, x.State, overpaidShown)
	if err != nil {
		return err
	}
	if x.Table, err = v.overpaidTable(all); err != nil {
		return err
	}
	p := v.page(wOverpaidTitle)
	p.Back = &ui.Link{Href: "/desk/entitlements"}
	if refusal != nil {
		return v.Refused(p, refusal, overpaymentsPage(p, x))
	}
	return v.OK(overpaymentsPage(p, x))
}

func (v *visit) overpaidTable(all []benefit.Overpayment) (ui.Table, error) {
	t := ui.Table{Caption: wOverpaidTitle, Quiet: true, Empty: &ui.Empty{Icon: ui.IconScale, Title: wOverpaidNone, Body: wOverpaidNext},
		Columns: []ui.Column{{Head: wWho, Main: true}, {Head: wKindHead}, {Head: wCause}, {Head: wAmount, Num: true}, {Head: wBackYuan, Num: true}, {Head: wLeftYuan, Num: true}, {Head: wState}, {Head: wWhen, Num: true}}}
	ids := make([]int64, len(all))
	for i, o := range all {
		ids[i] = o.Person
	}
	people, err := v.named(ids)
	if err != nil {
		return t, err
	}
	for _, o := range all {
		t.Rows = append(t.Rows, ui.TableRow{Href: overpaymentAddress(o.ID), Cells: []templ.Component{ui.Str(people[o.Person].Name), ui.Say(v.Plain(), o.Kind.Title()),
			ui.Say(v.Plain(), o.Cause.Title()), ui.Amount(o.Amount), ui.Amount(o.Back), ui.Amount(o.Left()), ui.Status(v.Plain(), overpaidTag(o)), ui.Num(clock(o.FoundAt))}})
	}
	return t, nil
}

func overpaymentAddress(id int64) string { return "/desk/overpayment/" + number(id) }

func overpaidTag(o benefit.Overpayment) ui.Tag {
	tone := map[string]ui.Tone{"found": ui.Warn, "open": ui.Danger, "settled": ui.Good}[o.State]
	return ui.Tag{Tone: tone, Text: o.StateTitle()}
}

// findDead proposes what was paid after deaths that were reported late.
func (d *Desk) findDead(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	reason := f.Text("reason", 200)
	n := 0
	if err = f.Err(); err == nil {
		n, err = d.Benefit.FindDead(v.Ctx, v.Actor, reason)
	}
	if err != nil {
		return v.overpaymentsShown(f.Raw("reason"), err)
	}
	v.Tell("info", ui.Fill(wFoundDead, "n", n), "")
	return v.See("/desk/overpayments?state=found")
}

// claimView is the form that proposes to recover paid months.
type claimView struct {
	Ident  ui.Ident
	Base   string
	Causes []ui.Option
	Cause  string
	From   string
	Reason string
	Found  *ui.Table
}

func (v *visit) claimForm() (claimView, int64, error) {
	id, err := v.ID()
	if err != nil {
		return claimView{}, 0, err
	}
	e, err := v.d.Benefit.EntitlementByID(v.Ctx, v.Actor, id)
	if err != nil {
		return claimView{}, id, err
	}
	who, err := v.d.People.Get(v.Ctx, v.Actor, e.Person, wPurposeEntitlement.Zh)
	if err != nil {
		return claimView{}, id, err
	}
	x := claimView{Ident: v.whose(who), Base: entitlementAddress(id), From: (e.DueFrom - 1).String()}
	for _, c := range []benefit.Cause{benefit.AfterDeath, benefit.Double, benefit.Mistake} {
		x.Causes = append(x.Causes, ui.Option{Value: string(c), Label: c.Title()})
	}
	if !who.Alive() {
		x.From, x.Cause = who.Died.Month().Add(1).String(), string(benefit.AfterDeath)
	}
	return x, id, nil
}

func (v *visit) claimShown(x claimView, refusal error) error {
	p := v.page(wClaimTitle)
	p.Back = &ui.Link{Href: x.Base}
	if refusal != nil {
		return v.Refused(p, refusal, claimPage(p, x))
	}
	return v.OK(claimPage(p, x))
}

func (d *Desk) claim(v *visit) error {
	x, _, err := v.claimForm()
	if err != nil {
		return err
	}
	return v.claimShown(x, nil)
}

// saveClaim shows which months would be claimed, or proposes the claim.
func (d *Desk) saveClaim(v *visit) error {
	x, id, err := v.claimForm()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	x.From, x.Cause, x.Reason = f.Raw("from"), f.Raw("cause"), f.Raw("reason")
	from, cause, reason := f.Month("from"), f.Choice("cause", "death", "double", "error"), f.Text("reason", 200)
	if err := f.Err(); err != nil {
		return v.claimShown(x, err)
	}
	months, err := d.Benefit.Claimable(v.Ctx, v.Actor, id, from)
	if err != nil {
		return v.claimShown(x, err)
	}
	t := v.overpaidMonths(months)
	x.Found = &t
	if f.Raw("do") != "claim" {
		return v.claimShown(x, nil)
	}
	o, err := d.Benefit.Claim(v.Ctx, v.Actor, id, from, benefit.Cause(cause), reason)
	if err != nil {
		return v.claimShown(x, err)
	}
	v.Tell("good", wClaimed, "")
	return v.See(overpaymentAddress(o.ID))
}

// overpaidMonths lists the months of a claim.
func (v *visit) overpaidMonths(months []benefit.OverpaidMonth) ui.Table {
	t := ui.Table{Caption: wMonthsClaimed, Quiet: true, Empty: &ui.Empty{Icon: ui.IconCalendar, Title: wNothingClaimed},
		Columns: []ui.Column{{Head: wMonth, Main: true}, {Head: wBasicYuan, Num: true}, {Head: wAccountYuan, Num: true}, {Head: wAmount, Num: true}}}
	var sum money.Fen
	for _, m := range months {
		sum += m.Basic + m.AccountPart
		t.Rows = append(t.Rows, ui.TableRow{Cells: cells(ui.Num(month(m.Month)), ui.Amount(m.Basic), ui.Amount(m.AccountPart), ui.Amount(m.Basic+m.AccountPart))})
	}
	t.Foot = cells(ui.Say(v.Plain(), wTotalRow), nil, nil, ui.Amount(sum))
	return t
}

// lettersAbout lists what was printed about a record.
func (v *visit) lettersAbout(subject string) (ui.Table, error) {
	all, err := v.d.Office.LettersAbout(v.Ctx, v.Actor, subject)
	if err != nil {
		return ui.Table{}, err
	}
	return v.letterTable(all), nil
}

// subjectAddress is the page of what a letter without a case is about.
func subjectAddress(l *casework.Letter) string {
	for _, one := range []struct{ prefix, path string }{{casework.AboutOverpayment(0), "/desk/overpayment/"}, {casework.AboutEntitlement(0), "/desk/entitlement/"}} {
		prefix := one.prefix[:len(one.prefix)-1]
		if len(l.Subject) > len(prefix) && l.Subject[:len(prefix)] == prefix {
			if id, err := strconv.ParseInt(l.Subject[len(prefix):], 10, 64); err == nil {
				return one.path + number(id)
			}
		}
	}
	return "/desk/prints"
}

// onOverpaid does an act on the overpayment of the address and shows its page, with the refusal if there was one.
func (v *visit) onOverpaid(act func(ctx context.Context, id int64, f *web.Form) (done words.Text, err error)) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	done, err := act(v.Ctx, id, f)
	if err != nil {
		return v.overpaymentShown(id, f, err)
	}
	v.Tell("good", done, "")
	return v.See(overpaymentAddress(id))
}

// of is the number of the record within the address.
func (v *visit) of() (int64, error) { return web.PathID(v.R, "of") }

func (d *Desk) decideClaim(v *visit) error {
	return v.onOverpaid(func(ctx context.Context, id int64, f *web.Form) (words.Text, error) {
		stands := f.Choice("do", "stand", "drop") == "stand"
		if err := f.Err(); err != nil {
			return words.Text{}, err
		}
		_, err := d.Benefit.DecideClaim(ctx, v.Actor, id, stands)
		if stands {
			return wClaimStands, err
		}
		return wClaimDropped, err
	})
}

func (d *Desk) askAgreement(v *visit) error {
	return v.onOverpaid(func(ctx context.Context, id int64, f *web.Form) (words.Text, error) {
		parts, first, reason := f.Int("parts", 1, 120), f.Date("first"), f.Text("plan-reason", 200)
		if err := f.Err(); err != nil {
			return words.Text{}, err
		}
		o, err := d.Benefit.Overpayment(ctx, v.Actor, id)
		if err != nil {
			return words.Text{}, err
		}
		_, err = d.Benefit.AskAgreement(ctx, v.Actor, id, benefit.Shares(o.Left(), int(parts), first), reason)
		return wAgreementAsked, err
	})
}

func (d *Desk) decideAgreement(v *visit) error {
	return v.onOverpaid(func(ctx context.Context, _ int64, f *web.Form) (words.Text, error) {
		of, err := v.of()
		if err != nil {
			return words.Text{}, err
		}
		apply := f.Choice("do", "apply", "refuse") == "apply"
		if err := f.Err(); err != nil {
			return words.Text{}, err
		}
		_, err = d.Benefit.DecideAgreement(ctx, v.Actor, of, apply)
		if apply {
			return wAgreementHolds, err
		}
		return wAgreementRefused, err
	})
}

func (d *Desk) giveBack(v *visit) error {
	return v.onOverpaid(func(ctx context.Context, id int64, f *web.Form) (words.Text, error) {
		r := benefit.Return{Overpayment: id, Kind: f.Choice("kind", "refund", "offset"), On: f.Date("on"), Reason: f.Text("back-reason", 200)}
		switch r.Kind {
		case "refund":
			r.Amount = f.Fen("amount", 1, money.Fen(1)<<40)
		case "offset":
			r.Month = f.Month("set-off")
			if f.Has("amount") { // a part of the month; the rest of it is paid
				r.Amount = f.Fen("amount", 1, money.Fen(1)<<40)
			}
		}
		if err := f.Err(); err != nil {
			return words.Text{}, err
		}
		_, err := d.Benefit.GiveBack(ctx, v.Actor, r)
		return wBackEntered, err
	})
}

func (d *Desk) decideBack(v *visit) error {
	return v.onOverpaid(func(ctx context.Context, _ int64, f *web.Form) (words.Text, error) {
		of, err := v.of()
		if err != nil {
			return words.Text{}, err
		}
		book := f.Choice("do", "apply", "refuse") == "apply"
		if err := f.Err(); err != nil {
			return words.Text{}, err
		}
		_, err = d.Benefit.DecideReturn(ctx, v.Actor, of, book)
		if book {
			return wBackBooked, err
		}
		return wBackRefused, err
	})
}

// firstDue is the day an agreement's first part is proposed for: a month from today.
func firstDue(today civil.Date) string { return today.AddMonths(1).String() }
