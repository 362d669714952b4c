package marketday

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"syscall"
	"time"
)

// Figures are the times of some clicks, in milliseconds.
type Figures struct {
	Clicks int   `json:"clicks"`
	P50    int64 `json:"p50_ms"`
	P95    int64 `json:"p95_ms"`
	P99    int64 `json:"p99_ms"`
	Max    int64 `json:"max_ms"`
}

// Report is what was measured.
type Report struct {
	Sessions  int                `json:"sessions"`
	Reviewers int                `json:"reviewers"`
	Past      int                `json:"past_cases"`
	ThinkMS   int64              `json:"think_ms"`
	Seconds   int64              `json:"seconds"`
	PerMinute int                `json:"clicks_per_minute"`
	Submitted int                `json:"submitted"`
	Decided   int                `json:"decided"`
	Errors    int                `json:"errors"`
	First     string             `json:"first_error,omitempty"`
	Conflicts int                `json:"conflicts"`
	CPUMS     int64              `json:"cpu_ms"` // of the process, visitors and server
	CPUShare  int64              `json:"cpu_percent"`
	All       Figures            `json:"all"`
	Pages     map[string]Figures `json:"pages"`
}

const (
	submitted = "submitted"
	decided   = "decided"
)

// tally collects what the visitors see.
type tally struct {
	mu        sync.Mutex
	measuring bool
	took      map[string][]int64
	ended     map[string]int
	errors    int
	first     string
	conflicts int
}

func (t *tally) add(what string, took time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.measuring {
		t.took[what] = append(t.took[what], took.Microseconds())
	}
}

func (t *tally) conflict(what string, took time.Duration) {
	t.add(what, took)
	t.mu.Lock()
	t.conflicts++
	t.mu.Unlock()
}

func (t *tally) done(what string) {
	t.mu.Lock()
	t.ended[what]++
	t.mu.Unlock()
}

// error counts what went wrong, before the measuring too.
func (t *tally) error(err error) {
	t.mu.Lock()
	if t.errors++; t.first == "" {
		t.first = err.Error()
	}
	t.mu.Unlock()
}

func (t *tally) begin() {
	t.mu.Lock()
	t.measuring, t.took, t.ended = true, map[string][]int64{}, map[string]int{}
	t.mu.Unlock()
}

// Play lets everybody sign in and work at the pages under base until the time is over.
func (p *Plan) Play(ctx context.Context, base string) (Report, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	t := &tally{took: map[string][]int64{}, ended: map[string]int{}, measuring: p.Warm == 0}
	everybody := len(p.officers) + len(p.reviewers)
	transport := &http.Transport{MaxIdleConnsPerHost: everybody, MaxConnsPerHost: 0}
	defer transport.CloseIdleConnections()
	began, cpu := time.Now(), processor()
	var officers, reviewers sync.WaitGroup
	for i, who := range slices.Concat(p.officers, p.reviewers) {
		v, err := p.visitor(base, i, t, transport)
		if err != nil {
			return Report{}, err
		}
		group, one, times := &officers, v.matter, p.Matters
		if i >= len(p.officers) {
			group, one, times = &reviewers, v.review, 0
		}
		group.Go(func() {
			if pause(ctx, p.Warm/2*time.Duration(i)/time.Duration(everybody)) == nil {
				if err := v.signIn(ctx, who); err != nil {
					t.error(err)
					return
				}
				v.steady(ctx, times, one)
			}
		})
	}
	if p.Warm > 0 {
		if err := pause(ctx, p.Warm); err != nil {
			return Report{}, err
		}
		t.begin()
		began, cpu = time.Now(), processor()
	}
	if err := p.wait(ctx, &officers, began); err != nil {
		return Report{}, err
	}
	lasted, used := time.Since(began), processor()-cpu
	stop()
	officers.Wait()
	reviewers.Wait()
	return p.report(t, lasted, used), nil
}

// wait waits until the time is over, or everybody has done what there was to do.
func (p *Plan) wait(ctx context.Context, officers *sync.WaitGroup, began time.Time) error {
	if p.Lasts == 0 {
		officers.Wait()
		return ctx.Err()
	}
	for left := p.Lasts; left > 0; left = p.Lasts - time.Since(began) {
		if err := pause(ctx, min(left, time.Second)); err != nil {
			return err
		}
		p.tell(Playing, int64(time.Since(began)/time.Second), int64(p.Lasts/time.Second))
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

func (p *Plan) report(t *tally, lasted, cpu time.Duration) Report {
	t.mu.Lock()
	defer t.mu.Unlock()
	r := Report{Sessions: len(p.officers), Reviewers: len(p.reviewers), Past: p.Past, ThinkMS: p.Think.Milliseconds(), Seconds: int64(lasted / time.Second),
		Submitted: t.ended[submitted], Decided: t.ended[decided], Errors: t.errors, First: t.first, Conflicts: t.conflicts, CPUMS: cpu.Milliseconds(),
		CPUShare: int64(100 * cpu / max(lasted, 1)), Pages: map[string]Figures{}}
	var all []int64
	for what, took := range t.took {
		r.Pages[what] = figures(took)
		all = append(all, took...)
	}
	r.All = figures(all)
	r.PerMinute = int(int64(len(all)) * int64(time.Minute) / int64(max(lasted, 1)))
	return r
}

// figures are the order statistics of times in microseconds.
func figures(took []int64) Figures {
	if len(took) == 0 {
		return Figures{}
	}
	slices.Sort(took)
	at := func(percent int) int64 { return (took[min((len(took)*percent+99)/100, len(took))-1] + 500) / 1000 }
	return Figures{Clicks: len(took), P50: at(50), P95: at(95), P99: at(99), Max: at(100)}
}

// processor is what the process has used of it.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
