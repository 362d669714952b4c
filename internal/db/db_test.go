package db_test

import (
	"bytes"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/testkit"
)

const county = civil.County(430725)

var ctx = context.Background()

// put writes one setting; the settings table serves these tests as "some table".
func put(tx *db.Tx, name, value string) error {
	_, err := tx.Exec(ctx, `INSERT INTO tenant_setting (county, name, value, changed) VALUES ($1, $2, $3, 0)`, county, name, value)
	return err
}

func openTenant(t *testing.T, d *db.DB) {
	t.Helper()
	err := d.InCounty(ctx, county, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO tenant (county, name, opened, demo) VALUES ($1, $2, $3, $4)`, county, "桃源县", 0, true)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func count(t *testing.T, d *db.DB) (n int) {
	t.Helper()
	err := d.View(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `SELECT count(*) FROM tenant_setting WHERE county=$1`, county).Scan(&n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestTablesToAnalyzeAreNames(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		for _, tables := range [][]string{nil, {"job"}, {"job", "person"}} {
			if err := d.Analyze(ctx, tables...); err != nil {
				t.Errorf("%v: %v", tables, err)
			}
		}
		if err := d.Analyze(ctx, "job; DROP TABLE job"); err == nil {
			t.Error("a statement was taken for a name")
		}
	})
}

func TestPlaceholdersBindByNumber(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		err := d.View(ctx, func(tx *db.Tx) error {
			var a, b, c string
			if err := tx.QueryRow(ctx, `SELECT CAST($2 AS TEXT), CAST($1 AS TEXT), CAST($2 AS TEXT)`, "one", "two").Scan(&a, &b, &c); err != nil {
				return err
			}
			if a != "two" || b != "one" || c != "two" {
				t.Errorf("got %s %s %s", a, b, c)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

type named string

func (named) String() string { return "not this" }

type valuer struct{ v driver.Value }

func (v valuer) Value() (driver.Value, error) { return v.v, nil }

func TestArgumentsMeanTheSameOnEachEngine(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		text := named("O'Brien; DROP TABLE tenant; -- 桃源\u3000😀")
		err := d.View(ctx, func(tx *db.Tx) error {
			var s, s2 string
			var big, small, month int64
			var yes bool
			var blob, fixed []byte
			var null *string
			err := tx.QueryRow(ctx, `SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS INTEGER), CAST($5 AS BOOLEAN) AND CAST($6 AS BOOLEAN), `+
				blobs(tx)+`, CAST($9 AS TEXT), CAST($10 AS TEXT)`,
				text, int64(math.MaxInt64), int64(math.MinInt64), civil.MonthOf(2026, 3), true, true,
				[]byte{0, 255}, [3]byte{1, 2, 3}, (*string)(nil), valuer{"v"}).
				Scan(&s, &big, &small, &month, &yes, &blob, &fixed, &null, &s2)
			if err != nil {
				return err
			}
			if s != string(text) || big != math.MaxInt64 || small != math.MinInt64 || month != int64(civil.MonthOf(2026, 3)) ||
				!yes || !bytes.Equal(blob, []byte{0, 255}) || !bytes.Equal(fixed, []byte{1, 2, 3}) || null != nil || s2 != "v" {
				t.Errorf("came back: %q %d %d %d %v %x %x %v %q", s, big, small, month, yes, blob, fixed, null, s2)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func blobs(tx *db.Tx) string {
	if tx.Engine() == db.Postgres {
		return `CAST($7 AS BYTEA), CAST($8 AS BYTEA)`
	}
	return `CAST($7 AS BLOB), CAST($8 AS BLOB)`
}

func TestBadArgumentsAreRefusedAlike(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		openTenant(t, d)
		for name, bad := range map[string]any{
			"float": 1.5, "time": time.Now(), "NUL": "a\x00b", "UTF-8": "a\xff", "too big": uint64(math.MaxUint64), "struct": struct{}{},
			"a valuer's float": valuer{1.5}, "ints": []int{1},
		} {
			err := d.InCounty(ctx, county, func(tx *db.Tx) error {
				var got any
				if err := tx.QueryRow(ctx, `SELECT CAST($1 AS TEXT)`, bad).Scan(&got); !errors.Is(err, db.BadArgument) {
					t.Errorf("%s in QueryRow: %v", name, err)
				}
				_, err := tx.Exec(ctx, `UPDATE tenant SET name=$2 WHERE county=$1`, county, bad)
				return err
			})
			if !errors.Is(err, db.BadArgument) || fail.KindOf(err) != fail.Invalid {
				t.Errorf("%s in Exec: %v", name, err)
			}
		}
	})
}

func TestATransactionIsAllOrNothing(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		openTenant(t, d)
		mine := errors.New("mine")
		err := d.InCounty(ctx, county, func(tx *db.Tx) error {
			if err := put(tx, "a", "1"); err != nil {
				return err
			}
			return mine
		})
		if err != mine || count(t, d) != 0 {
			t.Errorf("after an error: %v, %d rows", err, count(t, d))
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Error("the panic was swallowed")
				}
			}()
			_ = d.InCounty(ctx, county, func(tx *db.Tx) error {
				if err := put(tx, "a", "1"); err != nil {
					t.Error(err)
				}
				panic("x")
			})
		}()
		if n := count(t, d); n != 0 {
			t.Errorf("after a panic: %d rows", n)
		}
		cancelled, cancel := context.WithCancel(ctx)
		err = d.InCounty(cancelled, county, func(tx *db.Tx) error {
			err := put(tx, "a", "1")
			cancel()
			return err
		})
		if !errors.Is(err, context.Canceled) || count(t, d) != 0 {
			t.Errorf("after a cancel: %v, %d rows", err, count(t, d))
		}
		if err := d.InCounty(ctx, county, func(tx *db.Tx) error { return put(tx, "a", "1") }); err != nil || count(t, d) != 1 {
			t.Errorf("after all that: %v, %d rows", err, count(t, d))
		}
	})
}

func TestAViewDoesNotWriteAndDoesNotMove(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		openTenant(t, d)
		if err := d.View(ctx, func(tx *db.Tx) error { return put(tx, "a", "1") }); err == nil {
			t.Error("a view wrote")
		}
		err := d.View(ctx, func(tx *db.Tx) error {
			var before, after int
			q := `SELECT count(*) FROM tenant_setting WHERE county=$1`
			if err := tx.QueryRow(ctx, q, county).Scan(&before); err != nil {
				return err
			}
			if err := d.InCounty(ctx, county, func(tx *db.Tx) error { return put(tx, "b", "1") }); err != nil {
				return err
			}
			if err := tx.QueryRow(ctx, q, county).Scan(&after); err != nil {
				return err
			}
			if before != after {
				t.Errorf("the snapshot moved from %d to %d", before, after)
			}
			return nil
		})
		if err != nil || count(t, d) != 1 {
			t.Errorf("%v, %d rows", err, count(t, d))
		}
	})
}

// The counter loses updates on PostgreSQL without LockClause: 41 of 50 in a trial.
func TestLockedCountersLoseNothing(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		openTenant(t, d)
		var wg sync.WaitGroup
		for range 50 {
			wg.Go(func() {
				err := d.InCounty(ctx, county, func(tx *db.Tx) error {
					var n int64
					if err := tx.QueryRow(ctx, `SELECT opened FROM tenant WHERE county=$1`+tx.LockClause(), county).Scan(&n); err != nil {
						return err
					}
					_, err := tx.Exec(ctx, `UPDATE tenant SET opened=$2 WHERE county=$1`, county, n+1)
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		err := d.View(ctx, func(tx *db.Tx) error {
			var n int64
			err := tx.QueryRow(ctx, `SELECT opened FROM tenant WHERE county=$1`, county).Scan(&n)
			if n != 50 {
				t.Errorf("%d of 50", n)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestADeadlockIsRunAgain(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		openTenant(t, d)
		err := d.InCounty(ctx, county, func(tx *db.Tx) error { return errors.Join(put(tx, "a", ""), put(tx, "b", "")) })
		if err != nil {
			t.Fatal(err)
		}
		var both sync.WaitGroup
		both.Add(2)
		meet := []func(){sync.OnceFunc(both.Done), sync.OnceFunc(both.Done)}
		runs := make([]int, 2)
		var wg sync.WaitGroup
		for i, order := range [][]string{{"a", "b"}, {"b", "a"}} {
			wg.Go(func() {
				err := d.InCounty(ctx, county, func(tx *db.Tx) error {
					runs[i]++
					for n, name := range order {
						_, err := tx.Exec(ctx, `UPDATE tenant_setting SET changed=changed+1 WHERE county=$1 AND name=$2`, county, name)
						if err != nil {
							return err
						}
						if n == 0 && d.Engine() == db.Postgres { // each holds one row before it asks for the other
							meet[i]()
							both.Wait()
						}
					}
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if d.Engine() == db.Postgres && runs[0]+runs[1] != 3 {
			t.Errorf("the closures ran %v times, so there was no deadlock to retry", runs)
		}
		err = d.View(ctx, func(tx *db.Tx) error {
			var sum int64
			err := tx.QueryRow(ctx, `SELECT sum(changed) FROM tenant_setting WHERE county=$1`, county).Scan(&sum)
			if sum != 4 {
				t.Errorf("%d changes of 4", sum)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestEnginesErrorsMeanTheSame(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		openTenant(t, d)
		for name, c := range map[string]struct {
			want db.Class
			do   func(tx *db.Tx) error
		}{
			"key taken": {db.Unique, func(tx *db.Tx) error { return errors.Join(put(tx, "a", ""), put(tx, "a", "")) }},
			"no parent": {db.ForeignKey, func(tx *db.Tx) error {
				_, err := tx.Exec(ctx, `INSERT INTO tenant_setting (county, name, value, changed) VALUES (1, 'a', '', 0)`)
				return err
			}},
			"null": {db.Check, func(tx *db.Tx) error {
				_, err := tx.Exec(ctx, `UPDATE tenant SET name=$2 WHERE county=$1`, county, nil)
				return err
			}},
			"check": {db.Check, func(tx *db.Tx) error {
				_, err := tx.Exec(ctx, `INSERT INTO job (county, id, kind, idem_key, args, state, tries, due, lease, created, settled, problem)
					VALUES ($1, 1, 'a', 'a', '', 'nonsense', 0, 0, 0, 0, 0, '')`, county)
				return err
			}},
			"trigger": {db.Refused, func(tx *db.Tx) error {
				_, err := tx.Exec(ctx, `INSERT INTO audit (county, id, at, login_id, login, role, action, subject, detail)
					VALUES ($1, 1, 0, 0, '', '', '', '', '')`, county)
				if err == nil {
					_, err = tx.Exec(ctx, `UPDATE audit SET login='x' WHERE county=$1`, county)
				}
				return err
			}},
			"no row": {db.NoRows, func(tx *db.Tx) error {
				var s string
				return tx.QueryRow(ctx, `SELECT value FROM tenant_setting WHERE county=$1 AND name='nobody'`, county).Scan(&s)
			}},
			"nonsense": {db.Other, func(tx *db.Tx) error { _, err := tx.Exec(ctx, `NONSENSE`); return err }},
		} {
			err := d.InCounty(ctx, county, c.do)
			if got := db.Classify(err); err == nil || got != c.want {
				t.Errorf("%s: class %d, want %d: %v", name, got, c.want, err)
			}
			if db.IsUnique(err) != (c.want == db.Unique) || db.IsNoRows(err) != (c.want == db.NoRows) {
				t.Errorf("%s: IsUnique or IsNoRows is wrong", name)
			}
		}
	})
}

// settings gives n rows of a width, in the same slice every time.
func settings(n int, width int, value func(i int) any) func() ([]any, bool) {
	i, row := 0, make([]any, width)
	return func() ([]any, bool) {
		if i == n {
			return nil, false
		}
		row[0], row[1] = county, fmt.Sprintf("name%04d", i)
		if width > 2 {
			row[2], row[3] = value(i), int64(i)
		}
		i++
		return row, true
	}
}

func TestBulk(t *testing.T) {
	columns := []string{"county", "name", "value", "changed"}
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		openTenant(t, d)
		for _, n := range []int{0, 1, 256, 257, 1500} {
			err := d.InCounty(ctx, county, func(tx *db.Tx) error {
				if _, err := tx.Exec(ctx, `DELETE FROM tenant_setting WHERE county=$1`, county); err != nil {
					return err
				}
				got, err := tx.Bulk(ctx, "tenant_setting", columns, settings(n, 4, func(i int) any { return named("v'\\,\t\n桃") }))
				if got != int64(n) {
					t.Errorf("%d of %d rows", got, n)
				}
				return err
			})
			if err != nil || count(t, d) != n {
				t.Errorf("%d rows: %v, %d", n, err, count(t, d))
			}
		}
		err := d.View(ctx, func(tx *db.Tx) error {
			var n int
			err := tx.QueryRow(ctx, `SELECT count(*) FROM tenant_setting WHERE county=$1 AND value=$2`, county, "v'\\,\t\n桃").Scan(&n)
			if n != 1500 {
				t.Errorf("%d values came through", n)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for name, do := range map[string]func(tx *db.Tx) error{
			"a taken key": func(tx *db.Tx) error {
				_, err := tx.Bulk(ctx, "tenant_setting", columns, settings(3, 4, func(int) any { return "" }))
				return err
			},
			"a short row": func(tx *db.Tx) error {
				_, err := tx.Bulk(ctx, "tenant_setting", columns, settings(3, 2, nil))
				return err
			},
			"a bad value": func(tx *db.Tx) error {
				_, err := tx.Bulk(ctx, "tenant_setting", columns, settings(3, 4, func(int) any { return "\x00" }))
				return err
			},
			"a bad table": func(tx *db.Tx) error {
				_, err := tx.Bulk(ctx, "x; DROP TABLE tenant", columns, settings(3, 4, nil))
				return err
			},
			"a bad column": func(tx *db.Tx) error {
				_, err := tx.Bulk(ctx, "tenant_setting", []string{`a"`}, settings(3, 4, nil))
				return err
			},
		} {
			err := d.InCounty(ctx, county, do)
			if err == nil || count(t, d) != 1500 {
				t.Errorf("%s: %v, %d rows", name, err, count(t, d))
			}
			if name == "a taken key" && !db.IsUnique(err) {
				t.Errorf("%s is not known as one: %v", name, err)
			}
		}
	})
}

