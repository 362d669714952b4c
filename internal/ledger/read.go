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

// AsOf is a point on the two axes of the books: what counts up to a day, and what was known by then. Zero values leave an axis open.
type AsOf struct {
	Value civil.Date // 起息日: what counts for days up to and including this one
	Known civil.Date // 入账日: what was in the books at the end of this day (北京时间)
	Size  int64      // 账序: what the first Size records of the log say; instead of Known
}

// lastDay is later than any value date in the books.
const lastDay = "9999-12-31"

// value is the last value date that counts, as its column holds it.
func (at AsOf) value() string {
	if at.Value == 0 {
		return lastDay
	}
	return at.Value.String()
}

// BalanceAsOf is what an account had at a point. Reservations have no value date: asked by value date they are left out.
func (l *Ledger) BalanceAsOf(ctx context.Context, county civil.County, id AccountID, at AsOf) (b Balance, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		b, err = l.BalanceAsOfIn(ctx, tx, county, id, at)
		return err
	})
	return b, err
}

// BalanceAsOfIn is [Ledger.BalanceAsOf] inside a transaction.
func (l *Ledger) BalanceAsOfIn(ctx context.Context, tx *db.Tx, county civil.County, id AccountID, at AsOf) (Balance, error) {
	r, err := accountOf(ctx, tx, county, id)
	if err != nil {
		return Balance{}, err
	}
	sums, _, err := asOf(ctx, tx, county, id, id, at)
	if err != nil {
		return Balance{}, err
	}
	return at.balance(&r, sums), nil
}

// asOf adds up a range of accounts of one fund at a point of both axes, by account. It also tells the log's size by then, or 0 when all is known.
func asOf(ctx context.Context, tx *db.Tx, county civil.County, from, to AccountID, at AsOf) (sums map[int64]Balance, size int64, err error) {
	size = at.Size
	if size < 0 || (size > 0 && at.Known != 0) {
		return nil, 0, BadSpan.With().On("size")
	}
	if size == 0 && at.Known == 0 {
		sums = map[int64]Balance{}
		return sums, 0, valueSums(ctx, tx, county, from, to, 1<<30, at.value(), func(id int64, b Balance) { sums[id] = b })
	}
	if at.Known != 0 {
		if size, err = sizeBy(ctx, tx, county, endOf(at.Known)); err != nil {
			return nil, 0, err
		}
	}
	sums, err = knownSums(ctx, tx, county, from, to, size, at.value())
	return sums, size, err
}

// balance is an account's position at a point.
func (at AsOf) balance(r *accountRow, sums map[int64]Balance) Balance {
	b := sums[r.id]
	b.Account = r.account()
	if at.Value != 0 {
		b.PendingDebits, b.PendingCredits = 0, 0
	} else if at.Size == 0 && at.Known == 0 {
		b = r.balance()
	}
	return b
}

// endOf is the first moment after a day (北京时间), in microseconds.
func endOf(day civil.Date) int64 {
	return (int64(day.Add(1))*24 - 8) * int64(time.Hour/time.Microsecond)
}

// sizeBy is how many records the log had before a moment. Time only grows along the log, so the checkpoints are halved until the place is found.
func sizeBy(ctx context.Context, tx *db.Tx, county civil.County, before int64) (int64, error) {
	high, at, err := checkpointNear(ctx, tx, county, 1<<62)
	if err != nil || at < before {
		return high, err
	}
	low, found := int64(0), int64(0) // what stands at low is in time, what stands at high is too late
	for high-low > 1 {
		middle := low + (high-low)/2
		size, at, err := checkpointNear(ctx, tx, county, middle)
		if err != nil {
			return 0, err
		}
		if at < before {
			low, found = middle, size
		} else {
			high = size
		}
	}
	return found, nil
}

// Trial is a fund's trial balance (试算平衡表) at one point.
type Trial struct {
	Fund       Fund
	Rows       []Balance   // by account number
	Debits     money.Fen   // the sums over all accounts; they are equal
	Credits    money.Fen   //
	LastClosed civil.Month // 0 when no month is closed
}

// Trial gives the trial balance of one fund at the end of the log.
func (l *Ledger) Trial(ctx context.Context, county civil.County, fund Fund) (Trial, error) {
	return l.TrialAsOf(ctx, county, fund, AsOf{})
}

// TrialAsOf gives the trial balance of one fund at a point. Accounts opened later are left out when it asks what was known.
func (l *Ledger) TrialAsOf(ctx context.Context, county civil.County, fund Fund, at AsOf) (Trial, error) {
	t := Trial{Fund: fund}
	if _, err := fund.Def(); err != nil {
		return t, err
	}
	err := l.db.View(ctx, func(tx *db.Tx) (err error) {
		t.Rows, t.Debits, t.Credits = nil, 0, 0
		if t.LastClosed, err = lastClosed(ctx, tx, county, fund); err != nil {
			return err
		}
		var sums map[int64]Balance
		var size int64
		if at != (AsOf{}) {
			if sums, size, err = asOf(ctx, tx, county, fund.Account(0), (fund + 1).Account(0), at); err != nil {
				return err
			}
		}
		return fundAccounts(ctx, tx, county, fund, func(r *accountRow) error {
			if (size > 0 || at.Known != 0) && r.seq >= size {
				return nil
			}
			var wide [2]error
			b := at.balance(r, sums)
			t.Rows = append(t.Rows, b)
			t.Debits, wide[0] = t.Debits.Add(b.Debits)
			t.Credits, wide[1] = t.Credits.Add(b.Credits)
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
	p, err := l.pen(actor.County)
	if err != nil {
		return h, err
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		head, err := readHead(ctx, tx, actor.County)
		if err != nil {
			return err
		}
		last, err := lastCheckpoint(ctx, tx, actor.County)
		if err != nil {
			return err
		}
		edge, err := p.confirm(head, last)
		h = Head{Size: head.size}
		if err == nil && head.size > 0 {
			h.Root, h.At = edge.Root(), db.FromMicros(last.at)
		}
		return err
	})
	return h, err
}
