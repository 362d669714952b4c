package desk

import (
	"io"

	"github.com/xuri/excelize/v2"

	"renshe/civil"
	"renshe/internal/benefit"
	"renshe/internal/web"
	"renshe/internal/words"
	"renshe/ui"
)

// failedBook sends the worklist as a workbook: for the county to hand to a station, or the station to tick off. What the page filtered, the
// workbook has too. Money is written as the decimal it is, without a float between.
func (v *visit) failedBook(list []benefit.Failure, station map[civil.Division]stationName) error {
	name := v.County.Name + " " + wFailedTitle.In(v.Lang) + " " + v.Today().String() + ".xlsx"
	return web.Send(v.W, web.File{Name: name, Kind: web.KindXLSX}, func(w io.Writer) error {
		book := excelize.NewFile()
		defer book.Close()
		s := &failedSheet{book: book, sheet: book.GetSheetName(0)}
		yuan := "#,##0.00"
		if s.yuan, s.err = book.NewStyle(&excelize.Style{CustomNumFmt: &yuan}); s.err != nil {
			return s.err
		}
		s.words(wFailedTitle.In(v.Lang))
		s.words(ui.Fill(wSavedAt, "county", v.County.Name, "at", civil.Clock(v.d.Now())).In(v.Lang))
		heads := make([]string, 0, len(failedHeads))
		for _, h := range failedHeads {
			heads = append(heads, h.In(v.Lang))
		}
		s.words(heads...)
		for _, f := range list {
			s.words(f.Name, v.d.People.Places().LocalName(f.Village), station[f.Village].name, f.Kind.Title().In(v.Lang), v.whyFailed(f).In(v.Lang),
				f.Stage.Title().In(v.Lang), f.Stage.Do().In(v.Lang), f.From.String(), f.To.String())
			s.figure(len(failedHeads)-2, f.Amount.Plain(), s.yuan)
			s.figure(len(failedHeads)-1, number(int64(f.Days)), 0)
			s.word(len(failedHeads), f.Since.String())
		}
		if s.err == nil {
			s.err = book.SetColWidth(s.sheet, "A", "L", 18)
		}
		if s.err != nil {
			return s.err
		}
		return book.Write(w)
	})
}

// failedHeads are the workbook's columns; the last three are figures and a day.
var failedHeads = []words.Text{wWho, wVillage, wStationOf, wKindHead, wReason, wState, wToDo, wBackFrom, wBackUntil, wAmount, wWaited, wLateDay}

// failedSheet writes row after row; the first error stays.
type failedSheet struct {
	book  *excelize.File
	sheet string
	row   int
	yuan  int
	err   error
}

// words begins a row.
func (s *failedSheet) words(all ...string) {
	s.row++
	for i, text := range all {
		s.word(i+1, text)
	}
}

func (s *failedSheet) word(column int, text string) {
	s.put(column, 0, func(at string) error { return s.book.SetCellStr(s.sheet, at, text) })
}

func (s *failedSheet) figure(column int, decimal string, style int) {
	s.put(column, style, func(at string) error { return s.book.SetCellDefault(s.sheet, at, decimal) })
}

func (s *failedSheet) put(column, style int, set func(at string) error) {
	if s.err != nil {
		return
	}
	var at string
	if at, s.err = excelize.CoordinatesToCellName(column, s.row); s.err != nil {
		return
	}
	if s.err = set(at); s.err == nil && style != 0 {
		s.err = s.book.SetCellStyle(s.sheet, at, at, style)
	}
}
