package benefit

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// What is withdrawn from an individual account (个人账户支取) is paid as any single benefit is: to the payee's own account, through the gate, a run and
// the bank. Its whole amount comes out of one account, the holder's (账户所有人), who may be somebody else and dead: the holder, the amount and the years
// of a refund stand among the inputs, so every line and every transfer carries them. The account has it set apart from the grant on; it falls on
// the day on which the bank paid, rises when the money comes back, and falls again with the next payment.

// The inputs of a withdrawal beside the amount.
const (
	holderInput = "holder" // whose account
	yearsInput  = "years"  // of a refund: 2019,2020
)

// inheritLaw is what the law says of the balance.
const inheritLaw = "社会保险法 第十四条：个人死亡的，个人账户余额可以继承"

// The faults of withdrawals.
var (
	HolderAlive = fail.Define(fail.Blocked, "benefit.holder-alive",
		words.Text{Zh: "登记里没有账户所有人死亡的信息，个人账户不能继承。", En: "The register holds no death of the account's holder, so nothing is inherited."}, unchanged,
		words.Text{Zh: "请先登记死亡。", En: "Record the death first."})
	HolderDraws = fail.Define(fail.Blocked, "benefit.holder-draws",
		words.Text{Zh: "账户所有人的居民养老金还没有停发（{status}）。", En: "The account holder's residents' pension is not stopped ({status})."}, unchanged,
		words.Text{Zh: "请先停发：去世的办理注销登记（R13），在世的先由两人停发。", En: "Have it stopped: after a death by cancelling the membership (R13), otherwise by two persons."})
	HolderMember = fail.Define(fail.Blocked, "benefit.holder-member",
		words.Text{Zh: "账户所有人的居民养老保险关系还没有终止（{state}）。", En: "The account holder's relation with the residents' pension has not ended ({state})."}, unchanged,
		words.Text{Zh: "请先办理注销登记（R13），再申领个人账户余额。", En: "Cancel the membership first (R13), then claim the balance."})
	HolderOwes = fail.Define(fail.Blocked, "benefit.holder-owes",
		words.Text{Zh: "账户所有人还有多发的待遇没有退清（{left} 元）。", En: "Benefits overpaid to the account's holder are not paid back ({left} yuan)."}, unchanged,
		words.Text{Zh: "请先办结这笔多发待遇（退回基金），再支付个人账户余额。", En: "Settle that overpayment first, then the balance is paid."})
	HolderOverpaid = fail.Define(fail.Blocked, "benefit.holder-overpaid",
		words.Text{Zh: "{month} 起发给账户所有人的待遇是死亡以后的，还没有认定追回。", En: "What the account's holder was paid from {month} on was paid after the death and is not claimed back yet."}, unchanged,
		words.Text{Zh: "请先在待遇页面认定多发并追回，再支付个人账户余额。", En: "Have the overpayment claimed and settled first, then the balance is paid."})
	HolderOnTheWay = fail.Define(fail.Blocked, "benefit.holder-on-the-way",
		words.Text{Zh: "账户所有人死亡以后月份的待遇（到{month}为止）已经交银行发放，还没有结果。", En: "Months after the death of the account's holder, up to {month}, are with the bank and not settled yet."}, unchanged,
		words.Text{Zh: "请等这批发放办结；已经发出的，先认定多发并追回，再支付个人账户余额。", En: "Wait until that run is settled; what was paid then is claimed back before the balance is paid."})
	NothingToRefund = fail.Define(fail.Blocked, "benefit.nothing-to-refund",
		words.Text{Zh: "{year}年没有可以退还的居民养老保险个人缴费：没有缴过，或已经退还。", En: "Nothing can be refunded of {year}: it was not contributed, or is refunded already."}, unchanged,
		words.Text{Zh: "请核对重复缴费的年度。", En: "Check which years overlap."})
)

// Withdrawable is what can be taken out of an individual account for a purpose, and why it is that much.
type Withdrawable struct {
	Balance  money.Fen            // of the account
	Apart    money.Fen            // set apart by other grants
	Reserved money.Fen            // the account's share of the holder's own pension months that are due and not paid
	Amount   money.Fen            // what is left of it; of a refund the years' personal parts
	Years    []enrolment.YearPart // of a refund
}

