package ledger

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/testkit"
	"renshe/money"
)

// told is a history with every kind of line over three months, of which the first is closed; days are what each batch was posted on.
func told(t *testing.T, l *Ledger, clock *testkit.Clock) (paid, corrected int64) {
	t.Helper()
	post := func(id int64, m civil.Month, lines ...Line) Receipt {
		t.Helper()
		b := batch(id, lines...)
		b.Period = m
		r, err := l.Post(ctx, maker, b)
		must(t, err)
		clock.Add(24 * time.Hour)
		return r
	}
	day := func(m civil.Month, d int) civil.Date { return m.FirstDay().Add(d - 1) }
	first := post(1, march, Line{Debit: bank, Credit: income, Amount: 100_000, Kind: Post, ValueDate: day(march, 1), Cause: "subsidy:1"})
	held := post(2, march, Line{Debit: expense, Credit: bank, Amount: 700, Kind: Pending, Cause: "payment:81/2026-03"},
		Line{Debit: expense, Credit: bank, Amount: 800, Kind: Pending, Cause: "payment:82/2026-03"},
		Line{Debit: expense, Credit: bank, Amount: 900, Kind: Pending, Cause: "payment:811/2026-03"})
	r := post(3, march, Line{Kind: PostPending, Ref: held.Seqs[0], ValueDate: day(march, 5), Cause: "payment:81/2026-03"}, Line{Kind: Void, Ref: held.Seqs[1]},
		Line{Kind: Part, Ref: held.Seqs[2], Amount: 400, ValueDate: day(march, 6)})
	paid = r.Seqs[0]
	post(4, march, Line{Kind: Expire, Ref: r.Seqs[2]})
	_, err := l.ClosePeriod(ctx, maker, hands, ResidentPension, march)
	must(t, err)
	post(5, march+1, Line{Debit: bank, Credit: expense, Amount: 50, Kind: Post, Ref: paid, ValueDate: day(march, 7), Cause: "voucher:5"})
	back := post(6, march+1, Line{Debit: expense, Credit: bank, Amount: 60, Kind: Post, ValueDate: day(march+1, 2)})
	post(7, march+2, Line{Kind: Reversal, Ref: back.Seqs[0], ValueDate: day(march+2, 1)}, Line{Debit: expense, Credit: bank, Amount: 70, Kind: Pending})
	return paid, first.Seqs[0]
}

