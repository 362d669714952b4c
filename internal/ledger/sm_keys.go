package ledger

import (
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/sm3"
	"golang.org/x/mod/sumdb/note"

	"renshe/civil"
	"renshe/tlog"
)

// smTree is the hash function of the second tree: SM3, GB/T 32905.
var smTree tlog.Hashing = func(data []byte) tlog.Hash { return sm3.Sum(data) }

// smKeyName is what the second tree's checkpoints are signed under, with the county after it.
const smKeyName = "renshe/ledger-sm"

// SMOrigin is the name of a county's second tree in its checkpoints.
func SMOrigin(county civil.County) string { return fmt.Sprintf("%s/%06d", smKeyName, county) }

// algSM begins an SM2 key in a verifier key: 0xff is the signed note's byte for algorithms that it assigns none, followed, as it recommends, by a
// name that nobody else is likely to take. Then comes the point, uncompressed: 0x04, x, y.
const algSM = "\xffrenshe/sm2-sm3"

// SMSigner gives the key pair of a county's second tree by its origin. [Keys] is one.
type SMSigner interface {
	ForSM(origin string) (note.Signer, note.Verifier, error)
}

// smKey is a key pair under an origin: a signature is r and s of SM2 (GB/T 32918.2) with SM3 and the standard's default identity, 32 bytes each.
type smKey struct {
	origin  string
	private *sm2.PrivateKey
	public  *ecdsa.PublicKey
	point   []byte // 0x04, x, y
}

func (k *smKey) Name() string { return k.origin }

func (k *smKey) KeyHash() uint32 {
	sum := sha256.Sum256(append([]byte(k.origin+"\n"), k.encoded()...))
	return binary.BigEndian.Uint32(sum[:4])
}

func (k *smKey) encoded() []byte { return append([]byte(algSM), k.point...) }

// text is the verifier key, as C2SP signed notes write one.
func (k *smKey) text() string {
	return fmt.Sprintf("%s+%08x+%s", k.origin, k.KeyHash(), base64.StdEncoding.EncodeToString(k.encoded()))
}

// Sign makes a note's signature.
func (k *smKey) Sign(msg []byte) ([]byte, error) {
	r, s, err := sm2.SignWithSM2(rand.Reader, &k.private.PrivateKey, nil, msg)
	if err != nil {
		return nil, err
	}
	return append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...), nil
}

// Verify checks a note's signature.
func (k *smKey) Verify(msg, sig []byte) bool {
	return len(sig) == 64 && sm2.VerifyWithSM2(k.public, nil, msg, new(big.Int).SetBytes(sig[:32]), new(big.Int).SetBytes(sig[32:]))
}

// ForSM gives the SM2 key pair under an origin. DIR/keys/ledger-sm.key is made when it is first asked for.
func (k *Keys) ForSM(origin string) (note.Signer, note.Verifier, error) {
	key, err := k.sm(origin)
	if err != nil {
		return nil, nil, err
	}
	return key, key, nil
}

// SMVerifierKey is what an auditor needs to check a county's second tree.
func (k *Keys) SMVerifierKey(county civil.County) (string, error) {
	key, err := k.sm(SMOrigin(county))
	if err != nil {
		return "", err
	}
	return key.text(), nil
}

// sm opens the SM2 key's file: the word "sm2" and the private key in base64.
func (k *Keys) sm(origin string) (*smKey, error) {
	k.smMu.Lock()
	defer k.smMu.Unlock()
	if k.smPrivate == nil {
		file := filepath.Join(k.folder, "ledger-sm.key")
		text, err := os.ReadFile(file)
		if errors.Is(err, os.ErrNotExist) {
			text, err = makeSMKey(k.folder, file)
		}
		if err != nil {
			return nil, err
		}
		code, is := strings.CutPrefix(strings.TrimSpace(string(text)), "sm2 ")
		raw, err := base64.StdEncoding.DecodeString(code)
		if err != nil || !is {
			return nil, errors.Join(err, errSMKey)
		}
		if k.smPrivate, err = sm2.NewPrivateKey(raw); err != nil {
			return nil, errors.Join(err, errSMKey)
		}
	}
	public := &k.smPrivate.PublicKey
	shared, err := sm2.PublicKeyToECDH(public)
	if err != nil {
		return nil, errors.Join(err, errSMKey)
	}
	return &smKey{origin, k.smPrivate, public, shared.Bytes()}, nil
}

var errSMKey = errors.New("ledger: not an SM2 key file")

func makeSMKey(folder, file string) ([]byte, error) {
	fresh, err := sm2.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	return putKey(folder, file, "sm2 "+base64.StdEncoding.EncodeToString(fresh.D.FillBytes(make([]byte, 32))))
}
