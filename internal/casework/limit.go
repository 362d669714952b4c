package casework

import (
	"strings"

	"renshe/civil"
	"renshe/internal/words"
)

// Limit is how long the office may take (时限). An item's file names a topic of law/limits, and the length comes from there; or it
// says that no law sets one; or that the matter is done at once. A case keeps the length it began with.
type Limit struct {
	Topic       string     `yaml:"topic"`
	Days        int        `yaml:"days"`
	Kind        string     `yaml:"kind"`      // working, calendar, immediate; "" of an unknown limit
	Extension   int        `yaml:"extension"` // by how many days the law allows more
	Roll        bool       `yaml:"roll"`      // a last day on a rest day moves to the next working day: of who is bound by it, never of the office
	Document    string     `yaml:"document"`
	Article     string     `yaml:"article"`
	Unconfirmed words.Text `yaml:"unconfirmed"` // of a length whose text was not read: how sure it is
	Unknown     words.Text `yaml:"unknown"`     // why there is no legal limit: none was found, or none is set
}

// The kinds of limit.
const (
	Working   = "working"
	Calendar  = "calendar"
	Immediate = "immediate"
)

// limitSource is what the file of an item says of its limit: one of the three.
type limitSource struct {
	Topic   string     `yaml:"topic"`
	Unknown words.Text `yaml:"unknown"`
	AtOnce  bool       `yaml:"at-once"`
}

// Known says whether there is a limit to keep.
func (l Limit) Known() bool { return l.Kind != "" }

// Cite is "document article".
func (l Limit) Cite() string { return strings.TrimSpace(l.Document + " " + l.Article) }

var (
	wComma   = words.Text{Zh: "，", En: ", "}
	wOpening = words.Text{Zh: "（", En: " ("}
	wClosing = words.Text{Zh: "）", En: ")"}
)

// Title says the limit with its article, and how sure it is where the text was not read; of an unknown one, that it is unknown.
func (l Limit) Title() words.Text {
	if !l.Known() {
		return l.Unknown
	}
	t := fill(limitKinds[l.Kind], []any{"days", l.Days})
	if cite := l.Cite(); cite != "" {
		t = joined(t, wComma, both(cite))
	}
	if !l.Unconfirmed.IsZero() {
		t = joined(t, wOpening, l.Unconfirmed, wClosing)
	}
	return t
}

func joined(parts ...words.Text) (t words.Text) {
	for _, p := range parts {
		t.Zh, t.En = t.Zh+p.Zh, t.En+p.En
	}
	return t
}

// Promise is a limit that a place has published for itself (承诺时限). It tightens the legal one, or stands where there is none.
type Promise struct {
	Place    civil.Division `yaml:"place"`
	Days     int            `yaml:"days"`
	Kind     string         `yaml:"kind"` // only where the law sets no limit; else as the law counts
	Document string         `yaml:"document"`
	Article  string         `yaml:"article"`
}

// LimitNow is the limit that a case stands under: that of its stage, of a dispute; else the one that the county works by.
func (it *Item) LimitNow(c *Case) Limit {
	if s := it.Stage(c.Stage); s != nil {
		return s.Limit
	}
	return it.Promised(c.County)
}

// Promised is the limit that the county works by: the shortest promise of the places it lies in, or the legal limit.
func (it *Item) Promised(c civil.County) Limit {
	best := it.Limit
	for _, p := range it.Promises {
		if !c.Division().Within(p.Place) || best.Known() && p.Days >= best.Days {
			continue
		}
		kind := best.Kind
		if kind == "" {
			kind = p.Kind
		}
		best = Limit{Topic: best.Topic, Days: p.Days, Kind: kind, Document: p.Document, Article: p.Article}
	}
	return best
}
