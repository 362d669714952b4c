package books_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode"

	"renshe/internal/ledger"
)

// confirmed has the approver confirm what the accountant proposed, after the accountant himself is refused with the rule.
func (x *county) confirmed(t *testing.T, p *page) *page {
	t.Helper()
	p.wants(http.StatusOK).says("已提交，等另一个人复核", "等另一个人复核", "制单").wellMade()
	if len(p.all("main .confirm")) != 0 {
		t.Errorf("%s lets its maker confirm", p.path)
	}
	p.b.post(p.path+"/confirm", url.Values{}).wants(http.StatusConflict).says("制单人和复核人是同一个人")
	x.as("jiandu").post(p.path+"/confirm", url.Values{}).wants(http.StatusForbidden).says("复核记账")
	second := x.as("shenpi").get(p.path).wants(http.StatusOK)
	second.wellMade()
	done := second.submit(".confirm form").wants(http.StatusOK).says("已复核，已经入账")
	done.b.post(p.path+"/confirm", url.Values{}) // once more changes nothing
	if again := done.b.get(p.path); len(again.all("main form")) != 0 {
		t.Errorf("%s can be decided again", p.path)
	}
	return done
}

// acts are done by pages alone: one person proposes, another confirms.
func (x *county) acts(t *testing.T) {
	b := x.as("kuaiji")
	at := "/books/fund/resident-pension"
	before, err := x.app.Books.Verify(x.ctx, x.built.County, nil)
	if err != nil {
		t.Fatal(err)
	}
	form := func(path string) *page { return b.get(path).wants(http.StatusOK) }

	// A voucher: refused as long as something is missing, and what was typed stays.
	voucher := form("/books/voucher?fund=resident-pension")
	voucher.wellMade()
	short := voucher.submit("form", "reference", "拨款通知 8 号", "reason", "四月财政补助", "debit1", "3-1004", "amount1", "12x").wants(http.StatusUnprocessableEntity)
	short.wellMade()
	if got := attr(short.find("main [name=reference]"), "value"); got != "拨款通知 8 号" {
		t.Errorf("after the refusal the reference is %q", got)
	}
	fields := []string{"reference", "拨款通知 8 号", "reason", "四月财政补助", "debit1", "3-1004", "credit1", "3-4101", "amount1", "1,000.00", "debit2", "3-1003", "credit2", "3-4101", "amount2", "0.01"}
	done := x.confirmed(t, voucher.submit("form", fields...))
	done.says("1,000.01", "支出户存款", x.user("shenpi").Name)
	b.get("/books/account/3-4101?first=2026-03&last=2026-03").says("1,000.00", "拨款通知 8 号")
	if paper := done.follow("main [href$=/voucher]").wants(http.StatusOK); !strings.HasPrefix(paper.body, "%PDF") {
		t.Errorf("the voucher is %.40q", paper.body)
	}

	// A reversal begins on the transfer's page.
	line := b.get("/books/account/3-4101?first=2026-03&last=2026-03&low=0.01&high=0.01").follow("#lines tbody th a").wants(http.StatusOK)
	undo := line.follow("[href$=/reverse]").wants(http.StatusOK)
	undo.wellMade()
	x.confirmed(t, undo.submit("form", "reference", "冲正 1", "reason", "记错账户")).says("第 ", "0.01")
	b.get(line.path).says("冲正本笔的分录")
	b.get(line.path+"/reverse").submit("form", "reference", "冲正 1", "reason", "再冲一次").wants(http.StatusConflict).says("已经处理过")

	x.closes(t, b, at)
	x.opensAndMoves(t, b)

	for _, path := range []string{"/books/closing", "/books/proposals?all=1"} {
		as := "?as="
		if strings.Contains(path, "?") {
			as = "&as="
		}
		if csv := b.get(path + as + "csv").wants(http.StatusOK); strings.Count(csv.body, "\n") < 4 || !strings.Contains(csv.body, "2026-02") {
			t.Errorf("%s as csv: %s", path, csv.body)
		}
		if book := b.get(path + as + "xlsx").wants(http.StatusOK); !strings.HasPrefix(book.body, "PK") {
			t.Errorf("%s as a workbook: %.40q", path, book.body)
		}
	}
	b.get("/display?back=/books&lang=en")
	for _, path := range []string{"/books/closing", at + "/close/2026-03", "/books/vouchers", "/books/voucher?fund=resident-pension", "/books/move?out=resident-pension", "/books/accounts/new?fund=resident-pension", "/books/proposals?all=1"} {
		for _, r := range b.get(path).wants(http.StatusOK).text("main h1") {
			if unicode.Is(unicode.Han, r) {
				t.Errorf("%s is titled in Chinese", path)
				break
			}
		}
	}
	b.get("/display?back=/books&lang=zh-CN")

	after, err := x.app.Books.Verify(x.ctx, x.built.County, nil)
	if err != nil || !after.OK || after.Entries <= before.Entries {
		t.Errorf("%+v %v", after, err)
	}
}

