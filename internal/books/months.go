package books

import (
	"renshe/civil"
	"renshe/internal/ledger"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/money"
	"renshe/ui"
)

const (
	monthsShown = 6  // columns of the statement of receipts and payments, unless asked otherwise
	monthsMost  = 12 // a year is as much as a page is wide, and more than a phone
)

// monthsView is a fund's statement of receipts and payments over months (收支表).
type monthsView struct {
	fund        *ledger.FundDef
	first, last string
	class       ledger.Class
	sum         money.Fen
	table       ui.Table
	saves       []ui.Button
}

func (b *Books) months(v *visit) error {
	fund, err := v.fundOf()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	q := v.R.URL.Query()
	x := monthsView{fund: fund, first: q.Get("first"), last: q.Get("last"), class: classOf(f)}
	first, last := maybeMonth(f, "first"), maybeMonth(f, "last")
	if last == 0 {
		last = v.Today().Month()
	}
	if first == 0 {
		first = last - monthsShown + 1
	}
	if first > last || last-first >= monthsMost {
		f.Fault("first", tooManyMonths.With("max", monthsMost))
	}
	p := v.under(wMonths, crumb(fund))
	if err := f.Err(); err != nil {
		return v.Refused(p, err, monthsPage(p, x))
	}
	x.first, x.last = first.String(), last.String()
	flows, err := b.Ledger.Flows(v.Ctx, v.Actor.County, fund.Number, first, last)
	if err != nil {
		return err
	}
	s := x.sheet(flows, first, last)
	if sent, err := v.file(s); sent || err != nil {
		return err
	}
	x.table, x.saves = s.table(p), v.saves()
	return v.OK(monthsPage(p, x))
}

// series is one line of the statement: a figure a month.
type series struct {
	name  words.Text
	in    []money.Fen
	of    *ledger.Account // nil: a sum of lines
	class string          // of the sum of a class: how an address names it; "before" of the assets a month began with
}

func (s series) total() (t money.Fen) {
	for _, f := range s.in {
		t += f
	}
	return t
}

func (s *series) add(more []money.Fen, sign money.Fen) {
	for i := range more {
		s.in[i] += sign * more[i]
	}
}

// statement sorts the flows of accounts into receipts and payments, and says what the assets were before and after each month.
type statement struct {
	received, paid   []series
	receipts, spent  series
	surplus          series
	opening, closing series
}

func statementOf(flows []ledger.Flow, months int) statement {
	empty := func(name words.Text) series { return series{name: name, in: make([]money.Fen, months)} }
	st := statement{receipts: empty(wReceipts), spent: empty(wPayments), surplus: empty(wSurplus), opening: empty(wAssetsBefore), closing: empty(wAssetsAfter)}
	for i := range flows {
		fl := &flows[i]
		sign := money.Fen(1)
		if !fl.Account.Class.DebitSide() {
			sign = -1
		}
		one := series{name: accountName(fl.Account), in: make([]money.Fen, months), of: &fl.Account}
		balance := sign * fl.Before.Net()
		for m, s := range fl.In {
			one.in[m] = sign * s.Net()
			if fl.Account.Class == ledger.Asset {
				st.opening.in[m] += balance
				balance += one.in[m]
				st.closing.in[m] += balance
			}
		}
		switch fl.Account.Class {
		case ledger.Income:
			st.received = append(st.received, one)
			st.receipts.add(one.in, 1)
		case ledger.Expense:
			st.paid = append(st.paid, one)
			st.spent.add(one.in, 1)
		}
	}
	st.receipts.class, st.spent.class, st.opening.class, st.closing.class = "4", "5", "before", "1"
	st.surplus.add(st.receipts.in, 1)
	st.surplus.add(st.spent.in, -1)
	return st
}

// assetsPath leads to what the assets at the end of a month are made of.
func assetsPath(f *ledger.FundDef, m civil.Month) string {
	return with(fundPath(f)+"/month/"+m.String(), "class", "1")
}

// sheet lays the statement out, a column a month.
func (x *monthsView) sheet(flows []ledger.Flow, first, last civil.Month) sheet {
	s := sheet{title: ui.Fill(wMonthsOf, "fund", x.fund.Title()), facts: []words.Text{ui.Plain(first.String() + " – " + last.String())},
		columns: []ui.Column{{Head: wItem, Main: true}}, empty: &ui.Empty{Icon: ui.IconScale, Title: wFundNone, Body: wFundNoneNext}}
	for m := first; m <= last; m++ {
		s.columns = append(s.columns, ui.Column{Head: ui.Plain(m.String()), Num: true})
	}
	s.columns = append(s.columns, ui.Column{Head: wTotalYuan, Num: true})
	if len(flows) == 0 {
		return s
	}
	st := statementOf(flows, int(last-first)+1)
	line := func(one series, total bool) {
		r := record{cells: []cell{text(one.name)}}
		down := func(from, to civil.Month) string {
			switch {
			case one.of != nil:
				return accountPath(one.of.ID, "first", from.String(), "last", to.String())
			case one.class == "1":
				return assetsPath(x.fund, from)
			case one.class == "before":
				return assetsPath(x.fund, from-1)
			}
			return with(fundPath(x.fund)+"/months", "class", one.class, "first", from.String(), "last", to.String())
		}
		for i, f := range one.in {
			r.cells = append(r.cells, fen(f).to(down(first+civil.Month(i), first+civil.Month(i))))
		}
		sum := cell{}
		if total {
			sum = fen(one.total()).to(down(first, last))
		} else {
			r.tone = ui.Info
		}
		r.cells = append(r.cells, sum)
		s.rows = append(s.rows, r)
	}
	lines := func(all []series, sum series) {
		for _, one := range all {
			line(one, true)
		}
		x.sum += sum.total()
		if x.class == 0 {
			line(sum, true)
		}
	}
	if x.class == 0 || x.class == ledger.Income {
		lines(st.received, st.receipts)
	}
	if x.class == 0 || x.class == ledger.Expense {
		lines(st.paid, st.spent)
	}
	if x.class == 0 {
		line(st.surplus, true)
		line(st.opening, false)
		line(st.closing, false)
	}
	return s
}
