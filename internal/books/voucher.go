package books

import (
	"strconv"

	"renshe/civil"
	"renshe/internal/ledger"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// voucherLines is how many lines a voucher's form has; a longer one is two vouchers.
const voucherLines = 6

// voucherView is a voucher or opening balances as somebody fills them in.
type voucherView struct {
	fund     *ledger.FundDef
	kind     string // "voucher" or [ledger.Opening]
	ask      map[string]string
	accounts []ui.Option
	lines    []voucherLine
}

// voucherLine is one line's fields.
type voucherLine struct{ debit, credit, amount ui.Field }

// vouchers offers what may be proposed, fund by fund.
func (b *Books) vouchers(v *visit) error {
	var all []voucherMenu
	var fresh []ui.MenuItem
	for _, f := range ledger.Funds() {
		t, err := b.Ledger.Trial(v.Ctx, v.Actor.County, f.Number)
		if err != nil {
			return err
		}
		open := ui.MenuItem{Href: with("/books/accounts/new", "fund", f.Code), Label: ledger.ActOpen.Title(), Body: wOpenSay, Icon: ui.IconFolder}
		if len(t.Rows) == 0 {
			open.Label = f.Title()
			fresh = append(fresh, open)
			continue
		}
		all = append(all, voucherMenu{f.Title(), []ui.MenuItem{
			{Href: with("/books/voucher", "fund", f.Code), Label: ledger.ActPost.Title(), Body: wVoucherSay, Icon: ui.IconEdit},
			{Href: with("/books/voucher", "fund", f.Code, "kind", ledger.Opening), Label: ledger.ActOpening.Title(), Body: wOpeningSay, Icon: ui.IconStar},
			{Href: with("/books/move", "out", f.Code), Label: ledger.ActMove.Title(), Body: wMoveSay, Icon: ui.IconForward}, open}})
	}
	if len(fresh) > 0 {
		all = append(all, voucherMenu{wWithoutBooks, fresh})
	}
	return v.OK(vouchersPage(v.under(wVouchers), all))
}

// voucherMenu is what may be proposed for one fund.
type voucherMenu struct {
	title words.Text
	items []ui.MenuItem
}

// fundNamed reads a fund of the form.
func fundNamed(f *web.Form, name string) *ledger.FundDef {
	return web.Parse(f, name, ledger.FundNamed)
}

// accountsOf are a fund's accounts as choices.
func (v *visit) accountsOf(f *ledger.FundDef, fits func(a ledger.Account) bool) ([]ui.Option, error) {
	t, err := v.b.Ledger.Trial(v.Ctx, v.Actor.County, f.Number)
	options := []ui.Option{{Value: "", Label: wChooseAccount}}
	for _, r := range t.Rows {
		if fits == nil || fits(r.Account) {
			options = append(options, ui.Option{Value: r.Account.ID.String(), Label: accountName(r.Account)})
		}
	}
	return options, err
}

func (b *Books) voucher(v *visit) error {
	x, f, err := v.voucherView()
	if err != nil {
		return err
	}
	x.layOut(f)
	return v.OK(voucherPage(v.voucherFrame(x), x))
}

func (v *visit) voucherFrame(x voucherView) *ui.Page {
	return v.under(x.title(), ui.Link{Href: "/books/vouchers", Label: wVouchers}, crumb(x.fund))
}

func (x voucherView) title() words.Text {
	if x.kind == ledger.Opening {
		return ledger.ActOpening.Title()
	}
	return ledger.ActPost.Title()
}

func (v *visit) voucherView() (x voucherView, f *web.Form, err error) {
	if f, err = web.ReadForm(v.R); err != nil {
		return x, f, err
	}
	if x.fund, err = ledger.FundNamed(f.Raw("fund")); err != nil {
		return x, f, err
	}
	x.kind = "voucher"
	if f.Raw("kind") == ledger.Opening {
		x.kind = ledger.Opening
	}
	x.ask = asked(f, "month", "day", "reference", "reason")
	if x.ask["month"] == "" {
		x.ask["month"] = v.Today().Month().String()
	}
	x.accounts, err = v.accountsOf(x.fund, nil)
	return x, f, err
}

// asked keeps what was typed, to show it again.
func asked(f *web.Form, fields ...string) map[string]string {
	kept := map[string]string{}
	for _, name := range fields {
		kept[name] = f.Raw(name)
	}
	return kept
}

// layOut makes the lines' fields, with what was typed in them.
func (x *voucherView) layOut(f *web.Form) {
	for i := range voucherLines {
		n := strconv.Itoa(i + 1)
		x.lines = append(x.lines, voucherLine{
			ui.Field{Name: "debit" + n, Label: ui.Fill(wDebitLine, "n", n), Value: f.Raw("debit" + n), Optional: i > 0},
			ui.Field{Name: "credit" + n, Label: ui.Fill(wCreditLine, "n", n), Value: f.Raw("credit" + n), Optional: i > 0},
			ui.Field{Name: "amount" + n, Label: ui.Fill(wAmountLine, "n", n), Value: f.Raw("amount" + n), Optional: i > 0}})
	}
}

func (b *Books) proposeVoucher(v *visit) error {
	x, f, err := v.voucherView()
	if err != nil {
		return err
	}
	x.layOut(f)
	on := maybeDay(f, "day")
	batch := ledger.Batch{Fund: x.fund.Number, Kind: x.kind, Cause: f.Text("reference", 80), Period: f.Month("month")}
	reason := f.Text("reason", 200)
	for i, l := range x.lines {
		if i > 0 && !f.Has(l.debit.Name) && !f.Has(l.credit.Name) && !f.Has(l.amount.Name) {
			continue
		}
		batch.Lines = append(batch.Lines, ledger.Line{Debit: web.Parse(f, l.debit.Name, ledger.ParseAccountID), Credit: web.Parse(f, l.credit.Name, ledger.ParseAccountID),
			Amount: f.Fen(l.amount.Name, 1, most), Kind: ledger.Post, Code: x.kind, ValueDate: on, Cause: batch.Cause})
	}
	return v.propose(f.Err(), func() (ledger.Proposal, error) { return b.Ledger.ProposeBatch(v.Ctx, v.Actor, batch, reason) },
		func(p *ui.Page) web.Renderer { return voucherPage(p, x) }, v.voucherFrame(x))
}

// amendView is a reversal or a correction of one transfer.
type amendView struct {
	record   ledger.Record
	fund     *ledger.FundDef
	correct  bool
	path     string
	rows     []ui.Row
	ask      map[string]string
	accounts []ui.Option
}

func (x amendView) act() ledger.Act {
	if x.correct {
		return ledger.ActCorrect
	}
	return ledger.ActReverse
}

func (b *Books) reversal(v *visit) error   { return v.amend(false) }
func (b *Books) correction(v *visit) error { return v.amend(true) }

func (v *visit) amendView(correct bool) (x amendView, f *web.Form, err error) {
	seq, err := web.PathID(v.R, "seq")
	if err != nil {
		return x, nil, err
	}
	if f, err = web.ReadForm(v.R); err != nil {
		return x, f, err
	}
	r, err := v.b.Ledger.Record(v.Ctx, v.Actor.County, seq)
	if err != nil {
		return x, f, err
	}
	x = amendView{record: r, correct: correct, path: v.R.URL.Path, ask: asked(f, "month", "day", "reference", "reason", "debit", "credit", "amount")}
	if x.fund, err = r.Of.Fund.Def(); err != nil {
		return x, f, err
	}
	if x.ask["month"] == "" {
		x.ask["month"] = v.Today().Month().String()
	}
	p := v.Plain()
	x.rows = []ui.Row{{Name: wSeq, Value: ui.Anchor(transferPath(seq), number(seq))}, {Name: wDebitSide, Value: ui.Say(p, accountName(r.Debited))}, {Name: wCreditSide, Value: ui.Say(p, accountName(r.Credited))},
		{Name: wAmount, Value: ui.Yuan(p, r.Amount)}, {Name: wPeriod, Value: ui.Num(r.Period.String())}}
	x.accounts, err = v.accountsOf(x.fund, nil)
	return x, f, err
}

func (v *visit) amendFrame(x amendView) *ui.Page {
	return v.under(x.act().Title(), crumb(x.fund), ui.Link{Href: transferPath(x.record.Seq), Label: ui.Fill(wTransferNo, "seq", ui.Group(x.record.Seq))})
}

func (v *visit) amend(correct bool) error {
	x, _, err := v.amendView(correct)
	if err != nil {
		return err
	}
	return v.OK(amendPage(v.amendFrame(x), x))
}

func (b *Books) proposeReversal(v *visit) error   { return v.proposeAmendment(false) }
func (b *Books) proposeCorrection(v *visit) error { return v.proposeAmendment(true) }

// proposeAmendment undoes a transfer wholly, or posts into an open month what a closed one had wrong.
func (v *visit) proposeAmendment(correct bool) error {
	x, f, err := v.amendView(correct)
	if err != nil {
		return err
	}
	batch := ledger.Batch{Fund: x.fund.Number, Kind: "voucher", Cause: f.Text("reference", 80), Period: f.Month("month")}
	line := ledger.Line{Kind: ledger.Reversal, Ref: x.record.Seq, Code: string(x.act()), ValueDate: maybeDay(f, "day"), Cause: batch.Cause}
	if correct {
		line.Kind, line.Amount = ledger.Post, f.Fen("amount", 1, most)
		line.Debit, line.Credit = web.Parse(f, "debit", ledger.ParseAccountID), web.Parse(f, "credit", ledger.ParseAccountID)
	}
	batch.Lines = []ledger.Line{line}
	reason := f.Text("reason", 200)
	return v.propose(f.Err(), func() (ledger.Proposal, error) { return v.b.Ledger.ProposeBatch(v.Ctx, v.Actor, batch, reason) },
		func(p *ui.Page) web.Renderer { return amendPage(p, x) }, v.amendFrame(x))
}

// correctionActs are the ways from a transfer to its reversal and its correction: the month says which of them is lawful.
func correctionActs(r ledger.Record, closed civil.Month) []ui.Button {
	if r.Period <= closed {
		return []ui.Button{{Label: ledger.ActCorrect.Title(), Href: transferPath(r.Seq) + "/correct", Icon: ui.IconEdit}, {Label: ledger.ActReverse.Title(), Href: transferPath(r.Seq) + "/reverse", Icon: ui.IconBack}}
	}
	return []ui.Button{{Label: ledger.ActReverse.Title(), Href: transferPath(r.Seq) + "/reverse", Icon: ui.IconBack}}
}
