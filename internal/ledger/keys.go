package ledger

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/emmansun/gmsm/sm2"
	"golang.org/x/mod/sumdb/note"

	"renshe/civil"
)

// keyName is the name under which the key files are written; a checkpoint is signed under its log's origin.
const keyName = "renshe/ledger"

// algEd25519 is the signed note's number of the algorithm.
const algEd25519 = 1

// Signer gives the key pair of one log by its origin. [Keys] is one; a hardware key may be another.
type Signer interface {
	For(origin string) (note.Signer, note.Verifier, error)
}

// Origin is the name of a county's log in its checkpoints.
func Origin(county civil.County) string { return fmt.Sprintf("%s/%06d", keyName, county) }

// Keys is one Ed25519 key, used under every county's origin, and one SM2 key for counties that keep the second tree.
type Keys struct {
	private ed25519.PrivateKey
	folder  string

	smMu      sync.Mutex
	smPrivate *sm2.PrivateKey // of the second tree, once it was asked for
}

// OpenKeys reads DIR/keys/ledger.key, a C2SP note signing key, and makes it on the first day, with ledger.pub beside it for
// those who verify. Only its owner may read the file. A damaged key is refused and never replaced.
func OpenKeys(dir string) (*Keys, error) {
	folder := filepath.Join(dir, "keys")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, BadKeys.With().From(err)
	}
	file := filepath.Join(folder, "ledger.key")
	text, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		text, err = makeKey(folder, file)
	}
	if err != nil {
		return nil, BadKeys.With().From(err)
	}
	keys, err := parseKey(strings.TrimSpace(string(text)))
	if err != nil {
		return nil, BadKeys.With().From(err)
	}
	keys.folder = folder
	return keys, keys.publish(filepath.Join(folder, "ledger.pub"))
}

// makeKey writes the key completely under another name and links it into place, so that of two processes that start at
// once one key wins and none is ever half there.
func makeKey(folder, file string) ([]byte, error) {
	secret, _, err := note.GenerateKey(nil, keyName)
	if err != nil {
		return nil, err
	}
	return putKey(folder, file, secret)
}

// putKey links a key's file into place, and gives what is there then.
func putKey(folder, file, secret string) ([]byte, error) {
	tmp, err := os.CreateTemp(folder, "key.*") // mode 0600
	if err != nil {
		return nil, err
	}
	defer os.Remove(tmp.Name())
	if _, err = tmp.WriteString(secret + "\n"); err == nil {
		err = tmp.Sync()
	}
	if e := tmp.Close(); err == nil {
		err = e
	}
	if err != nil {
		return nil, err
	}
	if err := os.Link(tmp.Name(), file); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, err
	}
	return os.ReadFile(file)
}

func parseKey(secret string) (*Keys, error) {
	if _, err := note.NewSigner(secret); err != nil {
		return nil, err
	}
	// PRIVATE+KEY+name+hash+base64, and base64 may itself hold a plus sign: count the fields from the front.
	parts := strings.SplitN(secret, "+", 5)
	raw, err := base64.StdEncoding.DecodeString(parts[len(parts)-1])
	if err != nil || len(raw) != 1+ed25519.SeedSize {
		return nil, errors.New("ledger: not an Ed25519 note key")
	}
	return &Keys{private: ed25519.NewKeyFromSeed(raw[1:])}, nil
}

func (k *Keys) public() ed25519.PublicKey { return k.private.Public().(ed25519.PublicKey) }

func (k *Keys) publish(file string) error {
	text, err := note.NewEd25519VerifierKey(keyName, k.public())
	if err != nil {
		return BadKeys.With().From(err)
	}
	if have, err := os.ReadFile(file); err == nil && strings.TrimSpace(string(have)) == text {
		return nil
	}
	if err := os.WriteFile(file, []byte(text+"\n"), 0o644); err != nil {
		return BadKeys.With().From(err)
	}
	return nil
}

// VerifierKey is what an auditor needs to check a county's checkpoints: a C2SP verifier key under the log's origin.
func (k *Keys) VerifierKey(county civil.County) (string, error) {
	return note.NewEd25519VerifierKey(Origin(county), k.public())
}

// For gives the key pair under an origin.
func (k *Keys) For(origin string) (note.Signer, note.Verifier, error) {
	text, err := note.NewEd25519VerifierKey(origin, k.public())
	if err != nil {
		return nil, nil, err
	}
	v, err := note.NewVerifier(text)
	if err != nil {
		return nil, nil, err
	}
	id := sha256.Sum256(append([]byte(origin+"\n"), append([]byte{algEd25519}, k.public()...)...))
	return &originSigner{origin, binary.BigEndian.Uint32(id[:4]), k.private}, v, nil
}

type originSigner struct {
	name    string
	hash    uint32
	private ed25519.PrivateKey
}

func (s *originSigner) Name() string                    { return s.name }
func (s *originSigner) KeyHash() uint32                 { return s.hash }
func (s *originSigner) Sign(msg []byte) ([]byte, error) { return ed25519.Sign(s.private, msg), nil }
