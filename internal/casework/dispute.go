package casework

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// A dispute is decided by nobody alone and all at once: it goes through the stages of its item, each with its own clock, and every stage
// that begins and ends, every task done and every request is a dated act of the case.

// beginning is the act that begins a stage.
const beginning = "begun"

var (
	concluding = verb{"ended", []State{Submitted, Review}, "", words.Text{Zh: "结束阶段", En: "taken out of its stage"}}
	doing      = verb{"task", []State{Submitted, Review}, "", words.Text{Zh: "登记任务", En: "given a task's outcome"}}
	askingFor  = verb{"asked", []State{Answered}, "", words.Text{Zh: "登记复查、复核请求", En: "asked on"}}
)

// handles refuses who does not handle the stages of an item: what a township decides its officers handle, and whoever took the matter in may
// be among them; the rest is the reviewers'. What another organ decided is written down by either.
func (o *Office) handles(ctx context.Context, tx *db.Tx, actor access.Actor, it *Item, s *Stage) error {
	if !s.ours() {
		return mayAnswer(actor)
	}
	if it.Decide == Village || it.Decide == Township {
		if err := mayAnswer(actor); err != nil {
			return err
		}
	} else if err := actor.May(access.CaseReview); err != nil {
		return err
	}
	return o.decides(ctx, tx, actor, it)
}

// course is a dispute that somebody acts on: its past stages and its clocks.
type course struct {
	*live
	values map[string]string
	facts  *facts
	passed []passage
	turns  []Turn
}

// now is the stage that runs, or that ended last.
func (k *course) now() *passage { return &k.passed[len(k.passed)-1] }

// onCourse is acting for a dispute.
func (o *Office) onCourse(ctx context.Context, actor access.Actor, id, version int64, v verb, fn func(*db.Tx, *course) error) error {
	return o.acting(ctx, actor, mayAnswer(actor), id, version, v, func(tx *db.Tx, l *live) error {
		k, err := o.courseOf(ctx, tx, l)
		if err != nil {
			return err
		}
		return fn(tx, k)
	})
}

// courseOf reads how far a dispute has come.
func (o *Office) courseOf(ctx context.Context, tx *db.Tx, l *live) (*course, error) {
	if l.it.Way() != ByDispute || l.c.Stage == "" {
		return nil, NoStages.With("item", l.it.Title)
	}
	k := &course{live: l}
	acts, _, err := readActs(ctx, tx, l.c.County, l.c.ID)
	if err != nil {
		return nil, err
	}
	if k.passed = passagesOf(l.it, acts); len(k.passed) == 0 {
		return nil, NoStages.With("item", l.it.Title)
	}
	if k.turns, err = readTurns(ctx, tx, l.c.County, l.c.ID); err != nil {
		return nil, err
	}
	form, err := o.openForm(l.c.County, l.c.ID, l.sealed)
	if err != nil {
		return nil, err
	}
	if k.facts, err = o.factsIn(ctx, tx, l.c.County, l.c.Person); err != nil {
		return nil, err
	}
	k.values, _, err = checkAnswers(answers(l.it, form, k.facts.known()))
	return k, err
}

// dateIn is a date of the form; 0 if it is not answered.
func dateIn(values map[string]string, field string) civil.Date {
	d, err := civil.ParseDate(values[field])
	if err != nil {
		return 0
	}
	return d
}

// firstStage lays the first stage's clocks beside a case that is taken in today.
func (o *Office) firstStage(in *intake) []Turn {
	s := &in.it.Stages[0]
	since := dateIn(in.values, s.Since)
	if since > in.c.Accepted {
		since = 0 // nothing was received after today
	}
	in.c.Stage = s.Name
	starts := startsOf(o.calendar, s, in.c.Accepted, since)
	in.c.runs(least(in.it, clocksOf(starts)))
	return starts
}

