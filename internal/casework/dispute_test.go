package casework

import (
	"errors"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

// brought takes a dispute in at the station.
func (w *world) brought(item string, seq int, fields map[string]string) Case {
	w.t.Helper()
	by := w.taker(item)
	v, err := w.office.Open(w.ctx, by, item, w.entitled(seq))
	if err != nil {
		w.t.Fatal(err)
	}
	version := w.saved(by, v.ID, v.Version, Form{Fields: fields, Materials: map[string]string{"identity": "original"}})
	out, err := w.office.Submit(w.ctx, by, Submission{Case: v.ID, Version: version})
	if err != nil || out.Case.State != Submitted || out.Case.Stage == "" {
		w.t.Fatalf("%s: %+v %v", item, out, err)
	}
	return out.Case
}

func (w *world) petition(seq int) Case {
	return w.brought("L04", seq, map[string]string{"what": "反映养老金没有按时到账"})
}

// ends ends the stage that runs, as the county's reviewer.
func (w *world) ends(c Case, end string) *Outcome {
	w.t.Helper()
	out, err := w.office.EndStage(w.ctx, w.reviewer, StageEnding{Case: c.ID, Version: c.Version, End: end, Says: "已查明有关情况。"})
	if err != nil {
		w.t.Fatalf("%s of %s: %v", end, c.Stage, err)
	}
	return out
}

func (w *world) at(c Case, by access.Actor) *CourseView {
	w.t.Helper()
	v, err := w.office.Course(w.ctx, by, c.ID)
	if err != nil || v == nil {
		w.t.Fatalf("%s: %+v %v", c.Item, v, err)
	}
	return v
}

// A petition runs by the regulation of 2022: 15 days until it is taken up, 60 and 30 more to handle it, 30 to review it and 30 to examine it
// again, each asked for within 30 days of the answer before. What came before stays.
func TestAPetitionRunsByItsRegulation(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.petition(1) // 2026-03-02
		if c.Due.String() != "2026-03-17" || c.Due != c.LegalDue {
			t.Errorf("registered by %s", c.Due)
		}
		defer w.later(15)()
		out := w.ends(c, "accepted")
		c = out.Case
		if c.State != Review || c.Stage != "handling" || c.Due.String() != "2026-05-16" {
			t.Fatalf("handling: %s in %s by %s", c.State, c.Stage, c.Due)
		}
		for _, says := range []string{"予以受理", "最迟2026-05-16", "信访工作条例 第三十四条"} {
			if !strings.Contains(pageText(out.Letter.Page), says) {
				t.Errorf("the notice does not say %s: %s", says, pageText(out.Letter.Page))
			}
		}
		for _, basis := range out.Letter.Page.Basis {
			if basis.Document != "信访工作条例" {
				t.Errorf("a petition's notice rests on %s", basis)
			}
		}
		longer, err := w.office.Extend(w.ctx, w.reviewer, Extending{Case: c.ID, Version: c.Version, Days: 30, Ground: "complex-petition", Says: "需要外出调查"})
		if err != nil || longer.Case.Due.String() != "2026-06-15" {
			t.Fatalf("extended: %+v %v", longer, err)
		}
		if _, err := w.office.Extend(w.ctx, w.reviewer, Extending{Case: c.ID, Version: longer.Case.Version, Days: 1, Ground: "complex-petition", Says: "再延"}); !errors.Is(err, ExtendedAlready) {
			t.Errorf("extended twice: %v", err)
		}
		if _, err := w.office.Pause(w.ctx, w.reviewer, Pausing{Case: c.ID, Version: longer.Case.Version, Ground: "applicant-completes", Says: "等待补充"}); !errors.Is(err, NoPauseGround) {
			t.Errorf("held without a document: %v", err)
		}
		done := w.ends(longer.Case, "not-supported")
		if c = done.Case; done.Letter.Template != "petition-opinion" {
			t.Errorf("answered by %s", done.Letter.Template)
		}
		text := pageText(done.Letter.Page)
		for _, says := range []string{"请求复查", "自收到书面处理意见之日起30日内", "信访工作条例 第三十五条", "已查明有关情况。"} {
			if !strings.Contains(text, says) {
				t.Errorf("the opinion does not say %s: %s", says, text)
			}
		}
		w.reviewed(c, done.Letter)
	})
}

