package benefit

import (
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
	"renshe/money"
)

// notice writes the bank's notice of money that is back in the residents' account today.
func (h *house) notice(name string, lines ...bank.Answer) []byte {
	h.t.Helper()
	today := civil.DateIn(h.d.Now())
	l := bank.Late{County: county, Account: payingAccount(county, ResidentPension), Notice: name, Value: today, Lines: lines}
	for i := range l.Lines {
		if l.Lines[i].Late = true; l.Lines[i].On == 0 {
			l.Lines[i].On = today
		}
	}
	text, err := l.Text()
	must(h.t, err)
	return text
}

// back lets payments come back and has it booked.
func (h *house) back(name, code string, payments ...Payment) LateNotice {
	h.t.Helper()
	lines := make([]bank.Answer, len(payments))
	for i, p := range payments {
		lines[i] = bank.Answer{ID: p.ID, Amount: p.Total, Reason: code}
	}
	n, already, err := h.pay.EnterLate(ctx, maker, h.notice(name, lines...))
	must(h.t, err)
	if already {
		h.t.Fatalf("%s was taken in before", name)
	}
	n, err = h.pay.DecideLate(ctx, checker, n.ID, true)
	must(h.t, err)
	return n
}

func (h *house) atBank() money.Fen {
	h.t.Helper()
	b, err := h.books.Balance(ctx, county, BooksOf(ResidentPension).Bank)
	must(h.t, err)
	return b.Own()
}

// left is what a person's individual account has.
func (h *house) left(w who) (left money.Fen) {
	h.t.Helper()
	must(h.t, h.d.View(ctx, func(tx *db.Tx) error {
		a, err := h.rolls.AccountIn(ctx, tx, county, w.id)
		left = a.Balance
		return err
	}))
	return left
}

// becomes holds what the slip of a payment says has become of it, and by which payment.
func (h *house) becomes(payment int64, want Next, by int64) {
	h.t.Helper()
	s, err := h.pay.SlipOf(ctx, checker, payment)
	must(h.t, err)
	if next, other := s.Next(); next != want || other.ID != by {
		h.t.Errorf("the slip of %d says %q by %d, want %q by %d", payment, next, other.ID, want, by)
	}
}

