package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// drawing gives the address of somebody's living residents' pension.
func drawing(b *browser) string {
	b.t.Helper()
	p := b.get("/desk/entitlements?kind=resident-pension&status=active").wants(http.StatusOK)
	p.wellMade()
	return attr(p.find("#list table a"), "href")
}

func TestAChangeIsAskedForByOneAndDecidedByAnother(t *testing.T) {
	x := newCounty(t)
	officer, reviewer := x.as("liu"), x.as("fuhe")
	at := drawing(officer)
	p := officer.get(at).wants(http.StatusOK).says("城乡居民养老金", "变更记录", "核定", "应发未发的月份", "每月怎么算的", "申请暂停")
	p.wellMade()
	form := officer.get(at+"/change/suspend").wants(http.StatusOK).says("逾期未认证", "社会保险经办条例 第二十六条", "恢复后补发", "依据待核")
	form.wellMade()
	form.submit("form", "ground", "", "reason", "").wants(http.StatusUnprocessableEntity)
	form.submit("form", "ground", "death", "reason", "x", "do", "ask").wants(http.StatusUnprocessableEntity)
	look := form.submit("form", "ground", "custody", "month", "2026-03", "reason", "公安名单显示在押", "do", "look").wants(http.StatusOK).says("对钱的影响", "恢复后不补发", "暂不发放")
	look.wellMade()
	// The county has one change waiting; once it is decided, none is left, for a look asks for nothing.
	officer.get("/desk/changes").wants(http.StatusOK).silent("公安名单显示在押").wellMade()
	reviewer.get("/desk/changes").follow("main table a").submit("form", "do", "refuse", "remark", "已上门核实，本人在家").wants(http.StatusOK)
	officer.get("/desk/changes").says("没有待审的变更")
	asked := look.submit("form", "do", "ask").wants(http.StatusOK).says("已提出暂停", "等待复核员审", "对钱的影响")
	asked.wellMade()
	if len(asked.all("main form")) != 0 {
		t.Error("who asked sees the form that decides")
	}
	officer.post(asked.path+"/decide", url.Values{"do": {"apply"}}).wants(http.StatusForbidden)
	form.submit("form", "ground", "custody", "reason", "再来一次", "do", "ask").wants(http.StatusConflict).says("已有一个待审的变更")
	row := reviewer.get("/desk/changes").wants(http.StatusOK).says("暂停", "服刑")
	row.wellMade()
	one := row.follow("main table a").says("审这个变更", "公安名单显示在押")
	one.wellMade()
	one.submit("form", "do", "refuse", "remark", "").wants(http.StatusUnprocessableEntity)
	one.submit("form", "do", "apply").wants(http.StatusOK).says("已执行", "已暂停")
	reviewer.post(one.path+"/decide", url.Values{"do": {"apply"}}).wants(http.StatusConflict)
	officer.get(at).says("暂停发放", "提出", "审批", "申请恢复")
	// The reviewer asks, and may not decide what he asked for: the rule is quoted.
	back := reviewer.get(at+"/change/resume").wants(http.StatusOK).submit("form", "month", "2026-03", "reason", "已释放", "do", "ask").wants(http.StatusOK)
	back.says("必须由另一个人审", "第三十七条")
	reviewer.post(back.path+"/decide", url.Values{"do": {"apply"}}).wants(http.StatusForbidden).says("必须由另一个人审", "第三十七条")
}

func TestPagesOfEntitlementsAreGuarded(t *testing.T) {
	x := newCounty(t)
	at := drawing(x.as("liu"))
	accountant := x.as("kuaiji")
	accountant.get(at).wants(http.StatusOK).silent("申请暂停")
	accountant.get(at + "/change/suspend").wants(http.StatusForbidden)
	accountant.post(at+"/change/suspend", url.Values{"do": {"ask"}}).wants(http.StatusForbidden)
	admin := x.as("guanli")
	for _, path := range []string{"/desk/entitlements", at, "/desk/changes", "/desk/change/1"} {
		admin.get(path).wants(http.StatusForbidden)
	}
	b := x.as("liu")
	b.get(at + "/change/explode").wants(http.StatusNotFound)
	b.get("/desk/entitlement/999").wants(http.StatusNotFound)
	b.get("/desk/change/999").wants(http.StatusNotFound)
	b.get("/desk/entitlements?kind=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&status=x&after=zzz").wants(http.StatusOK).silent("<script>alert").wellMade()
	hostile := `"><script>alert(1)</script>` + strings.Repeat("长", 100)
	b.get(at+"/change/stop").submit("form", "ground", "moved", "month", "2026-03", "reason", hostile, "do", "look").wants(http.StatusOK).silent("<script>alert")
	b.get(at+"/change/stop").submit("form", "ground", "moved", "month", "0000-99", "reason", strings.Repeat("x", 5000), "do", "ask").wants(http.StatusUnprocessableEntity)
	b.get("/display?back=/desk&lang=en").wants(http.StatusOK)
	b.get(at).wants(http.StatusOK).says("What happened", "residents' pension").wellMade()
}
