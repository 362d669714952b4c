package ledger

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// The value dates the books take; outside it is a typing error.
var (
	firstValueDate = civil.DateOf(1980, 1, 1)
	lastValueDate  = civil.DateOf(2199, 12, 31)
)

// kindOf reads a stored kind; what is none, in a changed row, becomes 0.
func kindOf(n int64) Kind {
	if n < int64(Post) || n > int64(Part) {
		return 0
	}
	return Kind(n)
}

// refers says whether a line of this kind must name an earlier transfer; a Post may.
func (k Kind) refers() bool { return k >= PostPending && k <= Part }

// settles says whether a line of this kind ends a reservation; a Part makes another of the rest.
func (k Kind) settles() bool { return k >= PostPending && k <= Expire || k == Part }

// moves says whether a line of this kind moves money, rather than reserving or releasing it.
func (k Kind) moves() bool { return k == Post || k == PostPending || k == Reversal || k == Part }

// left is what a transfer keeps reserved until another settles it: all of a Pending, the rest of a Part.
func (k Kind) left(amount, released int64) int64 {
	switch k {
	case Pending:
		return amount
	case Part:
		return released - amount
	}
	return 0
}

// isClearing says whether an account's owner makes it a clearing account.
func isClearing(owner string) bool {
	return owner == Clearing || strings.HasPrefix(owner, Clearing+":")
}

// check finds what is wrong with the batch by itself, all of it at once (up to a screenful).
func (b *Batch) check() error {
	var all []error
	add := func(e *fail.Error) { all = append(all, e) }
	lack := func(missing bool, what words.Text, field string) {
		if missing {
			add(BadBatch.With("what", what).On(field))
		}
	}
	lack(b.ID <= 0, lackID, "id")
	lack(b.Kind == "" || len(b.Kind) > MaxText, lackKind, "kind")
	lack(b.Cause == "" || len(b.Cause) > MaxText, lackCause, "cause")
	if e := b.Persons().check(); e != nil {
		add(e)
	}
	lack(b.Period < firstValueDate.Month() || b.Period > lastValueDate.Month(), lackPeriod, "period")
	lack(len(b.Lines) == 0, lackLines, "lines")
	if _, err := b.Fund.Def(); err != nil {
		all = append(all, err)
	}
	if strings.HasPrefix(b.Kind, "move-") && b.half == "" {
		add(BadBatch.With("what", lackMove).On("kind"))
	}
	if len(b.Lines) > MaxLines {
		add(TooManyLines.With("max", MaxLines, "lines", len(b.Lines)).On("lines"))
		return errors.Join(all...)
	}
	for i := range b.Lines {
		if e := b.checkLine(i); e != nil {
			add(e)
		}
		if len(all) >= 20 {
			break
		}
	}
	return errors.Join(all...)
}

// Persons are the batch's maker and checker.
func (b *Batch) Persons() Persons { return Persons{b.Maker, b.Checker} }

// check refuses an act of fewer than two persons.
func (p Persons) check() *fail.Error {
	switch {
	case p.Maker <= 0 || p.Checker <= 0:
		return BadBatch.With("what", lackPeople).On("checker")
	case p.Maker == p.Checker:
		return SamePerson.With().On("checker").Under(ruleTwoPersons)
	}
	return nil
}

func (b *Batch) checkLine(i int) *fail.Error {
	l, at := &b.Lines[i], "lines."+strconv.Itoa(i)
	bad := func(what words.Text) *fail.Error { return BadLine.With("line", i+1, "what", what).On(at) }
	open := l.Kind.refers() // what is left 0 is taken from the transfer named
	switch {
	case l.Kind < Post || l.Kind > Part:
		return bad(wrongKind)
	case (b.Kind == Opening || b.half != "") && (l.Kind != Post || l.Ref != 0):
		return bad(wrongPlain)
	case l.Kind != Post && l.Kind.refers() != (l.Ref > 0), l.Ref < 0:
		return bad(wrongRef)
	case l.Kind == Part && l.Amount == 0:
		return bad(wrongAmount)
	case l.Amount < 0, l.Amount == 0 && !open:
		return bad(wrongAmount)
	case max(len(l.Code), len(l.Cause), len(l.Plan), len(l.Inputs)) > MaxText:
		return bad(wrongText)
	case l.ValueDate != 0 && (l.ValueDate < firstValueDate || l.ValueDate > lastValueDate):
		return bad(wrongDate)
	}
	for _, a := range []AccountID{l.Debit, l.Credit} {
		if a == 0 && open {
			continue
		}
		if a <= 0 || a.Number() == 0 {
			return UnknownAccount.With("account", a).On(at)
		}
		if a.Fund() != b.Fund {
			return CrossFund.With("line", i+1, "account", a, "fund", b.Fund.title()).On(at).Under(ruleDedicated)
		}
	}
	if l.Debit == l.Credit && l.Debit != 0 {
		return bad(wrongSides)
	}
	return nil
}

