package casework

import (
	"context"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/words"
)

// SetBankAccount records the account that benefits are paid to: enrolment.SetBankAccountIn.
const SetBankAccount = "set-bank-account"

type accountEffect struct{}

var (
	wSetTo        = words.Text{Zh: "待遇发放账户改为 {account}", En: "benefits are now paid to {account}"}
	offerNoBank   = words.Text{Zh: "还没有登记发放账户。", En: "No account is on file."}
	offerBank     = words.Text{Zh: "现在发到 {bank}。", En: "Paid to {bank} now."}
	offerBankShut = words.Text{Zh: "原账户 {bank} 已销户，需要换。", En: "The account {bank} is closed and must be changed."}
)

func (accountEffect) ways() []Way { return []Way{ByDecision} }

func (accountEffect) check(l *lawFaults, file string, it *Item, _ Known) {
	for _, name := range []string{bankName, bankNumber} {
		f, ok := it.Field(name)
		l.must(ok && f.Required, file, "an account is set without the field "+name)
	}
}

func (accountEffect) excluded(*Item, *facts) error { return nil }

func (accountEffect) stands(_ *Item, f *facts) words.Text {
	onFile := []any{"bank", f.bank.Bank + " " + f.bank.Masked()}
	switch {
	case f.bankOK:
		return fill(offerBank, onFile)
	case f.bank.ID != 0:
		return fill(offerBankShut, onFile)
	}
	return offerNoBank
}

func (accountEffect) apply(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, r *review) (done, error) {
	account, err := o.payTo(ctx, tx, actor, r)
	if err != nil {
		return done{}, err
	}
	to := account.Bank + " " + account.Masked()
	return done{id: account.ID, result: fill(wSetTo, []any{"account", to}), payTo: to}, nil
}

// payTo is the account that the case names: the new one of its form, recorded now, or the one on file.
func (o *Office) payTo(ctx context.Context, tx *db.Tx, actor access.Actor, r *review) (enrolment.BankAccount, error) {
	if r.values[bankNumber] == "" {
		return r.facts.bank, nil
	}
	account, _, err := o.Enrolment.SetBankAccountIn(ctx, tx, actor, r.c.Person, r.values[bankName], r.values[bankNumber])
	return account, err
}

// checkAccount refuses a bank account that the effect would refuse, while the applicant is still at the counter.
func checkAccount(f *facts, values map[string]string) error {
	if values[bankNumber] == "" || !f.bankOK || values[bankNumber] != string(f.bank.Number) || values[bankName] != f.bank.Bank {
		return nil
	}
	return enrolment.SameBankAccount.With().On(bankNumber)
}
