package benefit

import (
	"context"
	"errors"
	"strconv"

	"renshe/civil"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
)

var (
	saysClaim  = words.Text{Zh: "与各月合计或账上的应收不符", En: "it differs from its months or from what the books say is owed"}
	saysGap    = words.Text{Zh: "没有依据的停发月份，或与已发月份重叠", En: "months are left out without a ground, or although they are paid"}
	saysListed = words.Text{Zh: "与最近一次资格确认不符", En: "it differs from the last confirmation on record"}
)

// changes holds what the life of entitlements left behind against what proves it: recomputations against the policy and the payments, claims
// and what came back against the books, months left out against their grounds, confirmations against their records.
func (v *verifier) changes(ctx context.Context) error {
	for _, step := range []func(context.Context) error{v.recomputes, v.overpayments, v.leftOut, v.receivables} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) recomputes(ctx context.Context) error {
	all, err := recomputations(ctx, v.tx, v.county)
	if err != nil {
		return err
	}
	before := map[monthOf]money.Fen{}
	for _, r := range all {
		record := strconv.FormatInt(r.ID, 10)
		lines, err := recomputeLines(ctx, v.tx, v.county, r.ID)
		if err != nil {
			return err
		}
		plans := v.b.plansOf(v.county, r.KnownOn)
		for _, l := range lines {
			name := record + "/" + strconv.FormatInt(l.Entitlement, 10) + "/" + l.Month.String()
			now, plan, err := plans.amount(r.Kind, l.Month, parseInputs(l.Inputs))
			if err != nil {
				v.add("recompute_line", name, "inputs", "", l.Inputs, saysPolicy)
				continue
			}
			was, again := before[monthOf{l.Entitlement, l.Month}]
			if !again {
				paid, inputs, found, err := paidMonth(ctx, v.tx, v.county, l.Entitlement, l.Month)
				if err != nil {
					return err
				}
				if !found || inputs != l.Inputs {
					v.add("recompute_line", name, "month", "", l.Month.String(), saysDue)
					continue
				}
				was = paid + v.less[l.Entitlement][l.Month]
			}
			v.same("recompute_line", name, []column{{"plan", plan, l.Plan}, {"after_fen", fen(now), fen(l.After)}, {"before_fen", fen(was), fen(l.Before)}}, saysPolicy)
			if r.State == "applied" {
				before[monthOf{l.Entitlement, l.Month}] = l.After
			}
		}
		if err := v.recomputed(ctx, r, lines); err != nil {
			return err
		}
	}
	return nil
}

// recomputed holds a recomputation's sums against its months, and what it granted and claimed against both.
func (v *verifier) recomputed(ctx context.Context, r Recomputation, lines []RecomputeLine) error {
	record := strconv.FormatInt(r.ID, 10)
	var up, down money.Fen
	nets := netted(lines)
	for _, n := range nets {
		if n.sum > 0 {
			up += n.sum
		} else {
			down -= n.sum
		}
	}
	if !v.same("recompute", record, []column{{"months", strconv.Itoa(len(lines)), strconv.Itoa(r.Months)}, {"people", strconv.Itoa(len(nets)), strconv.Itoa(r.People)},
		{"up_fen", fen(up), fen(r.Up)}, {"down_fen", fen(down), fen(r.Down)}}, saysSum) || r.State != "applied" {
		return nil
	}
	granted, err := madeUpBy(ctx, v.tx, v.county, r)
	if err != nil {
		return err
	}
	claimed, err := claimedBy(ctx, v.tx, v.county, r.ID)
	if err != nil {
		return err
	}
	for _, n := range nets {
		name := strconv.FormatInt(n.entitlement, 10)
		if want := max(n.sum, 0); granted[name] != want {
			v.add("recompute", record, "up_fen", fen(want), fen(granted[name]), saysSum)
		}
		if want := max(-n.sum, 0); claimed[n.entitlement] != want {
			v.add("overpayment", record, "amount_fen", fen(want), fen(claimed[n.entitlement]), saysSum)
		}
	}
	return nil
}

// overpayments holds every claim against its months and its batch, and every return against its own.
func (v *verifier) overpayments(ctx context.Context) error {
	all, err := overpayments(ctx, v.tx, v.county, `o.id>0 ORDER BY o.id`)
	if err != nil {
		return err
	}
	for _, o := range all {
		record := strconv.FormatInt(o.ID, 10)
		if o.Months, err = overpaidMonths(ctx, v.tx, v.county, o.ID); err != nil {
			return err
		}
		var sum money.Fen
		for _, m := range o.Months {
			sum += m.Basic + m.AccountPart
		}
		if sum != o.Amount {
			v.add("overpayment", record, "amount_fen", fen(sum), fen(o.Amount), saysClaim)
		}
		booked, err := bookedLines(ctx, v.tx, Run{County: v.county}, numbered(v.county, "overpayment", o.ID))
		if err != nil {
			return err
		}
		want := o.receivableBatch(v.county, 0).Lines
		if o.State != "open" && o.State != "settled" {
			want = nil
		}
		v.claimLines(record, want, booked)
		moves, err := returns(ctx, v.tx, v.county, `overpayment=$2`, o.ID)
		if err != nil {
			return err
		}
		if err := v.moneyBack(ctx, o, moves); err != nil {
			return err
		}
	}
	return nil
}

