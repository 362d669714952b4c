package benefit

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

// insertRun opens a run; false means that the month has one, or that another run of the kind is under way.
func insertRun(ctx context.Context, tx *db.Tx, r Run) (bool, error) {
	n, err := tx.Exec(ctx, `INSERT INTO payment_run (county, id, kind, month, state, known_on, prepared_to, chunks, maker, maker_name, opened_at, serial, purpose, cause, fund)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15) ON CONFLICT DO NOTHING`,
		r.County, r.ID, r.Kind, r.Month, r.State, r.KnownOn.String(), 0, 0, r.Maker, r.MakerName, db.Micros(r.OpenedAt), r.Serial, r.Purpose, r.Cause, int(BooksOf(r.Kind).Fund))
	return n == 1, err
}

const selectRun = `SELECT county, id, kind, month, state, known_on, prepared_to, chunks, maker, maker_name, opened_at,
	checker, checker_name, approved_at, finished_at, serial, purpose, cause FROM payment_run WHERE county=$1 AND `

func scanRun(row interface{ Scan(...any) error }) (Run, error) {
	var r Run
	var known string
	var opened int64
	var checker, approved, finished sql.NullInt64
	var checkerName sql.NullString
	err := row.Scan(&r.County, &r.ID, &r.Kind, &r.Month, &r.State, &known, &r.preparedTo, &r.chunks, &r.Maker, &r.MakerName, &opened,
		&checker, &checkerName, &approved, &finished, &r.Serial, &r.Purpose, &r.Cause)
	if err != nil {
		return r, err
	}
	r.OpenedAt, r.ApprovedAt, r.FinishedAt = db.FromMicros(opened), db.FromMicros(approved.Int64), db.FromMicros(finished.Int64)
	r.Checker, r.CheckerName = checker.Int64, checkerName.String
	r.KnownOn, err = civil.ParseDate(known)
	return r, err
}

// lockRun reads a run whose state the transaction is about to move; every writer of a run locks it first.
func lockRun(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Run, error) {
	r, err := scanRun(tx.QueryRow(ctx, selectRun+`id=$2`+tx.LockClause(), county, id))
	if db.IsNoRows(err) {
		return r, NoRun.With()
	}
	return r, err
}

func runByID(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Run, error) {
	r, err := scanRun(tx.QueryRow(ctx, selectRun+`id=$2`, county, id))
	if db.IsNoRows(err) {
		return r, NoRun.With()
	}
	return r, err
}

// runOf finds the run of a month, not an extra one; false if there is none.
func runOf(ctx context.Context, tx *db.Tx, county civil.County, k Kind, m civil.Month) (Run, bool, error) {
	r, err := scanRun(tx.QueryRow(ctx, selectRun+`kind=$2 AND month=$3 AND serial=0`, county, k, m))
	if db.IsNoRows(err) {
		return r, false, nil
	}
	return r, err == nil, err
}

// openRun finds the run of a kind that is under way; false if there is none.
func openRun(ctx context.Context, tx *db.Tx, county civil.County, k Kind) (Run, bool, error) {
	r, err := scanRun(tx.QueryRow(ctx, selectRun+`kind=$2 AND finished_at IS NULL`, county, k))
	if db.IsNoRows(err) {
		return r, false, nil
	}
	return r, err == nil, err
}

