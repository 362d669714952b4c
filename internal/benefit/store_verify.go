package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

// entitlementPage reads a county's entitlements in the order of their ids.
func entitlementPage(ctx context.Context, tx *db.Tx, county civil.County, after int64, limit int) ([]Entitlement, error) {
	return collectEntitlements(tx.Query(ctx, selectEntitlement+`id>$2 ORDER BY id LIMIT $3`, county, after, limit))
}

// wrongSum is a payment whose amount is not the sum of its lines.
type wrongSum struct {
	payment          int64
	column           string
	expected, actual money.Fen
}

func wrongSums(ctx context.Context, tx *db.Tx, r Run) ([]wrongSum, error) {
	rows, err := tx.Query(ctx, `SELECT p.id, p.basic_fen, p.account_fen, coalesce(sum(l.basic_fen), 0), coalesce(sum(l.account_fen), 0)
		FROM payment AS p LEFT JOIN payment_line AS l ON l.county=$1 AND l.payment=p.id WHERE p.county=$1 AND p.run=$2
		GROUP BY p.id, p.basic_fen, p.account_fen
		HAVING p.basic_fen<>coalesce(sum(l.basic_fen), 0) OR p.account_fen<>coalesce(sum(l.account_fen), 0) ORDER BY p.id LIMIT 100`, r.County, r.ID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []wrongSum
	for rows.Next() {
		var id int64
		var basic, account, basicSum, accountSum money.Fen
		if err := rows.Scan(&id, &basic, &account, &basicSum, &accountSum); err != nil {
			return nil, err
		}
		if basic != basicSum {
			all = append(all, wrongSum{id, "basic_fen", basicSum, basic})
		}
		if account != accountSum {
			all = append(all, wrongSum{id, "account_fen", accountSum, account})
		}
	}
	return all, rows.Err()
}

// orderedPayment is a payment that went to the bank.
type orderedPayment struct {
	id, person, account int64
	total               money.Fen
}

// orderedPage reads the payments of a run that went to the bank, in the order of their ids.
func orderedPage(ctx context.Context, tx *db.Tx, r Run, after int64, limit int) ([]orderedPayment, error) {
	rows, err := tx.Query(ctx, `SELECT id, person, bank_account, total_fen FROM payment_now
		WHERE county=$1 AND run=$2 AND id>$3 AND stands IN ('pending', 'paid', 'returned') ORDER BY id LIMIT $4`, r.County, r.ID, after, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []orderedPayment
	for rows.Next() {
		var p orderedPayment
		if err := rows.Scan(&p.id, &p.person, &p.account, &p.total); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

// reconciled is a stored statement as its row has it.
type reconciled struct {
	attempt                         int64
	day, detail                     string
	book, pending, bank, difference money.Fen
}

// reconciliations reads every statement of a run, in the order in which they were drawn up.
func reconciliations(ctx context.Context, tx *db.Tx, r Run) ([]reconciled, error) {
	rows, err := tx.Query(ctx, `SELECT attempt, value_date, book_fen, pending_fen, bank_fen, difference_fen, detail
		FROM reconciliation WHERE county=$1 AND run=$2 ORDER BY attempt`, r.County, r.ID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []reconciled
	for rows.Next() {
		var s reconciled
		if err := rows.Scan(&s.attempt, &s.day, &s.book, &s.pending, &s.bank, &s.difference, &s.detail); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}

// wrongLive finds lines that are live though their payment is not, and the other way round, and those that are neither true nor false:
// SQLite has no booleans of its own, an alteration can put any number there.
func wrongLive(ctx context.Context, tx *db.Tx, r Run, fn func(payment int64, month civil.Month, expected, actual string)) error {
	rows, err := tx.Query(ctx, `SELECT p.id, l.month, CASE WHEN p.state IN ('returned', 'lapsed') THEN 'false' ELSE 'true' END,
			CASE WHEN l.live=true THEN 'true' WHEN l.live=false THEN 'false' ELSE CAST(l.live AS TEXT) END
		FROM payment AS p JOIN payment_line AS l ON l.county=$1 AND l.payment=p.id
		WHERE p.county=$1 AND p.run=$2 AND l.live<>(p.state NOT IN ('returned', 'lapsed')) ORDER BY p.id, l.month LIMIT 100`, r.County, r.ID)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var month civil.Month
		var expected, actual string
		if err := rows.Scan(&id, &month, &expected, &actual); err != nil {
			return err
		}
		fn(id, month, expected, actual)
	}
	return rows.Err()
}

// wrongDay is an entry of an individual account with another day than the bank's for its payment.
type wrongDay struct {
	person           int64
	period           civil.Month
	expected, actual string
}

// wrongDrawn finds what payments drew from individual accounts (enrolment's table, only read) on another day than the bank paid.
func wrongDrawn(ctx context.Context, tx *db.Tx, county civil.County, fn func(wrongDay)) error {
	rows, err := tx.Query(ctx, `SELECT e.person, e.period, f.value_date, e.on_date FROM payment_file AS f JOIN payment AS p ON p.county=$1 AND p.run=f.run
		JOIN pension_entry AS e ON e.county=$1 AND e.person=p.person AND e.kind='payout' AND e.cause=p.id
		WHERE f.county=$1 AND f.direction='answer' AND e.on_date<>f.value_date ORDER BY e.person, e.period LIMIT 100`, county)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var d wrongDay
		if err := rows.Scan(&d.person, &d.period, &d.expected, &d.actual); err != nil {
			return err
		}
		fn(d)
	}
	return rows.Err()
}

// wrongDue finds entitlements whose next month is not the one after the last paid, whether or not that came back.
func wrongDue(ctx context.Context, tx *db.Tx, county civil.County, fn func(entitlement int64, expected, actual civil.Month)) error {
	rows, err := tx.Query(ctx, `SELECT e.id, max(p.to_month)+1, e.due_from FROM payment_now AS p JOIN entitlement AS e ON e.county=$1 AND e.id=p.entitlement
		WHERE p.county=$1 AND (p.stands='paid' OR p.state='returned' AND EXISTS (SELECT 1 FROM late_return AS k
			WHERE k.county=$1 AND k.payment=p.id AND k.state IN ('entered', 'booked') AND k.state='booked')) GROUP BY e.id, e.due_from HAVING e.due_from<>max(p.to_month)+1 ORDER BY e.id LIMIT 100`, county)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var expected, actual civil.Month
		if err := rows.Scan(&id, &expected, &actual); err != nil {
			return err
		}
		fn(id, expected, actual)
	}
	return rows.Err()
}