// closes a month by two persons, after which it takes nothing and is corrected in an open one.
func (x *county) closes(t *testing.T, b *browser, at string) {
	list := b.get("/books/closing").wants(http.StatusOK).says("未结账")
	list.wellMade()
	march := b.get(at+"/close/2026-03").wants(http.StatusOK).says("还没有了结的", "在途没有落定", "社会保险基金财务制度")
	march.wellMade()
	march.submit("form").wants(http.StatusConflict).says("在途没有落定")
	february := b.get(at+"/close/2026-02").wants(http.StatusOK).says("借贷相等", "12,346.56").silent("在途没有落定")
	february.wellMade()
	done := x.confirmed(t, february.submit("form", "reason", "二月已核对"))
	done.says("结账 2026-02")
	b.get("/books/closing?fund=resident-pension").says("已结账", x.user("kuaiji").Name, x.user("shenpi").Name)
	b.get(at + "/close/2026-02").submit("form").wants(http.StatusConflict).says("已经结账")
	if p := b.get("/books").find("#fund-resident-pension"); !strings.Contains(words(p), "2026-02") {
		t.Errorf("the overview does not say that February is closed: %s", words(p))
	}

	old := b.get("/books/account/3-4101?first=2026-02&last=2026-02").follow("#lines tbody th a").wants(http.StatusOK)
	fix := old.follow("[href$=/correct]").wants(http.StatusOK)
	fix.wellMade()
	fix.submit("form", "reference", "更正 1", "reason", "多记", "debit", "3-4101", "credit", "3-1004", "amount", "0.50", "month", "2026-02").wants(http.StatusConflict).says("已经结账")
	x.confirmed(t, b.get(fix.path).submit("form", "reference", "更正 1", "reason", "多记", "debit", "3-4101", "credit", "3-1004", "amount", "0.50")).says("0.50")
	b.get(old.path).says("更正本笔的分录")

	// What is sent back leaves the books as they are.
	p := b.get("/books/voucher?fund=resident-pension").submit("form", "reference", "错的", "reason", "试试", "debit1", "3-1004", "credit1", "3-4101", "amount1", "7")
	second := x.as("shenpi").get(p.path)
	second.submit(`form[action$=/send-back]`, "remark", "").wants(http.StatusUnprocessableEntity).says("退回必须写明原因")
	second.submit(`form[action$=/send-back]`, "remark", "没有附件").wants(http.StatusOK).says("已退回", "没有附件", x.user("shenpi").Name)
	b.get("/books/proposals").wants(http.StatusOK).says("没有等待复核的事").wellMade()
	b.get("/books/proposals?all=1").wants(http.StatusOK).says("已退回", "结账 2026-02", "冲正").wellMade()
}

// opensAndMoves opens clearing accounts in two funds and moves money from one to the other.
func (x *county) opensAndMoves(t *testing.T, b *browser) {
	open := func(fund, number, class, zh, en, owner string) {
		t.Helper()
		p := b.get("/books/accounts/new?fund=" + fund).wants(http.StatusOK)
		p.wellMade()
		x.confirmed(t, p.submit("form", "number", number, "class", class, "zh", zh, "en", en, "owner", owner))
	}
	b.get("/books/accounts/new?fund=enterprise-pension").submit("form", "number", "x", "class", "9").wants(http.StatusUnprocessableEntity).wellMade()
	b.get("/books/move?out=resident-pension").wants(http.StatusOK).wellMade()
	b.get("/books/move?out=resident-pension&in=enterprise-pension").wants(http.StatusOK).says("还没有往来账户")
	open("resident-pension", "2201", "2", "往来账户", "clearing account", ledger.Clearing)
	open("enterprise-pension", "2201", "2", "往来账户", "clearing account", ledger.Clearing)
	open("enterprise-pension", "4199", "4", "转移收入", "transferred in", "county")
	p := b.get("/books/move?out=resident-pension&in=enterprise-pension").wants(http.StatusOK)
	p.wellMade()
	fields := []string{"amount", "30", "out_debit", "3-5001", "out_credit", "3-2201", "in_debit", "1-2201", "in_credit", "1-4199", "reference", "转移决定 5 号", "reason", "关系转移"}
	p.submit("form", append(fields, "out_credit", "3-1004")...).wants(http.StatusUnprocessableEntity).says("没有经过往来账户")
	x.confirmed(t, p.submit("form", fields...)).says("划出", "划入", "30.00")
	b.get("/books/account/1-4199").wants(http.StatusOK).says("30.00", "转移决定 5 号")
	b.get("/books").says("企业职工基本养老保险基金")
}

// watchers propose and confirm nothing, and nobody reaches another county's proposals.
func (x *county) watchers(t *testing.T) {
	b := x.as("jiandu")
	for _, path := range []string{"/books/vouchers", "/books/voucher?fund=resident-pension", "/books/move?out=resident-pension", "/books/accounts/new?fund=resident-pension", "/books/fund/resident-pension/close/2026-03",
		"/books/transfer/9/reverse", "/books/transfer/9/correct"} {
		b.get(path).wants(http.StatusForbidden).says("记账", "基金会计")
	}
	for _, path := range []string{"/books/voucher", "/books/move", "/books/accounts/new", "/books/fund/resident-pension/close/2026-03", "/books/transfer/9/reverse"} {
		b.post(path, url.Values{"fund": {"resident-pension"}}).wants(http.StatusForbidden)
	}
	accountant := x.as("kuaiji")
	for _, path := range []string{"/books/voucher", "/books/voucher?fund=x", "/books/move?out=x", "/books/move?out=resident-pension&in=x", "/books/accounts/new?fund=x", "/books/proposal/77", "/books/proposal/x", "/books/closing?fund=x",
		"/books/fund/resident-pension/close/x", "/books/fund/x/close/2026-03", "/books/transfer/1/reverse", "/books/transfer/x/correct"} {
		if got := accountant.get(path).status; got != http.StatusNotFound {
			t.Errorf("%s answers %d", path, got)
		}
	}
}
