package benefit

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"slices"

	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/money"
	"renshe/tlog"
)

// documentKinds is what the ledger calls the files of a run.
var documentKinds = map[string]ledger.DocumentKind{orderFile: ledger.PaymentOrder, answerFile: ledger.BankAnswer}

// keepFile keeps a bank file, sealed, and puts its document into the log, in one transaction: what is booked afterwards rests on it.
func (b *Benefits) keepFile(ctx context.Context, tx *db.Tx, actor access.Actor, r Run, f storedFile, content []byte) error {
	d, err := documentOf(r, f, content)
	if err != nil {
		return err
	}
	if err := insertFile(ctx, tx, r, f, actor.User); err != nil {
		return err
	}
	_, err = b.books.AddDocumentIn(ctx, tx, actor, d)
	return err
}

// documentOf is what the log keeps of a bank file: its hashes, and no name or account.
func documentOf(r Run, f storedFile, content []byte) (ledger.Document, error) {
	a := BooksOf(r.Kind)
	d := ledger.Document{Fund: a.Fund, Kind: documentKinds[f.direction], Account: a.Bank, Cause: r.cause(), Lines: f.orders, Total: f.total}
	var err error
	if d.Digest, err = hashOf(f.digest); err != nil {
		return d, err
	}
	d.List, err = listed(f.direction, content)
	return d, err
}

func hashOf(digest string) (tlog.Hash, error) {
	raw, err := hex.DecodeString(digest)
	if err != nil {
		return tlog.Hash{}, err
	}
	return tlog.ParseHash(raw)
}

// listed hashes the lines of a canonical bank file, in the order of their payments.
func listed(direction string, content []byte) (tlog.Hash, error) {
	type line struct {
		payment int64
		amount  money.Fen
		became  int64
	}
	var all []line
	var err error
	if direction == orderFile {
		_, err = bank.ReadPayment(bytes.NewReader(content), func(o bank.Order) error {
			all = append(all, line{o.ID, o.Amount, ledger.ListOrdered})
			return nil
		})
	} else {
		_, err = bank.ReadReturn(bytes.NewReader(content), func(a bank.Answer) error {
			became := int64(ledger.ListReturned)
			if a.Paid() {
				became = ledger.ListPaid
			}
			all = append(all, line{a.ID, a.Amount, became})
			return nil
		})
	}
	if err != nil {
		return tlog.Hash{}, err
	}
	slices.SortFunc(all, func(a, b line) int { return cmp.Compare(a.payment, b.payment) })
	var list ledger.DocumentList
	for _, l := range all {
		list.Add(l.payment, l.amount, l.became)
	}
	return list.Sum()
}

// document finds a bank file's record in the log; the Seq of none is 0: the file was made before the log kept files.
func (b *Benefits) document(ctx context.Context, tx *db.Tx, r Run, direction string) (ledger.Document, error) {
	all, err := b.books.DocumentsIn(ctx, tx, r.County, r.cause())
	for _, d := range all {
		if d.Kind == documentKinds[direction] {
			return d, nil
		}
	}
	return ledger.Document{}, err
}
