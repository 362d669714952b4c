package benefit

import (
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
	"renshe/money"
)

var officer = access.Actor{County: county, User: 15, Name: "经办己", Role: access.Officer}

// change asks for a change and has another person decide it.
func (h *house) change(w who, a Action, ground string, month civil.Month) {
	h.t.Helper()
	r, err := h.pay.AskChange(ctx, officer, Request{Entitlement: w.entitlement, Action: a, Ground: ground, Reason: "测试", Month: month})
	must(h.t, err)
	r, err = h.pay.DecideChange(ctx, reviewer, r.ID, true, "")
	must(h.t, err)
	if r.State != "applied" {
		h.t.Fatalf("%+v", r)
	}
}

// follow goes on to the following month and pays it.
func (h *house) follow(clock *testkit.Clock, month civil.Month) Outcome {
	h.t.Helper()
	if d := month.FirstDay() + 19 - civil.DateIn(h.d.Now()); d > 0 {
		clock.Add(time.Duration(d) * 24 * time.Hour)
	}
	h.sim.Value = civil.DateIn(h.d.Now())
	return h.run(month)
}

// from2024 runs fn on both engines, from 20 January 2024 on.
func from2024(t *testing.T, fn func(t *testing.T, h *house, clock *testkit.Clock)) {
	t.Helper()
	for engine, url := range map[string]func(testing.TB) string{"sqlite": testkit.SQLite, "postgres": testkit.Postgres} {
		t.Run(engine, func(t *testing.T) {
			clock := testkit.NewClock(time.Date(2024, 1, 20, 1, 0, 0, 0, time.UTC))
			h := build(t, testkit.Open(t, url(t), db.WithClock(clock.Now)), money.Fen(1_000_000_00))
			fn(t, h, clock)
		})
	}
}

func monthsOf(p Payment) (all []civil.Month) {
	for _, l := range p.Lines {
		all = append(all, l.Month)
	}
	return all
}

func TestASuspensionIsPaidAfterwardsOrNotAsItsGroundSays(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(3, jan)
		h.follow(clock, jan)
		h.change(people[0], Suspend, "unconfirmed", jan+1)
		h.change(people[1], Suspend, "custody", jan+1)
		if o := h.follow(clock, jan+1); o.Posted != 1 || o.Held != 2 {
			t.Fatalf("%+v", o)
		}
		h.follow(clock, jan+2)
		clock.Add(24 * time.Hour)
		h.change(people[0], Resume, "cleared", jan+3)
		h.change(people[1], Resume, "cleared", jan+3)
		o := h.follow(clock, jan+3)
		for i, want := range []int{3, 1, 1} {
			p, err := h.pay.Payment(ctx, checker, h.paymentOf(o.Run, people[i]).ID)
			must(t, err)
			if got := monthsOf(p); p.State != Paid || len(got) != want || got[len(got)-1] != jan+3 {
				t.Errorf("person %d: %s pays %v, want %d months", i, p.State, got, want)
			}
		}
		h.sound()
		if q, err := h.pay.Requests(ctx, reviewer); err != nil || len(q) != 0 {
			t.Errorf("%v %v", q, err)
		}
	})
}

func TestChangesTakeTwoPersons(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, _ *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		w := h.people(1, jan)[0]
		ask := Request{Entitlement: w.entitlement, Action: Suspend, Ground: "inquiry", Reason: "举报", Month: jan}
		r, err := h.pay.AskChange(ctx, reviewer, ask)
		must(t, err)
		_, err = h.pay.AskChange(ctx, officer, ask)
		wants(t, err, RequestOpen)
		_, err = h.pay.DecideChange(ctx, reviewer, r.ID, true, "")
		wants(t, err, OwnRequest)
		if e := db.Fault(err); e.Rule == "" {
			t.Error("the refusal quotes no rule")
		}
		_, err = h.pay.DecideChange(ctx, officer, r.ID, true, "")
		wants(t, err, access.NotAllowed)
		second := access.Actor{County: county, User: 16, Name: "复核庚", Role: access.Reviewer}
		r, err = h.pay.DecideChange(ctx, second, r.ID, false, "查无此事")
		must(t, err)
		if r.State != "refused" {
			t.Fatalf("%+v", r)
		}
		_, err = h.pay.DecideChange(ctx, second, r.ID, true, "")
		wants(t, err, Decided)
		for _, bad := range []Request{{Entitlement: w.entitlement, Action: Suspend, Ground: "death", Reason: "x", Month: jan},
			{Entitlement: w.entitlement, Action: Suspend, Ground: "custody", Month: jan}, {Entitlement: w.entitlement, Action: Stop, Ground: "death", Reason: "x"}} {
			_, err = h.pay.AskChange(ctx, officer, bad)
			wants(t, err, BadRequest)
		}
		ask.Action, ask.Ground = Resume, "cleared"
		_, err = h.pay.AskChange(ctx, officer, ask)
		wants(t, err, WrongStatus)
	})
}

