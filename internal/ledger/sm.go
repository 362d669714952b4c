package ledger

import (
	"context"
	"encoding/hex"
	"strconv"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/tlog"
)

// NoSM is a county that keeps the first tree alone.
var NoSM = fail.Define(fail.Invalid, "ledger.no-sm",
	words.Text{Zh: "这个县没有开国密树。", En: "This county keeps no second tree over SM3."},
	words.Text{Zh: "账没有变动。", En: "The books are unchanged."},
	words.Text{Zh: "用 renshe ledger sm --on 打开。", En: "Switch it on by renshe ledger sm --on."})

// smEdge is the second tree under way, in the transaction that writes the first.
type smEdge struct {
	pen  *pen
	edge *tlog.Frontier
}

// smPen is [Ledger.pen] of the second tree.
func (l *Ledger) smPen(county civil.County) (*pen, error) {
	if p, found := l.smPens.Load(county); found {
		return p.(*pen), nil
	}
	keys, ok := l.keys.(SMSigner)
	if !ok {
		return nil, BadKeys.With()
	}
	signer, verifier, err := keys.ForSM(SMOrigin(county))
	if err != nil {
		return nil, BadKeys.With().From(err)
	}
	p, _ := l.smPens.LoadOrStore(county, &pen{origin: SMOrigin(county), hash: smTree, signer: signer, verifier: verifier})
	return p.(*pen), nil
}

// smWriter takes up the second tree where it stands, which must be where the first does.
func (l *Ledger) smWriter(county civil.County, size int64, head headRow, last checkpointRow) (*smEdge, error) {
	p, err := l.smPen(county)
	if err != nil {
		return nil, err
	}
	edge, err := p.confirm(head, last)
	if err != nil || head.size != size {
		return nil, LogBroken.With().From(err)
	}
	return &smEdge{p, edge}, nil
}

// SM is how a county's second tree stands (国密树).
type SM struct {
	On   bool      `json:"on"`
	Size int64     `json:"size"`
	Root tlog.Hash `json:"-"`
	Key  string    `json:"key"` // of its checkpoints, for auditors; empty while it is off
}

// SMState says whether a county keeps the second tree, and where it stands.
func (l *Ledger) SMState(ctx context.Context, county civil.County) (s SM, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		s = SM{}
		h, found, err := smHeadOf(ctx, tx, county)
		if err != nil || !found {
			return err
		}
		edge, err := smTree.ParseFrontier(h.frontier)
		if err != nil {
			return LogBroken.With().From(err)
		}
		s.On, s.Size, s.Root = true, h.size, edge.Root()
		s.Key, err = l.smVerifierKey(county)
		return err
	})
	return s, err
}

func (l *Ledger) smVerifierKey(county civil.County) (string, error) {
	k, ok := l.keys.(interface {
		SMVerifierKey(civil.County) (string, error)
	})
	if !ok {
		return "", BadKeys.With()
	}
	return k.SMVerifierKey(county)
}

// KeepSM begins a county's second tree: over all records so far, with a checkpoint wherever the first tree has one, and from now on with every
// record. It cannot be ended. Every record's leaf is held against the first tree's signed root before anything is signed. A county that
// keeps one already is left as it is.
func (l *Ledger) KeepSM(ctx context.Context, actor access.Actor, progress func(done, total int64)) error {
	if err := actor.May(access.LedgerVerify); err != nil {
		return err
	}
	return l.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		w, err := l.begin(ctx, tx, actor.County, 0, 0)
		if err != nil || w.sm != nil {
			return err
		}
		p, err := l.smPen(w.county)
		if err != nil {
			return err
		}
		return w.begin(ctx, p, progress)
	})
}

// begin makes the second tree of a log that has the first.
func (w *writer) begin(ctx context.Context, p *pen, progress func(done, total int64)) error {
	first, second, total := &tlog.Frontier{}, smTree.Frontier(), w.edge.Size()
	last := int64(0)
	var signed []checkpointRow
	for lo := int64(0); lo < total; lo += verifyPage {
		records, err := recordsBetween(ctx, w.tx, w.county, lo, min(lo+verifyPage, total))
		if err != nil {
			return err
		}
		marks, err := pageCheckpoints(ctx, w.tx, w.county, last)
		if err != nil {
			return err
		}
		signed = signed[:0]
		for _, b := range records {
			first.Append(tlog.LeafHash(b))
			second.Append(smTree.Leaf(b))
			if len(marks) == 0 || marks[0].size != second.Size() {
				continue
			}
			if root := first.Root(); string(marks[0].root) != string(root[:]) {
				return LogBroken.With()
			}
			c, err := p.sign(second).row()
			if err != nil {
				return err
			}
			signed, last, marks = append(signed, c), c.size, marks[1:]
		}
		if err := addSMCheckpoints(ctx, w.tx, w.county, signed); err != nil {
			return err
		}
		if progress != nil {
			progress(second.Size(), total)
		}
	}
	if first.Root() != w.edge.Root() || last != total {
		return LogBroken.With()
	}
	return w.tx.ExecAll(ctx, []db.Statement{newSMHead(w.county, headRow{size: total, frontier: second.Bytes()})})
}

