package person_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/person"
	"renshe/internal/seal"
	"renshe/internal/testkit"
	"renshe/internal/words"
)

const county civil.County = 430725

var officer = access.Actor{County: county, User: 7, Login: "liu", Name: "刘", Role: access.Officer, Station: 1}

type rooms struct {
	db     *db.DB
	access *access.Access
	people *person.Registry
}

// open makes a county with nobody in it.
func open(t testing.TB, d *db.DB) rooms {
	t.Helper()
	box := seal.New([]byte("person tests"))
	acc := access.New(d, box)
	r := rooms{d, acc, person.New(d, box, acc)}
	in(t, d, func(tx *db.Tx) error {
		return acc.OpenCountyIn(context.Background(), tx, access.County{Code: county, Name: "桃源县", Demo: true})
	})
	return r
}

func in(t testing.TB, d *db.DB, fn func(tx *db.Tx) error) {
	t.Helper()
	if err := d.InCounty(context.Background(), county, fn); err != nil {
		t.Fatal(err)
	}
}

func id(birth string, seq int) string {
	d, err := civil.ParseDate(birth)
	if err != nil {
		panic(err)
	}
	return string(civil.MakeCitizenID("430799", d, seq))
}

func (r rooms) register(t testing.TB, name, citizen, phone string, village civil.Division) person.Person {
	t.Helper()
	var p person.Person
	in(t, r.db, func(tx *db.Tx) (err error) {
		p, _, err = r.people.RegisterIn(context.Background(), tx, officer, person.Registration{Name: name, CitizenID: citizen, Phone: phone, Village: village})
		return err
	})
	return p
}

const (
	zoushi = "430725101001" // 陬市镇下街社区
	qihe   = "430725105001" // 漆河镇
)

func TestRegisterAndRead(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		r := open(t, d)
		citizen := id("1966-03-15", 1)
		p := r.register(t, " 王 建国 ", strings.ToLower(citizen), "100-1234-5678", zoushi)
		if p.Name != "王建国" || p.Pinyin != "wangjianguo" || p.Initials != "wjg" || p.IDTail != citizen[14:] || p.PhoneTail != "5678" ||
			p.Sex != civil.Male || p.Birth.String() != "1966-03-15" || p.Kin != person.Head || p.Household == 0 || p.Version != 1 || !p.Alive() {
			t.Errorf("registered as %+v", p)
		}
		if strings.Contains(p.IDMasked, citizen[6:14]) {
			t.Error("the masked ID shows the birth date")
		}
		in(t, d, func(tx *db.Tx) error {
			whole, phone, err := r.people.Identity(ctx, tx, county, p.ID)
			if string(whole) != citizen || phone != "10012345678" {
				t.Errorf("identity %s %s", whole, phone)
			}
			return err
		})
		got, err := r.people.ByCitizenID(ctx, county, civil.CitizenID(citizen))
		if err != nil || got.ID != p.ID {
			t.Errorf("by ID: %v %v", got.ID, err)
		}
		if _, err := r.people.ByCitizenID(ctx, 430721, civil.CitizenID(citizen)); !errors.Is(err, person.NotFound) {
			t.Errorf("another county reads it: %v", err)
		}
	})
}

func TestALookIsLogged(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		r := open(t, d)
		p := r.register(t, "王建国", id("1966-03-15", 1), "", zoushi)
		if _, err := r.people.Get(ctx, officer, p.ID, ""); !errors.Is(err, access.NoPurpose) {
			t.Errorf("opened without a purpose: %v", err)
		}
		if _, err := r.people.Get(ctx, officer, p.ID, "办理待遇申领"); err != nil {
			t.Fatal(err)
		}
		own := access.Actor{County: county, Role: access.Citizen, Person: p.ID, Name: "王建国"}
		if _, err := r.people.Get(ctx, own, p.ID, ""); err != nil {
			t.Errorf("a citizen cannot open the own file: %v", err)
		}
		if _, err := r.people.Get(ctx, own, p.ID+1, ""); fail.KindOf(err) != fail.Denied {
			t.Errorf("a citizen opens another file: %v", err)
		}
		looks, err := r.access.Looks(ctx, own, p.ID, 10)
		if err != nil || len(looks) != 1 || looks[0].Purpose != "办理待遇申领" {
			t.Errorf("looks: %+v, %v", looks, err)
		}
		if _, err := r.people.Get(ctx, officer, 99, "查看"); !errors.Is(err, person.NotFound) {
			t.Errorf("a file that is not there: %v", err)
		}
	})
}

