package casework

import (
	"renshe/civil"
	"renshe/internal/words"
)

// Clock is how long a matter, or one step of it, may take (办理时限): a limit that runs from a day, stands still while a ground of
// law/clocks.yaml holds it, and may be extended once. It is computed from what happened and never stored as a number that could be
// changed: the database keeps its dated turns.
type Clock struct {
	Legal   Limit // of the law; unknown where none was found
	Promise Limit // that the county works by: tighter than the law's, or the same
	Started civil.Date
	Pauses  []Pause
	Extra   int // days that it was extended by, in the limit's unit
}

// Pause is a time in which the clock stands (中止): the days after From, through To, do not count.
type Pause struct {
	From, To civil.Date // To is 0 while it stands
	Lawful   bool       // a document lets the law's own limit stand; otherwise only our own promise does
}

// covers says whether the day falls into the pause.
func (p Pause) covers(d civil.Date) bool { return d > p.From && (p.To.IsZero() || d <= p.To) }

// Reckoning is where a clock stands, computed from its turns.
type Reckoning struct {
	Due      civil.Date // by the promise, or the law; 0 without a limit, or while the clock stands
	LegalDue civil.Date
	Warn     civil.Date // from this day on the case is urgent; always before Due, and a working day
	Known    civil.Date // the day through which the calendar is published, if Due lies beyond it: then Due is provisional
	Standing civil.Date // the clock stands since this day; 0 while it runs
	Left     int        // days that are left when it goes on, in the limit's unit; only while it stands
}

// Reckon computes the clock on a calendar.
func (c Clock) Reckon(cal *civil.Calendar) Reckoning {
	days := workdays{cal}
	lawful := make([]Pause, 0, len(c.Pauses))
	for _, p := range c.Pauses {
		if p.Lawful {
			lawful = append(lawful, p)
		}
	}
	out := Reckoning{}
	legal := c.Legal.Known()
	if legal {
		out.LegalDue = days.last(c.Legal, c.Started, c.Extra, lawful)
	}
	out.Due = out.LegalDue
	runs, own := lawful, c.Legal
	if c.Promise != c.Legal && c.Promise.Known() {
		runs, own = c.Pauses, c.Promise
		out.Due = days.last(c.Promise, c.Started, c.Extra, c.Pauses)
		// Our own clock may stand without a document that says so, but never past what the law gives.
		if legal && !out.LegalDue.IsZero() && (out.Due.IsZero() || out.Due > out.LegalDue) {
			out.Due, runs, own = out.LegalDue, lawful, c.Legal
		}
	}
	if n := len(runs); n > 0 && runs[n-1].To.IsZero() && out.Due.IsZero() {
		out.Standing, out.Left = runs[n-1].From, days.left(own, c.Started, c.Extra, runs)
	}
	if out.Due.IsZero() || own.Kind == Immediate {
		return out
	}
	out.Warn = days.warn(own, c.Extra, out.Due)
	if (own.Kind == Working || own.Roll) && !days.known(out.Due) {
		out.Known = days.through()
	}
	return out
}

// workdays counts on a calendar, and beyond its last published year by weekends alone: such a day is provisional.
type workdays struct{ cal *civil.Calendar }

func (w workdays) through() civil.Date {
	_, last := w.cal.Years()
	return civil.DateOf(last, 12, 31)
}

func (w workdays) known(d civil.Date) bool {
	first, last := w.cal.Years()
	return d.Year() >= first && d.Year() <= last
}

func (w workdays) works(d civil.Date) bool {
	if working, err := w.cal.IsWorkingDay(d); err == nil {
		return working
	}
	return d.Weekday() != 0 && d.Weekday() != 6
}

// counts says whether a day uses up a day of the limit.
func (w workdays) counts(l Limit, d civil.Date, pauses []Pause) bool {
	for _, p := range pauses {
		if p.covers(d) {
			return false
		}
	}
	return l.Kind != Working || w.works(d)
}

