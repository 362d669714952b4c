package policy

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"regexp"
	"slices"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/policy/internal/lawfile"
)

// Limit is a time limit that a law sets (法定期限): how long, from which day, and who is bound. law/limits holds them.
type Limit struct {
	Topic      string // "arbitration-award"
	Title      words.Text
	From       words.Text // what the start is: "the day the application is accepted"
	Bound      Bound
	Length     int
	Extension  int // by how much it may be extended; 0 not at all
	Unit       LimitUnit
	Before     bool // counted back from the start
	Sense      Sense
	Roll       bool // a last day on a rest day moves to the next working day
	Cite       Citation
	Confidence Confidence
	Note       words.Text
	Items      []string // the service items it governs: "R07"
}

// Bound says who is bound by a limit (谁受约束).
type Bound string

// Who is bound.
const (
	BoundCitizen  Bound = "citizen"  // the person
	BoundEmployer Bound = "employer" // the employer
	BoundParty    Bound = "party"    // employer and person alike
	BoundOffice   Bound = "office"   // the authority
)

var boundTitles = map[Bound]words.Text{BoundCitizen: {Zh: "个人", En: "the person"}, BoundEmployer: {Zh: "用人单位", En: "the employer"},
	BoundParty: {Zh: "单位和个人", En: "employer and person alike"}, BoundOffice: {Zh: "办理机关", En: "the authority"}}

// LimitUnit is what a limit is counted in.
type LimitUnit string

// The units of a limit.
const (
	InWorkingDays    LimitUnit = "working-days"
	InDays           LimitUnit = "days"            // calendar days
	InMonths         LimitUnit = "months"          // to the day with the same number
	InYears          LimitUnit = "years"           // to the same day of the year
	InCalendarMonths LimitUnit = "calendar-months" // whole months, the start's own as the first
)

// limitUnits gives the words of a unit, the article that says how to count it, the longest that is no typing error, and the kind
// of a length.
var limitUnits = map[LimitUnit]struct {
	zh, en string
	law    Citation
	most   int
	kind   Kind
}{
	InWorkingDays:    {"个工作日", " working day", lawOf("行政许可法", "第八十二条"), 365, KindCount},
	InDays:           {"天", " day", lawOf("民法典", "第二百零一条"), 365, KindDays},
	InMonths:         {"个月", " month", lawOf("民法典", "第二百零二条"), 120, KindMonths},
	InYears:          {"年", " year", lawOf("民法典", "第二百零二条"), 10, KindYears},
	InCalendarMonths: {"个日历月（当月起）", " calendar month", Citation{}, 120, KindMonths},
}

// Sense says what the last day means (含义).
type Sense string

// The senses of a limit.
const (
	By        Sense = "by"         // done at the latest on the last day
	Lasts     Sense = "lasts"      // goes on through the last day
	NotBefore Sense = "not-before" // possible from the day after the last day
)

// limitFile is law/limits/AREA.yaml.
type limitFile struct {
	Title   words.Text `yaml:"title"`
	Checked string     `yaml:"checked"`
	Limits  []rawLimit `yaml:"limits"`
}

type rawLimit struct {
	Topic      string       `yaml:"topic"`
	Title      words.Text   `yaml:"title"`
	From       words.Text   `yaml:"from"`
	Bound      Bound        `yaml:"bound"`
	Length     int          `yaml:"length"`
	Extension  int          `yaml:"extension"`
	Unit       LimitUnit    `yaml:"unit"`
	Direction  string       `yaml:"direction"`
	Sense      Sense        `yaml:"sense"`
	Roll       string       `yaml:"roll"`
	Cite       lawfile.Cite `yaml:"cite"`
	Confidence string       `yaml:"confidence"`
	Note       words.Text   `yaml:"note"`
	Items      []string     `yaml:"items"`
}

// readLimits reads every file of limits/, sorted by topic.
func readLimits(fsys fs.FS) ([]Limit, error) {
	files, err := fs.Glob(fsys, "limits/*.yaml")
	if err != nil || len(files) == 0 {
		return nil, BadLaw.With("file", "limits", "problem", "no time limits").From(err)
	}
	var all []Limit
	for _, file := range files {
		b, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, BadLaw.With("file", file, "problem", "unreadable").From(err)
		}
		list, err := parseLimits(file, b)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	slices.SortFunc(all, func(a, b Limit) int { return cmp.Compare(a.Topic, b.Topic) })
	for i := 1; i < len(all); i++ {
		if all[i].Topic == all[i-1].Topic {
			return nil, BadLaw.With("file", "limits", "problem", "the topic "+all[i].Topic+" stands there twice")
		}
	}
	return all, nil
}

// parseLimits reads one file strictly.
func parseLimits(file string, b []byte) ([]Limit, error) {
	var f limitFile
	if err := lawfile.Decode(b, &f); err != nil {
		return nil, BadLaw.With("file", file, "problem", "not readable as time limits").From(err)
	}
	if _, err := civil.ParseDate(f.Checked); err != nil || f.Title.Zh == "" || f.Title.En == "" || len(f.Limits) == 0 {
		return nil, BadLaw.With("file", file, "problem", "a title in both languages, the day it was checked and limits are needed")
	}
	var list []Limit
	for i, r := range f.Limits {
		l, problem := r.limit(f.Checked)
		if problem != "" {
			return nil, BadLaw.With("file", file, "problem", fmt.Sprintf("limit %d (%s): %s", i+1, r.Topic, problem))
		}
		list = append(list, l)
	}
	return list, nil
}

