package civil_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/law"
)

func TestCalendarVectors(t *testing.T) {
	cal := calendar(t)
	for _, v := range []struct {
		from string
		n    int
		due  string
	}{{"2024-02-06", 10, "2024-02-26"}, {"2025-01-24", 5, "2025-02-07"}, {"2025-09-26", 10, "2025-10-16"}, {"2026-02-12", 10, "2026-03-04"},
		{"2026-09-18", 5, "2026-09-24"}, {"2026-09-24", 20, "2026-10-29"}} {
		if due, err := cal.AddWorkingDays(day(t, v.from), v.n); err != nil || due.String() != v.due {
			t.Errorf("%s + %d working days = %s, %v; want %s", v.from, v.n, due, err, v.due)
		}
	}
	for _, v := range []struct {
		from        string
		n           int
		raw, rolled string
	}{{"2026-01-20", 30, "2026-02-19", "2026-02-24"}, {"2025-09-02", 30, "2025-10-02", "2025-10-09"}, {"2026-05-06", 15, "2026-05-21", "2026-05-21"}} {
		if due, raw, err := cal.AddDays(day(t, v.from), v.n, true); err != nil || due.String() != v.rolled || raw.String() != v.raw {
			t.Errorf("%s + %d days = %s (raw %s), %v", v.from, v.n, due, raw, err)
		}
		if due, raw, err := cal.AddDays(day(t, v.from), v.n, false); err != nil || due != raw || raw.String() != v.raw {
			t.Errorf("%s + %d days unrolled = %s (raw %s), %v", v.from, v.n, due, raw, err)
		}
	}
}

func TestWorkingDaysOfTheYears(t *testing.T) {
	cal := calendar(t)
	want := map[int][12]int{2024: {22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22}, 2025: {19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23},
		2026: {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23}}
	for year, months := range want {
		for i, n := range months {
			m, got := civil.MonthOf(year, i+1), 0
			for d := m.FirstDay(); d <= m.LastDay(); d++ {
				working, err := cal.IsWorkingDay(d)
				if err != nil {
					t.Fatal(err)
				}
				if working {
					got++
				}
			}
			if got != n {
				t.Errorf("%s has %d working days, want %d", m, got, n)
			}
		}
	}
	for _, beyond := range []string{"2027-01-04", "2023-12-29"} {
		if _, err := cal.IsWorkingDay(day(t, beyond)); !errors.Is(err, civil.CalendarYearMissing) {
			t.Errorf("%s: %v", beyond, err)
		}
	}
	if _, err := cal.AddWorkingDays(day(t, "2026-12-20"), 10); !errors.Is(err, civil.CalendarYearMissing) {
		t.Errorf("a limit that runs into 2027: %v", err)
	}
	if _, err := cal.AddWorkingDays(day(t, "2026-03-02"), 0); !errors.Is(err, civil.BadSpan) {
		t.Errorf("zero days: %v", err)
	}
	if first, last := cal.Years(); first != 2024 || last != 2026 || cal.Holiday(day(t, "2026-02-17")) != "春节" || cal.Holiday(day(t, "2026-02-14")) != "" {
		t.Errorf("years %d..%d", first, last)
	}
}

