package ledger

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/testkit"
	"renshe/money"
	"renshe/tlog"
)

// history makes books with every kind of record and line.
func history(t testing.TB, d *db.DB) *Ledger {
	t.Helper()
	l := books(t, d)
	fill(t, l, 1, 100000)
	// Of the next month: one of its reservations stays open, and no month with an open one can be closed.
	second := batch(2, Line{Debit: expense, Credit: bank, Amount: 700, Kind: Pending, Cause: "payment:1", Plan: "p", Inputs: "{}"},
		Line{Debit: expense, Credit: bank, Amount: 300, Kind: Post, Code: "x"}, Line{Debit: expense, Credit: bank, Amount: 40, Kind: Pending},
		Line{Debit: expense, Credit: bank, Amount: 41, Kind: Pending}, Line{Debit: expense, Credit: bank, Amount: 42, Kind: Pending})
	second.Period = march + 1
	r, err := l.Post(ctx, maker, second)
	must(t, err)
	third, err := l.Post(ctx, maker, batch(3, Line{Kind: PostPending, Ref: r.Seqs[0], Amount: 650}, Line{Kind: Void, Ref: r.Seqs[2]},
		Line{Kind: Expire, Ref: r.Seqs[3]}, Line{Kind: Reversal, Ref: r.Seqs[1]}))
	must(t, err)
	_, err = l.ClosePeriod(ctx, maker, hands, ResidentPension, march)
	must(t, err)
	part := batch(5, Line{Kind: Part, Ref: r.Seqs[4], Amount: 30}, Line{Debit: income, Credit: expense, Amount: 2, Kind: Post, Ref: third.Seqs[0]})
	part.Period = march + 1
	_, err = l.Post(ctx, maker, part)
	must(t, err)
	_, err = l.Move(ctx, maker, move(6, 77))
	must(t, err)
	addDocument(t, l, document(BankAnswer, "run:81"))
	proposed(t, l)
	cosigned(t, l)
	last := batch(4, Line{Debit: expense, Credit: bank, Amount: 5, Kind: Post})
	last.Period = march + 1
	_, err = l.Post(ctx, maker, last)
	must(t, err)
	return l
}

// cosigned has a witness sign the log as it is.
func cosigned(t testing.TB, l *Ledger) {
	t.Helper()
	w, err := tlog.NewCosigner("finance.example/witness", []byte(strings.Repeat("s", 32)))
	must(t, err)
	fin := Witness{Name: "finance.example/witness", URL: "http://127.0.0.1:1", Key: w.Key()}
	must(t, l.SetWitness(ctx, maker, fin))
	last, err := l.LastCheckpoint(ctx, county)
	must(t, err)
	must(t, l.Cosigned(ctx, maker, fin, last.Size, w.Cosign(last.Checkpoint, time.Date(2026, 3, 21, 9, 0, 0, 0, time.UTC))))
}

// proposed leaves one confirmed, one sent back and one with two of three voices.
func proposed(t testing.TB, l *Ledger) {
	t.Helper()
	by := func(user int64) access.Actor {
		role := access.Approver
		if user == 7 {
			role = access.Accountant
		}
		return access.Actor{County: county, User: user, Name: fmt.Sprint("user ", user), Role: role}
	}
	propose := func(n int64, fen money.Fen) Proposal {
		p, err := l.ProposeBatch(ctx, by(7), Batch{ID: n, Fund: ResidentPension, Kind: "voucher", Cause: "voucher", Period: march + 1,
			Lines: []Line{{Debit: bank, Credit: income, Amount: fen, Kind: Post}}}, "why")
		must(t, err)
		return p
	}
	_, err := l.Confirm(ctx, by(8), propose(90, 3).ID)
	must(t, err)
	_, err = l.SendBack(ctx, by(8), propose(91, 4).ID, "no")
	must(t, err)
	p := propose(92, 2_000_000_00)
	for _, user := range []int64{8, 9} {
		p, err = l.Confirm(ctx, by(user), p.ID)
		must(t, err)
	}
	if p.State != StateProposed || len(p.Voices) != 2 {
		t.Fatalf("%+v", p)
	}
}

