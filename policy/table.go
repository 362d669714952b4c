package policy

import (
	"slices"

	"renshe/civil"
	"renshe/internal/words"
)

// Program is one thing that can be computed: an input struct and the rules that its outputs need (计算事项).
type Program uint8

// String is the program's public name, "resident-pension".
func (p Program) String() string { return programTable[p].name }

// MarshalText writes the public name.
func (p Program) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// Title is what people read.
func (p Program) Title() words.Text { return programTable[p].title }

// Programs lists all programs.
func Programs() []Program {
	all := make([]Program, programCount)
	for i := range all {
		all[i] = Program(i)
	}
	return all
}

// Article is a place in the law (条款).
type Article struct {
	Document string `json:"document"`
	Article  string `json:"article"`
}

// String is "国发〔2014〕8号 六".
func (a Article) String() string { return a.Document + " " + a.Article }

// Rule is one rule, or one dated variant of it (规则).
type Rule struct {
	Name     string     // as other rules name it: "residentBasic"
	Func     string     // the Go function
	Kind     Kind       // what the value is
	Title    words.Text // 基础养老金
	Text     words.Text // what it means
	Formula  string     // names in braces
	Law      []Article
	Needs    []string // inputs, rules and parameters it takes
	NeededBy []string // rules that take it
	From     string   // first month in force, "" for always
	Until    string   // first month no longer in force, "" for open
	Digest   string   // of the code, part of a plan's hash
	family   int
}

// inForce says whether the variant counts in month m.
func (r *Rule) inForce(m civil.Month) bool { return within(m, r.From, r.Until) }

// settles says whether the rule asks whether a value is known, and so has an answer where it is not.
func (r *Rule) settles(name string) bool { return slices.Contains(r.Needs, name+"Known") }

// within compares months as text, which orders years 1000–9999 rightly.
func within(m civil.Month, from, until string) bool {
	if from == "" && until == "" {
		return true
	}
	s := m.String()
	return (from == "" || s >= from) && (until == "" || s < until)
}

// Rules lists every rule, by name and then by period.
func Rules() []Rule { return append([]Rule(nil), ruleTable...) }

// slotSource says where a value of a frame comes from.
type slotSource uint8

const (
	fromInput slotSource = iota
	fromParameter
	fromRule
	fromLookup // a parameter at another month, or an element of a table
	fromAuto   // said of another value: it stands in, it is known
)

// slot is one value of a program, in the order of computation.
type slot struct {
	source slotSource
	name   string
	kind   Kind
	title  words.Text
	index  int // parameter or family
	key    int // of a lookup the slot that it is looked up by; of an automatic value the slot that it speaks of

	optional bool // the program can do without the value
	tail     int  // of a list the number of its first element, behind the slots
}

// outputSlot is one published result. A guard is the slot that says whether there is one: where it is not the first value of its
// choice, or not yes, the result is none, and the choice says why.
type outputSlot struct {
	name    string
	slot    int
	guarded bool
	guard   int
}

// program is the generated description of one program.
type program struct {
	name, from, until string
	title, text       words.Text
	slots             []slot
	width             int // numbers of one evaluation: the slots and the elements of lists
	inputs            []InputDef
	outputs           []outputSlot
}

// number turns a yes-no value into a slot's integer.
func number(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
