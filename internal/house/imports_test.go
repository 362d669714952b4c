package house

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors is the import policy, top to bottom. A room may import rooms of a lower floor only; what it may import on its
// own floor stands behind the arrow. It is written once, here, and nowhere else.
const floors = `
8 cmd/renshe
8 cmd/renshe-verify
7 internal/app -> internal/demo
7 internal/demo
7 internal/faults
7 internal/marketday -> internal/app internal/demo
6 internal/desk
6 internal/portal
6 internal/board
6 internal/books
6 internal/api
5 internal/reception
5 internal/casework
5 internal/outreach
5 internal/slip
4 internal/benefit -> internal/enrolment
4 internal/callbook
4 internal/enrolment
4 internal/rating
4 internal/reconcile
4 internal/registration
4 internal/workforce
3 internal/ledger
3 internal/person
2 internal/access
2 internal/notify
2 internal/job
1 internal/db
1 internal/seal
1 internal/web
1 internal/paper
1 internal/scan
1 internal/witness
1 internal/chart
1 internal/explain -> ui
1 ui
0 policy -> policy/internal/lawfile law civil money internal/fail internal/words
0 policy/internal/gen -> policy/internal/lawfile civil
0 policy/internal/lawfile -> civil money internal/fail internal/words
0 civil -> internal/fail internal/words
0 civil/internal/gen
0 money
0 tlog
0 law
0 docs
0 internal/bank -> civil money internal/fail internal/words
0 internal/fail -> internal/words
0 internal/words
`

// besides are places with rules of their own: tests' kit, the house's own tests, generators.
var besides = []string{"internal/testkit", "internal/house", "internal/story"}

// netHTTP lists who may speak HTTP.
var netHTTP = []string{"internal/marketday", "internal/web", "internal/reception", "internal/desk", "internal/portal", "internal/board", "internal/books", "internal/api", "internal/app", "internal/witness", "cmd/renshe"}

// alone lists programs that share no code with the rest: the standard library is all they may import.
var alone = []string{"cmd/renshe-verify"}

type room struct {
	floor int
	also  []string
}

func plan(t *testing.T) map[string]room {
	rooms := map[string]room{}
	for _, line := range strings.Split(strings.TrimSpace(floors), "\n") {
		left, right, _ := strings.Cut(line, "->")
		f := strings.Fields(left)
		n, err := strconv.Atoi(f[0])
		if err != nil || len(f) != 2 {
			t.Fatalf("floors: %q", line)
		}
		rooms[f[1]] = room{n, strings.Fields(right)}
	}
	return rooms
}

// root is the top of the module.
func root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
}

// eachFile calls fn with every file of the module, path relative and slashed.
func eachFile(t *testing.T, fn func(rel, full string)) {
	t.Helper()
	top := root(t)
	err := filepath.WalkDir(top, func(full string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if full != top && (strings.HasPrefix(name, ".") && name != ".ci" || name == "testdata" || name == "node_modules") {
				return filepath.SkipDir
			}
			return nil
		}
		rel, _ := filepath.Rel(top, full)
		fn(filepath.ToSlash(rel), full)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestImportsGoDownOnly(t *testing.T) {
	rooms := plan(t)
	seen := map[string]bool{}
	eachFile(t, func(rel, full string) {
		if !strings.HasSuffix(rel, ".go") || strings.HasSuffix(rel, "_test.go") {
			return
		}
		dir := filepath.ToSlash(filepath.Dir(rel))
		if slices.Contains(besides, dir) {
			return
		}
		me, ok := rooms[dir]
		if !ok {
			t.Errorf("%s: the room %q is not in the plan of the floors", rel, dir)
			return
		}
		seen[dir] = true
		f, err := parser.ParseFile(token.NewFileSet(), full, nil, parser.ImportsOnly)
		if err != nil {
			t.Error(err)
			return
		}
		for _, imp := range f.Imports {
			path, _ := strconv.Unquote(imp.Path.Value)
			if path == "net/http" && !slices.Contains(netHTTP, dir) {
				t.Errorf("%s imports net/http: only faces, web and app speak HTTP", rel)
			}
			target, ours := strings.CutPrefix(path, "renshe/")
			if first, _, _ := strings.Cut(path, "/"); slices.Contains(alone, dir) && (ours || strings.Contains(first, ".")) {
				t.Errorf("%s imports %s: %s stands alone, on the standard library", rel, path, dir)
			}
			if !ours || slices.Contains(me.also, target) {
				continue
			}
			if it, ok := rooms[target]; !ok || it.floor >= me.floor {
				t.Errorf("%s (floor %d) must not import %s (floor %d)", rel, me.floor, target, it.floor)
			}
		}
	})
	for name := range rooms {
		if !seen[name] {
			t.Errorf("the plan names %s, which has no code", name)
		}
	}
}