// receive takes a dispute in: its first stage begins.
func (o *Office) receive(ctx context.Context, tx *db.Tx, actor access.Actor, in *intake) (*Outcome, error) {
	c, it := in.c, in.it
	did, err := it.effect().apply(ctx, tx, actor, o, &review{c: c, it: it, facts: in.facts, values: in.values})
	if err != nil {
		return nil, err
	}
	starts := o.firstStage(in)
	c.State = Submitted
	if fresh, err := acceptCase(ctx, tx, actor, it, c); err != nil || !fresh {
		return nil, errors.Join(err, staleUnless(fresh, c))
	}
	if err := o.addAct(ctx, tx, actor, c, Act{Kind: beginning, Code: c.Stage, On: c.Accepted}); err != nil {
		return nil, err
	}
	if err := addTurns(ctx, tx, actor, c, starts); err != nil {
		return nil, err
	}
	if err := revokeLetters(ctx, tx, c.County, c.ID, revokedCompleted, db.Micros(tx.Now())); err != nil {
		return nil, err
	}
	v, err := o.receiptValues(ctx, tx, actor, in)
	if err != nil {
		return nil, err
	}
	v.Fields["ends"] = c.byDay(wEnds, wEndsOnce, "limit", v.Fields["limit"])
	v.Fields["stage"], v.Fields["result"], v.Documents = it.Stages[0].Title, did.result, documentsOf(it)
	letter, err := o.issue(ctx, tx, actor, c, it, outReceipt, v)
	if err != nil {
		return nil, err
	}
	detail := map[string]string{"number": c.Number, "due": dayText(c.Due), "stage": c.Stage, "article": it.Limit.Cite()}
	if err := o.record(ctx, tx, actor, it, c, submitting.name, detail); err != nil {
		return nil, err
	}
	if it.Decide != Township && it.Decide != Village {
		if err := o.assignIn(ctx, tx, actor, c, it, in.facts.person.Village); err != nil {
			return nil, err
		}
	}
	if err := o.tell(ctx, tx, c, in.facts, in.values, tellReceived, "item", it.Title, "number", c.Number); err != nil {
		return nil, err
	}
	c.Version++
	return &Outcome{Case: *c, Letter: letter, Warnings: in.warnings}, nil
}

// addAct stores an act on its own day.
func (o *Office) addAct(ctx context.Context, tx *db.Tx, actor access.Actor, c *Case, a Act) error {
	id := tx.NewID()
	return insertAct(ctx, tx, c, id, a, o.Box.Seal([]byte(a.Says), bound("act", c.County, id)), actor)
}

func addTurns(ctx context.Context, tx *db.Tx, actor access.Actor, c *Case, turns []Turn) error {
	for _, m := range turns {
		if err := insertTurn(ctx, tx, c, m, actor); err != nil {
			return err
		}
	}
	return nil
}

// StageEnding ends the stage that runs, in one of its ends.
type StageEnding struct {
	Case    int64
	Version int64
	End     string     // the code of one of the stage's ends
	On      civil.Date // the day on which another organ decided; 0 is today, and of our own stages it always is
	Says    string     // the reasons, or what was decided: for the letter
}

// EndStage ends the stage that runs. Its clocks end with it; then the stage that the end leads to begins, or the case is answered. The
// applicant gets a letter that names what can be done about it.
func (o *Office) EndStage(ctx context.Context, actor access.Actor, e StageEnding) (*Outcome, error) {
	e.Says = strings.TrimSpace(e.Says)
	if utf8.RuneCountInString(e.Says) > longestParagraph {
		return nil, TooLong.With("field", wReasonField, "count", longestParagraph).On("says")
	}
	var out *Outcome
	err := o.onCourse(ctx, actor, e.Case, e.Version, concluding, func(tx *db.Tx, k *course) error {
		s, today := k.now().stage, civil.DateIn(tx.Now())
		if err := o.handles(ctx, tx, actor, k.it, s); err != nil {
			return err
		}
		end := s.End(e.End)
		if end == nil {
			return NoSuchEnd.With().On("end")
		}
		if e.On.IsZero() || s.ours() {
			e.On = today
		}
		if err := within(k.now().begun, e.On, today); err != nil {
			return err
		}
		if err := (workdays{o.calendar}).open(k, end, today); err != nil {
			return err
		}
		if end.Ground && e.Says == "" {
			return NoReason.With().On("says")
		}
		if err := o.closeClocks(ctx, tx, actor, k, "", e.On); err != nil {
			return err
		}
		if err := o.addAct(ctx, tx, actor, k.c, Act{Kind: concluding.name, Code: s.Name + "/" + end.Code, On: e.On, Says: e.Says}); err != nil {
			return err
		}
		var err error
		out, err = o.after(ctx, tx, actor, k, end, e)
		return err
	})
	return out, err
}

