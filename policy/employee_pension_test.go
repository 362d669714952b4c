package policy

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"renshe/civil"
	"renshe/money"
)

// halfUp rounds an exact fraction half up, apart from package money.
func halfUp(x *big.Rat) int64 {
	twice := new(big.Rat).Mul(x, big.NewRat(2, 1))
	n := new(big.Int).Add(twice.Num(), twice.Denom())
	return n.Div(n, new(big.Int).Mul(twice.Denom(), big.NewInt(2))).Int64()
}

func product(factors ...int64) *big.Rat {
	x := big.NewRat(1, 1)
	for _, f := range factors {
		x.Mul(x, new(big.Rat).SetInt64(f))
	}
	return x
}

func over(x *big.Rat, by int64) *big.Rat { return new(big.Rat).Quo(x, new(big.Rat).SetInt64(by)) }

// From 2025 the divisor never rises with age and falls evenly within a year of age; before, all ages of a year share one.
func TestDivisorOfEveryAge(t *testing.T) {
	p := compiled(t, "", "2026-03", PensionDivisor)
	at := func(age Age, m string) PensionDivisorFrame {
		return EvalPensionDivisor(p, PensionDivisorInput{Age: age, Month: month(t, m)})
	}
	for age := Age(40 * 12); age <= 70*12; age++ {
		now, old, whole := at(age, "2025-01"), at(age, "2024-12"), at(age-age%12, "2025-01")
		if old.Tenths != whole.Tenths || old.Tenths%10 != 0 || old.MethodUsed != DivisorByYears {
			t.Errorf("age %d in 2024: %d, whole age %d", age, old.Tenths, whole.Tenths)
		}
		if now.Missing != 0 || age > 40*12 && now.Tenths > at(age-1, "2025-01").Tenths {
			t.Errorf("age %d: %d rises", age, now.Tenths)
		}
		next := whole.Tenths
		if age%12 != 0 {
			next = at(age-age%12+12, "2025-01").Tenths
		}
		exact := new(big.Rat).Sub(product(int64(whole.Tenths)), over(product(int64(whole.Tenths-next), int64(age%12)), 12))
		if int64(now.Tenths) != halfUp(exact) {
			t.Errorf("age %d: %d, exactly %v", age, now.Tenths, exact)
		}
	}
}

func anyPension(rt *rapid.T, m civil.Month) EmployeePensionInput {
	years := rapid.Int64Range(0, 7000).Draw(rt, "years")
	return EmployeePensionInput{Index: Index(rapid.Int64Range(0, 100_000).Draw(rt, "index")), Years: Centiyears(years),
		DeemedYears: Centiyears(rapid.Int64Range(0, min(years, 6000)).Draw(rt, "deemed")), Account: money.Fen(rapid.Int64Range(0, 10_000_000_000).Draw(rt, "account")),
		Age: Age(rapid.Int32Range(40*12, 70*12).Draw(rt, "age")), Month: m}
}

// Each part is the exact fraction rounded once, and the sweep gives what the frame gives.
func TestPensionIsExact(t *testing.T) {
	months := []string{"2020-12", "2023-11", "2024-07", "2025-01", "2026-03", "2026-12"}
	rapid.Check(t, func(rt *rapid.T) {
		asOf := rapid.SampledFrom(months).Draw(rt, "month")
		p := compiled(t, "430725", asOf, EmployeePension)
		in := anyPension(rt, p.Month())
		f := EvalEmployeePension(p, in)
		basic := over(product(int64(f.Base), 10_000+int64(in.Index), int64(in.Years)), 2*10_000*100*100)
		transition := over(product(int64(f.Base), int64(in.Index), int64(in.DeemedYears), 13), 10_000*100*1000)
		account := over(product(int64(in.Account), 10), int64(f.DivideBy))
		if int64(f.Basic) != halfUp(basic) || int64(f.Transition) != halfUp(transition) || int64(f.AccountPart) != halfUp(account) || f.Total != f.Basic+f.Transition+f.AccountPart {
			rt.Fatalf("%+v: exactly %v, %v, %v", f, basic, account, transition)
		}
		c := NewEmployeePensionColumns(1)
		c.Index[0], c.Years[0], c.DeemedYears[0], c.Account[0], c.Age[0], c.Month[0] = in.Index, in.Years, in.DeemedYears, in.Account, in.Age, in.Month
		SweepEmployeePension(p, c)
		if at := CompareEmployeePension(p, c); at >= 0 || c.Total[0] != f.Total {
			rt.Fatalf("swept %v, evaluated %v", c.Total[0], f.Total)
		}
	})
}

