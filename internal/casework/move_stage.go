package casework

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/words"
)

// stageMoves are the steps of a dispute: its stage is ended, a task in it recorded, the next stage asked for.
var stageMoves = map[string]move{
	"end": {[]string{"end", "on", "says"}, concluding.from, func(t *Told) bool { return len(t.Ends) > 0 }, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		on, err := maybeDay(m.On)
		if err == nil {
			_, err = o.EndStage(ctx, actor, StageEnding{Case: id, Version: m.Version, End: m.End, On: on, Says: m.Says})
		}
		return err
	}},
	"task": {[]string{"on", "says", "task"}, doing.from, func(t *Told) bool { return len(t.Tasks) > 0 }, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		on, err := maybeDay(m.On)
		if err == nil {
			_, err = o.DoTask(ctx, actor, TaskDoing{Case: id, Version: m.Version, Task: m.Task, On: on, Says: m.Says})
		}
		return err
	}},
	"ask": {[]string{"on", "says"}, askingFor.from, func(t *Told) bool { return t.Asks != "" }, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		on, err := maybeDay(m.On)
		if err == nil {
			_, err = o.AskFor(ctx, actor, Asking{Case: id, Version: m.Version, On: on, Says: m.Says})
		}
		return err
	}},
}

// maybeDay reads a day that may be left out.
func maybeDay(typed string) (civil.Date, error) {
	if typed == "" {
		return 0, nil
	}
	on, err := civil.ParseDate(typed)
	if err != nil {
		return 0, NoDeliveryDay.With().On("on").From(err)
	}
	return on, nil
}

// decided says whether the case is reviewed and decided: a dispute is not.
func (t *Told) decided() bool { return len(t.Stages) == 0 }

// ToldStage is one stage of a dispute: gone through, running, or to come.
type ToldStage struct {
	Stage string   `json:"stage"`
	Title string   `json:"title"`
	By    string   `json:"by" doc:"who has it to decide"`
	Phase string   `json:"phase" enum:"over,running,to-come"`
	Begun string   `json:"begun,omitempty"`
	Asked string   `json:"asked,omitempty" doc:"the day of the request that began it"`
	Late  bool     `json:"late,omitempty" doc:"the request came after its last day"`
	Ended string   `json:"ended,omitempty"`
	End   string   `json:"end,omitempty"`
	Says  string   `json:"says,omitempty" doc:"how it ended, and the reasons"`
	Due   *ToldDue `json:"due,omitempty" doc:"while it runs"`
	Limit string   `json:"limit"`
}

// ToldTask is one task of the stage that runs.
type ToldTask struct {
	Task  string   `json:"task"`
	Title string   `json:"title"`
	Kind  string   `json:"kind" enum:"done,appoint"`
	Bound string   `json:"bound" enum:"office,party"`
	On    string   `json:"on,omitempty" doc:"the day on which it was done, or that is appointed"`
	Due   *ToldDue `json:"due,omitempty"`
}

// ToldEnd is an end that is possible today.
type ToldEnd struct {
	End     string `json:"end"`
	Title   string `json:"title"`
	To      string `json:"to,omitempty" doc:"the stage that begins; empty: the case is answered"`
	Reasons bool   `json:"reasons" doc:"reasons in words are required"`
}

var phases = map[Phase]string{ToCome: "to-come", Running: "running", Over: "over"}

// tellCourse adds how far a dispute has come, and what may be done now.
func (o *Office) tellCourse(ctx context.Context, actor access.Actor, v *View, l words.Lang, t *Told) error {
	got, err := o.Course(ctx, actor, v.ID)
	if err != nil || got == nil {
		return err
	}
	for _, s := range got.Stages {
		one := ToldStage{Stage: s.Name, Title: s.Title.In(l), By: s.By.In(l), Phase: phases[s.Phase], Begun: dayText(s.Begun), Asked: dayText(s.Asked), Late: s.Late,
			Ended: dayText(s.Ended), Due: toldDue(s.Clock.Due, s.Limit), Limit: s.Limit.Title().In(l)}
		if s.End != nil {
			one.End, one.Says = s.End.Code, s.End.Title.In(l)+" "+s.Says
		}
		t.Stages = append(t.Stages, one)
	}
	for _, e := range got.Ends {
		t.Ends = append(t.Ends, ToldEnd{e.Code, e.Title.In(l), e.To, e.Ground})
	}
	if got.Now != nil {
		t.Stage, t.Says = got.Now.Name, got.Now.Title.In(l)
		for _, k := range got.Now.Duties {
			t.Tasks = append(t.Tasks, ToldTask{k.Name, k.Title.In(l), k.Kind, k.Bound, dayText(k.On), toldDue(k.Due, k.Limit)})
		}
	}
	if got.Asks != nil {
		t.Asks = got.Asks.Name
	}
	if t.Next = got.Next().In(l); t.Due != nil && got.Rule != "" {
		t.Due.Article = got.Rule
		if t.LegalDue != nil {
			t.LegalDue.Article = got.Rule
		}
	}
	return nil
}
