package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"
)

// batch ends the lines before it.
func (p *replay) batch(r record, name string) {
	g, seq := &p.g, r.n(bSeq)
	is := func(column string, expected, actual int64) {
		p.f.ints(seq, "batch", name, column, expected, actual, saysRule)
	}
	if g.n == 0 {
		p.f.add(seq, "batch", name, "lines", "its lines before it", "0", saysRule)
	} else {
		is("id", g.batch, r.n(bID))
		is("fund", g.fund, r.n(bFund))
		is("period", g.period, r.n(bPeriod))
		is("posted_at", g.at, r.n(bPostedAt))
		is("first_seq", g.first, r.n(bFirst))
		is("lines", g.n, r.n(bLines))
		is("total_fen", g.total, r.n(bTotal))
		for n := range min(g.n, 8190) {
			if g.seen[n/64]&(1<<(n%64)) == 0 {
				p.f.add(seq, "transfer", name, "line", itoa(n), "", saysMissing)
				break
			}
		}
	}
	if p.batches[r.n(bID)] {
		p.f.add(seq, "batch", name, "id", "a batch's own", itoa(r.n(bID)), saysExtra)
	}
	p.batches[r.n(bID)] = true
	if m, c := r.n(bMaker), r.n(bChecker); m == c || m <= 0 || c <= 0 {
		p.f.add(seq, "batch", name, "checker", "another person than "+itoa(m), itoa(c), saysRule)
	}
	if len(r.b(bRequest)) != 2*sha256.Size {
		p.f.add(seq, "batch", name, "request_hash", "32 bytes", r.s(bRequest), saysFormat)
	}
	fund := r.n(bFund)
	if last := p.closed[fund]; last > 0 && r.n(bPeriod) <= last {
		p.f.add(seq, "batch", name, "period", "after "+monthName(last), monthName(r.n(bPeriod)), saysRule)
	}
	for _, a := range g.touched {
		if short := a.short(); short > 0 {
			p.f.add(seq, "account", "account "+accountName(a.id), "no_overdraft", "no overdraft after "+name, itoa(-short), saysRule)
		}
	}
	p.kinds(r, name)
	if run, ok := runOf(r.b(bCause)); ok {
		p.bank.lines(run, g.paid, !p.second)
	}
	p.endLines()
}

// kinds checks the batches that have rules of their own: opening balances and the two halves of a movement.
func (p *replay) kinds(r record, name string) {
	seq, fund, kind := r.n(bSeq), r.n(bFund), r.s(bKind)
	before := p.out
	p.out = nil
	special := kind == "opening" || kind == "move-out" || kind == "move-in"
	if special && !p.g.plain {
		p.f.add(seq, "batch", name, "kind", "posts only", kind, saysRule)
	}
	if kind == "opening" && p.other[fund] {
		p.f.add(seq, "batch", name, "kind", "before all other batches of its fund", kind, saysRule)
	}
	if kind != "opening" {
		p.other[fund] = true
	}
	if kind == "move-out" {
		p.out = &moved{seq, fund, r.n(bTotal), r.s(bCause)}
		if !p.g.clears[1] {
			p.f.add(seq, "batch", name, "kind", "every credit a clearing account", kind, saysRule)
		}
	}
	if kind == "move-in" && !p.g.clears[0] {
		p.f.add(seq, "batch", name, "kind", "every debit a clearing account", kind, saysRule)
	}
	if (before != nil) != (kind == "move-in") || before != nil && (before.seq != r.n(bFirst)-1 || before.fund == fund ||
		before.total != r.n(bTotal) || before.cause != r.s(bCause)) {
		p.f.add(seq, "batch", name, "kind", "move-out and move-in, one after the other, of two funds, with one cause and total", kind, saysRule)
	}
}

// short is by how much the account is overdrawn.
func (a *account) short() int64 {
	if !a.noOverdraft {
		return 0
	}
	if a.class == 1 || a.class == 5 {
		return a.credits + a.creditsReserved - a.creditsReleased - a.debits
	}
	return a.debits + a.debitsReserved - a.debitsReleased - a.credits
}

func (p *replay) endLines() {
	for _, a := range p.g.touched {
		a.marked = false
	}
	p.g = lines{touched: p.g.touched[:0], paid: p.g.paid[:0]}
}

// unfinished names lines that no batch ended, and a movement's lonely half.
func (p *replay) unfinished() {
	if p.g.n > 0 {
		p.f.add(p.g.first+p.g.n, "batch", "batch "+itoa(p.g.batch)+", "+atPlace(p.g.first+p.g.n), "id", itoa(p.g.batch), "", saysMissing)
		p.endLines()
	}
	if p.out != nil {
		p.f.add(p.out.seq, "batch", atPlace(p.out.seq), "kind", "move-in after it", "", saysRule)
		p.out = nil
	}
}

