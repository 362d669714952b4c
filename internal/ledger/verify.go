package ledger

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/words"
	"renshe/tlog"
)

const (
	// MaxFindings is how many findings a report lists; the rest are counted.
	MaxFindings = 100
	// verifyPage is how many rows of one table are in memory at a time.
	verifyPage = 4096
)

// Finding is one thing that is not as it was written: which table, record and column, what should stand there and what does.
// Column "leaf" is the stored hash itself; "*" is the record as a whole: some column of it differs from what was signed.
type Finding struct {
	Table    string     `json:"table"`
	Record   string     `json:"record"`
	Column   string     `json:"column"`
	Expected string     `json:"expected"`
	Actual   string     `json:"actual"`
	What     words.Text `json:"what"`
}

// Report is the outcome of [Ledger.Verify].
type Report struct {
	OK          bool         `json:"ok"`
	County      civil.County `json:"county"`
	Entries     int64        `json:"entries"` // records read: accounts, transfers, batches, closings, documents
	Accounts    int64        `json:"accounts"`
	Transfers   int64        `json:"transfers"`
	Batches     int64        `json:"batches"`
	Periods     int64        `json:"periods"`
	Documents   int64        `json:"documents"`
	Checkpoints int64        `json:"checkpoints"`
	Root        tlog.Hash    `json:"-"` // of the whole log
	Findings    []Finding    `json:"findings"`
	More        int64        `json:"more"` // findings beyond MaxFindings
}

// What a finding says to people.
var (
	saysMissing    = words.Text{Zh: "记录缺失", En: "a record is missing"}
	saysExtra      = words.Text{Zh: "多出一条记录", En: "there is a record too many"}
	saysChanged    = words.Text{Zh: "记录被改动", En: "the record was changed"}
	saysLeaf       = words.Text{Zh: "存储的叶哈希被改动", En: "the stored leaf hash was changed"}
	saysRoot       = words.Text{Zh: "日志与签名检查点不符", En: "the log does not agree with a signed checkpoint"}
	saysSignature  = words.Text{Zh: "检查点签名无效", En: "a checkpoint's signature does not hold"}
	saysCheckpoint = words.Text{Zh: "检查点与其签名文本不符", En: "a checkpoint differs from its signed text"}
	saysReplay     = words.Text{Zh: "与逐笔重算的结果不符", En: "it differs from what replay gives"}
	saysRule       = words.Text{Zh: "违反记账规则", En: "it breaks a rule of the books"}
	saysTime       = words.Text{Zh: "时间倒退", En: "time goes backwards"}
	saysSchema     = words.Text{Zh: "数据库的保护被移除或改动", En: "a protection of the database was removed or changed"}
)

// Verify recomputes a county's whole log from its rows and compares it with every signed checkpoint, replays every balance and
// rule, and looks whether the database's own protections stand. It reads one snapshot, page by page; progress (which may
// be nil) is called now and then. A finding is part of the report; an error means that it could not be read.
func (l *Ledger) Verify(ctx context.Context, county civil.County, progress func(done, total int64)) (Report, error) {
	var v *verifier
	err := l.db.View(ctx, func(tx *db.Tx) (err error) {
		v, err = l.verifier(ctx, tx, county)
		if err != nil {
			return err
		}
		return v.run(ctx, progress)
	})
	if err != nil {
		return Report{County: county}, err
	}
	v.report.OK = len(v.report.Findings) == 0
	return v.report, nil
}

// verifier is one verification under way.
type verifier struct {
	tx     *db.Tx
	county civil.County
	origin string
	open   func(note string) (tlog.Checkpoint, error)
	report Report
	time   int64 // of the last record
	next   int64 // the place that the next record must have

	stored  tlog.Frontier  // over the stored leaves
	redone  *tlog.Frontier // over the recomputed ones, from the first that differed
	doubted []Finding      // changed rows or leaves: which of the two, the next checkpoint says
	buf     leafBytes
	broken  bool // a record is missing or a root differs: later roots say nothing new
	replay  *replay
	sm      *smCheck

	accounts    pager[accountRow]
	transfers   pager[transferRow]
	batches     pager[batchRow]
	periods     pager[periodRow]
	documents   pager[documentRow]
	checkpoints pager[checkpointRow]
}