// document is a bank file of two lines.
func document(kind DocumentKind, cause string) Document {
	return Document{Fund: ResidentPension, Kind: kind, Account: bank, Cause: cause, Digest: tlog.Hash{1}, List: tlog.Hash{2}, Lines: 2, Total: 700}
}

func addDocument(t testing.TB, l *Ledger, d Document) (have Document) {
	t.Helper()
	must(t, l.db.InCounty(ctx, county, func(tx *db.Tx) (err error) {
		have, err = l.AddDocumentIn(ctx, tx, maker, d)
		return err
	}))
	return have
}

var errUndo = errors.New("undo")

// attack runs fn as somebody who has the database's file or its owner's rights: no trigger, no check. Nothing of it stays.
func attack(t *testing.T, d *db.DB, fn func(tx *db.Tx)) {
	t.Helper()
	err := d.InCounty(ctx, county, func(tx *db.Tx) error {
		disarm(t, tx)
		fn(tx)
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		t.Fatal(err)
	}
}

func disarm(t *testing.T, tx *db.Tx) {
	t.Helper()
	var drops []string
	must(t, triggers(ctx, tx, func(table, name, _ string, _ bool) {
		drop := "DROP TRIGGER " + name
		if tx.Engine() == db.Postgres {
			drop += " ON " + table
		}
		drops = append(drops, drop)
	}))
	if tx.Engine() == db.SQLite {
		drops = append(drops, "PRAGMA ignore_check_constraints=1")
	} else {
		must(t, constraints(ctx, tx, func(table, name, text string) {
			switch {
			case strings.HasPrefix(text, "CREATE"):
				drops = append(drops, "DROP INDEX "+name)
			case strings.HasPrefix(name, table+"_") && strings.Contains(strings.Join(tables, " "), table) && !strings.HasPrefix(text, "FOREIGN"):
				drops = append(drops, "ALTER TABLE "+table+" DROP CONSTRAINT "+name+" CASCADE")
			}
		}))
	}
	for _, q := range drops {
		if _, err := tx.Exec(ctx, q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
}

func restore(t *testing.T, tx *db.Tx) {
	t.Helper()
	if tx.Engine() == db.SQLite {
		_, err := tx.Exec(ctx, "PRAGMA ignore_check_constraints=0")
		must(t, err)
	}
}

// verifyIn verifies what the attacker left, inside his transaction, and gives the findings apart from the missing guards.
func verifyIn(t *testing.T, l *Ledger, tx *db.Tx) []Finding {
	t.Helper()
	v, err := l.verifier(ctx, tx, county)
	must(t, err)
	must(t, v.run(ctx, nil))
	var all []Finding
	for _, f := range v.report.Findings {
		if f.Column != "schema" {
			all = append(all, f)
		}
	}
	return all
}

type column struct{ name, kind string }

func columnsOf(t *testing.T, tx *db.Tx, table string) (all []column) {
	t.Helper()
	q := `SELECT name, type FROM pragma_table_info($1)`
	if tx.Engine() == db.Postgres {
		q = `SELECT column_name, upper(data_type) FROM information_schema.columns WHERE table_name=$1 ORDER BY ordinal_position`
	}
	rows, err := tx.Query(ctx, q, table)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var c column
		must(t, rows.Scan(&c.name, &c.kind))
		all = append(all, c)
	}
	must(t, rows.Err())
	return all
}

// changes are the ways to change a column of this kind.
func changes(c column) []string {
	switch c.kind {
	case "TEXT":
		return []string{c.name + " || 'x'", "''"}
	case "BOOLEAN":
		return []string{"NOT " + c.name}
	case "BLOB":
		return []string{"zeroblob(32)", "x''"}
	case "BYTEA":
		return []string{`'\x0000000000000000000000000000000000000000000000000000000000000000'`, `'\x'`}
	}
	return []string{c.name + " + 1", c.name + " + 5000000"}
}

// Every column of every ledger table, in every record of a small history, changed one at a time: all found and named.
func TestEveryColumnIsGuarded(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := history(t, d)
		clean(t, l)
		tried := 0
		attack(t, d, func(tx *db.Tx) {
			defer restore(t, tx)
			if f := verifyIn(t, l, tx); len(f) > 0 {
				t.Fatalf("found before anything was changed: %+v", f)
			}
			for table, key := range map[string]string{"account": "seq", "transfer": "seq", "batch": "seq", "period": "seq", "document": "seq", "snapshot": "account",
				"turnover": "account", "checkpoint": "size", "log_head": "county", "proposal": "id", "proposal_voice": "proposal",
				"cosignature": "size"} {
				for _, at := range placesOf(t, tx, table, key) {
					for _, c := range columnsOf(t, tx, table) {
						for _, value := range changes(c) {
							tried += tamper(t, l, tx, table, key, at, c, value)
						}
					}
				}
			}
		})
		if tried < 500 {
			t.Errorf("only %d changes were tried", tried)
		}
		clean(t, l)
	})
}

