package tlog

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"golang.org/x/mod/sumdb/note"
)

// algCosign is the signed note's number of a cosignature with its time (C2SP tlog-cosignature, cosignature/v1).
const algCosign = 4

// ErrWitnessKey is a text that is not a witness's key.
var ErrWitnessKey = errors.New("tlog: not a witness key")

// Cosigner is a witness's key pair: it signs checkpoints of others, with the time.
type Cosigner struct {
	name    string
	private ed25519.PrivateKey
}

// NewCosigner makes the key pair of a seed under a name, which may hold no space, in whatever script, and no plus sign.
func NewCosigner(name string, seed []byte) (*Cosigner, error) {
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '+' }) || len(seed) != ed25519.SeedSize {
		return nil, ErrWitnessKey
	}
	return &Cosigner{name, ed25519.NewKeyFromSeed(seed)}, nil
}

// Key is the witness's verifier key, for those who check.
func (c *Cosigner) Key() string {
	raw := append([]byte{algCosign}, c.private.Public().(ed25519.PublicKey)...)
	return fmt.Sprintf("%s+%08x+%s", c.name, keyID(c.name, raw), base64.StdEncoding.EncodeToString(raw))
}

func keyID(name string, raw []byte) uint32 {
	sum := sha256.Sum256(append([]byte(name+"\n"), raw...))
	return binary.BigEndian.Uint32(sum[:4])
}

// Cosign gives the signature line, ended, under a checkpoint at a time.
func (c *Cosigner) Cosign(p Checkpoint, at time.Time) string {
	seconds := at.Unix()
	sig := binary.BigEndian.AppendUint64(nil, uint64(seconds))
	sig = append(sig, ed25519.Sign(c.private, cosigned(p.Text(), seconds))...)
	raw := append([]byte{algCosign}, c.private.Public().(ed25519.PublicKey)...)
	line := binary.BigEndian.AppendUint32(nil, keyID(c.name, raw))
	return "— " + c.name + " " + base64.StdEncoding.EncodeToString(append(line, sig...)) + "\n"
}

func cosigned(text string, seconds int64) []byte {
	return fmt.Appendf(nil, "cosignature/v1\ntime %d\n%s", seconds, text)
}

// witnessKey is a [note.Verifier] for a witness's lines.
type witnessKey struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

// WitnessKey reads what [Cosigner.Key] wrote.
func WitnessKey(text string) (note.Verifier, error) {
	parts := strings.SplitN(text, "+", 3)
	if len(parts) != 3 || parts[0] == "" {
		return nil, ErrWitnessKey
	}
	id, err1 := hex.DecodeString(parts[1])
	raw, err2 := base64.StdEncoding.DecodeString(parts[2])
	if err1 != nil || err2 != nil || len(id) != 4 || len(raw) != 1+ed25519.PublicKeySize || raw[0] != algCosign ||
		keyID(parts[0], raw) != binary.BigEndian.Uint32(id) {
		return nil, ErrWitnessKey
	}
	return &witnessKey{parts[0], binary.BigEndian.Uint32(id), ed25519.PublicKey(raw[1:])}, nil
}

func (w *witnessKey) Name() string    { return w.name }
func (w *witnessKey) KeyHash() uint32 { return w.id }

func (w *witnessKey) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	seconds := binary.BigEndian.Uint64(sig)
	return seconds < 1<<63 && ed25519.Verify(w.key, cosigned(string(msg), int64(seconds)), sig[8:])
}

// OpenCosignature checks a signature line, ended, under a checkpoint by a witness's key, and says when it was signed.
func OpenCosignature(p Checkpoint, line, key string) (time.Time, error) {
	w, err := WitnessKey(key)
	if err != nil {
		return time.Time{}, err
	}
	n, err := note.Open([]byte(p.Text()+"\n"+line), note.VerifierList(w))
	if err != nil || len(n.Sigs) != 1 || len(n.UnverifiedSigs) != 0 {
		return time.Time{}, ErrCheckpoint
	}
	raw, err := base64.StdEncoding.DecodeString(n.Sigs[0].Base64)
	if err != nil || len(raw) < 12 {
		return time.Time{}, ErrCheckpoint
	}
	return time.Unix(int64(binary.BigEndian.Uint64(raw[4:])), 0).UTC(), nil
}

// FindCosignature gives the line of a witness's key among the lines that it answered with: it may have other keys, whose lines mean
// nothing to us. Lines of the key that do not hold are refused with all the others.
func FindCosignature(p Checkpoint, lines, key string) (line string, at time.Time, err error) {
	w, err := WitnessKey(key)
	if err != nil {
		return "", at, err
	}
	for one := range strings.Lines(lines) {
		name, code, _ := strings.Cut(strings.TrimPrefix(strings.TrimSuffix(one, "\n"), "— "), " ")
		raw, err := base64.StdEncoding.DecodeString(code)
		if err != nil || len(raw) < 4 || name != w.Name() || binary.BigEndian.Uint32(raw) != w.KeyHash() {
			continue
		}
		if at, err = OpenCosignature(p, one, key); err != nil {
			return "", at, err
		}
		line = one
	}
	if line == "" {
		return "", at, ErrCheckpoint
	}
	return line, at, nil
}