// Whatever is chosen, the lines are those of the whole account that fit, in the order of the log, page by page.
func TestLines(t *testing.T) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		told(t, l, clock)
		whole, err := l.Statement(ctx, county, bank, Span{}, Page{})
		must(t, err)
		if len(whole.Lines) != 12 {
			t.Fatalf("%d lines", len(whole.Lines))
		}
		known := civil.DateIn(db.FromMicros(whole.Lines[6].PostedAt))
		day := func(m civil.Month, d int) civil.Date { return m.FirstDay().Add(d - 1) }
		days := func(e Entry) bool { return e.Kind.moves() }
		for i, c := range []struct {
			choice Choice
			fits   func(Entry) bool
			n      int
		}{
			{Choice{}, func(Entry) bool { return true }, 12},
			{Choice{Span: Span{First: march, Last: march}}, func(e Entry) bool { return e.Period == march }, 8},
			{Choice{Span: Span{First: march + 1}}, func(e Entry) bool { return e.Period > march }, 4},
			{Choice{Span: Span{From: day(march, 5), To: day(march, 7)}}, func(e Entry) bool { return days(e) && e.ValueDate >= day(march, 5) && e.ValueDate <= day(march, 7) }, 3},
			{Choice{Span: Span{From: day(march+9, 1)}}, func(Entry) bool { return false }, 0},
			{Choice{Known: known}, func(e Entry) bool { return civil.DateIn(db.FromMicros(e.PostedAt)) <= known }, 7},
			{Choice{Side: DebitSide}, func(e Entry) bool { return e.Debit == bank }, 3},
			{Choice{Side: CreditSide, Kinds: []Kind{Pending, Void}}, func(e Entry) bool { return e.Credit == bank && (e.Kind == Pending || e.Kind == Void) }, 5},
			{Choice{Low: 60, High: 700}, func(e Entry) bool { return e.Amount >= 60 && e.Amount <= 700 }, 7},
			{Choice{Cause: "payment:81"}, func(e Entry) bool { return strings.HasPrefix(e.Cause, "payment:81/") }, 2},
			{Choice{Cause: "voucher:5"}, func(e Entry) bool { return e.Cause == "voucher:5" }, 1},
			{Choice{Cause: "payment:8"}, func(Entry) bool { return false }, 0},
		} {
			var want []Entry
			for _, e := range whole.Lines {
				if c.fits(e) {
					want = append(want, e)
				}
			}
			got, page := []Entry(nil), Page{Limit: 2}
			for {
				lines, err := l.Lines(ctx, county, bank, c.choice, page)
				must(t, err)
				got = append(got, lines.Entries...)
				if page.After = lines.Next; page.After == 0 {
					break
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(want) || len(want) != c.n {
				t.Errorf("%d: %+v gives %d lines of %d, want %d:\n%+v\n%+v", i, c.choice, len(got), len(want), c.n, got, want)
			}
		}
		open, _, err := l.Reserved(ctx, county, ResidentPension, Page{})
		if err != nil || len(open) != 1 || open[0].Left() != 70 {
			t.Errorf("reserved %+v %v", open, err)
		}
		by, err := l.ReservedBy(ctx, county, ResidentPension)
		if err != nil || len(by) != 1 || by[0].ID != 7 || by[0].Open != 1 || by[0].OpenFen != 70 {
			t.Errorf("reserved by batch %+v %v", by, err)
		}
		if by, err := l.ReservedBy(ctx, county, Unemployment); err != nil || by != nil {
			t.Errorf("a fund with nothing reserved: %+v %v", by, err)
		}
		for _, bad := range []Choice{{Low: 5, High: 4}, {Low: -1}, {Side: 3}, {Span: Span{From: day(march, 2), To: day(march, 1)}}, {Span: Span{From: 1, First: 1}}} {
			if _, err := l.Lines(ctx, county, bank, bad, Page{}); !errors.Is(err, BadSpan) {
				t.Errorf("%+v: %v", bad, err)
			}
		}
		if _, err := l.Lines(ctx, county, ResidentPension.Account(99), Choice{}, Page{}); !errors.Is(err, UnknownAccount) {
			t.Errorf("an account that is not there: %v", err)
		}
	}, db.WithClock(clock.Now))
}

// What an account had reserved and moved, as known on each day, is what the lines up to then say.
func TestKnownOnWithReservations(t *testing.T) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		start := civil.DateIn(clock.Now())
		told(t, l, clock)
		whole, err := l.Statement(ctx, county, bank, Span{}, Page{})
		must(t, err)
		for known := start.Add(-1); known <= start.Add(9); known++ {
			var want Balance
			for _, e := range whole.Lines {
				if civil.DateIn(db.FromMicros(e.PostedAt)) > known {
					break
				}
				if e.Kind.moves() && e.Debit == bank {
					want.Debits += e.Amount
				} else if e.Kind.moves() {
					want.Credits += e.Amount
				}
				kept := e.Left()
				if e.Kind.settles() {
					kept -= e.Released
				}
				if e.Debit == bank {
					want.PendingDebits += kept
				} else {
					want.PendingCredits += kept
				}
			}
			got, err := l.BalanceAsOf(ctx, county, bank, AsOf{Known: known})
			got.Account = Account{}
			if err != nil || got != want {
				t.Errorf("known on %v: %+v %v, want %+v", known, got, err, want)
			}
		}
	}, db.WithClock(clock.Now))
}

