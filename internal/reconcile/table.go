package reconcile

import (
	"context"
	"fmt"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/money"
)

// Table is a reconciliation table (银行存款余额调节表) of an account on a day.
type Table struct {
	ID          int64 // 0: it is only shown, nobody has drawn it up
	Account     Account
	Day         civil.Date
	Book        money.Fen // 单位账余额
	Bank        money.Fen // 对账单余额
	Sums        map[Class]money.Fen
	Counts      map[Class]int
	Difference  money.Fen // adjusted balance at the bank less that of the books: what was unequal at the beginning
	Items       []Item
	Explanation string // of a difference
	MadeBy      int64
	MadeName    string
	MadeAt      time.Time
	SignedBy    int64
	SignedName  string
	SignedAt    time.Time

	size    int64 // of the log
	counted int64 // items, as the row says

	madeSeal, signedSeal []byte
}

// BookAdjusted is what the books would have with everything that only the other side knows.
func (t Table) BookAdjusted() money.Fen { return t.Book + t.Sums[BankIn] - t.Sums[BankOut] }

// BankAdjusted is what the other side would have with everything that only the books know.
func (t Table) BankAdjusted() money.Fen { return t.Bank + t.Sums[BookIn] - t.Sums[BookOut] }

// Settled says whether the table has nothing left to explain.
func (t Table) Settled() bool { return t.Difference == 0 || t.Explanation != "" }

// Signed says whether a second person has signed it.
func (t Table) Signed() bool { return t.SignedBy != 0 }

// made is everything that its maker put his name to.
func (t Table) made(county civil.County) []byte {
	return fmt.Appendf(nil, "reconcile-table/%d/%d/%d/%s/%d/%d/%d/%d/%d/%d/%d/%d/%d/%d/%d/%q/%q", county, t.ID, t.Account.ID, t.Day, t.size, t.Book, t.Bank,
		t.Sums[BookIn], t.Sums[BookOut], t.Sums[BankIn], t.Sums[BankOut], t.Difference, t.counted, t.MadeBy, db.Micros(t.MadeAt), t.MadeName, t.Explanation)
}

// signed is everything that its signer put his name to.
func (t Table) signed(county civil.County) []byte {
	return fmt.Appendf(t.made(county), "/%d/%d/%q", t.SignedBy, db.Micros(t.SignedAt), t.SignedName)
}

// sum adds the items up by class.
func (t *Table) sum() error {
	t.Sums, t.Counts = map[Class]money.Fen{}, map[Class]int{}
	for _, i := range t.Items {
		amount := i.Amount
		if amount < 0 {
			amount = -amount
		}
		sum, err := t.Sums[i.Class].Add(amount)
		if err != nil {
			return Damaged.With("what", "reconcile_open").From(err)
		}
		t.Sums[i.Class], t.Counts[i.Class] = sum, t.Counts[i.Class]+1
	}
	t.Difference = t.BankAdjusted() - t.BookAdjusted()
	return nil
}

// Show draws up a table of a day without keeping it. The statements must reach that day.
func (r *Reconcile) Show(ctx context.Context, actor access.Actor, account ledger.AccountID, on civil.Date) (t Table, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return t, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		t, err = r.draw(ctx, tx, actor, account, on)
		return err
	})
	return t, err
}

// drawNow draws up a table for keeping. The account is locked, so that nobody matches meanwhile; books, items and the log's size are read in one
// snapshot, because others go on booking.
func (r *Reconcile) drawNow(ctx context.Context, tx *db.Tx, actor access.Actor, account ledger.AccountID, on civil.Date) (t Table, err error) {
	if _, err := r.accountIn(ctx, tx, actor.County, account, true); err != nil {
		return t, err
	}
	err = r.db.View(ctx, func(now *db.Tx) error {
		t, err = r.draw(ctx, now, actor, account, on)
		return err
	})
	return t, err
}

