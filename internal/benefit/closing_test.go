package benefit

import (
	"context"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
)

// From its approval until the bank's answer is posted a run keeps its month open, so that it can always be finished; a month that was
// closed before refuses the approval as a whole.
func TestARunUnderWayKeepsItsMonthOpen(t *testing.T) {
	clock := &trap{Clock: testkit.NewClock(time.Date(2026, 3, 20, 1, 0, 0, 0, time.UTC))}
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		clock.left.Store(-1)
		h := build(t, d, 100000000)
		h.pay.page = 2
		people := h.people(5, march)
		fund, month := BooksOf(ResidentPension).Fund, civil.DateIn(d.Now()).Month()
		open := func(at RunState) {
			t.Helper()
			_, err := h.books.ClosePeriod(ctx, system, hands, fund, month)
			if err == nil {
				t.Fatalf("%s: the month was closed", at)
			}
			wants(t, err, ledger.StillOpen)
		}
		_, err := h.books.ClosePeriod(ctx, system, hands, fund, month-1)
		must(t, err)
		r := h.prepared(march)
		// The process is killed as soon as the approval stands.
		work, kill := context.WithCancel(ctx)
		_, err = h.pay.approve(work, checker, r.ID, nil, func(Progress) { kill() })
		if err == nil {
			t.Fatal("the approval was not cut")
		}
		v, err := h.pay.Run(ctx, maker, r.ID)
		must(t, err)
		if v.State != Approved {
			t.Fatalf("cut at %s", v.State)
		}
		open(Approved)
		_, err = h.pay.Approve(ctx, checker, r.ID)
		must(t, err)
		open(Pended)
		f, err := h.pay.BankFile(ctx, maker, r.ID)
		must(t, err)
		open(Filed)
		answer, err := h.bank(f.Content)
		must(t, err)
		work, kill = context.WithCancel(ctx)
		_, err = h.pay.importReturn(work, maker, r.ID, [][]byte{answer}, func(Progress) { kill() })
		if err == nil {
			t.Fatal("the posting was not cut")
		}
		open(Answered)
		_, err = h.pay.ImportReturn(ctx, maker, r.ID, answer)
		must(t, err)
		_, err = h.books.ClosePeriod(ctx, system, hands, fund, month)
		must(t, err)
		if o := h.run(march); o.Posted+o.Returned != int64(len(people)) {
			t.Fatalf("%+v", o)
		}
		next := h.prepared(march.Add(1))
		_, err = h.pay.Approve(ctx, checker, next.ID)
		wants(t, err, ledger.PeriodClosed)
		if v, err := h.pay.Run(ctx, maker, next.ID); err != nil || v.State != Prepared {
			t.Fatalf("%s after a refused approval, %v", v.State, err)
		}
		h.sound()
	}, db.WithClock(clock.Now))
}

// A process killed between the approval and its first reservation leaves none: the approval and the first reservation are one.
func TestApprovalReservesAtOnce(t *testing.T) {
	clock := &trap{Clock: testkit.NewClock(time.Date(2026, 3, 20, 1, 0, 0, 0, time.UTC))}
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		clock.left.Store(-1)
		h := build(t, d, 100000000)
		h.people(2, march)
		r := h.prepared(march)
		for n := int64(1); ; n++ {
			work, kill := context.WithCancel(ctx)
			clock.cancel.Store(&kill)
			clock.left.Store(n)
			_, err := h.pay.Approve(work, checker, r.ID)
			clock.left.Store(-1)
			kill()
			v, readErr := h.pay.Run(ctx, maker, r.ID)
			must(t, readErr)
			bank, readErr := h.books.Balance(ctx, county, BooksOf(ResidentPension).Bank)
			must(t, readErr)
			if (v.State == Prepared) != (bank.PendingCredits == 0) {
				t.Fatalf("cut %d: %s with %v reserved", n, v.State, bank.PendingCredits)
			}
			if err == nil {
				return
			}
		}
	}, db.WithClock(clock.Now))
}
