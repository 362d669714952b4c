package benefit

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

func insertLate(ctx context.Context, tx *db.Tx, county civil.County, n LateNotice, sealed []byte) error {
	_, err := tx.Exec(ctx, `INSERT INTO late_notice (county, id, account, fund, notice, value_date, digest, content, lines, total_fen, state, by_user, by_name, at)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)`,
		county, n.ID, n.Account, int(n.Fund), n.Notice, n.Value.String(), n.Digest, sealed, n.Lines, n.Total, n.State, n.By, n.ByName, db.Micros(n.At))
	if err != nil {
		return err
	}
	i := 0
	_, err = tx.Bulk(ctx, "late_return", []string{"county", "notice", "line", "payment", "entitlement", "amount_fen", "code", "on_date", "verdict", "state", "fate", "remark"},
		func() ([]any, bool) {
			if i == len(n.Returns) {
				return nil, false
			}
			l := n.Returns[i]
			i++
			return []any{county, l.Notice, l.Line, l.Payment, l.Entitlement, l.Amount, l.Code, l.On.String(), l.Verdict, l.State, l.Fate, ""}, true
		})
	return err
}

const selectLate = `SELECT id, account, fund, notice, value_date, digest, lines, total_fen, state, by_user, by_name, at, decided_by, decided_name, decided_at
	FROM late_notice WHERE county=$1 AND `

func scanLate(row interface{ Scan(...any) error }) (LateNotice, error) {
	var n LateNotice
	var value string
	var at int64
	var by, decided sql.NullInt64
	var name sql.NullString
	err := row.Scan(&n.ID, &n.Account, &n.Fund, &n.Notice, &value, &n.Digest, &n.Lines, &n.Total, &n.State, &n.By, &n.ByName, &at, &by, &name, &decided)
	if err != nil {
		return n, err
	}
	n.At, n.DecidedBy, n.DecidedName, n.DecidedAt = db.FromMicros(at), by.Int64, name.String, db.FromMicros(decided.Int64)
	n.Value, err = civil.ParseDate(value)
	return n, err
}

