package casework

import (
	"errors"
	"fmt"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/workforce"
)

func TestAReviewerIsChosenByPlaceLevelLoadAndAbsence(t *testing.T) {
	here, there := []civil.Division{village.Township()}, []civil.Division{"430725102"}
	remit := func(skilled bool, towns ...civil.Division) *workforce.Remit {
		return &workforce.Remit{Townships: towns, Skilled: skilled}
	}
	c := &Case{OpenedBy: 1, SavedBy: 2, TakenBy: 3}
	for name, k := range map[string]struct {
		all      []candidate
		computed bool
		want     int64
		why      Why
	}{
		"nobody":                       {nil, false, 0, ""},
		"only who took it in":          {[]candidate{{user: 1}, {user: 2}, {user: 3}}, false, 0, ""},
		"only who is away":             {[]candidate{{user: 4, away: true}}, false, 0, ""},
		"whose place it is":            {[]candidate{{user: 4}, {user: 5, remit: remit(false, here...), load: 9}, {user: 6, remit: remit(false, there...)}}, false, 5, ByRemit},
		"the skilled for a benefit":    {[]candidate{{user: 4, remit: remit(false, here...)}, {user: 5, remit: remit(true), load: 9}}, true, 5, ByRemit},
		"the least to do of these":     {[]candidate{{user: 4, remit: remit(false), load: 2}, {user: 5, remit: remit(false), load: 1}}, false, 5, ByRemit},
		"the first of equals":          {[]candidate{{user: 5, remit: remit(false)}, {user: 4, remit: remit(false)}}, false, 4, ByRemit},
		"away, so the next":            {[]candidate{{user: 4, remit: remit(false), away: true}, {user: 5, load: 7}}, false, 5, ByLoad},
		"nobody skilled, so by load":   {[]candidate{{user: 4, remit: remit(false), load: 3}, {user: 5, load: 2}}, true, 5, ByLoad},
		"took it in, so not his place": {[]candidate{{user: 3, remit: remit(true)}, {user: 5, remit: remit(true, there...)}}, false, 5, ByLoad},
	} {
		if got, why := choose(k.all, c, village, k.computed); got != k.want || why != k.why {
			t.Errorf("%s: %d by %q", name, got, why)
		}
	}
}

// staff adds people who really sign in; the world's own actors take their numbers.
func (w *world) staff() (newcomer access.Actor) {
	w.t.Helper()
	newcomer = access.Actor{County: taoyuan, Login: "o3", Name: "王接手", Role: access.Officer, Station: w.officer.Station}
	w.do(func(tx *db.Tx) error {
		for _, a := range []*access.Actor{&w.officer, &w.second, &w.reviewer, &w.third, &w.boss, &newcomer} {
			id, err := w.office.Access.AddUserIn(w.ctx, tx, access.User{Login: a.Login, Name: a.Name, Role: a.Role, Station: a.Station, Hash: "x"})
			if err != nil {
				return err
			}
			a.User = id
		}
		return nil
	})
	return newcomer
}

// queue are the numbers of the cases on a part of the queue.
func (w *world) queue(by access.Actor, whose Whose) (ids []int64) {
	w.t.Helper()
	rows, _, err := w.office.QueueOf(w.ctx, by, whose, ListPage{})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids
}

func TestAcceptedCasesAreSharedAndTakenOver(t *testing.T) {
	eachWorld(t, func(w *world) {
		w.staff()
		first, second := w.submitted(w.officer, w.entitled(1)), w.submitted(w.officer, w.entitled(2))
		a, b := w.queue(w.reviewer, Mine), w.queue(w.third, Mine)
		if len(a) != 1 || len(b) != 1 || a[0] != first.Case.ID || b[0] != second.Case.ID || len(w.queue(w.reviewer, Everybody)) != 2 || len(w.queue(w.reviewer, OfAbsent)) != 0 {
			w.t.Fatalf("shared as %v and %v", a, b)
		}
		day := civil.DateOf(2026, 3, 2)
		if err := w.office.Workforce.EnterAbsence(w.ctx, w.third, workforce.Absence{User: w.third.User, Kind: workforce.OnLoan, From: day, Until: day + 9}); err != nil {
			w.t.Fatal(err)
		}
		third := w.submitted(w.officer, w.entitled(3))
		if absent := w.queue(w.reviewer, OfAbsent); len(absent) != 1 || absent[0] != second.Case.ID || len(w.queue(w.reviewer, Mine)) != 2 {
			w.t.Errorf("of the absent: %v", absent)
		}
		if err := w.office.TakeOver(w.ctx, w.reviewer, second.Case.ID); err != nil || len(w.queue(w.reviewer, Mine)) != 3 || len(w.queue(w.reviewer, OfAbsent)) != 0 {
			w.t.Errorf("not taken over: %v", err)
		}
		if err := w.office.TakeOver(w.ctx, w.officer, third.Case.ID); !errors.Is(err, access.NotAllowed) {
			w.t.Errorf("the window takes it over: %v", err)
		}
		if _, err := w.office.Decide(w.ctx, w.third, Decision{Case: third.Case.ID, Version: third.Case.Version, Approve: true}); err != nil {
			w.t.Errorf("a list keeps somebody from deciding: %v", err)
		}
		if err := w.office.TakeOver(w.ctx, w.reviewer, third.Case.ID); !errors.Is(err, WrongState) {
			w.t.Errorf("what was decided is taken over: %v", err)
		}
	})
}

