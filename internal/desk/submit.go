package desk

import (
	"errors"
	"net/http"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/callbook"
	"renshe/internal/casework"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// checkView is the page before submission: everything once more, what is missing, and what the rules say today.
type checkView struct {
	stepView
	Answers  []ui.Row
	Taken    []ui.Row
	Missing  []casework.Missing
	Warnings []words.Text
	Answer   *ui.Answer
	Insist   bool // the rules say no: only the applicant's wish for a written decision submits it
	Wrong    bool // an answer has to be corrected first
}

// missing says in one sentence what is missing.
func (x checkView) missing() ui.Banner {
	zh, en := make([]string, len(x.Missing)), make([]string, len(x.Missing))
	for i, m := range x.Missing {
		zh[i], en[i] = m.Title.Zh, m.Title.En
	}
	return ui.Banner{Tone: ui.Warn, Title: ui.Fill(wNoticeTitle, "n", len(x.Missing)), Body: words.Text{Zh: strings.Join(zh, "；"), En: strings.Join(en, "; ")}}
}

func (d *Desk) check(v *visit) error {
	c, open, err := v.draft()
	if err != nil || !open {
		return err
	}
	return v.checkPage(c, nil)
}

// checkPage shows the page, with a refusal of the submission if there was one.
func (v *visit) checkPage(c *casework.View, refusal error) error {
	x := checkView{stepView: v.step(c, 3), Missing: c.Missing}
	for _, q := range c.Questions {
		if q.Asked && !q.Locked {
			row := ui.Row{Name: q.Title, Change: x.Base + "/ask#f-" + q.Name}
			if q.Value != "" {
				row.Value = ui.Str(answerText(q, v.Lang))
			}
			x.Answers = append(x.Answers, row)
		}
	}
	x.Taken = v.paperRows(c, x.Base+"/papers")
	for _, w := range c.Warnings {
		x.Warnings = append(x.Warnings, w.Text)
	}
	if a := c.Today; a != nil {
		x.Answer, x.Insist = assessmentAnswer(a), !a.Entitled
	}
	p := v.page(wCheckTitle)
	p.Back = &ui.Link{Href: x.Base + "/papers"}
	if p.Banner == nil {
		p.Banner = ui.NotYetSent()
	}
	if refusal == nil {
		var all []error
		for _, e := range c.Faults {
			all = append(all, e)
		}
		refusal = errors.Join(all...)
		x.Wrong = refusal != nil
	}
	if refusal != nil {
		return v.Refused(p, refusal, checkPage(p, x))
	}
	return v.Show(http.StatusOK, checkPage(p, x))
}

// assessmentAnswer is what the rules say, first and large: the amount, or why there is none.
func assessmentAnswer(a *casework.Assessment) *ui.Answer {
	switch {
	case a.Entitled && len(a.Awards) > 0:
		first, unit := a.Awards[0], wYuanMonth
		if first.Benefit.Once() {
			unit = wYuan
		}
		return &ui.Answer{Label: first.Benefit.Title().Capital(), Value: first.Amount.String(), Unit: unit, Body: a.Says, Tone: ui.Good}
	case a.Entitled:
		return &ui.Answer{Label: wMonthlyAnswer, Value: a.Total.String(), Unit: wYuanMonth, Body: a.Says, Tone: ui.Good}
	}
	return &ui.Answer{Label: wEntitledNo, Body: a.Says, Tone: ui.Warn}
}

// paperRows lists the materials and how each was taken.
func (v *visit) paperRows(c *casework.View, change string) []ui.Row {
	var rows []ui.Row
	for _, m := range c.Papers {
		if !m.Asked {
			continue
		}
		row := ui.Row{Name: m.Title, Change: change}
		switch {
		case m.NotNeeded:
			row.Value, row.Note, row.Change = ui.Status(v.Plain(), ui.Tag{Tone: ui.Good, Text: wNotNeeded}), m.Material.NotNeeded.Reason, ""
		case m.Given != "":
			row.Value = takenPaper(v.Plain(), ui.Tag{Tone: ui.Good, Text: ui.Fill(wTaken, "form", paperForms[m.Given])}, v.fileLinks(c, m.Name))
		default:
			row.Value = ui.Status(v.Plain(), ui.Tag{Tone: ui.Warn, Text: wNotTaken})
		}
		rows = append(rows, row)
	}
	return rows
}

// submit takes the case in. A second click, or the browser's back button and the same form again, ends at the receipt of the first.
func (d *Desk) submit(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	version := f.ID("version")
	if err := f.Err(); err != nil {
		return err
	}
	if c, open, err := v.draft(); err != nil || !open {
		return err
	} else if err := v.attends(callbook.Attending{Person: c.Person, Item: c.Item, Case: id}); err != nil {
		return err
	}
	out, err := d.Office.Submit(v.Ctx, v.Actor, casework.Submission{Case: id, Version: version, Insist: f.Bool("insist")})
	if err != nil {
		c, open, got := v.draft()
		if got != nil || !open {
			return got
		}
		return v.checkPage(c, err)
	}
	if out.Letter.ID == 0 { // given back and handed in again: under its number, without a second receipt
		d.Web.Tell(v.Ctx, web.Flash{Tone: "good", Text: wSentSay, Number: out.Case.Number, Draft: draftKey(id)})
		return v.See(caseAddress(id))
	}
	if len(out.Missing) == 0 {
		d.Web.Tell(v.Ctx, web.Flash{Tone: "good", Text: wSentSay, Number: out.Case.Number, Draft: draftKey(id)})
	} else {
		v.Tell("warn", ui.Fill(wNoticeTitle, "n", len(out.Missing)), out.Letter.Number)
	}
	return v.See(letterAddress(id, out.Letter.ID))
}

// letterAddress is a letter's page; a case of 0 is none.
func letterAddress(caseID, letter int64) string {
	if caseID == 0 {
		return "/desk/letter/" + number(letter)
	}
	return caseAddress(caseID) + "/letter/" + number(letter)
}

// withdraw ends a draft, or a case that is not decided, because the applicant wants it no more.
func (d *Desk) withdraw(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	version := f.ID("version")
	if err := f.Err(); err != nil {
		return err
	}
	c, err := d.Office.Withdraw(v.Ctx, v.Actor, id, version)
	if err != nil {
		return err
	}
	d.Web.Tell(v.Ctx, web.Flash{Tone: "info", Text: wDropped, Draft: draftKey(id)})
	return v.See("/desk/person/" + number(c.Person))
}

// caseView is a case as it stands: what was filled in, what was printed, what happened.
type caseView struct {
	Ident   ui.Ident
	Title   words.Text
	Number  string
	State   ui.Tag
	Due     *ui.Due
	Facts   []ui.Row
	Answers []ui.Row
	Taken   []ui.Row
	Letters ui.Table
	Events  []ui.Event
	Go      string // to go on with the draft
	Decide  string // to decide it
	Begin   bool   // it waits for a review that nobody has begun
	Version string
	Base    string
	Drop    bool
	Course  *courseView // of a dispute
	Clock   []ui.Event
	Life    []ui.Row
	Acts    []ui.Button
	Beyond  words.Text // that Due is provisional
	Reply   *replyView // of a matter that was sent on and waits for its answer
}

// replyView is the form for an authority's answer, with what was just typed.
type replyView struct {
	Results []ui.Option
	Result  string
	Says    string
}

func (d *Desk) caseFile(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	c, err := d.Office.Get(v.Ctx, v.Actor, id)
	if err != nil {
		return err
	}
	x := v.caseView(c)
	if err := v.caseRest(c, &x); err != nil {
		return err
	}
	return v.OK(casePage(v.casePage(c), x))
}

// caseRest reads what stands beside a case: its letters, its history, its clock and what may be done to it.
func (v *visit) caseRest(c *casework.View, x *caseView) (err error) {
	if x.Letters, err = v.letters(c.ID); err != nil {
		return err
	}
	if x.Events, err = v.events(c.ID); err != nil {
		return err
	}
	if x.Clock, err = v.clockEvents(c); err != nil {
		return err
	}
	if x.Course, err = v.courseView(c); err != nil {
		return err
	}
	if v.at != nil && x.Due != nil {
		x.Due.Article = v.at.Rule // of the earliest of its clocks
	}
	if x.Life, err = v.lifeRows(c); err != nil {
		return err
	}
	x.Acts, err = v.actsOf(c)
	return err
}

func (v *visit) casePage(c *casework.View) *ui.Page {
	p := v.page(c.Def.Title)
	p.Back = &ui.Link{Href: "/desk/person/" + number(c.Person), Label: ui.Fill(wToPerson, "name", c.PersonName)}
	return p
}

// answerCase records what the authority answered. A second click ends at the case as it stands.
func (d *Desk) answerCase(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	a := casework.Reply{Case: id, Version: f.ID("version"), Result: casework.Result(f.Raw("result")), Says: f.Lines("says", 2000)}
	out, err := (*casework.Outcome)(nil), f.Err()
	if err == nil {
		out, err = d.Office.RecordAnswer(v.Ctx, v.Actor, a)
	}
	if err == nil {
		v.Tell("good", wReplied, out.Letter.Number)
		return v.See(letterAddress(id, out.Letter.ID))
	}
	if errors.Is(err, access.NotAllowed) {
		return err
	}
	c, got := d.Office.Get(v.Ctx, v.Actor, id)
	if got != nil {
		return got
	}
	x := v.caseView(c)
	if x.Reply == nil {
		return v.See(caseAddress(id))
	}
	x.Reply.Result, x.Reply.Says = string(a.Result), a.Says
	if got := v.caseRest(c, &x); got != nil {
		return got
	}
	p := v.casePage(c)
	return v.Refused(p, err, casePage(p, x))
}

func (v *visit) caseView(c *casework.View) caseView {
	s := v.step(c, 0)
	x := caseView{Ident: s.Ident, Title: c.Def.Title, Number: c.Number, State: caseTag(c.State, c.Where()), Base: s.Base, Version: s.Version, Due: v.due(&c.Case, c.Def), Beyond: provisional(c.Known)}
	for _, q := range c.Questions {
		if q.Asked && q.Value != "" {
			x.Answers = append(x.Answers, ui.Row{Name: q.Title, Value: ui.Str(masked(q, v.Lang))})
		}
	}
	x.Taken = v.paperRows(c, "")
	add := func(name words.Text, value string) {
		if value != "" {
			x.Facts = append(x.Facts, ui.Row{Name: name, Value: ui.Str(value)})
		}
	}
	add(wNumber, c.Number)
	add(wSubmittedAt, civil.Clock(c.AcceptedAt))
	add(wDecidedAt, civil.Clock(c.DecidedAt))
	if g, ok := c.Def.Ground(c.Ground); ok {
		add(wGround, g.Title.In(v.Lang)+" · "+g.Cite())
	}
	living := c.State == casework.Submitted || c.State == casework.Review
	if v.mine(&c.Case) {
		x.Go = x.Base + "/known"
	}
	if living && c.Def.Way() != casework.ByDispute && v.May(access.CaseReview) {
		x.Decide, x.Begin = x.Base+"/decide", c.State == casework.Submitted
	}
	x.Drop = (living || c.State == casework.Referred) && v.May(access.CaseOpen)
	if c.State == casework.Referred && (v.May(access.CaseOpen) || v.May(access.CaseReview)) {
		x.Reply = &replyView{}
		for _, r := range casework.Results() {
			x.Reply.Results = append(x.Reply.Results, ui.Option{Value: string(r), Label: r.Title()})
		}
	}
	return x
}

// due is the case's clock, nil while it does not run.
func (v *visit) due(c *casework.Case, it *casework.Item) *ui.Due {
	if !c.Standing.IsZero() && c.State.Living() {
		return &ui.Due{Paused: true, Article: it.LimitNow(c).Cite()}
	}
	if c.Due.IsZero() || !c.State.Living() {
		return nil
	}
	return &ui.Due{On: c.Due.String(), Left: int(c.Due - v.Today()), Article: it.LimitNow(c).Cite()}
}

// caseTag is a case's state as a sign, in words that say where it stands.
func caseTag(s casework.State, where words.Text) ui.Tag {
	tone := ui.Info
	switch s {
	case casework.Draft, casework.Incomplete, casework.Returned:
		tone = ui.Warn
	case casework.Approved, casework.AtOnce, casework.Answered:
		tone = ui.Good
	case casework.Refused:
		tone = ui.Danger
	case casework.Withdrawn, casework.Transferred:
		tone = ui.Neutral
	}
	return ui.Tag{Tone: tone, Text: where}
}

// events is what happened to a case, oldest first.
func (v *visit) events(id int64) ([]ui.Event, error) {
	all, err := v.d.Office.History(v.Ctx, v.Actor, id)
	if err != nil {
		return nil, err
	}
	list := make([]ui.Event, len(all))
	for i, e := range all {
		tone := ui.Info
		switch e.Kind {
		case "approved", "submitted", "referred", "done", "answered", "delivered", "archived", "met", "verified":
			tone = ui.Good
		case "incomplete", "reassessed", "paused", "soon", "returned", "reopened", "reminded":
			tone = ui.Warn
		case "refused", "overdue", "broken":
			tone = ui.Danger
		}
		list[i] = ui.Event{At: civil.Clock(e.At), Title: e.Title, Who: e.Name, Tone: tone, Now: i == len(all)-1}
		if n := e.Detail["number"]; n != "" {
			list[i].Note = ui.Plain(n)
		}
	}
	return list, nil
}
