package casework

import (
	"errors"
	"strings"
	"testing"

	"renshe/internal/enrolment"
	"renshe/internal/fail"
)

func TestADecisionOnChangedDataIsNotMade(t *testing.T) {
	eachWorld(t, func(w *world) {
		person := w.entitled(1)
		out := w.submitted(w.officer, person)
		before := out.Case.Assessment
		w.pay(person)
		_, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: out.Case.ID, Version: out.Case.Version, Approve: true})
		if !errors.Is(err, FactsChanged) || fail.KindOf(err) != fail.Conflict {
			t.Fatalf("%v", err)
		}
		if len(w.entitlements(person)) != 0 {
			t.Error("granted on old figures")
		}
		v, err := w.office.Get(w.ctx, w.reviewer, out.Case.ID)
		if err != nil || v.Assessment.Total <= before.Total || v.State != Submitted {
			t.Fatalf("after: %+v, before %+v; %v", v.Assessment, before, err)
		}
		if _, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: v.ID, Version: out.Case.Version, Approve: true}); !errors.Is(err, Changed) {
			t.Errorf("by the old version: %v", err)
		}
		done, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: v.ID, Version: v.Version, Approve: true})
		if err != nil || done.Case.Assessment.Total != v.Assessment.Total {
			t.Errorf("by the new one: %v", err)
		}
	})
}

func TestWhoDiesMeanwhileIsNotGranted(t *testing.T) {
	eachWorld(t, func(w *world) {
		person := w.entitled(1)
		out := w.submitted(w.officer, person)
		w.dies(person, "2026-03-01")
		_, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: out.Case.ID, Version: out.Case.Version, Approve: true})
		if !errors.Is(err, Died) || fail.KindOf(err) != fail.Blocked {
			t.Errorf("%v", err)
		}
		if _, err := w.office.Open(w.ctx, w.officer, "R03", person); !errors.Is(err, Died) {
			t.Errorf("a new case: %v", err)
		}
		if _, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: out.Case.ID, Version: out.Case.Version, Ground: "not-verified", Facts: "已去世"}); err != nil {
			t.Errorf("a refusal: %v", err)
		}
	})
}

func TestALawfulRefusalIsADecision(t *testing.T) {
	eachWorld(t, func(w *world) {
		person := w.register(someone{seq: 1, birth: "1966-04-10", years: 10, bank: true})
		v := w.opened(w.officer, person)
		if v.Today.Entitled || v.Today.Reason != "paid-short" || !strings.Contains(v.Today.Says.Zh, "还差60个月") {
			t.Fatalf("today %+v", v.Today)
		}
		_, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: v.Version})
		if !errors.Is(err, NotEntitled) || fail.KindOf(err) != fail.Blocked || !strings.Contains(fail.As(err).Rule, "国发〔2014〕8号") {
			t.Fatalf("%v", err)
		}
		out, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: v.Version, Insist: true})
		if err != nil || out.Case.State != Submitted {
			t.Fatalf("%v", err)
		}
		_, err = w.office.Decide(w.ctx, w.reviewer, Decision{Case: v.ID, Version: out.Case.Version, Approve: true})
		if !errors.Is(err, NotApprovable) {
			t.Errorf("approved: %v", err)
		}
		_, err = w.office.Decide(w.ctx, w.reviewer, Decision{Case: v.ID, Version: out.Case.Version, Ground: "because"})
		if !errors.Is(err, NoGround) {
			t.Errorf("without a ground: %v", err)
		}
		done, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: v.ID, Version: out.Case.Version, Ground: "not-entitled"})
		if err != nil || done.Case.State != Refused {
			t.Fatalf("%v", err)
		}
		text := ""
		for _, s := range done.Letter.Page.Sections {
			text += s.Text.Zh
		}
		for _, want := range []string{"国发〔2014〕8号 七", "60日内向桃源县人民政府申请行政复议", "6个月内", "还差60个月"} {
			if !strings.Contains(text, want) {
				t.Errorf("the refusal does not say %q: %s", want, text)
			}
		}
		// And they may come again.
		if _, err := w.office.Open(w.ctx, w.officer, "R07", person); err != nil {
			t.Errorf("a new claim after a refusal: %v", err)
		}
	})
}

func TestTheRulesBindARefusalToo(t *testing.T) {
	eachWorld(t, func(w *world) {
		out := w.submitted(w.officer, w.entitled(1))
		_, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: out.Case.ID, Version: out.Case.Version, Ground: "not-entitled"})
		if !errors.Is(err, GroundNotHeld) {
			t.Errorf("%v", err)
		}
	})
}

func TestAWithdrawnCaseRevokesItsReceipt(t *testing.T) {
	eachWorld(t, func(w *world) {
		out := w.submitted(w.officer, w.entitled(1))
		ok, err := w.office.Verify(w.ctx, strings.ToLower(out.Letter.Page.Code))
		if err != nil || !ok.Valid || ok.Person != "测**" || ok.CaseNumber != out.Case.Number || ok.Due != out.Case.Due || ok.County != "桃源县" {
			t.Fatalf("%+v %v", ok, err)
		}
		if strings.Contains(ok.IDMasked, "19660410") {
			t.Error("the verification shows the birth date")
		}
		c, err := w.office.Withdraw(w.ctx, w.officer, out.Case.ID, out.Case.Version)
		if err != nil || c.State != Withdrawn {
			t.Fatal(err)
		}
		if ok, err = w.office.Verify(w.ctx, out.Letter.Code); err != nil || ok.Valid || ok.RevokedWhy.Zh != "申请已撤回" {
			t.Errorf("%+v %v", ok, err)
		}
		if _, err := w.office.Withdraw(w.ctx, w.officer, out.Case.ID, out.Case.Version); err != nil {
			t.Errorf("withdrawing twice: %v", err)
		}
		_, err = w.office.Decide(w.ctx, w.reviewer, Decision{Case: c.ID, Version: c.Version, Approve: true})
		if !errors.Is(err, WrongState) || fail.KindOf(err) != fail.Blocked {
			t.Errorf("deciding a withdrawn case: %v", err)
		}
	})
}

