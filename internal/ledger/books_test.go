package ledger

import (
	"errors"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/testkit"
	"renshe/money"
)

// A reservation is paid in parts; each part names what the last one left, and the end releases the rest.
func TestParts(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		fill(t, l, 1, 1000)
		r, err := l.Post(ctx, maker, batch(2, Line{Debit: expense, Credit: bank, Amount: 700, Kind: Pending}))
		must(t, err)
		first, err := l.Post(ctx, maker, batch(3, Line{Kind: Part, Ref: r.Seqs[0], Amount: 200}))
		must(t, err)
		stands := func(own, pending money.Fen) {
			t.Helper()
			if b, err := l.Balance(ctx, county, bank); err != nil || b.Own() != own || b.PendingCredits != pending {
				t.Fatalf("bank %+v, %v", b, err)
			}
		}
		stands(800, 500)
		open, next, err := l.Reserved(ctx, county, ResidentPension, Page{})
		if err != nil || next != 0 || len(open) != 1 || open[0].Seq != first.Seqs[0] || open[0].Left() != 500 {
			t.Fatalf("reserved %+v, %v", open, err)
		}
		for i, c := range []struct {
			line Line
			want *fail.Fault
		}{{Line{Kind: PostPending, Ref: r.Seqs[0]}, RefDone}, {Line{Kind: Part, Ref: first.Seqs[0], Amount: 500}, RefDiffers},
			{Line{Kind: Part, Ref: first.Seqs[0]}, BadLine}, {Line{Kind: Void, Ref: first.Seqs[0], Amount: 1}, RefDiffers}} {
			if _, err := l.Post(ctx, maker, batch(int64(10+i), c.line)); !errors.Is(err, c.want) {
				t.Errorf("%+v: %v", c.line, err)
			}
		}
		second, err := l.Post(ctx, maker, batch(4, Line{Kind: Part, Ref: first.Seqs[0], Amount: 499}))
		must(t, err)
		stands(301, 1)
		_, err = l.Post(ctx, maker, batch(5, Line{Kind: Expire, Ref: second.Seqs[0]}, Line{Kind: Reversal, Ref: first.Seqs[0]}))
		must(t, err)
		stands(501, 0)
		clean(t, l)
	})
}

// After closing, a correction goes into the open month and names the old transfer; before it, there is nothing to correct.
func TestCorrection(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		r := fill(t, l, 1, 1000)
		fix := func(id int64, debit, credit AccountID) Batch {
			b := batch(id, Line{Debit: debit, Credit: credit, Amount: 10, Kind: Post, Ref: r.Seqs[0]})
			b.Period = march + 1
			return b
		}
		if _, err := l.Post(ctx, maker, fix(2, income, bank)); !errors.Is(err, NotClosed) {
			t.Errorf("corrected an open month: %v", err)
		}
		_, err := l.ClosePeriod(ctx, maker, hands, ResidentPension, march)
		must(t, err)
		if _, err := l.Post(ctx, maker, fix(2, expense, gives)); !errors.Is(err, RefDiffers) {
			t.Errorf("corrected other accounts: %v", err)
		}
		for id := int64(2); id < 4; id++ { // more than once, if need be
			_, err = l.Post(ctx, maker, fix(id, income, bank))
			must(t, err)
		}
		tr, err := l.TrialOf(ctx, county, ResidentPension, march)
		must(t, err)
		if !tr.Closed || tr.Rows[0].Closing() != 1000 || tr.In.Debits != 1000 {
			t.Errorf("the closed month changed: %+v", tr)
		}
		if tr, err = l.TrialOf(ctx, county, ResidentPension, march+1); err != nil || tr.Closed || tr.Rows[0].Opening() != 1000 || tr.Rows[0].Closing() != 980 {
			t.Errorf("the open month: %+v, %v", tr, err)
		}
		clean(t, l)
	})
}