// claimLines compares the months of a claim with their transfers.
func (v *verifier) claimLines(record string, want []ledger.Line, booked []booked) {
	found := map[string]money.Fen{}
	for _, t := range booked {
		found[t.cause+" "+t.debit.String()+" "+t.credit.String()] += t.amount
	}
	for _, l := range want {
		key := l.Cause + " " + l.Debit.String() + " " + l.Credit.String()
		if found[key] != l.Amount {
			v.add("overpayment_line", record, "basic_fen", fen(found[key]), fen(l.Amount), saysClaim)
		}
		delete(found, key)
	}
	for key, amount := range found {
		v.add("overpayment", record, "state", fen(amount), key, saysTooMany)
	}
}

// moneyBack compares what came back with its transfers.
func (v *verifier) moneyBack(ctx context.Context, o Overpayment, moves []Return) error {
	var back money.Fen
	a := BooksOf(o.Kind)
	for _, m := range moves {
		booked, err := bookedLines(ctx, v.tx, Run{County: v.county}, numbered(v.county, "return", m.ID))
		if err != nil {
			return err
		}
		var sum money.Fen
		kind := "refund"
		for _, t := range booked {
			sum += t.amount
			if t.debit != a.Bank {
				kind = "offset"
			}
		}
		want := map[bool]money.Fen{true: m.Amount}[m.State == "booked"]
		back += want
		record := strconv.FormatInt(m.ID, 10)
		if v.same("overpayment_move", record, []column{{"amount_fen", fen(sum), fen(want)}}, saysClaim) && m.State == "booked" {
			v.same("overpayment_move", record, []column{{"kind", kind, m.Kind}}, saysClaim)
		}
	}
	if err := v.restored(ctx, o, back); err != nil {
		return err
	}
	if (back == o.Amount) != (o.State == "settled") {
		v.add("overpayment", strconv.FormatInt(o.ID, 10), "state", fen(back), o.State, saysClaim)
	}
	return nil
}

// restored asks whether the individual account got back, to the fen, what the months had drawn that are paid back, and nothing else.
func (v *verifier) restored(ctx context.Context, o Overpayment, back money.Fen) error {
	want := map[civil.Month]bool{}
	for _, m := range o.restored(0, back) {
		want[m] = true
	}
	return undoneBy(ctx, v.tx, v.county, o, func(month civil.Month, given, undone money.Fen, there bool) {
		if there != want[month] || there && undone != -given {
			v.add("pension_entry", strconv.FormatInt(o.Person, 10)+"/"+month.String(), "paid_fen", fen(-given), fen(undone), saysUndrawn)
		}
	})
}

// leftOut asks for the ground of every month that is left out, and for confirmations that nobody recorded.
func (v *verifier) leftOut(ctx context.Context) error {
	err := wrongDeductions(ctx, v.tx, v.county, func(entitlement, why int64, column, expected, actual string) {
		v.add("entitlement_deduction", strconv.FormatInt(entitlement, 10)+"/"+strconv.FormatInt(why, 10), column, expected, actual, saysGap)
	})
	if err != nil {
		return err
	}
	err = wrongGaps(ctx, v.tx, v.county, func(entitlement int64, column, actual string) {
		v.add("entitlement_gap", strconv.FormatInt(entitlement, 10), column, "", actual, saysGap)
	})
	if err != nil {
		return err
	}
	return wrongConfirmed(ctx, v.tx, v.county, func(entitlement int64, expected, actual string) {
		v.add("entitlement", strconv.FormatInt(entitlement, 10), "confirmed_on", expected, actual, saysListed)
	})
}

// receivables holds each fund's account of what is owed against the sum of what is open.
func (v *verifier) receivables(ctx context.Context) error {
	all, err := overpayments(ctx, v.tx, v.county, `o.state IN ('open', 'settled') ORDER BY o.id`)
	if err != nil {
		return err
	}
	owed := map[ledger.AccountID]money.Fen{}
	for _, o := range all {
		owed[BooksOf(o.Kind).receivable()] += o.Amount - o.Back
	}
	for account, left := range owed {
		b, err := v.b.books.BalanceIn(ctx, v.tx, v.county, account)
		if errors.Is(err, ledger.UnknownAccount) {
			v.add("account", account.String(), "*", fen(left), "", saysClaim)
			continue
		}
		if err != nil {
			return err
		}
		if b.Own() != left {
			v.add("account", account.String(), "debits", fen(left), fen(b.Own()), saysClaim)
		}
	}
	return nil
}
