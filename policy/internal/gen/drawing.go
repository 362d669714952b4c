package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
)

// shape tells what a box stands for: by its outline, its colour and the legend, so that none of them is needed alone.
type shape int

const (
	shapeInput shape = iota
	shapeParameter
	shapeLookup
	shapeRule
	shapeResult
)

var (
	shapeClass = []string{"input", "parameter", "lookup", "rule", "result"}
	shapeTitle = []text{{"填写项", "filled in"}, {"法定参数", "legal parameter"}, {"按条件查得的参数", "legal parameter, looked up"}, {"规则", "rule"}, {"结果", "result"}}
)

// figure is a value of a program as the drawing shows it.
type figure struct {
	name  string
	shape shape
	title string
	notes []string // kind of value, what it is looked up by, change of the rule, articles
	needs []string // names of figures
	box   *box
}

// Sizes of text and boxes in pixels.
const (
	titleSize  = 13
	noteSize   = 11
	titleStep  = 18
	noteStep   = 15
	boxPadding = 10
	sidePad    = 12
	headSize   = 19
	headStep   = 26
	boldMore   = 10 // hundredths by which bold letters are wider
	leastWidth = 760
)

// textMost is how wide a text in a box may be: Chinese needs less room.
func textMost(l lang) int {
	if l == zh {
		return 138
	}
	return 154
}

func boldMost(most int) int { return most * 100 / (100 + boldMore) }

// drawProgram draws how the results of a program come from what is filled in and from the law.
func drawProgram(m *model, prog *program, l lang) []byte {
	return draw(prog.slug, capital(l.of(prog.title)), capital(l.of(prog.doc)), figures(m, prog, l), l)
}

// draw lays the figures out and writes the SVG.
func draw(slug, title, doc string, list []*figure, l lang) []byte {
	c := &chart{}
	byName := map[string]*figure{}
	for _, f := range list {
		f.box = measure(f, l)
		c.boxes = append(c.boxes, f.box)
		byName[f.name] = f
	}
	var from []*figure // of each line
	for _, f := range list {
		for _, name := range f.needs {
			c.lines = append(c.lines, &line{from: byName[name].box, to: f.box})
			from = append(from, byName[name])
		}
	}
	c.layout()
	d := &page{lang: l, slug: slug, width: max(leastWidth, c.width)}
	d.head(title, doc, list)
	d.down = d.at
	d.lines(c, from, list)
	for s := range shapeClass {
		d.group(shape(s), list)
	}
	d.at += c.height
	d.legend(list)
	return d.finish(title, doc, list)
}

// measure gives a figure its box, large enough for its text and for the lines that enter.
func measure(f *figure, l lang) *box {
	const perPort = 9
	b := &box{w: textMost(l) + 2*sidePad, stays: f.shape == shapeInput, follows: f.shape == shapeParameter, ends: f.shape == shapeResult}
	title, notes := f.wrapped(l)
	b.h = 2*boxPadding + len(title)*titleStep + len(notes)*noteStep
	b.h = max(b.h, 2*portInset+(len(f.needs)-1)*perPort)
	return b
}

func (f *figure) wrapped(l lang) (title, notes []string) {
	for _, n := range f.notes {
		notes = append(notes, balance(n, noteSize, textMost(l))...)
	}
	return balance(f.title, titleSize, boldMost(textMost(l))), notes
}

// page is the SVG while it is written.
type page struct {
	bytes.Buffer
	lang  lang
	slug  string
	width int
	at    int // y of what comes next
	down  int // y of the chart
}

func (d *page) put(format string, args ...any) { fmt.Fprintf(d, format+"\n", args...) }

// escaped makes a text safe in XML, between tags and in attributes.
func escaped(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return ""
	}
	return b.String()
}

// head writes the title and the description.
func (d *page) head(title, doc string, list []*figure) {
	d.at = margin
	inner := d.width - 2*margin
	for _, s := range wrap(title, headSize, boldMost(inner)) {
		d.at += headStep
		d.put(`<text class="head" x="%d" y="%d">%s</text>`, margin, d.at-7, escaped(s))
	}
	for _, s := range wrap(doc, noteSize, inner) {
		d.at += noteStep
		d.put(`<text class="note" x="%d" y="%d">%s</text>`, margin, d.at, escaped(s))
	}
}