// Nobody gets less for paying longer, at a higher index or into a fuller account, and years typed in months give the same.
func TestPensionRewardsPaying(t *testing.T) {
	p := compiled(t, "430725", "2026-03", EmployeePension)
	rapid.Check(t, func(rt *rapid.T) {
		in := anyPension(rt, p.Month())
		total := EvalEmployeePension(p, in).Total
		more := in
		more.Years, more.Index, more.Account = in.Years+100, in.Index+100, in.Account+1000
		for _, change := range []EmployeePensionInput{
			func(i EmployeePensionInput) EmployeePensionInput { i.Years = more.Years; return i }(in),
			func(i EmployeePensionInput) EmployeePensionInput { i.Index = more.Index; return i }(in),
			func(i EmployeePensionInput) EmployeePensionInput { i.Account = more.Account; return i }(in)} {
			if EvalEmployeePension(p, change).Total < total {
				rt.Fatalf("%+v gets less than %+v", change, in)
			}
		}
		n := Months(rapid.Int32Range(0, 840).Draw(rt, "months"))
		typed, counted := in, in
		typed.Years, counted.Years, counted.PaidMonths = Centiyears(halfUp(over(product(int64(n), 100), 12))), 0, n
		a, b := EvalEmployeePension(p, typed), EvalEmployeePension(p, counted)
		if a.Total != b.Total || a.ConditionReached != b.ConditionReached {
			rt.Fatalf("%d months: %v typed in years, %v in months", n, a.Total, b.Total)
		}
		if (n >= 180) != (b.ConditionReached == PensionMet || b.DeemedYears > b.AllYears) && b.ConditionReached != PensionDeemedLong {
			rt.Fatalf("%d months: %v", n, b.ConditionReached)
		}
	})
}

// The base as it was known: last year's until the day this year's is published, and no base two years on.
func TestProvisionalBase(t *testing.T) {
	in := map[string]string{"index": "1.0324", "years": "31.33", "deemed-years": "8.17", "account": "85298.25", "age": "60y0m"}
	for _, c := range []struct {
		asOf, knownOn string
		base          int64
		provisional   bool
	}{
		{"2025-01", "2025-01-31", 761800, true}, {"2025-07", "2025-09-21", 761800, true}, {"2025-07", "2025-09-22", 769400, false},
		{"2025-12", "2025-12-31", 769400, false}, {"2026-01", "2026-01-31", 769400, true}, {"2026-12", "2026-12-31", 769400, true},
	} {
		r, err := defaultSet(t).Calculate("employee-pension", Query{County: 430725, AsOf: month(t, c.asOf), KnownOn: date(t, c.knownOn)}, in)
		if err != nil {
			t.Fatal(err)
		}
		base, _ := r.Output("base_fen")
		provisional, _ := r.Output("provisional")
		if base.Value != c.base || provisional.Value != c.provisional {
			t.Errorf("%s known on %s: base %v, provisional %v", c.asOf, c.knownOn, base.Value, provisional.Value)
		}
		if said := countNotes(r.Notes, "公布后要重算补差") == 1; said != c.provisional {
			t.Errorf("%s known on %s: notes %v", c.asOf, c.knownOn, r.Notes)
		}
	}
}

