package paper

import (
	"time"

	"renshe/internal/words"
)

// Letter is one thing to print: what it is called, what it says, who printed it and how it can be verified.
type Letter struct {
	Lang     words.Lang
	Agency   words.Text // who issues it, e.g. 桃源县人力资源和社会保障局
	Title    words.Text
	Subtitle words.Text
	Number   string // its number, e.g. the receipt number
	Blocks   []Block
	Operator string // who printed it
	Station  string
	At       time.Time // when; printed in China's time
	Verify   *Verify
	Demo     bool // generated people: the paper says it is no evidence
	ShowIDs  bool // a whole citizen ID may stand on it; otherwise one is refused before it reaches the paper
}

// Verify is how anybody can see whether the paper is valid: a code to scan and a short one to type.
type Verify struct {
	URL   string // whole address with the random code
	Short string // what a person types, e.g. 7K2M-9QXP
	Site  string // where it is typed, e.g. rs.example/verify
}

// Block is one part of a letter.
type Block interface {
	draw(p *pen) error
}

// Field is a name and its value.
type Field struct {
	Name  words.Text
	Value string
}

// Fields is a table of names and values, two pairs to a line where they are short (Pairs).
type Fields struct {
	Title words.Text
	Pairs bool
	Rows  []Field
}

// Para is a paragraph.
type Para struct {
	Text   words.Text
	Args   []any // fill the text's {places}
	Strong bool  // set large, for the sentence that matters
	Indent bool  // Chinese paragraphs begin two characters in
}

// Heading is the name of a part.
type Heading struct{ Text words.Text }

// List is numbered or checked lines, e.g. what is still missing.
type List struct {
	Items []words.Text
	Boxes bool // an empty box before each, to be ticked by hand
}

// Column is one column of a table; widths are shares of the whole.
type Column struct {
	Head  words.Text
	Share int  // 0 is 1
	Right bool // figures
}

// Table is rows under heads, broken over pages with its heads repeated.
type Table struct {
	Title   words.Text
	Columns []Column
	Rows    [][]string
	Foot    []string
}

// Step is one line of an explanation.
type Step struct {
	Title   words.Text
	Formula words.Text
	Value   string
	Unit    words.Text
	Law     []string
	Weak    bool // rests on a figure that is not confirmed
	Result  bool // the line people came for
}

// Explanation is how a number was reached, line by line.
type Explanation struct {
	Title words.Text
	Steps []Step
	Plan  string
}

// Answer is what the reader came for, in a frame and large.
type Answer struct {
	Label words.Text
	Value string
	Unit  words.Text
	Note  words.Text
}

// Code is a QR code that holds more than an address, e.g. a proof.
type Code struct {
	Text    string
	Caption words.Text
}

// Codes are such codes, two to a row, each 56 mm wide; what is to be done with them stands beside the first row and, small, below the last.
type Codes struct {
	Title  words.Text
	Items  []Code
	Beside []Para
	Below  []Para
}

// Signature is lines to sign on, side by side.
type Signature struct{ Names []words.Text }

// Space is an empty stretch in millimetres, e.g. for a stamp.
type Space struct{ MM int }
