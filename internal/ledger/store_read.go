package ledger

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
)

const periodColumns = `fund, month, seq, accounts, debits, credits, root, closed_by, closed_at, checker, leaf`

func scanPeriod(row interface{ Scan(...any) error }, r *periodRow) error {
	return row.Scan(&r.county, &r.fund, &r.month, &r.seq, &r.accounts, &r.debits, &r.credits, &r.root, &r.closedBy, &r.closedAt, &r.checker, &r.leaf)
}

// lastClosed is the latest closed month of a fund; 0 when none is.
func lastClosed(ctx context.Context, tx *db.Tx, county civil.County, fund Fund) (m civil.Month, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce(max(month), 0) FROM period WHERE county=$1 AND fund=$2`, county, fund).Scan(&m)
	return m, err
}

func periodOf(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, m civil.Month) (r periodRow, err error) {
	err = scanPeriod(tx.QueryRow(ctx, `SELECT county, `+periodColumns+` FROM period WHERE county=$1 AND fund=$2 AND month=$3`, county, fund, m), &r)
	return r, err
}

func newPeriod(r *periodRow) db.Statement {
	return db.Statement{Query: `INSERT INTO period (county, ` + periodColumns + `) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`,
		Args: []any{r.county, r.fund, r.month, r.seq, r.accounts, r.debits, r.credits, r.root, r.closedBy, r.closedAt, r.checker, r.leaf}}
}

// openPendings counts a fund's reservations of months up to m that are neither posted nor ended. The accounts' own counters tell first
// whether there is any, since there are few accounts and many transfers.
func openPendings(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, m civil.Month) (n int64, err error) {
	reserved := false
	err = fundAccounts(ctx, tx, county, fund, func(a *accountRow) error {
		reserved = reserved || a.debitsReserved != a.debitsReleased
		return nil
	})
	if err != nil || !reserved {
		return 0, err
	}
	err = tx.QueryRow(ctx, `SELECT count(*) FROM transfer AS p WHERE p.county=$1 AND p.fund=$2 AND p.kind IN (2, 7) AND p.period<=$3
		AND NOT EXISTS (SELECT 1 FROM transfer AS d WHERE d.county=$1 AND d.ref_seq=p.seq AND d.kind IN (3, 4, 5, 7))`, county, fund, m).Scan(&n)
	return n, err
}

// lineSpan is a span of value dates and one of months, of which one is wide open.
type lineSpan struct {
	from, to    string
	first, last civil.Month
}

// statementRows reads one side after the other by its own index and merges them in the order of the log.
func statementRows(ctx context.Context, tx *db.Tx, county civil.County, id AccountID, s lineSpan, after int64, limit int) (all []transferRow, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r transferRow
		err := scanTransfer(rows, &r)
		all = append(all, r)
		return err
	}, `SELECT county, `+transferColumns+` FROM (
			SELECT * FROM (SELECT county, `+transferColumns+` FROM transfer WHERE county=$1 AND debit=$2 AND seq>$3
				AND value_date>=$4 AND value_date<=$5 AND period>=$6 AND period<=$7 ORDER BY seq LIMIT $8) AS d
			UNION ALL
			SELECT * FROM (SELECT county, `+transferColumns+` FROM transfer WHERE county=$1 AND credit=$2 AND seq>$3
				AND value_date>=$4 AND value_date<=$5 AND period>=$6 AND period<=$7 ORDER BY seq LIMIT $8) AS c
		) AS both_sides ORDER BY seq LIMIT $8`, county, id, after, s.from, s.to, s.first, s.last, limit)
	return all, err
}

// turnoverOf adds an account's turnover before a span and in it.
func turnoverOf(ctx context.Context, tx *db.Tx, county civil.County, id AccountID, s lineSpan) (before, in Sums, err error) {
	err = tx.QueryRow(ctx, `SELECT
			CAST(coalesce(sum(CASE WHEN value_date<$3 OR period<$4 THEN debits ELSE 0 END), 0) AS BIGINT),
			CAST(coalesce(sum(CASE WHEN value_date<$3 OR period<$4 THEN credits ELSE 0 END), 0) AS BIGINT),
			CAST(coalesce(sum(CASE WHEN value_date<$3 OR period<$4 THEN 0 ELSE debits END), 0) AS BIGINT),
			CAST(coalesce(sum(CASE WHEN value_date<$3 OR period<$4 THEN 0 ELSE credits END), 0) AS BIGINT)
		FROM turnover WHERE county=$1 AND account=$2 AND value_date<=$5 AND period<=$6`, county, id, s.from, s.first, s.to, s.last).
		Scan(&before.Debits, &before.Credits, &in.Debits, &in.Credits)
	return before, in, err
}

// fundTurnover walks a fund's accounts by number, with the turnover of each before a month and in it.
func fundTurnover(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, month civil.Month, each func(a *accountRow, before, in Sums) error) error {
	sums := map[int64][2]Sums{}
	err := eachRow(ctx, tx, func(rows *sql.Rows) error {
		var id int64
		var s [2]Sums
		err := rows.Scan(&id, &s[0].Debits, &s[0].Credits, &s[1].Debits, &s[1].Credits)
		sums[id] = s
		return err
	}, `SELECT account, CAST(sum(CASE WHEN period<$4 THEN debits ELSE 0 END) AS BIGINT),
			CAST(sum(CASE WHEN period<$4 THEN credits ELSE 0 END) AS BIGINT),
			CAST(sum(CASE WHEN period<$4 THEN 0 ELSE debits END) AS BIGINT), CAST(sum(CASE WHEN period<$4 THEN 0 ELSE credits END) AS BIGINT)
		FROM turnover WHERE county=$1 AND account>=$2 AND account<$3 AND period<=$4 GROUP BY account`,
		county, fund.Account(0), (fund + 1).Account(0), month)
	if err != nil {
		return err
	}
	return fundAccounts(ctx, tx, county, fund, func(a *accountRow) error {
		s := sums[a.id]
		return each(a, s[0], s[1])
	})
}

// valueSums adds what was posted to the accounts of a range of numbers in months up to one for value dates up to a day.
func valueSums(ctx context.Context, tx *db.Tx, county civil.County, from, to AccountID, until civil.Month, day string, each func(int64, Balance)) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var id int64
		var b Balance
		err := rows.Scan(&id, &b.Debits, &b.Credits)
		each(id, b)
		return err
	}, `SELECT account, CAST(sum(debits) AS BIGINT), CAST(sum(credits) AS BIGINT) FROM turnover
		WHERE county=$1 AND account>=$2 AND account<=$3 AND value_date<=$4 AND period<=$5 GROUP BY account`, county, from, to, day, until)
}

// placeSums adds what the records of the log from a place up to another, which is excluded, posted to the accounts of a range in months
// after one for value dates up to a day, and what they reserved and did not end.
func placeSums(ctx context.Context, tx *db.Tx, county civil.County, from, to AccountID, low, high int64, after civil.Month, day string, each func(int64, Balance)) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var id int64
		var b Balance
		err := rows.Scan(&id, &b.Debits, &b.Credits, &b.PendingDebits, &b.PendingCredits)
		each(id, b)
		return err
	}, `SELECT account, CAST(sum(debits) AS BIGINT), CAST(sum(credits) AS BIGINT), CAST(sum(kept_debits) AS BIGINT), CAST(sum(kept_credits) AS BIGINT)
		FROM (SELECT debit AS account, sum(CASE WHEN kind IN (1, 3, 6, 7) THEN amount_fen ELSE 0 END) AS debits, 0 AS credits,
				sum(CASE kind WHEN 2 THEN amount_fen WHEN 7 THEN -amount_fen ELSE -released_fen END) AS kept_debits, 0 AS kept_credits
			FROM transfer WHERE county=$1 AND seq>=$4 AND seq<$5 AND +debit>=$2 AND +debit<=$3 AND period>$6 AND value_date<=$7 GROUP BY debit
			UNION ALL
			SELECT credit, 0, sum(CASE WHEN kind IN (1, 3, 6, 7) THEN amount_fen ELSE 0 END), 0,
				sum(CASE kind WHEN 2 THEN amount_fen WHEN 7 THEN -amount_fen ELSE -released_fen END)
			FROM transfer WHERE county=$1 AND seq>=$4 AND seq<$5 AND +credit>=$2 AND +credit<=$3 AND period>$6 AND value_date<=$7 GROUP BY credit) AS both_sides
		GROUP BY account`, county, from, to, low, high, after, day)
}

// closedBy is the latest month of a fund that was closed within the first size records of the log; 0 when none was.
func closedBy(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, size int64) (m civil.Month, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce(max(month), 0) FROM period WHERE county=$1 AND fund=$2 AND seq<$3`, county, fund, size).Scan(&m)
	return m, err
}

