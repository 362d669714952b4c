package benefit

import (
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/testkit"
	"renshe/money"
	"renshe/policy"
)

// A month of the tests' people in March 2026: 196 yuan and 13,900 ÷ 139.
const (
	basicOf2026 money.Fen = 19600
	accountPart money.Fen = 10000
)

func TestAMonthIsPaid(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		people := h.people(40, march)
		h.sim.ClosedIn10000 = 2000
		o := h.run(march)
		if o.People != 40 || o.Held != 0 || o.Posted+o.Returned != 40 || o.Returned == 0 || o.Difference != 0 || o.Already {
			t.Fatalf("%+v", o)
		}
		if want := 40 * (basicOf2026 + accountPart); o.Total != want || o.PostedFen+o.ReturnedF != want {
			t.Fatalf("total %d, want %d", o.Total, want)
		}
		b, err := h.books.Balance(ctx, county, BooksOf(ResidentPension).Bank)
		must(t, err)
		if b.Own() != 100000000-o.PostedFen || b.PendingCredits != 0 {
			t.Fatalf("the bank account has %d, pending %d after %d paid", b.Own(), b.PendingCredits, o.PostedFen)
		}
		must(t, d.View(ctx, func(tx *db.Tx) error {
			for _, p := range people {
				a, err := h.rolls.AccountIn(ctx, tx, county, p.id)
				if err != nil {
					return err
				}
				state := h.paymentOf(o.Run, p).State
				if want := map[PaymentState]money.Fen{Paid: 1390000 - accountPart, Returned: 1390000}[state]; a.Balance != want {
					t.Errorf("an account of a payment %s has %d, want %d", state, a.Balance, want)
				}
			}
			return nil
		}))
		h.sound()
		again := h.run(march)
		if !again.Already || again.Posted != o.Posted || again.Total != o.Total || again.Difference != 0 {
			t.Fatalf("again %+v", again)
		}
		h.sound()
	})
}

func TestReturnedMonthsAreDueAgain(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		people := h.people(30, march)
		h.sim.ClosedIn10000, h.sim.NameIn10000 = 1500, 1500
		o := h.run(march)
		if o.Returned < 2 {
			t.Fatalf("%+v: the seed returns nothing", o)
		}
		var back []who
		for _, p := range people {
			if h.paymentOf(o.Run, p).State == Returned {
				back = append(back, p)
			}
		}
		// One corrects the account, the others do not.
		h.in(func(tx *db.Tx) error {
			by := system
			_, _, err := h.rolls.SetBankAccountIn(ctx, tx, by, back[0].id, "中国农业银行", "6228480000000000017")
			return err
		})
		april := march.Add(1)
		h.sim.ClosedIn10000, h.sim.NameIn10000 = 0, 0
		o = h.run(april)
		if o.Held != int64(len(back)-1) {
			t.Fatalf("%+v with %d uncorrected accounts", o, len(back)-1)
		}
		p := h.paymentOf(o.Run, back[0])
		if p.From != march || p.To != april || p.Total != 2*(basicOf2026+accountPart) || p.State != Paid {
			t.Fatalf("after the correction %+v", p)
		}
		held := h.paymentOf(o.Run, back[1])
		if held.State != Lapsed || held.Findings[0].Code != "account-refused" {
			t.Fatalf("without a correction %+v", held)
		}
		h.sound()
	})
}

