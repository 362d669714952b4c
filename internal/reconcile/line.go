package reconcile

import (
	"context"
	"slices"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/ledger"
)

// Made is a match with its lines.
type Made struct {
	ID      int64
	How     Method
	Lines   []Item
	At      time.Time
	Request int64 // of one made by hand
	Asked   bool  // its end is asked for
}

// LineView is one line of either side, where it came from, and the match it stands in.
type LineView struct {
	Account   Account
	Item      Item
	Voucher   string    // of the books the batch, of a statement what it quotes
	Statement Statement // of a statement's line
	Ref       string    // the holder's own number
	Match     *Made     // nil: it is open
}

// LineOf shows one line.
func (r *Reconcile) LineOf(ctx context.Context, actor access.Actor, account ledger.AccountID, side Side, id int64) (x LineView, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return x, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		if x.Account, err = r.accountIn(ctx, tx, actor.County, account, false); err != nil {
			return err
		}
		l, found, err := r.lineAt(ctx, tx, actor, x.Account, side, id)
		if err != nil {
			return err
		}
		if !found {
			return NoLine.With("line", id)
		}
		x.Item, x.Voucher = itemOf(l, today(tx)), l.Voucher
		if side == Bank {
			stored, _, err := lineByID(ctx, tx, actor.County, x.Account, id)
			if err != nil {
				return err
			}
			x.Ref = stored.ref
			if x.Statement, _, err = statementByID(ctx, tx, actor.County, stored.statement); err != nil {
				return err
			}
		}
		x.Match, err = r.madeOf(ctx, tx, actor, x.Account, side, id)
		return err
	})
	return x, err
}

// madeOf finds the match of a line.
func (r *Reconcile) madeOf(ctx context.Context, tx *db.Tx, actor access.Actor, a Account, side Side, id int64) (*Made, error) {
	match, found, err := matchOf(ctx, tx, actor.County, a, side, id)
	if err != nil || !found {
		return nil, err
	}
	m, found, err := matchByID(ctx, tx, actor.County, a, match)
	if err != nil || !found {
		return nil, err
	}
	made := &Made{ID: m.id, How: m.how, At: m.at, Request: m.request}
	members, err := membersOf(ctx, tx, actor.County, m.id)
	if err != nil {
		return nil, err
	}
	for _, x := range members[:min(len(members), shownLines)] {
		l, found, err := r.lineAt(ctx, tx, actor, a, x.side, x.line)
		if err != nil {
			return nil, err
		}
		if found {
			made.Lines = append(made.Lines, itemOf(l, today(tx)))
		}
	}
	made.Asked, err = askedUnmatch(ctx, tx, actor.County, m.id)
	return made, err
}

// shownLines is how many lines of a match are shown: a run has a hundred thousand.
const shownLines = 200

// MonthEnds lists the last days of the months that an account's statements reach, the latest first: the days a table is due for.
func (s Status) MonthEnds() []civil.Date {
	var all []civil.Date
	for m := s.Account.From.Month(); s.Last.N > 0 && m.LastDay() <= s.Last.To; m++ {
		all = append(all, m.LastDay())
	}
	slices.Reverse(all)
	return all
}
