package reconcile

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/money"
)

// gapDays counts the days from an account's beginning to its last statement that no statement speaks of.
func gapDays(ctx context.Context, tx *db.Tx, county civil.County, a Account) (gaps int, err error) {
	next := a.From
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var from, to string
		err := rows.Scan(&from, &to)
		gaps += int(day(from) - next)
		next = day(to) + 1
		return err
	}, `SELECT from_day, to_day FROM reconcile_statement WHERE county=$1 AND account=$2 AND n>0 ORDER BY n`, county, a.ID)
	return gaps, err
}

// toldOn finds the other side's last day of the match that a line of the books stands in.
func toldOn(ctx context.Context, tx *db.Tx, county civil.County, account ledger.AccountID, seq int64) (civil.Date, bool, error) {
	var on sql.NullString
	err := tx.QueryRow(ctx, `SELECT max(o.day) FROM reconcile_member AS m JOIN reconcile_member AS o ON o.county=$1 AND o.match_id=m.match_id AND o.side=2
		WHERE m.county=$1 AND m.account=$2 AND m.side=1 AND m.line=$3`, county, account, seq).Scan(&on)
	return day(on.String), on.Valid, err
}

// strays are open lines of a month's statements that say allocation.
func strays(ctx context.Context, tx *db.Tx, county civil.County, a Account, month civil.Month) (all []Stray, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		s := Stray{Holder: a.Holder}
		var on string
		err := rows.Scan(&s.Line, &on, &s.Amount)
		s.Day = day(on)
		all = append(all, s)
		return err
	}, `SELECT line, day, amount_fen FROM reconcile_open WHERE county=$1 AND account=$2 AND side=2 AND day>=$3 AND day<=$4 AND cause=$5 ORDER BY day, line`,
		county, a.ID, month.FirstDay().String(), month.LastDay().String(), bank.Allocation)
	return all, err
}

// toldBetween adds up what came in and went out by the statements.
func toldBetween(ctx context.Context, tx *db.Tx, county civil.County, a Account, from, to civil.Date) (in, out money.Fen, err error) {
	err = tx.QueryRow(ctx, `SELECT CAST(coalesce(sum(CASE WHEN amount_fen>0 THEN amount_fen ELSE 0 END), 0) AS BIGINT),
			CAST(coalesce(sum(CASE WHEN amount_fen<0 THEN -amount_fen ELSE 0 END), 0) AS BIGINT)
		FROM reconcile_line WHERE county=$1 AND account=$2 AND day>=$3 AND day<=$4`, county, a.ID, from.String(), to.String()).Scan(&in, &out)
	return in, out, err
}
