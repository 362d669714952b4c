package demo_test

import (
	"context"
	"errors"
	"testing"

	"renshe/civil"
	"renshe/internal/demo"
	"renshe/internal/testkit"
	"renshe/policy"
)

func sketches(t *testing.T, o demo.Options) []demo.Sketch {
	t.Helper()
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	var all []demo.Sketch
	if err := demo.Receiving(context.Background(), rules, o, func(s demo.Sketch) error { all = append(all, s); return nil }); err != nil {
		t.Fatal(err)
	}
	return all
}

// The people drawn without a store are those that Build puts into one.
func TestReceivingAreThoseOfTheCounty(t *testing.T) {
	_, report := build(t, testkit.SQLite(t), small)
	all := sketches(t, small)
	if len(all) != report.Receiving-report.LateDeaths || len(all) == 0 {
		t.Errorf("%d are drawn, the county has %d entitlements, %d of them of the dead", len(all), report.Receiving, report.LateDeaths)
	}
	for _, s := range all {
		if s.Birth > march.Add(-60*12) || !s.Village.IsVillage() || s.Inputs["account"] == "" || s.Inputs["paid-months"] == "" {
			t.Fatalf("%+v", s)
		}
	}
}

func TestReceivingDoNotChange(t *testing.T) {
	future := demo.Options{People: 1500, Seed: 7, AsOf: civil.MonthOf(2027, 7)} // no holiday notice yet
	a, b := sketches(t, future), sketches(t, future)
	if len(a) == 0 || len(a) != len(b) {
		t.Fatalf("%d and %d people", len(a), len(b))
	}
	for i := range a {
		if a[i].Village != b[i].Village || a[i].Birth != b[i].Birth || a[i].Inputs["account"] != b[i].Inputs["account"] {
			t.Fatalf("%d differs: %+v %+v", i, a[i], b[i])
		}
	}
}

func TestReceivingRefuses(t *testing.T) {
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	stop := errors.New("enough")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, c := range map[string]struct {
		ctx  context.Context
		o    demo.Options
		want error
	}{
		"too few":          {context.Background(), demo.Options{People: 10, AsOf: march}, demo.BadSize},
		"a county unknown": {context.Background(), demo.Options{People: 1500, AsOf: march, County: 430721}, demo.NoPlaces},
		"a caller's error": {context.Background(), small, stop},
		"an interruption":  {ctx, small, context.Canceled},
		"an unknown value": {context.Background(), demo.Options{People: 1500, AsOf: civil.MonthOf(2021, 3)}, policy.UnknownValue},
	} {
		if err := demo.Receiving(c.ctx, rules, c.o, func(demo.Sketch) error { return stop }); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
