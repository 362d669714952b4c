package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/words"
	"renshe/money"
	"renshe/tlog"
)

// A proposal is not yet a record of the books, but who said what about it must stand as firmly: after each step the log takes a document
// whose digest is that of the whole proposal, and whose list is that of its voices. The last one says what the tables must hold.

const proposalCause = "proposal:"

var saysPaper = words.Text{Zh: "与日志里的待复核事项不符", En: "it is not the proposal that stands in the log"}

func proposalID(cause string) (int64, bool) {
	text, of := strings.CutPrefix(cause, proposalCause)
	id, err := strconv.ParseInt(text, 10, 64)
	return id, of && err == nil
}

// logProposal puts a proposal into the log as its rows have it now.
func (l *Ledger) logProposal(ctx context.Context, tx *db.Tx, actor access.Actor, p Proposal) error {
	r, err := proposalRowOf(ctx, tx, actor.County, p.ID)
	if err != nil {
		return err
	}
	var said voicesList
	if err := eachVoiceRow(ctx, tx, actor.County, p.ID, p.ID, said.add); err != nil {
		return err
	}
	_, err = l.addDocument(ctx, tx, actor, Document{Fund: p.Fund, Kind: proposalPaper, Account: p.Fund.Account(0),
		Cause: proposalCause + strconv.FormatInt(p.ID, 10), Digest: tlog.LeafHash(r.bytes()), List: said.sum(), Lines: said.n, Total: money.Fen(r.total)})
	return err
}

// voicesList hashes the confirmations of one proposal, in the order of their persons: SHA-256 over the leaf hash of each.
type voicesList struct {
	n   int64
	all []byte
}

func (l *voicesList) add(r *voiceRow) {
	leaf := tlog.LeafHash(r.bytes())
	l.n, l.all = l.n+1, append(l.all, leaf[:]...)
}

func (l *voicesList) sum() tlog.Hash { return sha256.Sum256(l.all) }

// proposals holds every proposal and every voice against the last document that the log has of it.
func (v *verifier) proposals(ctx context.Context) error {
	said := map[int64]*voicesList{}
	err := eachVoiceRow(ctx, v.tx, v.county, -1<<63, nowhere, func(r *voiceRow) {
		if said[r.proposal] == nil {
			said[r.proposal] = &voicesList{}
		}
		said[r.proposal].add(r)
		if r.by <= 0 || r.by == r.maker {
			v.find("proposal_voice", proposalName(r.proposal), "by_user", "another person than "+strconv.FormatInt(r.maker, 10), strconv.FormatInt(r.by, 10), saysRule)
		}
	})
	if err != nil {
		return err
	}
	papers := v.replay.papers
	err = eachProposalRow(ctx, v.tx, v.county, func(r *proposalRow) {
		name := proposalName(r.id)
		paper, logged := papers[r.id]
		if !logged {
			v.find("proposal", name, "id", "", strconv.FormatInt(r.id, 10), saysExtra)
			return
		}
		delete(papers, r.id)
		if digest := tlog.LeafHash(r.bytes()); string(paper.digest) != string(digest[:]) {
			v.find("proposal", name, "*", hex.EncodeToString(paper.digest), digest.String(), saysPaper)
		}
		v.voices(r.id, paper, said)
		if r.state == string(StateConfirmed) && (r.decidedBy == r.maker || r.voices < r.needs) {
			v.findInt("proposal", name, "voices", r.needs, r.voices, saysRule)
		}
	})
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(papers)) {
		v.find("proposal", proposalName(id), "id", strconv.FormatInt(id, 10), "", saysMissing)
		v.voices(id, papers[id], said)
	}
	for _, id := range slices.Sorted(maps.Keys(said)) {
		v.find("proposal_voice", proposalName(id), "proposal", "", strconv.FormatInt(id, 10), saysExtra)
	}
	return nil
}

// voices holds what was said to a proposal against its document, and takes it off the list.
func (v *verifier) voices(id int64, paper documentRow, said map[int64]*voicesList) {
	have := said[id]
	if have == nil {
		have = &voicesList{}
	}
	delete(said, id)
	if sum := have.sum(); string(paper.list) != string(sum[:]) {
		v.find("proposal_voice", proposalName(id), "*", hex.EncodeToString(paper.list), sum.String(), saysPaper)
	}
}

func proposalName(id int64) string { return "proposal " + strconv.FormatInt(id, 10) }

// exportProposals writes who proposed and confirmed what. What is to be done is there by its hash: the record that it became has it in full.
func exportProposals(ctx context.Context, tx *db.Tx, e *Export) error {
	f, err := e.Table("proposal.txt", "county", "id", "act", "fund", "subject", "content", "reason", "total_fen", "needs", "voices", "state", "maker", "maker_name",
		"made_at", "decided_by", "decided_name", "decided_at", "remark", "seq")
	if err != nil {
		return err
	}
	err = eachProposalRow(ctx, tx, e.County, func(r *proposalRow) {
		content := r.contentHash()
		hash := content[:]
		f.record([]any{&r.county, &r.id, &r.act, &r.fund, &r.subject, &hash, &r.reason, &r.total, &r.needs, &r.voices, &r.state, &r.maker, &r.makerName,
			&r.madeAt, &r.decidedBy, &r.decidedName, &r.decidedAt, &r.remark, &r.seq})
	})
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	if f, err = e.Table("proposal_voice.txt", "county", "proposal", "maker", "by_user", "by_name", "at"); err != nil {
		return err
	}
	err = eachVoiceRow(ctx, tx, e.County, -1<<63, nowhere, func(r *voiceRow) {
		f.record([]any{&r.county, &r.proposal, &r.maker, &r.by, &r.name, &r.at})
	})
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
