package desk

import (
	"context"
	"io"
	"strings"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/benefit"
	"renshe/internal/paper"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// longStep does a long step of a run: it goes on when the page is closed, and the run's page tells how it came out.
func (v *visit) longStep(id int64, do func(ctx context.Context) (func(*visit), error)) error {
	key := runKey(v.Actor.County, id)
	v.d.preparing.start(v, key, func(ctx context.Context) (func(*visit), error) {
		return do(benefit.Watch(ctx, func(p benefit.Progress) { v.d.preparing.tell(key, p.State.Title(), p.Done, p.Total) }))
	})
	if running, err := v.d.preparing.under(v, key); !running && err != nil {
		return v.runPage(id, err)
	}
	return v.See(runAddress(id))
}

func (d *Desk) approveRun(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	actor := v.Actor
	return v.longStep(id, func(ctx context.Context) (func(*visit), error) {
		step, err := d.Benefit.Approve(ctx, actor, id)
		return func(v *visit) {
			if step.Already {
				v.Tell("info", wApprovedBefore, "")
				return
			}
			v.Tell("good", wRunApproved, number(id))
		}, err
	})
}

// bankFile sends the run's payment file, in the program's own text or in the format that is asked for. Asking again sends the same bytes.
func (d *Desk) bankFile(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := d.Benefit.BankFile(v.Ctx, v.Actor, id)
	if err != nil {
		return v.runPage(id, err)
	}
	kind := web.KindText
	if name := v.R.URL.Query().Get("format"); name != "" {
		content, format, err := bank.WritePayment(name, f.Content)
		if err != nil {
			return v.runPage(id, err)
		}
		f.Name, f.Content, kind = strings.TrimSuffix(f.Name, ".pay")+"."+format.Extension, content, web.KindData
	}
	return web.Send(v.W, web.File{Name: f.Name, Kind: kind}, func(w io.Writer) error {
		_, err := w.Write(f.Content)
		return err
	})
}

// demoBank lets the bank to practise with answer the run's file.
func (d *Desk) demoBank(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	if !v.County.Demo || d.Bank == nil {
		return web.NoPage.With()
	}
	actor := v.Actor
	return v.takeIn(id, func(ctx context.Context) (benefit.Step, error) {
		f, err := d.Benefit.BankFile(ctx, actor, id)
		if err != nil {
			return benefit.Step{}, err
		}
		answer, err := d.Bank(ctx, actor.County, f.Content)
		if err != nil {
			return benefit.Step{}, err
		}
		return d.Benefit.ImportReturn(ctx, actor, id, answer)
	})
}

// takeIn takes the bank's answer in and, when it is, draws up the reconciliation.
func (v *visit) takeIn(id int64, answer func(ctx context.Context) (benefit.Step, error)) error {
	actor, room := v.Actor, v.d.Benefit
	return v.longStep(id, func(ctx context.Context) (func(*visit), error) {
		step, err := answer(ctx)
		if err != nil {
			return nil, err
		}
		if _, err := room.Reconcile(ctx, actor, id); err != nil {
			return nil, err
		}
		r, err := room.Run(ctx, actor, id)
		if err != nil {
			return nil, err
		}
		return func(v *visit) { v.tellAnswer(r, step.Already) }, nil
	})
}

func (v *visit) tellAnswer(r benefit.RunView, already bool) {
	if already || r.Answer == nil {
		v.Tell("info", wAnswerBefore, "")
		return
	}
	v.Tell("good", ui.Fill(wReturnedInSay, "posted", ui.Group(r.Answer.Paid), "returned", ui.Group(r.Answer.Returned)), "")
}

// reconcile draws the statement up again: of a run that stopped before it, or whose open items have been cleared up.
func (d *Desk) reconcile(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	if _, err := d.Benefit.Reconcile(v.Ctx, v.Actor, id); err != nil {
		return v.runPage(id, err)
	}
	return v.See(runAddress(id) + "/statement")
}

// statementView is the reconciliation statement (余额调节表).
type statementView struct {
	Run       benefit.RunView
	Statement benefit.Statement
	Balanced  bool
	BankSide  []ui.Row
	BookSide  []ui.Row
	Items     ui.Table
	Facts     []ui.Row
	PDF       string
}

func (v *visit) statementView() (*statementView, error) {
	id, err := v.ID()
	if err != nil {
		return nil, err
	}
	r, err := v.d.Benefit.Run(v.Ctx, v.Actor, id)
	if err != nil {
		return nil, err
	}
	if r.Statement == nil {
		return &statementView{Run: r}, nil
	}
	s := *r.Statement
	p := v.Plain()
	x := &statementView{Run: r, Statement: s, Balanced: s.Difference == 0, PDF: runAddress(id) + "/statement/pdf",
		BankSide: []ui.Row{{Name: wBankBalance, Value: ui.Yuan(p, s.Bank)}, {Name: wBankAdd, Value: ui.Yuan(p, s.BankSide)}, {Name: wAdjusted, Value: ui.Yuan(p, s.BankAdjusted)}},
		BookSide: []ui.Row{{Name: wBookBalance, Value: ui.Yuan(p, s.Book)}, {Name: wBookAdd, Value: ui.Yuan(p, s.BookSide)}, {Name: wAdjusted, Value: ui.Yuan(p, s.BookAdjusted)}},
		Facts: []ui.Row{{Name: wOrdered, Value: ui.Yuan(p, s.Ordered)}, {Name: wRunPosted, Value: ui.Yuan(p, s.Paid)}, {Name: wRunReturned, Value: ui.Yuan(p, s.Returned)},
			{Name: wStillPending, Value: ui.Yuan(p, s.Pending)}, {Name: wBankDay, Value: ui.Num(s.ValueDate.String())}, {Name: wBankRef, Value: ui.Mono(s.BankRef)},
			{Name: wDrawnBy, Value: ui.Str(s.ByName), Note: ui.Plain(civil.Clock(s.At))}}}
	x.Items = ui.Table{Caption: wOpenItems, Quiet: true, Empty: &ui.Empty{Icon: ui.IconCheck, Title: wNoOpenItems},
		Columns: []ui.Column{{Head: wItem, Main: true}, {Head: wLinesUnit, Num: true}, {Head: wAmount, Num: true}, {Head: wReference}}}
	for _, i := range s.Items {
		x.Items.Rows = append(x.Items.Rows, ui.TableRow{Cells: cells(ui.Say(p, i.Kind.Title()), ui.Int(i.Count), ui.Amount(i.Amount), maybe(i.Ref))})
	}
	return x, nil
}

func (d *Desk) statement(v *visit) error {
	x, err := v.statementView()
	if err != nil {
		return err
	}
	p := v.page(wStatementHead)
	p.Back = &ui.Link{Href: runAddress(x.Run.ID)}
	return v.OK(statementPage(p, *x))
}

func (d *Desk) statementPDF(v *visit) error {
	x, err := v.statementView()
	if err != nil {
		return err
	}
	if x.Run.Statement == nil {
		return benefit.NotYet.With("month", x.Run.Month, "state", x.Run.State.Title())
	}
	s := x.Statement
	title := ui.Fill(wStatementOf, "month", s.Month)
	out := v.print(title, s.BankRef)
	out.At = s.At
	verdict := wStatementOK
	if !x.Balanced {
		verdict = wStatementBad
	}
	items := paper.Table{Title: wOpenItems, Columns: []paper.Column{{Head: wItem, Share: 4}, {Head: wLinesUnit, Right: true}, {Head: wAmount, Share: 2, Right: true}}}
	for _, i := range s.Items {
		items.Rows = append(items.Rows, []string{i.Kind.Title().In(v.Lang), ui.Group(i.Count), i.Amount.String()})
	}
	out.Blocks = []paper.Block{
		paper.Answer{Label: wRunDiff, Value: s.Difference.String(), Unit: wYuan, Note: verdict},
		paper.Fields{Title: wBankSideHead, Rows: []paper.Field{{Name: wBankBalance, Value: s.Bank.String()}, {Name: wBankAdd, Value: s.BankSide.String()}, {Name: wAdjusted, Value: s.BankAdjusted.String()}}},
		paper.Fields{Title: wBookSideHead, Rows: []paper.Field{{Name: wBookBalance, Value: s.Book.String()}, {Name: wBookAdd, Value: s.BookSide.String()}, {Name: wAdjusted, Value: s.BookAdjusted.String()}}},
	}
	if len(items.Rows) > 0 {
		out.Blocks = append(out.Blocks, items)
	}
	out.Blocks = append(out.Blocks,
		paper.Fields{Pairs: true, Rows: []paper.Field{{Name: wOrdered, Value: s.Ordered.String()}, {Name: wRunPosted, Value: s.Paid.String()},
			{Name: wRunReturned, Value: s.Returned.String()}, {Name: wBankDay, Value: s.ValueDate.String()}}},
		paper.Signature{Names: []words.Text{wMaker, wChecker}})
	return v.pdf(title, "", out)
}
