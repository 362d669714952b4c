package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// paid pays the month and gives somebody's entitlement whose payment arrived.
func paid(maker, checker *browser) string {
	maker.t.Helper()
	run := prepared(maker).path
	checker.get(run).submit(".confirm form").settled().wants(http.StatusOK)
	maker.get(run).submit("form[action$=demo-bank]").settled().wants(http.StatusOK).says("已对平")
	person := maker.get(run + "/payments?state=paid").follow("main table a").wants(http.StatusOK).follow("a[href^=/desk/person/]")
	for _, a := range person.wants(http.StatusOK).all("main a") {
		if href := attr(a, "href"); strings.HasPrefix(href, "/desk/entitlement/") {
			return href
		}
	}
	maker.t.Fatal("nobody paid has an entitlement")
	return ""
}

func TestAnOverpaymentIsClaimedAgreedPaidBackAndClosed(t *testing.T) {
	x := newCounty(t)
	maker, checker := x.as("kuaiji"), x.as("shenpi")
	maker.get("/desk/overpayments").wants(http.StatusOK).says("死亡后多发", "全县查找").wellMade()
	maker.get("/desk/overpayments?state=settled").wants(http.StatusOK).says("没有多发的待遇").wellMade()
	at := paid(maker, checker)
	form := maker.get(at+"/claim").wants(http.StatusOK).says("重复领取", "死亡后多发")
	form.wellMade()
	form.submit("form", "from", "", "reason", "").wants(http.StatusUnprocessableEntity)
	form.submit("form", "cause", "double", "from", "2026-04", "reason", "x", "do", "look").wants(http.StatusConflict).says("没有已发放且未追收的月份")
	form.submit("form", "cause", "death", "from", "2026-03", "reason", "x", "do", "claim").wants(http.StatusUnprocessableEntity).says("没有登记死亡")
	hostile := `"><script>alert(1)</script>`
	look := form.submit("form", "cause", "double", "from", "2026-03", "reason", hostile, "do", "look").wants(http.StatusOK).says("逐月明细", "2026-03").silent("<script>alert")
	look.wellMade()
	p := look.submit("form", "reason", "外省名单比对：重复领取", "do", "claim").wants(http.StatusOK).says("已提出追回", "等待审批人认定", "待认定")
	p.wellMade()
	claim := p.path
	maker.post(claim+"/decide", url.Values{"do": {"stand"}}).wants(http.StatusForbidden)
	p = checker.get(claim).says("认定这笔多发")
	p.wellMade()
	p = p.submit("form", "do", "stand").wants(http.StatusOK).says("追收中", "退回通知书已出具", "多发待遇退回通知书")
	checker.post(claim+"/decide", url.Values{"do": {"stand"}}).wants(http.StatusConflict)
	letter := p.follow("table a[href^=/desk/letter/]").wants(http.StatusOK).says("外省名单比对", "行政复议", "2026-03", "还款协议")
	letter.wellMade()
	isPDF(letter.follow("a.primary"))
	checker.get("/display?back=/desk&lang=en").wants(http.StatusOK)
	checker.get(letter.path).wants(http.StatusOK).says("Notice to pay back", "Month by month")
	isPDF(checker.get(letter.path).follow("a.primary"))
	checker.get("/display?back=/desk&lang=zh-CN").wants(http.StatusOK)

	// An agreement in two parts, then both.
	open := maker.get(claim).says("拟定还款协议", "登记退回或抵扣")
	open.wellMade()
	agree := "form[action=" + claim + "/agree]"
	open.submit(agree, "parts", "0", "plan-reason", "难").wants(http.StatusUnprocessableEntity).wellMade()
	open.submit(agree, "parts", "2", "first", "2020-01-01", "plan-reason", "难").wants(http.StatusUnprocessableEntity)
	open.submit(agree, "parts", "2", "plan-reason", "一次退不了").wants(http.StatusOK).says("等另一个人批准")
	open.submit(agree, "parts", "3", "plan-reason", "再来").wants(http.StatusConflict)
	wait := checker.get(claim).says("待批准的还款协议", "一次退不了")
	wait.wellMade()
	wait.submit("form[action^="+claim+"/agreement/]", "do", "apply").wants(http.StatusOK).says("未到期", "分期退回协议")

	back := "form[action=" + claim + "/back]"
	open = maker.get(claim)
	open.submit(back, "kind", "refund", "amount", "0", "back-reason", "x").wants(http.StatusUnprocessableEntity)
	open.submit(back, "kind", "refund", "amount", "99999999", "back-reason", "x").wants(http.StatusUnprocessableEntity).says("不能记")
	open.submit(back, "kind", "offset", "set-off", "2026-03", "back-reason", "x").wants(http.StatusUnprocessableEntity)
	left := strings.ReplaceAll(words(open.find("main .answer strong")), ",", "")
	open.submit(back, "kind", "refund", "amount", left, "back-reason", "回单0301").wants(http.StatusOK).says("等另一个人复核入账")
	moved := checker.get(claim).says("待复核的退回", "回单0301")
	moved.wellMade()
	moved.submit("form[action^="+claim+"/back/]", "do", "apply").wants(http.StatusOK).says("已还清", "退回收据", "结清通知书", "0.00")
	maker.get("/desk/overpayments?state=settled").wants(http.StatusOK).says("已还清").wellMade()
	maker.get(at).says("多发待遇", "核定").wellMade()

	officer := x.as("liu")
	officer.get("/desk/overpayments").wants(http.StatusForbidden)
	officer.get(claim).wants(http.StatusForbidden)
	officer.post(claim+"/back", url.Values{"kind": {"refund"}}).wants(http.StatusForbidden)
	checker.post(claim+"/agree", url.Values{"parts": {"2"}}).wants(http.StatusForbidden)
	maker.get("/desk/overpayment/999").wants(http.StatusNotFound)
	maker.get("/desk/letter/999").wants(http.StatusNotFound)
	maker.get("/desk/overpayments?state=%3Cscript%3E").wants(http.StatusOK).silent("<script>")
	found := maker.get("/desk/overpayments").submit("form[action$=find-dead]", "reason", "公安局 3 月死亡数据比对").wants(http.StatusOK)
	found.says("等另一个人认定")
}
