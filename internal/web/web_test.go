package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2/memstore"

	"renshe/internal/fail"
	"renshe/internal/words"
)

// drawn is a page of plain text.
type drawn string

func (d drawn) Render(_ context.Context, w io.Writer) error {
	_, err := io.WriteString(w, string(d))
	return err
}

// broken begins a page and fails.
type broken struct{}

func (broken) Render(_ context.Context, w io.Writer) error {
	_, _ = io.WriteString(w, "<p>half a page")
	return errors.New("the template failed")
}

// lockedBuffer is a log that handlers write from their own goroutines.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}
func (l *lockedBuffer) String() string { l.mu.Lock(); defer l.mu.Unlock(); return l.b.String() }

func newKit(t *testing.T, change func(*Config)) (*Kit, *lockedBuffer) {
	t.Helper()
	log := &lockedBuffer{}
	c := Config{Log: slog.New(slog.NewTextHandler(log, nil)), Store: memstore.New(),
		Problem: func(r *http.Request, p Problem) Renderer {
			m := p.Err.Say(Display(r).Lang)
			return drawn("PROBLEM " + m.What + " | " + m.Kept + " | " + m.Next + " | " + p.Reference)
		}}
	if change != nil {
		change(&c)
	}
	k, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return k, log
}

// get runs one request through the whole kit.
func (k *Kit) get(h Handler, r *http.Request, opts ...Option) *httptest.ResponseRecorder {
	mux := http.NewServeMux()
	mux.Handle("/page/{id}", k.Handle(h, opts...))
	mux.Handle("/api/v1/x", k.Handle(h, opts...))
	w := httptest.NewRecorder()
	k.Wrap(mux).ServeHTTP(w, r)
	return w
}

var testGone = fail.Define(fail.NotFound, "web.test-gone", words.Text{Zh: "没有这个人。", En: "There is no such person."},
	words.Text{Zh: "没有改动。", En: "Nothing changed."}, words.Text{Zh: "请再查。", En: "Look again."})

func TestEveryAnswerIsGuarded(t *testing.T) {
	k, _ := newKit(t, func(c *Config) { c.Secure = true })
	w := k.get(func(w http.ResponseWriter, r *http.Request) error { return Show(w, r, 200, drawn("hello")) }, httptest.NewRequest("GET", "/page/1", nil))
	csp := w.Header().Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
		if !strings.Contains(csp, want) {
			t.Errorf("policy lacks %s: %s", want, csp)
		}
	}
	if strings.Contains(csp, "unsafe") || strings.Contains(csp, "http") {
		t.Errorf("policy is open: %s", csp)
	}
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Strict-Transport-Security": hstsValue,
		"Content-Type": "text/html; charset=utf-8"} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if w.Body.String() != "hello" || len(w.Header().Get("X-Request-Id")) != 11 {
		t.Errorf("%q %q", w.Body.String(), w.Header().Get("X-Request-Id"))
	}
}

func TestKnownFaultIsAPageInTheReadersLanguage(t *testing.T) {
	k, log := newKit(t, nil)
	h := func(http.ResponseWriter, *http.Request) error { return testGone.With() }
	w := k.get(h, httptest.NewRequest("GET", "/page/1", nil))
	if w.Code != 404 || !strings.Contains(w.Body.String(), "没有这个人。 | 没有改动。 | 请再查。") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	r := httptest.NewRequest("GET", "/page/1", nil)
	r.AddCookie(&http.Cookie{Name: displayCookie, Value: "en.20.0"})
	if w := k.get(h, r); !strings.Contains(w.Body.String(), "There is no such person.") {
		t.Error(w.Body)
	}
	if strings.Contains(log.String(), "unknown error") || !strings.Contains(log.String(), "code=web.test-gone") {
		t.Errorf("log: %s", log)
	}
}

func TestUnknownErrorIsLoggedOnceAndShowsItsNumber(t *testing.T) {
	k, log := newKit(t, nil)
	w := k.get(func(http.ResponseWriter, *http.Request) error { return errors.New("disk is full") }, httptest.NewRequest("GET", "/page/1", nil))
	number := w.Header().Get("X-Request-Id")
	if w.Code != 500 || !strings.Contains(w.Body.String(), number) || strings.Contains(w.Body.String(), "disk is full") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if strings.Count(log.String(), "disk is full") != 1 || !strings.Contains(log.String(), number) {
		t.Errorf("log: %s", log)
	}
}

func TestPanicIsAnErrorPageWithoutItsValue(t *testing.T) {
	k, log := newKit(t, nil)
	w := k.get(func(http.ResponseWriter, *http.Request) error { panic("430725196603020016") }, httptest.NewRequest("GET", "/page/1", nil))
	if w.Code != 500 || !strings.Contains(w.Body.String(), "PROBLEM") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if strings.Contains(log.String(), "430725196603020016") || !strings.Contains(log.String(), "panic") {
		t.Errorf("log: %s", log)
	}
}

