package benefit

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// Recomputation is a kind's paid months computed again with what is known on a later day (重算补差).
type Recomputation struct {
	ID          int64
	Kind        Kind
	KnownOn     civil.Date
	Reason      string // what was published
	People      int
	Months      int
	Up, Down    money.Fen // the sums to be made up and to be recovered, person by person
	State       string    // proposed, applied, refused
	AskedBy     int64
	AskedName   string
	AskedAt     time.Time
	DecidedBy   int64
	DecidedName string
	DecidedAt   time.Time
}

// RecomputeLine is a month whose amount is another now. Plan and Inputs give the new amount again.
type RecomputeLine struct {
	Entitlement   int64
	Month         civil.Month
	Before, After money.Fen
	Plan          string
	Inputs        string
}

// Difference is what the month has too little, below zero too much.
func (l RecomputeLine) Difference() money.Fen { return l.After - l.Before }

// The faults of computing again.
var (
	NothingDiffers = fail.Define(fail.Conflict, "benefit.nothing-differs",
		words.Text{Zh: "按 {day} 已知的标准重算，没有一个已发月份有差额。", En: "Computed with what is known on {day}, no paid month differs."}, unchanged,
		words.Text{Zh: "请核对新标准是否已录入、生效月份是否正确。", En: "Check that the new standard is on file, and from which month it holds."})
	RecomputeOpen = fail.Define(fail.Conflict, "benefit.recompute-open",
		words.Text{Zh: "这种待遇已有一次重算待审。", En: "A recomputation of this benefit waits to be decided already."}, unchanged,
		words.Text{Zh: "请先审结那一次。", En: "Decide that one first."})
	NoRecompute = fail.Define(fail.NotFound, "benefit.no-recompute",
		words.Text{Zh: "本县没有这次重算。", En: "This county has no such recomputation."}, unchanged,
		words.Text{Zh: "请从待办里打开。", En: "Open it from the worklist."})
	RecomputeStale = fail.Define(fail.Conflict, "benefit.recompute-stale",
		words.Text{Zh: "提出重算之后，有 {n} 个月已被追收或退回，这次重算不能执行。", En: "{n} of its months were claimed back or returned by the bank since it was computed; it cannot be applied."}, unchanged,
		words.Text{Zh: "请不批准这一次，再重新计算。", En: "Refuse this one and compute again."})
	BadRecompute = fail.Define(fail.Invalid, "benefit.bad-recompute",
		words.Text{Zh: "重算缺少依据，或日期在今天之后，或这种待遇不能重算。", En: "The recomputation lacks its reason, or its day lies ahead, or this kind cannot be computed again."}, unchanged,
		words.Text{Zh: "请写明公布的文件，日期不晚于今天。", En: "Name what was published and choose a day not later than today."})
)

// Recompute computes every paid month of a kind again with what is known on a day and keeps those that differ, as a proposal: nothing is
// paid or claimed until another person decides it ([Benefits.DecideRecompute]). A month that was made up before is held against that.
func (b *Benefits) Recompute(ctx context.Context, actor access.Actor, k Kind, knownOn civil.Date, reason string) (Recomputation, error) {
	if err := actor.May(access.RunPrepare); err != nil {
		return Recomputation{}, err
	}
	r := Recomputation{Kind: k, KnownOn: knownOn, Reason: reason, State: "proposed", AskedBy: actor.User, AskedName: actor.Name}
	_, known := kinds[k]
	if !known || !k.Recomputable() || strings.TrimSpace(reason) == "" || actor.User <= 0 {
		return r, BadRecompute.With()
	}
	lines, rests, err := b.differs(ctx, actor, k, knownOn)
	if err != nil {
		return r, err
	}
	err = b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		still, err := basisOf(ctx, tx, actor.County, k)
		if err != nil {
			return err
		}
		if still != rests {
			return BeingPrepared.With() // somebody paid, claimed or made up a month meanwhile
		}
		if len(lines) == 0 {
			return NothingDiffers.With("day", knownOn)
		}
		r.ID, r.AskedAt, r.Months, r.People, r.Up, r.Down = tx.NewID(), tx.Now(), len(lines), 0, 0, 0
		for _, net := range netted(lines) {
			r.People++
			if net.sum > 0 {
				r.Up += net.sum
			} else {
				r.Down -= net.sum
			}
		}
		fresh, err := insertRecompute(ctx, tx, actor.County, r)
		if err != nil {
			return err
		}
		if !fresh {
			return RecomputeOpen.With()
		}
		if err := insertRecomputeLines(ctx, tx, actor.County, r.ID, lines); err != nil {
			return err
		}
		return b.audit(ctx, tx, actor, "benefit.recompute", "recompute:"+strconv.FormatInt(r.ID, 10), "kind", string(k), "known-on", knownOn.String())
	})
	return r, err
}

