package demo_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/callbook"
	"renshe/internal/casework"
	"renshe/internal/db"
	"renshe/internal/demo"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
	"renshe/internal/notify"
	"renshe/internal/person"
	"renshe/internal/registration"
	"renshe/internal/seal"
	"renshe/internal/testkit"
	"renshe/internal/workforce"
	"renshe/policy"
)

var march = civil.MonthOf(2026, 3)

// The fingerprint of the small county. It changes only when the generator, the places or the law's values that the data rests on
// change; then it is written here anew, in the same commit.
const smallFingerprint = "8e7a707ce0bbd1b349efb24c51eac233bc5e48cf63bad7d04a3fe49b05ff99cf"

var small = demo.Options{People: 1500, Seed: 7, AsOf: march}

// rooms is a store with every room that a demo county needs.
func rooms(t testing.TB, url string) (demo.Rooms, *demo.Clock) {
	t.Helper()
	clock := demo.NewClock(time.Now)
	d := testkit.Open(t, url, db.WithClock(clock.Now))
	box := seal.New([]byte("demo tests"))
	acc := access.New(d, box)
	keys, err := ledger.OpenKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	books, rolls := ledger.New(d, keys), enrolment.New(d, box, acc)
	r := demo.Rooms{DB: d, Access: acc, People: person.New(d, box, acc), Force: workforce.New(d, acc), Rolls: rolls, Books: books,
		Benefits: benefit.New(d, box, acc, books, rolls, rules), Calls: callbook.New(d, box, acc), Rules: rules}
	r.Transfers = enrolment.NewTransfers(rolls, r.People, books)
	registers, err := registration.New(d, box, acc)
	if err != nil {
		t.Fatal(err)
	}
	office, err := casework.New(casework.Rooms{DB: d, Box: box, Access: acc, People: r.People, Enrolment: rolls, Benefit: r.Benefits, Registers: registers,
		Workforce: r.Force, Notify: notify.New(d, box), Law: rules})
	if err != nil {
		t.Fatal(err)
	}
	r.Calls.ItemsFrom(office)
	r.Calls.WorkFrom(office)
	return r, clock
}

func build(t testing.TB, url string, o demo.Options) (demo.Rooms, demo.Report) {
	t.Helper()
	r, clock := rooms(t, url)
	o.Clock = clock
	report, err := demo.Build(context.Background(), r, o)
	if err != nil {
		t.Fatal(err)
	}
	return r, report
}

func TestASeedGivesOneCounty(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		_, report := build(t, url, small)
		if report.Fingerprint != smallFingerprint {
			t.Errorf("the county of seed %d has fingerprint %s, not %s", small.Seed, report.Fingerprint, smallFingerprint)
		}
	})
	other := small
	other.Seed++
	if _, report := build(t, testkit.SQLite(t), other); report.Fingerprint == smallFingerprint {
		t.Error("another seed gives the same county")
	}
}

func TestTheCountyIsWhatTheStoryNeeds(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		ctx := context.Background()
		r, report := build(t, url, small)
		if report.People != small.People || report.Stations != 65 || report.ReachNext < 3 || report.Past < 1 {
			t.Errorf("report: %+v", report)
		}
		checkBooks(t, r, report)
		checkCast(t, r)
		checkUsers(t, r, report)
		checkCalls(t, r, report)
		err := r.DB.View(ctx, func(tx *db.Tx) error { return r.Rolls.CheckIn(ctx, tx, report.County) })
		if err != nil {
			t.Errorf("individual accounts: %v", err)
		}
		if now := civil.DateIn(r.DB.Now()); now != civil.DateOf(2026, 3, 2) {
			t.Errorf("the county's day is %s", now)
		}
	})
}

func checkBooks(t *testing.T, r demo.Rooms, report demo.Report) {
	t.Helper()
	ctx := context.Background()
	verified, err := r.Books.Verify(ctx, report.County, nil)
	if err != nil || !verified.OK {
		t.Errorf("the books: %+v, %v", verified, err)
	}
	bank, err := r.Books.Balance(ctx, report.County, benefit.BooksOf(benefit.ResidentPension).Bank)
	if err != nil || bank.Own() < report.Monthly*12 {
		t.Errorf("the bank account opens with %s, %v; a month costs %s", bank.Own(), err, report.Monthly)
	}
}

