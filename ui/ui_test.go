package ui

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func parse(t *testing.T, page string) *html.Node {
	t.Helper()
	n, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

var everyPage = []*Page{
	{Shell: ShellDesk, Demo: true, Path: "/style"},
	{Shell: ShellDesk, Lang: words.En, Size: 28, Path: "/style?a=b"},
	{Shell: ShellCitizen, Path: "/style"},
	{Shell: ShellCitizen, Elder: true, Lang: words.En},
	{Shell: ShellBoard},
	{Shell: ShellBare, Lang: words.En},
}

// The scripts from elsewhere are what the list says they are, to the byte.
func TestVendoredFilesAreWhatTheListSays(t *testing.T) {
	list, err := os.ReadFile("assets/VENDORED.txt")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for line := range strings.Lines(string(list)) {
		f := strings.Fields(line)
		if len(f) < 5 || f[0] == "#" {
			continue
		}
		body, err := os.ReadFile("assets/" + f[0])
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(body)
		if hex.EncodeToString(sum[:]) != f[3] {
			t.Errorf("%s is not the file of the list", f[0])
		}
		if !strings.HasPrefix(f[1], "2.0.") || !bytes.Contains(body, []byte(`"`+f[1]+`"`)) {
			t.Errorf("%s does not call itself version %s", f[0], f[1])
		}
		if licence, err := os.ReadFile("assets/htmx.LICENSE"); err != nil || !bytes.Contains(licence, []byte("Zero-Clause BSD")) {
			t.Error("htmx has no licence beside it")
		}
		checked++
	}
	if checked != 1 {
		t.Errorf("%d vendored files in the list", checked)
	}
}

func TestAssetsCarryTheirHash(t *testing.T) {
	for path, body := range Assets() {
		sum := sha256.Sum256(body)
		if !strings.Contains(path, hex.EncodeToString(sum[:6])) || !strings.HasPrefix(path, AssetRoot) {
			t.Errorf("%s is not named by its content", path)
		}
	}
	if len(Assets()) != len(bundles) {
		t.Errorf("%d assets, %d bundles", len(Assets()), len(bundles))
	}
}

func tokens(t *testing.T) map[string]string {
	t.Helper()
	css, err := os.ReadFile("assets/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, m := range regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]{6});`).FindAllStringSubmatch(string(css), -1) {
		found[m[1]] = m[2]
	}
	return found
}

// luminance by WCAG 2.2.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil || len(colour) != 7 {
		t.Fatalf("colour %q", colour)
	}
	part := func(v uint64) float64 {
		s := float64(v&255) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(n>>16) + 0.7152*part(n>>8) + 0.0722*part(n)
}

func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestTextHasContrast(t *testing.T) {
	c := tokens(t)
	pairs := map[string][]string{
		"ink":        {"paper", "ground", "brand-pale", "info-pale", "good-pale", "warn-pale", "danger-pale", "level-0", "level-1", "level-2", "level-3"},
		"ink-2":      {"paper", "ground", "brand-pale"},
		"brand":      {"paper", "ground"},
		"brand-deep": {"paper", "ground", "brand-pale"},
		"on-brand":   {"brand", "brand-deep", "level-4", "level-5", "danger"},
		"link":       {"paper", "ground", "brand-pale"},
		"link-deep":  {"paper", "ground"},
		"info":       {"info-pale", "paper"},
		"good":       {"good-pale", "paper", "ground"},
		"warn":       {"warn-pale", "paper"},
		"danger":     {"danger-pale", "paper", "ground"},
		"focus-ink":  {"focus"},
	}
	for fg, grounds := range pairs {
		for _, bg := range grounds {
			if c[fg] == "" || c[bg] == "" {
				t.Fatalf("no token %s or %s", fg, bg)
			}
			if got := contrast(t, c[fg], c[bg]); got < 4.5 {
				t.Errorf("%s on %s: %.2f:1, less than 4.5:1", fg, bg, got)
			}
		}
	}
	// The edge of a control is not text: 3:1 (WCAG 1.4.11).
	if got := contrast(t, c["line-strong"], c["paper"]); got < 3 {
		t.Errorf("edge of controls: %.2f:1, less than 3:1", got)
	}
}

