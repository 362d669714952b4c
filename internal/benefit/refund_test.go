package benefit

import (
	"errors"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/testkit"
	"renshe/money"
)

// contributor registers somebody who pays 300 yuan with a subsidy of 40 for each of the years 2021 to 2025, and draws nothing.
func (h *house) contributor() who {
	h.t.Helper()
	w := h.people(1, march+1)[0]
	h.in(func(tx *db.Tx) error {
		if _, err := h.pay.StopIn(ctx, tx, reviewer, w.entitlement, march+1, "核定有误"); err != nil {
			return err
		}
		if err := h.rolls.SetStateIn(ctx, tx, reviewer, w.id, enrolment.ResidentPension, enrolment.Paying, march); err != nil {
			return err
		}
		for year := 2021; year <= 2025; year++ {
			c := enrolment.Contribution{Person: w.id, Year: year, Grade: 30000, Personal: 30000, Subsidy: 4000, Months: 12}
			if err := h.rolls.ContributeIn(ctx, tx, reviewer, c); err != nil {
				return err
			}
		}
		return nil
	})
	return w
}

func (h *house) refunds(w who, from, to int) (e Entitlement, err error) {
	err = h.d.InCounty(ctx, county, func(tx *db.Tx) error {
		x, err := h.pay.RefundableIn(ctx, tx, county, w.id, from, to)
		if err != nil {
			return err
		}
		all, err := h.pay.EntitlementsIn(ctx, tx, county, w.id)
		if err != nil {
			return err
		}
		e, err = h.pay.GrantIn(ctx, tx, reviewer, Grant{Person: w.id, Kind: AccountRefund, Start: NextFree(all, AccountRefund, civil.DateIn(tx.Now()).Month()),
			Inputs: WithdrawalInputs(w.id, x.Amount, x.Years)})
		return err
	})
	return e, err
}

// Overlapping years are refunded once, year by year; what others added stays on the account; after a death the heirs get what is left.
func TestOverlappingYearsAreRefundedOnce(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, clock *testkit.Clock) {
		h := build(t, d, 100000000)
		w := h.contributor()
		heir := h.people(1, march+1)[0]
		const account = wholeAccount + 5*34000
		_, err := h.refunds(w, 2019, 2022)
		wants(t, err, NothingToRefund)
		e, err := h.refunds(w, 2022, 2023)
		must(t, err)
		_, err = h.refunds(w, 2023, 2024)
		wants(t, err, NothingToRefund)
		later, err := h.refunds(w, 2025, 2025)
		must(t, err)
		if later.Start != e.Start+1 || h.left(w) != account {
			t.Fatalf("%+v, %s left", later, h.left(w))
		}
		h.proved()
		pay := func(month civil.Month) Outcome {
			o, err := h.pay.PayKind(ctx, maker, checker, county, AccountRefund, month, h.bank, nil)
			must(t, err)
			return o
		}
		if o := pay(march); o.Posted != 1 || o.PostedFen != 60000 || h.left(w) != account-60000 {
			t.Fatalf("%+v, %s left", o, h.left(w))
		}
		h.proved()
		must(t, d.View(ctx, func(tx *db.Tx) error {
			f, err := h.rolls.FileIn(ctx, tx, county, w.id)
			var years []int
			for _, x := range f.Entries {
				if x.Kind == enrolment.Refund {
					years = append(years, x.Period.Year())
				}
			}
			if len(years) != 2 || years[0] != 2022 || years[1] != 2023 || f.Apart != 30000 || f.PaidMonths != 72 {
				t.Errorf("%v %+v", years, f)
			}
			return err
		}))

		// Back a week after it was paid: the years are on the account again and owed to the member, not free for another refund.
		clock.Add(7 * 24 * time.Hour)
		defer clock.Add(-7 * 24 * time.Hour) // the other engine begins on the same day
		run, err := h.pay.Runs(ctx, maker, AccountRefund, 1)
		must(t, err)
		h.back("R1", "AC06", h.paymentOf(run[0].ID, w))
		if h.left(w) != account || h.withdrawal(e.ID).State != enrolment.Apart {
			t.Fatalf("%s left", h.left(w))
		}
		_, err = h.refunds(w, 2022, 2022)
		wants(t, err, NothingToRefund)
		h.proved()
		h.otherAccount(w, "6228480000000000017")
		s, err := h.pay.PrepareExtra(ctx, maker, AccountRefund, march, Extra{Purpose: Repay, Cause: "账户已更正"})
		must(t, err)
		h.finish(s.Run)
		h.proved()

		h.die(w, civil.DateOf(2026, 3, 25))
		h.in(func(tx *db.Tx) error {
			return h.rolls.SetStateIn(ctx, tx, reviewer, w.id, enrolment.ResidentPension, enrolment.Ended, march)
		})
		x, err := h.inheritable(w)
		if err != nil || x.Apart != 30000 || x.Amount != account-90000 {
			t.Fatalf("%+v %v", x, err)
		}
		_, err = h.inherits(heir, w, x.Amount)
		must(t, err)
		h.lumpSums(march)
		if left := h.left(w); left != 30000 {
			t.Errorf("%s left for the refund that is still to be paid", left)
		}
		h.proved()
	})
}

