package benefit

import (
	"errors"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/testkit"
)

// TestFaultFullDiskOnWithdrawals lets the store run out of room again and again while inheritances are paid, in chunks of a few: whatever is cut short,
// each account falls by what was paid out of it, once, and by nothing else.
func TestFaultFullDiskOnWithdrawals(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		clock := testkit.NewClock(time.Date(2026, 3, 20, 1, 0, 0, 0, time.UTC))
		d := testkit.Open(t, url, db.WithClock(clock.Now))
		h := build(t, d, 1<<40)
		h.pay.page = 5
		const heirs = 100
		p := h.people(2*heirs, march+1)
		for i := range heirs {
			h.buried(p[heirs+i], civil.DateOf(2026, 3, 5))
			_, err := h.inherits(p[i], p[heirs+i], wholeAccount)
			must(t, err)
		}
		h.sim.ClosedIn10000 = 1500
		full := 0
		for room := 1; ; room++ {
			bound(t, d, room)
			o, err := h.pay.PayKind(ctx, maker, checker, county, AccountLumpSum, march, h.bank, nil)
			if err == nil {
				bound(t, d, 0)
				if o.Posted+o.Returned != heirs || o.Returned == 0 || o.Difference != 0 {
					t.Fatalf("%+v", o)
				}
				break
			}
			if !errors.Is(err, db.DiskFull) {
				t.Fatalf("room %d: %v", room, err)
			}
			if full++; full > 500 {
				t.Fatal("the run never ends")
			}
		}
		if full < 3 {
			t.Errorf("the disk was full %d times only", full)
		}
		run, err := h.pay.Runs(ctx, maker, AccountLumpSum, 1)
		must(t, err)
		for i := range heirs {
			paid, left := h.paymentOf(run[0].ID, p[i]), h.left(p[heirs+i])
			w := h.withdrawal(paid.Entitlement)
			if paid.State == Paid && (left != 0 || w.State != enrolment.Drawn) || paid.State == Returned && (left != wholeAccount || w.State != enrolment.Apart) {
				t.Errorf("%s: %s left, %s", paid.State, left, w.State)
			}
		}
		h.proved()
	})
}
