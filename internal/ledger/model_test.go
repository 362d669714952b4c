package ledger

import (
	"errors"
	"fmt"
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
	has     map[AccountID]int64   // debits less credits
	in, out map[AccountID]int64   // reserved on the debit and the credit side
	open    map[int64]Line        // reservations by place
	months  map[int64]civil.Month // and what month each is of
	posted  map[int64]Line        // what may be reversed
	closed  civil.Month
}

// do plays the lines, or says false and changes nothing.
func (m *model) do(month civil.Month, lines []Line) (*model, bool) {
	if month <= m.closed {
		return m, false
	}
	n := &model{copyOf(m.has), copyOf(m.in), copyOf(m.out), copyOf(m.open), copyOf(m.months), copyOf(m.posted), m.closed}
	for _, l := range lines {
		switch l.Kind {
		case Post:
			n.move(l.Debit, l.Credit, int64(l.Amount))
		case Pending:
			n.in[l.Debit] += int64(l.Amount)
			n.out[l.Credit] += int64(l.Amount)
		case Reversal:
			was, ok := n.posted[l.Ref]
			if !ok {
				return m, false
			}
			delete(n.posted, l.Ref)
			n.move(was.Credit, was.Debit, int64(was.Amount))
		default:
			was, ok := n.open[l.Ref]
			if !ok {
				return m, false
			}
			delete(n.open, l.Ref)
			n.in[was.Debit] -= int64(was.Amount)
			n.out[was.Credit] -= int64(was.Amount)
			if l.Kind == PostPending {
				part := int64(l.Amount)
				if part == 0 {
					part = int64(was.Amount)
				}
				if part > int64(was.Amount) {
					return m, false
				}
				n.move(was.Debit, was.Credit, part)
			}
		}
	}
	return n, n.has[bank]-n.out[bank] >= 0
}

// openTo tells whether a reservation of a month up to this one is open.
func (m *model) openTo(month civil.Month) bool {
	for seq := range m.open {
		if m.months[seq] <= month {
			return true
		}
	}
	return false
}

func (m *model) move(debit, credit AccountID, amount int64) {
	m.has[debit] += amount
	m.has[credit] -= amount
}

// learn notes where the lines of an accepted batch stand.
func (m *model) learn(before *model, month civil.Month, lines []Line, seqs []int64) {
	for i, l := range lines {
		switch l.Kind {
		case Pending:
			m.open[seqs[i]], m.months[seqs[i]] = l, month
		case Post:
			m.posted[seqs[i]] = l
		case PostPending:
			was := before.open[l.Ref]
			if l.Amount != 0 {
				was.Amount = l.Amount
			}
			m.posted[seqs[i]] = was
		}
	}
}

func copyOf[K comparable, V any](m map[K]V) map[K]V {
	n := make(map[K]V, len(m))
	for k, v := range m {
		n[k] = v
	}
	return n
}

func emptyModel() *model {
	return &model{map[AccountID]int64{}, map[AccountID]int64{}, map[AccountID]int64{}, map[int64]Line{}, map[int64]civil.Month{}, map[int64]Line{}, 0}
}

func drawLine(t *rapid.T, m *model, last int64) Line {
	accounts := rapid.SampledFrom([]AccountID{bank, expense, income})
	l := Line{Kind: Kind(rapid.IntRange(int(Post), int(Reversal)).Draw(t, "kind"))}
	if !l.Kind.refers() {
		l.Debit = accounts.Draw(t, "debit")
		l.Credit = accounts.Filter(func(a AccountID) bool { return a != l.Debit }).Draw(t, "credit")
		l.Amount = money.Fen(rapid.Int64Range(1, 500).Draw(t, "amount"))
		l.ValueDate = civil.DateOf(2026, 3, rapid.IntRange(1, 31).Draw(t, "day"))
		return l
	}
	if l.Kind == PostPending && rapid.Bool().Draw(t, "part") {
		l.Amount = money.Fen(rapid.Int64Range(1, 500).Draw(t, "amount"))
	}
	candidates := []int64{rapid.Int64Range(1, last+1).Draw(t, "any place")}
	for seq := range m.open {
		candidates = append(candidates, seq)
	}
	for seq := range m.posted {
		candidates = append(candidates, seq)
	}
	// Sorted, so that a failing history can be run again.
	l.Ref = rapid.SampledFrom(sorted(candidates)).Draw(t, "ref")
	return l
}

