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
	By       Persons   // who proposed and who confirmed it
	Seq      int64
	Replayed bool // it was closed before
}

// ClosePeriod is [Ledger.ClosePeriodIn] in a transaction of its own, for the program itself.
func (l *Ledger) ClosePeriod(ctx context.Context, actor access.Actor, by Persons, fund Fund, month civil.Month) (c Closing, err error) {
	if err := mayPost(actor); err != nil {
		return c, err
	}
	err = l.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		c, err = l.ClosePeriodIn(ctx, tx, actor, by, fund, month)
		return err
	})
	return c, err
}

// ClosePeriodIn closes a month of a fund in the name of two persons, and with it every earlier one: nothing is posted into them again. Every
// account's balance at its end is kept, and their root becomes part of the log. Closing a closed month gives what was stored. While a
// reservation of the month or an earlier one is neither posted nor voided, nothing is closed ([StillOpen]): a payment run under way would be
// cut off from its books. People propose and confirm it ([Ledger.ProposeClose]).
func (l *Ledger) ClosePeriodIn(ctx context.Context, tx *db.Tx, actor access.Actor, by Persons, fund Fund, month civil.Month) (Closing, error) {
	if err := sameCounty(tx, actor); err != nil {
		return Closing{}, err
	}
	if e := by.check(); e != nil {
		return Closing{}, e
	}
	if err := mayClose(tx, fund, month); err != nil {
		return Closing{}, err
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
	if err := l.mayEnd(ctx, tx, w.county, fund, month); err != nil {
		return Closing{}, err
	}
	r := periodRow{county: int64(w.county), fund: int64(fund), month: int64(month), seq: w.edge.Size(), closedBy: by.Maker, closedAt: w.at, checker: by.Checker}
	if err := w.snapshot(ctx, &r); err != nil {
		return Closing{}, err
	}
	r.leaf = w.add(r.bytes())
	if _, err := w.seal(ctx, newPeriod(&r)); err != nil {
		return Closing{}, err
	}
	return r.closing(false)
}

// mayClose refuses a month that has not come, and a fund that is none.
func mayClose(tx *db.Tx, fund Fund, month civil.Month) error {
	if _, err := fund.Def(); err != nil {
		return err
	}
	if month < firstValueDate.Month() || month > civil.DateIn(tx.Now()).Month() {
		return CloseEarly.With("month", month).On("month")
	}
	return nil
}

// mayEnd refuses a month up to which something is reserved, or that the house's guard holds open.
func (l *Ledger) mayEnd(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, month civil.Month) error {
	open, err := openPendings(ctx, tx, county, fund, month)
	switch {
	case err != nil:
		return err
	case open > 0:
		return StillOpen.With("fund", fund.title(), "month", month, "n", open).On("month").Under(ruleClosed)
	case l.guard != nil:
		return l.guard.MayClose(ctx, tx, county, fund, month)
	}
	return nil
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

// ClosingOf gives what was stored when a month of a fund was closed; false: it was not closed by itself.
func (l *Ledger) ClosingOf(ctx context.Context, county civil.County, fund Fund, month civil.Month) (c Closing, found bool, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		r, err := periodOf(ctx, tx, county, fund, month)
		if db.IsNoRows(err) {
			return nil
		}
		if err != nil {
			return err
		}
		found = true
		c, err = r.closing(true)
		return err
	})
	return c, found, err
}

func (r *periodRow) closing(replayed bool) (Closing, error) {
	root, err := tlog.ParseHash(r.root)
	return Closing{Fund(r.fund), civil.Month(r.month), r.accounts, money.Fen(r.debits), money.Fen(r.credits), root, Persons{r.closedBy, r.checker},
		r.seq, replayed}, err
}
