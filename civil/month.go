package civil

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Month is one calendar month (月份): year×12 + month − 1, so spans are differences.
type Month int32

// The months and dates the program accepts; outside it is a typing error.
const (
	firstYear = 1850
	lastYear  = 2199
)

// MonthOf gives month m (1–12) of year y.
func MonthOf(y, m int) Month { return Month(y*12 + m - 1) }

// ParseMonth reads "2026-03"; "2026/3", "2026年3月" and full-width digits are read the same way.
func ParseMonth(s string) (Month, error) {
	part, ok := dateParts(s, 2)
	if !ok || part[1] < 1 || part[1] > 12 {
		return 0, BadMonth.With()
	}
	return MonthOf(part[0], part[1]), nil
}

// Year is the calendar year.
func (m Month) Year() int { return int(floorDiv(int32(m), 12)) }

// Number is the month within the year, 1 to 12.
func (m Month) Number() int { return int(int32(m)-floorDiv(int32(m), 12)*12) + 1 }

// Add gives the month n months later (earlier if negative).
func (m Month) Add(n int) Month { return m + Month(n) }

// String writes "2026-03".
func (m Month) String() string { return string(m.append(make([]byte, 0, 8))) }

// AppendText appends "2026-03".
func (m Month) AppendText(b []byte) ([]byte, error) { return m.append(b), nil }

func (m Month) append(b []byte) []byte {
	y, n := m.Year(), m.Number()
	if y < 0 || y > 9999 {
		return fmt.Appendf(b, "%04d-%02d", y, n)
	}
	return append(b, '0'+byte(y/1000), '0'+byte(y/100%10), '0'+byte(y/10%10), '0'+byte(y%10), '-', '0'+byte(n/10), '0'+byte(n%10))
}

// FirstDay is the first day of the month.
func (m Month) FirstDay() Date { return DateOf(m.Year(), m.Number(), 1) }

// LastDay is the last day of the month.
func (m Month) LastDay() Date { return m.Add(1).FirstDay() - 1 }

// MarshalText writes "2026-03".
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads "2026-03".
func (m *Month) UnmarshalText(b []byte) (err error) { *m, err = ParseMonth(string(b)); return err }

// Date is one day (日期): days since 1970-01-01. The zero Date stands for "none" where a date may be missing (nobody in the
// county's files died or was born on 1970-01-01 without that being said by another column).
type Date int32

// DateOf gives the day d of month m of year y; days beyond the month's end run into the next month, as time.Date does.
func DateOf(y, m, d int) Date {
	return Date(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDate reads "2026-03-02"; "20260302", "2026/3/2", "2026年3月2日" and full-width digits are read the same way. A day that
// does not exist is refused.
func ParseDate(s string) (Date, error) {
	part, ok := dateParts(s, 3)
	if !ok {
		return 0, BadDate.With()
	}
	d, ok := realDate(part[0], part[1], part[2])
	if !ok {
		return 0, BadDate.With()
	}
	return d, nil
}

// realDate gives the date unless it does not exist.
func realDate(y, m, d int) (Date, bool) {
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return 0, false
	}
	if d > monthDays(y, m) {
		return 0, false
	}
	return daysBefore(y, m) + Date(d-1), true
}

// monthDays is how many days a month has.
func monthDays(y, m int) int {
	if m == 2 {
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 30 + (m+m/8)%2
}

// daysBefore is the first day of a month of the Gregorian calendar. Years count from March, so that the leap day is the last.
func daysBefore(y, m int) Date {
	if m < 3 {
		y, m = y-1, m+12
	}
	return Date(365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 - 719468)
}

// plainParts splits what is written exactly like "2026-03" or "2026-03-02", as machines write it.
func plainParts(s string, want int) (part [3]int, ok bool) {
	if len(s) != 1+3*want {
		return part, false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case i == 4 || i == 7:
			if c != '-' {
				return part, false
			}
		case c < '0' || c > '9':
			return part, false
		default:
			n := max(0, i-2) / 3
			part[n] = part[n]*10 + int(c-'0')
		}
	}
	return part, true
}

// dateParts splits a typed date into want numbers, year first.
func dateParts(s string, want int) ([3]int, bool) {
	if part, ok := plainParts(s, want); ok {
		return part, part[0] >= firstYear && part[0] <= lastYear
	}
	var part [3]int
	s = strings.TrimSuffix(strings.TrimSuffix(fold(s), "日"), "月")
	if digitsOnly(s) && len(s) == 2*want+2 {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
		s = strings.TrimSuffix(s, "-")
	}
	fields := strings.FieldsFunc(strings.NewReplacer("年", "-", "月", "-", "/", "-", ".", "-").Replace(s)+"\x00", func(r rune) bool { return r == '-' })
	if len(fields) != want || strings.HasPrefix(s, "-") || strings.Contains(s, "--") {
		return part, false
	}
	fields[want-1] = strings.TrimSuffix(fields[want-1], "\x00")
	for i, f := range fields {
		if !digitsOnly(f) || len(f) > 4 || (i == 0) != (len(f) == 4) || len(f) == 3 {
			return part, false
		}
		part[i], _ = strconv.Atoi(f)
	}
	return part, part[0] >= firstYear && part[0] <= lastYear
}

// Beijing is the country's one time, +08:00 all year.
var Beijing = time.FixedZone("CST", 8*3600)

// Clock writes a moment as people of the country read it, "2026-03-02 09:00"; "" for the zero time.
func Clock(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(Beijing).Format("2006-01-02 15:04")
}

// DateIn is the day of t in Beijing.
func DateIn(t time.Time) Date { return Date(floorDiv64(t.Unix()+8*3600, 86400)) }

func (d Date) time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Year is the calendar year.
func (d Date) Year() int { return d.time().Year() }

// Day is the day of the month, from 1.
func (d Date) Day() int { return d.time().Day() }

// Month is the month the day lies in.
func (d Date) Month() Month { t := d.time(); return MonthOf(t.Year(), int(t.Month())) }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.time().Weekday() }

// Add gives the day n days later (earlier if negative).
func (d Date) Add(n int) Date { return d + Date(n) }

// AddMonths gives the day with the same number n months later (earlier if negative), or the last day of that month where it
// has no such day (民法典 第二百零二条).
func (d Date) AddMonths(n int) Date {
	m := d.Month().Add(n)
	return min(m.FirstDay().Add(d.Day()-1), m.LastDay())
}

// IsZero says whether the date is missing.
func (d Date) IsZero() bool { return d == 0 }

// String writes "2026-03-02".
func (d Date) String() string { return d.time().Format(time.DateOnly) }

// AppendText appends "2026-03-02".
func (d Date) AppendText(b []byte) ([]byte, error) {
	return d.time().AppendFormat(b, time.DateOnly), nil
}

// MarshalText writes "2026-03-02".
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads "2026-03-02".
func (d *Date) UnmarshalText(b []byte) (err error) { *d, err = ParseDate(string(b)); return err }

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func floorDiv(a, b int32) int32 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorDiv64(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
