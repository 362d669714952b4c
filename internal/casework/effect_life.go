package casework

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/words"
)

// SuspendBenefit and ResumeBenefit change the life of a benefit that the person has, and ConfirmBenefit records that they may still
// draw it, and what the item names beside it: benefit.SuspendIn, ResumeIn, ConfirmIn.
const (
	SuspendBenefit = "suspend"
	ResumeBenefit  = "resume"
	ConfirmBenefit = "confirm"
)

type lifeEffect struct{ action benefit.Action }

var (
	wLifeChanged = words.Text{Zh: "{benefit}已{action}", En: "{action}: {benefit}"}
	offerStatus  = words.Text{Zh: "{benefit}：{status}。", En: "{benefit}: {status}."}
	wConfirmed   = words.Text{Zh: "{benefit}领取资格已确认（{on}）", En: "the {benefit} may still be drawn, confirmed on {on}"}
	wConfirming  = words.Text{Zh: "确认资格", En: "confirm"}
)

func (e lifeEffect) wants() benefit.Status {
	if e.action == benefit.Resume {
		return benefit.Suspended
	}
	return benefit.Active
}

func (lifeEffect) ways() []Way { return []Way{ByDecision} }

func (lifeEffect) check(l *lawFaults, file string, it *Item, _ Known) { checkBenefit(l, file, it) }

func checkBenefit(l *lawFaults, file string, it *Item) {
	for _, k := range it.awards() {
		l.must(!k.Title().IsZero(), file, "no benefit "+string(k))
	}
}

func (e lifeEffect) excluded(it *Item, f *facts) error {
	if had := f.granted(it.Effect.Benefit); had == nil || had.Status != e.wants() {
		return NothingGranted.With("benefit", benefit.Kind(it.Effect.Benefit).Title(), "action", e.action.Title())
	}
	return nil
}

func (lifeEffect) stands(it *Item, f *facts) words.Text { return standing(it, f) }

// standing says where the benefit of an item stands; nothing if there is none.
func standing(it *Item, f *facts) words.Text {
	had := f.granted(it.Effect.Benefit)
	if had == nil {
		return words.Text{}
	}
	return fill(offerStatus, []any{"benefit", had.Kind.Title(), "status", had.Status.Title()})
}

func (e lifeEffect) apply(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, r *review) (done, error) {
	had := r.facts.granted(r.it.Effect.Benefit)
	change := o.Benefit.SuspendIn
	if e.action == benefit.Resume {
		change = o.Benefit.ResumeIn
	}
	now, err := change(ctx, tx, actor, had.ID, r.it.Title.Zh+" "+r.c.Number)
	return done{id: now.ID, result: fill(wLifeChanged, []any{"benefit", had.Kind.Title(), "action", e.action.Title()})}, err
}

// granted is the person's entitlement to a benefit that has not been stopped; nil if there is none.
func (f *facts) granted(kind string) *benefit.Entitlement {
	for i, e := range f.benefits {
		if string(e.Kind) == kind && e.Status != benefit.Stopped {
			return &f.benefits[i]
		}
	}
	return nil
}

type confirmEffect struct{}

func (confirmEffect) ways() []Way { return []Way{Instantly} }

func (confirmEffect) check(l *lawFaults, file string, it *Item, _ Known) { checkBenefit(l, file, it) }

func (confirmEffect) excluded(it *Item, f *facts) error {
	if len(f.drawn(it)) == 0 {
		return NothingGranted.With("benefit", benefit.Kind(it.Effect.Benefit).Title(), "action", wConfirming)
	}
	return nil
}

func (confirmEffect) stands(it *Item, f *facts) (all words.Text) {
	for _, had := range f.drawn(it) {
		all = joined(all, fill(offerStatus, []any{"benefit", had.Kind.Title(), "status", had.Status.Title()}))
	}
	return all
}

// drawn are the person's entitlements to the item's benefits that have not been stopped, the main one first.
func (f *facts) drawn(it *Item) (all []*benefit.Entitlement) {
	for _, k := range it.awards() {
		if had := f.granted(string(k)); had != nil {
			all = append(all, had)
		}
	}
	return all
}

func (confirmEffect) apply(ctx context.Context, tx *db.Tx, actor access.Actor, o *Office, r *review) (done, error) {
	var d done
	today := civil.DateIn(tx.Now())
	for _, had := range r.facts.drawn(r.it) {
		if _, err := o.Benefit.ConfirmIn(ctx, tx, actor, had.ID, today, benefit.BySelf); err != nil {
			return done{}, err
		}
		if d.id == 0 {
			d.id = had.ID
		} else {
			d.result = joined(d.result, wAnd)
		}
		d.result = joined(d.result, fill(wConfirmed, []any{"benefit", had.Kind.Title(), "on", today}))
	}
	return d, nil
}
