package bank

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"

	"renshe/money"
)

// Practice is a bank to practise with and everything that goes wrong with banks (模拟银行): rates are of ten thousand orders, or of ten
// thousand files. The same seed and batch give the same answer.
type Practice struct {
	Simulation
	Frozen    int // accounts that are frozen (AC06)
	Missing   int // orders that are not answered
	Repeated  int // answers that stand twice
	Foreign   int // answers to orders that nobody gave
	Changed   int // answers about another amount than was ordered
	Late      int // payments that come back three months after they were made, in a notice of their own
	Reordered int // files whose lines stand in another order
	WrongSum  int // files whose totals are wrong
	Truncated int // files that are cut off
	Twice     int // files that come again under another name
	Format    string
	Again     string // format of the repeated file; the same by default
}

// GivenFile is a file that the bank gives.
type GivenFile struct {
	Name    string `json:"name"`
	Format  string `json:"format"`
	Kind    string `json:"kind"` // answer, statement, again or late
	Digest  string `json:"digest"`
	Content []byte `json:"-"`
}

// Injected tells what a practice bank did, by kind of fault, so that a test knows what must be found.
type Injected struct {
	Batch    string           `json:"batch"`
	Orders   int64            `json:"orders"`
	Total    money.Fen        `json:"total_fen"`
	Paid     int64            `json:"paid"`
	PaidFen  money.Fen        `json:"paid_fen"`
	Returned int64            `json:"returned"`
	Reasons  map[string]int64 `json:"reasons"`
	Faults   map[string]int64 `json:"faults"`
	Closing  money.Fen        `json:"closing_fen"`
	Files    []GivenFile      `json:"files"`
}

// Faults are the names under which [Injected] counts what a practice bank does wrong.
var Faults = []string{"missing", "repeated", "foreign", "changed", "reordered", "wrong-sum", "truncated", "twice", "late"}

// lateMonths is how long after its payment a late return comes.
const lateMonths = 3

// Answer answers a payment file of any format. Returned are what the bank decided and the files it gives: the answer, the day's
// statement if the answer's format has no balance, and what comes later.
func (p Practice) Answer(payment []byte) (Injected, error) {
	batch, _, err := ReadAnyPayment(payment)
	if err != nil {
		return Injected{}, err
	}
	_, sum, err := batch.Text()
	if err != nil {
		return Injected{}, err
	}
	format, err := FormatNamed(cmp.Or(p.Format, Canonical), Answering)
	if err != nil {
		return Injected{}, err
	}
	x := &practising{Practice: p, batch: batch, format: format, out: Injected{Batch: batch.Batch(), Orders: sum.Orders, Total: sum.Total,
		Reasons: map[string]int64{}, Faults: map[string]int64{}}}
	r := x.decide(sum)
	x.disturb(&r)
	if err := x.give(r, sum); err != nil {
		return Injected{}, err
	}
	return x.out, x.late(sum)
}

type practising struct {
	Practice
	batch  Payment
	format Format
	out    Injected
	paid   []Order
}

// dice says whether something happens: a pure function of the seed, what might happen and to whom.
func (p Practice) dice(what string, to int64, in10000 int) bool {
	return in10000 > 0 && p.number(what, to)%10000 < uint64(in10000)
}

func (p Practice) number(what string, to int64) uint64 {
	var seed [16]byte
	binary.BigEndian.PutUint64(seed[:8], p.Seed)
	binary.BigEndian.PutUint64(seed[8:], uint64(to))
	sum := sha256.Sum256(append(seed[:], what...))
	return binary.BigEndian.Uint64(sum[:8])
}

// decide is what truly becomes of every order, and of the account.
func (x *practising) decide(sum PaymentSummary) Report {
	r := Report{Batch: x.batch.Batch(), Payment: sum.Digest, Account: x.batch.Account, Statement: "ST" + strconv.FormatInt(x.batch.Run, 10), Value: x.Value,
		RestCount: -1}
	left := x.Opening + x.Credits
	for i, o := range x.batch.Orders {
		a := Answer{Line: int64(i + 1), ID: o.ID, Amount: o.Amount, Reason: x.reason(o.Account)}
		if a.Paid() && x.dice("frozen "+o.Account, 0, x.Frozen) {
			a.Reason = FrozenAccount
		}
		if a.Paid() && o.Amount > left {
			a.Reason = ShortOfMoney
		}
		if a.Paid() {
			left -= o.Amount
			x.paid = append(x.paid, o)
			x.out.Paid, x.out.PaidFen = x.out.Paid+1, x.out.PaidFen+o.Amount
		} else {
			x.out.Returned++
			x.out.Reasons[a.Reason]++
		}
		r.Answers = append(r.Answers, a)
	}
	r.Balance = &Balance{Opening: x.Opening, Credits: x.Credits, Debits: x.out.PaidFen, Closing: left}
	x.out.Closing = left
	return r
}

