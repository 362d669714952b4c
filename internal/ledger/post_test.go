package ledger

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/testkit"
	"renshe/internal/words"
	"renshe/money"
)

func TestPostMovesMoney(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		first := fill(t, l, 1, 100000)
		if first.Replayed || first.FirstSeq != 7 || len(first.Seqs) != 1 || first.Size != 9 {
			t.Errorf("receipt %+v", first)
		}
		r, err := l.Post(ctx, maker, batch(2,
			Line{Debit: expense, Credit: bank, Amount: 16300, Kind: Pending, Cause: "payment:1", ValueDate: civil.DateOf(2026, 3, 10)},
			Line{Debit: expense, Credit: bank, Amount: 20000, Kind: Pending, Cause: "payment:2"},
			Line{Debit: expense, Credit: bank, Amount: 5000, Kind: Post}))
		must(t, err)
		b, err := l.Balance(ctx, county, bank)
		must(t, err)
		if b.Debits != 100000 || b.Credits != 5000 || b.PendingCredits != 36300 || b.Available() != 58700 || b.Own() != 95000 {
			t.Errorf("bank %+v available %v", b, b.Available())
		}
		_, err = l.Post(ctx, maker, batch(3,
			Line{Kind: PostPending, Ref: r.Seqs[0]},
			Line{Kind: Void, Ref: r.Seqs[1]},
			Line{Kind: Reversal, Ref: r.Seqs[2]}))
		must(t, err)
		b, err = l.Balance(ctx, county, bank)
		must(t, err)
		if b.Own() != 83700 || b.PendingCredits != 0 || b.Debits != 105000 {
			t.Errorf("bank after settlement %+v", b)
		}
		on, err := l.BalanceAsOf(ctx, county, expense, AsOf{Value: civil.DateOf(2026, 3, 9)})
		must(t, err)
		if on.Net() != 0 {
			t.Errorf("expense on the 9th: %v", on.Net())
		}
		trial, err := l.Trial(ctx, county, ResidentPension)
		must(t, err)
		if len(trial.Rows) != 4 || trial.Debits != trial.Credits || trial.Debits == 0 {
			t.Errorf("trial %+v", trial)
		}
		rep := clean(t, l)
		if rep.Transfers != 7 || rep.Batches != 3 || rep.Accounts != 7 || rep.Checkpoints != 10 || rep.Entries != 17 {
			t.Errorf("report %+v", rep)
		}
	})
}

func TestStatementPages(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 100000)
		var lines []Line
		for i := range 7 {
			lines = append(lines, Line{Debit: expense, Credit: bank, Amount: money.Fen(100 + i), Kind: Post, ValueDate: civil.DateOf(2026, 3, 1+i)})
		}
		_, err := l.Post(ctx, maker, batch(2, lines...))
		must(t, err)
		var page Page
		page.Limit = 3
		var got []string
		for {
			s, err := l.Statement(ctx, county, bank, Span{From: civil.DateOf(2026, 3, 1), To: civil.DateOf(2026, 3, 6)}, page)
			must(t, err)
			for _, e := range s.Lines {
				got = append(got, fmt.Sprintf("%v %v %v", e.Amount, e.ValueDate, e.After))
			}
			if s.Next == 0 {
				break
			}
			page.After = s.Next
		}
		// The filling of the account counts on the clock's day (2026 or later), outside or inside the range; look at the payments.
		var paid []string
		for _, g := range got {
			if strings.HasPrefix(g, "1.0") {
				paid = append(paid, g)
			}
		}
		if len(paid) != 6 || paid[0] != "1.00 2026-03-01 999.00" || paid[5] != "1.05 2026-03-06 993.85" {
			t.Errorf("statement %q", paid)
		}
		if _, err := l.Statement(ctx, county, bank, Span{}, Page{Limit: MaxPage + 1}); !errors.Is(err, BadPage) {
			t.Errorf("a page too long: %v", err)
		}
	})
}

type refusal struct {
	name string
	b    Batch
	want *fail.Fault
}

