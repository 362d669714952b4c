package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

// bookedLate reads the payments that came back after they had been paid.
func bookedLate(ctx context.Context, tx *db.Tx, county civil.County) (map[int64]lateRow, error) {
	rows, err := tx.Query(ctx, `SELECT k.payment, k.code, p.stands, p.return_code FROM late_return AS k JOIN payment_now AS p ON p.county=$1 AND p.id=k.payment
		WHERE k.county=$1 AND k.state='booked'`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[int64]lateRow{}
	for rows.Next() {
		var id int64
		var l lateRow
		if err := rows.Scan(&id, &l.code, &l.state, &l.stated); err != nil {
			return nil, err
		}
		all[id] = l
	}
	return all, rows.Err()
}

// paidFirst reads the months of payments that came back, each as its first payment had it.
func paidFirst(ctx context.Context, tx *db.Tx, county civil.County) (map[monthOf]paidAgain, error) {
	rows, err := tx.Query(ctx, `SELECT p.entitlement, l.month, p.id, l.basic_fen, l.account_fen, l.plan, l.inputs
		FROM late_return AS k JOIN payment AS p ON p.county=$1 AND p.id=k.payment JOIN payment_line AS l ON l.county=$1 AND l.payment=p.id
		WHERE k.county=$1 AND k.state='booked' ORDER BY p.id DESC`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[monthOf]paidAgain{}
	for rows.Next() {
		var m monthOf
		var l paidAgain
		if err := rows.Scan(&m.entitlement, &m.month, &l.payment, &l.basic, &l.account, &l.plan, &l.inputs); err != nil {
			return nil, err
		}
		all[m] = l
	}
	return all, rows.Err()
}

// wrongUndone finds payments that came back whose draw on an individual account (enrolment's table, only read) was not undone to the fen.
func wrongUndone(ctx context.Context, tx *db.Tx, county civil.County, fn func(payment int64, month string, expected, actual money.Fen)) error {
	rows, err := tx.Query(ctx, `SELECT k.payment, e.period, -e.paid_fen, CAST(coalesce((SELECT sum(b.paid_fen) FROM pension_entry AS b
				WHERE b.county=$1 AND b.person=e.person AND b.period=e.period AND b.kind='reversal' AND b.cause=k.payment), 1) AS BIGINT)
		FROM late_return AS k JOIN payment AS p ON p.county=$1 AND p.id=k.payment
		JOIN pension_entry AS e ON e.county=$1 AND e.person=p.person AND e.kind='payout' AND e.cause=p.id
		WHERE k.county=$1 AND k.state='booked' ORDER BY 1, 2 LIMIT 10000`, county)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var month civil.Month
		var expected, actual money.Fen
		if err := rows.Scan(&id, &month, &expected, &actual); err != nil {
			return err
		}
		if expected != actual {
			fn(id, month.String(), expected, actual)
		}
	}
	return rows.Err()
}

// wrongFates finds payments whose fate is not the one that was decided last; without a decision they are the person's.
func wrongFates(ctx context.Context, tx *db.Tx, county civil.County, fn func(payment int64, expected, actual string)) error {
	rows, err := tx.Query(ctx, `SELECT k.payment, coalesce((SELECT q.fate FROM late_fate AS q WHERE q.county=$1 AND q.payment=k.payment AND q.state='applied'
				ORDER BY q.decided_at DESC, q.id DESC LIMIT 1), 'again'), k.fate
		FROM late_return AS k WHERE k.county=$1 AND k.state='booked' ORDER BY 1`, county)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var expected, actual string
		if err := rows.Scan(&id, &expected, &actual); err != nil {
			return err
		}
		if expected != actual {
			fn(id, expected, actual)
		}
	}
	return rows.Err()
}
