package ledger

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/testkit"
	"renshe/money"
)

// model is the books as a child would keep them: what each account has, what is promised, what is done.
type model struct {
	has     map[AccountID]int64 // debits less credits
	in, out map[AccountID]int64 // reserved on the debit and the credit side
	open    map[int64]deed      // what is still reserved, by place
	posted  map[int64]deed      // what may be reversed or corrected
	undone  map[int64]bool      // what was reversed
	moved   []deed              // everything ever moved
	closed  map[Fund]civil.Month
	begun   map[Fund]bool // more than opening balances
}

// deed is one thing that happened.
type deed struct {
	debit, credit AccountID
	amount        int64
	month         civil.Month
	day           civil.Date
	size          int64 // of the log before its batch
}

func emptyModel() *model {
	return &model{map[AccountID]int64{}, map[AccountID]int64{}, map[AccountID]int64{}, map[int64]deed{}, map[int64]deed{}, map[int64]bool{}, nil,
		map[Fund]civil.Month{}, map[Fund]bool{}}
}

func (m *model) copy() *model {
	return &model{maps.Clone(m.has), maps.Clone(m.in), maps.Clone(m.out), maps.Clone(m.open), maps.Clone(m.posted), maps.Clone(m.undone),
		slices.Clone(m.moved), maps.Clone(m.closed), maps.Clone(m.begun)}
}

// do plays a batch, or says false. learn tells the new model where each line was stored.
func (m *model) do(b Batch, size int64) (n *model, learn func(seqs []int64), ok bool) {
	if b.Period <= m.closed[b.Fund] || (b.Kind == Opening && m.begun[b.Fund]) {
		return m, nil, false
	}
	n = m.copy()
	n.begun[b.Fund] = n.begun[b.Fund] || b.Kind != Opening
	opened, posted := make([]*deed, len(b.Lines)), make([]*deed, len(b.Lines))
	for i, l := range b.Lines {
		if (b.Kind == Opening || b.half != "") && (l.Kind != Post || l.Ref != 0) {
			return m, nil, false
		}
		d := deed{l.Debit, l.Credit, int64(l.Amount), b.Period, l.ValueDate, size}
		switch {
		case l.Kind == Pending:
			n.reserve(d, 1)
			opened[i] = &d
			continue
		case l.Kind == Post && l.Ref == 0:
		case l.Kind == Post:
			was, there := n.posted[l.Ref]
			if !there || was.debit.Fund() != b.Fund || was.month > n.closed[b.Fund] ||
				!slices.ContainsFunc([]AccountID{l.Debit, l.Credit}, func(a AccountID) bool { return a == was.debit || a == was.credit }) {
				return m, nil, false
			}
		case l.Kind == Reversal:
			was, there := n.posted[l.Ref]
			if !there || n.undone[l.Ref] || was.debit.Fund() != b.Fund || l.Amount != 0 {
				return m, nil, false
			}
			n.undone[l.Ref] = true
			d.debit, d.credit, d.amount = was.credit, was.debit, was.amount
		default:
			was, there := n.open[l.Ref]
			if !there || was.debit.Fund() != b.Fund || int64(l.Amount) > was.amount || (l.Kind == Part && int64(l.Amount) == was.amount) {
				return m, nil, false
			}
			delete(n.open, l.Ref)
			n.reserve(was, -1)
			if l.Kind == Void || l.Kind == Expire {
				continue
			}
			d.debit, d.credit = was.debit, was.credit
			if d.amount == 0 {
				d.amount = was.amount
			}
			if l.Kind == Part {
				rest := d
				rest.amount = was.amount - d.amount
				n.reserve(rest, 1)
				opened[i] = &rest
			}
		}
		n.has[d.debit] += d.amount
		n.has[d.credit] -= d.amount
		n.moved = append(n.moved, d)
		posted[i] = &d
	}
	learn = func(seqs []int64) {
		for i, seq := range seqs {
			if opened[i] != nil {
				n.open[seq] = *opened[i]
			}
			if posted[i] != nil {
				n.posted[seq] = *posted[i]
			}
		}
	}
	return n, learn, n.has[bank]-n.out[bank] >= 0 && n.has[other]-n.out[other] >= 0
}

