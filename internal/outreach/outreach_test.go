package outreach

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/casework"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/ledger"
	"renshe/internal/notify"
	"renshe/internal/person"
	"renshe/internal/registration"
	"renshe/internal/seal"
	"renshe/internal/testkit"
	"renshe/internal/workforce"
	"renshe/policy"
)

const taoyuan = civil.County(430725)

var (
	villages = []civil.Division{"430725101001", "430725102001"}
	april    = civil.MonthOf(2026, 4)
)

// world is a county of two stations with cases and outreach wired as the program wires them. It is 2026-03-02.
type world struct {
	t       testing.TB
	ctx     context.Context
	d       *db.DB
	found   *Outreach
	cases   *casework.Office
	station [2]int64
	officer access.Actor // of the first station
	review  access.Actor
	watch   access.Actor // supervisor: may run the sweep
	next    int
}

func eachWorld(t *testing.T, fn func(w *world)) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) { fn(newWorld(t, d)) }, db.WithClock(clock.Now))
}

func newWorld(t testing.TB, d *db.DB) *world {
	t.Helper()
	box := seal.New([]byte("a key of this test and of nothing else"))
	acc := access.New(d, box)
	set, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	keys, err := ledger.OpenKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	rolls, people, force := enrolment.New(d, box, acc), person.New(d, box, acc), workforce.New(d, acc)
	pay := benefit.New(d, box, acc, ledger.New(d, keys), rolls, set)
	w := &world{t: t, ctx: context.Background(), d: d}
	registers, err := registration.New(d, box, acc)
	if err != nil {
		t.Fatal(err)
	}
	w.cases, err = casework.New(casework.Rooms{DB: d, Box: box, Access: acc, People: people, Enrolment: rolls, Benefit: pay, Registers: registers,
		Workforce: force, Notify: notify.New(d, box), Law: set})
	if err != nil {
		t.Fatal(err)
	}
	w.found = New(Rooms{DB: d, Access: acc, People: people, Enrolment: rolls, Benefit: pay, Workforce: force, Law: set})
	w.found.ClaimsFrom(w.cases)
	w.cases.Watch(w.found)
	w.cases.FindWith(w.found)
	boss := access.Actor{County: taoyuan, User: 9, Login: "boss", Name: "管理员", Role: access.Admin}
	w.do(func(tx *db.Tx) error {
		if err := acc.OpenCountyIn(w.ctx, tx, access.County{Code: taoyuan, Name: "桃源县", Demo: true}); err != nil {
			return err
		}
		for i, v := range villages {
			w.station[i], err = force.OpenStationIn(w.ctx, tx, boss, workforce.Station{Code: string(v.Township()), Kind: workforce.Township,
				Name: fmt.Sprintf("测试站%d", i+1), Township: v.Township(), Villages: []civil.Division{v}})
			if err != nil {
				return err
			}
		}
		return nil
	})
	w.officer = access.Actor{County: taoyuan, User: 1, Login: "o1", Name: "张经办", Role: access.Officer, Station: w.station[0]}
	w.review = access.Actor{County: taoyuan, User: 3, Login: "r1", Name: "赵复核", Role: access.Reviewer}
	w.watch = access.Actor{County: taoyuan, User: 5, Login: "s1", Name: "孙监督", Role: access.Supervisor}
	return w
}

func (w *world) do(fn func(tx *db.Tx) error) {
	w.t.Helper()
	if err := w.d.InCounty(w.ctx, taoyuan, fn); err != nil {
		w.t.Fatal(err)
	}
}

// resident registers somebody born on a day, with years contributed up to 2025, in one of the two villages.
func (w *world) resident(birth string, years, where int) int64 {
	w.t.Helper()
	day, err := civil.ParseDate(birth)
	if err != nil {
		w.t.Fatal(err)
	}
	var id int64
	w.next += 2
	w.do(func(tx *db.Tx) error {
		p, _, err := w.found.People.RegisterIn(w.ctx, tx, w.officer, person.Registration{Name: "测试人", Phone: "10012345678",
			CitizenID: string(civil.MakeCitizenID("430799", day, w.next)), Village: villages[where]})
		if err != nil {
			return err
		}
		id = p.ID
		if _, _, err := w.found.Enrolment.SetBankAccountIn(w.ctx, tx, w.officer, id, "农商行", "6200000000000005"); err != nil || years == 0 {
			return err
		}
		if _, err := w.found.Enrolment.EnrolIn(w.ctx, tx, w.officer, id, enrolment.ResidentPension, civil.MonthOf(2026-years, 1)); err != nil {
			return err
		}
		for y := 2026 - years; y < 2026; y++ {
			c := enrolment.Contribution{Person: id, Year: y, Grade: 30000, Personal: 30000, Subsidy: 4000, Months: 12}
			if err := w.found.Enrolment.ContributeIn(w.ctx, tx, w.officer, c); err != nil {
				return err
			}
		}
		return nil
	})
	return id
}

