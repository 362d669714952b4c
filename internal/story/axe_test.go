package story

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"renshe/internal/testkit"
)

// axe is the accessibility engine of Deque, as it came: for tests alone.
func axe(t testing.TB) string {
	t.Helper()
	list, err := os.ReadFile("testdata/axe/VENDORED.txt")
	if err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile("testdata/axe/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(body)
	for line := range strings.Lines(string(list)) {
		if f := strings.Fields(line); f[0] == "axe.min.js" && f[3] == hex.EncodeToString(sum[:]) && bytes.Contains(body, []byte("axe v"+f[1])) {
			return string(body)
		}
	}
	t.Fatal("axe.min.js is not the file of the list")
	return ""
}

// sizes are the windows that pages are looked at in: a desk's screen and a telephone.
var windows = []struct {
	name          string
	width, height int64
}{{"1280×900", 1280, 900}, {"390×844", 390, 844}}

// judged runs axe on the page, by the rules of WCAG 2.2 A and AA, and lists what it objects to.
const judged = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"]}).then((r) =>
  r.violations.map((v) => v.id + " (" + v.help + "): " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " — " + n.failureSummary.replace(/\s+/g, " ").slice(0, 200)).join(" | ")))`

// become gives the browser somebody's session and language.
func (b *browser) become(v *visitor, lang string) {
	b.t.Helper()
	at, err := url.Parse(b.base)
	if err != nil {
		b.t.Fatal(err)
	}
	b.run("become "+v.name, chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
		if _, err := cdp.Call(ctx, page, network.ClearBrowserCookies, cdp.Empty{}); err != nil {
			return err
		}
		for _, c := range v.client.Jar.Cookies(at) {
			if c.Name == "display" {
				continue
			}
			if err := setCookie(ctx, page, b.base, c.Name, c.Value); err != nil {
				return err
			}
		}
		return setCookie(ctx, page, b.base, "display", lang+".0.0")
	}))
}

func setCookie(ctx context.Context, page *chromedp.Target, base, name, value string) error {
	_, err := cdp.Call(ctx, page, network.SetCookie, network.SetCookieParams{Name: name, Value: value, URL: base})
	return err
}

// promised evaluates an expression that gives a promise, and waits for it.
func promised[T any](b *browser, what, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.fatal(fmt.Sprintf("%s: %v", what, err))
	}
	return v
}

// TestEveryPagePassesAxe: WCAG 2.2 A and AA, on every page of the desk, the books, the board and the citizen's pages, at both sizes; under
// CI=true in English too, which changes the words and not the rules. What English has of its own, longer words, is looked at always.
func TestEveryPagePassesAxe(t *testing.T) {
	testkit.Need(t, "time for several hundred pages in Chromium", !testing.Short())
	source := axe(t)
	w, base := walked(t)
	b := newBrowser(t, base, "")
	b.mustObject(source)
	for _, lang := range []string{"zh", "en"} {
		who := ""
		for _, s := range w.sorted() {
			if s.who != who {
				b.become(w.people[s.who], lang)
				who = s.who
			}
			b.open(s.path)
			b.evaluates(source + "; true")
			for _, size := range windows {
				b.run("a window of "+size.name, chromedp.EmulateViewport(size.width, size.height))
				if lang == "zh" || testkit.Everything() {
					for _, said := range promised[[]string](b, "axe", judged) {
						t.Errorf("%s %s %s: %s", s.route, lang, size.name, said)
					}
				}
				for _, said := range reads[[]string](b, "inspect", inspection) {
					t.Errorf("%s %s %s: %s", s.route, lang, size.name, said)
				}
			}
		}
	}
	for _, p := range b.problems {
		t.Errorf("the browser complains: %s", p)
	}
}

// mustObject makes a page wrong and holds that axe says so: an engine that is content with everything would pass every page.
func (b *browser) mustObject(source string) {
	b.t.Helper()
	b.open("/verify")
	b.evaluates(source + "; true")
	b.evaluates(`(() => { document.querySelector("main").insertAdjacentHTML("beforeend", "<img src='/static/none.png'><p style='color:#ccc;background:#fff'>pale</p><button></button>"); return true })()`)
	said := strings.Join(promised[[]string](b, "axe", judged), "\n")
	for _, want := range []string{"image-alt", "button-name"} {
		if !strings.Contains(said, want) {
			b.fatal("axe does not object to " + want + ": " + said)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.problems = nil // the picture that is not there
}

// sorted lists the pages by who looks, then by route.
func (w *walker) sorted() []spot {
	return slices.SortedFunc(maps.Values(w.spots), func(a, b spot) int {
		return strings.Compare(a.who+" "+a.route, b.who+" "+b.route)
	})
}

// evaluates runs a script on the page, by the debugger: the page's own policy lets no other script in.
func (b *browser) evaluates(script string) {
	b.t.Helper()
	if !reads[bool](b, "a script", script) {
		b.fatal(fmt.Sprintf("%.40s does not run", script))
	}
}
