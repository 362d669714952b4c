package casework

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
)

// Begin marks a case as under review by the actor. Another reviewer may take it over; who took the case in may not review it.
func (o *Office) Begin(ctx context.Context, actor access.Actor, id, version int64) (*Case, error) {
	if err := actor.May(access.CaseReview); err != nil {
		return nil, err
	}
	var out *Case
	err := o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		c, it, err := o.reviewed(ctx, tx, actor, id, version, reviewing)
		if err != nil {
			return err
		}
		if c.State == Review && c.Reviewer == actor.User {
			out = c
			return nil
		}
		c.State, c.Reviewer = Review, actor.User
		if fresh, err := reviewCase(ctx, tx, actor, c); err != nil || !fresh {
			return errors.Join(err, staleUnless(fresh, c))
		}
		c.Version++
		out = c
		return o.record(ctx, tx, actor, it, c, reviewing.name, nil)
	})
	return out, err
}

// reviewed locks a case for somebody who reviews it.
func (o *Office) reviewed(ctx context.Context, tx *db.Tx, actor access.Actor, id, version int64, v verb) (*Case, *Item, error) {
	c, _, err := lockCase(ctx, tx, actor.County, id)
	if err != nil {
		return nil, nil, err
	}
	it, err := o.itemOf(ctx, tx, c)
	if err != nil {
		return nil, nil, err
	}
	if err := v.check(c.State); err != nil {
		return nil, nil, err
	}
	if err := byStages(it); err != nil {
		return nil, nil, err
	}
	if err := apart(it, c, actor.User); err != nil {
		return nil, nil, err
	}
	if err := o.decides(ctx, tx, actor, it); err != nil {
		return nil, nil, err
	}
	if c.Version != version {
		return nil, nil, stale(c)
	}
	return c, it, nil
}

// Decision decides a case. A refusal names one of the item's grounds and what was found.
type Decision struct {
	Case    int64
	Version int64
	Approve bool
	Ground  string
	Facts   string // what was found, for the letter of refusal
}

// Decide approves or refuses, by another person than the one who took the case in. An approval takes effect in the same
// transaction. If the registers changed since the reviewer looked, nothing is decided: the case is computed again and
// [FactsChanged] says so.
func (o *Office) Decide(ctx context.Context, actor access.Actor, d Decision) (*Outcome, error) {
	if err := actor.May(access.CaseReview); err != nil {
		return nil, err
	}
	var out *Outcome
	var changed bool
	err := o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		out, changed = nil, false
		v := refusing
		if d.Approve {
			v = approving
		}
		c, it, err := o.reviewed(ctx, tx, actor, d.Case, d.Version, v)
		if err != nil {
			return err
		}
		r, err := o.review(ctx, tx, c, it)
		if err != nil {
			return err
		}
		if !c.Assessment.same(r.now) {
			changed = true
			return o.reassess(ctx, tx, actor, r)
		}
		if d.Approve {
			out, err = o.approve(ctx, tx, actor, r)
		} else {
			out, err = o.refuse(ctx, tx, actor, r, d)
		}
		return err
	})
	if err == nil && changed {
		return nil, FactsChanged.With()
	}
	return out, err
}

// review is a case under decision, with what the registers say now.
type review struct {
	c      *Case
	it     *Item
	facts  *facts
	form   Form
	values map[string]string
	now    *Assessment
}

func (o *Office) review(ctx context.Context, tx *db.Tx, c *Case, it *Item) (*review, error) {
	_, sealed, err := readCase(ctx, tx, c.County, c.ID)
	if err != nil {
		return nil, err
	}
	form, err := o.openForm(c.County, c.ID, sealed)
	if err != nil {
		return nil, err
	}
	r := &review{c: c, it: it, form: form}
	if r.facts, err = o.factsIn(ctx, tx, c.County, c.Person); err != nil {
		return nil, err
	}
	if r.values, _, err = checkAnswers(answers(it, form, r.facts.known())); err != nil {
		return nil, err
	}
	r.now, err = o.assessed(ctx, tx, r)
	return r, err
}

// reassess keeps the new figures, so that the next look shows them and the old version decides nothing.
func (o *Office) reassess(ctx context.Context, tx *db.Tx, actor access.Actor, r *review) error {
	if fresh, err := reassessCase(ctx, tx, actor, r.c, r.now); err != nil || !fresh {
		return errors.Join(err, staleUnless(fresh, r.c))
	}
	detail := map[string]string{}
	if r.c.Assessment != nil {
		detail["was_fen"], detail["was"] = itoa(int(r.c.Assessment.Total)), r.c.Assessment.Reason
	}
	if r.now != nil {
		detail["now_fen"], detail["now"] = itoa(int(r.now.Total)), r.now.Reason
	}
	return o.record(ctx, tx, actor, r.it, r.c, "reassessed", detail)
}

