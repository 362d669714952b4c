package reconcile

import (
	"cmp"
	"slices"

	"renshe/civil"
	"renshe/money"
)

// amounts gathers the open lines of a side by amount, each list by day and number; lines with an order stand apart, since those of the
// two sides are never the same money.
type amounts map[money.Fen]*[2][]int

func ordered(l *Line) int {
	if l.Order != "" {
		return 1
	}
	return 0
}

func (m *matcher) amounts(side Side) amounts {
	all := amounts{}
	from, to := m.span(side)
	for i := from; i < to; i++ {
		if m.done[i] {
			continue
		}
		l := &m.lines[i]
		have := all[l.Amount]
		if have == nil {
			have = &[2][]int{}
			all[l.Amount] = have
		}
		have[ordered(l)] = append(have[ordered(l)], i)
	}
	return all
}

// span is where the lines of a side stand.
func (m *matcher) span(side Side) (from, to int) {
	if side == Book {
		return 0, m.middle
	}
	return m.middle, len(m.lines)
}

// fitting finds the line that fits one of the other side by amount and day. Several, or too many to look at, are none.
func (m *matcher) fitting(i int, other amounts) (found int, several bool) {
	l := &m.lines[i]
	found = -1
	have := other[l.Amount]
	if have == nil {
		return -1, false
	}
	seen := 0
	for kind, list := range have {
		if kind == 1 && l.Order != "" {
			continue
		}
		at, _ := slices.BinarySearchFunc(list, l.Day-m.window, func(k int, day civil.Date) int { return cmp.Compare(m.lines[k].Day, day) })
		for ; at < len(list) && m.lines[list[at]].Day <= l.Day+m.window; at++ {
			if seen++; seen > scanned {
				return -1, true
			}
			if !compatible(l, &m.lines[list[at]]) {
				continue
			}
			if found >= 0 {
				return -1, true
			}
			found = list[at]
		}
	}
	return found, false
}

// exact pairs two lines of one amount within the window, where each is the only one that fits the other.
func (m *matcher) exact() {
	books, banks := m.amounts(Book), m.amounts(Bank)
	type two struct{ book, bank int }
	var pairs []two
	for i := range m.middle {
		if m.done[i] {
			continue
		}
		k, _ := m.fitting(i, banks)
		if k < 0 {
			continue
		}
		if back, _ := m.fitting(k, books); back == i {
			pairs = append(pairs, two{i, k})
		}
	}
	for _, p := range pairs {
		m.take(Exact, p.book, p.bank)
	}
}

// grouped pairs all open lines that have one reference on one side with one line of the other side, if just one of each fits.
func (m *matcher) grouped(of func(*Line) string) {
	type group struct {
		side  Side
		lines []int
	}
	groups := map[money.Fen][]group{}
	for _, b := range m.bunches(of) {
		for _, s := range []Side{Book, Bank} {
			if len(b.lines[s]) > 1 {
				groups[b.sums[s]] = append(groups[b.sums[s]], group{s, b.lines[s]})
			}
		}
	}
	fits := func(g group, i int) bool {
		l := &m.lines[i]
		if l.Side == g.side {
			return false
		}
		for _, k := range g.lines {
			if !m.near(l.Day, m.lines[k].Day) || !compatible(l, &m.lines[k]) {
				return false
			}
		}
		return true
	}
	single := map[money.Fen][]int{} // lines that are the sum of some group
	for i := range m.lines {
		if !m.done[i] && groups[m.lines[i].Amount] != nil {
			single[m.lines[i].Amount] = append(single[m.lines[i].Amount], i)
		}
	}
	type found struct {
		line  int
		group group
	}
	var pairs []found
	for i := range m.lines {
		amount := m.lines[i].Amount
		if m.done[i] || len(groups[amount]) == 0 || len(groups[amount]) > scanned || len(single[amount]) > scanned {
			continue
		}
		var mine []group
		for _, g := range groups[amount] {
			if fits(g, i) {
				mine = append(mine, g)
			}
		}
		if len(mine) != 1 {
			continue
		}
		rivals := 0
		for _, k := range single[amount] {
			if fits(mine[0], k) {
				rivals++
			}
		}
		if rivals == 1 {
			pairs = append(pairs, found{i, mine[0]})
		}
	}
	for _, p := range m.disjoint(len(pairs), func(n int) []int { return append(slices.Clone(pairs[n].group.lines), pairs[n].line) }) {
		m.take(Grouped, append(slices.Clone(pairs[p].group.lines), pairs[p].line)...)
	}
}

// disjoint leaves out every set that shares a line with another one: both are right, so neither is taken.
func (m *matcher) disjoint(n int, set func(int) []int) []int {
	times := map[int]int{}
	for i := range n {
		for _, k := range set(i) {
			times[k]++
		}
	}
	var alone []int
	for i := range n {
		if !slices.ContainsFunc(set(i), func(k int) bool { return times[k] > 1 }) {
			alone = append(alone, i)
		}
	}
	return alone
}

// sums is what lines of the other side add up to one line: how many ways there are, the first of them, and every line in any of them.
type sums struct {
	line  int
	ways  int
	first []int
	touch []int
}