func placesOf(t *testing.T, tx *db.Tx, table, key string) (all []int64) {
	t.Helper()
	rows, err := tx.Query(ctx, "SELECT DISTINCT "+key+" FROM "+table+" WHERE county=$1 ORDER BY 1", county)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var at int64
		must(t, rows.Scan(&at))
		all = append(all, at)
	}
	must(t, rows.Err())
	return all
}

// tamper changes one column of one record, verifies, and puts it back. It gives 0 where a unique key left standing on SQLite,
// or a value that is no change, made the attempt void.
func tamper(t *testing.T, l *Ledger, tx *db.Tx, table, key string, at int64, c column, value string) int {
	t.Helper()
	what := fmt.Sprintf("%s.%s = %s at %s %d", table, c.name, value, key, at)
	_, err := tx.Exec(ctx, "SAVEPOINT one")
	must(t, err)
	defer func() {
		_, err := tx.Exec(ctx, "ROLLBACK TO SAVEPOINT one")
		must(t, err)
	}()
	n, err := tx.Exec(ctx, "UPDATE "+table+" SET "+c.name+"="+value+" WHERE county=$1 AND "+key+"=$2 AND "+c.name+"<>"+value, county, at)
	if db.IsUnique(err) {
		return 0
	}
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if n == 0 {
		return 0
	}
	found := verifyIn(t, l, tx)
	for _, f := range found {
		if named(f, table, at) {
			return 1
		}
	}
	t.Errorf("%s: not named in %+v", what, found)
	return 1
}

// named says whether the finding names the record: the table, and its place.
func named(f Finding, table string, at int64) bool {
	if f.Table != table && !(f.Table == "account, period or document" && (table == "account" || table == "period" || table == "document")) {
		return false
	}
	for _, place := range []string{"seq ", "size ", "county ", "proposal "} {
		if i := strings.Index(f.Record, place+fmt.Sprint(at)); i >= 0 {
			rest := f.Record[i+len(place)+len(fmt.Sprint(at)):]
			if rest == "" || rest[0] < '0' || rest[0] > '9' {
				return true
			}
		}
	}
	// A record whose number itself was changed, or an account by its own number.
	return strings.Contains(f.Record, "account ") || strings.Contains(f.Record, fmt.Sprint(at+1)) || strings.Contains(f.Record, fmt.Sprint(at-1)) ||
		strings.Contains(f.Record, fmt.Sprint(at+5000000))
}