func TestTheGate(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		january := march.Add(-2)
		p := h.people(8, january)
		dead, gone, twice, suspended, stopped, closed, young, fine := p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]
		h.in(func(tx *db.Tx) error {
			if err := h.reg.ReportDeathIn(ctx, tx, system, dead.id, civil.DateOf(2026, 2, 3)); err != nil {
				return err
			}
			if err := h.reg.ReportDeathIn(ctx, tx, system, gone.id, civil.DateOf(2025, 12, 31)); err != nil {
				return err
			}
			if _, err := h.rolls.EnrolIn(ctx, tx, system, twice.id, enrolment.EmployeePension, january); err != nil {
				return err
			}
			if err := h.rolls.SetStateIn(ctx, tx, system, twice.id, enrolment.EmployeePension, enrolment.Receiving, january); err != nil {
				return err
			}
			if _, err := h.pay.SuspendIn(ctx, tx, reviewer, suspended.entitlement, "未做资格认证"); err != nil {
				return err
			}
			if _, err := h.pay.StopIn(ctx, tx, reviewer, stopped.entitlement, march.Add(-1), "迁出"); err != nil {
				return err
			}
			return h.rolls.BankAccountClosedIn(ctx, tx, system, closed.id)
		})
		must(t, d.InCounty(ctx, county, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE person SET birth='1966-02-10' WHERE county=$1 AND id=$2`, county, young.id)
			return err
		}))
		r := h.prepared(march)
		month := basicOf2026 + accountPart
		for _, c := range []struct {
			who   who
			code  string
			hard  bool
			total money.Fen
		}{
			{dead, "dead", false, 2 * month}, {gone, "dead", true, 0}, {twice, "duplicate", false, 3 * month}, {suspended, "suspended", true, 3 * month},
			{stopped, "", false, month}, {closed, "account-missing", true, 3 * month}, {young, "too-young", true, 3 * month}, {fine, "", false, 3 * month},
		} {
			got := h.paymentOf(r.ID, c.who)
			code, hard := "", false
			if len(got.Findings) > 0 {
				code, hard = got.Findings[0].Code, got.Findings[0].Hard
			}
			if code != c.code || hard != c.hard || got.Total != c.total || (got.State == Held) != (code != "") {
				t.Errorf("%s: %+v", c.code, got)
			}
			if code != "" && (got.Findings[0].Text(0) == "" || got.Findings[0].Text(1) == "") {
				t.Errorf("%s has no words", code)
			}
		}
		h.releases(r, dead, gone, twice, suspended, closed)
		_, err := h.pay.Approve(ctx, checker, r.ID)
		must(t, err)
		_, err = h.pay.Release(ctx, checker, h.paymentOf(r.ID, suspended).ID, "太晚")
		wants(t, err, TooLate)
		o := h.run(march)
		if o.Held != 5 || o.Posted != 3 { // stopped, fine and dead are paid; the dead man's two months were released
			t.Fatalf("%+v", o)
		}
		if got := h.paymentOf(r.ID, dead); got.To != civil.MonthOf(2026, 2) || got.State != Paid || got.ReleasedBy != checker.User {
			t.Fatalf("the dead man's payment %+v", got)
		}
		h.sound()
	})
}

// releases tries to release each held payment.
func (h *house) releases(r Run, dead, gone, twice, suspended, closed who) {
	t := h.t
	for _, c := range []struct {
		actor access.Actor
		who   who
		why   string
	}{{maker, dead, "x"}, {checker, dead, " "}, {checker, gone, "x"}, {checker, suspended, "x"}, {checker, closed, "x"}} {
		if _, err := h.pay.Release(ctx, c.actor, h.paymentOf(r.ID, c.who).ID, c.why); err == nil {
			t.Errorf("released %+v", c)
		}
	}
	both := checker
	both.User = maker.User
	_, err := h.pay.Release(ctx, both, h.paymentOf(r.ID, dead).ID, "同一人")
	wants(t, err, SamePerson)
	got, err := h.pay.Release(ctx, checker, h.paymentOf(r.ID, dead).ID, "家属已核实")
	must(t, err)
	if got.State != Ready || got.ReleaseReason != "家属已核实" {
		t.Errorf("released: %+v", got)
	}
	_, err = h.pay.Release(ctx, checker, got.ID, "再来")
	wants(t, err, NotHeld)
}

func TestWhatChangesBetweenPreparationAndApproval(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		p := h.people(4, march)
		r := h.prepared(march)
		h.in(func(tx *db.Tx) error {
			if err := h.reg.ReportDeathIn(ctx, tx, system, p[0].id, civil.DateOf(2026, 2, 3)); err != nil {
				return err
			}
			if _, err := h.pay.StopIn(ctx, tx, reviewer, p[1].entitlement, march, "迁出"); err != nil {
				return err
			}
			_, _, err := h.rolls.SetBankAccountIn(ctx, tx, system, p[2].id, "中国农业银行", "6228480000000000017")
			return err
		})
		_, err := h.pay.Approve(ctx, checker, r.ID)
		wants(t, err, NewlyHeld)
		if v, err := h.pay.Run(ctx, checker, r.ID); err != nil || v.State != Prepared || v.Held != 2 || v.ToPay != 2 {
			t.Fatalf("%+v, %v", v, err)
		}
		// The dead man was prepared alive: the month lies after his death and no name releases it.
		_, err = h.pay.Release(ctx, checker, h.paymentOf(r.ID, p[0]).ID, "家属要求")
		wants(t, err, CannotRelease)
		_, err = h.pay.Approve(ctx, checker, r.ID)
		must(t, err)
		before := h.paymentOf(r.ID, p[2]).BankAccount
		h.in(func(tx *db.Tx) error { // too late: the approved account is ordered
			_, _, err := h.rolls.SetBankAccountIn(ctx, tx, system, p[2].id, "中国农业银行", "6228480000000000025")
			return err
		})
		f, err := h.pay.BankFile(ctx, maker, r.ID)
		must(t, err)
		if f.Orders != 2 || h.paymentOf(r.ID, p[2]).BankAccount != before || before == p[2].account {
			t.Fatalf("%d orders, account %d then %d", f.Orders, p[2].account, before)
		}
		if !contains(f.Content, "6228480000000000017") || contains(f.Content, p[2].number) {
			t.Fatalf("the file orders another account:\n%s", f.Content)
		}
		if o := h.run(march); o.Posted != 2 || o.Held != 2 {
			t.Fatalf("%+v", o)
		}
		h.sound()
	})
}

func TestTwoPersons(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		h.people(2, march)
		r := h.prepared(march)
		same := checker
		same.User = maker.User
		_, err := h.pay.Approve(ctx, same, r.ID)
		wants(t, err, SamePerson)
		if db.Fault(err).Rule == "" {
			t.Error("the refusal quotes no rule")
		}
		_, err = h.pay.Approve(ctx, maker, r.ID)
		wants(t, err, access.NotAllowed)
		_, err = h.pay.Pay(ctx, maker, same, county, march, h.bank, nil)
		wants(t, err, SamePerson)
		// The database itself refuses.
		err = d.InCounty(ctx, county, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE payment_run SET state='approved', checker=maker, checker_name='x', approved_at=1 WHERE county=$1 AND id=$2`, county, r.ID)
			return err
		})
		if db.Classify(err) != db.Check {
			t.Fatalf("maker as checker in the database: %v", err)
		}
	})
}

