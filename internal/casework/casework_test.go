package casework

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/words"
)

func TestAClaimFromTheCounterToTheDecision(t *testing.T) {
	eachWorld(t, func(w *world) {
		person := w.entitled(1)
		v, err := w.office.Open(w.ctx, w.officer, "R07", person)
		if err != nil {
			t.Fatal(err)
		}
		shown := map[string]string{}
		for _, q := range v.Questions {
			shown[q.Name] = q.Value
		}
		for field, want := range map[string]string{"name": "测试人", "birth": "1966-04-10", "reach-month": "2026-04", "paid-months": "180",
			"account": "5100.00", "pay-to": "registered", "phone": "10012345678", "applicant": "self"} {
			if shown[field] != want {
				t.Errorf("%s is filled with %q, want %q", field, shown[field], want)
			}
		}
		if names(v.Missing) != "identity" || v.Today == nil || !v.Today.Entitled || v.Today.Start.String() != "2026-05" {
			t.Errorf("missing %q, today %+v", names(v.Missing), v.Today)
		}
		out := w.submitted(w.officer, person)
		c := out.Case
		if c.Number != "430725-2026-000001" || c.Due.String() != "2026-03-30" || c.LegalDue != c.Due || c.Accepted.String() != "2026-03-02" {
			t.Errorf("number %s, accepted %s, due %s", c.Number, c.Accepted, c.Due)
		}
		if !strings.HasPrefix(out.Letter.Number, "SL430725-2026-") || len(out.Letter.Code) != codeChars || out.Letter.Page.Title.Zh != "受理回执" {
			t.Errorf("receipt %+v", out.Letter)
		}
		queue, _, err := w.office.Queue(w.ctx, w.reviewer, ListPage{})
		if err != nil || len(queue) != 1 || queue[0].PersonName != "测试人" || queue[0].Urgency != InTime {
			t.Fatalf("queue %+v %v", queue, err)
		}
		begun, err := w.office.Begin(w.ctx, w.reviewer, c.ID, c.Version)
		if err != nil {
			t.Fatal(err)
		}
		sheet, err := w.office.Sheet(w.ctx, w.reviewer, c.ID)
		if err != nil || sheet.Amount == nil || len(sheet.Amount.Explanation) < 5 || sheet.Assessment.Total == 0 {
			t.Fatalf("sheet %+v %v", sheet, err)
		}
		done, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: c.ID, Version: begun.Version, Approve: true})
		if err != nil {
			t.Fatal(err)
		}
		granted := w.entitlements(person)
		if len(granted) != 1 || granted[0].Start.String() != "2026-05" || granted[0].Case != c.ID || granted[0].AccountPart != sheet.Assessment.AccountPart {
			t.Errorf("granted %+v, the sheet says %+v", granted, sheet.Assessment)
		}
		checkSheetLetter(t, w, done, sheet)
		checkTrail(t, w, c.ID, person)
	})
}

// checkSheetLetter reads the decision sheet again as a citizen would get it.
func checkSheetLetter(t *testing.T, w *world, done *Outcome, sheet *Sheet) {
	t.Helper()
	l, err := w.office.Letter(w.ctx, w.officer, done.Letter.ID)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	for _, f := range l.Page.Fields {
		values[f.Name] = f.Value.Zh
	}
	if values["total"] != sheet.Assessment.Total.String() || values["taken-by"] != "张经办" || values["decided-by"] != "赵复核" ||
		values["pay-to"] != "桃源农商银行 **** 0005" || values["start-month"] != "2026-05" {
		t.Errorf("the sheet shows %v", values)
	}
	rows := 0
	for _, s := range l.Page.Sections {
		for _, r := range s.Rows {
			rows++
			if r[0].IsZero() || r[1].IsZero() {
				t.Errorf("a step without a title or value: %v", r)
			}
		}
	}
	if rows < 10 {
		t.Errorf("only %d steps explain the decision", rows)
	}
}

