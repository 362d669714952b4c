package ledger

import (
	"bytes"
	"context"
	"slices"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
	"renshe/money"
	"renshe/tlog"
)

// Post posts a batch for its maker or checker, in a transaction of its own. The same batch again gives the stored receipt
// (Replayed); the same number with other content is [BatchTaken].
func (l *Ledger) Post(ctx context.Context, actor access.Actor, b Batch) (Receipt, error) {
	if err := actor.May(access.LedgerPost); err != nil {
		return Receipt{}, err
	}
	if actor.Role != access.System && actor.User != b.Maker && actor.User != b.Checker {
		return Receipt{}, NotYours.With().Under(ruleTwoPersons)
	}
	var r Receipt
	err := l.db.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
		r, err = l.PostIn(ctx, tx, actor, b)
		return err
	})
	return r, err
}

// PostIn posts a batch inside a transaction of the actor's county. The room that calls it has asked whether its actor may:
// approving a payment run is its own permission. Nothing is written when it returns an error.
func (l *Ledger) PostIn(ctx context.Context, tx *db.Tx, actor access.Actor, b Batch) (Receipt, error) {
	if err := sameCounty(tx, actor); err != nil {
		return Receipt{}, err
	}
	if err := b.check(); err != nil {
		return Receipt{}, err
	}
	w, err := l.begin(ctx, tx, actor.County)
	if err != nil {
		return Receipt{}, err
	}
	hash := b.requestHash()
	if have, found, err := batchOf(ctx, tx, w.county, b.ID); err != nil {
		return Receipt{}, err
	} else if found {
		if !bytes.Equal(have.requestHash, hash[:]) {
			return Receipt{}, BatchTaken.With("batch", b.ID)
		}
		return w.replay(ctx, &have)
	}
	closed, err := lastClosed(ctx, tx, w.county, b.Fund)
	if err != nil {
		return Receipt{}, err
	}
	if b.Period <= closed {
		return Receipt{}, PeriodClosed.With("fund", b.Fund.title(), "month", b.Period).On("period").Under(ruleClosed)
	}
	var known map[int64]*earlier
	if refs := b.refs(); len(refs) > 0 {
		if known, err = earlierIn(ctx, tx, w.county, refs); err != nil {
			return Receipt{}, err
		}
	}
	entries, err := b.resolve(known)
	if err != nil {
		return Receipt{}, err
	}
	accounts, err := w.standings(ctx, entries)
	if err != nil {
		return Receipt{}, err
	}
	slices.SortFunc(entries, byAccount)
	return w.write(ctx, &b, entries, accounts, hash[:])
}

func sameCounty(tx *db.Tx, actor access.Actor) error {
	if actor.County == 0 || tx.County() != actor.County {
		return access.OtherCounty.With()
	}
	return nil
}

// writer appends to one county's log inside one transaction, holding its head.
type writer struct {
	ledger *Ledger
	tx     *db.Tx
	county civil.County
	edge   *tlog.Frontier
	at     int64 // never before the last record's, whatever the clock says
}

// begin takes the county's turn and refuses to build on a log that its last signed checkpoint does not confirm.
func (l *Ledger) begin(ctx context.Context, tx *db.Tx, county civil.County) (*writer, error) {
	head, err := lockHead(ctx, tx, county)
	if err != nil {
		return nil, err
	}
	edge, _, err := l.confirm(ctx, tx, county, head)
	if err != nil {
		return nil, err
	}
	return &writer{l, tx, county, edge, max(db.Micros(tx.Now()), head.at)}, nil
}

// confirm compares the log's edge with its last signed checkpoint.
func (l *Ledger) confirm(ctx context.Context, tx *db.Tx, county civil.County, head headRow) (*tlog.Frontier, checkpointRow, error) {
	edge, err := tlog.ParseFrontier(head.frontier)
	if err != nil || edge.Size() != head.size {
		return nil, checkpointRow{}, LogBroken.With().From(err)
	}
	last, err := lastCheckpoint(ctx, tx, county)
	if err != nil {
		return nil, last, err
	}
	if head.size > 0 || last.size > 0 {
		_, trusted, err := l.keys.For(Origin(county))
		if err != nil {
			return nil, last, BadKeys.With().From(err)
		}
		signed, err := tlog.Open([]byte(last.note), Origin(county), trusted)
		if err != nil || signed.Size != head.size || signed.Root != edge.Root() {
			return nil, last, LogBroken.With().From(err)
		}
	}
	return edge, last, nil
}

// add appends a record's leaf and gives its stored form.
func (w *writer) add(record leafBytes) []byte {
	leaf := tlog.LeafHash(record)
	w.edge.Append(leaf)
	return leaf[:]
}

// seal signs what the log has become and moves its head.
func (w *writer) seal(ctx context.Context) (tlog.Hash, error) {
	signer, _, err := w.ledger.keys.For(Origin(w.county))
	if err != nil {
		return tlog.Hash{}, BadKeys.With().From(err)
	}
	root := w.edge.Root()
	note, err := tlog.Sign(tlog.Checkpoint{Origin: Origin(w.county), Size: w.edge.Size(), Root: root}, signer)
	if err != nil {
		return root, BadKeys.With().From(err)
	}
	if err := addCheckpoint(ctx, w.tx, w.county, checkpointRow{w.edge.Size(), root[:], string(note), w.at}); err != nil {
		return root, err
	}
	return root, moveHead(ctx, w.tx, w.county, headRow{w.edge.Size(), w.edge.Bytes(), w.at})
}

