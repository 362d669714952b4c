package casework

import (
	"context"
	"slices"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/callbook"
	"renshe/internal/db"
)

// AreaOf gives the area of a service item; false for a code that no file has.
func (o *Office) AreaOf(item string) (string, bool) {
	it, err := o.items.Get(item)
	if err != nil {
		return "", false
	}
	return it.Area, true
}

// HasArea says whether law/areas.yaml has an area.
func (o *Office) HasArea(code string) bool {
	return slices.ContainsFunc(o.items.areas, func(a Area) bool { return a.Code == code })
}

// WorkIn counts what the actor did in a day, and what stays open with him: the book of calls asks for its end-of-day account.
func (o *Office) WorkIn(ctx context.Context, tx *db.Tx, actor access.Actor, day civil.Date) (callbook.Figures, error) {
	f, err := countWork(ctx, tx, actor.County, actor.User, day)
	if err != nil {
		return callbook.Figures{}, err
	}
	from := midnight(day)
	if f.Letters, err = countLetters(ctx, tx, actor.County, actor.User, db.Micros(from), db.Micros(from.AddDate(0, 0, 1))); err != nil {
		return callbook.Figures{}, err
	}
	f.Drafts, f.Overdue, f.DueNext, err = countOpen(ctx, tx, actor.County, actor.User, day, o.nextWorkingDay(day))
	return f, err
}

// nextWorkingDay is the first working day after a day; past the loaded calendar, the day after.
func (o *Office) nextWorkingDay(day civil.Date) civil.Date {
	next, err := o.calendar.AddWorkingDays(day, 1)
	if err != nil {
		return day.Add(1)
	}
	return next
}

// midnight is when a day begins in the county.
func midnight(day civil.Date) time.Time {
	return time.Date(day.Year(), time.Month(day.Month().Number()), day.Day(), 0, 0, 0, 0, civil.Beijing)
}

// OpenOf lists what the actor leaves open: his drafts, and his cases that are due by the next working day, the earliest due date first.
func (o *Office) OpenOf(ctx context.Context, actor access.Actor, day civil.Date, limit int) ([]Row, error) {
	if err := actor.May(access.PersonRead); err != nil {
		return nil, err
	}
	p := ListPage{Limit: limit}
	rows, _, err := o.list(ctx, actor, p, byDue, func(tx *db.Tx) ([]*Case, error) {
		return openOf(ctx, tx, actor.County, actor.User, o.nextWorkingDay(day), p.limit())
	})
	return rows, err
}
