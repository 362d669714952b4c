package testkit

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"time"
)

// superuser is who the private server knows; its socket's folder lets nobody else in.
const superuser = "renshe"

// startWait bounds how long a server may take to answer on a machine that is busy with other tests.
const startWait = 60 * time.Second

// keeper holds a server by a pipe: when the test binary ends, in whatever way, its end of the pipe closes, cat returns,
// and server and folder go.
const keeper = `trap '' INT TERM HUP
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
	-c shared_buffers=32MB -c max_connections=90 -c max_wal_size=1GB -c autovacuum=off -c lc_messages=C \
	-c dynamic_shared_memory_type=mmap >"$2/log" 2>&1 </dev/null &
cat >/dev/null
kill -QUIT $! 2>/dev/null
wait $!
cd / && rm -rf "$2"
`

// server is a PostgreSQL that tests may make databases on.
type server struct {
	admin  string         // the address of its "postgres" database
	pipe   io.WriteCloser // keeps a private server alive; nil for somebody else's
	ready  sync.Once
	failed error
}

var theServer = sync.OnceValues(func() (*server, error) {
	if admin := os.Getenv("RENSHE_TEST_POSTGRES"); admin != "" {
		return &server{admin: admin}, nil
	}
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	return start(bin)
})

// binaries finds the folder with initdb and postgres; of several versions the newest.
func binaries() (string, error) {
	var dirs []string
	if p, err := exec.LookPath("initdb"); err == nil {
		if p, err = filepath.EvalSymlinks(p); err == nil {
			dirs = append(dirs, filepath.Dir(p))
		}
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil {
		return "", err
	}
	slices.SortFunc(found, func(a, b string) int { return version(b) - version(a) })
	for _, dir := range append(dirs, found...) {
		if _, err := os.Stat(filepath.Join(dir, "postgres")); err == nil {
			return dir, nil
		}
	}
	return "", errors.New("no initdb and postgres in PATH or /usr/lib/postgresql/*/bin")
}

func version(dir string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(dir)))
	return n
}

// tempParent is where tests' databases live: in memory if there is room, since copying one there takes a tenth of the time.
func tempParent() string {
	const shm, room = "/dev/shm", 2 << 30
	var fs syscall.Statfs_t
	if err := syscall.Statfs(shm, &fs); err == nil && fs.Bavail*uint64(fs.Bsize) > room && syscall.Access(shm, 2) == nil {
		return shm
	}
	return os.TempDir()
}

// unprivileged gives the user PostgreSQL runs as, since it refuses to run as root; nil when we are nobody special.
func unprivileged() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err1 == nil && err2 == nil {
			return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
		}
	}
	return nil, errors.New("running as root, and there is no user postgres or nobody to run PostgreSQL as")
}

func start(bin string) (*server, error) {
	who, err := unprivileged()
	if err != nil {
		return nil, err
	}
	parent := tempParent()
	if len(parent) > 60 {
		parent = "/tmp" // a socket's path holds 107 bytes
	}
	dir, err := os.MkdirTemp(parent, "renshe-pg-")
	if err != nil {
		return nil, err
	}
	pipe, err := startIn(bin, dir, who)
	if err != nil {
		os.RemoveAll(dir)
		return nil, err
	}
	s := &server{admin: fmt.Sprintf("postgres:///postgres?host=%s&user=%s&sslmode=disable", dir, superuser), pipe: pipe}
	if err := s.await(); err != nil {
		log, _ := os.ReadFile(filepath.Join(dir, "log"))
		pipe.Close()
		return nil, fmt.Errorf("PostgreSQL did not start: %w: %s", err, firstLine(string(log)))
	}
	return s, nil
}

// startIn makes a cluster in dir and starts the keeper; closing the pipe ends both.
func startIn(bin, dir string, who *syscall.Credential) (io.WriteCloser, error) {
	if who != nil {
		if err := os.Chown(dir, int(who.Uid), int(who.Gid)); err != nil {
			return nil, err
		}
	}
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", filepath.Join(dir, "data"), "-U", superuser,
		"--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions")
	initdb.Dir = dir
	initdb.SysProcAttr = &syscall.SysProcAttr{Credential: who}
	var said bytes.Buffer
	initdb.Stdout, initdb.Stderr = &said, &said
	if err := initdb.Run(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, firstLine(said.String()))
	}
	keep := exec.Command("/bin/sh", "-c", keeper, "renshe-pg-keeper", bin, dir)
	keep.Dir = dir
	// A session of its own: Ctrl-C ends the test, not the keeper, who still has to tidy up.
	keep.SysProcAttr = &syscall.SysProcAttr{Credential: who, Setsid: true}
	pipe, err := keep.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := keep.Start(); err != nil {
		return nil, err
	}
	go keep.Wait() // so that an early death is not a zombie
	return pipe, nil
}