// differs computes in a snapshot, so that a county's recomputation keeps nobody from writing.
func (b *Benefits) differs(ctx context.Context, actor access.Actor, k Kind, knownOn civil.Date) (lines []RecomputeLine, rests basis, err error) {
	err = b.db.View(ctx, func(tx *db.Tx) (err error) {
		if knownOn <= 0 || knownOn > today(tx) {
			return BadRecompute.With().On("day")
		}
		if rests, err = basisOf(ctx, tx, actor.County, k); err != nil {
			return err
		}
		lines, err = b.differing(ctx, tx, actor.County, k, knownOn, rests.lines)
		return err
	})
	return lines, rests, err
}

// differing evaluates the paid months whose plan is another with the new knowledge.
func (b *Benefits) differing(ctx context.Context, tx *db.Tx, county civil.County, k Kind, knownOn civil.Date, total int64) ([]RecomputeLine, error) {
	plans := b.plansOf(county, knownOn)
	made, err := madeUp(ctx, tx, county, k)
	if err != nil {
		return nil, err
	}
	less, err := deductions(ctx, tx, county, 0, math.MaxInt64)
	if err != nil {
		return nil, err
	}
	var lines []RecomputeLine
	after := paidLine{}
	progress, done := watcher(ctx), int64(0)
	for {
		page, err := paidLines(ctx, tx, county, k, after, pageSize)
		if err != nil || len(page) == 0 {
			return lines, err
		}
		done += int64(len(page))
		tell(progress, Progress{State: Recomputing, Done: min(done, total), Total: total})
		for _, l := range page {
			after = l
			now, plan, err := plans.amount(k, l.month, parseInputs(l.inputs))
			if unpublished(err) {
				continue // no value is no reason to take one back
			}
			if err != nil {
				return nil, err
			}
			before := l.basic + less[l.entitlement][l.month] // what was set off was the person's
			if was, again := made[monthOf{l.entitlement, l.month}]; again {
				before = was
			}
			if now != before {
				lines = append(lines, RecomputeLine{l.entitlement, l.month, before, now, plan, l.inputs})
			}
		}
	}
}

// monthOf is a month of an entitlement.
type monthOf struct {
	entitlement int64
	month       civil.Month
}

// net is what a recomputation comes to for one entitlement.
type net struct {
	entitlement int64
	sum         money.Fen
	lines       []RecomputeLine
}

// netted adds up each entitlement's months, in the order of the entitlements.
func netted(lines []RecomputeLine) []net {
	var all []net
	at := map[int64]int{}
	for _, l := range lines {
		i, known := at[l.Entitlement]
		if !known {
			i = len(all)
			at[l.Entitlement] = i
			all = append(all, net{entitlement: l.Entitlement})
		}
		all[i].sum += l.Difference()
		all[i].lines = append(all[i].lines, l)
	}
	slices.SortFunc(all, func(a, b net) int { return int(min(max(a.entitlement-b.entitlement, -1), 1)) })
	return all
}

// DecideRecompute lets a recomputation take effect, or refuses it; never who asked for it. What was too little becomes one payment of the
// kind's difference (补差), due in the next extra run; what was too much becomes an overpayment.
func (b *Benefits) DecideRecompute(ctx context.Context, actor access.Actor, id int64, apply bool) (Recomputation, error) {
	if err := actor.May(access.RunApprove); err != nil {
		return Recomputation{}, err
	}
	var r Recomputation
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
		if r, err = recomputation(ctx, tx, actor.County, id, true); err != nil {
			return err
		}
		if r.State != "proposed" {
			return Decided.With("name", r.DecidedName)
		}
		if r.AskedBy == actor.User {
			return OwnRequest.With().Under(twoPersons)
		}
		r.State, r.DecidedBy, r.DecidedName, r.DecidedAt = "refused", actor.User, actor.Name, tx.Now()
		if apply {
			r.State = "applied"
			if err := b.applyRecompute(ctx, tx, actor, r); err != nil {
				return err
			}
		}
		if err := decideRecompute(ctx, tx, actor.County, r); err != nil {
			return err
		}
		return b.audit(ctx, tx, actor, "benefit.recompute-"+r.State, "recompute:"+strconv.FormatInt(id, 10))
	})
	return r, err
}

// RecomputeLines lists the months of a recomputation, for the page that explains it.
func (b *Benefits) RecomputeLines(ctx context.Context, actor access.Actor, id int64) (r Recomputation, lines []RecomputeLine, err error) {
	if err = actor.May(access.FundRead); err != nil {
		return r, nil, err
	}
	err = b.db.View(ctx, func(tx *db.Tx) (err error) {
		if r, err = recomputation(ctx, tx, actor.County, id, false); err != nil {
			return err
		}
		lines, err = recomputeLines(ctx, tx, actor.County, id)
		return err
	})
	return r, lines, err
}
