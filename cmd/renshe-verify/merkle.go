package main

import (
	"crypto/sha256"
	"encoding/hex"
	"math/bits"
)

// hash is one SHA-256 hash: a leaf, a node, a root.
type hash [sha256.Size]byte

func (h hash) String() string { return hex.EncodeToString(h[:]) }

// nodeHash joins two subtrees as RFC 6962 does.
func nodeHash(left, right *hash) hash {
	var b [1 + 2*sha256.Size]byte
	b[0] = 1
	copy(b[1:], left[:])
	copy(b[1+sha256.Size:], right[:])
	return sha256.Sum256(b[:])
}

// sum is a hash function; nil is SHA-256.
type sum func([]byte) hash

// node joins two subtrees.
func (s sum) node(left, right *hash) hash {
	if s == nil {
		return nodeHash(left, right)
	}
	var b [1 + 2*len(hash{})]byte
	b[0] = 1
	copy(b[1:], left[:])
	copy(b[1+len(hash{}):], right[:])
	return s(b[:])
}

// edge is the growing edge of a tree: one complete subtree for each one-bit of its size, largest first.
type edge struct {
	size int64
	tops []hash
	over sum
}

func (e *edge) add(leaf hash) {
	for range bits.TrailingZeros64(^uint64(e.size)) {
		last := len(e.tops) - 1
		leaf = e.over.node(&e.tops[last], &leaf)
		e.tops = e.tops[:last]
	}
	e.tops = append(e.tops, leaf)
	e.size++
}

// join appends the complete subtrees that a run of leaves from place on is made of; the tree must end there.
func (e *edge) join(n int64, tops []hash) {
	for _, top := range tops {
		level := widest(e.size, n)
		for l := level; e.size>>l&1 == 1; l++ {
			last := len(e.tops) - 1
			top = e.over.node(&e.tops[last], &top)
			e.tops = e.tops[:last]
		}
		e.tops = append(e.tops, top)
		e.size += 1 << level
		n -= 1 << level
	}
}

// widest is the height of the largest complete subtree that begins at a place and has at most n leaves.
func widest(place, n int64) int {
	return min(bits.TrailingZeros64(uint64(place)), bits.Len64(uint64(n))-1)
}

// stretch is records of a chunk whose places follow one another, and the complete subtrees that they make up in the log, from left to right.
type stretch struct {
	at, n    int   // the first record, and how many
	place    int64 // of the first
	from, to int   // in the chunk's tops, and those of the second tree
}

// gather makes the runs of a chunk whose leaves are as the file states them.
func (c *chunk) gather() {
	if len(c.stated) > 0 {
		return
	}
	for i := 0; i < c.n; {
		u := stretch{at: i, n: 1, place: c.record(i).n(tSeq), from: len(c.tops)}
		for i++; i < c.n && c.record(i).n(tSeq) == u.place+int64(u.n); i++ {
			u.n++
		}
		if u.place >= 0 {
			c.tops = subtrees(nil, c.tops, u.place, c.leaves[u.at:u.at+u.n])
			if c.second {
				c.smTops = subtrees(sm3, c.smTops, u.place, c.smLeaves[u.at:u.at+u.n])
			}
		}
		u.to = len(c.tops)
		c.runs = append(c.runs, u)
	}
}

// subtrees appends the roots of the complete subtrees that leaves from a place on are made of.
func subtrees(over sum, tops []hash, place int64, leaves []hash) []hash {
	for len(leaves) > 0 {
		n := 1 << widest(place, int64(len(leaves)))
		tops = append(tops, perfect(over, leaves[:n]))
		place, leaves = place+int64(n), leaves[n:]
	}
	return tops
}

// perfect is the root over a power of two of leaves.
func perfect(over sum, leaves []hash) hash {
	var stack [64]hash
	high := 0
	for i := range leaves {
		stack[high] = leaves[i]
		high++
		for l := i; l&1 == 1; l >>= 1 {
			high--
			stack[high-1] = over.node(&stack[high-1], &stack[high])
		}
	}
	return stack[0]
}

func (e *edge) root() hash {
	if e.size == 0 && e.over != nil {
		return e.over(nil)
	}
	if e.size == 0 {
		return sha256.Sum256(nil)
	}
	root := e.tops[len(e.tops)-1]
	for i := len(e.tops) - 2; i >= 0; i-- {
		root = e.over.node(&e.tops[i], &root)
	}
	return root
}

func (e *edge) clone() *edge { return &edge{e.size, append([]hash(nil), e.tops...), e.over} }

// climb follows an inclusion proof from a leaf to the root of a tree of n leaves; false: the proof has another length.
func (s sum) climb(path []hash, index, n int64, leaf hash) (hash, bool) {
	root, rest, ok := s.step(path, index, n, leaf)
	return root, ok && len(rest) == 0
}

func (s sum) step(path []hash, index, n int64, leaf hash) (hash, []hash, bool) {
	if n == 1 {
		return leaf, path, true
	}
	k := int64(1) << (bits.Len64(uint64(n-1)) - 1)
	left := index < k
	if left {
		n = k
	} else {
		index, n = index-k, n-k
	}
	h, rest, ok := s.step(path, index, n, leaf)
	if !ok || len(rest) == 0 {
		return h, nil, false
	}
	if left {
		return s.node(&h, &rest[0]), rest[1:], true
	}
	return s.node(&rest[0], &h), rest[1:], true
}
