package casework

import (
	"strings"
	"testing"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

// What the desk lists all day does not grow with the county's finished cases: SQLite, which has no statistics here, walks an index of what is asked for.
func TestListsWalkWhatIsUnderWay(t *testing.T) {
	d := testkit.Open(t, testkit.SQLite(t))
	for q, index := range map[string]string{selectDrafts: "service_case_drafts (county=? AND saved_by=? AND id<?)", selectLivingAt: "service_case_at_station (county=? AND station=? AND id>?)",
		selectWaiting: "service_case_waiting (county=?)", selectCounts: "service_case_", selectBacklog: "service_case_",
		selectLettersBy: "letter_by_issuer (county=? AND issued_by=? AND issued_at>? AND issued_at<?)"} {
		var plan []string
		err := d.View(t.Context(), func(tx *db.Tx) error {
			args := make([]any, strings.Count(q, "$"))
			for i := range args {
				args[i] = 1
			}
			rows, err := tx.Query(t.Context(), "EXPLAIN QUERY PLAN "+q, args[:highest(q)]...)
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var id, parent, unused int
				var line string
				if err := rows.Scan(&id, &parent, &unused, &line); err != nil {
					return err
				}
				plan = append(plan, line)
			}
			return rows.Err()
		})
		if err != nil {
			t.Fatal(err)
		}
		said := strings.Join(plan, "; ")
		partial := false
		for _, name := range []string{"service_case_drafts", "service_case_at_station", "service_case_waiting", "service_case_living", "letter_by_issuer"} {
			partial = partial || strings.Contains(said, name)
		}
		if !strings.Contains(said, index) || !partial || strings.Contains(q, "LIMIT") && strings.Contains(said, "TEMP B-TREE") {
			t.Errorf("%s\n%s", q, said)
		}
	}
}

// highest is the greatest number of a query's parameters.
func highest(q string) (n int) {
	for i := 1; strings.Contains(q, "$"+itoa(i)); i++ {
		n = i
	}
	return n
}
