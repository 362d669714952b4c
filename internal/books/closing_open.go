package books

import (
	"renshe/civil"
	"renshe/internal/benefit"
	"renshe/internal/ledger"
	"renshe/internal/reconcile"
	"renshe/internal/words"
	"renshe/money"
	"renshe/ui"
)

// runsLooked is how many of a kind's latest runs the closing page looks through: two years of them, with the extra ones.
const runsLooked = 36

// leftOpen is what a month of a fund still has open, thing by thing, each with the way to it. What of it forbids the closing the operations decide
// ([ledger.Ledger.Closable]); the rest somebody should know before the month is shut.
func (v *visit) leftOpen(fund *ledger.FundDef, m civil.Month) (sheet, error) {
	s := sheet{title: wLeftOpen, columns: []ui.Column{{Head: wItem, Main: true}, {Head: wState}, {Head: wCount, Num: true}, {Head: wOpenYuan, Num: true}}}
	for _, part := range []func(*ledger.FundDef, civil.Month) ([]record, error){v.openReserved, v.openRuns, v.openProposals, v.openTables} {
		rows, err := part(fund, m)
		if err != nil {
			return s, err
		}
		s.rows = append(s.rows, rows...)
	}
	return s, nil
}

// openRow is one thing with how it stands: good where nothing is open.
func openRow(what words.Text, href string, tag ui.Tag, n int64, total money.Fen) record {
	r := record{href: href, cells: []cell{text(what), status(tag), count(n), fen(total)}}
	if tag.Tone != ui.Good {
		r.tone = tag.Tone
	}
	return r
}

var nothingOpen = ui.Tag{Tone: ui.Good, Text: wNothingOpen}

// openReserved is what was reserved in the month or before and is neither posted nor voided.
func (v *visit) openReserved(fund *ledger.FundDef, m civil.Month) ([]record, error) {
	by, err := v.b.Ledger.ReservedBy(v.Ctx, v.Actor.County, fund.Number)
	if err != nil {
		return nil, err
	}
	var n int64
	var total money.Fen
	for _, r := range by {
		if r.Period <= m {
			n += r.Open
			total += r.OpenFen
		}
	}
	tag := nothingOpen
	if n > 0 {
		tag = ui.Tag{Tone: ui.Warn, Text: wBarsClosing}
	}
	return []record{openRow(wReservedTitle, fundPath(fund)+"/reserved", tag, n, total)}, nil
}

// openRuns are the payment runs of the fund's kinds up to the month that are under way.
func (v *visit) openRuns(fund *ledger.FundDef, m civil.Month) ([]record, error) {
	var all []record
	for _, k := range benefit.Kinds() {
		if benefit.BooksOf(k).Fund != fund.Number {
			continue
		}
		runs, err := v.b.Benefit.Runs(v.Ctx, v.Actor, k, runsLooked)
		if err != nil {
			return nil, err
		}
		for _, r := range runs {
			if r.Month > m || r.State.Reached(benefit.Reconciled) || r.State == benefit.Withdrawn {
				continue
			}
			what := ui.Fill(wRunOf, "kind", k.Title(), "month", r.Month)
			run, err := v.b.Benefit.Run(v.Ctx, v.Actor, r.ID)
			if err != nil {
				return nil, err
			}
			all = append(all, openRow(what, "/desk/run/"+number(r.ID), ui.Tag{Tone: ui.Warn, Text: r.State.Title()}, run.ToPay, run.ToPayFen))
		}
	}
	if len(all) == 0 {
		all = []record{openRow(wRuns, "/desk/runs", nothingOpen, 0, 0)}
	}
	return all, nil
}

// openProposals are vouchers of the month or before that wait for their second person: once the month is closed they can no longer be confirmed.
func (v *visit) openProposals(fund *ledger.FundDef, m civil.Month) ([]record, error) {
	waiting, err := v.b.Ledger.Proposals(v.Ctx, v.Actor, fund.Number, true, proposalsShown)
	if err != nil {
		return nil, err
	}
	var n int64
	var total money.Fen
	for _, q := range waiting {
		if q.Batch != nil && q.Batch.Period <= m || q.Move != nil && min(q.Move.Out.Period, q.Move.In.Period) <= m {
			n++
			total += q.Total
		}
	}
	tag := nothingOpen
	if n > 0 {
		tag = ui.Tag{Tone: ui.Warn, Text: wRefusedAfter}
	}
	return []record{openRow(wVouchersWaiting, "/books/proposals", tag, n, total)}, nil
}

// openTables are the reconciliation tables of the month's last day, for every account of the fund under reconciliation: how each stands, how many
// items it lists and by how much it differs.
func (v *visit) openTables(fund *ledger.FundDef, m civil.Month) (all []record, err error) {
	accounts, err := v.b.Reconcile.Accounts(v.Ctx, v.Actor)
	if err != nil {
		return nil, err
	}
	for _, a := range accounts {
		if a.ID.Fund() != fund.Number || a.From > m.LastDay() {
			continue
		}
		tables, err := v.b.Reconcile.Tables(v.Ctx, v.Actor, a.ID, tablesLooked)
		if err != nil {
			return nil, err
		}
		what := ui.Fill(wTableOf, "account", words.Text{Zh: a.ID.String() + " " + a.Title.Zh, En: a.ID.String() + " " + a.Title.En})
		row := openRow(what, reconciledPath(a.ID), ui.Tag{Tone: ui.Warn, Text: wTableMissing}, 0, 0)
		for _, t := range tables {
			if t.Day != m.LastDay() {
				continue
			}
			if t, err = v.b.Reconcile.Table(v.Ctx, v.Actor, t.ID); err != nil {
				return nil, err
			}
			row = openRow(what, tablePath(a.ID, t.Day), tableTag(t), int64(len(t.Items)), t.Difference)
			break
		}
		all = append(all, row)
	}
	if len(all) == 0 {
		all = []record{openRow(wReconcile, reconcilePath, ui.Tag{Tone: ui.Neutral, Text: wNotCompared}, 0, 0)}
	}
	return all, nil
}

// tablesLooked is how many of an account's latest tables are looked through for the one of a month's end.
const tablesLooked = 60

// tableTag says how a reconciliation table stands.
func tableTag(t reconcile.Table) ui.Tag {
	switch {
	case !t.Signed():
		return ui.Tag{Tone: ui.Warn, Text: wTableUnsigned}
	case !t.Settled():
		return ui.Tag{Tone: ui.Danger, Text: wTableDiffers}
	case t.Difference != 0:
		return ui.Tag{Tone: ui.Good, Text: wTableExplained}
	}
	return ui.Tag{Tone: ui.Good, Text: wTableSigned}
}
