package books

import (
	"bytes"
	"encoding/csv"
	"io"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/xuri/excelize/v2"

	"renshe/civil"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/money"
	"renshe/ui"
)

// sheet is a table of the books: the same cells on a page, in a workbook and as text with commas.
type sheet struct {
	title   words.Text
	facts   []words.Text // what the figures are of and by when: a file carries it in its first lines
	columns []ui.Column
	rows    []record
	foot    []cell
	empty   *ui.Empty
}

// record is one line of a sheet.
type record struct {
	href  string // where its main cell leads
	key   string // its element id on a page
	cells []cell
	tone  ui.Tone
}

// cell is one value. A figure of money stays whole fen until it is written.
type cell struct {
	kind  cellKind
	text  words.Text
	fen   money.Fen
	count int64
	href  string // the way down
	tag   *ui.Tag
	whole bool // a day or a number that is not broken into lines
}

type cellKind uint8

const (
	isText cellKind = iota
	isMoney
	isCount
)

// The makers of cells.

func text(t words.Text) cell       { return cell{text: t} }
func plain(s string) cell          { return cell{text: ui.Plain(s)} }
func when(s string) cell           { return cell{text: ui.Plain(s), whole: true} }
func fen(f money.Fen) cell         { return cell{kind: isMoney, fen: f} }
func count(n int64) cell           { return cell{kind: isCount, count: n} }
func status(t ui.Tag) cell         { return cell{text: t.Text, tag: &t} }
func (c cell) to(href string) cell { c.href = href; return c }

// say writes the value for people.
func (c cell) say(l words.Lang) string {
	switch c.kind {
	case isMoney:
		return c.fen.String()
	case isCount:
		return ui.Group(c.count)
	}
	return c.text.In(l)
}

// bare writes the value for programs: figures without the commas between thousands.
func (c cell) bare(l words.Lang) string {
	switch c.kind {
	case isMoney:
		return c.fen.Plain()
	case isCount:
		return strconv.FormatInt(c.count, 10)
	}
	return c.text.In(l)
}

func (c cell) draw(p *ui.Page) templ.Component {
	switch {
	case c.kind == isText && c.text.IsZero():
		return ui.Str("")
	case c.tag != nil:
		return ui.Status(p, *c.tag)
	case c.whole:
		return figure(c.href, c.say(p.Lang))
	case c.kind == isText && c.href != "":
		return ui.Anchor(c.href, c.say(p.Lang))
	case c.kind == isText:
		return ui.Str(c.say(p.Lang))
	}
	return figure(c.href, c.say(p.Lang))
}