// WithdrawalInputs writes what [Grant] takes of a withdrawal.
func WithdrawalInputs(holder int64, amount money.Fen, years []enrolment.YearPart) map[string]string {
	in := FixedInputs(amount)
	in[holderInput] = strconv.FormatInt(holder, 10)
	if len(years) > 0 {
		in[yearsInput] = yearsText(years)
	}
	return in
}

func yearsText(years []enrolment.YearPart) string {
	all := make([]string, len(years))
	for i, y := range years {
		all[i] = strconv.Itoa(y.Year)
	}
	return strings.Join(all, ",")
}

// HolderOf is whose account pays an entitlement with these inputs; 0 if it takes nothing out of one.
func (k Kind) HolderOf(inputs map[string]string) int64 {
	if kinds[k].draws == "" {
		return 0
	}
	holder, err := strconv.ParseInt(inputs[holderInput], 10, 64)
	if err != nil {
		return 0
	}
	return holder
}

// Withdraws says whether the kind's whole amount comes out of an individual account.
func (k Kind) Withdraws() bool { return kinds[k].draws != "" }

// InheritableIn is what can be paid to heirs of a dead person's individual account: what is neither paid nor set apart, nor the account's share of
// the holder's own pension months up to the death that are still due. The pension must be stopped, the relation ended, no month after the death be on
// its way to the bank, and what was overpaid settled: an heir who was paid the whole could not be asked for it. Interest is not among it: the program books none.
// Law: 社会保险法 第十四条.
func (b *Benefits) InheritableIn(ctx context.Context, tx *db.Tx, county civil.County, holder int64) (Withdrawable, error) {
	payees, err := b.enrol.PayeesIn(ctx, tx, county, []int64{holder})
	if err != nil {
		return Withdrawable{}, err
	}
	died := payees[holder].Died
	if died == 0 {
		return Withdrawable{}, HolderAlive.With().Under(inheritLaw)
	}
	file, err := b.enrol.FileIn(ctx, tx, county, holder)
	if err != nil {
		return Withdrawable{}, err
	}
	w := Withdrawable{Balance: file.Account}
	pensions, err := b.stoppedPensions(ctx, tx, county, holder)
	if err != nil {
		return w, err
	}
	if rel, living := file.Relation(enrolment.ResidentPension); living {
		return w, HolderMember.With("state", rel.State.Title())
	}
	for _, e := range pensions {
		ordered, err := orderedTo(ctx, tx, county, e.ID)
		if err != nil {
			return w, err
		}
		if ordered > died.Month() { // who is known to be dead is held back from every later order
			return w, HolderOnTheWay.With("month", ordered)
		}
		after, err := unclaimed(ctx, tx, county, e.ID, died.Month()+1, true)
		if err != nil {
			return w, err
		}
		if len(after) > 0 {
			return w, HolderOverpaid.With("month", after[0].Month).Under(payBack)
		}
		due, err := b.accountDue(ctx, tx, e, died.Month())
		if err != nil {
			return w, err
		}
		w.Reserved += due
	}
	return w, b.left(ctx, tx, county, holder, &w)
}

// left fills in what is set apart and what is left of an account.
func (b *Benefits) left(ctx context.Context, tx *db.Tx, county civil.County, holder int64, w *Withdrawable) error {
	free, err := b.enrol.FreeIn(ctx, tx, county, holder)
	w.Apart, w.Amount = w.Balance-free, max(0, free-w.Reserved)
	return err
}

// stoppedPensions are the residents' pensions of an account's holder, all of which must be stopped and fully paid back where too much was paid.
func (b *Benefits) stoppedPensions(ctx context.Context, tx *db.Tx, county civil.County, holder int64) ([]Entitlement, error) {
	all, err := entitlementsOf(ctx, tx, county, holder)
	if err != nil {
		return nil, err
	}
	var pensions []Entitlement
	for _, e := range all {
		if e.Kind != ResidentPension {
			continue
		}
		if e.Status != Stopped {
			return nil, HolderDraws.With("status", e.Status.Title())
		}
		pensions = append(pensions, e)
	}
	owing, err := overpayments(ctx, tx, county, `o.person=$2 AND o.state IN ('found', 'open') ORDER BY o.id`, holder)
	if err != nil {
		return nil, err
	}
	var left money.Fen
	for _, o := range owing {
		if BooksOf(o.Kind).Fund == BooksOf(ResidentPension).Fund {
			left += o.Amount - o.Back
		}
	}
	if left > 0 {
		return nil, HolderOwes.With("left", left).Under(payBack)
	}
	return pensions, nil
}