func (r *Reconcile) draw(ctx context.Context, tx *db.Tx, actor access.Actor, account ledger.AccountID, on civil.Date) (t Table, err error) {
	a, err := r.accountIn(ctx, tx, actor.County, account, false)
	if err != nil {
		return t, err
	}
	t = Table{Account: a, Day: on}
	if t.Bank, err = r.bankBalance(ctx, tx, actor.County, a, on); err != nil {
		return t, err
	}
	if t.size, err = r.books.SizeIn(ctx, tx, actor.County); err != nil {
		return t, err
	}
	b, err := r.books.BalanceAsOfIn(ctx, tx, actor.County, account, ledger.AsOf{Value: on})
	if err != nil {
		return t, err
	}
	t.Book = b.Own()
	if t.Items, err = r.itemsIn(ctx, tx, actor, a, on); err != nil {
		return t, err
	}
	return t, t.sum()
}

// bankBalance is what the other side says it had at the end of a day. Without a statement that reaches the day, or a later one that joins
// on to the one before it, nobody knows.
func (r *Reconcile) bankBalance(ctx context.Context, tx *db.Tx, county civil.County, a Account, on civil.Date) (money.Fen, error) {
	s, found, err := statementOn(ctx, tx, county, a, on)
	if err != nil {
		return 0, err
	}
	if !found || on < a.From {
		first, any, err := firstStatement(ctx, tx, county, a)
		if err != nil {
			return 0, err
		}
		if any && on >= a.From { // nothing moved before the first statement
			return first.Balance.Opening, nil
		}
		return 0, NotCovered.With("day", on, "last", a.From)
	}
	if s.To < on {
		last, _, err := lastStatement(ctx, tx, county, a)
		if err != nil {
			return 0, err
		}
		if last.N == s.N {
			return 0, NotCovered.With("day", on, "last", s.To)
		}
		return s.Balance.Closing, nil
	}
	moved, err := movedUpTo(ctx, tx, county, s.ID, on)
	return s.Balance.Opening + moved, err
}

// Prepare draws up a table and keeps it for a second person to sign. A difference needs an explanation. Preparing a day again makes a new
// table; the latest one counts.
func (r *Reconcile) Prepare(ctx context.Context, actor access.Actor, account ledger.AccountID, on civil.Date, explanation string) (t Table, err error) {
	if err := actor.May(access.ReconcileMake); err != nil {
		return t, err
	}
	if actor.User <= 0 {
		return t, NeedsPerson.With()
	}
	explanation = strings.TrimSpace(explanation)
	if len(explanation) > maxReason {
		return t, NoReason.With("max", maxReason).On("explanation")
	}
	err = r.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if t, err = r.drawNow(ctx, tx, actor, account, on); err != nil {
			return err
		}
		if on > today(tx) {
			return Future.With("day", on, "today", today(tx))
		}
		t.Explanation = explanation
		if !t.Settled() {
			return Unexplained.With("difference", t.Difference).On("explanation")
		}
		t.ID, t.MadeBy, t.MadeName, t.MadeAt = tx.NewID(), actor.User, actor.Name, tx.Now()
		t.counted = int64(len(t.Items))
		t.madeSeal = r.box.Seal(nil, t.made(actor.County))
		if err := insertTable(ctx, tx, actor.County, t); err != nil {
			return err
		}
		return r.audit(ctx, tx, actor, "reconcile.prepare", access.Subject("reconcile-table", t.ID), "day", on.String(), "difference", t.Difference.Plain())
	})
	return t, err
}

