package benefit

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/ledger"
	"renshe/internal/words"
)

// NotPaid is a proof or a slip of a payment that the bank did not carry out, or that there is not.
var NotPaid = fail.Define(fail.NotFound, "benefit.not-paid",
	words.Text{Zh: "发放 {payment} 没有到账，或没有这一笔，开不出凭证。", En: "The payment {payment} was not carried out, or there is none: it has no proof."},
	words.Text{Zh: "没有改动任何数据。", En: "No data was changed."},
	words.Text{Zh: "等银行回盘入账后再开。", En: "Ask again when the bank's answer is booked."})

// Booked is one transfer by which a payment was paid: one month's basic part or account part.
type Booked struct {
	ledger.Entry
	Line   Line   // the month it is of
	Output string // the output of [Kind.Explain] that is its amount; "" where the decision itself fixed it
	Undone *ledger.Entry
}

// Slip is what the records hold of a payment that the bank carried out (支付凭条).
type Slip struct {
	Payment
	Of     Run
	Booked []Booked // by month, the basic part first
	Before []Other  // earlier payments that had a month of it and came back: this one pays it again
	After  []Other  // later payments that have a month of it, because this one came back

	nobody bool
}

// Other is another payment that has a month in common with one.
type Other struct {
	ID       int64
	State    PaymentState
	From, To civil.Month
	PaidOn   civil.Date // the day the bank answered
	LateOn   civil.Date // the day it was back after it had been paid; 0 if it never was
}

// HasSlip says whether the bank carried it out, even if the money came back later.
func (o Other) HasSlip() bool { return o.State == Paid || !o.LateOn.IsZero() }

// Next is what becomes of a payment that came back.
type Next string

// What becomes of it.
const (
	NextWaits  Next = "waits"  // its months are due and not on their way
	NextGoes   Next = "goes"   // a run that pays them is under way
	NextPaid   Next = "paid"   // a later payment paid them
	NextStays  Next = "stays"  // the fund keeps the money, by two persons
	NextNobody Next = "nobody" // the months are not the person's: he died before them
)

// Back says whether the bank sent the money back after all, or a reversal took the booking back: wholly or in part.
func (s *Slip) Back() bool {
	return s.State != Paid || slices.ContainsFunc(s.Booked, func(b Booked) bool { return b.Undone != nil })
}

// SlipOf reads a paid payment with the transfers that paid it; [NotPaid] of any other. The person sees his own.
func (b *Benefits) SlipOf(ctx context.Context, actor access.Actor, payment int64) (s Slip, err error) {
	err = b.db.View(ctx, func(tx *db.Tx) error {
		s, err = b.SlipIn(ctx, tx, actor.County, payment)
		return err
	})
	if err != nil {
		return Slip{}, err
	}
	if err := actor.MaySee(s.Person); err != nil {
		if actor.Role == access.Citizen {
			err = NotPaid.With("payment", payment) // whether another's payment is there is not his to learn
		}
		return Slip{}, err
	}
	return s, nil
}

// SlipIn is [Benefits.SlipOf] inside a transaction, for whoever has asked who asks.
func (b *Benefits) SlipIn(ctx context.Context, tx *db.Tx, county civil.County, id int64) (s Slip, err error) {
	run, chunk, err := chunkOf(ctx, tx, county, id)
	if err != nil {
		return s, err
	}
	if s.Payment, err = payment(ctx, tx, county, id); err != nil {
		return s, err
	}
	if s.Of, err = runByID(ctx, tx, county, run); err != nil {
		return s, err
	}
	if s.Lines, err = linesOf(ctx, tx, county, id); err != nil {
		return s, err
	}
	batch := Run{County: county, ID: run}.batchID(settleKind, chunk)
	entries, err := b.books.CausedIn(ctx, tx, county, batch, "payment:"+strconv.FormatInt(id, 10))
	if err != nil {
		return s, err
	}
	if len(entries) == 0 {
		return s, NotPaid.With("payment", id)
	}
	for _, e := range entries {
		one := Booked{Entry: e, Output: kinds[s.Kind].part(strings.HasSuffix(e.Code, codeAccount))}
		for _, l := range s.Lines {
			if strings.HasSuffix(e.Cause, "/"+l.Month.String()) {
				one.Line = l
			}
		}
		back, undone, err := b.books.ReversalIn(ctx, tx, county, e.Seq)
		if err != nil {
			return s, err
		}
		if undone {
			one.Undone = &back
		}
		s.Booked = append(s.Booked, one)
	}
	if err := b.others(ctx, tx, county, &s); err != nil {
		return s, err
	}
	slices.SortStableFunc(s.Booked, func(a, b Booked) int { return cmp.Compare(a.Line.Month, b.Line.Month) })
	return s, nil
}

// others finds what an earlier payment failed to bring, and what pays this one's months again.
func (b *Benefits) others(ctx context.Context, tx *db.Tx, county civil.County, s *Slip) error {
	all, err := sharing(ctx, tx, county, s.Payment)
	if err != nil {
		return err
	}
	for _, o := range all {
		switch {
		case o.ID > s.ID && s.State != Paid:
			s.After = append(s.After, o)
		case o.ID < s.ID && o.State == Returned:
			s.Before = append(s.Before, o)
		}
	}
	if s.State == Paid || s.Fate == ToFund || len(s.After) > 0 {
		return nil
	}
	payees, err := b.enrol.PayeesIn(ctx, tx, county, []int64{s.Person})
	died := payees[s.Person].Died
	s.nobody = died != 0 && s.From > died.Month() && !s.Kind.Once()
	return err
}

// Next says what becomes of a payment that came back, and by which payment its months are paid; "" of one that stayed.
func (s *Slip) Next() (Next, Other) {
	if s.State == Paid {
		return "", Other{}
	}
	for _, o := range slices.Backward(s.After) {
		switch o.State {
		case Paid:
			return NextPaid, o
		case Pending:
			return NextGoes, o
		}
	}
	switch {
	case s.Fate == ToFund:
		return NextStays, Other{}
	case s.nobody:
		return NextNobody, Other{}
	}
	return NextWaits, Other{}
}

// part names the output of the kind's calculator that is one part of a month; "" where there is no calculator.
func (d kindDef) part(account bool) string {
	switch {
	case d.program == "" || d.output != "":
		return d.output
	case account:
		return "account_fen"
	}
	return "basic_fen"
}
