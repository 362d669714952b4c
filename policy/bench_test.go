package policy

import (
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"renshe/civil"
	"renshe/money"
)

// county is the number of people of the whole county.
const county = 534000

// ratio runs what is compared and the yardstick in turns until the benchmark has had enough, and reports the shortest run of each
// and their ratio: what else the machine does at the time lengthens some runs of both, and the shortest are the machine's own.
func ratio(b *testing.B, what func(), yardstick func()) {
	b.Helper()
	runtime.GC()
	shortest := func(best time.Duration, f func()) time.Duration {
		start := time.Now()
		f()
		return min(best, time.Since(start))
	}
	first, second := time.Hour, time.Hour
	b.ReportAllocs()
	for b.Loop() {
		first = shortest(first, what)
		second = shortest(second, yardstick)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(first.Nanoseconds())/county, "ns/person")
	b.ReportMetric(float64(second.Nanoseconds())/county, "yardstick-ns/person")
	b.ReportMetric(float64(first)/float64(second), "ratio")
}

// people draws columns without any pattern, the same ones each time.
func people() (*ResidentPensionColumns, *ResidentEntitlementColumns) {
	r := rand.New(rand.NewPCG(1, 2))
	pension, entitlement := NewResidentPensionColumns(county), NewResidentEntitlementColumns(county)
	for i := range county {
		pension.Account[i], pension.PaidMonths[i] = money.Fen(r.IntN(9000000)), r.Int32N(400)
		entitlement.Birth[i], entitlement.PaidMonths[i] = civil.MonthOf(1936, 1)+civil.Month(r.IntN(900)), r.Int32N(400)
		entitlement.Month[i] = civil.MonthOf(2026, 3)
		entitlement.InEmployeeScheme[i], entitlement.Receiving[i] = r.IntN(4) == 0, r.IntN(4) == 0
	}
	return pension, entitlement
}

// residentsByHand is the loop that somebody would write for the residents' pension, with the law in local variables.
func residentsByHand(p *Plan, c *ResidentPensionColumns, from, to int) {
	basic, addition := p.values.ResidentBasicPension+p.values.ResidentCountyTopUp, p.values.ResidentYearAddition
	minimum, divisor, rounding := p.values.ResidentMinimumYears, int64(p.values.ResidentAccountDivisor), p.values.ResidentPensionRounding
	account, paid := c.Account[from:to], c.PaidMonths[from:to]
	n := len(account)
	paid = paid[:n]
	basics, parts, totals := c.Basic[from:to][:n], c.AccountPart[from:to][:n], c.Total[from:to][:n]
	for i := range n {
		b := basic + money.Fen(max(0, paid[i]/12-minimum))*addition
		part := rounding.Div(int64(account[i]), divisor)
		basics[i], parts[i], totals[i] = b, part, b+part
	}
}

// The sweep against the loop somebody would write by hand, on one core and on all.
func BenchmarkSweep(b *testing.B) {
	p := compiled(b, "430725", "2026-03")
	c, e := people()
	b.Run("resident-pension", func(b *testing.B) {
		ratio(b, func() { SweepResidentPension(p, c) }, func() { residentsByHand(p, c, 0, county) })
	})
	b.Run("resident-pension/all-cores", func(b *testing.B) {
		ratio(b, func() { Spread(county, func(from, to int) { SweepResidentPension(p, c.Slice(from, to)) }) },
			func() { Spread(county, func(from, to int) { residentsByHand(p, c, from, to) }) })
	})
	b.Run("cores", func(b *testing.B) {
		ratio(b, func() { Spread(county, func(from, to int) { SweepResidentEntitlement(p, e.Slice(from, to)) }) },
			func() { SweepResidentEntitlement(p, e) })
	})
}

// Finding those who are entitled and do not receive, against copying the columns that say so.
func BenchmarkFind(b *testing.B) {
	p := compiled(b, "430725", "2026-03")
	_, c := people()
	to := NewResidentEntitlementColumns(county)
	copied := func(from, until int) {
		f, t := c.Slice(from, until), to.Slice(from, until)
		copy(t.Birth, f.Birth)
		copy(t.PaidMonths, f.PaidMonths)
		copy(t.Month, f.Month)
		copy(t.InEmployeeScheme, f.InEmployeeScheme)
		copy(t.Receiving, f.Receiving)
		copy(t.SchemeStart, f.SchemeStart)
	}
	found := make([]int32, county)
	b.Run("one-core", func(b *testing.B) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
		ratio(b, func() { found = FindResidentEntitled(p, c, found) }, func() { Spread(county, copied) })
	})
	b.Run("all-cores", func(b *testing.B) {
		ratio(b, func() { found = FindResidentEntitled(p, c, found) }, func() { Spread(county, copied) })
	})
	b.Run("sweep", func(b *testing.B) {
		ratio(b, func() { found = FindResidentEntitled(p, c, found) }, func() { Spread(county, func(from, to int) { SweepResidentEntitlement(p, c.Slice(from, to)) }) })
	})
}

// Everybody one by one with every intermediate value, against the sweep.
func BenchmarkFrames(b *testing.B) {
	p := compiled(b, "430725", "2026-03")
	pension, entitlement := people()
	SweepResidentPension(p, pension)
	SweepResidentEntitlement(p, entitlement)
	b.Run("resident-pension", func(b *testing.B) {
		ratio(b, func() { compareResidentPension(p, pension, 0, county) }, func() { SweepResidentPension(p, pension) })
	})
	b.Run("resident-entitlement", func(b *testing.B) {
		ratio(b, func() { compareResidentEntitlement(p, entitlement, 0, county) }, func() { SweepResidentEntitlement(p, entitlement) })
	})
}

func BenchmarkCompile(b *testing.B) {
	s := defaultSet(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Compile("430725", civil.MonthOf(2026, 3), 0, ResidentPension); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCalculate(b *testing.B) {
	s := defaultSet(b)
	in := map[string]string{"account": "18620.00", "paid-months": "180"}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Calculate("resident-pension", Query{County: 430725, AsOf: civil.MonthOf(2026, 3)}, in); err != nil {
			b.Fatal(err)
		}
	}
}
