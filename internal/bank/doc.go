// Package bank holds what passes between a county and its paying bank (银行代发文件): one canonical batch, the formats that it travels
// in, and a bank to practise with. It is pure: bytes in, values out, no files, no network, no clock.
//
// # Vocabulary
//
//   - payment file — 代发文件: what the county orders (the fields of ISO 20022 pain.001).
//   - return file — 回盘文件: what the bank did with each order, and the paying account's own balance (pain.002, camt.053).
//   - order — 代发明细: one line of a payment file, one person, one amount.
//   - answer — 回盘明细: one line of a return file: ACSC (paid) or RJCT (returned) with a reason code.
//   - digest — 摘要: the SHA-256 of everything above the last line, in lower-case hexadecimal.
//   - format — 格式: one way in which a batch travels: the canonical text, a message of ISO 20022, or a bank's own.
//   - adapter — 银行格式: a bank's own format as data, adapters/*.yaml.
//   - message — 报文: a document of ISO 20022; its definition is one of schema/*.xsd.
//   - report — 回盘内容: what one file of the bank says, in whatever format.
//   - late return — 付后退回: money that came back after it had been paid, perhaps months ago.
//   - remedy — 处理办法: what is to be done about a returned payment.
//   - control totals — 控制总数: number of lines and sum; every format has them and every reader counts again.
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
//  3. Reading and writing the canonical text stream: memory does not grow with the number of lines.
//  4. What any format writes, it reads as the same batch; [WritePayment] checks that before it gives a file out.
//  5. A file is read whole or refused. [Assemble] makes one canonical return of all that the bank gave, and [ContentDigest]
//     knows an answer again under another name and in another format.
//
// # A short tour
//
//	w, err := bank.NewPaymentWriter(&file, bank.PaymentHeader{Run: 1, County: 430725, Account: "430725-1", …})
//	err = w.Order(bank.Order{ID: 11, Amount: 29695, Account: "621700…", Name: "王建国"})
//	digest, err := w.Close()
//	answer, err := bank.Simulate(file.Bytes(), bank.Simulation{Seed: 1, ClosedIn10000: 20, Opening: 1 << 40, Value: day})
//	summary, err := bank.ReadReturn(bytes.NewReader(answer), func(a bank.Answer) error { … })
//
//	message, _, err := bank.WritePayment("pain.001", file.Bytes())     // for the bank
//	canonical, err := bank.Assemble(file.Bytes(), status, statement)   // pain.002 and camt.053 back
//	late, err := bank.ReadLate(430725, notice)                         // camt.054, three months on
//	next := bank.ReasonOf("AC04").Next                                 // what to do about it
package bank
