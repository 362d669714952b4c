package benefit

import (
	"context"
	"strconv"
	"strings"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
	"renshe/money"
)

const enrolmentOK = enrolment.BankOK

// Release pays a held payment after all: by name, with a reason, by somebody other than the maker. The gate is asked again; what is
// hard ([Finding]) refuses, and the account is the person's of today. Above the threshold three persons must: the first two leave the
// payment held with their confirmations on it.
func (b *Benefits) Release(ctx context.Context, actor access.Actor, payment int64, reason string) (Payment, error) {
	if err := actor.May(access.RunRelease); err != nil {
		return Payment{}, err
	}
	if strings.TrimSpace(reason) == "" {
		return Payment{}, NoReason.With().On("reason")
	}
	var p Payment
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
		p, err = b.releaseIn(ctx, tx, actor, payment, reason)
		return err
	})
	return p, err
}

func (b *Benefits) releaseIn(ctx context.Context, tx *db.Tx, actor access.Actor, id int64, reason string) (Payment, error) {
	p, err := payment(ctx, tx, actor.County, id)
	if err != nil {
		return p, err
	}
	r, err := lockRun(ctx, tx, actor.County, p.Run)
	if err != nil {
		return p, err
	}
	// What was read before the lock named the run; somebody else may have released or held the payment since.
	if p, err = payment(ctx, tx, actor.County, id); err != nil {
		return p, err
	}
	if r.State != Prepared {
		if r.State == Preparing {
			return p, NotYet.With("month", r.Month, "state", r.State.Title())
		}
		return p, TooLate.With("month", r.Month)
	}
	if actor.User == r.Maker {
		return p, SamePerson.With().Under(twoPersons)
	}
	who, err := payableByID(ctx, tx, actor.County, id)
	if err != nil {
		return p, err
	}
	if p.State != Held {
		return p, NotHeld.With("state", p.State.Title())
	}
	if err := b.acquaint(ctx, tx, actor.County, []*candidate{&who.candidate}); err != nil {
		return p, err
	}
	found := who.again(p.Findings)
	for _, f := range found {
		if f.Hard {
			return p, CannotRelease.With("reason", findingText{f}).Under(f.Rule())
		}
	}
	if who.total == 0 {
		return p, CannotRelease.With("reason", nothingDue)
	}
	enough, err := b.confirm(ctx, tx, actor, who, found, reason)
	if err != nil {
		return p, err
	}
	if !enough {
		if err := b.audit(ctx, tx, actor, "run.confirm-release", "payment:"+strconv.FormatInt(id, 10)); err != nil {
			return p, err
		}
		return p, p.hear(ctx, tx, actor.County)
	}
	if err := release(ctx, tx, actor.County, id, who.bankAccount, found, actor.User, reason); err != nil {
		return p, err
	}
	if err := b.audit(ctx, tx, actor, "run.release", "payment:"+strconv.FormatInt(id, 10)); err != nil {
		return p, err
	}
	if p, err = payment(ctx, tx, actor.County, id); err != nil {
		return p, err
	}
	return p, p.hear(ctx, tx, actor.County)
}

// again asks the gate once more about a payment that was prepared earlier. What was found while its amounts were computed stays
// found: its lines are what they were.
func (p payable) again(before []Finding) []Finding {
	found := gate(p.candidate, p.span)
	for _, f := range before {
		if checkOf[f.Code].drawn {
			found = append(found, f)
		}
	}
	return found
}

// Approve lets a run be paid: another person than its maker approves, the gate is asked once more, the fund's account must cover
// it, and each chunk's money is reserved in the ledger. Who is found by the gate only now is put on hold and the approval is
// refused ([NewlyHeld]), so that nobody approves a list he has not seen. What is still held lapses into the next run.
func (b *Benefits) Approve(ctx context.Context, actor access.Actor, run int64) (Step, error) {
	return b.approve(ctx, actor, run, nil, watcher(ctx))
}

