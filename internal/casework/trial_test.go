package casework

import (
	"slices"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/person"
)

// Every test of every item's file is run from the first question to the end, by the rooms that will do it.
func TestEveryItemsOwnTests(t *testing.T) {
	eachWorld(t, func(w *world) {
		seq := 0
		for _, it := range w.office.Items().All() {
			for _, trial := range it.Trials {
				seq += 2 // an even number is a woman's, as the world's people are
				w.try(it, trial, seq)
			}
		}
		if seq < 8 {
			t.Errorf("only %d tests", seq/2)
		}
	})
}

func (w *world) try(it *Item, trial Trial, seq int) {
	w.t.Helper()
	name, expect := it.Code+" "+trial.Name, trial.Expect
	id := w.register(someone{seq: seq, birth: trial.Person.Born, years: trial.Person.PaidYears, bank: trial.Person.Account, phone: "10012345678"})
	if trial.Person.Draws {
		w.draws(id, trial.Person.Suspended)
	}
	w.loses(trial.Person.Lost)
	for _, code := range trial.Person.After {
		w.before(name, code, id)
	}
	if trial.Person.Died != "" {
		w.dies(id, trial.Person.Died)
	}
	out, err := w.tryToSubmit(it, trial, id)
	if expect.Blocked != "" {
		if err == nil || fail.As(err).Code != expect.Blocked {
			w.t.Errorf("%s: %v, want %s", name, err, expect.Blocked)
		}
		return
	}
	if err != nil {
		w.t.Errorf("%s: %v", name, err)
		return
	}
	if len(out.Missing) > 0 {
		if got, want := names(out.Missing), strings.Join(expect.Missing, " "); got != want {
			w.t.Errorf("%s: the notice names %q, want %q", name, got, want)
		}
	} else {
		w.checkReceipt(name, it, trial, out)
		for _, step := range trial.Walk {
			defer w.clock.Add(-days(step.After))
		}
		if out, err = w.tryToEnd(it, trial, out); err != nil {
			w.t.Errorf("%s: %v", name, err)
			return
		}
	}
	w.checkEnd(name, it, trial, out)
}

func (w *world) tryToSubmit(it *Item, trial Trial, person int64) (*Outcome, error) {
	by := w.taker(it.Code)
	v, err := w.office.Open(w.ctx, by, it.Code, person)
	if err != nil {
		return nil, err
	}
	version, err := w.office.Save(w.ctx, by, Saving{Case: v.ID, Version: v.Version, Form: Form{Fields: trial.Answers, Materials: trial.Papers}})
	if err != nil {
		return nil, err
	}
	return w.office.Submit(w.ctx, by, Submission{Case: v.ID, Version: version, Insist: trial.Insist})
}

// tryToEnd decides what is decided, and records the answer to what was sent on; the rest has ended.
func (w *world) tryToEnd(it *Item, trial Trial, out *Outcome) (*Outcome, error) {
	switch it.Way() {
	case ByReferral:
		if out.Case.State != Referred {
			w.t.Errorf("%s is %s after it was sent on", it.Code, out.Case.State)
		}
		return w.office.RecordAnswer(w.ctx, w.second, Reply{Case: out.Case.ID, Version: out.Case.Version, Result: trial.Reply, Says: "已按规定办理。"})
	case ByDispute:
		return w.walk(it, trial, out)
	case ByDecision:
		begun, err := w.office.Begin(w.ctx, w.reviewer, out.Case.ID, out.Case.Version)
		if err != nil {
			return nil, err
		}
		return w.office.Decide(w.ctx, w.reviewer, Decision{Case: begun.ID, Version: begun.Version, Approve: trial.Expect.Ends == Approved, Ground: trial.Expect.Ground})
	}
	return out, nil
}

