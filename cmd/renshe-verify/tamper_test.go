package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"renshe/internal/ledger"
	"renshe/internal/testkit"
)

// sealAgain makes the manifest fit the files: whoever changes a file changes its digest too.
func sealAgain(t testing.TB, dir string) {
	t.Helper()
	m, err := os.ReadFile(filepath.Join(dir, manifestName))
	must(t, err)
	lines := strings.Split(string(m), "\n")
	for i, line := range lines {
		f := strings.Split(line, " ")
		if f[0] != "file" {
			continue
		}
		raw, err := os.ReadFile(filepath.Join(dir, f[1]))
		must(t, err)
		sum := sha256.Sum256(raw)
		if f[1] != journalFile {
			f[2] = itoa(int64(strings.Count(string(raw), "\n") - 1))
		}
		if f[4] != noDigest {
			f[4] = hex.EncodeToString(sum[:])
		}
		lines[i] = fmt.Sprintf("file %s %s %d %s", f[1], f[2], len(raw), f[4])
	}
	must(t, os.WriteFile(filepath.Join(dir, manifestName), []byte(strings.Join(lines, "\n")), 0o600))
}

// rows gives a file's records as columns.
func rows(t testing.TB, dir string, tb *table) [][]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, tb.name+".txt"))
	must(t, err)
	var all [][]string
	for _, line := range strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")[1:] {
		all = append(all, strings.Split(line, "\t"))
	}
	return all
}

func writeRows(t testing.TB, dir string, tb *table, all [][]string) {
	t.Helper()
	var b strings.Builder
	b.WriteString(header(tb))
	for _, r := range all {
		b.WriteString(strings.Join(r, "\t") + "\n")
	}
	must(t, os.WriteFile(filepath.Join(dir, tb.name+".txt"), []byte(b.String()), 0o600))
	sealAgain(t, dir)
}

// changes are the ways in which a column is falsified.
func changes(c column, now string) []string {
	switch c.kind {
	case 'i':
		n, _ := integer([]byte(now))
		return []string{itoa(n + 1), itoa(-n - 7)}
	case 'b':
		return []string{itoa(1 - int64(now[0]-'0'))}
	case 'h':
		return []string{map[bool]string{true: "1", false: "0"}[now[0] == '0'] + now[1:], now[2:]}
	}
	return []string{now + "x", "", "2026-03-21"}
}

// Every column of every file, falsified alone in an export with a closed month, is found and named: the table, and the column or the
// record as a whole.
func TestEveryFalsifiedColumnIsNamed(t *testing.T) {
	w := newWorld(t, testkit.SQLite(t))
	w.live()
	w.cosign()
	clean := w.export(nil)
	tried := 0
	for _, tb := range tables {
		if tb == smTable {
			continue // TestSecondTreeIsHeld
		}
		was := rows(t, clean, tb)
		if len(was) == 0 {
			t.Fatalf("%s is empty: nothing is tried", tb.name)
		}
		dir := copyDir(t, clean)
		for i := range was {
			for k, c := range tb.columns {
				for _, now := range changes(c, was[i][k]) {
					if now == was[i][k] {
						continue
					}
					changed := slices.Clone(was)
					changed[i] = slices.Clone(was[i])
					changed[i][k] = now
					writeRows(t, dir, tb, changed)
					tried++
					if code, r := verify(t, dir, "--max", "10000"); code != exitFindings || !names(r, tb, c, k) {
						t.Errorf("%s record %d, %s = %q instead of %q: exit %d, %+v", tb.name, i, c.name, now, was[i][k], code, r.Findings)
					}
				}
			}
		}
		for what, changed := range reshaped(was) {
			writeRows(t, dir, tb, changed)
			tried++
			if code, r := verify(t, dir); code != exitFindings || len(r.Findings) == 0 {
				t.Errorf("%s, %s: exit %d, %+v", tb.name, what, code, r)
			}
		}
	}
	t.Logf("%d falsifications, all named", tried)
}

// names says whether a finding points at the table and its column.
func names(r report, tb *table, c column, k int) bool {
	return slices.ContainsFunc(r.Findings, func(f finding) bool {
		return f.Table == tb.name && (f.Column == c.name || f.Column == "*" || f.Column == "leaf" || f.Column == tb.columns[tb.place].name ||
			tb == snapshotTable && f.Column == "account" || tb == turnoverTable && f.Column == "value_date")
	})
}

// reshaped are falsified files: records swapped, the last one gone, one gone from the middle, one twice, none at all.
func reshaped(was [][]string) map[string][][]string {
	n := len(was)
	all := map[string][][]string{"tail": was[:n-1], "none": nil, "twice": append(slices.Clone(was), was[n-1]), "first twice": append([][]string{was[0]}, was...)}
	if n > 1 {
		swapped := slices.Clone(was)
		swapped[0], swapped[n-1] = swapped[n-1], swapped[0]
		all["swapped"], all["middle"] = swapped, append(slices.Clone(was[:n/2]), was[n/2+1:]...)
	}
	return all
}