// reviewed goes on where a petition was answered: a review, a re-examination, by other organs.
func (w *world) reviewed(c Case, opinion Letter) {
	t := w.t
	if v := w.at(c, w.officer); v.Now != nil || v.Asks == nil || v.Asks.Name != "review" || !v.Asks.Last.IsZero() || !strings.Contains(v.Next().Zh, "上一级") {
		t.Errorf("after the answer: %+v", v)
	}
	told, err := w.office.Deliver(w.ctx, w.officer, Delivery{Case: c.ID, Version: c.Version, How: InPerson, On: civil.DateIn(w.clock.Now())})
	if err != nil {
		t.Fatal(err)
	}
	c = told.Case
	last := c.Delivered.Add(30) // 2026-04-16, a Thursday
	if v := w.at(c, w.officer); v.Asks.Last != last || v.Asks.Late || v.Next().Zh != "不服的，最迟2026-04-16可以请求复查，由原办理机关、单位的上一级机关、单位办理" {
		t.Errorf("asked for until %s: %s", v.Asks.Last, v.Next().Zh)
	}
	if _, err := w.office.AskFor(w.ctx, w.officer, Asking{Case: c.ID, Version: c.Version, Says: " "}); !errors.Is(err, NoReason) {
		t.Errorf("asked without words: %v", err)
	}
	defer w.later(31)()
	asked, err := w.office.AskFor(w.ctx, w.officer, Asking{Case: c.ID, Version: c.Version, Says: "不服处理意见"})
	if err != nil || asked.Case.State != Submitted || asked.Case.Stage != "review" || asked.Case.Due != civil.DateIn(w.clock.Now()).Add(30) {
		t.Fatalf("asked: %+v %v", asked, err)
	}
	v := w.at(asked.Case, w.officer)
	if now := v.Now; now == nil || !now.Late || now.By.Zh != "原办理机关、单位的上一级机关、单位" || !v.May || v.Rule != "信访工作条例 第三十五条" {
		t.Errorf("under review: %+v", v)
	}
	if len(v.Stages) != 4 || v.Stages[1].Says != "已查明有关情况。" || v.Stages[1].End.Code != "not-supported" || v.Stages[3].Phase != ToCome {
		t.Errorf("what came before: %+v", v.Stages)
	}
	if l, err := w.office.Letter(w.ctx, w.officer, opinion.ID); err != nil || !l.Valid {
		t.Errorf("the opinion under review is invalid: %v", err)
	}
	// The review is another organ's: nobody here holds or extends its clock, and the day on which it decided is written down.
	if _, err := w.office.Extend(w.ctx, w.reviewer, Extending{Case: c.ID, Version: asked.Case.Version, Days: 1, Ground: "complex-petition", Says: "延"}); !errors.Is(err, NoClockRuns) {
		t.Errorf("another organ's clock extended: %v", err)
	}
	defer w.later(20)()
	today := civil.DateIn(w.clock.Now())
	say := StageEnding{Case: c.ID, Version: asked.Case.Version, End: "upheld", On: today.Add(1), Says: "复查机关维持。"}
	if _, err := w.office.EndStage(w.ctx, w.officer, say); !errors.Is(err, BadStageDay) {
		t.Errorf("decided tomorrow: %v", err)
	}
	say.On = today.Add(-2)
	upheld, err := w.office.EndStage(w.ctx, w.officer, say)
	if err != nil || upheld.Case.State != Answered || w.at(upheld.Case, w.officer).Stages[2].Ended != say.On {
		t.Fatalf("upheld: %+v %v", upheld, err)
	}
	again, err := w.office.AskFor(w.ctx, w.officer, Asking{Case: c.ID, Version: upheld.Case.Version, On: today, Says: "不服复查意见"})
	if err != nil || again.Case.Stage != "re-examination" || again.Case.Due != today.Add(30) {
		t.Fatalf("asked again: %+v %v", again, err)
	}
	end, err := w.office.EndStage(w.ctx, w.officer, StageEnding{Case: c.ID, Version: again.Case.Version, End: "upheld", Says: "复核机关维持。"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.office.AskFor(w.ctx, w.officer, Asking{Case: c.ID, Version: end.Case.Version, Says: "还是不服"}); !errors.Is(err, NothingToAsk) {
		t.Errorf("asked beyond the re-examination: %v", err)
	}
}

// A petition that another organ transferred counts from the day on which it came, and can be objected to for five working days.
func TestATransferredPetitionCountsFromTheDayItCame(t *testing.T) {
	eachWorld(t, func(w *world) {
		fields := func(received string) map[string]string {
			return map[string]string{"came": "transferred", "received": received, "what": "反映医院收费"}
		}
		c := w.brought("L04", 1, fields("2026-02-27")) // a Friday; 2026-02-28 is a working Saturday
		if c.Due.String() != "2026-03-14" {
			t.Errorf("due %s", c.Due)
		}
		v := w.at(c, w.reviewer)
		if n := len(v.Ends); n != 4 || v.Ends[3].Code != "objected" || v.Ends[3].Last.String() != "2026-03-05" {
			t.Fatalf("%+v", v.Ends)
		}
		late := w.brought("L04", 3, fields("2026-02-20"))
		if n := len(w.at(late, w.reviewer).Ends); n != 3 {
			t.Errorf("%d ends after the days for an objection", n)
		}
		if _, err := w.office.EndStage(w.ctx, w.reviewer, StageEnding{Case: late.ID, Version: late.Version, End: "objected", Says: "转送不当"}); !errors.Is(err, EndTooLate) {
			t.Errorf("objected late: %v", err)
		}
		own := w.petition(5)
		if _, err := w.office.EndStage(w.ctx, w.reviewer, StageEnding{Case: own.ID, Version: own.Version, End: "objected", Says: "转送不当"}); !errors.Is(err, EndNotPossible) {
			t.Errorf("objected to what nobody transferred: %v", err)
		}
		if out := w.ends(c, "objected"); out.Case.State != Answered || !strings.Contains(pageText(out.Letter.Page), "提出异议") {
			t.Errorf("%+v", out)
		}
	})
}

// Arbitration: five days until it is accepted, 45 and 15 more until the award; the application is served within five, the reply is the
// respondent's to give within ten, and a hearing is told five days before.
func TestArbitrationRunsByItsLaw(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.brought("L03", 1, map[string]string{"unit": "某厂", "what": "请求支付双倍工资"})
		if c.Due.String() != "2026-03-07" {
			t.Errorf("accepted by %s", c.Due)
		}
		c = w.ends(c, "accepted").Case
		do := func(task, on string, want error) {
			t.Helper()
			day, _ := civil.ParseDate(on)
			out, err := w.office.DoTask(w.ctx, w.reviewer, TaskDoing{Case: c.ID, Version: c.Version, Task: task, On: day, Says: "第一仲裁庭"})
			if !errors.Is(err, want) {
				t.Fatalf("%s on %s: %v", task, on, err)
			}
			if want == nil {
				c = out.Case
			}
		}
		if c.Due.String() != "2026-03-07" || w.at(c, w.reviewer).Rule != "劳动争议调解仲裁法 第三十条" {
			t.Errorf("due %s: the service comes first", c.Due)
		}
		do("reply", "2026-03-02", TaskWaits)
		do("nothing", "2026-03-02", NoSuchTask)
		do("service", "2026-03-01", BadStageDay)
		do("service", "2026-03-03", BadStageDay)
		defer w.later(4)() // 2026-03-06
		do("service", "2026-03-05", nil)
		// The respondent's ten days run from the service, and roll past a rest day; the office is not late by them.
		tasks := w.at(c, w.reviewer).Now.Duties
		if tasks[1].Due.String() != "2026-03-16" || c.Due.String() != "2026-04-16" || tasks[0].On.String() != "2026-03-05" {
			t.Errorf("reply %s, award %s: %+v", tasks[1].Due, c.Due, tasks)
		}
		do("service", "2026-03-05", TaskDone)
		do("hearing", "2026-03-10", TooSoonForNotice)
		do("hearing", "2026-03-11", nil)
		hearing := w.at(c, w.reviewer).Now.Duties[2]
		if hearing.Notice.String() != "2026-03-06" || hearing.Postponed.String() != "2026-03-08" || hearing.Phase != Running {
			t.Errorf("the hearing: %+v", hearing)
		}
		do("hearing", "2026-03-20", nil) // another day instead
		if day := w.at(c, w.reviewer).Now.Duties[2].On; day.String() != "2026-03-20" {
			t.Errorf("heard on %s", day)
		}
		longer, err := w.office.Extend(w.ctx, w.reviewer, Extending{Case: c.ID, Version: c.Version, Days: 15, Ground: "complex-arbitration", Says: "案情复杂，主任批准"})
		if err != nil || longer.Case.Due.String() != "2026-05-01" {
			t.Fatalf("extended: %+v %v", longer, err)
		}
		defer w.later(20)() // the reply is overdue; the office is not
		if marked, err := w.office.MarkClocks(w.ctx, access.TheSystem(taoyuan)); err != nil || marked.Overdue != 0 {
			t.Errorf("marked %+v %v", marked, err)
		}
		out := w.ends(longer.Case, "final-award")
		for _, says := range []string{"劳动者收到仲裁裁决书之日起15日内", "第四十八条", "用人单位收到仲裁裁决书之日起30日内", "第四十九条"} {
			if !strings.Contains(pageText(out.Letter.Page), says) {
				t.Errorf("the outcome does not say %s: %s", says, pageText(out.Letter.Page))
			}
		}
		w.do(w.closed(out.Case))
	})
}

