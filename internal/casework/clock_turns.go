package casework

import (
	"context"
	"errors"
	"slices"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// startClock reckons the clock of a case that is accepted today.
func (o *Office) startClock(c *Case, it *Item) Turn {
	clock := clockOf(it, c)
	m := Turn{Kind: Starts, On: c.Accepted, Rule: clock.Promise.Cite(), Reckoning: clock.Reckon(o.calendar)}
	c.runs(m.Reckoning)
	return m
}

// beginClock keeps the first move of a clock; a matter without a limit, or that is done at once, has none.
func beginClock(ctx context.Context, tx *db.Tx, c *Case, start Turn, by access.Actor) error {
	if start.Warn.IsZero() {
		return nil
	}
	return insertTurn(ctx, tx, c, start, by)
}

// runs lays a reckoning beside the case.
func (c *Case) runs(r Reckoning) {
	c.Due, c.LegalDue, c.Warn, c.Known, c.Standing = r.Due, r.LegalDue, r.Warn, r.Known, r.Standing
}

// ClockView is a case's clock as its page shows it.
type ClockView struct {
	Turns   []Turn
	Now     Reckoning
	Limit   Limit         // that the county works by
	Legal   Limit         // of the law
	Pauses  []ClockGround // on which it may stand; empty while it stands, or when no ground holds
	Extends []ClockGround // on which it may be extended
	Most    int           // days of an extension
	Rule    string        // of an extension
	May     bool          // the actor may move it
	Stands  bool          // for whatever reason: our own promise may stand while the law's limit runs
}

// GroundTitle is the word for the ground that a move names.
func (o *Office) GroundTitle(m Turn) words.Text { return o.items.groundTitle(m.Ground) }

// Clock shows how the limit of a case runs; nil for a case without one, or before its acceptance.
func (o *Office) Clock(ctx context.Context, actor access.Actor, id int64) (*ClockView, error) {
	var out *ClockView
	err := o.DB.View(ctx, func(tx *db.Tx) error {
		out = nil
		c, it, err := o.seen(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		turns, err := readTurns(ctx, tx, c.County, c.ID)
		turns = slices.DeleteFunc(turns, func(m Turn) bool { return m.Stage != c.Stage })
		if err != nil || len(turns) == 0 {
			return err
		}
		all := clocksOf(turns)
		k := all[len(all)-1]
		clock := k.clock(it, c)
		now := k.now()
		out = &ClockView{Turns: turns, Now: now, Limit: clock.Promise, Legal: clock.Legal, Most: clock.Legal.Extension, Rule: clock.Legal.Cite()}
		if k.closed || !turnsHere(it, c) || clocking.check(c.State) != nil || actor.May(access.CaseClock) != nil {
			return nil
		}
		out.May, out.Stands = true, clock.stands()
		today := civil.DateIn(tx.Now())
		if !clock.stands() && today <= max(now.Due, now.LegalDue) {
			out.Pauses = o.items.PauseGrounds(clock.Legal, clock.Promise)
			if clock.Extra == 0 {
				out.Extends = o.items.ExtensionGrounds(clock.Legal)
			}
		}
		return nil
	})
	return out, err
}

// turnsHere says whether the clock is ours to hold or extend: another organ's is not.
func turnsHere(it *Item, c *Case) bool {
	s := it.Stage(c.Stage)
	return s == nil || s.ours()
}

// Pausing lets the clock of a case stand: on one of the grounds of law/clocks.yaml, and with what is awaited in words, for the notice.
type Pausing struct {
	Case    int64
	Version int64
	Ground  string
	Says    string
}

// Extending gives a case more time, once.
type Extending struct {
	Case    int64
	Version int64
	Days    int
	Ground  string
	Says    string
}

// Pause lets the clock stand from today: the days after today do not count until it is resumed. A ground that no document names holds
// up our own promise alone. The applicant is told in a notice.
func (o *Office) Pause(ctx context.Context, actor access.Actor, p Pausing) (*Outcome, error) {
	return o.move(ctx, actor, p.Case, p.Version, p.Says, func(clock Clock, today civil.Date) (Turn, error) {
		if err := open(clock, clock.Reckon(o.calendar), today); err != nil {
			return Turn{}, err
		}
		g, ok := chosen(o.items.PauseGrounds(clock.Legal, clock.Promise), p.Ground)
		if !ok {
			return Turn{}, NoPauseGround.With().On("ground")
		}
		return Turn{Kind: Pauses, On: today, Ground: g.Code, Lawful: g.Lawful(), Rule: g.Basis.String()}, nil
	})
}

// Resume lets the clock go on: the day after today counts again.
func (o *Office) Resume(ctx context.Context, actor access.Actor, id, version int64, says string) (*Outcome, error) {
	return o.move(ctx, actor, id, version, says, func(clock Clock, today civil.Date) (Turn, error) {
		if !clock.stands() {
			return Turn{}, ClockRuns.With()
		}
		return Turn{Kind: Resumes, On: today, Rule: clock.Promise.Cite()}, nil
	})
}

// Extend gives the case more time: once, on a ground, and by no more than the law gives.
func (o *Office) Extend(ctx context.Context, actor access.Actor, e Extending) (*Outcome, error) {
	return o.move(ctx, actor, e.Case, e.Version, e.Says, func(clock Clock, today civil.Date) (Turn, error) {
		if clock.Extra > 0 {
			return Turn{}, ExtendedAlready.With()
		}
		if err := open(clock, clock.Reckon(o.calendar), today); err != nil {
			return Turn{}, err
		}
		g, ok := chosen(o.items.ExtensionGrounds(clock.Legal), e.Ground)
		if !ok {
			return Turn{}, NoExtensionGround.With().On("ground")
		}
		if e.Days < 1 || e.Days > clock.Legal.Extension {
			return Turn{}, ExtensionTooLong.With("days", clock.Legal.Extension, "rule", clock.Legal.Cite()).On("days")
		}
		return Turn{Kind: Extends, On: today, Ground: g.Code, Days: e.Days, Rule: clock.Legal.Cite()}, nil
	})
}

// open refuses what only a running clock before its end allows.
func open(clock Clock, now Reckoning, today civil.Date) error {
	if clock.stands() {
		return ClockStands.With("since", clock.Pauses[len(clock.Pauses)-1].From)
	}
	if last := max(now.Due, now.LegalDue); today > last {
		return ClockOver.With("due", last)
	}
	return nil
}

const longestReason = 300 // characters: what is awaited, or why more time is needed

// clockNotice is the template of the notice about a clock.
const clockNotice = "clock-notice"

var (
	wReasonField = words.Text{Zh: "具体情况", En: "What it is about"}
	wNoRule      = words.Text{Zh: "没有查到法律依据，只影响本地承诺的时限", En: "no document was found: it touches the local promise alone"}
	turnEvents   = map[TurnKind]string{Pauses: "paused", Resumes: "resumed", Extends: "extended", Recounts: "recounted"}
	tellTurned   = words.Text{Zh: "您申请的“{item}”（{number}）{what}，最迟办结：{due}。通知书请到受理站点领取。", En: "Your application “{item}” ({number}): {what}; decided at the latest: {due}. The notice is at your station."}
)

// move changes the clock of a case by one row, beside the case's own version, prints the notice and tells the applicant.
func (o *Office) move(ctx context.Context, actor access.Actor, id, version int64, says string, decide func(Clock, civil.Date) (Turn, error)) (*Outcome, error) {
	if err := actor.May(access.CaseClock); err != nil {
		return nil, err
	}
	says, err := reasoned(says)
	if err != nil {
		return nil, err
	}
	var out *Outcome
	err = o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		c, sealed, err := lockCase(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if err := clocking.check(c.State); err != nil {
			return err
		}
		if c.Version != version {
			return stale(c)
		}
		it, err := o.itemOf(ctx, tx, c)
		if err != nil {
			return err
		}
		turns, err := o.turnsOf(ctx, tx, it, c)
		if err != nil {
			return err
		}
		k, ok := clockNamed(clocksOf(turns), c.Stage)
		if !ok || !turnsHere(it, c) {
			return NoClockRuns.With()
		}
		clock := k.clock(it, c)
		m, err := decide(clock, civil.DateIn(tx.Now()))
		if err != nil {
			return err
		}
		m.Stage, m.run = k.name, k.turns[0].run
		m.Reckoning = replay(clock, []Turn{m}).Reckon(o.calendar)
		if _, err := o.moved(ctx, tx, actor, it, c, turns, m); err != nil {
			return err
		}
		out, err = o.tellTurn(ctx, tx, actor, it, c, sealed, m, says)
		return err
	})
	return out, err
}

// turnsOf reads the turns of a case's clock; one that was taken in before clocks were kept begins now, on the day of its acceptance.
func (o *Office) turnsOf(ctx context.Context, tx *db.Tx, it *Item, c *Case) ([]Turn, error) {
	turns, err := readTurns(ctx, tx, c.County, c.ID)
	if err != nil || len(turns) > 0 || c.Stage != "" {
		return turns, err
	}
	clock := clockOf(it, c)
	if !clock.Promise.Known() || clock.Promise.Kind == Immediate {
		return nil, NoClockRuns.With()
	}
	m := Turn{Kind: Starts, On: c.Accepted, Rule: clock.Promise.Cite(), Reckoning: clock.Reckon(o.calendar)}
	if err := insertTurn(ctx, tx, c, m, access.TheSystem(c.County)); err != nil {
		return nil, err
	}
	return readTurns(ctx, tx, c.County, c.ID)
}

// moved stores a move beside the turns before it, with what follows from them all.
func (o *Office) moved(ctx context.Context, tx *db.Tx, actor access.Actor, it *Item, c *Case, turns []Turn, m Turn) ([]Turn, error) {
	if err := insertTurn(ctx, tx, c, m, actor); err != nil {
		return nil, err
	}
	turns = append(turns, m)
	now := least(it, clocksOf(turns))
	if fresh, err := setClock(ctx, tx, actor, c, now); err != nil || !fresh {
		return nil, errors.Join(err, staleUnless(fresh, c))
	}
	c.Version++
	c.runs(now)
	detail := map[string]string{"ground": m.Ground, "rule": m.Rule, "due": dayText(m.Due), "days": itoa(m.Days)}
	return turns, o.record(ctx, tx, actor, it, c, turnEvents[m.Kind], detail)
}

func dayText(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// tellTurn prints the notice, which replaces the one before, and sends a message.
func (o *Office) tellTurn(ctx context.Context, tx *db.Tx, actor access.Actor, it *Item, c *Case, sealed []byte, m Turn, says string) (*Outcome, error) {
	f, err := o.factsIn(ctx, tx, c.County, c.Person)
	if err != nil {
		return nil, err
	}
	form, err := o.openForm(c.County, c.ID, sealed)
	if err != nil {
		return nil, err
	}
	values, _, err := checkAnswers(answers(it, form, f.known()))
	if err != nil {
		return nil, err
	}
	fields, err := o.common(ctx, tx, actor, c, it, f)
	if err != nil {
		return nil, err
	}
	fields["what"], fields["on"], fields["says"] = m.Kind.Title(), both(m.On), both(says)
	if fields["ground"] = o.items.groundTitle(m.Ground); m.Ground == "" {
		fields["ground"] = wNone
	}
	if fields["rule"] = both(m.Rule); m.Rule == "" {
		fields["rule"] = wNoRule
	}
	fields["due"], fields["limit"] = c.dueWords(), it.LimitNow(c).Title()
	if err := revokeTemplate(ctx, tx, c.County, c.ID, clockNotice, revokedReplaced, db.Micros(tx.Now())); err != nil {
		return nil, err
	}
	letter, err := o.write(ctx, tx, actor, addressee{county: c.County, caseID: c.ID, person: c.Person}, clockNotice, Values{Fields: fields})
	if err != nil {
		return nil, err
	}
	if err := o.tellOnce(ctx, tx, c, f, values, string(m.Kind)+letter.Number, tellTurned, "item", it.Title, "number", c.Number, "what", m.Kind.Title(), "due", c.dueWords()); err != nil {
		return nil, err
	}
	return &Outcome{Case: *c, Letter: letter}, nil
}
