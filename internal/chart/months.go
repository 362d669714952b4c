package chart

import (
	"bytes"
	"fmt"
	"math/bits"
	"strings"

	"renshe/internal/words"
)

// Width is how wide a drawing is, in pixels: text does not grow with a picture, so a narrow window gets a narrow drawing.
type Width int

// The widths.
const (
	Desk  Width = 1120
	Phone Width = 358
)

// Series is one line, or one part of the stacks: a value a month, which may be negative.
type Series struct {
	Name   words.Text
	Values []int64
}

// Months is a chart over months: lines, and stacks that stand on a line of nought, upwards and downwards.
type Months struct {
	Title words.Text // stands in both languages
	Unit  words.Text
	Width Width
	Label func(month int) string // names a month
	Say   func(value int64) string
	Lines []Series
	Up    []Series // e.g. what came in
	Down  []Series // e.g. what went out; positive values are drawn downwards
}

// The height of what is drawn, without title and legend.
const plotHeight = 240

// monthsDrawing is one chart under way.
type monthsDrawing struct {
	drawing
	m         Months
	n         int   // months
	low, high int64 // the values at the edges
	shift     uint  // how many bits are left out, so that no product overflows
	top       int   // y of high
}

// SVG draws the chart in one language; the title stands in both.
func (m Months) SVG(l words.Lang) []byte {
	d := &monthsDrawing{m: m, drawing: drawing{lang: l}}
	d.scale()
	y := margin + 18
	for i, t := range []string{m.Title.In(l), m.Title.In(1 - l)} {
		for _, line := range lines(t, (int(m.Width)-2*margin)/(letter+3-2*i)) {
			d.text(margin, y, "start", [...]string{"title", "soft"}[i], line)
			y += lineHeight + 2
		}
	}
	y = d.legend(y + 4)
	d.top = y + lineHeight + 10
	d.grid()
	d.stacks()
	for i, s := range m.Lines {
		d.line(i, s)
	}
	return d.document(d.top + plotHeight + 2*lineHeight)
}

// scale finds the edges: round numbers that everything lies between, and nought.
func (d *monthsDrawing) scale() {
	for _, s := range d.m.Lines {
		for _, v := range s.Values {
			d.low, d.high = min(d.low, v), max(d.high, v)
		}
		d.n = max(d.n, len(s.Values))
	}
	for _, s := range append(append([]Series(nil), d.m.Up...), d.m.Down...) {
		d.n = max(d.n, len(s.Values))
	}
	for i := range d.n {
		up, down := d.stack(i)
		d.high, d.low = max(d.high, up), min(d.low, -down)
	}
	if step := round(max(d.high, -d.low)); step > 0 {
		d.high = (d.high + step - 1) / step * step
		d.low = -((-d.low + step - 1) / step * step)
	}
	if d.high == d.low {
		d.high = 1
	}
	if n := bits.Len64(uint64(d.high) - uint64(d.low)); n > 48 {
		d.shift = uint(n - 48)
	}
}

// stack is how high a month's stacks stand over nought and hang below it.
func (d *monthsDrawing) stack(month int) (up, down int64) {
	for side, all := range [][]Series{d.m.Up, d.m.Down} {
		for _, s := range all {
			v := at(s, month)
			if side == 1 {
				v = -v
			}
			if v > 0 {
				up += v
			} else {
				down -= v
			}
		}
	}
	return up, down
}

func at(s Series, month int) int64 {
	if month < len(s.Values) {
		return s.Values[month]
	}
	return 0
}

// round is a step of 1, 2 or 5 with noughts, of which at most five make up the most.
func round(most int64) int64 {
	if most <= 0 {
		return 0
	}
	step := int64(1)
	for most/step > 50 {
		step *= 10
	}
	for _, by := range []int64{1, 2, 5, 10} {
		if most <= 5*step*by {
			return step * by
		}
	}
	return step * 10
}

