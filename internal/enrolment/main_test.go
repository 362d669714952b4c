package enrolment_test

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	// A history between two counties is some dozens of transactions on a real database; `-rapid.checks` on the command line still decides.
	if err := flag.Set("rapid.checks", "12"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}
