package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/benefit"
	"renshe/internal/db"
	"renshe/internal/demo"
	"renshe/internal/notify"
	"renshe/internal/outreach"
	"renshe/internal/testkit"
)

var ctx = context.Background()

// house is the whole program on a demo county of the smallest size, behind a real server.
type house struct {
	t   *testing.T
	app *app.App
	url string
}

func each(t *testing.T, fn func(t *testing.T, h house)) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		a, err := app.Open(ctx, app.Config{Data: t.TempDir(), Database: url})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { a.Close() })
		_, err = demo.Build(ctx, a.DemoRooms(), demo.Options{People: demo.MinPeople, Seed: 3, AsOf: civil.MonthOf(2026, 3), Clock: a.Clock})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.SweepAhead(ctx, demo.Taoyuan); err != nil {
			t.Fatal(err)
		}
		fn(t, house{t, a, serve(t, a)})
	})
}

func serve(t *testing.T, a *app.App) string {
	t.Helper()
	h, err := a.Handler(app.ServeOptions{Site: "http://renshe.test"})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// phone is a citizen's browser; it follows redirects.
type phone struct {
	h house
	c *http.Client
}

func (h house) phone() phone {
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.t.Fatal(err)
	}
	return phone{h, &http.Client{Jar: jar}}
}

type answer struct {
	status int
	path   string
	header http.Header
	body   string
}

func (p phone) do(method, path string, form url.Values, header ...string) answer {
	p.h.t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r, err := http.NewRequest(method, p.h.url+path, body)
	if err != nil {
		p.h.t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	res, err := p.c.Do(r)
	if err != nil {
		p.h.t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		p.h.t.Fatal(err)
	}
	return answer{res.StatusCode, res.Request.URL.Path, res.Header, string(b)}
}

func (p phone) get(path string, header ...string) answer { return p.do("GET", path, nil, header...) }

func (p phone) post(path string, pairs ...string) answer {
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return p.do("POST", path, form)
}

func (a answer) wants(t *testing.T, status int, texts ...string) {
	t.Helper()
	if a.status != status {
		t.Errorf("%s: status %d, want %d\n%.600s", a.path, a.status, status, a.body)
	}
	for _, s := range texts {
		if !strings.Contains(a.body, s) {
			t.Errorf("%s: %q is not there", a.path, s)
		}
	}
}

// somebody is a person of the demo county with the numbers a test needs to be him.
type somebody struct {
	id   int64
	name string
	cid  string
}

// claimant is somebody whom the sweep found at the story's station and who has a phone.
func (h house) claimant() somebody {
	h.t.Helper()
	officer, err := h.app.UserNamed(ctx, demo.Taoyuan, demo.OfficerLogin)
	if err != nil {
		h.t.Fatal(err)
	}
	list, _, err := h.app.Outreach.Worklist(ctx, officer, outreach.Filter{Kind: outreach.Unclaimed}, outreach.ListPage{})
	if err != nil {
		h.t.Fatal(err)
	}
	for _, x := range list {
		if x.PhoneTail != "" {
			return h.person(x.Person)
		}
	}
	h.t.Fatal("nobody with a phone on the worklist")
	return somebody{}
}

func (h house) person(id int64) (s somebody) {
	h.t.Helper()
	err := h.app.DB.View(ctx, func(tx *db.Tx) error {
		p, err := h.app.People.GetIn(ctx, tx, demo.Taoyuan, id)
		if err != nil {
			return err
		}
		cid, _, err := h.app.People.Identity(ctx, tx, demo.Taoyuan, id)
		s = somebody{id, p.Name, string(cid)}
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

// signIn proves who somebody is with the code from the outbox.
func (p phone) signIn(who somebody) answer {
	p.h.t.Helper()
	p.post("/me/sign-in", "county", "430725", "name", who.name, "citizen_id", who.cid, "agree", "1").wants(p.h.t, 200, "六位验证码")
	return p.post("/me/code", "code", p.h.code(who.id))
}

var sixDigits = regexp.MustCompile(`\d{6}$`)

func (h house) code(person int64) string {
	h.t.Helper()
	all, err := h.app.Notify.Recent(ctx, demo.Taoyuan, 50)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, m := range all {
		if m.Person == person && m.Channel == notify.SMS && sixDigits.MatchString(m.Text) {
			return sixDigits.FindString(m.Text)
		}
	}
	h.t.Fatal("no code was sent")
	return ""
}

func TestACitizenSeesHisOwn(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		h.pay()
		paid, other := h.paid()
		p := h.phone()
		p.get("/me/payments").wants(t, 200, "获取验证码") // first prove who you are
		a := p.signIn(paid)
		a.wants(t, 200, paid.name, "正在领取养老金")
		if a.path != "/me/insurance" {
			t.Errorf("sent to %s", a.path)
		}
		list := p.get("/me/payments")
		list.wants(t, 200, "2026-03", "已发放")
		mine := regexp.MustCompile(`/me/payments/\d+`).FindString(list.body)
		p.get(mine).wants(t, 200, "139", "国发〔2014〕8号", "基础养老金", "待核实")
		p.get("/me/payments/"+strconv.FormatInt(h.payment(other.id), 10)).wants(t, 404)
		for _, path := range []string{"/me/looks", "/me/cases", "/me/stations", "/me/"} {
			p.get(path).wants(t, 200, "<h1")
		}
		if cache := p.get("/me/insurance").header.Get("Cache-Control"); !strings.Contains(cache, "no-store") {
			t.Errorf("a personal page may be kept: Cache-Control %q", cache)
		}
		for _, path := range []string{"/desk", "/board", "/desk/runs"} {
			if a := p.get(path); a.path != "/desk/sign-in" {
				t.Errorf("a citizen reached %s", a.path)
			}
		}
		p.post("/me/sign-out")
		p.get("/me/insurance").wants(t, 200, "获取验证码")
	})
}

func TestWhoLookedIsShown(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		who := h.claimant()
		officer, err := h.app.UserNamed(ctx, demo.Taoyuan, demo.OfficerLogin)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.app.People.Get(ctx, officer, who.id, "核对领取条件"); err != nil {
			t.Fatal(err)
		}
		p := h.phone()
		p.signIn(who).wants(t, 200, who.name)
		p.get("/me/looks").wants(t, 200, "核对领取条件", officer.Name, "陬市镇")
	})
}

