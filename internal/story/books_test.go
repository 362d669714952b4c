package story

import (
	"strings"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// books: the accountant follows a figure down to one payment's law and to its proof.
func (h *hand) books() {
	h.leads("F8", 200, chromedp.KeyEvent(kb.F8))
	h.sees("books", "基金总览", "城乡居民基本养老保险基金", "在途", "签名有效")
	h.leads("open the residents' fund", 200, chromedp.Click(chromedp.CSS(`#fund-resident-pension th a`)))
	h.sees("books of a fund", "逐月收支和余额", "支出户存款", "社会保险法")
	h.drawn()
	h.click("任何一天的余额")
	h.sees("trial balance", "借贷相等", "财政专户存款")
	h.click("5001 基础养老金支出")
	h.sees("account", "所选分录合计", "换个条件看")
	h.row("发放 2026-03")
	h.sees("transfer", "制单", "复核", "这一笔按政策怎么算", "下载这一笔的证明")
	h.click("银行回盘入账")
	h.sees("batch", "凭证金额", "笔数")
	for _, page := range []struct{ name, path, words string }{
		{"months", "/books/fund/resident-pension/months", "收支结余"}, {"month", "/books/fund/resident-pension/month/2026-03", "期末余额"},
		{"batches", "/books/fund/resident-pension/batches", "期初余额"}, {"reserved", "/books/fund/resident-pension/reserved", "没有在途"},
		{"held at the gate", "/books/held", "没有可用的银行账户"}, {"proofs", "/books/proofs", "审计怎么自己核验"}, {"checkpoint", "/books/proofs/1", "签名原文"},
		{"books help", "/books/help", "账本的规矩"},
	} {
		h.open(page.path)
		h.sees(page.name, page.words)
	}
	h.role("监督员")
	h.open("/board")
	h.sees("board", "桃源县")
}

// closes: a month is closed by two persons, once the approver has signed what bank and books leave open.
func (h *hand) closes() {
	h.role("基金会计")
	h.open("/books/fund/resident-pension/close/2026-02")
	h.sees("a month that may not be closed", "还没有了结的", "待复核签字", "不能结账")
	h.role("审批人")
	h.open("/books/reconcile/3-1004/table/2026-02-28")
	h.click("复核签字")
	h.sees("table signed", "已签字")
	h.role("基金会计")
	h.open("/books/closing")
	h.sees("closing", "两个人结账", "未结账")
	h.leads("open the residents' month", 200, chromedp.Click(chromedp.CSS(`#closing-resident-pension a[href$="/close/2026-02"]`)))
	h.sees("a month to be closed", "已签字，无差额", "借贷相等")
	h.click("提交 2026-02 结账，待复核")
	h.sees("closing proposed", "等另一个人复核", "制单人不能复核自己的")
	h.role("审批人")
	h.open("/books/proposals")
	h.sees("proposals", "待复核")
	h.click("结账 2026-02")
	h.sees("a closing to confirm", "科目余额表", "退回原因")
	h.click("确认结账 2026-02")
	h.sees("closed", "已复核，已经入账")
}

// smallBooks are the same pages on a telephone's screen.
func (h *hand) smallBooks() {
	for _, path := range []string{"", "/fund/resident-pension", "/fund/resident-pension/trial", "/fund/resident-pension/months", "/account/3-1004", "/held", "/proofs", "/help", "/closing", "/proposals?all=1", "/reconcile", "/reconcile/rules"} {
		h.open("/books" + path)
		h.sees("books on a telephone "+strings.ReplaceAll(path, "/", " "), "基金账务")
	}
	h.open("/books/fund/resident-pension")
	h.drawn()
	h.leads("sign out", 200, chromedp.Click(chromedp.CSS(`form[action="/desk/sign-out"] button`)))
}

// drawn holds every drawing of a page to being there, and to having its words.
func (h *hand) drawn() {
	h.t.Helper()
	for late := time.Now().Add(patience); time.Now().Before(late); time.Sleep(100 * time.Millisecond) { // a page is read before its pictures are there
		if reads[bool](h.browser, "wait for the drawings", `[...document.querySelectorAll("main figure img")].every((i) => i.complete)`) {
			break
		}
	}
	for _, f := range reads[[]string](h.browser, "look at the drawings", `[...document.querySelectorAll("main figure img")].map((i) => i.complete && i.naturalWidth > 300 && i.alt.length > 30 ? "" : "not drawn: " + i.src)`) {
		if f != "" {
			h.t.Error(f)
		}
	}
	if n := reads[int](h.browser, "count the drawings", `document.querySelectorAll("main figure img").length`); n != 2 {
		h.t.Errorf("%d drawings", n)
	}
}
