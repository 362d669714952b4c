package benefit

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/testkit"
	"renshe/money"
)

// owed is what the residents' fund's books say that people owe it.
func (h *house) owed() money.Fen {
	h.t.Helper()
	b, err := h.books.Balance(ctx, county, BooksOf(ResidentPension).receivable())
	must(h.t, err)
	return b.Own()
}

func (h *house) die(w who, on civil.Date) {
	h.t.Helper()
	h.in(func(tx *db.Tx) error { return h.reg.ReportDeathIn(ctx, tx, system, w.id, on) })
}

// monthly is what the kit's people are paid in a month of 2024.
const monthly = 15600 + accountPart

func TestALateDeathIsClaimedAgreedAndPaidBack(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(2, jan)
		for m := range 3 {
			h.follow(clock, jan.Add(m))
		}
		h.die(people[0], civil.DateOf(2024, 1, 5))
		n, err := h.pay.FindDead(ctx, maker, "公安局死亡数据比对")
		must(t, err)
		if n != 1 {
			t.Fatalf("%d found", n)
		}
		if n, err = h.pay.FindDead(ctx, maker, "再查一次"); err != nil || n != 0 {
			t.Fatalf("found twice: %d %v", n, err)
		}
		found, err := h.pay.Overpayments(ctx, checker, "found", 10)
		must(t, err)
		o := found[0]
		if len(found) != 1 || o.Amount != 2*monthly || o.Cause != AfterDeath || o.Left() != 0 {
			t.Fatalf("%+v", found)
		}
		_, err = h.pay.Claim(ctx, maker, people[1].entitlement, jan+1, AfterDeath, "没有死")
		wants(t, err, BadOverpayment)
		_, err = h.pay.DecideClaim(ctx, access.Actor{County: county, User: maker.User, Role: access.Approver}, o.ID, true)
		wants(t, err, OwnRequest)
		o, err = h.pay.DecideClaim(ctx, checker, o.ID, true)
		must(t, err)
		if o.State != "open" || h.owed() != 2*monthly {
			t.Fatalf("%+v, owed %s", o, h.owed())
		}
		h.sound()
		// An agreement: two parts, of which the first is not kept.
		day := civil.DateIn(h.d.Now())
		for _, bad := range [][]Instalment{nil, {{Due: day + 10, Amount: monthly}}, {{Due: day - 1, Amount: 2 * monthly}}, {{Due: day, Amount: monthly}, {Due: day, Amount: monthly}}} {
			_, err = h.pay.AskAgreement(ctx, maker, o.ID, bad, "一次退不了")
			wants(t, err, BadOverpayment)
		}
		_, err = h.pay.AskAgreement(ctx, maker, o.ID, Shares(2*monthly, 2, day+10), " ")
		wants(t, err, NoReason)
		_, err = h.pay.AskAgreement(ctx, checker, o.ID, Shares(2*monthly, 2, day+10), "一次退不了")
		wants(t, err, access.NotAllowed)
		a, err := h.pay.AskAgreement(ctx, maker, o.ID, Shares(2*monthly, 2, day+10), "一次退不了")
		must(t, err)
		_, err = h.pay.AskAgreement(ctx, maker, o.ID, Shares(2*monthly, 3, day+10), "改成三期")
		wants(t, err, AgreementOpen)
		_, err = h.pay.DecideAgreement(ctx, access.Actor{County: county, User: maker.User, Role: access.Approver}, a.ID, true)
		wants(t, err, OwnRequest)
		_, err = h.pay.DecideAgreement(ctx, checker, a.ID, true)
		must(t, err)
		_, err = h.pay.DecideAgreement(ctx, checker, a.ID, true)
		wants(t, err, Decided)
		clock.Add(11 * 24 * time.Hour)
		o, err = h.pay.Overpayment(ctx, checker, o.ID)
		must(t, err)
		if len(o.Instalments) != 2 || !o.Instalments[0].Overdue || o.Instalments[1].Overdue {
			t.Fatalf("%+v", o.Instalments)
		}
		_, err = h.pay.GiveBack(ctx, maker, Return{Overpayment: o.ID, Kind: "refund", Amount: 2*monthly + 1, On: day + 11, Reason: "家属退回"})
		wants(t, err, TooMuchBack)
		for i := range 2 {
			r, err := h.pay.GiveBack(ctx, maker, Return{Overpayment: o.ID, Kind: "refund", Amount: monthly, On: civil.DateIn(h.d.Now()), Reason: "家属退回"})
			must(t, err)
			_, err = h.pay.DecideReturn(ctx, access.Actor{County: county, User: maker.User, Role: access.Approver}, r.ID, true)
			wants(t, err, OwnRequest)
			o, err = h.pay.DecideReturn(ctx, checker, r.ID, true)
			must(t, err)
			if o.Left() != money.Fen(1-i)*monthly || h.owed() != o.Left() {
				t.Fatalf("after %d: left %s, the books %s", i+1, o.Left(), h.owed())
			}
			h.sound()
		}
		if o.State != "settled" {
			t.Fatalf("%+v", o)
		}
		_, err = h.pay.GiveBack(ctx, maker, Return{Overpayment: o.ID, Kind: "refund", Amount: 1, On: day, Reason: "多退"})
		wants(t, err, OverpaymentState)
	})
}

