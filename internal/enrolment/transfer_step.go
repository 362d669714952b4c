package enrolment

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/words"
	"renshe/money"
)

// Step is a step of a transfer that is booked: one person proposes it, another confirms it in the books, and the record follows in the same
// transaction.
type Step string

// The steps.
const (
	Order    Step = "order"     // 列转移支出: what is to go leaves the fund's own and is in transit
	Pay      Step = "pay"       // 付款: the bank has paid it; the account is emptied and the relation ends
	ComeBack Step = "come-back" // 银行退回: it came back; the account holds it again and the relation lives on
	Reverse  Step = "reverse"   // 撤销列支: the order is reversed
	Receive  Step = "receive"   // 收款: the money is at the bank and in transit
	Credit   Step = "credit"    // 记入个人账户: it is the fund's income, and the account's
	SendBack Step = "send-back" // 退还对方: what came goes back
)

var stepTitles = map[Step]words.Text{
	Order: {Zh: "列转移支出", En: "order the money"}, Pay: {Zh: "付款", En: "pay"}, ComeBack: {Zh: "银行退回", En: "came back from the bank"},
	Reverse: {Zh: "撤销列支", En: "undo the order"}, Receive: {Zh: "收款", En: "receive the money"}, Credit: {Zh: "记入个人账户", En: "credit the account"},
	SendBack: {Zh: "退还对方", En: "send it back"},
}

// Title is the word people read.
func (s Step) Title() words.Text { return stepTitles[s] }

// stepFrom says of which direction a step is, and in which states it can be taken.
var stepFrom = map[Step]struct {
	direction Direction
	states    []TransferState
}{
	Order: {Out, []TransferState{TransferTold}}, Pay: {Out, []TransferState{TransferOrdered}}, ComeBack: {Out, []TransferState{TransferPaid}},
	Reverse: {Out, []TransferState{TransferOrdered}}, Receive: {In, []TransferState{TransferAnnounced, TransferArrived}},
	Credit: {In, []TransferState{TransferArrived}}, SendBack: {In, []TransferState{TransferArrived}},
}

// Can lists the steps that can be taken in a transfer's state while nothing waits for a second person.
func (t Transfer) Can() (all []Step) {
	if t.Step != "" {
		return nil
	}
	for _, s := range []Step{Order, Pay, ComeBack, Reverse, Receive, Credit, SendBack} {
		if f := stepFrom[s]; f.direction == t.Direction && slices.Contains(f.states, t.State) {
			all = append(all, s)
		}
	}
	return all
}

// AtBank says whether the step is one of the bank's: it has the bank's reference and day.
func (s Step) AtBank() bool { return s == Pay || s == ComeBack || s == Receive || s == SendBack }

// after is where a booked step leads.
func (s Step) after(now TransferState, arrived, amount money.Fen) (TransferState, money.Fen) {
	switch s {
	case Order, ComeBack:
		return TransferOrdered, arrived
	case Pay:
		return TransferPaid, arrived
	case Reverse:
		return TransferTold, arrived
	case Receive:
		return TransferArrived, arrived + amount
	case Credit:
		return TransferCredited, 0
	case SendBack:
		return TransferCancelled, 0
	}
	return now, arrived
}

// TransferBooks are the ledger accounts of transfers, of the residents' pension fund.
type TransferBooks struct {
	Fund    ledger.Fund
	Bank    ledger.AccountID // 支出户存款
	Transit ledger.AccountID // 在途转移基金: a clearing account; what it holds has left the one side and not reached the other
	Income  ledger.AccountID // 转移收入
	Expense ledger.AccountID // 转移支出
}

// BooksOfTransfers gives them.
func BooksOfTransfers() TransferBooks {
	f := ledger.ResidentPension
	return TransferBooks{Fund: f, Bank: f.Account(1004), Transit: f.Account(2103), Income: f.Account(4103), Expense: f.Account(5103)}
}

// accounts are the ones that transfers need beside the bank's.
func (b TransferBooks) accounts() []ledger.Account {
	return []ledger.Account{
		{ID: b.Transit, Fund: b.Fund, Class: ledger.Liability, Owner: ledger.Clearing + ":transfers", NoOverdraft: true,
			Title: words.Text{Zh: "在途转移基金", En: "transfers in transit"}},
		{ID: b.Income, Fund: b.Fund, Class: ledger.Income, Owner: "county", Title: words.Text{Zh: "转移收入", En: "transferred in"}},
		{ID: b.Expense, Fund: b.Fund, Class: ledger.Expense, Owner: "county", Title: words.Text{Zh: "转移支出", En: "transferred out"}},
	}
}

