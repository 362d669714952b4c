package board_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/benefit"
	"renshe/internal/casework"
	"renshe/internal/demo"
	"renshe/internal/outreach"
	"renshe/internal/testkit"
	"renshe/ui"
)

// county is a small demo county behind the program's real handlers.
type county struct {
	t      *testing.T
	ctx    context.Context
	app    *app.App
	srv    *httptest.Server
	built  demo.Report
	swept  outreach.Outcome
	waits  []outreach.Task // of the officer's station
	claims int
}

func newCounty(t *testing.T, url string) *county {
	t.Helper()
	x := &county{t: t, ctx: context.Background()}
	var err error
	if x.app, err = app.Open(x.ctx, app.Config{Data: t.TempDir(), Database: url}); err != nil {
		t.Fatal(err)
	}
	if x.built, err = demo.Build(x.ctx, x.app.DemoRooms(), demo.Options{People: 2000, Seed: 3, AsOf: civil.MonthOf(2026, 3), Clock: x.app.Clock}); err != nil {
		t.Fatal(err)
	}
	h, err := x.app.Handler(app.ServeOptions{Site: "http://board.test"})
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

// sweep finds people; waits are those of the officer's station.
func (x *county) sweep() {
	x.t.Helper()
	var err error
	if x.swept, err = x.app.SweepAhead(x.ctx, demo.Taoyuan); err != nil || x.swept.Unclaimed < 3 {
		x.t.Fatalf("%+v %v", x.swept, err)
	}
	x.waits, _, err = x.app.Outreach.Worklist(x.ctx, x.user(demo.OfficerLogin), outreach.Filter{Kind: outreach.Unclaimed}, outreach.ListPage{})
	if err != nil || len(x.waits) < 2 {
		x.t.Fatalf("%d on the worklist, %v", len(x.waits), err)
	}
}

// claim takes in the claim of the next person on the worklist, with or without the identity paper.
func (x *county) claim(complete bool) {
	x.t.Helper()
	office, liu := x.app.Office, x.user(demo.OfficerLogin)
	v, err := office.Open(x.ctx, liu, "R07", x.waits[x.claims].Person)
	if err != nil {
		x.t.Fatal(err)
	}
	if x.claims++; complete {
		if v.Version, err = office.Save(x.ctx, liu, casework.Saving{Case: v.ID, Version: v.Version,
			Form: casework.Form{Materials: map[string]string{"identity": "original"}}}); err != nil {
			x.t.Fatal(err)
		}
	}
	want := map[bool]casework.State{true: casework.Submitted, false: casework.Incomplete}[complete]
	out, err := office.Submit(x.ctx, liu, casework.Submission{Case: v.ID, Version: v.Version})
	if err != nil || out.Case.State != want {
		x.t.Fatalf("%+v %v", out, err)
	}
}

func (x *county) pay() benefit.Outcome {
	x.t.Helper()
	bank := func(file []byte) ([]byte, error) { return x.app.DemoBank(x.ctx, demo.Taoyuan, file) }
	o, err := x.app.Benefit.Pay(x.ctx, x.user("kuaiji"), x.user("shenpi"), demo.Taoyuan, x.built.AsOf, bank, nil)
	if err != nil || o.Posted == 0 || o.Held == 0 {
		x.t.Fatalf("%+v %v", o, err)
	}
	return o
}

// figure is a number as a page writes it.
func figure[N int | int64](n N) string { return ui.Group(int64(n)) }

func TestTheBoardSaysHowTheCountyStands(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		x := newCounty(t, url)
		t.Run("before anything was done", x.empty)
		x.sweep()
		x.claim(true)
		x.claim(false)
		paid := x.pay()
		b, p := as(t, x.srv, "jiandu")
		x.numbers(t, p, paid)
		x.panels(t, p, paid)
		x.tiles(t, p)
		x.township(t, b, p)
		t.Run("in English", func(t *testing.T) { x.english(t, b) })
		t.Run("without the right to read files", x.guarded)
		t.Run("roles", x.roles)
		t.Run("overdue", x.overdue)
	})
}

func (x *county) empty(t *testing.T) {
	_, p := as(t, x.srv, "jiandu")
	p.wants(http.StatusOK, "本月还没有批算过", "没有在办的件", "还没有发放批次", "借贷相等", "签名有效")
	if got := p.texts(".stat-value .num"); len(got) != 5 || got[2] != "0" || got[3] != "0" || got[4] != "—" {
		t.Errorf("the numbers are %v", got)
	}
	if n := len(p.all(".stat-value a")); n != 5 {
		t.Errorf("%d of five numbers lead on", n)
	}
}