func TestSizesAreWhatTheDesignSays(t *testing.T) {
	css := string(Assets()[Asset("renshe.css")])
	for _, want := range []string{"html { font-size: 20px; }", `html[data-elder] { font-size: 22px; --target: 60px; }`, "--target: 56px;", "--leading: 1.6;"} {
		if !strings.Contains(css, want) {
			t.Errorf("the style sheet lacks %q", want)
		}
	}
	for _, n := range DeskSizes {
		if n != 20 && !strings.Contains(css, `html[data-size="`+strconv.Itoa(n)+`"] { font-size: `+strconv.Itoa(n)+`px; }`) {
			t.Errorf("no rule for text size %d", n)
		}
	}
	for _, p := range []struct {
		page Page
		want int
	}{{Page{}, 20}, {Page{Shell: ShellCitizen}, 18}, {Page{Shell: ShellCitizen, Elder: true}, 22}, {Page{Size: 28}, 28}} {
		if got := p.page.Pixels(); got != p.want {
			t.Errorf("%v: %d px, want %d", p.page.Shell, got, p.want)
		}
	}
}

// A village line is slow and paid by the megabyte: the first page with everything it needs stays under 60 KB.
func TestFirstCitizenPageIsLight(t *testing.T) {
	var all int
	zip := func(b []byte) int {
		var out bytes.Buffer
		z, _ := gzip.NewWriterLevel(&out, 6)
		_, _ = z.Write(b)
		_ = z.Close()
		return out.Len()
	}
	for _, body := range Assets() {
		all += zip(body)
	}
	all += zip([]byte(render(t, StylePage(&Page{Shell: ShellCitizen}))))
	if all > 60<<10 {
		t.Errorf("first page with script and style: %d bytes compressed, more than 60 KB", all)
	}
}

// A page's policy forbids inline script and style: none may be in it, or it silently does not work.
func TestPagesHoldNothingInline(t *testing.T) {
	for _, p := range everyPage {
		page := render(t, StylePage(p))
		var walk func(n *html.Node)
		walk = func(n *html.Node) {
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Key, "hx-on") {
					t.Errorf("%v: <%s> has %s", p.Shell, n.Data, a.Key)
				}
			}
			if src, _ := attr(n, "src"); n.Data == "script" && (src == "" || n.FirstChild != nil) || n.Data == "style" && n.Type == html.ElementNode {
				t.Errorf("%v: inline <%s>", p.Shell, n.Data)
			}
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				walk(c)
			}
		}
		walk(parse(t, page))
	}
}

// Ids are unique, every control has a label, every reference leads somewhere, there is one h1 and one primary act.
func TestPagesHoldTogether(t *testing.T) {
	for _, p := range everyPage {
		seen, labels := map[string]int{}, map[string]bool{}
		var controls, refs []string
		heads, primary := 0, 0
		var walk func(n *html.Node)
		walk = func(n *html.Node) {
			if id, ok := attr(n, "id"); ok {
				seen[id]++
			}
			if f, ok := attr(n, "for"); ok {
				labels[f] = true
			}
			for _, name := range []string{"aria-describedby", "aria-labelledby"} {
				v, _ := attr(n, name)
				refs = append(refs, strings.Fields(v)...)
			}
			kind, _ := attr(n, "type")
			if (n.Data == "input" && kind != "hidden") || n.Data == "select" || n.Data == "textarea" {
				id, _ := attr(n, "id")
				controls = append(controls, id)
			}
			if n.Data == "h1" {
				heads++
			}
			if class, _ := attr(n, "class"); strings.Contains(class, "button primary") {
				primary++
			}
			if n.Data == "img" {
				if _, ok := attr(n, "alt"); !ok {
					t.Error("an image without alt")
				}
			}
			if href, ok := attr(n, "href"); ok && strings.HasPrefix(href, "#f-") {
				refs = append(refs, href[1:])
			}
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				walk(c)
			}
		}
		walk(parse(t, render(t, StylePage(p))))
		for id, n := range seen {
			if n > 1 {
				t.Errorf("%v: id %q stands %d times", p.Shell, id, n)
			}
		}
		for _, id := range controls {
			if id == "" || !labels[id] {
				t.Errorf("%v: control %q has no label", p.Shell, id)
			}
		}
		for _, id := range refs {
			if seen[id] == 0 {
				t.Errorf("%v: nothing has the id %q", p.Shell, id)
			}
		}
		if heads != 1 || primary != 1 {
			t.Errorf("%v: %d h1, %d primary acts", p.Shell, heads, primary)
		}
	}
}

