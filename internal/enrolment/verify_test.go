package enrolment_test

import (
	"context"
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
