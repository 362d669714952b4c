package benefit

import (
	"bytes"
	"context"

	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
)

// What the bank answered, as order.txt has it.
const (
	exportPaid = 1
	exportBack = 2
)

// ExportIn adds the bank's side to an export of the books: every bank file with its digest and totals, and every order with the bank's
// answer, by the payment's number. Names and accounts stay out of it: an order is tied to its transfers by their cause.
func (b *Benefits) ExportIn(ctx context.Context, tx *db.Tx, e *ledger.Export, progress func(done, total int64)) error {
	files, err := exportFiles(ctx, tx, e.County)
	if err != nil {
		return err
	}
	f, err := e.Table("bankfile.txt", "county", "run", "direction", "digest", "orders", "total_fen", "paid", "paid_fen", "returned", "returned_fen")
	if err != nil {
		return err
	}
	for _, x := range files {
		f.Int(int64(e.County))
		f.Int(x.run)
		f.Text(x.direction)
		f.Text(x.digest)
		for _, n := range []int64{x.orders, int64(x.total), x.paid, int64(x.paidFen), x.returned, int64(x.returnedFen)} {
			f.Int(n)
		}
		f.End()
	}
	if err := f.Close(); err != nil {
		return err
	}
	if f, err = e.Table("order.txt", "county", "run", "payment", "amount_fen", "answer"); err != nil {
		return err
	}
	for i, x := range files {
		if x.direction == orderFile && err == nil {
			err = b.exportOrders(ctx, tx, f, Run{County: e.County, ID: x.run})
		}
		if progress != nil {
			progress(int64(i+1), int64(len(files)))
		}
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// exportOrders writes a run's orders as its sealed files have them.
func (b *Benefits) exportOrders(ctx context.Context, tx *db.Tx, f *ledger.ExportFile, r Run) error {
	answers := map[int64]int64{}
	content, found, err := b.sealed(ctx, tx, r, answerFile)
	if err == nil && found {
		_, err = bank.ReadReturn(bytes.NewReader(content), func(a bank.Answer) error {
			answers[a.ID] = exportBack
			if a.Paid() {
				answers[a.ID] = exportPaid
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
		for _, n := range []int64{int64(r.County), r.ID, o.ID, int64(o.Amount), answers[o.ID]} { // 0: no answer yet
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