func TestRegistrationRefusals(t *testing.T) {
	good := person.Registration{Name: "李桂英", CitizenID: id("1970-05-06", 2), Phone: "", Village: zoushi}
	cases := []struct {
		name   string
		change func(*person.Registration)
		want   error
		field  string
	}{
		{"length", func(n *person.Registration) { n.CitizenID = n.CitizenID[:17] }, civil.CitizenIDLength, "citizen_id"},
		{"checksum", func(n *person.Registration) { n.CitizenID = "430725209901010016" }, civil.CitizenIDChecksum, "citizen_id"},
		{"no such date", func(n *person.Registration) { n.CitizenID = "430725209902300014" }, civil.CitizenIDDate, "citizen_id"},
		{"born later", func(n *person.Registration) { n.CitizenID = "430725209901010015" }, person.BornLater, "citizen_id"},
		{"no name", func(n *person.Registration) { n.Name = " · " }, person.BadName, "name"},
		{"digits in the name", func(n *person.Registration) { n.Name = "李2" }, person.BadName, "name"},
		{"phone", func(n *person.Registration) { n.Phone = "1234" }, person.BadPhone, "phone"},
		{"village of another county", func(n *person.Registration) { n.Village = "430721001001" }, person.UnknownVillage, "village"},
		{"a township is no village", func(n *person.Registration) { n.Village = "430725101" }, person.UnknownVillage, "village"},
		{"household", func(n *person.Registration) { n.Household = 12345 }, person.UnknownHousehold, "household"},
	}
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		r := open(t, d)
		for _, c := range cases {
			n := good
			c.change(&n)
			err := d.InCounty(context.Background(), county, func(tx *db.Tx) error {
				_, _, err := r.people.RegisterIn(context.Background(), tx, officer, n)
				return err
			})
			if !errors.Is(err, c.want) {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			if f := fail.As(err).Field; f != c.field {
				t.Errorf("%s: field %q", c.name, f)
			}
			if strings.Contains(err.Error(), n.CitizenID) {
				t.Errorf("%s: the error repeats the ID", c.name)
			}
		}
		hits, err := r.people.Find(context.Background(), officer, "李桂英", 0)
		if err != nil || len(hits) != 0 {
			t.Errorf("a refused registration left %d files, %v", len(hits), err)
		}
	})
}

func TestAnIDHasOneFile(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		r := open(t, d)
		citizen := id("1966-03-15", 1)
		r.register(t, "王建国", citizen, "", zoushi)
		err := d.InCounty(ctx, county, func(tx *db.Tx) error {
			_, _, err := r.people.RegisterIn(ctx, tx, officer, person.Registration{Name: "王健国", CitizenID: citizen, Village: qihe})
			return err
		})
		if !errors.Is(err, person.AlreadyHere) || !strings.Contains(fail.As(err).Say(words.Zh).What, "王建国") {
			t.Errorf("same county: %v", err)
		}
		const other civil.County = 430721
		neighbour := access.Actor{County: other, User: 9, Login: "zhou", Name: "周", Role: access.Officer}
		// Only Taoyuan's villages are loaded, so the neighbour takes the ID over with a load.
		err = d.InCounty(ctx, other, func(tx *db.Tx) error {
			b := r.people.Seal(other, tx.Now(), nil, []person.Loaded{{ID: 1, Name: "王建国", CitizenID: civil.CitizenID(citizen), Village: "430721001001", Kin: person.Other}})
			return r.people.LoadIn(ctx, tx, neighbour, b)
		})
		if !db.IsUnique(err) {
			t.Errorf("another county takes the ID: %v", err)
		}
	})
}

func TestOfManyWhoRegisterOneIDOneWins(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		r := open(t, d)
		citizen := id("1966-03-15", 1)
		var wg sync.WaitGroup
		errs := make([]error, 8)
		for n := range errs {
			wg.Go(func() {
				errs[n] = d.InCounty(ctx, county, func(tx *db.Tx) error {
					_, _, err := r.people.RegisterIn(ctx, tx, officer, person.Registration{Name: "王建国", CitizenID: citizen, Village: zoushi})
					return err
				})
			})
		}
		wg.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else if !errors.Is(err, person.AlreadyHere) {
				t.Errorf("a loser got %v", err)
			}
		}
		if won != 1 {
			t.Errorf("%d registrations won", won)
		}
	})
}

