package ui

import (
	"context"
	"io"
	"strconv"

	"github.com/a-h/templ"

	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/money"
)

// Banner is one notice: what stands, with a number to keep and what to do next.
type Banner struct {
	Tone    Tone
	Title   words.Text
	Body    words.Text
	Number  string // a receipt number, shown large and copyable
	Actions []Button
}

// NotYetSent is the notice of a form that is filled in and not submitted: 已填好，还没提交.
func NotYetSent() *Banner { return &Banner{Tone: Warn, Title: wNotYetSent, Body: wNotYetSentBody} }

// Sent is the notice of a form that has arrived: 已提交 · 回执号.
func Sent(number string) *Banner { return &Banner{Tone: Good, Title: wSent, Number: number} }

// Row is one line of a summary list: a name, a value, and how to change it.
type Row struct {
	Name   words.Text
	Value  templ.Component
	Note   words.Text
	Change string // address of the step where it can be changed
}

// Tag is a status: words with a sign, so that colour is never alone.
type Tag struct {
	Tone Tone
	Text words.Text
	Icon Icon // zero: the tone's own sign
}

// Column is one column of a table.
type Column struct {
	Head words.Text
	Num  bool // figures, set right
	Main bool // names the row: its header cell
	Hide bool // left out on a phone
}

// TableRow is one line of a table; the cells follow the columns.
type TableRow struct {
	Cells []templ.Component
	Href  string // where the main cell leads
	Tone  Tone
	Key   string // the row's element id, for links and fragments
}

// Table is data with a caption. On a phone each row stacks as a card with the heads beside the values.
type Table struct {
	Caption words.Text
	Quiet   bool // the caption is for listeners only
	Columns []Column
	Rows    []TableRow
	Foot    []templ.Component
	Empty   *Empty
	Results bool // arrow keys walk the rows' links
}

// Empty is what a page says when there is nothing: and what to do next.
type Empty struct {
	Icon    Icon
	Title   words.Text
	Body    words.Text
	Actions []Button
}

// StepState is where a step stands.
type StepState uint8

// States of a step.
const (
	StepLater StepState = iota
	StepNow
	StepDone
	StepStopped
)

// StepItem is one step of a way.
type StepItem struct {
	Label words.Text
	State StepState
	Note  words.Text
	Href  string
}

// Pager leads through pages that follow each other by key; there are no page numbers to get lost in.
type Pager struct {
	Prev, Next string
	Shown      int
	Total      int // 0: not counted
}

// Event is one line of a timeline.
type Event struct {
	At    string // time, already in the reader's form
	Title words.Text
	Who   string
	Note  words.Text
	Tone  Tone
	Now   bool
}

// Due is a date by which the law wants something done, said in words. On a page that is read by colour and words.
type Due struct {
	On      string // the date
	Left    int    // days left; negative: overdue
	Working bool   // working days
	Paused  bool   // the clock stands
	Done    bool
	Article string // the article that sets it
}

func (d Due) tone() Tone {
	switch {
	case d.Done:
		return Good
	case d.Paused:
		return Neutral
	case d.Left < 0:
		return Danger
	case d.Left <= 2:
		return Warn
	}
	return Info
}

func (d Due) words() words.Text {
	n := d.Left
	if n < 0 {
		n = -n
	}
	t := wDueLeft
	switch {
	case d.Done:
		t = wDueDone
	case d.Paused:
		t = wDuePaused
	case d.Left < 0 && d.Working:
		t = wDueOverWorking
	case d.Left < 0:
		t = wDueOver
	case d.Left == 0:
		t = wDueToday
	case d.Working:
		t = wDueLeftWorking
	}
	return Fill(t, "n", n)
}

// Stat is one number with its target, its change, its definition and the way down to the records.
type Stat struct {
	Label  words.Text
	Value  string
	Unit   words.Text
	Target words.Text
	Change words.Text
	Tone   Tone
	Define words.Text
	AsOf   string
	Href   string
}

// Bar is one bar of a chart.
type Bar struct {
	Label words.Text
	Value int64  // length: a count or fen
	Text  string // the figure as people read it
	Href  string
	Tone  Tone
}

// Chart is a bar chart: a drawing for the eye and a table with the same figures for everybody.
type Chart struct {
	Caption words.Text
	Unit    words.Text
	Name    words.Text // heading of the bars' names
	Bars    []Bar
}

// Tile is one township of a tile grid.
type Tile struct {
	Label words.Text
	Value string
	Note  words.Text
	Level int // 0 (none) … 5 (most): depth of colour; the figure is always printed
	Href  string
}

// ConfirmSpec is the panel before an act that cannot be taken back lightly.
type ConfirmSpec struct {
	Title  words.Text
	Body   words.Text
	Rows   []Row
	Action string
	Act    Button // the act itself
	Cancel Button
	Hidden map[string]string
	Undo   words.Text // until when it can be undone
	Danger bool
}

// Citation names an article, with an address where it can be read.
type Citation struct {
	Text string
	Href string
}

// ExplainStep is one line of an explanation: what, how, how much, by which article.
type ExplainStep struct {
	Title   words.Text
	Formula words.Text // with the numbers put in
	Value   string
	Unit    words.Text
	Law     []Citation
	Weak    bool       // rests on a figure that is not confirmed
	Note    words.Text // e.g. what is not confirmed
	Result  bool       // the line people came for
	Steps   []ExplainStep
}

// Explanation is how a number was reached, line by line.
type Explanation struct {
	Title words.Text
	Steps []ExplainStep
	Plan  string // hash of the rules in force, so that the same can be computed again
	AsOf  string
	Open  bool // shown unfolded
}

// MenuItem is one big choice with a line of explanation.
type MenuItem struct {
	Href  string
	Label words.Text
	Body  words.Text
	Icon  Icon
	Tag   *Tag
	Off   bool // cannot be chosen now; Body says why
}

// Answer is what the reader came for, said first and large.
type Answer struct {
	Label words.Text
	Value string
	Unit  words.Text
	Body  words.Text
	Tone  Tone
}

// mostLarge is how many characters of an answer are shown in the largest size.
const mostLarge = 16

// Ident is the person or case a page is about, always in sight.
type Ident struct {
	Name  string
	Facts []string // age, sex, village: what keeps namesakes apart
	ID    string   // masked
	Tags  []Tag
	Href  string
}

// Problem is a page that could not be shown.
type Problem struct {
	Message   fail.Message
	Status    int
	Reference string // for the county to find it in the log; empty when the fault is known
	Actions   []Button
}

// Str is a cell or value of plain text.
func Str(s string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, templ.EscapeString(s))
		return err
	})
}

// Int is a cell with a count, grouped by thousands.
func Int[N int | int32 | int64](n N) templ.Component { return Num(Group(int64(n))) }

// Say is a cell of the reader's language.
func Say(p *Page, t words.Text, pairs ...any) templ.Component { return Str(p.T(t, pairs...)) }

// Group writes a count with a comma at each thousand.
func Group(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// YuanText is an amount as people read it: 1,234.50.
func YuanText(f money.Fen) string { return f.String() }
