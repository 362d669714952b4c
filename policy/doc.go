// Package policy is the law of social insurance as code (政策规则): pure Go functions, one for each rule, evaluated for one
// person with an explanation or for a million in columns. It reads no clock and no database; what it knows are the files of
// [renshe/law] that it is handed.
//
// # Vocabulary
//
//	Rule — 规则, one exported function of a rules_*.go file     Parameter — 法定参数, dated values by place with their source
//	Program — 计算事项, an input struct and its results          Plan — 方案, the parameters in force for a place and month
//	Frame — 计算表, every value of one evaluation                Sweep — 批量计算, the same over columns
//	Calculator — 计算器, a program or a tool by its public name   Confidence — 可信程度 (S, S2, D, K-…, U)
//	Case — 案例, a situation and the expected result              Record — 留存, what restores a result years later
//	Reform — 改革方案, a proposal laid over the law               Impact — 改革影响, its cost, winners and losers
//
// # How it hangs together
//
// The parameter names of the rules are the graph: each is an input, another rule, or a parameter of law/parameters. go generate
// reads them and writes frames, sweeps, the table of rules and the rule book (docs/rules.zh.md, docs/rules.en.md). A rule
// without an article, a cycle, an unknown name, two variants in force at once, a float: generation fails.
//
// # Invariants
//
//   - No floats. Amounts are fen; fractions are exact until a dated, cited rounding.
//   - A value that is unknown gives a fault that says whom to ask, never a number. Values that are not read in a source text
//     are shown as unconfirmed.
//   - Both time axes count: the month a value is in force from, and the day it was published. A plan asks with both.
//   - The hash of a plan covers the rules and the parameters used, and is the same on every machine.
//   - Frame and sweep call the same functions; [CompareResidentPension] and its siblings check it for everybody.
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
//
//	columns := policy.NewResidentPensionColumns(534000)
//	policy.SweepResidentPension(plan, columns)                       // no allocation
//
//	reform, err := policy.ParseReform("plus-20.yaml", b)             // a proposal in the parameters' own format
//	impact, err := set.Impact(reform, query, people, policy.ImpactOptions{})
//	impact.Total.Cost()                                              // fen; impact.Townships, impact.Ages
package policy

//go:generate go run ./internal/gen
