// Package callbook keeps who came, telephoned or was called on (接待登记), one line a call. It is the officer's record of his own work,
// drawn from what he does at the desk; he sees and corrects his own day, and the county sees sums.
//
// # Vocabulary
//
//   - call — 接待: one time that somebody came to a window, telephoned, or was called on at home or in the village.
//   - channel — 接待方式: window, telephone, home, village.
//   - under way — 接待中: begun and not ended. An officer has one at a time: the next one ends it.
//   - only asked — 只咨询: a call from which no case came.
//   - matter — 事项: what it was about, a service item or an area of them, by the codes of law/items and law/areas.yaml.
//   - minutes — 时长: how long it took: from the desk's own flow, guessed where the flow says nothing, or said by the officer.
//   - closing — 日结: an officer ends his day: its figures as they stood, and a note. What is open is carried over.
//   - workload — 工作量: calls and minutes of stations by area. No officer stands in it.
//
// # Invariants
//
//   - A call belongs to the officer who logged it. Nobody else reads, corrects or takes it back.
//   - A case that an officer opens or works on while a call of that person is under way belongs to the call, in the case's own
//     transaction; nobody clicks for it.
//   - A call names a person of the registry or nobody. It has no place for a word about him: nobody is marked for coming.
//   - A closed day is corrected only after its closing was taken back; every closing stays in the table.
//   - The cells of [Book.Workload] are of stations and areas; who shows them hides the small ones.
//
// # Tour
//
//	book := callbook.New(store, box, acc)
//	book.ItemsFrom(office); book.WorkFrom(office); office.Watch(book)
//	call, err := book.Attend(ctx, officer, callbook.Attending{Person: id, Item: "R07"})  // opening a case does this
//	call, err := book.Asked(ctx, officer, callbook.Asking{Area: "advice"})               // one click: somebody asked
//	day, err := book.Day(ctx, officer, today)                                            // the calls, minutes, cases
//	closing, err := book.Close(ctx, officer, callbook.Closing{Day: today, Note: "…"})
//	cells, err := book.Workload(ctx, reviewer, from, until)
package callbook
