package faults

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
)

const (
	county = civil.County(430725) // the demo county
	month  = "2026-03"
	// killsACopy is how often a run is killed before it is let through.
	killsACopy = 8
	// otherEvery is after how many rounds one has another fault instead of kills.
	otherEvery = 5
	// disksACopy is how often a run finds its disk full before it is let through.
	disksACopy = 6
)

// Differs is a round that did not come to what the calm run came to.
var Differs = fail.Define(fail.Internal, "faults.differs",
	words.Text{Zh: "第 {round} 轮之后，结果与没有故障时不同：{what}", En: "After round {round} the outcome differs from that without faults: {what}"},
	words.Text{Zh: "试验用的是临时数据，目录留在 {dir}。", En: "The trial used temporary data; it stays in {dir}."},
	words.Text{Zh: "请把这个目录交给开发者。", En: "Give this folder to the developers."})

// Options say how long to try. With Server, a PostgreSQL address whose user may create databases, the records are there. Disk is an empty folder on
// a small disk of its own that the trial may fill to its last byte; the server must be able to write into it too, and its user to make tablespaces.
type Options struct {
	Program  string // the program to run
	Kills    int
	People   int
	Seed     uint64
	Server   string
	Disk     string // "" lets SQLite grow its files to a bound instead, and PostgreSQL be
	Progress func(done, total int64)
}

// Report counts what was done.
type Report struct {
	Engine   string         `json:"engine"`
	Kills    int            `json:"kills"`  // that hit a run at work
	Missed   int            `json:"missed"` // processes that were through before their kill
	Rounds   int            `json:"rounds"`
	FullDisk int            `json:"full_disk"` // processes that the system refused to let write on
	Pairs    int            `json:"pairs"`     // rounds with two processes on one run
	At       map[string]int `json:"at"`        // kills by what the run had said last
	People   int            `json:"people"`
	Paid     int64          `json:"paid"` // people paid, in each round the same
	Seconds  int64          `json:"seconds"`
}

// outcome is what `payrun --json` says.
type outcome struct {
	State     string `json:"state"`
	People    int64  `json:"people"`
	Held      int64  `json:"held"`
	Total     int64  `json:"total_fen"`
	Posted    int64  `json:"posted"`
	PostedFen int64  `json:"posted_fen"`
	Returned  int64  `json:"returned"`
	Diff      int64  `json:"difference_fen"`
	Already   bool   `json:"already"`
}

// place is one copy of the county.
type place struct {
	dir   string
	url   string // "" is SQLite in dir
	small bool   // on the disk that may be filled
}

type trial struct {
	Options
	report Report
	random *rand.Rand
	top    string // of all temporary folders
	name   string // of the databases, with a number
	next   int
	start  time.Duration // that a process needs until it is at work
	work   time.Duration // that the calm run took, without that
	want   outcome
	books  string
}

// Run builds a county, pays its month calmly, and then again and again under faults, until so many kills have hit.
func Run(ctx context.Context, o Options) (Report, error) {
	began := time.Now()
	top, err := os.MkdirTemp("", "renshe-faults-")
	if err != nil {
		return Report{}, err
	}
	t := &trial{Options: o, top: top, random: rand.New(rand.NewPCG(o.Seed, 9)), name: "renshe_faults_" + strconv.Itoa(os.Getpid()),
		report: Report{Engine: "sqlite", At: map[string]int{}, People: o.People}}
	if o.Server != "" {
		t.report.Engine = "postgres"
	}
	if err := t.open(ctx); err != nil {
		return t.report, errors.Join(err, os.RemoveAll(top))
	}
	base, err := t.place(ctx, "template0", "", false)
	if err == nil {
		err = t.rounds(ctx, base)
	}
	err = errors.Join(err, t.drop(ctx, base))
	if err == nil {
		err = t.close(ctx)
	}
	t.report.Seconds = int64(time.Since(began).Seconds())
	if err == nil {
		err = os.RemoveAll(top)
	}
	return t.report, err
}

func (t *trial) rounds(ctx context.Context, base place) error {
	if _, err := t.run(ctx, base, "demo", "--people", strconv.Itoa(t.People), "--as-of", month, "--no-serve"); err != nil {
		return err
	}
	calm, err := t.copied(ctx, base, false)
	if err != nil {
		return err
	}
	began := time.Now()
	if t.want, err = t.pay(ctx, calm); err != nil {
		return err
	}
	length, began := time.Since(began), time.Now()
	if _, err := t.pay(ctx, calm); err != nil {
		return err
	}
	t.start = time.Since(began) * 3 / 4 // the rest is spent on finding that there is nothing to do
	t.work, t.report.Paid = max(length-t.start, time.Millisecond), t.want.Posted
	if t.books, err = records(ctx, calm.database(), county); err != nil {
		return err
	}
	if err := t.drop(ctx, calm); err != nil {
		return err
	}
	for t.report.Kills < t.Kills {
		if err := t.round(ctx, base); err != nil {
			return err
		}
		if t.Progress != nil {
			t.Progress(int64(min(t.report.Kills, t.Kills)), int64(t.Kills))
		}
	}
	return nil
}

