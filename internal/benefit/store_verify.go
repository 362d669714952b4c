package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

// entitlementPage reads a county's entitlements in the order of their ids.
func entitlementPage(ctx context.Context, tx *db.Tx, county civil.County, after int64, limit int) ([]Entitlement, error) {
	rows, err := tx.Query(ctx, selectEntitlement+`id>$2 ORDER BY id LIMIT $3`, county, after, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Entitlement
	for rows.Next() {
		e, err := scanEntitlement(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, rows.Err()
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

// orderedPayments hands every payment that went to the bank to fn.
func orderedPayments(ctx context.Context, tx *db.Tx, r Run, fn func(payment int64, total money.Fen)) error {
	rows, err := tx.Query(ctx, `SELECT id, total_fen FROM payment
		WHERE county=$1 AND run=$2 AND state IN ('pending', 'paid', 'returned') ORDER BY id`, r.County, r.ID)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var total money.Fen
		if err := rows.Scan(&id, &total); err != nil {
			return err
		}
		fn(id, total)
	}
	return rows.Err()
}

// wrongLive finds lines that are live though their payment is not, and the other way round.
func wrongLive(ctx context.Context, tx *db.Tx, r Run, fn func(payment int64, month civil.Month, live bool)) error {
	rows, err := tx.Query(ctx, `SELECT p.id, l.month, l.live FROM payment AS p JOIN payment_line AS l ON l.county=$1 AND l.payment=p.id
		WHERE p.county=$1 AND p.run=$2 AND l.live<>(p.state NOT IN ('returned', 'lapsed')) ORDER BY p.id, l.month LIMIT 100`, r.County, r.ID)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var month civil.Month
		var live bool
		if err := rows.Scan(&id, &month, &live); err != nil {
			return err
		}
		fn(id, month, live)
	}
	return rows.Err()
}

// wrongDue finds entitlements whose next month is not the one after the last paid.
func wrongDue(ctx context.Context, tx *db.Tx, county civil.County, fn func(entitlement int64, expected, actual civil.Month)) error {
	rows, err := tx.Query(ctx, `SELECT e.id, max(p.to_month)+1, e.due_from FROM payment AS p JOIN entitlement AS e ON e.county=$1 AND e.id=p.entitlement
		WHERE p.county=$1 AND p.state='paid' GROUP BY e.id, e.due_from HAVING e.due_from<>max(p.to_month)+1 ORDER BY e.id LIMIT 100`, county)
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
