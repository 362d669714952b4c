package benefit

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/fail"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
)

// Verdict is how a line of a notice of late returns stands to the payments.
type Verdict string

// The verdicts. Only what fits is booked; everything else is listed until somebody has cleared it up.
const (
	Fits      Verdict = "fits"
	Foreign   Verdict = "foreign"       // no payment of this county
	OtherBank Verdict = "other-account" // paid from another fund's account than the one that the money is back in
	Partly    Verdict = "partial"       // less than was paid
	TooMuch   Verdict = "too-much"      // more than was paid
	NotSent   Verdict = "not-paid"      // the payment never reached the payee
	Again     Verdict = "repeated"      // it came back before
	Claimed   Verdict = "claimed"       // its months are claimed as an overpayment
	BadDay    Verdict = "odd-day"       // back before it was paid, or in the future
)

var verdicts = map[Verdict]struct{ title, do words.Text }{
	Fits:    {words.Text{Zh: "与原发放一致", En: "fits its payment"}, words.Text{Zh: "由另一人审核入账", En: "another person books it"}},
	Foreign: {words.Text{Zh: "本县没有这笔发放", En: "this county has no such payment"}, words.Text{Zh: "请银行说明这笔钱是谁的；查清前列为银行已收、单位未入账", En: "ask the bank whose money it is; until then it stands as received by the bank and not booked"}},
	OtherBank: {words.Text{Zh: "退到了另一个基金的账户", En: "it is back in another fund's account"},
		words.Text{Zh: "请银行改退到原付款账户，基金之间不能串户", En: "have the bank return it to the account it was paid from: funds are not mixed"}},
	Partly:  {words.Text{Zh: "只退回了一部分", En: "only a part came back"}, words.Text{Zh: "请银行整笔退回，或查清差额后按追回办理", En: "have the bank return the whole, or clear up the rest and book it as a recovery"}},
	TooMuch: {words.Text{Zh: "退回金额大于发放金额", En: "more came back than was paid"}, words.Text{Zh: "请银行更正金额", En: "have the bank correct the amount"}},
	NotSent: {words.Text{Zh: "这笔当时就没有到账", En: "the payment had not arrived in the first place"}, words.Text{Zh: "请银行核对，是否重复退回", En: "ask the bank whether it returned it twice"}},
	Again:   {words.Text{Zh: "这笔以前已经退回过", En: "it came back before"}, words.Text{Zh: "重复退回：请银行更正，不会重复入账", En: "returned twice: have the bank correct it; it is not booked again"}},
	Claimed: {words.Text{Zh: "这些月份已按多发待遇追收", En: "its months are claimed as an overpayment"}, words.Text{Zh: "请在多发待遇里登记为退回", En: "enter it as a refund of that overpayment"}},
	BadDay:  {words.Text{Zh: "退回日期不对", En: "the day cannot be right"}, words.Text{Zh: "请银行核对退回日期", En: "ask the bank for the right day"}},
}

// Title names the verdict.
func (v Verdict) Title() words.Text { return verdicts[v].title }

// Do says what to do about it.
func (v Verdict) Do() words.Text { return verdicts[v].do }

// LateNotice is a bank's notice of payments that came back after they had been paid (付后退回).
type LateNotice struct {
	ID          int64
	Account     string // that the money is back in
	Fund        ledger.Fund
	Notice      string // the bank's own number
	Value       civil.Date
	Digest      string
	Lines       int64
	Total       money.Fen
	State       string // entered, booked, refused
	By          int64
	ByName      string
	At          time.Time
	DecidedBy   int64
	DecidedName string
	DecidedAt   time.Time
	Returns     []LateReturn // filled by Late
}

// Sums counts the lines that fit, and those that are listed.
func (n LateNotice) Sums() (fits, listed int, fitsFen, listedFen money.Fen) {
	for _, l := range n.Returns {
		if l.Verdict == Fits {
			fits, fitsFen = fits+1, fitsFen+l.Amount
		} else {
			listed, listedFen = listed+1, listedFen+l.Amount
		}
	}
	return fits, listed, fitsFen, listedFen
}

// LateReturn is one line of a notice.
type LateReturn struct {
	Notice      int64
	Line        int64
	Payment     int64 // as the bank names it
	Entitlement int64 // 0 of a foreign line
	Person      int64
	Amount      money.Fen
	Code        string
	On          civil.Date // the day the money was back
	Verdict     Verdict
	State       string // listed, entered, booked, refused
	Fate        Fate
	Cleared     int64 // who cleared a listed line up; 0 nobody yet
	ClearedName string
	ClearedAt   time.Time
	Remark      string
}

// Text says in words why the bank returned it.
func (l LateReturn) Text() words.Text { return returnText(l.Code) }

