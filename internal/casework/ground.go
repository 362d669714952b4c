package casework

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/goccy/go-yaml"

	"renshe/internal/words"
)

// ClockGround is one reason why a clock may stand or be extended (中止、延长的理由), of law/clocks.yaml: a closed list.
type ClockGround struct {
	Code        string     `yaml:"code"`
	Title       words.Text `yaml:"title"`
	Topics      []string   `yaml:"topics"`      // the limits that it holds for
	Basis       Citation   `yaml:"basis"`       // of a pause: the document that lets the law's limit stand
	Unconfirmed words.Text `yaml:"unconfirmed"` // instead: no document was found; only our own promise stands
}

// Lawful says whether a document lets the law's own limit stand on this ground.
func (g ClockGround) Lawful() bool { return g.Unconfirmed.IsZero() }

// clockFile is law/clocks.yaml.
type clockFile struct {
	Pauses     []ClockGround `yaml:"pauses"`
	Extensions []ClockGround `yaml:"extensions"`
}

func (all *Items) loadClocks(l *lawFaults, fsys fs.FS, known Known) {
	const file = "clocks.yaml"
	b, err := fs.ReadFile(fsys, file)
	if err == nil {
		err = yaml.UnmarshalWithOptions(b, &all.clocks, yaml.Strict())
	}
	l.must(err == nil, file, fmt.Sprint("unreadable: ", err))
	extended := map[string]int{}
	for _, one := range known.Limits {
		extended[one.Topic] = one.Extension
	}
	codes := map[string]bool{}
	for _, g := range slices.Concat(all.clocks.Pauses, all.clocks.Extensions) {
		l.must(plainName.MatchString(g.Code) && !codes[g.Code], file, "ground "+g.Code+" is badly named or twice")
		l.text(file, "ground "+g.Code, g.Title)
		codes[g.Code] = true
		for _, topic := range g.Topics {
			_, ok := extended[topic]
			l.must(ok, file, "ground "+g.Code+" names the limit "+topic+", which law/limits does not have")
		}
	}
	for _, g := range all.clocks.Pauses {
		if g.Lawful() {
			l.cited(file, "ground "+g.Code, g.Basis)
			l.must(len(g.Topics) > 0, file, "ground "+g.Code+" rests on a document and names no limit")
			continue
		}
		l.text(file, "ground "+g.Code, g.Unconfirmed)
		l.must(g.Basis == (Citation{}) && len(g.Topics) == 0, file, "ground "+g.Code+" is unconfirmed and yet cites a document or names a limit")
	}
	for _, g := range all.clocks.Extensions {
		l.must(len(g.Topics) > 0 && g.Lawful() && g.Basis == (Citation{}), file, "ground "+g.Code+" extends no limit, or cites what law/limits cites")
		for _, topic := range g.Topics {
			l.must(extended[topic] > 0, file, "the law does not extend the limit "+topic)
		}
	}
}

// PauseGrounds are the grounds on which the clock of this limit may stand. One that no document names turns our own promise alone, so
// it is offered only where there is a promise that is tighter than the law.
func (all *Items) PauseGrounds(legal, promise Limit) []ClockGround {
	return slices.DeleteFunc(slices.Clone(all.clocks.Pauses), func(g ClockGround) bool {
		if g.Lawful() {
			return !slices.Contains(g.Topics, legal.Topic)
		}
		return promise == legal || !promise.Known() || promise.Kind == Immediate
	})
}

// ExtensionGrounds are the grounds on which this limit may be extended.
func (all *Items) ExtensionGrounds(legal Limit) []ClockGround {
	return slices.DeleteFunc(slices.Clone(all.clocks.Extensions), func(g ClockGround) bool {
		return legal.Extension == 0 || !slices.Contains(g.Topics, legal.Topic)
	})
}

// groundTitle is the word for a ground that a stored move names.
func (all *Items) groundTitle(code string) words.Text {
	for _, g := range slices.Concat(all.clocks.Pauses, all.clocks.Extensions) {
		if g.Code == code {
			return g.Title
		}
	}
	return words.Text{}
}

func chosen(list []ClockGround, code string) (ClockGround, bool) {
	i := slices.IndexFunc(list, func(g ClockGround) bool { return g.Code == code })
	if i < 0 {
		return ClockGround{}, false
	}
	return list[i], true
}
