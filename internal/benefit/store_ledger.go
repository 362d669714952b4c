package benefit

// This room reads, and only reads, the ledger's transfer and batch: a run has hundreds of thousands of lines there, and both
// questions here are about all of them at once.

import (
	"context"
	"strconv"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/money"
)

// bookedLater lists what moved a bank account after a place in the log, other than the run itself and what is dated up to corrected.
func bookedLater(ctx context.Context, tx *db.Tx, r Run, account, after int64, corrected civil.Date) ([]Item, error) {
	rows, err := tx.Query(ctx, `SELECT t.seq, CASE WHEN t.debit=$2 THEN t.amount_fen ELSE -t.amount_fen END
		FROM transfer AS t JOIN batch AS b ON b.county=$1 AND b.id=t.batch
		WHERE t.county=$1 AND (t.debit=$2 OR t.credit=$2) AND t.seq>$3 AND t.kind IN (1, 3, 6, 7) AND b.cause<>$4 AND t.value_date>$5 ORDER BY t.seq`,
		r.County, account, after, r.cause(), corrected.String())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []Item
	for rows.Next() {
		var seq, amount int64
		if err := rows.Scan(&seq, &amount); err != nil {
			return nil, err
		}
		all = append(all, Item{Kind: BookedLater, Amount: money.Fen(amount), Count: 1, Ref: "transfer:" + strconv.FormatInt(seq, 10)})
	}
	return all, rows.Err()
}

// booked is a transfer as it stands in the books.
type booked struct {
	seq    int64
	debit  ledger.AccountID
	credit ledger.AccountID
	amount money.Fen
	kind   int64 // as the row has it
	ref    int64
	cause  string
	plan   string
	inputs string
}

// bookedLines reads the transfers of a batch in the order of its lines.
func bookedLines(ctx context.Context, tx *db.Tx, r Run, batch int64) ([]booked, error) {
	rows, err := tx.Query(ctx, `SELECT seq, debit, credit, amount_fen, kind, ref_seq, cause, plan, inputs
		FROM transfer WHERE county=$1 AND batch=$2 ORDER BY line`, r.County, batch)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []booked
	for rows.Next() {
		var t booked
		if err := rows.Scan(&t.seq, &t.debit, &t.credit, &t.amount, &t.kind, &t.ref, &t.cause, &t.plan, &t.inputs); err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, rows.Err()
}

// movedBetween is what transfers posted to an account after one place in the log, up to another: debits less credits.
func movedBetween(ctx context.Context, tx *db.Tx, r Run, account, after, upTo int64) (moved money.Fen, err error) {
	err = tx.QueryRow(ctx, `SELECT
		CAST(coalesce((SELECT sum(amount_fen) FROM transfer WHERE county=$1 AND debit=$2 AND seq>$3 AND seq<=$4 AND kind IN (1, 3, 6, 7)), 0) AS BIGINT) -
		CAST(coalesce((SELECT sum(amount_fen) FROM transfer WHERE county=$1 AND credit=$2 AND seq>$3 AND seq<=$4 AND kind IN (1, 3, 6, 7)), 0) AS BIGINT)`,
		r.County, account, after, upTo).Scan(&moved)
	return moved, err
}

// touches says whether the record at a place in the log is a transfer of the account, or its opening.
func touches(ctx context.Context, tx *db.Tx, r Run, account, seq int64) (bool, error) {
	var n int
	err := tx.QueryRow(ctx, `SELECT (SELECT count(*) FROM transfer WHERE county=$1 AND seq=$3 AND (debit=$2 OR credit=$2)) +
		(SELECT count(*) FROM account WHERE county=$1 AND id=$2 AND seq=$3)`, r.County, account, seq).Scan(&n)
	return n > 0, err
}
