package demo_test

import (
	"context"
	"strings"
	"testing"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/demo"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
)

// Every fund has its books apart, every kind that the law on file can reckon is drawn, finished months stand beside ones under way, and everything
// that was paid can be computed again.
func TestEverySchemeLives(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		r, report := build(t, url, small)
		ctx := context.Background()
		accountant := access.Actor{County: report.County, User: 1, Login: "kuaiji", Role: access.Accountant}
		if found, err := r.Benefits.Verify(ctx, report.County, nil); err != nil || len(found) != 0 {
			t.Errorf("the payments: %v, %v", found, err)
		}
		checkFunds(t, r, report)
		drawn := map[benefit.Kind]bool{}
		runs := map[benefit.RunState]int{}
		for _, k := range benefit.Kinds() {
			list, err := r.Benefits.Entitled(ctx, accountant, benefit.EntitledFilter{Kind: k, Limit: 50})
			if err != nil {
				t.Fatal(err)
			}
			drawn[k] = len(list.List) > 0
			all, err := r.Benefits.Runs(ctx, accountant, k, 50)
			if err != nil {
				t.Fatal(err)
			}
			for _, one := range all {
				runs[one.State]++
			}
		}
		for k, is := range drawn {
			if is == (k == benefit.ResidentPension.Difference() || k.Withdraws()) { // the residents' months before are another program's, and nobody has claimed an account yet
				t.Errorf("%s is drawn: %v", k, is)
			}
		}
		if runs[benefit.Reconciled] < 15 || runs[benefit.Prepared] != 6 || runs[benefit.Filed] != 1 || len(runs) != 3 {
			t.Errorf("runs: %v", runs)
		}
		checkHeld(t, r, accountant)
		checkTroubles(t, r, accountant)
	})
}

func checkFunds(t *testing.T, r demo.Rooms, report demo.Report) {
	t.Helper()
	for _, def := range ledger.Funds() {
		trial, err := r.Books.Trial(context.Background(), report.County, def.Number)
		if err != nil || trial.Debits != trial.Credits || (def.Until == 0) != (trial.Debits > 0) {
			t.Errorf("%s: %d accounts, %s and %s, %v", def.Code, len(trial.Rows), trial.Debits, trial.Credits, err)
		}
	}
}

// checkHeld looks for every reason for which the gate can hold somebody of the other schemes.
func checkHeld(t *testing.T, r demo.Rooms, actor access.Actor) {
	t.Helper()
	page, err := r.Benefits.HeldPayments(context.Background(), actor, "", 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	codes, voices := map[string]int{}, map[int]int{}
	for _, p := range page.Payments {
		for _, f := range p.Findings {
			codes[f.Code]++
		}
		one, err := r.Benefits.Payment(context.Background(), actor, p.ID)
		if err != nil {
			t.Fatal(err)
		}
		if one.Voices == 3 {
			voices[one.Standing()]++
		}
	}
	for _, code := range strings.Fields("dead list-dead list-custody list-duplicate list-unconfirmed unconfirmed account-refused account-missing changed first over suspended") {
		if codes[code] == 0 {
			t.Errorf("nobody is held for %s: %v", code, codes)
		}
	}
	if voices[0] != 1 || voices[1] != 1 {
		t.Errorf("for three persons wait, by who has spoken: %v", voices)
	}
}

// checkTroubles looks for a difference made up, an overpayment on its way back, and what waits to be decided.
func checkTroubles(t *testing.T, r demo.Rooms, actor access.Actor) {
	t.Helper()
	ctx := context.Background()
	made, err := r.Benefits.Recomputes(ctx, actor)
	if err != nil || len(made) != 1 || made[0].State != "applied" || made[0].Up == 0 {
		t.Errorf("recomputations: %+v, %v", made, err)
	}
	owed, err := r.Benefits.Overpayments(ctx, actor, "open", 10)
	if err != nil || len(owed) != 1 || owed[0].Back == 0 || owed[0].Left() == 0 {
		t.Errorf("overpayments: %+v, %v", owed, err)
	}
	for state, want := range map[string]int{"found": 1, "open": 1} {
		if got, err := r.Benefits.Overpayments(ctx, actor, state, 10); err != nil || len(got) != want {
			t.Errorf("%d overpayments are %s, %v", len(got), state, err)
		}
	}
	asked, err := r.Benefits.Requests(ctx, actor)
	if err != nil || len(asked) != 1 || asked[0].Action != benefit.Suspend {
		t.Errorf("changes that wait: %+v, %v", asked, err)
	}
	list, err := r.Benefits.Entitled(ctx, actor, benefit.EntitledFilter{Kind: benefit.EmployeePension, Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	resumed := 0
	for _, e := range list.List {
		v, err := r.Benefits.Entitlement(ctx, actor, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, event := range v.Events {
			resumed += count(event.Kind == benefit.EventApplied && strings.HasPrefix(event.Title.En, "resume"))
		}
	}
	if resumed != 1 {
		t.Errorf("%d were resumed", resumed)
	}
}
