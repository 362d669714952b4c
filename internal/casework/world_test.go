package casework

import (
	"context"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
	"renshe/internal/notify"
	"renshe/internal/person"
	"renshe/internal/rating"
	"renshe/internal/registration"
	"renshe/internal/seal"
	"renshe/internal/testkit"
	"renshe/internal/workforce"
	"renshe/money"
	"renshe/policy"
)

const (
	taoyuan = civil.County(430725)
	village = civil.Division("430725101001")
)

// world is a county with one station and its people, on a real database.
type world struct {
	t        *testing.T
	ctx      context.Context
	d        *db.DB
	clock    *testkit.Clock
	office   *Office
	officer  access.Actor // at the station
	second   access.Actor // another one there
	window   access.Actor // at the county's service hall
	reviewer access.Actor // at the county
	third    access.Actor // another one there
	boss     access.Actor
}

// eachWorld runs fn on both engines. It is Monday 2026-03-02.
func eachWorld(t *testing.T, fn func(w *world)) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) { fn(newWorld(t, d, clock)) }, db.WithClock(clock.Now))
}

func newWorld(t *testing.T, d *db.DB, clock *testkit.Clock) *world {
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
	rolls := enrolment.New(d, box, acc)
	registers, err := registration.New(d, box, acc)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, ctx: context.Background(), d: d, clock: clock}
	people, books := person.New(d, box, acc), ledger.New(d, keys)
	w.office, err = New(Rooms{DB: d, Box: box, Access: acc, People: people, Enrolment: rolls, Transfers: enrolment.NewTransfers(rolls, people, books),
		Benefit: benefit.New(d, box, acc, books, rolls, set), Registers: registers, Workforce: workforce.New(d, acc), Ratings: rating.New(d, box, acc),
		Notify: notify.New(d, box), Law: set})
	if err != nil {
		t.Fatal(err)
	}
	w.boss = access.Actor{County: taoyuan, User: 9, Login: "boss", Name: "管理员", Role: access.Admin}
	var station, hall int64
	w.do(func(tx *db.Tx) error {
		if err := acc.OpenCountyIn(w.ctx, tx, access.County{Code: taoyuan, Name: "桃源县", Demo: true}); err != nil {
			return err
		}
		station, err = w.office.Workforce.OpenStationIn(w.ctx, tx, w.boss, workforce.Station{Code: "430725101", Kind: workforce.Township,
			Name: "测试镇人社站", Township: village.Township(), Villages: []civil.Division{village}})
		if err != nil {
			return err
		}
		hall, err = w.office.Workforce.OpenStationIn(w.ctx, tx, w.boss, workforce.Station{Code: "430725", Kind: workforce.Hall, Name: "测试县服务大厅", Township: village.Township()})
		return err
	})
	w.officer = access.Actor{County: taoyuan, User: 1, Login: "o1", Name: "张经办", Role: access.Officer, Station: station}
	w.second = access.Actor{County: taoyuan, User: 2, Login: "o2", Name: "李经办", Role: access.Officer, Station: station}
	w.window = access.Actor{County: taoyuan, User: 5, Login: "o5", Name: "孙大厅", Role: access.Officer, Station: hall}
	w.reviewer = access.Actor{County: taoyuan, User: 3, Login: "r1", Name: "赵复核", Role: access.Reviewer}
	w.third = access.Actor{County: taoyuan, User: 4, Login: "r2", Name: "钱复核", Role: access.Reviewer}
	return w
}

func (w *world) do(fn func(tx *db.Tx) error) {
	w.t.Helper()
	if err := w.d.InCounty(w.ctx, taoyuan, fn); err != nil {
		w.t.Fatal(err)
	}
}

// someone is a resident of the test's village.
type someone struct {
	seq   int
	birth string
	years int // contributed, up to 2025
	bank  bool
	phone string
}

