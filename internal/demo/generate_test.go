package demo

import (
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/enrolment"
	"renshe/internal/person"
	"renshe/internal/workforce"
	"renshe/law"
	"renshe/policy"
)

// drawn makes a whole county without a store.
func drawn(t *testing.T, people int) (*generator, *chunk) {
	t.Helper()
	places, err := civil.LoadDivisions(law.FS, "divisions")
	if err != nil {
		t.Fatal(err)
	}
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	march, today := civil.MonthOf(2026, 3), civil.DateOf(2026, 3, 2)
	plan, err := rules.Compile(Taoyuan.Division(), march, today)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{County: Taoyuan, People: people, Seed: 3, AsOf: march}
	g := newGenerator(o, places, plan, today, workforce.Plan(places, Taoyuan))
	c := &chunk{}
	for _, v := range g.villages {
		g.next(v, c)
	}
	return g, c
}

func TestNobodyIsReal(t *testing.T) {
	_, c := drawn(t, 20000)
	ids := map[civil.CitizenID]bool{}
	for _, p := range c.people {
		id, warnings, err := civil.ParseCitizenID(string(p.CitizenID))
		if err != nil || id != p.CitizenID || ids[id] {
			t.Fatalf("ID of person %d: %v, seen %v", p.ID, err, ids[id])
		}
		ids[id] = true
		if len(warnings) != 1 || warnings[0].Code != "civil.region-unassigned" {
			t.Fatalf("person %d has an ID of a region that is assigned: %v", p.ID, warnings)
		}
		if p.Phone != "" && (len(p.Phone) != 11 || !strings.HasPrefix(p.Phone, "100")) {
			t.Fatalf("person %d has a phone that somebody could have", p.ID)
		}
		if avoid[p.Name] {
			t.Fatalf("person %d is called like somebody everybody knows", p.ID)
		}
	}
	numbers := map[civil.BankCard]bool{}
	for _, b := range c.load.Banks {
		card, warnings, err := civil.ParseBankCard(string(b.Number))
		if err != nil || len(warnings) != 0 || !strings.HasPrefix(string(card), "620000") || numbers[card] {
			t.Fatalf("bank account of person %d: %v %v, seen %v", b.Person, warnings, err, numbers[card])
		}
		numbers[card] = true
		if !strings.Contains(b.Bank, "演示") {
			t.Fatalf("a bank that could exist: %s", b.Bank)
		}
	}
}

func TestTheCountyLooksLikeOne(t *testing.T) {
	g, c := drawn(t, 20000)
	n := len(c.people)
	share := func(name string, k, low, high int) {
		if p := 1000 * k / n; p < low || p > high {
			t.Errorf("%s: %d of a thousand, want %d–%d", name, p, low, high)
		}
	}
	old, women, dead := 0, 0, 0
	homes := map[int64][]person.Loaded{}
	for _, p := range c.people {
		if p.CitizenID.Birth() <= civil.DateOf(1966, 3, 2) {
			old++
		}
		if p.CitizenID.Sex() == civil.Female {
			women++
		}
		if !p.Died.IsZero() {
			dead++
		}
		homes[p.Household] = append(homes[p.Household], p)
	}
	share("aged 60 and over", old, 270, 310)
	share("receiving", len(c.grants), 255, 290)
	share("women", women, 470, 510)
	share("dead", dead, 1, 15)
	share("reach 60 next month", c.reachNext*10, 7, 22)
	if n != 20000 {
		t.Errorf("%d people", n)
	}
	if len(homes) != len(c.households) || n*10/len(homes) < 17 || n*10/len(homes) > 35 {
		t.Errorf("%d people in %d households", n, len(homes))
	}
	for _, home := range homes {
		heads := 0
		for _, p := range home {
			if p.Kin == person.Head {
				heads++
			}
			if p.Kin == person.Child && p.CitizenID.Birth() < home[0].CitizenID.Birth()+18*365 {
				t.Errorf("a child of household %d is too old for its head", p.Household)
			}
		}
		if heads != 1 || len(home) > maxHome {
			t.Errorf("household %d has %d heads and %d members", home[0].Household, heads, len(home))
		}
	}
	if c.late == 0 || c.closed == 0 || len(c.suspended) == 0 || c.past == 0 {
		t.Errorf("nothing for the gate: %d late deaths, %d closed, %d suspended, %d past", c.late, c.closed, len(c.suspended), c.past)
	}
	if len(g.villages) != 430 {
		t.Errorf("%d villages", len(g.villages))
	}
}

func TestContributionsAreLawful(t *testing.T) {
	_, c := drawn(t, 5000)
	lawful := map[int]bool{}
	for _, grade := range grades {
		lawful[grade] = true
	}
	type year struct {
		person int64
		period civil.Month
		kind   enrolment.Kind
	}
	seen := map[year]bool{}
	balance := map[int64]int64{}
	for _, e := range c.load.Entries {
		key := year{e.Person, e.Period, e.Kind}
		if seen[key] {
			t.Fatalf("person %d has %s %s twice", e.Person, e.Kind, e.Period)
		}
		seen[key] = true
		balance[e.Person] += int64(e.Personal + e.Subsidy - e.Paid)
		if e.Interest != 0 {
			t.Fatal("interest was invented")
		}
		if e.Kind != enrolment.Contributed {
			continue
		}
		want := int64(3000)
		if e.Grade >= 50000 {
			want = 6000
		}
		if !lawful[int(e.Grade/100)] || e.Personal != e.Grade || int64(e.Subsidy) != want || e.On > civil.DateOf(2026, 3, 2) {
			t.Fatalf("contribution %+v", e)
		}
	}
	for p, b := range balance {
		if b < 0 {
			t.Fatalf("person %d has a balance of %d", p, b)
		}
	}
}

func TestMorning(t *testing.T) {
	for month, want := range map[civil.Month]string{
		civil.MonthOf(2026, 3): "2026-03-02T01:00:00Z", civil.MonthOf(2026, 1): "2026-01-04T01:00:00Z", civil.MonthOf(2025, 10): "2025-10-09T01:00:00Z",
	} {
		got, err := Morning(month)
		if err != nil || got.Format("2006-01-02T15:04:05Z") != want {
			t.Errorf("%s begins at %s, %v; want %s", month, got, err, want)
		}
	}
}