func TestFlows(t *testing.T) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		told(t, l, clock)
		flows, err := l.Flows(ctx, county, ResidentPension, march+1, march+3)
		must(t, err)
		first, last, any, err := l.Months(ctx, county, ResidentPension)
		if err != nil || !any || first != march || last != march+2 {
			t.Errorf("posted in %v to %v, %v %v", first, last, any, err)
		}
		if _, _, any, err := l.Months(ctx, county, Injury); err != nil || any {
			t.Errorf("books without a batch: %v %v", any, err)
		}
		for _, f := range flows {
			for i, s := range f.In {
				want, err := l.TurnoverOf(ctx, county, f.Account.ID, Span{First: march + 1 + civil.Month(i), Last: march + 1 + civil.Month(i)})
				if err != nil || want.In != s || (i == 0 && want.Before != f.Before) {
					t.Errorf("%v in month %d: %+v after %+v, want %+v %v", f.Account.ID, i, s, f.Before, want, err)
				}
			}
		}
		if len(flows) != 4 || flows[0].Before.Net() != 100_000-1_100 || flows[0].In[0] != (Sums{50, 60}) {
			t.Errorf("%+v", flows)
		}
		if m, err := l.LastOn(ctx, county, bank); err != nil || m != march+2 {
			t.Errorf("last moved in %v, %v", m, err)
		}
		if m, err := l.LastOn(ctx, county, gives); err != nil || m != 0 {
			t.Errorf("an account that nothing moved: %v, %v", m, err)
		}
		for _, bad := range [][2]civil.Month{{5, 4}, {0, 601}} {
			if _, err := l.Flows(ctx, county, ResidentPension, bad[0], bad[1]); !errors.Is(err, BadSpan) {
				t.Errorf("%v: %v", bad, err)
			}
		}
	}, db.WithClock(clock.Now))
}

// A transfer stands with everything that names it; so does its batch.
func TestRecord(t *testing.T) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		paid, _ := told(t, l, clock)
		r, err := l.Record(ctx, county, paid)
		must(t, err)
		if r.Kind != PostPending || r.Refers == nil || r.Refers.Kind != Pending || r.Refers.Amount != 700 || len(r.Corrected) != 1 || r.Corrected[0].Cause != "voucher:5" ||
			r.Reversed != nil || r.Debited.ID != expense || r.Credited.ID != bank || r.Of.ID != 3 || r.Of.Maker != 7 || r.Of.Checker != 8 || r.Checkpoint <= paid || r.Cosigned != nil {
			t.Errorf("%+v", r)
		}
		held, err := l.Record(ctx, county, r.Ref)
		if err != nil || held.Settled == nil || held.Settled.Seq != paid || held.Refers != nil {
			t.Errorf("%+v %v", held, err)
		}
		b, lines, next, err := l.Batch(ctx, county, 3, Page{Limit: 2})
		if err != nil || b.Lines != 3 || b.Total != 700+800+400 || len(lines) != 2 || next == 0 {
			t.Errorf("%+v %+v %v", b, lines, err)
		}
		if _, rest, next, err := l.Batch(ctx, county, 3, Page{Limit: 2, After: next}); err != nil || len(rest) != 1 || next != 0 || rest[0].Batch != 3 {
			t.Errorf("%+v %v", rest, err)
		}
		all, next, err := l.Batches(ctx, county, ResidentPension, march, Page{Limit: 3})
		if err != nil || len(all) != 3 || next == 0 || all[0].ID != 1 {
			t.Errorf("%+v %v", all, err)
		}
		if all, next, err = l.Batches(ctx, county, ResidentPension, march, Page{Limit: 3, After: next}); err != nil || len(all) != 1 || next != 0 {
			t.Errorf("%+v %v", all, err)
		}
		for _, seq := range []int64{-1, 0, 1 << 40} { // before the log, an account's record, after it
			if _, err := l.Record(ctx, county, seq); !errors.Is(err, UnknownRef) {
				t.Errorf("record %d: %v", seq, err)
			}
		}
		if _, _, _, err := l.Batch(ctx, county, 99, Page{}); !errors.Is(err, NoBatch) {
			t.Errorf("a batch that is not there: %v", err)
		}
		if _, err := l.Record(ctx, county+1, paid); !errors.Is(err, UnknownRef) {
			t.Errorf("another county's record: %v", err)
		}
		var sum money.Fen
		back, err := l.Record(ctx, county, all[0].FirstSeq)
		must(t, err)
		sum = back.Amount
		if back.Of.Period != march || sum == 0 {
			t.Errorf("%+v", back)
		}
	}, db.WithClock(clock.Now))
}

