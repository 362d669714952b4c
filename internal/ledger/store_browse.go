package ledger

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
)

// collect reads transfers.
func collect(ctx context.Context, tx *db.Tx, q string, args ...any) (all []transferRow, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r transferRow
		err := scanTransfer(rows, &r)
		all = append(all, r)
		return err
	}, q, args...)
	return all, err
}

// linesOf walks both sides by their own index between two places, and merges them in the order of the log. Account and place are compared as
// one: asked for one by one, SQLite prefers the places of the whole county.
func linesOf(ctx context.Context, tx *db.Tx, county civil.County, w lineWalk) ([]transferRow, error) {
	return collect(ctx, tx, linesQuery, county, w.debit, w.credit, w.low, w.high, w.from, w.to, w.first, w.last, w.kinds, w.least, w.most, w.cause, w.until, w.limit)
}

const linesQuery = `SELECT county, ` + transferColumns + ` FROM (
		SELECT * FROM (SELECT county, ` + transferColumns + ` FROM transfer WHERE county=$1 AND (debit, seq)>($2, $4) AND (debit, seq)<=($2, $5)
			AND value_date>=$6 AND value_date<=$7 AND period>=$8 AND period<=$9 AND ((1 << kind) & CAST($10 AS INTEGER)) <> 0
			AND amount_fen>=$11 AND amount_fen<=$12 AND (cause=$13 OR (cause>=$13 || '/' AND cause<$14) OR $13='') ORDER BY debit, seq LIMIT $15) AS d
		UNION ALL
		SELECT * FROM (SELECT county, ` + transferColumns + ` FROM transfer WHERE county=$1 AND (credit, seq)>($3, $4) AND (credit, seq)<=($3, $5)
			AND value_date>=$6 AND value_date<=$7 AND period>=$8 AND period<=$9 AND ((1 << kind) & CAST($10 AS INTEGER)) <> 0
			AND amount_fen>=$11 AND amount_fen<=$12 AND (cause=$13 OR (cause>=$13 || '/' AND cause<$14) OR $13='') ORDER BY credit, seq LIMIT $15) AS c
	) AS both_sides ORDER BY seq LIMIT $15`

// monthsPostedFor says in which months anything was posted to an account for value dates of a span; the last is less than the first when
// in none.
func monthsPostedFor(ctx context.Context, tx *db.Tx, county civil.County, id AccountID, from, to string) (first, last civil.Month, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce(min(period), 0), coalesce(max(period), -1) FROM turnover
		WHERE county=$1 AND account=$2 AND value_date>=$3 AND value_date<=$4`, county, id, from, to).Scan(&first, &last)
	return first, last, err
}

// batchesBetween says from which place of the log to which a fund's batches of a span of months stand; high is less than low when there are none.
func batchesBetween(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, first, last civil.Month) (low, high int64, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce(min(first_seq), 0), coalesce(max(seq), -1) FROM batch WHERE county=$1 AND fund=$2 AND period>=$3 AND period<=$4`,
		county, fund, first, last).Scan(&low, &high)
	return low, high, err
}

func postedMonths(ctx context.Context, tx *db.Tx, county civil.County, fund Fund) (first, last civil.Month, any bool, err error) {
	var low, high sql.NullInt64
	err = tx.QueryRow(ctx, `SELECT min(period), max(period) FROM batch WHERE county=$1 AND fund=$2`, county, fund).Scan(&low, &high)
	return civil.Month(low.Int64), civil.Month(high.Int64), low.Valid, err
}

// monthlyTurnover gives what moved on a fund's accounts in each month of a span; all before it together, under the month before.
func monthlyTurnover(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, first, last civil.Month, each func(int64, civil.Month, Sums)) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var id int64
		var m civil.Month
		var s Sums
		err := rows.Scan(&id, &m, &s.Debits, &s.Credits)
		each(id, m, s)
		return err
	}, `SELECT account, month, CAST(sum(debits) AS BIGINT), CAST(sum(credits) AS BIGINT) FROM (
			SELECT account, CASE WHEN period<$4 THEN $4-1 ELSE period END AS month, debits, credits FROM turnover
			WHERE county=$1 AND account>=$2 AND account<$3 AND period<=$5) AS by_month
		GROUP BY account, month`, county, fund.Account(0), (fund + 1).Account(0), first, last)
}

func transferAt(ctx context.Context, tx *db.Tx, county civil.County, seq int64) (r transferRow, err error) {
	err = scanTransfer(tx.QueryRow(ctx, `SELECT county, `+transferColumns+` FROM transfer WHERE county=$1 AND seq=$2`, county, seq), &r)
	return r, err
}

// transfersBetween reads the transfers from a place up to another, which is excluded.
func transfersBetween(ctx context.Context, tx *db.Tx, county civil.County, from, to int64, limit int) ([]transferRow, error) {
	return collect(ctx, tx, `SELECT county, `+transferColumns+` FROM transfer WHERE county=$1 AND seq>=$2 AND seq<$3 ORDER BY seq LIMIT $4`, county, from, to, limit)
}

// referring reads what names a transfer: the conditions are those of the three partial indexes, the last
// as a span: of an equation SQLite makes away with the condition that the index has.
func referring(ctx context.Context, tx *db.Tx, county civil.County, seq int64) ([]transferRow, error) {
	return collect(ctx, tx, referringQuery, county, seq)
}