// Sign signs a table; never who drew it up. A table that no longer says what the books and the statements say is refused: a new one is due.
func (r *Reconcile) Sign(ctx context.Context, actor access.Actor, id int64) (t Table, err error) {
	if err := actor.May(access.ReconcileCheck); err != nil {
		return t, err
	}
	if actor.User <= 0 {
		return t, NeedsPerson.With()
	}
	err = r.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if t, err = r.tableIn(ctx, tx, actor.County, id); err != nil {
			return err
		}
		switch {
		case t.Signed():
			return SignedAlready.With("name", t.SignedName)
		case t.MadeBy == actor.User:
			return OwnTable.With().Under(twoPersons)
		}
		now, err := r.drawNow(ctx, tx, actor, t.Account.ID, t.Day)
		if err != nil {
			return err
		}
		if err := t.holds(now); err != nil {
			return err
		}
		t.SignedBy, t.SignedName, t.SignedAt = actor.User, actor.Name, tx.Now()
		t.signedSeal = r.box.Seal(nil, t.signed(actor.County))
		if err := signTable(ctx, tx, actor.County, t); err != nil {
			return err
		}
		return r.audit(ctx, tx, actor, "reconcile.sign", access.Subject("reconcile-table", t.ID), "day", t.Day.String(), "difference", t.Difference.Plain())
	})
	return t, err
}

// holds refuses a table that no longer says what the books and the statements say of its day.
func (t Table) holds(now Table) error {
	if now.Book != t.Book || now.Bank != t.Bank || !sameItems(now.Items, t.Items) {
		return Outdated.With("day", t.Day)
	}
	return nil
}

func sameItems(a, b []Item) bool {
	if len(a) != len(b) {
		return false
	}
	have := make(map[sideLine]money.Fen, len(a))
	for _, i := range a {
		have[sideLine{i.Side, i.Line}] = i.Amount
	}
	for _, i := range b {
		if have[sideLine{i.Side, i.Line}] != i.Amount {
			return false
		}
	}
	return true
}

func (r *Reconcile) tableIn(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Table, error) {
	t, found, err := tableByID(ctx, tx, county, id)
	if err != nil {
		return t, err
	}
	if !found {
		return t, NoTable.With("table", id)
	}
	if t.Account, err = r.accountIn(ctx, tx, county, t.Account.ID, false); err != nil {
		return t, err
	}
	if t.Items, err = tableItems(ctx, tx, county, t); err != nil {
		return t, err
	}
	difference := t.Difference
	err = t.sum()
	t.Difference = difference
	return t, err
}

// Table reads a table as it was drawn up.
func (r *Reconcile) Table(ctx context.Context, actor access.Actor, id int64) (t Table, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return t, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		t, err = r.tableIn(ctx, tx, actor.County, id)
		return err
	})
	return t, err
}

// Tables lists the tables of an account without their items, the latest day first.
func (r *Reconcile) Tables(ctx context.Context, actor access.Actor, account ledger.AccountID, limit int) (all []Table, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		all, err = tables(ctx, tx, actor.County, account, min(max(limit, 1), maxPage))
		return err
	})
	return all, err
}

// MayClose refuses to close a month of a fund while an account of it that is under reconciliation has no signed table for the month's last
// day, or one that the books have left behind since; a county may switch that off ([Rules]). It is what [ledger.CloseGuard] asks for.
func (r *Reconcile) MayClose(ctx context.Context, tx *db.Tx, county civil.County, fund ledger.Fund, month civil.Month) error {
	rules, err := r.RulesIn(ctx, tx, county)
	if err != nil || !rules.CloseNeeds {
		return err
	}
	all, err := accounts(ctx, tx, county)
	if err != nil {
		return err
	}
	for _, a := range all {
		if a.ID.Fund() != fund || a.From > month.LastDay() {
			continue
		}
		t, found, err := latestTable(ctx, tx, county, a.ID, month.LastDay())
		if err != nil {
			return err
		}
		switch {
		case !found:
			return TableMissing.With("account", a.ID, "month", month, "day", month.LastDay())
		case !t.Signed():
			return TableUnsigned.With("account", a.ID, "month", month, "name", t.MadeName)
		case !t.Settled():
			return Unexplained.With("difference", t.Difference)
		}
		if t.Items, err = tableItems(ctx, tx, county, t); err != nil {
			return err
		}
		// Whoever closes a month holds the log: nobody books meanwhile.
		now, err := r.draw(ctx, tx, access.TheSystem(county), a.ID, t.Day)
		if err != nil {
			return err
		}
		if err := t.holds(now); err != nil {
			return err
		}
	}
	return nil
}
