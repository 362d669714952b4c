package casework

import (
	"context"
	"errors"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/person"
	"renshe/internal/words"
)

// InheritAccount grants the heir what is left of the individual account of somebody who has died (个人账户一次性待遇): benefit.GrantIn, out of the
// account of the deceased. The case is in the heir's own file and is paid to their own account; its form names the deceased. How much, the
// registers say.
const InheritAccount = "inherit-account"

type inheritEffect struct{}

var (
	wInherits = words.Text{Zh: "可以继承个人账户余额 {amount} 元：账户现有 {balance} 元，已核定给别的申请 {apart} 元，留给死者应发未发月份的 {reserved} 元（社会保险法第十四条）。利息只算已经记入账户的，本系统不另行计息。",
		En: "{amount} yuan of the account's balance can be inherited: it holds {balance} yuan, of which {apart} are granted to other claims and {reserved} kept for months still due to the deceased (Social Insurance Law, art. 14). Interest counts as far as it is booked on the account; the program books none."}
	wInheritsNone = words.Text{Zh: "个人账户没有可以继承的余额：账户现有 {balance} 元，已核定给别的申请 {apart} 元，留给死者应发未发月份的 {reserved} 元。",
		En: "Nothing of the account can be inherited: it holds {balance} yuan, of which {apart} are granted to other claims and {reserved} kept for months still due to the deceased."}
	wPaidOut      = words.Text{Zh: "{benefit} {amount} 元，列入{month}的发放批次，发到 {account}", En: "the {benefit}, {amount} yuan, is paid with the run of {month} to {account}"}
	wRowHolder    = words.Text{Zh: "账户所有人（死者）", En: "holder of the account (the deceased)"}
	wRowBalance   = words.Text{Zh: "个人账户余额", En: "balance of the account"}
	wRowApart     = words.Text{Zh: "减：已核定给别的申请、尚未支付的", En: "less what is granted to other claims and not paid"}
	wRowReserved  = words.Text{Zh: "减：留给账户所有人应发未发月份的账户部分", En: "less the account's share of months still due to its holder"}
	wRowInherited = words.Text{Zh: "可以继承、本次支付的", En: "inherited and paid now"}
	wNoInterest   = words.Text{Zh: "利息只算已经记入账户的，本系统不另行计息", En: "interest counts as far as it is booked; the program books none"}
)

const inheritRule = "社会保险法 第十四条"

func (inheritEffect) ways() []Way { return []Way{ByDecision} }

func (inheritEffect) check(l *lawFaults, file string, it *Item, _ Known) {
	id, asked := it.Field(it.Effect.Of)
	l.must(asked && id.Kind == CitizenField && id.Required, file, "the claim does not ask for the citizen ID of the deceased")
	died, asked := it.Field(diedField)
	l.must(asked && died.Kind == MonthField && died.Required, file, "the claim does not ask for the month of the death")
	checkWithdrawal(l, file, it)
}

// checkWithdrawal notes what an item lacks that pays out of an individual account.
func checkWithdrawal(l *lawFaults, file string, it *Item) {
	l.must(benefit.Kind(it.Effect.Benefit).Withdraws(), file, "the benefit "+it.Effect.Benefit+" does not come out of an individual account")
	to, asked := it.Field(payTo)
	l.must(asked && to.Required, file, "the claim does not ask where to pay")
}

func (inheritEffect) excluded(*Item, *facts) error { return nil }

func (inheritEffect) stands(*Item, *facts) words.Text { return words.Text{} }

// contradicted refuses a claim while the register holds no death, the pension of the deceased is not stopped, or something is overpaid.
func (inheritEffect) contradicted(ctx context.Context, tx *db.Tx, o *Office, r *review) error {
	dead, err := o.deceased(ctx, tx, r)
	if err != nil || dead == nil {
		return err
	}
	_, err = o.Benefit.InheritableIn(ctx, tx, r.c.County, dead.ID)
	return onField(err, r.it.Effect.Of)
}

