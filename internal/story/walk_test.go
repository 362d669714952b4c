package story

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// spot is one page of the program: the route that answers it, an address where somebody found it, and who did.
type spot struct {
	route, path, who string
}

// walker looks at every page that its people's links lead to.
type walker struct {
	t      testing.TB
	routes *http.ServeMux
	all    []string          // every GET route of the faces
	spots  map[string]spot   // by route
	other  map[string]string // routes that answered with something else than a page: what
	seen   map[string]int
	people map[string]*visitor
}

// facesOf are where the faces register their routes.
var facesOf = []string{"desk", "portal", "books", "board", "app"}

var (
	routeOf  = regexp.MustCompile(`"GET (/[^"]*)"`)
	joinedOf = regexp.MustCompile(`"GET "\+(\w+)(?:\+"([^"]*)")?`)
	constOf  = regexp.MustCompile(`(\w+)\s*=\s*"(/[^"]*)"`)
)

// routesIn reads the GET routes out of the faces' source, so that no page is forgotten.
func routesIn(t testing.TB) []string {
	t.Helper()
	var list []string
	for _, face := range facesOf {
		names, err := filepath.Glob(filepath.Join("..", face, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		source := ""
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "doc.go") {
				continue
			}
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			source += string(b)
		}
		consts := map[string]string{}
		for _, m := range constOf.FindAllStringSubmatch(source, -1) {
			consts[m[1]] = m[2]
		}
		for _, m := range routeOf.FindAllStringSubmatch(source, -1) {
			list = append(list, m[1])
		}
		for _, m := range joinedOf.FindAllStringSubmatch(source, -1) {
			if at := consts[m[1]]; at != "" {
				list = append(list, at+m[2])
			}
		}
	}
	slices.Sort(list)
	list = slices.Compact(list)
	if len(list) < 80 {
		t.Fatalf("only %d routes were read", len(list))
	}
	return list
}

// aliases are routes that show what another one shows.
var aliases = map[string]string{"/desk/{$}": "/desk", "/board/{$}": "/board", "/books/{$}": "/books", "/me": "/me/{$}"}

// noPage are the routes that answer with something else than a page of their own, and why.
var noPage = map[string]string{
	"/books/fund/{fund}/chart/{chart}": "a drawing, shown in the fund's page",
	"/books/batch/{id}/voucher":        "a voucher to print",
	"/books/relation/{id}/file":        "a file for the other agency",
	"/rate/{code}":                     "the page /rate, with the code of a letter filled in",
	"/desk/case/{id}/file/{file}":      "a photograph or a PDF",
	"/desk/run/{id}/bank-file":         "a file for the bank",
	"/desk/runs/preparing/{month}":     "shown only while a month is computed, some seconds",
	"/desk/lists/preview/{id}":         "shown once, between the upload of a list and its taking in",
	"/desk/recomputes/under/{kind}":    "shown only while a recomputation runs",
	"/books/transfer/{seq}/correct":    "the voucher's page, filled in with the transfer that is corrected",
}

func newWalker(t testing.TB) *walker {
	w := &walker{t: t, routes: http.NewServeMux(), spots: map[string]spot{}, other: map[string]string{}, seen: map[string]int{}, people: map[string]*visitor{}}
	for _, r := range routesIn(t) {
		w.routes.Handle("GET "+r, http.NotFoundHandler())
		if aliases[r] == "" {
			w.all = append(w.all, r)
		}
	}
	return w
}

// route names what answers an address, "" for none of the faces'.
func (w *walker) route(path string) string {
	r, err := http.NewRequest(http.MethodGet, path, nil)
	if err != nil {
		return ""
	}
	_, pattern := w.routes.Handler(r)
	route := strings.TrimPrefix(pattern, "GET ")
	if to := aliases[route]; to != "" {
		return to
	}
	return route
}

// enough addresses of a route are looked at by one person: another one looks the same, and some lead where the first does not.
const enough = 6

