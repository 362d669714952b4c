package benefit

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

var entitlementColumns = []string{"county", "id", "person", "kind", "start_month", "stop_month", "due_from", "status", "reason", "account_fen", "as_of",
	"known_on", "plan", "inputs", "case_id", "refused_account", "refused_code", "version", "granted_by", "granted_at"}

func entitlementRow(tx *db.Tx, e Entitlement, user int64) []any {
	return []any{e.County, e.ID, e.Person, e.Kind, e.Start, db.OrNull(e.Stop), e.DueFrom, e.Status, e.Reason, e.AccountPart, e.AsOf,
		e.KnownOn.String(), e.Plan, inputsText(e.Inputs), e.Case, 0, "", e.Version, user, db.Micros(tx.Now())}
}

func insertEntitlement(ctx context.Context, tx *db.Tx, e Entitlement, user int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO entitlement (county, id, person, kind, start_month, stop_month, due_from, status, reason, account_fen, as_of,
			known_on, plan, inputs, case_id, refused_account, refused_code, version, granted_by, granted_at)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20)`, entitlementRow(tx, e, user)...)
	return err
}

// loadEntitlements writes many rows; their history begins with the load, which the caller audits.
func loadEntitlements(ctx context.Context, tx *db.Tx, user int64, next func() (Entitlement, bool)) (int64, error) {
	return tx.Bulk(ctx, "entitlement", entitlementColumns, func() ([]any, bool) {
		e, more := next()
		if !more {
			return nil, false
		}
		return entitlementRow(tx, e, user), true
	})
}

func insertChange(ctx context.Context, tx *db.Tx, e Entitlement, month civil.Month, reason string, user int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO entitlement_change (county, entitlement, version, status, month, reason, by_user, at)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8)`, e.County, e.ID, e.Version, e.Status, month, reason, user, db.Micros(tx.Now()))
	return err
}

// updateEntitlement writes what a change of status touches.
func updateEntitlement(ctx context.Context, tx *db.Tx, e Entitlement) error {
	_, err := tx.Exec(ctx, `UPDATE entitlement SET status=$3, reason=$4, stop_month=$5, version=$6 WHERE county=$1 AND id=$2`,
		e.County, e.ID, e.Status, e.Reason, db.OrNull(e.Stop), e.Version)
	return err
}

const selectEntitlement = `SELECT county, id, person, kind, start_month, stop_month, due_from, status, reason, account_fen, as_of,
	known_on, plan, inputs, case_id, refused_code, version, confirmed_on FROM entitlement WHERE county=$1 AND `

func scanEntitlement(row interface{ Scan(...any) error }) (Entitlement, error) {
	var e Entitlement
	var stop sql.NullInt64
	var known, inputs, confirmed string
	err := row.Scan(&e.County, &e.ID, &e.Person, &e.Kind, &e.Start, &stop, &e.DueFrom, &e.Status, &e.Reason, &e.AccountPart, &e.AsOf,
		&known, &e.Plan, &inputs, &e.Case, &e.RefusedCode, &e.Version, &confirmed)
	if err != nil {
		return e, err
	}
	e.Stop, e.Inputs = civil.Month(stop.Int64), parseInputs(inputs)
	if e.Confirmed, err = optionalDate(confirmed); err != nil {
		return e, err
	}
	e.KnownOn, err = civil.ParseDate(known)
	return e, err
}

// optionalDate reads a stored day that may be empty.
func optionalDate(text string) (civil.Date, error) {
	if text == "" {
		return 0, nil
	}
	return civil.ParseDate(text)
}

// insertEligibility records a confirmation and moves the entitlement's last one; the same day again changes nothing.
func insertEligibility(ctx context.Context, tx *db.Tx, e Entitlement, on civil.Date, how How, user int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO eligibility (county, entitlement, on_date, how, by_user, at) VALUES ($1,$2,$3,$4,$5,$6)
		ON CONFLICT (county, entitlement, on_date) DO NOTHING`, e.County, e.ID, on.String(), how, user, db.Micros(tx.Now()))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE entitlement SET confirmed_on=$3 WHERE county=$1 AND id=$2 AND confirmed_on<$3`, e.County, e.ID, on.String())
	return err
}

// entitlement reads one, and locks it if it is about to change.
func entitlement(ctx context.Context, tx *db.Tx, county civil.County, id int64, lock bool) (Entitlement, error) {
	clause := ""
	if lock {
		clause = tx.LockClause()
	}
	e, err := scanEntitlement(tx.QueryRow(ctx, selectEntitlement+`id=$2`+clause, county, id))
	if db.IsNoRows(err) {
		return e, NoEntitlement.With()
	}
	return e, err
}

func entitlementsOf(ctx context.Context, tx *db.Tx, county civil.County, person int64) ([]Entitlement, error) {
	return collectEntitlements(tx.Query(ctx, selectEntitlement+`person=$2 ORDER BY id DESC`, county, person))
}

