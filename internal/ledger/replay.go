package ledger

import (
	"bytes"
	"context"
	"encoding/hex"
	"slices"
	"strconv"

	"renshe/civil"
	"renshe/tlog"
)

// replay keeps every account as the log makes it and checks the rules of the books on the way. Its memory grows with
// accounts, open reservations and reversals, not with transfers.
type replay struct {
	v        *verifier
	accounts map[int64]*replayed
	pending  map[int64]reservation // open ones, by place
	reversed map[int64]bool
	closed   map[int64]int64 // the last closed month, by fund

	// The lines since the last record that was no transfer: they wait for their batch.
	group   transferRow // the first of them
	lines   int64
	total   int64
	touched map[int64]bool
}

type replayed struct {
	standing
	fund    int64
	unknown bool  // never opened: reported once
	known   int64 // by how much replay and the lines' *_after differ so far
}

type reservation struct{ debit, credit, amount int64 }

func newReplay(v *verifier) *replay {
	return &replay{v: v, accounts: map[int64]*replayed{}, pending: map[int64]reservation{}, reversed: map[int64]bool{},
		closed: map[int64]int64{}, touched: map[int64]bool{}}
}

func (p *replay) account(r *accountRow, name string) {
	p.unfinished()
	if r.id>>fundShift != r.fund || r.fund <= 0 {
		p.v.findInt("account", name, "fund", r.id>>fundShift, r.fund, saysRule)
	}
	p.accounts[r.id] = &replayed{standing: standing{class: Class(r.class), noOverdraft: r.noOverdraft != 0, counters: counters{lastSeq: r.seq}}, fund: r.fund}
}

func (p *replay) of(id int64, name string) *replayed {
	a := p.accounts[id]
	if a == nil {
		p.v.find("account", "account "+AccountID(id).String(), "id", AccountID(id).String(), "", saysMissing)
		a = &replayed{fund: id >> fundShift, unknown: true}
		p.accounts[id] = a
	}
	return a
}

func (p *replay) transfer(ctx context.Context, t *transferRow) error {
	name := record(t.seq)
	bad := func(column string, expected, actual int64) {
		p.v.findInt("transfer", name, column, expected, actual, saysRule)
	}
	if t.debit>>fundShift != t.fund {
		bad("debit", t.fund, t.debit>>fundShift)
	}
	if t.credit>>fundShift != t.fund {
		bad("credit", t.fund, t.credit>>fundShift)
	}
	if t.amount <= 0 || t.debit == t.credit {
		p.v.find("transfer", name, "amount_fen", "> 0, between two accounts", strconv.FormatInt(t.amount, 10), saysRule)
	}
	if p.lines == 0 {
		p.group = *t
	}
	g := &p.group
	for _, c := range []struct {
		column         string
		first, current int64
	}{{"batch", g.batch, t.batch}, {"fund", g.fund, t.fund}, {"period", g.period, t.period}, {"posted_at", g.postedAt, t.postedAt}} {
		if c.first != c.current {
			bad(c.column, c.first, c.current)
		}
	}
	p.lines++
	p.total += t.amount
	if err := p.refers(ctx, t, name); err != nil {
		return err
	}
	debit, credit := p.of(t.debit, name), p.of(t.credit, name)
	apply(kindOf(t.kind), t.amount, t.released, t.seq, &debit.standing, &credit.standing)
	p.touched[t.debit], p.touched[t.credit] = true, true
	if off := debit.differs(t.debitAfter); off != 0 {
		bad("debit_after", t.debitAfter+off, t.debitAfter)
	}
	if off := credit.differs(t.creditAfter); off != 0 {
		bad("credit_after", t.creditAfter+off, t.creditAfter)
	}
	return nil
}

// differs compares the replayed net with what a line says stood after it. A difference is carried along, so that one changed
// amount is one finding and not one for each line after it.
func (a *replayed) differs(after int64) int64 {
	if a.unknown {
		return 0
	}
	off := a.debits - a.credits - after - a.known
	a.known += off
	return off
}

// refers checks what a line says about an earlier one: a reservation is settled once, a posting reversed once.
func (p *replay) refers(ctx context.Context, t *transferRow, name string) error {
	kind := kindOf(t.kind)
	switch {
	case kind == Pending:
		p.pending[t.seq] = reservation{t.debit, t.credit, t.amount}
	case kind == Post:
	case kind.settles():
		r, open := p.pending[t.ref]
		delete(p.pending, t.ref)
		if !open {
			p.v.find("transfer", name, "ref_seq", "an open reservation", record(t.ref), saysRule)
			return nil
		}
		if r.debit != t.debit || r.credit != t.credit || r.amount != t.released || t.amount > r.amount || (kind != PostPending && t.amount != r.amount) {
			p.v.find("transfer", name, "released_fen", "as reserved at "+record(t.ref)+": "+strconv.FormatInt(r.amount, 10),
				strconv.FormatInt(t.released, 10), saysRule)
		}
	case kind == Reversal:
		return p.reverses(ctx, t, name)
	default:
		p.v.find("transfer", name, "kind", "1–6", strconv.FormatInt(t.kind, 10), saysRule)
	}
	if !kind.settles() && t.released != 0 {
		p.v.findInt("transfer", name, "released_fen", 0, t.released, saysRule)
	}
	if !kind.refers() && t.ref != 0 {
		p.v.findInt("transfer", name, "ref_seq", 0, t.ref, saysRule)
	}
	return nil
}

