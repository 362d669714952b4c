package board

import (
	"strconv"

	"renshe/ui"
)

// smallCell is the count from which on a cell is shown to everybody: fewer people might be known by name in their township.
const smallCell = 5

// guard writes counts of people as the reader may see them.
type guard struct {
	all bool // the reader may open files: small cells tell nothing new
}

// hides says whether a cell is small. Nobody is not a small cell: it says nothing about anybody.
func (g guard) hides(n int) bool { return !g.all && n > 0 && n < smallCell }

// cell writes one count.
func (g guard) cell(n int) string {
	if g.hides(n) {
		return "<" + strconv.Itoa(smallCell)
	}
	return ui.Group(int64(n))
}

// total writes the sum of cells that stand on the same page. When some of them are hidden it is the sum of the others, as a lower
// bound, so that taking the shown ones away leaves nothing.
func (g guard) total(cells []int) string {
	shown, sum, hidden := 0, 0, false
	for _, n := range cells {
		sum += n
		if g.hides(n) {
			hidden = true
		} else {
			shown += n
		}
	}
	switch {
	case !hidden, sum < smallCell:
		return g.cell(sum)
	case shown < smallCell:
		shown = smallCell
	}
	return "≥" + ui.Group(int64(shown))
}
