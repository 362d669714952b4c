package ledger

import (
	"context"
	"encoding/json"
	"math"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// ProposalState is where a proposal stands.
type ProposalState string

// The states of a proposal; the last two are for good.
const (
	StateProposed  ProposalState = "proposed"  // 待复核
	StateConfirmed ProposalState = "confirmed" // 已复核: it is in the books
	StateRefused   ProposalState = "refused"   // 已退回, or taken back by its maker
)

var proposalTitles = map[ProposalState]words.Text{
	StateProposed: {Zh: "待复核", En: "to be confirmed"}, StateConfirmed: {Zh: "已复核", En: "confirmed"}, StateRefused: {Zh: "已退回", En: "sent back"},
}

// Title names the state.
func (s ProposalState) Title() words.Text { return proposalTitles[s] }

// Proposal is what one person proposes to the books and another confirms (待复核). Until then nothing is in the books; then maker and
// checker stand in the record.
type Proposal struct {
	ID     int64
	Act    Act
	Fund   Fund // of a move the fund that gives
	State  ProposalState
	Reason string
	Total  money.Fen // what the batch moves; of a move one half

	Month   civil.Month // of a closing
	Account *Account    // to be opened
	Batch   *Batch      // to be posted
	Move    *Move       // to be posted

	Maker     int64
	MakerName string
	MadeAt    time.Time
	Needs     int     // how many persons must confirm
	Voices    []Voice // who has

	DecidedBy   int64 // the checker, or who sent it back; 0 while it is open
	DecidedName string
	DecidedAt   time.Time
	Remark      string // why it was sent back
	Seq         int64  // the place of the record that it became: the closing, the account, the (last) batch
	Already     bool   // the same had been proposed, or confirmed, before
}

// Voice is one person's confirmation (复核意见).
type Voice struct {
	User int64
	Name string
	At   time.Time
}

// content is what a proposal keeps of what is to be done.
type content struct {
	Account *Account `json:"account,omitempty"`
	Batch   *Batch   `json:"batch,omitempty"`
	Move    *Move    `json:"move,omitempty"`
}

// The faults of proposals.
var (
	NoProposal = fail.Define(fail.NotFound, "ledger.no-proposal",
		words.Text{Zh: "没有第 {id} 号待复核事项。", En: "There is no proposal {id}."}, unchanged,
		words.Text{Zh: "请从待复核清单里打开。", En: "Open it from the list of proposals."})
	ProposalDone = fail.Define(fail.Conflict, "ledger.proposal-done",
		words.Text{Zh: "第 {id} 号事项现在是“{state}”，不能再办。", En: "Proposal {id} is {state}; nothing more can be done with it."}, unchanged,
		words.Text{Zh: "请查看它的办理结果。", En: "Look at what became of it."})
	ProposedOther = fail.Define(fail.Conflict, "ledger.proposed-other",
		words.Text{Zh: "同一事项已由{name}提交待复核，内容不同。", En: "{name} has proposed the same thing with other content."}, unchanged,
		words.Text{Zh: "请先复核或退回那一份。", En: "Confirm or send back that one first."})
	VoicedAlready = fail.Define(fail.Denied, "ledger.voiced-already",
		words.Text{Zh: "您已经确认过，集体会审要求 {need} 个不同的人。", En: "You have confirmed it already; a collective review takes {need} different persons."}, unchanged,
		words.Text{Zh: "请由另一位有权限的人确认。", En: "Another person with the permission must confirm it."})
	BadProposal = fail.Define(fail.Invalid, "ledger.bad-proposal",
		words.Text{Zh: "人工凭证只能过账、冲正或更正；在途由办它的业务兑付或作废。", En: "A person's voucher posts, reverses or corrects; a reservation is settled by the room that made it."}, unchanged,
		words.Text{Zh: "请改正分录种类。", En: "Correct the kinds of its lines."})
	NoRemark = fail.Define(fail.Invalid, "ledger.no-remark",
		words.Text{Zh: "退回必须写明原因。", En: "Sending back takes a reason."}, unchanged,
		words.Text{Zh: "请填写原因后再提交。", En: "Write the reason and submit again."})
)

// ProposeClose proposes to close a month of a fund. What would refuse the closing refuses the proposal.
func (l *Ledger) ProposeClose(ctx context.Context, actor access.Actor, fund Fund, month civil.Month, reason string) (Proposal, error) {
	p := Proposal{Act: ActClose, Fund: fund, Month: month, Reason: reason}
	return l.propose(ctx, actor, p, func(tx *db.Tx, _ *Proposal) error {
		return l.closable(ctx, tx, actor.County, fund, month)
	})
}

// Closable gives what would refuse the closing of a month of a fund now; nil where nothing would.
func (l *Ledger) Closable(ctx context.Context, county civil.County, fund Fund, month civil.Month) error {
	return l.db.View(ctx, func(tx *db.Tx) error { return l.closable(ctx, tx, county, fund, month) })
}

func (l *Ledger) closable(ctx context.Context, tx *db.Tx, county civil.County, fund Fund, month civil.Month) error {
	if err := mayClose(tx, fund, month); err != nil {
		return err
	}
	closed, err := lastClosed(ctx, tx, county, fund)
	if err != nil {
		return err
	}
	if month <= closed {
		return PeriodClosed.With("fund", fund.title(), "month", month).On("month").Under(ruleClosed)
	}
	return l.mayEnd(ctx, tx, county, fund, month)
}

// ProposeAccount proposes to open an account.
func (l *Ledger) ProposeAccount(ctx context.Context, actor access.Actor, a Account, reason string) (Proposal, error) {
	p := Proposal{Act: ActOpen, Fund: a.Fund, Account: &a, Reason: reason}
	return l.propose(ctx, actor, p, func(tx *db.Tx, _ *Proposal) error {
		if err := a.check(civil.DateIn(tx.Now())); err != nil {
			return err
		}
		_, err := accountOf(ctx, tx, actor.County, a.ID)
		if err == nil {
			return AccountTaken.With("account", a.ID).On("id")
		}
		if e := db.Fault(err); e != nil && e.Is(UnknownAccount) {
			return nil
		}
		return err
	})
}

// ProposeBatch proposes a voucher: opening balances, postings, reversals, corrections of a closed month. Its maker is the actor; its number
// may be left 0. What would refuse the batch now refuses the proposal.
func (l *Ledger) ProposeBatch(ctx context.Context, actor access.Actor, b Batch, reason string) (p Proposal, err error) {
	err = l.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		p, err = l.ProposeBatchIn(ctx, tx, actor, b, reason)
		return err
	})
	return p, err
}

