package bank

import (
	"bytes"
	"embed"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"renshe/internal/words"
)

//go:embed adapters/*.yaml
var adapterFiles embed.FS

// Adapter is a bank's own format as data (银行格式): what stands in which column, how wide, in which encoding and unit, and which of
// its codes means what. docs/bank.md tells how to add one.
type Adapter struct {
	Name      string     `yaml:"name"`
	Title     words.Text `yaml:"title"`
	Kind      string     `yaml:"kind"` // fixed, delimited or xlsx
	Extension string     `yaml:"extension"`
	Encoding  string     `yaml:"encoding"`
	Newline   string     `yaml:"newline"`
	Separator string     `yaml:"separator"`
	Quote     bool       `yaml:"quote"`
	Sheet     string     `yaml:"sheet"`
	Money     string     `yaml:"money"`
	Date      string     `yaml:"date"`
	Titles    bool       `yaml:"titles"`
	Payment   layout     `yaml:"payment"`
	Answer    layout     `yaml:"answer"`
	Outcomes  []outcome  `yaml:"outcomes"`

	text encoding.Encoding
	end  []byte
}

// layout is one direction: the columns of the first row, of every payment's row, and of the last.
type layout struct {
	Header  []column `yaml:"header"`
	Line    []column `yaml:"line"`
	Trailer []column `yaml:"trailer"`
}

// column is one field: a thing that is known, or a text that always stands there.
type column struct {
	Is    string `yaml:"is"`
	Text  string `yaml:"text"`
	Title string `yaml:"title"`
	Width int    `yaml:"width"` // bytes, in fixed width
	Align string `yaml:"align"` // left, filled with spaces, or right, filled with zeros
}

// outcome maps one of the bank's codes: "paid", or a reason of ours; late if the money had been paid before.
type outcome struct {
	Bank string `yaml:"bank"`
	Is   string `yaml:"is"`
	Late bool   `yaml:"late"`
}

const paidOutcome = "paid"

// What a column may be, and what a layout cannot do without. One of count and the two numbers of a result hold the file together.
var (
	headFields = map[string]bool{"run": true, "county": true, "batch": true, "account": true, "period": true, "created": true, "count": true, "total": true,
		"currency": true, "note": true, "digest": true, "statement": true, "value": true, "payment-digest": true, "paid-count": true, "paid-total": true,
		"back-count": true, "back-total": true, "opening": true, "credits": true, "debits": true, "closing": true}
	lineFields = map[string]bool{"line": true, "id": true, "amount": true, "payee-account": true, "payee-name": true, "currency": true, "outcome": true,
		"on": true, "note": true}
	paymentNeeds = []string{"batch", "account", "period", "created", "count", "total", "id", "amount", "payee-account", "payee-name"}
	answerNeeds  = []string{"batch", "statement", "value", "count", "total", "id", "amount", "outcome"}
	dayForms     = map[string]bool{"YYYYMMDD": true, "YYYY-MM-DD": true}
	balanceNames = []string{"opening", "credits", "debits", "closing"}
)

