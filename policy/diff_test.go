package policy_test

import (
	"errors"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/policy"
)

func at(place civil.Division, y, m int) policy.PlanQuery {
	return policy.PlanQuery{Place: place, AsOf: civil.MonthOf(y, m)}
}

func difference(t *testing.T, old, new policy.PlanQuery) *policy.Difference {
	t.Helper()
	d, err := set(t).Diff(old, new)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func changeOf(d *policy.Difference, key string) *policy.Change {
	for i := range d.Values {
		if d.Values[i].Key == key {
			return &d.Values[i]
		}
	}
	return nil
}

func TestDiffNamesTheChangedValue(t *testing.T) {
	d := difference(t, at("430725", 2025, 12), at("430725", 2026, 3))
	c := changeOf(d, "resident-basic-pension")
	if c == nil || c.Old.En != "176.00 yuan" || c.New.En != "196.00 yuan" || c.Same || len(c.NewRows) != 1 || c.NewRows[0].Cite.Document != "国发〔2014〕8号" {
		t.Fatalf("%+v", c)
	}
	if d.OldHash == d.NewHash || len(d.OldHash) != 64 {
		t.Errorf("hashes %s %s", d.OldHash, d.NewHash)
	}
	pension := false
	for _, p := range d.Programs {
		pension = pension || p.Program == policy.ResidentPension && p.Changed() && p.OldWhy == nil && p.NewWhy == nil
		if p.Program == policy.ResidentEntitlement {
			t.Error("the entitlement is listed, but nothing of it has changed")
		}
	}
	if !pension {
		t.Errorf("the pension is not listed: %+v", d.Programs)
	}
}

func TestDiffOfAPlanWithItself(t *testing.T) {
	d := difference(t, at("430725", 2026, 3), at("430725101", 2026, 3))
	if len(d.Values)+len(d.Rules)+len(d.Programs) != 0 || d.OldHash != d.NewHash {
		t.Errorf("%+v", d)
	}
}

// In mid 2021 the value of Hunan is unknown: the program is listed as changed, with the reason.
func TestDiffSaysWhatCannotBeComputed(t *testing.T) {
	d := difference(t, at("430725", 2021, 6), at("430725", 2026, 3))
	for _, p := range d.Programs {
		if p.Program == policy.ResidentPension {
			if p.Old != "" || p.New == "" || !errors.Is(p.OldWhy, policy.UnknownValue) || p.NewWhy != nil {
				t.Errorf("%+v", p)
			}
		}
	}
	if c := changeOf(d, "resident-basic-pension"); c == nil || c.OldKnown || !c.NewKnown || !strings.Contains(c.Old.In(words.En), "unknown") {
		t.Errorf("%+v", c)
	}
}

// Two days of knowledge: the rise of 2014-07 was published in January 2015.
func TestDiffOfTwoDays(t *testing.T) {
	old, new := at("430725", 2014, 7), at("430725", 2014, 7)
	old.KnownOn, new.KnownOn = civil.DateOf(2014, 9, 1), civil.DateOf(2015, 2, 1)
	if c := changeOf(difference(t, old, new), "resident-basic-pension"); c == nil || c.Old.En != "60.00 yuan" || c.New.En != "75.00 yuan" {
		t.Errorf("%+v", c)
	}
}

func TestDiffRefusesUnknownPlaces(t *testing.T) {
	if _, err := set(t).Diff(at("98", 2026, 3), at("430725", 2026, 3)); !errors.Is(err, policy.PlaceUnknown) {
		t.Errorf("%v", err)
	}
	if _, err := set(t).Diff(at("430725", 2026, 3), at("43072", 2026, 3)); !errors.Is(err, policy.PlaceUnknown) {
		t.Errorf("%v", err)
	}
}

func TestParameters(t *testing.T) {
	s := set(t)
	all := s.Parameters()
	for _, p := range all {
		if p.Title.Zh == "" || len(p.Rows) == 0 || len(p.Rules) == 0 || len(p.Programs) == 0 || len(p.Levels) == 0 || p.Combine.Title().IsZero() || p.UnitTitle().IsZero() {
			t.Errorf("%s is described incompletely: %+v", p.Key, p)
		}
		for _, r := range p.Rows {
			if r.Shown.Zh == "" || r.Value != "unknown" && strings.HasPrefix(r.Shown.Zh, "未知") {
				t.Errorf("%s: the value %q is shown as %q", p.Key, r.Value, r.Shown.Zh)
			}
		}
	}
	p, err := s.Parameter("resident-basic-pension")
	if err != nil || p.Due != 1 || p.Rows[len(p.Rows)-1].Shown.En != "196.00 yuan" || p.Rows[len(p.Rows)-1].PlaceName.Zh != "湖南省" {
		t.Errorf("%v %+v", err, p)
	}
	v, err := s.ValueAt("resident-basic-pension", "430725", civil.MonthOf(2026, 3), 0)
	if err != nil || !v.Known || v.Shown.En != "196.00 yuan" || len(v.Rows) != 1 {
		t.Errorf("%v %+v", err, v)
	}
	if v, err := s.ValueAt("resident-county-top-up", "430725", civil.MonthOf(2026, 3), 0); err != nil || v.Known {
		t.Errorf("%v %+v", err, v)
	}
	for _, key := range []string{"resident-basic-pensoin", "basic-pension"} {
		if _, err := s.Parameter(key); !errors.Is(err, policy.ParameterUnknown) || !strings.Contains(err.Error(), "resident-basic-pension") {
			t.Errorf("%s: %v", key, err)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"bank-card", "calendar-limit", "resident-entitlement", "resident-pension", "working-day-limit"}
	for typed, want := range map[string]string{"resident-penson": "resident-pension", "pension": "resident-pension", "working-days-limit": "working-day-limit", "limit-of-days": "calendar-limit working-day-limit",
		"bankcard": "bank-card", "": "", "zzzzzzzz": "", "养老金": ""} {
		if got := strings.Join(policy.Nearest(typed, known), " "); !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%q: %q, want %q first", typed, got, want)
		}
	}
}

// A value looked up by month differs by the rows that only one of the plans knows.
func TestDiffOfLookedUpValues(t *testing.T) {
	old, new := at("430725", 2026, 3), at("430725", 2026, 3)
	old.KnownOn, new.KnownOn = civil.DateOf(2025, 1, 2), civil.DateOf(2026, 11, 22)
	c := changeOf(difference(t, old, new), "pension-calculation-base")
	if c == nil || !strings.Contains(c.New.En, "2025-01: 7,694.00 yuan") || strings.Contains(c.New.En, "2024-01: ") || c.Same {
		t.Errorf("%+v", c)
	}
}

// Of a table only the elements that differ are shown.
func TestDiffOfTables(t *testing.T) {
	c := changeOf(difference(t, at("43", 2025, 8), at("43", 2025, 9)), "minimum-wage-tiers")
	if c == nil || c.Old.En != "1: 2,100.00 yuan; 2: 1,900.00 yuan; 3: 1,700.00 yuan" || c.New.Zh != "1：2,200.00 元；2：2,000.00 元；3：1,800.00 元" {
		t.Errorf("%+v", c)
	}
}
