package books

import (
	"encoding/hex"
	"io"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/explain"
	"renshe/internal/ledger"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// transferView is one transfer with its cause, its law, what names it and its place in the signed log.
type transferView struct {
	record  ledger.Record
	fund    *ledger.FundDef
	rows    []ui.Row
	others  ui.Table
	law     []ui.Row
	explain *ui.Explanation
	log     []ui.Row
	acts    []ui.Button
}

func (b *Books) transfer(v *visit) error {
	seq, err := web.PathID(v.R, "seq")
	if err != nil {
		return err
	}
	r, err := b.Ledger.Record(v.Ctx, v.Actor.County, seq)
	if err != nil {
		return err
	}
	f, err := r.Of.Fund.Def()
	if err != nil {
		return err
	}
	x := transferView{record: r, fund: f}
	if err := v.parts(&x); err != nil {
		return err
	}
	x.others = relations(v.Plain(), r)
	if err := v.law(&x); err != nil {
		return err
	}
	x.log = logRows(v.Plain(), r)
	if v.May(access.LedgerVerify) {
		x.acts = append(x.acts, ui.Button{Label: wProofDo, Href: transferPath(seq) + "/proof", Icon: ui.IconDownload})
	}
	if id, ok := paymentOf(r.Cause); ok && v.May(access.PersonRead) && moves(r.Kind) {
		x.acts = append(x.acts, ui.Button{Label: wSlip, Href: "/desk/payment/" + number(id) + "/slip", Icon: ui.IconFile})
	}
	if v.May(access.LedgerPost) && moves(r.Kind) {
		t, err := b.Ledger.Trial(v.Ctx, v.Actor.County, f.Number)
		if err != nil {
			return err
		}
		x.acts = append(x.acts, correctionActs(r, t.LastClosed)...)
	}
	x.acts = append(x.acts, ui.Button{Label: wPrint, Print: true, Key: "F9", Icon: ui.IconPrint})
	p := v.under(ui.Fill(wTransferNo, "seq", ui.Group(seq)), crumb(f), ui.Link{Href: batchPath(r.Of.ID), Label: wBatch})
	return v.OK(transferPage(p, x))
}

// parts are the transfer's own columns.
func (v *visit) parts(x *transferView) error {
	who, err := v.names()
	if err != nil {
		return err
	}
	p, r := v.Plain(), x.record
	account := func(a ledger.Account) ui.Row {
		return ui.Row{Value: ui.Anchor(accountPath(a.ID, "first", month(r.Period), "last", month(r.Period)), p.T(accountName(a)))}
	}
	debit, credit := account(r.Debited), account(r.Credited)
	debit.Name, credit.Name = wDebitSide, wCreditSide
	cause := ui.Row{Name: wCause, Value: plain(r.Cause).to(causePath(r.Cause)).draw(p)}
	if r.Cause == "" {
		cause.Value = plain(r.Of.Cause).to(causePath(r.Of.Cause)).draw(p)
	}
	x.rows = []ui.Row{{Name: wKind, Value: ui.Say(p, r.Kind.Title())}, debit, credit, {Name: wValueDate, Value: ui.Num(r.ValueDate.String())},
		{Name: wPeriod, Value: ui.Num(r.Period.String())}, {Name: wPostedAt, Value: ui.Num(civil.Clock(db.FromMicros(r.PostedAt)))}, cause,
		{Name: wCode, Value: plain(r.Code).draw(p)},
		{Name: wBatch, Value: ui.Anchor(batchPath(r.Of.ID), p.T(batchTitle(r.Of)))},
		{Name: wMaker, Value: ui.Say(p, who.of(r.Of.Maker))}, {Name: wChecker, Value: ui.Say(p, who.of(r.Of.Checker))}}
	return nil
}

// batchTitle names a batch by what it belongs to and what caused it.
func batchTitle(b ledger.BatchInfo) words.Text {
	title, known := batchKinds[b.Kind]
	if !known {
		title = ui.Plain(b.Kind)
	}
	if causePath(b.Cause) != "" || b.Cause == b.Kind || !recordKind(b.Cause).IsZero() { // a number that its own page says better
		return ui.Fill(wBatchIn, "kind", title, "month", b.Period)
	}
	return words.Text{Zh: title.Zh + " " + b.Cause, En: title.En + " " + b.Cause}
}

// relations are the transfers that this one names, and those that name it.
func relations(p *ui.Page, r ledger.Record) ui.Table {
	t := ui.Table{Caption: wRelations, Quiet: true, Columns: []ui.Column{{Head: wRelation}, {Head: wSeq, Main: true}, {Head: wKind}, {Head: wPeriod}, {Head: wAmountYuan, Num: true}}}
	add := func(what words.Text, e *ledger.Entry) {
		if e != nil {
			t.Rows = append(t.Rows, ui.TableRow{Href: transferPath(e.Seq), Cells: cells(ui.Say(p, what), ui.Num(number(e.Seq)), ui.Say(p, e.Kind.Title()),
				ui.Num(e.Period.String()), ui.Amount(e.Amount))})
		}
	}
	refers := wRefersCorrects
	switch r.Kind {
	case ledger.Reversal:
		refers = wRefersUndoes
	case ledger.PostPending, ledger.Part, ledger.Void, ledger.Expire:
		refers = wRefersSettles
	}
	add(refers, r.Refers)
	add(wSettledBy, r.Settled)
	add(wReversedBy, r.Reversed)
	for i := range r.Corrected {
		add(wCorrectedBy, &r.Corrected[i])
	}
	return t
}

// law is how the amount was computed, where law computed it: the plan and, for a payment, the month's explanation.
func (v *visit) law(x *transferView) error {
	r, p := x.record, v.Plain()
	plan, inputs := r.Plan, r.Inputs
	if plan == "" && r.Refers != nil { // what settles a reservation was computed when it was reserved
		plan, inputs = r.Refers.Plan, r.Refers.Inputs
	}
	if plan == "" {
		return nil
	}
	x.law = []ui.Row{{Name: wPlanHash, Value: ui.Mono(plan)}}
	if inputs != "" {
		x.law = append(x.law, ui.Row{Name: wInputs, Value: ui.Mono(inputs)})
	}
	id, ok := paymentOf(r.Cause)
	if !ok || v.b.Law == nil {
		return nil
	}
	payment, err := v.b.Benefit.Payment(v.Ctx, v.Actor, id)
	if err != nil {
		return err
	}
	_, of, _ := strings.Cut(r.Cause, "/")
	for _, l := range payment.Lines {
		if l.Month.String() != of {
			continue
		}
		result, err := payment.Kind.Explain(v.b.Law, l)
		if err != nil {
			return err
		}
		if result != nil {
			e := explain.Of(result, v.Lang, true)
			e.Title = ui.Fill(wComputed, "month", of)
			x.explain = &e
		}
	}
	x.law = append(x.law, ui.Row{Name: wPayment, Value: ui.Anchor("/desk/payment/"+number(id), p.T(wPaymentNo, "id", id))})
	return nil
}

// logRows are the transfer's place in the log, and who has signed a log that holds it.
func logRows(p *ui.Page, r ledger.Record) []ui.Row {
	rows := []ui.Row{{Name: wPlace, Value: ui.Num(ui.Group(r.Seq)), Note: wPlaceIs}, {Name: wLeaf, Value: ui.Mono(hex.EncodeToString(r.Leaf))}}
	if r.Checkpoint > 0 {
		rows = append(rows, ui.Row{Name: wFirstSigned, Value: ui.Anchor("/books/proofs/"+number(r.Checkpoint), ui.Group(r.Checkpoint)), Note: ui.Plain(civil.Clock(r.Signed))})
	}
	if c := r.Cosigned; c != nil {
		return append(rows, ui.Row{Name: wFirstCosigned, Value: ui.Anchor("/books/proofs/"+number(c.Size), witnessName(c.Witness)), Note: ui.Plain(civil.Clock(c.At))})
	}
	return append(rows, ui.Row{Name: wFirstCosigned, Value: ui.Say(p, wNotCosigned)})
}

// proof sends the transfer's inclusion proof: one line, which renshe-verify checks with the public key alone.
func (b *Books) proof(v *visit) error {
	seq, err := web.PathID(v.R, "seq")
	if err != nil {
		return err
	}
	if _, err := b.Ledger.Record(v.Ctx, v.Actor.County, seq); err != nil {
		return err
	}
	proof, err := b.Ledger.ProveRecord(v.Ctx, v.Actor.County, seq)
	if err != nil {
		return err
	}
	name := "proof-" + v.Actor.County.String() + "-" + number(seq) + ".txt"
	return web.Send(v.W, web.File{Name: name, Kind: web.KindText}, func(w io.Writer) error {
		_, err := io.WriteString(w, proof.Text+"\n")
		return err
	})
}

// paymentOf reads the payment of a cause such as "payment:81/2026-03".
func paymentOf(cause string) (int64, bool) {
	rest, is := strings.CutPrefix(cause, "payment:")
	if !is {
		return 0, false
	}
	rest, _, _ = strings.Cut(rest, "/")
	id, err := strconv.ParseInt(rest, 10, 64)
	return id, err == nil && id > 0
}

// causePath is where the cause of a transfer is to be seen; "" where it is only a reference on paper.
func causePath(cause string) string {
	if id, ok := paymentOf(cause); ok {
		return "/desk/payment/" + number(id)
	}
	for prefix, path := range map[string]string{"run:": "/desk/run/", "case:": "/desk/case/", "transfer:": "/books/relation/"} {
		if rest, is := strings.CutPrefix(cause, prefix); is {
			rest, _, _ = strings.Cut(rest, "/")
			if id, err := strconv.ParseInt(rest, 10, 64); err == nil && id > 0 {
				return path + number(id)
			}
		}
	}
	return ""
}

// recordKinds are the records that a cause names by a number which says nothing to a person, as people call them.
var recordKinds = map[string]words.Text{"run": wCauseRun, "overpayment": batchKinds["overpayment"], "late": batchKinds["late-return"],
	"transfer": batchKinds["relation-transfer"]}

// recordKind is what kind of record a cause names by number; none for any other cause.
func recordKind(cause string) words.Text {
	kind, _, _ := strings.Cut(cause, ":")
	return recordKinds[kind]
}

// causeCell is a cause in a table: a payment by its month, since its number is long and its page says it.
func causeCell(cause string) cell {
	says := ui.Plain(cause)
	if _, ok := paymentOf(cause); ok {
		_, of, _ := strings.Cut(cause, "/")
		says = ui.Fill(wCausePayment, "month", of)
	} else if kind := recordKind(cause); !kind.IsZero() {
		says = kind
	}
	return text(says).to(causePath(cause))
}

// witnessName is the name at the beginning of a witness's key.
func witnessName(key string) string {
	name, _, _ := strings.Cut(key, "+")
	return name
}
