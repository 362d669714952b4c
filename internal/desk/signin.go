package desk

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/reception"
	"renshe/internal/web"
	"renshe/ui"
)

// signInView is the sign-in page.
type signInView struct {
	Counties []ui.Option
	County   string
	Login    string
	Back     string // where to go afterwards
	Carried  string // a form that was sent when the session had ended, sealed
	Demo     []Account
	Password string // of every demo account; "" where they differ or there are none
}

func (d *Desk) signInPage(w http.ResponseWriter, r *http.Request) error {
	back := web.Local(r.URL.Query().Get("back"), "/desk")
	v, err := d.face.Visit(w, r)
	if err != nil {
		return err
	}
	if v != nil {
		return web.See(w, r, back)
	}
	p, x, err := d.signInView(r, back)
	if err != nil {
		return err
	}
	switch q := r.URL.Query(); {
	case q.Has("out"):
		p.Banner = &ui.Banner{Tone: ui.Good, Title: wSignedOut, Body: wSignedOutSay}
	case q.Has("back") && back != "/desk":
		p.Banner = &ui.Banner{Tone: ui.Info, Title: wNeedSignIn, Body: wNeedSignInSay}
	}
	return web.Show(w, r, http.StatusOK, signInPageOf(p, x))
}

// Door is the sign-in page for who sent a form when the session had ended: the form comes along.
func (d *Desk) Door(w http.ResponseWriter, r *http.Request) (shown bool, err error) {
	carried := reception.Carry(d.Office.Box, r, d.Now())
	if carried == "" {
		return false, nil
	}
	p, x, err := d.signInView(r, web.Here(r))
	if err != nil {
		return false, err
	}
	x.Carried = carried
	p.Banner = &ui.Banner{Tone: ui.Warn, Title: wSessionOver, Body: wSessionOverSay}
	return true, web.Show(w, r, http.StatusUnauthorized, signInPageOf(p, x))
}

func (d *Desk) signInView(r *http.Request, back string) (*ui.Page, signInView, error) {
	p := d.face.Bare(r, wSignIn)
	x := signInView{Back: back}
	all, err := d.Access.Counties(r.Context())
	if err != nil {
		return p, x, err
	}
	for _, c := range all {
		x.Counties = append(x.Counties, ui.Option{Value: c.Code.String(), Label: ui.Plain(c.Name + " " + c.Code.String())})
		if !c.Demo {
			continue
		}
		p.Demo = true
		if d.Accounts == nil {
			continue
		}
		for _, a := range d.Accounts(r.Context(), c.Code) {
			a.County = c.Code
			x.Demo = append(x.Demo, a)
		}
	}
	if len(all) == 1 {
		x.County = all[0].Code.String()
		p.County = ui.Plain(all[0].Name)
	}
	if len(x.Demo) > 0 {
		x.Password = x.Demo[0].Password
	}
	return p, x, nil
}

func (d *Desk) signIn(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ReadForm(r)
	if err != nil {
		return err
	}
	back := web.Local(f.Raw("back"), "/desk")
	county := web.Parse(f, "county", civil.ParseCounty)
	login, password := f.Text("login", 40), f.Secret("password", 200)
	if err = f.Err(); err == nil {
		var actor access.Actor
		if actor, err = d.Access.SignIn(r.Context(), county, login, password, d.Web.Client(r)); err == nil {
			return d.welcome(w, r, actor, back, f.Raw("carried"))
		}
	}
	p, x, shown := d.signInView(r, back)
	if shown != nil {
		return shown
	}
	x.County, x.Login, x.Carried = f.Raw("county"), login, f.Raw("carried")
	status, unknown := reception.Refuse(p, err)
	if unknown != nil {
		return unknown
	}
	return web.Show(w, r, status, signInPageOf(p, x))
}

// welcome opens the session, and offers the form that came along. The desk is for those who work here: a citizen's account has its own door.
func (d *Desk) welcome(w http.ResponseWriter, r *http.Request, actor access.Actor, back, carried string) error {
	if actor.Role == access.Citizen || actor.Role == access.System {
		return actor.May(access.PersonFind)
	}
	if err := d.Web.SignIn(r.Context(), web.Login{Realm: reception.Realm, County: int32(actor.County), User: actor.User}); err != nil {
		return err
	}
	if c, ok := reception.Uncarry(d.Office.Box, carried, d.Now()); ok {
		p := d.face.Bare(r, wCarried)
		return web.Show(w, r, http.StatusOK, carriedPage(p, c))
	}
	return web.See(w, r, back)
}

func (d *Desk) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := d.Web.SignOut(r.Context()); err != nil {
		return err
	}
	return web.See(w, r, "/desk/sign-in?"+url.Values{"out": {"1"}}.Encode())
}

// demoTable lists the demo accounts, each with a button that signs in.
func demoTable(p *ui.Page, x signInView) ui.Table {
	t := ui.Table{Caption: wDemoAccounts, Quiet: true, Columns: []ui.Column{
		{Head: wLogin, Main: true}, {Head: wWho}, {Head: wSignInDo}}}
	for _, a := range x.Demo {
		name := a.Name
		if a.Station != "" {
			name += " · " + a.Station
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: []templ.Component{
			ui.Mono(a.Login), ui.Str(name), demoDoor(p, x, a)}})
	}
	return t
}
