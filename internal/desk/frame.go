package desk

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/fail"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// anybody is no permission at all: whoever is signed in may see the page.
const anybody access.Permission = ""

// visit is one request of somebody who is signed in.
type visit struct {
	d      *Desk
	w      http.ResponseWriter
	r      *http.Request
	ctx    context.Context
	actor  access.Actor
	county access.County
	lang   words.Lang
}

// signedIn lets a handler be reached by those who are signed in and have the permission; others are sent to the sign-in page,
// and from there to where they wanted to go. The operations check again: this only answers earlier.
func (d *Desk) signedIn(need access.Permission, h handler) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, err := d.visit(w, r)
		if err != nil {
			return err
		}
		if v == nil {
			return web.See(w, r, "/desk/sign-in?back="+url.QueryEscape(web.Here(r)))
		}
		if need != anybody {
			if err := v.actor.May(need); err != nil {
				return err
			}
		}
		return h(v)
	}
}

// visit is nil without an error when nobody is signed in, or somebody whose account has been closed meanwhile.
func (d *Desk) visit(w http.ResponseWriter, r *http.Request) (*visit, error) {
	ctx := r.Context()
	who, ok := d.Web.Who(ctx, Realm)
	if !ok {
		return nil, nil
	}
	actor, err := d.Access.Lookup(ctx, civil.County(who.County), who.User)
	if err != nil {
		if k := fail.KindOf(err); k == fail.NotFound || k == fail.Denied {
			return nil, d.Web.SignOut(ctx)
		}
		return nil, err
	}
	county, err := d.Access.County(ctx, actor.County)
	if err != nil {
		return nil, err
	}
	lang := web.Display(r).Lang
	actor.Lang = lang
	return &visit{d: d, w: w, r: r, ctx: ctx, actor: actor, county: county, lang: lang}, nil
}

func (v *visit) may(p access.Permission) bool { return v.actor.Role.May(p) }

// id reads the record's number of the address.
func (v *visit) id() (int64, error) { return web.PathID(v.r, "id") }

func (v *visit) see(path string) error { return web.See(v.w, v.r, path) }

// tell is what the next page says once.
func (v *visit) tell(tone string, t words.Text, number string) {
	v.d.Web.Tell(v.ctx, web.Flash{Tone: tone, Text: t, Number: number})
}

func (v *visit) today() civil.Date { return civil.DateIn(v.d.Now()) }

func (v *visit) show(status int, c web.Renderer) error { return web.Show(v.w, v.r, status, c) }

// ok shows a page that went well.
func (v *visit) ok(c web.Renderer) error { return v.show(http.StatusOK, c) }

// refused shows the form again with what was wrong in it. Only what a person can correct or must know is shown on the form;
// anything else is an error page.
func (v *visit) refused(p *ui.Page, err error, c web.Renderer) error {
	status := 0
	for _, e := range fail.Each(err) {
		if e.Kind == fail.Internal {
			return err
		}
		status = max(status, e.Kind.HTTP())
	}
	p.Banner = nil
	p.Refuse(err)
	return v.show(status, c)
}

// bare is a page without anybody signed in.
func (d *Desk) bare(r *http.Request, title words.Text) *ui.Page {
	c := web.Display(r)
	return &ui.Page{Lang: c.Lang, Size: c.Size, Elder: c.Elder, Shell: ui.ShellBare, Title: title, Path: web.Here(r), Home: "/desk",
		Narrow: true, Version: d.Version}
}

// page is the frame around a page: who is signed in, the large buttons, the box, and what was just done.
func (v *visit) page(title words.Text) *ui.Page {
	c := web.Display(v.r)
	p := &ui.Page{Lang: c.Lang, Size: c.Size, Elder: c.Elder, Shell: ui.ShellDesk, Title: title, Path: web.Here(v.r), Home: "/desk",
		County: ui.Plain(v.county.Name), Demo: v.county.Demo, Version: v.d.Version,
		User: ui.User{Name: v.actor.Name, Role: v.actor.Role.Title(), Station: v.station(), SignOut: "/desk/sign-out"},
		Help: &ui.Link{Href: "/desk/help", Label: wHelp}}
	if v.may(access.PersonFind) {
		p.Search = &ui.Search{Action: "/desk/find", Live: "/desk/find/live", Name: "q"}
	}
	p.Nav = v.nav()
	if f, ok := v.d.Web.Told(v.ctx); ok {
		p.Banner = &ui.Banner{Tone: tones[f.Tone], Title: f.Text, Number: f.Number}
		p.DraftDone = f.Draft
	}
	return p
}

var tones = map[string]ui.Tone{"good": ui.Good, "warn": ui.Warn, "info": ui.Info, "danger": ui.Danger}

// nav is the row of large buttons: what this role does all day.
func (v *visit) nav() []ui.NavItem {
	var nav []ui.NavItem
	add := func(p access.Permission, href string, label words.Text, icon ui.Icon, key string) {
		if p == anybody || v.may(p) {
			here := v.r.URL.Path
			nav = append(nav, ui.NavItem{Href: href, Label: label, Icon: icon, Key: key, Current: here == href})
		}
	}
	add(access.PersonFind, "/desk/find", wFind, ui.IconSearch, "")
	add(access.CaseOpen, "/desk/matters", wMatters, ui.IconWork, "F4")
	add(access.CaseOpen, "/desk/work", wWaiting, ui.IconInbox, "F8")
	add(access.CaseReview, "/desk/review", wReviews, ui.IconCheck, "F8")
	add(access.FundRead, "/desk/runs", wRuns, ui.IconMoney, "F4")
	add(access.FundRead, "/desk/books", wBooks, ui.IconScale, "F8")
	add(anybody, "/desk/prints", wPrints, ui.IconPrint, "")
	return nav
}

// station is the name of the actor's station, "" without one.
func (v *visit) station() string {
	if v.actor.Station == 0 {
		return ""
	}
	s, err := v.d.Workforce.Station(v.ctx, v.actor.County, v.actor.Station)
	if err != nil {
		return "" // a name in the header is not worth an error page; the operations would say what is wrong
	}
	return s.Name
}

// Problem draws an error in the desk's shell; app gives it to the web kit for addresses under /desk.
func (d *Desk) Problem(r *http.Request, x web.Problem) web.Renderer {
	w := discard{}
	v, err := d.visit(w, r)
	var p *ui.Page
	if err != nil || v == nil {
		p = d.bare(r, wProblem)
	} else {
		p = v.page(wProblem)
		p.Banner = nil
	}
	for _, e := range x.All {
		p.Faults = append(p.Faults, e.Say(p.Lang))
	}
	if x.Fragment {
		return ui.FaultSummary(p)
	}
	p.Faults = nil
	back := ui.Button{Label: wToToday, Href: "/desk", Icon: ui.IconHome}
	if errors.Is(x.Err, web.SignInFirst) || v == nil {
		back = ui.Button{Label: wSignIn, Href: "/desk/sign-in", Weight: ui.Primary}
	}
	return ui.ProblemPage(p, ui.Problem{Message: x.Err.Say(p.Lang), Status: x.Status, Reference: x.Reference, Actions: []ui.Button{back}})
}

// discard stands for the response where a problem is drawn: a problem page writes nothing by itself.
type discard struct{}

func (discard) Header() http.Header         { return http.Header{} }
func (discard) Write(b []byte) (int, error) { return len(b), nil }
func (discard) WriteHeader(int)             {}

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
