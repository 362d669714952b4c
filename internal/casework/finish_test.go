package casework

import (
	"errors"
	"strings"
	"testing"

	"renshe/internal/access"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// referred takes a report of a work injury in.
func (w *world) referred(seq int) *Outcome {
	w.t.Helper()
	v, err := w.office.Open(w.ctx, w.window, "I02", w.entitled(seq))
	if err != nil {
		w.t.Fatal(err)
	}
	version := w.saved(w.window, v.ID, v.Version, Form{Fields: map[string]string{"unit": "某厂", "on": "2026-02-20", "what": "作业时摔伤"}, Materials: map[string]string{"identity": "original"}})
	out, err := w.office.Submit(w.ctx, w.window, Submission{Case: v.ID, Version: version})
	if err != nil || out.Case.State != Referred {
		w.t.Fatalf("%+v %v", out, err)
	}
	return out
}

func TestAMatterOfAnotherAuthorityIsSentAndAnswered(t *testing.T) {
	eachWorld(t, func(w *world) {
		colleague := w.window
		colleague.User, colleague.Login, colleague.Name = 6, "o6", "周大厅"
		out := w.referred(1)
		c := out.Case
		// Sixty days from 2026-03-02, by 工伤保险条例 第二十条.
		if c.Due.IsZero() || c.Due != c.LegalDue || c.DecidedBy != 0 || !strings.Contains(pageText(out.Letter.Page), "统筹地区社会保险行政部门") {
			t.Errorf("due %s, decided by %d, letter %s", c.Due, c.DecidedBy, pageText(out.Letter.Page))
		}
		if _, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: c.ID, Version: c.Version, Approve: true}); !errors.Is(err, WrongState) {
			t.Errorf("decided here: %v", err)
		}
		// Who is hurt twice reports it twice; a draft is opened once, by whoever began it.
		other, err := w.office.Open(w.ctx, colleague, "I02", c.Person)
		if err != nil || other.ID == c.ID {
			t.Fatalf("a second report: %v", err)
		}
		if again, err := w.office.Open(w.ctx, colleague, "I02", c.Person); err != nil || again.ID != other.ID {
			t.Errorf("the second report's draft: %v", err)
		}
		if _, err := w.office.Open(w.ctx, w.window, "I02", c.Person); !errors.Is(err, AlreadyOpen) {
			t.Errorf("somebody else's draft: %v", err)
		}
		version := w.saved(colleague, other.ID, other.Version, Form{Fields: map[string]string{"unit": "某厂", "on": "2026-02-27", "what": "作业时烫伤"}, Materials: map[string]string{"identity": "original"}})
		if out, err := w.office.Submit(w.ctx, colleague, Submission{Case: other.ID, Version: version}); err != nil || out.Case.State != Referred {
			t.Errorf("the second report: %+v %v", out, err)
		}
		good := Reply{Case: c.ID, Version: c.Version, Result: Settled, Says: "已作出认定。"}
		for name, try := range map[string]struct {
			by   access.Actor
			a    Reply
			want error
		}{
			"without words":     {w.window, Reply{Case: c.ID, Version: c.Version, Result: Settled, Says: " "}, NoAnswer},
			"without a result":  {w.window, Reply{Case: c.ID, Version: c.Version, Says: "已认定"}, NoAnswer},
			"an endless answer": {w.window, Reply{Case: c.ID, Version: c.Version, Result: Settled, Says: strings.Repeat("长", longestParagraph+1)}, TooLong},
			"on an old version": {w.window, Reply{Case: c.ID, Version: c.Version - 1, Result: Settled, Says: "已认定"}, Changed},
			"by who may not":    {w.boss, good, access.NotAllowed},
		} {
			if _, err := w.office.RecordAnswer(w.ctx, try.by, try.a); !errors.Is(err, try.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		done, err := w.office.RecordAnswer(w.ctx, colleague, good)
		if err != nil || done.Case.State != Answered || done.Case.DecidedBy != colleague.User || !strings.Contains(pageText(done.Letter.Page), "已作出认定") {
			t.Fatalf("%+v %v", done, err)
		}
		if _, err := w.office.RecordAnswer(w.ctx, colleague, Reply{Case: c.ID, Version: done.Case.Version, Result: Settled, Says: "再答"}); !errors.Is(err, WrongState) {
			t.Errorf("answered twice: %v", err)
		}
		events, err := w.office.History(w.ctx, w.window, c.ID)
		if err != nil || len(events) != 3 || events[1].Kind != "referred" || events[1].Detail["authority"] != "injury-authority" || events[2].Detail["result"] != "settled" {
			t.Errorf("%+v %v", events, err)
		}
	})
}

// A matter without a limit in law has no due date, and is never late.
func TestAMatterWithoutALimitIsNeverLate(t *testing.T) {
	eachWorld(t, func(w *world) {
		person := w.entitled(1)
		v, err := w.office.Open(w.ctx, w.officer, "R14", person)
		if err != nil {
			t.Fatal(err)
		}
		version := w.saved(w.officer, v.ID, v.Version, Form{Fields: map[string]string{"direction": "in", "place": "常德市", "agency": "常德市社会保险经办机构"}, Materials: map[string]string{"identity": "original"}})
		out, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: version})
		if err != nil || !out.Case.Due.IsZero() || !out.Case.LegalDue.IsZero() || !strings.Contains(pageText(out.Letter.Page), wNoDue.Zh) {
			t.Fatalf("%+v %v", out, err)
		}
		says := words.Text{}
		for _, s := range out.Letter.Page.Sections {
			if s.Name == "promise" {
				says = s.Text
			}
		}
		if !strings.Contains(says.Zh, "没有最迟办结的日子：没有查到法律规定的办理期限。结果会通知您") ||
			!strings.Contains(says.En, "there is no latest day: No limit in law was found. You will be told") {
			t.Errorf("the receipt: %+v", says)
		}
		sent, err := w.office.Notify.Of(w.ctx, taoyuan, person, 9)
		if err != nil || len(sent) != 1 || strings.Contains(sent[0].Text, "最迟") || strings.Contains(sent[0].Text, "1970") {
			t.Errorf("the message: %+v %v", sent, err)
		}
		w.clock.Add(days(400))
		defer w.clock.Add(-days(400))
		rows, _, err := w.office.AtStation(w.ctx, w.officer, 0, ListPage{})
		if err != nil || len(rows) != 1 || rows[0].Urgency != NoClock {
			t.Errorf("%+v %v", rows, err)
		}
		if n, err := w.office.Counts(w.ctx, w.officer); err != nil || n.Overdue != 0 || n.AtStation != 1 {
			t.Errorf("%+v %v", n, err)
		}
	})
}