// The faults of late returns.
var (
	NoLate = fail.Define(fail.NotFound, "benefit.no-late",
		words.Text{Zh: "本县没有这份付后退回通知。", En: "This county has no such notice of late returns."}, unchanged,
		words.Text{Zh: "请从清单里打开。", En: "Open it from the list."})
	LateDecided = fail.Define(fail.Conflict, "benefit.late-decided",
		words.Text{Zh: "这份通知已经由{name}审结。", En: "{name} has decided this notice already."}, unchanged,
		words.Text{Zh: "请刷新。", En: "Load it again."})
	LateAccount = fail.Define(fail.Invalid, "benefit.late-account",
		words.Text{Zh: "通知里的账户不是本县任何基金的付款账户。", En: "The notice's account is no fund's paying account of this county."}, returnKept, askBank)
	LateChanged = fail.Define(fail.Conflict, "benefit.late-changed",
		words.Text{Zh: "导入之后情况有变：有 {count} 笔现在对不上了。", En: "Things changed since the file was taken in: {count} lines no longer fit."},
		words.Text{Zh: "已把它们改列为待查；还没有入账。", En: "They are listed now; nothing was booked."},
		words.Text{Zh: "请重新看过后再审。", En: "Look at it again, then decide."})
	NotYourNotice = fail.Define(fail.Denied, "benefit.late-not-yours",
		words.Text{Zh: "这份通知是{name}导入的，不能由您撤回。", En: "{name} took this notice in; you cannot take it back."}, unchanged,
		words.Text{Zh: "请导入的人撤回，或由复核人员退回不用。", En: "Ask that person, or have the approver refuse it."})
	LateWorked = fail.Define(fail.Blocked, "benefit.late-worked",
		words.Text{Zh: "这份通知里有 {count} 笔已经记为查清，不能撤回。", En: "{count} lines of this notice are recorded as cleared up, so it cannot be taken back."}, unchanged,
		words.Text{Zh: "请由复核人员退回不用，记录会留着。", En: "Have the approver refuse it; the records stay."})
	NothingFits = fail.Define(fail.Blocked, "benefit.late-nothing",
		words.Text{Zh: "这份通知没有一笔能入账。", En: "Nothing of this notice can be booked."}, unchanged,
		words.Text{Zh: "请按所列说明与银行查清后退回这份通知。", En: "Clear it up with the bank as listed, and refuse the notice."})
	NotListed = fail.Define(fail.Conflict, "benefit.late-not-listed",
		words.Text{Zh: "这一笔不在待查之列，或已经查清。", En: "This line does not wait to be cleared up."}, unchanged,
		words.Text{Zh: "请刷新。", En: "Load it again."})
)

// EnterLate takes in a bank's notice of money that came back after it had been paid, of any format: whole or not at all. Nothing is booked
// yet: each line is held against its payment, and another person decides ([Benefits.DecideLate]). The same notice again changes
// nothing (already).
func (b *Benefits) EnterLate(ctx context.Context, actor access.Actor, content []byte) (n LateNotice, already bool, err error) {
	if err := actor.May(access.RunBank); err != nil {
		return n, false, err
	}
	if actor.User <= 0 {
		return n, false, NeedsPerson.With()
	}
	late, err := bank.ReadLate(actor.County, content)
	if err != nil {
		return n, false, err
	}
	text, err := late.Text()
	if err != nil {
		return n, false, err
	}
	err = b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		already = false
		if n, already, err = lateNoticeBy(ctx, tx, actor.County, `digest=$2 AND state<>'refused'`, late.Digest); err != nil || already {
			return err
		}
		fund, known := fundOf(actor.County, late.Account)
		if !known {
			return LateAccount.With()
		}
		n = LateNotice{ID: tx.NewID(), Account: late.Account, Fund: fund, Notice: late.Notice, Value: late.Value, Digest: late.Digest, Lines: int64(len(late.Lines)),
			Total: late.Total, State: "entered", By: actor.User, ByName: actor.Name, At: tx.Now()}
		for _, a := range late.Lines {
			l := LateReturn{Notice: n.ID, Line: a.Line, Payment: a.ID, Amount: a.Amount, Code: a.Reason, On: a.On, State: "entered", Fate: ToPerson}
			if err := b.assess(ctx, tx, actor.County, n, &l); err != nil {
				return err
			}
			n.Returns = append(n.Returns, l)
		}
		if err := insertLate(ctx, tx, actor.County, n, b.box.Seal(text, lateBound(actor.County, n.ID))); err != nil {
			if db.IsUnique(err) {
				err = db.Busy.With().From(err) // somebody else takes the same in at this moment
			}
			return err
		}
		return b.audit(ctx, tx, actor, "late.enter", lateSubject(n.ID), "digest", n.Digest)
	})
	if err == nil && already {
		n, err = b.Late(ctx, actor, n.ID)
	}
	return n, already, err
}

