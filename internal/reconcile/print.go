package reconcile

import (
	"bytes"
	"io"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/paper"
	"renshe/internal/words"
	"renshe/money"
)

// printedItems is how many items a paper lists; a workbook lists all.
const printedItems = 2000

// balanceRow is one line of the table's two columns.
type balanceRow struct {
	book, bank       words.Text
	bookFen, bankFen money.Fen
}

// balanceRows are the two columns of the form, side by side.
func (t Table) balanceRows() []balanceRow {
	join := func(a, b words.Text) words.Text { return words.Text{Zh: a.Zh + b.Zh, En: a.En + b.En} }
	return []balanceRow{
		{join(wBookSide, wBalance), join(wBankSide, wBalance), t.Book, t.Bank},
		{join(wPlus, BankIn.Title()), join(wPlus, BookIn.Title()), t.Sums[BankIn], t.Sums[BookIn]},
		{join(wMinus, BankOut.Title()), join(wMinus, BookOut.Title()), t.Sums[BankOut], t.Sums[BookOut]},
		{wAdjusted, wAdjusted, t.BookAdjusted(), t.BankAdjusted()},
	}
}

// Ref is what the item is known by on both sides, as far as there is something.
func (i Item) Ref() string {
	switch {
	case i.Order != "":
		return i.Order
	case i.Batch != "":
		return i.Batch
	}
	return strconv.FormatInt(i.Line, 10)
}

func (t Table) madeLine(l words.Lang) string {
	if t.ID == 0 {
		return wNotMade.In(l)
	}
	return t.MadeName + " " + civil.Clock(t.MadeAt)
}

func (t Table) signedLine(l words.Lang) string {
	if !t.Signed() {
		return wNotSigned.In(l)
	}
	return t.SignedName + " " + civil.Clock(t.SignedAt)
}

// Print writes the table as PDF.
func (t Table) Print(w io.Writer, l words.Lang, of access.County, operator string, at time.Time) error {
	var rows [][]string
	for _, r := range t.balanceRows() {
		rows = append(rows, []string{r.book.In(l), r.bookFen.String(), r.bank.In(l), r.bankFen.String()})
	}
	last := len(rows) - 1
	letter := paper.Letter{Lang: l, Agency: words.Text{Zh: of.Name + "人力资源和社会保障局", En: of.Name + "人力资源和社会保障局"}, Title: t.Title(), Operator: operator, At: at, Demo: of.Demo,
		Blocks: []paper.Block{
			paper.Fields{Rows: []paper.Field{{Name: wAccount, Value: t.Account.ID.String() + " " + t.Account.Title.In(l)}, {Name: wNumber, Value: t.Account.Number},
				{Name: wDay, Value: t.Day.String()}}, Pairs: true},
			paper.Table{Columns: []paper.Column{{Head: wBookSide, Share: 5}, {Head: wYuan, Share: 3, Right: true}, {Head: wBankSide, Share: 5}, {Head: wYuan, Share: 3, Right: true}},
				Rows: rows[:last], Foot: rows[last]},
			paper.Answer{Label: wDifference, Value: t.Difference.String(), Unit: words.Text{Zh: "元", En: "yuan"}},
		}}
	if t.Explanation != "" {
		letter.Blocks = append(letter.Blocks, paper.Para{Text: wExplained, Args: []any{"text", t.Explanation}})
	}
	letter.Blocks = append(letter.Blocks, t.itemBlocks(l)...)
	letter.Blocks = append(letter.Blocks, paper.Fields{Rows: []paper.Field{{Name: wMade, Value: t.madeLine(l)}, {Name: wSigned, Value: t.signedLine(l)}}, Pairs: true},
		paper.Signature{Names: []words.Text{wMade, wSigned}})
	return paper.Print(w, letter)
}

