package benefit

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
)

// Accounts are the ledger accounts that a kind of benefit is booked on.
type Accounts struct {
	Fund    ledger.Fund
	Bank    ledger.AccountID // 支出户存款: what the bank pays from
	Basic   ledger.AccountID // the kind's expense; of the residents' pension the basic part, 基础养老金支出
	Account ledger.AccountID // 个人账户养老金支出, of the residents' pension alone
	Subsidy ledger.AccountID // 财政补助收入: where the money comes from
}

// BooksOf gives the ledger accounts of the kind.
func BooksOf(k Kind) Accounts {
	f := kinds[k].fund
	return Accounts{Fund: f, Bank: f.Account(1004), Basic: f.Account(kinds[k].expense), Account: f.Account(5002), Subsidy: f.Account(4101)}
}

// The codes of what a transfer is for.
const (
	codeBasic   = ".basic"
	codeAccount = ".account"
)

// OpenBooksIn opens the kind's ledger accounts in the actor's county, in the name of two persons; accounts that are open already stay as they
// are.
func (b *Benefits) OpenBooksIn(ctx context.Context, tx *db.Tx, actor access.Actor, by ledger.Persons, k Kind) error {
	a := BooksOf(k)
	all := []ledger.Account{
		{ID: a.Bank, Fund: a.Fund, Class: ledger.Asset, Owner: "county", NoOverdraft: true,
			Title: words.Text{Zh: "支出户存款", En: "disbursement account at the bank"}},
		{ID: a.Basic, Fund: a.Fund, Class: ledger.Expense, Owner: "county",
			Title: kinds[k].booked},
		{ID: a.Account, Fund: a.Fund, Class: ledger.Expense, Owner: "county",
			Title: accountsPaid},
		{ID: a.Subsidy, Fund: a.Fund, Class: ledger.Income, Owner: "county",
			Title: words.Text{Zh: "财政补助收入", En: "fiscal subsidies received"}},
	}
	if k != ResidentPension {
		all = append(all[:2], all[3]) // no individual account
	}
	for _, open := range all {
		if err := b.books.OpenAccountIn(ctx, tx, actor, by, open); err != nil {
			return err
		}
	}
	return nil
}

// payingAccount is how the bank knows the account it pays from: one a fund, so that no fund's money leaves from another's account.
func payingAccount(county civil.County, k Kind) string {
	return county.String() + "-" + BooksOf(k).Fund.Code()
}

// What a run's ledger batches are called; with run and chunk they give a batch its permanent number.
const (
	pendKind   = "payment-run"
	settleKind = "bank-return"
)

func (r Run) cause() string { return "run:" + strconv.FormatInt(r.ID, 10) }

// batchID is a chunk's number in the ledger: a hash, so that every process that resumes the run arrives at the same.
func (r Run) batchID(kind string, chunk int) int64 {
	sum := sha256.Sum256(fmt.Appendf(nil, "renshe/%d/%d/%s/%d", r.County, r.ID, kind, chunk))
	return int64(binary.BigEndian.Uint64(sum[:])>>1) | 1
}

// pendBatch reserves a chunk's money. The same entries give the same batch, so posting it again replays it and tells the
// sequence numbers of its lines.
func (r Run) pendBatch(chunk int, entries []entry) ledger.Batch {
	a, on := BooksOf(r.Kind), civil.DateIn(r.ApprovedAt)
	batch := ledger.Batch{ID: r.batchID(pendKind, chunk), Fund: a.Fund, Kind: pendKind, Maker: r.Maker, Checker: r.Checker, Cause: r.cause(),
		Period: on.Month(), Lines: make([]ledger.Line, 0, 2*len(entries))}
	for _, e := range entries {
		for _, part := range e.parts(a, r.Kind) {
			part.Credit, part.Kind, part.ValueDate, part.Inputs = a.Bank, ledger.Pending, on, e.inputs
			batch.Lines = append(batch.Lines, part)
			batch.Total += part.Amount
		}
	}
	return batch
}

// settleBatch posts what the bank paid and voids what it returned, line by line as they were reserved.
func (r Run) settleBatch(chunk int, entries []entry, seqs []int64, returned map[int64]string, answer storedFile) ledger.Batch {
	a := BooksOf(r.Kind)
	batch := ledger.Batch{ID: r.batchID(settleKind, chunk), Fund: a.Fund, Kind: settleKind, Maker: r.Maker, Checker: r.Checker, Cause: r.cause(),
		Period: civil.DateIn(answer.at).Month(), Lines: make([]ledger.Line, 0, len(seqs))}
	for _, e := range entries {
		kind := ledger.PostPending
		if returned[e.payment] != "" {
			kind = ledger.Void
		}
		for _, part := range e.parts(a, r.Kind) {
			batch.Lines = append(batch.Lines, ledger.Line{Amount: part.Amount, Kind: kind, Ref: seqs[len(batch.Lines)], Code: part.Code,
				Cause: part.Cause, ValueDate: answer.value})
			batch.Total += part.Amount
		}
	}
	return batch
}

// cause is what an entry's transfers name.
func (e entry) cause() string {
	return "payment:" + strconv.FormatInt(e.payment, 10) + "/" + e.month.String()
}

// parts are an entry's transfers: the basic part and the account part, without a nil one.
func (e entry) parts(a Accounts, k Kind) []ledger.Line {
	cause := e.cause()
	parts := make([]ledger.Line, 0, 2)
	for _, p := range []struct {
		debit  ledger.AccountID
		amount money.Fen
		code   string
		plan   string
	}{{a.Basic, e.basic, codeBasic, e.plan}, {a.Account, e.accountPart, codeAccount, e.accountPlan}} {
		if p.amount > 0 {
			parts = append(parts, ledger.Line{Debit: p.debit, Amount: p.amount, Code: string(k) + p.code, Cause: cause, Plan: p.plan})
		}
	}
	return parts
}
