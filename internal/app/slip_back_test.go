package app_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/benefit"
	"renshe/internal/demo"
)

// noticed takes in the bank's notice that a payment is back, and books it by two persons.
func (h house) noticed(order []byte, payment int64, reason string) {
	h.t.Helper()
	today := civil.DateIn(h.app.Clock.Now())
	var lines []bank.Answer
	sum, err := bank.ReadPayment(bytes.NewReader(order), func(o bank.Order) error {
		if o.ID == payment {
			lines = append(lines, bank.Answer{ID: o.ID, Amount: o.Amount, Reason: reason, Late: true, On: today})
		}
		return nil
	})
	if err != nil || len(lines) != 1 {
		h.t.Fatalf("%d lines, %v", len(lines), err)
	}
	l := bank.Late{County: demo.Taoyuan, Account: sum.Account, Notice: "TH" + reason, Value: today, Lines: lines}
	text, err := l.Text()
	if err != nil {
		h.t.Fatal(err)
	}
	n, _, err := h.app.Benefit.EnterLate(ctx, h.actor("kuaiji"), text)
	if err == nil {
		_, err = h.app.Benefit.DecideLate(ctx, h.actor("shenpi"), n.ID, true)
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

// repaid pays in an extra run what can be paid again.
func (h house) repaid() {
	h.t.Helper()
	maker, checker := h.actor("kuaiji"), h.actor("shenpi")
	s, err := h.app.Benefit.PrepareExtra(ctx, maker, benefit.ResidentPension, civil.MonthOf(2026, 3), benefit.Extra{Purpose: benefit.Repay, Cause: "银行没有收到"})
	if err == nil {
		_, err = h.app.Benefit.Approve(ctx, checker, s.Run.ID)
	}
	if err != nil {
		h.t.Fatal(err)
	}
	f, err := h.app.Benefit.BankFile(ctx, maker, s.Run.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	back, err := h.app.DemoBank(ctx, demo.Taoyuan, f.Content)
	if err == nil {
		_, err = h.app.Benefit.ImportReturn(ctx, maker, s.Run.ID, back)
	}
	if err == nil {
		_, err = h.app.Benefit.Reconcile(ctx, maker, s.Run.ID)
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

// A payment whose money comes back after three months says so on its slip, to the staff, to the person, on paper and to a stranger; paid
// again, each of the two slips leads to the other.
func TestTheSlipOfMoneyThatCameBackMonthsLater(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		out := h.pay()
		h = h.crowd()
		who, _ := h.paid()
		id := h.payment(who.id)
		maker := h.actor("kuaiji")
		order, err := h.app.Benefit.BankFile(ctx, maker, out.Run)
		if err != nil {
			t.Fatal(err)
		}
		old, err := h.app.Slips.Of(ctx, maker, id, "test")
		if err != nil {
			t.Fatal(err)
		}
		desk, mine := fmt.Sprintf("/desk/payment/%d/slip", id), fmt.Sprintf("/me/payments/%d/slip", id)
		accountant := h.staff("kuaiji")
		if a := accountant.get(desk); a.status != 200 || strings.Contains(a.body, "退回日") || strings.Contains(a.body, "之后") {
			t.Errorf("money that stayed is said to have come back: %d", a.status)
		}
		h.app.Clock.Set(time.Date(2026, 6, 15, 10, 0, 0, 0, civil.Beijing))
		h.noticed(order.Content, id, "AG09")

		accountant = h.staff("kuaiji")
		waits := []string{"发放后被银行退回", "退回日", "2026-06-15", "银行没有收到这笔付款", "账上冲回", "等待重发"}
		accountant.get(desk).wants(t, 200, append(waits, "银行入账日", "2026-03-02")...)
		accountant.get(fmt.Sprintf("/desk/payment/%d", id)).wants(t, 200, `href="`+desk+`"`, "付后退回", "更正后重发")
		p := h.phone()
		p.signIn(who).wants(t, 200)
		p.get(mine).wants(t, 200, waits...)
		h.stranger(1, old.Code).wants(t, 200, "凭条是真的，但钱后来退回了", "账上冲回", "2026-06-15")
		for _, pdf := range []answer{accountant.get(desk + "/pdf"), p.get(mine + "/pdf")} {
			if pdf.status != 200 || !strings.HasPrefix(pdf.body, "%PDF-") {
				t.Errorf("no PDF: %d", pdf.status)
			}
		}

		h.repaid()
		all, err := h.app.Benefit.PaymentsOf(ctx, maker, who.id, 10)
		if err != nil || len(all) != 2 || all[0].State != benefit.Paid || all[0].Total != old.Total {
			t.Fatalf("%+v %v", all, err)
		}
		again := all[0].ID
		newDesk, newMine := fmt.Sprintf("/desk/payment/%d/slip", again), fmt.Sprintf("/me/payments/%d/slip", again)
		accountant.get(desk).wants(t, 200, "发放后被银行退回", "已于 2026-06-", "重发到账", `href="`+newDesk+`"`)
		accountant.get(newDesk).wants(t, 200, "已发放到账", "重发的是", "2026-03 的发放，于 2026-06-15 被退回", `href="`+desk+`"`)
		p.get(mine).wants(t, 200, `href="`+newMine+`"`)
		p.get(newMine).wants(t, 200, "已发放到账", `href="`+mine+`"`)
		renewed, err := h.app.Slips.Of(ctx, maker, again, "test")
		if err != nil || renewed.Code == old.Code {
			t.Fatal(renewed, err)
		}
		h.stranger(2, renewed.Code).wants(t, 200, "有效：这笔钱在县里的账上", "2026-03")
		h.stranger(3, old.Code).wants(t, 200, "凭条是真的，但钱后来退回了")
		english := h.staff("kuaiji")
		english.get("/display?back=/desk&lang=en").wants(t, 200)
		english.get(desk).wants(t, 200, "paid, then returned by the bank", "Back on", "paid again on 2026-06-")
	})
}
