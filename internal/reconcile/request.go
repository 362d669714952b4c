package reconcile

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/money"
)

// Action is what a person asks for by hand.
type Action string

// The actions.
const (
	ToMatch   Action = "match"
	ToUnmatch Action = "unmatch"
)

// Request is a match by hand, or the end of a match, that one person asks for and another decides (人工勾对申请).
type Request struct {
	ID         int64
	Account    ledger.AccountID
	Action     Action
	Match      int64 // the match that is to end, or that was made
	Book, Bank []int64
	Sum        money.Fen // of the books' lines
	Reason     string
	State      string // asked, applied or refused
	AskedBy    int64
	AskedName  string
	AskedAt    time.Time
	DecidedBy  int64
	Decided    string
	DecidedAt  time.Time
	Remark     string
}

// maxByHand is how many lines a person may match at once.
const maxByHand = 500

// AskMatch asks that open lines be matched: their sums must be equal to the fen. Another person decides ([Reconcile.Decide]).
func (r *Reconcile) AskMatch(ctx context.Context, actor access.Actor, account ledger.AccountID, book, bank []int64, reason string) (Request, error) {
	q := Request{Account: account, Action: ToMatch, Book: slices.Clone(book), Bank: slices.Clone(bank), Reason: strings.TrimSpace(reason)}
	return r.ask(ctx, actor, &q, func(tx *db.Tx, a Account) error {
		if len(book)+len(bank) < 2 || len(book)+len(bank) > maxByHand {
			return BadMatch.With("max", maxByHand)
		}
		var err error
		q.Sum, err = r.balanced(ctx, tx, a, q.Book, q.Bank)
		return err
	})
}

// balanced refuses lines that are not open, or whose sides differ, and gives the sum of one side.
func (r *Reconcile) balanced(ctx context.Context, tx *db.Tx, a Account, book, bank []int64) (money.Fen, error) {
	open, err := openLines(ctx, tx, tx.County(), a)
	if err != nil {
		return 0, err
	}
	amounts := map[sideLine]money.Fen{}
	for _, l := range open {
		amounts[sideLine{l.Side, l.ID}] = l.Amount
	}
	var sums [3]money.Fen
	for side, ids := range map[Side][]int64{Book: book, Bank: bank} {
		for _, id := range ids {
			amount := amounts[sideLine{side, id}]
			if amount == 0 {
				return 0, NotOpen.With("line", id)
			}
			delete(amounts, sideLine{side, id}) // a line counts once
			if sums[side], err = sums[side].Add(amount); err != nil {
				return 0, NotOpen.With("line", id).From(err)
			}
		}
	}
	if sums[Book] != sums[Bank] {
		return 0, SumsDiffer.With("book", sums[Book], "bank", sums[Bank], "difference", sums[Book]-sums[Bank])
	}
	return sums[Book], nil
}

// AskUnmatch asks that a match end, because its lines are not the same money after all.
func (r *Reconcile) AskUnmatch(ctx context.Context, actor access.Actor, account ledger.AccountID, match int64, reason string) (Request, error) {
	q := Request{Account: account, Action: ToUnmatch, Match: match, Reason: strings.TrimSpace(reason)}
	return r.ask(ctx, actor, &q, func(tx *db.Tx, a Account) error {
		m, found, err := matchByID(ctx, tx, actor.County, a, match)
		if err != nil {
			return err
		}
		if !found {
			return NoMatch.With("match", match)
		}
		q.Sum = m.sum
		return nil
	})
}

func (r *Reconcile) ask(ctx context.Context, actor access.Actor, q *Request, fits func(*db.Tx, Account) error) (Request, error) {
	if err := actor.May(access.ReconcileMake); err != nil {
		return *q, err
	}
	if actor.User <= 0 {
		return *q, NeedsPerson.With()
	}
	if q.Reason == "" || len(q.Reason) > maxReason {
		return *q, NoReason.With("max", maxReason).On("reason")
	}
	err := r.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		a, err := r.accountIn(ctx, tx, actor.County, q.Account, true)
		if err != nil {
			return err
		}
		if err := fits(tx, a); err != nil {
			return err
		}
		asked, err := askedLines(ctx, tx, actor.County, a)
		if err != nil {
			return err
		}
		for side, ids := range map[Side][]int64{Book: q.Book, Bank: q.Bank} {
			for _, id := range ids {
				if asked[sideLine{side, id}] {
					return AskedAlready.With("line", id)
				}
			}
		}
		if again, err := askedUnmatch(ctx, tx, actor.County, q.Match); err != nil || again {
			return orAsked(err, q.Match)
		}
		q.ID, q.State, q.AskedBy, q.AskedName, q.AskedAt = tx.NewID(), "asked", actor.User, actor.Name, tx.Now()
		if err := insertRequest(ctx, tx, actor.County, *q); err != nil {
			return err
		}
		return r.audit(ctx, tx, actor, "reconcile.ask", access.Subject("reconcile-request", q.ID), "action", string(q.Action))
	})
	return *q, err
}

