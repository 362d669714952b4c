package casework

import (
	"errors"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
)

// owingLaw is the built-in law with one item changed, in a folder of this test: no document in the sources at hand lets a paper of one of
// the built-in items follow, or the applicant's word stand for it.
func (w *world) owingLaw() func() {
	w.t.Helper()
	files := lawCopy(w.t)
	text := string(files["items/W01.yaml"].Data)
	text = strings.Replace(text, "materials:\n", `materials:
  - name: proof
    title: {zh: 困难证明, en: Proof of hardship}
    form: original
    required: true
    may-follow: {days: 15, kind: calendar, basis: {document: 测试文件, article: 第一条, says: {zh: 可以容缺, en: may follow}, checked: 2026-11-22, confidence: S}}
  - name: unpaid
    title: {zh: 未就业证明, en: Proof of having no work}
    form: original
    required: true
    commitment:
      says: {zh: 本人承诺目前没有就业。, en: I have no work at present.}
      verify: register.phone
      within: 20
      basis: {document: 测试文件, article: 第二条, says: {zh: 可以告知承诺, en: a commitment suffices}, checked: 2026-11-22, confidence: S}
`, 1)
	text = strings.ReplaceAll(text, "papers: {identity: original}", "papers: {identity: original, proof: later, unpaid: commitment}")
	text = strings.Replace(text, "missing: [category, identity]", "missing: [category, proof, unpaid, identity]", 1)
	text = strings.Replace(text, "limit: {unknown: {zh: 法律没有规定办理期限。, en: The law sets no limit.}}", "limit: {unknown: {zh: 测试, en: test}}\npromises: [{place: \"43\", days: 20, kind: working, document: 测试文件, article: 第三条}]", 1)
	files["items/W01.yaml"].Data = []byte(text)
	items, err := LoadItems(files, anyKnown(w.t))
	if err != nil {
		w.t.Fatal(err)
	}
	old := w.office.items
	w.office.items = items
	return func() { w.office.items = old }
}

// owed takes a matter in whose proof follows, and whose other paper is replaced by a commitment.
func (w *world) owed(seq int) *Outcome {
	w.t.Helper()
	v, err := w.office.Open(w.ctx, w.officer, "W01", w.entitled(seq))
	if err != nil {
		w.t.Fatal(err)
	}
	version := w.saved(w.officer, v.ID, v.Version, Form{Fields: map[string]string{"category": "大龄失业人员"},
		Materials: map[string]string{"identity": "original", "proof": ToFollow, "unpaid": Committed}})
	out, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: version})
	if err != nil || out.Case.State != Submitted {
		w.t.Fatalf("%+v %v", out, err)
	}
	return out
}

