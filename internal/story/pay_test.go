package story

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/money"
)

// amount reads an amount of a page: "81,714.53".
func amount(t testing.TB, text string) money.Fen {
	t.Helper()
	yuan, fen, ok := strings.Cut(strings.ReplaceAll(text, ",", ""), ".")
	n, err := strconv.ParseInt(yuan+fen, 10, 64)
	if err != nil || !ok || len(fen) != 2 {
		t.Fatalf("%q is no amount", text)
	}
	return money.Fen(n)
}

// figure reads the figure that follows a label on the page.
func (v *visitor) figure(label string) string {
	v.t.Helper()
	m := regexp.MustCompile(regexp.QuoteMeta(label) + ` ([\d,]+(\.\d\d)?)`).FindStringSubmatch(v.text())
	if m == nil {
		v.t.Fatalf("%s at %s finds no figure %q in\n%s", v.name, v.at, label, v.text())
	}
	return m[1]
}

// runs gives the addresses of the runs listed.
func (v *visitor) runs() (all []string) {
	v.t.Helper()
	for _, a := range elements(v.get("/desk/runs").page, "a") {
		if href := attr(a, "href"); strings.HasPrefix(href, "/desk/run/") {
			all = append(all, href)
		}
	}
	return all
}

// march is the first run: prepared, gated, released by name, approved by another person, paid, answered, reconciled.
func (s *story) march() {
	maker := s.at("kuaiji")
	listed := maker.runs()
	maker.press("准备这个月的发放", "month", "2026-06").refused(http.StatusConflict, "不能提前发放 2026-06", "没有发放任何款项")
	maker.press("准备这个月的发放", "month", "三月").refused(http.StatusUnprocessableEntity, "月份不对")
	maker.press("准备这个月的发放", "month", "1999-01").refused(http.StatusUnprocessableEntity, "不适用于 1999-01", "请换一个月份")
	if after := maker.runs(); !slices.Equal(after, listed) {
		s.t.Errorf("refused months left runs: %q, before %q", after, listed)
	}
	maker.press("准备这个月的发放", "month", "2026-03").eventually("2026-03 的发放已准备好", "等待第二个人复核")
	run := maker.at.Path
	s.gate(maker, run)

	if find(maker.get(run).page, func(n *tag) bool { return n.Data == "form" && attr(n, "action") == run+"/approve" }) != nil {
		s.t.Error("the maker is offered the approval")
	}
	maker.post(run+"/approve", nil).refused(http.StatusForbidden, "不能审批发放批次", "审批人")
	maker.get(run).sees("待复核")
	maker.get(run + "/bank-file").want(http.StatusConflict).says("这一步还不能办")
	maker.get(run)

	total := maker.figure("本批应发")
	checker := s.at("shenpi")
	checker.get(run).press("复核通过 "+total).eventually("复核通过，凭证号", "银行处理中")
	checker.post(run+"/approve", nil).eventually("已经复核过，没有变化")
	maker.get("/desk/runs").press("准备这个月的发放", "month", "2026-03").eventually("没有变化", "已冻结资金")
	s.answered(maker, run, total)
}

// gate: whoever must not be paid without a second look is held, each with the reason; one is released by name.
func (s *story) gate(maker *visitor, run string) {
	held := maker.get(run).figure("闸口暂缓")
	maker.follow("看暂缓的人").sees("没有可用的银行账户", "待遇已暂停", "已于 2026-02", "正在领取职工基本养老金", "不得重复领取")
	rows := elements(find(maker.page, func(n *tag) bool { return n.Data == "tbody" }), "tr")
	if strconv.Itoa(len(rows)) != held {
		s.t.Errorf("%d people are listed as held, the run says %s", len(rows), held)
	}
	checker := s.at("shenpi")
	released, hard := "", 0
	for _, row := range rows {
		page := attr(first(row, "a"), "href")
		checker.get(page).sees("为什么暂缓")
		switch release := strings.Contains(checker.text(), "放行这一笔"); {
		case !release:
			checker.says("不能放行，要先消除原因")
			hard++
		case released == "":
			released = page
		}
	}
	if released == "" || hard == 0 {
		s.t.Fatalf("of %d held, %d cannot be released; released %q", len(rows), hard, released)
	}
	if strings.Contains(maker.get(released).text(), "放行这一笔") {
		s.t.Error("the maker is offered the release")
	}
	maker.post(released+"/release", url.Values{"reason": {"我自己放行"}}).refused(http.StatusForbidden)
	checker.get(released).press("放行这一笔", "reason", " ").refused(http.StatusUnprocessableEntity)
	checker.press("放行这一笔", "reason", "已与本人和原单位核实，材料齐全").sees("已放行", "待发放", "已与本人和原单位核实")
	before, _ := strconv.Atoi(held)
	if got := checker.get(run).figure("闸口暂缓"); got != strconv.Itoa(before-1) {
		s.t.Errorf("%s are held after a release, %s before", got, held)
	}
}

