package benefit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/words"
	"renshe/money"
)

// File is a bank file as it leaves the house.
type File struct {
	Run     Run
	Name    string // what to save it as
	Digest  string
	Orders  int64
	Total   money.Fen
	Content []byte
	Already bool // it had been made before: these are the same bytes
}

func returnText(code string) words.Text {
	if code == "" {
		return words.Text{}
	}
	return bank.ReasonText(code)
}

// BankFile makes the run's payment file, once: one order a person, totals, digest. It is stored sealed, so asking again gives the
// same bytes.
func (b *Benefits) BankFile(ctx context.Context, actor access.Actor, run int64) (File, error) {
	return b.bankFile(ctx, actor, run, nil)
}

func (b *Benefits) bankFile(ctx context.Context, actor access.Actor, run int64, early earlyOrders) (File, error) {
	if err := actor.May(access.RunBank); err != nil {
		return File{}, err
	}
	var out File
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		r, err := lockRun(ctx, tx, actor.County, run)
		if err != nil {
			return err
		}
		already, err := runAt(r, Pended)
		if err != nil {
			return err
		}
		if already {
			out, err = b.storedOrder(ctx, tx, r, nil)
			out.Already = true
			return err
		}
		if err := accountFree(ctx, tx, r); err != nil {
			return err
		}
		out, err = b.makeFile(ctx, tx, actor, r, early)
		return err
	})
	return out, err
}

// earlyOrders are the orders of chunks, read while their money was being reserved: from the approval on nothing of them changes, and the processor's
// other core has little to do then.
type earlyOrders map[int][]bank.Order

