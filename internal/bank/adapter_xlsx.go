package bank

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Limits of a workbook: a small file may unpack to a very large one.
const (
	maxUnpacked = 256 << 20
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
		size, err := scan(r, left, func(piece []byte) error {
			sheet := strings.HasPrefix(part.Name, "xl/worksheets/")
			if sheet && (bytes.Contains(piece, []byte("<f>")) || bytes.Contains(piece, []byte("<f "))) || strings.HasSuffix(part.Name, ".bin") {
				return problem(1, badFormula)
			}
			if bytes.Contains(piece, []byte("<!DOCTYPE")) || bytes.Contains(piece, []byte("<!ENTITY")) {
				return problem(1, badDoctype)
			}
			return nil
		})
		r.Close()
		if err != nil {
			return err
		}
		left -= size
	}
	return nil
}

// scan reads a part to its end, piece by piece; pieces overlap, so that what is looked for is never cut in two.
func scan(r io.Reader, most int64, look func([]byte) error) (int64, error) {
	const overlap = 16
	piece, kept, size := make([]byte, 64<<10), 0, int64(0)
	for {
		n, err := r.Read(piece[kept:])
		if size += int64(n); size > most {
			return size, problem(1, badSize)
		}
		if bad := look(piece[:kept+n]); bad != nil {
			return size, bad
		}
		if errors.Is(err, io.EOF) {
			return size, nil
		}
		if err != nil {
			return size, Malformed.With("line", 1, "problem", badSheet).From(err)
		}
		all := piece[:kept+n]
		kept = copy(piece, all[max(0, len(all)-overlap):])
	}
}