// walk takes a dispute through its stages, and holds that each begins and ends on its day.
func (w *world) walk(it *Item, trial Trial, out *Outcome) (_ *Outcome, err error) {
	for _, step := range trial.Walk {
		w.clock.Add(days(step.After))
		c, today := out.Case, civil.DateIn(w.clock.Now())
		switch {
		case step.Ask != "":
			out, err = w.office.AskFor(w.ctx, w.taker(it.Code), Asking{Case: c.ID, Version: c.Version, Says: "不服，请求" + step.Ask})
		case step.Task != "":
			out, err = w.office.DoTask(w.ctx, w.reviewer, TaskDoing{Case: c.ID, Version: c.Version, Task: step.Task, On: today.Add(step.Ahead)})
		default:
			out, err = w.office.EndStage(w.ctx, w.reviewer, StageEnding{Case: c.ID, Version: c.Version, End: step.End, Says: "已按规定办理。"})
		}
		if err != nil {
			return nil, err
		}
		if out.Case.State.Living() {
			w.checkStage(it, step, out.Case, today)
		}
	}
	return out, nil
}

// checkStage holds that the stage that has just begun is due when its law says.
func (w *world) checkStage(it *Item, step TrialStep, c Case, today civil.Date) {
	w.t.Helper()
	s := it.Stage(c.Stage)
	if step.Task != "" || len(s.Tasks) > 0 {
		return
	}
	want := Clock{Legal: s.Limit, Promise: s.Limit, Started: today}.Reckon(w.office.calendar)
	if c.Due != want.Due || c.Warn != want.Warn || c.Due.IsZero() != !s.Limit.Known() {
		w.t.Errorf("%s: %s is due %s, want %s", it.Code, c.Stage, c.Due, want.Due)
	}
}

// loses puts somebody into the register who has died.
func (w *world) loses(x TrialLoss) int64 {
	w.t.Helper()
	if x.CitizenID == "" {
		return 0
	}
	var id int64
	w.do(func(tx *db.Tx) error {
		p, _, err := w.office.People.RegisterIn(w.ctx, tx, w.officer, person.Registration{Name: "测试死者", CitizenID: x.CitizenID, Village: village})
		id = p.ID
		return err
	})
	w.contributed(id, x.PaidYears)
	if x.Died != "" {
		w.dies(id, x.Died)
	}
	if x.Cancelled {
		w.do(func(tx *db.Tx) error {
			return w.office.Enrolment.SetStateIn(w.ctx, tx, w.reviewer, id, enrolment.ResidentPension, enrolment.Ended, civil.DateIn(tx.Now()).Month())
		})
	}
	if x.Claimed {
		w.do(func(tx *db.Tx) error {
			left, err := w.office.Benefit.InheritableIn(w.ctx, tx, taoyuan, id)
			if err != nil {
				return err
			}
			other, _, err := w.office.People.RegisterIn(w.ctx, tx, w.officer, person.Registration{Name: "测试继承人", CitizenID: string(civil.MakeCitizenID("430799", civil.DateOf(1988, 1, 1), int(id%400)*2)), Village: village})
			if err != nil {
				return err
			}
			_, err = w.office.Benefit.GrantIn(w.ctx, tx, w.reviewer, benefit.Grant{Person: other.ID, Kind: benefit.AccountLumpSum, Start: civil.DateIn(tx.Now()).Month(),
				Inputs: benefit.WithdrawalInputs(id, left.Amount, nil)})
			return err
		})
	}
	return id
}

// before does another item for the person, by its first test that ends well.
func (w *world) before(name, code string, person int64) {
	w.t.Helper()
	it, err := w.office.Items().Get(code)
	if err != nil {
		w.t.Fatalf("%s: %v", name, err)
	}
	i := slices.IndexFunc(it.Trials, func(t Trial) bool { return t.Expect.well() })
	out, err := w.tryToSubmit(it, it.Trials[i], person)
	if err == nil && out.Case.State == Submitted {
		out, err = w.tryToEnd(it, it.Trials[i], out)
	}
	if err != nil || !out.Case.State.Done() {
		w.t.Fatalf("%s: before it, %s: %+v %v", name, code, out, err)
	}
}