// OpenBooksIn opens the ledger accounts of transfers in the actor's county, in the name of two persons; what is open stays as it is.
func (x *Transfers) OpenBooksIn(ctx context.Context, tx *db.Tx, actor access.Actor, by ledger.Persons) error {
	for _, a := range BooksOfTransfers().accounts() {
		if err := x.books.OpenAccountIn(ctx, tx, actor, by, a); err != nil {
			return err
		}
	}
	return nil
}

// ProposeBooks proposes to open the accounts that are not open yet, and gives the proposals; another person confirms each in the books.
func (x *Transfers) ProposeBooks(ctx context.Context, actor access.Actor) (all []ledger.Proposal, err error) {
	missing, err := x.Missing(ctx, actor)
	for _, a := range missing {
		p, err := x.books.ProposeAccount(ctx, actor, a, "城乡居民养老保险关系转移")
		if err != nil {
			return all, err
		}
		all = append(all, p)
	}
	return all, err
}

// Missing are the accounts of transfers that the county has not opened.
func (x *Transfers) Missing(ctx context.Context, actor access.Actor) (all []ledger.Account, err error) {
	if err := actor.May(access.FundRead); err != nil {
		return nil, err
	}
	for _, a := range BooksOfTransfers().accounts() {
		_, err := x.books.Balance(ctx, actor.County, a.ID)
		if e := db.Fault(err); e != nil && e.Is(ledger.UnknownAccount) {
			all = append(all, a)
		} else if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// batchKind is the kind of every batch of a transfer; its cause names the transfer.
const (
	batchKind   = "relation-transfer"
	causePrefix = "transfer:"
)

func (t Transfer) cause() string { return causePrefix + strconv.FormatInt(t.ID, 10) }

// Stepping asks for a step of a transfer.
type Stepping struct {
	Transfer int64
	Version  int64 // the one that was seen
	Step     Step
	Amount   money.Fen  // of what came; the others' amount is the transfer's
	Paper    string     // the bank's reference
	On       civil.Date // the bank's day
	Says     string
}

const (
	maxPaper = 60
	maxSays  = 200
)

// Propose proposes a step to the books. The transfer waits until another person confirms it there or sends it back.
func (x *Transfers) Propose(ctx context.Context, actor access.Actor, s Stepping) (t Transfer, err error) {
	err = x.db.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		t, err = x.ProposeIn(ctx, tx, actor, s)
		return err
	})
	return t, err
}

// ProposeIn is Propose inside a transaction.
func (x *Transfers) ProposeIn(ctx context.Context, tx *db.Tx, actor access.Actor, s Stepping) (Transfer, error) {
	from, ok := stepFrom[s.Step]
	if !ok {
		return Transfer{}, BadState.With().On("step")
	}
	t, err := x.begin(ctx, tx, actor, s.Transfer, s.Version, from.direction, from.states...)
	if err != nil {
		return t, err
	}
	if err := s.check(t, civil.DateIn(tx.Now())); err != nil {
		return t, err
	}
	if err := x.fit(ctx, tx, actor.County, t, s.Step); err != nil {
		return t, err
	}
	batch, err := x.batch(ctx, tx, actor.County, t, s)
	if err != nil {
		return t, err
	}
	p, err := x.books.ProposeBatchIn(ctx, tx, actor, batch, "城乡居民养老保险关系转移："+t.Direction.Title().Zh+"，"+s.Step.Title().Zh)
	if err != nil {
		return t, err
	}
	t.Step, t.Proposal = s.Step, p.ID
	return t, x.record(ctx, tx, actor, &t, TransferAct{Kind: actProposed, Step: s.Step, Amount: p.Total, Paper: s.Paper, On: s.On, Says: s.Says})
}

func (s *Stepping) check(t Transfer, today civil.Date) error {
	s.Paper, s.Says = strings.TrimSpace(s.Paper), strings.TrimSpace(s.Says)
	if s.Says != "" && !named(s.Says, maxSays) {
		return BadPaper.With().On("says")
	}
	if s.Step != Receive {
		s.Amount = t.Sums.Balance
		if s.Step == SendBack {
			s.Amount = t.Arrived
		}
	} else if s.Amount <= 0 {
		return BadMoney.With().On("amount")
	}
	if !s.Step.AtBank() {
		s.Paper, s.On = "", 0
		return nil
	}
	return checkPaper(s.Paper, s.On, today)
}

func checkPaper(paper string, on, today civil.Date) error {
	if !named(paper, maxPaper) {
		return BadPaper.With().On("paper")
	}
	if on.IsZero() || on > today {
		return BadPaper.With().On("on")
	}
	return nil
}

