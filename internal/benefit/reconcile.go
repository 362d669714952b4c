package benefit

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/money"
)

// ItemKind is what an open item of a reconciliation is.
type ItemKind string

// The kinds of open items. The first four move one side of the statement.
const (
	BookedLater  ItemKind = "booked-later"
	BankCredit   ItemKind = "bank-credit"
	BankDebit    ItemKind = "bank-debit"
	Unexplained  ItemKind = "unexplained"
	StillPending ItemKind = "still-pending"
	DueAgain     ItemKind = "due-again"
)

// Item is one open item (未达账项).
type Item struct {
	Kind   ItemKind  `json:"kind"`
	Amount money.Fen `json:"amount_fen"`
	Count  int64     `json:"count"`
	Ref    string    `json:"ref,omitempty"` // the transfer or the bank's statement it stands in
}

// Statement is a reconciliation statement (余额调节表): Bank + BankSide = BankAdjusted, Book + BookSide = BookAdjusted, and their
// difference, which must be 0.
type Statement struct {
	Run          int64
	Month        civil.Month
	ValueDate    civil.Date // the day of the bank's statement
	BankRef      string     // the bank's number of it
	Bank         money.Fen  // the bank's closing balance, in its own figures
	BankSide     money.Fen  // what the books have and the bank has not yet
	BankAdjusted money.Fen
	Book         money.Fen // the books' balance, posted
	Pending      money.Fen // reserved on top of it
	BookSide     money.Fen // what the bank has and the books have not yet
	BookAdjusted money.Fen
	Difference   money.Fen // BankAdjusted − BookAdjusted
	Ordered      money.Fen // by the payment file
	Paid         money.Fen // by the bank's answer
	Returned     money.Fen
	Items        []Item
	ByName       string
	At           time.Time
	Already      bool // the run was reconciled before: this is the stored statement
}

// Reconcile draws up the run's reconciliation statement from the bank's own figures and keeps it, whatever it shows. At a difference of 0 the
// run is finished; otherwise it stays and the statement lists what is open. Once a voucher dated no later than the bank's statement has
// corrected the books, drawing it up again counts that in.
func (b *Benefits) Reconcile(ctx context.Context, actor access.Actor, run int64) (Statement, error) {
	if err := actor.May(access.RunBank); err != nil {
		return Statement{}, err
	}
	var s Statement
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		r, err := lockRun(ctx, tx, actor.County, run)
		if err != nil {
			return err
		}
		already, err := runAt(r, Settled)
		if err != nil {
			return err
		}
		if already {
			s, err = b.storedStatement(ctx, tx, r)
			s.Already = true
			return err
		}
		if s, err = b.draw(ctx, tx, r); err != nil {
			return err
		}
		s.ByName, s.At = actor.Name, tx.Now()
		detail, err := json.Marshal(s.Items)
		if err != nil {
			return err
		}
		if err := insertReconciliation(ctx, tx, r, s, string(detail), actor.User); err != nil {
			return err
		}
		if s.Difference == 0 {
			if err := setState(ctx, tx, r, Reconciled); err != nil {
				return err
			}
		}
		return b.audit(ctx, tx, actor, "run.reconciled", runSubject(r.ID), "difference", s.Difference.Plain())
	})
	return s, err
}

