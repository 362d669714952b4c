package outreach

import (
	"testing"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/person"
	"renshe/internal/testkit"
	"renshe/money"
)

// BenchmarkSweep sweeps a county in which as many people are past the age as in one of 534,000, most of them receiving: the
// nightly case, where nothing is new.
func BenchmarkSweep(b *testing.B) {
	clock := testkit.NewClock()
	for name, url := range map[string]func(testing.TB) string{"sqlite": testkit.SQLite, "postgres": testkit.Postgres} {
		b.Run(name, func(b *testing.B) {
			w := newWorld(b, testkit.Open(b, url(b), db.WithClock(clock.Now)))
			const people, unclaimed = 110_000, 4_000
			w.load(people, unclaimed)
			// The test server never analyses by itself, and without figures PostgreSQL joins a county in the wrong order.
			w.do(func(tx *db.Tx) error { _, err := tx.Exec(w.ctx, "ANALYZE"); return err })
			if out := w.sweep(); out.Unclaimed != unclaimed || out.Read != people {
				b.Fatalf("%+v", out)
			}
			for b.Loop() {
				w.sweep()
			}
		})
	}
}

// load fills the registers with people past the age, the last of them not receiving.
func (w *world) load(people, unclaimed int) {
	w.t.Helper()
	const chunk = 5000
	for from := 0; from < people; from += chunk {
		var list []person.Loaded
		var l enrolment.Load
		for i := from; i < min(from+chunk, people); i++ {
			birth := civil.DateOf(1940, 1, 1).Add(i % 9000)
			id, where := w.d.NewID(), villages[i%2]
			list = append(list, person.Loaded{ID: id, Name: "测试人", CitizenID: civil.MakeCitizenID("4307"+string(rune('0'+i/9000%10))+string(rune('0'+i/90000)), birth, i%1000),
				Village: where, Kin: person.Other})
			state := enrolment.Receiving
			if i >= people-unclaimed {
				state = enrolment.Paying
			}
			l.Relations = append(l.Relations, enrolment.Relation{ID: w.d.NewID(), Person: id, Scheme: enrolment.ResidentPension, State: state, Joined: civil.MonthOf(2011, 1)})
			for y := 2011; y < 2026 && state == enrolment.Paying; y++ {
				l.Entries = append(l.Entries, enrolment.Entry{Person: id, Period: civil.MonthOf(y, 1), Kind: enrolment.Contributed, Grade: money.Fen(30000),
					Personal: 30000, Subsidy: 4000, Months: 12, On: civil.DateOf(y, 6, 1)})
			}
		}
		at := w.d.Now()
		w.do(func(tx *db.Tx) error {
			if err := w.found.People.LoadIn(w.ctx, tx, w.officer, w.found.People.Seal(taoyuan, at, nil, list)); err != nil {
				return err
			}
			return w.found.Enrolment.LoadIn(w.ctx, tx, w.officer, w.found.Enrolment.Seal(taoyuan, at, 1, l))
		})
	}
}
