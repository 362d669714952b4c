// Package slip gives the proof of one payment into people's hands (支付凭条): what was paid, why that much, who took it through, where it
// stands in the books.
//
// # Vocabulary
//
//   - payment slip — 支付凭条: one page on one payment that the bank carried out; on paper ([Slip.Letter]) and on the screen ([View]).
//   - component — 组成: one transfer of the payment: one month's basic part or account part, with the article that gives it.
//   - short code — 核验码: twenty digits by which anybody asks for a slip, on the page or over a telephone.
//   - proof — 证明: a component's text in a QR code, which anybody checks without us (docs/ledger-format.md).
//   - place — 账序: where a component's transfer stands in the county's log.
//
// # Addresses
//
//	/desk/payment/{id}/slip        the slip of a payment, for the staff; {id} is the number in a transfer's cause "payment:ID/YYYY-MM"
//	/me/payments/{id}/slip         the same for the person whose payment it is
//	…/slip/pdf                     the page to print
//	…/slip/qr/{seq}                one component's QR code as a picture
//	/verify, /verify/{code}        the public answer to a short code or the text of a QR code
//
// [Path] makes the first of them from a transfer's cause, so that a line of the books leads to its slip.
//
// # Invariants
//
//   - Only what the bank carried out has a slip. One whose money came back later says so.
//   - The staff who took the payment through appear by their roles, the citizen ID and the bank account masked.
//   - The public answer ([Slips.Verify]) says nothing that the slip does not; of the name, the family name. It says the same of every
//     code that was never given out, and what came back later is never called valid.
//   - A payment has one short code for ever, which only the key gives; the table of codes holds none.
//   - Whoever opens a slip at a desk opens the person's file: the look is recorded.
//
// # Tour
//
//	slips := slip.New(slip.Rooms{…})
//	s, err := slips.Of(ctx, actor, payment, "打印支付凭条")
//	err = paper.Print(w, s.Letter(slip.Press{Site: site, At: now}))
//	a, err := slips.Verify(ctx, typed)
package slip
