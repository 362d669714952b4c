package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

const (
	chunkBytes = 1 << 18 // a chunk: long enough that handing it over costs nothing, short enough to stay in a core's cache with what is made of it
	ahead      = 4       // chunks that a file may be read ahead
	maxLine    = 1 << 16 // no record is longer: texts have at most 2,000 bytes each
)

// pool parses chunks on every core.
type pool struct {
	jobs chan *chunk
	free chan *chunk
	more func(*chunk) // what is done with each chunk besides, on the same core

	second bool // whether leaves are hashed for the second tree too
}

func newPool(second bool, more func(*chunk)) *pool {
	p := &pool{make(chan *chunk, 64), make(chan *chunk, 64), more, second}
	for range runtime.GOMAXPROCS(0) {
		go func() {
			scratch := make([]byte, 1<<14)
			for c := range p.jobs {
				scratch = c.parse(scratch)
				p.more(c)
				close(c.ready)
			}
		}()
	}
	return p
}

func (p *pool) close() { close(p.jobs) }

// take gives a chunk that nobody uses.
func (p *pool) take(t *table) *chunk {
	select {
	case c := <-p.free:
		*c = chunk{table: t, buf: c.buf[:0], values: c.values, leaves: c.leaves, runs: c.runs[:0], tops: c.tops[:0],
			smLeaves: c.smLeaves, smTops: c.smTops[:0], signed: c.signed[:0], second: p.second && t.tag != 0, ready: make(chan struct{})}
		return c
	default:
		return &chunk{table: t, second: p.second && t.tag != 0, ready: make(chan struct{})}
	}
}

func (p *pool) give(c *chunk) {
	select {
	case p.free <- c:
	default:
	}
}

// stream reads one file in order, its chunks parsed ahead by the pool.
type stream struct {
	table   *table
	pool    *pool
	chunks  chan *chunk
	current *chunk
	at      int
	digests bool   // whether a digest is taken
	digest  string // after the end
	bytes   int64
	records int64
	index   []mark // where the chunks of the file begin
	onFault func(record, fault)
	err     error
	stop    chan struct{}
}

// mark is a piece of a file: the place of its first record, where it begins and how long it is.
type mark struct{ place, offset, size int64 }

var errHeader = errors.New("the first line does not name the columns")

func (p *pool) open(dir string, t *table, digests bool, onFault func(record, fault)) (*stream, error) {
	f, err := os.Open(filepath.Join(dir, t.name+".txt"))
	if err != nil {
		return nil, err
	}
	s := &stream{table: t, pool: p, digests: digests, chunks: make(chan *chunk, ahead), onFault: onFault, stop: make(chan struct{})}
	go s.read(f)
	return s, nil
}

func header(t *table) string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.name
	}
	return strings.Join(names, "\t") + "\n"
}

// read cuts the file into chunks of whole lines and takes its digest.
func (s *stream) read(f *os.File) {
	defer close(s.chunks)
	defer f.Close()
	sum := sha256.New()
	piece := chunkBytes
	if info, err := f.Stat(); err == nil && info.Size() < chunkBytes {
		piece = int(info.Size()) + maxLine
	}
	var rest []byte
	offset, heading := int64(0), header(s.table)
	for first := true; ; first = false {
		c := s.pool.take(s.table)
		if cap(c.buf) < piece+room {
			c.buf = make([]byte, 0, piece+room)
		}
		have := copy(c.buf[:piece], rest)
		n, err := io.ReadFull(f, c.buf[have:piece])
		c.buf = c.buf[:have+n]
		if s.digests {
			sum.Write(c.buf[have:])
		}
		s.bytes += int64(n)
		ended := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !ended {
			c.err = err
		}
		cut := bytes.LastIndexByte(c.buf, '\n') + 1
		rest = append(rest[:0], c.buf[cut:]...)
		c.buf = c.buf[:cut]
		if first {
			if !bytes.HasPrefix(c.buf, []byte(heading)) {
				c.err = fmt.Errorf("%s.txt: %w", s.table.name, errHeader)
			} else {
				c.buf = append(c.buf[:0], c.buf[len(heading):]...)
				offset = int64(len(heading))
			}
		}
		c.offset, c.size = offset, len(c.buf)
		offset += int64(c.size)
		if ended && len(rest) > 0 || len(rest) > maxLine {
			c.err = fmt.Errorf("%s.txt: a line without end", s.table.name)
		}
		if c.err != nil {
			c.buf = c.buf[:0]
		}
		c.first, c.lines = s.records, bytes.Count(c.buf, []byte{'\n'})
		s.records += int64(c.lines)
		last := ended || c.err != nil
		if last && s.digests {
			s.digest = hex.EncodeToString(sum.Sum(nil))
		}
		s.pool.jobs <- c
		select {
		case s.chunks <- c:
		case <-s.stop:
			return
		}
		if last {
			return
		}
	}
}

// peek gives the next record; false at the end, or when the file cannot be read (err).
func (s *stream) peek() (record, bool) {
	for s.current == nil || s.at == s.current.n {
		if s.current != nil {
			s.pool.give(s.current)
			s.current = nil
		}
		c, more := <-s.chunks
		if !more {
			return record{}, false
		}
		<-c.ready
		if c.err != nil {
			s.err = c.err
			return record{}, false
		}
		for _, f := range c.faults {
			s.onFault(c.record(f.record), f)
		}
		if c.n > 0 {
			s.index = append(s.index, mark{c.record(0).n(s.table.place), c.offset, int64(c.size)})
		}
		s.current, s.at = c, 0
	}
	return s.current.record(s.at), true
}

// place is where the next record stands in its order, or the end of all numbers.
func (s *stream) place() int64 {
	r, ok := s.peek()
	if !ok {
		return never
	}
	return r.n(s.table.place)
}

func (s *stream) next() { s.at++ }

const never = 1<<63 - 1
