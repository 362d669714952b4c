package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
)

const (
	maxFileLines     = 600 // past that a second thing lives there
	maxFunctionLines = 70
	maxModules       = 40 // linked into the binary
)

func generated(src []byte) bool {
	head := src[:min(len(src), 400)]
	return regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.`).Match(head)
}

// parsed is every hand-written Go file of the module.
func parsed(t *testing.T, fn func(rel string, src []byte, fset *token.FileSet, f *ast.File)) {
	t.Helper()
	eachFile(t, func(rel, full string) {
		if !strings.HasSuffix(rel, ".go") {
			return
		}
		src, err := os.ReadFile(full)
		if err != nil {
			t.Error(err)
			return
		}
		if generated(src) {
			return
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, full, src, parser.ParseComments)
		if err != nil {
			t.Error(err)
			return
		}
		fn(rel, src, fset, f)
	})
}

func TestFilesAndFunctionsAreShort(t *testing.T) {
	parsed(t, func(rel string, src []byte, fset *token.FileSet, f *ast.File) {
		if n := strings.Count(string(src), "\n"); n > maxFileLines {
			t.Errorf("%s has %d lines, more than %d", rel, n, maxFileLines)
		}
		if strings.HasSuffix(rel, "_test.go") {
			return // a table of cases may be long
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
				if n := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line + 1; n > maxFunctionLines {
					t.Errorf("%s: %s has %d lines, more than %d", rel, fn.Name.Name, n, maxFunctionLines)
				}
			}
		}
	})
}

func TestEveryRoomSaysWhatItIs(t *testing.T) {
	docs := map[string]bool{}
	parsed(t, func(rel string, _ []byte, _ *token.FileSet, f *ast.File) {
		if strings.HasSuffix(rel, "_test.go") {
			return
		}
		dir := filepath.Dir(rel)
		docs[dir] = docs[dir] || f.Doc != nil
	})
	for dir, ok := range docs {
		if !ok {
			t.Errorf("%s has no package comment", dir)
		}
	}
}

var sqlStart = regexp.MustCompile(`^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\s`)

// tables without a county: each stands here with its reason.
var global = map[string]string{
	"session":    "a session begins before the county is known: its key is the token's hash alone",
	"slip_code":  "a slip's code is typed by whoever holds the slip, in whatever county: the table is distributed by the key itself",
	"person_key": "a citizen ID is unique across counties: the table is distributed by the key itself",
}

func TestSQLStandsInStores(t *testing.T) {
	constants := map[string]string{} // "dir name" → text: statements are put together from named parts
	parsed(t, func(rel string, _ []byte, _ *token.FileSet, f *ast.File) {
		ast.Inspect(f, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok {
				for i, name := range v.Names {
					if i < len(v.Values) {
						constants[filepath.Dir(rel)+" "+name.Name] = textOf(v.Values[i], func(string) string { return "" })
					}
				}
			}
			return true
		})
	})
	parsed(t, func(rel string, _ []byte, fset *token.FileSet, f *ast.File) {
		if strings.HasSuffix(rel, "_test.go") || strings.HasPrefix(rel, "internal/house/") || strings.HasPrefix(rel, "internal/db/") {
			return
		}
		named := func(name string) string { return constants[filepath.Dir(rel)+" "+name] }
		ast.Inspect(f, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok {
				return true
			}
			s := textOf(e, named)
			if !sqlStart.MatchString(s) {
				return true
			}
			at := fset.Position(e.Pos())
			if !strings.HasPrefix(filepath.Base(rel), "store") {
				t.Errorf("%s:%d: SQL outside a store file", rel, at.Line)
			}
			if whole := strings.Contains(s, " FROM ") || !strings.HasPrefix(strings.TrimSpace(s), "SELECT"); whole && !strings.Contains(s, "county") && !ofGlobal(s) {
				t.Errorf("%s:%d: a statement that does not name its county: %.60q", rel, at.Line, s)
			}
			return false
		})
	})
}

// textOf is the text of a literal or of a sum of literals and named parts; "" for anything else.
func textOf(e ast.Expr, named func(string) string) string {
	switch x := e.(type) {
	case *ast.BasicLit:
		if x.Kind == token.STRING {
			s, _ := strconv.Unquote(x.Value)
			return s
		}
	case *ast.BinaryExpr:
		if x.Op == token.ADD {
			return textOf(x.X, named) + textOf(x.Y, named)
		}
	case *ast.ParenExpr:
		return textOf(x.X, named)
	case *ast.Ident:
		return named(x.Name)
	case *ast.CallExpr:
		for _, a := range x.Args {
			if s := textOf(a, named); sqlStart.MatchString(s) {
				return "" // its own expression is looked at when it is reached
			}
		}
	}
	return ""
}

func ofGlobal(sql string) bool {
	for table := range global {
		if strings.Contains(sql, table) {
			return true
		}
	}
	return false
}

var (
	createTable = regexp.MustCompile(`(?is)CREATE TABLE (\w+)\s*\((.*?)\n\)`)
	keyed       = regexp.MustCompile(`(?i)(PRIMARY KEY|UNIQUE|FOREIGN KEY)\s*\(\s*(\w+)`)
	uniqueIndex = regexp.MustCompile(`(?i)CREATE (?:UNIQUE )?INDEX \w+ ON (\w+)\s*\(\s*(\w+)`)
)

func TestEveryTableLeadsWithTheCounty(t *testing.T) {
	tables := 0
	eachFile(t, func(rel, full string) {
		if !strings.HasPrefix(rel, "internal/db/migrations/") {
			return
		}
		src, err := os.ReadFile(full)
		if err != nil {
			t.Error(err)
			return
		}
		for _, m := range createTable.FindAllStringSubmatch(string(src), -1) {
			tables++
			if global[m[1]] != "" {
				continue
			}
			if first := strings.Fields(m[2]); len(first) == 0 || first[0] != "county" {
				t.Errorf("%s: table %s does not lead with county", rel, m[1])
			}
			keys := keyed.FindAllStringSubmatch(m[2], -1)
			if len(keys) == 0 {
				t.Errorf("%s: table %s has no key", rel, m[1])
			}
			for _, k := range keys {
				if k[2] != "county" {
					t.Errorf("%s: a key of table %s leads with %s, not with county", rel, m[1], k[2])
				}
			}
		}
		for _, m := range uniqueIndex.FindAllStringSubmatch(string(src), -1) {
			if m[2] != "county" && global[m[1]] == "" {
				t.Errorf("%s: an index on %s leads with %s, not with county", rel, m[1], m[2])
			}
		}
	})
	if tables == 0 {
		t.Error("no table was read: the test looks in the wrong place")
	}
}

var han = regexp.MustCompile(`\p{Han}`)

// Texts live in the catalogue: every words.Text has both languages and the same places to fill.
func TestEveryTextIsInBothLanguages(t *testing.T) {
	texts := 0
	parsed(t, func(rel string, _ []byte, fset *token.FileSet, f *ast.File) {
		if strings.HasSuffix(rel, "_test.go") {
			return
		}
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok || !isText(lit.Type) || len(lit.Elts) == 0 {
				return true
			}
			texts++
			zh, en, literal := both(lit)
			if !literal {
				return true
			}
			at := fset.Position(lit.Pos()).Line
			if zh == "" || en == "" {
				t.Errorf("%s:%d: a text lacks a language: zh %q, en %q", rel, at, zh, en)
			}
			if han.MatchString(en) && !strings.Contains(rel, "civil") && !quoted(en) {
				t.Errorf("%s:%d: the English text holds Chinese: %q", rel, at, en)
			}
			if a, b := places(zh), places(en); !slices.Equal(a, b) {
				t.Errorf("%s:%d: places differ: zh %v, en %v", rel, at, a, b)
			}
			return true
		})
	})
	if texts < 50 {
		t.Errorf("only %d texts were read: the test looks in the wrong place", texts)
	}
}

// quoted says whether all Chinese of an English text is a name given in brackets or quotation marks, or an article.
func quoted(en string) bool {
	cleaned := regexp.MustCompile(`[(（“"「《〔\[][^)）”"」》〕\]]*[)）”"」》〕\]]`).ReplaceAllString(en, "")
	return !han.MatchString(cleaned)
}

func isText(e ast.Expr) bool {
	switch x := e.(type) {
	case *ast.SelectorExpr:
		p, ok := x.X.(*ast.Ident)
		return ok && p.Name == "words" && x.Sel.Name == "Text"
	}
	return false
}

func both(lit *ast.CompositeLit) (zh, en string, literal bool) {
	literal = true
	take := func(e ast.Expr) string {
		b, ok := e.(*ast.BasicLit)
		if !ok {
			literal = false
			return ""
		}
		s, _ := strconv.Unquote(b.Value)
		return s
	}
	for i, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if kv.Key.(*ast.Ident).Name == "Zh" {
				zh = take(kv.Value)
			} else {
				en = take(kv.Value)
			}
			continue
		}
		if i == 0 {
			zh = take(e)
		} else {
			en = take(e)
		}
	}
	return zh, en, literal
}

