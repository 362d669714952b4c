package benefit

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

// insertRequest writes a change; false if one waits already.
func insertRequest(ctx context.Context, tx *db.Tx, county civil.County, r Request) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO entitlement_request (county, id, entitlement, action, ground, article, reason, month, state, asked_by, asked_name, asked_at, remark)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,'') ON CONFLICT DO NOTHING`,
		county, r.ID, r.Entitlement, r.Action, r.Ground, r.Article, r.Reason, r.Month, r.State, r.AskedBy, r.AskedName, db.Micros(r.AskedAt))
	return n == 1, err
}

// decideRequest closes a change that is still open; false if somebody else was first.
func decideRequest(ctx context.Context, tx *db.Tx, county civil.County, r Request) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE entitlement_request SET state=$3, decided_by=$4, decided_name=$5, decided_at=$6, remark=$7 WHERE county=$1 AND id=$2 AND state='asked'`,
		county, r.ID, r.State, r.DecidedBy, r.DecidedName, db.Micros(r.DecidedAt), r.Remark)
	return n == 1, err
}

func request(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Request, error) {
	all, err := requests(ctx, tx, county, `id=$2`, id)
	if err == nil && len(all) == 0 {
		err = NoRequest.With()
	}
	if err != nil {
		return Request{}, err
	}
	return all[0], nil
}

// lastSuspension finds the change that suspended an entitlement last; false when it was suspended without one.
func lastSuspension(ctx context.Context, tx *db.Tx, county civil.County, entitlement int64) (Request, bool, error) {
	all, err := requests(ctx, tx, county, `entitlement=$2 AND action='suspend' AND state='applied'`, entitlement)
	if err != nil || len(all) == 0 {
		return Request{}, false, err
	}
	return all[len(all)-1], true, nil
}

func requests(ctx context.Context, tx *db.Tx, county civil.County, where string, args ...any) ([]Request, error) {
	rows, err := tx.Query(ctx, `SELECT id, entitlement, action, ground, article, reason, month, state, asked_by, asked_name, asked_at, decided_by, decided_name, decided_at, remark
		FROM entitlement_request WHERE county=$1 AND `+where+` ORDER BY asked_at, id`, append([]any{county}, args...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Request
	for rows.Next() {
		var r Request
		var asked int64
		var by, at sql.NullInt64
		var name sql.NullString
		if err := rows.Scan(&r.ID, &r.Entitlement, &r.Action, &r.Ground, &r.Article, &r.Reason, &r.Month, &r.State, &r.AskedBy, &r.AskedName, &asked,
			&by, &name, &at, &r.Remark); err != nil {
			return nil, err
		}
		r.AskedAt, r.DecidedBy, r.DecidedName, r.DecidedAt = db.FromMicros(asked), by.Int64, name.String, db.FromMicros(at.Int64)
		all = append(all, r)
	}
	return all, rows.Err()
}

func insertGap(ctx context.Context, tx *db.Tx, county civil.County, entitlement int64, s span, why int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO entitlement_gap (county, entitlement, from_month, to_month, why) VALUES ($1,$2,$3,$4,$5)`, county, entitlement, s.from, s.to, why)
	return err
}

// gaps reads the months that are lawfully not paid, of entitlements between two ids: there are few.
func gaps(ctx context.Context, tx *db.Tx, county civil.County, first, last int64) (map[int64][]span, error) {
	rows, err := tx.Query(ctx, `SELECT entitlement, from_month, to_month FROM entitlement_gap WHERE county=$1 AND entitlement BETWEEN $2 AND $3`, county, first, last)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[int64][]span{}
	for rows.Next() {
		var id int64
		var s span
		if err := rows.Scan(&id, &s.from, &s.to); err != nil {
			return nil, err
		}
		all[id] = append(all[id], s)
	}
	return all, rows.Err()
}

func insertDeduction(ctx context.Context, tx *db.Tx, county civil.County, entitlement int64, r Return) error {
	_, err := tx.Exec(ctx, `INSERT INTO entitlement_deduction (county, entitlement, month, why, basic_fen) VALUES ($1,$2,$3,$4,$5)`,
		county, entitlement, r.Month, r.ID, r.Amount)
	return err
}

// deductions reads what is set off of months, of entitlements between two ids: there are few.
func deductions(ctx context.Context, tx *db.Tx, county civil.County, first, last int64) (map[int64]map[civil.Month]money.Fen, error) {
	rows, err := tx.Query(ctx, `SELECT entitlement, month, basic_fen FROM entitlement_deduction WHERE county=$1 AND entitlement BETWEEN $2 AND $3`, county, first, last)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[int64]map[civil.Month]money.Fen{}
	for rows.Next() {
		var id int64
		var m civil.Month
		var less money.Fen
		if err := rows.Scan(&id, &m, &less); err != nil {
			return nil, err
		}
		if all[id] == nil {
			all[id] = map[civil.Month]money.Fen{}
		}
		all[id][m] += less
	}
	return all, rows.Err()
}

// dropDraft takes an entitlement's payment out of a run that is not approved: its months are due as they are now.
func dropDraft(ctx context.Context, tx *db.Tx, r Run, entitlement int64, why Finding) error {
	_, err := tx.Exec(ctx, `UPDATE payment_line SET live=false WHERE county=$1 AND payment IN (
		SELECT id FROM payment WHERE county=$1 AND run=$2 AND entitlement=$3 AND state IN ('held', 'ready'))`, r.County, r.ID, entitlement)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE payment SET state='lapsed', hold_code=$4, hold_detail=$5 WHERE county=$1 AND run=$2 AND entitlement=$3 AND state IN ('held', 'ready')`,
		r.County, r.ID, entitlement, why.Code, findingsText([]Finding{why}))
	return err
}
