package benefit

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
)

// payBack is what the law says of money paid too much.
const payBack = "社会保险经办条例 第四十六条：个人多享受社会保险待遇的，由社会保险经办机构责令退回；难以一次性退回的，可以签订还款协议分期退回，也可以从其后续享受的社会保险待遇或者个人账户余额中抵扣"

// Cause is why too much was paid.
type Cause string

// The causes.
const (
	AfterDeath Cause = "death"
	Double     Cause = "double"
	Recomputed Cause = "recompute"
	Mistake    Cause = "error"
)

var causeTitles = map[Cause]words.Text{
	AfterDeath: {Zh: "死亡后多发", En: "paid after the death"}, Double: {Zh: "重复领取", En: "drawn twice"},
	Recomputed: {Zh: "重算后多发", En: "too much by a recomputation"}, Mistake: {Zh: "核定有误", En: "a wrong decision"},
}

// Title names the cause.
func (c Cause) Title() words.Text { return causeTitles[c] }

// Overpayment is what somebody was paid too much (多发待遇).
type Overpayment struct {
	ID          int64
	Entitlement int64
	Person      int64
	Kind        Kind
	Cause       Cause
	Reason      string
	Amount      money.Fen
	Back        money.Fen // refunded or set off, booked
	State       string    // found, open, settled, dropped
	Recompute   int64
	FoundBy     int64
	FoundName   string
	FoundAt     time.Time
	DecidedBy   int64
	DecidedName string
	DecidedAt   time.Time
	Months      []OverpaidMonth // filled by Overpayment
	Moves       []Return        // filled by Overpayment
	Instalments []Instalment    // filled by Overpayment
	Agreements  []Agreement     // filled by Overpayment
}

// Left is what is still owed.
func (o Overpayment) Left() money.Fen {
	if o.State != "open" {
		return 0
	}
	return o.Amount - o.Back
}

// OverpaidMonth is a month of an overpayment.
type OverpaidMonth struct {
	Month       civil.Month
	Basic       money.Fen
	AccountPart money.Fen
	whole       bool
}

// Return is money that came back: refunded to the fund's bank account, or set off against a month's benefit.
type Return struct {
	ID          int64
	Overpayment int64
	Kind        string // refund, offset
	Amount      money.Fen
	On          civil.Date
	Month       civil.Month // the month that is set off; 0 for a refund
	Reason      string
	State       string // entered, booked, refused
	By          int64
	ByName      string
	DecidedBy   int64
	DecidedName string
}

// Instalment is one part of an agreement to pay back (还款协议).
type Instalment struct {
	Due     civil.Date
	Amount  money.Fen
	Reached bool // what came back reaches it
	Overdue bool // its day is past and what came back does not reach it
}

