package web

import (
	"sync"
	"time"
)

// Quota is how often one client may use one route: Count at once, refilled over Per. The zero quota is no limit.
type Quota struct {
	Count int
	Per   time.Duration
}

// PerMinute is n requests a minute.
func PerMinute(n int) Quota { return Quota{n, time.Minute} }

// maxBuckets bounds the limiter's memory (about 20 MB): past it the emptied buckets are dropped, and then all.
const maxBuckets = 100_000

// limiter counts in this process alone: token buckets keyed by client and route.
type limiter struct {
	mu      sync.Mutex
	buckets map[string]*bucket
	now     func() time.Time
}

type bucket struct {
	free time.Time // when the bucket is full again: the further ahead, the emptier it is
	per  time.Duration
}

func newLimiter(now func() time.Time) *limiter {
	return &limiter{buckets: map[string]*bucket{}, now: now}
}

// take uses one of key's quota; it answers how long to wait, or 0.
func (l *limiter) take(q Quota, key string) time.Duration {
	if q.Count <= 0 {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	b := l.buckets[key]
	if b == nil {
		l.shrink(now)
		b = &bucket{free: now, per: q.Per}
		l.buckets[key] = b
	}
	if b.free.Before(now) {
		b.free = now
	}
	one := q.Per / time.Duration(q.Count)
	if after := b.free.Add(one); after.Sub(now) <= q.Per {
		b.free = after
		return 0
	}
	return b.free.Add(one).Sub(now) - q.Per
}

func (l *limiter) shrink(now time.Time) {
	if len(l.buckets) < maxBuckets {
		return
	}
	for k, b := range l.buckets {
		if !b.free.After(now) {
			delete(l.buckets, k)
		}
	}
	if len(l.buckets) >= maxBuckets {
		clear(l.buckets)
	}
}