// What a clever attacker does: whole consistent stories, which only the signed roots contradict.
func TestStories(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := history(t, d)
		stories := []struct {
			name, table string
			do          func(exec func(q string, args ...any), tx *db.Tx)
		}{
			{"a transfer deleted", "transfer", func(exec func(string, ...any), _ *db.Tx) {
				exec("DELETE FROM transfer WHERE county=$1 AND seq=10", county)
			}},
			{"a batch deleted", "batch", func(exec func(string, ...any), _ *db.Tx) { exec("DELETE FROM batch WHERE county=$1 AND id=2", county) }},
			{"a closing deleted", "account, period or document", func(exec func(string, ...any), _ *db.Tx) { exec("DELETE FROM period WHERE county=$1", county) }},
			{"a document deleted", "account, period or document", func(exec func(string, ...any), _ *db.Tx) {
				exec("DELETE FROM document WHERE county=$1", county)
			}},
			{"a proposal deleted", "proposal", func(exec func(string, ...any), _ *db.Tx) {
				exec("DELETE FROM proposal WHERE county=$1 AND state='refused'", county)
			}},
			{"a voice deleted", "proposal_voice", func(exec func(string, ...any), _ *db.Tx) {
				exec("DELETE FROM proposal_voice WHERE county=$1 AND by_user=9", county)
			}},
			{"a voice invented", "proposal_voice", func(exec func(string, ...any), _ *db.Tx) {
				exec(`INSERT INTO proposal_voice (county, proposal, maker, by_user, by_name, at) SELECT county, proposal, maker, 10, by_name, at
					FROM proposal_voice WHERE county=$1 AND by_user=9`, county)
			}},
			{"a cosignature deleted", "cosignature", func(exec func(string, ...any), _ *db.Tx) { exec("DELETE FROM cosignature WHERE county=$1", county) }},
			{"a checkpoint deleted", "checkpoint", func(exec func(string, ...any), _ *db.Tx) {
				exec("DELETE FROM checkpoint WHERE county=$1 AND size=9", county)
			}},
			{"the head deleted", "log_head", func(exec func(string, ...any), _ *db.Tx) { exec("DELETE FROM log_head WHERE county=$1", county) }},
			{"the tail deleted", "log_head", func(exec func(string, ...any), tx *db.Tx) {
				exec("DELETE FROM transfer WHERE county=$1 AND batch=4", county)
				exec("DELETE FROM batch WHERE county=$1 AND id=4", county)
				exec("DELETE FROM checkpoint WHERE county=$1 AND size=(SELECT max(size) FROM checkpoint WHERE county=$1)", county)
			}},
			{"two amounts swapped", "transfer", func(exec func(string, ...any), _ *db.Tx) {
				exec("UPDATE transfer SET amount_fen = CASE amount_fen WHEN 40 THEN 41 ELSE 40 END WHERE county=$1 AND amount_fen IN (40, 41)", county)
			}},
			{"a line too many", "transfer", func(exec func(string, ...any), _ *db.Tx) {
				exec(`INSERT INTO transfer (county, `+transferColumns+`) SELECT county, 900, batch, 77, fund, debit, credit, amount_fen, released_fen, kind, ref_seq,
					code, cause, plan, inputs, period, value_date, posted_at, debit_after, credit_after, leaf FROM transfer WHERE county=$1 AND seq=7`, county)
			}},
			{"a payment moved to another account, its leaf made anew", "checkpoint", func(exec func(string, ...any), tx *db.Tx) {
				rewrite(t, exec, tx)
			}},
			{"the last checkpoint signed by another key", "checkpoint", func(exec func(string, ...any), tx *db.Tx) {
				keys, err := OpenKeys(t.TempDir())
				must(t, err)
				signer, _, err := keys.For(Origin(county))
				must(t, err)
				c, err := lastCheckpoint(ctx, tx, county)
				must(t, err)
				root, _ := tlog.ParseHash(c.root)
				note, err := tlog.Sign(tlog.Checkpoint{Origin: Origin(county), Size: c.size, Root: root}, signer)
				must(t, err)
				exec("UPDATE checkpoint SET note=$3 WHERE county=$1 AND size=$2", county, c.size, string(note))
			}},
		}
		for _, s := range stories {
			attack(t, d, func(tx *db.Tx) {
				defer restore(t, tx)
				s.do(func(q string, args ...any) {
					n, err := tx.Exec(ctx, q, args...)
					if err != nil || n == 0 {
						t.Fatalf("%s: %d rows, %v", s.name, n, err)
					}
				}, tx)
				found := verifyIn(t, l, tx)
				for _, f := range found {
					if f.Table == s.table {
						return
					}
				}
				t.Errorf("%s: %s is not named in %+v", s.name, s.table, found)
			})
		}
		clean(t, l)
	})
}

