package main

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// paper is the last document that the log has of a proposal: what proposal.txt and proposal_voice.txt must say.
type paper struct {
	seq, fund, lines, total int64
	digest, list            string
}

// voices are the confirmations of one proposal: their number and their leaf hashes, one after the other.
type voices struct {
	n   int64
	all []byte
}

func (v *verifier) paper(r record, name string) {
	seq := r.n(dSeq)
	text, of := strings.CutPrefix(r.s(dCause), "proposal:")
	id, err := strconv.ParseInt(text, 10, 64)
	if !of || err != nil {
		v.f.add(seq, "document", name, "cause", "proposal:", r.s(dCause), saysRule)
		return
	}
	v.papers[id] = paper{seq, r.n(dFund), r.n(dLines), r.n(dTotal), r.s(dDigest), r.s(dList)}
}

// proposals holds who proposed and who confirmed against the log, in both directions.
func (v *verifier) proposals() error {
	said := map[int64]*voices{}
	last := [2]int64{-1 << 63, -1 << 63}
	err := v.each(voiceTable, func(r record) {
		now := [2]int64{r.n(vProposal), r.n(vBy)}
		v.ordered(r, "proposal", slices.Compare(last[:], now[:]) < 0)
		last = now
		if r.n(vBy) <= 0 || r.n(vBy) == r.n(vMaker) {
			v.f.add(-1, "proposal_voice", proposalName(now[0]), "by_user", "another person than "+itoa(r.n(vMaker)), itoa(now[1]), saysRule)
		}
		s := said[now[0]]
		if s == nil {
			s = &voices{}
			said[now[0]] = s
		}
		_, leaf := r.leaf()
		s.n, s.all = s.n+1, append(s.all, leaf[:]...)
	})
	if err != nil {
		return err
	}
	before := int64(-1 << 63)
	err = v.each(proposalTable, func(r record) {
		v.ordered(r, "id", before < r.n(qID))
		before = r.n(qID)
		v.proposal(r, said)
	})
	if err != nil {
		return err
	}
	for _, id := range sortedKeys(v.papers) {
		v.f.add(v.papers[id].seq, "proposal", proposalName(id), "id", itoa(id), "", saysMissing)
		v.voices(id, v.papers[id], said)
	}
	for _, id := range sortedKeys(said) {
		v.f.add(-1, "proposal_voice", proposalName(id), "proposal", "", itoa(id), saysExtra)
	}
	return nil
}

func (v *verifier) proposal(r record, said map[int64]*voices) {
	id := r.n(qID)
	name := proposalName(id)
	p, logged := v.papers[id]
	if !logged {
		v.f.add(-1, "proposal", name, "id", "", itoa(id), saysExtra)
		return
	}
	delete(v.papers, id)
	if _, leaf := r.leaf(); leaf.String() != p.digest {
		v.f.add(p.seq, "proposal", name, "*", p.digest, leaf.String(), saysChanged)
	}
	v.f.ints(p.seq, "document", atPlace(p.seq), "fund", r.n(qFund), p.fund, saysReplay)
	v.f.ints(p.seq, "document", atPlace(p.seq), "total_fen", r.n(qTotal), p.total, saysReplay)
	v.f.ints(p.seq, "document", atPlace(p.seq), "lines", r.n(qVoices), p.lines, saysReplay)
	v.voices(id, p, said)
	if r.s(qState) != "confirmed" {
		return
	}
	if r.n(qVoices) < r.n(qNeeds) {
		v.f.add(p.seq, "proposal", name, "voices", "≥ "+itoa(r.n(qNeeds)), itoa(r.n(qVoices)), saysRule)
	}
	if r.n(qDecidedBy) == r.n(qMaker) {
		v.f.add(p.seq, "proposal", name, "decided_by", "another person than "+itoa(r.n(qMaker)), itoa(r.n(qDecidedBy)), saysRule)
	}
	if r.n(qSeq) < 0 || r.n(qSeq) >= p.seq {
		v.f.add(p.seq, "proposal", name, "seq", "0–"+itoa(p.seq-1), itoa(r.n(qSeq)), saysRule)
	}
}

// voices holds the confirmations of a proposal against its document, and takes them off the list.
func (v *verifier) voices(id int64, p paper, said map[int64]*voices) {
	have := said[id]
	if have == nil {
		have = &voices{}
	}
	delete(said, id)
	sum := sha256.Sum256(have.all)
	if list := hex.EncodeToString(sum[:]); list != p.list || have.n != p.lines {
		v.f.add(p.seq, "proposal_voice", proposalName(id), "*", p.list, list, saysChanged)
	}
}

func proposalName(id int64) string { return "proposal " + itoa(id) }

func sortedKeys[T any](m map[int64]T) []int64 {
	all := make([]int64, 0, len(m))
	for id := range m {
		all = append(all, id)
	}
	slices.Sort(all)
	return all
}
