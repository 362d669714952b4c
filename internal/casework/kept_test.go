package casework

import (
	"errors"
	"os"
	"strings"
	"testing"

	"renshe/internal/db"
	"renshe/internal/fail"
)

// A case is finished by the item it began with, whatever the county changes meanwhile.
func TestACaseKeepsItsItem(t *testing.T) {
	eachWorld(t, func(w *world) {
		v := w.opened(w.officer, w.entitled(1))
		old := w.office.items.byCode["R07"]
		now, err := parseItem(strings.Replace(old.body, "days: 20", "days: 10", 1))
		if err != nil || now.hash == old.hash {
			t.Fatal(err)
		}
		w.office.items.byCode["R07"] = now
		defer func() { w.office.items.byCode["R07"] = old }()
		out, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: v.Version})
		if err != nil || out.Case.Due.String() != "2026-03-30" {
			t.Fatalf("due %s by the limit of 20 days: %v", out.Case.Due, err)
		}
		later := w.submitted(w.officer, w.entitled(3))
		if later.Case.Due.String() != "2026-03-16" {
			t.Errorf("a new case is due %s by the limit of 10 days", later.Case.Due)
		}
	})
}

// A case that was opened before items had ways, authorities and blocks is finished by the text it kept.
func TestACaseOfTheFirstShapeIsFinished(t *testing.T) {
	body, err := os.ReadFile("testdata/R07-before-blocks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	eachWorld(t, func(w *world) {
		old, err := parseItem(string(body))
		if err != nil || old.Way() != ByDecision {
			t.Fatal(err)
		}
		now := w.office.items.byCode["R07"]
		w.office.items.byCode["R07"] = old
		v := w.opened(w.officer, w.entitled(1))
		w.office.items.byCode["R07"] = now
		out, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: v.Version})
		if err != nil || out.Case.Due.String() != "2026-03-30" {
			t.Fatalf("%+v %v", out, err)
		}
		done, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: v.ID, Version: out.Case.Version, Approve: true})
		if err != nil || done.Case.State != Approved {
			t.Fatal(err)
		}
		if again, err := w.office.Get(w.ctx, w.reviewer, v.ID); err != nil || again.Def.Hash() != old.Hash() || again.Def.Title != now.Title {
			t.Errorf("%+v %v", again, err)
		}
	})
}

// A letter is printed again by the template it was first printed from.
func TestALetterKeepsItsTemplate(t *testing.T) {
	eachWorld(t, func(w *world) {
		out := w.submitted(w.officer, w.entitled(1))
		old := w.office.items.templates.byCode["receipt"]
		now, err := parseTemplate(strings.Replace(old.body, "title: {zh: 受理回执", "title: {zh: 新式回执", 1))
		if err != nil || now.hash == old.hash {
			t.Fatal(err)
		}
		w.office.items.templates.byCode["receipt"] = now
		defer func() { w.office.items.templates.byCode["receipt"] = old }()
		l, err := w.office.Letter(w.ctx, w.officer, out.Letter.ID)
		if err != nil || l.Page.Title.Zh != "受理回执" || l.Page.Number != out.Letter.Number {
			t.Errorf("%+v %v", l, err)
		}
	})
}

// Stored figures that the rules do not give again are never shown as a decision.
func TestAForgedAmountIsNotPrinted(t *testing.T) {
	eachWorld(t, func(w *world) {
		out := w.submitted(w.officer, w.entitled(1))
		done, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: out.Case.ID, Version: out.Case.Version, Approve: true})
		if err != nil {
			t.Fatal(err)
		}
		for what, forge := range map[string]func(*Assessment){
			"the amount": func(a *Assessment) { a.Total += 100 },
			"the result": func(a *Assessment) { a.Amount.Outputs["total_fen"] = "999999" },
			"the input":  func(a *Assessment) { a.Amount.Record.Inputs["account"] = "99999.00" },
		} {
			forged := *done.Case.Assessment
			amount := *forged.Amount
			amount.Outputs, amount.Record.Inputs = copied(amount.Outputs), copied(amount.Record.Inputs)
			forged.Amount = &amount
			forge(&forged)
			text, err := assessmentText(&forged)
			if err != nil {
				t.Fatal(err)
			}
			w.do(func(tx *db.Tx) error {
				_, err := tx.Exec(w.ctx, `UPDATE service_case SET assessment=$3 WHERE county=$1 AND id=$2`, taoyuan, done.Case.ID, text)
				return err
			})
			if _, err := w.office.Sheet(w.ctx, w.reviewer, done.Case.ID); !errors.Is(err, SheetDiffers) || fail.KindOf(err) != fail.Internal {
				t.Errorf("%s: the sheet is shown: %v", what, err)
			}
			if _, err := w.office.Letter(w.ctx, w.officer, done.Letter.ID); !errors.Is(err, SheetDiffers) {
				t.Errorf("%s: the letter is printed: %v", what, err)
			}
		}
	})
}

func copied(m map[string]string) map[string]string {
	out := map[string]string{}
	for k, v := range m {
		out[k] = v
	}
	return out
}

// The database itself refuses one person in both roles, should the program ever forget.
func TestTheDatabaseKeepsTwoPersonsApart(t *testing.T) {
	eachWorld(t, func(w *world) {
		out := w.submitted(w.officer, w.entitled(1))
		err := w.d.InCounty(w.ctx, taoyuan, func(tx *db.Tx) error {
			_, err := tx.Exec(w.ctx, `UPDATE service_case SET state='approved', decided_by=$3, decided_at=$4 WHERE county=$1 AND id=$2`,
				taoyuan, out.Case.ID, w.officer.User, db.Micros(tx.Now()))
			return err
		})
		if db.Classify(err) != db.Check {
			t.Errorf("%v", err)
		}
	})
}
