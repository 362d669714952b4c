package benefit

import (
	"context"
	"database/sql"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

// unclaimed reads the months of an entitlement from a month on that no claim has as a whole: paid ones, as they came to by recomputations and with
// what was set off of them, and those that were set off as a whole. ended says that nothing more is paid of it from there on: then a part
// that was set off of a month is claimed too.
func unclaimed(ctx context.Context, tx *db.Tx, county civil.County, entitlement int64, from civil.Month, ended bool) ([]OverpaidMonth, error) {
	rows, err := tx.Query(ctx, `SELECT l.month, coalesce((SELECT n.after_fen FROM recompute_line AS n JOIN recompute AS r ON r.county=$1 AND r.id=n.recompute AND r.state='applied'
				WHERE n.county=$1 AND n.entitlement=$2 AND n.month=l.month ORDER BY r.decided_at DESC, r.id DESC LIMIT 1),
			l.basic_fen + CAST(coalesce((SELECT sum(d.basic_fen) FROM entitlement_deduction AS d WHERE d.county=$1 AND d.entitlement=$2 AND d.month=l.month), 0) AS BIGINT)), l.account_fen
		FROM payment_now AS p JOIN payment_line AS l ON l.county=$1 AND l.payment=p.id AND l.live
		WHERE p.county=$1 AND p.person=(SELECT person FROM entitlement WHERE county=$1 AND id=$2) AND p.entitlement=$2 AND p.stands='paid' AND l.month>=$3
			AND NOT EXISTS (SELECT 1 FROM overpayment_line AS c WHERE c.county=$1 AND c.entitlement=$2 AND c.month=l.month AND c.whole)
		UNION ALL
		SELECT s.month, s.fen - s.account, s.account FROM (SELECT m.month, CAST(sum(m.amount_fen) AS BIGINT) AS fen,
				CASE WHEN EXISTS (SELECT 1 FROM entitlement_gap AS g WHERE g.county=$1 AND g.entitlement=$2 AND m.month BETWEEN g.from_month AND g.to_month) THEN e.account_fen ELSE 0 END AS account,
				EXISTS (SELECT 1 FROM entitlement_gap AS g WHERE g.county=$1 AND g.entitlement=$2 AND m.month BETWEEN g.from_month AND g.to_month) AS whole
			FROM overpayment_move AS m JOIN overpayment AS o ON o.county=$1 AND o.id=m.overpayment JOIN entitlement AS e ON e.county=$1 AND e.id=o.entitlement
			WHERE m.county=$1 AND o.entitlement=$2 AND m.kind='offset' AND m.state='booked' AND m.month>=$3
				AND NOT EXISTS (SELECT 1 FROM payment_line AS l WHERE l.county=$1 AND l.person=o.person AND l.kind=o.kind AND l.month=m.month AND l.live)
				AND NOT EXISTS (SELECT 1 FROM overpayment_line AS c WHERE c.county=$1 AND c.entitlement=$2 AND c.month=m.month AND c.whole)
			GROUP BY m.month, e.account_fen) AS s WHERE s.whole OR $4
		ORDER BY 1`, county, entitlement, from, ended)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []OverpaidMonth
	for rows.Next() {
		m := OverpaidMonth{whole: true}
		if err := rows.Scan(&m.Month, &m.Basic, &m.AccountPart); err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, rows.Err()
}

func insertOverpayment(ctx context.Context, tx *db.Tx, county civil.County, o Overpayment) error {
	var by, at, name any
	if o.DecidedBy != 0 {
		by, name, at = o.DecidedBy, o.DecidedName, db.Micros(o.DecidedAt)
	}
	_, err := tx.Exec(ctx, `INSERT INTO overpayment (county, id, entitlement, person, kind, cause, reason, amount_fen, recompute, state, found_by, found_name, found_at,
			decided_by, decided_name, decided_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)`,
		county, o.ID, o.Entitlement, o.Person, o.Kind, o.Cause, o.Reason, o.Amount, o.Recompute, o.State, o.FoundBy, o.FoundName, db.Micros(o.FoundAt), by, name, at)
	if err != nil {
		return err
	}
	i := 0
	_, err = tx.Bulk(ctx, "overpayment_line", []string{"county", "overpayment", "month", "entitlement", "basic_fen", "account_fen", "whole"}, func() ([]any, bool) {
		if i == len(o.Months) {
			return nil, false
		}
		m := o.Months[i]
		i++
		return []any{county, o.ID, m.Month, o.Entitlement, m.Basic, m.AccountPart, m.whole}, true
	})
	return err
}

// unclaim frees the months of a claim that was dropped.
func unclaim(ctx context.Context, tx *db.Tx, county civil.County, id int64) error {
	_, err := tx.Exec(ctx, `UPDATE overpayment_line SET whole=false WHERE county=$1 AND overpayment=$2`, county, id)
	return err
}

func setOverpayment(ctx context.Context, tx *db.Tx, county civil.County, o Overpayment) error {
	_, err := tx.Exec(ctx, `UPDATE overpayment SET state=$3, decided_by=$4, decided_name=$5, decided_at=$6 WHERE county=$1 AND id=$2`,
		county, o.ID, o.State, o.DecidedBy, o.DecidedName, db.Micros(o.DecidedAt))
	return err
}

func overpayments(ctx context.Context, tx *db.Tx, county civil.County, where string, args ...any) ([]Overpayment, error) {
	rows, err := tx.Query(ctx, `SELECT o.id, o.entitlement, o.person, o.kind, o.cause, o.reason, o.amount_fen,
			CAST(coalesce((SELECT sum(m.amount_fen) FROM overpayment_move AS m WHERE m.county=$1 AND m.overpayment=o.id AND m.state='booked'), 0) AS BIGINT),
			o.recompute, o.state, o.found_by, o.found_name, o.found_at, o.decided_by, o.decided_name, o.decided_at
		FROM overpayment AS o WHERE o.county=$1 AND `+where, append([]any{county}, args...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Overpayment
	for rows.Next() {
		var o Overpayment
		var found int64
		var by, at sql.NullInt64
		var name sql.NullString
		if err := rows.Scan(&o.ID, &o.Entitlement, &o.Person, &o.Kind, &o.Cause, &o.Reason, &o.Amount, &o.Back, &o.Recompute, &o.State, &o.FoundBy, &o.FoundName,
			&found, &by, &name, &at); err != nil {
			return nil, err
		}
		o.FoundAt, o.DecidedBy, o.DecidedName, o.DecidedAt = db.FromMicros(found), by.Int64, name.String, db.FromMicros(at.Int64)
		all = append(all, o)
	}
	return all, rows.Err()
}

// overpayment reads one with its months, and locks it if it is about to change.
func overpayment(ctx context.Context, tx *db.Tx, county civil.County, id int64, lock bool) (Overpayment, error) {
	if lock {
		var locked int64
		err := tx.QueryRow(ctx, `SELECT id FROM overpayment WHERE county=$1 AND id=$2`+tx.LockClause(), county, id).Scan(&locked)
		if db.IsNoRows(err) {
			return Overpayment{}, NoOverpayment.With()
		}
		if err != nil {
			return Overpayment{}, err
		}
	}
	all, err := overpayments(ctx, tx, county, `o.id=$2`, id)
	if err == nil && len(all) == 0 {
		err = NoOverpayment.With()
	}
	if err != nil {
		return Overpayment{}, err
	}
	o := all[0]
	o.Months, err = overpaidMonths(ctx, tx, county, id)
	return o, err
}

func overpaidMonths(ctx context.Context, tx *db.Tx, county civil.County, id int64) ([]OverpaidMonth, error) {
	rows, err := tx.Query(ctx, `SELECT month, basic_fen, account_fen, whole FROM overpayment_line WHERE county=$1 AND overpayment=$2 ORDER BY month`, county, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []OverpaidMonth
	for rows.Next() {
		var m OverpaidMonth
		if err := rows.Scan(&m.Month, &m.Basic, &m.AccountPart, &m.whole); err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, rows.Err()
}

func insertReturn(ctx context.Context, tx *db.Tx, county civil.County, r Return) error {
	_, err := tx.Exec(ctx, `INSERT INTO overpayment_move (county, id, overpayment, kind, amount_fen, on_date, month, reason, state, by_user, by_name, at)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`, county, r.ID, r.Overpayment, r.Kind, r.Amount, r.On.String(), r.Month, r.Reason, r.State, r.By, r.ByName, db.Micros(tx.Now()))
	return err
}

func setReturn(ctx context.Context, tx *db.Tx, county civil.County, r Return, at time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE overpayment_move SET state=$3, decided_by=$4, decided_name=$5, decided_at=$6 WHERE county=$1 AND id=$2 AND state='entered'`,
		county, r.ID, r.State, r.DecidedBy, r.DecidedName, db.Micros(at))
	return err
}

func returnByID(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Return, error) {
	all, err := returns(ctx, tx, county, `id=$2`, id)
	if err == nil && len(all) == 0 {
		err = NoOverpayment.With()
	}
	if err != nil {
		return Return{}, err
	}
	return all[0], nil
}

func returns(ctx context.Context, tx *db.Tx, county civil.County, where string, args ...any) ([]Return, error) {
	rows, err := tx.Query(ctx, `SELECT id, overpayment, kind, amount_fen, on_date, month, reason, state, by_user, by_name, decided_by, decided_name
		FROM overpayment_move WHERE county=$1 AND `+where+` ORDER BY id`, append([]any{county}, args...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Return
	for rows.Next() {
		var r Return
		var on string
		var by sql.NullInt64
		var name sql.NullString
		if err := rows.Scan(&r.ID, &r.Overpayment, &r.Kind, &r.Amount, &on, &r.Month, &r.Reason, &r.State, &r.By, &r.ByName, &by, &name); err != nil {
			return nil, err
		}
		if r.On, err = civil.ParseDate(on); err != nil {
			return nil, err
		}
		r.DecidedBy, r.DecidedName = by.Int64, name.String
		all = append(all, r)
	}
	return all, rows.Err()
}

// replaceInstalments puts a new agreement in the place of the old one.
func replaceInstalments(ctx context.Context, tx *db.Tx, actor access.Actor, id int64, parts []Instalment) error {
	if _, err := tx.Exec(ctx, `DELETE FROM overpayment_instalment WHERE county=$1 AND overpayment=$2`, actor.County, id); err != nil {
		return err
	}
	for _, p := range parts {
		if _, err := tx.Exec(ctx, `INSERT INTO overpayment_instalment (county, overpayment, due_on, amount_fen, by_user, at) VALUES ($1,$2,$3,$4,$5,$6)`,
			actor.County, id, p.Due.String(), p.Amount, actor.User, db.Micros(tx.Now())); err != nil {
			return err
		}
	}
	return nil
}

func instalments(ctx context.Context, tx *db.Tx, county civil.County, id int64) ([]Instalment, error) {
	rows, err := tx.Query(ctx, `SELECT due_on, amount_fen FROM overpayment_instalment WHERE county=$1 AND overpayment=$2 ORDER BY due_on`, county, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Instalment
	for rows.Next() {
		var p Instalment
		var due string
		if err := rows.Scan(&due, &p.Amount); err != nil {
			return nil, err
		}
		if p.Due, err = civil.ParseDate(due); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, rows.Err()
}

// setOffMonths reads the last month of each entitlement that is set off, wholly or in part.
func setOffMonths(ctx context.Context, tx *db.Tx, county civil.County) (map[int64]civil.Month, error) {
	rows, err := tx.Query(ctx, `SELECT o.entitlement, max(m.month) FROM overpayment_move AS m JOIN overpayment AS o ON o.county=$1 AND o.id=m.overpayment
		WHERE m.county=$1 AND m.kind='offset' AND m.state='booked' GROUP BY o.entitlement`, county)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[int64]civil.Month{}
	for rows.Next() {
		var id int64
		var m civil.Month
		if err := rows.Scan(&id, &m); err != nil {
			return nil, err
		}
		all[id] = m
	}
	return all, rows.Err()
}
