package benefit

import (
	"math"
	"sync"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
	"renshe/money"
)

// TestWhatWasReleasedWasReleasedToOneAccount changes the payee's account after three persons had looked at the payment: their yes was for the
// other account, so the payment is held again and the approval refused.
func TestWhatWasReleasedWasReleasedToOneAccount(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, money.Fen(1_000_000_00))
		people := h.people(2, march-5) // six months of 10,000 yuan
		h.wealthy(people[0])
		r := h.prepared(march)
		p := h.paymentOf(r.ID, people[0])
		for i := range collectiveVoices {
			by := checker
			by.User += int64(i)
			_, err := h.pay.Release(ctx, by, p.ID, "集体会审")
			must(t, err)
		}
		if p = h.paymentOf(r.ID, people[0]); p.State != Ready {
			t.Fatalf("%+v", p)
		}
		other := h.otherAccount(people[0], "6228480000000000017")
		h.otherAccount(people[1], "6228480000000000025") // nobody had to release this one: it follows the person
		_, err := h.pay.Approve(ctx, checker, r.ID)
		wants(t, err, NewlyHeld)
		p = h.paymentOf(r.ID, people[0])
		if p.State != Held || len(p.Findings) == 0 || p.ReleasedBy != 0 {
			t.Fatalf("%+v", p)
		}
		for i := range collectiveVoices {
			by := checker
			by.User += int64(i)
			_, err := h.pay.Release(ctx, by, p.ID, "账户变更后再次会审")
			must(t, err)
		}
		_, err = h.pay.Approve(ctx, checker, r.ID)
		must(t, err)
		if p = h.paymentOf(r.ID, people[0]); p.State != Pending || p.BankAccount != other {
			t.Fatalf("%+v", p)
		}
	})
}

// TestALaterStopGivesNoFurtherMonths stops what has its last month from the beginning, in a month after it: nothing more becomes due.
func TestALaterStopGivesNoFurtherMonths(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, clock *testkit.Clock) {
		h := build(t, d, money.Fen(1_000_000_00))
		w := h.people(1, march+12)[0]
		h.in(func(tx *db.Tx) error {
			if err := h.pay.OpenBooksIn(ctx, tx, system, hands, EmploymentSubsidy); err != nil {
				return err
			}
			e, err := h.pay.GrantIn(ctx, tx, reviewer, Grant{Person: w.id, Kind: EmploymentSubsidy, Start: march, Inputs: FixedInputs(300000)})
			w.entitlement = e.ID
			return err
		})
		a := BooksOf(EmploymentSubsidy)
		_, err := h.books.Post(ctx, system, ledger.Batch{ID: d.NewID(), Fund: a.Fund, Kind: "voucher", Maker: maker.User, Checker: checker.User, Cause: "subsidy",
			Period: march, Lines: []ledger.Line{{Debit: a.Bank, Credit: a.Subsidy, Amount: 10000000, Kind: ledger.Post}}})
		must(t, err)
		h.change(w, Stop, "moved", march+3)
		clock.Add(92 * 24 * time.Hour)
		s, err := h.pay.Prepare(ctx, maker, EmploymentSubsidy, march+3)
		must(t, err)
		if p := h.paymentOf(s.Run.ID, w); p.Total != 300000 {
			t.Errorf("one payment of 3,000 yuan comes to %s", p.Total)
		}
		h.sound()
	})
}

// TestOnlyWhatIsDueIsSetOff sets nothing off against months that are nobody's: after the month of death, or while the entitlement is suspended.
func TestOnlyWhatIsDueIsSetOff(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(2, jan)
		h.follow(clock, jan)
		h.follow(clock, jan+1)
		claims := make([]Overpayment, len(people))
		for i, w := range people {
			o, err := h.pay.Claim(ctx, maker, w.entitlement, jan+1, Double, "重复领取")
			must(t, err)
			claims[i], err = h.pay.DecideClaim(ctx, checker, o.ID, true)
			must(t, err)
		}
		clock.Add(15 * 24 * time.Hour)
		set := func(i int) (Return, error) {
			return h.pay.GiveBack(ctx, maker, Return{Overpayment: claims[i].ID, Kind: "offset", Month: jan + 2, On: civil.DateIn(h.d.Now()), Reason: "抵扣"})
		}
		before, err := set(0)
		must(t, err)
		h.die(people[0], civil.DateOf(2024, 2, 27))
		_, err = set(0)
		wants(t, err, BadOverpayment)
		_, err = h.pay.DecideReturn(ctx, checker, before.ID, true)
		wants(t, err, BadOverpayment)
		h.change(people[1], Suspend, "custody", jan+2)
		_, err = set(1)
		wants(t, err, BadOverpayment)
		h.sound()
	})
}

