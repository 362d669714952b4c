// Package access knows who may do what, and who did (准入): counties, users, sessions, roles, the audit, and who looked at
// whose file.
//
// # Vocabulary
//
//   - county — 县区: the tenant. Every user, session right and record belongs to one.
//   - actor — 操作人: who asks, as an operation sees him; made by signing in, never by a face.
//   - role — 角色: what a user is; one each. What a role may do stands in one table ([Permissions]).
//   - permission — 权限: one thing a role may do.
//   - look — 查看记录: one reading of a citizen's file: who, from which station, when and what for.
//   - audit — 审计: one act that changed something.
//   - one-time code — 验证码: six digits that prove a citizen holds the phone of his file.
//
// # Invariants
//
//   - The two-person rule (经办复核分离) is kept by the rooms above, by user; this package's part is that opening a case and
//     reviewing it, preparing a run and approving it, are never permissions of one role.
//   - A wrong password, an unknown login and a disabled user are the same message after the same work.
//   - Passwords are kept as argon2id, tokens and codes as keyed or plain hashes; none can be read back.
//   - Throttling, codes and sessions live in the database, so they hold for any number of processes.
//   - Audit and look are append-only; the database refuses to change them.
//   - Nothing personal is in a fault's text, in the audit's detail, or in a log line. Subjects are "room:id".
//
// # Tour
//
//	a := access.New(d, box)
//	actor, err := a.SignIn(ctx, 430725, "wang.li", password, remoteAddress)
//	if err := actor.May(access.CaseOpen); err != nil { return err }       // a Denied fault that names the roles who may
//	err = d.InCounty(ctx, actor.County, func(tx *db.Tx) error {
//		…
//		return a.AuditIn(ctx, tx, actor, "case.open", "case:81", map[string]string{"item": "R07"})
//	})
package access