// fit refuses what the record does not allow, when it is proposed and again when it is confirmed.
func (x *Transfers) fit(ctx context.Context, tx *db.Tx, county civil.County, t Transfer, s Step) error {
	switch s {
	case Pay:
		if len(t.sealed) == 0 {
			return NoAgencyAccount.With()
		}
		return x.unchanged(ctx, tx, county, t)
	case ComeBack:
		open, err := readOpenTransfer(ctx, tx, county, t.Person)
		if err == nil && open != nil {
			err = TransferOpen.With()
		}
		return err
	case Credit:
		if d := t.Difference(); d != 0 {
			return TransferDiffers.With("announced", t.Sums.Balance, "arrived", t.Arrived).On("amount")
		}
		return x.creditable(ctx, tx, county, t)
	}
	return nil
}

// batch is what a step books.
func (x *Transfers) batch(ctx context.Context, tx *db.Tx, county civil.County, t Transfer, s Stepping) (ledger.Batch, error) {
	b, today := BooksOfTransfers(), civil.DateIn(tx.Now())
	line := ledger.Line{Amount: s.Amount, Kind: ledger.Post, Code: "resident-pension.transfer-" + string(t.Direction), ValueDate: s.On,
		Cause: t.cause() + "/" + string(s.Step), Inputs: t.Digest}
	switch s.Step {
	case Order:
		line.Debit, line.Credit = b.Expense, b.Transit
	case Pay, SendBack:
		line.Debit, line.Credit = b.Transit, b.Bank
	case ComeBack, Receive:
		line.Debit, line.Credit = b.Bank, b.Transit
	case Credit:
		line.Debit, line.Credit = b.Transit, b.Income
	case Reverse:
		seq, err := x.ordered(ctx, tx, county, t)
		if err != nil {
			return ledger.Batch{}, err
		}
		line.Kind, line.Ref, line.Amount = ledger.Reversal, seq, 0
	}
	return ledger.Batch{Fund: b.Fund, Kind: batchKind, Cause: t.cause(), Period: today.Month(), Lines: []ledger.Line{line}}, nil
}

// ordered is the place of the transfer's last order in the books.
func (x *Transfers) ordered(ctx context.Context, tx *db.Tx, county civil.County, t Transfer) (int64, error) {
	acts, err := readActs(ctx, tx, county, t.ID)
	if err != nil {
		return 0, err
	}
	for _, a := range slices.Backward(acts) {
		if a.Kind == actConfirmed && a.Step == Order {
			lines, err := x.books.CausedIn(ctx, tx, county, a.Batch, t.cause())
			if err != nil || len(lines) == 0 {
				return 0, err
			}
			return lines[0].Seq, nil
		}
	}
	return 0, WrongTransferState.With("state", t.State.Title())
}

// ProposalDecidedIn moves a transfer with what was decided in the books: [ledger.Booker]. A batch that says that it is of a transfer and that no
// transfer waits for is refused.
func (x *Transfers) ProposalDecidedIn(ctx context.Context, tx *db.Tx, actor access.Actor, p ledger.Proposal) error {
	if p.Batch == nil || p.Batch.Kind != batchKind {
		return nil
	}
	id, err := strconv.ParseInt(strings.TrimPrefix(p.Batch.Cause, causePrefix), 10, 64)
	if err != nil {
		return NoTransfer.With("id", 0)
	}
	t, err := readTransfer(ctx, tx, actor.County, id, tx.LockClause())
	if err != nil {
		return noTransfer(err, id)
	}
	if t.Proposal != p.ID {
		return TransferChanged.With()
	}
	acts, err := readActs(ctx, tx, actor.County, id)
	if err != nil {
		return err
	}
	asked := acts[len(acts)-1] // while it waits nothing else is done with it
	step := t.Step
	a := TransferAct{Kind: actRefused, Step: step, Amount: asked.Amount, Says: p.Remark}
	if p.State == ledger.StateConfirmed {
		a = TransferAct{Kind: actConfirmed, Step: step, Amount: asked.Amount, Batch: p.Batch.ID, Paper: asked.Paper, On: asked.On}
		if err := x.fit(ctx, tx, actor.County, t, step); err != nil {
			return err
		}
		if err := x.follow(ctx, tx, actor, t, step, asked.On); err != nil {
			return err
		}
	}
	t.Step, t.Proposal = "", 0
	return x.record(ctx, tx, actor, &t, a)
}

// follow does in the rolls what a booked step means there.
func (x *Transfers) follow(ctx context.Context, tx *db.Tx, actor access.Actor, t Transfer, s Step, on civil.Date) error {
	switch s {
	case Pay:
		return x.leave(ctx, tx, actor, t, on)
	case ComeBack:
		return x.comeBack(ctx, tx, actor, t, on)
	case Credit:
		return x.bring(ctx, tx, actor, t)
	}
	return nil
}
