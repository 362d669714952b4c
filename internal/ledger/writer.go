package ledger

import (
	"context"
	"slices"
	"sync"

	"golang.org/x/mod/sumdb/note"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/money"
	"renshe/tlog"
)

// writer appends to one county's log inside one transaction, holding its head.
type writer struct {
	tx     *db.Tx
	county civil.County
	pen    *pen
	edge   *tlog.Frontier
	sm     *smEdge // nil: the county keeps the first tree alone
	at     int64   // never before the last record's, whatever the clock says
	known  known

	accounts map[AccountID]*standing // what is known of accounts
}

// known is what one query tells at the beginning of a posting.
type known struct {
	last   checkpointRow
	closed civil.Month // the fund's last closed month
	batch  *batchRow   // the batch with the asked number, if it is there

	smOn   bool // the county keeps the second tree: its edge, and its checkpoint where the first has its last
	smHead headRow
	smLast checkpointRow
}

// pen is what signs the checkpoints of one county's tree.
type pen struct {
	origin   string
	hash     tlog.Hashing
	signer   note.Signer
	verifier note.Verifier

	mu      sync.Mutex
	trusted string // the last note whose signature was made or checked here: the same text needs no second check
	says    tlog.Checkpoint
}

// pen gives the county's keys; they are made once a process.
func (l *Ledger) pen(county civil.County) (*pen, error) {
	if p, found := l.pens.Load(county); found {
		return p.(*pen), nil
	}
	signer, verifier, err := l.keys.For(Origin(county))
	if err != nil {
		return nil, BadKeys.With().From(err)
	}
	p, _ := l.pens.LoadOrStore(county, &pen{origin: Origin(county), signer: signer, verifier: verifier})
	return p.(*pen), nil
}

func (p *pen) trust(text string, says tlog.Checkpoint) {
	p.mu.Lock()
	p.trusted, p.says = text, says
	p.mu.Unlock()
}

// opened reads a note that this county's key signed.
func (p *pen) opened(text string) (tlog.Checkpoint, error) {
	p.mu.Lock()
	again, says := p.trusted == text, p.says
	p.mu.Unlock()
	if again {
		return says, nil
	}
	c, err := tlog.Open([]byte(text), p.origin, p.verifier)
	if err == nil {
		p.trust(text, c)
	}
	return c, err
}

// begin takes the county's turn and refuses to build on a log that its last signed checkpoint does not confirm. Only when the
// head is locked is the rest read: what another writer did meanwhile is then seen. The accounts are those that the caller knows it will need.
func (l *Ledger) begin(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, batch int64, accounts ...int64) (*writer, error) {
	p, err := l.pen(county)
	if err != nil {
		return nil, err
	}
	w := &writer{tx: tx, county: county, pen: p, accounts: make(map[AccountID]*standing, len(accounts))}
	var head headRow
	for found := false; !found; {
		questions := []db.Question{lockedHead(tx, county, &head, &found), knownOf(county, fund, batch, &w.known)}
		if len(accounts) > 0 {
			questions = append(questions, standingsOf(tx, county, accounts, w.accounts))
		}
		if err := tx.QueryAll(ctx, questions); err != nil {
			return nil, err
		}
		if !found {
			if err := newHead(ctx, tx, county); err != nil {
				return nil, err
			}
		}
	}
	w.at = max(db.Micros(tx.Now()), head.at)
	if w.known.last.size == 0 {
		if w.known.smHead, w.known.smOn, err = smHeadOf(ctx, tx, county); err != nil {
			return nil, err
		}
	}
	if w.edge, err = p.confirm(head, w.known.last); err == nil && w.known.smOn {
		w.sm, err = l.smWriter(county, head.size, w.known.smHead, w.known.smLast)
	}
	return w, err
}

// confirm compares the log's edge with its last signed checkpoint.
func (p *pen) confirm(head headRow, last checkpointRow) (*tlog.Frontier, error) {
	edge, err := p.hash.ParseFrontier(head.frontier)
	if err != nil || edge.Size() != head.size {
		return nil, LogBroken.With().From(err)
	}
	if head.size > 0 || last.size > 0 {
		signed, err := p.opened(last.note)
		if err != nil || signed.Size != head.size || signed.Root != edge.Root() {
			return nil, LogBroken.With().From(err)
		}
	}
	return edge, nil
}