func TestALostCommitIsAnUnknownOutcome(t *testing.T) {
	url := testkit.Postgres(t)
	d, killer := testkit.Open(t, url), testkit.Open(t, url)
	openTenant(t, d)
	kill := func(tx *db.Tx) error {
		var pid int64
		if err := tx.QueryRow(ctx, `SELECT pg_backend_pid()`).Scan(&pid); err != nil {
			return err
		}
		return killer.View(ctx, func(k *db.Tx) error {
			var ok bool
			return k.QueryRow(ctx, `SELECT pg_terminate_backend(CAST($1 AS INTEGER), 10000)`, pid).Scan(&ok)
		})
	}
	err := d.InCounty(ctx, county, func(tx *db.Tx) error { return errors.Join(put(tx, "a", "1"), kill(tx)) })
	if !errors.Is(err, db.UnknownOutcome) || fail.KindOf(err) != fail.Busy {
		t.Errorf("lost at COMMIT: %v", err)
	}
	err = d.InCounty(ctx, county, func(tx *db.Tx) error { return errors.Join(kill(tx), put(tx, "a", "1")) })
	if err == nil || errors.Is(err, db.UnknownOutcome) {
		t.Errorf("lost before COMMIT: %v", err)
	}
	if err := d.InCounty(ctx, county, func(tx *db.Tx) error { return put(tx, "b", "1") }); err != nil {
		t.Errorf("the next transaction: %v", err)
	}
}

