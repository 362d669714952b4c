package policy

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"renshe/civil"
	"renshe/money"
)

// What people write of spells and dependants is read back from what is kept.
func TestPackedListsAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var spells, dependants []string
		for range rapid.IntRange(1, mostSpells).Draw(t, "spells") {
			spells = append(spells, fmt.Sprintf("%d/%d", rapid.IntRange(1, mostSpellPaid).Draw(t, "paid"), rapid.IntRange(0, mostSpellDrawn).Draw(t, "drawn")))
		}
		relatives := kindDependant.Choices()[1:6] // a spouse comes once at most
		for range rapid.IntRange(0, mostDependants-1).Draw(t, "relatives") {
			dependants = append(dependants, rapid.SampledFrom(relatives).Draw(t, "relative").Name)
		}
		at := rapid.IntRange(0, len(dependants)).Draw(t, "place of the spouse")
		dependants = slices.Insert(dependants, at, rapid.SampledFrom([]Dependant{DependantSpouse, DependantLoneSpouse}).Draw(t, "spouse").String())
		for kind, list := range map[Kind][]string{KindSpells: spells, KindDependants: dependants} {
			text := strings.Join(list, ",")
			v, ok := kind.parse(strings.Join(list, "， "))
			if !ok || v <= 0 || kind.plain(v) != text || kind.json(v) != text {
				t.Fatalf("%s %q is read as %d %v, written %q", kind, text, v, ok, kind.plain(v))
			}
		}
	})
	for kind, bad := range map[Kind][]string{
		KindSpells:     {"", ",", "12", "12/", "/3", "0/0", "512/1", "12/25", "-1/2", "1/1,1/1,1/1,1/1,1/1", "1/2/3"},
		KindDependants: {"", "uncle", ",", "1", "spouse,lone-spouse", "child,spouse,spouse", strings.Repeat("child,", 16)},
	} {
		for _, s := range bad {
			if v, ok := kind.parse(s); ok {
				t.Errorf("%s %q is read as %d", kind, s, v)
			}
		}
	}
}

func drawDependants(t *rapid.T) (d Dependants, n int) {
	n = rapid.IntRange(0, mostDependants).Draw(t, "n")
	for i := range n {
		d |= Dependants(rapid.Int64Range(1, int64(len(kindDependant.Choices()))).Draw(t, "kind")) << (dependantBits * i)
	}
	return d, n
}

// The amounts of dependants never sum up to more than the own wage, are the whole of it where the rates reach it, and each is
// within a fen of its exact share.
func TestDependantsShareTheWage(t *testing.T) {
	plan := compiled(t, "430725", "2025-12", InjuryDeathBenefit)
	rapid.Check(t, func(t *rapid.T) {
		deps, n := drawDependants(t)
		in := InjuryDeathBenefitInput{Month: plan.Month(), Wage: money.Fen(rapid.Int64Range(0, 3_000_000).Draw(t, "wage")), Dependants: deps, Cause: DeathAtWork}
		f := EvalInjuryDeathBenefit(plan, in)
		own, rates := f.InjuryOwnWage, int64(f.RateSum)
		if f.Missing != 0 || len(f.Monthly.All()) != n {
			t.Fatalf("%d dependants, %d amounts, missing %d", n, len(f.Monthly.All()), f.Missing)
		}
		var sum money.Fen
		for i, amount := range f.Monthly.All() {
			rate := int64(dependantRate(dependantAt(deps, i), 400_000, 300_000, 100_000))
			whole := max(rates, RateUnit)
			if exact := int64(own) * rate; amount < 0 || int64(amount)*whole-exact > whole || exact-int64(amount)*whole > whole {
				t.Errorf("dependant %d of %d: %d fen of %d at %d of %d", i, n, amount, own, rate, whole)
			}
			sum += amount
		}
		if sum != f.MonthlyTotal || sum > own || rates >= RateUnit && sum != own || f.Scaled != (rates > RateUnit) {
			t.Errorf("own wage %d, rates %d: amounts %v", own, rates, f.Monthly.All())
		}
	})
}