func TestOpeningBalances(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		opening := func(id int64, lines ...Line) error {
			b := batch(id, lines...)
			b.Kind = Opening
			_, err := l.Post(ctx, maker, b)
			return err
		}
		start := Line{Debit: bank, Credit: income, Amount: 500, Kind: Post}
		must(t, opening(1, start))
		must(t, opening(2, start)) // in as many batches as it takes
		if err := opening(3, Line{Debit: income, Credit: bank, Amount: 5, Kind: Pending}); !errors.Is(err, BadLine) {
			t.Errorf("an opening balance that is a reservation: %v", err)
		}
		fill(t, l, 4, 1)
		if err := opening(5, start); !errors.Is(err, LateOpening) {
			t.Errorf("opened after other postings: %v", err)
		}
		must(t, opening(1, start)) // replayed
		b := batch(6, Line{Debit: other, Credit: Unemployment.Account(3), Amount: 5, Kind: Post})
		b.Fund, b.Kind = Unemployment, Opening
		_, err := l.Post(ctx, maker, b) // another fund begins by itself
		must(t, err)
		clean(t, l)
	})
}

func TestMove(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		before := clean(t, l)
		relief := Relief.Account(1)
		must(t, l.OpenAccounts(ctx, maker, hands, clearing(relief), account(Relief.Account(2), Income, false)))
		for name, c := range map[string]struct {
			change func(*Move)
			want   *fail.Fault
		}{
			"totals":       {func(m *Move) { m.In.Lines[0].Amount++ }, BadMove},
			"one number":   {func(m *Move) { m.In.ID = m.Out.ID }, BadMove},
			"no clearing":  {func(m *Move) { m.In.Lines[0].Debit = other }, BadMove},
			"no reference": {func(m *Move) { m.Reference = "" }, BadBatch},
			"same person":  {func(m *Move) { m.In.Checker = 7 }, SamePerson},
			"to a budget": {func(m *Move) {
				m.In.Fund, m.In.Lines = Relief, []Line{{Debit: relief, Credit: Relief.Account(2), Amount: 77, Kind: Post}}
			}, UnlawfulMove},
			"the wrong way": {func(m *Move) { m.Out.Lines[0].Debit, m.Out.Lines[0].Credit = gives, bank }, BadMove},
		} {
			m := move(50, 77)
			c.change(&m)
			if _, err := l.Move(ctx, maker, m); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		}
		half := move(60, 5).Out
		half.Kind = MoveOut
		if _, err := l.Post(ctx, maker, half); !errors.Is(err, BadBatch) {
			t.Errorf("half of a move: %v", err)
		}
		r, err := l.Move(ctx, maker, move(50, 77))
		must(t, err)
		if r.In.FirstSeq != r.Out.LastSeq+2 || r.Out.Size == before.Entries {
			t.Errorf("moved %+v", r)
		}
		gave, err := l.Balance(ctx, county, gives)
		must(t, err)
		took, err := l.Balance(ctx, county, takes)
		must(t, err)
		if gave.Net() != -77 || took.Net() != 77 {
			t.Errorf("clearing accounts %v and %v", gave.Net(), took.Net())
		}
		clean(t, l)
	})
}

// Which money may go where is a matter of the funds' kinds.
func TestLawfulMoves(t *testing.T) {
	for _, c := range []struct {
		from, to Fund
		may      bool
	}{{EnterprisePension, ResidentPension, true}, {WorkingBudget, ResidentPension, true}, {ResidentPension, WorkingBudget, false},
		{Unemployment, Relief, false}, {Relief, WorkingBudget, false}, {WorkingBudget, Relief, false}} {
		from, err := c.from.Def()
		must(t, err)
		to, err := c.to.Def()
		must(t, err)
		if from.mayGo(to) != c.may {
			t.Errorf("%s to %s: %v", from.Code, to.Code, !c.may)
		}
	}
}

func TestFundsAreDated(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		early := Line{Debit: bank, Credit: income, Amount: 1, Kind: Post, ValueDate: civil.DateOf(1999, 1, 1)}
		if _, err := l.Post(ctx, maker, batch(1, early)); !errors.Is(err, FundNotYet) {
			t.Errorf("booked before the fund existed: %v", err)
		}
		def, err := FundNamed("maternity")
		must(t, err)
		b := batch(2, Line{Debit: def.Number.Account(1), Credit: def.Number.Account(2), Amount: 1, Kind: Post, ValueDate: def.Until + 1})
		b.Fund = def.Number
		if _, err := l.Post(ctx, maker, b); !errors.Is(err, FundEnded) {
			t.Errorf("booked after the fund's end: %v", err)
		}
	})
}

