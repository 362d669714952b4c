package books

import (
	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/fail"
	"renshe/internal/ledger"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// closingMonths is how many months of a fund the closing page lists, the latest first.
const closingMonths = 12

// closingView is every fund with its months: closed, proposed, open.
type closingView struct {
	funds []closingFund
	saves []ui.Button
}

type closingFund struct {
	fund  *ledger.FundDef
	table ui.Table
}

func (b *Books) closing(v *visit) error {
	var x closingView
	only := v.R.URL.Query().Get("fund")
	if only != "" {
		if _, err := ledger.FundNamed(only); err != nil {
			return err
		}
	}
	p := v.under(wCloseMonths)
	all := sheet{title: wCloseMonths, columns: append([]ui.Column{{Head: wFund}}, closingColumns()...)}
	for _, f := range ledger.Funds() {
		if only != "" && f.Code != only {
			continue
		}
		s, err := v.closingSheet(f)
		if err != nil {
			return err
		}
		if len(s.rows) == 0 {
			continue
		}
		x.funds = append(x.funds, closingFund{f, s.table(p)})
		for _, r := range s.rows {
			all.rows = append(all.rows, record{cells: append([]cell{text(f.Title())}, r.cells...)})
		}
	}
	if sent, err := v.file(all); sent || err != nil {
		return err
	}
	x.saves = v.saves()
	return v.OK(closingPage(p, x))
}

func closingColumns() []ui.Column {
	return []ui.Column{{Head: wPeriod, Main: true}, {Head: wState}, {Head: wMaker}, {Head: wChecker}, {Head: wDebits, Num: true}, {Head: wNext}}
}

// closingSheet are the months of one fund, the latest first.
func (v *visit) closingSheet(f *ledger.FundDef) (sheet, error) {
	s := sheet{title: f.Title(), columns: closingColumns()}
	county := v.Actor.County
	first, _, any, err := v.b.Ledger.Months(v.Ctx, county, f.Number)
	if err != nil || !any {
		return s, err
	}
	closings, err := v.b.Ledger.Closings(v.Ctx, county, f.Number)
	if err != nil {
		return s, err
	}
	waiting, err := v.b.Ledger.Proposals(v.Ctx, v.Actor, f.Number, true, 0)
	if err != nil {
		return s, err
	}
	who, err := v.names()
	if err != nil {
		return s, err
	}
	closed, by := civil.Month(0), map[civil.Month]ledger.Closing{}
	for _, c := range closings {
		by[c.Month] = c
		closed = max(closed, c.Month)
	}
	asked := map[civil.Month]int64{}
	for _, w := range waiting {
		if w.Act == ledger.ActClose {
			asked[w.Month] = w.ID
		}
	}
	last := v.Today().Month()
	for m := last; m >= max(first, last-closingMonths+1); m-- {
		r := record{href: fundPath(f) + "/month/" + m.String(), cells: []cell{when(m.String())}}
		switch c, own := by[m]; {
		case own:
			r.cells = append(r.cells, status(ui.Tag{Tone: ui.Good, Text: wClosedMonth, Icon: ui.IconLock}), text(who.of(c.By.Maker)), text(who.of(c.By.Checker)), fen(c.Debits), cell{})
		case m <= closed:
			r.cells = append(r.cells, status(ui.Tag{Tone: ui.Good, Text: wClosedLater, Icon: ui.IconLock}), cell{}, cell{}, cell{}, cell{})
		case asked[m] != 0:
			r.cells = append(r.cells, status(ui.Tag{Tone: ui.Warn, Text: ledger.StateProposed.Title()}), cell{}, cell{}, cell{}, text(wOpenProposal).to(proposalPath(asked[m])))
		default:
			next := cell{}
			if v.May(access.LedgerPost) {
				next = text(ui.Fill(wCloseMonth, "month", m)).to(closePath(f, m))
			}
			r.cells = append(r.cells, status(ui.Tag{Tone: ui.Info, Text: wOpenMonth}), cell{}, cell{}, cell{}, next)
		}
		s.rows = append(s.rows, r)
	}
	return s, nil
}

func closePath(f *ledger.FundDef, m civil.Month) string { return fundPath(f) + "/close/" + m.String() }

// closeView is a month as it would be closed.
type closeView struct {
	monthTrialView
	open   ui.Table
	bar    *ui.Banner // what refuses the closing now; nil: nothing does
	reason string
	path   string
}

func (b *Books) closeMonth(v *visit) error {
	x, err := v.closeView()
	if err != nil {
		return err
	}
	return v.OK(closePage(v.closeFrame(x), x))
}

func (v *visit) closeView() (closeView, error) {
	fund, err := v.fundOf()
	if err != nil {
		return closeView{}, err
	}
	m, err := civil.ParseMonth(v.R.PathValue("month"))
	if err != nil {
		return closeView{}, web.BadID.With()
	}
	x := closeView{monthTrialView: monthTrialView{fund: fund, month: m}, path: closePath(fund, m)}
	if x.table, err = v.trialOf(&x.monthTrialView); err != nil {
		return x, err
	}
	left, err := v.leftOpen(fund, m)
	if err != nil {
		return x, err
	}
	x.open = left.table(v.Plain())
	x.bar, err = v.closeBar(fund, m)
	return x, err
}

// closeBar is what the books would answer if the month were closed now.
func (v *visit) closeBar(fund *ledger.FundDef, m civil.Month) (*ui.Banner, error) {
	err := v.b.Ledger.Closable(v.Ctx, v.Actor.County, fund.Number, m)
	if err == nil {
		return nil, nil
	}
	e := fail.As(err)
	if e.Kind == fail.Internal {
		return nil, err
	}
	say := func(t words.Text) words.Text { return ui.Fill(t, e.Args...) }
	bar := &ui.Banner{Tone: ui.Warn, Title: say(e.What), Body: say(e.Next)}
	if e.Rule != "" {
		bar.Body = ui.Fill(wBarRule, "next", bar.Body, "rule", e.Rule)
	}
	return bar, nil
}

// trialOf is a month's trial balance as a part of a page.
func (v *visit) trialOf(x *monthTrialView) (ui.Table, error) {
	t, err := v.b.Ledger.TrialOf(v.Ctx, v.Actor.County, x.fund.Number, x.month)
	if err != nil {
		return ui.Table{}, err
	}
	x.closed, x.balanced = t.Closed, t.In.Debits == t.In.Credits && t.Before.Debits == t.Before.Credits
	return x.sheet(t).table(v.Plain()), nil
}

func (v *visit) closeFrame(x closeView) *ui.Page {
	return v.under(ui.Fill(wCloseTitle, "month", x.month), ui.Link{Href: "/books/closing", Label: wCloseMonths}, crumb(x.fund))
}

func (b *Books) proposeClose(v *visit) error {
	x, err := v.closeView()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	x.reason = f.MaybeText("reason", 200)
	return v.propose(f.Err(), func() (ledger.Proposal, error) {
		return b.Ledger.ProposeClose(v.Ctx, v.Actor, x.fund.Number, x.month, x.reason)
	}, func(p *ui.Page) web.Renderer { return closePage(p, x) }, v.closeFrame(x))
}

// propose proposes and leads to the proposal, or shows the form again with what was wrong.
func (v *visit) propose(typed error, do func() (ledger.Proposal, error), form func(p *ui.Page) web.Renderer, p *ui.Page) error {
	var made ledger.Proposal
	err := typed
	if err == nil {
		made, err = do()
	}
	if err != nil {
		return v.Refused(p, err, form(p))
	}
	said := wProposed
	if made.Already {
		said = wProposedBefore
	}
	v.Tell("good", said, number(made.ID))
	return v.See(proposalPath(made.ID))
}
