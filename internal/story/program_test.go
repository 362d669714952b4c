package story

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "renshe/internal/app" // what the program is made of: the test cache must not answer after a change of it
	"renshe/internal/testkit"
)

const (
	county    = "430725"
	people    = "1500"
	asOf      = "2026-03"
	comesNext = "2026-04"
	password  = "taoyuan2026"
	patience  = 60 * time.Second // for one command on a machine that is busy with other tests
)

// built is the folder of the program that all tests of this run start.
var built struct {
	once sync.Once
	dir  string
	err  error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if built.dir != "" {
		os.RemoveAll(built.dir)
	}
	os.Exit(code)
}

// program builds cmd/renshe once.
func program(t testing.TB) string {
	t.Helper()
	built.once.Do(func() {
		if built.dir, built.err = os.MkdirTemp("", "renshe-story-"); built.err != nil {
			return
		}
		out, err := exec.Command("go", "build", "-o", built.dir, "renshe/cmd/renshe").CombinedOutput()
		if err != nil {
			built.err = errors.New(string(out))
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return filepath.Join(built.dir, "renshe")
}

// place is one county's records: a folder, and a PostgreSQL database or none.
type place struct {
	dir string
	url string
}

// eachPlace tells a test on an empty place of each engine.
func eachPlace(t *testing.T, fn func(t *testing.T, p place)) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		fn(t, place{dir: t.TempDir()})
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		fn(t, place{dir: t.TempDir(), url: testkit.Postgres(t)})
	})
}

// database is the address of the records.
func (p place) database() string {
	if p.url != "" {
		return p.url
	}
	return "sqlite:" + filepath.Join(p.dir, "renshe.db")
}

// copied is the same records once more; nobody may have the first ones open.
func (p place) copied(t testing.TB) place {
	t.Helper()
	c := place{dir: t.TempDir()}
	if err := os.CopyFS(c.dir, os.DirFS(p.dir)); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(c.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return os.Chmod(path, 0o600) // keys that others may read are refused
	})
	if err != nil {
		t.Fatal(err)
	}
	if p.url != "" {
		c.url = testkit.PostgresCopy(t, p.url)
	}
	return c
}

// command is the program at this place.
func (p place) command(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	args = append(args, "--data", p.dir)
	if p.url != "" {
		args = append(args, "--database", p.url)
	}
	c := exec.Command(program(t), args...)
	c.Env = append(os.Environ(), "LANG=C", "RENSHE_LANG=zh", "RENSHE_DATA=", "RENSHE_DATABASE=")
	return c
}

// run runs a command to its end and gives what it said and its exit code.
func (p place) run(t testing.TB, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	c := p.command(t, args...)
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	stop := time.AfterFunc(patience, func() { c.Process.Kill() })
	err := c.Wait()
	if !stop.Stop() {
		t.Fatalf("renshe %s did not end in %v\n%s", args[0], patience, errs.String())
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), errs.String(), c.ProcessState.ExitCode()
}

// answer runs a command that must succeed and reads its JSON.
func (p place) answer(t testing.TB, into any, args ...string) {
	t.Helper()
	out, errs, code := p.run(t, append(args, "--json")...)
	if code != 0 {
		t.Fatalf("renshe %s: exit %d\n%s", strings.Join(args, " "), code, errs)
	}
	if err := json.Unmarshal([]byte(out), into); err != nil {
		t.Fatalf("renshe %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// verified holds that the books are whole.
func (p place) verified(t testing.TB) {
	t.Helper()
	out, errs, code := p.run(t, "ledger", "verify")
	if code != 0 || !strings.Contains(out, "账本完好") {
		t.Fatalf("ledger verify: exit %d\n%s%s", code, out, errs)
	}
}

var opened = regexp.MustCompile(`打开 (http://127\.0\.0\.1:\d+)/`)

// served starts the program's pages as people do, and gives their address. The server is asked to end when the test does, and must.
func (p place) served(t testing.TB, args ...string) (base string) {
	t.Helper()
	c := p.command(t, append(args, "--listen", "127.0.0.1:0")...)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	log := &lockedBuffer{}
	c.Stderr = log
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	address := make(chan string, 1)
	ended := make(chan error, 1)
	go func() {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if m := opened.FindStringSubmatch(lines.Text()); m != nil {
				address <- m[1]
			}
		}
		ended <- c.Wait()
	}()
	t.Cleanup(func() { end(t, c, ended, log) })
	select {
	case base = <-address:
	case err := <-ended:
		ended <- err
		t.Fatalf("the server ended: %v\n%s", err, log)
	case <-time.After(patience):
		t.Fatalf("the server gave no address\n%s", log)
	}
	return base
}

// end asks a server to end, as Ctrl-C does, and holds that it does so in time, and that no request went wrong inside.
func end(t testing.TB, c *exec.Cmd, ended chan error, log *lockedBuffer) {
	t.Helper()
	c.Process.Signal(syscall.SIGTERM)
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("the server did not end well: %v\n%s", err, log)
		}
	case <-time.After(20 * time.Second):
		c.Process.Kill()
		t.Errorf("the server did not end when asked\n%s", log)
	}
	for _, line := range strings.Split(log.String(), "\n") {
		if strings.Contains(line, "level=ERROR") || strings.Contains(line, " ERROR ") {
			t.Errorf("the server logged: %s", line)
		}
		if wholeID.MatchString(line) {
			t.Error("the server logged a whole citizen ID")
		}
	}
}

// lockedBuffer is a log that is read while it is written.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
