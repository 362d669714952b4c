package desk

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"renshe/internal/callbook"
	"renshe/internal/casework"
	"renshe/internal/fail"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// stepView is one step on the way to a submitted case.
type stepView struct {
	Ident     ui.Ident
	Title     words.Text
	Steps     []ui.StepItem
	Base      string // address of the case
	Version   string
	Draft     string // key of the browser's copy
	Rows      []ui.Row
	Questions []casework.Question
	Papers    []paperView
	Received  []string
	Files     ui.Table    // what was scanned
	Later     []ui.Option // papers that may follow
	Committed []ui.Option // papers that a commitment may replace
	LaterOn   []string
	CommitOn  []string
	Next      string
}

// paperView is one material as the officer ticks it.
type paperView struct {
	Option ui.Option
	Needed bool
	Why    words.Text // why it is not needed
	Title  words.Text
}

// openCase begins a matter for a person, or goes on with the actor's own draft of it.
func (d *Desk) openCase(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	if err := v.attends(callbook.Attending{Person: id, Item: f.Raw("item")}); err != nil {
		return err
	}
	c, err := d.Office.Open(v.Ctx, v.Actor, f.Raw("item"), id)
	if err != nil {
		return err
	}
	return v.See(caseAddress(c.ID) + "/known")
}

func caseAddress(id int64) string { return "/desk/case/" + number(id) }

func draftKey(id int64) string { return "case-" + number(id) }

// draft opens the case of the address for filling in. One that is submitted already shows what became of it instead: that is where
// the back button and a second click end.
func (v *visit) draft() (*casework.View, bool, error) {
	id, err := v.ID()
	if err != nil {
		return nil, false, err
	}
	c, err := v.d.Office.Get(v.Ctx, v.Actor, id)
	if err != nil {
		return nil, false, err
	}
	if !c.State.Editable() {
		return c, false, v.See(caseAddress(id))
	}
	return c, true, nil
}

// step is what all steps share.
func (v *visit) step(c *casework.View, now int) stepView {
	base := caseAddress(c.ID)
	x := stepView{Title: c.Def.Title, Base: base, Version: number(c.Version), Draft: draftKey(c.ID), Questions: c.Questions,
		Ident: ui.Ident{Name: c.PersonName, ID: c.IDMasked, Href: "/desk/person/" + number(c.Person), Facts: []string{
			v.d.People.Places().LocalName(c.Village), c.Def.Title.In(v.Lang)}}}
	for i, s := range []struct {
		label words.Text
		href  string
	}{{wStepWho, "/known"}, {wStepAsk, "/ask"}, {wStepPapers, "/papers"}, {wStepCheck, "/check"}} {
		state := ui.StepLater
		switch {
		case i == now:
			state = ui.StepNow
		case i < now:
			state = ui.StepDone
		}
		x.Steps = append(x.Steps, ui.StepItem{Label: s.label, State: state, Href: base + s.href})
	}
	return x
}

// known shows what the registers hold already, to compare with the person's card.
func (d *Desk) known(v *visit) error {
	c, open, err := v.draft()
	if err != nil || !open {
		return err
	}
	x := v.step(c, 0)
	for _, q := range c.Questions {
		if q.Locked && q.Value != "" {
			x.Rows = append(x.Rows, ui.Row{Name: q.Title, Value: ui.Str(answerText(q, v.Lang))})
		}
	}
	p := v.page(c.Def.Title)
	p.Back = &ui.Link{Href: x.Ident.Href}
	return v.OK(knownPage(p, x))
}

// answerText is an answer as people read it: the choice's words, yes and no, the amount with its commas.
func answerText(q casework.Question, l words.Lang) string {
	switch q.Kind {
	case casework.OneOf:
		for _, c := range q.Choices {
			if c.Code == q.Value {
				return c.Title.In(l)
			}
		}
	case casework.YesNo:
		switch q.Value {
		case "yes":
			return wYes.In(l)
		case "no":
			return wNo.In(l)
		}
	}
	return q.Value
}

// masked is an answer as it stands on pages after submission: numbers show their tail only.
func masked(q casework.Question, l words.Lang) string {
	if m := q.Masked(); m != q.Value {
		return m
	}
	return answerText(q, l)
}

// ask shows the questions that the registers do not answer; one that depends on another appears when its turn has come.
func (d *Desk) ask(v *visit) error {
	c, open, err := v.draft()
	if err != nil || !open {
		return err
	}
	p := v.page(c.Def.Title)
	p.Back = &ui.Link{Href: caseAddress(c.ID) + "/known"}
	return v.OK(askPage(p, v.step(c, 1)))
}

// asked are the questions of the form.
func asked(all []casework.Question) []casework.Question {
	return slices.DeleteFunc(slices.Clone(all), func(q casework.Question) bool { return q.Locked || !q.Asked })
}

