package tlog

// Hashing is the hash function of a tree other than SHA-256, with hashes of 32 bytes: SM3 (GB/T 32905), for instance. The nil Hashing is SHA-256. A log
// may have one tree over each function; they are apart in everything but the records: origin, roots, proofs, checkpoints.
type Hashing func(data []byte) Hash

// Leaf is the leaf of a record's bytes.
func (h Hashing) Leaf(record []byte) Hash {
	if h == nil {
		return LeafHash(record)
	}
	var short [512]byte
	return h(append(append(short[:0], 0), record...))
}

// Node joins two subtrees.
func (h Hashing) Node(left, right Hash) Hash {
	if h == nil {
		return NodeHash(left, right)
	}
	var b [1 + 2*HashSize]byte
	b[0] = 1
	copy(b[1:], left[:])
	copy(b[1+HashSize:], right[:])
	return h(b[:])
}

// Empty is the root of a log without records.
func (h Hashing) Empty() Hash {
	if h == nil {
		return EmptyRoot()
	}
	return h(nil)
}

// Frontier is the growing edge of an empty log.
func (h Hashing) Frontier() *Frontier { return &Frontier{hash: h} }

// Subtree is RFC 6962's MTH of leaves lo to hi, hi excluded, of a log that fits into memory.
func (h Hashing) Subtree(l Leaves, lo, hi int64) (Hash, error) {
	if lo < 0 || hi > int64(len(l)) || lo > hi {
		return Hash{}, ErrRange
	}
	f := h.Frontier()
	for _, leaf := range l[lo:hi] {
		f.Append(leaf)
	}
	return f.Root(), nil
}
