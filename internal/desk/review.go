package desk

import (
	"errors"

	"renshe/internal/access"
	"renshe/internal/casework"
	"renshe/internal/explain"
	"renshe/internal/fail"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// reviewView is the queue of the county's second person.
type reviewView struct {
	Parts   []ui.Button // mine, everybody's, of absent colleagues
	Queue   listView
	Decided ui.Table
}

func (d *Desk) reviews(v *visit) error {
	t, next, err := v.queue(pageRows, v.R.URL.Query().Get("after"))
	if err != nil {
		return err
	}
	x := reviewView{Parts: v.parts(), Queue: listView{Table: t}}
	if next != "" {
		x.Queue.Next = v.with("after", next)
	}
	rows, err := d.Office.Decided(v.Ctx, v.Actor, firstShown)
	if err != nil {
		return err
	}
	x.Decided = v.caseTable(wReviewed, ui.Empty{Icon: ui.IconFolder, Title: wNoneDecided}, rows, func(r casework.Row) string { return caseAddress(r.ID) })
	return v.OK(reviewPage(v.page(wReviewTitle), x))
}

// queue is what waits for a decision, the earliest due date first.
func (v *visit) queue(limit int, after string) (ui.Table, string, error) {
	rows, next, err := v.d.Office.QueueOf(v.Ctx, v.Actor, v.part(), casework.ListPage{After: after, Limit: limit})
	t := v.caseTable(wReviewTitle, ui.Empty{Icon: ui.IconCheck, Title: wReviewNone, Body: wReviewNext}, rows, func(r casework.Row) string { return caseAddress(r.ID) + "/decide" })
	if err != nil || len(rows) == 0 {
		return t, next, err
	}
	who, err := v.assigned(rows)
	t.Columns = append(t.Columns, ui.Column{Head: wAssignedTo})
	for i, r := range rows {
		t.Rows[i].Cells = append(t.Rows[i].Cells, maybe(who[r.ID]))
	}
	return t, next, err
}

// assigned names who has each case to do.
func (v *visit) assigned(rows []casework.Row) (map[int64]string, error) {
	to, err := v.d.Office.Assignees(v.Ctx, v.Actor, rows)
	if err != nil || len(to) == 0 {
		return nil, err
	}
	users, err := v.d.Access.Users(v.Ctx, v.Actor.County)
	if err != nil {
		return nil, err
	}
	names, by := map[int64]string{}, map[int64]string{}
	for _, u := range users {
		by[u.ID] = u.Name
	}
	for id, user := range to {
		names[id] = by[user]
	}
	return names, nil
}

// decideView is one case to decide: what was asked, what the rules say, with every number explained.
type decideView struct {
	Warnings []words.Text // to look at before deciding; they forbid nothing
	caseView
	Answer      *ui.Answer
	Entitlement *ui.Explanation
	Amount      *ui.Explanation
	Approve     words.Text
	Own         bool   // the actor took it in: somebody else decides
	Colleague   string // who has it to do, if that is not the actor
	Grounds     []ui.Option
	Ground      string
	Found       string // what was found, for the letter of refusal
}

// beginReview takes a submitted case into review, and shows what there is to decide. Who comes second, or who took the case in, ends at the
// case as it stands and is told.
func (d *Desk) beginReview(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	_, err = d.Office.Begin(v.Ctx, v.Actor, id, f.ID("version"))
	switch {
	case err == nil:
		return v.See(caseAddress(id) + "/decide")
	case errors.Is(err, casework.Changed), errors.Is(err, casework.WrongState):
		e := fail.As(err)
		v.Tell("warn", words.Text{Zh: e.Say(words.Zh).What, En: e.Say(words.En).What}, "")
		return v.See(caseAddress(id))
	}
	return err
}

func (d *Desk) decide(v *visit) error {
	x, c, err := v.decideView()
	if err != nil || x == nil {
		return err
	}
	p := v.decidePage(c)
	return v.OK(decidePage(p, *x))
}

func (v *visit) decidePage(c *casework.View) *ui.Page {
	p := v.page(ui.Fill(wDecideTitle, "item", c.Def.Title))
	p.Back = &ui.Link{Href: "/desk/review"}
	return p
}

// decideView is nil without an error when the case is decided already: then the answer is sent, and it is the case as it stands.
func (v *visit) decideView() (*decideView, *casework.View, error) {
	id, err := v.ID()
	if err != nil {
		return nil, nil, err
	}
	c, err := v.d.Office.Get(v.Ctx, v.Actor, id)
	if err != nil {
		return nil, nil, err
	}
	if c.State != casework.Submitted && c.State != casework.Review || c.Def.Way() == casework.ByDispute {
		return nil, nil, v.See(caseAddress(id))
	}
	x := &decideView{caseView: v.caseView(c), Approve: wApproveOther}
	x.Own = v.Actor.User == c.TakenBy || v.Actor.User == c.OpenedBy || v.Actor.User == c.SavedBy
	who, err := v.assigned([]casework.Row{{Case: c.Case}})
	if err != nil {
		return nil, nil, err
	}
	if x.Colleague = who[id]; x.Colleague == v.Actor.Name {
		x.Colleague = ""
	}
	for _, g := range c.Def.Refusals {
		x.Grounds = append(x.Grounds, ui.Option{Value: g.Code, Label: g.Title, Hint: ui.Plain(g.Cite())})
	}
	if c.Def.Effect.Kind == casework.Grant || c.Def.Effect.Kind == casework.Award || c.Def.Effect.Kind == casework.InheritAccount || c.Def.Effect.Kind == casework.RefundYears {
		x.Approve = wApproveClaim
	}
	for _, w := range c.Warnings {
		x.Warnings = append(x.Warnings, w.Text)
	}
	sheet, err := v.d.Office.Sheet(v.Ctx, v.Actor, id)
	if err != nil || sheet == nil {
		return x, c, err
	}
	x.Answer = assessmentAnswer(sheet.Assessment)
	if sheet.Entitlement != nil {
		e := explain.Of(sheet.Entitlement, v.Lang, true)
		e.Title, x.Entitlement = wWhyDue, &e
	}
	if sheet.Amount != nil {
		e := explain.Of(sheet.Amount, v.Lang, true)
		e.Title, x.Amount = wHowMuch, &e
	}
	return x, c, nil
}

func (d *Desk) refusePage(v *visit) error {
	x, c, err := v.decideView()
	if err != nil || x == nil {
		return err
	}
	p := v.decidePage(c)
	p.Back = &ui.Link{Href: x.Base + "/decide"}
	return v.OK(refusePage(p, *x))
}

func (d *Desk) approveCase(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	return v.decided(f, casework.Decision{Approve: true})
}

func (d *Desk) refuseCase(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	return v.decided(f, casework.Decision{Ground: f.Raw("ground"), Facts: f.Lines("facts", 500)})
}

// decided decides and leads to the decision's print. What forbids it is shown on the page it was asked from; a case that has been decided
// meanwhile, by a second click or by somebody else, is shown as it stands.
func (v *visit) decided(f *web.Form, what casework.Decision) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	what.Case, what.Version = id, f.ID("version")
	out, err := (*casework.Outcome)(nil), f.Err()
	if err == nil {
		out, err = v.d.Office.Decide(v.Ctx, v.Actor, what)
	}
	if err != nil {
		return v.undecided(err, what)
	}
	switch a := out.Case.Assessment; {
	case !what.Approve:
		v.Tell("info", wRefused, out.Letter.Number)
	case a != nil && a.Start != 0:
		v.Tell("good", ui.Fill(wApprovedFrom, "month", a.Start), out.Letter.Number)
	default:
		v.Tell("good", wFinished, out.Letter.Number)
	}
	return v.See(letterAddress(id, out.Letter.ID))
}

func (v *visit) undecided(err error, what casework.Decision) error {
	if errors.Is(err, access.NotAllowed) {
		return err
	}
	x, c, got := v.decideView()
	if got != nil || x == nil {
		return got
	}
	x.Ground, x.Found = what.Ground, what.Facts
	p := v.decidePage(c)
	if what.Approve {
		return v.Refused(p, err, decidePage(p, *x))
	}
	p.Back = &ui.Link{Href: x.Base + "/decide"}
	return v.Refused(p, err, refusePage(p, *x))
}
