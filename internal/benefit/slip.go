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
}

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
	slices.SortStableFunc(s.Booked, func(a, b Booked) int { return cmp.Compare(a.Line.Month, b.Line.Month) })
	return s, nil
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
