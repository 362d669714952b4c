package casework

import (
	"errors"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/benefit"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/registration"
	"renshe/internal/words"
)

// by does an item that ends well for a person, with the answers of its form.
func (w *world) by(item string, person int64, answers map[string]string, papers ...string) *Outcome {
	w.t.Helper()
	it, err := w.office.Items().Get(item)
	if err != nil {
		w.t.Fatal(err)
	}
	trial := Trial{Answers: answers, Papers: map[string]string{"identity": "original"}, Expect: Expectation{Ends: Approved}}
	for _, p := range papers {
		trial.Papers[p] = "original"
	}
	out, err := w.tryToSubmit(it, trial, person)
	if err == nil && out.Case.State == Submitted {
		out, err = w.tryToEnd(it, trial, out)
	}
	if err != nil || !out.Case.State.Done() {
		w.t.Fatalf("%s: %+v, missing %v", item, err, out)
	}
	return out
}

func (w *world) registered(person int64, kind string) (list []registration.Entry) {
	w.t.Helper()
	all, err := w.office.Registers.Of(w.ctx, w.reviewer, person)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range all {
		if e.Kind == kind {
			list = append(list, e)
		}
	}
	return list
}

func lastPage(p Page) (text string) {
	for _, s := range p.Sections {
		for _, row := range s.Rows {
			for _, c := range row {
				text += c.Zh + " "
			}
		}
	}
	return text
}

// The certificate says what is registered on the day; who has one gets a new print and no second one.
func TestTheEmploymentCertificateFollowsTheRegisters(t *testing.T) {
	eachWorld(t, func(w *world) {
		who := w.register(someone{seq: 2, birth: "1985-04-10"})
		w.by("R06", who, map[string]string{"category": "allowance"})
		w.by("U01", who, map[string]string{"left-on": "2026-02-01", "left-why": "expired"})
		first := w.by("U03", who, nil)
		if text := lastPage(first.Letter.Page); !strings.Contains(text, "失业登记 2026-03-02") || !strings.Contains(text, "劳动合同期满") || strings.Contains(text, "最低生活保障") {
			t.Errorf("the first print says %s", text)
		}
		w.by("U02", who, map[string]string{"form": "flexible", "since": "2026-03-01"})
		second := w.by("U03", who, nil)
		if text := lastPage(second.Letter.Page); !strings.Contains(text, "灵活就业") || strings.Contains(text, "失业登记") {
			t.Errorf("the second print says %s", text)
		}
		if held := w.registered(who, "employment-certificate"); len(held) != 1 || held[0].Case != first.Case.ID || second.Case.Effect != first.Case.Effect {
			t.Errorf("%+v", held)
		}
		if v, err := w.office.Verify(w.ctx, second.Letter.Code); err != nil || !v.Valid {
			t.Errorf("%+v %v", v, err)
		}
	})
}

// Recognised months stand in the person's file and in the form of the claim of the pension, and go when the recognition does.
func TestDeemedMonthsAreTakenUpByTheClaim(t *testing.T) {
	eachWorld(t, func(w *world) {
		who := w.register(someone{seq: 2, birth: "1965-12-10", bank: true})
		w.by("E10", who, map[string]string{"period": "县供销社1988—1995", "months": "84", "evidence": "招工登记表"}, "personnel-file")
		v, err := w.office.Open(w.ctx, w.window, "E03", who)
		if err != nil {
			t.Fatal(err)
		}
		if got := value(v.Questions, "deemed-months"); got != "84" {
			t.Errorf("the claim knows %q months", got)
		}
		if held := w.registered(who, deemedMonths); len(held) != 1 || held[0].Attributes["evidence"] != "招工登记表" {
			t.Errorf("%+v", held)
		}
	})
}

// One confirmation at the window counts for all that the retiree draws.
func TestARetireesConfirmationIsRecorded(t *testing.T) {
	eachWorld(t, func(w *world) {
		hurt := w.register(someone{seq: 2, birth: "1965-12-10", bank: true})
		w.before("a retiree", "E03", hurt)
		w.before("with an allowance", "I05", hurt)
		defer w.later(60)()
		w.by("E09", hurt, nil)
		today, n := civil.DateIn(w.clock.Now()), 0
		for _, e := range w.entitlements(hurt) {
			if !e.Kind.Once() {
				n++
				if e.Confirmed != today {
					t.Errorf("%s is confirmed on %s", e.Kind, e.Confirmed)
				}
			}
		}
		if n != 2 {
			t.Errorf("%d monthly benefits", n)
		}
	})
}

