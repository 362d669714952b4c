package books_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/xuri/excelize/v2"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/demo"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
	"renshe/money"
)

// county is a small demo county behind the program's real handlers.
type county struct {
	t     *testing.T
	ctx   context.Context
	app   *app.App
	srv   *httptest.Server
	built demo.Report
	in    map[string]*browser // who is signed in
}

func newCounty(t *testing.T, url string) *county {
	t.Helper()
	x := &county{t: t, ctx: context.Background()}
	var err error
	if x.app, err = app.Open(x.ctx, app.Config{Data: t.TempDir(), Database: url}); err != nil {
		t.Fatal(err)
	}
	if x.built, err = demo.Build(x.ctx, x.app.DemoRooms(), demo.Options{People: demo.MinPeople, Seed: 3, AsOf: civil.MonthOf(2026, 3), Clock: x.app.Clock}); err != nil {
		t.Fatal(err)
	}
	h, err := x.app.Handler(app.ServeOptions{Site: "http://books.test"})
	if err != nil {
		t.Fatal(err)
	}
	x.srv = httptest.NewServer(h)
	t.Cleanup(func() {
		x.srv.Close()
		if err := x.app.Close(); err != nil {
			t.Error(err)
		}
	})
	return x
}

func (x *county) user(login string) access.Actor {
	x.t.Helper()
	a, err := x.app.UserNamed(x.ctx, demo.Taoyuan, login)
	if err != nil {
		x.t.Fatal(err)
	}
	return a
}

func (x *county) pay() benefit.Outcome {
	x.t.Helper()
	bank := func(file []byte) ([]byte, error) { return x.app.DemoBank(x.ctx, demo.Taoyuan, file) }
	o, err := x.app.Benefit.Pay(x.ctx, x.user("kuaiji"), x.user("shenpi"), demo.Taoyuan, x.built.AsOf, bank, nil)
	if err != nil || o.Posted == 0 {
		x.t.Fatalf("%+v %v", o, err)
	}
	return o
}

// subsidy is money that came in before this month, in two lines, of which one was wrong and is reversed.
func (x *county) subsidy() {
	x.t.Helper()
	a := benefit.BooksOf(benefit.ResidentPension)
	maker, checker := x.user("kuaiji"), x.user("shenpi")
	february := x.built.AsOf - 1
	post := func(id int64, m civil.Month, lines ...ledger.Line) ledger.Receipt {
		r, err := x.app.Books.Post(x.ctx, access.TheSystem(x.built.County), ledger.Batch{ID: id, Fund: a.Fund, Kind: "voucher", Cause: "拨款通知 7 号", Maker: maker.User, Checker: checker.User, Period: m, Lines: lines})
		if err != nil {
			x.t.Fatal(err)
		}
		return r
	}
	r := post(1, february, ledger.Line{Debit: a.Bank, Credit: a.Subsidy, Amount: 1_234_567, Kind: ledger.Post, Code: "subsidy", ValueDate: february.FirstDay().Add(9)},
		ledger.Line{Debit: a.Bank, Credit: a.Subsidy, Amount: 89, Kind: ledger.Post, Code: "subsidy", ValueDate: february.FirstDay().Add(24)})
	post(2, x.built.AsOf, ledger.Line{Kind: ledger.Reversal, Ref: r.Seqs[1], ValueDate: x.built.AsOf.FirstDay()},
		ledger.Line{Debit: a.Basic, Credit: a.Bank, Amount: 5_001, Kind: ledger.Pending, Cause: "voucher:hold"})
}

func TestTheBooksOfACounty(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		x := newCounty(t, url)
		t.Run("roles", x.roles)
		x.subsidy()
		x.pay()
		t.Run("overview", x.overview)
		t.Run("numbers", x.numbers)
		t.Run("ways", x.ways)
		t.Run("files", x.files)
		t.Run("hostile", x.hostile)
		t.Run("watchers", x.watchers)
		t.Run("acts", x.acts)
		t.Run("relations", x.relations)
		t.Run("another county", x.otherCounty)
	})
}

