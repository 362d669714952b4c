package story

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

const (
	cutsOnFile   = 26 // kills that have to hit a run at work, on SQLite
	cutsOnServer = 9  // on PostgreSQL
	mostTries    = 4  // tries for each
	cutsACopy    = 3  // before a run is let through
)

// TestACutRunPaysEverybodyOnce kills a payment run with signal 9 at many moments, again and again, lets it through in the end, and holds
// the records against those of a run that nobody disturbed.
func TestACutRunPaysEverybodyOnce(t *testing.T) {
	eachPlace(t, func(t *testing.T, p place) {
		p.answer(t, &struct{}{}, "demo", "--people", people, "--as-of", asOf, "--no-serve")
		calm := p.copied(t)
		var want outcome
		began := time.Now()
		calm.answer(t, &want, "payrun", "--month", asOf)
		length := time.Since(began)
		if want.Already || want.Difference != 0 || want.Returned == 0 || want.Held == 0 {
			t.Fatalf("the undisturbed run shows too little: %+v", want)
		}
		c := &cutter{t: t, rng: rand.New(rand.NewPCG(20260301, 9)), length: length, at: map[string]int{}, want: cutsOnFile}
		if p.url != "" {
			c.want = cutsOnServer
		}
		books := records(t, calm)
		for c.hits < c.want {
			c.round(p.copied(t), want, books)
		}
		t.Logf("%d hits in %d tries of a run of %v, at %v", c.hits, c.tries, length.Round(time.Millisecond), c.at)
		if len(c.at) < 3 {
			t.Errorf("the run was hit at %v only", c.at)
		}
	})
}

// cutter kills runs.
type cutter struct {
	t      *testing.T
	rng    *rand.Rand
	length time.Duration // of a run that nobody disturbs
	want   int
	hits   int
	tries  int
	at     map[string]int // what the run said last before it was hit
}

// round cuts one copy's run a few times, then lets it through and compares.
func (c *cutter) round(p place, want outcome, books string) {
	c.t.Helper()
	for range cutsACopy {
		c.cut(p)
	}
	var got, again outcome
	p.answer(c.t, &got, "payrun", "--month", asOf)
	p.answer(c.t, &again, "payrun", "--month", asOf)
	if !again.Already {
		c.t.Errorf("a finished run is not finished: %+v", again)
	}
	if got.Already, again.Already = false, false; got != want || again != want {
		c.t.Errorf("after %d hits the run comes to %+v, undisturbed to %+v", c.hits, got, want)
	}
	if now := records(c.t, p); now != books {
		c.t.Errorf("after %d hits the records differ:\n%s", c.hits, differ(now, books))
	}
	p.verified(c.t)
}

// cut starts a run and kills it: every other time at a moment of the clock, else as soon as it says a stage.
func (c *cutter) cut(p place) {
	c.t.Helper()
	if c.tries++; c.tries > c.want*mostTries {
		c.t.Fatalf("only %d of %d kills hit a run at work: %v", c.hits, c.tries, c.at)
	}
	run := p.command(c.t, "payrun", "--month", asOf)
	said, err := run.StderrPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		c.t.Fatal(err)
	}
	stage, lines := 0, 1+c.rng.IntN(6)
	last := "nothing said yet"
	timed := c.tries%2 == 0
	if timed {
		lines = 0
		moment := time.Duration(c.rng.Int64N(int64(c.length)))
		time.AfterFunc(moment, func() { kill(run) })
	}
	for scan := bufio.NewScanner(said); scan.Scan(); {
		last = strings.TrimRight(scan.Text(), " 0123456789/")
		if stage++; stage == lines {
			time.Sleep(time.Duration(c.rng.IntN(12)) * time.Millisecond)
			kill(run)
		}
	}
	io.Copy(io.Discard, said)
	err = run.Wait()
	if status, ok := run.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() && status.Signal() == syscall.SIGKILL {
		c.hits++
		c.at[last]++
		return
	}
	if err != nil {
		c.t.Fatalf("a run that was not hit fails: %v, after %q", err, last)
	}
}

func kill(run *exec.Cmd) { run.Process.Signal(syscall.SIGKILL) }

// records is who was paid what for which month, what became of his individual account, and what the books say of it. A record is the same
// whenever and in how many pieces it was written.
func records(t testing.TB, p place) string {
	t.Helper()
	var all []string
	d := testkit.Open(t, p.database())
	defer d.Close()
	err := d.View(context.Background(), func(tx *db.Tx) error {
		for _, q := range []string{
			`SELECT 'payment', person, from_month, to_month, basic_fen, account_fen, total_fen, stands, hold_code, return_code FROM payment_now WHERE county = $1`,
			`SELECT 'line', person, month, basic_fen, account_fen, live FROM payment_line WHERE county = $1`,
			`SELECT 'due', person, due_from, status, refused_code FROM entitlement WHERE county = $1`,
			`SELECT 'account', person, paid_fen, balance_fen FROM pension_account WHERE county = $1`,
			`SELECT 'payout', person, period, part, paid_fen FROM pension_entry WHERE county = $1 AND kind = 'payout'`,
			`SELECT 'books', debit, credit, kind, COUNT(*), SUM(amount_fen) FROM transfer WHERE county = $1 GROUP BY debit, credit, kind`,
		} {
			rows, err := tx.Query(context.Background(), q, 430725)
			if err != nil {
				return err
			}
			defer rows.Close()
			columns, err := rows.Columns()
			if err != nil {
				return err
			}
			values, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			for rows.Next() {
				if err := rows.Scan(into...); err != nil {
					return err
				}
				all = append(all, fmt.Sprint(values...))
			}
			if err := rows.Err(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// differ lists what one has and the other has not.
func differ(now, was string) string {
	var list []string
	a, b := strings.Split(now, "\n"), strings.Split(was, "\n")
	for _, l := range a {
		if _, found := slices.BinarySearch(b, l); !found {
			list = append(list, "+ "+l)
		}
	}
	for _, l := range b {
		if _, found := slices.BinarySearch(a, l); !found {
			list = append(list, "- "+l)
		}
	}
	return strings.Join(list[:min(len(list), 40)], "\n")
}
