package person_test

import (
	"context"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/person"
	"renshe/internal/testkit"
)

func TestTheLivingAndTheDeadAreCounted(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		r := open(t, d)
		admin := access.Actor{County: county, User: 3, Login: "guanli", Name: "管理", Role: access.Admin}
		if n, err := r.people.Count(ctx, admin); err != nil || n != (person.Counts{}) {
			t.Errorf("an empty county has %+v, %v", n, err)
		}
		var last person.Person
		for seq := range 3 {
			last = r.register(t, "王建国", id("1966-03-15", seq), "", zoushi)
		}
		died := civil.DateIn(d.Now())
		in(t, d, func(tx *db.Tx) error { return r.people.ReportDeathIn(ctx, tx, officer, last.ID, died) })
		if n, err := r.people.Count(ctx, admin); err != nil || n != (person.Counts{Living: 2, Died: 1}) {
			t.Errorf("counted %+v, %v", n, err)
		}
		elsewhere := admin
		elsewhere.County = 430721
		if n, err := r.people.Count(ctx, elsewhere); err != nil || n != (person.Counts{}) {
			t.Errorf("another county has %+v, %v", n, err)
		}
		if _, err := r.people.Count(ctx, officer); fail.KindOf(err) != fail.Denied {
			t.Errorf("an officer counts the county: %v", err)
		}
	})
}
