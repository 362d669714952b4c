package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// settled looks again as the page itself would, until no long step is under way any more.
func (p *page) settled() *page {
	p.b.t.Helper()
	for range 100 {
		if p.header.Get("Refresh") == "" {
			return p
		}
		p.wellMade()
		time.Sleep(100 * time.Millisecond)
		p = p.b.get(p.path)
	}
	p.b.t.Fatalf("%s is under way for ever", p.path)
	return nil
}

// prepared prepares the month's run and gives its page.
func prepared(b *browser) *page {
	b.t.Helper()
	p := b.get("/desk/runs").submit("form").settled().wants(http.StatusOK)
	if !strings.HasPrefix(p.path, "/desk/run/") {
		b.t.Fatalf("the run opens at %s", p.path)
	}
	return p
}

func TestAMonthIsPaidByTwoPersonsAndTheBank(t *testing.T) {
	x := newCounty(t)
	maker, checker := x.as("kuaiji"), x.as("shenpi")
	if p := maker.get("/desk/runs").wants(http.StatusOK); strings.Contains(p.text("main table"), "城乡居民养老金") {
		t.Error("there is a run of the residents' pension before anybody prepared one")
	} else {
		p.wellMade()
	}
	p := prepared(maker).says("待复核", "闸口暂缓", "等待第二个人复核")
	p.wellMade()
	run := p.path
	if again := prepared(maker).says("没有变化"); again.path != run {
		t.Errorf("prepared twice: %s and %s", run, again.path)
	}
	maker.post(run+"/approve", nil).wants(http.StatusForbidden)
	maker.get(run+"/bank-file").wants(http.StatusConflict).says("待复核", "这一步还不能办")
	releaseOne(t, checker, run)
	p = checker.get(run).says("复核这一批")
	p.wellMade()
	p = p.submit(".confirm form").settled().wants(http.StatusOK).says("复核通过", "已冻结资金")
	p.wellMade()
	checker.post(run+"/approve", nil).settled().says("没有变化")

	file := maker.get(run + "/bank-file").wants(http.StatusOK)
	if again := maker.get(run + "/bank-file"); again.body != file.body || !strings.HasPrefix(file.body, "RENSHE-PAY") {
		t.Error("the bank file is not the same twice")
	}
	if message := maker.get(run + "/bank-file?format=pain.001").wants(http.StatusOK); !strings.Contains(message.body, "pain.001.001.09") {
		t.Error("the bank file is no message of ISO 20022")
	}
	maker.get(run + "/bank-file?format=telex").wants(http.StatusUnprocessableEntity).says("pain.001")
	refuseBadAnswers(maker, run, file.body)
	p = maker.get(run).submit("form[action$=demo-bank]").settled().wants(http.StatusOK).says("已对平", "入账 225 笔，退票 2 笔")
	p.wellMade()
	maker.post(run+"/demo-bank", nil).settled().says("没有变化")
	s := maker.get(run+"/statement").wants(http.StatusOK).says("0.00", "账和银行一分不差", "调节后余额")
	s.wellMade()
	isPDF(s.follow("a.primary"))
	maker.get("/books/fund/resident-pension/trial").wants(http.StatusOK).says("借贷相等", "支出户存款", "基础养老金支出").wellMade()
	maker.get(run + "/payments").wants(http.StatusOK).wellMade()
	maker.get(run + "/payments?state=returned").wants(http.StatusOK).wellMade()
	maker.get(run + "/payments?state=paid&after=zzz").wants(http.StatusOK).says("已发放")
	one := maker.get(run+"/payments?state=paid").follow("main table a").wants(http.StatusOK).says("每月怎么算的", "国发〔2014〕8号")
	one.wellMade()
	maker.get("/desk").says("已对平").wellMade()
	maker.get("/desk/run/999").wants(http.StatusNotFound)
}

// releaseOne releases one held payment by name, which needs a reason; what is hard shows no form and is refused.
func releaseOne(t *testing.T, b *browser, run string) {
	t.Helper()
	list := b.get(run + "/payments?state=held&hold=duplicate").wants(http.StatusOK).says("不得重复领取")
	list.wellMade()
	p := list.follow("main table a").wants(http.StatusOK).says("为什么暂缓")
	p.wellMade()
	p.submit("form", "reason", " ").wants(http.StatusUnprocessableEntity).says("这一项要填")
	p.submit("form", "reason", "已与县社保中心核实，职工待遇已停发").wants(http.StatusOK).says("已放行", "待发放", "职工待遇已停发")
	p.submit("form", "reason", "再放行一次").wants(http.StatusConflict)
	hard := b.get(run + "/payments?state=held&hold=account-missing").follow("main table a").says("不能放行")
	if len(hard.all("main form")) != 0 {
		t.Error("a payment that cannot be released shows a form")
	}
	b.post(hard.path+"/release", url.Values{"reason": {"硬放行"}}).wants(http.StatusConflict).says("不能放行")
}

// refuseBadAnswers uploads what no bank would send; nothing changes.
func refuseBadAnswers(b *browser, run, order string) {
	b.t.Helper()
	before := b.get(run).text(".stats")
	for name, content := range map[string]string{"empty": "", "the order itself": order, "cut off": "RENSHE-RET|1|", "no file of ours": "<script>alert(1)</script>",
		"bytes": string([]byte{0, 1, 2, 0xff})} {
		p := b.upload(run+"/return-file", "file", name+".ret", []byte(content))
		if p.status != http.StatusUnprocessableEntity || p.text(".faults") == "" {
			b.t.Errorf("%s: %d %s", name, p.status, p.text(".faults"))
		}
		p.silent("<script>alert")
	}
	b.post(run+"/return-file", nil).wants(http.StatusUnprocessableEntity)
	if after := b.get(run).settled().text(".stats"); after != before {
		b.t.Errorf("a refused file changed %q to %q", before, after)
	}
}

func TestAMonthThatCannotBePreparedSaysWhy(t *testing.T) {
	x := newCounty(t)
	b := x.as("kuaiji")
	for typed, want := range map[string]string{"": "这一项要填", "2026-13": "月份不对", "abc": "月份不对"} {
		b.get("/desk/runs").submit("form", "month", typed).wants(http.StatusUnprocessableEntity).says(want)
	}
	p := b.get("/desk/runs").submit("form", "month", "2027-01").wants(http.StatusConflict).says("不能提前发放")
	if got := attr(p.find("#f-month"), "value"); got != "2027-01" {
		t.Errorf("the typed month became %q", got)
	}
	b.get("/desk/runs/preparing/2026-99").wants(http.StatusNotFound)
	if p := b.get("/desk/runs/preparing/2026-03"); p.path != "/desk/runs" {
		t.Errorf("nothing under way leads to %s", p.path)
	}
	if strings.Contains(b.get("/desk/runs").text("main table"), "城乡居民养老金") {
		t.Error("what was refused opened a run")
	}
}