// draw compares the two balances. What the bank had before our payments and the books had then should be equal; if not, the bank's own
// credits and debits may tell why. What the books got besides the run since the answer is in transit; but while a gap is unexplained, a
// voucher dated no later than the bank's statement corrects the books as of that day and counts on their side.
func (b *Benefits) draw(ctx context.Context, tx *db.Tx, r Run) (Statement, error) {
	answer, found, err := file(ctx, tx, r, answerFile, false)
	if err != nil || !found {
		return Statement{}, errors.Join(err, notThere(found))
	}
	account := BooksOf(r.Kind).Bank
	book, err := b.books.BalanceIn(ctx, tx, r.County, account)
	if err != nil {
		return Statement{}, err
	}
	s := Statement{Run: r.ID, Book: book.Own(), Pending: book.PendingCredits, Items: []Item{}}
	s.about(r, answer)
	var corrected civil.Date // the last day of correcting vouchers
	if _, explained := unbooked(answer, answer.closing+answer.paidFen-answer.book); !explained {
		corrected = answer.value
	}
	later, err := bookedLater(ctx, tx, r, int64(account), answer.bookSeq, corrected)
	if err != nil {
		return s, err
	}
	for _, i := range later {
		s.BankSide += i.Amount
	}
	s.Items = append(s.Items, later...)
	if i, _ := unbooked(answer, s.Bank+s.BankSide-s.Book); i.Amount != 0 {
		s.BookSide += i.Amount
		s.Items = append(s.Items, i)
	}
	if s.Pending != 0 {
		s.Items = append(s.Items, Item{Kind: StillPending, Amount: s.Pending, Count: 1})
	}
	if answer.returned > 0 {
		s.Items = append(s.Items, Item{Kind: DueAgain, Amount: answer.returnedFen, Count: answer.returned, Ref: answer.statement})
	}
	s.adjust()
	if s.Difference != 0 {
		s.Items = append(s.Items, Item{Kind: Unexplained, Amount: s.Difference, Count: 1})
	}
	return s, nil
}

func (s *Statement) about(r Run, answer storedFile) {
	s.Month, s.ValueDate, s.BankRef, s.Bank = r.Month, answer.value, answer.statement, answer.closing
	s.Ordered, s.Paid, s.Returned = answer.total, answer.paidFen, answer.returnedFen
}

func (s *Statement) adjust() {
	s.BankAdjusted, s.BookAdjusted = s.Bank+s.BankSide, s.Book+s.BookSide
	s.Difference = s.BankAdjusted - s.BookAdjusted
}

// unbooked explains a gap, what the bank has more than the books, by a movement of the bank's own statement, if its amount is exactly
// that: money that came in, or went out, and that nobody has booked. Without a gap there is nothing to explain.
func unbooked(answer storedFile, gap money.Fen) (i Item, explained bool) {
	other := answer.debits - answer.paidFen
	switch {
	case gap == 0:
		return Item{}, true
	case gap > 0 && gap == answer.credits:
		return Item{Kind: BankCredit, Amount: gap, Count: 1, Ref: answer.statement}, true
	case gap < 0 && -gap == other:
		return Item{Kind: BankDebit, Amount: gap, Count: 1, Ref: answer.statement}, true
	}
	return Item{}, false
}

// storedStatement reads the statement that a finished run was reconciled with.
func (b *Benefits) storedStatement(ctx context.Context, tx *db.Tx, r Run) (Statement, error) {
	s, detail, found, err := lastReconciliation(ctx, tx, r.County, r.ID)
	if err != nil || !found {
		return s, errors.Join(err, notThere(found))
	}
	if err := json.Unmarshal([]byte(detail), &s.Items); err != nil {
		return s, Damaged.With("what", "reconciliation").From(err)
	}
	answer, found, err := file(ctx, tx, r, answerFile, false)
	if err != nil || !found {
		return s, errors.Join(err, notThere(found))
	}
	s.about(r, answer)
	for _, i := range s.Items {
		switch i.Kind {
		case BookedLater:
			s.BankSide += i.Amount
		case BankCredit, BankDebit:
			s.BookSide += i.Amount
		}
	}
	s.adjust()
	return s, nil
}

// Statement gives the run's latest reconciliation statement; found is false while there is none.
func (b *Benefits) Statement(ctx context.Context, actor access.Actor, run int64) (s Statement, found bool, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return s, false, err
	}
	err = b.db.View(ctx, func(tx *db.Tx) error {
		r, err := runByID(ctx, tx, actor.County, run)
		if err != nil {
			return err
		}
		if _, _, found, err = lastReconciliation(ctx, tx, r.County, r.ID); err != nil || !found {
			return err
		}
		s, err = b.storedStatement(ctx, tx, r)
		return err
	})
	return s, found, err
}
