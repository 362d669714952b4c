package marketday

import (
	"context"
	"net/http/httptest"
	"net/netip"
	"testing"

	"renshe/civil"
	"renshe/internal/app"
	"renshe/internal/demo"
)

// A small market day: everybody at the windows and at the county does real matters over HTTP at once, and nothing goes wrong. No time is held: that
// is for `renshe bench desk`.
func TestASmallMarketDay(t *testing.T) {
	ctx := context.Background()
	a, err := app.Open(ctx, app.Config{Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if _, err := demo.Build(ctx, a.DemoRooms(), demo.Options{People: demo.MinPeople, Seed: 3, AsOf: civil.MonthOf(2026, 3), Clock: a.Clock}); err != nil {
		t.Fatal(err)
	}
	o := Options{Sessions: 5, Reviewers: 2, Past: 300, Matters: 6, Seed: 4}
	plan, err := Prepare(ctx, a, o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Prepare(ctx, a, o); err != nil { // what is there is not made again
		t.Fatal(err)
	}
	h, err := a.Handler(app.ServeOptions{Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	defer server.Close()
	r, err := plan.Play(ctx, server.URL)
	if err != nil {
		t.Fatal(err)
	}
	if r.Errors != 0 {
		t.Errorf("%d errors, the first: %s", r.Errors, r.First)
	}
	if r.Submitted < o.Sessions || r.Pages[stepPerson].Clicks < o.Sessions || r.Pages[stepQueue].Clicks == 0 || r.All.Clicks < 100 {
		t.Errorf("too little happened: %+v", r)
	}
	t.Logf("%+v", r)
}

func TestFigures(t *testing.T) {
	took := make([]int64, 0, 200)
	for i := int64(200); i > 0; i-- {
		took = append(took, i*1000)
	}
	if f := figures(took); f != (Figures{200, 100, 190, 198, 200}) {
		t.Errorf("%+v", f)
	}
	if f := figures([]int64{7400}); f != (Figures{1, 7, 7, 7, 7}) {
		t.Errorf("%+v", f)
	}
	if f := figures(nil); f != (Figures{}) {
		t.Errorf("%+v", f)
	}
}

// The numbers that visitors give pass the check of real ones and belong to no bank.
func TestCards(t *testing.T) {
	for _, n := range []int{0, 7, 123456789, 999999999} {
		if _, warnings, err := civil.ParseBankCard(card(n)); err != nil || len(warnings) > 0 {
			t.Errorf("%s: %v %v", card(n), warnings, err)
		}
	}
}
