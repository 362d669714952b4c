package benefit

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/bank"
	"renshe/internal/db"
	"renshe/internal/ledger"
	"renshe/internal/testkit"
)

// trap is a clock that pulls the plug: every transaction and every new identifier asks it for the time, and at the n-th question the
// context that the run works under ends. So a run can be cut in each of its transactions and between any two.
type trap struct {
	*testkit.Clock
	left   atomic.Int64 // questions until the plug is pulled; negative: never
	cancel atomic.Pointer[context.CancelFunc]
}

func (c *trap) Now() time.Time {
	if c.left.Add(-1) == 0 {
		(*c.cancel.Load())()
	}
	return c.Clock.Now()
}

// TestFaultARunCutAnywhere cuts a run at every question it asks the clock, each time in another month, runs it again, and wants everybody paid
// once.
func TestFaultARunCutAnywhere(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		first := civil.MonthOf(2023, 1)
		clock := &trap{Clock: testkit.NewClock(time.Date(2023, 1, 20, 1, 0, 0, 0, time.UTC))}
		clock.left.Store(-1)
		h := build(t, testkit.Open(t, url, db.WithClock(clock.Now)), 1<<40)
		h.pay.page = 2
		people := h.people(5, first)
		cut := 0
		for n := int64(1); ; n++ {
			month := first.Add(int(n - 1))
			h.sim.Value = month.FirstDay() + 9
			work, cancel := context.WithCancel(ctx)
			clock.cancel.Store(&cancel)
			clock.left.Store(n)
			_, err := h.pay.Pay(work, maker, checker, county, month, h.bank, nil)
			clock.left.Store(-1)
			pulled := work.Err() != nil // a connection cut in the middle of a write says so in its own words
			cancel()
			if err != nil && !pulled && !errors.Is(err, context.Canceled) {
				t.Fatalf("cut %d: %v", n, err)
			}
			o := h.run(month)
			if o.Posted != int64(len(people)) || o.Returned+o.Held != 0 || o.Difference != 0 {
				t.Fatalf("cut %d: %+v", n, o)
			}
			if err == nil {
				break // it ran through: every question was a cut before
			}
			cut++
			h.confirm(people) // for longer than a year nobody is paid unconfirmed
			clock.Add(31 * 24 * time.Hour)
			if d := civil.DateIn(clock.Clock.Now()); d.Month() != month.Add(1) {
				clock.Add(time.Duration(month.Add(1).FirstDay()+19-d) * 24 * time.Hour)
			}
		}
		if cut < 20 {
			t.Fatalf("only %d cuts: the trap does not work", cut)
		}
		t.Logf("%d cuts", cut)
		h.sound()
		h.once(people, first)
	})
}

// once wants every month from first on paid to everybody exactly once, up to the last run.
func (h *house) once(people []who, first civil.Month) {
	h.t.Helper()
	all, err := h.pay.Runs(ctx, maker, ResidentPension, MaxPage)
	must(h.t, err)
	last := all[0].Month
	for _, p := range people {
		paid := map[civil.Month]int{}
		list, err := h.pay.PaymentsOf(ctx, reviewer, p.id, MaxPage)
		must(h.t, err)
		for _, pay := range list {
			for _, l := range pay.Lines {
				if pay.State == Paid {
					paid[l.Month]++
				}
			}
		}
		for m := first; m <= last; m++ {
			if paid[m] != 1 {
				h.t.Fatalf("%s was paid %d times", m, paid[m])
			}
		}
		if len(paid) != int(last-first)+1 {
			h.t.Fatalf("%d months paid of %d", len(paid), last-first+1)
		}
	}
}

