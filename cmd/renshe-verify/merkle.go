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

// edge is the growing edge of a tree: one complete subtree for each one-bit of its size, largest first.
type edge struct {
	size int64
	tops []hash
}

func (e *edge) add(leaf hash) {
	for range bits.TrailingZeros64(^uint64(e.size)) {
		last := len(e.tops) - 1
		leaf = nodeHash(&e.tops[last], &leaf)
		e.tops = e.tops[:last]
	}
	e.tops = append(e.tops, leaf)
	e.size++
}

func (e *edge) root() hash {
	if e.size == 0 {
		return sha256.Sum256(nil)
	}
	root := e.tops[len(e.tops)-1]
	for i := len(e.tops) - 2; i >= 0; i-- {
		root = nodeHash(&e.tops[i], &root)
	}
	return root
}

func (e *edge) clone() *edge { return &edge{e.size, append([]hash(nil), e.tops...)} }

// climb follows an inclusion proof from a leaf to the root of a tree of n leaves; false: the proof has another length.
func climb(path []hash, index, n int64, leaf hash) (hash, bool) {
	root, rest, ok := step(path, index, n, leaf)
	return root, ok && len(rest) == 0
}

func step(path []hash, index, n int64, leaf hash) (hash, []hash, bool) {
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
	h, rest, ok := step(path, index, n, leaf)
	if !ok || len(rest) == 0 {
		return h, nil, false
	}
	if left {
		return nodeHash(&h, &rest[0]), rest[1:], true
	}
	return nodeHash(&rest[0], &h), rest[1:], true
}