// makeFile writes the orders of everybody whose money is reserved, in the order of the payments.
func (b *Benefits) makeFile(ctx context.Context, tx *db.Tx, actor access.Actor, r Run, early earlyOrders) (File, error) {
	var text bytes.Buffer
	w, err := bank.NewPaymentWriter(&text, bank.PaymentHeader{Run: r.ID, County: r.County, Account: payingAccount(r.County, r.Kind),
		Period: r.Month, Created: civil.DateIn(r.ApprovedAt)})
	if err != nil {
		return File{}, err
	}
	err = readAhead(ctx, b.db, r.chunks, b.orders(r, early), func(page []bank.Order) error {
		for _, o := range page {
			if err := w.Order(o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return File{}, err
	}
	sum, err := w.Close()
	if err != nil {
		return File{}, err
	}
	f := storedFile{direction: orderFile, name: fileName(r), digest: sum.Digest, orders: sum.Orders, total: sum.Total, value: civil.DateIn(r.ApprovedAt),
		content: b.box.Seal(text.Bytes(), fileBound(r, orderFile))}
	if err := b.keepFile(ctx, tx, actor, r, f, text.Bytes()); err != nil {
		return File{}, err
	}
	r.State = Filed
	if err := setState(ctx, tx, r, Filed); err != nil {
		if db.IsUnique(err) {
			err = db.Busy.With().From(err) // another run's file was made in the moment between
		}
		return File{}, err
	}
	return File{Run: r, Name: f.name, Digest: f.digest, Orders: f.orders, Total: f.total, Content: text.Bytes()},
		b.audit(ctx, tx, actor, "run.filed", runSubject(r.ID), "digest", sum.Digest)
}

// orders reads what a chunk orders from the bank, unless it was read early. The account is the one that was approved, though the person may have
// changed it since.
func (b *Benefits) orders(r Run, early earlyOrders) func(ctx context.Context, tx *db.Tx, chunk int) ([]bank.Order, error) {
	return func(ctx context.Context, tx *db.Tx, chunk int) ([]bank.Order, error) {
		if page, read := early[chunk]; read {
			return page, nil
		}
		page, accounts, err := ordersOf(ctx, tx, r, chunk)
		if err != nil {
			return nil, err
		}
		to, err := b.enrol.AddressesIn(ctx, tx, r.County, accounts)
		if err != nil {
			return nil, err
		}
		for i, account := range accounts {
			a, found := to[account]
			if !found {
				return nil, Damaged.With("what", "payment "+strconv.FormatInt(page[i].ID, 10))
			}
			page[i].Account, page[i].Name = string(a.Number), a.Name
		}
		return page, nil
	}
}

func fileName(r Run) string {
	name := fmt.Sprintf("%s-%s-%s", r.County, r.Kind, r.Month)
	if r.Serial > 0 {
		name += "-" + strconv.Itoa(r.Serial)
	}
	return name + ".pay"
}

func fileBound(r Run, direction string) []byte {
	return fmt.Appendf(nil, "benefit/%d/%d/%s", r.County, r.ID, direction)
}

// storedOrder reads the stored file back, tells each of its orders (nil: nobody asks) and holds it against its digest.
func (b *Benefits) storedOrder(ctx context.Context, tx *db.Tx, r Run, each func(bank.Order)) (File, error) {
	f, found, err := file(ctx, tx, r, orderFile, true)
	if err != nil || !found {
		return File{}, errors.Join(err, notThere(found))
	}
	content, err := b.box.Unseal(f.content, fileBound(r, orderFile))
	if err != nil {
		return File{}, Damaged.With("what", f.name).From(err)
	}
	sum, err := bank.ReadPayment(bytes.NewReader(content), func(o bank.Order) error {
		if each != nil {
			each(o)
		}
		return nil
	})
	if err != nil || sum.Digest != f.digest {
		return File{}, Damaged.With("what", f.name).From(err)
	}
	return File{Run: r, Name: f.name, Digest: f.digest, Orders: f.orders, Total: f.total, Content: content}, nil
}

func notThere(found bool) error {
	if found {
		return nil
	}
	return Damaged.With("what", "payment_file")
}

// ImportReturn takes in the bank's answer, one file or several of any format (a status report and the day's statement): whole, fitting
// and for this run, or not at all. Then every chunk is posted or voided, accounts fall by what was paid, and what was returned is due
// again. The same answer again, under another name or in another format, changes nothing (Already).
func (b *Benefits) ImportReturn(ctx context.Context, actor access.Actor, run int64, files ...[]byte) (Step, error) {
	return b.importReturn(ctx, actor, run, files, watcher(ctx))
}

func (b *Benefits) importReturn(ctx context.Context, actor access.Actor, run int64, files [][]byte, progress func(Progress)) (Step, error) {
	if err := actor.May(access.RunBank); err != nil {
		return Step{}, err
	}
	already := false
	var r Run
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
		already = false
		if r, err = lockRun(ctx, tx, actor.County, run); err != nil {
			return err
		}
		if already, err = runAt(r, Filed); err != nil {
			return err
		}
		if already {
			return b.sameAnswer(ctx, tx, r, files)
		}
		return b.takeIn(ctx, tx, actor, &r, files)
	})
	if err != nil {
		return Step{}, err
	}
	if r.State == Answered {
		r, err = b.settle(ctx, actor, r, progress)
	}
	return Step{Run: r, Already: already}, err
}

// sameAnswer tells a repeated answer from another one, by what it says: its lines may stand in another order, or in another format.
func (b *Benefits) sameAnswer(ctx context.Context, tx *db.Tx, r Run, files [][]byte) error {
	order, err := b.storedOrder(ctx, tx, r, nil)
	if err != nil {
		return err
	}
	content, err := bank.Assemble(order.Content, files...)
	if err != nil {
		return err
	}
	have, found, err := file(ctx, tx, r, answerFile, true)
	if err != nil || !found {
		return errors.Join(err, notThere(found))
	}
	sum, err := bank.ReadReturn(bytes.NewReader(content), func(bank.Answer) error { return nil })
	if err != nil {
		return err
	}
	if err := fits(r, sum); err != nil {
		return err
	}
	if sum.Digest == have.digest {
		return nil
	}
	stored, err := b.box.Unseal(have.content, fileBound(r, answerFile))
	if err != nil {
		return Damaged.With("what", have.name).From(err)
	}
	was, err := bank.ContentDigest(stored)
	if err != nil {
		return Damaged.With("what", have.name).From(err)
	}
	if is, err := bank.ContentDigest(content); err != nil || is != was {
		return AnotherAnswer.With().From(err)
	}
	return nil
}

// fits asks whether an answer's header is for this run.
func fits(r Run, sum bank.ReturnSummary) error {
	switch {
	case sum.County != r.County:
		return OtherRun.With("what", sum.County)
	case sum.Run != r.ID || sum.Account != payingAccount(r.County, r.Kind):
		return OtherRun.With("what", sum.Period)
	case sum.Period != r.Month:
		return OtherRun.With("what", sum.Period)
	}
	return nil
}

// takeIn holds an answer against the file it answers, line by line, and stores it.
func (b *Benefits) takeIn(ctx context.Context, tx *db.Tx, actor access.Actor, r *Run, files [][]byte) error {
	order, open, err := b.openOrders(ctx, tx, *r)
	if err != nil {
		return err
	}
	content, err := bank.Assemble(order.Content, files...)
	if err != nil {
		return err
	}
	sum, err := compareAnswer(*r, order, open, content)
	if err != nil {
		return err
	}
	if err := likelyDay(*r, sum.Value, today(tx)); err != nil {
		return err
	}
	book, err := b.books.BalanceIn(ctx, tx, r.County, BooksOf(r.Kind).Bank)
	if err != nil {
		return err
	}
	f := storedFile{direction: answerFile, name: order.Name + ".ret", digest: sum.Digest, content: b.box.Seal(content, fileBound(*r, answerFile)),
		orders: sum.Answers, total: sum.PaidFen + sum.ReturnedFen, paid: sum.Paid, paidFen: sum.PaidFen, returned: sum.Returned, returnedFen: sum.ReturnedFen,
		statement: sum.Statement, value: sum.Value, opening: sum.Balance.Opening, credits: sum.Balance.Credits, debits: sum.Balance.Debits,
		closing: sum.Balance.Closing, book: book.Own(), bookSeq: book.LastSeq}
	if err := b.keepFile(ctx, tx, actor, *r, f, content); err != nil {
		return err
	}
	r.State = Answered
	if err := setState(ctx, tx, *r, Answered); err != nil {
		return err
	}
	return b.audit(ctx, tx, actor, "run.answered", runSubject(r.ID), "digest", sum.Digest)
}

// daysOff is how far the bank's day may be off: its calendar and ours differ by holidays, not by months.
const daysOff = 31

// likelyDay refuses an answer booked on a day that cannot be right. Once taken in, an answer stays: one with a day that the ledger
// refuses could never be settled, and a payment would be shown as paid in another year.
func likelyDay(r Run, day, today civil.Date) error {
	approved := civil.DateIn(r.ApprovedAt)
	first, last := approved.Add(-daysOff), max(approved, today).Add(daysOff)
	if day < first || day > last {
		return OddDay.With("day", day, "first", first, "last", last)
	}
	return nil
}

// openOrders reads the stored file with the amount of each order.
func (b *Benefits) openOrders(ctx context.Context, tx *db.Tx, r Run) (File, map[int64]money.Fen, error) {
	open := map[int64]money.Fen{}
	order, err := b.storedOrder(ctx, tx, r, func(o bank.Order) { open[o.ID] = o.Amount })
	return order, open, err
}

// compareAnswer reads an answer against the orders: every order answered once, for its amount, and nothing else; it uses open up.
func compareAnswer(r Run, order File, open map[int64]money.Fen, content []byte) (bank.ReturnSummary, error) {
	answers := make([]bank.Answer, 0, order.Orders)
	sum, err := bank.ReadReturn(bytes.NewReader(content), func(a bank.Answer) error { answers = append(answers, a); return nil })
	if err != nil {
		return sum, err // faults of the file's form are told first: a damaged file's lines prove nothing
	}
	if err := fits(r, sum); err != nil {
		return sum, err
	}
	if sum.Payment != order.Digest {
		return sum, OtherFile.With()
	}
	const answered = -1
	for _, a := range answers {
		ordered, known := open[a.ID]
		switch {
		case !known:
			return sum, ForeignLine.With("line", a.Line)
		case ordered == answered:
			return sum, RepeatedLine.With("line", a.Line)
		case ordered != a.Amount:
			return sum, ChangedAmount.With("line", a.Line, "stated", a.Amount, "ordered", ordered)
		}
		open[a.ID] = answered
	}
	if sum.Answers != order.Orders {
		err = MissingLines.With("missing", order.Orders-sum.Answers, "ordered", order.Orders, "answered", sum.Answers)
	}
	return sum, err
}

// settle posts or voids every chunk by the stored answer. A large run has just multiplied the ledger's transfers; PostgreSQL is told so
// first, because it would search them as if they were still few (measured: minutes instead of seconds for 12,000 people).
func (b *Benefits) settle(ctx context.Context, actor access.Actor, run Run, progress func(Progress)) (Run, error) {
	if run.chunks > 1 {
		if err := b.db.Analyze(ctx, "payment", "payment_line", "payment_chunk", "transfer", "batch", "pension_entry"); err != nil {
			return run, err
		}
	}
	var answer storedFile
	var returned map[int64]string
	err := b.db.View(ctx, func(tx *db.Tx) (err error) {
		answer, returned, err = b.storedAnswer(ctx, tx, run)
		return err
	})
	if err != nil {
		return run, err
	}
	return b.eachChunk(ctx, actor, run.ID, chunkWork{at: Answered, from: stepPended, to: stepSettled, next: Settled, progress: progress,
		read: func(ctx context.Context, tx *db.Tx, r Run, chunk int) (posting, error) {
			return b.settlements(ctx, tx, r, chunk, answer, returned)
		},
		do: func(ctx context.Context, tx *db.Tx, r Run, chunk int, p posting) error {
			return b.settleChunk(ctx, tx, actor, r, chunk, p, answer, returned)
		}})
}

// settlements reads what a chunk posts and voids. The books tell where its reservations stand; that they are other than what was reserved, or
// are not there, is refused.
func (b *Benefits) settlements(ctx context.Context, tx *db.Tx, r Run, chunk int, answer storedFile, returned map[int64]string) (p posting, err error) {
	if p.entries, err = entries(ctx, tx, r, chunk, Ready); err != nil || len(p.entries) == 0 {
		return p, err
	}
	reserved, found, err := b.books.StoredIn(ctx, tx, r.County, r.pendBatch(chunk, p.entries))
	if err != nil {
		return p, err
	}
	if !found {
		return p, Damaged.With("what", "payment_chunk")
	}
	p.batch = r.settleBatch(chunk, p.entries, reserved.Seqs, returned, answer)
	p.batch.Follows(reserved)
	return p, nil
}

// storedAnswer reads the stored answer and lists the returned payments with their codes: few, all others were paid.
func (b *Benefits) storedAnswer(ctx context.Context, tx *db.Tx, r Run) (storedFile, map[int64]string, error) {
	f, found, err := file(ctx, tx, r, answerFile, true)
	if err != nil || !found {
		return f, nil, errors.Join(err, notThere(found))
	}
	content, err := b.box.Unseal(f.content, fileBound(r, answerFile))
	if err != nil {
		return f, nil, Damaged.With("what", f.name).From(err)
	}
	f.content = nil
	returned := map[int64]string{}
	sum, err := bank.ReadReturn(bytes.NewReader(content), func(a bank.Answer) error {
		if !a.Paid() {
			returned[a.ID] = a.Reason
		}
		return nil
	})
	if err != nil || sum.Digest != f.digest {
		return f, nil, Damaged.With("what", f.name).From(err)
	}
	return f, returned, nil
}

func (b *Benefits) settleChunk(ctx context.Context, tx *db.Tx, actor access.Actor, r Run, chunk int, p posting, answer storedFile, returned map[int64]string) error {
	all := p.entries
	if len(all) == 0 {
		return nil
	}
	if _, err := b.books.PostIn(ctx, tx, actor, p.batch); err != nil {
		return err
	}
	payouts := make([]enrolment.Payout, 0, len(all))
	for i, e := range all {
		code := returned[e.payment]
		if code == "" {
			if e.accountPart > 0 {
				payouts = append(payouts, enrolment.Payout{Person: e.person, Month: e.month, Amount: e.accountPart, Cause: e.payment, On: answer.value})
			}
			continue
		}
		if i == 0 || all[i-1].payment != e.payment {
			if err := b.giveBack(ctx, tx, actor, e, code); err != nil {
				return err
			}
		}
	}
	if err := dropLive(ctx, tx, r, chunk); err != nil {
		return err
	}
	if err := moveDue(ctx, tx, r, chunk); err != nil {
		return err
	}
	if err := noteRefusals(ctx, tx, r, chunk); err != nil {
		return err
	}
	if err := b.drawWithdrawals(ctx, tx, r, all, returned, answer.value); err != nil {
		return err
	}
	_, err := b.enrol.PayoutsIn(ctx, tx, r.County, payouts)
	return err
}

// giveBack marks a returned payment. An account that the bank calls closed is closed in the person's file too, if it still is the
// one on file.
func (b *Benefits) giveBack(ctx context.Context, tx *db.Tx, actor access.Actor, e entry, code string) error {
	if err := setReturned(ctx, tx, actor.County, e.payment, code); err != nil {
		return err
	}
	return b.closeIfSaid(ctx, tx, actor, e.person, e.account, code)
}
