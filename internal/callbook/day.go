package callbook

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

// Figures are what one officer did in a day, and what he leaves open.
type Figures struct {
	Calls    int `json:"calls"`
	Asked    int `json:"asked"` // of the calls: only asked
	Minutes  int `json:"minutes"`
	Taken    int `json:"taken"`    // cases taken in
	Finished int `json:"finished"` // decided, done at the window, answered
	Returned int `json:"returned"` // given a notice of what is missing
	Letters  int `json:"letters"`
	Drafts   int `json:"drafts"`   // his own, filled in and not submitted: carried over
	Overdue  int `json:"overdue"`  // of his open cases
	DueNext  int `json:"due_next"` // of his open cases: due by the next working day
}

// Work counts the cases of an officer's day; the room of the cases answers, wired by app. It fills everything but the calls.
type Work interface {
	WorkIn(ctx context.Context, tx *db.Tx, actor access.Actor, day civil.Date) (Figures, error)
}

// Closing is the end of an officer's day (日结).
type Closing struct {
	Day       civil.Date
	Note      string
	Figures   Figures   // as they stood
	At        time.Time // when it was closed
	TakenBack bool
}

// DayView is an officer's day as he sees it.
type DayView struct {
	Day     civil.Date
	Calls   []Call // in their order, without those taken back
	Figures Figures
	Closing *Closing // nil while it is open
	Before  *Closing // the last day closed before it: what was carried over
}

const longestNote = 500

// ClosingDays is for how many days a day may be closed afterwards.
const ClosingDays = 7

// Day gives the actor's own day.
func (b *Book) Day(ctx context.Context, actor access.Actor, day civil.Date) (v DayView, err error) {
	if err := actor.May(access.PersonRead); err != nil {
		return DayView{}, err
	}
	err = b.db.View(ctx, func(tx *db.Tx) error {
		v = DayView{Day: day}
		if v.Calls, err = callsOf(ctx, tx, actor, day); err != nil {
			return err
		}
		if v.Figures, err = b.figures(ctx, tx, actor, day, v.Calls); err != nil {
			return err
		}
		if v.Closing, err = b.closing(ctx, tx, actor, day, false); err != nil {
			return err
		}
		v.Before, err = b.closing(ctx, tx, actor, day, true)
		return err
	})
	return v, err
}

func (b *Book) figures(ctx context.Context, tx *db.Tx, actor access.Actor, day civil.Date, calls []Call) (Figures, error) {
	f, err := b.work.WorkIn(ctx, tx, actor, day)
	if err != nil {
		return Figures{}, err
	}
	f.Calls = len(calls)
	for _, c := range calls {
		f.Minutes += c.Minutes
		if c.OnlyAsked() && !c.UnderWay() {
			f.Asked++
		}
	}
	return f, nil
}

// Close ends the actor's day: a call under way ends, the figures are kept as they stand, with a note. What is open stays open.
func (b *Book) Close(ctx context.Context, actor access.Actor, day civil.Date, note string) (k Closing, err error) {
	if err := actor.May(access.PersonRead); err != nil {
		return Closing{}, err
	}
	if note = strings.TrimSpace(note); utf8.RuneCountInString(note) > longestNote {
		return Closing{}, LongNote.With("most", longestNote).On("note")
	}
	err = b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if today := civil.DateIn(tx.Now()); day > today || today-day > ClosingDays {
			return NotOpenDay.With("day", day, "days", ClosingDays).On("day")
		}
		seq, closed, err := lastClosing(ctx, tx, actor, day)
		if err != nil {
			return err
		}
		if closed {
			return NotOpenDay.With("day", day, "days", ClosingDays).On("day")
		}
		open, found, err := lockUnderWay(ctx, tx, actor)
		if err != nil {
			return err
		}
		if found && open.Day <= day {
			open.end(tx.Now())
			if err := updateCall(ctx, tx, actor, open); err != nil {
				return err
			}
		}
		calls, err := callsOf(ctx, tx, actor, day)
		if err != nil {
			return err
		}
		k = Closing{Day: day, Note: note, At: tx.Now()}
		if k.Figures, err = b.figures(ctx, tx, actor, day, calls); err != nil {
			return err
		}
		if err := insertClosing(ctx, tx, actor, k, seq+1, b.box.Seal([]byte(note), noteOf(actor, day, seq+1))); err != nil {
			if db.IsUnique(err) {
				return NotOpenDay.With("day", day, "days", ClosingDays).On("day")
			}
			return err
		}
		return b.access.AuditIn(ctx, tx, actor, "day.closed", access.Subject("user", actor.User), map[string]string{"day": day.String()})
	})
	return k, err
}

// Reopen takes back a closing that was made today.
func (b *Book) Reopen(ctx context.Context, actor access.Actor, day civil.Date) error {
	if err := actor.May(access.PersonRead); err != nil {
		return err
	}
	return b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		today := civil.DateIn(tx.Now())
		done, err := takeBackClosing(ctx, tx, actor, day, clock(today, 0, 0))
		if err != nil {
			return err
		}
		if !done {
			return NotClosed.With("day", day).On("day")
		}
		return b.access.AuditIn(ctx, tx, actor, "day.reopened", access.Subject("user", actor.User), map[string]string{"day": day.String()})
	})
}

// open refuses a change in a day that was closed.
func (b *Book) open(ctx context.Context, tx *db.Tx, actor access.Actor, day civil.Date) error {
	_, closed, err := lastClosing(ctx, tx, actor, day)
	if err == nil && closed {
		err = DayClosed.With("day", day)
	}
	return err
}

// closing reads the closing of a day, or the last one before it; nil if there is none.
func (b *Book) closing(ctx context.Context, tx *db.Tx, actor access.Actor, day civil.Date, before bool) (*Closing, error) {
	k, seq, sealed, err := readClosing(ctx, tx, actor, day, before)
	if db.IsNoRows(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	note, err := b.box.Unseal(sealed, noteOf(actor, k.Day, seq))
	if err != nil {
		return nil, fmt.Errorf("callbook: note of %s: %w", k.Day, err)
	}
	k.Note = string(note)
	return &k, nil
}

// noteOf ties a sealed note to its row.
func noteOf(actor access.Actor, day civil.Date, seq int) []byte {
	return fmt.Appendf(nil, "callbook/note/%s/%d/%s/%d", actor.County, actor.User, day, seq)
}

// Cell is how many calls a station had of an area, and how long they took.
type Cell struct {
	Station int64
	Area    string // "" not said
	Calls   int
	Asked   int // of them
	Minutes int
}

// Workload counts the calls of a span of days, both counted, by station and area. It names no officer.
func (b *Book) Workload(ctx context.Context, actor access.Actor, from, until civil.Date) (cells []Cell, err error) {
	if err := actor.May(access.BoardRead); err != nil {
		return nil, err
	}
	err = b.db.View(ctx, func(tx *db.Tx) error {
		cells, err = countCells(ctx, tx, actor.County, from, until)
		return err
	})
	slices.SortFunc(cells, func(x, y Cell) int {
		if x.Station != y.Station {
			return int(min(max(x.Station-y.Station, -1), 1))
		}
		return strings.Compare(x.Area, y.Area)
	})
	return cells, err
}