// answered: the bank's file goes out, only this run's true and whole answer comes in, and it comes in once.
func (s *story) answered(maker *visitor, run, total string) {
	order := slices.Clone(maker.get(run + "/bank-file").want(http.StatusOK).body)
	if !bytes.Equal(order, maker.get(run+"/bank-file").body) {
		s.t.Error("the same file is not the same")
	}
	sum, err := bank.ReadPayment(bytes.NewReader(order), func(o bank.Order) error { return nil })
	if err != nil || sum.Total != amount(s.t, total) {
		s.t.Fatalf("the bank is ordered %v, the run says %s: %v", sum.Total, total, err)
	}
	before := sums(maker.get(run))
	for _, w := range wrongAnswers(s.t, order) {
		maker.get(run).upload(run+"/return-file", w.content)
		if maker.status != w.status || !strings.Contains(maker.text(), w.words) || !strings.Contains(maker.text(), "文件没有导入") && w.content != nil {
			s.t.Errorf("an answer that is %s: status %d\n%s", w.name, maker.status, maker.text())
		}
		if after := sums(maker.get(run)); after != before {
			s.t.Errorf("an answer that is %s changed the run:\n%s\nwas\n%s", w.name, after, before)
		}
	}
	s.p.verified(s.t)

	maker.press("让演示银行回盘").eventually("入账", "退票", "已对平", "账户已销户")
	returned := maker.figure("银行退票")
	if returned == "0" || maker.figure("对账差额") != "0.00" {
		s.t.Errorf("%s returned, difference %s", returned, maker.figure("对账差额"))
	}
	if amount(s.t, maker.figure("已入账")) >= amount(s.t, total) {
		s.t.Error("what came back is posted as well")
	}
	maker.post(run+"/demo-bank", nil).eventually("已经导入过，没有变化", "已对平")
	other, err := bank.Simulate(order, bank.Simulation{Seed: 99, ClosedIn10000: 5000, Opening: rich, Value: civil.DateOf(2026, 3, 2)})
	if err != nil {
		s.t.Fatal(err)
	}
	maker.upload(run+"/return-file", other).refused(http.StatusConflict, "已经导入过另一份回盘文件")
	s.balanced(maker.get(run), "账户已销户")
}

// sums is what a run's page says of its payments.
func sums(v *visitor) string {
	return v.figure("本批应发") + " " + textOf(first(v.page, "tbody"))
}

// balanced reads the reconciliation statement: the bank's side and the books' side come to the same, and what came back is explained.
func (s *story) balanced(v *visitor, why string) {
	v.sees(why).follow("看余额调节表").sees("账和银行一分不差", "银行对账单余额", "账面余额")
	if d := v.figure("对账差额"); d != "0.00" {
		s.t.Errorf("the difference is %s", d)
	}
	adjusted := regexp.MustCompile(`调节后余额 ([\d,]+\.\d\d)`).FindAllStringSubmatch(v.text(), -1)
	if len(adjusted) != 2 || adjusted[0][1] != adjusted[1][1] {
		s.t.Errorf("the two sides come to %v", adjusted)
	}
	ordered, paid, back := amount(s.t, v.figure("代发金额")), amount(s.t, v.figure("已入账")), amount(s.t, v.figure("银行退票"))
	if ordered != paid+back || v.figure("在途") != "0.00" {
		s.t.Errorf("ordered %v, paid %v, returned %v, pending %s", ordered, paid, back, v.figure("在途"))
	}
	v.pdf("打印（PDF）")
	v.get("/books/fund/resident-pension/trial").sees("借贷相等", "基础养老金支出", "支出户存款").misses("借贷不相等")
}

