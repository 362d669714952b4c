package enrolment_test

import (
	"context"
	"testing"

	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/money"
)

// drawn refunds one year of the account, as the bank pays it.
func (o *office) drawn(person int64, year int, fen money.Fen) error {
	id := o.db.NewID()
	return o.db.InCounty(context.Background(), o.county, func(tx *db.Tx) error {
		err := o.rolls.SetApartIn(context.Background(), tx, o.county, enrolment.Withdrawal{ID: id, Holder: person, Kind: enrolment.Refund, Amount: fen,
			Years: []enrolment.YearPart{{Year: year, Personal: fen}}})
		if err != nil {
			return err
		}
		return o.rolls.WithdrawIn(context.Background(), tx, o.county, enrolment.PayingOut{Withdrawal: id, Payment: id, Month: now, On: o.today()})
	})
}

// A refunded year may come from elsewhere, its months counted once; what was refunded here stays drawn when the rest goes, and nothing of an
// account on its way is refunded.
func TestRefundedYearsAndTransfers(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p := o.member(t, "1970-04-10", 1)
		if err := o.drawn(p, 2015, 100*yuan); err != nil {
			t.Fatal(err)
		}
		in, err := o.ask(enrolment.In, p, enrolment.Employees)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.moves.Announce(t.Context(), o.accountant(), announcement(o.get(in.ID), o, enrolment.HistoryLine{Year: 2015, Personal: 500 * yuan, Months: 12})); err != nil {
			t.Fatal(err)
		}
		if err := o.step(in.ID, enrolment.Receive, 500*yuan); err != nil {
			t.Fatal(err)
		}
		o.steps(in.ID, enrolment.Credit)
		before := o.file(p)
		if before.Account != 2350*yuan || before.PaidMonths != 180 || before.Parts.Paid != 100*yuan {
			t.Errorf("credited: %+v", before.Parts)
		}
		x, err := o.ask(enrolment.Out, p, enrolment.Place)
		if err == nil {
			err = o.tell(x.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := o.drawn(p, 2016, 100*yuan); !isFault(err, enrolment.Moving) {
			t.Errorf("refunded on its way: %v", err)
		}
		o.steps(x.ID, enrolment.Order, enrolment.Pay)
		if f := o.file(p); f.Account != 0 || f.PaidMonths != 0 || f.Parts.Paid != 100*yuan || len(f.Contributions) != 0 {
			t.Errorf("gone: %+v", f.Parts)
		}
		o.sound()
		o.steps(x.ID, enrolment.ComeBack)
		if f := o.file(p); f.Parts != before.Parts {
			t.Errorf("came back: %+v, was %+v", f.Parts, before.Parts)
		}
		o.sound()
		o.steps(x.ID, enrolment.Pay)
	})
}
