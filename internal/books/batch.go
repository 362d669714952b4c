package books

import (
	"renshe/civil"
	"renshe/internal/ledger"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// batchView is one batch with its transfers.
type batchView struct {
	batch ledger.BatchInfo
	rows  []ui.Row
	table ui.Table
	pager ui.Pager
	saves []ui.Button
}

func (b *Books) batch(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	limit := rowsOnPage
	if v.R.URL.Query().Has("as") {
		limit = rowsInFile
	}
	info, lines, next, err := b.Ledger.Batch(v.Ctx, v.Actor.County, id, ledger.Page{After: v.after(), Limit: limit})
	if err != nil {
		return err
	}
	f, err := info.Fund.Def()
	if err != nil {
		return err
	}
	s := batchSheet(info, lines)
	if sent, err := v.file(s); sent || err != nil {
		return err
	}
	who, err := v.names()
	if err != nil {
		return err
	}
	p := v.under(batchTitle(info), crumb(f))
	x := batchView{batch: info, table: s.table(p), saves: v.saves(), pager: ui.Pager{Next: v.from(next), Shown: len(lines), Total: int(info.Lines)}}
	x.saves = append([]ui.Button{printVoucher(id, wPrintVoucher)}, x.saves...)
	x.rows = []ui.Row{{Name: wCause, Value: plain(info.Cause).to(causePath(info.Cause)).draw(p)}, {Name: wPeriod, Value: ui.Num(info.Period.String())},
		{Name: wPostedAt, Value: ui.Num(civil.Clock(info.PostedAt))}, {Name: wMaker, Value: ui.Say(p, who.of(info.Maker))}, {Name: wChecker, Value: ui.Say(p, who.of(info.Checker))},
		{Name: wLineCount, Value: ui.Int(info.Lines)}, {Name: wPlace, Value: ui.Num(ui.Group(info.FirstSeq) + " – " + ui.Group(info.Seq))}}
	return v.OK(batchPage(p, x))
}

// printVoucher leads to a batch's voucher on paper.
func printVoucher(batch int64, label words.Text) ui.Button {
	return ui.Button{Label: label, Href: batchPath(batch) + "/voucher", Icon: ui.IconFile, New: true}
}

func batchSheet(b ledger.BatchInfo, lines []ledger.Entry) sheet {
	s := sheet{title: batchTitle(b), columns: []ui.Column{{Head: wSeq, Main: true}, {Head: wValueDate}, {Head: wKind}, {Head: wCause},
		{Head: wDebitSide}, {Head: wCreditSide}, {Head: wAmountYuan, Num: true}}}
	for _, e := range lines {
		s.rows = append(s.rows, record{href: transferPath(e.Seq), cells: []cell{when(number(e.Seq)), when(e.ValueDate.String()), text(e.Kind.Title()),
			causeCell(e.Cause), when(e.Debit.String()).to(accountPath(e.Debit)), when(e.Credit.String()).to(accountPath(e.Credit)), fen(e.Amount)}})
	}
	return s
}

// batchesView are a fund's batches of a month.
type batchesView struct {
	fund  *ledger.FundDef
	month string
	table ui.Table
	pager ui.Pager
	saves []ui.Button
}

func (b *Books) batches(v *visit) error {
	fund, err := v.fundOf()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	m := maybeMonth(f, "month")
	p := v.under(wBatches, crumb(fund))
	if err := f.Err(); err != nil {
		return v.Refused(p, err, batchesPage(p, batchesView{fund: fund, month: f.Raw("month")}))
	}
	if m == 0 {
		if _, m, _, err = b.Ledger.Months(v.Ctx, v.Actor.County, fund.Number); err != nil {
			return err
		}
	}
	all, next, err := b.Ledger.Batches(v.Ctx, v.Actor.County, fund.Number, m, ledger.Page{After: v.after(), Limit: rowsOnPage})
	if err != nil {
		return err
	}
	who, err := v.names()
	if err != nil {
		return err
	}
	s := sheet{title: ui.Fill(wBatchesOf, "fund", fund.Title(), "month", m), empty: &ui.Empty{Icon: ui.IconFile, Title: wNoBatches, Body: wNoLinesNext},
		columns: []ui.Column{{Head: wSeq}, {Head: wBatch, Main: true}, {Head: wPostedAt}, {Head: wMaker}, {Head: wChecker}, {Head: wLineCount, Num: true}, {Head: wAmountYuan, Num: true}}}
	for _, one := range all {
		s.rows = append(s.rows, record{href: batchPath(one.ID), cells: []cell{when(number(one.Seq)), text(batchTitle(one)), when(civil.Clock(one.PostedAt)),
			text(who.of(one.Maker)), text(who.of(one.Checker)), count(one.Lines), fen(one.Total)}})
	}
	if sent, err := v.file(s); sent || err != nil {
		return err
	}
	return v.OK(batchesPage(p, batchesView{fund: fund, month: month(m), table: s.table(p), saves: v.saves(), pager: ui.Pager{Next: v.from(next), Shown: len(all)}}))
}

// batchKinds are the kinds of batches that the program itself makes, as people call them.
var batchKinds = map[string]words.Text{
	"opening": {Zh: "期初余额", En: "opening balances"}, "move-out": {Zh: "基金划出", En: "moved out"}, "move-in": {Zh: "基金划入", En: "moved in"},
	"payment-run": {Zh: "发放批次记在途", En: "payment run reserved"}, "bank-return": {Zh: "银行回盘入账", En: "bank's answer posted"},
	"voucher": {Zh: "记账凭证", En: "voucher"}, "overpayment": {Zh: "多发待遇", En: "overpayment"},
	"overpayment-refund": {Zh: "多发待遇退回", En: "overpayment paid back"}, "overpayment-offset": {Zh: "多发待遇抵扣", En: "overpayment set off"},
	"late-return": {Zh: "付后退回", En: "came back after it was paid"}, "relation-transfer": {Zh: "关系转移", En: "relation transfer"},
}