// draws grants the residents' pension by the office's own claim.
func (w *world) draws(id int64, suspended bool) {
	w.t.Helper()
	out := w.submitted(w.officer, id)
	done, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: out.Case.ID, Version: out.Case.Version, Approve: true})
	if err != nil {
		w.t.Fatal(err)
	}
	if suspended {
		w.do(func(tx *db.Tx) error {
			_, err := w.office.Benefit.SuspendIn(w.ctx, tx, w.reviewer, done.Case.Effect, "测试")
			return err
		})
	}
}

// checkReceipt asks whether the receipt promises what the law says.
func (w *world) checkReceipt(name string, it *Item, trial Trial, out *Outcome) {
	w.t.Helper()
	letter := it.Letters[outReceipt]
	if out.Case.State.Done() {
		letter = trial.Expect.Letter // it ended at the window
	}
	if out.Case.Number == "" || out.Letter.Template != letter {
		w.t.Errorf("%s: number %q, letter %s", name, out.Case.Number, out.Letter.Template)
	}
	for _, f := range out.Letter.Page.Fields {
		if f.Name == "limit" && !strings.HasPrefix(f.Value.Zh, trial.Expect.Due) {
			w.t.Errorf("%s: the receipt promises %s, want %s", name, f.Value.Zh, trial.Expect.Due)
		}
	}
	clock := clockOf(it, &out.Case)
	if since := trial.Answers["received"]; since != "" && it.Stages != nil {
		clock.Started, _ = civil.ParseDate(since) // a transferred petition counts from the day on which it came
	}
	want := clock.Reckon(w.office.calendar).LegalDue
	if out.Case.LegalDue != want || out.Case.Due > out.Case.LegalDue || out.Case.Due.IsZero() != !it.Limit.Known() {
		w.t.Errorf("%s: due %s, by the law %s", name, out.Case.Due, want)
	}
}

// checkEnd asks where the case ended, what was printed, and whether the effect left its record.
func (w *world) checkEnd(name string, it *Item, trial Trial, out *Outcome) {
	w.t.Helper()
	if out.Case.State != trial.Expect.Ends || out.Letter.Template != trial.Expect.Letter {
		w.t.Errorf("%s: ends %s with %s, want %s with %s", name, out.Case.State, out.Letter.Template, trial.Expect.Ends, trial.Expect.Letter)
	}
	nothing := it.Effect.Kind == Settle || it.Effect.Kind == Refer || it.Effect.Kind == Answer || it.Effect.Kind == Certify
	if made := out.Case.Effect != 0; made != (trial.Expect.well() && !nothing) {
		w.t.Errorf("%s: made %d", name, out.Case.Effect)
	}
	if v, err := w.office.Get(w.ctx, w.taker(it.Code), out.Case.ID); err != nil || v.Case.State != out.Case.State || v.Def.Code != it.Code {
		w.t.Errorf("%s: reads back as %+v: %v", name, v, err)
	}
	if l, err := w.office.Letter(w.ctx, w.taker(it.Code), out.Letter.ID); err != nil || l.Page.Title.IsZero() {
		w.t.Errorf("%s: the letter is not printed again: %v", name, err)
	}
	w.fileAway(name, out.Case)
	w.do(func(tx *db.Tx) error {
		living, err := livingCase(w.ctx, tx, taoyuan, out.Case.Person, it.Code)
		if (living != nil) != (out.Case.State.Living() && (it.OneAtATime || !out.Case.State.Submitted())) {
			w.t.Errorf("%s: living %v", name, living)
		}
		return err
	})
}

// fileAway delivers what has an outcome and archives it: an item runs from its intake to the archive.
func (w *world) fileAway(name string, c Case) {
	w.t.Helper()
	if c.State.Living() {
		return
	}
	got, err := w.office.Deliver(w.ctx, w.taker(c.Item), Delivery{Case: c.ID, Version: c.Version, How: InPerson, On: civil.DateIn(w.clock.Now())})
	if err == nil {
		got, err = w.office.Archive(w.ctx, w.taker(c.Item), c.ID, got.Case.Version)
	}
	if err != nil || got.Case.Archived.IsZero() {
		w.t.Errorf("%s: not archived: %v", name, err)
	}
}
