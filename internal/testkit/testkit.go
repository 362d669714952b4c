package testkit

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"renshe/internal/db"
)

// Clock is a clock that a test sets and moves. It starts at 2026-03-02 09:00 in Shanghai, a Monday, and may be read while it moves.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock makes a clock that stands at the start, or at the given time.
func NewClock(at ...time.Time) *Clock {
	c := &Clock{now: time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)}
	if len(at) > 0 {
		c.now = at[0]
	}
	return c
}

// Now is the clock's time; give it to db.WithClock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Add moves the clock.
func (c *Clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// EachDB runs fn once on SQLite and once on PostgreSQL, as subtests, each on an empty migrated database.
func EachDB(t *testing.T, fn func(t *testing.T, d *db.DB), opts ...db.Option) {
	t.Helper()
	EachURL(t, func(t *testing.T, url string) { fn(t, Open(t, url, opts...)) })
}

// EachURL is EachDB for tests that open the store themselves: a whole program, or two processes on one database.
func EachURL(t *testing.T, fn func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { fn(t, Postgres(t)) })
}

// Open opens url and closes it when the test ends.
func Open(t testing.TB, url string, opts ...db.Option) *db.DB {
	t.Helper()
	d, err := db.Open(context.Background(), url, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// SQLite makes a migrated file in a folder of the test's own and gives its address.
func SQLite(t testing.TB) string {
	t.Helper()
	blank, err := sqliteTemplate()
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp(tempParent(), "renshe-sqlite-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("the test's database stays behind: %v", err)
		}
	})
	path := filepath.Join(dir, "renshe.db")
	if err := os.WriteFile(path, blank, 0o600); err != nil {
		t.Fatal(err)
	}
	return "sqlite:" + path
}

// sqliteTemplate is a migrated file's bytes, made once.
var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp(tempParent(), "renshe-sqlite-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "template.db")
	if err := migrate("sqlite:" + path); err != nil {
		return nil, err
	}
	return os.ReadFile(path) // closing the last connection wrote the WAL back
})

func migrate(url string) error {
	d, err := db.Open(context.Background(), url)
	if err != nil {
		return err
	}
	if err := d.Migrate(context.Background()); err != nil {
		d.Close()
		return err
	}
	return d.Close()
}

// Postgres makes a migrated database on the test binary's server and gives its address; without a server the test skips,
// or fails under CI=true.
func Postgres(t testing.TB) string {
	t.Helper()
	s, err := theServer()
	Need(t, fmt.Sprintf("PostgreSQL: install it, or set RENSHE_TEST_POSTGRES (%v)", err), err == nil)
	name, err := s.fresh()
	return s.lend(t, name, err)
}

// PostgresCopy makes a copy of a database that [Postgres] gave and nobody is connected to.
func PostgresCopy(t testing.TB, url string) string {
	t.Helper()
	s, err := theServer()
	if err != nil {
		t.Fatal(err)
	}
	from, err := database(url)
	if err != nil {
		t.Fatal(err)
	}
	name := newName()
	return s.lend(t, name, s.create(name, from))
}

// lend gives a database's address and drops it when the test ends.
func (s *server) lend(t testing.TB, name string, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.drop(name); err != nil {
			t.Errorf("the test's database stays behind: %v", err)
		}
	})
	return s.address(name)
}

// database is the name of the database that an address leads to.
func database(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("the address of a database cannot be read")
	}
	return strings.TrimPrefix(u.Path, "/"), nil
}

// named puts a database's name into a server's address.
func named(server, name string) (string, error) {
	u, err := url.Parse(server)
	if err != nil {
		return "", fmt.Errorf("RENSHE_TEST_POSTGRES is not an address")
	}
	u.Path = "/" + name
	return u.String(), nil
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}
