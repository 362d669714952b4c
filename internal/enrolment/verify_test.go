package enrolment_test

import (
	"context"
	"errors"
	"strconv"
	"testing"

	"renshe/internal/db"
)

// An account altered by hand is found by person and column; untouched ones are not named.
func TestAnAlteredAccountIsNamed(t *testing.T) {
	each(t, func(t *testing.T, r rooms) {
		p := r.member(t, "1966-04-10", 3)
		r.member(t, "1967-04-10", 2)
		found, err := r.rolls.Verify(t.Context(), county)
		if err != nil || len(found) > 0 {
			t.Fatalf("untouched: %+v, %v", found, err)
		}
		r.in(t, func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, `UPDATE pension_account SET personal_fen=personal_fen+1, balance_fen=balance_fen+1 WHERE county=$1 AND person=$2`, county, p)
			return err
		})
		found, err = r.rolls.Verify(t.Context(), county)
		if err != nil || len(found) != 2 {
			t.Fatalf("altered: %+v, %v", found, err)
		}
		for i, column := range []string{"personal_fen", "balance_fen"} {
			f := found[i]
			want, _ := strconv.ParseInt(f.Expected, 10, 64)
			got, _ := strconv.ParseInt(f.Actual, 10, 64)
			if f.Record != strconv.FormatInt(p, 10) || f.Column != column || got != want+1 {
				t.Errorf("%+v, want %s of %d", f, column, p)
			}
		}
	})
}

// A bank account altered by hand is found by number and column; one that does not open stops nothing.
func TestAnAlteredBankAccountIsNamed(t *testing.T) {
	each(t, func(t *testing.T, r rooms) {
		p := r.person(t, "1966-04-10", 1)
		var ids [2]int64
		for i, number := range []string{"6200000000000005", "6205500000000000001"} {
			r.in(t, func(ctx context.Context, tx *db.Tx) error {
				b, _, err := r.rolls.SetBankAccountIn(ctx, tx, officer, p, "演示农商银行", number)
				ids[i] = b.ID
				return err
			})
		}
		thrownAway := errors.New("thrown away")
		for _, c := range []struct {
			record int64 // which is changed, and named
			column string
			sql    string
		}{
			{0, "", `UPDATE bank_account SET bank=bank WHERE county=$1 AND id=$2`},
			{0, "number_sealed", `UPDATE bank_account SET number_sealed=(SELECT b.number_sealed FROM bank_account AS b WHERE b.county=$1 AND b.id<>$2) WHERE county=$1 AND id=$2`},
			{1, "number_hash", `UPDATE bank_account SET number_hash=number_hash+1 WHERE county=$1 AND id=$2`},
			{0, "until", `UPDATE bank_account SET until='2099-01-01' WHERE county=$1 AND id=$2`},
			{0, "until", `UPDATE bank_account SET until='9999-99-99' WHERE county=$1 AND id=$2`},
			{1, "since", `UPDATE bank_account SET since='2001-02-03' WHERE county=$1 AND id=$2`},
		} {
			err := r.try(func(ctx context.Context, tx *db.Tx) error {
				if n, err := tx.Exec(ctx, c.sql, county, ids[c.record]); err != nil || n != 1 {
					t.Fatalf("%s: %d rows, %v", c.sql, n, err)
				}
				found, err := r.rolls.VerifyIn(ctx, tx, county)
				if err != nil {
					t.Fatalf("%s: %v", c.sql, err)
				}
				if c.column == "" {
					if len(found) > 0 {
						t.Errorf("untouched: %+v", found)
					}
				} else if len(found) != 1 || found[0].Table != "bank_account" || found[0].Column != c.column || found[0].Record != strconv.FormatInt(ids[c.record], 10) {
					t.Errorf("%s: found %+v", c.sql, found)
				}
				numbers, err := r.rolls.BankNumbersIn(ctx, tx, county, []int64{ids[0], ids[1], 12345})
				if want := c.column != "number_sealed"; err != nil || len(numbers) != 2 || numbers[ids[1]].Person != p || (numbers[ids[0]].Number != "") != want {
					t.Errorf("%s: %+v, %v", c.sql, numbers, err)
				}
				return thrownAway
			})
			if !errors.Is(err, thrownAway) {
				t.Fatal(err)
			}
		}
	})
}