// checkTrail asks what the case left behind: its history, the looks, the messages.
func checkTrail(t *testing.T, w *world, id, person int64) {
	t.Helper()
	events, err := w.office.History(w.ctx, w.reviewer, id)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, e := range events {
		kinds = append(kinds, e.Kind)
		if e.Title.IsZero() || e.Name == "" {
			t.Errorf("event %+v", e)
		}
	}
	if got := strings.Join(kinds, " "); got != "opened submitted review approved" {
		t.Errorf("history: %s", got)
	}
	looks, err := w.office.Access.Looks(w.ctx, w.reviewer, person, 10)
	if err != nil || len(looks) < 2 || !strings.Contains(looks[0].Purpose+looks[1].Purpose, "待遇") {
		t.Errorf("looks %+v %v", looks, err)
	}
	told, err := w.office.Notify.Of(w.ctx, taoyuan, person, 10)
	if err != nil || len(told) != 2 || told[0].To != "10012345678" || !strings.Contains(told[1].Text, "2026-03-30") {
		t.Errorf("messages %+v %v", told, err)
	}
	day, err := w.office.Day(w.ctx, w.officer, civil.DateIn(w.clock.Now()))
	if err != nil || len(day) != 2 || day[0].Kind != "opened" || day[0].Mine != 1 || day[1].Kind != "submitted" {
		t.Errorf("the day %+v %v", day, err)
	}
	file, err := w.office.Enrolment.FileOf(w.ctx, w.reviewer, person)
	if err != nil {
		t.Fatal(err)
	}
	if rel, ok := file.Relation(enrolment.ResidentPension); !ok || rel.State != enrolment.Receiving {
		t.Errorf("the relation is %+v", rel)
	}
}

func TestTheSamePersonDoesNotDecide(t *testing.T) {
	eachWorld(t, func(w *world) {
		// A reviewer cannot take a case in, so the same person appears as one user with a second role.
		officer := w.reviewer
		officer.Role, officer.Station = access.Officer, w.officer.Station
		out := w.submitted(officer, w.entitled(1))
		for name, try := range map[string]func() error{
			"review": func() error { _, err := w.office.Begin(w.ctx, w.reviewer, out.Case.ID, out.Case.Version); return err },
			"approve": func() error {
				_, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: out.Case.ID, Version: out.Case.Version, Approve: true})
				return err
			},
			"refuse": func() error {
				_, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: out.Case.ID, Version: out.Case.Version, Ground: "not-verified"})
				return err
			},
		} {
			err := try()
			if !errors.Is(err, SamePerson) || fail.KindOf(err) != fail.Blocked || !strings.Contains(fail.As(err).Rule, "第三十七条") {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := len(w.entitlements(out.Case.Person)); n != 0 {
			t.Errorf("%d entitlements", n)
		}
		// Somebody who only corrected the form is excluded too.
		v := w.opened(w.officer, w.entitled(3))
		v.Version = w.saved(officer, v.ID, v.Version, Form{Fields: map[string]string{"phone": "10012345679"}})
		out, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: v.Version})
		if err != nil {
			t.Fatal(err)
		}
		_, err = w.office.Decide(w.ctx, w.reviewer, Decision{Case: v.ID, Version: out.Case.Version, Approve: true})
		if !errors.Is(err, SamePerson) {
			t.Errorf("who filled the form in decided it: %v", err)
		}
		if _, err := w.office.Decide(w.ctx, w.third, Decision{Case: v.ID, Version: out.Case.Version, Approve: true}); err != nil {
			t.Errorf("another reviewer: %v", err)
		}
	})
}

func TestAnOfficerMayNotDecideAndAReviewerNotTakeIn(t *testing.T) {
	eachWorld(t, func(w *world) {
		person := w.entitled(1)
		out := w.submitted(w.officer, person)
		_, err := w.office.Decide(w.ctx, w.second, Decision{Case: out.Case.ID, Version: out.Case.Version, Approve: true})
		if fail.KindOf(err) != fail.Denied {
			t.Errorf("decide: %v", err)
		}
		if _, err := w.office.Open(w.ctx, w.reviewer, "R03", person); fail.KindOf(err) != fail.Denied {
			t.Errorf("open: %v", err)
		}
		stranger := access.Actor{County: taoyuan, User: 50, Name: "别人", Role: access.Citizen, Person: person + 1}
		if _, err := w.office.Get(w.ctx, stranger, out.Case.ID); fail.KindOf(err) != fail.Denied {
			t.Errorf("a stranger reads the case: %v", err)
		}
		if _, err := w.office.Letter(w.ctx, stranger, out.Letter.ID); fail.KindOf(err) != fail.Denied {
			t.Errorf("a stranger reads the letter: %v", err)
		}
		self := stranger
		self.Person = person
		if rows, err := w.office.OfPerson(w.ctx, self, person); err != nil || len(rows) != 1 {
			t.Errorf("the person's own list: %v %v", rows, err)
		}
	})
}