// TestAMonthSetOffDoesNotKeepFromResuming sets a month off, suspends from it for a ground without arrears, and resumes.
func TestAMonthSetOffDoesNotKeepFromResuming(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		w := h.people(1, jan)[0]
		h.follow(clock, jan)
		o, err := h.pay.Claim(ctx, maker, w.entitlement, jan, Double, "重复领取")
		must(t, err)
		_, err = h.pay.DecideClaim(ctx, checker, o.ID, true)
		must(t, err)
		clock.Add(15 * 24 * time.Hour)
		r, err := h.pay.GiveBack(ctx, maker, Return{Overpayment: o.ID, Kind: "offset", Month: jan + 1, On: civil.DateIn(h.d.Now()), Reason: "抵扣"})
		must(t, err)
		_, err = h.pay.DecideReturn(ctx, checker, r.ID, true)
		must(t, err)
		h.change(w, Suspend, "custody", jan+1)
		clock.Add(61 * 24 * time.Hour)
		h.change(w, Resume, "cleared", jan+3)
		out := h.follow(clock, jan+3)
		p, err := h.pay.Payment(ctx, checker, h.paymentOf(out.Run, w).ID)
		must(t, err)
		if got := monthsOf(p); len(got) != 1 || got[0] != jan+3 {
			t.Errorf("paid: %v", got)
		}
		h.sound()
	})
}

// TestARunWithNobodyIsFinished takes a month in which nobody is paid through to its reconciliation: the next one must not wait for ever.
func TestARunWithNobodyIsFinished(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		h.sim.Value = civil.DateIn(d.Now())
		if o := h.run(march); o.State != Reconciled || o.People != 0 || o.Difference != 0 {
			t.Errorf("%+v", o)
		}
		h.people(1, march)
		if o := h.run(march + 1); o.Posted != 1 {
			t.Errorf("%+v", o)
		}
		h.sound()
	})
}

// stalled lets work go as far as it can while hold keeps it from its end, then lets meanwhile begin, and lets both end. PostgreSQL alone has
// two writers at once.
func stalled(t *testing.T, d *db.DB, hold string, work, meanwhile func()) {
	t.Helper()
	held, release := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		must(t, d.InCounty(ctx, county, func(tx *db.Tx) error {
			if _, err := tx.Exec(ctx, hold); err != nil {
				return err
			}
			close(held)
			<-release
			return nil
		}))
	})
	<-held
	waits := func(n int, done *chan struct{}) {
		for range 400 {
			select {
			case <-*done:
				return
			case <-time.After(10 * time.Millisecond):
			}
			var blocked int
			must(t, d.View(ctx, func(tx *db.Tx) error {
				return tx.QueryRow(ctx, `SELECT count(*) FROM pg_stat_activity WHERE datname=current_database() AND wait_event_type='Lock'`).Scan(&blocked)
			}))
			if blocked >= n {
				return
			}
		}
		t.Error("nothing waits")
	}
	start := func(n int, fn func()) {
		done := make(chan struct{})
		all.Go(func() {
			defer close(done)
			fn()
		})
		waits(n, &done)
	}
	start(1, work)
	start(2, meanwhile)
	close(release)
	all.Wait()
}

// onPostgres is from2024 on the engine that has several writers.
func onPostgres(t *testing.T, fn func(t *testing.T, h *house, clock *testkit.Clock)) {
	t.Helper()
	clock := testkit.NewClock(time.Date(2024, 1, 20, 1, 0, 0, 0, time.UTC))
	fn(t, build(t, testkit.Open(t, testkit.Postgres(t), db.WithClock(clock.Now)), money.Fen(1_000_000_00)), clock)
}

