package benefit

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/money"
)

// Grant is a decision's effect: this person draws this benefit from Start on.
type Grant struct {
	Person      int64
	Kind        Kind
	Start       civil.Month       // the first month paid
	AsOf        civil.Month       // the month whose plan decided; 0 is Start
	KnownOn     civil.Date        // the day whose knowledge decided; 0 is today
	Inputs      map[string]string // as the kind's calculator takes them: account (yuan), paid-months
	AccountPart money.Fen         // what the decision says; 0 lets the policy say it
	Plan        string            // hash of the decision's plan; "" lets the policy say it
	Case        int64             // the case that decided; 0 none
	PaidBefore  civil.Month       // the first month that renshe pays, when earlier ones were paid elsewhere; 0 is Start
}

// GrantIn grants a benefit. The account part and the plan are computed again from the inputs: a decision that says otherwise is
// refused ([BadGrant]), a second living entitlement too ([SecondEntitlement]).
func (b *Benefits) GrantIn(ctx context.Context, tx *db.Tx, actor access.Actor, g Grant) (Entitlement, error) {
	if err := actor.May(access.CaseReview); err != nil {
		return Entitlement{}, err
	}
	return b.grantIn(ctx, tx, actor, g)
}

// grantIn is GrantIn for what this room itself decides, by two persons of other roles.
func (b *Benefits) grantIn(ctx context.Context, tx *db.Tx, actor access.Actor, g Grant) (Entitlement, error) {
	plans := b.plansOf(actor.County, g.KnownOn)
	if g.KnownOn == 0 {
		plans.knownOn = today(tx)
	}
	e, err := plans.decide(g)
	if err != nil {
		return Entitlement{}, err
	}
	if err := mayFollow(ctx, tx, e); err != nil {
		return Entitlement{}, err
	}
	e.ID = tx.NewID()
	if err := insertEntitlement(ctx, tx, e, actor.User); err != nil {
		if db.IsUnique(err) {
			return Entitlement{}, SecondEntitlement.With("kind", e.Kind.Title(), "start", e.Start)
		}
		return Entitlement{}, err
	}
	if err := insertChange(ctx, tx, e, e.Start, "granted", actor.User); err != nil {
		return Entitlement{}, err
	}
	if e.Kind.Withdraws() {
		if err := b.setApart(ctx, tx, e); err != nil {
			return Entitlement{}, err
		}
	}
	if e.Kind != ResidentPension {
		return e, b.audit(ctx, tx, actor, "benefit.grant", "entitlement:"+strconv.FormatInt(e.ID, 10), "kind", string(e.Kind), "start", e.Start.String())
	}
	// Who was past the age when the scheme began has no relation and draws the basic pension alone.
	err = b.enrol.SetStateIn(ctx, tx, actor, e.Person, enrolment.ResidentPension, enrolment.Receiving, e.Start)
	if err != nil && !errors.Is(err, enrolment.NotEnrolled) {
		return Entitlement{}, err
	}
	return e, b.audit(ctx, tx, actor, "benefit.grant", "entitlement:"+strconv.FormatInt(e.ID, 10), "kind", string(e.Kind), "start", e.Start.String())
}

// mayFollow refuses a second living entitlement, and one that would pay months an earlier one has covered. Both are told
// before the insert, because a failed statement ends a transaction.
func mayFollow(ctx context.Context, tx *db.Tx, e Entitlement) error {
	earlier, err := entitlementsOf(ctx, tx, e.County, e.Person)
	if err != nil {
		return err
	}
	for _, was := range earlier {
		if was.Kind != e.Kind {
			continue
		}
		if was.Stop == 0 {
			return SecondEntitlement.With("kind", e.Kind.Title(), "start", was.Start)
		}
		if e.DueFrom < was.Stop {
			return MonthsOverlap.With("month", was.Stop).On("start")
		}
	}
	return nil
}

// LoadIn grants many at once, for a county that is taken over or built: decisions are made elsewhere, persons are new here. It
// gives the number granted.
func (b *Benefits) LoadIn(ctx context.Context, tx *db.Tx, actor access.Actor, next func() (Grant, bool)) (int64, error) {
	if err := actor.May(access.PersonWrite); err != nil {
		return 0, err
	}
	byDay := map[civil.Date]*plans{}
	var failed error
	n, err := loadEntitlements(ctx, tx, actor.User, func() (Entitlement, bool) {
		g, more := next()
		if !more {
			return Entitlement{}, false
		}
		if g.KnownOn == 0 {
			g.KnownOn = today(tx)
		}
		p := byDay[g.KnownOn]
		if p == nil {
			p = b.plansOf(actor.County, g.KnownOn)
			byDay[g.KnownOn] = p
		}
		e, err := p.decide(g)
		if err == nil && e.Kind.Withdraws() {
			err = BadGrant.With("what", lackKind) // what is set apart of an account is decided one by one
		}
		if err != nil {
			failed = err
			return Entitlement{}, false
		}
		e.ID = tx.NewID()
		return e, true
	})
	if failed != nil {
		return 0, failed
	}
	if db.IsUnique(err) {
		return 0, SecondEntitlement.With("kind", ResidentPension.Title(), "start", "")
	}
	return n, err
}

