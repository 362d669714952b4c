package story

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"renshe/civil"
	"renshe/internal/bank"
)

// TestAReturnedPaymentByHand tells an officer's errand by mouse and keyboard, on both engines: a payment comes back, the worklist says why and
// what to do, the account is corrected, an extra run pays, and the slip says so.
func TestAReturnedPaymentByHand(t *testing.T) {
	eachPlace(t, func(t *testing.T, p place) {
		base := p.served(t, "demo", "--people", people, "--as-of", asOf)
		_, engine, _ := strings.Cut(t.Name(), "/")
		h := &hand{browser: newBrowser(t, base, shotsFolder(t, "back-"+engine))}
		h.run("a desk's screen", chromedp.EmulateViewport(1280, 900))
		h.role("基金会计")
		h.open("/desk/runs")
		h.types("month", "2026-03")
		h.click("准备这个月的发放")
		h.until("等待第二个人复核")
		h.answered(t, h.path(), 2000)
		h.sees("returned", "账户已销户", "银行退票")
		h.worklist()
		h.corrected()
		h.again(t)
		h.slipOfBoth()
		h.run("a telephone's screen", chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch))
		h.role("经办员")
		h.open("/desk/failed")
		h.sees("an officer's list on a telephone", "换账户")
		h.role("基金会计")
		for _, path := range []string{"/desk/failed?stage=ready", "/desk/late", "/desk/runs", "/desk/runs/extra?extra=repay", "/desk/help"} {
			h.open(path)
			h.sees("on a telephone " + strings.NewReplacer("/desk/", "", "/", " ", "?", " ").Replace(path))
		}
		p.verified(t)
	})
}