// TestAMonthSetOffWhileARunBeginsIsNotPaid prepares the month's run while a set-off of that month is on its way into the books: either the run
// knows of it, or the set-off is told to come back. The month's money is there once.
func TestAMonthSetOffWhileARunBeginsIsNotPaid(t *testing.T) {
	onPostgres(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(2, jan)
		h.follow(clock, jan)
		h.follow(clock, jan+1)
		o, err := h.pay.Claim(ctx, maker, people[0].entitlement, jan, Double, "重复领取")
		must(t, err)
		_, err = h.pay.DecideClaim(ctx, checker, o.ID, true)
		must(t, err)
		clock.Add(15 * 24 * time.Hour)
		r, err := h.pay.GiveBack(ctx, maker, Return{Overpayment: o.ID, Kind: "offset", Month: jan + 2, On: civil.DateIn(h.d.Now()), Reason: "抵扣"})
		must(t, err)
		var set, prepared error
		stalled(t, h.d, `SELECT 1 FROM log_head FOR UPDATE`,
			func() { _, set = h.pay.DecideReturn(ctx, checker, r.ID, true) },
			func() { _, prepared = h.pay.Prepare(ctx, maker, ResidentPension, jan+2) })
		must(t, prepared)
		must(t, set)
		out := h.follow(clock, jan+2)
		if out.Posted != 1 {
			t.Errorf("the month was set off and %d were paid: %+v", out.Posted, out)
		}
		h.sound()
	})
}

// TestMoneyKeptByTheFundWhileARunBeginsIsNotPaidAgain is the same of money that came back and that the fund keeps.
func TestMoneyKeptByTheFundWhileARunBeginsIsNotPaidAgain(t *testing.T) {
	onPostgres(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(2, jan)
		first := h.follow(clock, jan)
		p := h.paymentOf(first.Run, people[0])
		h.back("T1", "AG09", p)
		clock.Add(15 * 24 * time.Hour)
		q, err := h.pay.AskFate(ctx, officer, p.ID, ToFund, "核实")
		must(t, err)
		var kept, prepared error
		stalled(t, h.d, `LOCK TABLE late_fate IN SHARE MODE`,
			func() { _, kept = h.pay.DecideFate(ctx, checker, q.ID, true) },
			func() { _, prepared = h.pay.Prepare(ctx, maker, ResidentPension, jan+1) })
		must(t, prepared)
		must(t, kept)
		out := h.follow(clock, jan+1)
		again, err := h.pay.Payment(ctx, checker, h.paymentOf(out.Run, people[0]).ID)
		must(t, err)
		if got := monthsOf(again); again.State == Paid && got[0] == jan {
			t.Errorf("the fund keeps %s, and it is paid again: %v", jan, got)
		}
		h.sound()
	})
}

// TestAMonthIsClaimedOrComesBack claims a month while the notice that it came back is booked: whoever is later is told.
func TestAMonthIsClaimedOrComesBack(t *testing.T) {
	onPostgres(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(1, jan)
		out := h.follow(clock, jan)
		p := h.paymentOf(out.Run, people[0])
		clock.Add(24 * time.Hour)
		n, _, err := h.pay.EnterLate(ctx, maker, h.notice("T1", lateLine(p)))
		must(t, err)
		var claimed, booked error
		stalled(t, h.d, `LOCK TABLE overpayment_line IN SHARE MODE`,
			func() { _, claimed = h.pay.Claim(ctx, maker, people[0].entitlement, jan, Double, "重复领取") },
			func() { _, booked = h.pay.DecideLate(ctx, checker, n.ID, true) })
		must(t, claimed)
		wants(t, booked, LateChanged)
		h.sound()
	})
}

// lateLine is a bank's line that a payment came back.
func lateLine(p Payment) bank.Answer {
	return bank.Answer{ID: p.ID, Amount: p.Total, Reason: "AG09"}
}

