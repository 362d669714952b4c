package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/money"
)

// lastPaid is the last payment of an entitlement that is paid; 0 if none is.
func lastPaid(ctx context.Context, tx *db.Tx, county civil.County, entitlement int64) (id int64, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce(max(id), 0) FROM payment_now WHERE county=$1 AND person=(SELECT person FROM entitlement WHERE county=$1 AND id=$2)
		AND entitlement=$2 AND stands='paid'`, county, entitlement).Scan(&id)
	return id, err
}

// withdrawing reads a county's entitlements whose amount comes out of individual accounts.
func withdrawing(ctx context.Context, tx *db.Tx, county civil.County) ([]Entitlement, error) {
	return collectEntitlements(tx.Query(ctx, selectEntitlement+`kind IN ($2, $3) ORDER BY id`, county, AccountLumpSum, AccountRefund))
}

// drawingPayments reads the payments of an entitlement that reached the payee, in their order, whether or not they came back since.
func drawingPayments(ctx context.Context, tx *db.Tx, county civil.County, entitlement int64) ([]Payment, error) {
	return collectPayments(ctx, tx, selectPayment+`p.person=(SELECT person FROM entitlement WHERE county=$1 AND id=$2) AND p.entitlement=$2 AND (p.stands='paid' OR k.on_date IS NOT NULL) ORDER BY p.id`, county, entitlement)
}

// settledOn is the day on which the last of a claim came back.
func settledOn(ctx context.Context, tx *db.Tx, county civil.County, overpayment int64) (on string, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce(max(on_date), '') FROM overpayment_move WHERE county=$1 AND overpayment=$2 AND state='booked'
		AND decided_at=(SELECT max(decided_at) FROM overpayment_move WHERE county=$1 AND overpayment=$2 AND state='booked')`, county, overpayment).Scan(&on)
	return on, err
}

// withdrawalEntry is an entry of an individual account that a withdrawal made (enrolment's table, only read).
type withdrawalEntry struct {
	period civil.Month
	kind   enrolment.Kind
	cause  int64
	paid   money.Fen
	on     string
}

func withdrawalEntries(ctx context.Context, tx *db.Tx, county civil.County, holder int64) ([]withdrawalEntry, error) {
	rows, err := tx.Query(ctx, `SELECT period, kind, cause, paid_fen, on_date FROM pension_entry
		WHERE county=$1 AND person=$2 AND kind IN ('lump-sum', 'refund', 'restored') ORDER BY period, kind, part`, county, holder)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []withdrawalEntry
	for rows.Next() {
		var e withdrawalEntry
		if err := rows.Scan(&e.period, &e.kind, &e.cause, &e.paid, &e.on); err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, rows.Err()
}

// strayWithdrawals finds withdrawals that no entitlement pays (enrolment's table, only read).
func strayWithdrawals(ctx context.Context, tx *db.Tx, county civil.County, fn func(id int64)) error {
	rows, err := tx.Query(ctx, `SELECT w.id FROM account_withdrawal AS w LEFT JOIN entitlement AS e ON e.county=$1 AND e.id=w.id AND e.kind IN ($2, $3)
		WHERE w.county=$1 AND e.id IS NULL ORDER BY w.id LIMIT 100`, county, AccountLumpSum, AccountRefund)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return err
		}
		fn(id)
	}
	return rows.Err()
}

// holderBehind is whose individual account a payment or a claim drew on: the holder's of a withdrawal, else the person's own.
func holderBehind(ctx context.Context, tx *db.Tx, county civil.County, person, cause int64) (int64, error) {
	var k Kind
	var inputs string
	err := tx.QueryRow(ctx, `SELECT kind, inputs FROM entitlement WHERE county=$1 AND id=coalesce((SELECT entitlement FROM payment WHERE county=$1 AND id=$2),
		(SELECT entitlement FROM overpayment WHERE county=$1 AND id=$2))`, county, cause).Scan(&k, &inputs)
	if db.IsNoRows(err) {
		return person, nil
	}
	if holder := k.HolderOf(parseInputs(inputs)); err == nil && holder != 0 {
		return holder, nil
	}
	return person, err
}