// y is a value's place.
func (d *monthsDrawing) y(v int64) int {
	return d.top + int(((d.high>>d.shift)-(v>>d.shift))*plotHeight/max(1, (d.high>>d.shift)-(d.low>>d.shift)))
}

// x is a month's middle.
func (d *monthsDrawing) x(month int) int {
	return margin + (2*month+1)*(int(d.m.Width)-2*margin)/(2*max(d.n, 1))
}

func (d *monthsDrawing) legend(y int) int {
	x := margin
	entry := func(class string, name string) {
		width := 22 + (wide(name)+3)*letter
		if x > margin && x+width > int(d.m.Width)-margin {
			x, y = margin, y+lineHeight+4
		}
		d.printf(`<rect class="%s" x="%d" y="%d" width="16" height="%d"/>`, class, x, y-barHeight+2, barHeight)
		d.text(x+22, y, "start", "", cut(name, (int(d.m.Width)-2*margin-22)/letter))
		x += width
	}
	for i, s := range d.m.Lines {
		entry(fmt.Sprintf("s%d", i%fills), s.Name.In(d.lang))
	}
	for i, s := range d.series() {
		entry(fmt.Sprintf("s%d", i%fills), s.Name.In(d.lang))
	}
	return y
}

// series are the parts of the stacks, upper and lower: each has its own ground.
func (d *monthsDrawing) series() []Series {
	return append(append([]Series(nil), d.m.Up...), d.m.Down...)
}

