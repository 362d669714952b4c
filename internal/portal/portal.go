package portal

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/casework"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/notify"
	"renshe/internal/person"
	"renshe/internal/slip"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/internal/workforce"
	"renshe/policy"
	"renshe/ui"
)

// Realm is the portal's name in a session: a citizen's session opens no desk.
const Realm = "me"

// Rooms are what the portal speaks with.
type Rooms struct {
	Web       *web.Kit
	DB        *db.DB
	Access    *access.Access
	People    *person.Registry
	Enrolment *enrolment.Rolls
	Workforce *workforce.Force
	Benefit   *benefit.Benefits
	Office    *casework.Office
	Slips     *slip.Slips
	Notify    *notify.Notify
	Law       *policy.Set

	Now     func() time.Time
	Site    string // where a slip says it can be checked, e.g. "https://rs.example"
	Version string
}

// Portal is the room: the pages under /me, and the public page that verifies a printed letter.
type Portal struct{ Rooms }

// New opens the portal.
func New(r Rooms) *Portal {
	if r.Now == nil {
		r.Now = time.Now
	}
	return &Portal{r}
}

const (
	tries         = 10  // sign-in attempts a minute from one address; the database throttles each file besides
	looks         = 500 // entries of the record of who looked, before those of one visit become one line
	paymentsShown = 240 // twenty years of months
)

// Routes adds the portal's addresses to mux.
func (o *Portal) Routes(mux *http.ServeMux) {
	open := func(pattern string, h func(v *visit) error, opts ...web.Option) {
		mux.Handle(pattern, o.Web.Handle(o.anybody(h), opts...))
	}
	own := func(pattern string, h func(v *visit) error) {
		mux.Handle(pattern, o.Web.Handle(o.signedIn(h)))
	}
	open("GET /me", o.home)
	open("GET /me/{$}", o.home)
	open("GET /me/sign-in", o.signInPage)
	open("POST /me/sign-in", o.askCode, web.Rate(web.PerMinute(tries)))
	open("GET /me/code", o.codePage)
	open("POST /me/code", o.redeem, web.Rate(web.PerMinute(tries)))
	open("POST /me/sign-out", o.signOut)
	open("GET /me/calculator", o.calculator, web.Rate(web.PerMinute(120)))
	open("GET /me/stations", o.stations)
	open("GET /verify", o.verify, web.Rate(web.PerMinute(tries)))
	open("POST /verify", o.verify, web.Rate(web.PerMinute(tries)))
	open("GET /verify/{code}", o.verify, web.Rate(web.PerMinute(tries)))
	open("GET /rate", o.ratePage, web.Rate(web.PerMinute(tries)))
	open("GET /rate/{code}", o.ratePage, web.Rate(web.PerMinute(tries)))
	open("POST /rate", o.rate, web.Rate(web.PerMinute(tries)))
	own("GET /me/insurance", o.insurance)
	own("GET /me/payments", o.payments)
	own("GET /me/payments/{id}", o.payment)
	own("GET /me/payments/{id}/slip", o.slip)
	own("GET /me/payments/{id}/slip/pdf", o.slipPDF)
	own("GET /me/payments/{id}/slip/qr/{seq}", o.slipQR)
	own("GET /me/cases", o.cases)
	own("GET /me/looks", o.looked)
	mux.Handle("/me/", o.Web.Handle(func(http.ResponseWriter, *http.Request) error { return web.NoPage.With() }))
}

// visit is one request.
type visit struct {
	w      http.ResponseWriter
	r      *http.Request
	ctx    context.Context
	web    *web.Kit
	actor  access.Actor // zero when nobody is signed in
	county access.County
	lang   words.Lang
	ver    string
}