func (l *Ledger) verifier(ctx context.Context, tx *db.Tx, county civil.County) (*verifier, error) {
	origin := Origin(county)
	_, trusted, err := l.keys.For(origin)
	if err != nil {
		return nil, BadKeys.With().From(err)
	}
	v := &verifier{tx: tx, county: county, origin: origin, report: Report{County: county, Findings: []Finding{}}}
	v.open = func(note string) (tlog.Checkpoint, error) { return tlog.Open([]byte(note), origin, trusted) }
	v.replay = newReplay(v)
	if v.sm, err = l.smCheck(ctx, tx, county); err != nil {
		return nil, err
	}
	v.accounts = pager[accountRow]{load: pageAccounts, place: func(r *accountRow) int64 { return r.seq }}
	v.transfers = pager[transferRow]{load: pageTransfers, place: func(r *transferRow) int64 { return r.seq }}
	v.batches = pager[batchRow]{load: pageBatches, place: func(r *batchRow) int64 { return r.seq }}
	v.periods = pager[periodRow]{load: pagePeriods, place: func(r *periodRow) int64 { return r.seq }}
	v.documents = pager[documentRow]{load: pageDocuments, place: func(r *documentRow) int64 { return r.seq }}
	v.checkpoints = pager[checkpointRow]{load: pageCheckpoints, place: func(r *checkpointRow) int64 { return r.size }}
	return v, nil
}

// pager reads one table of the county in order of its place, a page at a time.
type pager[T any] struct {
	load  func(ctx context.Context, tx *db.Tx, county civil.County, after int64) ([]T, error)
	place func(*T) int64
	page  []T
	at    int
	after int64
	begun bool
	done  bool
}

// peek gives the next row, or nil at the end.
func (p *pager[T]) peek(ctx context.Context, v *verifier) (*T, error) {
	if p.at == len(p.page) && !p.done {
		if !p.begun {
			p.after, p.begun = -1<<63, true
		}
		page, err := p.load(ctx, v.tx, v.county, p.after)
		if err != nil {
			return nil, err
		}
		p.page, p.at, p.done = page, 0, len(page) < verifyPage
		if len(page) > 0 {
			p.after = p.place(&page[len(page)-1])
		}
	}
	if p.at == len(p.page) {
		return nil, nil
	}
	return &p.page[p.at], nil
}

func (p *pager[T]) next() { p.at++ }

// nowhere is the place of a record that is not there.
const nowhere = 1<<63 - 1

// head is peek, with the record's place.
func (p *pager[T]) head(ctx context.Context, v *verifier) (*T, int64, error) {
	r, err := p.peek(ctx, v)
	if r == nil || err != nil {
		return nil, nowhere, err
	}
	return r, p.place(r), nil
}

func (v *verifier) find(table, record, column, expected, actual string, what words.Text) {
	v.keep(Finding{table, record, column, expected, actual, what})
}

func (v *verifier) keep(f Finding) {
	if len(v.report.Findings) >= MaxFindings {
		v.report.More++
		return
	}
	v.report.Findings = append(v.report.Findings, f)
}

func (v *verifier) findInt(table, record, column string, expected, actual int64, what words.Text) {
	v.find(table, record, column, strconv.FormatInt(expected, 10), strconv.FormatInt(actual, 10), what)
}

