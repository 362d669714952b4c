package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/money"
)

// Effect is what a change of an entitlement comes to in money, were it applied today (变更的影响). Nothing is stored.
type Effect struct {
	Month     civil.Month     // up to which months are looked at: today's
	Monthly   money.Fen       // what this month comes to
	Before    []Line          // due and unpaid without the change
	After     []Line          // of these, what the next run pays with it
	Waiting   []Line          // of these, what stays due and waits for the resumption
	Lost      []Line          // of these, what is lawfully not paid
	NoArrears bool            // the months of the suspension are not paid afterwards
	Overpaid  []OverpaidMonth // paid although the entitlement had ended by then: to be claimed back
	Drops     bool            // a payment of a run that waits for approval falls away
	Ground    Ground
}

// SumOf adds up months.
func SumOf(lines []Line) (sum money.Fen) {
	for _, l := range lines {
		sum += l.Total()
	}
	return sum
}

// OverpaidSum is what was paid although it was no longer due.
func (x Effect) OverpaidSum() (sum money.Fen) {
	for _, m := range x.Overpaid {
		sum += m.Basic + m.AccountPart
	}
	return sum
}

// Preview says what a change would come to. A change that could not be applied as it is asked for is refused as it would be then.
func (b *Benefits) Preview(ctx context.Context, actor access.Actor, r Request) (Effect, error) {
	if err := actor.May(access.PersonRead); err != nil {
		return Effect{}, err
	}
	var x Effect
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		x, err = b.effect(ctx, tx, actor.County, r)
		return err
	})
	return x, err
}

func (b *Benefits) effect(ctx context.Context, tx *db.Tx, county civil.County, r Request) (Effect, error) {
	x := Effect{Month: today(tx).Month()}
	ground, known := groundOf(r.Action, r.Ground)
	if !known || r.Month <= 0 {
		return x, BadRequest.With()
	}
	e, err := entitlement(ctx, tx, county, r.Entitlement, false)
	if err != nil {
		return x, err
	}
	if want := map[Action]Status{Suspend: Active, Resume: Suspended}[r.Action]; want != "" && e.Status != want || e.Status == Stopped {
		return x, WrongStatus.With("status", e.Status.Title())
	}
	last, err := orderedTo(ctx, tx, county, e.ID)
	if err != nil {
		return x, err
	}
	if first := max(e.DueFrom, last+1); r.Action == Stop && r.Month < first {
		return x, StopsTooEarly.With("month", first).On("month")
	}
	c, err := b.candidateOf(ctx, tx, e)
	if err != nil {
		return x, err
	}
	plans := b.plansOf(county, today(tx))
	if x.Before, err = plans.dueLines(c, x.Month); err != nil {
		return x, err
	}
	if fen, _, err := plans.amount(e.Kind, x.Month, e.Inputs); err == nil {
		x.Monthly = fen + e.AccountPart
	} else if !unpublished(err) {
		return x, err
	}
	x.Ground, x.NoArrears = ground, ground.NoArrears
	if err := b.share(ctx, tx, county, r, e, last, &x); err != nil {
		return x, err
	}
	under, found, err := openRun(ctx, tx, county, e.Kind)
	if err != nil || !found || under.State != Prepared {
		return x, err
	}
	x.Drops, err = drafted(ctx, tx, under, e.ID)
	return x, err
}

// share says of each due month what becomes of it.
func (b *Benefits) share(ctx context.Context, tx *db.Tx, county civil.County, r Request, e Entitlement, ordered civil.Month, x *Effect) error {
	switch r.Action {
	case Suspend:
		for _, l := range x.Before {
			if l.Month <= ordered {
				x.After = append(x.After, l) // on its way to the bank
			} else {
				x.Waiting = append(x.Waiting, l)
			}
		}
	case Resume:
		last, found, err := lastSuspension(ctx, tx, county, e.ID)
		if err != nil {
			return err
		}
		suspended, _ := groundOf(Suspend, last.Ground)
		x.NoArrears = found && suspended.NoArrears
		from := max(last.Month, e.DueFrom, ordered+1)
		for _, l := range x.Before {
			if x.NoArrears && l.Month >= from && l.Month < r.Month {
				x.Lost = append(x.Lost, l)
			} else {
				x.After = append(x.After, l)
			}
		}
	case Stop:
		for _, l := range x.Before {
			if l.Month >= r.Month {
				x.Lost = append(x.Lost, l)
			} else {
				x.After = append(x.After, l)
			}
		}
		return b.overpaidBy(ctx, tx, county, r, e, x)
	}
	return nil
}

// overpaidBy finds what was paid after the death that is the ground of a stop.
func (b *Benefits) overpaidBy(ctx context.Context, tx *db.Tx, county civil.County, r Request, e Entitlement, x *Effect) error {
	if r.Ground != "death" {
		return nil
	}
	payees, err := b.enrol.PayeesIn(ctx, tx, county, []int64{e.Person})
	if err != nil {
		return err
	}
	if died := payees[e.Person].Died; died != 0 {
		x.Overpaid, err = unclaimed(ctx, tx, county, e.ID, died.Month()+1, true)
	}
	return err
}

// Change shows one request with its effect as of today; of one that is decided, the request alone.
func (b *Benefits) Change(ctx context.Context, actor access.Actor, id int64) (r Request, x Effect, err error) {
	if err := actor.May(access.PersonRead); err != nil {
		return r, x, err
	}
	err = b.db.View(ctx, func(tx *db.Tx) (err error) {
		if r, err = request(ctx, tx, actor.County, id); err != nil || r.State != "asked" {
			return err
		}
		x, err = b.effect(ctx, tx, actor.County, r)
		if unpublished(err) {
			return nil // it can no longer be applied: the decision will say why
		}
		return err
	})
	return r, x, err
}

// GroundOf is why a change is asked for.
func (r Request) GroundOf() Ground {
	g, _ := groundOf(r.Action, r.Ground)
	return g
}
