package casework

import (
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/fail"
)

// award takes an item's case in and approves it.
func (w *world) award(item string, person int64, answers map[string]string) *Outcome {
	w.t.Helper()
	it, err := w.office.Items().Get(item)
	if err != nil {
		w.t.Fatal(err)
	}
	trial := Trial{Answers: answers, Papers: map[string]string{"identity": "original"}, Expect: Expectation{Ends: Approved}}
	out, err := w.tryToSubmit(it, trial, person)
	if err == nil && out.Case.State == Submitted {
		out, err = w.tryToEnd(it, trial, out)
	}
	if err != nil || out.Case.State != Approved {
		w.t.Fatalf("%s: %+v, missing %v", item, err, out)
	}
	return out
}

// What a calculator gives is granted with the inputs that were answered and no others: a month drawn later has its own law.
func TestAnAwardIsGrantedAsItWasComputed(t *testing.T) {
	eachWorld(t, func(w *world) {
		jobless := w.register(someone{seq: 2, birth: "1985-04-10", bank: true})
		out := w.award("U04", jobless, map[string]string{"left-on": "2026-02-01", "last-unit": "某厂", "paid-months": "70", "start": "2026-03"})
		all := w.entitlements(jobless)
		if len(all) != 1 || all[0].Kind != benefit.UnemploymentBenefit || all[0].Start != civil.MonthOf(2026, 3) || all[0].Stop != all[0].Start+18 || all[0].ID != out.Case.Effect {
			t.Fatalf("%+v", all)
		}
		if in := all[0].Inputs; in["paid-months"] != "70" || in["month"] != "" {
			t.Errorf("granted with %v", in)
		}
		text := ""
		for _, s := range out.Letter.Page.Sections {
			for _, row := range s.Rows {
				for _, c := range row {
					text += c.Zh + " "
				}
			}
		}
		if !strings.Contains(text, "失业保险金 1,620.00 按月 2026-03 2027-08") || !strings.Contains(text, "社会保险法 第四十六条") {
			t.Errorf("the sheet says %s", text)
		}
		sheet, err := w.office.Sheet(w.ctx, w.reviewer, out.Case.ID)
		if err != nil || sheet.Amount == nil || sheet.Entitlement != nil {
			t.Errorf("%+v: %v", sheet, err)
		}
		if _, err := w.office.Open(w.ctx, w.officer, "U04", jobless); err == nil || fail.As(err).Code != AlreadyReceiving.Code {
			t.Errorf("a second claim: %v", err)
		}
		w.do(func(tx *db.Tx) error {
			found, err := w.office.Benefit.VerifyIn(w.ctx, tx, taoyuan, nil)
			if len(found) > 0 {
				t.Errorf("%v", found)
			}
			return err
		})

		hurt := w.register(someone{seq: 4, birth: "1980-09-10", bank: true})
		w.award("I05", hurt, map[string]string{"injury": "A1", "appraisal": "A2", "grade": "3", "wage": "6000", "injured": "2025-06", "age": "45y6m", "start": "2026-03"})
		kinds := map[benefit.Kind]bool{}
		for _, e := range w.entitlements(hurt) {
			kinds[e.Kind] = true
		}
		if len(kinds) != 2 || !kinds[benefit.InjuryLumpSum] || !kinds[benefit.InjuryAllowance] {
			t.Errorf("grade 3 draws %v", kinds)
		}
	})
}

// What the calculator cannot read is told on the form's field, before anything is taken in.
func TestAnAwardsWrongAnswerIsToldOnItsField(t *testing.T) {
	eachWorld(t, func(w *world) {
		hurt := w.register(someone{seq: 2, birth: "1980-09-10", bank: true})
		it, err := w.office.Items().Get("I05")
		if err != nil {
			t.Fatal(err)
		}
		_, err = w.tryToSubmit(it, Trial{Papers: map[string]string{"identity": "original"}, Answers: map[string]string{"injury": "A1", "appraisal": "A2",
			"grade": "12", "wage": "6000", "injured": "2025-06", "age": "forty", "start": "2026-03"}}, hurt)
		fields := ""
		for _, f := range fail.Each(err) {
			fields += f.Field + " "
		}
		if fields != "age grade " && fields != "grade age " {
			t.Errorf("the faults stand on %q: %v", fields, err)
		}
		if all := w.entitlements(hurt); len(all) != 0 {
			t.Errorf("%+v", all)
		}
	})
}
