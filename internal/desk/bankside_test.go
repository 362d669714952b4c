package desk_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/demo"
)

// uploads posts several files in one field.
func (b *browser) uploads(path, field string, format string, files ...bank.GivenFile) *page {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	err := w.WriteField("as", format)
	for _, f := range files {
		part, bad := w.CreateFormFile(field, f.Name)
		if bad == nil {
			_, bad = part.Write(f.Content)
		}
		if bad != nil {
			b.t.Fatal(bad)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		b.t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, b.base+path, &body)
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	return b.do(r)
}

// ordered prepares and approves the month and gives the run's address and its payment file.
func (x *county) ordered(maker, checker *browser) (run string, order []byte) {
	x.t.Helper()
	run = prepared(maker).path
	checker.get(run).submit(".confirm form").settled().wants(http.StatusOK)
	return run, []byte(maker.get(run + "/bank-file?format=").wants(http.StatusOK).body)
}

// answered is what a bank gives back as a status report and a statement, with a few payments returned and some back after they were paid.
func (x *county) answered(order []byte) bank.Injected {
	x.t.Helper()
	answer, err := x.app.DemoBank(context.Background(), demo.Taoyuan, order)
	if err != nil {
		x.t.Fatal(err)
	}
	sum, err := bank.ReadReturn(bytes.NewReader(answer), func(bank.Answer) error { return nil })
	if err != nil {
		x.t.Fatal(err)
	}
	out, err := bank.Practice{Simulation: bank.Simulation{Seed: 5, NameIn10000: 300, Opening: sum.Balance.Opening, Value: sum.Value}, Format: "pain.002"}.Answer(order)
	if err != nil {
		x.t.Fatal(err)
	}
	return out
}

func TestAnAnswerInPartsIsSeenAndTakenIn(t *testing.T) {
	x := newCounty(t)
	maker, checker := x.as("kuaiji"), x.as("shenpi")
	run, order := x.ordered(maker, checker)
	out := x.answered(order)
	status, statement := out.Files[0], out.Files[1]
	p := maker.get(run).wants(http.StatusOK).says("可以多选", "自动识别", "银行要的格式", "ISO 20022 付款指令")
	p.wellMade()
	maker.uploads(run+"/return-file", "file", "csv-utf8", status).wants(http.StatusUnprocessableEntity).says("不能用")
	maker.uploads(run+"/return-file", "file", "telex", status).wants(http.StatusUnprocessableEntity).says("没有名为")
	maker.uploads(run+"/return-file", "file", "", bank.GivenFile{Name: "a.xml", Content: statement.Content[:200]}, status).wants(http.StatusUnprocessableEntity).says("a.xml")
	p = maker.uploads(run+"/return-file", "file", "", status).wants(http.StatusOK).says("已上传 1 个文件", "没有付款账户的余额", status.Name)
	p.wellMade()
	maker.uploads(run+"/return-file", "file", "", status).wants(http.StatusOK).says("已经上传过，没有变化")
	checker.get(run).wants(http.StatusOK).silent("/take-in") // who approves exchanges no files
	maker.post(run+"/take-in", nil).wants(http.StatusUnprocessableEntity).says("没有付款账户的余额")
	p = maker.get(run).submit("form[action^=" + run + "/drop/]").wants(http.StatusOK).says("已移除").silent("/drop/")
	p.wellMade()
	p = maker.uploads(run+"/return-file", "file", "", status, statement).wants(http.StatusOK).says("导入后会怎样", "账和银行一分不差", "户名与账号不符", "登记本人名下有效的账户",
		"将入账", strconv.FormatInt(out.Paid, 10)+" 笔")
	p.wellMade()
	p = p.submit("form[action$=take-in]").settled().wants(http.StatusOK).says("已对平", "入账 "+strconv.FormatInt(out.Paid, 10)+" 笔，退票 "+strconv.FormatInt(out.Returned, 10)+" 笔")
	p.wellMade()
	maker.uploads(run+"/return-file", "file", "", status, statement).settled().says("没有变化")
	maker.uploads(run+"/return-file", "file", "", status).wants(http.StatusUnprocessableEntity).says("没有付款账户的余额")

	// Who was returned stands on the worklist, for the county and for the station.
	maker.get("/desk").wants(http.StatusOK).says("支付失败").wellMade()
	list := maker.get("/desk/failed").wants(http.StatusOK).says("户名与账号不符", "等更正账户", "已等（天）", "服务站点")
	list.wellMade()
	if got := len(list.all("tbody tr")); int64(got) != out.Returned+1 { // and one whom the bank refused last month in another scheme
		t.Errorf("%d are listed, %d were returned", got, out.Returned)
	}
	if book := maker.get("/desk/failed?as=xlsx").wants(http.StatusOK); true {
		x, err := excelize.OpenReader(strings.NewReader(book.body))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := x.GetRows(x.GetSheetName(0))
		if err != nil || int64(len(rows)) != out.Returned+4 || rows[2][0] != "姓名" || len(rows[4]) != 12 || rows[4][4] != "户名与账号不符" || rows[4][7] != "2026-03" {
			t.Errorf("%v %v", rows, err)
		}
	}
	maker.get("/desk/failed?stage=ready&as=xlsx").wants(http.StatusOK)
	maker.get("/desk/failed?stage=ready").wants(http.StatusOK).says("没有支付失败的人")
	maker.get("/desk/failed?station=77&stage=zzz").wants(http.StatusOK)
	officer := x.as("liu")
	officer.get("/desk/failed").wants(http.StatusOK).wellMade()

	// An extra run for them: its month, purpose and cause; withdrawn; once more.
	extra := maker.get("/desk/runs/extra?extra=repay").wants(http.StatusOK).says("退票重发", "补到哪个月")
	extra.wellMade()
	if got := attr(extra.find("input[name=month]"), "value"); got != "2026-03" {
		t.Errorf("the month that is offered is %q", got)
	}
	extra.submit("form", "month", "2026-03", "cause", " ").wants(http.StatusUnprocessableEntity).says("这一项要填").wellMade()
	extra.submit("form", "month", "2026-04", "cause", "太早").wants(http.StatusConflict).says("还没有办完")
	p = extra.submit("form", "month", "2026-03", "cause", "退票账户已更正").settled().wants(http.StatusOK).says("补发1（退票重发）", "补发原因：退票账户已更正")
	p.wellMade()
	p.submit("form[action$=withdraw]", "reason", " ").wants(http.StatusUnprocessableEntity)
	p.submit("form[action$=withdraw]", "reason", "账户还没更正").wants(http.StatusOK).says("已撤销").wellMade()
	maker.get("/desk/runs").wants(http.StatusOK).says("补发1（退票重发）", "月度", "城乡居民养老金").wellMade()
	checker.post("/desk/runs/extra", url.Values{"month": {"2026-03"}}).wants(http.StatusForbidden)
}

func TestMoneyThatCameBackIsTakenInDecidedAndClearedUp(t *testing.T) {
	x := newCounty(t)
	maker, checker := x.as("kuaiji"), x.as("shenpi")
	maker.get("/desk/late").wants(http.StatusOK).says("还没有付后退回").wellMade()
	run, order := x.ordered(maker, checker)
	maker.get(run).submit("form[action$=demo-bank]").settled().wants(http.StatusOK).says("已对平")
	var lines []bank.Answer
	today := civil.DateIn(x.app.Clock.Now())
	sum, err := bank.ReadPayment(bytes.NewReader(order), func(o bank.Order) error {
		if len(lines) < 12 {
			lines = append(lines, bank.Answer{ID: o.ID, Amount: o.Amount, Reason: "AC04", Late: true, On: today})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	lines[1].Amount--
	lines = append(lines, bank.Answer{ID: 77, Amount: 100, Reason: "MD07", Late: true, On: today})
	l := bank.Late{County: demo.Taoyuan, Account: sum.Account, Notice: "TH20260302", Value: today, Lines: lines}
	text, err := l.Text()
	if err != nil {
		t.Fatal(err)
	}
	maker.uploads("/desk/late", "file", "", bank.GivenFile{Name: "x", Content: text[:100]}).wants(http.StatusUnprocessableEntity).wellMade()
	maker.post("/desk/late", nil).wants(http.StatusUnprocessableEntity)
	checker.uploads("/desk/late", "file", "", bank.GivenFile{Name: "x", Content: text}).wants(http.StatusForbidden)
	file := bank.GivenFile{Name: "退回.txt", Content: text}
	p := maker.uploads("/desk/late", "file", "", file).wants(http.StatusOK).says("已导入 1 份", "等待另一人审核", "只退回了一部分", "本县没有这笔发放", "账户已销户")
	p.wellMade()
	checker.get(p.path).wants(http.StatusOK).silent("撤回这份通知")
	checker.post(p.path+"/take-back", nil).wants(http.StatusForbidden)
	p.submit("form[action$=take-back]").wants(http.StatusOK).says("已撤回，没有入账", "还没有付后退回")
	maker.post(p.path+"/take-back", nil).wants(http.StatusNotFound)
	p = maker.uploads("/desk/late", "file", "", file).wants(http.StatusOK).says("已导入 1 份")
	at := p.path
	maker.uploads("/desk/late", "file", "", file).wants(http.StatusOK).says("以前导入过")
	maker.post(at+"/decide", url.Values{"do": {"book"}}).wants(http.StatusForbidden)
	checker.get("/desk").wants(http.StatusOK).says("付后退回待审").wellMade()
	p = checker.get(at).says("相符的入账")
	p.wellMade()
	p = p.submit("form[action$=decide]", "do", "book").wants(http.StatusOK).says("已入账")
	p.wellMade()
	checker.post(at+"/decide", url.Values{"do": {"book"}}).wants(http.StatusConflict)
	p = maker.get(at).wants(http.StatusOK)
	p.wellMade()
	p.submit("form[action$=clear]").wants(http.StatusUnprocessableEntity).wellMade()
	line := attr(maker.get(at).find("form[action$=clear] textarea"), "name")
	hostile := `<script>alert(1)</script>`
	p = p.submit("form[action$=clear]", line, "银行更正为整笔退回"+hostile).wants(http.StatusOK).says("已记为查清", "银行更正为整笔退回").silent(hostile)
	p.wellMade()
	maker.get("/desk/late").says("TH20260302", "本县没有这笔发放").silent("只退回了一部分")

	// The fund keeps one of them, by two persons.
	one := maker.get("/desk/failed").wants(http.StatusOK).says("付后退回").follow("main table a")
	one.wants(http.StatusOK)
	pay := maker.get(at).follow("table a").wants(http.StatusOK).says("更正后重发", "申请退回基金")
	pay.wellMade()
	pay.submit("form[action$=fate]", "why", "").wants(http.StatusUnprocessableEntity)
	pay.submit("form[action$=fate]", "why", "本人已去世，多发").wants(http.StatusOK).says("已申请")
	pay.submit("form[action$=fate]", "why", "再申请").wants(http.StatusConflict)
	ask := checker.get("/desk/late").wants(http.StatusOK).says("退款去向待审", "本人已去世，多发")
	ask.wellMade()
	ask.submit("form[action^=/desk/fate/]", "do", "apply").wants(http.StatusOK).says("退回基金，不再发放")
	if href := attr(ask.find("form[action^=/desk/fate/]"), "action"); !strings.HasPrefix(href, "/desk/fate/") {
		t.Fatal(href)
	} else {
		checker.post(href, url.Values{"do": {"apply"}}).wants(http.StatusConflict)
	}
	checker.get("/display?back=/desk&lang=en").wants(http.StatusOK)
	for _, path := range []string{"/desk/late", at, "/desk/failed", "/desk/runs", pay.path} {
		checker.get(path).wants(http.StatusOK).wellMade()
	}
}
