package books

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/ledger"
	"renshe/internal/reconcile"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// longMatch is how long a county's month may take to be taken in and matched.
const longMatch = 2 * time.Minute

// itemsShown is how many open items a page lists; the workbook of the table has all of them.
const itemsShown = 500

// standingView is one account: what is open, what could be matched, what waits for the second person, and its tables.
type standingView struct {
	status    reconcile.Status
	base      string
	stats     []ui.Stat
	alarms    []ui.Banner
	classes   ui.Table
	items     ui.Table
	more      int // items that are not listed
	proposals []proposalView
	requests  []requestView
	tables    ui.Table
	days      []ui.Option // month ends that a table is due for
	make      bool        // this person matches and draws up
}

// proposalView is a proposal as people look at it.
type proposalView struct {
	why        words.Text
	lines      ui.Table
	book, bank []string
	equal      bool
	difference string
}

// requestView is what somebody asked for.
type requestView struct {
	id     string
	title  words.Text
	rows   []ui.Row
	decide bool // by this person
}

func (b *Books) reconcileAccount(v *visit) error { return v.standingPage(nil) }

func (v *visit) standingPage(refusal error) error {
	id, err := v.accountOf()
	if err != nil {
		return err
	}
	x, title, err := v.accountStanding(id)
	if err != nil {
		return err
	}
	p := v.under(title, ui.Link{Href: reconcilePath, Label: wReconcile})
	if err := v.fill(p, id, &x); err != nil {
		return err
	}
	if refusal != nil {
		return v.Refused(p, refusal, standingPage(p, x))
	}
	return v.OK(standingPage(p, x))
}

// accountStanding reads the account's status.
func (v *visit) accountStanding(id ledger.AccountID) (standingView, words.Text, error) {
	all, err := v.b.Reconcile.Statuses(v.Ctx, v.Actor)
	if err != nil {
		return standingView{}, words.Text{}, err
	}
	for _, s := range all {
		if s.Account.ID == id {
			return standingView{status: s, base: reconciledPath(id), make: v.May(access.ReconcileMake)},
				words.Text{Zh: id.String() + " " + s.Account.Title.Zh, En: id.String() + " " + s.Account.Title.En}, nil
		}
	}
	return standingView{}, words.Text{}, reconcile.NotBegun.With("account", id)
}

func (v *visit) fill(p *ui.Page, id ledger.AccountID, x *standingView) error {
	s := x.status
	x.stats = []ui.Stat{{Label: wBankBalance, Value: s.Bank.String(), Define: ui.Fill(wStatementUpTo, "day", dayOr(s.Last.To, s.Last.N > 0))}, {Label: wBookBalance, Value: s.Book.String()},
		{Label: wGaps, Value: ui.Group(int64(s.Gaps)), Define: wGapsSay, Href: x.base + "/statements"}, {Label: wUnseen, Value: ui.Group(s.Unseen), Define: wUnseenSay}}
	for _, a := range s.Alarms {
		x.alarms = append(x.alarms, ui.Banner{Tone: alarmTone(a.Kind), Title: a.Says().Capital()})
	}
	x.classes = classSheet(s).table(p)
	items, err := v.b.Reconcile.Items(v.Ctx, v.Actor, id, 0)
	if err != nil {
		return err
	}
	x.more = max(0, len(items)-itemsShown)
	x.items = v.itemTable(p, id, items[:len(items)-x.more], x.make)
	if err := v.proposals(p, id, x); err != nil {
		return err
	}
	if err := v.requests(p, id, x); err != nil {
		return err
	}
	tables, err := v.b.Reconcile.Tables(v.Ctx, v.Actor, id, 24)
	if err != nil {
		return err
	}
	x.tables = tableSheet(id, tables).table(p)
	for _, d := range s.MonthEnds() {
		x.days = append(x.days, ui.Option{Value: d.String(), Label: ui.Plain(d.String())})
	}
	if last := s.Last.To; s.Last.N > 0 && (len(x.days) == 0 || x.days[0].Value != last.String()) {
		x.days = append(x.days, ui.Option{Value: last.String(), Label: ui.Fill(wLastDay, "day", last)})
	}
	return nil
}

