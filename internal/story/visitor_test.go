package story

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// visitor is somebody at a page without script.
type visitor struct {
	t      testing.TB
	name   string
	client *http.Client
	base   string
	prints int

	at     *url.URL // of the page that is shown, after redirects
	status int
	header http.Header
	body   []byte
	page   *html.Node
}

// newVisitor opens a browser without script and with an empty jar.
func newVisitor(t testing.TB, name, base string) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &visitor{t: t, name: name, base: base, client: &http.Client{Jar: jar, Timeout: patience}}
}

// get opens an address.
func (v *visitor) get(path string) *visitor {
	v.t.Helper()
	r, err := http.NewRequest(http.MethodGet, v.resolve(path), nil)
	if err != nil {
		v.t.Fatal(err)
	}
	return v.do(r)
}

func (v *visitor) resolve(ref string) string {
	v.t.Helper()
	u, err := url.Parse(ref)
	if err != nil {
		v.t.Fatal(err)
	}
	if v.at != nil {
		return v.at.ResolveReference(u).String()
	}
	return v.base + ref
}

func (v *visitor) do(r *http.Request) *visitor {
	v.t.Helper()
	r.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	answer, err := v.client.Do(r)
	if err != nil {
		v.t.Fatalf("%s: %v", v.name, err)
	}
	defer answer.Body.Close()
	if v.body, err = io.ReadAll(answer.Body); err != nil {
		v.t.Fatalf("%s: %s: %v", v.name, r.URL.Path, err)
	}
	v.status, v.header, v.page = answer.StatusCode, answer.Header, nil
	if strings.HasPrefix(v.header.Get("Content-Type"), "text/html") {
		v.at = answer.Request.URL
		if v.page, err = html.Parse(bytes.NewReader(v.body)); err != nil {
			v.t.Fatal(err)
		}
		v.checked()
	}
	return v
}

var (
	wholeID  = regexp.MustCompile(`(^|\D)430799\d{11}[\dX](\D|$)`)
	wholeNo  = regexp.MustCompile(`\b(100\d{8}|620000\d{10,13})\b`) // the demo's telephones and bank accounts; not eleven digits of a digest
	unfilled = regexp.MustCompile(`\{[a-z_]+\}|%![a-z]\(|<nil>|\[object`)
)

// checked holds what every page owes its reader.
func (v *visitor) checked() {
	v.t.Helper()
	fault := func(format string, args ...any) {
		v.t.Helper()
		v.t.Errorf("%s at %s: "+format, append([]any{v.name, v.at.Path}, args...)...)
	}
	if n := len(v.all("h1")); n != 1 {
		fault("%d main headings", n)
	}
	if v.one("html") == nil || attr(v.one("html"), "lang") == "" {
		fault("no language")
	}
	if csp := v.header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src") {
		fault("no content policy")
	}
	for _, input := range v.all("input", "select", "textarea") {
		if !v.labelled(input) {
			fault("a control without a label: %s", attr(input, "name"))
		}
	}
	ids := map[string]bool{}
	for _, n := range v.all() {
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				fault("two elements called %q", id)
			}
			ids[id] = true
		}
	}
	said := v.text()
	if s := unfilled.FindString(said); s != "" {
		fault("a text with an unfilled place: %s", s)
	}
	// The demo's page gives its invented numbers away; before a case is submitted what was typed is compared with the card.
	if v.at.Path != "/demo" && (wholeID.MatchString(said) || wholeNo.MatchString(said) && !strings.HasSuffix(v.at.Path, "/check")) {
		fault("a whole number of a person")
	}
}

// labelled says whether a control has a name that a screen reader reads.
func (v *visitor) labelled(input *html.Node) bool {
	if kind := attr(input, "type"); kind == "hidden" || kind == "submit" || attr(input, "aria-label") != "" {
		return true
	}
	id := attr(input, "id")
	return id != "" && slices.ContainsFunc(v.all("label"), func(l *html.Node) bool { return attr(l, "for") == id && textOf(l) != "" })
}

// want holds the page's status.
func (v *visitor) want(status int) *visitor {
	v.t.Helper()
	if v.status != status {
		v.t.Fatalf("%s at %s: status %d, want %d\n%s", v.name, v.at, v.status, status, v.text())
	}
	return v
}

// sees holds that every one of the words stands on the page, which went well.
func (v *visitor) sees(all ...string) *visitor {
	v.t.Helper()
	if v.status >= 400 {
		v.t.Fatalf("%s at %s: status %d\n%s", v.name, v.at, v.status, v.text())
	}
	return v.says(all...)
}

// says is sees for a page that refuses.
func (v *visitor) says(all ...string) *visitor {
	v.t.Helper()
	said := v.text()
	for _, want := range all {
		if !strings.Contains(said, want) {
			v.t.Fatalf("%s at %s does not see %q in\n%s", v.name, v.at, want, said)
		}
	}
	return v
}

// misses holds that none of the words stands on the page.
func (v *visitor) misses(all ...string) *visitor {
	v.t.Helper()
	said := v.text()
	for _, not := range all {
		if strings.Contains(said, not) {
			v.t.Fatalf("%s at %s sees %q in\n%s", v.name, v.at, not, said)
		}
	}
	return v
}

// refused holds that an act was refused with these words.
func (v *visitor) refused(status int, words ...string) *visitor {
	v.t.Helper()
	return v.want(status).says(words...)
}

