package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"
)

// TestMain lets the test binary be the program itself, so that scripts run whole commands with their exit codes.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"renshe": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
		stop()
		os.Exit(code)
	}})
}

func TestScripts(t *testing.T) {
	kept := &counties{top: t.TempDir(), built: map[string]func() error{}}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "C")
			env.Setenv("RENSHE_LANG", "en")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"county": kept.county, "sql": alter, "exits": exits, "paid": somePaid, "key": keyOf},
	})
}

// counties are the demo counties that scripts begin with: the program builds each once, and every script works on a copy of its own.
type counties struct {
	mu    sync.Mutex
	top   string
	built map[string]func() error
}

// county puts a demo county of March 2026 into a folder: county DIR PEOPLE.
func (c *counties) county(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: county DIR PEOPLE")
	}
	people := args[1]
	from := filepath.Join(c.top, people)
	c.mu.Lock()
	build := c.built[people]
	if build == nil {
		build = sync.OnceValue(func() error {
			return ts.Exec("renshe", "demo", "--no-serve", "--people", people, "--data", from, "--as-of", "2026-03", "--json")
		})
		c.built[people] = build
	}
	c.mu.Unlock()
	ts.Check(build())
	ts.Check(copied(ts.MkAbs(args[0]), from))
}

// copied copies a folder with its files' permissions: keys are their owner's alone.
func copied(to, from string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		target := to + strings.TrimPrefix(path, from)
		if entry.IsDir() {
			return os.MkdirAll(target, info.Mode().Perm())
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, content, info.Mode().Perm())
	})
}

// alter runs statements on an SQLite file, as somebody with the file and no respect would: sql FILE STATEMENT…
func alter(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: sql FILE STATEMENT…")
	}
	d, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	defer d.Close()
	for _, statement := range args[1:] {
		_, err := d.Exec(statement)
		ts.Check(err)
	}
}

// exits runs a command and holds its exit code against the table of fail: exits CODE COMMAND…
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := "0"
	if err != nil {
		code = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if code != args[0] {
		ts.Fatalf("%v: exit %s, want %s", args[1:], code, args[0])
	}
}

// somePaid puts the number of a payment that the bank carried out into $PAID: paid TRANSFERS, as renshe ledger export wrote them.
func somePaid(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: paid transfer.txt")
	}
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		if f := strings.Split(line, "\t"); len(f) > 12 && f[9] == "3" && strings.HasPrefix(f[12], "payment:") {
			id, _, _ := strings.Cut(strings.TrimPrefix(f[12], "payment:"), "/")
			ts.Setenv("PAID", id)
			return
		}
	}
	ts.Fatalf("no payment was carried out")
}

// keyOf puts a text of a JSON answer, at its top, into a variable: key NAME FILE VARIABLE.
func keyOf(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: key NAME FILE VARIABLE")
	}
	var answer map[string]any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[1])), &answer))
	text, ok := answer[args[0]].(string)
	if !ok {
		ts.Fatalf("%s has no text %s", args[1], args[0])
	}
	ts.Setenv(args[2], text)
}