// A year that is altered, or one that never was contributed, is named.
func TestAnAlteredRefundIsNamed(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		w := h.contributor()
		e, err := h.refunds(w, 2022, 2023)
		must(t, err)
		thrownAway := errors.New("thrown away")
		for _, sql := range []string{
			`UPDATE account_withdrawal_year SET personal_fen=personal_fen-1 WHERE county=$1 AND withdrawal=$2 AND year=2022`,
			`UPDATE account_withdrawal_year SET live=false WHERE county=$1 AND withdrawal=$2 AND year=2022`,
			`UPDATE account_withdrawal_year SET year=2019 WHERE county=$1 AND withdrawal=$2 AND year=2022`,
			`DELETE FROM account_withdrawal_year WHERE county=$1 AND withdrawal=$2 AND year=2022`,
			`UPDATE account_withdrawal SET amount_fen=9000000 WHERE county=$1 AND id=$2`,
		} {
			err := d.InCounty(ctx, county, func(tx *db.Tx) error {
				n, err := tx.Exec(ctx, sql, county, e.ID)
				must(t, err)
				own, err := h.rolls.VerifyIn(ctx, tx, county)
				must(t, err)
				if n != 1 || len(own) == 0 {
					t.Errorf("%s: %d rows, not found", sql, n)
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

// Who draws the pension was granted it by the balance: nothing is refunded while it is drawn.
func TestNothingIsRefundedToWhoDraws(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 100000000)
		_, err := h.refunds(h.people(1, march)[0], 2011, 2011)
		wants(t, err, HolderDraws)
		w := h.contributor()
		_, err = h.refunds(w, 2024, 2024)
		must(t, err)
		for _, in := range []map[string]string{WithdrawalInputs(h.people(1, march)[0].id, 30000, []enrolment.YearPart{{Year: 2025}}),
			WithdrawalInputs(w.id, 30000, []enrolment.YearPart{{Year: 2021}, {Year: 2023}}), WithdrawalInputs(w.id, money.Fen(30001), []enrolment.YearPart{{Year: 2025}}),
			WithdrawalInputs(w.id, 30000, nil)} {
			err := d.InCounty(ctx, county, func(tx *db.Tx) error {
				_, err := h.pay.GrantIn(ctx, tx, reviewer, Grant{Person: w.id, Kind: AccountRefund, Start: march + 1, Inputs: in})
				return err
			})
			if !errors.Is(err, BadGrant) && !errors.Is(err, enrolment.TooLittleLeft) {
				t.Errorf("%v: %v", in, err)
			}
		}
		h.proved()
	})
}