// The faults of overpayments.
var (
	NothingOverpaid = fail.Define(fail.Conflict, "benefit.nothing-overpaid",
		words.Text{Zh: "从 {month} 起没有已发放且未追收的月份。", En: "From {month} on no month is paid that is not claimed already."}, unchanged,
		words.Text{Zh: "请核对起始月份。", En: "Check the first month."})
	BadOverpayment = fail.Define(fail.Invalid, "benefit.bad-overpayment",
		words.Text{Zh: "多发待遇的记录不完整或不合规：{what}。", En: "The record of the overpayment is incomplete or not lawful: {what}."}, unchanged,
		words.Text{Zh: "请更正后再提交。", En: "Correct it and submit again."})
	NoOverpayment = fail.Define(fail.NotFound, "benefit.no-overpayment",
		words.Text{Zh: "本县没有这笔多发待遇。", En: "This county has no such overpayment."}, unchanged,
		words.Text{Zh: "请从清单里打开。", En: "Open it from the list."})
	OverpaymentState = fail.Define(fail.Blocked, "benefit.overpayment-state",
		words.Text{Zh: "这笔多发待遇的状态不允许这样办。", En: "The overpayment's state does not allow this."}, unchanged,
		words.Text{Zh: "请先看它的记录。", En: "Look at its record first."})
	TooMuchBack = fail.Define(fail.Invalid, "benefit.too-much-back",
		words.Text{Zh: "还欠 {left} 元，不能记 {amount} 元。", En: "{left} yuan are owed; {amount} cannot be taken back."}, unchanged,
		words.Text{Zh: "请核对金额。", En: "Check the amount."})

	badCause   = words.Text{Zh: "事由或原因", En: "its cause or reason"}
	badAmounts = words.Text{Zh: "金额、日期或月份", En: "an amount, a day or a month"}
	badPart    = words.Text{Zh: "抵扣额应为整月，或不超过当月由基金支付的部分", En: "a set-off is the whole month, or at most the part that the fund pays"}
	badMonth   = words.Text{Zh: "待遇已暂停、停止或本人已死亡，这个月没有可抵扣的待遇", En: "the benefit is suspended or has ended, so nothing is due of this month"}
	badPlan    = words.Text{Zh: "分期合计应等于所欠金额", En: "the instalments must add up to what is owed"}
	notDead    = words.Text{Zh: "没有登记死亡，或这些月份在死亡当月以前", En: "no death is on record, or these months are not after it"}
)

// Receivable is the fund's account of what people owe it back (应收多发待遇).
func (a Accounts) receivable() ledger.AccountID { return a.Fund.Account(1201) }

// Claimable lists the paid months of an entitlement from a month on that no claim has yet.
func (b *Benefits) Claimable(ctx context.Context, actor access.Actor, id int64, from civil.Month) ([]OverpaidMonth, error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	var all []OverpaidMonth
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		e, err := entitlement(ctx, tx, actor.County, id, false)
		if err != nil {
			return err
		}
		payees, err := b.enrol.PayeesIn(ctx, tx, actor.County, []int64{e.Person})
		if err != nil {
			return err
		}
		died := payees[e.Person].Died
		if all, err = unclaimed(ctx, tx, actor.County, id, from, died != 0 && from > died.Month()); err == nil && len(all) == 0 {
			err = NothingOverpaid.With("month", from).On("from")
		}
		return err
	})
	return all, err
}

// Claim proposes to recover the paid months of an entitlement from a month on; another person decides it ([Benefits.DecideClaim]).
func (b *Benefits) Claim(ctx context.Context, actor access.Actor, id int64, from civil.Month, cause Cause, reason string) (Overpayment, error) {
	if err := actor.May(access.RunPrepare); err != nil {
		return Overpayment{}, err
	}
	if cause != AfterDeath && cause != Double && cause != Mistake || strings.TrimSpace(reason) == "" || actor.User <= 0 {
		return Overpayment{}, BadOverpayment.With("what", badCause)
	}
	var o Overpayment
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		e, err := entitlement(ctx, tx, actor.County, id, true)
		if err != nil {
			return err
		}
		if cause == AfterDeath {
			payees, err := b.enrol.PayeesIn(ctx, tx, actor.County, []int64{e.Person})
			if err != nil {
				return err
			}
			if died := payees[e.Person].Died; died == 0 || from <= died.Month() {
				return BadOverpayment.With("what", notDead).Under(stopsAtDeath)
			}
		}
		months, err := unclaimed(ctx, tx, actor.County, id, from, cause == AfterDeath)
		if err != nil {
			return err
		}
		if len(months) == 0 {
			return NothingOverpaid.With("month", from)
		}
		o = Overpayment{ID: tx.NewID(), Entitlement: id, Person: e.Person, Kind: e.Kind, Cause: cause, Reason: reason, State: "found",
			FoundBy: actor.User, FoundName: actor.Name, FoundAt: tx.Now(), Months: months}
		for _, m := range months {
			o.Amount += m.Basic + m.AccountPart
		}
		if err := insertOverpayment(ctx, tx, actor.County, o); err != nil {
			return err
		}
		return b.audit(ctx, tx, actor, "overpayment.find", overpaymentSubject(o.ID), "cause", string(cause), "amount", o.Amount.Plain())
	})
	return o, err
}

