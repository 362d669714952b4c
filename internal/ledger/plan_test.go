package ledger

import (
	"database/sql"
	"regexp"
	"strings"
	"testing"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

var (
	raised = regexp.MustCompile(`RAISE\(ABORT, '[^']*'\)`)
	newRow = regexp.MustCompile(`NEW\.\w+`)
	place  = regexp.MustCompile(`\$\d`)
	// A plan that reads transfers other than by their place, or by the place they refer to, takes longer with every month.
	whole = regexp.MustCompile(`SCAN (transfer|[tsr])\b|SEARCH \S+ USING (COVERING )?(PRIMARY KEY|INDEX transfer_\w+) \(county=\?\)`)
)

// What a posting reads of the log does not grow with the log: SQLite, which has no statistics here, reads neither for what a batch
// refers to nor in the trigger more than the rows themselves. PostgreSQL is held to its indexes where the trigger and the lists are written.
func TestPostingReadsNoMoreThanItsRows(t *testing.T) {
	must(t, testkit.Open(t, testkit.SQLite(t)).View(ctx, func(tx *db.Tx) error {
		statements := []string{selectEarlier + " BETWEEN 1 AND 2", selectEarlier + " IN (SELECT value FROM json_each('[1,3]'))",
			selectSettled, selectReversed}
		must(t, triggers(ctx, tx, func(table, name, text string, _ bool) {
			if name != "batch_moves" && name != "account_moves" {
				return
			}
			body := text[strings.Index(text, "BEGIN")+len("BEGIN") : strings.LastIndex(text, "END")]
			body = newRow.ReplaceAllString(raised.ReplaceAllString(body, "1"), "1")
			for s := range strings.SplitSeq(body, ";") {
				if strings.TrimSpace(s) != "" {
					statements = append(statements, s)
				}
			}
		}))
		if len(statements) != 14 {
			t.Errorf("%d statements, not all that a posting runs", len(statements))
		}
		for _, q := range statements {
			lines := 0
			must(t, eachRow(ctx, tx, func(rows *sql.Rows) error {
				var id, parent, unused int
				var line string
				err := rows.Scan(&id, &parent, &unused, &line)
				if lines++; whole.MatchString(line) {
					t.Errorf("%s\n%s", q, line)
				}
				return err
			}, "EXPLAIN QUERY PLAN "+place.ReplaceAllString(q, "1")))
			if lines == 0 && strings.Contains(q, "FROM transfer") {
				t.Errorf("no plan of %s", q)
			}
		}
		return nil
	}))
}
