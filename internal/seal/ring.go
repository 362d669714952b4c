package seal

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// ringFile is where a data directory keeps its ring.
const ringFile = "keys/seal.keys"

const ringHead = "# renshe seal keys: number and key, one a line. Keep a copy apart from the database.\n"

// Open reads the ring of a data directory, or makes one if there is none.
func Open(dir string) (*Box, error) {
	path := filepath.Join(dir, filepath.FromSlash(ringFile))
	b, err := read(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return b, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	// The text is made aside and linked into place: of two programs that start at once, one wins and both read its key.
	if err := put(path, ringHead+newLine(1), os.Link); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return read(path)
}

// Rotate adds a new key to the ring; a box opened from now on seals with it. Running programs go on with theirs.
func Rotate(dir string) error {
	path := filepath.Join(dir, filepath.FromSlash(ringFile))
	b, err := read(path)
	if err != nil {
		return err
	}
	if b.current == 255 {
		return BadKeys.With("file", ringFile, "why", "255")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return put(path, string(text)+newLine(b.current+1), os.Rename)
}

func newLine(id byte) string {
	key := make([]byte, keyBytes)
	rand.Read(key)
	return fmt.Sprintf("%d %s\n", id, hex.EncodeToString(key))
}

// put writes text beside path, makes it last, and moves it into place.
func put(path, text string, move func(from, to string) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".seal-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.WriteString(text); err != nil {
		f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := move(f.Name(), path); err != nil {
		return err
	}
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

func read(path string) (*Box, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, BadKeys.With("file", ringFile, "why", info.Mode().Perm())
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	b := &Box{keys: map[byte]cipher.AEAD{}}
	for n, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		number, hexed, _ := strings.Cut(line, " ")
		id, err1 := strconv.ParseUint(number, 10, 8)
		key, err2 := hex.DecodeString(hexed)
		if err1 != nil || err2 != nil || len(key) != keyBytes || int(id) != len(b.keys)+1 {
			return nil, BadKeys.With("file", ringFile, "why", fmt.Sprintf("line %d", n+1))
		}
		b.add(byte(id), key)
	}
	if len(b.keys) == 0 {
		return nil, BadKeys.With("file", ringFile, "why", "0")
	}
	return b, nil
}
