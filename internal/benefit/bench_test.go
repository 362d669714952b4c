package benefit

import (
	"flag"
	"runtime"
	"testing"
	"time"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

var benchPeople = flag.Int("people", 20000, "how many pensioners BenchmarkMonth pays")

// BenchmarkMonth pays a month from the preparation to the reconciliation and tells where the time goes.
func BenchmarkMonth(b *testing.B) {
	for engine, url := range map[string]func(testing.TB) string{"sqlite": testkit.SQLite, "postgres": testkit.Postgres} {
		b.Run(engine, func(b *testing.B) {
			clock := testkit.NewClock(time.Date(2026, 3, 20, 1, 0, 0, 0, time.UTC))
			d := testkit.Open(b, url(b), db.WithClock(clock.Now))
			h := build(b, d, 1<<50)
			for left := *benchPeople; left > 0; left -= 10000 {
				h.people(min(left, 10000), march)
			}
			must(b, d.Analyze(ctx)) // as whoever loads a county does
			h.sim.ClosedIn10000 = 20
			month := march
			runtime.GC()
			for b.Loop() {
				at, state := time.Now(), Preparing
				o, err := h.pay.Pay(ctx, maker, checker, county, month, h.bank, func(p Progress) {
					if p.State != state {
						b.Logf("%s took %v", state, time.Since(at))
						at, state = time.Now(), p.State
					}
				})
				must(b, err)
				if o.Posted+o.Returned+o.Held != int64(*benchPeople) || o.Difference != 0 {
					b.Fatalf("%+v", o)
				}
				month++
				clock.Add(31 * 24 * time.Hour)
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.Logf("%d payments/s, %d MiB from the system", int64(*benchPeople)*int64(b.N)*1000/b.Elapsed().Milliseconds(), m.Sys>>20)
		})
	}
}