// adapters are the formats that come with the program, by name.
var adapters = sync.OnceValues(func() ([]*Adapter, error) {
	names, err := fs.Glob(adapterFiles, "adapters/*.yaml")
	if err != nil {
		return nil, err
	}
	all := make([]*Adapter, 0, len(names))
	for _, name := range names {
		content, err := adapterFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		a, err := ParseAdapter(name, content)
		if err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	return all, nil
})

// ParseAdapter reads a format file and refuses one by which money could be read wrongly.
func ParseAdapter(file string, content []byte) (*Adapter, error) {
	a := &Adapter{}
	if err := yaml.NewDecoder(bytes.NewReader(content), yaml.Strict()).Decode(a); err != nil {
		return nil, BadAdapter.With("file", file, "problem", err.Error())
	}
	if err := a.check(); err != "" {
		return nil, BadAdapter.With("file", file, "problem", err)
	}
	return a, nil
}

func (a *Adapter) check() string {
	if bad := a.checkForm(); bad != "" {
		return bad
	}
	for _, l := range []struct {
		name  string
		it    layout
		needs []string
	}{{"payment", a.Payment, paymentNeeds}, {"answer", a.Answer, answerNeeds}} {
		if bad := a.checkLayout(l.it, l.needs); bad != "" {
			return l.name + ": " + bad
		}
	}
	return a.checkOutcomes()
}

// checkForm looks at what every file of the adapter has: its kind, encoding, and how it writes money and days.
func (a *Adapter) checkForm() string {
	switch {
	case a.Name == "" || a.Title.Zh == "" || a.Title.En == "" || a.Extension == "":
		return "name, title (zh, en) and extension are needed"
	case a.Kind != "fixed" && a.Kind != "delimited" && a.Kind != "xlsx":
		return "kind is fixed, delimited or xlsx"
	case a.Money != "yuan" && a.Money != "fen":
		return "money is yuan or fen"
	case !dayForms[a.Date]:
		return "date is YYYYMMDD or YYYY-MM-DD"
	case a.Kind == "xlsx" && a.Sheet == "":
		return "a workbook needs the name of its sheet"
	case a.Kind == "delimited" && len(a.Separator) != 1:
		return "a delimited text needs a separator of one character"
	}
	switch a.Encoding {
	case "gb18030":
		a.text = simplifiedchinese.GB18030
	case "utf-8":
		a.text = unicode.UTF8
	default:
		if a.Kind != "xlsx" {
			return "encoding is utf-8 or gb18030"
		}
	}
	switch a.Newline {
	case "lf":
		a.end = []byte("\n")
	case "crlf":
		a.end = []byte("\r\n")
	default:
		if a.Kind != "xlsx" {
			return "newline is lf or crlf"
		}
	}
	return ""
}

func (a *Adapter) checkLayout(l layout, needs []string) string {
	return a.checkColumns(l, headFields, lineFields, needs)
}

func (a *Adapter) checkColumns(l layout, head, line map[string]bool, needs []string) string {
	seen := map[string]bool{}
	for _, row := range []struct {
		columns []column
		known   map[string]bool
	}{{l.Header, head}, {l.Line, line}, {l.Trailer, head}} {
		for i, c := range row.columns {
			last := i == len(row.columns)-1
			switch {
			case (c.Is == "") == (c.Text == ""):
				return "a column either is something or has a text"
			case c.Is != "" && !row.known[c.Is]:
				return "no column is called " + c.Is + " here"
			case c.Is == "digest" && (a.Kind == "xlsx" || !last || len(l.Trailer) == 0 || &row.columns[0] != &l.Trailer[0]):
				return "a digest is the last column of a text's trailer"
			case a.Kind == "fixed" && c.Is != "" && c.Width <= 0:
				return c.Is + " needs a width"
			case c.Align != "" && c.Align != "left" && c.Align != "right":
				return "align is left or right"
			case a.Titles && c.Title == "" && row.known["line"]:
				return "a column needs a title"
			}
			seen[c.Is] = true
		}
	}
	for _, need := range needs {
		if !seen[need] {
			return "there must be a column " + need
		}
	}
	if len(l.Header) == 0 || l.Header[0].Text == "" {
		return "the header must begin with a text that tells the format"
	}
	if n := slices.IndexFunc(balanceNames, func(name string) bool { return seen[name] != seen[balanceNames[0]] }); n >= 0 {
		return "of a balance all four figures are needed or none"
	}
	return ""
}

func (a *Adapter) checkOutcomes() string {
	banks, paid := map[string]bool{}, false
	for _, o := range a.Outcomes {
		switch {
		case o.Bank == "" || banks[o.Bank]:
			return "outcomes: the bank's code " + o.Bank + " stands twice or is empty"
		case o.Is == paidOutcome && o.Late || o.Is != paidOutcome && reasons[o.Is].remedy == "":
			return "outcomes: " + o.Is + " is not a reason"
		}
		banks[o.Bank], paid = true, paid || o.Is == paidOutcome
	}
	if !paid {
		return "outcomes: none of them is paid"
	}
	return ""
}

// carriesBalance says whether an answer in this format tells the paying account's balance.
func (a *Adapter) carriesBalance() bool {
	return slices.ContainsFunc(append(slices.Clone(a.Answer.Header), a.Answer.Trailer...), func(c column) bool { return c.Is == balanceNames[0] })
}

// code is the bank's code for an answer.
func (a *Adapter) code(x Answer) (string, bool) {
	is := x.Reason
	if x.Paid() {
		is = paidOutcome
	}
	for _, o := range a.Outcomes {
		if o.Is == is && o.Late == x.Late {
			return o.Bank, true
		}
	}
	return "", false
}

// outcomeOf reads the bank's code.
func (a *Adapter) outcomeOf(code string, x *Answer) bool {
	for _, o := range a.Outcomes {
		if o.Bank == code {
			if x.Late = o.Late; o.Is != paidOutcome {
				x.Reason = o.Is
			}
			return true
		}
	}
	return false
}

// day writes a date or a month ("2026-03") as the format has it.
func (a *Adapter) day(s string) string {
	if a.Date == "YYYYMMDD" {
		return strings.ReplaceAll(s, "-", "")
	}
	return s
}

// isoDay is the way back; what is not of the format gives "", which is no date.
func (a *Adapter) isoDay(s string) string {
	if a.Date != "YYYYMMDD" {
		return s
	}
	switch {
	case !only(s, isDigit) || len(s) != 8 && len(s) != 6:
		return ""
	case len(s) == 6:
		return s[:4] + "-" + s[4:]
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:]
}