func dayOr(d civil.Date, there bool) words.Text {
	if !there {
		return wNone
	}
	return ui.Plain(d.String())
}

// classSheet counts the open items by class, and by age.
func classSheet(s reconcile.Status) sheet {
	t := sheet{title: wClasses, columns: []ui.Column{{Head: wClass2, Main: true}, {Head: wCount, Num: true}, {Head: wRecYuan, Num: true}}}
	for _, c := range reconcile.Classes {
		t.rows = append(t.rows, record{cells: []cell{text(c.Title().Capital()), count(int64(s.Open[c])), fen(s.OpenFen[c])}})
	}
	for _, a := range reconcile.Ages {
		if n := s.ByAge[a]; n > 0 {
			t.rows = append(t.rows, record{cells: []cell{text(ui.Fill(wAged, "age", a.Title())), count(int64(n)), {}}})
		}
	}
	return t
}

// itemTable lists open items; pick lets somebody choose what to match by hand.
func (v *visit) itemTable(p *ui.Page, id ledger.AccountID, items []reconcile.Item, pick bool) ui.Table {
	t := ui.Table{Caption: wOpenItems, Quiet: true, Empty: &ui.Empty{Icon: ui.IconCheck, Title: wAllMatched, Body: wAllMatchedSay},
		Columns: []ui.Column{{Head: wWhen, Main: true}, {Head: wClass2}, {Head: wRecYuan, Num: true}, {Head: wRecAge}, {Head: wCauseOf, Hide: true}, {Head: wRefOf, Hide: true}}}
	if pick {
		t.Columns = append([]ui.Column{{Head: wPick}}, t.Columns...)
		t.Columns[0].Main, t.Columns[1].Main = false, true
	}
	for _, i := range items {
		cells := []templ.Component{ui.Str(i.Day.String()), ui.Str(i.Class.Title().Capital().In(p.Lang)), ui.Amount(max(i.Amount, -i.Amount)), ui.Status(p, ageTag(i)),
			ui.Str(i.Says().Capital().In(p.Lang)), ui.Str(i.Ref())}
		if pick {
			var box templ.Component = ui.Str("")
			if !i.Asked && !i.Later {
				name := "bank"
				if i.Side == reconcile.Book {
					name = "book"
				}
				box = pickBox(p, name, strconv.FormatInt(i.Line, 10), ui.Fill(wPickOf, "day", i.Day, "amount", i.Amount))
			}
			cells = append([]templ.Component{box}, cells...)
		}
		t.Rows = append(t.Rows, ui.TableRow{Href: linePath(id, i), Cells: cells})
	}
	return t
}

func ageTag(i reconcile.Item) ui.Tag {
	tone := map[reconcile.Age]ui.Tone{reconcile.Fresh: ui.Neutral, reconcile.Month: ui.Info, reconcile.Quarter: ui.Warn, reconcile.Old: ui.Danger}[i.Age()]
	t := ui.Tag{Tone: tone, Text: ui.Fill(wDaysOld, "days", i.Days)}
	switch {
	case i.Asked:
		t = ui.Tag{Tone: ui.Info, Text: wAskedTag}
	case i.Later:
		t.Text = wTransit
	}
	return t
}

// proposals writes what the program would not decide by itself.
func (v *visit) proposals(p *ui.Page, id ledger.AccountID, x *standingView) error {
	all, err := v.b.Reconcile.Proposals(v.Ctx, v.Actor, id)
	if err != nil {
		return err
	}
	for n, s := range all {
		if n == 50 {
			break
		}
		y := proposalView{why: s.Why.Title().Capital(), lines: v.itemTable(p, id, append(append([]reconcile.Item{}, s.Book...), s.Bank...), false), equal: s.Difference == 0, difference: s.Difference.String()}
		for _, i := range s.Book {
			y.book = append(y.book, strconv.FormatInt(i.Line, 10))
		}
		for _, i := range s.Bank {
			y.bank = append(y.bank, strconv.FormatInt(i.Line, 10))
		}
		x.proposals = append(x.proposals, y)
	}
	return nil
}