func TestDoubleDrawingIsSetOffAgainstLaterMonths(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(2, jan)
		h.follow(clock, jan)
		h.follow(clock, jan+1)
		o, err := h.pay.Claim(ctx, maker, people[0].entitlement, jan+1, Double, "外省名单比对：重复领取一个月")
		must(t, err)
		o, err = h.pay.DecideClaim(ctx, checker, o.ID, true)
		must(t, err)
		clock.Add(15 * 24 * time.Hour)
		_, err = h.pay.GiveBack(ctx, maker, Return{Overpayment: o.ID, Kind: "offset", Month: jan + 1, On: civil.DateIn(h.d.Now()), Reason: "从后续待遇抵扣"})
		wants(t, err, BadOverpayment) // that month is paid
		r, err := h.pay.GiveBack(ctx, maker, Return{Overpayment: o.ID, Kind: "offset", Month: jan + 2, On: civil.DateIn(h.d.Now()), Reason: "从后续待遇抵扣"})
		must(t, err)
		if r.Amount != monthly {
			t.Fatalf("%+v", r)
		}
		run := h.prepared(jan + 2) // computed before the offset is decided: its draft falls away
		o, err = h.pay.DecideReturn(ctx, checker, r.ID, true)
		must(t, err)
		if o.State != "settled" || h.owed() != 0 {
			t.Fatalf("%+v", o)
		}
		if p := h.paymentOf(run.ID, people[0]); p.State != Lapsed {
			t.Fatalf("%+v", p)
		}
		h.follow(clock, jan+2)
		out := h.follow(clock, jan+3)
		p, err := h.pay.Payment(ctx, checker, h.paymentOf(out.Run, people[0]).ID)
		must(t, err)
		if got := monthsOf(p); len(got) != 1 || got[0] != jan+3 {
			t.Fatalf("%v", got)
		}
		h.sound()
	})
}

// Every column that says how much, which month or whether is altered, one at a time; each is found.
func TestAlteredChangesAreFound(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(3, jan)
		h.confirm(people)
		h.follow(clock, jan)
		h.change(people[0], Suspend, "custody", jan+1)
		h.follow(clock, jan+1)
		h.follow(clock, jan+2)
		clock.Add(24 * time.Hour)
		h.change(people[0], Resume, "cleared", jan+3)
		o, err := h.pay.Claim(ctx, maker, people[1].entitlement, jan+1, Double, "重复")
		must(t, err)
		_, err = h.pay.DecideClaim(ctx, checker, o.ID, true)
		must(t, err)
		r, err := h.pay.GiveBack(ctx, maker, Return{Overpayment: o.ID, Kind: "refund", Amount: 100, On: civil.DateIn(h.d.Now()), Reason: "退回"})
		must(t, err)
		_, err = h.pay.DecideReturn(ctx, checker, r.ID, true)
		must(t, err)
		h.sound()
		thrownAway := errors.New("thrown away")
		for _, c := range []struct{ table, set string }{
			{"overpayment", "amount_fen=amount_fen+1"}, {"overpayment", "state='settled'"}, {"overpayment", "kind='unemployment-benefit'"},
			{"overpayment_line", "basic_fen=basic_fen+1"}, {"overpayment_line", "account_fen=account_fen+1"}, {"overpayment_line", "month=month+7"},
			{"overpayment_move", "amount_fen=amount_fen+1"}, {"overpayment_move", "state='refused'"}, {"overpayment_move", "kind='offset', month=5"},
			{"entitlement_gap", "from_month=from_month-1"}, {"entitlement_gap", "to_month=to_month+1"}, {"entitlement_gap", "why=why+1"},
			{"entitlement_request", "state='refused'"}, {"entitlement_request", "month=month+5"},
			{"entitlement", "confirmed_on='2030-01-01'"}, {"eligibility", "on_date='2020-01-01'"},
		} {
			err := h.d.InCounty(ctx, county, func(tx *db.Tx) error {
				n, err := tx.Exec(ctx, fmt.Sprintf(`UPDATE %s SET %s WHERE county=$1`, c.table, c.set), county)
				must(t, err)
				found, err := h.pay.VerifyIn(ctx, tx, county, nil)
				must(t, err)
				if n == 0 || len(found) == 0 {
					t.Errorf("%s %s: %d rows, not found", c.table, c.set, n)
				}
				return thrownAway
			})
			if !errors.Is(err, thrownAway) {
				t.Fatal(err)
			}
		}
	})
}

