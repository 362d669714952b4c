package docs

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

var (
	linked   = regexp.MustCompile(`\]\(#([^)]+)\)`)
	anchored = regexp.MustCompile(`<a id="([^"]+)">`)
	drawn    = regexp.MustCompile(`!\[[^\]]*\]\((rules/[^)]+)\)`)
)

// Every link of the book leads somewhere, every anchor is there once, and every drawing is shown in its language.
func TestBookHangsTogether(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		b, err := FS.ReadFile("rules." + language + ".md")
		if err != nil {
			t.Fatal(err)
		}
		book, anchors := string(b), map[string]int{}
		for _, m := range anchored.FindAllStringSubmatch(book, -1) {
			if anchors[m[1]]++; anchors[m[1]] > 1 {
				t.Errorf("%s: the anchor %s stands twice", language, m[1])
			}
		}
		links := linked.FindAllStringSubmatch(book, -1)
		if len(links) < len(anchors) {
			t.Errorf("%s: %d links to %d anchors", language, len(links), len(anchors))
		}
		for _, m := range links {
			if anchors[m[1]] == 0 {
				t.Errorf("%s: a link to %s, which is nowhere", language, m[1])
			}
		}
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
				t.Errorf("%s is not in the book: delete it if its calculator is gone", name)
			}
		}
		if n := strings.Count(book, "](#calc-"); n < len(drawings) {
			t.Errorf("%s: %d links to calculators, want at least %d", language, n, len(drawings))
		}
	}
}
