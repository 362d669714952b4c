package books

import (
	"renshe/civil"
	"renshe/internal/chart"
	"renshe/internal/ledger"
	"renshe/internal/web"
	"renshe/money"
	"renshe/ui"
)

// chartMonths is how many months the drawings of a fund reach back.
const chartMonths = 12

// fundView is one fund: where it stands, how it moved, its accounts and the ways on.
type fundView struct {
	fund     *ledger.FundDef
	terms    []ui.Row
	stats    []ui.Stat
	charts   []chartView
	months   ui.Table
	accounts ui.Table
	menu     []ui.MenuItem
	saves    []ui.Button
	empty    bool
}

// chartView is a drawing for the eye, with its words.
type chartView struct{ src, spoken string }

func (b *Books) fund(v *visit) error {
	f, err := v.fundOf()
	if err != nil {
		return err
	}
	t, err := b.Ledger.Trial(v.Ctx, v.Actor.County, f.Number)
	if err != nil {
		return err
	}
	s := accountSheet(f, t)
	if sent, err := v.file(s); sent || err != nil {
		return err
	}
	p := v.under(f.Title())
	x := fundView{fund: f, terms: termRows(p, f, v.Today()), accounts: s.table(p), saves: v.saves(), empty: len(t.Rows) == 0}
	if !x.empty {
		if err := v.history(p, &x); err != nil {
			return err
		}
	}
	return v.OK(fundPage(p, x))
}

// history is how the fund stands and moved.
func (v *visit) history(p *ui.Page, x *fundView) error {
	f := x.fund
	gate, err := v.heldByFund()
	if err != nil {
		return err
	}
	on := v.Today()
	st, err := v.standing(f, on)
	if err != nil {
		return err
	}
	st.held = gate[f.Number]
	compared, err := v.b.Reconcile.Statuses(v.Ctx, v.Actor)
	if err != nil {
		return err
	}
	st.reconciled(compared)
	x.stats = st.stats(on)
	first, flows, err := v.flowsOf(f)
	if err != nil {
		return err
	}
	for _, name := range chartNames {
		svg, ok := drawingOf(name, f, first, flows, chart.Desk)
		if ok {
			x.charts = append(x.charts, chartView{fundPath(f) + "/chart/" + name, svg.Spoken(v.Lang)})
		}
	}
	x.months = historySheet(f, first, flows).table(p)
	at := fundPath(f)
	x.menu = []ui.MenuItem{
		{Href: at + "/trial", Label: wTrial, Body: wTrialSay, Icon: ui.IconScale},
		{Href: at + "/months", Label: wMonths, Body: wMonthsLead, Icon: ui.IconChart},
		{Href: at + "/month/" + on.Month().String(), Label: ui.Fill(wMonthTrial, "month", on.Month()), Body: wMonthTrialSay, Icon: ui.IconCalendar},
		{Href: at + "/batches", Label: wBatches, Body: wBatchesSay, Icon: ui.IconFile},
		{Href: at + "/reserved", Label: wReservedTitle, Body: wPendingIs, Icon: ui.IconClock},
	}
	return nil
}

// flowsOf are the fund's flows of the months that the drawings show.
func (v *visit) flowsOf(f *ledger.FundDef) (first civil.Month, flows []ledger.Flow, err error) {
	last := v.Today().Month()
	from, to, any, err := v.b.Ledger.Months(v.Ctx, v.Actor.County, f.Number)
	if err != nil {
		return 0, nil, err
	}
	if any {
		last = max(last, to)
		first = max(from, last-chartMonths+1)
	} else {
		first = last
	}
	flows, err = v.b.Ledger.Flows(v.Ctx, v.Actor.County, f.Number, first, last)
	return first, flows, err
}

// termRows say whose fund it is and by which law.
func termRows(p *ui.Page, f *ledger.FundDef, on civil.Date) []ui.Row {
	terms, ok := f.On(on)
	if !ok {
		return nil
	}
	rows := []ui.Row{{Name: wOwner, Value: ui.Say(p, terms.Owner)}}
	for _, l := range terms.Law {
		note := ui.Plain(l.Article)
		rows = append(rows, ui.Row{Name: wBasis, Value: ui.Str(l.Document), Note: note})
	}
	return rows
}