func orAsked(err error, id int64) error {
	if err != nil {
		return err
	}
	return AskedAlready.With("line", id)
}

// maxReason is how many bytes a reason, an explanation or a remark may have.
const maxReason = 1000

// Decide applies a request or refuses it; never who asked. What no longer fits is refused by the books themselves.
func (r *Reconcile) Decide(ctx context.Context, actor access.Actor, id int64, apply bool, remark string) (q Request, err error) {
	if err := actor.May(access.ReconcileCheck); err != nil {
		return q, err
	}
	if actor.User <= 0 {
		return q, NeedsPerson.With()
	}
	if remark = strings.TrimSpace(remark); len(remark) > maxReason {
		return q, NoReason.With("max", maxReason).On("remark")
	}
	err = r.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		var found bool
		if q, found, err = requestByID(ctx, tx, actor.County, id, true); err != nil {
			return err
		}
		switch {
		case !found:
			return NoRequest.With("request", id)
		case q.State != "asked":
			return Decided.With()
		case q.AskedBy == actor.User:
			return OwnRequest.With().Under(twoPersons)
		}
		a, err := r.accountIn(ctx, tx, actor.County, q.Account, true)
		if err != nil {
			return err
		}
		q.State, q.DecidedBy, q.Decided, q.DecidedAt, q.Remark = "refused", actor.User, actor.Name, tx.Now(), remark
		if apply {
			q.State = "applied"
			if q.Action == ToMatch {
				err = r.matchByHand(ctx, tx, a, &q)
			} else {
				err = r.unmatch(ctx, tx, actor, a, q)
			}
			if err != nil {
				return err
			}
		}
		if err := setRequest(ctx, tx, actor.County, q); err != nil {
			return err
		}
		return r.audit(ctx, tx, actor, "reconcile.decide", access.Subject("reconcile-request", q.ID), "state", q.State, "match", strconv.FormatInt(q.Match, 10))
	})
	return q, err
}

func (r *Reconcile) matchByHand(ctx context.Context, tx *db.Tx, a Account, q *Request) error {
	var err error
	if q.Sum, err = r.balanced(ctx, tx, a, q.Book, q.Bank); err != nil {
		return err
	}
	open, err := openLines(ctx, tx, tx.County(), a)
	if err != nil {
		return err
	}
	m := storedMatch{id: tx.NewID(), how: ByHand, lines: int64(len(q.Book) + len(q.Bank)), request: q.ID, by: q.AskedBy, checked: q.DecidedBy}
	var members []member
	for i := range open {
		l := &open[i].Line
		if l.Side == Book && slices.Contains(q.Book, l.ID) || l.Side == Bank && slices.Contains(q.Bank, l.ID) {
			members = append(members, m.add(l))
		}
	}
	q.Match = m.id
	return r.store(ctx, tx, tx.County(), a, []storedMatch{m}, members)
}

// unmatch ends a match and opens its lines again, as they stand in the books and in the statements. The program would make the same match of
// them at once, so it does not match them any more: a person may.
func (r *Reconcile) unmatch(ctx context.Context, tx *db.Tx, actor access.Actor, a Account, q Request) error {
	_, found, err := matchByID(ctx, tx, actor.County, a, q.Match)
	if err != nil {
		return err
	}
	if !found {
		return NoMatch.With("match", q.Match)
	}
	members, err := membersOf(ctx, tx, actor.County, q.Match)
	if err != nil {
		return err
	}
	open := make([]openLine, 0, len(members))
	for _, m := range members {
		l, found, err := r.lineAt(ctx, tx, actor, a, m.side, m.line)
		if err != nil {
			return err
		}
		if !found {
			return Damaged.With("what", "reconcile_member")
		}
		open = append(open, l)
	}
	if err := deleteMatch(ctx, tx, actor.County, q.Match); err != nil {
		return err
	}
	if err := keepApart(ctx, tx, actor.County, q, members); err != nil {
		return err
	}
	return insertOpen(ctx, tx, actor.County, a, open)
}

// lineAt reads a line from where it came.
func (r *Reconcile) lineAt(ctx context.Context, tx *db.Tx, actor access.Actor, a Account, side Side, id int64) (openLine, bool, error) {
	if side == Bank {
		l, found, err := lineByID(ctx, tx, actor.County, a, id)
		return l.open(actor.County), found, err
	}
	m, found, err := r.books.MovementAtIn(ctx, tx, actor.County, a.ID, id)
	return bookLine(actor.County, m), found, err
}

// Requests lists what was asked for by hand of an account, the latest first; only what waits for a decision if waiting. Account 0 is all.
func (r *Reconcile) Requests(ctx context.Context, actor access.Actor, account ledger.AccountID, waiting bool, limit int) (all []Request, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		all, err = requests(ctx, tx, actor.County, account, waiting, min(max(limit, 1), maxPage))
		return err
	})
	return all, err
}