// lines writes the lines under the boxes, those of one kind of source together.
func (d *page) lines(c *chart, from []*figure, list []*figure) {
	name := map[*box]string{}
	for _, f := range list {
		name[f.box] = f.name
	}
	for s, class := range shapeClass {
		if !slices.ContainsFunc(from, func(f *figure) bool { return f.shape == shape(s) }) {
			continue
		}
		d.put(`<g class="line %s">`, class)
		for i, l := range c.lines {
			if from[i].shape == shape(s) {
				d.put(`<path data-from="%s" data-to="%s" d="%s" marker-end="url(#%s-%s)"/>`, escaped(name[l.from]), escaped(name[l.to]), d.path(l), d.slug, class)
			}
		}
		d.put(`</g>`)
	}
}

// path runs a line through the gaps between the columns in curves and straight through the columns.
func (d *page) path(l *line) string {
	const arrow = 2
	var b strings.Builder
	x, y := l.from.x+l.from.w, l.from.middle()+d.down
	fmt.Fprintf(&b, "M%d %d", x, y)
	to := func(tx, ty int) {
		half := (x + tx) / 2
		fmt.Fprintf(&b, "C%d %d %d %d %d %d", half, y, half, ty, tx, ty)
		x, y = tx, ty
	}
	for _, bend := range l.bends {
		to(bend.x, bend.middle()+d.down)
		x = bend.x + bend.w
		fmt.Fprintf(&b, "H%d", x)
	}
	to(l.to.x-arrow, l.end+d.down)
	return b.String()
}

// group writes the boxes of one shape.
func (d *page) group(s shape, list []*figure) {
	if !slices.ContainsFunc(list, func(f *figure) bool { return f.shape == s }) {
		return
	}
	d.put(`<g class="%s">`, shapeClass[s])
	for _, f := range list {
		if f.shape != s {
			continue
		}
		b := f.box
		title, notes := f.wrapped(d.lang)
		d.put(`<g data-name="%s"><title>%s</title>`, escaped(f.name), escaped(strings.Join(append([]string{f.title}, f.notes...), "\n")))
		d.outline(s, b.x, b.y+d.down, b.w, b.h)
		x := b.x + b.w/2
		y := b.y + d.down + (b.h-len(title)*titleStep-len(notes)*noteStep)/2
		for _, t := range title {
			y += titleStep
			d.put(`<text class="title" x="%d" y="%d">%s</text>`, x, y-5, escaped(t))
		}
		for _, t := range notes {
			y += noteStep
			d.put(`<text class="note" x="%d" y="%d">%s</text>`, x, y-4, escaped(t))
		}
		d.put(`</g>`)
	}
	d.put(`</g>`)
}

// outline draws the shape: round ends, a folded corner, a table's bars, plain, or a double frame.
func (d *page) outline(s shape, x, y, w, h int) {
	const fold, bar, frame = 12, 6, 3
	switch s {
	case shapeInput:
		d.put(`<rect x="%d" y="%d" width="%d" height="%d" rx="%d"/>`, x, y, w, h, min(14, h/2))
	case shapeParameter:
		d.put(`<path d="M%d %dH%dL%d %dV%dH%dZM%d %dV%dH%d"/>`, x, y, x+w-fold, x+w, y+fold, y+h, x, x+w-fold, y, y+fold, x+w)
	case shapeLookup:
		d.put(`<path d="M%d %dH%dV%dH%dZM%d %dV%dM%d %dV%d"/>`, x, y, x+w, y+h, x, x+bar, y, y+h, x+w-bar, y, y+h)
	case shapeRule:
		d.put(`<rect x="%d" y="%d" width="%d" height="%d"/>`, x, y, w, h)
	case shapeResult:
		d.put(`<rect x="%d" y="%d" width="%d" height="%d"/><rect x="%d" y="%d" width="%d" height="%d"/>`, x, y, w, h, x+frame, y+frame, w-2*frame, h-2*frame)
	}
}

