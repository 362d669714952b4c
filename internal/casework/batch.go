package casework

import (
	"context"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
)

// MostAtOnce is how many cases are approved in one act.
const MostAtOnce = 30

// Simple is a case that waits and needs no second look: nothing of the registers speaks against it, and the rules say yes.
type Simple struct {
	Row
	Says string // what it comes to a month, in yuan; "" for a matter without an amount
}

// SimpleOf lists the waiting cases of an item that are simple and that the actor may decide, the earliest due date first.
func (o *Office) SimpleOf(ctx context.Context, actor access.Actor, item string) ([]Simple, error) {
	if err := o.skilled(ctx, actor); err != nil {
		return nil, err
	}
	rows, _, err := o.Queue(ctx, actor, ListPage{Limit: 200})
	if err != nil {
		return nil, err
	}
	var list []Simple
	for _, r := range rows {
		if r.Item != item || len(list) == MostAtOnce || apartFrom(&r.Case, actor.User) {
			continue
		}
		simple, err := o.simple(ctx, actor, r.ID)
		if err != nil {
			return nil, err
		}
		if !simple {
			continue
		}
		s := Simple{Row: r}
		if r.Assessment != nil {
			s.Says = r.Assessment.Total.String()
		}
		list = append(list, s)
	}
	return list, nil
}

// apartFrom says whether somebody worked on the intake.
func apartFrom(c *Case, user int64) bool {
	return user == c.TakenBy || user == c.OpenedBy || user == c.SavedBy
}

// simple says whether nothing about a case needs a look of its own.
func (o *Office) simple(ctx context.Context, actor access.Actor, id int64) (bool, error) {
	v, err := o.Get(ctx, actor, id)
	if err != nil {
		return false, err
	}
	for _, warning := range v.Warnings {
		if warning.Code != oldRegion {
			return false, nil
		}
	}
	return len(v.Faults) == 0 && len(v.Missing) == 0 && (v.Today == nil || v.Today.Entitled), nil
}

// oldRegion warns of a number whose region is in no table. It is of the register, where somebody looked at it when the person was entered,
// and not of this case.
const oldRegion = "civil.region-unassigned"

// skilled asks for a reviewer whose remit says so.
func (o *Office) skilled(ctx context.Context, actor access.Actor) error {
	if err := actor.May(access.CaseReview); err != nil {
		return err
	}
	return o.DB.View(ctx, func(tx *db.Tx) error {
		remits, err := o.Workforce.RemitsIn(ctx, tx, actor.County)
		if err == nil && !remits[actor.User].Skilled {
			err = NotSkilled.With()
		}
		return err
	})
}

// Ticked is a case of a batch on the version that its reviewer saw.
type Ticked struct {
	Case    int64
	Version int64
}

// BatchLine is what became of one case of a batch.
type BatchLine struct {
	Case   int64
	Number string
	Letter int64       // of the decision
	Fault  *fail.Error // why it was left as it was
}

// ApproveBatch approves several simple cases of one item in one act. Each is checked by itself, on its own version, decided in its own
// transaction and has its own letter; one that fails is named and left as it was, and the others go on. An error that is no fault of a
// case ends the batch: the lines say how far it came.
func (o *Office) ApproveBatch(ctx context.Context, actor access.Actor, ticked []Ticked) ([]BatchLine, error) {
	if err := o.skilled(ctx, actor); err != nil {
		return nil, err
	}
	if len(ticked) == 0 || len(ticked) > MostAtOnce {
		return nil, BadBatch.With("most", MostAtOnce).On("case")
	}
	var lines []BatchLine
	item := ""
	for _, k := range ticked {
		line, code, err := o.approveOne(ctx, actor, k, item)
		if item == "" {
			item = code
		}
		if err != nil {
			e := fail.As(err)
			if e.Kind == fail.Internal || e.Kind == fail.Busy {
				return lines, err
			}
			line.Fault = e
		}
		lines = append(lines, line)
	}
	return lines, nil
}

func (o *Office) approveOne(ctx context.Context, actor access.Actor, k Ticked, item string) (BatchLine, string, error) {
	line := BatchLine{Case: k.Case}
	c, err := o.Get(ctx, actor, k.Case)
	if err != nil {
		return line, "", err
	}
	line.Number = c.Number
	if item != "" && c.Item != item {
		return line, c.Item, OtherItem.With()
	}
	simple, err := o.simple(ctx, actor, k.Case)
	if err != nil {
		return line, c.Item, err
	}
	if c.State.Living() && !simple {
		return line, c.Item, NotSimple.With()
	}
	out, err := o.Decide(ctx, actor, Decision{Case: k.Case, Version: k.Version, Approve: true})
	if err == nil {
		line.Letter = out.Letter.ID
	}
	return line, c.Item, err
}
