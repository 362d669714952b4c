// Package rating keeps what people say of a matter that has ended (好差评): one rating a matter, five levels, voluntary. A bad one opens a
// call-back, which somebody closes who had nothing to do with the matter.
//
// # Vocabulary
//
//   - rating — 评价: one of five levels for one matter that has ended, given once by whoever holds its letter.
//   - bad — 差评: level 1 or 2. It needs a reason.
//   - reason — 原因: of a closed list, with a few words if the person likes.
//   - call-back — 回访: the county asks what went wrong, puts right what can be, and records how it ended.
//   - promise — 本县承诺: for how many working days a call-back may wait. No law that was found says so: a county sets it itself, and
//     without it a call-back has no due date.
//
// # Invariants
//
//   - A matter is rated once; the key of the table says so.
//   - No officer stands in these tables but who closed a call-back. Sums are of stations and areas; who shows them hides small cells.
//   - What somebody wrote is sealed, and read only by who calls back.
//   - Whether somebody may close a call-back, the room of the cases knows: it asks who worked on the case, in the same transaction.
//
// # Tour
//
//	err := ratings.RecordIn(ctx, tx, rating.Rating{Case: id, Level: 2, Reason: "waited", Words: "…"}, due)
//	list, err := ratings.CallBacks(ctx, reviewer, rating.Open)
//	err = ratings.CloseIn(ctx, tx, reviewer, id, rating.Closing{Outcome: rating.PutRight, Words: "…"})
//	cells, err := ratings.Sums(ctx, reviewer, from, until)
package rating
