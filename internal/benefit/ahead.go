package benefit

import (
	"context"

	"renshe/internal/db"
)

// readers is how many snapshots read at once for one long step: the writer is one more, and small counties' machines have two cores.
const readers = 2

// readAhead reads the chunks 1 to n, a snapshot each and a few at a time, and gives them to use in their order.
func readAhead[T any](ctx context.Context, d *db.DB, n int, read func(ctx context.Context, tx *db.Tx, chunk int) (T, error), use func(T) error) error {
	ctx, stop := context.WithCancel(ctx)
	var started []*ahead[T]
	defer func() {
		stop()
		for _, a := range started {
			a.drop()
		}
	}()
	for next := 1; next <= n || len(started) > 0; {
		for ; next <= n && len(started) < readers; next++ {
			a, chunk := &ahead[T]{}, next
			a.start(ctx, d, int64(chunk), func(ctx context.Context, tx *db.Tx) (T, error) { return read(ctx, tx, chunk) })
			started = append(started, a)
		}
		got, err := started[0].wait()
		started = started[1:]
		if err != nil {
			return err
		}
		if err := use(got); err != nil {
			return err
		}
	}
	return nil
}

// ahead is one thing that is read in a snapshot while the transaction before it still writes. What is read so must be what the next
// transaction would read itself; key says what it is.
type ahead[T any] struct {
	key  int64
	done chan struct{} // nil when nothing was asked for
	got  T
	err  error
}

func (a *ahead[T]) start(ctx context.Context, d *db.DB, key int64, read func(ctx context.Context, tx *db.Tx) (T, error)) {
	a.drop()
	a.key, a.done = key, make(chan struct{})
	go func() {
		defer close(a.done)
		a.err = d.View(ctx, func(tx *db.Tx) (err error) {
			a.got, err = read(ctx, tx)
			return err
		})
	}()
}

func (a *ahead[T]) wait() (got T, err error) {
	<-a.done
	got, err = a.got, a.err
	*a = ahead[T]{}
	return got, err
}

// take gives what was read under the key; false if that is something else or could not be read.
func (a *ahead[T]) take(key int64) (got T, ok bool) {
	if a.done == nil {
		return got, false
	}
	was := a.key
	got, err := a.wait()
	return got, err == nil && was == key
}

// drop waits for what is still being read and forgets it.
func (a *ahead[T]) drop() {
	if a.done != nil {
		_, _ = a.wait() // nobody wants it
	}
}