func (p *replay) reverses(ctx context.Context, t *transferRow, name string) error {
	known, err := earlierIn(ctx, p.v.tx, p.v.county, []int64{t.ref})
	if err != nil {
		return err
	}
	r := known[t.ref]
	if r == nil || t.ref >= t.seq || (r.kind != Post && r.kind != PostPending) || p.reversed[t.ref] {
		p.v.find("transfer", name, "ref_seq", "a posting not yet reversed", record(t.ref), saysRule)
		return nil
	}
	p.reversed[t.ref] = true
	if int64(r.debit) != t.credit || int64(r.credit) != t.debit || r.amount != t.amount || t.released != 0 {
		p.v.findInt("transfer", name, "amount_fen", r.amount, t.amount, saysRule)
	}
	return nil
}

func (p *replay) batch(b *batchRow, name string) {
	bad := func(column string, expected, actual int64) {
		p.v.findInt("batch", name, column, expected, actual, saysRule)
	}
	g := &p.group
	if p.lines == 0 {
		p.v.find("batch", name, "lines", "its lines before it", "none", saysRule)
	} else {
		for _, c := range []struct {
			column      string
			want, stood int64
		}{{"id", g.batch, b.id}, {"fund", g.fund, b.fund}, {"period", g.period, b.period}, {"posted_at", g.postedAt, b.postedAt},
			{"first_seq", g.seq, b.firstSeq}, {"lines", p.lines, b.lines}, {"total_fen", p.total, b.total}} {
			if c.want != c.stood {
				bad(c.column, c.want, c.stood)
			}
		}
	}
	if b.maker == b.checker || b.maker <= 0 || b.checker <= 0 {
		p.v.find("batch", name, "checker", "another person than "+strconv.FormatInt(b.maker, 10), strconv.FormatInt(b.checker, 10), saysRule)
	}
	if last := p.closed[b.fund]; b.period <= last {
		p.v.find("batch", name, "period", "after "+civil.Month(last).String(), civil.Month(b.period).String(), saysRule)
	}
	for id := range p.touched {
		if a := p.accounts[id]; a.short() > 0 {
			p.v.find("account", "account "+AccountID(id).String(), "no_overdraft", "no overdraft after "+name, strconv.FormatInt(-a.short(), 10), saysRule)
		}
	}
	p.endGroup()
}

func (p *replay) endGroup() {
	p.lines, p.total, p.group = 0, 0, transferRow{}
	clear(p.touched)
}

// unfinished names lines that no batch closed.
func (p *replay) unfinished() {
	if p.lines > 0 {
		p.v.find("batch", "batch "+strconv.FormatInt(p.group.batch, 10)+", "+record(p.group.seq+p.lines), "id", strconv.FormatInt(p.group.batch, 10), "", saysMissing)
		p.endGroup()
	}
}

func (p *replay) period(r *periodRow, name string) {
	p.unfinished()
	if r.month <= p.closed[r.fund] {
		p.v.find("period", name, "month", "after "+civil.Month(p.closed[r.fund]).String(), civil.Month(r.month).String(), saysRule)
	}
	p.closed[r.fund] = r.month
	var ids []int64
	for id, a := range p.accounts {
		if a.fund == r.fund && !a.unknown {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	var trial tlog.Frontier
	var debits, credits int64
	for _, id := range ids {
		c := &p.accounts[id].counters
		trial.Append(balanceLeaf(int64(p.v.county), id, c))
		debits, credits = debits+c.debits, credits+c.credits
	}
	for _, c := range []struct {
		column      string
		want, stood int64
	}{{"accounts", int64(len(ids)), r.accounts}, {"debits", debits, r.debits}, {"credits", credits, r.credits}} {
		if c.want != c.stood {
			p.v.findInt("period", name, c.column, c.want, c.stood, saysReplay)
		}
	}
	if root := trial.Root(); !bytes.Equal(root[:], r.root) {
		p.v.find("period", name, "root", root.String(), hex.EncodeToString(r.root), saysReplay)
	}
}

// balances compares every stored counter with the replay.
func (p *replay) balances(ctx context.Context) error {
	for after := int64(-1 << 63); ; {
		page, err := pageBalances(ctx, p.v.tx, p.v.county, after)
		if err != nil {
			return err
		}
		for i := range page {
			p.balance(&page[i])
		}
		if len(page) < verifyPage {
			return nil
		}
		after = page[len(page)-1].id
	}
}

func (p *replay) balance(r *balanceRow) {
	a := p.accounts[r.id]
	if a == nil || a.unknown {
		return // its opening was reported as missing
	}
	want, have := &a.counters, &r.counters
	name := "account " + AccountID(r.id).String()
	for _, c := range []struct {
		column      string
		want, stood int64
	}{{"debits", want.debits, have.debits}, {"credits", want.credits, have.credits},
		{"debits_reserved", want.debitsReserved, have.debitsReserved}, {"debits_released", want.debitsReleased, have.debitsReleased},
		{"credits_reserved", want.creditsReserved, have.creditsReserved}, {"credits_released", want.creditsReleased, have.creditsReleased},
		{"last_seq", want.lastSeq, have.lastSeq}} {
		if c.want != c.stood {
			p.v.findInt("account", name, c.column, c.want, c.stood, saysReplay)
		}
	}
}

// balanceRow is an account's counters for the last comparison.
type balanceRow struct {
	id int64
	counters
}