// walk follows every link from where somebody begins.
func (w *walker) walk(who string, v *visitor, starts ...string) {
	w.t.Helper()
	w.people[who] = v
	for queue := starts; len(queue) > 0; queue = queue[1:] {
		at, err := url.Parse(queue[0])
		if err != nil || at.Host != "" || !strings.HasPrefix(at.Path, "/") {
			continue
		}
		route := w.route(at.Path)
		key := who + " " + route
		if route == "" || w.seen[who+" "+at.String()] > 0 || w.seen[key] >= enough {
			continue
		}
		w.seen[who+" "+at.String()]++
		w.seen[key]++
		v.at = nil
		v.get(at.String())
		switch kind := v.header.Get("Content-Type"); {
		case v.status != http.StatusOK:
			continue
		case !strings.HasPrefix(kind, "text/html"):
			w.other[route] = kind
			continue
		}
		if shown := w.route(v.at.Path); w.spots[shown].route == "" && v.all("h1") != nil {
			w.spots[shown] = spot{shown, v.at.RequestURI(), who}
		}
		queue = append(queue, leading(v)...)
	}
}

// leading are the addresses to which a page leads: its links, its pictures, and its forms that ask without changing anything.
func leading(v *visitor) (list []string) {
	var refs []string
	for _, n := range v.all("a", "img", "form") {
		switch {
		case n.Data == "a":
			refs = append(refs, attr(n, "href"))
		case n.Data == "img":
			refs = append(refs, attr(n, "src"))
		case !strings.EqualFold(attr(n, "method"), "post"):
			refs = append(refs, attr(n, "action")+"?"+filled(n).Encode())
		}
	}
	for _, ref := range refs {
		if ref == "" || strings.HasPrefix(ref, "#") || strings.HasPrefix(ref, "/display") {
			continue
		}
		if to, err := v.at.Parse(ref); err == nil && strings.HasPrefix(to.String(), v.base) {
			list = append(list, to.RequestURI())
		}
	}
	return list
}

// missing lists the routes that nobody found a page or a file at, though there is one.
func (w *walker) missing() []string {
	var list []string
	for _, r := range w.all {
		if w.spots[r].route == "" && w.other[r] == "" && noPage[r] == "" {
			list = append(list, r)
		}
	}
	return list
}

// staff are the demo's people who work there, with where they begin.
var staff = []struct{ login, start string }{{"liu", "/desk"}, {"fuhe", "/desk"}, {"kuaiji", "/desk"}, {"shenpi", "/desk"}, {"jiandu", "/board"}, {"guanli", "/board"}}

// walked is a demo county on which everybody has followed every link.
func walked(t testing.TB) (*walker, string) {
	t.Helper()
	p := place{dir: t.TempDir()}
	if _, errs, code := p.run(t, "demo", "--no-serve", "--people", people, "--as-of", asOf); code != 0 {
		t.Fatal(errs)
	}
	lively(t, p)
	base := p.served(t, "serve")
	w := newWalker(t)
	w.walk("nobody", newVisitor(t, "nobody", base), "/", "/demo", "/style", "/desk/sign-in", "/me/", "/verify", "/rate")
	for _, s := range staff {
		v := newVisitor(t, s.login, base)
		v.get("/desk/sign-in").press("登录", "login", s.login, "password", password)
		w.walk(s.login, v, s.start, "/desk", "/books", "/board")
	}
	w.calls()
	citizen := newVisitor(t, "citizen", base)
	w.signsIn(citizen)
	w.walk("citizen", citizen, "/me/")
	return w, base
}