func TestRunsThatMayNotBegin(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		h.people(2, march)
		_, err := h.pay.Prepare(ctx, maker, ResidentPension, march.Add(2))
		wants(t, err, TooEarly)
		_, err = h.pay.Prepare(ctx, maker, ResidentPension, civil.MonthOf(2021, 5))
		wants(t, err, policy.UnknownValue)
		_, err = h.pay.Prepare(ctx, system, ResidentPension, march)
		wants(t, err, NeedsPerson)
		_, err = h.pay.Prepare(ctx, reviewer, ResidentPension, march)
		wants(t, err, access.NotAllowed)
		_, err = h.pay.Prepare(ctx, maker, "tea", march)
		wants(t, err, BadGrant)
		if all, err := h.pay.Runs(ctx, maker, ResidentPension, 10); err != nil || len(all) != 0 {
			t.Fatalf("%d runs, %v", len(all), err)
		}
		r := h.prepared(march)
		_, err = h.pay.Prepare(ctx, maker, ResidentPension, march.Add(1))
		wants(t, err, RunUnderWay)
		_, err = h.pay.BankFile(ctx, maker, r.ID)
		wants(t, err, NotYet)
		_, err = h.pay.Reconcile(ctx, maker, r.ID)
		wants(t, err, NotYet)
		_, err = h.pay.ImportReturn(ctx, maker, r.ID, nil)
		wants(t, err, NotYet)
		_, err = h.pay.Approve(ctx, checker, r.ID+1)
		wants(t, err, NoRun)
	})
}

func TestAFundThatIsShort(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 50000)
		h.people(2, march)
		r := h.prepared(march)
		_, err := h.pay.Approve(ctx, checker, r.ID)
		wants(t, err, FundShort)
		h.fund(100000)
		if o := h.run(march); o.Posted != 2 {
			t.Fatalf("%+v", o)
		}
		h.sound()
	})
}

func TestRepeatingAStepChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		h.people(5, march)
		r := h.prepared(march)
		if s, err := h.pay.Prepare(ctx, maker, ResidentPension, march); err != nil || !s.Already {
			t.Fatalf("%+v, %v", s, err)
		}
		_, err := h.pay.Approve(ctx, checker, r.ID)
		must(t, err)
		if s, err := h.pay.Approve(ctx, checker, r.ID); err != nil || !s.Already || s.Run.State != Pended {
			t.Fatalf("%+v, %v", s, err)
		}
		first, err := h.pay.BankFile(ctx, maker, r.ID)
		must(t, err)
		second, err := h.pay.BankFile(ctx, maker, r.ID)
		must(t, err)
		if first.Already || !second.Already || string(first.Content) != string(second.Content) {
			t.Fatal("the file was made anew")
		}
		answer, err := h.bank(first.Content)
		must(t, err)
		_, err = h.pay.ImportReturn(ctx, maker, r.ID, answer)
		must(t, err)
		before, err := h.books.Balance(ctx, county, BooksOf(ResidentPension).Bank)
		must(t, err)
		if s, err := h.pay.ImportReturn(ctx, maker, r.ID, answer); err != nil || !s.Already {
			t.Fatalf("%+v, %v", s, err)
		}
		after, err := h.books.Balance(ctx, county, BooksOf(ResidentPension).Bank)
		must(t, err)
		if before != after {
			t.Fatalf("a repeated answer moved the books: %+v, %+v", before, after)
		}
		s, err := h.pay.Reconcile(ctx, maker, r.ID)
		must(t, err)
		again, err := h.pay.Reconcile(ctx, maker, r.ID)
		must(t, err)
		if s.Already || !again.Already || s.Difference != 0 || again.BankAdjusted != s.BankAdjusted || again.ByName != maker.Name {
			t.Fatalf("%+v\n%+v", s, again)
		}
		h.sound()
	})
}

