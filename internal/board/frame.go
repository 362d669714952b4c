package board

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/fail"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// visit is one request of somebody who is signed in.
type visit struct {
	b      *Board
	r      *http.Request
	ctx    context.Context
	actor  access.Actor
	county access.County
}

// visit is nil without an error when nobody is signed in, or somebody whose account has been closed meanwhile.
func (b *Board) visit(r *http.Request) (*visit, error) {
	ctx := r.Context()
	who, ok := b.Web.Who(ctx, Realm)
	if !ok {
		return nil, nil
	}
	actor, err := b.Access.Lookup(ctx, civil.County(who.County), who.User)
	if err != nil {
		if k := fail.KindOf(err); k == fail.NotFound || k == fail.Denied {
			return nil, b.Web.SignOut(ctx)
		}
		return nil, err
	}
	county, err := b.Access.County(ctx, actor.County)
	if err != nil {
		return nil, err
	}
	actor.Lang = web.Display(r).Lang
	return &visit{b: b, r: r, ctx: ctx, actor: actor, county: county}, nil
}

// page is the frame around the board: whose county it is and who is signed in.
func (v *visit) page(title words.Text) *ui.Page {
	p := v.b.bare(v.r, title)
	p.Shell = ui.ShellBoard
	p.County, p.Demo = ui.Plain(v.county.Name), v.county.Demo
	p.User = ui.User{Name: v.actor.Name, Role: v.actor.Role.Title(), SignOut: "/desk/sign-out"}
	p.Nav = []ui.NavItem{{Href: "/board", Label: wTitle, Icon: ui.IconChart, Current: true}, {Href: "/desk", Label: wDesk, Icon: ui.IconHome}}
	add := func(need access.Permission, href string, label words.Text, icon ui.Icon) {
		if v.may(need) {
			p.Nav = append(p.Nav, ui.NavItem{Href: href, Label: label, Icon: icon})
		}
	}
	add(access.CaseReview, reviewPath, wReview, ui.IconCheck)
	add(access.FundRead, runsPath, wRuns, ui.IconMoney)
	add(access.FundRead, booksPath, wBooks, ui.IconScale)
	return p
}

// Where the records are: pages of the desk.
const (
	findPath   = "/desk/find"
	reviewPath = "/desk/review"
	runsPath   = "/desk/runs"
	booksPath  = "/desk/books"
)

func runPath(id int64) string    { return "/desk/run/" + strconv.FormatInt(id, 10) }
func personPath(id int64) string { return "/desk/person/" + strconv.FormatInt(id, 10) }

func (v *visit) may(p access.Permission) bool { return v.actor.Role.May(p) }

// bare is a page without anybody signed in.
func (b *Board) bare(r *http.Request, title words.Text) *ui.Page {
	c := web.Display(r)
	return &ui.Page{Lang: c.Lang, Size: c.Size, Elder: c.Elder, Shell: ui.ShellBare, Title: title, Path: web.Here(r), Home: "/board",
		Version: b.Version}
}

// signIn is where somebody who is not signed in is sent, to come back here.
func signIn(r *http.Request) string { return "/desk/sign-in?back=" + url.QueryEscape(web.Here(r)) }

// Problem draws an error in the board's shell; app gives it to the web kit for addresses under /board.
func (b *Board) Problem(r *http.Request, x web.Problem) web.Renderer {
	v, err := b.visit(r)
	var p *ui.Page
	if err != nil || v == nil {
		p = b.bare(r, wProblem)
	} else {
		p = v.page(wProblem)
	}
	if x.Fragment {
		for _, e := range x.All {
			p.Faults = append(p.Faults, e.Say(p.Lang))
		}
		return ui.FaultSummary(p)
	}
	back := ui.Button{Label: wToDesk, Href: "/desk", Icon: ui.IconHome}
	if errors.Is(x.Err, web.SignInFirst) || v == nil {
		back = ui.Button{Label: wSignIn, Href: "/desk/sign-in", Weight: ui.Primary}
	}
	return ui.ProblemPage(p, ui.Problem{Message: x.Err.Say(p.Lang), Status: x.Status, Reference: x.Reference, Actions: []ui.Button{back}})
}
