package main

import (
	"errors"
	"os"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/ledger"
	"renshe/internal/reconcile"
	"renshe/internal/words"
)

// reconcileRoomCmd is the reconciliation of the county's accounts with bank and treasury; payrun reconcile is a single run's.
type reconcileRoomCmd struct {
	Begin    beginCmd        `cmd:"" help:"${help_recbegin}"`
	Import   takeCmd         `cmd:"" help:"${help_recimport}"`
	Run      matchCmd        `cmd:"" help:"${help_recrun}"`
	Status   standingCmd     `cmd:"" help:"${help_recstatus}"`
	Table    balanceTableCmd `cmd:"" help:"${help_rectable}"`
	Treasury treasuryCmd     `cmd:"" help:"${help_rectreasury}"`
	Rules    recRulesCmd     `cmd:"" help:"${help_recrules}"`
}

type beginCmd struct {
	booksOf
	identity
	Account string `arg:"" help:"${help_recaccounts}" placeholder:"FUND-NUMBER"`
	Holder  string `help:"${help_recholder}" enum:"bank,treasury" default:"bank"`
	Number  string `help:"${help_recnumber}" required:"" placeholder:"NUMBER"`
	From    string `help:"${help_recfrom}" required:"" placeholder:"YYYY-MM-DD"`
}

type takeCmd struct {
	booksOf
	identity
	Files []string `arg:"" help:"${help_recfiles}" placeholder:"FILE"`
}

type matchCmd struct {
	booksOf
	identity
	Account string `arg:"" optional:"" help:"${help_recaccounts}" placeholder:"FUND-NUMBER"`
}

type standingCmd struct {
	booksOf
	Account string `arg:"" optional:"" help:"${help_recaccounts}" placeholder:"FUND-NUMBER"`
	On      string `help:"${help_recon}" placeholder:"YYYY-MM-DD"`
}

// perhapsAs is somebody who acts, where looking needs nobody.
type perhapsAs struct {
	As         string `help:"${help_recas}" placeholder:"LOGIN"`
	PasswordFD int    `name:"password-fd" help:"${help_passwordfd}" default:"-1" placeholder:"N"`
}

type treasuryCmd struct {
	booksOf
	Month string `help:"${help_month}" required:"" placeholder:"YYYY-MM"`
}

type recRulesCmd struct {
	booksOf
	perhapsAs
	Window     int    `help:"${help_recwindow}" default:"-1" placeholder:"DAYS"`
	Alarm      int    `help:"${help_recalarm}" default:"-1" placeholder:"DAYS"`
	CloseNeeds string `name:"close-needs-table" help:"${help_recclose}" enum:"yes,no,same" default:"same"`
}

var (
	begunLine = words.Text{Zh: "{account} 从 {from} 起按“{number}”与{holder}对账。", En: "{account} is under reconciliation with the {holder} as \"{number}\", from {from} on."}
	takenLine = words.Text{Zh: "{file}：{account} {from} 至 {to}，{lines} 笔，期末余额 {closing} 元", En: "{file}: {account}, {from} to {to}, {lines} movements, closing balance {closing} yuan"}
	takenGap  = words.Text{Zh: "  之前有 {days} 天没有对账单（从 {from} 起），余额相接", En: "  no statement speaks of the {days} days before it (from {from}); the balances join"}
	takenOld  = words.Text{Zh: "  以前已经导入过，这次什么也没有改", En: "  it was taken in before; nothing was changed now"}
	ranLine   = words.Text{Zh: "{account}：看了 {lines} 笔，新勾对 {matches} 组；未达 {open} 笔，建议 {proposed} 条", En: "{account}: {lines} lines looked at, {matches} new matches; {open} open, {proposed} proposals"}
	ranBy     = words.Text{Zh: "  {how}：{count}", En: "  {how}: {count}"}
	standLine = words.Text{Zh: "{account} {title}（{holder}）：对账单到 {last}，余额 {bank} 元；账面 {book} 元；未达 {open} 笔，最早 {oldest}",
		En: "{account} {title} ({holder}): statements up to {last}, {bank} yuan; {book} yuan in the books; {open} items open, the oldest of {oldest}"}
	alarmLine = words.Text{Zh: "  ! {what}", En: "  ! {what}"}
	itemLine  = words.Text{Zh: "{class} {day} {amount} 元 {days} 天 {ref} {cause}", En: "{class}: {day} {amount} yuan, {days} days, {ref} {cause}"}
	noneYet   = words.Text{Zh: "无", En: "none"}
	threeLine = words.Text{Zh: "{fund} {month}：账上拨付 {booked} 元，财政专户拨出 {treasury} 元，银行收到 {bank} 元{agrees}", En: "{fund} {month}: {booked} yuan allocated in the books, {treasury} by the treasury, {bank} received at the bank{agrees}"}
	agreesYes = words.Text{Zh: "，三方相符", En: "; all three agree"}
	agreesNo  = words.Text{Zh: "，不符：缺 {missing} 处，账外 {strays} 笔", En: "; they differ: {missing} legs missing, {strays} that the books do not have"}
	flowLine  = words.Text{Zh: "  {account} {side}：期初 {opening} 收 {in} 支 {out} 期末 {closing}", En: "  {account} {side}: opening {opening}, in {in}, out {out}, closing {closing}"}
	bySide    = map[bool]words.Text{true: {Zh: "对账单", En: "statement"}, false: {Zh: "会计账", En: "books"}}
	rulesLine = words.Text{Zh: "日期差 {window} 天；{alarm} 天后提醒；结账需要余额调节表：{close}", En: "days apart {window}; alarm after {alarm} days; closing needs the tables: {close}"}
)

