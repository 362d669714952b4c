// Package demo builds the demo county (演示县): Taoyuan with its real places and 65 stations, and invented people, contributions,
// pensions, bank accounts, users and opening books, all from one seed.
//
// # Vocabulary
//
//   - seed — 种子: one number; the same seed, size and month give the same county on every machine, and [Report.Fingerprint]
//     proves it.
//
//   - cast — 角色: the few people of 陬市镇 whom the story needs, there for every seed: who reaches 60 next month, who is past it
//     and has not applied, who is short of years, who is in the employees' scheme.
//
//   - clock — 演示时钟: demo time stands at 09:00 on the first working day of the as-of month when the county is built, and runs on from there;
//     the offset stands in the county's settings, so a kept folder goes on where it stopped.
//
//   - matter — 办件: a case that the county's officers have taken in on the days before its morning, by the desk's own operations ([Matters]): late,
//     due soon, waiting, incomplete, not handed in, sent to another authority, in dispute, delivered, rated well and badly.
//
//   - other schemes — 其他险种: a few people who draw the employees' pension, unemployment benefit, injury benefits, dependants' and survivors'
//     benefits and a subsidy, each fund from its own account, paid for some months before the county's own: with a difference made up, an
//     overpayment on its way back, suspensions and a resumption, other departments' lists, and runs that wait with somebody held for each
//     reason. Amounts are what the calculators give; whom the law on file gives none is left out. The income that survivors' benefits are
//     reckoned from is not on file: what is filled in for it is the calculator's own example.
//
// # What is real and what is not
//
// Places, grades, subsidies, amounts and dates of law are the facts that law/ holds. People are not real and cannot be: names
// are drawn from lists of common characters, citizen IDs carry region 430799 or 430798, which were never assigned, phones begin
// with 100, which no subscriber has, bank accounts begin with 620000, which no bank has, and the banks' names say demo.
// What the facts do not hold is not invented as law: accounts bear no interest, and that the scheme began here in
// 2010 is an assumption of the demo's data alone, nowhere a parameter.
//
// # Invariants
//
//   - The generator draws from its own ChaCha8 stream in one goroutine; no map is walked, no clock read, no machine asked.
//   - Everything goes through the rooms' own loads with every constraint on; memory does not grow with the county beyond the
//     few batches under way.
//   - A county that has people is never built over ([Built]); one whose building was interrupted says so ([HalfBuilt]).
//
// # Tour
//
//	clock := demo.NewClock(time.Now)
//	store, err := db.Open(ctx, url, db.WithClock(clock.Now))
//	status, err := demo.StatusOf(ctx, acc)                          // None, Half or Ready, with what it was built from
//	report, err := demo.Build(ctx, rooms, demo.Options{People: 20000, Seed: 1, AsOf: march, Clock: clock})
//	fmt.Println(report.Fingerprint, report.Users)
//	err = demo.Matters(ctx, rooms, office, report, clock)           // the desks' work, which the fingerprint leaves out
package demo