// asPaid makes the paid month of somebody as if its run had known another standard: in the line, its payment, the ledger's rows nothing moves, so
// only the recomputation is looked at.
func (h *house) asPaid(month civil.Month, fen money.Fen) {
	h.t.Helper()
	h.in(func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE payment_line SET basic_fen=$3, plan='earlier' WHERE county=$1 AND month=$2 AND live`, county, month, fen)
		return err
	})
}

func TestAPublishedStandardIsMadeUpAndTakenBack(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(2, jan)
		h.follow(clock, jan)
		h.follow(clock, jan+1)
		_, err := h.pay.Recompute(ctx, maker, ResidentPension, civil.DateIn(h.d.Now()), "无新标准")
		wants(t, err, NothingDiffers)
		h.asPaid(jan, 14600)         // ten yuan too little for each
		h.asPaid(jan+1, 15100)       // five too little
		h.in(func(tx *db.Tx) error { // and to the second forty too much
			_, err := tx.Exec(ctx, `UPDATE payment_line SET basic_fen=19600 WHERE county=$1 AND person=$2 AND month=$3`, county, people[1].id, jan+1)
			return err
		})
		r, err := h.pay.Recompute(ctx, maker, ResidentPension, civil.DateIn(h.d.Now()), "湘人社发〔2024〕文件")
		must(t, err)
		if r.People != 2 || r.Months != 4 || r.Up != 1500 || r.Down != 3000 {
			t.Fatalf("%+v", r)
		}
		_, err = h.pay.Recompute(ctx, maker, ResidentPension, civil.DateIn(h.d.Now()), "再算一次")
		wants(t, err, RecomputeOpen)
		_, err = h.pay.DecideRecompute(ctx, access.Actor{County: county, User: maker.User, Role: access.Approver}, r.ID, true)
		wants(t, err, OwnRequest)
		r, err = h.pay.DecideRecompute(ctx, checker, r.ID, true)
		must(t, err)
		_, lines, err := h.pay.RecomputeLines(ctx, checker, r.ID)
		must(t, err)
		if len(lines) != 4 || lines[0].After != 15600 || lines[0].Plan == "" {
			t.Fatalf("%+v", lines)
		}
		_, err = h.pay.Recompute(ctx, maker, ResidentPension, civil.DateIn(h.d.Now()), "已经补过")
		wants(t, err, NothingDiffers)
		clock.Add(24 * time.Hour)
		o, err := h.pay.PayKind(ctx, maker, checker, county, difference(ResidentPension), jan+1, h.bank, nil)
		must(t, err)
		if o.Posted != 1 || o.PostedFen != 1500 {
			t.Fatalf("%+v", o)
		}
		open, err := h.pay.Overpayments(ctx, checker, "open", 10)
		must(t, err)
		if len(open) != 1 || open[0].Amount != 3000 || open[0].Person != people[1].id || open[0].Cause != Recomputed {
			t.Fatalf("%+v", open)
		}
		if b, err := h.books.Balance(ctx, county, BooksOf(ResidentPension).receivable()); err != nil || b.Own() != 3000 {
			t.Fatalf("%+v %v", b, err)
		}
		h.in(func(tx *db.Tx) error { // put back what was altered for the test: then everything must fit
			found, err := h.pay.VerifyIn(ctx, tx, county, nil)
			for _, f := range found {
				if f.Table != "payment_line" && f.Table != "payment" {
					t.Errorf("%+v", f)
				}
			}
			return err
		})
	})
}

func TestOtherKindsAreDataOnTheSameMachinery(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, money.Fen(1_000_000_00))
		people := h.people(6, march+12) // known people with accounts, whose own pension begins much later
		for i, c := range []struct {
			kind   Kind
			inputs map[string]string
			total  money.Fen
			stop   civil.Month
		}{
			{EmployeePension, map[string]string{"index": "1.0324", "years": "31.33", "deemed-years": "8.17", "account": "85298.25", "age": "60y0m"}, 390690, 0},
			{UnemploymentBenefit, map[string]string{"paid-months": "24"}, 162000, march + 12},
			{SurvivorBenefit, map[string]string{"paid-months": "60", "income": "33822"}, 2254800, march + 1},
			{InjuryAllowance, map[string]string{"grade": "3", "wage": "6000", "age-month": "45y6m", "category": "M60"}, 480000, 0},
			{EmploymentSubsidy, FixedInputs(300000), 300000, march + 1},
		} {
			w := people[i]
			h.in(func(tx *db.Tx) error {
				if err := h.pay.OpenBooksIn(ctx, tx, system, hands, c.kind); err != nil {
					return err
				}
				e, err := h.pay.GrantIn(ctx, tx, reviewer, Grant{Person: w.id, Kind: c.kind, Start: march, Inputs: c.inputs})
				if err == nil && e.Stop != c.stop {
					t.Errorf("%s stops %s, want %s", c.kind, e.Stop, c.stop)
				}
				return err
			})
			a := BooksOf(c.kind)
			_, err := h.books.Post(ctx, system, ledger.Batch{ID: d.NewID(), Fund: a.Fund, Kind: "voucher", Maker: maker.User, Checker: checker.User, Cause: "subsidy",
				Period: civil.DateIn(d.Now()).Month(), Lines: []ledger.Line{{Debit: a.Bank, Credit: a.Subsidy, Amount: 10000000, Kind: ledger.Post}}})
			must(t, err)
			s, err := h.pay.Prepare(ctx, maker, c.kind, march)
			must(t, err)
			p := h.paymentOf(s.Run.ID, w)
			if p.Total != c.total {
				t.Errorf("%s: %s, want %s (%s)", c.kind, p.Total, c.total, codes(p))
			}
			if p.State == Held {
				_, err = h.pay.Release(ctx, checker, p.ID, "核定无误")
				must(t, err)
			}
			h.sim.Value = civil.DateIn(d.Now())
			o, err := h.pay.PayKind(ctx, maker, checker, county, c.kind, march, h.bank, nil)
			must(t, err)
			if o.Posted != 1 || o.PostedFen != c.total || o.Difference != 0 {
				t.Errorf("%s: %+v", c.kind, o)
			}
			if b, err := h.books.Balance(ctx, county, a.Basic); err != nil || b.Own() != c.total {
				t.Errorf("%s: the books have %s, %v", c.kind, b.Own(), err)
			}
		}
		h.sound()
		h.in(func(tx *db.Tx) error {
			for _, bad := range []Grant{{Person: people[5].id, Kind: EmploymentSubsidy, Start: march, Inputs: FixedInputs(0)}, {Person: people[5].id, Kind: "no-such", Start: march},
				{Person: people[5].id, Kind: EmploymentSubsidy, Start: march, Inputs: FixedInputs(100), AccountPart: 5}} {
				_, err := h.pay.GrantIn(ctx, tx, reviewer, bad)
				wants(t, err, BadGrant)
			}
			_, err := h.pay.GrantIn(ctx, tx, reviewer, Grant{Person: people[4].id, Kind: EmploymentSubsidy, Start: march, Inputs: FixedInputs(100)})
			wants(t, err, MonthsOverlap) // one payment of a month
			return nil
		})
	})
}

func TestEveryKindIsWholeAndHasItsFund(t *testing.T) {
	used := map[ledger.AccountID]string{}
	for _, k := range Kinds() {
		def := kinds[k]
		if _, err := def.fund.Def(); err != nil || def.expense < 5001 || def.booked.Zh == "" || def.booked.En == "" || k.Title().Zh == "" || k.Title().En == "" {
			t.Errorf("%s: %+v %v", k, def, err)
		}
		id := BooksOf(k).Basic
		if was := used[id]; was != "" && was != def.booked.Zh {
			t.Errorf("%s: account %s has two names", k, id)
		}
		used[id] = def.booked.Zh
	}
}
