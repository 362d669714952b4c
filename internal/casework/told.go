package casework

import (
	"context"
	"strconv"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/words"
	"renshe/money"
)

// Told is a case as programs read it (供程序读的办件): what the pages show, in one language, with identifiers as strings and numbers of
// people masked but for their tail.
type Told struct {
	Case     string `json:"case"`
	Item     string `json:"item" example:"R07"`
	Title    string `json:"title"`
	State    State  `json:"state" enum:"draft,incomplete,returned,submitted,review,referred,approved,refused,done,answered,withdrawn,transferred"`
	Says     string `json:"says" doc:"the state in words"`
	Version  int64  `json:"version" doc:"what the next step must name"`
	Number   string `json:"number,omitempty" doc:"of the case, once it is accepted"`
	Person   string `json:"person"`
	Name     string `json:"name"`
	IDMasked string `json:"citizen_id_masked"`
	Opened   string `json:"opened" doc:"UTC"`

	Accepted string    `json:"accepted,omitempty" doc:"the day on which the clock began"`
	Due      *ToldDue  `json:"due,omitempty" doc:"by when the office decides"`
	LegalDue *ToldDue  `json:"legal_due,omitempty" doc:"by when the law wants it decided"`
	Limit    ToldLimit `json:"limit"`

	Station   string `json:"station" doc:"number of the station that has it"`
	Delivered string `json:"delivered,omitempty" doc:"the day on which the applicant got the outcome"`
	Archived  string `json:"archived,omitempty" doc:"the day on which the file was closed"`

	Answers  []ToldAnswer  `json:"answers"`
	Papers   []ToldPaper   `json:"papers"`
	Missing  []ToldMissing `json:"missing" doc:"everything that stands between the form and its acceptance"`
	Faults   []ToldFault   `json:"faults" doc:"answers that submission would refuse"`
	Warnings []string      `json:"warnings"`

	Entitled *ToldRule    `json:"entitlement,omitempty" doc:"what the rules say on today's data"`
	Ground   string       `json:"ground,omitempty" doc:"of a refusal"`
	Letters  []ToldLetter `json:"letters"`
	History  []ToldEvent  `json:"history"`

	Stage  string      `json:"stage,omitempty" doc:"of a dispute: the stage that runs"`
	Stages []ToldStage `json:"stages,omitempty" doc:"of a dispute: gone through, running and to come"`
	Tasks  []ToldTask  `json:"tasks,omitempty" doc:"of the stage that runs"`
	Ends   []ToldEnd   `json:"ends,omitempty" doc:"in which the stage that runs may end today"`
	Asks   string      `json:"asks,omitempty" doc:"the stage that a party may ask for now"`
	Next   string      `json:"next,omitempty" doc:"what may follow, in words"`

	Attachments []ToldAttachment `json:"attachments"`
	Acts        []ToldAct        `json:"acts" doc:"what was done beside the steps to the outcome"`
	Debts       []ToldDebt       `json:"debts"`
	Clock       *ToldClock       `json:"clock,omitempty"`
	Transfer    string           `json:"transfer,omitempty" doc:"number of the relation transfer that the case started; next says where it stands"`

	Steps []string `json:"steps" doc:"what can be done to the case as it stands; whether the actor may do it is said when it is tried"`
}

// ToldDue is a due date with its article.
type ToldDue struct {
	Date    string `json:"date" example:"2026-04-27"`
	Article string `json:"article"`
}

// ToldLimit is the limit that the county works by, in words.
type ToldLimit struct {
	Title   string `json:"title"`
	Known   bool   `json:"known" doc:"false: no law was found that sets one"`
	Article string `json:"article,omitempty"`
}

// ToldAnswer is one field.
type ToldAnswer struct {
	Name       string   `json:"name"`
	Title      string   `json:"title"`
	Kind       string   `json:"kind"`
	Value      string   `json:"value" doc:"personal numbers show their tail only"`
	Required   bool     `json:"required"`
	Asked      bool     `json:"asked" doc:"false: an earlier answer makes it needless"`
	Locked     bool     `json:"locked" doc:"a register answers it; it is not typed here"`
	FromRecord bool     `json:"from_record"`
	Choices    []string `json:"choices,omitempty"`
}

// ToldPaper is one material.
type ToldPaper struct {
	Name      string `json:"name"`
	Title     string `json:"title"`
	Form      string `json:"form" doc:"original, copy or data"`
	Given     string `json:"given" doc:"how it was handed over; empty: it was not"`
	Required  bool   `json:"required"`
	Asked     bool   `json:"asked"`
	NotNeeded bool   `json:"not_needed" doc:"a record answers it"`
}

// ToldMissing is one thing that is missing.
type ToldMissing struct {
	Kind  string `json:"kind" enum:"field,material"`
	Name  string `json:"name"`
	Title string `json:"title"`
	Basis string `json:"basis"`
}

// ToldFault is an answer that submission would refuse.
type ToldFault struct {
	Field string `json:"field,omitempty"`
	Code  string `json:"code"`
	Says  string `json:"says"`
}