func overpaymentSubject(id int64) string { return "overpayment:" + strconv.FormatInt(id, 10) }

// FindDead proposes what was paid after deaths that were reported late, for the whole county, and gives how many it found.
func (b *Benefits) FindDead(ctx context.Context, actor access.Actor, reason string) (found int, err error) {
	if err := actor.May(access.RunPrepare); err != nil {
		return 0, err
	}
	type late struct {
		entitlement int64
		from        civil.Month
	}
	var all []late
	err = b.db.View(ctx, func(tx *db.Tx) error {
		all = nil
		setOff, err := setOffMonths(ctx, tx, actor.County)
		if err != nil {
			return err
		}
		for after := int64(0); ; {
			page, err := entitlementPage(ctx, tx, actor.County, after, pageSize)
			if err != nil || len(page) == 0 {
				return err
			}
			ids := make([]int64, len(page))
			for i, e := range page {
				ids[i] = e.Person
			}
			slices.Sort(ids)
			payees, err := b.enrol.PayeesIn(ctx, tx, actor.County, slices.Compact(ids))
			if err != nil {
				return err
			}
			for _, e := range page {
				after = e.ID
				if died := payees[e.Person].Died; died != 0 && max(e.DueFrom-1, setOff[e.ID]) > died.Month() && !e.Kind.Once() {
					all = append(all, late{e.ID, died.Month() + 1})
				}
			}
		}
	})
	for _, l := range all {
		if err != nil {
			return found, err
		}
		_, err = b.Claim(ctx, actor, l.entitlement, l.from, AfterDeath, reason)
		if errors.Is(err, NothingOverpaid) {
			err = nil // claimed before
			continue
		}
		found++
	}
	return found, err
}

// DecideClaim lets a claim stand, which books the receivable, or drops it; never who found it.
func (b *Benefits) DecideClaim(ctx context.Context, actor access.Actor, id int64, stands bool) (Overpayment, error) {
	if err := actor.May(access.RunApprove); err != nil {
		return Overpayment{}, err
	}
	return b.onOverpayment(ctx, actor, id, func(tx *db.Tx, o *Overpayment) error {
		if o.State != "found" {
			return OverpaymentState.With()
		}
		if o.FoundBy == actor.User {
			return OwnRequest.With().Under(twoPersons)
		}
		o.State, o.DecidedBy, o.DecidedName, o.DecidedAt = "dropped", actor.User, actor.Name, tx.Now()
		if !stands {
			if err := unclaim(ctx, tx, actor.County, id); err != nil {
				return err
			}
			return setOverpayment(ctx, tx, actor.County, *o)
		}
		o.State = "open"
		if err := setOverpayment(ctx, tx, actor.County, *o); err != nil {
			return err
		}
		return b.bookReceivable(ctx, tx, actor, *o)
	})
}

// onOverpayment changes one overpayment under its lock.
func (b *Benefits) onOverpayment(ctx context.Context, actor access.Actor, id int64, fn func(tx *db.Tx, o *Overpayment) error) (Overpayment, error) {
	var o Overpayment
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
		if o, err = overpayment(ctx, tx, actor.County, id, true); err != nil {
			return err
		}
		if err := fn(tx, &o); err != nil {
			return err
		}
		if err := b.audit(ctx, tx, actor, "overpayment."+o.State, overpaymentSubject(id)); err != nil {
			return err
		}
		o, err = overpayment(ctx, tx, actor.County, id, false)
		return err
	})
	return o, err
}

// numbered is the ledger number of what a stored row is booked as.
func numbered(county civil.County, what string, id int64) int64 {
	sum := sha256.Sum256(fmt.Appendf(nil, "renshe/%d/%s/%d", county, what, id))
	return int64(binary.BigEndian.Uint64(sum[:])>>1) | 1
}

