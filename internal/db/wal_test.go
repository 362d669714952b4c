package db_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"renshe/internal/db"
)

// The WAL is copied back beside the writer, well before the writer would do it itself; closing waits for a copy at work.
func TestTheWALIsCopiedBesideTheWriter(t *testing.T) {
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), "wal.db")
	d, err := db.Open(t.Context(), "sqlite:"+file)
	must(err)
	defer d.Close()
	must(d.InCounty(t.Context(), county, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `CREATE TABLE thing (id INTEGER PRIMARY KEY, body BLOB NOT NULL)`)
		return err
	}))
	const each, rounds = 2 << 20, 24 // 48 MiB: more than a copy's beginning, far less than the writer's own
	body := bytes.Repeat([]byte{7}, each)
	for range rounds {
		must(d.InCounty(t.Context(), county, func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `INSERT INTO thing (body) VALUES ($1)`, body)
			return err
		}))
	}
	for late := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		info, err := os.Stat(file)
		must(err)
		if info.Size() > each*rounds/2 {
			break
		}
		if time.Now().After(late) {
			t.Fatalf("only %d bytes were copied back", info.Size())
		}
	}
	must(d.Close())
	again, err := db.Open(t.Context(), "sqlite:"+file)
	must(err)
	defer again.Close()
	must(again.View(t.Context(), func(tx *db.Tx) error {
		var n, sum int64
		err := tx.QueryRow(t.Context(), `SELECT count(*), sum(length(body)) FROM thing`).Scan(&n, &sum)
		if n != rounds || sum != each*rounds {
			t.Errorf("%d rows of %d bytes", n, sum)
		}
		return err
	}))
}
