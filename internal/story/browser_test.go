package story

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"renshe/internal/testkit"
)

// browser is Chromium with one window, clicked and typed at.
type browser struct {
	t     testing.TB
	ctx   context.Context
	base  string
	shots string // folder for screenshots, "" for none
	count int
	begun bool // Chromium runs

	mu       sync.Mutex
	problems []string // what the browser complained of
	refusal  bool     // a page is about to be refused on purpose: the browser will say so
}

// step is something done in the browser that gives no answer.
type step = chromedp.Action[chromedp.Void]

// chromium is the machine's Chromium, "" without one.
func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// newBrowser starts Chromium with a profile of its own.
func newBrowser(t testing.TB, base, shots string) *browser {
	t.Helper()
	path := chromium()
	testkit.Need(t, "Chromium in the PATH", path != "")
	flags := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
	flags = append(flags, chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.WSURLReadTimeout(patience))
	allocated, cancel := chromedp.NewExecAllocator(context.Background(), flags...)
	t.Cleanup(cancel)
	b := &browser{t: t, base: base, shots: shots}
	ctx, stop := chromedp.NewContext(allocated, chromedp.WithListener(b.hears))
	t.Cleanup(stop)
	b.ctx = ctx
	b.run("start Chromium", chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
		if _, err := cdp.Call(ctx, page, log.Enable, cdp.Empty{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, page, audits.Enable, cdp.Empty{})
		return err
	}))
	return b
}

// hears collects what the browser complains of: errors of scripts, failed loads, refused styles and scripts.
func (b *browser) hears(event any) {
	said := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		said = fmt.Sprintf("exception: %+v", *e.ExceptionDetails)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
			said = fmt.Sprintf("console %s", e.Type)
			for _, a := range e.Args {
				said += fmt.Sprintf(" %s %s", a.Value, a.Description)
			}
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			said = fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	case *audits.EventIssueAdded:
		if e.Issue.Code == audits.InspectorIssueCodeContentSecurityPolicyIssue {
			said = fmt.Sprintf("content policy: %+v", *e.Issue.Details.ContentSecurityPolicyIssueDetails)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if said == "" || b.refusal && strings.Contains(said, "status of 4") {
		return
	}
	b.problems = append(b.problems, said)
}

// run does things in the browser, within a time that a busy machine needs.
func (b *browser) run(what string, steps ...step) {
	b.t.Helper()
	// The first context lives as long as the browser: its time is not bounded.
	ctx, cancel := b.ctx, context.CancelFunc(func() {})
	if b.begun {
		ctx, cancel = context.WithTimeout(b.ctx, patience)
	}
	defer cancel()
	b.begun = true
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.fatal(fmt.Sprintf("%s: %v", what, err))
	}
}

// reads evaluates an expression on the page.
func reads[T any](b *browser, what, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.fatal(fmt.Sprintf("%s: %v", what, err))
	}
	return v
}

const text = `document.body.innerText`

