package ledger

import (
	"context"
	"errors"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/money"
	"renshe/tlog"
)

// Balance is an account's position at the end of the log. Callers ask actor.May(access.FundRead) first.
func (l *Ledger) Balance(ctx context.Context, county civil.County, id AccountID) (b Balance, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		b, err = l.BalanceIn(ctx, tx, county, id)
		return err
	})
	return b, err
}

// BalanceIn is [Ledger.Balance] inside a transaction.
func (l *Ledger) BalanceIn(ctx context.Context, tx *db.Tx, county civil.County, id AccountID) (Balance, error) {
	r, err := accountOf(ctx, tx, county, id)
	if err != nil {
		return Balance{}, err
	}
	return r.balance(), nil
}

// BalanceOn is what an account had by value date at the end of a day: everything now known to count up to that day.
// Reservations have no place on this axis.
func (l *Ledger) BalanceOn(ctx context.Context, county civil.County, id AccountID, day civil.Date) (b Balance, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		r, err := accountOf(ctx, tx, county, id)
		if err != nil {
			return err
		}
		debits, credits, err := movedUntil(ctx, tx, county, id, day.String())
		b = Balance{Account: r.account(), Debits: money.Fen(debits), Credits: money.Fen(credits), LastSeq: r.lastSeq}
		return err
	})
	return b, err
}

// Trial is a fund's trial balance (试算平衡表) at the end of the log.
type Trial struct {
	Fund       Fund
	Rows       []Balance   // by account number
	Debits     money.Fen   // the sums over all accounts; they are equal
	Credits    money.Fen   //
	LastClosed civil.Month // 0 when no month is closed
}

// Trial gives the trial balance of one fund.
func (l *Ledger) Trial(ctx context.Context, county civil.County, fund Fund) (Trial, error) {
	t := Trial{Fund: fund}
	if _, err := fund.Def(); err != nil {
		return t, err
	}
	err := l.db.View(ctx, func(tx *db.Tx) (err error) {
		t.Rows, t.Debits, t.Credits = nil, 0, 0
		if t.LastClosed, err = lastClosed(ctx, tx, county, fund); err != nil {
			return err
		}
		return fundAccounts(ctx, tx, county, fund, func(r *accountRow) error {
			var wide [2]error
			t.Rows = append(t.Rows, r.balance())
			t.Debits, wide[0] = t.Debits.Add(money.Fen(r.debits))
			t.Credits, wide[1] = t.Credits.Add(money.Fen(r.credits))
			return errors.Join(wide[:]...)
		})
	})
	return t, err
}

// Head is where a county's log stands: what its last signed checkpoint confirms.
type Head struct {
	Size int64     // records in the log
	Root tlog.Hash // its root
	At   time.Time // when it was signed; zero before the first record
}

// Head reads the end of a county's log and confirms it with the last checkpoint's signature, as every posting does; LogBroken if
// it does not hold. It reads two rows: [Ledger.Verify] is what proves the records themselves.
func (l *Ledger) Head(ctx context.Context, actor access.Actor) (h Head, err error) {
	if err := actor.May(access.LedgerVerify); err != nil {
		return h, err
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		head, err := readHead(ctx, tx, actor.County)
		if err != nil {
			return err
		}
		edge, last, err := l.confirm(ctx, tx, actor.County, head)
		h = Head{Size: head.size}
		if err == nil && head.size > 0 {
			h.Root, h.At = edge.Root(), db.FromMicros(last.at)
		}
		return err
	})
	return h, err
}

// Page asks for a part of a statement: the lines after a place in the log.
type Page struct {
	After int64 // the sequence number of the last line seen; 0: from the beginning
	Limit int   // 1 to MaxPage; 0: 100
}

// Entry is one transfer as it stands in the books.
type Entry struct {
	Seq           int64
	Batch         int64
	Line          int
	Debit, Credit AccountID
	Amount        money.Fen
	Released      money.Fen // what a settlement released of the reservation
	Kind          Kind
	Ref           int64
	Code, Cause   string
	Plan, Inputs  string
	Period        civil.Month
	ValueDate     civil.Date
	PostedAt      int64     // microseconds, UTC
	After         money.Fen // debits less credits of the statement's account, after this line
}

// Statement is an account's lines by place in the log.
type Statement struct {
	Account Account
	Lines   []Entry
	Next    int64 // Page.After of the next page; 0: this was the last
}

