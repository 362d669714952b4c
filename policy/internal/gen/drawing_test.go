package main

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"renshe/policy/internal/lawfile"
)

var update = flag.Bool("update", false, "write the golden drawing anew")

// element is a tag of an SVG with its attributes and its own text.
type element struct {
	name, text string
	attr       map[string]string
	within     string // data-name of the group it stands in
}

// readSVG parses a drawing strictly.
func readSVG(t interface{ Fatalf(string, ...any) }, svg []byte) []element {
	d := xml.NewDecoder(bytes.NewReader(svg))
	var all []element
	var open []int
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("not XML: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attr: map[string]string{}}
			if len(open) > 0 {
				up := all[open[len(open)-1]]
				if e.within = up.within; up.attr["data-name"] != "" {
					e.within = up.attr["data-name"]
				}
			}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			open = append(open, len(all))
			all = append(all, e)
		case xml.CharData:
			if len(open) > 0 {
				all[open[len(open)-1]].text += string(token)
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
}

func number(t interface{ Fatalf(string, ...any) }, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("%q is not a whole number", s)
	}
	return n
}

// checkDrawing holds what every drawing must keep: valid XML without scripts or references outside, a title and a description,
// each box and each line once, no box over another, all text inside its box and the whole inside its frame.
func checkDrawing(t interface {
	Fatalf(string, ...any)
	Errorf(string, ...any)
}, svg []byte, list []*figure) {
	all := readSVG(t, svg)
	root := all[0]
	if root.name != "svg" || root.attr["role"] != "img" || root.attr["aria-labelledby"] == "" || all[1].name != "title" || all[2].name != "desc" || all[2].text == "" {
		t.Errorf("the drawing does not say what it is: %v", root)
	}
	lines, boxes := map[string]int{}, map[string]int{}
	for _, e := range all {
		if e.name == "script" || e.name == "image" || e.name == "foreignObject" || e.attr["href"] != "" {
			t.Errorf("a drawing carries no <%s>", e.name)
		}
		if e.attr["data-from"] != "" {
			lines[e.attr["data-from"]+"→"+e.attr["data-to"]]++
		}
		if e.attr["data-name"] != "" {
			boxes[e.attr["data-name"]]++
		}
	}
	wanted := 0
	for _, f := range list {
		if boxes[f.name] != 1 {
			t.Errorf("%d boxes for %s", boxes[f.name], f.name)
		}
		for _, n := range f.needs {
			wanted++
			if lines[n+"→"+f.name] != 1 {
				t.Errorf("%d lines from %s to %s", lines[n+"→"+f.name], n, f.name)
			}
		}
	}
	if len(lines) != wanted || len(boxes) != len(list) {
		t.Errorf("%d lines and %d boxes, want %d and %d", len(lines), len(boxes), wanted, len(list))
	}
	checkText(t, all, list)
	for i, a := range list {
		if a.box.x < 0 || a.box.y < 0 || a.box.x+a.box.w > number(t, root.attr["width"]) || a.box.y+a.box.h > number(t, root.attr["height"]) {
			t.Errorf("%s stands outside the frame", a.name)
		}
		for _, b := range list[i+1:] {
			if a.box.x < b.box.x+b.box.w && b.box.x < a.box.x+a.box.w && a.box.y < b.box.y+b.box.h && b.box.y < a.box.y+a.box.h {
				t.Errorf("%s and %s overlap", a.name, b.name)
			}
		}
		for _, n := range a.needs {
			from := list[slices.IndexFunc(list, func(f *figure) bool { return f.name == n })]
			if from.box.x+from.box.w >= a.box.x {
				t.Errorf("%s is not left of %s", n, a.name)
			}
		}
	}
}

func checkText(t interface {
	Fatalf(string, ...any)
	Errorf(string, ...any)
}, all []element, list []*figure) {
	shift := 0
	for _, e := range all { // the chart stands below the heading; the first box is an input
		if e.name == "rect" && e.within == list[0].name {
			shift = number(t, e.attr["y"]) - list[0].box.y
		}
	}
	for _, e := range all {
		if e.name != "text" || e.within == "" {
			continue
		}
		b := list[slices.IndexFunc(list, func(f *figure) bool { return f.name == e.within })].box
		size, more := noteSize, 100
		if e.attr["class"] == "title" {
			size, more = titleSize, 100+boldMore
		}
		w := textWidth(e.text, size) * more / 100
		x, y := number(t, e.attr["x"]), number(t, e.attr["y"])-shift
		if x-w/2 < b.x || x+w/2 > b.x+b.w || y-size < b.y || y+size/4 > b.y+b.h {
			t.Errorf("%q does not fit its box of %d × %d: %d wide", e.text, b.w, b.h, w)
		}
	}
}

func TestSmallDrawing(t *testing.T) {
	m, err := model1(t, programHead+goodRule)
	if err != nil {
		t.Fatal(err)
	}
	m.parameters[0].Rows = []lawfile.Row{{Cite: lawfile.Cite{Document: "某办法", Article: "附表"}}}
	got := drawProgram(m, m.programs[0], en)
	const golden = "testdata/pay.en.svg"
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the drawing is not %s; look at it, then go test -update:\n%s", golden, got)
	}
}

