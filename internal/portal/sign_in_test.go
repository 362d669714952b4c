package portal

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"renshe/internal/access"
)

// What the message promises is what the code keeps.
func TestTheMessageSaysHowLongTheCodeIsGood(t *testing.T) {
	want := fmt.Sprintf("，%d分钟内有效", int(access.CodeLife.Minutes()))
	if got := codeMessage("012345"); !strings.Contains(got, want) || !strings.HasSuffix(got, "：012345") {
		t.Errorf("%q does not say %q and the code at its end", got, want)
	}
}

// The time of an answer must not tell whether there is a file: what is quick waits, and what is slow waits no more.
func TestAskingForACodeTakesItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, work := range []time.Duration{0, time.Millisecond, evenly - 1} {
			began := time.Now()
			time.Sleep(work)
			noSooner(t.Context(), began.Add(evenly))
			if took := time.Since(began); took != evenly {
				t.Errorf("after %s of work the answer took %s, want %s", work, took, evenly)
			}
		}
		began := time.Now()
		time.Sleep(2 * evenly)
		noSooner(t.Context(), began.Add(evenly))
		if took := time.Since(began); took != 2*evenly {
			t.Errorf("a slow answer took %s", took)
		}
		gone, stop := context.WithCancel(t.Context())
		stop()
		began = time.Now()
		noSooner(gone, began.Add(evenly))
		if took := time.Since(began); took != 0 {
			t.Errorf("whoever has gone was waited for, %s", took)
		}
	})
}
