package reconcile

import (
	"fmt"
	"slices"

	"renshe/civil"
	"renshe/money"
)

// slowly matches as the rules say, by trying everything: no index, no limit. It gives the pairs as sorted texts.
func slowly(lines []Line, window civil.Date) []string {
	s := &slow{all: slices.Clone(lines), window: window}
	slices.SortFunc(s.all, byPlace)
	for level, how := range []Method{ByOrder, ByVoucher, ByBatch} {
		s.reference(level, how)
	}
	for i, l := range s.all {
		for k, u := range s.all {
			if u.Side == l.Side && u.ID == l.Undoes && l.Undoes != 0 && s.free(i, k) && u.Amount == -l.Amount {
				s.pair(Reversed, i, k)
			}
		}
	}
	s.exact()
	for level := 1; level <= 2; level++ {
		s.groups(level)
	}
	s.sums()
	slices.Sort(s.out)
	return s.out
}

type slow struct {
	all    []Line
	window civil.Date
	used   [64]bool
	out    []string
}

func (s *slow) free(all ...int) bool {
	for _, i := range all {
		if s.used[i] {
			return false
		}
	}
	return true
}

func (s *slow) pair(how Method, all ...int) {
	p := Pair{How: how}
	for _, i := range all {
		s.used[i] = true
		if s.all[i].Side == Book {
			p.Book = append(p.Book, s.all[i].ID)
		} else {
			p.Bank = append(p.Bank, s.all[i].ID)
		}
	}
	slices.Sort(p.Book)
	slices.Sort(p.Bank)
	s.out = append(s.out, fmt.Sprint(p))
}

func refOf(l Line, level int) string { return []string{l.Order, l.Voucher, l.Batch}[level] }

// with lists free lines of a side with a reference and a direction.
func (s *slow) with(side Side, level int, ref string, out bool) (all []int, sum money.Fen) {
	for i, l := range s.all {
		if l.Side == side && refOf(l, level) == ref && l.Amount < 0 == out && s.free(i) {
			all, sum = append(all, i), sum+l.Amount
		}
	}
	return all, sum
}

func (s *slow) reference(level int, how Method) {
	for _, ref := range []string{"A", "B"} {
		for _, out := range []bool{true, false} {
			books, a := s.with(Book, level, ref, out)
			banks, b := s.with(Bank, level, ref, out)
			switch {
			case len(books) == 0 || len(banks) == 0:
			case a == b:
				s.pair(how, append(books, banks...)...)
			default:
				for _, x := range []struct {
					many, rest []int
					sum        money.Fen
				}{{banks, books, a}, {books, banks, b}} {
					equal := true
					for _, i := range x.many {
						equal = equal && s.all[i].Amount == s.all[x.many[0]].Amount
					}
					done := false
					for n := 1; equal && n < len(x.many) && !done; n++ {
						if s.all[x.many[0]].Amount*money.Fen(n) == x.sum {
							s.pair(how, append(slices.Clone(x.rest), x.many[:n]...)...)
							done = true
						}
					}
					if done {
						break
					}
				}
			}
		}
	}
}

func (s *slow) could(i, k int) bool {
	a, b := s.all[i], s.all[k]
	apart := a.Day - b.Day
	if apart < 0 {
		apart = -apart
	}
	differ := func(x, y string) bool { return x != "" && y != "" && x != y }
	return a.Side != b.Side && apart <= s.window && !(a.Order != "" && b.Order != "") && !differ(a.Voucher, b.Voucher) && !differ(a.Batch, b.Batch)
}

func (s *slow) exact() {
	fits := func(i int) (all []int) {
		for k := range s.all {
			if s.free(i, k) && s.all[i].Amount == s.all[k].Amount && s.could(i, k) {
				all = append(all, k)
			}
		}
		return all
	}
	var pairs [][2]int
	for i, l := range s.all {
		if k := fits(i); l.Side == Book && len(k) == 1 && len(fits(k[0])) == 1 {
			pairs = append(pairs, [2]int{i, k[0]})
		}
	}
	for _, p := range pairs {
		s.pair(Exact, p[0], p[1])
	}
}

// groups pairs all free lines of a reference with the one line that is their sum.
func (s *slow) groups(level int) {
	var sets [][]int
	for _, side := range []Side{Book, Bank} {
		for _, ref := range []string{"A", "B"} {
			for _, out := range []bool{true, false} {
				group, sum := s.with(side, level, ref, out)
				if len(group) < 2 {
					continue
				}
				for i, l := range s.all {
					fits := s.free(i) && l.Amount == sum
					for _, k := range group {
						fits = fits && s.could(i, k)
					}
					if fits {
						sets = append(sets, append(group, i)[:len(group)+1:len(group)+1])
					}
				}
			}
		}
	}
	s.alone(Grouped, sets, sets)
}

// sums pairs a line with the one set of others that adds up to it.
func (s *slow) sums() {
	var touched, once [][]int
	for i, l := range s.all {
		if !s.free(i) {
			continue
		}
		var parts []int
		for k, p := range s.all {
			if s.free(k) && s.could(i, k) && (l.Amount < 0 && p.Amount < 0 && p.Amount > l.Amount || l.Amount > 0 && p.Amount > 0 && p.Amount < l.Amount) {
				parts = append(parts, k)
			}
		}
		var ways [][]int
		touch := map[int]bool{i: true}
		for bits := range 1 << len(parts) {
			var sum money.Fen
			var set []int
			for n, k := range parts {
				if bits>>n&1 == 1 {
					sum, set = sum+s.all[k].Amount, append(set, k)
				}
			}
			if sum == l.Amount {
				ways = append(ways, append(set, i))
				for _, k := range set {
					touch[k] = true
				}
			}
		}
		if len(ways) == 0 {
			continue
		}
		var all []int
		for k := range touch {
			all = append(all, k)
		}
		touched = append(touched, all)
		if len(ways) > 1 {
			ways[0] = nil
		}
		once = append(once, ways[0])
	}
	s.alone(Summed, touched, once)
}

// alone takes the sets that share no line with another.
func (s *slow) alone(how Method, touch, take [][]int) {
	for n := range touch {
		shared := false
		for k := range touch {
			for _, i := range touch[n] {
				shared = shared || k != n && slices.Contains(touch[k], i)
			}
		}
		if !shared && take[n] != nil {
			s.pair(how, take[n]...)
		}
	}
}