func (t Table) itemBlocks(l words.Lang) []paper.Block {
	if len(t.Items) == 0 {
		return []paper.Block{paper.Para{Text: wNoItems}}
	}
	list := paper.Table{Title: wItems, Columns: []paper.Column{{Head: wClass, Share: 5}, {Head: wOn, Share: 3}, {Head: wDays, Share: 2, Right: true}, {Head: wYuan, Share: 4, Right: true},
		{Head: wRef, Share: 4}, {Head: wCause, Share: 5}}}
	for _, i := range t.Items[:min(len(t.Items), printedItems)] {
		list.Rows = append(list.Rows, []string{i.Class.Title().In(l), i.Day.String(), strconv.Itoa(i.Days), max(i.Amount, -i.Amount).String(), i.Ref(), i.says(l)})
	}
	blocks := []paper.Block{list}
	if more := len(t.Items) - printedItems; more > 0 {
		blocks = append(blocks, paper.Para{Text: wMoreItems, Args: []any{"count", more}})
	}
	return blocks
}

// says is the item's cause in words, with "in transit" where the other side came later.
func (i Item) says(l words.Lang) string {
	s := i.Says().In(l)
	if i.Later {
		s += " " + wInTransit.In(l)
	}
	return s
}

// Workbook writes the table as xlsx: one sheet with the form, one with every item. Amounts are decimals, never floating point.
func (t Table) Workbook(w io.Writer, l words.Lang, of access.County) error {
	book := excelize.NewFile()
	defer book.Close()
	b := &bookWriter{book: book, sheet: wBalance.In(l)}
	b.begin(t.Title().In(l))
	b.row("", of.Name, t.Account.ID.String()+" "+t.Account.Title.In(l), t.Account.Number, t.Day.String())
	b.row("", wBookSide.In(l), wYuan.In(l), wBankSide.In(l), wYuan.In(l))
	for _, r := range t.balanceRows() {
		b.row("bd", r.book.In(l), r.bookFen.Plain(), r.bank.In(l), r.bankFen.Plain())
	}
	b.row("b", wDifference.In(l), t.Difference.Plain())
	if t.Explanation != "" {
		b.row("", t.Explanation)
	}
	b.row("", wMade.In(l), t.madeLine(l), wSigned.In(l), t.signedLine(l))
	b.sheet = wItems.In(l)
	b.next()
	b.row("", wClass.In(l), wOn.In(l), wDays.In(l), wYuan.In(l), wRef.In(l), wCause.In(l))
	for _, i := range t.Items {
		b.row("d", i.Class.Title().In(l), i.Day.String(), strconv.Itoa(i.Days), max(i.Amount, -i.Amount).Plain(), i.Ref(), i.says(l))
	}
	if b.err != nil {
		return b.err
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		return err
	}
	_, err := w.Write(out.Bytes())
	return err
}

// bookWriter writes a workbook row by row; the first error stays.
type bookWriter struct {
	book  *excelize.File
	sheet string
	at    int
	yuan  int
	err   error
}

func (b *bookWriter) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *bookWriter) begin(title string) {
	format := "#,##0.00"
	var err error
	b.yuan, err = b.book.NewStyle(&excelize.Style{CustomNumFmt: &format})
	b.keep(err)
	b.keep(b.book.SetSheetName(b.book.GetSheetName(0), b.sheet))
	b.keep(b.book.SetColWidth(b.sheet, "A", "F", 28))
	b.row("", title)
}

func (b *bookWriter) next() {
	_, err := b.book.NewSheet(b.sheet)
	b.keep(err)
	b.keep(b.book.SetColWidth(b.sheet, "A", "F", 24))
	b.at = 0
}

// row writes cells; money names the columns that are money, by letter ("bd").
func (b *bookWriter) row(moneyColumns string, cells ...string) {
	b.at++
	for i, s := range cells {
		name, err := excelize.CoordinatesToCellName(i+1, b.at)
		b.keep(err)
		if bytes.IndexByte([]byte(moneyColumns), byte('a'+i)) >= 0 {
			b.keep(b.book.SetCellDefault(b.sheet, name, s))
			b.keep(b.book.SetCellStyle(b.sheet, name, name, b.yuan))
			continue
		}
		b.keep(b.book.SetCellStr(b.sheet, name, s))
	}
}
