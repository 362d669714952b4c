package main

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// verifier is one export being checked.
type verifier struct {
	f      findings
	dir    string
	opt    options
	man    manifest
	pool   *pool
	files  map[*table]*stream
	replay *replay
	bank   *bank
	kept   map[[2]int64][]balance // the balances in snapshot.txt, by fund and month

	ledger    publicKey
	sm        publicKey // of the second tree; without text: none is kept
	witnesses map[string]publicKey
	ownKeys   bool

	time   int64 // of the last record
	next   int64 // the place that the next record must have
	tree   edge  // over the leaves as the export states them
	second edge  // the second tree, over SM3
	redone *edge // over the recomputed ones, from the first that differed
	doubts []finding
	broken bool // a record is missing or a root differs: later roots say nothing new
	odd    bool // the same of the second tree
	sums   struct{ records, checkpoints, cosigned int64 }
	silent map[string]bool // witnesses of key.txt that signed nothing so far
	papers map[int64]paper // by their proposals
	roots  map[int64]hash  // of the sizes that witnesses spoke of
}

// check reads the whole export.
func check(dir string, opt options) (report, error) {
	v := &verifier{f: findings{lang: opt.lang, limit: opt.max}, dir: dir, opt: opt, files: map[*table]*stream{}, kept: map[[2]int64][]balance{},
		witnesses: map[string]publicKey{}, roots: map[int64]hash{}, papers: map[int64]paper{}, silent: map[string]bool{}}
	if err := v.prepare(); err != nil {
		return report{}, err
	}
	journal := digestOf(filepath.Join(dir, journalFile))
	v.second.over = sm3
	v.pool = newPool(v.sm.text != "", v.notes)
	defer v.pool.close()
	v.bank = &bank{f: &v.f, runs: map[int64]*payrun{}, files: map[file]*listing{}}
	v.replay = newReplay(&v.f, v.bank)
	defer v.stop()
	for _, t := range tables {
		l, _ := v.man.file(t.name + ".txt")
		s, err := v.pool.open(dir, t, !bound(t) || l.digest != noDigest, v.fault)
		if err != nil {
			return report{}, err
		}
		v.files[t] = s
	}
	for _, step := range []func() error{v.keyFile, v.snapshots, v.orders, v.log, v.proposals, v.turnover, v.look, v.digests,
		func() error { return v.journal(journal) }} {
		if err := step(); err != nil {
			return report{}, err
		}
	}
	v.witnessed()
	return v.report(), nil
}

func (v *verifier) stop() {
	for _, s := range v.files {
		close(s.stop)
		for range s.chunks {
		}
	}
}

func (v *verifier) report() report {
	r := report{OK: v.f.count() == 0, County: v.man.county, Origin: v.man.origin, Size: v.next, Root: v.tree.root().String(), Records: v.sums.records,
		Checkpoints: v.sums.checkpoints, Cosigned: v.sums.cosigned, OwnKeys: v.ownKeys, Findings: v.f.list, More: v.f.more}
	if v.sm.text != "" {
		r.SMRoot = v.second.root().String()
	}
	if r.Findings == nil {
		r.Findings = []finding{}
	}
	return r
}

// fault names a record that cannot be read.
func (v *verifier) fault(r record, f fault) {
	t := r.c.table
	name := "*"
	if f.column < len(t.columns) {
		name = t.columns[f.column].name
	}
	seq := int64(-1)
	if t.stored >= 0 && f.column > t.place {
		seq = r.n(t.place)
	}
	v.f.add(seq, t.name, "line "+itoa(r.number()+1), name, f.text, "", saysFormat)
}

// each walks the rest of a file.
func (v *verifier) each(t *table, fn func(record)) error {
	s := v.files[t]
	for {
		r, ok := s.peek()
		if !ok {
			return s.err
		}
		v.county(r)
		fn(r)
		s.next()
	}
}

// county holds a record's county against the manifest's.
func (v *verifier) county(r record) {
	if r.c.table != keyTable && r.n(0) != v.man.county {
		v.f.add(-1, r.c.table.name, "line "+itoa(r.number()+1), "county", itoa(v.man.county), itoa(r.n(0)), saysRule)
	}
}

func (v *verifier) snapshots() error {
	last := [3]int64{}
	return v.each(snapshotTable, func(r record) {
		now := [3]int64{r.n(sFund), r.n(sMonth), r.n(sAccount)}
		v.ordered(r, "account", slices.Compare(last[:], now[:]) < 0)
		last = now
		key := [2]int64{now[0], now[1]}
		v.kept[key] = append(v.kept[key], balance{now[2], r.n(sDebits), r.n(sCredits)})
	})
}