// add appends a record's leaf and gives its stored form.
func (w *writer) add(record leafBytes) []byte {
	leaf := tlog.LeafHash(record)
	w.edge.Append(leaf)
	if w.sm != nil {
		w.sm.edge.Append(smTree.Leaf(record))
	}
	return leaf[:]
}

// signing is a checkpoint that is being signed.
type signing struct {
	pen  *pen
	says tlog.Checkpoint
	text []byte
	err  error
	done chan struct{}
}

// sign begins to sign what a tree has become.
func (p *pen) sign(edge *tlog.Frontier) *signing {
	s := &signing{pen: p, says: tlog.Checkpoint{Origin: p.origin, Size: edge.Size(), Root: edge.Root()}, done: make(chan struct{})}
	go func() {
		defer close(s.done)
		s.text, s.err = tlog.Sign(s.says, p.signer)
	}()
	return s
}

// row waits for the signature and gives the checkpoint without its time.
func (s *signing) row() (checkpointRow, error) {
	if <-s.done; s.err != nil {
		return checkpointRow{}, BadKeys.With().From(s.err)
	}
	return checkpointRow{size: s.says.Size, root: s.says.Root[:], note: string(s.text)}, nil
}

// seal stores records that the log ends with now, signs what it has become and moves its head. Signatures are made while the records are
// stored.
func (w *writer) seal(ctx context.Context, records ...db.Statement) (tlog.Hash, error) {
	first := w.pen.sign(w.edge)
	all := []*signing{first}
	records = append(records, newCheckpoint(w.county, w.at, first.row), movedHead(w.county, headRow{first.says.Size, w.edge.Bytes(), w.at}))
	if w.sm != nil {
		second := w.sm.pen.sign(w.sm.edge)
		all = append(all, second)
		records = append(records, newSMCheckpoint(w.county, second.row), movedSMHead(w.county, headRow{size: second.says.Size, frontier: w.sm.edge.Bytes()}))
	}
	err := w.tx.ExecAll(ctx, records)
	for _, s := range all {
		// If the transaction does not hold, the note is one that nobody will read: trusting our own signature costs nothing.
		if <-s.done; err == nil {
			s.pen.trust(string(s.text), s.says)
		}
	}
	return first.says.Root, err
}

// standings gives the accounts of the entries, and reads those that are not known yet.
func (w *writer) standings(ctx context.Context, entries []entry) (map[AccountID]*standing, error) {
	var ids []int64
	for i := range entries {
		for _, id := range [...]AccountID{entries[i].debit, entries[i].credit} {
			if _, seen := w.accounts[id]; !seen {
				w.accounts[id] = nil
				ids = append(ids, int64(id))
			}
		}
	}
	if len(ids) > 0 {
		slices.Sort(ids)
		if err := w.tx.QueryAll(ctx, []db.Question{standingsOf(w.tx, w.county, ids, w.accounts)}); err != nil {
			return nil, err
		}
	}
	for i := range entries {
		for _, id := range [...]AccountID{entries[i].debit, entries[i].credit} {
			if w.accounts[id] == nil {
				return nil, UnknownAccount.With("account", id).On("lines")
			}
		}
	}
	return w.accounts, nil
}

// write plays the entries on the accounts, refuses an overdraft at the batch's end, and stores lines, batch and checkpoint.
func (w *writer) write(ctx context.Context, p *prepared) (Receipt, error) {
	if p.replayed != nil {
		return stored(ctx, w.tx, w.county, p.replayed)
	}
	b, first, n := p.batch, w.edge.Size(), len(p.entries)
	r := Receipt{Batch: b.ID, FirstSeq: first, LastSeq: first + int64(n) - 1, Seqs: make([]int64, n)}
	rows, total, err := w.rows(p, r.Seqs)
	if err != nil {
		return Receipt{}, err
	}
	if err := w.inFunds(ctx, p); err != nil {
		return Receipt{}, err
	}
	records, err := w.store(ctx, rows)
	if err != nil {
		return Receipt{}, err
	}
	head := batchRow{county: int64(w.county), id: b.ID, seq: w.edge.Size(), firstSeq: first, fund: int64(b.Fund), kind: b.Kind,
		requestHash: p.hash, lines: int64(n), total: total, maker: b.Maker, checker: b.Checker, cause: b.Cause,
		period: int64(b.Period), postedAt: w.at}
	head.leaf = w.add(head.bytes())
	r.Root, err = w.seal(ctx, append(records, newBatch(&head))...)
	r.Size = w.edge.Size()
	return r, err
}

