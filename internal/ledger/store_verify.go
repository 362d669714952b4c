package ledger

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
)

func headOf(ctx context.Context, tx *db.Tx, county civil.County) (h headRow, found bool, err error) {
	err = tx.QueryRow(ctx, `SELECT size, frontier, at FROM log_head WHERE county=$1`, county).Scan(&h.size, &h.frontier, &h.at)
	if db.IsNoRows(err) {
		return h, false, nil
	}
	return h, err == nil, err
}

// page reads up to verifyPage rows of a query whose last parameters are the place to start after and the limit.
func page[T any](ctx context.Context, tx *db.Tx, q string, county civil.County, after int64, scan func(*sql.Rows, *T) error) ([]T, error) {
	all := make([]T, 0, 64)
	err := eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r T
		err := scan(rows, &r)
		all = append(all, r)
		return err
	}, q, county, after, verifyPage)
	return all, err
}

func pageAccounts(ctx context.Context, tx *db.Tx, county civil.County, after int64) ([]accountRow, error) {
	return page(ctx, tx, `SELECT county, `+accountColumns+` FROM account WHERE county=$1 AND seq>$2 ORDER BY seq LIMIT $3`, county, after,
		func(rows *sql.Rows, r *accountRow) error { return scanAccount(rows, r) })
}

func pageTransfers(ctx context.Context, tx *db.Tx, county civil.County, after int64) ([]transferRow, error) {
	return page(ctx, tx, `SELECT county, `+transferColumns+` FROM transfer WHERE county=$1 AND seq>$2 ORDER BY seq LIMIT $3`, county, after,
		func(rows *sql.Rows, r *transferRow) error { return scanTransfer(rows, r) })
}

func pageBatches(ctx context.Context, tx *db.Tx, county civil.County, after int64) ([]batchRow, error) {
	return page(ctx, tx, `SELECT county, `+batchColumns+` FROM batch WHERE county=$1 AND seq>$2 ORDER BY seq LIMIT $3`, county, after,
		func(rows *sql.Rows, r *batchRow) error { return scanBatch(rows, r) })
}

func pagePeriods(ctx context.Context, tx *db.Tx, county civil.County, after int64) ([]periodRow, error) {
	return page(ctx, tx, `SELECT county, `+periodColumns+` FROM period WHERE county=$1 AND seq>$2 ORDER BY seq LIMIT $3`, county, after,
		func(rows *sql.Rows, r *periodRow) error { return scanPeriod(rows, r) })
}

func pageCheckpoints(ctx context.Context, tx *db.Tx, county civil.County, after int64) ([]checkpointRow, error) {
	return page(ctx, tx, `SELECT size, root, note, at FROM checkpoint WHERE county=$1 AND size>$2 ORDER BY size LIMIT $3`, county, after,
		func(rows *sql.Rows, r *checkpointRow) error { return rows.Scan(&r.size, &r.root, &r.note, &r.at) })
}

func pageBalances(ctx context.Context, tx *db.Tx, county civil.County, after int64) ([]balanceRow, error) {
	return page(ctx, tx, `SELECT id, debits, credits, debits_reserved, debits_released, credits_reserved, credits_released, last_seq
		FROM account WHERE county=$1 AND id>$2 ORDER BY id LIMIT $3`, county, after,
		func(rows *sql.Rows, r *balanceRow) error {
			return rows.Scan(&r.id, &r.debits, &r.credits, &r.debitsReserved, &r.debitsReleased, &r.creditsReserved, &r.creditsReleased, &r.lastSeq)
		})
}

// earlierAt reads the transfer at a place.
func earlierAt(ctx context.Context, tx *db.Tx, county civil.County, seq int64) (r earlier, found bool, err error) {
	var kind, fund int64
	err = tx.QueryRow(ctx, `SELECT fund, debit, credit, amount_fen, kind, period FROM transfer WHERE county=$1 AND seq=$2`, county, seq).
		Scan(&fund, &r.debit, &r.credit, &r.amount, &kind, &r.period)
	if db.IsNoRows(err) {
		return r, false, nil
	}
	r.kind, r.fund = kindOf(kind), Fund(fund)
	return r, err == nil, err
}

