package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"strings"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/tlog"
)

// proofTag begins the text of a proof; docs/ledger-format.md describes it.
const proofTag = "RSP1"

// The levels of subtree roots that are kept: of 256 leaves, and of 65,536.
const (
	lowLevel  = 8
	highLevel = 16
)

// nodesAtOnce is how many complete subtrees one transaction of [Ledger.keepTree] hashes at most.
const nodesAtOnce = 1024

// Proof is one record's place in the signed log, as it is printed (凭证).
type Proof struct {
	Seq   int64  // the record's place
	Size  int64  // the log's, at the checkpoint that the proof leads to
	Text  string // what the QR code holds
	Short string // what a person compares: the last word of Text
}

// ProveRecord proves a record under the county's last checkpoint.
func (l *Ledger) ProveRecord(ctx context.Context, county civil.County, seq int64) (p Proof, err error) {
	if err := l.keepTree(ctx, county); err != nil {
		return p, err
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		last, err := lastCheckpoint(ctx, tx, county)
		if err != nil {
			return err
		}
		c, sign, err := l.signature(county, last)
		if err != nil {
			return err
		}
		if seq < 0 || seq >= c.Size {
			return UnknownRef.With("line", 0, "ref", seq)
		}
		tree := &subtrees{ctx: ctx, tx: tx, county: county}
		leaf, err := tree.Subtree(seq, seq+1)
		if err != nil {
			return err
		}
		path, err := tlog.Prove(seq, c.Size, tree)
		if err != nil {
			return err
		}
		if err := tlog.CheckInclusion(path, seq, c.Size, leaf, c.Root); err != nil {
			return LogBroken.With().From(err)
		}
		p = Proof{Seq: seq, Size: c.Size}
		p.Text, p.Short = proofText(c, seq, leaf, path, sign)
		return nil
	})
	return p, err
}

// ProveCause proves the first posted line of a batch with a cause, e.g. "payment:81" for "payment:81/2026-03"; false: none was posted.
func (l *Ledger) ProveCause(ctx context.Context, county civil.County, batch int64, cause string) (p Proof, found bool, err error) {
	seq := int64(-1)
	err = l.db.View(ctx, func(tx *db.Tx) (err error) {
		seq, err = causeSeq(ctx, tx, county, batch, cause+"/", cause+"0") // "0" follows "/"
		return err
	})
	if err != nil || seq < 0 {
		return p, false, err
	}
	p, err = l.ProveRecord(ctx, county, seq)
	return p, err == nil, err
}

// signature opens a checkpoint and gives the bytes that the ledger's key signed it with.
func (l *Ledger) signature(county civil.County, row checkpointRow) (tlog.Checkpoint, []byte, error) {
	_, trusted, err := l.keys.For(Origin(county))
	if err != nil {
		return tlog.Checkpoint{}, nil, BadKeys.With().From(err)
	}
	c, err := tlog.Open([]byte(row.note), Origin(county), trusted)
	if err != nil || c.Size != row.size {
		return c, nil, LogBroken.With().From(err)
	}
	_, lines, _ := strings.Cut(row.note, "\n\n")
	_, code, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(lines), "— "), " ")
	raw, err := base64.StdEncoding.DecodeString(code)
	if err != nil || len(raw) < 5 {
		return c, nil, LogBroken.With().From(err)
	}
	return c, raw[4:], nil
}

// proofText writes a proof: eight words, of which the last is the hash of the others.
func proofText(c tlog.Checkpoint, seq int64, leaf tlog.Hash, path tlog.Proof, sign []byte) (string, string) {
	var all []byte
	for _, h := range path {
		all = append(all, h[:]...)
	}
	b64 := base64.RawURLEncoding.EncodeToString
	body := fmt.Sprintf("%s %s %d %d %s %s %s", proofTag, c.Origin, c.Size, seq, b64(leaf[:]), b64(all), b64(sign))
	sum := sha256.Sum256([]byte(body))
	short := base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding).EncodeToString(sum[:5])
	short = short[:4] + "-" + short[4:]
	return body + " " + short, short
}

