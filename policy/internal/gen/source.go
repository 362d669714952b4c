package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"regexp"
	"slices"
	"sort"
	"strings"
)

// text is a title or description in both languages.
type text struct{ zh, en string }

// field is one input of a program.
type field struct {
	goName, typ                string
	title, doc                 text
	example, def, lowest, most string
	or                         string // slug of the input that may be given instead
}

func (f field) name() string { return lowerFirst(f.goName) }
func (f field) slug() string { return kebab(f.goName) }

// argument is one parameter of a rule.
type argument struct{ name, typ string }

// lookup is a parameter at another month, or an element of a table, by the name that rules use.
type lookup struct {
	name, parameter, key string
	strict               string // a yes-no value: no stand-in where it is true
}

// choice is an enumerated type of the rule files with its values.
type choice struct {
	goName string
	title  text
	values []choiceValue
}

type choiceValue struct {
	goName, slug string
	title        text
}

// rule is one function. Variants of one family share the name others use.
type rule struct {
	fn, family  string
	title, doc  text
	formula     string
	laws        [][2]string
	args        []argument
	lookups     []lookup
	result      string
	from, until string
	digest      string
	decl        *ast.FuncDecl
}

// output is one published result of a program. A guard is the output that says whether there is a result: where it is not the
// first value of its choice, or not yes, the result is none.
type output struct{ json, field, guard string }

// program is one input struct and the outputs asked of it.
type program struct {
	goName, slug, prefix string
	title, doc           text
	from, until          string
	inputs               []field
	outputs              []output
}

// source is everything read from the rule files.
type source struct {
	fset     *token.FileSet
	rules    []*rule
	programs []*program
	choices  []*choice
	decls    map[string]ast.Node // top-level functions and constants, for digests
}

// allowedImports are what a rule may use: amounts and the calendar. Time, I/O, randomness and floats stay out.
var allowedImports = []string{"renshe/money", "renshe/civil"}

// readSource parses rule files by name.
func readSource(files map[string]string) (*source, error) {
	s := &source{fset: token.NewFileSet(), decls: map[string]ast.Node{}}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	var parsed []*ast.File
	for _, name := range names {
		f, err := parser.ParseFile(s.fset, name, files[name], parser.ParseComments)
		if err != nil {
			return nil, err
		}
		if err := s.refuse(f); err != nil {
			return nil, err
		}
		s.collect(f)
		parsed = append(parsed, f)
	}
	for _, f := range parsed {
		for _, d := range f.Decls {
			var err error
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil && d.Name.IsExported() {
					err = s.readRule(d)
				}
			case *ast.GenDecl:
				if err = s.readProgram(d); err == nil {
					err = s.readChoice(f, d)
				}
			}
			if err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

func (s *source) errorf(n ast.Node, format string, args ...any) error {
	return fmt.Errorf("%s: %s", s.fset.Position(n.Pos()), fmt.Sprintf(format, args...))
}

// refuse stops floats and foreign imports.
func (s *source) refuse(f *ast.File) (err error) {
	for _, i := range f.Imports {
		if !slices.Contains(allowedImports, strings.Trim(i.Path.Value, `"`)) {
			return s.errorf(i, "a rule may not import %s", i.Path.Value)
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if n.Kind == token.FLOAT || n.Kind == token.IMAG {
				err = s.errorf(n, "float %s: rules count in integers", n.Value)
			}
		case *ast.Ident:
			if n.Name == "float32" || n.Name == "float64" || n.Name == "complex128" || n.Name == "complex64" {
				err = s.errorf(n, "%s: rules count in integers", n.Name)
			}
		}
		return err == nil
	})
	return err
}

func (s *source) collect(f *ast.File) {
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			s.decls[d.Name.Name] = d
		case *ast.GenDecl:
			if d.Tok == token.CONST || d.Tok == token.VAR {
				for _, spec := range d.Specs {
					for _, name := range spec.(*ast.ValueSpec).Names {
						s.decls[name.Name] = spec
					}
				}
			}
		}
	}
}

// comment is a doc comment taken apart.
type comment struct {
	head       string
	tags       map[string][]string
	directives map[string]string
	at         []string // the directives that may be repeated
}

var tagLine = regexp.MustCompile(`^(中文|Formula|Law|Range|Example|Default|Or): (.+)$`)

func readComment(g *ast.CommentGroup) comment {
	c := comment{tags: map[string][]string{}, directives: map[string]string{}}
	if g == nil {
		return c
	}
	for _, line := range g.List {
		if d, ok := strings.CutPrefix(line.Text, "//policy:"); ok {
			name, value, _ := strings.Cut(d, " ")
			switch name {
			case "at":
				c.at = append(c.at, value)
			case "output":
				value = c.directives[name] + " " + value
			}
			c.directives[name] = value
			continue
		}
		t := strings.TrimSpace(strings.TrimPrefix(line.Text, "//"))
		if m := tagLine.FindStringSubmatch(t); m != nil {
			c.tags[m[1]] = append(c.tags[m[1]], m[2])
		} else if t != "" {
			c.head = strings.TrimSpace(c.head + " " + t)
		}
	}
	return c
}

