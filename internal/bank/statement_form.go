package bank

import (
	"bytes"
	"embed"
	"io/fs"
	"slices"
	"strconv"
	"sync"

	"github.com/goccy/go-yaml"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/money"
)

//go:embed statements/*.yaml
var statementFiles embed.FS

// form is how a bank's or a treasury's own statement looks, as data; docs/bank.md tells how to add one.
type form struct {
	Name      string          `yaml:"name"`
	Title     words.Text      `yaml:"title"`
	Example   bool            `yaml:"example"`
	Kind      string          `yaml:"kind"` // fixed, delimited or xlsx
	Extension string          `yaml:"extension"`
	Encoding  string          `yaml:"encoding"`
	Newline   string          `yaml:"newline"`
	Separator string          `yaml:"separator"`
	Quote     bool            `yaml:"quote"`
	Sheet     string          `yaml:"sheet"`
	Money     string          `yaml:"money"`
	Date      string          `yaml:"date"`
	Titles    bool            `yaml:"titles"`
	Statement layout          `yaml:"statement"`
	Purposes  []statedPurpose `yaml:"purposes"`

	a *Adapter
}

// statedPurpose maps a word of the other party to a purpose of ours.
type statedPurpose struct {
	Says string  `yaml:"says"`
	Is   Purpose `yaml:"is"`
	Back bool    `yaml:"back"`
}

// What a column of a statement may be, and what a statement cannot do without.
var (
	statementHead = map[string]bool{"account": true, "statement": true, "from": true, "to": true, "opening": true, "credits": true, "debits": true,
		"closing": true, "count": true, "currency": true, "note": true, "digest": true}
	statementLine = map[string]bool{"line": true, "on": true, "in": true, "out": true, "balance": true, "order": true, "voucher": true, "batch": true,
		"ref": true, "purpose": true, "note": true}
	statementNeeds = []string{"account", "statement", "from", "to", "opening", "credits", "debits", "closing", "count", "on", "in", "out"}
)

