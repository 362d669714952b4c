package desk

import (
	"errors"

	"github.com/a-h/templ"

	"renshe/internal/access"
	"renshe/internal/outreach"
	"renshe/internal/web"
	"renshe/ui"
)

// foundView is one person whom the sweep found: taken off the list because they said so, or put back on it.
type foundView struct {
	Ident   ui.Ident
	Base    string
	Version string
	Says    ui.Row
	Why     string
	Reasons []ui.Option
	State   outreach.State
}

func foundAddress(id int64) string { return "/desk/found/" + number(id) }

func (d *Desk) unwantedRoutes(on registrar) {
	on("GET /desk/found", access.CaseOpen, d.unwanted)
	on("GET /desk/found/{id}", access.CaseOpen, d.foundOne)
	on("POST /desk/found/{id}/not-wanted", access.CaseOpen, d.notWanted)
	on("POST /desk/found/{id}/again", access.CaseOpen, d.foundAgain)
}

// unwanted lists whom the station's officers took off the list, so that somebody who changes their mind is not lost.
func (d *Desk) unwanted(v *visit) error {
	t := ui.Table{Caption: wUnwantedHead, Quiet: true, Empty: &ui.Empty{Icon: ui.IconFind, Title: wUnwantedNone, Body: wUnwantedLead},
		Columns: []ui.Column{{Head: wWho, Main: true}, {Head: wTail}, {Head: wVillage}, {Head: wReach, Num: true}, {Head: wUnwantedWhy}}}
	x := listView{Table: t}
	if v.Actor.Station != 0 {
		list, next, err := d.Outreach.Worklist(v.Ctx, v.Actor, outreach.Filter{State: outreach.Unwanted}, outreach.ListPage{After: v.R.URL.Query().Get("after"), Limit: pageRows})
		if err != nil {
			return err
		}
		for _, f := range list {
			x.Table.Rows = append(x.Table.Rows, ui.TableRow{Href: foundAddress(f.ID), Cells: []templ.Component{
				ui.Str(f.Name), ui.Mono(f.IDTail), ui.Str(f.Place), ui.Num(month(f.Reach)), ui.Say(v.Plain(), f.Why.Title())}})
		}
		if next != "" {
			x.Next = v.with("after", next)
		}
	}
	p := v.page(wUnwantedHead)
	p.Back = &ui.Link{Href: "/desk/work"}
	return v.OK(unwantedPage(p, x))
}

// finding reads the one of the address.
func (v *visit) finding() (foundView, error) {
	id, err := v.ID()
	if err != nil {
		return foundView{}, err
	}
	f, err := v.d.Outreach.One(v.Ctx, v.Actor, id)
	if err != nil {
		return foundView{}, err
	}
	who, err := v.d.People.Get(v.Ctx, v.Actor, f.Person, wPurposeWindow.Zh)
	if err != nil {
		return foundView{}, err
	}
	x := foundView{Ident: v.whose(who), Base: foundAddress(id), Version: number(f.Version), State: f.State, Says: ui.Row{Name: wReason, Value: ui.Say(v.Plain(), f.Says)}}
	if f.State == outreach.Unwanted {
		x.Says = ui.Row{Name: wUnwantedWhy, Value: ui.Say(v.Plain(), f.Why.Title())}
	}
	for _, why := range outreach.Reasons() {
		x.Reasons = append(x.Reasons, ui.Option{Value: string(why), Label: why.Title()})
	}
	return x, nil
}

func (v *visit) foundFrame() *ui.Page {
	p := v.page(wUnwanted)
	p.Back = &ui.Link{Href: "/desk/work"}
	return p
}

func (d *Desk) foundOne(v *visit) error {
	x, err := v.finding()
	if err != nil {
		return err
	}
	if x.State != outreach.Open && x.State != outreach.Unwanted {
		return v.See(x.Ident.Href) // under way, or done: the person's page says so
	}
	return v.OK(foundPage(v.foundFrame(), x))
}

// notWanted takes the person off the list. An old page, or a second click, ends at the finding as it stands.
func (d *Desk) notWanted(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	err = d.Outreach.NotWanted(v.Ctx, v.Actor, id, f.ID("version"), outreach.Why(f.Raw("why")))
	switch {
	case err == nil:
		v.Tell("good", wUnwantedDone, "")
		return v.See("/desk/work#found")
	case errors.Is(err, outreach.Changed), errors.Is(err, outreach.WrongState):
		return v.See(foundAddress(id))
	case !errors.Is(err, outreach.BadWhy):
		return err
	}
	x, got := v.finding()
	if got != nil {
		return got
	}
	p := v.foundFrame()
	return v.Refused(p, err, foundPage(p, x))
}

// foundAgain puts the person back on the list.
func (d *Desk) foundAgain(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	err = d.Outreach.Reopen(v.Ctx, v.Actor, id, f.ID("version"))
	if errors.Is(err, outreach.Changed) || errors.Is(err, outreach.WrongState) {
		return v.See(foundAddress(id))
	}
	if err != nil {
		return err
	}
	v.Tell("good", wFoundAgainDone, "")
	return v.See("/desk/work#found")
}
