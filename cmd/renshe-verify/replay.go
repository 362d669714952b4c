package main

// counters are an account's running sums in fen.
type counters struct{ debits, credits, debitsReserved, debitsReleased, creditsReserved, creditsReleased, last int64 }

// account is one account as replay has it, with the counters that the export states.
type account struct {
	id, fund, class int64
	noOverdraft     bool
	clearing        bool
	unknown         bool // never opened: named once
	marked          bool // touched by the lines under way
	known           int64
	counters
	stated counters
	key    turn // the turnover that was counted last, and where
	sum    *[2]int64
}

// turn is where turnover counts: an account, a month, a value date.
type turn struct {
	account, period int64
	day             int32
}

// lookback is a line that names an earlier posting: that one is read again at the end.
type lookback struct{ seq, ref, kind, fund, debit, credit, amount, closed int64 }

// lines are the transfers since the last record that was none; they wait for their batch.
type lines struct {
	n, total, batch, fund, period, at, first int64
	plain                                    bool    // posts only, without a reference
	clears                                   [2]bool // every debit, every credit is a clearing account
	seen                                     [8190/64 + 1]uint64
	touched                                  []*account
	paid                                     []paid
}

// paid is a line that belongs to a payment.
type paid struct{ payment, kind, amount, seq int64 }

// replay keeps the books as the log makes them. Memory grows with accounts, open reservations, months and days, and batches.
type replay struct {
	f        *findings
	accounts map[int64]*account
	lastID   [2]int64
	lastOf   [2]*account
	pending  *reserved
	reversed map[int64]bool
	closed   map[int64]int64 // the last closed month, by fund
	turns    map[turn]*[2]int64
	batches  map[int64]bool
	other    map[int64]bool // funds with batches that are no opening
	back     []lookback
	second   bool   // a record of the format's version 02 has stood
	out      *moved // the first half of a movement, waiting for its second
	g        lines
	bank     *bank
	dayText  string // the value date of the line before
	day      int32
}

type moved struct {
	seq, fund, total int64
	cause            string
}

func newReplay(f *findings, b *bank) *replay {
	return &replay{f: f, accounts: map[int64]*account{}, pending: newReserved(), reversed: map[int64]bool{}, closed: map[int64]int64{},
		turns: map[turn]*[2]int64{}, batches: map[int64]bool{}, other: map[int64]bool{}, bank: b}
}

// two checks who opened an account or closed a month. In version 01 one person was enough; once a record of version 02 stands, none of
// version 01 follows.
func (p *replay) two(seq int64, table, name string, maker, checker int64) {
	if (checker != 0 || p.second) && (checker <= 0 || maker <= 0 || maker == checker) {
		p.f.add(seq, table, name, "checker", "another person than "+itoa(maker), itoa(checker), saysRule)
	}
	p.second = p.second || checker != 0
}

// document checks a file that postings rest on: it is about an account of its fund.
func (p *replay) document(r record, name string) {
	p.unfinished()
	p.second = true
	seq, fund, account := r.n(dSeq), r.n(dFund), r.n(dAccount)
	if fund <= 0 || account>>48 != fund {
		p.f.ints(seq, "document", name, "fund", account>>48, fund, saysRule)
	}
	if r.s(dKind) == docProposal {
		p.f.ints(seq, "document", name, "account", fund<<48, account, saysRule)
	} else if a := p.accounts[account]; a == nil || a.unknown {
		p.f.add(seq, "document", name, "account", "an account opened before", accountName(account), saysRule)
	}
	for i, column := range []int{dDigest, dList} {
		if len(r.b(column)) != 2*len(hash{}) {
			p.f.add(seq, "document", name, []string{"digest", "list"}[i], "32 bytes", r.s(column), saysFormat)
		}
	}
	if r.n(dLines) < 0 || r.n(dTotal) < 0 {
		p.f.add(seq, "document", name, "lines", "≥ 0", itoa(min(r.n(dLines), r.n(dTotal))), saysRule)
	}
}

func (p *replay) open(r record, name string) {
	p.unfinished()
	id, seq := r.n(aID), r.n(aSeq)
	p.two(seq, "account", name, r.n(aOpenedBy), r.n(aChecker))
	p.f.ints(seq, "account", name, "fund", id>>48, r.n(aFund), saysRule)
	if c := r.n(aClass); c < 1 || c > 5 {
		p.f.add(seq, "account", name, "class", "1–5", itoa(c), saysRule)
	}
	if p.accounts[id] != nil {
		p.f.add(seq, "account", name, "id", "", accountName(id), saysExtra)
	}
	owner := string(r.b(aOwner))
	a := &account{id: id, fund: r.n(aFund), class: r.n(aClass), noOverdraft: r.n(aNoOverdraft) != 0,
		clearing: owner == "clearing" || len(owner) > 9 && owner[:9] == "clearing:"}
	a.last = seq
	a.stated = counters{r.n(aDebits), r.n(aCredits), r.n(aDebitsReserved), r.n(aDebitsReleased), r.n(aCreditsReserved), r.n(aCreditsReleased), r.n(aLastSeq)}
	p.accounts[id] = a
	p.lastID = [2]int64{}
}

