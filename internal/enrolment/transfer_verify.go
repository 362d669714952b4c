package enrolment

import (
	"bytes"
	"context"
	"strconv"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
)

var (
	saysAct     = words.Text{Zh: "办理经过或转移本身被改动", En: "the act, or what the transfer says of itself, was altered"}
	saysActs    = words.Text{Zh: "与办理经过不符", En: "it differs from what was done"}
	saysHistory = words.Text{Zh: "与缴费明细不符", En: "it differs from the history's lines"}
	saysAgency  = words.Text{Zh: "对方收款账户被改动", En: "the other agency's account was altered"}
	saysMoved   = words.Text{Zh: "与个人账户的转移明细不符", En: "it differs from the account's entries of the transfer"}
	saysBooked  = words.Text{Zh: "与账上的记录不符", En: "it differs from what is booked"}
	saysStray   = words.Text{Zh: "不属于任何一笔关系转移", En: "it belongs to no transfer"}
)

// transferPageSize is how many transfers are in memory at a time.
const transferPageSize = 200

// inspection is one verification of a county's transfers.
type inspection struct {
	x       *Transfers
	county  civil.County
	found   []ledger.Finding
	moved   map[int64]money.Fen       // what the accounts' entries add up to, by transfer
	booked  map[int64]ledger.Movement // what moved on the in-transit account, by batch
	current Transfer
}

// Verify holds every transfer against what was done with it, its history against its sums, its entries on the account against it, and each
// booked step against the books, both ways. An error means that something could not be read.
func (x *Transfers) Verify(ctx context.Context, county civil.County) (found []ledger.Finding, err error) {
	err = x.db.View(ctx, func(tx *db.Tx) error {
		found, err = x.VerifyIn(ctx, tx, county)
		return err
	})
	return found, err
}

// VerifyIn is Verify inside a snapshot that others share.
func (x *Transfers) VerifyIn(ctx context.Context, tx *db.Tx, county civil.County) ([]ledger.Finding, error) {
	in := inspection{x: x, county: county, found: []ledger.Finding{}, booked: map[int64]ledger.Movement{}}
	var err error
	if in.moved, err = readMoved(ctx, tx, county); err != nil {
		return nil, err
	}
	var astray []ledger.Movement
	err = x.books.MovementsIn(ctx, tx, county, BooksOfTransfers().Transit, 0, func(m ledger.Movement) error {
		if _, twice := in.booked[m.Batch]; twice || m.BatchKind != batchKind {
			astray = append(astray, m)
			return nil
		}
		in.booked[m.Batch] = m
		return nil
	})
	if err != nil {
		return nil, err
	}
	for after := int64(0); ; {
		page, err := transferPage(ctx, tx, county, after, transferPageSize)
		if err != nil {
			return nil, err
		}
		if len(page) == 0 {
			break
		}
		for _, t := range page {
			if err := in.transfer(ctx, tx, t); err != nil {
				return nil, err
			}
		}
		after = page[len(page)-1].ID
	}
	for cause, sum := range in.moved {
		in.add("pension_entry", cause, "cause", "", strconv.FormatInt(int64(sum), 10), saysStray)
	}
	for _, m := range in.booked {
		astray = append(astray, m)
	}
	for _, m := range astray {
		in.add("transfer", m.Seq, "batch", "", strconv.FormatInt(m.Batch, 10), saysStray)
	}
	return in.found, nil
}

func (in *inspection) add(table string, id int64, column, expected, actual string, what words.Text) {
	if len(in.found) < ledger.MaxFindings {
		in.found = append(in.found, ledger.Finding{Table: table, Record: strconv.FormatInt(id, 10), Column: column, Expected: expected, Actual: actual, What: what})
	}
}

// differs notes a number of the transfer that is not what it should be.
func (in *inspection) differs(column string, expected, actual int64, what words.Text) {
	if expected != actual {
		in.add("relation_transfer", in.current.ID, column, strconv.FormatInt(expected, 10), strconv.FormatInt(actual, 10), what)
	}
}

// said notes a text of the transfer that is not what it should be.
func (in *inspection) said(column, expected, actual string, what words.Text) {
	if expected != actual {
		in.add("relation_transfer", in.current.ID, column, expected, actual, what)
	}
}

