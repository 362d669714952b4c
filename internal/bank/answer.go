package bank

import (
	"io"

	"renshe/civil"
	"renshe/money"
)

const returnTag = "RENSHE-RET"

// ReturnHeader is the first line of a return file.
type ReturnHeader struct {
	Run       int64        // the run that is answered
	County    civil.County // who ordered
	Account   string       // the paying account
	Period    civil.Month  // the month that is paid
	Payment   string       // digest of the payment file that is answered
	Statement string       // the bank's own number of this statement
	Value     civil.Date   // the day the bank booked
}

// Answer is one line: what became of one order.
type Answer struct {
	Line   int64
	ID     int64      // the order's end-to-end id
	Amount money.Fen  // the order's amount
	Reason string     // "" paid, else why it was returned ([ReasonOf])
	Late   bool       // returned after it had been paid, perhaps months ago (付后退回): the money is back in the paying account
	On     civil.Date // of a late one, the day the money came back; 0 if the file tells one day for all
}

// Paid says whether the money reached the payee.
func (a Answer) Paid() bool { return a.Reason == "" }

// Balance is what the bank says of the paying account: opening + credits − debits = closing.
type Balance struct{ Opening, Credits, Debits, Closing money.Fen }

// ReturnSummary is what a return file says besides its lines.
type ReturnSummary struct {
	ReturnHeader
	Answers        int64
	Paid, Returned int64
	PaidFen        money.Fen
	ReturnedFen    money.Fen
	Balance        Balance
	Digest         string
}

// ReturnWriter writes a return file line by line.
type ReturnWriter struct {
	out *output
	sum ReturnSummary
}

// NewReturnWriter writes the header.
func NewReturnWriter(w io.Writer, h ReturnHeader) (*ReturnWriter, error) {
	r := &ReturnWriter{out: newOutput(w), sum: ReturnSummary{ReturnHeader: h}}
	if h.Run <= 0 || h.County <= 0 || !plainText(h.Account) || !plainText(h.Statement) || !isDigest(h.Payment) {
		return nil, Unwritable.With("line", 0, "problem", badText)
	}
	r.out.text(returnTag)
	r.out.text("1")
	r.out.number(h.Run)
	r.out.number(int64(h.County))
	r.out.text(h.Account)
	r.out.text(h.Period.String())
	r.out.text(h.Payment)
	r.out.text(h.Statement)
	r.out.text(h.Value.String())
	return r, r.out.end()
}

// Answer writes one line; the answer's number is the writer's.
func (r *ReturnWriter) Answer(a Answer) error {
	line := r.sum.Answers + 1
	if a.ID <= 0 || a.Amount <= 0 {
		return Unwritable.With("line", line, "problem", badAmount)
	}
	if a.Reason != "" && !isReason(a.Reason) {
		return Unwritable.With("line", line, "problem", badStatus)
	}
	if r.sum.add(a) != nil {
		return Unwritable.With("line", line, "problem", badSum)
	}
	r.out.text("R")
	r.out.number(line)
	r.out.number(a.ID)
	r.out.number(int64(a.Amount))
	if a.Paid() {
		r.out.text("ACSC")
	} else {
		r.out.text("RJCT")
	}
	r.out.text(a.Reason)
	return r.out.end()
}

// Totals is what the lines so far add up to.
func (r *ReturnWriter) Totals() ReturnSummary { return r.sum }

// Close writes the totals, the paying account's balance and the digest.
func (r *ReturnWriter) Close(b Balance) (ReturnSummary, error) {
	s := &r.sum
	s.Balance = b
	if !b.adds() {
		return *s, Unwritable.With("line", s.Answers, "problem", badSum)
	}
	r.out.text("T")
	for _, n := range []int64{s.Answers, s.Paid, int64(s.PaidFen), s.Returned, int64(s.ReturnedFen)} {
		r.out.number(n)
	}
	if err := r.out.end(); err != nil {
		return *s, err
	}
	r.out.text("B")
	for _, n := range []money.Fen{b.Opening, b.Credits, b.Debits, b.Closing} {
		r.out.number(int64(n))
	}
	if err := r.out.end(); err != nil {
		return *s, err
	}
	var err error
	s.Digest, err = r.out.close()
	return *s, err
}