// A file changed without its manifest, or the manifest itself, is found.
func TestManifestIsHeld(t *testing.T) {
	w := newWorld(t, testkit.SQLite(t))
	w.live()
	clean := w.export(nil)
	raw, err := os.ReadFile(filepath.Join(clean, manifestName))
	must(t, err)
	lines := strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")
	dir := copyDir(t, clean)
	for i, line := range lines {
		for _, bad := range []string{line + "0", strings.Replace(line, "1", "2", 1), ""} {
			if bad == line {
				continue
			}
			changed := slices.Clone(lines)
			changed[i] = bad
			if bad == "" {
				changed = slices.Delete(slices.Clone(lines), i, i+1)
			}
			must(t, os.WriteFile(filepath.Join(dir, manifestName), []byte(strings.Join(changed, "\n")+"\n"), 0o600))
			if code, r := verify(t, dir); code == exitClean {
				t.Errorf("manifest line %d as %q: %+v", i, bad, r)
			}
		}
	}
	must(t, os.WriteFile(filepath.Join(dir, manifestName), raw, 0o600))
	journal, err := os.ReadFile(filepath.Join(dir, journalFile))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, journalFile), append(journal, "; more\n"...), 0o600))
	if code, r := verify(t, dir); code != exitFindings || r.Findings[0].Record != journalFile {
		t.Errorf("journal: exit %d, %+v", code, r)
	}
}

// Books that were rewritten whole and signed by another key are found by whoever has the key from elsewhere.
func TestOtherKeyIsFound(t *testing.T) {
	w := newWorld(t, testkit.SQLite(t))
	w.live()
	dir := w.export(nil)
	key, err := w.books.VerifierKey(county)
	must(t, err)
	forger, forged, err := note.GenerateKey(nil, "renshe/ledger/430725")
	must(t, err)
	signer, err := note.NewSigner(forger)
	must(t, err)
	checks := rows(t, dir, checkTable)
	for _, c := range checks {
		text, _, _ := strings.Cut(c[cNote], `\n\n`)
		signed, err := note.Sign(&note.Note{Text: strings.ReplaceAll(text, `\n`, "\n") + "\n"}, signer)
		must(t, err)
		c[cNote] = strings.ReplaceAll(string(signed), "\n", `\n`)
	}
	writeRows(t, dir, checkTable, checks)
	writeRows(t, dir, keyTable, [][]string{{"ledger", forged}})
	if code, r := verify(t, dir); code != exitClean || !r.OwnKeys {
		t.Errorf("the forgery is not even whole by its own key: exit %d, %+v", code, r.Findings)
	}
	code, r := verify(t, dir, "--key", key, "--max", "1000")
	said := map[string]bool{}
	for _, f := range r.Findings {
		said[f.Table+" "+f.Column] = true
	}
	if code != exitFindings || !said["key key"] || !said["checkpoint note"] {
		t.Errorf("exit %d, %v", code, said)
	}
	checks[3][cNote] = checks[2][cNote]
	writeRows(t, dir, checkTable, checks)
	if code, _ = verify(t, dir); code != exitFindings {
		t.Error("a checkpoint in another's place was taken")
	}
}

// An older export in the place of a newer one is whole, but the witness has seen more; and a witness that saw another log says so.
func TestOlderExportDisagreesWithWitness(t *testing.T) {
	w := newWorld(t, testkit.SQLite(t))
	w.live()
	older := w.export(nil)
	w.post(fund, "voucher", "voucher:7", march+1, ledger.Line{Debit: bankAcc, Credit: income, Amount: 100, Kind: ledger.Post})
	seen := w.cosign()
	newer := w.export(nil)
	args := []string{"--key", seen.key, "--witness-note", seen.file}
	if code, r := verify(t, append(args, newer)...); code != exitClean || r.Cosigned != seen.size {
		t.Errorf("the newer: exit %d, %+v", code, r)
	}
	if code, r := verify(t, older); code != exitClean {
		t.Errorf("the older alone: exit %d, %+v", code, r)
	}
	code, r := verify(t, append(args, older)...)
	if code != exitFindings || r.Findings[len(r.Findings)-1].Table != "witness" || r.Findings[len(r.Findings)-1].Column != "size" {
		t.Errorf("the older with the witness: exit %d, %+v", code, r)
	}
	must(t, os.WriteFile(seen.file, []byte(seen.fork), 0o600))
	code, r = verify(t, append(args, newer)...)
	if code != exitFindings || r.Findings[0].Table != "witness" || r.Findings[0].Column != "root" {
		t.Errorf("a fork: exit %d, %+v", code, r)
	}
}

// What cannot be read is exit 2, never a clean one.
func TestUnreadableIsNotClean(t *testing.T) {
	w := newWorld(t, testkit.SQLite(t))
	w.live()
	clean := w.export(nil)
	for _, args := range [][]string{{}, {t.TempDir()}, {clean, "--key", "nonsense"}, {clean, "--max", "0"}, {clean, clean}} {
		if code, _ := verify(t, args...); code != exitUsage {
			t.Errorf("%v: exit %d", args, code)
		}
	}
	for _, tb := range tables {
		dir := copyDir(t, clean)
		name := filepath.Join(dir, tb.name+".txt")
		raw, err := os.ReadFile(name)
		must(t, err)
		for what, bad := range map[string][]byte{"cut": raw[:len(raw)-1], "no header": raw[len(header(tb)):], "empty": nil, "gone": nil} {
			must(t, os.WriteFile(name, bad, 0o600))
			if what == "gone" {
				must(t, os.Remove(name))
			}
			if code, r := verify(t, dir); code == exitClean {
				t.Errorf("%s, %s: %+v", tb.name, what, r)
			}
		}
	}
}
