package testkit_test

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

func TestEachTestHasItsOwnMigratedDatabase(t *testing.T) {
	for range 2 { // the second round must not see the first one's row
		testkit.EachDB(t, func(t *testing.T, d *db.DB) {
			ctx := context.Background()
			err := d.InCounty(ctx, 430725, func(tx *db.Tx) error {
				var n int
				if err := tx.QueryRow(ctx, `SELECT count(*) FROM tenant`).Scan(&n); err != nil {
					return err
				}
				if n != 0 {
					t.Errorf("a new database holds %d counties", n)
				}
				_, err := tx.Exec(ctx, `INSERT INTO tenant (county, name, opened, demo) VALUES ($1, 'Taoyuan', 0, true)`, 430725)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

// TestNothingStaysBehind runs this test binary again, kills it while its server runs, and looks for what is left.
func TestNothingStaysBehind(t *testing.T) {
	if os.Getenv("RENSHE_TESTKIT_VICTIM") != "" {
		url := testkit.Postgres(t)
		os.Stdout.WriteString("ADDRESS " + url + "\n")
		time.Sleep(time.Minute)
		return
	}
	if os.Getenv("RENSHE_TEST_POSTGRES") != "" {
		t.Skip("somebody else's server is not ours to kill")
	}
	testkit.Postgres(t) // skips where there is none
	victim := exec.Command(os.Args[0], "-test.run", "^TestNothingStaysBehind$")
	victim.Env = append(os.Environ(), "RENSHE_TESTKIT_VICTIM=1")
	out, err := victim.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	dir := ""
	for lines := bufio.NewScanner(out); dir == "" && lines.Scan(); {
		if _, host, ok := strings.Cut(lines.Text(), "host="); ok {
			dir, _, _ = strings.Cut(host, "&")
			dir = strings.ReplaceAll(dir, "%2F", "/")
		}
	}
	if err := victim.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	victim.Wait()
	if dir == "" {
		t.Fatal("the second test binary started no server")
	}
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		left := processesOf(t, dir)
		_, err := os.Stat(dir)
		if os.IsNotExist(err) && len(left) == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("left behind: folder %s (%v), processes %v", dir, err, left)
		}
	}
}

// processesOf lists the processes whose command line names dir.
func processesOf(t *testing.T, dir string) []string {
	t.Helper()
	var left []string
	found, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if text, err := os.ReadFile(f); err == nil && strings.Contains(string(text), dir) {
			left = append(left, strings.ReplaceAll(string(text), "\x00", " "))
		}
	}
	return left
}

func TestTheClockStandsUntilItIsMoved(t *testing.T) {
	c := testkit.NewClock()
	at := c.Now()
	if !c.Now().Equal(at) {
		t.Error("the clock moved by itself")
	}
	c.Add(time.Hour)
	if got := c.Now().Sub(at); got != time.Hour {
		t.Errorf("moved by %v", got)
	}
}

func TestACopyIsACopyOfItsOwn(t *testing.T) {
	ctx := context.Background()
	url := testkit.Postgres(t)
	add := func(url string, county int) {
		d, err := db.Open(ctx, url)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		err = d.InCounty(ctx, 430725, func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, `INSERT INTO tenant (county, name, opened, demo) VALUES ($1, 'Taoyuan', 0, true)`, county)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	counties := func(url string) (n int) {
		err := testkit.Open(t, url).View(ctx, func(tx *db.Tx) error { return tx.QueryRow(ctx, `SELECT count(*) FROM tenant`).Scan(&n) })
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	add(url, 430725)
	other := testkit.PostgresCopy(t, url)
	add(other, 430726)
	if here, there := counties(url), counties(other); here != 1 || there != 2 {
		t.Errorf("%d counties here and %d in the copy, want 1 and 2", here, there)
	}
}

// TestNeed asks another process, because a skip and a failure end the test that asks.
func TestNeed(t *testing.T) {
	if os.Getenv("RENSHE_TESTKIT_NEEDY") != "" {
		testkit.Need(t, "nothing", true)
		testkit.Need(t, "a unicorn", false)
		t.Log("went on without")
		return
	}
	for ci, want := range map[string]string{"": "--- SKIP", "true": "--- FAIL"} {
		needy := exec.Command(os.Args[0], "-test.v", "-test.run", "^TestNeed$")
		needy.Env = append(os.Environ(), "RENSHE_TESTKIT_NEEDY=1", "CI="+ci)
		said, err := needy.CombinedOutput()
		if (err != nil) != (ci == "true") || !strings.Contains(string(said), want) || !strings.Contains(string(said), "a unicorn") || strings.Contains(string(said), "went on") {
			t.Errorf("CI=%q: %v\n%s", ci, err, said)
		}
	}
}