// What is done at the window is done by one person, at once, with its effect; nothing of it waits for a reviewer.
func TestAMatterDoneAtTheWindow(t *testing.T) {
	eachWorld(t, func(w *world) {
		person := w.entitled(1)
		v, err := w.office.Open(w.ctx, w.officer, "U01", person)
		if err != nil {
			t.Fatal(err)
		}
		version := w.saved(w.officer, v.ID, v.Version, Form{Fields: map[string]string{"left-on": "2026-02-01", "left-why": "expired"}, Materials: map[string]string{"identity": "original"}})
		out, err := w.office.Submit(w.ctx, w.officer, Submission{Case: v.ID, Version: version})
		if err != nil || out.Case.State != AtOnce || out.Case.DecidedBy != w.officer.User || out.Case.Due != out.Case.Accepted {
			t.Fatalf("%+v %v", out, err)
		}
		all, err := w.office.Registers.Of(w.ctx, w.officer, person)
		if err != nil || len(all) != 1 || all[0].Case != v.ID || all[0].Attributes["left-why"] != "劳动合同期满" {
			t.Errorf("%+v %v", all, err)
		}
		if _, err := w.office.Open(w.ctx, w.officer, "U01", person); fail.KindOf(err) != fail.Conflict {
			t.Errorf("registered twice: %v", err)
		}
		if queue, _, err := w.office.Queue(w.ctx, w.reviewer, ListPage{}); err != nil || len(queue) != 0 {
			t.Errorf("%+v %v", queue, err)
		}
	})
}
