// Package job does things later, once (任务): a durable queue in the database, for the nightly sweep, the outbox and
// whatever takes longer than a request.
//
// # Vocabulary
//
//   - job — 任务: a kind, a key and arguments (JSON); one job a county, kind and key.
//   - handler — 处理程序: the function that does a kind's work.
//   - lease — 租约: how long a worker holds a job without a sign of life before another may take it.
//   - dead — 停办: a job that failed too often; somebody has to look.
//
// # Invariants
//
//   - A job is queued in the transaction that wants it, so it exists if and only if that act does.
//   - A job runs at least once; its handler is idempotent. While a worker lives, no second one runs the same job: it renews
//     the lease, and whoever lost a lease cannot settle the job any more.
//   - A handler that fails or panics is tried again, later each time, and after [MaxTries] is dead; only the fault's code is
//     kept, since its text may hold more than a table should.
//
// # Tour
//
//	fresh, err := q.EnqueueIn(ctx, tx, job.Job{County: c, Kind: "outreach.sweep", Key: "2026-03", Args: `{"month":"2026-03"}`})
//	out, err := q.Work(ctx, c, map[string]job.Handler{"outreach.sweep": sweep})   // until nothing is due
package job