// TestARecomputationRestsOnWhatIsPaid applies none whose months came back since: the fund keeps the money, so there is no difference to make up.
func TestARecomputationRestsOnWhatIsPaid(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(2, jan)
		first := h.follow(clock, jan)
		h.asPaid(jan, 14600) // ten yuan too little for each
		r, err := h.pay.Recompute(ctx, maker, ResidentPension, civil.DateIn(h.d.Now()), "湘人社发〔2024〕文件")
		must(t, err)
		h.asPaid(jan, 15600)
		clock.Add(24 * time.Hour)
		p := h.paymentOf(first.Run, people[0])
		h.back("T1", "AG09", p)
		q, err := h.pay.AskFate(ctx, officer, p.ID, ToFund, "核实")
		must(t, err)
		_, err = h.pay.DecideFate(ctx, checker, q.ID, true)
		must(t, err)
		_, err = h.pay.DecideRecompute(ctx, checker, r.ID, true)
		wants(t, err, RecomputeStale)
		_, err = h.pay.DecideRecompute(ctx, checker, r.ID, false)
		must(t, err)
	})
}

// TestAMonthIsClaimedOrComputedAgain claims a month while a recomputation of it is applied: whoever is later is told.
func TestAMonthIsClaimedOrComputedAgain(t *testing.T) {
	onPostgres(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(1, jan)
		h.follow(clock, jan)
		h.asPaid(jan, 16600) // ten yuan too much
		r, err := h.pay.Recompute(ctx, maker, ResidentPension, civil.DateIn(h.d.Now()), "湘人社发〔2024〕文件")
		must(t, err)
		var claimed, applied error
		stalled(t, h.d, `LOCK TABLE overpayment_line IN SHARE MODE`,
			func() { _, claimed = h.pay.Claim(ctx, maker, people[0].entitlement, jan, Double, "重复领取") },
			func() { _, applied = h.pay.DecideRecompute(ctx, checker, r.ID, true) })
		must(t, claimed)
		wants(t, applied, RecomputeStale)
	})
}

// TestPartsThatOnlyAddUpByOverflowAreRefused agrees on parts whose sum passes the largest number and comes out at what is owed.
func TestPartsThatOnlyAddUpByOverflowAreRefused(t *testing.T) {
	o := Overpayment{State: "open", Amount: 1000}
	parts := []Instalment{{Due: 1, Amount: math.MaxInt64}, {Due: 2, Amount: math.MaxInt64}, {Due: 3, Amount: 1002}}
	wants(t, checkParts(o, parts, 1), BadOverpayment)
	must(t, checkParts(o, Shares(1000, 3, 1), 1))
}

// TestOneRecomputationMakesUpTwoEntitlements computes the months of somebody again who drew under two entitlements, one after the other: both
// differences are paid, and the run of everybody else's goes on.
func TestOneRecomputationMakesUpTwoEntitlements(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(2, jan)
		h.follow(clock, jan)
		h.change(people[0], Stop, "moved", jan+1)
		h.in(func(tx *db.Tx) error {
			_, err := h.pay.GrantIn(ctx, tx, reviewer, Grant{Person: people[0].id, Kind: ResidentPension, Start: jan + 1, Inputs: PensionInputs(1390000, 180)})
			return err
		})
		h.follow(clock, jan+1)
		h.asPaid(jan, 14600) // ten yuan too little
		h.asPaid(jan+1, 15100)
		r, err := h.pay.Recompute(ctx, maker, ResidentPension, civil.DateIn(h.d.Now()), "湘人社发〔2024〕文件")
		must(t, err)
		_, err = h.pay.DecideRecompute(ctx, checker, r.ID, true)
		must(t, err)
		var paid money.Fen
		for m := range 2 {
			h.sim.Value = civil.DateIn(h.d.Now())
			o, err := h.pay.PayKind(ctx, maker, checker, county, difference(ResidentPension), jan.Add(1+m), h.bank, nil)
			must(t, err)
			paid += o.PostedFen
			clock.Add(30 * 24 * time.Hour)
		}
		if paid != r.Up || paid != 3000 {
			t.Errorf("%s of %s is paid", paid, r.Up)
		}
	})
}