// ToldRule is what the rules say.
type ToldRule struct {
	Entitled bool      `json:"entitled"`
	Says     string    `json:"says"`
	TotalFen money.Fen `json:"total_fen"`
}

// ToldLetter is a letter that was printed.
type ToldLetter struct {
	Letter string `json:"letter"`
	Kind   string `json:"kind"`
	Title  string `json:"title"`
	Number string `json:"number"`
	Valid  bool   `json:"valid"`
}

// ToldEvent is one line of the history.
type ToldEvent struct {
	Kind  string `json:"kind"`
	Title string `json:"title"`
	At    string `json:"at" doc:"UTC"`
	By    string `json:"by"`
}

// Tell reads a case for a program: the look is logged as a page's is.
func (o *Office) Tell(ctx context.Context, actor access.Actor, id int64, l words.Lang) (Told, error) {
	v, err := o.Get(ctx, actor, id)
	if err != nil {
		return Told{}, err
	}
	letters, err := o.Letters(ctx, actor, id)
	if err != nil {
		return Told{}, err
	}
	history, err := o.History(ctx, actor, id)
	if err != nil {
		return Told{}, err
	}
	t := v.told(l)
	for _, x := range letters {
		t.Letters = append(t.Letters, ToldLetter{text(x.ID), x.Template, x.Page.Title.In(l), x.Number, x.Valid})
	}
	for _, e := range history {
		t.History = append(t.History, ToldEvent{e.Kind, e.Title.In(l), utc(e.At), e.Name})
	}
	if err := o.tellCourse(ctx, actor, v, l, &t); err != nil {
		return Told{}, err
	}
	if err := o.tellLife(ctx, actor, v, l, &t); err != nil {
		return Told{}, err
	}
	t.Steps = t.steps()
	return t, nil
}

func (v *View) told(l words.Lang) Told {
	limit := v.Def.LimitNow(&v.Case)
	t := Told{Case: text(v.ID), Item: v.Item, Title: v.Def.Title.In(l), State: v.State, Says: v.State.Title().In(l), Version: v.Version, Number: v.Number,
		Person: text(v.Person), Name: v.PersonName, IDMasked: v.IDMasked, Opened: utc(v.OpenedAt), Ground: v.Ground,
		Limit:   ToldLimit{Title: limit.Title().In(l), Known: limit.Known(), Article: limit.Cite()},
		Answers: []ToldAnswer{}, Papers: []ToldPaper{}, Missing: []ToldMissing{}, Faults: []ToldFault{}, Warnings: []string{},
		Letters: []ToldLetter{}, History: []ToldEvent{}, Acts: []ToldAct{}, Debts: []ToldDebt{},
		Accepted: dayText(v.Accepted), Station: text(v.Station), Delivered: dayText(v.Delivered), Archived: dayText(v.Archived)}
	t.Due, t.LegalDue = toldDue(v.Due, limit), toldDue(v.LegalDue, v.Def.Limit)
	if m := v.Transfer; m != nil {
		t.Transfer, t.Next = text(m.ID), m.Next().In(l)
	}
	for _, q := range v.Questions {
		a := ToldAnswer{Name: q.Name, Title: q.Title.In(l), Kind: q.Kind, Value: q.Masked(), Required: q.Required, Asked: q.Asked, Locked: q.Locked, FromRecord: q.FromData}
		for _, c := range q.Choices {
			a.Choices = append(a.Choices, c.Code)
		}
		t.Answers = append(t.Answers, a)
	}
	for _, p := range v.Papers {
		t.Papers = append(t.Papers, ToldPaper{p.Name, p.Title.In(l), p.Form, p.Given, p.Required, p.Asked, p.NotNeeded})
	}
	for _, m := range v.Missing {
		t.Missing = append(t.Missing, ToldMissing{m.Kind, m.Name, m.Title.In(l), m.Basis})
	}
	for _, e := range v.Faults {
		t.Faults = append(t.Faults, ToldFault{e.Field, e.Code, e.Say(l).What})
	}
	for _, w := range v.Warnings {
		t.Warnings = append(t.Warnings, w.Text.In(l))
	}
	if a := v.Today; a != nil {
		t.Entitled = &ToldRule{a.Entitled, a.Says.In(l), a.Total}
	}
	return t
}

func toldDue(day civil.Date, l Limit) *ToldDue {
	if day.IsZero() {
		return nil
	}
	return &ToldDue{day.String(), l.Cite()}
}

func text(id int64) string { return strconv.FormatInt(id, 10) }

func utc(at time.Time) string { return at.UTC().Format(time.RFC3339) }

// Masked is the answer as it stands after submission: numbers of people show their tail only.
func (q Question) Masked() string {
	if !q.Personal || q.Locked || q.Value == "" {
		return q.Value
	}
	switch q.Kind {
	case CardField:
		return civil.BankCard(q.Value).Masked()
	case CitizenField, PhoneField:
		if len(q.Value) > shownTail {
			return "****" + q.Value[len(q.Value)-shownTail:]
		}
	}
	return q.Value
}

const shownTail = 4 // digits of a number that stay readable