func TestSharesAddUp(t *testing.T) {
	for _, c := range []struct {
		amount money.Fen
		parts  int
	}{{100, 1}, {100, 3}, {1, 1}, {51200, 7}} {
		var sum money.Fen
		all := Shares(c.amount, c.parts, civil.DateOf(2026, 1, 31))
		for i, p := range all {
			sum += p.Amount
			if p.Amount <= 0 || i > 0 && p.Due <= all[i-1].Due {
				t.Errorf("%+v: %+v", c, all)
			}
		}
		if sum != c.amount || len(all) != c.parts {
			t.Errorf("%+v: %+v", c, all)
		}
	}
	for _, c := range []struct {
		amount money.Fen
		parts  int
	}{{100, 0}, {100, -1}, {2, 3}, {1 << 40, maxInstalments + 1}} {
		if all := Shares(c.amount, c.parts, 20000); all != nil {
			t.Errorf("%+v: %+v", c, all)
		}
	}
}

// What is owed is set off to the fen: a part of a month is taken from what the fund pays, the rest is paid; a month as a whole when that is asked.
// The individual account gets back what a claimed month drew as soon as the month's whole amount is back.
func TestAPartOfAMonthIsSetOffAndTheAccountRestored(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(2, jan)
		h.follow(clock, jan)
		h.follow(clock, jan+1)
		o, err := h.pay.Claim(ctx, maker, people[0].entitlement, jan, Double, "重复领取")
		must(t, err)
		o, err = h.pay.DecideClaim(ctx, checker, o.ID, true)
		must(t, err)
		if o.Amount != 2*monthly || h.left(people[0]) != 1390000-2*accountPart {
			t.Fatalf("%+v %s", o, h.left(people[0]))
		}
		clock.Add(15 * 24 * time.Hour)
		offset := Return{Overpayment: o.ID, Kind: "offset", Month: jan + 2, On: civil.DateIn(h.d.Now()), Reason: "按协议每月扣一部分"}
		for _, bad := range []money.Fen{15601, monthly - 1, -1} {
			offset.Amount = bad
			_, err = h.pay.GiveBack(ctx, maker, offset)
			wants(t, err, BadOverpayment)
		}
		book := func(r Return) Overpayment {
			t.Helper()
			r, err := h.pay.GiveBack(ctx, maker, r)
			must(t, err)
			o, err := h.pay.DecideReturn(ctx, checker, r.ID, true)
			must(t, err)
			return o
		}
		run := h.prepared(jan + 2)
		offset.Amount = 3333
		if o = book(offset); o.Left() != 2*monthly-3333 || h.owed() != o.Left() {
			t.Fatalf("%+v", o)
		}
		if p := h.paymentOf(run.ID, people[0]); p.State != Lapsed { // it was computed without the set-off
			t.Fatalf("%+v", p)
		}
		offset.Amount = 1
		book(offset)
		h.follow(clock, jan+2)
		out := h.follow(clock, jan+3)
		p, err := h.pay.Payment(ctx, checker, h.paymentOf(out.Run, people[0]).ID)
		must(t, err)
		if p.State != Paid || p.Total != 2*monthly-3334 || p.Lines[0].Basic != 15600-3334 || p.Lines[0].AccountPart != accountPart {
			t.Fatalf("%+v", p)
		}
		h.sound()
		refund := Return{Overpayment: o.ID, Kind: "refund", Amount: monthly - 3335, On: civil.DateIn(h.d.Now()), Reason: "退回"}
		drawn := money.Fen(4 * accountPart)
		if o = book(refund); o.Left() != monthly+1 || h.left(people[0]) != 1390000-drawn { // a fen is lacking of January
			t.Fatalf("%+v %s", o, h.left(people[0]))
		}
		refund.Amount = 1
		if book(refund); h.left(people[0]) != 1390000-drawn+accountPart {
			t.Fatalf("%s", h.left(people[0]))
		}
		h.sound()
		clock.Add(20 * 24 * time.Hour)
		offset.Month, offset.Amount, offset.On = jan+4, 0, civil.DateIn(h.d.Now())
		if o = book(offset); o.State != "settled" || h.owed() != 0 || h.left(people[0]) != 1390000-drawn+accountPart { // May drew its part, February's came back
			t.Fatalf("%+v %s", o, h.left(people[0]))
		}
		h.sound()
		thrownAway := errors.New("thrown away")
		for _, alter := range []string{"entitlement_deduction SET basic_fen=basic_fen+1", "entitlement_deduction SET month=month+1", "entitlement_deduction SET why=why+5",
			"pension_entry SET paid_fen=paid_fen+1 WHERE kind='reversal'", "pension_entry SET cause=cause+1 WHERE kind='reversal'"} {
			err := h.d.InCounty(ctx, county, func(tx *db.Tx) error {
				_, err := tx.Exec(ctx, `UPDATE `+alter)
				must(t, err)
				found, err := h.pay.VerifyIn(ctx, tx, county, nil)
				must(t, err)
				if len(found) == 0 {
					t.Errorf("%s is not found", alter)
				}
				return thrownAway
			})
			if !errors.Is(err, thrownAway) {
				t.Fatal(err)
			}
		}
	})
}
