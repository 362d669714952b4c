package story

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// hand is one telling by mouse and keyboard.
type hand struct {
	*browser
	name, tail, id string // of who applies late
}

// TestStoryByHand tells the main line by mouse and keyboard, at the desk and on a telephone, on both engines.
func TestStoryByHand(t *testing.T) {
	eachPlace(t, func(t *testing.T, p place) {
		base := p.served(t, "demo", "--people", people, "--as-of", asOf)
		_, engine, _ := strings.Cut(t.Name(), "/")
		h := &hand{browser: newBrowser(t, base, shotsFolder(t, engine))}
		h.run("a desk's screen", chromedp.EmulateViewport(1280, 900))
		h.counter()
		h.review()
		h.pay()
		h.run("a telephone's screen", chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch))
		h.smallBooks()
		h.phone()
		p.verified(t)
	})
}

// role signs in by the demo's button of a role, after whoever was there has signed out.
func (h *hand) role(title string) {
	h.t.Helper()
	h.open("/desk/sign-in")
	if reads[bool](h.browser, "look", `!!document.querySelector("form[action='/desk/sign-out']")`) {
		h.leads("sign out", 200, chromedp.Click(chromedp.CSS(`form[action="/desk/sign-out"] button`)))
	}
	h.click("以" + title + "登录")
}

// counter: the officer works with the keyboard.
func (h *hand) counter() {
	h.open("/")
	h.sees("front door", "我是群众", "我是工作人员")
	h.open("/demo")
	h.sees("demo", "演示手机")
	h.id = reads[string](h.browser, "read the number", `[...document.querySelectorAll("tr")].find((r) => r.innerText.includes("2026-01已满60周岁")).cells[1].innerText.trim()`)
	h.open("/desk")
	h.sees("sign in", "登录经办台")
	h.run("type the login", chromedp.SendKeys(chromedp.CSS(`[name="login"]`), "liu"+kb.Tab+password))
	h.leads("enter", 200, chromedp.KeyEvent(kb.Enter))
	h.sees("today", "最先要办的", "从2026-02起补发")
	h.noticed()

	h.run("F2", chromedp.KeyEvent(kb.F2))
	h.run("type initials and tail", chromedp.KeyEvent(initials(h.name)+" "+h.tail))
	h.run("results while typing", chromedp.WaitVisible(chromedp.CSS(`#q-results [data-results] a`)))
	h.sees("one box", h.name)
	h.run("walk", chromedp.KeyEvent(kb.ArrowDown))
	h.leads("open the file by Enter", 200, chromedp.KeyEvent(kb.Enter))
	h.sees("file", "一人一档", h.name, "从2026-02起可以按月领取", "今天能办的")
	h.click("领养老金")
	h.sees("step 1 the person", "核对本人", h.name)
	h.click("核对无误")
	h.sees("step 2 questions", "只问登记里没有的")
	h.draft()
	h.types("phone", "1234")
	h.refused("保存，下一步", 422)
	h.sees("step 2 refused", "电话号码应为11位手机号")
	if typed := reads[string](h.browser, "what was typed", `document.querySelector("[name=phone]").value`); typed != "1234" {
		h.t.Errorf("what was typed is gone: %q", typed)
	}
	h.types("phone", "10012345678")
	h.click("保存，下一步")
	h.sees("step 3 papers", "收到的材料", "不用收")
	h.click("保存，下一步")
	h.sees("step 4 something missing", "还缺 1 项")
	h.click("一次性告知书")
	h.sees("one-time notice", "不会再要别的", "核验码")
	h.leads("F8 to the worklist", 200, chromedp.KeyEvent(kb.F8))
	h.sees("worklist", "待补齐", h.name)
	h.row(h.name)
	h.click("核对无误")
	h.click("保存，下一步")
	h.ticks("received", "identity")
	h.click("保存，下一步")
	h.sees("step 4 complete", "核对后提交", "每月养老金")
	h.click("提交受理")
	h.sees("receipt", "已提交", "受理回执", "2026-03-30")
	h.back()
}

// noticed reads from the page whom the policy found late.
func (h *hand) noticed() {
	row := reads[[]string](h.browser, "read the worklist", `[...[...document.querySelectorAll("main tbody tr")].find((r) => r.innerText.includes("2026-01")).cells].map((c) => c.innerText.trim())`)
	h.name, h.tail = row[0], row[1]
	if h.name == "" || len(h.tail) != 4 {
		h.t.Fatalf("nobody was found late: %q", row)
	}
}

// draft: what is typed survives the page; nothing has been submitted.
func (h *hand) draft() {
	h.types("phone", "10087654321")
	h.run("saved while typing", chromedp.WaitVisible(chromedp.Search(`//*[@data-draft-state][contains(., '保存')]`)))
	h.open(h.path())
	if kept := reads[string](h.browser, "typed before", `document.querySelector("[name=phone]").value`); kept != "10087654321" {
		h.t.Errorf("after the page was closed the telephone is %q", kept)
	}
}

func (h *hand) path() string {
	h.t.Helper()
	return strings.TrimPrefix(reads[string](h.browser, "where", `location.href`), h.base)
}