func TestTheAccountIsChanged(t *testing.T) {
	eachWorld(t, func(w *world) {
		person := w.entitled(1)
		v, err := w.office.Open(w.ctx, w.officer, "R03", person)
		if err != nil {
			t.Fatal(err)
		}
		same := Form{Fields: map[string]string{"why": "new-card", "bank-name": "桃源农商银行", "bank-number": "6200000000000005"},
			Materials: map[string]string{"identity": "original", "bank-card": "original"}}
		version := w.saved(w.officer, v.ID, v.Version, same)
		if _, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: version}); !errors.Is(err, enrolment.SameBankAccount) {
			t.Errorf("the account that is on file: %v", err)
		}
		version = w.saved(w.officer, v.ID, version, Form{Fields: map[string]string{"bank-name": "邮储银行", "bank-number": "6210000000000003"}})
		out, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: version})
		if err != nil || out.Case.Due.String() != "2026-03-16" {
			t.Fatalf("%+v %v", out, err)
		}
		done, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: v.ID, Version: out.Case.Version, Approve: true})
		if err != nil {
			t.Fatal(err)
		}
		accounts, err := w.office.Enrolment.BankAccounts(w.ctx, w.reviewer, person)
		if err != nil || len(accounts) != 2 || accounts[0].Bank != "邮储银行" || accounts[0].ID != done.Case.Effect {
			t.Errorf("%+v %v", accounts, err)
		}
		if done.Letter.Page.Title.Zh != "办结通知书" || !strings.Contains(done.Letter.Page.Sections[0].Text.Zh, "邮储银行 **** 0003") {
			t.Errorf("%+v", done.Letter.Page)
		}
		if sheet, err := w.office.Sheet(w.ctx, w.reviewer, v.ID); sheet != nil || err != nil {
			t.Errorf("a sheet of a matter without one: %+v %v", sheet, err)
		}
	})
}

func TestWhatCanBeDoneSaysWhy(t *testing.T) {
	eachWorld(t, func(w *world) {
		cases := []struct {
			name     string
			person   int64
			possible bool
			says     string
		}{
			{"entitled", w.entitled(1), true, "2026-04满60周岁"},
			{"too young", w.register(someone{seq: 3, birth: "1970-04-10", years: 15}), false, "2030-04才满60周岁"},
			{"short", w.register(someone{seq: 5, birth: "1966-04-10", years: 12}), false, "还差36个月"},
			{"perhaps 45 when the scheme began", w.register(someone{seq: 9, birth: "1966-04-10", years: 14}), false, "需核定"},
			{"never enrolled", w.register(someone{seq: 7, birth: "1966-04-10"}), false, ""},
		}
		for _, c := range cases {
			offers, err := w.office.WhatCanBeDone(w.ctx, w.officer, c.person)
			if err != nil || len(offers) != len(w.office.Items().All()) {
				t.Fatalf("%s: %v", c.name, err)
			}
			for _, o := range offers {
				if o.Item.Code != "R07" {
					continue
				}
				if o.Possible != c.possible || !strings.Contains(o.Reason.Zh, c.says) || o.Reason.En == "" || o.Rule == "" || c.possible != (o.Estimate > 0) {
					t.Errorf("%s: %+v", c.name, o)
				}
			}
		}
	})
}

func TestListsArePagedAndCounted(t *testing.T) {
	eachWorld(t, func(w *world) {
		for i := range 5 {
			w.submitted(w.officer, w.entitled(2*i+1))
			w.clock.Add(days(1))
		}
		defer w.clock.Add(-days(5))
		var seen []string
		after := ""
		for {
			rows, next, err := w.office.Queue(w.ctx, w.reviewer, ListPage{After: after, Limit: 2})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				seen = append(seen, r.Number[len(r.Number)-1:])
			}
			if after = next; next == "" {
				break
			}
		}
		if got := strings.Join(seen, ""); got != "12345" {
			t.Errorf("the queue's pages give %s", got)
		}
		n, err := w.office.Counts(w.ctx, w.officer)
		if err != nil || n.Waiting != 5 || n.AtStation != 5 || n.Overdue != 0 {
			t.Errorf("%+v %v", n, err)
		}
		rows, _, err := w.office.AtStation(w.ctx, w.second, 0, ListPage{})
		if err != nil || len(rows) != 5 {
			t.Errorf("%d at the station: %v", len(rows), err)
		}
		w.clock.Add(days(30))
		defer w.clock.Add(-days(30))
		if n, err = w.office.Counts(w.ctx, w.reviewer); err != nil || n.Overdue != 5 {
			t.Errorf("a month later: %+v %v", n, err)
		}
	})
}
