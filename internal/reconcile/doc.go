// Package reconcile holds the books against the bank and the treasury (对账): every movement of an account is found on both sides or is an
// open item, and what is open adds up to the difference of the balances, to the fen.
//
// # Vocabulary
//
//   - account under reconciliation — 对账账户: a ledger account of the kind that somebody else keeps books of too: the fund's spending
//     account at the bank (支出户) or its dedicated account at the treasury (财政专户).
//   - statement — 对账单: what the other party says of a day or of several: opening balance, lines, closing balance.
//   - side — 方: the books (单位账) or the statement (银行、财政对账单).
//   - line — 明细: one movement of one side; more than nothing comes in, less goes out.
//   - reference — 业务编号: order (代发明细), voucher (凭证) and batch (代发批), from fine to coarse.
//   - match — 勾对: lines of both sides with the same sum; one line is in one match at most.
//   - open item — 未达账项: a line in no match. There are four classes ([Class]).
//   - proposal — 建议: what could be a match, for a person to accept; the program never guesses.
//   - reconciliation table — 余额调节表: both balances of an account on a day, adjusted by the open items; prepared by one, signed by another.
//   - allocation — 拨付: money that the treasury passes to the spending account.
//
// # Invariants
//
//  1. A line is in exactly one match or open. The sums of a match's sides are equal, to the fen ([Match] is a pure function).
//  2. Matching is by reference first, then by amount and day, then by sums; where two answers are possible there is none.
//  3. A statement joins on to the one before: its opening balance is that one's closing balance. The same file again changes nothing.
//  4. A match by hand, and the end of any match, take two persons; so does a table. The database refuses one person as both. Lines that were taken
//     apart so are left to people: the program matches them no more.
//  5. Book balance + what only the statement has = statement balance + what only the books have + what was unequal at the beginning.
//  6. A month of a fund is not closed while the table of one of its accounts is missing, unsigned, or differs without an explanation
//     ([Reconcile.MayClose]; a county may switch it off).
//  7. [Reconcile.Verify] finds a stored line, match or table that was changed, and names it.
//
// # A short tour
//
//	r := reconcile.New(store, box, acc, books)
//	err := r.Begin(ctx, accountant, reconcile.Account{ID: account, Number: "430725-resident-pension", Holder: reconcile.AtBank, From: day})
//	s, err := r.Import(ctx, accountant, file)              // camt.053, csv, xlsx
//	run, err := r.Run(ctx, accountant, account)            // matches what can be matched
//	items, err := r.Items(ctx, accountant, account, day)   // what is left, by class and age
//	t, err := r.Prepare(ctx, accountant, account, day, "") // 余额调节表
//	t, err = r.Sign(ctx, approver, t.ID)
package reconcile