// ordered names a record that does not follow the one before it.
func (v *verifier) ordered(r record, column string, follows bool) {
	if !follows {
		v.f.add(-1, r.c.table.name, "line "+itoa(r.number()+1), column, "after the record before it", r.c.table.name, saysExtra)
	}
}

// log reads the five tables of the log in the order of their places.
func (v *verifier) log() error {
	a, t, b, p, d := v.files[accountTable], v.files[transferTable], v.files[batchTable], v.files[periodTable], v.files[docTable]
	for {
		transfer := t.place()
		other := min(a.place(), b.place(), p.place(), d.place())
		for _, s := range []*stream{a, t, b, p, d, v.files[checkTable], v.files[smTable]} {
			if s.err != nil {
				return s.err
			}
		}
		if transfer == never && other == never {
			break
		}
		for transfer < other {
			v.transfersAt(t, transfer, other)
			transfer = t.place()
		}
		if other == never {
			continue
		}
		switch other {
		case b.place():
			v.batchAt(b, other)
		case a.place():
			v.accountAt(a, other)
		case d.place():
			v.documentAt(d, other)
		default:
			v.periodAt(p, other)
		}
		v.checkpoints(other + 1)
		v.smCheckpoint(other + 1)
	}
	v.below(never)
	v.smBelow(never)
	v.settle(false)
	v.replay.end()
	v.bank.end()
	for key := range v.kept {
		v.f.add(-1, "snapshot", fmt.Sprintf("fund %d, month %s", key[0], monthName(key[1])), "month", "a closed month", monthName(key[1]), saysExtra)
	}
	v.f.ints(-1, "manifest", manifestName, "size", v.next, v.man.size, saysReplay)
	if root := v.tree.root().String(); !v.broken && root != v.man.root {
		v.f.add(-1, "manifest", manifestName, "root", root, v.man.root, saysReplay)
	}
	return nil
}

// transfersAt takes the transfer at seq; a whole run of them, if all is well and no other record stands within it.
func (v *verifier) transfersAt(s *stream, seq, until int64) {
	r, _ := s.peek()
	n := 1
	if u, begins := s.current.stretch(s.at); begins && seq == v.next && seq == v.tree.size && seq+int64(u.n) <= until && v.redone == nil && !v.broken {
		n = u.n
		v.tree.join(int64(n), r.c.tops[u.from:u.to])
		if r.c.second {
			v.second.join(int64(n), r.c.smTops[u.from:u.to])
		}
		v.next += int64(n)
		v.count(int64(n))
	} else {
		v.gap(seq, "transfer")
		v.leaf(r, seq)
	}
	for range n {
		r, seq = s.current.record(s.at), r.n(tSeq)
		v.county(r)
		v.clock("transfer", seq, "posted_at", r.n(tPostedAt))
		v.replay.line(r)
		s.next()
	}
}

// count counts records read.
func (v *verifier) count(n int64) {
	const often = 1 << 18
	if v.sums.records += n; v.sums.records/often != (v.sums.records-n)/often {
		v.opt.progress(v.sums.records, v.man.size)
	}
}

func (v *verifier) batchAt(s *stream, seq int64) {
	r, _ := s.peek()
	name := "batch " + itoa(r.n(bID)) + ", " + atPlace(seq)
	v.gap(seq, "batch")
	v.leaf(r, seq)
	v.county(r)
	v.clock("batch", seq, "posted_at", r.n(bPostedAt))
	v.replay.batch(r, name)
	s.next()
}

func (v *verifier) accountAt(s *stream, seq int64) {
	r, _ := s.peek()
	v.gap(seq, "account")
	v.leaf(r, seq)
	v.county(r)
	v.clock("account", seq, "opened_at", r.n(aOpenedAt))
	v.replay.open(r, "account "+accountName(r.n(aID))+", "+atPlace(seq))
	s.next()
}

func (v *verifier) documentAt(s *stream, seq int64) {
	r, _ := s.peek()
	name := r.s(dKind) + " of " + r.s(dCause) + ", " + atPlace(seq)
	v.gap(seq, "document")
	v.leaf(r, seq)
	v.county(r)
	v.clock("document", seq, "added_at", r.n(dAddedAt))
	v.replay.document(r, name)
	if r.s(dKind) == docProposal {
		v.paper(r, name)
	} else {
		v.bank.document(r, name)
	}
	s.next()
}