// onField puts a fault of another room on the field that it is about.
func onField(err error, field string) error {
	if e, ok := errors.AsType[*fail.Error](err); ok && e.Kind != fail.Internal && e.Kind != fail.Busy {
		return e.On(field)
	}
	return err
}

// assess says how much the registers leave to the heirs; nil while the form names nobody, or what contradicts the claim says why not.
func (inheritEffect) assess(ctx context.Context, tx *db.Tx, o *Office, r *review) (*Assessment, error) {
	dead, w, err := inherited(ctx, tx, o, r)
	if err != nil || dead == nil {
		return nil, err
	}
	amounts := []any{"amount", w.Amount, "balance", w.Balance, "apart", w.Apart, "reserved", w.Reserved}
	if w.Amount == 0 {
		return &Assessment{Reason: "nothing-left", Says: fill(wInheritsNone, amounts)}, nil
	}
	return withdraws(benefit.Kind(r.it.Effect.Benefit), w, fill(wInherits, amounts)), nil
}

// withdraws is an assessment that gives one payment out of an individual account.
func withdraws(k benefit.Kind, w benefit.Withdrawable, says words.Text) *Assessment {
	return &Assessment{Entitled: true, Says: says, Total: w.Amount, Awards: []Awarded{{Benefit: k, Amount: w.Amount}}}
}

// inherited finds the deceased and what is left of the account; nil while the claim is contradicted.
func inherited(ctx context.Context, tx *db.Tx, o *Office, r *review) (*person.Person, benefit.Withdrawable, error) {
	dead, err := o.deceased(ctx, tx, r)
	if err != nil || dead == nil {
		return nil, benefit.Withdrawable{}, unlessLawful(err)
	}
	w, err := o.Benefit.InheritableIn(ctx, tx, r.c.County, dead.ID)
	if err != nil {
		return nil, w, unlessLawful(err)
	}
	return dead, w, nil
}

// unlessLawful drops the faults that [contradictor] tells already.
func unlessLawful(err error) error {
	if e, ok := errors.AsType[*fail.Error](err); ok && (e.Kind == fail.Blocked || e.Kind == fail.Invalid || e.Kind == fail.Conflict) {
		return nil
	}
	return err
}

func (e inheritEffect) apply(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, r *review) (done, error) {
	if err := e.contradicted(ctx, tx, o, r); err != nil {
		return done{}, err
	}
	dead, w, err := inherited(ctx, tx, o, r)
	if err != nil {
		return done{}, err
	}
	if dead == nil {
		return done{}, NotOnFile.With().On(r.it.Effect.Of)
	}
	d, err := o.payOut(ctx, tx, actor, r, dead.ID, w)
	d.rows = [][]words.Text{{wRowHolder, both(""), both(dead.IDMasked)}, {wRowBalance, both(w.Balance.String()), wNoInterest}, {wRowApart, both(w.Apart.String()), both("")},
		{wRowReserved, both(w.Reserved.String()), both("")}, {wRowInherited, both(w.Amount.String()), both(inheritRule)}}
	return d, err
}

// payOut grants one payment out of an individual account to who applies, in the first month in which nothing of the kind is paid to them yet.
func (o *Office) payOut(ctx context.Context, tx *db.Tx, actor access.Actor, r *review, holder int64, w benefit.Withdrawable) (done, error) {
	account, err := o.payTo(ctx, tx, actor, r)
	if err != nil {
		return done{}, err
	}
	kind := benefit.Kind(r.it.Effect.Benefit)
	start := benefit.NextFree(r.facts.benefits, kind, r.facts.today.Month())
	granted, err := o.Benefit.GrantIn(ctx, tx, actor, benefit.Grant{Person: r.c.Person, Kind: kind, Start: start,
		Inputs: benefit.WithdrawalInputs(holder, w.Amount, w.Years), Case: r.c.ID})
	if err != nil {
		return done{}, err
	}
	d := done{id: granted.ID, payTo: account.Bank + " " + account.Masked()}
	d.result = fill(wPaidOut, []any{"benefit", kind.Title(), "amount", w.Amount, "month", start, "account", d.payTo})
	return d, nil
}
