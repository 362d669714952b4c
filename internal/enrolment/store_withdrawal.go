package enrolment

import (
	"context"
	"database/sql"
	"strconv"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
)

// readApart adds up what is set apart of people's accounts; who has nothing set apart is absent from the answer.
func readApart(ctx context.Context, tx *db.Tx, county civil.County, people []int64) (map[int64]money.Fen, error) {
	args := []any{county}
	for _, p := range people {
		args = append(args, p)
	}
	rows, err := tx.Query(ctx, `SELECT person, CAST(sum(amount_fen) AS BIGINT) FROM account_withdrawal
		WHERE county=$1 AND state='apart' AND person IN (`+places(2, len(people))+`) GROUP BY person`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	apart := map[int64]money.Fen{}
	for rows.Next() {
		var person int64
		var fen money.Fen
		if err := rows.Scan(&person, &fen); err != nil {
			return nil, err
		}
		apart[person] = fen
	}
	return apart, rows.Err()
}

// refundedYears are the years of a person that are refunded, or granted as a refund.
func refundedYears(ctx context.Context, tx *db.Tx, county civil.County, person int64) ([]int, error) {
	return collectYears(tx.Query(ctx, `SELECT year FROM account_withdrawal_year WHERE county=$1 AND person=$2 AND live ORDER BY year`, county, person))
}

// paidBackYears are the years of a person whose refund the bank has paid.
func paidBackYears(ctx context.Context, tx *db.Tx, county civil.County, person int64) ([]int, error) {
	return collectYears(tx.Query(ctx, `SELECT y.year FROM account_withdrawal_year AS y JOIN account_withdrawal AS w ON w.county=$1 AND w.id=y.withdrawal AND w.state='drawn'
		WHERE y.county=$1 AND y.person=$2 AND y.live ORDER BY y.year`, county, person))
}

func collectYears(rows *sql.Rows, err error) ([]int, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var years []int
	for rows.Next() {
		var year int
		if err := rows.Scan(&year); err != nil {
			return nil, err
		}
		years = append(years, year)
	}
	return years, rows.Err()
}

func insertWithdrawal(ctx context.Context, tx *db.Tx, county civil.County, w Withdrawal) error {
	_, err := tx.Exec(ctx, `INSERT INTO account_withdrawal (county, id, person, kind, amount_fen, state, at) VALUES ($1,$2,$3,$4,$5,$6,$7)`,
		county, w.ID, w.Holder, w.Kind, w.Amount, w.State, db.Micros(tx.Now()))
	if err != nil {
		return err
	}
	for _, y := range w.Years {
		_, err := tx.Exec(ctx, `INSERT INTO account_withdrawal_year (county, withdrawal, year, person, personal_fen, live) VALUES ($1,$2,$3,$4,$5,true)`,
			county, w.ID, y.Year, w.Holder, y.Personal)
		if err != nil {
			return err
		}
	}
	return nil
}

// setWithdrawal moves a withdrawal on; the years of one that is released may be refunded by another.
func setWithdrawal(ctx context.Context, tx *db.Tx, county civil.County, w Withdrawal, to WithdrawalState) error {
	n, err := tx.Exec(ctx, `UPDATE account_withdrawal SET state=$4 WHERE county=$1 AND id=$2 AND state=$3`, county, w.ID, w.State, to)
	if err == nil && n != 1 {
		err = NoWithdrawal.With()
	}
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE account_withdrawal_year SET live=$3 WHERE county=$1 AND withdrawal=$2`, county, w.ID, to != Released)
	return err
}

// readWithdrawals reads withdrawals with their years.
func readWithdrawals(ctx context.Context, tx *db.Tx, county civil.County, where string, args ...any) ([]Withdrawal, error) {
	rows, err := tx.Query(ctx, `SELECT w.id, w.person, w.kind, w.amount_fen, w.state, coalesce(y.year, 0), coalesce(y.personal_fen, 0)
		FROM (SELECT id, person, kind, amount_fen, state FROM account_withdrawal WHERE county=$1 AND `+where+`) AS w
		LEFT JOIN account_withdrawal_year AS y ON y.county=$1 AND y.withdrawal=w.id ORDER BY w.id, y.year`, append([]any{county}, args...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Withdrawal
	for rows.Next() {
		var w Withdrawal
		var y YearPart
		if err := rows.Scan(&w.ID, &w.Holder, &w.Kind, &w.Amount, &w.State, &y.Year, &y.Personal); err != nil {
			return nil, err
		}
		if n := len(all); n == 0 || all[n-1].ID != w.ID {
			all = append(all, w)
		}
		if last := &all[len(all)-1]; y.Year != 0 {
			last.Years = append(last.Years, y)
		}
	}
	return all, rows.Err()
}

// addEntries adds entries of a withdrawal, each under the next number of its period and kind, and moves the account by them. The account is held.
func addEntries(ctx context.Context, tx *db.Tx, county civil.County, entries []Entry) error {
	for _, e := range entries {
		err := tx.QueryRow(ctx, `SELECT count(*) FROM pension_entry WHERE county=$1 AND person=$2 AND period=$3 AND kind=$4`, county, e.Person, e.Period, e.Kind).Scan(&e.Part)
		if err != nil {
			return err
		}
		fresh, err := insertEntry(ctx, tx, county, e)
		if err != nil {
			return err
		}
		if !fresh {
			return Unbalanced.With("count", 1)
		}
		if err := addToAccount(ctx, tx, county, e); err != nil {
			return err
		}
	}
	return nil
}

// wrongWithdrawals finds accounts whose entries are not what the withdrawals on record have drawn, refunds that are not the sum of their years,
// years that are neither a contribution's nor all that was contributed to them, and accounts of which more is set apart than they have.
func wrongWithdrawals(ctx context.Context, tx *db.Tx, county civil.County, fn func(table, record, column string, expected, actual int64)) error {
	for _, c := range []struct{ table, column, sql string }{
		{"pension_entry", "paid_fen", `SELECT s.person, 0, CAST(sum(s.want) AS BIGINT), CAST(sum(s.have) AS BIGINT) FROM (
				SELECT person, amount_fen AS want, 0 AS have FROM account_withdrawal WHERE county=$1 AND state='drawn'
				UNION ALL SELECT person, 0, paid_fen FROM pension_entry WHERE county=$1 AND kind IN ('lump-sum', 'refund', 'restored')) AS s
			GROUP BY s.person HAVING sum(s.want)<>sum(s.have) ORDER BY 1 LIMIT 100`},
		{"account_withdrawal", "amount_fen", `SELECT w.id, 0, CAST(coalesce(sum(y.personal_fen), 0) AS BIGINT), w.amount_fen FROM account_withdrawal AS w
				LEFT JOIN account_withdrawal_year AS y ON y.county=$1 AND y.withdrawal=w.id
			WHERE w.county=$1 AND w.kind='refund' GROUP BY w.id, w.amount_fen HAVING coalesce(sum(y.personal_fen), 0)<>w.amount_fen ORDER BY 1 LIMIT 100`},
		{"account_withdrawal_year", "personal_fen", `SELECT y.withdrawal, y.year, coalesce((SELECT max(e.personal_fen) FROM pension_entry AS e WHERE e.county=$1 AND e.person=w.person AND e.period=y.year*12), 0), y.personal_fen
			FROM account_withdrawal_year AS y JOIN account_withdrawal AS w ON w.county=$1 AND w.id=y.withdrawal
			WHERE y.county=$1 AND (y.person<>w.person OR NOT EXISTS (SELECT 1 FROM pension_entry AS e WHERE e.county=$1 AND e.person=w.person AND e.period=y.year*12
				AND e.kind IN ('contribution', 'moved-in') AND e.personal_fen=y.personal_fen)
				AND y.personal_fen<>coalesce((SELECT sum(e.personal_fen) FROM pension_entry AS e WHERE e.county=$1 AND e.person=w.person AND e.period=y.year*12
					AND e.kind IN ('contribution', 'moved-in')), 0)) ORDER BY 1, 2 LIMIT 100`},
		{"account_withdrawal_year", "live", `SELECT y.withdrawal, y.year, CASE WHEN w.state='released' THEN 0 ELSE 1 END, CASE WHEN y.live THEN 1 ELSE 0 END
			FROM account_withdrawal_year AS y JOIN account_withdrawal AS w ON w.county=$1 AND w.id=y.withdrawal
			WHERE y.county=$1 AND y.live<>(w.state<>'released') ORDER BY 1, 2 LIMIT 100`},
		{"account_withdrawal", "state", `SELECT a.person, 0, a.balance_fen, CAST(sum(w.amount_fen) AS BIGINT) FROM account_withdrawal AS w
				JOIN pension_account AS a ON a.county=$1 AND a.person=w.person
			WHERE w.county=$1 AND w.state='apart' GROUP BY a.person, a.balance_fen HAVING sum(w.amount_fen)>a.balance_fen ORDER BY 1 LIMIT 100`},
	} {
		if err := eachWrong(ctx, tx, c.sql, county, func(id, year, expected, actual int64) {
			record := strconv.FormatInt(id, 10)
			if year != 0 {
				record += "/" + strconv.FormatInt(year, 10)
			}
			fn(c.table, record, c.column, expected, actual)
		}); err != nil {
			return err
		}
	}
	return nil
}

// eachWrong hands the rows of a check to fn: record, year or 0, expected, actual.
func eachWrong(ctx context.Context, tx *db.Tx, q string, county civil.County, fn func(id, year, expected, actual int64)) error {
	rows, err := tx.Query(ctx, q, county)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, year, expected, actual int64
		if err := rows.Scan(&id, &year, &expected, &actual); err != nil {
			return err
		}
		fn(id, year, expected, actual)
	}
	return rows.Err()
}
