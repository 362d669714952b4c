package reconcile

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/money"
)

// Status is where the reconciliation of an account stands.
type Status struct {
	Account  Account
	Last     Statement // the latest statement; N is 0 while there is none
	Bank     money.Fen // the balance it ends with
	Book     money.Fen // the books' balance now
	Unseen   int64     // movements of the books that no matching has looked at
	Open     map[Class]int
	OpenFen  map[Class]money.Fen
	ByAge    map[Age]int
	Oldest   civil.Date // the day of the oldest open item; 0: none
	Gaps     int        // days between statements that none speaks of
	Matches  map[Method]int64
	Requests int    // that wait for a decision
	Table    *Table // the latest table
	Alarms   []Alarm
}

// Alarm is what somebody should look at (提醒).
type Alarm struct {
	Kind   AlarmKind
	Count  int
	Amount money.Fen
	Day    civil.Date
}

// AlarmKind is a kind of alarm.
type AlarmKind string

// The kinds of alarms.
const (
	NoStatement AlarmKind = "no-statement" // no statement of an ended month's last days
	OldItems    AlarmKind = "old-items"    // items open longer than the county's bound
	Difference  AlarmKind = "difference"   // the balances differ by more than the items
	NoTableYet  AlarmKind = "no-table"     // the month before has no table
	Unsigned    AlarmKind = "unsigned"     // the latest table waits for its second person
	Waiting     AlarmKind = "waiting"      // requests wait for a decision
)

// Statuses tells where every account stands, with its alarms: the worklist of reconciliation.
func (r *Reconcile) Statuses(ctx context.Context, actor access.Actor) (all []Status, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		list, err := r.accountsIn(ctx, tx, actor.County)
		if err != nil {
			return err
		}
		rules, err := r.RulesIn(ctx, tx, actor.County)
		if err != nil {
			return err
		}
		for _, a := range list {
			s, err := r.status(ctx, tx, actor, a, rules)
			if err != nil {
				return err
			}
			all = append(all, s)
		}
		return nil
	})
	return all, err
}

func (r *Reconcile) status(ctx context.Context, tx *db.Tx, actor access.Actor, a Account, rules Rules) (s Status, err error) {
	now := today(tx)
	s = Status{Account: a, Open: map[Class]int{}, OpenFen: map[Class]money.Fen{}, ByAge: map[Age]int{}}
	if s.Last, _, err = lastStatement(ctx, tx, actor.County, a); err != nil {
		return s, err
	}
	s.Bank = s.Last.Balance.Closing
	if s.Gaps, err = gapDays(ctx, tx, actor.County, a); err != nil {
		return s, err
	}
	b, err := r.books.BalanceIn(ctx, tx, actor.County, a.ID)
	if err != nil {
		return s, err
	}
	s.Book = b.Own()
	fresh, _, err := r.unseen(ctx, tx, actor.County, a)
	if err != nil {
		return s, err
	}
	s.Unseen = int64(len(fresh))
	items, err := r.itemsIn(ctx, tx, actor, a, now)
	if err != nil {
		return s, err
	}
	old := Alarm{Kind: OldItems}
	for _, i := range items {
		amount := max(i.Amount, -i.Amount)
		s.Open[i.Class]++
		s.OpenFen[i.Class] += amount
		s.ByAge[i.Age()]++
		if s.Oldest == 0 || i.Day < s.Oldest {
			s.Oldest = i.Day
		}
		if i.Days > rules.AlarmDays {
			old.Count, old.Amount, old.Day = old.Count+1, old.Amount+amount, s.Oldest
		}
	}
	if s.Matches, err = matchesBy(ctx, tx, actor.County, a); err != nil {
		return s, err
	}
	waiting, err := requests(ctx, tx, actor.County, a.ID, true, maxPage)
	if err != nil {
		return s, err
	}
	s.Requests = len(waiting)
	latest, err := tables(ctx, tx, actor.County, a.ID, 1)
	if err != nil {
		return s, err
	}
	if len(latest) > 0 {
		s.Table = &latest[0]
	}
	if old.Count > 0 {
		s.Alarms = append(s.Alarms, old)
	}
	return s, r.alarms(ctx, tx, actor, &s, now)
}

// alarms adds what the figures alone do not say.
func (r *Reconcile) alarms(ctx context.Context, tx *db.Tx, actor access.Actor, s *Status, now civil.Date) error {
	ended := (now.Month() - 1).LastDay() // the last month that is over
	if s.Last.N > 0 {
		t, err := r.draw(ctx, tx, actor, s.Account.ID, s.Last.To)
		if err != nil {
			return err
		}
		if t.Difference != 0 {
			s.Alarms = append(s.Alarms, Alarm{Kind: Difference, Count: 1, Amount: t.Difference, Day: s.Last.To})
		}
	}
	if s.Account.From <= ended {
		if s.Last.N == 0 || s.Last.To < ended {
			s.Alarms = append(s.Alarms, Alarm{Kind: NoStatement, Count: 1, Day: ended})
		} else if _, found, err := latestTable(ctx, tx, actor.County, s.Account.ID, ended); err != nil {
			return err
		} else if !found {
			s.Alarms = append(s.Alarms, Alarm{Kind: NoTableYet, Count: 1, Day: ended})
		}
	}
	if s.Table != nil && !s.Table.Signed() {
		s.Alarms = append(s.Alarms, Alarm{Kind: Unsigned, Count: 1, Day: s.Table.Day})
	}
	if s.Requests > 0 {
		s.Alarms = append(s.Alarms, Alarm{Kind: Waiting, Count: s.Requests})
	}
	return nil
}

// Leg is one side's record of an allocation.
type Leg struct {
	Account ledger.AccountID
	Found   bool       // it is matched
	Day     civil.Date // of the other side's last line
}