// accountDue is the account's share of a stopped pension's months up to the last one that are due, on their way, or back and owed again.
func (b *Benefits) accountDue(ctx context.Context, tx *db.Tx, e Entitlement, last civil.Month) (money.Fen, error) {
	out, err := gaps(ctx, tx, e.County, e.ID, e.ID)
	if err != nil {
		return 0, err
	}
	var sum money.Fen
	for m := e.DueFrom; m < e.Stop && m <= last; m++ {
		if !inside(out[e.ID], m) {
			sum += e.AccountPart
		}
	}
	owed, err := owedLines(ctx, tx, e.County, e.ID, e.ID)
	for _, l := range owed[e.ID] {
		if l.Month <= last {
			sum += l.AccountPart
		}
	}
	return sum, err
}

// RefundableIn is the personal part of the years of a span, which a living member who was insured elsewhere at the same time gets back. Every year of
// it must have been contributed here and not refunded. What the collective and the government added stays on the account: no source at hand says
// what becomes of it. Who draws the pension was granted it by the balance; it is stopped first.
// Law: 人社部发〔2014〕17号.
func (b *Benefits) RefundableIn(ctx context.Context, tx *db.Tx, county civil.County, holder int64, from, to int) (Withdrawable, error) {
	account, err := b.enrol.AccountIn(ctx, tx, county, holder)
	if err != nil {
		return Withdrawable{}, err
	}
	w := Withdrawable{Balance: account.Balance}
	pensions, err := b.stoppedPensions(ctx, tx, county, holder)
	if err != nil {
		return w, err
	}
	for _, e := range pensions {
		due, err := b.accountDue(ctx, tx, e, today(tx).Month())
		if err != nil {
			return w, err
		}
		w.Reserved += due
	}
	if err := b.left(ctx, tx, county, holder, &w); err != nil {
		return w, err
	}
	left := w.Amount
	if w.Years, err = b.enrol.YearPartsIn(ctx, tx, county, holder, from, to); err != nil {
		return w, err
	}
	for year, i := from, 0; year <= to; year, i = year+1, i+1 {
		if i >= len(w.Years) || w.Years[i].Year != year {
			return w, NothingToRefund.With("year", year)
		}
	}
	w.Amount = 0
	for _, y := range w.Years {
		w.Amount += y.Personal
	}
	if w.Amount > left {
		return w, enrolment.TooLittleLeft.With("left", left, "amount", w.Amount)
	}
	return w, nil
}

// maxRefundYears bounds the span of a refund; nobody contributes for longer.
const maxRefundYears = 60

// setApart sets apart in the holder's account what an entitlement was granted out of it. The decision's amount must be what can be withdrawn now: of
// two heirs who are granted the same balance at once, the second finds nothing.
func (b *Benefits) setApart(ctx context.Context, tx *db.Tx, e Entitlement) error {
	w := enrolment.Withdrawal{ID: e.ID, Holder: e.Kind.HolderOf(e.Inputs), Kind: kinds[e.Kind].draws}
	fen, err := money.ParseYuan(e.Inputs[amountInput])
	if err != nil || w.Holder <= 0 {
		return BadGrant.With("what", lackAmount)
	}
	w.Amount = fen
	var now Withdrawable
	if w.Kind == enrolment.Refund {
		years, ok := parseYears(e.Inputs[yearsInput])
		if !ok || w.Holder != e.Person {
			return BadGrant.With("what", lackYears)
		}
		if now, err = b.RefundableIn(ctx, tx, e.County, w.Holder, years[0], years[len(years)-1]); err != nil {
			return err
		}
		w.Years = now.Years
	} else if now, err = b.InheritableIn(ctx, tx, e.County, w.Holder); err != nil {
		return err
	}
	if now.Amount != w.Amount {
		return enrolment.TooLittleLeft.With("left", now.Amount, "amount", w.Amount)
	}
	return b.enrol.SetApartIn(ctx, tx, e.County, w)
}