// ProveGrowth proves that the log at size begins with the log at first; both must have a checkpoint.
func (l *Ledger) ProveGrowth(ctx context.Context, county civil.County, first, size int64) (p tlog.Proof, err error) {
	if first == 0 {
		return nil, nil
	}
	if err := l.keepTree(ctx, county); err != nil {
		return nil, err
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		p, err = tlog.ProveGrowth(first, size, &subtrees{ctx: ctx, tx: tx, county: county})
		return err
	})
	return p, err
}

// keepTree keeps the roots of the subtrees that became complete. What was kept of another log, e.g. before a backup was put back, is dropped.
func (l *Ledger) keepTree(ctx context.Context, county civil.County) error {
	for more := true; more; {
		err := l.db.InCounty(ctx, county, func(tx *db.Tx) error {
			head, err := readHead(ctx, tx, county)
			if err != nil {
				return err
			}
			low, err := nodesKept(ctx, tx, county, lowLevel)
			if err != nil {
				return err
			}
			if low > head.size>>lowLevel {
				low = 0
				if err := dropNodes(ctx, tx, county); err != nil {
					return err
				}
			}
			more = false
			if until := min(head.size>>lowLevel, low+nodesAtOnce); until > low {
				more = until < head.size>>lowLevel
				if err := growLevel(ctx, tx, county, lowLevel, low, until); err != nil {
					return err
				}
				low = until
			}
			high, err := nodesKept(ctx, tx, county, highLevel)
			if until := low >> (highLevel - lowLevel); err == nil && until > high {
				err = growLevel(ctx, tx, county, highLevel, high, until)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func growLevel(ctx context.Context, tx *db.Tx, county civil.County, level int, from, until int64) error {
	tree := &subtrees{ctx: ctx, tx: tx, county: county}
	all := make([]tlog.Hash, 0, until-from)
	for place := from; place < until; place++ {
		h, err := tree.split(place<<level, (place+1)<<level)
		if err != nil {
			return err
		}
		all = append(all, h)
	}
	return keepNodes(ctx, tx, county, level, from, all)
}

// subtrees gives Merkle tree hashes of a county's log, from kept roots where they are complete.
type subtrees struct {
	ctx    context.Context
	tx     *db.Tx
	county civil.County
	leaves tlog.Leaves // the last 256 that were read
	first  int64
	nodes  [2]map[int64]tlog.Hash // low and high, the last span that was read
	span   [2]int64
}

// Subtree is the Merkle tree hash of leaves lo to hi, hi excluded.
func (s *subtrees) Subtree(lo, hi int64) (tlog.Hash, error) {
	for i, level := range []int{lowLevel, highLevel} {
		if hi-lo == 1<<level && lo&(1<<level-1) == 0 {
			h, kept, err := s.node(i, level, lo>>level)
			if err != nil || kept {
				return h, err
			}
		}
	}
	return s.split(lo, hi)
}

func (s *subtrees) split(lo, hi int64) (tlog.Hash, error) {
	if hi-lo <= 1<<lowLevel && lo>>lowLevel == (hi-1)>>lowLevel {
		return s.few(lo, hi)
	}
	k := int64(1)
	for k*2 < hi-lo {
		k *= 2
	}
	left, err := s.Subtree(lo, lo+k)
	if err != nil {
		return left, err
	}
	right, err := s.Subtree(lo+k, hi)
	return tlog.NodeHash(left, right), err
}

// few hashes at most 256 leaves, of one low subtree.
func (s *subtrees) few(lo, hi int64) (h tlog.Hash, err error) {
	first := lo &^ (1<<lowLevel - 1)
	if s.leaves == nil || s.first != first || hi-first > int64(len(s.leaves)) {
		if s.leaves, err = leavesBetween(s.ctx, s.tx, s.county, first, hi); err != nil {
			return h, err
		}
		s.first = first
	}
	return s.leaves.Subtree(lo-first, hi-first)
}

// node gives a kept root. A level is read in spans of 256.
func (s *subtrees) node(i, level int, place int64) (tlog.Hash, bool, error) {
	const span = 256
	from := place / span * span
	if s.nodes[i] == nil || s.span[i] != from {
		s.nodes[i], s.span[i] = map[int64]tlog.Hash{}, from
		err := nodesBetween(s.ctx, s.tx, s.county, level, from, from+span, func(place int64, h tlog.Hash) { s.nodes[i][place] = h })
		if err != nil {
			return tlog.Hash{}, false, err
		}
	}
	h, kept := s.nodes[i][place]
	return h, kept, nil
}
