package books_test

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/demo"
	"renshe/internal/testkit"
)

// begins: the accountant puts an account under reconciliation, the approver sets the rules, and nobody else.
func (x *county) begins(t *testing.T) {
	kuaiji, shenpi, jiandu := x.as("kuaiji"), x.as("shenpi"), x.as("jiandu")
	const begin, rules = "/books/reconcile/begin", "/books/reconcile/rules"
	kuaiji.get("/books/reconcile").wants(http.StatusOK).says("还没有纳入对账的账户").follow("[href$=/begin]").wants(http.StatusOK).wellMade()
	jiandu.get(begin).wants(http.StatusForbidden)
	jiandu.post(begin, url.Values{"account": {"3-1003"}}).wants(http.StatusForbidden)
	form := kuaiji.get(begin)
	bad := form.submit("form", "account", "3-1003", "holder", "treasury", "number", "", "from", "2026-02-01").wants(http.StatusUnprocessableEntity)
	bad.wellMade()
	for _, wrong := range [][]string{{"account", "3-4101"}, {"account", "3-9999"}, {"account", "x"}, {"holder", "nobody"}, {"from", "2199-01-01"}, {"from", "x"}, {"number", strings.Repeat("9", 70)}} {
		p := form.submit("form", append([]string{"account", "3-1003", "holder", "treasury", "number", "430725-CZZH-03", "from", "2026-02-01"}, wrong...)...)
		if p.status != http.StatusUnprocessableEntity && p.status != http.StatusNotFound {
			t.Errorf("%v answers %d", wrong, p.status)
		}
	}
	form.submit("form", "account", "3-1003", "holder", "treasury", "number", "430725-CZZH-03", "from", "2026-02-01").wants(http.StatusOK).says("3-1003 从 2026-02-01 起对账", "430725-CZZH-03")
	kuaiji.post(begin, url.Values{"account": {"3-1003"}, "holder": {"bank"}, "number": {"1"}, "from": {"2026-02-02"}}).wants(http.StatusConflict).says("430725-CZZH-03")
	if p := kuaiji.get(begin); strings.Contains(p.text("main"), "3-1003") {
		t.Error("an account that is under reconciliation is offered again")
	}

	kuaiji.get(rules).wants(http.StatusOK).says("3 天", "30 天", "必须", "由有复核对账权限的人修改").wellMade()
	kuaiji.post(rules, url.Values{"window": {"9"}, "alarm": {"9"}}).wants(http.StatusForbidden)
	p := shenpi.get(rules).wants(http.StatusOK)
	p.wellMade()
	p.submit("form", "window", "32", "alarm", "0").wants(http.StatusUnprocessableEntity).wellMade()
	p.submit("form", "window", "3", "alarm", "45").wants(http.StatusOK).says("设置已保存", "45 天", "必须")
	shenpi.get("/display?back=/books&lang=en")
	shenpi.get(rules).says("45 days", "No month is closed without the signed tables")
	shenpi.get("/display?back=/books&lang=zh-CN")
}

// The reconciliation as its two persons meet it: what is open, the table drawn up by one and signed by the other, a match asked for and agreed to.
func TestReconciliationPages(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, at string) {
		x := newCounty(t, at)
		x.begins(t)
		if err := x.app.DemoReconcile(x.ctx, demo.Taoyuan, civil.MonthOf(2026, 2)); err != nil {
			t.Fatal(err)
		}
		kuaiji, shenpi, jiandu := x.as("kuaiji"), x.as("shenpi"), x.as("jiandu")
		kuaiji.get("/books/reconcile").wants(http.StatusOK).says("支出户存款", "财政专户存款", "2026-02-28", "导入对账单", "等待复核签字")
		if p := jiandu.get("/books/reconcile").wants(http.StatusOK); strings.Contains(p.text("main"), "导入并勾对") {
			t.Error("a supervisor is offered to take statements in")
		}
		p := kuaiji.get("/books/reconcile/3-1004").wants(http.StatusOK).says("企业已收、银行未收", "20,000.00", "银行已收、企业未收")
		if strings.Contains(p.body, "复核签字</button>") {
			t.Error("the maker is offered to sign")
		}
		kuaiji.get("/books/reconcile/3-1004/statements").wants(http.StatusOK).says("DZ2026-02-28")
		kuaiji.get("/books/reconcile/treasury?month=2026-02").wants(http.StatusOK).says("277,000.00", "没有对上")
		if p := kuaiji.get("/books/reconcile/treasury?month=2026-02&as=csv").wants(http.StatusOK); !strings.Contains(p.body, "277000.00") {
			t.Error(p.body)
		}

		table := "/books/reconcile/3-1004/table/2026-02-28"
		kuaiji.get(table).wants(http.StatusOK).says("差额 0.00", "等待编制人以外的人")
		if p := kuaiji.get(table + "?as=pdf").wants(http.StatusOK); !strings.HasPrefix(p.body, "%PDF") {
			t.Error("no PDF")
		}
		if p := kuaiji.get(table + "?as=xlsx").wants(http.StatusOK); !bytes.HasPrefix([]byte(p.body), []byte("PK")) {
			t.Error("no workbook")
		}
		shenpi.get(table).wants(http.StatusOK).submit("form").wants(http.StatusOK).says("已签字")
		kuaiji.get(table).says("复核")
		kuaiji.get("/books/reconcile/3-1004/table/2026-03-31").wants(http.StatusConflict).says("对账单只到 2026-02-28")
		kuaiji.get("/books/reconcile/3-9999").wants(http.StatusNotFound)
		kuaiji.get("/books/reconcile/3-1004/table/nonsense").wants(http.StatusNotFound)

		p = kuaiji.get("/books/reconcile/3-1003").wants(http.StatusOK).says("勾对建议", "申请勾对这几笔")
		hidden := func(name string) string {
			m := regexp.MustCompile(`<input type="hidden" name="` + name + `" value="(\d+)"`).FindStringSubmatch(p.body)
			if m == nil {
				t.Fatalf("no %s in the first proposal", name)
			}
			return m[1]
		}
		ask := url.Values{"book": {hidden("book")}, "bank": {hidden("bank")}, "field": {"reason1"}}
		kuaiji.post("/books/reconcile/3-1003/ask", ask).wants(http.StatusUnprocessableEntity)
		ask.Set("reason1", "核对过凭证和回单")
		kuaiji.post("/books/reconcile/3-1003/ask", ask).wants(http.StatusOK).says("等待另一人复核", "核对过凭证和回单")
		shenpi.get("/books/reconcile/3-1003").wants(http.StatusOK).submit("form", "decision", "apply", "remark", "同意").wants(http.StatusOK).says("已同意")
		for _, path := range []string{"/books/reconcile", "/books/reconcile/3-1003", "/books/reconcile/3-1004", table, "/books/reconcile/treasury?month=2026-02", "/books/reconcile/3-1004/statements"} {
			kuaiji.get(path).wants(http.StatusOK).wellMade()
			shenpi.get(path).wants(http.StatusOK).wellMade()
		}
		line := regexp.MustCompile(`/books/reconcile/3-1004/line/book/\d+`).FindString(kuaiji.get("/books/reconcile/3-1004").body)
		kuaiji.get(line).wants(http.StatusOK).says("还没有对上")
		kuaiji.get("/books/reconcile/3-1004/line/book/999999").wants(http.StatusNotFound)
		kuaiji.post("/books/reconcile/import", url.Values{}).wants(http.StatusUnprocessableEntity)
	})
}
