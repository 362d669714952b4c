package benefit

import (
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
	"renshe/money"
)

// A notice that was taken in by mistake is taken back before anybody decides it, by who took it in; nothing of it stays in the way of the right one.
func TestANoticeIsTakenBackBeforeItIsDecided(t *testing.T) {
	from2024(t, func(t *testing.T, h *house, clock *testkit.Clock) {
		jan := civil.MonthOf(2024, 1)
		people := h.people(2, jan)
		run := h.follow(clock, jan).Run
		p, q := h.paymentOf(run, people[0]), h.paymentOf(run, people[1])
		before := h.atBank()
		wrong := h.notice("T1", bank.Answer{ID: p.ID, Amount: p.Total, Reason: "AC04"}, bank.Answer{ID: 77, Amount: 100, Reason: "AC04"})
		n, _, err := h.pay.EnterLate(ctx, maker, wrong)
		must(t, err)
		wants(t, h.pay.TakeBackLate(ctx, checker, n.ID), access.NotAllowed)
		other := maker
		other.User, other.Name = 99, "会计丙"
		wants(t, h.pay.TakeBackLate(ctx, other, n.ID), NotYourNotice)
		must(t, h.pay.TakeBackLate(ctx, maker, n.ID))
		wants(t, h.pay.TakeBackLate(ctx, maker, n.ID), NoLate)
		if all, err := h.pay.LateNotices(ctx, maker, 10); err != nil || len(all) != 0 {
			t.Fatalf("%+v %v", all, err)
		}
		if now, err := h.pay.Payment(ctx, maker, p.ID); err != nil || now.State != Paid || !now.LateOn.IsZero() || h.atBank() != before {
			t.Fatalf("%+v %v", now, err)
		}
		h.sound()
		// It may come again, and what somebody has worked on stays.
		n, already, err := h.pay.EnterLate(ctx, maker, wrong)
		if err != nil || already || n.Returns[0].Verdict != Fits {
			t.Fatalf("%+v %v", n, err)
		}
		must(t, h.pay.ClearLate(ctx, maker, n.ID, n.Returns[1].Line, "银行说是别的县的"))
		wants(t, h.pay.TakeBackLate(ctx, maker, n.ID), LateWorked)
		_, err = h.pay.DecideLate(ctx, checker, n.ID, true)
		must(t, err)
		wants(t, h.pay.TakeBackLate(ctx, maker, n.ID), LateDecided)
		back, err := h.pay.AccountBack(ctx, maker, people[0].id, p.ID)
		if err != nil || back != accountPart || h.left(people[0]) != 1390000 {
			t.Fatalf("%s is given back, %s left: %v", back, h.left(people[0]), err)
		}
		if back, err = h.pay.AccountBack(ctx, maker, people[1].id, q.ID); err != nil || back != 0 {
			t.Fatalf("%s %v", back, err)
		}
		h.sound()
	})
}

// What is paid back of a residents' pension gives the months' part back to the individual account, once each is whole; an employees' pension
// is paid by its fund alone, so paying it back touches no account, not even that of who has one.
func TestARefundRestoresTheAccountThatGave(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, money.Fen(1_000_000_00))
		resident := h.people(1, march)[0]
		h.run(march)
		employee := h.people(1, march+12)[0] // with an account of the residents' scheme that waits
		a := BooksOf(EmployeePension)
		h.in(func(tx *db.Tx) error {
			if err := h.pay.OpenBooksIn(ctx, tx, system, hands, EmployeePension); err != nil {
				return err
			}
			e, err := h.pay.GrantIn(ctx, tx, reviewer, Grant{Person: employee.id, Kind: EmployeePension, Start: march,
				Inputs: map[string]string{"index": "1.0324", "years": "31.33", "deemed-years": "8.17", "account": "85298.25", "age": "60y0m"}})
			employee.entitlement = e.ID
			return err
		})
		_, err := h.books.Post(ctx, system, ledger.Batch{ID: d.NewID(), Fund: a.Fund, Kind: "voucher", Maker: maker.User, Checker: checker.User, Cause: "subsidy",
			Period: civil.DateIn(d.Now()).Month(), Lines: []ledger.Line{{Debit: a.Bank, Credit: a.Subsidy, Amount: 10000000, Kind: ledger.Post}}})
		must(t, err)
		s, err := h.pay.Prepare(ctx, maker, EmployeePension, march)
		must(t, err)
		if p := h.paymentOf(s.Run.ID, employee); p.State == Held {
			_, err = h.pay.Release(ctx, checker, p.ID, "核定无误")
			must(t, err)
		}
		h.sim.Value = civil.DateIn(d.Now())
		_, err = h.pay.PayKind(ctx, maker, checker, county, EmployeePension, march, h.bank, nil)
		must(t, err)
		for _, c := range []struct {
			who        who
			drawn, now money.Fen // the account before the refund and after it
			back       money.Fen
		}{{resident, 1390000 - accountPart, 1390000, accountPart}, {employee, 1390000, 1390000, 0}} {
			if got := h.left(c.who); got != c.drawn {
				t.Errorf("before: %s on the account, want %s", got, c.drawn)
			}
			o, err := h.pay.Claim(ctx, maker, c.who.entitlement, march, Double, "重复领取")
			must(t, err)
			o, err = h.pay.DecideClaim(ctx, checker, o.ID, true)
			must(t, err)
			if got := h.left(c.who); got != c.drawn {
				t.Errorf("a claim alone changes the account to %s", got)
			}
			for i, part := range []money.Fen{o.Amount - 1, 1} {
				r, err := h.pay.GiveBack(ctx, maker, Return{Overpayment: o.ID, Kind: "refund", Amount: part, On: civil.DateIn(d.Now()), Reason: "退回"})
				must(t, err)
				_, err = h.pay.DecideReturn(ctx, checker, r.ID, true)
				must(t, err)
				want, back := c.drawn, money.Fen(0)
				if i == 1 {
					want, back = c.now, c.back
				}
				got, err := h.pay.AccountBack(ctx, maker, c.who.id, o.ID)
				if err != nil || got != back || h.left(c.who) != want {
					t.Errorf("after part %d: %s on the account, want %s; %s given back, want %s; %v", i+1, h.left(c.who), want, got, back, err)
				}
			}
		}
		h.sound()
	})
}
