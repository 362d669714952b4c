package explain

import (
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/policy"
)

// What was computed comes first, with formula and article; the last of it is the result; what nobody confirmed says so.
func TestOf(t *testing.T) {
	set, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	r, err := set.Calculate("resident-pension", policy.Query{County: 430725, AsOf: civil.MonthOf(2026, 3)}, map[string]string{"account": "18620", "paid-months": "180"})
	if err != nil {
		t.Fatal(err)
	}
	x := Of(r, words.Zh, true)
	var computed, weak, results int
	for _, s := range x.Steps {
		if len(s.Steps) > 0 {
			continue // what it rests on
		}
		computed++
		if s.Formula.Zh == "" || len(s.Law) == 0 {
			t.Errorf("%s has no formula or no article", s.Title.Zh)
		}
		if s.Weak {
			weak++
		}
		if s.Result {
			results++
			if s.Value != "329.96 元" {
				t.Errorf("the result is %s", s.Value)
			}
		}
	}
	if computed == 0 || weak == 0 || results != 1 || x.Plan != r.Plan || x.AsOf != "2026-03" {
		t.Errorf("%d computed, %d unconfirmed, %d results", computed, weak, results)
	}
	if n := len(x.Steps); x.Steps[n-1].Title != wGiven || x.Steps[n-2].Title != wFixed {
		t.Error("what is given and what the law fixes do not come last")
	}
	if en := Of(r, words.En, true); !strings.Contains(en.Steps[computed-1].Value, "yuan") {
		t.Errorf("the English value is %s", en.Steps[computed-1].Value)
	}
}