// ReadReturn reads a return file, giving each answer to fn as it comes. As with [ReadPayment], fn must not act for good
// until ReadReturn has returned without a fault.
func ReadReturn(r io.Reader, fn func(Answer) error) (ReturnSummary, error) {
	var s ReturnSummary
	in := newInput(r)
	if err := in.header(returnTag, 9); err != nil {
		return s, err
	}
	s.Run, s.County, s.Account = in.id(2), civil.County(in.id32(3)), in.plain(4)
	s.Period, s.Payment, s.Statement, s.Value = in.month(5), in.hex(6), in.plain(7), in.date(8)
	for in.next() && in.tag() == "R" {
		a := in.answer(s.Answers + 1)
		if in.fault != nil {
			return s, in.fault
		}
		if in.require(s.add(a) == nil, badSum); in.fault != nil {
			return s, in.fault
		}
		if err := fn(a); err != nil {
			return s, err
		}
	}
	if err := in.totals(&s); err != nil {
		return s, err
	}
	var err error
	s.Digest, err = in.digest()
	return s, err
}

func (in *input) answer(line int64) Answer {
	var a Answer
	if in.need(6); in.fault != nil {
		return a
	}
	a.Line, a.ID, a.Amount, a.Reason = in.id(1), in.id(2), money.Fen(in.id(3)), string(in.fields[5])
	in.require(a.Line == line, badOrder)
	switch string(in.fields[4]) {
	case "ACSC":
		in.require(a.Reason == "", badStatus)
	case "RJCT":
		in.require(isReason(a.Reason), badStatus)
	default:
		in.require(false, badStatus)
	}
	return a
}

// totals reads the T and B lines and holds them against the answers.
func (in *input) totals(s *ReturnSummary) error {
	in.expect("T", 6)
	count, paid, paidFen, back, backFen := in.count(1), in.count(2), money.Fen(in.count(3)), in.count(4), money.Fen(in.count(5))
	switch {
	case in.fault != nil:
		return in.fault
	case count != s.Answers:
		return WrongTotal.With("what", countName, "stated", count, "counted", s.Answers)
	case paid != s.Paid || paidFen != s.PaidFen:
		return WrongTotal.With("what", paidName, "stated", both(paid, paidFen), "counted", both(s.Paid, s.PaidFen))
	case back != s.Returned || backFen != s.ReturnedFen:
		return WrongTotal.With("what", backName, "stated", both(back, backFen), "counted", both(s.Returned, s.ReturnedFen))
	}
	in.next()
	in.expect("B", 5)
	s.Balance = Balance{money.Fen(in.signed(1)), money.Fen(in.count(2)), money.Fen(in.count(3)), money.Fen(in.signed(4))}
	if in.fault != nil {
		return in.fault
	}
	if !s.Balance.adds() {
		return WrongTotal.With("what", closeName, "stated", s.Balance.Closing, "counted", s.Balance.Opening+s.Balance.Credits-s.Balance.Debits)
	}
	return nil
}

func (s *ReturnSummary) add(a Answer) error {
	var err error
	s.Answers++
	if a.Paid() {
		s.Paid++
		s.PaidFen, err = s.PaidFen.Add(a.Amount)
	} else {
		s.Returned++
		s.ReturnedFen, err = s.ReturnedFen.Add(a.Amount)
	}
	return err
}

func (b Balance) adds() bool {
	in, err := b.Opening.Add(b.Credits)
	if err != nil || b.Credits < 0 || b.Debits < 0 {
		return false
	}
	out, err := in.Add(-b.Debits)
	return err == nil && out == b.Closing
}
