package enrolment_test

import (
	"context"
	"testing"

	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/money"
)

func (o *office) withdraws(p int64, w enrolment.Withdrawal) error {
	w.Holder = p
	return o.db.InCounty(context.Background(), o.county, func(tx *db.Tx) error {
		if w.ID == 0 {
			w.ID = tx.NewID()
		}
		return o.rolls.SetApartIn(context.Background(), tx, o.county, w)
	})
}

// What is set apart of an account is neither granted again, paid as a pension, nor transferred; what a transfer takes away is not set apart.
func TestWhatIsSetApartStays(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, q := o.member(t, "1970-04-10", 1), o.member(t, "1971-04-10", 2)
		refund := enrolment.Withdrawal{Kind: enrolment.Refund, Amount: 200 * yuan, Years: []enrolment.YearPart{{Year: 2020, Personal: 100 * yuan}, {Year: 2021, Personal: 100 * yuan}}}
		for _, bad := range []enrolment.Withdrawal{{Kind: enrolment.LumpSum}, {Kind: enrolment.PaidOut, Amount: 1}, {Kind: enrolment.LumpSum, Amount: 1, Years: refund.Years},
			{Kind: enrolment.Refund, Amount: 1, Years: refund.Years}} {
			if err := o.withdraws(p, bad); !isFault(err, enrolment.BadAmount) {
				t.Errorf("%+v: %v", bad, err)
			}
		}
		refund.ID = o.db.NewID()
		if err := o.withdraws(p, refund); err != nil {
			t.Fatal(err)
		}
		again := refund
		again.ID, again.Years, again.Amount = 0, refund.Years[1:], 100*yuan
		if err := o.withdraws(p, again); !isFault(err, enrolment.YearRefunded) {
			t.Errorf("a year twice: %v", err)
		}
		if err := o.withdraws(p, enrolment.Withdrawal{Kind: enrolment.LumpSum, Amount: 1950 * yuan}); !isFault(err, enrolment.TooLittleLeft) {
			t.Errorf("more than is left: %v", err)
		}
		if _, err := o.ask(enrolment.Out, p, enrolment.Place); !isFault(err, enrolment.WithdrawalWaits) {
			t.Errorf("transferred: %v", err)
		}
		o.do(func(ctx context.Context, tx *db.Tx) error {
			drew, err := o.rolls.PayoutIn(ctx, tx, o.county, enrolment.Payout{Person: p, Month: now, Amount: 5000 * yuan, Cause: 1, On: o.today()})
			if drew != 1750*yuan {
				t.Errorf("a month drew %s", drew)
			}
			return err
		})
		o.do(func(ctx context.Context, tx *db.Tx) error {
			out := enrolment.PayingOut{Withdrawal: refund.ID, Payment: 77, Month: now, On: o.today()}
			if err := o.rolls.WithdrawIn(ctx, tx, o.county, out); err != nil {
				return err
			}
			return o.rolls.WithdrawIn(ctx, tx, o.county, out) // once more changes nothing
		})
		f := o.file(p)
		if f.Account != 0 || f.Apart != 0 || len(f.Withdrawals) != 1 || f.Withdrawals[0].State != enrolment.Drawn || f.Parts.Paid != 1950*yuan {
			t.Errorf("%+v", f)
		}
		found, err := o.rolls.Verify(t.Context(), o.county)
		if err != nil || len(found) > 0 {
			t.Errorf("%+v %v", found, err)
		}
		if _, err := o.ask(enrolment.Out, q, enrolment.Place); err != nil {
			t.Fatal(err)
		}
		if err := o.withdraws(q, enrolment.Withdrawal{Kind: enrolment.LumpSum, Amount: money.Fen(1)}); !isFault(err, enrolment.Moving) {
			t.Errorf("set apart while it goes: %v", err)
		}
	})
}
