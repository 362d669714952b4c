package main

import (
	"slices"
	"strings"
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
	pended, posted, voided  int64
}

// payrun is one payment run: its orders by payment, and its two files.
type payrun struct {
	orders []order
	hint   int
	filed  bool // its payment file was made
	back   bool // the bank answered it
}

// bank holds the bank's files against the books, one to one.
type bank struct {
	f    *findings
	runs map[int64]*payrun
}

func (v *verifier) orders() error {
	err := v.each(orderTable, func(r record) {
		id := r.n(oRun)
		u := v.bank.runs[id]
		if u == nil {
			u = &payrun{}
			v.bank.runs[id] = u
		}
		v.ordered(r, "payment", len(u.orders) == 0 || u.orders[len(u.orders)-1].payment < r.n(oPayment))
		if a := r.n(oAnswer); a < unanswered || a > wasBack {
			v.f.add(-1, "order", "payment "+itoa(r.n(oPayment)), "answer", "0, 1, 2", itoa(a), saysFormat)
		}
		u.orders = append(u.orders, order{payment: r.n(oPayment), amount: r.n(oAmount), answer: r.n(oAnswer)})
	})
	if err != nil {
		return err
	}
	last := ""
	return v.each(fileTable, func(r record) {
		now := r.s(fDirection)
		place := itoa(r.n(fRun))
		place = strings.Repeat("0", 20-min(20, len(place))) + place + map[string]string{"order": "0", "answer": "1"}[now]
		v.ordered(r, "run", last < place)
		last = place
		v.bank.file(r, now)
	})
}

// file holds a bank file's figures against its orders.
func (b *bank) file(r record, direction string) {
	name := "run " + itoa(r.n(fRun)) + ", " + direction
	u := b.runs[r.n(fRun)]
	if u == nil {
		u = &payrun{}
		b.runs[r.n(fRun)] = u
	}
	if direction != "order" && direction != "answer" {
		b.f.add(-1, "bankfile", name, "direction", "order, answer", direction, saysFormat)
		return
	}
	var n, total, paidN, paidFen, back, backFen int64
	for _, o := range u.orders {
		n, total = n+1, total+o.amount
		switch o.answer {
		case wasPaid:
			paidN, paidFen = paidN+1, paidFen+o.amount
		case wasBack:
			back, backFen = back+1, backFen+o.amount
		}
	}
	if n == 0 {
		b.f.add(-1, "bankfile", name, "run", "a run with orders", itoa(r.n(fRun)), saysBank)
	}
	u.back = u.back || direction == "answer"
	if direction == "order" {
		u.filed = true
		paidN, paidFen, back, backFen = 0, 0, 0, 0
	}
	for _, c := range []struct {
		column      string
		want, stood int64
	}{{"orders", n, r.n(fOrders)}, {"total_fen", total, r.n(fTotal)}, {"paid", paidN, r.n(fPaid)}, {"paid_fen", paidFen, r.n(fPaidFen)},
		{"returned", back, r.n(fBack)}, {"returned_fen", backFen, r.n(fBackFen)}} {
		b.f.ints(-1, "bankfile", name, c.column, c.want, c.stood, saysBank)
	}
	if d := r.b(fDigest); len(d) != 64 || !isHex(d) {
		b.f.add(-1, "bankfile", name, "digest", "64 characters", string(d), saysFormat)
	}
}

// lines takes in the lines of a run's batch that belong to payments.
func (b *bank) lines(id int64, all []paid) {
	u := b.runs[id]
	if u == nil { // nothing was given to the bank yet: then it answered nothing either
		for _, p := range all {
			if p.kind == 3 || p.kind == 7 {
				b.f.add(p.seq, "bankfile", "run "+itoa(id), "run", itoa(id), "", saysMissing)
				return
			}
		}
		return
	}
	for _, p := range all {
		o := u.find(p.payment)
		if o == nil {
			if u.filed {
				b.f.add(p.seq, "order", "payment "+itoa(p.payment), "payment", itoa(p.payment), "", saysMissing)
			}
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
		answered := slices.ContainsFunc(u.orders, func(o order) bool { return o.answer != unanswered })
		for direction, lacks := range map[string]bool{"order": len(u.orders) > 0 && !u.filed, "answer": answered && !u.back} {
			if lacks {
				b.f.add(-1, "bankfile", "run "+itoa(id)+", "+direction, "run", itoa(id), "", saysMissing)
			}
		}
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
