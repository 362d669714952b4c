package benefit

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
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
	if err := b.computeAnew(ctx, tx, county, e, s.from); err != nil {
		return err
	}
	return insertGap(ctx, tx, county, e.ID, s, why)
}

// computeAnew lets a run that is prepared lose what it computed for an entitlement, because something else is due from a month on.
func (b *Benefits) computeAnew(ctx context.Context, tx *db.Tx, county civil.County, e Entitlement, from civil.Month) error {
	under, found, err := openRun(ctx, tx, county, e.Kind)
	if err != nil {
		return err
	}
	if found && under.State == Preparing {
		return BeingPrepared.With()
	}
	if found && under.State == Prepared {
		return dropDraft(ctx, tx, under, e.ID, Finding{Code: "months-changed", Detail: from.String(), Hard: true})
	}
	return nil
}

// restore gives back to the individual account what the claimed months drew that are paid back now: the earliest first, each as soon as its
// whole amount came back.
func (b *Benefits) restore(ctx context.Context, tx *db.Tx, county civil.County, o Overpayment, r Return) error {
	var undos []enrolment.Undo
	for _, m := range o.restored(o.Back, o.Back+r.Amount) {
		undos = append(undos, enrolment.Undo{Person: o.Person, Month: m, Cause: o.ID, On: r.On})
	}
	_, err := b.enrol.UndoPayoutsIn(ctx, tx, county, undos)
	return err
}

// AccountBack is what the individual account of a person got back because of a payment that came back, or of an overpayment that was paid
// back. Of a withdrawal it is the account of its holder. Of what draws on no account it is 0.
func (b *Benefits) AccountBack(ctx context.Context, actor access.Actor, person, cause int64) (back money.Fen, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return 0, err
	}
	err = b.db.View(ctx, func(tx *db.Tx) (err error) {
		if person, err = holderBehind(ctx, tx, actor.County, person, cause); err != nil {
			return err
		}
		back, err = b.enrol.GivenBackIn(ctx, tx, actor.County, person, cause)
		return err
	})
	return back, err
}

// restored are the months with an account part whose whole amount is back when a sum is, and was not when an earlier one was.
func (o Overpayment) restored(before, after money.Fen) []civil.Month {
	var all []civil.Month
	var sum money.Fen
	for _, m := range o.Months {
		sum += m.Basic + m.AccountPart
		if m.whole && m.AccountPart > 0 && sum > before && sum <= after {
			all = append(all, m.Month)
		}
	}
	return all
}

// owes says whether a month will be the person's: the entitlement is neither suspended nor over by then, nor the person dead before it.
func (b *Benefits) owes(ctx context.Context, tx *db.Tx, e Entitlement, month civil.Month) (bool, error) {
	if e.Status != Active || e.Stop != 0 && month >= e.Stop {
		return false, nil
	}
	payees, err := b.enrol.PayeesIn(ctx, tx, e.County, []int64{e.Person})
	died := payees[e.Person].Died
	return died == 0 || month <= died.Month() || e.Kind.Once(), err
}

// setOff takes a month, or a part of it, out of what is due and gives the lines that book it.
func (b *Benefits) setOff(ctx context.Context, tx *db.Tx, county civil.County, o Overpayment, r Return, line ledger.Line) ([]ledger.Line, error) {
	e, basic, account, err := b.settingOff(ctx, tx, county, o, r.Month)
	if err != nil {
		return nil, err
	}
	a := BooksOf(o.Kind)
	if partOf(r.Amount, basic, account) {
		if err := b.computeAnew(ctx, tx, county, e, r.Month); err != nil {
			return nil, err
		}
		line.Debit = a.Basic
		return []ledger.Line{line}, insertDeduction(ctx, tx, county, e.ID, r)
	}
	if basic+account != r.Amount {
		return nil, BadOverpayment.With("what", badAmounts)
	}
	var lines []ledger.Line
	for _, part := range []struct {
		debit  ledger.AccountID
		amount money.Fen
	}{{a.Basic, basic}, {a.Account, account}} {
		if part.amount > 0 {
			line.Debit, line.Amount = part.debit, part.amount
			lines = append(lines, line)
		}
	}
	if err := b.takeOut(ctx, tx, county, e, span{r.Month, r.Month}, r.ID); err != nil {
		return nil, err
	}
	return lines, b.drawSetOff(ctx, tx, county, e, r, account)
}

// drawSetOff lets the individual account give the account part of a month that is set off, as a paid month does.
func (b *Benefits) drawSetOff(ctx context.Context, tx *db.Tx, county civil.County, e Entitlement, r Return, account money.Fen) error {
	if account == 0 {
		return nil
	}
	_, err := b.enrol.PayoutsIn(ctx, tx, county, []enrolment.Payout{{Person: e.Person, Month: r.Month, Amount: account, Cause: r.ID, On: r.On}})
	return err
}
