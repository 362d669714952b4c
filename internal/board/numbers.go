package board

import (
	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/words"
	"renshe/ui"
)

// stats are the five numbers.
func (v *visit) stats(g guard, f figures, places []place) []ui.Stat {
	all := []ui.Stat{v.served(f), v.drawing(g, f), unclaimed(g, f, places), v.cases(g, f), v.lastRun(g, f)}
	for i := range all {
		all[i].AsOf = civil.Clock(f.at)
	}
	return all
}

func (v *visit) served(f figures) ui.Stat {
	s := ui.Stat{Label: wServed, Value: ui.Group(int64(f.people.Living)), Unit: wPeople, Define: wServedIs}
	if v.May(access.PersonFind) {
		s.Href = findPath
	}
	return s
}

func (v *visit) drawing(g guard, f figures) ui.Stat {
	s := ui.Stat{Label: wDrawing, Value: g.cell(int(f.benefit.Drawing)), Unit: wPeople, Define: wDrawingIs}
	if f.benefit.Suspended > 0 {
		s.Change = ui.Fill(wSuspended, "n", g.cell(int(f.benefit.Suspended)))
	}
	if f.run != nil {
		s.Href = runPath(f.run.ID) + "/payments"
	} else if v.May(access.FundRead) {
		s.Href = runsPath
	}
	return s
}

func unclaimed(g guard, f figures, places []place) ui.Stat {
	s := ui.Stat{Label: wUnclaimed, Unit: wPeople, Define: wUnclaimedIs, Href: "#townships", Tone: ui.Info}
	cells, doing := make([]int, len(places)), 0
	for i, at := range places {
		cells[i] = at.unclaimed()
		doing += at.InProgress
	}
	s.Value = g.total(cells)
	if doing > 0 {
		s.Change = ui.Fill(wUnderWay, "n", g.cell(doing))
	}
	if f.swept.IsZero() {
		s.Tone, s.Change = ui.Warn, wNeverSwept
	}
	return s
}

func (v *visit) cases(g guard, f figures) ui.Stat {
	var open, late []int
	over := 0
	for _, b := range f.backlog {
		open = append(open, b.Waiting, b.Incomplete)
		late = append(late, b.Overdue)
		over += b.Overdue
	}
	s := ui.Stat{Label: wOpenCases, Value: g.total(open), Unit: wCaseUnit, Define: wOpenCasesIs, Href: "#backlog", Tone: ui.Good, Change: wNoneLate}
	if over > 0 {
		s.Tone, s.Change = ui.Warn, ui.Fill(wSomeLate, "n", g.total(late))
	}
	if v.May(access.CaseReview) {
		s.Href = reviewPath
	}
	return s
}

// lastRun is what became of the latest run: paid, returned, held, and the difference between bank and books for those who may
// read the books.
func (v *visit) lastRun(g guard, f figures) ui.Stat {
	last := f.benefit.Last
	s := ui.Stat{Label: wLastRun, Value: "—", Define: wLastRunIs, Change: wNoRun}
	if last == nil {
		if v.May(access.FundRead) {
			s.Href = runsPath
		}
		return s
	}
	s.Label = ui.Fill(wLastRunOf, "month", last.Month)
	s.Value, s.Unit, s.Tone = g.cell(int(last.Paid)), wPaidUnit, ui.Good
	if last.Waiting > 0 {
		s.Value, s.Unit, s.Tone = g.cell(int(last.Waiting)), wWaitingUnit, ui.Info
	}
	s.Change = ui.Fill(wRunParts, "returned", g.cell(int(last.Returned)), "held", g.cell(int(last.Held)))
	if f.run != nil {
		s.Href = runPath(last.ID)
		if st := f.run.Statement; st != nil {
			s.Change = join(s.Change, ui.Fill(wDifferenceOf, "yuan", st.Difference))
			if st.Difference != 0 {
				s.Tone = ui.Danger
			}
		}
	} else {
		s.Href = "#run"
	}
	if !last.State.Reached(benefit.Reconciled) {
		s.Change = join(s.Change, last.State.Title())
	}
	return s
}

// join puts two remarks beside each other.
func join(a, b words.Text) words.Text {
	return words.Text{Zh: a.Zh + "，" + b.Zh, En: a.En + ", " + b.En}
}
