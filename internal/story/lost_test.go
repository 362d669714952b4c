package story

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"renshe/internal/testkit"
)

// TestNothingIsLost fills a form in, and then everything goes wrong that does at a counter: the session has ended, the browser's back button is
// pressed, the window is closed. What was typed is there afterwards, and the words on the way are clear. Then the same desk is used
// without script, and by the keyboard alone.
func TestNothingIsLost(t *testing.T) {
	testkit.Need(t, "time for three tellings in Chromium", !testing.Short())
	p := place{dir: t.TempDir()}
	if _, errs, code := p.run(t, "demo", "--no-serve", "--people", people, "--as-of", asOf); code != 0 {
		t.Fatal(errs)
	}
	h := &hand{browser: newBrowser(t, p.served(t, "serve"), shotsFolder(t, "lost"))}
	h.run("a desk's screen", chromedp.EmulateViewport(1280, 900))
	h.sessionEnds()
	h.keyboard()
	h.withoutScript()
}

// sessionEnds: the session is over when the full form is sent.
func (h *hand) sessionEnds() {
	h.role("经办员")
	h.open("/desk/person/5")
	h.presses("a matter", `document.querySelector("form[action$='/open'] input[name=item][value=R04]")?.form.querySelector("button")`)
	at := strings.TrimSuffix(h.path(), "/known")
	h.click("核对无误")
	h.types("year", "2026")
	h.types("grade", "300")
	h.signedOut()
	h.types("note", "改为三百元档次")
	h.refused("保存，下一步", 401)
	h.forgives("/desk/") // the copy on the server could not be kept: that is what it tells
	h.sees("signed out with a full form", "登录已到时", "没有丢")
	if reads[bool](h.browser, "the sign-in page", `document.documentElement.outerHTML.includes("改为三百元档次")`) {
		h.t.Error("the sign-in page shows what was typed before anybody is known")
	}
	h.run("sign in again", chromedp.SendKeys(chromedp.CSS(`[name="login"]`), "liu"+kb.Tab+password))
	h.leads("enter", 200, chromedp.KeyEvent(kb.Enter))
	h.sees("the form has come along", "您刚才填的还在")
	h.click("接着保存")
	h.sees("saved after all", "收到的材料")
	h.open(at + "/ask")
	for name, want := range map[string]string{"year": "2026", "grade": "300", "note": "改为三百元档次"} {
		if got := reads[string](h.browser, "what was typed", `document.querySelector("[name=`+name+`]").value`); got != want {
			h.t.Errorf("%s is %q after the session ended, %q was typed", name, got, want)
		}
	}
	h.sees("the form is full again", "填写")
	h.click("保存，下一步")
	h.sees("papers", "收到的材料")
	h.run("the browser's way back", chromedp.NavigateBack(), chromedp.WaitReady(chromedp.CSS("[name=year]")))
	if got := reads[string](h.browser, "after the way back", `document.querySelector("[name=year]").value`); got != "2026" {
		h.t.Errorf("after the browser's way back the year is %q", got)
	}
	h.open(at + "/papers")
	h.ticks("received", "identity")
	h.click("保存，下一步")
	h.presses("submitted", `document.querySelector("main form[action$='/submit'] button")`)
	h.sees("referred", "受理转送单")
	h.run("back to the form that was sent", chromedp.NavigateBack(), chromedp.WaitReady(chromedp.CSS("main")))
	h.open(at + "/check") // the way back ends at the case, not at a second one
	h.sees("the way back", "已转送，待答复")
}

// signedOut ends the session behind the page's back.
func (h *hand) signedOut() {
	h.t.Helper()
	h.run("the session ends", chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
		_, err := cdp.Call(ctx, page, network.ClearBrowserCookies, cdp.Empty{})
		return err
	}))
}

// forgives drops the browser's complaints about an address.
func (b *browser) forgives(address string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.problems = slices.DeleteFunc(b.problems, func(p string) bool { return strings.Contains(p, address) })
}

