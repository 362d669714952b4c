package testkit

import (
	"os"
	"testing"
)

// Need ends a test that cannot run here: unless ok it skips and says what is missing; under CI=true, where everything has to be there,
// it fails.
func Need(t testing.TB, what string, ok bool) {
	t.Helper()
	if ok {
		return
	}
	if Everything() {
		t.Fatalf("this test needs %s", what)
	}
	t.Skipf("this test needs %s", what)
}

// Everything says that a test shall look at all it can, however long that takes: under CI=true, where somebody else waits.
func Everything() bool { return os.Getenv("CI") == "true" }
