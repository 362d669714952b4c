package casework

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// View is a case as its pages show it: everything known filled in, everything missing listed, and what the rules say today.
type View struct {
	Case
	Def        *Item // the item the case began with
	PersonName string
	IDMasked   string
	Village    civil.Division
	Questions  []Question
	Papers     []Paper
	Attached   []Attachment // scans and photographs of the papers
	Missing    []Missing
	Faults     []*fail.Error   // typed answers that submission would refuse
	Warnings   []civil.Warning // forbid nothing
	Today      *Assessment     // what the rules say on today's data; nil if the item has no entitlement

	Transfer *enrolment.Transfer // that the case started; nil if it started none
}

// Open begins a case, or goes on with the actor's own draft of it. Everything that is known is filled in. A person who
// died, a benefit that is drawn already and a case of somebody else are refused.
func (o *Office) Open(ctx context.Context, actor access.Actor, code string, personID int64) (*View, error) {
	if err := actor.May(access.CaseOpen); err != nil {
		return nil, err
	}
	it, err := o.items.Get(code)
	if err != nil {
		return nil, err
	}
	var v *View
	err = o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		f, err := o.factsIn(ctx, tx, actor.County, personID)
		if err != nil {
			return err
		}
		if err := o.takesIn(ctx, tx, actor, it, f); err != nil {
			return err
		}
		if err := o.possible(it, f); err != nil {
			return err
		}
		c, err := o.openIn(ctx, tx, actor, it, f)
		if err != nil {
			return err
		}
		if err := o.Access.LookedIn(ctx, tx, actor, personID, lookedFor(it)); err != nil {
			return err
		}
		v, err = o.viewIn(ctx, tx, c)
		return err
	})
	return v, err
}

// lookedFor is the purpose of a look at a case, which everybody reads who may read the person's file: of a dispute it does not say more
// than that it was a case.
func lookedFor(it *Item) string {
	if it.Way() == ByDispute {
		return wSomeCase.Zh
	}
	return it.Title.Zh
}

var wSomeCase = words.Text{Zh: "办件", En: "a case"}

// possible refuses what the registers exclude, whatever the form will say.
func (o *Office) possible(it *Item, f *facts) error {
	switch alive := f.person.Alive(); {
	case alive && it.Deceased == "only":
		return StillAlive.With("item", it.Title)
	case !alive && it.Deceased == "":
		return Died.With("date", f.person.Died, "item", it.Title)
	}
	return it.effect().excluded(it, f)
}

func (o *Office) openIn(ctx context.Context, tx *db.Tx, actor access.Actor, it *Item, f *facts) (*Case, error) {
	living, err := livingCase(ctx, tx, actor.County, f.person.ID, it.Code)
	if err != nil {
		return nil, err
	}
	if living == nil {
		c, err := o.insertIn(ctx, tx, actor, it, f)
		if c != nil || err != nil {
			return c, err
		}
		// Somebody opened the same case while we looked; now it is visible.
		if living, err = livingCase(ctx, tx, actor.County, f.person.ID, it.Code); err != nil {
			return nil, err
		}
		if living == nil {
			return nil, Changed.With("who", "", "time", civil.Clock(tx.Now()))
		}
	}
	if (living.State == Draft || living.State == Incomplete) && living.OpenedBy == actor.User {
		return living, nil
	}
	return nil, o.alreadyOpen(ctx, tx, it, living)
}

// insertIn is nil without an error when somebody else was first.
func (o *Office) insertIn(ctx context.Context, tx *db.Tx, actor access.Actor, it *Item, f *facts) (*Case, error) {
	station := actor.Station
	if station == 0 {
		s, err := o.Workforce.StationOfIn(ctx, tx, actor.County, f.person.Village)
		if err != nil {
			return nil, err
		}
		station = s.ID
	}
	c := &Case{ID: tx.NewID(), County: actor.County, Item: it.Code, itemHash: it.hash, Person: f.person.ID, Station: station,
		State: Draft, Version: 1, OpenedBy: actor.User, OpenedAt: tx.Now(), SavedBy: actor.User, SavedAt: tx.Now(),
		changedBy: actor.Name, changedAt: tx.Now()}
	if err := keepText(ctx, tx, actor.County, it.hash, "item", it.Code, it.body); err != nil {
		return nil, err
	}
	sealed, err := o.sealForm(actor.County, c.ID, Form{})
	if err != nil {
		return nil, err
	}
	fresh, err := insertCase(ctx, tx, c, sealed)
	if err != nil || !fresh {
		return nil, err
	}
	return c, o.record(ctx, tx, actor, it, c, "opened", map[string]string{"item": it.Code})
}

// alreadyOpen names the case that stands in the way.
func (o *Office) alreadyOpen(ctx context.Context, tx *db.Tx, it *Item, c *Case) error {
	station, err := o.stationName(ctx, tx, c.County, c.Station)
	if err != nil {
		return err
	}
	number := words.Text{Zh: "还没有编号", En: "no number yet"}
	if c.Number != "" {
		number = words.Text{Zh: c.Number, En: c.Number}
	}
	return AlreadyOpen.With("item", it.Title, "number", number, "state", c.State.Title(), "station", station,
		"date", civil.DateIn(c.OpenedAt), "case", c.ID)
}

