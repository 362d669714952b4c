package desk_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"renshe/civil"
	"renshe/internal/app"
	"renshe/internal/demo"
)

// built is a demo county of the smallest size, built once; each test works on a copy.
var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "desk-county-")
	if err != nil {
		return "", err
	}
	ctx := context.Background()
	a, err := app.Open(ctx, app.Config{Data: dir})
	if err != nil {
		return "", err
	}
	if _, err = demo.Build(ctx, a.DemoRooms(), demo.Options{People: demo.MinPeople, Seed: 1, AsOf: civil.MonthOf(2026, 3), Clock: a.Clock}); err == nil {
		_, err = a.SweepAhead(ctx, demo.Taoyuan)
	}
	if closed := a.Close(); err == nil {
		err = closed
	}
	return dir, err
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := built(); err == nil {
		_ = os.RemoveAll(dir) // of this test binary alone
	}
	os.Exit(code)
}

// county is the demo county behind its real handlers.
type county struct {
	t   *testing.T
	app *app.App
	srv *httptest.Server
}

func newCounty(t *testing.T) *county {
	t.Helper()
	return newLoggedCounty(t, nil)
}

// newLoggedCounty is a county whose program writes its log; nil writes none.
func newLoggedCounty(t *testing.T, log *slog.Logger) *county {
	t.Helper()
	from, err := built()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "county")
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	keys, err := filepath.Glob(filepath.Join(dir, "keys", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keys {
		if err := os.Chmod(k, 0o600); err != nil { // the program refuses keys that others may read
			t.Fatal(err)
		}
	}
	a, err := app.Open(context.Background(), app.Config{Data: dir, Existing: true, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	h, err := a.Handler(app.ServeOptions{Site: "http://desk.test"})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(func() {
		srv.Close()
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return &county{t, a, srv}
}

// browser is one person's browser: it keeps cookies, follows no redirect by itself, and speaks the language it was given.
type browser struct {
	t    *testing.T
	c    *http.Client
	base string
}

func (x *county) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		x.t.Fatal(err)
	}
	return &browser{t: x.t, base: x.srv.URL,
		c: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// as is a browser in which somebody has signed in.
func (x *county) as(login string) *browser {
	x.t.Helper()
	b := x.browser()
	p := b.get("/desk/sign-in").submit("form", "login", login, "password", demo.Password)
	p.wants(http.StatusOK)
	if p.path != "/desk" {
		x.t.Fatalf("%s was sent to %s", login, p.path)
	}
	return b
}

// page is an answer.
type page struct {
	b      *browser
	path   string // path and query, after redirects
	status int
	header http.Header
	body   string
	doc    *html.Node
}

func (b *browser) do(r *http.Request) *page {
	b.t.Helper()
	for range 5 {
		res, err := b.c.Do(r)
		if err != nil {
			b.t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		if err == nil {
			err = res.Body.Close()
		}
		if err != nil {
			b.t.Fatal(err)
		}
		if res.StatusCode == http.StatusSeeOther {
			to, err := r.URL.Parse(res.Header.Get("Location"))
			if err != nil {
				b.t.Fatal(err)
			}
			r, err = http.NewRequest(http.MethodGet, to.String(), nil)
			if err != nil {
				b.t.Fatal(err)
			}
			continue
		}
		p := &page{b: b, path: r.URL.RequestURI(), status: res.StatusCode, header: res.Header, body: string(body)}
		if strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
			if p.doc, err = html.Parse(bytes.NewReader(body)); err != nil {
				b.t.Fatal(err)
			}
		}
		return p
	}
	b.t.Fatalf("%s leads nowhere", r.URL.Path)
	return nil
}

func (b *browser) get(path string) *page {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodGet, b.base+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(r)
}

func (b *browser) post(path string, v url.Values) *page {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodPost, b.base+path, strings.NewReader(v.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.do(r)
}

// upload posts one file as a form's.
func (b *browser) upload(path, field, name string, content []byte) *page {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	f, err := w.CreateFormFile(field, name)
	if err == nil {
		_, err = f.Write(content)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		b.t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, b.base+path, &body)
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	return b.do(r)
}

// wants holds the page to a status.
func (p *page) wants(status int) *page {
	p.b.t.Helper()
	if p.status != status {
		p.b.t.Fatalf("%s: status %d, want %d\n%s", p.path, p.status, status, p.text("main"))
	}
	return p
}

// says holds the page to texts that a person reads in its main part.
func (p *page) says(texts ...string) *page {
	p.b.t.Helper()
	main := p.text("main")
	for _, s := range texts {
		if !strings.Contains(main, s) {
			p.b.t.Errorf("%s does not say %q:\n%s", p.path, s, main)
		}
	}
	return p
}

// silent holds the page not to say something anywhere.
func (p *page) silent(texts ...string) *page {
	p.b.t.Helper()
	for _, s := range texts {
		if strings.Contains(p.body, s) {
			p.b.t.Errorf("%s says %q", p.path, s)
		}
	}
	return p
}

// find gives the first element that fits a selector: tag, .class, #id, [attribute=value], descendants by blanks.
func (p *page) find(selector string) *html.Node {
	all := p.all(selector)
	if len(all) == 0 {
		p.b.t.Helper()
		p.b.t.Fatalf("%s has no %s:\n%s", p.path, selector, p.text("main"))
	}
	return all[0]
}

func (p *page) all(selector string) []*html.Node {
	if p.doc == nil {
		return nil
	}
	at := []*html.Node{p.doc}
	for _, part := range strings.Fields(selector) {
		var next []*html.Node
		for _, n := range at {
			for d := range n.Descendants() {
				if d.Type == html.ElementNode && fits(d, part) {
					next = append(next, d)
				}
			}
		}
		at = next
	}
	return at
}

// fits tests one simple selector.
func fits(n *html.Node, part string) bool {
	for part != "" {
		end := strings.IndexAny(part[1:], ".#[")
		one := part
		if end >= 0 {
			one, part = part[:end+1], part[end+1:]
		} else {
			part = ""
		}
		switch one[0] {
		case '.':
			if !strings.Contains(" "+attr(n, "class")+" ", " "+one[1:]+" ") {
				return false
			}
		case '#':
			if attr(n, "id") != one[1:] {
				return false
			}
		case '[':
			name, value, _ := strings.Cut(strings.Trim(one, "[]"), "=")
			if name, ends := strings.CutSuffix(name, "$"); ends {
				if !strings.HasSuffix(attr(n, name), value) {
					return false
				}
			} else if name, begins := strings.CutSuffix(name, "^"); begins {
				if !strings.HasPrefix(attr(n, name), value) {
					return false
				}
			} else if attr(n, name) != value {
				return false
			}
		default:
			if n.Data != one {
				return false
			}
		}
	}
	return true
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// text is what the elements say, with single blanks.
func (p *page) text(selector string) string {
	var b strings.Builder
	for _, n := range p.all(selector) {
		b.WriteString(words(n) + " ")
	}
	return strings.TrimSpace(b.String())
}

func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// follow opens the first link that fits.
func (p *page) follow(selector string) *page {
	p.b.t.Helper()
	return p.b.get(attr(p.find(selector), "href"))
}

// form reads a form as a browser would send it, with some fields changed; "-name" takes a field out.
func (p *page) form(selector string, pairs ...string) (action string, v url.Values) {
	p.b.t.Helper()
	f := p.find("main " + selector)
	v = url.Values{}
	for d := range f.Descendants() {
		name := attr(d, "name")
		if d.Type != html.ElementNode || name == "" {
			continue
		}
		switch {
		case d.Data == "textarea":
			v.Set(name, words(d))
		case d.Data == "select":
			for o := range d.Descendants() {
				if o.Data == "option" && (!v.Has(name) || has(o, "selected")) {
					v.Set(name, attr(o, "value"))
				}
			}
		case d.Data != "input", attr(d, "type") == "file":
		case attr(d, "type") == "radio", attr(d, "type") == "checkbox":
			if has(d, "checked") {
				v.Add(name, attr(d, "value"))
			}
		default:
			v.Set(name, attr(d, "value"))
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if name, out := strings.CutPrefix(pairs[i], "-"); out {
			v.Del(name)
			continue
		}
		v.Set(pairs[i], pairs[i+1])
	}
	return attr(f, "action"), v
}

// submit sends a form.
func (p *page) submit(selector string, pairs ...string) *page {
	p.b.t.Helper()
	action, v := p.form(selector, pairs...)
	return p.b.post(action, maps.Clone(v))
}
