package reconcile

import (
	"cmp"
	"slices"

	"renshe/civil"
	"renshe/money"
)

// Side is whose record a line is.
type Side int8

// The two sides.
const (
	Book Side = 1 // 单位账: the ledger
	Bank Side = 2 // 对账单: the bank's or the treasury's statement
)

// Line is one movement of an account on one side, as far as matching looks at it.
type Line struct {
	Side    Side
	ID      int64      // its place in the log, or the statement line's number; once on its side
	Day     civil.Date // the day it counts for
	Amount  money.Fen  // above zero it comes in, below it goes out
	Order   string     // the order that it carries out (end-to-end id, payment)
	Voucher string     // the voucher it belongs to
	Batch   string     // the batch of orders it belongs to
	Undoes  int64      // the line of its side that it reverses; 0: none
}

// Method is how lines were matched (勾对方式).
type Method int8

// The methods, in the order in which they are tried.
const (
	ByOrder   Method = 1 // 按业务编号
	ByVoucher Method = 2 // 按凭证号
	ByBatch   Method = 3 // 按代发批
	Reversed  Method = 4 // 同方冲销: a line and its reversal, both on one side
	Exact     Method = 5 // 金额日期相符
	Grouped   Method = 6 // 整批合计: all lines of a voucher or batch are one line of the other side
	Summed    Method = 7 // 合计相符: a few lines are one of the other side, in one way only
	ByHand    Method = 8 // 人工勾对
)

// Pair is lines of both sides that belong together, by number, in order. Of Reversed one side is empty.
type Pair struct {
	How        Method
	Book, Bank []int64
}

// Doubt is why a proposal is not a match.
type Doubt int8

// The doubts.
const (
	OtherAmount Doubt = 1 // the same reference, another amount: it can never be a match
	SeveralFit  Doubt = 2 // the same amount in the same days, more than once
	SeveralSums Doubt = 3 // several sums of lines fit
)

// Proposal is what a person could match by hand. Difference is the sum of the books' lines less that of the statement's; only at 0 it can be accepted.
type Proposal struct {
	Why        Doubt
	Book, Bank []int64
	Difference money.Fen
}

// Matched is what [Match] finds. Every line is in one pair or open; every open line is in one proposal at most.
type Matched struct {
	Pairs     []Pair
	Open      []Line // by side, day and number
	Proposals []Proposal
}

// Limits of a search. What lies beyond them stays open.
const (
	scanned     = 64   // lines of one amount that are looked at for one line
	sumLines    = 14   // lines among which a sum is sought: 2^14 sums
	sumWindow   = 256  // lines of the days around that are looked at for these
	maxProposed = 1000 // proposals
)

// Match finds which lines of the two sides are the same money; window is by how many days two records of it may differ. Its result is a
// function of the set of lines: their order does not matter. Where more than one answer fits, there is none, but a proposal.
func Match(lines []Line, window int) (Matched, error) {
	m := &matcher{lines: slices.Clone(lines), window: civil.Date(window)}
	slices.SortFunc(m.lines, byPlace)
	var total money.Fen // if the sum of all amounts fits, every sum of some does
	for i := range m.lines {
		l := &m.lines[i]
		amount := l.Amount
		if amount < 0 {
			amount = -amount
		}
		var err error
		if total, err = total.Add(amount); err != nil || amount <= 0 || l.Side != Book && l.Side != Bank {
			return Matched{}, BadLine.With("line", l.ID)
		}
	}
	m.done = make([]bool, len(m.lines))
	if !m.known() {
		return Matched{}, BadLine.With("line", 0)
	}
	for _, level := range levels {
		m.byReference(level.how, level.of)
	}
	m.reversed()
	m.exact()
	m.grouped(func(l *Line) string { return l.Voucher })
	m.grouped(func(l *Line) string { return l.Batch })
	m.summed()
	m.propose()
	for i := range m.lines {
		if !m.done[i] {
			m.out.Open = append(m.out.Open, m.lines[i])
		}
	}
	return m.out, nil
}

// levels are the references, from fine to coarse.
var levels = []struct {
	how Method
	of  func(*Line) string
}{
	{ByOrder, func(l *Line) string { return l.Order }},
	{ByVoucher, func(l *Line) string { return l.Voucher }},
	{ByBatch, func(l *Line) string { return l.Batch }},
}

func byPlace(a, b Line) int {
	return cmp.Or(cmp.Compare(a.Side, b.Side), cmp.Compare(a.Day, b.Day), cmp.Compare(a.ID, b.ID))
}

// matcher is one matching under way.
type matcher struct {
	lines  []Line // by side, day and number
	done   []bool // in a pair
	window civil.Date
	middle int // the first line of the statement's side
	out    Matched
	asked  []bool // in a proposal
}

