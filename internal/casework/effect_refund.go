package casework

import (
	"context"
	"strconv"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// RefundYears pays somebody back the personal part of years that they contributed to two schemes at once (多重养老保险关系个人账户退费):
// benefit.GrantIn, out of their own account. What others added to those years stays on it.
const RefundYears = "refund-years"

// The fields that say which years.
const (
	firstYear = "first-year"
	lastYear  = "last-year"
)

type refundEffect struct{}

var (
	wRefunds = words.Text{Zh: "退还{first}年至{last}年的个人缴费 {amount} 元（人社部发〔2014〕17号）。集体补助和政府补贴怎样处理没有查到依据，仍留在账户；缴费年限不作改动。",
		En: "The personal part of {first} to {last}, {amount} yuan, is refunded (MOHRSS 2014 No. 17). No source was found on what becomes of the collective part and the subsidy: they stay on the account, and the months paid stay as they are."}
	wRowYear   = words.Text{Zh: "{year}年个人缴费", En: "personal part of {year}"}
	wRowRefund = words.Text{Zh: "合计退还", En: "refunded in all"}
	wOthers    = words.Text{Zh: "集体补助、政府补贴仍留在账户", En: "the collective part and the subsidy stay on the account"}

	// BadYears is a span of years that is none.
	BadYears = fail.Define(fail.Invalid, "casework.bad-years",
		words.Text{Zh: "{first}年至{last}年不是一段年度。", En: "{first} to {last} is no span of years."}, draftKept,
		words.Text{Zh: "请按先后填写重复缴费的第一年和最后一年。", En: "Give the first and the last overlapping year in their order."})
)

const refundRule = "人社部发〔2014〕17号"

func (refundEffect) ways() []Way { return []Way{ByDecision} }

func (refundEffect) check(l *lawFaults, file string, it *Item, _ Known) {
	for _, name := range []string{firstYear, lastYear} {
		f, asked := it.Field(name)
		l.must(asked && f.Kind == NumberField && f.Required, file, "a refund does not ask for the "+name)
	}
	checkWithdrawal(l, file, it)
}

func (refundEffect) excluded(*Item, *facts) error { return nil }

func (refundEffect) stands(it *Item, f *facts) words.Text { return endEffect{}.stands(it, f) }

// years reads the span; false while the form does not say it.
func years(r *review) (first, last int, ok bool) {
	first, err := strconv.Atoi(r.values[firstYear])
	if err != nil {
		return 0, 0, false
	}
	last, err = strconv.Atoi(r.values[lastYear])
	return first, last, err == nil
}

func (refundEffect) contradicted(ctx context.Context, tx *db.Tx, o *Office, r *review) error {
	first, last, ok := years(r)
	if !ok {
		return nil
	}
	if first > last {
		return BadYears.With("first", first, "last", last).On(lastYear)
	}
	_, err := o.Benefit.RefundableIn(ctx, tx, r.c.County, r.c.Person, first, last)
	return onField(err, firstYear)
}

func (refundEffect) assess(ctx context.Context, tx *db.Tx, o *Office, r *review) (*Assessment, error) {
	first, last, ok := years(r)
	if !ok || first > last {
		return nil, nil
	}
	w, err := o.Benefit.RefundableIn(ctx, tx, r.c.County, r.c.Person, first, last)
	if err != nil {
		return nil, unlessLawful(err)
	}
	return withdraws(benefit.Kind(r.it.Effect.Benefit), w, fill(wRefunds, []any{"first", first, "last", last, "amount", w.Amount})), nil
}

func (e refundEffect) apply(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, r *review) (done, error) {
	if err := e.contradicted(ctx, tx, o, r); err != nil {
		return done{}, err
	}
	first, last, _ := years(r)
	w, err := o.Benefit.RefundableIn(ctx, tx, r.c.County, r.c.Person, first, last)
	if err != nil {
		return done{}, err
	}
	d, err := o.payOut(ctx, tx, actor, r, r.c.Person, w)
	for _, y := range w.Years {
		d.rows = append(d.rows, []words.Text{fill(wRowYear, []any{"year", y.Year}), both(y.Personal.String()), both("")})
	}
	d.rows = append(d.rows, []words.Text{wRowRefund, both(w.Amount.String()), both(refundRule)}, []words.Text{wOthers, both(""), both("")})
	return d, err
}
