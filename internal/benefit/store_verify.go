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
