package benefit

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/enrolment"
	"renshe/internal/ledger"
)

const lateKind = "late-return"

// lateBooks makes the ledger batches of a notice: one reversal for each transfer of the payments that came back. A reversal names the old
// transfer and is posted in the open month, so a closed month stays as it was; the ledger takes one of a transfer.
type lateBooks struct {
	n       LateNotice
	county  civil.County
	period  civil.Month
	settled map[string][]booked // the posted lines of a run's chunk
	lines   []ledger.Line
}

func (x *lateBooks) add(ctx context.Context, tx *db.Tx, l LateReturn) error {
	run, chunk, err := chunkOf(ctx, tx, x.county, l.Payment)
	if err != nil {
		return err
	}
	r := Run{County: x.county, ID: run}
	key := strconv.FormatInt(run, 10) + "/" + strconv.Itoa(chunk)
	all, read := x.settled[key]
	if !read {
		if all, err = bookedLines(ctx, tx, r, r.batchID(settleKind, chunk)); err != nil {
			return err
		}
		x.settled[key] = all
	}
	before := len(x.lines)
	cause := "payment:" + strconv.FormatInt(l.Payment, 10) + "/"
	left := l.Amount
	for _, t := range all {
		if t.kind != int64(ledger.PostPending) || !strings.HasPrefix(t.cause, cause) {
			continue
		}
		x.lines = append(x.lines, ledger.Line{Kind: ledger.Reversal, Ref: t.seq, Amount: t.amount, Code: lateKind, Cause: t.cause, ValueDate: l.On})
		left -= t.amount
	}
	if len(x.lines) == before || left != 0 {
		return Damaged.With("what", "payment "+strconv.FormatInt(l.Payment, 10))
	}
	return nil
}

// batches splits the lines as the ledger takes them.
func (x *lateBooks) batches() []ledger.Batch {
	var all []ledger.Batch
	for start := 0; start < len(x.lines); start += ledger.MaxLines {
		part := x.lines[start:min(start+ledger.MaxLines, len(x.lines))]
		batch := ledger.Batch{ID: x.n.batch(x.county, len(all)), Fund: x.n.Fund, Kind: lateKind, Maker: x.n.By, Checker: x.n.DecidedBy,
			Cause: lateSubject(x.n.ID), Period: x.period, Lines: part}
		for _, l := range part {
			batch.Total += l.Amount
		}
		all = append(all, batch)
	}
	return all
}

// batch is the permanent number of a notice's nth ledger batch.
func (n LateNotice) batch(county civil.County, nth int) int64 {
	return numbered(county, lateKind+"/"+strconv.Itoa(nth), n.ID)
}

// undoPayouts gives back to the individual account what the payment's months drew.
func (b *Benefits) undoPayouts(ctx context.Context, tx *db.Tx, county civil.County, p Payment, l LateReturn) error {
	if p.AccountPart == 0 {
		return nil
	}
	lines, err := linesOf(ctx, tx, county, p.ID)
	if err != nil {
		return err
	}
	var undos []enrolment.Undo
	for _, line := range lines {
		if line.AccountPart > 0 {
			undos = append(undos, enrolment.Undo{Person: p.Person, Month: line.Month, Cause: p.ID, On: l.On})
		}
	}
	_, err = b.enrol.UndoPayoutsIn(ctx, tx, county, undos)
	return err
}

// closeIfSaid closes an account in the person's file that the bank calls closed, if it still is the one on file.
func (b *Benefits) closeIfSaid(ctx context.Context, tx *db.Tx, actor access.Actor, person, account int64, code string) error {
	if code != bank.ClosedAccount {
		return nil
	}
	now, err := b.enrol.BankAccountIn(ctx, tx, actor.County, person)
	if errors.Is(err, enrolment.NoBankAccount) || err == nil && now.ID != account {
		return nil
	}
	if err != nil {
		return err
	}
	return b.enrol.BankAccountClosedIn(ctx, tx, actor, person)
}
