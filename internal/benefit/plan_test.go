package benefit

import (
	"fmt"
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

// A run is added up without asking of each of its payments how far its chunk is: of 144,000 that is the greater part of the work.
func TestARunIsAddedUpByItsChunks(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		must(t, d.View(ctx, func(tx *db.Tx) error {
			explain := "EXPLAIN QUERY PLAN "
			if tx.Engine() == db.Postgres {
				explain = "EXPLAIN "
			}
			rows, err := tx.Query(ctx, explain+selectSums, county, 1)
			must(t, err)
			defer rows.Close()
			columns, err := rows.Columns()
			must(t, err)
			for rows.Next() {
				line := make([]any, len(columns))
				for i := range line {
					line[i] = new(any)
				}
				must(t, rows.Scan(line...))
				if text := fmt.Sprint(*line[len(line)-1].(*any)); strings.Contains(text, "CORRELATED") || strings.Contains(text, "SubPlan") {
					t.Error(text)
				}
			}
			return rows.Err()
		}))
	})
}
