package ledger

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

// childURL tells this test binary, started again, to post until it is killed.
const childURL = "RENSHE_LEDGER_TEST_CHILD"

func TestMain(m *testing.M) {
	if url := os.Getenv(childURL); url != "" {
		if err := postForever(url, os.Getenv(childURL+"_KEYS")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	// A history is a few dozen postings on a real database; `-rapid.checks` on the command line still decides.
	if err := flag.Set("rapid.checks", "40"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// postForever posts batches 1000, 1001, … and prints each number once it is acknowledged.
func postForever(url, dir string) error {
	d, err := db.Open(ctx, url)
	if err != nil {
		return err
	}
	keys, err := OpenKeys(dir)
	if err != nil {
		return err
	}
	l := New(d, keys)
	lines := make([]Line, 40)
	for i := range lines {
		lines[i] = Line{Debit: expense, Credit: bank, Amount: 1, Kind: Post}
	}
	start, err := strconv.ParseInt(os.Getenv(childURL+"_FIRST"), 10, 64)
	if err != nil {
		return err
	}
	for id := start; ; id++ {
		if _, err := l.Post(ctx, maker, batch(id, lines...)); err != nil {
			return err
		}
		fmt.Println(id)
	}
}

// A process killed at any moment: what it acknowledged is there, what it did not is there whole or not at all, and the
// next process goes on.
func TestKill(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		d := testkit.Open(t, url)
		dir := t.TempDir()
		keys, err := OpenKeys(dir)
		must(t, err)
		l := New(d, keys)
		must(t, l.OpenAccounts(ctx, maker, hands, account(bank, Asset, true), account(expense, Expense, false), account(income, Income, false)))
		fill(t, l, 1, 1000000000)
		first := int64(1000)
		for round := range 6 {
			acked := killed(t, url, dir, first, time.Duration(120+round*37)*time.Millisecond)
			// The server may still be at what the dead client sent last: its turn must end before we look.
			must(t, d.InCounty(ctx, county, func(tx *db.Tx) error { _, err := lockHead(ctx, tx, county); return err }))
			rep := clean(t, l)
			done := rep.Batches - 1
			if n := first - 1000 + acked; done != n && done != n+1 { // one may be done and not yet told
				t.Fatalf("round %d: %d batches in the books, %d were acknowledged", round, done, n)
			}
			if b, _ := l.Balance(ctx, county, expense); int64(b.Debits) != done*40 {
				t.Fatalf("round %d: %v paid in %d batches", round, b.Debits, done)
			}
			first = 1000 + done
		}
		if first == 1000 {
			t.Error("nothing was ever posted")
		}
	})
}

// killed starts the child, kills it after a while and counts what it had acknowledged.
func killed(t *testing.T, url, dir string, first int64, after time.Duration) (acked int64) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childURL+"="+url, childURL+"_KEYS="+dir, childURL+"_FIRST="+strconv.FormatInt(first, 10))
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	scan := bufio.NewScanner(out)
	timer := time.AfterFunc(time.Hour, func() {})
	defer func() { timer.Stop() }()
	for scan.Scan() {
		if acked++; acked == 1 { // count the time from its first answer: the start of a process is not what is tested
			timer = time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
	}
	if err := cmd.Wait(); err == nil || said.Len() > 0 {
		t.Fatalf("the child was not killed but ended: %v %s", err, said.String())
	}
	return acked
}