// legend explains the shapes that occur.
func (d *page) legend(list []*figure) {
	const w, h, gap = 34, 20, 26
	x := margin
	for s, t := range shapeTitle {
		if !slices.ContainsFunc(list, func(f *figure) bool { return f.shape == shape(s) }) {
			continue
		}
		label := d.lang.of(t)
		if x > margin && x+w+8+textWidth(label, noteSize)+margin > d.width {
			x, d.at = margin, d.at+h+10
		}
		d.put(`<g class="%s legend">`, shapeClass[s])
		d.outline(shape(s), x, d.at, w, h)
		d.put(`<text class="note" x="%d" y="%d">%s</text></g>`, x+w+8, d.at+14, escaped(label))
		x += w + 8 + textWidth(label, noteSize) + gap
	}
	d.at += h + margin
}

// finish puts frame, title, description, styles and arrow heads before what was written.
func (d *page) finish(title, doc string, list []*figure) []byte {
	var b bytes.Buffer
	language := d.lang.pick("zh-CN", "en")
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" xml:lang="%s" lang="%s" role="img" aria-labelledby="%s-title %s-desc" width="%d" height="%d" viewBox="0 0 %d %d" font-family="%s">`+"\n",
		language, language, d.slug, d.slug, d.width, d.at, d.width, d.at, escaped(d.lang.of(fonts)))
	fmt.Fprintf(&b, "<title id=\"%s-title\">%s</title>\n<desc id=\"%s-desc\">%s</desc>\n", d.slug, escaped(title), d.slug, escaped(d.describe(doc, list)))
	fmt.Fprintf(&b, "<style>%s</style>\n<defs>\n", styles())
	for _, class := range shapeClass {
		fmt.Fprintf(&b, `<marker id="%s-%s" class="%s head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.5L8 4L0 7.5Z"/></marker>`+"\n", d.slug, class, class)
	}
	fmt.Fprintf(&b, "</defs>\n<rect class=\"ground\" width=\"%d\" height=\"%d\"/>\n", d.width, d.at)
	b.Write(d.Bytes())
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// describe says in words what the drawing shows, for readers who cannot see it.
func (d *page) describe(doc string, list []*figure) string {
	title := map[string]string{}
	for _, f := range list {
		title[f.name] = f.title
	}
	said := []string{doc}
	for _, f := range list {
		var from []string
		for _, n := range f.needs {
			from = append(from, title[n])
		}
		if len(from) > 0 {
			said = append(said, f.title+d.lang.pick("来自：", " comes from: ")+strings.Join(from, d.lang.pick("、", ", "))+d.lang.pick("。", "."))
		}
	}
	return strings.Join(said, "\n")
}

// fonts are asked for by name; none is carried along.
var fonts = text{`"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif`,
	`system-ui,"Segoe UI","Noto Sans","Helvetica Neue",Arial,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif`}

// styles are the colours by day, on paper and by night.
func styles() string {
	var b strings.Builder
	fmt.Fprintf(&b, "text{stroke:none}.head{font-size:%dpx;font-weight:700}.title{font-size:%dpx;font-weight:600;text-anchor:middle}"+
		".note{font-size:%dpx}g[data-name] .note{text-anchor:middle}g>rect,g>path{stroke-width:1.3}.result rect{stroke-width:1.6}.line path{stroke-width:1.4}",
		headSize, titleSize, noteSize)
	colours := func(ground, ink, pale string, fills, strokes [5]string) {
		fmt.Fprintf(&b, ".ground{fill:%s}text{fill:%s}.note{fill:%s}", ground, ink, pale)
		for i, class := range shapeClass {
			fmt.Fprintf(&b, ".%s rect,.%s path{fill:%s;stroke:%s}.line.%s path{fill:none;stroke:%s}marker.%s path{fill:%s;stroke:none}",
				class, class, fills[i], strokes[i], class, strokes[i], class, strokes[i])
		}
	}
	colours("#ffffff", "#16202e", "#465264", [5]string{"#e6f0fb", "#fdf1d6", "#f3e8fb", "#f2f4f7", "#e0f3e6"},
		[5]string{"#2563a8", "#9a6400", "#7b3fb0", "#5a6575", "#1c7440"})
	b.WriteString("@media screen and (prefers-color-scheme:dark){")
	colours("#11161d", "#edf1f7", "#b6c0cd", [5]string{"#15293f", "#382a0c", "#2c1b3d", "#222a35", "#123321"},
		[5]string{"#74b0f0", "#e0a93c", "#c493f0", "#98a5b8", "#5fc98a"})
	b.WriteString("}")
	return b.String()
}
