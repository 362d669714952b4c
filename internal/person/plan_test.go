package person

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

// Every way to read what is typed walks the index of its first conditions, in the order of the answer: the county's size does not
// matter to it.
func TestEverySearchWalksAnIndex(t *testing.T) {
	places, err := lawPlaces()
	if err != nil {
		t.Fatal(err)
	}
	g := newGazetteer(places, 430725)
	indexes := map[string]string{"name": "person_by_name", "pinyin": "person_by_pinyin", "initials": "person_by_initials",
		"citizen_tail": "person_by_citizen_tail", "phone_tail": "person_by_phone_tail", "birth": "person_by_birth", "village": "person_by_village",
		"village name": "person_by_village", "village pinyin": "person_by_village_pinyin", "village initials": "person_by_village_initials"}
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		asked := map[string]bool{}
		for _, typed := range []string{"王", "王建国", "w", "wjg", "wang", "0015", "001x", "10012345678", "19660315", "陬市", "下街社区", "王 陬市", "wjg 陬市",
			"zhang 陬市", "王 0015", "0015 陬市", "张 li", "王建国陬市", "danchun", "zoushi w", "下街社区 zhang"} {
			for _, u := range understand(splitWords(typed), g, func(string, string) int64 { return 1 }) {
				w := u.walks()[0]
				var lead []string
				for _, c := range w.lead {
					lead = append(lead, columnNames[c.column])
				}
				index, ok := indexes[strings.Join(lead, " ")]
				asked[strings.Join(lead, " ")] = true
				plan := explain(t, d, w)
				if !ok || !strings.Contains(plan, index+" ") || strings.Contains(plan, "TEMP B-TREE") || strings.Contains(plan, "SCAN person") {
					t.Errorf("%q led by %v:\n%s", typed, lead, plan)
				}
			}
		}
		if len(asked) != len(indexes) {
			t.Errorf("of %d ways only these were asked: %v", len(indexes), asked)
		}
	})
}

func explain(t *testing.T, d *db.DB, w walk) string {
	t.Helper()
	var plan strings.Builder
	err := d.InCounty(context.Background(), 430725, func(tx *db.Tx) error {
		q, args := w.text(430725, 20)
		if tx.Engine() == db.Postgres {
			for _, off := range []string{"enable_seqscan", "enable_bitmapscan", "enable_sort"} { // the table is empty: a scan would be cheapest
				if _, err := tx.Exec(context.Background(), "SET LOCAL "+off+"=off"); err != nil {
					return err
				}
			}
			q = "EXPLAIN " + q
		} else {
			q = "EXPLAIN QUERY PLAN " + q
		}
		rows, err := tx.Query(context.Background(), q, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		columns, err := rows.Columns()
		if err != nil {
			return err
		}
		for rows.Next() {
			values := make([]any, len(columns))
			for n := range values {
				values[n] = new(any)
			}
			if err := rows.Scan(values...); err != nil {
				return err
			}
			fmt.Fprintln(&plan, *values[len(values)-1].(*any))
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return plan.String()
}
