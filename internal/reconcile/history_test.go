package reconcile

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
	"renshe/money"
)

// life is a random month: what happens is booked or not, told or not, early or late, right or wrong.
type life struct {
	*house
	rng   *rand.Rand
	on    civil.Date
	order int64
	told  []bank.Movement // what the bank is yet to tell
	model money.Fen       // the statement's balance, kept beside
}

func (l *life) step() {
	amount := money.Fen(l.rng.IntN(5)+1) * 100
	switch l.rng.IntN(9) {
	case 0, 1: // a run, paid as one or one by one
		l.order += 3
		l.pay(l.order, l.on, l.order, amount, amount+7, amount)
		batch := fmt.Sprintf("RS430725-%d", l.order)
		if l.rng.IntN(2) == 0 {
			l.told = append(l.told, bank.Movement{Amount: -3*amount - 7, Batch: batch})
		} else {
			for i, a := range []money.Fen{amount, amount + 7, amount} {
				l.told = append(l.told, bank.Movement{Amount: -a, Order: fmt.Sprint(l.order + int64(i)), Batch: batch})
			}
		}
	case 2:
		l.allocate(l.on, amount)
		l.told = append(l.told, bank.Movement{Amount: amount, Purpose: bank.Allocation})
	case 3: // only the books have it
		l.post("voucher", "v", ledger.Line{Debit: basic, Credit: spending, Amount: amount, ValueDate: l.on, Cause: "v"})
	case 4: // only the bank has it
		l.told = append(l.told, bank.Movement{Amount: amount + money.Fen(l.rng.IntN(3)) - 1})
	case 5: // booked wrongly and reversed
		r := l.post("voucher", "w", ledger.Line{Debit: basic, Credit: spending, Amount: amount, ValueDate: l.on, Cause: "w"})
		l.post("voucher", "x", ledger.Line{Kind: ledger.Reversal, Ref: r.Seqs[0], ValueDate: l.on, Cause: "x"})
	case 6:
		l.statements()
	case 7:
		l.run(spending)
	case 8:
		l.byHand()
	}
}

// statements tells a random part of what is due, for the days up to today.
func (l *life) statements() {
	from := l.on
	l.on += civil.Date(l.rng.IntN(3) + 1)
	l.rng.Shuffle(len(l.told), func(i, k int) { l.told[i], l.told[k] = l.told[k], l.told[i] })
	n := l.rng.IntN(len(l.told) + 1)
	now := slices.Clone(l.told[:n])
	l.told = l.told[n:]
	for i := range now {
		now[i].Day = from + civil.Date(l.rng.IntN(int(l.on-from)))
		l.model += now[i].Amount
	}
	l.take(l.statement(spendingNumber, []string{"camt.053", "bank-csv"}[l.rng.IntN(2)], from, l.on-1, now...))
}

// byHand asks for and decides whatever is proposed, or ends a match.
func (l *life) byHand() {
	proposals, err := l.r.Proposals(ctx, maker, spending)
	must(l.t, err)
	for _, p := range proposals {
		if p.Difference != 0 || l.rng.IntN(2) == 0 {
			continue
		}
		var book, told []int64
		for _, i := range p.Book {
			book = append(book, i.Line)
		}
		for _, i := range p.Bank {
			told = append(told, i.Line)
		}
		q, err := l.r.AskMatch(ctx, maker, spending, book, told, "核对过")
		must(l.t, err)
		if q, err = l.r.Decide(ctx, checker, q.ID, l.rng.IntN(3) > 0, ""); err != nil || q.State == "refused" {
			must(l.t, err)
			return
		}
		if l.rng.IntN(2) == 0 {
			end, err := l.r.AskUnmatch(ctx, maker, spending, q.Match, "不对")
			must(l.t, err)
			_, err = l.r.Decide(ctx, checker, end.ID, true, "")
			must(l.t, err)
		}
		return
	}
}

