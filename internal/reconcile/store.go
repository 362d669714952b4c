package reconcile

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/money"
)

func eachRow(ctx context.Context, tx *db.Tx, scan func(*sql.Rows) error, q string, args ...any) error {
	rows, err := tx.Query(ctx, q, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// day reads a date column; what is no date comes back as the zero day, which the verification names.
func day(text string) civil.Date {
	d, err := civil.ParseDate(text)
	if err != nil {
		return 0
	}
	return d
}

const accountColumns = `account, holder, number, from_day, from_size, book_fen, seen_seq`

func scanAccount(row interface{ Scan(...any) error }, a *Account) error {
	var from string
	err := row.Scan(&a.ID, &a.Holder, &a.Number, &from, &a.fromSize, &a.opening, &a.seen)
	a.From = day(from)
	return err
}

func accountByID(ctx context.Context, tx *db.Tx, county civil.County, id ledger.AccountID, lock bool) (a Account, found bool, err error) {
	q := `SELECT ` + accountColumns + ` FROM reconcile_account WHERE county=$1 AND account=$2`
	if lock {
		q += tx.LockClause()
	}
	err = scanAccount(tx.QueryRow(ctx, q, county, id), &a)
	if db.IsNoRows(err) {
		return a, false, nil
	}
	return a, err == nil, err
}

func accountByNumber(ctx context.Context, tx *db.Tx, county civil.County, number string) (a Account, found bool, err error) {
	err = scanAccount(tx.QueryRow(ctx, `SELECT `+accountColumns+` FROM reconcile_account WHERE county=$1 AND number=$2`, county, number), &a)
	if db.IsNoRows(err) {
		return a, false, nil
	}
	return a, err == nil, err
}

func accounts(ctx context.Context, tx *db.Tx, county civil.County) (all []Account, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var a Account
		err := scanAccount(rows, &a)
		all = append(all, a)
		return err
	}, `SELECT `+accountColumns+` FROM reconcile_account WHERE county=$1 ORDER BY account`, county)
	return all, err
}

func insertAccount(ctx context.Context, tx *db.Tx, actor access.Actor, a Account) error {
	_, err := tx.Exec(ctx, `INSERT INTO reconcile_account (county, `+accountColumns+`, by_user, at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)`,
		actor.County, a.ID, a.Holder, a.Number, a.From.String(), a.fromSize, a.opening, a.seen, actor.User, db.Micros(tx.Now()))
	return err
}

func setSeen(ctx context.Context, tx *db.Tx, county civil.County, a Account) error {
	_, err := tx.Exec(ctx, `UPDATE reconcile_account SET seen_seq=$3 WHERE county=$1 AND account=$2`, county, a.ID, a.seen)
	return err
}

const statementColumns = `id, account, n, number, format, digest, from_day, to_day, opening_fen, credits_fen, debits_fen, closing_fen, lines, by_name, at`

func scanStatement(row interface{ Scan(...any) error }, s *Statement) error {
	var from, to string
	var at int64
	err := row.Scan(&s.ID, &s.Account, &s.N, &s.Number, &s.Format, &s.Digest, &from, &to, &s.Balance.Opening, &s.Balance.Credits, &s.Balance.Debits,
		&s.Balance.Closing, &s.Lines, &s.ByName, &at)
	s.From, s.To, s.At = day(from), day(to), db.FromMicros(at)
	return err
}

func insertStatement(ctx context.Context, tx *db.Tx, actor access.Actor, s Statement, content []byte) error {
	_, err := tx.Exec(ctx, `INSERT INTO reconcile_statement (county, `+statementColumns+`, by_user, content)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18)`,
		actor.County, s.ID, s.Account, s.N, s.Number, s.Format, s.Digest, s.From.String(), s.To.String(), s.Balance.Opening, s.Balance.Credits, s.Balance.Debits,
		s.Balance.Closing, s.Lines, s.ByName, db.Micros(s.At), actor.User, content)
	return err
}

func oneStatement(row *sql.Row) (s Statement, found bool, err error) {
	err = scanStatement(row, &s)
	if db.IsNoRows(err) {
		return s, false, nil
	}
	return s, err == nil, err
}

func statementByDigest(ctx context.Context, tx *db.Tx, county civil.County, digest string) (Statement, bool, error) {
	return oneStatement(tx.QueryRow(ctx, `SELECT `+statementColumns+` FROM reconcile_statement WHERE county=$1 AND digest=$2`, county, digest))
}

