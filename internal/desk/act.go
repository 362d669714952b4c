package desk

import (
	"errors"

	"renshe/internal/access"
	"renshe/internal/casework"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// act is one thing that may be done to a case beside its ordinary way: a page of its own with one form. The case's page lists those
// that are possible now.
type act struct {
	need  access.Permission
	label words.Text
	say   words.Text
	told  words.Text // before the number of what was printed
	// inputs are what the form asks; nil without an error when the act is not possible now.
	inputs func(v *visit, c *casework.View) ([]input, error)
	do     func(v *visit, id int64, f *web.Form) (*casework.Outcome, error)
	weight ui.Weight
}

// input is one question of an act's form.
type input struct {
	ui.Field
	Kind    inputKind
	Options []ui.Option
}

type inputKind int

const (
	pick inputKind = iota // one of Options
	lines
	whole
	onDay
	choose  // one of many: a list that opens
	oneLine // one line
)

// actView is the page of one act.
type actView struct {
	caseView
	Act    act
	Name   string
	Inputs []input
}

// maxLines is what is read of a text; the operation's own limit is shorter and says so.
const maxLines = 3000

// actsOf are the acts that are possible now, in the order in which the page offers them.
func (v *visit) actsOf(c *casework.View) ([]ui.Button, error) {
	var list []ui.Button
	for _, name := range actNames {
		a := acts[name]
		if _, beside := stageActs[name]; beside || !v.May(a.need) { // those stand beside the stages
			continue
		}
		inputs, err := a.inputs(v, c)
		if err != nil {
			return nil, err
		}
		if inputs != nil {
			list = append(list, ui.Button{Label: a.label, Href: caseAddress(c.ID) + "/do/" + name, Weight: a.weight})
		}
	}
	return list, nil
}

// actPage shows an act's form; one that is not possible now leads to the case as it stands.
func (d *Desk) actPage(v *visit) error {
	x, c, err := v.actView()
	if err != nil || x == nil {
		return err
	}
	return v.OK(actPage(v.actFrame(c), *x))
}

func (v *visit) actFrame(c *casework.View) *ui.Page {
	p := v.page(acts[v.R.PathValue("act")].label)
	p.Back = &ui.Link{Href: caseAddress(c.ID)}
	return p
}

// actView is nil without an error when the act is not possible: then the answer is sent.
func (v *visit) actView() (*actView, *casework.View, error) {
	id, err := v.ID()
	if err != nil {
		return nil, nil, err
	}
	name := v.R.PathValue("act")
	a, known := acts[name]
	if !known {
		return nil, nil, web.NoPage.With()
	}
	if err := v.Actor.May(a.need); err != nil {
		return nil, nil, err
	}
	c, err := v.d.Office.Get(v.Ctx, v.Actor, id)
	if err != nil {
		return nil, nil, err
	}
	inputs, err := a.inputs(v, c)
	if err != nil {
		return nil, nil, err
	}
	if inputs == nil {
		return nil, nil, v.See(caseAddress(id))
	}
	return &actView{caseView: v.caseView(c), Act: a, Name: name, Inputs: inputs}, c, nil
}

// doAct does it. What forbids it is shown beside the form with what was typed; a second click, or an old page, ends at the case as it
// stands.
func (d *Desk) doAct(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	a, known := acts[v.R.PathValue("act")]
	if !known {
		return web.NoPage.With()
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	out, err := a.do(v, id, f)
	v.at = nil
	if err == nil {
		if out.Letter.ID == 0 {
			v.Tell("good", a.told, out.Case.Number)
			return v.See(caseAddress(out.Case.ID))
		}
		v.Tell("good", a.told, out.Letter.Number)
		return v.See(letterAddress(out.Case.ID, out.Letter.ID))
	}
	if errors.Is(err, access.NotAllowed) {
		return err
	}
	x, c, got := v.actView()
	if got != nil || x == nil {
		return got
	}
	for i := range x.Inputs {
		x.Inputs[i].Value = f.Raw(x.Inputs[i].Name)
	}
	p := v.actFrame(c)
	return v.Refused(p, err, actPage(p, *x))
}

func (d *Desk) actRoutes(on registrar) {
	on("GET /desk/case/{id}/do/{act}", access.PersonRead, d.actPage)
	on("POST /desk/case/{id}/do/{act}", access.PersonRead, d.doAct)
	on("GET /desk/clocks", access.PersonRead, d.clocks)
}