// A stored provisional pension is computed again: the difference, and the back-pay of the months paid.
func TestRecomputePension(t *testing.T) {
	s := defaultSet(t)
	res, err := s.Calculate("employee-pension", Query{County: 430725, AsOf: month(t, "2025-07"), KnownOn: date(t, "2025-08-06")},
		map[string]string{"index": "1.0324", "years": "31.33", "deemed-years": "8.17", "account": "85298.25", "age": "60y0m"})
	if err != nil {
		t.Fatal(err)
	}
	record := res.Record()
	again := func(knownOn, from, to string) (Recomputation, error) {
		return s.RecomputePension(record, date(t, knownOn), month(t, from), month(t, to))
	}
	c, err := again("2025-09-22", "2025-08", "2025-10")
	if err != nil {
		t.Fatal(err)
	}
	// (7694 − 7618) in each part: 2449.58 − 2425.38 and 843.66 − 835.32.
	if c.Difference != 3254 || c.Months != 3 || c.BackPay != 9762 || !c.Final || !c.Same {
		t.Errorf("difference %v, %d months, back-pay %v, final %v, same %v", c.Difference, c.Months, c.BackPay, c.Final, c.Same)
	}
	if r := c.Result(); len(r.Explanation) != len(c.Before.Explanation)+len(c.After.Explanation)+2 || r.Confidence < c.After.Confidence || len(r.Plan) != 64 {
		t.Errorf("%d steps, confidence %v", len(r.Explanation), r.Confidence)
	}
	if c, err := again("2025-09-01", "2025-08", "2025-08"); err != nil || c.Difference != 0 || c.Final {
		t.Errorf("before the publication: %+v %v", c, err)
	}
	if _, err := again("2025-08-06", "2025-08", "2025-08"); !errors.Is(err, RecomputeDay) {
		t.Errorf("on the same day: %v", err)
	}
	if _, err := again("2025-09-22", "2025-08", "2025-07"); !errors.Is(err, RecomputeMonths) {
		t.Errorf("months backwards: %v", err)
	}
	record.KnownOn = 0
	if _, err := again("2025-09-22", "2025-08", "2025-08"); !errors.Is(err, RecomputeDay) {
		t.Errorf("without the first day: %v", err)
	}
	record.Calculator = "resident-pension"
	if _, err := again("2025-09-22", "2025-08", "2025-08"); !errors.Is(err, RecomputeOther) {
		t.Errorf("another calculator: %v", err)
	}
}

// The tool over several years is the yearly program chained, and the yearly interest is that of the months each booking lies.
func TestAccountInterestByYear(t *testing.T) {
	s, p := defaultSet(t), compiled(t, "", "2026-03", AccountInterestYear)
	rapid.Check(t, func(rt *rapid.T) {
		first := rapid.IntRange(2016, 2025).Draw(rt, "first")
		last := rapid.IntRange(first, 2025).Draw(rt, "last")
		balance, paid := rapid.Int64Range(0, 1_000_000_000).Draw(rt, "balance"), rapid.Int64Range(0, 12_000_000).Draw(rt, "paid")
		months := rapid.Int32Range(1, 12).Draw(rt, "months")
		r, err := s.Calculate("account-interest", Query{AsOf: p.Month()}, map[string]string{"balance": money.Fen(balance).Plain(), "contributions": money.Fen(paid).Plain(),
			"from-year": strconv.Itoa(first), "to-year": strconv.Itoa(last), "months": fmt.Sprint(months)})
		if err != nil {
			rt.Fatal(err)
		}
		total := money.Fen(0)
		for year := first; year <= last; year++ {
			n := Months(12)
			if year == last {
				n = months
			}
			f := EvalAccountInterestYear(p, AccountInterestYearInput{Balance: money.Fen(balance), Contributions: money.Fen(paid), Year: Count(year), Months: n})
			lying := product(balance, int64(n))
			for k := int64(1); k <= int64(n); k++ {
				lying.Add(lying, over(product(paid, k), int64(n)))
			}
			if exact := over(lying.Mul(lying, product(int64(f.Rate))), 12*RateUnit); int64(f.Earned) != halfUp(exact) {
				rt.Fatalf("%d: %v, exactly %v", year, f.Earned, exact)
			}
			total, balance = total+f.Earned, int64(f.Closing)
		}
		interest, _ := r.Output("interest_fen")
		closing, _ := r.Output("closing_fen")
		if interest.Value != int64(total) || closing.Value != balance {
			rt.Fatalf("interest %v, chained %v; closing %v, chained %v", interest.Value, total, closing.Value, balance)
		}
	})
}
