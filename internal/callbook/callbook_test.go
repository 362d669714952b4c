package callbook

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/person"
	"renshe/internal/seal"
	"renshe/internal/testkit"
)

const county = civil.County(430725)

var (
	officer  = access.Actor{County: county, User: 1, Login: "o1", Name: "张经办", Role: access.Officer, Station: 7}
	second   = access.Actor{County: county, User: 2, Login: "o2", Name: "李经办", Role: access.Officer, Station: 8}
	reviewer = access.Actor{County: county, User: 3, Login: "r1", Name: "赵复核", Role: access.Reviewer}
	monday   = civil.DateOf(2026, 3, 2)
)

// items is the catalogue of these tests: one item of one area, and an area without items.
type items struct{}

func (items) AreaOf(item string) (string, bool) {
	return map[string]string{"R07": "resident-pension"}[item], item == "R07"
}
func (items) HasArea(area string) bool { return area == "resident-pension" || area == "advice" }
func (items) WorkIn(context.Context, *db.Tx, access.Actor, civil.Date) (Figures, error) {
	return Figures{Taken: 3, Drafts: 2, DueNext: 1}, nil
}

// desk is a book on a real database with two people of the registry. It is Monday 2026-03-02.
type desk struct {
	t      *testing.T
	ctx    context.Context
	book   *Book
	acc    *access.Access
	d      *db.DB
	clock  *testkit.Clock
	people [2]int64
}

func each(t *testing.T, fn func(x *desk)) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		start := clock.Now()
		box := seal.New([]byte("a key of this test and of nothing else"))
		x := &desk{t: t, ctx: context.Background(), d: d, clock: clock, acc: access.New(d, box)}
		x.book = New(d, box, x.acc)
		x.book.ItemsFrom(items{})
		x.book.WorkFrom(items{})
		x.in(func(tx *db.Tx) error {
			if err := x.acc.OpenCountyIn(x.ctx, tx, access.County{Code: county, Name: "桃源县", Demo: true}); err != nil {
				return err
			}
			for i := range x.people {
				p, _, err := person.New(d, box, x.acc).RegisterIn(x.ctx, tx, officer, person.Registration{Name: "测试人",
					CitizenID: string(civil.MakeCitizenID("430799", civil.DateOf(1966, 4, 10), i+1)), Village: "430725101001"})
				if err != nil {
					return err
				}
				x.people[i] = p.ID
			}
			return nil
		})
		fn(x)
		clock.Add(start.Sub(clock.Now()))
	}, db.WithClock(clock.Now))
}

func (x *desk) in(fn func(tx *db.Tx) error) {
	x.t.Helper()
	if err := x.d.InCounty(x.ctx, county, fn); err != nil {
		x.t.Fatal(err)
	}
}

// looks opens a person's file, as the desk does.
func (x *desk) looks(person int64) {
	x.t.Helper()
	x.in(func(tx *db.Tx) error { return x.acc.LookedIn(x.ctx, tx, officer, person, "窗口办事") })
}

func (x *desk) attends(person int64, item string) Call {
	x.t.Helper()
	c, err := x.book.Attend(x.ctx, officer, Attending{Person: person, Item: item})
	if err != nil {
		x.t.Fatal(err)
	}
	return c
}

func (x *desk) day() DayView {
	x.t.Helper()
	v, err := x.book.Day(x.ctx, officer, civil.DateIn(x.clock.Now()))
	if err != nil {
		x.t.Fatal(err)
	}
	return v
}