// What was known on a day, and what counts by a day, are two questions.
func TestBothAxes(t *testing.T) {
	clock := testkit.NewClock(time.Date(2026, 3, 10, 4, 0, 0, 0, time.UTC))
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		tenth := civil.DateIn(clock.Now())
		post := func(id int64, amount money.Fen, day civil.Date) Receipt {
			t.Helper()
			r, err := l.Post(ctx, maker, batch(id, Line{Debit: bank, Credit: income, Amount: amount, Kind: Post, ValueDate: day}))
			must(t, err)
			return r
		}
		first := post(1, 1000, tenth)
		_, err := l.Post(ctx, maker, batch(2, Line{Debit: expense, Credit: bank, Amount: 5, Kind: Pending}))
		must(t, err)
		clock.Add(24 * time.Hour)
		post(3, 100, tenth) // known a day later, counts for the tenth
		clock.Add(24 * time.Hour)
		post(4, 10, tenth.Add(2))
		for _, c := range []struct {
			at            AsOf
			want, pending money.Fen
		}{
			{AsOf{}, 1110, 5}, {AsOf{Value: tenth}, 1100, 0}, {AsOf{Value: tenth - 1}, 0, 0}, {AsOf{Known: tenth}, 1000, 5}, {AsOf{Known: tenth - 1}, 0, 0},
			{AsOf{Known: tenth.Add(1)}, 1100, 5}, {AsOf{Known: tenth.Add(9)}, 1110, 5}, {AsOf{Value: tenth, Known: tenth}, 1000, 0},
			{AsOf{Value: tenth.Add(5), Known: tenth.Add(1)}, 1100, 0}, {AsOf{Size: first.Size}, 1000, 0}, {AsOf{Size: first.Size - 2}, 0, 0},
		} {
			b, err := l.BalanceAsOf(ctx, county, bank, c.at)
			if err != nil || b.Own() != c.want || b.PendingCredits != c.pending {
				t.Errorf("%+v: %+v, %v", c.at, b, err)
			}
			tr, err := l.TrialAsOf(ctx, county, ResidentPension, c.at)
			if err != nil || tr.Debits != tr.Credits || (len(tr.Rows) > 0 && tr.Rows[0].Own() != c.want) {
				t.Errorf("trial as of %+v: %+v, %v", c.at, tr, err)
			}
		}
		if _, err := l.BalanceAsOf(ctx, county, bank, AsOf{Size: 1, Known: tenth}); !errors.Is(err, BadSpan) {
			t.Errorf("two places at once: %v", err)
		}
		clock.Add(-48 * time.Hour)
	}, db.WithClock(clock.Now))
}

func TestStatementHasOpeningAndClosing(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		for i := range 6 { // one a month of posting, each with a value date of the month before
			b := batch(int64(1+i), Line{Debit: bank, Credit: income, Amount: 100, Kind: Post, ValueDate: civil.MonthOf(2026, i+1).FirstDay() - 1})
			b.Period = civil.MonthOf(2026, 1+i)
			_, err := l.Post(ctx, maker, b)
			must(t, err)
		}
		for _, c := range []struct {
			span                 Span
			opening, in, closing money.Fen
			lines                int
		}{
			{Span{}, 0, 600, 600, 6},
			{Span{First: civil.MonthOf(2026, 2), Last: civil.MonthOf(2026, 3)}, 100, 200, 300, 2},
			{Span{From: civil.DateOf(2026, 2, 1), To: civil.DateOf(2026, 3, 31)}, 200, 200, 400, 2},
			{Span{From: civil.DateOf(2026, 3, 31)}, 300, 300, 600, 3},
			{Span{Last: civil.MonthOf(2025, 12)}, 0, 0, 0, 0},
		} {
			s, err := l.Statement(ctx, county, bank, c.span, Page{})
			if err != nil || s.Opening() != c.opening || s.In.Debits != c.in || s.Closing() != c.closing || len(s.Lines) != c.lines {
				t.Errorf("%+v: %+v, %v", c.span, s, err)
			}
		}
		for _, s := range []Span{{From: 1, First: 1}, {From: 9, To: 8}, {First: 9, Last: 8}} {
			if _, err := l.Statement(ctx, county, bank, s, Page{}); !errors.Is(err, BadSpan) {
				t.Errorf("%+v: %v", s, err)
			}
		}
	})
}