func TestSeveralSimpleCasesAreApprovedAtOnce(t *testing.T) {
	eachWorld(t, func(w *world) {
		w.staff()
		var ticked []Ticked
		var people []int64
		for n, card := range []string{"6200000000000104", "6200000000000112", "6200000000000120", "6200000000000138"} {
			p := w.register(someone{seq: n + 1, birth: "1966-04-10", years: 15, phone: "10012345678"})
			w.do(func(tx *db.Tx) error {
				_, _, err := w.office.Enrolment.SetBankAccountIn(w.ctx, tx, w.officer, p, "桃源农商银行", card)
				return err
			})
			people = append(people, p)
			out := w.submitted(w.officer, p)
			ticked = append(ticked, Ticked{out.Case.ID, out.Case.Version})
		}
		if _, err := w.office.ApproveBatch(w.ctx, w.reviewer, ticked); !errors.Is(err, NotSkilled) {
			w.t.Fatalf("without the remit: %v", err)
		}
		if err := w.office.Workforce.SetRemit(w.ctx, w.boss, workforce.Remit{User: w.reviewer.User, Skilled: true}); err != nil {
			w.t.Fatal(err)
		}
		list, err := w.office.SimpleOf(w.ctx, w.reviewer, "R07")
		if err != nil || len(list) != 4 || list[0].Says == "" {
			w.t.Fatalf("%d simple: %v", len(list), err)
		}
		ticked[1].Version--                                                // somebody changed it since
		w.dies(people[2], "2026-03-01")                                    // the registers changed since
		ticked = append(ticked, Ticked{ticked[0].Case, ticked[0].Version}) // ticked twice
		lines, err := w.office.ApproveBatch(w.ctx, w.reviewer, ticked)
		if err != nil || len(lines) != 5 {
			w.t.Fatalf("%+v %v", lines, err)
		}
		said := ""
		for _, l := range lines {
			if l.Fault == nil {
				said += "ok "
			} else {
				said += l.Fault.Code + " "
			}
			if (l.Fault == nil) != (l.Letter != 0) || l.Number == "" {
				w.t.Errorf("%+v", l)
			}
		}
		if want := "ok casework.changed casework.died ok casework.wrong-state "; said != want {
			w.t.Errorf("the batch ended as %s", said)
		}
		for i, p := range people {
			if n := len(w.entitlements(p)); n != map[int]int{0: 1, 1: 0, 2: 0, 3: 1}[i] {
				w.t.Errorf("person %d has %d benefits", i, n)
			}
		}
		if _, err := w.office.ApproveBatch(w.ctx, w.reviewer, nil); !errors.Is(err, BadBatch) {
			w.t.Errorf("a batch of nothing: %v", err)
		}
	})
}

// An officer and a reviewer leave: nothing of theirs is lost, and who worked on an intake still does not decide it.
func TestTheWorkOfWhoLeavesIsHandedOver(t *testing.T) {
	eachWorld(t, func(w *world) {
		newcomer := w.staff()
		draft := w.opened(w.officer, w.entitled(1))
		waits := w.submitted(w.officer, w.entitled(2))
		for name, h := range map[string]HandOver{"to himself": {w.officer.User, w.officer.User, "调离"}, "to a reviewer": {w.officer.User, w.third.User, "调离"},
			"without a reason": {w.officer.User, newcomer.User, " "}, "to nobody": {w.officer.User, 5, "调离"}} {
			if _, err := w.office.HandOver(w.ctx, w.boss, h); !errors.Is(err, NoHandOver) {
				w.t.Errorf("%s: %v", name, err)
			}
		}
		good := HandOver{w.officer.User, newcomer.User, "调离岗位"}
		if _, err := w.office.HandOver(w.ctx, w.officer, good); !errors.Is(err, access.NotAllowed) {
			w.t.Errorf("an officer hands over: %v", err)
		}
		out, err := w.office.HandOver(w.ctx, w.boss, good)
		if err != nil || out.Drafts != 1 || out.Waiting != 0 {
			w.t.Fatalf("%+v %v", out, err)
		}
		drafts := func(by access.Actor) string {
			rows, _, err := w.office.MyDrafts(w.ctx, by, ListPage{})
			if err != nil {
				w.t.Fatal(err)
			}
			s := ""
			for _, r := range rows {
				s += fmt.Sprint(r.ID, r.OpenedBy == w.officer.User)
			}
			return s
		}
		if a, b := drafts(w.officer), drafts(newcomer); a != "" || b != fmt.Sprint(draft.ID, true) {
			w.t.Errorf("drafts: %q, %q", a, b)
		}
		if _, err := w.office.Submit(w.ctx, newcomer, Submission{Case: draft.ID, Version: draft.Version}); err != nil {
			w.t.Errorf("the newcomer cannot go on: %v", err)
		}
		has := w.queue(w.reviewer, Mine)
		if len(has) != 1 || has[0] != waits.Case.ID {
			w.t.Fatalf("%v", has)
		}
		if out, err = w.office.HandOver(w.ctx, w.boss, HandOver{w.reviewer.User, w.third.User, "借调"}); err != nil || out.Waiting != 1 || len(w.queue(w.reviewer, Mine)) != 0 || len(w.queue(w.third, Mine)) != 2 {
			w.t.Errorf("%+v %v: %v", out, err, w.queue(w.third, Mine))
		}
		acts, err := w.office.Access.Trail(w.ctx, w.boss, access.Subject("user", w.reviewer.User), 5)
		if err != nil || len(acts) == 0 || acts[0].Action != "case.handed-over" || acts[0].Detail["why"] != "借调" {
			w.t.Errorf("%+v %v", acts, err)
		}
	})
}
