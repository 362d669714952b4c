package workforce_test

import (
	"context"
	"errors"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/seal"
	"renshe/internal/testkit"
	"renshe/internal/workforce"
)

// team is a county's staff: two officers of one station, one of another, a reviewer.
func team(t *testing.T, d *db.DB) (f *workforce.Force, ids map[string]int64) {
	t.Helper()
	ctx, ids := context.Background(), map[string]int64{}
	acc := access.New(d, seal.New([]byte("a key of this test and of nothing else")))
	err := d.InCounty(ctx, 430725, func(tx *db.Tx) error {
		if err := acc.OpenCountyIn(ctx, tx, access.County{Code: 430725, Name: "桃源县", Demo: true}); err != nil {
			return err
		}
		for _, u := range []access.User{{Login: "one", Role: access.Officer, Station: 1}, {Login: "two", Role: access.Officer, Station: 1},
			{Login: "far", Role: access.Officer, Station: 2}, {Login: "rev", Role: access.Reviewer}} {
			u.Name, u.Hash = "测试人", "x"
			id, err := acc.AddUserIn(ctx, tx, u)
			if err != nil {
				return err
			}
			ids[u.Login] = id
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return workforce.New(d, acc), ids
}

func TestAbsencesAreDatedAndEnteredNearby(t *testing.T) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		f, ids := team(t, d)
		day := civil.DateOf(2026, 3, 2)
		one := access.Actor{County: 430725, User: ids["one"], Role: access.Officer, Station: 1}
		admin := access.Actor{County: 430725, User: 99, Role: access.Admin}
		leave := workforce.Absence{User: ids["two"], Kind: workforce.OnLeave, From: day + 1, Until: day + 5}
		for name, c := range map[string]struct {
			by    access.Actor
			spoil func(*workforce.Absence)
			want  error
		}{
			"another station":   {one, func(a *workforce.Absence) { a.User = ids["far"] }, workforce.NotYourColleague},
			"nobody":            {admin, func(a *workforce.Absence) { a.User = 5 }, access.NoUser},
			"a reason of no":    {one, func(a *workforce.Absence) { a.Kind = "lazy" }, workforce.BadAbsence},
			"backwards":         {one, func(a *workforce.Absence) { a.Until = day }, workforce.BadAbsence},
			"for ever":          {one, func(a *workforce.Absence) { a.Until = day + 400 }, workforce.BadAbsence},
			"without a sign-in": {access.Actor{County: 430725}, func(*workforce.Absence) {}, access.NotSignedIn},
		} {
			a := leave
			c.spoil(&a)
			if err := f.EnterAbsence(ctx, c.by, a); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := f.EnterAbsence(ctx, one, leave); err != nil {
			t.Fatal(err)
		}
		far := leave
		far.User, far.Kind = ids["far"], workforce.OnLoan
		if err := f.EnterAbsence(ctx, admin, far); err != nil {
			t.Fatal(err)
		}
		away := func(on civil.Date) (n int) {
			if err := d.View(ctx, func(tx *db.Tx) error {
				all, err := f.AwayIn(ctx, tx, 430725, on)
				n = len(all)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return n
		}
		if a, b, c := away(day), away(day+5), away(day+6); a != 0 || b != 2 || c != 0 {
			t.Errorf("away %d, %d, %d", a, b, c)
		}
		list, err := f.Absences(ctx, one, day)
		if err != nil || len(list) != 2 {
			t.Fatalf("%+v %v", list, err)
		}
		if err := f.ComeBack(ctx, one, list[0].ID, day+3); err != nil {
			t.Fatal(err)
		}
		if a, b := away(day+2), away(day+3); a != 2 || b != 1 {
			t.Errorf("back early: %d, %d", a, b)
		}
		if err := f.ComeBack(ctx, one, list[0].ID, day+4); !errors.Is(err, workforce.NoAbsence) {
			t.Errorf("back twice: %v", err)
		}
	}, db.WithClock(clock.Now))
}

func TestRemitsAreReviewersAndReplaceEachOther(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		f, ids := team(t, d)
		admin := access.Actor{County: 430725, User: 99, Role: access.Admin}
		reviewer := access.Actor{County: 430725, User: ids["rev"], Role: access.Reviewer}
		good := workforce.Remit{User: ids["rev"], Townships: []civil.Division{"430725101", "430725102"}, Skilled: true}
		for name, c := range map[string]struct {
			by   access.Actor
			r    workforce.Remit
			want error
		}{
			"himself":        {reviewer, good, access.NotAllowed},
			"an officer":     {admin, workforce.Remit{User: ids["one"]}, workforce.NoReviewer},
			"another county": {admin, workforce.Remit{User: ids["rev"], Townships: []civil.Division{"430726101"}}, workforce.NoReviewer},
			"no township":    {admin, workforce.Remit{User: ids["rev"], Townships: []civil.Division{"430725"}}, workforce.NoReviewer},
		} {
			if err := f.SetRemit(ctx, c.by, c.r); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, r := range []workforce.Remit{{User: ids["rev"]}, good} {
			if err := f.SetRemit(ctx, admin, r); err != nil {
				t.Fatal(err)
			}
		}
		all, err := f.Remits(ctx, reviewer)
		if r := all[ids["rev"]]; err != nil || len(all) != 1 || !r.Skilled || !r.Covers("430725102007") || r.Covers("430725103001") || !(workforce.Remit{}).Covers("430725103001") {
			t.Errorf("%+v %v", all, err)
		}
	})
}