func (m *model) reserve(d deed, sign int64) {
	m.in[d.debit] += sign * d.amount
	m.out[d.credit] += sign * d.amount
}

// openTo tells whether a reservation of a fund and a month up to this one is open.
func (m *model) openTo(fund Fund, month civil.Month) bool {
	for _, d := range m.open {
		if d.debit.Fund() == fund && d.month <= month {
			return true
		}
	}
	return false
}

// sum adds up what was moved on an account, of what which says.
func (m *model) sum(id AccountID, which func(deed) bool) (s Sums) {
	for _, d := range m.moved {
		if d.debit == id && which(d) {
			s.Debits += money.Fen(d.amount)
		}
		if d.credit == id && which(d) {
			s.Credits += money.Fen(d.amount)
		}
	}
	return s
}

var modelAccounts = []Account{account(bank, Asset, true), account(expense, Expense, false), account(income, Income, false), clearing(gives),
	account(other, Asset, true), account(Unemployment.Account(3), Income, false), clearing(takes)}

func drawLine(t *rapid.T, m *model, fund Fund, last int64) Line {
	var ids []AccountID
	for _, a := range modelAccounts {
		if a.Fund == fund {
			ids = append(ids, a.ID)
		}
	}
	accounts := rapid.SampledFrom(ids)
	l := Line{Kind: Kind(rapid.IntRange(int(Post), int(Part)).Draw(t, "kind")), ValueDate: civil.DateOf(2026, 3, rapid.IntRange(1, 31).Draw(t, "day"))}
	if l.Kind == Post || l.Kind == Pending {
		l.Debit = accounts.Draw(t, "debit")
		l.Credit = accounts.Filter(func(a AccountID) bool { return a != l.Debit }).Draw(t, "credit")
		l.Amount = money.Fen(rapid.Int64Range(1, 500).Draw(t, "amount"))
		if l.Kind == Pending || rapid.IntRange(0, 2).Draw(t, "corrects") > 0 {
			return l
		}
	}
	if l.Kind == Part || (l.Kind == PostPending && rapid.Bool().Draw(t, "part")) {
		l.Amount = money.Fen(rapid.Int64Range(1, 500).Draw(t, "amount"))
	}
	// Sorted, so that a failing history can be run again.
	candidates := append(slices.Sorted(maps.Keys(m.open)), slices.Sorted(maps.Keys(m.posted))...)
	l.Ref = rapid.SampledFrom(append(candidates, rapid.Int64Range(1, last+1).Draw(t, "any place"))).Draw(t, "ref")
	return l
}

// Random histories of every operation: the model and the books agree about what is accepted, about every balance on every axis, and Verify
// finds nothing.
func TestModel(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		keys, err := OpenKeys(t.TempDir())
		must(t, err)
		l := New(d, keys)
		place := civil.County(430000)
		rapid.Check(t, func(t *rapid.T) {
			place++ // a county of its own for each history
			actor := access.TheSystem(place)
			// One transaction a history: a refused batch must leave its transaction usable and without a trace.
			err := d.InCounty(ctx, place, func(tx *db.Tx) error {
				h := &histories{l: l, tx: tx, actor: actor, model: emptyModel(), size: int64(len(modelAccounts))}
				for _, a := range modelAccounts {
					if err := l.OpenAccountIn(ctx, tx, actor, hands, a); err != nil {
						return err
					}
				}
				t.Repeat(map[string]func(*rapid.T){"post": h.post, "post again": h.post, "fill": h.fill, "open": h.open, "close": h.close, "move": h.move,
					"again": h.again, "": h.agree})
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			rep, err := l.Verify(ctx, place, nil)
			if err != nil || !rep.OK {
				t.Fatalf("%v %+v", err, rep.Findings)
			}
		})
	})
}

