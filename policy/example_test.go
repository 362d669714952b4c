package policy_test

import (
	"fmt"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/policy"
)

// One person: the plan of a place and month, and the frame with every value.
func ExampleEvalResidentPension() {
	set, err := policy.Default()
	if err != nil {
		panic(err)
	}
	plan, err := set.Compile("430725", civil.MonthOf(2026, 3), 0, policy.ResidentPension)
	if err != nil {
		panic(err)
	}
	f := policy.EvalResidentPension(plan, policy.ResidentPensionInput{Account: 1862000, PaidMonths: 180})
	fmt.Println(f.Basic, "+", f.AccountPart, "=", f.Total)
	// Output: 196.00 + 133.96 = 329.96
}

// One person again, with a choice as input: a man born in December 1965 retires three months later than at sixty.
func ExampleEvalRetirementAge() {
	set, err := policy.Default()
	if err != nil {
		panic(err)
	}
	plan, err := set.Compile("", civil.MonthOf(2026, 3), 0, policy.RetirementAge)
	if err != nil {
		panic(err)
	}
	f := policy.EvalRetirementAge(plan, policy.RetirementAgeInput{Category: policy.M60, Birth: civil.MonthOf(1965, 12)})
	fmt.Println(f.Month, f.Delay, "months later; flexible from", f.EarliestMonth, "to", f.LatestMonth)
	// Output: 2026-03 3 months later; flexible from 2025-12 to 2029-03
}

// A provisional result: somebody retires in March 2025. The calculation base of that year was published on 22 September, so until
// then the base of 2024 stood in, and the result says so; afterwards it is computed again.
func ExampleSet_Calculate_provisional() {
	set, err := policy.Default()
	if err != nil {
		panic(err)
	}
	march := civil.MonthOf(2025, 3)
	for _, knownOn := range []civil.Date{civil.DateOf(2025, 3, 10), civil.DateOf(2025, 10, 1)} {
		res, err := set.Calculate("employee-pension", policy.Query{County: 430725, AsOf: march, KnownOn: knownOn},
			map[string]string{"index": "1.0324", "years": "31.33", "deemed-years": "8.17", "account": "85298.25", "age": "60y0m"})
		if err != nil {
			panic(err)
		}
		base, _ := res.Output("base_fen")
		provisional, _ := res.Output("provisional")
		fmt.Println("base", base.Shown.In(words.En)+", provisional:", provisional.Value)
	}
	// Output:
	// base 7,618.00 yuan, provisional: true
	// base 7,694.00 yuan, provisional: false
}

// An explanation: what a citizen reads about the amount.
func ExampleSet_Calculate() {
	set, err := policy.Default()
	if err != nil {
		panic(err)
	}
	res, err := set.Calculate("resident-pension", policy.Query{County: 430725, AsOf: civil.MonthOf(2026, 3)},
		map[string]string{"account": "18620.00", "paid-months": "180"})
	if err != nil {
		panic(err)
	}
	for _, step := range res.Explanation {
		if step.Source == policy.SourceRule && step.Name != "residentYearsBeyond" && step.Name != "residentLongAddition" {
			fmt.Println(step.Title.In(words.En)+":", step.Formula.In(words.En), step.Law)
		}
	}
	fmt.Println(res.Notes[0].In(words.En))
	// Output:
	// province's part: max(0, 196.00 yuan − 163.00 yuan) = 33.00 yuan [国发〔2014〕8号 六]
	// basic pension: 163.00 yuan + 33.00 yuan + unknown, not included + unknown, not included + 0.00 yuan = 196.00 yuan [国发〔2014〕8号 六]
	// account pension: 18,620.00 yuan ÷ 139 months, half up to the fen = 133.96 yuan [国发〔2014〕8号 六]
	// monthly pension: 196.00 yuan + 133.96 yuan = 329.96 yuan [国发〔2014〕8号 六]
	// the amount added by the city is unknown and not included; ask the agency
}

// A bulk sweep: a column for each input and output, nothing allocated.
func ExampleSweepResidentEntitlement() {
	set, err := policy.Default()
	if err != nil {
		panic(err)
	}
	march := civil.MonthOf(2026, 3)
	plan, err := set.Compile("430725", march, 0, policy.ResidentEntitlement)
	if err != nil {
		panic(err)
	}
	people := policy.NewResidentEntitlementColumns(3)
	copy(people.Birth, []civil.Month{civil.MonthOf(1966, 3), civil.MonthOf(1966, 9), civil.MonthOf(1966, 1)})
	copy(people.PaidMonths, []policy.Months{180, 180, 60})
	copy(people.Month, []civil.Month{march, march, march})
	policy.SweepResidentEntitlement(plan, people)
	for i := range people.Birth {
		fmt.Println(people.Entitled[i], people.Reason[i], people.StartMonth[i], people.ShortMonths[i])
	}
	// Output:
	// true entitled 2026-04 0
	// false too-young 2026-10 0
	// false paid-short 2026-02 120
}