// parseYears reads the years of a refund, one after the other without a hole.
func parseYears(text string) ([]int, bool) {
	var years []int
	for part := range strings.SplitSeq(text, ",") {
		year, err := strconv.Atoi(part)
		if err != nil || len(years) > 0 && year != years[len(years)-1]+1 || len(years) == maxRefundYears {
			return nil, false
		}
		years = append(years, year)
	}
	return years, true
}

// NextFree is the first month from one on in which a person has no single payment of the kind: a month of a kind is paid once, so who inherits from
// both parents is paid the second in the month after.
func NextFree(all []Entitlement, k Kind, month civil.Month) civil.Month {
	for _, e := range all {
		if e.Kind == k && e.Stop > month {
			month = e.Stop
		}
	}
	return month
}

// drawWithdrawals draws what a chunk of paid withdrawals takes out of their holders' accounts.
func (b *Benefits) drawWithdrawals(ctx context.Context, tx *db.Tx, r Run, all []entry, returned map[int64]string, on civil.Date) error {
	if kinds[r.Kind].draws == "" {
		return nil
	}
	// Accounts are held in one order by everybody who holds several.
	paid := slices.DeleteFunc(slices.Clone(all), func(e entry) bool { return returned[e.payment] != "" })
	slices.SortFunc(paid, func(a, b entry) int {
		return cmp.Compare(r.Kind.HolderOf(parseInputs(a.inputs)), r.Kind.HolderOf(parseInputs(b.inputs)))
	})
	for _, e := range paid {
		err := b.enrol.WithdrawIn(ctx, tx, r.County, enrolment.PayingOut{Withdrawal: e.entitlement, Payment: e.payment, Month: e.month, On: on})
		if err != nil {
			return err
		}
	}
	return nil
}

// undoWithdrawal gives the holder's account back what a payment drew that came back after it had been paid; it is owed again.
func (b *Benefits) undoWithdrawal(ctx context.Context, tx *db.Tx, county civil.County, p Payment, l LateReturn) error {
	if kinds[p.Kind].draws == "" {
		return nil
	}
	return b.enrol.UndoWithdrawalIn(ctx, tx, county, enrolment.PayingOut{Withdrawal: p.Entitlement, Payment: p.ID, Cause: p.ID, On: l.On}, true)
}

// restoreWithdrawal gives the holder's account back what was paid by mistake and has been paid back whole; it is not owed again.
func (b *Benefits) restoreWithdrawal(ctx context.Context, tx *db.Tx, county civil.County, o Overpayment, r Return) error {
	if kinds[o.Kind].draws == "" || o.Left() != r.Amount {
		return nil
	}
	payment, err := lastPaid(ctx, tx, county, o.Entitlement)
	if err != nil {
		return err
	}
	return b.enrol.UndoWithdrawalIn(ctx, tx, county, enrolment.PayingOut{Withdrawal: o.Entitlement, Payment: payment, Cause: o.ID, On: r.On}, false)
}

// releaseUnpaid gives up what an entitlement has set apart that was stopped before anything of it was paid.
func (b *Benefits) releaseUnpaid(ctx context.Context, tx *db.Tx, e Entitlement) error {
	if kinds[e.Kind].draws == "" || e.DueFrom != e.Start || e.Stop > e.Start {
		return nil
	}
	return b.enrol.ReleaseIn(ctx, tx, e.County, e.ID)
}

// fateOfWithdrawal gives up what money that stays with the fund had set apart, or sets it apart again where it is the person's after all.
func (b *Benefits) fateOfWithdrawal(ctx context.Context, tx *db.Tx, county civil.County, q FateRequest) error {
	p, err := payment(ctx, tx, county, q.Payment)
	if err != nil || kinds[p.Kind].draws == "" {
		return err
	}
	if q.Fate == ToFund {
		return b.enrol.ReleaseIn(ctx, tx, county, p.Entitlement)
	}
	return b.enrol.ApartAgainIn(ctx, tx, county, p.Entitlement)
}
