// Package books is the face of those who keep the funds' books and of those who watch over them (基金账务): accountant, approver and
// supervisor. Every number on a page leads to the transfers that add up to it, every transfer to its cause.
//
// # Vocabulary
//
//   - overview — 基金总览: every fund of the county with what it has, what is reserved, and how far its books are closed and proven.
//   - sheet — 表: a table of the books, the same on the page, as a workbook (xlsx) and as text (csv).
//   - proposal — 待复核事项: what the accountant proposes on a page and another person confirms there: closing, account, voucher, reversal, correction, move.
//   - voucher — 记账凭证: a batch as it is printed.
//   - way down — 下钻: the link of a figure to what it is the sum of.
//
// # Invariants
//
//   - The face holds no rule of the ledger: what may be posted or closed, and by whom, the operations decide.
//   - Nothing is added up from transfers to draw a page: balances, turnovers and snapshots of the ledger are.
//   - Who may read the books ([access.FundRead]) sees all of them, and those of his own county alone.
//   - A figure is whole fen until it is written; a workbook holds it as the decimal it is.
//
// # Tour
//
//	b := books.New(books.Rooms{…})
//	b.Routes(mux)      // GET /books, GET /books/fund/resident-pension, …
//
// One file a page, its .templ beside it; routes stand in books.go, ways in frame.go, texts in words*.go. A part of the books that has a
// room of its own adds its file, its line in [Books.Routes] and its way in nav.
package books