func TestHalfAPageIsNeverSent(t *testing.T) {
	k, _ := newKit(t, nil)
	w := k.get(func(w http.ResponseWriter, r *http.Request) error { return Show(w, r, 200, broken{}) }, httptest.NewRequest("GET", "/page/1", nil))
	if w.Code != 500 || strings.Contains(w.Body.String(), "half a page") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	w = k.get(func(w http.ResponseWriter, _ *http.Request) error {
		return Send(w, File{Name: "a.pdf", Kind: KindPDF}, func(out io.Writer) error { _, _ = out.Write([]byte("%PDF")); return errors.New("no font") })
	}, httptest.NewRequest("GET", "/page/1", nil))
	if w.Code != 500 || strings.Contains(w.Body.String(), "%PDF") || w.Header().Get("Content-Disposition") != "" {
		t.Errorf("%d %s %v", w.Code, w.Body, w.Header())
	}
}

func TestProgramsGetProblemJSON(t *testing.T) {
	k, _ := newKit(t, nil)
	h := func(http.ResponseWriter, *http.Request) error {
		return errors.Join(Missing.With().On("name"), BadDate.With().On("birth").Under("GB/T 7408"))
	}
	r := httptest.NewRequest("GET", "/api/v1/x", nil)
	r.Header.Set("Accept-Language", "en-GB")
	w := k.get(h, r)
	var got struct {
		Status              int
		Code, Detail, Field string
		Errors              []struct{ Field, Code, Detail string }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatal(err, w.Body)
	}
	if w.Code != 422 || w.Header().Get("Content-Type") != "application/problem+json; charset=utf-8" || got.Status != 422 || got.Code != "web.missing" ||
		got.Detail != "This is needed." || got.Field != "name" || len(got.Errors) != 2 || got.Errors[1].Field != "birth" {
		t.Errorf("%d %s %+v", w.Code, w.Header(), got)
	}
}

func TestFragmentsGoToTheSummary(t *testing.T) {
	k, _ := newKit(t, nil)
	r := httptest.NewRequest("POST", "/page/1", nil)
	r.Header.Set("HX-Request", "true")
	w := k.get(func(http.ResponseWriter, *http.Request) error { return Missing.With().On("name") }, r)
	if w.Code != 422 || w.Header().Get("HX-Retarget") != "#faults" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	w = k.get(func(w http.ResponseWriter, r *http.Request) error { return See(w, r, "/desk") }, r)
	if w.Code != 204 || w.Header().Get("HX-Redirect") != "/desk" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
}

