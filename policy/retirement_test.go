package policy

import (
	"testing"

	"renshe/civil"
)

// annex lists the delay of every birth month as the annexes print it: births are counted one after another, so many to a month
// of delay.
func annex(first civil.Month, births, most int) map[civil.Month]int {
	delays := map[civil.Month]int{}
	for delay := 1; delay <= most; delay++ {
		for range births {
			delays[first] = delay
			first++
		}
	}
	return delays
}

var annexes = map[Category]struct {
	first        string // first birth month that is delayed
	last         string // last birth month below the cap
	original     int
	births, most int
}{
	M60: {"1965-01", "1976-08", 60, 4, 36},
	F55: {"1970-01", "1981-08", 55, 4, 36},
	F50: {"1975-01", "1984-10", 50, 2, 60},
}

// Every birth month of two centuries: the delay is that of the annex, the month never comes earlier for somebody younger, and
// the flexible months keep to their limits.
func TestRetirementOfEveryBirthMonth(t *testing.T) {
	p := compiled(t, "430725", "2026-03", RetirementAge)
	for category, a := range annexes {
		delays := annex(month(t, a.first), a.births, a.most)
		original, before := Age(a.original*12), civil.Month(0)
		for birth := month(t, "1950-01"); birth <= month(t, "2100-12"); birth++ {
			f := EvalRetirementAge(p, RetirementAgeInput{Category: category, Birth: birth})
			want := delays[birth]
			if birth > month(t, a.last) {
				want = a.most
			}
			if f.Delay != Months(want) || f.StatutoryAge != original+Age(want) || f.Month != birth+civil.Month(f.StatutoryAge) {
				t.Fatalf("%v born %v: delay %d, age %d, month %v; the annex has a delay of %d", category, birth, f.Delay, f.StatutoryAge, f.Month, want)
			}
			if f.Month <= before {
				t.Fatalf("%v born %v retires in %v, those born a month earlier in %v", category, birth, f.Month, before)
			}
			before = f.Month
			checkFlexible(t, f, original)
		}
	}
}

func checkFlexible(t *testing.T, f RetirementAgeFrame, original Age) {
	t.Helper()
	if f.Delay == 0 {
		if f.EarliestMonth != 0 || f.LatestMonth != 0 || f.EarlyNotice != 0 || f.LateAgreement != 0 || f.EarliestMinimumMonths != 0 {
			t.Fatalf("the old rule has no flexible months: %+v", f)
		}
		return
	}
	early := f.Month - f.EarliestMonth
	if f.EarliestAge < original || early < 0 || early > 36 || early < 36 && f.EarliestAge != original || f.LatestMonth != f.Month+36 {
		t.Fatalf("flexible from %v to %v around %v", f.EarliestMonth, f.LatestMonth, f.Month)
	}
	if f.EarliestMinimumMonths > f.MinimumMonths || f.MinimumMonths < 180 || f.MinimumMonths > 240 {
		t.Fatalf("minimum months %d, of the earliest month %d", f.MinimumMonths, f.EarliestMinimumMonths)
	}
}

// Men and women originally 55 can always leave at the original age; women originally 50 only while the delay is at most 36 months.
func TestEarliestIsTheOriginalAgeUpTo36Months(t *testing.T) {
	p := compiled(t, "430725", "2026-03", RetirementAge)
	for birth := month(t, "1975-01"); birth <= month(t, "2000-12"); birth++ {
		for category, a := range annexes {
			f := EvalRetirementAge(p, RetirementAgeInput{Category: category, Birth: birth})
			if atOriginal := f.EarliestAge == Age(a.original*12); atOriginal != (f.Delay <= 36) {
				t.Fatalf("%v born %v with a delay of %d: earliest age %d", category, birth, f.Delay, f.EarliestAge)
			}
		}
	}
}

// Which month's law is asked does not matter once delayed retirement is in force, and before it nobody is delayed.
func TestRetirementByMonthOfLaw(t *testing.T) {
	now, later, old := compiled(t, "", "2025-01", RetirementAge), compiled(t, "", "2040-12", RetirementAge), compiled(t, "", "2024-12", RetirementAge)
	for birth := month(t, "1960-01"); birth <= month(t, "1995-12"); birth++ {
		in := RetirementAgeInput{Category: F50, Birth: birth}
		a, b, c := EvalRetirementAge(now, in), EvalRetirementAge(later, in), EvalRetirementAge(old, in)
		if a != b {
			t.Fatalf("born %v: %+v in 2025-01, %+v in 2040-12", birth, a, b)
		}
		if c.Delay != 0 || c.StatutoryAge != 50*12 || c.LatestMonth != 0 {
			t.Fatalf("born %v by the law of 2024-12: %+v", birth, c)
		}
	}
}

// Nobody in a special occupation waits longer than everybody else, and the years in it alone decide who may.
func TestSpecialOccupationIsNeverLater(t *testing.T) {
	p := compiled(t, "430725", "2026-03", SpecialOccupation)
	for birth := month(t, "1960-01"); birth <= month(t, "1995-12"); birth++ {
		for category := range annexes {
			f := EvalSpecialOccupation(p, SpecialOccupationInput{Kind: SpecialHeat, JobYears: 900, Category: category, Birth: birth, Month: p.Month()})
			if f.FromMonth == 0 || f.FromMonth >= f.StatutoryMonth {
				t.Fatalf("%v born %v: from %v, the statutory month is %v", category, birth, f.FromMonth, f.StatutoryMonth)
			}
			if f.Eligible != (f.FromMonth <= p.Month() && p.Month() < f.StatutoryMonth) {
				t.Fatalf("%v born %v: eligible is %v from %v to %v", category, birth, f.Eligible, f.FromMonth, f.StatutoryMonth)
			}
			short := EvalSpecialOccupation(p, SpecialOccupationInput{Kind: SpecialHeat, JobYears: 899, Category: category, Birth: birth, Month: p.Month()})
			if short.Eligible || short.FromMonth != 0 || short.OutcomeReached != SpecialYearsShort {
				t.Fatalf("with 8.99 years: %+v", short)
			}
		}
	}
}

// The minimum rises by half a year every January from 2030 to 2039, and by nothing else.
func TestMinimumYearsByMonth(t *testing.T) {
	p := compiled(t, "", "2026-03", MinimumYears)
	before := Months(180)
	for m := month(t, "1997-07"); m <= month(t, "2150-12"); m++ {
		f := EvalMinimumYears(p, MinimumYearsInput{Month: m})
		rise := Months(0)
		if m.Number() == 1 && m.Year() >= 2030 && m.Year() <= 2039 {
			rise = 6
		}
		if f.Months != before+rise || int64(f.InYears)*12 != int64(f.Months)*100 {
			t.Fatalf("%v: %d months, %d hundredths of a year; before %d", m, f.Months, f.InYears, before)
		}
		before = f.Months
	}
	if before != 240 {
		t.Errorf("it ends at %d months", before)
	}
}