// rewrite lowers one posting everywhere it shows, with fresh leaves: only a signature stands against it.
func rewrite(t *testing.T, exec func(string, ...any), tx *db.Tx) {
	t.Helper()
	var r transferRow
	must(t, scanTransfer(tx.QueryRow(ctx, `SELECT county, `+transferColumns+` FROM transfer WHERE county=$1 AND batch=4`, county), &r))
	r.amount, r.debitAfter, r.creditAfter = r.amount-1, r.debitAfter-1, r.creditAfter+1
	leaf := tlog.LeafHash(r.bytes())
	exec("UPDATE transfer SET amount_fen=$3, debit_after=$4, credit_after=$5, leaf=$6 WHERE county=$1 AND seq=$2", county, r.seq, r.amount, r.debitAfter, r.creditAfter, leaf[:])
	var b batchRow
	must(t, scanBatch(tx.QueryRow(ctx, `SELECT county, `+batchColumns+` FROM batch WHERE county=$1 AND id=4`, county), &b))
	b.total--
	leaf = tlog.LeafHash(b.bytes())
	exec("UPDATE batch SET total_fen=$3, leaf=$4 WHERE county=$1 AND id=$2", county, b.id, b.total, leaf[:])
	exec("UPDATE account SET debits=debits-1 WHERE county=$1 AND id=$2", county, expense)
	exec("UPDATE account SET credits=credits-1 WHERE county=$1 AND id=$2", county, bank)
}

// One changed value is one finding that says what it should be, not a list of consequences.
func TestOneChangeOneFinding(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := history(t, d)
		attack(t, d, func(tx *db.Tx) {
			defer restore(t, tx)
			_, err := tx.Exec(ctx, "UPDATE transfer SET cause='payment:2' WHERE county=$1 AND cause='payment:1'", county)
			must(t, err)
			if found := verifyIn(t, l, tx); len(found) != 1 || found[0].Table != "transfer" || found[0].Column != "*" {
				t.Errorf("a changed cause: %+v", found)
			}
		})
		attack(t, d, func(tx *db.Tx) {
			defer restore(t, tx)
			_, err := tx.Exec(ctx, "UPDATE transfer SET leaf=request_hash FROM batch WHERE batch.county=$1 AND batch.id=4 AND transfer.county=$1 AND transfer.batch=4", county)
			must(t, err)
			if found := verifyIn(t, l, tx); len(found) != 1 || found[0].Table != "transfer" || found[0].Column != "leaf" {
				t.Errorf("a changed leaf: %+v", found)
			}
		})
	})
}

// A guard that is gone, switched off or hollowed out is found even when no record was touched.
func TestGuardsAreWatched(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := history(t, d)
		attacks := []string{"DROP TRIGGER transfer_no_update; CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer BEGIN SELECT 1; END",
			"DROP TRIGGER account_only_grows", "DROP INDEX transfer_settled_once"}
		if d.Engine() == db.Postgres {
			attacks = []string{"CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
				"ALTER TABLE transfer DISABLE TRIGGER transfer_no_update", "DROP TRIGGER account_only_grows ON account",
				"DROP INDEX transfer_settled_once", "ALTER TABLE transfer DROP CONSTRAINT transfer_wall"}
		}
		for _, q := range attacks {
			err := d.InCounty(ctx, county, func(tx *db.Tx) error {
				if _, err := tx.Exec(ctx, q); err != nil {
					return err
				}
				v, err := l.verifier(ctx, tx, county)
				if err != nil {
					return err
				}
				if err := v.run(ctx, nil); err != nil {
					return err
				}
				if len(v.report.Findings) == 0 || v.report.Findings[0].Column != "schema" {
					t.Errorf("%s: %+v", q, v.report.Findings)
				}
				return errUndo
			})
			if !errors.Is(err, errUndo) {
				t.Fatalf("%s: %v", q, err)
			}
		}
		clean(t, l)
	})
}

