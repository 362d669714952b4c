package main

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	stdhash "hash"
	"slices"
)

// What the bank answered to an order.
const (
	unanswered = 0
	wasPaid    = 1
	wasBack    = 2
)

// order is one line of a payment file, and what the books made of it.
type order struct {
	payment, amount, answer int64
	file, back              int64 // the places of the documents that it stands in: the payment order, the bank's answer (0: none yet)
	pended, posted, voided  int64
}

// payrun is one payment run: its orders by payment.
type payrun struct {
	orders []order
	hint   int
	early  bool // reserved before the format's version 02: its files are no records of the log
	seen   bool // the log has lines of it
}

// listing is what order.txt says of one document: its lines, hashed as the document's record has them.
type listing struct {
	n, total int64
	sum      stdhash.Hash
	buf      []byte
	run      int64
	found    bool // the log has the document
}

// file is a document that order.txt names, by its place, as what it names it.
type file struct {
	seq    int64
	answer bool
}

func (f file) column() string {
	return map[bool]string{false: "order_seq", true: "answer_seq"}[f.answer]
}

func newListing(run int64) *listing { return &listing{sum: sha256.New(), run: run} }

func (l *listing) add(payment, amount, answer int64) {
	l.n, l.total = l.n+1, l.total+amount
	for _, n := range [...]int64{payment, amount, answer} {
		l.buf = binary.BigEndian.AppendUint64(l.buf, uint64(n))
	}
	if len(l.buf) > 1<<12 {
		l.sum.Write(l.buf)
		l.buf = l.buf[:0]
	}
}

func (l *listing) hash() string {
	l.sum.Write(l.buf)
	l.buf = l.buf[:0]
	return hex.EncodeToString(l.sum.Sum(nil))
}

// bank holds the bank's files against the books, one to one: order.txt lists their lines, the documents in the log bind that list, and every
// line of it is held against the lines reserved, posted and voided.
type bank struct {
	f     *findings
	runs  map[int64]*payrun
	files map[file]*listing
	near  [2]struct {
		file
		*listing
	}
}

func (v *verifier) orders() error {
	last := int64(-1 << 63)
	var u *payrun
	return v.each(orderTable, func(r record) {
		id := r.n(oRun)
		if u == nil || id != last {
			v.ordered(r, "run", u == nil || last < id)
			if u = v.bank.runs[id]; u == nil {
				u = &payrun{}
				v.bank.runs[id] = u
			}
			last = id
		}
		o := order{payment: r.n(oPayment), amount: r.n(oAmount), answer: r.n(oAnswer), file: r.n(oFile), back: r.n(oBack)}
		v.ordered(r, "payment", len(u.orders) == 0 || u.orders[len(u.orders)-1].payment < o.payment)
		if o.answer < unanswered || o.answer > wasBack {
			v.f.add(-1, "order", "payment "+itoa(o.payment), "answer", "0, 1, 2", itoa(o.answer), saysFormat)
		}
		if o.answer == unanswered && o.back != 0 {
			v.f.add(-1, "order", "payment "+itoa(o.payment), "answer_seq", "0", itoa(o.back), saysBank)
		}
		v.bank.listed(id, o, file{o.file, false}, unanswered)
		v.bank.listed(id, o, file{o.back, true}, o.answer)
		u.orders = append(u.orders, o)
	})
}

// listed adds an order to what is listed of a document. Whether it may stand in none (0), the run's lines in the log say.
func (b *bank) listed(run int64, o order, f file, answer int64) {
	if f.seq == 0 {
		return
	}
	near := &b.near[0]
	if f.answer {
		near = &b.near[1]
	}
	if near.listing == nil || near.file != f { // most orders stand where the one before did
		if b.files[f] == nil {
			b.files[f] = newListing(run)
		}
		near.file, near.listing = f, b.files[f]
	}
	l := near.listing
	if l.run != run {
		b.f.add(-1, "order", "payment "+itoa(o.payment), f.column(), "a document of its run", itoa(f.seq), saysBank)
	}
	l.add(o.payment, o.amount, answer)
}

// The kinds of documents.
const (
	docOrder     = "payment-order"
	docAnswer    = "bank-answer"
	docStatement = "bank-statement"
	docProposal  = "proposal"
)

