package app

import (
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/job"
	"renshe/internal/ledger"
	"renshe/internal/reconcile"
	"renshe/internal/words"
)

// At night the accounts under reconciliation are matched, once a day: what the books have since the last matching is looked at.
func TestTheNightMatches(t *testing.T) {
	const county civil.County = 430725
	ctx := t.Context()
	a, err := Open(ctx, Config{Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	system, by := access.TheSystem(county), ledger.Persons{Maker: 7, Checker: 8}
	fund := ledger.ResidentPension
	bank, income := fund.Account(1004), fund.Account(4101)
	today := civil.DateIn(a.Clock.Now())
	for _, step := range []func() error{
		func() error {
			return a.DB.InCounty(ctx, county, func(tx *db.Tx) error {
				return a.Access.OpenCountyIn(ctx, tx, access.County{Code: county, Name: "桃源县"})
			})
		},
		func() error {
			title := words.Text{Zh: "账户", En: "account"}
			return a.Books.OpenAccounts(ctx, system, by, ledger.Account{ID: bank, Fund: fund, Class: ledger.Asset, Owner: "county", Title: title},
				ledger.Account{ID: income, Fund: fund, Class: ledger.Income, Owner: "county", Title: title})
		},
		func() error {
			return a.Reconcile.Begin(ctx, system, reconcile.Account{ID: bank, Holder: reconcile.AtBank, Number: "1", From: today.Month().FirstDay()})
		},
		func() error {
			_, err := a.Books.Post(ctx, system, ledger.Batch{ID: 1, Fund: fund, Kind: "voucher", Cause: "1", Maker: by.Maker, Checker: by.Checker, Period: today.Month(),
				Lines: []ledger.Line{{Debit: bank, Credit: income, Amount: 100, Kind: ledger.Post, ValueDate: today}}})
			return err
		},
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	unseen := func() int64 {
		t.Helper()
		all, err := a.Reconcile.Statuses(ctx, system)
		if err != nil || len(all) != 1 {
			t.Fatalf("%+v %v", all, err)
		}
		return all[0].Unseen
	}
	if n := unseen(); n != 1 {
		t.Fatalf("%d lines that nobody looked at", n)
	}
	queued, asked := map[civil.County]string{}, map[string]string{}
	if err := a.workOnce(ctx, a.handlers(), queued, asked); err != nil {
		t.Fatal(err)
	}
	j, found, err := a.Jobs.Get(ctx, county, matchJob, today.String())
	if err != nil || !found || j.State != job.Done {
		t.Errorf("%+v %v %v", j, found, err)
	}
	if n := unseen(); n != 0 {
		t.Errorf("after the night %d lines are not looked at", n)
	}
}
