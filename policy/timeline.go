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

// timeline is a parameter's values over time for one place as known on one day (历年数值), oldest first.
type timeline []moment

// endless is the last month of a value that is not replaced each year.
const endless = civil.Month(1<<31 - 1)

// at gives the value in force in month m; month 0 is not asked and gives 0. strict refuses a value that only stands in.
func (l timeline) at(m civil.Month, strict bool) (v int64, standIn, ok bool) {
	if m == 0 {
		return 0, false, true
	}
	for i := len(l) - 1; i >= 0; i-- {
		if t := &l[i]; t.from <= m {
			if standIn = m > t.until; !t.known || m > t.beyond || standIn && strict {
				return 0, false, false
			}
			return t.value, standIn, true
		}
	}
	return 0, false, false
}

// timelineOf collects the values of a parameter for a place.
func timelineOf(p *lawfile.Parameter, place civil.Division, knownOn civil.Date) timeline {
	var starts []civil.Month
	for i := range p.Rows {
		if r := &p.Rows[i]; r.Known <= knownOn && liesIn(place, r.Place) {
			starts = append(starts, r.From)
		}
	}
	slices.Sort(starts)
	line := make(timeline, 0, len(starts))
	for _, m := range slices.Compact(starts) {
		f := find(p, place, m, knownOn)
		t := moment{from: m, until: endless, beyond: endless, value: f.value.Int, known: f.state == stateKnown}
		if newest, open, last := openEnded(p, &f, knownOn); open {
			t.until = yearEnd(p, newest)
			if last {
				t.beyond = t.until + 12*yearsWaited
			}
		}
		line = append(line, t)
	}
	return line
}

// liesIn says whether a place lies in another.
func liesIn(place, other civil.Division) bool {
	return len(other) <= len(place) && place[:len(other)] == other
}

// table is a table parameter's elements by key, dense from the lowest key.
type table struct {
	first  int64
	values []int64
	known  []bool
}

// mostSpan bounds the memory of a table; law/parameters has no wider one.
const mostSpan = 1 << 16

// at gives an element; a key of zero or less is not asked and gives 0.
func (t *table) at(key int64) (v int64, ok bool) {
	if key <= 0 {
		return 0, true
	}
	if i := uint64(key - t.first); i < uint64(len(t.values)) {
		return t.values[i], t.known[i]
	}
	return 0, false
}

func tableOf(v lawfile.Value) table {
	if len(v.Table) == 0 {
		return table{}
	}
	first, last := v.Table[0].Key, v.Table[len(v.Table)-1].Key
	n := min(last-first+1, mostSpan)
	t := table{first, make([]int64, n), make([]bool, n)}
	for _, e := range v.Table {
		if i := e.Key - first; i < n && e.Known {
			t.values[i], t.known[i] = e.Int, true
		}
	}
	return t
}