func TestFaultSaysTheSameTwice(t *testing.T) {
	bad := fail.Define(fail.Invalid, "ui.test-bad", words.Text{Zh: "号码少了一位。", En: "One digit is missing."},
		words.Text{Zh: "已填的都在。", En: "All is kept."}, words.Text{Zh: "请补上。", En: "Add it."})
	p := &Page{}
	p.Refuse(bad.With().On("id").Under("GB 11643-1999"))
	page := render(t, FaultSummary(p)) + render(t, IDInput(p, Field{Name: "id", Label: wsID, Value: "43072"}))
	if strings.Count(page, "号码少了一位。") != 2 || strings.Count(page, "请补上。") != 2 {
		t.Errorf("summary and field differ:\n%s", page)
	}
	for _, want := range []string{`href="#f-id"`, `id="f-id"`, `aria-invalid="true"`, `aria-describedby="f-id-fault"`, "GB 11643-1999", `value="43072"`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	if p.Fault("name") != nil || p.Fault("") != nil {
		t.Error("a fault on a field that has none")
	}
}

func TestDueSaysTimeInWords(t *testing.T) {
	for want, d := range map[string]Due{
		"还有 3 个工作日":  {Left: 3, Working: true},
		"还有 3 天":     {Left: 3},
		"今天到期":       {},
		"已超期 2 天":    {Left: -2},
		"已超期 2 个工作日": {Left: -2, Working: true},
		"计时暂停":       {Left: -2, Paused: true},
		"已办结":        {Left: -2, Done: true},
	} {
		if got := d.words().In(words.Zh); got != want {
			t.Errorf("%+v: %s, want %s", d, got, want)
		}
		if red := d.tone() == Danger; red != strings.HasPrefix(want, "已超期") {
			t.Errorf("%s: red %v", want, red)
		}
	}
}

func TestFigures(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", -1234567: "-1,234,567"} {
		if got := Group(n); got != want {
			t.Errorf("Group(%d) = %s", n, got)
		}
	}
	if got := YuanText(money.Fen(123456789)); got != "1,234,567.89" {
		t.Error(got)
	}
	c := Chart{Bars: []Bar{{Value: 1 << 62}, {Value: 1 << 61}, {Value: -5}}}
	if a, b, z := c.barWidth(c.Bars[0]), c.barWidth(c.Bars[1]), c.barWidth(c.Bars[2]); a != "1000" || b != "500" || z != "0" {
		t.Errorf("bars %s %s %s", a, b, z)
	}
}

func TestDrawingsAreDrawn(t *testing.T) {
	path := regexp.MustCompile(`^[MmLlHhVvCcSsAaZz0-9 .,-]+$`)
	for name, d := range drawings {
		if !path.MatchString(d) {
			t.Errorf("%s is no path", name)
		}
	}
	src, err := os.ReadFile("icons.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`Icon = "([a-z]+)"`).FindAllStringSubmatch(string(src), -1) {
		if drawings[Icon(m[1])] == "" {
			t.Errorf("icon %s has no drawing", m[1])
		}
	}
}

// The catalogue in doc.go is what faces are built by: every exported component stands in it.
func TestCatalogueIsWhole(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.templ")
	if err != nil || len(files) == 0 {
		t.Fatal("no components", err)
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^templ ([A-Z]\w+)\(`).FindAllStringSubmatch(string(src), -1) {
			if !regexp.MustCompile(`\b` + m[1] + `\b`).Match(doc) {
				t.Errorf("%s: %s is not in the catalogue of doc.go", f, m[1])
			}
		}
	}
}