// refused are statements of which the database must refuse the last; fine are some that it takes, so that the others fail for
// their own reason.
func refused(engine db.Engine) (cases map[string][]string, fine []string) {
	blank := map[db.Engine]string{db.SQLite: `x''`, db.Postgres: `'\x'`}[engine]
	// A line and a batch as a broken program would store them.
	line := func(seq int64, fund Fund, debit, credit AccountID, amount, kind, ref, released int64) string {
		return fmt.Sprintf(`INSERT INTO transfer (county, `+transferColumns+`) VALUES (%d,%d,50,%d,%d,%d,%d,%d,%d,%d,%d,'','','','',%d,'2026-04-01',99,0,0,%s)`,
			county, seq, seq, fund, debit, credit, amount, released, kind, ref, march+1, blank)
	}
	kinded := func(kind string, seq, first int64, fund Fund, total int64, maker, checker int, period civil.Month) string {
		return fmt.Sprintf(`INSERT INTO batch (county, `+batchColumns+`) VALUES (%d,50,%d,%d,%d,'%s',%s,%d,%d,%d,%d,'x',%d,99,%s)`,
			county, seq, first, fund, kind, blank, seq-first, total, maker, checker, period, blank)
	}
	head := func(seq, first int64, fund Fund, total int64, maker, checker int, period civil.Month) string {
		return kinded("x", seq, first, fund, total, maker, checker, period)
	}
	const free = 400
	fund := ResidentPension
	good := line(free, fund, expense, bank, 10, 1, 0, 0)
	cases = map[string][]string{
		"update a transfer":  {"UPDATE transfer SET amount_fen=amount_fen+1 WHERE county=430725"},
		"delete a transfer":  {"DELETE FROM transfer WHERE county=430725"},
		"update a batch":     {"UPDATE batch SET cause='x' WHERE county=430725"},
		"delete a batch":     {"DELETE FROM batch WHERE county=430725"},
		"update a closing":   {"UPDATE period SET month=1 WHERE county=430725"},
		"delete a closing":   {"DELETE FROM period WHERE county=430725"},
		"update a document":  {"UPDATE document SET lines=lines+1 WHERE county=430725"},
		"delete a document":  {"DELETE FROM document WHERE county=430725"},
		"update checkpoints": {"UPDATE checkpoint SET note='' WHERE county=430725"},
		"delete checkpoints": {"DELETE FROM checkpoint WHERE county=430725"},
		"rename an account":  {"UPDATE account SET title_zh='x' WHERE county=430725"},
		"lower a counter":    {"UPDATE account SET debits=debits-1, last_seq=last_seq+1 WHERE county=430725"},
		"delete an account":  {"DELETE FROM account WHERE county=430725"},
		"rewind the log":     {"UPDATE log_head SET size=size-1 WHERE county=430725"},
		"delete the head":    {"DELETE FROM log_head WHERE county=430725"},
		"across funds":       {line(free, fund, expense, other, 10, 1, 0, 0)},
		"fund says another":  {line(free, Injury, expense, bank, 10, 1, 0, 0)},
		"nothing":            {line(free, fund, expense, bank, 0, 1, 0, 0)},
		"to itself":          {line(free, fund, bank, bank, 10, 1, 0, 0)},
		"settled again":      {line(free, fund, expense, bank, 40, 4, 11, 40)},
		"reversed again":     {line(free, fund, bank, expense, 300, 6, 10, 0)},
		"same person":        {good, head(free+1, free, fund, 10, 3, 3, march+1)},
		"closed month":       {good, head(free+1, free, fund, 10, 3, 4, march)},
		"wrong total":        {good, head(free+1, free, fund, 11, 3, 4, march+1)},
		"wrong lines":        {good, head(free+2, free, fund, 10, 3, 4, march+1)},
		"batch other fund":   {good, head(free+1, free, Injury, 10, 3, 4, march+1)},
		"unknown account":    {line(free, fund, expense, fund.Account(88), 10, 1, 0, 0), head(free+1, free, fund, 10, 3, 4, march+1)},
		"overdraft":          {line(free, fund, expense, bank, 1<<40, 1, 0, 0), head(free+1, free, fund, 1<<40, 3, 4, march+1)},
		"update a snapshot":  {"UPDATE snapshot SET debits=debits+1 WHERE county=430725"},
		"delete a snapshot":  {"DELETE FROM snapshot WHERE county=430725"},
		"lower a turnover":   {"UPDATE turnover SET debits=debits-1 WHERE county=430725 AND debits>0"},
		"move a turnover":    {"UPDATE turnover SET period=period+9 WHERE county=430725"},
		"delete a turnover":  {"DELETE FROM turnover WHERE county=430725"},
		"opening too late":   {good, kinded(Opening, free+1, free, fund, 10, 3, 4, march+1)},
		"no clearing":        {good, kinded(MoveOut, free+1, free, fund, 10, 3, 4, march+1)},
		"half a move":        {line(free, fund, gives, bank, 10, 1, 0, 0), kinded(MoveIn, free+1, free, fund, 10, 3, 4, march+1)},
		"a part of all":      {line(free, fund, expense, bank, 12, 7, 21, 12)},
		"a part of too much": {line(free, fund, expense, bank, 1, 7, 21, 42), head(free+1, free, fund, 1, 3, 4, march+1)},
		"a rest settled":     {line(free, fund, expense, bank, 12, 3, 13, 12)},
		"correct open month": {line(free, fund, expense, bank, 10, 1, 25, 0), head(free+1, free, fund, 10, 3, 4, march+1)},
		"correct elsewhere":  {line(free, fund, gives, income, 10, 1, 16, 0), head(free+1, free, fund, 10, 3, 4, march+1)},
		"void of nothing":    {line(free, fund, expense, bank, 10, 4, 8, 10), head(free+1, free, fund, 10, 3, 4, march+1)},
		"reversal of less":   {line(free, fund, income, bank, 10, 6, 7, 0), head(free+1, free, fund, 10, 3, 4, march+1)},
	}
	return cases, []string{good, head(free+1, free, fund, 10, 3, 4, march+1)}
}

