package bank

import (
	"io"

	"renshe/civil"
	"renshe/money"
)

const paymentTag = "RENSHE-PAY"

// PaymentHeader is the first line of a payment file.
type PaymentHeader struct {
	Run     int64        // the run's id; a bank answers each run once
	County  civil.County // who orders
	Account string       // the paying account, as agreed with the bank
	Period  civil.Month  // the month that is paid
	Created civil.Date   // the day of the order
}

// Order is one line: one person, one amount.
type Order struct {
	Line    int64     // 1, 2, 3 …; set by the writer
	ID      int64     // end-to-end id: comes back in the answer
	Amount  money.Fen // above zero
	Account string    // the payee's account
	Name    string    // the payee's name
}

// PaymentSummary is what a payment file says besides its lines.
type PaymentSummary struct {
	PaymentHeader
	Orders int64
	Total  money.Fen
	Digest string // of everything above the last line
}

// PaymentWriter writes a payment file line by line.
type PaymentWriter struct {
	out    *output
	orders int64
	total  money.Fen
}

// NewPaymentWriter writes the header.
func NewPaymentWriter(w io.Writer, h PaymentHeader) (*PaymentWriter, error) {
	p := &PaymentWriter{out: newOutput(w)}
	if h.Run <= 0 || h.County <= 0 || !plainText(h.Account) {
		return nil, Unwritable.With("line", 0, "problem", badText)
	}
	p.out.text(paymentTag)
	p.out.text("1")
	p.out.number(h.Run)
	p.out.number(int64(h.County))
	p.out.text(h.Account)
	p.out.text(h.Period.String())
	p.out.text(h.Created.String())
	p.out.text("CNY")
	return p, p.out.end()
}

// Order writes one line; the order's number is the writer's.
func (p *PaymentWriter) Order(o Order) error {
	line := p.orders + 1
	switch {
	case o.ID <= 0:
		return Unwritable.With("line", line, "problem", badNumber)
	case o.Amount <= 0:
		return Unwritable.With("line", line, "problem", badAmount)
	case !PayableAccount(o.Account):
		return Unwritable.With("line", line, "problem", badAcct)
	case !PayableName(o.Name):
		return Unwritable.With("line", line, "problem", badText)
	}
	total, err := p.total.Add(o.Amount)
	if err != nil {
		return Unwritable.With("line", line, "problem", badSum)
	}
	p.orders, p.total = line, total
	p.out.text("P")
	p.out.number(line)
	p.out.number(o.ID)
	p.out.number(int64(o.Amount))
	p.out.text(o.Account)
	p.out.text(o.Name)
	return p.out.end()
}

// Close writes the totals and the digest, which it gives back.
func (p *PaymentWriter) Close() (PaymentSummary, error) {
	p.out.text("T")
	p.out.number(p.orders)
	p.out.number(int64(p.total))
	if err := p.out.end(); err != nil {
		return PaymentSummary{}, err
	}
	digest, err := p.out.close()
	return PaymentSummary{Orders: p.orders, Total: p.total, Digest: digest}, err
}

// ReadPayment reads a payment file, giving each order to fn as it comes. fn has seen every order before a fault in the
// totals or the digest is known, so it must not act for good until ReadPayment has returned without one.
func ReadPayment(r io.Reader, fn func(Order) error) (PaymentSummary, error) {
	var s PaymentSummary
	in := newInput(r)
	if err := in.header(paymentTag, 8); err != nil {
		return s, err
	}
	s.Run, s.County, s.Account = in.id(2), civil.County(in.id32(3)), in.plain(4)
	s.Period, s.Created = in.month(5), in.date(6)
	in.require(string(in.fields[7]) == "CNY", badFields)
	for in.next() && in.tag() == "P" {
		o := in.order(s.Orders + 1)
		if in.fault != nil {
			return s, in.fault
		}
		s.Orders++
		total, err := s.Total.Add(o.Amount)
		if in.require(err == nil, badSum); in.fault != nil {
			return s, in.fault
		}
		s.Total = total
		if err := fn(o); err != nil {
			return s, err
		}
	}
	in.expect("T", 3)
	orders, total := in.count(1), money.Fen(in.count(2))
	if in.fault != nil {
		return s, in.fault
	}
	if orders != s.Orders {
		return s, WrongTotal.With("what", countName, "stated", orders, "counted", s.Orders)
	}
	if total != s.Total {
		return s, WrongTotal.With("what", totalName, "stated", total, "counted", s.Total)
	}
	var err error
	s.Digest, err = in.digest()
	return s, err
}

func (in *input) order(line int64) Order {
	var o Order
	if in.need(6); in.fault != nil {
		return o
	}
	o.Line, o.ID, o.Amount = in.id(1), in.id(2), money.Fen(in.id(3))
	o.Account, o.Name = string(in.fields[4]), string(in.fields[5])
	in.require(o.Line == line, badOrder)
	in.require(PayableAccount(o.Account), badAcct)
	in.require(PayableName(o.Name), badText)
	return o
}
