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

// manyHidden is from how many hidden cells on their sum tells nothing of one of them.
const manyHidden = 10

// many writes the sum of many cells: exact where so many are hidden, and not all of one size, that it gives none away; otherwise as
// [guard.total] does.
func (g guard) many(cells []int) string {
	hidden, under, sum := 0, 0, 0
	for _, n := range cells {
		sum += n
		if g.hides(n) {
			hidden, under = hidden+1, under+n
		}
	}
	if hidden >= manyHidden && under > hidden && under < hidden*(smallCell-1) {
		return g.cell(sum)
	}
	return g.total(cells)
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
