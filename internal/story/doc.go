// Package story tells the product's main job on the real program (主线故事): "a resident's pension, from 'the program noticed he turns 60'
// to 'the bank paid and the books agree'". It holds tests only and exports nothing.
//
// # Vocabulary
//
//   - program — 程序: cmd/renshe, built once a test run and started as a process, as a county starts it.
//   - visitor — 来人: somebody at a page without script: plain GET and form posts, and an eye on what every page owes its reader.
//   - browser — 浏览器: Chromium, clicked and typed at, with the same eye and its own error log.
//   - cut — 断电: kill -9 at some moment of a payment run.
//
// # What is told
//
//	TestStory         the whole story by plain form posts, on SQLite and PostgreSQL
//	TestStoryByHand   its main line by mouse and keyboard in Chromium, at desk and phone size, on both
//	TestAReturnedPaymentByHand  a payment comes back, the account is corrected, an extra run pays: by hand, on both
//	TestItemsByHand   forty items of the catalogue, each by a test of its own file, in Chromium
//	TestNothingIsLost a session ends with a full form, the way back, no mouse, no script
//	TestEveryPageIsReached, TestEveryPagePassesAxe, TestScreens  every page is found by links, passes axe, stands in docs/ui.md
//	TestCut…          a payment run killed again and again pays everybody once
//
// # Invariants
//
//   - Nothing is mocked and no room is called: the program is spoken to by its pages, its commands and its signals. Only what the
//     tests hold against it is read from the database itself, and the people of the items' tests are put into the registers before it starts.
//   - Every page that a test passes is checked: status, one main heading, every control labelled, no whole citizen ID where none
//     belongs, no text with an unfilled place, one content policy.
//
// RENSHE_SHOTS=DIR makes the browser test leave its screenshots there, and the story its prints.
package story
