package benefit

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
)

// fateOf reads what becomes of a payment that came back; false if it did not.
func fateOf(ctx context.Context, tx *db.Tx, county civil.County, payment int64) (f Fate, found bool, err error) {
	err = tx.QueryRow(ctx, `SELECT fate FROM late_return WHERE county=$1 AND payment=$2 AND state IN ('entered', 'booked') AND state='booked'`+tx.LockClause(),
		county, payment).Scan(&f)
	if db.IsNoRows(err) {
		return "", false, nil
	}
	return f, err == nil, err
}

func setFate(ctx context.Context, tx *db.Tx, county civil.County, q FateRequest) error {
	n, err := tx.Exec(ctx, `UPDATE late_return SET fate=$3 WHERE county=$1 AND payment=$2 AND state IN ('entered', 'booked') AND state='booked'`, county, q.Payment, q.Fate)
	if err == nil && n != 1 {
		err = BadFate.With()
	}
	return err
}

// liveAgain says whether a month of a payment is paid or on its way by another payment, or was and came back again.
func liveAgain(ctx context.Context, tx *db.Tx, county civil.County, p Payment) (bool, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM payment_line AS l JOIN payment_line AS n ON n.county=$1 AND n.person=l.person AND n.kind=l.kind AND n.month=l.month AND n.live
		WHERE l.county=$1 AND l.payment=$2`, county, p.ID).Scan(&n)
	if err != nil || n > 0 {
		return n > 0, err
	}
	err = tx.QueryRow(ctx, `SELECT count(*) FROM late_return AS k JOIN payment_line AS l ON l.county=$1 AND l.payment=k.payment
		WHERE k.county=$1 AND k.payment=$2 AND k.state='booked' AND EXISTS (`+laterOn+`)`, county, p.ID).Scan(&n)
	return n > 0, err
}

func insertFate(ctx context.Context, tx *db.Tx, county civil.County, q FateRequest) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO late_fate (county, id, payment, fate, reason, state, asked_by, asked_name, asked_at)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9) ON CONFLICT DO NOTHING`, county, q.ID, q.Payment, q.Fate, q.Reason, q.State, q.AskedBy, q.AskedName, db.Micros(q.AskedAt))
	return n == 1, err
}

func decideFate(ctx context.Context, tx *db.Tx, county civil.County, q FateRequest) error {
	_, err := tx.Exec(ctx, `UPDATE late_fate SET state=$3, decided_by=$4, decided_name=$5, decided_at=$6 WHERE county=$1 AND id=$2 AND state='asked'`,
		county, q.ID, q.State, q.DecidedBy, q.DecidedName, db.Micros(q.DecidedAt))
	return err
}

const selectFate = `SELECT id, payment, fate, reason, state, asked_by, asked_name, asked_at, decided_by, decided_name, decided_at FROM late_fate WHERE county=$1 AND `

func scanFate(row interface{ Scan(...any) error }) (FateRequest, error) {
	var q FateRequest
	var asked int64
	var by, at sql.NullInt64
	var name sql.NullString
	err := row.Scan(&q.ID, &q.Payment, &q.Fate, &q.Reason, &q.State, &q.AskedBy, &q.AskedName, &asked, &by, &name, &at)
	q.AskedAt, q.DecidedBy, q.DecidedName, q.DecidedAt = db.FromMicros(asked), by.Int64, name.String, db.FromMicros(at.Int64)
	return q, err
}

func fateRequest(ctx context.Context, tx *db.Tx, county civil.County, id int64, lock string) (FateRequest, error) {
	q, err := scanFate(tx.QueryRow(ctx, selectFate+`id=$2`+lock, county, id))
	if db.IsNoRows(err) {
		return q, NoRequest.With()
	}
	return q, err
}

func fateRequests(ctx context.Context, tx *db.Tx, county civil.County, where string, args ...any) ([]FateRequest, error) {
	rows, err := tx.Query(ctx, selectFate+where, append([]any{county}, args...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []FateRequest
	for rows.Next() {
		q, err := scanFate(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, q)
	}
	return all, rows.Err()
}
