package ledger

import (
	"errors"
	"testing"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

// What a batch is told of the one that it follows saves reading it and changes nothing else: the same is posted, and what was settled, differs
// or was changed behind the ledger's back is refused as without it.
func TestABatchThatFollowsAnother(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 100000)
		pend := batch(2)
		for i := range 3 * fewLines {
			pend.Lines = append(pend.Lines, Line{Debit: []AccountID{expense, income}[i%2], Credit: bank, Amount: 100, Kind: Pending})
		}
		_, err := l.Post(ctx, maker, pend)
		must(t, err)
		var r Receipt
		must(t, d.View(ctx, func(tx *db.Tx) error {
			var found bool
			if r, found, err = l.StoredIn(ctx, tx, county, pend); !found {
				t.Error("the batch is not found")
			}
			return err
		}))
		if len(r.said.all) != len(pend.Lines) {
			t.Fatalf("%d of %d transfers are known", len(r.said.all), len(pend.Lines))
		}
		settle := func(id int64, from, to int) Batch {
			b := batch(id)
			for i := from; i < to; i++ {
				b.Lines = append(b.Lines, Line{Kind: []Kind{PostPending, Void}[i%2], Amount: 100, Ref: r.Seqs[i]})
			}
			b.Follows(r)
			return b
		}
		wrong := settle(3, 0, len(r.Seqs))
		wrong.Lines[4].Debit = other
		if _, err := l.Post(ctx, maker, wrong); err == nil {
			t.Error("a line on another account than it names was posted")
		}
		wrong = settle(3, 0, len(r.Seqs))
		wrong.Lines[5].Amount = 99
		if _, err := l.Post(ctx, maker, wrong); !errors.Is(err, RefDiffers) {
			t.Errorf("another amount: %v", err)
		}
		_, err = l.Post(ctx, maker, settle(3, 0, 2)) // a part of it: what is told does not fit
		must(t, err)
		if _, err := l.Post(ctx, maker, settle(4, 0, len(r.Seqs))); !errors.Is(err, RefDone) {
			t.Errorf("what is settled was settled again: %v", err)
		}
		_, err = l.Post(ctx, maker, settle(5, 2, len(r.Seqs)))
		must(t, err)
		clean(t, l)
	})
}

// The database holds each line against the transfer that it names, whatever the batch was told.
func TestABatchToldWrongIsRefused(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 100000)
		pend := batch(2)
		for range 3 * fewLines {
			pend.Lines = append(pend.Lines, Line{Debit: expense, Credit: bank, Amount: 100, Kind: Pending})
		}
		posted, err := l.Post(ctx, maker, pend)
		must(t, err)
		told := pend
		told.Lines = append([]Line(nil), pend.Lines...)
		told.Lines[7].Debit = income
		settle := batch(3)
		for _, seq := range posted.Seqs {
			settle.Lines = append(settle.Lines, Line{Kind: PostPending, Ref: seq})
		}
		posted.said = told.lines(posted)
		settle.Follows(posted)
		if _, err := l.Post(ctx, maker, settle); (d.Engine() == db.SQLite) != (err != nil) {
			t.Errorf("%s: %v", d.Engine(), err)
		}
		clean(t, l)
	})
}
