package ledger

import (
	"context"
	"database/sql"

	"renshe/civil"
	"renshe/internal/db"
)

// movementRows reads the transfers of one side of an account that moved money, with their batch's kind and cause, by that side's own index.
func movementRows(ctx context.Context, tx *db.Tx, county civil.County, id AccountID, from int64, debit bool, each func(r *transferRow, kind, cause string) error) error {
	q := `SELECT ` + movementColumns + ` FROM transfer AS t JOIN batch AS b ON b.county=$1 AND b.id=t.batch
		WHERE t.county=$1 AND t.debit=$2 AND t.seq>=$3 AND t.kind IN (1, 3, 6, 7) ORDER BY t.seq`
	if !debit {
		q = `SELECT ` + movementColumns + ` FROM transfer AS t JOIN batch AS b ON b.county=$1 AND b.id=t.batch
		WHERE t.county=$1 AND t.credit=$2 AND t.seq>=$3 AND t.kind IN (1, 3, 6, 7) ORDER BY t.seq`
	}
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r transferRow
		var kind, cause string
		if err := scanMovement(rows, &r, &kind, &cause); err != nil {
			return err
		}
		return each(&r, kind, cause)
	}, q, county, id, from)
}

func movementRow(ctx context.Context, tx *db.Tx, county civil.County, id AccountID, seq int64) (r transferRow, kind, cause string, err error) {
	err = scanMovement(tx.QueryRow(ctx, `SELECT `+movementColumns+` FROM transfer AS t JOIN batch AS b ON b.county=$1 AND b.id=t.batch
		WHERE t.county=$1 AND t.seq=$3 AND (t.debit=$2 OR t.credit=$2) AND t.kind IN (1, 3, 6, 7)`, county, id, seq), &r, &kind, &cause)
	return r, kind, cause, err
}

const movementColumns = `t.seq, t.batch, t.line, t.fund, t.debit, t.credit, t.amount_fen, t.released_fen, t.kind, t.ref_seq, t.code, t.cause,
	t.period, t.value_date, t.posted_at, t.debit_after, t.credit_after, b.kind, b.cause`

func scanMovement(row interface{ Scan(...any) error }, r *transferRow, kind, cause *string) error {
	return row.Scan(&r.seq, &r.batch, &r.line, &r.fund, &r.debit, &r.credit, &r.amount, &r.released, &r.kind, &r.ref, &r.code, &r.cause,
		&r.period, &r.valueDate, &r.postedAt, &r.debitAfter, &r.creditAfter, kind, cause)
}
