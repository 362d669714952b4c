package policy

import (
	"errors"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"renshe/civil"
	"renshe/law"
	"renshe/money"
)

// county is the number of people of the whole county.
const county = 534000

// batch is how often something short is done before the clock is looked at.
const batch = 100

// ratio runs what is compared and the yardstick in turns until the benchmark has had enough, and reports the shortest run of each
// and their ratio: what else the machine does at the time lengthens some runs of both, and the shortest are the machine's own.
func ratio(b *testing.B, each int, what func(), yardstick func()) {
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
	b.ReportMetric(float64(first.Nanoseconds())/float64(each), "ns/each")
	b.ReportMetric(float64(second.Nanoseconds())/float64(each), "yardstick-ns/each")
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

// The sweep against the loop somebody would write by hand, on one core and on all.
func BenchmarkSweep(b *testing.B) {
	p := compiled(b, "430725", "2026-03", ResidentPension, ResidentEntitlement, EmployeePension)
	c, _ := people()
	e := employees(county)
	b.Run("employee-pension", func(b *testing.B) {
		ratio(b, county, func() { SweepEmployeePension(p, e) }, func() { employeesByHand(p, e) })
	})
	b.Run("employee-pension/all-cores", func(b *testing.B) {
		ratio(b, county, func() { Spread(county, func(from, to int) { SweepEmployeePension(p, e.Slice(from, to)) }) },
			func() { Spread(county, func(from, to int) { employeesByHand(p, e.Slice(from, to)) }) })
	})
	b.Run("resident-pension", func(b *testing.B) {
		ratio(b, county, func() { SweepResidentPension(p, c) }, func() { residentsByHand(p, c, 0, county) })
	})
	b.Run("resident-pension/all-cores", func(b *testing.B) {
		ratio(b, county, func() { Spread(county, func(from, to int) { SweepResidentPension(p, c.Slice(from, to)) }) },
			func() { Spread(county, func(from, to int) { residentsByHand(p, c, from, to) }) })
	})
	b.Run("cores", func(b *testing.B) {
		ratio(b, county, func() { Spread(county, func(from, to int) { SweepEmployeePension(p, e.Slice(from, to)) }) },
			func() { SweepEmployeePension(p, e) })
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
		ratio(b, county, func() { found = FindResidentEntitled(p, c, found) }, func() { Spread(county, copied) })
	})
	b.Run("all-cores", func(b *testing.B) {
		ratio(b, county, func() { found = FindResidentEntitled(p, c, found) }, func() { Spread(county, copied) })
	})
	b.Run("sweep", func(b *testing.B) {
		ratio(b, county, func() { found = FindResidentEntitled(p, c, found) }, func() { Spread(county, func(from, to int) { SweepResidentEntitlement(p, c.Slice(from, to)) }) })
	})
}

// Everybody one by one with every intermediate value, against the sweep.
func BenchmarkFrames(b *testing.B) {
	p := compiled(b, "430725", "2026-03", ResidentPension, ResidentEntitlement, EmployeePension)
	pension, entitlement := people()
	SweepResidentPension(p, pension)
	SweepResidentEntitlement(p, entitlement)
	e := employees(county)
	SweepEmployeePension(p, e)
	b.Run("employee-pension", func(b *testing.B) {
		ratio(b, county, func() { compareEmployeePension(p, e, 0, county) }, func() { SweepEmployeePension(p, e) })
	})
	b.Run("resident-pension", func(b *testing.B) {
		ratio(b, county, func() { compareResidentPension(p, pension, 0, county) }, func() { SweepResidentPension(p, pension) })
	})
	b.Run("resident-entitlement", func(b *testing.B) {
		ratio(b, county, func() { compareResidentEntitlement(p, entitlement, 0, county) }, func() { SweepResidentEntitlement(p, entitlement) })
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

// An explained result in Go, against the same in JSON.
func BenchmarkCalculate(b *testing.B) {
	s := defaultSet(b)
	q := Query{430725, civil.MonthOf(2026, 3), civil.DateOf(2026, 3, 2)}
	for _, c := range answered {
		b.Run(c.calculator, func(b *testing.B) {
			buffer, question := make([]byte, 0, 1<<16), question(b, c.calculator, q, c.inputs)
			ratio(b, batch, func() {
				for range batch {
					if _, err := s.Calculate(c.calculator, q, c.inputs); err != nil {
						b.Fatal(err)
					}
				}
			}, func() {
				for range batch {
					if _, err := s.Answer(buffer, question); err != nil {
						b.Fatal(err)
					}
				}
			})
		})
	}
}

// Everything on file is read, and a plan made for every program.
func BenchmarkLoad(b *testing.B) {
	shortest := time.Hour
	for b.Loop() {
		start := time.Now()
		s, err := Load(law.FS)
		if err != nil {
			b.Fatal(err)
		}
		for _, prog := range Programs() {
			if _, err := s.Compile("430725", civil.MonthOf(2026, 3), 0, prog); err != nil && !errors.Is(err, UnknownValue) && !errors.Is(err, NoParameter) {
				b.Fatal(err)
			}
		}
		shortest = min(shortest, time.Since(start))
	}
	b.ReportMetric(float64(shortest.Microseconds())/1000, "ms")
}

// All cases, for 10,000 of them; the law and the cases are read once.
func BenchmarkCases(b *testing.B) {
	cases, err := ReadCases(law.FS)
	if err != nil {
		b.Fatal(err)
	}
	shortest := time.Hour
	for b.Loop() {
		s, err := Load(law.FS)
		if err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		if r := s.runCases(cases); len(r.Failures) > 0 {
			b.Fatal(r.Failures[0])
		}
		shortest = min(shortest, time.Since(start))
	}
	b.ReportMetric(shortest.Seconds()*10000/float64(len(cases)), "s/10000")
}

// The explained answer in JSON to a question in JSON, against copying as many bytes.
func BenchmarkAnswer(b *testing.B) {
	s := defaultSet(b)
	for _, c := range answered {
		b.Run(c.calculator, func(b *testing.B) {
			q := question(b, c.calculator, Query{430725, civil.MonthOf(2026, 3), civil.DateOf(2026, 3, 2)}, c.inputs)
			buffer, err := s.Answer(nil, q)
			if err != nil {
				b.Fatal(err)
			}
			other := make([]byte, len(buffer))
			ratio(b, batch, func() {
				for range batch {
					if buffer, err = s.Answer(buffer[:0], q); err != nil {
						b.Fatal(err)
					}
				}
			}, func() {
				for range batch {
					copy(other, buffer)
				}
			})
			b.ReportMetric(float64(len(buffer)), "bytes")
		})
	}
}
