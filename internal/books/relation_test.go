package books_test

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/enrolment"
)

// moving starts a transfer, as the decision of a case does, for somebody who has the state in the rolls; "" is nobody's member.
func (x *county) moving(t *testing.T, d enrolment.Direction, state string) enrolment.Transfer {
	t.Helper()
	var who int64
	find := `SELECT r.person FROM relation AS r JOIN pension_account AS a ON a.county=r.county AND a.person=r.person
		WHERE r.county=$1 AND r.scheme='resident-pension' AND r.state=$2 AND r.ended IS NULL AND a.balance_fen>0 ORDER BY r.person LIMIT 1`
	if state == "" {
		find = `SELECT p.id FROM person AS p WHERE p.county=$1 AND $2='' AND p.died IS NULL AND NOT EXISTS (SELECT 1 FROM relation AS r WHERE r.county=p.county AND r.person=p.id) ORDER BY p.id LIMIT 1`
	}
	var m enrolment.Transfer
	err := x.app.DB.InCounty(x.ctx, x.built.County, func(tx *db.Tx) error {
		if err := tx.QueryRow(x.ctx, find, x.built.County, state).Scan(&who); err != nil {
			return err
		}
		ask, err := x.app.Transfers.AskInIn, error(nil)
		if d == enrolment.Out {
			ask = x.app.Transfers.AskOutIn
		}
		m, err = ask(x.ctx, tx, x.user("fuhe"), enrolment.Asking{Person: who, Case: 1, Route: enrolment.Place, Agency: "长沙县社会保险经办机构", Place: "湖南省长沙县"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// confirmStep has the approver confirm the step that waits.
func (x *county) confirmStep(t *testing.T, p *page) *page {
	t.Helper()
	p.wants(http.StatusOK).says("等另一人复核").wellMade()
	waits := p.follow("main [href^=/books/proposal/]").wants(http.StatusOK).says("关系转移")
	x.as("shenpi").get(waits.path).submit(".confirm form").wants(http.StatusOK).says("已复核，已经入账")
	again := x.as("kuaiji").get(p.path).wants(http.StatusOK)
	again.wellMade()
	return again
}

// relations are worked by pages alone: letters, money by two persons, what is refused keeps what was typed.
func (x *county) relations(t *testing.T) {
	b := x.as("kuaiji")
	b.get("/books/relations").wants(http.StatusOK).says("没有正在办理的关系转移").wellMade()
	out := x.moving(t, enrolment.Out, "paying")
	at := "/books/relation/" + itoa(out.ID)
	b.get("/books/relations?after=" + itoa(out.ID)).wants(http.StatusOK).says("没有正在办理的关系转移")
	p := b.get("/books/relations").wants(http.StatusOK).says("长沙县社会保险经办机构", "转出", "已核定", out.Sums.Balance.String()).follow("#relations tbody th a")
	p.wants(http.StatusOK).says("由本县函告转入地").wellMade()
	tell := []string{"letter", "桃社保转〔2026〕1号", "on", "2026-03-02", "holder", "长沙县社保基金专户", "bank", "长沙银行", "number", "12"}
	bad := p.submit("form[action$=/tell]", tell...).wants(http.StatusUnprocessableEntity)
	bad.wellMade()
	if got := attr(bad.find("main [name=holder]"), "value"); got != "长沙县社保基金专户" {
		t.Errorf("after the refusal the holder is %q", got)
	}
	tell[len(tell)-1] = "8000123412341234"
	p = bad.submit("form[action$=/tell]", tell...).wants(http.StatusOK).says("8000********1234", "已函告转入地")
	p.wellMade()
	p = x.confirmStep(t, p.submit("form[action$=/step]"))
	p.submit("form[action$=/step]", "pay-on", "2099-01-01", "pay-paper", "B77").wants(http.StatusUnprocessableEntity).wellMade()
	p = x.confirmStep(t, b.get(at).submit("form[action$=/step]", "pay-paper", "B77", "pay-on", "2026-03-02"))
	p.says("已付，关系已转出", "B77")
	b.get("/books/relations").silent("长沙县")
	b.get("/books/relations?all=1").says("长沙县社会保险经办机构", "已付，关系已转出")
	for _, login := range []string{"jiandu", "shenpi"} {
		if watch := x.as(login).get(at).wants(http.StatusOK); len(watch.all("main form")) != 0 {
			t.Errorf("%s may act on %s", login, at)
		}
	}
	x.as("fuhe").get(at).wants(http.StatusForbidden)
	x.relationFiles(t, at, out)
	x.relationComes(t)
	if found, err := x.app.Transfers.Verify(context.Background(), x.built.County); err != nil || len(found) > 0 {
		t.Errorf("%+v %v", found, err)
	}
}

func (x *county) relationFiles(t *testing.T, at string, out enrolment.Transfer) {
	b := x.as("kuaiji")
	file := b.get(at + "/file").wants(http.StatusOK)
	read, err := enrolment.ReadPaper([]byte(file.body))
	if err != nil || read.Totals.Balance != out.Sums.Balance || !strings.Contains(file.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the file says %+v, %v", read.Totals, err)
	}
	sheet := b.get(at+"/paper").wants(http.StatusOK).says(civil.CitizenID(read.CitizenID).Masked(), read.Digest, "桃社保转〔2026〕1号")
	sheet.wellMade()
	if csv := b.get(at + "?as=csv"); csv.status != http.StatusOK || !strings.Contains(csv.body, out.Digest) {
		t.Errorf("the csv is %.80q", csv.body)
	}
	if book := b.get(at + "?as=xlsx"); !strings.HasPrefix(book.body, "PK") {
		t.Errorf("the workbook is %.20q", book.body)
	}
}

func (x *county) relationComes(t *testing.T) {
	b := x.as("kuaiji")
	in := x.moving(t, enrolment.In, "")
	at := "/books/relation/" + itoa(in.ID)
	p := b.get(at).wants(http.StatusOK).says("等待转出地函告缴费明细", "还没有缴费明细")
	p.wellMade()
	said := []string{"letter", "长社保转9号", "on", "2026-03-02", "lines", "2018, 100, 100, 0, 30, 12\n2019, 100, 100, 0, 30", "years", "2", "months", "24", "balance", "260"}
	bad := p.submit("form[action$=/announce]", said...).wants(http.StatusUnprocessableEntity).says("第2行")
	bad.wellMade()
	if kept := bad.text("main [name=lines]"); !strings.Contains(kept, "2019, 100") {
		t.Errorf("after the refusal the history is %q", kept)
	}
	said[5] = "2018, 100, 100, 0, 30, 12\n2019, 100, 100, 0, 30, 12"
	p = bad.submit("form[action$=/announce]", said...).wants(http.StatusOK).says("260.00", "2018", "等待款项到账")
	p.wellMade()
	p = x.confirmStep(t, p.submit("form[action$=/step]", "receive-amount", "200", "receive-paper", "B90", "receive-on", "2026-03-02"))
	p.says("到账与函告不一致", "60.00")
	p = x.confirmStep(t, b.post(at+"/step", url.Values{"version": {attr(p.find("main [name=version]"), "value")}, "step": {"receive"}, "receive-amount": {"60"}, "receive-paper": {"B91"}, "receive-on": {"2026-03-02"}}))
	p = x.confirmStep(t, b.post(at+"/step", url.Values{"version": {attr(p.find("main [name=version]"), "value")}, "step": {"credit"}}))
	p.says("已记入个人账户").silent("不一致")
	b.get("/display?back=/books&lang=en")
	b.get(at).wants(http.StatusOK).says("credited").wellMade()
	b.get("/display?back=/books&lang=zh-CN")
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