// lastStatement is the latest with balances.
func lastStatement(ctx context.Context, tx *db.Tx, county civil.County, a Account) (Statement, bool, error) {
	return oneStatement(tx.QueryRow(ctx, `SELECT `+statementColumns+` FROM reconcile_statement WHERE county=$1 AND account=$2 AND n>0 ORDER BY n DESC LIMIT 1`, county, a.ID))
}

// firstStatement is the one whose opening balance everything begins with.
func firstStatement(ctx context.Context, tx *db.Tx, county civil.County, a Account) (Statement, bool, error) {
	return oneStatement(tx.QueryRow(ctx, `SELECT `+statementColumns+` FROM reconcile_statement WHERE county=$1 AND account=$2 AND n=1`, county, a.ID))
}

// statementOn is the latest statement that begins no later than a day.
func statementOn(ctx context.Context, tx *db.Tx, county civil.County, a Account, on civil.Date) (Statement, bool, error) {
	return oneStatement(tx.QueryRow(ctx, `SELECT `+statementColumns+` FROM reconcile_statement
		WHERE county=$1 AND account=$2 AND n>0 AND from_day<=$3 ORDER BY n DESC LIMIT 1`, county, a.ID, on.String()))
}

// statements lists the latest first; a gap before one is found by the one before it.
func statements(ctx context.Context, tx *db.Tx, county civil.County, a Account, limit int) (all []Statement, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var s Statement
		err := scanStatement(rows, &s)
		all = append(all, s)
		return err
	}, `SELECT `+statementColumns+` FROM reconcile_statement WHERE county=$1 AND account=$2 ORDER BY from_day DESC, n DESC, id DESC LIMIT $3`, county, a.ID, limit+1)
	for i := range all {
		begins := a.From
		for k := i + 1; k < len(all) && all[i].N > 1; k++ {
			if all[k].N == all[i].N-1 {
				begins = all[k].To + 1
				break
			}
		}
		if all[i].N > 0 && all[i].From > begins {
			all[i].GapFrom = begins
		}
	}
	return all[:min(limit, len(all))], err
}

// storedLine is a line of a statement as it is kept.
type storedLine struct {
	id, statement, line        int64
	day                        civil.Date
	amount                     money.Fen
	order, voucher, batch, ref string
	purpose                    bank.Purpose
	undoes                     int64
	back                       bool // only while it is taken in
}

const lineColumns = `id, statement, line, day, amount_fen, order_ref, voucher_ref, batch_ref, their_ref, purpose, undoes`

func scanLine(row interface{ Scan(...any) error }, l *storedLine) error {
	var on string
	err := row.Scan(&l.id, &l.statement, &l.line, &on, &l.amount, &l.order, &l.voucher, &l.batch, &l.ref, &l.purpose, &l.undoes)
	l.day = day(on)
	return err
}

func insertLines(ctx context.Context, tx *db.Tx, county civil.County, a Account, all []storedLine) error {
	i := 0
	columns := append([]string{"county", "account"}, strings.Split(strings.ReplaceAll(lineColumns, " ", ""), ",")...)
	_, err := tx.Bulk(ctx, "reconcile_line", columns, func() ([]any, bool) {
		if i == len(all) {
			return nil, false
		}
		l := &all[i]
		i++
		return []any{int64(county), int64(a.ID), l.id, l.statement, l.line, l.day.String(), int64(l.amount), l.order, l.voucher, l.batch, l.ref, string(l.purpose), l.undoes}, true
	})
	return err
}

// noticedLines are the lines of an account that notices told of the days of a statement.
func noticedLines(ctx context.Context, tx *db.Tx, county civil.County, a Account, s Statement) (all []storedLine, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var l storedLine
		err := scanLine(rows, &l)
		all = append(all, l)
		return err
	}, `SELECT l.id, l.statement, l.line, l.day, l.amount_fen, l.order_ref, l.voucher_ref, l.batch_ref, l.their_ref, l.purpose, l.undoes
		FROM reconcile_line AS l JOIN reconcile_statement AS s ON s.county=$1 AND s.id=l.statement
		WHERE l.county=$1 AND l.account=$2 AND l.day>=$3 AND l.day<=$4 AND s.n=0 ORDER BY l.id`, county, a.ID, s.From.String(), s.To.String())
	return all, err
}

