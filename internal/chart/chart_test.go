package chart_test

import (
	"encoding/xml"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"renshe/internal/chart"
	"renshe/internal/words"
)

func same(s string) words.Text { return words.Text{Zh: s, En: s} }

func bars(rows ...chart.Row) chart.Bars {
	return chart.Bars{Title: words.Text{Zh: "基础养老金加20元", En: "the basic pension rises"}, Text: words.Text{Zh: "三人受益。", En: "Three gain."},
		Right: words.Text{Zh: "受益者", En: "winners"}, Left: words.Text{Zh: "受损者", En: "losers"},
		Panels: []chart.Panel{{Title: words.Text{Zh: "乡镇", En: "townships"}, Rows: rows}}}
}

// read walks the drawing as XML and gives its elements with attributes and text.
func read(t *testing.T, svg []byte) (elements []xml.StartElement, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return elements, text
		}
		if err != nil {
			t.Fatalf("not XML: %v\n%s", err, svg)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			elements = append(elements, tok.Copy())
		case xml.CharData:
			text += string(tok)
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func TestBarsSayEverythingInWords(t *testing.T) {
	svg := bars(chart.Row{Label: same("陬市镇"), Right: 12345, Left: 678}).SVG(words.Zh)
	elements, text := read(t, svg)
	for _, want := range []string{"基础养老金加20元", "the basic pension rises", "三人受益。", "陬市镇 受益者 12,345，受损者 678", "受损者"} {
		if !strings.Contains(text, want) {
			t.Errorf("the drawing does not say %q", want)
		}
	}
	if root := elements[0]; attr(root, "role") != "img" || attr(root, "aria-labelledby") != "chart-title chart-text" || attr(root, "lang") != "zh-CN" {
		t.Errorf("the drawing is not described for screen readers: %v", root.Attr)
	}
	if !strings.Contains(string(bars(chart.Row{Label: same("a"), Right: 1}).SVG(words.En)), "Three gain. townships: a winners 1, losers 0.") {
		t.Error("the English description is not complete")
	}
}

// The longest bars of both sides share the width, whatever the numbers are, and no mark leaves the drawing.
func TestBarsStayInside(t *testing.T) {
	for name, rows := range map[string][]chart.Row{
		"both sides": {{same("a"), 900, 100}, {same("b"), 5, 400}},
		"right only": {{same("a"), 1, 0}, {same("b"), 1_400_000_000, 0}},
		"left only":  {{same("a"), 0, 7}},
		"nothing":    {{same("a"), 0, 0}},
		"no rows":    nil,
	} {
		elements, _ := read(t, bars(rows...).SVG(words.En))
		width, err := strconv.Atoi(attr(elements[0], "width"))
		if err != nil {
			t.Fatal(err)
		}
		drawn := 0
		for _, e := range elements {
			class := attr(e, "class")
			if e.Name.Local != "rect" || class != "right" && class != "left" {
				continue
			}
			x, _ := strconv.Atoi(attr(e, "x"))
			w, err := strconv.Atoi(attr(e, "width"))
			if drawn++; err != nil || x < 0 || w < 0 || x+w > width {
				t.Errorf("%s: a bar from %d, %d wide, in a drawing of %d", name, x, w, width)
			}
		}
		if drawn < len(rows) {
			t.Errorf("%s: %d bars of %d rows", name, drawn, len(rows))
		}
	}
}

// What comes from a file cannot become a mark of its own.
func TestBarsHoldNoScripts(t *testing.T) {
	b := bars(chart.Row{Label: same(`</text><script>alert(1)</script>`), Right: 1})
	b.Title = words.Text{Zh: "\x1b\"><script>", En: "<a href='x'>"}
	b.Text = same(strings.Repeat("长", 500) + " & <b>")
	elements, _ := read(t, b.SVG(words.Zh))
	for _, e := range elements {
		switch e.Name.Local {
		case "svg", "title", "desc", "style", "defs", "pattern", "rect", "text", "line":
		default:
			t.Errorf("the drawing holds <%s>", e.Name.Local)
		}
		for _, a := range e.Attr {
			if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Value, "href") {
				t.Errorf("the drawing holds %s=%q", a.Name.Local, a.Value)
			}
		}
	}
	if n := int64(math.MaxInt32); !strings.Contains(string(bars(chart.Row{Label: same("a"), Right: n}).SVG(words.En)), "2,147,483,647") {
		t.Error("a large number is not written out")
	}
}
