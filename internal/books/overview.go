package books

import (
	"renshe/internal/ledger"
	"renshe/ui"
)

// overviewView is every fund of the county.
type overviewView struct {
	table ui.Table
	saves []ui.Button
}

func (b *Books) overview(v *visit) error {
	s, err := v.overviewSheet()
	if err != nil {
		return err
	}
	if sent, err := v.file(s); sent || err != nil {
		return err
	}
	p := v.page(wOverview)
	return v.OK(overviewPage(p, overviewView{table: s.table(p), saves: v.saves()}))
}

// overviewSheet lists the funds that have books in the county.
func (v *visit) overviewSheet() (sheet, error) {
	s := sheet{title: wOverview, empty: &ui.Empty{Icon: ui.IconScale, Title: wNoBooks, Body: wNoBooksNext},
		columns: []ui.Column{{Head: wFund, Main: true}, {Head: wAccounts, Num: true}, {Head: wBalance, Num: true}, {Head: wPending, Num: true}, {Head: wLastClosed}}}
	for _, f := range ledger.Funds() {
		t, err := v.b.Ledger.Trial(v.Ctx, v.Actor.County, f.Number)
		if err != nil {
			return s, err
		}
		if len(t.Rows) == 0 {
			continue
		}
		balance, pending := cell{kind: isMoney}, cell{kind: isMoney}
		for _, b := range t.Rows {
			if b.Account.Class == ledger.Asset {
				balance.fen += b.Own()
			}
			pending.fen += b.PendingDebits
		}
		closed := status(ui.Tag{Text: wNoneClosed})
		if t.LastClosed != 0 {
			closed = plain(t.LastClosed.String())
		}
		s.rows = append(s.rows, record{href: fundPath(f), cells: []cell{text(f.Title()), count(int64(len(t.Rows))), balance.to(fundPath(f)), pending.to(fundPath(f)), closed}})
	}
	return s, nil
}
