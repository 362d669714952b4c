package outreach

import (
	"testing"

	"renshe/internal/fail"
)

func TestWhenAMonthWasSweptIsKnown(t *testing.T) {
	eachWorld(t, func(w *world) {
		if at, err := w.found.Swept(w.ctx, w.watch, april); err != nil || !at.IsZero() {
			t.Errorf("swept at %s before any sweep, %v", at, err)
		}
		w.sweep()
		if at, err := w.found.Swept(w.ctx, w.watch, april); err != nil || at.IsZero() || at.After(w.d.Now()) {
			t.Errorf("swept at %s, %v", at, err)
		}
		if at, err := w.found.Swept(w.ctx, w.watch, april+1); err != nil || !at.IsZero() {
			t.Errorf("another month was swept at %s, %v", at, err)
		}
		if _, err := w.found.Swept(w.ctx, w.officer, april); fail.KindOf(err) != fail.Denied {
			t.Errorf("an officer reads the board: %v", err)
		}
	})
}