// round makes a copy, breaks it, lets it through and compares.
func (t *trial) round(ctx context.Context, base place) error {
	t.report.Rounds++
	turn := t.report.Rounds % (2 * otherEvery)
	p, err := t.copied(ctx, base, turn == otherEvery && t.Disk != "")
	if err != nil {
		return err
	}
	switch {
	case turn == 0:
		err = t.pair(ctx, p)
	case p.small:
		err = t.fullDisk(ctx, p)
	case turn == otherEvery && p.url == "":
		err = t.bounded(ctx, p)
	}
	for n := 0; n < killsACopy && t.report.Kills < t.Kills && err == nil; n++ {
		var through bool
		if through, err = t.kill(ctx, p, n%2 == 1); through {
			break
		}
	}
	if err == nil {
		err = t.compare(ctx, p)
	}
	if err != nil {
		return err
	}
	return t.drop(ctx, p)
}

// compare lets the copy through and holds it to the calm run.
func (t *trial) compare(ctx context.Context, p place) error {
	got, err := t.pay(ctx, p)
	if err != nil {
		return t.differs(err.Error())
	}
	again, err := t.pay(ctx, p)
	if err != nil || !again.Already {
		return t.differs("a finished run is not finished")
	}
	got.Already, again.Already = false, false
	if got != t.want || again != t.want {
		return t.differs(fmt.Sprintf("%+v", got))
	}
	now, err := records(ctx, p.database(), county)
	if err != nil {
		return err
	}
	if now != t.books {
		return t.differs("records")
	}
	if _, err := t.run(ctx, p, "ledger", "verify"); err != nil {
		return t.differs(err.Error())
	}
	return nil
}

func (t *trial) differs(what string) error {
	return Differs.With("round", t.report.Rounds, "what", what, "dir", t.top)
}

// pay runs the month to its end.
func (t *trial) pay(ctx context.Context, p place) (o outcome, err error) {
	text, err := t.run(ctx, p, "payrun", "--month", month, "--json")
	if err == nil {
		err = json.Unmarshal(text, &o)
	}
	return o, err
}

func (t *trial) run(ctx context.Context, p place, args ...string) ([]byte, error) {
	c := t.command(ctx, p, args...)
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &said
	if err := c.Run(); err != nil {
		return nil, fmt.Errorf("renshe %s: %w: %s", strings.Join(args, " "), err, said.String())
	}
	return out.Bytes(), nil
}

func (t *trial) command(ctx context.Context, p place, args ...string) *exec.Cmd {
	args = append(args, "--data", p.dir)
	if p.url != "" {
		args = append(args, "--database", p.url)
	}
	return exec.CommandContext(ctx, t.Program, args...)
}

// place makes a folder, and a database from a template.
func (t *trial) place(ctx context.Context, template, dir string, small bool) (place, error) {
	t.next++
	p := place{dir: filepath.Join(t.top, strconv.Itoa(t.next)), small: small}
	if small && t.Server == "" {
		p.dir = filepath.Join(t.Disk, strconv.Itoa(t.next))
	}
	if err := os.Mkdir(p.dir, 0o700); err != nil {
		return p, err
	}
	if dir != "" {
		if err := copyFolder(p.dir, dir); err != nil {
			return p, err
		}
	}
	if t.Server == "" {
		return p, nil
	}
	name := t.name + "_" + strconv.Itoa(t.next)
	u, err := url.Parse(t.Server)
	if err != nil {
		return p, err
	}
	u.Path = "/" + name
	p.url = u.String()
	tablespace := ""
	if small {
		tablespace = t.name
	}
	return p, copyDatabase(ctx, t.Server, name, template, tablespace)
}

func (t *trial) copied(ctx context.Context, base place, small bool) (place, error) {
	return t.place(ctx, base.databaseName(), base.dir, small)
}

// open makes the server a tablespace on the small disk, in a folder of the one whom the disk belongs to.
func (t *trial) open(ctx context.Context) error {
	if t.Server == "" || t.Disk == "" {
		return nil
	}
	folder := filepath.Join(t.Disk, "tablespace")
	if err := os.Mkdir(folder, 0o700); err != nil {
		return err
	}
	info, err := os.Stat(t.Disk)
	if err != nil {
		return err
	}
	if owner, ok := info.Sys().(*syscall.Stat_t); ok && os.Getuid() == 0 {
		if err := os.Chown(folder, int(owner.Uid), int(owner.Gid)); err != nil {
			return err
		}
	}
	return makeTablespace(ctx, t.Server, t.name, folder)
}

func (t *trial) close(ctx context.Context) error {
	if t.Server == "" || t.Disk == "" {
		return nil
	}
	return errors.Join(dropTablespace(ctx, t.Server, t.name), os.RemoveAll(filepath.Join(t.Disk, "tablespace")))
}

func (t *trial) drop(ctx context.Context, p place) error {
	if p.url != "" {
		if err := dropDatabase(ctx, t.Server, p.databaseName()); err != nil {
			return err
		}
	}
	return os.RemoveAll(p.dir)
}

// databaseName is the last part of the address; "" on SQLite.
func (p place) databaseName() string {
	path, _, _ := strings.Cut(p.url, "?")
	return path[strings.LastIndexByte(path, '/')+1:]
}

func (p place) database() string {
	if p.url != "" {
		return p.url
	}
	return "sqlite:" + filepath.Join(p.dir, "renshe.db")
}

// copyFolder copies keys and records; keys that others may read are refused, so the copy's files are nobody else's either.
func copyFolder(to, from string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o700)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), content, 0o600)
	})
}
