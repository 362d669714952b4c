package casework

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/goccy/go-yaml"

	"renshe/civil"
	"renshe/internal/words"
)

// Item is one service item (服务事项), read from law/items/CODE.yaml.
type Item struct {
	Code        string            `yaml:"code"`
	Title       words.Text        `yaml:"title"`
	Short       words.Text        `yaml:"short"` // what a button says
	Area        string            `yaml:"area"`
	Owner       words.Text        `yaml:"owner"` // the authority that decides
	Basis       []Citation        `yaml:"basis"`
	Applicants  []Choice          `yaml:"applicants"`
	Accept      []Level           `yaml:"accept"` // where it is taken in
	Decide      Level             `yaml:"decide"` // where it is decided
	OneAtATime  bool              `yaml:"one-at-a-time"`
	Limit       Limit             `yaml:"limit"`    // the legal limit
	Promises    []Promise         `yaml:"promises"` // promised limits by place, never longer than the legal one
	Fields      []Field           `yaml:"fields"`
	Materials   []Material        `yaml:"materials"`
	Steps       []Step            `yaml:"steps"`
	Apart       Citation          `yaml:"apart"`       // the rule that keeps intake and decision apart
	Entitlement string            `yaml:"entitlement"` // the calculator that decides whether
	Calculator  string            `yaml:"calculator"`  // the calculator that decides how much
	Effect      Effect            `yaml:"effect"`
	Refusals    []Ground          `yaml:"refusals"`
	Appeals     []Appeal          `yaml:"appeals"`
	AppealBasis Citation          `yaml:"appeal-basis"`
	Letters     map[string]string `yaml:"letters"` // outcome → template

	hash string
	body string
}

// Hash names this text of the item; a case keeps the one it began with.
func (it *Item) Hash() string { return it.hash }

