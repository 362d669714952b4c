package policy

import (
	"slices"
	"testing"

	"renshe/civil"
)

func TestEveryCalculatorStandsInOneArea(t *testing.T) {
	seen := map[string]int{}
	for _, a := range Areas() {
		if len(a.Calculators) == 0 || a.Title.IsZero() {
			t.Errorf("the area %q is empty", a.Title.En)
		}
		for _, c := range a.Calculators {
			seen[c.Name]++
		}
	}
	for _, c := range Calculators() {
		if seen[c.Name] != 1 {
			t.Errorf("%s stands in %d areas", c.Name, seen[c.Name])
		}
	}
	if len(seen) != len(Calculators()) {
		t.Errorf("%d calculators in areas, want %d", len(seen), len(Calculators()))
	}
}

func TestMainResult(t *testing.T) {
	set, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	q := Query{County: 430725, AsOf: civil.MonthOf(2026, 3)}
	for name, c := range map[string]struct {
		in   map[string]string
		want string
	}{
		"resident-pension":     {map[string]string{"account": "1", "paid-months": "180"}, "total_fen"},
		"resident-entitlement": {map[string]string{"birth": "1966-02", "paid-months": "180"}, "entitled"},
		"citizen-id":           {map[string]string{"number": "430799196501150013"}, "valid"},
	} {
		r, err := set.Calculate(name, q, c.in)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Main().Name; got != c.want || !slices.ContainsFunc(r.Outputs, func(o Output) bool { return o.Name == got }) {
			t.Errorf("the main result of %s is %s, want %s", name, got, c.want)
		}
	}
}