// accountSheet is a fund's accounts with what they have now.
func accountSheet(f *ledger.FundDef, t ledger.Trial) sheet {
	s := sheet{title: ui.Fill(wAccountsOf, "fund", f.Title()), empty: &ui.Empty{Icon: ui.IconScale, Title: wFundNone, Body: wFundNoneNext},
		columns: []ui.Column{{Head: wAccount, Main: true}, {Head: wClass}, {Head: wDebits, Num: true}, {Head: wCredits, Num: true},
			{Head: wPendingYuan, Num: true}, {Head: wOwn, Num: true}}}
	all := until(0)
	for _, b := range t.Rows {
		id := b.Account.ID
		s.rows = append(s.rows, record{href: accountPath(id), cells: []cell{text(accountName(b.Account)), text(b.Account.Class.Title()),
			fen(b.Debits).to(accountPath(id, "to", all, "side", "debit")), fen(b.Credits).to(accountPath(id, "to", all, "side", "credit")),
			fen(b.PendingDebits + b.PendingCredits).to(fundPath(f) + "/reserved"), fen(b.Own()).to(accountPath(id, "to", all))}})
	}
	s.foot = []cell{text(wTotalRow), {}, fen(t.Debits), fen(t.Credits), {}, {}}
	return s
}

// historySheet is what the drawings show, month by month.
func historySheet(f *ledger.FundDef, first civil.Month, flows []ledger.Flow) sheet {
	s := sheet{title: wHistory, columns: []ui.Column{{Head: wPeriod, Main: true}, {Head: wReceivedYuan, Num: true}, {Head: wPaidYuan, Num: true},
		{Head: wSurplusYuan, Num: true}, {Head: wAssetsEnd, Num: true}}}
	if len(flows) == 0 {
		return s
	}
	st := statementOf(flows, len(flows[0].In))
	at := fundPath(f)
	for i := range flows[0].In {
		m := (first + civil.Month(i)).String()
		s.rows = append(s.rows, record{href: at + "/month/" + m, cells: []cell{plain(m), fen(st.receipts.in[i]).to(with(at+"/months", "class", "4", "first", m, "last", m)),
			fen(st.spent.in[i]).to(with(at+"/months", "class", "5", "first", m, "last", m)), fen(st.surplus.in[i]).to(with(at+"/months", "first", m, "last", m)),
			fen(st.closing.in[i]).to(assetsPath(f, first+civil.Month(i)))}})
	}
	return s
}

// The drawings of a fund.
const (
	chartBalance = "balance.svg"
	chartFlows   = "flows.svg"
)

var chartNames = []string{chartBalance, chartFlows}

// drawing sends one of the fund's charts as SVG; ?wide=phone is the narrow one.
func (b *Books) drawing(v *visit) error {
	f, err := v.fundOf()
	if err != nil {
		return err
	}
	first, flows, err := v.flowsOf(f)
	if err != nil {
		return err
	}
	width := chart.Desk
	if v.R.URL.Query().Get("wide") == "phone" {
		width = chart.Phone
	}
	d, ok := drawingOf(v.R.PathValue("chart"), f, first, flows, width)
	if !ok {
		return web.NoPage.With()
	}
	h := v.W.Header()
	h.Set("Content-Type", "image/svg+xml; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	_, err = v.W.Write(d.SVG(v.Lang))
	return err
}

// drawingOf lays a chart out; false: there is none of that name, or nothing to draw.
func drawingOf(name string, f *ledger.FundDef, first civil.Month, flows []ledger.Flow, width chart.Width) (chart.Months, bool) {
	if len(flows) == 0 {
		return chart.Months{}, false
	}
	n := len(flows[0].In)
	st := statementOf(flows, n)
	d := chart.Months{Unit: wYuan, Width: width, Label: func(i int) string { return (first + civil.Month(i)).String() },
		Say: func(x int64) string { return money.Fen(x).String() }}
	values := func(in []money.Fen) []int64 {
		all := make([]int64, n)
		for i, x := range in {
			all[i] = int64(x)
		}
		return all
	}
	switch name {
	case chartBalance:
		d.Title, d.Lines = ui.Fill(wChartBalance, "fund", f.Title()), []chart.Series{{Name: wAssetsAfter, Values: values(st.closing.in)}}
	case chartFlows:
		d.Title = ui.Fill(wChartFlows, "fund", f.Title())
		for _, s := range st.received {
			d.Up = append(d.Up, chart.Series{Name: s.of.Title, Values: values(s.in)})
		}
		for _, s := range st.paid {
			d.Down = append(d.Down, chart.Series{Name: s.of.Title, Values: values(s.in)})
		}
	default:
		return d, false
	}
	return d, true
}
