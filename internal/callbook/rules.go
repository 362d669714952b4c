package callbook

import (
	"time"

	"renshe/civil"
)

// The house's own measures; no law says how a call is counted.
const (
	idle     = 30 * time.Minute // without any step for so long, a call is over
	guess    = 5 * time.Minute  // a question of which the desk knows nothing but its end
	longest  = 600              // minutes of one call
	lateDays = 31               // days after which a call is not entered any more
)

// end ends a call now; if nothing was done in it for an idle time, with its last step.
func (c *Call) end(now time.Time) {
	c.Ended = now
	if now.Sub(c.Last) > idle {
		c.Ended = c.Last
	}
	c.Minutes = minutes(c.Ended.Sub(c.Began))
}

// minutes counts a begun minute as one; a call has at least one.
func minutes(d time.Duration) int {
	n := int((d + time.Minute - 1) / time.Minute)
	return min(max(n, 1), longest)
}

// firstOf is the earliest of some times, latest first, that hang together with now: none further than an idle time from the next.
func firstOf(now time.Time, looks []time.Time) (first time.Time) {
	next := now
	for _, at := range looks {
		if next.Sub(at) > idle {
			break
		}
		first, next = at, at
	}
	return first
}

// beginning is when a call began that is logged now: with its first look, or, without one, after the last call and at most a guess ago.
func beginning(now, first, last time.Time) (time.Time, Source) {
	at, source := first, ByFlow
	if first.IsZero() {
		at, source = now.Add(-guess), Guessed
	}
	if at.Before(last) {
		at = last
	}
	return at, source
}

// clock is a time of day on a day, in the county's time.
func clock(day civil.Date, hour, minute int) time.Time {
	return time.Date(day.Year(), time.Month(day.Month().Number()), day.Day(), hour, minute, 0, 0, civil.Beijing)
}