// of gives an account; most lines touch the ones that the line before did.
func (p *replay) of(side int, id, seq int64) *account {
	if p.lastID[side] == id && p.lastOf[side] != nil {
		return p.lastOf[side]
	}
	a := p.accounts[id]
	if a == nil {
		p.f.add(seq, "account", "account "+accountName(id), "id", accountName(id), "", saysMissing)
		a = &account{id: id, fund: id >> 48, unknown: true}
		p.accounts[id] = a
	}
	p.lastID[side], p.lastOf[side] = id, a
	return a
}

func moves(kind int64) bool { return kind == 1 || kind == 3 || kind == 6 || kind == 7 }

// line plays one transfer.
func (p *replay) line(r record) {
	seq, kind, debit, credit, amount, released := r.n(tSeq), r.n(tKind), r.n(tDebit), r.n(tCredit), r.n(tAmount), r.n(tReleased)
	if fund := r.n(tFund); debit>>48 != fund || credit>>48 != fund || fund <= 0 {
		p.same(seq, "debit", fund, debit>>48)
		p.same(seq, "credit", fund, credit>>48)
		if fund <= 0 {
			p.f.add(seq, "transfer", atPlace(seq), "fund", "> 0", itoa(fund), saysRule)
		}
	}
	if amount <= 0 || debit == credit || amount > 1<<61 {
		p.f.add(seq, "transfer", atPlace(seq), "amount_fen", "> 0, between two accounts", itoa(amount), saysRule)
	}
	p.gather(r, seq)
	if kind != 1 || r.n(tRef) != 0 || released != 0 {
		p.g.plain = false
		p.refers(r, seq, kind)
	}
	d, c := p.of(0, debit, seq), p.of(1, credit, seq)
	if moves(kind) {
		d.debits += amount
		c.credits += amount
		day := p.date(r.b(tValueDate))
		if day == 0 {
			p.f.add(seq, "transfer", atPlace(seq), "value_date", "YYYY-MM-DD", r.s(tValueDate), saysFormat)
		}
		period := r.n(tPeriod)
		p.turnover(d, period, day)[0] += amount
		p.turnover(c, period, day)[1] += amount
	}
	left := leaves(kind, amount, released)
	d.debitsReserved += left
	c.creditsReserved += left
	d.debitsReleased += released
	c.creditsReleased += released
	d.last, c.last = seq, seq
	p.g.clears[0] = p.g.clears[0] && d.clearing
	p.g.clears[1] = p.g.clears[1] && c.clearing
	p.touch(d)
	p.touch(c)
	p.after(d, r.n(tDebitAfter), seq, "debit_after")
	p.after(c, r.n(tCreditAfter), seq, "credit_after")
}

func (p *replay) touch(a *account) {
	if !a.marked {
		a.marked = true
		p.g.touched = append(p.g.touched, a)
	}
}

// leaves is what a line keeps reserved until another settles it.
func leaves(kind, amount, released int64) int64 {
	switch kind {
	case 2:
		return amount
	case 7:
		return released - amount
	}
	return 0
}

// same compares two figures of a transfer.
func (p *replay) same(seq int64, column string, want, have int64) {
	if want != have {
		p.f.add(seq, "transfer", atPlace(seq), column, itoa(want), itoa(have), saysRule)
	}
}

// after compares the replayed net with what a line says stood after it. A difference is carried along, so that one changed amount is
// one finding and not one for each line after it.
func (p *replay) after(a *account, stated, seq int64, column string) {
	off := a.debits - a.credits - stated - a.known
	if off == 0 || a.unknown {
		return
	}
	a.known += off
	p.f.add(seq, "transfer", atPlace(seq), column, itoa(stated+off), itoa(stated), saysReplay)
}