// Whatever happens, the items explain the difference of the balances on every day, and everything stored holds.
func TestLives(t *testing.T) {
	seeds := 6
	if testing.Short() {
		seeds = 2
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			eachHouse(t, func(t *testing.T, h *house) {
				l := &life{house: h, rng: rand.New(rand.NewPCG(uint64(seed), 4)), on: march.FirstDay(), order: 100, model: opening}
				for range 60 {
					if l.on < march.LastDay()-3 {
						l.step()
					}
				}
				l.statements()
				if l.rng.IntN(2) == 0 {
					l.run(spending)
				}
				for on := march.FirstDay(); on < l.on; on += 3 {
					table, err := h.r.Show(ctx, maker, spending, on)
					must(t, err)
					if table.Difference != 0 || table.BankAdjusted() != table.BookAdjusted() {
						t.Errorf("%s: %+v", on, table)
					}
				}
				table, err := h.r.Prepare(ctx, maker, spending, l.on-1, "")
				must(t, err)
				if table.Bank != l.model {
					t.Errorf("the bank has %s, the model %s", table.Bank, l.model)
				}
				_, err = h.r.Sign(ctx, checker, table.ID)
				must(t, err)
				l.run(spending)
				h.clean()
			})
		})
	}
}

// Two persons who do the same at once: one of them does it, the records hold.
func TestAtOnce(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *house) {
		first := march.FirstDay()
		for i := range int64(5) {
			h.pay(i+1, first+civil.Date(i), 100*i+100, 500, 600)
		}
		var told []bank.Movement
		for _, m := range h.movements(spending) {
			told = append(told, bank.Movement{Day: m.Day, Amount: m.Amount, Order: m.Order})
		}
		file := h.statement(spendingNumber, "bank-csv", first, first+9, append(told, bank.Movement{Amount: 5})...)
		var wait sync.WaitGroup
		all := func(n int, do func() error) (failed int) {
			errs := make([]error, n)
			for i := range n {
				wait.Add(1)
				go func() { defer wait.Done(); errs[i] = do() }()
			}
			wait.Wait()
			for _, err := range errs {
				if err != nil {
					failed++
				}
			}
			return failed
		}
		if failed := all(4, func() error { _, err := h.r.Import(ctx, maker, file); return err }); failed > 0 {
			t.Errorf("%d imports of one file failed", failed)
		}
		if failed := all(4, func() error { _, err := h.r.Run(ctx, maker, spending); return err }); failed > 0 {
			t.Errorf("%d matchings failed", failed)
		}
		h.clean()
		table, err := h.r.Prepare(ctx, maker, spending, first+9, "")
		must(t, err)
		if failed := all(4, func() error { _, err := h.r.Sign(ctx, checker, table.ID); return err }); failed != 3 {
			t.Errorf("%d of 4 signatures were refused", failed)
		}
		h.clean()
	})
}

// A county's month through the store: 20,000 payments, 40,000 lines in the books.
func TestCountyMonthThroughTheStore(t *testing.T) {
	clock := inApril()
	d := testkit.Open(t, testkit.SQLite(t), db.WithClock(clock.Now))
	h := build(t, d, clock)
	const payments = 20000
	var told []bank.Movement
	for from := 0; from < payments; from += ledger.MaxLines / 2 {
		var lines []ledger.Line
		for i := from; i < min(payments, from+ledger.MaxLines/2); i++ {
			cause := fmt.Sprintf("payment:%d/2026-03", i+1)
			lines = append(lines, ledger.Line{Debit: basic, Credit: spending, Amount: 163, ValueDate: march.FirstDay() + 8, Cause: cause},
				ledger.Line{Debit: basic, Credit: spending, Amount: money.Fen(i%97 + 1), ValueDate: march.FirstDay() + 8, Cause: cause})
			if i%5000 != 7 {
				told = append(told, bank.Movement{Amount: -164 - money.Fen(i%97), Order: fmt.Sprint(i + 1)})
			}
		}
		h.post("bank-return", "run:9", lines...)
	}
	file := h.statement(spendingNumber, "camt.053", march.FirstDay(), march.FirstDay()+8, told...)
	began := time.Now()
	h.take(file)
	imported := time.Since(began)
	began = time.Now()
	out := h.run(spending)
	took := time.Since(began)
	t.Logf("%d lines taken in within %s, %d lines matched within %s: %d matches, %d open", len(told), imported, out.Lines, took, out.Matches, out.Open)
	if out.Open != 8 || out.By[ByOrder] != payments-4 {
		t.Errorf("%+v", out)
	}
	began = time.Now()
	h.clean()
	t.Logf("verified within %s", time.Since(began))
	if _, err := h.r.Show(ctx, maker, spending, march.LastDay()); !errors.Is(err, NotCovered) {
		t.Errorf("%v", err)
	}
}
