package tlog

import (
	"errors"
	"math/bits"
)

// Proof is a list of hashes, from the leaf's side to the root's, as RFC 6962 orders them.
type Proof []Hash

var (
	// ErrRange is an index or a size outside the log.
	ErrRange = errors.New("tlog: outside the log")
	// ErrProof is a proof that does not lead to the root.
	ErrProof = errors.New("tlog: the proof does not lead to the root")
)

// Subtrees gives Merkle tree hashes of ranges of leaves; a proof is made of them. lo is a multiple of the largest power of
// two that is smaller than the range, so an implementation may keep complete subtrees.
type Subtrees interface {
	Subtree(lo, hi int64) (Hash, error)
}

// Leaves is a log that fits into memory.
type Leaves []Hash

// Subtree is RFC 6962's MTH of leaves lo to hi, hi excluded.
func (l Leaves) Subtree(lo, hi int64) (Hash, error) { return Hashing(nil).Subtree(l, lo, hi) }

// split is the largest power of two smaller than n; n is at least 2.
func split(n int64) int64 { return 1 << (bits.Len64(uint64(n-1)) - 1) }

// Prove shows that leaf index is among the first size leaves.
func Prove(index, size int64, tree Subtrees) (Proof, error) {
	if index < 0 || index >= size {
		return nil, ErrRange
	}
	return path(index, 0, size, tree)
}

func path(index, lo, hi int64, tree Subtrees) (Proof, error) {
	if hi-lo == 1 {
		return nil, nil
	}
	mid := lo + split(hi-lo)
	inLo, inHi, otherLo, otherHi := lo, mid, mid, hi
	if index >= mid {
		inLo, inHi, otherLo, otherHi = mid, hi, lo, mid
	}
	p, err := path(index, inLo, inHi, tree)
	if err != nil {
		return nil, err
	}
	h, err := tree.Subtree(otherLo, otherHi)
	return append(p, h), err
}

// Reach gives the root that a proof leads to, for whoever has a signature under it instead of the root itself.
func Reach(p Proof, index, size int64, leaf Hash) (Hash, error) {
	return Hashing(nil).Reach(p, index, size, leaf)
}

// Reach is [Reach] in a tree with this hash function.
func (h Hashing) Reach(p Proof, index, size int64, leaf Hash) (Hash, error) {
	if index < 0 || index >= size {
		return Hash{}, ErrRange
	}
	root, rest, err := h.climb(p, index, size, leaf)
	if err != nil || len(rest) != 0 {
		return Hash{}, ErrProof
	}
	return root, nil
}

// CheckInclusion accepts the proof if leaf stands at index of the log of that size and root.
func CheckInclusion(p Proof, index, size int64, leaf, root Hash) error {
	return Hashing(nil).CheckInclusion(p, index, size, leaf, root)
}

// CheckInclusion is [CheckInclusion] in a tree with this hash function.
func (h Hashing) CheckInclusion(p Proof, index, size int64, leaf, root Hash) error {
	got, err := h.Reach(p, index, size, leaf)
	if err == nil && got != root {
		err = ErrProof
	}
	return err
}

// climb follows the path of index through a tree of n leaves and gives the hashes it did not need.
func (h Hashing) climb(p Proof, index, n int64, leaf Hash) (Hash, Proof, error) {
	if n == 1 {
		return leaf, p, nil
	}
	k := split(n)
	if index < k {
		got, rest, err := h.climb(p, index, k, leaf)
		if err != nil || len(rest) == 0 {
			return Hash{}, nil, ErrProof
		}
		return h.Node(got, rest[0]), rest[1:], nil
	}
	got, rest, err := h.climb(p, index-k, n-k, leaf)
	if err != nil || len(rest) == 0 {
		return Hash{}, nil, ErrProof
	}
	return h.Node(rest[0], got), rest[1:], nil
}

// ProveGrowth shows that the log of size second begins with the log of size first. Both are at least 1.
func ProveGrowth(first, second int64, tree Subtrees) (Proof, error) {
	if first < 1 || first > second {
		return nil, ErrRange
	}
	return growth(first, 0, second, true, tree)
}

// growth is RFC 6962's SUBPROOF; whole says that the first log is the range's complete beginning, whose root the checker has.
func growth(first, lo, hi int64, whole bool, tree Subtrees) (Proof, error) {
	if first == hi-lo {
		if whole {
			return nil, nil
		}
		h, err := tree.Subtree(lo, hi)
		return Proof{h}, err
	}
	k := split(hi - lo)
	inLo, inHi, otherLo, otherHi := lo, lo+k, lo+k, hi
	if first > k {
		first, whole = first-k, false
		inLo, inHi, otherLo, otherHi = lo+k, hi, lo, lo+k
	}
	p, err := growth(first, inLo, inHi, whole, tree)
	if err != nil {
		return nil, err
	}
	h, err := tree.Subtree(otherLo, otherHi)
	return append(p, h), err
}

// CheckGrowth accepts the proof if the log (second, secondRoot) begins with the log (first, firstRoot).
func CheckGrowth(p Proof, first, second int64, firstRoot, secondRoot Hash) error {
	return Hashing(nil).CheckGrowth(p, first, second, firstRoot, secondRoot)
}

// CheckGrowth is [CheckGrowth] in a tree with this hash function.
func (h Hashing) CheckGrowth(p Proof, first, second int64, firstRoot, secondRoot Hash) error {
	if first < 1 || first > second {
		return ErrRange
	}
	if first == second {
		if len(p) != 0 || firstRoot != secondRoot {
			return ErrProof
		}
		return nil
	}
	was, is, rest, err := h.regrow(p, first, second, true, firstRoot)
	if err != nil || len(rest) != 0 || was != firstRoot || is != secondRoot {
		return ErrProof
	}
	return nil
}

func (h Hashing) regrow(p Proof, first, n int64, whole bool, firstRoot Hash) (was, is Hash, rest Proof, err error) {
	if first == n {
		if whole {
			return firstRoot, firstRoot, p, nil
		}
		if len(p) == 0 {
			return was, is, nil, ErrProof
		}
		return p[0], p[0], p[1:], nil
	}
	k := split(n)
	if first <= k {
		was, is, rest, err = h.regrow(p, first, k, whole, firstRoot)
		if err != nil || len(rest) == 0 {
			return was, is, nil, ErrProof
		}
		return was, h.Node(is, rest[0]), rest[1:], nil
	}
	was, is, rest, err = h.regrow(p, first-k, n-k, false, firstRoot)
	if err != nil || len(rest) == 0 {
		return was, is, nil, ErrProof
	}
	return h.Node(rest[0], was), h.Node(rest[0], is), rest[1:], nil
}