// gather holds a line against the first of its batch.
func (p *replay) gather(r record, seq int64) {
	g := &p.g
	if g.n == 0 {
		g.batch, g.fund, g.period, g.at, g.first = r.n(tBatch), r.n(tFund), r.n(tPeriod), r.n(tPostedAt), seq
		g.plain, g.clears = true, [2]bool{true, true}
	}
	if g.batch != r.n(tBatch) || g.fund != r.n(tFund) || g.period != r.n(tPeriod) || g.at != r.n(tPostedAt) {
		p.same(seq, "batch", g.batch, r.n(tBatch))
		p.same(seq, "fund", g.fund, r.n(tFund))
		p.same(seq, "period", g.period, r.n(tPeriod))
		p.same(seq, "posted_at", g.at, r.n(tPostedAt))
	}
	g.n++
	g.total += r.n(tAmount)
	if n := r.n(tLine); n < 0 || n >= 8190 || g.seen[n/64]&(1<<(n%64)) != 0 {
		p.f.add(seq, "transfer", atPlace(seq), "line", "each line of its batch once", itoa(n), saysRule)
	} else {
		g.seen[n/64] |= 1 << (n % 64)
	}
	if payment, ok := paymentOf(r); ok {
		g.paid = append(g.paid, paid{payment, r.n(tKind), r.n(tAmount), seq})
	}
}

func (p *replay) turnover(a *account, period int64, day int32) *[2]int64 {
	if a.sum != nil && a.key.period == period && a.key.day == day {
		return a.sum
	}
	a.key = turn{a.id, period, day}
	if a.sum = p.turns[a.key]; a.sum == nil {
		a.sum = new([2]int64)
		p.turns[a.key] = a.sum
	}
	return a.sum
}

// refers checks what a line says about an earlier one: what is reserved is settled once, a posting reversed once, a closed month corrected.
func (p *replay) refers(r record, seq, kind int64) {
	ref, amount, released := r.n(tRef), r.n(tAmount), r.n(tReleased)
	switch kind {
	case 2:
		p.pending.put(seq, open{r.n(tDebit), r.n(tCredit), amount, r.n(tFund), r.n(tPeriod)})
	case 1, 6:
		if ref == 0 && kind == 1 {
			break
		}
		p.back = append(p.back, lookback{seq, ref, kind, r.n(tFund), r.n(tDebit), r.n(tCredit), amount, p.closed[r.n(tFund)]})
		if kind == 6 && p.reversed[ref] || ref >= seq || ref <= 0 {
			p.f.add(seq, "transfer", atPlace(seq), "ref_seq", "an earlier posting, not yet reversed", itoa(ref), saysRule)
		}
		if kind == 6 {
			p.reversed[ref] = true
		}
		p.same(seq, "released_fen", 0, released)
		return
	case 3, 4, 5, 7:
		p.settles(r, seq, kind)
		return
	default:
		p.f.add(seq, "transfer", atPlace(seq), "kind", "1–7", itoa(kind), saysRule)
	}
	p.same(seq, "released_fen", 0, released)
	p.same(seq, "ref_seq", 0, ref)
}

func (p *replay) settles(r record, seq, kind int64) {
	ref, amount, released := r.n(tRef), r.n(tAmount), r.n(tReleased)
	o, is := p.pending.take(ref)
	if left := leaves(kind, amount, released); left > 0 {
		p.pending.put(seq, open{r.n(tDebit), r.n(tCredit), left, r.n(tFund), r.n(tPeriod)})
	}
	if !is {
		p.f.add(seq, "transfer", atPlace(seq), "ref_seq", "an open reservation", itoa(ref), saysRule)
		return
	}
	p.same(seq, "released_fen", o.left, released)
	p.same(seq, "debit", o.debit, r.n(tDebit))
	p.same(seq, "credit", o.credit, r.n(tCredit))
	switch {
	case kind == 3 && amount <= o.left, kind == 7 && amount < o.left, kind != 3 && kind != 7 && amount == o.left:
	default:
		p.f.add(seq, "transfer", atPlace(seq), "amount_fen", "what is reserved at "+itoa(ref)+": "+itoa(o.left), itoa(amount), saysRule)
	}
}

// date is [date] of a text that is mostly the one before.
func (p *replay) date(b []byte) int32 {
	if string(b) != p.dayText {
		p.dayText, p.day = string(b), date(b)
	}
	return p.day
}

// date reads YYYY-MM-DD as year*10000+month*100+day; 0: it is no date.
func date(b []byte) int32 {
	if len(b) != 10 || b[4] != '-' || b[7] != '-' {
		return 0
	}
	n := int32(0)
	for i, c := range b {
		if i == 4 || i == 7 {
			continue
		}
		if c -= '0'; c > 9 {
			return 0
		}
		n = n*10 + int32(c)
	}
	if m, d := n/100%100, n%100; m < 1 || m > 12 || d < 1 || d > 31 {
		return 0
	}
	return n
}

// paymentOf reads the payment of a line's cause "payment:ID/…".
func paymentOf(r record) (int64, bool) {
	const mark = "payment:"
	cause := r.b(tCause)
	if len(cause) <= len(mark) || string(cause[:len(mark)]) != mark {
		return 0, false
	}
	n, next, ok := decimal(cause, len(mark))
	return n, ok && n > 0 && next <= len(cause) && (next == len(cause) || cause[next] == '/')
}
