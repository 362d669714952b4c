package portal

import (
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/words"
)

func TestOneVisitIsOneLine(t *testing.T) {
	at := func(hour, minute int) time.Time { return time.Date(2026, 3, 2, hour, minute, 0, 0, time.UTC) }
	lines := fold([]access.Look{ // the latest first
		{At: at(9, 50), User: 1, Purpose: "window"},
		{At: at(9, 40), User: 1, Purpose: "claim"},
		{At: at(9, 30), User: 1, Purpose: "window"},
		{At: at(9, 25), User: 2, Purpose: "window"},
		{At: at(9, 10), User: 1, Purpose: "window"}, // within half an hour of the look before it
		{At: at(8, 0), User: 1, Purpose: "window"},  // another visit
	})
	want := []struct {
		at    time.Time
		user  int64
		times int
	}{{at(9, 50), 1, 3}, {at(9, 40), 1, 1}, {at(9, 25), 2, 1}, {at(8, 0), 1, 1}}
	if len(lines) != len(want) {
		t.Fatalf("%d lines, want %d: %+v", len(lines), len(want), lines)
	}
	for i, w := range want {
		if l := lines[i]; !l.At.Equal(w.at) || l.User != w.user || l.times != w.times {
			t.Errorf("line %d is %v %d ×%d, want %v %d ×%d", i, l.At, l.User, l.times, w.at, w.user, w.times)
		}
	}
}

func TestMonthsOfAPayment(t *testing.T) {
	m := func(n int) civil.Month { return civil.MonthOf(2026, n) }
	for want, p := range map[string]benefit.Payment{
		"2026-03":           {Run: 1, Month: m(3)},
		"2026-05":           {From: m(5), To: m(5), Month: m(6)},
		"2026-02 至 2026-03": {From: m(2), To: m(3), Month: m(3)},
	} {
		if got := span(p).In(words.Zh); got != want {
			t.Errorf("%+v is for %q, want %q", p, got, want)
		}
	}
}

func TestArrearsAreNoMonthlyPension(t *testing.T) {
	p := benefit.Payment{Total: 46798, Lines: []benefit.Line{{Basic: 19000, AccountPart: 3799}, {Basic: 20200, AccountPart: 3799}}}
	if got := monthly(&p); got != 23999 {
		t.Errorf("%v a month, want the latest month's 239.99", got)
	}
	if got := monthly(&benefit.Payment{Total: 5}); got != 5 {
		t.Errorf("a payment of no month is %v", got)
	}
}
