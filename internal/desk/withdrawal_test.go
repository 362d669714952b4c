package desk_test

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/bank"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/demo"
	"renshe/internal/enrolment"
	"renshe/internal/person"
)

var deceased = string(civil.MakeCitizenID("430799", civil.DateOf(1950, 5, 10), 2))

// heir puts somebody into the register who has died with five years on the account, and gives an heir's file.
func (x *county) heir() (file string, dead int64) {
	x.t.Helper()
	ctx := context.Background()
	officer, err := x.app.UserNamed(ctx, demo.Taoyuan, demo.OfficerLogin)
	if err != nil {
		x.t.Fatal(err)
	}
	err = x.app.DB.InCounty(ctx, demo.Taoyuan, func(tx *db.Tx) error {
		neighbour, err := x.app.People.GetIn(ctx, tx, demo.Taoyuan, 5)
		if err != nil {
			return err
		}
		lost, _, err := x.app.People.RegisterIn(ctx, tx, officer, person.Registration{Name: "测试死者", CitizenID: deceased, Village: neighbour.Village})
		if err != nil {
			return err
		}
		dead = lost.ID
		if _, err := x.app.Enrolment.EnrolIn(ctx, tx, officer, dead, enrolment.ResidentPension, civil.MonthOf(2021, 1)); err != nil {
			return err
		}
		for year := 2021; year < 2026; year++ {
			c := enrolment.Contribution{Person: dead, Year: year, Grade: 30000, Personal: 30000, Subsidy: 4000, Months: 12}
			if err := x.app.Enrolment.ContributeIn(ctx, tx, officer, c); err != nil {
				return err
			}
		}
		if err := x.app.People.ReportDeathIn(ctx, tx, officer, dead, civil.DateOf(2026, 2, 10)); err != nil {
			return err
		}
		if err := x.app.Enrolment.SetStateIn(ctx, tx, officer, dead, enrolment.ResidentPension, enrolment.Ended, civil.MonthOf(2026, 2)); err != nil {
			return err
		}
		heir, _, err := x.app.People.RegisterIn(ctx, tx, officer, person.Registration{Name: "测试继承人", Phone: "10012345678",
			CitizenID: string(civil.MakeCitizenID("430799", civil.DateOf(1980, 4, 10), 2)), Village: neighbour.Village})
		if err != nil {
			return err
		}
		file = "/desk/person/" + strconv.FormatInt(heir.ID, 10)
		_, _, err = x.app.Enrolment.SetBankAccountIn(ctx, tx, officer, heir.ID, "桃源农商银行", "6200000000000005")
		return err
	})
	if err != nil {
		x.t.Fatal(err)
	}
	return file, dead
}

// The balance of an account is claimed at the counter: how much is said before it is decided, the sheet says why, both files show it.
func TestABalanceIsClaimedAtTheCounter(t *testing.T) {
	x := newCounty(t)
	file, dead := x.heir()
	b := x.as("liu")
	p := b.post(file+"/open", url.Values{"item": {"R11"}}).wants(http.StatusOK)
	base := strings.TrimSuffix(p.path, "/known")
	b.get(base+"/ask").submit("form", "deceased-id", deceased, "died", "2026-02", "relation", "child").wants(http.StatusOK)
	_, form := b.get(base + "/papers").form("form")
	form["received"] = []string{"identity", "kinship"}
	b.post(base+"/papers", form).wants(http.StatusOK)
	check := b.get(base+"/check").wants(http.StatusOK).says("个人账户一次性待遇", "1,700.00", "社会保险法第十四条", "本系统不另行计息")
	check.wellMade()
	check.submit("form").wants(http.StatusOK).says("已提交 · 回执号")
	r := x.as("fuhe")
	decide := r.get(base+"/decide").wants(http.StatusOK).says("1,700.00", "可以继承个人账户余额")
	decide.wellMade()
	sheet := decide.submit("form").wants(http.StatusOK).says("个人账户支付核定表", "账户所有人（死者）", "1,700.00", "社会保险法 第十四条", "行政复议")
	sheet.wellMade()
	isPDF(sheet.follow("a.primary"))
	left := b.get("/desk/person/"+strconv.FormatInt(dead, 10)).wants(http.StatusOK).says("从个人账户支取", "一次性支付", "已核定待支付", "1,700.00")
	left.wellMade()
	entitled := b.get(href(left, "/desk/entitlement/")).wants(http.StatusOK).says("从谁的个人账户支取", "个人账户支取（元）")
	entitled.wellMade()
	b.post(file+"/open", url.Values{"item": {"R11"}}).wants(http.StatusOK)
}

