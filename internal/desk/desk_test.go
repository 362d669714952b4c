package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"renshe/internal/demo"
)

func TestSigningInLeadsWhereOneWantedToGo(t *testing.T) {
	x := newCounty(t)
	b := x.browser()
	p := b.get("/desk/work?drafts=1")
	p.wants(http.StatusOK).says("请先登录", "演示账号")
	if !strings.HasPrefix(p.path, "/desk/sign-in?back=") {
		t.Fatalf("sent to %s", p.path)
	}
	bad := p.submit("form", "login", "liu", "password", "wrong-password")
	bad.wants(http.StatusForbidden).says("登录名或密码不对").silent("wrong-password")
	if got := attr(bad.find("#f-login"), "value"); got != "liu" {
		t.Errorf("the typed login is %q", got)
	}
	if unknown := p.submit("form", "login", "nobody", "password", "wrong-password"); unknown.text(".faults") != bad.text(".faults") {
		t.Errorf("an unknown login is told apart: %q", unknown.text(".faults"))
	}
	in := bad.submit("form", "login", "liu", "password", demo.Password).wants(http.StatusOK)
	if in.path != "/desk/work?drafts=1" {
		t.Errorf("back at %s", in.path)
	}
	out := b.post(attr(in.find("header .who form"), "action"), nil).wants(http.StatusOK).says("已退出")
	if after := b.get("/desk"); !strings.HasPrefix(after.path, "/desk/sign-in") {
		t.Errorf("after %s the desk opens at %s", out.path, after.path)
	}
}

func TestNobodyIsSentElsewhereBySigningIn(t *testing.T) {
	x := newCounty(t)
	for _, back := range []string{"//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"} {
		p := x.browser().get("/desk/sign-in?back="+url.QueryEscape(back)).submit("form", "login", "liu", "password", demo.Password)
		if p.wants(http.StatusOK); p.path != "/desk" {
			t.Errorf("back=%q leads to %s", back, p.path)
		}
	}
}

// Each role sees what it may do, and is refused the rest by name.
func TestRolesSeeTheirOwnDesk(t *testing.T) {
	x := newCounty(t)
	for _, c := range []struct {
		login  string
		nav    []string
		denied []string
	}{
		{"liu", []string{"/desk/find", "/desk/matters", "/desk/work", "/desk/prints"}, []string{"/desk/review", "/desk/runs", "/books"}},
		{"fuhe", []string{"/desk/find", "/desk/review", "/desk/entitlements", "/desk/prints"}, []string{"/desk/work", "/desk/matters", "/desk/runs"}},
		{"kuaiji", []string{"/desk/find", "/desk/runs", "/books", "/desk/entitlements"}, []string{"/desk/work", "/desk/review"}},
		{"shenpi", []string{"/desk/find", "/desk/runs", "/books", "/desk/entitlements"}, []string{"/desk/work", "/desk/review"}},
		{"guanli", []string{"/desk/prints"}, []string{"/desk/find?q=w", "/desk/person/1", "/desk/work", "/desk/runs"}},
	} {
		b := x.as(c.login)
		home := b.get("/desk").wants(http.StatusOK)
		var nav []string
		for _, n := range home.all("nav.desk-nav a") {
			nav = append(nav, attr(n, "href"))
		}
		if strings.Join(nav, " ") != strings.Join(c.nav, " ") {
			t.Errorf("%s sees %v", c.login, nav)
		}
		for _, path := range c.denied {
			p := b.get(path).wants(http.StatusForbidden)
			if p.text(".problem") == "" {
				t.Errorf("%s at %s: no problem page", c.login, path)
			}
		}
	}
	officer := x.as("liu")
	for _, path := range []string{"/desk/runs", "/desk/run/1/approve", "/desk/run/1/demo-bank", "/desk/payment/1/release", "/desk/case/1/approve", "/desk/case/1/refuse"} {
		officer.post(path, url.Values{"month": {"2026-03"}, "version": {"1"}}).wants(http.StatusForbidden)
	}
	accountant := x.as("kuaiji")
	accountant.post("/desk/run/1/approve", nil).wants(http.StatusForbidden).says("审批人")
}

func TestTheBoxFindsPeopleAndTellsNamesakesApart(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	b.get("/desk/find").wants(http.StatusOK).says("请输入要找的人")
	hit := b.get("/desk/work").wants(http.StatusOK).find("#found table a")
	name := words(hit)
	p := b.get("/desk/find?q="+url.QueryEscape(name)).wants(http.StatusOK).says("年龄、性别", "430***********")
	if len(p.all("ul.results a")) == 0 {
		t.Fatalf("%s is not found", name)
	}
	live := b.post("/desk/find/live", url.Values{"q": {name}}).wants(http.StatusOK)
	if strings.Contains(live.body, "<html") || !strings.Contains(live.body, name) {
		t.Errorf("the live answer: %.80s", live.body)
	}
	b.get("/desk/find?q=zzzzzzqq").wants(http.StatusOK).says("没有找到")
	b.get("/desk/find?q=43072519660302001").wants(http.StatusUnprocessableEntity).says("身份")
	if got := b.post("/desk/find/live", url.Values{"q": {"43072519660302001"}}); got.status != http.StatusOK {
		t.Errorf("half a number while typing answers %d", got.status)
	}
	hostile := `"><script>alert(1)</script>`
	b.get("/desk/find?q="+url.QueryEscape(hostile)).silent("<script>alert", hostile)
	b.get("/desk/find?q=" + url.QueryEscape(strings.Repeat("王", 5000)))
}