// summed pairs one line with a few of the other side that add up to it, if there is one way only and no other line wants any of them.
func (m *matcher) summed() {
	var all []sums
	for i := range m.lines {
		if m.done[i] {
			continue
		}
		if s := m.sumsTo(i); s.ways > 0 {
			all = append(all, s)
		}
	}
	for _, n := range m.disjoint(len(all), func(n int) []int { return append(slices.Clone(all[n].touch), all[n].line) }) {
		if s := all[n]; s.ways == 1 {
			m.take(Summed, append(slices.Clone(s.first), s.line)...)
		}
	}
}

// parts lists the open lines of the other side that could be a part of a line; false if there are too many to try.
func (m *matcher) parts(i int) ([]int, bool) {
	l := &m.lines[i]
	from, to := m.span(Book + Bank - l.Side)
	side := m.lines[from:to]
	at, _ := slices.BinarySearchFunc(side, l.Day-m.window, func(k Line, day civil.Date) int { return cmp.Compare(k.Day, day) })
	var fit []int
	for looked := 0; at < len(side) && side[at].Day <= l.Day+m.window; at++ {
		if m.done[from+at] {
			continue
		}
		if looked++; looked > sumWindow {
			return nil, false
		}
		k := &side[at]
		smaller := l.Amount > 0 && k.Amount > 0 && k.Amount < l.Amount || l.Amount < 0 && k.Amount < 0 && k.Amount > l.Amount
		if smaller && compatible(l, k) {
			if fit = append(fit, from+at); len(fit) > sumLines {
				return nil, false
			}
		}
	}
	return fit, len(fit) > 1
}

// sumsTo tries every sum of the lines that could be parts.
func (m *matcher) sumsTo(i int) sums {
	out := sums{line: i}
	parts, few := m.parts(i)
	if !few {
		return out
	}
	rest := make([]money.Fen, len(parts)+1) // what is left to take from a place on
	for n := len(parts) - 1; n >= 0; n-- {
		rest[n] = rest[n+1] + m.lines[parts[n]].Amount
	}
	want := m.lines[i].Amount
	touched := map[int]bool{}
	var chosen []int
	var walk func(n int, left money.Fen)
	walk = func(n int, left money.Fen) {
		switch {
		case left == 0:
			if out.ways++; out.ways == 1 {
				out.first = slices.Clone(chosen)
			}
			for _, k := range chosen {
				touched[k] = true
			}
			return
		case n == len(parts), want > 0 && (left < 0 || left > rest[n]), want < 0 && (left > 0 || left < rest[n]):
			return
		}
		chosen = append(chosen, parts[n])
		walk(n+1, left-m.lines[parts[n]].Amount)
		chosen = chosen[:len(chosen)-1]
		walk(n+1, left)
	}
	walk(0, want)
	for k := range touched {
		out.touch = append(out.touch, k)
	}
	return out
}

// propose writes down what a person may look at, each open line once.
func (m *matcher) propose() {
	m.asked = make([]bool, len(m.lines))
	for _, level := range levels {
		for _, b := range m.bunches(level.of) {
			if len(b.lines[Book]) > 0 && len(b.lines[Bank]) > 0 && len(b.lines[Book])+len(b.lines[Bank]) <= scanned {
				m.ask(OtherAmount, append(slices.Clone(b.lines[Book]), b.lines[Bank]...))
			}
		}
	}
	banks := m.amounts(Bank)
	for i := range m.middle {
		if m.done[i] || m.asked[i] {
			continue
		}
		if k := m.likely(i, banks[m.lines[i].Amount]); k >= 0 {
			m.ask(SeveralFit, []int{i, k})
		}
	}
	for i := range m.lines {
		if !m.done[i] && !m.asked[i] {
			if s := m.sumsTo(i); s.ways > 0 {
				m.ask(SeveralSums, append(slices.Clone(s.first), i))
			}
		}
	}
}

// likely is the first line of an amount that fits and stands in no proposal yet.
func (m *matcher) likely(i int, have *[2][]int) int {
	if have == nil {
		return -1
	}
	l := &m.lines[i]
	for _, list := range have {
		at, _ := slices.BinarySearchFunc(list, l.Day-m.window, func(k int, day civil.Date) int { return cmp.Compare(m.lines[k].Day, day) })
		for n := 0; at < len(list) && n < scanned && m.lines[list[at]].Day <= l.Day+m.window; at, n = at+1, n+1 {
			if k := list[at]; !m.asked[k] && compatible(l, &m.lines[k]) {
				return k
			}
		}
	}
	return -1
}

func (m *matcher) ask(why Doubt, all []int) {
	if len(m.out.Proposals) == maxProposed || slices.ContainsFunc(all, func(i int) bool { return m.asked[i] }) {
		return
	}
	p := Proposal{Why: why}
	for _, i := range all {
		m.asked[i] = true
		if l := &m.lines[i]; l.Side == Book {
			p.Book, p.Difference = append(p.Book, l.ID), p.Difference+l.Amount
		} else {
			p.Bank, p.Difference = append(p.Bank, l.ID), p.Difference-l.Amount
		}
	}
	if p.Why == OtherAmount && p.Difference == 0 {
		p.Why = SeveralFit // what kept them apart was matched otherwise since
	}
	slices.Sort(p.Book)
	slices.Sort(p.Bank)
	m.out.Proposals = append(m.out.Proposals, p)
}