func (in *inspection) transfer(ctx context.Context, tx *db.Tx, t Transfer) error {
	in.current = t
	acts, err := readActs(ctx, tx, in.county, t.ID)
	if err != nil {
		return err
	}
	lines, err := readLines(ctx, tx, in.county, t.ID, t.Revision)
	if err != nil {
		return err
	}
	in.acts(t, acts)
	in.history(t, lines)
	want := money.Fen(0)
	switch t.State {
	case TransferPaid:
		want = -t.Sums.Balance
	case TransferCredited:
		want = t.Sums.Balance
	}
	in.differs("balance_fen", int64(want), int64(in.moved[t.ID]), saysMoved)
	delete(in.moved, t.ID)
	for _, a := range acts {
		if a.Kind == actConfirmed {
			if err := in.booking(ctx, tx, t, a); err != nil {
				return err
			}
		}
	}
	return nil
}

// acts holds what was done together, and the transfer against where it led.
func (in *inspection) acts(t Transfer, acts []TransferAct) {
	state, arrived := TransferAsked, money.Fen(0)
	step, digest, account := Step(""), "", ""
	at := t
	at.chain = nil
	for _, a := range acts {
		if !bytes.Equal(in.x.link(in.county, &at, a), a.chain) {
			in.add("relation_transfer_act", a.ID, "chain", "", "", saysAct)
		}
		at.chain = a.chain
		state, arrived = a.after(t.Direction, state, arrived)
		step, digest = "", a.Digest
		if a.Kind == actProposed {
			step = a.Step
		}
		if a.Kind == actTold {
			account = a.account
		}
	}
	if !bytes.Equal(at.chain, t.chain) {
		in.add("relation_transfer", t.ID, "chain", "", "", saysActs)
	}
	in.said("state", string(state), string(t.State), saysActs)
	in.said("step", string(step), string(t.Step), saysActs)
	in.said("digest", digest, t.Digest, saysActs)
	in.differs("arrived_fen", int64(arrived), int64(t.Arrived), saysActs)
	now, err := in.x.openAccount(in.county, t)
	if err != nil || in.x.accountDigest(now) != account {
		in.add("relation_transfer", t.ID, "account_sealed", "", "", saysAgency)
	}
}

// history holds the sums against the lines, and both against their digest.
func (in *inspection) history(t Transfer, lines []HistoryLine) {
	if t.Digest == "" {
		return
	}
	s := sumUp(lines, t.Sums.Interest, t.Sums.Drawn)
	in.differs("personal_fen", int64(s.Personal), int64(t.Sums.Personal), saysHistory)
	in.differs("collective_fen", int64(s.Collective), int64(t.Sums.Collective), saysHistory)
	in.differs("subsidy_fen", int64(s.Subsidy), int64(t.Sums.Subsidy), saysHistory)
	in.differs("months", int64(s.Months), int64(t.Sums.Months), saysHistory)
	in.said("digest", historyDigest(lines, s), t.Digest, saysHistory)
}

// sides are the accounts that a step moves, and the sign of what it moves in transit.
func (s Step) sides(b TransferBooks) (debit, credit ledger.AccountID, sign money.Fen) {
	switch s {
	case Order:
		return b.Expense, b.Transit, -1
	case Reverse:
		return b.Transit, b.Expense, 1
	case Pay, SendBack:
		return b.Transit, b.Bank, 1
	case Credit:
		return b.Transit, b.Income, 1
	}
	return b.Bank, b.Transit, -1
}

// booking holds a confirmed step against its batch.
func (in *inspection) booking(ctx context.Context, tx *db.Tx, t Transfer, a TransferAct) error {
	m, booked := in.booked[a.Batch]
	delete(in.booked, a.Batch)
	if !booked {
		in.add("relation_transfer_act", a.ID, "batch", "", strconv.FormatInt(a.Batch, 10), saysBooked)
		return nil
	}
	debit, credit, sign := a.Step.sides(BooksOfTransfers())
	e, _, err := in.x.books.EntryIn(ctx, tx, in.county, m.Seq)
	if err != nil {
		return err
	}
	if m.Amount != sign*a.Amount || m.BatchCause != t.cause() || e.Debit != debit || e.Credit != credit || e.Kind == ledger.Post && e.Inputs != a.Digest {
		in.add("relation_transfer_act", a.ID, "amount_fen", strconv.FormatInt(int64(sign*m.Amount), 10), strconv.FormatInt(int64(a.Amount), 10), saysBooked)
	}
	return nil
}
