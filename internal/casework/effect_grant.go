package casework

import (
	"context"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/words"
)

// Grant grants a benefit as it was assessed: benefit.GrantIn, and the relation draws from now on.
const Grant = "grant"

type grantEffect struct{}

var (
	wGranted     = words.Text{Zh: "从{month}起按月发放{benefit}，发到 {account}", En: "the {benefit} is paid monthly from {month}, to {account}"}
	offerGranted = words.Text{Zh: "已从{month}起领取。", En: "Drawn since {month}."}
)

func (grantEffect) ways() []Way { return []Way{ByDecision} }

func (grantEffect) check(l *lawFaults, file string, it *Item, _ Known) {
	l.must(it.Effect.Benefit != "" && it.Calculator != "" && it.Entitlement != "", file, "a grant names no benefit, calculator or entitlement")
}

func (grantEffect) excluded(it *Item, f *facts) error {
	if f.receiving {
		return AlreadyReceiving.With("benefit", benefit.Kind(it.Effect.Benefit).Title(), "month", f.since)
	}
	return nil
}

func (grantEffect) stands(_ *Item, f *facts) words.Text {
	return fill(offerGranted, []any{"month", f.since})
}

func (grantEffect) apply(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, r *review) (done, error) {
	account, err := o.payTo(ctx, tx, actor, r)
	if err != nil {
		return done{}, err
	}
	a, kind := r.c.Assessment, benefit.Kind(r.it.Effect.Benefit)
	kept := a.Amount.Record
	granted, err := o.Benefit.GrantIn(ctx, tx, actor, benefit.Grant{
		Person: r.c.Person, Kind: kind, Start: a.Start, AsOf: kept.AsOf, KnownOn: kept.KnownOn,
		Inputs: kept.Inputs, AccountPart: a.AccountPart, Plan: kept.Plan, Case: r.c.ID})
	if err != nil {
		return done{}, err
	}
	to := account.Bank + " " + account.Masked()
	d := done{id: granted.ID, payTo: to, result: fill(wGranted, []any{"month", a.Start, "benefit", kind.Title(), "account", to})}
	return d, o.Enrolment.SetStateIn(ctx, tx, actor, r.c.Person, enrolment.ResidentPension, enrolment.Receiving, a.Start)
}