func (o *Office) approve(ctx context.Context, tx *db.Tx, actor access.Actor, r *review) (*Outcome, error) {
	c, it := r.c, r.it
	if err := o.possible(it, r.facts); err != nil {
		return nil, err
	}
	if c.Assessment != nil && !c.Assessment.Entitled {
		return nil, NotApprovable.With("reason", c.Assessment.Says).Under(it.Basis[0].String())
	}
	if err := o.owing(ctx, tx, r); err != nil {
		return nil, err
	}
	did, err := it.effect().apply(ctx, tx, actor, o, r)
	if err != nil {
		return nil, err
	}
	c.Effect = did.id
	c.State, c.DecidedBy, c.DecidedAt = Approved, actor.User, tx.Now()
	if fresh, err := decideCase(ctx, tx, actor, c); err != nil || !fresh {
		return nil, errors.Join(err, staleUnless(fresh, c))
	}
	v, err := o.approvalValues(ctx, tx, actor, r, did)
	if err != nil {
		return nil, err
	}
	return o.decided(ctx, tx, actor, r, outApproved, v, tellApproved, map[string]string{"number": c.Number})
}

const longestFacts = 500 // characters of a refusal's findings: more belongs into an attachment

func (o *Office) refuse(ctx context.Context, tx *db.Tx, actor access.Actor, r *review, d Decision) (*Outcome, error) {
	c, it := r.c, r.it
	ground, ok := it.Ground(d.Ground)
	if !ok {
		return nil, NoGround.With().On("ground")
	}
	if ground.Needs == needsNotEntitled && (c.Assessment == nil || c.Assessment.Entitled) {
		return nil, GroundNotHeld.With("ground", ground.Title).On("ground")
	}
	if utf8.RuneCountInString(d.Facts) > longestFacts {
		return nil, TooLong.With("field", factsField, "count", longestFacts).On("facts")
	}
	if err := voidDebts(ctx, tx, c.County, c.ID, actor, civil.DateIn(tx.Now())); err != nil {
		return nil, err
	}
	c.State, c.DecidedBy, c.DecidedAt, c.Ground = Refused, actor.User, tx.Now(), ground.Code
	if fresh, err := decideCase(ctx, tx, actor, c); err != nil || !fresh {
		return nil, errors.Join(err, staleUnless(fresh, c))
	}
	v, err := o.refusalValues(ctx, tx, actor, r, ground, strings.TrimSpace(d.Facts))
	if err != nil {
		return nil, err
	}
	return o.decided(ctx, tx, actor, r, outRefused, v, tellRefused, map[string]string{"ground": ground.Code, "article": ground.Cite()})
}

// decided prints, records and tells a decision.
func (o *Office) decided(ctx context.Context, tx *db.Tx, actor access.Actor, r *review, outcome string, v Values, say words.Text, detail map[string]string) (*Outcome, error) {
	c, it := r.c, r.it
	letter, err := o.issue(ctx, tx, actor, c, it, outcome, v)
	if err != nil {
		return nil, err
	}
	if err := o.record(ctx, tx, actor, it, c, string(c.State), detail); err != nil {
		return nil, err
	}
	if err := o.tell(ctx, tx, c, r.facts, r.values, say, "item", it.Title, "number", c.Number); err != nil {
		return nil, err
	}
	c.Version++
	return &Outcome{Case: *c, Letter: letter}, nil
}

// Withdraw ends a case that is not decided yet, because the applicant wants it no more.
func (o *Office) Withdraw(ctx context.Context, actor access.Actor, id, version int64) (*Case, error) {
	if err := actor.May(access.CaseOpen); err != nil {
		return nil, err
	}
	var out *Case
	err := o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		c, _, err := lockCase(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if err := o.maySee(actor, c); err != nil {
			return err
		}
		if c.State == Withdrawn {
			out = c
			return nil
		}
		if err := withdrawing.check(c.State); err != nil {
			return err
		}
		if c.Version != version {
			return stale(c)
		}
		it, err := o.itemOf(ctx, tx, c)
		if err != nil {
			return err
		}
		was := c.State
		c.State = Withdrawn
		if fresh, err := moveCase(ctx, tx, actor, c, Withdrawn); err != nil || !fresh {
			return errors.Join(err, staleUnless(fresh, c))
		}
		if err := o.endsHere(ctx, tx, actor, it, c); err != nil {
			return err
		}
		if err := voidDebts(ctx, tx, c.County, c.ID, actor, civil.DateIn(tx.Now())); err != nil {
			return err
		}
		if err := revokeLetters(ctx, tx, c.County, c.ID, revokedWithdrawn, db.Micros(tx.Now())); err != nil {
			return err
		}
		c.Version++
		out = c
		return o.record(ctx, tx, actor, it, c, withdrawing.name, map[string]string{"was": string(was)})
	})
	return out, err
}
