package app_test

import (
	"fmt"
	"strings"
	"testing"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/demo"
	"renshe/internal/slip"
)

// staff is the browser of somebody who works here.
func (h house) staff(login string) phone {
	h.t.Helper()
	p := h.phone()
	p.post("/desk/sign-in", "county", "430725", "login", login, "password", demo.Password).wants(h.t, 200)
	return p
}

// A payment's slip opens to the person, to the counter and to the accountant; to nobody else, and of nothing that was not paid.
func TestASlipIsThePersonsOwn(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		out := h.pay()
		paid, other := h.paid()
		id := h.payment(paid.id)
		mine, desk := fmt.Sprintf("/me/payments/%d/slip", id), slip.Path(fmt.Sprintf("payment:%d/2026-03", id))
		p := h.phone()
		p.get(mine).wants(t, 200, "获取验证码")
		p.get(desk).wants(t, 200, "登录")
		p.signIn(paid).wants(t, 200)
		p.get(fmt.Sprintf("/me/payments/%d", id)).wants(t, 200, `href="`+mine+`"`)
		a := p.get(mine)
		a.wants(t, 200, paid.name, "基础养老金", "国发〔2014〕8号", "城乡居民基本养老保险基金", "基金会计制单，审批人复核", "已发放到账", "怎么算的")
		if strings.Contains(a.body, paid.cid) || strings.Contains(a.body, "樊春") || strings.Contains(a.body, "肖爱") {
			t.Error("the slip says the whole citizen ID, or who the two persons are")
		}
		if a := p.get(mine + "/pdf"); a.status != 200 || !strings.HasPrefix(a.body, "%PDF-") {
			t.Errorf("no PDF: %d", a.status)
		}
		s, err := h.app.Slips.Of(ctx, h.actor("kuaiji"), id, "test")
		if err != nil {
			t.Fatal(err)
		}
		code := fmt.Sprintf("%s/qr/%d", mine, s.Parts[0].Seq)
		a.wants(t, 200, `src="`+code+`"`, s.Parts[0].Proof.Text, s.Code)
		if a := p.get(code); a.status != 200 || a.header.Get("Content-Type") != "image/png" || !strings.HasPrefix(a.body, "\x89PNG") {
			t.Errorf("no picture of the code: %d", a.status)
		}
		for _, none := range []string{mine + "/qr/1", mine + "/qr/x", fmt.Sprintf("/me/payments/%d/slip/qr/%d", h.payment(other.id), s.Parts[0].Seq)} {
			if a := p.get(none); a.status < 400 {
				t.Errorf("%s: %d", none, a.status)
			}
		}
		for _, another := range []int64{h.payment(other.id), 1} {
			p.get(fmt.Sprintf("/me/payments/%d/slip", another)).wants(t, 404, "开不出凭证")
			p.get(fmt.Sprintf("/me/payments/%d/slip/pdf", another)).wants(t, 404)
		}
		for _, login := range []string{demo.OfficerLogin, "kuaiji", "jiandu"} {
			s := h.staff(login)
			s.get(desk).wants(t, 200, paid.name, "基础养老金")
			s.get(fmt.Sprintf("/desk/person/%d", paid.id)).wants(t, 200, `href="`+desk+`"`)
			if a := s.get(desk + "/pdf"); a.status != 200 || !strings.HasPrefix(a.body, "%PDF-") {
				t.Errorf("%s: no PDF: %d", login, a.status)
			}
		}
		h.staff("guanli").get(desk).wants(t, 403)
		accountant := h.staff("kuaiji")
		accountant.get(fmt.Sprintf("/desk/payment/%d", id)).wants(t, 200, `href="`+desk+`"`)
		list := accountant.get(fmt.Sprintf("/desk/run/%d/payments", out.Run))
		list.wants(t, 200, "/slip")
		held, err := h.app.Benefit.Payments(ctx, h.actor("kuaiji"), benefit.Filter{Run: out.Run, State: benefit.Lapsed})
		if err != nil || len(held.Payments) == 0 {
			t.Fatal(held, err)
		}
		accountant.get(fmt.Sprintf("/desk/payment/%d/slip", held.Payments[0].ID)).wants(t, 404, "没有到账")
		looks, err := h.app.Access.Looks(ctx, h.actor("kuaiji"), paid.id, 20)
		if err != nil || !strings.Contains(fmt.Sprint(looks), "打印支付凭条") {
			t.Errorf("who opened the slip is not recorded: %v %v", looks, err)
		}
	})
}

func TestTheSlipOfACause(t *testing.T) {
	for cause, want := range map[string]string{"payment:81/2026-03": "/desk/payment/81/slip", "payment:81": "/desk/payment/81/slip",
		"run:81": "", "payment:": "", "payment:x/2026-03": "", "payment:-1/2026-03": "", "payment:99999999999999999999/1": "", "81/2026-03": ""} {
		if got := slip.Path(cause); got != want {
			t.Errorf("%q leads to %q, want %q", cause, got, want)
		}
	}
}

func (h house) actor(login string) access.Actor {
	h.t.Helper()
	a, err := h.app.UserNamed(ctx, demo.Taoyuan, login)
	if err != nil {
		h.t.Fatal(err)
	}
	return a
}
