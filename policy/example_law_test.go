package policy_test

import (
	"fmt"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/policy"
)

// The found list: of everybody, those who are entitled this month and do not draw the pension. Whoever draws it already is not
// entitled anew, so one column answers.
func ExampleSweepResidentEntitlement_foundList() {
	set, err := policy.Default()
	if err != nil {
		panic(err)
	}
	march := civil.MonthOf(2026, 3)
	plan, err := set.Compile("430725", march, 0, policy.ResidentEntitlement)
	if err != nil {
		panic(err)
	}
	people := policy.NewResidentEntitlementColumns(4)
	copy(people.Birth, []civil.Month{civil.MonthOf(1965, 12), civil.MonthOf(1966, 1), civil.MonthOf(1966, 3), civil.MonthOf(1966, 4)})
	copy(people.PaidMonths, []policy.Months{180, 180, 192, 180})
	copy(people.Receiving, []bool{true, false, false, false})
	for i := range people.Month {
		people.Month[i] = march
	}
	policy.SweepResidentEntitlement(plan, people)
	for i, entitled := range people.Entitled {
		if entitled {
			fmt.Println("person", i, "from", people.StartMonth[i])
		}
	}
	// Output:
	// person 1 from 2026-02
	// person 2 from 2026-04
}

// Two plans compared: what changed for Taoyuan between December 2025 and January 2026.
func ExampleSet_Diff() {
	set, err := policy.Default()
	if err != nil {
		panic(err)
	}
	january := civil.MonthOf(2026, 1)
	d, err := set.Diff(policy.PlanQuery{Place: "430725", AsOf: january - 1}, policy.PlanQuery{Place: "430725", AsOf: january})
	if err != nil {
		panic(err)
	}
	for _, c := range d.Values {
		if c.Key == "resident-basic-pension" {
			fmt.Println(c.Title.In(words.En)+":", c.Old.In(words.En), "→", c.New.In(words.En))
		}
	}
	for _, p := range d.Programs {
		if p.Program == policy.ResidentPension || p.Program == policy.ResidentEntitlement {
			fmt.Println(p.Program, "is computed differently")
		}
	}
	// Output:
	// residents' basic pension standard: 176.00 yuan → 196.00 yuan
	// resident-pension is computed differently
}

// A record: what a decision keeps, and the result restored from it with what was known on its day. In September 2014 the notice
// of January 2015, which reached back to July, was not known yet.
func ExampleSet_Recall() {
	set, err := policy.Default()
	if err != nil {
		panic(err)
	}
	res, err := set.Calculate("resident-pension", policy.Query{County: 430725, AsOf: civil.MonthOf(2014, 9), KnownOn: civil.DateOf(2014, 9, 10)},
		map[string]string{"account": "0", "paid-months": "180"})
	if err != nil {
		panic(err)
	}
	kept := res.Record().JSON()

	record, err := policy.ParseRecord(kept)
	if err != nil {
		panic(err)
	}
	again, same, err := set.Recall(record)
	if err != nil {
		panic(err)
	}
	fmt.Println("decided then:", again.Outputs[0].Shown.In(words.En), same)

	record.KnownOn = 0 // everything on file
	now, same, err := set.Recall(record)
	if err != nil {
		panic(err)
	}
	fmt.Println("known today:", now.Outputs[0].Shown.In(words.En), same)
	// Output:
	// decided then: 60.00 yuan true
	// known today: 75.00 yuan false
}
