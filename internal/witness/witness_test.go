package witness_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"renshe/internal/witness"
	"renshe/tlog"
)

const origin = "renshe/ledger/430725"

// growing is a log that a test makes.
type growing struct {
	t      *testing.T
	leaves tlog.Leaves
	signer note.Signer
	key    string
}

func grow(t *testing.T) *growing {
	secret, key, err := note.GenerateKey(nil, origin)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	return &growing{t: t, signer: signer, key: key}
}

func (g *growing) add(n int, mark string) {
	for range n {
		g.leaves = append(g.leaves, tlog.LeafHash(fmt.Appendf(nil, "%s %d", mark, len(g.leaves))))
	}
}

func (g *growing) at(size int64) (tlog.Checkpoint, string) {
	root, err := g.leaves.Subtree(0, size)
	if err != nil {
		g.t.Fatal(err)
	}
	c := tlog.Checkpoint{Origin: origin, Size: size, Root: root}
	msg, err := tlog.Sign(c, g.signer)
	if err != nil {
		g.t.Fatal(err)
	}
	return c, string(msg)
}

func (g *growing) proof(old, size int64) tlog.Proof {
	if old == 0 {
		return nil
	}
	p, err := tlog.ProveGrowth(old, size, g.leaves)
	if err != nil {
		g.t.Fatal(err)
	}
	return p
}

func open(t *testing.T, dir string, g *growing) (*witness.Witness, string) {
	t.Helper()
	w, err := witness.Open(dir, "finance.example/witness")
	if err != nil {
		t.Fatal(err)
	}
	if err := w.AddLog(g.key); err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(w.Handler())
	t.Cleanup(s.Close)
	return w, s.URL
}

// A growing log is cosigned, with signatures that hold; what shrank or forked is refused with the size that is known, also after a
// restart and by another process on the same folder.
func TestOnlyGrowthIsCosigned(t *testing.T) {
	g, dir := grow(t), t.TempDir()
	g.add(10, "a")
	w, url := open(t, dir, g)
	submit := func(url string, l *growing, old, size int64) (string, error) {
		_, msg := l.at(size)
		return witness.Submit(t.Context(), http.DefaultClient, url, old, l.proof(old, size), msg)
	}
	known := func(url string, err error, want int64) {
		t.Helper()
		var c *witness.Conflict
		if !errors.As(err, &c) || c.Size != want {
			t.Errorf("got %v, want a conflict at %d", err, want)
		}
	}
	for _, step := range [][2]int64{{0, 3}, {3, 3}, {3, 7}, {7, 10}} {
		line, err := submit(url, g, step[0], step[1])
		if err != nil {
			t.Fatalf("%v: %v", step, err)
		}
		c, _ := g.at(step[1])
		if _, err := tlog.OpenCosignature(c, line, w.Key()); err != nil {
			t.Errorf("%v: %v", step, err)
		}
		c.Root[0] ^= 1
		if _, err := tlog.OpenCosignature(c, line, w.Key()); err == nil {
			t.Error("a cosignature holds under another root")
		}
	}
	_, err := submit(url, g, 3, 7)
	known(url, err, 10)
	_, err = submit(url, g, 0, 5)
	known(url, err, 10)
	fork := &growing{t: t, leaves: append(tlog.Leaves(nil), g.leaves[:8]...), signer: g.signer}
	fork.add(6, "b")
	if _, err = submit(url, fork, 10, 14); err == nil || !strings.Contains(err.Error(), "422") {
		t.Errorf("a fork: %v", err)
	}
	_, err = submit(url, fork, 10, 10)
	known(url, err, 10)

	_, again := open(t, dir, g)
	_, err = submit(again, g, 7, 10)
	known(again, err, 10)
	g.add(5, "a")
	if _, err := submit(again, g, 10, 15); err != nil {
		t.Error(err)
	}
	_, err = submit(url, g, 10, 12) // the first process must not move another way
	known(url, err, 15)
}