const referringQuery = `SELECT county, ` + transferColumns + ` FROM transfer WHERE county=$1 AND ref_seq=$2 AND kind IN (3, 4, 5, 7)
	UNION ALL SELECT county, ` + transferColumns + ` FROM transfer WHERE county=$1 AND ref_seq=$2 AND kind = 6
	UNION ALL SELECT county, ` + transferColumns + ` FROM transfer WHERE county=$1 AND ref_seq>=$2 AND ref_seq<=$2 AND kind = 1 AND ref_seq > 0 ORDER BY 2`

func batchAt(ctx context.Context, tx *db.Tx, county civil.County, id int64) (r batchRow, err error) {
	err = scanBatch(tx.QueryRow(ctx, `SELECT county, `+batchColumns+` FROM batch WHERE county=$1 AND id=$2`, county, id), &r)
	return r, err
}

func batchesOf(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, month civil.Month, after int64, limit int) (all []batchRow, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r batchRow
		err := scanBatch(rows, &r)
		all = append(all, r)
		return err
	}, `SELECT county, `+batchColumns+` FROM batch WHERE county=$1 AND fund=$2 AND period=$3 AND first_seq>$4 ORDER BY first_seq LIMIT $5`,
		county, fund, month, after, limit)
	return all, err
}

// checkpointFrom is the first checkpoint of at least a size; of size 0 when there is none yet.
func checkpointFrom(ctx context.Context, tx *db.Tx, county civil.County, size int64) (c checkpointRow, err error) {
	err = tx.QueryRow(ctx, `SELECT size, root, note, at FROM checkpoint WHERE county=$1 AND size>=$2 ORDER BY size LIMIT 1`, county, size).
		Scan(&c.size, &c.root, &c.note, &c.at)
	if db.IsNoRows(err) {
		return c, nil
	}
	return c, err
}

func eachCheckpoint(ctx context.Context, tx *db.Tx, county civil.County, before int64, limit int, each func(checkpointRow, int) error) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var c checkpointRow
		var cosigned int
		if err := rows.Scan(&c.size, &c.root, &c.note, &c.at, &cosigned); err != nil {
			return err
		}
		return each(c, cosigned)
	}, `SELECT c.size, c.root, c.note, c.at, (SELECT count(*) FROM cosignature AS s WHERE s.county=$1 AND s.size=c.size)
		FROM checkpoint AS c WHERE c.county=$1 AND c.size<$2 ORDER BY c.size DESC LIMIT $3`, county, before, limit)
}

func scanCosignature(row interface{ Scan(...any) error }) (*Cosignature, error) {
	var c Cosignature
	var at int64
	err := row.Scan(&c.Size, &c.Witness, &c.Line, &at)
	if db.IsNoRows(err) {
		return nil, nil
	}
	c.At = db.FromMicros(at)
	return &c, err
}

// cosignatureFrom is the first cosignature under a checkpoint of at least a size.
func cosignatureFrom(ctx context.Context, tx *db.Tx, county civil.County, size int64) (*Cosignature, error) {
	return scanCosignature(tx.QueryRow(ctx, `SELECT size, witness, line, at FROM cosignature WHERE county=$1 AND size>=$2 ORDER BY size, witness LIMIT 1`, county, size))
}

func lastCosignature(ctx context.Context, tx *db.Tx, county civil.County) (*Cosignature, error) {
	return scanCosignature(tx.QueryRow(ctx, `SELECT size, witness, line, at FROM cosignature WHERE county=$1 ORDER BY size DESC, witness DESC LIMIT 1`, county))
}

func cosignaturesOf(ctx context.Context, tx *db.Tx, county civil.County, size int64) (all []Cosignature, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		c, err := scanCosignature(rows)
		if err == nil {
			all = append(all, *c)
		}
		return err
	}, `SELECT size, witness, line, at FROM cosignature WHERE county=$1 AND size=$2 ORDER BY witness`, county, size)
	return all, err
}

func eachClosing(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, each func(*periodRow) error) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r periodRow
		if err := scanPeriod(rows, &r); err != nil {
			return err
		}
		return each(&r)
	}, `SELECT county, `+periodColumns+` FROM period WHERE county=$1 AND fund=$2 ORDER BY month DESC`, county, fund)
}

// reservedSums adds what is reserved and not ended from a place of the log on, by batch.
func reservedSums(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, from int64) (all []ReservedIn, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r ReservedIn
		err := rows.Scan(&r.ID, &r.Open, &r.OpenFen)
		all = append(all, r)
		return err
	}, `SELECT p.batch, count(*), CAST(sum(CASE p.kind WHEN 2 THEN p.amount_fen ELSE p.released_fen - p.amount_fen END) AS BIGINT) FROM transfer AS p
		WHERE p.county=$1 AND p.fund=$2 AND p.kind IN (2, 7) AND p.seq>=$3
		AND NOT EXISTS (SELECT 1 FROM transfer AS d WHERE d.county=$1 AND d.ref_seq=p.seq AND d.kind IN (3, 4, 5, 7)) GROUP BY p.batch ORDER BY min(p.seq)`,
		county, fund, from)
	return all, err
}
