package casework

import (
	"context"
	"errors"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// Submission submits a draft as it is kept. Insist submits a claim that the rules say no to, because the applicant wants a
// written decision.
type Submission struct {
	Case    int64
	Version int64
	Insist  bool
}

// Outcome is what a submission or a decision led to.
type Outcome struct {
	Case     Case
	Letter   Letter    // the receipt, the one-time notice, or the decision
	Missing  []Missing // of a one-time notice
	Warnings []civil.Warning
}

// Submit takes a case in. Wrong answers are faults, all at once, and change nothing. Missing ones are none: the case becomes
// incomplete and everything missing is told once, in a numbered notice. Otherwise the case gets its number, its receipt and
// the day by which it must be decided.
func (o *Office) Submit(ctx context.Context, actor access.Actor, s Submission) (*Outcome, error) {
	if err := actor.May(access.CaseOpen); err != nil {
		return nil, err
	}
	var out *Outcome
	err := o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		in, err := o.intake(ctx, tx, actor, s)
		if err != nil {
			return err
		}
		switch {
		case in.c.State == Returned:
			out, err = o.handBack(ctx, tx, actor, in)
		case len(in.missing) > 0:
			out, err = o.notice(ctx, tx, actor, in)
		default:
			out, err = o.accept(ctx, tx, actor, in, s.Insist)
		}
		return err
	})
	return out, err
}

// intake is a case on its way in, checked.
type intake struct {
	c         *Case
	it        *Item
	facts     *facts
	questions []Question
	papers    []Paper
	values    map[string]string
	missing   []Missing
	warnings  []civil.Warning
}

func (o *Office) intake(ctx context.Context, tx *db.Tx, actor access.Actor, s Submission) (*intake, error) {
	c, sealed, err := lockCase(ctx, tx, actor.County, s.Case)
	if err != nil {
		return nil, err
	}
	if err := submitting.check(c.State); err != nil {
		return nil, err
	}
	if c.Version != s.Version {
		return nil, stale(c)
	}
	in := &intake{c: c}
	if in.it, err = o.itemOf(ctx, tx, c); err != nil {
		return nil, err
	}
	form, err := o.openForm(c.County, c.ID, sealed)
	if err != nil {
		return nil, err
	}
	if in.facts, err = o.factsIn(ctx, tx, c.County, c.Person); err != nil {
		return nil, err
	}
	if c.State != Returned { // what was given back has been taken in already
		if err := o.takesIn(ctx, tx, actor, in.it, in.facts); err != nil {
			return nil, err
		}
	}
	if err := o.possible(in.it, in.facts); err != nil {
		return nil, err
	}
	in.questions = answers(in.it, form, in.facts.known())
	in.papers = papers(in.it, form, in.facts.known(), in.questions)
	if in.values, in.warnings, err = o.checked(ctx, tx, c, in.it, in.facts, in.questions); err != nil {
		return nil, err
	}
	in.missing = missing(in.it, in.questions, in.papers)
	return in, nil
}

// accept starts the clock.
func (o *Office) accept(ctx context.Context, tx *db.Tx, actor access.Actor, in *intake, insist bool) (*Outcome, error) {
	c, it := in.c, in.it
	today := civil.DateIn(tx.Now())
	var err error
	if c.Assessment, err = o.assessed(ctx, tx, &review{c: c, it: it, facts: in.facts, values: in.values}); err != nil {
		return nil, err
	}
	if a := c.Assessment; a != nil && !a.Entitled && !insist {
		return nil, NotEntitled.With("reason", a.Says).Under(it.Basis[0].String())
	}
	n, err := next(ctx, tx, c.County, "case", today.Year())
	if err != nil {
		return nil, err
	}
	c.Number, c.TakenBy, c.AcceptedAt, c.Accepted = caseNumber(c.County, today.Year(), n), actor.User, tx.Now(), today
	if it.Way() == ByDispute {
		return o.receive(ctx, tx, actor, in)
	}
	start := o.startClock(c, it)
	if it.Way() != ByDecision {
		return o.finish(ctx, tx, actor, in, start)
	}
	c.State = Submitted
	if fresh, err := acceptCase(ctx, tx, actor, it, c); err != nil || !fresh {
		return nil, errors.Join(err, staleUnless(fresh, c))
	}
	if err := beginClock(ctx, tx, c, start, actor); err != nil {
		return nil, err
	}
	if err := o.owe(ctx, tx, in); err != nil {
		return nil, err
	}
	if err := revokeLetters(ctx, tx, c.County, c.ID, revokedCompleted, db.Micros(tx.Now())); err != nil {
		return nil, err
	}
	v, err := o.receiptValues(ctx, tx, actor, in)
	if err != nil {
		return nil, err
	}
	letter, err := o.issue(ctx, tx, actor, c, it, outReceipt, v)
	if err != nil {
		return nil, err
	}
	detail := map[string]string{"number": c.Number, "due": dayText(c.Due), "article": it.Promised(c.County).Cite()}
	if err := o.record(ctx, tx, actor, it, c, submitting.name, detail); err != nil {
		return nil, err
	}
	if err := o.assignIn(ctx, tx, actor, c, it, in.facts.person.Village); err != nil {
		return nil, err
	}
	if err := o.tell(ctx, tx, c, in.facts, in.values, c.byDay(tellAccepted, tellTaken, "item", it.Title, "number", c.Number)); err != nil {
		return nil, err
	}
	c.Version++
	return &Outcome{Case: *c, Letter: letter, Warnings: in.warnings}, nil
}