func places(s string) []string {
	found := regexp.MustCompile(`\{(\w+)\}`).FindAllStringSubmatch(s, -1)
	set := map[string]bool{}
	for _, m := range found {
		set[m[1]] = true
	}
	names := make([]string, 0, len(set))
	for n := range set {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

func TestPagesHoldNoTextOfTheirOwn(t *testing.T) {
	eachFile(t, func(rel, full string) {
		if !strings.HasSuffix(rel, ".templ") {
			return
		}
		src, err := os.ReadFile(full)
		if err != nil {
			t.Error(err)
			return
		}
		for i, line := range strings.Split(string(src), "\n") {
			code, _, _ := strings.Cut(line, "// ")
			if han.MatchString(code) {
				t.Errorf("%s:%d: a page with a text of its own: %s", rel, i+1, strings.TrimSpace(line))
			}
		}
	})
}

// A skipped test is a hole: only testkit may skip, and CI=true turns its skip into a failure.
func TestOnlyTestkitSkips(t *testing.T) {
	skip := regexp.MustCompile(`\bt\.Skip(f|Now)?\(`)
	eachFile(t, func(rel, full string) {
		if !strings.HasSuffix(rel, ".go") || strings.HasPrefix(rel, "internal/testkit/") || strings.HasPrefix(rel, "internal/house/") {
			return
		}
		src, err := os.ReadFile(full)
		if err != nil {
			t.Error(err)
			return
		}
		if skip.Match(src) {
			t.Errorf("%s skips a test by itself: use testkit.Need", rel)
		}
	})
}

func TestFewModulesAreLinked(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", "./cmd/renshe")
	cmd.Dir = root(t)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	set := map[string]bool{}
	for _, m := range strings.Fields(string(out)) {
		if m != "renshe" {
			set[m] = true
		}
	}
	if len(set) == 0 || len(set) > maxModules {
		names := make([]string, 0, len(set))
		for n := range set {
			names = append(names, n)
		}
		sort.Strings(names)
		t.Errorf("%d modules are linked, more than %d:\n%s", len(set), maxModules, strings.Join(names, "\n"))
	}
}
