package enrolment_test

import (
	"context"
	"errors"
	"testing"

	"renshe/internal/db"
	"renshe/internal/enrolment"
)

// Whatever is altered by hand in a transfer, its history, its acts, its entries or its postings is found, and named.
func TestAnAlteredTransferIsNamed(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p := o.member(t, "1970-04-10", 1)
		x, err := o.ask(enrolment.Out, p, enrolment.Place)
		if err == nil {
			err = o.tell(x.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
		o.steps(x.ID, enrolment.Order, enrolment.Pay)
		y, err := o.ask(enrolment.In, o.person(t, "1975-04-10", 3), enrolment.Place)
		if err != nil {
			t.Fatal(err)
		}
		line := enrolment.HistoryLine{Year: 2018, Grade: 100 * yuan, Personal: 100 * yuan, Months: 12}
		if _, err := o.moves.Announce(t.Context(), o.accountant(), announcement(o.get(y.ID), o, line)); err != nil {
			t.Fatal(err)
		}
		if err := o.step(y.ID, enrolment.Receive, 60*yuan); err != nil {
			t.Fatal(err)
		}
		o.sound()
		thrownAway := errors.New("thrown away")
		for _, c := range []struct{ table, column, sql string }{
			{"relation_transfer", "state", `UPDATE relation_transfer SET state='ordered' WHERE county=$1 AND id=$2`},
			{"relation_transfer", "personal_fen", `UPDATE relation_transfer SET personal_fen=personal_fen+1, balance_fen=balance_fen+1 WHERE county=$1 AND id=$2`},
			{"relation_transfer", "digest", `UPDATE relation_transfer SET interest_fen=1, balance_fen=balance_fen+1 WHERE county=$1 AND id=$2`},
			{"relation_transfer", "months", `UPDATE relation_transfer SET months=months+1 WHERE county=$1 AND id=$2`},
			{"relation_transfer", "digest", `UPDATE relation_transfer SET digest='00' WHERE county=$1 AND id=$2`},
			{"relation_transfer", "arrived_fen", `UPDATE relation_transfer SET arrived_fen=5 WHERE county=$1 AND id=$2`},
			{"relation_transfer", "chain", `UPDATE relation_transfer SET chain=account_sealed WHERE county=$1 AND id=$2`},
			{"relation_transfer", "account_sealed", `UPDATE relation_transfer SET account_sealed=chain WHERE county=$1 AND id=$2`},
			{"relation_transfer_act", "chain", `UPDATE relation_transfer SET agency='another' WHERE county=$1 AND id=$2`},
			{"relation_transfer_act", "chain", `UPDATE relation_transfer SET case_id=case_id+1 WHERE county=$1 AND id=$2`},
			{"relation_transfer_act", "chain", `UPDATE relation_transfer_act SET paper='another' WHERE county=$1 AND transfer=$2 AND kind='told'`},
			{"relation_transfer_act", "chain", `UPDATE relation_transfer_act SET by_user=by_user+1 WHERE county=$1 AND transfer=$2 AND step='pay' AND kind='confirmed'`},
			{"relation_transfer_act", "chain", `DELETE FROM relation_transfer_act WHERE county=$1 AND transfer=$2 AND kind='told'`},
			{"relation_transfer_act", "amount_fen", `UPDATE relation_transfer_act SET amount_fen=amount_fen+1 WHERE county=$1 AND transfer=$2 AND step='pay' AND kind='confirmed'`},
			{"relation_transfer_act", "batch", `UPDATE relation_transfer_act SET batch=batch+1 WHERE county=$1 AND transfer=$2 AND step='order' AND kind='confirmed'`},
			{"relation_transfer", "digest", `UPDATE relation_transfer_line SET grade_fen=grade_fen+1 WHERE county=$1 AND transfer=$2 AND year=2015`},
			{"relation_transfer", "subsidy_fen", `DELETE FROM relation_transfer_line WHERE county=$1 AND transfer=$2 AND year=2015`},
			{"relation_transfer", "balance_fen", `DELETE FROM pension_entry WHERE county=$1 AND cause=$2 AND kind='moved-out'`},
			{"pension_entry", "cause", `UPDATE pension_entry SET cause=cause+1 WHERE county=$1 AND cause=$2 AND kind='moved-out'`},
		} {
			err := o.try(func(ctx context.Context, tx *db.Tx) error {
				if n, err := tx.Exec(ctx, c.sql, county, x.ID); err != nil || n == 0 {
					t.Fatalf("%s: %d rows, %v", c.sql, n, err)
				}
				found, err := o.moves.VerifyIn(ctx, tx, county)
				if err != nil {
					t.Fatalf("%s: %v", c.sql, err)
				}
				named := false
				for _, f := range found {
					named = named || f.Table == c.table && f.Column == c.column && f.Record != ""
				}
				if !named {
					t.Errorf("%s: found %+v", c.sql, found)
				}
				return thrownAway
			})
			if !errors.Is(err, thrownAway) {
				t.Fatal(err)
			}
		}
	})
}
