package policy

import (
	"slices"

	"renshe/civil"
	"renshe/policy/internal/lawfile"
)

// moment is the value of a parameter from a month on.
type moment struct {
	from   civil.Month
	until  civil.Month // the last month in which the value is this year's or stayed in force, not a stand-in
	beyond civil.Month // the last month in which it may stand in
	value  int64
	known  bool
}

// timeline is a parameter's values over time for one place as known on one day (历年数值): the moments, oldest first, and the
// same month by month, because a sweep asks for everybody.
type timeline struct {
	moments []moment
	months  []monthly
	base    civil.Month // of months[0], which stands for every month before the first value
	last    civil.Month // of the last of them, which stands for every later month
}

// monthly is what a timeline says of one month.
type monthly struct {
	value   int64
	moment  int16 // in moments; -1 before the first
	known   bool
	standIn bool
}

// endless is the last month of a value that is not replaced each year.
const endless = civil.Month(1<<31 - 1)

// of gives what is said of month m.
func (l *timeline) of(m civil.Month) *monthly { return &l.months[max(l.base, min(m, l.last))-l.base] }

// at gives the value in force in month m; month 0 is not asked and gives 0. strict refuses a value that only stands in. The month
// is not branched upon, because the months of people follow no pattern that a processor could guess.
func (l *timeline) at(m civil.Month, strict bool) (v int64, standIn, ok bool) {
	t := l.of(m)
	if strict && t.standIn {
		return 0, false, false
	}
	return t.value, t.standIn, t.known || m == 0
}

// timelineOf collects the values of a parameter for a place.
func timelineOf(p *lawfile.Parameter, place civil.Division, knownOn civil.Date) *timeline {
	var starts []civil.Month
	for i := range p.Rows {
		if r := &p.Rows[i]; r.Known <= knownOn && liesIn(place, r.Place) {
			starts = append(starts, r.From)
		}
	}
	slices.Sort(starts)
	line := &timeline{moments: make([]moment, 0, len(starts))}
	for _, m := range slices.Compact(starts) {
		f := find(p, place, m, knownOn)
		t := moment{from: m, until: endless, beyond: endless, value: f.value.Int, known: f.state == stateKnown}
		if newest, open, last := openEnded(p, &f, knownOn); open {
			t.until = yearEnd(p, newest)
			if last {
				t.beyond = t.until + 12*yearsWaited
			}
		}
		line.moments = append(line.moments, t)
	}
	line.spread()
	return line
}

// spread writes the moments month by month, up to the last month in which anything changes.
func (l *timeline) spread() {
	if len(l.moments) > 0 {
		l.base = l.moments[0].from - 1
		l.last = l.base
	}
	for _, t := range l.moments {
		l.last = max(l.last, t.from)
		for _, end := range []civil.Month{t.until, t.beyond} {
			if end != endless {
				l.last = max(l.last, end+1)
			}
		}
	}
	l.months = make([]monthly, l.last-l.base+1)
	l.months[0].moment = -1
	n := 0
	for i := range l.months[1:] {
		m := l.base + 1 + civil.Month(i)
		if n+1 < len(l.moments) && l.moments[n+1].from <= m {
			n++
		}
		of := &l.months[i+1]
		of.moment = int16(n)
		if t := &l.moments[n]; t.known && m <= t.beyond {
			of.value, of.known, of.standIn = t.value, true, m > t.until
		}
	}
}

// liesIn says whether a place lies in another.
func liesIn(place, other civil.Division) bool {
	return len(other) <= len(place) && place[:len(other)] == other
}

// table is a table parameter's elements by key, dense; the first and the last stand for every key below and above.
type table struct {
	base, last int64 // keys of the first and the last
	elements   []element
}

type element struct {
	value int64
	known bool
}

// mostSpan bounds the memory of a table; law/parameters has no wider one.
const mostSpan = 1 << 16

// at gives an element; a key of zero or less is not asked and gives 0.
func (t *table) at(key int64) (v int64, ok bool) {
	e := &t.elements[max(t.base, min(key, t.last))-t.base]
	return e.value, key <= 0 || e.known
}

// noTable is the table in which nothing is known.
var noTable = &table{elements: make([]element, 1)}

func tableOf(v lawfile.Value) *table {
	first, last := v.Table[0].Key, v.Table[len(v.Table)-1].Key // above 0: lawfile refuses others
	n := min(last-first+1, mostSpan)
	t := &table{first - 1, first + n, make([]element, n+2)}
	for _, e := range v.Table {
		if i := e.Key - t.base; i <= n && e.Known {
			t.elements[i] = element{e.Int, true}
		}
	}
	return t
}
