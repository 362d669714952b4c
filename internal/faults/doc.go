// Package faults breaks payment runs on purpose (故障试验), at length: real processes of the program, killed at random moments.
//
// # Vocabulary
//
//   - calm run — 平静的一次: a month paid without any fault; what every other copy has to come to.
//   - kill — 杀进程: signal 9 to a process that pays the month.
//   - round — 一轮: one copy of the county: faults, then the run goes on to its end and is compared.
//
// # Invariants
//
//  1. Every round ends as the calm run did: the same people paid the same amounts once, accounts, entitlements and books alike.
//  2. The run says of itself that it is finished, and the whole verification passes.
//
// # A short tour
//
//	report, err := faults.Run(ctx, faults.Options{Program: exe, Kills: 1000, People: 1500})
package faults
