package enrolment

import (
	"context"
	"slices"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// Withdrawal is money that leaves an individual account otherwise than by its holder's monthly pension (个人账户支取): the balance that is
// inherited, or the personal part of years that are refunded. It is set apart when it is granted and drawn on the day on which the bank paid.
type Withdrawal struct {
	ID     int64 // of the entitlement that pays it
	Holder int64 // whose account (账户所有人); the payee may be somebody else
	Kind   Kind  // LumpSum or Refund
	Amount money.Fen
	State  WithdrawalState
	Years  []YearPart // of a refund, the earliest first; Amount is their sum
}

// YearPart is the personal part of one year's contribution (年度个人缴费).
type YearPart struct {
	Year     int
	Personal money.Fen
}

// WithdrawalState is where a withdrawal stands.
type WithdrawalState string

// The states.
const (
	Apart    WithdrawalState = "apart"    // granted, not paid: nothing else may take it
	Drawn    WithdrawalState = "drawn"    // paid; the account fell by it
	Released WithdrawalState = "released" // never to be paid (again): the account has it
)

var withdrawalTitles = map[WithdrawalState]words.Text{
	Apart:    {Zh: "已核定待支付", En: "granted, not paid"},
	Drawn:    {Zh: "已支付", En: "paid"},
	Released: {Zh: "不再支付", En: "not paid"},
}

// Title is the word people read.
func (s WithdrawalState) Title() words.Text { return withdrawalTitles[s] }

// The faults of withdrawals.
var (
	TooLittleLeft = fail.Define(fail.Conflict, "enrolment.too-little-left",
		words.Text{Zh: "个人账户可支取 {left} 元，不够 {amount} 元：其余已核定给别的申请或已支付。", En: "{left} yuan of the account can be withdrawn, not {amount}: the rest is granted to another claim or paid."}, nothingSaved,
		words.Text{Zh: "请刷新后按现在的余额重新核定。", En: "Load it again and decide by what is left now."})
	YearRefunded = fail.Define(fail.Conflict, "enrolment.year-refunded",
		words.Text{Zh: "{year}年的个人缴费已经退还或已核定退还。", En: "The personal part of {year} is refunded, or granted as a refund, already."}, nothingSaved,
		words.Text{Zh: "请核对年度，只选没有退过的年度。", En: "Check the years and choose only those not refunded."})
	WithdrawalWaits = fail.Define(fail.Blocked, "enrolment.withdrawal-waits",
		words.Text{Zh: "个人账户有 {apart} 元已核定给继承人或退费、还没有支付，现在不能转移。", En: "{apart} yuan of the account are granted to an heir or as a refund and not paid; it cannot be transferred now."}, nothingSaved,
		words.Text{Zh: "请等支付办结，或停止那项待遇后再办转移。", En: "Wait until it is paid, or have that benefit stopped first."})
	NoWithdrawal = fail.Define(fail.Internal, "enrolment.no-withdrawal",
		words.Text{Zh: "个人账户没有这笔支取，或它不在应有的状态。", En: "The account has no such withdrawal, or it does not stand as it should."},
		words.Text{Zh: "数据没有变动。", En: "The data is unchanged."},
		words.Text{Zh: "请立即告诉县局，并核验账本。", En: "Tell the county at once, and verify the books."})
)

// SetApartIn sets apart what a decision grants of an account, under the number of its entitlement. More than what nothing else has set apart is
// refused ([TooLittleLeft]), a year that is refunded too ([YearRefunded]). The account is held until the transaction ends, so of two
// decisions at once the second sees what the first has left; of an account that a transfer takes away nothing is ([Moving]). The caller has the right to decide.
func (r *Rolls) SetApartIn(ctx context.Context, tx *db.Tx, county civil.County, w Withdrawal) error {
	if w.ID <= 0 || w.Amount <= 0 || w.Kind != LumpSum && w.Kind != Refund || (w.Kind == Refund) != (len(w.Years) > 0) {
		return BadAmount.With()
	}
	if err := holdFree(ctx, tx, county, w); err != nil {
		return err
	}
	if err := yearsFree(ctx, tx, county, w); err != nil {
		return err
	}
	w.State = Apart
	return insertWithdrawal(ctx, tx, county, w)
}

// holdFree locks the account and asks whether it has what is wanted.
func holdFree(ctx context.Context, tx *db.Tx, county civil.County, w Withdrawal) error {
	balances := map[int64]money.Fen{}
	if err := readBalances(ctx, tx, county, []Payout{{Person: w.Holder}}, balances); err != nil {
		return err
	}
	if free := balances[w.Holder]; free < w.Amount {
		return TooLittleLeft.With("left", free, "amount", w.Amount)
	}
	// Whoever asks for a transfer holds the account too.
	return notMoving(ctx, tx, county, w.Holder, ResidentPension)
}

func yearsFree(ctx context.Context, tx *db.Tx, county civil.County, w Withdrawal) error {
	if w.Kind != Refund {
		return nil
	}
	taken, err := refundedYears(ctx, tx, county, w.Holder)
	if err != nil {
		return err
	}
	var sum money.Fen
	for _, y := range w.Years {
		if slices.Contains(taken, y.Year) {
			return YearRefunded.With("year", y.Year)
		}
		sum += y.Personal
	}
	if sum != w.Amount {
		return BadAmount.With()
	}
	return nil
}

// FreeIn is what of an account is neither paid nor set apart.
func (r *Rolls) FreeIn(ctx context.Context, tx *db.Tx, county civil.County, holder int64) (money.Fen, error) {
	a, err := r.AccountIn(ctx, tx, county, holder)
	if err != nil || a.Balance == 0 {
		return 0, err
	}
	apart, err := readApart(ctx, tx, county, []int64{holder})
	return a.Balance - apart[holder], err
}

// YearPartsIn lists the years of a span that were contributed and whose personal part is neither refunded nor granted as a refund.
func (r *Rolls) YearPartsIn(ctx context.Context, tx *db.Tx, county civil.County, holder int64, from, to int) ([]YearPart, error) {
	entries, err := readEntries(ctx, tx, county, holder)
	if err != nil {
		return nil, err
	}
	taken, err := refundedYears(ctx, tx, county, holder)
	if err != nil {
		return nil, err
	}
	var all []YearPart
	for _, c := range yearsOf(holder, entries) {
		if c.Year >= from && c.Year <= to && c.Personal > 0 && c.Months > 0 && !slices.Contains(taken, c.Year) {
			all = append(all, YearPart{c.Year, c.Personal})
		}
	}
	return all, nil
}

// PayingOut is the payment of a withdrawal (支取的支付), or its coming back.
type PayingOut struct {
	Withdrawal int64
	Payment    int64       // the payment that draws, or drew
	Month      civil.Month // that it pays; unused when it comes back
	Cause      int64       // of money that is back: the payment, or the claim that was paid back
	On         civil.Date  // the day on which the bank paid, or the money was back
}

// WithdrawIn draws what was set apart, because the bank paid it. What this payment has drawn already stays as it is, so that an interrupted run
// repeats it without harm.
func (r *Rolls) WithdrawIn(ctx context.Context, tx *db.Tx, county civil.County, p PayingOut) error {
	w, drawn, err := r.heldWithdrawal(ctx, tx, county, p)
	if err != nil || len(drawn) > 0 && w.State == Drawn {
		return err
	}
	if w.State != Apart || len(drawn) > 0 {
		return NoWithdrawal.With()
	}
	entries := []Entry{{Person: w.Holder, Period: p.Month, Kind: w.Kind, Paid: w.Amount, On: p.On, Cause: p.Payment}}
	if w.Kind == Refund {
		entries = entries[:0]
		for _, y := range w.Years {
			entries = append(entries, Entry{Person: w.Holder, Period: civil.MonthOf(y.Year, 1), Kind: w.Kind, Paid: y.Personal, On: p.On, Cause: p.Payment})
		}
	}
	if err := addEntries(ctx, tx, county, entries); err != nil {
		return err
	}
	return setWithdrawal(ctx, tx, county, w, Drawn)
}

// UndoWithdrawalIn gives an account back what a payment drew, because the money came back: again says whether it is to be paid again and stays
// set apart. What drew nothing, or was undone already, is left.
func (r *Rolls) UndoWithdrawalIn(ctx context.Context, tx *db.Tx, county civil.County, p PayingOut, again bool) error {
	w, drawn, err := r.heldWithdrawal(ctx, tx, county, p)
	if err != nil || w.State != Drawn || len(drawn) == 0 {
		return err
	}
	for i := range drawn {
		drawn[i].Kind, drawn[i].Paid, drawn[i].On, drawn[i].Cause = Restored, -drawn[i].Paid, p.On, p.Cause
	}
	if err := addEntries(ctx, tx, county, drawn); err != nil {
		return err
	}
	if again {
		return setWithdrawal(ctx, tx, county, w, Apart)
	}
	return setWithdrawal(ctx, tx, county, w, Released)
}

// ReleaseIn gives up what is set apart and will not be paid; others may claim it.
func (r *Rolls) ReleaseIn(ctx context.Context, tx *db.Tx, county civil.County, id int64) error {
	w, err := r.lockWithdrawal(ctx, tx, county, id)
	if err != nil || w.State != Apart {
		return err
	}
	return setWithdrawal(ctx, tx, county, w, Released)
}

// ApartAgainIn sets apart again what was released, if it is still there.
func (r *Rolls) ApartAgainIn(ctx context.Context, tx *db.Tx, county civil.County, id int64) error {
	w, err := r.lockWithdrawal(ctx, tx, county, id)
	if err != nil || w.State != Released {
		return err
	}
	if err := holdFree(ctx, tx, county, w); err != nil {
		return err
	}
	if err := yearsFree(ctx, tx, county, w); err != nil {
		return err
	}
	return setWithdrawal(ctx, tx, county, w, Apart)
}

// WithdrawalsIn lists what was ever granted out of a person's account, in the order in which it was.
func (r *Rolls) WithdrawalsIn(ctx context.Context, tx *db.Tx, county civil.County, holder int64) ([]Withdrawal, error) {
	return readWithdrawals(ctx, tx, county, `person=$2`, holder)
}

// WithdrawalIn reads one, by the entitlement that pays it.
func (r *Rolls) WithdrawalIn(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Withdrawal, error) {
	all, err := readWithdrawals(ctx, tx, county, `id=$2`, id)
	if err == nil && len(all) != 1 {
		err = NoWithdrawal.With()
	}
	if err != nil {
		return Withdrawal{}, err
	}
	return all[0], nil
}

// lockWithdrawal reads a withdrawal whose account is held: every change of one holds the account first.
func (r *Rolls) lockWithdrawal(ctx context.Context, tx *db.Tx, county civil.County, id int64) (Withdrawal, error) {
	w, err := r.WithdrawalIn(ctx, tx, county, id)
	if err != nil {
		return w, err
	}
	if err := readBalances(ctx, tx, county, []Payout{{Person: w.Holder}}, map[int64]money.Fen{}); err != nil {
		return w, err
	}
	return r.WithdrawalIn(ctx, tx, county, id)
}

// heldWithdrawal holds the account of a withdrawal and reads what stands of what a payment drew for it.
func (r *Rolls) heldWithdrawal(ctx context.Context, tx *db.Tx, county civil.County, p PayingOut) (Withdrawal, []Entry, error) {
	w, err := r.lockWithdrawal(ctx, tx, county, p.Withdrawal)
	if err != nil {
		return w, nil, err
	}
	entries, err := readEntries(ctx, tx, county, w.Holder)
	var drawn []Entry
	for _, e := range entries {
		if e.Kind == w.Kind && e.Cause == p.Payment {
			drawn = append(drawn, e)
		}
	}
	return w, drawn, err
}
