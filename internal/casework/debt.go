package casework

import (
	"context"
	"slices"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// MayFollow lets a material follow after the acceptance (容缺受理), where a document allows it.
type MayFollow struct {
	Days  int      `yaml:"days"`
	Kind  string   `yaml:"kind"` // working, calendar
	Basis Citation `yaml:"basis"`
}

// Commitment lets the applicant's word stand for a material (告知承诺), where a document allows it: it is verified afterwards.
type Commitment struct {
	Says   words.Text `yaml:"says"`   // what the applicant commits himself to
	Verify string     `yaml:"verify"` // the record that it is held against
	Within int        `yaml:"within"` // working days
	Basis  Citation   `yaml:"basis"`
}

// How a material that is not there was taken.
const (
	ToFollow  = "later"
	Committed = "commitment"
)

// Debt is what an accepted case still owes (容缺、待核承诺).
type Debt struct {
	Kind     string // paper, commitment
	Material string
	Title    words.Text
	Due      civil.Date
	Rule     string
	State    string // open, met, verified, broken, void
	Reminded civil.Date
	Settled  civil.Date
	Name     string // who settled it

	caseID, id int64
}

// The kinds and states of a debt.
const (
	DebtPaper      = "paper"
	DebtCommitment = "commitment"

	DebtOpen     = "open"
	DebtMet      = "met"
	DebtVerified = "verified"
	DebtBroken   = "broken"
	DebtVoid     = "void" // the case has ended without it
)

var debtStates = map[string]words.Text{
	DebtOpen:     {Zh: "待补交（核实）", En: "open"},
	DebtMet:      {Zh: "已补交", En: "handed in"},
	DebtVerified: {Zh: "已核实", En: "verified"},
	DebtBroken:   {Zh: "承诺不实", En: "broken"},
	DebtVoid:     {Zh: "办件已结束，不再需要", En: "the case has ended without it"},
}

// Says is the word for where a debt stands.
func (d Debt) Says() words.Text { return debtStates[d.State] }

func debtTitle(it *Item, d Debt) words.Text {
	m, _ := it.material(d.Material)
	return m.Title
}

// openDebt is the first open one of a kind, "" being any; nil if there is none.
func openDebt(list []Debt, kind string) *Debt {
	i := slices.IndexFunc(list, func(d Debt) bool { return d.State == DebtOpen && (kind == "" || d.Kind == kind) })
	if i < 0 {
		return nil
	}
	return &list[i]
}

func checkOwing(l *lawFaults, file string, m Material) {
	if f := m.MayFollow; f != (MayFollow{}) {
		l.must(f.Days > 0 && (f.Kind == Working || f.Kind == Calendar), file, "material "+m.Name+" may follow without a day")
		l.cited(file, "material "+m.Name+" may follow", f.Basis)
	}
	if c := m.Commitment; c != (Commitment{}) {
		l.text(file, "commitment "+m.Name, c.Says)
		l.must(c.Within > 0 && slices.Contains(sources, c.Verify), file, "commitment "+m.Name+" is verified by no record, or never")
		l.cited(file, "commitment "+m.Name, c.Basis)
	}
}

// allows says whether a material may be taken that way.
func (m Material) allows(given string) bool {
	switch given {
	case "", "original", "copy", "data":
		return true
	case ToFollow:
		return m.MayFollow.Days > 0
	case Committed:
		return m.Commitment.Within > 0
	}
	return false
}

// debtOf is what a paper that was taken so leaves to be done; nil if nothing.
func (o *Office) debtOf(p Paper, today civil.Date) *Debt {
	d := Debt{Material: p.Name, Title: p.Title, State: DebtOpen}
	l := Limit{}
	switch p.Given {
	case ToFollow:
		// The applicant is bound by it: a last day on a rest day moves.
		d.Kind, d.Rule, l = DebtPaper, p.MayFollow.Basis.String(), Limit{Days: p.MayFollow.Days, Kind: p.MayFollow.Kind, Roll: p.MayFollow.Kind == Calendar}
	case Committed:
		d.Kind, d.Rule, l = DebtCommitment, p.Material.Commitment.Basis.String(), Limit{Days: p.Material.Commitment.Within, Kind: Working}
	default:
		return nil
	}
	d.Due = Clock{Legal: l, Promise: l, Started: today}.Reckon(o.calendar).Due
	return &d
}

// owe writes down what an accepted case owes.
func (o *Office) owe(ctx context.Context, tx *db.Tx, in *intake) error {
	for _, p := range in.papers {
		if d := o.debtOf(p, in.c.Accepted); d != nil && p.Asked && !p.NotNeeded {
			if err := insertDebt(ctx, tx, in.c, *d); err != nil {
				return err
			}
		}
	}
	return nil
}

// Debts lists what a case owes or has owed.
func (o *Office) Debts(ctx context.Context, actor access.Actor, id int64) ([]Debt, error) {
	var list []Debt
	err := o.DB.View(ctx, func(tx *db.Tx) error {
		c, it, err := o.seen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		list, err = readDebts(ctx, tx, c.County, c.ID)
		for i := range list {
			list[i].Title = debtTitle(it, list[i])
		}
		return err
	})
	return list, err
}

// owing refuses an approval while a paper is owed, or a commitment is broken and no paper has taken its place.
func (o *Office) owing(ctx context.Context, tx *db.Tx, r *review) error {
	list, err := readDebts(ctx, tx, r.c.County, r.c.ID)
	if err != nil || len(list) == 0 {
		return err
	}
	if d := openDebt(list, DebtPaper); d != nil {
		return StillOwed.With("what", debtTitle(r.it, *d), "due", d.Due)
	}
	for _, d := range list {
		if given := r.form.Materials[d.Material]; d.State == DebtBroken && (given == "" || given == Committed) {
			return CommitmentBroken.With("what", debtTitle(r.it, d))
		}
	}
	return nil
}

// Settling settles one debt of a case: the paper has come, or the commitment was held against its record.
type Settling struct {
	Case     int64
	Version  int64
	Material string
	Broken   bool   // of a commitment: it is not true
	Says     string // of a broken one: what was found
}

// MeetDebt records that a paper which was to follow is here.
func (o *Office) MeetDebt(ctx context.Context, actor access.Actor, s Settling) (*Outcome, error) {
	var out *Outcome
	err := o.acting(ctx, actor, mayAnswer(actor), s.Case, s.Version, settling, func(tx *db.Tx, l *live) error {
		if _, err := o.settle(ctx, tx, actor, l, s.Material, DebtPaper, DebtMet); err != nil {
			return err
		}
		m, _ := l.it.material(s.Material)
		if err := o.setPaper(ctx, tx, l, s.Material, m.Form); err != nil {
			return err
		}
		err := o.keepActed(ctx, tx, actor, l, DebtMet, map[string]string{"material": s.Material})
		out = &Outcome{Case: *l.c}
		return err
	})
	return out, err
}

// settle ends an open debt of a kind.
func (o *Office) settle(ctx context.Context, tx *db.Tx, actor access.Actor, l *live, material, kind, to string) (Debt, error) {
	list, err := readDebts(ctx, tx, l.c.County, l.c.ID)
	if err != nil {
		return Debt{}, err
	}
	i := slices.IndexFunc(list, func(d Debt) bool { return d.Material == material && d.Kind == kind && d.State == DebtOpen })
	if i < 0 {
		return Debt{}, NothingOwed.With().On("material")
	}
	fresh, err := settleDebt(ctx, tx, l.c.County, list[i], to, actor, civil.DateIn(tx.Now()))
	if err == nil && !fresh {
		err = NothingOwed.With().On("material")
	}
	return list[i], err
}

// setPaper writes into the form how a material was taken.
func (o *Office) setPaper(ctx context.Context, tx *db.Tx, l *live, material, given string) error {
	form, err := o.openForm(l.c.County, l.c.ID, l.sealed)
	if err != nil {
		return err
	}
	if form.Materials == nil {
		form.Materials = map[string]string{}
	}
	form.Materials[material] = given
	if l.sealed, err = o.sealForm(l.c.County, l.c.ID, form); err != nil {
		return err
	}
	return keepForm(ctx, tx, l.c, l.sealed)
}

var (
	wBrokenWhat  = words.Text{Zh: "承诺不实", En: "the commitment is not true"}
	wBrokenOpen  = words.Text{Zh: "“{what}”不能再用承诺代替；补交材料之前不能核定。", En: "The commitment no longer stands for “{what}”; nothing is approved before the paper is here."}
	wBrokenUndo  = words.Text{Zh: "据此作出的办理结果已撤销，重新办理，最迟办结：{due}。", En: "What was done on it is undone and the case worked on again, decided at the latest: {due}."}
	wBrokenLater = words.Text{Zh: "据此取得的待遇或者登记，由县局按相应事项另行处理，会另行书面通知您。", En: "The county deals with the benefit or entry obtained by it in a matter of its own, and will write to you."}
)

// VerifyCommitment holds a commitment against its record. A broken one is handled: before the decision nothing is approved until the
// paper is here; after it, what can be undone is undone and the case decided anew, and what cannot is left to its own matter. The
// applicant is told either way of a breach.
func (o *Office) VerifyCommitment(ctx context.Context, actor access.Actor, s Settling) (*Outcome, error) {
	says, err := s.Says, error(nil)
	if s.Broken {
		if says, err = reasoned(s.Says); err != nil {
			return nil, err
		}
	}
	var out *Outcome
	err = o.acting(ctx, actor, actor.May(access.CaseReview), s.Case, s.Version, settling, func(tx *db.Tx, l *live) error {
		to := DebtVerified
		if s.Broken {
			to = DebtBroken
		}
		d, err := o.settle(ctx, tx, actor, l, s.Material, DebtCommitment, to)
		if err != nil {
			return err
		}
		if !s.Broken {
			err := o.keepActed(ctx, tx, actor, l, DebtVerified, map[string]string{"material": s.Material})
			out = &Outcome{Case: *l.c}
			return err
		}
		out, err = o.breach(ctx, tx, actor, l, d, says)
		return err
	})
	return out, err
}

func (o *Office) breach(ctx context.Context, tx *db.Tx, actor access.Actor, l *live, d Debt, says string) (*Outcome, error) {
	act := Act{Kind: DebtBroken, Code: d.Material, Says: says}
	means := fill(wBrokenOpen, []any{"what", debtTitle(l.it, d)})
	_, undoes := l.it.effect().(undoer)
	switch {
	case l.c.State.Living():
		if err := o.acted(ctx, tx, actor, l, act, map[string]string{"material": d.Material}); err != nil {
			return nil, err
		}
	case l.c.State == Approved && undoes:
		if err := o.undo(ctx, tx, actor, l); err != nil {
			return nil, err
		}
		if err := o.underway(ctx, tx, actor, l, act); err != nil {
			return nil, err
		}
		means = fill(wBrokenUndo, []any{"due", l.c.dueWords()})
	default:
		if err := o.acted(ctx, tx, actor, l, act, map[string]string{"material": d.Material}); err != nil {
			return nil, err
		}
		means = wBrokenLater
	}
	return o.caseNotice(ctx, tx, actor, l, wBrokenWhat, says, means)
}

// remindDays is how long before its day a debt is called to mind.
const remindDays = 2

var (
	tellOwed    = words.Text{Zh: "您申请的“{item}”（{number}）还有材料“{what}”要在{due}前补交，请到受理站点。", En: "For your application “{item}” ({number}) “{what}” is still owed by {due}. Please bring it to your station."}
	remindRoles = map[string]string{DebtPaper: "applicant", DebtCommitment: "county"}
)

// remind calls to mind what is owed soon, once: a paper to the applicant, a commitment to whoever verifies it.
func (o *Office) remind(ctx context.Context, tx *db.Tx, actor access.Actor) (int, error) {
	today := civil.DateIn(tx.Now())
	list, err := unreminded(ctx, tx, actor.County, today.Add(remindDays), nightBatch)
	if err != nil {
		return 0, err
	}
	for _, d := range list {
		if err := remindDebt(ctx, tx, actor.County, d, today); err != nil {
			return 0, err
		}
		c, sealed, err := readCase(ctx, tx, actor.County, d.caseID)
		if err != nil {
			return 0, err
		}
		it, err := o.itemOf(ctx, tx, c)
		if err != nil {
			return 0, err
		}
		e := Event{Kind: "reminded", At: tx.Now(), By: actor.User, Name: actor.Name, Role: string(actor.Role), Station: c.Station,
			Detail: map[string]string{"material": d.Material, "due": d.Due.String(), "whom": remindRoles[d.Kind]}}
		if err := insertEvent(ctx, tx, c.County, c.ID, e); err != nil {
			return 0, err
		}
		if d.Kind != DebtPaper {
			continue
		}
		f, err := o.factsIn(ctx, tx, c.County, c.Person)
		if err != nil {
			return 0, err
		}
		form, err := o.openForm(c.County, c.ID, sealed)
		if err != nil {
			return 0, err
		}
		values := map[string]string{phoneField: form.Fields[phoneField]}
		if err := o.tellOnce(ctx, tx, c, f, values, "owed"+d.Material, tellOwed, "item", it.Title, "number", c.Number, "what", debtTitle(it, d), "due", d.Due); err != nil {
			return 0, err
		}
	}
	return len(list), nil
}
