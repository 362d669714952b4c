package enrolment

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/words"
	"renshe/money"
)

// Kind is what an entry of an account is.
type Kind string

// The kinds of entry.
const (
	Contributed Kind = "contribution"
	Interest    Kind = "interest"
	Carried     Kind = "carried"
	PaidOut     Kind = "payout"
	Reversal    Kind = "reversal"
	MovedOut    Kind = "moved-out"  // a transfer took it away: below zero
	MovedBack   Kind = "moved-back" // the bank returned what a transfer had taken away
	MovedIn     Kind = "moved-in"   // a transfer brought it
	LumpSum     Kind = "lump-sum"   // the account paid out in one sum, by a [Withdrawal]
	Refund      Kind = "refund"     // a year's personal part paid back, by a [Withdrawal]
	Restored    Kind = "restored"   // what a withdrawal drew and came back
)

var entryTitles = map[Kind]words.Text{
	Contributed: {Zh: "缴费", En: "contribution"},
	Interest:    {Zh: "利息", En: "interest"},
	Carried:     {Zh: "旧系统已支付", En: "paid out by the former system"},
	PaidOut:     {Zh: "支付", En: "paid out"},
	Reversal:    {Zh: "冲销", En: "reversal"},
	MovedOut:    {Zh: "转出", En: "transferred out"},
	MovedBack:   {Zh: "转出退回", En: "transfer came back"},
	MovedIn:     {Zh: "转入", En: "transferred in"},
	LumpSum:     {Zh: "一次性支付", En: "paid out in one sum"},
	Refund:      {Zh: "重复缴费退费", En: "overlapping contribution refunded"},
	Restored:    {Zh: "支付退回", En: "a payment came back"},
}

// Title is the word people read.
func (k Kind) Title() words.Text { return entryTitles[k] }

// Entry is one line of an individual account; what it adds is Personal + Collective + Subsidy + Interest − Paid.
type Entry struct {
	Person     int64
	Period     civil.Month // January of the contribution's year; the month paid out
	Kind       Kind
	Part       int // 0, or the number of a further entry of the same kind and period
	Grade      money.Fen
	Personal   money.Fen
	Collective money.Fen
	Subsidy    money.Fen
	Interest   money.Fen
	Paid       money.Fen
	Months     int32
	On         civil.Date
	Cause      int64 // the payment, case or voucher behind it; 0 if none
}

// Payout asks the account for its share of one paid month.
type Payout struct {
	Person int64
	Month  civil.Month
	Amount money.Fen // the account part of the month's benefit
	Cause  int64     // the payment
	On     civil.Date
}

// payoutChunk is how many payouts are read with one query.
const payoutChunk = 400

// PayoutIn is PayoutsIn for one.
func (r *Rolls) PayoutIn(ctx context.Context, tx *db.Tx, county civil.County, p Payout) (money.Fen, error) {
	return r.PayoutsIn(ctx, tx, county, []Payout{p})
}

// PayoutsIn books what paid months drew from individual accounts and gives the sum drawn. An account gives what it has left and nothing
// has set apart ([Rolls.SetApartIn]): beyond that the month is paid by the fund, and the entry shows what the account gave. A month that is booked already is
// passed over, so a run that was interrupted repeats it without harm. Who receives the basic pension only has no account and is passed
// over too. The caller has the right to pay; benefit's operations check it.
func (r *Rolls) PayoutsIn(ctx context.Context, tx *db.Tx, county civil.County, payouts []Payout) (money.Fen, error) {
	balances, booked := map[int64]money.Fen{}, map[month]drawn{}
	for start := 0; start < len(payouts); start += payoutChunk {
		part := payouts[start:min(start+payoutChunk, len(payouts))]
		if err := readBalances(ctx, tx, county, part, balances); err != nil {
			return 0, err
		}
		if err := readPaidOut(ctx, tx, county, part, booked); err != nil {
			return 0, err
		}
	}
	return draw(ctx, tx, county, payouts, balances, booked)
}

// month is one month of one person, which is paid out once, unless it came back.
type month struct {
	person int64
	month  civil.Month
}

