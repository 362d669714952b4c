package casework

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/law"
)

// A pause of a stage's clock shifts it by exactly the pause and touches no other clock; a party's clock never makes us late; the case is due
// on the least of the open clocks by which an office is bound.
func TestAPauseOfAStageShiftsItAlone(t *testing.T) {
	calendar, err := civil.LoadCalendar(law.FS, "calendar")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		length := rapid.IntRange(2, 90)
		limit := func(name string) Limit { return Limit{Topic: name, Days: length.Draw(t, name), Kind: Calendar} }
		it := &Item{Stages: []Stage{{Name: "s", Limit: limit("s"), Tasks: []Task{{Name: "t", Kind: ToDo, Bound: OfOffice, Limit: limit("t")},
			{Name: "p", Kind: ToDo, Bound: OfParty, Limit: limit("p")}}}}}
		s := &it.Stages[0]
		start := civil.DateOf(2026, 3, 2).Add(rapid.IntRange(0, 200).Draw(t, "start"))
		turns := startsOf(calendar, s, start, 0)
		from := start.Add(rapid.IntRange(0, s.Limit.Days-1).Draw(t, "after"))
		held := rapid.IntRange(0, 60).Draw(t, "held")
		add := func(m Turn) {
			m.Stage = "s"
			k, _ := clockNamed(clocksOf(turns), "s")
			m.Reckoning = replay(k.clock(it, &Case{}), []Turn{m}).Reckon(calendar)
			turns = append(turns, m)
		}
		add(Turn{Kind: Pauses, On: from, Lawful: true})
		if now := least(it, clocksOf(turns)); now.Due != start.Add(s.Tasks[0].Limit.Days) || !now.Standing.IsZero() {
			t.Fatalf("while the stage stands the case is due %s, standing %s", now.Due, now.Standing)
		}
		add(Turn{Kind: Resumes, On: from.Add(held)})
		k, _ := clockNamed(clocksOf(turns), "s")
		want := start.Add(s.Limit.Days + held)
		if k.now().Due != want {
			t.Fatalf("held for %d days it is due %s, want %s", held, k.now().Due, want)
		}
		task := start.Add(s.Tasks[0].Limit.Days)
		if now := least(it, clocksOf(turns)); now.Due != min(want, task) {
			t.Fatalf("due %s, want the earlier of %s and %s", now.Due, want, task)
		}
		turns = append(turns, Turn{Stage: "s/t", Kind: Closes, On: from})
		if now := least(it, clocksOf(turns)); now.Due != want {
			t.Fatalf("when the task is done it is due %s, want %s", now.Due, want)
		}
		add(Turn{Kind: Pauses, On: from.Add(held), Lawful: true})
		if now := least(it, clocksOf(turns)); held == 0 && !now.Due.IsZero() && now.Standing.IsZero() {
			t.Fatalf("all our clocks stand, and it is due %s", now.Due)
		}
	})
}

// walks of disputes through the real rooms: each stage's clock starts on its day, what a stage was is never lost, and the case is due on the
// least of its open office clocks.
func TestRandomWalksLoseNoDay(t *testing.T) {
	fields := map[string]map[string]string{
		"L01": {"unit": "某工地", "owed": "12000", "what": "拖欠三个月工资"},
		"L02": {"unit": "某厂", "what": "解除合同未付补偿"},
		"L03": {"unit": "某厂", "what": "请求支付双倍工资"},
		"L04": {"what": "反映养老金没有按时到账"},
	}
	eachWorld(t, func(w *world) {
		for seed := range uint64(6) {
			for i, item := range []string{"L01", "L02", "L03", "L04"} {
				r := rand.New(rand.NewPCG(seed, uint64(i)))
				w.strolls(r, w.brought(item, int(seed)*8+2*i+2, fields[item]))
			}
		}
	})
}

func (w *world) strolls(r *rand.Rand, c Case) {
	passed, gone := 1, 0
	defer func() { w.clock.Add(-days(gone)) }()
	for range 9 {
		n := r.IntN(18)
		w.clock.Add(days(n))
		gone += n
		next, ok := w.step(r, c)
		if !ok {
			return
		}
		c = next
		if v := w.at(c, w.reviewer); len(v.Stages) < passed || v.Due != c.Due && c.State != Answered {
			w.t.Errorf("%s: %d stages after %d, due %s and %s", c.Item, len(v.Stages), passed, v.Due, c.Due)
		}
		w.do(func(tx *db.Tx) error {
			it := w.office.items.byCode[c.Item]
			acts, _, err := readActs(w.ctx, tx, taoyuan, c.ID)
			if err != nil {
				return err
			}
			turns, err := readTurns(w.ctx, tx, taoyuan, c.ID)
			if n := len(passagesOf(it, acts)); n < passed {
				w.t.Errorf("%s: %d stages after %d", c.Item, n, passed)
			} else {
				passed = n
			}
			w.onItsDay(it, c, passagesOf(it, acts), turns)
			return err
		})
	}
}

// onItsDay computes the due days again from nothing but the stages' own days and the limits.
func (w *world) onItsDay(it *Item, c Case, passed []passage, turns []Turn) {
	w.t.Helper()
	now := passed[len(passed)-1]
	if c.State == Answered {
		for _, k := range clocksOf(turns) {
			if !k.closed {
				w.t.Errorf("%s is answered, and %s runs", c.Item, k.name)
			}
		}
		return
	}
	var want civil.Date
	due := func(l Limit, from civil.Date) {
		if l.Known() {
			want = earlier(want, Clock{Legal: l, Promise: l, Started: from}.Reckon(w.office.calendar).Due)
		}
	}
	due(now.stage.Limit, now.begun)
	for _, t := range now.stage.Tasks {
		before := now.done(t.From)
		switch {
		case t.Bound == OfParty || t.Kind == Appoint || now.done(t.Name) != nil:
		case t.From == "":
			due(t.Limit, now.begun)
		case before != nil:
			due(t.Limit, before.on)
		}
	}
	if c.Due != want {
		w.t.Errorf("%s in %s is due %s, by its days %s", c.Item, c.Stage, c.Due, want)
	}
}

// step does one thing that is possible now; false when nothing is.
func (w *world) step(r *rand.Rand, c Case) (Case, bool) {
	w.t.Helper()
	v, today := w.at(c, w.reviewer), civil.DateIn(w.clock.Now())
	var out *Outcome
	var err error
	switch {
	case v.Asks != nil:
		out, err = w.office.AskFor(w.ctx, w.officer, Asking{Case: c.ID, Version: c.Version, Says: "不服"})
	case v.Now == nil:
		return c, false
	default:
		for _, t := range v.Now.Duties {
			if t.Phase != Running || !t.On.IsZero() || r.IntN(3) == 0 {
				continue
			}
			on := today
			if t.Kind == Appoint {
				on = t.First.Add(r.IntN(9))
			}
			if out, err = w.office.DoTask(w.ctx, w.reviewer, TaskDoing{Case: c.ID, Version: c.Version, Task: t.Name, On: on}); err != nil {
				w.t.Fatal(err)
			}
			return out.Case, true
		}
		e := v.Ends[r.IntN(len(v.Ends))]
		out, err = w.office.EndStage(w.ctx, w.reviewer, StageEnding{Case: c.ID, Version: c.Version, End: e.Code, Says: "已办。"})
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return out.Case, true
}
