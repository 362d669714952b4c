package casework

import (
	"errors"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/benefit"
	"renshe/internal/enrolment"
	"renshe/internal/words"
)

// A pensioner dies: the membership is cancelled, then two heirs claim what is left. The first approval gets it, less what the account owes to the last
// month; the second is computed again, says no, and may be refused with the law's ground. Two parents' accounts are paid in two months.
func TestABalanceGoesToOneHeir(t *testing.T) {
	eachWorld(t, func(w *world) {
		dead := w.register(someone{seq: 2, birth: "1966-02-10", years: 15, bank: true, phone: "10012345678"})
		w.draws(dead, false)
		w.dies(dead, "2026-03-01")
		daughter, son := w.register(someone{seq: 4, birth: "1990-04-10", bank: true}), w.register(someone{seq: 6, birth: "1992-04-10", bank: true})
		citizen := string(civil.MakeCitizenID("430799", civil.DateOf(1966, 2, 10), 2))
		answers := map[string]string{"deceased-id": citizen, "died": "2026-03", "relation": "child"}
		it, err := w.office.Items().Get("R11")
		if err != nil {
			t.Fatal(err)
		}
		trial := Trial{Answers: answers, Papers: map[string]string{"identity": "original", "kinship": "original"}, Expect: Expectation{Ends: Approved}}
		if _, err := w.tryToSubmit(it, trial, daughter); !errors.Is(err, benefit.HolderDraws) {
			t.Fatalf("before the membership is cancelled: %v", err)
		}
		w.by("R13", dead, map[string]string{"applicant": "relative", "relative-name": "测试亲属", "relative-id": "430799199504100023", "why": "death"})
		second, err := w.tryToSubmit(it, trial, son)
		if err != nil {
			t.Fatal(err)
		}
		draft, err := w.tryToSubmit(it, trial, daughter)
		if err != nil {
			t.Fatal(err)
		}
		a := draft.Case.Assessment
		if a == nil || !a.Entitled || len(a.Awards) != 1 || a.Total != 15*34000-w.entitlements(dead)[0].AccountPart || !strings.Contains(a.Says.Zh, "社会保险法第十四条") {
			t.Fatalf("%+v", a)
		}
		first, err := w.tryToEnd(it, trial, draft)
		if err != nil {
			t.Fatal(err)
		}
		granted := w.entitlements(daughter)
		if len(granted) != 1 || granted[0].ID != first.Case.Effect || granted[0].Kind != benefit.AccountLumpSum || granted[0].Kind.HolderOf(granted[0].Inputs) != dead {
			t.Errorf("%+v", granted)
		}
		if rows := first.Letter.Page.Sections[0].Rows; len(rows) != 5 || !strings.Contains(rows[4][1].In(words.Zh), a.Total.String()) {
			t.Errorf("the sheet shows %+v", rows)
		}
		if _, err := w.tryToEnd(it, trial, second); !errors.Is(err, FactsChanged) {
			t.Errorf("a second approval: %v", err)
		}
		v, err := w.office.Get(w.ctx, w.reviewer, second.Case.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: v.Case.ID, Version: v.Case.Version, Approve: true}); !errors.Is(err, NotApprovable) {
			t.Errorf("approved though nothing is left: %v", err)
		}
		out, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: v.Case.ID, Version: v.Case.Version, Ground: "not-entitled"})
		if err != nil || out.Case.State != Refused {
			t.Errorf("%+v %v", out, err)
		}
		if _, err := w.tryToSubmit(it, trial, son); !errors.Is(err, NotEntitled) {
			t.Errorf("asked again: %v", err)
		}

		w.loses(TrialLoss{CitizenID: "430799196005100017", Died: "2026-02-10", PaidYears: 2, Cancelled: true})
		w.by("R11", daughter, map[string]string{"deceased-id": "430799196005100017", "died": "2026-02", "relation": "child"}, "kinship")
		if granted := w.entitlements(daughter); len(granted) != 2 || granted[0].Start != granted[1].Start+1 {
			t.Errorf("two balances: %+v", granted)
		}
	})
}

// What is granted as a refund no longer counts when the pension is computed, though it is not paid yet.
func TestARefundIsNotCountedInThePension(t *testing.T) {
	eachWorld(t, func(w *world) {
		who := w.entitled(2)
		w.by("R16", who, map[string]string{"first-year": "2015", "last-year": "2016"}, "other-record")
		out := w.submitted(w.officer, who)
		if got := out.Case.Assessment.Amount.Record.Inputs["account"]; got != "4500.00" {
			t.Errorf("the pension is computed of %s", got)
		}
		file, err := w.office.Enrolment.FileOf(w.ctx, w.reviewer, who)
		if err != nil || file.Account != 510000 || file.Apart != 60000 || len(file.Withdrawals) != 1 || file.Withdrawals[0].State != enrolment.Apart {
			t.Errorf("%+v %v", file, err)
		}
	})
}
