package reconcile

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
)

// sealedStatement is a statement with its file, and with its days as the row has them.
type sealedStatement struct {
	Statement
	content        []byte
	fromDay, toDay string
}

func sealedStatements(ctx context.Context, tx *db.Tx, county civil.County, a Account) (all []sealedStatement, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var s sealedStatement
		err := rows.Scan(&s.ID, &s.N, &s.Number, &s.Format, &s.Digest, &s.fromDay, &s.toDay, &s.Balance.Opening, &s.Balance.Credits, &s.Balance.Debits,
			&s.Balance.Closing, &s.Lines, &s.content)
		all = append(all, s)
		return err
	}, `SELECT id, n, number, format, digest, from_day, to_day, opening_fen, credits_fen, debits_fen, closing_fen, lines, content
		FROM reconcile_statement WHERE county=$1 AND account=$2 ORDER BY n, id`, county, a.ID)
	return all, err
}

// tellingLine is a line with its day as the row has it.
type tellingLine struct {
	storedLine
	account int64
	dayText string
}

func linesOf(ctx context.Context, tx *db.Tx, county civil.County, statement int64) (all []tellingLine, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var l tellingLine
		err := rows.Scan(&l.id, &l.statement, &l.line, &l.dayText, &l.amount, &l.order, &l.voucher, &l.batch, &l.ref, &l.purpose, &l.undoes, &l.account)
		l.day = day(l.dayText)
		all = append(all, l)
		return err
	}, `SELECT `+lineColumns+`, account FROM reconcile_line WHERE county=$1 AND statement=$2 ORDER BY line`, county, statement)
	return all, err
}

func allMembers(ctx context.Context, tx *db.Tx, county civil.County, a Account) (all []member, err error) {
	err = eachRow(ctx, tx, scanMembers(&all), `SELECT side, line, match_id, day, amount_fen FROM reconcile_member WHERE county=$1 AND account=$2 ORDER BY side, line`, county, a.ID)
	return all, err
}

func allMatches(ctx context.Context, tx *db.Tx, county civil.County, a Account) (all []storedMatch, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var m storedMatch
		err := scanMatch(rows, &m)
		all = append(all, m)
		return err
	}, `SELECT `+matchColumns+` FROM reconcile_match WHERE county=$1 AND account=$2 ORDER BY id`, county, a.ID)
	return all, err
}
