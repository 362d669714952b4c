package reconcile

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
)

// Import takes in a statement of any format: whole, joining on to the one before, or not at all. Its lines are open until a matching
// finds them. The same file again gives what is stored (Already). A notice of movements (camt.054) speaks of a day whose statement is yet to come.
func (r *Reconcile) Import(ctx context.Context, actor access.Actor, content []byte) (Statement, error) {
	if err := actor.May(access.ReconcileMake); err != nil {
		return Statement{}, err
	}
	sum := sha256.Sum256(content)
	digest := hex.EncodeToString(sum[:])
	told, err := bank.ReadStatement(content)
	if err != nil {
		return Statement{}, err
	}
	var s Statement
	err = r.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		a, found, err := accountByNumber(ctx, tx, actor.County, told.Account)
		if err != nil {
			return err
		}
		if !found {
			return UnknownNumber.With("number", told.Account)
		}
		if a, err = r.accountIn(ctx, tx, actor.County, a.ID, true); err != nil {
			return err
		}
		if s, found, err = statementByDigest(ctx, tx, actor.County, digest); err != nil || found {
			s.Already = true
			return err
		}
		s = Statement{ID: tx.NewID(), Account: a.ID, Number: told.ID, Format: told.Format, Digest: digest, From: told.From, To: told.To,
			Lines: int64(len(told.Movements)), ByName: actor.Name, At: tx.Now()}
		if told.Balance != nil {
			s.Balance = *told.Balance
		}
		if err := r.joins(ctx, tx, a, told, &s); err != nil {
			return err
		}
		sealed := r.box.Seal(content, bound(actor.County, a, s.ID))
		if err := insertStatement(ctx, tx, actor, s, sealed); err != nil {
			return err
		}
		if err := r.takeLines(ctx, tx, actor.County, a, told, s); err != nil {
			return err
		}
		return r.audit(ctx, tx, actor, "reconcile.import", accountSubject(a.ID), "statement", strconv.FormatInt(s.ID, 10), "digest", digest)
	})
	return s, err
}

// bound ties a sealed statement to its row, and to its account as it was begun: a change of either keeps it from opening.
func bound(county civil.County, a Account, id int64) []byte {
	return fmt.Appendf(nil, "reconcile/%d/%d/%d/%s/%s/%s/%d/%d", county, id, a.ID, a.Holder, a.Number, a.From, a.fromSize, a.opening)
}

// joins holds a statement against the one before: it begins after it, with the balance that it ended with.
func (r *Reconcile) joins(ctx context.Context, tx *db.Tx, a Account, told bank.Statement, s *Statement) error {
	if told.To > today(tx) {
		return Future.With("day", told.To, "today", today(tx))
	}
	last, found, err := lastStatement(ctx, tx, tx.County(), a)
	if err != nil {
		return err
	}
	begins := a.From
	if found {
		begins = last.To + 1
	}
	if told.From < begins {
		if !found {
			return BeforeBeginning.With("from", told.From, "begin", a.From)
		}
		return Overlaps.With("from", told.From, "to", told.To, "last", last.To, "number", last.Number)
	}
	if told.From > begins {
		s.GapFrom = begins
	}
	if told.Balance == nil {
		return nil
	}
	if s.N = last.N + 1; !found {
		return nil
	}
	if told.Balance.Opening != last.Balance.Closing {
		return BrokenChain.With("opening", told.Balance.Opening, "closing", last.Balance.Closing, "difference", told.Balance.Opening-last.Balance.Closing,
			"last", last.To, "from", told.From)
	}
	return nil
}

// takeLines stores a statement's lines. Those that a notice told before are the same lines: they stay what they are, and move over.
func (r *Reconcile) takeLines(ctx context.Context, tx *db.Tx, county civil.County, a Account, told bank.Statement, s Statement) error {
	noticed, err := noticedLines(ctx, tx, county, a, s)
	if err != nil {
		return err
	}
	if told.Balance == nil {
		return r.takeNotice(ctx, tx, county, a, told, s, noticed)
	}
	type key struct {
		day    civil.Date
		amount int64
		order  string
		batch  string
	}
	known := map[key][]storedLine{}
	for _, l := range noticed {
		k := key{l.day, int64(l.amount), l.order, l.batch}
		known[k] = append(known[k], l)
	}
	left := len(noticed)
	var fresh []storedLine
	for i, m := range told.Movements {
		k := key{m.Day, int64(m.Amount), m.Order, m.Batch}
		if have := known[k]; len(have) > 0 {
			if err := moveLine(ctx, tx, county, have[0].id, lineOf(tx, s, m, i)); err != nil {
				return err
			}
			known[k] = have[1:]
			left--
			continue
		}
		fresh = append(fresh, lineOf(tx, s, m, i))
	}
	if left > 0 {
		return NoticeMissing.With("count", left, "from", s.From, "to", s.To)
	}
	return r.addLines(ctx, tx, county, a, fresh)
}

// takeNotice stores the lines of a notice, none of which may have been told before.
func (r *Reconcile) takeNotice(ctx context.Context, tx *db.Tx, county civil.County, a Account, told bank.Statement, s Statement, noticed []storedLine) error {
	seen := map[string]bool{}
	for _, l := range noticed {
		seen[l.day.String()+" "+l.ref] = l.ref != ""
	}
	var fresh []storedLine
	for i, m := range told.Movements {
		if seen[m.Day.String()+" "+m.Ref] {
			return NoticedTwice.With("line", i+1, "day", m.Day)
		}
		fresh = append(fresh, lineOf(tx, s, m, i))
	}
	return r.addLines(ctx, tx, county, a, fresh)
}

func lineOf(tx *db.Tx, s Statement, m bank.Movement, i int) storedLine {
	return storedLine{id: tx.NewID(), statement: s.ID, line: int64(i + 1), day: m.Day, amount: m.Amount, order: m.Order, voucher: m.Voucher, batch: m.Batch,
		ref: m.Ref, purpose: m.Purpose, back: m.Back}
}

// addLines stores new lines and opens them. A line that undoes another by its order names it.
func (r *Reconcile) addLines(ctx context.Context, tx *db.Tx, county civil.County, a Account, fresh []storedLine) error {
	latest := map[string]int{} // of this file, by order and amount
	for i := range fresh {
		l := &fresh[i]
		if l.order == "" {
			continue
		}
		if l.back {
			if k, here := latest[l.order+"/"+(-l.amount).Plain()]; here {
				l.undoes = fresh[k].id
			} else {
				var err error
				if l.undoes, err = lineOfOrder(ctx, tx, county, a, l.order, -l.amount); err != nil {
					return err
				}
			}
		}
		latest[l.order+"/"+l.amount.Plain()] = i
	}
	if err := insertLines(ctx, tx, county, a, fresh); err != nil {
		return err
	}
	open := make([]openLine, len(fresh))
	for i, l := range fresh {
		open[i] = l.open(county)
	}
	return insertOpen(ctx, tx, county, a, open)
}

// Statements lists an account's statements, the latest first, with the gaps between them.
func (r *Reconcile) Statements(ctx context.Context, actor access.Actor, account ledger.AccountID, limit int) (all []Statement, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		a, err := r.accountIn(ctx, tx, actor.County, account, false)
		if err != nil {
			return err
		}
		all, err = statements(ctx, tx, actor.County, a, min(max(limit, 1), maxPage))
		return err
	})
	return all, err
}

const maxPage = 500
