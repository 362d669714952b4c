package job_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/job"
	"renshe/internal/testkit"
)

const county = civil.County(430725)

var ctx = context.Background()

type room struct {
	*job.Queue
	db    *db.DB
	clock *testkit.Clock
}

func each(t *testing.T, fn func(t *testing.T, r room)) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		clock := testkit.NewClock()
		d := testkit.Open(t, url, db.WithClock(clock.Now))
		fn(t, room{job.New(d), d, clock})
	})
}

func (r room) add(t *testing.T, kind, key string) {
	t.Helper()
	if fresh, err := r.Enqueue(ctx, job.Job{County: county, Kind: kind, Key: key}); err != nil || !fresh {
		t.Fatalf("%v %v", fresh, err)
	}
}

func (r room) want(t *testing.T, kind, key string, state job.State, tries int, problem string) {
	t.Helper()
	j, found, err := r.Get(ctx, county, kind, key)
	if err != nil || !found || j.State != state || j.Tries != tries || j.Problem != problem {
		t.Errorf("%+v %v %v; want %s %d %q", j, found, err, state, tries, problem)
	}
}

func TestAJobLivesWithItsActAndRunsOnce(t *testing.T) {
	each(t, func(t *testing.T, r room) {
		sweep := job.Job{County: county, Kind: "sweep", Key: "2026-03", Args: `{"month":"2026-03"}`}
		mine := errors.New("mine")
		err := r.db.InCounty(ctx, county, func(tx *db.Tx) error {
			_, err := r.EnqueueIn(ctx, tx, sweep)
			return errors.Join(err, mine)
		})
		if _, found, _ := r.Get(ctx, county, "sweep", "2026-03"); found || !errors.Is(err, mine) {
			t.Errorf("an act that failed left its job: %v", err)
		}
		for n := range 3 {
			if fresh, err := r.Enqueue(ctx, sweep); err != nil || fresh != (n == 0) {
				t.Errorf("time %d: %v %v", n, fresh, err)
			}
		}
		runs := 0
		handlers := map[string]job.Handler{"sweep": func(_ context.Context, j job.Job) error {
			runs++
			if j.Args != sweep.Args || j.Key != "2026-03" || j.County != county || j.Tries != 1 {
				t.Errorf("%+v", j)
			}
			return nil
		}}
		for n := range 2 {
			want := job.Outcome{Done: 1 - n}
			if out, err := r.Work(ctx, county, handlers); err != nil || out != want {
				t.Errorf("round %d: %+v %v", n, out, err)
			}
		}
		if runs != 1 {
			t.Errorf("ran %d times", runs)
		}
		r.want(t, "sweep", "2026-03", job.Done, 1, "")
		if fresh, err := r.Enqueue(ctx, sweep); err != nil || fresh {
			t.Errorf("queued again after it was done: %v %v", fresh, err)
		}
	})
}

func TestBadJobsAreRefused(t *testing.T) {
	each(t, func(t *testing.T, r room) {
		for _, j := range []job.Job{{County: county}, {County: county, Kind: "a", Args: "{"}, {County: county, Kind: "a", Args: "month=3"}} {
			if _, err := r.Enqueue(ctx, j); !errors.Is(err, job.BadJob) {
				t.Errorf("%+v: %v", j, err)
			}
		}
		err := r.db.InCounty(ctx, county, func(tx *db.Tx) error {
			_, err := r.EnqueueIn(ctx, tx, job.Job{County: 110101, Kind: "a"})
			return err
		})
		if err == nil {
			t.Error("another county's job was queued")
		}
	})
}

func TestFailuresAndPanicsAreTriedAgainLater(t *testing.T) {
	each(t, func(t *testing.T, r room) {
		r.add(t, "fails", "a")
		r.add(t, "panics", "a")
		handlers := map[string]job.Handler{
			"fails":  func(context.Context, job.Job) error { return errors.New("王某 is not there") },
			"panics": func(context.Context, job.Job) error { panic("王某") },
		}
		for n := 1; n < job.MaxTries; n++ {
			if out, err := r.Work(ctx, county, handlers); err != nil || out != (job.Outcome{Delayed: 2}) {
				t.Fatalf("try %d: %+v %v", n, out, err)
			}
			if out, err := r.Work(ctx, county, handlers); err != nil || out != (job.Outcome{}) {
				t.Fatalf("at once again after try %d: %+v %v", n, out, err)
			}
			r.clock.Add(2 * time.Hour)
		}
		r.want(t, "fails", "a", job.Ready, job.MaxTries-1, "internal")
		if waiting, dead, oldest, err := r.Lag(ctx, county); waiting != 2 || dead != 0 || oldest < time.Hour || err != nil {
			t.Errorf("%d %d %v %v", waiting, dead, oldest, err)
		}
		if out, err := r.Work(ctx, county, handlers); err != nil || out != (job.Outcome{Dead: 2}) {
			t.Errorf("the last try: %+v %v", out, err)
		}
		r.want(t, "panics", "a", job.Dead, job.MaxTries, "job.panicked")
		if waiting, dead, oldest, err := r.Lag(ctx, county); waiting != 0 || dead != 2 || oldest != 0 || err != nil {
			t.Errorf("%d %d %v %v", waiting, dead, oldest, err)
		}
	})
}

