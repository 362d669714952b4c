package ledger

import (
	"bytes"
	"context"
	"slices"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/tlog"
)

// Post posts a batch in a transaction of its own, for the program itself, which knows both persons: a person alone cannot say that another has
// checked, he proposes ([Ledger.ProposeBatch]). The same batch again gives the stored receipt (Replayed); the same number with other
// content is [BatchTaken].
func (l *Ledger) Post(ctx context.Context, actor access.Actor, b Batch) (Receipt, error) {
	if err := mayPost(actor); err != nil {
		return Receipt{}, err
	}
	var r Receipt
	err := l.db.InCounty(ctx, actor.County, func(tx *db.Tx) (err error) {
		r, err = l.PostIn(ctx, tx, actor, b)
		return err
	})
	return r, err
}

func mayPost(actor access.Actor) error {
	if err := actor.May(access.LedgerPost); err != nil {
		return err
	}
	if actor.Role != access.System {
		return TakesTwo.With().Under(ruleTwoPersons)
	}
	return nil
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
	w, err := l.begin(ctx, tx, actor.County, b.Fund, b.ID, b.accounts()...)
	if err != nil {
		return Receipt{}, err
	}
	p, err := w.prepare(ctx, &b)
	if err != nil {
		return Receipt{}, err
	}
	return w.write(ctx, p)
}

// prepared is a batch that may be written: everything was checked.
type prepared struct {
	batch    *Batch
	hash     []byte
	replayed *batchRow // it is there already
	entries  []entry
	accounts map[AccountID]*standing
	day      civil.Date // for lines without a value date
}

// prepare checks a batch against the books. It writes nothing.
func (w *writer) prepare(ctx context.Context, b *Batch) (*prepared, error) {
	hash := b.requestHash()
	p := &prepared{batch: b, hash: hash[:], day: civil.DateIn(db.FromMicros(w.at))}
	if have := w.known.batch; have != nil {
		if !bytes.Equal(have.requestHash, hash[:]) {
			return nil, BatchTaken.With("batch", b.ID)
		}
		p.replayed = have
		return p, nil
	}
	if b.Period <= w.known.closed {
		return nil, PeriodClosed.With("fund", b.Fund.title(), "month", b.Period).On("period").Under(ruleClosed)
	}
	if err := b.inForce(p.day); err != nil {
		return nil, err
	}
	if b.Kind == Opening {
		late, err := beyondOpening(ctx, w.tx, w.county, b.Fund)
		if err != nil {
			return nil, err
		}
		if late {
			return nil, LateOpening.With("fund", b.Fund.title()).On("kind")
		}
	}
	var known map[int64]*earlier
	var err error
	if refs := b.refs(); len(refs) > 0 {
		if known, err = b.earlier(ctx, w.tx, w.county, refs); err != nil {
			return nil, err
		}
	}
	if p.entries, err = b.resolve(known, w.known.closed); err != nil {
		return nil, err
	}
	if p.accounts, err = w.standings(ctx, p.entries); err != nil {
		return nil, err
	}
	if err := b.throughClearing(p.accounts); err != nil {
		return nil, err
	}
	slices.SortFunc(p.entries, byAccount)
	return p, nil
}

// inForce refuses a batch with a line on a day on which the fund does not exist by law.
func (b *Batch) inForce(today civil.Date) error {
	def, err := b.Fund.Def()
	if err != nil {
		return err
	}
	var last civil.Date // most lines have one day
	for i := range b.Lines {
		day := b.Lines[i].ValueDate
		if day == 0 {
			day = today
		}
		if day == last {
			continue
		}
		if e := def.inForce(day); e != nil {
			return e
		}
		last = day
	}
	return nil
}

func sameCounty(tx *db.Tx, actor access.Actor) error {
	if actor.County == 0 || tx.County() != actor.County {
		return access.OtherCounty.With()
	}
	return nil
}

// StoredIn gives the receipt of a batch that is in the books, as posting it again would; found is false while it is not there, and other content
// under its number is [BatchTaken]. A batch never changes, so a snapshot may ask. The room that calls it has asked whether its actor may.
func (l *Ledger) StoredIn(ctx context.Context, tx *db.Tx, county civil.County, b Batch) (r Receipt, found bool, err error) {
	have, err := batchAt(ctx, tx, county, b.ID)
	if db.IsNoRows(err) {
		return r, false, nil
	}
	if err != nil {
		return r, false, err
	}
	if hash := b.requestHash(); !bytes.Equal(have.requestHash, hash[:]) {
		return r, true, BatchTaken.With("batch", b.ID)
	}
	if r, err = stored(ctx, tx, county, &have); err == nil {
		r.said = b.lines(r)
	}
	return r, true, err
}

// stored gives the receipt of a batch that is there already.
func stored(ctx context.Context, tx *db.Tx, county civil.County, have *batchRow) (Receipt, error) {
	c, err := checkpointAt(ctx, tx, county, have.seq+1)
	if err != nil {
		return Receipt{}, err
	}
	root, err := tlog.ParseHash(c.root)
	if err != nil {
		return Receipt{}, LogBroken.With().From(err)
	}
	seqs, err := seqsOf(ctx, tx, county, have.id)
	return Receipt{Batch: have.id, FirstSeq: have.firstSeq, LastSeq: have.seq - 1, Seqs: seqs, Size: c.size, Root: root, Replayed: true}, err
}

// OpenAccountIn opens an account in the name of two persons: those of the batch that needs it, when the program opens it on its way. The
// same account again is no error and changes nothing; another one under its number is.
func (l *Ledger) OpenAccountIn(ctx context.Context, tx *db.Tx, actor access.Actor, by Persons, a Account) error {
	_, err := l.openIn(ctx, tx, actor, by, a)
	return err
}

// openIn gives the place of the account in the log.
func (l *Ledger) openIn(ctx context.Context, tx *db.Tx, actor access.Actor, by Persons, a Account) (seq int64, err error) {
	if err := sameCounty(tx, actor); err != nil {
		return 0, err
	}
	if e := by.check(); e != nil {
		return 0, e
	}
	if err := a.check(civil.DateIn(tx.Now())); err != nil {
		return 0, err
	}
	w, err := l.begin(ctx, tx, actor.County, a.Fund, 0)
	if err != nil {
		return 0, err
	}
	if have, err := accountOf(ctx, tx, w.county, a.ID); err == nil {
		if have.account() != a {
			return 0, AccountTaken.With("account", a.ID).On("id")
		}
		return have.seq, nil
	} else if e := db.Fault(err); e == nil || !e.Is(UnknownAccount) {
		return 0, err
	}
	r := accountRow{county: int64(w.county), id: int64(a.ID), seq: w.edge.Size(), fund: int64(a.Fund), class: int64(a.Class),
		owner: a.Owner, titleZh: a.Title.Zh, titleEn: a.Title.En, openedBy: by.Maker, openedAt: w.at, checker: by.Checker}
	if a.NoOverdraft {
		r.noOverdraft = 1
	}
	r.leaf = w.add(r.bytes())
	_, err = w.seal(ctx, newAccount(&r))
	return r.seq, err
}

// OpenAccounts opens several accounts in one transaction, for the program itself; those that are there stay as they are. A person proposes an
// account ([Ledger.ProposeAccount]).
func (l *Ledger) OpenAccounts(ctx context.Context, actor access.Actor, by Persons, all ...Account) error {
	if err := mayPost(actor); err != nil {
		return err
	}
	return l.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		for _, a := range all {
			if err := l.OpenAccountIn(ctx, tx, actor, by, a); err != nil {
				return err
			}
		}
		return nil
	})
}