// Statement lists the lines of an account whose value date lies in from … to, both included, in the order of the log.
func (l *Ledger) Statement(ctx context.Context, county civil.County, id AccountID, from, to civil.Date, page Page) (Statement, error) {
	if page.Limit == 0 {
		page.Limit = 100
	}
	if page.Limit < 0 || page.Limit > MaxPage || page.After < 0 {
		return Statement{}, BadPage.With("max", MaxPage).On("limit")
	}
	var s Statement
	err := l.db.View(ctx, func(tx *db.Tx) error {
		r, err := accountOf(ctx, tx, county, id)
		if err != nil {
			return err
		}
		s = Statement{Account: r.account()}
		rows, err := statementRows(ctx, tx, county, id, from.String(), to.String(), page.After, page.Limit+1)
		if err != nil {
			return err
		}
		if len(rows) > page.Limit {
			rows = rows[:page.Limit]
			s.Next = rows[page.Limit-1].seq
		}
		for i := range rows {
			e, err := rows[i].entry(id)
			if err != nil {
				return err
			}
			s.Lines = append(s.Lines, e)
		}
		return nil
	})
	return s, err
}

func (r *transferRow) entry(of AccountID) (Entry, error) {
	day, err := civil.ParseDate(r.valueDate)
	if err != nil {
		return Entry{}, err
	}
	after := r.creditAfter
	if AccountID(r.debit) == of {
		after = r.debitAfter
	}
	return Entry{r.seq, r.batch, int(r.line), AccountID(r.debit), AccountID(r.credit), money.Fen(r.amount), money.Fen(r.released),
		Kind(r.kind), r.ref, r.code, r.cause, r.plan, r.inputs, civil.Month(r.period), day, r.postedAt, money.Fen(after)}, nil
}

// Closing is a closed month of a fund.
type Closing struct {
	Fund     Fund
	Month    civil.Month
	Accounts int64
	Debits   money.Fen
	Credits  money.Fen
	Root     tlog.Hash // of the trial balance, a leaf an account
	Seq      int64
	Replayed bool // it was closed before
}

// ClosePeriod closes a month of a fund, and with it every earlier one: nothing is posted into them again. The trial balance's
// root becomes part of the log. Closing a closed month gives what was stored. While a reservation of the month or an earlier one is
// neither posted nor voided, nothing is closed ([StillOpen]): a payment run under way would be cut off from its books.
func (l *Ledger) ClosePeriod(ctx context.Context, actor access.Actor, fund Fund, month civil.Month) (c Closing, err error) {
	if err := actor.May(access.LedgerPost); err != nil {
		return c, err
	}
	err = l.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		c, err = l.ClosePeriodIn(ctx, tx, actor, fund, month)
		return err
	})
	return c, err
}

// ClosePeriodIn is [Ledger.ClosePeriod] inside a transaction.
func (l *Ledger) ClosePeriodIn(ctx context.Context, tx *db.Tx, actor access.Actor, fund Fund, month civil.Month) (Closing, error) {
	if err := sameCounty(tx, actor); err != nil {
		return Closing{}, err
	}
	if _, err := fund.Def(); err != nil {
		return Closing{}, err
	}
	if month < firstValueDate.Month() || month > civil.DateIn(tx.Now()).Month() {
		return Closing{}, CloseEarly.With("month", month).On("month")
	}
	w, err := l.begin(ctx, tx, actor.County)
	if err != nil {
		return Closing{}, err
	}
	closed, err := lastClosed(ctx, tx, w.county, fund)
	if err != nil {
		return Closing{}, err
	}
	if month <= closed {
		r, err := periodOf(ctx, tx, w.county, fund, month)
		if db.IsNoRows(err) {
			return Closing{}, PeriodClosed.With("fund", fund.title(), "month", month).On("month").Under(ruleClosed)
		}
		if err != nil {
			return Closing{}, err
		}
		return r.closing(true)
	}
	if open, err := openPendings(ctx, tx, w.county, fund, month); err != nil {
		return Closing{}, err
	} else if open > 0 {
		return Closing{}, StillOpen.With("fund", fund.title(), "month", month, "n", open).On("month").Under(ruleClosed)
	}
	r := periodRow{county: int64(w.county), fund: int64(fund), month: int64(month), seq: w.edge.Size(), closedBy: actor.User, closedAt: w.at}
	var trial tlog.Frontier
	err = fundAccounts(ctx, tx, w.county, fund, func(a *accountRow) error {
		trial.Append(balanceLeaf(a.county, a.id, &a.counters))
		r.accounts, r.debits, r.credits = r.accounts+1, r.debits+a.debits, r.credits+a.credits
		return nil
	})
	if err != nil {
		return Closing{}, err
	}
	root := trial.Root()
	r.root = root[:]
	r.leaf = w.add(r.bytes())
	if err := addPeriod(ctx, tx, &r); err != nil {
		return Closing{}, err
	}
	if _, err := w.seal(ctx); err != nil {
		return Closing{}, err
	}
	return r.closing(false)
}

func (r *periodRow) closing(replayed bool) (Closing, error) {
	root, err := tlog.ParseHash(r.root)
	return Closing{Fund(r.fund), civil.Month(r.month), r.accounts, money.Fen(r.debits), money.Fen(r.credits), root, r.seq, replayed}, err
}