// An inspection has no limit until a case is opened, and 60 working days and 30 more from then on.
func TestAnInspectionRunsFromItsOpening(t *testing.T) {
	eachWorld(t, func(w *world) {
		c := w.brought("L01", 1, map[string]string{"unit": "某工地", "owed": "12000", "what": "拖欠三个月工资"})
		if !c.Due.IsZero() || !w.at(c, w.officer).Due.IsZero() {
			t.Errorf("due %s before a case is opened", c.Due)
		}
		if _, err := w.office.Extend(w.ctx, w.reviewer, Extending{Case: c.ID, Version: c.Version, Days: 1, Ground: "complex-inspection", Says: "延"}); !errors.Is(err, NoClockRuns) {
			t.Errorf("extended before it is opened: %v", err)
		}
		defer w.later(3)()
		c = w.ends(c, "opened").Case
		want, err := w.office.calendar.AddWorkingDays(civil.DateIn(w.clock.Now()), 60)
		if err != nil || c.Due != want {
			t.Errorf("due %s, want %s %v", c.Due, want, err)
		}
		longer, err := w.office.Extend(w.ctx, w.reviewer, Extending{Case: c.ID, Version: c.Version, Days: 30, Ground: "complex-inspection", Says: "情况复杂，局长批准"})
		want, _ = w.office.calendar.AddWorkingDays(civil.DateIn(w.clock.Now()), 90)
		if err != nil || longer.Case.Due != want {
			t.Fatalf("extended: %+v %v", longer, err)
		}
		out := w.ends(longer.Case, "ordered")
		if !strings.Contains(pageText(out.Letter.Page), "行政复议法 第二十条") || !strings.Contains(pageText(out.Letter.Page), "6个月") {
			t.Errorf("the remedies: %s", pageText(out.Letter.Page))
		}
		// Reopened by another, the same stage begins anew and may be extended anew.
		if _, err := w.office.Reopen(w.ctx, w.reviewer, Reopening{Case: c.ID, Version: out.Case.Version, Ground: "remedy", Says: "复议撤销"}); !errors.Is(err, DecidedByYou) {
			t.Errorf("reopened by who decided: %v", err)
		}
		again, err := w.office.Reopen(w.ctx, w.third, Reopening{Case: c.ID, Version: out.Case.Version, Ground: "remedy", Says: "复议撤销，重新处理"})
		if err != nil || again.Case.State != Review || again.Case.Stage != "investigation" || again.Case.Due.IsZero() || len(w.at(again.Case, w.third).Stages) != 3 {
			t.Fatalf("reopened: %+v %v", again, err)
		}
		if _, err := w.office.Extend(w.ctx, w.third, Extending{Case: c.ID, Version: again.Case.Version, Days: 30, Ground: "complex-inspection", Says: "重新调查，局长批准"}); err != nil {
			t.Errorf("the new clock is not extended: %v", err)
		}
	})
}

