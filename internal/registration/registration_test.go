package registration

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/person"
	"renshe/internal/seal"
	"renshe/internal/testkit"
	"renshe/law"
)

const county = civil.County(430725)

var (
	officer  = access.Actor{County: county, User: 1, Name: "张经办", Role: access.Officer}
	reviewer = access.Actor{County: county, User: 2, Name: "赵复核", Role: access.Reviewer}
	cashier  = access.Actor{County: county, User: 3, Name: "管理员", Role: access.Admin}
)

// each runs fn with somebody to register, on both engines. It is Monday 2026-03-02.
func each(t *testing.T, fn func(t *testing.T, r *Registers, d *db.DB, clock *testkit.Clock, id int64)) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		box := seal.New([]byte("a key of this test and of nothing else"))
		acc := access.New(d, box)
		r, err := New(d, box, acc)
		if err != nil {
			t.Fatal(err)
		}
		var id int64
		in(t, d, func(tx *db.Tx) error {
			if err := acc.OpenCountyIn(context.Background(), tx, access.County{Code: county, Name: "桃源县", Demo: true}); err != nil {
				return err
			}
			p, _, err := person.New(d, box, acc).RegisterIn(context.Background(), tx, officer, person.Registration{Name: "测试人",
				CitizenID: string(civil.MakeCitizenID("430799", civil.DateOf(1990, 4, 10), 1)), Village: "430725101001"})
			id = p.ID
			return err
		})
		fn(t, r, d, clock, id)
	}, db.WithClock(clock.Now))
}

func in(t *testing.T, d *db.DB, fn func(tx *db.Tx) error) {
	t.Helper()
	if err := d.InCounty(context.Background(), county, fn); err != nil {
		t.Fatal(err)
	}
}

func TestAnEntryBeginsIsReplacedAndEnds(t *testing.T) {
	each(t, func(t *testing.T, r *Registers, d *db.DB, _ *testkit.Clock, id int64) {
		ctx := context.Background()
		today := civil.DateOf(2026, 3, 2)
		out := Entry{Person: id, Kind: "unemployed", Attributes: map[string]string{"left-on": "2026-02-01", "left-why": "合同期满"}}
		in(t, d, func(tx *db.Tx) error {
			e, err := r.RegisterIn(ctx, tx, officer, out)
			if err != nil || e.From != today || !e.Living(today) {
				t.Errorf("%+v %v", e, err)
			}
			return err
		})
		err := d.InCounty(ctx, county, func(tx *db.Tx) error { _, err := r.RegisterIn(ctx, tx, officer, out); return err })
		if !errors.Is(err, Already) {
			t.Errorf("twice: %v", err)
		}
		// Whoever works is no longer registered as out of work.
		in(t, d, func(tx *db.Tx) error {
			_, err := r.RegisterIn(ctx, tx, reviewer, Entry{Person: id, Kind: "employed", Attributes: map[string]string{"form": "灵活就业", "since": "2026-03-01"}})
			return err
		})
		all, err := r.Of(ctx, officer, id)
		if err != nil || len(all) != 2 || all[0].Kind != "employed" || all[1].EndedWhy != Replaced || all[1].Living(today) || all[1].Attributes["left-why"] != "合同期满" {
			t.Fatalf("%+v %v", all, err)
		}
		in(t, d, func(tx *db.Tx) error { _, err := r.EndIn(ctx, tx, officer, all[0].ID, today, Mistaken); return err })
		all, err = r.Of(ctx, officer, id)
		if err != nil || len(all) != 2 || all[0].EndedWhy != Mistaken || all[0].EndedName != "张经办" {
			t.Errorf("an entry made by mistake is gone: %+v %v", all, err)
		}
		if err := d.InCounty(ctx, county, func(tx *db.Tx) error { _, err := r.EndIn(ctx, tx, officer, all[0].ID, today, Over); return err }); !errors.Is(err, NoEntry) {
			t.Errorf("ended twice: %v", err)
		}
	})
}

