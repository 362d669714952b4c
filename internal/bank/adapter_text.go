package bank

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"
)

// lay writes the rows of a fixed width or delimited text.
func (a *Adapter) lay(l layout, f rows) ([]byte, error) {
	var out bytes.Buffer
	put := func(columns []column, row []string, line int) error {
		raw, err := a.row(columns, row, line)
		if err != nil {
			return err
		}
		out.Write(raw)
		out.Write(a.end)
		return nil
	}
	if err := put(l.Header, f.header, 0); err != nil {
		return nil, err
	}
	if f.titles != nil {
		if err := put(textColumns(f.titles), f.titles, 0); err != nil {
			return nil, err
		}
	}
	for i, row := range f.lines {
		if err := put(l.Line, row, i+1); err != nil {
			return nil, err
		}
	}
	if len(l.Trailer) == 0 {
		return out.Bytes(), nil
	}
	if last := len(l.Trailer) - 1; l.Trailer[last].Is == "digest" {
		raw, err := a.row(l.Trailer[:last], f.trailer[:last], 0)
		if err != nil {
			return nil, err
		}
		out.Write(raw)
		out.WriteString(a.Separator)
		sum := sha256.Sum256(out.Bytes())
		out.WriteString(hex.EncodeToString(sum[:]))
		out.Write(a.end)
		return out.Bytes(), nil
	}
	err := put(l.Trailer, f.trailer, 0)
	return out.Bytes(), err
}

func textColumns(titles []string) []column {
	columns := make([]column, len(titles))
	for i, t := range titles {
		columns[i].Text = t
	}
	return columns
}

