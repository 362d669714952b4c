package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
)

// recomputePeople adds up a recomputation person by person, after an entitlement.
func recomputePeople(ctx context.Context, tx *db.Tx, county civil.County, id, after int64, limit int) ([]RecomputePerson, error) {
	rows, err := tx.Query(ctx, `SELECT l.entitlement, e.person, count(*), min(l.month), max(l.month), CAST(sum(l.before_fen) AS BIGINT), CAST(sum(l.after_fen) AS BIGINT)
		FROM recompute_line AS l JOIN entitlement AS e ON e.county=$1 AND e.id=l.entitlement
		WHERE l.county=$1 AND l.recompute=$2 AND l.entitlement>$3 GROUP BY l.entitlement, e.person ORDER BY l.entitlement LIMIT $4`, county, id, after, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []RecomputePerson
	for rows.Next() {
		var p RecomputePerson
		if err := rows.Scan(&p.Entitlement, &p.Person, &p.Months, &p.First, &p.Last, &p.Before, &p.After); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

// recomputeLinesOf reads one entitlement's months of a recomputation.
func recomputeLinesOf(ctx context.Context, tx *db.Tx, county civil.County, id, of int64) ([]RecomputeLine, error) {
	rows, err := tx.Query(ctx, `SELECT entitlement, month, before_fen, after_fen, plan, inputs FROM recompute_line
		WHERE county=$1 AND recompute=$2 AND entitlement=$3 ORDER BY month`, county, id, of)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []RecomputeLine
	for rows.Next() {
		var l RecomputeLine
		if err := rows.Scan(&l.Entitlement, &l.Month, &l.Before, &l.After, &l.Plan, &l.Inputs); err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, rows.Err()
}

// recomputedEntitlements reads whom a recomputation touches.
func recomputedEntitlements(ctx context.Context, tx *db.Tx, county civil.County, id int64) (map[int64]Entitlement, error) {
	rows, err := tx.Query(ctx, selectEntitlement+`id IN (SELECT entitlement FROM recompute_line WHERE county=$1 AND recompute=$2)`+tx.LockClause(), county, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[int64]Entitlement{}
	for rows.Next() {
		e, err := scanEntitlement(rows)
		if err != nil {
			return nil, err
		}
		all[e.ID] = e
	}
	return all, rows.Err()
}

// endedDifferences gives for everybody who had a difference before the first month after it.
func endedDifferences(ctx context.Context, tx *db.Tx, county civil.County, k Kind) (map[int64]civil.Month, error) {
	rows, err := tx.Query(ctx, `SELECT person, max(stop_month) FROM entitlement WHERE county=$1 AND kind=$2 AND stop_month IS NOT NULL GROUP BY person`, county, k)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[int64]civil.Month{}
	for rows.Next() {
		var person int64
		var stop civil.Month
		if err := rows.Scan(&person, &stop); err != nil {
			return nil, err
		}
		all[person] = stop
	}
	return all, rows.Err()
}

// insertGranted begins the history of many entitlements.
func insertGranted(ctx context.Context, tx *db.Tx, all []Entitlement, user int64) error {
	i := 0
	_, err := tx.Bulk(ctx, "entitlement_change", []string{"county", "entitlement", "version", "status", "month", "reason", "by_user", "at"}, func() ([]any, bool) {
		if i == len(all) {
			return nil, false
		}
		e := all[i]
		i++
		return []any{e.County, e.ID, e.Version, e.Status, e.Start, "granted", user, db.Micros(tx.Now())}, true
	})
	return err
}

// basisOf counts what a recomputation of a kind rests on.
func basisOf(ctx context.Context, tx *db.Tx, county civil.County, k Kind) (x basis, err error) {
	err = tx.QueryRow(ctx, `SELECT (SELECT count(*) FROM payment_line AS l JOIN payment_now AS p ON p.county=$1 AND p.id=l.payment WHERE l.county=$1 AND l.kind=$2 AND l.live AND p.stands='paid'),
			(SELECT count(*) FROM overpayment_line AS c JOIN overpayment AS o ON o.county=$1 AND o.id=c.overpayment WHERE c.county=$1 AND c.whole AND o.kind=$2),
			(SELECT count(*) FROM recompute WHERE county=$1 AND kind=$2 AND state='applied')`, county, k).Scan(&x.lines, &x.claimed, &x.applied)
	return x, err
}

// goneSince counts the months of a recomputation that were claimed back as a whole after it was computed, or came back from the bank: nobody
// has their money, so there is nothing to make up or to recover.
func goneSince(ctx context.Context, tx *db.Tx, county civil.County, id int64) (n int64, err error) {
	err = tx.QueryRow(ctx, `SELECT count(*) FROM recompute_line AS l JOIN entitlement AS e ON e.county=$1 AND e.id=l.entitlement WHERE l.county=$1 AND l.recompute=$2
			AND (EXISTS (SELECT 1 FROM overpayment_line AS c WHERE c.county=$1 AND c.entitlement=l.entitlement AND c.month=l.month AND c.whole)
				OR NOT EXISTS (SELECT 1 FROM payment_line AS p WHERE p.county=$1 AND p.person=e.person AND p.kind=e.kind AND p.month=l.month AND p.live))`, county, id).Scan(&n)
	return n, err
}
