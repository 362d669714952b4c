package books

import (
	"strings"

	"renshe/internal/ledger"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/money"
	"renshe/ui"
)

// rowsOnPage is how many transfers a page lists; a file takes as many as the ledger gives at once.
const (
	rowsOnPage = 50
	rowsInFile = ledger.MaxPage
)

// accountView is one account: what it had, what moved, what it has, and the transfers.
type accountView struct {
	account ledger.Account
	fund    *ledger.FundDef
	ask     accountAsk
	rows    []ui.Row
	sum     money.Fen
	whole   bool // the lines chosen are all that make the sum
	table   ui.Table
	pager   ui.Pager
	stopped int64
	saves   []ui.Button
}

// accountAsk is what the form chose, as it was typed.
type accountAsk struct {
	from, to, first, last, known, side, kind, low, high, cause string
}

// The lines that may be chosen: by what they do.
var lineKinds = map[string][]ledger.Kind{
	"": {ledger.Post, ledger.PostPending, ledger.Part, ledger.Reversal}, "every": nil, "reserved": {ledger.Pending},
	"ended": {ledger.Void, ledger.Expire}, "undone": {ledger.Reversal},
}

func (b *Books) account(v *visit) error {
	id, err := ledger.ParseAccountID(v.R.PathValue("account"))
	if err != nil {
		return err
	}
	now, err := b.Ledger.Balance(v.Ctx, v.Actor.County, id)
	if err != nil {
		return err
	}
	f, err := id.Fund().Def()
	if err != nil {
		return err
	}
	x := accountView{account: now.Account, fund: f}
	choice, err := v.choose(&x)
	if err == nil {
		err = v.accountLines(&x, choice)
	}
	p := v.under(accountName(x.account), crumb(f))
	if err != nil {
		return v.Refused(p, err, accountPage(p, x))
	}
	s := x.sheet(choice)
	if v.R.URL.Query().Has("as") {
		return v.accountFile(x, choice, s)
	}
	lines, err := b.Ledger.Lines(v.Ctx, v.Actor.County, id, choice, ledger.Page{After: v.after(), Limit: rowsOnPage})
	if err != nil {
		return err
	}
	for _, e := range lines.Entries {
		s.rows = append(s.rows, x.line(e))
	}
	x.table, x.stopped, x.saves = s.table(p), lines.Searched, v.saves()
	x.pager = ui.Pager{Next: v.from(lines.Next), Shown: len(lines.Entries)}
	return v.OK(accountPage(p, x))
}

// accountFile saves the lines, as many as one page of the ledger holds.
func (v *visit) accountFile(x accountView, c ledger.Choice, s sheet) error {
	lines, err := v.b.Ledger.Lines(v.Ctx, v.Actor.County, x.account.ID, c, ledger.Page{After: v.after(), Limit: rowsInFile})
	if err != nil {
		return err
	}
	for _, e := range lines.Entries {
		s.rows = append(s.rows, x.line(e))
	}
	if lines.Next != 0 {
		s.facts = append(s.facts, ui.Fill(wFileGoesOn, "n", ui.Group(int64(len(lines.Entries))), "next", number(lines.Next)))
	}
	_, err = v.file(s)
	return err
}

// choose reads what is asked for. Without anything it is the latest month in which the account moved.
func (v *visit) choose(x *accountView) (c ledger.Choice, err error) {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return c, err
	}
	q := v.R.URL.Query()
	x.ask = accountAsk{q.Get("from"), q.Get("to"), q.Get("first"), q.Get("last"), q.Get("known"), q.Get("side"), q.Get("kind"), q.Get("low"), q.Get("high"), q.Get("cause")}
	c.Span = ledger.Span{From: maybeDay(f, "from"), To: maybeDay(f, "to"), First: maybeMonth(f, "first"), Last: maybeMonth(f, "last")}
	c.Known = maybeDay(f, "known")
	c.Side = map[string]ledger.Side{"debit": ledger.DebitSide, "credit": ledger.CreditSide}[maybeChoice(f, "side", "debit", "credit")]
	c.Kinds = lineKinds[maybeChoice(f, "kind", "every", "reserved", "ended", "undone")]
	c.Low, c.High = maybeFen(f, "low"), maybeFen(f, "high")
	if f.Has("cause") {
		c.Cause = f.MaybeText("cause", 80)
	}
	if err := f.Err(); err != nil {
		return c, err
	}
	if len(strings.Trim(x.ask.from+x.ask.to+x.ask.first+x.ask.last+x.ask.known+x.ask.cause, " ")) == 0 {
		last, err := v.b.Ledger.LastOn(v.Ctx, v.Actor.County, x.account.ID)
		if err != nil {
			return c, err
		}
		c.First, c.Last = last, last
		x.ask.first, x.ask.last = month(last), month(last)
	}
	return c, nil
}

