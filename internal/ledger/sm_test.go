package ledger

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/testkit"
	"renshe/tlog"
)

// smAfresh computes the second tree of the records as they stand.
func smAfresh(t testing.TB, d *db.DB) *tlog.Frontier {
	t.Helper()
	f := smTree.Frontier()
	must(t, d.View(ctx, func(tx *db.Tx) error {
		head, err := readHead(ctx, tx, county)
		if err != nil {
			return err
		}
		records, err := recordsBetween(ctx, tx, county, 0, head.size)
		for _, b := range records {
			f.Append(smTree.Leaf(b))
		}
		return err
	}))
	return f
}

// The second tree takes in what is there, follows every record from then on, and is proved and verified on its own; until it is switched on
// there is nothing of it.
func TestSecondTreeFollowsTheBooks(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := history(t, d)
		s, err := l.SMState(ctx, county)
		must(t, err)
		forged := inclusion{origin: SMOrigin(county), size: 1, row: &transferRow{}, sign: make([]byte, signBytes)}
		if _, err := l.CheckProof(ctx, proofTag+digits(forged.bytes())); !errors.Is(err, ProofUnknown) {
			t.Errorf("a proof of a tree that is not kept: %v", err)
		}
		if _, err := l.ProveRecordSM(ctx, county, 1); s.On || !errors.Is(err, NoSM) {
			t.Errorf("off: %+v, %v", s, err)
		}
		if files, _ := filepath.Glob(filepath.Join(l.keys.(*Keys).folder, "*sm*")); len(files) > 0 {
			t.Errorf("a key though it is off: %v", files)
		}
		if err := l.KeepSM(ctx, access.Actor{County: county, User: 9, Role: access.Admin}, nil); err == nil {
			t.Error("the administrator switched it on")
		}
		var last, total int64
		must(t, l.KeepSM(ctx, maker, func(done, all int64) { last, total = done, all }))
		must(t, l.KeepSM(ctx, maker, nil))
		was := clean(t, l)
		if last != was.Entries || total != was.Entries {
			t.Errorf("progress %d of %d, %d records", last, total, was.Entries)
		}
		follow := func(l *Ledger) {
			t.Helper()
			r := clean(t, l)
			afresh := smAfresh(t, d)
			s, err := l.SMState(ctx, county)
			must(t, err)
			if !s.On || s.Size != r.Entries || s.Root != afresh.Root() || s.Root == r.Root || !strings.HasPrefix(s.Key, "renshe/ledger-sm/430725+") {
				t.Errorf("%+v; afresh %v, the first tree %v of %d", s, afresh.Root(), r.Root, r.Entries)
			}
		}
		follow(l)
		more := batch(50, Line{Debit: expense, Credit: bank, Amount: 5, Kind: Post})
		more.Period = march + 1
		_, err = l.Post(ctx, maker, more)
		must(t, err)
		follow(l)
		many := batch(51)
		many.Period = march + 1
		for range 3 * hashPage {
			many.Lines = append(many.Lines, Line{Debit: expense, Credit: bank, Amount: 1, Kind: Post, Inputs: strings.Repeat("x", 600)})
		}
		_, err = l.Post(ctx, maker, many)
		must(t, err)
		again := New(d, l.keys)
		_, err = again.Move(ctx, maker, move(60, 7))
		must(t, err)
		must(t, again.OpenAccounts(ctx, maker, hands, account(ResidentPension.Account(99), Expense, false)))
		follow(again)
		r := clean(t, again)
		for _, seq := range []int64{0, 1, 255, 256, r.Entries - 1} {
			p, err := again.ProveRecordSM(ctx, county, seq)
			first, err2 := again.ProveRecord(ctx, county, seq)
			if must(t, errors.Join(err, err2)); p.Text == first.Text || p.Size <= seq || !p.SM || first.SM {
				t.Errorf("%d: %+v", seq, p)
			}
			c, err := again.CheckProof(ctx, p.Text)
			if in, _ := parseProof(p.Text); in.row == nil {
				if !errors.Is(err, ProofUnknown) {
					t.Errorf("%d is no transfer: %v", seq, err)
				}
			} else if err != nil || c.Seq != seq || c.County != county || !c.Proof.SM {
				t.Errorf("%d: %+v, %v", seq, c, err)
			}
		}
		if _, err := again.ProveRecordSM(ctx, county, r.Entries); err == nil {
			t.Error("a record beyond the end was proved")
		}
		dir := filepath.Dir(l.keys.(*Keys).folder)
		must(t, os.Remove(filepath.Join(dir, "keys", "ledger-sm.key")))
		stranger, err := OpenKeys(dir)
		must(t, err)
		if _, err := New(d, stranger).Post(ctx, maker, batch(70, Line{Debit: expense, Credit: bank, Amount: 5, Kind: Post})); !errors.Is(err, LogBroken) {
			t.Errorf("another SM2 key writes on: %v", err)
		}
	})
}

