// Package slip gives the proof of one payment into people's hands (支付凭条): what was paid, why that much, who took it through, where it
// stands in the books.
//
// # Vocabulary
//
//   - payment slip — 支付凭条: one page on one payment that the bank carried out; on paper ([Slip.Letter]) and on the screen ([View]).
//   - component — 组成: one transfer of the payment: one month's basic part or account part, with the article that gives it.
//   - place — 账序: where a component's transfer stands in the county's log.
//
// # Addresses
//
//	/desk/payment/{id}/slip        the slip of a payment, for the staff; {id} is the number in a transfer's cause "payment:ID/YYYY-MM"
//	/me/payments/{id}/slip         the same for the person whose payment it is
//	…/slip/pdf                     the page to print
//
// [Path] makes the first of them from a transfer's cause, so that a line of the books leads to its slip.
//
// # Invariants
//
//   - Only what the bank carried out has a slip. One whose money came back later says so.
//   - The staff who took the payment through appear by their roles, the citizen ID and the bank account masked.
//   - Whoever opens a slip at a desk opens the person's file: the look is recorded.
//
// # Tour
//
//	slips := slip.New(slip.Rooms{…})
//	s, err := slips.Of(ctx, actor, payment, "打印支付凭条")
//	err = paper.Print(w, s.Letter(words.Zh))
package slip
