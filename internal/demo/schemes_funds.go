package demo

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
)

// What the other funds open with. These are figures of the demo's data alone.
const (
	fundAtBank     = 1_200_000 * money.Yuan
	fundAtTreasury = 8_000_000 * money.Yuan
	budgetAtBank   = 300_000 * money.Yuan
)

// openFunds opens the books of every fund of law/funds that goes on, but the residents', with what each brought along.
func (b *builder) openFunds(ctx context.Context, tx *db.Tx, period civil.Month) error {
	accountant := b.actor("kuaiji", access.Accountant)
	by := ledger.Persons{Maker: accountant.User, Checker: b.users["shenpi"].ID}
	for _, def := range ledger.Funds() {
		if def.Number == ledger.ResidentPension || def.Until != 0 && def.Until < b.today {
			continue
		}
		for _, k := range benefit.Kinds() {
			if benefit.BooksOf(k).Fund == def.Number {
				if err := b.Benefits.OpenBooksIn(ctx, tx, accountant, by, k); err != nil {
					return err
				}
			}
		}
		bankAccount, treasury, fund := def.Number.Account(1004), def.Number.Account(1003), def.Number.Account(3001)
		lines := []ledger.Line{{Debit: bankAccount, Credit: fund, Amount: fundAtBank, Kind: ledger.Post, Code: "opening", Cause: "opening"},
			{Debit: treasury, Credit: fund, Amount: fundAtTreasury, Kind: ledger.Post, Code: "opening", Cause: "opening"}}
		if def.Kind == "budget" {
			lines = lines[:1]
			lines[0].Amount = budgetAtBank
		}
		for _, open := range []ledger.Account{
			{ID: bankAccount, Fund: def.Number, Class: ledger.Asset, Owner: "county", NoOverdraft: true, Title: words.Text{Zh: "支出户存款", En: "disbursement account at the bank"}},
			{ID: treasury, Fund: def.Number, Class: ledger.Asset, Owner: "county", NoOverdraft: true, Title: words.Text{Zh: "财政专户存款", En: "dedicated account at the treasury"}},
			{ID: fund, Fund: def.Number, Class: ledger.NetAssets, Owner: "county", Title: words.Text{Zh: "基金结余", En: "fund balance"}},
		} {
			if err := b.Books.OpenAccountIn(ctx, tx, accountant, by, open); err != nil {
				return err
			}
		}
		if _, err := b.Books.PostIn(ctx, tx, accountant, ledger.Batch{ID: tx.NewID(), Fund: def.Number, Kind: "opening", Maker: by.Maker,
			Checker: by.Checker, Cause: "opening", Period: period, Lines: lines}); err != nil {
			return err
		}
	}
	return nil
}

// What the two funds of budget money that pay no benefit spend. These are figures of the demo's data alone.
const (
	stationsMonth = 26_000 * money.Yuan // what the stations spend on their own work in a month
	reliefPaid    = 3_000 * money.Yuan
)

// spend books a month of the working budget and, once, relief: budget money, apart from every insurance fund.
func (b *builder) spend(ctx context.Context, n int, m civil.Month) error {
	spent := []struct {
		fund   ledger.Fund
		amount money.Fen
		title  words.Text
		code   string
	}{{ledger.WorkingBudget, stationsMonth, words.Text{Zh: "站所工作支出", En: "spent by the stations"}, "stations"}}
	if n == now-2 {
		spent = append(spent, spent[0])
		spent[1].fund, spent[1].amount, spent[1].title, spent[1].code = ledger.Relief, reliefPaid, words.Text{Zh: "救助支出", En: "relief paid"}, "relief"
	}
	accountant := b.actor("kuaiji", access.Accountant)
	by := ledger.Persons{Maker: accountant.User, Checker: b.users["shenpi"].ID}
	return b.DB.InCounty(ctx, b.o.County, func(tx *db.Tx) error {
		for _, s := range spent {
			expense := s.fund.Account(5001)
			if err := b.Books.OpenAccountIn(ctx, tx, accountant, by, ledger.Account{ID: expense, Fund: s.fund, Class: ledger.Expense, Owner: "county", Title: s.title}); err != nil {
				return err
			}
			if _, err := b.Books.PostIn(ctx, tx, accountant, ledger.Batch{ID: tx.NewID(), Fund: s.fund, Kind: "voucher", Maker: by.Maker, Checker: by.Checker,
				Cause: "voucher:" + m.String(), Period: m, Lines: []ledger.Line{{Debit: expense, Credit: s.fund.Account(1004), Amount: s.amount, Kind: ledger.Post, Code: s.code}}}); err != nil {
				return err
			}
		}
		return nil
	})
}