// smCheck verifies the second tree beside the first.
type smCheck struct {
	on     bool
	head   headRow
	edge   *tlog.Frontier
	open   func(note string) (tlog.Checkpoint, error)
	rows   pager[checkpointRow]
	broken bool // its root differs: later ones say nothing new
}

func (l *Ledger) smCheck(ctx context.Context, tx *db.Tx, county civil.County) (*smCheck, error) {
	head, on, err := smHeadOf(ctx, tx, county)
	if err != nil {
		return nil, err
	}
	s := &smCheck{on: on, head: head, edge: smTree.Frontier()}
	s.rows = pager[checkpointRow]{load: pageSMCheckpoints, place: func(r *checkpointRow) int64 { return r.size }}
	if !on {
		return s, nil
	}
	p, err := l.smPen(county)
	if err != nil {
		return nil, err
	}
	s.open = func(note string) (tlog.Checkpoint, error) { return tlog.Open([]byte(note), p.origin, p.verifier) }
	return s, nil
}

// smCheckpoint checks the second tree's checkpoint that must stand at this size.
func (v *verifier) smCheckpoint(ctx context.Context, size int64) error {
	if !v.sm.on {
		return nil
	}
	if err := v.smRest(ctx, size); err != nil {
		return err
	}
	c, err := v.sm.rows.peek(ctx, v)
	if err != nil {
		return err
	}
	name := "size " + strconv.FormatInt(size, 10)
	if c == nil || c.size != size {
		v.find("sm_checkpoint", name, "size", strconv.FormatInt(size, 10), "", saysMissing)
		return nil
	}
	v.sm.rows.next()
	root := v.sm.edge.Root()
	says, err := v.sm.open(c.note)
	switch {
	case err != nil:
		v.find("sm_checkpoint", name, "note", "signed by "+SMOrigin(v.county), "not signed, or changed", saysSignature)
	case says.Size != size:
		v.findInt("sm_checkpoint", name, "size", says.Size, size, saysCheckpoint)
	case string(says.Root[:]) != string(c.root):
		v.find("sm_checkpoint", name, "root", says.Root.String(), hex.EncodeToString(c.root), saysCheckpoint)
	}
	if !v.broken && !v.sm.broken && string(root[:]) != string(c.root) {
		v.sm.broken = true
		v.find("sm_checkpoint", name, "root", root.String(), hex.EncodeToString(c.root), saysRoot)
	}
	return nil
}

// smRest names the second tree's checkpoints below a size that stand where none should.
func (v *verifier) smRest(ctx context.Context, below int64) error {
	for {
		c, err := v.sm.rows.peek(ctx, v)
		if err != nil || c == nil || c.size >= below {
			return err
		}
		v.sm.rows.next()
		v.find("sm_checkpoint", "size "+strconv.FormatInt(c.size, 10), "size", "", strconv.FormatInt(c.size, 10), saysExtra)
	}
}

// smEnd compares the second tree's growing edge with what was read.
func (v *verifier) smEnd(ctx context.Context) error {
	name := "county " + strconv.Itoa(int(v.county))
	if !v.sm.on {
		c, err := v.sm.rows.peek(ctx, v)
		if err == nil && c != nil {
			v.find("sm_head", name, "county", strconv.Itoa(int(v.county)), "", saysMissing)
		}
		return err
	}
	if err := v.smRest(ctx, 1<<62); err != nil {
		return err
	}
	if v.sm.head.size != v.next {
		v.findInt("sm_head", name, "size", v.next, v.sm.head.size, saysReplay)
	}
	if !v.broken && !v.sm.broken && string(v.sm.head.frontier) != string(v.sm.edge.Bytes()) {
		v.find("sm_head", name, "frontier", hex.EncodeToString(v.sm.edge.Bytes()), hex.EncodeToString(v.sm.head.frontier), saysReplay)
	}
	return nil
}
