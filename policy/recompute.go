package policy

import (
	"fmt"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// The faults of computing a pension again.
var (
	RecomputeOther = fail.Define(fail.Invalid, "policy.recompute-calculator",
		words.Text{Zh: "只有企业职工基本养老金的留存记录可以重算，这条是“{calculator}”的。", En: "Only a stored employee pension can be computed again; this record is of {calculator}."}, nothingComputed,
		words.Text{Zh: "请换一条记录。", En: "Choose another record."})
	RecomputeDay = fail.Define(fail.Invalid, "policy.recompute-day",
		words.Text{Zh: "重算日须晚于原核定日，原核定日须已记录。", En: "The day of the new computation must be later than that of the first, which must be on record."}, nothingComputed,
		words.Text{Zh: "请核对两个日期。", En: "Check the two days."})
	RecomputeMonths = fail.Define(fail.Invalid, "policy.recompute-months",
		words.Text{Zh: "止发月份 {to} 早于起发月份 {from}。", En: "The last month paid, {to}, is before the first, {from}."}, nothingComputed,
		words.Text{Zh: "请核对两个月份。", En: "Check the two months."})
)

// Recomputation is a pension computed again (重算补差): as it was first known, as it is known now, and what is to be made up.
type Recomputation struct {
	Before, After *Result   // both explained
	Same          bool      // the rules are those of the stored record: Before is the amount that was decided then
	Difference    money.Fen // a month; below zero if too much was paid
	Months        Months    // months paid at the first amount
	BackPay       money.Fen // the difference of all of them
	Final         bool      // the new amount no longer rests on last year's base
}

// RecomputePension computes a stored employee pension again with what is known on a later day (the zero day: everything on
// file), and the back-pay for the months from..to, both included, that were paid at the first amount. Yearly rises in between
// are not part of it.
func (s *Set) RecomputePension(r Record, knownOn civil.Date, from, to civil.Month) (Recomputation, error) {
	if r.Calculator != EmployeePension.String() {
		return Recomputation{}, RecomputeOther.With("calculator", r.Calculator)
	}
	if err := checkPaid(from, to, r.KnownOn, knownOn); err != nil {
		return Recomputation{}, err
	}
	before, same, err := s.Recall(r)
	if err != nil {
		return Recomputation{}, err
	}
	after, err := s.Calculate(r.Calculator, Query{r.County, r.AsOf, knownOn}, r.Inputs)
	if err != nil {
		return Recomputation{}, err
	}
	c := recomputed(before, after, from, to)
	c.Same = same
	return c, nil
}

func checkPaid(from, to civil.Month, first, again civil.Date) error {
	if first.IsZero() || !again.IsZero() && again <= first {
		return RecomputeDay.With().On("known-on")
	}
	if to < from {
		return RecomputeMonths.With("from", from, "to", to).On("paid-to")
	}
	return nil
}

func recomputed(before, after *Result, from, to civil.Month) Recomputation {
	c := Recomputation{Before: before, After: after, Same: true, Difference: totalOf(after) - totalOf(before), Months: Months(to-from) + 1}
	c.BackPay = c.Difference * money.Fen(c.Months)
	provisional, _ := after.Output("provisional")
	c.Final = provisional.Value == false
	return c
}

var (
	differenceTitle = words.Text{Zh: "每月差额", En: "difference a month"}
	backPayTitle    = words.Text{Zh: "应补金额", En: "back-pay"}
	paidTitle       = words.Text{Zh: "已发月数", En: "months paid"}
	beforeTitle     = words.Text{Zh: "原核定月养老金", En: "pension as first computed"}
	afterTitle      = words.Text{Zh: "重算月养老金", En: "pension computed again"}
	finalTitle      = words.Text{Zh: "已是正式基数", En: "final"}
	risesNote       = words.Text{Zh: "其间的年度调整不在内", En: "yearly rises in between are not included"}
)

// Result explains a recomputation: both computations, the difference and the back-pay.
func (c Recomputation) Result() *Result {
	r := &Result{Confidence: Confirmed, Plan: toolPlan("pension-recompute", c.Before.Plan+" "+c.After.Plan)}
	r.add(c.Before, "Before", words.Text{Zh: "原核定：", En: "as first computed: "})
	r.add(c.After, "After", words.Text{Zh: "重算：", En: "computed again: "})
	law := []Citation{lawOf("国发〔2005〕38号", "六")}
	step := func(name string, title words.Text, fen money.Fen, formula string) {
		shown := KindMoney.show(int64(fen))
		r.Explanation = append(r.Explanation, Step{Name: name, Title: title, Source: SourceRule, Kind: KindMoney, Value: fen.Plain(), Raw: int64(fen), Shown: shown,
			Formula: same(formula + " = " + fen.String()), Law: law, Confidence: r.Confidence})
	}
	before, after := totalOf(c.Before), totalOf(c.After)
	step("difference", differenceTitle, c.Difference, fmt.Sprintf("%s − %s", after, before))
	step("backPay", backPayTitle, c.BackPay, fmt.Sprintf("%s × %d", c.Difference, c.Months))
	r.Notes = append(r.Notes, risesNote)
	final := number(c.Final)
	r.Outputs = []Output{moneyOutput("difference_fen", differenceTitle, int64(c.Difference)), moneyOutput("back_pay_fen", backPayTitle, int64(c.BackPay)),
		{"months", paidTitle, KindMonths, int64(c.Months), KindMonths.show(int64(c.Months))},
		moneyOutput("before_fen", beforeTitle, int64(before)), moneyOutput("after_fen", afterTitle, int64(after)),
		{"final", finalTitle, KindYesNo, c.Final, KindYesNo.show(final)}}
	return r
}
