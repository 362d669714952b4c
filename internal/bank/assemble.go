package bank

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"renshe/money"
)

// Assemble makes the canonical return of a payment file from what the bank gave: one file or several, of any formats, a status report
// with the day's statement, or the answers in parts. The canonical return itself passes as it is. Which orders are answered, by what
// amount and how often, is left to whoever takes it in: what the bank said stays as the bank said it, except that two files may say the
// same of one order, and a bank that names exceptions only means all others.
func Assemble(payment []byte, files ...[]byte) ([]byte, error) {
	if len(files) == 1 && bytes.HasPrefix(files[0], []byte("RENSHE-")) && !bytes.HasPrefix(files[0], []byte(lateTag)) {
		return files[0], nil
	}
	x := assembly{at: map[int64]said{}, orders: map[int64]money.Fen{}}
	sum, err := ReadPayment(bytes.NewReader(payment), func(o Order) error {
		x.orders[o.ID] = o.Amount
		x.order = append(x.order, o.ID)
		return nil
	})
	if err != nil {
		return nil, err
	}
	x.sum = sum
	x.out = Report{Payment: sum.Digest}
	for i, content := range files {
		r, err := ReadReport(content)
		if err != nil {
			return nil, err
		}
		if err := x.add(i, r); err != nil {
			return nil, err
		}
	}
	if err := x.finish(); err != nil {
		return nil, err
	}
	return writeReturnText(sum.PaymentHeader, x.out)
}

type assembly struct {
	sum    PaymentSummary
	orders map[int64]money.Fen
	order  []int64
	out    Report
	at     map[int64]said
	rest   *Answer
	count  int64
	late   int64
}

// said is where an answer stands, and which file it came from.
type said struct{ index, file int }

// belongs asks whether a file is about this batch, as far as it says.
func (x *assembly) belongs(r Report) error {
	switch {
	case r.Batch != "" && r.Batch != x.sum.Batch():
		return OtherBatch.With("what", batchName)
	case r.Account != "" && r.Account != x.sum.Account:
		return OtherBatch.With("what", accountName)
	case r.Payment != "" && r.Payment != x.sum.Digest:
		return OtherBatch.With("what", digestName)
	}
	if r.Ordered != nil {
		return Totals{x.sum.Orders, x.sum.Total}.same(*r.Ordered)
	}
	return nil
}

func (x *assembly) add(file int, r Report) error {
	if err := x.belongs(r); err != nil {
		return err
	}
	if r.Balance != nil {
		if x.out.Balance != nil && (*x.out.Balance != *r.Balance || x.out.Value != r.Value) {
			return TwoBalances.With()
		}
		x.out.Balance, x.out.Statement, x.out.Value = r.Balance, r.Statement, r.Value
	}
	if x.out.Statement == "" {
		x.out.Statement = r.Statement
	}
	if x.out.Balance == nil && r.Value > x.out.Value {
		x.out.Value = r.Value
	}
	for _, a := range r.Answers {
		ordered, ours := x.orders[a.ID]
		if !ours && a.Late {
			x.late++
			continue
		}
		if a.Amount == 0 {
			if a.Amount = ordered; !ours {
				a.Amount = 1 // no amount was said of a line that is not ours: it must be writable to be refused by its id
			}
		}
		if err := x.answer(file, a); err != nil {
			return err
		}
	}
	if r.Rest != nil {
		if x.rest != nil && x.rest.Reason != r.Rest.Reason {
			return Contradiction.With("line", 0)
		}
		x.rest, x.count = r.Rest, r.RestCount
	}
	return nil
}

// answer takes an answer in. Another file may say the same again, or that what was paid came back.
func (x *assembly) answer(file int, a Answer) error {
	was, again := x.at[a.ID]
	if !again || was.file == file && !a.Late && !x.out.Answers[was.index].Late {
		x.out.Answers = append(x.out.Answers, a)
		if !again {
			x.at[a.ID] = said{len(x.out.Answers) - 1, file}
		}
		return nil
	}
	had := &x.out.Answers[was.index]
	switch {
	case had.Amount != a.Amount:
		return Contradiction.With("line", a.Line)
	case had.Reason == a.Reason:
	case had.Paid() && a.Late:
		had.Reason, had.Late, had.On = a.Reason, true, a.On
	case a.Paid() && had.Late: // the payment that came back afterwards
	default:
		return Contradiction.With("line", a.Line)
	}
	return nil
}

func (x *assembly) finish() error {
	if x.late > 0 {
		return HoldsLate.With("count", x.late)
	}
	if x.rest != nil {
		var filled int64
		for _, id := range x.order {
			if _, answered := x.at[id]; !answered {
				filled++
				x.out.Answers = append(x.out.Answers, Answer{ID: id, Amount: x.orders[id], Reason: x.rest.Reason})
			}
		}
		if x.count >= 0 && filled != x.count {
			return WrongTotal.With("what", countName, "stated", x.count, "counted", filled)
		}
	}
	if x.out.Balance == nil {
		return NoBalance.With()
	}
	return nil
}

// ContentDigest identifies what a canonical return says, apart from the order of its lines and the bank's own number of the file: the
// same answer under a new name, in another order or from another format has the same.
func ContentDigest(canonical []byte) (string, error) {
	var all []Answer
	s, err := ReadReturn(bytes.NewReader(canonical), func(a Answer) error { all = append(all, a); return nil })
	if err != nil {
		return "", err
	}
	slices.SortStableFunc(all, func(a, b Answer) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Line, b.Line)) })
	h := sha256.New()
	line := make([]byte, 0, maxLine)
	put := func(texts []string, numbers ...int64) {
		line = line[:0]
		for _, t := range texts {
			line = append(append(line, t...), '|')
		}
		for _, n := range numbers {
			line = append(strconv.AppendInt(line, n, 10), '|')
		}
		h.Write(append(line, '\n'))
	}
	put([]string{"content", s.Account, s.Period.String(), s.Payment, s.Value.String()}, s.Run, int64(s.County))
	for _, a := range all {
		put([]string{a.Reason}, a.ID, int64(a.Amount))
	}
	put(nil, int64(s.Balance.Opening), int64(s.Balance.Credits), int64(s.Balance.Debits), int64(s.Balance.Closing))
	return hex.EncodeToString(h.Sum(nil)), nil
}