func lateSubject(id int64) string { return "late:" + strconv.FormatInt(id, 10) }

func lateBound(county civil.County, id int64) []byte {
	return fmt.Appendf(nil, "benefit/%d/late/%d", county, id)
}

// fundOf finds the fund that a paying account belongs to.
func fundOf(county civil.County, account string) (ledger.Fund, bool) {
	for _, k := range Kinds() {
		if payingAccount(county, k) == account {
			return BooksOf(k).Fund, true
		}
	}
	return 0, false
}

// assess holds a line against the payment that it names.
func (b *Benefits) assess(ctx context.Context, tx *db.Tx, county civil.County, n LateNotice, l *LateReturn) error {
	p, err := payment(ctx, tx, county, l.Payment)
	if errors.Is(err, NoPayment) {
		l.Verdict, l.State = Foreign, "listed"
		return nil
	}
	if err != nil {
		return err
	}
	l.Entitlement, l.Person = p.Entitlement, p.Person
	if l.Verdict, err = verdictOn(ctx, tx, county, n, *l, p); l.Verdict != Fits {
		l.State = "listed"
	}
	return err
}

func verdictOn(ctx context.Context, tx *db.Tx, county civil.County, n LateNotice, l LateReturn, p Payment) (Verdict, error) {
	if payingAccount(county, p.Kind) != n.Account {
		return OtherBank, nil
	}
	before, err := cameBack(ctx, tx, county, l)
	switch {
	case err != nil:
		return "", err
	case before:
		return Again, nil
	case p.State != Paid:
		return NotSent, nil
	case l.Amount < p.Total:
		return Partly, nil
	case l.Amount > p.Total:
		return TooMuch, nil
	case l.On < p.PaidOn || l.On > today(tx):
		return BadDay, nil
	}
	claimed, err := monthsClaimed(ctx, tx, county, p)
	if claimed {
		return Claimed, err
	}
	return Fits, err
}

// DecideLate books what a notice's fitting lines brought back, or refuses the notice; never who took it in. Each transfer of such a payment is
// reversed in the open month, whichever month it stands in; the payment becomes returned, its months are due again, and individual
// accounts get back what the months drew. If lines no longer fit they are listed and the decision is asked for anew ([LateChanged]).
func (b *Benefits) DecideLate(ctx context.Context, actor access.Actor, id int64, book bool) (LateNotice, error) {
	if err := actor.May(access.RunApprove); err != nil {
		return LateNotice{}, err
	}
	changed := 0
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		changed = 0
		if err := lockOpenRuns(ctx, tx, actor.County); err != nil {
			return err
		}
		n, err := lockLate(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if n.State != "entered" {
			return LateDecided.With("name", n.DecidedName)
		}
		if n.By == actor.User {
			return OwnRequest.With().Under(twoPersons)
		}
		n.State, n.DecidedBy, n.DecidedName, n.DecidedAt = "refused", actor.User, actor.Name, tx.Now()
		if book {
			n.State = "booked"
			if changed, err = b.assessAgain(ctx, tx, actor.County, &n); err != nil || changed > 0 {
				return err
			}
			if err := b.bookLate(ctx, tx, actor, n); err != nil {
				return err
			}
		}
		if err := decideLate(ctx, tx, actor.County, n); err != nil {
			return err
		}
		return b.audit(ctx, tx, actor, "late."+n.State, lateSubject(id))
	})
	if err != nil {
		return LateNotice{}, err
	}
	if changed > 0 {
		return LateNotice{}, LateChanged.With("count", changed)
	}
	return b.Late(ctx, actor, id)
}

// assessAgain looks at the fitting lines once more and lists those that fit no longer.
func (b *Benefits) assessAgain(ctx context.Context, tx *db.Tx, county civil.County, n *LateNotice) (changed int, err error) {
	for i := range n.Returns {
		l := &n.Returns[i]
		if l.State != "entered" {
			continue
		}
		// Nobody claims its months between the look and the booking.
		if _, err := entitlement(ctx, tx, county, l.Entitlement, true); err != nil {
			return 0, err
		}
		if err := b.assess(ctx, tx, county, *n, l); err != nil {
			return 0, err
		}
		if l.State == "listed" {
			changed++
			if err := relistLate(ctx, tx, county, *l); err != nil {
				return 0, err
			}
		}
	}
	return changed, nil
}

