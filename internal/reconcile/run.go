package reconcile

import (
	"context"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/money"
)

// Outcome is what one matching did.
type Outcome struct {
	Account  ledger.AccountID
	Seen     int64            // lines of the books that came since the last matching
	Lines    int64            // lines that were looked at, of both sides
	Matches  int64            // new matches
	By       map[Method]int64 // by method
	Matched  int64            // lines in them
	Open     int64            // lines that stay open
	OpenBook money.Fen        // what the open lines of the books come to
	OpenBank money.Fen
	Proposed int // proposals for a person
}

// orderCause and batchCause are how other rooms name what a transfer carries out: "payment:77/2026-03", "run:9".
const (
	orderCause = "payment:"
	runCause   = "run:"
)

// bookLine is a transfer as matching takes it: the order from its own cause, the batch of orders from its batch's.
func bookLine(county civil.County, m ledger.Movement) openLine {
	l := openLine{Line: Line{Side: Book, ID: m.Seq, Day: m.ValueDate, Amount: m.Amount, Voucher: strconv.FormatInt(m.Batch, 10)}, cause: m.Cause}
	if rest, ok := strings.CutPrefix(m.Cause, orderCause); ok {
		if order, _, _ := strings.Cut(rest, "/"); isNumber(order) {
			l.Order = order
		}
	}
	if run, ok := strings.CutPrefix(m.BatchCause, runCause); ok && isNumber(run) {
		n, _ := strconv.ParseInt(run, 10, 64)
		l.Batch = bank.PaymentHeader{County: county, Run: n}.Batch()
	}
	if m.Kind == ledger.Reversal {
		l.Undoes = m.Ref
	}
	return l
}

// concerns says whether a movement of the books is compared: from the first day on, or booked later for days before it. Opening balances
// belong to what the account begins with.
func (a Account) concerns(m ledger.Movement) bool {
	return m.BatchKind != ledger.Opening && (m.ValueDate >= a.From || m.Seq >= a.fromSize)
}

// unseen lists the books' movements that no matching has looked at, and the place up to which the log was read. It reads no further than the
// log's end when it begins: what others book meanwhile is read of one side of the account and not yet of the other.
func (r *Reconcile) unseen(ctx context.Context, tx *db.Tx, county civil.County, a Account) (all []openLine, upTo int64, err error) {
	end, err := r.books.SizeIn(ctx, tx, county)
	if err != nil {
		return nil, 0, err
	}
	upTo = a.seen
	err = r.books.MovementsIn(ctx, tx, county, a.ID, a.seen, func(m ledger.Movement) error {
		if m.Seq >= end {
			return nil
		}
		upTo = max(upTo, m.Seq+1)
		if a.concerns(m) {
			all = append(all, bookLine(county, m))
		}
		return nil
	})
	return all, upTo, err
}

// MovementsIn lists what the books say moved on an account, as its holder would tell it: what a practice bank tells.
func (r *Reconcile) MovementsIn(ctx context.Context, tx *db.Tx, a Account, county civil.County) (all []bank.Movement, err error) {
	undone := map[int64]int{} // where a movement stands that may be undone
	err = r.books.MovementsIn(ctx, tx, county, a.ID, 0, func(m ledger.Movement) error {
		if !a.concerns(m) {
			return nil
		}
		l := bookLine(county, m)
		undone[m.Seq] = len(all)
		all = append(all, bank.Movement{Line: l.Undoes, Day: m.ValueDate, Amount: m.Amount, Order: l.Order, Batch: l.Batch, Purpose: purposeOf(m)})
		return nil
	})
	gone := map[int]bool{} // what the books took back never was at the bank
	for i := range all {
		if of := all[i].Line; of != 0 {
			if k, there := undone[of]; there {
				gone[i], gone[k] = true, true
			}
		}
		all[i].Line = 0
	}
	var told []bank.Movement
	for i, m := range all {
		if !gone[i] {
			told = append(told, m)
		}
	}
	return told, err
}

// purposeOf is what a holder would call a movement.
func purposeOf(m ledger.Movement) bank.Purpose {
	switch {
	case strings.HasPrefix(m.Cause, orderCause):
		return bank.Payout
	case m.Cause == "interest":
		return bank.Interest
	case m.Cause == "allocation":
		return bank.Allocation
	case m.Amount > 0:
		return bank.Receipt
	}
	return ""
}

