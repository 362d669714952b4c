package casework

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/goccy/go-yaml"

	"renshe/internal/words"
)

// Retention is a class under which finished cases are archived (归档类别), of law/retention.yaml. How long it is kept is a figure of law:
// where none was found it is unknown, and nothing is destroyed.
type Retention struct {
	Code    string     `yaml:"code"`
	Title   words.Text `yaml:"title"`
	Effects []string   `yaml:"effects"` // of which items
	Years   int        `yaml:"years"`
	Basis   Citation   `yaml:"basis"` // of Years
	Unknown words.Text `yaml:"unknown"`
}

// Length says how long it is kept.
func (r Retention) Length() words.Text {
	if r.Years == 0 {
		return r.Unknown
	}
	return fill(wKeptYears, []any{"n", r.Years, "rule", r.Basis.String()})
}

var wKeptYears = words.Text{Zh: "{n}年（{rule}）", En: "{n} years ({rule})"}

func (all *Items) loadRetention(l *lawFaults, fsys fs.FS) {
	const file = "retention.yaml"
	var list struct {
		Classes []Retention `yaml:"classes"`
	}
	b, err := fs.ReadFile(fsys, file)
	if err == nil {
		err = yaml.UnmarshalWithOptions(b, &list, yaml.Strict())
	}
	l.must(err == nil, file, fmt.Sprint("unreadable: ", err))
	all.retention = list.Classes
	held := map[string]int{}
	for _, c := range list.Classes {
		l.must(plainName.MatchString(c.Code), file, "class "+c.Code+" is badly named")
		l.text(file, "class "+c.Code, c.Title)
		if c.Years > 0 {
			l.cited(file, "class "+c.Code, c.Basis)
		} else {
			l.text(file, "class "+c.Code, c.Unknown)
		}
		for _, e := range c.Effects {
			l.must(effects[e] != nil, file, "class "+c.Code+" holds the effect "+e+", which is none")
			held[e]++
		}
	}
	for e := range effects {
		l.must(held[e] == 1, file, "the effect "+e+" is in no class, or in two")
	}
}

// retentionOf is the class of an item.
func (all *Items) retentionOf(it *Item) Retention {
	i := slices.IndexFunc(all.retention, func(r Retention) bool { return slices.Contains(r.Effects, it.Effect.Kind) })
	if i < 0 {
		return Retention{} // an item of before its effect had a name
	}
	return all.retention[i]
}