// Saving is what a page sends of a draft: only what was touched. Version is what the page was shown.
type Saving struct {
	Case    int64
	Version int64
	Form    Form
}

// Save keeps a draft and gives its new version. It judges nothing but the shape, so that a half-typed answer survives a power
// cut. Saving the same content twice changes nothing. Who comes second is told who was first, and overwrites nothing.
func (o *Office) Save(ctx context.Context, actor access.Actor, s Saving) (version int64, err error) {
	if err := actor.May(access.CaseOpen); err != nil {
		return 0, err
	}
	err = o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		c, sealed, err := lockCase(ctx, tx, actor.County, s.Case)
		if err != nil {
			return err
		}
		if err := saving.check(c.State); err != nil {
			return err
		}
		it, err := o.itemOf(ctx, tx, c)
		if err != nil {
			return err
		}
		kept, err := o.openForm(c.County, c.ID, sealed)
		if err != nil {
			return err
		}
		next, err := merge(it, kept, s.Form)
		if err != nil {
			return err
		}
		if version = c.Version; next.equal(kept) {
			return nil // a retry, or the browser's second try
		}
		if c.Version != s.Version {
			return stale(c)
		}
		if sealed, err = o.sealForm(c.County, c.ID, next); err != nil {
			return err
		}
		fresh, err := saveForm(ctx, tx, actor, c, sealed)
		if err == nil && !fresh {
			err = stale(c)
		}
		version = c.Version + 1
		return err
	})
	return version, err
}

// Get opens a case to somebody, logs the look and shows everything of it.
func (o *Office) Get(ctx context.Context, actor access.Actor, id int64) (*View, error) {
	var v *View
	err := o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		c, _, err := readCase(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if err := o.maySee(actor, c); err != nil {
			return err
		}
		if v, err = o.viewIn(ctx, tx, c); err != nil {
			return err
		}
		return o.Access.LookedIn(ctx, tx, actor, c.Person, lookedFor(v.Def))
	})
	return v, err
}

func (o *Office) viewIn(ctx context.Context, tx *db.Tx, c *Case) (*View, error) {
	c, sealed, err := readCase(ctx, tx, c.County, c.ID)
	if err != nil {
		return nil, err
	}
	it, err := o.itemOf(ctx, tx, c)
	if err != nil {
		return nil, err
	}
	form, err := o.openForm(c.County, c.ID, sealed)
	if err != nil {
		return nil, err
	}
	f, err := o.factsIn(ctx, tx, c.County, c.Person)
	if err != nil {
		return nil, err
	}
	v := &View{Case: *c, Def: it, PersonName: f.person.Name, IDMasked: f.person.IDMasked, Village: f.person.Village}
	v.Questions = answers(it, form, f.known())
	v.Papers = papers(it, form, f.known(), v.Questions)
	if v.Attached, err = o.attached(ctx, tx, c); err != nil {
		return nil, err
	}
	if v.Transfer, err = o.transferOf(ctx, tx, it, c); err != nil || !c.State.Living() {
		return v, err
	}
	v.Missing = missing(it, v.Questions, v.Papers)
	_, v.Warnings, err = o.checked(ctx, tx, c, it, f, v.Questions)
	v.Faults = fail.Each(err)
	v.Today, err = o.assessed(ctx, tx, &review{c: c, it: it, facts: f, values: asked(v.Questions)})
	v.Faults = append(v.Faults, fail.Each(err)...)
	return v, nil
}

// checked validates the answers, and what only the registers can tell about them.
func (o *Office) checked(ctx context.Context, tx *db.Tx, c *Case, it *Item, f *facts, questions []Question) (map[string]string, []civil.Warning, error) {
	values, warnings, err := checkAnswers(questions)
	_, more, idErr := civil.ParseCitizenID(string(f.citizen))
	if idErr != nil {
		return nil, nil, idErr // the register holds an ID that is none
	}
	warnings = append(more, warnings...)
	if err == nil && values[agentID] != "" && values[agentID] == string(f.citizen) {
		err = SamePersonAgent.With().On(agentID)
	}
	if err == nil {
		err = checkAccount(f, values)
	}
	if against, ok := it.effect().(contradictor); ok && err == nil {
		err = against.contradicted(ctx, tx, o, &review{c: c, it: it, facts: f, values: values})
	}
	payTo := f.bank.Number
	if n := values[bankNumber]; n != "" {
		payTo = civil.BankCard(n)
	}
	if err != nil || payTo == "" {
		return values, warnings, err
	}
	shared, err := o.Enrolment.SharedAccountIn(ctx, tx, c.County, c.Person, payTo)
	return values, append(warnings, shared...), err
}

// The names of fields that the room itself understands.
const (
	agentID      = "agent-id"
	phoneField   = "phone"
	otherPension = "other-pension"
	payTo        = "pay-to"
	payToNew     = "new"
	payToOnFile  = "registered"
	bankName     = "bank-name"
	bankNumber   = "bank-number"
)