// refs lists the transfers that the batch refers to, each once, in order.
func (b *Batch) refs() []int64 {
	var all []int64
	for i := range b.Lines {
		if b.Lines[i].Ref > 0 {
			all = append(all, b.Lines[i].Ref)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// accounts lists the accounts that the lines name, each once, in order.
func (b *Batch) accounts() []int64 {
	var all []int64
	var debit, credit AccountID // lines of one pair often stand together
	for i := range b.Lines {
		l := &b.Lines[i]
		if l.Debit != debit && l.Debit != 0 {
			all = append(all, int64(l.Debit))
		}
		if l.Credit != credit && l.Credit != 0 {
			all = append(all, int64(l.Credit))
		}
		debit, credit = l.Debit, l.Credit
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// earlier is a transfer that a line refers to, with what became of it.
type earlier struct {
	fund          Fund
	debit, credit AccountID
	amount        int64
	released      int64
	kind          Kind
	period        civil.Month
	settled       bool
	reversed      bool
}

// entry is a line made complete.
type entry struct {
	line     int
	debit    AccountID
	credit   AccountID
	amount   int64
	released int64
}

// resolve completes the lines from the transfers they name and checks the state machine of each: what is reserved is settled
// once, a posted one reversed once, and only a closed month is corrected. closed is the fund's last closed month.
func (b *Batch) resolve(known map[int64]*earlier, closed civil.Month) ([]entry, error) {
	entries := make([]entry, len(b.Lines))
	var total money.Fen
	for i := range b.Lines {
		l := &b.Lines[i]
		e := entry{line: i, debit: l.Debit, credit: l.Credit, amount: int64(l.Amount)}
		if l.Ref > 0 {
			r := known[l.Ref]
			if r == nil || r.fund != b.Fund {
				return nil, UnknownRef.With("line", i+1, "ref", l.Ref).On("lines." + strconv.Itoa(i))
			}
			refer := e.settle
			switch l.Kind {
			case Post:
				refer = func(l *Line, r *earlier) *fail.Error { return e.correct(l, r, closed) }
			case Reversal:
				refer = e.reverse
			}
			if err := refer(l, r); err != nil {
				return nil, err.On("lines." + strconv.Itoa(i))
			}
		}
		entries[i] = e
		var err error
		if total, err = total.Add(money.Fen(e.amount)); err != nil {
			return nil, TooMuch.With().On("lines." + strconv.Itoa(i))
		}
	}
	if b.Total != 0 && total != b.Total {
		return nil, WrongTotal.With("sum", total, "total", b.Total).On("total")
	}
	return entries, nil
}

// settle ends a reservation: posts it, a part of it, or releases it.
func (e *entry) settle(l *Line, r *earlier) *fail.Error {
	left := r.kind.left(r.amount, r.released)
	if left == 0 {
		return UnknownRef.With("line", e.line+1, "ref", l.Ref)
	}
	most := left // of a Part something stays
	if l.Kind == Part {
		most--
	}
	e.take(r.debit, r.credit, left)
	if e.debit != r.debit || e.credit != r.credit || e.amount > most || (e.amount < left && l.Kind != PostPending && l.Kind != Part) {
		return RefDiffers.With("line", e.line+1, "ref", l.Ref)
	}
	if r.settled {
		return RefDone.With("line", e.line+1, "ref", l.Ref)
	}
	r.settled, e.released = true, left
	return nil
}

// reverse undoes a posting, whole.
func (e *entry) reverse(l *Line, r *earlier) *fail.Error {
	if !r.kind.moves() {
		return UnknownRef.With("line", e.line+1, "ref", l.Ref)
	}
	e.take(r.credit, r.debit, r.amount)
	if e.debit != r.credit || e.credit != r.debit || e.amount != r.amount {
		return RefDiffers.With("line", e.line+1, "ref", l.Ref)
	}
	if r.reversed {
		return RefDone.With("line", e.line+1, "ref", l.Ref)
	}
	r.reversed = true
	return nil
}

// correct posts in an open month what was wrong in a closed one, and names it. In an open month the wrong posting is reversed.
func (e *entry) correct(l *Line, r *earlier, closed civil.Month) *fail.Error {
	switch {
	case !r.kind.moves():
		return UnknownRef.With("line", e.line+1, "ref", l.Ref)
	case r.period > closed:
		return NotClosed.With("line", e.line+1, "ref", l.Ref, "month", r.period)
	case e.debit != r.debit && e.debit != r.credit && e.credit != r.debit && e.credit != r.credit:
		return RefDiffers.With("line", e.line+1, "ref", l.Ref)
	}
	return nil
}

// take fills in what the line leaves to the transfer it names.
func (e *entry) take(debit, credit AccountID, amount int64) {
	if e.debit == 0 {
		e.debit = debit
	}
	if e.credit == 0 {
		e.credit = credit
	}
	if e.amount == 0 {
		e.amount = amount
	}
}

// byAccount is the order in which transfers are stored: sorted writes touch each index page once.
func byAccount(a, b entry) int {
	switch {
	case a.debit != b.debit:
		return compare(int64(a.debit), int64(b.debit))
	case a.credit != b.credit:
		return compare(int64(a.credit), int64(b.credit))
	}
	return a.line - b.line
}

func compare(a, b int64) int {
	if a < b {
		return -1
	}
	return 1
}

// standing is an account while a batch is played.
type standing struct {
	class       Class
	noOverdraft bool
	clearing    bool
	counters
}

// short is by how much the account is overdrawn, or 0.
func (s *standing) short() int64 {
	if !s.noOverdraft {
		return 0
	}
	in, out, kept := s.credits, s.debits, s.debitsReserved-s.debitsReleased
	if s.class.DebitSide() {
		in, out, kept = s.debits, s.credits, s.creditsReserved-s.creditsReleased
	}
	return max(0, out+kept-in)
}

// apply plays one transfer on its two accounts; false: a counter would leave int64.
func apply(kind Kind, amount, released, seq int64, debit, credit *standing) bool {
	const limit = math.MaxInt64 / 4 // sums of three counters stay inside int64
	if kind.moves() {
		debit.debits += amount
		credit.credits += amount
	}
	left := kind.left(amount, released)
	debit.debitsReserved += left
	credit.creditsReserved += left
	debit.debitsReleased += released
	credit.creditsReleased += released
	debit.lastSeq, credit.lastSeq = seq, seq
	return amount <= limit && debit.debits <= limit && credit.credits <= limit && debit.debitsReserved <= limit && credit.creditsReserved <= limit
}

// inForce refuses a day on which the fund does not exist by law: before its first terms, or after its last day.
func (f *FundDef) inForce(day civil.Date) *fail.Error {
	if f.Until != 0 && day > f.Until {
		return FundEnded.With("fund", f.Title(), "until", f.Until).On("fund").Under(ruleDedicated)
	}
	if _, begun := f.On(day); !begun {
		return FundNotYet.With("fund", f.Title(), "from", f.History[0].From).On("fund").Under(ruleDedicated)
	}
	return nil
}

// check finds what is wrong with an account that is to be opened today.
func (a *Account) check(today civil.Date) error {
	def, err := a.Fund.Def()
	if err != nil {
		return err
	}
	if a.ID.Fund() != a.Fund || a.ID.Number() == 0 || a.ID < 0 || a.Class < Asset || a.Class > Expense || a.Owner == "" ||
		a.Title.Zh == "" || a.Title.En == "" || max(len(a.Owner), len(a.Title.Zh), len(a.Title.En)) > MaxText {
		return BadAccount.With("account", a.ID).On("account")
	}
	if e := def.inForce(today); e != nil {
		return e
	}
	return nil
}

// account is the row as its reader knows it.
func (r *accountRow) account() Account {
	return Account{AccountID(r.id), Fund(r.fund), Class(r.class), r.owner, words.Text{Zh: r.titleZh, En: r.titleEn}, r.noOverdraft != 0}
}

// balance is the row's position.
func (r *accountRow) balance() Balance {
	return Balance{r.account(), money.Fen(r.debits), money.Fen(r.credits), money.Fen(r.debitsReserved - r.debitsReleased),
		money.Fen(r.creditsReserved - r.creditsReleased), r.lastSeq}
}
