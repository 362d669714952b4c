package ledger

import (
	"bytes"
	"context"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/tlog"
)

// replay keeps every account as the log makes it and checks the rules of the books on the way. Its memory grows with
// accounts, their months, open reservations and reversals, not with transfers.
type replay struct {
	v        *verifier
	accounts map[int64]*replayed
	pending  map[int64]reservation // open ones, by place
	reversed map[int64]bool
	closed   map[int64]int64 // the last closed month, by fund
	begun    map[int64]bool  // funds with more than opening balances
	turn     map[turnoverKey]*[2]int64
	second   bool      // a record of the format's version 02 has stood
	half     *batchRow // a move-out whose other half has not come yet

	// The lines since the last record that was no transfer: they wait for their batch.
	group   transferRow // the first of them
	lines   int64
	total   int64
	plain   bool    // all are posts that name no other transfer
	clears  [2]bool // every debit, every credit is a clearing account
	touched []*replayed
	papers  map[int64]documentRow // the last document of each proposal
}

type replayed struct {
	standing
	id      int64
	fund    int64
	unknown bool  // never opened: reported once
	marked  bool  // touched by the lines that wait
	known   int64 // by how much replay and the lines' *_after differ so far

	key turnoverKey // of the turnover that it had last
	sum *[2]int64
}

type reservation struct{ debit, credit, left, period int64 }

func newReplay(v *verifier) *replay {
	return &replay{v: v, accounts: map[int64]*replayed{}, pending: map[int64]reservation{}, reversed: map[int64]bool{},
		closed: map[int64]int64{}, begun: map[int64]bool{}, turn: map[turnoverKey]*[2]int64{},
		papers: map[int64]documentRow{}}
}

// twoPersons checks who opened an account or closed a month. In version 01 of the format one person was enough; once a record of version 02
// stands, none of version 01 follows.
func (p *replay) twoPersons(table, name string, maker, checker int64) {
	switch {
	case checker == 0 && !p.second:
	case checker <= 0 || maker <= 0 || maker == checker:
		p.v.find(table, name, "checker", "another person than "+strconv.FormatInt(maker, 10), strconv.FormatInt(checker, 10), saysRule)
	}
	p.second = p.second || checker != 0
}

func (p *replay) account(r *accountRow, name string) {
	p.unfinished()
	p.alone()
	p.twoPersons("account", name, r.openedBy, r.checker)
	if r.id>>fundShift != r.fund || r.fund <= 0 {
		p.v.findInt("account", name, "fund", r.id>>fundShift, r.fund, saysRule)
	}
	p.accounts[r.id] = &replayed{standing: standing{class: Class(r.class), noOverdraft: r.noOverdraft != 0, clearing: isClearing(r.owner),
		counters: counters{lastSeq: r.seq}}, id: r.id, fund: r.fund}
}

// document checks a file that postings rest on: it is about an account of its fund.
func (p *replay) document(r *documentRow, name string) {
	p.unfinished()
	p.alone()
	p.second = true
	if r.account>>fundShift != r.fund || r.fund <= 0 {
		p.v.findInt("document", name, "fund", r.account>>fundShift, r.fund, saysRule)
	}
	if id, of := proposalID(r.cause); r.kind == string(proposalPaper) {
		if !of || r.account != r.fund<<fundShift {
			p.v.find("document", name, "account", AccountID(r.fund<<fundShift).String(), AccountID(r.account).String(), saysRule)
		}
		p.papers[id] = *r
	} else if p.accounts[r.account] == nil {
		p.v.find("document", name, "account", "an account opened before", AccountID(r.account).String(), saysRule)
	}
	if documentTitles[DocumentKind(r.kind)].Zh == "" {
		p.v.find("document", name, "kind", "a kind of documents", r.kind, saysRule)
	}
	if r.lines < 0 || r.total < 0 {
		p.v.find("document", name, "lines", "≥ 0", strconv.FormatInt(min(r.lines, r.total), 10), saysRule)
	}
}

func (p *replay) of(id int64) *replayed {
	a := p.accounts[id]
	if a == nil {
		p.v.find("account", "account "+AccountID(id).String(), "id", AccountID(id).String(), "", saysMissing)
		a = &replayed{id: id, fund: id >> fundShift, unknown: true}
		p.accounts[id] = a
	}
	return a
}

