package desk

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"renshe/internal/words"
)

const (
	longWork  = 80 * time.Second // a run's step over a whole county; within the server's write time
	shortWait = 1500 * time.Millisecond
	workTime  = 30 * time.Minute
)

// works are the long steps of payment runs under way in this process. They only tell how a step came out: a run itself stands in the
// database, and whoever asks again, here or in another process, goes on where it stands.
type works struct {
	mu  sync.Mutex
	all map[string]*work
}

type work struct {
	user int64 // who began it, and is told how it came out
	done chan struct{}
	err  error
	at   words.Text // what is being done
	// of the step's parts, how many are done and how many there are
	part, parts int64
	say         func(v *visit) // tells the page that sees it finished
}

func newWorks() *works { return &works{all: map[string]*work{}} }

// start begins a step unless it is under way, and waits a moment: most steps are done before anybody would look at a progress bar.
func (w *works) start(v *visit, key string, do func(ctx context.Context) (func(v *visit), error)) {
	w.mu.Lock()
	one := w.all[key]
	if one == nil || one.finished() {
		one = &work{user: v.Actor.User, done: make(chan struct{})}
		w.all[key] = one
		// The step outlives the request: a closed browser does not stop a payment run.
		background, stop := context.WithTimeout(context.WithoutCancel(v.Ctx), workTime)
		go func() {
			defer stop()
			defer close(one.done)
			defer func() {
				// No request's recovery stands around this: a step that panics must not take everybody's desk with it.
				if r := recover(); r != nil {
					one.err = fmt.Errorf("desk: panic of a step: %T\n%s", r, debug.Stack())
				}
			}()
			one.say, one.err = do(background)
		}()
	}
	w.mu.Unlock()
	select {
	case <-one.done:
	case <-time.After(shortWait):
	}
}

// tell notes how far a step is.
func (w *works) tell(key string, at words.Text, done, total int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if one := w.all[key]; one != nil {
		one.at, one.part, one.parts = at, done, total
	}
}

// far says how far a step is; a total of 0 says that it is not known.
func (w *works) far(key string) (at words.Text, done, total int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if one := w.all[key]; one != nil {
		return one.at, one.part, one.parts
	}
	return words.Text{}, 0, 0
}

func (one *work) finished() bool {
	select {
	case <-one.done:
		return true
	default:
		return false
	}
}

// under says whether a step is under way; a finished one is told once to whom began it, and taken off the list.
func (w *works) under(v *visit, key string) (running bool, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	one := w.all[key]
	switch {
	case one == nil:
		return false, nil
	case !one.finished():
		return true, nil
	case one.user != v.Actor.User:
		return false, nil
	}
	delete(w.all, key)
	if one.err == nil && one.say != nil {
		one.say(v)
	}
	return false, one.err
}
