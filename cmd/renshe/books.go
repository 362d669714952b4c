package main

import (
	"errors"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/app"
	"renshe/internal/fail"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
)

// booksOf is what every command on the books takes.
type booksOf struct {
	place
	County string `help:"${help_county}" default:"430725" placeholder:"CODE"`
	JSON   bool   `name:"json" help:"${help_json}"`
}

// asOf are the two axes of the books: what counts up to a day, and what was known by then.
type asOf struct {
	ValueOn string `help:"${help_valueon}" placeholder:"YYYY-MM-DD"`
	KnownOn string `help:"${help_bookedon}" placeholder:"YYYY-MM-DD"`
	Size    int64  `help:"${help_logsize}" placeholder:"N"`
}

type balanceCmd struct {
	booksOf
	asOf
	Account string `arg:"" help:"${help_account}" placeholder:"FUND-NUMBER"`
}

type statementCmd struct {
	booksOf
	Account string `arg:"" help:"${help_account}" placeholder:"FUND-NUMBER"`
	From    string `help:"${help_from}" placeholder:"YYYY-MM-DD"`
	To      string `help:"${help_to}" placeholder:"YYYY-MM-DD"`
	First   string `help:"${help_first}" placeholder:"YYYY-MM"`
	Last    string `help:"${help_last}" placeholder:"YYYY-MM"`
	After   int64  `help:"${help_after}" placeholder:"SEQ"`
	Limit   int    `help:"${help_lines}" default:"100"`
}

type trialCmd struct {
	booksOf
	asOf
	Fund  string `arg:"" help:"${help_fund}" placeholder:"FUND"`
	Month string `help:"${help_trialmonth}" placeholder:"YYYY-MM"`
}

var (
	balanceLine = words.Text{Zh: "{account} {title}：借方 {debits} 元，贷方 {credits} 元，余额 {own} 元；待付 {pending} 元",
		En: "{account} {title}: debits {debits}, credits {credits}, balance {own} yuan; reserved {pending}"}
	turnoverLine = words.Text{Zh: "{account} {title}：期初 {opening} 元，借方发生 {debits} 元，贷方发生 {credits} 元，期末 {closing} 元",
		En: "{account} {title}: opening {opening}, debits {debits}, credits {credits}, closing {closing} yuan"}
	entryLine = words.Text{Zh: "第 {seq} 号 {day} {kind} 借 {debit} 贷 {credit} {amount} 元 {code} {cause}",
		En: "seq {seq} {day} {kind}: debit {debit}, credit {credit}, {amount} yuan {code} {cause}"}
	moreLines = words.Text{Zh: "还有：--after {next}", En: "more: --after {next}"}
	trialLine = words.Text{Zh: "合计：借方 {debits} 元，贷方 {credits} 元", En: "together: debits {debits}, credits {credits} yuan"}
	notDay    = fail.Define(fail.Invalid, "cli.books-day",
		words.Text{Zh: "“{text}”不是日期。", En: "“{text}” is not a day."},
		words.Text{Zh: "账没有变动。", En: "The books are unchanged."},
		words.Text{Zh: "请写成 2026-03-31 的样子。", En: "Write it like 2026-03-31."})
)

// optionalDay reads a flag that may be left out.
func optionalDay(text, flag string) (civil.Date, error) {
	if text == "" {
		return 0, nil
	}
	d, err := civil.ParseDate(text)
	if err != nil {
		return 0, notDay.With("text", text).On(flag)
	}
	return d, nil
}

func optionalMonth(text, flag string) (civil.Month, error) {
	if text == "" {
		return 0, nil
	}
	return parseMonth(text, flag)
}

func (c *asOf) point() (ledger.AsOf, error) {
	value, err1 := optionalDay(c.ValueOn, "--value-on")
	known, err2 := optionalDay(c.KnownOn, "--known-on")
	return ledger.AsOf{Value: value, Known: known, Size: c.Size}, errors.Join(err1, err2)
}

// books opens the records for a command on the books.
func (c *booksOf) books(s *session) (*app.App, civil.County, error) {
	county, err := parseCounty(c.County)
	if err != nil {
		return nil, 0, err
	}
	a, _, err := s.open(c.place, county)
	return a, county, err
}

// fundCalled finds a fund by its code or its number.
func fundCalled(text string) (ledger.Fund, error) {
	if n, err := strconv.ParseUint(text, 10, 15); err == nil {
		def, err := ledger.Fund(n).Def()
		if err != nil {
			return 0, err
		}
		return def.Number, nil
	}
	def, err := ledger.FundNamed(text)
	if err != nil {
		return 0, err
	}
	return def.Number, nil
}

func (c *balanceCmd) Run(s *session) error {
	at, bad := c.point()
	id, err := ledger.ParseAccountID(c.Account)
	if err := errors.Join(bad, err); err != nil {
		return err
	}
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	var b ledger.Balance
	if at == (ledger.AsOf{}) {
		b, err = a.Books.Balance(s, county, id)
	} else {
		b, err = a.Books.BalanceAsOf(s, county, id, at)
	}
	if err != nil {
		return err
	}
	if c.JSON {
		return s.json(balanceJSON(b))
	}
	s.balance(b)
	return nil
}

