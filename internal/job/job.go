package job

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"time"

	"renshe/civil"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// State is how far a job is.
type State string

// The states.
const (
	Ready   State = "ready"
	Running State = "running"
	Done    State = "done"
	Dead    State = "dead"
)

// Job is one piece of work (任务). ID, State, Tries, Created, Settled and Problem are set by the queue.
type Job struct {
	ID      int64
	County  civil.County
	Kind    string    // "outreach.sweep"
	Key     string    // one job a county, kind and key; empty is no such promise
	Args    string    // JSON; empty is {}
	Due     time.Time // not before; zero is at once
	State   State
	Tries   int
	Created time.Time
	Settled time.Time // done or given up; zero before
	Problem string    // the last fault's code
	lease   time.Time // until when the claim holds
}

// Handler does a job's work; an error means "try again later".
type Handler func(ctx context.Context, j Job) error

// MaxTries is how often a job is tried before it is dead.
const MaxTries = 8

const (
	leaseFor = time.Minute
	firstGap = 30 * time.Second // between tries: 30 s, 1, 2, 4 … minutes, an hour at most, with jitter
	maxGap   = time.Hour
)

// BadJob is a job that cannot be queued: no kind, or arguments that are not JSON.
var BadJob = fail.Define(fail.Invalid, "job.bad-job",
	words.Text{Zh: "任务没有种类，或参数不是 JSON。", En: "The job has no kind, or its arguments are not JSON."},
	words.Text{Zh: "没有排入任务。", En: "No job was queued."},
	words.Text{Zh: "请报告县局。", En: "Tell the county."})

var panicked = fail.Define(fail.Internal, "job.panicked",
	words.Text{Zh: "任务执行中断。", En: "The job broke off."},
	words.Text{Zh: "任务保留，稍后重试。", En: "The job is kept and will be tried again."},
	words.Text{Zh: "若一再出现，请报告县局。", En: "If it happens again, tell the county."})

var worn = fail.Define(fail.Internal, "job.worn-out",
	words.Text{Zh: "任务多次中途停止。", En: "The job stopped in the middle too often."},
	words.Text{Zh: "任务保留，不再自动重试。", En: "The job is kept and not tried again by itself."},
	words.Text{Zh: "请报告县局。", En: "Tell the county."})

// Queue is the room. It is safe for many goroutines and processes.
type Queue struct {
	db    *db.DB
	lease time.Duration
}

// New opens the room on a migrated store.
func New(d *db.DB) *Queue { return &Queue{d, leaseFor} }

// EnqueueIn queues a job in the transaction that wants it, and says whether it is new: one with the same kind and key is left as it is.
func (q *Queue) EnqueueIn(ctx context.Context, tx *db.Tx, j Job) (fresh bool, err error) {
	if j.Args == "" {
		j.Args = "{}"
	}
	if j.Kind == "" || !json.Valid([]byte(j.Args)) {
		return false, BadJob.With()
	}
	if j.County != tx.County() {
		return false, fmt.Errorf("job: a job for county %d in a transaction of %d", j.County, tx.County())
	}
	j.ID, j.Created = tx.NewID(), tx.Now()
	if j.Due.Before(j.Created) {
		j.Due = j.Created
	}
	if j.Key == "" {
		j.Key = fmt.Sprint("id:", j.ID)
	}
	return insertJob(ctx, tx, j)
}

// Enqueue is EnqueueIn on its own.
func (q *Queue) Enqueue(ctx context.Context, j Job) (fresh bool, err error) {
	err = q.db.InCounty(ctx, j.County, func(tx *db.Tx) error {
		fresh, err = q.EnqueueIn(ctx, tx, j)
		return err
	})
	return fresh, err
}

// Outcome is what one round of work did.
type Outcome struct {
	Done    int
	Delayed int // failed, and to be tried again
	Dead    int // given up
}

