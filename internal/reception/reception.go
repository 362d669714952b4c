package reception

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/fail"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// Realm is the staff's name in a session: a citizen's session opens none of these faces.
const Realm = "desk"

// Anybody is no permission at all: whoever is signed in may see the page.
const Anybody access.Permission = ""

const signInPath = "/desk/sign-in"

var (
	wProblem = words.Text{Zh: "没有办成", En: "That did not work"}
	wSignIn  = words.Text{Zh: "登录", En: "Sign in"}
)

// Face is one set of pages of the staff.
type Face struct {
	Web     *web.Kit
	Access  *access.Access
	Now     func() time.Time
	Shell   ui.Shell
	Home    string    // where the brand leads
	Back    ui.Button // where a problem page leads
	Version string

	// Door is the sign-in page for who sent a form when the session had ended ([Carry]); false where that form is not carried. Nil carries none.
	Door func(w http.ResponseWriter, r *http.Request) (shown bool, err error)
}

// Visit is one request of somebody who is signed in.
type Visit struct {
	Face   *Face
	W      http.ResponseWriter
	R      *http.Request
	Ctx    context.Context
	Actor  access.Actor
	County access.County
	Lang   words.Lang
}

// SignedIn lets h be reached by those who are signed in and have the permission; others are sent to the sign-in page, and from there to
// where they wanted to go. The operations check again: this only answers earlier.
func (f *Face) SignedIn(need access.Permission, h func(*Visit) error) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		v, err := f.Visit(w, r)
		if err != nil {
			return err
		}
		if v == nil {
			if f.Door != nil {
				if shown, err := f.Door(w, r); shown || err != nil {
					return err
				}
			}
			return web.See(w, r, signInPath+"?back="+url.QueryEscape(web.Here(r)))
		}
		if need != Anybody {
			if err := v.Actor.May(need); err != nil {
				return err
			}
		}
		return h(v)
	}
}

// Visit is nil without an error when nobody is signed in, or somebody whose account has been closed meanwhile.
func (f *Face) Visit(w http.ResponseWriter, r *http.Request) (*Visit, error) {
	ctx := r.Context()
	who, ok := f.Web.Who(ctx, Realm)
	if !ok {
		return nil, nil
	}
	actor, err := f.Access.Lookup(ctx, civil.County(who.County), who.User)
	if err != nil {
		if k := fail.KindOf(err); k == fail.NotFound || k == fail.Denied {
			return nil, f.Web.SignOut(ctx)
		}
		return nil, err
	}
	county, err := f.Access.County(ctx, actor.County)
	if err != nil {
		return nil, err
	}
	lang := web.Display(r).Lang
	actor.Lang = lang
	return &Visit{Face: f, W: w, R: r, Ctx: ctx, Actor: actor, County: county, Lang: lang}, nil
}

// Bare is a page without anybody signed in.
func (f *Face) Bare(r *http.Request, title words.Text) *ui.Page {
	c := web.Display(r)
	return &ui.Page{Lang: c.Lang, Size: c.Size, Elder: c.Elder, Shell: ui.ShellBare, Title: title, Path: web.Here(r), Home: f.Home,
		Narrow: true, Version: f.Version}
}

// Page is the frame around a page: whose county it is, who is signed in, and what was just done. A face adds its own ways.
func (v *Visit) Page(title words.Text) *ui.Page {
	p := v.Face.Bare(v.R, title)
	p.Shell, p.Narrow = v.Face.Shell, false
	p.County, p.Demo = ui.Plain(v.County.Name), v.County.Demo
	p.User = ui.User{Name: v.Actor.Name, Role: v.Actor.Role.Title(), SignOut: "/desk/sign-out"}
	if f, ok := v.Face.Web.Told(v.Ctx); ok {
		p.Banner = &ui.Banner{Tone: tones[f.Tone], Title: f.Text, Number: f.Number}
		p.DraftDone = f.Draft
	}
	return p
}

var tones = map[string]ui.Tone{"good": ui.Good, "warn": ui.Warn, "info": ui.Info, "danger": ui.Danger}

// Plain is a page for drawing the parts of one, before its frame is there.
func (v *Visit) Plain() *ui.Page { return &ui.Page{Lang: v.Lang} }

// May says whether the actor's role has the permission.
func (v *Visit) May(p access.Permission) bool { return p == Anybody || v.Actor.Role.May(p) }

// ID reads the record's number of the address.
func (v *Visit) ID() (int64, error) { return web.PathID(v.R, "id") }

// See sends to another page.
func (v *Visit) See(path string) error { return web.See(v.W, v.R, path) }

// Tell is what the next page says once.
func (v *Visit) Tell(tone string, t words.Text, number string) {
	v.Face.Web.Tell(v.Ctx, web.Flash{Tone: tone, Text: t, Number: number})
}

// Today is the day in the county's time.
func (v *Visit) Today() civil.Date { return civil.DateIn(v.Face.Now()) }

// Show answers with a page.
func (v *Visit) Show(status int, c web.Renderer) error { return web.Show(v.W, v.R, status, c) }

// OK shows a page that went well.
func (v *Visit) OK(c web.Renderer) error { return v.Show(http.StatusOK, c) }

// Refused shows the form again with what was wrong in it. Only what a person can correct or must know is shown on the form;
// anything else is an error page.
func (v *Visit) Refused(p *ui.Page, err error, c web.Renderer) error {
	status, err := Refuse(p, err)
	if err != nil {
		return err
	}
	return v.Show(status, c)
}

// Refuse puts what was wrong on a page and gives the answer's status; an error that nobody at the counter can do anything about comes back.
func Refuse(p *ui.Page, err error) (status int, unknown error) {
	for _, e := range fail.Each(err) {
		if e.Kind == fail.Internal {
			return 0, err
		}
		status = max(status, e.Kind.HTTP())
	}
	p.Banner = nil
	p.Refuse(err)
	return status, nil
}

// Problem draws an error in a face's shell; frame is the face's own frame around a visit.
func (f *Face) Problem(r *http.Request, x web.Problem, frame func(v *Visit, title words.Text) *ui.Page) web.Renderer {
	v, err := f.Visit(discard{}, r)
	p := f.Bare(r, wProblem)
	if err == nil && v != nil {
		p = frame(v, wProblem)
		p.Banner = nil
	}
	if x.Fragment {
		for _, e := range x.All {
			p.Faults = append(p.Faults, e.Say(p.Lang))
		}
		return ui.FaultSummary(p)
	}
	back := f.Back
	if errors.Is(x.Err, web.SignInFirst) || v == nil {
		back = ui.Button{Label: wSignIn, Href: signInPath, Weight: ui.Primary}
	}
	return ui.ProblemPage(p, ui.Problem{Message: x.Err.Say(p.Lang), Status: x.Status, Reference: x.Reference, Actions: []ui.Button{back}})
}

// discard stands for the response where a problem is drawn: a problem page writes nothing by itself.
type discard struct{}

func (discard) Header() http.Header         { return http.Header{} }
func (discard) Write(b []byte) (int, error) { return len(b), nil }
func (discard) WriteHeader(int)             {}