func (s *session) balance(b ledger.Balance) {
	s.say(balanceLine, "account", b.Account.ID, "title", b.Account.Title, "debits", b.Debits, "credits", b.Credits, "own", b.Own(),
		"pending", b.Own()-b.Available())
}

// The amounts of these documents are whole fen; a number of an account is a text.
func balanceJSON(b ledger.Balance) map[string]any {
	return map[string]any{"account": b.Account.ID.String(), "title": b.Account.Title, "class": b.Account.Class, "owner": b.Account.Owner,
		"debits_fen": b.Debits, "credits_fen": b.Credits, "balance_fen": b.Own(), "available_fen": b.Available(),
		"pending_debits_fen": b.PendingDebits, "pending_credits_fen": b.PendingCredits}
}

func turnoverJSON(t ledger.Turnover) map[string]any {
	return map[string]any{"account": t.Account.ID.String(), "title": t.Account.Title, "class": t.Account.Class,
		"opening_fen": t.Opening(), "debits_fen": t.In.Debits, "credits_fen": t.In.Credits, "closing_fen": t.Closing()}
}

// turnover writes opening and closing on the account's normal side.
func (s *session) turnover(t ledger.Turnover) {
	sign := money.Fen(1)
	if !t.Account.Class.DebitSide() {
		sign = -1
	}
	s.say(turnoverLine, "account", t.Account.ID, "title", t.Account.Title, "opening", sign*t.Opening(), "debits", t.In.Debits,
		"credits", t.In.Credits, "closing", sign*t.Closing())
}

func (c *statementCmd) span() (span ledger.Span, err error) {
	var bad [4]error
	span.From, bad[0] = optionalDay(c.From, "--from")
	span.To, bad[1] = optionalDay(c.To, "--to")
	span.First, bad[2] = optionalMonth(c.First, "--first")
	span.Last, bad[3] = optionalMonth(c.Last, "--last")
	return span, errors.Join(bad[:]...)
}

func (c *statementCmd) Run(s *session) error {
	span, bad := c.span()
	id, err := ledger.ParseAccountID(c.Account)
	if err := errors.Join(bad, err); err != nil {
		return err
	}
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	st, err := a.Books.Statement(s, county, id, span, ledger.Page{After: c.After, Limit: c.Limit})
	if err != nil {
		return err
	}
	if c.JSON {
		lines := make([]map[string]any, len(st.Lines))
		for i, e := range st.Lines {
			lines[i] = map[string]any{"seq": e.Seq, "batch": strconv.FormatInt(e.Batch, 10), "line": e.Line, "debit": e.Debit.String(), "credit": e.Credit.String(),
				"amount_fen": e.Amount, "released_fen": e.Released, "kind": e.Kind, "ref": e.Ref, "code": e.Code, "cause": e.Cause,
				"month": e.Period, "value_date": e.ValueDate, "after_fen": e.After}
		}
		out := turnoverJSON(st.Turnover)
		out["lines"], out["next"] = lines, st.Next
		return s.json(out)
	}
	s.turnover(st.Turnover)
	for _, e := range st.Lines {
		s.say(entryLine, "seq", e.Seq, "day", e.ValueDate, "kind", e.Kind.Title(), "debit", e.Debit, "credit", e.Credit, "amount", e.Amount,
			"code", e.Code, "cause", e.Cause)
	}
	if st.Next > 0 {
		s.say(moreLines, "next", st.Next)
	}
	return nil
}

func (c *trialCmd) Run(s *session) error {
	at, bad := c.point()
	month, worse := optionalMonth(c.Month, "--month")
	fund, err := fundCalled(c.Fund)
	if err := errors.Join(bad, worse, err); err != nil {
		return err
	}
	if month != 0 && at != (ledger.AsOf{}) {
		return ledger.BadSpan.With().On("--month")
	}
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	rows := []map[string]any{}
	if month != 0 {
		t, err := a.Books.TrialOf(s, county, fund, month)
		if err != nil {
			return err
		}
		for _, r := range t.Rows {
			if rows = append(rows, turnoverJSON(r)); !c.JSON {
				s.turnover(r)
			}
		}
		return c.together(s, rows, t.In.Debits, t.In.Credits, map[string]any{"month": month, "closed": t.Closed})
	}
	t, err := a.Books.TrialAsOf(s, county, fund, at)
	if err != nil {
		return err
	}
	for _, r := range t.Rows {
		if rows = append(rows, balanceJSON(r)); !c.JSON {
			s.balance(r)
		}
	}
	return c.together(s, rows, t.Debits, t.Credits, map[string]any{})
}

// together ends a trial balance.
func (c *trialCmd) together(s *session, rows []map[string]any, debits, credits money.Fen, out map[string]any) error {
	if c.JSON {
		out["fund"], out["rows"], out["debits_fen"], out["credits_fen"] = strings.TrimSpace(c.Fund), rows, debits, credits
		return s.json(out)
	}
	s.say(trialLine, "debits", debits, "credits", credits)
	return nil
}