func cut(s string, most int) string {
	used := 0
	for i, r := range s {
		if used += letters(r); used > most-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// grid draws the round values, nought thicker, and names the months; where there is no room for every name, every second or third.
func (d *monthsDrawing) grid() {
	step := round(max(d.high, -d.low))
	for v := d.low; v <= d.high && step > 0; v += step {
		class := "grid"
		if v == 0 {
			class = "nought"
		}
		d.printf(`<line class="%s" x1="%d" y1="%d" x2="%d" y2="%d"/>`, class, margin, d.y(v), int(d.m.Width)-margin, d.y(v))
		d.text(margin, d.y(v)-4, "start", "soft small", d.m.Say(v))
	}
	every := 1
	for d.n > 0 && (int(d.m.Width)-2*margin)/d.n*every < 9*letter {
		every++
	}
	for i := range d.n {
		if (d.n-1-i)%every == 0 {
			d.text(d.x(i), d.top+plotHeight+lineHeight, "middle", "small", d.m.Label(i))
		}
	}
}

// stacks draws each month's parts, from nought outwards, with the sums over and under them where they have room.
func (d *monthsDrawing) stacks() {
	width := min(96, max(4, (int(d.m.Width)-2*margin)/max(d.n, 1)*6/10))
	for i := range d.n {
		up, down := int64(0), int64(0)
		for n, s := range d.series() {
			v := at(s, i)
			if n >= len(d.m.Up) {
				v = -v
			}
			from := down
			switch {
			case v > 0:
				from, up = up, up+v
			case v < 0:
				down += v
			default:
				continue
			}
			top, bottom := d.y(max(from, from+v)), d.y(min(from, from+v))
			d.printf(`<rect class="s%d" x="%d" y="%d" width="%d" height="%d"/>`, n%fills, d.x(i)-width/2, top, width, max(1, bottom-top))
		}
		room := (int(d.m.Width) - 2*margin) / max(d.n, 1) / letter
		if s := d.m.Say(up); up > 0 && wide(s) <= room {
			d.text(d.x(i), d.y(up)-4, "middle", "small number", s)
		}
		if s := d.m.Say(-down); down < 0 && wide(s) <= room {
			d.text(d.x(i), d.y(down)+14, "middle", "small number", s)
		}
	}
}

// line draws one line with a point a month, and says its last value.
func (d *monthsDrawing) line(i int, s Series) {
	var points strings.Builder
	for m, v := range s.Values {
		fmt.Fprintf(&points, "%d,%d ", d.x(m), d.y(v))
	}
	d.printf(`<polyline class="line l%d" points="%s"/>`, i%fills, strings.TrimSpace(points.String()))
	for m, v := range s.Values {
		d.printf(`<circle class="s%d" cx="%d" cy="%d" r="4"/>`, i%fills, d.x(m), d.y(v))
	}
	if n := len(s.Values); n > 0 {
		anchor, x := "middle", d.x(n-1)
		text := d.m.Say(s.Values[n-1])
		if x+wide(text)*letter/2 > int(d.m.Width)-margin {
			anchor, x = "end", int(d.m.Width)-margin
		}
		d.text(x, d.y(s.Values[n-1])-10, anchor, "number", text)
	}
}

// fills is how many grounds there are before they come again; each is known by its hatching as well as by its colour.
const fills = 5

const monthsStyle = `text{font:14px "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;fill:#1a1a1a}
.title{font-size:17px;font-weight:600}.soft{fill:#555}.small{font-size:12px}.number{font-variant-numeric:tabular-nums;font-weight:600}
.grid{stroke:#d5dcdd}.nought{stroke:#1a1a1a;stroke-width:1.5}.line{fill:none;stroke-width:3}
.l0{stroke:#1b6b57}.l1{stroke:#a3401c;stroke-dasharray:8 4}.l2{stroke:#2c4f8c;stroke-dasharray:3 3}.l3{stroke:#6b4a86}.l4{stroke:#6a6a1a}
.s0{fill:#1b6b57;stroke:#1b6b57}.s1{fill:url(#h1);stroke:#a3401c}.s2{fill:url(#h2);stroke:#2c4f8c}.s3{fill:url(#h3);stroke:#6b4a86}.s4{fill:url(#h4);stroke:#6a6a1a}`

const hatchings = `<defs><pattern id="h1" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="#a3401c"/></pattern>
<pattern id="h2" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="#2c4f8c"/></pattern>
<pattern id="h3" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fff"/><rect width="6" height="2" fill="#6b4a86"/></pattern>
<pattern id="h4" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fff"/><circle cx="3" cy="3" r="2" fill="#6a6a1a"/></pattern></defs>
`

func (d *monthsDrawing) document(height int) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="chart-title chart-text" lang="%s" viewBox="0 0 %d %d" width="%[2]d" height="%[3]d">`+"\n", d.lang, int(d.m.Width), height)
	fmt.Fprintf(&out, "<title id=\"chart-title\">%s</title>\n<desc id=\"chart-text\">%s</desc>\n<style>%s</style>\n%s", escaped(d.m.Title.In(d.lang)), escaped(d.m.Spoken(d.lang)), monthsStyle, hatchings)
	fmt.Fprintf(&out, `<rect width="%d" height="%d" fill="#fff"/>`+"\n", int(d.m.Width), height)
	out.Write(d.Bytes())
	out.WriteString("</svg>\n")
	return out.Bytes()
}

// Spoken says the chart in words: the title, then each series month by month.
func (m Months) Spoken(l words.Lang) string {
	colon, comma, stop := "：", "，", "。"
	if l == words.En {
		colon, comma, stop = ": ", ", ", ". "
	}
	var b strings.Builder
	b.WriteString(m.Title.In(l))
	if !m.Unit.IsZero() {
		b.WriteString(" (" + m.Unit.In(l) + ")")
	}
	b.WriteString(stop)
	for _, s := range append(append(append([]Series(nil), m.Lines...), m.Up...), m.Down...) {
		b.WriteString(s.Name.In(l) + colon)
		for i, v := range s.Values {
			if i > 0 {
				b.WriteString(comma)
			}
			b.WriteString(m.Label(i) + " " + m.Say(v))
		}
		b.WriteString(stop)
	}
	return strings.TrimSpace(b.String())
}
