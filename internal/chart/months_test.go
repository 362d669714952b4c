package chart_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"renshe/internal/chart"
	"renshe/internal/words"
)

func months(width chart.Width) chart.Months {
	return chart.Months{Title: words.Text{Zh: "基金收支", En: "received and paid"}, Unit: words.Text{Zh: "元", En: "yuan"}, Width: width,
		Label: func(i int) string { return "2026-0" + strconv.Itoa(i+1) }, Say: func(v int64) string { return strconv.FormatInt(v, 10) }}
}

func TestMonthsSayEverythingInWords(t *testing.T) {
	m := months(chart.Desk)
	m.Lines = []chart.Series{{Name: same("资产"), Values: []int64{100, 250}}}
	m.Up = []chart.Series{{Name: same("补助"), Values: []int64{300, 0}}}
	m.Down = []chart.Series{{Name: same("待遇"), Values: []int64{0, 120}}, {Name: same("退回"), Values: []int64{0, -7}}}
	svg := m.SVG(words.Zh)
	elements, text := read(t, svg)
	for _, want := range []string{"基金收支", "received and paid", "基金收支 (元)。资产：2026-01 100，2026-02 250。补助：2026-01 300，2026-02 0。待遇：2026-01 0，2026-02 120。退回：2026-01 0，2026-02 -7。"} {
		if !strings.Contains(text, want) {
			t.Errorf("the drawing does not say %q:\n%s", want, text)
		}
	}
	bars, points := map[string]int{}, 0
	for _, e := range elements {
		switch {
		case e.Name.Local == "rect" && attr(e, "width") != "16" && attr(e, "class") != "":
			bars[attr(e, "class")]++
		case e.Name.Local == "circle" && attr(e, "class") != "":
			points++
		case e.Name.Local == "script" || e.Name.Local == "a" || attr(e, "href") != "":
			t.Errorf("a %s in the drawing", e.Name.Local)
		}
	}
	if bars["s0"] != 1 || bars["s1"] != 1 || bars["s2"] != 1 || points != 2 {
		t.Errorf("%v bars, %d points", bars, points)
	}
}

// Whatever is drawn, every mark lies within the drawing.
func TestMonthsStayWithinTheirFrame(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		m := months(rapid.SampledFrom([]chart.Width{chart.Desk, chart.Phone}).Draw(r, "width"))
		n := rapid.IntRange(0, 24).Draw(r, "months")
		values := rapid.OneOf(rapid.Int64Range(-1000, 1000), rapid.Int64Range(-math.MaxInt64/8, math.MaxInt64/8))
		series := func(name string) []chart.Series {
			all := make([]chart.Series, rapid.IntRange(0, 3).Draw(r, name))
			for i := range all {
				all[i] = chart.Series{Name: same(name + strconv.Itoa(i)), Values: rapid.SliceOfN(values, n, n).Draw(r, name)}
			}
			return all
		}
		m.Lines = series("line")
		if rapid.Bool().Draw(r, "stacks") {
			for _, s := range []*[]chart.Series{&m.Up, &m.Down} {
				*s = series("stack")
				for i := range *s { // three of each side do not overflow
					for j := range (*s)[i].Values {
						(*s)[i].Values[j] /= 8
					}
				}
			}
		}
		elements, _ := read(t, m.SVG(words.En))
		height := number(r, attr(elements[0], "height"))
		for _, e := range elements {
			for _, name := range []string{"x", "x1", "x2", "cx"} {
				if s := attr(e, name); s != "" && (number(r, s) < 0 || number(r, s) > int(m.Width)) {
					r.Fatalf("%s %s of %d", e.Name.Local, s, m.Width)
				}
			}
			for _, name := range []string{"y", "y1", "y2", "cy"} {
				if s := attr(e, name); s != "" && (number(r, s) < -1 || number(r, s) > height) {
					r.Fatalf("%s %s of %d", e.Name.Local, s, height)
				}
			}
		}
	})
}

func number(t *rapid.T, s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
