package db

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	_ "modernc.org/sqlite" // registers the driver "sqlite"
)

// Engine is which database stands behind a [DB].
type Engine string

// The engines. Citus is Postgres with [DB.AfterCreateTable] doing its work.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

const (
	// WriterWait is how long a write waits for SQLite's one writer before it is told to come back.
	WriterWait = 30 * time.Second
	// busyMillis is how long SQLite waits for another process's lock; our own writers queue before it.
	busyMillis = 5000
	// postgresConns bounds one process's connections; PostgreSQL's default allows 100 for all.
	postgresConns = 20
)

// DB is one store. It is safe for use by many goroutines.
type DB struct {
	engine Engine
	write  *sql.DB
	read   *sql.DB       // the same as write on PostgreSQL
	writer chan struct{} // SQLite's turn to write; nil on PostgreSQL
	wal    copier        // copies SQLite's WAL back into its file
	clock  func() time.Time
	ids    *ids
}

// Option changes how [Open] works.
type Option func(*DB)

// WithClock replaces time.Now, for tests and for the demo county's own calendar.
func WithClock(clock func() time.Time) Option { return func(d *DB) { d.clock = clock } }

// WithNode fixes the part of an identifier that tells processes apart (0–16383) instead of drawing it, so that data
// built from a seed is the same on every machine. Two processes must not share a node at one time.
func WithNode(node int) Option { return func(d *DB) { d.ids.node = int64(node) & nodeMask } }

// Open opens "sqlite:/dir/renshe.db" (made if absent, its directory is not) or "postgres://…". It does not migrate.
func Open(ctx context.Context, url string, opts ...Option) (*DB, error) {
	d := &DB{clock: time.Now, ids: newIDs()}
	for _, o := range opts {
		o(d)
	}
	var err error
	switch {
	case strings.HasPrefix(url, "sqlite:"):
		err = d.openSQLite(strings.TrimPrefix(strings.TrimPrefix(url, "sqlite:"), "//"))
	case strings.HasPrefix(url, "postgres://"), strings.HasPrefix(url, "postgresql://"):
		err = d.openPostgres(url)
	default:
		return nil, BadURL.With()
	}
	if err != nil {
		return nil, unopened(err)
	}
	if err := d.answer(ctx); err != nil {
		d.Close()
		return nil, unopened(err)
	}
	return d, nil
}

// answer waits for the first connection. SQLite does not queue those who turn a new file to WAL, it refuses all but one.
func (d *DB) answer(ctx context.Context) error {
	for late := time.Now().Add(busyMillis * time.Millisecond); ; time.Sleep(firstWait) {
		err := d.write.PingContext(ctx)
		if Classify(err) != Retry || ctx.Err() != nil || time.Now().After(late) {
			return err
		}
	}
}

func (d *DB) openSQLite(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	// SQLite would make the file by the umask; the WAL and the index take the file's mode.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	// The WAL is copied back beside the writer (see copier); the writer does it itself only where that does not keep up, which ends the WAL's
	// growth: at 64 MiB, or 128 with large pages, it is still read in a moment after a crash. A new file has pages of 8 KiB: its trees are flatter,
	// and a county's run takes a tenth less of the processor. The driver sorts its pragmas: the quotes put the pages before WAL, after which they
	// stay what they are.
	base := (&url.URL{Scheme: "file", Path: path}).String()
	pragmas := fmt.Sprintf("?_pragma=busy_timeout(%d)&_pragma=%%22main%%22.page_size(8192)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"+
		"&_pragma=foreign_keys(1)&_pragma=recursive_triggers(1)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-16000)&_pragma=wal_autocheckpoint(%d)", busyMillis, 4*walPages)
	if d.write, err = newLite(base + pragmas + "&_txlock=immediate"); err != nil {
		return err
	}
	d.write.SetMaxOpenConns(1)
	if d.read, err = newLite(base + pragmas + "&_pragma=query_only(1)"); err != nil {
		d.write.Close()
		return err
	}
	readers := max(4, runtime.NumCPU())
	d.read.SetMaxOpenConns(readers)
	d.read.SetMaxIdleConns(readers)
	d.writer = make(chan struct{}, 1)
	d.engine = SQLite
	return nil
}

func (d *DB) openPostgres(url string) error {
	cfg, err := pgx.ParseConfig(url) // its errors leave the password out
	if err != nil {
		return err
	}
	cfg.RuntimeParams["timezone"] = "UTC"
	if cfg.RuntimeParams["application_name"] == "" {
		cfg.RuntimeParams["application_name"] = "renshe"
	}
	d.write = sql.OpenDB(pgConnector{cfg})
	d.write.SetMaxOpenConns(postgresConns)
	d.write.SetMaxIdleConns(postgresConns / 2)
	d.write.SetConnMaxIdleTime(5 * time.Minute)
	d.read = d.write
	d.engine = Postgres
	return nil
}

// Close ends every connection.
func (d *DB) Close() error {
	d.wal.stop()
	err := d.write.Close()
	if d.read != d.write {
		if e := d.read.Close(); err == nil {
			err = e
		}
	}
	return err
}

// Engine says which engine this is.
func (d *DB) Engine() Engine { return d.engine }

// Now is the store's time: UTC, cut to the microsecond that a column can hold.
func (d *DB) Now() time.Time { return d.clock().UTC().Truncate(time.Microsecond) }

// NewID makes an identifier: unique, positive and growing with time. Towards JavaScript it travels as a string.
func (d *DB) NewID() int64 { return d.ids.next(d.clock()) }

// Micros is t as a column holds it: microseconds since 1970 UTC. The zero time is 0.
func Micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// FromMicros reads what [Micros] wrote; 0 is the zero time.
func FromMicros(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}

// Placement is where a cluster keeps a table.
type Placement string

// The placements of Citus.
const (
	Tenant    Placement = "tenant"     // distributed by county
	Reference Placement = "reference"  // copied to every node: law, divisions
	GlobalKey Placement = "global-key" // distributed by the value that must be unique across counties
	Local     Placement = "local"      // on the coordinator
)

// AfterCreateTable distributes a new table on a cluster, right after its CREATE and before its children's. SQLite and
// PostgreSQL keep a table where it is made, so on both of today's engines there is nothing to do.
func (d *DB) AfterCreateTable(context.Context, string, Placement) error { return nil }

// Analyze brings PostgreSQL's statistics up to date after a bulk load, of the tables named or of all: without them it joins a county as if
// it were empty. SQLite needs none: the rooms' tests hold its plans without statistics.
func (d *DB) Analyze(ctx context.Context, tables ...string) error {
	for _, name := range tables {
		if !plainName.MatchString(name) {
			return fmt.Errorf("db: %q is not a name", name)
		}
	}
	if d.engine == SQLite {
		return nil
	}
	_, err := d.write.ExecContext(ctx, "ANALYZE "+strings.Join(tables, ","))
	return err
}
