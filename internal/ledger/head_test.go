package ledger

import (
	"errors"
	"testing"

	"renshe/internal/access"
	"renshe/internal/db"
	"renshe/internal/fail"
	"renshe/internal/testkit"
)

func TestTheHeadIsWhatTheLastCheckpointConfirms(t *testing.T) {
	testkit.EachDB(t, func(t *testing.T, d *db.DB) {
		keys, err := OpenKeys(t.TempDir())
		must(t, err)
		if h, err := New(d, keys).Head(ctx, maker); err != nil || h != (Head{}) {
			t.Errorf("a log that nobody began: %+v, %v", h, err)
		}
		l := history(t, d)
		h, err := l.Head(ctx, maker)
		must(t, err)
		r := clean(t, l)
		if h.Size != r.Entries || h.Root != r.Root || h.At.IsZero() || h.At.After(d.Now()) {
			t.Errorf("head %+v, verified %d entries, root %s", h, r.Entries, r.Root)
		}
		if _, err := l.Head(ctx, access.Actor{County: county, User: 9, Role: access.Admin}); fail.KindOf(err) != fail.Denied {
			t.Errorf("the administrator verifies the books: %v", err)
		}
		if _, err := New(d, keys).Head(ctx, maker); !errors.Is(err, LogBroken) {
			t.Errorf("another key confirms the log: %v", err)
		}
	})
}
