package books

import (
	"cmp"
	"io"
	"slices"

	"renshe/civil"
	"renshe/internal/ledger"
	"renshe/internal/paper"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/money"
	"renshe/ui"
)

// voucherRows is how many lines a printed voucher lists one by one; a longer batch is printed as a summary by accounts (汇总凭证), and its lines are in the
// workbook.
const voucherRows = 40

// paperLine is one line of a printed voucher: one transfer, or several of the same kind between the same accounts.
type paperLine struct {
	kind          ledger.Kind
	debit, credit ledger.AccountID
	cause         words.Text
	count         int64
	amount        money.Fen
}

// voucherPaper prints a batch as a voucher (记账凭证).
func (b *Books) voucherPaper(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	info, lines, err := v.batchLines(id)
	if err != nil {
		return err
	}
	summed := len(lines) > voucherRows
	if summed {
		lines = summary(lines)
	}
	letter, err := v.voucherLetter(info, lines, summed)
	if err != nil {
		return err
	}
	name := v.County.Name + " " + wVoucherPaper.In(v.Lang) + " " + number(info.ID) + ".pdf"
	return web.Send(v.W, web.File{Name: name, Kind: web.KindPDF, Inline: true}, func(w io.Writer) error { return paper.Print(w, letter) })
}

// batchLines reads every line of a batch; it has no more than [ledger.MaxBatch].
func (v *visit) batchLines(id int64) (info ledger.BatchInfo, all []paperLine, err error) {
	for after := int64(0); ; {
		b, lines, next, err := v.b.Ledger.Batch(v.Ctx, v.Actor.County, id, ledger.Page{After: after, Limit: ledger.MaxPage})
		if err != nil {
			return b, nil, err
		}
		for _, e := range lines {
			l := paperLine{kind: e.Kind, debit: e.Debit, credit: e.Credit, count: 1, amount: e.Amount}
			if e.Cause != b.Kind {
				l.cause = causeCell(e.Cause).text
			}
			all = append(all, l)
		}
		if next == 0 {
			return b, all, nil
		}
		after = next
	}
}

// summary adds up the lines that are of one kind between the same accounts.
func summary(lines []paperLine) []paperLine {
	type key struct {
		kind          ledger.Kind
		debit, credit ledger.AccountID
	}
	at := map[key]int{}
	var all []paperLine
	for _, l := range lines {
		k := key{l.kind, l.debit, l.credit}
		i, known := at[k]
		if !known {
			i = len(all)
			at[k] = i
			all = append(all, paperLine{kind: l.kind, debit: l.debit, credit: l.credit})
		}
		all[i].count += l.count
		all[i].amount += l.amount // a batch's total was added up without overflow when it was posted
	}
	slices.SortFunc(all, func(a, b paperLine) int {
		return cmp.Or(cmp.Compare(a.debit, b.debit), cmp.Compare(a.credit, b.credit), cmp.Compare(a.kind, b.kind))
	})
	return all
}

func (v *visit) voucherLetter(info ledger.BatchInfo, lines []paperLine, summed bool) (letter paper.Letter, err error) {
	fund, err := info.Fund.Def()
	if err != nil {
		return letter, err
	}
	who, err := v.names()
	if err != nil {
		return letter, err
	}
	t, err := v.b.Ledger.Trial(v.Ctx, v.Actor.County, info.Fund)
	if err != nil {
		return letter, err
	}
	titles := map[ledger.AccountID]string{}
	for _, r := range t.Rows {
		titles[r.Account.ID] = accountName(r.Account).In(v.Lang)
	}
	table := paper.Table{Columns: []paper.Column{{Head: wSummaryOf, Share: 5}, {Head: wDebitSide, Share: 6}, {Head: wCreditSide, Share: 6}, {Head: wAmountYuan, Share: 4, Right: true}}}
	for _, l := range lines {
		what := l.kind.Title().In(v.Lang)
		switch {
		case summed:
			what = wLinesOf.Fill(v.Lang, "kind", l.kind.Title(), "n", ui.Group(l.count))
		case !l.cause.IsZero() && l.kind == ledger.Post:
			what = l.cause.In(v.Lang)
		case !l.cause.IsZero():
			what += " " + l.cause.In(v.Lang)
		}
		table.Rows = append(table.Rows, []string{what, titles[l.debit], titles[l.credit], l.amount.String()})
	}
	table.Foot = []string{wTotalRow.In(v.Lang), "", "", info.Total.String()}
	maker, checker := who.of(info.Maker).In(v.Lang), who.of(info.Checker).In(v.Lang)
	letter = paper.Letter{Lang: v.Lang, Agency: words.Text{Zh: v.County.Name + "人力资源和社会保障局", En: v.County.Name + "人力资源和社会保障局"}, Title: wVoucherPaper, Subtitle: fund.Title(), Number: number(info.ID),
		Operator: v.Actor.Name, At: v.b.Now(), Demo: v.County.Demo, Blocks: []paper.Block{
			paper.Fields{Pairs: true, Rows: []paper.Field{{Name: wPeriod, Value: info.Period.String()}, {Name: wPostedAt, Value: civil.Clock(info.PostedAt)},
				{Name: wCause, Value: batchTitle(info).In(v.Lang)}, {Name: wLineCount, Value: ui.Group(info.Lines)},
				{Name: wPlace, Value: ui.Group(info.FirstSeq) + " – " + ui.Group(info.Seq)}}},
			table,
		}}
	if summed {
		letter.Blocks = append(letter.Blocks, paper.Para{Text: wSummedSay, Args: []any{"n", ui.Group(info.Lines)}})
	}
	letter.Blocks = append(letter.Blocks, paper.Fields{Pairs: true, Rows: []paper.Field{{Name: wMaker, Value: maker}, {Name: wChecker, Value: checker}}},
		paper.Signature{Names: []words.Text{wMaker, wChecker, wAttached}})
	return letter, nil
}