func (b *Benefits) approve(ctx context.Context, actor access.Actor, run int64, early earlyOrders, progress func(Progress)) (Step, error) {
	if err := actor.May(access.RunApprove); err != nil {
		return Step{}, err
	}
	var r Run
	var already bool
	var newly int
	err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
		already, newly = false, 0
		if r, err = lockRun(ctx, tx, actor.County, run); err != nil {
			return err
		}
		// The rule comes before the state: the maker is told so even when the run has been approved.
		if actor.User == r.Maker {
			return SamePerson.With().Under(twoPersons)
		}
		if already, err = runAt(r, Prepared); err != nil || already {
			return err
		}
		var total money.Fen
		if newly, total, err = b.gateAgain(ctx, tx, r); err != nil || newly > 0 {
			return err
		}
		if err := b.covered(ctx, tx, r, total); err != nil {
			return err
		}
		if err := lapse(ctx, tx, r); err != nil {
			return err
		}
		if err := setApproved(ctx, tx, r, actor); err != nil {
			return err
		}
		if err := b.audit(ctx, tx, actor, "run.approve", runSubject(r.ID), "month", r.Month.String(), "total", total.Plain()); err != nil {
			return err
		}
		return b.pendFirst(ctx, tx, actor, r.ID)
	})
	if err != nil {
		return Step{}, err
	}
	if newly > 0 {
		return Step{}, NewlyHeld.With("people", newly)
	}
	if already && r.State.Reached(Pended) {
		return Step{Run: r, Already: true}, nil
	}
	r, err = b.pend(ctx, actor, run, early, progress)
	return Step{Run: r, Already: already}, err
}

