package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"time"

	"github.com/jackc/pgx/v5"
)

// pgConnector is pgx behind database/sql: only what this package and goose use. pgx's own stdlib package would bring a
// second pool along; database/sql is the pool here. Statements are prepared and cached by pgx itself.
type pgConnector struct{ cfg *pgx.ConnConfig }

// Connect opens one connection.
func (c pgConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := pgx.ConnectConfig(ctx, c.cfg)
	if err != nil {
		return nil, err
	}
	return &pgConn{conn}, nil
}

// Driver is what database/sql asks a connector for; nothing opens by name.
func (c pgConnector) Driver() driver.Driver { return pgDriver{} }

type pgDriver struct{}

// Open is refused: connections come from the connector.
func (pgDriver) Open(string) (driver.Conn, error) {
	return nil, errors.New("db: open through Open")
}

type pgConn struct{ c *pgx.Conn }

var (
	_ driver.ConnBeginTx        = (*pgConn)(nil)
	_ driver.ExecerContext      = (*pgConn)(nil)
	_ driver.QueryerContext     = (*pgConn)(nil)
	_ driver.ConnPrepareContext = (*pgConn)(nil)
	_ driver.Pinger             = (*pgConn)(nil)
	_ driver.SessionResetter    = (*pgConn)(nil)
	_ driver.Validator          = (*pgConn)(nil)
	_ driver.NamedValueChecker  = (*pgConn)(nil)
	_ driver.RowsNextResultSet  = (*pgRows)(nil)
)

// Close ends the connection.
func (p *pgConn) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return p.c.Close(ctx)
}

// Ping asks for a sign of life.
func (p *pgConn) Ping(ctx context.Context) error { return p.c.Ping(ctx) }

// IsValid says whether the pool may keep the connection.
func (p *pgConn) IsValid() bool { return !p.c.IsClosed() }

// ResetSession throws away a connection that somebody left inside a transaction.
func (p *pgConn) ResetSession(context.Context) error {
	if p.c.IsClosed() || p.c.PgConn().TxStatus() != 'I' {
		return driver.ErrBadConn
	}
	return nil
}

// Begin is the old form, which database/sql does not call when BeginTx is there.
func (p *pgConn) Begin() (driver.Tx, error) {
	return p.BeginTx(context.Background(), driver.TxOptions{})
}

// BeginTx starts a transaction; ctx also bounds its COMMIT.
func (p *pgConn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	var opts pgx.TxOptions
	switch sql.IsolationLevel(o.Isolation) {
	case sql.LevelDefault:
	case sql.LevelRepeatableRead:
		opts.IsoLevel = pgx.RepeatableRead
	default:
		return nil, errors.New("db: isolation level is not used here")
	}
	if o.ReadOnly {
		opts.AccessMode = pgx.ReadOnly
	}
	tx, err := p.c.BeginTx(ctx, opts)
	if err != nil {
		return nil, err
	}
	return pgTx{ctx, tx}, nil
}

type pgTx struct {
	ctx context.Context
	tx  pgx.Tx
}

func (t pgTx) Commit() error   { return t.tx.Commit(t.ctx) }
func (t pgTx) Rollback() error { return t.tx.Rollback(t.ctx) }

func bare(args []driver.NamedValue) []any {
	out := make([]any, len(args))
	for i, a := range args {
		out[i] = a.Value
	}
	return out
}

// ExecContext runs a statement; without arguments it may be several, as in a migration.
func (p *pgConn) ExecContext(ctx context.Context, q string, args []driver.NamedValue) (driver.Result, error) {
	tag, err := p.c.Exec(ctx, q, bare(args)...)
	if err != nil {
		return nil, err
	}
	return driver.RowsAffected(tag.RowsAffected()), nil
}

// CheckNamedValue lets a batch of queries pass as the only argument of an empty one.
func (p *pgConn) CheckNamedValue(v *driver.NamedValue) error {
	if _, ok := v.Value.(*pgx.Batch); ok {
		return nil
	}
	return driver.ErrSkip
}

