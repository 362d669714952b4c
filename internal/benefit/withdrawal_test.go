package benefit

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/testkit"
	"renshe/money"
)

// buried records a death, stops the pension from the next month and ends the relation, as cancelling the membership does.
func (h *house) buried(w who, on civil.Date) {
	h.t.Helper()
	h.die(w, on)
	h.in(func(tx *db.Tx) error {
		if _, err := h.pay.StopIn(ctx, tx, reviewer, w.entitlement, on.Month()+1, "去世"); err != nil {
			return err
		}
		return h.rolls.SetStateIn(ctx, tx, reviewer, w.id, enrolment.ResidentPension, enrolment.Ended, on.Month())
	})
}

func (h *house) inheritable(w who) (x Withdrawable, err error) {
	err = h.d.View(ctx, func(tx *db.Tx) error {
		x, err = h.pay.InheritableIn(ctx, tx, county, w.id)
		return err
	})
	return x, err
}

// inherits grants the heir an amount of the holder's account.
func (h *house) inherits(heir, holder who, amount money.Fen) (e Entitlement, err error) {
	err = h.d.InCounty(ctx, county, func(tx *db.Tx) error {
		e, err = h.pay.GrantIn(ctx, tx, reviewer, Grant{Person: heir.id, Kind: AccountLumpSum, Start: civil.DateIn(h.d.Now()).Month(), Inputs: WithdrawalInputs(holder.id, amount, nil)})
		return err
	})
	return e, err
}

func (h *house) withdrawal(id int64) (w enrolment.Withdrawal) {
	h.t.Helper()
	must(h.t, h.d.View(ctx, func(tx *db.Tx) (err error) {
		w, err = h.rolls.WithdrawalIn(ctx, tx, county, id)
		return err
	}))
	return w
}

// proved holds [house.sound] and the individual accounts' own proof.
func (h *house) proved() {
	h.t.Helper()
	h.sound()
	found, err := h.rolls.Verify(ctx, county)
	must(h.t, err)
	if len(found) > 0 {
		h.t.Fatalf("the accounts: %+v", found)
	}
}

// lumpSums pays the month's run of lump sums.
func (h *house) lumpSums(month civil.Month) Outcome {
	h.t.Helper()
	o, err := h.pay.PayKind(ctx, maker, checker, county, AccountLumpSum, month, h.bank, nil)
	must(h.t, err)
	return o
}

const wholeAccount money.Fen = 1390000

// A balance is inherited: what the holder's own last month still needs stays, a second heir finds nothing, the account falls on the day on which the
// bank paid, and by nothing before.
func TestABalanceIsInheritedOnce(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		p := h.people(3, march)
		holder, heir, other := p[0], p[1], p[2]
		_, err := h.inheritable(holder)
		wants(t, err, HolderAlive)
		h.die(holder, civil.DateOf(2026, 3, 5))
		_, err = h.inheritable(holder)
		wants(t, err, HolderDraws)
		h.in(func(tx *db.Tx) error {
			_, err := h.pay.StopIn(ctx, tx, reviewer, holder.entitlement, march+1, "去世")
			return err
		})
		_, err = h.inheritable(holder)
		wants(t, err, HolderMember)
		h.in(func(tx *db.Tx) error {
			return h.rolls.SetStateIn(ctx, tx, reviewer, holder.id, enrolment.ResidentPension, enrolment.Ended, march)
		})
		x, err := h.inheritable(holder)
		must(t, err)
		if x.Balance != wholeAccount || x.Reserved != accountPart || x.Apart != 0 || x.Amount != wholeAccount-accountPart {
			t.Fatalf("%+v", x)
		}
		_, err = h.inherits(heir, holder, wholeAccount)
		wants(t, err, enrolment.TooLittleLeft)
		e, err := h.inherits(heir, holder, x.Amount)
		must(t, err)
		if left := h.left(holder); left != wholeAccount {
			t.Fatalf("the account fell to %s before anything was paid", left)
		}
		for _, amount := range []money.Fen{x.Amount, 1} {
			_, err = h.inherits(other, holder, amount)
			wants(t, err, enrolment.TooLittleLeft)
		}
		h.proved()

		o := h.lumpSums(march)
		if o.Posted != 1 || o.PostedFen != x.Amount || h.left(holder) != accountPart || h.left(heir) != wholeAccount {
			t.Fatalf("%+v; left %s, the heir's own %s", o, h.left(holder), h.left(heir))
		}
		if w := h.withdrawal(e.ID); w.State != enrolment.Drawn || w.Holder != holder.id {
			t.Fatalf("%+v", w)
		}
		h.proved()
		if again := h.lumpSums(march); !again.Already {
			t.Fatalf("%+v", again)
		}

		// The holder's own last month finds what was kept for it.
		r := h.prepared(march)
		_, err = h.pay.Release(ctx, checker, h.paymentOf(r.ID, holder).ID, "家属已核实")
		must(t, err)
		h.finish(r)
		if left := h.left(holder); left != 0 {
			t.Errorf("%s left of the account", left)
		}
		x, err = h.inheritable(holder)
		if err != nil || x.Amount != 0 {
			t.Errorf("%+v %v", x, err)
		}
		h.proved()
	})
}