// refusals are batches that must not be posted; pend, posted and header are places of a pending transfer, a post and a batch.
func refusals(pend, posted, header int64) []refusal {
	ok := Line{Debit: expense, Credit: bank, Amount: 1, Kind: Post}
	with := func(change func(*Batch)) Batch { b := batch(99, ok); change(&b); return b }
	line := func(l Line) Batch { return batch(99, ok, l) }
	return []refusal{
		{"no number", with(func(b *Batch) { b.ID = 0 }), BadBatch},
		{"no kind", with(func(b *Batch) { b.Kind = "" }), BadBatch},
		{"no cause", with(func(b *Batch) { b.Cause = "" }), BadBatch},
		{"no checker", with(func(b *Batch) { b.Checker = 0 }), BadBatch},
		{"no month", with(func(b *Batch) { b.Period = 0 }), BadBatch},
		{"no lines", with(func(b *Batch) { b.Lines = nil }), BadBatch},
		{"same person", with(func(b *Batch) { b.Checker = b.Maker }), SamePerson},
		{"unknown fund", with(func(b *Batch) { b.Fund = 999 }), UnknownFund},
		{"too many", with(func(b *Batch) { b.Lines = make([]Line, MaxLines+1) }), TooManyLines},
		{"wrong total", with(func(b *Batch) { b.Total = 2 }), WrongTotal},
		{"across funds", line(Line{Debit: expense, Credit: other, Amount: 1, Kind: Post}), CrossFund},
		{"unknown account", line(Line{Debit: expense, Credit: ResidentPension.Account(77), Amount: 1, Kind: Post}), UnknownAccount},
		{"no account", line(Line{Debit: expense, Amount: 1, Kind: Post}), UnknownAccount},
		{"one account", line(Line{Debit: expense, Credit: expense, Amount: 1, Kind: Post}), BadLine},
		{"zero", line(Line{Debit: expense, Credit: bank, Kind: Post}), BadLine},
		{"negative", line(Line{Debit: expense, Credit: bank, Amount: -5, Kind: Post}), BadLine},
		{"no kind of line", line(Line{Debit: expense, Credit: bank, Amount: 1}), BadLine},
		{"post with ref", line(Line{Debit: expense, Credit: bank, Amount: 1, Kind: Post, Ref: pend}), UnknownRef},
		{"void without ref", line(Line{Kind: Void}), BadLine},
		{"long text", line(Line{Debit: expense, Credit: bank, Amount: 1, Kind: Post, Cause: strings.Repeat("x", MaxText+1)}), BadLine},
		{"date", line(Line{Debit: expense, Credit: bank, Amount: 1, Kind: Post, ValueDate: civil.DateOf(1970, 1, 2)}), BadLine},
		{"overdraft", line(Line{Debit: expense, Credit: bank, Amount: 99000, Kind: Post}), Overdraft},
		{"overdraft by reserving", line(Line{Debit: expense, Credit: bank, Amount: 99000, Kind: Pending}), Overdraft},
		{"beyond int64", batch(99, Line{Debit: bank, Credit: income, Amount: 1<<63 - 1, Kind: Post}, Line{Debit: bank, Credit: income, Amount: 1, Kind: Post}), TooMuch},
		{"nearly int64", batch(99, Line{Debit: bank, Credit: income, Amount: 1<<63 - 1, Kind: Post}), TooMuch},
		{"unknown ref", line(Line{Kind: Void, Ref: 4000}), UnknownRef},
		{"void of a post", line(Line{Kind: Void, Ref: posted}), UnknownRef},
		{"reversal of a pending", line(Line{Kind: Reversal, Ref: pend}), UnknownRef},
		{"ref to a batch's record", line(Line{Kind: Void, Ref: header}), UnknownRef},
		{"more than reserved", line(Line{Kind: PostPending, Ref: pend, Amount: 701}), RefDiffers},
		{"a part voided", line(Line{Kind: Void, Ref: pend, Amount: 1}), RefDiffers},
		{"a part reversed", line(Line{Kind: Reversal, Ref: posted, Amount: 1}), RefDiffers},
		{"reversed the same way", line(Line{Kind: Reversal, Ref: posted, Debit: expense, Credit: bank}), RefDiffers},
		{"other account", line(Line{Kind: Void, Ref: pend, Debit: income}), RefDiffers},
		{"twice in a batch", batch(99, Line{Kind: Void, Ref: pend}, Line{Kind: PostPending, Ref: pend}), RefDone},
		{"two reversals in a batch", batch(99, Line{Kind: Reversal, Ref: posted}, Line{Kind: Reversal, Ref: posted}), RefDone},
		{"number taken", with(func(b *Batch) { b.ID = 2 }), BatchTaken},
	}
}