// ProposeBatchIn is [Ledger.ProposeBatch] inside a transaction of the actor's county: a room whose record waits for the proposal writes both
// or neither. It hears what became of it as a [Booker].
func (l *Ledger) ProposeBatchIn(ctx context.Context, tx *db.Tx, actor access.Actor, b Batch, reason string) (Proposal, error) {
	if err := sameCounty(tx, actor); err != nil {
		return Proposal{}, err
	}
	b.Maker, b.Checker = actor.User, math.MaxInt64 // somebody else, not known yet
	if b.ID == 0 {
		b.ID = l.db.NewID()
	}
	p := Proposal{Act: b.act(), Fund: b.Fund, Batch: &b, Reason: reason}
	for _, line := range b.Lines {
		if line.Kind != Post && line.Kind != Reversal {
			return p, BadProposal.With().On("lines")
		}
	}
	if err := b.check(); err != nil {
		return p, err
	}
	return l.proposeIn(ctx, tx, actor, p, func(tx *db.Tx, p *Proposal) error {
		w, err := l.begin(ctx, tx, actor.County, b.Fund, b.ID, b.accounts()...)
		if err != nil {
			return err
		}
		ready, err := w.prepare(ctx, &b)
		if err != nil {
			return err
		}
		_, total, err := w.rows(ready, make([]int64, len(ready.entries)))
		if err != nil {
			return err
		}
		p.Total = money.Fen(total)
		return w.inFunds(ctx, ready)
	})
}

