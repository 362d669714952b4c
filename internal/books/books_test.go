package books_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/benefit"
	"renshe/internal/demo"
	"renshe/internal/testkit"
)

// county is a small demo county behind the program's real handlers.
type county struct {
	t     *testing.T
	ctx   context.Context
	app   *app.App
	srv   *httptest.Server
	built demo.Report
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

func TestTheBooksOfACounty(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		x := newCounty(t, url)
		t.Run("roles", x.roles)
		x.pay()
		t.Run("overview", x.overview)
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
	b.get("/books").follow("main tbody th a").wants(http.StatusOK).says("支出户存款", "财政专户存款").wellMade()
	for _, bad := range []string{"/books/fund/nothing", "/books/anything", "/books?as=exe", "/books/fund/3%00"} {
		if got := b.get(bad).status; got != http.StatusNotFound && got != http.StatusBadRequest {
			t.Errorf("%s answers %d", bad, got)
		}
	}
}
