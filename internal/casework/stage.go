package casework

import (
	"fmt"
	"slices"

	"github.com/goccy/go-yaml"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/policy"
)

// Stage is one stage of a dispute (阶段): registration, handling, review. It ends in one of its ends, which leads to another stage or
// answers the case.
type Stage struct {
	Name  string     `yaml:"name"`
	Title words.Text `yaml:"title"`
	By    words.Text `yaml:"by"`    // another organ's stage: what it decides is recorded here; "" is our own
	Limit Limit      `yaml:"limit"` // from the stage's first day
	Since string     `yaml:"since"` // of the first stage: the date field from which its limit counts instead, where it is answered
	Asked Right      `yaml:"asked"` // the stage begins only when a party asks for it, within this; the end before names it
	Tasks []Task     `yaml:"tasks"`
	Ends  []End      `yaml:"ends"`
}

// Task is a duty inside a stage, with its own clock (任务).
type Task struct {
	Name      string     `yaml:"name"`
	Title     words.Text `yaml:"title"`
	Kind      string     `yaml:"kind"`  // done, appoint
	Bound     string     `yaml:"bound"` // office, party: a party's limit is shown, and never our overdue
	Limit     Limit      `yaml:"limit"` // of one that is done; it counts from the stage's first day
	From      string     `yaml:"from"`  // or from the day on which that task was done
	Notice    Right      `yaml:"notice"`
	Postponed Right      `yaml:"postponed"`
}

// The kinds of task.
const (
	ToDo    = "done"    // done on a day
	Appoint = "appoint" // a day is named that lies ahead: a hearing
)

// The parties to a limit.
const (
	OfOffice = "office"
	OfParty  = "party"
)

// End is one way in which a stage ends (阶段结果).
type End struct {
	Code   string     `yaml:"code"`
	Title  words.Text `yaml:"title"`
	Says   words.Text `yaml:"says"`   // what it means: beside the choice, and in the letter
	To     string     `yaml:"to"`     // the stage that begins; "" answers the case
	Result Result     `yaml:"result"` // of an end that answers the case
	Letter string     `yaml:"letter"`
	Ground bool       `yaml:"ground"` // reasons in words are required
	Within Within     `yaml:"within"` // possible only until then
	When   When       `yaml:"when"`   // possible only after that answer of the form
	Asks   string     `yaml:"asks"`   // the stage that a party may ask for after it
	Rights []Right    `yaml:"rights"` // what a party may do about it: the letter names them
}

// Within is a limit of our own that counts from a day of the form.
type Within struct {
	Field string `yaml:"field"`
	Limit Limit  `yaml:"limit"`
}

// Right is what a limit of law/limits gives somebody (权利期限): to ask for a review, to sue, to be told of a hearing in time. A case keeps
// the words and the length that it began with.
type Right struct {
	Topic       string           `yaml:"topic"`
	Title       words.Text       `yaml:"title"`
	From        words.Text       `yaml:"from"`
	Bound       policy.Bound     `yaml:"bound"`
	Length      int              `yaml:"length"`
	Unit        policy.LimitUnit `yaml:"unit"`
	Before      bool             `yaml:"before"`
	Roll        bool             `yaml:"roll"`
	Document    string           `yaml:"document"`
	Article     string           `yaml:"article"`
	Note        words.Text       `yaml:"note"`
	Unconfirmed words.Text       `yaml:"unconfirmed"`
}

// Cite is "document article".
func (r Right) Cite() string { return r.Document + " " + r.Article }

var rightUnits = map[policy.LimitUnit]words.Text{
	policy.InDays:        {Zh: "{n}日", En: "{n} days"},
	policy.InWorkingDays: {Zh: "{n}个工作日", En: "{n} working days"},
	policy.InMonths:      {Zh: "{n}个月", En: "{n} months"},
	policy.InYears:       {Zh: "{n}年", En: "{n} years"},
}

var (
	wRightAfter  = words.Text{Zh: "自{from}起{long}内", En: "within {long} of {from}"}
	wRightBefore = words.Text{Zh: "{from}前{long}", En: "{long} before {from}"}
)

// Long says how long it is and from when, and how sure that is where the text was not read.
func (r Right) Long() words.Text {
	t := wRightAfter
	if r.Before {
		t = wRightBefore
	}
	t = fill(t, []any{"from", r.From, "long", fill(rightUnits[r.Unit], []any{"n", r.Length})})
	if !r.Unconfirmed.IsZero() {
		t = joined(t, wOpening, r.Unconfirmed, wClosing)
	}
	return t
}

// last is the last day on which it can be used, counted from a day.
func (w workdays) lastOf(r Right, from civil.Date) civil.Date {
	n := r.Length
	if r.Before {
		n = -n
	}
	d := from
	switch r.Unit {
	case policy.InMonths:
		d = from.AddMonths(n)
	case policy.InYears:
		d = from.AddMonths(12 * n)
	case policy.InWorkingDays:
		return w.last(Limit{Days: r.Length, Kind: Working}, from, 0, nil)
	default:
		d = from.Add(n)
	}
	for r.Roll && !w.works(d) {
		d++
	}
	return d
}

