package db

import (
	"crypto/rand"
	"encoding/binary"
	"sync"
	"time"
)

// An identifier is 41 bits of milliseconds since 2020, 14 bits of node and 8 bits of sequence: 63 bits, so it is positive.
// A node that makes more than 256 in a millisecond borrows from the next one; it never repeats and never goes back.
const (
	seqBits  = 8
	nodeBits = 14
	nodeMask = 1<<nodeBits - 1
	seqMask  = 1<<seqBits - 1
	maxMilli = 1<<41 - 1 // the year 2089
)

var epoch = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()

type ids struct {
	mu    sync.Mutex
	node  int64
	milli int64
	seq   int64
}

func newIDs() *ids {
	var b [2]byte
	rand.Read(b[:]) // never fails since Go 1.24
	return &ids{node: int64(binary.BigEndian.Uint16(b[:])) & nodeMask, seq: -1}
}

func (g *ids) next(now time.Time) int64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	if ms := min(max(now.UnixMilli()-epoch, 1), maxMilli); ms > g.milli {
		g.milli, g.seq = ms, -1
	}
	if g.seq++; g.seq > seqMask {
		g.milli, g.seq = g.milli+1, 0
	}
	return g.milli<<(nodeBits+seqBits) | g.node<<seqBits | g.seq
}