// Mediation is the township's: who took it in may mediate. The county's stages are the reviewers'; nobody decides a dispute as a claim.
func TestWhoHandlesADispute(t *testing.T) {
	eachWorld(t, func(w *world) {
		fields := map[string]string{"unit": "某厂", "what": "解除合同未付补偿"}
		m := w.brought("L02", 1, fields)
		if m.Due.String() != "2026-03-17" {
			t.Errorf("due %s", m.Due)
		}
		end := StageEnding{Case: m.ID, Version: m.Version, End: "agreement"}
		for name, try := range map[string]struct {
			by   access.Actor
			with func(*StageEnding)
			want error
		}{
			"by the administrator":  {w.boss, func(*StageEnding) {}, access.NotAllowed},
			"without its terms":     {w.officer, func(*StageEnding) {}, NoReason},
			"without an end":        {w.officer, func(e *StageEnding) { e.End = "" }, NoSuchEnd},
			"in another's end":      {w.officer, func(e *StageEnding) { e.End = "supported" }, NoSuchEnd},
			"with a novel":          {w.officer, func(e *StageEnding) { e.Says = strings.Repeat("长", longestParagraph+1) }, TooLong},
			"on an old version":     {w.officer, func(e *StageEnding) { e.Says, e.Version = "好", e.Version-1 }, Changed},
			"of no case":            {w.officer, func(e *StageEnding) { e.Case = 1 }, NoSuchCase},
			"by another station":    {access.Actor{County: taoyuan, User: 77, Role: access.Officer, Station: w.officer.Station + 1}, func(*StageEnding) {}, NoSuchCase},
			"by the fund's officer": {access.Actor{County: taoyuan, User: 78, Role: access.Accountant}, func(*StageEnding) {}, access.NotAllowed},
		} {
			e := end
			try.with(&e)
			if _, err := w.office.EndStage(w.ctx, try.by, e); !errors.Is(err, try.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		end.Says = "用人单位于月底前支付补偿。"
		out, err := w.office.EndStage(w.ctx, w.officer, end)
		if err != nil || out.Case.State != Answered || out.Case.DecidedBy != w.officer.User {
			t.Fatalf("%+v %v", out, err)
		}
		if _, err := w.office.EndStage(w.ctx, w.officer, end); !errors.Is(err, WrongState) {
			t.Errorf("ended twice: %v", err)
		}
		p := w.petition(3)
		if _, err := w.office.EndStage(w.ctx, w.officer, StageEnding{Case: p.ID, Version: p.Version, End: "accepted"}); !errors.Is(err, access.NotAllowed) {
			t.Errorf("an officer takes a petition up: %v", err)
		}
		for name, try := range map[string]func() error{
			"begun": func() error { _, err := w.office.Begin(w.ctx, w.reviewer, p.ID, p.Version); return err },
			"approved": func() error {
				_, err := w.office.Decide(w.ctx, w.reviewer, Decision{Case: p.ID, Version: p.Version, Approve: true})
				return err
			},
			"returned": func() error { _, err := w.office.Return(w.ctx, w.reviewer, p.ID, p.Version, "退回"); return err },
		} {
			if err := try(); !errors.Is(err, ByStages) {
				t.Errorf("%s: %v", name, err)
			}
		}
		claim := w.submitted(w.officer, w.entitled(5)).Case
		if _, err := w.office.EndStage(w.ctx, w.reviewer, StageEnding{Case: claim.ID, Version: claim.Version, End: "accepted"}); !errors.Is(err, NoStages) {
			t.Errorf("a claim has stages: %v", err)
		}
		if v, err := w.office.Course(w.ctx, w.reviewer, claim.ID); v != nil || err != nil {
			t.Errorf("a claim's stages: %+v %v", v, err)
		}
		gone, err := w.office.Withdraw(w.ctx, w.officer, p.ID, p.Version)
		if err != nil || gone.State != Withdrawn {
			t.Fatal(err)
		}
		w.do(w.closed(*gone))
	})
}

// closed holds that no clock of a case is open any more.
func (w *world) closed(c Case) func(*db.Tx) error {
	return func(tx *db.Tx) error {
		turns, err := readTurns(w.ctx, tx, taoyuan, c.ID)
		for _, k := range clocksOf(turns) {
			if !k.closed {
				w.t.Errorf("%s: the clock %s runs on", c.Item, k.name)
			}
		}
		return err
	}
}