// Of heirs who are granted the same balance at once one gets it, on both engines.
func TestHeirsAtOnceGetABalanceOnce(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		const heirs = 6
		p := h.people(heirs+1, march+1)
		h.buried(p[heirs], civil.DateOf(2026, 3, 5))
		failed := make([]error, heirs)
		var all sync.WaitGroup
		for i := range heirs {
			all.Go(func() { _, failed[i] = h.inherits(p[i], p[heirs], wholeAccount) })
		}
		all.Wait()
		granted := 0
		for _, err := range failed {
			if err == nil {
				granted++
			} else if !errors.Is(err, enrolment.TooLittleLeft) {
				t.Errorf("got %v", err)
			}
		}
		if granted != 1 {
			t.Errorf("%d heirs were granted one balance", granted)
		}
		h.proved()
	})
}

// Money that the bank sends back at once never left the account; what comes back late is in it again, set apart for the heir, and paid again. What
// stays with the fund is free for whom it belongs to.
func TestAnInheritanceComesBackAndIsPaidAgain(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, clock *testkit.Clock) {
		h := build(t, d, 100000000)
		p := h.people(3, march+1)
		holder, heir := p[0], p[1]
		h.buried(holder, civil.DateOf(2026, 3, 5))
		e, err := h.inherits(heir, holder, wholeAccount)
		must(t, err)
		h.sim.Refused = map[string]string{heir.number: "AC04"}
		h.sim.Value = 0
		if o := h.lumpSums(march); o.Returned != 1 || h.left(holder) != wholeAccount || h.withdrawal(e.ID).State != enrolment.Apart {
			t.Fatalf("%+v, %s left", o, h.left(holder))
		}
		h.proved()
		h.otherAccount(heir, "6228480000000000017")
		extra := func() RunView {
			s, err := h.pay.PrepareExtra(ctx, maker, AccountLumpSum, march, Extra{Purpose: Repay, Cause: "账户已更正"})
			must(t, err)
			return h.finish(s.Run)
		}
		v := extra()
		paid := h.paymentOf(v.ID, heir)
		if paid.State != Paid || h.left(holder) != 0 {
			t.Fatalf("%+v, %s left", paid, h.left(holder))
		}
		h.proved()
		clock.Add(48 * time.Hour)
		defer clock.Add(-96 * time.Hour) // the other engine begins on the same day
		h.back("L1", "AC06", paid)
		if back, err := h.pay.AccountBack(ctx, checker, heir.id, paid.ID); err != nil || back != wholeAccount {
			t.Errorf("the holder's account got back %s, %v", back, err)
		}
		if w := h.withdrawal(e.ID); h.left(holder) != wholeAccount || w.State != enrolment.Apart {
			t.Fatalf("%+v, %s left", w, h.left(holder))
		}
		_, err = h.inherits(p[2], holder, wholeAccount)
		wants(t, err, enrolment.TooLittleLeft)
		h.proved()
		h.otherAccount(heir, "6228480000000000025")
		v = extra()
		if again := h.paymentOf(v.ID, heir); again.State != Paid || again.Total != wholeAccount || h.left(holder) != 0 {
			t.Fatalf("%+v", again)
		}
		h.proved()
		clock.Add(48 * time.Hour)
		h.back("L2", "AC06", h.paymentOf(v.ID, heir))
		decide := func(f Fate) error {
			q, err := h.pay.AskFate(ctx, maker, h.paymentOf(v.ID, heir).ID, f, "另有继承人")
			must(t, err)
			_, err = h.pay.DecideFate(ctx, checker, q.ID, true)
			return err
		}
		must(t, decide(ToFund))
		h.proved()
		if w := h.withdrawal(e.ID); w.State != enrolment.Released {
			t.Fatalf("%+v", w)
		}
		_, err = h.inherits(p[2], holder, wholeAccount)
		must(t, err)
		wants(t, decide(ToPerson), enrolment.TooLittleLeft)
		h.proved()
	})
}

