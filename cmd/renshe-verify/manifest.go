package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const (
	exportFormat = "renshe-export 1"
	manifestName = "manifest.txt"
)

// noDigest stands for the digest of a file of which every byte is bound otherwise.
const noDigest = "-"

// bound are the files that need no digest: every column of each record is in a leaf or is the leaf, a leaf is in the tree whose root
// is signed, and there is one way only to write a record.
func bound(t *table) bool { return t == transferTable }

// listed is one file as the manifest has it.
type listed struct {
	name           string
	records, bytes int64
	digest         string
}

// manifest is the export's list of files and the place in the log it ends at.
type manifest struct {
	county int64
	origin string
	size   int64
	root   string
	files  []listed
}

func (m *manifest) file(name string) (listed, bool) {
	for _, l := range m.files {
		if l.name == name {
			return l, true
		}
	}
	return listed{}, false
}

// errManifest is a manifest in another format than this program knows.
var errManifest = errors.New(manifestName + ": not a manifest of " + exportFormat)

func readManifest(dir string) (manifest, error) {
	var m manifest
	raw, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return m, err
	}
	lines := strings.Split(string(raw), "\n")
	if len(lines) < 6 || lines[0] != exportFormat || lines[len(lines)-1] != "" {
		return m, errManifest
	}
	county, ok1 := integer([]byte(strings.TrimLeft(strings.TrimPrefix(lines[1], "county "), "0")))
	size, ok2 := integer([]byte(strings.TrimPrefix(lines[3], "size ")))
	m.county, m.size = county, size
	m.origin, m.root = strings.TrimPrefix(lines[2], "origin "), strings.TrimPrefix(lines[4], "root ")
	head := fmt.Sprintf("county %06d\norigin %s\nsize %d\nroot %s", county, m.origin, size, m.root)
	if !ok1 || !ok2 || strings.Join(lines[1:5], "\n") != head {
		return m, errManifest
	}
	for _, line := range lines[5 : len(lines)-1] {
		f := strings.Split(line, " ")
		if len(f) != 5 || f[0] != "file" {
			return m, errManifest
		}
		records, ok1 := integer([]byte(f[2]))
		bytes, ok2 := integer([]byte(f[3]))
		if !ok1 || !ok2 {
			return m, errManifest
		}
		m.files = append(m.files, listed{f[1], records, bytes, f[4]})
	}
	return m, nil
}

// prepare reads the manifest and settles which keys are trusted: those of the command line, or else those of the export itself.
func (v *verifier) prepare() error {
	var err error
	if v.man, err = readManifest(v.dir); err != nil {
		return err
	}
	origin := fmt.Sprintf("renshe/ledger/%06d", v.man.county)
	if v.man.origin != origin {
		v.f.add(-1, "manifest", manifestName, "origin", origin, v.man.origin, saysFormat)
	}
	raw, err := os.ReadFile(filepath.Join(v.dir, keyTable.name+".txt"))
	if err != nil {
		return err
	}
	own := map[string][]publicKey{}
	for _, line := range strings.Split(string(raw), "\n") {
		role, key, _ := strings.Cut(line, "\t")
		if k, err := parseKey(key); err == nil {
			own[role] = append(own[role], k)
		}
	}
	trusted := v.opt.keys
	if !hasLedger(trusted) {
		v.ownKeys = true
		trusted = append(own["ledger"], trusted...)
	}
	if !slices.ContainsFunc(trusted, func(k publicKey) bool { return k.alg == algSM }) {
		v.ownKeys = v.ownKeys || len(own[smRole]) > 0
		trusted = append(own[smRole], trusted...)
	}
	if len(v.opt.witnessKeys()) == 0 {
		trusted = append(trusted, own["witness"]...)
	}
	for _, k := range trusted {
		if k.alg == algEd25519 && k.name == v.man.origin && v.ledger.text == "" {
			v.ledger = k
		} else if k.alg == algSM && k.name == v.smOrigin() && v.sm.text == "" {
			v.sm = k
		} else if k.alg == algCosign {
			v.witnesses[k.text] = k
		}
	}
	if v.ledger.text == "" {
		v.f.add(-1, "key", "", "key", "a key of "+v.man.origin, "", saysKey)
	}
	return nil
}

func hasLedger(all []publicKey) bool {
	for _, k := range all {
		if k.alg == algEd25519 {
			return true
		}
	}
	return false
}

// digested is a file's digest and size.
type digested struct {
	digest string
	bytes  int64
	err    error
}

// digestOf reads a file beside everything else.
func digestOf(name string) <-chan digested {
	done := make(chan digested, 1)
	go func() {
		var d digested
		sum := sha256.New()
		f, err := os.Open(name)
		if err == nil {
			d.bytes, err = io.CopyBuffer(sum, struct{ io.Reader }{f}, make([]byte, chunkBytes))
			f.Close()
		}
		d.digest, d.err = hex.EncodeToString(sum.Sum(nil)), err
		done <- d
	}()
	return done
}

// journal holds the journal's bytes against the manifest.
func (v *verifier) journal(read <-chan digested) error {
	d := <-read
	if d.err != nil {
		return d.err
	}
	transactions := v.files[transferTable].records
	if transactions > 0 {
		transactions++ // the last asserts every balance
	}
	v.file(journalFile, transactions, d.bytes, d.digest)
	return nil
}
