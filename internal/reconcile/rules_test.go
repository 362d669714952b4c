package reconcile

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"renshe/civil"
	"renshe/money"
)

var first = civil.DateOf(2026, 3, 1)

func match(t testing.TB, window int, lines ...Line) Matched {
	t.Helper()
	out, err := Match(lines, window)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func book(id int64, day int, amount money.Fen) Line {
	return Line{Side: Book, ID: id, Day: first + civil.Date(day), Amount: amount}
}

func bankLine(id int64, day int, amount money.Fen) Line {
	l := book(id, day, amount)
	l.Side = Bank
	return l
}

func (l Line) order(s string) Line   { l.Order = s; return l }
func (l Line) voucher(s string) Line { l.Voucher = s; return l }
func (l Line) batch(s string) Line   { l.Batch = s; return l }
func (l Line) undoes(id int64) Line  { l.Undoes = id; return l }

func TestWhatMatches(t *testing.T) {
	for _, c := range []struct {
		name      string
		lines     []Line
		pairs     []Pair
		open      int
		proposals []Proposal
	}{
		{"one order, two lines of the books", []Line{book(1, 0, -130).order("7"), book(2, 0, -33).order("7"), bankLine(1, 20, -163).order("7")},
			[]Pair{{ByOrder, []int64{1, 2}, []int64{1}}}, 0, nil},
		{"a whole run is one line of the bank", []Line{book(1, 0, -10).order("7").batch("R"), book(2, 0, -20).order("8").batch("R"), bankLine(5, 0, -30).batch("R")},
			[]Pair{{ByBatch, []int64{1, 2}, []int64{5}}}, 0, nil},
		{"what came back is its own money", []Line{book(1, 0, -10).order("7").batch("R"), book(2, 9, 10).order("7"), bankLine(5, 0, -10).batch("R"), bankLine(6, 9, 10).order("7")},
			[]Pair{{ByOrder, []int64{2}, []int64{6}}, {ByBatch, []int64{1}, []int64{5}}}, 0, nil},
		{"the bank has it twice", []Line{book(1, 0, -10).order("7"), bankLine(5, 0, -10).order("7"), bankLine(6, 0, -10).order("7")},
			[]Pair{{ByOrder, []int64{1}, []int64{5}}}, 1, nil},
		{"another amount", []Line{book(1, 0, -10).order("7"), bankLine(5, 0, -11).order("7")}, nil, 2,
			[]Proposal{{OtherAmount, []int64{1}, []int64{5}, 1}}},
		{"reversed in the books", []Line{book(1, 0, -10), book(2, 1, 10).undoes(1)}, []Pair{{Reversed, []int64{1, 2}, nil}}, 0, nil},
		{"amount and day", []Line{book(1, 0, -10), bankLine(5, 3, -10)}, []Pair{{Exact, []int64{1}, []int64{5}}}, 0, nil},
		{"amount, but too far apart", []Line{book(1, 0, -10), bankLine(5, 4, -10)}, nil, 2, nil},
		{"in is not out", []Line{book(1, 0, -10), bankLine(5, 0, 10)}, nil, 2, nil},
		{"two orders are never the same money", []Line{book(1, 0, -10).order("7"), bankLine(5, 0, -10).order("8")}, nil, 2, nil},
		{"two that fit are no answer", []Line{book(1, 0, -10), bankLine(5, 0, -10), bankLine(6, 1, -10)}, nil, 3,
			[]Proposal{{SeveralFit, []int64{1}, []int64{5}, 0}}},
		{"a voucher is one line of the bank", []Line{book(1, 0, -10).voucher("V"), book(2, 0, -20).voucher("V"), bankLine(5, 1, -30)},
			[]Pair{{Grouped, []int64{1, 2}, []int64{5}}}, 0, nil},
		{"two vouchers fit one line", []Line{book(1, 0, -10).voucher("V"), book(2, 0, -20).voucher("V"), book(3, 0, -15).voucher("W"), book(4, 0, -15).voucher("W"),
			bankLine(5, 1, -30)}, nil, 5, []Proposal{{SeveralSums, []int64{1, 2}, []int64{5}, 0}}},
		{"several lines of the bank are one of the books", []Line{book(1, 0, -60), bankLine(5, 1, -10), bankLine(6, 1, -50), bankLine(7, 1, -7)},
			[]Pair{{Summed, []int64{1}, []int64{5, 6}}}, 1, nil},
		{"two sums fit", []Line{book(1, 0, -60), bankLine(5, 1, -10), bankLine(6, 1, -50), bankLine(7, 1, -20), bankLine(8, 1, -40)}, nil, 5,
			[]Proposal{{SeveralSums, []int64{1}, []int64{5, 6}, 0}}},
		{"two lines want the same ones", []Line{book(1, 0, -60), book(2, 0, -60), bankLine(5, 1, -10), bankLine(6, 1, -50)}, nil, 4,
			[]Proposal{{SeveralSums, []int64{1}, []int64{5, 6}, 0}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := match(t, 3, c.lines...)
			if !reflect.DeepEqual(got.Pairs, c.pairs) || len(got.Open) != c.open || !reflect.DeepEqual(got.Proposals, c.proposals) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestBadLinesAreRefused(t *testing.T) {
	for name, lines := range map[string][]Line{
		"no amount": {book(1, 0, 0)}, "no side": {{ID: 1, Amount: 1}}, "a number twice": {book(1, 0, 5), book(1, 1, 6)},
		"more than fits": {book(1, 0, 1<<62), bankLine(1, 0, -1<<62)}, "the least number": {book(1, 0, -1<<63)},
	} {
		if _, err := Match(lines, 3); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

// some draws lines with few amounts, days and references, so that everything that can collide does.
func some(r *rapid.T, most int) []Line {
	var lines []Line
	refs := rapid.SampledFrom([]string{"", "", "", "A", "B"})
	for _, side := range []Side{Book, Bank} {
		n := rapid.IntRange(0, most).Draw(r, "lines")
		for i := range n {
			l := Line{Side: side, ID: int64(i + 1), Day: first + civil.Date(rapid.IntRange(0, 6).Draw(r, "day")),
				Amount: money.Fen(rapid.SampledFrom([]int64{-6, -3, -2, -1, 1, 2, 3, 5}).Draw(r, "amount")),
				Order:  refs.Draw(r, "order"), Voucher: refs.Draw(r, "voucher"), Batch: refs.Draw(r, "batch")}
			if i > 0 && rapid.IntRange(0, 5).Draw(r, "reversal") == 0 {
				l.Undoes = int64(rapid.IntRange(1, i).Draw(r, "undoes"))
			}
			lines = append(lines, l)
		}
	}
	return lines
}

// Every line is in exactly one pair or open; a pair's sums are equal; the order of the lines does not matter; a proposal's lines are open.
func TestMatchKeepsItsPromises(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		lines := some(r, 30)
		window := rapid.IntRange(0, 4).Draw(r, "window")
		got, err := Match(lines, window)
		if err != nil {
			r.Fatal(err)
		}
		amount := map[Side]map[int64]money.Fen{Book: {}, Bank: {}}
		for _, l := range lines {
			amount[l.Side][l.ID] = l.Amount
		}
		seen := map[string]bool{}
		once := func(s Side, id int64) money.Fen {
			key := fmt.Sprint(s, id)
			if seen[key] || amount[s][id] == 0 {
				r.Fatalf("line %s stands twice, or nowhere", key)
			}
			seen[key] = true
			return amount[s][id]
		}
		for _, p := range got.Pairs {
			var sum money.Fen
			for _, id := range p.Book {
				sum += once(Book, id)
			}
			for _, id := range p.Bank {
				sum -= once(Bank, id)
			}
			if sum != 0 {
				r.Fatalf("%+v differs by %s", p, sum)
			}
		}
		open := map[string]bool{}
		for _, l := range got.Open {
			once(l.Side, l.ID)
			open[fmt.Sprint(l.Side, l.ID)] = true
		}
		if len(seen) != len(lines) {
			r.Fatalf("%d of %d lines", len(seen), len(lines))
		}
		for _, p := range got.Proposals {
			var sum money.Fen
			for s, ids := range map[Side][]int64{Book: p.Book, Bank: p.Bank} {
				for _, id := range ids {
					key := fmt.Sprint(s, id)
					if !open[key] {
						r.Fatalf("%+v names a line that is not open, or named already", p)
					}
					delete(open, key)
					sum += amount[s][id] * money.Fen(3-2*s)
				}
			}
			if sum != p.Difference || (p.Why == OtherAmount) != (sum != 0) {
				r.Fatalf("%+v, but its lines differ by %s", p, sum)
			}
		}
		again := slices.Clone(lines)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(r, "order"), 1))
		rng.Shuffle(len(again), func(i, k int) { again[i], again[k] = again[k], again[i] })
		if other, err := Match(again, window); err != nil || !reflect.DeepEqual(got, other) {
			r.Fatalf("the order of the lines matters: %+v, %+v (%v)", got, other, err)
		}
	})
}

// A plain slow program that tries everything agrees on small cases.
func TestMatchAgreesWithASlowModel(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		lines := some(r, 7)
		window := rapid.IntRange(0, 4).Draw(r, "window")
		got, err := Match(lines, window)
		if err != nil {
			r.Fatal(err)
		}
		want := slowly(lines, civil.Date(window))
		var have []string
		for _, p := range got.Pairs {
			have = append(have, fmt.Sprint(p))
		}
		slices.Sort(have)
		if !slices.Equal(have, want) {
			r.Fatalf("lines %+v\ngot  %v\nwant %v", lines, have, want)
		}
	})
}

// county makes a month of a county: 150,000 payments of two lines in the books and one at the bank, and some hundred other lines.
func countyMonth(payments int) []Line {
	lines := make([]Line, 0, 3*payments+1000)
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range payments {
		order, batch := fmt.Sprint(1000000+i), fmt.Sprint("RS430725-", i/75000)
		basic, account := money.Fen(16300), money.Fen(rng.IntN(20000)+1)
		lines = append(lines, book(int64(2*i+1), i%28, -basic).order(order).batch(batch), book(int64(2*i+2), i%28, -account).order(order).batch(batch))
		if i%1000 > 0 {
			lines = append(lines, bankLine(int64(i+1), i%28, -basic-account).order(order))
		}
	}
	for i := range 300 {
		amount := money.Fen(rng.IntN(1000000) + 1)
		lines = append(lines, book(int64(2*payments+i+1), i%28, amount), bankLine(int64(payments+i+1), i%28+rng.IntN(5), amount))
	}
	rng.Shuffle(len(lines), func(i, k int) { lines[i], lines[k] = lines[k], lines[i] })
	return lines
}

// A county's month is matched in a small multiple of the time that sorting its lines takes.
func TestCountySizeIsQuick(t *testing.T) {
	lines := countyMonth(100000)
	began := time.Now()
	slices.SortFunc(slices.Clone(lines), byPlace)
	sorted := time.Since(began)
	began = time.Now()
	got := match(t, 3, lines...)
	took := time.Since(began)
	t.Logf("%d lines: sorted in %s, matched in %s; %d pairs, %d open", len(lines), sorted, took, len(got.Pairs), len(got.Open))
	if len(got.Open) < 200 || len(got.Open) > 700 {
		t.Errorf("%d open", len(got.Open))
	}
	if took > 40*sorted+2*time.Second {
		t.Errorf("matching takes %s, sorting %s", took, sorted)
	}
}

// Hostile input: as many lines as a county has, none of which fits, all of one amount on one day.
func TestNothingFitsIsQuickToo(t *testing.T) {
	lines := make([]Line, 0, 200000)
	for i := range 100000 {
		lines = append(lines, book(int64(i+1), i%3, -100).batch(fmt.Sprint(i)), bankLine(int64(i+1), i%3, -100).batch(fmt.Sprint("x", i)))
	}
	began := time.Now()
	got := match(t, 3, lines...)
	if took := time.Since(began); len(got.Open) != len(lines) || took > 30*time.Second {
		t.Errorf("%d open after %s", len(got.Open), took)
	}
}

func BenchmarkMatch(b *testing.B) {
	lines := countyMonth(100000)
	b.Run("sort", func(b *testing.B) {
		for b.Loop() {
			slices.SortFunc(slices.Clone(lines), byPlace)
		}
	})
	b.Run("match", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			match(b, 3, lines...)
		}
	})
}
