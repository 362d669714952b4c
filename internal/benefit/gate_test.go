package benefit

import (
	"context"
	"fmt"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/testkit"
	"renshe/money"
)

// wealthy gives somebody an account that pays 10,000 yuan a month.
func (h *house) wealthy(w who) {
	h.t.Helper()
	h.in(func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE entitlement SET account_fen=$3, inputs=$4 WHERE county=$1 AND id=$2`, county, w.entitlement, 1000000, inputsText(PensionInputs(139000000, 180)))
		return err
	})
}

func codes(p Payment) string {
	all := ""
	for _, f := range p.Findings {
		all += f.Code + " "
	}
	return all
}

// citizen reads the whole number of somebody, as a list of another department has it.
func (h *house) citizen(w who) (id civil.CitizenID) {
	h.t.Helper()
	must(h.t, h.d.View(ctx, func(tx *db.Tx) (err error) {
		id, _, err = h.reg.Identity(ctx, tx, county, w.id)
		return err
	}))
	return id
}

func TestListsHoldWhoStandsOnThem(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		people := h.people(4, march)
		stranger := civil.MakeCitizenID("110101", civil.DateOf(1950, 5, 5), 7)
		list := ListFile{Kind: ListDead, Source: "公安局", Purpose: "待遇发放前核查", AsOf: civil.DateOf(2026, 3, 15),
			Content: fmt.Appendf(nil, "身份号码,日期,说明\n%s,2026-03-01,户口注销\n%s,2026-02-01\nabc,2026-02-01\n%s,2026-03-16\n%s,2026-01-01,重复\n", h.citizen(people[0]), stranger, h.citizen(people[1]), h.citizen(people[0]))}
		report, err := h.pay.ImportList(ctx, maker, list)
		wants(t, err, BadRows)
		if len(report.Bad) != 3 || report.Bad[0].Line != 4 || report.Bad[1].Line != 5 || report.Bad[2].Line != 6 || report.ID != 0 {
			t.Fatalf("bad rows: %+v", report)
		}
		list.Partial = true
		report, err = h.pay.ImportList(ctx, maker, list)
		must(t, err)
		if report.Rows != 5 || report.Matched != 1 || report.Unknown != 1 || report.ID == 0 {
			t.Fatalf("%+v", report)
		}
		again, err := h.pay.ImportList(ctx, maker, list)
		must(t, err)
		if !again.Already || again.ID != report.ID {
			t.Fatalf("the same file again: %+v", again)
		}
		for kind, w := range map[ListKind]who{ListCustody: people[1], ListDuplicate: people[2]} {
			_, err := h.pay.ImportList(ctx, maker, ListFile{Kind: kind, Source: "司法局", Purpose: "核查", AsOf: civil.DateOf(2026, 3, 15),
				Content: fmt.Appendf(nil, "id,day,note\n%s,2026-03-01,\n", h.citizen(w))})
			must(t, err)
		}
		r := h.prepared(march)
		for i, want := range []string{"list-dead ", "list-custody ", "list-duplicate ", ""} {
			p := h.paymentOf(r.ID, people[i])
			if codes(p) != want || (want != "") != (p.State == Held) {
				t.Errorf("person %d: %q %s", i, codes(p), p.State)
			}
			for _, f := range p.Findings {
				if f.Rule() == "" || f.Do().Zh == "" || f.Do().En == "" || f.Text(0) == "" {
					t.Errorf("%s says too little", f.Code)
				}
			}
		}
		// The person came in: released by name. A newer list of the same source, without the other, lets the next run pay.
		if _, err := h.pay.Release(ctx, checker, h.paymentOf(r.ID, people[0]).ID, "本人到场，名单有误"); err != nil {
			t.Fatal(err)
		}
		_, err = h.pay.ImportList(ctx, maker, ListFile{Kind: ListCustody, Source: "司法局", Purpose: "核查", AsOf: civil.DateOf(2026, 3, 18),
			Content: fmt.Appendf(nil, "id,day,note\n%s,2026-03-01,\n", stranger)})
		must(t, err)
		if _, err := h.pay.Release(ctx, checker, h.paymentOf(r.ID, people[1]).ID, "已释放"); err != nil {
			t.Fatal(err)
		}
		o := h.run(march)
		if o.Posted != 3 || o.Held != 1 {
			t.Fatalf("%+v", o)
		}
		h.sound()
		_, err = h.pay.ImportList(ctx, reviewer, list)
		wants(t, err, access.NotAllowed)
		list.AsOf = civil.DateOf(2026, 3, 21)
		_, err = h.pay.ImportList(ctx, maker, list)
		wants(t, err, BadList)
	})
}

// department is a service that says something of everybody.
type department struct{ who int64 }

func (f department) HitsIn(_ context.Context, _ *db.Tx, _ civil.County, people []int64) (map[int64][]ListHit, error) {
	all := map[int64][]ListHit{}
	for _, p := range people {
		if p == f.who {
			all[p] = []ListHit{{Kind: ListCustody, Source: "司法厅接口", AsOf: civil.DateOf(2026, 3, 19), Since: civil.DateOf(2026, 3, 1)}}
		}
	}
	return all, nil
}

func TestADepartmentsServiceIsAskedLikeAFile(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		people := h.people(2, march)
		r := h.prepared(march)
		h.pay.Ask(department{people[0].id}) // it is known only after the preparation: the approval finds it
		_, err := h.pay.Approve(ctx, checker, r.ID)
		wants(t, err, NewlyHeld)
		if p := h.paymentOf(r.ID, people[0]); codes(p) != "list-custody " || p.State != Held {
			t.Fatalf("%+v", p)
		}
		_, err = h.pay.Approve(ctx, checker, r.ID)
		must(t, err)
	})
}

func TestEligibilityIsConfirmedEveryTwelveMonths(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, clock *testkit.Clock) {
		h := build(t, d, 100000000)
		people := h.people(3, march)
		clock.Add(366 * 24 * 3600e9) // 21 March 2027
		defer clock.Add(-366 * 24 * 3600e9)
		h.in(func(tx *db.Tx) error {
			e, err := h.pay.ConfirmIn(ctx, tx, reviewer, people[0].entitlement, civil.DateOf(2026, 9, 1), BySelf)
			if err == nil && e.Confirmed != civil.DateOf(2026, 9, 1) {
				t.Errorf("%+v", e)
			}
			return err
		})
		r := h.prepared(march + 12)
		if p := h.paymentOf(r.ID, people[0]); codes(p) != "" {
			t.Errorf("confirmed in time: %s", codes(p))
		}
		if p := h.paymentOf(r.ID, people[1]); codes(p) != "unconfirmed " || p.Findings[0].Hard {
			t.Errorf("%+v", p.Findings)
		}
		h.in(func(tx *db.Tx) error {
			_, err := h.pay.ConfirmIn(ctx, tx, reviewer, people[1].entitlement, civil.DateIn(tx.Now()), ByVisit)
			return err
		})
		p, err := h.pay.Release(ctx, checker, h.paymentOf(r.ID, people[1]).ID, "上门核实")
		must(t, err)
		if p.State != Ready {
			t.Errorf("%+v", p)
		}
		h.in(func(tx *db.Tx) error {
			_, err := h.pay.ConfirmIn(ctx, tx, reviewer, people[2].entitlement, civil.DateIn(tx.Now())+1, BySelf)
			wants(t, err, BadConfirmation)
			return nil
		})
	})
}

func TestLargeAmountsAreHeldAndReleasedByOneOrByThree(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, money.Fen(1_000_000_00))
		small, first, over, huge := h.people(1, march)[0], h.people(1, march)[0], h.people(1, march-2)[0], h.people(1, march-5)[0]
		for _, w := range []who{first, over, huge} {
			h.wealthy(w)
		}
		r := h.prepared(march)
		for w, want := range map[who]string{small: "", first: "first ", over: "first over ", huge: "first over "} {
			if p := h.paymentOf(r.ID, w); codes(p) != want {
				t.Errorf("%q, want %q", codes(p), want)
			}
		}
		p, err := h.pay.Release(ctx, checker, h.paymentOf(r.ID, over).ID, "核定无误")
		must(t, err)
		if p.State != Ready || p.Voices != 1 || len(p.Confirmations) != 1 || p.Confirmations[0].Name != checker.Name {
			t.Fatalf("one is enough below the threshold: %+v", p)
		}
		id := h.paymentOf(r.ID, huge).ID
		voices := []access.Actor{checker, {County: county, User: 22, Name: "会审丁", Role: access.Approver}, {County: county, User: 23, Name: "会审戊", Role: access.Approver}}
		for i, a := range voices {
			if p, err = h.pay.Release(ctx, a, id, "集体会审通过"); err != nil {
				t.Fatal(err)
			}
			if want := map[bool]PaymentState{true: Ready, false: Held}[i == 2]; p.State != want || p.Voices != 3 || len(p.Confirmations) != i+1 {
				t.Fatalf("after %d: %+v", i+1, p)
			}
			if i < 2 {
				_, err = h.pay.Release(ctx, a, id, "再确认一次")
				wants(t, err, AlreadyConfirmed)
				if e := db.Fault(err); e == nil || e.Rule == "" || e.Kind != fail.Denied {
					t.Errorf("the refusal quotes no rule: %+v", e)
				}
			}
		}
		_, err = h.pay.Release(ctx, access.Actor{County: county, User: maker.User, Name: maker.Name, Role: access.Approver}, h.paymentOf(r.ID, first).ID, "自己放行")
		wants(t, err, SamePerson)
		o := h.run(march)
		if o.Posted != 3 || o.Held != 1 {
			t.Fatalf("%+v", o)
		}
		h.sound()
	})
}

func TestAChangedAmountIsHeld(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, clock *testkit.Clock) {
		h := build(t, d, money.Fen(1_000_000_00))
		people := h.people(2, march)
		h.run(march)
		clock.Add(30 * 24 * 3600e9)
		defer clock.Add(-30 * 24 * 3600e9)
		h.in(func(tx *db.Tx) error { // the decision is altered: 100 yuan a month become 200
			_, err := tx.Exec(ctx, `UPDATE entitlement SET account_fen=$3, inputs=$4 WHERE county=$1 AND id=$2`, county, people[0].entitlement, 20000, inputsText(PensionInputs(2780000, 180)))
			return err
		})
		h.sim.Value = (march + 1).FirstDay() + 9
		r := h.prepared(march + 1)
		if p := h.paymentOf(r.ID, people[0]); codes(p) != "changed " {
			t.Errorf("%s", codes(p))
		}
		if p := h.paymentOf(r.ID, people[1]); codes(p) != "" {
			t.Errorf("%s", codes(p))
		}
	})
}

func TestThresholdsAreData(t *testing.T) {
	good := `
title: {zh: 值, en: values}
checked: "2026-11-23"
rows:
  - {from: "2020-01-01", confirmed-months: 12, changed-percent: 30, first-above: "1", above: "2", collective-above: "3", luhn: note, basis: b, confidence: U}
  - {from: "2026-01-01", confirmed-months: 6, changed-percent: 30, first-above: "1", above: "2", collective-above: "3", luhn: hold, basis: b, confidence: U}
  - {from: "2020-01-01", place: "4307", confirmed-months: 9, changed-percent: 30, first-above: "1", above: "2", collective-above: "3", luhn: note, basis: b, confidence: U}
  - {from: "2020-01-01", kind: unemployment-benefit, confirmed-months: 1, changed-percent: 30, first-above: "1", above: "2", collective-above: "3", luhn: note, basis: b, confidence: U}
`
	all, err := loadThresholds([]byte(good))
	must(t, err)
	for _, c := range []struct {
		county civil.County
		kind   Kind
		on     civil.Date
		months int
	}{{110101, ResidentPension, civil.DateOf(2025, 1, 1), 12}, {110101, ResidentPension, civil.DateOf(2026, 1, 1), 6}, {county, ResidentPension, civil.DateOf(2026, 1, 1), 9},
		{110101, "unemployment-benefit", civil.DateOf(2026, 1, 1), 1}, {county, "unemployment-benefit", civil.DateOf(2026, 1, 1), 9}} {
		if got := chosen(all, c.county, c.kind, c.on); got.ConfirmedMonths != c.months {
			t.Errorf("%+v gives %d", c, got.ConfirmedMonths)
		}
	}
	for _, bad := range []string{"rows: []", good + "  - {from: x}\n", good + `  - {from: "2020-01-01", confirmed-months: 12, changed-percent: 30, first-above: "1", above: "5", collective-above: "3", luhn: note, basis: b, confidence: U}`} {
		if _, err := loadThresholds([]byte(bad)); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
	if got := ThresholdsOf(county, ResidentPension, civil.DateOf(2026, 3, 1)); got.ConfirmedMonths != 12 || got.Basis == "" || got.Confidence == "" {
		t.Errorf("%+v", got)
	}
	if changedBy(10000, 13000) != 30 || changedBy(10000, 13001) != 31 || changedBy(10000, 6999) != 31 {
		t.Error("a change is rounded down")
	}
}