func calendar(t *testing.T) *civil.Calendar {
	t.Helper()
	cal, err := civil.LoadCalendar(law.FS, "calendar")
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func day(t *testing.T, s string) civil.Date {
	t.Helper()
	d, err := civil.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The days off and make-up days of the three notices, as the facts list them: month-day joined by blanks.
var notices = []struct {
	year, workingDays int
	off, makeup       string
}{
	{2024, 251, "01-01 02-10 02-11 02-12 02-13 02-14 02-15 02-16 02-17 04-04 04-05 04-06 05-01 05-02 05-03 05-04 05-05 06-10 09-15 09-16 09-17 " +
		"10-01 10-02 10-03 10-04 10-05 10-06 10-07", "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12"},
	{2025, 248, "01-01 01-28 01-29 01-30 01-31 02-01 02-02 02-03 02-04 04-04 04-05 04-06 05-01 05-02 05-03 05-04 05-05 05-31 06-01 06-02 " +
		"10-01 10-02 10-03 10-04 10-05 10-06 10-07 10-08", "01-26 02-08 04-27 09-28 10-11"},
	{2026, 248, "01-01 01-02 01-03 02-15 02-16 02-17 02-18 02-19 02-20 02-21 02-22 02-23 04-04 04-05 04-06 05-01 05-02 05-03 05-04 05-05 " +
		"06-19 06-20 06-21 09-25 09-26 09-27 10-01 10-02 10-03 10-04 10-05 10-06 10-07", "01-04 02-14 02-28 05-09 09-20 10-10"},
}

func TestDaysOffAndMakeUpDays(t *testing.T) {
	cal := calendar(t)
	for _, n := range notices {
		var off, makeup []string
		working := 0
		for d := civil.DateOf(n.year, 1, 1); d <= civil.DateOf(n.year, 12, 31); d++ {
			works, err := cal.IsWorkingDay(d)
			if err != nil {
				t.Fatal(err)
			}
			if works {
				working++
			}
			switch weekend := d.Weekday() == 0 || d.Weekday() == 6; {
			case cal.Holiday(d) != "":
				off = append(off, d.String()[5:])
			case works && weekend:
				makeup = append(makeup, d.String()[5:])
			}
		}
		if got := strings.Join(off, " "); got != n.off {
			t.Errorf("%d: off %s", n.year, got)
		}
		if got := strings.Join(makeup, " "); got != n.makeup {
			t.Errorf("%d: make-up %s", n.year, got)
		}
		if working != n.workingDays {
			t.Errorf("%d: %d working days", n.year, working)
		}
		if document, url := cal.Source(n.year); !strings.Contains(document, "部分节假日安排的通知") || !strings.HasPrefix(url, "https://www.gov.cn/") {
			t.Errorf("%d: source %s %s", n.year, document, url)
		}
	}
}

// 民法典 202: the day with the start's number, or the month's last day where there is none.
func TestMonthsEndOnTheSameNumber(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2026-02-28", 1, "2026-03-28"}, {"2024-02-29", 12, "2025-02-28"}, {"2026-08-31", 6, "2027-02-28"},
		{"2026-03-15", 6, "2026-09-15"}, {"2025-12-31", 2, "2026-02-28"}, {"2026-05-31", -3, "2026-02-28"}, {"2026-03-31", -1, "2026-02-28"}, {"2026-01-15", -1, "2025-12-15"}} {
		if got := day(t, c.from).AddMonths(c.n); got.String() != c.want {
			t.Errorf("%s and %d months = %s, want %s", c.from, c.n, got, c.want)
		}
	}
	cal := calendar(t)
	// 31 January 2026 is a Saturday, and so is the 28th of February; but that one is a make-up day.
	if due, raw, err := cal.AddMonths(day(t, "2026-01-31"), 1, true); err != nil || due.String() != "2026-02-28" || raw != due {
		t.Errorf("a make-up day is no rest day: %s %s %v", due, raw, err)
	}
	// 4 April 2026: Qingming, a Saturday; offices rest until Monday the 6th.
	if due, raw, err := cal.AddMonths(day(t, "2026-01-04"), 3, true); err != nil || due.String() != "2026-04-07" || raw.String() != "2026-04-04" {
		t.Errorf("rolled over Qingming: %s %s %v", due, raw, err)
	}
	// 14 March 2026 is an ordinary Saturday: weekends are rest days of the law too.
	if due, _, err := cal.AddMonths(day(t, "2026-01-14"), 2, true); err != nil || due.String() != "2026-03-16" {
		t.Errorf("rolled over a weekend: %s %v", due, err)
	}
	for _, n := range []int{0, -1, 121} {
		if _, _, err := cal.AddMonths(day(t, "2026-01-14"), n, false); !errors.Is(err, civil.BadMonths) {
			t.Errorf("%d months: %v", n, err)
		}
	}
	if _, _, err := cal.AddMonths(day(t, "2026-07-01"), 6, true); !errors.Is(err, civil.CalendarYearMissing) {
		t.Errorf("rolled in a year without a notice: %v", err)
	}
	if due, raw, err := cal.AddMonths(day(t, "2026-07-01"), 6, false); err != nil || due.String() != "2027-01-01" || raw != due {
		t.Errorf("without rolling no notice is needed: %s %v", due, err)
	}
}

// A file that cannot be trusted stops the start.
func TestCalendarFilesRefused(t *testing.T) {
	b, err := law.FS.ReadFile("calendar/2026.yaml")
	if err != nil {
		t.Fatal(err)
	}
	good := string(b)
	for name, c := range map[string][2]string{
		"another year's file": {"year: 2026", "year: 2025"},
		"a five-digit year":   {"year: 2026", "year: 20261"},
		"no document":         {"document: 国务院办公厅关于2026年部分节假日安排的通知", "document: \"\""},
		"no address":          {"url: https", "#url: https"},
		"not checked":         {"checked: \"2026-11-22\"", "checked: soon"},
		"not seen":            {"confidence: S", "confidence: K-low"},
		"no such day":         {"2026-01-03", "2026-02-30"},
		"a day of 2025":       {"2026-01-03", "2025-01-03"},
		"a day twice":         {"2026-01-03", "2026-01-02"},
		"a nameless holiday":  {"name: 端午节", "name: \"\""},
		"making up on Monday": {"2026-01-04", "2026-01-05"},
		"an unknown field":    {"makeup:", "make_up:"},
		"no YAML":             {"off:", "off: ["},
		"a tag":               {"year: 2026", "year: !!binary 2026"},
	} {
		if !strings.Contains(good, c[0]) {
			t.Fatalf("%s: the file has no %q", name, c[0])
		}
		_, err := civil.LoadCalendar(fstest.MapFS{"calendar/2026.yaml": {Data: []byte(strings.Replace(good, c[0], c[1], 1))}}, "calendar")
		if err == nil || fail.KindOf(err) != fail.Internal {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := civil.LoadCalendar(fstest.MapFS{}, "calendar"); !errors.Is(err, civil.BadData) {
		t.Errorf("no calendar at all: %v", err)
	}
}

func BenchmarkAddWorkingDays(b *testing.B) {
	cal, err := civil.LoadCalendar(law.FS, "calendar")
	if err != nil {
		b.Fatal(err)
	}
	from := civil.DateOf(2026, 1, 20)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := cal.AddWorkingDays(from, 20); err != nil {
			b.Fatal(err)
		}
	}
}