// Money that came back a season after it was paid: two persons book it, into the open month; the old month stays closed. The payment is returned,
// the account has what it gave, the months are paid again as they were computed then, once, when the bank account is corrected.
func TestMoneyThatCameBackLateIsBookedAndPaidAgain(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan, fund := civil.MonthOf(2024, 1), BooksOf(ResidentPension).Fund
		people := h.people(3, jan-1) // December at 136 yuan and January at 156, in one payment
		first := h.follow(clock, jan)
		p := h.paymentOf(first.Run, people[0])
		h.follow(clock, jan+1)
		before, drawn := h.atBank(), h.left(people[0])
		h.becomes(p.ID, "", 0)
		_, err := h.books.ClosePeriod(ctx, system, hands, fund, jan)
		must(t, err)
		clock.Add(20 * 24 * time.Hour)
		file := h.notice("T1", bank.Answer{ID: p.ID, Amount: p.Total, Reason: "AC06"})
		_, _, err = h.pay.EnterLate(ctx, checker, file)
		wants(t, err, access.NotAllowed)
		n, already, err := h.pay.EnterLate(ctx, maker, file)
		must(t, err)
		if already || len(n.Returns) != 1 || n.Returns[0].Verdict != Fits || h.atBank() != before {
			t.Fatalf("%+v", n)
		}
		if again, already, err := h.pay.EnterLate(ctx, maker, file); err != nil || !already || again.ID != n.ID {
			t.Fatalf("%+v %v %v", again, already, err)
		}
		_, err = h.pay.DecideLate(ctx, access.Actor{County: county, User: maker.User, Role: access.Approver}, n.ID, true)
		wants(t, err, OwnRequest)
		_, err = h.pay.DecideLate(ctx, maker, n.ID, true)
		wants(t, err, access.NotAllowed)
		if n, err = h.pay.DecideLate(ctx, checker, n.ID, true); err != nil || n.State != "booked" {
			t.Fatalf("%+v %v", n, err)
		}
		_, err = h.pay.DecideLate(ctx, checker, n.ID, true)
		wants(t, err, LateDecided)
		if again, already, err := h.pay.EnterLate(ctx, maker, file); err != nil || !already || again.State != "booked" {
			t.Fatalf("%+v %v %v", again, already, err)
		}
		now, err := h.pay.Payment(ctx, checker, p.ID)
		must(t, err)
		if p.Total != 13600+15600+2*accountPart || now.State != Returned || now.ReturnCode != "AC06" || now.LateOn != civil.DateIn(h.d.Now()) || now.PaidOn == 0 ||
			h.atBank() != before+p.Total || h.left(people[0]) != drawn+2*accountPart {
			t.Fatalf("%+v; bank %s → %s, account %s → %s", now, before, h.atBank(), drawn, h.left(people[0]))
		}
		if m, err := h.books.TrialOf(ctx, county, fund, jan); err != nil || !m.Closed {
			t.Fatalf("%+v %v", m, err)
		}
		h.becomes(p.ID, NextWaits, 0)
		h.sound()
		if o := h.follow(clock, jan+2); o.Posted != 2 || o.Held != 1 { // the account is the one that the bank refused
			t.Fatalf("%+v", o)
		}
		h.sound()
		h.otherAccount(people[0], "6228480000000000017")
		s, err := h.pay.PrepareExtra(ctx, maker, ResidentPension, jan+2, Extra{Purpose: Repay, Cause: "账户已更正"})
		must(t, err)
		h.becomes(p.ID, NextWaits, 0) // a prepared run may be withdrawn
		v := h.finish(s.Run)
		q, err := h.pay.Payment(ctx, checker, h.paymentOf(v.ID, people[0]).ID)
		must(t, err)
		if got := monthsOf(q); v.People != 1 || q.State != Paid || len(got) != 3 || got[0] != jan-1 || got[2] != jan+2 || q.Lines[0].Basic != 13600 ||
			q.Lines[0].Query.KnownOn != now.Lines[0].Query.KnownOn || q.Total != p.Total+15600+accountPart {
			t.Fatalf("%+v %v", q, got)
		}
		h.becomes(p.ID, NextPaid, q.ID)
		if x, err := h.pay.SlipOf(ctx, checker, q.ID); err != nil || x.Back() || len(x.Before) != 1 || x.Before[0].ID != p.ID || x.Before[0].LateOn != now.LateOn || len(x.After) != 0 {
			t.Fatalf("%+v %v", x, err)
		}
		h.sound()
		if o := h.follow(clock, jan+3); o.Posted != 3 || o.Held != 0 || h.paymentOf(o.Run, people[0]).Total != monthly {
			t.Fatalf("%+v", o)
		}
		// It comes back once more, and is due once more; the first notice under another name is not booked again.
		h.back("T2", "AG09", q)
		h.becomes(p.ID, NextWaits, 0)
		h.becomes(q.ID, NextWaits, 0)
		if n, _, err = h.pay.EnterLate(ctx, maker, h.notice("T3", bank.Answer{ID: p.ID, Amount: p.Total, Reason: "AC06"})); err != nil || n.Returns[0].Verdict != Again {
			t.Fatalf("%+v %v", n, err)
		}
		_, err = h.pay.DecideLate(ctx, checker, n.ID, true)
		wants(t, err, NothingFits)
		h.sound()
		o := h.follow(clock, jan+4) // nothing was wrong with the account: the month's own run takes it up
		if r := h.paymentOf(o.Run, people[0]); o.Posted != 3 || r.Total != q.Total+monthly || r.From != jan-1 || r.To != jan+4 {
			t.Fatalf("%+v %+v", o, r)
		}
		r := h.paymentOf(o.Run, people[0]).ID
		h.becomes(p.ID, NextPaid, r)
		h.becomes(q.ID, NextPaid, r)
		if want := money.Fen(1390000 - 6*accountPart); h.left(people[0]) != want || h.left(people[1]) != want {
			t.Fatalf("%s %s, want %s", h.left(people[0]), h.left(people[1]), want)
		}
		h.sound()
	})
}