// histories is one random history under way.
type histories struct {
	l     *Ledger
	tx    *db.Tx
	actor access.Actor
	model *model
	id    int64
	size  int64 // of the log
	done  []Batch
}

func drawFund(t *rapid.T) Fund {
	return rapid.SampledFrom([]Fund{ResidentPension, Unemployment}).Draw(t, "fund")
}

func (h *histories) post(t *rapid.T) {
	fund := drawFund(t)
	b := batch(0, rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Line { return drawLine(t, h.model, fund, h.size) }), 1, 4).Draw(t, "lines")...)
	b.Fund, b.Period = fund, march-civil.Month(rapid.IntRange(0, 2).Draw(t, "months back"))
	h.play(t, b)
}

func (h *histories) fill(t *rapid.T) {
	h.play(t, batch(0, Line{Debit: bank, Credit: income, Amount: 300, Kind: Post}))
}

func (h *histories) open(t *rapid.T) {
	fund := drawFund(t)
	b := batch(0, rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Line { return drawLine(t, h.model, fund, h.size) }), 1, 2).Draw(t, "lines")...)
	for i := range b.Lines {
		if rapid.IntRange(0, 3).Draw(t, "plain") > 0 && b.Lines[i].Kind <= Pending {
			b.Lines[i].Kind, b.Lines[i].Ref = Post, 0
		}
	}
	b.Fund, b.Kind = fund, Opening
	h.play(t, b)
}

func (h *histories) play(t *rapid.T, b Batch) {
	h.id++
	b.ID = h.id
	next, learn, ok := h.model.do(b, h.size)
	r, err := h.l.PostIn(ctx, h.tx, h.actor, b)
	if (err == nil) != ok {
		t.Fatalf("%+v: the books say %v, the model %v", b, err, ok)
	}
	if err != nil {
		if fail.KindOf(err) == fail.Internal {
			t.Fatal(err)
		}
		return
	}
	learn(r.Seqs)
	h.model, h.size = next, r.Size
	h.done = append(h.done, b)
}

// again posts what was posted, as it was and changed.
func (h *histories) again(t *rapid.T) {
	if len(h.done) == 0 {
		return
	}
	b := rapid.SampledFrom(h.done).Draw(t, "batch")
	r, err := h.l.PostIn(ctx, h.tx, h.actor, b)
	if err != nil || !r.Replayed || len(r.Seqs) != len(b.Lines) {
		t.Fatalf("again: %+v, %v", r, err)
	}
	b.Cause += "x"
	if _, err := h.l.PostIn(ctx, h.tx, h.actor, b); !errors.Is(err, BatchTaken) {
		t.Fatalf("the same number, other content: %v", err)
	}
}

func (h *histories) move(t *rapid.T) {
	h.id++
	m := move(h.id, money.Fen(rapid.Int64Range(1, 300).Draw(t, "amount")))
	m.Out.Period, m.In.Period = march-civil.Month(rapid.IntRange(0, 2).Draw(t, "months back")), march
	m.In.ID += 1 << 40
	if rapid.IntRange(0, 4).Draw(t, "wrong") == 0 {
		m.In.Lines[0].Debit = other // not through the clearing account
	}
	out, in := m.Out, m.In
	out.half, in.half = MoveOut, MoveIn
	next, learnOut, ok := h.model.do(out, h.size)
	var learnIn func([]int64)
	if ok {
		next, learnIn, ok = next.do(in, h.size+2)
	}
	ok = ok && m.In.Lines[0].Debit == takes
	r, err := h.l.MoveIn(ctx, h.tx, h.actor, m)
	if (err == nil) != ok {
		t.Fatalf("%+v: the books say %v, the model %v", m, err, ok)
	}
	if err != nil {
		return
	}
	learnOut(r.Out.Seqs)
	maps.Copy(next.posted, map[int64]deed{r.Out.Seqs[0]: {expense, gives, int64(out.Lines[0].Amount), out.Period, out.Lines[0].ValueDate, h.size}})
	learnIn(r.In.Seqs)
	h.model, h.size = next, r.In.Size
	if again, err := h.l.MoveIn(ctx, h.tx, h.actor, m); err != nil || !again.Out.Replayed || !again.In.Replayed || again.In.Root != r.In.Root {
		t.Fatalf("the move again: %+v, %v", again, err)
	}
	m.In.ID++
	if _, err := h.l.MoveIn(ctx, h.tx, h.actor, m); !errors.Is(err, BatchTaken) {
		t.Fatalf("half of a move again: %v", err)
	}
}

