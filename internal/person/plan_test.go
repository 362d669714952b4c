package person

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

// Every way to read what is typed walks the index of its first condition, in the order of the answer: the county's size does not
// matter to it.
func TestEverySearchWalksAnIndex(t *testing.T) {
	places, err := lawPlaces()
	if err != nil {
		t.Fatal(err)
	}
	g := newGazetteer(places, 430725)
	indexes := map[column]string{colName: "person_by_name", colPinyin: "person_by_pinyin", colInitials: "person_by_initials",
		colCitizenTail: "person_by_citizen_tail", colPhoneTail: "person_by_phone_tail", colVillage: "person_by_village", colBirth: "person_by_birth"}
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		asked := map[column]bool{}
		for _, typed := range []string{"王", "王建国", "w", "wjg", "wang", "0015", "001x", "10012345678", "19660315", "陬市", "下街社区", "王 陬市", "wjg 陬市",
			"zhang 陬市", "王 0015", "0015 陬市", "张 li", "王建国陬市", "danchun", "zoushi w"} {
			for _, u := range understand(splitWords(typed), g, func(string, string) int64 { return 1 }) {
				asked[u[0].column] = true
				plan := explain(t, d, u)
				if !strings.Contains(plan, indexes[u[0].column]+" ") || strings.Contains(plan, "TEMP B-TREE") || strings.Contains(plan, "SCAN person") {
					t.Errorf("%q as %v:\n%s", typed, u, plan)
				}
			}
		}
		if len(asked) != len(indexes) {
			t.Errorf("only %d of %d indexes were asked", len(asked), len(indexes))
		}
	})
}

func explain(t *testing.T, d *db.DB, u understanding) string {
	t.Helper()
	var plan strings.Builder
	err := d.InCounty(context.Background(), 430725, func(tx *db.Tx) error {
		q, args := searchText(430725, u, 20)
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
