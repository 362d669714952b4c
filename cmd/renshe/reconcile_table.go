package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/bank"
	"renshe/internal/ledger"
	"renshe/internal/reconcile"
	"renshe/internal/words"
)

type balanceTableCmd struct {
	booksOf
	perhapsAs
	Account string `arg:"" help:"${help_recaccounts}" placeholder:"FUND-NUMBER"`
	On      string `help:"${help_recon}" placeholder:"YYYY-MM-DD"`
	Month   string `help:"${help_recmonth}" placeholder:"YYYY-MM"`
	Prepare bool   `help:"${help_recprepare}"`
	Explain string `help:"${help_recexplain}" placeholder:"TEXT"`
	Sign    bool   `help:"${help_recsign}"`
	XLSX    string `name:"xlsx" help:"${help_recxlsx}" placeholder:"FILE"`
	PDF     string `name:"pdf" help:"${help_recpdf}" placeholder:"FILE"`
}

var (
	tableHead = words.Text{Zh: "{title} {account} {day}", En: "{title}, {account}, {day}"}
	tableLine = words.Text{Zh: "  账面余额 {book} 元，对账单余额 {bank} 元", En: "  {book} yuan in the books, {bank} yuan by the statement"}
	tableSum  = words.Text{Zh: "  {class}：{count} 笔 {sum} 元", En: "  {class}: {count} items, {sum} yuan"}
	tableLast = words.Text{Zh: "  调节后：账 {book} 元，对账单 {bank} 元，差额 {difference} 元", En: "  adjusted: books {book} yuan, statement {bank} yuan, difference {difference} yuan"}
	tableMade = words.Text{Zh: "  编制 {made}，复核 {signed}", En: "  drawn up by {made}, signed by {signed}"}
	nobody    = words.Text{Zh: "（无）", En: "nobody"}
)

func (c *balanceTableCmd) Run(s *session) error {
	id, bad := ledger.ParseAccountID(c.Account)
	on, worse := optionalDay(c.On, "--on")
	month, worst := optionalMonth(c.Month, "--month")
	if err := errors.Join(bad, worse, worst); err != nil {
		return err
	}
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	if on == 0 {
		on = civil.DateIn(a.Clock.Now())
	}
	if month != 0 {
		on = month.LastDay()
	}
	t, err := c.table(s, a, county, id, on)
	if err != nil {
		return err
	}
	if err := c.save(s, a, county, t); err != nil {
		return err
	}
	if c.JSON {
		return s.json(map[string]any{"id": t.ID, "account": t.Account.ID.String(), "day": t.Day, "books_fen": t.Book, "statement_fen": t.Bank,
			"book_in_fen": t.Sums[reconcile.BookIn], "book_out_fen": t.Sums[reconcile.BookOut], "bank_in_fen": t.Sums[reconcile.BankIn], "bank_out_fen": t.Sums[reconcile.BankOut],
			"books_adjusted_fen": t.BookAdjusted(), "statement_adjusted_fen": t.BankAdjusted(), "difference_fen": t.Difference, "explanation": t.Explanation,
			"made": t.MadeName, "signed": t.SignedName, "items": itemsJSON(t.Items)})
	}
	s.say(tableHead, "title", t.Title(), "account", t.Account.ID, "day", t.Day)
	s.say(tableLine, "book", t.Book, "bank", t.Bank)
	for _, k := range reconcile.Classes {
		s.say(tableSum, "class", k.Title(), "count", t.Counts[k], "sum", t.Sums[k])
	}
	s.say(tableLast, "book", t.BookAdjusted(), "bank", t.BankAdjusted(), "difference", t.Difference)
	made, signed := any(nobody), any(nobody)
	if t.ID != 0 {
		made = t.MadeName
	}
	if t.Signed() {
		signed = t.SignedName
	}
	s.say(tableMade, "made", made, "signed", signed)
	return nil
}