// checkpointNear gives the size and time of the last checkpoint of at most this size.
func checkpointNear(ctx context.Context, tx *db.Tx, county civil.County, size int64) (have, at int64, err error) {
	err = tx.QueryRow(ctx, `SELECT size, at FROM checkpoint WHERE county=$1 AND size<=$2 ORDER BY size DESC LIMIT 1`, county, size).Scan(&have, &at)
	if db.IsNoRows(err) {
		return 0, 0, nil
	}
	return have, at, err
}

func addSnapshots(ctx context.Context, tx *db.Tx, all []snapshotRow) error {
	i := 0
	_, err := tx.Bulk(ctx, "snapshot", []string{"county", "fund", "month", "account", "debits", "credits"}, func() ([]any, bool) {
		if i == len(all) {
			return nil, false
		}
		r := &all[i]
		i++
		return []any{r.county, r.fund, r.month, r.account, r.debits, r.credits}, true
	})
	return err
}

// reservedRows lists what a fund has reserved and not ended, by place in the log.
func reservedRows(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, after int64, limit int) (all []transferRow, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r transferRow
		err := scanTransfer(rows, &r)
		all = append(all, r)
		return err
	}, `SELECT county, `+transferColumns+` FROM transfer AS p WHERE p.county=$1 AND p.fund=$2 AND p.kind IN (2, 7) AND p.seq>$3
		AND NOT EXISTS (SELECT 1 FROM transfer AS d WHERE d.county=$1 AND d.ref_seq=p.seq AND d.kind IN (3, 4, 5, 7)) ORDER BY p.seq LIMIT $4`,
		county, fund, after, limit)
	return all, err
}
