package faults

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// exitBusy is how the program ends when its store has no room.
const exitBusy = 75

// kill starts the run and kills it at a random moment: of the work that the calm run took, or, every other time, after it has said that something
// is done. through says that it was done before.
func (t *trial) kill(ctx context.Context, p place, late bool) (through bool, err error) {
	c := t.command(ctx, p, "payrun", "--month", month)
	pipe, err := c.StderrPipe()
	if err != nil {
		return false, err
	}
	if err := c.Start(); err != nil {
		return false, err
	}
	after := func(d time.Duration) *time.Timer {
		return time.AfterFunc(d, func() { c.Process.Signal(syscall.SIGKILL) })
	}
	lines, last := bufio.NewScanner(pipe), "at first"
	var timer *time.Timer
	if !late {
		timer = after(t.start + time.Duration(t.random.Int64N(int64(t.work))))
	}
	for lines.Scan() {
		last = lines.Text()
		if timer == nil {
			timer = after(time.Duration(t.random.Int64N(int64(t.work / 4))))
		}
	}
	err = c.Wait()
	if timer != nil {
		timer.Stop()
	}
	if status, ok := c.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() && status.Signal() == syscall.SIGKILL {
		t.report.Kills++
		t.report.At[strings.TrimRight(last, " 0123456789/")]++
		return false, nil
	}
	if err != nil {
		return false, t.differs(last)
	}
	// The run was quicker than the calm one, which was timed beside other work: the next kill comes earlier, or the trial would go on missing.
	t.report.Missed++
	t.start, t.work = t.start*9/10, max(t.work*4/5, time.Millisecond)
	return true, nil
}

// pair starts two runs at once; one of them may be told that the other is at it, neither may spoil it.
func (t *trial) pair(ctx context.Context, p place) error {
	t.report.Pairs++
	var both [2]*exec.Cmd
	for i := range both {
		both[i] = t.command(ctx, p, "payrun", "--month", month)
		if err := both[i].Start(); err != nil {
			return err
		}
	}
	for _, c := range both {
		_ = c.Wait() // what the month comes to is asked afterwards
	}
	return nil
}

// bounded lets the run grow its files to a bound that is somewhere between nothing and enough.
func (t *trial) bounded(ctx context.Context, p place) error {
	info, err := os.Stat(filepath.Join(p.dir, "renshe.db"))
	if err != nil {
		return err
	}
	limit := 64 + t.random.Int64N(info.Size()/1024)
	c := t.command(ctx, p, "payrun", "--month", month)
	c.Args = append([]string{"sh", "-c", "ulimit -f " + strconv.FormatInt(limit*2, 10) + `; exec "$@"`, "sh", c.Path}, c.Args[1:]...)
	if c.Path, err = exec.LookPath("sh"); err != nil {
		return err
	}
	return t.refused(c)
}

// fullDisk leaves the small disk room for a little more of the run, some times over, each time so much that the run gets further.
func (t *trial) fullDisk(ctx context.Context, p place) error {
	ballast := filepath.Join(t.Disk, "ballast")
	defer os.Remove(ballast)
	// A server makes files of its own when a new database is first opened; without room for them nobody gets in.
	if _, err := records(ctx, p.database(), county); err != nil {
		return err
	}
	for room := int64(1); room <= disksACopy; room++ {
		if err := fill(ballast, t.random.Int64N(room<<18)); err != nil {
			return err
		}
		if err := t.refused(t.command(ctx, p, "payrun", "--month", month)); err != nil {
			return err
		}
	}
	return nil
}

// fill writes until the disk takes no more and then gives room bytes back.
func fill(path string, room int64) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	size := int64(0)
	for block := make([]byte, 1<<20); len(block) > 0; {
		n, err := f.Write(block)
		size += int64(n)
		if errors.Is(err, syscall.ENOSPC) {
			block = block[:len(block)/2]
		} else if err != nil {
			return err
		}
	}
	if err := f.Truncate(max(size-room, 0)); err != nil {
		return err
	}
	return f.Sync()
}

// refused runs what may find no room; it has to say so and nothing else.
func (t *trial) refused(c *exec.Cmd) error {
	var said bytes.Buffer
	c.Stderr = &said
	err := c.Run()
	if err == nil {
		return nil
	}
	if c.ProcessState.ExitCode() != exitBusy {
		return t.differs("full disk: " + err.Error() + ": " + said.String())
	}
	t.report.FullDisk++
	return nil
}
