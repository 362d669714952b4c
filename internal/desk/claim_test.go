package desk_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"renshe/internal/db"
	"renshe/internal/demo"
)

// begun opens a claim from the worklist and gives the page of its first step, and the case's address.
func begun(b *browser) (*page, string) {
	b.t.Helper()
	p := b.get("/desk/work").wants(http.StatusOK).submit("#found form").wants(http.StatusOK)
	base, ok := strings.CutSuffix(p.path, "/known")
	if !ok {
		b.t.Fatalf("the claim opens at %s", p.path)
	}
	return p, base
}

// submitted takes a claim through to its receipt.
func submitted(b *browser) (*page, string) {
	b.t.Helper()
	_, base := begun(b)
	b.get(base + "/ask").submit("form").wants(http.StatusOK)
	b.get(base+"/papers").submit("form", "received", "identity").wants(http.StatusOK)
	return b.get(base + "/check").submit("form").wants(http.StatusOK), base
}

func TestAClaimFromTheWorklistToTheReceipt(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	p, base := begun(b)
	p.wellMade()
	p.says("核对本人", "满60周岁的月份", "累计缴费月数", "430***********").silent("430799")
	p = p.follow("a.primary").wants(http.StatusOK).says("谁来申请", "待遇发到哪个账户")
	p.wellMade()
	p = p.submit("form").wants(http.StatusOK).says("收到的材料", "不用收")
	p.wellMade()
	p = p.submit("form").wants(http.StatusOK).says("已填好，还没提交", "还缺 1 项", "每月养老金")
	p.wellMade()
	if p.path != base+"/check" {
		t.Fatalf("checking at %s", p.path)
	}
	notice := p.submit("form").wants(http.StatusOK).says("一次性告知书", "居民身份证", "核验码")
	notice.wellMade()
	isPDF(notice.follow("a.primary"))
	p = b.get(base+"/papers").submit("form", "received", "identity").wants(http.StatusOK)
	action, form := p.form("form")
	receipt := b.post(action, form).wants(http.StatusOK).says("已提交 · 回执号", "受理回执", "20个工作日", "社会保险经办条例")
	receipt.wellMade()
	if got := attr(receipt.find("meta[name=draft-done]"), "content"); got == "" {
		t.Error("the browser is not told to forget its draft")
	}
	isPDF(receipt.follow("a.primary"))

	// A second click, the back button and an old page all end at the case as it stands.
	for _, again := range []*page{b.post(action, form), b.get(base + "/ask"), b.get(base + "/check"), b.post(base+"/ask", url.Values{"version": {"1"}, "phone": {"13907360001"}})} {
		if again.wants(http.StatusOK); again.path != base {
			t.Errorf("an old page ends at %s, not at the case", again.path)
		}
	}
	file := b.get(base).says("已受理，待复核", "一次性告知", "已补齐并受理", "受理回执")
	file.wellMade()
	if n := strings.Count(file.text("table"), "受理回执"); n != 1 {
		t.Errorf("%d receipts", n)
	}
	b.get("/desk/prints").wants(http.StatusOK).says("受理回执", "一次性告知书").wellMade()
	b.get("/desk/day").wants(http.StatusOK).says("已受理", "一次性告知").wellMade()
	old := b.get(notice.path).wants(http.StatusOK).says("已经作废", "已补齐并受理")
	old.wellMade()
	b.get(strings.Replace(notice.path, base, "/desk/case/1", 1)).wants(http.StatusNotFound)
}

func isPDF(p *page) {
	p.b.t.Helper()
	p.wants(http.StatusOK)
	if p.header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(p.body, "%PDF-") {
		p.b.t.Errorf("%s is no PDF: %s %.20q", p.path, p.header.Get("Content-Type"), p.body)
	}
	if d := p.header.Get("Content-Disposition"); !strings.HasPrefix(d, "inline") {
		p.b.t.Errorf("%s: %s", p.path, d)
	}
}