// moveLine gives a line that a notice told to the statement that holds it.
func moveLine(ctx context.Context, tx *db.Tx, county civil.County, id int64, to storedLine) error {
	_, err := tx.Exec(ctx, `UPDATE reconcile_line SET statement=$3, line=$4, their_ref=$5, voucher_ref=$6, purpose=$7 WHERE county=$1 AND id=$2`,
		county, id, to.statement, to.line, to.ref, to.voucher, to.purpose)
	return err
}

// lineOfOrder is the latest line with an order and an amount; 0 if there is none.
func lineOfOrder(ctx context.Context, tx *db.Tx, county civil.County, a Account, order string, amount money.Fen) (id int64, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce(max(id), 0) FROM reconcile_line WHERE county=$1 AND account=$2 AND order_ref=$3 AND amount_fen=$4`,
		county, a.ID, order, amount).Scan(&id)
	return id, err
}

func lineByID(ctx context.Context, tx *db.Tx, county civil.County, a Account, id int64) (l storedLine, found bool, err error) {
	err = scanLine(tx.QueryRow(ctx, `SELECT `+lineColumns+` FROM reconcile_line WHERE county=$1 AND account=$2 AND id=$3`, county, a.ID, id), &l)
	if db.IsNoRows(err) {
		return l, false, nil
	}
	return l, err == nil, err
}

// movedUpTo adds up the lines of a statement up to a day.
func movedUpTo(ctx context.Context, tx *db.Tx, county civil.County, statement int64, on civil.Date) (f money.Fen, err error) {
	err = tx.QueryRow(ctx, `SELECT CAST(coalesce(sum(amount_fen), 0) AS BIGINT) FROM reconcile_line WHERE county=$1 AND statement=$2 AND day<=$3`,
		county, statement, on.String()).Scan(&f)
	return f, err
}

// openLine is a line in no match, with what matching looks at and what it came from.
type openLine struct {
	Line
	cause string
}

// open is a statement's line as matching takes it: references that are not of our making say nothing about ours.
func (l storedLine) open(county civil.County) openLine {
	o := openLine{Line: Line{Side: Bank, ID: l.id, Day: l.day, Amount: l.amount, Undoes: l.undoes}, cause: string(l.purpose)}
	if isNumber(l.order) {
		o.Order = l.order
	}
	if isNumber(l.voucher) {
		o.Voucher = l.voucher
	}
	if strings.HasPrefix(l.batch, "RS"+county.String()+"-") {
		o.Batch = l.batch
	}
	return o
}

func isNumber(s string) bool {
	n, err := strconv.ParseInt(s, 10, 64)
	return err == nil && n > 0 && strconv.FormatInt(n, 10) == s
}

var openColumns = []string{"county", "account", "side", "line", "day", "amount_fen", "order_ref", "voucher_ref", "batch_ref", "undoes", "cause"}

func insertOpen(ctx context.Context, tx *db.Tx, county civil.County, a Account, all []openLine) error {
	i := 0
	_, err := tx.Bulk(ctx, "reconcile_open", openColumns, func() ([]any, bool) {
		if i == len(all) {
			return nil, false
		}
		l := &all[i]
		i++
		return []any{int64(county), int64(a.ID), int64(l.Side), l.ID, l.Day.String(), int64(l.Amount), l.Order, l.Voucher, l.Batch, l.Undoes, l.cause}, true
	})
	return err
}

func openLines(ctx context.Context, tx *db.Tx, county civil.County, a Account) (all []openLine, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var l openLine
		var on string
		err := rows.Scan(&l.Side, &l.ID, &on, &l.Amount, &l.Order, &l.Voucher, &l.Batch, &l.Undoes, &l.cause)
		l.Day = day(on)
		all = append(all, l)
		return err
	}, `SELECT side, line, day, amount_fen, order_ref, voucher_ref, batch_ref, undoes, cause FROM reconcile_open
		WHERE county=$1 AND account=$2 ORDER BY side, line`, county, a.ID)
	return all, err
}

func deleteOpen(ctx context.Context, tx *db.Tx, county civil.County, a Account) error {
	_, err := tx.Exec(ctx, `DELETE FROM reconcile_open AS o WHERE o.county=$1 AND o.account=$2 AND EXISTS (
		SELECT 1 FROM reconcile_member AS m WHERE m.county=$1 AND m.account=$2 AND m.side=o.side AND m.line=o.line)`, county, a.ID)
	return err
}

func statementByID(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Statement, bool, error) {
	return oneStatement(tx.QueryRow(ctx, `SELECT `+statementColumns+` FROM reconcile_statement WHERE county=$1 AND id=$2`, county, id))
}