func TestRefusals(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 100000)
		r, err := l.Post(ctx, maker, batch(2, Line{Debit: expense, Credit: bank, Amount: 700, Kind: Pending}, Line{Debit: expense, Credit: bank, Amount: 300, Kind: Post}))
		must(t, err)
		before := clean(t, l)
		for _, c := range refusals(r.Seqs[0], r.Seqs[1], r.Size-1) {
			_, err := l.Post(ctx, maker, c.b)
			if !errors.Is(err, c.want) {
				t.Errorf("%s: %v, want %s", c.name, err, c.want.Code)
				continue
			}
			for _, e := range fail.Each(err) {
				for _, lang := range []words.Lang{words.Zh, words.En} {
					if m := e.Say(lang); m.What == "" || m.Kept == "" || m.Next == "" || strings.Contains(m.What, "{") {
						t.Errorf("%s: message %+v", c.name, m)
					}
				}
			}
		}
		if after := clean(t, l); after.Root != before.Root {
			t.Error("a refusal changed the log")
		}
		ok := Line{Debit: expense, Credit: bank, Amount: 1, Kind: Post}
		for _, alone := range []int64{7, 8, 9} {
			_, err := l.Post(ctx, access.Actor{County: county, User: alone, Role: access.Accountant}, batch(99, ok))
			if !errors.Is(err, TakesTwo) || fail.As(err).Rule == "" {
				t.Errorf("one person posted alone: %v", err)
			}
		}
		if _, err := l.Post(ctx, access.Actor{County: county, User: 7, Role: access.Officer}, batch(99, ok)); fail.KindOf(err) != fail.Denied {
			t.Errorf("an officer posted: %v", err)
		}
		if _, err := l.Post(ctx, access.Actor{County: 430702, User: 7, Role: access.System}, batch(99, ok)); !errors.Is(err, UnknownAccount) {
			t.Errorf("another county's books: %v", err)
		}
	})
}

func TestSettledOnce(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 100000)
		r, err := l.Post(ctx, maker, batch(2, Line{Debit: expense, Credit: bank, Amount: 700, Kind: Pending}, Line{Debit: expense, Credit: bank, Amount: 300, Kind: Post}))
		must(t, err)
		part, err := l.Post(ctx, maker, batch(3, Line{Kind: PostPending, Ref: r.Seqs[0], Amount: 200}))
		must(t, err)
		_, err = l.Post(ctx, maker, batch(4, Line{Kind: Reversal, Ref: r.Seqs[1]}, Line{Kind: Reversal, Ref: part.Seqs[0]}))
		must(t, err)
		for i, line := range []Line{{Kind: PostPending, Ref: r.Seqs[0]}, {Kind: Void, Ref: r.Seqs[0]}, {Kind: Expire, Ref: r.Seqs[0]},
			{Kind: Reversal, Ref: r.Seqs[1]}, {Kind: Reversal, Ref: part.Seqs[0]}} {
			if _, err := l.Post(ctx, maker, batch(int64(10+i), line)); !errors.Is(err, RefDone) {
				t.Errorf("%v again: %v", line.Kind.Title().En, err)
			}
		}
		if b, _ := l.Balance(ctx, county, bank); b.Own() != 100000 || b.PendingCredits != 0 {
			t.Errorf("bank %+v", b)
		}
		clean(t, l)
	})
}