// keyboard: search, person, matter, submission, with no mouse.
func (h *hand) keyboard() {
	h.role("经办员")
	h.run("F2", chromedp.KeyEvent(kb.F2))
	h.run("type the number's tail", chromedp.KeyEvent(h.numberTail()))
	h.leads("search", 200, chromedp.KeyEvent(kb.Enter))
	for turns := 0; !strings.HasPrefix(h.path(), "/desk/person/"); turns++ {
		if turns > 2 {
			h.fatal("the keyboard finds nobody")
		}
		h.run("from the box into what it found", chromedp.KeyEvent(kb.F2), chromedp.KeyEvent(kb.ArrowDown))
		h.leads("open", 200, chromedp.KeyEvent(kb.Enter))
	}
	h.tabTo(`el.tagName === "SUMMARY" && el.parentElement.querySelector("input[name=item][value=R05]")`)
	h.run("unfold", chromedp.KeyEvent(kb.Enter))
	h.tabTo(`el.tagName === "BUTTON" && el.form?.querySelector("[name=item]")?.value === "R05"`)
	h.leads("open the matter", 200, chromedp.KeyEvent(kb.Enter))
	h.tabTo(`el.tagName === "A" && el.innerText.includes("核对无误")`)
	h.leads("it is right", 200, chromedp.KeyEvent(kb.Enter))
	for turn := 0; strings.HasSuffix(h.path(), "/ask"); turn++ {
		if turn > 3 {
			h.fatal("the questions do not end")
		}
		h.typeByTab()
		h.leads("on", 200, chromedp.KeyEvent(kb.Enter))
	}
	h.tabTo(`el.name === "received"`)
	h.run("tick", chromedp.KeyEvent(" "))
	h.tabTo(`el.tagName === "BUTTON" && el.innerText.includes("下一步")`)
	h.leads("on to the check", 200, chromedp.KeyEvent(kb.Enter))
	h.tabTo(`el.tagName === "BUTTON" && el.form?.action.endsWith("/submit")`)
	h.leads("submit", 200, chromedp.KeyEvent(kb.Enter))
	h.sees("submitted by keyboard", "受理转送单")
}

// numberTail is the end of the citizen ID of a person whom nobody else shares it with.
func (h *hand) numberTail() string {
	h.open("/desk/person/9")
	tail := reads[string](h.browser, "the tail", `document.querySelector(".ident").innerText.match(/\*{4,}(\w{4})/)[1]`)
	name := reads[string](h.browser, "the name", `document.querySelector(".ident-name").innerText.trim()`)
	h.open("/desk")
	h.run("F2", chromedp.KeyEvent(kb.F2))
	return name + " " + tail
}

// tabTo presses Tab until the focus is where a condition on el holds.
func (h *hand) tabTo(condition string) {
	h.t.Helper()
	for range 250 {
		h.run("Tab", chromedp.KeyEvent(kb.Tab))
		if reads[bool](h.browser, "the focus", `(() => { const el = document.activeElement; return !!(`+condition+`) })()`) {
			return
		}
	}
	h.fatal("no Tab leads to " + condition)
}

// typeByTab fills in every empty text that is needed, and ends on the page's button.
func (h *hand) typeByTab() {
	h.t.Helper()
	for range 60 {
		h.run("Tab", chromedp.KeyEvent(kb.Tab))
		what := reads[string](h.browser, "the focus", `(() => { const el = document.activeElement; const main = el.closest("main");
  if (main && el.tagName === "BUTTON" && el.innerText.includes("下一步")) return "button";
  return main && /^(INPUT|TEXTAREA)$/.test(el.tagName) && !["radio", "checkbox"].includes(el.type) && !el.value ? el.name : "" })()`)
		switch what {
		case "button":
			return
		case "", "agent-id", "agent-name", "phone":
		case "grade", "amount":
			h.run("type "+what, chromedp.KeyEvent("300"))
		default:
			h.run("type "+what, chromedp.KeyEvent("2025"))
		}
	}
	h.fatal("no Tab leads to the page's button")
}

// withoutScript: the forms of the main line, in a browser that runs none.
func (h *hand) withoutScript() {
	h.role("经办员")
	h.run("no script", chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
		_, err := cdp.Call(ctx, page, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	h.open("/desk")
	h.run("type a village", chromedp.SendKeys(chromedp.CSS(`input[type=search]`), "陬市"))
	h.leads("search", 200, chromedp.KeyEvent(kb.Enter))
	h.sees("found without script", "陬市")
	h.open("/desk/person/10")
	h.run("unfold", chromedp.Click(chromedp.Search(`//details[.//input[@name="item" and @value="X01"]]/summary`)))
	h.leads("open the matter", 200, chromedp.Click(chromedp.Search(`//form[.//input[@name="item" and @value="X01"]]//button`)))
	at := strings.TrimSuffix(h.path(), "/known")
	h.click("核对无误")
	h.ticks("what", "support")
	h.signedOut()
	h.refused("保存，下一步", 401)
	h.forgives("/desk/")
	h.sees("signed out without script", "登录已到时")
	h.run("sign in again", chromedp.SendKeys(chromedp.CSS(`[name="login"]`), "liu"+kb.Tab+password))
	h.leads("enter", 200, chromedp.KeyEvent(kb.Enter))
	h.click("接着保存")
	h.ticks("received", "identity")
	h.click("保存，下一步")
	h.leads("submit", 200, chromedp.Click(chromedp.CSS(`main form[action$="/submit"] button`)))
	h.sees("receipt without script", "受理转送单")
	h.open(at)
	h.ticks("result", "granted")
	h.run("the answer", chromedp.SendKeys(chromedp.CSS(`main [name="says"]`), "已按规定办理。"))
	h.leads("record the answer", 200, chromedp.Click(chromedp.CSS(`main form[action$="/answer"] button`)))
	h.sees("answered without script", "转送事项答复单")
	h.open("/desk/settings")
	h.sees("settings without script")
}
