package casework

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// CourseView is how far a dispute has come, as its pages show it: what was, what runs, what may follow, and what may be done now.
type CourseView struct {
	Stages []StageView // gone through, running, and to come, in that order
	Now    *StageView  // the one that runs; nil after an answer
	May    bool        // the actor handles the stage that runs
	Ends   []EndChoice // in which it may end today
	Asks   *AskView    // what a party may ask for now; nil otherwise
	Due    civil.Date  // the earliest day by which an office is bound
	Rule   string      // its article
}

// StageView is one stage of a case.
type StageView struct {
	*Stage
	By     words.Text // who has it to decide
	Phase  Phase
	Begun  civil.Date
	Ended  civil.Date
	Asked  civil.Date // the day of the request that began it
	Late   bool       // the request came after its last day
	End    *End
	Says   string    // the reasons
	Clock  Reckoning // its own; zero without a limit
	Duties []TaskView
}

// Phase is whether a stage, or a task, is over, running or to come.
type Phase int

// The three.
const (
	ToCome Phase = iota
	Running
	Over
)

// TaskView is one task of the stage that runs.
type TaskView struct {
	*Task
	Phase     Phase
	On        civil.Date // done, or appointed
	Due       civil.Date
	Notice    civil.Date // of an appointed day: by when notice is given
	Postponed civil.Date // and by when a postponement is asked for
	First     civil.Date // the earliest day that may be appointed
}

// EndChoice is an end that is possible today.
type EndChoice struct {
	*End
	Last civil.Date // the last day on which it is possible; 0 without one
}

// AskView is a stage that a party may ask for.
type AskView struct {
	*Stage
	By   words.Text
	Last civil.Date // counted from the delivery; 0 before that
	Late bool       // the last day has passed: a request is recorded all the same
}