// standings reads the accounts of the entries.
func (w *writer) standings(ctx context.Context, entries []entry) (map[AccountID]*standing, error) {
	accounts := make(map[AccountID]*standing, 16)
	var ids []int64
	for i := range entries {
		for _, id := range []AccountID{entries[i].debit, entries[i].credit} {
			if _, seen := accounts[id]; !seen {
				accounts[id] = nil
				ids = append(ids, int64(id))
			}
		}
	}
	slices.Sort(ids)
	err := accountsIn(ctx, w.tx, w.county, ids, func(r *accountRow) {
		accounts[AccountID(r.id)] = &standing{Class(r.class), r.noOverdraft != 0, words.Text{Zh: r.titleZh, En: r.titleEn}, r.counters}
	})
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if accounts[AccountID(id)] == nil {
			return nil, UnknownAccount.With("account", AccountID(id)).On("lines")
		}
	}
	return accounts, nil
}

// write plays the entries on the accounts, refuses an overdraft at the batch's end, and stores lines, batch and checkpoint.
func (w *writer) write(ctx context.Context, b *Batch, entries []entry, accounts map[AccountID]*standing, hash []byte) (Receipt, error) {
	first := w.edge.Size()
	r := Receipt{Batch: b.ID, FirstSeq: first, LastSeq: first + int64(len(entries)) - 1, Seqs: make([]int64, len(entries))}
	rows := make([]transferRow, len(entries))
	today := civil.DateIn(db.FromMicros(w.at))
	var total int64
	for i := range entries {
		e := &entries[i]
		l, debit, credit, seq := &b.Lines[e.line], accounts[e.debit], accounts[e.credit], first+int64(i)
		if !apply(l.Kind, e.amount, e.released, seq, debit, credit) {
			return Receipt{}, TooMuch.With().On("lines")
		}
		day := l.ValueDate
		if day == 0 {
			day = today
		}
		rows[i] = transferRow{county: int64(w.county), seq: seq, batch: b.ID, line: int64(e.line), fund: int64(b.Fund),
			debit: int64(e.debit), credit: int64(e.credit), amount: e.amount, released: e.released, kind: int64(l.Kind), ref: l.Ref,
			code: l.Code, cause: l.Cause, plan: l.Plan, inputs: l.Inputs, period: int64(b.Period), valueDate: day.String(),
			postedAt: w.at, debitAfter: debit.debits - debit.credits, creditAfter: credit.debits - credit.credits}
		total += e.amount
		r.Seqs[e.line] = seq
	}
	for i := range entries {
		for _, id := range []AccountID{entries[i].debit, entries[i].credit} {
			if a := accounts[id]; a.short() > 0 {
				return Receipt{}, Overdraft.With("account", id, "title", a.title, "short", money.Fen(a.short())).On("lines").Under(ruleDedicated)
			}
		}
	}
	for i := range rows {
		rows[i].leaf = w.add(rows[i].bytes())
	}
	if err := addTransfers(ctx, w.tx, rows); err != nil {
		return Receipt{}, err
	}
	head := batchRow{county: int64(w.county), id: b.ID, seq: w.edge.Size(), firstSeq: first, fund: int64(b.Fund), kind: b.Kind,
		requestHash: hash, lines: int64(len(rows)), total: total, maker: b.Maker, checker: b.Checker, cause: b.Cause,
		period: int64(b.Period), postedAt: w.at}
	head.leaf = w.add(head.bytes())
	if err := addBatch(ctx, w.tx, &head); err != nil {
		return Receipt{}, err
	}
	var err error
	r.Root, err = w.seal(ctx)
	r.Size = w.edge.Size()
	return r, err
}

// replay gives the receipt of a batch that is there already.
func (w *writer) replay(ctx context.Context, have *batchRow) (Receipt, error) {
	c, err := checkpointAt(ctx, w.tx, w.county, have.seq+1)
	if err != nil {
		return Receipt{}, err
	}
	root, err := tlog.ParseHash(c.root)
	if err != nil {
		return Receipt{}, LogBroken.With().From(err)
	}
	seqs, err := seqsOf(ctx, w.tx, w.county, have.id)
	return Receipt{have.id, have.firstSeq, have.seq - 1, seqs, c.size, root, true}, err
}

// OpenAccountIn opens an account. The same account again is no error and changes nothing; another one under its number is.
func (l *Ledger) OpenAccountIn(ctx context.Context, tx *db.Tx, actor access.Actor, a Account) error {
	if err := sameCounty(tx, actor); err != nil {
		return err
	}
	if err := a.check(civil.DateIn(tx.Now())); err != nil {
		return err
	}
	w, err := l.begin(ctx, tx, actor.County)
	if err != nil {
		return err
	}
	if have, err := accountOf(ctx, tx, w.county, a.ID); err == nil {
		if have.account() != a {
			return AccountTaken.With("account", a.ID).On("id")
		}
		return nil
	} else if e := db.Fault(err); e == nil || !e.Is(UnknownAccount) {
		return err
	}
	r := accountRow{county: int64(w.county), id: int64(a.ID), seq: w.edge.Size(), fund: int64(a.Fund), class: int64(a.Class),
		owner: a.Owner, titleZh: a.Title.Zh, titleEn: a.Title.En, openedBy: actor.User, openedAt: w.at}
	if a.NoOverdraft {
		r.noOverdraft = 1
	}
	r.leaf = w.add(r.bytes())
	if err := addAccount(ctx, tx, &r); err != nil {
		return err
	}
	_, err = w.seal(ctx)
	return err
}

// OpenAccounts opens several accounts in one transaction; those that are there stay as they are.
func (l *Ledger) OpenAccounts(ctx context.Context, actor access.Actor, all ...Account) error {
	if err := actor.May(access.LedgerPost); err != nil {
		return err
	}
	return l.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		for _, a := range all {
			if err := l.OpenAccountIn(ctx, tx, actor, a); err != nil {
				return err
			}
		}
		return nil
	})
}