func (d *Desk) saveAsk(v *visit) error {
	id, form, version, err := v.answers()
	if err != nil {
		return err
	}
	p := v.page(words.Text{})
	p.Back = &ui.Link{Href: caseAddress(id) + "/known"}
	if _, err = v.save(id, version, casework.Form{Fields: form}); err != nil {
		if errors.Is(err, casework.WrongState) {
			return v.See(caseAddress(id)) // submitted meanwhile: an old page, or the back button
		}
		if !correctable(err) {
			return err
		}
		c, open, got := v.draft()
		if got != nil || !open {
			return got
		}
		p.Title = c.Def.Title
		x := v.step(c, 1)
		x.Questions = typed(x.Questions, form)
		return v.Refused(p, err, askPage(p, x))
	}
	c, open, err := v.draft()
	if err != nil || !open {
		return err
	}
	p.Title = c.Def.Title
	if err := wrong(c.Faults, form); err != nil {
		return v.Refused(p, err, askPage(p, v.step(c, 1)))
	}
	shown := strings.Split(v.R.PostFormValue(shownField), ",")
	for _, q := range asked(c.Questions) {
		if !slices.Contains(shown, q.Name) {
			return v.See(caseAddress(id) + "/ask#f-" + q.Name) // an answer has brought up another question
		}
	}
	return v.See(caseAddress(id) + "/papers")
}

// correctable says whether a fault is about what was typed, so that the form shows it.
func correctable(err error) bool {
	for _, e := range fail.Each(err) {
		if e.Kind != fail.Invalid && e.Kind != fail.Conflict {
			return false
		}
	}
	return true
}

// typed lays what was just typed over what is kept, for a form that is shown again.
func typed(questions []casework.Question, form map[string]string) []casework.Question {
	out := slices.Clone(questions)
	for i, q := range out {
		if s, ok := form[q.Name]; ok {
			out[i].Value, out[i].FromData = s, false
		}
	}
	return out
}

// wrong are the faults of answers that stand on this form.
func wrong(faults []*fail.Error, form map[string]string) error {
	var all []error
	for _, e := range faults {
		if _, here := form[e.Field]; here {
			all = append(all, e)
		}
	}
	return errors.Join(all...)
}

// answers reads a step's form: everything on it but the version is an answer, and the operation refuses what the item does not ask.
func (v *visit) answers() (id int64, form map[string]string, version int64, err error) {
	if id, err = v.ID(); err != nil {
		return 0, nil, 0, err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return 0, nil, 0, err
	}
	version, err = strconv.ParseInt(f.Raw("version"), 10, 64)
	if err != nil {
		return 0, nil, 0, web.BadID.With()
	}
	form = map[string]string{}
	for name := range maps.Keys(f.Values()) {
		if name == versionField || name == shownField || strings.HasPrefix(name, recordField) {
			continue
		}
		// An answer that is still the record's is not an answer: it follows the record.
		if s := f.MaybeText(name, maxTyped); !f.Has(recordField+name) || s != f.Raw(recordField+name) {
			form[name] = s
		}
	}
	return id, form, version, nil
}

// What a step's form carries besides answers.
const (
	versionField = "version"
	shownField   = "shown"   // the questions that were on the page
	recordField  = "record." // and a name: the record's own value
)

// names lists the questions on a page.
func names(questions []casework.Question) string {
	list := make([]string, len(questions))
	for i, q := range questions {
		list[i] = q.Name
	}
	return strings.Join(list, ",")
}

const maxTyped = 1000 // characters read of one answer; the item's own limit is shorter and says so

// save keeps a draft. A page that was open while the same person's other page, or its own autosave, saved holds an old version; that
// is no conflict. Somebody else's change is, and is told.
func (v *visit) save(id, version int64, form casework.Form) (int64, error) {
	s := casework.Saving{Case: id, Version: version, Form: form}
	now, err := v.d.Office.Save(v.Ctx, v.Actor, s)
	if !errors.Is(err, casework.Changed) {
		return now, err
	}
	c, got := v.d.Office.Get(v.Ctx, v.Actor, id)
	if got != nil || c.SavedBy != v.Actor.User {
		return 0, errors.Join(got, err)
	}
	s.Version = c.Version
	return v.d.Office.Save(v.Ctx, v.Actor, s)
}

// autosave keeps every keystroke on the server as well; it answers without a page.
func (d *Desk) autosave(v *visit) error {
	id, form, version, err := v.answers()
	if err != nil {
		return err
	}
	delete(form, "received")
	now, err := v.save(id, version, casework.Form{Fields: form})
	if err != nil {
		return err
	}
	v.W.Header().Set("X-Draft-Version", number(now))
	v.W.WriteHeader(http.StatusNoContent)
	return nil
}

