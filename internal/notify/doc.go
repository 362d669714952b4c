// Package notify tells people things (通知): a message is written into the outbox in the same transaction as the act it
// tells of, and delivered afterwards.
//
// # Vocabulary
//
//   - outbox — 发件箱: messages on their way, sealed, since they hold names, numbers and codes.
//   - channel — 渠道: SMS, WeChat.
//   - sender — 发送方: what really sends; wired by the program ([Sender]).
//   - dead — 停发: a message that cannot be delivered, or failed too often; somebody has to look.
//
// # Invariants
//
//   - No act without its message and no message without its act: both are in one transaction, or neither is.
//   - A message with a Key is queued once per county, however often the act is repeated.
//   - Delivery is at least once: who dies between sending and noting it sends again after the lease.
//   - Nothing of a message's recipient or text reaches a log, a fault or a column in clear.
//
// # Tour
//
//	err := d.InCounty(ctx, county, func(tx *db.Tx) error {
//		… the act …
//		return n.QueueIn(ctx, tx, notify.Message{County: county, Person: id, Channel: notify.SMS, To: phone,
//			Text: granted.Fill(lang, "amount", amount), Key: "case:81:granted"})
//	})
//	out, err := n.Deliver(ctx, county, sender)          // a job does this, again and again
package notify
