package benefit

import (
	"context"
	"errors"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/money"
)

// Outcome is what a whole run came to. People counts everybody the run looked at: posted, returned and held.
type Outcome struct {
	County     civil.County `json:"county"`
	Month      civil.Month  `json:"month"`
	Run        int64        `json:"run,string"`
	State      RunState     `json:"state"`
	People     int64        `json:"people"`
	Held       int64        `json:"held"`
	Total      money.Fen    `json:"total_fen"` // ordered from the bank
	Posted     int64        `json:"posted"`
	PostedFen  money.Fen    `json:"posted_fen"`
	Returned   int64        `json:"returned"`
	ReturnedF  money.Fen    `json:"returned_fen"`
	Difference money.Fen    `json:"difference_fen"`
	Already    bool         `json:"already"`
}

// Pay drives the month's run of the residents' pension from wherever it stands to its reconciliation: maker prepares and exchanges files,
// checker approves, answer is the bank: it answers a payment file with a return file. A run that is finished changes nothing (Already). Nobody
// is released: what the gate holds stays held. Called again after a kill, it goes on.
func (b *Benefits) Pay(ctx context.Context, maker, checker access.Actor, county civil.County, month civil.Month,
	answer func(file []byte) ([]byte, error), progress func(Progress)) (Outcome, error) {
	return b.PayKind(ctx, maker, checker, county, ResidentPension, month, answer, progress)
}

// PayKind is Pay for any kind of benefit; a kind of one payment has its own, extra run.
func (b *Benefits) PayKind(ctx context.Context, maker, checker access.Actor, county civil.County, k Kind, month civil.Month,
	answer func(file []byte) ([]byte, error), progress func(Progress)) (Outcome, error) {
	if maker.County != county || checker.County != county {
		return Outcome{}, access.OtherCounty.With()
	}
	if maker.User == checker.User {
		return Outcome{}, SamePerson.With().Under(twoPersons)
	}
	step, err := b.prepare(ctx, maker, k, month, progress)
	if err != nil {
		return Outcome{}, err
	}
	already := step.Run.State == Reconciled
	r, early := step.Run, earlyOrders{}
	for !r.State.Reached(Reconciled) {
		if r, err = b.payStep(ctx, maker, checker, r, early, answer, progress); err != nil {
			return Outcome{}, err
		}
	}
	return b.outcome(ctx, r, already)
}

// attemptsToApprove bounds how often a list may change under the approval.
const attemptsToApprove = 5

func (b *Benefits) payStep(ctx context.Context, maker, checker access.Actor, r Run, early earlyOrders, answer func([]byte) ([]byte, error), progress func(Progress)) (Run, error) {
	switch r.State {
	case Prepared, Approved:
		var step Step
		var err error
		for range attemptsToApprove {
			if step, err = b.approve(ctx, checker, r.ID, early, progress); !errors.Is(err, NewlyHeld) {
				break
			}
		}
		return step.Run, err
	case Pended, Filed:
		f, err := b.bankFile(ctx, maker, r.ID, early)
		clear(early)
		if err != nil || f.Run.State != Filed {
			return f.Run, err
		}
		back, err := answer(f.Content)
		if err != nil && fail.KindOf(err) == fail.Invalid {
			return r, err // the bank answered, wrongly: that says more than that it did not
		}
		if err != nil {
			return r, BankFailed.With().From(err)
		}
		step, err := b.importReturn(ctx, maker, r.ID, [][]byte{back}, progress)
		return step.Run, err
	case Answered:
		return b.settle(ctx, maker, r, progress)
	case Settled:
		s, err := b.Reconcile(ctx, maker, r.ID)
		if err == nil && s.Difference != 0 {
			err = Unbalanced.With("month", r.Month, "difference", s.Difference)
		}
		r.State = Reconciled
		return r, err
	}
	step, err := b.prepare(ctx, maker, r.Kind, r.Month, progress)
	return step.Run, err
}

// outcome reads what a run came to.
func (b *Benefits) outcome(ctx context.Context, r Run, already bool) (Outcome, error) {
	o := Outcome{County: r.County, Month: r.Month, Run: r.ID, State: r.State, Already: already}
	err := b.db.View(ctx, func(tx *db.Tx) error {
		all, err := sums(ctx, tx, r)
		if err != nil {
			return err
		}
		for _, s := range all {
			o.People += s.People
			switch s.State {
			case Held, Lapsed:
				o.Held += s.People
			case Paid:
				o.Posted, o.PostedFen = o.Posted+s.People, o.PostedFen+s.Total
			case Returned:
				o.Returned, o.ReturnedF = o.Returned+s.People, o.ReturnedF+s.Total
			}
		}
		o.Total = o.PostedFen + o.ReturnedF
		last, _, found, err := lastReconciliation(ctx, tx, r.County, r.ID)
		if err == nil && found {
			o.Difference = last.Difference
		}
		return err
	})
	return o, err
}
