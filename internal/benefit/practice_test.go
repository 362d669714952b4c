package benefit

import (
	"bytes"
	"context"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/money"
)

// practiceBank is a bank to practise with: it answers a run's payment file as sim says, with the balance that the books had before
// the run. It answers a run alike however often and whenever it is asked. A zero value date is today.
func (b *Benefits) practiceBank(ctx context.Context, county civil.County, sim bank.Simulation) func(file []byte) ([]byte, error) {
	return func(file []byte) ([]byte, error) {
		order, err := bank.ReadPayment(bytes.NewReader(file), func(bank.Order) error { return nil })
		if err != nil {
			return nil, err
		}
		err = b.db.View(ctx, func(tx *db.Tx) error {
			r, err := runByID(ctx, tx, county, order.Run)
			if err != nil {
				return err
			}
			book, err := b.books.BalanceIn(ctx, tx, county, BooksOf(r.Kind).Bank)
			if err != nil {
				return err
			}
			paid, err := paidByRun(ctx, tx, r)
			sim.Opening = book.Own() + paid
			return err
		})
		if err != nil {
			return nil, err
		}
		if sim.Value == 0 {
			sim.Value = civil.DateIn(b.db.Now())
		}
		return bank.Simulate(file, sim)
	}
}

// paidByRun sums what the bank has paid of a run, as far as it is posted.
func paidByRun(ctx context.Context, tx *db.Tx, r Run) (money.Fen, error) {
	var paid money.Fen
	err := tx.QueryRow(ctx, `SELECT coalesce(sum(t.amount_fen), 0) FROM batch AS b JOIN transfer AS t ON t.county=$1 AND t.batch=b.id
		WHERE b.county=$1 AND b.kind=$2 AND b.cause=$3 AND t.kind=3`, r.County, settleKind, r.cause()).Scan(&paid)
	return paid, err
}