// last is the last day of the limit: the day of the start is not counted (民法典 第二百零一条), nor is a day on which the clock stands.
// It is 0 if the clock stands before that day has come.
func (w workdays) last(l Limit, start civil.Date, extra int, pauses []Pause) civil.Date {
	if l.Kind == Immediate {
		return start
	}
	d := start
	for n := l.Days + extra; n > 0; {
		if k := len(pauses); k > 0 && pauses[k-1].To.IsZero() && d >= pauses[k-1].From {
			return 0
		}
		if d++; w.counts(l, d, pauses) {
			n--
		}
	}
	for l.Roll && !w.works(d) {
		d++ // who is bound by it need not act on a rest day (民法典 第二百零三条)
	}
	return d
}

// left is what the limit still has when the clock stopped.
func (w workdays) left(l Limit, start civil.Date, extra int, pauses []Pause) int {
	n := l.Days + extra
	for d := start + 1; d <= pauses[len(pauses)-1].From; d++ {
		if w.counts(l, d, pauses) {
			n--
		}
	}
	return n
}

// warnShare is the part of a limit, before its end, in which a case is urgent.
const warnShare = 5

// warn is the working day on which a case becomes urgent: a fifth of the limit before its last day, and at least one working day.
func (w workdays) warn(l Limit, extra int, due civil.Date) civil.Date {
	n := (l.Days + extra) / warnShare
	d := due
	if l.Kind == Working {
		for n = max(n, 1); n > 0; {
			if d--; w.works(d) {
				n--
			}
		}
		return d
	}
	for d -= civil.Date(max(n, 1)); !w.works(d); {
		d--
	}
	return d
}

// clockOf is the case's own clock as it would run from its acceptance, before any move.
func clockOf(it *Item, c *Case) Clock {
	return Clock{Legal: it.Limit, Promise: it.Promised(c.County), Started: c.Accepted}
}

// Turn is one dated row of a clock (时限变动), never edited. What follows from all of them together stands in the latest.
type Turn struct {
	Stage  string // of a dispute: which of its clocks: STAGE or STAGE/TASK
	Kind   TurnKind
	On     civil.Date
	Ground string // of law/clocks.yaml
	Lawful bool   // of a pause: the law's own limit stands
	Days   int    // of an extension
	Rule   string // "document article" that the move rests on; "" where none was found
	Name   string // who; "" of the program
	Reckoning

	run int64 // the start that it belongs to: a clock that begins anew may be extended anew
}

// TurnKind is what happened to a clock.
type TurnKind string

// The turns.
const (
	Starts   TurnKind = "start"
	Pauses   TurnKind = "pause"
	Resumes  TurnKind = "resume"
	Extends  TurnKind = "extend"
	Recounts TurnKind = "recount" // the calendar of a later year was published
	Closes   TurnKind = "end"     // of a dispute: its stage has ended, or its task is done
)

var turnTitles = map[TurnKind]words.Text{
	Starts:   {Zh: "开始计时", En: "the clock begins"},
	Pauses:   {Zh: "中止计时", En: "the clock stands"},
	Resumes:  {Zh: "恢复计时", En: "the clock goes on"},
	Extends:  {Zh: "延长时限", En: "the limit is extended"},
	Recounts: {Zh: "按新公布的日历重算", En: "counted again on a calendar published since"},
	Closes:   {Zh: "计时结束", En: "the clock ends"},
}

// Title is the word people read.
func (k TurnKind) Title() words.Text { return turnTitles[k] }

// replay folds the turns into the clock that they leave.
func replay(c Clock, turns []Turn) Clock {
	for _, m := range turns {
		switch m.Kind {
		case Starts: // again, when it is reopened
			c.Started, c.Pauses, c.Extra = m.On, nil, 0
		case Pauses:
			c.Pauses = append(c.Pauses, Pause{From: m.On, Lawful: m.Lawful})
		case Resumes:
			c.Pauses[len(c.Pauses)-1].To = m.On
		case Extends:
			c.Extra += m.Days
		}
	}
	return c
}

// stands says whether the last pause is still open.
func (c Clock) stands() bool { return len(c.Pauses) > 0 && c.Pauses[len(c.Pauses)-1].To.IsZero() }
