package marketday

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// visitor is one session.
type visitor struct {
	plan    *Plan
	tally   *tally
	client  *http.Client
	base    string
	address string // what the proxy says where the visitor sits: each desk has its own
	random  *rand.Rand

	at   *url.URL // of the page that is shown, after redirects
	page *html.Node
}

// wrongPage is a click that ended elsewhere than it should.
type wrongPage struct {
	what   string
	status int
	at     string
}

func (w wrongPage) Error() string { return fmt.Sprintf("%s: status %d at %s", w.what, w.status, w.at) }

func (p *Plan) visitor(base string, i int, t *tally, transport http.RoundTripper) (*visitor, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	return &visitor{plan: p, tally: t, base: base, client: &http.Client{Jar: jar, Transport: transport, Timeout: time.Minute},
		address: fmt.Sprintf("10.7.%d.%d", i/250, 1+i%250), random: rand.New(rand.NewPCG(p.Seed, uint64(i)+100))}, nil
}

// think waits as a person does.
func (v *visitor) think(ctx context.Context) error {
	if v.plan.Think == 0 {
		return ctx.Err()
	}
	wait := v.plan.Think/2 + time.Duration(v.random.Int64N(int64(v.plan.Think)))
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(wait):
		return nil
	}
}

// get opens a page; want is how its address begins or ends, "" for any.
func (v *visitor) get(ctx context.Context, what, path, want string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, v.resolve(path), nil)
	if err != nil {
		return err
	}
	return v.click(what, r, want)
}

// post sends a form.
func (v *visitor) post(ctx context.Context, what, path string, values url.Values, want string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, v.resolve(path), strings.NewReader(values.Encode()))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", v.base)
	return v.click(what, r, want)
}

func (v *visitor) resolve(path string) string {
	u, err := url.Parse(path)
	if err == nil && v.at != nil {
		return v.at.ResolveReference(u).String()
	}
	return v.base + path
}

// click measures one request with its redirects, up to the last byte of the page.
func (v *visitor) click(what string, r *http.Request, want string) error {
	r.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	r.Header.Set("X-Forwarded-For", v.address)
	began := time.Now()
	answer, err := v.client.Do(r)
	if err != nil {
		return err
	}
	body, err := io.ReadAll(answer.Body)
	took := time.Since(began)
	answer.Body.Close()
	if err != nil {
		return err
	}
	if answer.StatusCode == http.StatusConflict {
		v.tally.conflict(what, took)
		return conflict{}
	}
	at := answer.Request.URL
	if answer.StatusCode >= http.StatusBadRequest || !strings.Contains(at.Path, want) {
		return wrongPage{what, answer.StatusCode, at.Path}
	}
	v.tally.add(what, took)
	if strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") && what != stepLive {
		v.at = at
		v.page, err = html.Parse(bytes.NewReader(body))
	}
	return err
}

// conflict is told by a page: somebody was first.
type conflict struct{}

func (conflict) Error() string { return "somebody was first" }

// links lists the addresses on the page that fit.
func (v *visitor) links(fits func(path string) bool) (all []string) {
	for n := range v.page.Descendants() {
		if n.Type == html.ElementNode && n.Data == "a" {
			if href := attr(n, "href"); fits(href) && !slices.Contains(all, href) {
				all = append(all, href)
			}
		}
	}
	return all
}

// form finds the form whose address ends so, and what stands in it; with is a pair of field and value that must be in it.
func (v *visitor) form(ends string, with ...string) (action string, values url.Values, found bool) {
	for n := range v.page.Descendants() {
		if n.Type != html.ElementNode || n.Data != "form" || !strings.HasSuffix(attr(n, "action"), ends) {
			continue
		}
		values = filled(n)
		if len(with) == 0 || values.Get(with[0]) == with[1] {
			return attr(n, "action"), values, true
		}
	}
	return "", nil, false
}

// filled is what a browser would send of a form.
func filled(form *html.Node) url.Values {
	values := url.Values{}
	for n := range form.Descendants() {
		if n.Type != html.ElementNode || attr(n, "name") == "" {
			continue
		}
		kind := attr(n, "type")
		switch {
		case n.Data == "textarea":
			text := ""
			for c := range n.ChildNodes() {
				text += c.Data
			}
			values.Add(attr(n, "name"), text)
		case n.Data == "input" && (kind == "radio" || kind == "checkbox"):
			if has(n, "checked") {
				values.Add(attr(n, "name"), attr(n, "value"))
			}
		case n.Data == "input":
			values.Add(attr(n, "name"), attr(n, "value"))
		}
	}
	return values
}

// boxes are the choices of a name on the page.
func (v *visitor) boxes(name string) (all []string) {
	for n := range v.page.Descendants() {
		if n.Type == html.ElementNode && n.Data == "input" && attr(n, "name") == name && attr(n, "type") == "checkbox" {
			all = append(all, attr(n, "value"))
		}
	}
	return all
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
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}
