package books

import (
	"renshe/civil"
	"renshe/internal/ledger"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/money"
	"renshe/ui"
)

// trialView is a fund's accounts at a point of both axes.
type trialView struct {
	fund         *ledger.FundDef
	value, known string
	class        ledger.Class // 0: every one
	sum          money.Fen    // of the class's accounts
	balanced     bool
	table        ui.Table
	saves        []ui.Button
}

var classNumbers = map[string]ledger.Class{"1": ledger.Asset, "2": ledger.Liability, "3": ledger.NetAssets, "4": ledger.Income, "5": ledger.Expense}

func classOf(f *web.Form) ledger.Class {
	return classNumbers[maybeChoice(f, "class", "1", "2", "3", "4", "5")]
}

func (b *Books) trial(v *visit) error {
	fund, err := v.fundOf()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	q := v.R.URL.Query()
	x := trialView{fund: fund, value: q.Get("value"), known: q.Get("known"), class: classOf(f)}
	at := ledger.AsOf{Value: maybeDay(f, "value"), Known: maybeDay(f, "known")}
	p := v.under(wTrial, crumb(fund))
	if err := f.Err(); err != nil {
		return v.Refused(p, err, trialPage(p, x))
	}
	t, err := b.Ledger.TrialAsOf(v.Ctx, v.Actor.County, fund.Number, at)
	if err != nil {
		return err
	}
	s := x.sheet(t, at)
	if sent, err := v.file(s); sent || err != nil {
		return err
	}
	x.balanced = t.Debits == t.Credits
	x.table, x.saves = s.table(p), v.saves()
	return v.OK(trialPage(p, x))
}

// sheet lays the trial balance out; of one class, its accounts and what they have together.
func (x *trialView) sheet(t ledger.Trial, at ledger.AsOf) sheet {
	s := sheet{title: ui.Fill(wTrialOf, "fund", x.fund.Title()), empty: &ui.Empty{Icon: ui.IconScale, Title: wFundNone, Body: wFundNoneNext},
		columns: []ui.Column{{Head: wAccount, Main: true}, {Head: wClass}, {Head: wDebits, Num: true}, {Head: wCredits, Num: true},
			{Head: wDebitBalance, Num: true}, {Head: wCreditBalance, Num: true}}}
	s.facts = points(at)
	var sides [2]money.Fen
	for _, b := range t.Rows {
		if x.class != 0 && b.Account.Class != x.class {
			continue
		}
		x.sum += b.Own()
		down := func(side string) string {
			return accountPath(b.Account.ID, "to", until(at.Value), "known", day(at.Known), "side", side)
		}
		balances := [2]cell{}
		if net := b.Net(); net > 0 || net == 0 && b.Account.Class.DebitSide() {
			balances[0] = fen(net).to(down(""))
			sides[0] += net
		} else {
			balances[1] = fen(-net).to(down(""))
			sides[1] -= net
		}
		s.rows = append(s.rows, record{href: down(""), cells: []cell{text(accountName(b.Account)), text(b.Account.Class.Title()),
			fen(b.Debits).to(down("debit")), fen(b.Credits).to(down("credit")), balances[0], balances[1]}})
	}
	if x.class == 0 {
		s.foot = []cell{text(wTotalRow), {}, fen(t.Debits), fen(t.Credits), fen(sides[0]), fen(sides[1])}
	} else {
		s.facts = append(s.facts, x.class.Title())
		s.foot = []cell{text(wTotalRow), {}, {}, {}, fen(sides[0]), fen(sides[1])}
	}
	return s
}

// until is a day as a filter has it: an open end is written as the last day there is, so that the lines of all days are meant and not those of the
// latest month.
func until(d civil.Date) string {
	if d == 0 {
		return "2199-12-31"
	}
	return d.String()
}

// points says both axes in words.
func points(at ledger.AsOf) []words.Text {
	value, known := wValueNow, wKnownNow
	if at.Value != 0 {
		value = ui.Fill(wValueOn, "day", at.Value)
	}
	if at.Known != 0 {
		known = ui.Fill(wKnownOn, "day", at.Known)
	}
	return []words.Text{value, known}
}

// monthTrial is a fund's trial balance of one month: what every account had, what moved, what it has.
func (b *Books) monthTrial(v *visit) error {
	fund, err := v.fundOf()
	if err != nil {
		return err
	}
	m, err := civil.ParseMonth(v.R.PathValue("month"))
	if err != nil {
		return web.BadID.With()
	}
	t, err := b.Ledger.TrialOf(v.Ctx, v.Actor.County, fund.Number, m)
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	x := monthTrialView{fund: fund, month: m, class: classOf(f), closed: t.Closed, balanced: t.In.Debits == t.In.Credits && t.Before.Debits == t.Before.Credits}
	if err := f.Err(); err != nil {
		return err
	}
	s := x.sheet(t)
	if sent, err := v.file(s); sent || err != nil {
		return err
	}
	p := v.under(s.title, crumb(fund))
	x.table, x.saves = s.table(p), v.saves()
	return v.OK(monthTrialPage(p, x))
}

type monthTrialView struct {
	fund     *ledger.FundDef
	month    civil.Month
	class    ledger.Class // 0: every one
	sum      money.Fen    // what the class's accounts have at the end
	closed   bool
	balanced bool
	table    ui.Table
	saves    []ui.Button
}

// sheet lays the month's trial balance out; of one class, its accounts.
func (x *monthTrialView) sheet(t ledger.MonthTrial) sheet {
	s := sheet{title: ui.Fill(wMonthTrialOf, "fund", x.fund.Title(), "month", t.Month), empty: &ui.Empty{Icon: ui.IconScale, Title: wFundNone, Body: wFundNoneNext},
		columns: []ui.Column{{Head: wAccount, Main: true}, {Head: wClass}, {Head: wOpeningYuan, Num: true}, {Head: wDebits, Num: true},
			{Head: wCredits, Num: true}, {Head: wClosingYuan, Num: true}}}
	m, before := t.Month.String(), (t.Month - 1).String()
	for _, r := range t.Rows {
		id, sign := r.Account.ID, money.Fen(1)
		if x.class != 0 && r.Account.Class != x.class {
			continue
		}
		if !r.Account.Class.DebitSide() {
			sign = -1
		}
		x.sum += sign * r.Closing()
		s.rows = append(s.rows, record{href: accountPath(id, "first", m, "last", m), cells: []cell{text(accountName(r.Account)), text(r.Account.Class.Title()),
			fen(sign * r.Opening()).to(accountPath(id, "last", before)), fen(r.In.Debits).to(accountPath(id, "first", m, "last", m, "side", "debit")),
			fen(r.In.Credits).to(accountPath(id, "first", m, "last", m, "side", "credit")), fen(sign * r.Closing()).to(accountPath(id, "last", m))}})
	}
	if x.class == 0 {
		s.foot = []cell{text(wTotalRow), {}, {}, fen(t.In.Debits), fen(t.In.Credits), {}}
	}
	return s
}
