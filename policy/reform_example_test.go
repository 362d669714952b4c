package policy_test

import (
	"fmt"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/policy"
)

// A reform: what it costs a month, and who gains. The basic pension of Hunan rises from 196 to 216 yuan.
func ExampleSet_Impact() {
	reform, err := policy.ParseReform("plus-20.yaml", []byte(`
name: plus-20
title: {zh: 基础养老金每月加20元, en: the basic pension rises by 20 yuan a month}
from: "2026-07"
parameters:
  - key: resident-basic-pension
    rows:
      - {place: 43, value: "216"}
`))
	if err != nil {
		panic(err)
	}
	set, err := policy.Default()
	if err != nil {
		panic(err)
	}
	question := policy.Query{County: 430725, AsOf: reform.From}
	people := policy.NewPeople(policy.ResidentPension, question)
	town := people.In(policy.Township{Code: "430725101", Name: "陬市镇"})
	for _, birth := range []civil.Month{civil.MonthOf(1966, 3), civil.MonthOf(1961, 9), civil.MonthOf(1940, 1)} {
		if err := people.Append(town, birth, map[string]string{"account": "13900.00", "paid-months": "180"}); err != nil {
			panic(err)
		}
	}
	impact, err := set.Impact(reform, question, people, policy.ImpactOptions{})
	if err != nil {
		panic(err)
	}
	for _, c := range impact.Changes {
		fmt.Println(c.Title.In(words.En)+":", c.Old.In(words.En), "→", c.New.In(words.En))
	}
	fmt.Println(impact.Total.Winners, "winners,", impact.Total.Losers, "losers,", impact.Total.Cost(), "yuan a month")
	for _, g := range impact.Ages {
		fmt.Println(g.Title.In(words.En)+":", g.Effect.People, "people,", g.Effect.Cost(), "yuan")
	}
	// Output:
	// residents' basic pension standard: 196.00 yuan → 216.00 yuan
	// 3 winners, 0 losers, 60.00 yuan a month
	// 60–64: 2 people, 40.00 yuan
	// 80–89: 1 people, 20.00 yuan
}
