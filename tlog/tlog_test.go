package tlog_test

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"testing"

	"golang.org/x/mod/sumdb/note"
	xlog "golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"renshe/tlog"
)

// reference is the same log kept by golang.org/x/mod/sumdb/tlog.
type reference struct{ hashes []xlog.Hash }

func (r *reference) ReadHashes(at []int64) ([]xlog.Hash, error) {
	out := make([]xlog.Hash, len(at))
	for i, n := range at {
		out[i] = r.hashes[n]
	}
	return out, nil
}

func (r *reference) add(t testing.TB, n int64, record []byte) {
	t.Helper()
	more, err := xlog.StoredHashes(n, record, r)
	if err != nil {
		t.Fatal(err)
	}
	r.hashes = append(r.hashes, more...)
}

func build(t testing.TB, n int) (tlog.Leaves, *tlog.Frontier, *reference) {
	t.Helper()
	var leaves tlog.Leaves
	var f tlog.Frontier
	ref := &reference{}
	for i := range n {
		record := fmt.Appendf(nil, "record %d", i)
		leaves = append(leaves, tlog.LeafHash(record))
		f.Append(tlog.LeafHash(record))
		ref.add(t, int64(i), record)
	}
	return leaves, &f, ref
}

func TestRootAgreesWithSumdb(t *testing.T) {
	var f tlog.Frontier
	ref := &reference{}
	if f.Root() != tlog.EmptyRoot() {
		t.Error("the empty frontier's root is not the empty root")
	}
	for i := range int64(300) {
		record := fmt.Appendf(nil, "record %d", i)
		f.Append(tlog.LeafHash(record))
		ref.add(t, i, record)
		want, err := xlog.TreeHash(i+1, ref)
		if err != nil {
			t.Fatal(err)
		}
		if f.Root() != tlog.Hash(want) || f.Size() != i+1 {
			t.Fatalf("size %d: root %v, sumdb has %v", i+1, f.Root(), want)
		}
		back, err := tlog.ParseFrontier(f.Bytes())
		if err != nil || back.Root() != f.Root() || back.Size() != f.Size() {
			t.Fatalf("size %d: the frontier's bytes do not come back: %v", i+1, err)
		}
	}
}

func TestProofsAgreeWithSumdb(t *testing.T) {
	const n = 70
	leaves, _, ref := build(t, n)
	for size := int64(1); size <= n; size++ {
		root, _ := leaves.Subtree(0, size)
		for i := range size {
			ours, err := tlog.Prove(i, size, leaves)
			if err != nil {
				t.Fatal(err)
			}
			theirs, err := xlog.ProveRecord(size, i, ref)
			if err != nil || !same(ours, theirs) {
				t.Fatalf("inclusion %d in %d: %v, sumdb %v %v", i, size, ours, theirs, err)
			}
			if err := tlog.CheckInclusion(ours, i, size, leaves[i], root); err != nil {
				t.Fatalf("inclusion %d in %d: %v", i, size, err)
			}
			first := i + 1
			was, _ := leaves.Subtree(0, first)
			grown, err := tlog.ProveGrowth(first, size, leaves)
			if err != nil {
				t.Fatal(err)
			}
			theirGrowth, err := xlog.ProveTree(size, first, ref)
			if err != nil || !same(grown, theirGrowth) {
				t.Fatalf("growth %d to %d: %v, sumdb %v %v", first, size, grown, theirGrowth, err)
			}
			if err := tlog.CheckGrowth(grown, first, size, was, root); err != nil {
				t.Fatalf("growth %d to %d: %v", first, size, err)
			}
		}
	}
}

func same(a tlog.Proof, b []xlog.Hash) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != tlog.Hash(b[i]) {
			return false
		}
	}
	return true
}

// Any change of a proof, of the leaf, of the place or of the root is refused.
func TestWrongProofsAreRefused(t *testing.T) {
	leaves, _, _ := build(t, 200)
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int64Range(2, 200).Draw(t, "size")
		i := rapid.Int64Range(0, size-1).Draw(t, "index")
		root, _ := leaves.Subtree(0, size)
		p, err := tlog.Prove(i, size, leaves)
		if err != nil {
			t.Fatal(err)
		}
		leaf := leaves[i]
		switch rapid.IntRange(0, 4).Draw(t, "what") {
		case 0:
			p[rapid.IntRange(0, len(p)-1).Draw(t, "at")][rapid.IntRange(0, 31).Draw(t, "byte")] ^= 1
		case 1:
			p = p[:len(p)-1]
		case 2:
			p = append(p, tlog.Hash{})
		case 3:
			leaf[0] ^= 1
		case 4:
			root[31] ^= 1
		}
		if tlog.CheckInclusion(p, i, size, leaf, root) == nil {
			t.Fatal("a wrong inclusion proof was accepted")
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int64Range(2, 200).Draw(t, "size")
		first := rapid.Int64Range(1, size-1).Draw(t, "first")
		was, _ := leaves.Subtree(0, first)
		root, _ := leaves.Subtree(0, size)
		p, err := tlog.ProveGrowth(first, size, leaves)
		if err != nil {
			t.Fatal(err)
		}
		switch rapid.IntRange(0, 3).Draw(t, "what") {
		case 0:
			p[rapid.IntRange(0, len(p)-1).Draw(t, "at")][0] ^= 1
		case 1:
			p = p[:len(p)-1]
		case 2:
			was[3] ^= 1
		case 3:
			root[3] ^= 1
		}
		if tlog.CheckGrowth(p, first, size, was, root) == nil {
			t.Fatal("a wrong growth proof was accepted")
		}
	})
}

