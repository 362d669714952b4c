package seal

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"encoding/hex"

	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/sm4"

	"renshe/internal/fail"
	"renshe/internal/words"
)

// keyBytes is the length of a ring's key; SM4's and HMAC's own keys are derived from it.
const keyBytes = 32

const nonceBytes = 12

var (
	// Broken is a sealed value that does not open: altered, moved to another place, or of a key that is not in the ring.
	Broken = fail.Define(fail.Internal, "seal.broken",
		words.Text{Zh: "一项密封的数据打不开。", En: "A sealed value does not open."},
		words.Text{Zh: "数据没有变动。", En: "The data is unchanged."},
		words.Text{Zh: "请核对密钥文件是否与数据库配套，并报告县局。", En: "Check that the key file belongs to this database, and tell the county."})
	// BadKeys is a ring that cannot be used.
	BadKeys = fail.Define(fail.Blocked, "seal.bad-keys",
		words.Text{Zh: "密钥文件 {file} 不能用：{why}。", En: "The key file {file} cannot be used: {why}."},
		words.Text{Zh: "没有读写任何数据。", En: "No data was read or written."},
		words.Text{Zh: "请从备份恢复密钥文件；权限应为 0600。", En: "Restore the key file from its backup; its mode is 0600."})
)

// Box seals and unseals; it is safe for many goroutines.
type Box struct {
	keys    map[byte]cipher.AEAD
	current byte
	lookup  []byte
}

// New makes a box with one key of any length, for tests and tools; a service uses [Open].
func New(key []byte) *Box {
	b := &Box{keys: map[byte]cipher.AEAD{}}
	b.add(1, key)
	return b
}

// add puts a key into the ring as the current one; the first also makes the lookups.
func (b *Box) add(id byte, key []byte) {
	block, err := sm4.NewCipher(derive(key, "seal")[:sm4.BlockSize])
	if err != nil {
		panic(err) // only for a wrong key length
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		panic(err) // only for a wrong block size
	}
	if len(b.keys) == 0 {
		b.lookup = derive(key, "lookup")
	}
	b.keys[id], b.current = aead, id
}

func derive(key []byte, use string) []byte {
	h := hmac.New(sm3.New, key)
	h.Write([]byte("renshe " + use))
	return h.Sum(nil)
}

// Seal encrypts plain so that it opens only with the same aad, which says where it belongs. The result is the key's number, a
// nonce, the ciphertext and its tag: 29 bytes longer than plain.
func (b *Box) Seal(plain, aad []byte) []byte {
	out := make([]byte, 1+nonceBytes, 1+nonceBytes+len(plain)+16)
	out[0] = b.current
	rand.Read(out[1:]) // never fails since Go 1.24
	return b.keys[b.current].Seal(out, out[1:1+nonceBytes], plain, aad)
}

// Unseal opens what Seal made; anything else is [Broken].
func (b *Box) Unseal(sealed, aad []byte) ([]byte, error) {
	if len(sealed) < 1+nonceBytes {
		return nil, Broken.With()
	}
	aead, ok := b.keys[sealed[0]]
	if !ok {
		return nil, Broken.With()
	}
	plain, err := aead.Open(nil, sealed[1:1+nonceBytes], sealed[1+nonceBytes:], aad)
	if err != nil {
		return nil, Broken.With().From(err)
	}
	return plain, nil
}

// Lookup gives 32 bytes that are equal for equal values of one domain ("person.phone"), and tell nothing without the key.
func (b *Box) Lookup(domain, value string) []byte {
	h := hmac.New(sm3.New, b.lookup)
	h.Write([]byte(domain))
	h.Write([]byte{0}) // a domain holds no NUL, so no two pairs meet
	h.Write([]byte(value))
	return h.Sum(nil)
}

// Fingerprint names the ring by its lookup key, so that a database can tell whether it is its own.
func (b *Box) Fingerprint() string { return hex.EncodeToString(b.Lookup("seal.fingerprint", "")[:8]) }