// numbers are five, each with what it means, when it was counted and a way down that opens.
func (x *county) numbers(t *testing.T, p *page, paid benefit.Outcome) {
	p.wants(http.StatusOK)
	if p.path != "/board" {
		t.Errorf("after signing in the page is %s", p.path)
	}
	living, err := x.app.People.Count(x.ctx, x.user("jiandu"))
	if err != nil || living.Living+living.Died != x.built.People+x.built.Others {
		t.Fatalf("%+v of %d and %d, %v", living, x.built.People, x.built.Others, err)
	}
	want := []string{figure(living.Living), figure(x.built.Receiving - x.built.Suspended), figure(x.swept.Unclaimed), "2", figure(paid.Posted)}
	if got := p.texts(".stat-value .num"); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("the numbers are %v, want %v", got, want)
	}
	if n := len(p.all(".stat-value a")); n != 5 {
		t.Errorf("%d of five numbers lead to their records", n)
	}
	for _, d := range p.texts(".stat-define") {
		if !strings.Contains(d, "2026-03-02 09:") || len([]rune(d)) < 30 {
			t.Errorf("a number is defined as %q", d)
		}
	}
	p.wants(http.StatusOK, fmt.Sprintf("退票 %d，暂缓 %d，差额 0.00 元", paid.Returned, paid.Held), "没有超期", "办理中 2",
		fmt.Sprintf("另有 %d 人暂停发放", x.built.Suspended))
}

// panels are the backlog by matter, the run with its reconciliation, and the fund.
func (x *county) panels(t *testing.T, p *page, paid benefit.Outcome) {
	if rows := p.texts("#backlog tbody tr"); len(rows) != 1 || !strings.HasSuffix(rows[0], " 1 0 0 0 1") {
		t.Errorf("the backlog is %q", rows)
	}
	run := p.text("#run")
	for _, s := range []string{paid.PostedFen.String(), paid.Total.String(), "已对平", "账和银行一致", "0.00 元"} {
		if !strings.Contains(run, s) {
			t.Errorf("the run does not say %q: %s", s, run)
		}
	}
	links := p.all("#run a")
	if len(links) != 1 || attr(links[0], "href") != "/desk/run/"+strconv.FormatInt(paid.Run, 10) {
		t.Errorf("the run leads to %v", links)
	}
	bank, err := x.app.Books.Balance(x.ctx, demo.Taoyuan, benefit.BooksOf(benefit.ResidentPension).Bank)
	if err != nil {
		t.Fatal(err)
	}
	verified, err := x.app.Books.Verify(x.ctx, demo.Taoyuan, nil)
	if err != nil || !verified.OK {
		t.Fatalf("%+v %v", verified, err)
	}
	fund := p.text("#fund")
	for _, s := range []string{"城乡居民基本养老保险基金", bank.Own().String(), "借贷相等", figure(verified.Entries) + " 条记录", "签名有效"} {
		if !strings.Contains(fund, s) {
			t.Errorf("the fund does not say %q: %s", s, fund)
		}
	}
}

// tiles are the county's townships in their order, and add up to the number on top.
func (x *county) tiles(t *testing.T, p *page) {
	names, values := p.texts(".tile-name"), p.texts(".tile-value")
	if len(names) != 29 || names[0] != "漳江街道" || len(values) != 29 {
		t.Fatalf("the townships are %v", names)
	}
	sum := 0
	for _, v := range values {
		n, err := strconv.Atoi(v)
		if err != nil {
			t.Fatal(err)
		}
		sum += n
	}
	if sum != x.swept.Unclaimed {
		t.Errorf("the tiles add up to %d, not %d", sum, x.swept.Unclaimed)
	}
}

// township leads down to the people of the stations, and from there to their files.
func (x *county) township(t *testing.T, b *browser, p *page) {
	for i, a := range p.all(".tile a") {
		if p.texts(".tile-name")[i] != "陬市镇" {
			continue
		}
		down := b.get(attr(a, "href")).wants(http.StatusOK, "待联系")
		rest := x.waits[x.claims:]
		if got := down.all("#township tbody th a"); len(got) != len(rest) {
			t.Fatalf("%d people are listed, %d wait", len(got), len(rest))
		}
		if row := down.texts("#township tbody tr")[0]; !strings.HasSuffix(row, fmt.Sprintf(" %d %d 0 1 0", len(rest), x.claims)) {
			t.Errorf("the station's line is %q", row)
		}
		if len(rest) > 0 {
			b.get(attr(down.all("#township tbody th a")[0], "href")).wants(http.StatusOK, rest[0].Name)
		}
		b.get("/board?township=430725999").wants(http.StatusNotFound)
		b.get("/board?township=%3Cscript%3E").wants(http.StatusNotFound)
		b.get("/board/anything").wants(http.StatusNotFound)
		return
	}
	t.Error("the officer's township has no tile")
}

