package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"strconv"
	"strings"
)

const (
	// keptText is how many bytes of text the statements may have that one SQLite connection keeps compiled; compiled they take some twenty times that.
	keptText = 128 << 10
	// keptOne is the longest that is kept: a bulk's full statement is, which takes milliseconds to compile.
	keptOne = 16 << 10
)

// liteConnector is modernc's driver with compiled statements kept for each connection: compiling took half of the processor's time of
// a short transaction.
type liteConnector struct {
	driver driver.Driver
	dsn    string
}

func newLite(dsn string) (*sql.DB, error) {
	named, err := sql.Open("sqlite", "") // only its driver is wanted: nothing is opened
	if err != nil {
		return nil, err
	}
	defer named.Close()
	return sql.OpenDB(liteConnector{named.Driver(), dsn}), nil
}

// Connect opens one connection.
func (c liteConnector) Connect(context.Context) (driver.Conn, error) {
	conn, err := c.driver.Open(c.dsn)
	if err != nil {
		return nil, err
	}
	return &liteConn{Conn: conn, kept: map[string]*liteStmt{}}, nil
}

// Driver is the driver below.
func (c liteConnector) Driver() driver.Driver { return c.driver }

// liteConn is one connection. It leaves out the ways to run a text without preparing it, so that database/sql always asks for a statement.
type liteConn struct {
	driver.Conn
	kept map[string]*liteStmt
	text int   // bytes of the kept statements' texts
	now  int64 // counts the statements asked for
}

var (
	_ driver.ConnPrepareContext = (*liteConn)(nil)
	_ driver.ConnBeginTx        = (*liteConn)(nil)
	_ driver.Pinger             = (*liteConn)(nil)
	_ driver.SessionResetter    = (*liteConn)(nil)
	_ driver.Validator          = (*liteConn)(nil)
	_ driver.QueryerContext     = (*liteConn)(nil)
	_ driver.NamedValueChecker  = (*liteConn)(nil)
	_ driver.RowsNextResultSet  = (*liteRows)(nil)
	_ driver.StmtExecContext    = (*liteStmt)(nil)
	_ driver.StmtQueryContext   = (*liteStmt)(nil)
)

// PrepareContext gives the kept statement of the text, or compiles it. One that is still being read from is compiled anew.
func (c *liteConn) PrepareContext(ctx context.Context, q string) (driver.Stmt, error) {
	c.now++
	if s := c.kept[q]; s != nil && !s.busy {
		s.busy, s.used = true, c.now
		return s, nil
	}
	inner, err := c.Conn.(driver.ConnPrepareContext).PrepareContext(ctx, byPlace(q))
	if err != nil {
		return nil, err
	}
	s := &liteStmt{Stmt: inner, size: len(q), used: c.now, busy: true}
	if c.kept[q] == nil && len(q) <= keptOne {
		c.kept[q], s.kept = s, true
		c.text += len(q)
		c.tidy()
	}
	return s, nil
}

// Prepare is the old form, which database/sql does not call when PrepareContext is there.
func (c *liteConn) Prepare(q string) (driver.Stmt, error) {
	return c.PrepareContext(context.Background(), q)
}

// tidy closes the statements that were not asked for longest until the rest is few enough.
func (c *liteConn) tidy() {
	for c.text > keptText {
		var oldest string
		for q, s := range c.kept {
			if !s.busy && (oldest == "" || s.used < c.kept[oldest].used) {
				oldest = q
			}
		}
		if oldest == "" {
			return
		}
		s := c.kept[oldest]
		delete(c.kept, oldest)
		c.text -= s.size
		_ = s.Stmt.Close() // it is not at work, and holds nothing
	}
}

// Close closes the statements and the connection.
func (c *liteConn) Close() error {
	for _, s := range c.kept {
		_ = s.Stmt.Close()
	}
	c.kept = nil
	return c.Conn.Close()
}

// BeginTx starts a transaction.
func (c *liteConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	return c.Conn.(driver.ConnBeginTx).BeginTx(ctx, o)
}

// Ping asks for a sign of life.
func (c *liteConn) Ping(ctx context.Context) error { return c.Conn.(driver.Pinger).Ping(ctx) }

// ResetSession looks after a connection before it is used again.
func (c *liteConn) ResetSession(ctx context.Context) error {
	return c.Conn.(driver.SessionResetter).ResetSession(ctx)
}

// IsValid says whether the pool may keep the connection.
func (c *liteConn) IsValid() bool { return c.Conn.(driver.Validator).IsValid() }

