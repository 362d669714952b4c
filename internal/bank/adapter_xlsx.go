package bank

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Limits of a workbook: a small file may unpack to a very large one.
const (
	maxUnpacked = 512 << 20
	maxParts    = 200
	maxColumns  = 64
)

// laySheet writes the rows as a workbook of one sheet. Every cell is a text, so nothing in it is a number that loses digits or a
// formula that runs.
func (a *Adapter) laySheet(f rows) ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName(book.GetSheetName(0), a.Sheet); err != nil {
		return nil, err
	}
	w, err := book.NewStreamWriter(a.Sheet)
	if err != nil {
		return nil, err
	}
	at := 0
	put := func(row []string) error {
		cells := make([]any, len(row))
		for i, v := range row {
			cells[i] = v
		}
		at++
		name, err := excelize.CoordinatesToCellName(1, at)
		if err != nil {
			return err
		}
		return w.SetRow(name, cells)
	}
	all := [][]string{f.header}
	if f.titles != nil {
		all = append(all, f.titles)
	}
	all = append(all, f.lines...)
	if f.trailer != nil {
		all = append(all, f.trailer)
	}
	for _, row := range all {
		if err := put(row); err != nil {
			return nil, err
		}
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = book.Write(&out)
	return out.Bytes(), err
}

// unlaySheet takes a workbook apart. A sheet with a formula is refused: what it shows is what a program once computed, not what the
// bank said.
func (a *Adapter) unlaySheet(l layout, content []byte) (rows, error) {
	if err := harmless(content); err != nil {
		return rows{}, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked})
	if err != nil {
		return rows{}, Malformed.With("line", 1, "problem", badSheet).From(err)
	}
	defer book.Close()
	if names := book.GetSheetList(); len(names) != 1 || names[0] != a.Sheet {
		return rows{}, problem(1, badOne)
	}
	iterator, err := book.Rows(a.Sheet)
	if err != nil {
		return rows{}, Malformed.With("line", 1, "problem", badSheet).From(err)
	}
	defer iterator.Close()
	var all [][]string
	filled := 0
	for iterator.Next() {
		row, err := iterator.Columns()
		if err != nil {
			return rows{}, Malformed.With("line", len(all)+1, "problem", badSheet).From(err)
		}
		if len(row) > maxColumns {
			return rows{}, problem(len(all)+1, badFields)
		}
		all = append(all, row)
		if len(row) > 0 {
			filled = len(all)
		}
	}
	if err := iterator.Error(); err != nil {
		return rows{}, Malformed.With("line", len(all)+1, "problem", badSheet).From(err)
	}
	return a.sheetRows(l, all[:filled])
}

func (a *Adapter) sheetRows(l layout, all [][]string) (rows, error) {
	least := int(a.before())
	if len(l.Trailer) > 0 {
		least++
	}
	if len(all) < least {
		return rows{}, Truncated.With("line", len(all))
	}
	// A sheet leaves out empty cells at a row's end.
	wide := func(row []string, columns int) []string {
		for len(row) < columns {
			row = append(row, "")
		}
		return row
	}
	f := rows{header: wide(all[0], len(l.Header))}
	if a.Titles {
		f.titles = wide(all[1], len(l.Line))
	}
	rest := all[a.before():]
	if len(l.Trailer) > 0 {
		f.trailer = wide(rest[len(rest)-1], len(l.Trailer))
		rest = rest[:len(rest)-1]
	}
	for _, row := range rest {
		f.lines = append(f.lines, wide(row, len(l.Line)))
	}
	return f, nil
}

// harmless looks into the package before it is opened as a workbook: how much it unpacks to, that every part is whole by its checksum,
// and that no sheet has a formula or the book a macro.
func harmless(content []byte) error {
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return Malformed.With("line", 1, "problem", badSheet).From(err)
	}
	if len(z.File) > maxParts {
		return problem(1, badSize)
	}
	left, names := int64(maxUnpacked), map[string]bool{}
	for _, part := range z.File {
		if names[part.Name] {
			return problem(1, badSheet)
		}
		names[part.Name] = true
		r, err := part.Open()
		if err != nil {
			return Malformed.With("line", 1, "problem", badSheet).From(err)
		}
		raw, err := io.ReadAll(io.LimitReader(r, left+1))
		r.Close()
		if err != nil {
			return Malformed.With("line", 1, "problem", badSheet).From(err)
		}
		if left -= int64(len(raw)); left < 0 {
			return problem(1, badSize)
		}
		sheet := strings.HasPrefix(part.Name, "xl/worksheets/")
		if sheet && (bytes.Contains(raw, []byte("<f>")) || bytes.Contains(raw, []byte("<f "))) || strings.HasSuffix(part.Name, ".bin") {
			return problem(1, badFormula)
		}
		if bytes.Contains(raw, []byte("<!DOCTYPE")) || bytes.Contains(raw, []byte("<!ENTITY")) {
			return problem(1, badDoctype)
		}
	}
	return nil
}
