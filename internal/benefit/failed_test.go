package benefit

import (
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/testkit"
	"renshe/money"
)

// failures are the worklist by person.
func (h *house) failures(villages []civil.Division) map[int64]Failure {
	h.t.Helper()
	list, err := h.pay.Failed(ctx, officer, villages)
	must(h.t, err)
	all := map[int64]Failure{}
	for i, f := range list {
		if _, twice := all[f.Person]; twice || f.Name == "" || f.Village == "" || f.Text().Zh == "" || f.Text().En == "" || f.Stage.Title().Zh == "" || f.Stage.Do().En == "" {
			h.t.Fatalf("%+v", f)
		}
		if i > 0 && f.Since < list[i-1].Since {
			h.t.Fatalf("who waited longer comes later")
		}
		all[f.Person] = f
	}
	return all
}

// Who was refused by the bank, at once or after months, is listed with the reason, the sum and what to do, from the day it came back until it is
// paid again or the fund keeps it.
func TestFailedPaymentsAreListedUntilTheyArePaid(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(30, jan)
		if len(h.failures(nil)) != 0 {
			t.Fatal("before any run")
		}
		h.sim.ClosedIn10000, h.sim.NameIn10000 = 1000, 1000
		first := h.follow(clock, jan)
		h.sim.ClosedIn10000, h.sim.NameIn10000 = 0, 0
		list := h.failures([]civil.Division{village})
		if int64(len(list)) != first.Returned || first.Returned < 3 || len(h.failures([]civil.Division{"430725102001"})) != 0 {
			t.Fatalf("%d listed, %d returned", len(list), first.Returned)
		}
		var refused, paid []who
		for _, w := range people {
			if f, back := list[w.id]; back {
				refused = append(refused, w)
				if f.Stage != NeedsAccount || f.Amount != monthly || f.Since != h.sim.Value || f.Late || f.Days != 0 {
					t.Errorf("%+v", f)
				}
			} else {
				paid = append(paid, w)
			}
		}
		h.otherAccount(refused[0], "6228480000000000017")
		if got := h.failures(nil)[refused[0].id].Stage; got != GoesAgain {
			t.Errorf("a corrected account is %s", got)
		}
		// A run under way in which the gate holds him pays nobody: he still waits for another account.
		clock.Add(31 * 24 * time.Hour)
		_, err := h.pay.Prepare(ctx, maker, ResidentPension, jan+1)
		must(t, err)
		if now := h.failures(nil); now[refused[0].id].Stage != UnderWay || now[refused[1].id].Stage != NeedsAccount {
			t.Errorf("in a run: %s, %s", now[refused[0].id].Stage, now[refused[1].id].Stage)
		}
		second := h.follow(clock, jan+1)
		if _, still := h.failures(nil)[refused[0].id]; still || second.Held == 0 {
			t.Error("who was paid again is listed")
		}
		clock.Add(9 * 24 * time.Hour)
		for code, want := range map[string]Stage{"AC06": NeedsPayee, "MD07": NeedsLife, "MS03": NeedsBank, "TM01": GoesAgain, "AC01": NeedsAccount} {
			w := paid[0]
			paid = paid[1:]
			h.back("T"+code, code, h.paymentOf(second.Run, w))
			if f := h.failures(nil)[w.id]; f.Stage != want || !f.Late || f.Months != 1 || f.From != jan+1 || f.Days != 0 {
				t.Errorf("%s: %+v", code, f)
			}
			if code == "MS03" {
				h.change(w, Suspend, "inquiry", jan+2)
				if got := h.failures(nil)[w.id].Stage; got != OnHold {
					t.Errorf("of somebody suspended: %s", got)
				}
			}
			if code == "MD07" {
				h.die(w, civil.DateOf(2024, 1, 9))
				if _, listed := h.failures(nil)[w.id]; listed {
					t.Error("a month after the death is listed as owed")
				}
				h.back("T2"+code, code, h.paymentOf(first.Run, w))
				if f := h.failures(nil)[w.id]; f.Stage != NeedsHeirs || f.Months != 1 || f.From != jan {
					t.Errorf("%+v", f)
				}
				q, err := h.pay.AskFate(ctx, officer, h.paymentOf(first.Run, w).ID, ToFund, "无人领取")
				must(t, err)
				_, err = h.pay.DecideFate(ctx, checker, q.ID, true)
				must(t, err)
				if _, listed := h.failures(nil)[w.id]; listed {
					t.Error("what the fund keeps is listed")
				}
			}
		}
		if f := h.failures(nil)[refused[1].id]; f.Days < 9 {
			t.Errorf("%+v", f)
		}
		_, err = h.pay.Failed(ctx, access.Actor{County: county, User: 9, Role: access.Admin}, nil)
		wants(t, err, access.NotAllowed)
		// Everybody's account is corrected; an extra run takes them all, and shows them as under way meanwhile.
		n := 0
		for _, w := range people {
			if f, listed := h.failures(nil)[w.id]; listed && f.Stage == NeedsAccount || listed && f.Stage == NeedsPayee {
				n++
				h.otherAccount(w, digits(62160000000000200+int64(n)))
			}
		}
		ready := 0
		for _, f := range h.failures(nil) {
			if f.Stage == GoesAgain {
				ready++
			}
		}
		h.sim.Value = civil.DateIn(h.d.Now())
		s, err := h.pay.PrepareExtra(ctx, maker, ResidentPension, jan+1, Extra{Purpose: Repay, Cause: "账户已更正"})
		must(t, err)
		if got := h.failures(nil)[refused[1].id].Stage; got != UnderWay {
			t.Errorf("in a run: %s", got)
		}
		if v := h.finish(s.Run); v.Answer.Paid != int64(ready) || v.Answer.PaidFen < money.Fen(ready)*monthly {
			t.Fatalf("%+v, %d were ready", v.Answer, ready)
		}
		for _, f := range h.failures(nil) {
			if f.Stage != OnHold {
				t.Errorf("left: %+v", f)
			}
		}
		h.sound()
	})
}

// Every reason of the bank leads to a stage with words.
func TestEveryReasonHasAStage(t *testing.T) {
	for _, code := range []string{"AC01", "AC03", "AC04", "AC06", "AC07", "AC14", "AG01", "AG09", "AM02", "AM04", "AM05", "AM09", "BE01", "BE04", "BE06", "CUST", "ED05", "FOCR", "MD07",
		"MS03", "RC01", "RR04", "TM01", "ZZ99"} {
		f := Failure{Code: code, status: Active}
		want := map[bank.Remedy]Stage{bank.CorrectAccount: NeedsAccount, bank.ContactPerson: NeedsPayee, bank.TryAgain: GoesAgain, bank.AskBank: NeedsBank, bank.CheckLife: NeedsLife}
		if got := f.stage(false, true, false); got != want[bank.ReasonOf(code).Remedy] {
			t.Errorf("%s leads to %s", code, got)
		}
	}
	if got := (&Failure{Code: "TM01", status: Active, held: true}).stage(false, true, false); got != HeldBack {
		t.Errorf("held by the gate is %s", got)
	}
}
