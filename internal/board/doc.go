// Package board is the county's face (县域看板): how the service stands, in numbers. Each says what it counts and when, and leads
// to the records behind it.
//
// # Vocabulary
//
//   - number — 数字: one of the five on top, with definition, time and a way down.
//   - tile — 方格: one township (乡镇) and how many there are entitled to the pension and do not draw it (应领未领).
//   - backlog — 待办积压: cases under way, by matter, never by who works on them.
//   - workload — 接待工作量: calls and hours of stations by area, on a page of its own; its small cells are hidden from everybody.
//   - small cell — 小数: a count of one to four people. Who may not read files sees "<5".
//
// # Invariants
//
//   - The board reads; it changes nothing. Every figure comes from an operation of a room below, which asks for its own
//     permission; what the role may not see is left out and named.
//   - No officer is ranked, and none is named.
//   - For a reader without [access.PersonRead] a small cell is not shown, nor can it be worked out: a total is then the sum of the
//     cells that are shown, and what would split a shown cell (stations, amounts of few people) is not there.
//
// # Tour
//
//	b := board.New(board.Rooms{…})
//	b.Routes(mux)      // GET /board, GET /board?township=430725101, GET /board/workload
package board
