package benefit

import (
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/testkit"
	"renshe/money"
)

func TestWhoWasRefusedIsListedUntilTheAccountIsCorrected(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, money.Fen(1_000_000_00))
		h.people(20, march)
		if none, err := h.pay.Refused(ctx, reviewer, nil); err != nil || len(none) != 0 {
			t.Fatalf("before any run: %v %v", none, err)
		}
		h.sim.ClosedIn10000 = 3000
		o := h.run(march)
		list, err := h.pay.Refused(ctx, reviewer, []civil.Division{village})
		must(t, err)
		if int64(len(list)) != o.Returned || o.Returned == 0 {
			t.Fatalf("%d listed, %d returned", len(list), o.Returned)
		}
		if r := list[0]; r.Name == "" || r.Village != village || r.Text().Zh == "" || r.Text().En == "" {
			t.Errorf("%+v", r)
		}
		if other, err := h.pay.Refused(ctx, reviewer, []civil.Division{"430725102001"}); err != nil || len(other) != 0 {
			t.Errorf("another village lists %d: %v", len(other), err)
		}
		h.in(func(tx *db.Tx) error {
			_, _, err := h.rolls.SetBankAccountIn(ctx, tx, system, list[0].Person, "中国农业银行", "6228480000000000017")
			return err
		})
		after, err := h.pay.Refused(ctx, reviewer, nil)
		must(t, err)
		if len(after) != len(list)-1 {
			t.Errorf("%d are left of %d after one correction", len(after), len(list))
		}
		_, err = h.pay.Refused(ctx, access.Actor{County: county, User: 9, Role: access.Admin}, nil)
		wants(t, err, access.NotAllowed)
	})
}