// Field finds a field by name.
func (it *Item) Field(name string) (Field, bool) {
	i := slices.IndexFunc(it.Fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return it.Fields[i], true
}

// Ground finds a ground of refusal by code.
func (it *Item) Ground(code string) (Ground, bool) {
	i := slices.IndexFunc(it.Refusals, func(g Ground) bool { return g.Code == code })
	if i < 0 {
		return Ground{}, false
	}
	return it.Refusals[i], true
}

// Promised is the limit that the county works by: the shortest promise of the places it lies in, or the legal limit.
func (it *Item) Promised(c civil.County) Limit {
	best := it.Limit
	for _, p := range it.Promises {
		if c.Division().Within(p.Place) && p.Days < best.Days {
			best.Days, best.Document, best.Article = p.Days, p.Document, p.Article
		}
	}
	return best
}

// Level is a level of the service (层级).
type Level string

// The levels.
const (
	Village  Level = "village"
	Township Level = "township"
	County   Level = "county"
	City     Level = "city"
)

// Citation is what an item, a limit or a letter rests on (依据).
type Citation struct {
	Document   string     `yaml:"document" json:"document"`
	Article    string     `yaml:"article" json:"article"`
	Quote      string     `yaml:"quote" json:"quote,omitempty"` // word for word
	Says       words.Text `yaml:"says" json:"says"`             // in plain words
	URL        string     `yaml:"url" json:"url,omitempty"`
	Checked    string     `yaml:"checked" json:"checked,omitempty"`
	Confidence string     `yaml:"confidence" json:"confidence,omitempty"`
}

// String is "document article", as prints quote it.
func (c Citation) String() string { return strings.TrimSpace(c.Document + " " + c.Article) }

// Choice is one answer of a choice.
type Choice struct {
	Code  string     `yaml:"code"`
	Title words.Text `yaml:"title"`
}

// Limit is how long a decision may take (时限).
type Limit struct {
	Days     int    `yaml:"days"`
	Kind     string `yaml:"kind"` // working, calendar, immediate
	Document string `yaml:"document"`
	Article  string `yaml:"article"`
}

// The kinds of limit.
const (
	Working   = "working"
	Calendar  = "calendar"
	Immediate = "immediate"
)

// Cite is "document article".
func (l Limit) Cite() string { return strings.TrimSpace(l.Document + " " + l.Article) }

// Title says the limit with its article.
func (l Limit) Title() words.Text {
	kind := limitKinds[l.Kind]
	return words.Text{
		Zh: kind.Fill(words.Zh, "days", l.Days) + "，" + l.Cite(),
		En: kind.Fill(words.En, "days", l.Days) + ", " + l.Cite(),
	}
}

// Promise is a limit that a place has published for itself.
type Promise struct {
	Place    civil.Division `yaml:"place"`
	Days     int            `yaml:"days"`
	Document string         `yaml:"document"`
	Article  string         `yaml:"article"`
}

// When makes a field or a material depend on an earlier answer.
type When struct {
	Field string `yaml:"field"`
	Is    string `yaml:"is"`
}

// Field is one question of the form (表单项).
type Field struct {
	Name     string     `yaml:"name"`
	Title    words.Text `yaml:"title"`
	Kind     string     `yaml:"kind"`
	Help     words.Text `yaml:"help"`
	Required bool       `yaml:"required"`
	Default  string     `yaml:"default"`
	From     string     `yaml:"from"`   // which record answers it
	Locked   bool       `yaml:"locked"` // shown, never typed: the record is changed by its own item
	Personal bool       `yaml:"personal"`
	Choices  []Choice   `yaml:"choices"`
	When     When       `yaml:"when"`
}

// The kinds of field.
const (
	Text         = "text"
	YesNo        = "yes-no"
	OneOf        = "choice"
	DateField    = "date"
	MonthField   = "month"
	NumberField  = "number"
	MoneyField   = "money"
	CitizenField = "citizen-id"
	CardField    = "bank-card"
	PhoneField   = "phone"
)

// Material is one paper or its substitute (材料).
type Material struct {
	Name      string     `yaml:"name"`
	Title     words.Text `yaml:"title"`
	Form      string     `yaml:"form"` // original, copy, data
	Required  bool       `yaml:"required"`
	Basis     Citation   `yaml:"basis"`
	NotNeeded NotNeeded  `yaml:"not-needed"`
	When      When       `yaml:"when"`
}

// NotNeeded says which record makes a paper needless (数据替代材料), unless an answer of the form says otherwise.
type NotNeeded struct {
	Answer string     `yaml:"answer"`
	Reason words.Text `yaml:"reason"`
	Unless When       `yaml:"unless"`
}

// Step is one step of the way to the decision.
type Step struct {
	Name      string     `yaml:"name"`
	Title     words.Text `yaml:"title"`
	Level     Level      `yaml:"level"`
	ApartFrom string     `yaml:"apart-from"` // a step that another person must have done
}

// Effect is what an approval does, in the decision's own transaction.
type Effect struct {
	Kind    string `yaml:"kind"`
	Benefit string `yaml:"benefit"`
}

// The effects.
const (
	Grant          = "grant"            // benefit.GrantIn
	SetBankAccount = "set-bank-account" // enrolment.SetBankAccountIn
)

// Ground is one lawful reason to refuse (不予办理的理由).
type Ground struct {
	Code     string     `yaml:"code"`
	Title    words.Text `yaml:"title"`
	Document string     `yaml:"document"`
	Article  string     `yaml:"article"`
	Needs    string     `yaml:"needs"` // what must be so before the ground may be used
}

// needsNotEntitled makes a ground usable only where the rules themselves say no.
const needsNotEntitled = "not-entitled"

// Cite is "document article".
func (g Ground) Cite() string { return strings.TrimSpace(g.Document + " " + g.Article) }

// Appeal is one way to contest a decision (救济途径).
type Appeal struct {
	Kind     string     `yaml:"kind"` // reconsideration, suit
	Days     int        `yaml:"days"`
	Months   int        `yaml:"months"`
	Document string     `yaml:"document"`
	Article  string     `yaml:"article"`
	To       words.Text `yaml:"to"`
}

// Items is the loaded catalogue (事项目录).
type Items struct {
	byCode    map[string]*Item
	templates *Templates
	codes     []string
}

// LoadItems reads every file of items/ and letters/ and refuses the whole catalogue if one is wrong; the error lists
// everything that is. has says whether a calculator of that name exists.
func LoadItems(fsys fs.FS, has func(calculator string) bool) (*Items, error) {
	templates, faults := loadTemplates(fsys)
	names, err := fs.Glob(fsys, "items/*.yaml")
	if err != nil || len(names) == 0 {
		return nil, BadLaw.With("file", "items/", "what", "no service item").From(err)
	}
	all := &Items{byCode: map[string]*Item{}, templates: templates}
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, BadLaw.With("file", name, "what", "unreadable").From(err)
		}
		it, err := parseItem(string(b))
		if err != nil {
			faults.add(name, "not a service item: "+err.Error())
			continue
		}
		checkItem(&faults, name, it, templates, has)
		all.byCode[it.Code] = it
		all.codes = append(all.codes, it.Code)
	}
	sort.Strings(all.codes)
	return all, faults.err()
}

// Get finds the item in force by its code.
func (all *Items) Get(code string) (*Item, error) {
	if it := all.byCode[code]; it != nil {
		return it, nil
	}
	return nil, UnknownItem.With("item", code)
}

// All lists the items by code.
func (all *Items) All() []*Item {
	list := make([]*Item, len(all.codes))
	for i, c := range all.codes {
		list[i] = all.byCode[c]
	}
	return list
}

// Templates gives the letters.
func (all *Items) Templates() *Templates { return all.templates }

func parseItem(body string) (*Item, error) {
	it := &Item{}
	if err := yaml.UnmarshalWithOptions([]byte(body), it, yaml.Strict()); err != nil {
		return nil, err
	}
	it.hash, it.body = textHash(body), body
	return it, nil
}

func textHash(body string) string {
	sum := sha256.Sum256([]byte(body))
	return hex.EncodeToString(sum[:16])
}

// stem is the file's name without folder and ending.
func stem(name string) string { return strings.TrimSuffix(path.Base(name), ".yaml") }