// Suspend stops payment until [Benefits.Resume]; the months are due then. Whoever may open a case may ask for it; reason is shown
// to the person.
func (b *Benefits) SuspendIn(ctx context.Context, tx *db.Tx, actor access.Actor, id int64, reason string) (Entitlement, error) {
	return b.change(ctx, tx, actor, id, reason, func(e *Entitlement) error {
		if e.Status != Active {
			return WrongStatus.With("status", e.Status.Title())
		}
		e.Status, e.Reason = Suspended, reason
		return nil
	})
}

// ResumeIn ends a suspension; the months in between are paid with the next run.
func (b *Benefits) ResumeIn(ctx context.Context, tx *db.Tx, actor access.Actor, id int64, reason string) (Entitlement, error) {
	return b.change(ctx, tx, actor, id, reason, func(e *Entitlement) error {
		if e.Status != Suspended {
			return WrongStatus.With("status", e.Status.Title())
		}
		e.Status, e.Reason = Active, ""
		return nil
	})
}

// StopIn ends the entitlement: from is the first month no longer paid. Months that are paid, or approved and on their way to the bank, stay
// so ([StopsTooEarly]).
func (b *Benefits) StopIn(ctx context.Context, tx *db.Tx, actor access.Actor, id int64, from civil.Month, reason string) (Entitlement, error) {
	// The run is locked before the entitlement, as it is by the run's own steps.
	ordered, err := lockOrdered(ctx, tx, actor.County, id)
	if err != nil {
		return Entitlement{}, err
	}
	e, err := b.change(ctx, tx, actor, id, reason, func(e *Entitlement) error {
		if e.Status == Stopped {
			return WrongStatus.With("status", e.Status.Title())
		}
		if first := max(e.DueFrom, ordered+1); from < first {
			return StopsTooEarly.With("month", first).On("month")
		}
		if e.Stop == 0 || from < e.Stop { // what has its last month from the beginning gets no further ones
			e.Stop = from
		}
		e.Status, e.Reason = Stopped, reason
		return nil
	})
	if err != nil {
		return e, err
	}
	return e, b.releaseUnpaid(ctx, tx, e)
}

func (b *Benefits) change(ctx context.Context, tx *db.Tx, actor access.Actor, id int64, reason string, fn func(*Entitlement) error) (Entitlement, error) {
	if err := actor.May(access.CaseReview); err != nil {
		return Entitlement{}, err
	}
	if reason == "" {
		return Entitlement{}, NoReason.With().On("reason")
	}
	e, err := entitlement(ctx, tx, actor.County, id, true)
	if err != nil {
		return e, err
	}
	if err := fn(&e); err != nil {
		return e, err
	}
	e.Version++
	if err := updateEntitlement(ctx, tx, e); err != nil {
		return e, err
	}
	month := today(tx).Month()
	if e.Stop != 0 {
		month = e.Stop
	}
	if err := insertChange(ctx, tx, e, month, reason, actor.User); err != nil {
		return e, err
	}
	return e, b.audit(ctx, tx, actor, "benefit."+string(e.Status), "entitlement:"+strconv.FormatInt(id, 10))
}

// EntitlementByID reads one entitlement of the county.
func (b *Benefits) EntitlementByID(ctx context.Context, actor access.Actor, id int64) (Entitlement, error) {
	var e Entitlement
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		e, err = entitlement(ctx, tx, actor.County, id, false)
		return err
	})
	if err == nil {
		err = actor.MaySee(e.Person)
	}
	if err != nil {
		return Entitlement{}, err
	}
	return e, nil
}

// EntitlementsOf lists a person's entitlements, the latest first.
func (b *Benefits) EntitlementsOf(ctx context.Context, actor access.Actor, person int64) ([]Entitlement, error) {
	if err := actor.MaySee(person); err != nil {
		return nil, err
	}
	var all []Entitlement
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = b.EntitlementsIn(ctx, tx, actor.County, person)
		return err
	})
	return all, err
}

// EntitlementsIn is EntitlementsOf for rooms above, inside their transaction.
func (b *Benefits) EntitlementsIn(ctx context.Context, tx *db.Tx, county civil.County, person int64) ([]Entitlement, error) {
	return entitlementsOf(ctx, tx, county, person)
}

func inputsText(in map[string]string) string {
	text, err := json.Marshal(in)
	if err != nil {
		return "{}" // a map of strings always marshals
	}
	return string(text)
}

func parseInputs(text string) map[string]string {
	in := map[string]string{}
	if json.Unmarshal([]byte(text), &in) != nil {
		return nil
	}
	return in
}
