package benefit

import (
	"context"
	"strconv"
	"strings"
	"time"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// Fate is what becomes of money that came back.
type Fate string

// The fates.
const (
	ToPerson Fate = "again" // it is the person's: the months are due again
	ToFund   Fate = "fund"  // it stays with the fund: the months are not paid again
)

var fateTitles = map[Fate]words.Text{ToPerson: {Zh: "更正后重发", En: "paid again"}, ToFund: {Zh: "退回基金，不再发放", En: "kept by the fund, not paid again"}}

// Title names the fate.
func (f Fate) Title() words.Text { return fateTitles[f] }

// FateRequest asks for what shall become of a payment that came back; another person decides it.
type FateRequest struct {
	ID          int64
	Payment     int64
	Fate        Fate
	Reason      string
	State       string // asked, applied, refused
	AskedBy     int64
	AskedName   string
	AskedAt     time.Time
	DecidedBy   int64
	DecidedName string
	DecidedAt   time.Time
}

// The faults of fates.
var (
	BadFate = fail.Define(fail.Invalid, "benefit.bad-fate",
		words.Text{Zh: "要写明怎样处理和原因；只有付后退回的款项可以这样办。", En: "Say what shall become of it and why; only money that came back after it was paid is handled so."}, unchanged,
		words.Text{Zh: "请从支付失败清单里打开。", En: "Open it from the list of failed payments."})
	FateOpen = fail.Define(fail.Conflict, "benefit.fate-open",
		words.Text{Zh: "这笔退款已有一个待审的申请。", En: "A request about this payment waits to be decided already."}, unchanged,
		words.Text{Zh: "请先审结那一个。", En: "Decide that one first."})
	PaidAgain = fail.Define(fail.Blocked, "benefit.paid-again",
		words.Text{Zh: "这些月份已经重发或正在重发，不能再退回基金。", En: "These months are paid again or on their way, so the fund cannot keep them."}, unchanged,
		words.Text{Zh: "多发的部分按追回办理。", En: "What is too much is recovered as an overpayment."})
)

// AskFate asks that money which came back shall stay with the fund, or go to the person after all; another person decides it.
func (b *Benefits) AskFate(ctx context.Context, actor access.Actor, payment int64, fate Fate, reason string) (FateRequest, error) {
	q := FateRequest{Payment: payment, Fate: fate, Reason: strings.TrimSpace(reason), State: "asked", AskedBy: actor.User, AskedName: actor.Name}
	if actor.May(access.CaseOpen) != nil && actor.May(access.RunPrepare) != nil {
		return q, actor.May(access.RunPrepare)
	}
	if _, known := fateTitles[fate]; !known || q.Reason == "" || actor.User <= 0 {
		return q, BadFate.With().On("reason")
	}
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		now, found, err := fateOf(ctx, tx, actor.County, payment)
		if err != nil {
			return err
		}
		if !found || now == fate {
			return BadFate.With()
		}
		q.ID, q.AskedAt = tx.NewID(), tx.Now()
		fresh, err := insertFate(ctx, tx, actor.County, q)
		if err != nil {
			return err
		}
		if !fresh {
			return FateOpen.With()
		}
		return b.audit(ctx, tx, actor, "late.ask-fate", "payment:"+strconv.FormatInt(payment, 10), "fate", string(fate))
	})
	return q, err
}

// DecideFate applies such a request or refuses it; never its own asker. What the fund keeps falls out of a run that is prepared; what is
// approved or paid again already stays so ([PaidAgain]).
func (b *Benefits) DecideFate(ctx context.Context, actor access.Actor, id int64, apply bool) (FateRequest, error) {
	if err := actor.May(access.RunApprove); err != nil {
		return FateRequest{}, err
	}
	var q FateRequest
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
		if err := lockOpenRuns(ctx, tx, actor.County); err != nil {
			return err
		}
		if q, err = fateRequest(ctx, tx, actor.County, id, tx.LockClause()); err != nil {
			return err
		}
		if q.State != "asked" {
			return Decided.With("name", q.DecidedName)
		}
		if q.AskedBy == actor.User {
			return OwnRequest.With().Under(twoPersons)
		}
		q.State, q.DecidedBy, q.DecidedName, q.DecidedAt = "refused", actor.User, actor.Name, tx.Now()
		if apply {
			q.State = "applied"
			if err := b.applyFate(ctx, tx, actor, q); err != nil {
				return err
			}
		}
		if err := decideFate(ctx, tx, actor.County, q); err != nil {
			return err
		}
		return b.audit(ctx, tx, actor, "late.fate-"+q.State, "payment:"+strconv.FormatInt(q.Payment, 10), "fate", string(q.Fate))
	})
	return q, err
}

func (b *Benefits) applyFate(ctx context.Context, tx *db.Tx, actor access.Actor, q FateRequest) error {
	if q.Fate == ToFund {
		p, err := payment(ctx, tx, actor.County, q.Payment)
		if err != nil {
			return err
		}
		e, err := entitlement(ctx, tx, actor.County, p.Entitlement, true)
		if err != nil {
			return err
		}
		if err := b.computeAnew(ctx, tx, actor.County, e, p.From); err != nil {
			return err
		}
		again, err := liveAgain(ctx, tx, actor.County, p)
		if err != nil {
			return err
		}
		if again {
			return PaidAgain.With()
		}
	}
	if err := b.fateOfWithdrawal(ctx, tx, actor.County, q); err != nil {
		return err
	}
	return setFate(ctx, tx, actor.County, q)
}

// FateRequests lists the requests that wait to be decided.
func (b *Benefits) FateRequests(ctx context.Context, actor access.Actor) ([]FateRequest, error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	var all []FateRequest
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = fateRequests(ctx, tx, actor.County, `state='asked' ORDER BY id LIMIT $2`, MaxPage)
		return err
	})
	return all, err
}