// roles that keep or watch the books see them; the others are refused by name.
func (x *county) roles(t *testing.T) {
	for _, login := range []string{"kuaiji", "shenpi", "jiandu"} {
		x.as(login).get("/books").wants(http.StatusOK).says("城乡居民基本养老保险基金").wellMade()
	}
	for _, login := range []string{demo.OfficerLogin, "fuhe", "guanli"} {
		b := x.as(login)
		for _, path := range []string{"/books", "/books/fund/resident-pension"} {
			b.get(path).wants(http.StatusForbidden).says("查看基金账", "基金会计").silent("支出户存款")
		}
	}
	if p := x.browser().get("/books"); p.path != "/desk/sign-in?back=%2Fbooks" {
		t.Errorf("nobody is signed in, and the books send to %s", p.path)
	}
}

func (x *county) overview(t *testing.T) {
	b := x.as("jiandu")
	p := b.get("/books").wants(http.StatusOK).says("城乡居民基本养老保险基金", "签名有效", "还没有见证人签名")
	p.wellMade()
	p.follow("#fund-resident-pension th a").wants(http.StatusOK).says("支出户存款", "财政专户存款", "社会保险法").wellMade()
	assets := func(day string) money.Fen {
		p := b.get("/books?day=" + day).wants(http.StatusOK)
		return p.amount(words(p.find("#fund-resident-pension td a.num")))
	}
	if before, after := assets("2026-02-09"), assets("2026-02-10"); after-before != 1_234_567 {
		t.Errorf("on 9 February the assets are %v, on the day of the subsidy %v", before, after)
	}
	b.get("/display?back=/books&lang=en")
	for _, path := range []string{"/books", "/books/fund/resident-pension", "/books/fund/resident-pension/trial", "/books/account/3-1004", "/books/held", "/books/proofs", "/books/help"} {
		main := b.get(path).wants(http.StatusOK).text("main h1")
		for _, r := range main {
			if unicode.Is(unicode.Han, r) {
				t.Errorf("%s is titled %q in English", path, main)
				break
			}
		}
	}
}

// ways leads from the overview to one payment's law, and to the proof that an outsider checks.
func (x *county) ways(t *testing.T) {
	b := x.as("kuaiji")
	account := b.get("/books/account/3-5001?first=2026-03&last=2026-03").wants(http.StatusOK)
	account.wellMade()
	p := account.follow("#lines tbody th a").wants(http.StatusOK)
	p.says("制单", "复核", "计算方案", "这一笔按政策怎么算", "基础养老金", "最早覆盖它的检查点", "本笔了结的在途").wellMade()
	cause := p.find("main .summary [href^=/desk/payment/]")
	b.get(attr(cause, "href")).wants(http.StatusOK)
	proof := p.follow("[href$=/proof]").wants(http.StatusOK)
	told, err := x.app.Books.CheckProof(context.Background(), proof.body)
	if err != nil || !strings.HasPrefix(told.Entry.Cause, "payment:") || !strings.Contains(proof.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the proof %.40q says %+v: %v", proof.body, told, err)
	}
	batch := p.follow("main .summary [href^=/books/batch/]").wants(http.StatusOK).says("银行回盘入账", "凭证金额")
	batch.wellMade()
	if len(batch.all("#lines tbody tr")) != 50 {
		t.Errorf("%d lines on a page", len(batch.all("#lines tbody tr")))
	}
	b.get("/books/batch/1").wants(http.StatusOK).says("12,346.56", "拨款通知 7 号")
	lines := b.get("/books/account/3-4101?first=2026-02&last=2026-03").wants(http.StatusOK)
	undone := lines.follow("#lines tbody th a").wants(http.StatusOK)
	if strings.Contains(undone.text("main"), "冲正本笔") {
		t.Error("the first line was not reversed")
	}
	for _, path := range []string{"/books/fund/resident-pension/batches", "/books/fund/resident-pension/batches?month=2026-02", "/books/fund/resident-pension/month/2026-03",
		"/books/fund/resident-pension/months", "/books/fund/resident-pension/reserved", "/books/held", "/books/proofs", "/books/help"} {
		b.get(path).wants(http.StatusOK).wellMade()
	}
	b.get("/books/fund/resident-pension/reserved").says("50.01", "voucher:hold")
	checkpoint := b.get("/books/proofs").follow("main tbody th a").wants(http.StatusOK).says("签名原文")
	checkpoint.wellMade()
	if note := b.get(checkpoint.path + "?as=note"); !strings.HasPrefix(note.body, "renshe/") && !strings.Contains(note.body, "— ") {
		t.Errorf("the note is %q", note.body)
	}
	for _, name := range []string{"balance", "flows"} {
		svg := b.get("/books/fund/resident-pension/chart/" + name + ".svg")
		if svg.status != http.StatusOK || !strings.HasPrefix(svg.header.Get("Content-Type"), "image/svg+xml") || !strings.Contains(svg.body, "2026-02") {
			t.Errorf("%s: %d %s", name, svg.status, svg.body)
		}
	}
}

