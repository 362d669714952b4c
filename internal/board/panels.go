package board

import (
	"time"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/benefit"
	"renshe/internal/casework"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
	"renshe/ui"
)

// backlogTable is the cases under way by matter.
func backlogTable(p *ui.Page, g guard, all []casework.Backlog, open bool) ui.Table {
	t := ui.Table{Caption: wBacklog, Quiet: true, Columns: []ui.Column{{Head: wMatter, Main: true}, {Head: wWaiting, Num: true}, {Head: wInReview, Num: true},
		{Head: wDueToday, Num: true}, {Head: wOverdue, Num: true}, {Head: wIncomplete, Num: true}}, Empty: &ui.Empty{Icon: ui.IconCheck, Title: wNoBacklog}}
	for _, b := range all {
		row := ui.TableRow{Cells: []templ.Component{ui.Say(p, b.Title)}}
		for _, n := range []int{b.Waiting, b.InReview, b.DueToday, b.Overdue, b.Incomplete} {
			row.Cells = append(row.Cells, ui.Num(g.cell(n)))
		}
		if b.Overdue > 0 {
			row.Tone = ui.Warn
		}
		if open {
			row.Href = reviewPath
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// runView is the latest payment run and its reconciliation.
type runView struct {
	title  words.Text
	state  ui.Tag
	people []ui.Row
	money  []ui.Row // of the reconciliation statement
	href   string
	say    words.Text // what is missing, and why
}

func (v *visit) runView(p *ui.Page, g guard, f figures) *runView {
	last := f.benefit.Last
	if last == nil {
		return nil
	}
	x := &runView{title: ui.Fill(wLastRunOf, "month", last.Month), state: ui.Tag{Tone: ui.Info, Text: last.State.Title()}}
	if last.State.Reached(benefit.Reconciled) {
		x.state.Tone = ui.Good
	}
	if f.run == nil {
		x.say = wNoFundRead
		for _, s := range []struct {
			name words.Text
			n    int64
		}{{wPaid, last.Paid}, {wReturned, last.Returned}, {wHeld, last.Held}, {wWaitingPay, last.Waiting}} {
			x.people = append(x.people, ui.Row{Name: s.name, Value: ui.Say(p, wCount, "n", g.cell(int(s.n)))})
		}
		return x
	}
	r := f.run
	x.href = runPath(r.ID)
	row := func(name words.Text, n int64, sum money.Fen) {
		x.people = append(x.people, ui.Row{Name: name, Value: ui.Yuan(p, sum), Note: ui.Fill(wCount, "n", ui.Group(n))})
	}
	row(wToPay, r.ToPay, r.ToPayFen)
	if a := r.Answer; a != nil {
		row(wPaid, a.Paid, a.PaidFen)
		row(wReturned, a.Returned, a.ReturnedFen)
	}
	row(wHeld, r.Held, r.HeldFen)
	if x.say = wNotReconciled; r.Statement != nil {
		x.say = words.Text{}
		x.money = reconciled(p, r.Statement)
	}
	return x
}

// reconciled is the statement in six lines: both sides, and what is between them.
func reconciled(p *ui.Page, s *benefit.Statement) []ui.Row {
	tag := ui.Tag{Tone: ui.Good, Text: wAgrees}
	if s.Difference != 0 {
		tag = ui.Tag{Tone: ui.Danger, Text: wDiffers}
	}
	return []ui.Row{{Name: wBankBalance, Value: ui.Yuan(p, s.Bank), Note: ui.Fill(wBankDay, "day", s.ValueDate)}, {Name: wBankAdjusted, Value: ui.Yuan(p, s.BankAdjusted)},
		{Name: wBookBalance, Value: ui.Yuan(p, s.Book)}, {Name: wBookAdjusted, Value: ui.Yuan(p, s.BookAdjusted)},
		{Name: wDifference, Value: ui.Yuan(p, s.Difference)}, {Name: wReconciled, Value: status(p, tag), Note: ui.Plain(civil.Clock(s.At))}}
}

// fundView is the fund's position and whether its log holds.
type fundView struct {
	title words.Text
	rows  []ui.Row // nil: the books are not the reader's to see
	log   []ui.Row
}

func fundOf(p *ui.Page, f figures) *fundView {
	if f.trial == nil && f.head == nil {
		return nil
	}
	x := &fundView{title: wFund}
	if f.trial != nil {
		if def, err := f.trial.Fund.Def(); err == nil {
			x.title = def.Title()
		}
		x.rows = trialRows(p, f.trial)
	}
	if f.head != nil {
		x.log = logRows(p, f)
	}
	return x
}

func trialRows(p *ui.Page, t *ledger.Trial) []ui.Row {
	var rows []ui.Row
	for _, b := range t.Rows {
		row := ui.Row{Name: b.Account.Title, Value: ui.Yuan(p, b.Own())}
		if held := b.PendingDebits + b.PendingCredits; held != 0 {
			row.Note = ui.Fill(wPending, "yuan", held)
		}
		rows = append(rows, row)
	}
	tag := ui.Tag{Tone: ui.Good, Text: wBalanced}
	if t.Debits != t.Credits {
		tag = ui.Tag{Tone: ui.Danger, Text: wUnbalanced}
	}
	rows = append(rows, ui.Row{Name: wDebitCredit, Value: status(p, tag), Note: ui.Fill(wBothSides, "debit", t.Debits, "credit", t.Credits)})
	closed := wNoneClosed
	if t.LastClosed != 0 {
		closed = ui.Plain(t.LastClosed.String())
	}
	return append(rows, ui.Row{Name: wLastClosed, Value: ui.Say(p, closed)})
}

func logRows(p *ui.Page, f figures) []ui.Row {
	if f.broken {
		return []ui.Row{{Name: wLog, Value: status(p, ui.Tag{Tone: ui.Danger, Text: wLogBroken}), Note: wLogBrokenNext}}
	}
	if f.head.Size == 0 {
		return []ui.Row{{Name: wLog, Value: ui.Say(p, wLogEmpty)}}
	}
	return []ui.Row{{Name: wLog, Value: ui.Say(p, wLogSize, "n", ui.Group(f.head.Size))},
		{Name: wCheckpoint, Value: status(p, ui.Tag{Tone: ui.Good, Text: wSigned}), Note: age(f.at, f.head.At)}}
}

// age says how old a checkpoint that holds is, in the largest unit that is not nothing.
func age(now, at time.Time) words.Text {
	d := now.Sub(at)
	unit, n := wMinutes, d/time.Minute
	switch {
	case d >= 24*time.Hour:
		unit, n = wDays, d/(24*time.Hour)
	case d >= time.Hour:
		unit, n = wHours, d/time.Hour
	case n < 1:
		return ui.Fill(wJustNow, "at", civil.Clock(at))
	}
	return ui.Fill(wAgo, "time", ui.Fill(unit, "n", int(n)), "at", civil.Clock(at))
}