// papers lists the materials; what the registers prove is not collected.
func (d *Desk) papers(v *visit) error {
	c, open, err := v.draft()
	if err != nil || !open {
		return err
	}
	p := v.page(c.Def.Title)
	p.Back = &ui.Link{Href: caseAddress(c.ID) + "/ask"}
	return v.OK(papersPage(p, v.papersStep(c)))
}

func (v *visit) papersStep(c *casework.View) stepView {
	x := v.step(c, 2)
	for _, m := range c.Papers {
		if !m.Asked {
			continue
		}
		q := paperView{Title: m.Title, Needed: !m.NotNeeded, Why: m.Material.NotNeeded.Reason,
			Option: ui.Option{Value: m.Name, Label: m.Title, Hint: paperForms[m.Form]}}
		if cite := m.Basis.String(); cite != "" {
			q.Option.Hint = ui.Fill(wPaperHint, "form", q.Option.Hint, "basis", cite)
		}
		x.Papers = append(x.Papers, q)
		x.owing(m)
		switch m.Given {
		case "":
		case casework.ToFollow:
			x.LaterOn = append(x.LaterOn, m.Name)
		case casework.Committed:
			x.CommitOn = append(x.CommitOn, m.Name)
		default:
			x.Received = append(x.Received, m.Name)
		}
	}
	x.Files = v.fileTable(c, x.Base)
	return x
}

// owing offers a paper that is not there as one that follows, or as one that a commitment replaces, where its item allows it.
func (x *stepView) owing(m casework.Paper) {
	if f := m.Material.MayFollow; f.Days > 0 && !m.NotNeeded {
		x.Later = append(x.Later, ui.Option{Value: m.Name, Label: m.Title, Hint: ui.Fill(wLaterHint, "n", f.Days, "rule", f.Basis.String())})
	}
	if c := m.Material.Commitment; c.Within > 0 && !m.NotNeeded {
		x.Committed = append(x.Committed, ui.Option{Value: m.Name, Label: m.Title, Hint: c.Says})
	}
}

// needed are the papers to tick.
func (x stepView) needed() []ui.Option {
	var list []ui.Option
	for _, p := range x.Papers {
		if p.Needed {
			list = append(list, p.Option)
		}
	}
	return list
}

// savePapers keeps which papers were handed over, and their scans; the button says whether to stay for more.
func (d *Desk) savePapers(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	c, open, err := v.draft()
	if err != nil || !open {
		return err
	}
	given := map[string]string{}
	var names []string
	for _, m := range c.Papers {
		if m.Asked && !m.NotNeeded {
			given[m.Name] = ""
			names = append(names, m.Name)
		}
	}
	for _, m := range c.Papers { // what an item does not allow is refused by the operation
		if m.Asked && slices.Contains(f.Values()["later"], m.Name) {
			given[m.Name] = casework.ToFollow
		}
		if m.Asked && slices.Contains(f.Values()["commitment"], m.Name) {
			given[m.Name] = casework.Committed
		}
	}
	for _, name := range f.Choices("received", names...) {
		given[name] = formOf(c, name)
	}
	files := v.brought(f, names)
	err = f.Err()
	if err == nil {
		_, err = v.save(c.ID, f.ID("version"), casework.Form{Materials: given})
	}
	if err == nil && len(files) > 0 {
		err = aboutFiles(d.Office.Attach(v.Ctx, v.Actor, c.ID, files))
	}
	if err != nil && correctable(err) {
		if c, open, got := v.draft(); got == nil && open {
			p := v.page(c.Def.Title)
			p.Back = &ui.Link{Href: caseAddress(c.ID) + "/ask"}
			return v.Refused(p, err, papersPage(p, v.papersStep(c)))
		}
	}
	if err != nil {
		return err
	}
	if len(files) > 0 {
		v.Tell("good", ui.Fill(wFilesKept, "n", len(files)), "")
	}
	if f.Raw(actField) == actStay {
		return v.See(caseAddress(c.ID) + "/papers#files")
	}
	return v.See(caseAddress(c.ID) + "/check")
}

// formOf is the form in which a material is taken: what the item asks for.
func formOf(c *casework.View, name string) string {
	for _, m := range c.Papers {
		if m.Name == name {
			return m.Form
		}
	}
	return ""
}

// options are the choices of a question.
func options(q casework.Question) []ui.Option {
	if q.Kind == casework.YesNo {
		return []ui.Option{{Value: "yes", Label: wYes}, {Value: "no", Label: wNo}}
	}
	list := make([]ui.Option, len(q.Choices))
	for i, c := range q.Choices {
		list[i] = ui.Option{Value: c.Code, Label: c.Title}
	}
	return list
}

// field is a question as a control.
func field(q casework.Question) ui.Field {
	f := ui.Field{Name: q.Name, Label: q.Title, Hint: q.Help, Value: q.Value, Optional: !q.Required, Max: 200}
	if q.FromData {
		f.Source = wFromRegister
	}
	return f
}
