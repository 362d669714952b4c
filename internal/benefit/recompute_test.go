package benefit

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
	"renshe/money"
)

// The rise of 2014 was published half a year late: what was made up is proved again from the law, and each altered figure of it is found.
func TestAlteredRecomputationsAreFound(t *testing.T) {
	for engine, url := range map[string]func(testing.TB) string{"sqlite": testkit.SQLite, "postgres": testkit.Postgres} {
		t.Run(engine, func(t *testing.T) {
			clock := testkit.NewClock(time.Date(2014, 12, 20, 1, 0, 0, 0, time.UTC))
			keys, err := ledger.OpenKeys(t.TempDir())
			must(t, err)
			h := buildWith(t, testkit.Open(t, url(t), db.WithClock(clock.Now)), money.Fen(1_000_000_00), keys)
			h.older = 10
			h.people(2, civil.MonthOf(2014, 11))
			h.follow(clock, civil.MonthOf(2014, 12))
			h.follow(clock, civil.MonthOf(2015, 1))
			r, err := h.pay.Recompute(ctx, maker, ResidentPension, civil.DateIn(h.d.Now()), "全国标准提高，追溯到2014年7月")
			must(t, err)
			if r.People != 2 || r.Months != 4 || r.Up != 4*(then75-first60) || r.Down != 0 {
				t.Fatalf("%+v", r)
			}
			_, err = h.pay.DecideRecompute(ctx, checker, r.ID, true)
			must(t, err)
			o, err := h.pay.PayKind(ctx, maker, checker, county, difference(ResidentPension), civil.MonthOf(2015, 1), h.bank, nil)
			must(t, err)
			if o.PostedFen != r.Up {
				t.Fatalf("%+v", o)
			}
			h.sound()
			thrownAway := errors.New("thrown away")
			for _, c := range []struct{ table, set string }{
				{"recompute", "up_fen=up_fen+1"}, {"recompute", "down_fen=down_fen+1"}, {"recompute", "people=people+1"}, {"recompute", "months=months+1"},
				{"recompute", "known_on='2014-12-25'"}, {"recompute_line", "before_fen=before_fen-1"}, {"recompute_line", "after_fen=after_fen+1"},
				{"recompute_line", "month=month-24"}, {"recompute_line", "plan='x'"}, {"recompute_line", "inputs='{}'"},
			} {
				err := h.d.InCounty(ctx, county, func(tx *db.Tx) error {
					n, err := tx.Exec(ctx, fmt.Sprintf(`UPDATE %s SET %s WHERE county=$1`, c.table, c.set), county)
					must(t, err)
					found, err := h.pay.VerifyIn(ctx, tx, county, nil)
					must(t, err)
					if n == 0 || len(found) == 0 {
						t.Errorf("%s %s: %d rows, not found", c.table, c.set, n)
					}
					return thrownAway
				})
				if !errors.Is(err, thrownAway) {
					t.Fatal(err)
				}
			}
		})
	}
}
