package casework

import (
	"context"
	"slices"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
)

// lifeMoves are the steps beside the form and its decision: of the clock, of what is owed, of where the case is and how it ends.
var lifeMoves = map[string]move{
	"pause": {[]string{"ground", "says"}, clocking.from, (*Told).runs, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Pause(ctx, actor, Pausing{Case: id, Version: m.Version, Ground: m.Ground, Says: m.Says})
		return err
	}},
	"resume": {[]string{"says"}, clocking.from, (*Told).stands, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Resume(ctx, actor, id, m.Version, m.Says)
		return err
	}},
	"extend": {[]string{"days", "ground", "says"}, clocking.from, (*Told).extendable, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Extend(ctx, actor, Extending{Case: id, Version: m.Version, Days: m.Days, Ground: m.Ground, Says: m.Says})
		return err
	}},
	"return": {[]string{"says"}, returning.from, (*Told).decided, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Return(ctx, actor, id, m.Version, m.Says)
		return err
	}},
	"move": {[]string{"to", "says"}, moving.from, nil, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		station, _ := strconv.ParseInt(m.To, 10, 64) // what is no number is told by the operation
		_, err := o.Move(ctx, actor, id, m.Version, station, m.Says)
		return err
	}},
	"transfer": {[]string{"to", "says"}, transferring.from, nil, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Transfer(ctx, actor, Transferring{Case: id, Version: m.Version, County: m.To, Says: m.Says})
		return err
	}},
	"met": {[]string{"material"}, settling.from, owes(DebtPaper), func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.MeetDebt(ctx, actor, Settling{Case: id, Version: m.Version, Material: m.Material})
		return err
	}},
	"verified": {[]string{"material"}, settling.from, owes(DebtCommitment), func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.VerifyCommitment(ctx, actor, Settling{Case: id, Version: m.Version, Material: m.Material})
		return err
	}},
	"broken": {[]string{"material", "says"}, settling.from, owes(DebtCommitment), func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.VerifyCommitment(ctx, actor, Settling{Case: id, Version: m.Version, Material: m.Material, Broken: true, Says: m.Says})
		return err
	}},
	"deliver": {[]string{"how", "on"}, delivering.from, func(t *Told) bool { return t.Delivered == "" }, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		on, err := civil.ParseDate(m.On)
		if err != nil {
			return NoDeliveryDay.With().On("on").From(err)
		}
		_, err = o.Deliver(ctx, actor, Delivery{Case: id, Version: m.Version, How: How(m.How), On: on})
		return err
	}},
	"archive": {nil, archiving.from, (*Told).archivable, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Archive(ctx, actor, id, m.Version)
		return err
	}},
	"correct": {[]string{"answers", "says"}, correcting.from, nil, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Correct(ctx, actor, Correction{Case: id, Version: m.Version, Fields: m.Answers, Says: m.Says})
		return err
	}},
	"reopen": {[]string{"ground", "says"}, reopening.from, nil, func(ctx context.Context, o *Office, actor access.Actor, id int64, m Move) error {
		_, err := o.Reopen(ctx, actor, Reopening{Case: id, Version: m.Version, Ground: m.Ground, Says: m.Says})
		return err
	}},
}

func (t *Told) runs() bool { return t.Clock != nil && t.Clock.Standing == "" }

func (t *Told) stands() bool { return t.Clock != nil && t.Clock.Standing != "" }

// extendable says whether the law lets the limit be extended and it has not been since it began.
func (t *Told) extendable() bool { return t.runs() && t.Clock.Extension > 0 && !t.Clock.Extended }

// owes says whether something of a kind is still owed.
func owes(kind string) func(*Told) bool {
	return func(t *Told) bool {
		return slices.ContainsFunc(t.Debts, func(d ToldDebt) bool { return d.Kind == kind && d.State == DebtOpen })
	}
}

func (t *Told) archivable() bool {
	open := owes(DebtPaper)(t) || owes(DebtCommitment)(t)
	return t.Number != "" && t.Archived == "" && !open && (t.Delivered != "" || !slices.Contains(ended, t.State))
}
