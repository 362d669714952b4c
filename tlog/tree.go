package tlog

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math/bits"
)

// HashSize is the length of a hash in bytes.
const HashSize = sha256.Size

// Hash is one hash: of a leaf, of a node, or a root. It is SHA-256's unless a [Hashing] made it.
type Hash [HashSize]byte

// String gives the hash in hexadecimal.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// ParseHash reads 32 raw bytes, as a column holds them.
func ParseHash(b []byte) (Hash, error) {
	var h Hash
	if len(b) != HashSize {
		return h, errors.New("tlog: a hash has 32 bytes")
	}
	copy(h[:], b)
	return h, nil
}

// LeafHash is the leaf of a record's bytes.
func LeafHash(record []byte) Hash {
	// The prefix goes into one buffer so that short records need a single pass.
	var short [512]byte
	if len(record) < len(short) {
		copy(short[1:], record)
		return sha256.Sum256(short[:1+len(record)])
	}
	d := sha256.New()
	d.Write([]byte{0})
	d.Write(record)
	var h Hash
	d.Sum(h[:0])
	return h
}

// NodeHash joins two subtrees.
func NodeHash(left, right Hash) Hash {
	var b [1 + 2*HashSize]byte
	b[0] = 1
	copy(b[1:], left[:])
	copy(b[1+HashSize:], right[:])
	return sha256.Sum256(b[:])
}

// EmptyRoot is the root of a log without records.
func EmptyRoot() Hash { return sha256.Sum256(nil) }

// Frontier is the growing edge of a tree. The zero Frontier is the empty log over SHA-256. Copy it with [Frontier.Clone].
type Frontier struct {
	size int64
	edge []Hash // one complete subtree for each one-bit of size, largest first
	hash Hashing
}

// Size is how many leaves were appended.
func (f *Frontier) Size() int64 { return f.size }

// Append adds one leaf and joins the subtrees that became complete.
func (f *Frontier) Append(leaf Hash) {
	for range bits.TrailingZeros64(^uint64(f.size)) {
		last := len(f.edge) - 1
		leaf = f.hash.Node(f.edge[last], leaf)
		f.edge = f.edge[:last]
	}
	f.edge = append(f.edge, leaf)
	f.size++
}

// Root is the Merkle tree hash of everything appended.
func (f *Frontier) Root() Hash {
	if f.size == 0 {
		return f.hash.Empty()
	}
	root := f.edge[len(f.edge)-1]
	for i := len(f.edge) - 2; i >= 0; i-- {
		root = f.hash.Node(f.edge[i], root)
	}
	return root
}

// Clone gives an independent copy.
func (f *Frontier) Clone() *Frontier {
	return &Frontier{f.size, append([]Hash(nil), f.edge...), f.hash}
}

// Bytes is the frontier's canonical form: the size as eight bytes, big-endian, then its hashes.
func (f *Frontier) Bytes() []byte {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, 8+len(f.edge)*HashSize), uint64(f.size))
	for _, h := range f.edge {
		b = append(b, h[:]...)
	}
	return b
}

// ParseFrontier reads what [Frontier.Bytes] wrote and refuses anything else.
func ParseFrontier(b []byte) (*Frontier, error) { return Hashing(nil).ParseFrontier(b) }

// ParseFrontier is [ParseFrontier] of a tree with this hash function.
func (h Hashing) ParseFrontier(b []byte) (*Frontier, error) {
	if len(b) < 8 {
		return nil, errors.New("tlog: a frontier starts with its size")
	}
	size := binary.BigEndian.Uint64(b)
	b = b[8:]
	if size > 1<<62 || len(b) != bits.OnesCount64(size)*HashSize {
		return nil, errors.New("tlog: a frontier has one hash for each one-bit of its size")
	}
	f := &Frontier{size: int64(size), hash: h}
	for ; len(b) > 0; b = b[HashSize:] {
		f.edge = append(f.edge, Hash(b[:HashSize]))
	}
	return f, nil
}