// Whatever is no request of a known log is refused with the status that the protocol has for it, and changes nothing.
func TestBadRequests(t *testing.T) {
	g := grow(t)
	g.add(4, "a")
	w, url := open(t, t.TempDir(), g)
	_, good := g.at(4)
	stranger := grow(t)
	stranger.add(4, "a")
	_, forged := stranger.at(4)
	hash := strings.Repeat("A", 43) + "="
	sign := func(text string) string {
		msg, err := note.Sign(&note.Note{Text: text}, g.signer)
		if err != nil {
			t.Fatal(err)
		}
		return string(msg)
	}
	empty, odd := sign(origin+"\n0\n"+hash+"\n"), sign(origin+"\n04\n"+hash+"\n") // nothing has another root; a size with a zero before it
	for body, want := range map[string]int{
		"": 400, "old 0\n": 400, "old -1\n\n" + good: 400, "old 01\n\n" + good: 400, "old 0\nAAAA\n\n" + good: 400, "old 5\n\n" + good: 400,
		"old 0\n\n" + strings.Replace(good, "430725", "430726", 1): 404, "old 0\n\n" + forged: 403, "old 0\n\n" + strings.Replace(good, "\n4\n", "\n5\n", 1): 403,
		"old 2\n\n" + good: 409, "old 0\n\n" + strings.Repeat("x", 1<<18): 400,
		"old 0\n" + hash + "\n\n" + good: 422, "old 0\n" + hash + "\r\n\n" + good: 400, "old 0\n" + strings.Repeat(hash+"\n", 64) + "\n" + good: 400,
		"old 0\n\n" + origin + "\n": 400, "old 0\n\n" + strings.TrimSuffix(good, "\n"): 400, "old 0\n\n" + empty: 409, "old 0\n\n" + odd: 400,
	} {
		resp, err := http.Post(url+"/add-checkpoint", "text/plain", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("%.40q: %d, want %d", body, resp.StatusCode, want)
		}
	}
	if l := w.Logs(); len(l) != 1 || l[0].Size != 0 {
		t.Errorf("%+v", l)
	}
}

// Many at once: one after the other, never two ways; and too many from one address are held off.
func TestManyAtOnce(t *testing.T) {
	g := grow(t)
	g.add(30, "a")
	w, url := open(t, t.TempDir(), g)
	var wg sync.WaitGroup
	var mu sync.Mutex
	signed, busy := 0, 0
	for i := range int64(130) {
		wg.Go(func() {
			_, msg := g.at(1 + i%30)
			_, err := witness.Submit(t.Context(), http.DefaultClient, url, 0, nil, msg)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				signed++
			} else if strings.Contains(err.Error(), "429") {
				busy++
			}
		})
	}
	wg.Wait()
	if signed != 1 || busy == 0 || w.Logs()[0].Size == 0 {
		t.Errorf("%d signed, %d held off, %+v", signed, busy, w.Logs())
	}
}

// A damaged state or key is refused, never replaced.
func TestDamageIsRefused(t *testing.T) {
	g := grow(t)
	for _, name := range []string{"witness.key", "state-0000000000000000001.json"} {
		dir := t.TempDir()
		open(t, dir, g)
		file := filepath.Join(dir, name)
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, raw[:len(raw)/2], 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := witness.Open(dir, "finance.example/witness"); err == nil {
			t.Errorf("half of %s was taken", name)
		}
	}
	if _, err := witness.Open(t.TempDir(), "a name"); err == nil {
		t.Error("a name with a space was taken")
	}
}

// A checkpoint may have extension lines, which are cosigned with it, and signatures of keys that nobody here knows; the answer may hold lines
// of several keys.
func TestWhatTheProtocolAllows(t *testing.T) {
	g := grow(t)
	g.add(4, "a")
	w, url := open(t, t.TempDir(), g)
	c, _ := g.at(4)
	c.Extra = "built-by example\nlater\n"
	stranger := grow(t)
	msg, err := tlog.Sign(c, stranger.signer, g.signer)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := witness.Submit(t.Context(), http.DefaultClient, url, 0, nil, string(msg))
	if err != nil {
		t.Fatal(err)
	}
	second, err := tlog.NewCosigner("finance.example/witness", []byte(strings.Repeat("2", 32)))
	if err != nil {
		t.Fatal(err)
	}
	line, at, err := tlog.FindCosignature(c, second.Cosign(c, at0)+"— other.example AAAAAAAA\n"+lines, w.Key())
	if err != nil || line != lines || at.IsZero() {
		t.Errorf("%q, %v, %v", line, at, err)
	}
	plain := c
	plain.Extra = ""
	for what, try := range map[string]func() error{
		"without its extension lines": func() error { _, _, err := tlog.FindCosignature(plain, lines, w.Key()); return err },
		"another key's alone":         func() error { _, _, err := tlog.FindCosignature(c, second.Cosign(c, at0), w.Key()); return err },
		"no line at all":              func() error { _, _, err := tlog.FindCosignature(c, "", w.Key()); return err },
		"a time beyond 2^63": func() error {
			_, _, err := tlog.FindCosignature(c, second.Cosign(c, time.Unix(-1, 0)), second.Key())
			return err
		},
	} {
		if try() == nil {
			t.Errorf("%s was taken", what)
		}
	}
	for _, extra := range []string{"\n", "x", "x\n\n", "x\n\ny\n"} {
		bad := c
		bad.Extra = extra
		if _, err := tlog.ParseCheckpoint(bad.Text()); err == nil {
			t.Errorf("extension %q was taken", extra)
		}
	}
}

var at0 = time.Unix(1_774_000_000, 0)
