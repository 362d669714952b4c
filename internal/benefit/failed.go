package benefit

import (
	"cmp"
	"context"
	"slices"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/words"
	"renshe/money"
)

// Stage is what a failed payment waits for.
type Stage string

// The stages.
const (
	NeedsAccount Stage = "account"   // another account of the person, by his own confirmation
	NeedsPayee   Stage = "person"    // the person has to settle it with his bank
	NeedsLife    Stage = "life"      // whether the person is alive
	NeedsBank    Stage = "bank"      // what the bank meant
	NeedsHeirs   Stage = "heirs"     // the person died: who receives what was his
	OnHold       Stage = "suspended" // the entitlement is suspended
	GoesAgain    Stage = "ready"     // nothing: the next run or an extra one pays it
	UnderWay     Stage = "underway"  // a run that pays it is under way
	HeldBack     Stage = "held"      // a run would pay it, and the gate holds it
)

var stages = map[Stage]struct{ title, do words.Text }{
	NeedsAccount: {words.Text{Zh: "等更正账户", En: "the account has to be corrected"},
		words.Text{Zh: "请本人确认，登记本人名下有效的账户（经办受理、另一人审核），更正后自动重发", En: "have the person confirm an account in their own name; the station takes it in, another person decides; then it is paid again"}},
	NeedsPayee: {words.Text{Zh: "等本人到开户行处理", En: "the person has to see their bank"},
		words.Text{Zh: "打电话请本人到开户行解除限制，或换一个账户", En: "call the person: have the bank lift the restriction, or take another account"}},
	NeedsLife: {words.Text{Zh: "先核实是否在世", En: "find out whether the person is alive"},
		words.Text{Zh: "向家属或村（社区）核实；已去世的登记死亡，在世的更正账户", En: "ask the family or the village; record the death, or correct the account"}},
	NeedsBank: {words.Text{Zh: "等向银行问清", En: "ask the paying bank"},
		words.Text{Zh: "向代发银行问清原因，再决定更正账户或重发", En: "ask the paying bank for the reason, then correct the account or pay again"}},
	NeedsHeirs: {words.Text{Zh: "本人已去世", En: "the person has died"},
		words.Text{Zh: "死亡当月及以前的核实领取人后放行；不应发的申请退回基金", En: "release what was due up to the month of death once it is clear who receives it; what was not due stays with the fund"}},
	OnHold: {words.Text{Zh: "待遇已暂停", En: "the entitlement is suspended"}, words.Text{Zh: "暂停原因消除后办理恢复", En: "have it resumed once the ground is gone"}},
	GoesAgain: {words.Text{Zh: "可以重发", En: "can be paid again"},
		words.Text{Zh: "下一批自动重发；等不及的开一个退票重发批次", En: "the next run pays it; if that is too late, an extra run does"}},
	UnderWay: {words.Text{Zh: "正在重发", En: "being paid again"}, words.Text{Zh: "等银行回盘", En: "wait for the bank's answer"}},
	HeldBack: {words.Text{Zh: "新的发放被暂缓", En: "the new payment is held"},
		words.Text{Zh: "看暂缓的原因，核实后由另一人放行；不放行的，下一批再核", En: "see why it is held; once checked, another person releases it; what is not released is checked again by the next run"}},
}

// Title names the stage.
func (s Stage) Title() words.Text { return stages[s].title }

// Do says what to do.
func (s Stage) Do() words.Text { return stages[s].do }

// Failure is somebody whose payment came back, at once or after it had been paid, and is not paid again (支付失败).
type Failure struct {
	Entitlement int64
	Person      int64
	Name        string
	Village     civil.Division
	Kind        Kind
	Payment     int64 // the last one that came back
	From, To    civil.Month
	Months      int
	Amount      money.Fen // of the months that came back
	Code        string    // the bank's reason, of the last one
	Late        bool      // it came back after it had been paid
	Since       civil.Date
	Days        int // waited since
	Stage       Stage

	account  int64
	status   Status
	underWay bool
	held     bool
	months   []failedMonth
}

// failedMonth is one month of it.
type failedMonth struct {
	month  civil.Month
	amount money.Fen
}

// Text says in words why the bank returned the payment.
func (f Failure) Text() words.Text { return returnText(f.Code) }

// Failed lists whose payment came back and is not paid again, in the villages given; nil is the whole county. Who has waited longest comes
// first.
func (b *Benefits) Failed(ctx context.Context, actor access.Actor, villages []civil.Division) ([]Failure, error) {
	if err := actor.May(access.PersonRead); err != nil {
		return nil, err
	}
	var list []Failure
	err := b.db.View(ctx, func(tx *db.Tx) error {
		all, err := failed(ctx, tx, actor.County)
		if err != nil {
			return err
		}
		ids := make([]int64, len(all))
		for i, f := range all {
			ids[i] = f.Person
		}
		slices.Sort(ids)
		payees, err := b.enrol.PayeesIn(ctx, tx, actor.County, slices.Compact(ids))
		if err != nil {
			return err
		}
		list = list[:0]
		for _, f := range all {
			p := payees[f.Person]
			if villages != nil && !slices.Contains(villages, p.Village) {
				continue
			}
			if f.settle(p); f.Months > 0 {
				f.Days = int(today(tx) - f.Since)
				list = append(list, f)
			}
		}
		return nil
	})
	slices.SortStableFunc(list, func(a, b Failure) int {
		return cmp.Or(cmp.Compare(a.Since, b.Since), cmp.Compare(a.Entitlement, b.Entitlement))
	})
	return list, err
}

// settle adds up the months that are the person's and says what they wait for.
func (f *Failure) settle(p enrolment.Payee) {
	f.Name, f.Village = p.Name, p.Village
	for _, m := range f.months {
		if p.Died != 0 && m.month > p.Died.Month() && !f.Kind.Once() {
			continue
		}
		if f.Months == 0 {
			f.From = m.month
		}
		f.To, f.Months, f.Amount = m.month, f.Months+1, f.Amount+m.amount
	}
	good := p.Bank.ID != 0 && p.Bank.Status == enrolmentOK
	f.Stage = f.stage(p.Died != 0, good, good && p.Bank.ID != f.account)
}

func (f *Failure) stage(died, good, other bool) Stage {
	reason := bank.ReasonOf(f.Code)
	switch {
	case f.underWay:
		return UnderWay
	case died:
		return NeedsHeirs
	case f.status == Suspended:
		return OnHold
	case !good:
		return NeedsAccount
	case (other || reason.Retry) && f.held:
		return HeldBack
	case other || reason.Retry:
		return GoesAgain
	case reason.Remedy == bank.CheckLife:
		return NeedsLife
	case reason.Remedy == bank.ContactPerson:
		return NeedsPayee
	case reason.Remedy == bank.AskBank:
		return NeedsBank
	}
	return NeedsAccount
}