func TestAJobWaitsForItsTimeAndItsHandler(t *testing.T) {
	each(t, func(t *testing.T, r room) {
		if _, err := r.Enqueue(ctx, job.Job{County: county, Kind: "night", Key: "a", Due: r.clock.Now().Add(time.Hour)}); err != nil {
			t.Fatal(err)
		}
		r.add(t, "other", "a")
		handlers := map[string]job.Handler{"night": func(context.Context, job.Job) error { return nil }}
		if out, err := r.Work(ctx, county, handlers); err != nil || out != (job.Outcome{}) {
			t.Errorf("too early: %+v %v", out, err)
		}
		r.clock.Add(time.Hour)
		if out, err := r.Work(ctx, 110101, handlers); err != nil || out != (job.Outcome{}) {
			t.Errorf("another county: %+v %v", out, err)
		}
		if out, err := r.Work(ctx, county, handlers); err != nil || out != (job.Outcome{Done: 1}) {
			t.Errorf("in time: %+v %v", out, err)
		}
		r.want(t, "other", "a", job.Ready, 0, "")
	})
}

func TestManyWorkersDoEachJobOnce(t *testing.T) {
	each(t, func(t *testing.T, r room) {
		for n := range 40 {
			r.add(t, "a", string(rune('A'+n)))
		}
		var runs atomic.Int64
		var mu sync.Mutex
		seen := map[string]bool{}
		handlers := map[string]job.Handler{"a": func(_ context.Context, j job.Job) error {
			runs.Add(1)
			mu.Lock()
			defer mu.Unlock()
			seen[j.Key] = true
			return nil
		}}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if _, err := r.Work(ctx, county, handlers); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		// A worker may end while another still holds the last job; what is left then is nothing.
		if _, err := r.Work(ctx, county, handlers); err != nil {
			t.Error(err)
		}
		if runs.Load() != 40 || len(seen) != 40 {
			t.Errorf("%d runs of %d jobs", runs.Load(), len(seen))
		}
	})
}

func TestADeadWorkersJobIsTakenOverAndHeCannotSettleIt(t *testing.T) {
	each(t, func(t *testing.T, r room) {
		r.add(t, "a", "a")
		second := map[string]job.Handler{"a": func(context.Context, job.Job) error { return nil }}
		first := map[string]job.Handler{"a": func(context.Context, job.Job) error {
			if out, err := r.Work(ctx, county, second); err != nil || out != (job.Outcome{}) {
				t.Errorf("during the lease: %+v %v", out, err)
			}
			r.clock.Add(2 * time.Minute) // as if this worker had hung
			if out, err := r.Work(ctx, county, second); err != nil || out != (job.Outcome{Done: 1}) {
				t.Errorf("after the lease: %+v %v", out, err)
			}
			return errors.New("late")
		}}
		if _, err := r.Work(ctx, county, first); err != nil {
			t.Fatal(err)
		}
		r.want(t, "a", "a", job.Done, 2, "")
	})
}

func TestAJobThatKillsItsWorkersIsGivenUp(t *testing.T) {
	each(t, func(t *testing.T, r room) {
		r.add(t, "a", "a")
		err := r.db.InCounty(ctx, county, func(tx *db.Tx) error { // as eight dead workers leave it
			_, err := tx.Exec(ctx, `UPDATE job SET state='running', tries=$2, lease=1 WHERE county=$1`, county, job.MaxTries)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		out, err := r.Work(ctx, county, map[string]job.Handler{"a": func(context.Context, job.Job) error {
			t.Error("it ran a ninth time")
			return nil
		}})
		if err != nil || out != (job.Outcome{Dead: 1}) {
			t.Errorf("%+v %v", out, err)
		}
		r.want(t, "a", "a", job.Dead, job.MaxTries+1, "job.worn-out")
	})
}