// The amounts of a list are an array of integers of fen for machines, an empty one where there are none, and in order.
func TestListsInJSON(t *testing.T) {
	for deps, want := range map[string]string{"": `"monthly_fen":[],`, "spouse,child,lone-elder": `"monthly_fen":[181818,136364,181818],`} {
		in := map[string]string{"wage": "5000"}
		if deps != "" {
			in["dependants"] = deps
		}
		res, err := defaultSet(t).Calculate("injury-death-benefit", Query{County: 430725, AsOf: month(t, "2026-03")}, in)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(res)
		if err != nil || !strings.Contains(string(b), want) {
			t.Errorf("%q: %s (%v)", deps, b, err)
		}
		again, same, err := defaultSet(t).Recall(res.Record())
		if err != nil || !same {
			t.Fatalf("%q is not recalled: %v", deps, err)
		}
		for i := range res.Outputs {
			if res.Outputs[i].Shown != again.Outputs[i].Shown {
				t.Errorf("%s was %v and is %v", res.Outputs[i].Name, res.Outputs[i].Shown, again.Outputs[i].Shown)
			}
		}
	}
}

// Months grow with what was paid and never pass the cap, except towards the statutory age; without spells the bands decide.
func TestUnemploymentMonthsGrowToTheCap(t *testing.T) {
	plan := compiled(t, "430725", "2026-03", UnemploymentBenefit)
	rapid.Check(t, func(t *rapid.T) {
		var spells int64
		for i := range rapid.IntRange(0, mostSpells).Draw(t, "spells") {
			spells |= (rapid.Int64Range(1, mostSpellPaid).Draw(t, "before") | rapid.Int64Range(0, mostSpellDrawn).Draw(t, "drawn")<<spellPaidBits) << (spellBits * i)
		}
		in := UnemploymentBenefitInput{PaidMonths: rapid.Int32Range(0, 500).Draw(t, "paid"), Spells: Spells(spells), Month: plan.Month(), Registered: true}
		f := EvalUnemploymentBenefit(plan, in)
		more := in
		more.PaidMonths += rapid.Int32Range(0, 100).Draw(t, "more")
		if g := EvalUnemploymentBenefit(plan, more); f.Months < 0 || f.Months > 24 || g.Months < f.Months {
			t.Errorf("%+v gives %d months, %d months paid give %d", in, f.Months, more.PaidMonths, g.Months)
		}
		if spells == 0 && f.Months != map[bool]Months{true: 24}[in.PaidMonths >= 120]+map[bool]Months{true: 18}[in.PaidMonths >= 60 && in.PaidMonths < 120]+map[bool]Months{true: 12}[in.PaidMonths >= 12 && in.PaidMonths < 60] {
			t.Errorf("%d months paid give %d", in.PaidMonths, f.Months)
		}
		in.ToRetirement = rapid.Int32Range(1, 60).Draw(t, "to retirement")
		if near := EvalUnemploymentBenefit(plan, in); near.Months > in.ToRetirement || near.Months > f.Months+11 || (near.Months > 0) != (f.Months > 0) {
			t.Errorf("%+v gives %d months, and %d without the statutory age", in, near.Months, f.Months)
		}
	})
}

// Survivors get 3 to 24 months, those of a pensioner 9 at least, and after less than five years no more than was paid in.
func TestSurvivorMonthsAndLimit(t *testing.T) {
	plan := compiled(t, "430725", "2026-03", SurvivorBenefit)
	rapid.Check(t, func(t *rapid.T) {
		in := SurvivorBenefitInput{PaidMonths: rapid.Int32Range(0, 600).Draw(t, "paid"), Retired: rapid.Bool().Draw(t, "retired"), DrawnMonths: rapid.Int32Range(0, 600).Draw(t, "drawn"),
			Month: plan.Month(), Income: money.Fen(rapid.Int64Range(1_000_000, 20_000_000).Draw(t, "income")), Contributed: money.Fen(rapid.Int64Range(1, 5_000_000).Draw(t, "contributed"))}
		f := EvalSurvivorBenefit(plan, in)
		least := Count(36)
		if in.Retired {
			least = 108
		}
		if f.Twelfths < least || f.Twelfths > 288 || f.Total != f.Funeral+f.Allowance || f.Funeral < 0 || f.Allowance < 0 {
			t.Errorf("%+v gives %+v", in, f)
		}
		if in.PaidMonths < 60 && f.Total > in.Contributed {
			t.Errorf("%d is paid for contributions of %d", f.Total, in.Contributed)
		}
	})
}

