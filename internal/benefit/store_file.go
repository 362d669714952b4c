package benefit

import (
	"context"
	"time"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/money"
)

// storedFile is a bank file with its totals, sealed.
type storedFile struct {
	direction   string // order or answer
	name        string
	digest      string
	content     []byte
	orders      int64
	total       money.Fen
	paid        int64
	paidFen     money.Fen
	returned    int64
	returnedFen money.Fen
	statement   string
	value       civil.Date
	day         string // value as the row has it
	opening     money.Fen
	credits     money.Fen
	debits      money.Fen
	closing     money.Fen
	book        money.Fen // the books' bank balance when the answer came in, before it was posted
	bookSeq     int64     // and the last transfer on it
	at          time.Time
}

const (
	orderFile  = "order"
	answerFile = "answer"
)

// ordersOf reads the payments that go a chunk's way, in their order, as orders that lack name and number, and to which accounts they go.
func ordersOf(ctx context.Context, tx *db.Tx, r Run, chunk int) (orders []bank.Order, accounts []int64, err error) {
	rows, err := tx.Query(ctx, `SELECT id, bank_account, total_fen FROM payment WHERE county=$1 AND run=$2 AND chunk=$3 AND state='ready' ORDER BY id`,
		r.County, r.ID, chunk)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var o bank.Order
		var account int64
		if err := rows.Scan(&o.ID, &account, &o.Amount); err != nil {
			return nil, nil, err
		}
		orders, accounts = append(orders, o), append(accounts, account)
	}
	return orders, accounts, rows.Err()
}

func insertFile(ctx context.Context, tx *db.Tx, r Run, f storedFile, user int64) error {
	_, err := tx.Exec(ctx, `INSERT INTO payment_file (county, run, direction, name, digest, content, orders, total_fen, paid, paid_fen, returned, returned_fen,
			statement, value_date, opening_fen, credits_fen, debits_fen, closing_fen, book_fen, book_seq, by_user, at)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22)`,
		r.County, r.ID, f.direction, f.name, f.digest, f.content, f.orders, f.total, f.paid, f.paidFen, f.returned, f.returnedFen,
		f.statement, f.value.String(), f.opening, f.credits, f.debits, f.closing, f.book, f.bookSeq, user, db.Micros(tx.Now()))
	return err
}

// file reads a run's file; false if there is none. The content, which is large, comes on demand.
func file(ctx context.Context, tx *db.Tx, r Run, direction string, content bool) (storedFile, bool, error) {
	f, found, err := fileRow(ctx, tx, r, direction, content)
	if err == nil && found {
		f.value, err = civil.ParseDate(f.day)
	}
	return f, found, err
}

// fileRow is file as the row has it: whatever stands for its date.
func fileRow(ctx context.Context, tx *db.Tx, r Run, direction string, content bool) (storedFile, bool, error) {
	f := storedFile{direction: direction}
	var at int64
	err := tx.QueryRow(ctx, `SELECT name, digest, orders, total_fen, paid, paid_fen, returned, returned_fen, statement, value_date,
			opening_fen, credits_fen, debits_fen, closing_fen, book_fen, book_seq, at
		FROM payment_file WHERE county=$1 AND run=$2 AND direction=$3`, r.County, r.ID, direction).
		Scan(&f.name, &f.digest, &f.orders, &f.total, &f.paid, &f.paidFen, &f.returned, &f.returnedFen, &f.statement, &f.day,
			&f.opening, &f.credits, &f.debits, &f.closing, &f.book, &f.bookSeq, &at)
	if db.IsNoRows(err) {
		return f, false, nil
	}
	if err != nil {
		return f, false, err
	}
	f.at = db.FromMicros(at)
	if !content {
		return f, true, nil
	}
	err = tx.QueryRow(ctx, `SELECT content FROM payment_file WHERE county=$1 AND run=$2 AND direction=$3`, r.County, r.ID, direction).Scan(&f.content)
	return f, true, err
}

// insertReconciliation keeps a statement as the next attempt of its run.
func insertReconciliation(ctx context.Context, tx *db.Tx, r Run, s Statement, detail string, user int64) error {
	var last int64
	err := tx.QueryRow(ctx, `SELECT coalesce(max(attempt), 0) FROM reconciliation WHERE county=$1 AND run=$2`, r.County, r.ID).Scan(&last)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO reconciliation (county, run, attempt, value_date, book_fen, pending_fen, bank_fen, difference_fen, detail, by_user, by_name, at)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`,
		r.County, r.ID, last+1, s.ValueDate.String(), s.Book, s.Pending, s.Bank, s.Difference, detail, user, s.ByName, db.Micros(s.At))
	return err
}

// lastReconciliation reads the latest statement of a run; false if there is none.
func lastReconciliation(ctx context.Context, tx *db.Tx, county civil.County, run int64) (Statement, string, bool, error) {
	s := Statement{Run: run}
	var detail, value string
	var at int64
	err := tx.QueryRow(ctx, `SELECT value_date, book_fen, pending_fen, bank_fen, difference_fen, detail, by_name, at
		FROM reconciliation WHERE county=$1 AND run=$2 ORDER BY attempt DESC LIMIT 1`, county, run).
		Scan(&value, &s.Book, &s.Pending, &s.Bank, &s.Difference, &detail, &s.ByName, &at)
	if db.IsNoRows(err) {
		return s, "", false, nil
	}
	if err != nil {
		return s, "", false, err
	}
	s.At = db.FromMicros(at)
	s.ValueDate, err = civil.ParseDate(value)
	return s, detail, true, err
}
