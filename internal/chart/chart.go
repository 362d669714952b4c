// Package chart draws figures for people as SVG (图表): bars to both sides of a line, for what goes up and what goes down, and what
// came and went over months ([Months]), as lines and as stacks.
//
// A drawing says everything in words too: each bar has its number beside it, the drawing has a title in both languages and a
// description for screen readers, and the two sides differ by place and by hatching, not by colour alone. There are no scripts, no
// links and no fonts to load, so it can stand in a page, a letter or a file.
//
//	svg := chart.Bars{Title: title, Right: winners, Left: losers, Panels: panels}.SVG(words.Zh)
package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"renshe/internal/words"
)

// Bars is a chart with two numbers for each row: one grows to the right of a line, the other to the left.
type Bars struct {
	Title  words.Text // stands in both languages
	Text   words.Text // the main finding, said below the title and to screen readers
	Right  words.Text // what a bar to the right counts
	Left   words.Text // what a bar to the left counts
	Panels []Panel
}

// Panel is a group of rows under a heading.
type Panel struct {
	Title words.Text
	Rows  []Row
}

// Row is one line of the chart. The numbers are not negative.
type Row struct {
	Label words.Text
	Right int64
	Left  int64
}

// Sizes in pixels.
const (
	margin     = 24
	labelWidth = 200
	barsWidth  = 460
	numbers    = 80 // for the number beside a bar
	total      = margin + labelWidth + numbers + barsWidth + numbers + margin
	rowHeight  = 24
	barHeight  = 14
	lineHeight = 20
	letter     = 7 // a Latin letter at the text's size
)

// SVG draws the chart in one language; the title stands in both.
func (b Bars) SVG(l words.Lang) []byte {
	d := &drawing{lang: l}
	d.scale(b)
	y := margin + 18
	d.text(margin, y, "start", "title", b.Title.In(l))
	other := words.En
	if l == words.En {
		other = words.Zh
	}
	y += lineHeight
	d.text(margin, y, "start", "soft", b.Title.In(other))
	for _, line := range lines(b.Text.In(l), (total-2*margin)/letter) {
		y += lineHeight
		d.text(margin, y, "start", "", line)
	}
	y += lineHeight + 6
	y = d.legend(b, y)
	for _, p := range b.Panels {
		y = d.panel(p, y+lineHeight)
	}
	return d.document(b, y+margin)
}

// drawing collects the marks of one chart.
type drawing struct {
	bytes.Buffer
	lang words.Lang
	most int64 // right and left together
	zero int   // x of the line
	left int64 // the most to the left
}

// scale places the line so that the longest bars of both sides fill the width.
func (d *drawing) scale(b Bars) {
	var right int64
	for _, p := range b.Panels {
		for _, r := range p.Rows {
			right, d.left = max(right, r.Right), max(d.left, r.Left)
		}
	}
	d.most = max(1, right+d.left)
	d.zero = margin + labelWidth + numbers + d.length(d.left)
}

// length is a number's length in pixels, one at least where there is anything; the numbers are people, so nothing overflows.
func (d *drawing) length(n int64) int {
	if n <= 0 {
		return 0
	}
	return max(1, int(n*barsWidth/d.most))
}

func (d *drawing) legend(b Bars, y int) int {
	x := margin + labelWidth + numbers
	d.printf(`<rect class="right" x="%d" y="%d" width="16" height="%d"/>`, x, y-barHeight+2, barHeight)
	d.text(x+22, y, "start", "", b.Right.In(d.lang))
	if d.left > 0 {
		x += 22 + (wide(b.Right.In(d.lang))+4)*letter
		d.printf(`<rect class="left" x="%d" y="%d" width="16" height="%d"/>`, x, y-barHeight+2, barHeight)
		d.text(x+22, y, "start", "", b.Left.In(d.lang))
	}
	return y
}

