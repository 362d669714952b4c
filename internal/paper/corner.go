package paper

// finder is how many squares a QR code's corner is wide.
const finder = 7

// gap is how far apart two numbers are.
func gap(a, b int) int { return max(a-b, b-a) }

// ringed says whether five runs, of which the first is dark, are to a reader 1:1:3:1:1: each may stray by half of what it should be.
func ringed(runs *[5]int) bool {
	total := 0
	for _, n := range runs {
		total += n
	}
	for i, n := range runs {
		should := 1
		if i == 2 {
			should = 3
		}
		if 2*gap(should*total, 7*n) >= should*total {
			return false
		}
	}
	return true
}

// ring measures the five runs around a dark square along a line of n squares: the middle of the third, in half squares, and the sum of all; false:
// they are no ring.
func ring(dark func(int) bool, n, at int) (middle, total int, ok bool) {
	var runs [5]int
	low := at
	for ; low >= 0 && dark(low); low-- {
		runs[2]++
	}
	middle = low
	high := at + 1
	for ; high < n && dark(high); high++ {
		runs[2]++
	}
	middle += high + 1
	for i, of := 1, false; i >= 0; i, of = i-1, !of {
		for ; low >= 0 && dark(low) == of; low-- {
			runs[i]++
		}
	}
	for i, of := 3, false; i < 5; i, of = i+1, !of {
		for ; high < n && dark(high) == of; high++ {
			runs[i]++
		}
	}
	for _, r := range runs {
		total += r
	}
	return middle, total, ringed(&runs)
}

// What a false corner costs. A reader that has two corners stops at the next thing of exactly their size, so that such a one is fatal; one of another
// size only adds to what it weighs in the end.
const (
	costAlike = 1000
	costOther = 1
)

// doubt is what readers could mistake for a corner in the symbol; 0 is nothing at all. A reader asks for a slanted ring too, which is left out here: that
// errs on the safe side.
func (s symbol) doubt() int {
	n, cost := len(s), 0
	for y := range s {
		row := func(x int) bool { return s[y][x] }
		for x := range n {
			if !s[y][x] || x > 0 && s[y][x-1] {
				continue // no dark run begins
			}
			cx, wide, ok := ring(row, n, x)
			if !ok || y < finder && (x < finder || x >= n-finder) || y >= n-finder && x < finder {
				continue
			}
			for mid := (cx - 1) / 2; mid <= cx/2; mid++ { // the squares in the middle, which are one or two
				cy, high, ok := ring(func(y int) bool { return s[y][mid] }, n, y)
				if !ok || 5*gap(wide, high) >= 2*wide || gap(cy, 2*y+1) > 1 {
					continue
				}
				if wide == finder || high == finder { // on a sheet that lies on its side, the column is the row
					cost += costAlike
				} else {
					cost += costOther
				}
				break
			}
		}
	}
	return cost
}