func (c *beginCmd) Run(s *session) error {
	id, bad := ledger.ParseAccountID(c.Account)
	from, worse := optionalDay(c.From, "--from")
	if err := errors.Join(bad, worse); err != nil {
		return err
	}
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	by, err := c.signIn(s, a, county)
	if err != nil {
		return err
	}
	of := reconcile.Account{ID: id, Holder: reconcile.Holder(c.Holder), Number: c.Number, From: from}
	if err := a.Reconcile.Begin(s, by, of); err != nil {
		return err
	}
	if c.JSON {
		return s.json(map[string]any{"account": id.String(), "holder": of.Holder, "number": of.Number, "from": from})
	}
	s.say(begunLine, "account", id, "from", from, "number", of.Number, "holder", of.Holder.Title())
	return nil
}

func (c *takeCmd) Run(s *session) error {
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	by, err := c.signIn(s, a, county)
	if err != nil {
		return err
	}
	out := []map[string]any{}
	for _, name := range c.Files {
		content, err := os.ReadFile(name)
		if err != nil {
			return noFile.With("file", name).From(err)
		}
		t, err := a.Reconcile.Import(s, by, content)
		if err != nil {
			return err
		}
		if c.JSON {
			out = append(out, map[string]any{"file": name, "account": t.Account.String(), "number": t.Number, "format": t.Format, "digest": t.Digest, "from": t.From, "to": t.To,
				"lines": t.Lines, "opening_fen": t.Balance.Opening, "closing_fen": t.Balance.Closing, "gap_days": t.Gap(), "already": t.Already})
			continue
		}
		s.say(takenLine, "file", name, "account", t.Account, "from", t.From, "to", t.To, "lines", t.Lines, "closing", t.Balance.Closing)
		if t.Already {
			s.say(takenOld)
		} else if t.Gap() > 0 {
			s.say(takenGap, "days", t.Gap(), "from", t.GapFrom)
		}
	}
	if c.JSON {
		return s.json(out)
	}
	return nil
}

// chosen are the accounts a command is about: the one that is named, or all.
func chosen(s *session, a *app.App, by access.Actor, name string) ([]ledger.AccountID, error) {
	if name != "" {
		id, err := ledger.ParseAccountID(name)
		return []ledger.AccountID{id}, err
	}
	all, err := a.Reconcile.Accounts(s, by)
	ids := make([]ledger.AccountID, len(all))
	for i, x := range all {
		ids[i] = x.ID
	}
	return ids, err
}

func (c *matchCmd) Run(s *session) error {
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	by, err := c.signIn(s, a, county)
	if err != nil {
		return err
	}
	ids, err := chosen(s, a, by, c.Account)
	if err != nil {
		return err
	}
	out := []map[string]any{}
	for _, id := range ids {
		r, err := a.Reconcile.Run(s, by, id)
		if err != nil {
			return err
		}
		methods := map[string]int64{}
		for _, how := range reconcile.Methods {
			if r.By[how] > 0 {
				methods[how.Title().En] = r.By[how]
			}
		}
		if c.JSON {
			out = append(out, map[string]any{"account": id.String(), "new_in_books": r.Seen, "lines": r.Lines, "matches": r.Matches, "matched_lines": r.Matched, "open": r.Open,
				"open_books_fen": r.OpenBook, "open_statement_fen": r.OpenBank, "proposals": r.Proposed, "by": methods})
			continue
		}
		s.say(ranLine, "account", id, "lines", r.Lines, "matches", r.Matches, "open", r.Open, "proposed", r.Proposed)
		for _, how := range reconcile.Methods {
			if r.By[how] > 0 {
				s.say(ranBy, "how", how.Title(), "count", r.By[how])
			}
		}
	}
	if c.JSON {
		return s.json(out)
	}
	return nil
}

