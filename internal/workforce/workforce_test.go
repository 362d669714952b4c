package workforce_test

import (
	"context"
	"errors"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/seal"
	"renshe/internal/testkit"
	"renshe/internal/workforce"
	"renshe/law"
)

const county civil.County = 430725

var admin = access.Actor{County: county, User: 1, Login: "guanli", Name: "管理", Role: access.Admin}

func places(t *testing.T) *civil.Divisions {
	t.Helper()
	all, err := civil.LoadDivisions(law.FS, "divisions")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestThePlanCoversEveryVillageOnce(t *testing.T) {
	all := places(t)
	plan := workforce.Plan(all, county)
	kinds := map[workforce.Kind]int{}
	covered := map[civil.Division]string{}
	codes := map[string]bool{}
	for _, s := range plan {
		kinds[s.Kind]++
		if codes[s.Code] || s.Name == "" || len(s.Villages) == 0 {
			t.Errorf("station %s: %+v", s.Code, s)
		}
		codes[s.Code] = true
		for _, v := range s.Villages {
			if was := covered[v]; was != "" {
				t.Errorf("%s is covered by %s and %s", v, was, s.Code)
			}
			if v.Township() != s.Township {
				t.Errorf("%s covers %s of another township", s.Code, v)
			}
			covered[v] = s.Code
		}
	}
	if len(plan) != 65 || kinds[workforce.Township] != 29 || kinds[workforce.Point] != 10 || kinds[workforce.Community] != 26 {
		t.Errorf("%d stations: %v", len(plan), kinds)
	}
	if len(covered) != 430 {
		t.Errorf("%d villages are covered", len(covered))
	}
	if !codes["430725101"] {
		t.Error("陬市镇 has no station")
	}
}

func TestStations(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		acc := access.New(d, seal.New([]byte("workforce tests")))
		force := workforce.New(d, acc)
		plan := workforce.Plan(places(t), county)
		err := d.InCounty(ctx, county, func(tx *db.Tx) error {
			if err := acc.OpenCountyIn(ctx, tx, access.County{Code: county, Name: "桃源县", Demo: true}); err != nil {
				return err
			}
			for _, s := range plan {
				if _, err := force.OpenStationIn(ctx, tx, admin, s); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		hall := workforce.Station{Code: "430725", Kind: workforce.Hall, Name: "大厅", Township: plan[0].Township}
		err = d.InCounty(ctx, county, func(tx *db.Tx) (err error) {
			if hall.ID, err = force.OpenStationIn(ctx, tx, admin, hall); err != nil {
				return err
			}
			kind, err := force.KindOfIn(ctx, tx, county, hall.ID)
			if err != nil || kind != workforce.Hall {
				t.Errorf("the hall is a %s: %v", kind, err)
			}
			if _, err := force.KindOfIn(ctx, tx, county, 12345); !errors.Is(err, workforce.NoStation) {
				t.Errorf("a station that there is not: %v", err)
			}
			for kind, want := range map[workforce.Kind]string{workforce.Hall: "大厅", workforce.Township: "陬市镇人力资源和社会保障服务站"} {
				if name, err := force.NearestIn(ctx, tx, county, kind, "430725101"); err != nil || name != want {
					t.Errorf("the %s is %s: %v", kind, name, err)
				}
			}
			name, err := force.NearestIn(ctx, tx, county, workforce.Community, "430725101")
			if name != "" {
				t.Errorf("陬市镇 has the community station %s", name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		all, err := force.Stations(ctx, county)
		if len(all) == 0 || all[0].ID != hall.ID || len(all[0].Villages) != 0 {
			t.Fatalf("the hall does not come first: %v", err)
		}
		if all = all[1:]; len(all) != len(plan) {
			t.Fatalf("%d stations, %v", len(all), err)
		}
		for n, s := range all {
			if s.Code != plan[n].Code || len(s.Villages) != len(plan[n].Villages) || s.Kind.Title().IsZero() {
				t.Errorf("station %d: %+v, want %+v", n, s, plan[n])
			}
			got, err := force.StationOf(ctx, county, s.Villages[0])
			if err != nil || got.ID != s.ID || len(got.Villages) != len(s.Villages) {
				t.Errorf("the station of %s: %+v, %v", s.Villages[0], got, err)
			}
		}
		if _, err := force.StationOf(ctx, county, "430725999999"); !errors.Is(err, workforce.NoStation) {
			t.Errorf("a village without a station: %v", err)
		}
		refused := func(actor access.Actor, s workforce.Station) error {
			return d.InCounty(ctx, county, func(tx *db.Tx) error {
				_, err := force.OpenStationIn(ctx, tx, actor, s)
				return err
			})
		}
		again := workforce.Station{Code: "430725101-9", Kind: workforce.Point, Name: "重复", Township: "430725101", Villages: []civil.Division{"430725101001"}}
		if err := refused(admin, again); !errors.Is(err, workforce.Covered) {
			t.Errorf("a village is covered twice: %v", err)
		}
		again.Villages = []civil.Division{"430725102001"}
		if err := refused(admin, again); !errors.Is(err, workforce.OutOfTownship) {
			t.Errorf("a village of another township: %v", err)
		}
		again.Code, again.Villages = "430725101", nil
		if err := refused(admin, again); !errors.Is(err, workforce.CodeTaken) {
			t.Errorf("a code twice: %v", err)
		}
		officer := access.Actor{County: county, User: 2, Login: "liu", Name: "刘", Role: access.Officer}
		if err := refused(officer, again); fail.KindOf(err) != fail.Denied {
			t.Errorf("an officer opens a station: %v", err)
		}
		checkStaff(t, d, force, all[0].ID)
	})
}

func checkStaff(t *testing.T, d *db.DB, force *workforce.Force, station int64) {
	ctx := context.Background()
	hired := workforce.Staff{Station: station, Name: "刘芳", Sex: civil.Female, Birth: civil.DateOf(1975, 4, 5), Education: workforce.College, EarnedInService: true,
		AtEase: true, OtherDuties: true, Since: civil.DateOf(2001, 9, 1), Left: civil.DateOf(2024, 1, 1)}
	hire := func(s workforce.Staff) error {
		return d.InCounty(ctx, county, func(tx *db.Tx) error {
			_, err := force.HireIn(ctx, tx, admin, s)
			return err
		})
	}
	if err := hire(hired); err != nil {
		t.Fatal(err)
	}
	hired.Station = 1
	if err := hire(hired); !errors.Is(err, workforce.NoStation) {
		t.Errorf("staff of no station: %v", err)
	}
	all, err := force.Staff(ctx, admin, station)
	if err != nil || len(all) != 1 || all[0].Birth != hired.Birth || all[0].Left != hired.Left || !all[0].AtEase || all[0].Education.Title().IsZero() {
		t.Errorf("staff: %+v, %v", all, err)
	}
	if all, err := force.Staff(ctx, admin, 0); err != nil || len(all) != 1 {
		t.Errorf("the whole county's staff: %+v, %v", all, err)
	}
}
