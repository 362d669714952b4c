package desk

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/explain"
	"renshe/internal/person"
	"renshe/internal/slip"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// runView is one run: its totals, where it stands, and the one act that is next for this role.
type runView struct {
	Run       benefit.RunView
	State     ui.Tag
	Steps     []ui.StepItem
	Stats     []ui.Stat
	Parts     []ui.Row
	Sums      ui.Table
	Base      string
	Running   bool   // a long step is under way in this process
	Approve   bool   // waits for this person's approval
	Wait      bool   // waits for another person's
	Go        bool   // its approval stopped midway: go on
	File      bool   // the bank file may be fetched
	Answer    bool   // the bank's answer may be taken in
	Demo      bool   // by a bank to practise with
	Statement bool   // there is one to look at
	Reconcile bool   // it is to be drawn up
	Prepare   string // the month whose preparation goes on
	Files     *answerView
	Formats   []ui.Option // of the payment file
	Withdraw  bool
	Cause     string     // of an extra run
	At        words.Text // what the step under way does
	Done, Of  int
}

func (d *Desk) run(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	return v.runPage(id, nil)
}

// runPage shows a run, with the refusal of an act if there was one.
func (v *visit) runPage(id int64, refusal error) error {
	running, failed := v.d.preparing.under(v, runKey(v.Actor.County, id))
	if refusal == nil {
		refusal = failed
	}
	r, err := v.d.Benefit.Run(v.Ctx, v.Actor, id)
	if err != nil {
		return err
	}
	x := v.runView(r)
	if x.Running = running; running {
		at, done, of := v.d.preparing.far(runKey(v.Actor.County, id))
		x.At, x.Done, x.Of = at, int(done), int(of)
	}
	if x.File {
		if x.Formats, err = formatOptions(bank.Paying, wFormatOwn); err != nil {
			return err
		}
	}
	if x.Answer && !running {
		if x.Files, err = v.answerView(r); err != nil {
			return err
		}
		x.Demo = x.Demo && len(x.Files.Table.Rows) == 0
	}
	p := v.page(runTitle(r.Run))
	p.Back = &ui.Link{Href: "/desk/runs"}
	if refusal != nil {
		return v.Refused(p, refusal, runPage(p, x))
	}
	if running {
		v.again()
	}
	return v.Show(http.StatusOK, runPage(p, x))
}

func runKey(c civil.County, id int64) string { return "run/" + c.String() + "/" + number(id) }

func (v *visit) runView(r benefit.RunView) runView {
	x := runView{Run: r, State: runTag(r.State), Base: runAddress(r.ID), Steps: runSteps(r.State)}
	x.Approve = r.State == benefit.Prepared && v.May(access.RunApprove) && v.Actor.User != r.Maker
	x.Wait = r.State == benefit.Prepared && !x.Approve
	x.Go = r.State == benefit.Approved && v.May(access.RunApprove)
	exchange := v.May(access.RunBank)
	x.File = exchange && r.State.Reached(benefit.Pended)
	x.Answer = exchange && (r.State == benefit.Filed || r.State == benefit.Answered)
	x.Demo = x.File && !r.State.Reached(benefit.Settled) && v.County.Demo && v.d.Bank != nil
	x.Statement = r.Statement != nil
	x.Reconcile = exchange && r.State == benefit.Settled
	x.Withdraw = r.Serial > 0 && !r.State.Reached(benefit.Approved) && r.State != benefit.Withdrawn && v.May(access.RunPrepare)
	if r.Serial > 0 {
		x.Cause = r.Cause
	}
	if r.State == benefit.Preparing && v.May(access.RunPrepare) {
		x.Prepare = r.Month.String()
	}
	x.Stats = []ui.Stat{
		{Label: wRunTotal, Value: r.ToPayFen.String(), Unit: wYuan},
		{Label: wRunPeople, Value: ui.Group(r.ToPay), Unit: wPeopleUnit, Href: x.Base + "/payments"},
		{Label: wRunHeld, Value: ui.Group(r.Held), Unit: wPeopleUnit, Href: x.Base + "/payments?state=" + string(heldState(r.State)), Tone: late(int(r.Held), ui.Warn)},
	}
	if a := r.Answer; a != nil {
		x.Stats = append(x.Stats, ui.Stat{Label: wRunPosted, Value: a.PaidFen.String(), Unit: wYuan},
			ui.Stat{Label: wRunReturned, Value: ui.Group(a.Returned), Unit: wLinesUnit, Href: x.Base + "/payments?state=" + string(benefit.Returned), Tone: late(int(a.Returned), ui.Warn)})
	}
	if s := r.Statement; s != nil {
		tone := ui.Good
		if s.Difference != 0 {
			tone = ui.Danger
		}
		x.Stats = append(x.Stats, ui.Stat{Label: wRunDiff, Value: s.Difference.String(), Unit: wYuan, Href: x.Base + "/statement", Tone: tone})
	}
	x.Parts = []ui.Row{{Name: wMaker, Value: ui.Str(r.MakerName), Note: ui.Plain(civil.Clock(r.OpenedAt))},
		{Name: wChecker, Value: maybe(r.CheckerName), Note: ui.Plain(civil.Clock(r.ApprovedAt))}}
	if r.Order != nil {
		x.Parts = append(x.Parts, ui.Row{Name: wBankFileName, Value: ui.Mono(r.Order.Name)}, ui.Row{Name: wDigest, Value: ui.Mono(r.Order.Digest)})
	}
	x.Sums = v.sumTable(r.Kind, x.Base, r.Sums)
	return x
}

