package casework

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/law"
)

// sent takes a matter in that another authority owns.
func (w *world) sent(item string, seq int, fields map[string]string) *Outcome {
	w.t.Helper()
	by := w.taker(item)
	v, err := w.office.Open(w.ctx, by, item, w.entitled(seq))
	if err != nil {
		w.t.Fatal(err)
	}
	version := w.saved(by, v.ID, v.Version, Form{Fields: fields, Materials: map[string]string{"identity": "original"}})
	out, err := w.office.Submit(w.ctx, by, Submission{Case: v.ID, Version: version})
	if err != nil || out.Case.State != Referred {
		w.t.Fatalf("%+v %v", out, err)
	}
	return out
}

func (w *world) injury(seq int) Case {
	return w.sent("I02", seq, map[string]string{"unit": "某厂", "on": "2026-02-20", "what": "作业时摔伤"}).Case
}

func (w *world) appraisal(seq int) Case {
	return w.sent("I03", seq, map[string]string{"injury": "测试0001"}).Case
}

func (w *world) later(n int) func() {
	w.clock.Add(days(n))
	return func() { w.clock.Add(-days(n)) }
}

// A recognition that waits for a court's conclusion stands meanwhile, and goes on where it stopped; each move is told in a notice.
func TestAClockStandsAndGoesOn(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.injury(1)
		if c.Due.String() != "2026-05-01" || c.Warn.String() != "2026-04-17" {
			t.Fatalf("due %s, warning %s", c.Due, c.Warn)
		}
		good := Pausing{Case: c.ID, Version: c.Version, Ground: "awaiting-conclusion", Says: "等待交警部门事故认定"}
		for name, try := range map[string]struct {
			by   access.Actor
			with func(*Pausing)
			want error
		}{
			"by who may not":           {w.officer, func(*Pausing) {}, access.NotAllowed},
			"by the administrator":     {w.boss, func(*Pausing) {}, access.NotAllowed},
			"without words":            {w.reviewer, func(p *Pausing) { p.Says = " " }, NoReason},
			"with a novel":             {w.reviewer, func(p *Pausing) { p.Says = strings.Repeat("长", longestReason+1) }, TooLong},
			"without a ground":         {w.reviewer, func(p *Pausing) { p.Ground = "" }, NoPauseGround},
			"on an unconfirmed ground": {w.reviewer, func(p *Pausing) { p.Ground = "applicant-completes" }, NoPauseGround},
			"on an old version":        {w.reviewer, func(p *Pausing) { p.Version-- }, Changed},
			"of no case":               {w.reviewer, func(p *Pausing) { p.Case = 1 }, NoSuchCase},
		} {
			p := good
			try.with(&p)
			if _, err := w.office.Pause(w.ctx, try.by, p); !errors.Is(err, try.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := w.office.Resume(w.ctx, w.reviewer, c.ID, c.Version, "没有中止"); !errors.Is(err, ClockRuns) {
			t.Errorf("resumed while it runs: %v", err)
		}
		defer w.later(10)() // Thursday 12 March
		held, err := w.office.Pause(w.ctx, w.reviewer, good)
		if err != nil || !held.Case.Due.IsZero() || held.Case.Standing.String() != "2026-03-12" {
			t.Fatalf("%+v %v", held, err)
		}
		for _, says := range []string{"中止计时", "等待司法机关或者有关行政主管部门的结论", "工伤保险条例 第二十条", "等待交警部门事故认定", "从2026-03-12起中止计时"} {
			if !strings.Contains(pageText(held.Letter.Page), says) {
				t.Errorf("the notice does not say %s: %s", says, pageText(held.Letter.Page))
			}
		}
		good.Version = held.Case.Version
		if _, err := w.office.Pause(w.ctx, w.reviewer, good); !errors.Is(err, ClockStands) {
			t.Errorf("held twice: %v", err)
		}
		rows, _, err := w.office.AtStation(w.ctx, w.window, 0, ListPage{})
		if err != nil || len(rows) != 1 || rows[0].Urgency != Stands {
			t.Errorf("%+v %v", rows, err)
		}
		defer w.later(40)()
		if list, err := w.office.PressingByMatter(w.ctx, w.reviewer); err != nil || len(list) != 0 {
			t.Errorf("what stands is urgent: %+v %v", list, err)
		}
		again, err := w.office.Resume(w.ctx, w.third, c.ID, held.Case.Version, "已收到事故认定书")
		if err != nil || again.Case.Due != c.Due.Add(40) || again.Case.LegalDue != c.Due.Add(40) || !again.Case.Standing.IsZero() {
			t.Fatalf("%+v %v", again, err)
		}
		view, err := w.office.Clock(w.ctx, w.officer, c.ID)
		if err != nil || len(view.Turns) != 3 || view.May || view.Turns[1].Left != 50 || view.Turns[1].Rule != "工伤保险条例 第二十条" || view.Turns[2].Due != again.Case.Due {
			t.Errorf("%+v %v", view, err)
		}
		letters, err := w.office.Letters(w.ctx, w.officer, c.ID)
		if err != nil || len(letters) != 3 || !letters[0].Valid || letters[1].Valid || !letters[2].Valid {
			t.Errorf("%+v %v", letters, err)
		}
	})
}