// Stage finds a stage of the item by name; nil if there is none.
func (it *Item) Stage(name string) *Stage {
	i := slices.IndexFunc(it.Stages, func(s Stage) bool { return s.Name == name })
	if i < 0 {
		return nil
	}
	return &it.Stages[i]
}

// End finds an end of the stage by code; nil if there is none.
func (s *Stage) End(code string) *End {
	i := slices.IndexFunc(s.Ends, func(e End) bool { return e.Code == code })
	if i < 0 {
		return nil
	}
	return &s.Ends[i]
}

// Task finds a task of the stage by name; nil if there is none.
func (s *Stage) Task(name string) *Task {
	i := slices.IndexFunc(s.Tasks, func(t Task) bool { return t.Name == name })
	if i < 0 {
		return nil
	}
	return &s.Tasks[i]
}

// ours says whether the stage is our own.
func (s *Stage) ours() bool { return s.By.IsZero() }

// stages puts into the text of an item's stages what they only name: limits and rights of law/limits.
func (x *expansion) stages(value any) ([]any, error) {
	list, _ := value.([]any)
	if len(list) == 0 {
		return nil, fmt.Errorf("stages is a list of stages")
	}
	return x.each(list, map[string]func(any) (any, error){
		"limit": x.limitText, "asked": x.right,
		"tasks": x.within(map[string]func(any) (any, error){"limit": x.taskLimit, "notice": x.right, "postponed": x.right}),
		"ends": x.within(map[string]func(any) (any, error){"rights": x.rights,
			"within": func(v any) (any, error) {
				return x.part(v, map[string]func(any) (any, error){"limit": x.limitText})
			}}),
	})
}

// within is each for a list inside a part.
func (x *expansion) within(keys map[string]func(any) (any, error)) func(any) (any, error) {
	return func(value any) (any, error) {
		list, ok := value.([]any)
		if !ok {
			return nil, fmt.Errorf("tasks and ends are lists")
		}
		return x.each(list, keys)
	}
}

func (x *expansion) each(list []any, keys map[string]func(any) (any, error)) ([]any, error) {
	out := make([]any, len(list))
	for i := range list {
		var err error
		if out[i], err = x.part(list[i], keys); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// part replaces the values of the keys that name something.
func (x *expansion) part(value any, keys map[string]func(any) (any, error)) (any, error) {
	m, ok := value.(yaml.MapSlice)
	if !ok {
		return nil, fmt.Errorf("a stage, a task and an end have keys")
	}
	out := slices.Clone(m)
	for i, part := range out {
		if put := keys[fmt.Sprint(part.Key)]; put != nil {
			var err error
			if out[i].Value, err = put(part.Value); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func (x *expansion) limitText(value any) (any, error) { return x.limit(value) }

// taskLimit is limit for a duty that may bind a party.
func (x *expansion) taskLimit(value any) (any, error) {
	l, err := x.topic(value)
	if err != nil {
		return nil, err
	}
	return resolved(l, policy.BoundOffice, policy.BoundParty, policy.BoundCitizen, policy.BoundEmployer)
}

// topic finds what {topic: NAME} names.
func (x *expansion) topic(value any) (policy.Limit, error) {
	var said struct {
		Topic string `yaml:"topic"`
	}
	b, err := yaml.Marshal(value)
	if err == nil {
		err = yaml.UnmarshalWithOptions(b, &said, yaml.Strict())
	}
	if err != nil {
		return policy.Limit{}, fmt.Errorf("{topic: NAME} of law/limits is wanted: %w", err)
	}
	i := slices.IndexFunc(x.known.Limits, func(l policy.Limit) bool { return l.Topic == said.Topic })
	if i < 0 {
		return policy.Limit{}, fmt.Errorf("law/limits has no topic %s", said.Topic)
	}
	return x.known.Limits[i], nil
}

func (x *expansion) rights(value any) (any, error) {
	list, ok := value.([]any)
	if !ok {
		return nil, fmt.Errorf("rights is a list of topics")
	}
	out := make([]any, len(list))
	for i, topic := range list {
		var err error
		if out[i], err = x.right(yaml.MapSlice{{Key: "topic", Value: topic}}); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// right writes a limit that gives somebody a right as an item keeps it.
func (x *expansion) right(value any) (any, error) {
	l, err := x.topic(value)
	if err != nil {
		return nil, err
	}
	if rightUnits[l.Unit].IsZero() || l.Sense != policy.By {
		return nil, fmt.Errorf("the limit %s is none to do something in", l.Topic)
	}
	r := Right{Topic: l.Topic, Title: l.Title, From: l.From, Bound: l.Bound, Length: l.Length, Unit: l.Unit, Before: l.Before, Roll: l.Roll, Document: l.Cite.Document,
		Article: l.Cite.Article, Note: l.Note}
	if !l.Confidence.IsConfirmed() {
		r.Unconfirmed = l.Confidence.Title()
	}
	return r, nil
}
