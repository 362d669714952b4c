package ledger

import (
	"context"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/money"
)

// Move is a lawful movement of money between two funds of a county (基金间划转), e.g. from the employees' to the residents' pension
// when somebody changes schemes, or a fiscal subsidy. It is two batches, one in each fund, with one reference; each balances alone,
// through a clearing account of its fund ([Clearing]). Never does one transfer cross.
type Move struct {
	Reference string // the decision or voucher: it becomes the cause of both batches
	Out       Batch  // every line credits a clearing account of its fund
	In        Batch  // every line debits one
}

// Moved is what was posted.
type Moved struct {
	Out, In Receipt
}

// Move posts both halves in one transaction, or neither, for the program itself; a person proposes ([Ledger.ProposeMove]). The same move again
// gives the stored receipts.
func (l *Ledger) Move(ctx context.Context, actor access.Actor, m Move) (r Moved, err error) {
	if err := mayPost(actor); err != nil {
		return Moved{}, err
	}
	err = l.db.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
		r, err = l.MoveIn(ctx, tx, actor, m)
		return err
	})
	return r, err
}

// MoveIn is [Ledger.Move] inside a transaction of the actor's county. Nothing is written when it returns an error.
func (l *Ledger) MoveIn(ctx context.Context, tx *db.Tx, actor access.Actor, m Move) (Moved, error) {
	if err := sameCounty(tx, actor); err != nil {
		return Moved{}, err
	}
	m.shape()
	if err := m.check(); err != nil {
		return Moved{}, err
	}
	w, first, second, err := l.prepareMove(ctx, tx, actor, &m)
	if err != nil {
		return Moved{}, err
	}
	var r Moved
	if r.Out, err = w.write(ctx, first); err != nil {
		return Moved{}, err
	}
	r.In, err = w.write(ctx, second)
	return r, err
}

// shape makes two batches the halves of one movement.
func (m *Move) shape() {
	m.Out.Cause, m.Out.Kind, m.Out.half = m.Reference, MoveOut, MoveOut
	m.In.Cause, m.In.Kind, m.In.half = m.Reference, MoveIn, MoveIn
}

// prepareMove checks both halves against the books. It writes nothing.
func (l *Ledger) prepareMove(ctx context.Context, tx *db.Tx, actor access.Actor, m *Move) (w *writer, first, second *prepared, err error) {
	out, in := &m.Out, &m.In
	if w, err = l.begin(ctx, tx, actor.County, out.Fund, out.ID, out.accounts()...); err != nil {
		return nil, nil, nil, err
	}
	if first, err = w.prepare(ctx, out); err != nil {
		return nil, nil, nil, err
	}
	w.known = known{}
	if err = tx.QueryAll(ctx, []db.Question{knownOf(w.county, in.Fund, in.ID, &w.known)}); err != nil {
		return nil, nil, nil, err
	}
	if second, err = w.prepare(ctx, in); err != nil {
		return nil, nil, nil, err
	}
	// One half cannot be there without the other: then a number was used for something else.
	if (first.replayed == nil) != (second.replayed == nil) {
		taken := out.ID
		if second.replayed != nil {
			taken = in.ID
		}
		return nil, nil, nil, BatchTaken.With("batch", taken)
	}
	return w, first, second, nil
}

// check finds what is wrong with the two halves together, and with each.
func (m *Move) check() error {
	for _, b := range []*Batch{&m.Out, &m.In} {
		if err := b.check(); err != nil {
			return err
		}
	}
	if m.Out.Fund == m.In.Fund || m.Out.ID == m.In.ID {
		return BadMove.With("what", moveSameFund).On("in")
	}
	var sums [2]money.Fen
	for i, b := range []*Batch{&m.Out, &m.In} {
		for _, l := range b.Lines {
			var err error
			if sums[i], err = sums[i].Add(l.Amount); err != nil {
				return TooMuch.With().On("lines")
			}
		}
	}
	if sums[0] != sums[1] {
		return BadMove.With("what", moveTotals).On("in")
	}
	from, err := m.Out.Fund.Def()
	if err != nil {
		return err
	}
	to, err := m.In.Fund.Def()
	if err != nil {
		return err
	}
	if !from.mayGo(to) {
		return UnlawfulMove.With("from", from.Title(), "to", to.Title()).On("in").Under(ruleAgency)
	}
	return nil
}

// mayGo says whether money of one fund may lawfully go to another. Insurance money stays insurance money: no budget and no agency is paid from
// it. What the treasury granted may support insurance; one grant does not pay for what another was given for, so that the working
// budget and relief money stay apart.
func (f *FundDef) mayGo(to *FundDef) bool { return to.Kind == insuranceFund }

// throughClearing refuses a half of a move that does not go through a clearing account.
func (b *Batch) throughClearing(accounts map[AccountID]*standing) error {
	for i := range b.Lines {
		side := b.Lines[i].Credit
		switch b.half {
		case "":
			return nil
		case MoveIn:
			side = b.Lines[i].Debit
		}
		if !accounts[side].clearing {
			return BadMove.With("what", moveClearing).On("lines")
		}
	}
	return nil
}
