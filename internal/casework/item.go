package casework

import (
	"slices"
	"strings"

	"renshe/internal/words"
)

// Item is one service item (服务事项), read from law/items/CODE.yaml with its blocks put in.
type Item struct {
	Code        string            `yaml:"code"`
	Goes        Way               `yaml:"way"`
	Authority   string            `yaml:"authority"` // of law/authorities.yaml
	Title       words.Text        `yaml:"title"`
	Short       words.Text        `yaml:"short"` // what a button says
	Area        string            `yaml:"area"`  // of law/areas.yaml
	Owner       words.Text        `yaml:"owner"` // the authority's name, filled in when the item is loaded
	Basis       []Citation        `yaml:"basis"`
	Applicants  []Choice          `yaml:"applicants"`
	Accept      []Level           `yaml:"accept"`        // where it is taken in
	Decide      Level             `yaml:"decide"`        // where it is decided
	OneAtATime  bool              `yaml:"one-at-a-time"` // a second one waits for the end of the first
	Deceased    string            `yaml:"deceased"`      // of somebody who has died: "only" then, "also" then, or "" not
	Limit       Limit             `yaml:"limit"`         // the legal limit
	Promises    []Promise         `yaml:"promises"`      // promised limits by place, never longer than the legal one
	Fields      []Field           `yaml:"fields"`
	Materials   []Material        `yaml:"materials"`
	Steps       []Step            `yaml:"steps"`
	Apart       Citation          `yaml:"apart"`       // the rule that keeps intake and decision apart
	Entitlement string            `yaml:"entitlement"` // the calculator that decides whether
	Calculator  string            `yaml:"calculator"`  // the calculator that decides how much
	Inputs      map[string]string `yaml:"inputs"`      // of an award: input of the calculator → field
	Conditions  []Condition       `yaml:"conditions"`  // of an award: what the calculator has to say
	Effect      Effect            `yaml:"effect"`
	Stages      []Stage           `yaml:"stages"` // of a dispute: the first is where it begins
	Refusals    []Ground          `yaml:"refusals"`
	Appeals     []Appeal          `yaml:"appeals"`
	AppealBasis Citation          `yaml:"appeal-basis"`
	Letters     map[string]string `yaml:"letters"` // outcome → template
	Trials      []Trial           `yaml:"tests"`   // cases that must end as they say; not part of what a case keeps

	hash string
	body string
}

// Way is how a matter goes (办理方式).
type Way string

// The ways.
const (
	ByDecision Way = "decide"  // taken in, reviewed, decided by another person
	Instantly  Way = "instant" // done at the window and logged (即办)
	ByReferral Way = "refer"   // taken in here, sent to the authority that owns it, its answer recorded (转送)
	ByAdvice   Way = "advise"  // answered and recorded; nothing is decided (咨询)
	ByDispute  Way = "dispute" // goes through stages with a limit each: a complaint, a mediation, a petition (分阶段办理)
)

// Way is how the item goes; a text that was kept before there were ways is decided.
func (it *Item) Way() Way {
	if it.Goes == "" {
		return ByDecision
	}
	return it.Goes
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
	Article    string     `yaml:"article" json:"article"`       // "" where it was not found
	Whole      bool       `yaml:"whole" json:"whole,omitempty"` // the document as a whole; which article was not found
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
	Paragraph    = "paragraph" // several sentences
)

// Material is one paper or its substitute (材料).
type Material struct {
	Name       string     `yaml:"name"`
	Title      words.Text `yaml:"title"`
	Form       string     `yaml:"form"` // original, copy, data
	Required   bool       `yaml:"required"`
	Basis      Citation   `yaml:"basis"`
	NotNeeded  NotNeeded  `yaml:"not-needed"`
	MayFollow  MayFollow  `yaml:"may-follow"` // 容缺: handed in after the acceptance
	Commitment Commitment `yaml:"commitment"` // 告知承诺: the applicant's word stands for it
	When       When       `yaml:"when"`
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
	Kind     string   `yaml:"kind"`
	Benefit  string   `yaml:"benefit"`  // grant, award, suspend, resume, confirm: which
	Also     []string `yaml:"also"`     // award: the benefits that the same calculation gives beside it; confirm: those confirmed with it
	Of       string   `yaml:"of"`       // award, inherit-account: the field that names the deceased; register keeps an award from being paid twice
	Start    string   `yaml:"start"`    // award: the field that says its first month
	Register string   `yaml:"register"` // register and the like: the kind of law/registers
	Scheme   string   `yaml:"scheme"`   // enrol, certify, end-relation: which
}

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