// outcome is what renshe payrun --json says.
type outcome struct {
	Month      string `json:"month"`
	State      string `json:"state"`
	People     int64  `json:"people"`
	Held       int64  `json:"held"`
	Total      int64  `json:"total_fen"`
	Posted     int64  `json:"posted"`
	PostedFen  int64  `json:"posted_fen"`
	Returned   int64  `json:"returned"`
	ReturnFen  int64  `json:"returned_fen"`
	Difference int64  `json:"difference_fen"`
	Already    bool   `json:"already"`
}

// months: demo time goes on; April is paid by command beside the running pages, twice; May, the first month of who was noticed, by
// pages with the bank's own file.
func (s *story) months() {
	var swept struct {
		Month     string `json:"month"`
		New       int    `json:"new"`
		Unclaimed int    `json:"unclaimed"`
	}
	s.p.answer(s.t, &swept, "sweep")
	if swept.Month != comesNext || swept.New != 0 || swept.Unclaimed == 0 {
		s.t.Errorf("the sweep once more: %+v", swept)
	}
	visitor := s.who("visitor").get("/demo").press("走到下个月").sees("演示时间已走到 2026-04", "2026-04-01")

	var first, again outcome
	s.p.answer(s.t, &first, "payrun", "--month", "2026-04", "--county", county)
	if first.Already || first.Difference != 0 || first.State != "reconciled" || first.Posted == 0 || first.Total != first.PostedFen+first.ReturnFen {
		s.t.Errorf("April: %+v", first)
	}
	s.p.answer(s.t, &again, "payrun", "--month", "2026-04", "--county", county)
	if !again.Already {
		s.t.Errorf("April once more: %+v", again)
	}
	if again.Already = false; again != first {
		s.t.Errorf("April once more: %+v, was %+v", again, first)
	}
	if _, errs, code := s.p.run(s.t, "payrun", "--month", "2026-04", "--maker", "kuaiji", "--checker", "kuaiji"); code != 4 || !strings.Contains(errs, "另一个人") {
		s.t.Errorf("one person for both: exit %d\n%s", code, errs)
	}
	s.p.verified(s.t)

	visitor.press("走到下个月").sees("演示时间已走到 2026-05")
	s.may()
}

// may is paid by pages, with a file that the bank gave and that comes twice.
func (s *story) may() {
	maker := s.at("kuaiji")
	m := regexp.MustCompile(`支出户存款 资产( [\d,.]+){2} ([\d,.]+)`).FindStringSubmatch(maker.get("/books/fund/resident-pension/trial").text())
	if m == nil {
		s.t.Fatalf("no balance of the paying account:\n%s", maker.text())
	}
	maker.get("/desk/runs").press("准备这个月的发放", "month", "202605").eventually("2026-05 的发放已准备好")
	run := maker.at.Path
	s.at("shenpi").get(run).press("复核通过").eventually("复核通过，凭证号")
	order := slices.Clone(maker.get(run + "/bank-file").want(http.StatusOK).body)
	answer, err := bank.Simulate(order, bank.Simulation{Seed: 3, Opening: amount(s.t, m[2]), Value: civil.DateOf(2026, 5, 7)})
	if err != nil {
		s.t.Fatal(err)
	}
	maker.get(run).upload(run+"/return-file", answer).sees("导入后会怎样", "账和银行一分不差")
	maker.press("确认导入并入账").eventually("退票 0 笔", "已对平")
	maker.upload(run+"/return-file", answer).eventually("已经导入过，没有变化")
	s.balanced(maker.get(run), "已对平")
}
