package casework

import (
	"testing"

	"renshe/internal/fail"
)

func TestTheBacklogIsByMatter(t *testing.T) {
	eachWorld(t, func(w *world) {
		if list, err := w.office.Backlog(w.ctx, w.reviewer); err != nil || len(list) != 0 {
			t.Errorf("an empty office has %+v, %v", list, err)
		}
		first := w.submitted(w.officer, w.entitled(1))
		w.submitted(w.officer, w.entitled(3))
		w.opened(w.officer, w.entitled(5)) // a draft: nobody has handed it in
		if _, err := w.office.Begin(w.ctx, w.reviewer, first.Case.ID, first.Case.Version); err != nil {
			t.Fatal(err)
		}
		list, err := w.office.Backlog(w.ctx, w.boss)
		if err != nil || len(list) != 1 {
			t.Fatalf("%+v %v", list, err)
		}
		b := list[0]
		if b.Item != first.Case.Item || b.Title.IsZero() || b.Waiting != 2 || b.InReview != 1 || b.Incomplete != 0 || b.DueToday != 0 || b.Overdue != 0 {
			t.Errorf("%+v", b)
		}
		until := int(first.Case.Due - first.Case.Accepted)
		w.clock.Add(days(until))
		if list, err = w.office.Backlog(w.ctx, w.boss); err != nil || list[0].DueToday != 2 || list[0].Overdue != 0 {
			t.Errorf("on the last day: %+v %v", list, err)
		}
		w.clock.Add(days(1))
		defer w.clock.Add(-days(until + 1))
		if list, err = w.office.Backlog(w.ctx, w.boss); err != nil || list[0].DueToday != 0 || list[0].Overdue != 2 {
			t.Errorf("a day later: %+v %v", list, err)
		}
		if _, err := w.office.Backlog(w.ctx, w.officer); fail.KindOf(err) != fail.Denied {
			t.Errorf("an officer reads the county's backlog: %v", err)
		}
	})
}
