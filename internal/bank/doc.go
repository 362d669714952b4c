// Package bank holds the text formats that pass between a county and its paying bank (银行代发文件), and a bank to
// practise with. It is pure: bytes in, values out, no files, no network, no clock.
//
// # Vocabulary
//
//   - payment file — 代发文件: what the county orders (the fields of ISO 20022 pain.001).
//   - return file — 回盘文件: what the bank did with each order, and the paying account's own balance (pain.002, camt.053).
//   - order — 代发明细: one line of a payment file, one person, one amount.
//   - answer — 回盘明细: one line of a return file: ACSC (paid) or RJCT (returned) with a reason code.
//   - digest — 摘要: the SHA-256 of everything above the last line, in lower-case hexadecimal.
//
// # The payment file
//
// UTF-8, lines end in a single line feed, fields are separated by "|", numbers have no leading zeros, amounts are fen.
//
//	RENSHE-PAY|1|<run>|<county>|<paying account>|<period YYYY-MM>|<created YYYY-MM-DD>|CNY
//	P|<line>|<end-to-end id>|<amount>|<account>|<name>
//	…
//	T|<orders>|<total>
//	S|<digest>
//
// # The return file
//
//	RENSHE-RET|1|<run>|<county>|<paying account>|<period>|<digest of the payment file>|<statement id>|<value date>
//	R|<line>|<end-to-end id>|<amount>|ACSC|
//	R|<line>|<end-to-end id>|<amount>|RJCT|<reason>
//	…
//	T|<answers>|<paid>|<paid fen>|<returned>|<returned fen>
//	B|<opening>|<credits>|<debits>|<closing>
//	S|<digest>
//
// # Invariants
//
//  1. There is one way to write a file: a text that is accepted, written again, gives the same bytes. So a digest
//     identifies a content and a repeated file is recognised.
//  2. Reading is strict: line numbers count up by one from 1, totals equal the lines, opening + credits − debits =
//     closing, the digest fits, and nothing follows it. Whatever does not fit is refused with the line's number; no
//     message repeats a name or an account number.
//  3. Reading and writing stream: memory does not grow with the number of lines.
//
// # A short tour
//
//	w, err := bank.NewPaymentWriter(&file, bank.PaymentHeader{Run: 1, County: 430725, Account: "430725-1", …})
//	err = w.Order(bank.Order{ID: 11, Amount: 29695, Account: "621700…", Name: "王建国"})
//	digest, err := w.Close()
//	answer, err := bank.Simulate(file.Bytes(), bank.Simulation{Seed: 1, ClosedIn10000: 20, Opening: 1 << 40, Value: day})
//	summary, err := bank.ReadReturn(bytes.NewReader(answer), func(a bank.Answer) error { … })
package bank