func TestACallIsTimedByTheDesksOwnFlow(t *testing.T) {
	each(t, func(x *desk) {
		x.looks(x.people[0])
		x.clock.Add(4 * time.Minute)
		first := x.attends(x.people[0], "")
		x.clock.Add(3 * time.Minute)
		again := x.attends(x.people[0], "R07") // a case is opened: the call goes on, and now says what it is about
		if again.ID != first.ID || again.Area != "resident-pension" || again.Source != ByFlow {
			t.Fatalf("%+v, then %+v", first, again)
		}
		now, err := x.book.Now(x.ctx, officer)
		if err != nil || now == nil || now.ID != first.ID {
			t.Fatalf("%+v %v", now, err)
		}
		x.clock.Add(2 * time.Minute)
		x.looks(x.people[1])
		x.clock.Add(time.Minute)
		x.attends(x.people[1], "R07") // the next one ends it
		calls := x.day().Calls
		if len(calls) != 2 || calls[0].Minutes != 10 || calls[0].UnderWay() || !calls[1].UnderWay() {
			t.Fatalf("%+v", calls)
		}
		// Nobody ended the second one; after an idle time it counts to its last step, and a guess does not reach into it.
		x.clock.Add(2 * time.Hour)
		asked, err := x.book.Asked(x.ctx, officer, Asking{Area: "advice", Channel: Telephone})
		if err != nil || asked.Minutes != 5 || asked.Source != Guessed || asked.Person != 0 {
			t.Fatalf("%+v %v", asked, err)
		}
		x.attends(x.people[0], "")
		if calls = x.day().Calls; calls[1].Minutes != 1 || calls[1].UnderWay() {
			t.Errorf("an idle call counts %d minutes", calls[1].Minutes)
		}
	})
}

func TestACaseBelongsToTheCallUnderWay(t *testing.T) {
	each(t, func(x *desk) {
		c := x.attends(x.people[0], "R07")
		for _, id := range []int64{11, 12} {
			x.in(func(tx *db.Tx) error { return anyCase(x.ctx, tx, id, x.people[0]) })
		}
		moved := func(by access.Actor, person, id int64) {
			x.in(func(tx *db.Tx) error { return x.book.CaseMovedIn(x.ctx, tx, by, person, id, "", "draft") })
		}
		moved(officer, x.people[0], 11)
		moved(officer, x.people[0], 12)
		moved(officer, x.people[0], 12)  // twice is once
		moved(officer, x.people[1], 12)  // of somebody who is not here
		moved(second, x.people[0], 11)   // by somebody whom nobody calls on
		moved(reviewer, x.people[0], 11) // at the county
		if calls := x.day().Calls; len(calls) != 1 || len(calls[0].Cases) != 2 || calls[0].OnlyAsked() {
			t.Fatalf("%+v", calls)
		}
		if err := x.book.Finish(x.ctx, officer, c.ID); err != nil {
			t.Fatal(err)
		}
		// The receipt is printed an hour later: the case has its call, and nobody came again.
		x.clock.Add(time.Hour)
		if _, err := x.book.Attend(x.ctx, officer, Attending{Person: x.people[0], Item: "R07", Case: 11}); err != nil || len(x.day().Calls) != 1 {
			t.Errorf("%+v %v", x.day().Calls, err)
		}
		x.clock.Add(24 * time.Hour) // but the next day somebody did
		if _, err := x.book.Attend(x.ctx, officer, Attending{Person: x.people[0], Item: "R07", Case: 11}); err != nil || len(x.day().Calls) != 1 {
			t.Errorf("the next day: %+v %v", x.day().Calls, err)
		}
	})
}

