package books

import (
	"renshe/internal/ledger"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// moveView is a movement of money between two funds as somebody fills it in.
type moveView struct {
	out, in  *ledger.FundDef // in: nil until it is chosen
	ask      map[string]string
	funds    []ui.Option
	sides    [4][]ui.Option // the giving fund's accounts and clearing accounts, the taking fund's clearing accounts and accounts
	clearing bool           // both have a clearing account
}

func isClearing(a ledger.Account) bool {
	return a.Owner == ledger.Clearing || len(a.Owner) > len(ledger.Clearing) && a.Owner[:len(ledger.Clearing)+1] == ledger.Clearing+":"
}

func (v *visit) moveView() (x moveView, f *web.Form, err error) {
	if f, err = web.ReadForm(v.R); err != nil {
		return x, f, err
	}
	if x.out, err = ledger.FundNamed(f.Raw("out")); err != nil {
		return x, f, err
	}
	x.ask = asked(f, "out", "in", "month", "reference", "reason", "amount", "out_debit", "out_credit", "in_debit", "in_credit")
	if x.ask["month"] == "" {
		x.ask["month"] = v.Today().Month().String()
	}
	for _, d := range ledger.Funds() {
		if d.Number != x.out.Number {
			x.funds = append(x.funds, ui.Option{Value: d.Code, Label: d.Title()})
		}
	}
	if f.Raw("in") == "" {
		return x, f, nil
	}
	if x.in, err = ledger.FundNamed(f.Raw("in")); err != nil {
		return x, f, err
	}
	for i, side := range []struct {
		of   *ledger.FundDef
		fits func(ledger.Account) bool
	}{{x.out, nil}, {x.out, isClearing}, {x.in, isClearing}, {x.in, nil}} {
		if x.sides[i], err = v.accountsOf(side.of, side.fits); err != nil {
			return x, f, err
		}
	}
	x.clearing = len(x.sides[1]) > 1 && len(x.sides[2]) > 1
	return x, f, nil
}

func (v *visit) moveFrame(x moveView) *ui.Page {
	return v.under(ledger.ActMove.Title(), ui.Link{Href: "/books/vouchers", Label: wVouchers}, crumb(x.out))
}

func (b *Books) move(v *visit) error {
	x, _, err := v.moveView()
	if err != nil {
		return err
	}
	return v.OK(movePage(v.moveFrame(x), x))
}

// proposeMove proposes both halves at once, one in each fund, with one reference.
func (b *Books) proposeMove(v *visit) error {
	x, f, err := v.moveView()
	if err != nil {
		return err
	}
	in := fundNamed(f, "in")
	reference, reason, month, amount := f.Text("reference", 80), f.Text("reason", 200), f.Month("month"), f.Fen("amount", 1, most)
	half := func(fund *ledger.FundDef, side string) ledger.Batch {
		l := ledger.Line{Debit: web.Parse(f, side+"_debit", ledger.ParseAccountID), Credit: web.Parse(f, side+"_credit", ledger.ParseAccountID), Amount: amount,
			Kind: ledger.Post, Code: "move", Cause: reference}
		batch := ledger.Batch{Period: month, Lines: []ledger.Line{l}}
		if fund != nil {
			batch.Fund = fund.Number
		}
		return batch
	}
	m := ledger.Move{Reference: reference, Out: half(x.out, "out"), In: half(in, "in")}
	return v.propose(f.Err(), func() (ledger.Proposal, error) { return b.Ledger.ProposeMove(v.Ctx, v.Actor, m, reason) },
		func(p *ui.Page) web.Renderer { return movePage(p, x) }, v.moveFrame(x))
}

// openView is an account to be opened as somebody fills it in.
type openView struct {
	fund *ledger.FundDef
	ask  map[string]string
}

func (v *visit) openView() (x openView, f *web.Form, err error) {
	if f, err = web.ReadForm(v.R); err != nil {
		return x, f, err
	}
	x.ask = asked(f, "number", "class", "zh", "en", "owner", "no_overdraft", "reason")
	if x.ask["owner"] == "" {
		x.ask["owner"] = "county"
	}
	x.fund, err = ledger.FundNamed(f.Raw("fund"))
	return x, f, err
}

func (v *visit) openFrame(x openView) *ui.Page {
	return v.under(ledger.ActOpen.Title(), ui.Link{Href: "/books/vouchers", Label: wVouchers}, crumb(x.fund))
}

func (b *Books) openAccount(v *visit) error {
	x, _, err := v.openView()
	if err != nil {
		return err
	}
	return v.OK(openAccountPage(v.openFrame(x), x))
}

func (b *Books) proposeAccount(v *visit) error {
	x, f, err := v.openView()
	if err != nil {
		return err
	}
	a := ledger.Account{ID: x.fund.Number.Account(f.Int("number", 1, 1<<32)), Fund: x.fund.Number, Class: classNumbers[f.Choice("class", "1", "2", "3", "4", "5")],
		Owner: f.Text("owner", 80), Title: words.Text{Zh: f.Text("zh", 80), En: f.Text("en", 80)}, NoOverdraft: f.Bool("no_overdraft")}
	reason := f.MaybeText("reason", 200)
	return v.propose(f.Err(), func() (ledger.Proposal, error) { return b.Ledger.ProposeAccount(v.Ctx, v.Actor, a, reason) },
		func(p *ui.Page) web.Renderer { return openAccountPage(p, x) }, v.openFrame(x))
}

// classOptions are the classes of accounts.
func classOptions() []ui.Option {
	var all []ui.Option
	for _, n := range []string{"1", "2", "3", "4", "5"} {
		all = append(all, ui.Option{Value: n, Label: classNumbers[n].Title()})
	}
	return all
}
