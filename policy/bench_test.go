package policy

import (
	"testing"

	"renshe/civil"
	"renshe/money"
)

// county is the number of people of the whole county.
const county = 534000

func benchColumns() (*ResidentPensionColumns, *ResidentEntitlementColumns) {
	pension, entitlement := NewResidentPensionColumns(county), NewResidentEntitlementColumns(county)
	for i := range county {
		pension.Account[i], pension.PaidMonths[i] = money.Fen(i*7919%9000000), int32(i%400)
		entitlement.Birth[i], entitlement.PaidMonths[i] = civil.MonthOf(1940, 1)+civil.Month(i%900), int32(i%400)
		entitlement.Month[i] = civil.MonthOf(2026, 3)
		entitlement.InEmployeeScheme[i], entitlement.Receiving[i] = i%11 == 0, i%13 == 0
	}
	return pension, entitlement
}

func perPerson(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/county, "ns/person")
}

// The sweep against the loop somebody would write by hand, in one run.
func BenchmarkResidentPension(b *testing.B) {
	p := compiled(b, "430725", "2026-03")
	c, _ := benchColumns()
	b.Run("sweep", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			SweepResidentPension(p, c)
		}
		perPerson(b)
	})
	b.Run("by hand", func(b *testing.B) {
		b.ReportAllocs()
		v := p.values
		for b.Loop() {
			for i := range c.Account {
				years := max(0, c.PaidMonths[i]/12-v.ResidentMinimumYears)
				c.Basic[i] = v.ResidentBasicPension + v.ResidentCountyTopUp + money.Fen(years)*v.ResidentYearAddition
				c.AccountPart[i] = v.ResidentPensionRounding.Div(int64(c.Account[i]), int64(v.ResidentAccountDivisor))
				c.Total[i] = c.Basic[i] + c.AccountPart[i]
			}
		}
		perPerson(b)
	})
	b.Run("frames", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if i := CompareResidentPension(p, c); i >= 0 {
				b.Fatal("frame and sweep differ at", i)
			}
		}
		perPerson(b)
	})
}

func BenchmarkResidentEntitlement(b *testing.B) {
	p := compiled(b, "430725", "2026-03")
	_, c := benchColumns()
	b.Run("sweep", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			SweepResidentEntitlement(p, c)
		}
		perPerson(b)
	})
	b.Run("frames", func(b *testing.B) {
		for b.Loop() {
			if i := CompareResidentEntitlement(p, c); i >= 0 {
				b.Fatal("frame and sweep differ at", i)
			}
		}
		perPerson(b)
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
