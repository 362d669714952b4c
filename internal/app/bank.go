package app

import (
	"bytes"
	"context"
	"strings"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
)

// demoBank is what the simulated bank knows: it keeps its own balance and remembers what it answered, as a bank does, so that the
// reconciliation compares two sets of books and not one with itself.
type demoBank struct {
	Balance money.Fen             `json:"balance_fen"`
	Orders  map[int64]demoOrdered `json:"orders"` // by run
}

type demoOrdered struct {
	Opening money.Fen `json:"opening_fen"`
	Value   string    `json:"value"` // the day it booked
}

const (
	demoBankSetting = "demo.bank"
	demoBankSeed    = 20260301
	closedIn10000   = 40 // of ten thousand accounts, so that a run of the small county has some returns
	namesIn10000    = 15
)

var notDemo = fail.Define(fail.Blocked, "app.not-demo",
	words.Text{Zh: "{county} 不是演示县，没有模拟银行。", En: "{county} is no demo county and has no simulated bank."},
	words.Text{Zh: "没有改动任何数据。", En: "No data was changed."},
	words.Text{Zh: "请导入银行给的回盘文件。", En: "Import the return file that the bank gave you."})

// DemoBank answers a payment file of a demo county; the same file is answered by the same bytes.
func (a *App) DemoBank(ctx context.Context, county civil.County, payment []byte) ([]byte, error) {
	a.bank.Lock()
	defer a.bank.Unlock()
	c, err := a.Access.County(ctx, county)
	if err != nil {
		return nil, err
	}
	if !c.Demo {
		return nil, notDemo.With("county", county)
	}
	order, err := bank.ReadPayment(bytes.NewReader(payment), func(bank.Order) error { return nil })
	if err != nil {
		return nil, err
	}
	fund, err := ledger.FundNamed(strings.TrimPrefix(order.Account, county.String()+"-"))
	if err != nil {
		return nil, err
	}
	own, err := a.Books.Balance(ctx, county, fund.Number.Account(1004))
	if err != nil {
		return nil, err
	}
	setting := demoBankSetting // one account a fund
	if fund.Number != ledger.ResidentPension {
		setting += "." + fund.Code
	}
	var answer []byte
	err = a.DB.InCounty(ctx, county, func(tx *db.Tx) error {
		state := demoBank{Balance: own.Own(), Orders: map[int64]demoOrdered{}}
		if _, err := a.Access.SettingIn(ctx, tx, county, setting, &state); err != nil {
			return err
		}
		was, again := state.Orders[order.Run]
		if !again {
			was = demoOrdered{state.Balance, civil.DateIn(tx.Now()).String()}
		}
		value, err := civil.ParseDate(was.Value)
		if err != nil {
			return err
		}
		answer, err = bank.Simulate(payment, bank.Simulation{Seed: demoBankSeed, ClosedIn10000: closedIn10000, NameIn10000: namesIn10000,
			Opening: was.Opening, Value: value})
		if err != nil || again {
			return err
		}
		said, err := bank.ReadReturn(bytes.NewReader(answer), func(bank.Answer) error { return nil })
		if err != nil {
			return err
		}
		state.Balance = said.Balance.Closing
		state.Orders[order.Run] = was
		return a.Access.SetSettingIn(ctx, tx, county, setting, state)
	})
	return answer, err
}