// After a death the relation ends with the month of the death, the pension with it, and what the account holds stays for the heirs.
func TestACancellationAfterADeathStopsThePension(t *testing.T) {
	eachWorld(t, func(w *world) {
		who := w.entitled(2)
		w.draws(who, false)
		defer w.later(90)() // 2026-05-31
		w.dies(who, "2026-05-20")
		out := w.by("R13", who, map[string]string{"applicant": "relative", "relative-name": "测试亲属", "relative-id": "430799199504100023", "why": "death"})
		text := pageText(out.Letter.Page)
		if !strings.Contains(text, "关系到2026-05终止") || !strings.Contains(text, "从2026-06起停发") || !strings.Contains(text, "5,100.00 元，可以继承") {
			t.Errorf("the notice says %s", text)
		}
		file, err := w.office.Enrolment.FileOf(w.ctx, w.reviewer, who)
		if err != nil || len(file.Relations) != 1 || file.Relations[0].ID != out.Case.Effect || file.Relations[0].Ended != civil.MonthOf(2026, 5) || file.Account != 510000 {
			t.Errorf("%+v %v", file, err)
		}
		if all := w.entitlements(who); len(all) != 1 || all[0].Status != benefit.Stopped || all[0].Stop != civil.MonthOf(2026, 6) {
			t.Errorf("%+v", all)
		}
		if _, err := w.office.Open(w.ctx, w.officer, "R13", who); !errors.Is(err, enrolment.NotEnrolled) {
			t.Errorf("cancelled twice: %v", err)
		}
	})
}

// What the survivors get is granted to the one who claims it, to their own account, and once for one deceased.
func TestASurvivorIsPaidOnce(t *testing.T) {
	eachWorld(t, func(w *world) {
		const citizen = "430799195505100019"
		dead := w.loses(TrialLoss{CitizenID: citizen, Died: "2026-02-10"})
		answers := map[string]string{"deceased-id": citizen, "died": "2026-02", "relation": "spouse", "paid-months": "345", "retired": "yes",
			"drawn-months": "42", "income": "36000", "start": "2026-03"}
		widow, son := w.register(someone{seq: 2, birth: "1957-04-10", bank: true}), w.register(someone{seq: 4, birth: "1985-04-10", bank: true})
		it, err := w.office.Items().Get("E07")
		if err != nil {
			t.Fatal(err)
		}
		trial := Trial{Answers: answers, Papers: map[string]string{"identity": "original", "kinship": "original"}, Expect: Expectation{Ends: Approved}}
		second, err := w.tryToSubmit(it, trial, son) // before anything is decided, both claims stand
		if err != nil {
			t.Fatal(err)
		}
		out := w.by("E07", widow, answers, "kinship")
		if all := w.entitlements(widow); len(all) != 1 || all[0].Kind != benefit.SurvivorBenefit || all[0].ID != out.Case.Effect || all[0].Person != widow {
			t.Errorf("%+v", all)
		}
		if held := w.registered(dead, "survivors-paid"); len(held) != 1 || held[0].Case != out.Case.ID {
			t.Errorf("%+v", held)
		}
		if _, err := w.tryToEnd(it, trial, second); !errors.Is(err, registration.Already) {
			t.Errorf("a second approval: %v", err)
		}
		if _, err := w.tryToSubmit(it, trial, w.register(someone{seq: 6, birth: "1990-04-10", bank: true})); !errors.Is(err, registration.Already) {
			t.Errorf("a third claim: %v", err)
		}
		if all := w.entitlements(son); len(all) != 0 {
			t.Errorf("%+v", all)
		}
	})
}

// The month chosen stands in the person's file; the window is told with the refusal of one outside it.
func TestTheWindowOfFlexibleRetirementIsTold(t *testing.T) {
	eachWorld(t, func(w *world) {
		who := w.register(someone{seq: 2, birth: "1966-06-10"})
		it, err := w.office.Items().Get("E04")
		if err != nil {
			t.Fatal(err)
		}
		answers := map[string]string{"category": "M60", "kind": "late", "on": "2029-12", "employed": "no"}
		_, err = w.tryToSubmit(it, Trial{Answers: answers, Papers: map[string]string{"identity": "original"}}, who)
		if !errors.Is(err, OutsideWindow) || fail.As(err).Field != flexMonth || !strings.Contains(fail.As(err).Say(words.Zh).What, "2026-06起，弹性延迟到2029-11止") {
			t.Errorf("%v", err)
		}
		answers["on"] = "2029-11"
		w.by("E04", who, answers)
		if held := w.registered(who, "flexible-retirement"); len(held) != 1 || held[0].Attributes["on"] != "2029-11" || held[0].Attributes["kind"] != "弹性延迟" {
			t.Errorf("%+v", held)
		}
	})
}