// row writes one row's bytes in the bank's encoding.
func (a *Adapter) row(columns []column, row []string, line int) ([]byte, error) {
	var out []byte
	for i, c := range columns {
		cell := row[i]
		if a.Kind == "delimited" {
			if i > 0 {
				out = append(out, a.Separator...)
			}
			if strings.Contains(cell, a.Separator) || a.Quote && strings.Contains(cell, `"`) {
				if !a.Quote {
					return nil, Unwritable.With("line", line, "problem", badText)
				}
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
		}
		raw, err := a.text.NewEncoder().Bytes([]byte(cell))
		if err != nil {
			return nil, Unwritable.With("line", line, "problem", badEncoding).From(err)
		}
		if a.Kind == "fixed" && c.Text == "" {
			gap := c.Width - len(raw)
			switch {
			case gap < 0 || strings.HasPrefix(cell, " ") || strings.HasSuffix(cell, " "):
				return nil, Unwritable.With("line", line, "problem", badWidth)
			case c.Align == "right" && cell != "": // nothing is spaces: it must not be read as zero
				raw = append(bytes.Repeat([]byte("0"), gap), raw...)
			default:
				raw = append(raw, bytes.Repeat([]byte(" "), gap)...)
			}
		}
		out = append(out, raw...)
	}
	return out, nil
}

// unlay takes a text apart. Every row is written again and must come out as it came: there is one way to write a row, so what a bank
// filled in otherwise than agreed is refused and not guessed at.
func (a *Adapter) unlay(l layout, content []byte) (rows, error) {
	var f rows
	if len(content) > maxMessage {
		return f, problem(1, badSize)
	}
	if bytes.HasPrefix(content, []byte("\xef\xbb\xbf")) {
		return f, problem(1, badMark)
	}
	if !bytes.HasSuffix(content, a.end) {
		return f, Truncated.With("line", bytes.Count(content, a.end))
	}
	lines := bytes.Split(content[:len(content)-len(a.end)], a.end)
	least := int(a.before())
	if len(l.Trailer) > 0 {
		least++
	}
	if len(lines) < least {
		return f, Truncated.With("line", len(lines))
	}
	var err error
	if f.header, err = a.unrow(l.Header, lines[0], 1); err != nil {
		return f, err
	}
	lines = lines[1:]
	if a.Titles {
		if f.titles, err = a.unrow(textColumns(a.titles(l.Line)), lines[0], 2); err != nil {
			return f, err
		}
		lines = lines[1:]
	}
	if len(l.Trailer) > 0 {
		last := lines[len(lines)-1]
		lines = lines[:len(lines)-1]
		if f.trailer, err = a.unrow(l.Trailer, last, int(a.before())+len(lines)+1); err != nil {
			return f, err
		}
		if err := a.sealed(l.Trailer, f.trailer, content); err != nil {
			return f, err
		}
	}
	f.lines = make([][]string, len(lines))
	for i, raw := range lines {
		if f.lines[i], err = a.unrow(l.Line, raw, int(a.before())+i+1); err != nil {
			return f, err
		}
	}
	return f, nil
}

// sealed holds the trailer's digest against everything before it.
func (a *Adapter) sealed(columns []column, row []string, content []byte) error {
	if last := len(columns) - 1; columns[last].Is == "digest" {
		sum := sha256.Sum256(content[:len(content)-len(a.end)-hex.EncodedLen(sha256.Size)])
		if row[last] != hex.EncodeToString(sum[:]) {
			return WrongDigest.With()
		}
	}
	return nil
}

func (a *Adapter) unrow(columns []column, raw []byte, line int) ([]string, error) {
	row, ok := []string(nil), true
	if a.Kind == "fixed" {
		row, ok = a.cut(columns, raw)
	} else {
		row, ok = a.split(raw)
	}
	if !ok || len(row) != len(columns) {
		return nil, problem(line, badFields)
	}
	again, err := a.row(columns, row, line)
	if err != nil || !bytes.Equal(again, raw) {
		return nil, Malformed.With("line", line, "problem", badValue).From(err)
	}
	return row, nil
}

// cut takes a fixed width row apart by its widths in bytes; a character cut in two is no character and is found.
func (a *Adapter) cut(columns []column, raw []byte) ([]string, bool) {
	row := make([]string, len(columns))
	for i, c := range columns {
		width := c.Width
		if c.Text != "" {
			fixed, err := a.text.NewEncoder().Bytes([]byte(c.Text))
			if err != nil {
				return nil, false
			}
			width = len(fixed)
		}
		if len(raw) < width {
			return nil, false
		}
		cell, ok := a.decode(raw[:width])
		raw = raw[width:]
		switch {
		case !ok:
			return nil, false
		case c.Text != "":
		case c.Align == "right" && strings.Trim(cell, " ") != "":
			if cell = strings.TrimLeft(cell, "0"); cell == "" || cell[0] == '.' {
				cell = "0" + cell
			}
		default:
			cell = strings.TrimRight(cell, " ")
		}
		row[i] = cell
	}
	return row, len(raw) == 0
}

func (a *Adapter) decode(raw []byte) (string, bool) {
	text, err := a.text.NewDecoder().Bytes(raw)
	return string(text), err == nil && utf8.Valid(text) && !bytes.ContainsRune(text, utf8.RuneError)
}

// split takes a delimited row apart after it was decoded: in GB18030 a separator's byte may be the half of a character.
func (a *Adapter) split(raw []byte) ([]string, bool) {
	text, ok := a.decode(raw)
	if !ok {
		return nil, false
	}
	if !a.Quote {
		return strings.Split(text, a.Separator), true
	}
	var row []string
	for {
		cell := ""
		if rest, quoted := strings.CutPrefix(text, `"`); quoted {
			end := 0
			for end < len(rest) && (rest[end] != '"' || strings.HasPrefix(rest[end:], `""`)) {
				if rest[end] == '"' {
					end++
				}
				end++
			}
			if end >= len(rest) {
				return nil, false
			}
			cell, text = strings.ReplaceAll(rest[:end], `""`, `"`), rest[end+1:]
		} else {
			end := strings.IndexAny(text, a.Separator)
			if end < 0 {
				end = len(text)
			}
			cell, text = text[:end], text[end:]
		}
		row = append(row, cell)
		if text == "" {
			return row, true
		}
		if !strings.HasPrefix(text, a.Separator) {
			return nil, false
		}
		text = text[len(a.Separator):]
	}
}