// back: Esc leads back, and the browser's own way back to the form that is submitted is harmless.
func (h *hand) back() {
	h.leads("Esc", 200, chromedp.KeyEvent(kb.Escape))
	h.sees("case", "已受理，待复核", "受理回执")
	h.run("the browser's way back", chromedp.NavigateBack(), chromedp.NavigateBack(), chromedp.WaitReady(chromedp.CSS("main")))
	h.open(strings.TrimSuffix(h.path(), "/check"))
}

// review: another person decides, with every number explained.
func (h *hand) review() {
	h.role("复核员")
	h.leads("F8", 200, chromedp.KeyEvent(kb.F8))
	h.sees("review queue", "等待核定的办件", h.name)
	h.row(h.name)
	h.sees("decision sheet", "为什么可以领", "怎样算出来", "÷ 139", "国发〔2014〕8号")
	h.click("同意，核定发放")
	h.sees("decided", "已核定发放，从 2026-02 起发", "核定表")
}

// pay: prepared by one, approved by another, answered by the bank, reconciled.
func (h *hand) pay() {
	h.role("基金会计")
	h.leads("F4", 200, chromedp.KeyEvent(kb.F4))
	h.sees("runs", "准备这个月的发放")
	h.types("month", "2026-06")
	h.refused("准备这个月的发放", 409)
	h.sees("too early", "不能提前发放 2026-06")
	h.types("month", "2026-03")
	h.click("准备这个月的发放")
	h.until("等待第二个人复核")
	h.sees("run prepared", "闸口暂缓", "本批应发")
	run := h.path()
	h.click("看暂缓的人")
	h.sees("held", "没有可用的银行账户", "已于 2026-02")
	h.row("没有可用的银行账户")
	h.sees("held payment", "为什么暂缓", "不能放行")

	h.role("审批人")
	h.open(run)
	h.sees("approval", "复核这一批")
	h.click("复核通过")
	h.until("复核通过，凭证号")
	h.sees("approved", "银行处理中")

	h.role("基金会计")
	h.open(run)
	h.sees("to the bank", "下载代发文件")
	h.click("让演示银行回盘")
	h.until("已对平")
	h.sees("reconciled", "账户已销户", "对账差额")
	h.click("看余额调节表")
	h.sees("statement", "账和银行一分不差", "调节后余额")
	h.books()
	h.closes()
}

// until waits while the page updates itself.
func (h *hand) until(words string) {
	h.t.Helper()
	for late := time.Now().Add(patience); ; time.Sleep(100 * time.Millisecond) {
		h.run("wait for "+words, chromedp.WaitReady(chromedp.CSS("body")))
		if strings.Contains(squeeze(reads[string](h.browser, "wait for "+words, text)), words) {
			return
		}
		if time.Now().After(late) {
			h.fatal("in vain: " + words)
		}
	}
}

// phone: the person who was noticed reads on a telephone what was paid, why, and who looked.
func (h *hand) phone() {
	h.open("/demo")
	h.sees("demo on a telephone", "演示手机")
	h.open("/me/")
	h.sees("home", "我的社保", "算一算")
	h.click("发放明细")
	h.sees("citizen signs in", "获取验证码")
	h.types("name", h.name)
	h.types("citizen_id", h.id[:17])
	h.ticks("agree", "1")
	h.refused("获取验证码", 422)
	h.sees("citizen refused", "需要改")
	h.types("name", h.name)
	h.types("citizen_id", h.id)
	h.ticks("agree", "1")
	h.click("获取验证码")
	h.sees("code", "六位验证码")
	h.types("code", h.sms())
	h.click("确认登录")
	h.sees("payments", "2026-02 至 2026-03", "已发放")
	h.row("2026-02 至 2026-03")
	h.sees("payment", "为什么是这个数", "÷ 139")
	h.open("/me/insurance")
	h.sees("insurance", "正在领取养老金", "233.99 元/月", "最近一次：2026-02 至 2026-03，467.98 元", h.name)
	h.open("/me/looks")
	h.sees("looks", "窗口办事", "陬市镇")
	h.open("/me/cases")
	h.sees("cases", "已办结")
	h.open("/me/calculator?name=resident-pension")
	h.sees("calculator", "算一下")
	h.open("/me/stations")
	h.sees("stations", "陬市镇")
	h.open("/verify")
	h.sees("verify", "核验码")
	h.open("/me/")
	h.click("长辈版")
	h.sees("elder", "正在领取养老金")
	h.click("English")
	h.sees("English", "You draw the pension")
}

// sms reads the code off the demo's telephone, in a window of its own.
func (h *hand) sms() string {
	h.t.Helper()
	ctx, closeWindow := chromedp.NewContext(h.ctx)
	defer closeWindow()
	for late := time.Now().Add(patience); time.Now().Before(late); time.Sleep(200 * time.Millisecond) {
		if err := chromedp.Do(ctx, chromedp.Navigate(h.base+"/demo")); err != nil {
			h.t.Fatal(err)
		}
		said, err := chromedp.Run(ctx, chromedp.Evaluate[string](text))
		if err != nil {
			h.t.Fatal(err)
		}
		if m := regexp.MustCompile(`请勿告诉他人：(\d{6})`).FindStringSubmatch(said); m != nil {
			return m[1]
		}
	}
	h.t.Fatal("no message arrives")
	return ""
}