// follow opens the link of these words.
func (v *visitor) follow(words string) *visitor {
	v.t.Helper()
	for _, a := range v.all("a") {
		if strings.Contains(textOf(a), words) {
			return v.get(attr(a, "href"))
		}
	}
	v.t.Fatalf("%s at %s finds no link %q in\n%s", v.name, v.at, words, v.text())
	return v
}

// row finds the row of a table that holds all of the words.
func (v *visitor) row(words ...string) *html.Node {
	v.t.Helper()
	for _, tr := range v.all("tr") {
		said := textOf(tr)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(said, w) }) {
			return tr
		}
	}
	v.t.Fatalf("%s at %s finds no row with %q in\n%s", v.name, v.at, words, v.text())
	return nil
}

// open follows the link of a row.
func (v *visitor) open(row *html.Node) *visitor {
	v.t.Helper()
	a := first(row, "a")
	if a == nil {
		v.t.Fatalf("%s at %s: the row %q leads nowhere", v.name, v.at, textOf(row))
	}
	return v.get(attr(a, "href"))
}

// press submits the form whose button carries the words, with what is on the page and what is typed over it.
func (v *visitor) press(button string, typed ...string) *visitor {
	v.t.Helper()
	return v.pressIn(v.page, button, typed...)
}

// pressIn is press inside a part of the page.
func (v *visitor) pressIn(part *html.Node, button string, typed ...string) *visitor {
	v.t.Helper()
	form, b := v.formOf(part, button)
	values := filled(form)
	if n := attr(b, "name"); n != "" {
		values.Add(n, attr(b, "value"))
	}
	over := map[string]bool{}
	for i := 0; i+1 < len(typed); i += 2 {
		name, value := typed[i], typed[i+1]
		if find(form, func(n *html.Node) bool { return attr(n, "name") == name }) == nil {
			v.t.Fatalf("%s at %s: the form of %q has no field %q", v.name, v.at, button, name)
		}
		if !over[name] {
			values.Del(name)
			over[name] = true
		}
		values.Add(name, value)
	}
	return v.send(form, values)
}

func (v *visitor) send(form *html.Node, values url.Values) *visitor {
	v.t.Helper()
	target := v.resolve(attr(form, "action"))
	if !strings.EqualFold(attr(form, "method"), "post") {
		return v.get(target + "?" + values.Encode())
	}
	r, err := http.NewRequest(http.MethodPost, target, strings.NewReader(values.Encode()))
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", v.base)
	return v.do(r)
}

// upload sends a file to an address that takes one, as the field "file".
func (v *visitor) upload(path string, content []byte) *visitor {
	v.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if content != nil {
		part, err := w.CreateFormFile("file", "回盘.ret")
		if err != nil {
			v.t.Fatal(err)
		}
		part.Write(content)
	}
	if err := w.Close(); err != nil {
		v.t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, v.resolve(path), &b)
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Origin", v.base)
	return v.do(r)
}

// post sends a form that is not on the page, as somebody who kept an old one would.
func (v *visitor) post(path string, values url.Values) *visitor {
	v.t.Helper()
	r, err := http.NewRequest(http.MethodPost, v.resolve(path), strings.NewReader(values.Encode()))
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.do(r)
}

// formOf finds the form whose button carries the words.
func (v *visitor) formOf(part *html.Node, button string) (form, b *html.Node) {
	v.t.Helper()
	b = find(part, func(n *html.Node) bool { return n.Data == "button" && strings.Contains(textOf(n), button) })
	for form = b; form != nil && form.Data != "form"; form = form.Parent {
	}
	if form == nil {
		v.t.Fatalf("%s at %s finds no button %q in\n%s", v.name, v.at, button, v.text())
	}
	return form, b
}

// value is what stands in a field of the page.
func (v *visitor) value(field string) string {
	v.t.Helper()
	for _, form := range v.all("form") {
		if values := filled(form); values.Has(field) {
			return values.Get(field)
		}
	}
	v.t.Fatalf("%s at %s finds no field %q", v.name, v.at, field)
	return ""
}

// pdf fetches the print that a link leads to, and stays on the page.
func (v *visitor) pdf(words string) []byte {
	v.t.Helper()
	v.follow(words)
	if v.status != http.StatusOK || !bytes.HasPrefix(v.body, []byte("%PDF")) || v.header.Get("Content-Type") != "application/pdf" {
		v.t.Fatalf("%s: %q is no PDF: %d %s", v.name, words, v.status, v.header.Get("Content-Type"))
	}
	if dir := shotsFolder(v.t, "prints"); dir != "" {
		v.prints++
		name := fmt.Sprintf("%s-%s-%02d.pdf", strings.ReplaceAll(v.t.Name(), "/", "-"), v.name, v.prints)
		if err := os.WriteFile(filepath.Join(dir, name), v.body, 0o644); err != nil {
			v.t.Error(err)
		}
	}
	return v.body
}

// eventually looks again until the page says the words, as its Refresh header asks a browser to do.
func (v *visitor) eventually(words ...string) *visitor {
	v.t.Helper()
	for late := time.Now().Add(patience); v.header.Get("Refresh") != ""; {
		if time.Now().After(late) {
			v.t.Fatalf("%s waits in vain at %s", v.name, v.at)
		}
		time.Sleep(100 * time.Millisecond)
		v.get(v.at.String())
	}
	return v.sees(words...)
}
