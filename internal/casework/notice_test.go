package casework

import (
	"errors"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/db"
)

// Each decision's letter is kept, can be printed and verified, and says what was decided in both languages.
func TestDecisionsOnBenefitsAreWritten(t *testing.T) {
	eachWorld(t, func(w *world) {
		id := w.entitled(1)
		march := civil.MonthOf(2026, 3)
		owed := benefit.Overpayment{ID: 77, Person: id, Kind: benefit.ResidentPension, Cause: benefit.AfterDeath, Reason: "公安比对", Amount: 51200, Back: 25600, State: "open",
			FoundName: "会计甲", Months: []benefit.OverpaidMonth{{Month: march - 1, Basic: 15600, AccountPart: 10000}, {Month: march, Basic: 15600, AccountPart: 10000}},
			Moves: []benefit.Return{{Kind: "refund", Amount: 25600, On: march.FirstDay(), State: "booked"}, {Kind: "offset", Amount: 25600, Month: march, On: march.FirstDay(), State: "booked"}, {Kind: "refund", Amount: 1, On: march.FirstDay(), State: "refused"}}}
		plan := benefit.Agreement{ID: 5, Reason: "一次退不了", AskedName: "会计甲", Parts: benefit.Shares(25600, 3, civil.DateOf(2026, 4, 1))}
		change := benefit.Request{ID: 8, Action: benefit.Suspend, Ground: "custody", Article: "第二十六条", Reason: "公安名单", Month: march, AskedName: "张经办"}
		e := benefit.Entitlement{ID: 99, Person: id, Kind: benefit.ResidentPension}
		for _, c := range []struct {
			n       benefit.Notice
			subject string
			says    []string
		}{
			{benefit.Notice{Code: benefit.NoticeChange, Entitlement: e, Request: change}, AboutEntitlement(99), []string{"暂停", "服刑", "不补发", "行政复议", "行政诉讼法"}},
			{benefit.Notice{Code: benefit.NoticeRecovery, Entitlement: e, Overpayment: owed}, AboutOverpayment(77), []string{"512.00", "2026-02", "还款协议", "抵扣", "行政复议", "公安比对"}},
			{benefit.Notice{Code: benefit.NoticeAgreement, Entitlement: e, Overpayment: owed, Agreement: plan}, AboutOverpayment(77), []string{"256.00", "第 3 期", "2026-06-01", "分3期"}},
			{benefit.Notice{Code: benefit.NoticeRefund, Entitlement: e, Overpayment: owed, Return: owed.Moves[1]}, AboutOverpayment(77), []string{"抵扣 2026-03", "还欠 256.00"}},
			{benefit.Notice{Code: benefit.NoticeClosing, Entitlement: e, Overpayment: owed}, AboutOverpayment(77), []string{"不再欠款", "退回到基金账户"}},
			{benefit.Notice{Code: benefit.NoticeAgreement, Entitlement: e, Overpayment: owed, Agreement: plan}, AboutOverpayment(77), []string{"分3期"}},
		} {
			w.do(func(tx *db.Tx) error { return w.office.NoticeIn(w.ctx, tx, w.reviewer, c.n) })
			all, err := w.office.LettersAbout(w.ctx, w.officer, c.subject)
			if err != nil || len(all) == 0 {
				t.Fatalf("%s: %v %v", c.n.Code, all, err)
			}
			l, err := w.office.Letter(w.ctx, w.officer, all[len(all)-1].ID)
			if err != nil {
				t.Fatal(err)
			}
			text := pageText(l.Page)
			for _, s := range c.says {
				if !strings.Contains(text, s) {
					t.Errorf("%s does not say %q: %s", c.n.Code, s, text)
				}
			}
			if strings.Contains(text, "{") || l.Case != 0 || l.Subject != c.subject || !l.Valid || l.Page.Code == "" {
				t.Errorf("%s: %+v", c.n.Code, l)
			}
			v, err := w.office.Verify(w.ctx, l.Page.Code)
			if err != nil || !v.Valid || v.Number != l.Number || v.CaseNumber != "" || v.Person != "测**" {
				t.Errorf("%s verifies as %+v, %v", c.n.Code, v, err)
			}
		}
		agreed := 0
		all, err := w.office.LettersAbout(w.ctx, w.officer, AboutOverpayment(77))
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range all {
			if l.Template == "instalment-agreement" && l.Valid {
				agreed++
			}
		}
		if agreed != 1 || len(all) != 5 {
			t.Errorf("%d letters, %d agreements hold", len(all), agreed)
		}
		if _, err := w.office.LettersAbout(w.ctx, w.boss, AboutOverpayment(77)); !errors.Is(err, access.NotAllowed) {
			t.Errorf("the administrator reads letters: %v", err)
		}
	})
}

// pageText is everything a letter says in Chinese.
func pageText(p Page) string {
	var b strings.Builder
	for _, f := range p.Fields {
		b.WriteString(f.Title.Zh + " " + f.Value.Zh + "\n")
	}
	for _, s := range p.Sections {
		b.WriteString(s.Text.Zh + "\n")
		for _, r := range s.Rows {
			for _, c := range r {
				b.WriteString(c.Zh + " ")
			}
		}
	}
	return b.String() + p.Signature.Zh
}
