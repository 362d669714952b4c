// Package policy is the law of social insurance as code (政策规则): pure Go functions, one for each rule, evaluated for one
// person with an explanation or for a million in columns. It reads no clock and no database; what it knows are the files of
// [renshe/law] that it is handed. The officer's desk, the citizen's page, the JSON API, the command line and the sweep that
// finds who has not applied all ask here, and get the same number with the same articles.
//
// # Vocabulary
//
//	Rule — 规则, one exported function of a rules_*.go file     Parameter — 法定参数, dated values by place with their source
//	Program — 计算事项, an input struct and its results          Plan — 方案, the parameters in force for a place and month
//	Frame — 计算表, every value of one evaluation                Sweep — 批量计算, the same over columns
//	Lookup — 查得的数, a parameter of another month, or an       Choice — 选项, one of a few named values, filled in or found
//	    entry of a table                                        Provisional — 暂定, last year's value until this year's is known
//	Calculator — 计算器, a program or a tool by its public name   Confidence — 可信程度 (S, S2, D, K-…, U)
//	Case — 案例, a situation and the expected result              Record — 留存, what restores a result years later
//	Reform — 改革方案, a proposal laid over the law               Impact — 改革影响, its cost, winners and losers
//
// # How it hangs together
//
// The parameter names of the rules are the graph: each is an input, another rule, a parameter of law/parameters, or a lookup in
// one. go generate reads them and writes
//
//   - a frame and a sweep for each program, which call the rules in order and nothing else,
//   - the table of rules with titles, formulas and articles, from which explanations are made,
//   - the rule book in both languages (docs/rules.zh.md, docs/rules.en.md) and a drawing of each program (docs/rules/).
//
// A rule without an article, a cycle, an unknown name, two variants in force at once, a float: generation fails. A [Set] is the
// law on file. [Set.Compile] makes a [Plan] of it for a place, a month and a day; the plan and the inputs of a person make a
// frame; [Set.Calculate] does all of it for typed texts and gives a [Result] with every step. [Set.Diff] compares two plans, a
// [Reform] is tried with [Set.Impact], [Lint] looks after the files, and [RunCases] holds rules and parameters to law/cases.
//
// # Units
//
// Everything is an integer: money.Fen for amounts, [Rate] in parts per million, [Index] in ten-thousandths, [Centiyears],
// [Tenths] of a month, [Age] in months, civil.Month and civil.Date for the calendar. People type "193003.56", "8%", "1.0324",
// "61y3m" and "2026-03"; [Kind] reads and shows them.
//
// # Invariants
//
//   - No floats. Fractions are exact until a dated, cited rounding.
//   - A value that is unknown gives a fault that says whom to ask, never a number. Values that are not read in a source text
//     are shown as unconfirmed.
//   - Both time axes count: the month a value is in force from, and the day it was published. A plan asks with both.
//   - The hash of a plan covers the rules and the parameters used, and is the same on every machine.
//   - Frame and sweep call the same functions; [CompareResidentPension] and its siblings check it for everybody.
//   - Where a branch matters legally, the outcome is a value of its own ([ReasonCode], [Choice]), so that a refusal says why.
//
// # Tour
//
//	set, err := policy.Default()                                     // law.FS, read once
//	plan, err := set.Compile("430725", march, knownOn, policy.ResidentPension)
//	frame := policy.EvalResidentPension(plan, policy.ResidentPensionInput{Account: 1862000, PaidMonths: 180})
//	frame.Total                                                      // 32996 fen
//
//	res, err := set.Calculate("resident-pension", policy.Query{County: 430725, AsOf: march},
//		map[string]string{"account": "18620.00", "paid-months": "180"}) // people type yuan
//	res.Explanation                                                  // every step: value, formula with numbers, article
//	record := res.Record()                                           // keep this; set.Recall(record) restores res
//	answer, err = set.Answer(answer[:0], question)                   // JSON in, the same result in JSON out, in microseconds
//
//	columns := policy.NewResidentPensionColumns(534000)
//	policy.SweepResidentPension(plan, columns)                       // no allocation
//	policy.Spread(534000, func(from, to int) {                       // or on all cores
//		policy.SweepResidentPension(plan, columns.Slice(from, to))
//	})
//	found = policy.FindResidentEntitled(plan, people, found)         // who may draw and does not: every yes-no result has a search
//
//	reform, err := policy.ParseReform("plus-20.yaml", b)             // a proposal in the parameters' own format
//	impact, err := set.Impact(reform, query, people, policy.ImpactOptions{})
//	impact.Total.Cost()                                              // fen; impact.Townships, impact.Ages
//
// To add a rule, write the function with its doc comment and its parameter files, run go generate ./policy, and add a case for
// every branch and every dated value: a test names those that are missing.
package policy

//go:generate go run ./internal/gen
