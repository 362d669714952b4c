package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"

	"renshe/civil"
	"renshe/internal/fail"
)

const (
	attempts  = 6                     // a transaction that lost this often is told to come back
	firstWait = 10 * time.Millisecond // doubled each time, with jitter: 10, 20, 40, 80, 160 ms at most
)

// Tx is one transaction, for one goroutine, alive until the closure returns.
type Tx struct {
	db     *DB
	tx     *sql.Tx
	conn   *sql.Conn
	now    time.Time
	county civil.County
}

// InCounty runs fn in one transaction that writes for a county, and commits if fn returns nil. A deadlock or a
// serialisation failure runs fn again, a few times; fn must have no effect outside tx. It returns fn's error as it is,
// [Busy] when the turn did not come, or [UnknownOutcome] when the answer to COMMIT was lost.
func (d *DB) InCounty(ctx context.Context, county civil.County, fn func(tx *Tx) error) error {
	wait := firstWait
	for n := 1; ; n++ {
		err := d.once(ctx, county, fn)
		if Classify(err) != Retry || errors.Is(err, UnknownOutcome) || errors.Is(err, Busy) {
			return err
		}
		if n == attempts {
			return Busy.With().From(err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(rand.N(wait) + wait/4):
		}
		wait *= 2
	}
}

func (d *DB) once(ctx context.Context, county civil.County, fn func(tx *Tx) error) error {
	done, err := d.takeWriter(ctx)
	if err != nil {
		return err
	}
	defer done()
	// The transaction outlives a cancelled ctx until we end it ourselves, so that COMMIT is never cut in half; each
	// statement still obeys ctx.
	t, end, err := d.begin(ctx, d.write, nil)
	if err != nil {
		return err
	}
	defer end()
	t.county = county
	if err := fn(t); err != nil {
		return full(err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := t.tx.Commit(); err != nil {
		return full(d.commitFault(err))
	}
	if d.engine == SQLite {
		_ = t.conn.Raw(d.wrote) // what was committed stays committed
	}
	return nil
}

// commitFault tells a COMMIT that certainly failed from one that nobody knows about.
func (d *DB) commitFault(err error) error {
	if errors.Is(err, pgx.ErrTxCommitRollback) {
		return fmt.Errorf("db: the closure hid a failed statement: %w", err)
	}
	if c := Classify(err); d.engine == SQLite || c == Retry || c == Unique || c == ForeignKey || c == Check || c == Refused {
		return err // rolled back
	}
	return UnknownOutcome.With().From(err)
}

// View runs fn on one read-only snapshot. On SQLite it does not see what an InCounty around it has not committed.
func (d *DB) View(ctx context.Context, fn func(tx *Tx) error) error {
	opts := &sql.TxOptions{ReadOnly: true}
	if d.engine == Postgres {
		opts.Isolation = sql.LevelRepeatableRead
	}
	t, end, err := d.begin(ctx, d.read, opts)
	if err != nil {
		return err
	}
	defer end()
	return fn(t)
}

func (d *DB) begin(ctx context.Context, pool *sql.DB, opts *sql.TxOptions) (*Tx, func(), error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, nil, lost(err)
	}
	tx, err := conn.BeginTx(context.WithoutCancel(ctx), opts)
	if err != nil {
		conn.Close()
		return nil, nil, lost(err)
	}
	end := func() {
		// After a commit this does nothing; after a lost connection there is nothing to roll back.
		_ = tx.Rollback()
		_ = conn.Close()
	}
	return &Tx{db: d, tx: tx, conn: conn, now: d.Now()}, end, nil
}

// lost turns "no connection" before anything was done into Busy; other errors pass.
func lost(err error) error {
	if Classify(err) == Lost {
		return Busy.With().From(err)
	}
	return err
}

func (d *DB) takeWriter(ctx context.Context) (func(), error) {
	if d.writer == nil {
		return func() {}, nil
	}
	late := time.NewTimer(WriterWait)
	defer late.Stop()
	select {
	case d.writer <- struct{}{}:
		return func() { <-d.writer }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-late.C:
		return nil, Busy.With()
	}
}

// Engine says which engine this is.
func (t *Tx) Engine() Engine { return t.db.engine }

// County is the county this transaction writes for; 0 in a View.
func (t *Tx) County() civil.County { return t.county }

// Now is the time the transaction began; it does not move.
func (t *Tx) Now() time.Time { return t.now }

// NewID makes an identifier, as [DB.NewID].
func (t *Tx) NewID() int64 { return t.db.NewID() }

// Exec runs a statement and gives the number of rows it touched.
func (t *Tx) Exec(ctx context.Context, q string, args ...any) (int64, error) {
	plain, err := plainAll(args)
	if err != nil {
		return 0, err
	}
	res, err := t.tx.ExecContext(ctx, q, plain...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// Statement is one of several that [Tx.ExecAll] runs. Late gives its arguments if they are still being made: it is asked no sooner than they
// are needed.
type Statement struct {
	Query string
	Args  []any
	Late  func() ([]any, error)
}

func (s *Statement) args() ([]any, error) {
	if s.Late == nil {
		return s.Args, nil
	}
	return s.Late()
}

// ExecAll runs statements in order until one fails. On PostgreSQL they travel together: for a short transaction the way there and back
// costs more than the work.
func (t *Tx) ExecAll(ctx context.Context, all []Statement) error {
	if t.db.engine == SQLite {
		return t.conn.Raw(func(raw any) error {
			for _, s := range all {
				args, err := s.args()
				if err == nil {
					err = raw.(*liteConn).exec(ctx, s.Query, args)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	var batch pgx.Batch
	for _, s := range all {
		args, err := s.args()
		if err != nil {
			return err
		}
		if args, err = plainAll(args); err != nil {
			return err
		}
		batch.Queue(s.Query, args...)
	}
	return t.conn.Raw(func(raw any) error { return raw.(*pgConn).c.SendBatch(ctx, &batch).Close() })
}

// Question is one of several queries that [Tx.QueryAll] runs, and who takes their rows.
type Question struct {
	Query string
	Args  []any
	Each  func(rows *sql.Rows) error
}

// QueryAll runs queries in order until one fails and gives each of their rows. On PostgreSQL they travel together, as in [Tx.ExecAll]; each
// still sees what was committed before it began, so one that waits for a lock may stand before those that need it.
func (t *Tx) QueryAll(ctx context.Context, all []Question) error {
	var together any
	lite, batch := &liteBatch{}, &pgx.Batch{}
	for _, q := range all {
		args, err := plainAll(q.Args)
		if err != nil {
			return err
		}
		if together = lite; t.db.engine == Postgres {
			batch.Queue(q.Query, args...)
			together = batch
			continue
		}
		lite.queries = append(lite.queries, liteQuery{q.Query, byOrdinal(args)})
	}
	rows, err := t.tx.QueryContext(ctx, "", together)
	if err != nil {
		return err
	}
	defer rows.Close()
	for i, q := range all {
		if i > 0 && !rows.NextResultSet() {
			break // an error, which Err tells
		}
		if err := each(rows, q.Each); err != nil {
			return err
		}
	}
	return rows.Err()
}

func each(rows *sql.Rows, take func(*sql.Rows) error) error {
	for rows.Next() {
		if err := take(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Query runs a query; the caller closes the rows before the next statement, as PostgreSQL demands.
func (t *Tx) Query(ctx context.Context, q string, args ...any) (*sql.Rows, error) {
	plain, err := plainAll(args)
	if err != nil {
		return nil, err
	}
	return t.tx.QueryContext(ctx, q, plain...)
}

// QueryRow runs a query of which one row is wanted; errors come from Scan.
func (t *Tx) QueryRow(ctx context.Context, q string, args ...any) *sql.Row {
	plain, err := plainAll(args)
	if err != nil {
		plain = make([]any, len(args))
		for i := range plain {
			plain[i] = refused{err}
		}
	}
	return t.tx.QueryRowContext(ctx, q, plain...)
}

// refused carries a bad argument's fault through *sql.Row, which only the driver can fill.
type refused struct{ err error }

func (r refused) Value() (driver.Value, error) { return nil, r.err }

// LockClause ends a SELECT whose row the transaction is about to change: " FOR UPDATE", or nothing on SQLite, whose one
// writer holds everything.
func (t *Tx) LockClause() string {
	if t.db.engine == Postgres {
		return " FOR UPDATE"
	}
	return ""
}

// SkipLocked is LockClause for claiming work: rows that another worker holds are passed over.
func (t *Tx) SkipLocked() string {
	if t.db.engine == Postgres {
		return " FOR UPDATE SKIP LOCKED"
	}
	return ""
}

// OrNull is a value as a column that may be empty holds it: a zero one is stored as NULL.
func OrNull[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}

// Fault gives the declared fault inside err, if there is one; rooms use it to let their own faults pass.
func Fault(err error) *fail.Error {
	e, _ := errors.AsType[*fail.Error](err)
	return e
}
