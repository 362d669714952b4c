package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/money"
)

// HeldSum counts payments of one run that the gate holds for one reason: held until the run is approved, then held over to the next.
type HeldSum struct {
	Kind   Kind
	Run    int64
	Month  civil.Month
	State  PaymentState // Held or Lapsed
	Code   string       // the check's; see [Checks]
	People int64
	Total  money.Fen
}

// Fund is the fund that the payments would be paid from.
func (s HeldSum) Fund() ledger.Fund { return kinds[s.Kind].fund }

// HeldNow says whom the gate holds: of each kind the runs of its latest month, since a later month judges everybody anew.
func (b *Benefits) HeldNow(ctx context.Context, actor access.Actor) (all []HeldSum, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	err = b.db.View(ctx, func(tx *db.Tx) error {
		all, err = heldSums(ctx, tx, actor.County)
		return err
	})
	return all, err
}