// disturb makes the answer's lines wrong. The account's figures stay true.
func (x *practising) disturb(r *Report) {
	var lines []Answer
	happens := func(what string, a Answer, rate int) bool {
		if !x.dice(what, a.ID, rate) {
			return false
		}
		x.out.Faults[what]++
		return true
	}
	for _, a := range r.Answers {
		if happens("missing", a, x.Missing) {
			continue
		}
		if happens("changed", a, x.Changed) {
			a.Amount++
		}
		lines = append(lines, a)
		if happens("repeated", a, x.Repeated) {
			lines = append(lines, a)
		}
		if happens("foreign", a, x.Foreign) {
			a.ID = int64(x.number("foreign id", a.ID)>>2) | 1
			lines = append(lines, a)
		}
	}
	if x.dice("reordered", x.batch.Run, x.Reordered) && len(lines) > 1 {
		x.out.Faults["reordered"]++
		slices.SortStableFunc(lines, func(a, b Answer) int { return cmp.Compare(x.number("order", a.ID), x.number("order", b.ID)) })
	}
	for i := range lines {
		lines[i].Line = int64(i + 1)
	}
	r.Answers = lines
}

// give writes the answer, damages it, and gives the statement along where it is needed.
func (x *practising) give(r Report, sum PaymentSummary) error {
	r.Ordered = &Totals{sum.Orders, sum.Total}
	content, err := x.format.writeReport(x.batch.PaymentHeader, r)
	if err != nil {
		return err
	}
	if x.dice("wrong-sum", x.batch.Run, x.WrongSum) {
		if content, err = x.wrongSum(r); err != nil {
			return err
		}
		x.out.Faults["wrong-sum"]++
	}
	if x.dice("truncated", x.batch.Run, x.Truncated) {
		content = content[:len(content)/4+int(x.number("cut", x.batch.Run)%uint64(len(content)/2+1))]
		x.out.Faults["truncated"]++
	}
	x.file("answer", x.format, content)
	if !x.format.Balances {
		day := r
		day.Answers = nil
		statement, err := writeCamt(camt053, x.batch.PaymentHeader, day)
		if err != nil {
			return err
		}
		f, err := FormatNamed("camt.053", Answering)
		if err != nil {
			return err
		}
		x.file("statement", f, statement)
	}
	if !x.dice("twice", x.batch.Run, x.Twice) {
		return nil
	}
	x.out.Faults["twice"]++
	again, err := FormatNamed(cmp.Or(x.Again, x.format.Name), Answering)
	if err != nil {
		return err
	}
	if content, err = again.writeReport(x.batch.PaymentHeader, r); err == nil {
		x.file("again", again, content)
	}
	return err
}

// wrongSum writes the answer with a total that is one fen off: the totals of one more fen, over the lines as they are.
func (x *practising) wrongSum(r Report) ([]byte, error) {
	right, err := x.format.writeReport(x.batch.PaymentHeader, r)
	if err != nil || len(r.Answers) == 0 {
		return right, err
	}
	all := slices.Clone(r.Answers)
	last := &all[len(all)-1]
	last.Amount++
	r.Answers = all
	wrong, err := x.format.writeReport(x.batch.PaymentHeader, r)
	if err != nil {
		return nil, err
	}
	return splice(right, wrong), nil
}

// splice takes the lines of one text and what stands around them from another; where the two are of different shapes (a workbook) the
// content is cut instead, which is as wrong.
func splice(right, wrong []byte) []byte {
	a, b := bytes.SplitAfter(right, []byte("\n")), bytes.SplitAfter(wrong, []byte("\n"))
	if len(a) != len(b) || len(a) < 4 {
		return right[:len(right)/2]
	}
	differ := -1
	for i := range a {
		if !bytes.Equal(a[i], b[i]) {
			differ = i
		}
	}
	if differ < 0 {
		return right[:len(right)/2]
	}
	a[differ] = b[differ]
	return bytes.Join(a, nil)
}

// late is the notice of what came back, three months on.
func (x *practising) late(sum PaymentSummary) error {
	day := x.Value.AddMonths(lateMonths)
	r := Report{Batch: x.batch.Batch(), Payment: sum.Digest, Account: x.batch.Account, Statement: "RT" + strconv.FormatInt(x.batch.Run, 10), Value: day}
	for _, o := range x.paid {
		if x.dice("late", o.ID, x.Late) {
			reason := []string{ClosedAccount, PayeeDead, FrozenAccount}[x.number("why", o.ID)%3]
			r.Answers = append(r.Answers, Answer{Line: int64(len(r.Answers) + 1), ID: o.ID, Amount: o.Amount, Reason: reason, Late: true, On: day})
		}
	}
	if len(r.Answers) == 0 {
		return nil
	}
	x.out.Faults["late"] = int64(len(r.Answers))
	f := x.format
	if f.Name == "pain.002" || f.Name == "camt.053" { // neither tells of movements after the day
		var err error
		if f, err = FormatNamed("camt.054", Answering); err != nil {
			return err
		}
	}
	content, err := f.writeReport(x.batch.PaymentHeader, r)
	if err == nil {
		x.file("late", f, content)
	}
	return err
}

func (x *practising) file(kind string, f Format, content []byte) {
	x.out.Files = append(x.out.Files, GivenFile{Name: kind + "." + f.Extension, Format: f.Name, Kind: kind, Digest: digestOf(content), Content: content})
}