// checkCast finds the people of 陬市镇 whom the story needs.
func checkCast(t *testing.T, r demo.Rooms) {
	t.Helper()
	ctx := context.Background()
	plan, err := r.Rules.Compile(demo.Taoyuan.Division(), march, civil.DateOf(2026, 3, 2))
	if err != nil {
		t.Fatal(err)
	}
	next, past, short, employee := 0, 0, 0, 0
	err = r.DB.View(ctx, func(tx *db.Tx) error {
		home, err := r.Force.CoverageIn(ctx, tx, demo.Taoyuan)
		if err != nil {
			return err
		}
		station := home["430725101001"]
		born := enrolment.Born{From: march.Add(-60*12 - 3), To: march.Add(-60*12 + 1)}
		return r.Rolls.SweepRows(ctx, tx, demo.Taoyuan, born, func(row enrolment.SweepRow) error {
			f := policy.EvalResidentEntitlement(plan, policy.ResidentEntitlementInput{Birth: row.Birth, PaidMonths: policy.Months(row.PaidMonths),
				Month: march.Add(1), InEmployeeScheme: row.InEmployeeScheme, Receiving: row.Receiving()})
			switch at := home[row.Village] == station; {
			case at && f.Entitled && f.ReachMonth == march.Add(1):
				next++
			case at && f.Entitled && f.ReachMonth < march:
				past++
			case at && row.Enrolled && f.ShortMonths > 0 && f.ReachMonth == march.Add(1):
				short++
			case at && f.Reason == policy.ReasonEmployeeScheme && f.ReachMonth == march.Add(1):
				employee++
			}
			return nil
		})
	})
	if err != nil || next < 2 || past < 1 || short < 1 || employee < 1 {
		t.Errorf("陬市镇: %d reach 60 next month, %d are past it, %d short, %d employees; %v", next, past, short, employee, err)
	}
}

func checkUsers(t *testing.T, r demo.Rooms, report demo.Report) {
	t.Helper()
	ctx := context.Background()
	roles := map[access.Role]int{}
	for _, u := range report.Users {
		roles[u.Role]++
	}
	for role, want := range map[access.Role]int{access.Officer: 66, access.Reviewer: 1, access.Accountant: 1, access.Approver: 3, access.Supervisor: 1, access.Admin: 1} {
		if roles[role] != want {
			t.Errorf("%d users are %s, want %d", roles[role], role, want)
		}
	}
	liu, err := r.Access.SignIn(ctx, report.County, "liu", demo.Password, "127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	station, err := r.Force.Station(ctx, report.County, liu.Station)
	if err != nil || station.Code != "430725101" || liu.Role != access.Officer {
		t.Errorf("liu sits at %s, %v", station.Code, err)
	}
	admin := access.Actor{County: report.County, User: 1, Login: "guanli", Role: access.Admin}
	staff, err := r.Force.Staff(ctx, admin, 0)
	if err != nil || len(staff) != 65 {
		t.Fatalf("%d staff, %v", len(staff), err)
	}
	old, middle, college, ease, duties := 0, 0, 0, 0, 0
	for _, s := range staff {
		switch age := int(civil.DateOf(2026, 3, 2)-s.Birth) / 365; {
		case age >= 50:
			old++
		case age >= 36:
			middle++
		}
		college += count(s.Education != workforce.Secondary)
		ease += count(s.AtEase)
		duties += count(s.OtherDuties)
	}
	if old != 23 || middle != 37 || college != 35 || ease != 39 || duties != 47 {
		t.Errorf("of 65: %d old, %d in the middle, %d college, %d at ease, %d with other duties", old, middle, college, ease, duties)
	}
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// checkCalls finds the calls of the days before, in sums, and the story's officer with his last day closed.
func checkCalls(t *testing.T, r demo.Rooms, report demo.Report) {
	t.Helper()
	day := civil.DateOf(2026, 3, 2)
	reviewer := access.Actor{County: report.County, User: 1, Role: access.Reviewer}
	cells, err := r.Calls.Workload(context.Background(), reviewer, day-10, day)
	calls, stations := 0, map[int64]bool{}
	for _, c := range cells {
		calls, stations[c.Station] = calls+c.Calls, true
	}
	if err != nil || len(stations) != 66 || calls < 65*3*8 {
		t.Errorf("%d calls at %d stations: %v", calls, len(stations), err)
	}
	var officer access.Actor
	for _, u := range report.Users {
		if u.Login == demo.OfficerLogin {
			officer = access.Actor{County: report.County, User: u.ID, Role: u.Role, Station: 1}
		}
	}
	v, err := r.Calls.Day(context.Background(), officer, day)
	if err != nil || v.Before == nil || v.Before.Figures.Calls < 8 || len(v.Calls) != 0 {
		t.Errorf("%+v %v", v, err)
	}
}

func TestACountyIsNotBuiltOver(t *testing.T) {
	url := testkit.SQLite(t)
	r, _ := build(t, url, small)
	ctx := context.Background()
	if _, err := demo.Build(ctx, r, small); !errors.Is(err, demo.Built) {
		t.Errorf("built over: %v", err)
	}
	status, err := demo.StatusOf(ctx, r.Access, demo.Taoyuan)
	if err != nil || status.State != demo.Ready || status.People != small.People || status.AsOf != march || status.Offset == 0 {
		t.Errorf("status: %+v, %v", status, err)
	}
	// The kept folder goes on at its own time.
	clock := demo.NewClock(time.Now)
	clock.Restore(status.Offset)
	if now := civil.DateIn(clock.Now()); now != civil.DateOf(2026, 3, 2) {
		t.Errorf("restored to %s", now)
	}
}

func TestAnInterruptedBuildingSaysSo(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		r, clock := rooms(t, url)
		ctx, stop := context.WithCancel(context.Background())
		o := small
		o.Clock = clock
		opened := false
		o.Progress = func(p demo.Progress) {
			if opened {
				stop() // the county is open, its people are on their way
			}
			opened = p.Done == p.Total
		}
		if _, err := demo.Build(ctx, r, o); err == nil {
			t.Fatal("an interrupted building succeeded")
		}
		o.Progress = nil
		if _, err := demo.Build(context.Background(), r, o); !errors.Is(err, demo.HalfBuilt) {
			t.Errorf("a half-built county: %v", err)
		}
	})
}