func (p *replay) transfer(ctx context.Context, t *transferRow) error {
	if t.debit>>fundShift != t.fund {
		p.bad(t, "debit", t.fund, t.debit>>fundShift)
	}
	if t.credit>>fundShift != t.fund {
		p.bad(t, "credit", t.fund, t.credit>>fundShift)
	}
	if t.amount <= 0 || t.debit == t.credit {
		p.v.find("transfer", record(t.seq), "amount_fen", "> 0, between two accounts", strconv.FormatInt(t.amount, 10), saysRule)
	}
	p.gather(t)
	kind := kindOf(t.kind)
	if kind != Post || t.ref != 0 || t.released != 0 {
		p.plain = false
		if err := p.refers(ctx, t, kind); err != nil {
			return err
		}
	}
	debit, credit := p.of(t.debit), p.of(t.credit)
	apply(kind, t.amount, t.released, t.seq, &debit.standing, &credit.standing)
	p.clears[0] = p.clears[0] && debit.clearing
	p.clears[1] = p.clears[1] && credit.clearing
	for i, a := range [...]*replayed{debit, credit} {
		if !a.marked {
			a.marked = true
			p.touched = append(p.touched, a)
		}
		if kind.moves() {
			p.turnover(a, t)[i] += t.amount
		}
	}
	if off := debit.differs(t.debitAfter); off != 0 {
		p.bad(t, "debit_after", t.debitAfter+off, t.debitAfter)
	}
	if off := credit.differs(t.creditAfter); off != 0 {
		p.bad(t, "credit_after", t.creditAfter+off, t.creditAfter)
	}
	return nil
}

func (p *replay) bad(t *transferRow, column string, expected, actual int64) {
	p.v.findInt("transfer", record(t.seq), column, expected, actual, saysRule)
}

// gather holds a line against the first of its batch.
func (p *replay) gather(t *transferRow) {
	if p.lines == 0 {
		p.group, p.plain, p.clears = *t, true, [2]bool{true, true}
	}
	g := &p.group
	if g.batch != t.batch || g.fund != t.fund || g.period != t.period || g.postedAt != t.postedAt {
		for _, c := range []struct {
			column         string
			first, current int64
		}{{"batch", g.batch, t.batch}, {"fund", g.fund, t.fund}, {"period", g.period, t.period}, {"posted_at", g.postedAt, t.postedAt}} {
			if c.first != c.current {
				p.bad(t, c.column, c.first, c.current)
			}
		}
	}
	p.lines++
	p.total += t.amount
}

