package reconcile

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/seal"
	"renshe/internal/testkit"
	"renshe/internal/words"
	"renshe/money"
)

const county civil.County = 430725

var (
	ctx     = context.Background()
	march   = civil.MonthOf(2026, 3)
	maker   = access.Actor{County: county, User: 11, Name: "会计甲", Role: access.Accountant}
	checker = access.Actor{County: county, User: 12, Name: "审批乙", Role: access.Approver}
	both    = access.Actor{County: county, User: 11, Name: "会计甲", Role: access.Approver} // the same person, with the other role

	system = access.TheSystem(county)
	hands  = ledger.Persons{Maker: 11, Checker: 12}

	spending = ledger.ResidentPension.Account(1004)
	treasury = ledger.ResidentPension.Account(1003)
	basic    = ledger.ResidentPension.Account(5001)
	income   = ledger.ResidentPension.Account(4101)
	surplus  = ledger.ResidentPension.Account(3001)
)

const (
	spendingNumber = "430725-resident-pension"
	treasuryNumber = "430725-3-czzh"
	opening        = money.Fen(1_000_000_00)
)

// tester is what testing.T and rapid.T have in common.
type tester interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
	Errorf(string, ...any)
}

func must(t tester, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

type house struct {
	t     tester
	d     *db.DB
	r     *Reconcile
	books *ledger.Ledger
	clock *testkit.Clock
	batch int64
	last  map[string]money.Fen // closing balance by number
}

// inApril is a clock of the second of April.
func inApril() *testkit.Clock {
	return testkit.NewClock(time.Date(2026, 4, 2, 1, 0, 0, 0, time.UTC))
}

// eachHouse runs the test on both engines, with a fund whose two accounts are under reconciliation since the first of March.
func eachHouse(t *testing.T, fn func(t *testing.T, h *house)) {
	t.Helper()
	clock := inApril()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) { fn(t, build(t, d, clock)) }, db.WithClock(clock.Now))
}

func build(t testing.TB, d *db.DB, clock *testkit.Clock) *house {
	t.Helper()
	keys, err := ledger.OpenKeys(t.TempDir())
	must(t, err)
	box := seal.New(bytes.Repeat([]byte{7}, 32))
	acc := access.New(d, box)
	must(t, d.InCounty(ctx, county, func(tx *db.Tx) error {
		return acc.OpenCountyIn(ctx, tx, access.County{Code: county, Name: "桃源县", Demo: true})
	}))
	h := &house{t: t, d: d, books: ledger.New(d, keys), clock: clock, last: map[string]money.Fen{}}
	h.r = New(d, box, acc, h.books)
	h.books.GuardClosing(h.r)
	account := func(id ledger.AccountID, class ledger.Class) ledger.Account {
		return ledger.Account{ID: id, Fund: id.Fund(), Class: class, Owner: "county", Title: words.Text{Zh: "账户" + id.String(), En: "account " + id.String()}}
	}
	must(t, h.books.OpenAccounts(ctx, system, hands, account(spending, ledger.Asset), account(treasury, ledger.Asset), account(basic, ledger.Expense),
		account(income, ledger.Income), account(surplus, ledger.NetAssets)))
	h.post("opening", "opening", ledger.Line{Debit: spending, Credit: surplus, Amount: opening, ValueDate: march.FirstDay() - 1},
		ledger.Line{Debit: treasury, Credit: surplus, Amount: 10 * opening, ValueDate: march.FirstDay() - 1})
	must(t, h.r.Begin(ctx, maker, Account{ID: spending, Holder: AtBank, Number: spendingNumber, From: march.FirstDay()}))
	must(t, h.r.Begin(ctx, maker, Account{ID: treasury, Holder: AtTreasury, Number: treasuryNumber, From: march.FirstDay()}))
	h.last[spendingNumber], h.last[treasuryNumber] = opening, 10*opening
	return h
}

// post books one batch of plain lines.
func (h *house) post(kind, cause string, lines ...ledger.Line) ledger.Receipt {
	h.t.Helper()
	h.batch++
	for i := range lines {
		if lines[i].Kind == 0 {
			lines[i].Kind = ledger.Post
		}
	}
	r, err := h.books.Post(ctx, system, ledger.Batch{ID: h.batch, Fund: ledger.ResidentPension, Kind: kind, Cause: cause, Maker: 11, Checker: 12, Period: march, Lines: lines})
	must(h.t, err)
	return r
}

// pay books payments of a run on a day: order numbers from first on, amounts in turn.
func (h *house) pay(run int64, on civil.Date, first int64, amounts ...money.Fen) {
	h.t.Helper()
	var lines []ledger.Line
	for i, a := range amounts {
		lines = append(lines, ledger.Line{Debit: basic, Credit: spending, Amount: a, ValueDate: on, Cause: fmt.Sprintf("payment:%d/2026-03", first+int64(i))})
	}
	h.post("bank-return", "run:"+strconv.FormatInt(run, 10), lines...)
}

// allocate books money that the treasury passes on, and gives its place.
func (h *house) allocate(on civil.Date, amount money.Fen) int64 {
	h.t.Helper()
	return h.post("voucher", "allocation", ledger.Line{Debit: spending, Credit: treasury, Amount: amount, ValueDate: on, Cause: "allocation"}).Seqs[0]
}

// statement writes what a holder says of some days, on top of what he said before.
func (h *house) statement(number, format string, from, to civil.Date, movements ...bank.Movement) []byte {
	h.t.Helper()
	s := bank.Statement{Account: number, ID: "S" + to.String(), From: from, To: to, Movements: movements}
	b := bank.Balance{Opening: h.last[number], Closing: h.last[number]}
	for i := range s.Movements {
		m := &s.Movements[i]
		m.Line = int64(i + 1)
		if m.Day == 0 {
			m.Day = to
		}
		if b.Closing += m.Amount; m.Amount > 0 {
			b.Credits += m.Amount
		} else {
			b.Debits -= m.Amount
		}
	}
	if format != "camt.054" {
		s.Balance = &b
		h.last[number] = b.Closing
	}
	content, _, err := bank.WriteStatement(format, s)
	must(h.t, err)
	return content
}

func (h *house) take(content []byte) Statement {
	h.t.Helper()
	s, err := h.r.Import(ctx, maker, content)
	must(h.t, err)
	return s
}

func (h *house) run(account ledger.AccountID) Outcome {
	h.t.Helper()
	out, err := h.r.Run(ctx, maker, account)
	must(h.t, err)
	return out
}

func (h *house) items(account ledger.AccountID, on civil.Date) []Item {
	h.t.Helper()
	all, err := h.r.Items(ctx, maker, account, on)
	must(h.t, err)
	return all
}

// clean verifies and wants nothing found.
func (h *house) clean() {
	h.t.Helper()
	found, err := h.r.Verify(ctx, county)
	must(h.t, err)
	for _, f := range found {
		h.t.Errorf("found in clean records: %s %s %s: %s, not %s", f.Table, f.Record, f.Column, f.Actual, f.Expected)
	}
}

// movements are the books' movements of an account as a holder sees them.
func (h *house) movements(account ledger.AccountID) []bank.Movement {
	h.t.Helper()
	var all []bank.Movement
	must(h.t, h.d.View(ctx, func(tx *db.Tx) error {
		return h.books.MovementsIn(ctx, tx, county, account, 0, func(m ledger.Movement) error {
			if m.BatchKind != ledger.Opening {
				l := bookLine(county, m)
				all = append(all, bank.Movement{Day: m.ValueDate, Amount: m.Amount, Order: l.Order, Batch: l.Batch})
			}
			return nil
		})
	}))
	return all
}
