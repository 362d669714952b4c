package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"renshe/internal/testkit"
)

// There is one way only to write a record of the log: the same value written otherwise is found in every column, though no digest binds
// the transfers' file.
func TestOtherSpellingsAreFound(t *testing.T) {
	w := newWorld(t, testkit.SQLite(t))
	w.live()
	clean := w.export(nil)
	if m, err := readManifest(clean); err != nil || !slices.ContainsFunc(m.files, func(l listed) bool { return l.name == "transfer.txt" && l.digest == noDigest }) {
		t.Fatalf("transfer.txt has a digest: nothing is tried: %v", err)
	}
	tried := 0
	for _, tb := range []*table{accountTable, transferTable, batchTable, periodTable} {
		was := rows(t, clean, tb)
		dir := copyDir(t, clean)
		i := len(was) / 2
		for k, c := range tb.columns {
			for _, now := range spellings(c, was[i][k]) {
				changed := slices.Clone(was)
				changed[i] = slices.Clone(was[i])
				changed[i][k] = now
				writeRows(t, dir, tb, changed)
				tried++
				if code, r := verify(t, dir, "--max", "1000"); code == exitClean {
					t.Errorf("%s.%s = %q instead of %q: %+v", tb.name, c.name, now, was[i][k], r)
				}
			}
		}
	}
	t.Logf("%d spellings, all found", tried)
}

// spellings are other ways to write what a column has.
func spellings(c column, now string) []string {
	all := []string{now + " ", " " + now, now + "\r", now + "\x00", now + "\t", "\t" + now, now + "\n", now + `\`, now + `\x`}
	switch c.kind {
	case 'i', 'b':
		n, _ := strconv.ParseInt(now, 10, 64)
		all = append(all, "0"+now, "+"+now, now+".0", "0x"+strconv.FormatInt(n, 16), strconv.FormatUint(uint64(n)+1<<63, 10), "00000000000000000000"+now,
			"1844674407370955"+strconv.FormatInt(1616+n, 10), "-"+now, "")
	case 'h':
		all = append(all, strings.ToUpper(now)+"AB", "0x"+now, now[:len(now)-1], now+"g", strings.Replace(now, now[:1], strings.ToUpper(now[:1])+"A", 1))
		if up := strings.ToUpper(now); up != now {
			all = append(all, up)
		}
	default:
		all = append(all, strings.ReplaceAll(now, "a", `\u0061`)+`\u0061`, now+`\\`, now+`\t`)
	}
	return all
}

// No byte of the transfers' file can be another, be left out or be added: header, records and end.
func TestEveryByteOfTransfersIsBound(t *testing.T) {
	w := newWorld(t, testkit.SQLite(t))
	w.live()
	dir := w.export(nil)
	name := filepath.Join(dir, "transfer.txt")
	raw, err := os.ReadFile(name)
	must(t, err)
	random := rand.New(rand.NewPCG(1, 2))
	lines := strings.SplitAfter(string(raw), "\n")
	if len(lines) < 15 {
		t.Fatalf("%d lines", len(lines))
	}
	tried, at := 0, 0
	for i, line := range lines {
		for k := range len(line) {
			if step := map[bool]int{true: 1, false: 11}[i < 2 || i == len(lines)-2]; k%step != 0 {
				continue // the header, the first record and the last in full
			}
			p := at + k
			var bad []byte
			switch other := byte("0123456789abcdef \t\n\\\r-"[random.IntN(22)]); tried % 3 {
			case 0:
				bad = slices.Concat(raw[:p], raw[p+1:])
			case 1:
				bad = slices.Insert(slices.Clone(raw), p, other)
			default:
				bad = slices.Clone(raw)
				if bad[p] = other; other == raw[p] {
					bad[p] ^= 1
				}
			}
			must(t, os.WriteFile(name, bad, 0o600))
			sealAgain(t, dir)
			tried++
			if code, r := verify(t, dir); code == exitClean {
				t.Fatalf("byte %d (%q), way %d: %+v", p, raw[p], (tried-1)%3, r)
			}
		}
		at += len(line)
	}
	for _, tail := range []string{"\n", "x", "\x00", lines[1]} {
		must(t, os.WriteFile(name, []byte(string(raw)+tail), 0o600))
		sealAgain(t, dir)
		if code, _ := verify(t, dir); code == exitClean {
			t.Errorf("%q at the end was taken", tail)
		}
	}
	t.Logf("%d changes, all found", tried)
}

// The quick reading of integers is the same as the library's, for canonical ones, and refuses all others.
func TestDecimal(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	try := func(s string) {
		t.Helper()
		buf := append(make([]byte, 0, len(s)+2+room), "x"+s+"\t"...)
		n, next, ok := decimal(buf, 1)
		want, err := strconv.ParseInt(s, 10, 64)
		canonical := err == nil && strconv.FormatInt(want, 10) == s
		if taken := ok && next == 1+len(s); taken != canonical || taken && n != want {
			t.Errorf("%q: %d to %d, %v; %d, %v", s, n, next, ok, want, err)
		}
	}
	for _, s := range []string{"", "-", "0", "-0", "00", "01", "-01", "1", "-1", "+1", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
		"-9223372036854775809", "18446744073709551616", "18446744073709551617", "99999999999999999999", "12345678", "123456789", "1234567x", "12345678x",
		"1x345678", "١", "--1", "1-", "/", ":", "1:", "1/"} {
		try(s)
	}
	for range 200_000 {
		s := strconv.FormatInt(int64(random.Uint64())>>random.IntN(64), 10)
		try(s)
		b := []byte(s)
		b[random.IntN(len(b))] = byte(random.IntN(256))
		try(string(b))
	}
}

// A tree of complete subtrees joined is the tree of its leaves one by one, from any place and in any pieces.
func TestJoinedSubtreesAreTheTree(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	leaves := make([]hash, 1000)
	for i := range leaves {
		leaves[i][0], leaves[i][1] = byte(i), byte(i>>8)
	}
	for range 500 {
		var one, many edge
		for at := 0; at < len(leaves); {
			n := 1 + random.IntN(min(len(leaves)-at, 1+random.IntN(300)))
			many.join(int64(n), subtrees(nil, nil, int64(at), leaves[at:at+n]))
			for ; n > 0; n-- {
				one.add(leaves[at])
				at++
			}
			if one.size != many.size || one.root() != many.root() {
				t.Fatalf("at %d: %v, %v", at, one.root(), many.root())
			}
		}
	}
}