// balance is one account's line at a closing.
type balance struct{ account, debits, credits int64 }

// closing checks a closed month: its sums, the root of its balances, and the balances that the export states.
func (p *replay) closing(r record, name string, kept []balance) {
	p.unfinished()
	fund, month, seq := r.n(pFund), r.n(pMonth), r.n(pSeq)
	p.two(seq, "period", name, r.n(pClosedBy), r.n(pChecker))
	if last := p.closed[fund]; last > 0 && month <= last {
		p.f.add(seq, "period", name, "month", "after "+monthName(last), monthName(month), saysRule)
	}
	p.closed[fund] = month
	if at, is := p.pending.first(fund, month); is {
		p.f.add(seq, "period", name, "month", "no open reservation", atPlace(at), saysRule)
	}
	all := p.balances(fund, month)
	var tree edge
	var debits, credits int64
	leaf := make([]byte, 0, 128)
	for _, b := range all {
		leaf = append(append(append(leaf[:0], 0), leafTag...), 'S')
		for _, n := range []int64{r.n(pCounty), fund, month, b.account, b.debits, b.credits} {
			leaf = binary.BigEndian.AppendUint64(leaf, uint64(n))
		}
		tree.add(sha256.Sum256(leaf))
		debits, credits = debits+b.debits, credits+b.credits
	}
	p.f.ints(seq, "period", name, "accounts", int64(len(all)), r.n(pAccounts), saysReplay)
	p.f.ints(seq, "period", name, "debits", debits, r.n(pDebits), saysReplay)
	p.f.ints(seq, "period", name, "credits", credits, r.n(pCredits), saysReplay)
	if root := tree.root().String(); root != r.s(pRoot) {
		p.f.add(seq, "period", name, "root", root, r.s(pRoot), saysReplay)
	}
	p.compare(seq, name, all, kept)
}

// balances are a fund's accounts at the end of a month, by number.
func (p *replay) balances(fund, month int64) []balance {
	var all []balance
	place := map[int64]int{}
	for id, a := range p.accounts {
		if a.fund == fund && !a.unknown {
			all = append(all, balance{account: id})
		}
	}
	slices.SortFunc(all, func(a, b balance) int { return compare(a.account, b.account) })
	for i := range all {
		place[all[i].account] = i
	}
	for key, sum := range p.turns {
		if i, mine := place[key.account]; mine && key.period <= month {
			all[i].debits += sum[0]
			all[i].credits += sum[1]
		}
	}
	return all
}

func compare(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// compare holds the balances of a closing against those in snapshot.txt.
func (p *replay) compare(seq int64, name string, want, have []balance) {
	at := func(b balance) string { return "account " + accountName(b.account) + ", " + name }
	for len(want) > 0 || len(have) > 0 {
		switch {
		case len(have) == 0 || len(want) > 0 && want[0].account < have[0].account:
			p.f.add(seq, "snapshot", at(want[0]), "account", accountName(want[0].account), "", saysMissing)
			want = want[1:]
		case len(want) == 0 || have[0].account < want[0].account:
			p.f.add(seq, "snapshot", at(have[0]), "account", "", accountName(have[0].account), saysExtra)
			have = have[1:]
		default:
			p.f.ints(seq, "snapshot", at(want[0]), "debits", want[0].debits, have[0].debits, saysReplay)
			p.f.ints(seq, "snapshot", at(want[0]), "credits", want[0].credits, have[0].credits, saysReplay)
			want, have = want[1:], have[1:]
		}
	}
}

// end compares the counters that accounts state with replay.
func (p *replay) end() {
	p.unfinished()
	var ids []int64
	for id := range p.accounts {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		a := p.accounts[id]
		if a.unknown {
			continue
		}
		name, want, have := "account "+accountName(id), &a.counters, &a.stated
		for _, c := range []struct {
			column      string
			want, stood int64
		}{{"debits", want.debits, have.debits}, {"credits", want.credits, have.credits}, {"debits_reserved", want.debitsReserved, have.debitsReserved},
			{"debits_released", want.debitsReleased, have.debitsReleased}, {"credits_reserved", want.creditsReserved, have.creditsReserved},
			{"credits_released", want.creditsReleased, have.creditsReleased}, {"last_seq", want.last, have.last}} {
			p.f.ints(have.last, "account", name, c.column, c.want, c.stood, saysReplay)
		}
	}
}

// runOf reads the run of a cause "run:ID".
func runOf(cause []byte) (int64, bool) {
	rest, ok := bytes.CutPrefix(cause, []byte("run:"))
	n, is := integer(rest)
	return n, ok && is
}
