package app

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/reconcile"
	"renshe/internal/words"
	"renshe/money"
)

// matchJob is the nightly matching of a county's accounts with what bank and treasury told.
const matchJob = "reconcile.match"

// MatchAll matches what can be matched on every account of a county that is under reconciliation. It stops at the first account that fails: the job is tried
// again, and what was matched before is not matched twice.
func (a *App) MatchAll(ctx context.Context, county civil.County) error {
	system := access.TheSystem(county)
	all, err := a.Reconcile.Accounts(ctx, system)
	if err != nil {
		return err
	}
	for _, x := range all {
		if _, err := a.Reconcile.Run(ctx, system, x.ID); err != nil {
			return err
		}
	}
	return nil
}

// PracticeStatements lets a practice bank or treasury of a demo county tell what moved on an account over days: the books' own movements, told
// with the faults that are asked for, on top of what it told before. It keeps nothing; the files are taken in like any other.
func (a *App) PracticeStatements(ctx context.Context, county civil.County, account ledger.AccountID, p bank.StatementPractice) (bank.GivenStatements, error) {
	c, err := a.Access.County(ctx, county)
	if err != nil {
		return bank.GivenStatements{}, err
	}
	if !c.Demo {
		return bank.GivenStatements{}, notDemo.With("county", county)
	}
	system := access.TheSystem(county)
	all, err := a.Reconcile.Accounts(ctx, system)
	if err != nil {
		return bank.GivenStatements{}, err
	}
	var of reconcile.Account
	for _, x := range all {
		if x.ID == account {
			of = x
		}
	}
	if of.ID == 0 {
		return bank.GivenStatements{}, reconcile.NotBegun.With("account", account).On("account")
	}
	told, err := a.Reconcile.Statements(ctx, system, account, 1)
	if err != nil {
		return bank.GivenStatements{}, err
	}
	p.Account = of.Number
	p.From = max(p.From, of.From)
	var truth []bank.Movement
	err = a.DB.View(ctx, func(tx *db.Tx) error {
		before, err := a.Books.BalanceAsOfIn(ctx, tx, county, account, ledger.AsOf{Value: p.From - 1})
		if err != nil {
			return err
		}
		p.Opening = before.Own()
		truth, err = a.Reconcile.MovementsIn(ctx, tx, of, county)
		return err
	})
	if err != nil {
		return bank.GivenStatements{}, err
	}
	if len(told) > 0 {
		p.From, p.Opening = max(p.From, told[0].To+1), told[0].Balance.Closing
	}
	late, err := a.Reconcile.Items(ctx, system, account, p.From-1)
	if err != nil {
		return bank.GivenStatements{}, err
	}
	for _, i := range late { // what was under way on the last day arrives on the first
		if i.Side == reconcile.Book && i.Days < practiceDelay {
			truth = append(truth, bank.Movement{Day: p.From, Amount: i.Amount, Order: i.Order, Batch: i.Batch})
		}
	}
	return p.Give(truth)
}

// practiceDelay is within how many days the practice bank still tells what it left out.
const practiceDelay = 3

// The accounts of a demo county's month before its present one, beside those that a payment run has.
const (
	demoTreasury = 1003
	demoInterest = 4201
)

// demoFaults is how the demo's bank and treasury tell the month: mostly right, so that a few items stay open.
var demoFaults = map[reconcile.Holder]bank.StatementPractice{
	reconcile.AtBank:     {Seed: 8, Format: "camt.053", Delayed: 2500, Foreign: 1500},
	reconcile.AtTreasury: {Seed: 2, Format: "treasury-csv", Delayed: 1500, Doubled: 800},
}

