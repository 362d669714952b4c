package outreach

import (
	"context"
	"fmt"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
	"renshe/money"
)

// Filter chooses findings. The zero filter is what is open at the actor's own station; an actor without a station, or
// County, means the whole county.
type Filter struct {
	Station int64
	County  bool
	Kind    Kind  // "" is every kind
	State   State // "" is Open
}

// ListPage asks for a part of a list: what follows After, the cursor that the part before it gave.
type ListPage struct {
	After string
	Limit int // 0 is 50; at most 200
}

// Task is a finding as the worklist shows it.
type Task struct {
	Finding
	Name      string
	IDTail    string
	PhoneTail string
	Place     string // township and village
	Says      words.Text
}

// Worklist lists findings, who reached the age first, first; next is "" at the end.
func (o *Outreach) Worklist(ctx context.Context, actor access.Actor, f Filter, p ListPage) (list []Task, next string, err error) {
	if err := actor.May(access.PersonFind); err != nil {
		return nil, "", err
	}
	if f.Station == 0 && !f.County {
		f.Station = actor.Station
	}
	if f.State == "" {
		f.State = Open
	}
	if p.Limit <= 0 {
		p.Limit = 50
	}
	p.Limit = min(p.Limit, 200)
	var reach, id int64
	if _, err := fmt.Sscanf(p.After, "%d.%d", &reach, &id); err != nil {
		reach, id = 0, 0 // no cursor, or none of ours: from the start
	}
	err = o.DB.View(ctx, func(tx *db.Tx) error {
		found, err := worklist(ctx, tx, actor.County, f, civil.Month(reach), id, p.Limit)
		if err != nil {
			return err
		}
		list = make([]Task, 0, len(found))
		for _, x := range found {
			t, err := o.task(ctx, tx, actor, x)
			if err != nil {
				return err
			}
			list = append(list, t)
		}
		if len(found) == p.Limit {
			last := found[len(found)-1]
			next = fmt.Sprintf("%d.%d", last.Reach, last.ID)
		}
		return nil
	})
	return list, next, err
}

func (o *Outreach) task(ctx context.Context, tx *db.Tx, actor access.Actor, x Finding) (Task, error) {
	who, err := o.People.GetIn(ctx, tx, actor.County, x.Person)
	return Task{Finding: x, Name: who.Name, IDTail: who.IDTail, PhoneTail: who.PhoneTail, Place: o.People.Places().LocalName(x.Village), Says: x.Reason()}, err
}

// One is a finding by its identifier, as the worklist shows it.
func (o *Outreach) One(ctx context.Context, actor access.Actor, id int64) (t Task, err error) {
	if err := actor.May(access.PersonFind); err != nil {
		return Task{}, err
	}
	err = o.DB.View(ctx, func(tx *db.Tx) error {
		x, err := readFinding(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		t, err = o.task(ctx, tx, actor, x)
		return err
	})
	return t, err
}

// Count is how many findings of a kind stand where.
type Count struct {
	Station    int64
	Kind       Kind
	Open       int
	InProgress int
	Done       int
	NotWanted  int
	Estimate   money.Fen // a month, of the open ones
}

// Counts counts the county's findings by station and kind, for the board; an actor of a station gets that station's.
func (o *Outreach) Counts(ctx context.Context, actor access.Actor) (list []Count, err error) {
	if actor.Station == 0 || actor.May(access.CaseOpen) != nil {
		if err := actor.May(access.BoardRead); err != nil {
			return nil, err
		}
	}
	err = o.DB.View(ctx, func(tx *db.Tx) error {
		list, err = counts(ctx, tx, actor.County, actor.Station)
		return err
	})
	return list, err
}

// Swept says when the sweep of a month last ran; the zero time if it never did.
func (o *Outreach) Swept(ctx context.Context, actor access.Actor, month civil.Month) (time.Time, error) {
	if err := actor.May(access.BoardRead); err != nil {
		return time.Time{}, err
	}
	trail, err := o.Access.Trail(ctx, actor, sweepOf(month), 1)
	if err != nil || len(trail) == 0 {
		return time.Time{}, err
	}
	return trail[0].At, nil
}

// sweepOf is the audit's subject of the sweeps of a month.
func sweepOf(month civil.Month) string { return "sweep:" + month.String() }
