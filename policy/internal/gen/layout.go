package main

import (
	"cmp"
	"slices"
)

// chart is boxes and the lines between them, laid out in columns from left to right in the manner of Sugiyama: columns by longest
// path, few crossings by barycentres, heights by least squares. It counts in whole pixels, so that it comes out the same everywhere.
type chart struct {
	boxes         []*box
	lines         []*line
	columns       [][]*box // with the bends of long lines
	width, height int
}

// box is one box, or the bend of a long line in a column that it passes.
type box struct {
	w, h        int
	stays       bool // in the first column
	follows     bool // right before its first user
	ends        bool // in the last column, if nothing uses it
	x, y        int  // upper left corner
	column      int
	bend        bool
	left, right []*box // neighbours in the next columns
}

// line is what the box to takes from the box from.
type line struct {
	from, to *box
	bends    []*box // in the columns between
	end      int    // height at which it enters
}

// Distances in pixels.
const (
	boxGap     = 16 // between boxes of a column
	bendGap    = 9  // around a bend
	margin     = 24
	leastGap   = 44 // between columns
	mostGap    = 96
	gapPerLine = 2
	portStep   = 13
	portInset  = 12
)

func (b *box) middle() int { return b.y + b.h/2 }

// layout places everything.
func (c *chart) layout() {
	c.chooseColumns()
	c.fillColumns()
	c.uncross()
	c.placeAcross()
	c.placeDown()
	c.straighten()
	c.moveToTop()
	c.choosePorts()
}

// chooseColumns puts every box right of what it takes, then moves what would make lines long: values that follow stand before
// their first user, final results at the right, and a rule goes right where that shortens more lines than it lengthens.
func (c *chart) chooseColumns() {
	takes, gives := map[*box][]*box{}, map[*box][]*box{}
	for _, l := range c.lines {
		takes[l.to], gives[l.from] = append(takes[l.to], l.from), append(gives[l.from], l.to)
	}
	for range c.boxes { // as many passes as the longest path can need
		for _, l := range c.lines {
			l.to.column = max(l.to.column, l.from.column+1)
		}
	}
	last := 0
	for _, b := range c.boxes {
		last = max(last, b.column)
	}
	order := slices.Clone(c.boxes)
	slices.SortStableFunc(order, func(a, b *box) int { return b.column - a.column })
	for _, b := range order {
		first := last + 1
		for _, to := range gives[b] {
			first = min(first, to.column)
		}
		lengthened := 0
		for _, from := range takes[b] {
			if !from.follows || len(gives[from]) > 1 {
				lengthened++
			}
		}
		switch {
		case b.stays || len(gives[b]) == 0 && !b.ends:
		case len(gives[b]) == 0:
			b.column = last
		case b.follows || lengthened < len(gives[b]):
			b.column = first - 1
		}
	}
}

// fillColumns makes the columns. Long lines of one box share their bends, so that they run together until they part.
func (c *chart) fillColumns() {
	last := 0
	for _, b := range c.boxes {
		last = max(last, b.column)
	}
	c.columns = make([][]*box, last+1)
	for _, b := range c.boxes {
		c.columns[b.column] = append(c.columns[b.column], b)
	}
	shared := map[*box]map[int]*box{}
	join := func(from, to *box) {
		if !slices.Contains(from.right, to) {
			from.right, to.left = append(from.right, to), append(to.left, from)
		}
	}
	for _, l := range c.lines {
		at := l.from
		for column := l.from.column + 1; column < l.to.column; column++ {
			if shared[l.from] == nil {
				shared[l.from] = map[int]*box{}
			}
			bend := shared[l.from][column]
			if bend == nil {
				bend = &box{column: column, bend: true}
				shared[l.from][column] = bend
				c.columns[column] = append(c.columns[column], bend)
			}
			join(at, bend)
			l.bends = append(l.bends, bend)
			at = bend
		}
		join(at, l.to)
	}
}

// sweeps is how often the order of the columns is improved.
const sweeps = 24

// uncross orders each column by the mean place of the neighbours, to and fro, swaps neighbours where that helps, and keeps the
// order with the fewest crossings.
func (c *chart) uncross() {
	best, fewest := c.order(), c.crossings()
	for i := range sweeps {
		for j := range c.columns {
			column, side := c.columns[j], (*box).leftOf
			if i%2 == 1 {
				column, side = c.columns[len(c.columns)-1-j], (*box).rightOf
			}
			sortByNeighbours(column, c.places(), side)
		}
		c.swap()
		if n := c.crossings(); n < fewest {
			best, fewest = c.order(), n
		}
	}
	c.columns = best
}

func (b *box) leftOf() []*box  { return b.left }
func (b *box) rightOf() []*box { return b.right }

func (c *chart) order() [][]*box {
	list := make([][]*box, len(c.columns))
	for i, column := range c.columns {
		list[i] = slices.Clone(column)
	}
	return list
}

// places numbers the boxes of every column.
func (c *chart) places() map[*box]int {
	at := map[*box]int{}
	for _, column := range c.columns {
		for i, b := range column {
			at[b] = i
		}
	}
	return at
}

// sortByNeighbours sorts a column by the mean place of the boxes at one side; a box without any keeps its place.
func sortByNeighbours(column []*box, at map[*box]int, side func(*box) []*box) {
	const fine = 1 << 16 // parts of a place, since the mean is seldom whole
	mean := map[*box]int{}
	for _, b := range column {
		mean[b] = at[b] * fine
		if near := side(b); len(near) > 0 {
			sum := 0
			for _, n := range near {
				sum += at[n]
			}
			mean[b] = sum * fine / len(near)
		}
	}
	slices.SortStableFunc(column, func(a, b *box) int { return cmp.Compare(mean[a], mean[b]) })
}

