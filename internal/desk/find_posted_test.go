package desk_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"renshe/civil"
)

// eavesdropper keeps every address that a browser asks for, as a history or a log in between would.
type eavesdropper struct {
	mu   sync.Mutex
	next http.RoundTripper
	seen []string
}

func (e *eavesdropper) RoundTrip(r *http.Request) (*http.Response, error) {
	e.mu.Lock()
	e.seen = append(e.seen, r.URL.String()+" "+r.Referer())
	e.mu.Unlock()
	return e.next.RoundTrip(r)
}

// lines is a log that may be written by several at once.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b)
}

var eighteen = regexp.MustCompile(`[0-9]{17}[0-9Xx]`)

// telling says whether a text holds a citizen's number; the program's own identifiers are as long and are none.
func telling(text string) bool {
	for _, s := range eighteen.FindAllString(text, -1) {
		if _, _, err := civil.ParseCitizenID(s); err == nil {
			return true
		}
	}
	return false
}

// asks types a question into the one box and presses Enter.
func (p *page) asks(q string) *page {
	p.b.t.Helper()
	f := p.find("form.search")
	if attr(f, "method") != "post" || attr(p.find("#q"), "hx-get") != "" {
		p.b.t.Error("the box puts what is typed into an address")
	}
	return p.b.post(attr(f, "action"), url.Values{attr(p.find("#q"), "name"): {q}})
}

// A whole citizen ID typed into the box finds its person, with and without script, and stands in no address and in no line of the log; the
// page of the answers can be reloaded by who asked, and tells nobody else.
func TestAWholeNumberStandsInNoAddress(t *testing.T) {
	log := &lines{}
	x := newLoggedCounty(t, slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	b := x.as("liu")
	id := eighteen.FindString(b.get("/demo").text("main"))
	if !telling(id) {
		t.Fatalf("%q is no citizen's number", id)
	}
	ear := &eavesdropper{next: http.DefaultTransport}
	b.c.Transport = ear
	answers := b.get("/desk").asks(id).wants(http.StatusOK)
	if n := len(answers.all("ul.results a")); n != 1 || !strings.HasPrefix(answers.path, "/desk/find?s=") {
		t.Fatalf("%d people at %s", n, answers.path)
	}
	answers.wellMade()
	if again := b.get(answers.path).wants(http.StatusOK); len(again.all("ul.results a")) != 1 {
		t.Error("the answers are gone when the page is loaded again")
	}
	for what, q := range map[string]string{"in the middle of the page": id, "with blanks": id[:6] + " " + id[6:14] + " " + id[14:], "with a small letter": strings.ToLower(id),
		"with a name": "王 " + id, "a telephone": "13901236789", "short of a digit": id[:17]} {
		p := b.get("/desk/find").submit("form[action$=find]", "q", q)
		if !strings.HasPrefix(p.path, "/desk/find?s=") || p.status != http.StatusOK && p.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d at %s", what, p.status, p.path)
		}
	}
	live := b.post("/desk/find/live", url.Values{"q": {id}}).wants(http.StatusOK)
	if strings.Contains(live.body, "<html") || len(live.all("a")) != 1 {
		t.Errorf("while typing: %.200s", live.body)
	}
	b.get("/desk/find/live?q=x").wants(http.StatusNotFound)
	// What is no number is asked for in plain, so that the address can be read and kept.
	if p := b.get("/desk").asks("王 0015").wants(http.StatusOK); p.path != "/desk/find?q="+url.QueryEscape("王 0015") {
		t.Errorf("a name is asked for at %s", p.path)
	}
	second := x.as("fuhe")
	for _, s := range []string{answers.path, "/desk/find?s=abc", "/desk/find?s=zz", "/desk/find?s=" + strings.Repeat("a", 200)} {
		if p := second.get(s).wants(http.StatusOK).says("请输入要找的人"); len(p.all("ul.results a")) != 0 {
			t.Errorf("%s answers somebody else", s)
		}
	}
	for _, address := range ear.seen {
		if telling(address) {
			t.Errorf("a whole number stands in %s", address)
		}
	}
	// An old link with a number in it goes on to the sealed address at once.
	b.c.Transport = http.DefaultTransport
	if p := b.get("/desk/find?q=" + id).wants(http.StatusOK); !strings.HasPrefix(p.path, "/desk/find?s=") || len(p.all("ul.results a")) != 1 {
		t.Errorf("an old link ends at %s", p.path)
	}
	log.mu.Lock()
	defer log.mu.Unlock()
	said := log.b.String()
	if !strings.Contains(said, "/desk/find") {
		t.Errorf("the log does not tell of the questions at all: %.300s", said)
	}
	for line := range strings.Lines(said) {
		if telling(line) {
			t.Errorf("a whole number stands in the log: %s", line)
		}
	}
}
