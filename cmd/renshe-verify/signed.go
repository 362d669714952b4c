package main

import (
	"errors"
	"fmt"
	"strings"
)

// notes checks the signatures of a chunk of checkpoints, on the core that parsed it.
func (v *verifier) notes(c *chunk) {
	if c.table != checkTable && c.table != smTable {
		return
	}
	key, origin, note := &v.ledger, v.man.origin, cNote
	if c.table == smTable {
		key, origin, note = &v.sm, v.smOrigin(), smNote
	}
	for i := range c.n {
		r := c.record(i)
		cp, err := openCheckpoint(r.s(note), origin, key)
		c.signed = append(c.signed, err == nil && cp.size == r.n(cSize) && hexOf(cp.root) == r.s(cRoot))
	}
}

var errUnsigned = errors.New("not signed")

// openCheckpoint reads a note that a key, and no other, signed.
func openCheckpoint(note, origin string, key *publicKey) (checkpoint, error) {
	text, all, err := openNote(note)
	if err != nil {
		return checkpoint{}, err
	}
	cp, err := parseCheckpoint(text)
	if err != nil {
		return cp, err
	}
	if len(all) != 1 || cp.origin != origin {
		return cp, errUnsigned
	}
	if _, ok := key.verify(text, all[0]); !ok {
		return cp, errUnsigned
	}
	return cp, nil
}

// unsigned says what is wrong with a checkpoint's note.
func (v *verifier) unsigned(r record, name string) {
	cp, err := openCheckpoint(r.s(cNote), v.man.origin, &v.ledger)
	if err != nil {
		v.f.add(r.n(cSize), "checkpoint", name, "note", "signed by "+v.ledger.name, "", saysSignature)
		return
	}
	v.f.ints(r.n(cSize), "checkpoint", name, "size", cp.size, r.n(cSize), saysCheckpoint)
	if hexOf(cp.root) != r.s(cRoot) {
		v.f.add(r.n(cSize), "checkpoint", name, "root", hexOf(cp.root), r.s(cRoot), saysCheckpoint)
	}
}

// checkpoints checks the checkpoint that must stand at this size.
func (v *verifier) checkpoints(size int64) {
	v.below(size)
	s := v.files[checkTable]
	r, ok := s.peek()
	if !ok || r.n(cSize) != size {
		v.f.add(size, "checkpoint", "size "+itoa(size), "size", itoa(size), "", saysMissing)
		v.cosigned(size, hash{})
		return
	}
	name, at, root := "size "+itoa(size), r.n(cAt), r.s(cRoot)
	v.sums.checkpoints++
	v.county(r)
	if !r.c.signed[r.i] {
		v.unsigned(r, name)
	}
	s.next()
	v.f.ints(size, "checkpoint", name, "at", v.time, at, saysReplay)
	defer func() { v.cosigned(size, v.tree.root()) }()
	if v.broken {
		v.settle(false)
		return
	}
	if len(root) != 2*len(hash{}) || hexOf(v.tree.root()) == root {
		v.settle(false)
		v.redone = nil
		return
	}
	if v.redone != nil && hexOf(v.redone.root()) == root {
		v.settle(true)
		v.tree, v.redone = *v.redone, nil
		return
	}
	v.settle(false)
	v.f.add(size, "checkpoint", name, "root", hexOf(v.tree.root()), root, saysRoot)
	v.broken = true
}

// below names the checkpoints below a size that stand where none should.
func (v *verifier) below(size int64) {
	s := v.files[checkTable]
	for {
		r, ok := s.peek()
		if !ok || r.n(cSize) >= size {
			break
		}
		v.sums.checkpoints++
		name := "size " + itoa(r.n(cSize))
		if !r.c.signed[r.i] {
			v.unsigned(r, name)
		}
		v.f.add(r.n(cSize), "checkpoint", name, "size", "", itoa(r.n(cSize)), saysExtra)
		s.next()
	}
	v.strays(size)
}

// strays names cosignatures below a size that are under no checkpoint.
func (v *verifier) strays(size int64) {
	s := v.files[cosignTable]
	for {
		r, ok := s.peek()
		if !ok || r.n(wSize) >= size {
			return
		}
		v.f.add(r.n(wSize), "cosignature", "size "+itoa(r.n(wSize)), "size", "a checkpoint's", itoa(r.n(wSize)), saysExtra)
		s.next()
	}
}