// A limit is extended once, on a ground, by no more than the law gives, and not after its last day.
func TestALimitIsExtendedOnce(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.appraisal(1)
		good := Extending{Case: c.ID, Version: c.Version, Days: 30, Ground: "necessary-appraisal", Says: "需要专科会诊"}
		for name, try := range map[string]struct {
			with func(*Extending)
			want error
		}{
			"by a day too many":       {func(e *Extending) { e.Days = 31 }, ExtensionTooLong},
			"by nothing":              {func(e *Extending) { e.Days = 0 }, ExtensionTooLong},
			"on another limit's":      {func(e *Extending) { e.Ground = "complex-petition" }, NoExtensionGround},
			"without saying anything": {func(e *Extending) { e.Says = "" }, NoReason},
		} {
			e := good
			try.with(&e)
			if _, err := w.office.Extend(w.ctx, w.reviewer, e); !errors.Is(err, try.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		out, err := w.office.Extend(w.ctx, w.reviewer, good)
		if err != nil || out.Case.Due != c.Due.Add(30) || !strings.Contains(pageText(out.Letter.Page), "工伤保险条例 第二十五条") {
			t.Fatalf("%+v %v", out, err)
		}
		good.Version, good.Days = out.Case.Version, 1
		if _, err := w.office.Extend(w.ctx, w.reviewer, good); !errors.Is(err, ExtendedAlready) {
			t.Errorf("extended twice: %v", err)
		}
		// The database refuses a second row, should the program ever forget.
		err = w.d.InCounty(w.ctx, taoyuan, func(tx *db.Tx) error {
			turns, err := readTurns(w.ctx, tx, taoyuan, c.ID)
			if err != nil {
				return err
			}
			return insertTurn(w.ctx, tx, &c, Turn{Kind: Extends, On: c.Accepted, Ground: "necessary-appraisal", Days: 1, run: turns[0].run}, w.reviewer)
		})
		if db.Classify(err) != db.Unique {
			t.Errorf("a second extension in the database: %v", err)
		}
		late := w.appraisal(3)
		defer w.later(int(late.Due-late.Accepted) + 1)()
		if _, err := w.office.Extend(w.ctx, w.reviewer, Extending{Case: late.ID, Version: late.Version, Days: 30, Ground: "necessary-appraisal", Says: "晚了"}); !errors.Is(err, ClockOver) {
			t.Errorf("extended after the last day: %v", err)
		}
		if _, err := w.office.RecordAnswer(w.ctx, w.officer, Reply{Case: late.ID, Version: late.Version, Result: Granted, Says: "已鉴定"}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.office.Extend(w.ctx, w.reviewer, Extending{Case: late.ID, Version: late.Version + 1, Days: 30, Ground: "necessary-appraisal", Says: "办完了"}); !errors.Is(err, WrongState) {
			t.Errorf("extended after its end: %v", err)
		}
	})
}

// Of two who move one clock at once, one does, and the other is told who was first.
func TestTwoMoveOneClock(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.injury(1)
		errs := make(chan error, 2)
		for _, by := range []access.Actor{w.reviewer, w.third} {
			go func() {
				_, err := w.office.Pause(w.ctx, by, Pausing{Case: c.ID, Version: c.Version, Ground: "awaiting-conclusion", Says: "等待认定"})
				errs <- err
			}()
		}
		first, second := <-errs, <-errs
		if first != nil {
			first, second = second, first
		}
		if first != nil || !errors.Is(second, Changed) {
			t.Errorf("%v and %v", first, second)
		}
		view, err := w.office.Clock(w.ctx, w.reviewer, c.ID)
		if err != nil || len(view.Turns) != 2 {
			t.Errorf("%+v %v", view, err)
		}
	})
}

