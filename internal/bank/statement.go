package bank

import (
	"renshe/civil"
	"renshe/internal/words"
	"renshe/money"
)

// Statement is what the bank or the treasury says of one account over a day or several (对账单): every movement, and the balances around
// them. A notice of movements (camt.054) has no balances.
type Statement struct {
	Format    string
	Account   string     // the account, as the other party calls it
	ID        string     // the other party's number of the statement
	From, To  civil.Date // the first and the last day it speaks of
	Balance   *Balance   // nil in a notice
	Movements []Movement
}

// Movement is one line of a statement (对账单明细).
type Movement struct {
	Line    int64
	Day     civil.Date // the day it was booked, within the statement's days
	Amount  money.Fen  // above zero it came in, below it went out
	Order   string     // our end-to-end id that it carries; "" if it says none
	Voucher string     // the number of ours that it quotes
	Batch   string     // our batch of orders that it belongs to
	Ref     string     // the other party's own number
	Purpose Purpose
	Back    bool // it undoes an earlier movement
}

// Purpose is what a movement is for, as far as the other party says (用途).
type Purpose string

// The purposes.
const (
	Allocation Purpose = "allocation" // 拨付: between treasury and spending account
	Receipt    Purpose = "receipt"    // 缴入: contributions and subsidies that come in
	Interest   Purpose = "interest"   // 利息
	Fee        Purpose = "fee"        // 手续费
	Returned   Purpose = "returned"   // 退回
	Payout     Purpose = "payout"     // 待遇支付
)

var purposes = map[Purpose]words.Text{
	Allocation: {Zh: "拨付", En: "allocation"}, Receipt: {Zh: "缴入", En: "receipt"}, Interest: {Zh: "利息", En: "interest"},
	Fee: {Zh: "手续费", En: "fee"}, Returned: {Zh: "退回", En: "returned"}, Payout: {Zh: "待遇支付", En: "benefits paid"},
}

// Title names the purpose; "" has none.
func (p Purpose) Title() words.Text { return purposes[p] }

// check holds what every statement promises, whatever its format: days within its span, and balances that its lines explain.
func (s *Statement) check() error {
	if !plainText(s.Account) || !plainText(s.ID) {
		return problem(1, badText)
	}
	if s.From <= 0 || s.To < s.From {
		return problem(1, badDate)
	}
	var in, out money.Fen
	for _, m := range s.Movements {
		var err error
		if m.Amount > 0 {
			in, err = in.Add(m.Amount)
		} else {
			out, err = out.Add(-m.Amount)
		}
		switch {
		case err != nil:
			return problem(int(m.Line), badSum)
		case m.Amount == 0 || m.Amount == -m.Amount: // the least number is its own opposite
			return problem(int(m.Line), badAmount)
		case m.Day < s.From || m.Day > s.To:
			return problem(int(m.Line), badDate)
		}
		for _, text := range []string{m.Order, m.Voucher, m.Batch, m.Ref} {
			if text != "" && (!PayableName(text) || len(text) > maxReference) {
				return problem(int(m.Line), badText)
			}
		}
	}
	b := s.Balance
	switch {
	case b == nil:
		return nil
	case b.Credits != in:
		return WrongTotal.With("what", creditName, "stated", b.Credits, "counted", in)
	case b.Debits != out:
		return WrongTotal.With("what", debitName, "stated", b.Debits, "counted", out)
	case !b.adds():
		return WrongTotal.With("what", closeName, "stated", b.Closing, "counted", b.Opening+in-out)
	}
	return nil
}

// StatementFormat is one way in which statements travel.
type StatementFormat struct {
	Name      string     `json:"name"`
	Title     words.Text `json:"title"`
	Extension string     `json:"extension"`
	Balances  bool       `json:"balances"`
	Example   bool       `json:"example"` // made up for this program, nobody's own

	write func(Statement) ([]byte, error)
	read  func([]byte) (Statement, error)
	ours  func([]byte) bool
}

// StatementFormats lists the formats in which a statement may come: camt.053, camt.054 and the forms of statements/*.yaml.
func StatementFormats() ([]StatementFormat, error) {
	var all []StatementFormat
	for _, name := range []string{camt053, camt054} {
		f := StatementFormat{Name: name[:8], Title: words.Text{Zh: "ISO 20022 账户对账单", En: "ISO 20022 account statement"}, Extension: "xml", Balances: name == camt053,
			ours:  func(content []byte) bool { return messageOf(content) == name },
			write: func(s Statement) ([]byte, error) { return writeCamtStatement(name, s) },
			read:  func(content []byte) (Statement, error) { return readCamtStatement(content, name) }}
		if name == camt054 {
			f.Title = words.Text{Zh: "ISO 20022 借贷记通知", En: "ISO 20022 debit and credit notification"}
		}
		all = append(all, f)
	}
	forms, err := statementForms()
	if err != nil {
		return nil, err
	}
	for _, f := range forms {
		all = append(all, f.format())
	}
	return all, nil
}

// ReadStatement reads a statement of any format, whole and fitting or not at all.
func ReadStatement(content []byte) (Statement, error) {
	all, err := StatementFormats()
	if err != nil {
		return Statement{}, err
	}
	if len(content) > maxStatement {
		return Statement{}, problem(1, badSize)
	}
	err = NoStatement.With()
	for i, known := 0, false; i < len(all); i++ {
		f := all[i]
		if !f.ours(content) {
			continue
		}
		s, bad := f.read(content)
		if bad == nil {
			bad = s.check()
		}
		if bad == nil {
			s.Format = f.Name
			return s, nil
		}
		if !known { // what the first format says of it; two workbooks begin alike
			known, err = true, bad
		}
	}
	return Statement{}, err
}

// WriteStatement writes a statement in a format, as the practice bank does; what is written is read back first.
func WriteStatement(format string, s Statement) ([]byte, StatementFormat, error) {
	all, err := StatementFormats()
	if err != nil {
		return nil, StatementFormat{}, err
	}
	for _, f := range all {
		if f.Name != format {
			continue
		}
		if err := s.check(); err != nil {
			return nil, f, err
		}
		out, err := f.write(s)
		if err == nil {
			_, err = ReadStatement(out)
		}
		return out, f, err
	}
	return nil, StatementFormat{}, NoSuchFormat.With("name", format, "names", StatementNames())
}

// StatementNames lists the formats by name, for messages and help.
func StatementNames() string {
	all, err := StatementFormats()
	if err != nil {
		return ""
	}
	names := ""
	for i, f := range all {
		if i > 0 {
			names += ", "
		}
		names += f.Name
	}
	return names
}

// maxReference is how many bytes a reference may have.
const maxReference = 64

// maxStatement is the largest file of a statement: a county's month has some 60 MB.
const maxStatement = 256 << 20