func TestAnAnswerBringsUpTheNextQuestion(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	_, base := begun(b)
	p := b.get(base+"/ask").submit("form", "pay-to", "new").wants(http.StatusOK)
	if p.path != base+"/ask" || len(p.all("#f-bank-number")) != 1 {
		t.Fatalf("a new account leads to %s without its question", p.path)
	}
	bad := p.submit("form", "bank-name", "中国农业银行", "bank-number", "12ab").wants(http.StatusUnprocessableEntity)
	if m := bad.text("#f-bank-number-fault"); m == "" {
		t.Error("no words beside the field")
	}
	if href := attr(bad.find(".faults a"), "href"); href != "#f-bank-number" {
		t.Errorf("the summary leads to %q", href)
	}
	if got := attr(bad.find("#f-bank-number"), "value"); got != "12ab" {
		t.Errorf("what was typed became %q", got)
	}
	good := bad.submit("form", "bank-number", "6228480000000000017").wants(http.StatusOK)
	good.says("银行卡")
	checked := good.submit("form", "received", "identity").wants(http.StatusOK).says("还缺 1 项", "6228480000000000017")
	checked.wellMade()
	hostile := `<script>alert(1)</script>`
	stored := b.get(base+"/ask").submit("form", "bank-name", hostile)
	stored.silent(hostile)
	b.get(base + "/check").silent(hostile)
	foreign := b.get(base+"/ask").submit("form", "decided-by", "me").wants(http.StatusUnprocessableEntity)
	foreign.says("decided-by")
	b.get(base+"/ask").submit("form", "name", "另一个人").wants(http.StatusConflict)
	b.get(base+"/ask").submit("form", "bank-name", strings.Repeat("行", 300)).wants(http.StatusUnprocessableEntity)
}

// Every keystroke is kept; a page that was open meanwhile still saves, and what follows the record goes on following it.
func TestDraftsSurvive(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	p, base := begun(b)
	ask := b.get(base + "/ask")
	_, form := ask.form("form", "phone", "1390736")
	kept := b.post(base+"/autosave", form)
	if kept.status != http.StatusNoContent {
		t.Fatalf("autosave answers %d", kept.status)
	}
	if got := attr(b.get(base+"/ask").find("#f-phone"), "value"); got != "1390736" {
		t.Errorf("half a number is kept as %q", got)
	}
	ask.submit("form", "phone", "13907360001").wants(http.StatusOK)
	if got := attr(b.get(base+"/ask").find("#f-phone"), "value"); got != "13907360001" {
		t.Errorf("the open page saved %q", got)
	}
	b.get("/desk/work").says("已填好，还没提交").follow("#drafts table a").wants(http.StatusOK)
	person := attr(p.find(".ident a"), "href")
	if again := b.get(person).follow(".panel a.button"); again.path != base+"/known" {
		t.Errorf("the file leads to %s", again.path)
	}
	other := x.as("fuhe")
	if got := other.post(base+"/autosave", form).status; got != http.StatusForbidden {
		t.Errorf("a reviewer's autosave answers %d", got)
	}
	b.post(base+"/autosave", url.Values{"version": {"x"}}).wants(http.StatusNotFound)
	dropped := b.get(base + "/known").submit(".more form").wants(http.StatusOK).says("草稿已撤销")
	if dropped.path != person {
		t.Errorf("after dropping at %s", dropped.path)
	}
	b.get("/desk/work").says("政策找到")
}