// What does not fit is listed with what is wrong and what to do, never booked, and stays until a named person has cleared it up.
func TestLinesThatFitNoPaymentAreListed(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(8, jan)
		h.sim.ClosedIn10000 = 3000
		first := h.follow(clock, jan)
		h.sim.ClosedIn10000 = 0
		var paid []Payment
		var refused Payment
		for _, w := range people {
			if p := h.paymentOf(first.Run, w); p.State == Paid {
				paid = append(paid, p)
			} else {
				refused = p
			}
		}
		if len(paid) < 6 || refused.ID == 0 {
			t.Fatalf("%d paid", len(paid))
		}
		h.follow(clock, jan+1)
		o, err := h.pay.Claim(ctx, maker, paid[5].Entitlement, jan, Double, "重复")
		must(t, err)
		before := h.atBank()
		h.back("T0", "AC01", paid[4])
		lines := []struct {
			a    bank.Answer
			want Verdict
		}{
			{bank.Answer{ID: paid[0].ID, Amount: monthly}, Fits}, {bank.Answer{ID: 77, Amount: monthly}, Foreign}, {bank.Answer{ID: paid[1].ID, Amount: monthly - 1}, Partly},
			{bank.Answer{ID: paid[2].ID, Amount: monthly + 1}, TooMuch}, {bank.Answer{ID: refused.ID, Amount: monthly}, NotSent},
			{bank.Answer{ID: paid[4].ID, Amount: monthly}, Again}, {bank.Answer{ID: paid[5].ID, Amount: monthly}, Claimed},
			{bank.Answer{ID: paid[3].ID, Amount: monthly, On: civil.DateOf(2024, 1, 2)}, BadDay},
		}
		all := make([]bank.Answer, len(lines))
		for i, l := range lines {
			all[i] = l.a
			all[i].Reason = "AC04"
		}
		n, _, err := h.pay.EnterLate(ctx, maker, h.notice("T1", all...))
		must(t, err)
		for i, l := range n.Returns {
			if l.Verdict != lines[i].want || l.Verdict.Title().Zh == "" || l.Verdict.Do().En == "" || (l.State == "listed") != (l.Verdict != Fits) {
				t.Errorf("line %d: %+v, want %s", i+1, l, lines[i].want)
			}
		}
		if fits, listed, _, sum := n.Sums(); fits != 1 || listed != 7 || sum != 7*monthly {
			t.Errorf("%d %d %s", fits, listed, sum)
		}
		// What fitted when the file came may fit no longer when it is decided.
		second, _, err := h.pay.EnterLate(ctx, maker, h.notice("T2", bank.Answer{ID: paid[1].ID, Amount: monthly, Reason: "AC04"}, bank.Answer{ID: paid[2].ID, Amount: monthly, Reason: "AC04"}))
		must(t, err)
		if _, err = h.pay.Claim(ctx, maker, paid[2].Entitlement, jan, Mistake, "核定有误"); err != nil {
			t.Fatal(err)
		}
		_, err = h.pay.DecideLate(ctx, checker, second.ID, true)
		wants(t, err, LateChanged)
		if second, err = h.pay.DecideLate(ctx, checker, second.ID, true); err != nil || second.Returns[1].Verdict != Claimed || second.Returns[1].State != "listed" {
			t.Fatalf("%+v %v", second, err)
		}
		n, err = h.pay.DecideLate(ctx, checker, n.ID, true)
		must(t, err)
		if h.atBank() != before+3*monthly {
			t.Fatalf("%s came back", h.atBank()-before)
		}
		open, err := h.pay.Uncleared(ctx, checker)
		must(t, err)
		if len(open) != 8 {
			t.Fatalf("%d wait to be cleared up", len(open))
		}
		err = h.pay.ClearLate(ctx, maker, n.ID, open[0].Line, "")
		wants(t, err, NoReason)
		must(t, h.pay.ClearLate(ctx, maker, n.ID, open[0].Line, "银行确认串户，已退回他行"))
		err = h.pay.ClearLate(ctx, maker, n.ID, open[0].Line, "再查一次")
		wants(t, err, NotListed)
		err = h.pay.ClearLate(ctx, maker, n.ID, 1, "已入账的")
		wants(t, err, NotListed)
		if open, err = h.pay.Uncleared(ctx, checker); err != nil || len(open) != 7 {
			t.Fatalf("%d left, %v", len(open), err)
		}
		// A claim takes what is paid, not what came back.
		c, err := h.pay.Claim(ctx, maker, paid[0].Entitlement, jan, Mistake, "核定有误")
		must(t, err)
		if len(c.Months) != 1 || c.Months[0].Month != jan+1 {
			t.Fatalf("%+v", c.Months)
		}
		_, err = h.pay.DecideClaim(ctx, checker, o.ID, true)
		must(t, err)
		h.sound()
		foreign := bank.Late{County: county, Account: "430725-no-such-fund", Notice: "T9", Value: civil.DateIn(h.d.Now()), Lines: []bank.Answer{{ID: paid[0].ID, Amount: monthly,
			Reason: "AC04", On: civil.DateIn(h.d.Now())}}}
		text, err := foreign.Text()
		must(t, err)
		_, _, err = h.pay.EnterLate(ctx, maker, text)
		wants(t, err, LateAccount)
		foreign.Account = payingAccount(county, UnemploymentBenefit)
		text, err = foreign.Text()
		must(t, err)
		if n, _, err = h.pay.EnterLate(ctx, maker, text); err != nil || n.Returns[0].Verdict != OtherBank {
			t.Fatalf("%+v %v", n, err)
		}
		if n, err = h.pay.DecideLate(ctx, checker, n.ID, false); err != nil || n.State != "refused" {
			t.Fatalf("%+v %v", n, err)
		}
		if _, already, err := h.pay.EnterLate(ctx, maker, text); err != nil || already {
			t.Fatalf("a refused notice comes again: %v %v", already, err)
		}
		h.sound()
	})
}