// Passed is one allocation in the books, with what treasury and bank say of it.
type Passed struct {
	Seq      int64
	Day      civil.Date
	Amount   money.Fen // above zero from the treasury to the spending account, below it back
	Cause    string
	Treasury Leg
	Bank     Leg
}

// Stray is a line of a statement that says allocation and that the books do not have.
type Stray struct {
	Holder Holder
	Line   int64
	Day    civil.Date
	Amount money.Fen
}

// Flow is an account's month, by the books and by its holder's statements.
type Flow struct {
	Account                   Account
	Opening, In, Out, Closing money.Fen // in the books, by value date
	Told                      bool      // the statements reach the month's end, or its last statement's day
	TOpening, TIn, TOut       money.Fen
	TClosing                  money.Fen
}

// FundMonth is the three-sided table of a fund's month (会计账、银行、财政专户三方对账).
type FundMonth struct {
	Fund    ledger.Fund
	Month   civil.Month
	Flows   []Flow
	Passed  []Passed
	Strays  []Stray
	Booked  money.Fen // allocated by the books
	ByHold  money.Fen // by the treasury's statements
	ByBank  money.Fen // received by the bank's statements
	Missing int       // legs that are not found
}

// Agrees says whether all three sides say the same.
func (f FundMonth) Agrees() bool {
	return f.Booked == f.ByHold && f.Booked == f.ByBank && f.Missing == 0 && len(f.Strays) == 0
}

// Treasury holds, fund by fund, the month's allocations in the books against the statements of the treasury and of the bank.
func (r *Reconcile) Treasury(ctx context.Context, actor access.Actor, month civil.Month) (all []FundMonth, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	err = r.db.View(ctx, func(tx *db.Tx) error {
		list, err := r.accountsIn(ctx, tx, actor.County)
		if err != nil {
			return err
		}
		for len(list) > 0 {
			n := 1
			for n < len(list) && list[n].ID.Fund() == list[0].ID.Fund() {
				n++
			}
			f, err := r.fundMonth(ctx, tx, actor.County, list[:n], month)
			if err != nil {
				return err
			}
			all, list = append(all, f), list[n:]
		}
		return nil
	})
	return all, err
}

func (r *Reconcile) fundMonth(ctx context.Context, tx *db.Tx, county civil.County, of []Account, month civil.Month) (FundMonth, error) {
	f := FundMonth{Fund: of[0].ID.Fund(), Month: month}
	spending := map[ledger.AccountID]bool{}
	for _, a := range of {
		flow, err := r.flow(ctx, tx, county, a, month)
		if err != nil {
			return f, err
		}
		f.Flows = append(f.Flows, flow)
		spending[a.ID] = a.Holder == AtBank
	}
	for _, a := range of {
		if a.Holder == AtTreasury {
			if err := r.passed(ctx, tx, county, a, spending, month, &f); err != nil {
				return f, err
			}
		}
		lines, err := strays(ctx, tx, county, a, month)
		if err != nil {
			return f, err
		}
		for _, s := range lines {
			f.Strays = append(f.Strays, s)
			if a.Holder == AtTreasury {
				f.ByHold -= s.Amount
			} else {
				f.ByBank += s.Amount
			}
		}
	}
	return f, nil
}

// passed finds the allocations of a month in the books, and each one's two legs.
func (r *Reconcile) passed(ctx context.Context, tx *db.Tx, county civil.County, a Account, spending map[ledger.AccountID]bool, month civil.Month, f *FundMonth) error {
	err := r.books.MovementsIn(ctx, tx, county, a.ID, 0, func(m ledger.Movement) error {
		other := m.Debit
		if other == a.ID {
			other = m.Credit
		}
		if spending[other] && m.ValueDate.Month() == month && a.concerns(m) {
			f.Passed = append(f.Passed, Passed{Seq: m.Seq, Day: m.ValueDate, Amount: -m.Amount, Cause: m.Cause, Treasury: Leg{Account: a.ID}, Bank: Leg{Account: other}})
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i := range f.Passed {
		p := &f.Passed[i]
		if p.Treasury.Account != a.ID {
			continue
		}
		f.Booked += p.Amount
		for leg, sum := range map[*Leg]*money.Fen{&p.Treasury: &f.ByHold, &p.Bank: &f.ByBank} {
			if leg.Day, leg.Found, err = toldOn(ctx, tx, county, leg.Account, p.Seq); err != nil {
				return err
			}
			if leg.Found {
				*sum += p.Amount
			} else {
				f.Missing++
			}
		}
	}
	return nil
}

func (r *Reconcile) flow(ctx context.Context, tx *db.Tx, county civil.County, a Account, month civil.Month) (f Flow, err error) {
	f.Account = a
	first, last := max(month.FirstDay(), a.From), month.LastDay()
	before, err := r.books.BalanceAsOfIn(ctx, tx, county, a.ID, ledger.AsOf{Value: first - 1})
	if err != nil {
		return f, err
	}
	after, err := r.books.BalanceAsOfIn(ctx, tx, county, a.ID, ledger.AsOf{Value: last})
	if err != nil {
		return f, err
	}
	f.Opening, f.Closing, f.In, f.Out = before.Own(), after.Own(), after.Debits-before.Debits, after.Credits-before.Credits
	s, found, err := statementOn(ctx, tx, county, a, last)
	if err != nil || !found {
		return f, err
	}
	if f.TIn, f.TOut, err = toldBetween(ctx, tx, county, a, first, last); err != nil {
		return f, err
	}
	f.Told = true
	moved, err := movedUpTo(ctx, tx, county, s.ID, last)
	f.TClosing = s.Balance.Opening + moved
	f.TOpening = f.TClosing - f.TIn + f.TOut
	return f, err
}