func TestReplay(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 100000)
		b := batch(2, Line{Debit: expense, Credit: bank, Amount: 2, Kind: Post}, Line{Debit: bank, Credit: income, Amount: 3, Kind: Post})
		first, err := l.Post(ctx, maker, b)
		must(t, err)
		fill(t, l, 3, 5)
		again, err := l.Post(ctx, maker, b)
		must(t, err)
		if !again.Replayed {
			t.Error("the second post was not a replay")
		}
		again.Replayed = false
		if fmt.Sprint(first) != fmt.Sprint(again) {
			t.Errorf("receipt %+v, replayed %+v", first, again)
		}
		// Sorting for storage keeps the asked order in the receipt.
		if first.Seqs[0] < first.Seqs[1] {
			t.Errorf("not sorted by account: %v", first.Seqs)
		}
		for name, change := range map[string]func(*Batch){
			"amount": func(b *Batch) { b.Lines[0].Amount++ }, "order": func(b *Batch) { b.Lines[0], b.Lines[1] = b.Lines[1], b.Lines[0] },
			"checker": func(b *Batch) { b.Checker++ }, "inputs": func(b *Batch) { b.Lines[1].Inputs = "{}" }, "period": func(b *Batch) { b.Period-- },
			"fewer": func(b *Batch) { b.Lines = b.Lines[:1] }, "day": func(b *Batch) { b.Lines[0].ValueDate = 20000 },
		} {
			other := b
			other.Lines = append([]Line{}, b.Lines...)
			change(&other)
			if _, err := l.Post(ctx, maker, other); !errors.Is(err, BatchTaken) {
				t.Errorf("%s changed: %v", name, err)
			}
		}
		clean(t, l)
	})
}

func TestSameBatchFromManyAtOnce(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 100000)
		b := batch(2, Line{Debit: expense, Credit: bank, Amount: 700, Kind: Post})
		const clients = 50
		var wg sync.WaitGroup
		receipts, errs := make([]Receipt, clients), make([]error, clients)
		for i := range clients {
			wg.Go(func() { receipts[i], errs[i] = l.Post(ctx, maker, b) })
		}
		wg.Wait()
		fresh := 0
		for i := range clients {
			must(t, errs[i])
			if !receipts[i].Replayed {
				fresh++
			}
			if receipts[i].Root != receipts[0].Root {
				t.Error("two answers differ")
			}
		}
		if fresh != 1 {
			t.Errorf("posted %d times", fresh)
		}
		if got, _ := l.Balance(ctx, county, expense); got.Debits != 700 {
			t.Errorf("expense %v", got.Debits)
		}
		clean(t, l)
	})
}

// Post, void and expire race for one reservation; posting races closing; different batches race for the last fen.
func TestRaces(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 1000)
		r, err := l.Post(ctx, maker, batch(2, Line{Debit: expense, Credit: bank, Amount: 700, Kind: Pending}))
		must(t, err)
		var wg sync.WaitGroup
		errs := make([]error, 12)
		for i := range errs {
			kind := []Kind{PostPending, Void, Expire}[i%3]
			wg.Go(func() { _, errs[i] = l.Post(ctx, maker, batch(int64(10+i), Line{Kind: kind, Ref: r.Seqs[0]})) })
		}
		wg.Wait()
		if n := won(t, errs, RefDone); n != 1 {
			t.Errorf("settled %d times", n)
		}
		// What is left pays three of 90 at the most (or eleven, if the reservation was released).
		left, err := l.Balance(ctx, county, bank)
		must(t, err)
		spend := make([]error, 16)
		for i := range spend {
			wg.Go(func() {
				_, spend[i] = l.Post(ctx, maker, batch(int64(40+i), Line{Debit: expense, Credit: bank, Amount: 90, Kind: Post}))
			})
		}
		wg.Wait()
		if n := won(t, spend, Overdraft); int64(n) != int64(left.Available()/90) {
			t.Errorf("%d payments of 0.90 out of %v", n, left.Available())
		}
		fill(t, l, 3, 100000)
		closing := make([]error, 20)
		wg.Go(func() {
			time.Sleep(5 * time.Millisecond)
			_, err := l.ClosePeriod(ctx, maker, hands, ResidentPension, march)
			if err != nil {
				t.Error(err)
			}
		})
		for i := range closing {
			wg.Go(func() {
				_, closing[i] = l.Post(ctx, maker, batch(int64(70+i), Line{Debit: expense, Credit: bank, Amount: 1, Kind: Post}))
			})
		}
		wg.Wait()
		won(t, closing, PeriodClosed)
		clean(t, l) // a batch after the closing would be found
	})
}

