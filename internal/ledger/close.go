package ledger

import (
	"context"
	"errors"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/money"
	"renshe/tlog"
)

// MonthTrial is a fund's trial balance of one month: what every account had, what moved in the month, what it has. It goes by the month
// of posting, not by value date, so that it no longer changes when the month is closed.
type MonthTrial struct {
	Fund   Fund
	Month  civil.Month
	Closed bool
	Rows   []Turnover // by account number
	Before Sums       // the sums over all accounts; debits and credits are equal in each
	In     Sums
}

// TrialOf gives the trial balance of a fund's month.
func (l *Ledger) TrialOf(ctx context.Context, county civil.County, fund Fund, month civil.Month) (t MonthTrial, err error) {
	if _, err := fund.Def(); err != nil {
		return t, err
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		t = MonthTrial{Fund: fund, Month: month}
		closed, err := lastClosed(ctx, tx, county, fund)
		if err != nil {
			return err
		}
		t.Closed = month <= closed
		return fundTurnover(ctx, tx, county, fund, month, func(a *accountRow, before, in Sums) error {
			t.Rows = append(t.Rows, Turnover{a.account(), before, in})
			return errors.Join(t.Before.add(before), t.In.add(in))
		})
	})
	return t, err
}

func (s *Sums) add(more Sums) error {
	var wide [2]error
	s.Debits, wide[0] = s.Debits.Add(more.Debits)
	s.Credits, wide[1] = s.Credits.Add(more.Credits)
	return errors.Join(wide[:]...)
}

// Closing is a closed month of a fund.
type Closing struct {
	Fund     Fund
	Month    civil.Month
	Accounts int64
	Debits   money.Fen // everything ever posted into months up to this one
	Credits  money.Fen
	Root     tlog.Hash // of the balances at the end of the month, a leaf an account
	Seq      int64
	Replayed bool // it was closed before
}

// ClosePeriod closes a month of a fund, and with it every earlier one: nothing is posted into them again. Every account's balance at its
// end is kept, and their root becomes part of the log. Closing a closed month gives what was stored. While a reservation of the month or an earlier one is
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
	w, err := l.begin(ctx, tx, actor.County, fund, 0)
	if err != nil {
		return Closing{}, err
	}
	if month <= w.known.closed {
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
	if l.guard != nil {
		if err := l.guard.MayClose(ctx, tx, w.county, fund, month); err != nil {
			return Closing{}, err
		}
	}
	r := periodRow{county: int64(w.county), fund: int64(fund), month: int64(month), seq: w.edge.Size(), closedBy: actor.User, closedAt: w.at}
	if err := w.snapshot(ctx, &r); err != nil {
		return Closing{}, err
	}
	r.leaf = w.add(r.bytes())
	if _, err := w.seal(ctx, newPeriod(&r)); err != nil {
		return Closing{}, err
	}
	return r.closing(false)
}

// snapshot keeps every account's balance at the end of the month and takes their root.
func (w *writer) snapshot(ctx context.Context, r *periodRow) error {
	var all []snapshotRow
	var trial tlog.Frontier
	var total Sums
	err := fundTurnover(ctx, w.tx, w.county, Fund(r.fund), civil.Month(r.month), func(a *accountRow, before, in Sums) error {
		s := snapshotRow{r.county, r.fund, r.month, a.id, int64(before.Debits + in.Debits), int64(before.Credits + in.Credits)}
		all = append(all, s)
		trial.Append(tlog.LeafHash(s.bytes()))
		return errors.Join(total.add(before), total.add(in))
	})
	if err != nil {
		return err
	}
	root := trial.Root()
	r.accounts, r.debits, r.credits, r.root = int64(len(all)), int64(total.Debits), int64(total.Credits), root[:]
	return addSnapshots(ctx, w.tx, all)
}

func (r *periodRow) closing(replayed bool) (Closing, error) {
	root, err := tlog.ParseHash(r.root)
	return Closing{Fund(r.fund), civil.Month(r.month), r.accounts, money.Fen(r.debits), money.Fen(r.credits), root, r.seq, replayed}, err
}