// turnover is where a line counts on an account: most lines count where the last did.
func (p *replay) turnover(a *replayed, t *transferRow) *[2]int64 {
	if a.sum != nil && a.key.period == t.period && a.key.valueDate == t.valueDate {
		return a.sum
	}
	a.key = turnoverKey{a.id, t.period, t.valueDate}
	if a.sum = p.turn[a.key]; a.sum == nil {
		a.sum = new([2]int64)
		p.turn[a.key] = a.sum
	}
	return a.sum
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

// refers checks what a line says about an earlier one: what is reserved is settled once, a posting reversed once, a closed month corrected.
func (p *replay) refers(ctx context.Context, t *transferRow, kind Kind) error {
	switch {
	case kind == Pending:
		p.pending[t.seq] = reservation{t.debit, t.credit, t.amount, t.period}
	case kind == Post && t.ref == 0:
	case kind == Post || kind == Reversal:
		return p.looksBack(ctx, t, kind)
	case kind.settles():
		r, open := p.pending[t.ref]
		delete(p.pending, t.ref)
		if left := kind.left(t.amount, t.released); left > 0 {
			p.pending[t.seq] = reservation{t.debit, t.credit, left, t.period}
		}
		if !open {
			p.v.find("transfer", record(t.seq), "ref_seq", "an open reservation", record(t.ref), saysRule)
			return nil
		}
		if r.debit != t.debit || r.credit != t.credit || r.left != t.released || t.amount > r.left ||
			(kind != PostPending && kind != Part && t.amount != r.left) || (kind == Part && t.amount == r.left) {
			p.v.find("transfer", record(t.seq), "released_fen", "as reserved at "+record(t.ref)+": "+strconv.FormatInt(r.left, 10),
				strconv.FormatInt(t.released, 10), saysRule)
		}
		return nil
	default:
		p.v.find("transfer", record(t.seq), "kind", "1–7", strconv.FormatInt(t.kind, 10), saysRule)
	}
	if t.released != 0 {
		p.bad(t, "released_fen", 0, t.released)
	}
	if t.ref != 0 {
		p.bad(t, "ref_seq", 0, t.ref)
	}
	return nil
}

// looksBack checks a reversal or a correction against the transfer it names.
func (p *replay) looksBack(ctx context.Context, t *transferRow, kind Kind) error {
	r, found, err := earlierAt(ctx, p.v.tx, p.v.county, t.ref)
	if err != nil {
		return err
	}
	found = found && t.ref < t.seq && r.kind.moves() && int64(r.fund) == t.fund
	if t.released != 0 {
		p.bad(t, "released_fen", 0, t.released)
	}
	if kind == Post {
		if !found || int64(r.period) > p.closed[t.fund] {
			p.v.find("transfer", record(t.seq), "ref_seq", "a posting of a closed month", record(t.ref), saysRule)
		} else if d, c := int64(r.debit), int64(r.credit); t.debit != d && t.debit != c && t.credit != d && t.credit != c {
			p.v.find("transfer", record(t.seq), "ref_seq", "a posting on one of its accounts", record(t.ref), saysRule)
		}
		return nil
	}
	if !found || p.reversed[t.ref] {
		p.v.find("transfer", record(t.seq), "ref_seq", "a posting not yet reversed", record(t.ref), saysRule)
		return nil
	}
	p.reversed[t.ref] = true
	if int64(r.debit) != t.credit || int64(r.credit) != t.debit || r.amount != t.amount {
		p.bad(t, "amount_fen", r.amount, t.amount)
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
	for _, a := range p.touched {
		if a.short() > 0 {
			p.v.find("account", "account "+AccountID(a.id).String(), "no_overdraft", "no overdraft after "+name, strconv.FormatInt(-a.short(), 10), saysRule)
		}
	}
	p.special(b, name)
	p.endGroup()
}

// special checks the kinds of batches that have rules of their own.
func (p *replay) special(b *batchRow, name string) {
	bad := func(column, expected, actual string) { p.v.find("batch", name, column, expected, actual, saysRule) }
	own := b.kind == Opening || b.kind == MoveOut || b.kind == MoveIn
	if own && !p.plain {
		bad("kind", "plain posts", b.kind)
	}
	if b.kind == Opening && p.begun[b.fund] {
		bad("kind", "opening balances before all others of the fund", b.kind)
	}
	if b.kind != Opening {
		p.begun[b.fund] = true
	}
	if (b.kind == MoveOut && !p.clears[1]) || (b.kind == MoveIn && !p.clears[0]) {
		bad("kind", "through a clearing account", b.kind)
	}
	out := p.half
	p.half = nil
	switch {
	case b.kind == MoveIn && out == nil:
		bad("kind", "after its move-out", b.kind)
	case b.kind == MoveIn && (out.fund == b.fund || out.cause != b.cause || out.total != b.total || out.seq+1 != b.firstSeq):
		bad("cause", out.cause+", "+strconv.FormatInt(out.total, 10), b.cause+", "+strconv.FormatInt(b.total, 10))
	case b.kind != MoveIn && out != nil:
		p.half = out
		p.alone()
	}
	if b.kind == MoveOut {
		p.half = b
	}
}

// alone names a move-out that its other half does not follow.
func (p *replay) alone() {
	if p.half != nil {
		p.v.find("batch", "batch "+strconv.FormatInt(p.half.id, 10)+", "+record(p.half.seq), "kind", "followed by its move-in", p.half.kind, saysRule)
		p.half = nil
	}
}

func (p *replay) endGroup() {
	p.lines, p.total, p.group = 0, 0, transferRow{}
	for _, a := range p.touched {
		a.marked = false
	}
	p.touched = p.touched[:0]
}

// unfinished names lines that no batch closed.
func (p *replay) unfinished() {
	if p.lines > 0 {
		p.v.find("batch", "batch "+strconv.FormatInt(p.group.batch, 10)+", "+record(p.group.seq+p.lines), "id", strconv.FormatInt(p.group.batch, 10), "", saysMissing)
		p.endGroup()
	}
}

func (p *replay) period(ctx context.Context, r *periodRow, name string) error {
	p.unfinished()
	p.alone()
	p.twoPersons("period", name, r.closedBy, r.checker)
	if r.month <= p.closed[r.fund] {
		p.v.find("period", name, "month", "after "+civil.Month(p.closed[r.fund]).String(), civil.Month(r.month).String(), saysRule)
	}
	p.closed[r.fund] = r.month
	for seq, open := range p.pending {
		if open.debit>>fundShift == r.fund && open.period <= r.month {
			p.v.find("period", name, "month", "nothing of it reserved", record(seq), saysRule)
			break
		}
	}
	var all []snapshotRow
	at := map[int64]int{}
	for id, a := range p.accounts {
		if a.fund == r.fund && !a.unknown {
			all = append(all, snapshotRow{int64(p.v.county), r.fund, r.month, id, 0, 0})
		}
	}
	slices.SortFunc(all, func(a, b snapshotRow) int { return compare(a.account, b.account) })
	for i := range all {
		at[all[i].account] = i
	}
	for key, sum := range p.turn {
		if i, mine := at[key.account]; mine && key.period <= r.month {
			all[i].debits, all[i].credits = all[i].debits+sum[0], all[i].credits+sum[1]
		}
	}
	var trial tlog.Frontier
	var debits, credits int64
	for i := range all {
		trial.Append(tlog.LeafHash(all[i].bytes()))
		debits, credits = debits+all[i].debits, credits+all[i].credits
	}
	for _, c := range []struct {
		column      string
		want, stood int64
	}{{"accounts", int64(len(all)), r.accounts}, {"debits", debits, r.debits}, {"credits", credits, r.credits}} {
		if c.want != c.stood {
			p.v.findInt("period", name, c.column, c.want, c.stood, saysReplay)
		}
	}
	if root := trial.Root(); !bytes.Equal(root[:], r.root) {
		p.v.find("period", name, "root", root.String(), hex.EncodeToString(r.root), saysReplay)
	}
	return p.snapshots(ctx, r, all)
}

// snapshots compares the balances that a closing kept with the replayed ones.
func (p *replay) snapshots(ctx context.Context, r *periodRow, want []snapshotRow) error {
	next := 0
	name := func(account int64) string {
		return "account " + AccountID(account).String() + ", fund " + strconv.FormatInt(r.fund, 10) + ", month " + civil.Month(r.month).String()
	}
	missing := func(w *snapshotRow) {
		p.v.find("snapshot", name(w.account), "account", AccountID(w.account).String(), "", saysMissing)
	}
	err := eachSnapshot(ctx, p.v.tx, p.v.county, r.fund, r.month, func(have *snapshotRow) {
		for ; next < len(want) && want[next].account < have.account; next++ {
			missing(&want[next])
		}
		if next == len(want) || want[next].account != have.account {
			p.v.find("snapshot", name(have.account), "account", "", AccountID(have.account).String(), saysExtra)
			return
		}
		w := &want[next]
		next++
		if w.debits != have.debits {
			p.v.findInt("snapshot", name(w.account), "debits", w.debits, have.debits, saysReplay)
		}
		if w.credits != have.credits {
			p.v.findInt("snapshot", name(w.account), "credits", w.credits, have.credits, saysReplay)
		}
	})
	for ; err == nil && next < len(want); next++ {
		missing(&want[next])
	}
	return err
}

// turnovers compares every stored turnover with the replay.
func (p *replay) turnovers(ctx context.Context) error {
	name := func(k turnoverKey) string {
		return "account " + AccountID(k.account).String() + ", month " + civil.Month(k.period).String() + ", " + k.valueDate
	}
	err := eachTurnover(ctx, p.v.tx, p.v.county, func(have *turnoverRow) {
		want := p.turn[have.turnoverKey]
		if want == nil {
			p.v.find("turnover", name(have.turnoverKey), "account", "", AccountID(have.account).String(), saysExtra)
			return
		}
		delete(p.turn, have.turnoverKey)
		if want[0] != have.debits {
			p.v.findInt("turnover", name(have.turnoverKey), "debits", want[0], have.debits, saysReplay)
		}
		if want[1] != have.credits {
			p.v.findInt("turnover", name(have.turnoverKey), "credits", want[1], have.credits, saysReplay)
		}
	})
	if err != nil {
		return err
	}
	left := slices.SortedFunc(maps.Keys(p.turn), func(a, b turnoverKey) int { return strings.Compare(name(a), name(b)) })
	for _, key := range left {
		p.v.find("turnover", name(key), "account", AccountID(key.account).String(), "", saysMissing)
	}
	return strangers(ctx, p.v.tx, p.v.county, func(s *snapshotRow) {
		p.v.find("snapshot", "account "+AccountID(s.account).String()+", month "+civil.Month(s.month).String(), "month", "", civil.Month(s.month).String(), saysExtra)
	})
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