func TestWhatIsNotRegistered(t *testing.T) {
	each(t, func(t *testing.T, r *Registers, d *db.DB, _ *testkit.Clock, id int64) {
		ctx := context.Background()
		good := map[string]string{"category": "大龄"}
		for name, c := range map[string]struct {
			by   access.Actor
			e    Entry
			want error
		}{
			"a kind of its own":    {officer, Entry{Kind: "blacklist", Attributes: good}, UnknownKind},
			"without an attribute": {officer, Entry{Kind: "hard-to-employ"}, Missing},
			"another attribute":    {officer, Entry{Kind: "hard-to-employ", Attributes: map[string]string{"category": "大龄", "temper": "bad"}}, BadAttribute},
			"an endless attribute": {officer, Entry{Kind: "hard-to-employ", Attributes: map[string]string{"category": strings.Repeat("长", 201)}}, BadAttribute},
			"tomorrow":             {officer, Entry{Kind: "hard-to-employ", Attributes: good, From: civil.DateOf(2026, 3, 3)}, BadDay},
			"by who may not write": {cashier, Entry{Kind: "hard-to-employ", Attributes: good}, access.NotAllowed},
		} {
			c.e.Person = id
			err := d.InCounty(ctx, county, func(tx *db.Tx) error { _, err := r.RegisterIn(ctx, tx, c.by, c.e); return err })
			if !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if all, err := r.Of(ctx, officer, id); err != nil || len(all) != 0 {
			t.Errorf("%+v %v", all, err)
		}
		stranger := access.Actor{County: county, User: 50, Role: access.Citizen, Person: id + 1}
		if _, err := r.Of(ctx, stranger, id); err == nil {
			t.Error("a stranger reads them")
		}
	})
}

func TestAKindThatLastsExpires(t *testing.T) {
	each(t, func(t *testing.T, r *Registers, d *db.DB, clock *testkit.Clock, id int64) {
		ctx := context.Background()
		r.kinds = []Kind{{Code: "course", Months: 1, EndedBy: []string{"reviewer"}}}
		var first Entry
		in(t, d, func(tx *db.Tx) (err error) {
			first, err = r.RegisterIn(ctx, tx, officer, Entry{Person: id, Kind: "course"})
			return err
		})
		if first.Until != civil.DateOf(2026, 4, 2) || !first.Living(first.Until) || first.Living(first.Until+1) {
			t.Errorf("%+v", first)
		}
		if err := d.InCounty(ctx, county, func(tx *db.Tx) error { _, err := r.EndIn(ctx, tx, officer, first.ID, first.From, Over); return err }); !errors.Is(err, NotYours) {
			t.Errorf("the officer ended what only the reviewer may: %v", err)
		}
		clock.Add(40 * 24 * 3600e9)
		defer clock.Add(-40 * 24 * 3600e9)
		in(t, d, func(tx *db.Tx) error {
			_, err := r.RegisterIn(ctx, tx, officer, Entry{Person: id, Kind: "course"})
			return err
		})
		all, err := r.Of(ctx, officer, id)
		if err != nil || len(all) != 2 || all[1].EndedWhy != Expired || all[1].EndedOn != first.Until {
			t.Errorf("%+v %v", all, err)
		}
	})
}

func TestKindsAreChecked(t *testing.T) {
	kinds, err := Load(law.FS)
	if err != nil || len(kinds) < 5 {
		t.Fatalf("%d kinds: %v", len(kinds), err)
	}
	for _, c := range []struct{ name, old, new, says string }{
		{"a mark for petitioners", "title: {zh: 就业困难人员", "title: {zh: 信访重点人员", "nobody is registered for a petition"},
		{"a mark in English", "en: Recognised as hard to employ", "en: Known troublemaker", "nobody is registered for a petition"},
		{"a mark as an attribute", "title: {zh: 困难类型, en: Category}", "title: {zh: 上访次数, en: Visits}", "is about a petition"},
		{"no basis", "  - {document: 就业促进法, article: 第五十二条, checked: 2026-11-22, confidence: S2}\n", "", "no basis"},
		{"no article of a law that was read", "article: 第五十二条, checked: 2026-11-22, confidence: S2", "checked: 2026-11-22, confidence: S", "has an article"},
		{"nobody to end it", "ended-by: [officer, reviewer]", "ended-by: []", "who may end it"},
		{"an unknown role", "ended-by: [officer, reviewer]", "ended-by: [emperor]", "no role emperor"},
		{"another code", "code: hard-to-employ", "code: other", "not the file's name"},
		{"an unknown key", "ended-by:", "colour: red\nended-by:", "wrong"},
		{"replaces nothing that is", "ended-by:", "replaces: [nothing]\nended-by:", "which is no kind"},
	} {
		b, err := fs.ReadFile(law.FS, "registers/hard-to-employ.yaml")
		if err != nil {
			t.Fatal(err)
		}
		spoilt := strings.Replace(string(b), c.old, c.new, 1)
		if spoilt == string(b) {
			t.Fatalf("%s: the test does not find %q", c.name, c.old)
		}
		if _, err := Load(fstest.MapFS{"registers/hard-to-employ.yaml": {Data: []byte(spoilt)}}); !errors.Is(err, BadKind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// At the desk an entry ends for a reason that a person gives, by who may; that it was a mistake is said by who entered it or by a reviewer.
func TestAnEntryIsEndedAtTheDesk(t *testing.T) {
	each(t, func(t *testing.T, r *Registers, d *db.DB, _ *testkit.Clock, id int64) {
		ctx, today := context.Background(), civil.DateOf(2026, 3, 2)
		second := access.Actor{County: county, User: 5, Name: "李经办", Role: access.Officer}
		made := func() (e Entry) {
			in(t, d, func(tx *db.Tx) (err error) {
				e, err = r.RegisterIn(ctx, tx, officer, Entry{Person: id, Kind: "unemployed", Attributes: map[string]string{"left-on": "2026-02-01", "left-why": "合同期满"}})
				return err
			})
			return e
		}
		e := made()
		for what, try := range map[string]struct {
			by   access.Actor
			id   int64
			on   civil.Date
			why  Why
			want error
		}{
			"by the administrator":  {cashier, e.ID, today, Over, access.NotAllowed},
			"for time's own reason": {officer, e.ID, today, Expired, NoReason},
			"for no reason":         {officer, e.ID, today, "", NoReason},
			"before it began":       {officer, e.ID, today - 1, Over, BadDay},
			"tomorrow":              {officer, e.ID, today + 1, Over, BadDay},
			"as another's mistake":  {second, e.ID, today, Mistaken, NotYourMistake},
			"one that there is not": {second, 12345, today, Mistaken, NoEntry},
		} {
			if _, err := r.End(ctx, try.by, try.id, try.on, try.why); !errors.Is(err, try.want) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if got, err := r.One(ctx, second, e.ID); err != nil || !got.Living(today) || got.Attributes["left-why"] != "合同期满" {
			t.Errorf("%+v %v", got, err)
		}
		if got, err := r.End(ctx, second, e.ID, today, Over); err != nil || got.EndedOn != today || got.EndedName != second.Name {
			t.Errorf("%+v %v", got, err)
		}
		if _, err := r.End(ctx, second, e.ID, today, Over); !errors.Is(err, NoEntry) {
			t.Errorf("ended twice: %v", err)
		}
		for _, by := range []access.Actor{officer, reviewer} {
			e := made()
			if got, err := r.End(ctx, by, e.ID, today, Mistaken); err != nil || got.EndedWhy != Mistaken {
				t.Errorf("%s: %+v %v", by.Name, got, err)
			}
		}
		if _, err := r.One(ctx, officer, 12345); !errors.Is(err, NoEntry) {
			t.Errorf("one that there is not: %v", err)
		}
		if _, err := r.One(ctx, access.Actor{County: county, User: 9, Role: access.Citizen, Person: id + 1}, e.ID); err == nil {
			t.Error("another citizen reads it")
		}
	})
}