// table is the sheet on a page.
func (s sheet) table(p *ui.Page) ui.Table {
	t := ui.Table{Caption: s.title, Quiet: true, Columns: s.columns, Empty: s.empty}
	for _, r := range s.rows {
		row := ui.TableRow{Href: r.href, Key: r.key, Tone: r.tone}
		for _, c := range r.cells {
			row.Cells = append(row.Cells, c.draw(p))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(s.rows) > 0 {
		for _, c := range s.foot {
			t.Foot = append(t.Foot, c.draw(p))
		}
	}
	return t
}

// file sends the sheet as what ?as= asks for; false: nothing was asked for, and the page is to be shown.
func (v *visit) file(s sheet) (sent bool, err error) {
	facts := append([]words.Text{ui.Fill(wSavedAt, "county", v.County.Name, "at", civil.Clock(v.b.Now()))}, s.facts...)
	name := v.County.Name + " " + s.title.In(v.Lang) + " " + v.Today().String()
	switch v.R.URL.Query().Get("as") {
	case "":
		return false, nil
	case "xlsx":
		return true, web.Send(v.W, web.File{Name: name + ".xlsx", Kind: web.KindXLSX}, func(w io.Writer) error { return s.workbook(w, v.Lang, facts) })
	case "csv":
		return true, web.Send(v.W, web.File{Name: name + ".csv", Kind: web.KindCSV}, func(w io.Writer) error { return s.commas(w, v.Lang, facts) })
	}
	return false, web.NoPage.With()
}

// saves are the buttons that save the page's sheet.
func (v *visit) saves() []ui.Button {
	as := func(kind string) string {
		q := v.R.URL.Query()
		q.Set("as", kind)
		return (&url.URL{Path: v.R.URL.Path, RawQuery: q.Encode()}).String()
	}
	return []ui.Button{{Label: wExcel, Href: as("xlsx"), Icon: ui.IconDownload}, {Label: wCSV, Href: as("csv"), Icon: ui.IconDownload},
		{Label: wPrint, Print: true, Key: "F9", Icon: ui.IconPrint}}
}

func (s sheet) heads(l words.Lang) []string {
	heads := make([]string, len(s.columns))
	for i, c := range s.columns {
		heads[i] = c.Head.In(l)
	}
	return heads
}

// commas writes the sheet as text. A text that a spreadsheet would take for a formula is kept from being one.
func (s sheet) commas(w io.Writer, l words.Lang, facts []words.Text) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil { // so that a spreadsheet reads the Chinese right
		return err
	}
	out := csv.NewWriter(w)
	lines := [][]string{{s.title.In(l)}}
	for _, f := range facts {
		lines = append(lines, []string{f.In(l)})
	}
	lines = append(lines, s.heads(l))
	for _, r := range s.all() {
		line := make([]string, len(r))
		for i, c := range r {
			line[i] = harmless(c, l)
		}
		lines = append(lines, line)
	}
	if err := out.WriteAll(lines); err != nil {
		return err
	}
	return out.Error()
}

func harmless(c cell, l words.Lang) string {
	s := c.bare(l)
	if c.kind == isText && s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// all is every line with the foot.
func (s sheet) all() [][]cell {
	all := make([][]cell, 0, len(s.rows)+1)
	for _, r := range s.rows {
		all = append(all, r.cells)
	}
	if len(s.rows) > 0 && len(s.foot) > 0 {
		all = append(all, s.foot)
	}
	return all
}

// workbook writes the sheet as xlsx. Money is written as the decimal it is: a workbook's number is text until somebody computes with it.
func (s sheet) workbook(w io.Writer, l words.Lang, facts []words.Text) error {
	book := excelize.NewFile()
	defer book.Close()
	name := book.GetSheetName(0)
	yuan, count := "#,##0.00", "#,##0"
	styles := map[cellKind]*string{isMoney: &yuan, isCount: &count}
	ids := map[cellKind]int{}
	for kind, format := range styles {
		id, err := book.NewStyle(&excelize.Style{CustomNumFmt: format})
		if err != nil {
			return err
		}
		ids[kind] = id
	}
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	put := &sheetWriter{book: book, name: name}
	put.strings(bold, s.title.In(l))
	for _, f := range facts {
		put.strings(0, f.In(l))
	}
	put.strings(bold, s.heads(l)...)
	for _, r := range s.all() {
		put.cells(r, l, ids)
	}
	if put.err == nil {
		put.err = book.SetColWidth(name, "A", "Z", 20)
	}
	if put.err != nil {
		return put.err
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		return err
	}
	_, err = w.Write(out.Bytes())
	return err
}

// sheetWriter writes row after row; the first error stays.
type sheetWriter struct {
	book *excelize.File
	name string
	row  int
	err  error
}

func (w *sheetWriter) strings(style int, all ...string) {
	w.row++
	for i, s := range all {
		w.put(i, style, func(at string) error { return w.book.SetCellStr(w.name, at, s) })
	}
}

func (w *sheetWriter) cells(all []cell, l words.Lang, styles map[cellKind]int) {
	w.row++
	for i, c := range all {
		w.put(i, styles[c.kind], func(at string) error {
			if c.kind == isText {
				return w.book.SetCellStr(w.name, at, c.bare(l))
			}
			return w.book.SetCellDefault(w.name, at, c.bare(l))
		})
	}
}

func (w *sheetWriter) put(column, style int, set func(at string) error) {
	if w.err != nil {
		return
	}
	var at string
	if at, w.err = excelize.CoordinatesToCellName(column+1, w.row); w.err != nil {
		return
	}
	if w.err = set(at); w.err == nil && style != 0 {
		w.err = w.book.SetCellStyle(w.name, at, at, style)
	}
}