func TestGrants(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		p := h.people(2, march)
		grant := Grant{Person: p[0].id, Kind: ResidentPension, Start: march, Inputs: PensionInputs(1390000, 180), Case: 5}
		try := func(g Grant) error {
			return d.InCounty(ctx, county, func(tx *db.Tx) error { _, err := h.pay.GrantIn(ctx, tx, reviewer, g); return err })
		}
		wants(t, try(grant), SecondEntitlement)
		h.run(march)
		stop := func(from civil.Month) error {
			return d.InCounty(ctx, county, func(tx *db.Tx) error {
				_, err := h.pay.StopIn(ctx, tx, reviewer, p[0].entitlement, from, "迁出")
				return err
			})
		}
		wants(t, stop(march), StopsTooEarly)
		must(t, stop(march.Add(1)))
		wants(t, stop(march.Add(1)), WrongStatus)
		wants(t, try(grant), MonthsOverlap)
		grant.Start = march.Add(1)
		wrong := grant
		wrong.AccountPart = 1
		wants(t, try(wrong), BadGrant)
		wrong = grant
		wrong.Plan = "0"
		wants(t, try(wrong), BadGrant)
		wrong = grant
		wrong.Inputs = map[string]string{"account": "1.234", "paid-months": "180"}
		wants(t, try(wrong), BadGrant)
		must(t, try(grant))
		if e, err := h.pay.EntitlementsOf(ctx, reviewer, p[0].id); err != nil || len(e) != 2 || e[0].AccountPart != accountPart || e[0].Case != 5 {
			t.Fatalf("%+v, %v", e, err)
		}
		h.sound()
	})
}

// A decision that the calculator made is granted as it is.
func TestAGrantOfACalculation(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 0)
		p := h.people(1, march)
		h.in(func(tx *db.Tx) error {
			_, err := h.pay.StopIn(ctx, tx, reviewer, p[0].entitlement, march, "重新核定")
			return err
		})
		rules, err := policy.Default()
		must(t, err)
		result, err := rules.Calculate(kinds[ResidentPension].program, policy.Query{County: county, AsOf: march, KnownOn: civil.DateOf(2026, 3, 20)},
			map[string]string{"account": "18620.00", "paid-months": "180"})
		must(t, err)
		h.in(func(tx *db.Tx) error {
			_, err := h.pay.GrantIn(ctx, tx, reviewer, Grant{Person: p[0].id, Kind: ResidentPension, Start: march, AsOf: result.AsOf, KnownOn: result.KnownOn,
				Inputs: result.Inputs, Plan: result.Plan})
			return err
		})
	})
}

func TestWhoMayLook(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		p := h.people(2, march.Add(-1))
		h.run(march)
		citizen := access.Actor{County: county, Role: access.Citizen, Person: p[0].id}
		all, err := h.pay.PaymentsOf(ctx, citizen, p[0].id, 12)
		must(t, err)
		if len(all) != 1 || len(all[0].Lines) != 2 || all[0].PaidOn == 0 {
			t.Fatalf("%+v", all)
		}
		if _, err := h.pay.PaymentsOf(ctx, citizen, p[1].id, 12); err == nil {
			t.Fatal("a citizen sees somebody else's payments")
		}
		rules, err := policy.Default()
		must(t, err)
		for _, l := range all[0].Lines {
			again, err := rules.Calculate(kinds[ResidentPension].program, l.Query, l.Inputs)
			must(t, err)
			if again.Plan != l.Plan || l.Total() != basicOf2026+accountPart {
				t.Fatalf("%+v explained as %+v", l, again)
			}
		}
	})
}

func TestPages(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		h.people(7, march)
		r := h.prepared(march)
		seen := map[int64]bool{}
		for f := (Filter{Run: r.ID, State: Ready, Limit: 3}); ; {
			page, err := h.pay.Payments(ctx, maker, f)
			must(t, err)
			for _, p := range page.Payments {
				if seen[p.ID] {
					t.Fatal("a payment stands on two pages")
				}
				seen[p.ID] = true
			}
			if f.After = page.Next; page.Next == 0 {
				break
			}
		}
		if len(seen) != 7 {
			t.Fatalf("%d of 7", len(seen))
		}
		if page, err := h.pay.Payments(ctx, maker, Filter{Run: r.ID, Hold: "dead"}); err != nil || len(page.Payments) != 0 {
			t.Fatalf("%+v, %v", page, err)
		}
	})
}
