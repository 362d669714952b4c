package reconcile

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
)

// TestNoMovementIsPassedOver matches an account again and again while others book on both its sides: each movement is looked at once. PostgreSQL
// alone has two writers at once.
func TestNoMovementIsPassedOver(t *testing.T) {
	clock := inApril()
	h := build(t, testkit.Open(t, testkit.Postgres(t), db.WithClock(clock.Now)), clock)
	const batches = 60
	var all sync.WaitGroup
	var done atomic.Bool
	all.Go(func() {
		defer done.Store(true)
		for range batches {
			h.post("voucher", "both", ledger.Line{Debit: spending, Credit: income, Amount: 5, ValueDate: march.FirstDay()},
				ledger.Line{Debit: basic, Credit: spending, Amount: 7, ValueDate: march.FirstDay()})
		}
	})
	for last := false; !last; {
		last = done.Load()
		if _, err := h.r.Run(ctx, maker, spending); err != nil && !errors.Is(err, db.Busy) {
			t.Fatal(err)
		}
	}
	all.Wait()
	if n := len(h.items(spending, 0)); n != 2*batches {
		t.Errorf("%d movements are booked, %d are listed", 2*batches, n)
	}
	h.clean()
}

// TestWhatTwoPersonsTookApartStaysApart ends a match that the program made: the next matching does not make it again, and a person may match
// the lines with others.
func TestWhatTwoPersonsTookApartStaysApart(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		first := march.FirstDay()
		seq := h.allocate(first+2, 500)
		h.take(h.statement(spendingNumber, "camt.053", first, march.LastDay(), bank.Movement{Day: first + 2, Amount: 500}))
		if out := h.run(spending); out.Matches != 1 {
			t.Fatalf("%+v", out)
		}
		view, err := h.r.LineOf(ctx, maker, spending, Book, seq)
		must(t, err)
		q, err := h.r.AskUnmatch(ctx, maker, spending, view.Match.ID, "不是同一笔")
		must(t, err)
		_, err = h.r.Decide(ctx, checker, q.ID, true, "")
		must(t, err)
		if out := h.run(spending); out.Matches != 0 {
			t.Errorf("matched again: %+v", out)
		}
		h.clean()
		items := h.items(spending, 0)
		if len(items) != 2 || items[0].Asked || items[1].Asked {
			t.Fatalf("%+v", items)
		}
	})
}

// TestATableIsOfOneMoment draws tables up while others book: each says the books, the items and the log's size of one moment.
func TestATableIsOfOneMoment(t *testing.T) {
	clock := inApril()
	h := build(t, testkit.Open(t, testkit.Postgres(t), db.WithClock(clock.Now)), clock)
	h.take(h.statement(spendingNumber, "camt.053", march.FirstDay(), march.LastDay()))
	var all sync.WaitGroup
	var done atomic.Bool
	all.Go(func() {
		defer done.Store(true)
		for range 40 {
			h.post("voucher", "both", ledger.Line{Debit: spending, Credit: income, Amount: 5, ValueDate: march.FirstDay()},
				ledger.Line{Debit: basic, Credit: spending, Amount: 7, ValueDate: march.FirstDay()})
		}
	})
	for last := false; !last; {
		last = done.Load()
		if _, err := h.r.Prepare(ctx, maker, spending, march.LastDay(), ""); err != nil && !errors.Is(err, db.Busy) {
			t.Error(err)
			break
		}
	}
	all.Wait()
	h.clean()
}