// What came back for somebody who had died stays with the fund, by two persons; months after the death are never paid again.
func TestMoneyThatCameBackStaysWithTheFund(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(3, jan)
		first, second := h.follow(clock, jan), h.follow(clock, jan+1)
		dead, other := people[0], people[1]
		h.die(dead, civil.DateOf(2024, 1, 15))
		h.back("T1", "MD07", h.paymentOf(first.Run, dead), h.paymentOf(second.Run, dead), h.paymentOf(first.Run, other))
		h.sound()
		if n, err := h.pay.FindDead(ctx, maker, "比对"); err != nil || n != 0 {
			t.Fatalf("%d claimed of what is back already: %v", n, err)
		}
		ask := func(p Payment, f Fate) FateRequest {
			t.Helper()
			q, err := h.pay.AskFate(ctx, officer, p.ID, f, "已核实")
			must(t, err)
			return q
		}
		paid := h.paymentOf(first.Run, people[2])
		_, err := h.pay.AskFate(ctx, officer, paid.ID, ToFund, "没有退回过")
		wants(t, err, BadFate)
		_, err = h.pay.AskFate(ctx, officer, h.paymentOf(first.Run, other).ID, ToPerson, "本来就是")
		wants(t, err, BadFate)
		q := ask(h.paymentOf(second.Run, dead), ToFund)
		_, err = h.pay.AskFate(ctx, maker, q.Payment, ToFund, "再申请")
		wants(t, err, FateOpen)
		_, err = h.pay.DecideFate(ctx, access.Actor{County: county, User: officer.User, Role: access.Approver}, q.ID, true)
		wants(t, err, OwnRequest)
		q, err = h.pay.DecideFate(ctx, checker, q.ID, true)
		must(t, err)
		_, err = h.pay.DecideFate(ctx, checker, q.ID, true)
		wants(t, err, Decided)
		h.becomes(h.paymentOf(second.Run, dead).ID, NextStays, 0)
		h.becomes(h.paymentOf(first.Run, dead).ID, NextWaits, 0)
		// The other one's falls out of a prepared run when it is decided, and comes back into the next when that is undone.
		clock.Add(25 * 24 * time.Hour)
		h.otherAccount(other, "6228480000000000017")
		run := h.prepared(jan + 2)
		if p := h.paymentOf(run.ID, other); p.Total != 2*monthly {
			t.Fatalf("%+v", p)
		}
		q = ask(h.paymentOf(first.Run, other), ToFund)
		_, err = h.pay.DecideFate(ctx, checker, q.ID, true)
		must(t, err)
		if p := h.paymentOf(run.ID, other); p.State != Lapsed {
			t.Fatalf("%+v", p)
		}
		o := h.follow(clock, jan+2)
		if p := h.paymentOf(o.Run, dead); p.State != Lapsed || p.From != jan || p.To != jan { // January is his heirs', held until somebody releases it
			t.Fatalf("%+v", p)
		}
		h.sound()
		q = ask(h.paymentOf(first.Run, other), ToPerson)
		_, err = h.pay.DecideFate(ctx, checker, q.ID, true)
		must(t, err)
		o = h.follow(clock, jan+3)
		if p := h.paymentOf(o.Run, other); p.State != Paid || p.Total != 3*monthly {
			t.Fatalf("%+v", p)
		}
		q = ask(h.paymentOf(first.Run, other), ToFund)
		_, err = h.pay.DecideFate(ctx, checker, q.ID, true)
		wants(t, err, PaidAgain)
		if h.left(dead) != 1390000 || h.left(other) != 1390000-4*accountPart {
			t.Fatalf("%s %s", h.left(dead), h.left(other))
		}
		h.sound()
		if _, err = h.books.ClosePeriod(ctx, system, hands, ledger.ResidentPension, jan+1); err != nil {
			t.Fatal(err)
		}
	})
}