// within refuses a day that is not between two others.
func within(from, on, until civil.Date) error {
	if on < from || on > until {
		return BadStageDay.With("from", from, "until", until).On("on")
	}
	return nil
}

// open refuses an end that the form's answers do not allow, or that would come too late.
func (w workdays) open(k *course, e *End, today civil.Date) error {
	if e.When != (When{}) && k.values[e.When.Field] != e.When.Is {
		return EndNotPossible.With("end", e.Title).On("end")
	}
	if e.Within.Field == "" {
		return nil
	}
	from := dateIn(k.values, e.Within.Field)
	if last := w.last(e.Within.Limit, from, 0, nil); from.IsZero() || today > last {
		return EndTooLate.With("end", e.Title, "due", last, "rule", e.Within.Limit.Cite()).On("end")
	}
	return nil
}

// closeClocks ends the open clocks of a stage, or the one named.
func (o *Office) closeClocks(ctx context.Context, tx *db.Tx, actor access.Actor, k *course, name string, on civil.Date) error {
	for _, one := range clocksOf(k.turns) {
		if one.closed || name != "" && one.name != name {
			continue
		}
		last := one.turns[len(one.turns)-1]
		m := Turn{Stage: one.name, Kind: Closes, On: on, Rule: last.Rule, Reckoning: last.Reckoning, run: last.run}
		if err := insertTurn(ctx, tx, k.c, m, actor); err != nil {
			return err
		}
		k.turns = append(k.turns, m)
	}
	return nil
}

// after is what follows from an end: the next stage, or the answer.
func (o *Office) after(ctx context.Context, tx *db.Tx, actor access.Actor, k *course, end *End, e StageEnding) (*Outcome, error) {
	c := k.c
	detail := map[string]string{"stage": c.Stage, "end": end.Code, "on": e.On.String()}
	if end.To == "" {
		c.State, c.DecidedBy, c.DecidedAt = Answered, actor.User, tx.Now()
		detail["result"] = string(end.Result)
		if err := o.keepActed(ctx, tx, actor, k.live, string(Answered), detail); err != nil {
			return nil, err
		}
		return o.stageLetter(ctx, tx, actor, k, end, e)
	}
	c.State = Review
	if err := o.begin(ctx, tx, actor, k, k.it.Stage(end.To), e.On); err != nil {
		return nil, err
	}
	detail["to"] = end.To
	if err := o.keepCourse(ctx, tx, actor, k, concluding.name, detail); err != nil {
		return nil, err
	}
	if err := o.record(ctx, tx, actor, k.it, c, beginning, map[string]string{"stage": c.Stage, "due": dayText(c.Due)}); err != nil {
		return nil, err
	}
	return o.stageLetter(ctx, tx, actor, k, end, e)
}

// begin starts a stage with its clocks.
func (o *Office) begin(ctx context.Context, tx *db.Tx, actor access.Actor, k *course, s *Stage, on civil.Date) error {
	k.c.Stage = s.Name
	if err := o.addAct(ctx, tx, actor, k.c, Act{Kind: beginning, Code: s.Name, On: on}); err != nil {
		return err
	}
	starts := startsOf(o.calendar, s, on, 0)
	k.passed, k.turns = append(k.passed, passage{stage: s, begun: on, says: -1}), append(k.turns, starts...)
	return addTurns(ctx, tx, actor, k.c, starts)
}

// keepCourse stores what an act made of a case, with the earliest day of its clocks.
func (o *Office) keepCourse(ctx context.Context, tx *db.Tx, actor access.Actor, k *course, kind string, detail map[string]string) error {
	now := least(k.it, clocksOf(k.turns))
	if fresh, err := setClock(ctx, tx, actor, k.c, now); err != nil || !fresh {
		return errors.Join(err, staleUnless(fresh, k.c))
	}
	k.c.Version++
	k.c.runs(now)
	return o.keepActed(ctx, tx, actor, k.live, kind, detail)
}