// won counts the nil errors; the others must be the fault.
func won(t *testing.T, errs []error, want *fail.Fault) (n int) {
	t.Helper()
	for _, err := range errs {
		if err == nil {
			n++
		} else if !errors.Is(err, want) {
			t.Errorf("got %v, want %s", err, want.Code)
		}
	}
	return n
}

// A month is not closed while a reservation of it, or of an earlier month, is open; one of a later month or another fund does not matter.
func TestClosingWaitsForReservations(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 1000)
		pend := Line{Debit: expense, Credit: bank, Amount: 10, Kind: Pending}
		early := batch(2, pend, pend, pend)
		early.Period = march - 1
		r, err := l.Post(ctx, maker, early)
		must(t, err)
		_, err = l.Post(ctx, maker, batch(3, pend))
		must(t, err)
		stillOpen := func(month civil.Month, n string) {
			t.Helper()
			_, err := l.ClosePeriod(ctx, maker, hands, ResidentPension, month)
			if !errors.Is(err, StillOpen) || !strings.Contains(fail.As(err).Say(words.Zh).What, n+" 笔在途") || fail.KindOf(err) != fail.Blocked {
				t.Fatalf("closing %v with %s open: %v", month, n, err)
			}
		}
		_, err = l.ClosePeriod(ctx, maker, hands, ResidentPension, march-2)
		must(t, err)
		_, err = l.ClosePeriod(ctx, maker, hands, Unemployment, march)
		must(t, err)
		stillOpen(march-1, "3")
		stillOpen(march, "4")
		_, err = l.Post(ctx, maker, batch(4, Line{Kind: PostPending, Ref: r.Seqs[0]}, Line{Kind: PostPending, Amount: 4, Ref: r.Seqs[1]}))
		must(t, err)
		stillOpen(march-1, "1")
		_, err = l.Post(ctx, maker, batch(5, Line{Kind: Void, Ref: r.Seqs[2]}))
		must(t, err)
		_, err = l.ClosePeriod(ctx, maker, hands, ResidentPension, march-1)
		must(t, err)
		stillOpen(march, "1")
		clean(t, l)
	})
}

func TestClosing(t *testing.T) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 1000)
		if _, err := l.ClosePeriod(ctx, maker, hands, ResidentPension, march.Add(1)); !errors.Is(err, CloseEarly) {
			t.Errorf("closed a month that has not come: %v", err)
		}
		c, err := l.ClosePeriod(ctx, maker, hands, ResidentPension, march)
		must(t, err)
		if c.Replayed || c.Accounts != 4 || c.Debits != 1000 || c.Credits != 1000 {
			t.Errorf("closing %+v", c)
		}
		again, err := l.ClosePeriod(ctx, maker, hands, ResidentPension, march)
		must(t, err)
		if !again.Replayed || again.Root != c.Root || again.Seq != c.Seq {
			t.Errorf("closing again %+v", again)
		}
		if _, err := l.ClosePeriod(ctx, maker, hands, ResidentPension, march-1); !errors.Is(err, PeriodClosed) {
			t.Errorf("closing an earlier month: %v", err)
		}
		_, err = l.Post(ctx, maker, batch(2, Line{Debit: expense, Credit: bank, Amount: 1, Kind: Post}))
		if !errors.Is(err, PeriodClosed) || fail.As(err).Rule == "" {
			t.Errorf("posted into a closed month: %v", err)
		}
		early := batch(3, Line{Debit: expense, Credit: bank, Amount: 1, Kind: Post})
		early.Period = march - 5
		if _, err = l.Post(ctx, maker, early); !errors.Is(err, PeriodClosed) {
			t.Errorf("posted before a closed month: %v", err)
		}
		april := batch(4, Line{Debit: expense, Credit: bank, Amount: 1, Kind: Post})
		april.Period = march + 1
		_, err = l.Post(ctx, maker, april)
		must(t, err)
		elsewhere := batch(5, Line{Debit: other, Credit: Unemployment.Account(2), Amount: 1, Kind: Post})
		elsewhere.Fund = Unemployment
		must(t, l.OpenAccounts(ctx, maker, hands, account(Unemployment.Account(2), Income, false)))
		_, err = l.Post(ctx, maker, elsewhere)
		must(t, err) // another fund's month is open
		if tr, _ := l.Trial(ctx, county, ResidentPension); tr.LastClosed != march {
			t.Errorf("last closed %v", tr.LastClosed)
		}
		clean(t, l)
	}, db.WithClock(clock.Now))
}

