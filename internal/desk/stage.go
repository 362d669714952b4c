package desk

import (
	"renshe/internal/access"
	"renshe/internal/casework"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// courseView is how far a dispute has come, on its case's page.
type courseView struct {
	Stages []ui.Event
	Tasks  ui.Table
	Next   words.Text
	Acts   []ui.Button // what may be done now, the most likely first
}

// course reads how far a dispute has come, once for a page; nil for another matter.
func (v *visit) course(c *casework.View) (*casework.CourseView, error) {
	if c.Def.Way() != casework.ByDispute {
		return nil, nil
	}
	if v.at != nil && v.atCase == c.ID {
		return v.at, nil
	}
	var err error
	v.at, err = v.d.Office.Course(v.Ctx, v.Actor, c.ID)
	v.atCase = c.ID
	return v.at, err
}

// courseView lays a dispute's stages out; nil for another matter.
func (v *visit) courseView(c *casework.View) (*courseView, error) {
	got, err := v.course(c)
	if err != nil || got == nil {
		return nil, err
	}
	x := &courseView{Next: got.Next()}
	for i := range got.Stages {
		x.Stages = append(x.Stages, v.stageEvent(&got.Stages[i]))
	}
	if got.Now != nil && len(got.Now.Duties) > 0 {
		x.Tasks = v.taskTable(got.Now.Duties)
	}
	for _, name := range stageActNames {
		a := stageActs[name]
		inputs, err := a.inputs(v, c)
		if err != nil {
			return nil, err
		}
		if inputs == nil {
			continue
		}
		b := ui.Button{Label: a.label, Href: caseAddress(c.ID) + "/do/" + name}
		if len(x.Acts) == 0 {
			b.Weight, b.Icon = ui.Primary, ui.IconForward
		}
		x.Acts = append(x.Acts, b)
	}
	return x, nil
}

// stageEvent is one stage: what it ended with, by when it ends, or that it may follow.
func (v *visit) stageEvent(s *casework.StageView) ui.Event {
	e := ui.Event{Title: s.Title, Who: s.By.In(v.Lang), Tone: ui.Neutral}
	if !s.Asked.IsZero() {
		e.Title = ui.Fill(wStageAsked, "title", s.Title, "date", s.Asked)
		if s.Late {
			e.Title = ui.Fill(wStageAskedLate, "title", s.Title, "date", s.Asked)
		}
	}
	switch s.Phase {
	case casework.Over:
		e.At, e.Tone = s.Begun.String(), ui.Good
		if s.End != nil {
			e.Note = ui.Fill(wStageEnded, "date", s.Ended, "end", s.End.Title, "says", s.Says)
		}
	case casework.Running:
		e.At, e.Now, e.Tone = s.Begun.String(), true, ui.Info
		switch {
		case !s.Clock.Standing.IsZero():
			e.Tone, e.Note = ui.Warn, ui.Fill(wStageStands, "date", s.Clock.Standing, "rule", s.Limit.Cite())
		case s.Clock.Due.IsZero():
			e.Note = ui.Fill(wStageNoLimit, "why", s.Limit.Title())
		default:
			e.Note = ui.Fill(wStageDue, "date", s.Clock.Due, "rule", s.Limit.Cite())
			if v.Today() > s.Clock.Due {
				e.Tone = ui.Danger
			}
		}
	default:
		e.Note = ui.Fill(wStageAhead, "limit", s.Limit.Title())
	}
	return e
}

func (v *visit) taskTable(list []casework.TaskView) ui.Table {
	t := ui.Table{Caption: wTasksHead, Columns: []ui.Column{{Head: wTask, Main: true}, {Head: wState}, {Head: wTaskDue, Num: true}, {Head: wTaskRule}}}
	for _, k := range list {
		rule := ui.Plain(k.Limit.Cite())
		tag := ui.Tag{Tone: ui.Info, Text: wTaskOpen}
		switch {
		case k.Kind == casework.Appoint && !k.On.IsZero():
			tag = ui.Tag{Tone: ui.Good, Text: ui.Fill(wTaskAppointed, "date", k.On)}
			rule = ui.Fill(wTaskNotice, "notice", k.Notice, "rule", k.Task.Notice.Cite(), "postponed", k.Postponed, "postponed-rule", k.Task.Postponed.Cite())
		case k.Kind == casework.Appoint:
			rule = ui.Fill(wTaskFirst, "date", k.First, "rule", k.Task.Notice.Cite())
		case k.Phase == casework.Over:
			tag = ui.Tag{Tone: ui.Good, Text: ui.Fill(wTaskDoneOn, "date", k.On)}
		case k.Phase == casework.ToCome:
			tag = ui.Tag{Tone: ui.Neutral, Text: wTaskWaits}
		case !k.Due.IsZero() && v.Today() > k.Due && k.Bound == casework.OfOffice:
			tag = ui.Tag{Tone: ui.Danger, Text: wTaskLate}
		case k.Bound == casework.OfParty:
			tag = ui.Tag{Tone: ui.Neutral, Text: wTaskParty}
		}
		due := ui.Num("")
		if !k.Due.IsZero() {
			due = ui.Num(k.Due.String())
		}
		t.Rows = append(t.Rows, ui.TableRow{Cells: cells(ui.Say(v.Plain(), k.Title), ui.Status(v.Plain(), tag), due, ui.Say(v.Plain(), rule))})
	}
	return t
}

// stageActNames is the order in which a case's page offers them.
var stageActNames = []string{"end", "task", "ask"}

// stageActs are what may be done to a dispute: its stage is ended, a task in it recorded, the next stage asked for.
var stageActs = map[string]act{
	"end": {need: access.PersonRead, label: wEndStage, say: wEndStageSay, told: wEndStageTold, inputs: endInputs,
		do: func(v *visit, id int64, f *web.Form) (*casework.Outcome, error) {
			e := casework.StageEnding{Case: id, Version: f.ID("version"), End: f.Raw("end"), Says: f.Lines("says", maxLines)}
			if f.Raw("on") != "" {
				e.On = f.Date("on")
			}
			if err := f.Err(); err != nil {
				return nil, err
			}
			return v.d.Office.EndStage(v.Ctx, v.Actor, e)
		}},
	"task": {need: access.PersonRead, label: wDoTask, say: wDoTaskSay, told: wDoTaskTold, inputs: taskInputs,
		do: func(v *visit, id int64, f *web.Form) (*casework.Outcome, error) {
			d := casework.TaskDoing{Case: id, Version: f.ID("version"), Task: f.Raw("task"), On: f.Date("on"), Says: f.Lines("says", maxLines)}
			if err := f.Err(); err != nil {
				return nil, err
			}
			return v.d.Office.DoTask(v.Ctx, v.Actor, d)
		}},
	"ask": {need: access.PersonRead, label: wAskDo, say: wAskSay, told: wAskTold, inputs: askInputs,
		do: func(v *visit, id int64, f *web.Form) (*casework.Outcome, error) {
			a := casework.Asking{Case: id, Version: f.ID("version"), On: f.Date("on"), Says: f.Lines("says", maxLines)}
			if err := f.Err(); err != nil {
				return nil, err
			}
			return v.d.Office.AskFor(v.Ctx, v.Actor, a)
		}},
}

func endInputs(v *visit, c *casework.View) ([]input, error) {
	got, err := v.course(c)
	if err != nil || got == nil || got.Now == nil || !got.May {
		return nil, err
	}
	how := input{Kind: pick, Field: ui.Field{Name: "end", Label: wEndHow}}
	for _, e := range got.Ends {
		o := ui.Option{Value: e.Code, Label: e.Title, Hint: e.Says}
		for _, s := range got.Stages {
			if s.Name == e.To {
				o.Hint = ui.Fill(wEndNext, "says", e.Says, "stage", s.Title)
			}
		}
		if !e.Last.IsZero() {
			o.Hint = ui.Fill(wEndUntil, "says", e.Says, "date", e.Last)
		}
		if e.Ground {
			o.Hint = ui.Fill(wEndNeeds, "says", o.Hint)
		}
		how.Options = append(how.Options, o)
	}
	list := []input{how}
	if !got.Now.Stage.By.IsZero() {
		list = append(list, input{Kind: onDay, Field: ui.Field{Name: "on", Label: wEndOn, Value: v.Today().String()}})
	}
	return append(list, input{Kind: lines, Field: ui.Field{Name: "says", Label: wEndSays, Hint: wEndSaysHint, Optional: true, Max: 2000}}), nil
}

func taskInputs(v *visit, c *casework.View) ([]input, error) {
	got, err := v.course(c)
	if err != nil || got == nil || got.Now == nil || !got.May {
		return nil, err
	}
	which := input{Kind: pick, Field: ui.Field{Name: "task", Label: wTask}}
	for _, t := range got.Now.Duties {
		switch {
		case t.Kind == casework.Appoint:
			which.Options = append(which.Options, ui.Option{Value: t.Name, Label: t.Title, Hint: ui.Fill(wTaskFirst, "date", t.First, "rule", t.Task.Notice.Cite())})
		case t.Phase == casework.Running:
			which.Options = append(which.Options, ui.Option{Value: t.Name, Label: t.Title, Hint: ui.Fill(wAskUntil, "date", t.Due, "rule", t.Limit.Cite())})
		}
	}
	if len(which.Options) == 0 {
		return nil, nil
	}
	return []input{which, {Kind: onDay, Field: ui.Field{Name: "on", Label: wDoTaskOn, Value: v.Today().String()}},
		{Kind: lines, Field: ui.Field{Name: "says", Label: wDoTaskSays, Optional: true, Max: 300}}}, nil
}

func askInputs(v *visit, c *casework.View) ([]input, error) {
	got, err := v.course(c)
	if err != nil || got == nil || got.Asks == nil || !v.works() {
		return nil, err
	}
	a := got.Asks
	hint := ui.Fill(wAskUntilLong, "long", a.Asked.Long(), "rule", a.Asked.Cite())
	switch {
	case a.Late:
		hint = ui.Fill(wAskUntilLate, "date", a.Last, "rule", a.Asked.Cite())
	case !a.Last.IsZero():
		hint = ui.Fill(wAskUntil, "date", a.Last, "rule", a.Asked.Cite())
	}
	return []input{{Kind: onDay, Field: ui.Field{Name: "on", Label: wAskOn, Hint: hint, Value: v.Today().String()}},
		{Kind: lines, Field: ui.Field{Name: "says", Label: wAskWhat, Max: 300}}}, nil
}
