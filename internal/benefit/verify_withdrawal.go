package benefit

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"renshe/internal/enrolment"
	"renshe/internal/words"
	"renshe/money"
)

var saysWithdrawal = words.Text{Zh: "与核定给付、发放或银行入账日期不符", En: "it differs from the decision, the payments or the bank's day"}

// withdrawals holds everything that is set apart of individual accounts against the decision, and what was drawn and came back against the payments:
// whose account, how much, in what state, by which payment, on which day. That an account fell by nothing else, enrolment's own proof says.
func (v *verifier) withdrawals(ctx context.Context) error {
	all, err := withdrawing(ctx, v.tx, v.county)
	if err != nil {
		return err
	}
	for _, e := range all {
		if err := v.withdrawal(ctx, e); err != nil {
			return err
		}
	}
	return strayWithdrawals(ctx, v.tx, v.county, func(id int64) {
		v.add("account_withdrawal", strconv.FormatInt(id, 10), "id", "", strconv.FormatInt(id, 10), saysTooMany)
	})
}

func (v *verifier) withdrawal(ctx context.Context, e Entitlement) error {
	record := strconv.FormatInt(e.ID, 10)
	w, err := v.b.enrol.WithdrawalIn(ctx, v.tx, v.county, e.ID)
	if errors.Is(err, enrolment.NoWithdrawal) {
		v.add("account_withdrawal", record, "*", e.Inputs[amountInput], "", saysWithdrawal)
		return nil
	}
	if err != nil {
		return err
	}
	if !v.same("account_withdrawal", record, []column{{"person", e.Inputs[holderInput], strconv.FormatInt(w.Holder, 10)}, {"kind", string(kinds[e.Kind].draws), string(w.Kind)},
		{"amount_fen", e.Inputs[amountInput], w.Amount.Plain()}, {"year", e.Inputs[yearsInput], yearsText(w.Years)}}, saysWithdrawal) {
		return nil
	}
	moves, state, err := v.moves(ctx, e)
	if err != nil {
		return err
	}
	v.same("account_withdrawal", record, []column{{"state", string(state), string(w.State)}}, saysWithdrawal)
	entries, err := withdrawalEntries(ctx, v.tx, v.county, w.Holder)
	if err != nil {
		return err
	}
	for _, m := range moves {
		var sum money.Fen
		for i := 0; i < len(entries); i++ {
			if x := entries[i]; x.kind == m.kind && x.cause == m.cause {
				sum += x.paid
				if x.on != m.on {
					v.add("pension_entry", strconv.FormatInt(w.Holder, 10)+"/"+x.period.String()+"/"+string(x.kind), "on_date", m.on, x.on, saysFile)
				}
				entries = slices.Delete(entries, i, i+1)
				i--
			}
		}
		if sum != m.amount {
			v.add("pension_entry", strconv.FormatInt(w.Holder, 10)+"/"+strconv.FormatInt(m.cause, 10), "paid_fen", fen(m.amount), fen(sum), saysWithdrawal)
		}
	}
	return nil
}

// move is what an entry, or the entries of a refund's years, must come to.
type move struct {
	kind   enrolment.Kind
	cause  int64 // the payment, or the claim that was paid back
	amount money.Fen
	on     string
}

// moves are the entries that an entitlement's payments and claims must have left, and the state that they leave.
func (v *verifier) moves(ctx context.Context, e Entitlement) ([]move, enrolment.WithdrawalState, error) {
	payments, err := drawingPayments(ctx, v.tx, v.county, e.ID)
	if err != nil {
		return nil, "", err
	}
	state := enrolment.Apart
	if e.Status == Stopped && e.Stop <= e.Start {
		state = enrolment.Released
	}
	var all []move
	for _, p := range payments {
		all = append(all, move{kinds[e.Kind].draws, p.ID, p.Total, p.PaidOn.String()})
		state = enrolment.Drawn
		if p.LateOn != 0 {
			all = append(all, move{enrolment.Restored, p.ID, -p.Total, p.LateOn.String()})
			state = enrolment.Apart
			if p.Fate == ToFund {
				state = enrolment.Released
			}
		}
	}
	claims, err := overpayments(ctx, v.tx, v.county, `o.entitlement=$2 AND o.state='settled' ORDER BY o.id`, e.ID)
	if err != nil {
		return nil, "", err
	}
	for _, o := range claims {
		on, err := settledOn(ctx, v.tx, v.county, o.ID)
		if err != nil {
			return nil, "", err
		}
		all = append(all, move{enrolment.Restored, o.ID, -o.Amount, on})
		state = enrolment.Released
	}
	return all, state, nil
}
