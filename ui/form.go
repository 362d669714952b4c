package ui

import (
	"slices"
	"strconv"

	"renshe/internal/words"
)

// Field is one question of a form. Its fault is found on the page by Name.
type Field struct {
	Name     string
	Label    words.Text
	Hint     words.Text
	Value    string
	Source   words.Text // where a filled-in value came from, e.g. 来自参保登记
	Optional bool       // said beside the label; what is not optional is needed
	ReadOnly bool
	Big      bool   // the label is the page's heading: one question a page
	Chars    int    // expected length: sets the box's width; 0 is full width
	Max      int    // most characters accepted
	Auto     string // autocomplete token
	Focus    bool   // the cursor starts here
	Many     bool   // several files at once
	Secret   bool   // never kept in the browser's draft
}

// id is the element id of the field's control; faults of the summary link to it.
func (f Field) id() string { return "f-" + f.Name }

func (f Field) hintID() string {
	if f.Hint.IsZero() {
		return ""
	}
	return f.id() + "-hint"
}

func (f Field) sourceID() string {
	if f.Source.IsZero() {
		return ""
	}
	return f.id() + "-source"
}

func (f Field) faultID(p *Page) string {
	if p.Fault(f.Name) == nil {
		return ""
	}
	return f.id() + "-fault"
}

func (f Field) describedBy(p *Page) string { return ids(f.hintID(), f.sourceID(), f.faultID(p)) }

// width is the class for the expected number of characters.
func (f Field) width() string {
	switch {
	case f.Chars == 0:
		return ""
	case f.Chars <= 4:
		return "w-4"
	case f.Chars <= 8:
		return "w-8"
	case f.Chars <= 12:
		return "w-12"
	case f.Chars <= 20:
		return "w-20"
	}
	return "w-30"
}

// Option is one choice of a select, of radios or of checkboxes.
type Option struct {
	Value    string
	Label    words.Text
	Hint     words.Text
	Disabled bool
}

// FormSpec is where a form goes and what is kept of it.
type FormSpec struct {
	Action   string
	Get      bool   // a search or filter; otherwise POST
	Draft    string // key under which the browser keeps every keystroke until the server says it is submitted
	Autosave string // address that keeps the draft on the server as well (POST, answers 204)
	Files    bool   // multipart
	Label    words.Text
	Wide     bool
}

// Tone is how much a button or a notice weighs. Red ([Danger]) is for danger only.
type Tone uint8

// Tones. The zero tone is quiet.
const (
	Neutral Tone = iota
	Info
	Good
	Warn
	Danger
)

func (t Tone) class() string {
	return [...]string{"neutral", "info", "good", "warn", "danger"}[t]
}

// Weight is a button's rank on its page: at most one Primary.
type Weight uint8

// Weights of a button.
const (
	Secondary Weight = iota
	Primary
	Dangerous
	Quiet
)

func (w Weight) class() string {
	return [...]string{"secondary", "primary", "danger", "quiet"}[w]
}

// Button is an act, named by what it does (确认缴费登记, never 提交).
type Button struct {
	Label  words.Text
	Weight Weight
	Name   string // form parameter, when several buttons share a form
	Value  string
	Href   string // a link that looks like a button
	Icon   Icon
	Key    string // keyboard key, printed on it
	Action string // for a submit: another address than the form's
	Print  bool   // prints this page (needs script; hidden without)
	New    bool   // opens in a new window, e.g. a PDF
}

func (f FormSpec) method() string {
	if f.Get {
		return "get"
	}
	return "post"
}

// sized gives the field an expected length when it has none.
func (f Field) sized(chars int) Field {
	if f.Chars == 0 {
		f.Chars = chars
	}
	return f
}

// hinted gives the field a hint when it has none.
func (f Field) hinted(hint words.Text) Field {
	f.Hint = or(f.Hint, hint)
	return f
}

// choiceID is the id of the i-th choice; the first is the one a fault leads to.
func (f Field) choiceID(i int) string {
	if i == 0 {
		return f.id()
	}
	return f.id() + "-" + strconv.Itoa(i+1)
}

func contains(list []string, s string) bool { return s != "" && slices.Contains(list, s) }