func TestAHiddenFailureDoesNotPassForACommit(t *testing.T) {
	d := testkit.Open(t, testkit.Postgres(t))
	openTenant(t, d)
	err := d.InCounty(ctx, county, func(tx *db.Tx) error {
		_ = put(tx, "a", "1")
		_ = put(tx, "a", "2") // PostgreSQL ends the transaction here
		return nil
	})
	if err == nil || errors.Is(err, db.UnknownOutcome) || count(t, d) != 0 {
		t.Errorf("%v, %d rows", err, count(t, d))
	}
}

func TestManyProgramsMigrateAtOnce(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		} else {
			err := testkit.Open(t, url).InCounty(ctx, county, func(tx *db.Tx) error {
				_, err := tx.Exec(ctx, `DROP SCHEMA public CASCADE; CREATE SCHEMA public`)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				d, err := db.Open(ctx, url)
				if err != nil {
					t.Error(err)
					return
				}
				defer d.Close()
				if err := d.Migrate(ctx); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		openTenant(t, testkit.Open(t, url))
	})
}

func TestSQLiteFilesArePrivateAndSafe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "with space & 100%?#.db")
	d, err := db.Open(ctx, "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := d.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	openTenant(t, d)
	for _, ext := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(path + ext)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%q: %v %v", ext, info, err)
		}
	}
	check := func(tx *db.Tx) error {
		for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "page_size": "8192"} {
			var got string
			if err := tx.QueryRow(ctx, "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
				t.Errorf("%s is %q: %v", pragma, got, err)
			}
		}
		return nil
	}
	if err := errors.Join(d.InCounty(ctx, county, check), d.View(ctx, check)); err != nil {
		t.Fatal(err)
	}
}

