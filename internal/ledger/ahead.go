package ledger

import (
	"context"
	"slices"

	"renshe/civil"
	"renshe/internal/db"
)

// referred is what the transfers say that a batch's lines name: a row of them without a gap, as a batch that settles another has.
type referred struct {
	first int64
	all   []earlier
}

// lines gives what a stored batch's transfers say. Its content is the caller's, its number and hash the books': they need not be read. A batch
// whose lines refer to others says less than they do.
func (b *Batch) lines(r Receipt) (said referred) {
	if len(b.Lines) <= fewLines || len(r.Seqs) != len(b.Lines) || r.LastSeq-r.FirstSeq != int64(len(b.Lines))-1 {
		return referred{}
	}
	said = referred{r.FirstSeq, make([]earlier, len(b.Lines))}
	for i, seq := range r.Seqs {
		l := &b.Lines[i]
		if l.Ref != 0 || seq < r.FirstSeq || seq > r.LastSeq {
			return referred{}
		}
		said.all[seq-r.FirstSeq] = earlier{fund: b.Fund, debit: l.Debit, credit: l.Credit, amount: int64(l.Amount), kind: l.Kind, period: b.Period}
	}
	return said
}

// Follows tells the batch which stored one its lines refer to, as [Ledger.StoredIn] found it, so that posting need not read it again: a
// transfer never changes. What became of it may change and is asked when the batch is posted, and the database itself holds each line against the
// transfer that it names. It is a help alone: a batch posts without it, or with one that does not fit its lines.
func (b *Batch) Follows(r Receipt) { b.said = r.said }

// earlier gives the transfers that the lines name, sorted in refs, and what became of them.
func (b *Batch) earlier(ctx context.Context, tx *db.Tx, county civil.County, refs []int64) (map[int64]*earlier, error) {
	first, last, n := refs[0], refs[len(refs)-1], int64(len(refs))
	// PostgreSQL looks each up by its index, where asking what became of them costs as much.
	if tx.Engine() != db.SQLite || n != int64(len(b.said.all)) || first != b.said.first || last-first != n-1 {
		return earlierIn(ctx, tx, county, refs)
	}
	all := slices.Clone(b.said.all) // a transaction that is tried again marks them again
	known := make(map[int64]*earlier, len(all))
	for i := range all {
		known[refs[i]] = &all[i]
	}
	return known, endedBetween(ctx, tx, county, first, last, known)
}