// What the program itself could get wrong, the database refuses.
func TestDatabaseRefuses(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := history(t, d)
		before := clean(t, l)
		cases, good := refused(d.Engine())
		if d.Engine() == db.Postgres {
			for _, table := range tables {
				cases["truncate "+table] = []string{"TRUNCATE " + table}
			}
		}
		for name, statements := range cases {
			err := d.InCounty(ctx, county, func(tx *db.Tx) error {
				for i, q := range statements {
					if _, err := tx.Exec(ctx, q); err != nil {
						if c := db.Classify(err); i < len(statements)-1 || (c != db.Refused && c != db.Check && c != db.Unique) {
							t.Errorf("%s: %v", name, err)
						}
						return errUndo
					}
				}
				return nil
			})
			if !errors.Is(err, errUndo) {
				t.Errorf("%s was not refused: %v", name, err)
			}
		}
		if after := clean(t, l); after.Root != before.Root {
			t.Error("the log changed")
		}
		err := d.InCounty(ctx, county, func(tx *db.Tx) error { // the same way, nothing wrong: the cases above fail for their own reason
			for _, q := range good {
				if _, err := tx.Exec(ctx, q); err != nil {
					t.Errorf("the good line: %v", err)
				}
			}
			return errUndo
		})
		if !errors.Is(err, errUndo) {
			t.Error(err)
		}
	})
}