var (
	topicPattern = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)+$`)
	itemPattern  = regexp.MustCompile(`^[A-Z][0-9]{2}$`)
)

// limit checks one entry and fills in what stands for itself: counted forward, to be done by the last day, rolling for whoever
// is not the authority.
func (r rawLimit) limit(checked string) (Limit, string) {
	l := Limit{Topic: r.Topic, Title: r.Title, From: r.From, Bound: r.Bound, Length: r.Length, Extension: r.Extension, Unit: r.Unit, Before: r.Direction == "before",
		Sense: cmp.Or(r.Sense, By), Confidence: parseConfidence(r.Confidence), Note: r.Note, Items: r.Items}
	l.Cite = Citation{Document: r.Cite.Document, Article: r.Cite.Article, URL: r.Cite.URL, Quote: r.Cite.Quote, Checked: checked, Confidence: l.Confidence}
	unit, known := limitUnits[l.Unit]
	switch {
	case !topicPattern.MatchString(r.Topic):
		return l, "a topic is words joined by hyphens"
	case r.Title.Zh == "" || r.Title.En == "" || r.From.Zh == "" || r.From.En == "":
		return l, "a title and the day it runs from are needed in both languages"
	case (r.Note.Zh == "") != (r.Note.En == ""):
		return l, "a note is needed in both languages"
	case boundTitles[l.Bound].IsZero():
		return l, "bound is citizen, employer, party or office"
	case !known:
		return l, "unit is working-days, days, months, years or calendar-months"
	case l.Length < 1 || l.Length > unit.most || l.Extension < 0 || l.Extension > unit.most:
		return l, "the length is no length of its unit"
	case !slices.Contains([]string{"", "after", "before"}, r.Direction) || !slices.Contains([]Sense{By, Lasts, NotBefore}, l.Sense):
		return l, "direction is after or before, sense is by, lasts or not-before"
	case r.Cite.Document == "" || r.Cite.Article == "" || r.Cite.Checked != "":
		return l, "document and article are needed; the day of checking stands at the head of the file"
	case !slices.Contains(lawfile.Marks, r.Confidence) || l.Confidence == Unknown:
		return l, "confidence is one of the marks but U: an unknown limit is not on file"
	case !l.Confidence.IsConfirmed() && l.Note.IsZero():
		return l, "a limit that was not read in a source says so in a note"
	case slices.ContainsFunc(r.Items, func(item string) bool { return !itemPattern.MatchString(item) }):
		return l, "an item is a code like R07"
	}
	return l, l.settle(r.Roll)
}

// settle decides whether the limit rolls, and refuses what cannot be counted.
func (l *Limit) settle(roll string) string {
	ends := l.Sense == By && !l.Before && l.Unit != InWorkingDays && l.Unit != InCalendarMonths
	switch l.Roll = ends && l.Bound != BoundOffice; {
	case l.Before && (l.Unit == InWorkingDays || l.Unit == InCalendarMonths || l.Extension > 0 || l.Sense != By):
		return "only days, months and years are counted back, and such a limit is not extended"
	case l.Unit == InCalendarMonths && (l.Sense == By || l.Extension > 0):
		return "whole calendar months last, or must pass; they are not extended"
	case roll == "" || roll == "no":
		l.Roll = l.Roll && roll == ""
		return ""
	case roll != "yes":
		return "roll is yes or no"
	case !ends:
		return "such a limit cannot roll"
	case l.Bound == BoundOffice && l.Note.IsZero():
		return "the office's own limit rolls only with a note that names the rule"
	}
	l.Roll = true
	return ""
}

// shown is "45 天".
func (l *Limit) shown(n int) words.Text {
	u := limitUnits[l.Unit]
	return words.Text{Zh: fmt.Sprint(n) + " " + u.zh, En: fmt.Sprint(n) + plural(int64(n), u.en)}
}

// end counts n units from the start: the last day, before any rolling.
func (l *Limit) end(cal *civil.Calendar, start civil.Date, n int) (civil.Date, error) {
	if l.Before {
		n = -n
	}
	switch l.Unit {
	case InWorkingDays:
		return cal.AddWorkingDays(start, n)
	case InDays:
		return start.Add(n), nil
	case InMonths:
		return start.AddMonths(n), nil
	case InYears:
		return start.AddMonths(12 * n), nil
	}
	return start.Month().Add(n - 1).LastDay(), nil
}

// limitsDigest identifies the limits on file, for the plan of the calculator that uses them.
func limitsDigest(list []Limit) string {
	h := sha256.New()
	for _, l := range list {
		fmt.Fprintf(h, "%+v\n", l)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Limits lists the statutory limits on file by topic.
func (s *Set) Limits() []Limit { return slices.Clone(s.limits) }