// accountLines reads what the account had, what moved and what it has.
func (v *visit) accountLines(x *accountView, c ledger.Choice) error {
	t, err := v.b.Ledger.TurnoverOf(v.Ctx, v.Actor.County, x.account.ID, c.Span)
	if err != nil {
		return err
	}
	if c.Known != 0 {
		if t, err = v.knownTurnover(x.account, c); err != nil {
			return err
		}
	}
	x.whole = (x.ask.kind == "" || x.ask.kind == "every") && c.Low == 0 && c.High == 0 && c.Cause == ""
	own := func(f money.Fen) money.Fen {
		if !x.account.Class.DebitSide() {
			return -f
		}
		return f
	}
	switch c.Side {
	case ledger.DebitSide:
		x.sum = t.In.Debits
	case ledger.CreditSide:
		x.sum = t.In.Credits
	default:
		x.sum = own(t.In.Net())
	}
	p := v.Plain()
	x.rows = []ui.Row{{Name: wOpeningBalance, Value: ui.Yuan(p, own(t.Opening()))}, {Name: wDebitsIn, Value: ui.Yuan(p, t.In.Debits)},
		{Name: wCreditsIn, Value: ui.Yuan(p, t.In.Credits)}, {Name: wClosingBalance, Value: ui.Yuan(p, own(t.Closing()))}}
	return nil
}

// knownTurnover is the span as the books knew it on a day. Months of posting and that day are two ways to ask for the same axis: only one.
func (v *visit) knownTurnover(a ledger.Account, c ledger.Choice) (t ledger.Turnover, err error) {
	if c.First != 0 || c.Last != 0 {
		return t, ledger.BadSpan.With().On("known")
	}
	end, err := v.b.Ledger.BalanceAsOf(v.Ctx, v.Actor.County, a.ID, ledger.AsOf{Value: c.To, Known: c.Known})
	if err != nil {
		return t, err
	}
	t = ledger.Turnover{Account: a, In: ledger.Sums{Debits: end.Debits, Credits: end.Credits}}
	if c.From == 0 {
		return t, nil
	}
	start, err := v.b.Ledger.BalanceAsOf(v.Ctx, v.Actor.County, a.ID, ledger.AsOf{Value: c.From.Add(-1), Known: c.Known})
	t.Before = ledger.Sums{Debits: start.Debits, Credits: start.Credits}
	t.In.Debits -= start.Debits
	t.In.Credits -= start.Credits
	return t, err
}

// sheet is the head of the table of transfers.
func (x accountView) sheet(c ledger.Choice) sheet {
	s := sheet{title: accountName(x.account), empty: &ui.Empty{Icon: ui.IconScale, Title: wNoLines, Body: wNoLinesNext},
		columns: []ui.Column{{Head: wSeq, Main: true}, {Head: wValueDate}, {Head: wKind}, {Head: wCause}, {Head: wOtherSide},
			{Head: wDebits, Num: true}, {Head: wCredits, Num: true}, {Head: wAfter, Num: true}}}
	s.facts = append(s.facts, x.fund.Title())
	for _, part := range []struct {
		name words.Text
		says string
	}{{wFrom, day(c.From)}, {wTo, day(c.To)}, {wFirst, month(c.First)}, {wLast, month(c.Last)}, {wKnown, day(c.Known)}} {
		if part.says != "" {
			s.facts = append(s.facts, words.Text{Zh: part.name.Zh + "：" + part.says, En: part.name.En + ": " + part.says})
		}
	}
	return s
}

// line is one transfer as the account sees it. What only reserves or releases moves nothing: it stands with its kind, in brackets.
func (x accountView) line(e ledger.Entry) record {
	other, debit, credit := e.Credit, fen(e.Amount), cell{}
	if e.Credit == x.account.ID {
		other, debit, credit = e.Debit, cell{}, fen(e.Amount)
	}
	kind := text(e.Kind.Title())
	if !moves(e.Kind) {
		kind = text(ui.Fill(wReservedLine, "kind", e.Kind.Title(), "yuan", e.Amount))
		debit, credit = cell{}, cell{}
	}
	after := e.After
	if !x.account.Class.DebitSide() {
		after = -after
	}
	return record{href: transferPath(e.Seq), cells: []cell{when(number(e.Seq)), when(e.ValueDate.String()), kind, causeCell(e.Cause),
		when(other.String()).to(accountPath(other)), debit, credit, fen(after)}}
}

// options for the filter.
func sideOptions() []ui.Option {
	return []ui.Option{{Value: "", Label: wAll}, {Value: "debit", Label: wDebitSide}, {Value: "credit", Label: wCreditSide}}
}

func kindOptions() []ui.Option {
	return []ui.Option{{Value: "", Label: wKindMoved}, {Value: "every", Label: wKindEvery}, {Value: "reserved", Label: wKindReserved}, {Value: "ended", Label: wKindEnded},
		{Value: "undone", Label: wKindUndone}}
}