func TestOpenRefusesWhatItCannotUse(t *testing.T) {
	for _, url := range []string{"", "renshe.db", "mysql://x", "file:x.db"} {
		if _, err := db.Open(ctx, url); !errors.Is(err, db.BadURL) {
			t.Errorf("%q: %v", url, err)
		}
	}
	for _, url := range []string{"sqlite:/nowhere/renshe.db", "postgres://u:geheim@127.0.0.1:1/x?connect_timeout=2"} {
		_, err := db.Open(ctx, url)
		if !errors.Is(err, db.CannotOpen) {
			t.Errorf("%q: %v", url, err)
		} else if strings.Contains(err.Error(), "geheim") {
			t.Error("the error tells the password")
		}
	}
	bad := filepath.Join(t.TempDir(), "bad.db")
	if err := os.WriteFile(bad, []byte(strings.Repeat("this is not a database ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Open(ctx, "sqlite:"+bad); !errors.Is(err, db.CannotOpen) {
		t.Errorf("a file of another kind: %v", err)
	}
}

func TestTimeStandsStillInATransaction(t *testing.T) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		err := d.View(ctx, func(tx *db.Tx) error {
			before := tx.Now()
			clock.Add(time.Hour + time.Nanosecond)
			if !tx.Now().Equal(before) || d.Now().Sub(before) != time.Hour {
				t.Errorf("the transaction says %v after %v, the store %v", tx.Now(), before, d.Now())
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		clock.Add(-time.Nanosecond)
	}, db.WithClock(clock.Now))
	at := time.Date(1949, 10, 1, 7, 0, 0, 123456000, time.UTC)
	if got := db.FromMicros(db.Micros(at)); !got.Equal(at) {
		t.Errorf("%v became %v", at, got)
	}
	if db.Micros(time.Time{}) != 0 || !db.FromMicros(0).IsZero() {
		t.Error("the zero time is not 0")
	}
}