func sorted(all []int64) []int64 {
	for i := range all {
		for j := i; j > 0 && all[j] < all[j-1]; j-- {
			all[j], all[j-1] = all[j-1], all[j]
		}
	}
	return all
}

// Random histories: the model and the books agree about what is accepted, about every balance, and Verify finds nothing.
func TestModel(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		keys, err := OpenKeys(t.TempDir())
		must(t, err)
		l := New(d, keys)
		place := civil.County(430000)
		rapid.Check(t, func(t *rapid.T) {
			place++ // a county of its own for each history
			actor := access.Actor{County: place, User: 7, Role: access.Accountant}
			// One transaction a history: a refused batch must leave its transaction usable and without a trace.
			err := d.InCounty(ctx, place, func(tx *db.Tx) error {
				h := &histories{l: l, tx: tx, actor: actor, model: emptyModel(), last: 3}
				for _, a := range []Account{account(bank, Asset, true), account(expense, Expense, false), account(income, Income, false)} {
					if err := l.OpenAccountIn(ctx, tx, actor, a); err != nil {
						return err
					}
				}
				t.Repeat(map[string]func(*rapid.T){"post": h.post, "fill": h.fill, "close": h.close, "": h.agree})
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
	last  int64 // place of the last transfer
}

func (h *histories) post(t *rapid.T) {
	lines := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Line { return drawLine(t, h.model, h.last) }), 1, 4).Draw(t, "lines")
	h.play(t, march-civil.Month(rapid.IntRange(0, 2).Draw(t, "months back")), lines)
}

func (h *histories) fill(t *rapid.T) {
	h.play(t, march, []Line{{Debit: bank, Credit: income, Amount: 300, Kind: Post}})
}

func (h *histories) play(t *rapid.T, month civil.Month, lines []Line) {
	h.id++
	b := batch(h.id, lines...)
	b.Period = month
	next, ok := h.model.do(month, lines)
	r, err := h.l.PostIn(ctx, h.tx, h.actor, b)
	if (err == nil) != ok {
		t.Fatalf("%+v: the books say %v, the model %v", lines, err, ok)
	}
	if err != nil {
		if fail.KindOf(err) == fail.Internal {
			t.Fatal(err)
		}
		return
	}
	next.learn(h.model, month, lines, r.Seqs)
	h.model, h.last = next, r.LastSeq
	if again, err := h.l.PostIn(ctx, h.tx, h.actor, b); err != nil || !again.Replayed || fmt.Sprint(again.Seqs) != fmt.Sprint(r.Seqs) {
		t.Fatalf("again: %+v, %v", again, err)
	}
}

func (h *histories) close(t *rapid.T) {
	month := march - civil.Month(rapid.IntRange(1, 4).Draw(t, "months back"))
	c, err := h.l.ClosePeriodIn(ctx, h.tx, h.actor, ResidentPension, month)
	if month > h.model.closed && h.model.openTo(month) {
		if !errors.Is(err, StillOpen) {
			t.Fatalf("closing %v with open reservations: %+v, %v", month, c, err)
		}
	} else if month > h.model.closed {
		if err != nil || c.Replayed || c.Debits != c.Credits {
			t.Fatalf("closing %v: %+v, %v", month, c, err)
		}
		h.model.closed = month
	} else if err == nil && !c.Replayed {
		t.Fatalf("closed %v again", month)
	}
}

func (h *histories) agree(t *rapid.T) {
	for _, id := range []AccountID{bank, expense, income} {
		b, err := h.l.BalanceIn(ctx, h.tx, h.actor.County, id)
		if err != nil || int64(b.Net()) != h.model.has[id] || int64(b.PendingDebits) != h.model.in[id] || int64(b.PendingCredits) != h.model.out[id] {
			t.Fatalf("%v: books %+v %v, model %d, reserved %d %d", id, b, err, h.model.has[id], h.model.in[id], h.model.out[id])
		}
	}
}