func TestTheFileIsMaskedAndTheLookIsRecorded(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	work := b.get("/desk/work")
	p := work.follow("#found table a").wants(http.StatusOK)
	p.says("今天能办的", "领养老金", "身份", "同户的人", "参保关系", "谁看过这份档案", "窗口办事", "个人账户储存额")
	if strings.Contains(p.text("main"), "430799") {
		t.Error("a whole citizen ID is on the page")
	}
	if n := len(p.all("main .primary")); n != 1 {
		t.Errorf("%d primary buttons", n)
	}
	again := b.get(p.path).wants(http.StatusOK)
	if again.text("main") == "" {
		t.Error("empty")
	}
	b.get("/desk/person/999999999").wants(http.StatusNotFound)
	for _, bad := range []string{"/desk/person/0", "/desk/person/-1", "/desk/person/abc", "/desk/person/99999999999999999999", "/desk/person/1%00", "/desk/nothing"} {
		if got := b.get(bad).status; got != http.StatusNotFound && got != http.StatusBadRequest {
			t.Errorf("%s answers %d", bad, got)
		}
	}
}

// Pages are well made: one h1, no id twice, every field has its label, nothing inline, at most one primary button, in both languages.
func TestEveryPageIsWellMade(t *testing.T) {
	x := newCounty(t)
	for login, paths := range map[string][]string{
		"liu":    {"/desk", "/desk/find", "/desk/find?q=li", "/desk/matters", "/desk/work", "/desk/prints", "/desk/day", "/desk/settings", "/desk/help"},
		"fuhe":   {"/desk", "/desk/review", "/desk/prints", "/desk/day"},
		"kuaiji": {"/desk", "/desk/runs", "/books", "/desk/prints"},
		"guanli": {"/desk", "/desk/day", "/desk/prints"},
	} {
		b := x.as(login)
		for _, lang := range []string{"zh-CN", "en"} {
			b.get("/display?back=/desk&lang=" + lang).wants(http.StatusOK)
			for _, path := range paths {
				p := b.get(path).wants(http.StatusOK)
				p.wellMade()
				if got := attr(p.find("html"), "lang"); got != lang {
					t.Errorf("%s: lang %q, want %q", path, got, lang)
				}
			}
		}
	}
}

func (p *page) wellMade() {
	p.b.t.Helper()
	if n := len(p.all("h1")); n != 1 {
		p.b.t.Errorf("%s has %d h1", p.path, n)
	}
	if n := len(p.all("main .primary")); n > 1 {
		p.b.t.Errorf("%s has %d primary buttons", p.path, n)
	}
	ids, labels := map[string]bool{}, map[string]bool{}
	for d := range p.doc.Descendants() {
		if id := attr(d, "id"); id != "" {
			if ids[id] {
				p.b.t.Errorf("%s: id %q twice", p.path, id)
			}
			ids[id] = true
		}
		if d.Data == "label" {
			labels[attr(d, "for")] = true
		}
		if has(d, "style") || has(d, "onclick") || d.Data == "style" || d.Data == "script" && !has(d, "src") {
			p.b.t.Errorf("%s: something inline in %s", p.path, d.Data)
		}
	}
	for _, kind := range []string{"input", "select", "textarea"} {
		for _, n := range p.all("main " + kind) {
			if attr(n, "type") != "hidden" && !labels[attr(n, "id")] {
				p.b.t.Errorf("%s: %s %q has no label", p.path, kind, attr(n, "name"))
			}
		}
	}
}

func TestSettingsAreKept(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	p := b.get("/desk/settings").submit("form", "size", "24", "lang", "en").wants(http.StatusOK)
	if got := attr(p.find("html"), "data-size") + attr(p.find("html"), "lang"); got != "24en" {
		t.Errorf("%s after saving", got)
	}
	p.says("The settings are saved")
	b.get("/desk/settings").submit("form", "size", "99", "lang", "xx").wants(http.StatusUnprocessableEntity)
}

func TestAnotherSiteCannotPost(t *testing.T) {
	x := newCounty(t)
	b := x.as("liu")
	r, err := http.NewRequest(http.MethodPost, b.base+"/desk/person/1/open", strings.NewReader("item=R07"))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	b.do(r).wants(http.StatusForbidden).says("别的网站")
}
