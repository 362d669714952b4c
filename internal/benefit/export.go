package benefit

import (
	"bytes"
	"context"

	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
)

// ExportIn adds the bank's side to an export of the books: every order with the bank's answer, by run and payment, and the places of their
// files' documents in the log, which bind them. Names and accounts stay out of it: an order is tied to its transfers by their cause.
func (b *Benefits) ExportIn(ctx context.Context, tx *db.Tx, e *ledger.Export, progress func(done, total int64)) error {
	runs, err := orderedRuns(ctx, tx, e.County)
	if err != nil {
		return err
	}
	f, err := e.Table("order.txt", "county", "run", "payment", "amount_fen", "order_seq", "answer_seq", "answer")
	if err != nil {
		return err
	}
	for i, run := range runs {
		if err == nil {
			err = b.exportOrders(ctx, tx, f, Run{County: e.County, ID: run})
		}
		if progress != nil {
			progress(int64(i+1), int64(len(runs)))
		}
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// exportOrders writes a run's orders as its sealed files have them.
func (b *Benefits) exportOrders(ctx context.Context, tx *db.Tx, f *ledger.ExportFile, r Run) error {
	order, err := b.document(ctx, tx, r, orderFile)
	if err != nil {
		return err
	}
	answer, err := b.document(ctx, tx, r, answerFile)
	if err != nil {
		return err
	}
	answers := map[int64]int64{}
	content, found, err := b.sealed(ctx, tx, r, answerFile)
	if err == nil && found {
		_, err = bank.ReadReturn(bytes.NewReader(content), func(a bank.Answer) error {
			answers[a.ID] = ledger.ListReturned
			if a.Paid() {
				answers[a.ID] = ledger.ListPaid
			}
			return nil
		})
	}
	if err != nil {
		return err
	}
	if content, _, err = b.sealed(ctx, tx, r, orderFile); err != nil {
		return err
	}
	_, err = bank.ReadPayment(bytes.NewReader(content), func(o bank.Order) error {
		became, back := answers[o.ID], answer.Seq
		if became == ledger.ListOrdered { // no answer yet
			back = 0
		}
		for _, n := range []int64{int64(r.County), r.ID, o.ID, int64(o.Amount), order.Seq, back, became} {
			f.Int(n)
		}
		f.End()
		return nil
	})
	return err
}

// sealed opens a stored bank file.
func (b *Benefits) sealed(ctx context.Context, tx *db.Tx, r Run, direction string) ([]byte, bool, error) {
	f, found, err := fileRow(ctx, tx, r, direction, true)
	if err != nil || !found {
		return nil, false, err
	}
	content, err := b.box.Unseal(f.content, fileBound(r, direction))
	if err != nil {
		return nil, false, Damaged.With("what", f.name).From(err)
	}
	return content, true, nil
}