// statementForms are the forms that come with the program, by name.
var statementForms = sync.OnceValues(func() ([]*form, error) {
	names, err := fs.Glob(statementFiles, "statements/*.yaml")
	if err != nil {
		return nil, err
	}
	var all []*form
	for _, name := range names {
		content, err := statementFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		f, err := parseForm(name, content)
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
})

// parseForm reads a form and refuses one by which money could be read wrongly.
func parseForm(file string, content []byte) (*form, error) {
	f := &form{}
	if err := yaml.NewDecoder(bytes.NewReader(content), yaml.Strict()).Decode(f); err != nil {
		return nil, BadAdapter.With("file", file, "problem", err.Error())
	}
	f.a = &Adapter{Name: f.Name, Title: f.Title, Kind: f.Kind, Extension: f.Extension, Encoding: f.Encoding, Newline: f.Newline, Separator: f.Separator,
		Quote: f.Quote, Sheet: f.Sheet, Money: f.Money, Date: f.Date, Titles: f.Titles}
	bad := f.a.checkForm()
	if bad == "" {
		bad = f.check()
	}
	if bad != "" {
		return nil, BadAdapter.With("file", file, "problem", bad)
	}
	return f, nil
}

func (f *form) check() string {
	bad := f.a.checkColumns(f.Statement, statementHead, statementLine, statementNeeds)
	says := map[string]bool{}
	for _, p := range f.Purposes {
		if p.Says == "" || says[p.Says] || purposes[p.Is].IsZero() {
			return "purposes: " + p.Says + " stands twice, is empty or is not a purpose"
		}
		says[p.Says] = true
	}
	return bad
}

func (f *form) format() StatementFormat {
	lay, unlay := f.a.lay, f.a.unlay
	if f.Kind == "xlsx" {
		lay, unlay = func(_ layout, r rows) ([]byte, error) { return f.a.laySheet(r) }, f.a.unlaySheet
	}
	ours := *f.a
	ours.Payment, ours.Answer = f.Statement, f.Statement
	return StatementFormat{Name: f.Name, Title: f.Title, Extension: f.Extension, Balances: true, Example: f.Example, ours: ours.likely,
		write: func(s Statement) ([]byte, error) {
			r, err := f.rows(s)
			if err != nil {
				return nil, err
			}
			return lay(f.Statement, r)
		},
		read: func(content []byte) (Statement, error) {
			r, err := unlay(f.Statement, content)
			if err != nil {
				return Statement{}, err
			}
			return f.statement(r)
		},
	}
}

// rows writes a statement into cells.
func (f *form) rows(s Statement) (rows, error) {
	if s.Balance == nil {
		return rows{}, Unwritable.With("line", 0, "problem", badSum)
	}
	head := func(is string) (string, bool) {
		switch is {
		case "account":
			return s.Account, true
		case "statement":
			return s.ID, true
		case "from":
			return f.a.day(s.From.String()), true
		case "to":
			return f.a.day(s.To.String()), true
		case "count":
			return strconv.Itoa(len(s.Movements)), true
		case "currency":
			return "CNY", true
		case "opening":
			return f.a.amount(s.Balance.Opening), true
		case "credits":
			return f.a.amount(s.Balance.Credits), true
		case "debits":
			return f.a.amount(s.Balance.Debits), true
		case "closing":
			return f.a.amount(s.Balance.Closing), true
		}
		return "", true
	}
	out := rows{titles: f.a.titles(f.Statement.Line), lines: make([][]string, len(s.Movements))}
	var err error
	if out.header, err = f.a.fill(f.Statement.Header, head, 0); err != nil {
		return out, err
	}
	if out.trailer, err = f.a.fill(f.Statement.Trailer, head, 0); err != nil {
		return out, err
	}
	balance := s.Balance.Opening
	for i, m := range s.Movements {
		balance += m.Amount
		for _, text := range []string{m.Order, m.Voucher, m.Batch, m.Ref} {
			if formula(text) {
				return out, Unwritable.With("line", i+1, "problem", badText)
			}
		}
		if out.lines[i], err = f.a.fill(f.Statement.Line, func(is string) (string, bool) { return f.cell(m, i, balance, is) }, int64(i+1)); err != nil {
			return out, err
		}
	}
	return out, nil
}

func (f *form) cell(m Movement, i int, balance money.Fen, is string) (string, bool) {
	switch is {
	case "line":
		return strconv.Itoa(i + 1), true
	case "on":
		return f.a.day(m.Day.String()), true
	case "in":
		if m.Amount > 0 {
			return f.a.amount(m.Amount), true
		}
	case "out":
		if m.Amount < 0 {
			return f.a.amount(-m.Amount), true
		}
	case "balance":
		return f.a.amount(balance), true
	case "order":
		return m.Order, true
	case "voucher":
		return m.Voucher, true
	case "batch":
		return m.Batch, true
	case "ref":
		return m.Ref, true
	case "purpose":
		i := slices.IndexFunc(f.Purposes, func(p statedPurpose) bool { return p.Is == m.Purpose && p.Back == m.Back })
		if i < 0 {
			return "", !m.Back // what has no word is left out; that something was undone must be said
		}
		return f.Purposes[i].Says, true
	}
	return "", true
}

// statement reads the cells.
func (f *form) statement(r rows) (Statement, error) {
	x := f.a.begin(f.Statement, r)
	s := Statement{Account: x.head["account"], ID: x.head["statement"], From: x.date(x.head["from"], 1), To: x.date(x.head["to"], 1),
		Balance: &Balance{x.figure("opening"), x.figure("credits"), x.figure("debits"), x.figure("closing")}}
	count := x.number("count")
	if x.bad != nil {
		return s, x.bad
	}
	if count != int64(len(r.lines)) {
		return s, WrongTotal.With("what", countName, "stated", count, "counted", len(r.lines))
	}
	balance := s.Balance.Opening
	for i, row := range r.lines {
		m, at := f.movement(x, row, i, &balance)
		if x.bad != nil {
			return s, x.bad
		}
		m.Line = at
		s.Movements = append(s.Movements, m)
	}
	return s, nil
}

// movement reads one line; a running balance on it is held against the lines so far.
func (f *form) movement(x *taking, row []string, i int, balance *money.Fen) (Movement, int64) {
	at := f.a.before() + int64(i+1)
	m := Movement{}
	if !x.fixedTexts(f.Statement.Line, row, at) {
		return m, at
	}
	var in, out, stated money.Fen
	running := false
	for c, v := range row {
		ok := true
		switch f.Statement.Line[c].Is {
		case "line":
			ok = v == strconv.Itoa(i+1)
		case "on":
			m.Day = x.date(v, at)
		case "in":
			in, ok = f.optional(v)
		case "out":
			out, ok = f.optional(v)
		case "balance":
			stated, ok = f.a.parseAmount(v)
			running = true
		case "order":
			m.Order = v
		case "voucher":
			m.Voucher = v
		case "batch":
			m.Batch = v
		case "ref":
			m.Ref = v
		case "purpose":
			for _, p := range f.Purposes {
				if p.Says == v {
					m.Purpose, m.Back = p.Is, p.Back
				}
			}
		}
		if !ok {
			x.fail(at, badValue)
		}
	}
	if (in == 0) == (out == 0) {
		x.fail(at, badAmount)
	}
	m.Amount = in - out
	var err error
	if *balance, err = balance.Add(m.Amount); err != nil {
		x.fail(at, badSum)
	} else if running && stated != *balance && x.bad == nil {
		x.bad = WrongTotal.With("what", runningName, "stated", stated, "counted", *balance)
	}
	return m, at
}

// optional reads an amount that may be left out.
func (f *form) optional(s string) (money.Fen, bool) {
	if s == "" {
		return 0, true
	}
	v, ok := f.a.parseAmount(s)
	return v, ok && v >= 0
}

// dayOnly is the day in a date or a date with time.
func dayOnly(text string) (civil.Date, bool) {
	if len(text) < len("2006-01-02") {
		return 0, false
	}
	d, err := civil.ParseDate(text[:10])
	return d, err == nil
}