func TestEverythingMissingIsToldOnce(t *testing.T) {
	eachWorld(t, func(w *world) {
		person := w.register(someone{seq: 1, birth: "1966-04-10", years: 15, phone: ""})
		v, err := w.office.Open(w.ctx, w.officer, "R07", person)
		if err != nil {
			t.Fatal(err)
		}
		first, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: v.Version})
		if err != nil {
			t.Fatal(err)
		}
		if first.Case.State != Incomplete || names(first.Missing) != "bank-name bank-number identity bank-card" || first.Case.Number != "" {
			t.Fatalf("%s, missing %q", first.Case.State, names(first.Missing))
		}
		if !strings.HasPrefix(first.Letter.Number, "GZ430725-2026-") || first.Letter.Page.Title.Zh != "一次性告知书" {
			t.Errorf("notice %s %s", first.Letter.Number, first.Letter.Page.Title)
		}
		again, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: first.Case.Version})
		if err != nil || again.Letter.Number != first.Letter.Number || again.Letter.Code != first.Letter.Code || again.Case.Version != first.Case.Version {
			t.Errorf("the same things missing: %s %s %v", again.Letter.Number, again.Letter.Code, err)
		}
		version := w.saved(w.second, v.ID, first.Case.Version, Form{Fields: map[string]string{"bank-name": "桃源农商银行", "bank-number": "6200000000000005"}})
		less, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: version})
		if err != nil || names(less.Missing) != "identity bank-card" || less.Letter.Number == first.Letter.Number {
			t.Fatalf("missing %q, %v", names(less.Missing), err)
		}
		if old, err := w.office.Verify(w.ctx, first.Letter.Code); err != nil || old.Valid {
			t.Errorf("the old notice: %+v %v", old, err)
		}
		version = w.saved(w.officer, v.ID, less.Case.Version, Form{Materials: map[string]string{"identity": "original", "bank-card": "copy"}})
		out, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: version})
		if err != nil || out.Case.State != Submitted {
			t.Fatalf("%v %v", out, err)
		}
		if old, err := w.office.Verify(w.ctx, less.Letter.Code); err != nil || old.Valid || old.RevokedWhy.Zh != "已补齐并受理" {
			t.Errorf("the notice after acceptance: %+v %v", old, err)
		}
		done, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: v.ID, Version: out.Case.Version, Approve: true})
		if err != nil || done.Case.State != Approved {
			t.Fatal(err)
		}
		accounts, err := w.office.Enrolment.BankAccounts(w.ctx, w.reviewer, person)
		if err != nil || len(accounts) != 1 || accounts[0].Tail != "0005" {
			t.Errorf("the new account: %+v %v", accounts, err)
		}
	})
}

func TestWrongInputChangesNothing(t *testing.T) {
	eachWorld(t, func(w *world) {
		person := w.entitled(1)
		v := w.opened(w.officer, person)
		own := string(civil.MakeCitizenID("430799", civil.DateOf(1966, 4, 10), 1))
		cases := []struct {
			field, typed string
			kind         fail.Kind
			want         *fail.Fault
		}{
			{"agent-id", "430799196604100017", fail.Invalid, civil.CitizenIDChecksum},
			{"agent-id", own, fail.Invalid, SamePersonAgent},
			{"bank-number", "123", fail.Invalid, civil.BankCardLength},
			{"phone", "123", fail.Invalid, BadPhone},
		}
		version := v.Version
		for _, c := range cases {
			version = w.saved(w.officer, v.ID, version, Form{Fields: map[string]string{"applicant": "agent", "agent-name": "代办", "agent-id": "",
				payTo: payToNew, "bank-name": "桃源农商银行", "bank-number": "", "phone": "", c.field: c.typed}})
			_, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: version})
			if !errors.Is(err, c.want) || fail.As(err).Field != c.field || fail.KindOf(err) != c.kind {
				t.Errorf("%s=%q: %v", c.field, c.typed, err)
			}
		}
		now, err := w.office.Get(w.ctx, w.officer, v.ID)
		if err != nil || now.State != Draft || now.Version != version || len(now.Faults) == 0 {
			t.Errorf("after the faults: %s version %d, want %d; %v %v", now.State, now.Version, version, now.Faults, err)
		}
		if _, err := w.office.Open(w.ctx, w.officer, "Z99", person); !errors.Is(err, UnknownItem) {
			t.Errorf("an unknown item: %v", err)
		}
		if _, err := w.office.Open(w.ctx, w.officer, "R07", 12345); fail.KindOf(err) != fail.NotFound {
			t.Errorf("an unknown person: %v", err)
		}
		if _, err := w.office.Get(w.ctx, w.officer, 12345); !errors.Is(err, NoSuchCase) {
			t.Errorf("an unknown case: %v", err)
		}
		if _, err := w.office.Verify(w.ctx, GroupCode(makeCode(taoyuan, [5]byte{1}))); !errors.Is(err, NoSuchLetter) {
			t.Errorf("an unknown code: %v", err)
		}
	})
}