// lastSerial is the number of a month's last run.
func lastSerial(ctx context.Context, tx *db.Tx, county civil.County, k Kind, m civil.Month) (n int, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce(max(serial), 0) FROM payment_run WHERE county=$1 AND kind=$2 AND month=$3`, county, k, m).Scan(&n)
	return n, err
}

// runOnAccount finds another run that has money on its way from the run's bank account; false if there is none.
func runOnAccount(ctx context.Context, tx *db.Tx, r Run) (Run, bool, error) {
	other, err := scanRun(tx.QueryRow(ctx, selectRun+`fund=$2 AND id<>$3 AND state IN ('filed', 'answered', 'settled')`, r.County, int(BooksOf(r.Kind).Fund), r.ID))
	if db.IsNoRows(err) {
		return other, false, nil
	}
	return other, err == nil, err
}

// lockOrdered locks the runs under way, so that none is approved meanwhile and none begins, and gives the last month that an approved one pays
// of an entitlement; -1 if none does.
func lockOrdered(ctx context.Context, tx *db.Tx, county civil.County, entitlement int64) (civil.Month, error) {
	if err := lockBeginning(ctx, tx, county, ""); err != nil {
		return 0, err
	}
	if err := lockRuns(ctx, tx, `finished_at IS NULL`, county); err != nil {
		return 0, err
	}
	var last civil.Month
	err := tx.QueryRow(ctx, `SELECT coalesce(max(p.to_month), -1) FROM payment_run AS r JOIN payment_now AS p ON p.county=$1 AND p.run=r.id
		WHERE r.county=$1 AND r.finished_at IS NULL AND r.checker IS NOT NULL AND p.entitlement=$2 AND p.stands IN ('ready', 'pending')`,
		county, entitlement).Scan(&last)
	return last, err
}

// lockBeginning keeps the runs of a kind, or of all kinds (""), from beginning: whoever opens one holds the kind's first run, as does who changes
// which months are due. A run that began in between would have read the months as they were and never look again.
func lockBeginning(ctx context.Context, tx *db.Tx, county civil.County, k Kind) error {
	return lockRuns(ctx, tx, `id IN (SELECT min(id) FROM payment_run WHERE county=$1 AND (kind=$2 OR $2='') GROUP BY kind)`, county, k)
}

// lockRuns locks runs in the order in which everybody does.
func lockRuns(ctx context.Context, tx *db.Tx, which string, args ...any) error {
	rows, err := tx.Query(ctx, `SELECT id FROM payment_run WHERE county=$1 AND `+which+` ORDER BY id`+tx.LockClause(), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var run int64
		if err := rows.Scan(&run); err != nil {
			return err
		}
	}
	return rows.Err()
}

// runs reads the latest runs, the month's own before the extra ones.
func runs(ctx context.Context, tx *db.Tx, county civil.County, k Kind, limit int) ([]Run, error) {
	return collectRuns(tx.Query(ctx, selectRun+`kind=$2 ORDER BY month DESC, serial LIMIT $3`, county, k, limit))
}

// latestRuns reads the latest runs of every kind, those opened last first.
func latestRuns(ctx context.Context, tx *db.Tx, county civil.County, limit int) ([]Run, error) {
	return collectRuns(tx.Query(ctx, selectRun+`id>0 ORDER BY opened_at DESC, id DESC LIMIT $2`, county, limit))
}

func collectRuns(rows *sql.Rows, err error) ([]Run, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Run
	for rows.Next() {
		r, err := scanRun(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

// setPrepared moves the cursor of a run that is being prepared.
func setPrepared(ctx context.Context, tx *db.Tx, r Run) error {
	_, err := tx.Exec(ctx, `UPDATE payment_run SET state=$3, prepared_to=$4, chunks=$5 WHERE county=$1 AND id=$2`, r.County, r.ID, r.State, r.preparedTo, r.chunks)
	return err
}

func setApproved(ctx context.Context, tx *db.Tx, r Run, checker access.Actor) error {
	_, err := tx.Exec(ctx, `UPDATE payment_run SET state=$3, checker=$4, checker_name=$5, approved_at=$6 WHERE county=$1 AND id=$2`,
		r.County, r.ID, Approved, checker.User, checker.Name, db.Micros(tx.Now()))
	return err
}

// setState moves a run one state on.
func setState(ctx context.Context, tx *db.Tx, r Run, to RunState) error {
	var finished any
	if to == Reconciled || to == Withdrawn {
		finished = db.Micros(tx.Now())
	}
	_, err := tx.Exec(ctx, `UPDATE payment_run SET state=$3, finished_at=$4 WHERE county=$1 AND id=$2`, r.County, r.ID, to, finished)
	return err
}

func insertChunk(ctx context.Context, tx *db.Tx, r Run, chunk int) error {
	_, err := tx.Exec(ctx, `INSERT INTO payment_chunk (county, run, chunk, step) VALUES ($1,$2,$3,$4)`, r.County, r.ID, chunk, stepPrepared)
	return err
}

// nextChunk finds the first chunk that stands at a step; false if all have passed it.
func nextChunk(ctx context.Context, tx *db.Tx, r Run, at step) (int, bool, error) {
	var n sql.NullInt64
	err := tx.QueryRow(ctx, `SELECT min(chunk) FROM payment_chunk WHERE county=$1 AND run=$2 AND step=$3`, r.County, r.ID, at).Scan(&n)
	return int(n.Int64), n.Valid, err
}

func setChunk(ctx context.Context, tx *db.Tx, r Run, chunk int, to step) error {
	_, err := tx.Exec(ctx, `UPDATE payment_chunk SET step=$4 WHERE county=$1 AND run=$2 AND chunk=$3`, r.County, r.ID, chunk, to)
	return err
}

func stepOf(ctx context.Context, tx *db.Tx, r Run, chunk int) (at step, err error) {
	err = tx.QueryRow(ctx, `SELECT step FROM payment_chunk WHERE county=$1 AND run=$2 AND chunk=$3`, r.County, r.ID, chunk).Scan(&at)
	return at, err
}