func lateNotices(ctx context.Context, tx *db.Tx, county civil.County, where string, args ...any) ([]LateNotice, error) {
	rows, err := tx.Query(ctx, selectLate+where, append([]any{county}, args...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []LateNotice
	for rows.Next() {
		n, err := scanLate(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, rows.Err()
}

// lateNoticeBy finds a notice; false if there is none.
func lateNoticeBy(ctx context.Context, tx *db.Tx, county civil.County, where string, args ...any) (LateNotice, bool, error) {
	all, err := lateNotices(ctx, tx, county, where, args...)
	if err != nil || len(all) == 0 {
		return LateNotice{}, false, err
	}
	return all[0], true, nil
}

// lateNotice reads a notice with its lines; lock is the engine's clause, or "".
func lateNotice(ctx context.Context, tx *db.Tx, county civil.County, id int64, lock string) (LateNotice, error) {
	n, err := scanLate(tx.QueryRow(ctx, selectLate+`id=$2`+lock, county, id))
	if db.IsNoRows(err) {
		return n, NoLate.With()
	}
	if err != nil {
		return n, err
	}
	n.Returns, err = lateReturns(ctx, tx, county, `k.notice=$2 ORDER BY k.line`, id)
	return n, err
}

func lockLate(ctx context.Context, tx *db.Tx, county civil.County, id int64) (LateNotice, error) {
	return lateNotice(ctx, tx, county, id, tx.LockClause())
}

// lateContent reads a notice's sealed text.
func lateContent(ctx context.Context, tx *db.Tx, county civil.County, id int64) (sealed []byte, err error) {
	err = tx.QueryRow(ctx, `SELECT content FROM late_notice WHERE county=$1 AND id=$2`, county, id).Scan(&sealed)
	return sealed, err
}

func lateReturns(ctx context.Context, tx *db.Tx, county civil.County, where string, args ...any) ([]LateReturn, error) {
	rows, err := tx.Query(ctx, `SELECT k.notice, k.line, k.payment, k.entitlement, coalesce(e.person, 0), k.amount_fen, k.code, k.on_date, k.verdict, k.state, k.fate,
			k.cleared_by, k.cleared_name, k.cleared_at, k.remark
		FROM late_return AS k LEFT JOIN entitlement AS e ON e.county=$1 AND e.id=k.entitlement WHERE k.county=$1 AND `+where, append([]any{county}, args...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []LateReturn
	for rows.Next() {
		var l LateReturn
		var on string
		var by, at sql.NullInt64
		var name sql.NullString
		if err := rows.Scan(&l.Notice, &l.Line, &l.Payment, &l.Entitlement, &l.Person, &l.Amount, &l.Code, &on, &l.Verdict, &l.State, &l.Fate,
			&by, &name, &at, &l.Remark); err != nil {
			return nil, err
		}
		if l.On, err = civil.ParseDate(on); err != nil {
			return nil, err
		}
		l.Cleared, l.ClearedName, l.ClearedAt = by.Int64, name.String, db.FromMicros(at.Int64)
		all = append(all, l)
	}
	return all, rows.Err()
}

// cameBack says whether the payment of a line stands in another line that waits or is booked.
func cameBack(ctx context.Context, tx *db.Tx, county civil.County, l LateReturn) (bool, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM late_return WHERE county=$1 AND payment=$2 AND state IN ('entered', 'booked') AND NOT (notice=$3 AND line=$4)`,
		county, l.Payment, l.Notice, l.Line).Scan(&n)
	return n > 0, err
}

// monthsClaimed says whether a month of a payment is claimed as a whole.
func monthsClaimed(ctx context.Context, tx *db.Tx, county civil.County, p Payment) (bool, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM payment_line AS l JOIN overpayment_line AS c ON c.county=$1 AND c.entitlement=$3 AND c.month=l.month AND c.whole
		WHERE l.county=$1 AND l.payment=$2`, county, p.ID, p.Entitlement).Scan(&n)
	return n > 0, err
}

func decideLate(ctx context.Context, tx *db.Tx, county civil.County, n LateNotice) error {
	_, err := tx.Exec(ctx, `UPDATE late_notice SET state=$3, decided_by=$4, decided_name=$5, decided_at=$6 WHERE county=$1 AND id=$2`,
		county, n.ID, n.State, n.DecidedBy, n.DecidedName, db.Micros(n.DecidedAt))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE late_return SET state=$3 WHERE county=$1 AND notice=$2 AND state='entered'`, county, n.ID, n.State)
	return err
}

func relistLate(ctx context.Context, tx *db.Tx, county civil.County, l LateReturn) error {
	_, err := tx.Exec(ctx, `UPDATE late_return SET verdict=$4, state='listed' WHERE county=$1 AND notice=$2 AND line=$3`, county, l.Notice, l.Line, l.Verdict)
	return err
}

func clearLate(ctx context.Context, tx *db.Tx, actor access.Actor, notice, line int64, remark string) (bool, error) {
	n, err := tx.Exec(ctx, `UPDATE late_return SET cleared_by=$4, cleared_name=$5, cleared_at=$6, remark=$7
		WHERE county=$1 AND notice=$2 AND line=$3 AND state='listed' AND cleared_by IS NULL`, actor.County, notice, line, actor.User, actor.Name, db.Micros(tx.Now()), remark)
	return n == 1, err
}

// lockOpenRuns locks the runs under way: they come before everything else that a transaction locks.
func lockOpenRuns(ctx context.Context, tx *db.Tx, county civil.County) error {
	_, err := lockOrdered(ctx, tx, county, 0)
	return err
}

// setLateReturned makes a paid payment, one of a settled chunk, a returned one and frees its months.
func setLateReturned(ctx context.Context, tx *db.Tx, county civil.County, p Payment, code string) error {
	n, err := tx.Exec(ctx, `UPDATE payment SET state='returned', return_code=$3 WHERE county=$1 AND id=$2 AND state='ready' AND EXISTS (
		SELECT 1 FROM payment_chunk AS c WHERE c.county=$1 AND c.run=payment.run AND c.chunk=payment.chunk AND c.step='settled')`, county, p.ID, code)
	if err != nil {
		return err
	}
	if n != 1 {
		return LateChanged.With("count", 1)
	}
	_, err = tx.Exec(ctx, `UPDATE payment_line SET live=false WHERE county=$1 AND payment=$2`, county, p.ID)
	return err
}

// noteRefusal keeps that the bank refused an account, and why, for the next gate.
func noteRefusal(ctx context.Context, tx *db.Tx, county civil.County, p Payment, code string) error {
	_, err := tx.Exec(ctx, `UPDATE entitlement SET refused_account=$3, refused_code=$4 WHERE county=$1 AND id=$2`, county, p.Entitlement, p.BankAccount, code)
	return err
}

// laterOn asks whether a month l of a payment that came back (k) was paid again and came back again: then that decides what becomes of it.
const laterOn = `SELECT 1 FROM late_return AS k2 JOIN payment_line AS l2 ON l2.county=$1 AND l2.payment=k2.payment AND l2.month=l.month
	WHERE k2.county=$1 AND k2.entitlement=k.entitlement AND k2.state='booked' AND k2.payment>k.payment`

// owedLines reads the months of entitlements from first to last that came back after they had been paid and are not paid again, in the
// order of the months: each as it was computed then. A kind's months have one live line at most, so whatever is on its way or paid
// again is not among them.
func owedLines(ctx context.Context, tx *db.Tx, county civil.County, first, last int64) (map[int64][]Line, error) {
	rows, err := tx.Query(ctx, `SELECT k.entitlement, l.month, l.basic_fen, l.account_fen, l.plan, l.inputs
		FROM late_return AS k JOIN payment_line AS l ON l.county=$1 AND l.payment=k.payment
		WHERE k.county=$1 AND k.state='booked' AND k.fate='again' AND k.entitlement BETWEEN $2 AND $3 AND NOT EXISTS (`+laterOn+`)
			AND NOT EXISTS (SELECT 1 FROM payment_line AS n WHERE n.county=$1 AND n.person=l.person AND n.kind=l.kind AND n.month=l.month AND n.live)
		ORDER BY k.entitlement, l.month`, county, first, last)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[int64][]Line{}
	for rows.Next() {
		var entitlement int64
		var l Line
		var inputs string
		if err := rows.Scan(&entitlement, &l.Month, &l.Basic, &l.AccountPart, &l.Plan, &inputs); err != nil {
			return nil, err
		}
		l.Inputs, l.Live = parseInputs(inputs), true
		all[entitlement] = append(all[entitlement], l)
	}
	return all, rows.Err()
}

// deleteLate takes out a notice that nobody decided, with its lines.
func deleteLate(ctx context.Context, tx *db.Tx, county civil.County, id int64) error {
	if _, err := tx.Exec(ctx, `DELETE FROM late_return WHERE county=$1 AND notice=$2`, county, id); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `DELETE FROM late_notice WHERE county=$1 AND id=$2 AND state='entered'`, county, id)
	return err
}
