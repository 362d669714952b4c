package db

import (
	"context"
	"sync"
	"sync/atomic"

	"modernc.org/sqlite"
)

// walPages is after how many written pages the WAL is copied back into the file. A chunk of a payment run writes more than SQLite's own 1,000.
const walPages = 4096

// copier copies SQLite's WAL back into its file beside the writer: the writer would wait for the copy and for its two fsyncs, while
// the next transaction could be written already. What is not copied stays in the WAL, so that a copy that fails or is
// killed loses nothing; the next one takes it up, or the writer, or closing the file.
type copier struct {
	pages atomic.Int64 // written since the last copy began

	mu      sync.Mutex
	working sync.WaitGroup
	busy    bool
	ended   bool
}

// wrote counts what the connection has written since it was asked last, and begins a copy if that is enough.
func (d *DB) wrote(raw any) error {
	status, ok := raw.(*liteConn).Conn.(sqlite.DBStatus)
	if !ok {
		return nil
	}
	pages, _, err := status.Status(sqlite.DBStatusCacheWrite, true)
	if err == nil && d.wal.pages.Add(int64(pages)) >= walPages && d.wal.begin() {
		d.wal.pages.Store(0)
		go func() {
			defer d.wal.end()
			// Readers may copy too. Its error is the next copy's: nothing depends on this one.
			_, _ = d.read.ExecContext(context.Background(), "PRAGMA wal_checkpoint(PASSIVE)")
		}()
	}
	return err
}

func (c *copier) begin() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.busy || c.ended {
		return false
	}
	c.busy = true
	c.working.Add(1)
	return true
}

func (c *copier) end() {
	c.mu.Lock()
	c.busy = false
	c.mu.Unlock()
	c.working.Done()
}

// stop waits for a copy at work and begins none any more.
func (c *copier) stop() {
	c.mu.Lock()
	c.ended = true
	c.mu.Unlock()
	c.working.Wait()
}
