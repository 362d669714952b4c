package ledger

import (
	"context"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/tlog"
)

// The levels of subtree roots that are kept: of 256 leaves, and of 65,536.
const (
	lowLevel  = 8
	highLevel = 16
)

// nodesAtOnce is how many complete subtrees one transaction of [Ledger.keepTree] hashes at most.
const nodesAtOnce = 1024

// Proof is one record's place in the signed log, as it is printed (凭证).
type Proof struct {
	Seq       int64     // the record's place
	Size      int64     // the log's, at the checkpoint that the proof leads to
	At        time.Time // when that checkpoint was signed
	Witness   string    // who cosigned it; "" while nobody has
	Witnessed time.Time // when
	SM        bool      // in the second tree, over SM3, which no witness signs
	Text      string    // what the QR code holds
}

// grown is one of a county's trees: over what, and where its leaves, kept roots and key are.
type grown struct {
	hash   tlog.Hashing
	nodes  string // the table of kept roots
	leaves func(ctx context.Context, tx *db.Tx, county civil.County, lo, hi int64) (tlog.Leaves, error)
	kept   func(ctx context.Context, tx *db.Tx, county civil.County, level int) (int64, error)
	read   func(ctx context.Context, tx *db.Tx, county civil.County, level int, lo, hi int64, each func(place int64, h tlog.Hash)) error
	drop   func(ctx context.Context, tx *db.Tx, county civil.County) error
	signed func(ctx context.Context, tx *db.Tx, county civil.County, size int64) (checkpointRow, error)
}

var (
	firstTree  = &grown{nil, "log_node", leavesBetween, nodesKept, nodesBetween, dropNodes, checkpointAt}
	secondTree = &grown{smTree, "sm_node", smLeavesBetween, smNodesKept, smNodesBetween, dropSMNodes, smCheckpointAt}
)

// treeOf tells by a checkpoint's origin of which tree of which county it is.
func treeOf(origin string) (g *grown, county civil.County, known bool) {
	name, second := strings.CutPrefix(origin, smKeyName+"/")
	if g = secondTree; !second {
		g = firstTree
		name, _ = strings.CutPrefix(origin, keyName+"/")
	}
	n, err := strconv.Atoi(name)
	county = civil.County(n)
	return g, county, err == nil && (second && SMOrigin(county) == origin || !second && Origin(county) == origin)
}

// ProveRecord proves a record under the first checkpoint that has it and that a witness cosigned, so that the proof stays the same from then
// on; until there is one, under the county's last checkpoint.
func (l *Ledger) ProveRecord(ctx context.Context, county civil.County, seq int64) (Proof, error) {
	return l.prove(ctx, county, seq, firstTree)
}

// ProveRecordSM proves a record in the county's second tree, over SM3, under the first checkpoint that has it: the proof stays the same. [NoSM]
// where none is kept.
func (l *Ledger) ProveRecordSM(ctx context.Context, county civil.County, seq int64) (Proof, error) {
	state, err := l.SMState(ctx, county)
	if err == nil && !state.On {
		err = NoSM.With()
	}
	if err != nil {
		return Proof{}, err
	}
	return l.prove(ctx, county, seq, secondTree)
}

func (l *Ledger) prove(ctx context.Context, county civil.County, seq int64, g *grown) (p Proof, err error) {
	if err := l.keepTree(ctx, county, g); err != nil {
		return p, err
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		cover := l.cover
		if g == secondTree {
			cover = l.smCover
		}
		in, c, at, err := cover(ctx, tx, county, seq)
		if err != nil {
			return err
		}
		tree := &subtrees{ctx: ctx, tx: tx, county: county, of: g}
		if in.leaf, err = tree.Subtree(seq, seq+1); err != nil {
			return err
		}
		if in.path, err = tlog.Prove(seq, c.Size, tree); err != nil {
			return err
		}
		if err := g.hash.CheckInclusion(in.path, seq, c.Size, in.leaf, c.Root); err != nil {
			return LogBroken.With().From(err)
		}
		rows, err := placedRows(ctx, tx, county, seq)
		if err != nil {
			return err
		}
		if len(rows) == 1 {
			in.row = &rows[0]
			if g.hash.Leaf(in.row.bytes()) != in.leaf {
				return LogBroken.With()
			}
		}
		p = in.proof(at)
		return nil
	})
	return p, err
}

// cover finds the checkpoint under which a record is proved, with its signatures.
func (l *Ledger) cover(ctx context.Context, tx *db.Tx, county civil.County, seq int64) (in inclusion, c tlog.Checkpoint, at int64, err error) {
	last, err := lastCheckpoint(ctx, tx, county)
	if err != nil {
		return in, c, 0, err
	}
	if seq < 0 || seq >= last.size {
		return in, c, 0, UnknownRef.With("line", 0, "ref", seq)
	}
	size, key, line, err := cosignedFrom(ctx, tx, county, seq+1)
	if err != nil {
		return in, c, 0, err
	}
	if size > 0 {
		if last, err = checkpointAt(ctx, tx, county, size); err != nil {
			return in, c, 0, err
		}
	}
	p, err := l.pen(county)
	if err != nil {
		return in, c, 0, err
	}
	in = inclusion{origin: p.origin, size: last.size, seq: seq}
	if c, in.sign, err = p.signature(last); err != nil || size == 0 {
		return in, c, last.at, err
	}
	when, err := tlog.OpenCosignature(c, line, key)
	if err != nil {
		return in, c, 0, LogBroken.With().From(err)
	}
	raw, err := lineSignature(line)
	if err != nil || len(raw) != 8+signBytes {
		return in, c, 0, LogBroken.With().From(err)
	}
	in.witness, _, _ = strings.Cut(key, "+")
	in.witnessed, in.cosign = when.Unix(), raw[8:]
	return in, c, last.at, nil
}

