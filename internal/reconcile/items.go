package reconcile

import (
	"cmp"
	"context"
	"slices"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
)

// Class is one of the four kinds of open items of a reconciliation table (未达账项). The office stands where the form says 企业.
type Class int8

// The classes: who has it, whether it came in or went out, who has it not yet.
const (
	BookIn  Class = 1 // 企业已收，银行未收
	BookOut Class = 2 // 企业已付，银行未付
	BankIn  Class = 3 // 银行已收，企业未收
	BankOut Class = 4 // 银行已付，企业未付
)

// Classes lists them in the table's order.
var Classes = []Class{BookIn, BookOut, BankIn, BankOut}

var classTitles = map[Class]words.Text{
	BookIn:  {Zh: "企业已收、银行未收", En: "received in the books, not at the bank"},
	BookOut: {Zh: "企业已付、银行未付", En: "paid in the books, not at the bank"},
	BankIn:  {Zh: "银行已收、企业未收", En: "received at the bank, not in the books"},
	BankOut: {Zh: "银行已付、企业未付", En: "paid at the bank, not in the books"},
}

// Title names the class.
func (c Class) Title() words.Text { return classTitles[c] }

func classOf(s Side, amount money.Fen) Class {
	switch {
	case s == Book && amount > 0:
		return BookIn
	case s == Book:
		return BookOut
	case amount > 0:
		return BankIn
	}
	return BankOut
}

// Age is a display group of open items by days; the bounds are ours, not a rule's.
type Age int8

// The groups.
const (
	Fresh   Age = 0 // 0–3 days: what is on its way
	Month   Age = 1 // 4–30
	Quarter Age = 2 // 31–90
	Old     Age = 3 // more
)

// Ages lists the groups.
var Ages = []Age{Fresh, Month, Quarter, Old}

var ageTitles = map[Age]words.Text{Fresh: {Zh: "0–3 天", En: "0–3 days"}, Month: {Zh: "4–30 天", En: "4–30 days"},
	Quarter: {Zh: "31–90 天", En: "31–90 days"}, Old: {Zh: "90 天以上", En: "over 90 days"}}

// Title names the group.
func (a Age) Title() words.Text { return ageTitles[a] }

func ageOf(days int) Age {
	switch {
	case days <= 3:
		return Fresh
	case days <= 30:
		return Month
	case days <= 90:
		return Quarter
	}
	return Old
}

// Item is one open item (未达账项): a line that the other side did not have by a day.
type Item struct {
	Class  Class
	Side   Side
	Line   int64 // of the books its place in the log, of a statement the line's number
	Day    civil.Date
	Amount money.Fen // above zero it came in, below it went out
	Days   int       // how long it had been open on the day that is asked about
	Order  string
	Batch  string
	Cause  string // what the books say it is for, or the statement's purpose
	Later  bool   // it was matched with a line of a later day: it was in transit
	Asked  bool   // a request waits for it
}

// Age is the item's display group.
func (i Item) Age() Age { return ageOf(i.Days) }

// Items lists what was open on a day, by class and day; 0 is today. They are lines that no match has, and lines whose other side came later.
func (r *Reconcile) Items(ctx context.Context, actor access.Actor, account ledger.AccountID, on civil.Date) (all []Item, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		a, err := r.accountIn(ctx, tx, actor.County, account, false)
		if err != nil {
			return err
		}
		if on == 0 {
			on = today(tx)
		}
		all, err = r.itemsIn(ctx, tx, actor, a, on)
		return err
	})
	return all, err
}

func (r *Reconcile) itemsIn(ctx context.Context, tx *db.Tx, actor access.Actor, a Account, on civil.Date) ([]Item, error) {
	open, err := openLines(ctx, tx, actor.County, a)
	if err != nil {
		return nil, err
	}
	fresh, _, err := r.unseen(ctx, tx, actor.County, a)
	if err != nil {
		return nil, err
	}
	asked, err := askedLines(ctx, tx, actor.County, a)
	if err != nil {
		return nil, err
	}
	var all []Item
	for _, l := range append(open, fresh...) {
		if l.Day <= on {
			i := itemOf(l, on)
			i.Asked = asked[sideLine{l.Side, l.ID}]
			all = append(all, i)
		}
	}
	members, err := straddling(ctx, tx, actor.County, a, on)
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		l, found, err := r.lineAt(ctx, tx, actor, a, m.side, m.line)
		if err != nil {
			return nil, err
		}
		if !found {
			return nil, Damaged.With("what", "reconcile_member")
		}
		i := itemOf(l, on)
		i.Later = true
		all = append(all, i)
	}
	slices.SortFunc(all, func(a, b Item) int {
		return cmp.Or(cmp.Compare(a.Class, b.Class), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Line, b.Line))
	})
	return all, nil
}

func itemOf(l openLine, on civil.Date) Item {
	return Item{Class: classOf(l.Side, l.Amount), Side: l.Side, Line: l.ID, Day: l.Day, Amount: l.Amount, Days: int(on - l.Day), Order: l.Order, Batch: l.Batch, Cause: l.cause}
}

// Suggested is a proposal with its lines.
type Suggested struct {
	Why        Doubt
	Book, Bank []Item
	Difference money.Fen
}

// Proposals lists what could be matched by hand, of the lines that are open now.
func (r *Reconcile) Proposals(ctx context.Context, actor access.Actor, account ledger.AccountID) (all []Suggested, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		a, err := r.accountIn(ctx, tx, actor.County, account, false)
		if err != nil {
			return err
		}
		rules, err := r.RulesIn(ctx, tx, actor.County)
		if err != nil {
			return err
		}
		open, err := openLines(ctx, tx, actor.County, a)
		if err != nil {
			return err
		}
		asked, err := askedLines(ctx, tx, actor.County, a)
		if err != nil {
			return err
		}
		known := map[sideLine]openLine{}
		var lines []Line
		for _, l := range open {
			if key := (sideLine{l.Side, l.ID}); !asked[key] {
				known[key] = l
				lines = append(lines, l.Line)
			}
		}
		found, err := Match(lines, rules.Window)
		if err != nil {
			return err
		}
		now := today(tx)
		for _, p := range found.Proposals {
			s := Suggested{Why: p.Why, Difference: p.Difference}
			for _, id := range p.Book {
				s.Book = append(s.Book, itemOf(known[sideLine{Book, id}], now))
			}
			for _, id := range p.Bank {
				s.Bank = append(s.Bank, itemOf(known[sideLine{Bank, id}], now))
			}
			all = append(all, s)
		}
		return nil
	})
	return all, err
}
