package ledger

import (
	"sync"
	"testing"
	"time"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

// TestProofsAskedForAtOnce asks for two proofs while the tree's kept roots are behind: both keep the same roots, and both get their proof.
// PostgreSQL alone has two writers at once.
func TestProofsAskedForAtOnce(t *testing.T) {
	d := testkit.Open(t, testkit.Postgres(t))
	l := books(t, d)
	var last Receipt
	for id := range int64(1 << (lowLevel - 1)) { // each a transfer and its batch: a complete subtree
		last = fill(t, l, id+1, 5)
	}
	held, release := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		must(t, d.InCounty(ctx, county, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `LOCK TABLE log_node IN SHARE MODE`) // it may be read
			close(held)
			<-release
			return err
		}))
	})
	<-held
	failed := make([]error, 2)
	for i := range failed {
		all.Go(func() { _, failed[i] = l.ProveRecord(ctx, county, last.FirstSeq-int64(i)) })
	}
	blocked := 0
	for range 400 {
		must(t, d.View(ctx, func(tx *db.Tx) error {
			return tx.QueryRow(ctx, `SELECT count(*) FROM pg_stat_activity WHERE datname=current_database() AND wait_event_type='Lock'`).Scan(&blocked)
		}))
		if blocked == len(failed) {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	close(release)
	all.Wait()
	for _, err := range failed {
		if err != nil {
			t.Errorf("%d waited: %v", blocked, err)
		}
	}
}