func TestCheckpointsAndClosingsAreListed(t *testing.T) {
	clock := testkit.NewClock()
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		l := books(t, d)
		told(t, l, clock)
		all, err := l.Checkpoints(ctx, county, 0, 2)
		if err != nil || len(all) != 2 || all[0].Size <= all[1].Size || all[0].Cosigned != 0 {
			t.Fatalf("%+v %v", all, err)
		}
		more, err := l.Checkpoints(ctx, county, all[1].Size, 1)
		if err != nil || len(more) != 1 || more[0].Size >= all[1].Size {
			t.Errorf("%+v %v", more, err)
		}
		s, signatures, err := l.Checkpoint(ctx, county, all[0].Size)
		if err != nil || s.Note != all[0].Note || len(signatures) != 0 {
			t.Errorf("%+v %v", s, err)
		}
		if _, _, err := l.Checkpoint(ctx, county, 1<<40); !errors.Is(err, NoCheckpoint) {
			t.Errorf("a checkpoint that is not there: %v", err)
		}
		if c, err := l.LastCosigned(ctx, county); err != nil || c != nil {
			t.Errorf("%+v %v", c, err)
		}
		closed, err := l.Closings(ctx, county, ResidentPension)
		if err != nil || len(closed) != 1 || closed[0].Month != march || closed[0].Debits != closed[0].Credits {
			t.Errorf("%+v %v", closed, err)
		}
	}, db.WithClock(clock.Now))
}

// Every query of the pages walks an index: the county's size does not matter to it.
func TestEveryPageWalksAnIndex(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		must(t, d.InCounty(ctx, county, func(tx *db.Tx) error {
			if tx.Engine() == db.Postgres {
				for _, off := range []string{"enable_seqscan", "enable_bitmapscan"} { // the tables are empty: a scan would be cheapest
					if _, err := tx.Exec(ctx, "SET LOCAL "+off+"=off"); err != nil {
						return err
					}
				}
			}
			for _, c := range []struct {
				q    string
				args []any
				want []string
			}{
				{linesQuery, []any{county, 1, 1, 0, 9, "", "9", 0, 9, 255, 0, 9, "", "x", 5}, []string{"transfer_debit", "transfer_credit"}},
				{referringQuery, []any{county, 5}, []string{"transfer_settled_once", "transfer_reversed_once", "transfer_corrected"}},
				{`SELECT coalesce(min(first_seq), 0), coalesce(max(seq), -1) FROM batch WHERE county=$1 AND fund=$2 AND period>=$3 AND period<=$4`, []any{county, 3, 0, 9}, []string{"batch_by_month"}},
				{`SELECT id FROM batch WHERE county=$1 AND fund=$2 AND period=$3 AND first_seq>$4 ORDER BY first_seq LIMIT $5`, []any{county, 3, 0, 9, 5}, []string{"batch_by_month"}},
			} {
				explain := "EXPLAIN "
				if tx.Engine() == db.SQLite {
					explain = "EXPLAIN QUERY PLAN "
				}
				rows, err := tx.Query(ctx, explain+c.q, c.args...)
				if err != nil {
					return err
				}
				columns, err := rows.Columns()
				if err != nil {
					return err
				}
				var plan strings.Builder
				for rows.Next() {
					values := make([]any, len(columns))
					for i := range values {
						values[i] = new(any)
					}
					if err := rows.Scan(values...); err != nil {
						return err
					}
					fmt.Fprintln(&plan, *values[len(values)-1].(*any))
				}
				if err := errors.Join(rows.Err(), rows.Close()); err != nil {
					return err
				}
				for _, index := range c.want {
					if !strings.Contains(plan.String(), index) {
						t.Errorf("%s does not walk %s:\n%s", c.q[:40], index, plan.String())
					}
				}
				if strings.Contains(plan.String(), "SCAN transfer") || strings.Contains(plan.String(), "SCAN batch") || strings.Contains(plan.String(), "Seq Scan") {
					t.Errorf("%s reads a whole table:\n%s", c.q[:40], plan.String())
				}
			}
			return nil
		}))
	})
}