// heldState is what the people whom the gate held are called: held until the approval, then held over.
func heldState(s benefit.RunState) benefit.PaymentState {
	if s.Reached(benefit.Approved) {
		return benefit.Lapsed
	}
	return benefit.Held
}

// runSteps says where a run stands.
func runSteps(s benefit.RunState) []ui.StepItem {
	steps := []struct {
		label words.Text
		done  benefit.RunState // the state at which the step is done
	}{{wStepPrepare, benefit.Prepared}, {wStepApprove, benefit.Pended}, {wStepBank, benefit.Filed}, {wStepAnswer, benefit.Settled}, {wStepRecon, benefit.Reconciled}}
	items := make([]ui.StepItem, len(steps))
	now := true
	for i, st := range steps {
		items[i] = ui.StepItem{Label: st.label}
		switch {
		case s.Reached(st.done):
			items[i].State = ui.StepDone
		case now:
			items[i].State, now = ui.StepNow, false
		}
	}
	return items
}

// sumTable is a run's payments by state, and why.
func (v *visit) sumTable(k benefit.Kind, base string, sums []benefit.Sum) ui.Table {
	t := ui.Table{Caption: wSumsHead, Quiet: true, Empty: &ui.Empty{Icon: ui.IconMoney, Title: wPaymentsNone},
		Columns: append([]ui.Column{{Head: wState, Main: true}, {Head: wReason}, {Head: wCount, Num: true}}, partColumns(k)...)}
	for _, s := range sums {
		q := url.Values{"state": {string(s.State)}}
		if s.State == benefit.Held || s.State == benefit.Lapsed {
			q.Set("hold", s.Why)
		}
		t.Rows = append(t.Rows, ui.TableRow{Href: base + "/payments?" + q.Encode(), Cells: append([]templ.Component{ui.Status(v.Plain(), paymentTag(s.State)),
			maybe(sumReason(s, v.Lang)), ui.Int(s.People)}, parts(k, s.Basic, s.AccountPart)...)})
	}
	return t
}

// sumReason says why: a check's question, or the bank's reason.
func sumReason(s benefit.Sum, l words.Lang) string {
	if s.Why == "" {
		return ""
	}
	for _, c := range benefit.Checks() {
		if c.Code == s.Why {
			return c.Title.In(l)
		}
	}
	return benefit.Payment{ReturnCode: s.Why}.ReturnText().In(l)
}

// paymentTag is a payment's state as a sign.
func paymentTag(s benefit.PaymentState) ui.Tag {
	tone := ui.Info
	switch s {
	case benefit.Held, benefit.Lapsed:
		tone = ui.Warn
	case benefit.Paid:
		tone = ui.Good
	case benefit.Returned:
		tone = ui.Danger
	}
	return ui.Tag{Tone: tone, Text: s.Title()}
}

func (v *visit) paymentState(q benefit.Payment) templ.Component {
	return ui.Status(v.Plain(), paymentTag(q.State))
}

// months writes a span of months: arrears make it longer than one.
func months(from, to civil.Month) string {
	switch {
	case from == to:
		return from.String()
	case to < from: // nothing is due: the person died before the first unpaid month ended
		return ""
	}
	return from.String() + " – " + to.String()
}