// Course shows how far a dispute has come; nil for another matter, and before it is taken in.
func (o *Office) Course(ctx context.Context, actor access.Actor, id int64) (*CourseView, error) {
	var out *CourseView
	err := o.DB.View(ctx, func(tx *db.Tx) error {
		out = nil
		c, sealed, err := readCase(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if err := o.maySee(actor, c); err != nil {
			return err
		}
		it, err := o.itemOf(ctx, tx, c)
		if err != nil || it.Way() != ByDispute || c.Stage == "" {
			return err
		}
		k, err := o.courseOf(ctx, tx, &live{c, it, sealed})
		if err != nil {
			return err
		}
		out = o.courseView(k, civil.DateIn(tx.Now()))
		if out.Now != nil {
			out.May = o.handles(ctx, tx, actor, it, out.Now.Stage) == nil
		}
		return o.courseSays(ctx, tx, k, out)
	})
	return out, err
}

// courseView lays out what was, what runs and what may follow.
func (o *Office) courseView(k *course, today civil.Date) *CourseView {
	out := &CourseView{}
	clocks, seen := clocksOf(k.turns), map[string]bool{}
	living := k.c.State == Submitted || k.c.State == Review
	for i := range k.passed {
		p := &k.passed[i]
		v := StageView{Stage: p.stage, By: o.byWhom(k, p.stage), Phase: Over, Begun: p.begun, Ended: p.ended, Asked: p.asked, Late: p.late, End: p.end}
		seen[p.stage.Name] = true
		if i == len(k.passed)-1 && living {
			v.Phase = Running
			if one, ok := clockNamed(clocks, p.stage.Name); ok {
				v.Clock = one.now()
			}
			v.Duties = o.tasksOf(p, clocks, today)
		}
		out.Stages = append(out.Stages, v)
	}
	last := k.now()
	if living {
		out.Now = &out.Stages[len(out.Stages)-1]
		out.Due, out.Rule = dueOf(k.it, clocks)
		for i := range last.stage.Ends {
			e := &last.stage.Ends[i]
			days := workdays{o.calendar}
			if days.open(k, e, today) != nil {
				continue
			}
			choice := EndChoice{End: e}
			if e.Within.Field != "" {
				choice.Last = days.last(e.Within.Limit, dateIn(k.values, e.Within.Field), 0, nil)
			}
			out.Ends = append(out.Ends, choice)
		}
	} else if k.c.State == Answered {
		out.Asks = o.asks(k, today)
	}
	if living || out.Asks != nil {
		to := k.it.reachable(last.stage.Name)
		for i := range k.it.Stages {
			if s := &k.it.Stages[i]; to[s.Name] && !seen[s.Name] {
				out.Stages = append(out.Stages, StageView{Stage: s, By: o.byWhom(k, s)})
			}
		}
		if living { // the list may have moved while it grew
			out.Now = &out.Stages[len(k.passed)-1]
		}
	}
	return out
}

// byWhom is who has a stage to decide: another organ, or the item's authority.
func (o *Office) byWhom(k *course, s *Stage) words.Text {
	if s.ours() {
		return o.ownerOf(k.it, k.c.County)
	}
	return o.organ(s, k.c.County)
}

// dueOf is the earliest day of the open clocks by which an office is bound, and its article.
func dueOf(it *Item, clocks []running) (due civil.Date, rule string) {
	for _, one := range clocks {
		l, ours := limitNamed(it, one.name)
		if d := one.now().Due; ours && !one.closed && !d.IsZero() && (due.IsZero() || d < due) {
			due, rule = d, l.Cite()
		}
	}
	return due, rule
}

func (o *Office) tasksOf(p *passage, clocks []running, today civil.Date) (list []TaskView) {
	days := workdays{o.calendar}
	for i := range p.stage.Tasks {
		t := &p.stage.Tasks[i]
		v := TaskView{Task: t, Phase: Running}
		if one, ok := clockNamed(clocks, p.stage.Name+"/"+t.Name); ok {
			v.Due = one.now().Due
		} else if t.From != "" && p.done(t.From) == nil {
			v.Phase = ToCome
		}
		if t.Kind == Appoint {
			v.First = days.firstFor(t, today)
		}
		if was := p.done(t.Name); was != nil {
			v.On, v.Phase = was.on, Over
			if t.Kind == Appoint {
				v.Notice, v.Postponed = days.lastOf(t.Notice, was.on), days.lastOf(t.Postponed, was.on)
				if was.on >= today {
					v.Phase = Running
				}
			}
		}
		list = append(list, v)
	}
	return list
}

func (o *Office) asks(k *course, today civil.Date) *AskView {
	end := k.now().end
	if end == nil || end.Asks == "" {
		return nil
	}
	s := k.it.Stage(end.Asks)
	last := workdays{o.calendar}.askedBy(k.c, s)
	return &AskView{Stage: s, By: o.byWhom(k, s), Last: last, Late: !last.IsZero() && today > last}
}

// courseSays opens the reasons of the stages that have ended.
func (o *Office) courseSays(ctx context.Context, tx *db.Tx, k *course, out *CourseView) error {
	acts, sealed, err := readActs(ctx, tx, k.c.County, k.c.ID)
	if err != nil {
		return err
	}
	for i := range k.passed {
		at := k.passed[i].says
		if at < 0 {
			continue
		}
		says, err := o.Box.Unseal(sealed[at], bound("act", k.c.County, acts[at].id))
		if err != nil {
			return err
		}
		out.Stages[i].Says = string(says)
	}
	return nil
}

var (
	wNextStages = words.Text{Zh: "这个阶段之后可能是：{list}", En: "This stage may be followed by: {list}"}
	wNextEnd    = words.Text{Zh: "作出答复", En: "the answer"}
	wNextAsk    = words.Text{Zh: "不服的，可以{long}请求{stage}，由{by}办理", En: "Who disagrees may ask for “{stage}” ({long}); it is for {by}"}
	wNextAskBy  = words.Text{Zh: "不服的，最迟{last}可以请求{stage}，由{by}办理", En: "Who disagrees may ask for “{stage}” until {last}; it is for {by}"}
	wListComma  = words.Text{Zh: "；", En: "; "}
)

// Next says what may follow: the stages after the one that runs, or what may be asked for after an answer; empty when nothing may.
func (v *CourseView) Next() words.Text {
	if a := v.Asks; a != nil {
		if a.Last.IsZero() {
			return fill(wNextAsk, []any{"long", a.Asked.Long(), "stage", a.Title, "by", a.By})
		}
		return fill(wNextAskBy, []any{"last", a.Last, "stage", a.Title, "by", a.By})
	}
	if v.Now == nil {
		return words.Text{}
	}
	var list words.Text
	seen := map[string]bool{}
	for _, e := range v.Now.Ends {
		title := wNextEnd
		for _, s := range v.Stages {
			if s.Name == e.To {
				title = s.Title
			}
		}
		if seen[title.Zh] {
			continue
		}
		if seen[title.Zh] = true; !list.IsZero() {
			list = joined(list, wListComma)
		}
		list = joined(list, title)
	}
	return fill(wNextStages, []any{"list", list})
}
