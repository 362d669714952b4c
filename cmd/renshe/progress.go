package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"renshe/internal/words"
)

// progress shows long work: one moving line on a terminal, a plain line every few seconds elsewhere.
type progress struct {
	mu       sync.Mutex
	w        io.Writer
	lang     words.Lang
	terminal bool
	last     time.Time
	stage    string
	drawn    bool
}

const (
	redraw = 100 * time.Millisecond // on a terminal
	plain  = 5 * time.Second        // in a log file
)

func (s *session) progress() *progress {
	f, ok := s.stderr.(*os.File)
	return &progress{w: s.stderr, lang: s.lang, terminal: ok && term.IsTerminal(int(f.Fd()))}
}

// at reports done of total units of a stage; total 0 means unknown.
func (p *progress) at(stage words.Text, done, total int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	name := stage.In(p.lang)
	now := time.Now()
	fresh := name != p.stage
	every := plain
	if p.terminal {
		every = redraw
	}
	if !fresh && done != total && now.Sub(p.last) < every {
		return
	}
	p.stage, p.last = name, now
	line := fmt.Sprintf("%s %d", name, done)
	if total > 0 {
		line = fmt.Sprintf("%s %d/%d", name, done, total)
	}
	if !p.terminal {
		fmt.Fprintln(p.w, line)
		return
	}
	if fresh && p.drawn {
		fmt.Fprintln(p.w)
	}
	if total > 0 {
		const width = 30
		full := int(done * width / total)
		line = fmt.Sprintf("[%s%s] %s", strings.Repeat("█", full), strings.Repeat("·", width-full), line)
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s", line)
	p.drawn = true
}

// done ends the moving line.
func (p *progress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.terminal && p.drawn {
		fmt.Fprintln(p.w)
		p.drawn = false
	}
}
