// Package paper prints letters as PDF (打印): receipts, one-time notices, decision sheets, statements.
//
// # Vocabulary
//
//   - letter (文书): title, blocks, who printed it and when; a [Letter] is data and [Print] is the only act.
//   - block (段): fields, paragraph, list, table, answer, explanation, signature.
//   - short code (短码): what a person types to verify the paper, beside the QR code (二维码) with the random one.
//
// # Invariants
//
//   - A character that no embedded font has stops the print with a fault that names the character and the field: there
//     is never an empty box on a paper. The fonts cover the basic CJK block and Extension A.
//   - A whole citizen ID is refused unless the letter says ShowIDs: papers lie on counters.
//   - Nothing is written before the letter is laid out whole.
//   - Only the characters used are embedded: a one-page letter is about 90 KB.
//   - The same letter gives the same bytes on every machine: fonts are embedded, time is the letter's own.
//
// # Tour
//
//	err := paper.Print(w, paper.Letter{
//		Agency: wAgency, Title: wReceipt, Number: "430725-2026-000123", Operator: actor.Name, Station: station, At: now,
//		Blocks: []paper.Block{
//			paper.Fields{Title: wApplicant, Pairs: true, Rows: []paper.Field{{wName, person.Name}, {wID, id.Masked()}}},
//			paper.Para{Text: wPromise, Args: []any{"date", due}},
//		},
//		Verify: &paper.Verify{URL: url, Short: "7K2M-9QXP", Site: site},
//	})
package paper
