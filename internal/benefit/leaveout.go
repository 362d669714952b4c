package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/money"
)

// inside says whether a month is one of the spans.
func inside(all []span, m civil.Month) bool {
	for _, s := range all {
		if m >= s.from && m <= s.to {
			return true
		}
	}
	return false
}

// takeOut takes months out of what is due to an entitlement. The caller has locked the runs under way and knows that no approved one pays
// them; one that is prepared loses what it computed, which the next run computes anew.
func (b *Benefits) takeOut(ctx context.Context, tx *db.Tx, county civil.County, e Entitlement, s span, why int64) error {
	under, found, err := openRun(ctx, tx, county, e.Kind)
	if err != nil {
		return err
	}
	if found && under.State == Preparing {
		return BeingPrepared.With()
	}
	if found && under.State == Prepared {
		if err := dropDraft(ctx, tx, under, e.ID, Finding{Code: "months-changed", Detail: s.from.String(), Hard: true}); err != nil {
			return err
		}
	}
	return insertGap(ctx, tx, county, e.ID, s, why)
}

// drawSetOff lets the individual account give the account part of a month that is set off, as a paid month does.
func (b *Benefits) drawSetOff(ctx context.Context, tx *db.Tx, county civil.County, e Entitlement, r Return, account money.Fen) error {
	if account == 0 {
		return nil
	}
	_, err := b.enrol.PayoutsIn(ctx, tx, county, []enrolment.Payout{{Person: e.Person, Month: r.Month, Amount: account, Cause: r.ID, On: r.On}})
	return err
}