func (c *standingCmd) Run(s *session) error {
	on, err := optionalDay(c.On, "--on")
	if err != nil {
		return err
	}
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	if c.Account != "" {
		return c.items(s, a, county, on)
	}
	all, err := a.Reconcile.Statuses(s, access.TheSystem(county))
	if err != nil {
		return err
	}
	out := []map[string]any{}
	for _, x := range all {
		open := 0
		classes := map[string]any{}
		for _, k := range reconcile.Classes {
			open += x.Open[k]
			classes[k.Title().En] = map[string]any{"count": x.Open[k], "fen": x.OpenFen[k]}
		}
		alarms := []string{}
		for _, al := range x.Alarms {
			alarms = append(alarms, string(al.Kind))
		}
		if c.JSON {
			out = append(out, map[string]any{"account": x.Account.ID.String(), "holder": x.Account.Holder, "number": x.Account.Number, "from": x.Account.From, "statements_to": x.Last.To,
				"statement_fen": x.Bank, "books_fen": x.Book, "unseen": x.Unseen, "open": open, "classes": classes, "gap_days": x.Gaps, "requests": x.Requests, "alarms": alarms})
			continue
		}
		last, oldest := any(noneYet), any(noneYet)
		if x.Last.N > 0 {
			last = x.Last.To
		}
		if x.Oldest != 0 {
			oldest = x.Oldest
		}
		s.say(standLine, "account", x.Account.ID, "title", x.Account.Title, "holder", x.Account.Holder.Title(), "last", last, "bank", x.Bank, "book", x.Book, "open", open, "oldest", oldest)
		for _, al := range x.Alarms {
			s.say(alarmLine, "what", al.Says())
		}
	}
	if c.JSON {
		return s.json(out)
	}
	return nil
}

func (c *standingCmd) items(s *session, a *app.App, county civil.County, on civil.Date) error {
	id, err := ledger.ParseAccountID(c.Account)
	if err != nil {
		return err
	}
	all, err := a.Reconcile.Items(s, access.TheSystem(county), id, on)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.json(itemsJSON(all))
	}
	for _, i := range all {
		s.say(itemLine, "class", i.Class.Title(), "day", i.Day, "amount", i.Amount, "days", i.Days, "ref", i.Ref(), "cause", i.Says())
	}
	return nil
}

func itemsJSON(all []reconcile.Item) []map[string]any {
	out := []map[string]any{}
	for _, i := range all {
		out = append(out, map[string]any{"class": i.Class, "class_title": i.Class.Title(), "day": i.Day, "days": i.Days, "amount_fen": i.Amount, "line": i.Line,
			"ref": i.Ref(), "cause": i.Cause, "in_transit": i.Later})
	}
	return out
}

func (c *treasuryCmd) Run(s *session) error {
	month, err := parseMonth(c.Month, "--month")
	if err != nil {
		return err
	}
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	all, err := a.Reconcile.Treasury(s, access.TheSystem(county), month)
	if err != nil {
		return err
	}
	out := []map[string]any{}
	for _, f := range all {
		def, err := f.Fund.Def()
		if err != nil {
			return err
		}
		if c.JSON {
			out = append(out, map[string]any{"fund": def.Code, "month": month, "booked_fen": f.Booked, "treasury_fen": f.ByHold, "bank_fen": f.ByBank, "missing": f.Missing,
				"strays": len(f.Strays), "agrees": f.Agrees()})
			continue
		}
		agrees := agreesYes
		if !f.Agrees() {
			agrees = words.Text{Zh: agreesNo.Fill(words.Zh, "missing", f.Missing, "strays", len(f.Strays)), En: agreesNo.Fill(words.En, "missing", f.Missing, "strays", len(f.Strays))}
		}
		s.say(threeLine, "fund", def.Title(), "month", month, "booked", f.Booked, "treasury", f.ByHold, "bank", f.ByBank, "agrees", agrees)
		for _, x := range f.Flows {
			s.say(flowLine, "account", x.Account.ID, "side", bySide[false], "opening", x.Opening, "in", x.In, "out", x.Out, "closing", x.Closing)
			if x.Told {
				s.say(flowLine, "account", x.Account.ID, "side", bySide[true], "opening", x.TOpening, "in", x.TIn, "out", x.TOut, "closing", x.TClosing)
			}
		}
	}
	if c.JSON {
		return s.json(out)
	}
	return nil
}

func (c *recRulesCmd) Run(s *session) error {
	a, county, err := c.books(s)
	if err != nil {
		return err
	}
	defer a.Close()
	rules, err := a.Reconcile.Rules(s, access.TheSystem(county))
	if err != nil {
		return err
	}
	if c.Window >= 0 || c.Alarm >= 0 || c.CloseNeeds != "same" {
		by, err := identity(c.perhapsAs).signIn(s, a, county)
		if err != nil {
			return err
		}
		if c.Window >= 0 {
			rules.Window = c.Window
		}
		if c.Alarm >= 0 {
			rules.AlarmDays = c.Alarm
		}
		if c.CloseNeeds != "same" {
			rules.CloseNeeds = c.CloseNeeds == "yes"
		}
		if err := a.Reconcile.SetRules(s, by, rules); err != nil {
			return err
		}
	}
	if c.JSON {
		return s.json(rules)
	}
	s.say(rulesLine, "window", rules.Window, "alarm", rules.AlarmDays, "close", rules.CloseNeeds)
	return nil
}
