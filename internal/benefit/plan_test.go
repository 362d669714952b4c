package benefit

import (
	"strings"
	"testing"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

// A chunk's lines are found by the chunk: read in another order, SQLite, which has no statistics here, goes through every payment that
// the county ever made, for each chunk.
func TestAChunkIsReadByItself(t *testing.T) {
	must(t, testkit.Open(t, testkit.SQLite(t)).View(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, "EXPLAIN QUERY PLAN "+selectEntries+"$4) ORDER BY p.id", county, 1, 1, Ready)
		must(t, err)
		defer rows.Close()
		var plan []string
		for rows.Next() {
			var id, parent, unused int
			var line string
			must(t, rows.Scan(&id, &parent, &unused, &line))
			plan = append(plan, line)
		}
		if len(plan) != 3 || !strings.Contains(plan[0], "payment_by_chunk (county=? AND run=? AND chunk=?)") {
			t.Error(strings.Join(plan, "\n"))
		}
		return rows.Err()
	}))
}