// TakeBackLate takes a notice back that was taken in by mistake, before anybody decided it; only who took it in may. Nothing of it stays
// but the record that it was there.
func (b *Benefits) TakeBackLate(ctx context.Context, actor access.Actor, id int64) error {
	if err := actor.May(access.RunBank); err != nil {
		return err
	}
	return b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		n, err := lockLate(ctx, tx, actor.County, id)
		if err != nil {
			return err
		}
		if n.State != "entered" {
			return LateDecided.With("name", n.DecidedName)
		}
		if n.By != actor.User {
			return NotYourNotice.With("name", n.ByName)
		}
		worked := 0
		for _, l := range n.Returns {
			if l.Cleared != 0 {
				worked++
			}
		}
		if worked > 0 {
			return LateWorked.With("count", worked)
		}
		if err := deleteLate(ctx, tx, actor.County, id); err != nil {
			return err
		}
		return b.audit(ctx, tx, actor, "late.take-back", lateSubject(id), "digest", n.Digest)
	})
}

// bookLate books the fitting lines.
func (b *Benefits) bookLate(ctx context.Context, tx *db.Tx, actor access.Actor, n LateNotice) error {
	books := &lateBooks{n: n, county: actor.County, period: today(tx).Month(), settled: map[string][]booked{}}
	for _, l := range n.Returns {
		if l.State != "entered" {
			continue
		}
		if err := books.add(ctx, tx, l); err != nil {
			return err
		}
		if err := b.takeBack(ctx, tx, actor, l); err != nil {
			return err
		}
	}
	all := books.batches()
	if len(all) == 0 {
		return NothingFits.With()
	}
	for _, batch := range all {
		if _, err := b.books.PostIn(ctx, tx, actor, batch); err != nil {
			return err
		}
	}
	return nil
}

// takeBack makes a paid payment a returned one. Its account, if it still is the person's, is noted as refused, as with any other return.
func (b *Benefits) takeBack(ctx context.Context, tx *db.Tx, actor access.Actor, l LateReturn) error {
	if _, err := entitlement(ctx, tx, actor.County, l.Entitlement, true); err != nil {
		return err
	}
	p, err := payment(ctx, tx, actor.County, l.Payment)
	if err != nil {
		return err
	}
	if err := setLateReturned(ctx, tx, actor.County, p, l.Code); err != nil {
		return err
	}
	if err := b.undoPayouts(ctx, tx, actor.County, p, l); err != nil {
		return err
	}
	if err := b.undoWithdrawal(ctx, tx, actor.County, p, l); err != nil {
		return err
	}
	now, err := b.enrol.BankAccountIn(ctx, tx, actor.County, p.Person)
	if errors.Is(err, enrolment.NoBankAccount) || err == nil && now.ID != p.BankAccount {
		return nil // the person has given another account since
	}
	if err != nil {
		return err
	}
	if err := noteRefusal(ctx, tx, actor.County, p, l.Code); err != nil {
		return err
	}
	// The bank says it, in a file that two persons let in; none of them keeps people's files.
	return b.closeIfSaid(ctx, tx, access.TheSystem(actor.County), p.Person, p.BankAccount, l.Code)
}

// Late shows a notice with its lines.
func (b *Benefits) Late(ctx context.Context, actor access.Actor, id int64) (LateNotice, error) {
	if err := actor.May(access.FundRead); err != nil {
		return LateNotice{}, err
	}
	var n LateNotice
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		n, err = lateNotice(ctx, tx, actor.County, id, "")
		return err
	})
	return n, err
}

// LateNotices lists the notices, the latest first, without their lines.
func (b *Benefits) LateNotices(ctx context.Context, actor access.Actor, limit int) ([]LateNotice, error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	var all []LateNotice
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = lateNotices(ctx, tx, actor.County, `id>0 ORDER BY id DESC LIMIT $2`, between(1, limit, MaxPage))
		return err
	})
	return all, err
}

// Uncleared lists the lines of booked and waiting notices that fit no payment and that nobody has cleared up.
func (b *Benefits) Uncleared(ctx context.Context, actor access.Actor) ([]LateReturn, error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	var all []LateReturn
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		all, err = lateReturns(ctx, tx, actor.County, `k.state='listed' AND k.cleared_by IS NULL
			AND EXISTS (SELECT 1 FROM late_notice AS n WHERE n.county=$1 AND n.id=k.notice AND n.state<>'refused') ORDER BY k.notice, k.line LIMIT $2`, MaxPage)
		return err
	})
	return all, err
}

// ClearLate records how a listed line was cleared up.
func (b *Benefits) ClearLate(ctx context.Context, actor access.Actor, notice, line int64, remark string) error {
	if err := actor.May(access.RunBank); err != nil {
		return err
	}
	if remark = strings.TrimSpace(remark); remark == "" || actor.User <= 0 {
		return NoReason.With().On("remark")
	}
	return b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		done, err := clearLate(ctx, tx, actor, notice, line, remark)
		if err != nil {
			return err
		}
		if !done {
			return NotListed.With()
		}
		return b.audit(ctx, tx, actor, "late.clear", lateSubject(notice), "line", strconv.FormatInt(line, 10))
	})
}