// document holds a file's record in the log against the lines that order.txt lists of it.
func (b *bank) document(r record, name string) {
	seq, kind := r.n(dSeq), r.s(dKind)
	run, of := runOf(r.b(dCause))
	if kind == docStatement {
		return
	}
	if kind != docOrder && kind != docAnswer || !of {
		b.f.add(seq, "document", name, "kind", docOrder+", "+docAnswer+" of a run, "+docStatement+", "+docProposal, kind, saysRule)
		return
	}
	l := b.files[file{seq, kind == docAnswer}]
	if l == nil {
		l = newListing(run)
	}
	l.found = true
	if l.run != run {
		b.f.add(seq, "document", name, "cause", "run:"+itoa(l.run), r.s(dCause), saysBank)
	}
	b.f.ints(seq, "document", name, "lines", l.n, r.n(dLines), saysBank)
	b.f.ints(seq, "document", name, "total_fen", l.total, r.n(dTotal), saysBank)
	if list := l.hash(); list != r.s(dList) {
		b.f.add(seq, "document", name, "list", list, r.s(dList), saysBank)
	}
}

// lines takes in the lines of a run's batch that belong to payments. early: no record of version 02 stands in the log yet.
func (b *bank) lines(id int64, all []paid, early bool) {
	u := b.runs[id]
	if u == nil { // nothing was given to the bank yet: then it answered nothing either
		for _, p := range all {
			if p.kind == 3 || p.kind == 7 {
				b.f.add(p.seq, "order", "run "+itoa(id), "run", itoa(id), "", saysMissing)
				return
			}
		}
		return
	}
	if !u.seen {
		u.seen, u.early = true, early
	}
	for _, p := range all {
		o := u.find(p.payment)
		if o == nil {
			b.f.add(p.seq, "order", "payment "+itoa(p.payment), "payment", itoa(p.payment), "", saysMissing)
			continue
		}
		switch p.kind {
		case 2:
			o.pended += p.amount
		case 3, 7:
			o.posted += p.amount
		case 4, 5:
			o.voided += p.amount
		}
		if u.early {
			continue
		}
		if p.kind == 2 && o.file <= p.seq {
			b.f.add(p.seq, "order", "payment "+itoa(p.payment), "order_seq", "> "+itoa(p.seq), itoa(o.file), saysBank)
		}
		if p.kind != 2 && (o.back <= o.file || o.back >= p.seq) {
			b.f.add(p.seq, "order", "payment "+itoa(p.payment), "answer_seq", itoa(o.file+1)+"–"+itoa(p.seq-1), itoa(o.back), saysBank)
		}
	}
}

// find gives a payment's order: mostly the one after the last.
func (u *payrun) find(payment int64) *order {
	for range 2 {
		if u.hint < len(u.orders) && u.orders[u.hint].payment == payment {
			o := &u.orders[u.hint]
			return o
		}
		u.hint++
	}
	i, found := slices.BinarySearchFunc(u.orders, payment, func(o order, payment int64) int { return compare(o.payment, payment) })
	u.hint = i
	if !found {
		return nil
	}
	return &u.orders[i]
}

// end says where orders and books differ.
func (b *bank) end() {
	var ids []int64
	for id := range b.runs {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		u := b.runs[id]
		for i := range u.orders {
			o := &u.orders[i]
			if o.agrees() {
				continue
			}
			name := "run " + itoa(id) + ", payment " + itoa(o.payment)
			b.f.ints(-1, "order", name, "amount_fen", o.pended, o.amount, saysBank)
			if !o.settled() {
				b.f.add(-1, "order", name, "answer", "posted "+itoa(o.posted)+", voided "+itoa(o.voided), itoa(o.answer), saysBank)
			}
		}
	}
	var lost []file
	for f, l := range b.files {
		if !l.found {
			lost = append(lost, f)
		}
	}
	slices.SortFunc(lost, func(a, b file) int { return compare(a.seq, b.seq) })
	for _, f := range lost {
		b.f.add(-1, "order", "run "+itoa(b.files[f].run), f.column(), "such a document in the log", itoa(f.seq), saysMissing)
	}
}

// agrees says whether the books reserved what was ordered and did with it what the bank answered.
func (o *order) agrees() bool { return o.pended == o.amount && o.settled() }

func (o *order) settled() bool {
	switch o.answer {
	case wasPaid:
		return o.posted == o.amount && o.voided == 0
	case wasBack:
		return o.voided == o.amount && o.posted == 0
	}
	return o.posted == 0 && o.voided == 0
}