// fewLines is up to how many lines are stored one by one, with the batch: preparing a bulk costs more than they do.
const fewLines = 8

// store gives the rows their leaves and stores them; a few are left as statements that go with the batch.
func (w *writer) store(ctx context.Context, rows []transferRow) ([]db.Statement, error) {
	// Hashing needs no database and storing little of the processor's other core: they go side by side.
	leaves := hashed(rows, w.edge, w.sm)
	if len(rows) > fewLines {
		err := addTransfers(ctx, w.tx, rows, leaves.upTo)
		leaves.all()
		return nil, err
	}
	records := make([]db.Statement, len(rows), len(rows)+3)
	for i := range rows {
		records[i] = newTransfer(&rows[i])
	}
	return records, nil
}

// rows plays the entries and makes the rows, all but their leaves; seqs gets the place of each line.
func (w *writer) rows(p *prepared, seqs []int64) ([]transferRow, int64, error) {
	b, first := p.batch, w.edge.Size()
	rows := make([]transferRow, len(p.entries))
	var total int64
	day, text := p.day, p.day.String()
	for i := range p.entries {
		e := &p.entries[i]
		l, debit, credit, seq := &b.Lines[e.line], p.accounts[e.debit], p.accounts[e.credit], first+int64(i)
		if !apply(l.Kind, e.amount, e.released, seq, debit, credit) {
			return nil, 0, TooMuch.With().On("lines")
		}
		on := l.ValueDate
		if on == 0 {
			on = p.day
		}
		if on != day {
			day, text = on, on.String()
		}
		rows[i] = transferRow{county: int64(w.county), seq: seq, batch: b.ID, line: int64(e.line), fund: int64(b.Fund),
			debit: int64(e.debit), credit: int64(e.credit), amount: e.amount, released: e.released, kind: int64(l.Kind), ref: l.Ref,
			code: l.Code, cause: l.Cause, plan: l.Plan, inputs: l.Inputs, period: int64(b.Period), valueDate: text,
			postedAt: w.at, debitAfter: debit.debits - debit.credits, creditAfter: credit.debits - credit.credits}
		total += e.amount
		seqs[e.line] = seq
	}
	return rows, total, nil
}

// inFunds refuses what would overdraw an account that may not be.
func (w *writer) inFunds(ctx context.Context, p *prepared) error {
	for i := range p.entries {
		for _, id := range [...]AccountID{p.entries[i].debit, p.entries[i].credit} {
			short := p.accounts[id].short()
			if short == 0 {
				continue
			}
			a, err := accountOf(ctx, w.tx, w.county, id)
			if err != nil {
				return err
			}
			return Overdraft.With("account", id, "title", a.account().Title, "short", money.Fen(short)).On("lines").Under(ruleDedicated)
		}
	}
	return nil
}

// hashPage is how many rows are hashed before they may be stored.
const hashPage = 256

// hashing computes the leaves of rows, in order, on a core of its own.
type hashing struct {
	done chan int // how many rows have their leaf
	have int
}

// hashed begins to hash rows and to append their leaves to the edges; nobody else may touch any of it until all.
func hashed(rows []transferRow, edge *tlog.Frontier, sm *smEdge) *hashing {
	h := &hashing{done: make(chan int, len(rows)/hashPage+1)}
	work := func() {
		defer close(h.done)
		leaves := make([]tlog.Hash, len(rows))
		buf := make(leafBytes, 0, 512)
		for i := range rows {
			buf = rows[i].bytesIn(buf)
			leaves[i] = tlog.LeafHash(buf)
			edge.Append(leaves[i])
			rows[i].leaf = leaves[i][:]
			if (i+1)%hashPage == 0 {
				h.done <- i + 1
			}
		}
		h.done <- len(rows)
		if sm == nil {
			return
		}
		for i := range rows { // these leaves are stored nowhere: no row waits for them
			buf = rows[i].bytesIn(buf)
			sm.edge.Append(smTree.Leaf(buf))
		}
	}
	if len(rows) <= fewLines {
		work()
	} else {
		go work()
	}
	return h
}

// upTo waits until the first n rows have their leaves.
func (h *hashing) upTo(n int) {
	for h.have < n {
		have, more := <-h.done
		if !more {
			return
		}
		h.have = have
	}
}

// all waits for the end.
func (h *hashing) all() {
	for range h.done {
	}
}
