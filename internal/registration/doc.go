// Package registration keeps the dated registrations and recognised statuses of people (登记与认定): registered as unemployed or as
// employed, recognised as hard to employ, a household without work, a veteran, a place on a course.
//
// # Vocabulary
//
//   - kind — 登记种类: one file of law/registers: title, basis, attributes, how long it lasts, who may end it, which kinds it replaces.
//   - entry — 登记: one row: whose, of which kind, from which day on, with the case that made it.
//   - ended — 终止: an entry is ended with a day and a reason, never deleted. One entered by mistake is ended as such (误登), and stays to be seen.
//
// # Invariants
//
//   - A person has at most one living entry of a kind (a unique index); one that replaces others ends them on the day it begins.
//   - Only kinds of law/registers are written: there are no free kinds.
//   - No kind marks somebody for what they complained or petitioned about, and none can be added: [Load] refuses its name.
//   - Attributes are sealed in the database.
//
// # Tour
//
//	regs, err := registration.New(store, box, acc)
//	err = store.InCounty(ctx, 430725, func(tx *db.Tx) error {
//		e, err := regs.RegisterIn(ctx, tx, officer, registration.Entry{Person: p, Kind: "unemployed", From: today, Case: c})
//		…
//		return regs.EndIn(ctx, tx, officer, e.ID, today, registration.Mistaken)
//	})
//	all, err := regs.Of(ctx, officer, p)                          // latest first, ended ones too
package registration