// A paper that may follow is owed by a day: it is on the receipt, called to mind, and nothing is approved before it is here.
func TestAPaperThatFollowsIsADebt(t *testing.T) {
	eachWorld(t, func(w *world) {
		defer w.owingLaw()()
		out := w.owed(1)
		c := out.Case
		for _, says := range []string{"容缺受理，2026-03-17前补交（测试文件 第一条）", "以书面承诺代替，2026-03-30前核实（测试文件 第二条）"} {
			if !strings.Contains(pageText(out.Letter.Page), says) {
				t.Errorf("the receipt does not say %s: %s", says, pageText(out.Letter.Page))
			}
		}
		debts, err := w.office.Debts(w.ctx, w.officer, c.ID)
		if err != nil || len(debts) != 2 || debts[0].State != DebtOpen || debts[0].Due.String() != "2026-03-17" || debts[0].Title.IsZero() || debts[1].Kind != DebtCommitment {
			t.Fatalf("%+v %v", debts, err)
		}
		if _, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: c.ID, Version: c.Version, Approve: true}); !errors.Is(err, StillOwed) {
			t.Errorf("approved without the paper: %v", err)
		}
		system := access.TheSystem(taoyuan)
		if got, err := w.office.MarkClocks(w.ctx, system); err != nil || got.Reminded != 0 {
			t.Errorf("%+v %v", got, err)
		}
		defer w.later(13)()
		for _, want := range []int{1, 0} {
			if got, err := w.office.MarkClocks(w.ctx, system); err != nil || got.Reminded != want {
				t.Errorf("%+v %v, want %d", got, err, want)
			}
		}
		if _, err := w.office.MeetDebt(w.ctx, w.officer, Settling{Case: c.ID, Version: c.Version, Material: "unpaid"}); !errors.Is(err, NothingOwed) {
			t.Errorf("a commitment is handed in: %v", err)
		}
		met, err := w.office.MeetDebt(w.ctx, w.officer, Settling{Case: c.ID, Version: c.Version, Material: "proof"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.office.MeetDebt(w.ctx, w.officer, Settling{Case: c.ID, Version: met.Case.Version, Material: "proof"}); !errors.Is(err, NothingOwed) {
			t.Errorf("handed in twice: %v", err)
		}
		done, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: c.ID, Version: met.Case.Version, Approve: true})
		if err != nil || done.Case.State != Approved {
			t.Fatalf("%+v %v", done, err)
		}
		delivered, err := w.office.Deliver(w.ctx, w.officer, Delivery{Case: c.ID, Version: done.Case.Version, How: Sent, On: civil.DateIn(w.clock.Now())})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.office.Archive(w.ctx, w.officer, c.ID, delivered.Case.Version); !errors.Is(err, StillOwed) {
			t.Errorf("archived before the commitment was verified: %v", err)
		}
		held, err := w.office.VerifyCommitment(w.ctx, w.reviewer, Settling{Case: c.ID, Version: delivered.Case.Version, Material: "unpaid"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.office.Archive(w.ctx, w.officer, c.ID, held.Case.Version); err != nil {
			t.Errorf("%v", err)
		}
	})
}

// A paper that does not come in time ends in a lawful refusal, and the debt with it.
func TestADebtThatIsNotMetIsRefused(t *testing.T) {
	eachWorld(t, func(w *world) {
		defer w.owingLaw()()
		c := w.owed(1).Case
		defer w.later(20)()
		done, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: c.ID, Version: c.Version, Ground: "not-met", Facts: "逾期没有补交困难证明。"})
		if err != nil || done.Case.State != Refused {
			t.Fatalf("%+v %v", done, err)
		}
		debts, err := w.office.Debts(w.ctx, w.officer, c.ID)
		if err != nil || debts[0].State != DebtVoid || debts[1].State != DebtVoid || debts[0].Says().IsZero() {
			t.Errorf("%+v %v", debts, err)
		}
	})
}