// A sweep with a list among its outputs gives everybody what the frame gives, also where a value is missing.
func TestSweepOfLists(t *testing.T) {
	plan := compiled(t, "430725", "2025-12", InjuryDeathBenefit)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "people")
		c := NewInjuryDeathBenefitColumns(n)
		for i := range n {
			c.Dependants[i], _ = drawDependants(t)
			c.Month[i] = civil.MonthOf(rapid.IntRange(2015, 2028).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"))
			c.Wage[i] = money.Fen(rapid.Int64Range(0, 4_000_000).Draw(t, "wage"))
			c.Cause[i] = InjuryDeathCause(rapid.IntRange(1, 4).Draw(t, "cause"))
			c.InNeed[i] = rapid.Bool().Draw(t, "in need")
			c.AverageWage[i] = money.Fen(rapid.SampledFrom([]int64{0, 700_000}).Draw(t, "average"))
		}
		SweepInjuryDeathBenefit(plan, c)
		if i := CompareInjuryDeathBenefit(plan, c); i >= 0 {
			t.Errorf("person %d differs", i)
		}
		if i := slices.IndexFunc(c.Missing, func(m uint8) bool { return m > 0 }); i >= 0 && len(c.Monthly[i].All()) > 0 {
			t.Errorf("person %d has amounts though a value is missing", i)
		}
	})
}

func drawInjury(t *rapid.T, m civil.Month) InjuryBenefitInput {
	return InjuryBenefitInput{Grade: rapid.Int32Range(1, 10).Draw(t, "grade"), Wage: money.Fen(rapid.Int64Range(0, 4_000_000).Draw(t, "wage")),
		AgeMonth: Age(rapid.IntRange(16*12, 70*12).Draw(t, "age")), Category: Category(rapid.IntRange(0, 3).Draw(t, "category")), Month: m,
		Nursing: NursingNeed(rapid.IntRange(0, 3).Draw(t, "nursing")), SuitableWork: rapid.Bool().Draw(t, "work"), Retired: rapid.Bool().Draw(t, "retired"),
		Pension: money.Fen(rapid.Int64Range(0, 1_000_000).Draw(t, "pension")), Insured: rapid.Bool().Draw(t, "insured"), OldWound: rapid.Bool().Draw(t, "old wound")}
}

// A graver injury never gives less, a month of age never more at the end; the own wage stays within the bounds.
func TestInjuryBenefitsAreMonotone(t *testing.T) {
	plan := compiled(t, "430725", "2025-12", InjuryBenefit)
	rapid.Check(t, func(t *rapid.T) {
		in := drawInjury(t, plan.Month())
		f := EvalInjuryBenefit(plan, in)
		if f.Missing != 0 || f.OwnWage < 461_640 || f.OwnWage > 2_308_200 || f.Monthly < 0 || int64(f.Deduction) > 900_000 {
			t.Errorf("%+v gives %+v", in, f)
		}
		if in.Grade > 1 {
			graver := in
			graver.Grade--
			g := EvalInjuryBenefit(plan, graver)
			if g.LumpSum < f.LumpSum || g.Monthly < f.Monthly || g.NursingAllowance != f.NursingAllowance || graver.Grade > 4 && (g.Medical < f.Medical || g.Employment < f.Employment) {
				t.Errorf("grade %d gives less than %d: %+v", graver.Grade, in.Grade, in)
			}
		}
		older := in
		older.AgeMonth++
		if g := EvalInjuryBenefit(plan, older); g.Medical > f.Medical || g.Employment > f.Employment || g.LumpSum != f.LumpSum || g.Monthly != f.Monthly {
			t.Errorf("a month older gives more: %+v", in)
		}
	})
}

// The sweep gives everybody what the frame gives, also where the average wage or the minimum wage is unknown.
func TestInjurySweep(t *testing.T) {
	for _, place := range []string{"430725", "430102"} {
		plan := compiled(t, place, "2025-12", InjuryBenefit)
		rapid.Check(t, func(t *rapid.T) {
			c := NewInjuryBenefitColumns(rapid.IntRange(1, 10).Draw(t, "people"))
			for i := range c.Grade {
				in := drawInjury(t, plan.Month())
				c.Grade[i], c.Wage[i], c.AgeMonth[i], c.Category[i], c.Month[i] = in.Grade, in.Wage, in.AgeMonth, in.Category, in.Month
				c.Nursing[i], c.SuitableWork[i], c.Retired[i], c.Pension[i], c.Insured[i] = in.Nursing, in.SuitableWork, in.Retired, in.Pension, in.Insured
				c.Injured[i] = rapid.SampledFrom([]civil.Month{0, plan.Month() - 24, plan.Month() - 3}).Draw(t, "injured")
				c.AverageWage[i] = money.Fen(rapid.SampledFrom([]int64{0, 700_000}).Draw(t, "average"))
			}
			SweepInjuryBenefit(plan, c)
			if i := CompareInjuryBenefit(plan, c); i >= 0 {
				t.Errorf("person %d differs in %s", i, place)
			}
		})
	}
}