// drawn counts what a month has seen: how often it was paid out, and how often that came back.
type drawn struct{ out, back int }

func (d drawn) stands() bool { return d.out > d.back }

// draw books the payouts that are not booked yet against what the accounts have left.
func draw(ctx context.Context, tx *db.Tx, county civil.County, payouts []Payout, balances map[int64]money.Fen, booked map[month]drawn) (money.Fen, error) {
	var sum money.Fen
	var entries []Entry
	given := map[int64]money.Fen{}
	var order []int64
	for _, p := range payouts {
		if p.Amount < 0 {
			return 0, BadAmount.With()
		}
		balance, has := balances[p.Person]
		seen := booked[month{p.Person, p.Month}]
		if !has || seen.stands() {
			continue
		}
		part := seen.out
		seen.out++
		booked[month{p.Person, p.Month}] = seen
		give := min(balance, p.Amount)
		balances[p.Person] -= give
		entries = append(entries, Entry{Person: p.Person, Period: p.Month, Kind: PaidOut, Part: part, Paid: give, On: p.On, Cause: p.Cause})
		if _, again := given[p.Person]; !again {
			order = append(order, p.Person)
		}
		given[p.Person] += give
		sum += give
	}
	if len(entries) == 0 {
		return 0, nil
	}
	if err := bulk(ctx, tx, "pension_entry", entryColumns, len(entries), func(n int) []any { return entries[n].values(county) }); err != nil {
		return 0, err
	}
	return sum, drawAccounts(ctx, tx, county, order, given)
}

// Undo asks an account to take back what it gave for a month, because the money came back (冲销支付).
type Undo struct {
	Person int64
	Month  civil.Month
	Cause  int64 // the payment that came back, or what was refunded
	On     civil.Date
}

// UndoPayoutsIn gives back to individual accounts what months drew that came back, and tells the sum. What stands of a month is undone,
// to the fen as it was drawn; of a month that drew nothing, or was undone already, nothing is. The month may be paid out again then.
func (r *Rolls) UndoPayoutsIn(ctx context.Context, tx *db.Tx, county civil.County, undos []Undo) (money.Fen, error) {
	var sum money.Fen
	for _, u := range undos {
		back, err := undo(ctx, tx, county, u)
		if err != nil {
			return 0, err
		}
		if sum, err = sum.Add(back); err != nil {
			return 0, err
		}
	}
	return sum, nil
}

func undo(ctx context.Context, tx *db.Tx, county civil.County, u Undo) (money.Fen, error) {
	held := []Payout{{Person: u.Person, Month: u.Month}}
	balances, seen := map[int64]money.Fen{}, map[month]drawn{}
	if err := readBalances(ctx, tx, county, held, balances); err != nil {
		return 0, err
	}
	if err := readPaidOut(ctx, tx, county, held, seen); err != nil {
		return 0, err
	}
	at := seen[month{u.Person, u.Month}]
	if _, has := balances[u.Person]; !has || !at.stands() {
		return 0, nil
	}
	given, part, err := readPayout(ctx, tx, county, u.Person, u.Month, at.out-1)
	if err != nil {
		return 0, err
	}
	e := Entry{Person: u.Person, Period: u.Month, Kind: Reversal, Part: part, Paid: -given, On: u.On, Cause: u.Cause}
	fresh, err := insertEntry(ctx, tx, county, e)
	if err != nil {
		return 0, err
	}
	if !fresh {
		return 0, Unbalanced.With("count", 1)
	}
	return given, addToAccount(ctx, tx, county, e)
}

// GivenBackIn is what a person's account got back because of one payment that came back, or one claim that was paid back.
func (r *Rolls) GivenBackIn(ctx context.Context, tx *db.Tx, county civil.County, person, cause int64) (money.Fen, error) {
	return readGivenBack(ctx, tx, county, person, cause)
}

// CheckIn compares every account of a county with the sum of its entries and gives [Unbalanced] with the number that differ.
func (r *Rolls) CheckIn(ctx context.Context, tx *db.Tx, county civil.County) error {
	n, err := countUnbalanced(ctx, tx, county)
	if err == nil && n > 0 {
		err = Unbalanced.With("count", n)
	}
	return err
}