// TestFaultTwoProcessesOnOneRun lets several processes run the same month at once.
func TestFaultTwoProcessesOnOneRun(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		clock := testkit.NewClock(time.Date(2026, 3, 20, 1, 0, 0, 0, time.UTC))
		h := build(t, testkit.Open(t, url, db.WithClock(clock.Now)), 1<<40)
		people := h.people(40, march)
		h.sim.ClosedIn10000 = 1000
		const processes = 4
		outcomes := make([]Outcome, processes)
		failed := make([]error, processes)
		var all sync.WaitGroup
		for i := range processes {
			other := open(t, testkit.Open(t, url, db.WithClock(clock.Now)), h.keys)
			other.pay.page = 5
			other.sim = h.sim
			all.Go(func() {
				outcomes[i], failed[i] = other.pay.Pay(ctx, maker, checker, county, march, other.bank, nil)
			})
		}
		all.Wait()
		for i := range processes {
			must(t, failed[i])
			o := outcomes[i]
			o.Already = outcomes[0].Already
			if o != outcomes[0] {
				t.Errorf("process %d came to %+v, the first to %+v", i, o, outcomes[0])
			}
		}
		if o := outcomes[0]; o.Posted+o.Returned != int64(len(people)) || o.Difference != 0 {
			t.Fatalf("%+v", o)
		}
		h.sound()
	})
}

// victim is what the killed process is told.
type victim struct {
	URL, Keys string
	Clock     time.Time
	Month     civil.Month
}

const victimEnv = "RENSHE_BENEFIT_VICTIM"

// TestTheVictim is not a test of its own: it is the process that [TestFaultKilledProcesses] kills.
func TestTheVictim(t *testing.T) {
	text := os.Getenv(victimEnv)
	if text == "" {
		return
	}
	var v victim
	must(t, json.Unmarshal([]byte(text), &v))
	keys, err := ledger.OpenKeys(v.Keys)
	must(t, err)
	d, err := db.Open(ctx, v.URL, db.WithClock(func() time.Time { return v.Clock }))
	must(t, err)
	defer d.Close()
	h := open(t, d, keys)
	h.pay.page = 20
	h.sim = victimBank(v.Month)
	h.run(v.Month)
}

func victimBank(month civil.Month) bank.Simulation {
	return bank.Simulation{Seed: 3, ClosedIn10000: 300, Value: month.FirstDay() + 9}
}

// TestFaultKilledProcesses kills a process of a run again and again, at random moments, with kill -9, until one gets through.
func TestFaultKilledProcesses(t *testing.T) {
	testkit.EachURL(t, func(t *testing.T, url string) {
		v := victim{URL: url, Keys: t.TempDir(), Clock: time.Date(2026, 3, 20, 1, 0, 0, 0, time.UTC), Month: march}
		keys, err := ledger.OpenKeys(v.Keys)
		must(t, err)
		h := buildWith(t, testkit.Open(t, url, db.WithClock(func() time.Time { return v.Clock })), 1<<40, keys)
		people := h.people(300, march)
		text, err := json.Marshal(v)
		must(t, err)
		kills := 0
		for patience := 120 * time.Millisecond; ; patience += 15 * time.Millisecond {
			p := exec.Command(os.Args[0], "-test.run", "^TestTheVictim$")
			p.Env = append(os.Environ(), victimEnv+"="+string(text))
			must(t, p.Start())
			done := make(chan error, 1)
			go func() { done <- p.Wait() }()
			select {
			case err := <-done:
				must(t, err)
			case <-time.After(rand.N(patience)):
				if err := p.Process.Kill(); !errors.Is(err, os.ErrProcessDone) {
					must(t, err)
					<-done
					kills++
					continue
				}
				must(t, <-done) // it got through in that very moment
			}
			break
		}
		t.Logf("%d kills", kills)
		h.sim = victimBank(march)
		o := h.run(march)
		if !o.Already || o.Posted+o.Returned != int64(len(people)) || o.Returned == 0 || o.Difference != 0 {
			t.Fatalf("%+v", o)
		}
		h.sound()
	})
}

func TestTheBankDoesNotAnswer(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, _ *testkit.Clock) {
		h := build(t, d, 1<<40)
		h.people(3, march)
		_, err := h.pay.Pay(ctx, maker, checker, county, march, func([]byte) ([]byte, error) { return nil, os.ErrDeadlineExceeded }, nil)
		wants(t, err, BankFailed)
		if o := h.run(march); o.Posted != 3 || o.Already {
			t.Fatalf("%+v", o)
		}
		h.sound()
	})
}