// Run matches what can be matched of an account: the lines that came since the last time, and those still open. Running it again without
// anything new changes nothing.
func (r *Reconcile) Run(ctx context.Context, actor access.Actor, account ledger.AccountID) (Outcome, error) {
	if err := actor.May(access.ReconcileMake); err != nil {
		return Outcome{}, err
	}
	var out Outcome
	err := r.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		a, err := r.accountIn(ctx, tx, actor.County, account, true)
		if err != nil {
			return err
		}
		rules, err := r.RulesIn(ctx, tx, actor.County)
		if err != nil {
			return err
		}
		fresh, upTo, err := r.unseen(ctx, tx, actor.County, a)
		if err != nil {
			return err
		}
		all, err := openLines(ctx, tx, actor.County, a)
		if err != nil {
			return err
		}
		asked, err := askedLines(ctx, tx, actor.County, a)
		if err != nil {
			return err
		}
		apart, err := apartLines(ctx, tx, actor.County, a)
		if err != nil {
			return err
		}
		lines := make([]Line, 0, len(all)+len(fresh))
		for _, l := range append(all, fresh...) {
			// What a person has asked to match waits for the second one; what two took apart is left to people.
			if key := (sideLine{l.Side, l.ID}); !asked[key] && !apart[key] {
				lines = append(lines, l.Line)
			}
		}
		found, err := Match(lines, rules.Window)
		if err != nil {
			return err
		}
		out = outcome(a, fresh, lines, found)
		if len(found.Pairs) == 0 && upTo == a.seen {
			return nil
		}
		if err := r.keep(ctx, tx, actor, a, lines, found.Pairs); err != nil {
			return err
		}
		if err := r.leaveOpen(ctx, tx, actor.County, a, fresh, found); err != nil {
			return err
		}
		a.seen = upTo
		if err := setSeen(ctx, tx, actor.County, a); err != nil {
			return err
		}
		return r.audit(ctx, tx, actor, "reconcile.run", accountSubject(a.ID), "matches", strconv.FormatInt(out.Matches, 10), "open", strconv.FormatInt(out.Open, 10))
	})
	return out, err
}

func outcome(a Account, fresh []openLine, lines []Line, found Matched) Outcome {
	out := Outcome{Account: a.ID, Seen: int64(len(fresh)), Lines: int64(len(lines)), Matches: int64(len(found.Pairs)), By: map[Method]int64{}, Open: int64(len(found.Open)),
		Proposed: len(found.Proposals)}
	out.Matched = out.Lines - out.Open
	for _, p := range found.Pairs {
		out.By[p.How]++
	}
	for _, l := range found.Open {
		if l.Side == Book {
			out.OpenBook += l.Amount
		} else {
			out.OpenBank += l.Amount
		}
	}
	return out
}

// keep stores matches and closes their lines.
func (r *Reconcile) keep(ctx context.Context, tx *db.Tx, actor access.Actor, a Account, lines []Line, pairs []Pair) error {
	known := [3]map[int64]*Line{Book: {}, Bank: {}}
	for i := range lines {
		known[lines[i].Side][lines[i].ID] = &lines[i]
	}
	matches := make([]storedMatch, len(pairs))
	var members []member
	for i, p := range pairs {
		m := storedMatch{id: tx.NewID(), how: p.How, lines: int64(len(p.Book) + len(p.Bank)), by: actor.User}
		for side, ids := range map[Side][]int64{Book: p.Book, Bank: p.Bank} {
			for _, id := range ids {
				members = append(members, m.add(known[side][id]))
			}
		}
		matches[i] = m
	}
	return r.store(ctx, tx, actor.County, a, matches, members)
}

func (r *Reconcile) store(ctx context.Context, tx *db.Tx, county civil.County, a Account, matches []storedMatch, members []member) error {
	if err := insertMatches(ctx, tx, county, a, matches); err != nil {
		return err
	}
	if err := insertMembers(ctx, tx, county, a, members); err != nil {
		return err
	}
	return deleteOpen(ctx, tx, county, a)
}

// leaveOpen keeps the new lines of the books that nothing matched.
func (r *Reconcile) leaveOpen(ctx context.Context, tx *db.Tx, county civil.County, a Account, fresh []openLine, found Matched) error {
	open := map[int64]bool{}
	for _, l := range found.Open {
		if l.Side == Book {
			open[l.ID] = true
		}
	}
	var left []openLine
	for _, l := range fresh {
		if open[l.ID] {
			left = append(left, l)
		}
	}
	return insertOpen(ctx, tx, county, a, left)
}

// sideLine names a line.
type sideLine struct {
	side Side
	id   int64
}
