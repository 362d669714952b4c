package casework

import (
	"io/fs"
	"regexp"
	"slices"
	"sort"

	"github.com/goccy/go-yaml"

	"renshe/internal/words"
)

// The outcomes of a case that are printed; an item names a template for each.
const (
	outReceipt    = "receipt"
	outIncomplete = "incomplete"
	outApproved   = "approved"
	outRefused    = "refused"
	outDone       = "done"
	outAnswered   = "answered"
)

// outcomes are what is printed on each way; the keys are all the ways there are.
var outcomes = map[Way][]string{
	ByDecision: {outReceipt, outIncomplete, outApproved, outRefused},
	Instantly:  {outIncomplete, outDone},
	ByReferral: {outReceipt, outIncomplete, outAnswered},
	ByAdvice:   {outIncomplete, outAnswered},
	ByDispute:  {outReceipt, outIncomplete}, // what ends a stage names its own letter
}

// Template is one letter's text, read from law/letters/CODE.yaml (文书模板).
type Template struct {
	Code      string        `yaml:"code"`
	Title     words.Text    `yaml:"title"`
	Prefix    string        `yaml:"prefix"` // begins the letter's number
	Basis     []Citation    `yaml:"basis"`
	Fields    []LetterField `yaml:"fields"`
	Sections  []Section     `yaml:"sections"`
	Signature words.Text    `yaml:"signature"`
	Verify    bool          `yaml:"verify"` // carries a verification code

	hash string
	body string
}

// LetterField is one named value of a letter; a hidden one only fills places in the text.
type LetterField struct {
	Name   string     `yaml:"name"`
	Title  words.Text `yaml:"title"`
	Hidden bool       `yaml:"hidden"`
}

// Section is one part of a letter: a text, or a table whose rows are given by name.
type Section struct {
	Name    string     `yaml:"name"`
	Title   words.Text `yaml:"title"`
	Text    words.Text `yaml:"text"`
	Rows    string     `yaml:"rows"`
	Columns []Column   `yaml:"columns"`
}

// Column heads one column of a section's table.
type Column struct {
	Name  string     `yaml:"name"`
	Title words.Text `yaml:"title"`
}

// Templates are the loaded letters.
type Templates struct{ byCode map[string]*Template }

// Get finds a template by code.
func (t *Templates) Get(code string) (*Template, error) {
	if x := t.byCode[code]; x != nil {
		return x, nil
	}
	return nil, UnknownLetter.With("letter", code)
}

// Codes lists the templates.
func (t *Templates) Codes() []string {
	codes := make([]string, 0, len(t.byCode))
	for c := range t.byCode {
		codes = append(codes, c)
	}
	sort.Strings(codes)
	return codes
}

func loadTemplates(fsys fs.FS) (*Templates, lawFaults) {
	t, l := &Templates{map[string]*Template{}}, lawFaults{}
	names, err := fs.Glob(fsys, "letters/*.yaml")
	if err != nil || len(names) == 0 {
		l.add("letters/", "no letter")
		return t, l
	}
	prefixes := map[string]bool{}
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			l.add(name, "unreadable")
			continue
		}
		x, err := parseTemplate(string(b))
		if err != nil {
			l.add(name, "not a letter: "+err.Error())
			continue
		}
		checkTemplate(&l, name, x)
		l.must(!prefixes[x.Prefix], name, "another letter has the prefix "+x.Prefix)
		prefixes[x.Prefix] = true
		t.byCode[x.Code] = x
	}
	return t, l
}

func parseTemplate(body string) (*Template, error) {
	x := &Template{}
	if err := yaml.UnmarshalWithOptions([]byte(body), x, yaml.Strict()); err != nil {
		return nil, err
	}
	x.hash, x.body = textHash(body), body
	return x, nil
}

var (
	place        = regexp.MustCompile(`\{([^{}]*)\}`)
	numberPrefix = regexp.MustCompile(`^[A-Z]{2}$`)
)