// receivableBatch debits what is owed and takes it out of the expense, month by month.
func (o Overpayment) receivableBatch(county civil.County, period civil.Month) ledger.Batch {
	a := BooksOf(o.Kind)
	batch := ledger.Batch{ID: numbered(county, "overpayment", o.ID), Fund: a.Fund, Kind: "overpayment", Maker: o.FoundBy, Checker: o.DecidedBy,
		Cause: overpaymentSubject(o.ID), Period: period}
	for _, m := range o.Months {
		for _, part := range []struct {
			credit ledger.AccountID
			amount money.Fen
		}{{a.Basic, m.Basic}, {a.Account, m.AccountPart}} {
			if part.amount > 0 {
				batch.Lines = append(batch.Lines, ledger.Line{Debit: a.receivable(), Credit: part.credit, Amount: part.amount, Kind: ledger.Post,
					Code: "overpaid." + string(o.Cause), Cause: overpaymentSubject(o.ID) + "/" + m.Month.String()})
			}
		}
	}
	return batch
}

func (b *Benefits) bookReceivable(ctx context.Context, tx *db.Tx, actor access.Actor, o Overpayment) error {
	a := BooksOf(o.Kind)
	if err := b.books.OpenAccountIn(ctx, tx, actor, ledger.Persons{Maker: o.FoundBy, Checker: o.DecidedBy}, ledger.Account{ID: a.receivable(), Fund: a.Fund, Class: ledger.Asset, Owner: "county",
		NoOverdraft: true, Title: words.Text{Zh: "应收多发待遇", En: "benefits to be paid back"}}); err != nil {
		return err
	}
	if _, err := b.books.PostIn(ctx, tx, actor, o.receivableBatch(actor.County, today(tx).Month())); err != nil {
		return err
	}
	return b.tellOf(ctx, tx, actor, Notice{Code: NoticeRecovery, Overpayment: o})
}

// tooMuch claims what a recomputation takes from an entitlement; asker and decider are the recomputation's.
func (b *Benefits) tooMuch(ctx context.Context, tx *db.Tx, actor access.Actor, r Recomputation, e Entitlement, n net) error {
	o := Overpayment{ID: tx.NewID(), Entitlement: e.ID, Person: e.Person, Kind: e.Kind, Cause: Recomputed, Reason: r.Reason, Amount: -n.sum, Recompute: r.ID, State: "open",
		FoundBy: r.AskedBy, FoundName: r.AskedName, FoundAt: r.AskedAt, DecidedBy: actor.User, DecidedName: actor.Name, DecidedAt: tx.Now()}
	left := -n.sum
	for _, l := range n.lines { // months that rose make up for months that fell: what is left of these is owed
		if take := min(left, -l.Difference()); take > 0 {
			o.Months = append(o.Months, OverpaidMonth{Month: l.Month, Basic: take})
			left -= take
		}
	}
	if err := insertOverpayment(ctx, tx, actor.County, o); err != nil {
		return err
	}
	return b.bookReceivable(ctx, tx, actor, o)
}