// files hold the same figures as the pages, as numbers that a spreadsheet adds up.
func (x *county) files(t *testing.T) {
	b := x.as("jiandu")
	for _, path := range []string{"/books", "/books/fund/resident-pension", "/books/fund/resident-pension/trial", "/books/fund/resident-pension/months", "/books/fund/resident-pension/month/2026-03",
		"/books/fund/resident-pension/batches", "/books/fund/resident-pension/reserved", "/books/account/3-1004", "/books/batch/1", "/books/held", "/books/proofs"} {
		csv := b.get(path + "?as=csv").wants(http.StatusOK)
		if !strings.HasPrefix(csv.body, "\ufeff") || !strings.Contains(csv.header.Get("Content-Disposition"), ".csv") || strings.Contains(csv.body, "<") {
			t.Errorf("%s as csv: %.200s", path, csv.body)
		}
		sheet := b.get(path + "?as=xlsx").wants(http.StatusOK)
		book, err := excelize.OpenReader(strings.NewReader(sheet.body))
		if err != nil {
			t.Errorf("%s as xlsx: %v", path, err)
			continue
		}
		rows, err := book.GetRows(book.GetSheetName(0), excelize.Options{RawCellValue: true})
		if err != nil || len(rows) < 3 || strings.Count(csv.body, "\n") != len(rows) {
			t.Errorf("%s: %d rows in the workbook, %d lines of csv, %v", path, len(rows), strings.Count(csv.body, "\n"), err)
		}
	}
	trial := b.get("/books/fund/resident-pension/trial?as=xlsx")
	book, err := excelize.OpenReader(strings.NewReader(trial.body))
	if err != nil {
		t.Fatal(err)
	}
	name := book.GetSheetName(0)
	cells, err := book.SearchSheet(name, "3-4101 财政补助收入")
	if err != nil || len(cells) != 1 {
		t.Fatalf("%v %v", cells, err)
	}
	at := "F" + strings.TrimPrefix(cells[0], "A")
	kind, err := book.GetCellType(name, at)
	value, failed := book.GetCellValue(name, at, excelize.Options{RawCellValue: true})
	if err != nil || failed != nil || value != "12345.67" || kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
		t.Errorf("the balance is %q of type %v, %v %v", value, kind, err, failed)
	}
}