// QueryContext runs a query, or several that travel together: each then is a result set. The first row is fetched at once: only then are its columns, or its error, known.
func (p *pgConn) QueryContext(ctx context.Context, q string, args []driver.NamedValue) (driver.Rows, error) {
	if len(args) == 1 {
		if batch, ok := args[0].Value.(*pgx.Batch); ok {
			r := &pgRows{batch: p.c.SendBatch(ctx, batch), left: batch.Len()}
			if err := r.NextResultSet(); err != nil {
				_ = r.batch.Close() // says the same
				return nil, err
			}
			return r, nil
		}
	}
	rows, err := p.c.Query(ctx, q, bare(args)...)
	if err != nil {
		return nil, err
	}
	r := &pgRows{rows: rows, waiting: rows.Next()}
	if !r.waiting && rows.Err() != nil {
		return nil, rows.Err()
	}
	return r, nil
}

// Prepare is the old form, which database/sql does not call when PrepareContext is there.
func (p *pgConn) Prepare(q string) (driver.Stmt, error) {
	return p.PrepareContext(context.Background(), q)
}

// PrepareContext keeps the text: pgx prepares and caches it at its first use.
func (p *pgConn) PrepareContext(_ context.Context, q string) (driver.Stmt, error) {
	return &pgStmt{p, q}, nil
}

type pgStmt struct {
	conn *pgConn
	text string
}

func (s *pgStmt) Close() error                               { return nil }
func (s *pgStmt) NumInput() int                              { return -1 }
func (s *pgStmt) Exec([]driver.Value) (driver.Result, error) { return nil, driver.ErrSkip }
func (s *pgStmt) Query([]driver.Value) (driver.Rows, error)  { return nil, driver.ErrSkip }

// ExecContext runs the statement.
func (s *pgStmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	return s.conn.ExecContext(ctx, s.text, args)
}

// QueryContext runs the query.
func (s *pgStmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	return s.conn.QueryContext(ctx, s.text, args)
}

type pgRows struct {
	rows    pgx.Rows
	waiting bool // the row that QueryContext fetched has not been given yet
	batch   pgx.BatchResults
	left    int // result sets of the batch that were not begun
}

// HasNextResultSet says whether another query's rows follow.
func (r *pgRows) HasNextResultSet() bool { return r.left > 0 }

// NextResultSet goes on to the next query's rows.
func (r *pgRows) NextResultSet() error {
	if r.left == 0 {
		return io.EOF
	}
	r.left--
	rows, err := r.batch.Query()
	if err != nil {
		return err
	}
	r.rows, r.waiting = rows, rows.Next()
	if !r.waiting {
		return rows.Err()
	}
	return nil
}

// Columns names the columns.
func (r *pgRows) Columns() []string {
	fields := r.rows.FieldDescriptions()
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return names
}

// Close ends the query and reports what it met.
func (r *pgRows) Close() error {
	r.rows.Close()
	err := r.rows.Err()
	if r.batch != nil {
		if e := r.batch.Close(); err == nil {
			err = e
		}
	}
	return err
}

// Next gives the next row, in the types that SQLite's driver would give.
func (r *pgRows) Next(dest []driver.Value) error {
	if !r.waiting && !r.rows.Next() {
		if err := r.rows.Err(); err != nil {
			return err
		}
		return io.EOF
	}
	r.waiting = false
	values, err := r.rows.Values()
	if err != nil {
		return err
	}
	for i, v := range values {
		switch v := v.(type) {
		case int32:
			dest[i] = int64(v)
		case int16:
			dest[i] = int64(v)
		case driver.Valuer: // NUMERIC, as SUM(bigint) gives
			if dest[i], err = v.Value(); err != nil {
				return err
			}
		default:
			dest[i] = v
		}
	}
	return nil
}