func TestTimeGoesForwardAndIsKept(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		ctx := context.Background()
		r, clock := rooms(t, url)
		if err := demo.AdvanceTo(ctx, r.DB, r.Access, clock, demo.Taoyuan, march); !errors.Is(err, demo.NotThere) {
			t.Errorf("time moved in no county: %v", err)
		}
		o := small
		o.Clock = clock
		if _, err := demo.Build(ctx, r, o); err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			to   civil.Month
			want civil.Date
		}{{march.Add(1), civil.DateOf(2026, 4, 1)}, {march, civil.DateOf(2026, 4, 1)}, {march.Add(2), civil.DateOf(2026, 5, 6)}} {
			if err := demo.AdvanceTo(ctx, r.DB, r.Access, clock, demo.Taoyuan, step.to); err != nil {
				t.Fatal(err)
			}
			status, err := demo.StatusOf(ctx, r.Access, demo.Taoyuan)
			if now := civil.DateIn(r.DB.Now()); err != nil || now != step.want || status.Offset != clock.Offset() {
				t.Errorf("to %s: %s, kept %v of %v, %v", step.to, now, status.Offset, clock.Offset(), err)
			}
		}
	})
}

func TestOptionsAreChecked(t *testing.T) {
	r, _ := rooms(t, testkit.SQLite(t))
	for name, c := range map[string]struct {
		o    demo.Options
		want error
	}{
		"too few":             {demo.Options{People: 10, AsOf: march}, demo.BadSize},
		"too many":            {demo.Options{People: 3000000, AsOf: march}, demo.BadSize},
		"a county unknown":    {demo.Options{People: 1500, AsOf: march, County: 430721}, demo.NoPlaces},
		"a year not notified": {demo.Options{People: 1500, AsOf: civil.MonthOf(2031, 3)}, civil.CalendarYearMissing},
	} {
		if _, err := demo.Build(context.Background(), r, c.o); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if status, err := demo.StatusOf(context.Background(), r.Access, demo.Taoyuan); err != nil || status.State != demo.None {
		t.Errorf("refused options left %+v, %v", status, err)
	}
}

// The default county, for its speed: go test -bench County -benchtime 1x ./internal/demo.
func BenchmarkCounty(b *testing.B) {
	for b.Loop() {
		_, report := build(b, testkit.SQLite(b), demo.Options{Seed: 1, AsOf: march})
		b.ReportMetric(float64(report.People)/report.Took.Seconds(), "people/s")
	}
}