// eachSnapshot walks what one closing kept, by account.
func eachSnapshot(ctx context.Context, tx *db.Tx, county civil.County, fund, month int64, each func(*snapshotRow)) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r snapshotRow
		err := rows.Scan(&r.account, &r.debits, &r.credits)
		each(&r)
		return err
	}, `SELECT account, debits, credits FROM snapshot WHERE county=$1 AND fund=$2 AND month=$3 ORDER BY account`, county, fund, month)
}

// strangers walks balances that no closing kept.
func strangers(ctx context.Context, tx *db.Tx, county civil.County, each func(*snapshotRow)) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r snapshotRow
		err := rows.Scan(&r.account, &r.month)
		each(&r)
		return err
	}, `SELECT s.account, s.month FROM snapshot AS s WHERE s.county=$1
		AND NOT EXISTS (SELECT 1 FROM period AS p WHERE p.county=$1 AND p.fund=s.fund AND p.month=s.month) ORDER BY s.account, s.month`, county)
}

// eachTurnover walks a county's turnover.
func eachTurnover(ctx context.Context, tx *db.Tx, county civil.County, each func(*turnoverRow)) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r turnoverRow
		err := rows.Scan(&r.account, &r.period, &r.valueDate, &r.debits, &r.credits)
		each(&r)
		return err
	}, `SELECT account, period, value_date, debits, credits FROM turnover WHERE county=$1 ORDER BY account, period, value_date`, county)
}

// tableOfGap says which table a missing place belonged to: inside a batch it was a line; right after lines of a batch that
// is not there it was the batch; else an account, a closing or a document.
func tableOfGap(ctx context.Context, tx *db.Tx, county civil.County, seq int64) (string, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT count(*) FROM batch WHERE county=$1 AND first_seq<=$2 AND seq>$2 AND seq=first_seq+lines`, county, seq).Scan(&n)
	if err != nil || n > 0 {
		return "transfer", err
	}
	err = tx.QueryRow(ctx, `SELECT count(*) FROM transfer AS t WHERE t.county=$1 AND t.seq=$2
		AND NOT EXISTS (SELECT 1 FROM batch AS b WHERE b.county=$1 AND b.id=t.batch AND b.seq=t.seq+1)`, county, seq-1).Scan(&n)
	if err != nil || n > 0 {
		return "batch", err
	}
	return "account, period or document", nil
}

// triggers lists what guards the ledger's tables: the name, whether it is switched on, and its text.
func triggers(ctx context.Context, tx *db.Tx, each func(table, name, text string, on bool)) error {
	q := `SELECT tbl_name, name, sql, 1 FROM sqlite_master /* of every county */ WHERE type='trigger' ORDER BY name`
	if tx.Engine() == db.Postgres {
		q = `SELECT c.relname, t.tgname, CAST(t.tgtype AS TEXT) || ' ' || p.prosrc, CASE WHEN t.tgenabled IN ('O', 'A') THEN 1 ELSE 0 END
			FROM pg_trigger AS t JOIN pg_class AS c ON c.oid=t.tgrelid JOIN pg_proc AS p ON p.oid=t.tgfoid /* of every county */
			WHERE NOT t.tgisinternal AND c.relnamespace=current_schema()::regnamespace ORDER BY t.tgname`
	}
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var table, name, text string
		var on int
		err := rows.Scan(&table, &name, &text, &on)
		each(table, name, text, on == 1)
		return err
	}, q)
}

// constraints lists the ledger's checks and unique keys: by their text on SQLite (a table's own), by definition on PostgreSQL.
func constraints(ctx context.Context, tx *db.Tx, each func(table, name, text string)) error {
	q := `SELECT tbl_name, name, sql FROM sqlite_master /* of every county */ WHERE type IN ('table', 'index') AND sql IS NOT NULL ORDER BY name`
	if tx.Engine() == db.Postgres {
		q = `SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint AS k JOIN pg_class AS c ON c.oid=k.conrelid
			WHERE k.convalidated AND c.relnamespace=current_schema()::regnamespace /* of every county */
			UNION ALL
			SELECT i.tablename, i.indexname, i.indexdef FROM pg_indexes AS i WHERE i.schemaname=current_schema() AND i.indexname IN ('transfer_settled_once', 'transfer_reversed_once')`
	}
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var table, name, text string
		err := rows.Scan(&table, &name, &text)
		each(table, name, text)
		return err
	}, q)
}