// TaskDoing records that a task is done, or appoints a day.
type TaskDoing struct {
	Case    int64
	Version int64
	Task    string     // its name
	On      civil.Date // the day on which it was done, or that is appointed
	Says    string     // where, by whom: for the record and the letter
}

// DoTask records that a task of the stage is done, so that its clock ends and those that wait for it begin; or it appoints a day that lies
// far enough ahead for its notice to be given, which a letter tells. Another day may be appointed instead.
func (o *Office) DoTask(ctx context.Context, actor access.Actor, d TaskDoing) (*Outcome, error) {
	d.Says = strings.TrimSpace(d.Says)
	if utf8.RuneCountInString(d.Says) > longestReason {
		return nil, TooLong.With("field", wReasonField, "count", longestReason).On("says")
	}
	var out *Outcome
	err := o.onCourse(ctx, actor, d.Case, d.Version, doing, func(tx *db.Tx, k *course) error {
		p, today := k.now(), civil.DateIn(tx.Now())
		if err := o.handles(ctx, tx, actor, k.it, p.stage); err != nil {
			return err
		}
		t := p.stage.Task(d.Task)
		if t == nil {
			return NoSuchTask.With().On("task")
		}
		if d.On.IsZero() && t.Kind == ToDo {
			d.On = today
		}
		if err := (workdays{o.calendar}).due(p, t, d.On, today); err != nil {
			return err
		}
		name := p.stage.Name + "/" + t.Name
		if err := o.addAct(ctx, tx, actor, k.c, Act{Kind: doing.name, Code: name, On: d.On, Says: d.Says}); err != nil {
			return err
		}
		if t.Kind == ToDo {
			if err := o.closeClocks(ctx, tx, actor, k, name, d.On); err != nil {
				return err
			}
			starts := startsAfter(o.calendar, p.stage, t.Name, d.On)
			k.turns = append(k.turns, starts...)
			if err := addTurns(ctx, tx, actor, k.c, starts); err != nil {
				return err
			}
		}
		detail := map[string]string{"stage": p.stage.Name, "task": t.Name, "on": d.On.String()}
		if err := o.keepCourse(ctx, tx, actor, k, doing.name, detail); err != nil {
			return err
		}
		if t.Kind == ToDo {
			out = &Outcome{Case: *k.c}
			return nil
		}
		var err error
		out, err = o.appointed(ctx, tx, actor, k, t, d)
		return err
	})
	return out, err
}

// due refuses a task that is done already, waits for another, or is said to be done on a day on which it cannot have been; and an appointed
// day for which no notice can be given any more.
func (w workdays) due(p *passage, t *Task, on, today civil.Date) error {
	if t.Kind == Appoint {
		if first := w.firstFor(t, today); on < first {
			return TooSoonForNotice.With("first", first, "rule", t.Notice.Cite()).On("on")
		}
		return nil
	}
	if was := p.done(t.Name); was != nil {
		return TaskDone.With("date", was.on)
	}
	from := p.begun
	if t.From != "" {
		before := p.done(t.From)
		if before == nil {
			return TaskWaits.With("task", p.stage.Task(t.From).Title).On("task")
		}
		from = before.on
	}
	return within(from, on, today)
}

// firstFor is the first day that may be appointed: notice of it can still be given today.
func (w workdays) firstFor(t *Task, today civil.Date) civil.Date {
	first := today.Add(1)
	for w.lastOf(t.Notice, first) < today {
		first++
	}
	return first
}

// Asking is a party's request for the stage that may follow an answer: a review, a re-examination.
type Asking struct {
	Case    int64
	Version int64
	On      civil.Date // the day on which the request was received; 0 is today
	Says    string     // what is asked for
}