func TestOutsideTheLog(t *testing.T) {
	leaves, _, _ := build(t, 4)
	for _, err := range []error{
		second(tlog.Prove(4, 4, leaves)), second(tlog.Prove(-1, 4, leaves)), second(tlog.Prove(0, 9, leaves)),
		second(tlog.ProveGrowth(0, 4, leaves)), second(tlog.ProveGrowth(5, 4, leaves)),
		tlog.CheckInclusion(nil, 1, 1, leaves[0], leaves[0]), tlog.CheckGrowth(nil, 0, 4, leaves[0], leaves[0]),
	} {
		if !errors.Is(err, tlog.ErrRange) {
			t.Errorf("got %v, want %v", err, tlog.ErrRange)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestParseFrontierRefuses(t *testing.T) {
	_, f, _ := build(t, 5)
	good := f.Bytes()
	bad := [][]byte{nil, good[:7], good[:len(good)-1], append(append([]byte{}, good...), 0), append([]byte{0xff}, good[1:]...)}
	for _, b := range bad {
		if _, err := tlog.ParseFrontier(b); err == nil {
			t.Errorf("%x was read as a frontier", b)
		}
	}
}

func TestCheckpoint(t *testing.T) {
	skey, vkey, err := note.GenerateKey(nil, "example.org/log")
	if err != nil {
		t.Fatal(err)
	}
	signer, _ := note.NewSigner(skey)
	verifier, _ := note.NewVerifier(vkey)
	_, f, _ := build(t, 5)
	c := tlog.Checkpoint{Origin: "example.org/log", Size: f.Size(), Root: f.Root()}
	msg, err := tlog.Sign(c, signer)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := tlog.Open(msg, c.Origin, verifier); err != nil || got != c {
		t.Fatalf("Open = %v, %v; want %v", got, err, c)
	}
	if _, err := tlog.Open(msg, "example.org/other", verifier); err == nil {
		t.Error("a checkpoint of another log was accepted")
	}
	for i := range msg {
		bad := append([]byte{}, msg...)
		bad[i] ^= 1
		if got, err := tlog.Open(bad, c.Origin, verifier); err == nil && got != c {
			t.Errorf("byte %d changed and accepted", i)
		}
	}
	for _, text := range []string{"", "a\n1\n", "a\n01\n" + c.Text()[len("example.org/log\n5\n"):], c.Text() + "extension", "\n" + c.Text()} {
		if _, err := tlog.ParseCheckpoint(text); err == nil {
			t.Errorf("%q was read as a checkpoint", text)
		}
	}
	if _, err := tlog.Sign(tlog.Checkpoint{Size: 1}, signer); err == nil {
		t.Error("a checkpoint without origin was signed")
	}
}

// vectors are published for other implementations.
type vectors struct {
	Records []string `json:"records_hex"`
	Leaves  []string `json:"leaves"`
	Roots   []string `json:"roots"` // of the first 0, 1, 2 … records
	Include []struct {
		Index, Size int64
		Proof       []string
	} `json:"inclusion"`
	Grow []struct {
		First, Second int64
		Proof         []string
	} `json:"growth"`
	Key  string `json:"verifier_key"`
	Note string `json:"signed_note"`
}

func TestVectors(t *testing.T) {
	raw, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	var leaves tlog.Leaves
	var f tlog.Frontier
	roots := []string{f.Root().String()}
	for i, r := range v.Records {
		b, err := hex.DecodeString(r)
		if err != nil {
			t.Fatal(err)
		}
		leaf := tlog.LeafHash(b)
		if leaf.String() != v.Leaves[i] {
			t.Errorf("leaf %d is %v, want %s", i, leaf, v.Leaves[i])
		}
		leaves = append(leaves, leaf)
		f.Append(leaf)
		roots = append(roots, f.Root().String())
	}
	if fmt.Sprint(roots) != fmt.Sprint(v.Roots) {
		t.Errorf("roots %v, want %v", roots, v.Roots)
	}
	for _, in := range v.Include {
		p, err := tlog.Prove(in.Index, in.Size, leaves)
		if err != nil || fmt.Sprint(p) != fmt.Sprint(in.Proof) {
			t.Errorf("inclusion %d in %d: %v %v, want %v", in.Index, in.Size, p, err, in.Proof)
		}
	}
	for _, g := range v.Grow {
		p, err := tlog.ProveGrowth(g.First, g.Second, leaves)
		if err != nil || fmt.Sprint(p) != fmt.Sprint(g.Proof) {
			t.Errorf("growth %d to %d: %v %v, want %v", g.First, g.Second, p, err, g.Proof)
		}
	}
	verifier, err := note.NewVerifier(v.Key)
	if err != nil {
		t.Fatal(err)
	}
	c, err := tlog.Open([]byte(v.Note), "example.org/log", verifier)
	if err != nil || c.Size != f.Size() || c.Root != f.Root() {
		t.Errorf("the published note: %v, %v", c, err)
	}
}

func BenchmarkAppend(b *testing.B) {
	var f tlog.Frontier
	record := make([]byte, 220)
	for b.Loop() {
		f.Append(tlog.LeafHash(record))
	}
}