// The page tells nobody who is in the registry, and a code works once, for its own file.
func TestSigningInTellsNothing(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		who := h.claimant()
		strip := func(s string) string { return regexp.MustCompile(`(?s)<head>.*?</head>`).ReplaceAllString(s, "") }
		ask := func(name, cid string) (phone, answer) {
			p := h.phone()
			return p, p.post("/me/sign-in", "county", "430725", "name", name, "citizen_id", cid, "agree", "1")
		}
		right, good := ask(who.name, who.cid)
		for what, try := range map[string][2]string{"another name": {"王不对", who.cid}, "no such number": {who.name, "430799190001010010"}} {
			p, a := ask(try[0], string(civil.MakeCitizenID("430799", civil.DateOf(1901, 1, 2), 7)))
			if what == "another name" {
				p, a = ask(try[0], try[1])
			}
			if a.status != good.status || strip(a.body) != strip(good.body) {
				t.Errorf("%s is answered differently", what)
			}
			p.post("/me/code", "code", h.code(who.id)).wants(t, 403, "验证码不对")
		}
		h.phone().post("/me/sign-in", "county", "430725", "name", who.name, "citizen_id", who.cid[:17]+"?", "agree", "1").wants(t, 422)
		h.phone().post("/me/sign-in", "county", "430725", "name", who.name, "citizen_id", who.cid).wants(t, 422) // not agreed
		right.post("/me/code", "code", "abcdef").wants(t, 403)
		code := h.code(who.id)
		right.post("/me/code", "code", code).wants(t, 200, who.name)
		again, _ := ask("王不对", who.cid)
		again.post("/me/code", "code", code).wants(t, 403)
		if a := h.phone().do("POST", "/me/sign-out", url.Values{}, "Sec-Fetch-Site", "cross-site"); a.status != 403 {
			t.Errorf("a post from another site: %d", a.status)
		}
	})
}