func (c comment) tag(name string) string {
	if len(c.tags[name]) == 0 {
		return ""
	}
	return c.tags[name][0]
}

var headLine = regexp.MustCompile(`^(\w+) (\S+) \(([^)]+)\): (.+)$`)

// titles reads "Name 中文名 (english name): Description."
func (c comment) titles(name string) (title text, doc string, ok bool) {
	m := headLine.FindStringSubmatch(c.head)
	if m == nil || m[1] != name {
		return text{}, "", false
	}
	return text{m[2], m[3]}, m[4], true
}

var month = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])$`)

func (s *source) readRule(d *ast.FuncDecl) error {
	c := readComment(d.Doc)
	r := &rule{decl: d, fn: d.Name.Name, family: d.Name.Name, formula: c.tag("Formula"), from: c.directives["from"], until: c.directives["until"]}
	if of := c.directives["of"]; of != "" {
		r.family = of
	}
	var ok bool
	if r.title, r.doc.en, ok = c.titles(r.fn); !ok {
		return s.errorf(d, "%s needs a first line \"%s 中文名 (english name): Description.\"", r.fn, r.fn)
	}
	if r.doc.zh = c.tag("中文"); r.doc.zh == "" {
		return s.errorf(d, "%s needs a line \"中文: …\"", r.fn)
	}
	if r.formula == "" {
		return s.errorf(d, "%s needs a line \"Formula: …\"", r.fn)
	}
	for _, l := range c.tags["Law"] {
		document, article, _ := strings.Cut(l, " ")
		if document == "" || strings.TrimSpace(article) == "" {
			return s.errorf(d, "%s: \"Law: %s\" needs a document and an article", r.fn, l)
		}
		r.laws = append(r.laws, [2]string{document, strings.TrimSpace(article)})
	}
	if len(r.laws) == 0 {
		return s.errorf(d, "%s cites no article: add a line \"Law: document article\"", r.fn)
	}
	for _, at := range c.at {
		l, ok := parseLookup(at)
		if !ok {
			return s.errorf(d, "%s: \"//policy:at %s\" is not like \"name=parameter key\"", r.fn, at)
		}
		r.lookups = append(r.lookups, l)
	}
	for _, m := range []string{r.from, r.until} {
		if m != "" && !month.MatchString(m) {
			return s.errorf(d, "%s: %q is not a month", r.fn, m)
		}
	}
	if d.Type.Results == nil || len(d.Type.Results.List) != 1 || len(d.Type.Results.List[0].Names) > 0 {
		return s.errorf(d, "%s must give one unnamed result", r.fn)
	}
	r.result = s.print(d.Type.Results.List[0].Type)
	for _, p := range d.Type.Params.List {
		for _, n := range p.Names {
			r.args = append(r.args, argument{n.Name, s.print(p.Type)})
		}
	}
	r.digest = s.digest(d)
	s.rules = append(s.rules, r)
	return nil
}

var lookupLine = regexp.MustCompile(`^(\w+)=(\w+) (\w+)(?: strict=(\w+))?$`)

func parseLookup(at string) (lookup, bool) {
	m := lookupLine.FindStringSubmatch(at)
	if m == nil {
		return lookup{}, false
	}
	return lookup{m[1], m[2], m[3], m[4]}, true
}

var valueLine = regexp.MustCompile(`^([\w-]+) (\S+) \((.+)\)$`)

// readChoice reads an enumerated type and the constants of it in the same file, whose line comments name and title them.
func (s *source) readChoice(f *ast.File, d *ast.GenDecl) error {
	c := readComment(d.Doc)
	if _, isChoice := c.directives["choice"]; d.Tok != token.TYPE || !isChoice {
		return nil
	}
	ts := d.Specs[0].(*ast.TypeSpec)
	list := &choice{goName: ts.Name.Name}
	var ok bool
	if list.title, _, ok = c.titles(list.goName); !ok {
		return s.errorf(d, "%s needs a first line \"%s 中文名 (english name): Description.\"", list.goName, list.goName)
	}
	if s.print(ts.Type) != "uint8" {
		return s.errorf(d, "%s: a choice is a uint8", list.goName)
	}
	for _, decl := range f.Decls {
		g, ok := decl.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		first, _ := g.Specs[0].(*ast.ValueSpec).Type.(*ast.Ident)
		if first == nil || first.Name != list.goName {
			continue
		}
		for i, spec := range g.Specs {
			v := spec.(*ast.ValueSpec)
			m := valueLine.FindStringSubmatch(strings.TrimSpace(v.Comment.Text()))
			if m == nil || i == 0 && s.print(v.Values[0]) != "iota + 1" || i > 0 && len(v.Values) > 0 {
				return s.errorf(v, "%s counts from iota + 1, and each value has a line comment \"slug 中文 (english)\"", list.goName)
			}
			list.values = append(list.values, choiceValue{v.Names[0].Name, m[1], text{m[2], m[3]}})
		}
	}
	if len(list.values) == 0 {
		return s.errorf(d, "%s has no values", list.goName)
	}
	s.choices = append(s.choices, list)
	return nil
}

func (s *source) isChoice(typ string) bool {
	return slices.ContainsFunc(s.choices, func(c *choice) bool { return c.goName == typ })
}

func (s *source) readProgram(d *ast.GenDecl) error {
	if d.Tok != token.TYPE {
		return nil
	}
	for _, spec := range d.Specs {
		ts := spec.(*ast.TypeSpec)
		st, isStruct := ts.Type.(*ast.StructType)
		c := readComment(d.Doc)
		directive, isProgram := c.directives["program"]
		if !isStruct || !isProgram {
			continue
		}
		p := &program{goName: strings.TrimSuffix(ts.Name.Name, "Input")}
		words := strings.Fields(directive)
		if len(words) == 0 || p.goName == ts.Name.Name {
			return s.errorf(d, "%s: a program is a struct NAMEInput with //policy:program name", ts.Name.Name)
		}
		p.slug = words[0]
		for _, w := range words[1:] {
			key, value, _ := strings.Cut(w, "=")
			switch key {
			case "prefix":
				p.prefix = value
			case "from":
				p.from = value
			case "until":
				p.until = value
			default:
				return s.errorf(d, "%s: unknown word %q", ts.Name.Name, w)
			}
		}
		var ok bool
		if p.title, p.doc.en, ok = c.titles(ts.Name.Name); !ok || c.tag("中文") == "" {
			return s.errorf(d, "%s needs titles and descriptions in both languages", ts.Name.Name)
		}
		p.doc.zh = c.tag("中文")
		for w := range strings.FieldsSeq(c.directives["output"]) {
			j, f, _ := strings.Cut(w, "=")
			f, guard, _ := strings.Cut(f, "?")
			p.outputs = append(p.outputs, output{j, f, guard})
		}
		if err := s.readInputs(p, st); err != nil {
			return err
		}
		s.programs = append(s.programs, p)
	}
	return nil
}

func (s *source) readInputs(p *program, st *ast.StructType) error {
	for _, f := range st.Fields.List {
		c := readComment(f.Doc)
		if len(f.Names) != 1 {
			return s.errorf(f, "%s: one field to a line", p.goName)
		}
		in := field{goName: f.Names[0].Name, typ: s.print(f.Type), example: c.tag("Example"), def: c.tag("Default")}
		var ok bool
		in.doc.zh = c.tag("中文")
		if in.title, in.doc.en, ok = c.titles(in.goName); !ok || in.example == "" || in.doc.zh == "" {
			return s.errorf(f, "%s.%s needs a first line \"Name 中文名 (english name): Description.\", a line 中文 and an Example", p.goName, in.goName)
		}
		in.or = kebab(c.tag("Or"))
		in.lowest, in.most, _ = strings.Cut(c.tag("Range"), " .. ")
		p.inputs = append(p.inputs, in)
	}
	return nil
}

func (s *source) print(n ast.Node) string {
	var b strings.Builder
	if err := printer.Fprint(&b, s.fset, n); err != nil {
		return ""
	}
	return b.String()
}

// digest is the SHA-256 of a rule's code without comments, with every function and constant of the rule files it uses: two
// rules with the same digest compute the same.
func (s *source) digest(d *ast.FuncDecl) string {
	seen := map[string]string{}
	var visit func(name string)
	visit = func(name string) {
		n, here := s.decls[name]
		if _, done := seen[name]; done || !here {
			return
		}
		if f, ok := n.(*ast.FuncDecl); ok {
			bare := *f
			bare.Doc = nil
			n = &bare
		}
		seen[name] = s.compact(n)
		ast.Inspect(n, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				visit(id.Name)
			}
			return true
		})
	}
	visit(d.Name.Name)
	names := make([]string, 0, len(seen))
	for name := range seen {
		names = append(names, name)
	}
	sort.Strings(names)
	h := sha256.New()
	for _, name := range names {
		fmt.Fprintf(h, "%s\x00%s\x00", name, seen[name])
	}
	return hex.EncodeToString(h.Sum(nil))[:32]
}

// compact prints a node with all runs of white space as one blank, so that layout does not change a digest.
func (s *source) compact(n ast.Node) string { return strings.Join(strings.Fields(s.print(n)), " ") }

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }

func kebab(s string) string {
	var b strings.Builder
	for i, r := range s {
		if r >= 'A' && r <= 'Z' {
			if i > 0 {
				b.WriteByte('-')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}