func TestAccounts(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		must(t, l.OpenAccounts(ctx, maker, hands, account(bank, Asset, true))) // the same again
		if r := clean(t, l); r.Accounts != 7 {
			t.Errorf("%d accounts", r.Accounts)
		}
		for name, c := range map[string]struct {
			a    Account
			want *fail.Fault
		}{
			"differs":      {account(bank, Asset, false), AccountTaken},
			"wrong fund":   {func() Account { a := account(ResidentPension.Account(9), Asset, false); a.Fund = Injury; return a }(), BadAccount},
			"no number":    {account(ResidentPension.Account(0), Asset, false), BadAccount},
			"no class":     {account(ResidentPension.Account(9), 0, false), BadAccount},
			"no title":     {func() Account { a := account(ResidentPension.Account(9), Asset, false); a.Title.En = ""; return a }(), BadAccount},
			"unknown fund": {account(Fund(99).Account(1), Asset, false), UnknownFund},
			"ended fund":   {account(Fund(8).Account(1), Asset, false), FundEnded},
		} {
			if err := l.OpenAccounts(ctx, maker, hands, c.a); !errors.Is(err, c.want) {
				t.Errorf("%s: %v, want %s", name, err, c.want.Code)
			}
		}
		if _, err := l.Balance(ctx, county, ResidentPension.Account(9)); !errors.Is(err, UnknownAccount) {
			t.Errorf("balance of nothing: %v", err)
		}
	})
}

// A transaction that ends halfway leaves nothing; a clock that goes back does not move the log's time back.
func TestRollbackAndClock(t *testing.T) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 1000)
		before := clean(t, l)
		stop := errors.New("stop")
		err := d.InCounty(ctx, county, func(tx *db.Tx) error {
			if _, err := l.PostIn(ctx, tx, maker, batch(2, Line{Debit: expense, Credit: bank, Amount: 1, Kind: Post})); err != nil {
				return err
			}
			return stop
		})
		if !errors.Is(err, stop) {
			t.Fatal(err)
		}
		if after := clean(t, l); after.Root != before.Root {
			t.Error("a rollback left something")
		}
		clock.Add(-48 * time.Hour)
		r, err := l.Post(ctx, maker, batch(2, Line{Debit: expense, Credit: bank, Amount: 1, Kind: Post}))
		must(t, err)
		if r.Replayed {
			t.Error("the rolled back batch counts as posted")
		}
		clean(t, l)
		err = d.InCounty(ctx, county, func(tx *db.Tx) error {
			for i := range int64(3) { // several batches in one transaction
				if _, err := l.PostIn(ctx, tx, maker, batch(10+i, Line{Debit: expense, Credit: bank, Amount: 1, Kind: Post})); err != nil {
					return err
				}
			}
			return nil
		})
		must(t, err)
		clean(t, l)
	}, db.WithClock(clock.Now))
}