func (v *visit) requests(p *ui.Page, id ledger.AccountID, x *standingView) error {
	waiting, err := v.b.Reconcile.Requests(v.Ctx, v.Actor, id, true, 100)
	if err != nil {
		return err
	}
	for _, q := range waiting {
		y := requestView{id: strconv.FormatInt(q.ID, 10), title: wAskedMatch, decide: v.May(access.ReconcileCheck) && q.AskedBy != v.Actor.User}
		if q.Action == reconcile.ToUnmatch {
			y.title = wAskedUnmatch
		}
		y.rows = []ui.Row{{Name: wAskedBy, Value: ui.Str(q.AskedName + " " + civil.Clock(q.AskedAt))}, {Name: wReason, Value: ui.Str(q.Reason)}}
		if q.Action == reconcile.ToMatch {
			y.rows = append(y.rows, ui.Row{Name: wRecLines, Value: v.asked(p, id, q)})
		}
		x.requests = append(x.requests, y)
	}
	return nil
}

// asked links the lines of a request.
func (v *visit) asked(p *ui.Page, id ledger.AccountID, q reconcile.Request) templ.Component {
	var items []reconcile.Item
	for _, n := range q.Book {
		items = append(items, reconcile.Item{Side: reconcile.Book, Line: n})
	}
	for _, n := range q.Bank {
		items = append(items, reconcile.Item{Side: reconcile.Bank, Line: n})
	}
	return lineLinks(p, id, items)
}

func sideWord(i reconcile.Item) words.Text {
	if i.Side == reconcile.Book {
		return wByBooks
	}
	return wByStatement
}

func tableSheet(id ledger.AccountID, all []reconcile.Table) sheet {
	s := sheet{title: wTables, empty: &ui.Empty{Icon: ui.IconScale, Title: wNoTables, Body: wNoTablesNext},
		columns: []ui.Column{{Head: wAsOfDay, Main: true}, {Head: wBookBalance, Num: true}, {Head: wBankBalance, Num: true}, {Head: wDifference, Num: true}, {Head: wMadeBy}, {Head: wSignedBy}}}
	for _, t := range all {
		signed := status(ui.Tag{Tone: ui.Warn, Text: wNotSigned})
		if t.Signed() {
			signed = status(ui.Tag{Tone: ui.Good, Text: ui.Plain(t.SignedName)})
		}
		s.rows = append(s.rows, record{href: tablePath(id, t.Day), cells: []cell{plain(t.Day.String()), fen(t.Book), fen(t.Bank), fen(t.Difference), plain(t.MadeName), signed}})
	}
	return s
}

// acted sends back to the account's page, or shows it with the refusal.
func (v *visit) acted(err error, told words.Text) error {
	if err != nil {
		return v.standingPage(err)
	}
	v.Tell("good", told, "")
	id, err := v.accountOf()
	if err != nil {
		return err
	}
	return v.See(reconciledPath(id))
}

func (b *Books) matchAccount(v *visit) error {
	id, err := v.accountOf()
	if err != nil {
		return err
	}
	out, err := b.Reconcile.Run(v.Ctx, v.Actor, id)
	return v.acted(err, ui.Fill(wMatched, "matches", out.Matches, "open", out.Open))
}

// numbered names a field of one of several alike forms on a page: an id stands once.
func numbered(name string, n int) string {
	if n == 0 {
		return name
	}
	return name + strconv.Itoa(n)
}

// fieldOf is the field that the form says its text stands in.
func fieldOf(f *web.Form, name string) string {
	if said := f.Raw("field"); strings.HasPrefix(said, name) {
		return said
	}
	return name
}

