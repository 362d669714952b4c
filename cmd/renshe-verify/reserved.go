package main

// pageSize is how many places of the log share a page of reservations: what the bank has not answered is mostly together.
const pageSize = 512

// open is a reservation that nothing has settled yet.
type open struct{ debit, credit, left, fund, period int64 }

// reserved are the open reservations by their place. A page lives while one of its places is open, so memory grows with what is open.
type reserved struct {
	pages  map[int64]*page
	number int64 // of the page used last
	last   *page
	all    []open
	free   []int32
}

// page says where in all the reservations of its places stand, plus one; 0: none.
type page struct {
	n  int
	at [pageSize]int32
}

func newReserved() *reserved { return &reserved{pages: map[int64]*page{}, number: -1} }

func (s *reserved) page(number int64) *page {
	if s.last == nil || s.number != number {
		s.number, s.last = number, s.pages[number]
	}
	return s.last
}

// put keeps what is open at a place; another one that stood there is replaced.
func (s *reserved) put(place int64, o open) {
	p := s.page(place / pageSize)
	if p == nil {
		p = &page{}
		s.pages[s.number], s.last = p, p
	}
	slot := &p.at[place&(pageSize-1)]
	switch {
	case *slot > 0:
		s.all[*slot-1] = o
		return
	case len(s.free) > 0:
		*slot = s.free[len(s.free)-1] + 1
		s.free = s.free[:len(s.free)-1]
		s.all[*slot-1] = o
	default:
		s.all = append(s.all, o)
		*slot = int32(len(s.all))
	}
	p.n++
}

// take gives what is open at a place and ends it.
func (s *reserved) take(place int64) (o open, is bool) {
	p := s.page(place / pageSize)
	if p == nil {
		return o, false
	}
	slot := &p.at[place&(pageSize-1)]
	if *slot == 0 {
		return o, false
	}
	o = s.all[*slot-1]
	s.free = append(s.free, *slot-1)
	*slot = 0
	if p.n--; p.n == 0 {
		delete(s.pages, s.number)
		s.last = nil
	}
	return o, true
}

// first gives the first open reservation of a fund up to a month.
func (s *reserved) first(fund, month int64) (place int64, is bool) {
	for number, p := range s.pages {
		for i, slot := range p.at {
			if slot == 0 {
				continue
			}
			at := number*pageSize + int64(i)
			if o := &s.all[slot-1]; o.fund == fund && o.period <= month && (!is || at < place) {
				place, is = at, true
			}
		}
	}
	return place, is
}
