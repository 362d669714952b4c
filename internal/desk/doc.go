// Package desk is the officer's desk (经办台): the pages of the window, and of the county's reviewer, accountant and approver.
//
// A face translates: a request becomes an operation of a room below, its answer becomes a typed page, and nothing of the
// domain is decided here. What a role may not do is not shown to it, and would be refused by the operation all the same.
//
// # Vocabulary
//
//	page      页面    one typed struct, one .templ beside it, texts in words*.go
//	today     今日    where the day begins: the box, four large buttons, what is waiting
//	call      接待    one time that somebody was received; opening a case logs it
//	file      档案    everything known of one person, and what can be done today
//	step      步骤    one decision a page on the way to a submitted case
//	draft     草稿    what is filled in and not submitted; it survives a power cut
//	receipt   回执    what the person takes home; its number is on every success
//	queue     待核定   cases waiting for the county's second person
//	run       批次    a month's payments, from gate to reconciliation
//
// # Invariants
//
//   - Every act is a plain form post that ends in a redirect: the back button and a second click are harmless, because the
//     operations are idempotent or refuse with what happened.
//   - Every page works without script; htmx only saves a reload.
//   - A post that is refused shows the same form with what was typed, the summary on top and the words beside the field.
//   - No whole citizen ID is on any page; a phone or bank number is whole only in the draft where it is typed. A look into a file is logged
//     with its purpose.
//   - No address holds more digits of a question than tails have: the box posts what is typed, and the address of its answers seals a number
//     for who asked, so that histories and logs keep none.
//   - Text is [words.Text] in words*.go; a .templ file holds none.
//
// # Tour
//
//	desk.go       the rooms, the routes, who may reach which page
//	frame.go      the visit: who asks, and the page around every page
//	signin.go     sign in and out                 today.go     the day's first page
//	find.go       the one box                     person.go    the file, and what can be done today
//	case.go       a case's steps, draft kept      submit.go    check, submit, withdraw; the case as it stands
//	letter.go     receipt, notice, decision: page and PDF
//	worklist.go   what waits at the station       review.go    the county's second person
//	unwanted.go   who does not want what was found   register.go  a registration ended
//	entitled.go   benefits by kind, changes that wait   entitlement.go  one of them with its life
//	overpaid.go   what was paid too much          overpayment.go  one of it, claimed, agreed, paid back
//	recompute.go  paid months computed again, explained, decided   gate.go  lists before payment, what is held
//	change.go     a change asked for, with what it comes to, and decided
//	runs.go       prepare a month                 run.go       one run: gate, release, approval
//	bank.go       bank file, return file, reconciliation, books
//	answer.go     the bank's answer: uploaded, seen, taken in   failed.go   whose payment came back, and what to do
//	late.go       money that came back after it was paid: taken in, decided, cleared up
//	works.go      long steps that outlive their request
//	calls.go      who called, in one click; the end-of-day account and its closing
//	team.go       absences, remits, hand-over; several cases approved at once
//	rating.go     bad ratings, called back by somebody who had no part
//	more.go       prints, settings, help
package desk
