package benefit

import (
	"testing"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/testkit"
	"renshe/money"
)

// otherAccount gives somebody a new account, as he asked for with his confirmation.
func (h *house) otherAccount(w who, number string) (id int64) {
	h.t.Helper()
	h.in(func(tx *db.Tx) error {
		a, _, err := h.rolls.SetBankAccountIn(ctx, tx, system, w.id, "中国农业银行", number)
		id = a.ID
		return err
	})
	return id
}

// finish brings a prepared run to its reconciliation.
func (h *house) finish(r Run) RunView {
	h.t.Helper()
	_, err := h.pay.Approve(ctx, checker, r.ID)
	must(h.t, err)
	f, err := h.pay.BankFile(ctx, maker, r.ID)
	must(h.t, err)
	answer, err := h.bank(f.Content)
	must(h.t, err)
	_, err = h.pay.ImportReturn(ctx, maker, r.ID, answer)
	must(h.t, err)
	s, err := h.pay.Reconcile(ctx, maker, r.ID)
	must(h.t, err)
	if s.Difference != 0 {
		h.t.Fatalf("%+v", s)
	}
	v, err := h.pay.Run(ctx, maker, r.ID)
	must(h.t, err)
	return v
}

// A run beside the month's own pays whom the bank refused once the account is corrected, and nobody twice; it has its own two persons, file,
// answer and reconciliation, and the month after finds nothing left.
func TestAnExtraRunPaysWhomTheBankRefused(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, money.Fen(1_000_000_00))
		people := h.people(12, march)
		repay := Extra{Purpose: Repay, Cause: "三月退票，账户已更正"}
		_, err := h.pay.PrepareExtra(ctx, maker, ResidentPension, march, repay)
		wants(t, err, NoMonthRun)
		h.sim.ClosedIn10000 = 3000
		o := h.run(march)
		if o.Returned < 2 {
			t.Fatalf("%+v", o)
		}
		h.sim.ClosedIn10000 = 0
		refused, err := h.pay.Failed(ctx, reviewer, nil)
		must(t, err)
		var fixed who
		for _, w := range people {
			if w.id == refused[0].Person {
				fixed = w
			}
		}
		h.otherAccount(fixed, "6228480000000000017")
		for _, bad := range []Extra{{}, {Purpose: Repay, Cause: " "}, {Purpose: "gift", Cause: "x"}} {
			_, err = h.pay.PrepareExtra(ctx, maker, ResidentPension, march, bad)
			wants(t, err, BadExtra)
		}
		_, err = h.pay.PrepareExtra(ctx, access.Actor{County: county, User: 15, Role: access.Officer}, ResidentPension, march, repay)
		wants(t, err, access.NotAllowed)
		_, err = h.pay.PrepareExtra(ctx, maker, ResidentPension, march+1, repay)
		wants(t, err, NoMonthRun)
		s, err := h.pay.PrepareExtra(ctx, maker, ResidentPension, march, repay)
		must(t, err)
		if s.Already || s.Run.Serial != 1 || s.Run.Cause != repay.Cause {
			t.Fatalf("%+v", s)
		}
		if again, err := h.pay.PrepareExtra(ctx, maker, ResidentPension, march, repay); err != nil || !again.Already || again.Run.ID != s.Run.ID {
			t.Fatalf("%+v %v", again, err)
		}
		_, err = h.pay.PrepareExtra(ctx, maker, ResidentPension, march, Extra{Purpose: Arrears, Cause: "补发"})
		wants(t, err, RunUnderWay)
		_, err = h.pay.Prepare(ctx, maker, ResidentPension, march+1)
		wants(t, err, RunUnderWay)
		_, err = h.pay.Approve(ctx, access.Actor{County: county, User: maker.User, Role: access.Approver}, s.Run.ID)
		wants(t, err, SamePerson)
		v := h.finish(s.Run)
		if v.People != int64(len(refused)) || v.ToPay != 1 || v.Answer.Paid != 1 || v.Order.Name != "430725-resident-pension-2026-03-1.pay" {
			t.Fatalf("%+v %+v", v, v.Order)
		}
		if p := h.paymentOf(v.ID, fixed); p.State != Paid || p.From != march || p.To != march {
			t.Fatalf("%+v", p)
		}
		h.sound()
		// The rest corrected, in a second extra run of the month; a third finds nobody.
		for i, r := range refused[1:] {
			for _, w := range people {
				if w.id == r.Person {
					h.otherAccount(w, digits(62160000000000100+int64(i)))
				}
			}
		}
		if s, err = h.pay.PrepareExtra(ctx, maker, ResidentPension, march, repay); err != nil || s.Run.Serial != 2 {
			t.Fatalf("%+v %v", s, err)
		}
		if v = h.finish(s.Run); v.Answer.Paid != int64(len(refused)-1) {
			t.Fatalf("%+v", v)
		}
		s, err = h.pay.PrepareExtra(ctx, maker, ResidentPension, march, Extra{Purpose: Arrears, Cause: "看看还有谁"})
		must(t, err)
		if v = h.finish(s.Run); v.People != 0 || v.State != Reconciled {
			t.Fatalf("%+v", v)
		}
		_, err = h.pay.Withdraw(ctx, maker, s.Run.ID, "太迟")
		wants(t, err, NotWithdrawn)
		h.sound()
		if o := h.run(march + 1); o.Posted != int64(len(people)) || o.Held != 0 {
			t.Fatalf("%+v", o)
		}
		all, err := h.pay.Runs(ctx, maker, ResidentPension, 10)
		must(t, err)
		if len(all) != 5 || all[0].Month != march+1 || all[1].Serial != 0 || all[4].Serial != 3 {
			t.Fatalf("%+v", all)
		}
		h.sound()
	})
}

