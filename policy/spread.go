package policy

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// partSize is how many people one core takes at a time: few enough that their columns stay in its cache, and many enough that
// taking turns costs nothing.
const partSize = 1 << 11

// Spread shares work on n people among all cores: part is called with ranges that cover 0 to n once, at the same time and in no
// order. The ranges depend on n alone, so that what is put together from them is the same on every machine.
//
//	policy.Spread(n, func(from, to int) { policy.SweepResidentPension(plan, columns.Slice(from, to)) })
func Spread(n int, part func(from, to int)) {
	parts := (n + partSize - 1) / partSize
	cores := min(parts, runtime.GOMAXPROCS(0))
	var next atomic.Int64
	work := func() {
		for i := int(next.Add(1)) - 1; i < parts; i = int(next.Add(1)) - 1 {
			part(i*partSize, min(n, (i+1)*partSize))
		}
	}
	var wg sync.WaitGroup
	for range cores - 1 {
		wg.Go(work)
	}
	work()
	wg.Wait()
}

// firstOf gives the lowest index that parts give, or -1 if all give -1.
func firstOf(n int, part func(from, to int) int) int {
	var first atomic.Int64
	first.Store(int64(n))
	Spread(n, func(from, to int) {
		if int64(from) > first.Load() {
			return
		}
		i := int64(part(from, to))
		for old := first.Load(); i >= 0 && i < old; old = first.Load() {
			first.CompareAndSwap(old, i)
		}
	})
	if first.Load() == int64(n) {
		return -1
	}
	return int(first.Load())
}

// gather puts together what parts found: each writes indices from its first person on in order, and says how many they are. It
// needs room for everybody, and takes it from found if it is there.
func gather(n int, found []int32, part func(from, to int, found []int32) int) []int32 {
	if cap(found) < n {
		found = make([]int32, n)
	}
	found = found[:n]
	counts := make([]int, (n+partSize-1)/partSize)
	Spread(n, func(from, to int) { counts[from/partSize] = part(from, to, found[from:to]) })
	k := 0
	for i, count := range counts {
		from := i * partSize
		for _, at := range found[from : from+count] {
			found[k] = int32(from) + at
			k++
		}
	}
	return found[:k]
}
