package story

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/testkit"
)

// citizen: who was noticed signs in with a telephone and sees what was paid when, why that amount, and who looked.
func (s *story) citizen() {
	v := s.who("citizen")
	v.get("/me/payments").sees("登录", "获取验证码")
	v.press("获取验证码", "name", s.next.name, "citizen_id", s.next.id[:17], "agree", "1").refused(http.StatusUnprocessableEntity, "身份号码")
	v.get("/me/sign-in?back=/me/payments").press("获取验证码", "name", s.next.name, "citizen_id", s.next.id).refused(http.StatusUnprocessableEntity)
	v.get("/me/sign-in?back=/me/payments")
	code := s.code(v, s.next)
	v.press("确认登录", "code", map[bool]string{true: "000001", false: "000000"}[code == "000000"]).refused(http.StatusForbidden, "验证码不对", "您还没有登录")
	v.get("/me/insurance").sees("获取验证码").misses(s.next.amount)
	v.get("/me/code").press("确认登录", "code", code).sees("发放明细")

	row := textOf(v.row("2026-05"))
	for _, want := range []string{s.next.amount, "已发放", "2026-05-07"} {
		if !strings.Contains(row, want) {
			s.t.Errorf("the first month's row lacks %s: %s", want, row)
		}
	}
	v.open(v.row("2026-05")).sees(s.next.amount, "为什么是这个数", "÷ 139", "国发〔2014〕8号", "累计缴费月数", "192 个月")
	paid := v.at.Path
	v.get("/me/insurance").sees("正在领取养老金", s.next.amount, "16年", s.next.name).misses(s.next.id)
	v.get("/me/looks")
	for _, want := range [][]string{{"经办员", "陬市镇", "窗口办事"}, {"经办员", "受理回执"}, {"复核员", "县局", "待遇申领"}} {
		v.row(want...)
	}
	v.get("/me/cases").sees(s.number, "已办结")
	v.get("/desk").sees("登录经办台")
	s.arrears(paid)
}

// arrears: who applied late was paid what he had missed in his first run; he sees nobody else's payment.
func (s *story) arrears(others string) {
	v := s.who("late citizen")
	v.get("/me/sign-in").press("获取验证码", "name", s.next.name, "citizen_id", s.late.id, "agree", "1").sees("输入验证码")
	v.press("确认登录", "code", "123456").refused(http.StatusForbidden, "验证码不对")
	v.get("/me/sign-in?back=/me/payments")
	v.press("确认登录", "code", s.code(v, s.late)).sees("发放明细")
	monthly := amount(s.t, s.late.amount)
	if row := textOf(v.row("2026-02 至 2026-03")); !strings.Contains(row, (2 * monthly).String()) {
		s.t.Errorf("two months of %s: %s", s.late.amount, row)
	}
	for _, month := range []string{"2026-04", "2026-05"} {
		if row := textOf(v.row(month)); !strings.Contains(row, s.late.amount) {
			s.t.Errorf("a month of %s: %s", s.late.amount, row)
		}
	}
	v.get("/me/insurance").sees("正在领取养老金 "+s.late.amount+" 元/月", "最近一次：2026-05")
	v.get(others).want(http.StatusNotFound)
	v.get("/me/").press("退出登录").get("/me/payments").sees("获取验证码")
}

var smsCode = regexp.MustCompile(`登录验证码，5分钟内有效，请勿告诉他人：(\d{6})`)

// code asks for a code and reads it off the demo's telephone.
func (s *story) code(v *visitor, f found) string {
	s.t.Helper()
	phone := s.who("phone")
	before := smsCode.FindString(phone.get("/demo").text())
	v.press("获取验证码", "name", f.name, "citizen_id", f.id, "agree", "1").sees("输入验证码")
	for late := time.Now().Add(patience); ; time.Sleep(200 * time.Millisecond) {
		if m := smsCode.FindStringSubmatch(phone.get("/demo").text()); m != nil && m[0] != before {
			return m[1]
		}
		if time.Now().After(late) {
			s.t.Fatalf("no message arrives:\n%s", phone.text())
		}
	}
}

// proof: the books are whole; then somebody with the database and no respect changes one amount, and is found.
func (s *story) proof() {
	s.at("jiandu").get("/board").sees("桃源县")
	s.p.verified(s.t)
	ctx := context.Background()
	d := testkit.Open(s.t, s.p.database())
	err := d.InCounty(ctx, civil.County(430725), func(tx *db.Tx) error {
		guard := `DROP TRIGGER transfer_no_update`
		if d.Engine() == db.Postgres {
			guard = `ALTER TABLE transfer DISABLE TRIGGER USER`
		}
		if _, err := tx.Exec(ctx, guard); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `UPDATE transfer SET amount_fen = amount_fen + 1 WHERE county = $1 AND seq = (SELECT MIN(seq) FROM transfer WHERE county = $1)`, 430725)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	out, errs, code := s.p.run(s.t, "ledger", "verify", "--json")
	if code != 6 || !strings.Contains(out, `"ok": false`) || !strings.Contains(out, `"transfer"`) || !strings.Contains(errs, "账本被改动过") {
		s.t.Errorf("one amount was changed by hand: exit %d\n%s%s", code, out, errs)
	}
}