// Kinds of one fund share its bank account: their files follow each other, so that a statement speaks of one run; a fund's money has no way to
// another fund's account.
func TestOneRunAtATimeUsesAnAccount(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, money.Fen(1_000_000_00))
		people := h.people(2, march)
		h.in(func(tx *db.Tx) error {
			for _, k := range []Kind{difference(ResidentPension), EmploymentSubsidy} {
				if err := h.pay.OpenBooksIn(ctx, tx, system, hands, k); err != nil {
					return err
				}
				if _, err := h.pay.GrantIn(ctx, tx, reviewer, Grant{Person: people[0].id, Kind: k, Start: march, Inputs: FixedInputs(1234)}); err != nil {
					return err
				}
			}
			return nil
		})
		if a, b := payingAccount(county, ResidentPension), payingAccount(county, difference(ResidentPension)); a != b || a == payingAccount(county, EmploymentSubsidy) {
			t.Fatalf("%s %s", a, b)
		}
		r, f := h.filed(march)
		s, err := h.pay.Prepare(ctx, maker, difference(ResidentPension), march)
		must(t, err)
		_, err = h.pay.Approve(ctx, checker, s.Run.ID)
		must(t, err)
		for _, at := range []RunState{Filed, Settled} {
			_, err = h.pay.BankFile(ctx, maker, s.Run.ID)
			wants(t, err, AccountBusy)
			if at == Filed {
				answer, err := h.bank(f.Content)
				must(t, err)
				_, err = h.pay.ImportReturn(ctx, maker, r.ID, answer)
				must(t, err)
			}
		}
		err = d.InCounty(ctx, county, func(tx *db.Tx) error { return setState(ctx, tx, s.Run, Filed) })
		if !db.IsUnique(err) {
			t.Fatalf("the database lets two runs use one account: %v", err)
		}
		_, err = h.pay.Reconcile(ctx, maker, r.ID)
		must(t, err)
		f, err = h.pay.BankFile(ctx, maker, s.Run.ID)
		must(t, err)
		answer, err := h.bank(f.Content)
		must(t, err)
		_, err = h.pay.ImportReturn(ctx, maker, s.Run.ID, answer)
		must(t, err)
		if st, err := h.pay.Reconcile(ctx, maker, s.Run.ID); err != nil || st.Difference != 0 || len(st.Items) != 0 {
			t.Fatalf("%+v %v", st, err)
		}
		h.sound()
	})
}

// An extra run that is given up before its approval leaves everything due; the month's own run is never given up.
func TestAnExtraRunIsWithdrawnBeforeItsApproval(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, money.Fen(1_000_000_00))
		h.people(3, march)
		own := h.run(march)
		late := h.people(2, march-1)
		arrears := Extra{Purpose: Arrears, Cause: "补录的待遇"}
		s, err := h.pay.PrepareExtra(ctx, maker, ResidentPension, march, arrears)
		must(t, err)
		_, err = h.pay.Withdraw(ctx, maker, s.Run.ID, " ")
		wants(t, err, NoReason)
		_, err = h.pay.Withdraw(ctx, checker, s.Run.ID, "越权")
		wants(t, err, access.NotAllowed)
		_, err = h.pay.Withdraw(ctx, maker, own.Run, "月度批次")
		wants(t, err, NotWithdrawn)
		r, err := h.pay.Withdraw(ctx, maker, s.Run.ID, "选错了用途")
		must(t, err)
		if p := h.paymentOf(r.ID, late[0]); r.State != Withdrawn || p.State != Lapsed {
			t.Fatalf("%+v %+v", r, p)
		}
		_, err = h.pay.Approve(ctx, checker, r.ID)
		wants(t, err, NotYet)
		_, err = h.pay.Withdraw(ctx, maker, r.ID, "再撤一次")
		wants(t, err, NotWithdrawn)
		h.sound()
		if s, err = h.pay.PrepareExtra(ctx, maker, ResidentPension, march, arrears); err != nil || s.Run.Serial != 2 {
			t.Fatalf("%+v %v", s, err)
		}
		if v := h.finish(s.Run); v.Answer.Paid != 2 || v.Answer.PaidFen != 4*(19600+accountPart) {
			t.Fatalf("%+v", v)
		}
		h.sound()
	})
}