func (o *Portal) visit(w http.ResponseWriter, r *http.Request) (*visit, error) {
	v := &visit{w: w, r: r, ctx: r.Context(), web: o.Web, lang: web.Display(r).Lang, ver: o.Version}
	who, ok := o.Web.Who(v.ctx, Realm)
	if !ok {
		all, err := o.Access.Counties(v.ctx)
		if err == nil && len(all) == 1 {
			v.county = all[0]
		}
		return v, err
	}
	var err error
	if v.county, err = o.Access.County(v.ctx, civil.County(who.County)); err != nil {
		return nil, err
	}
	v.actor = access.CitizenActor(v.county.Code, who.User, "")
	v.actor.Lang = v.lang
	return v, nil
}

func (o *Portal) anybody(h func(v *visit) error) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, err := o.visit(w, r)
		if err != nil {
			return err
		}
		return h(v)
	}
}

// signedIn sends whoever is not signed in to prove who he is, and from there to where he wanted to go.
func (o *Portal) signedIn(h func(v *visit) error) web.Handler {
	return o.anybody(func(v *visit) error {
		if v.actor.IsZero() {
			return v.see("/me/sign-in?back=" + url.QueryEscape(web.Here(v.r)))
		}
		return h(v)
	})
}

func (v *visit) see(path string) error { return web.See(v.w, v.r, path) }

func (v *visit) show(status int, c web.Renderer) error { return web.Show(v.w, v.r, status, c) }

func (v *visit) ok(c web.Renderer) error { return v.show(http.StatusOK, c) }

// refused shows the form again with what was wrong; an unknown error is an error page.
func (v *visit) refused(p *ui.Page, err error, c web.Renderer) error {
	status := 0
	for _, e := range fail.Each(err) {
		if e.Kind == fail.Internal {
			return err
		}
		status = max(status, e.Kind.HTTP())
	}
	p.Refuse(err)
	return v.show(status, c)
}

// page is the phone's frame: the bottom bar, the way back, the help line.
func (v *visit) page(title words.Text, back string) *ui.Page {
	c := web.Display(v.r)
	p := &ui.Page{Lang: c.Lang, Size: c.Size, Elder: c.Elder, Shell: ui.ShellCitizen, Title: title, Path: web.Here(v.r), Home: "/me/",
		County: ui.Plain(v.county.Name), Demo: v.county.Demo, Version: v.ver,
		Help: &ui.Link{Href: "/me/stations", Label: wHelp}}
	if back != "" {
		p.Back = &ui.Link{Href: back, Label: wBack}
	}
	if !v.actor.IsZero() {
		p.User = ui.User{Name: v.actor.Name, Role: v.actor.Role.Title(), SignOut: "/me/sign-out"}
	}
	for _, n := range []ui.NavItem{
		{Href: "/me/", Label: wHome, Icon: ui.IconHome},
		{Href: "/me/insurance", Label: wMine, Icon: ui.IconPerson},
		{Href: "/me/calculator", Label: wCalc, Icon: ui.IconCalc},
		{Href: "/me/stations", Label: wStations, Icon: ui.IconMap},
	} {
		n.Current = v.r.URL.Path == n.Href
		p.Nav = append(p.Nav, n)
	}
	if f, ok := v.web.Told(v.ctx); ok {
		p.Banner = &ui.Banner{Tone: ui.Good, Title: f.Text, Number: f.Number}
	}
	return p
}

// Problem draws an error in the phone's shell; app gives it to the web kit for addresses under /me and /verify.
func (o *Portal) Problem(r *http.Request, x web.Problem) web.Renderer {
	c := web.Display(r)
	p := &ui.Page{Lang: c.Lang, Size: c.Size, Elder: c.Elder, Shell: ui.ShellCitizen, Title: wProblem, Path: web.Here(r), Home: "/me/",
		Help: &ui.Link{Href: "/me/stations", Label: wHelp}, Version: o.Version}
	if x.Fragment {
		for _, e := range x.All {
			p.Faults = append(p.Faults, e.Say(p.Lang))
		}
		return ui.FaultSummary(p)
	}
	return ui.ProblemPage(p, ui.Problem{Message: x.Err.Say(p.Lang), Status: x.Status, Reference: x.Reference,
		Actions: []ui.Button{{Label: wHome, Href: "/me/", Icon: ui.IconHome}}})
}