func (h *histories) close(t *rapid.T) {
	fund, month := drawFund(t), march-civil.Month(rapid.IntRange(1, 4).Draw(t, "months back"))
	c, err := h.l.ClosePeriodIn(ctx, h.tx, h.actor, hands, fund, month)
	if month > h.model.closed[fund] && h.model.openTo(fund, month) {
		if !errors.Is(err, StillOpen) {
			t.Fatalf("closing %v with open reservations: %+v, %v", month, c, err)
		}
	} else if month > h.model.closed[fund] {
		if err != nil || c.Replayed || c.Debits != c.Credits {
			t.Fatalf("closing %v: %+v, %v", month, c, err)
		}
		h.model.closed[fund] = month
		h.size++
	} else if err == nil && !c.Replayed {
		t.Fatalf("closed %v again", month)
	}
}

func (h *histories) agree(t *rapid.T) {
	day, month := civil.DateOf(2026, 3, rapid.IntRange(1, 31).Draw(t, "on")), march-civil.Month(rapid.IntRange(0, 3).Draw(t, "of"))
	size := rapid.Int64Range(1, h.size).Draw(t, "size")
	for _, a := range modelAccounts {
		id := a.ID
		b, err := h.l.BalanceIn(ctx, h.tx, h.actor.County, id)
		if err != nil || int64(b.Net()) != h.model.has[id] || int64(b.PendingDebits) != h.model.in[id] || int64(b.PendingCredits) != h.model.out[id] {
			t.Fatalf("%v: books %+v %v, model %d, reserved %d %d", id, b, err, h.model.has[id], h.model.in[id], h.model.out[id])
		}
		for _, at := range []AsOf{{Value: day}, {Size: size}, {Value: day, Size: size}, {Value: day, Size: 1 << 50}} {
			b, err := h.l.BalanceAsOfIn(ctx, h.tx, h.actor.County, id, at)
			// A batch's lines are known together, when its record is.
			want := h.model.sum(id, func(d deed) bool {
				return (at.Value == 0 || d.day != 0 && d.day <= at.Value) && (at.Size == 0 || d.size < at.Size)
			})
			if h.midBatch(at.Size) {
				continue
			}
			if err != nil || fmt.Sprint(Sums{b.Debits, b.Credits}) != fmt.Sprint(want) {
				t.Fatalf("%v as of %+v: books %+v %v, model %+v", id, at, b, err, want)
			}
		}
	}
	for _, fund := range []Fund{ResidentPension, Unemployment} {
		err := fundTurnover(ctx, h.tx, h.actor.County, fund, month, func(a *accountRow, before, in Sums) error {
			if want := h.model.sum(AccountID(a.id), func(d deed) bool { return d.month < month }); want != before {
				t.Fatalf("%v before %v: books %+v, model %+v", AccountID(a.id), month, before, want)
			}
			if want := h.model.sum(AccountID(a.id), func(d deed) bool { return d.month == month }); want != in {
				t.Fatalf("%v in %v: books %+v, model %+v", AccountID(a.id), month, in, want)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// midBatch says whether a size cuts through the lines of a batch, of which the model keeps only where it began.
func (h *histories) midBatch(size int64) bool {
	if size == 0 {
		return false
	}
	have, _, err := checkpointNear(ctx, h.tx, h.actor.County, size)
	return err != nil || (have != size && size < h.size)
}
