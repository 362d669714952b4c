package books

import (
	"errors"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/ledger"
	"renshe/internal/reconcile"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/money"
	"renshe/ui"
)

// standing is one fund of the county at a day, as its books know it now.
type standing struct {
	fund     *ledger.FundDef
	accounts int
	assets   money.Fen   // of the asset accounts, for value dates up to the day
	received money.Fen   // into the day's month: income less what was taken back
	paid     money.Fen   // expense less what came back
	pending  money.Fen   // reserved at the end of the log
	held     money.Fen   // of the payments that the gate holds
	closed   civil.Month // 0: none
	open     int         // items that bank, treasury and books do not share
	compared []ledger.AccountID
}

// overviewView is every fund of the county.
type overviewView struct {
	day   civil.Date
	of    words.Text // the day and the month that the figures are of
	funds ui.Table
	terms []ui.Row // what each column means
	proof []ui.Stat
	saves []ui.Button
}

func (b *Books) overview(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	on := maybeDay(f, "day")
	if on == 0 {
		on = v.Today()
	}
	if err := f.Err(); err != nil {
		p := v.page(wOverview)
		return v.Refused(p, err, overviewPage(p, overviewView{day: v.Today()}))
	}
	all, err := v.standings(on)
	if err != nil {
		return err
	}
	list := overviewSheet(all, on)
	if sent, err := v.file(list); sent || err != nil {
		return err
	}
	p := v.page(wOverview)
	x := overviewView{day: on, of: list.facts[0], funds: list.table(p), saves: v.saves()}
	for i, t := range []words.Text{wAssetsIs, wReceivedIs, wPaidIs, wPendingIs, wHeldIs, wOpenItemsIs, wClosedIs} {
		x.terms = append(x.terms, ui.Row{Name: list.columns[i+1].Head, Value: ui.Say(p, t)})
	}
	if x.proof, err = v.proofStats(); err != nil {
		return err
	}
	p.AsOf = civil.Clock(b.Now())
	return v.OK(overviewPage(p, x))
}

// standings are the funds that have books in the county.
func (v *visit) standings(on civil.Date) ([]standing, error) {
	gate, err := v.heldByFund()
	if err != nil {
		return nil, err
	}
	compared, err := v.b.Reconcile.Statuses(v.Ctx, v.Actor)
	if err != nil {
		return nil, err
	}
	var all []standing
	for _, f := range ledger.Funds() {
		s, err := v.standing(f, on)
		if err != nil {
			return nil, err
		}
		s.reconciled(compared)
		if s.held = gate[f.Number]; s.accounts > 0 {
			all = append(all, s)
		}
	}
	return all, nil
}

// reconciled takes what the reconciliation of the fund's accounts left open.
func (s *standing) reconciled(all []reconcile.Status) {
	for _, st := range all {
		if st.Account.ID.Fund() != s.fund.Number {
			continue
		}
		s.compared = append(s.compared, st.Account.ID)
		for _, n := range st.Open {
			s.open += n
		}
	}
}

func (v *visit) standing(f *ledger.FundDef, on civil.Date) (standing, error) {
	s := standing{fund: f}
	county, month := v.Actor.County, on.Month()
	now, err := v.b.Ledger.Trial(v.Ctx, county, f.Number)
	if err != nil || len(now.Rows) == 0 {
		return s, err
	}
	s.accounts, s.closed = len(now.Rows), now.LastClosed
	then, err := v.b.Ledger.TrialAsOf(v.Ctx, county, f.Number, ledger.AsOf{Value: on})
	if err != nil {
		return s, err
	}
	flows, err := v.b.Ledger.Flows(v.Ctx, county, f.Number, month, month)
	if err != nil {
		return s, err
	}
	for i := range now.Rows {
		s.pending += now.Rows[i].PendingDebits
		if now.Rows[i].Account.Class == ledger.Asset {
			s.assets += then.Rows[i].Own()
		}
	}
	for _, fl := range flows {
		switch fl.Account.Class {
		case ledger.Income:
			s.received -= fl.In[0].Net()
		case ledger.Expense:
			s.paid += fl.In[0].Net()
		}
	}
	return s, nil
}