func TestCalculatorsNeedNobody(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		p := h.phone()
		p.get("/me/calculator").wants(t, 200, "城乡居民养老金")
		p.get("/me/calculator?name=resident-pension&go=1&account=18620&paid-months=180&as-of=2026-03").wants(t, 200, "329.96", "未经官方核实")
		p.get("/me/calculator?name=resident-pension&go=1&account=x&paid-months=&as-of=2026").wants(t, 422, "累计缴费月数", "月份写得不对")
		p.get("/me/calculator?name=resident-pension&go=1&account=1&paid-months=1&as-of=2031-01").wants(t, 422)
		p.get("/me/calculator?name=nothing").wants(t, 404)
		p.get("/me/calculator?name=resident-pension&go=1&account=<script>&paid-months=1").wants(t, 422)
	})
}

// pay runs the month, as the accountant and the approver.
func (h house) pay() benefit.Outcome {
	h.t.Helper()
	maker, err := h.app.UserNamed(ctx, demo.Taoyuan, "kuaiji")
	if err != nil {
		h.t.Fatal(err)
	}
	checker, err := h.app.UserNamed(ctx, demo.Taoyuan, "shenpi")
	if err != nil {
		h.t.Fatal(err)
	}
	out, err := h.app.Benefit.Pay(ctx, maker, checker, demo.Taoyuan, civil.MonthOf(2026, 3),
		func(file []byte) ([]byte, error) { return h.app.DemoBank(ctx, demo.Taoyuan, file) }, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	if out.Difference != 0 || out.Posted == 0 {
		h.t.Fatalf("%+v", out)
	}
	return out
}

// paid is two people who were paid, the first with a phone.
func (h house) paid() (first, second somebody) {
	h.t.Helper()
	var found []somebody
	for _, p := range h.payments() {
		who := h.person(p.Person)
		var phone string
		err := h.app.DB.View(ctx, func(tx *db.Tx) (err error) {
			_, phone, err = h.app.People.Identity(ctx, tx, demo.Taoyuan, p.Person)
			return err
		})
		if err != nil {
			h.t.Fatal(err)
		}
		if phone == "" && len(found) == 0 {
			continue
		}
		if found = append(found, who); len(found) == 2 {
			return found[0], found[1]
		}
	}
	h.t.Fatal("nobody was paid")
	return
}

func (h house) payments() []benefit.Payment {
	h.t.Helper()
	system := access.TheSystem(demo.Taoyuan)
	runs, err := h.app.Benefit.Runs(ctx, system, benefit.ResidentPension, 1)
	if err != nil || len(runs) != 1 {
		h.t.Fatal(runs, err)
	}
	page, err := h.app.Benefit.Payments(ctx, system, benefit.Filter{Run: runs[0].ID, State: benefit.Paid, Limit: 100})
	if err != nil {
		h.t.Fatal(err)
	}
	return page.Payments
}

func (h house) payment(person int64) int64 {
	for _, p := range h.payments() {
		if p.Person == person {
			return p.ID
		}
	}
	h.t.Fatal("not paid")
	return 0
}

// The API: problem+json, tokens, and a description that lists every call.
func TestTheAPI(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		p := h.phone()
		p.get("/api/v1/health").wants(t, 200, `"status":"ok"`)
		p.get("/api/v1/calculators").wants(t, 200, "resident-pension")
		var described struct {
			Paths map[string]any `json:"paths"`
		}
		if err := json.Unmarshal([]byte(p.get("/api/v1/openapi.json").body), &described); err != nil || len(described.Paths) != 7 {
			t.Errorf("the description lists %d paths: %v", len(described.Paths), err)
		}
		ask := func(body string) answer {
			r, err := p.c.Post(h.url+"/api/v1/calculators/resident-pension", "application/json", strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			defer r.Body.Close()
			b, _ := io.ReadAll(r.Body)
			return answer{r.StatusCode, "calculate", r.Header, string(b)}
		}
		ask(`{"county":"430725","as_of":"2026-03","inputs":{"account":"18620.00","paid-months":"180"}}`).wants(t, 200, `"total_fen":32996`, "国发〔2014〕8号")
		for body, code := range map[string]string{
			`{"county":"430725","as_of":"2026-03","inputs":{"account":"x"}}`: "policy.input",
			`{"inputs":`:                       "api.bad-request",
			`{"county":"43"}`:                  "api.bad-request",
			`{"county":"abcdef","inputs":{}}`:  "civil.",
			`{"as_of":"2026-99","inputs":{}}`:  "civil.",
			`{"inputs":{},"surprise":"field"}`: "api.bad-request",
		} {
			a := ask(body)
			if a.status != 422 || !strings.HasPrefix(a.header.Get("Content-Type"), "application/problem+json") || !strings.Contains(a.body, `"code":"`+code) {
				t.Errorf("%s: %d %s %s", body, a.status, a.header.Get("Content-Type"), a.body)
			}
		}
		p.get("/api/v1/nothing").wants(t, 404, "api.no-such-call")
		h.tokens(p)
	})
}

