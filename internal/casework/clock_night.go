package casework

import (
	"context"
	"errors"
	"slices"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// The alarms of the night.
const (
	alarmSoon    = "soon"
	alarmOverdue = "overdue"
)

// Marked is what a night has marked.
type Marked struct {
	Soon      int // urgent from now on
	Overdue   int // past their last day: told to the county
	Recounted int // counted again, on a calendar that was published since
	Reminded  int // papers and commitments that are due soon
}

const nightBatch = 200 // cases of one transaction: the counter goes on meanwhile

// MarkClocks is the nightly look at every clock of a county: it counts again what lay beyond the calendar then published, and marks,
// once each, what has become urgent or overdue. Running it again changes nothing.
func (o *Office) MarkClocks(ctx context.Context, actor access.Actor) (out Marked, err error) {
	if err := actor.May(access.CaseClock); err != nil {
		return out, err
	}
	for after := int64(0); ; {
		n, last, more, err := o.recount(ctx, actor, after)
		if err != nil {
			return out, err
		}
		out.Recounted += n
		if after = last; !more {
			break
		}
	}
	for more := true; more; {
		var n int
		err := o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
			n, err = o.remind(ctx, tx, actor)
			return err
		})
		if err != nil {
			return out, err
		}
		out.Reminded, more = out.Reminded+n, n == nightBatch
	}
	for more := true; more; {
		var soon, overdue, seen int
		err := o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
			soon, overdue, seen, err = o.markSome(ctx, tx, actor)
			return err
		})
		if err != nil {
			return out, err
		}
		out.Soon, out.Overdue, more = out.Soon+soon, out.Overdue+overdue, seen == nightBatch && soon+overdue > 0
	}
	return out, nil
}

// recount goes on with the next cases after one whose due date was provisional, or that have no clock yet.
func (o *Office) recount(ctx context.Context, actor access.Actor, after int64) (n int, last int64, more bool, err error) {
	err = o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		n, last = 0, after
		list, err := unsettled(ctx, tx, actor.County, workdays{o.calendar}.through(), after, nightBatch)
		if err != nil {
			return err
		}
		more = len(list) == nightBatch
		for _, c := range list {
			last = c.ID
			did, err := o.recountOne(ctx, tx, actor, c.ID)
			if err != nil {
				return err
			}
			if did {
				n++
			}
		}
		return nil
	})
	return n, last, more, err
}

func (o *Office) recountOne(ctx context.Context, tx *db.Tx, actor access.Actor, id int64) (bool, error) {
	c, _, err := lockCase(ctx, tx, actor.County, id)
	if err != nil {
		return false, err
	}
	it, err := o.itemOf(ctx, tx, c)
	if err != nil || clocking.check(c.State) != nil {
		return false, err
	}
	turns, err := o.turnsOf(ctx, tx, it, c)
	if errors.Is(err, NoClockRuns) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	changed := false
	for _, k := range clocksOf(turns) {
		now := k.clock(it, c).Reckon(o.calendar)
		if k.closed || now == k.now() {
			continue
		}
		first := k.turns[0]
		m := Turn{Stage: k.name, Kind: Recounts, On: civil.DateIn(tx.Now()), Rule: first.Rule, Reckoning: now, run: first.run}
		if turns, err = o.moved(ctx, tx, actor, it, c, turns, m); err != nil {
			return false, err
		}
		changed = true
	}
	if changed {
		return true, nil
	}
	// A case of before: its clock began just now.
	fresh, err := setClock(ctx, tx, access.Actor{Name: c.changedBy}, c, least(it, clocksOf(turns)))
	return false, errors.Join(err, staleUnless(fresh, c))
}

func (o *Office) markSome(ctx context.Context, tx *db.Tx, actor access.Actor) (soon, overdue, seen int, err error) {
	today := civil.DateIn(tx.Now())
	list, err := unmarked(ctx, tx, actor.County, today, nightBatch)
	if err != nil {
		return 0, 0, 0, err
	}
	for _, c := range list {
		alarm, count := alarmSoon, &soon
		if c.Due < today {
			alarm, count = alarmOverdue, &overdue
		}
		fresh, err := mark(ctx, tx, c, alarm)
		if err != nil {
			return 0, 0, 0, err
		}
		if !fresh {
			continue // somebody has just moved it
		}
		*count++
		e := Event{Kind: alarm, At: tx.Now(), By: actor.User, Name: actor.Name, Role: string(actor.Role), Station: c.Station, Detail: map[string]string{"due": c.Due.String()}}
		if err := insertEvent(ctx, tx, c.County, c.ID, e); err != nil {
			return 0, 0, 0, err
		}
		if err := o.Access.AuditIn(ctx, tx, actor, "case."+alarm, access.Subject("case", c.ID), map[string]string{"item": c.Item, "number": c.Number}); err != nil {
			return 0, 0, 0, err
		}
	}
	return soon, overdue, len(list), nil
}

// Pressing counts the urgent cases of a matter. It names no officer.
type Pressing struct {
	Item    string
	Title   words.Text
	Soon    int // urgent, the last day is still to come
	Today   int // the last day is today
	Overdue int

	itemHash string
}

// pressingStation is whose cases the actor sees: a reviewer the county's, an officer his station's.
func pressingStation(actor access.Actor) (int64, error) {
	if actor.May(access.CaseReview) == nil {
		return 0, nil
	}
	if err := actor.May(access.CaseOpen); err != nil {
		return 0, err
	}
	return max(actor.Station, 1), nil // an officer without a station has none
}

// PressingByMatter counts what is urgent or overdue, by matter.
func (o *Office) PressingByMatter(ctx context.Context, actor access.Actor) (list []Pressing, err error) {
	station, err := pressingStation(actor)
	if err != nil {
		return nil, err
	}
	err = o.DB.View(ctx, func(tx *db.Tx) error {
		if list, err = countPressing(ctx, tx, actor.County, civil.DateIn(tx.Now()), station); err != nil {
			return err
		}
		for i := range list {
			it, err := o.itemOf(ctx, tx, &Case{County: actor.County, Item: list[i].Item, itemHash: list[i].itemHash})
			if err != nil {
				return err
			}
			list[i].Title = it.Title
		}
		slices.SortStableFunc(list, func(a, b Pressing) int { return b.Overdue - a.Overdue })
		return nil
	})
	return list, err
}

// PressingCases lists what is urgent or overdue, the earliest due date first; item "" is every matter.
func (o *Office) PressingCases(ctx context.Context, actor access.Actor, item string, p ListPage) ([]Row, string, error) {
	station, err := pressingStation(actor)
	if err != nil {
		return nil, "", err
	}
	return o.list(ctx, actor, p, byDue, func(tx *db.Tx) ([]*Case, error) {
		due, after := p.cursor()
		return pressing(ctx, tx, actor.County, civil.DateIn(tx.Now()), item, station, due, after, p.limit())
	})
}