// The accountant prepares the run of lump sums as any other.
func TestARunOfLumpSumsIsPrepared(t *testing.T) {
	x := newCounty(t)
	file, dead := x.heir()
	ctx := context.Background()
	reviewer, err := x.app.UserNamed(ctx, demo.Taoyuan, "fuhe")
	if err != nil {
		t.Fatal(err)
	}
	heir, err := strconv.ParseInt(strings.TrimPrefix(file, "/desk/person/"), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	err = x.app.DB.InCounty(ctx, demo.Taoyuan, func(tx *db.Tx) error {
		_, err := x.app.Benefit.GrantIn(ctx, tx, reviewer, benefit.Grant{Person: heir, Kind: benefit.AccountLumpSum, Start: civil.MonthOf(2026, 3),
			Inputs: benefit.WithdrawalInputs(dead, 170000, nil)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	b := x.as("kuaiji")
	run := b.post("/desk/runs", url.Values{"kind": {"account-lump-sum"}, "month": {"2026-03"}}).settled().wants(http.StatusOK)
	run.says("个人账户支取（元）", "1,700.00").silent("基础养老金（元）")
	run.wellMade()
	x.paid(benefit.AccountLumpSum)
	b.get(run.path).says("已对平")
	all := b.get(run.path + "/payments?state=paid").wants(http.StatusOK)
	payment := b.get(href(all, "/desk/payment/")).wants(http.StatusOK)
	payment.wellMade()
	slip := b.get(payment.path+"/slip").wants(http.StatusOK).says("个人账户一次性待遇", "社会保险法 第十四条", "1,700.00")
	slip.wellMade()
	x.as("liu").get("/desk/person/"+strconv.FormatInt(dead, 10)).says("从个人账户支取", "已支付", "0.00").silent("其中已核定待支付")
}

// paid takes March's run of a kind to its end, by two persons and a bank that knows its balance.
func (x *county) paid(k benefit.Kind) {
	x.t.Helper()
	ctx := context.Background()
	var by [2]access.Actor
	for i, login := range []string{"kuaiji", "shenpi"} {
		var err error
		if by[i], err = x.app.UserNamed(ctx, demo.Taoyuan, login); err != nil {
			x.t.Fatal(err)
		}
	}
	have, err := x.app.Books.Balance(ctx, demo.Taoyuan, benefit.BooksOf(k).Bank)
	if err != nil {
		x.t.Fatal(err)
	}
	bankAnswers := func(file []byte) ([]byte, error) {
		return bank.Simulate(file, bank.Simulation{Opening: have.Own(), Value: civil.DateOf(2026, 3, 3)})
	}
	if o, err := x.app.Benefit.PayKind(ctx, by[0], by[1], demo.Taoyuan, k, civil.MonthOf(2026, 3), bankAnswers, nil); err != nil || o.Posted != 1 {
		x.t.Fatalf("%+v %v", o, err)
	}
}

// href is the address of the first link that begins so.
func href(p *page, begin string) string {
	p.b.t.Helper()
	for _, a := range p.all("a") {
		for _, x := range a.Attr {
			if x.Key == "href" && strings.HasPrefix(x.Val, begin) {
				return x.Val
			}
		}
	}
	p.b.t.Fatalf("%s has no link to %s", p.path, begin)
	return ""
}