func TestASessionThatEndedWithAFullFormComesBackToIt(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	_, base := begun(b)
	action, form := b.get(base+"/ask").form("form", "phone", "13907360001")
	b.post("/desk/sign-out", nil)
	r, err := http.NewRequest(http.MethodPost, b.base+action, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Referer", b.base+base+"/ask")
	p := b.do(r).wants(http.StatusUnauthorized).says("登录已到时", "没有丢").silent("13907360001")
	p.wellMade()
	p = p.submit("form", "login", "liu", "password", "wrong").wants(http.StatusForbidden) // once more
	p = p.submit("form", "login", "liu", "password", demo.Password).wants(http.StatusOK).says("您刚才填的还在")
	p.wellMade()
	if on := p.submit("form"); on.path == base+"/ask" {
		t.Errorf("the form did not go on: %s", on.path)
	}
	if _, again := b.get(base + "/ask").form("form"); again.Get("phone") != "13907360001" {
		t.Errorf("what was typed is %q", again.Get("phone"))
	}
}

func TestTheReviewerDecidesAndPrints(t *testing.T) {
	x := newCounty(t)
	_, base := submitted(x.as("liu"))
	b := x.as("fuhe")
	b.get("/desk").says("等待核定").wellMade()
	queue := b.get("/desk/review").wants(http.StatusOK).says("已受理，待复核", "还有")
	queue.wellMade()
	p := queue.follow("main table a").wants(http.StatusOK)
	p.says("为什么可以领", "怎样算出来", "基础养老金", "个人账户养老金", "÷ 139", "国发〔2014〕8号", "待核实")
	p.wellMade()
	refuse := p.follow("main form a.button").wants(http.StatusOK)
	refuse.wellMade()
	refuse.submit("form", "facts", "没有写理由").wants(http.StatusUnprocessableEntity).says("法定理由", "没有写理由")
	refuse.submit("form", "ground", "not-entitled").says("不符合领取条件")
	p = b.get(p.path).wants(http.StatusOK)
	action, form := p.form("form")
	sheet := b.post(action, form).wants(http.StatusOK).says("核定表号", "待遇核定表", "不服怎么办", "行政复议")
	sheet.wellMade()
	isPDF(sheet.follow("a.primary"))
	for _, again := range []*page{b.post(action, form), b.get(base + "/decide"), b.post(base+"/refuse", url.Values{"version": {"1"}, "ground": {"not-verified"}})} {
		if again.wants(http.StatusOK); again.path != base {
			t.Errorf("an old decision page ends at %s", again.path)
		}
	}
	done := b.get(base).says("已办结", "核定通过")
	done.wellMade()
	if strings.Count(done.text("table"), "核定表") != 1 {
		t.Error("not one decision sheet")
	}
	file := done.follow(".ident a").wants(http.StatusOK).says("城乡居民养老金", "正常发放", "领取")
	file.wellMade()
}

// Who took a case in does not decide it, whatever his role has become meanwhile.
func TestWhoTookItInDoesNotDecide(t *testing.T) {
	x := newCounty(t)
	_, base := submitted(x.as("liu"))
	x.role("liu", "reviewer")
	b := x.as("liu")
	p := b.get(base + "/decide").wants(http.StatusOK).says("要由别的复核人员核定")
	p.submit("form").wants(http.StatusConflict).says("不能再由您核定", "第三十七条")
	b.get(base).says("已受理，待复核")
}

// role changes a user's role, as no page does.
func (x *county) role(login, role string) {
	x.t.Helper()
	ctx := context.Background()
	err := x.app.DB.InCounty(ctx, demo.Taoyuan, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE login_user SET role=$3 WHERE county=$1 AND login=$2`, demo.Taoyuan, login, role)
		if err == nil && n != 1 {
			x.t.Fatalf("%d users named %s", n, login)
		}
		return err
	})
	if err != nil {
		x.t.Fatal(err)
	}
}

func TestTheAccountIsChanged(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	file := b.get("/desk/work").follow("#found table a").wants(http.StatusOK)
	p := b.post(file.path+"/open", url.Values{"item": {"R03"}}).wants(http.StatusOK)
	base := strings.TrimSuffix(p.path, "/known")
	p.says("现在的发放账户")
	b.get(base+"/ask").submit("form", "why", "new-card", "bank-name", "中国农业银行", "bank-number", "6228480000000000017").wants(http.StatusOK)
	_, form := b.get(base + "/papers").form("form")
	form["received"] = []string{"identity", "bank-card"}
	b.post(base+"/papers", form).wants(http.StatusOK)
	b.get(base + "/check").submit("form").wants(http.StatusOK).says("已提交 · 回执号")
	b.get(base).silent("6228480000000000017").says("0017")
	r := x.as("fuhe")
	r.get(base+"/decide").submit("form").wants(http.StatusOK).says("已办结", "办结通知书")
	b.get(file.path).says("中国农业银行", "0017").silent("6228480000000000017")
	b.post(file.path+"/open", url.Values{"item": {"R99"}}).wants(http.StatusNotFound)
	b.post("/desk/person/999999/open", url.Values{"item": {"R03"}}).wants(http.StatusNotFound)
}

func TestSomebodyElsesDraftIsNamed(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	p, _ := begun(b)
	person := attr(p.find(".ident a"), "href")
	x.role("jiandu", "officer")
	b2 := x.as("jiandu")
	b2.post(person+"/open", url.Values{"item": {"R07"}}).wants(http.StatusConflict).says("已经有一件在办")
	b2.get("/desk/work").wants(http.StatusOK).says("没有挂到站点")
}