func (w *world) sweep() Outcome {
	w.t.Helper()
	out, err := w.found.Sweep(w.ctx, w.watch, taoyuan, april)
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

// list gives the findings of the county in a state, as "person kind" in order.
func (w *world) list(state State) map[int64]Task {
	w.t.Helper()
	all, next, err := w.found.Worklist(w.ctx, w.watch, Filter{County: true, State: state}, ListPage{Limit: 200})
	if err != nil || next != "" {
		w.t.Fatal(next, err)
	}
	out := map[int64]Task{}
	for _, task := range all {
		out[task.Person] = task
	}
	return out
}

// claim opens a claim and submits it.
func (w *world) claim(person int64) casework.Case {
	w.t.Helper()
	v, err := w.cases.Open(w.ctx, w.officer, "R07", person)
	if err != nil {
		w.t.Fatal(err)
	}
	version, err := w.cases.Save(w.ctx, w.officer, casework.Saving{Case: v.ID, Version: v.Version,
		Form: casework.Form{Materials: map[string]string{"identity": "original"}}})
	if err != nil {
		w.t.Fatal(err)
	}
	out, err := w.cases.Submit(w.ctx, w.officer, casework.Submission{Case: v.ID, Version: version})
	if err != nil {
		w.t.Fatal(err)
	}
	return out.Case
}

func TestTheSweepFindsWhoIsDue(t *testing.T) {
	eachWorld(t, func(w *world) {
		due := w.resident("1966-04-30", 15, 0)   // reaches 60 in the coming month
		past := w.resident("1964-07-01", 16, 1)  // never applied
		short := w.resident("1966-04-01", 12, 0) // twelve years only
		check := w.resident("1966-04-01", 14, 0) // may have been 45 when the scheme began
		w.resident("1966-05-01", 15, 0)          // a month too young
		w.resident("1960-01-01", 0, 0)           // not enrolled
		dead := w.resident("1964-01-01", 15, 0)
		w.do(func(tx *db.Tx) error {
			return w.found.People.ReportDeathIn(w.ctx, tx, w.officer, dead, civil.DateOf(2026, 2, 1))
		})
		employed := w.resident("1964-02-01", 15, 0)
		w.do(func(tx *db.Tx) error {
			_, err := w.found.Enrolment.EnrolIn(w.ctx, tx, w.officer, employed, enrolment.EmployeePension, civil.MonthOf(2020, 1))
			return err
		})
		out := w.sweep()
		if out.Unclaimed != 2 || out.Short != 1 || out.Check != 1 || out.New != 4 || out.Closed != 0 || out.Estimate <= 0 || out.Plan == "" {
			t.Errorf("%+v", out)
		}
		open := w.list(Open)
		for _, c := range []struct {
			person  int64
			kind    Kind
			station int64
			says    string
		}{
			{due, Unclaimed, w.station[0], "2026-04满60周岁，已缴费180个月"},
			{past, Unclaimed, w.station[1], "2024-07已满60周岁"},
			{short, Short, w.station[0], "还差36个月"},
			{check, Check, w.station[0], "核定当地实施月份"},
		} {
			f := open[c.person]
			if f.Kind != c.kind || f.Station != c.station || !strings.Contains(f.Says.Zh, c.says) || f.Says.En == "" || f.Name != "测试人" ||
				(f.Estimate > 0) != (c.kind == Unclaimed) || strings.ContainsAny(f.Says.Zh+f.Says.En, "{}") {
				t.Errorf("%s: %+v", c.kind, f)
			}
		}
		if len(open) != 4 {
			t.Errorf("%d on the list", len(open))
		}
		again := w.sweep()
		if again.New != 0 || again.Refreshed != 0 || again.Closed != 0 || again.Unclaimed != out.Unclaimed || again.Estimate != out.Estimate {
			t.Errorf("the second sweep: %+v", again)
		}
		for id, f := range w.list(Open) {
			if f.Version != open[id].Version || f.Finding != open[id].Finding {
				t.Errorf("the second sweep changed %+v into %+v", open[id].Finding, f.Finding)
			}
		}
	})
}

// The estimate is what the claim is granted with: one rule, two paths.
func TestTheEstimateIsTheDecision(t *testing.T) {
	eachWorld(t, func(w *world) {
		p := w.resident("1966-04-30", 15, 0)
		w.sweep()
		estimate := w.list(Open)[p].Estimate
		c := w.claim(p)
		if c.Assessment.Total != estimate {
			t.Errorf("estimated %v, decided %v", estimate, c.Assessment.Total)
		}
	})
}

func TestAFindingFollowsItsClaim(t *testing.T) {
	eachWorld(t, func(w *world) {
		p := w.resident("1966-04-30", 15, 0)
		w.sweep()
		v, err := w.cases.Open(w.ctx, w.officer, "R07", p)
		if err != nil {
			t.Fatal(err)
		}
		found := ""
		for _, q := range v.Questions {
			if q.Name == "found" {
				found = q.Value
			}
		}
		if !strings.Contains(found, "2026-04满60周岁") {
			t.Errorf("the form shows the finding as %q", found)
		}
		if f := w.list(InProgress)[p]; f.Case != v.ID {
			t.Errorf("after opening: %+v", f)
		}
		if out := w.sweep(); out.Unclaimed != 0 || out.New != 0 || len(w.list(InProgress)) != 1 {
			t.Errorf("a sweep while the claim is under way: %+v", out)
		}
		if _, err := w.cases.Withdraw(w.ctx, w.officer, v.ID, v.Version); err != nil {
			t.Fatal(err)
		}
		if f := w.list(Open)[p]; f.Case != 0 || f.State != Open {
			t.Errorf("after withdrawing: %+v", f)
		}
		c := w.claim(p)
		done, err := w.cases.Decide(w.ctx, w.review, casework.Decision{Case: c.ID, Version: c.Version, Approve: true})
		if err != nil {
			t.Fatal(err)
		}
		if f := w.list(Done)[p]; f.Why != Granted || f.Case != done.Case.ID {
			t.Errorf("after the decision: %+v", f)
		}
		if out := w.sweep(); out.New != 0 || out.Unclaimed != 0 || len(w.list(Done)) != 1 {
			t.Errorf("a sweep after the decision: %+v", out)
		}
	})
}

func TestAFindingEndsWithItsReason(t *testing.T) {
	eachWorld(t, func(w *world) {
		dies := w.resident("1966-04-01", 15, 0)
		joins := w.resident("1966-04-02", 15, 0)
		pays := w.resident("1966-04-03", 12, 0)
		w.sweep()
		w.do(func(tx *db.Tx) error {
			if err := w.found.People.ReportDeathIn(w.ctx, tx, w.officer, dies, civil.DateOf(2026, 3, 1)); err != nil {
				return err
			}
			if _, err := w.found.Enrolment.EnrolIn(w.ctx, tx, w.officer, joins, enrolment.EmployeePension, civil.MonthOf(2026, 1)); err != nil {
				return err
			}
			return w.found.Enrolment.ContributeIn(w.ctx, tx, w.officer, enrolment.Contribution{Person: pays, Year: 2026, Grade: 30000, Personal: 30000, Months: 12})
		})
		out := w.sweep()
		done := w.list(Done)
		if out.Closed != 2+out.New || done[dies].Why != Died || done[joins].Why != NoLonger {
			t.Errorf("%+v; died %s, joined %s", out, done[dies].Why, done[joins].Why)
		}
		if f := w.list(Open)[pays]; f.ShortMonths != 24 && f.Kind != Check {
			t.Errorf("who paid a year: %+v", f)
		}
	})
}

func TestWhatIsNotWantedStaysSo(t *testing.T) {
	eachWorld(t, func(w *world) {
		p := w.resident("1966-04-01", 15, 0)
		w.sweep()
		f := w.list(Open)[p]
		if err := w.found.NotWanted(w.ctx, w.officer, f.ID, f.Version, Died); !errors.Is(err, BadWhy) {
			t.Errorf("a reason an officer cannot give: %v", err)
		}
		if err := w.found.NotWanted(w.ctx, w.officer, f.ID, f.Version, Declined); err != nil {
			t.Fatal(err)
		}
		if err := w.found.NotWanted(w.ctx, w.officer, f.ID, f.Version, Declined); !errors.Is(err, Changed) || fail.KindOf(err) != fail.Conflict {
			t.Errorf("by the old version: %v", err)
		}
		if out := w.sweep(); out.New != 0 || len(w.list(Open)) != 0 {
			t.Errorf("the sweep took it up again: %+v", out)
		}
		f = w.list(Unwanted)[p]
		if err := w.found.NotWanted(w.ctx, w.officer, f.ID, f.Version, Declined); !errors.Is(err, WrongState) {
			t.Errorf("twice: %v", err)
		}
		if err := w.found.Reopen(w.ctx, w.officer, f.ID, f.Version); err != nil || len(w.list(Open)) != 1 {
			t.Errorf("reopened: %v", err)
		}
		if err := w.found.Reopen(w.ctx, w.officer, 12345, 1); !errors.Is(err, NoSuchFinding) {
			t.Errorf("an unknown finding: %v", err)
		}
		if err := w.found.NotWanted(w.ctx, w.watch, f.ID, f.Version, Declined); fail.KindOf(err) != fail.Denied {
			t.Errorf("by a supervisor: %v", err)
		}
	})
}

func TestTwoSweepsAtOnce(t *testing.T) {
	eachWorld(t, func(w *world) {
		for i := range 30 {
			w.resident(fmt.Sprintf("1966-04-%02d", 1+i%28), 15, i%2)
		}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if _, err := w.found.Sweep(w.ctx, w.watch, taoyuan, april); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := len(w.list(Open)); n != 30 {
			t.Errorf("%d findings of 30", n)
		}
	})
}

func TestWhoMaySweepAndWhere(t *testing.T) {
	eachWorld(t, func(w *world) {
		if _, err := w.found.Sweep(w.ctx, w.officer, taoyuan, april); fail.KindOf(err) != fail.Denied {
			t.Errorf("an officer: %v", err)
		}
		if _, err := w.found.Sweep(w.ctx, w.watch, 430724, april); !errors.Is(err, access.OtherCounty) {
			t.Errorf("another county: %v", err)
		}
		if _, err := w.found.Sweep(w.ctx, w.watch, taoyuan, civil.MonthOf(1995, 1)); fail.KindOf(err) != fail.Invalid {
			t.Errorf("a month without parameters: %v", err)
		}
		if _, err := w.found.Sweep(w.ctx, access.TheSystem(taoyuan), taoyuan, april); err != nil {
			t.Errorf("the program itself: %v", err)
		}
	})
}

func TestTheWorklistIsTheStations(t *testing.T) {
	eachWorld(t, func(w *world) {
		for i := range 7 {
			w.resident(fmt.Sprintf("1966-0%d-01", 1+i%4), 15, i%2)
		}
		w.sweep()
		var got []civil.Month
		after := ""
		for {
			page, next, err := w.found.Worklist(w.ctx, w.officer, Filter{}, ListPage{After: after, Limit: 3})
			if err != nil {
				t.Fatal(err)
			}
			for _, task := range page {
				got = append(got, task.Reach)
				if task.Station != w.station[0] {
					t.Errorf("a finding of another station: %+v", task)
				}
			}
			if after = next; next == "" {
				break
			}
		}
		if fmt.Sprint(got) != "[2026-01 2026-01 2026-03 2026-03]" {
			t.Errorf("the pages give %v", got)
		}
		list, _, err := w.found.Worklist(w.ctx, w.watch, Filter{Station: w.station[1], Kind: Unclaimed}, ListPage{})
		if err != nil || len(list) != 3 {
			t.Errorf("the other station: %d %v", len(list), err)
		}
		mine, err := w.found.Counts(w.ctx, w.officer)
		if err != nil || len(mine) != 1 || mine[0].Open != 4 || mine[0].Estimate <= 0 {
			t.Errorf("the station's count: %+v %v", mine, err)
		}
		all, err := w.found.Counts(w.ctx, w.watch)
		if err != nil || len(all) != 2 || all[0].Open+all[1].Open != 7 {
			t.Errorf("the county's counts: %+v %v", all, err)
		}
	})
}
