package books

import (
	"renshe/civil"
	"renshe/internal/ledger"
	"renshe/money"
	"renshe/ui"
)

// reservedView is what a fund has reserved and not paid, by how long it stands.
type reservedView struct {
	fund  *ledger.FundDef
	sum   money.Fen
	by    ui.Table
	table ui.Table
	pager ui.Pager
	saves []ui.Button
}

func (b *Books) reserved(v *visit) error {
	fund, err := v.fundOf()
	if err != nil {
		return err
	}
	by, err := b.Ledger.ReservedBy(v.Ctx, v.Actor.County, fund.Number)
	if err != nil {
		return err
	}
	limit := rowsOnPage
	if v.R.URL.Query().Has("as") {
		limit = rowsInFile
	}
	lines, next, err := b.Ledger.Reserved(v.Ctx, v.Actor.County, fund.Number, ledger.Page{After: v.after(), Limit: limit})
	if err != nil {
		return err
	}
	s := reservedSheet(fund, lines)
	if sent, err := v.file(s); sent || err != nil {
		return err
	}
	p := v.under(wReservedTitle, crumb(fund))
	x := reservedView{fund: fund, table: s.table(p), saves: v.saves(), pager: ui.Pager{Next: v.from(next), Shown: len(lines)}}
	t := sheet{title: wReservedBy, columns: []ui.Column{{Head: wBatch, Main: true}, {Head: wPostedAt}, {Head: wAge, Num: true}, {Head: wLineCount, Num: true}, {Head: wAmountYuan, Num: true}}}
	for _, r := range by {
		x.sum += r.OpenFen
		days := int64(v.Today() - civil.DateIn(r.PostedAt))
		one := record{href: batchPath(r.ID), cells: []cell{text(batchTitle(r.BatchInfo)), when(civil.Clock(r.PostedAt)), count(days), count(r.Open), fen(r.OpenFen)}}
		if days > lateReserved {
			one.tone = ui.Warn
		}
		t.rows = append(t.rows, one)
	}
	x.by = t.table(p)
	return v.OK(reservedPage(p, x))
}

// lateReserved is from how many days on a reservation stands out: a bank answers within days. It is the page's own measure, no rule of law.
const lateReserved = 7

func reservedSheet(f *ledger.FundDef, lines []ledger.Entry) sheet {
	s := sheet{title: ui.Fill(wReservedOf, "fund", f.Title()), empty: &ui.Empty{Icon: ui.IconCheck, Title: wNothingReserved},
		columns: []ui.Column{{Head: wSeq, Main: true}, {Head: wPeriod}, {Head: wCause}, {Head: wDebitSide}, {Head: wCreditSide}, {Head: wReservedYuan, Num: true}}}
	for _, e := range lines {
		s.rows = append(s.rows, record{href: transferPath(e.Seq), cells: []cell{when(number(e.Seq)), when(e.Period.String()), causeCell(e.Cause),
			when(e.Debit.String()).to(accountPath(e.Debit)), when(e.Credit.String()).to(accountPath(e.Credit)), fen(e.Left())}})
	}
	return s
}
