package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"renshe/internal/testkit"
)

// block is one fenced part of a tutorial: a file to write, or commands with what they must print.
type block struct {
	file string // "" for commands
	text string
}

// reader is somebody who follows a tutorial to the letter: he has law/ before him, the rest of the checkout stands beneath it.
type reader struct {
	t       *testing.T
	dir     string // where law/ is, and where he types
	root    string // of the checkout
	state   string // what his shell remembers
	written map[string]string
}

// TestItemTutorial does what docs/tutorial-service-item.md says: writes its files, runs its commands, and compares what comes out. The
// program is the real one, built twice.
func TestItemTutorial(t *testing.T) {
	testkit.Need(t, "time to build the program twice", !testing.Short())
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{t: t, dir: t.TempDir(), root: root, state: filepath.Join(t.TempDir(), "state"), written: map[string]string{}}
	if err := os.CopyFS(filepath.Join(r.dir, "law"), os.DirFS(filepath.Join(root, "law"))); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join(root, "docs", "tutorial-service-item.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := blocksOf(string(page))
	if len(blocks) < 7 {
		t.Fatalf("the tutorial has %d blocks", len(blocks))
	}
	r.shim()
	commands := 0
	for _, b := range blocks {
		if b.file != "" {
			r.writes(b)
			continue
		}
		for _, c := range strings.Split("\n"+b.text, "\n$ ")[1:] {
			command, want, _ := strings.Cut(c, "\n")
			r.types(command, strings.TrimRight(want, "\n"))
			commands++
		}
	}
	if commands < 10 || len(r.written) != 1 {
		t.Errorf("%d commands, %d files", commands, len(r.written))
	}
}

var fenced = regexp.MustCompile("(?s)```(yaml|console)(?: ([^\n]+))?\n(.*?)```")

func blocksOf(page string) (list []block) {
	for _, m := range fenced.FindAllStringSubmatch(page, -1) {
		list = append(list, block{m[2], m[3]})
	}
	return list
}

// writes a file; the tutorial touches law/ alone.
func (r *reader) writes(b block) {
	r.t.Helper()
	if !filepath.IsLocal(b.file) || !strings.HasPrefix(b.file, "law/") {
		r.t.Fatalf("the tutorial writes %s", b.file)
	}
	file := filepath.Join(r.dir, filepath.FromSlash(b.file))
	if err := os.WriteFile(file, []byte(b.text), 0o600); err != nil {
		r.t.Fatal(err)
	}
	r.written[filepath.Join(r.root, filepath.FromSlash(b.file))] = file
	r.overlay()
}

// overlay lays what was written over the checkout, for the compiler alone: nothing is copied, and its cache is kept.
func (r *reader) overlay() {
	r.t.Helper()
	body, err := json.Marshal(map[string]any{"Replace": r.written})
	if err == nil {
		err = os.WriteFile(r.state+".overlay", body, 0o600)
	}
	if err != nil {
		r.t.Fatal(err)
	}
}

// shim is the go command as the reader has it: it works in the checkout, with his law over it, and builds into his folder.
func (r *reader) shim() {
	r.t.Helper()
	r.overlay()
	real, err := exec.LookPath("go")
	if err != nil {
		r.t.Fatal(err)
	}
	bin := filepath.Join(filepath.Dir(r.state), "bin")
	script := "#!/bin/sh\ncd '" + r.root + "' || exit 1\nfor a; do shift; [ \"$a\" = renshe ] && a='" + filepath.Join(r.dir, "renshe") + "'; set -- \"$@\" \"$a\"; done\n" +
		"GOFLAGS='-overlay=" + r.state + ".overlay' exec '" + real + "' \"$@\"\n"
	if err := errors.Join(os.Mkdir(bin, 0o755), os.WriteFile(filepath.Join(bin, "go"), []byte(script), 0o755), os.WriteFile(r.state, nil, 0o600)); err != nil {
		r.t.Fatal(err)
	}
	r.t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
}

// types one command into a shell that remembers its variables, and compares what it prints.
func (r *reader) types(command, want string) {
	r.t.Helper()
	c := exec.Command("sh", "-c", "set -a; . '"+r.state+"'; "+command+"\ncode=$?; export -p > '"+r.state+"'; exit $code")
	c.Dir = r.dir
	out, err := c.CombinedOutput()
	if err != nil {
		r.t.Fatalf("$ %s\n%s%v", command, out, err)
	}
	if got := strings.TrimRight(string(out), "\n"); !printed(want, got) {
		r.t.Errorf("$ %s\nprints\n%s\nthe tutorial says\n%s", command, got, want)
	}
}

// printed says whether a command printed what the page shows; … stands for what differs.
func printed(want, got string) bool {
	parts := strings.Split(want, "…")
	for i, p := range parts {
		parts[i] = regexp.QuoteMeta(p)
	}
	return regexp.MustCompile("(?s)^" + strings.Join(parts, ".*") + "$").MatchString(got)
}

// What a page does not show is not what was printed.
func TestPrintedCompares(t *testing.T) {
	for _, c := range []struct {
		want, got string
		same      bool
	}{{"", "", true}, {"", "x", false}, {"a … c", "a b c", true}, {"a … c", "a b d", false}, {"a.", "ab", false}, {"ok  …", "FAIL x", false}} {
		if printed(c.want, c.got) != c.same {
			t.Errorf("%q for %q", c.got, c.want)
		}
	}
}
