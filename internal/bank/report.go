package bank

import (
	"bytes"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/money"
)

// Payment is the canonical batch as a value (代发批): what is ordered, in whatever format it travels.
type Payment struct {
	PaymentHeader
	Orders []Order
}

// Report is what one file of the bank says, in whatever format it came (回盘内容). Every format is read into it.
type Report struct {
	Format    string     // the format's name
	Batch     string     // the batch that is answered ([PaymentHeader.Batch]); "" if the file does not say
	Payment   string     // digest of the payment file that is answered; "" if the file does not say
	Account   string     // the paying account; "" if the file does not say
	Statement string     // the bank's own number of the file
	Value     civil.Date // the day it speaks of
	Answers   []Answer
	Ordered   *Totals  // what the bank says it was ordered
	Rest      *Answer  // what became of every order that is not listed: the bank names exceptions only
	RestCount int64    // how many those are; -1 if the file does not say
	Balance   *Balance // the paying account's day, in statements
}

// Totals are a number of lines and their sum (控制总数).
type Totals struct {
	Count int64
	Total money.Fen
}

// Batch is how the batch is called in formats whose references have at most 35 characters: "RS430725-1234".
func (h PaymentHeader) Batch() string { return batchOf(h.County, h.Run) }

func batchOf(county civil.County, run int64) string {
	return "RS" + county.String() + "-" + strconv.FormatInt(run, 10)
}

// parseBatch is the way back.
func parseBatch(s string) (civil.County, int64, bool) {
	county, run, _ := strings.Cut(strings.TrimPrefix(s, "RS"), "-")
	c, err := civil.ParseCounty(county)
	n, bad := strconv.ParseInt(run, 10, 64)
	return c, n, err == nil && bad == nil && n > 0 && batchOf(c, n) == s
}

// parseID reads an end-to-end id of ours; anything else is somebody else's reference.
func parseID(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && n > 0 && strconv.FormatInt(n, 10) == s
}

// totals adds up the orders and refuses to wrap around.
func (p Payment) totals() (Totals, error) {
	t := Totals{Count: int64(len(p.Orders))}
	for i, o := range p.Orders {
		var err error
		if t.Total, err = t.Total.Add(o.Amount); err != nil {
			return t, Unwritable.With("line", i+1, "problem", badSum)
		}
	}
	return t, nil
}

// sums adds up a report's answers: returned ones and paid ones.
func (r Report) sums() (paid, back Totals, err error) {
	for _, a := range r.Answers {
		t := &paid
		if !a.Paid() {
			t = &back
		}
		t.Count++
		if t.Total, err = t.Total.Add(a.Amount); err != nil {
			return paid, back, Malformed.With("line", a.Line, "problem", badSum)
		}
	}
	return paid, back, nil
}

// same holds a stated total against the counted one.
func (t Totals) same(stated Totals) error {
	switch {
	case stated.Count != t.Count:
		return WrongTotal.With("what", countName, "stated", stated.Count, "counted", t.Count)
	case stated.Total != t.Total:
		return WrongTotal.With("what", totalName, "stated", stated.Total, "counted", t.Total)
	}
	return nil
}

// readPaymentText reads the canonical text into values.
func readPaymentText(content []byte) (Payment, error) {
	var p Payment
	sum, err := ReadPayment(bytes.NewReader(content), func(o Order) error { p.Orders = append(p.Orders, o); return nil })
	p.PaymentHeader = sum.PaymentHeader
	return p, err
}

// Text writes the canonical text, whose digest identifies the batch.
func (p Payment) Text() ([]byte, PaymentSummary, error) {
	var b bytes.Buffer
	w, err := NewPaymentWriter(&b, p.PaymentHeader)
	if err != nil {
		return nil, PaymentSummary{}, err
	}
	for _, o := range p.Orders {
		if err := w.Order(o); err != nil {
			return nil, PaymentSummary{}, err
		}
	}
	sum, err := w.Close()
	sum.PaymentHeader = p.PaymentHeader
	return b.Bytes(), sum, err
}

// readReturnText reads the canonical text of a return into a report.
func readReturnText(content []byte) (Report, error) {
	r := Report{Format: Canonical}
	sum, err := ReadReturn(bytes.NewReader(content), func(a Answer) error { r.Answers = append(r.Answers, a); return nil })
	if err != nil {
		return Report{}, err
	}
	r.Batch, r.Payment, r.Account, r.Statement, r.Value = batchOf(sum.County, sum.Run), sum.Payment, sum.Account, sum.Statement, sum.Value
	r.Balance = &sum.Balance
	return r, nil
}

// writeReturnText writes a report as the canonical return of a batch.
func writeReturnText(h PaymentHeader, r Report) ([]byte, error) {
	if r.Balance == nil {
		return nil, NoBalance.With()
	}
	var b bytes.Buffer
	w, err := NewReturnWriter(&b, ReturnHeader{Run: h.Run, County: h.County, Account: h.Account, Period: h.Period, Payment: r.Payment,
		Statement: r.Statement, Value: r.Value})
	if err != nil {
		return nil, err
	}
	for _, a := range r.Answers {
		if err := w.Answer(a); err != nil {
			return nil, err
		}
	}
	_, err = w.Close(*r.Balance)
	return b.Bytes(), err
}

func problem(line int, what words.Text) error { return Malformed.With("line", line, "problem", what) }
