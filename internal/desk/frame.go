package desk

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/casework"
	"renshe/internal/reception"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// visit is one request of somebody who is signed in at the desk.
type visit struct {
	*reception.Visit
	d *Desk

	at     *casework.CourseView // of atCase, read once
	atCase int64
}

// page is the frame around a page: who is signed in, the large buttons, the box, and what was just done.
func (v *visit) page(title words.Text) *ui.Page {
	p := v.Page(title)
	p.User.Station = v.station()
	p.Help = &ui.Link{Href: "/desk/help", Label: wHelp}
	if v.May(access.PersonFind) {
		p.Search = &ui.Search{Action: "/desk/find", Live: "/desk/find/live", Name: "q"}
	}
	p.Nav = v.nav()
	return p
}

// nav is the row of large buttons: what this role does all day.
func (v *visit) nav() []ui.NavItem {
	var nav []ui.NavItem
	add := func(p access.Permission, href string, label words.Text, icon ui.Icon, key string) {
		if v.May(p) {
			here := v.R.URL.Path
			nav = append(nav, ui.NavItem{Href: href, Label: label, Icon: icon, Key: key, Current: here == href})
		}
	}
	add(access.PersonFind, "/desk/find", wFind, ui.IconSearch, "")
	add(access.CaseOpen, "/desk/matters", wMatters, ui.IconWork, "F4")
	add(access.CaseOpen, "/desk/work", wWaiting, ui.IconInbox, "F8")
	add(access.CaseReview, "/desk/review", wReviews, ui.IconCheck, "F8")
	add(access.FundRead, "/desk/runs", wRuns, ui.IconMoney, "F4")
	add(access.FundRead, "/books", wBooks, ui.IconScale, "F8")
	// Four large buttons and no more: at the counter benefits are opened from a person's file, and prints are rare beside the funds.
	if !v.May(access.CaseOpen) {
		add(access.PersonRead, "/desk/entitlements", wEntitledTitle, ui.IconPeople, "")
	}
	if v.May(access.FundRead) {
		return nav
	}
	add(reception.Anybody, "/desk/prints", wPrints, ui.IconPrint, "")
	return nav
}

// station is the name of the actor's station, "" without one.
func (v *visit) station() string {
	if v.Actor.Station == 0 {
		return ""
	}
	s, err := v.d.Workforce.Station(v.Ctx, v.Actor.County, v.Actor.Station)
	if err != nil {
		return "" // a name in the header is not worth an error page; the operations would say what is wrong
	}
	return s.Name
}

// Problem draws an error in the desk's shell; app gives it to the web kit for addresses under /desk.
func (d *Desk) Problem(r *http.Request, x web.Problem) web.Renderer {
	return d.face.Problem(r, x, func(in *reception.Visit, title words.Text) *ui.Page { return (&visit{Visit: in, d: d}).page(title) })
}

// number writes an identifier as an address holds it.
func number(n int64) string { return strconv.FormatInt(n, 10) }

// month writes a month, "" for none.
func month(m civil.Month) string {
	if m == 0 {
		return ""
	}
	return m.String()
}

// age is a person's years on a day.
func age(birth, on civil.Date) int {
	n := on.Year() - birth.Year()
	if on.Month().Number() < birth.Month().Number() || on.Month().Number() == birth.Month().Number() && on.Day() < birth.Day() {
		n--
	}
	return n
}

// cells is a table row's cells.
func cells(all ...templ.Component) []templ.Component { return all }