// table shows, draws up or signs; without an act it gives the table of the day that was drawn up last, or shows what it would be.
func (c *balanceTableCmd) table(s *session, a *app.App, county civil.County, id ledger.AccountID, on civil.Date) (reconcile.Table, error) {
	var by access.Actor
	if c.Prepare || c.Sign {
		var err error
		if by, err = identity(c.perhapsAs).signIn(s, a, county); err != nil {
			return reconcile.Table{}, err
		}
	}
	if c.Prepare {
		return a.Reconcile.Prepare(s, by, id, on, c.Explain)
	}
	system := access.TheSystem(county)
	all, err := a.Reconcile.Tables(s, system, id, 500)
	if err != nil {
		return reconcile.Table{}, err
	}
	for _, t := range all {
		if t.Day != on {
			continue
		}
		if c.Sign {
			return a.Reconcile.Sign(s, by, t.ID)
		}
		return a.Reconcile.Table(s, system, t.ID)
	}
	if c.Sign {
		return reconcile.Table{}, reconcile.NoTable.With("table", on)
	}
	return a.Reconcile.Show(s, system, id, on)
}

func (c *balanceTableCmd) save(s *session, a *app.App, county civil.County, t reconcile.Table) error {
	of, err := a.Access.County(s, county)
	if err != nil {
		return err
	}
	for name, write := range map[string]func(*bytes.Buffer) error{
		c.XLSX: func(w *bytes.Buffer) error { return t.Workbook(w, s.lang, of) },
		c.PDF:  func(w *bytes.Buffer) error { return t.Print(w, s.lang, of, c.As, a.Clock.Now()) },
	} {
		if name == "" {
			continue
		}
		var out bytes.Buffer
		if err := write(&out); err != nil {
			return err
		}
		if err := os.WriteFile(name, out.Bytes(), 0o600); err != nil {
			return noFile.With("file", name).From(err)
		}
	}
	return nil
}

// bankStatementCmd writes statements to practise with: what the books of a demo county say, told by the other side with faults.
type bankStatementCmd struct {
	booksOf
	Account string `arg:"" help:"${help_recaccounts}" placeholder:"FUND-NUMBER"`
	Month   string `help:"${help_simstmonth}" required:"" placeholder:"YYYY-MM"`
	To      string `help:"${help_simstto}" placeholder:"YYYY-MM-DD"`
	Out     string `help:"${help_simout}" required:"" placeholder:"DIR"`
	Format  string `help:"${help_simstfile}" default:"camt.053" placeholder:"NAME"`
	Seed    uint64 `help:"${help_simseed}" default:"1"`
	Missing int    `help:"${help_simstmissing}"`
	Doubled int    `help:"${help_simstdoubled}"`
	Changed int    `help:"${help_simstchanged}"`
	Delayed int    `help:"${help_simstdelayed}"`
	Foreign int    `help:"${help_simstforeign}"`
}

var toldLine = words.Text{Zh: "{account}：{files} 份对账单，{movements} 笔，期末余额 {closing} 元。", En: "{account}: {files} statements, {movements} movements, closing balance {closing} yuan."}

func (c *bankStatementCmd) Run(s *session) error {
	id, bad := ledger.ParseAccountID(c.Account)
	month, worse := parseMonth(c.Month, "--month")
	to, worst := optionalDay(c.To, "--to")
	if err := errors.Join(bad, worse, worst); err != nil {
		return err
	}
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	if to == 0 {
		to = min(month.LastDay(), civil.DateIn(a.Clock.Now()))
	}
	out, err := a.PracticeStatements(s, county, id, bank.StatementPractice{Seed: c.Seed, From: month.FirstDay(), To: to, Format: c.Format,
		Missing: c.Missing, Doubled: c.Doubled, Changed: c.Changed, Delayed: c.Delayed, Foreign: c.Foreign})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Out, 0o700); err != nil {
		return noFile.With("file", c.Out).On("--out").From(err)
	}
	for _, f := range out.Files {
		name := filepath.Join(c.Out, f.Name)
		if err := os.WriteFile(name, f.Content, 0o600); err != nil {
			return noFile.With("file", name).On("--out").From(err)
		}
	}
	if c.JSON {
		return s.json(out)
	}
	s.say(toldLine, "account", id, "files", len(out.Files), "movements", out.Movements, "closing", out.Closing)
	for _, what := range bank.StatementFaults {
		if n := out.Faults[what]; n > 0 {
			s.say(simFault, "what", what, "count", n)
		}
	}
	for _, f := range out.Files {
		s.say(simFile, "file", filepath.Join(c.Out, f.Name), "format", f.Format)
	}
	return nil
}