// liteStmt is a compiled statement; closing one that is kept only gives it back.
type liteStmt struct {
	driver.Stmt
	size int
	used int64
	kept bool
	busy bool
}

// Close gives the statement back.
func (s *liteStmt) Close() error {
	s.busy = false
	if s.kept {
		return nil
	}
	return s.Stmt.Close()
}

// ExecContext runs the statement.
func (s *liteStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	return s.Stmt.(driver.StmtExecContext).ExecContext(ctx, args)
}

// QueryContext runs the query.
func (s *liteStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	return s.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
}

// liteBatch is several queries in one; it travels as the only argument of an empty query. Asked one by one, they would cost as much in
// database/sql as in SQLite.
type liteBatch struct{ queries []liteQuery }

type liteQuery struct {
	text string
	args []driver.NamedValue
}

// byOrdinal numbers arguments as the driver wants them.
func byOrdinal(args []any) []driver.NamedValue {
	out := make([]driver.NamedValue, len(args))
	for i, a := range args {
		out[i] = driver.NamedValue{Ordinal: i + 1, Value: a}
	}
	return out
}

// CheckNamedValue lets a batch of queries pass.
func (c *liteConn) CheckNamedValue(v *driver.NamedValue) error {
	if _, ok := v.Value.(*liteBatch); ok {
		return nil
	}
	return driver.ErrSkip
}

// QueryContext runs a batch, and leaves any other query to be prepared.
func (c *liteConn) QueryContext(ctx context.Context, _ string, args []driver.NamedValue) (driver.Rows, error) {
	if len(args) != 1 {
		return nil, driver.ErrSkip
	}
	batch, ok := args[0].Value.(*liteBatch)
	if !ok {
		return nil, driver.ErrSkip
	}
	r := &liteRows{ctx: ctx, conn: c, left: batch.queries}
	if err := r.NextResultSet(); err != nil {
		return nil, err
	}
	return r, nil
}

// liteRows are the rows of a batch's queries, one after the other.
type liteRows struct {
	ctx  context.Context
	conn *liteConn
	left []liteQuery
	stmt driver.Stmt
	driver.Rows
}

// HasNextResultSet says whether another query's rows follow.
func (r *liteRows) HasNextResultSet() bool { return len(r.left) > 0 }

// NextResultSet goes on to the next query's rows.
func (r *liteRows) NextResultSet() error {
	if len(r.left) == 0 {
		return io.EOF
	}
	if err := r.Close(); err != nil {
		return err
	}
	q := r.left[0]
	r.left = r.left[1:]
	s, err := r.conn.PrepareContext(r.ctx, q.text)
	if err != nil {
		return err
	}
	rows, err := s.(driver.StmtQueryContext).QueryContext(r.ctx, q.args)
	if err != nil {
		return errors.Join(err, s.Close())
	}
	r.stmt, r.Rows = s, rows
	return nil
}

// Close ends the query whose rows are given.
func (r *liteRows) Close() error {
	if r.stmt == nil {
		return nil
	}
	err := errors.Join(r.Rows.Close(), r.stmt.Close())
	r.stmt = nil
	return err
}

// exec runs a statement.
func (c *liteConn) exec(ctx context.Context, q string, args []any) error {
	plain, err := plainAll(args)
	if err != nil {
		return err
	}
	s, err := c.PrepareContext(ctx, q)
	if err != nil {
		return err
	}
	_, err = s.(driver.StmtExecContext).ExecContext(ctx, byOrdinal(plain))
	return errors.Join(err, s.Close())
}

// byPlace writes $1 … $n as question marks if they stand in their order, each once; else q stays as it is. The driver asks SQLite for the
// name of each parameter, and "$7" is a name that SQLite seeks in a list: with hundreds of them parsing and binding take longer than
// the statement.
func byPlace(q string) string {
	var b strings.Builder
	b.Grow(len(q))
	next, from := 1, 0
	for i := 0; i < len(q); i++ {
		if q[i] == '\'' { // a text may hold a dollar
			for i++; i < len(q) && q[i] != '\''; i++ {
			}
			continue
		}
		if q[i] != '$' {
			continue
		}
		end := i + 1
		for end < len(q) && q[end] >= '0' && q[end] <= '9' {
			end++
		}
		if q[i+1:end] != strconv.Itoa(next) {
			return q
		}
		b.WriteString(q[from:i])
		b.WriteByte('?')
		next, from = next+1, end
		i = end - 1
	}
	b.WriteString(q[from:])
	return b.String()
}
