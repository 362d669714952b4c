package benefit

import (
	"context"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// Purpose is what a run beside the monthly one is for (补发批次).
type Purpose string

// The purposes.
const (
	Arrears Purpose = "arrears" // whatever is due up to the month: late decisions, resumed and released ones, months left over
	Repay   Purpose = "repay"   // only what the bank sent back, at once or after it had been paid
)

var purposeTitles = map[Purpose]words.Text{
	Arrears: {Zh: "补发", En: "arrears"}, Repay: {Zh: "退票重发", En: "paid again after a return"},
}

// Purposes lists what an extra run may be for.
func Purposes() []Purpose { return []Purpose{Arrears, Repay} }

// Title names the purpose.
func (p Purpose) Title() words.Text { return purposeTitles[p] }

// Extra is a run beside the monthly one: what it is for and why there is one.
type Extra struct {
	Purpose Purpose
	Cause   string
}

// maxCause is how long the cause of an extra run may be, in characters.
const maxCause = 200

// The faults of extra runs.
var (
	BadExtra = fail.Define(fail.Invalid, "benefit.bad-extra",
		words.Text{Zh: "补发批次要写明用途和原因（不超过200字）。", En: "An extra run needs its purpose and its cause, in 200 characters at most."}, nobodyPaid,
		words.Text{Zh: "请选择用途、写明原因后再提交。", En: "Choose the purpose and write the cause."})
	NoMonthRun = fail.Define(fail.Blocked, "benefit.no-month-run",
		words.Text{Zh: "{month} 的月度批次还没有办完，不能开补发批次。", En: "The run of {month} is not finished, so no extra run can follow it."}, nobodyPaid,
		words.Text{Zh: "请先把 {month} 的批次办到对平，或选上一个已对平的月份。", En: "Finish the run of {month} first, or choose the last month that is reconciled."})
	NotWithdrawn = fail.Define(fail.Blocked, "benefit.not-withdrawn",
		words.Text{Zh: "这一批现在是“{state}”，不能撤销：只有复核前的补发批次可以撤销。", En: "This run is {state} and cannot be withdrawn: only an extra run can, before its approval."}, unchanged,
		words.Text{Zh: "月度批次请继续办完；已复核的按退回、追回办理。", En: "Finish the month's own run; what is approved is corrected by a return or a recovery."})
	AccountBusy = fail.Define(fail.Blocked, "benefit.account-busy",
		words.Text{Zh: "同一基金账户上，“{kind}”{month} 的批次还没有对平（{state}）。", En: "The run of {month} of the {kind} uses the same fund's bank account and is not reconciled ({state})."}, nobodyPaid,
		words.Text{Zh: "请先把那一批办到对平，再为这一批生成银行文件；资金已冻结，不会丢失。", En: "Reconcile that one first, then make this one's bank file; its money stays reserved."})
)

// PrepareExtra prepares a run beside the finished run of a month: it has its own cause, two persons, file and reconciliation, and pays nothing
// beyond that month. A month of a person is paid once whichever run it is ([payment_line_live]). Called again while that extra run is
// under way it goes on with it; afterwards it opens the next.
func (b *Benefits) PrepareExtra(ctx context.Context, actor access.Actor, k Kind, month civil.Month, x Extra) (Step, error) {
	if err := actor.May(access.RunPrepare); err != nil {
		return Step{}, err
	}
	x.Cause = strings.TrimSpace(x.Cause)
	if _, known := purposeTitles[x.Purpose]; !known || x.Cause == "" || len([]rune(x.Cause)) > maxCause {
		return Step{}, BadExtra.With()
	}
	r, err := b.openExtra(ctx, actor, k, month, x)
	if err != nil {
		return Step{}, err
	}
	return b.prepareRun(ctx, actor, r, watcher(ctx))
}

// openExtra finds the extra run that is under way, or opens the month's next one.
func (b *Benefits) openExtra(ctx context.Context, actor access.Actor, k Kind, month civil.Month, x Extra) (Run, error) {
	var r Run
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if actor.User <= 0 {
			return NeedsPerson.With()
		}
		if err := lockBeginning(ctx, tx, actor.County, k); err != nil {
			return err
		}
		under, found, err := openRun(ctx, tx, actor.County, k)
		if err != nil {
			return err
		}
		if found {
			if r = under; under.Month == month && under.Purpose == x.Purpose {
				return nil
			}
			return RunUnderWay.With("month", under.Month, "state", under.State.Title())
		}
		own, found, err := runOf(ctx, tx, actor.County, k, month)
		if err != nil {
			return err
		}
		if !found || own.State != Reconciled {
			return NoMonthRun.With("month", month).On("month")
		}
		last, err := lastSerial(ctx, tx, actor.County, k, month)
		if err != nil {
			return err
		}
		r = Run{ID: tx.NewID(), County: actor.County, Kind: k, Month: month, Serial: last + 1, Purpose: x.Purpose, Cause: x.Cause, State: Preparing,
			KnownOn: today(tx), Maker: actor.User, MakerName: actor.Name, OpenedAt: tx.Now()}
		fresh, err := insertRun(ctx, tx, r)
		if err != nil {
			return err
		}
		if !fresh {
			return db.Busy.With() // somebody else opened one in the moment between
		}
		return b.audit(ctx, tx, actor, "run.open", runSubject(r.ID), "month", month.String(), "kind", string(k), "purpose", string(x.Purpose))
	})
	return r, err
}

// Withdraw gives up an extra run before its approval, while no money is reserved: what it would have paid is due again.
func (b *Benefits) Withdraw(ctx context.Context, actor access.Actor, run int64, reason string) (Run, error) {
	if err := actor.May(access.RunPrepare); err != nil {
		return Run{}, err
	}
	if strings.TrimSpace(reason) == "" {
		return Run{}, NoReason.With().On("reason")
	}
	var r Run
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
		if r, err = lockRun(ctx, tx, actor.County, run); err != nil {
			return err
		}
		if r.Serial == 0 || r.State.Reached(Approved) || r.State == Withdrawn {
			return NotWithdrawn.With("state", r.State.Title())
		}
		r.State = Withdrawn
		if err := giveUp(ctx, tx, r); err != nil {
			return err
		}
		if err := setState(ctx, tx, r, Withdrawn); err != nil {
			return err
		}
		return b.audit(ctx, tx, actor, "run.withdraw", runSubject(run), "reason", reason)
	})
	return r, err
}

// accountFree refuses a payment file while another run has money on its way from the same bank account: the bank's statement could not tell
// one from the other.
func accountFree(ctx context.Context, tx *db.Tx, r Run) error {
	other, found, err := runOnAccount(ctx, tx, r)
	if err == nil && found {
		err = AccountBusy.With("kind", other.Kind.Title(), "month", other.Month, "state", other.State.Title())
	}
	return err
}
