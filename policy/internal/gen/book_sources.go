package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
)

// caseFile is a file of law/cases as the book lists it.
type caseFile struct {
	file  string
	title text
	cases []struct{ name, calculator string }
}

// of lists the names of a calculator's cases.
func (f caseFile) of(calculator string) []string {
	var names []string
	for _, c := range f.cases {
		if c.calculator == calculator {
			names = append(names, c.name)
		}
	}
	return names
}

// readCaseFiles lists the files of law/cases by path.
func readCaseFiles(tree fs.FS) ([]caseFile, error) {
	var list []caseFile
	err := fs.WalkDir(tree, "law/cases", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(file) != ".yaml" {
			return err
		}
		b, err := fs.ReadFile(tree, file)
		if err != nil {
			return err
		}
		var raw struct {
			Title struct{ Zh, En string } `yaml:"title"`
			Cases []struct {
				Case       string `yaml:"case"`
				Calculator string `yaml:"calculator"`
			} `yaml:"cases"`
		}
		if err := yaml.Unmarshal(b, &raw); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		f := caseFile{file: file, title: text{raw.Title.Zh, raw.Title.En}}
		for _, c := range raw.Cases {
			f.cases = append(f.cases, struct{ name, calculator string }{c.Case, c.Calculator})
		}
		list = append(list, f)
		return nil
	})
	return list, err
}

// toolName is a calculator that is not made of rules.
type toolName struct {
	name       string
	title, doc text
}

// readTools finds the calculators written out in policy/tools*.go: literals with a Name, a Title and a Text.
func readTools(tree fs.FS) ([]toolName, error) {
	var list []toolName
	err := eachLiteral(tree, "policy/tools*.go", func(l *ast.CompositeLit) {
		name, title, doc := literalString(valueOf(l, "Name")), literalText(valueOf(l, "Title")), literalText(valueOf(l, "Text"))
		if valueOf(l, "Outputs") != nil && name != "" && title.zh != "" {
			list = append(list, toolName{name, title, doc})
		}
	})
	return list, err
}

// area is a field of social security with the names of its calculators.
type area struct {
	title text
	names []string
}

// readAreas finds the areas in policy/area.go: literals of a title and the names in one text.
func readAreas(tree fs.FS) ([]area, error) {
	var list []area
	err := eachLiteral(tree, "policy/area.go", func(l *ast.CompositeLit) {
		if len(l.Elts) != 2 {
			return
		}
		if title, names := literalText(l.Elts[0]), literalString(l.Elts[1]); title.zh != "" && names != "" {
			list = append(list, area{title, strings.Fields(names)})
		}
	})
	return list, err
}

// entry is a calculator in the book: a program, or a tool.
type entry struct {
	program *program
	tool    toolName
}

func (e entry) name() string {
	if e.program != nil {
		return e.program.slug
	}
	return e.tool.name
}

func (e entry) titles() (title, doc text) {
	if e.program != nil {
		return e.program.title, e.program.doc
	}
	return e.tool.title, e.tool.doc
}

// inAreas lists all calculators by area; those in none come last.
func (s bookSources) inAreas() (titles []text, groups [][]entry) {
	var left []entry
	for _, p := range s.model.programs {
		left = append(left, entry{program: p})
	}
	for _, t := range s.tools {
		left = append(left, entry{tool: t})
	}
	for _, a := range s.areas {
		var group []entry
		for _, name := range a.names {
			if i := slices.IndexFunc(left, func(e entry) bool { return e.name() == name }); i >= 0 {
				group = append(group, left[i])
				left = slices.Delete(left, i, i+1)
			}
		}
		if len(group) > 0 {
			titles, groups = append(titles, a.title), append(groups, group)
		}
	}
	if len(left) > 0 {
		titles, groups = append(titles, text{"其他", "others"}), append(groups, left)
	}
	return titles, groups
}

// readReasons finds the outcomes of an entitlement in policy/reason.go: literals of a stable name and a title.
func readReasons(tree fs.FS) ([]choiceValue, error) {
	var list []choiceValue
	err := eachLiteral(tree, "policy/reason.go", func(l *ast.CompositeLit) {
		if len(l.Elts) != 2 {
			return
		}
		if slug, title := literalString(l.Elts[0]), literalText(l.Elts[1]); slug != "" && title.zh != "" {
			list = append(list, choiceValue{slug: slug, title: title})
		}
	})
	return list, err
}

// eachLiteral visits the composite literals of Go files in order.
func eachLiteral(tree fs.FS, pattern string, visit func(*ast.CompositeLit)) error {
	names, err := fs.Glob(tree, pattern)
	if err != nil {
		return err
	}
	for _, name := range names {
		b, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, b, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if l, ok := n.(*ast.CompositeLit); ok {
				visit(l)
			}
			return true
		})
	}
	return nil
}

// valueOf is the value of a key in a literal, or nil.
func valueOf(l *ast.CompositeLit, key string) ast.Expr {
	for _, e := range l.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok && id.Name == key {
				return kv.Value
			}
		}
	}
	return nil
}

func literalString(e ast.Expr) string {
	if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
		if s, err := strconv.Unquote(l.Value); err == nil {
			return s
		}
	}
	return ""
}

// literalText reads words.Text{Zh: "…", En: "…"}.
func literalText(e ast.Expr) text {
	l, ok := e.(*ast.CompositeLit)
	if !ok {
		return text{}
	}
	return text{literalString(valueOf(l, "Zh")), literalString(valueOf(l, "En"))}
}
