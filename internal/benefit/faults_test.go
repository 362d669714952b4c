package benefit

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

// TestFaultFullDisk lets the store run out of room again and again while a month is paid, a little further each time: SQLite by a bound on its
// file's pages, PostgreSQL by the error that its server gives. Nothing but that fault may come, nothing may be half done, and the run goes on.
func TestFaultFullDisk(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		clock := testkit.NewClock(time.Date(2026, 3, 20, 1, 0, 0, 0, time.UTC))
		d := testkit.Open(t, url, db.WithClock(clock.Now))
		h := build(t, d, 1<<40)
		h.pay.page = 25
		people := h.people(150, march)
		h.sim.ClosedIn10000 = 300
		full := 0
		for room := 1; ; room++ {
			bound(t, d, room)
			o, err := h.pay.Pay(ctx, maker, checker, county, march, h.bank, nil)
			if err == nil {
				bound(t, d, 0)
				if o.Posted+o.Returned != int64(len(people)) || o.Difference != 0 {
					t.Fatalf("%+v", o)
				}
				break
			}
			if !errors.Is(err, db.DiskFull) {
				t.Fatalf("room %d: %v", room, err)
			}
			if full++; full > 500 {
				t.Fatal("the run never ends")
			}
		}
		if full < 5 {
			t.Errorf("the disk was full %d times only", full)
		}
		t.Logf("the disk was full %d times", full)
		h.sound()
	})
}

// bound leaves the store room for a little more; 0 takes the bound away.
func bound(t *testing.T, d *db.DB, room int) {
	t.Helper()
	must(t, d.InCounty(ctx, county, func(tx *db.Tx) error {
		if tx.Engine() == db.SQLite {
			var pages, now int64
			if err := tx.QueryRow(ctx, `PRAGMA page_count`).Scan(&pages); err != nil {
				return err
			}
			most := pages + 2*int64(room)
			if room == 0 {
				most = 1 << 30
			}
			return tx.QueryRow(ctx, fmt.Sprintf(`PRAGMA max_page_count=%d`, most)).Scan(&now)
		}
		tables := []string{"payment", "batch", "payment_run"}
		var statements []string
		for _, table := range tables {
			statements = append(statements, `DROP TRIGGER IF EXISTS full_disk ON `+table)
		}
		if room > 0 {
			// The n-th writing statement from here on is refused. A sequence keeps its place when the transaction is rolled back.
			statements = append(statements, `DROP SEQUENCE IF EXISTS full_disk_left`, `CREATE SEQUENCE full_disk_left`,
				`CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
				IF nextval('full_disk_left') >= `+fmt.Sprint(1+room%7)+` THEN RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'could not extend file: No space left on device'; END IF;
				RETURN NULL; END $$`)
			for _, table := range tables {
				statements = append(statements, `CREATE TRIGGER full_disk AFTER INSERT OR UPDATE ON `+table+` FOR EACH STATEMENT EXECUTE FUNCTION full_disk()`)
			}
		}
		for _, q := range statements {
			if _, err := tx.Exec(ctx, q); err != nil {
				return err
			}
		}
		return nil
	}))
}

// TestFaultBankFiles gives a run its bank's answer cut short at every line and at random bytes, with single bytes changed, of another month,
// and the same one twice over. Each is refused and changes nothing; the right one is taken once.
func TestFaultBankFiles(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 1<<40)
		h.people(12, march)
		h.sim.ClosedIn10000 = 2000
		r, f := h.filed(march)
		answer, err := h.bank(f.Content)
		must(t, err)
		refused := 0
		refuse := func(what string, files ...[]byte) {
			t.Helper()
			s, err := h.pay.ImportReturn(ctx, maker, r.ID, files...)
			if err == nil {
				t.Fatalf("%s is taken: %+v", what, s)
			}
			if db.Fault(err) == nil {
				t.Errorf("%s: a fault without words: %v", what, err)
			}
			refused++
		}
		random := rand.New(rand.NewPCG(1, 2))
		for at, b := range answer {
			if b == '\n' && at+1 < len(answer) {
				refuse("a file cut at a line", answer[:at+1])
			}
		}
		for range 20 {
			at := random.IntN(len(answer))
			refuse("a file cut anywhere", answer[:at])
			damaged := bytes.Clone(answer)
			damaged[at] ^= 1 << random.IntN(7)
			refuse("a damaged file", damaged)
		}
		refuse("an empty file", nil)
		refuse("the payment file itself", f.Content)
		refuse("an answer twice over in one file", append(bytes.Clone(answer), answer...))
		v, err := h.pay.Run(ctx, maker, r.ID)
		must(t, err)
		if v.State != Filed || v.Answer != nil {
			t.Fatalf("refused files left the run %s", v.State)
		}
		h.sound()
		s, err := h.pay.ImportReturn(ctx, maker, r.ID, answer)
		must(t, err)
		if s.Already || s.Run.State != Settled {
			t.Fatalf("%+v", s)
		}
		if s, err = h.pay.ImportReturn(ctx, maker, r.ID, answer); err != nil || !s.Already {
			t.Fatalf("the same answer again: %+v, %v", s, err)
		}
		_, err = h.pay.Reconcile(ctx, maker, r.ID)
		must(t, err)
		h.sound()
		april, _ := h.filed(march + 1)
		if _, err := h.pay.ImportReturn(ctx, maker, april.ID, answer); err == nil {
			t.Error("last month's answer is taken for this month")
		}
		t.Logf("%d files refused", refused)
	})
}
