package db_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

// TestSchema compares what the migrations make with what was reviewed: testdata/schema.<engine>.sql. After a new migration:
//
//	RENSHE_GOLDEN=1 go test ./internal/db -run TestSchema
func TestSchema(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		got := dump(t, d)
		name := "testdata/schema." + string(d.Engine()) + ".sql"
		if os.Getenv("RENSHE_GOLDEN") != "" {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		had := map[string]bool{}
		for line := range strings.Lines(string(want)) {
			had[line] = true
		}
		for line := range strings.Lines(got) {
			if !had[line] {
				t.Errorf("new in the schema: %s", strings.TrimSpace(line))
			}
			delete(had, line)
		}
		for line := range had {
			t.Errorf("gone from the schema: %s", strings.TrimSpace(line))
		}
		if t.Failed() {
			t.Logf("if that is meant: RENSHE_GOLDEN=1 go test ./internal/db -run TestSchema")
		}
	})
}

// schemas give one line for each thing a schema is made of; goose's own table is not ours to fix.
var schemas = map[db.Engine]string{
	db.SQLite: `SELECT type || ' ' || name || ': ' || replace(replace(sql, char(10), ' '), char(9), ' ')
		FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name NOT LIKE 'schema_version%' AND tbl_name<>'sqlite_sequence'
		ORDER BY tbl_name, type DESC, name`,
	db.Postgres: `SELECT line FROM (
		SELECT c.relname AS tab, 1 AS part, a.attnum AS n, 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
			|| CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
			|| coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') AS line
		FROM pg_class c JOIN pg_attribute a ON a.attrelid=c.oid AND a.attnum>0 AND NOT a.attisdropped
			LEFT JOIN pg_attrdef d ON d.adrelid=c.oid AND d.adnum=a.attnum
		WHERE c.relkind='r' AND c.relnamespace='public'::regnamespace
		UNION ALL
		SELECT c.relname, 2, 0, 'constraint ' || c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
		FROM pg_constraint k JOIN pg_class c ON c.oid=k.conrelid WHERE c.relnamespace='public'::regnamespace
		UNION ALL
		SELECT tablename, 3, 0, 'index ' || indexdef FROM pg_indexes WHERE schemaname='public'
		UNION ALL
		SELECT c.relname, 4, 0, 'trigger ' || pg_get_triggerdef(g.oid)
		FROM pg_trigger g JOIN pg_class c ON c.oid=g.tgrelid WHERE NOT g.tgisinternal AND c.relnamespace='public'::regnamespace
		UNION ALL
		SELECT '~', 5, 0, 'function ' || p.proname || ' ' || regexp_replace(p.prosrc, '\s+', ' ', 'g')
		FROM pg_proc p WHERE p.pronamespace='public'::regnamespace
	) x WHERE tab<>'schema_version' ORDER BY tab, part, n, line`,
}

func dump(t *testing.T, d *db.DB) string {
	t.Helper()
	var b strings.Builder
	err := d.View(ctx, func(tx *db.Tx) error {
		rows, err := tx.Query(ctx, schemas[d.Engine()])
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				return err
			}
			fmt.Fprintln(&b, strings.Join(strings.Fields(line), " "))
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	if b.Len() == 0 {
		t.Fatal("the schema is empty")
	}
	return b.String()
}