// AskFor begins the stage that a party asks for. A request after its last day is recorded all the same and shown as late: whether it is
// admitted is for the organ that reviews. What was decided before stays, with its letter.
func (o *Office) AskFor(ctx context.Context, actor access.Actor, a Asking) (*Outcome, error) {
	says, err := reasoned(a.Says)
	if err != nil {
		return nil, err
	}
	var out *Outcome
	err = o.onCourse(ctx, actor, a.Case, a.Version, askingFor, func(tx *db.Tx, k *course) error {
		p, today := k.now(), civil.DateIn(tx.Now())
		if p.end == nil || p.end.Asks == "" {
			return NothingToAsk.With()
		}
		if a.On.IsZero() {
			a.On = today
		}
		if err := within(p.ended, a.On, today); err != nil {
			return err
		}
		s := k.it.Stage(p.end.Asks)
		code := s.Name
		if last := (workdays{o.calendar}).askedBy(k.c, s); !last.IsZero() && a.On > last {
			code += "/" + lateMark
		}
		if err := o.addAct(ctx, tx, actor, k.c, Act{Kind: askingFor.name, Code: code, On: a.On, Says: says}); err != nil {
			return err
		}
		c := k.c
		c.State, c.DecidedBy, c.Delivered, c.Archived = Submitted, 0, 0, 0
		if err := o.begin(ctx, tx, actor, k, s, a.On); err != nil {
			return err
		}
		if err := o.keepCourse(ctx, tx, actor, k, askingFor.name, map[string]string{"stage": s.Name, "on": a.On.String()}); err != nil {
			return err
		}
		out, err = o.caseNotice(ctx, tx, actor, k.live, s.Title, says, c.byDay(wAskedMeans, wAskedOnce, "stage", s.Title, "by", o.organ(s, c.County), "rule", s.Limit.Cite()))
		return err
	})
	return out, err
}

// askedBy is the last day on which a party may ask for a stage: it counts from the delivery of what it is asked about; 0 before that.
func (w workdays) askedBy(c *Case, s *Stage) civil.Date {
	if c.Delivered.IsZero() {
		return 0
	}
	return w.lastOf(s.Asked, c.Delivered)
}

// againFrom puts a dispute that was answered back into the stage that answered it, when it is reopened.
func (o *Office) againFrom(ctx context.Context, tx *db.Tx, actor access.Actor, l *live) error {
	k, err := o.courseOf(ctx, tx, l)
	if err != nil {
		return err
	}
	if k.c.State = Review; k.now().stage == &k.it.Stages[0] {
		k.c.State = Submitted
	}
	if err := o.begin(ctx, tx, actor, k, k.now().stage, civil.DateIn(tx.Now())); err != nil {
		return err
	}
	return o.keepCourse(ctx, tx, actor, k, beginning, map[string]string{"stage": k.c.Stage, "due": dayText(k.c.Due)})
}

// endsHere closes the clocks of a dispute that ends without an answer: withdrawn, or transferred.
func (o *Office) endsHere(ctx context.Context, tx *db.Tx, actor access.Actor, it *Item, c *Case) error {
	if it.Way() != ByDispute || c.Stage == "" {
		return nil
	}
	turns, err := readTurns(ctx, tx, c.County, c.ID)
	if err != nil {
		return err
	}
	return o.closeClocks(ctx, tx, actor, &course{live: &live{c: c, it: it}, turns: turns}, "", civil.DateIn(tx.Now()))
}

// maySee lets through who may see a case: a citizen his own, staff who read files; and of a dispute only who handles it: the reviewers, and
// the station that took it in. To others there is no such case, so that nobody is known by having brought one.
func (o *Office) maySee(actor access.Actor, c *Case) error {
	if err := actor.MaySee(c.Person); err != nil {
		return err
	}
	if !o.disputed(c) || actor.Person == c.Person && c.Person != 0 || actor.May(access.CaseReview) == nil || actor.Role == access.System {
		return nil
	}
	here := actor.Station != 0 && actor.Station == c.Station
	if actor.May(access.CaseOpen) == nil && (here || actor.User == c.OpenedBy || actor.User == c.TakenBy) {
		return nil
	}
	return NoSuchCase.With()
}

// disputed says whether a case is a dispute: by its item of today, so that one that was only sent on before there were stages is one, too.
func (o *Office) disputed(c *Case) bool {
	it := o.items.byCode[c.Item]
	return c.Stage != "" || it != nil && it.Way() == ByDispute
}

// organ names who has a stage to decide.
func (o *Office) organ(s *Stage, county civil.County) words.Text {
	return fill(s.By, []any{"county", o.People.Places().CountyName(county)})
}

// documentsOf are the documents that an item rests on.
func documentsOf(it *Item) []string {
	var list []string
	for _, c := range it.Basis {
		if !slices.Contains(list, c.Document) {
			list = append(list, c.Document)
		}
	}
	return list
}