// ProposeMove proposes a movement between two funds. Its maker is the actor; the numbers of its halves may be left 0.
func (l *Ledger) ProposeMove(ctx context.Context, actor access.Actor, m Move, reason string) (Proposal, error) {
	p := Proposal{Act: ActMove, Fund: m.Out.Fund, Move: &m, Reason: reason}
	for _, b := range []*Batch{&m.Out, &m.In} {
		b.Maker, b.Checker = actor.User, math.MaxInt64
		if b.ID == 0 {
			b.ID = l.db.NewID()
		}
	}
	m.shape()
	if err := m.check(); err != nil {
		return p, err
	}
	for _, line := range m.Out.Lines {
		p.Total += line.Amount
	}
	return l.propose(ctx, actor, p, func(tx *db.Tx, _ *Proposal) error {
		_, _, _, err := l.prepareMove(ctx, tx, actor, &m)
		return err
	})
}

// act is what a voucher is by its lines.
func (b *Batch) act() Act {
	act := ActPost
	for _, l := range b.Lines {
		switch {
		case l.Kind == Reversal:
			return ActReverse
		case l.Ref > 0:
			act = ActCorrect
		}
	}
	if b.Kind == Opening {
		return ActOpening
	}
	return act
}

// propose keeps what was found fit. The same proposed again is the same proposal.
func (l *Ledger) propose(ctx context.Context, actor access.Actor, p Proposal, fit func(tx *db.Tx, p *Proposal) error) (out Proposal, err error) {
	out = p
	err = l.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		out, err = l.proposeIn(ctx, tx, actor, p, fit)
		return err
	})
	return out, err
}

func (l *Ledger) proposeIn(ctx context.Context, tx *db.Tx, actor access.Actor, p Proposal, fit func(tx *db.Tx, p *Proposal) error) (Proposal, error) {
	if err := actor.May(BookDuties().Of[p.Act].Propose); err != nil {
		return p, err
	}
	if actor.User <= 0 {
		return p, TakesTwo.With().Under(ruleTwoPersons)
	}
	if len(p.Reason) > MaxText {
		return p, BadBatch.With("what", lackCause).On("reason")
	}
	if _, err := p.Fund.Def(); err != nil {
		return p, err
	}
	text, err := json.Marshal(content{p.Account, p.Batch, p.Move})
	if err != nil {
		return p, err
	}
	if _, err := l.begin(ctx, tx, actor.County, p.Fund, 0); err != nil { // of two who propose the same at once, the second finds the first's
		return p, err
	}
	have, kept, err := openProposal(ctx, tx, actor.County, p.Act, p.Fund, p.subject())
	if err != nil {
		return p, err
	}
	if have.ID != 0 {
		if kept != string(text) {
			return p, ProposedOther.With("name", have.MakerName)
		}
		have.Already = true
		return have, nil
	}
	if err := fit(tx, &p); err != nil {
		return p, err
	}
	p.ID, p.State, p.Maker, p.MakerName, p.MadeAt = tx.NewID(), StateProposed, actor.User, actor.Name, tx.Now()
	p.Needs = BookDuties().Voices(actor.County, p.Total, civil.DateIn(tx.Now()))
	if err := addProposal(ctx, tx, actor.County, p, string(text)); err != nil {
		return p, err
	}
	return p, l.logProposal(ctx, tx, actor, p)
}

// subject is what a proposal is about; of one subject one proposal is open at a time.
func (p *Proposal) subject() int64 {
	switch {
	case p.Account != nil:
		return int64(p.Account.ID)
	case p.Batch != nil:
		return p.Batch.ID
	case p.Move != nil:
		return p.Move.Out.ID
	}
	return int64(p.Month)
}

// Confirm is another person's yes. When enough have said it, the act is done in the same transaction: the maker and the last who confirmed
// stand in the record. Above the threshold of law/gate/books.yaml several must confirm (集体会审).
func (l *Ledger) Confirm(ctx context.Context, actor access.Actor, id int64) (p Proposal, err error) {
	err = l.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if p, err = l.forDecision(ctx, tx, actor, id); err != nil {
			return err
		}
		if p.State == StateConfirmed && p.DecidedBy == actor.User {
			p.Already = true
			return nil
		}
		if p.State != StateProposed {
			return ProposalDone.With("id", id, "state", p.State.Title())
		}
		if actor.User == p.Maker || actor.User <= 0 {
			return SamePerson.With().On("checker").Under(ruleTwoPersons)
		}
		said, err := addVoice(ctx, tx, actor, p)
		if err != nil {
			return err
		}
		if !said {
			return VoicedAlready.With("need", p.Needs).Under(ruleTwoPersons)
		}
		p.Voices = append(p.Voices, Voice{actor.User, actor.Name, tx.Now()})
		if len(p.Voices) < p.Needs {
			if err := setVoices(ctx, tx, actor.County, p); err != nil {
				return err
			}
			return l.logProposal(ctx, tx, actor, p)
		}
		if p.Seq, err = l.carryOut(ctx, tx, actor, p); err != nil {
			return err
		}
		p.State, p.DecidedBy, p.DecidedName, p.DecidedAt = StateConfirmed, actor.User, actor.Name, tx.Now()
		return l.decidedIn(ctx, tx, actor, p)
	})
	return p, err
}

