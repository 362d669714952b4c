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
	if os.Getenv("CI") == "true" {
		t.Fatalf("this test needs %s", what)
	}
	t.Skipf("this test needs %s", what)
}
