package books

import (
	"net/url"

	"renshe/internal/benefit"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
	"renshe/ui"
)

// heldView is what the gate holds, by fund and reason.
type heldView struct {
	fund  *ledger.FundDef // nil: every one
	sum   money.Fen
	table ui.Table
	saves []ui.Button
}

// heldByFund adds what the gate holds of each fund.
func (v *visit) heldByFund() (map[ledger.Fund]money.Fen, error) {
	all, err := v.b.Benefit.HeldNow(v.Ctx, v.Actor)
	if err != nil {
		return nil, err
	}
	sums := map[ledger.Fund]money.Fen{}
	for _, s := range all {
		sums[s.Fund()] += s.Total
	}
	return sums, nil
}

func (b *Books) held(v *visit) error {
	var x heldView
	if code := v.R.URL.Query().Get("fund"); code != "" {
		var err error
		if x.fund, err = ledger.FundNamed(code); err != nil {
			return err
		}
	}
	all, err := b.Benefit.HeldNow(v.Ctx, v.Actor)
	if err != nil {
		return err
	}
	s := sheet{title: wHeldTitle, empty: &ui.Empty{Icon: ui.IconCheck, Title: wHeldNone},
		columns: []ui.Column{{Head: wHeldFor, Main: true}, {Head: wFund}, {Head: wWhatFor}, {Head: wPeriod}, {Head: wState}, {Head: wPeople, Num: true}, {Head: wAmountYuan, Num: true}}}
	var people int64
	for _, h := range all {
		if x.fund != nil && h.Fund() != x.fund.Number {
			continue
		}
		x.sum += h.Total
		people += h.People
		q := url.Values{"state": {string(h.State)}, "hold": {h.Code}}
		list := "/desk/run/" + number(h.Run) + "/payments?" + q.Encode()
		fund, err := h.Fund().Def()
		if err != nil {
			return err
		}
		s.rows = append(s.rows, record{href: list, cells: []cell{text(reason(h)), text(fund.Title()).to(fundPath(fund)), text(h.Kind.Title()),
			plain(h.Month.String()).to("/desk/run/" + number(h.Run)), text(h.State.Title()), count(h.People).to(list), fen(h.Total).to(list)}})
	}
	s.foot = []cell{text(wTotalRow), {}, {}, {}, {}, count(people), fen(x.sum)}
	if sent, err := v.file(s); sent || err != nil {
		return err
	}
	p := v.under(wHeldTitle)
	x.table, x.saves = s.table(p), v.saves()
	return v.OK(heldPage(p, x))
}

// reason says in a few words what the gate found.
func reason(h benefit.HeldSum) words.Text {
	for _, c := range benefit.Checks() {
		if c.Code == h.Code {
			return c.Title
		}
	}
	return ui.Plain(h.Code)
}
