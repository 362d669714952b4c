package app_test

import (
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/casework"
	"renshe/internal/demo"
	"renshe/internal/testkit"
)

// TestTheDemosMorning: the desk of a demo county has one of everything: what waits, what is late, what is due soon, what was typed in and not
// handed in, what came back incomplete, what another authority is asked, a dispute in a stage of its own, and a bad word to call back about.
func TestTheDemosMorning(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		a, err := app.Open(ctx, app.Config{Data: t.TempDir(), Database: url})
		if err != nil {
			t.Fatal(err)
		}
		defer a.Close()
		report, err := demo.Build(ctx, a.DemoRooms(), demo.Options{People: demo.SmallPeople / 4, Seed: 1, AsOf: civil.MonthOf(2026, 3), Clock: a.Clock})
		if err != nil {
			t.Fatal(err)
		}
		began := a.Clock.Now()
		if err := demo.Matters(ctx, a.DemoRooms(), a.Office, report, a.Clock); err != nil {
			t.Fatal(err)
		}
		if gone := a.Clock.Now().Sub(began); gone < 0 || gone.Hours() > 1 {
			t.Errorf("the county's morning moved by %s", gone)
		}
		by := func(login string) access.Actor {
			actor, err := a.UserNamed(ctx, demo.Taoyuan, login)
			if err != nil {
				t.Fatal(err)
			}
			return actor
		}
		n, err := a.Office.Counts(ctx, by(demo.OfficerLogin))
		if err != nil || n.Drafts == 0 || n.AtStation == 0 || n.Waiting == 0 || n.Overdue == 0 || n.Incomplete == 0 {
			t.Errorf("the officer's morning: %+v, %v", n, err)
		}
		queue, _, err := a.Office.Queue(ctx, by(demo.ReviewerLogin), casework.ListPage{})
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, row := range queue {
			seen[row.Item] = true
			seen["soon"] = seen["soon"] || row.Urgency == casework.Soon
		}
		for _, want := range []string{"R02", "W01", "L01", "L04", "soon"} {
			if !seen[want] {
				t.Errorf("%s is not in the reviewer's queue of %d", want, len(queue))
			}
		}
		if back, err := a.Office.CallBacks(ctx, by(demo.ReviewerLogin), false); err != nil || len(back) != 1 {
			t.Errorf("%d to be called back, %v", len(back), err)
		}
	})
}