// DemoReconcile gives a demo county a month of statements before its present one: money that came in, was allocated and earned interest, told by a
// practice bank and a practice treasury with a few faults, matched, with both tables drawn up and the treasury's signed.
func (a *App) DemoReconcile(ctx context.Context, county civil.County, month civil.Month) error {
	fund := ledger.ResidentPension
	maker, err := a.UserNamed(ctx, county, "kuaiji")
	if err != nil {
		return err
	}
	checker, err := a.UserNamed(ctx, county, "shenpi")
	if err != nil {
		return err
	}
	x := &demoMonth{a: a, ctx: ctx, maker: maker, checker: checker, fund: fund, month: month}
	spending, treasury := fund.Account(1004), fund.Account(demoTreasury)
	err = a.DB.InCounty(ctx, county, func(tx *db.Tx) error {
		if err := x.book(tx); err != nil {
			return err
		}
		for _, of := range []reconcile.Account{{ID: spending, Holder: reconcile.AtBank, Number: "430725-resident-pension"}, {ID: treasury, Holder: reconcile.AtTreasury, Number: "430725-CZZH-03"}} {
			of.From = month.FirstDay()
			if err := a.Reconcile.BeginIn(ctx, tx, maker, of); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := x.tell(spending, reconcile.AtBank); err != nil {
		return err
	}
	if err := x.tell(treasury, reconcile.AtTreasury); err != nil {
		return err
	}
	if _, err := a.Reconcile.Prepare(ctx, maker, spending, month.LastDay(), ""); err != nil {
		return err
	}
	t, err := a.Reconcile.Prepare(ctx, maker, treasury, month.LastDay(), "")
	if err == nil {
		_, err = a.Reconcile.Sign(ctx, checker, t.ID)
	}
	return err
}

type demoMonth struct {
	a              *App
	ctx            context.Context
	maker, checker access.Actor
	fund           ledger.Fund
	month          civil.Month
}

// book enters the month's vouchers: subsidies into the treasury's account every third day, allocations every fifth, interest at its end.
func (x *demoMonth) book(tx *db.Tx) error {
	spending, treasury, interest, subsidy := x.fund.Account(1004), x.fund.Account(demoTreasury), x.fund.Account(demoInterest), x.fund.Account(4101)
	err := x.a.Books.OpenAccountIn(x.ctx, tx, x.maker, ledger.Persons{Maker: x.maker.User, Checker: x.checker.User}, ledger.Account{ID: interest, Fund: x.fund, Class: ledger.Income, Owner: "county",
		Title: words.Text{Zh: "利息收入", En: "interest received"}})
	if err != nil {
		return err
	}
	b := ledger.Batch{ID: tx.NewID(), Fund: x.fund, Kind: "voucher", Cause: "voucher:" + x.month.String(), Maker: x.maker.User, Checker: x.checker.User, Period: x.month}
	line := func(day int, debit, credit ledger.AccountID, amount money.Fen, cause string) {
		b.Lines = append(b.Lines, ledger.Line{Debit: debit, Credit: credit, Amount: amount, Kind: ledger.Post, Code: cause, Cause: cause, ValueDate: x.month.FirstDay() + civil.Date(day)})
	}
	last := int(x.month.LastDay() - x.month.FirstDay())
	for day := 2; day <= last; day += 3 {
		line(day, treasury, subsidy, money.Fen(30000+day*100)*money.Yuan, "subsidy")
	}
	for day := 4; day <= last; day += 5 {
		line(day, spending, treasury, money.Fen(50000+day*100)*money.Yuan, "allocation")
	}
	line(last, spending, treasury, 20000*money.Yuan, "allocation")
	line(last-7, spending, interest, 31867, "interest")
	line(last-7, treasury, interest, 1204455, "interest")
	_, err = x.a.Books.PostIn(x.ctx, tx, x.maker, b)
	return err
}

// tell takes in what the other side says of the month and of the days since, and matches it.
func (x *demoMonth) tell(account ledger.AccountID, h reconcile.Holder) error {
	p := demoFaults[h]
	p.From, p.To = x.month.FirstDay(), x.month.LastDay()
	given, err := x.a.PracticeStatements(x.ctx, x.maker.County, account, p)
	if err != nil {
		return err
	}
	for _, f := range given.Files {
		if _, err := x.a.Reconcile.Import(x.ctx, x.maker, f.Content); err != nil {
			return err
		}
	}
	_, err = x.a.Reconcile.Run(x.ctx, x.maker, account)
	return err
}
