package policy_test

import (
	"errors"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/law"
	"renshe/policy"
)

// A value that is due each year stands in for one year, and says so; further ahead there is no number.
func TestAValueDueEachYearEndsWithTheNext(t *testing.T) {
	set, err := policy.Load(law.FS)
	if err != nil {
		t.Fatal(err)
	}
	ask := func(month string) (*policy.Result, error) {
		m, err := civil.ParseMonth(month)
		if err != nil {
			t.Fatal(err)
		}
		return set.Calculate("resident-pension", policy.Query{County: 430725, AsOf: m}, map[string]string{"account": "18620", "paid-months": "180"})
	}
	said := func(r *policy.Result) bool {
		for _, n := range r.Notes {
			if strings.Contains(n.En, "not published yet") {
				return true
			}
		}
		return false
	}
	for month, provisional := range map[string]bool{"2016-06": false, "2019-12": false, "2026-12": false, "2027-01": true, "2027-12": true} {
		if r, err := ask(month); err != nil || said(r) != provisional {
			t.Errorf("%s: provisional is not %v: %v", month, provisional, err)
		}
	}
	for _, month := range []string{"2028-01", "2031-01"} {
		if _, err := ask(month); !errors.Is(err, policy.NoParameter) {
			t.Errorf("%s: %v, want NoParameter", month, err)
		}
	}
}
