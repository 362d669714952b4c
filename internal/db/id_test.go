package db

import (
	"slices"
	"sync"
	"testing"
	"time"
)

func TestIdentifiersAreUniqueAndGrow(t *testing.T) {
	now := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
	g := newIDs()
	last := int64(0)
	for i := range 5000 { // the clock stands still, then goes back: identifiers do neither
		if i == 3000 {
			now = now.Add(-time.Hour)
		}
		id := g.next(now)
		if id <= last {
			t.Fatalf("%d after %d", id, last)
		}
		last = id
	}
	if id := g.next(now.Add(2 * time.Hour)); id>>(nodeBits+seqBits) != now.Add(2*time.Hour).UnixMilli()-epoch {
		t.Error("an identifier does not tell its time")
	}
}

func TestIdentifiersOfManyGoroutinesDiffer(t *testing.T) {
	g := newIDs()
	all := make([][]int64, 8)
	var wg sync.WaitGroup
	for w := range all {
		wg.Go(func() {
			for range 2000 {
				all[w] = append(all[w], g.next(time.Now()))
			}
		})
	}
	wg.Wait()
	ids := slices.Concat(all...)
	slices.Sort(ids)
	if n := len(slices.Compact(ids)); n != 16000 {
		t.Errorf("%d different of 16000", n)
	}
}

func TestIdentifiersOfExtremeClocksArePositive(t *testing.T) {
	for _, at := range []time.Time{{}, time.Unix(0, 0), time.Date(2019, 12, 31, 0, 0, 0, 0, time.UTC), time.Date(2500, 1, 1, 0, 0, 0, 0, time.UTC)} {
		if id := newIDs().next(at); id <= 0 {
			t.Errorf("%v gives %d", at, id)
		}
	}
}

func TestTheSameNodeAndClockGiveTheSameIdentifiers(t *testing.T) {
	at := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
	a, b := newIDs(), newIDs()
	a.node, b.node = 7, 7
	for range 600 {
		if x, y := a.next(at), b.next(at); x != y {
			t.Fatalf("%d and %d", x, y)
		}
	}
}