func (v *verifier) periodAt(s *stream, seq int64) {
	r, _ := s.peek()
	key := [2]int64{r.n(pFund), r.n(pMonth)}
	v.gap(seq, "period")
	v.leaf(r, seq)
	v.county(r)
	v.clock("period", seq, "closed_at", r.n(pClosedAt))
	v.replay.closing(r, fmt.Sprintf("fund %d, month %s", key[0], monthName(key[1])), v.kept[key])
	delete(v.kept, key)
	s.next()
}

// gap names the places that no record fills before the one at seq, or the place that two records claim.
func (v *verifier) gap(seq int64, table string) {
	switch {
	case seq == v.next:
	case seq < v.next:
		v.f.add(seq, table, atPlace(seq), "seq", itoa(v.next), itoa(seq), saysExtra)
		v.broken = true
	default:
		name := atPlace(v.next)
		if seq > v.next+1 {
			name += "–" + itoa(seq-1)
		}
		v.f.add(v.next, "log", name, "seq", name, "", saysMissing)
		v.broken, v.next, v.redone = true, seq, nil
		v.below(seq)
		v.smBelow(seq)
	}
}

// leaf holds a record's recomputed leaf against the stated one and appends it to the tree.
func (v *verifier) leaf(r record, seq int64) {
	have, want := r.leaf()
	if have != want {
		v.doubts = append(v.doubts, finding{Seq: seq, Table: r.c.table.name, Record: atPlace(seq), Column: "*", Expected: have.String(), Actual: want.String()})
		if v.redone == nil && !v.broken {
			v.redone = v.tree.clone()
		}
	}
	v.next = max(v.next, seq+1)
	v.count(1)
	if v.broken {
		return
	}
	v.tree.add(have)
	if r.c.second {
		v.second.add(r.c.smLeaves[r.i])
	}
	if v.redone != nil {
		v.redone.add(want)
	}
}

func (v *verifier) clock(table string, seq int64, column string, at int64) {
	if at < v.time {
		v.f.add(seq, table, atPlace(seq), column, "≥ "+itoa(v.time), itoa(at), saysTime)
		return
	}
	v.time = at
}

// settle reports the records that differ from their leaves. leafWrong: the signed root agrees with the records, so the stated hashes
// were changed.
func (v *verifier) settle(leafWrong bool) {
	for _, d := range v.doubts {
		what := saysChanged
		if leafWrong {
			d.Column, d.Expected, d.Actual, what = "leaf", d.Actual, d.Expected, saysLeaf
		}
		v.f.add(d.Seq, d.Table, d.Record, d.Column, d.Expected, d.Actual, what)
	}
	v.doubts = v.doubts[:0]
}

// turnover holds every stated turnover against replay.
func (v *verifier) turnover() error {
	turns := v.replay.turns
	var last turn
	var first = true
	err := v.each(turnoverTable, func(r record) {
		key := turn{r.n(uAccount), r.n(uPeriod), date(r.b(uDate))}
		follows := first || last.account < key.account || last.account == key.account && (last.period < key.period ||
			last.period == key.period && last.day < key.day)
		v.ordered(r, "account", follows)
		last, first = key, false
		name := "account " + accountName(key.account) + ", month " + monthName(key.period) + ", " + r.s(uDate)
		sum := turns[key]
		if sum == nil {
			v.f.add(-1, "turnover", name, "value_date", "", r.s(uDate), saysExtra)
			return
		}
		v.f.ints(-1, "turnover", name, "debits", sum[0], r.n(uDebits), saysReplay)
		v.f.ints(-1, "turnover", name, "credits", sum[1], r.n(uCredits), saysReplay)
		delete(turns, key)
	})
	for key := range turns {
		v.f.add(-1, "turnover", "account "+accountName(key.account)+", month "+monthName(key.period), "value_date", itoa(int64(key.day)), "", saysMissing)
	}
	return err
}

// look reads the postings that reversals and corrections name once more, and checks that they fit.
func (v *verifier) look() error {
	back := v.replay.back
	if len(back) == 0 {
		return nil
	}
	slices.SortStableFunc(back, func(a, b lookback) int { return compare(a.ref, b.ref) })
	f, err := os.Open(filepath.Join(v.dir, transferTable.name+".txt"))
	if err != nil {
		return err
	}
	defer f.Close()
	index := v.files[transferTable].index
	var c *chunk
	at := -1
	for _, l := range back {
		i, _ := slices.BinarySearchFunc(index, l.ref+1, func(m mark, place int64) int { return compare(m.place, place) })
		if i--; i >= 0 && i != at {
			at, c = i, &chunk{table: transferTable, buf: make([]byte, index[i].size, index[i].size+room)}
			if _, err := f.ReadAt(c.buf, index[i].offset); err != nil {
				return err
			}
			c.lines = bytes.Count(c.buf, []byte{'\n'})
			c.parse(nil)
		}
		v.fits(l, c)
	}
	return nil
}

