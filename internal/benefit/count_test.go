package benefit

import (
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/testkit"
)

func TestTheBoardCountsPeople(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		admin := access.Actor{County: county, User: 14, Name: "管理", Role: access.Admin}
		if c, err := h.pay.Counts(ctx, admin, ResidentPension); err != nil || c != (Counts{}) {
			t.Fatalf("an empty county has %+v, %v", c, err)
		}
		people := h.people(12, march)
		h.people(2, civil.DateIn(d.Now()).Month()+2) // begin later: nobody of them draws yet
		h.in(func(tx *db.Tx) error {
			_, err := h.pay.SuspendIn(ctx, tx, reviewer, people[0].entitlement, "test")
			return err
		})
		r := h.prepared(march)
		c, err := h.pay.Counts(ctx, admin, ResidentPension)
		must(t, err)
		if c.Drawing != 11 || c.Suspended != 1 || c.Last == nil || c.Last.ID != r.ID || c.Last.Held != 1 || c.Last.Waiting != 11 || c.Last.Paid != 0 {
			t.Fatalf("prepared: %+v %+v", c, c.Last)
		}
		h.sim.ClosedIn10000 = 5000
		o := h.run(march)
		c, err = h.pay.Counts(ctx, admin, ResidentPension)
		must(t, err)
		if c.Last.Paid != o.Posted || c.Last.Returned != o.Returned || o.Returned == 0 || c.Last.Held != o.Held || c.Last.Waiting != 0 || c.Last.State != Reconciled {
			t.Fatalf("%+v after %+v", c.Last, o)
		}
		if _, err := h.pay.Counts(ctx, maker, ResidentPension); fail.KindOf(err) != fail.Denied {
			t.Fatalf("the accountant reads the board: %v", err)
		}
	})
}