// A commitment that is not true: before the decision nothing is approved on it, after it what was registered is undone and decided anew.
func TestABrokenCommitmentIsHandled(t *testing.T) {
	eachWorld(t, func(w *world) {
		defer w.owingLaw()()
		c := w.owed(1).Case
		broken := Settling{Case: c.ID, Version: c.Version, Material: "unpaid", Broken: true}
		if _, err := w.office.VerifyCommitment(w.ctx, w.reviewer, broken); !errors.Is(err, NoReason) {
			t.Errorf("without what was found: %v", err)
		}
		broken.Says = "核查发现在职参保"
		if _, err := w.office.VerifyCommitment(w.ctx, w.officer, broken); !errors.Is(err, access.NotAllowed) {
			t.Errorf("by an officer: %v", err)
		}
		out, err := w.office.VerifyCommitment(w.ctx, w.reviewer, broken)
		if err != nil || out.Case.State != Submitted || !strings.Contains(pageText(out.Letter.Page), "核查发现在职参保") {
			t.Fatalf("%+v %v", out, err)
		}
		met, err := w.office.MeetDebt(w.ctx, w.officer, Settling{Case: c.ID, Version: out.Case.Version, Material: "proof"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: c.ID, Version: met.Case.Version, Approve: true}); !errors.Is(err, CommitmentBroken) {
			t.Errorf("approved on a broken commitment: %v", err)
		}
		back, err := w.office.Return(w.ctx, w.reviewer, c.ID, met.Case.Version, "请收未就业证明")
		if err != nil {
			t.Fatal(err)
		}
		version := w.saved(w.officer, c.ID, back.Case.Version, Form{Materials: map[string]string{"unpaid": "original"}})
		again, err := w.office.Submit(w.ctx, w.officer, Submission{Case: c.ID, Version: version})
		if err != nil {
			t.Fatal(err)
		}
		done, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: c.ID, Version: again.Case.Version, Approve: true})
		if err != nil || done.Case.State != Approved {
			t.Fatalf("%+v %v", done, err)
		}

		// After the decision: the entry that was made on the commitment is ended as mistaken, and the case is decided anew.
		second := w.owed(3).Case
		met, err = w.office.MeetDebt(w.ctx, w.officer, Settling{Case: second.ID, Version: second.Version, Material: "proof"})
		if err != nil {
			t.Fatal(err)
		}
		done, err = w.office.Decide(w.ctx, w.reviewer, Decision{Case: second.ID, Version: met.Case.Version, Approve: true})
		if err != nil {
			t.Fatal(err)
		}
		undone, err := w.office.VerifyCommitment(w.ctx, w.third, Settling{Case: second.ID, Version: done.Case.Version, Material: "unpaid", Broken: true, Says: "核查发现在职参保"})
		if err != nil || undone.Case.State != Submitted || undone.Case.Effect != 0 || undone.Case.Due.IsZero() {
			t.Fatalf("%+v %v", undone, err)
		}
		entries, err := w.office.Registers.Of(w.ctx, w.reviewer, second.Person)
		if err != nil || len(entries) != 1 || entries[0].EndedWhy != "mistaken" {
			t.Errorf("%+v %v", entries, err)
		}
		letters, err := w.office.Letters(w.ctx, w.officer, second.ID)
		if err != nil || letters[1].Valid || letters[1].RevokedWhy != revokedTitles[revokedReopened] {
			t.Errorf("%+v %v", letters, err)
		}
	})
}

// The loader refuses a debt or a commitment without a document, and a form refuses one that its item does not allow.
func TestNothingFollowsWithoutADocument(t *testing.T) {
	for what, text := range map[string]string{
		"may follow has no document":    "may-follow: {days: 15, kind: calendar}",
		"may follow without a day":      "may-follow: {kind: calendar, basis: {document: 测试, article: 一, says: {zh: 可, en: may}, checked: 2026-11-22, confidence: S}}",
		"verified by no record":         "commitment: {says: {zh: 承诺, en: I do}, verify: nowhere, within: 5, basis: {document: 测试, article: 一, says: {zh: 可, en: may}, checked: 2026-11-22, confidence: S}}",
		"commitment unpaid has no docu": "commitment: {says: {zh: 承诺, en: I do}, verify: register.phone, within: 5}",
	} {
		files := lawCopy(t)
		item := string(files["items/W01.yaml"].Data)
		files["items/W01.yaml"].Data = []byte(strings.Replace(item, "materials:\n", "materials:\n  - {name: unpaid, title: {zh: 证明, en: proof}, form: original, "+text+"}\n", 1))
		if _, err := LoadItems(files, anyKnown(t)); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", what, err)
		}
	}
	eachWorld(t, func(w *world) {
		v := w.opened(w.officer, w.entitled(1))
		for _, how := range []string{ToFollow, Committed} {
			_, err := w.office.Save(w.ctx, w.officer, Saving{Case: v.ID, Version: v.Version, Form: Form{Materials: map[string]string{"identity": how}}})
			if !errors.Is(err, NoChoice) {
				t.Errorf("%s: %v", how, err)
			}
		}
		for _, it := range w.office.items.All() {
			for _, m := range it.Materials {
				if m.allows(ToFollow) || m.allows(Committed) {
					t.Errorf("%s: %s may follow or be promised, and no document in the sources at hand says so", it.Code, m.Name)
				}
			}
		}
	})
}
