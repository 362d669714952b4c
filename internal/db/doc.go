// Package db opens the store (数据库), brings it to the program's schema (迁移) and runs transactions (事务).
//
// One SQL text serves SQLite (a county), PostgreSQL (a city) and Citus (a province). Rooms write it literally, with $1
// placeholders, in files named store*.go; this package holds the few differences between engines and nothing of the domain.
//
// # Vocabulary
//
//   - county — 县区: the tenant; the first column of every key.
//   - engine — 数据库引擎: [SQLite] or [Postgres].
//   - class — 错误类别: what an engine's error means to a caller ([Classify]), by SQLSTATE or result code, never by constraint name.
//   - unknown outcome — 结果不明: the connection was lost while a COMMIT was under way; read again by the idempotency key.
//
// # Tour
//
//	d, err := db.Open(ctx, "sqlite:/var/lib/renshe/renshe.db")   // or postgres://user@host/name
//	err = d.Migrate(ctx)
//	err = d.InCounty(ctx, 430725, func(tx *db.Tx) error {        // the one way to write
//		n, err := tx.Exec(ctx, `UPDATE thing SET state='done', version=version+1
//			WHERE county=$1 AND id=$2 AND version=$3`, county, id, seen)
//		…
//	})
//	err = d.View(ctx, func(tx *db.Tx) error { … })               // a read-only snapshot
//
// # Invariants
//
//   - The closure given to [DB.InCounty] may run more than once and therefore has no effect outside the transaction.
//   - InCounty is never called inside InCounty: SQLite has one writer. Whoever waits for it longer than [WriterWait]
//     gets [Busy].
//   - A read that decides a write either rests on a conditional UPDATE (version=$n) or locks its row first
//     ([Tx.LockClause]), always in the same order: PostgreSQL's default isolation loses the update otherwise. SQLite hides this.
//   - On PostgreSQL a failed statement ends the transaction: use ON CONFLICT … DO NOTHING where a duplicate is expected.
//   - Identifiers and times come from the program ([Tx.NewID], [Tx.Now]); no volatile SQL function.
//   - Arguments are integers, booleans, strings, bytes, nil, named types of these, or a driver.Valuer. Floats, time.Time, NUL and
//     broken UTF-8 are refused alike on every engine.
//   - An SQLite file, its WAL and its index are readable by their owner alone (0600).
//
// # Migrations
//
// Files migrations/NNNN_room.sql, forward only, in PostgreSQL's flavour; one ALTER action a statement, every constraint named,
// parents before children. For SQLite the text is translated as it is read: BIGINT→INTEGER, BOOLEAN→INTEGER, BYTEA→BLOB,
// and STRICT after each CREATE TABLE's closing parenthesis, which therefore stands at the start of its own line: ");".
// What only one engine understands stands between marker lines and runs as one piece (a trigger's body may
// hold semicolons; "--" comments are fine):
//
//	-- only sqlite
//	CREATE TRIGGER thing_fixed BEFORE UPDATE ON thing BEGIN SELECT RAISE(ABORT, 'thing is fixed'); END;
//	-- end
//	-- only postgres
//	CREATE FUNCTION thing_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'thing is fixed'; END $$;
//	CREATE TRIGGER thing_fixed BEFORE UPDATE ON thing FOR EACH ROW EXECUTE FUNCTION thing_fixed();
//	-- end
//
// No goose annotation is written by hand. The result is compared with testdata/schema.<engine>.sql; after a new migration run
//
//	RENSHE_GOLDEN=1 go test ./internal/db -run TestSchema
//
// and read the difference before committing it.
package db
