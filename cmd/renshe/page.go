package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
	"golang.org/x/text/width"
)

// page writes text for a person: as wide as the terminal, with Chinese characters counted as the two cells they take.
type page struct {
	w       io.Writer
	columns int
	bold    bool
}

// The width of a page: COLUMNS where it is set, or else a terminal's own, never so wide that the eye loses the line.
const (
	usualColumns = 80
	leastColumns = 40
	mostColumns  = 110
)

func (s *session) page() *page {
	p := &page{w: s.stdout, columns: usualColumns}
	if f, ok := s.stdout.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.bold = os.Getenv("NO_COLOR") == ""
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			p.columns = min(n, mostColumns)
		}
	}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		p.columns = n
	}
	p.columns = max(p.columns, leastColumns)
	return p
}

// line writes text with an indent, wrapped; further lines begin deeper by hang.
func (p *page) line(indent, hang int, text string) {
	for i, l := range wrap(text, p.columns-indent, p.columns-indent-hang) {
		if i > 0 {
			l = strings.Repeat(" ", hang) + l
		}
		fmt.Fprintln(p.w, strings.Repeat(" ", indent)+l)
	}
}

// strong writes a line that stands out where the terminal can.
func (p *page) strong(indent int, text string) {
	if p.bold {
		text = "\x1b[1m" + text + "\x1b[0m"
	}
	fmt.Fprintln(p.w, strings.Repeat(" ", indent)+text)
}

func (p *page) blank() { fmt.Fprintln(p.w) }

// cells is how many cells a terminal gives to a text.
func cells(s string) int {
	n := 0
	for _, r := range s {
		n += cellsOf(r)
	}
	return n
}

func cellsOf(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case wide(r):
		return 2
	}
	return 1
}

func wide(r rune) bool {
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// left and right fill a text up to n cells.
func left(s string, n int) string  { return s + strings.Repeat(" ", max(0, n-cells(s))) }
func right(s string, n int) string { return strings.Repeat(" ", max(0, n-cells(s))) + s }

// Marks that may not begin, and may not end, a line.
const (
	noStart = "，。、；：？！）】》〉」』〕”’％…—)]}.,;:?!%"
	noEnd   = "（【《〈「『〔“‘([{"
)

// wrap breaks a text into lines of at most first cells, then of at most rest: at blanks, and between Chinese characters.
func wrap(text string, first, rest int) []string {
	var lines []string
	room := max(first, 1)
	line, used := "", 0
	take := func(piece string) {
		n := cells(piece)
		if used > 0 && used+cells(strings.TrimRight(piece, " ")) > room {
			lines = append(lines, strings.TrimRight(line, " "))
			line, used, room = "", 0, max(rest, 1)
			piece = strings.TrimLeft(piece, " ")
			n = cells(piece)
		}
		line, used = line+piece, used+n
	}
	for _, piece := range pieces(text) {
		for cells(piece) > max(rest, 1) { // longer than a line, like an address: it begins a line of its own
			if used > 0 {
				lines = append(lines, strings.TrimRight(line, " "))
				line, used, room = "", 0, max(rest, 1)
			}
			head := cut(piece, room)
			take(head)
			piece = piece[len(head):]
		}
		take(piece)
	}
	return append(lines, strings.TrimRight(line, " "))
}

// cut is the beginning of a text that fits into n cells, one character at least.
func cut(s string, n int) string {
	used := 0
	for i, r := range s {
		if used += cellsOf(r); used > n && i > 0 {
			return s[:i]
		}
	}
	return s
}

// pieces splits a text where a line may end.
func pieces(text string) []string {
	var list []string
	var b strings.Builder
	runes := []rune(text)
	for i, r := range runes {
		b.WriteRune(r)
		if i+1 == len(runes) {
			break
		}
		next := runes[i+1]
		may := r == ' ' && next != ' ' || (wide(r) || wide(next)) && r != ' '
		if may && next != ' ' && !strings.ContainsRune(noStart, next) && !strings.ContainsRune(noEnd, r) {
			list = append(list, b.String())
			b.Reset()
		}
	}
	return append(list, b.String())
}

// column is one column of a table.
type column struct {
	title string
	right bool // numbers stand right
}

// table writes rows under titles, aligned in cells.
func (p *page) table(indent int, columns []column, rows [][]string) {
	widths := make([]int, len(columns))
	for i, c := range columns {
		widths[i] = cells(c.title)
		for _, r := range rows {
			widths[i] = max(widths[i], cells(r[i]))
		}
	}
	write := func(texts func(i int) string) {
		var b strings.Builder
		for i, c := range columns {
			if i > 0 {
				b.WriteString("  ")
			}
			if c.right {
				b.WriteString(right(texts(i), widths[i]))
			} else {
				b.WriteString(left(texts(i), widths[i]))
			}
		}
		fmt.Fprintln(p.w, strings.Repeat(" ", indent)+strings.TrimRight(b.String(), " "))
	}
	write(func(i int) string { return columns[i].title })
	for _, r := range rows {
		write(func(i int) string { return r[i] })
	}
}

// capital begins an English sentence.
func capital(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+utf8.RuneLen(r):]
	}
	return s
}

// printable replaces what would steer a terminal: control characters, and marks that turn the direction of writing.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' {
			return ' '
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(s, string(unicode.ReplacementChar)))
}

// mostEcho is how much of a mistyped text is said back.
const mostEcho = 60

func echo(s string) string {
	r := []rune(printable(s))
	if len(r) > mostEcho {
		return string(r[:mostEcho]) + "…"
	}
	return string(r)
}
