package registration

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// Kind is one kind of registration (登记种类), read from law/registers/CODE.yaml.
type Kind struct {
	Code       string      `yaml:"code"`
	Title      words.Text  `yaml:"title"`
	Basis      []Basis     `yaml:"basis"`
	Attributes []Attribute `yaml:"attributes"`
	Months     int         `yaml:"months"`   // how long it lasts; 0 until it is ended
	EndedBy    []string    `yaml:"ended-by"` // roles that may end it
	Replaces   []string    `yaml:"replaces"` // kinds whose living entry ends when this one begins
}

// Basis is what a kind rests on. An article that was not found is left out.
type Basis struct {
	Document   string `yaml:"document"`
	Article    string `yaml:"article"`
	Checked    string `yaml:"checked"`
	Confidence string `yaml:"confidence"`
}

// String is "document article".
func (b Basis) String() string { return strings.TrimSpace(b.Document + " " + b.Article) }

// Attribute is one thing that an entry says.
type Attribute struct {
	Name     string     `yaml:"name"`
	Title    words.Text `yaml:"title"`
	Required bool       `yaml:"required"`
}

// BadKind is a file of law/registers that the program refuses to work by.
var BadKind = fail.Define(fail.Internal, "registration.bad-kind",
	words.Text{Zh: "登记种类文件 {file} 有错：{what}。", En: "The file {file} of a kind of registration is wrong: {what}."},
	words.Text{Zh: "程序没有启动，数据没有变化。", En: "The program did not start; no data changed."},
	words.Text{Zh: "请更正文件后再启动。", En: "Correct the file and start again."})

var (
	plainName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	marks     = []string{"S", "S2", "D", "K-high", "K-med"}
	// noMark is what no register of people may be about: whoever petitions or complains is not registered for it.
	noMark = regexp.MustCompile(`(?i)信访|上访|缠访|闹访|维稳|稳控|投诉人|举报人|petition|complain|trouble`)
)

// Load reads every kind and refuses all of them if one is wrong; the error lists everything that is.
func Load(fsys fs.FS) ([]Kind, error) {
	names, err := fs.Glob(fsys, "registers/*.yaml")
	if err != nil || len(names) == 0 {
		return nil, BadKind.With("file", "registers/", "what", "no kind").From(err)
	}
	var kinds []Kind
	var wrong []error
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		var k Kind
		if err == nil {
			err = yaml.UnmarshalWithOptions(b, &k, yaml.Strict())
		}
		if err != nil {
			wrong = append(wrong, BadKind.With("file", name, "what", err))
			continue
		}
		for _, what := range k.faults(strings.TrimSuffix(path.Base(name), ".yaml")) {
			wrong = append(wrong, BadKind.With("file", name, "what", what))
		}
		kinds = append(kinds, k)
	}
	for _, k := range kinds {
		for _, other := range k.Replaces {
			if !slices.ContainsFunc(kinds, func(o Kind) bool { return o.Code == other && other != k.Code }) {
				wrong = append(wrong, BadKind.With("file", "registers/"+k.Code+".yaml", "what", "it replaces "+other+", which is no kind"))
			}
		}
	}
	return kinds, errors.Join(wrong...)
}

func (k Kind) faults(stem string) (list []string) {
	must := func(ok bool, what string) {
		if !ok {
			list = append(list, what)
		}
	}
	must(plainName.MatchString(k.Code) && k.Code == stem, "the code is not the file's name")
	must(k.Title.Zh != "" && k.Title.En != "", "the title lacks a language")
	must(!noMark.MatchString(k.Code+" "+k.Title.Zh+" "+k.Title.En), "nobody is registered for a petition or a complaint")
	must(len(k.Basis) > 0, "no basis")
	for _, b := range k.Basis {
		_, err := civil.ParseDate(b.Checked)
		must(b.Document != "" && err == nil && slices.Contains(marks, b.Confidence), "a basis lacks its document, the day it was checked or its confidence")
		must(b.Article != "" || b.Confidence != "S", "a law that was read has an article")
	}
	must(k.Months >= 0 && len(k.EndedBy) > 0, "it does not say how long it lasts or who may end it")
	for _, role := range k.EndedBy {
		must(access.Role(role).Permissions() != nil, "no role "+role+" to end it")
	}
	seen := map[string]bool{}
	for _, a := range k.Attributes {
		must(plainName.MatchString(a.Name) && !seen[a.Name] && a.Title.Zh != "" && a.Title.En != "", "the attribute "+a.Name+" is badly named, twice, or lacks a language")
		seen[a.Name] = true
		must(!noMark.MatchString(a.Name+" "+a.Title.Zh+" "+a.Title.En), "the attribute "+a.Name+" is about a petition or a complaint")
	}
	return list
}