// carryOut does what was proposed, in the name of its two persons, and gives the place of its record.
func (l *Ledger) carryOut(ctx context.Context, tx *db.Tx, actor access.Actor, p Proposal) (int64, error) {
	by := Persons{p.Maker, actor.User}
	switch {
	case p.Act == ActClose:
		c, err := l.ClosePeriodIn(ctx, tx, actor, by, p.Fund, p.Month)
		return c.Seq, err
	case p.Account != nil:
		return l.openIn(ctx, tx, actor, by, *p.Account)
	case p.Batch != nil:
		b := *p.Batch
		b.Maker, b.Checker = by.Maker, by.Checker
		r, err := l.PostIn(ctx, tx, actor, b)
		return r.Size - 1, err
	}
	m := *p.Move
	m.Out.Maker, m.Out.Checker, m.In.Maker, m.In.Checker = by.Maker, by.Checker, by.Maker, by.Checker
	r, err := l.MoveIn(ctx, tx, actor, m)
	return r.In.Size - 1, err
}

// SendBack refuses a proposal, with a reason; its maker may take it back himself.
func (l *Ledger) SendBack(ctx context.Context, actor access.Actor, id int64, remark string) (p Proposal, err error) {
	if remark == "" || len(remark) > MaxText {
		return p, NoRemark.With().On("remark")
	}
	err = l.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		if p, err = proposalOf(ctx, tx, actor.County, id, tx.LockClause()); err != nil {
			return err
		}
		if actor.User != p.Maker {
			if err := actor.May(BookDuties().Of[p.Act].Confirm); err != nil {
				return err
			}
		}
		if p.State != StateProposed {
			return ProposalDone.With("id", id, "state", p.State.Title())
		}
		p.State, p.DecidedBy, p.DecidedName, p.DecidedAt, p.Remark = StateRefused, actor.User, actor.Name, tx.Now(), remark
		return l.decidedIn(ctx, tx, actor, p)
	})
	return p, err
}

// forDecision reads a proposal, locked, for somebody who may decide it. Its maker, who may not, is told the rule rather than his role.
func (l *Ledger) forDecision(ctx context.Context, tx *db.Tx, actor access.Actor, id int64) (Proposal, error) {
	p, err := proposalOf(ctx, tx, actor.County, id, tx.LockClause())
	if err != nil || (p.State == StateProposed && actor.User == p.Maker) {
		return p, err
	}
	return p, actor.May(BookDuties().Of[p.Act].Confirm)
}

// Proposals lists a county's proposals, the latest first: of one fund, or of all (0); only those that wait, or every one.
func (l *Ledger) Proposals(ctx context.Context, actor access.Actor, fund Fund, waiting bool, limit int) (all []Proposal, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	page := Page{Limit: limit}
	if err := page.check(); err != nil {
		return nil, err
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		all, err = proposals(ctx, tx, actor.County, fund, waiting, page.Limit)
		return err
	})
	return all, err
}

// Proposal reads one.
func (l *Ledger) Proposal(ctx context.Context, actor access.Actor, id int64) (p Proposal, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return p, err
	}
	err = l.db.View(ctx, func(tx *db.Tx) error {
		p, err = proposalOf(ctx, tx, actor.County, id, "")
		return err
	})
	return p, err
}

// ProposedClose finds the open proposal to close a month of a fund; false: there is none.
func (l *Ledger) ProposedClose(ctx context.Context, county civil.County, fund Fund, month civil.Month) (p Proposal, found bool, err error) {
	err = l.db.View(ctx, func(tx *db.Tx) error {
		p, _, err = openProposal(ctx, tx, county, ActClose, fund, int64(month))
		return err
	})
	return p, p.ID != 0, err
}
