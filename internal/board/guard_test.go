package board

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"renshe/internal/access"
	"renshe/internal/benefit"
	"renshe/internal/ledger"
	"renshe/internal/reception"
	"renshe/internal/words"
	"renshe/ui"
)

// A county's sum is exact only where many cells of several sizes are hidden: then none of them can be worked out.
func TestTheSumOfManyCells(t *testing.T) {
	ones, mixed := make([]int, 12), make([]int, 12)
	for i := range ones {
		ones[i], mixed[i] = 1, 1+i%4
	}
	for name, c := range map[string]struct {
		cells []int
		want  string
	}{
		"nothing hidden":  {[]int{7, 9}, "16"},
		"few hidden":      {[]int{70, 1, 2}, "≥70"},
		"many, of a size": {append([]int{70}, ones...), "≥70"},
		"many, mixed":     {append([]int{70}, mixed...), "100"},
	} {
		if got := (guard{}).many(c.cells); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestSmallCellsAreHiddenFromWhoMayNotReadFiles(t *testing.T) {
	for n, want := range map[int]string{0: "0", 1: "<5", 4: "<5", 5: "5", 1234: "1,234"} {
		if got := (guard{}).cell(n); got != want {
			t.Errorf("%d is written %s", n, got)
		}
	}
	if got := (guard{all: true}).cell(1); got != "1" {
		t.Errorf("who may read files sees %s", got)
	}
	for _, c := range []struct {
		cells []int
		want  string
	}{
		{nil, "0"}, {[]int{0, 0}, "0"}, {[]int{5, 6}, "11"}, {[]int{5, 1, 6}, "≥11"}, {[]int{1, 2}, "<5"}, {[]int{3, 3}, "≥5"}, {[]int{0, 4, 4}, "≥5"},
	} {
		if got := (guard{}).total(c.cells); got != c.want {
			t.Errorf("%v add up to %s, want %s", c.cells, got, c.want)
		}
		if got := (guard{all: true}).total([]int{5, 1, 6}); got != "12" {
			t.Errorf("who may read files sees %s", got)
		}
	}
}

// Whatever the hidden cells are, the page stays the same: each small count could as well be any other.
func TestATotalTellsNothingOfHiddenCells(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		cells := rapid.SliceOfN(rapid.IntRange(5, 400), 1, 30).Draw(r, "shown")
		small := rapid.SliceOfN(rapid.IntRange(1, 4), 1, 30).Draw(r, "small")
		other := rapid.SliceOfN(rapid.IntRange(1, 4), len(small), len(small)).Draw(r, "other")
		var g guard
		if a, b := g.total(append(cells, small...)), g.total(append(cells, other...)); a != b {
			r.Fatalf("%v and %v beside %v are told apart: %s, %s", small, other, cells, a, b)
		}
	})
}

func TestTheDeepestColourIsTheMost(t *testing.T) {
	for _, c := range [][3]int{{0, 7, 0}, {1, 7, 1}, {7, 7, 5}, {1, 1, 5}, {4, 7, 3}, {1, 1000, 1}, {999, 1000, 5}} {
		if got := level(c[0], c[1]); got != c[2] {
			t.Errorf("%d of at most %d has level %d, want %d", c[0], c[1], got, c[2])
		}
	}
}

func TestACheckpointsAgeIsSaidInItsLargestUnit(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "刚刚", 59 * time.Second: "刚刚", 61 * time.Second: "1 分钟前",
		119 * time.Minute: "1 小时前", 50 * time.Hour: "2 天前"} {
		at := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
		if got := age(at.Add(d), at).In(words.Zh); got != want+"（2026-03-02 09:00）" {
			t.Errorf("%s is %s, want %s", d, got, want)
		}
	}
}

func TestABrokenLogStandsOut(t *testing.T) {
	p := &ui.Page{}
	rows := logRows(p, figures{head: &ledger.Head{Size: 9}, broken: true})
	var out strings.Builder
	for _, r := range rows {
		if err := r.Value.Render(t.Context(), &out); err != nil {
			t.Fatal(err)
		}
	}
	if s := out.String(); !strings.Contains(s, "danger") || !strings.Contains(s, wLogBroken.Zh) || strings.Contains(s, "9") {
		t.Errorf("a broken log is shown as %s", s)
	}
}

func TestADifferenceBetweenBankAndBooksStandsOut(t *testing.T) {
	run := benefit.RunCounts{Run: benefit.Run{ID: 8, State: benefit.Settled}, Paid: 7}
	f := figures{benefit: benefit.Counts{Last: &run}, run: &benefit.RunView{Run: run.Run, Statement: &benefit.Statement{Difference: 1}}}
	v := &visit{Visit: &reception.Visit{Actor: access.Actor{Role: access.Supervisor}}}
	s := v.lastRun(guard{all: true}, f)
	if s.Tone != ui.Danger || !strings.Contains(s.Change.Zh, "差额 0.01 元") || !strings.Contains(s.Change.Zh, benefit.Settled.Title().Zh) || s.Href != "/desk/run/8" {
		t.Errorf("%+v", s)
	}
}
