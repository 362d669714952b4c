package benefit

import (
	"context"
	"math"
	"strconv"

	"renshe/internal/bank"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
)

var (
	saysFirst   = words.Text{Zh: "与退回前原来发放的不符", En: "it differs from what was paid before it came back"}
	saysNotice  = words.Text{Zh: "与留存的付后退回通知不符", En: "it differs from the stored notice of late returns"}
	saysLate    = words.Text{Zh: "与账上的冲正不符", En: "it differs from the reversals in the books"}
	saysUndrawn = words.Text{Zh: "退回的月份没有原数冲回个人账户", En: "the individual account did not get back what the month had drawn"}
	saysFate    = words.Text{Zh: "与审结的去向不符", En: "it differs from what was decided to become of it"}
)

// lateRow is what the verifier has to know of a payment that came back.
type lateRow struct {
	code   string
	state  PaymentState
	stated string // the payment's own return code
}

// paidAgain is a month of a payment that came back.
type paidAgain struct {
	payment        int64
	basic, account money.Fen
	plan, inputs   string
}

// lateReturns reads what came back, and holds every notice against its sealed text, its reversals in the books, the payments and the
// individual accounts.
func (v *verifier) lateReturns(ctx context.Context) error {
	var err error
	if v.late, err = bookedLate(ctx, v.tx, v.county); err != nil {
		return err
	}
	if v.less, err = deductions(ctx, v.tx, v.county, 0, math.MaxInt64); err != nil {
		return err
	}
	if v.first, err = paidFirst(ctx, v.tx, v.county); err != nil {
		return err
	}
	notices, err := lateNotices(ctx, v.tx, v.county, `id>0 ORDER BY id`)
	if err != nil {
		return err
	}
	for _, n := range notices {
		if n, err = lateNotice(ctx, v.tx, v.county, n.ID, ""); err != nil {
			return err
		}
		if err := v.notice(ctx, n); err != nil {
			return err
		}
	}
	for id, l := range v.late {
		if l.state != Returned || l.code != l.stated {
			v.notReturned(id, l)
		}
	}
	if err := wrongFates(ctx, v.tx, v.county, func(payment int64, expected, actual string) {
		v.add("late_return", strconv.FormatInt(payment, 10), "fate", expected, actual, saysFate)
	}); err != nil {
		return err
	}
	return wrongUndone(ctx, v.tx, v.county, func(payment int64, month string, expected, actual money.Fen) {
		v.add("pension_entry", strconv.FormatInt(payment, 10)+"/"+month, "paid_fen", fen(expected), fen(actual), saysUndrawn)
	})
}

// notReturned names a payment that does not say that it came back, or why.
func (v *verifier) notReturned(id int64, l lateRow) {
	column, expected, actual := "state", string(Returned), string(l.state)
	if l.state == Returned {
		column, expected, actual = "return_code", l.code, l.stated
	}
	v.add("payment", strconv.FormatInt(id, 10), column, expected, actual, saysNotice)
}

// notice holds one notice against its sealed text and its batches.
func (v *verifier) notice(ctx context.Context, n LateNotice) error {
	record := strconv.FormatInt(n.ID, 10)
	sealed, err := lateContent(ctx, v.tx, v.county, n.ID)
	if err != nil {
		return err
	}
	content, opened := v.b.box.Unseal(sealed, lateBound(v.county, n.ID))
	if opened != nil {
		v.add("late_notice", record, "content", "", "", saysFileItself)
		return nil
	}
	late, err := bank.ReadLate(v.county, content)
	if err == nil {
		_, err = late.Text()
	}
	if err != nil {
		v.add("late_notice", record, "content", "", err.Error(), saysFileItself)
		return nil
	}
	fund, _ := fundOf(v.county, late.Account)
	v.same("late_notice", record, []column{{"digest", late.Digest, n.Digest}, {"account", late.Account, n.Account}, {"notice", late.Notice, n.Notice},
		{"value_date", late.Value.String(), n.Value.String()}, {"lines", count(int64(len(late.Lines))), count(n.Lines)}, {"total_fen", fen(late.Total), fen(n.Total)},
		{"fund", count(int64(fund)), count(int64(n.Fund))}}, saysNotice)
	if len(n.Returns) != len(late.Lines) {
		v.add("late_return", record, "*", strconv.Itoa(len(late.Lines)), strconv.Itoa(len(n.Returns)), saysNotice)
		return nil
	}
	for i, l := range n.Returns {
		a := late.Lines[i]
		v.same("late_return", record+"/"+count(l.Line), []column{{"line", count(a.Line), count(l.Line)}, {"payment", count(a.ID), count(l.Payment)},
			{"amount_fen", fen(a.Amount), fen(l.Amount)}, {"code", a.Reason, l.Code}, {"on_date", a.On.String(), l.On.String()},
			{"state", v.lineState(n, l), l.State}}, saysNotice)
	}
	return v.reversals(ctx, n)
}

// lineState is what a line's state must be by its verdict and its notice.
func (v *verifier) lineState(n LateNotice, l LateReturn) string {
	if l.Verdict != Fits {
		return "listed"
	}
	return n.State
}

// reversals holds the booked lines of a notice against its ledger batches: the same sum of each payment, and nothing else.
func (v *verifier) reversals(ctx context.Context, n LateNotice) error {
	want := map[string]money.Fen{}
	for _, l := range n.Returns {
		if l.State == "booked" {
			want["payment:"+strconv.FormatInt(l.Payment, 10)] = l.Amount
		}
	}
	found := map[string]money.Fen{}
	for nth := 0; ; nth++ {
		lines, err := bookedLines(ctx, v.tx, Run{County: v.county}, n.batch(v.county, nth))
		if err != nil {
			return err
		}
		if len(lines) == 0 {
			break
		}
		for _, t := range lines {
			if t.kind != int64(ledger.Reversal) {
				v.kind(t, ledger.Reversal)
			}
			found[causeOf(t.cause)] += t.amount
		}
	}
	for cause, amount := range want {
		if found[cause] != amount {
			v.add("late_return", strconv.FormatInt(n.ID, 10), "amount_fen", fen(found[cause]), fen(amount), saysLate)
		}
		delete(found, cause)
	}
	for cause, amount := range found {
		v.add("late_notice", strconv.FormatInt(n.ID, 10), "state", fen(amount), cause, saysTooMany)
	}
	return nil
}

// causeOf is the payment of a transfer's cause, without its month.
func causeOf(cause string) string {
	for i := len(cause) - 1; i >= 0; i-- {
		if cause[i] == '/' {
			return cause[:i]
		}
	}
	return cause
}
