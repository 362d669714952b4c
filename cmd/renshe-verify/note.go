package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// The algorithms of a verifier key (C2SP signed-note).
const (
	algEd25519 = 1
	algCosign  = 4 // cosignature/v1, with the time
	algSM      = 0xff
)

// smMark follows algSM, which signed-note leaves to whoever names what comes: SM2 with SM3, then the point, uncompressed.
const smMark = "renshe/sm2-sm3\x04"

// publicKey is a verifier key: name+hash+base64(algorithm, key).
type publicKey struct {
	text string
	name string
	id   uint32
	alg  byte
	key  ed25519.PublicKey
	x, y *big.Int // of an SM2 key
}

var errKey = errors.New("not a verifier key")

func parseKey(text string) (publicKey, error) {
	k := publicKey{text: text}
	parts := strings.SplitN(text, "+", 3)
	if len(parts) != 3 || parts[0] == "" {
		return k, errKey
	}
	id, err1 := hex.DecodeString(parts[1])
	raw, err2 := base64.StdEncoding.DecodeString(parts[2])
	if err1 != nil || err2 != nil || len(id) != 4 || len(raw) < 1 || base64.StdEncoding.EncodeToString(raw) != parts[2] {
		return k, errKey
	}
	k.name, k.id, k.alg = parts[0], binary.BigEndian.Uint32(id), raw[0]
	switch point, is := strings.CutPrefix(string(raw[1:]), smMark); {
	case (k.alg == algEd25519 || k.alg == algCosign) && len(raw) == 1+ed25519.PublicKeySize:
		k.key = raw[1:]
	case k.alg == algSM && is && len(point) == 64:
		k.x, k.y = new(big.Int).SetBytes([]byte(point[:32])), new(big.Int).SetBytes([]byte(point[32:]))
	default:
		return k, errKey
	}
	sum := sha256.Sum256(append([]byte(k.name+"\n"), raw...))
	if binary.BigEndian.Uint32(sum[:4]) != k.id {
		return k, errKey
	}
	return k, nil
}

// signature is one line of a note.
type signature struct {
	name string
	id   uint32
	raw  []byte
}

var errNote = errors.New("not a signed note")

func parseSignature(line string) (signature, error) {
	var s signature
	rest, ok := strings.CutPrefix(line, "— ")
	name, code, two := strings.Cut(rest, " ")
	raw, err := base64.StdEncoding.DecodeString(code)
	if !ok || !two || err != nil || len(raw) < 5 || base64.StdEncoding.EncodeToString(raw) != code {
		return s, errNote
	}
	return signature{name, binary.BigEndian.Uint32(raw), raw[4:]}, nil
}

// openNote splits a note into its text and its signatures.
func openNote(note string) (text string, all []signature, err error) {
	i := strings.Index(note, "\n\n")
	if i < 0 || !strings.HasSuffix(note, "\n") {
		return "", nil, errNote
	}
	for _, line := range strings.Split(strings.TrimSuffix(note[i+2:], "\n"), "\n") {
		s, err := parseSignature(line)
		if err != nil {
			return "", nil, err
		}
		all = append(all, s)
	}
	return note[:i+1], all, nil
}

// verify says whether k made s under the text; for a cosignature also when, in seconds.
func (k *publicKey) verify(text string, s signature) (at int64, ok bool) {
	if s.name != k.name || s.id != k.id {
		return 0, false
	}
	if k.alg == algSM {
		return 0, len(s.raw) == 64 && sm2Curve.verify(sm2Identity, text, k.x, k.y, new(big.Int).SetBytes(s.raw[:32]), new(big.Int).SetBytes(s.raw[32:]))
	}
	if k.alg == algEd25519 {
		return 0, ed25519.Verify(k.key, []byte(text), s.raw)
	}
	if len(s.raw) != 8+ed25519.SignatureSize {
		return 0, false
	}
	at = int64(binary.BigEndian.Uint64(s.raw))
	return at, at >= 0 && ed25519.Verify(k.key, fmt.Appendf(nil, "cosignature/v1\ntime %d\n%s", at, text), s.raw[8:])
}

// checkpoint is what a note's three lines say.
type checkpoint struct {
	origin string
	size   int64
	root   hash
}

func (c checkpoint) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", c.origin, c.size, base64.StdEncoding.EncodeToString(c.root[:]))
}

func parseCheckpoint(text string) (checkpoint, error) {
	lines := strings.SplitN(text, "\n", 4)
	if len(lines) != 4 {
		return checkpoint{}, errNote
	}
	size, err1 := strconv.ParseInt(lines[1], 10, 64)
	raw, err2 := base64.StdEncoding.DecodeString(lines[2])
	if err1 != nil || err2 != nil || len(raw) != len(hash{}) {
		return checkpoint{}, errNote
	}
	c := checkpoint{lines[0], size, hash(raw)}
	if c.text() != text {
		return checkpoint{}, errNote
	}
	return c, nil
}
