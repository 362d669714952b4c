package casework

import (
	"slices"
	"strings"

	"renshe/civil"
)

// passage is one stage as a case went through it. A stage that is gone through twice has two.
type passage struct {
	stage *Stage
	begun civil.Date
	asked civil.Date // the day of the request that began it
	late  bool       // the request came after its last day
	ended civil.Date
	end   *End
	says  int // index of the act that ended it
	tasks []passed
}

// passed is a task that was done, or the day that was appointed.
type passed struct {
	task *Task
	on   civil.Date
}

// done is the last record of a task; nil if there is none.
func (p *passage) done(task string) *passed {
	for i := len(p.tasks) - 1; i >= 0; i-- {
		if p.tasks[i].task.Name == task {
			return &p.tasks[i]
		}
	}
	return nil
}

// lateMark is behind the stage in the code of a request that came late.
const lateMark = "late"

// passagesOf folds the acts of a dispute into the stages that it went through, oldest first; the last one runs unless it has ended.
func passagesOf(it *Item, acts []Act) []passage {
	var all []passage
	asked, late := civil.Date(0), false
	for i, a := range acts {
		name, rest, _ := strings.Cut(a.Code, "/")
		s := it.Stage(name)
		if s == nil {
			continue
		}
		switch a.Kind {
		case askingFor.name:
			asked, late = a.On, rest == lateMark
		case beginning:
			all = append(all, passage{stage: s, begun: a.On, asked: asked, late: late, says: -1})
			asked, late = 0, false
		case concluding.name:
			if n := len(all); n > 0 {
				all[n-1].ended, all[n-1].end, all[n-1].says = a.On, s.End(rest), i
			}
		case doing.name:
			if n, t := len(all), s.Task(rest); n > 0 && t != nil {
				all[n-1].tasks = append(all[n-1].tasks, passed{t, a.On})
			}
		}
	}
	return all
}

// running is one clock of a case since its last start: of a matter without stages its only one, of a dispute that of the stage, or of a
// task in it.
type running struct {
	name   string // STAGE, STAGE/TASK, or ""
	turns  []Turn
	closed bool
}

// now is where the clock stands.
func (k running) now() Reckoning { return k.turns[len(k.turns)-1].Reckoning }

// clocksOf sorts the turns of a case by clock.
func clocksOf(turns []Turn) []running {
	var all []running
	for _, m := range turns {
		i := slices.IndexFunc(all, func(k running) bool { return k.name == m.Stage })
		if i < 0 {
			all, i = append(all, running{name: m.Stage}), len(all)
		}
		if m.Kind == Starts {
			all[i] = running{name: m.Stage}
		}
		all[i].turns, all[i].closed = append(all[i].turns, m), m.Kind == Closes
	}
	return all
}

// clockNamed finds a clock that is open; false if it is closed, or was never begun.
func clockNamed(all []running, name string) (running, bool) {
	i := slices.IndexFunc(all, func(k running) bool { return k.name == name && !k.closed })
	if i < 0 {
		return running{}, false
	}
	return all[i], true
}

// limitNamed is the limit of one of a case's clocks, and whether the office is bound by it.
func limitNamed(it *Item, name string) (Limit, bool) {
	stage, task, in := strings.Cut(name, "/")
	s := it.Stage(stage)
	switch {
	case s == nil:
		return it.Limit, true
	case !in:
		return s.Limit, true
	}
	if t := s.Task(task); t != nil {
		return t.Limit, t.Bound == OfOffice
	}
	return Limit{}, false
}

// clock is the clock as its turns leave it.
func (k running) clock(it *Item, c *Case) Clock {
	begin := clockOf(it, c)
	if k.name != "" {
		l, _ := limitNamed(it, k.name)
		begin = Clock{Legal: l, Promise: l}
	}
	return replay(begin, k.turns)
}

// least is where a case stands: the earliest day of the open clocks by which the office is bound. It stands still only when all of them do.
func least(it *Item, all []running) Reckoning {
	var out Reckoning
	counted, stands := 0, 0
	for _, k := range all {
		if _, ours := limitNamed(it, k.name); k.closed || !ours {
			continue
		}
		now := k.now()
		counted++
		out.Due, out.LegalDue = earlier(out.Due, now.Due), earlier(out.LegalDue, now.LegalDue)
		out.Warn, out.Known = earlier(out.Warn, now.Warn), earlier(out.Known, now.Known)
		if !now.Standing.IsZero() {
			stands++
			out.Standing, out.Left = max(out.Standing, now.Standing), max(out.Left, now.Left)
		}
	}
	if stands < counted {
		out.Standing, out.Left = 0, 0
	}
	return out
}

// earlier is the earlier of two days of which either may be none.
func earlier(a, b civil.Date) civil.Date {
	if a.IsZero() || !b.IsZero() && b < a {
		return b
	}
	return a
}

// startsOf are the clocks that begin with a stage on a day: its own, counted from since where that is given, and those of the tasks that
// wait for nothing.
func startsOf(cal *civil.Calendar, s *Stage, on, since civil.Date) []Turn {
	var all []Turn
	if since.IsZero() {
		since = on
	}
	all = appendStart(all, cal, s.Name, s.Limit, since)
	for _, t := range s.Tasks {
		if t.Kind == ToDo && t.From == "" {
			all = appendStart(all, cal, s.Name+"/"+t.Name, t.Limit, on)
		}
	}
	return all
}

// startsAfter are the clocks that begin when a task is done.
func startsAfter(cal *civil.Calendar, s *Stage, task string, on civil.Date) []Turn {
	var all []Turn
	for _, t := range s.Tasks {
		if t.From == task {
			all = appendStart(all, cal, s.Name+"/"+t.Name, t.Limit, on)
		}
	}
	return all
}

// appendStart adds the first turn of a clock; a limit without a length has none.
func appendStart(all []Turn, cal *civil.Calendar, name string, l Limit, on civil.Date) []Turn {
	if !l.Known() || l.Kind == Immediate {
		return all
	}
	clock := Clock{Legal: l, Promise: l, Started: on}
	return append(all, Turn{Stage: name, Kind: Starts, On: on, Rule: l.Cite(), Reckoning: clock.Reckon(cal)})
}
