package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// leafTag begins every leaf: sixteen bytes, the last digit is the format's version.
const leafTag = "renshe-ledger-01"

// What a leaf records.
const (
	leafAccount  = 'A'
	leafTransfer = 'T'
	leafBatch    = 'B'
	leafPeriod   = 'P'
	leafDocument = 'D'
	leafProposal = 'Q' // no record of the log: its hash is the digest of a document
	leafVoice    = 'V' // the same
	leafBalance  = 'S' // of a closing's own tree, whose root its 'P' holds
)

// A leaf's bytes: the tag, one byte for the table, then every column in the table's order. An integer is eight bytes, two's
// complement, big-endian; a boolean is the integer 0 or 1; a text (UTF-8) or a byte string is its length as four bytes,
// big-endian, and itself. Columns that change (an account's counters) and the leaf's own hash are left out: replay finds those.
// docs/ledger-format.md describes every byte, testdata/leaves.json holds vectors.
type leafBytes []byte

func newLeaf(kind byte) leafBytes { return make(leafBytes, 0, 384).begin(kind) }

// begin starts a leaf in what b had.
func (b leafBytes) begin(kind byte) leafBytes { return append(append(b[:0], leafTag...), kind) }

func (b leafBytes) ints(values ...int64) leafBytes {
	for _, v := range values {
		b = binary.BigEndian.AppendUint64(b, uint64(v))
	}
	return b
}

func (b leafBytes) text(s string) leafBytes {
	b = binary.BigEndian.AppendUint32(b, uint32(len(s)))
	return append(b, s...)
}

func (b leafBytes) blob(p []byte) leafBytes {
	b = binary.BigEndian.AppendUint32(b, uint32(len(p)))
	return append(b, p...)
}

// The rows as the tables hold them: raw types, so that a changed row is read as it is and named, never refused halfway.

type accountRow struct {
	county, id, seq, fund, class int64
	owner, titleZh, titleEn      string
	noOverdraft                  truth
	openedBy, openedAt, checker  int64
	leaf                         []byte
	counters
}

func (r *accountRow) bytes() leafBytes {
	return newLeaf(leafAccount).ints(r.county, r.id, r.seq, r.fund, r.class).text(r.owner).text(r.titleZh).text(r.titleEn).
		ints(int64(r.noOverdraft), r.openedBy, r.openedAt).checked(r.checker)
}

// checked adds who checked, with which accounts and closings became version 02. Before, one person was enough, and stands without (0).
func (b leafBytes) checked(checker int64) leafBytes {
	if checker == 0 {
		return b
	}
	return b.second().ints(checker)
}

// second makes the leaf one of version 02.
func (b leafBytes) second() leafBytes {
	b[len(leafTag)-1] = '2'
	return b
}

// truth is a boolean column as the engine gives it: a bool, or SQLite's integer, which an attacker may have made 2.
type truth int64

// Scan reads either.
func (f *truth) Scan(src any) error {
	switch v := src.(type) {
	case bool:
		*f = 0
		if v {
			*f = 1
		}
	case int64:
		*f = truth(v)
	default:
		return fmt.Errorf("ledger: a boolean column holds %T", src)
	}
	return nil
}

type transferRow struct {
	county, seq, batch, line, fund    int64
	debit, credit                     int64
	amount, released, kind, ref       int64
	code, cause, plan, inputs         string
	period                            int64
	valueDate                         string
	postedAt, debitAfter, creditAfter int64
	leaf                              []byte
}

func (r *transferRow) bytes() leafBytes { return r.bytesIn(nil) }

// bytesIn is bytes in a buffer that is used again.
func (r *transferRow) bytesIn(b leafBytes) leafBytes {
	return b.begin(leafTransfer).ints(r.county, r.seq, r.batch, r.line, r.fund, r.debit, r.credit, r.amount, r.released, r.kind, r.ref).
		text(r.code).text(r.cause).text(r.plan).text(r.inputs).ints(r.period).text(r.valueDate).
		ints(r.postedAt, r.debitAfter, r.creditAfter)
}

type batchRow struct {
	county, id, seq, firstSeq, fund int64
	kind                            string
	requestHash                     []byte
	lines, total, maker, checker    int64
	cause                           string
	period, postedAt                int64
	leaf                            []byte
}

