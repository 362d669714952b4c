package app

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/job"
	"renshe/internal/ledger"
	"renshe/internal/witness"
	"renshe/internal/words"
	"renshe/tlog"
)

// The books are cosigned by a witness that is there; one that is down, or that knows more than the books, stops nothing and is shown.
func TestCosign(t *testing.T) {
	const county civil.County = 430725
	ctx := t.Context()
	actor := access.Actor{County: county, User: 7, Role: access.System}
	a, err := Open(ctx, Config{Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	opened := int64(0)
	open := func(n int64) {
		t.Helper()
		for range n {
			opened++
			id := ledger.ResidentPension.Account(opened)
			if err := a.Books.OpenAccounts(ctx, actor, ledger.Persons{Maker: 7, Checker: 8}, ledger.Account{ID: id, Fund: id.Fund(), Class: ledger.Asset, Owner: "county",
				Title: words.Text{Zh: "账户", En: "account"}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	cosign := func() ledger.Witness {
		t.Helper()
		all, err := a.Cosign(ctx, county)
		if err != nil || len(all) != 1 {
			t.Fatalf("%v, %v", all, err)
		}
		return all[0]
	}
	w, err := witness.Open(t.TempDir(), "finance.example/witness")
	if err != nil {
		t.Fatal(err)
	}
	key, err := a.Books.VerifierKey(county)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.AddLog(key); err != nil {
		t.Fatal(err)
	}
	up := true
	s := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if !up {
			http.Error(rw, "down", http.StatusServiceUnavailable)
			return
		}
		w.Handler().ServeHTTP(rw, r)
	}))
	defer s.Close()
	if err := a.Books.SetWitness(ctx, actor, ledger.Witness{Name: "x", URL: s.URL, Key: w.Key()}); err != nil {
		t.Fatal(err)
	}
	if one := cosign(); one.Size != 0 || one.Problem != "" {
		t.Errorf("an empty log: %+v", one)
	}
	open(3)
	if one := cosign(); one.Size != 3 || one.Problem != "" || one.AskedAt.IsZero() {
		t.Errorf("%+v", one)
	}
	up = false
	open(2)
	if one := cosign(); one.Size != 3 || !strings.Contains(one.Problem, "503") {
		t.Errorf("down: %+v", one)
	}
	up = true
	open(700) // past complete subtrees of 256, whose roots are kept
	if one := cosign(); one.Size != 705 || one.Problem != "" {
		t.Errorf("up again: %+v", one)
	}
	open(1)
	if one := cosign(); one.Size != 706 || w.Logs()[0].Size != 706 {
		t.Errorf("%+v", one)
	}
	for seq, size := range map[int64]int64{0: 3, 2: 3, 255: 705, 256: 705, 704: 705, 705: 706} { // the first that was cosigned
		p, err := a.Books.ProveRecord(ctx, county, seq)
		if err != nil || p.Size != size || p.Witness != "finance.example/witness" || p.Witnessed.IsZero() {
			t.Errorf("%d: %+v, %v", seq, p, err)
		}
	}
	forged, err := tlog.NewCosigner("finance.example/witness", []byte(strings.Repeat("f", 32)))
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Books.SetWitness(ctx, actor, ledger.Witness{Name: "x", URL: s.URL, Key: forged.Key()}); err == nil {
		t.Error("a witness got another key")
	}
}

// asked is a county whose witness is asked by jobs, and a witness that a test can put out of order.
type asked struct {
	*App
	t      *testing.T
	county civil.County
	keys   *ledger.Keys
	opened int64
	queued map[string]string
	w      *witness.Witness
	url    string
	before func(http.ResponseWriter) bool // true: it answered by itself
	calls  atomic.Int64
}

func newAsked(t *testing.T) *asked {
	dir := t.TempDir()
	a, err := Open(t.Context(), Config{Data: dir})
	must(t, err)
	t.Cleanup(func() { a.Close() })
	keys, err := ledger.OpenKeys(dir)
	must(t, err)
	x := &asked{App: a, t: t, county: 430725, keys: keys, queued: map[string]string{}, before: func(http.ResponseWriter) bool { return false }}
	x.w, err = witness.Open(t.TempDir(), "finance.example/witness")
	must(t, err)
	key, err := a.Books.VerifierKey(x.county)
	must(t, err)
	must(t, x.w.AddLog(key))
	s := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		x.calls.Add(1)
		if !x.before(rw) {
			x.w.Handler().ServeHTTP(rw, r)
		}
	}))
	t.Cleanup(s.Close)
	x.url = s.URL
	return x
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (x *asked) actor() access.Actor {
	return access.Actor{County: x.county, User: 7, Role: access.System}
}

// post makes the log n records longer.
func (x *asked) post(n int) {
	x.t.Helper()
	for range n {
		x.opened++
		id := ledger.ResidentPension.Account(x.opened)
		must(x.t, x.Books.OpenAccounts(x.t.Context(), x.actor(), ledger.Persons{Maker: 7, Checker: 8}, ledger.Account{ID: id, Fund: id.Fund(), Class: ledger.Asset, Owner: "county",
			Title: words.Text{Zh: "账户", En: "account"}}))
	}
}

func (x *asked) register() {
	x.t.Helper()
	must(x.t, x.Books.SetWitness(x.t.Context(), x.actor(), ledger.Witness{Name: "x", URL: x.url, Key: x.w.Key()}))
}

// round does what the server does every few seconds.
func (x *asked) round() (job.Outcome, ledger.Witnessing) {
	x.t.Helper()
	must(x.t, x.queueCosign(x.t.Context(), x.county, x.queued))
	out, err := x.Jobs.Work(x.t.Context(), x.county, map[string]job.Handler{cosignJob: x.cosign})
	must(x.t, err)
	state, err := x.Books.Witnessing(x.t.Context(), x.county)
	must(x.t, err)
	return out, state
}

func (x *asked) later(d time.Duration) { x.Clock.Restore(x.Clock.Offset() + d) }

// Every new checkpoint is taken to the witness once, by the job alone; nothing is asked while nothing happened, until it is time again.
func TestCosignJobFollowsTheLog(t *testing.T) {
	x := newAsked(t)
	if _, s := x.round(); s.Alarm != (words.Text{}) || s.Size != 0 {
		t.Errorf("an empty log: %+v", s)
	}
	x.post(2)
	if _, s := x.round(); s.Alarm.En == "" || s.Size != 2 || !strings.Contains(s.Alarm.Zh, "没有登记") {
		t.Errorf("no witness: %+v", s)
	}
	x.register()
	if s, err := x.Books.Witnessing(t.Context(), x.county); err != nil || !strings.Contains(s.Alarm.En, "ever signed") {
		t.Errorf("registered, not asked: %+v, %v", s, err)
	}
	for range 3 {
		out, s := x.round()
		if out.Dead+out.Delayed > 0 || s.Seen != s.Size || s.Alarm != (words.Text{}) || s.Age > time.Minute {
			t.Fatalf("%+v, %+v", out, s)
		}
		before := x.calls.Load()
		x.round()
		x.round()
		if n := x.calls.Load() - before; n > 1 { // one of each window without news
			t.Errorf("asked %d times though nothing happened", n)
		}
		x.post(3)
	}
	x.round()
	before := x.calls.Load()
	x.later(askAgain)
	if _, s := x.round(); x.calls.Load() != before+1 || s.Age > time.Minute || s.Seen != 11 {
		t.Errorf("after a time: asked %d times, %+v", x.calls.Load()-before, s)
	}
}

// A witness that is down or slow is asked again, later each time, and stops nothing; after a day the alarm says so; when it is back, all
// that was missed is cosigned.
func TestCosignJobRetriesAWitnessThatIsDown(t *testing.T) {
	for name, fault := range map[string]func(http.ResponseWriter) bool{
		"down":     func(rw http.ResponseWriter) bool { rw.WriteHeader(http.StatusBadGateway); return true },
		"slow":     func(http.ResponseWriter) bool { time.Sleep(150 * time.Millisecond); return true },
		"nonsense": func(rw http.ResponseWriter) bool { rw.Write([]byte("— finance.example/witness AAAA\n")); return true },
		"a liar":   func(rw http.ResponseWriter) bool { rw.WriteHeader(http.StatusOK); return true },
	} {
		t.Run(name, func(t *testing.T) {
			defer func(d time.Duration) { witnessWait = d }(witnessWait)
			witnessWait = 100 * time.Millisecond
			x := newAsked(t)
			x.register()
			x.post(2)
			witnessWait = 20 * time.Second
			if _, s := x.round(); s.Seen != 2 {
				t.Fatalf("%+v", s)
			}
			witnessWait = 100 * time.Millisecond
			good := x.before
			x.before = fault
			x.post(1)
			out, s := x.round()
			if out.Delayed != 1 || s.Seen != 2 || s.Size != 3 || s.Witnesses[0].Problem == "" || s.Alarm != (words.Text{}) || s.Disagrees {
				t.Fatalf("%+v, %+v", out, s)
			}
			before := x.calls.Load()
			if out, _ := x.round(); out != (job.Outcome{}) || x.calls.Load() != before {
				t.Errorf("asked again at once: %+v", out)
			}
			tries := 0
			for range 30 {
				x.later(time.Hour)
				x.post(1)
				out, s = x.round()
				tries += out.Delayed + out.Dead
			}
			if tries < 20 || tries > 60 || !strings.Contains(s.Alarm.En, "more than a day") || s.Age < 24*time.Hour || s.Seen != 2 {
				t.Errorf("%d tries in 30 hours, %+v", tries, s)
			}
			x.before, witnessWait = good, 20*time.Second
			x.later(2 * time.Hour)
			if _, s := x.round(); s.Seen != s.Size || s.Size != 33 || s.Alarm != (words.Text{}) || s.Witnesses[0].Problem != "" {
				t.Errorf("back again: %+v", s)
			}
		})
	}
}

// A witness that has seen another log, or more of it, is an alarm at once; one that forgot what it had seen is brought up to date.
func TestCosignJobTellsAnotherLog(t *testing.T) {
	forge := func(x *asked, size int64) {
		signer, _, err := x.keys.For(ledger.Origin(x.county))
		must(t, err)
		msg, err := tlog.Sign(tlog.Checkpoint{Origin: ledger.Origin(x.county), Size: size, Root: tlog.LeafHash([]byte("another"))}, signer)
		must(t, err)
		_, err = witness.Submit(t.Context(), http.DefaultClient, x.url, 0, nil, string(msg))
		must(t, err)
	}
	for name, size := range map[string]int64{"a fork before": 2, "a fork here": 3, "a longer log": 9} {
		t.Run(name, func(t *testing.T) {
			x := newAsked(t)
			x.register()
			x.post(3)
			forge(x, size)
			out, s := x.round()
			if out.Delayed != 1 || !s.Disagrees || s.Seen != 0 || !strings.Contains(s.Alarm.En, "Stop payments") {
				t.Errorf("%+v, %+v", out, s)
			}
			x.post(9)
			x.later(time.Hour)
			if _, s := x.round(); name != "a longer log" && !s.Disagrees {
				t.Errorf("the alarm went away: %+v", s)
			}
		})
	}
	t.Run("forgetful", func(t *testing.T) {
		x := newAsked(t)
		x.register()
		x.post(3)
		x.round()
		key, err := x.Books.VerifierKey(x.county)
		must(t, err)
		seed := x.w
		x.w, err = witness.Open(t.TempDir(), "finance.example/witness")
		must(t, err)
		must(t, x.w.AddLog(key))
		x.post(2)
		out, s := x.round()
		if out.Delayed != 1 || s.Seen != 3 || s.Disagrees { // its folder is lost: another key, which is another witness
			t.Errorf("%+v, %+v", out, s)
		}
		x.w = seed
		x.later(time.Hour)
		if _, s := x.round(); s.Seen != 5 || s.Alarm != (words.Text{}) {
			t.Errorf("%+v", s)
		}
	})
}