func date(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// paymentsView is a page of a run's payments.
type paymentsView struct {
	Title words.Text
	Lead  words.Text
	List  listView
	State string
	Base  string
}

func (d *Desk) payments(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	q := v.R.URL.Query()
	after, _ := strconv.ParseInt(q.Get("after"), 10, 64) // a place that is none begins at the start
	f := benefit.Filter{Run: id, State: benefit.PaymentState(q.Get("state")), Hold: q.Get("hold"), After: after, Limit: pageRows}
	page, err := d.Benefit.Payments(v.Ctx, v.Actor, f)
	if err != nil {
		return err
	}
	x := paymentsView{Title: wPaymentsHead, State: q.Get("state"), Base: runAddress(id)}
	empty := wPaymentsNone
	switch f.State {
	case benefit.Held, benefit.Lapsed:
		x.Title, x.Lead, empty = wHeldHead, wHeldLead, wHeldNone
	case benefit.Returned:
		x.Title, empty = wReturnedHead, wReturnedNone
	}
	if x.List.Table, err = v.runPayments(x.Title, empty, page.Payments); err != nil {
		return err
	}
	if page.Next != 0 {
		x.List.Next = v.with("after", number(page.Next))
	}
	p := v.page(x.Title)
	p.Back = &ui.Link{Href: x.Base}
	return v.OK(paymentsPage(p, x))
}

// runPayments lists payments with whom they are for and why they are held or were returned.
func (v *visit) runPayments(caption, empty words.Text, all []benefit.Payment) (ui.Table, error) {
	t := ui.Table{Caption: caption, Quiet: true, Empty: &ui.Empty{Icon: ui.IconMoney, Title: empty}, Columns: []ui.Column{
		{Head: wWho, Main: true}, {Head: wTail}, {Head: wVillage}, {Head: wMonth, Num: true}, {Head: wAmount, Num: true}, {Head: wState}, {Head: wReason}, {Head: slip.Title}}}
	ids := make([]int64, len(all))
	for i, q := range all {
		ids[i] = q.Person
	}
	people, err := v.named(ids)
	if err != nil {
		return t, err
	}
	for _, q := range all {
		who := people[q.Person]
		t.Rows = append(t.Rows, ui.TableRow{Href: "/desk/payment/" + number(q.ID), Cells: []templ.Component{ui.Str(who.Name), ui.Mono(who.IDTail),
			ui.Str(v.d.People.Places().LocalName(who.Village)), ended(months(q.From, q.To)), ui.Amount(q.Total), v.paymentState(q), maybe(reasons(q, v.Lang)), v.slipLink(q)}})
	}
	return t, nil
}

// named reads whom a page of payments is for; a list of names is no look into a file.
func (v *visit) named(ids []int64) (map[int64]person.Person, error) {
	all := make(map[int64]person.Person, len(ids))
	err := v.d.Office.DB.View(v.Ctx, func(tx *db.Tx) error {
		for _, id := range ids {
			who, err := v.d.People.GetIn(v.Ctx, tx, v.Actor.County, id)
			if err != nil {
				return err
			}
			all[id] = who
		}
		return nil
	})
	return all, err
}

// reasons says why a payment is held, or why the bank returned it.
func reasons(q benefit.Payment, l words.Lang) string {
	s := ""
	for _, f := range q.Findings {
		if s != "" {
			s += "；"
		}
		s += f.Text(l)
	}
	if q.ReturnCode != "" {
		s = q.ReturnText().In(l)
	}
	return s
}

// paymentView is one payment with every month explained, and the release of a held one.
type paymentView struct {
	Ident    ui.Ident
	Payment  benefit.Payment
	State    ui.Tag
	Rows     []ui.Row
	Findings []findingView
	Who      *ui.Row // who may release it; nil where nobody can any more
	Months   []ui.Explanation
	Release  bool
	Voice    *voiceView // how the release stands when it takes three
	Maker    bool       // prepared by the actor: somebody else releases
	Fate     *fateForm
	Slip     string // where its slip is; "" before the bank has paid
	Reason   string
	Base     string
}

// findingView is one thing that holds a payment.
type findingView struct {
	Title words.Text
	Rows  []ui.Row
	Hard  bool
}

// stopped lays out what holds a payment: why, what to do, what it rests on.
func (v *visit) stopped(f benefit.Finding) findingView {
	x := findingView{Title: f.Title(), Hard: f.Hard, Rows: []ui.Row{{Name: wHeldReason, Value: ui.Str(f.Text(v.Lang))}, {Name: wHeldDo, Value: ui.Say(v.Plain(), f.Do())}}}
	if rule := f.Rule(); rule != "" {
		x.Rows = append(x.Rows, ui.Row{Name: wHeldRule, Value: ui.Str(rule)})
	}
	return x
}

// whoReleases says who may let a held payment go after all.
func whoReleases(q benefit.Payment, r benefit.RunView, hard bool) words.Text {
	role := access.WhoMay(access.RunRelease)
	switch {
	case hard:
		return wWhoNobody
	case q.Voices > 1:
		return ui.Fill(wWhoThree, "of", q.Voices, "role", role, "maker", r.MakerName, "n", q.Standing())
	}
	return ui.Fill(wWhoOne, "role", role, "maker", r.MakerName)
}

func (d *Desk) payment(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	return v.paymentPage(id, "", nil)
}

func (v *visit) paymentPage(id int64, reason string, refusal error) error {
	q, err := v.d.Benefit.Payment(v.Ctx, v.Actor, id)
	if err != nil {
		return err
	}
	who, err := v.d.People.Get(v.Ctx, v.Actor, q.Person, wPurposePay.Zh)
	if err != nil {
		return err
	}
	r, err := v.d.Benefit.Run(v.Ctx, v.Actor, q.Run)
	if err != nil {
		return err
	}
	x := paymentView{Ident: v.ident(who, v.d.People.Places().LocalName(who.Village)), Payment: q, State: paymentTag(q.State), Reason: reason,
		Base: "/desk/payment/" + number(id)}
	x.Ident.Href = "/desk/person/" + number(who.ID)
	if !q.PaidOn.IsZero() {
		x.Slip = slipAddress(id)
	}
	x.Rows = []ui.Row{{Name: wMonth, Value: ended(months(q.From, q.To))}, {Name: wRunBasic, Value: ui.Yuan(v.Plain(), q.Basic)},
		{Name: wRunAccount, Value: ui.Yuan(v.Plain(), q.AccountPart)}, {Name: wPaidOn, Value: ended(date(q.PaidOn))}}
	if q.ReleaseReason != "" {
		x.Rows = append(x.Rows, ui.Row{Name: wReleaseWhy, Value: ui.Str(q.ReleaseReason), Note: ui.Plain(civil.Clock(q.ReleasedAt))})
	}
	for i, c := range q.Confirmations {
		name := ui.Fill(wConfirmedBy, "n", i+1, "of", q.Voices)
		x.Rows = append(x.Rows, ui.Row{Name: name, Value: ui.Str(c.Name), Note: ui.Plain(c.Reason + " " + civil.Clock(c.At))})
	}
	if err := v.cameBack(&x, q); err != nil {
		return err
	}
	hard := false
	for _, f := range q.Findings {
		x.Findings = append(x.Findings, v.stopped(f))
		hard = hard || f.Hard
	}
	if q.State == benefit.Held && r.State == benefit.Prepared {
		x.Who = &ui.Row{Name: wHeldWho, Value: ui.Say(v.Plain(), whoReleases(q, r, hard))}
	}
	waiting := q.State == benefit.Held && r.State == benefit.Prepared && !hard && v.May(access.RunRelease)
	x.Maker = waiting && r.Maker == v.Actor.User
	x.Release = waiting && !x.Maker && !q.ConfirmedBy(v.Actor.User)
	if waiting && q.Voices > 1 {
		x.Voice = &voiceView{Said: q.Standing(), Of: q.Voices, Mine: q.ConfirmedBy(v.Actor.User)}
	}
	for _, l := range q.Lines {
		result, err := r.Kind.Explain(v.d.Office.Law, l)
		if err != nil {
			return err
		}
		if result == nil { // the decision itself fixed the amount
			continue
		}
		e := explain.Of(result, v.Lang, len(q.Lines) == 1)
		e.Title = ui.Plain(l.Month.String())
		x.Months = append(x.Months, e)
	}
	p := v.page(ui.Fill(wPaymentOf, "name", who.Name))
	p.Back = &ui.Link{Href: runAddress(q.Run) + "/payments?state=" + string(q.State)}
	if refusal != nil {
		return v.Refused(p, refusal, paymentPage(p, x))
	}
	return v.OK(paymentPage(p, x))
}

// release pays a held payment after all, by name and with a reason.
func (d *Desk) release(v *visit) error {
	id, err := v.ID()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	reason := f.Text("reason", 200)
	var q benefit.Payment
	if err = f.Err(); err == nil {
		q, err = d.Benefit.Release(v.Ctx, v.Actor, id, reason)
	}
	if err != nil {
		return v.paymentPage(id, reason, err)
	}
	if q.State == benefit.Held { // one voice of three
		v.Tell("info", ui.Fill(wVoiceHeard, "n", q.Standing(), "left", q.Voices-q.Standing()), "")
	} else {
		v.Tell("good", wReleased, "")
	}
	return v.See("/desk/payment/" + number(id))
}

// One primary button a page: the file first, then the bank's answer, then the statement.
func (x runView) fileWeight() ui.Weight {
	if x.Run.State == benefit.Pended && !x.Demo {
		return ui.Primary
	}
	return ui.Secondary
}

func (x runView) answerWeight() ui.Weight {
	if x.Demo || x.Files.Ready {
		return ui.Secondary
	}
	return ui.Primary
}

func (x runView) statementWeight() ui.Weight {
	if x.Reconcile {
		return ui.Secondary
	}
	return ui.Primary
}