// smCover is cover in the second tree, which no witness signs.
func (l *Ledger) smCover(ctx context.Context, tx *db.Tx, county civil.County, seq int64) (in inclusion, c tlog.Checkpoint, at int64, err error) {
	row, err := smCheckpointOver(ctx, tx, county, seq)
	if seq < 0 || db.IsNoRows(err) {
		return in, c, 0, UnknownRef.With("line", 0, "ref", seq)
	}
	if err != nil {
		return in, c, 0, err
	}
	p, err := l.smPen(county)
	if err != nil {
		return in, c, 0, err
	}
	in = inclusion{origin: p.origin, size: row.size, seq: seq}
	c, in.sign, err = p.signature(row)
	return in, c, row.at, err
}

// signature opens a checkpoint and gives the bytes that the tree's key signed it with.
func (p *pen) signature(row checkpointRow) (tlog.Checkpoint, []byte, error) {
	c, err := tlog.Open([]byte(row.note), p.origin, p.verifier)
	if err != nil || c.Size != row.size {
		return c, nil, LogBroken.With().From(err)
	}
	_, lines, _ := strings.Cut(row.note, "\n\n")
	raw, err := lineSignature(lines)
	if err != nil || len(raw) != signBytes {
		return c, nil, LogBroken.With().From(err)
	}
	return c, raw, nil
}

// lineSignature is what a note's signature line holds behind the key's number.
func lineSignature(line string) ([]byte, error) {
	_, code, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "— "), " ")
	raw, err := base64.StdEncoding.DecodeString(code)
	if err != nil || len(raw) < 4 {
		return nil, tlog.ErrCheckpoint
	}
	return raw[4:], nil
}

// ProveGrowth proves that the log at size begins with the log at first; both must have a checkpoint.
func (l *Ledger) ProveGrowth(ctx context.Context, county civil.County, first, size int64) (p tlog.Proof, err error) {
	if first == 0 {
		return nil, nil
	}
	if err := l.keepTree(ctx, county, firstTree); err != nil {
		return nil, err
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		p, err = tlog.ProveGrowth(first, size, &subtrees{ctx: ctx, tx: tx, county: county, of: firstTree})
		return err
	})
	return p, err
}

// keepTree keeps the roots of the subtrees that became complete. What was kept of another log, e.g. before a backup was put back, is dropped.
func (l *Ledger) keepTree(ctx context.Context, county civil.County, g *grown) error {
	for more := true; more; {
		err := l.db.InCounty(ctx, county, func(tx *db.Tx) error {
			head, err := readHead(ctx, tx, county)
			if err != nil {
				return err
			}
			low, err := g.kept(ctx, tx, county, lowLevel)
			if err != nil {
				return err
			}
			if low > head.size>>lowLevel {
				low = 0
				if err := g.drop(ctx, tx, county); err != nil {
					return err
				}
			}
			more = false
			if until := min(head.size>>lowLevel, low+nodesAtOnce); until > low {
				more = until < head.size>>lowLevel
				if err := growLevel(ctx, tx, county, g, lowLevel, low, until); err != nil {
					return err
				}
				low = until
			}
			high, err := g.kept(ctx, tx, county, highLevel)
			if until := low >> (highLevel - lowLevel); err == nil && until > high {
				err = growLevel(ctx, tx, county, g, highLevel, high, until)
			}
			return err
		})
		if db.IsUnique(err) { // somebody else kept the same roots in the moment between
			more = true
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func growLevel(ctx context.Context, tx *db.Tx, county civil.County, g *grown, level int, from, until int64) error {
	tree := &subtrees{ctx: ctx, tx: tx, county: county, of: g}
	all := make([]tlog.Hash, 0, until-from)
	for place := from; place < until; place++ {
		h, err := tree.split(place<<level, (place+1)<<level)
		if err != nil {
			return err
		}
		all = append(all, h)
	}
	return keepNodes(ctx, tx, g.nodes, county, level, from, all)
}

// subtrees gives Merkle tree hashes of a county's log, from kept roots where they are complete.
type subtrees struct {
	ctx    context.Context
	tx     *db.Tx
	county civil.County
	of     *grown
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
	return s.of.hash.Node(left, right), err
}

// few hashes at most 256 leaves, of one low subtree.
func (s *subtrees) few(lo, hi int64) (h tlog.Hash, err error) {
	first := lo &^ (1<<lowLevel - 1)
	if s.leaves == nil || s.first != first || hi-first > int64(len(s.leaves)) {
		if s.leaves, err = s.of.leaves(s.ctx, s.tx, s.county, first, hi); err != nil {
			return h, err
		}
		s.first = first
	}
	return s.of.hash.Subtree(s.leaves, lo-first, hi-first)
}

// node gives a kept root. A level is read in spans of 256.
func (s *subtrees) node(i, level int, place int64) (tlog.Hash, bool, error) {
	const span = 256
	from := place / span * span
	if s.nodes[i] == nil || s.span[i] != from {
		s.nodes[i], s.span[i] = map[int64]tlog.Hash{}, from
		err := s.of.read(s.ctx, s.tx, s.county, level, from, from+span, func(place int64, h tlog.Hash) { s.nodes[i][place] = h })
		if err != nil {
			return tlog.Hash{}, false, err
		}
	}
	h, kept := s.nodes[i][place]
	return h, kept, nil
}