func (v *verifier) run(ctx context.Context, progress func(done, total int64)) error {
	if err := v.schema(ctx); err != nil {
		return err
	}
	head, found, err := headOf(ctx, v.tx, v.county)
	if err != nil {
		return err
	}
	if progress == nil {
		progress = func(int64, int64) {}
	}
	for {
		more, err := v.step(ctx)
		if err != nil {
			return err
		}
		if v.report.Entries%verifyPage == 0 || !more {
			progress(v.report.Entries, max(head.size, v.report.Entries))
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if !more {
			break
		}
	}
	if err := v.restOfCheckpoints(ctx, 1<<62); err != nil {
		return err
	}
	if err := v.smEnd(ctx); err != nil {
		return err
	}
	v.settleDoubts(false)
	v.replay.unfinished()
	v.replay.alone()
	v.head(head, found)
	if err := v.replay.balances(ctx); err != nil {
		return err
	}
	if err := v.cosignatures(ctx); err != nil {
		return err
	}
	if err := v.proposals(ctx); err != nil {
		return err
	}
	return v.replay.turnovers(ctx)
}

// step reads the record that stands next in the log, whichever table holds it.
func (v *verifier) step(ctx context.Context) (bool, error) {
	a, atA, err1 := v.accounts.head(ctx, v)
	t, atT, err2 := v.transfers.head(ctx, v)
	b, atB, err3 := v.batches.head(ctx, v)
	p, atP, err4 := v.periods.head(ctx, v)
	d, atD, err5 := v.documents.head(ctx, v)
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		return false, err
	}
	least := min(atA, atT, atB, atP, atD)
	if least == nowhere {
		return false, nil
	}
	if err := v.gap(ctx, least); err != nil {
		return false, err
	}
	v.report.Entries++
	switch least {
	case atT:
		v.transfers.next()
		v.report.Transfers++
		v.buf = t.bytesIn(v.buf)
		v.leaf("transfer", "", t.seq, v.buf, t.leaf)
		v.clock("transfer", "", t.seq, "posted_at", t.postedAt)
		return true, v.replay.transfer(ctx, t)
	case atB:
		v.batches.next()
		v.report.Batches++
		name := "batch " + strconv.FormatInt(b.id, 10) + ", " + record(b.seq)
		v.leaf("batch", name, b.seq, b.bytes(), b.leaf)
		v.clock("batch", name, b.seq, "posted_at", b.postedAt)
		v.replay.batch(b, name)
	case atA:
		v.accounts.next()
		v.report.Accounts++
		name := "account " + AccountID(a.id).String() + ", " + record(a.seq)
		v.leaf("account", name, a.seq, a.bytes(), a.leaf)
		v.clock("account", name, a.seq, "opened_at", a.openedAt)
		v.replay.account(a, name)
	case atD:
		v.documents.next()
		v.report.Documents++
		name := d.kind + " of " + d.cause + ", " + record(d.seq)
		v.leaf("document", name, d.seq, d.bytes(), d.leaf)
		v.clock("document", name, d.seq, "added_at", d.addedAt)
		v.replay.document(d, name)
	default:
		v.periods.next()
		v.report.Periods++
		name := fmt.Sprintf("fund %d, month %v, %s", p.fund, civil.Month(p.month), record(p.seq))
		v.leaf("period", name, p.seq, p.bytes(), p.leaf)
		v.clock("period", name, p.seq, "closed_at", p.closedAt)
		if err := v.replay.period(ctx, p, name); err != nil {
			return false, err
		}
	}
	if err := v.checkpoint(ctx, least+1); err != nil {
		return false, err
	}
	return true, v.smCheckpoint(ctx, least+1)
}

func record(seq int64) string { return "seq " + strconv.FormatInt(seq, 10) }

// gap names the places that no record fills before the one at seq, or the place that two records claim.
func (v *verifier) gap(ctx context.Context, seq int64) error {
	next := v.next
	if seq == next {
		return nil
	}
	if seq < next {
		v.find("log", record(seq), "seq", "one record", "two records", saysExtra)
		v.broken = true
		return nil
	}
	table, err := tableOfGap(ctx, v.tx, v.county, next)
	if err != nil {
		return err
	}
	name := record(next)
	if seq > next+1 {
		name += "–" + strconv.FormatInt(seq-1, 10)
	}
	v.find(table, name, "seq", name, "", saysMissing)
	v.broken = true
	v.next = seq
	v.redone = nil
	return v.restOfCheckpoints(ctx, seq)
}

// leaf compares the record's recomputed leaf with the stored one and appends it to the tree.
func (v *verifier) leaf(table, name string, seq int64, row leafBytes, stored []byte) {
	want := tlog.LeafHash(row)
	have, err := tlog.ParseHash(stored)
	if err != nil || have != want {
		if name == "" {
			name = record(seq)
		}
		v.doubted = append(v.doubted, Finding{table, name, "*", hex.EncodeToString(stored), want.String(), saysChanged})
		if v.redone == nil && !v.broken {
			v.redone = v.stored.Clone()
		}
	}
	v.next = max(v.next, seq+1)
	if v.broken {
		return
	}
	if v.sm.on {
		v.sm.edge.Append(smTree.Leaf(row))
	}
	v.stored.Append(have)
	if v.redone != nil {
		v.redone.Append(want)
	}
}