// GiveBack enters money that came back to the fund's bank account (kind refund), or asks to set a month's benefit off (kind offset);
// another person decides it ([Benefits.DecideReturn]). An offset of 0 is the whole month, which is then not paid; one of less is taken from
// the part that the fund pays, and the rest of the month is paid with the account's part. What a month comes to is computed then.
func (b *Benefits) GiveBack(ctx context.Context, actor access.Actor, r Return) (Return, error) {
	if err := actor.May(access.RunPrepare); err != nil {
		return r, err
	}
	if (r.Kind != "refund" || r.Amount <= 0 || r.Month != 0) && (r.Kind != "offset" || r.Month <= 0 || r.Amount < 0) || r.On <= 0 || strings.TrimSpace(r.Reason) == "" || actor.User <= 0 {
		return r, BadOverpayment.With("what", badAmounts)
	}
	_, err := b.onOverpayment(ctx, actor, r.Overpayment, func(tx *db.Tx, o *Overpayment) (err error) {
		if o.State != "open" {
			return OverpaymentState.With()
		}
		if r.On > today(tx) {
			return BadOverpayment.With("what", badAmounts)
		}
		if r.Kind == "offset" {
			_, basic, account, err := b.settingOff(ctx, tx, actor.County, *o, r.Month)
			if err != nil {
				return err
			}
			if r.Amount == 0 {
				r.Amount = basic + account
			}
			if !partOf(r.Amount, basic, account) && r.Amount != basic+account {
				return BadOverpayment.With("what", badPart).Under(payBack)
			}
		}
		if r.Amount > o.Left() {
			return TooMuchBack.With("left", o.Left(), "amount", r.Amount)
		}
		r.ID, r.State, r.By, r.ByName = tx.NewID(), "entered", actor.User, actor.Name
		return insertReturn(ctx, tx, actor.County, r)
	})
	return r, err
}

// settingOff computes the month of the person's own entitlement that is to be set off. It must be one that is still to be paid.
func (b *Benefits) settingOff(ctx context.Context, tx *db.Tx, county civil.County, o Overpayment, month civil.Month) (Entitlement, money.Fen, money.Fen, error) {
	ordered, err := lockOrdered(ctx, tx, county, o.Entitlement)
	if err != nil {
		return Entitlement{}, 0, 0, err
	}
	e, err := entitlement(ctx, tx, county, o.Entitlement, true)
	if err != nil {
		return e, 0, 0, err
	}
	if month < e.DueFrom || month <= ordered || month > today(tx).Month() {
		return e, 0, 0, BadOverpayment.With("what", badAmounts).Under(payBack)
	}
	if owed, err := b.owes(ctx, tx, e, month); err != nil || !owed {
		return e, 0, 0, errors.Join(err, BadOverpayment.With("what", badMonth).Under(payBack))
	}
	out, err := gaps(ctx, tx, county, e.ID, e.ID)
	if err != nil {
		return e, 0, 0, err
	}
	if inside(out[e.ID], month) {
		return e, 0, 0, BadOverpayment.With("what", badAmounts)
	}
	less, err := deductions(ctx, tx, county, e.ID, e.ID)
	if err != nil {
		return e, 0, 0, err
	}
	basic, _, err := b.plansOf(county, today(tx)).amount(e.Kind, month, e.Inputs)
	return e, basic - less[e.ID][month], e.AccountPart, err
}

// partOf says whether an amount can be set off of a month and leave something to be paid: it is taken from the fund's part.
func partOf(amount, basic, account money.Fen) bool {
	return amount > 0 && amount <= basic && amount < basic+account
}

