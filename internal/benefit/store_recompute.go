package benefit

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

// paidLine is a month that was paid.
type paidLine struct {
	payment     int64
	entitlement int64
	month       civil.Month
	basic       money.Fen
	inputs      string
}

// paidLines reads the paid months of a kind that are not claimed back, in the order of their payments, after a given one.
func paidLines(ctx context.Context, tx *db.Tx, county civil.County, k Kind, after paidLine, limit int) ([]paidLine, error) {
	rows, err := tx.Query(ctx, `SELECT l.payment, p.entitlement, l.month, l.basic_fen, l.inputs
		FROM payment_line AS l JOIN payment_now AS p ON p.county=$1 AND p.id=l.payment
		WHERE l.county=$1 AND l.kind=$2 AND l.live AND p.stands='paid' AND (l.payment, l.month) > ($3, $4)
			AND NOT EXISTS (SELECT 1 FROM overpayment_line AS c WHERE c.county=$1 AND c.entitlement=p.entitlement AND c.month=l.month AND c.whole)
		ORDER BY l.payment, l.month LIMIT $5`, county, k, after.payment, after.month, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []paidLine
	for rows.Next() {
		var l paidLine
		if err := rows.Scan(&l.payment, &l.entitlement, &l.month, &l.basic, &l.inputs); err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, rows.Err()
}

// madeUp reads what months came to by the recomputations that took effect, the last one of each month.
func madeUp(ctx context.Context, tx *db.Tx, county civil.County, k Kind) (map[monthOf]money.Fen, error) {
	rows, err := tx.Query(ctx, `SELECT l.entitlement, l.month, l.after_fen FROM recompute AS r JOIN recompute_line AS l ON l.county=$1 AND l.recompute=r.id
		WHERE r.county=$1 AND r.kind=$2 AND r.state='applied' ORDER BY r.decided_at, r.id`, county, k)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[monthOf]money.Fen{}
	for rows.Next() {
		var m monthOf
		var after money.Fen
		if err := rows.Scan(&m.entitlement, &m.month, &after); err != nil {
			return nil, err
		}
		all[m] = after
	}
	return all, rows.Err()
}

func insertRecompute(ctx context.Context, tx *db.Tx, county civil.County, r Recomputation) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO recompute (county, id, kind, known_on, reason, people, months, up_fen, down_fen, state, asked_by, asked_name, asked_at)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13) ON CONFLICT DO NOTHING`,
		county, r.ID, r.Kind, r.KnownOn.String(), r.Reason, r.People, r.Months, r.Up, r.Down, r.State, r.AskedBy, r.AskedName, db.Micros(r.AskedAt))
	return n == 1, err
}

func insertRecomputeLines(ctx context.Context, tx *db.Tx, county civil.County, id int64, lines []RecomputeLine) error {
	i := 0
	_, err := tx.Bulk(ctx, "recompute_line", []string{"county", "recompute", "entitlement", "month", "before_fen", "after_fen", "plan", "inputs"}, func() ([]any, bool) {
		if i == len(lines) {
			return nil, false
		}
		l := lines[i]
		i++
		return []any{county, id, l.Entitlement, l.Month, l.Before, l.After, l.Plan, l.Inputs}, true
	})
	return err
}

func decideRecompute(ctx context.Context, tx *db.Tx, county civil.County, r Recomputation) error {
	_, err := tx.Exec(ctx, `UPDATE recompute SET state=$3, decided_by=$4, decided_name=$5, decided_at=$6 WHERE county=$1 AND id=$2 AND state='proposed'`,
		county, r.ID, r.State, r.DecidedBy, r.DecidedName, db.Micros(r.DecidedAt))
	return err
}

const selectRecompute = `SELECT id, kind, known_on, reason, people, months, up_fen, down_fen, state, asked_by, asked_name, asked_at, decided_by, decided_name, decided_at
	FROM recompute WHERE county=$1`

func scanRecompute(row interface{ Scan(...any) error }) (Recomputation, error) {
	var r Recomputation
	var known string
	var asked int64
	var by, at sql.NullInt64
	var name sql.NullString
	err := row.Scan(&r.ID, &r.Kind, &known, &r.Reason, &r.People, &r.Months, &r.Up, &r.Down, &r.State, &r.AskedBy, &r.AskedName, &asked, &by, &name, &at)
	if err != nil {
		return r, err
	}
	r.AskedAt, r.DecidedBy, r.DecidedName, r.DecidedAt = db.FromMicros(asked), by.Int64, name.String, db.FromMicros(at.Int64)
	r.KnownOn, err = civil.ParseDate(known)
	return r, err
}

func recomputation(ctx context.Context, tx *db.Tx, county civil.County, id int64, lock bool) (Recomputation, error) {
	clause := ""
	if lock {
		clause = tx.LockClause()
	}
	r, err := scanRecompute(tx.QueryRow(ctx, selectRecompute+` AND id=$2`+clause, county, id))
	if db.IsNoRows(err) {
		return r, NoRecompute.With()
	}
	return r, err
}

func recomputations(ctx context.Context, tx *db.Tx, county civil.County) ([]Recomputation, error) {
	rows, err := tx.Query(ctx, selectRecompute+` ORDER BY id`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Recomputation
	for rows.Next() {
		r, err := scanRecompute(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

func recomputeLines(ctx context.Context, tx *db.Tx, county civil.County, id int64) ([]RecomputeLine, error) {
	rows, err := tx.Query(ctx, `SELECT entitlement, month, before_fen, after_fen, plan, inputs FROM recompute_line
		WHERE county=$1 AND recompute=$2 ORDER BY entitlement, month`, county, id)
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