func (v *verifier) clock(table, name string, seq int64, column string, at int64) {
	if at < v.time {
		if name == "" {
			name = record(seq)
		}
		v.find(table, name, column, "≥ "+strconv.FormatInt(v.time, 10), strconv.FormatInt(at, 10), saysTime)
		return
	}
	v.time = at
}

// settleDoubts reports the rows that differ from their leaves. leafWrong: the signed root agrees with the rows, so the
// stored hashes were changed.
func (v *verifier) settleDoubts(leafWrong bool) {
	for _, f := range v.doubted {
		if leafWrong {
			f.Column, f.Expected, f.Actual, f.What = "leaf", f.Actual, f.Expected, saysLeaf
		}
		v.keep(f)
	}
	v.doubted = nil
}

// checkpoint checks the checkpoint that must stand at this size.
func (v *verifier) checkpoint(ctx context.Context, size int64) error {
	if err := v.restOfCheckpoints(ctx, size); err != nil {
		return err
	}
	c, err := v.checkpoints.peek(ctx, v)
	if err != nil {
		return err
	}
	if c == nil || c.size != size {
		v.find("checkpoint", "size "+strconv.FormatInt(size, 10), "size", strconv.FormatInt(size, 10), "", saysMissing)
		return nil
	}
	v.checkpoints.next()
	v.report.Checkpoints++
	name := v.signed(c)
	if c.at != v.time {
		v.findInt("checkpoint", name, "at", v.time, c.at, saysReplay)
	}
	if v.broken {
		v.settleDoubts(false)
		return nil
	}
	root := v.stored.Root()
	if bytes.Equal(root[:], c.root) {
		v.settleDoubts(false)
		v.redone = nil
		return nil
	}
	if v.redone != nil {
		if again := v.redone.Root(); bytes.Equal(again[:], c.root) {
			v.settleDoubts(true)
			v.stored, v.redone = *v.redone, nil
			return nil
		}
	}
	v.settleDoubts(false)
	v.find("checkpoint", name, "root", root.String(), hex.EncodeToString(c.root), saysRoot)
	v.broken = true
	return nil
}

// signed checks a checkpoint's note and gives its name.
func (v *verifier) signed(c *checkpointRow) string {
	name := "size " + strconv.FormatInt(c.size, 10)
	n, err := v.open(c.note)
	if err != nil {
		v.find("checkpoint", name, "note", "signed by "+v.origin, "not signed, or changed", saysSignature)
		return name
	}
	if n.Size != c.size {
		v.findInt("checkpoint", name, "size", n.Size, c.size, saysCheckpoint)
	}
	if !bytes.Equal(n.Root[:], c.root) {
		v.find("checkpoint", name, "root", n.Root.String(), hex.EncodeToString(c.root), saysCheckpoint)
	}
	return name
}

// restOfCheckpoints names the checkpoints below a size that stand where none should.
func (v *verifier) restOfCheckpoints(ctx context.Context, below int64) error {
	for {
		c, err := v.checkpoints.peek(ctx, v)
		if err != nil || c == nil || c.size >= below {
			return err
		}
		v.checkpoints.next()
		v.report.Checkpoints++
		name := v.signed(c)
		v.find("checkpoint", name, "size", "", strconv.FormatInt(c.size, 10), saysExtra)
	}
}

// head compares the log's growing edge with what was read.
func (v *verifier) head(h headRow, found bool) {
	v.report.Root = v.stored.Root()
	name := "county " + strconv.Itoa(int(v.county))
	if !found {
		if v.report.Entries > 0 || v.report.Checkpoints > 0 {
			v.find("log_head", name, "county", strconv.Itoa(int(v.county)), "", saysMissing)
		}
		return
	}
	if h.size != v.next {
		v.findInt("log_head", name, "size", v.next, h.size, saysReplay)
	}
	if !v.broken && !bytes.Equal(h.frontier, v.stored.Bytes()) {
		v.find("log_head", name, "frontier", hex.EncodeToString(v.stored.Bytes()), hex.EncodeToString(h.frontier), saysReplay)
	}
	if h.at != v.time {
		v.findInt("log_head", name, "at", v.time, h.at, saysReplay)
	}
}