// DecideReturn books money that came back, or refuses the entry; never who entered it.
func (b *Benefits) DecideReturn(ctx context.Context, actor access.Actor, id int64, book bool) (Overpayment, error) {
	if err := actor.May(access.RunApprove); err != nil {
		return Overpayment{}, err
	}
	var overpaymentID int64
	err := b.db.View(ctx, func(tx *db.Tx) error {
		r, err := returnByID(ctx, tx, actor.County, id)
		overpaymentID = r.Overpayment
		return err
	})
	if err != nil {
		return Overpayment{}, err
	}
	return b.onOverpayment(ctx, actor, overpaymentID, func(tx *db.Tx, o *Overpayment) error {
		r, err := returnByID(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if r.State != "entered" || o.State != "open" {
			return OverpaymentState.With()
		}
		if r.By == actor.User {
			return OwnRequest.With().Under(twoPersons)
		}
		r.State, r.DecidedBy, r.DecidedName = "refused", actor.User, actor.Name
		if book {
			r.State = "booked"
			if err := b.bookReturn(ctx, tx, actor, o, r); err != nil {
				return err
			}
		}
		if err := setReturn(ctx, tx, actor.County, r, tx.Now()); err != nil || !book {
			return err
		}
		if err := b.tellOf(ctx, tx, actor, Notice{Code: NoticeRefund, Overpayment: *o, Return: r}); err != nil || o.State != "settled" {
			return err
		}
		return b.tellOf(ctx, tx, actor, Notice{Code: NoticeClosing, Overpayment: *o})
	})
}

func (b *Benefits) bookReturn(ctx context.Context, tx *db.Tx, actor access.Actor, o *Overpayment, r Return) error {
	if r.Amount > o.Left() {
		return TooMuchBack.With("left", o.Left(), "amount", r.Amount)
	}
	a := BooksOf(o.Kind)
	batch := ledger.Batch{ID: numbered(actor.County, "return", r.ID), Fund: a.Fund, Kind: "overpayment-" + r.Kind, Maker: r.By, Checker: r.DecidedBy,
		Cause: overpaymentSubject(o.ID), Period: today(tx).Month(), Total: r.Amount}
	line := ledger.Line{Debit: a.Bank, Credit: a.receivable(), Amount: r.Amount, Kind: ledger.Post, Code: "overpaid." + r.Kind, ValueDate: r.On,
		Cause: "return:" + strconv.FormatInt(r.ID, 10)}
	if r.Kind == "refund" {
		batch.Lines = []ledger.Line{line}
	} else {
		var err error
		if batch.Lines, err = b.setOff(ctx, tx, actor.County, *o, r, line); err != nil {
			return err
		}
	}
	if _, err := b.books.PostIn(ctx, tx, actor, batch); err != nil {
		return err
	}
	if err := b.restore(ctx, tx, actor.County, *o, r); err != nil {
		return err
	}
	if err := b.restoreWithdrawal(ctx, tx, actor.County, *o, r); err != nil {
		return err
	}
	if o.Left() == r.Amount {
		o.State = "settled"
		return setOverpayment(ctx, tx, actor.County, *o)
	}
	return nil
}

// Overpayment shows one with its months, what came back, and its instalments; an overdue one says so.
func (b *Benefits) Overpayment(ctx context.Context, actor access.Actor, id int64) (Overpayment, error) {
	if err := actor.May(access.FundRead); err != nil {
		return Overpayment{}, err
	}
	var o Overpayment
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		if o, err = overpayment(ctx, tx, actor.County, id, false); err != nil {
			return err
		}
		if o.Moves, err = returns(ctx, tx, actor.County, `overpayment=$2`, id); err != nil {
			return err
		}
		if o.Instalments, err = instalments(ctx, tx, actor.County, id); err != nil {
			return err
		}
		if o.Agreements, err = agreements(ctx, tx, actor.County, `overpayment=$2`, id); err != nil {
			return err
		}
		var promised money.Fen
		for i := range o.Instalments {
			promised += o.Instalments[i].Amount
		}
		reached := o.Back - (o.Amount - promised) // what came back since the agreement
		for i := range o.Instalments {
			p := &o.Instalments[i]
			p.Reached = reached >= p.Amount
			p.Overdue = o.State == "open" && p.Due < today(tx) && reached < p.Amount
			reached -= p.Amount
		}
		return nil
	})
	return o, err
}

// OverpaymentTotals adds up the county's overpayments by state.
func (b *Benefits) OverpaymentTotals(ctx context.Context, actor access.Actor) ([]OverpaymentTotal, error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	var all []OverpaymentTotal
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = overpaymentTotals(ctx, tx, actor.County)
		return err
	})
	return all, err
}

// Overpayments lists them, the latest first; state "" is all.
func (b *Benefits) Overpayments(ctx context.Context, actor access.Actor, state string, limit int) ([]Overpayment, error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	var all []Overpayment
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = overpayments(ctx, tx, actor.County, `(o.state=$2 OR $2='') ORDER BY o.id DESC LIMIT $3`, state, between(1, limit, MaxPage))
		return err
	})
	return all, err
}