// swap exchanges neighbours in a column as long as that removes crossings.
func (c *chart) swap() {
	for improved := true; improved; {
		improved = false
		at := c.places()
		for _, column := range c.columns {
			for i := 1; i < len(column); i++ {
				a, b := column[i-1], column[i]
				if crossed(a.left, b.left, at)+crossed(a.right, b.right, at) > crossed(b.left, a.left, at)+crossed(b.right, a.right, at) {
					column[i-1], column[i], at[a], at[b] = b, a, i, i-1
					improved = true
				}
			}
		}
	}
}

// crossed counts the crossings of the lines of two boxes, the first of which is above.
func crossed(above, below []*box, at map[*box]int) (n int) {
	for _, a := range above {
		for _, b := range below {
			if at[a] > at[b] {
				n++
			}
		}
	}
	return n
}

func (c *chart) crossings() (n int) {
	at := c.places()
	for _, column := range c.columns {
		for i, a := range column {
			for _, b := range column[i+1:] {
				n += crossed(a.right, b.right, at)
			}
		}
	}
	return n
}

// placeAcross gives the columns their x; the more lines between two, the wider the gap.
func (c *chart) placeAcross() {
	x := margin
	for _, column := range c.columns {
		widest, lines := 0, 0
		for _, b := range column {
			widest, lines = max(widest, b.w), lines+len(b.right)
		}
		for _, b := range column {
			b.x = x
			b.w = widest
		}
		c.width = x + widest + margin
		x += widest + min(mostGap, leastGap+gapPerLine*lines)
	}
}

// settle is how often the heights are improved.
const settle = 16

// placeDown gives every box its y: as near as possible to the middle of its neighbours, in the order of its column.
func (c *chart) placeDown() {
	for _, column := range c.columns {
		spread(column, func(*box) (int, int) { return 0, 1 })
	}
	for i := range settle {
		for j := range c.columns {
			switch {
			case i == settle-1:
				spread(c.columns[j], func(b *box) (int, int) { return wanted(b, b.left, b.right) })
			case i%2 == 0:
				spread(c.columns[j], func(b *box) (int, int) { return wanted(b, b.left, nil) })
			default:
				spread(c.columns[len(c.columns)-1-j], func(b *box) (int, int) { return wanted(b, nil, b.right) })
			}
		}
	}
}

// straighten takes small steps out of long lines where the column leaves room for that.
func (c *chart) straighten() {
	for _, column := range c.columns {
		for i, b := range column {
			if !b.bend {
				continue
			}
			y := b.left[0].middle() - b.h/2
			fits := (i == 0 || y >= column[i-1].y+column[i-1].h+bendGap) && (i == len(column)-1 || y+b.h+bendGap <= column[i+1].y)
			if fits {
				b.y = y
			}
		}
	}
}

// moveToTop puts the highest box at the margin.
func (c *chart) moveToTop() {
	top := c.boxes[0].y
	for _, column := range c.columns {
		top = min(top, column[0].y)
	}
	for _, column := range c.columns {
		for _, b := range column {
			b.y += margin - top
			c.height = max(c.height, b.y+b.h+margin)
		}
	}
}

// wanted is the middle that a box would like, and how much: the lines between two bends are straightened first.
func wanted(b *box, sides ...[]*box) (middle, weight int) {
	const straight, bent = 8, 2
	sum := 0
	for _, side := range sides {
		for _, n := range side {
			w := 1
			if b.bend && n.bend {
				w = straight
			} else if b.bend || n.bend {
				w = bent
			}
			sum, weight = sum+w*n.middle(), weight+w
		}
	}
	if weight == 0 {
		return b.middle(), 1
	}
	return sum / weight, weight
}

// spread places a column: the sum of the weighted squares of the distances to the wanted places is the least that the order and
// the gaps allow (pool adjacent violators).
func spread(column []*box, want func(*box) (middle, weight int)) {
	type pool struct{ sum, weight, count, at int }
	var pools []pool
	offset, offsets := 0, make([]int, len(column))
	for i, b := range column {
		if i > 0 {
			gap := boxGap
			if b.bend || column[i-1].bend {
				gap = bendGap
			}
			offset += column[i-1].h + gap
		}
		offsets[i] = offset
		middle, weight := want(b)
		p := pool{sum: (middle - b.h/2 - offset) * weight, weight: weight, count: 1}
		p.at = p.sum / p.weight
		for len(pools) > 0 && pools[len(pools)-1].at > p.at {
			above := pools[len(pools)-1]
			pools = pools[:len(pools)-1]
			p = pool{sum: above.sum + p.sum, weight: above.weight + p.weight, count: above.count + p.count}
			p.at = p.sum / p.weight
		}
		pools = append(pools, p)
	}
	i := 0
	for _, p := range pools {
		for range p.count {
			column[i].y = p.at + offsets[i]
			i++
		}
	}
}

// choosePorts spreads the lines that enter a box over its side, in the order in which they come.
func (c *chart) choosePorts() {
	for _, b := range c.boxes {
		var in []*line
		for _, l := range c.lines {
			if l.to == b {
				in = append(in, l)
			}
		}
		slices.SortStableFunc(in, func(k, l *line) int { return k.lastStop().middle() - l.lastStop().middle() })
		step := portStep
		if len(in) > 1 {
			step = min(step, (b.h-2*portInset)/(len(in)-1))
		}
		for i, l := range in {
			l.end = b.middle() + (2*i-len(in)+1)*step/2
		}
	}
}

// lastStop is the bend or box that a line comes from when it enters.
func (l *line) lastStop() *box {
	if len(l.bends) > 0 {
		return l.bends[len(l.bends)-1]
	}
	return l.from
}