func TestASecondClaimIsRefusedAndNamed(t *testing.T) {
	eachWorld(t, func(w *world) {
		person := w.entitled(1)
		out := w.submitted(w.officer, person)
		_, err := w.office.Open(w.ctx, w.second, "R07", person)
		if !errors.Is(err, AlreadyOpen) || fail.KindOf(err) != fail.Conflict {
			t.Fatalf("%v", err)
		}
		if say := fail.As(err).Say(words.Zh).What; !strings.Contains(say, out.Case.Number) || !strings.Contains(say, "测试镇人社站") {
			t.Errorf("the message does not name the case: %s", say)
		}
		if _, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: out.Case.ID, Version: out.Case.Version, Approve: true}); err != nil {
			t.Fatal(err)
		}
		_, err = w.office.Open(w.ctx, w.second, "R07", person)
		if !errors.Is(err, AlreadyReceiving) || !strings.Contains(fail.As(err).Say(words.Zh).What, "2026-05") {
			t.Errorf("%v", err)
		}
		offers, err := w.office.WhatCanBeDone(w.ctx, w.officer, person)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range offers {
			if o.Item.Code == "R07" && (o.Possible || !strings.Contains(o.Reason.Zh, "2026-05")) {
				t.Errorf("the claim is still offered: %+v", o)
			}
		}
	})
}

func TestTwoOfficersOnOneCase(t *testing.T) {
	eachWorld(t, func(w *world) {
		v := w.opened(w.officer, w.entitled(1))
		mine := w.saved(w.officer, v.ID, v.Version, Form{Fields: map[string]string{"phone": "10011111111"}})
		_, err := w.office.Save(w.ctx, w.second, Saving{Case: v.ID, Version: v.Version, Form: Form{Fields: map[string]string{"phone": "10022222222"}}})
		if !errors.Is(err, Changed) || !strings.Contains(fail.As(err).Say(words.Zh).What, "张经办") {
			t.Fatalf("%v", err)
		}
		again, err := w.office.Save(w.ctx, w.officer, Saving{Case: v.ID, Version: v.Version, Form: Form{Fields: map[string]string{"phone": "10011111111"}}})
		if err != nil || again != mine {
			t.Errorf("saving the same twice: version %d, want %d; %v", again, mine, err)
		}
		if _, err := w.office.Submit(w.ctx, w.second, Submission{Case: v.ID, Version: v.Version}); !errors.Is(err, Changed) {
			t.Errorf("submitting what was not seen: %v", err)
		}
		now, err := w.office.Get(w.ctx, w.second, v.ID)
		if err != nil || value(now.Questions, "phone") != "10011111111" {
			t.Errorf("kept %q %v", value(now.Questions, "phone"), err)
		}
	})
}

// Twenty at once: one draft, one save, one submission, one decision.
func TestRaces(t *testing.T) {
	eachWorld(t, func(w *world) {
		person := w.entitled(1)
		const n = 20
		race := func(fn func(i int) error) (won int, lost []error) {
			var mu sync.Mutex
			var wg sync.WaitGroup
			for i := range n {
				wg.Go(func() {
					err := fn(i)
					mu.Lock()
					defer mu.Unlock()
					if err == nil {
						won++
					} else {
						lost = append(lost, err)
					}
				})
			}
			wg.Wait()
			return won, lost
		}
		only := func(step string, won int, lost []error, want error) {
			t.Helper()
			if won != 1 {
				t.Errorf("%s: %d came through", step, won)
			}
			for _, err := range lost {
				if !errors.Is(err, want) {
					t.Errorf("%s: %v", step, err)
				}
			}
		}
		by := func(i int) access.Actor {
			a := w.officer
			a.User, a.Name = int64(100+i), "经办"
			return a
		}
		won, lost := race(func(i int) error { _, err := w.office.Open(w.ctx, by(i), "R07", person); return err })
		only("open", won, lost, AlreadyOpen)
		rows, err := w.office.OfPerson(w.ctx, w.officer, person)
		if err != nil || len(rows) != 1 {
			t.Fatalf("%d cases: %v", len(rows), err)
		}
		c := rows[0].Case
		won, lost = race(func(i int) error {
			_, err := w.office.Save(w.ctx, by(i), Saving{Case: c.ID, Version: c.Version, Form: Form{Fields: map[string]string{"phone": "1001111" + itoa(1000+i)},
				Materials: map[string]string{"identity": "original"}}})
			return err
		})
		only("save", won, lost, Changed)
		won, lost = race(func(i int) error {
			_, err := w.office.Submit(w.ctx, by(i), Submission{Case: c.ID, Version: c.Version + 1})
			return err
		})
		only("submit", won, lost, WrongState)
		won, lost = race(func(i int) error {
			a := w.reviewer
			a.User = int64(200 + i)
			_, err := w.office.Decide(w.ctx, a, Decision{Case: c.ID, Version: c.Version + 2, Approve: i%2 == 0, Ground: "not-verified"})
			return err
		})
		only("decide", won, lost, WrongState)
		if n := len(w.entitlements(person)); n > 1 {
			t.Errorf("%d entitlements", n)
		}
	})
}
