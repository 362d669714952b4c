package db

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

const sample = `-- a comment about BIGINT
CREATE TABLE thing (
	county INTEGER NOT NULL,
	amount BIGINT NOT NULL,
	done   BOOLEAN NOT NULL,
	body   BYTEA NOT NULL,
	CONSTRAINT thing_pk PRIMARY KEY (county, amount)
);
-- only sqlite
CREATE TRIGGER a BEFORE UPDATE ON thing BEGIN SELECT 1; SELECT RAISE(ABORT, 'no BIGINT'); END;
-- end
-- only postgres
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
-- end
CREATE INDEX thing_amount ON thing (county, amount);
`

func TestTranslate(t *testing.T) {
	lite, err := Translate(sample, SQLite)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"amount INTEGER NOT NULL", "done   INTEGER NOT NULL", "body   BLOB NOT NULL", ") STRICT;",
		"-- +goose StatementBegin\nCREATE TRIGGER a BEFORE UPDATE ON thing BEGIN SELECT 1; SELECT RAISE(ABORT, 'no BIGINT'); END;\n-- +goose StatementEnd\n"} {
		if !strings.Contains(lite, want) {
			t.Errorf("SQLite's text lacks %q:\n%s", want, lite)
		}
	}
	if strings.Contains(lite, "plpgsql") || strings.Contains(lite, "BYTEA") {
		t.Errorf("SQLite's text holds PostgreSQL's:\n%s", lite)
	}
	pg, err := Translate(sample, Postgres)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(pg, "STRICT") || strings.Contains(pg, "RAISE(ABORT") || !strings.Contains(pg, "body   BYTEA") || !strings.Contains(pg, "$$ BEGIN RETURN NEW; END $$") {
		t.Errorf("PostgreSQL's text:\n%s", pg)
	}
}

func TestTranslateRefusesWhatItWouldGetWrong(t *testing.T) {
	for name, text := range map[string]string{
		"unknown engine":      "-- only oracle\nSELECT 1;\n-- end\n",
		"not closed":          "-- only sqlite\nSELECT 1;\n",
		"end alone":           "-- end\n",
		"closing in a line":   "CREATE TABLE a (county INTEGER NOT NULL);\n",
		"closing is indented": "CREATE TABLE a (\n county INTEGER NOT NULL\n );\n",
	} {
		if got, err := Translate(text, SQLite); err == nil {
			t.Errorf("%s passed:\n%s", name, got)
		}
	}
}

func TestAFailedMigrationLeavesNothingOfItself(t *testing.T) {
	ctx := context.Background()
	d, err := Open(ctx, "sqlite:"+filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	good := "CREATE TABLE a (\n\tcounty INTEGER NOT NULL\n);\n"
	src := fstest.MapFS{"0001_a.sql": {Data: []byte(good)}, "0002_b.sql": {Data: []byte(strings.ReplaceAll(good, " a ", " b ") + "CREATE NONSENSE;\n")}}
	if err := d.migrate(ctx, src); err == nil {
		t.Fatal("nonsense was accepted")
	}
	var n int
	err = d.read.QueryRow(`SELECT count(*) FROM sqlite_schema WHERE name='b'`).Scan(&n)
	if err != nil || n != 0 {
		t.Errorf("half a migration stayed: %d, %v", n, err)
	}
	src["0002_b.sql"] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(good, " a ", " b "))}
	if err := d.migrate(ctx, src); err != nil {
		t.Errorf("the corrected migration: %v", err)
	}
	delete(src, "0002_b.sql")
	if err := d.migrate(ctx, src); !errors.Is(err, Newer) {
		t.Errorf("an older program went on: %v", err)
	}
}
