package main

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"renshe/internal/ledger"
	"renshe/internal/testkit"
)

// An export with the second tree passes from either engine, with the books' own root of it, and by keys from elsewhere.
func TestSecondTreePasses(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		w := newWorld(t, url)
		must(t, w.books.KeepSM(ctx, actor, nil))
		w.live()
		dir := w.export(nil)
		s, err := w.books.SMState(ctx, county)
		must(t, err)
		code, r := verify(t, dir)
		if code != exitClean || r.SMRoot != s.Root.String() || r.SMRoot == r.Root || !r.OwnKeys {
			t.Errorf("exit %d, %+v; the books say %v", code, r, s.Root)
		}
		key, err := w.books.VerifierKey(county)
		must(t, err)
		if code, r = verify(t, dir, "--key", key, "--key", s.Key); code != exitClean || r.OwnKeys || r.SMRoot == "" {
			t.Errorf("with the keys: exit %d, %+v", code, r)
		}
		for seq := range s.Size {
			if seq%5 != 0 && seq != s.Size-1 {
				continue
			}
			p, err := w.books.ProveRecordSM(ctx, county, seq)
			must(t, err)
			if code, got := asked(t, p.Text, "--key", s.Key); code != exitClean || got.Size != p.Size || got.Index != seq || seq == s.Size-1 && got.Root != s.Root.String() {
				t.Errorf("place %d: exit %d, %+v", seq, code, got)
			}
			if code, got := asked(t, p.Text, "--key", key); code != exitFindings {
				t.Errorf("place %d by the first tree's key: exit %d, %+v", seq, code, got)
			}
			first, err := w.books.ProveRecord(ctx, county, seq)
			must(t, err)
			if code, got := asked(t, first.Text, "--key", s.Key); code != exitFindings {
				t.Errorf("place %d of the first tree by the second's key: exit %d, %+v", seq, code, got)
			}
		}
	})
}

// Every column of the second tree's checkpoints falsified, and the file reshaped, is found and named; so is the second tree taken away, by
// whoever has its key.
func TestSecondTreeIsHeld(t *testing.T) {
	w := newWorld(t, testkit.SQLite(t))
	w.live()
	must(t, w.books.KeepSM(ctx, actor, nil))
	s, err := w.books.SMState(ctx, county)
	must(t, err)
	clean := w.export(nil)
	was := rows(t, clean, smTable)
	dir := copyDir(t, clean)
	tried := 0
	for _, i := range []int{0, len(was) / 2, len(was) - 1} {
		for k, c := range smTable.columns {
			for _, now := range changes(c, was[i][k]) {
				changed := slices.Clone(was)
				changed[i] = slices.Clone(was[i])
				changed[i][k] = now
				writeRows(t, dir, smTable, changed)
				tried++
				if code, r := verify(t, dir, "--max", "1000"); code != exitFindings || !names(r, smTable, c, k) {
					t.Errorf("record %d, %s = %q instead of %q: exit %d, %+v", i, c.name, now, was[i][k], code, r.Findings)
				}
			}
		}
	}
	for what, changed := range reshaped(was) {
		writeRows(t, dir, smTable, changed)
		tried++
		if code, r := verify(t, dir); code != exitFindings || r.Findings[0].Table != "sm_checkpoint" {
			t.Errorf("%s: exit %d, %+v", what, code, r)
		}
	}
	writeRows(t, dir, smTable, nil)
	writeRows(t, dir, keyTable, slices.DeleteFunc(rows(t, clean, keyTable), func(r []string) bool { return r[kRole] == smRole }))
	if code, r := verify(t, dir); code != exitClean || r.SMRoot != "" {
		t.Errorf("without the second tree: exit %d, %+v", code, r)
	}
	if code, r := verify(t, dir, "--key", s.Key); code != exitFindings || !slices.ContainsFunc(r.Findings, func(f finding) bool {
		return f.Table == "key" && f.Expected == smRole
	}) {
		t.Errorf("without the second tree, by its key: exit %d, %+v", code, r)
	}
	t.Logf("%d falsifications, all named", tried+2)
}

// Who holds the first tree's key and writes a record, its leaf, and every root and signature of the first tree anew is contradicted by the second.
func TestSecondTreeContradictsTheFirst(t *testing.T) {
	w := newWorld(t, testkit.SQLite(t))
	w.live()
	must(t, w.books.KeepSM(ctx, actor, nil))
	dir := w.export(nil)
	transfers := rows(t, dir, transferTable)
	transfers[3][tInputs] = `{"months":2}`
	leaves := map[string][]byte{}
	transfers[3][tLeaf] = leafOf(t, transferTable, transfers[3])
	writeRows(t, dir, transferTable, transfers)
	for tb, all := range map[*table][][]string{transferTable: transfers, accountTable: rows(t, dir, accountTable), batchTable: rows(t, dir, batchTable),
		periodTable: rows(t, dir, periodTable), docTable: rows(t, dir, docTable)} {
		for _, r := range all {
			raw, err := hex.DecodeString(r[tb.stored])
			must(t, err)
			leaves[r[tb.place]] = raw
		}
	}
	signer, _, err := w.keys.For(ledger.Origin(county))
	must(t, err)
	var tree edge
	checks := rows(t, dir, checkTable)
	for _, c := range checks {
		for size, _ := integer([]byte(c[cSize])); tree.size < size; {
			tree.add(hash(leaves[itoa(tree.size)]))
		}
		c[cRoot] = tree.root().String()
		signed, err := note.Sign(&note.Note{Text: checkpoint{ledger.Origin(county), tree.size, tree.root()}.text()}, signer)
		must(t, err)
		c[cNote] = strings.ReplaceAll(string(signed), "\n", `\n`)
	}
	writeRows(t, dir, checkTable, checks)
	manifest, err := os.ReadFile(filepath.Join(dir, manifestName))
	must(t, err)
	lines := strings.Split(string(manifest), "\n")
	lines[4] = "root " + tree.root().String()
	must(t, os.WriteFile(filepath.Join(dir, manifestName), []byte(strings.Join(lines, "\n")), 0o600))
	code, r := verify(t, dir, "--max", "1000")
	if code != exitFindings || len(r.Findings) == 0 {
		t.Fatalf("exit %d, %+v", code, r)
	}
	for _, f := range r.Findings {
		if f.Table != "sm_checkpoint" || f.Column != "root" {
			t.Errorf("%+v", f)
		}
	}
}

// leafOf is the leaf of a record as a file has it.
func leafOf(t *testing.T, tb *table, record []string) string {
	t.Helper()
	c := &chunk{table: tb, buf: []byte(strings.Join(record, "\t") + "\n" + strings.Repeat("\x00", room)), lines: 1}
	c.buf = c.buf[:len(c.buf)-room]
	c.parse(make([]byte, 1<<14))
	if len(c.faults) > 0 {
		t.Fatalf("%+v", c.faults)
	}
	return c.leaves[0].String()
}