// Work does a county's due jobs of the kinds it has handlers for, one after another, until none is due or ctx ends. Several
// may work at once.
func (q *Queue) Work(ctx context.Context, county civil.County, handlers map[string]Handler) (Outcome, error) {
	var out Outcome
	kinds := make([]string, 0, len(handlers))
	for k := range handlers {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	for {
		progress := false
		for _, kind := range kinds {
			if err := ctx.Err(); err != nil {
				return out, err
			}
			j, found, err := q.claim(ctx, county, kind)
			if err != nil {
				return out, err
			}
			if !found {
				continue
			}
			progress = true
			state, err := q.run(ctx, j, handlers[kind])
			if err != nil {
				return out, err
			}
			switch state {
			case Done:
				out.Done++
			case Ready:
				out.Delayed++
			case Dead:
				out.Dead++
			}
		}
		if !progress {
			return out, nil
		}
	}
}

func (q *Queue) claim(ctx context.Context, county civil.County, kind string) (j Job, found bool, err error) {
	err = q.db.InCounty(ctx, county, func(tx *db.Tx) error {
		j, err = claimJob(ctx, tx, county, kind, q.lease)
		if db.IsNoRows(err) {
			found = false
			return nil
		}
		found = err == nil
		return err
	})
	return j, found, err
}

// run does one claimed job under a lease that it renews, and notes the result.
func (q *Queue) run(ctx context.Context, j Job, h Handler) (State, error) {
	began := time.Now()
	under, stop := context.WithCancel(ctx)
	renewed := make(chan time.Time, 1)
	go func() { renewed <- q.renew(under, j, stop) }()
	var problem error
	if j.Tries > MaxTries { // its workers died over it
		problem = worn.With()
	} else {
		problem = guarded(under, j, h)
	}
	stop()
	j.lease = <-renewed
	state, due, code := Done, j.Due, ""
	switch {
	case problem == nil:
	case j.Tries >= MaxTries:
		state, code = Dead, fail.As(problem).Code
	default:
		state, due, code = Ready, q.db.Now().Add(gap(j.Tries)), fail.As(problem).Code
	}
	slog.InfoContext(ctx, "job", "kind", j.Kind, "county", j.County, "id", j.ID, "try", j.Tries, "state", string(state), "fault", code,
		"took", time.Since(began).Round(time.Millisecond))
	ctx = context.WithoutCancel(ctx) // what was done is noted, even if the program is being stopped
	err := q.db.InCounty(ctx, j.County, func(tx *db.Tx) error {
		return settleJob(ctx, tx, j, state, due, code)
	})
	return state, err
}

// renew keeps the lease while the handler works and gives the lease's last end; when another worker has taken the job it
// stops the handler.
func (q *Queue) renew(ctx context.Context, j Job, stop func()) time.Time {
	tick := time.NewTicker(q.lease / 3)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return j.lease
		case <-tick.C:
		}
		var until time.Time
		var ours bool
		err := q.db.InCounty(ctx, j.County, func(tx *db.Tx) (err error) {
			until, ours, err = extendJob(ctx, tx, j, q.lease)
			return err
		})
		switch {
		case err == nil && ours:
			j.lease = until
		case err == nil:
			stop()
			return j.lease
		}
		// A database that is busy for a moment costs nothing: the lease lasts three ticks.
	}
}

// guarded turns a panic of a handler into a fault, so that one bad job does not end the worker.
func guarded(ctx context.Context, j Job, h Handler) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = panicked.With().From(fmt.Errorf("%v", p))
		}
	}()
	return h(ctx, j)
}

// gap is how long to wait after the nth try.
func gap(tries int) time.Duration {
	d := firstGap
	for range tries - 1 {
		if d *= 2; d >= maxGap {
			d = maxGap
			break
		}
	}
	return d - d/8 + rand.N(d/4)
}

// Get gives a job by kind and key, and whether there is one.
func (q *Queue) Get(ctx context.Context, county civil.County, kind, key string) (j Job, found bool, err error) {
	err = q.db.View(ctx, func(tx *db.Tx) error {
		j, err = selectJob(ctx, tx, county, kind, key)
		if found = err == nil; db.IsNoRows(err) {
			return nil
		}
		return err
	})
	return j, found, err
}

// Lag counts the jobs that are due or running and the dead ones, and says how long the oldest has been due, for the metrics.
func (q *Queue) Lag(ctx context.Context, county civil.County) (waiting, dead int64, oldest time.Duration, err error) {
	err = q.db.View(ctx, func(tx *db.Tx) error {
		var since time.Time
		waiting, dead, since, err = countJobs(ctx, tx, county)
		if oldest = 0; !since.IsZero() {
			oldest = max(0, tx.Now().Sub(since))
		}
		return err
	})
	return waiting, dead, oldest, err
}