// known finds where the sides meet and refuses a number that a side has twice.
func (m *matcher) known() bool {
	m.middle, _ = slices.BinarySearchFunc(m.lines, Bank, func(l Line, s Side) int { return cmp.Compare(l.Side, s) })
	for _, side := range [][]Line{m.lines[:m.middle], m.lines[m.middle:]} {
		ids := make([]int64, len(side))
		for i := range side {
			ids[i] = side[i].ID
		}
		slices.Sort(ids)
		if len(slices.Compact(ids)) != len(side) {
			return false
		}
	}
	return true
}

// take makes a pair of lines.
func (m *matcher) take(how Method, all ...int) {
	p := Pair{How: how}
	for _, i := range all {
		m.done[i] = true
		if m.lines[i].Side == Book {
			p.Book = append(p.Book, m.lines[i].ID)
		} else {
			p.Bank = append(p.Bank, m.lines[i].ID)
		}
	}
	slices.Sort(p.Book)
	slices.Sort(p.Bank)
	m.out.Pairs = append(m.out.Pairs, p)
}

// bunch is open lines with one reference and one direction.
type bunch struct {
	lines [3][]int // by side
	sums  [3]money.Fen
}

type bunchKey struct {
	ref string
	out bool
}

// bunches gathers open lines by a reference, in the order of their first lines.
func (m *matcher) bunches(of func(*Line) string) []*bunch {
	named := map[bunchKey]*bunch{}
	var all []*bunch
	for i := range m.lines {
		l := &m.lines[i]
		ref := of(l)
		if m.done[i] || ref == "" {
			continue
		}
		key := bunchKey{ref, l.Amount < 0}
		b := named[key]
		if b == nil {
			b = &bunch{}
			named[key] = b
			all = append(all, b)
		}
		b.lines[l.Side] = append(b.lines[l.Side], i)
		b.sums[l.Side] += l.Amount
	}
	return all
}

// byReference pairs what both sides call by one reference, if it is the same sum. A line that one side has more often than it should, in
// equal amounts, is taken as often as the other side has it, the earliest first: which of equal lines stays open changes no sum.
func (m *matcher) byReference(how Method, of func(*Line) string) {
	for _, b := range m.bunches(of) {
		if len(b.lines[Book]) == 0 || len(b.lines[Bank]) == 0 {
			continue
		}
		if b.sums[Book] == b.sums[Bank] {
			m.take(how, append(b.lines[Book], b.lines[Bank]...)...)
			continue
		}
		for _, s := range []Side{Bank, Book} {
			other := Book + Bank - s
			if n := m.repeated(b.lines[s], b.sums[other]); n > 0 {
				m.take(how, append(slices.Clone(b.lines[other]), b.lines[s][:n]...)...)
				break
			}
		}
	}
}

// repeated is how many of several equal lines make a sum; 0 if they are not equal, or no number of them does.
func (m *matcher) repeated(all []int, sum money.Fen) int {
	each := m.lines[all[0]].Amount
	for _, i := range all {
		if m.lines[i].Amount != each {
			return 0
		}
	}
	if n := sum / each; sum%each == 0 && n > 0 && n < money.Fen(len(all)) {
		return int(n)
	}
	return 0
}

// reversed pairs a line with the one of its own side that undoes it: neither of them is money that moved.
func (m *matcher) reversed() {
	place := map[Side]map[int64]int{Book: {}, Bank: {}}
	for i := range m.lines {
		if l := &m.lines[i]; l.Undoes != 0 && !m.done[i] {
			place[l.Side][l.Undoes] = -1
		}
	}
	for i := range m.lines {
		if l := &m.lines[i]; !m.done[i] {
			if _, wanted := place[l.Side][l.ID]; wanted {
				place[l.Side][l.ID] = i
			}
		}
	}
	for i := range m.lines { // a reversal of a reversal comes after it: the earlier two are paired
		l := &m.lines[i]
		if l.Undoes == 0 || m.done[i] {
			continue
		}
		if of := place[l.Side][l.Undoes]; of >= 0 && !m.done[of] && m.lines[of].Amount == -l.Amount {
			m.take(Reversed, of, i)
		}
	}
}

// compatible says whether two lines of two sides can be the same money by their references: two orders never are (the same one would
// have been paired), vouchers and batches must not differ.
func compatible(a, b *Line) bool {
	return (a.Order == "" || b.Order == "") && (a.Voucher == "" || b.Voucher == "" || a.Voucher == b.Voucher) &&
		(a.Batch == "" || b.Batch == "" || a.Batch == b.Batch)
}

func (m *matcher) near(a, b civil.Date) bool { return a-b <= m.window && b-a <= m.window }
