package lawfile

import "renshe/civil"

// InForce gives the value for a place and month as known on a day, with the rows it comes from: of each level, from the nation
// down, the row with the latest beginning, combined as the file says. Without a row none is in force; an unknown value comes
// with the row that says so.
func (p *Parameter) InForce(place civil.Division, m civil.Month, knownOn civil.Date) (Value, []*Row) {
	var rows []*Row
	for _, digits := range []int{0, 2, 4, 6} {
		if len(place) < digits {
			break
		}
		if r := p.latest(place[:digits], m, knownOn); r != nil {
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		return Value{}, nil
	}
	return combine(p.Combine, rows)
}

// latest gives the row of exactly this place with the latest beginning; of two with the same beginning the one appended last.
func (p *Parameter) latest(place civil.Division, m civil.Month, knownOn civil.Date) *Row {
	var best *Row
	for i := range p.Rows {
		r := &p.Rows[i]
		if r.Place == place && r.From <= m && r.Known <= knownOn && (best == nil || r.From >= best.From) {
			best = r
		}
	}
	return best
}

// combine applies cover, add or highest to rows ordered from the nation down.
func combine(how Combine, rows []*Row) (Value, []*Row) {
	if how == Cover {
		last := rows[len(rows)-1]
		return last.Value, []*Row{last}
	}
	v, from := Value{Known: true}, rows
	for _, r := range rows {
		if !r.Value.Known {
			return r.Value, []*Row{r}
		}
		switch {
		case how == Add:
			v.Int += r.Value.Int
		case r.Value.Int >= v.Int:
			v, from = r.Value, []*Row{r}
		}
	}
	return v, from
}