// answered takes a prepared run to its reconciliation: approved by another, sent to a bank that returns so many of ten thousand, whose file is
// uploaded, looked at, taken out once, and taken in.
func (h *hand) answered(t *testing.T, run string, closed int) {
	h.role("审批人")
	h.open(run)
	h.click("复核通过")
	h.until("复核通过，凭证号")
	file := h.fromBank(t, run, closed)
	h.role("基金会计")
	h.open(run)
	h.uploads("导入回盘文件", file)
	h.sees("uploaded", "导入后会怎样", "账和银行一分不差", "已上传 1 个文件")
	h.click("移除")
	h.sees("taken out", "已移除，没有入账")
	damaged := filepath.Join(t.TempDir(), "damaged.txt")
	content, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(damaged, content[:len(content)*2/3], 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	h.run("choose a file that is cut off", chromedp.SetUploadFiles(chromedp.CSS(`input[name="file"]`), []string{damaged}))
	h.refused("导入回盘文件", 422)
	h.sees("a file that is cut off", "damaged.txt", "文件没有导入", "账和发放状态都没有变动", "请换成银行给的完整、原样的文件")
	h.open(run)
	h.uploads("导入回盘文件", file)
	h.click("确认导入并入账")
	h.until("已对平")
}

// uploads chooses a file and presses the button.
func (h *hand) uploads(button, file string) {
	h.t.Helper()
	h.run("choose the file", chromedp.SetUploadFiles(chromedp.CSS(`input[name="file"]`), []string{file}))
	h.click(button)
}

// fromBank is the bank's answer to a run's order, in a file.
func (h *hand) fromBank(t *testing.T, run string, closed int) string {
	t.Helper()
	v := newVisitor(t, "kuaiji", h.base)
	v.get("/desk").press("登录", "login", "kuaiji", "password", password).sees("今日")
	m := regexp.MustCompile(`支出户存款 资产( [\d,.]+){2} ([\d,.]+)`).FindStringSubmatch(v.get("/books/fund/resident-pension/trial").text())
	if m == nil {
		t.Fatalf("no balance of the paying account:\n%s", v.text())
	}
	order := slices.Clone(v.get(run + "/bank-file").want(200).body)
	answer, err := bank.Simulate(order, bank.Simulation{Seed: 7, ClosedIn10000: closed, Opening: amount(t, m[2]), Value: civil.DateOf(2026, 3, 2)})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "answer.txt")
	if err := os.WriteFile(file, answer, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// worklist: the county sees whom the bank refused, the station its own people, each with what to do.
func (h *hand) worklist() {
	h.open("/desk/failed")
	h.sees("failed payments", "支付失败", "账户已销户", "等更正账户", "存成 Excel", "服务站点")
	h.role("经办员")
	h.sees("an officer's day", "支付失败")
	h.open("/desk/failed")
	h.sees("an officer's failed payments", "账户已销户", "换账户", "村（社区）")
	row := reads[[]string](h.browser, "read the worklist", `(() => { const r = document.querySelector("main tbody form input[name=item]").closest("tr"); return [r.cells[0].innerText.trim(), r.querySelector("form input[name=item]").value, r.querySelector("th a").getAttribute("href")] })()`)
	if h.name = row[0]; row[1] != "R03" {
		h.t.Fatalf("the worklist offers %q", row)
	}
	h.id = row[2] // where the file is
	h.run("into the list", chromedp.Click(chromedp.CSS("main h1")), chromedp.Focus(chromedp.CSS("main tbody th a")), chromedp.KeyEvent(kb.ArrowDown))
	if at := reads[int](h.browser, "which row", `[...document.querySelectorAll("main tbody th a")].indexOf(document.activeElement)`); at != 1 {
		h.t.Errorf("the arrow key leads to row %d", at)
	}
}

// corrected: the officer takes the person's new account in, another person decides.
func (h *hand) corrected() {
	h.click("换账户")
	h.name = reads[string](h.browser, "who", `document.querySelector(".ident a, .ident strong, .ident h2").innerText.trim()`)
	h.sees("the person", "核对本人", h.name)
	h.id = reads[string](h.browser, "the file", `document.querySelector(".ident a").getAttribute("href")`)
	h.click("核对无误")
	h.ticks("why", "returned")
	h.types("bank-name", "邮储银行")
	h.types("bank-number", "6210000000000003")
	h.click("保存，下一步")
	h.ticks("received", "identity")
	h.ticks("received", "bank-card")
	h.click("保存，下一步")
	h.sees("account to check", "核对后提交", "邮储银行")
	h.click("提交受理")
	h.sees("account taken in", "受理回执")
	h.role("复核员")
	h.leads("F8", 200, chromedp.KeyEvent(kb.F8))
	h.row(h.name)
	h.sees("account to decide", "邮储银行")
	h.click("同意")
	h.sees("account decided", h.name)
}

// again: the accountant sees that it can be paid, and opens an extra run for it.
func (h *hand) again(t *testing.T) {
	h.role("基金会计")
	h.open("/desk/failed?stage=ready")
	h.sees("can be paid again", h.name, "可以重发")
	h.click("开退票重发批次")
	h.types("cause", "账户已更正，等不到下个月")
	h.sees("an extra run", "退票重发", "补到哪个月")
	h.click("准备补发批次")
	h.until("等待第二个人复核")
	h.sees("the extra run", "补发1（退票重发）", "账户已更正，等不到下个月")
	h.answered(t, h.path(), 0)
	h.sees("repaid", "已对平")
	h.open("/desk/failed")
	h.sees("the list afterwards", "支付失败")
	if strings.Contains(reads[string](h.browser, "look", `[...document.querySelectorAll("main tbody th")].map((c) => c.innerText).join(" ")`), h.name) {
		h.t.Error("who was paid still stands on the list")
	}
}

// slipOfBoth: from the person's file to the slip, which says what it pays again.
func (h *hand) slipOfBoth() {
	h.open(h.id)
	h.sees("the file", h.name)
	h.leads("to the slip", 200, chromedp.Click(chromedp.CSS(`main a[href$="/slip"]`), chromedp.NodeVisible))
	h.sees("the slip", "待遇支付凭条", "已发放到账", "重发的是", "2026-03 的发放，于 2026-03-02 被退回", "邮储银行")
}