// What an entitlement has set apart is free again when it stops before it was paid; a lump sum that was paid by mistake and paid back is in the account
// again.
func TestAnInheritanceThatFallsAwayFreesTheAccount(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		p := h.people(3, march+1)
		holder := p[0]
		h.buried(holder, civil.DateOf(2026, 3, 5))
		e, err := h.inherits(p[1], holder, wholeAccount)
		must(t, err)
		h.in(func(tx *db.Tx) error {
			_, err := h.pay.StopIn(ctx, tx, reviewer, e.ID, march, "继承人放弃")
			return err
		})
		if w := h.withdrawal(e.ID); w.State != enrolment.Released {
			t.Fatalf("%+v", w)
		}
		h.proved()
		e, err = h.inherits(p[2], holder, wholeAccount)
		must(t, err)
		if o := h.lumpSums(march); o.People != 1 || o.Posted != 1 {
			t.Fatalf("%+v", o)
		}
		c, err := h.pay.Claim(ctx, maker, e.ID, march, Mistake, "不是继承人")
		must(t, err)
		_, err = h.pay.DecideClaim(ctx, checker, c.ID, true)
		must(t, err)
		for i, amount := range []money.Fen{wholeAccount - 1, 1} {
			r, err := h.pay.GiveBack(ctx, maker, Return{Overpayment: c.ID, Kind: "refund", Amount: amount, On: civil.DateIn(h.d.Now()), Reason: "退回"})
			must(t, err)
			_, err = h.pay.DecideReturn(ctx, checker, r.ID, true)
			must(t, err)
			if left := h.left(holder); left != money.Fen(i)*wholeAccount {
				t.Fatalf("%s left after %s", left, amount)
			}
		}
		h.proved()
		if w := h.withdrawal(e.ID); w.State != enrolment.Released {
			t.Fatalf("%+v", w)
		}
	})
}

// What was overpaid to the dead is settled first.
func TestNothingIsInheritedWhileTheDeadOwe(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		p := h.people(1, march-1)
		h.run(march)
		h.die(p[0], civil.DateOf(2026, 2, 20))
		h.in(func(tx *db.Tx) error {
			if _, err := h.pay.StopIn(ctx, tx, reviewer, p[0].entitlement, march+1, "去世"); err != nil {
				return err
			}
			return h.rolls.SetStateIn(ctx, tx, reviewer, p[0].id, enrolment.ResidentPension, enrolment.Ended, march)
		})
		_, err := h.inheritable(p[0])
		wants(t, err, HolderOverpaid)
		n, err := h.pay.FindDead(ctx, maker, "比对")
		if err != nil || n != 1 {
			t.Fatalf("%d %v", n, err)
		}
		_, err = h.inheritable(p[0])
		wants(t, err, HolderOwes)
		found, err := h.pay.Overpayments(ctx, checker, "found", 10)
		must(t, err)
		o, err := h.pay.DecideClaim(ctx, checker, found[0].ID, true)
		must(t, err)
		_, err = h.inheritable(p[0])
		wants(t, err, HolderOwes)
		r, err := h.pay.GiveBack(ctx, maker, Return{Overpayment: o.ID, Kind: "refund", Amount: o.Amount, On: civil.DateIn(h.d.Now()), Reason: "家属退回"})
		must(t, err)
		_, err = h.pay.DecideReturn(ctx, checker, r.ID, true)
		must(t, err)
		x, err := h.inheritable(p[0])
		if err != nil || x.Amount != wholeAccount-accountPart {
			t.Errorf("%+v %v", x, err)
		}
		h.proved()
	})
}

// A month after the death that the bank has been ordered to pay keeps the balance until it is known what became of it: an heir who was paid the whole
// could not be asked for it.
func TestNothingIsInheritedWhileAMonthAfterTheDeathIsOnItsWay(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		p := h.people(2, march-1)
		holder, heir := p[0], p[1]
		r, f := h.filed(march)
		h.die(holder, civil.DateOf(2026, 2, 20))
		h.in(func(tx *db.Tx) error {
			if _, err := h.pay.StopIn(ctx, tx, reviewer, holder.entitlement, march+1, "去世"); err != nil {
				return err
			}
			return h.rolls.SetStateIn(ctx, tx, reviewer, holder.id, enrolment.ResidentPension, enrolment.Ended, march-1)
		})
		_, err := h.inheritable(holder)
		wants(t, err, HolderOnTheWay)
		_, err = h.inherits(heir, holder, wholeAccount-accountPart)
		wants(t, err, HolderOnTheWay)
		answer, err := h.bank(f.Content)
		must(t, err)
		_, err = h.pay.ImportReturn(ctx, maker, r.ID, answer)
		must(t, err)
		_, err = h.inheritable(holder)
		wants(t, err, HolderOverpaid)
		h.proved()
	})
}