func (v *verifier) fits(l lookback, c *chunk) {
	bad := func(column, expected, actual string) {
		v.f.add(l.seq, "transfer", atPlace(l.seq), column, expected, actual, saysRule)
	}
	i := 0
	for c != nil && i < c.n && c.record(i).n(tSeq) != l.ref {
		i++
	}
	if c == nil || i == c.n {
		bad("ref_seq", "a posting", itoa(l.ref))
		return
	}
	r := c.record(i)
	debit, credit := r.n(tDebit), r.n(tCredit)
	switch {
	case !moves(r.n(tKind)) || r.n(tFund) != l.fund:
		bad("ref_seq", "a posting of the fund", itoa(l.ref))
	case l.kind == 6 && (debit != l.credit || credit != l.debit):
		bad("debit", accountName(credit), accountName(l.debit))
	case l.kind == 6 && r.n(tAmount) != l.amount:
		bad("amount_fen", itoa(r.n(tAmount)), itoa(l.amount))
	case l.kind == 1 && r.n(tPeriod) > l.closed:
		bad("ref_seq", "a posting of a closed month", itoa(l.ref))
	case l.kind == 1 && l.debit != debit && l.debit != credit && l.credit != debit && l.credit != credit:
		bad("debit", "an account of "+atPlace(l.ref), accountName(l.debit))
	}
}

// digests holds every file against the manifest.
func (v *verifier) digests() error {
	for _, t := range tables {
		s := v.files[t]
		for {
			if _, ok := s.peek(); !ok {
				break
			}
			s.next() // what a broken log left unread
		}
		if s.err != nil {
			return s.err
		}
		v.file(t.name+".txt", s.records, s.bytes, s.digest)
	}
	for _, l := range v.man.files {
		if l.name != journalFile && !slices.ContainsFunc(tables, func(t *table) bool { return t.name+".txt" == l.name }) {
			v.f.add(-1, "manifest", l.name, "file", "", l.name, saysExtra)
		}
	}
	return nil
}

func (v *verifier) file(name string, records, bytes int64, digest string) {
	l, ok := v.man.file(name)
	if !ok {
		v.f.add(-1, "manifest", name, "file", name, "", saysMissing)
		return
	}
	v.f.ints(-1, "manifest", name, "records", records, l.records, saysFile)
	v.f.ints(-1, "manifest", name, "bytes", bytes, l.bytes, saysFile)
	if digest != l.digest && (digest != "" || l.digest != noDigest) {
		v.f.add(-1, "manifest", name, "sha256", digest, l.digest, saysFile)
	}
}

// keyFile holds the keys of the export against those that the reader trusts.
func (v *verifier) keyFile() error {
	ledgers, seconds, last := 0, 0, ""
	err := v.each(keyTable, func(r record) {
		k, err := parseKey(r.s(kKey))
		role, name := r.s(kRole), "line "+itoa(r.number()+1)
		v.ordered(r, "key", last < role+" "+k.text)
		last = role + " " + k.text
		switch {
		case err != nil:
			v.f.add(-1, "key", name, "key", "a verifier key", r.s(kKey), saysFormat)
		case role == "ledger":
			if ledgers++; ledgers > 1 {
				v.f.add(-1, "key", name, "role", "one ledger", role, saysExtra)
			}
			if k.text != v.ledger.text {
				v.f.add(-1, "key", name, "key", v.ledger.text, k.text, saysKey)
			}
		case role == smRole:
			if seconds++; seconds > 1 {
				v.f.add(-1, "key", name, "role", "one "+smRole, role, saysExtra)
			}
			if k.text != v.sm.text {
				v.f.add(-1, "key", name, "key", v.sm.text, k.text, saysKey)
			}
		case role == "witness":
			v.silent[k.text] = true
			if _, trusted := v.witnesses[k.text]; !trusted && len(v.opt.witnessKeys()) > 0 {
				v.f.add(-1, "key", name, "key", strings.Join(v.opt.witnessKeys(), " "), k.text, saysKey)
			}
		default:
			v.f.add(-1, "key", name, "role", "ledger, ledger-sm, witness", role, saysFormat)
		}
	})
	if err == nil && ledgers == 0 {
		v.f.add(-1, "key", "", "role", "ledger", "", saysMissing)
	}
	if err == nil && seconds == 0 && v.sm.text != "" {
		v.f.add(-1, "key", "", "role", smRole, "", saysMissing)
	}
	return err
}

func hexOf(h hash) string { return hex.EncodeToString(h[:]) }