// register puts a person with their contributions into the registers.
func (w *world) register(s someone) int64 {
	w.t.Helper()
	birth, err := civil.ParseDate(s.birth)
	if err != nil {
		w.t.Fatal(err)
	}
	var id int64
	w.do(func(tx *db.Tx) error {
		// 430799 was never assigned: the number can belong to nobody.
		p, _, err := w.office.People.RegisterIn(w.ctx, tx, w.officer, person.Registration{Name: "测试人", Phone: s.phone,
			CitizenID: string(civil.MakeCitizenID("430799", birth, s.seq)), Village: village})
		if err != nil {
			return err
		}
		id = p.ID
		if s.bank {
			_, _, err = w.office.Enrolment.SetBankAccountIn(w.ctx, tx, w.officer, id, "桃源农商银行", "6200000000000005")
		}
		return err
	})
	w.contributed(id, s.years)
	return id
}

// contributed enrols somebody and books the contributions of years, up to 2025; 0 does nothing.
func (w *world) contributed(id int64, years int) {
	w.t.Helper()
	if years == 0 {
		return
	}
	w.do(func(tx *db.Tx) error {
		first := 2026 - years
		if _, err := w.office.Enrolment.EnrolIn(w.ctx, tx, w.officer, id, enrolment.ResidentPension, civil.MonthOf(first, 1)); err != nil {
			return err
		}
		for y := first; y < 2026; y++ {
			c := enrolment.Contribution{Person: id, Year: y, Grade: 30000, Personal: 30000, Subsidy: 4000, Months: 12}
			if err := w.office.Enrolment.ContributeIn(w.ctx, tx, w.officer, c); err != nil {
				return err
			}
		}
		return nil
	})
}

// entitled is somebody who reaches 60 in April 2026 with fifteen years paid and an account on file.
func (w *world) entitled(seq int) int64 {
	w.t.Helper()
	return w.register(someone{seq: seq, birth: "1966-04-10", years: 15, bank: true, phone: "10012345678"})
}

// opened opens a claim and fills in what only the applicant can give.
func (w *world) opened(by access.Actor, person int64) *View {
	w.t.Helper()
	v, err := w.office.Open(w.ctx, by, "R07", person)
	if err != nil {
		w.t.Fatal(err)
	}
	v.Version = w.saved(by, v.ID, v.Version, Form{Materials: map[string]string{"identity": "original"}})
	return v
}

// taker is who takes an item in: the officer of the township, or the county's window where the township may not.
func (w *world) taker(item string) access.Actor {
	w.t.Helper()
	it, err := w.office.items.Get(item)
	if err != nil {
		w.t.Fatal(err)
	}
	if Township.reaches(it.lowest()) {
		return w.officer
	}
	return w.window
}

func (w *world) saved(by access.Actor, id, version int64, f Form) int64 {
	w.t.Helper()
	version, err := w.office.Save(w.ctx, by, Saving{Case: id, Version: version, Form: f})
	if err != nil {
		w.t.Fatal(err)
	}
	return version
}

// submitted takes a claim in.
func (w *world) submitted(by access.Actor, person int64) *Outcome {
	w.t.Helper()
	v := w.opened(by, person)
	out, err := w.office.Submit(w.ctx, by, Submission{Case: v.ID, Version: v.Version})
	if err != nil {
		w.t.Fatal(err)
	}
	if out.Case.State != Submitted {
		w.t.Fatalf("the claim is %s; missing %v", out.Case.State, out.Missing)
	}
	return out
}

func (w *world) entitlements(person int64) []benefit.Entitlement {
	w.t.Helper()
	all, err := w.office.Benefit.EntitlementsOf(w.ctx, w.reviewer, person)
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

// dies records a death.
func (w *world) dies(person int64, on string) {
	w.t.Helper()
	day, err := civil.ParseDate(on)
	if err != nil {
		w.t.Fatal(err)
	}
	w.do(func(tx *db.Tx) error { return w.office.People.ReportDeathIn(w.ctx, tx, w.officer, person, day) })
}

// pay adds one more contribution to the account, so that the figures of a claim change.
func (w *world) pay(person int64) {
	w.t.Helper()
	w.do(func(tx *db.Tx) error {
		return w.office.Enrolment.ContributeIn(w.ctx, tx, w.officer, enrolment.Contribution{Person: person, Year: 2026, Grade: 300000,
			Personal: money.Fen(300000), Months: 12})
	})
}

func days(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }
