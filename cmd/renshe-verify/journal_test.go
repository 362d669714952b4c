package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"renshe/internal/testkit"
)

// The journal for people adds up: every transaction to zero, every assertion to what stood before it; and hledger, where it is installed,
// says so too.
func TestJournalAddsUp(t *testing.T) {
	w := newWorld(t, testkit.SQLite(t))
	w.live()
	name := filepath.Join(w.export(nil), journalFile)
	raw, err := os.ReadFile(name)
	must(t, err)
	balances, asserted := map[string]int64{}, 0
	for _, transaction := range strings.Split(string(raw), "\n\n") {
		sums := map[bool]int64{}
		for _, line := range strings.Split(transaction, "\n") {
			if !strings.HasPrefix(line, "    ") {
				continue
			}
			account, amounts, _ := strings.Cut(strings.TrimSpace(line), "  ")
			amount, after, says := strings.Cut(amounts, " = ")
			sums[strings.HasPrefix(account, "[")] += fen(t, amount)
			balances[account] += fen(t, amount)
			if says {
				asserted++
				if balances[account] != fen(t, after) {
					t.Errorf("%s: it makes %d", line, balances[account])
				}
			}
		}
		if sums[true] != 0 || sums[false] != 0 {
			t.Errorf("it does not balance: %s", transaction)
		}
	}
	if asserted < 30 || !strings.Contains(string(raw), "结账") {
		t.Errorf("%d assertions in\n%s", asserted, raw)
	}
	if hledger, err := exec.LookPath("hledger"); err == nil {
		cmd := exec.Command(hledger, "-f", name, "check", "--strict")
		cmd.Env = append(os.Environ(), "LANG=C.UTF-8", "LC_ALL=C.UTF-8")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("hledger: %v\n%s", err, out)
		}
	}
}

func fen(t *testing.T, s string) int64 {
	t.Helper()
	n, ok := integer([]byte(strings.TrimLeft(strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(s, "-"), " CNY"), ".", ""), "0")))
	if strings.Trim(s, "-0. CNY") == "" {
		return 0
	}
	if !ok {
		t.Fatalf("%q is no amount", s)
	}
	if strings.HasPrefix(s, "-") {
		return -n
	}
	return n
}
