package benefit

import (
	"context"
	"slices"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/money"
)

// RecomputePerson is what a recomputation comes to for one person.
type RecomputePerson struct {
	Entitlement   int64
	Person        int64
	Name          string
	Village       civil.Division
	Months        int
	First, Last   civil.Month
	Before, After money.Fen // sums of the months that differ
}

// Difference is what the person gets made up, below zero what is claimed.
func (p RecomputePerson) Difference() money.Fen { return p.After - p.Before }

// RecomputePage is a part of the people of a recomputation; Next is the After of the following one, 0 at the end.
type RecomputePage struct {
	Recomputation
	People []RecomputePerson
	Next   int64
}

// Recomputes lists the county's recomputations, the latest first.
func (b *Benefits) Recomputes(ctx context.Context, actor access.Actor) ([]Recomputation, error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	var all []Recomputation
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = recomputations(ctx, tx, actor.County)
		slices.Reverse(all)
		return err
	})
	return all, err
}

// RecomputePeople shows a recomputation and a page of the people it touches.
func (b *Benefits) RecomputePeople(ctx context.Context, actor access.Actor, id, after int64, limit int) (RecomputePage, error) {
	if err := actor.May(access.FundRead); err != nil {
		return RecomputePage{}, err
	}
	size := between(1, limit, MaxPage)
	var page RecomputePage
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		page = RecomputePage{}
		if page.Recomputation, err = recomputation(ctx, tx, actor.County, id, false); err != nil {
			return err
		}
		if page.People, err = recomputePeople(ctx, tx, actor.County, id, after, size+1); err != nil {
			return err
		}
		if len(page.People) > size {
			page.People = page.People[:size]
			page.Next = page.People[size-1].Entitlement
		}
		ids := make([]int64, len(page.People))
		for i, p := range page.People {
			ids[i] = p.Person
		}
		slices.Sort(ids)
		payees, err := b.enrol.PayeesIn(ctx, tx, actor.County, slices.Compact(ids))
		for i := range page.People {
			p := &page.People[i]
			p.Name, p.Village = payees[p.Person].Name, payees[p.Person].Village
		}
		return err
	})
	return page, err
}

// RecomputedMonth is a month before and after, each as [Kind.Explain] computes it again.
type RecomputedMonth struct {
	Month         civil.Month
	Before, After Line
	MadeUp        bool // Before is what an earlier recomputation made it: its own explanation stands there
}

// RecomputedOf shows one person's months of a recomputation.
func (b *Benefits) RecomputedOf(ctx context.Context, actor access.Actor, id, of int64) (r Recomputation, e Entitlement, months []RecomputedMonth, err error) {
	if err = actor.May(access.FundRead); err != nil {
		return r, e, nil, err
	}
	err = b.db.View(ctx, func(tx *db.Tx) (err error) {
		months = nil
		if r, err = recomputation(ctx, tx, actor.County, id, false); err != nil {
			return err
		}
		if e, err = entitlement(ctx, tx, actor.County, of, false); err != nil {
			return err
		}
		paid, err := paidLinesOf(ctx, tx, e)
		if err != nil {
			return err
		}
		lines, err := recomputeLinesOf(ctx, tx, actor.County, id, of)
		if err != nil {
			return err
		}
		plans := b.plansOf(actor.County, r.KnownOn)
		for _, l := range lines {
			m := RecomputedMonth{Month: l.Month, After: Line{Month: l.Month, Basic: l.After, AccountPart: e.AccountPart, Plan: l.Plan, Inputs: parseInputs(l.Inputs), Query: plans.query(l.Month)}}
			if i := slices.IndexFunc(paid, func(p Line) bool { return p.Month == l.Month }); i >= 0 {
				m.Before = paid[i]
			}
			m.MadeUp = m.Before.Basic != l.Before
			m.Before.Month, m.Before.Basic, m.Before.AccountPart = l.Month, l.Before, e.AccountPart
			months = append(months, m)
		}
		if len(months) == 0 {
			return NoRecompute.With()
		}
		return nil
	})
	return r, e, months, err
}

// basis is what a recomputation rests on: while it was computed nobody may have paid, claimed or made up a month of the kind.
type basis struct{ lines, claimed, applied int64 }

// applyRecompute grants what was too little, for everybody at once, and claims what was too much, person by person.
func (b *Benefits) applyRecompute(ctx context.Context, tx *db.Tx, actor access.Actor, r Recomputation) error {
	// Nobody claims a month or takes one back between the look and the booking.
	all, err := recomputedEntitlements(ctx, tx, actor.County, r.ID)
	if err != nil {
		return err
	}
	if n, err := goneSince(ctx, tx, actor.County, r.ID); err != nil || n > 0 {
		if err == nil {
			err = RecomputeStale.With("n", n)
		}
		return err
	}
	lines, err := recomputeLines(ctx, tx, actor.County, r.ID)
	if err != nil {
		return err
	}
	ended, err := endedDifferences(ctx, tx, actor.County, difference(r.Kind))
	if err != nil {
		return err
	}
	plans := b.plansOf(actor.County, r.KnownOn)
	var granted []Entitlement
	people := netted(lines)
	done := int64(0)
	for _, n := range people {
		e, known := all[n.entitlement]
		if !known {
			return Damaged.With("what", "recompute "+strconv.FormatInt(r.ID, 10))
		}
		switch {
		case n.sum > 0:
			made, err := plans.madeUp(r, e, n.sum, max(today(tx).Month(), ended[e.Person]))
			if err != nil {
				return err
			}
			made.ID = tx.NewID()
			granted = append(granted, made)
			ended[e.Person] = made.Stop // of somebody's second entitlement it is another month's payment
		case n.sum < 0:
			if err := b.tooMuch(ctx, tx, actor, r, e, n); err != nil {
				return err
			}
		}
		if done++; done%pageSize == 0 {
			tell(watcher(ctx), Progress{State: Recomputing, Done: done, Total: int64(len(people))})
		}
	}
	return grantAll(ctx, tx, granted, actor.User)
}

// madeUp is the difference as one payment in its month.
func (p *plans) madeUp(r Recomputation, e Entitlement, sum money.Fen, start civil.Month) (Entitlement, error) {
	in := FixedInputs(sum)
	in["recompute"], in["of"] = strconv.FormatInt(r.ID, 10), strconv.FormatInt(e.ID, 10)
	return p.decide(Grant{Person: e.Person, Kind: difference(e.Kind), Start: start, Inputs: in, Case: e.Case})
}

// grantAll writes many grants that one decision made, each with its history.
func grantAll(ctx context.Context, tx *db.Tx, all []Entitlement, user int64) error {
	i := 0
	if _, err := loadEntitlements(ctx, tx, user, func() (Entitlement, bool) {
		if i == len(all) {
			return Entitlement{}, false
		}
		i++
		return all[i-1], true
	}); err != nil {
		return err
	}
	return insertGranted(ctx, tx, all, user)
}
