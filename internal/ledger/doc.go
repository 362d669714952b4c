// Package ledger keeps the books (基金账): dedicated funds, exact to the fen, in one verifiable log a county.
//
// # Vocabulary
//
//   - fund — 基金: dedicated money by law (law/funds); it is part of every account's number, so money cannot cross.
//   - account — 账户: of one fund; [AccountID] = fund<<48 | number. Classes: 资产 asset, 负债 liability, 净资产 net assets, 收入 income, 支出 expense.
//   - line, stored as a transfer — 分录: one debit, one credit, one amount.
//   - batch — 记账批次: lines of one fund with one cause, a maker (制单) and a checker (复核).
//   - pending — 待付: reserved until one post-pending (兑付), part (分次兑付), void (作废) or expire (到期); what a part leaves stays
//     reserved in the part's own name.
//   - reversal — 冲正: undoes a posting; correction — 更正: a post that names a transfer of a closed month.
//   - proposal — 待复核: what one person proposes and another confirms: a closing (结账), an account (开户), a voucher (凭证), a move. Who does which, and
//     from which amount on three confirm (集体会审), is data: law/gate/books.yaml.
//   - document — 原始凭证: a file that postings rest on, by its hash in the log: the bank's order, its answer, its statement.
//   - opening — 期初余额: the batches a fund begins with; move — 基金间划转: two batches through clearing accounts (往来账户).
//   - period — 会计期间: a month of a fund; closing (结账) is for good.
//   - turnover — 发生额: what moved on an account in a month for a day; snapshot — 期末余额: every account's balance at a closing.
//   - position — 账序: seq, a record's place in the log; value date — 起息日(业务日期): the day a line counts for; known on — 入账日.
//   - leaf, root, checkpoint — 叶、根、检查点: see package tlog. A county may keep a second tree (国密树) of the same records, over SM3; see sm.go.
//
// # Invariants
//
//  1. The database itself refuses a transfer across funds, a change or deletion of a record, maker = checker (of a batch, an account, a closing), an overdraft where
//     the account forbids it, a second settlement or reversal of one transfer, and a posting into a closed month.
//  2. Every account, transfer, batch, closing and document is one leaf of the county's log, over all its columns (see leaf.go); so is each step of a
//     proposal, by its hash in a document. Each
//     change ends with a checkpoint signed under the county's origin. Places have no gaps.
//  3. Counters of an account only grow; the trigger on batch moves them from the stored lines, once an account. An
//     overdraft is judged at the end of a batch, so the order of its lines does not matter.
//  4. A batch's number is its idempotency key for ever. Lines are stored sorted by account; column line keeps the order asked.
//  5. A county has one writer at a time (the lock on log_head); time in the log never goes back.
//  6. A writer refuses to build on a log whose last checkpoint it cannot verify.
//  7. A month is not closed while a reservation of it, or of an earlier one, is neither posted nor ended. The balances a closing keeps go
//     by month of posting, so nothing later changes them; their root is in the log.
//  8. Money goes from one fund to another only as a [Move]: both halves or neither, one reference, each through a clearing account, and
//     never from insurance to a budget, or from one grant to another.
//  9. Nothing is opened or booked in a fund for days on which it does not exist by law (law/funds).
//
// # Tour
//
//	keys, err := ledger.OpenKeys(dir)
//	books := ledger.New(d, keys)
//	bank, expense := ledger.ResidentPension.Account(1), ledger.ResidentPension.Account(2)
//	err = books.OpenAccounts(ctx, system, ledger.Persons{Maker: 7, Checker: 8}, ledger.Account{ID: bank, Fund: ledger.ResidentPension, Class: ledger.Asset, …}, …)
//	r, err := books.Post(ctx, system, ledger.Batch{ID: id, Fund: ledger.ResidentPension, Kind: "payment-run", Cause: "run:81",
//		Maker: 7, Checker: 8, Period: month, Lines: []ledger.Line{{Debit: expense, Credit: bank, Amount: 16300, Kind: ledger.Pending}}})
//	// … the bank paid it:
//	r, err = books.Post(ctx, system, ledger.Batch{…, Lines: []ledger.Line{{Kind: ledger.PostPending, Ref: r.Seqs[0]}}})
//	// A person proposes, another confirms:
//	p, err := books.ProposeClose(ctx, accountant, ledger.ResidentPension, month, "")
//	p, err = books.Confirm(ctx, approver, p.ID)
//	report, err := books.Verify(ctx, county, nil)
//
// docs/ledger-format.md describes every byte and rule of the log. The witness, the export and a verifier that shares no code with this one rest on the same leaves and checkpoints.
package ledger
