package portal

import (
	"errors"
	"slices"

	"renshe/civil"
	"renshe/internal/explain"
	"renshe/internal/fail"
	"renshe/policy"
	"renshe/ui"
)

// calculation is the list of calculators, or one with its form and, once asked, its answer.
type calculation struct {
	*ui.Page
	list   []*policy.Calculator
	chosen *policy.Calculator
	month  string
	fields []ui.Field
	result *policy.Result
	why    ui.Explanation
}

// calculator needs nobody to sign in: the same calculators that decide a claim, for anybody's numbers. Nothing is kept.
func (o *Portal) calculator(v *visit) error {
	name := v.r.FormValue("name")
	if name == "" {
		return v.ok(calculatorsView(&calculation{Page: v.page(wCalc, "/me/"), list: inOrder(policy.Calculators())}))
	}
	c, err := policy.Find(name)
	if err != nil {
		return err
	}
	s := &calculation{Page: v.page(c.Title, "/me/calculator"), chosen: c, month: v.r.FormValue("as-of")}
	today := civil.DateIn(o.Now())
	if s.month == "" {
		s.month = today.Month().String()
	}
	in := map[string]string{}
	for _, d := range c.Inputs {
		text := v.r.FormValue(d.Name)
		in[d.Name] = text
		s.fields = append(s.fields, ui.Field{Name: d.Name, Label: d.Title, Value: text, Optional: !d.Required, Chars: 20, Max: 40, Secret: d.Secret,
			Hint: ui.Fill(wExpected, "expected", d.Expected(), "example", d.Example)})
	}
	if v.r.FormValue("go") == "" {
		return v.ok(calculatorView(s))
	}
	month, bad := civil.ParseMonth(s.month)
	if bad != nil {
		bad = badMonth.With().On("as-of")
	}
	r, err := o.Law.Calculate(name, policy.Query{County: v.county.Code, AsOf: month, KnownOn: today}, in)
	if bad != nil {
		err = errors.Join(bad, err)
	}
	if err != nil {
		return v.refused(s.Page, err, calculatorView(s))
	}
	s.result, s.why = r, explain.Of(r, v.lang, true)
	return v.ok(calculatorView(s))
}

// badMonth is a month that cannot be read.
var badMonth = fail.Define(fail.Invalid, "portal.month", wBadMonth, wNothingKept, wBadMonthNext)

// inOrder puts the benefits first and the checks of numbers behind them.
func inOrder(all []*policy.Calculator) []*policy.Calculator {
	benefits := map[string]bool{}
	for _, p := range policy.Programs() {
		benefits[p.String()] = true
	}
	slices.SortStableFunc(all, func(a, b *policy.Calculator) int {
		switch {
		case benefits[a.Name] == benefits[b.Name]:
			return 0
		case benefits[a.Name]:
			return -1
		}
		return 1
	})
	return all
}