func TestChangesAreVersionedAndKept(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		r := open(t, d)
		p := r.register(t, "王建国", id("1966-03-15", 1), "10012345678", zoushi)
		phone, village := "10099990001", civil.Division(qihe)
		change := func(version int, c person.Change, reason string) (got person.Person, err error) {
			err = d.InCounty(ctx, county, func(tx *db.Tx) (err error) {
				got, err = r.people.ChangeIn(ctx, tx, officer, p.ID, version, c, reason)
				return err
			})
			return got, err
		}
		if _, err := change(1, person.Change{Phone: &phone}, ""); !errors.Is(err, person.NoReason) {
			t.Errorf("without a reason: %v", err)
		}
		got, err := change(1, person.Change{Phone: &phone, Village: &village}, "本人到场")
		if err != nil || got.Version != 2 || got.PhoneTail != "0001" || got.Village != qihe {
			t.Fatalf("changed to %+v, %v", got, err)
		}
		if _, err := change(1, person.Change{Phone: &phone}, "又改"); !errors.Is(err, person.Changed) {
			t.Errorf("an old version is written: %v", err)
		}
		if _, err := change(2, person.Change{Phone: &phone}, "又改"); !errors.Is(err, person.NothingToChange) {
			t.Errorf("nothing new is written: %v", err)
		}
		if hits, err := r.people.Find(ctx, officer, "5678", 0); err != nil || len(hits) != 0 {
			t.Errorf("the old phone still finds: %d, %v", len(hits), err)
		}
		history, err := r.people.History(ctx, officer, p.ID)
		if err != nil || len(history) != 3 {
			t.Fatalf("history: %+v, %v", history, err)
		}
		for _, h := range history {
			if h.Field == "phone" && (strings.Contains(h.Was, "1234567") || h.Became != "100****0001" || h.ByUser != officer.User) {
				t.Errorf("phone's history: %+v", h)
			}
			if person.FieldTitle(h.Field).IsZero() {
				t.Errorf("no title for %s", h.Field)
			}
		}
	})
}

func TestDeath(t *testing.T) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		r := open(t, d)
		p := r.register(t, "王建国", id("1956-03-15", 1), "", zoushi)
		report := func(day string) error {
			on, err := civil.ParseDate(day)
			if err != nil {
				t.Fatal(err)
			}
			return d.InCounty(ctx, county, func(tx *db.Tx) error { return r.people.ReportDeathIn(ctx, tx, officer, p.ID, on) })
		}
		for _, wrong := range []string{"1956-03-14", "2026-03-03"} {
			if err := report(wrong); !errors.Is(err, person.DeathDate) {
				t.Errorf("%s: %v", wrong, err)
			}
		}
		if err := report("2026-02-20"); err != nil {
			t.Fatal(err)
		}
		if err := report("2026-02-21"); !errors.Is(err, person.DeadAlready) {
			t.Errorf("died twice: %v", err)
		}
		hits, err := r.people.Find(ctx, officer, "wjg", 0)
		if err != nil || len(hits) != 1 || hits[0].Died.String() != "2026-02-20" {
			t.Errorf("found %+v, %v", hits, err)
		}
	}, db.WithClock(clock.Now))
}

func TestWhoMayNot(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		r := open(t, d)
		admin := access.Actor{County: county, User: 3, Login: "guanli", Name: "管理", Role: access.Admin}
		if _, err := r.people.Find(ctx, admin, "王", 0); fail.KindOf(err) != fail.Denied {
			t.Errorf("the administrator finds people: %v", err)
		}
		if _, err := r.people.Get(ctx, admin, 1, "看看"); fail.KindOf(err) != fail.Denied {
			t.Errorf("the administrator reads files: %v", err)
		}
		if _, err := r.people.Find(ctx, access.Actor{County: county}, "王", 0); err == nil {
			t.Error("nobody finds people")
		}
	})
}

func TestMaskedNamesTellOnlyTheFamily(t *testing.T) {
	for name, want := range map[string]string{"王建国": "王**", "李": "李", "": "", "欧阳小明": "欧***"} {
		if got := (person.Person{Name: name}).NameMasked(); got != want {
			t.Errorf("%q is %q", name, got)
		}
	}
}