// Whatever is altered of a withdrawal is named.
func TestAnAlteredWithdrawalIsNamed(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		p := h.people(4, march+1)
		h.buried(p[0], civil.DateOf(2026, 3, 5))
		h.buried(p[1], civil.DateOf(2026, 3, 6))
		paid, err := h.inherits(p[2], p[0], wholeAccount)
		must(t, err)
		h.lumpSums(march)
		waiting, err := h.inherits(p[3], p[1], wholeAccount)
		must(t, err)
		h.proved()
		thrownAway := errors.New("thrown away")
		for _, c := range []struct {
			table, column string
			by            int64
			sql           string
		}{
			{"account_withdrawal", "amount_fen", waiting.ID, `UPDATE account_withdrawal SET amount_fen=amount_fen-1 WHERE county=$1 AND id=$2`},
			{"account_withdrawal", "amount_fen", paid.ID, `UPDATE account_withdrawal SET amount_fen=amount_fen-1 WHERE county=$1 AND id=$2`},
			{"account_withdrawal", "person", waiting.ID, `UPDATE account_withdrawal SET person=(SELECT min(person) FROM pension_account WHERE county=$1) WHERE county=$1 AND id=$2`},
			{"account_withdrawal", "kind", waiting.ID, `UPDATE account_withdrawal SET kind='refund' WHERE county=$1 AND id=$2`},
			{"account_withdrawal", "state", waiting.ID, `UPDATE account_withdrawal SET state='released' WHERE county=$1 AND id=$2`},
			{"account_withdrawal", "state", paid.ID, `UPDATE account_withdrawal SET state='apart' WHERE county=$1 AND id=$2`},
			{"account_withdrawal", "*", waiting.ID, `DELETE FROM account_withdrawal WHERE county=$1 AND id=$2`},
			{"account_withdrawal", "id", waiting.ID, `INSERT INTO account_withdrawal (county, id, person, kind, amount_fen, state, at) SELECT county, id+1, person, kind, amount_fen, state, at FROM account_withdrawal WHERE county=$1 AND id=$2`},
			{"account_withdrawal", "amount_fen", waiting.ID, `UPDATE entitlement SET inputs=replace(inputs, '13900', '13901') WHERE county=$1 AND id=$2`},
			{"account_withdrawal", "person", waiting.ID, `UPDATE entitlement SET inputs=replace(inputs, '"holder":"', '"holder":"1') WHERE county=$1 AND id=$2`},
			{"pension_entry", "on_date", paid.ID, `UPDATE pension_entry SET on_date='2026-03-01' WHERE county=$1 AND kind='lump-sum' AND person=(SELECT person FROM account_withdrawal WHERE county=$1 AND id=$2)`},
			{"pension_entry", "paid_fen", paid.ID, `UPDATE pension_entry SET paid_fen=paid_fen-1 WHERE county=$1 AND kind='lump-sum' AND person=(SELECT person FROM account_withdrawal WHERE county=$1 AND id=$2)`},
			{"pension_entry", "paid_fen", paid.ID, `UPDATE pension_entry SET cause=cause+1 WHERE county=$1 AND kind='lump-sum' AND person=(SELECT person FROM account_withdrawal WHERE county=$1 AND id=$2)`},
			{"payment_line", "inputs", paid.ID, `UPDATE payment_line SET inputs=replace(inputs, '"holder":"', '"holder":"1') WHERE county=$1 AND payment IN (SELECT id FROM payment WHERE county=$1 AND entitlement=$2)`},
		} {
			err := d.InCounty(ctx, county, func(tx *db.Tx) error {
				n, err := tx.Exec(ctx, c.sql, county, c.by)
				must(t, err)
				found, err := h.pay.VerifyIn(ctx, tx, county, nil)
				must(t, err)
				named := false
				for _, f := range found {
					named = named || f.Table == c.table && f.Column == c.column
				}
				if n != 1 || !named {
					t.Errorf("%s: %d rows, found %+v", c.sql, n, found)
				}
				if strings.Contains(c.sql, "pension_entry SET paid_fen") || strings.Contains(c.sql, "state='apart'") {
					if own, err := h.rolls.VerifyIn(ctx, tx, county); err != nil || len(own) == 0 {
						t.Errorf("%s: the accounts' own proof says %+v %v", c.sql, own, err)
					}
				}
				return thrownAway
			})
			if !errors.Is(err, thrownAway) {
				t.Fatal(err)
			}
		}
		h.proved()
	})
}

// A withdrawal needs a decision of its own.
func TestWithdrawalsAreNotLoaded(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		p := h.people(2, march)
		wants(t, d.InCounty(ctx, county, func(tx *db.Tx) error {
			more := true
			_, err := h.pay.LoadIn(ctx, tx, system, func() (Grant, bool) {
				defer func() { more = false }()
				return Grant{Person: p[0].id, Kind: AccountLumpSum, Start: march, Inputs: WithdrawalInputs(p[1].id, 100, nil)}, more
			})
			return err
		}), BadGrant)
		_, err := h.inherits(p[0], who{}, 100)
		wants(t, err, BadGrant)
		_, err = h.pay.Prepare(ctx, access.Actor{County: county, User: 15, Role: access.Officer}, AccountLumpSum, march)
		wants(t, err, access.NotAllowed)
	})
}
