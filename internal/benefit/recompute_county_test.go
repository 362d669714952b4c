package benefit

import (
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
	"renshe/money"
)

// late2014 is a county whose basic pension of 2014 was published half a year late, with some people paid two months at the old rate.
func late2014(t testing.TB, url string, people int) (*house, []who, *testkit.Clock) {
	t.Helper()
	clock := testkit.NewClock(time.Date(2014, 12, 20, 1, 0, 0, 0, time.UTC))
	keys, err := ledger.OpenKeys(t.TempDir())
	must(t, err)
	h := buildWith(t, testkit.Open(t, url, db.WithClock(clock.Now)), money.Fen(1_000_000_000_00), keys)
	h.older = 10
	var all []who
	for n := 0; n < people; n += 5000 {
		all = append(all, h.people(min(5000, people-n), civil.MonthOf(2014, 12))...)
	}
	h.follow(clock, civil.MonthOf(2014, 12))
	clock.Add(30 * 24 * time.Hour)
	return h, all, clock
}

func TestARecomputationIsShownPersonByPersonAndExplained(t *testing.T) {
	for engine, url := range map[string]func(testing.TB) string{"sqlite": testkit.SQLite, "postgres": testkit.Postgres} {
		t.Run(engine, func(t *testing.T) {
			h, people, _ := late2014(t, url(t), 5)
			var seen []Progress
			watched := Watch(ctx, func(p Progress) { seen = append(seen, p) })
			r, err := h.pay.Recompute(watched, maker, ResidentPension, civil.DateIn(h.d.Now()), "全国标准提高")
			must(t, err)
			if len(seen) == 0 || seen[len(seen)-1].Done != 5 || seen[len(seen)-1].Total != 5 || seen[0].State.Title().Zh == "" {
				t.Errorf("progress: %+v", seen)
			}
			page, err := h.pay.RecomputePeople(ctx, checker, r.ID, 0, 3)
			must(t, err)
			rest, err := h.pay.RecomputePeople(ctx, checker, r.ID, page.Next, 3)
			must(t, err)
			if len(page.People) != 3 || len(rest.People) != 2 || rest.Next != 0 || page.People[0].Name == "" || page.People[0].Difference() != then75-first60 || page.People[0].Months != 1 {
				t.Fatalf("%+v %+v", page, rest)
			}
			_, e, months, err := h.pay.RecomputedOf(ctx, checker, r.ID, people[0].entitlement)
			must(t, err)
			if len(months) != 1 || e.ID != people[0].entitlement || months[0].MadeUp {
				t.Fatalf("%+v", months)
			}
			for name, l := range map[string]Line{"before": months[0].Before, "after": months[0].After} {
				result, err := ResidentPension.Explain(h.pay.rules, l)
				must(t, err)
				out := result.Main()
				if fmt.Sprint(out.Value) != fmt.Sprint(int64(l.Total())) {
					t.Errorf("%s: explained as %v, the month is %s", name, out.Value, l.Total())
				}
			}
			// A month that was claimed meanwhile is not made up.
			o, err := h.pay.Claim(ctx, maker, people[0].entitlement, civil.MonthOf(2014, 12), Double, "重复")
			must(t, err)
			_, err = h.pay.DecideRecompute(ctx, checker, r.ID, true)
			wants(t, err, RecomputeStale)
			_, err = h.pay.DecideClaim(ctx, checker, o.ID, false)
			must(t, err)
			_, err = h.pay.DecideRecompute(ctx, checker, r.ID, true)
			must(t, err)
			list, err := h.pay.Recomputes(ctx, checker)
			must(t, err)
			if len(list) != 1 || list[0].State != "applied" || list[0].Up != 5*(then75-first60) {
				t.Errorf("%+v", list)
			}
			v, err := h.pay.Entitled(ctx, officer, EntitledFilter{Kind: difference(ResidentPension)})
			must(t, err)
			if len(v.List) != 5 {
				t.Errorf("%d differences", len(v.List))
			}
			o2, err := h.pay.PayKind(ctx, maker, checker, county, difference(ResidentPension), civil.MonthOf(2015, 1), h.bank, nil)
			must(t, err)
			if o2.PostedFen != r.Up {
				t.Errorf("%+v", o2)
			}
			h.sound()
		})
	}
}

// A county's recomputation: RENSHE_BENCH_PEOPLE=140000 go test ./internal/benefit -run XXX -bench Recompute -benchtime 1x. It is computed, kept and
// applied; each part is told by itself.
func BenchmarkRecompute(b *testing.B) {
	n, err := strconv.Atoi(os.Getenv("RENSHE_BENCH_PEOPLE"))
	if err != nil {
		n = 2000
	}
	url := testkit.SQLite
	if os.Getenv("RENSHE_BENCH_POSTGRES") != "" {
		url = testkit.Postgres
	}
	for b.Loop() {
		b.StopTimer()
		h, _, _ := late2014(b, url(b), n)
		b.StartTimer()
		began := time.Now()
		r, err := h.pay.Recompute(ctx, maker, ResidentPension, civil.DateIn(h.d.Now()), "全国标准提高")
		must(b, err)
		proposed := time.Since(began)
		began = time.Now()
		_, err = h.pay.DecideRecompute(ctx, checker, r.ID, true)
		must(b, err)
		b.ReportMetric(proposed.Seconds(), "s-proposed")
		b.ReportMetric(time.Since(began).Seconds(), "s-applied")
		b.ReportMetric(float64(r.People), "people")
	}
}