// gateAgain asks the gate about everybody who would be paid, holds who fails now, follows changed bank accounts, and gives the total. What was
// released was released to the account that was looked at: with another one it is held again. Its snapshots are taken while the run is
// locked: what they read of it nobody else changes.
func (b *Benefits) gateAgain(ctx context.Context, tx *db.Tx, r Run) (newly int, total money.Fen, err error) {
	err = readAhead(ctx, b.db, r.chunks, b.acquainted(r, Ready), func(page []payable) (err error) {
		for _, p := range page {
			held := withheld(p.again(nil), p.released)
			if len(held) > 0 || p.account != p.bankAccount {
				held = append(held, withheld(p.released, held)...)
			}
			if len(held) > 0 {
				newly++
				err = hold(ctx, tx, r.County, p.payment, held)
			} else if p.account != p.bankAccount {
				err = setAccount(ctx, tx, r.County, p.payment, p.bankAccount)
			}
			if err != nil {
				return err
			}
			if total, err = total.Add(p.total); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, 0, err
	}
	return newly, total, nil
}

// acquainted reads a chunk's payments of one state with what other rooms know of the people.
func (b *Benefits) acquainted(r Run, state PaymentState) func(ctx context.Context, tx *db.Tx, chunk int) ([]payable, error) {
	return func(ctx context.Context, tx *db.Tx, chunk int) ([]payable, error) {
		page, err := payables(ctx, tx, r, chunk, state)
		if err != nil {
			return nil, err
		}
		people := make([]*candidate, len(page))
		for i := range page {
			people[i] = &page[i].candidate
		}
		return page, b.acquaint(ctx, tx, r.County, people)
	}
}

// covered asks whether the fund's bank account can pay the total.
func (b *Benefits) covered(ctx context.Context, tx *db.Tx, r Run, total money.Fen) error {
	have, err := b.books.BalanceIn(ctx, tx, r.County, BooksOf(r.Kind).Bank)
	if err != nil {
		return err
	}
	if have.Available() < total {
		return FundShort.With("need", total, "have", have.Available())
	}
	return nil
}

// pend reserves the money of every chunk that has not been, one transaction each, and moves the run on. The orders of the chunks go to early,
// unless it is nil: nobody makes the file next.
func (b *Benefits) pend(ctx context.Context, actor access.Actor, run int64, early earlyOrders, progress func(Progress)) (Run, error) {
	read := func(ctx context.Context, tx *db.Tx, r Run, chunk int) (posting, error) {
		p, err := b.reservations(ctx, tx, r, chunk)
		if err == nil && early != nil {
			early[chunk], err = b.orders(r, nil)(ctx, tx, chunk)
		}
		return p, err
	}
	return b.eachChunk(ctx, actor, run, chunkWork{at: Approved, from: stepPrepared, to: stepPended, next: Pended, progress: progress, read: read,
		do: func(ctx context.Context, tx *db.Tx, _ Run, _ int, p posting) error {
			_, err := b.pendChunk(ctx, tx, actor, p)
			return err
		}})
}

// pendFirst reserves the first chunk with money in the transaction of the approval: a closed month refuses the whole approval, and from
// here on the open reservation keeps the month from being closed before every chunk is in the books.
func (b *Benefits) pendFirst(ctx context.Context, tx *db.Tx, actor access.Actor, run int64) error {
	r, err := lockRun(ctx, tx, actor.County, run)
	if err != nil {
		return err
	}
	for {
		chunk, left, err := nextChunk(ctx, tx, r, stepPrepared)
		if err != nil || !left {
			return err
		}
		p, err := b.reservations(ctx, tx, r, chunk)
		if err != nil {
			return err
		}
		reserved, err := b.pendChunk(ctx, tx, actor, p)
		if err != nil {
			return err
		}
		if err := setChunk(ctx, tx, r, chunk, stepPended); err != nil || reserved {
			return err
		}
	}
}

// reservations reads what a chunk reserves.
func (b *Benefits) reservations(ctx context.Context, tx *db.Tx, r Run, chunk int) (posting, error) {
	all, err := entries(ctx, tx, r, chunk, Ready)
	return posting{all, r.pendBatch(chunk, all)}, err
}

// pendChunk reserves a chunk's money; false if nobody in it is paid.
func (b *Benefits) pendChunk(ctx context.Context, tx *db.Tx, actor access.Actor, p posting) (reserved bool, err error) {
	if len(p.entries) == 0 {
		return false, nil
	}
	_, err = b.books.PostIn(ctx, tx, actor, p.batch)
	return err == nil, err
}

// step is how far a chunk is; its payments that are ready go with it, so that a run writes each payment once.
type step string

// The steps of a chunk.
const (
	stepPrepared step = "prepared"
	stepPended   step = "pended"
	stepSettled  step = "settled"
)

// stands is what has become of the payments that go a chunk's way; the view payment_now says it in SQL.
func (s step) stands() PaymentState {
	switch s {
	case stepPended:
		return Pending
	case stepSettled:
		return Paid
	}
	return Ready
}

// chunkWork is what is done to every chunk of a run that stands at a state.
type chunkWork struct {
	at       RunState // the run's state while it is done
	from, to step     // the chunk's before and after
	next     RunState // the run's state when all are done
	progress func(Progress)
	read     func(ctx context.Context, tx *db.Tx, r Run, chunk int) (posting, error)
	do       func(ctx context.Context, tx *db.Tx, r Run, chunk int, p posting) error
}

// posting is what a chunk posts, and for whom.
type posting struct {
	entries []entry
	batch   ledger.Batch
}

// eachChunk does the work chunk by chunk, one transaction each, so that a killed process loses at most one that nobody has seen; then it
// moves the run on. Two processes on one run take turns by the run's lock. The next chunk is read, and its batch made, while a chunk is written:
// what is read stays what it is until the chunk's own step, which is looked at under the lock.
func (b *Benefits) eachChunk(ctx context.Context, actor access.Actor, run int64, w chunkWork) (Run, error) {
	var r Run
	var following ahead[posting]
	defer following.drop()
	for {
		done := 0
		err := b.db.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
			done = 0
			if r, err = lockRun(ctx, tx, actor.County, run); err != nil || r.State != w.at {
				return err
			}
			chunk, left, err := nextChunk(ctx, tx, r, w.from)
			if err != nil {
				return err
			}
			if !left {
				r.State = w.next
				if err := setState(ctx, tx, r, w.next); err != nil {
					return err
				}
				return b.audit(ctx, tx, actor, "run."+string(w.next), runSubject(r.ID), "month", r.Month.String())
			}
			done = chunk
			p, ok := following.take(int64(chunk))
			if !ok {
				if p, err = w.read(ctx, tx, r, chunk); err != nil {
					return err
				}
			}
			if chunk < r.chunks {
				run := r
				following.start(ctx, b.db, int64(chunk+1), func(ctx context.Context, tx *db.Tx) (posting, error) { return w.read(ctx, tx, run, chunk+1) })
			}
			if err := w.do(ctx, tx, r, chunk, p); err != nil {
				return err
			}
			return setChunk(ctx, tx, r, chunk, w.to)
		})
		if err != nil {
			return r, err
		}
		tell(w.progress, Progress{State: r.State, Done: int64(done), Total: int64(r.chunks)})
		if r.State != w.at {
			return r, nil
		}
	}
}