func collectEntitlements(rows *sql.Rows, err error) ([]Entitlement, error) {
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

// countEntitled counts who draws a kind in a month, and who is suspended.
func countEntitled(ctx context.Context, tx *db.Tx, county civil.County, k Kind, month civil.Month) (c Counts, err error) {
	err = tx.QueryRow(ctx, `SELECT count(*) FILTER (WHERE status='active' AND start_month<=$3), count(*) FILTER (WHERE status='suspended')
		FROM entitlement WHERE county=$1 AND kind=$2`, county, k, month).Scan(&c.Drawing, &c.Suspended)
	return c, err
}

// whom says whom a run looks at: who has a month due, of a run that pays again only those whom the bank refused, and in any case who has a
// month that came back after it had been paid and is not paid again.
func (r Run) whom() string {
	due := `e.due_from<=$4 AND (e.stop_month IS NULL OR e.due_from<e.stop_month)`
	if r.Purpose == Repay {
		due += ` AND e.refused_code<>''`
	}
	return `(` + due + ` OR EXISTS (SELECT 1 FROM late_return AS k JOIN payment_line AS l ON l.county=$1 AND l.payment=k.payment
		WHERE k.county=$1 AND k.entitlement=e.id AND k.state='booked' AND k.fate='again' AND l.month<=$4 AND NOT EXISTS (` + laterOn + `)
			AND NOT EXISTS (SELECT 1 FROM payment_line AS n WHERE n.county=$1 AND n.person=l.person AND n.kind=l.kind AND n.month=l.month AND n.live)))`
}

// dueEntitlements reads up to limit entitlements after a given one that have an unpaid month up to month, without what other
// rooms know of the person.
func dueEntitlements(ctx context.Context, tx *db.Tx, r Run, after int64, limit int) ([]candidate, error) {
	rows, err := tx.Query(ctx, `SELECT e.id, e.person, e.kind, e.start_month, e.stop_month, e.due_from, e.status, e.reason, e.account_fen, e.inputs, e.refused_account,
			e.refused_code, e.confirmed_on, e.granted_at, coalesce(l.basic_fen+l.account_fen, 0)
		FROM entitlement AS e LEFT JOIN payment_line AS l ON l.county=$1 AND l.person=e.person AND l.kind=e.kind AND l.month=e.due_from-1 AND l.live
		WHERE e.county=$1 AND e.kind=$2 AND e.id>$3 AND `+r.whom()+`
		ORDER BY e.id LIMIT $5`, r.County, r.Kind, after, r.Month, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []candidate
	for rows.Next() {
		var last money.Fen
		c, err := scanCandidate(rows, &last)
		c.lastPaid = last
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, rows.Err()
}

// countDue counts whom [dueEntitlements] has still to give.
func countDue(ctx context.Context, tx *db.Tx, r Run) (n int64, err error) {
	err = tx.QueryRow(ctx, `SELECT count(*) FROM entitlement AS e
		WHERE e.county=$1 AND e.kind=$2 AND e.id>$3 AND `+r.whom(), r.County, r.Kind, r.preparedTo, r.Month).Scan(&n)
	return n, err
}

func scanCandidate(rows interface{ Scan(...any) error }, more ...any) (candidate, error) {
	var c candidate
	var stop sql.NullInt64
	var confirmed string
	var granted int64
	err := rows.Scan(append([]any{&c.entitlement, &c.person, &c.kind, &c.start, &stop, &c.dueFrom, &c.status, &c.reason, &c.accountPart, &c.inputs,
		&c.refused, &c.refusedCode, &confirmed, &granted}, more...)...)
	if err != nil {
		return c, err
	}
	c.stop = civil.Month(stop.Int64)
	if c.confirmed, err = optionalDate(confirmed); c.confirmed == 0 {
		c.confirmed = civil.DateIn(db.FromMicros(granted)) // the decision confirmed it
	}
	return c, err
}

// moveDue marks the months of the payments that a chunk pays as paid, and clears an earlier refusal of the bank.
func moveDue(ctx context.Context, tx *db.Tx, r Run, chunk int) error {
	_, err := tx.Exec(ctx, `UPDATE entitlement SET due_from=CASE WHEN p.to_month+1>due_from THEN p.to_month+1 ELSE due_from END, refused_account=0, refused_code=''
		FROM payment AS p WHERE p.county=$1 AND p.run=$2 AND p.chunk=$3 AND p.state='ready'
			AND entitlement.county=$1 AND entitlement.id=p.entitlement`, r.County, r.ID, chunk)
	return err
}

// noteRefusals keeps which account the bank refused and why, for the next gate.
func noteRefusals(ctx context.Context, tx *db.Tx, r Run, chunk int) error {
	_, err := tx.Exec(ctx, `UPDATE entitlement SET refused_account=p.bank_account, refused_code=p.return_code
		FROM payment AS p WHERE p.county=$1 AND p.run=$2 AND p.chunk=$3 AND p.state='returned'
			AND entitlement.county=$1 AND entitlement.id=p.entitlement`, r.County, r.ID, chunk)
	return err
}