// cosigned checks the witnesses' signatures under the log of this size, and keeps its root if a witness spoke of it.
func (v *verifier) cosigned(size int64, root hash) {
	for _, n := range v.opt.notes {
		if n.size == size && !v.broken {
			v.roots[size] = root
		}
	}
	s := v.files[cosignTable]
	text := checkpoint{v.man.origin, size, root}.text()
	last := ""
	for {
		r, ok := s.peek()
		if !ok || r.n(wSize) > size {
			return
		}
		name := "size " + itoa(size) + ", " + r.s(wWitness)
		v.county(r)
		v.ordered(r, "witness", r.s(wWitness) > last)
		last = r.s(wWitness)
		k, trusted := v.witnesses[last]
		sig, err := parseSignature(strings.TrimSuffix(r.s(wLine), "\n"))
		at, ok := k.verify(text, sig)
		switch {
		case !trusted:
			v.f.add(size, "cosignature", name, "witness", "a witness of key.txt", last, saysKey)
		case err != nil || !ok:
			v.f.add(size, "cosignature", name, "line", "signed by "+k.name, r.s(wLine), saysSignature)
		default:
			v.f.ints(size, "cosignature", name, "at", at*1_000_000, r.n(wAt), saysReplay)
			v.sums.cosigned = size
			delete(v.silent, last)
		}
		s.next()
	}
}

// witnessed holds the log against what witnesses say themselves: a note that they gave out must be of this log's past.
func (v *verifier) witnessed() {
	for key := range v.silent {
		v.f.add(-1, "cosignature", key, "witness", key, "", saysMissing)
	}
	for _, n := range v.opt.notes {
		name := "size " + itoa(n.size) + ", " + n.by
		if n.problem != "" {
			v.f.add(n.size, "witness", name, "note", n.problem, "", saysSignature)
			continue
		}
		root, known := v.roots[n.size]
		switch {
		case n.size > v.next:
			v.f.add(n.size, "witness", name, "size", "≥ "+itoa(n.size), itoa(v.next), saysWitness)
		case known && root != n.root, !known && !v.broken:
			v.f.add(n.size, "witness", name, "root", hexOf(n.root), hexOf(root), saysWitness)
		}
	}
}

// smRole is the role of the second tree's key in key.txt.
const smRole = "ledger-sm"

// smOrigin is the name of the second tree (国密树), which is over SM3 and signed by SM2.
func (v *verifier) smOrigin() string { return fmt.Sprintf("renshe/%s/%06d", smRole, v.man.county) }

// smCheckpoint checks the second tree's checkpoint, which stands wherever the first tree has one.
func (v *verifier) smCheckpoint(size int64) {
	v.smBelow(size)
	if v.sm.text == "" {
		return
	}
	s := v.files[smTable]
	r, ok := s.peek()
	name := "size " + itoa(size)
	if !ok || r.n(smSize) != size {
		v.f.add(size, "sm_checkpoint", name, "size", itoa(size), "", saysMissing)
		return
	}
	v.county(r)
	if !r.c.signed[r.i] {
		cp, err := openCheckpoint(r.s(smNote), v.smOrigin(), &v.sm)
		if err != nil {
			v.f.add(size, "sm_checkpoint", name, "note", "signed by "+v.sm.name, "", saysSignature)
		} else {
			v.f.ints(size, "sm_checkpoint", name, "size", cp.size, size, saysCheckpoint)
			if hexOf(cp.root) != r.s(smRoot) {
				v.f.add(size, "sm_checkpoint", name, "root", hexOf(cp.root), r.s(smRoot), saysCheckpoint)
			}
		}
	}
	if root := hexOf(v.second.root()); !v.broken && !v.odd && root != r.s(smRoot) {
		v.odd = true
		v.f.add(size, "sm_checkpoint", name, "root", root, r.s(smRoot), saysRoot)
	}
	s.next()
}

// smBelow names the second tree's checkpoints below a size that stand where none should.
func (v *verifier) smBelow(size int64) {
	s := v.files[smTable]
	for {
		r, ok := s.peek()
		if !ok || r.n(smSize) >= size {
			return
		}
		v.f.add(r.n(smSize), "sm_checkpoint", "size "+itoa(r.n(smSize)), "size", "", itoa(r.n(smSize)), saysExtra)
		s.next()
	}
}
