package books

import (
	"context"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/ledger"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

const proposalsShown = 50

func proposalPath(id int64) string { return "/books/proposal/" + number(id) }

// proposalsView is what waits for a second person, and what became of the latest.
type proposalsView struct {
	all   bool
	table ui.Table
	saves []ui.Button
}

func (b *Books) proposals(v *visit) error {
	x := proposalsView{all: v.R.URL.Query().Has("all")}
	list, err := b.Ledger.Proposals(v.Ctx, v.Actor, 0, !x.all, proposalsShown)
	if err != nil {
		return err
	}
	s := sheet{title: wToConfirm, empty: &ui.Empty{Icon: ui.IconCheck, Title: wNothingWaits, Body: wNothingWaitsNext},
		columns: []ui.Column{{Head: wAct, Main: true}, {Head: wFund}, {Head: wProposedWhy}, {Head: wMaker}, {Head: wMadeAt}, {Head: wState}, {Head: wAmountYuan, Num: true}}}
	for _, q := range list {
		fund, err := q.Fund.Def()
		if err != nil {
			return err
		}
		amount := cell{}
		if q.Total != 0 {
			amount = fen(q.Total)
		}
		s.rows = append(s.rows, record{href: proposalPath(q.ID), cells: []cell{text(proposalTitle(q)), text(fund.Title()), plain(q.Reason), when(q.MakerName),
			when(civil.Clock(q.MadeAt)), status(proposalTag(q)), amount}})
	}
	if sent, err := v.file(s); sent || err != nil {
		return err
	}
	p := v.under(wToConfirm)
	x.table, x.saves = s.table(p), v.saves()
	return v.OK(proposalsPage(p, x))
}

func proposalTitle(q ledger.Proposal) words.Text {
	if q.Act == ledger.ActClose {
		return ui.Fill(wCloseMonth, "month", q.Month)
	}
	return q.Act.Title()
}

func proposalTag(q ledger.Proposal) ui.Tag {
	tone := ui.Good
	switch q.State {
	case ledger.StateProposed:
		tone = ui.Warn
	case ledger.StateRefused:
		tone = ui.Neutral
	}
	return ui.Tag{Tone: tone, Text: q.State.Title()}
}

// actView is what one person proposes and another confirms.
type actView struct {
	proposal ledger.Proposal
	fund     *ledger.FundDef
	tag      ui.Tag
	rows     []ui.Row
	trial    *monthTrialView
	tables   []ui.Table
	open     bool // it waits
	confirm  bool // this person may
	own      bool // this person proposed it
	remark   string
	made     []ui.Button // ways to what it became
}

func (b *Books) proposal(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	return v.proposalPage(id, "", nil)
}

// proposalPage shows a proposal, with the refusal of an act if there was one.
func (v *visit) proposalPage(id int64, remark string, refusal error) error {
	q, err := v.b.Ledger.Proposal(v.Ctx, v.Actor, id)
	if err != nil {
		return err
	}
	fund, err := q.Fund.Def()
	if err != nil {
		return err
	}
	x := actView{proposal: q, fund: fund, tag: proposalTag(q), remark: remark, open: q.State == ledger.StateProposed, own: q.Maker == v.Actor.User}
	x.confirm = x.open && !x.own && v.May(ledger.BookDuties().Of[q.Act].Confirm)
	x.rows = proposalRows(v.Plain(), q)
	if err := v.proposalParts(&x); err != nil {
		return err
	}
	x.made = madeOf(q)
	p := v.under(proposalTitle(q), ui.Link{Href: "/books/proposals", Label: wToConfirm}, crumb(fund))
	if refusal != nil {
		return v.Refused(p, refusal, proposalPage(p, x))
	}
	return v.OK(proposalPage(p, x))
}

// madeOf leads to the batches that a confirmed proposal became, and to their vouchers on paper.
func madeOf(q ledger.Proposal) (all []ui.Button) {
	if q.State != ledger.StateConfirmed {
		return nil
	}
	add := func(b ledger.Batch, what, prints words.Text) {
		all = append(all, ui.Button{Label: what, Href: batchPath(b.ID), Icon: ui.IconForward}, printVoucher(b.ID, prints))
	}
	switch {
	case q.Batch != nil:
		add(*q.Batch, wOpenVoucher, wPrintVoucher)
	case q.Move != nil:
		add(q.Move.Out, wMoveOut, ui.Fill(wPrintOf, "what", wMoveOut))
		add(q.Move.In, wMoveIn, ui.Fill(wPrintOf, "what", wMoveIn))
	case q.Account != nil:
		all = append(all, ui.Button{Label: wAccount, Href: accountPath(q.Account.ID), Icon: ui.IconForward})
	}
	return all
}

func proposalRows(p *ui.Page, q ledger.Proposal) []ui.Row {
	rows := []ui.Row{{Name: wAct, Value: ui.Say(p, proposalTitle(q))}, {Name: wProposedWhy, Value: plain(q.Reason).draw(p)},
		{Name: wMaker, Value: ui.Str(q.MakerName), Note: ui.Plain(civil.Clock(q.MadeAt))}}
	if q.Total != 0 {
		rows = append(rows, ui.Row{Name: wAmount, Value: ui.Yuan(p, q.Total)})
	}
	for i, voice := range q.Voices {
		rows = append(rows, ui.Row{Name: ui.Fill(wVoice, "n", i+1, "of", q.Needs), Value: ui.Str(voice.Name), Note: ui.Plain(civil.Clock(voice.At))})
	}
	if q.State == ledger.StateProposed && q.Needs > 1 {
		rows = append(rows, ui.Row{Name: wNeeds, Value: ui.Say(p, wNeedsSay, "n", q.Needs)})
	}
	if q.State == ledger.StateRefused {
		rows = append(rows, ui.Row{Name: wSentBackBy, Value: ui.Str(q.DecidedName), Note: ui.Plain(civil.Clock(q.DecidedAt))}, ui.Row{Name: wBackWhy, Value: ui.Str(q.Remark)})
	}
	if q.Seq > 0 {
		rows = append(rows, ui.Row{Name: wPlace, Value: ui.Num(ui.Group(q.Seq))})
	}
	return rows
}

// proposalParts is what is proposed: a month's trial balance, an account, or lines.
func (v *visit) proposalParts(x *actView) (err error) {
	q := x.proposal
	lines := func(title words.Text, b *ledger.Batch) error {
		t, err := v.lineTable(title, b)
		x.tables = append(x.tables, t)
		return err
	}
	switch {
	case q.Act == ledger.ActClose:
		x.trial = &monthTrialView{fund: x.fund, month: q.Month}
		x.trial.table, err = v.trialOf(x.trial)
	case q.Account != nil:
		p, a := v.Plain(), q.Account
		limit := wMayOverdraw
		if a.NoOverdraft {
			limit = wMayNotOverdraw
		}
		x.rows = append(x.rows, ui.Row{Name: wAccount, Value: ui.Say(p, accountName(*a))}, ui.Row{Name: wClass, Value: ui.Say(p, a.Class.Title())},
			ui.Row{Name: wAccountOwner, Value: ui.Mono(a.Owner)}, ui.Row{Name: wOverdraft, Value: ui.Say(p, limit)})
	case q.Batch != nil:
		err = lines(wLines, q.Batch)
	case q.Move != nil:
		if err = lines(wMoveOut, &q.Move.Out); err == nil {
			err = lines(wMoveIn, &q.Move.In)
		}
	}
	return err
}

// lineTable lists proposed lines; one that names an earlier transfer leads to it.
func (v *visit) lineTable(title words.Text, b *ledger.Batch) (ui.Table, error) {
	s := sheet{title: title, columns: []ui.Column{{Head: wDebitSide, Main: true}, {Head: wCreditSide}, {Head: wValueDate}, {Head: wRelation}, {Head: wAmountYuan, Num: true}}}
	account := func(id ledger.AccountID) (cell, error) {
		if id == 0 {
			return cell{}, nil
		}
		a, err := v.b.Ledger.Balance(v.Ctx, v.Actor.County, id)
		return text(accountName(a.Account)).to(accountPath(id)), err
	}
	for _, l := range b.Lines {
		if l.Ref > 0 && l.Debit == 0 { // a reversal takes its accounts and amount from what it names, the other way round
			r, err := v.b.Ledger.Record(v.Ctx, v.Actor.County, l.Ref)
			if err != nil {
				return ui.Table{}, err
			}
			l.Debit, l.Credit, l.Amount = r.Credit, r.Debit, r.Amount
		}
		debit, err := account(l.Debit)
		if err != nil {
			return ui.Table{}, err
		}
		credit, err := account(l.Credit)
		if err != nil {
			return ui.Table{}, err
		}
		relation := cell{}
		if l.Ref > 0 {
			relation = text(ui.Fill(wTransferNo, "seq", ui.Group(l.Ref))).to(transferPath(l.Ref))
		}
		s.rows = append(s.rows, record{cells: []cell{debit, credit, when(day(l.ValueDate)), relation, fen(l.Amount)}})
	}
	return s.table(v.Plain()), nil
}

func (b *Books) confirm(v *visit) error {
	return v.decide(wConfirmed, func(id int64, _ string) (ledger.Proposal, error) { return b.Ledger.Confirm(v.Ctx, v.Actor, id) })
}

func (b *Books) sendBack(v *visit) error {
	return v.decide(wSentBack, func(id int64, remark string) (ledger.Proposal, error) {
		return b.Ledger.SendBack(v.Ctx, v.Actor, id, remark)
	})
}

// decide does what a second person decided, and shows the proposal with how it came out.
func (v *visit) decide(said words.Text, do func(id int64, remark string) (ledger.Proposal, error)) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	remark := f.MaybeText("remark", 200)
	var q ledger.Proposal
	if err = f.Err(); err == nil {
		q, err = do(id, remark)
	}
	if err != nil {
		return v.proposalPage(id, remark, err)
	}
	if q.State == ledger.StateProposed {
		said = ui.Fill(wOneVoice, "n", len(q.Voices), "of", q.Needs)
	}
	v.Tell("good", said, number(q.ID))
	return v.See(proposalPath(id))
}

// waiting is how many proposals wait for somebody, for those who propose or confirm.
func (v *visit) waiting(ctx context.Context) int {
	if !v.May(access.LedgerPost) && !v.May(access.LedgerConfirm) {
		return 0
	}
	list, err := v.b.Ledger.Proposals(ctx, v.Actor, 0, true, proposalsShown)
	if err != nil {
		return 0 // a number beside a way is not worth an error page; the page behind it says what is wrong
	}
	return len(list)
}
