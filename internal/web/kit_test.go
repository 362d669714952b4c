package web

import (
	"bytes"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

func form(pairs ...string) *Form {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return &Form{values: v}
}

// codes lists the faults by field, in order.
func codes(err error) string {
	var s []string
	for _, e := range fail.Each(err) {
		s = append(s, e.Field+":"+e.Code)
	}
	return strings.Join(s, " ")
}

func TestFormTellsAllFaultsAtOnce(t *testing.T) {
	f := form("name", "  ", "amount", "12.345", "birth", "1966-02-30", "month", "2026-13", "kind", "z", "n", "1e3", "id", "-4", "long", strings.Repeat("长", 11))
	f.Text("name", 10)
	f.Fen("amount", 0, 1000000)
	f.Date("birth")
	f.Month("month")
	f.Choice("kind", "a", "b")
	f.Int("n", 1, 10)
	f.ID("id")
	f.Text("long", 10)
	f.Agreed("ok")
	want := "name:web.missing amount:web.bad-money birth:web.bad-date month:web.bad-month kind:web.bad-choice n:web.bad-number id:web.bad-id long:web.too-long ok:web.not-agreed"
	if got := codes(f.Err()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if form().Err() != nil {
		t.Error("a form without faults has one")
	}
}

func TestFormReadsWhatPeopleType(t *testing.T) {
	for typed, want := range map[string]money.Fen{"3000": 300000, " 3,000.5 ": 300050, "￥1234.50": 123450, "１２．３４": 1234, "100元": 10000} {
		f := form("a", typed)
		if got := f.Fen("a", 0, 1e12); got != want || f.Err() != nil {
			t.Errorf("%q: %d %v", typed, got, f.Err())
		}
	}
	for _, typed := range []string{"1966-03-02", "19660302", "1966/3/2", "1966.3.2", "1966年3月2日", "１９６６０３０２", " 1966-03-02\u200b"} {
		f := form("a", typed)
		if got := f.Date("a"); got.String() != "1966-03-02" || f.Err() != nil {
			t.Errorf("%q: %s %v", typed, got, f.Err())
		}
	}
	for _, typed := range []string{"2026-03", "202603", "2026/3", "2026年3月"} {
		f := form("a", typed)
		if got := f.Month("a"); got.String() != "2026-03" || f.Err() != nil {
			t.Errorf("%q: %s %v", typed, got, f.Err())
		}
	}
	f := form("a", "10", "b", "1", "c", "x\r\ny")
	if f.Int("a", 1, 10) != 10 || !f.Bool("b") || f.Lines("c", 10) != "x\ny" || f.Err() != nil {
		t.Error(f.Err())
	}
	if d, ok := form("a", "").MaybeDate("a"); d != 0 || ok {
		t.Error("an empty date is none")
	}
}

func TestFormRefusesHiddenCharacters(t *testing.T) {
	for _, s := range []string{"李\x00兰", "李\u202e兰", "李\x1b[2J", "\xff\xfe", "a\nb"} {
		f := form("a", s)
		if got := f.Text("a", 50); f.Err() == nil {
			t.Errorf("%q passed as %q", s, got)
		}
	}
	f := form("a", "<script>alert(1)</script>")
	if got := f.Text("a", 50); got != "<script>alert(1)</script>" || f.Err() != nil {
		t.Error("markup is text like any other: escaping is the page's business", got, f.Err())
	}
}

func TestFormParseAndSecret(t *testing.T) {
	f := form("id", " ４3 ", "password", " a b ")
	bad := func(string) (int, error) { return 0, BadNumber.With("min", 1, "max", 2) }
	if Parse(f, "id", bad); codes(f.Err()) != "id:web.bad-number" {
		t.Error(codes(f.Err()))
	}
	if got := Parse(f, "id", func(s string) (string, error) { return s, nil }); got != "43" {
		t.Errorf("%q", got)
	}
	if got := f.Secret("password", 100); got != " a b " || f.Values().Has("password") {
		t.Errorf("%q, kept %v", got, f.Values())
	}
	if codes(BadNumber.With("min", 1, "max", 2)) != ":web.bad-number" {
		t.Error("naming the field on a form changed the shared fault")
	}
}

func TestUpload(t *testing.T) {
	k, _ := newKit(t, nil)
	send := func(name string, body []byte) *httptest.ResponseRecorder {
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		p, err := m.CreateFormFile("scan", name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = p.Write(body)
		_ = m.Close()
		r := httptest.NewRequest("POST", "/page/1", &b)
		r.Header.Set("Content-Type", m.FormDataContentType())
		return k.get(func(w http.ResponseWriter, r *http.Request) error {
			f, err := ReadForm(r)
			if err != nil {
				return err
			}
			got, as := f.Upload("scan", 1000)
			if err := f.Err(); err != nil {
				return err
			}
			return Show(w, r, 200, drawn(as+" "+decimal(len(got))))
		}, r)
	}
	if w := send("身份证.jpg", []byte("abc")); w.Code != 200 || w.Body.String() != "身份证.jpg 3" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := send("../../etc/passwd", []byte("abc")); w.Code != 200 || strings.Contains(w.Body.String(), "/") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := send("a.jpg", make([]byte, 1001)); w.Code != 413 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := send("a.jpg", nil); w.Code != 422 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	r := httptest.NewRequest("POST", "/page/1", strings.NewReader("--x\r\nbroken"))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	w := k.get(func(_ http.ResponseWriter, r *http.Request) error { _, err := ReadForm(r); return err }, r)
	if w.Code != 422 {
		t.Errorf("a broken form: %d", w.Code)
	}
}

func TestSessionsAndFlash(t *testing.T) {
	k, _ := newKit(t, nil)
	mux := http.NewServeMux()
	mux.Handle("POST /in", k.Handle(func(w http.ResponseWriter, r *http.Request) error {
		if err := k.SignIn(r.Context(), Login{"desk", 430725, 7}); err != nil {
			return err
		}
		k.Keep(r.Context(), "step", "2")
		k.Tell(r.Context(), Flash{Tone: "good", Text: words.Text{Zh: "已登录", En: "Signed in"}, Number: "A-1"})
		return See(w, r, "/me")
	}))
	mux.Handle("POST /out", k.Handle(func(w http.ResponseWriter, r *http.Request) error {
		if err := k.SignOut(r.Context()); err != nil {
			return err
		}
		return See(w, r, "/me")
	}))
	mux.Handle("GET /me", k.Handle(func(w http.ResponseWriter, r *http.Request) error {
		who, ok := k.Who(r.Context(), "desk")
		_, other := k.Who(r.Context(), "me")
		if !ok || other {
			return SignInFirst.With()
		}
		told, _ := k.Told(r.Context())
		return Show(w, r, 200, drawn(decimal(int(who.County))+" "+decimal(int(who.User))+" "+k.Kept(r.Context(), "step")+" "+told.Text.Zh+told.Number))
	}))
	srv := httptest.NewServer(k.Wrap(mux))
	defer srv.Close()
	jar, _ := cookiejar.New(nil)
	c := &http.Client{Jar: jar}
	ask := func(method, path string) (int, string) {
		req, _ := http.NewRequest(method, srv.URL+path, nil)
		resp, err := c.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = resp.Body.Close() }()
		b, _ := io.ReadAll(resp.Body)
		return resp.StatusCode, string(b)
	}
	if code, _ := ask("GET", "/me"); code != 401 {
		t.Errorf("nobody: %d", code)
	}
	if _, body := ask("POST", "/in"); body != "430725 7 2 已登录A-1" {
		t.Errorf("%q", body)
	}
	u, _ := url.Parse(srv.URL)
	before := jar.Cookies(u)[0].Value
	if _, body := ask("GET", "/me"); body != "430725 7 2 " {
		t.Errorf("a flash is told once: %q", body)
	}
	ask("POST", "/in")
	if jar.Cookies(u)[0].Value == before {
		t.Error("signing in kept the old session token")
	}
	if code, _ := ask("POST", "/out"); code != 401 {
		t.Errorf("after signing out: %d", code)
	}
}

func TestDisplayChoices(t *testing.T) {
	k, _ := newKit(t, nil)
	ask := func(query, cookie string) *http.Response {
		r := httptest.NewRequest("GET", "/page/1?"+query, nil)
		if cookie != "" {
			r.AddCookie(&http.Cookie{Name: displayCookie, Value: cookie})
		}
		return k.get(k.Display, r).Result()
	}
	for _, c := range []struct{ query, cookie, want, to string }{
		{"lang=en&back=/desk%3Fq%3Dx", "", "en.0.0", "/desk?q=x"},
		{"size=28", "en.20.1", "en.28.1", "/"},
		{"size=99&elder=1", "", "zh.0.1", "/"},
		{"lang=zh&back=//evil.example/", "en.20.1", "zh.20.1", "/"},
		{"back=https://evil.example", "rubbish", "zh.0.0", "/"},
		{"back=/%5Cevil.example", "", "zh.0.0", "/"},
	} {
		w := ask(c.query, c.cookie)
		got := ""
		for _, ck := range w.Cookies() {
			if ck.Name == displayCookie {
				got = ck.Value
			}
		}
		if got != c.want || w.Header.Get("Location") != c.to {
			t.Errorf("%+v: %q to %q", c, got, w.Header.Get("Location"))
		}
	}
	r := httptest.NewRequest("GET", "/page/1", nil)
	r.Header.Set("Accept-Language", "en-US,en;q=0.9")
	if Display(r).Lang != words.Zh {
		t.Error("the counter's page is Chinese whatever the browser was installed with")
	}
}

func TestFileNames(t *testing.T) {
	for name, want := range map[string]string{
		"受理回执-李桂兰.pdf":                    "受理回执-李桂兰.pdf",
		"../../etc/passwd":                "etc-passwd",
		`a"b\c:d*?.pdf`:                   "a-b-c-d--.pdf",
		"a\r\nSet-Cookie: x":              "aSet-Cookie- x",
		".hidden":                         "hidden",
		"x\u202efdp.exe":                  "xfdp.exe",
		"\x00":                            "file",
		strings.Repeat("长", 300) + ".pdf": strings.Repeat("长", 116) + ".pdf",
	} {
		if got := SafeName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	h := http.Header{}
	fileHeader(h, File{Name: `回执 "1".pdf`, Kind: KindPDF, Inline: true})
	way, p, err := mime.ParseMediaType(h.Get("Content-Disposition"))
	if err != nil || way != "inline" || p["filename"] != "回执 -1-.pdf" {
		t.Errorf("%s: %s %v %v", h.Get("Content-Disposition"), way, p, err)
	}
	if strings.ContainsFunc(h.Get("Content-Disposition"), func(r rune) bool { return r > 0x7e || r < 0x20 }) {
		t.Error("a header with more than ASCII")
	}
}

func TestPlacesInLists(t *testing.T) {
	p := PlaceOf("王", int64(42), 7)
	r := httptest.NewRequest("GET", "/list?q=a&limit=500&after="+url.QueryEscape(p.String()), nil)
	s, err := ReadSlice(r, 20, 100)
	if err != nil || s.Limit != 100 || len(s.After) != 3 || s.After[0] != "王" {
		t.Errorf("%+v %v", s, err)
	}
	if n, err := s.After.Int(1); n != 42 || err != nil {
		t.Error(n, err)
	}
	if _, err := s.After.Int(0); fail.KindOf(err) != fail.Invalid {
		t.Error(err)
	}
	if _, err := s.After.Int(9); fail.KindOf(err) != fail.Invalid {
		t.Error(err)
	}
	next := NextAddress(r, PlaceOf(int64(1)))
	if u, _ := url.Parse(next); u.Path != "/list" || u.Query().Get("q") != "a" || u.Query().Get("after") != PlaceOf(1).String() {
		t.Error(next)
	}
	for _, bad := range []string{"%%%", "e30", "W10", "bm90IGpzb24", strings.Repeat("A", 700), "WzEsMl0"} {
		r := httptest.NewRequest("GET", "/list", nil)
		r.URL.RawQuery = url.Values{"after": {bad}}.Encode()
		if _, err := ReadSlice(r, 20, 100); fail.KindOf(err) != fail.Invalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if s, err := ReadSlice(httptest.NewRequest("GET", "/list?limit=-3", nil), 20, 100); err != nil || s.Limit != 20 {
		t.Error(s, err)
	}
}

func TestLocalPaths(t *testing.T) {
	for path, want := range map[string]string{"/desk": "/desk", "/desk?a=b#c": "/desk?a=b#c", "//evil": "/", "https://evil": "/", "": "/", `/\evil`: "/",
		"/a\r\nX: y": "/", "javascript:alert(1)": "/", "desk": "/"} {
		if got := Local(path, "/"); got != want {
			t.Errorf("%q: %q", path, got)
		}
	}
	r := httptest.NewRequest("POST", "http://here/desk/case", nil)
	r.Header.Set("Referer", "http://here/desk/case?step=2")
	if got := Here(r); got != "/desk/case?step=2" {
		t.Error(got)
	}
	r.Header.Set("Referer", "http://evil/desk")
	if got := Here(r); got != "/desk/case" {
		t.Error(got)
	}
}

func TestPathID(t *testing.T) {
	for id, ok := range map[string]bool{"7": true, "0": false, "-1": false, "x": false, "99999999999999999999": false, "": false} {
		r := httptest.NewRequest("GET", "/", nil)
		r.SetPathValue("id", id)
		if _, err := PathID(r, "id"); (err == nil) != ok {
			t.Errorf("%q: %v", id, err)
		}
	}
}