func TestAnOfficerCorrectsHisOwnDayAlone(t *testing.T) {
	each(t, func(x *desk) {
		c, err := x.book.Asked(x.ctx, officer, Asking{})
		if err != nil || c.Channel != Window {
			t.Fatalf("%+v %v", c, err)
		}
		right := Correction{Call: c.ID, Version: c.Version, Channel: Home, Area: "advice", Minutes: 40}
		for name, k := range map[string]struct {
			by   access.Actor
			c    Correction
			want error
		}{
			"another officer": {second, right, NoCall},
			"the county":      {reviewer, right, access.NotAllowed},
			"no channel":      {officer, Correction{Call: c.ID, Version: 1, Channel: "pigeon"}, NoChannel},
			"no version":      {officer, Correction{Call: c.ID, Version: 2, Channel: Home}, Changed},
			"no area":         {officer, Correction{Call: c.ID, Version: 1, Channel: Home, Area: "troublemaker"}, NoMatter},
			"too long":        {officer, Correction{Call: c.ID, Version: 1, Channel: Home, Minutes: 601}, BadMinutes},
			"an old page":     {officer, Correction{Call: c.ID, Version: 9, Channel: Home}, Changed},
		} {
			if err := x.book.Correct(x.ctx, k.by, k.c); !errors.Is(err, k.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := x.book.Correct(x.ctx, officer, right); err != nil {
			t.Fatal(err)
		}
		got := x.day().Calls[0]
		if got.Channel != Home || got.Area != "advice" || got.Minutes != 40 || got.Source != Said {
			t.Errorf("%+v", got)
		}
		if err := x.book.TakeBack(x.ctx, officer, c.ID, got.Version); err != nil || len(x.day().Calls) != 0 {
			t.Errorf("%+v %v", x.day().Calls, err)
		}
		if err := x.book.Correct(x.ctx, officer, right); !errors.Is(err, NoCall) {
			t.Errorf("what was taken back is corrected: %v", err)
		}
		if _, err := x.book.Asked(x.ctx, officer, Asking{Person: 5}); !errors.Is(err, NoPerson) {
			t.Errorf("somebody who is nobody: %v", err)
		}
		none := officer
		none.Station = 0
		if _, err := x.book.Asked(x.ctx, none, Asking{}); !errors.Is(err, NoStation) {
			t.Errorf("without a station: %v", err)
		}
	})
}

func TestACallIsEnteredAfterwards(t *testing.T) {
	each(t, func(x *desk) {
		x.clock.Add(6 * time.Hour)
		good := Past{Day: monday.Add(-3), Hour: 9, Minute: 30, Minutes: 45, Person: x.people[0], Area: "resident-pension", Channel: InVillage}
		if _, err := x.book.Enter(x.ctx, officer, good); err != nil {
			t.Fatal(err)
		}
		v, err := x.book.Day(x.ctx, officer, good.Day)
		if err != nil || len(v.Calls) != 1 || v.Figures.Minutes != 45 || v.Figures.Calls != 1 || v.Figures.Asked != 1 {
			t.Fatalf("%+v %v", v, err)
		}
		for name, spoil := range map[string]func(*Past){
			"tomorrow":      func(p *Past) { p.Day = monday + 1 },
			"later today":   func(p *Past) { p.Day, p.Hour = monday, 23 },
			"long ago":      func(p *Past) { p.Day = monday - 32 },
			"no time":       func(p *Past) { p.Minutes = 0 },
			"no channel":    func(p *Past) { p.Channel = "" },
			"an area of no": func(p *Past) { p.Area = "x" },
		} {
			p := good
			spoil(&p)
			if _, err := x.book.Enter(x.ctx, officer, p); err == nil {
				t.Errorf("%s is entered", name)
			}
		}
	})
}

func TestADayIsClosedWithItsFiguresAndCarriesOver(t *testing.T) {
	each(t, func(x *desk) {
		x.attends(x.people[0], "R07")
		x.clock.Add(7 * time.Minute)
		k, err := x.book.Close(x.ctx, officer, monday, "  复印机坏了，已报修 ")
		if err != nil || k.Figures != (Figures{Calls: 1, Asked: 1, Minutes: 12, Taken: 3, Drafts: 2, DueNext: 1}) || k.Note != "复印机坏了，已报修" {
			t.Fatalf("%+v %v", k, err)
		}
		v := x.day()
		if v.Closing == nil || v.Closing.Note != k.Note || v.Calls[0].UnderWay() || v.Before != nil {
			t.Fatalf("%+v", v)
		}
		if _, err := x.book.Close(x.ctx, officer, monday, ""); !errors.Is(err, NotOpenDay) {
			t.Errorf("closed twice: %v", err)
		}
		fix := Correction{Call: v.Calls[0].ID, Version: v.Calls[0].Version, Channel: Telephone}
		if err := x.book.Correct(x.ctx, officer, fix); !errors.Is(err, DayClosed) {
			t.Errorf("a closed day is changed: %v", err)
		}
		if err := x.book.Reopen(x.ctx, second, monday); !errors.Is(err, NotClosed) {
			t.Errorf("another takes the closing back: %v", err)
		}
		if err := x.book.Reopen(x.ctx, officer, monday); err != nil {
			t.Fatal(err)
		}
		if err := x.book.Correct(x.ctx, officer, fix); err != nil {
			t.Error(err)
		}
		if _, err := x.book.Close(x.ctx, officer, monday, "再结"); err != nil {
			t.Fatal(err)
		}
		x.clock.Add(24 * time.Hour)
		if v := x.day(); v.Before == nil || v.Before.Day != monday || v.Before.Note != "再结" || v.Before.Figures.Drafts != 2 || v.Closing != nil {
			t.Errorf("nothing is carried over: %+v", v)
		}
		if err := x.book.Reopen(x.ctx, officer, monday); !errors.Is(err, NotClosed) {
			t.Errorf("yesterday's closing is taken back: %v", err)
		}
		for _, day := range []civil.Date{monday + 2, monday - 7} {
			if _, err := x.book.Close(x.ctx, officer, day, ""); !errors.Is(err, NotOpenDay) {
				t.Errorf("%s: %v", day, err)
			}
		}
	})
}

func TestWorkloadIsOfStationsAndAreas(t *testing.T) {
	each(t, func(x *desk) {
		for range 3 {
			x.clock.Add(time.Minute)
			if _, err := x.book.Asked(x.ctx, officer, Asking{Area: "advice"}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := x.book.Asked(x.ctx, second, Asking{Item: "R07"}); err != nil {
			t.Fatal(err)
		}
		x.attends(x.people[0], "R07") // under way: it is not counted yet
		cells, err := x.book.Workload(x.ctx, reviewer, monday, monday)
		want := []Cell{{7, "advice", 3, 3, 7}, {8, "resident-pension", 1, 1, 5}}
		if err != nil || len(cells) != 2 || cells[0] != want[0] || cells[1] != want[1] {
			t.Errorf("%+v %v", cells, err)
		}
		if cells, err := x.book.Workload(x.ctx, reviewer, monday+1, monday+9); err != nil || len(cells) != 0 {
			t.Errorf("%+v %v", cells, err)
		}
		if _, err := x.book.Workload(x.ctx, officer, monday, monday); !errors.Is(err, access.NotAllowed) {
			t.Errorf("an officer sees the county: %v", err)
		}
	})
}

// Two windows of one officer log at the same moment: he still has one call under way, and nothing is lost.
func TestTwoWindowsOfOneOfficer(t *testing.T) {
	each(t, func(x *desk) {
		var wg sync.WaitGroup
		errs := make([]error, 8)
		for i := range errs {
			wg.Go(func() { _, errs[i] = x.book.Attend(x.ctx, officer, Attending{Person: x.people[i%2]}) })
		}
		wg.Wait()
		done := 0
		for _, err := range errs {
			if err == nil {
				done++
			} else if !errors.Is(err, Changed) && !errors.Is(err, db.Busy) {
				t.Error(err)
			}
		}
		open := 0
		for _, c := range x.day().Calls {
			if c.UnderWay() {
				open++
			}
		}
		if done == 0 || open != 1 {
			t.Errorf("%d began, %d under way", done, open)
		}
	})
}

func TestMinutesAndBeginnings(t *testing.T) {
	now := clock(monday, 10, 0)
	at := func(m int) time.Time { return now.Add(-time.Duration(m) * time.Minute) }
	for _, c := range []struct {
		looks []time.Time
		want  time.Time
	}{
		{nil, time.Time{}},
		{[]time.Time{at(3), at(20), at(45)}, at(45)},
		{[]time.Time{at(3), at(40)}, at(3)}, // an earlier call of the morning
		{[]time.Time{at(31)}, time.Time{}},
	} {
		if got := firstOf(now, c.looks); !got.Equal(c.want) {
			t.Errorf("%v: %v", c.looks, got)
		}
	}
	if got, s := beginning(now, at(20), at(10)); !got.Equal(at(10)) || s != ByFlow {
		t.Errorf("a call begins before the last one ended: %v %s", got, s)
	}
	for d, want := range map[time.Duration]int{-time.Minute: 1, 0: 1, time.Second: 1, 61 * time.Second: 2, 24 * time.Hour: longest} {
		if got := minutes(d); got != want {
			t.Errorf("%v is %d minutes", d, got)
		}
	}
}
