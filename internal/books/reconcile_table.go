package books

import (
	"io"
	"strconv"

	"github.com/a-h/templ"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/ledger"
	"renshe/internal/reconcile"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// tableView is a reconciliation table.
type tableView struct {
	table reconcile.Table
	form  ui.Table
	items ui.Table
	rows  []ui.Row
	base  string
	sign  bool // this person may sign it
	wait  bool // another person's signature is due
	shown bool // nobody has drawn it up
	make  bool
	saves []ui.Button
}

func (b *Books) showTable(v *visit) error { return v.tablePage(nil) }

// tableOf is the latest table of the day, or what it would be.
func (v *visit) tableOf(id ledger.AccountID, on civil.Date) (reconcile.Table, error) {
	all, err := v.b.Reconcile.Tables(v.Ctx, v.Actor, id, 500)
	if err != nil {
		return reconcile.Table{}, err
	}
	for _, t := range all {
		if t.Day == on {
			return v.b.Reconcile.Table(v.Ctx, v.Actor, t.ID)
		}
	}
	return v.b.Reconcile.Show(v.Ctx, v.Actor, id, on)
}

func (v *visit) tablePage(refusal error) error {
	id, err := v.accountOf()
	if err != nil {
		return err
	}
	on, err := v.dayOf()
	if err != nil {
		return err
	}
	t, err := v.tableOf(id, on)
	if err != nil {
		return err
	}
	if sent, err := v.tableFile(t); sent || err != nil {
		return err
	}
	p := v.under(t.Title(), ui.Link{Href: reconcilePath, Label: wReconcile}, ui.Link{Href: reconciledPath(id), Label: ui.Plain(id.String())})
	x := tableView{table: t, base: tablePath(id, on), shown: t.ID == 0, make: v.May(access.ReconcileMake), form: formTable(p, t), items: v.itemTable(p, id, t.Items[:min(len(t.Items), itemsShown)], false)}
	due := t.ID != 0 && !t.Signed()
	x.sign = due && v.May(access.ReconcileCheck) && t.MadeBy != v.Actor.User
	x.wait = due && !x.sign
	x.rows = []ui.Row{{Name: wAccount, Value: ui.Str(id.String() + " " + t.Account.Title.In(v.Lang))}, {Name: wNumberAt, Value: ui.Str(t.Account.Number)}, {Name: wAsOfDay, Value: ui.Str(on.String())}}
	if !x.shown {
		x.rows = append(x.rows, ui.Row{Name: wMadeBy, Value: ui.Str(t.MadeName + " " + civil.Clock(t.MadeAt))})
	}
	if t.Signed() {
		x.rows = append(x.rows, ui.Row{Name: wSignedBy, Value: ui.Str(t.SignedName + " " + civil.Clock(t.SignedAt))})
	}
	if t.Explanation != "" {
		x.rows = append(x.rows, ui.Row{Name: wExplanation, Value: ui.Str(t.Explanation)})
	}
	x.saves = []ui.Button{{Label: wExcel, Href: x.base + "?as=xlsx", Icon: ui.IconDownload}, {Label: wPDF, Href: x.base + "?as=pdf", Icon: ui.IconFile, New: true}, {Label: wPrint, Print: true, Key: "F9", Icon: ui.IconPrint}}
	if refusal != nil {
		return v.Refused(p, refusal, balanceTablePage(p, x))
	}
	return v.OK(balanceTablePage(p, x))
}

// formTable is the two columns of the form.
func formTable(p *ui.Page, t reconcile.Table) ui.Table {
	line := func(main words.Text, book, bank string) ui.TableRow {
		return ui.TableRow{Cells: cellsOf(p, main, book, bank)}
	}
	side := func(c reconcile.Class) string { return t.Sums[c].String() + " (" + strconv.Itoa(t.Counts[c]) + ")" }
	return ui.Table{Caption: t.Title(), Quiet: true, Columns: []ui.Column{{Head: wLineOf, Main: true}, {Head: wByBooks, Num: true}, {Head: wByStatement, Num: true}},
		Rows: []ui.TableRow{line(wBalanceOn, t.Book.String(), t.Bank.String()),
			line(ui.Fill(wAdd, "what", reconcile.BankIn.Title()), side(reconcile.BankIn), ""), line(ui.Fill(wLess, "what", reconcile.BankOut.Title()), side(reconcile.BankOut), ""),
			line(ui.Fill(wAdd, "what", reconcile.BookIn.Title()), "", side(reconcile.BookIn)), line(ui.Fill(wLess, "what", reconcile.BookOut.Title()), "", side(reconcile.BookOut))},
		Foot: cellsOf(p, wAdjustedBalance, t.BookAdjusted().String(), t.BankAdjusted().String())}
}

// tableFile sends the table as a workbook or as PDF, if that is asked for.
func (v *visit) tableFile(t reconcile.Table) (sent bool, err error) {
	name := v.County.Name + " " + t.Title().In(v.Lang) + " " + t.Account.ID.String() + " " + t.Day.String()
	switch v.R.URL.Query().Get("as") {
	case "":
		return false, nil
	case "xlsx":
		return true, web.Send(v.W, web.File{Name: name + ".xlsx", Kind: web.KindXLSX}, func(w io.Writer) error { return t.Workbook(w, v.Lang, v.County) })
	case "pdf":
		return true, web.Send(v.W, web.File{Name: name + ".pdf", Kind: web.KindPDF, Inline: true}, func(w io.Writer) error { return t.Print(w, v.Lang, v.County, v.Actor.Name, v.b.Now()) })
	}
	return false, web.NoPage.With()
}

func (b *Books) signTable(v *visit) error {
	id, err := v.accountOf()
	if err != nil {
		return err
	}
	on, err := v.dayOf()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	table := f.ID("table")
	if err := f.Err(); err != nil {
		return v.tablePage(err)
	}
	if _, err := b.Reconcile.Sign(v.Ctx, v.Actor, table); err != nil {
		return v.tablePage(err)
	}
	v.Tell("good", wSignedNow, "")
	return v.See(tablePath(id, on))
}

// lineView is one line of either side.
type lineView struct {
	rows  []ui.Row
	match *reconcile.Made
	how   words.Text
	lines ui.Table
	base  string
	ask   bool // its match may be asked to end
	open  ui.Tag
}

func (v *visit) lineOf() (ledger.AccountID, reconcile.LineView, error) {
	account, err := v.accountOf()
	if err != nil {
		return 0, reconcile.LineView{}, err
	}
	side := map[string]reconcile.Side{"book": reconcile.Book, "bank": reconcile.Bank}[v.R.PathValue("side")]
	id, err := v.ID()
	if err != nil || side == 0 {
		return 0, reconcile.LineView{}, web.NoPage.With()
	}
	x, err := v.b.Reconcile.LineOf(v.Ctx, v.Actor, account, side, id)
	return account, x, err
}

func (b *Books) reconcileLine(v *visit) error { return v.linePage(nil) }

func (v *visit) linePage(refusal error) error {
	account, l, err := v.lineOf()
	if err != nil {
		return err
	}
	p := v.under(ui.Fill(wLineTitle, "side", sideWord(l.Item), "ref", l.Item.Line), ui.Link{Href: reconcilePath, Label: wReconcile},
		ui.Link{Href: reconciledPath(account), Label: ui.Plain(account.String())})
	x := lineView{match: l.Match, base: linePath(account, l.Item), open: ageTag(l.Item)}
	direction := wCameIn
	if l.Item.Amount < 0 {
		direction = wWentOut
	}
	x.rows = []ui.Row{{Name: wWhen, Value: ui.Str(l.Item.Day.String())}, {Name: direction, Value: ui.Amount(max(l.Item.Amount, -l.Item.Amount))}, {Name: wCauseOf, Value: ui.Str(l.Item.Says().Capital().In(v.Lang))}}
	add := func(name words.Text, s string) {
		if s != "" {
			x.rows = append(x.rows, ui.Row{Name: name, Value: ui.Str(s)})
		}
	}
	add(wOrderOf, l.Item.Order)
	add(wVoucherOf, l.Voucher)
	add(wBatchOf, l.Item.Batch)
	add(wRefOf, l.Ref)
	if l.Item.Side == reconcile.Bank {
		add(wStatements, l.Statement.Number)
	} else {
		x.rows = append(x.rows, ui.Row{Name: wRecSeq, Value: ui.Anchor(transferPath(l.Item.Line), strconv.FormatInt(l.Item.Line, 10))})
	}
	if l.Match != nil {
		x.how = l.Match.How.Title().Capital()
		x.lines = v.itemTable(p, account, l.Match.Lines, false)
		x.ask = v.May(access.ReconcileMake) && !l.Match.Asked
	}
	if refusal != nil {
		return v.Refused(p, refusal, reconcileLinePage(p, x))
	}
	return v.OK(reconcileLinePage(p, x))
}

func (b *Books) askUnmatch(v *visit) error {
	account, l, err := v.lineOf()
	if err != nil {
		return err
	}
	f, err := web.ReadForm(v.R)
	if err != nil {
		return err
	}
	reason := f.Text("reason", 300)
	if err := f.Err(); err != nil {
		return v.linePage(err)
	}
	if l.Match == nil {
		return v.linePage(reconcile.NoMatch.With("match", l.Item.Line))
	}
	if _, err := b.Reconcile.AskUnmatch(v.Ctx, v.Actor, account, l.Match.ID, reason); err != nil {
		return v.linePage(err)
	}
	v.Tell("good", wAskedNow, "")
	return v.See(reconciledPath(account))
}

// cellsOf are a row of the form: its name and the two figures.
func cellsOf(p *ui.Page, main words.Text, book, bank string) []templ.Component {
	return []templ.Component{ui.Str(p.T(main)), ui.Num(book), ui.Num(bank)}
}
