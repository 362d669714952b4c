package books

import (
	"net/http"
	"strings"

	"renshe/internal/access"
	"renshe/internal/ledger"
	"renshe/internal/reception"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// visit is one request of somebody who is signed in and reads the books.
type visit struct {
	*reception.Visit
	b *Books
}

// page is the frame around a page of the books.
func (v *visit) page(title words.Text) *ui.Page {
	p := v.Page(title)
	p.Name, p.Wide = wBooks, true
	p.Nav = v.nav()
	p.Help = &ui.Link{Href: "/books/help", Label: wHelp}
	return p
}

// under is a page with the way back up to where it is a part of.
func (v *visit) under(title words.Text, up ...ui.Link) *ui.Page {
	p := v.page(title)
	p.Crumbs = append([]ui.Link{{Href: "/books", Label: wOverview}}, up...)
	return p
}

// nav is the list of ways; one that the role may not go is not shown.
func (v *visit) nav() []ui.NavItem {
	var nav []ui.NavItem
	here := v.R.URL.Path
	add := func(need access.Permission, href string, label words.Text, icon ui.Icon) {
		if v.May(need) {
			current := here == href || (href != "/books" && strings.HasPrefix(here, href+"/"))
			nav = append(nav, ui.NavItem{Href: href, Label: label, Icon: icon, Current: current})
		}
	}
	add(access.FundRead, "/books", wOverview, ui.IconScale)
	add(access.FundRead, "/books/closing", wCloseMonths, ui.IconCalendar)
	add(access.LedgerPost, "/books/vouchers", wVouchers, ui.IconEdit)
	add(access.FundRead, "/books/proposals", wToConfirm, ui.IconInbox)
	if v.May(access.FundRead) {
		nav[len(nav)-1].Count = v.waiting(v.Ctx)
	}
	add(access.FundRead, relationsPath, wRelationMoves, ui.IconForward)
	add(access.FundRead, "/books/held", wHeldTitle, ui.IconPause)
	add(access.FundRead, "/books/proofs", wProofs, ui.IconLock)
	add(access.FundRead, "/books/help", wHelp, ui.IconBook)
	add(access.FundRead, reconcilePath, wReconcile, ui.IconCheck)
	add(access.FundRead, "/desk/runs", wRuns, ui.IconMoney)
	add(access.BoardRead, "/board", wBoard, ui.IconChart)
	add(reception.Anybody, "/desk", wDesk, ui.IconHome)
	return nav
}

// Problem draws an error in this face's shell; app gives it to the web kit for addresses under /books.
func (b *Books) Problem(r *http.Request, x web.Problem) web.Renderer {
	return b.face.Problem(r, x, func(in *reception.Visit, title words.Text) *ui.Page { return (&visit{in, b}).page(title) })
}

// fundOf reads the fund of the address, by its code.
func (v *visit) fundOf() (*ledger.FundDef, error) { return ledger.FundNamed(v.R.PathValue("fund")) }
