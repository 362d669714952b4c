package benefit

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

// insertAgreement writes an agreement; false if one waits already.
func insertAgreement(ctx context.Context, tx *db.Tx, county civil.County, a Agreement) (bool, error) {
	parts, err := partsText(a.Parts)
	if err != nil {
		return false, err
	}
	n, err := tx.Exec(ctx, `INSERT INTO overpayment_agreement (county, id, overpayment, parts, reason, state, asked_by, asked_name, asked_at)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9) ON CONFLICT DO NOTHING`, county, a.ID, a.Overpayment, parts, a.Reason, a.State, a.AskedBy, a.AskedName, db.Micros(a.AskedAt))
	return n == 1, err
}

func decideAgreement(ctx context.Context, tx *db.Tx, county civil.County, a Agreement) error {
	_, err := tx.Exec(ctx, `UPDATE overpayment_agreement SET state=$3, decided_by=$4, decided_name=$5, decided_at=$6 WHERE county=$1 AND id=$2 AND state='asked'`,
		county, a.ID, a.State, a.DecidedBy, a.DecidedName, db.Micros(a.DecidedAt))
	return err
}

func agreement(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Agreement, error) {
	all, err := agreements(ctx, tx, county, `id=$2`, id)
	if err == nil && len(all) == 0 {
		err = NoAgreement.With()
	}
	if err != nil {
		return Agreement{}, err
	}
	return all[0], nil
}

func agreements(ctx context.Context, tx *db.Tx, county civil.County, where string, args ...any) ([]Agreement, error) {
	rows, err := tx.Query(ctx, `SELECT id, overpayment, parts, reason, state, asked_by, asked_name, asked_at, decided_by, decided_name, decided_at
		FROM overpayment_agreement WHERE county=$1 AND `+where+` ORDER BY id`, append([]any{county}, args...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Agreement
	for rows.Next() {
		var a Agreement
		var parts string
		var asked int64
		var by, at sql.NullInt64
		var name sql.NullString
		if err := rows.Scan(&a.ID, &a.Overpayment, &parts, &a.Reason, &a.State, &a.AskedBy, &a.AskedName, &asked, &by, &name, &at); err != nil {
			return nil, err
		}
		if a.Parts, err = parseParts(parts); err != nil {
			return nil, err
		}
		a.AskedAt, a.DecidedBy, a.DecidedName, a.DecidedAt = db.FromMicros(asked), by.Int64, name.String, db.FromMicros(at.Int64)
		all = append(all, a)
	}
	return all, rows.Err()
}

// OverpaymentTotal is what the overpayments of one state come to.
type OverpaymentTotal struct {
	State  string
	Count  int64
	Amount money.Fen
	Back   money.Fen // booked
}

func overpaymentTotals(ctx context.Context, tx *db.Tx, county civil.County) ([]OverpaymentTotal, error) {
	rows, err := tx.Query(ctx, `SELECT o.state, count(*), CAST(sum(o.amount_fen) AS BIGINT), CAST(coalesce(sum(b.back), 0) AS BIGINT) FROM overpayment AS o
		LEFT JOIN (SELECT overpayment, sum(amount_fen) AS back FROM overpayment_move WHERE county=$1 AND state='booked' GROUP BY overpayment) AS b ON b.overpayment=o.id
		WHERE o.county=$1 GROUP BY o.state ORDER BY o.state`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []OverpaymentTotal
	for rows.Next() {
		var t OverpaymentTotal
		if err := rows.Scan(&t.State, &t.Count, &t.Amount, &t.Back); err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, rows.Err()
}
