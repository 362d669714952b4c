package seal_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"renshe/internal/fail"
	"renshe/internal/seal"
)

func TestSealedOpensOnlyInItsPlace(t *testing.T) {
	box := seal.New([]byte("a key"))
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.SliceOf(rapid.Byte()).Draw(t, "plain")
		aad := rapid.SliceOf(rapid.Byte()).Draw(t, "aad")
		sealed := box.Seal(plain, aad)
		got, err := box.Unseal(sealed, aad)
		if err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("came back as %x: %v", got, err)
		}
		if len(sealed) != len(plain)+29 {
			t.Fatalf("%d bytes became %d", len(plain), len(sealed))
		}
		if _, err := box.Unseal(sealed, append(aad, 'x')); !errors.Is(err, seal.Broken) {
			t.Fatalf("it opened in another place: %v", err)
		}
		bad := bytes.Clone(sealed)
		bad[rapid.IntRange(0, len(bad)-1).Draw(t, "at")] ^= byte(rapid.IntRange(1, 255).Draw(t, "bits"))
		if _, err := box.Unseal(bad, aad); !errors.Is(err, seal.Broken) {
			t.Fatalf("an altered value opened: %v", err)
		}
		if bytes.Equal(sealed, box.Seal(plain, aad)) {
			t.Fatal("two sealings are alike")
		}
	})
}

func TestUnsealRefusesRubbish(t *testing.T) {
	box := seal.New([]byte("a key"))
	for _, in := range [][]byte{nil, {}, {1}, make([]byte, 13), make([]byte, 28), bytes.Repeat([]byte{1}, 64)} {
		if _, err := box.Unseal(in, nil); !errors.Is(err, seal.Broken) {
			t.Errorf("%x: %v", in, err)
		}
	}
}

func TestLookupIsRepeatableAndKeptApartByDomain(t *testing.T) {
	box := seal.New([]byte("a key"))
	a := box.Lookup("person.phone", "13800000000")
	if !bytes.Equal(a, box.Lookup("person.phone", "13800000000")) || len(a) != 32 {
		t.Error("equal values differ")
	}
	for name, other := range map[string][]byte{
		"another value":  box.Lookup("person.phone", "13800000001"),
		"another domain": box.Lookup("person.id", "13800000000"),
		"shifted":        box.Lookup("person.phone1", "3800000000"),
		"another key":    seal.New([]byte("b key")).Lookup("person.phone", "13800000000"),
	} {
		if bytes.Equal(a, other) {
			t.Errorf("%s gives the same", name)
		}
	}
}

// The vector was computed with OpenSSL 3 (HMAC-SM3), so that a change of the derivation cannot pass: it would orphan every stored lookup.
func TestLookupStaysWhatItWas(t *testing.T) {
	const want = "8116e4f9b3a38306d2406e4b335e21ddc2349f70ff5d83b35369c41c32e2b68a"
	if got := hex.EncodeToString(seal.New([]byte("renshe")).Lookup("person.id", "11010119900101001X")); got != want {
		t.Errorf("the lookup is now %s", got)
	}
}

func TestTheRingIsMadeOncePrivatelyAndKept(t *testing.T) {
	dir := t.TempDir()
	boxes := make([]*seal.Box, 8)
	var wg sync.WaitGroup
	for i := range boxes { // eight programs start at once
		wg.Go(func() {
			b, err := seal.Open(dir)
			if err != nil {
				t.Error(err)
			}
			boxes[i] = b
		})
	}
	wg.Wait()
	sealed := boxes[0].Seal([]byte("x"), nil)
	for _, b := range boxes {
		if _, err := b.Unseal(sealed, nil); err != nil {
			t.Fatal(err)
		}
	}
	left, err := os.ReadDir(filepath.Join(dir, "keys"))
	if err != nil || len(left) != 1 {
		t.Fatalf("left in keys: %v %v", left, err)
	}
	for _, name := range []string{"keys", "keys/seal.keys"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %v: %v", name, info.Mode(), err)
		}
	}
}

func TestAfterRotationOldValuesOpenAndLookupsHold(t *testing.T) {
	dir := t.TempDir()
	old, err := seal.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	sealed := old.Seal([]byte("x"), nil)
	if err := seal.Rotate(dir); err != nil {
		t.Fatal(err)
	}
	young, err := seal.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := young.Unseal(sealed, nil); err != nil {
		t.Errorf("an old value does not open: %v", err)
	}
	if got := young.Seal([]byte("x"), nil); got[0] != 2 {
		t.Errorf("sealed with key %d", got[0])
	} else if _, err := old.Unseal(got, nil); !errors.Is(err, seal.Broken) {
		t.Errorf("the old ring opened the new key's value: %v", err)
	}
	if old.Fingerprint() != young.Fingerprint() {
		t.Error("lookups changed")
	}
}

func TestBadRingsAreRefused(t *testing.T) {
	good := strings.Repeat("ab", 32)
	for name, text := range map[string]string{
		"empty": "", "only a comment": "# x\n", "short key": "1 abcd\n", "not hex": "1 " + strings.Repeat("zz", 32) + "\n",
		"number skipped": "2 " + good + "\n", "number twice": "1 " + good + "\n1 " + good + "\n", "too many": "256 " + good + "\n",
	} {
		dir := t.TempDir()
		write(t, dir, text, 0o600)
		if _, err := seal.Open(dir); !errors.Is(err, seal.BadKeys) || fail.KindOf(err) != fail.Blocked {
			t.Errorf("%s: %v", name, err)
		}
		if got, _ := os.ReadFile(filepath.Join(dir, "keys/seal.keys")); string(got) != text {
			t.Errorf("%s: the file was changed", name)
		}
	}
	dir := t.TempDir()
	write(t, dir, "1 "+good+"\n", 0o644)
	if _, err := seal.Open(dir); !errors.Is(err, seal.BadKeys) {
		t.Errorf("a ring that everybody can read: %v", err)
	}
}

func write(t *testing.T, dir, text string, mode os.FileMode) {
	t.Helper()
	if err := os.Mkdir(filepath.Join(dir, "keys"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "keys/seal.keys"), []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkSeal(b *testing.B) {
	box, plain, aad := seal.New([]byte("k")), []byte("430725195603020015"), []byte("person.id:1")
	for b.Loop() {
		box.Seal(plain, aad)
	}
}

func BenchmarkLookup(b *testing.B) {
	box := seal.New([]byte("k"))
	for b.Loop() {
		box.Lookup("person.id", "430725195603020015")
	}
}
