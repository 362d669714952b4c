package ledger

import (
	"errors"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"renshe/internal/db"
	"renshe/internal/testkit"
)

// Tests run on databases that do not survive a power cut, because they are many. What is measured must be durable: an SQLite file on a
// disk (synchronous=FULL), and a PostgreSQL server with fsync and synchronous_commit on.

// durable opens a migrated database of an engine on a disk.
func durable(b *testing.B, engine db.Engine) *db.DB {
	b.Helper()
	url := "sqlite:" + filepath.Join(b.TempDir(), "renshe.db")
	if engine == db.Postgres {
		url = durableServer(b)
	}
	d, err := db.Open(ctx, url)
	must(b, err)
	b.Cleanup(func() { d.Close() })
	must(b, d.Migrate(ctx))
	return d
}

// durableServer makes a PostgreSQL server of the machine's own binaries, which the benchmark's end stops.
func durableServer(b *testing.B) string {
	b.Helper()
	bin, err := serverBinaries()
	testkit.Need(b, "PostgreSQL (initdb and postgres)", err == nil)
	dir, err := os.MkdirTemp("", "renshe-durable-")
	must(b, err)
	b.Cleanup(func() { _ = os.RemoveAll(dir) })
	who, err := servant()
	must(b, err)
	if who != nil {
		must(b, os.Chown(dir, int(who.Uid), int(who.Gid)))
	}
	run := func(name string, args ...string) *exec.Cmd {
		cmd := exec.Command(filepath.Join(bin, name), args...)
		cmd.Dir = dir
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: who}
		return cmd
	}
	if said, err := run("initdb", "-D", dir+"/data", "-U", "renshe", "-A", "trust", "--locale=C", "-E", "UTF8").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, said)
	}
	server := run("postgres", "-D", dir+"/data", "-k", dir, "-c", "listen_addresses=", "-c", "fsync=on", "-c", "synchronous_commit=on",
		"-c", "shared_buffers=256MB", "-c", "max_wal_size=4GB", "-c", "dynamic_shared_memory_type=mmap")
	must(b, server.Start())
	b.Cleanup(func() {
		_ = server.Process.Signal(syscall.SIGINT)
		_ = server.Wait()
	})
	url := "postgres://renshe@/postgres?host=" + dir
	for late := time.Now().Add(30 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		d, err := db.Open(ctx, url)
		if err == nil {
			must(b, d.Close())
			return url
		}
		if time.Now().After(late) {
			b.Fatal(err)
		}
	}
}

func serverBinaries() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		p, err := exec.LookPath("initdb")
		return filepath.Dir(p), err
	}
	slices.SortFunc(found, func(a, b string) int { return len(a) - len(b) + strings.Compare(a, b) })
	return filepath.Dir(found[len(found)-1]), nil
}

// servant is who PostgreSQL runs as when we are root, as which it refuses.
func servant() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.ParseUint(u.Uid, 10, 32)
		if err != nil {
			return nil, err
		}
		gid, err := strconv.ParseUint(u.Gid, 10, 32)
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, err
	}
	return nil, errors.New("running as root, and there is no user postgres or nobody to run PostgreSQL as")
}