// lively leaves cases at every step, as a county at work has them.
func lively(t testing.TB, p place) {
	t.Helper()
	t.Setenv("RENSHE_PASSWORD", password)
	step := func(args ...string) (c struct {
		Case    string
		Version int64
	}) {
		p.answer(t, &c, append([]string{"case"}, args...)...)
		return c
	}
	step("open", "--as", "liu", "--item", "R04", "--person", "5")
	c := step("open", "--as", "liu", "--item", "R02", "--person", "6")
	step("step", c.Case, "submit", "--version", "1", "--as", "liu")
	c = step("open", "--as", "liu", "--item", "R02", "--person", "7")
	step("step", c.Case, "save", "--version", "1", "--as", "liu", "--set", "new-phone=13900000000", "--paper", "identity=original")
	step("step", c.Case, "submit", "--version", "2", "--as", "liu")
	c = step("open", "--as", "liu", "--item", "X01", "--person", "8")
	step("step", c.Case, "save", "--version", "1", "--as", "liu", "--set", "what=support", "--paper", "identity=original")
	step("step", c.Case, "submit", "--version", "2", "--as", "liu")
	for _, person := range []string{"5", "7"} { // a registration that can be ended
		c = step("open", "--as", "liu", "--item", "P02", "--person", person)
		step("step", c.Case, "save", "--version", "1", "--as", "liu", "--set", "wish=电工", "--paper", "identity=original")
		step("step", c.Case, "submit", "--version", "2", "--as", "liu")
	}
	quiet := func(args ...string) {
		if _, errs, code := p.run(t, args...); code != 0 {
			t.Fatalf("renshe %s: exit %d\n%s", strings.Join(args, " "), code, errs)
		}
	}
	transfers(t, p)
	paid, answers := filepath.Join(t.TempDir(), "paid.txt"), t.TempDir()
	quiet("payrun", "--month", asOf, "--out", paid)
	if out, err := exec.Command(program(t), "bank-sim", "--in", paid, "--out", answers, "--late", "3000").CombinedOutput(); err != nil {
		t.Fatal(string(out))
	}
	late, err := filepath.Glob(filepath.Join(answers, "late*"))
	if err != nil || len(late) != 1 {
		t.Fatalf("late notices: %v %v", late, err)
	}
	quiet("payrun", "late", "--in", late[0], "--as", "kuaiji")
	quiet("ledger", "open", "3-1009", "--class", "asset", "--title-zh", "定期存款", "--title-en", "term deposit", "--as", "kuaiji")
}

// transfers has two relations transferred, one out and one in, of the first people for whom that is possible.
func transfers(t testing.TB, p place) {
	t.Helper()
	next := 20
	for _, direction := range []string{"out", "in"} {
		for found := false; !found; next++ {
			if next > 200 {
				t.Fatalf("nobody's relation goes %s", direction)
			}
			out, _, code := p.run(t, "case", "open", "--as", "liu", "--item", "R14", "--person", strconv.Itoa(next), "--json")
			var c struct{ Case string }
			if code != 0 || json.Unmarshal([]byte(out), &c) != nil {
				continue
			}
			found = true
			for _, args := range [][]string{{"save", "--version", "1", "--as", "liu", "--set", "direction=" + direction, "--set", "place=湖南省长沙县", "--set", "agency=长沙县社会保险经办机构", "--paper", "identity=original"},
				{"submit", "--version", "2", "--as", "liu"}, {"begin", "--version", "3", "--as", "fuhe"}, {"approve", "--version", "4", "--as", "fuhe"}} {
				_, _, code := p.run(t, append([]string{"case", "step", c.Case}, args...)...)
				found = found && code == 0
			}
		}
	}
}

// signsIn signs somebody of the demo who is paid in as a citizen.
func (w *walker) signsIn(v *visitor) {
	t := w.t
	t.Helper()
	phone := newVisitor(t, "phone", v.base)
	var cells []string
	for _, tr := range phone.get("/demo").all("tr") {
		if wholeID.MatchString(textOf(tr)) {
			cells = cellsOf(tr) // those who are paid stand last
		}
	}
	v.get("/me/sign-in").press("获取验证码", "name", cells[0], "citizen_id", cells[1], "agree", "1").sees("输入验证码")
	w.spots["/me/code"] = spot{"/me/code", v.at.RequestURI(), "citizen"}
	for late := time.Now().Add(patience); ; time.Sleep(200 * time.Millisecond) {
		if m := smsCode.FindStringSubmatch(phone.get("/demo").text()); m != nil {
			v.press("确认登录", "code", m[1])
			return
		}
		if time.Now().After(late) {
			t.Fatal("no message arrives")
		}
	}
}

// TestEveryPageIsReached: whoever works there finds every page by links; a page that nobody can find is a fault of the pages.
func TestEveryPageIsReached(t *testing.T) {
	w, _ := walked(t)
	for _, r := range w.missing() {
		t.Errorf("nobody finds %s", r)
	}
	t.Logf("%d pages, %d files", len(w.spots), len(w.other))
}

// cellsOf are the texts of a row.
func cellsOf(row *tag) (list []string) {
	for n := row.FirstChild; n != nil; n = n.NextSibling {
		if n.Data == "td" || n.Data == "th" {
			list = append(list, strings.TrimSpace(textOf(n)))
		}
	}
	return list
}