// hostile addresses and forms are refused or answered, never a fault of the program.
func (x *county) hostile(t *testing.T) {
	b := x.as("kuaiji")
	for _, bad := range []string{"/books/fund/nothing", "/books/anything", "/books?as=exe", "/books/fund/3%00", "/books/account/3-99999", "/books/account/0-0", "/books/account/x", "/books/account/3-01",
		"/books/account/9223372036854775807-1", "/books/transfer/0", "/books/transfer/-1", "/books/transfer/999999999999", "/books/transfer/x", "/books/batch/77", "/books/batch/0", "/books/proofs/3000000",
		"/books/proofs/x", "/books/fund/resident-pension/month/2026-13", "/books/fund/resident-pension/month/x", "/books/fund/resident-pension/chart/x.svg", "/books/held?fund=x", "/books/account/3-1004?as=exe"} {
		if got := b.get(bad).status; got != http.StatusNotFound && got != http.StatusBadRequest {
			t.Errorf("%s answers %d", bad, got)
		}
	}
	hostile := url.QueryEscape(`"><script>alert(1)</script>`)
	for _, path := range []string{"/books?day=", "/books/fund/resident-pension/trial?value=", "/books/fund/resident-pension/trial?class=", "/books/fund/resident-pension/months?first=", "/books/fund/resident-pension/batches?month=",
		"/books/account/3-1004?from=", "/books/account/3-1004?kind=", "/books/account/3-1004?side=", "/books/account/3-1004?low=", "/books/account/3-1004?first=2026-05&last="} {
		b.get(path + hostile).wants(http.StatusUnprocessableEntity).silent("<script>alert")
	}
	for _, path := range []string{"/books/account/3-1004?first=2026-01&from=2026-01-01", "/books/account/3-1004?first=2026-01&known=2026-01-01", "/books/account/3-1004?low=9&high=1&to=2026-01-01", "/books/account/3-1004?low=-1",
		"/books/account/3-1004?high=99999999999999999999", "/books/fund/resident-pension/months?first=1900-01&last=2199-12"} {
		b.get(path).wants(http.StatusUnprocessableEntity)
	}
	for _, path := range []string{"/books/account/3-1004?cause=", "/books/account/3-1004?after=", "/books/proofs?after=", "/books/fund/resident-pension/batches?after=", "/books/fund/resident-pension/reserved?after="} {
		b.get(path + hostile).wants(http.StatusOK).silent("<script>alert")
	}
	b.get("/books/account/3-1004?cause=" + strings.Repeat("x", 500)).wants(http.StatusUnprocessableEntity)
	b.get("/books?day=0001-01-01")
	b.get("/books?day=2199-12-31").wants(http.StatusOK)
	if got := b.post("/books/held", url.Values{}).status; got != http.StatusNotFound {
		t.Errorf("a post answers %d", got)
	}
}

// proposed is the address of a proposal of the first county.
func (x *county) proposed(t *testing.T) string {
	t.Helper()
	all, err := x.app.Books.Proposals(x.ctx, x.user("jiandu"), 0, false, 1)
	if err != nil || len(all) != 1 {
		t.Fatalf("%v %v", all, err)
	}
	return "/books/proposal/" + strconv.FormatInt(all[0].ID, 10)
}

// otherCounty is a second county with an accountant of its own: of the first it sees nothing, whatever he asks for by number.
func (x *county) otherCounty(t *testing.T) {
	const second = civil.County(430726)
	if err := x.app.DB.InCounty(x.ctx, second, func(tx *db.Tx) error {
		if err := x.app.Access.OpenCountyIn(x.ctx, tx, access.County{Code: second, Name: "石门县"}); err != nil {
			return err
		}
		_, err := x.app.Access.AddUserIn(x.ctx, tx, access.User{Login: "zhang", Name: "张会计", Role: access.Accountant, Password: demo.Password})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	b := x.browser()
	b.get("/desk/sign-in").submit("form", "county", second.String(), "login", "zhang", "password", demo.Password).wants(http.StatusOK)
	b.get("/books").wants(http.StatusOK).says("本县还没有开账的基金", "日志还是空的").silent("城乡居民基本养老保险基金").wellMade()
	b.get("/books/fund/resident-pension").wants(http.StatusOK).says("这只基金在本县还没有开账").silent("支出户存款")
	for _, path := range []string{"/books/account/3-1004", "/books/transfer/9", "/books/transfer/9/proof", "/books/batch/1", "/books/proofs/9", x.proposed(t)} {
		b.get(path).wants(http.StatusNotFound).silent("支出户存款", "RSP2")
	}
	for _, path := range []string{"/books/fund/resident-pension/trial", "/books/fund/resident-pension/months", "/books/fund/resident-pension/month/2026-03", "/books/fund/resident-pension/batches",
		"/books/fund/resident-pension/reserved", "/books/held", "/books/proofs"} {
		b.get(path).wants(http.StatusOK).silent("支出户存款", "12,345").wellMade()
	}
	if got := b.get("/books/fund/resident-pension/chart/flows.svg").status; got != http.StatusNotFound {
		t.Errorf("a drawing of nothing answers %d", got)
	}
}
