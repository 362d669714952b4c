// Package enrolment holds who is insured in which pension scheme, what they paid, their individual accounts, and the bank
// account their benefits go to (参保关系、缴费、个人账户、发放账户).
//
// # Vocabulary
//
//   - relation — 参保关系: a person's membership of a [Scheme]; at most one lives at a time per scheme.
//   - contribution — 缴费: what was paid for one year: the grade (档次) chosen, the personal part, the collective's, the subsidy.
//   - individual account — 个人账户: the sum of its entries, never negative. Interest is an entry too; the program
//     books none by itself, because the rate of the residents' accounts is not among the facts of law it holds.
//   - payout — 支付: what a paid month drew from the account; an exhausted account draws nothing more.
//   - withdrawal — 支取: money that leaves an account otherwise than by its holder's pension: inherited in one sum, or overlapping years
//     refunded. It is set apart (核定留出) from the grant on and drawn when the bank has paid; what comes back is restored.
//   - carried — 旧系统已支付: what was drawn before the county used this program, one entry.
//   - bank account — 发放账户: sealed; a new one closes the old, which stays as history.
//   - transfer — 关系转移: a relation that goes to another place or to the employees' pension, or comes from one ([Transfer]), with its history
//     line by line (缴费明细), its balance, the letters exchanged (转移接续函) and its money. See transfer.go and, for the steps that are booked,
//     transfer_step.go.
//   - in transit — 在途: on the clearing account 在途转移基金 of the fund: it has left the one side and not reached the other.
//   - announcement — 函告: what the other agency says that it sends, with its own totals.
//
// # Invariants
//
//   - balance = personal + collective + subsidy + interest − paid, and each part equals the sum of the entries' ([Rolls.CheckIn]).
//   - A year is contributed once and a month is paid out once: the key of an entry says so, so a repeat changes nothing.
//   - What is set apart is never more than the balance, and nothing else draws it: neither another withdrawal nor a month's payout. A year is
//     refunded once.
//   - Residents' pension and employees' pension may overlap in the records (people move); drawing both may not, and the gate before
//     payment reads [Payee].
//   - While a transfer takes a relation away, nothing changes its state, its history or its account. The account is emptied when the bank has
//     paid, to the fen as the other agency was told, and what the bank returns is on it again.
//   - What comes is credited when the money is that of the announcement, to the fen, and when no year of it is paid here. Who has drawn the
//     pension is not transferred.
//   - Each step of a transfer that moves money is proposed by one person and confirmed by another in the books, and the record follows in the
//     same transaction ([Transfers.ProposalDecidedIn]). Each county's books balance alone.
//   - The number of a bank account fails no check but length and digits: a failing Luhn sum only warns.
//
// # What the proof of the books does not cover
//
// [Rolls.Verify] finds an alteration where something else is stored that contradicts it. Nothing does for an entry's grade_fen, for the
// on_date of an entry that is no payout (a payout's day is the bank's: benefit compares it), and for a bank account's bank, status and
// the since of a person's first account. Of a transfer it finds every alteration that the county's key does not make; who holds that key and the
// database finds the books in the way for what was booked, and nothing for letters.
//
// # Tour
//
//	rolls := enrolment.New(store, box, acc)
//	f, err := rolls.FileOf(ctx, officer, person)                 // relations, contributions, account
//	err = store.InCounty(ctx, 430725, func(tx *db.Tx) error {
//		err := rolls.ContributeIn(ctx, tx, officer, enrolment.Contribution{Person: p, Year: 2026, Grade: 50000, Personal: 50000, Subsidy: 6000, Months: 12})
//		account, warnings, err := rolls.SetBankAccountIn(ctx, tx, officer, p, "桃源农商银行", "6200000000000005")
//		err = rolls.SweepRows(ctx, tx, 430725, enrolment.Born{From: a, To: b}, func(r enrolment.SweepRow) error { … })
//		…
//	})
//
// The room stands on person and reads its table; it never writes it.
package enrolment