// The night marks what has become urgent, and what is overdue it tells the county, once each.
func TestTheNightMarksUrgentAndOverdueCases(t *testing.T) {
	eachWorld(t, func(w *world) {
		claim, injury := w.submitted(w.officer, w.entitled(1)).Case, w.injury(3)
		system := access.TheSystem(taoyuan)
		night := func(want Marked) {
			t.Helper()
			for _, want := range []Marked{want, {}} { // a second run of the same night changes nothing
				if got, err := w.office.MarkClocks(w.ctx, system); err != nil || got != want {
					t.Errorf("%+v %v, want %+v", got, err, want)
				}
			}
		}
		night(Marked{})
		if _, err := w.office.MarkClocks(w.ctx, w.officer); !errors.Is(err, access.NotAllowed) {
			t.Errorf("an officer marks clocks: %v", err)
		}
		until := func(d civil.Date) int { return int(d - civil.DateIn(w.clock.Now())) }
		defer w.later(until(claim.Warn))()
		night(Marked{Soon: 1})
		list, err := w.office.PressingByMatter(w.ctx, w.officer)
		if err != nil || len(list) != 1 || list[0].Item != "R07" || list[0].Soon != 1 || list[0].Title.IsZero() {
			t.Errorf("%+v %v", list, err)
		}
		defer w.later(until(claim.Due) + 1)()
		night(Marked{Overdue: 1})
		defer w.later(until(injury.Due) + 1)()
		night(Marked{Overdue: 1})
		rows, after, err := w.office.PressingCases(w.ctx, w.reviewer, "", ListPage{Limit: 1})
		if err != nil || len(rows) != 1 || rows[0].ID != claim.ID || rows[0].Urgency != Overdue {
			t.Fatalf("%+v %v", rows, err)
		}
		rows, _, err = w.office.PressingCases(w.ctx, w.reviewer, "", ListPage{Limit: 1, After: after})
		if err != nil || len(rows) != 1 || rows[0].ID != injury.ID {
			t.Errorf("%+v %v", rows, err)
		}
		if rows, _, err = w.office.PressingCases(w.ctx, w.reviewer, "I02", ListPage{}); err != nil || len(rows) != 1 {
			t.Errorf("%+v %v", rows, err)
		}
		for by, want := range map[access.Actor]int64{w.officer: claim.ID, w.window: injury.ID} {
			if rows, _, err = w.office.PressingCases(w.ctx, by, "", ListPage{}); err != nil || len(rows) != 1 || rows[0].ID != want {
				t.Errorf("%s sees %+v %v", by.Name, rows, err)
			}
		}
		elsewhere := w.officer
		elsewhere.Station = 12345
		if rows, _, err := w.office.PressingCases(w.ctx, elsewhere, "", ListPage{}); err != nil || len(rows) != 0 {
			t.Errorf("another station sees %+v %v", rows, err)
		}
		if _, _, err := w.office.PressingCases(w.ctx, w.boss, "", ListPage{}); !errors.Is(err, access.NotAllowed) {
			t.Errorf("%v", err)
		}
		events, err := w.office.History(w.ctx, w.officer, claim.ID)
		if err != nil || len(events) != 4 || events[2].Kind != "soon" || events[3].Kind != "overdue" || events[3].Role != string(access.System) {
			t.Errorf("%+v %v", events, err)
		}
		if lines, err := w.office.Day(w.ctx, w.officer, civil.DateIn(w.clock.Now())); err != nil || len(lines) != 0 {
			t.Errorf("the program's marks are somebody's work: %+v %v", lines, err)
		}
	})
}

// A due date beyond the published calendar is provisional, says through which day the calendar is known, and is counted again once the
// next year is published.
func TestADueDateBeyondTheCalendarIsProvisional(t *testing.T) {
	eachWorld(t, func(w *world) {
		defer w.later(int(civil.DateOf(2026, 12, 21) - civil.DateIn(w.clock.Now())))()
		out := w.submitted(w.officer, w.register(someone{seq: 1, birth: "1966-12-10", years: 15, bank: true, phone: "10012345678"}))
		c := out.Case
		// Weekends alone: nobody has said which days of 2027 are holidays.
		if c.Due.String() != "2027-01-18" || c.Known.String() != "2026-12-31" || !strings.Contains(pageText(out.Letter.Page), "暂定：放假安排只公布到2026-12-31") {
			t.Fatalf("due %s, known to %s: %s", c.Due, c.Known, pageText(out.Letter.Page))
		}
		if v, err := w.office.Verify(w.ctx, out.Letter.Code); err != nil || v.Due != c.Due || v.Known != c.Known {
			t.Errorf("%+v %v", v, err)
		}
		old := w.office.calendar
		defer func() { w.office.calendar = old }()
		files := lawCopy(t)
		for _, year := range []string{"2024", "2025", "2026"} {
			files["calendar/"+year+".yaml"] = calendarOf(t, year)
		}
		// A notice of this test, and of nothing else: one holiday in the first week of 2027.
		files["calendar/2027.yaml"] = calendarOf(t, "2026")
		files["calendar/2027.yaml"].Data = []byte("year: 2027\ndocument: 测试\nurl: https://example.invalid\nchecked: \"2026-11-22\"\nconfidence: S\noff: [{date: \"2027-01-01\", name: 元旦}]\n")
		next, err := civil.LoadCalendar(files, "calendar")
		if err != nil {
			t.Fatal(err)
		}
		w.office.calendar = next
		got, err := w.office.MarkClocks(w.ctx, access.TheSystem(taoyuan))
		if err != nil || got.Recounted != 1 {
			t.Fatalf("%+v %v", got, err)
		}
		v, err := w.office.Get(w.ctx, w.reviewer, c.ID)
		if err != nil || v.Due.String() != "2027-01-19" || !v.Known.IsZero() {
			t.Errorf("due %s, known to %s: %v", v.Due, v.Known, err)
		}
		if got, err := w.office.MarkClocks(w.ctx, access.TheSystem(taoyuan)); err != nil || got.Recounted != 0 {
			t.Errorf("%+v %v", got, err)
		}
	})
}