// firstWeight keeps a page to one primary button.
func firstWeight(n int) ui.Weight {
	if n == 0 {
		return ui.Primary
	}
	return ui.Secondary
}

func (b *Books) askMatch(v *visit) error {
	id, err := v.accountOf()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	reason := f.Text(fieldOf(f, "reason"), 300)
	numbers := func(name string) (all []int64) {
		for _, s := range f.Values()[name] {
			n, err := strconv.ParseInt(s, 10, 64)
			if err != nil {
				f.Fault(name, web.BadID.With())
				return nil
			}
			all = append(all, n)
		}
		return all
	}
	book, told := numbers("book"), numbers("bank")
	if err := f.Err(); err != nil {
		return v.acted(err, words.Text{})
	}
	_, err = b.Reconcile.AskMatch(v.Ctx, v.Actor, id, book, told, reason)
	return v.acted(err, wAskedNow)
}

func (b *Books) decideRequest(v *visit) error {
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	id, apply, remark := f.ID("request"), f.Choice("decision", "apply", "refuse") == "apply", f.MaybeText(fieldOf(f, "remark"), 300)
	if err := f.Err(); err != nil {
		return v.acted(err, words.Text{})
	}
	q, err := b.Reconcile.Decide(v.Ctx, v.Actor, id, apply, remark)
	told := wApplied
	if q.State == "refused" {
		told = wRefused
	}
	return v.acted(err, told)
}

func (b *Books) prepareTable(v *visit) error {
	id, err := v.accountOf()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	on, explain := f.Date("on"), f.MaybeText("explanation", 300)
	if err := f.Err(); err != nil {
		return v.acted(err, words.Text{})
	}
	if _, err := b.Reconcile.Prepare(v.Ctx, v.Actor, id, on, explain); err != nil {
		return v.acted(err, words.Text{})
	}
	v.Tell("good", wPrepared, "")
	return v.See(tablePath(id, on))
}

func (b *Books) statements(v *visit) error {
	id, err := v.accountOf()
	if err != nil {
		return err
	}
	all, err := b.Reconcile.Statements(v.Ctx, v.Actor, id, 400)
	if err != nil {
		return err
	}
	s := sheet{title: wStatements, empty: &ui.Empty{Icon: ui.IconFile, Title: wNoStatements, Body: wNoStatementsNext},
		columns: []ui.Column{{Head: wNumberOf, Main: true}, {Head: wRecFrom}, {Head: wRecTo}, {Head: wOpening, Num: true}, {Head: wIn, Num: true}, {Head: wOut, Num: true}, {Head: wClosing, Num: true},
			{Head: wCount, Num: true}, {Head: wGaps}}}
	for _, x := range all {
		gap := cell{}
		switch {
		case x.N == 0:
			gap = status(ui.Tag{Tone: ui.Info, Text: wNotice})
		case x.GapFrom != 0:
			gap = status(ui.Tag{Tone: ui.Neutral, Text: ui.Fill(wGapBefore, "days", x.Gap(), "from", x.GapFrom)})
		}
		s.rows = append(s.rows, record{cells: []cell{plain(x.Number), plain(x.From.String()), plain(x.To.String()), fen(x.Balance.Opening), fen(x.Balance.Credits), fen(x.Balance.Debits),
			fen(x.Balance.Closing), count(x.Lines), gap}})
	}
	if sent, err := v.file(s); sent || err != nil {
		return err
	}
	p := v.under(wStatements, ui.Link{Href: reconcilePath, Label: wReconcile}, ui.Link{Href: reconciledPath(id), Label: ui.Plain(id.String())})
	return v.OK(statementsPage(p, s.table(p), v.saves()))
}

// dayOf reads the day of the address.
func (v *visit) dayOf() (civil.Date, error) {
	d, err := civil.ParseDate(v.R.PathValue("day"))
	if err != nil {
		return 0, errors.Join(web.NoPage.With())
	}
	return d, nil
}
