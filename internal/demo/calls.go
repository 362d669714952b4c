package demo

import (
	"context"
	"math/rand/v2"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/callbook"
	"renshe/internal/db"
	"renshe/law"
)

// callDays is for how many working days before the county's own its officers logged who called.
const callDays = 3

// What people called about, most often first: an officer in the field study received more than ten a day.
var callAreas = []string{"resident-pension", "resident-pension", "resident-pension", "resident-pension", "card", "card", "record", "record", "unemployment",
	"job-help", "training", "advice", "other-authorities", "rights", "employee-pension", ""}

const closingNote = "读卡器接触不良，已报县局；明天上午到村里做资格认证"

// calls logs who called at the stations on the days before, and closes the story's officer's last day.
func (b *builder) calls(ctx context.Context) error {
	calendar, err := civil.LoadCalendar(law.FS, "calendar")
	if err != nil {
		return err
	}
	rng := seeded(b.o.Seed, "calls")
	named, err := b.People.Find(ctx, b.system, "liu", 0)
	if err != nil {
		return err
	}
	day := b.today
	for n := 0; n < callDays; {
		day = day.Add(-1)
		working, err := calendar.IsWorkingDay(day)
		if err != nil {
			return nil // the calendar of that year is not loaded: the county begins without calls
		}
		if !working {
			continue
		}
		n++
		err = b.DB.InCounty(ctx, b.o.County, func(tx *db.Tx) error {
			for _, u := range b.report.Users {
				if u.Role != access.Officer {
					continue
				}
				if err := b.callsOf(ctx, tx, rng, b.stationed(u), day, func() int64 {
					if len(named) == 0 || rng.IntN(3) > 0 {
						return 0
					}
					return named[rng.IntN(len(named))].ID
				}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if n == 1 && b.today-day <= callbook.ClosingDays {
			if _, err := b.Calls.Close(ctx, b.stationed(b.users[OfficerLogin]), day, closingNote); err != nil {
				return err
			}
		}
	}
	return nil
}

// stationed is a user as he sits at his station.
func (b *builder) stationed(u User) access.Actor {
	return access.Actor{County: b.o.County, User: u.ID, Login: u.Login, Name: u.Name, Role: u.Role, Station: b.stations[u.Login]}
}

// callsOf is one officer's day, from the morning on.
func (b *builder) callsOf(ctx context.Context, tx *db.Tx, rng *rand.Rand, officer access.Actor, day civil.Date, who func() int64) error {
	minute := (opensAt*60 + rng.IntN(20))
	for range 8 + rng.IntN(7) {
		length := 2 + rng.IntN(20)
		p := callbook.Past{Day: day, Hour: minute / 60, Minute: minute % 60, Minutes: length, Person: who(), Area: callAreas[rng.IntN(len(callAreas))], Channel: callbook.Window}
		switch rng.IntN(10) {
		case 0, 1:
			p.Channel = callbook.Telephone
		case 2:
			p.Channel = callbook.InVillage
		}
		if _, err := b.Calls.EnterIn(ctx, tx, officer, p); err != nil {
			return err
		}
		minute += length + 5 + rng.IntN(15)
	}
	return nil
}