func (x *county) english(t *testing.T, b *browser) {
	b.get("/display?back=/board&lang=en")
	p := b.get("/board").wants(http.StatusOK, "County board", "People served", "Entitled, not drawing", "none overdue", "they agree", "signature holds")
	if got := attr(p.all("html")[0], "lang"); got != "en" {
		t.Errorf("the page is in %q", got)
	}
	for _, part := range []string{".stats", "#backlog", "#run", "#fund"} {
		if s := p.text(part); strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s is not English: %s", part, s)
		}
	}
	b.get("/display?back=/board&lang=zh-CN")
}

// guarded is the administrator's board: no small cell, nothing that gives one away, no money, nobody's name.
func (x *county) guarded(t *testing.T) {
	b, p := as(t, x.srv, "guanli")
	p.wants(http.StatusOK, "写作“<5”", "要有“查看基金账”的权限").silent(" 元", x.waits[0].Name, "账面余额", "检查点")
	shown, hidden := 0, 0
	for _, v := range p.texts(".tile-value") {
		switch n, err := strconv.Atoi(v); {
		case v == "<5":
			hidden++
		case err == nil && (n == 0 || n >= 5):
			shown += n
		default:
			t.Errorf("a tile says %q", v)
		}
	}
	if hidden == 0 {
		t.Fatal("no small cell in this county: the test needs one")
	}
	numbers := p.texts(".stat-value .num")
	if want := "≥" + strconv.Itoa(max(shown, 5)); numbers[2] != want || numbers[3] != "<5" {
		t.Errorf("the totals are %v, the tiles shown add up to %d", numbers, shown)
	}
	if len(p.all(".tile a")) != 0 || len(p.all("#fund")) != 0 || len(p.all("#run a")) != 0 {
		t.Error("something leads further than the role may go")
	}
	if rows := p.texts("#backlog tbody tr"); len(rows) != 1 || !strings.HasSuffix(rows[0], " <5 0 0 0 <5") {
		t.Errorf("the backlog is %q", rows)
	}
	b.get("/board?township=430725101").wants(http.StatusForbidden, "系统管理员")
}

// roles without the board are refused by name, and the reviewer sees people but no money.
func (x *county) roles(t *testing.T) {
	for _, login := range []string{demo.OfficerLogin, "kuaiji"} {
		_, p := as(t, x.srv, login)
		if p.wants(http.StatusForbidden, "查看看板", "监督员"); len(p.all(".stat")) != 0 {
			t.Errorf("%s sees numbers", login)
		}
	}
	_, p := as(t, x.srv, "fuhe")
	p.wants(http.StatusOK, "要有“查看基金账”的权限").silent("账面余额", "检查点", "写作“<5”")
	if len(p.all(".tile a")) != 29 || len(p.all("#backlog a")) != 1 {
		t.Error("the reviewer is not led to people and cases")
	}
	b, _ := as(t, x.srv, "shenpi")
	if err := x.app.Access.SetDisabled(x.ctx, x.user("guanli"), x.user("shenpi").User, true); err != nil {
		t.Fatal(err)
	}
	if p := b.get("/board"); !strings.HasPrefix(p.path, "/desk/sign-in") {
		t.Errorf("a closed account still opens %s", p.path)
	}
}

// overdue is what the limit makes of a case that nobody decides.
func (x *county) overdue(t *testing.T) {
	x.app.Clock.Set(x.app.Clock.Now().Add(60 * 24 * time.Hour))
	_, p := as(t, x.srv, "jiandu")
	p.wants(http.StatusOK, "超期 1", "本月还没有批算过")
	if rows := p.texts("#backlog tbody .row-warn"); len(rows) != 1 && len(p.all("#backlog .row-warn")) != 1 {
		t.Errorf("the overdue matter does not stand out: %q", p.text("#backlog"))
	}
	_, p = as(t, x.srv, "guanli")
	p.wants(http.StatusOK, "超期 <5")
}
