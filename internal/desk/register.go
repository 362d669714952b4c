package desk

import (
	"errors"

	"renshe/internal/access"
	"renshe/internal/fail"
	"renshe/internal/registration"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// endView is the page that ends one registration.
type endView struct {
	Ident   ui.Ident
	Title   words.Text // of its kind
	Action  string
	Rows    []ui.Row
	Reasons []ui.Option
	Why     string
	On      string
}

func endAddress(id int64) string { return "/desk/registration/" + number(id) + "/end" }

func (d *Desk) registerRoutes(on registrar) {
	on("GET /desk/registration/{id}/end", access.PersonRead, d.endPage)
	on("POST /desk/registration/{id}/end", access.PersonRead, d.endRegistration)
}

// ending reads the registration of the address; over is true when it has ended, and the person's page shows it.
func (v *visit) ending() (x endView, over bool, err error) {
	id, err := v.ID()
	if err != nil {
		return x, false, err
	}
	e, err := v.d.Registers.One(v.Ctx, v.Actor, id)
	if err != nil {
		return x, false, err
	}
	kind, _ := v.d.Registers.Kind(e.Kind)
	if !kind.Ends(v.Actor) {
		return x, false, registration.NotYours.With("kind", kind.Title)
	}
	who, err := v.d.People.Get(v.Ctx, v.Actor, e.Person, wPurposeWindow.Zh)
	if err != nil {
		return x, false, err
	}
	x = endView{Ident: v.whose(who), Title: kind.Title, Action: endAddress(id), On: v.Today().String(), Rows: []ui.Row{
		{Name: wRegisterFrom, Value: ui.Num(e.From.String())}, {Name: wRegisterBy, Value: ui.Str(e.ByName)}}}
	for _, a := range kind.Attributes {
		if said := e.Attributes[a.Name]; said != "" {
			x.Rows = append(x.Rows, ui.Row{Name: a.Title, Value: ui.Str(said)})
		}
	}
	for _, why := range registration.Reasons() {
		x.Reasons = append(x.Reasons, ui.Option{Value: string(why), Label: why.Title(), Hint: endHints[why]})
	}
	return x, !e.EndedOn.IsZero(), nil
}

func (v *visit) endFrame(x endView) *ui.Page {
	p := v.page(ui.Fill(wEndRegister, "kind", x.Title))
	p.Back = &ui.Link{Href: x.Ident.Href}
	return p
}

func (d *Desk) endPage(v *visit) error {
	x, over, err := v.ending()
	if err != nil {
		return err
	}
	if over {
		return v.See(x.Ident.Href)
	}
	return v.OK(endRegisterPage(v.endFrame(x), x))
}

// endRegistration ends it. A second click, or the back button, ends at the person's page.
func (d *Desk) endRegistration(v *visit) error {
	x, over, err := v.ending()
	if err != nil {
		return err
	}
	if over {
		return v.See(x.Ident.Href)
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	id, _ := v.ID()
	x.Why, x.On = f.Raw("why"), f.Raw("on")
	on := f.Date("on")
	if err = f.Err(); err == nil {
		_, err = d.Registers.End(v.Ctx, v.Actor, id, on, registration.Why(x.Why))
	}
	switch {
	case err == nil:
		v.Tell("good", ui.Fill(wEndedRegister, "kind", x.Title), "")
		return v.See(x.Ident.Href + "#registers")
	case errors.Is(err, registration.NoEntry): // somebody was first just now
		return v.See(x.Ident.Href)
	case fail.KindOf(err) != fail.Invalid && !errors.Is(err, registration.NotYourMistake):
		return err
	}
	p := v.endFrame(x)
	return v.Refused(p, err, endRegisterPage(p, x))
}
