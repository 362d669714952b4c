package demo

import (
	"sync/atomic"
	"time"

	"renshe/civil"
	"renshe/law"
)

// Clock is the demo county's time: the base clock, shifted. It is safe for many goroutines and never stands still.
type Clock struct {
	base   func() time.Time
	offset atomic.Int64 // microseconds
}

// NewClock makes a clock that runs with base, time.Now in the program, unshifted until it is set.
func NewClock(base func() time.Time) *Clock { return &Clock{base: base} }

// Now is the demo's time; give it to db.WithClock.
func (c *Clock) Now() time.Time {
	return c.base().Add(time.Duration(c.offset.Load()) * time.Microsecond)
}

// Set shifts the clock so that now is t.
func (c *Clock) Set(t time.Time) { c.offset.Store(t.Sub(c.base()).Microseconds()) }

// Offset is the shift, to keep with the county.
func (c *Clock) Offset() time.Duration { return time.Duration(c.offset.Load()) * time.Microsecond }

// Restore takes up a kept shift, so that a kept county's time has gone on meanwhile.
func (c *Clock) Restore(offset time.Duration) { c.offset.Store(offset.Microseconds()) }

const opensAt = 9 // o'clock, Beijing

// Morning is 09:00 in Beijing on the first working day of a month; a year without a published holiday notice is civil's fault.
func Morning(m civil.Month) (time.Time, error) {
	calendar, err := civil.LoadCalendar(law.FS, "calendar")
	if err != nil {
		return time.Time{}, err
	}
	for day := m.FirstDay(); ; day = day.Add(1) {
		working, err := calendar.IsWorkingDay(day)
		if err != nil {
			return time.Time{}, err
		}
		if working {
			return opening(day), nil
		}
	}
}

// opening is when a day begins at the counters.
func opening(day civil.Date) time.Time {
	return time.Unix(int64(day)*86400+(opensAt-8)*3600, 0).UTC()
}
