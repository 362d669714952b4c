package books

import (
	"renshe/internal/ledger"
	"renshe/ui"
)

// fundView is one fund.
type fundView struct {
	fund     *ledger.FundDef
	accounts ui.Table
	saves    []ui.Button
}

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
	return v.OK(fundPage(p, fundView{fund: f, accounts: s.table(p), saves: v.saves()}))
}

// accountSheet is a fund's accounts with what they have.
func accountSheet(f *ledger.FundDef, t ledger.Trial) sheet {
	s := sheet{title: f.Title(), empty: &ui.Empty{Icon: ui.IconScale, Title: wFundNone, Body: wFundNoneNext},
		columns: []ui.Column{{Head: wAccount, Main: true}, {Head: wClass}, {Head: wDebits, Num: true}, {Head: wCredits, Num: true},
			{Head: wPending, Num: true}, {Head: wOwn, Num: true}}}
	for _, b := range t.Rows {
		s.rows = append(s.rows, record{cells: []cell{text(accountName(b.Account)), text(b.Account.Class.Title()), fen(b.Debits), fen(b.Credits),
			fen(b.PendingDebits + b.PendingCredits), fen(b.Own())}})
	}
	s.foot = []cell{text(wTotalRow), {}, fen(t.Debits), fen(t.Credits), {}, {}}
	return s
}
