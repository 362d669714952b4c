package main

import (
	"testing"

	"renshe/internal/testkit"
	"renshe/money"
)

func moneyFen(n int64) money.Fen { return money.Fen(n) }

// A clean export passes, from either engine, with the books' own root.
func TestCleanExportPasses(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		w := newWorld(t, url)
		w.live()
		mine, err := w.books.Verify(ctx, county, nil)
		must(t, err)
		if !mine.OK {
			t.Fatalf("the books themselves: %+v", mine.Findings)
		}
		dir := w.export(nil)
		code, r := verify(t, dir)
		for _, f := range r.Findings {
			t.Errorf("%+v", f)
		}
		if code != exitClean || !r.OK || !r.OwnKeys || r.Root != mine.Root.String() || r.Records != mine.Entries || r.Checkpoints != mine.Checkpoints {
			t.Errorf("exit %d, %+v; the books say %+v", code, r, mine)
		}
		key, err := w.books.VerifierKey(county)
		must(t, err)
		if code, r = verify(t, dir, "--key", key); code != exitClean || r.OwnKeys {
			t.Errorf("with the key: exit %d, %+v", code, r)
		}
	})
}
