package board_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"renshe/internal/demo"
)

// browser is one person's browser, which follows redirects and keeps cookies.
type browser struct {
	t    *testing.T
	c    *http.Client
	base string
}

func open(t *testing.T, srv *httptest.Server) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &browser{t, &http.Client{Jar: jar}, srv.URL}
}

// as signs somebody in and comes back to the board.
func as(t *testing.T, srv *httptest.Server, login string) (*browser, *page) {
	t.Helper()
	b := open(t, srv)
	p := b.get("/board")
	if !strings.HasPrefix(p.path, "/desk/sign-in?back=") {
		t.Fatalf("nobody is signed in, and the board sends to %s", p.path)
	}
	r, err := b.c.PostForm(b.base+"/desk/sign-in", url.Values{"county": {"430725"}, "login": {login}, "password": {demo.Password}, "back": {"/board"}})
	return b, b.page(r, err)
}

// page is an answer.
type page struct {
	t      *testing.T
	path   string // after redirects
	status int
	doc    *html.Node
}

func (b *browser) get(path string) *page {
	b.t.Helper()
	r, err := b.c.Get(b.base + path)
	return b.page(r, err)
}

func (b *browser) page(r *http.Response, err error) *page {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
	defer func() { _ = r.Body.Close() }()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	doc, err := html.Parse(strings.NewReader(string(body)))
	if err != nil {
		b.t.Fatal(err)
	}
	return &page{b.t, r.Request.URL.RequestURI(), r.StatusCode, doc}
}

// wants holds the page to a status and to texts of its main part.
func (p *page) wants(status int, texts ...string) *page {
	p.t.Helper()
	main := p.text("main")
	if p.status != status {
		p.t.Fatalf("%s answers %d, want %d: %s", p.path, p.status, status, main)
	}
	for _, s := range texts {
		if !strings.Contains(main, s) {
			p.t.Errorf("%s does not say %q:\n%s", p.path, s, main)
		}
	}
	return p
}

// silent holds the page not to say something anywhere.
func (p *page) silent(texts ...string) *page {
	p.t.Helper()
	all := words(p.doc)
	for _, s := range texts {
		if strings.Contains(all, s) {
			p.t.Errorf("%s says %q", p.path, s)
		}
	}
	return p
}

// all gives the elements that fit a selector: tag, .class, #id, descendants by blanks.
func (p *page) all(selector string) []*html.Node {
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

func fits(n *html.Node, part string) bool {
	switch part[0] {
	case '.':
		return slices.Contains(strings.Fields(attr(n, "class")), part[1:])
	case '#':
		return attr(n, "id") == part[1:]
	}
	return n.Data == part
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// texts is what each element says.
func (p *page) texts(selector string) []string {
	var all []string
	for _, n := range p.all(selector) {
		all = append(all, words(n))
	}
	return all
}

func (p *page) text(selector string) string { return strings.Join(p.texts(selector), " ") }

// words is an element's text with single blanks.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