// fatal ends the test with a picture of where it stood.
func (b *browser) fatal(why string) {
	b.t.Helper()
	b.picture("at the fault")
	ctx, cancel := context.WithTimeout(b.ctx, 5*time.Second)
	defer cancel()
	said, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + "\n" + `+text))
	if err != nil {
		said = err.Error()
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.t.Fatalf("%s\nat %s\n%s", why, said, strings.Join(b.problems, "\n"))
}

// leads does what leads to another page, and holds that page's status.
func (b *browser) leads(what string, status int64, steps ...step) {
	b.t.Helper()
	b.mu.Lock()
	b.refusal = status >= 400
	b.mu.Unlock()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	answer, err := chromedp.RunResponse(ctx, steps...)
	if err != nil {
		b.fatal(fmt.Sprintf("%s: %v", what, err))
	}
	if answer == nil || answer.Status != status {
		b.fatal(fmt.Sprintf("%s: the answer is not of status %d", what, status))
	}
}

// open goes to an address.
func (b *browser) open(path string) {
	b.t.Helper()
	b.leads("open "+path, 200, chromedp.Navigate(b.base+path))
}

// click clicks the link or button of these words, the page's own before the frame's.
func (b *browser) click(words string) {
	b.t.Helper()
	b.leads("click "+words, 200, b.press(words))
}

// refused clicks, and the page says no.
func (b *browser) refused(words string, status int64) {
	b.t.Helper()
	b.leads("click "+words, status, b.press(words))
}

func (b *browser) press(words string) step {
	at := fmt.Sprintf(`(//main//*[self::a or self::button][contains(., %[1]q)] | //*[self::a or self::button][contains(., %[1]q)][not(ancestor::main)])`, words)
	return chromedp.Click(chromedp.Search(at+"[last()]"), chromedp.NodeVisible)
}

// row clicks the link of a row that holds the words.
func (b *browser) row(words string) {
	b.t.Helper()
	b.leads("row "+words, 200, chromedp.Click(chromedp.Search(fmt.Sprintf(`//main//tr[contains(., %q)]//a`, words)), chromedp.NodeVisible))
}

// types replaces what stands in a field, as somebody who selects it and types does.
func (b *browser) types(field, text string) {
	b.t.Helper()
	reads[bool](b, "select "+field, fmt.Sprintf(`(() => { const f = document.querySelector('[name="%s"]'); f.focus(); f.select(); return true })()`, field))
	b.run("type "+field, chromedp.KeyEvent(text))
}

// ticks ticks a box.
func (b *browser) ticks(field, value string) {
	b.t.Helper()
	b.run("tick "+field, chromedp.Click(chromedp.CSS(fmt.Sprintf(`input[name=%q][value=%q]`, field, value))))
}

// sees looks at the page: the words stand on it, a person could use it, and the browser has nothing to complain of.
func (b *browser) sees(name string, words ...string) {
	b.t.Helper()
	said := reads[string](b, "look", text)
	for _, w := range words {
		if !strings.Contains(squeeze(said), w) {
			b.fatal(fmt.Sprintf("%s: %q is not to be seen", name, w))
		}
	}
	for _, f := range reads[[]string](b, "inspect", inspection) {
		b.t.Errorf("%s: %s", name, f)
	}
	b.picture(name)
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.problems {
		b.t.Errorf("%s: the browser complains: %s", name, p)
	}
	b.problems = nil
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// picture leaves a screenshot.
func (b *browser) picture(name string) {
	if b.shots == "" {
		return
	}
	b.count++
	ctx, cancel := context.WithTimeout(b.ctx, 10*time.Second)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.t.Errorf("no picture of %s: %v", name, err)
		return
	}
	file := fmt.Sprintf("%02d-%s.png", b.count, strings.ReplaceAll(name, " ", "-"))
	if err := os.WriteFile(filepath.Join(b.shots, file), png, 0o644); err != nil {
		b.t.Error(err)
	}
}

// shotsFolder is where the pictures of one telling go.
func shotsFolder(t testing.TB, name string) string {
	t.Helper()
	dir := os.Getenv("RENSHE_SHOTS")
	if dir == "" {
		return ""
	}
	dir = filepath.Join(dir, name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// inspection lists what would keep somebody from using the page: in a window of this width, without eyes, without a mouse.
const inspection = `(() => {
  const faults = [];
  const all = (sel) => Array.from(document.querySelectorAll(sel));
  const shown = (el) => el.getClientRects().length > 0;
  const name = (el) => (el.getAttribute("aria-label") || el.innerText || el.textContent || el.title || "").trim();
  if (all("h1").length !== 1) faults.push(all("h1").length + " main headings");
  if (!document.title.trim()) faults.push("no title");
  if (!document.documentElement.lang) faults.push("no language");
  if (!document.querySelector("main")) faults.push("no main part");
  for (const el of all("input, select, textarea")) {
    if (["hidden", "submit"].includes(el.type) || el.getAttribute("aria-label")) continue;
    if (!el.labels || ![...el.labels].some((l) => l.textContent.trim())) faults.push("no label for " + el.name);
  }
  for (const el of all("a, button, summary")) if (shown(el) && !name(el)) faults.push("a control without a name: " + el.outerHTML.slice(0, 120));
  for (const el of all("img")) if (!el.hasAttribute("alt")) faults.push("a picture without words: " + el.src);
  for (const el of all("table")) {
    if (!el.caption) faults.push("a table without a caption");
    for (const th of el.querySelectorAll("th")) if (!th.scope) faults.push("a heading cell without a scope: " + th.textContent.trim());
  }
  for (const el of all("[aria-describedby], [aria-labelledby], [aria-controls]"))
    for (const attr of ["aria-describedby", "aria-labelledby", "aria-controls"])
      for (const id of (el.getAttribute(attr) || "").split(/\s+/))
        if (id && !document.getElementById(id)) faults.push(attr + " leads to nothing: " + id);
  for (const el of all("label[for]")) if (!document.getElementById(el.htmlFor)) faults.push("a label of nothing: " + el.htmlFor);
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide > 0) {
    const cut = (el) => { for (let a = el.parentElement; a && a !== document.body; a = a.parentElement) if (getComputedStyle(a).overflowX !== "visible") return true; return false; };
    const who = all("body *").filter((el) => shown(el) && el.getBoundingClientRect().right > window.innerWidth + 1 && !cut(el)).slice(0, 3);
    faults.push("the page is " + wide + " px wider than the window: " + who.map((el) => el.tagName + "." + (el.className.baseVal ?? el.className)).join(", "));
  }
  for (const el of all("main p, main li, main td, main th, main label, main a, main button, main dd, main dt")) {
    if (!shown(el) || !el.innerText.trim()) continue;
    const px = parseFloat(getComputedStyle(el).fontSize);
    if (px < 14) faults.push("text of " + px + " px: " + el.innerText.trim().slice(0, 30));
  }
  for (const el of all("main button, main a.button, nav.bottom a, nav.desk-nav a")) {
    if (!shown(el)) continue;
    const r = el.getBoundingClientRect();
    if (r.height < 32 || r.width < 32) faults.push("a small target, " + Math.round(r.width) + "×" + Math.round(r.height) + ": " + name(el).slice(0, 30));
  }
  return [...new Set(faults)];
})()`