// It may be switched on before the first record.
func TestSecondTreeFromNothing(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		keys, err := OpenKeys(t.TempDir())
		must(t, err)
		l := New(d, keys)
		must(t, l.KeepSM(ctx, maker, nil))
		must(t, l.OpenAccounts(ctx, maker, hands, account(bank, Asset, true), account(income, Income, false)))
		fill(t, l, 1, 500)
		r := clean(t, l)
		if s, err := l.SMState(ctx, county); err != nil || s.Size != r.Entries || s.Root != smAfresh(t, d).Root() {
			t.Errorf("%+v, %v", s, err)
		}
	})
}

// Every column of the second tree's tables changed, a row gone, a guard gone: found and named. And who holds the first tree's key, and writes rows,
// leaves, roots and signatures of it anew, is contradicted by the second.
func TestSecondTreeIsGuarded(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := history(t, d)
		must(t, l.KeepSM(ctx, maker, nil))
		clean(t, l)
		tried := 0
		attack(t, d, func(tx *db.Tx) {
			defer restore(t, tx)
			for table, key := range map[string]string{"sm_checkpoint": "size", "sm_head": "county"} {
				for _, at := range placesOf(t, tx, table, key) {
					for _, c := range columnsOf(t, tx, table) {
						for _, value := range changes(c) {
							tried += tamper(t, l, tx, table, key, at, c, value)
						}
					}
					tried += tamperBy(t, l, tx, "DELETE FROM "+table+" WHERE county=$1 AND "+key+"=$2", table, at)
				}
			}
		})
		if tried < 100 {
			t.Errorf("only %d changes were tried", tried)
		}
		attack(t, d, func(tx *db.Tx) {
			defer restore(t, tx)
			rewrite(t, func(q string, args ...any) { _, err := tx.Exec(ctx, q, args...); must(t, err) }, tx)
			signFirstAgain(t, l, tx)
			found := verifyIn(t, New(d, l.keys), tx)
			byFirst, bySecond := 0, 0
			for _, f := range found {
				switch f.Table {
				case "sm_checkpoint", "sm_head":
					bySecond++
				case "checkpoint", "transfer", "batch", "log_head":
					byFirst++
				}
			}
			if byFirst > 0 || bySecond == 0 {
				t.Errorf("%d findings by the first tree, %d by the second: %+v", byFirst, bySecond, found)
			}
		})
		clean(t, l)
	})
}

// tamperBy runs one statement, verifies, and puts it back; one of the tables must be named.
func tamperBy(t *testing.T, l *Ledger, tx *db.Tx, q, named string, at int64) int {
	t.Helper()
	_, err := tx.Exec(ctx, "SAVEPOINT one")
	must(t, err)
	n, err := tx.Exec(ctx, q, county, at)
	must(t, err)
	found := verifyIn(t, l, tx)
	_, err = tx.Exec(ctx, "ROLLBACK TO SAVEPOINT one")
	must(t, err)
	for _, f := range found {
		if n == 1 && strings.Contains(named, f.Table) {
			return 1
		}
	}
	t.Errorf("%s at %d: %d rows, not named in %+v", q, at, n, found)
	return 1
}

// signFirstAgain makes the first tree fit the rows, with its own key.
func signFirstAgain(t *testing.T, l *Ledger, tx *db.Tx) {
	t.Helper()
	signer, _, err := l.keys.For(Origin(county))
	must(t, err)
	head, err := readHead(ctx, tx, county)
	must(t, err)
	leaves, err := leavesBetween(ctx, tx, county, 0, head.size)
	must(t, err)
	marks, err := pageCheckpoints(ctx, tx, county, 0)
	must(t, err)
	var f tlog.Frontier
	for i, leaf := range leaves {
		f.Append(leaf)
		for _, c := range marks {
			if c.size != int64(i)+1 {
				continue
			}
			root := f.Root()
			if bytes.Equal(root[:], c.root) {
				continue
			}
			note, err := tlog.Sign(tlog.Checkpoint{Origin: Origin(county), Size: c.size, Root: root}, signer)
			must(t, err)
			_, err = tx.Exec(ctx, "UPDATE checkpoint SET root=$3, note=$4 WHERE county=$1 AND size=$2", county, c.size, root[:], string(note))
			must(t, err)
		}
	}
	_, err = tx.Exec(ctx, "UPDATE log_head SET frontier=$2 WHERE county=$1", county, f.Bytes())
	must(t, err)
}