func (r *batchRow) bytes() leafBytes {
	return newLeaf(leafBatch).ints(r.county, r.id, r.seq, r.firstSeq, r.fund).text(r.kind).blob(r.requestHash).
		ints(r.lines, r.total, r.maker, r.checker).text(r.cause).ints(r.period, r.postedAt)
}

type periodRow struct {
	county, fund, month, seq  int64
	accounts, debits, credits int64
	root                      []byte
	closedBy, closedAt        int64
	checker                   int64
	leaf                      []byte
}

func (r *periodRow) bytes() leafBytes {
	return newLeaf(leafPeriod).ints(r.county, r.fund, r.month, r.seq, r.accounts, r.debits, r.credits).blob(r.root).
		ints(r.closedBy, r.closedAt).checked(r.checker)
}

type documentRow struct {
	county, seq, fund int64
	kind              string
	account           int64
	cause             string
	digest, list      []byte
	lines, total      int64
	addedBy, addedAt  int64
	leaf              []byte
}

func (r *documentRow) bytes() leafBytes {
	return newLeaf(leafDocument).second().ints(r.county, r.seq, r.fund).text(r.kind).ints(r.account).text(r.cause).blob(r.digest).blob(r.list).
		ints(r.lines, r.total, r.addedBy, r.addedAt)
}

// proposalRow is a proposal as it stands. Nobody has decided yet: decided_by and decided_at 0, no name; it became no record: seq -1.
type proposalRow struct {
	county, id           int64
	act                  string
	fund, subject        int64
	content, reason      string
	total, needs, voices int64
	state                string
	maker                int64
	makerName            string
	madeAt, decidedBy    int64
	decidedName          string
	decidedAt            int64
	remark               string
	seq                  int64
}

// contentHash stands for what is to be done: a voucher of thousands of lines is not written down twice.
func (r *proposalRow) contentHash() [sha256.Size]byte { return sha256.Sum256([]byte(r.content)) }

func (r *proposalRow) bytes() leafBytes {
	content := r.contentHash()
	return newLeaf(leafProposal).second().ints(r.county, r.id).text(r.act).ints(r.fund, r.subject).blob(content[:]).text(r.reason).
		ints(r.total, r.needs, r.voices).text(r.state).ints(r.maker).text(r.makerName).ints(r.madeAt, r.decidedBy).text(r.decidedName).
		ints(r.decidedAt).text(r.remark).ints(r.seq)
}

// voiceRow is one confirmation of a proposal.
type voiceRow struct {
	county, proposal, maker, by int64
	name                        string
	at                          int64
}

func (r *voiceRow) bytes() leafBytes {
	return newLeaf(leafVoice).second().ints(r.county, r.proposal, r.maker, r.by).text(r.name).ints(r.at)
}

type checkpointRow struct {
	size int64
	root []byte
	note string
	at   int64
}

type headRow struct {
	size     int64
	frontier []byte
	at       int64
}

// snapshotRow is one account's balance at the end of a closed month: everything posted into months up to it.
type snapshotRow struct {
	county, fund, month, account int64
	debits, credits              int64
}

func (r *snapshotRow) bytes() leafBytes {
	return newLeaf(leafBalance).ints(r.county, r.fund, r.month, r.account, r.debits, r.credits)
}

// turnoverRow is what was moved on an account for one month and value date.
type turnoverRow struct {
	turnoverKey
	debits, credits int64
}

type turnoverKey struct {
	account, period int64
	valueDate       string
}

// requestHash stands for everything the caller asked: the same batch number with another hash is another batch.
func (b *Batch) requestHash() [sha256.Size]byte {
	h := sha256.New()
	h.Write(newLeaf('R').ints(b.ID, int64(b.Fund)).text(b.Kind).ints(b.Maker, b.Checker).text(b.Cause).
		ints(int64(b.Period), int64(b.Total), int64(len(b.Lines))))
	buf := make(leafBytes, 0, 512)
	for i := range b.Lines {
		l := &b.Lines[i]
		buf = buf[:0].ints(int64(l.Debit), int64(l.Credit), int64(l.Amount), int64(l.Kind), l.Ref).text(l.Code).
			ints(int64(l.ValueDate)).text(l.Cause).text(l.Plan).text(l.Inputs)
		h.Write(buf)
	}
	return [sha256.Size]byte(h.Sum(nil))
}
