package benefit

import (
	"errors"
	"sync"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/seal"
	"renshe/internal/testkit"
)

// TestReleasedOnceByWhoeverWasFirst lets several approvers release one payment at once: one did, and the others are told so. The audit
// names nobody who released nothing.
func TestReleasedOnceByWhoeverWasFirst(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		p := h.people(1, march)
		h.in(func(tx *db.Tx) error { return h.reg.ReportDeathIn(ctx, tx, system, p[0].id, civil.DateOf(2026, 3, 5)) })
		held := h.paymentOf(h.prepared(march).ID, p[0])
		const approvers = 8
		failed := make([]error, approvers)
		var all sync.WaitGroup
		for i := range approvers {
			all.Go(func() {
				by := checker
				by.User += int64(i)
				_, failed[i] = h.pay.Release(ctx, by, held.ID, "家属已核实")
			})
		}
		all.Wait()
		first := 0
		for _, err := range failed {
			if err == nil {
				first++
			} else if !errors.Is(err, NotHeld) {
				t.Errorf("got %v, want %s", err, NotHeld.Code)
			}
		}
		acts, err := access.New(d, seal.New(testKey)).Trail(ctx, checker, access.Subject("payment", held.ID), 20)
		must(t, err)
		if first != 1 || len(acts) != 1 {
			t.Errorf("%d released it, the audit names %d", first, len(acts))
		}
	})
}

// TestMonthsUnderWayAreNotStopped refuses to stop an entitlement before a month whose money is ordered: the bank would pay it, and an
// entitlement after it would find the month taken.
func TestMonthsUnderWayAreNotStopped(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		p := h.people(2, march)
		stop := func(from civil.Month) error {
			return d.InCounty(ctx, county, func(tx *db.Tx) error {
				_, err := h.pay.StopIn(ctx, tx, reviewer, p[0].entitlement, from, "迁出")
				return err
			})
		}
		r, _ := h.filed(march)
		wants(t, stop(march), StopsTooEarly)
		must(t, stop(march+1))
		if _, err := h.pay.Pay(ctx, maker, checker, county, march, h.bank, nil); err != nil {
			t.Fatal(err)
		}
		if got := h.paymentOf(r.ID, p[0]).State; got != Paid {
			t.Errorf("the ordered month is %s", got)
		}
		h.sound()
	})
}