func (h house) tokens(p phone) {
	t := h.t
	who := h.claimant()
	path := "/api/v1/persons/" + strconv.FormatInt(who.id, 10)
	p.get(path+"?purpose=test").wants(t, 403, "access.not-signed-in")
	p.get(path+"?purpose=test", "Authorization", "Bearer rs_430725_aaaaaaaaaaaaaaaaaaaaaaaaaa").wants(t, 403)
	admin, err := h.app.UserNamed(ctx, demo.Taoyuan, "guanli")
	if err != nil {
		t.Fatal(err)
	}
	officer, err := h.app.UserNamed(ctx, demo.Taoyuan, demo.OfficerLogin)
	if err != nil {
		t.Fatal(err)
	}
	token, err := h.app.Access.AddToken(ctx, admin, officer.User, "department gateway", 24*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	auth := []string{"Authorization", "Bearer " + token}
	p.get(path, auth...).wants(t, 422) // no purpose
	a := p.get(path+"?purpose=matching", auth...)
	a.wants(t, 200, who.name, `"relations"`)
	if strings.Contains(a.body, who.cid) {
		t.Error("the whole citizen ID is in the answer")
	}
	p.get("/api/v1/persons/999999999?purpose=matching", auth...).wants(t, 404)
	looks, err := h.app.Access.Looks(ctx, officer, who.id, 5)
	if err != nil || len(looks) == 0 || looks[0].Purpose != "matching" {
		t.Errorf("the reading is not shown to the person: %v %v", looks, err)
	}
}

// A county that is no demo has no demo page, no simulated bank and no accounts on its sign-in page.
func TestARealCountyHasNoDemo(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		a, err := app.Open(ctx, app.Config{Data: t.TempDir(), Database: url})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { a.Close() })
		err = a.DB.InCounty(ctx, demo.Taoyuan, func(tx *db.Tx) error {
			return a.Access.OpenCountyIn(ctx, tx, access.County{Code: demo.Taoyuan, Name: "桃源县"})
		})
		if err != nil {
			t.Fatal(err)
		}
		p := house{t, a, serve(t, a)}.phone()
		p.get("/").wants(t, 200, "我是群众")
		p.get("/demo").wants(t, 404)
		p.post("/demo/month").wants(t, 404)
		if a := p.get("/desk/sign-in"); strings.Contains(a.body, demo.Password) {
			t.Error("the demo's password is on a real county's page")
		}
		if _, err := demo.Build(ctx, a.DemoRooms(), demo.Options{AsOf: civil.MonthOf(2026, 3)}); !errors.Is(err, demo.RealCounty) {
			t.Errorf("a demo beside a real county: %v", err)
		}
		if _, err := a.DemoBank(ctx, demo.Taoyuan, []byte("x")); err == nil {
			t.Error("a simulated bank answers a real county")
		}
	})
}

func TestEveryPageIsSealedOff(t *testing.T) {
	each(t, func(t *testing.T, h house) {
		p := h.phone()
		for _, path := range []string{"/", "/demo", "/style", "/me/", "/me/sign-in", "/desk/sign-in", "/verify", "/nothing"} {
			a := p.get(path)
			csp := a.header.Get("Content-Security-Policy")
			if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || a.header.Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s: %q", path, a.header)
			}
			if strings.Contains(a.body, "<script>") || strings.Contains(a.body, " style=") || strings.Contains(a.body, " onclick=") {
				t.Errorf("%s has something inline", path)
			}
		}
		p.get("/nothing").wants(t, 404)
		p.get("/verify?code=XXXX").wants(t, 404)
	})
}