func (d *drawing) panel(p Panel, y int) int {
	y += lineHeight
	d.text(margin, y, "start", "head", p.Title.In(d.lang))
	top := y + 6
	for _, r := range p.Rows {
		y += rowHeight
		d.text(margin+labelWidth, y, "end", "", short(r.Label.In(d.lang)))
		if r.Right > 0 || r.Left == 0 {
			d.printf(`<rect class="right" x="%d" y="%d" width="%d" height="%d"/>`, d.zero, y-barHeight+2, d.length(r.Right), barHeight)
			d.text(d.zero+d.length(r.Right)+6, y, "start", "number", grouped(r.Right))
		}
		if r.Left > 0 {
			d.printf(`<rect class="left" x="%d" y="%d" width="%d" height="%d"/>`, d.zero-d.length(r.Left), y-barHeight+2, d.length(r.Left), barHeight)
			d.text(d.zero-d.length(r.Left)-6, y, "end", "number", grouped(r.Left))
		}
	}
	d.printf(`<line x1="%d" y1="%d" x2="%d" y2="%d"/>`, d.zero, top, d.zero, y+8)
	return y
}

func (d *drawing) printf(format string, args ...any) { fmt.Fprintf(d, format+"\n", args...) }

func (d *drawing) text(x, y int, anchor, class, s string) {
	if class != "" {
		class = ` class="` + class + `"`
	}
	d.printf(`<text x="%d" y="%d" text-anchor="%s"%s>%s</text>`, x, y, anchor, class, escaped(s))
}

const style = `text{font:14px "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;fill:#1a1a1a}
.title{font-size:18px;font-weight:600}.head{font-weight:600}.soft{fill:#555}.number{font-variant-numeric:tabular-nums}
.right{fill:#1b6b57}.left{fill:url(#hatch);stroke:#a3401c}line{stroke:#1a1a1a}`

func (d *drawing) document(b Bars, height int) []byte {
	var out bytes.Buffer
	tag := d.lang.String()
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="chart-title chart-text" lang="%s" viewBox="0 0 %d %d" width="%[2]d" height="%[3]d">`+"\n", tag, total, height)
	fmt.Fprintf(&out, "<title id=\"chart-title\">%s</title>\n<desc id=\"chart-text\">%s</desc>\n", escaped(b.Title.In(d.lang)), escaped(b.spoken(d.lang)))
	fmt.Fprintf(&out, "<style>%s</style>\n", style)
	out.WriteString(`<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="#a3401c"/></pattern></defs>` + "\n")
	fmt.Fprintf(&out, `<rect width="%d" height="%d" fill="#fff"/>`+"\n", total, height)
	out.Write(d.Bytes())
	out.WriteString("</svg>\n")
	return out.Bytes()
}

// spoken says the chart in words: the finding, then row by row.
func (b Bars) spoken(l words.Lang) string {
	colon, comma, stop := "：", "，", "。"
	if l == words.En {
		colon, comma, stop = ": ", ", ", ". "
	}
	var s strings.Builder
	s.WriteString(b.Text.In(l))
	for _, p := range b.Panels {
		s.WriteString(" " + p.Title.In(l) + colon)
		for i, r := range p.Rows {
			if i > 0 {
				s.WriteString(stop)
			}
			fmt.Fprintf(&s, "%s %s %s%s%s %s", r.Label.In(l), b.Right.In(l), grouped(r.Right), comma, b.Left.In(l), grouped(r.Left))
		}
		s.WriteString(strings.TrimSpace(stop))
	}
	return s.String()
}

func escaped(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic("chart: a buffer refuses text: " + err.Error())
	}
	return b.String()
}

// grouped writes 12345 as 12,345.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// wide is about how many letters wide a text is; a Chinese character is two.
func wide(s string) int {
	n := 0
	for _, r := range s {
		n += letters(r)
	}
	return n
}

func letters(r rune) int {
	if unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF {
		return 2
	}
	return 1
}

// short cuts a label that its place has no room for.
func short(s string) string {
	used := 0
	for i, r := range s {
		if used += letters(r); used > labelWidth/letter-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// lines breaks a text into lines of at most so many letters, at blanks and between Chinese characters.
func lines(s string, most int) []string {
	var list []string
	line, used, last := "", 0, 0
	for _, r := range s {
		if used+letters(r) > most && line != "" {
			at := len(line)
			if last > 0 && letters(r) == 1 && r != ' ' {
				at = last
			}
			list = append(list, strings.TrimSpace(line[:at]))
			line = line[at:]
			used, last = wide(line), 0
		}
		line += string(r)
		used += letters(r)
		if r == ' ' || letters(r) == 2 {
			last = len(line)
		}
	}
	if strings.TrimSpace(line) != "" {
		list = append(list, strings.TrimSpace(line))
	}
	return list
}
