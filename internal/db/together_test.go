package db_test

import (
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"sync"
	"testing"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

// names collects the first column of each row.
func names(into *[]string) func(*sql.Rows) error {
	return func(rows *sql.Rows) error {
		var name named
		err := rows.Scan(&name)
		*into = append(*into, string(name))
		return err
	}
}

func TestQueriesThatTravelTogether(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		openTenant(t, d)
		const byName = `SELECT name FROM tenant_setting WHERE county=$1 AND name>=$2 ORDER BY name`
		stopped := errors.New("stopped")
		err := d.InCounty(ctx, county, func(tx *db.Tx) error {
			for _, n := range []string{"a", "b", "c"} {
				if err := put(tx, n, "1"); err != nil {
					return err
				}
			}
			var all, none, some []string
			err := tx.QueryAll(ctx, []db.Question{{byName, []any{county, ""}, names(&all)}, {byName, []any{county, "z"}, names(&none)},
				{byName, []any{county, named("b")}, names(&some)}})
			if err != nil || !slices.Equal(all, []string{"a", "b", "c"}) || len(none) != 0 || !slices.Equal(some, []string{"b", "c"}) {
				t.Errorf("%v, %v, %v: %v", all, none, some, err)
			}
			some = nil
			refuse := func(*sql.Rows) error { return stopped }
			for _, at := range [][]db.Question{
				{{byName, []any{county, ""}, refuse}, {byName, []any{county, ""}, names(&some)}},
				{{byName, []any{county, "z"}, refuse}, {byName, []any{county, "c"}, refuse}},
			} {
				if err := tx.QueryAll(ctx, at); !errors.Is(err, stopped) {
					t.Errorf("who takes the rows stopped: %v", err)
				}
			}
			if len(some) != 0 {
				t.Error("a query after the one that stopped was given")
			}
			if err := put(tx, "d", "the connection is still good"); err != nil {
				return err
			}
			if err := tx.QueryAll(ctx, []db.Question{{byName, []any{county, struct{}{}}, refuse}}); db.Fault(err) == nil {
				t.Errorf("a bad argument: %v", err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, broken := range []int{0, 1} {
			err := d.InCounty(ctx, county, func(tx *db.Tx) error {
				var got []string
				all := []db.Question{{byName, []any{county, ""}, names(&got)}, {byName, []any{county, ""}, names(&got)}}
				all[broken].Query = `SELECT nothing FROM tenant_setting WHERE county=$1 AND name=$2`
				err := tx.QueryAll(ctx, all)
				if err == nil || len(got) > 4*broken {
					t.Errorf("query %d is broken: %v, %v", broken, got, err)
				}
				return err
			})
			if err == nil {
				t.Error("the transaction held")
			}
		}
	})
}

// What follows the query that waits for a lock sees what the holder of the lock left: ledger's postings rest on it.
func TestAfterTheLockTheRestIsSeen(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		openTenant(t, d)
		must := func(err error) {
			if err != nil {
				t.Error(err)
			}
		}
		must(d.InCounty(ctx, county, func(tx *db.Tx) error { return errors.Join(put(tx, "lock", "0"), put(tx, "sum", "0")) }))
		const writers, rounds = 4, 10
		var wg sync.WaitGroup
		for range writers {
			wg.Go(func() {
				for range rounds {
					must(d.InCounty(ctx, county, func(tx *db.Tx) error {
						var held, sum int
						number := func(into *int) func(*sql.Rows) error { return func(r *sql.Rows) error { return r.Scan(into) } }
						const read = `SELECT CAST(value AS BIGINT) FROM tenant_setting WHERE county=$1 AND name=$2`
						err := tx.QueryAll(ctx, []db.Question{{read + tx.LockClause(), []any{county, "lock"}, number(&held)}, {read, []any{county, "sum"}, number(&sum)}})
						if err != nil {
							return err
						}
						if held != sum {
							t.Errorf("after the lock at %d the sum is %d", held, sum)
						}
						_, err = tx.Exec(ctx, `UPDATE tenant_setting SET value=$2 WHERE county=$1`, county, strconv.Itoa(sum+1))
						return err
					}))
				}
			})
		}
		wg.Wait()
	})
}
