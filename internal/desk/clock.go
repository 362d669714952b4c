package desk

import (
	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/casework"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// clockEvents is how the limit of a case runs: what happened to it and what is still to come, each with its article; nil without one.
func (v *visit) clockEvents(c *casework.View) ([]ui.Event, error) {
	got, err := v.d.Office.Clock(v.Ctx, v.Actor, c.ID)
	if err != nil || got == nil {
		return nil, err
	}
	var list []ui.Event
	for _, m := range got.Turns {
		list = append(list, v.moveEvent(m))
	}
	if c.State.Living() {
		list = append(list, v.comingEvents(got)...)
	}
	return list, nil
}

// clockActs are what may be done to a clock: held, let go on, extended.
var clockActs = map[string]act{
	"pause": {need: access.CaseClock, label: wClockPause, say: wClockPauseSay, told: wClockPaused,
		inputs: func(v *visit, c *casework.View) ([]input, error) {
			got, err := v.d.Office.Clock(v.Ctx, v.Actor, c.ID)
			if err != nil || got == nil || len(got.Pauses) == 0 {
				return nil, err
			}
			return []input{groundInput(got.Pauses), saysInput()}, nil
		},
		do: func(v *visit, id int64, f *web.Form) (*casework.Outcome, error) {
			return v.d.Office.Pause(v.Ctx, v.Actor, casework.Pausing{Case: id, Version: f.ID("version"), Ground: f.Raw("ground"), Says: f.Lines("says", maxLines)})
		}},
	"resume": {need: access.CaseClock, label: wClockResume, say: wClockResumeSay, told: wClockResumed,
		inputs: func(v *visit, c *casework.View) ([]input, error) {
			got, err := v.d.Office.Clock(v.Ctx, v.Actor, c.ID)
			if err != nil || got == nil || !got.May || !got.Stands {
				return nil, err
			}
			return []input{saysInput()}, nil
		},
		do: func(v *visit, id int64, f *web.Form) (*casework.Outcome, error) {
			return v.d.Office.Resume(v.Ctx, v.Actor, id, f.ID("version"), f.Lines("says", maxLines))
		}},
	"extend": {need: access.CaseClock, label: wClockExtend, say: wExtendSay, told: wClockExtended,
		inputs: func(v *visit, c *casework.View) ([]input, error) {
			got, err := v.d.Office.Clock(v.Ctx, v.Actor, c.ID)
			if err != nil || got == nil || len(got.Extends) == 0 {
				return nil, err
			}
			most := ui.Fill(wExtendMost, "n", got.Most, "rule", got.Rule)
			return []input{groundInput(got.Extends), {Kind: whole, Field: ui.Field{Name: "days", Label: wClockDays, Hint: most}}, saysInput()}, nil
		},
		do: func(v *visit, id int64, f *web.Form) (*casework.Outcome, error) {
			e := casework.Extending{Case: id, Version: f.ID("version"), Days: int(f.Int("days", 1, 365)), Ground: f.Raw("ground"), Says: f.Lines("says", maxLines)}
			if err := f.Err(); err != nil {
				return nil, err
			}
			return v.d.Office.Extend(v.Ctx, v.Actor, e)
		}},
}

func groundInput(list []casework.ClockGround) input {
	in := input{Kind: pick, Field: ui.Field{Name: "ground", Label: wClockGround}}
	for _, g := range list {
		in.Options = append(in.Options, groundOption(g))
	}
	return in
}

func saysInput() input {
	return input{Kind: lines, Field: ui.Field{Name: "says", Label: wClockSays, Hint: wClockSaysHint, Max: 300}}
}

func groundOption(g casework.ClockGround) ui.Option {
	o := ui.Option{Value: g.Code, Label: g.Title}
	if o.Hint = ui.Plain(g.Basis.String()); !g.Lawful() {
		o.Hint = g.Unconfirmed
	}
	return o
}

// moveEvent is one thing that happened to the clock.
func (v *visit) moveEvent(m casework.Turn) ui.Event {
	e := ui.Event{At: m.On.String(), Title: m.Kind.Title(), Who: m.Name, Tone: ui.Info, Note: ui.Plain(m.Rule)}
	ground := v.d.Office.GroundTitle(m)
	switch m.Kind {
	case casework.Pauses:
		e.Tone, e.Note = ui.Warn, ui.Fill(wMoveGround, "ground", ground, "rule", ruleOr(m.Rule, v.Lang))
	case casework.Extends:
		e.Note = ui.Fill(wMoveExtended, "n", m.Days, "ground", ground, "rule", m.Rule)
	case casework.Resumes:
		e.Tone = ui.Good
	}
	return e
}

func ruleOr(rule string, l words.Lang) string {
	if rule == "" {
		return wNoClockRule.In(l)
	}
	return rule
}

// comingEvents are the days that are still to come, or that have passed: in words, with a sign, and not by colour alone.
func (v *visit) comingEvents(got *casework.ClockView) []ui.Event {
	now, today := got.Now, v.Today()
	if !now.Standing.IsZero() {
		return []ui.Event{{Title: ui.Fill(wClockStands, "date", now.Standing, "n", now.Left), Tone: ui.Warn, Now: true}}
	}
	note := ui.Plain(got.Limit.Cite())
	if !now.Known.IsZero() {
		note = ui.Fill(wClockProvisional, "rule", got.Limit.Cite(), "date", now.Known)
	}
	list := []ui.Event{{At: now.Warn.String(), Title: wClockWarn, Tone: ui.Neutral}, {At: now.Due.String(), Title: wClockDue, Tone: ui.Neutral, Note: note}}
	if today >= now.Warn {
		list[0].Tone, list[0].Title = ui.Warn, wClockWarned
	}
	if today > now.Due {
		list[1].Tone, list[1].Title = ui.Danger, ui.Fill(wClockOver, "n", int(today-now.Due))
	}
	if got.Legal.Known() && now.LegalDue != now.Due {
		list = append(list, ui.Event{At: now.LegalDue.String(), Title: wClockLegal, Tone: ui.Neutral, Note: ui.Plain(got.Legal.Cite())})
	}
	return list
}

// clocksView is what is urgent or overdue, by matter; it names no officer.
type clocksView struct {
	County  bool // the whole county, not one station
	Matters ui.Table
	Cases   listView
	Item    words.Text // of which matter, if one is chosen
}

func (d *Desk) clocks(v *visit) error {
	by, err := d.Office.PressingByMatter(v.Ctx, v.Actor)
	if err != nil {
		return err
	}
	item := v.R.URL.Query().Get("item")
	x := clocksView{County: v.May(access.CaseReview), Matters: ui.Table{Caption: wClocksBy, Quiet: true, Empty: &ui.Empty{Icon: ui.IconCheck, Title: wClocksNone, Body: wClocksNoneSay},
		Columns: []ui.Column{{Head: wMatter, Main: true}, {Head: wClocksOver, Num: true}, {Head: wClocksToday, Num: true}, {Head: wClocksSoon, Num: true}}}}
	for _, b := range by {
		row := ui.TableRow{Href: "/desk/clocks?item=" + b.Item, Cells: cells(ui.Say(v.Plain(), b.Title), count(v, b.Overdue, ui.Danger), count(v, b.Today, ui.Warn),
			count(v, b.Soon, ui.Info))}
		x.Matters.Rows = append(x.Matters.Rows, row)
		if b.Item == item {
			x.Item = b.Title
		}
	}
	rows, next, err := d.Office.PressingCases(v.Ctx, v.Actor, item, casework.ListPage{After: v.R.URL.Query().Get("after"), Limit: pageRows})
	if err != nil {
		return err
	}
	x.Cases.Table = v.caseTable(wClocksCases, ui.Empty{Icon: ui.IconCheck, Title: wClocksNone}, rows, func(r casework.Row) string { return caseAddress(r.ID) })
	if next != "" {
		x.Cases.Next = v.with("after", next)
	}
	return v.OK(clocksPage(v.page(wClocksTitle), x))
}

// count is a number of a table; one that is not zero has a sign beside its colour.
func count(v *visit, n int, tone ui.Tone) templ.Component {
	s := ui.Group(int64(n))
	if n == 0 {
		return ui.Num(s)
	}
	return ui.Status(v.Plain(), ui.Tag{Tone: tone, Text: ui.Plain(s)})
}

// provisional says that a due date was counted beyond the published calendar.
func provisional(known civil.Date) words.Text {
	if known.IsZero() {
		return words.Text{}
	}
	return ui.Fill(wDueProvisional, "date", known)
}
