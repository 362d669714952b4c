package board

import (
	"net/http"
	"strconv"

	"renshe/internal/access"
	"renshe/internal/reception"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// visit is one request of somebody who is signed in and reads the board.
type visit struct {
	*reception.Visit
	b *Board
}

// page is the frame around the board: whose county it is and who is signed in.
func (v *visit) page(title words.Text) *ui.Page {
	p := v.Page(title)
	p.Nav = []ui.NavItem{{Href: "/board", Label: wTitle, Icon: ui.IconChart}, {Href: "/desk", Label: wDesk, Icon: ui.IconHome}}
	add := func(need access.Permission, href string, label words.Text, icon ui.Icon) {
		if v.May(need) {
			p.Nav = append(p.Nav, ui.NavItem{Href: href, Label: label, Icon: icon})
		}
	}
	p.Nav = append(p.Nav, ui.NavItem{Href: "/board/workload", Label: wWorkload, Icon: ui.IconPeople}, ui.NavItem{Href: "/board/ratings", Label: wRatings, Icon: ui.IconStar})
	for i, n := range p.Nav {
		p.Nav[i].Current = n.Href == v.R.URL.Path || n.Href == "/board" && v.R.URL.Path == "/board/"
	}
	add(access.CaseReview, reviewPath, wReview, ui.IconCheck)
	add(access.FundRead, runsPath, wRuns, ui.IconMoney)
	add(access.FundRead, booksPath, wBooks, ui.IconScale)
	return p
}

// Where the records are: pages of the desk, and the books.
const (
	findPath   = "/desk/find"
	reviewPath = "/desk/review"
	runsPath   = "/desk/runs"
	booksPath  = "/books"
)

func runPath(id int64) string    { return "/desk/run/" + strconv.FormatInt(id, 10) }
func personPath(id int64) string { return "/desk/person/" + strconv.FormatInt(id, 10) }

// Problem draws an error in the board's shell; app gives it to the web kit for addresses under /board.
func (b *Board) Problem(r *http.Request, x web.Problem) web.Renderer {
	return b.face.Problem(r, x, func(in *reception.Visit, title words.Text) *ui.Page { return (&visit{in, b}).page(title) })
}