func TestOtherSitesCannotPost(t *testing.T) {
	k, _ := newKit(t, nil)
	ran := false
	h := func(w http.ResponseWriter, r *http.Request) error { ran = true; return See(w, r, "/") }
	for _, from := range []map[string]string{{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}} {
		r := httptest.NewRequest("POST", "/page/1", strings.NewReader("a=b"))
		for name, v := range from {
			r.Header.Set(name, v)
		}
		w := k.get(h, r)
		if w.Code != 403 || ran || !strings.Contains(w.Body.String(), "PROBLEM") {
			t.Errorf("%v: %d ran=%v", from, w.Code, ran)
		}
	}
	for _, from := range []map[string]string{{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://example.com"}, {}} {
		ran = false
		r := httptest.NewRequest("POST", "http://example.com/page/1", strings.NewReader("a=b"))
		for name, v := range from {
			r.Header.Set(name, v)
		}
		if w := k.get(h, r); w.Code != 303 || !ran {
			t.Errorf("%v: %d ran=%v", from, w.Code, ran)
		}
	}
}

func TestBodiesAreBounded(t *testing.T) {
	k, _ := newKit(t, nil)
	read := func(w http.ResponseWriter, r *http.Request) error {
		f, err := ReadForm(r)
		if err != nil {
			return err
		}
		return Show(w, r, 200, drawn(f.Raw("a")[:1]))
	}
	post := func(n int, opts ...Option) int {
		r := httptest.NewRequest("POST", "/page/1", strings.NewReader("a="+strings.Repeat("x", n)))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		return k.get(read, r, opts...).Code
	}
	if got := post(1000); got != 200 {
		t.Errorf("a small form: %d", got)
	}
	if got := post(DefaultBody + 1); got != 413 {
		t.Errorf("a large form: %d", got)
	}
	if got := post(DefaultBody+1, Body(4<<20)); got != 200 {
		t.Errorf("a large form where it is allowed: %d", got)
	}
	if got := post(CeilingBody+1, Body(1<<40)); got != 413 {
		t.Errorf("past the ceiling: %d", got)
	}
}

func TestSlowHandlerIsStopped(t *testing.T) {
	k, _ := newKit(t, nil)
	w := k.get(func(_ http.ResponseWriter, r *http.Request) error { <-r.Context().Done(); return r.Context().Err() },
		httptest.NewRequest("GET", "/page/1", nil), Within(time.Millisecond))
	if w.Code != 503 || !strings.Contains(w.Body.String(), "停下") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestTheLogNamesNobody(t *testing.T) {
	k, log := newKit(t, nil)
	r := httptest.NewRequest("GET", "/page/430725196603020016?q=李桂兰&phone=13800005521", nil)
	r.Header.Set("User-Agent", "secret-agent")
	r.RemoteAddr = "203.0.113.9:5555"
	k.get(func(w http.ResponseWriter, r *http.Request) error { return Show(w, r, 200, drawn("x")) }, r)
	line := log.String()
	for _, never := range []string{"430725196603020016", "李桂兰", "%E6", "13800005521", "203.0.113.9", "secret-agent"} {
		if strings.Contains(line, never) {
			t.Errorf("the log holds %q: %s", never, line)
		}
	}
	if strings.Count(line, "\n") != 1 || !strings.Contains(line, `route=/page/{id}`) || !strings.Contains(line, "status=200") {
		t.Errorf("log: %s", line)
	}
}

func TestCompression(t *testing.T) {
	k, _ := newKit(t, nil)
	long := strings.Repeat("桃源县人力资源和社会保障局。", 200)
	ask := func(accept string, method string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, "/page/1", nil)
		r.Header.Set("Accept-Encoding", accept)
		return k.get(func(w http.ResponseWriter, r *http.Request) error { return Show(w, r, 200, drawn(long)) }, r)
	}
	w := ask("br, gzip", "GET")
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || string(got) != long {
		t.Error("the page is another after unpacking", err)
	}
	for _, accept := range []string{"", "br", "gzip;q=0"} {
		if w := ask(accept, "GET"); w.Header().Get("Content-Encoding") != "" || w.Body.String() != long {
			t.Errorf("%q: packed", accept)
		}
	}
	if w := ask("gzip;q=0.5", "GET"); w.Header().Get("Content-Encoding") != "gzip" {
		t.Error("gzip;q=0.5 is a yes")
	}
}

func TestStaticFiles(t *testing.T) {
	k, _ := newKit(t, nil)
	css := bytes.Repeat([]byte("a{b:c}"), 500)
	mux := http.NewServeMux()
	mux.Handle("GET /static/", Static(map[string][]byte{"/static/0a/renshe.css": css}))
	ask := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", "/static/", nil)
		r.URL.Path = path
		r.Header.Set("Accept-Encoding", "gzip")
		k.Wrap(mux).ServeHTTP(w, r)
		return w
	}
	w := ask("/static/0a/renshe.css")
	if w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || w.Header().Get("Content-Type") != "text/css; charset=utf-8" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if w.Header().Get("Set-Cookie") != "" {
		t.Error("a static file opens a session")
	}
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := io.ReadAll(z); !bytes.Equal(got, css) {
		t.Error("another style sheet after unpacking")
	}
	for _, path := range []string{"/static/../web.go", "/static/0a/../../etc/passwd", "/static/", "/static/0a/", "/static/0a/renshe.css%00", "/static/0b/renshe.css"} {
		if w := ask(path); w.Code == 200 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestRateIsByClientAndRoute(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	k, _ := newKit(t, func(c *Config) { c.Now = func() time.Time { return now } })
	h := func(w http.ResponseWriter, r *http.Request) error { return Show(w, r, 200, drawn("x")) }
	ask := func(from string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", "/page/1", nil)
		r.RemoteAddr = from + ":1"
		return k.get(h, r, Rate(PerMinute(3)))
	}
	for i := range 3 {
		if w := ask("203.0.113.9"); w.Code != 200 {
			t.Fatalf("request %d: %d", i, w.Code)
		}
	}
	w := ask("203.0.113.9")
	if w.Code != 429 || w.Header().Get("Retry-After") == "" {
		t.Errorf("the fourth: %d %v", w.Code, w.Header())
	}
	if w := ask("203.0.113.10"); w.Code != 200 {
		t.Errorf("another client: %d", w.Code)
	}
	now = now.Add(21 * time.Second)
	if w := ask("203.0.113.9"); w.Code != 200 {
		t.Errorf("after waiting: %d", w.Code)
	}
	if w := ask("203.0.113.9"); w.Code != 429 {
		t.Errorf("one refilled, two taken: %d", w.Code)
	}
}

func TestLimiterForgets(t *testing.T) {
	now := time.Unix(0, 0)
	l := newLimiter(func() time.Time { return now })
	for i := range maxBuckets + 10 {
		l.take(PerMinute(1), "k"+decimal(i))
		now = now.Add(time.Millisecond)
	}
	if len(l.buckets) > maxBuckets {
		t.Errorf("%d buckets", len(l.buckets))
	}
}

func TestClientBehindProxies(t *testing.T) {
	k, _ := newKit(t, func(c *Config) { c.Proxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")} })
	for _, c := range []struct{ peer, forwarded, want string }{
		{"203.0.113.9:1", "", "203.0.113.9"},
		{"203.0.113.9:1", "198.51.100.1", "203.0.113.9"}, // not our proxy: what it claims counts nothing
		{"10.0.0.1:1", "198.51.100.1", "198.51.100.1"},
		{"10.0.0.1:1", "1.2.3.4, 198.51.100.1, 10.0.0.2", "198.51.100.1"}, // 1.2.3.4 is the client's own claim
		{"10.0.0.1:1", "rubbish", "10.0.0.1"},
		{"[2001:db8:1:2:3:4:5:6]:1", "", "2001:db8:1:2::/64"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.peer
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := k.Client(r); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
