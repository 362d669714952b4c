package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"renshe/internal/testkit"
)

// The proof of a payment holds for every place in the log, fits a QR code, and no change of it is taken.
func TestProofOfOnePayment(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		w := newWorld(t, url)
		w.live()
		key, err := w.books.VerifierKey(county)
		must(t, err)
		check := func(s string, args ...string) (int, proved) {
			var out, msg strings.Builder
			code := run(append([]string{"proof", "--json", "--lang", "en"}, append(args, "-")...), strings.NewReader(s), &out, &msg)
			var p proved
			if code != exitUsage {
				must(t, json.Unmarshal([]byte(out.String()), &p))
			}
			return code, p
		}
		last, err := w.books.LastCheckpoint(ctx, county)
		must(t, err)
		for seq := range last.Size {
			p, err := w.books.ProveRecord(ctx, county, seq)
			must(t, err)
			if code, got := check(p.Text, "--key", key); code != exitClean || !got.OK || got.Index != seq || got.Root != last.Root.String() || got.Short != p.Short {
				t.Fatalf("place %d: exit %d, %+v", seq, code, got)
			}
			if len(p.Text) > 1500 {
				t.Errorf("place %d: %d characters fit no QR code that prints", seq, len(p.Text))
			}
		}
		// Batch 4 is the bank's answer of the kit: payment 11 was paid, payment 12 came back.
		p, found, err := w.books.ProveCause(ctx, county, 4, "payment:11")
		must(t, err)
		if _, back, err := w.books.ProveCause(ctx, county, 4, "payment:12"); !found || back || err != nil {
			t.Errorf("paid %v, returned %v, %v", found, back, err)
		}
		for i := range p.Text {
			b := []byte(p.Text)
			if b[i]++; check == nil || b[i] == ' ' {
				continue
			}
			if code, got := check(string(b), "--key", key); code == exitClean {
				t.Errorf("character %d changed and taken: %+v", i, got)
			}
		}
		if code, _ := check(p.Text); code != exitUsage {
			t.Errorf("without a key: exit %d", code)
		}
		file := filepath.Join(t.TempDir(), "proof")
		must(t, os.WriteFile(file, []byte(p.Text+"\n"), 0o600))
		var out, msg strings.Builder
		if code := run([]string{"proof", "--lang", "zh", "--key", key, file}, nil, &out, &msg); code != exitClean || !strings.Contains(out.String(), "凭证有效") {
			t.Errorf("exit %d, %s%s", code, &out, &msg)
		}
	})
}
