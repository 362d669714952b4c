// Package benefit pays (待遇发放): who is entitled, what a monthly run pays each of them, and whether the bank and the books
// agree afterwards.
//
// # Vocabulary
//
//   - entitlement — 待遇资格: a person's right to a monthly benefit from a month on, with the fixed account part of the decision.
//   - run — 发放批次: one month of one kind of benefit in one county.
//   - extra run — 补发批次: a run beside the finished one of a month, for a [Purpose] and with a cause; it pays nothing beyond that month.
//   - payment — 发放: what a run pays one person, one line of the bank file; it has a line for each month (arrears, 补发).
//   - line — 发放明细: one month of a payment: basic part, account part, the plan and the inputs that give them again.
//   - gate — 发放前核查: the list of checks ([Checks]) before payment; what fails is held (暂停发放) with its reasons.
//   - release — 放行: a named person pays a held payment after all, with a reason; above a threshold three do (集体会审).
//   - list — 名单: what another department says of people: who died, is in custody, draws elsewhere ([Lists], [Benefits.ImportList]).
//   - confirmation of eligibility — 资格认证: holds for a time ([Thresholds]); after it the gate holds the payment.
//   - change — 变更: an entitlement is suspended, resumed or stopped on a ground of the law; one person asks, another decides ([Request]).
//   - gap — 停发不补、抵扣的月份: months of an entitlement that are lawfully not paid.
//   - recomputation — 重算补差: paid months computed again with what was published later; too little is made up by one payment of the
//     kind's difference in an extra run, too much becomes an overpayment.
//   - overpayment — 多发待遇: claimed by two persons, then a receivable in the fund's books, refunded, paid by instalments or set off (抵扣).
//   - withdrawal — 个人账户支取: a benefit whose whole amount comes out of one individual account: the balance that heirs are paid, overlapping
//     years that are refunded. Its holder (账户所有人) may be somebody else than its payee; the inputs say who.
//   - chunk — 分批: a part of a run that is one transaction and one ledger batch; its step (reserved, settled) is what its payments that
//     are ready have come to, so that a run writes a payment once. What is held, lapsed or returned says so itself.
//   - lapsed — 转入下期: a held payment that nobody released; its months are due again in the next run.
//   - returned — 退回: a payment that the bank sent back; its months are due again too.
//   - late return — 付后退回: money that came back after it had been paid: taken in as a notice, booked by another person; its months are owed
//     again as they were computed then, unless the fund keeps them ([Fate]).
//   - reconciliation statement — 余额调节表: the bank's balance and the books' side by side, the difference and its open items.
//
// # A run's way
//
//	preparing → prepared → approved → pended → filed → answered → settled → reconciled
//	 [Prepare]   [Release]  [Approve]          [BankFile] [ImportReturn]      [Reconcile]
//
// Each arrow is one transaction, or one for each chunk. A process that is killed leaves a run standing between two of them;
// calling the same operation again, or [Benefits.Pay], goes on from there. Calling it once more changes nothing and says so (Already).
// Money is reserved (pending transfers) before the bank file exists, and posted or voided by the bank's answer.
//
// # Invariants
//
//  1. A month of a person and a kind is on its way or paid once: a unique index on the live lines holds it. What comes back late frees its
//     months; each transfer is reversed once, each payment comes back once, and the months are paid again at what they were.
//  2. Before an entitlement's due_from every month is paid, came back late, or is a gap; from it on none is paid. One run of a kind is under way at a time, so
//     whatever a run leaves (held, returned) the next one takes up.
//  3. Nobody approves what he prepared, nobody releases into his own run: the program refuses and names the rule, and the database
//     refuses maker = checker.
//  4. An amount is the policy's basic part for that month, known on the run's day, and the entitlement's account part. Plan and
//     inputs stand with each line; [Benefits.Verify] computes every line again and compares it with its ledger transfers.
//  5. Nothing is paid for a month after the month of death (国发〔2014〕8号: payment stops from the next month), released or not.
//  6. The bank file is made once and stored sealed; asking again gives the same bytes. An answer is taken whole or not at all.
//  7. Between its payment file and its reconciliation a run has its fund's bank account to itself ([AccountBusy], and a unique index).
//  8. An individual account falls by the account part that was really paid, until it is used up.
//     The account of a withdrawal's holder falls by exactly what was paid of it, which was set apart since the grant; what comes back is in it
//     again and stays set apart as long as it is owed.
//  9. What somebody owes is in the books to the fen: the receivable of a fund is the sum of its open overpayments less what came back.
//  10. A month is claimed as a whole once; a month that is set off or lawfully left out is not paid; of a
//     month of which a part is set off the rest is.
//
// # What the proof covers
//
// [Benefits.Verify] holds a payment against its transfers, its order in the bank file (amount and account), the bank's answer and the policy;
// a bank file's figures against its sealed content and the books; every reconciliation against the answer and its own open items; the day of
// a payout from an individual account against the bank's; every withdrawal against its decision, payments and entries. It does not cover what stands nowhere else: names and times of who did
// what (the audit log has those), and the account of a payment that never went to the bank.
//
// # A short tour
//
//	pay := benefit.New(store, box, acc, funds, books, enrol, rules)
//	run, err := pay.Prepare(ctx, accountant, benefit.ResidentPension, march)
//	held, err := pay.Payments(ctx, accountant, benefit.Filter{Run: run.ID, State: benefit.Held})
//	err = pay.Release(ctx, supervisor, held.Payments[0].ID, "本人到场核实")
//	run, err = pay.Approve(ctx, approver, run.ID)
//	file, err := pay.BankFile(ctx, accountant, run.ID)
//	run, err = pay.ImportReturn(ctx, accountant, run.ID, answer)
//	statement, err := pay.Reconcile(ctx, accountant, run.ID)
package benefit
