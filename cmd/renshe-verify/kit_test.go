package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
	"renshe/internal/words"
	"renshe/tlog"
)

const county civil.County = 430725

var (
	ctx     = context.Background()
	march   = civil.MonthOf(2026, 3)
	actor   = access.Actor{County: county, User: 7, Role: access.System}
	hands   = ledger.Persons{Maker: 7, Checker: 8}
	fund    = ledger.ResidentPension
	bankAcc = fund.Account(1)
	expense = fund.Account(2)
	income  = fund.Account(3)
	passing = fund.Account(9)
	other   = ledger.Unemployment.Account(1)
	through = ledger.Unemployment.Account(9)
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// world is books with something of everything, and their keys.
type world struct {
	t     testing.TB
	d     *db.DB
	books *ledger.Ledger
	keys  *ledger.Keys
	clock *testkit.Clock
	id    int64

	order, answer int64 // the places of run 81's documents
}

func newWorld(t testing.TB, url string) *world {
	w := &world{t: t, clock: testkit.NewClock(time.Date(2026, 3, 20, 2, 0, 0, 0, time.UTC))}
	w.d = testkit.Open(t, url, db.WithClock(w.clock.Now))
	keys, err := ledger.OpenKeys(t.TempDir())
	must(t, err)
	w.keys, w.books = keys, ledger.New(w.d, keys)
	open := func(id ledger.AccountID, class ledger.Class, owner string, closed bool) ledger.Account {
		return ledger.Account{ID: id, Fund: id.Fund(), Class: class, Owner: owner, NoOverdraft: closed,
			Title: words.Text{Zh: "账户：" + id.String(), En: "account\t\\" + id.String()}}
	}
	must(t, w.books.OpenAccounts(ctx, actor, hands, open(bankAcc, ledger.Asset, "county", true), open(expense, ledger.Expense, "county", false),
		open(income, ledger.Income, "county", false), open(passing, ledger.Liability, "clearing", false),
		open(other, ledger.Asset, "county", true), open(through, ledger.Liability, "clearing:fund", false)))
	return w
}

func (w *world) post(f ledger.Fund, kind, cause string, period civil.Month, lines ...ledger.Line) ledger.Receipt {
	w.t.Helper()
	w.id++
	w.clock.Add(time.Minute)
	r, err := w.books.Post(ctx, actor, ledger.Batch{ID: w.id, Fund: f, Kind: kind, Maker: 7, Checker: 8, Cause: cause, Period: period, Lines: lines})
	must(w.t, err)
	return r
}

// document puts a bank file of a run into the log, by its lines, and gives its place.
func (w *world) document(kind ledger.DocumentKind, run int64, lines [][3]int64) int64 {
	w.t.Helper()
	d := ledger.Document{Fund: fund, Kind: kind, Account: bankAcc, Cause: "run:" + itoa(run), Digest: tlog.Hash{byte(run), byte(len(kind))}, Lines: int64(len(lines))}
	var list ledger.DocumentList
	for _, l := range lines {
		list.Add(l[0], moneyFen(l[1]), l[2])
		d.Total += moneyFen(l[1])
	}
	var err error
	d.List, err = list.Sum()
	must(w.t, err)
	w.clock.Add(time.Minute)
	must(w.t, w.d.InCounty(ctx, county, func(tx *db.Tx) error {
		d, err = w.books.AddDocumentIn(ctx, tx, actor, d)
		return err
	}))
	return d.Seq
}

// live fills the books with two months, of which the first is closed, and with a run whose bank answered.
func (w *world) live() {
	line := func(d, c ledger.AccountID, fen int64, kind ledger.Kind, cause string) ledger.Line {
		return ledger.Line{Debit: d, Credit: c, Amount: moneyFen(fen), Kind: kind, Code: "resident-pension.basic", Cause: cause,
			Plan: "plan-1", Inputs: `{"months":1,"note":"a\tb"}`}
	}
	w.post(fund, ledger.Opening, "opening", march, line(bankAcc, income, 900_000, ledger.Post, "opening"))
	w.post(fund, "voucher", "voucher:1", march, line(bankAcc, income, 500_00, ledger.Post, "v\n1"), line(bankAcc, income, 300_00, ledger.Post, "v2"))
	r := w.post(fund, "payment-run", "run:81", march, line(expense, bankAcc, 163_00, ledger.Pending, "payment:11/2026-03"),
		line(expense, bankAcc, 170_00, ledger.Pending, "payment:12/2026-03"), line(expense, bankAcc, 50_00, ledger.Pending, "payment:12/2026-02"),
		line(expense, bankAcc, 99_00, ledger.Pending, "other"), line(expense, bankAcc, 40_00, ledger.Pending, "other"))
	w.order = w.document(ledger.PaymentOrder, 81, [][3]int64{{11, 163_00, 0}, {12, 220_00, 0}})
	w.answer = w.document(ledger.BankAnswer, 81, [][3]int64{{11, 163_00, 1}, {12, 220_00, 2}})
	w.post(fund, "bank-return", "run:81", march, ledger.Line{Kind: ledger.PostPending, Ref: r.Seqs[0], Cause: "payment:11/2026-03"},
		ledger.Line{Kind: ledger.Void, Ref: r.Seqs[1], Cause: "payment:12/2026-03"}, ledger.Line{Kind: ledger.Void, Ref: r.Seqs[2], Cause: "payment:12/2026-02"})
	part := w.post(fund, "voucher", "voucher:2", march, ledger.Line{Kind: ledger.Part, Ref: r.Seqs[3], Amount: 30_00},
		ledger.Line{Kind: ledger.Expire, Ref: r.Seqs[4]})
	w.post(fund, "voucher", "voucher:3", march, ledger.Line{Kind: ledger.PostPending, Ref: part.Seqs[0], Amount: 60_00})
	v := w.post(fund, "voucher", "voucher:4", march, line(expense, bankAcc, 12_34, ledger.Post, "wrong"))
	w.post(fund, "voucher", "voucher:5", march, ledger.Line{Kind: ledger.Reversal, Ref: v.Seqs[0]})
	w.id += 2
	_, err := w.books.Move(ctx, actor, ledger.Move{Reference: "decision:7",
		Out: ledger.Batch{ID: w.id - 1, Fund: fund, Maker: 7, Checker: 8, Period: march, Lines: []ledger.Line{line(bankAcc, passing, 0, ledger.Post, "m")}},
		In:  ledger.Batch{ID: w.id, Fund: ledger.Unemployment, Maker: 7, Checker: 8, Period: march, Lines: []ledger.Line{line(other, through, 0, ledger.Post, "m")}}})
	if err == nil {
		w.t.Fatal("an empty movement was taken")
	}
	out, in := line(income, passing, 70_00, ledger.Post, "m"), line(through, other, 70_00, ledger.Post, "m")
	in.Debit, in.Credit = through, other
	w.post(ledger.Unemployment, ledger.Opening, "opening", march, line(other, through, 500_00, ledger.Post, "o"))
	_, err = w.books.Move(ctx, actor, ledger.Move{Reference: "decision:7",
		Out: ledger.Batch{ID: w.id + 1, Fund: fund, Maker: 7, Checker: 8, Period: march, Lines: []ledger.Line{out}},
		In:  ledger.Batch{ID: w.id + 2, Fund: ledger.Unemployment, Maker: 7, Checker: 8, Period: march, Lines: []ledger.Line{in}}})
	must(w.t, err)
	w.id += 2
	w.clock.Add(20 * 24 * time.Hour)
	_, err = w.books.ClosePeriod(ctx, actor, hands, fund, march)
	must(w.t, err)
	w.propose()
	fix := line(income, bankAcc, 100, ledger.Post, "fix")
	fix.Ref = 8
	w.post(fund, "voucher", "voucher:6", march+1, fix)
}

// propose leaves one proposal confirmed by two of three, one confirmed and one sent back.
func (w *world) propose() {
	by := func(user int64) access.Actor {
		role := access.Approver
		if user == 7 {
			role = access.Accountant
		}
		return access.Actor{County: county, User: user, Name: "user\t" + itoa(user), Role: role}
	}
	open := func(n int64) ledger.Proposal {
		w.clock.Add(time.Minute)
		id := fund.Account(n)
		p, err := w.books.ProposeAccount(ctx, by(7), ledger.Account{ID: id, Fund: fund, Class: ledger.Expense, Owner: "county", Title: words.Text{Zh: "支出", En: "expense"}}, "why")
		must(w.t, err)
		return p
	}
	_, err := w.books.Confirm(ctx, by(8), open(90).ID)
	must(w.t, err)
	_, err = w.books.SendBack(ctx, by(8), open(91).ID, "no")
	must(w.t, err)
	p, err := w.books.ProposeBatch(ctx, by(7), ledger.Batch{Fund: fund, Kind: "voucher", Cause: "voucher:5", Period: march + 1,
		Lines: []ledger.Line{{Debit: bankAcc, Credit: income, Amount: 2_000_000_00, Kind: ledger.Post}}}, "large")
	must(w.t, err)
	for _, user := range []int64{9, 8} {
		p, err = w.books.Confirm(ctx, by(user), p.ID)
		must(w.t, err)
	}
	if p.State != ledger.StateProposed || len(p.Voices) != 2 {
		w.t.Fatalf("%+v", p)
	}
}

// export writes the books into a new folder, with the orders of run 81.
func (w *world) export(change func(orders *[][]int64)) string {
	w.t.Helper()
	dir := filepath.Join(w.t.TempDir(), "export")
	e, err := ledger.NewExport(county, dir)
	must(w.t, err)
	defer e.Abort()
	must(w.t, w.d.View(ctx, func(tx *db.Tx) error { return w.books.ExportIn(ctx, tx, e, nil) }))
	orders := [][]int64{{int64(county), 81, 11, 163_00, w.order, w.answer, wasPaid}, {int64(county), 81, 12, 220_00, w.order, w.answer, wasBack}}
	if change != nil {
		change(&orders)
	}
	var names []string
	for _, c := range orderTable.columns {
		names = append(names, c.name)
	}
	f, err := e.Table(orderTable.name+".txt", names...)
	must(w.t, err)
	for _, r := range orders {
		for _, n := range r {
			f.Int(n)
		}
		f.End()
	}
	must(w.t, f.Close())
	_, err = e.Finish()
	must(w.t, err)
	return dir
}

// seen is what a witness gave out, and its note under another log of the same size.
type seen struct {
	key, file, fork string
	size            int64
}

// cosign lets a witness sign the last checkpoint.
func (w *world) cosign() seen {
	w.t.Helper()
	k, err := tlog.NewCosigner("finance.example/witness", []byte(strings.Repeat("s", 32)))
	must(w.t, err)
	last, err := w.books.LastCheckpoint(ctx, county)
	must(w.t, err)
	fin := ledger.Witness{Name: "finance.example/witness", URL: "http://127.0.0.1:1", Key: k.Key()}
	must(w.t, w.books.SetWitness(ctx, actor, fin))
	line := k.Cosign(last.Checkpoint, w.clock.Now())
	must(w.t, w.books.Cosigned(ctx, actor, fin, last.Size, line))
	s := seen{k.Key(), filepath.Join(w.t.TempDir(), "note"), "", last.Size}
	must(w.t, os.WriteFile(s.file, []byte(last.Text()+"\n"+line), 0o600))
	fork := last.Checkpoint
	fork.Root[0] ^= 1
	s.fork = fork.Text() + "\n" + k.Cosign(fork, w.clock.Now())
	return s
}

// verify runs the program and gives its exit code and report.
func verify(t testing.TB, args ...string) (int, report) {
	t.Helper()
	var out, msg strings.Builder
	code := run(append([]string{"--json", "--lang", "en"}, args...), nil, &out, &msg)
	var r report
	if code != exitUsage {
		must(t, json.Unmarshal([]byte(out.String()), &r))
	} else {
		t.Log(msg.String())
	}
	return code, r
}

func copyDir(t testing.TB, from string) string {
	t.Helper()
	to := t.TempDir()
	must(t, os.CopyFS(to, os.DirFS(from)))
	return to
}
