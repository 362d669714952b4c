package story

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// screens is where the pictures of docs/ui.md are written: go test ./internal/story -run TestScreens -screens docs/ui
var screens = flag.String("screens", "", "draw every page into this folder of the checkout, and write docs/ui.md")

// A file is no page: its address says so.
var fileRoute = regexp.MustCompile(`/(pdf|xlsx|csv)$|/qr/\{seq\}$|/proof$`)

// mostScreens bounds what all pictures together may have: they are in everybody's checkout.
const mostScreens = 9 << 19

// TestScreens holds docs/ui.md to the pages that there are: each has a line with its pictures at both sizes. With -screens it draws them.
func TestScreens(t *testing.T) {
	if *screens != "" {
		drawScreens(t, filepath.Join("..", "..", *screens))
	}
	listed, err := os.ReadFile(filepath.Join("..", "..", "docs", "ui.md"))
	if err != nil {
		t.Fatal(err)
	}
	total := int64(0)
	for _, r := range routesIn(t) {
		if aliases[r] != "" || noPage[r] != "" || fileRoute.MatchString(r) {
			continue
		}
		if !strings.Contains(string(listed), "| `"+r+"` |") {
			t.Errorf("docs/ui.md does not show %s: draw the pictures again (see its first lines)", r)
			continue
		}
		for _, w := range windows {
			name := pictureOf(r, w.width)
			if !strings.Contains(string(listed), "ui/"+name) {
				t.Errorf("docs/ui.md lacks %s", name)
			}
			f, err := os.Stat(filepath.Join("..", "..", "docs", "ui", name))
			if err != nil || f.Size() < 1000 {
				t.Errorf("%s is not there: %v", name, err)
				continue
			}
			total += f.Size()
		}
	}
	if total > mostScreens {
		t.Errorf("the pictures have %d bytes", total)
	}
}

var notPlain = regexp.MustCompile(`[^a-z0-9]+`)

// pictureOf names the picture of a route at a width.
func pictureOf(route string, width int64) string {
	name := strings.Trim(notPlain.ReplaceAllString(strings.ToLower(route), "-"), "-")
	if name == "" {
		name = "front"
	}
	return fmt.Sprintf("%s-%d.webp", name, width)
}

// drawScreens walks the demo and draws what a window shows of every page.
func drawScreens(t *testing.T, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	old, err := filepath.Glob(filepath.Join(dir, "*.webp"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range old {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	w, base := walked(t)
	b := newBrowser(t, base, "")
	titles, who := map[string]string{}, ""
	for _, s := range w.sorted() {
		if s.who != who {
			b.become(w.people[s.who], "zh")
			who = s.who
		}
		b.open(s.path)
		titles[s.route] = reads[string](b, "the title", `document.querySelector("h1").innerText.replace(/\s+/g, " ").trim()`)
		for _, size := range windows {
			b.run("a window of "+size.name, chromedp.EmulateViewport(size.width, size.height))
			if err := os.WriteFile(filepath.Join(dir, pictureOf(s.route, size.width)), b.webp(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	writeScreens(t, filepath.Join(dir, "..", "ui.md"), w, titles)
}

// webp is what the window shows, small.
func (b *browser) webp() (image []byte) {
	b.t.Helper()
	quality := int64(26)
	b.run("draw", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		answer, err := cdp.Call(ctx, target, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: "webp", Quality: &quality})
		image = answer.Data
		return err
	}))
	return image
}

var faceTitles = []struct{ begins, title string }{{"/desk", "Officer's desk"}, {"/books", "Books of the funds"}, {"/board", "County board"}, {"/me", "Citizen's pages"}, {"/", "Front door"}}

func writeScreens(t *testing.T, file string, w *walker, titles map[string]string) {
	t.Helper()
	var out strings.Builder
	out.WriteString("# Every page, at both sizes\n\nDrawn by `go test ./internal/story -run TestScreens -screens docs/ui` in the demo county (every person is made up), in Chinese; each page\n" +
		"switches to English. A test holds this list to the pages that the program has. All of them pass axe (WCAG 2.2 AA) at both sizes and in both\nlanguages (`CI=true go test ./internal/story -run TestEveryPagePassesAxe`; without CI=true it asks axe of the Chinese pages and looks at the widths of both).\n")
	done := map[string]bool{}
	for _, face := range faceTitles {
		fmt.Fprintf(&out, "\n## %s\n\n| Page | Address | Seen by | 1280×900 | 390×844 |\n|---|---|---|---|---|\n", face.title)
		for _, s := range slices.SortedFunc(maps.Values(w.spots), func(a, b spot) int { return strings.Compare(a.route, b.route) }) {
			if done[s.route] || !strings.HasPrefix(s.route, face.begins) {
				continue
			}
			done[s.route] = true
			title := strings.NewReplacer("|", "/", `"`, "").Replace(titles[s.route])
			fmt.Fprintf(&out, "| %s | `%s` | %s |", title, s.route, s.who)
			for _, size := range windows {
				name := pictureOf(s.route, size.width)
				fmt.Fprintf(&out, ` <a href="ui/%s"><img src="ui/%s" width="%d" alt="%s"></a> |`, name, name, size.width/4, title)
			}
			out.WriteString("\n")
		}
	}
	out.WriteString("\n## No page of their own\n\n")
	for _, r := range w.all {
		if why := noPage[r]; why != "" {
			fmt.Fprintf(&out, "- `%s`: %s\n", r, why)
		}
	}
	if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// calls logs a visitor at the counter, whose entry can then be corrected.
func (w *walker) calls() {
	w.t.Helper()
	v := w.people["liu"]
	v.get("/desk").press("只是来问，登记一次")
	for _, n := range v.get("/desk/day").all("a") {
		if href := attr(n, "href"); w.route(href) == "/desk/calls/{id}" {
			w.walk("liu", v, href)
			return
		}
	}
	w.t.Error("the entry of a visitor is nowhere to be corrected")
}