// stats are the fund's figures, each with the way down.
func (s standing) stats(on civil.Date) []ui.Stat {
	at, m := fundPath(s.fund), on.Month().String()
	yuan := func(label words.Text, f money.Fen, href string, define words.Text) ui.Stat {
		return ui.Stat{Label: ui.Fill(wInYuan, "what", label), Value: f.String(), Href: href, Define: define}
	}
	all := []ui.Stat{
		yuan(ui.Fill(wAssetsOn, "day", on), s.assets, with(at+"/trial", "class", "1", "value", on.String()), wAssetsIs),
		yuan(ui.Fill(wReceivedIn, "month", m), s.received, with(at+"/months", "class", "4", "first", m, "last", m), wReceivedIs),
		yuan(ui.Fill(wPaidIn, "month", m), s.paid, with(at+"/months", "class", "5", "first", m, "last", m), wPaidIs),
		yuan(wPending, s.pending, at+"/reserved", wPendingIs),
		yuan(wHeld, s.held, with("/books/held", "fund", s.fund.Code), wHeldIs),
	}
	if s.held > 0 {
		all[4].Tone = ui.Warn
	}
	closed := ui.Stat{Label: wLastClosed, Value: "—", Change: wNoneClosed, Href: with("/books/closing", "fund", s.fund.Code), Define: wClosedIs}
	if s.closed != 0 {
		closed.Value, closed.Change = s.closed.String(), words.Text{}
	}
	open := ui.Stat{Label: wOpenItems, Value: "—", Change: wNotCompared, Href: reconcilePath, Define: wOpenItemsIs}
	if len(s.compared) > 0 {
		open.Value, open.Change = ui.Group(int64(s.open)), words.Text{}
	}
	if s.open > 0 {
		open.Tone = ui.Warn
	}
	if len(s.compared) == 1 {
		open.Href = reconciledPath(s.compared[0])
	}
	return append(all, closed, open)
}

// overviewSheet is every fund in a line, each figure with the way down.
func overviewSheet(all []standing, on civil.Date) sheet {
	m := on.Month().String()
	s := sheet{title: wOverview, facts: []words.Text{ui.Fill(wOverviewOf, "day", on, "month", m)}, empty: &ui.Empty{Icon: ui.IconScale, Title: wNoBooks, Body: wNoBooksNext},
		columns: []ui.Column{{Head: wFund, Main: true}, {Head: wAssetsYuan, Num: true}, {Head: wReceivedYuan, Num: true}, {Head: wPaidYuan, Num: true},
			{Head: wPendingYuan, Num: true}, {Head: wHeldYuan, Num: true}, {Head: wOpenItems, Num: true}, {Head: wLastClosed, Num: true}}}
	for _, x := range all {
		at := fundPath(x.fund)
		open, closed := text(wUncompared).to(reconcilePath), text(wUnclosed)
		if len(x.compared) > 0 {
			open = count(int64(x.open)).to(reconcilePath)
		}
		if len(x.compared) == 1 {
			open = open.to(reconciledPath(x.compared[0]))
		}
		if x.closed != 0 {
			closed = when(x.closed.String())
		}
		s.rows = append(s.rows, record{key: "fund-" + x.fund.Code, href: at, cells: []cell{text(x.fund.Title()),
			fen(x.assets).to(with(at+"/trial", "class", "1", "value", on.String())),
			fen(x.received).to(with(at+"/months", "class", "4", "first", m, "last", m)), fen(x.paid).to(with(at+"/months", "class", "5", "first", m, "last", m)),
			fen(x.pending).to(at + "/reserved"), fen(x.held).to(with("/books/held", "fund", x.fund.Code)),
			open, closed.to(with("/books/closing", "fund", x.fund.Code))}})
	}
	return s
}

// proofStats say how far the county's log is signed, and by whom besides.
func (v *visit) proofStats() ([]ui.Stat, error) {
	if !v.May(access.LedgerVerify) {
		return nil, nil
	}
	head, err := v.b.Ledger.Head(v.Ctx, v.Actor)
	log := ui.Stat{Label: wLog, Value: ui.Group(head.Size), Unit: wRecords, Href: "/books/proofs", Tone: ui.Good, Change: wSigned, Define: wLogIs}
	switch {
	case errors.Is(err, ledger.LogBroken):
		log.Tone, log.Change = ui.Danger, wLogBroken
	case err != nil:
		return nil, err
	case head.Size == 0:
		log.Tone, log.Change = ui.Neutral, wLogEmpty
	}
	signed := ui.Stat{Label: wCheckpoint, Value: "—", Href: "/books/proofs", Define: wCheckpointIs}
	if !head.At.IsZero() {
		signed.Value = civil.Clock(head.At)
		signed.Change = age(v.b.Now(), head.At)
	}
	seen := ui.Stat{Label: wCosigned, Value: "—", Href: "/books/proofs", Tone: ui.Warn, Change: wNoWitness, Define: wCosignedIs}
	last, err := v.b.Ledger.LastCosigned(v.Ctx, v.Actor.County)
	if err != nil {
		return nil, err
	}
	if last != nil {
		seen.Value, seen.Change, seen.Tone = civil.Clock(last.At), age(v.b.Now(), last.At), ui.Good
		if last.Size < head.Size {
			seen.Tone = ui.Info
			seen.Target = ui.Fill(wBehind, "n", ui.Group(head.Size-last.Size))
		}
	}
	return []ui.Stat{log, signed, seen}, nil
}

// age says how long ago something was, in the largest unit that is not nothing.
func age(now, at time.Time) words.Text {
	d := now.Sub(at)
	switch {
	case d >= 24*time.Hour:
		return ui.Fill(wDaysAgo, "n", int(d/(24*time.Hour)))
	case d >= time.Hour:
		return ui.Fill(wHoursAgo, "n", int(d/time.Hour))
	case d >= time.Minute:
		return ui.Fill(wMinutesAgo, "n", int(d/time.Minute))
	}
	return wJustNow
}