// A case that was taken in before clocks were kept gets its clock in the first night.
func TestACaseOfBeforeGetsItsClock(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.injury(1)
		w.do(func(tx *db.Tx) error {
			if _, err := tx.Exec(w.ctx, `DELETE FROM case_clock WHERE county=$1 AND case_id=$2`, taoyuan, c.ID); err != nil {
				return err
			}
			_, err := tx.Exec(w.ctx, `UPDATE service_case SET warn_on=NULL WHERE county=$1 AND id=$2`, taoyuan, c.ID)
			return err
		})
		if view, err := w.office.Clock(w.ctx, w.reviewer, c.ID); err != nil || view != nil {
			t.Errorf("%+v %v", view, err)
		}
		if got, err := w.office.MarkClocks(w.ctx, access.TheSystem(taoyuan)); err != nil || got != (Marked{}) {
			t.Errorf("%+v %v", got, err)
		}
		view, err := w.office.Clock(w.ctx, w.reviewer, c.ID)
		if err != nil || len(view.Turns) != 1 || view.Now.Due != c.Due || view.Now.Warn != c.Warn || len(view.Pauses) != 1 {
			t.Errorf("%+v %v", view, err)
		}
	})
}

// Where a place has promised less than the law gives, its promise may stand on a ground that no document names; the law's day stays.
func TestAPromiseMayStandWithoutADocument(t *testing.T) {
	eachWorld(t, func(w *world) {
		old := w.office.items.byCode["R07"]
		now, err := parseItem(old.body + "\npromises: [{place: \"430725\", days: 10, document: 测试承诺, article: 一}]\n")
		if err != nil {
			t.Fatal(err)
		}
		w.office.items.byCode["R07"] = now
		defer func() { w.office.items.byCode["R07"] = old }()
		c := w.submitted(w.officer, w.entitled(1)).Case
		if c.Due.String() != "2026-03-16" || c.LegalDue.String() != "2026-03-30" {
			t.Fatalf("due %s, by the law %s", c.Due, c.LegalDue)
		}
		out, err := w.office.Pause(w.ctx, w.reviewer, Pausing{Case: c.ID, Version: c.Version, Ground: "other-office-asked", Says: "向邻县核实"})
		if err != nil || out.Case.Due != c.LegalDue || out.Case.LegalDue != c.LegalDue || !strings.Contains(pageText(out.Letter.Page), wNoRule.Zh) {
			t.Fatalf("%+v %v", out, err)
		}
		defer w.later(3)()
		out, err = w.office.Resume(w.ctx, w.reviewer, c.ID, out.Case.Version, "已收到回函")
		if err != nil || out.Case.Due.String() != "2026-03-19" || out.Case.LegalDue != c.LegalDue {
			t.Errorf("%+v %v", out.Case, err)
		}
	})
}

// A matter that is done at once, or that no law limits, has no clock to move.
func TestWithoutALimitThereIsNoClock(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.sent("U05", 1, map[string]string{"from": "常德市", "to": "桃源县"}).Case
		if _, err := w.office.Pause(w.ctx, w.reviewer, Pausing{Case: c.ID, Version: c.Version, Ground: "awaiting-conclusion", Says: "等"}); !errors.Is(err, NoClockRuns) {
			t.Errorf("%v", err)
		}
		if view, err := w.office.Clock(w.ctx, w.reviewer, c.ID); err != nil || view != nil {
			t.Errorf("%+v %v", view, err)
		}
		if _, err := w.office.Clock(context.Background(), w.boss, c.ID); !errors.Is(err, access.NotAllowed) {
			t.Errorf("%v", err)
		}
	})
}

func calendarOf(t *testing.T, year string) *fstest.MapFile {
	t.Helper()
	b, err := fs.ReadFile(law.FS, "calendar/"+year+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: b}
}
