package docs

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	linked   = regexp.MustCompile(`\]\(([^)#<]*)#([^)]+)\)`)
	anchored = regexp.MustCompile(`<a id="([^"]+)">`)
	decided  = regexp.MustCompile(`^([0-9]{4})-[a-z0-9-]+\.md$`)
	drawn    = regexp.MustCompile(`!\[[^\]]*\]\((rules/[^)]+)\)`)
)

// Every link of the book leads somewhere, every anchor is there once, and every drawing is shown in its language.
func TestBookHangsTogether(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		book := "rules." + language + ".md"
		files := map[string]string{}
		anchors := map[string]int{} // "file#anchor"
		for _, name := range []string{book, "rules/parameters." + language + ".md"} {
			b, err := FS.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files[name] = string(b)
			for _, m := range anchored.FindAllStringSubmatch(files[name], -1) {
				anchors[name+"#"+m[1]]++
			}
		}
		for anchor, n := range anchors {
			if n > 1 {
				t.Errorf("the anchor %s stands %d times", anchor, n)
			}
		}
		for name, text := range files {
			links := linked.FindAllStringSubmatch(text, -1)
			if len(links) == 0 {
				t.Errorf("%s has no links", name)
			}
			for _, m := range links {
				to := name
				if m[1] != "" {
					to = path.Join(path.Dir(name), m[1])
				}
				if anchors[to+"#"+m[2]] == 0 {
					t.Errorf("%s: a link to %s#%s, which is nowhere", name, to, m[2])
				}
			}
		}
		checkDrawings(t, files[book], language)
		const rendered = 512 << 10 // a forge shows a longer file as plain text only
		if n := len(files[book]); n > rendered {
			t.Errorf("%s has %d bytes, more than a forge renders", book, n)
		}
	}
}

// Every decision has a number of its own, one after the other, and says it in its title.
func TestDecisionsAreNumbered(t *testing.T) {
	files, err := os.ReadDir("decisions")
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range files {
		if m := decided.FindStringSubmatch(f.Name()); m == nil || m[1] != fmt.Sprintf("%04d", i+1) {
			t.Errorf("%s is the decision after number %d", f.Name(), i)
		}
		text, err := os.ReadFile(path.Join("decisions", f.Name()))
		if err != nil || !strings.HasPrefix(string(text), "# "+strconv.Itoa(i+1)+". ") {
			t.Errorf("%s does not begin with its number: %v", f.Name(), err)
		}
	}
}

func checkDrawings(t *testing.T, book, language string) {
	t.Helper()
	shown := map[string]bool{}
	for _, m := range drawn.FindAllStringSubmatch(book, -1) {
		shown[m[1]] = true
		if _, err := fs.Stat(FS, m[1]); err != nil {
			t.Error(err)
		}
	}
	drawings, err := fs.Glob(FS, "rules/*."+language+".svg")
	if err != nil || len(drawings) == 0 {
		t.Fatalf("no drawings: %v", err)
	}
	for _, name := range drawings {
		if !shown[name] {
			t.Errorf("%s is not in the book: run go generate ./policy", name)
		}
	}
	if n := strings.Count(book, "](#calc-"); n < len(drawings) {
		t.Errorf("%d links to calculators, want at least %d", n, len(drawings))
	}
}
