package casework

import (
	"errors"
	"maps"
	"strconv"
	"strings"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

const (
	yes = "yes"
	no  = "no"

	longestAnswer    = 200  // characters; a form asks for facts, not for essays
	longestParagraph = 2000 // characters of a question, or of what was answered
)

// sources are the records that can answer a field or replace a paper.
var sources = []string{
	fromName, fromCitizenID, fromBirth, fromVillage, fromHousehold, fromPhone,
	fromReach, fromPaidMonths, fromAccount, fromBankAccount, fromPayTo, fromFinding, fromDeemed,
}

const (
	fromName        = "register.name"
	fromCitizenID   = "register.citizen-id"
	fromBirth       = "register.birth"
	fromVillage     = "register.village"
	fromHousehold   = "register.household"
	fromPhone       = "register.phone"
	fromReach       = "enrolment.reach-month"
	fromPaidMonths  = "enrolment.paid-months"
	fromAccount     = "enrolment.account"
	fromBankAccount = "enrolment.bank-account"
	fromPayTo       = "enrolment.pay-to"
	fromFinding     = "outreach.finding"
	fromDeemed      = "registration.deemed-months"
)

// Form is what was filled in (表单内容). An absent field was never touched; an empty one was cleared.
type Form struct {
	Fields    map[string]string `json:"fields,omitempty"`
	Materials map[string]string `json:"materials,omitempty"` // name → original, copy, data, later, commitment; "" is not there
}

func (f Form) equal(g Form) bool {
	return maps.Equal(f.Fields, g.Fields) && maps.Equal(f.Materials, g.Materials)
}

// Question is one field as a page shows it.
type Question struct {
	Field
	Value    string
	Asked    bool // false: an earlier answer makes it needless
	FromData bool // the value comes from a record and was not typed
}

// Paper is one material as a page shows it.
type Paper struct {
	Material
	Given     string // original, copy, data or ""
	Asked     bool
	NotNeeded bool // a record answers it
}

// Missing is one thing that stands between the form and its acceptance.
type Missing struct {
	Kind  string // field, material
	Name  string
	Title words.Text
	Basis string
}

// The kinds of what is missing.
const (
	MissingField    = "field"
	MissingMaterial = "material"
)

// answers resolves every field of the item: typed, else from a record, else the default; in the form's order, so that a
// field that depends on another sees its answer. An answer that is not asked counts for nothing.
func answers(it *Item, form Form, known map[string]string) []Question {
	given := map[string]string{}
	list := make([]Question, 0, len(it.Fields))
	for _, f := range it.Fields {
		q := Question{Field: f, Asked: f.When == (When{}) || given[f.When.Field] == f.When.Is}
		typed, touched := form.Fields[f.Name]
		switch {
		case f.Locked, !touched && known[f.From] != "":
			q.Value, q.FromData = known[f.From], known[f.From] != ""
		case touched:
			q.Value = typed
		default:
			q.Value = f.Default
		}
		if q.Asked {
			given[f.Name] = q.Value
		}
		list = append(list, q)
	}
	return list
}

func papers(it *Item, form Form, known map[string]string, asked []Question) []Paper {
	list := make([]Paper, 0, len(it.Materials))
	for _, m := range it.Materials {
		p := Paper{Material: m, Given: form.Materials[m.Name], Asked: m.When.holds(asked)}
		// A record replaces a paper, unless the person chose something new: a new account still wants its card.
		unless := m.NotNeeded.Unless
		p.NotNeeded = m.NotNeeded.Answer != "" && known[m.NotNeeded.Answer] != "" && (unless == (When{}) || !unless.holds(asked))
		list = append(list, p)
	}
	return list
}

// holds says whether the answer is there; no condition always holds.
func (w When) holds(questions []Question) bool {
	return w == (When{}) || value(questions, w.Field) == w.Is
}

// value is the answer to a field that was asked, "" otherwise.
// asked are the answers to what is asked, by name.
func asked(questions []Question) map[string]string {
	all := make(map[string]string, len(questions))
	for _, q := range questions {
		if q.Asked {
			all[q.Name] = q.Value
		}
	}
	return all
}

func value(questions []Question, name string) string {
	for _, q := range questions {
		if q.Name == name && q.Asked {
			return q.Value
		}
	}
	return ""
}

// missing lists everything at once: the law wants it said once.
func missing(it *Item, questions []Question, papers []Paper) []Missing {
	var list []Missing
	basis := ""
	if len(it.Basis) > 0 {
		basis = it.Basis[0].String()
	}
	for _, q := range questions {
		if q.Asked && q.Required && strings.TrimSpace(q.Value) == "" {
			list = append(list, Missing{MissingField, q.Name, q.Title, basis})
		}
	}
	for _, p := range papers {
		if p.Asked && p.Required && !p.NotNeeded && p.Given == "" {
			cite := p.Basis.String()
			if cite == "" {
				cite = basis
			}
			list = append(list, Missing{MissingMaterial, p.Name, p.Title, cite})
		}
	}
	return list
}

// checkAnswers validates what was typed and gives the normalised values; all faults at once.
func checkAnswers(questions []Question) (values map[string]string, warnings []civil.Warning, err error) {
	values = map[string]string{}
	var all []error
	for _, q := range questions {
		if !q.Asked || q.Value == "" || q.Locked {
			continue
		}
		v, warn, err := q.parse(q.Value)
		if err != nil {
			e := *fail.As(err) // the fault of civil knows nothing of this form
			all = append(all, e.On(q.Name))
			continue
		}
		values[q.Name] = v
		warnings = append(warnings, warn...)
	}
	return values, warnings, errors.Join(all...)
}

// parse reads one typed answer.
func (f Field) parse(s string) (string, []civil.Warning, error) {
	s = strings.TrimSpace(s)
	switch f.Kind {
	case CitizenField:
		id, warnings, err := civil.ParseCitizenID(s)
		return string(id), warnings, err
	case CardField:
		card, warnings, err := civil.ParseBankCard(s)
		return string(card), warnings, err
	case DateField:
		d, err := civil.ParseDate(s)
		return d.String(), nil, err
	case MonthField:
		m, err := civil.ParseMonth(s)
		return m.String(), nil, err
	case PhoneField:
		p, err := parsePhone(s)
		return p, nil, err
	case MoneyField:
		fen, err := money.ParseYuan(s)
		if err != nil {
			return "", nil, BadMoney.With("field", f.Title).From(err)
		}
		return fen.Plain(), nil, nil
	case NumberField:
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 {
			return "", nil, BadNumber.With("field", f.Title).From(err)
		}
		return strconv.Itoa(n), nil, nil
	case OneOf:
		for _, c := range f.Choices {
			if c.Code == s {
				return s, nil, nil
			}
		}
		return "", nil, NoChoice.With("field", f.Title)
	case YesNo:
		if s != yes && s != no {
			return "", nil, NoChoice.With("field", f.Title)
		}
		return s, nil, nil
	}
	if utf8.RuneCountInString(s) > f.longest() {
		return "", nil, TooLong.With("field", f.Title, "count", f.longest())
	}
	return s, nil, nil
}

func (f Field) longest() int {
	if f.Kind == Paragraph {
		return longestParagraph
	}
	return longestAnswer
}

// parsePhone takes a mobile number, or a landline with its area code.
func parsePhone(s string) (string, error) {
	var digits strings.Builder
	for _, r := range s {
		switch {
		case r >= '０' && r <= '９':
			digits.WriteRune(r - '０' + '0')
		case r >= '0' && r <= '9':
			digits.WriteRune(r)
		case r != ' ' && r != '-' && r != '－' && r != '　':
			return "", BadPhone.With()
		}
	}
	n := digits.String()
	mobile := len(n) == 11 && n[0] == '1'
	landline := len(n) >= 10 && len(n) <= 12 && n[0] == '0'
	if !mobile && !landline {
		return "", BadPhone.With()
	}
	return n, nil
}

// merge lays what a page sends over what is kept. It stores half-typed answers as they are: a draft survives a power cut,
// and only submission judges it. Fields that the item does not have, or that a record answers, are refused.
func merge(it *Item, kept, sent Form) (Form, error) {
	out := Form{Fields: map[string]string{}, Materials: map[string]string{}}
	for k, v := range kept.Fields {
		out.Fields[k] = v
	}
	for k, v := range kept.Materials {
		out.Materials[k] = v
	}
	var all []error
	for name, v := range sent.Fields {
		f, ok := it.Field(name)
		switch {
		case !ok:
			all = append(all, UnknownField.With("field", name).On(name))
		case f.Locked:
			all = append(all, LockedField.With("field", f.Title).On(name))
		case utf8.RuneCountInString(v) > f.longest():
			all = append(all, TooLong.With("field", f.Title, "count", f.longest()).On(name))
		default:
			out.Fields[name] = v
		}
	}
	for name, v := range sent.Materials {
		m, ok := it.material(name)
		switch {
		case !ok:
			all = append(all, UnknownField.With("field", name).On(name))
		case !m.allows(v):
			all = append(all, NoChoice.With("field", m.Title).On(name))
		default:
			out.Materials[name] = v
		}
	}
	return out, errors.Join(all...)
}

func (it *Item) material(name string) (Material, bool) {
	for _, m := range it.Materials {
		if m.Name == name {
			return m, true
		}
	}
	return Material{}, false
}