func checkTemplate(l *lawFaults, file string, x *Template) {
	l.must(x.Code == stem(file), file, "the code is not the file's name")
	l.must(numberPrefix.MatchString(x.Prefix), file, "the prefix is not two capital letters")
	l.text(file, "title", x.Title)
	l.text(file, "signature", x.Signature)
	l.must(len(x.Basis) > 0, file, "no basis")
	for _, c := range x.Basis {
		l.cited(file, "basis", c)
	}
	known := map[string]bool{}
	for _, f := range x.Fields {
		l.must(plainName.MatchString(f.Name) && !known[f.Name], file, "field "+f.Name+" is badly named or twice")
		l.text(file, "field "+f.Name, f.Title)
		known[f.Name] = true
	}
	places := func(t words.Text) {
		for _, s := range []string{t.Zh, t.En} {
			for _, m := range place.FindAllStringSubmatch(s, -1) {
				l.must(known[m[1]], file, "the place {"+m[1]+"} is not among the fields")
			}
		}
	}
	places(x.Signature)
	for _, s := range x.Sections {
		l.text(file, "section "+s.Name, s.Title)
		l.must((s.Rows == "") != s.Text.IsZero(), file, "section "+s.Name+" is neither text nor rows")
		l.must((s.Rows == "") == (len(s.Columns) == 0), file, "section "+s.Name+" and its columns do not agree")
		if s.Rows == "" {
			l.text(file, "section "+s.Name, s.Text)
			places(s.Text)
		}
		for _, c := range s.Columns {
			l.text(file, "column "+c.Name, c.Title)
		}
	}
}

// Values fill a template: its fields by name, and its tables' rows by name.
type Values struct {
	Fields    map[string]words.Text     `json:"fields"`
	Rows      map[string][][]words.Text `json:"rows,omitempty"`
	Documents []string                  `json:"documents,omitempty"` // of a letter for matters of several laws: whose citations it carries
}

// Page is a filled letter (文书): what a printer needs and nothing else. Every text is in both languages.
type Page struct {
	Template  string
	Title     words.Text
	Number    string // the letter's own number
	Code      string // the verification code, grouped as it is printed; "" if the letter has none
	Fields    []PageField
	Sections  []PageSection
	Signature words.Text
	Basis     []Citation
}

// PageField is one titled value.
type PageField struct {
	Name         string
	Title, Value words.Text
}

// PageSection is one part: a text, or a table.
type PageSection struct {
	Name        string
	Title, Text words.Text
	Columns     []words.Text
	Rows        [][]words.Text
}

// Fill puts the values into the template. A field without a value, or a row of another width, is our own fault.
func (x *Template) Fill(v Values) (Page, error) {
	page := Page{Template: x.Code, Title: x.Title, Basis: x.Basis}
	pairs := make([]any, 0, 2*len(x.Fields))
	for _, f := range x.Fields {
		value, ok := v.Fields[f.Name]
		if !ok {
			return Page{}, BadLetter.With("letter", x.Code, "what", f.Name)
		}
		pairs = append(pairs, f.Name, value)
		if !f.Hidden {
			page.Fields = append(page.Fields, PageField{f.Name, f.Title, value})
		}
	}
	for _, s := range x.Sections {
		out := PageSection{Name: s.Name, Title: s.Title, Text: fill(s.Text, pairs)}
		if s.Rows != "" {
			rows, ok := v.Rows[s.Rows]
			if !ok {
				return Page{}, BadLetter.With("letter", x.Code, "what", s.Rows)
			}
			for _, r := range rows {
				if len(r) != len(s.Columns) {
					return Page{}, BadLetter.With("letter", x.Code, "what", s.Rows)
				}
			}
			out.Rows = rows
			for _, c := range s.Columns {
				out.Columns = append(out.Columns, c.Title)
			}
		}
		page.Sections = append(page.Sections, out)
	}
	page.Signature = fill(x.Signature, pairs)
	if len(v.Documents) > 0 {
		page.Basis = slices.DeleteFunc(slices.Clone(x.Basis), func(c Citation) bool { return !slices.Contains(v.Documents, c.Document) })
	}
	return page, nil
}

func fill(t words.Text, pairs []any) words.Text {
	return words.Text{Zh: t.Fill(words.Zh, pairs...), En: t.Fill(words.En, pairs...)}
}