// The drawings of all programs keep the rules, in both languages.
func TestDrawings(t *testing.T) {
	root, err := findRoot()
	if err != nil {
		t.Fatal(err)
	}
	m, err := read(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range m.programs {
		for _, l := range []lang{zh, en} {
			list := figures(m, p, l)
			checkDrawing(t, draw(p.slug, l.of(p.title), l.of(p.doc), list, l), list)
		}
	}
}

// Any graph, with any text, is drawn so that it can be read, and twice the same.
func TestAnyGraphIsDrawn(t *testing.T) {
	letters := rapid.SampledFrom([]string{"养老", "金", "（", "）", "，", "W", "mm", "i", " ", "<script>", "&", `"`, "'", "\x00", "\n", "Überlänge", "2025-01", "‘", "—"})
	rapid.Check(t, func(t *rapid.T) {
		said := func(label string) string {
			return "x" + strings.Join(rapid.SliceOfN(letters, 0, 40).Draw(t, label), "")
		}
		var list []*figure
		n := rapid.IntRange(1, 30).Draw(t, "n")
		for i := range n {
			f := &figure{name: fmt.Sprint("v", i), shape: shape(rapid.IntRange(0, int(shapeResult)).Draw(t, "shape")), title: said("title"), notes: []string{said("note")}}
			if i == 0 {
				f.shape = shapeInput
			}
			for j := range list {
				if f.shape > shapeParameter && rapid.IntRange(0, 4).Draw(t, "takes") == 0 {
					f.needs = append(f.needs, list[j].name)
				}
			}
			list = append(list, f)
		}
		l := lang(rapid.IntRange(0, 1).Draw(t, "language"))
		title, doc := said("title"), said("doc")
		svg := draw("any", title, doc, list, l)
		checkDrawing(t, svg, list)
		if !bytes.Equal(svg, draw("any", title, doc, list, l)) {
			t.Fatalf("two drawings of one graph differ")
		}
	})
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		most int
		want string
	}{
		{"城乡居民基础养老金标准", 70, "城乡居民基础|养老金标准"},
		{"金额（元）", 40, "金额|（元）"},
		{"缴费，补贴", 33, "缴费，|补贴"},
		{"months paid beyond", 80, "months paid|beyond"},
		{"Unbreakablelongword", 50, "Unbrea|kablelo|ngword"},
		{"国发〔2014〕8号 六", 200, "国发〔2014〕8号 六"},
		{"", 50, ""},
	} {
		if got := strings.Join(wrap(c.text, 11, c.most), "|"); got != c.want {
			t.Errorf("%q in %d: %q, want %q", c.text, c.most, got, c.want)
		}
	}
}
