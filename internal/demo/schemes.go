package demo

import (
	"context"
	"errors"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/workforce"
)

// schemesMonths is for how many months the other schemes are paid before the county's own month: back to a September, when the year's
// base of the employees' pension is not yet published, if the county's month is a March.
const schemesMonths = 6

// begin sets the clock back to where the payments of the other schemes begin; false where the county has no clock or that year no calendar.
func (b *builder) begin() (bool, error) {
	if b.o.Clock == nil {
		return false, nil
	}
	morning, err := Morning(b.o.AsOf.Add(-schemesMonths))
	if errors.Is(err, civil.CalendarYearMissing) {
		return false, nil
	}
	if err == nil {
		b.o.Clock.Set(morning)
	}
	return err == nil, err
}

// schemes opens every fund's books, takes in the people of the other schemes and pays them month by month up to the county's own month.
func (b *builder) schemes(ctx context.Context, stations []workforce.Station) error {
	b.paying, b.entitled = map[benefit.Kind]bool{}, map[string]int64{}
	first := b.o.AsOf.Add(-schemesMonths)
	err := b.DB.InCounty(ctx, b.o.County, func(tx *db.Tx) error {
		if err := b.openFunds(ctx, tx, first); err != nil {
			return err
		}
		return b.takeIn(ctx, tx, first, storyVillages(stations))
	})
	if err != nil {
		return err
	}
	for n := range schemesMonths {
		m := first.Add(n)
		if err := b.setMorning(m); err != nil {
			return err
		}
		if err := b.month(ctx, n, m); err != nil {
			return err
		}
		b.progress(stepSchemes, n+1, schemesMonths)
	}
	return b.setMorning(b.o.AsOf)
}

func (b *builder) setMorning(m civil.Month) error {
	morning, err := Morning(m)
	if err == nil {
		b.o.Clock.Set(morning)
	}
	return err
}

// schemesKinds are the kinds of the other schemes, in the order in which a month pays them.
var schemesKinds = []benefit.Kind{benefit.EmployeePension, benefit.UnemploymentBenefit, benefit.InjuryAllowance, benefit.DependantAllowance,
	benefit.InjuryLumpSum, benefit.SurvivorBenefit, benefit.EmploymentSubsidy}

// month is one month of the other schemes: decided, changed, spent and paid to its end.
func (b *builder) month(ctx context.Context, n int, m civil.Month) error {
	if err := b.decideOthers(ctx, n, m); err != nil {
		return err
	}
	if err := b.changes(ctx, n, m); err != nil {
		return err
	}
	if err := b.spend(ctx, n, m); err != nil {
		return err
	}
	for _, k := range schemesKinds {
		if !b.paying[k] {
			continue
		}
		refused := map[string]string{}
		if n == now-1 && k == benefit.EmployeePension {
			refused[string(cardNumber(numberOf(cardRefused)))] = bank.ClosedAccount
		}
		if err := b.payKind(ctx, k, m, refused); err != nil {
			return err
		}
	}
	return nil
}

// payKind pays a month of a kind to its end: whom the gate holds for a sum alone is released by name, and the bank pays everybody
// but the accounts it is told to refuse.
func (b *builder) payKind(ctx context.Context, k benefit.Kind, m civil.Month, refused map[string]string) error {
	accountant, approver := b.actor("kuaiji", access.Accountant), b.actor("shenpi", access.Approver)
	step, err := b.Benefits.Prepare(ctx, accountant, k, m)
	if err != nil {
		return err
	}
	held, err := b.Benefits.Payments(ctx, approver, benefit.Filter{Run: step.Run.ID, State: benefit.Held})
	if err != nil {
		return err
	}
	for _, p := range held.Payments {
		if code := p.Findings[0].Code; len(p.Findings) == 1 && (code == "over" || code == "first") {
			if _, err := b.Benefits.Release(ctx, approver, p.ID, releasedBecause); err != nil {
				return err
			}
		}
	}
	_, err = b.Benefits.PayKind(ctx, accountant, approver, b.o.County, k, m, func(file []byte) ([]byte, error) {
		own, err := b.Books.Balance(ctx, b.o.County, benefit.BooksOf(k).Bank)
		if err != nil {
			return nil, err
		}
		return bank.Simulate(file, bank.Simulation{Seed: b.o.Seed, Opening: own.Own(), Value: civil.DateIn(b.DB.Now()), Refused: refused})
	}, nil)
	return err
}