// handBack gives a case that was returned to the station to the reviewer again: under its number and on its clock. What was not asked for
// in the one-time notice is not asked for now.
func (o *Office) handBack(ctx context.Context, tx *db.Tx, actor access.Actor, in *intake) (*Outcome, error) {
	c := in.c
	if len(in.missing) > 0 {
		return nil, StillMissing.With("what", in.missing[0].Title, "count", len(in.missing))
	}
	a, err := o.assessed(ctx, tx, &review{c: c, it: in.it, facts: in.facts, values: in.values})
	if err != nil {
		return nil, err
	}
	if c.Assessment = a; a != nil {
		if fresh, err := reassessCase(ctx, tx, actor, c, a); err != nil || !fresh {
			return nil, errors.Join(err, staleUnless(fresh, c))
		}
		c.Version++
	}
	if err := o.owe(ctx, tx, in); err != nil {
		return nil, err
	}
	c.State = Submitted
	if fresh, err := moveCase(ctx, tx, actor, c, Submitted); err != nil || !fresh {
		return nil, errors.Join(err, staleUnless(fresh, c))
	}
	c.Version++
	return &Outcome{Case: *c, Warnings: in.warnings}, o.record(ctx, tx, actor, in.it, c, submitting.name, map[string]string{"number": c.Number, "again": "yes"})
}

// notice tells everything that is missing, once. The same things missing again give the same notice again.
func (o *Office) notice(ctx context.Context, tx *db.Tx, actor access.Actor, in *intake) (*Outcome, error) {
	c, it := in.c, in.it
	out := &Outcome{Missing: in.missing, Warnings: in.warnings}
	list := missingNames(in.missing)
	if c.State == Incomplete {
		told, err := lastEvent(ctx, tx, c.County, c.ID, noticing.name)
		if err != nil {
			return nil, err
		}
		if told.Detail["missing"] == list {
			out.Case = *c
			out.Letter, err = o.validLetter(ctx, tx, c, it.Letters[outIncomplete])
			return out, err
		}
	}
	c.State = Incomplete
	if fresh, err := moveCase(ctx, tx, actor, c, Incomplete); err != nil || !fresh {
		return nil, errors.Join(err, staleUnless(fresh, c))
	}
	if err := revokeLetters(ctx, tx, c.County, c.ID, revokedReplaced, db.Micros(tx.Now())); err != nil {
		return nil, err
	}
	v, err := o.noticeValues(ctx, tx, actor, in)
	if err != nil {
		return nil, err
	}
	if out.Letter, err = o.issue(ctx, tx, actor, c, it, outIncomplete, v); err != nil {
		return nil, err
	}
	if err := o.record(ctx, tx, actor, it, c, noticing.name, map[string]string{"notice": out.Letter.Number, "missing": list}); err != nil {
		return nil, err
	}
	c.Version++
	out.Case = *c
	return out, nil
}

func missingNames(list []Missing) string {
	names := make([]string, len(list))
	for i, m := range list {
		names[i] = m.Kind + ":" + m.Name
	}
	return strings.Join(names, ",")
}

func staleUnless(fresh bool, c *Case) error {
	if fresh {
		return nil
	}
	return stale(c)
}

var (
	tellAccepted = words.Text{Zh: "您申请的“{item}”已受理，编号{number}，最迟{due}办结。", En: "Your application “{item}” is accepted under {number} and decided by {due} at the latest."}
	tellTaken    = words.Text{Zh: "您申请的“{item}”已受理，编号{number}，办结后通知您。", En: "Your application “{item}” is accepted under {number}; you will be told the result."}
	tellApproved = words.Text{Zh: "您申请的“{item}”（{number}）已办结。", En: "Your application “{item}” ({number}) is approved."}
	tellRefused  = words.Text{Zh: "您申请的“{item}”（{number}）不予办理，决定书和理由请到受理站点领取，也可以申请复议或者起诉。", En: "Your application “{item}” ({number}) is refused. The decision with its reasons is at your station; you may appeal."}
)
