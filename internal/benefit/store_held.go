package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
)

// heldSums adds what the gate holds in the runs of each kind's latest month, by run and reason. The states stand as the partial
// index has them, and the runs before their payments: SQLite keeps the order of a cross join, and would else begin with every payment.
func heldSums(ctx context.Context, tx *db.Tx, county civil.County) (all []HeldSum, err error) {
	rows, err := tx.Query(ctx, heldQuery, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s HeldSum
		if err := rows.Scan(&s.Kind, &s.Run, &s.Month, &s.State, &s.Code, &s.People, &s.Total); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}

const heldQuery = `SELECT r.kind, r.id, r.month, p.state, p.hold_code, count(*), CAST(sum(p.total_fen) AS BIGINT)
		FROM payment_run AS r CROSS JOIN payment AS p
		WHERE r.county=$1 AND p.county=$1 AND p.run=r.id AND p.state IN ('held', 'lapsed', 'returned') AND p.state<>'returned' AND r.month=(SELECT max(m.month) FROM payment_run AS m WHERE m.county=$1 AND m.kind=r.kind)
		GROUP BY r.kind, r.id, r.month, p.state, p.hold_code ORDER BY r.kind, r.id, p.state, p.hold_code`
