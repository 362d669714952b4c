// Package marketday plays the morning of a market day (赶集日): every officer of a county at his desk at once, through the real pages.
//
// # Vocabulary
//
//   - visitor — 会话: one signed-in session with its cookie, as a browser without script has it, and the few requests that a script adds.
//   - click — 一次点击: what a person waits for: a request with all it is redirected to, until the page is there.
//   - think time — 思考时间: between two clicks, drawn evenly from half the mean to one and a half times it.
//   - matter — 一件事: find the person, open the file, open the item, answer, tick the papers, look it over, submit; some only look.
//   - conflict — 被人抢先: an answer that somebody was first. It is no error: the page says who.
//
// # Invariants
//
//  1. Everything a visitor does goes over HTTP: sign-in with a password, cookie, forms as they stand on the pages, the Origin that a browser sends.
//  2. The past cases are rows of casework, taken over by its own load ([casework.Office.LoadPastIn]), each with number, history and receipt.
//  3. A click that ends on another page than it should is an error, as is every status from 400 on but a conflict.
//  4. Visitors and server are one process: what the visitors cost is in the processor's time, and makes pages later, never earlier.
//
// # A short tour
//
//	plan, err := marketday.Prepare(ctx, a, marketday.Options{Sessions: 200, Past: 300000, Think: 10 * time.Second, Lasts: 5 * time.Minute})
//	report, err := plan.Play(ctx, "http://127.0.0.1:8430")
package marketday
