package policy_test

import (
	"fmt"

	"renshe/civil"
	"renshe/policy"
)

// A pension computed with last year's base, and computed again when this year's is published.
func ExampleSet_RecomputePension() {
	set, err := policy.Default()
	if err != nil {
		panic(err)
	}
	first, err := set.Calculate("employee-pension", policy.Query{County: 430725, AsOf: civil.MonthOf(2025, 7), KnownOn: civil.DateOf(2025, 8, 6)},
		map[string]string{"index": "1.0324", "paid-months": "376", "deemed-months": "98", "account": "85298.25", "age": "60y0m"})
	if err != nil {
		panic(err)
	}
	again, err := set.RecomputePension(first.Record(), civil.DateOf(2025, 9, 22), civil.MonthOf(2025, 8), civil.MonthOf(2025, 10))
	if err != nil {
		panic(err)
	}
	fmt.Println(again.Difference, "a month,", again.BackPay, "for", again.Months, "months; final:", again.Final)
	// Output: 32.54 a month, 97.62 for 3 months; final: true
}
