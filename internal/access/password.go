package access

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// argon2id with the parameters OWASP recommends for one lane: about 30 ms and 19 MiB a sign-in on a county's small server.
const (
	argonTime   = 2
	argonMemory = 19 * 1024 // KiB
	argonLanes  = 1
	argonBytes  = 32
	saltBytes   = 16
)

const (
	minPassword = 8
	maxPassword = 128 // characters; past that somebody is feeding the hash
)

// hashTurns bounds how many hashes run at once, so that a flood of sign-ins cannot take the memory.
func hashTurns() int { return 2 * runtime.NumCPU() }

// HashPassword makes the text that [User].Hash holds. Many demo users may share one; real users never do.
func HashPassword(password string) string {
	salt := make([]byte, saltBytes)
	rand.Read(salt) // never fails since Go 1.24
	sum := argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonLanes, argonBytes)
	return encodeHash(argonTime, argonMemory, argonLanes, salt, sum)
}

func encodeHash(time, memory uint32, lanes uint8, salt, sum []byte) string {
	b := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memory, time, lanes,
		b.EncodeToString(salt), b.EncodeToString(sum))
}

// nobodysHash is compared with when there is no such user, so that this takes as long as when there is.
var nobodysHash = encodeHash(argonTime, argonMemory, argonLanes, make([]byte, saltBytes), make([]byte, argonBytes))

// checkPassword compares in constant time; a hash that does not parse matches nothing.
func (a *Access) checkPassword(ctx context.Context, password, hash string) (bool, error) {
	select {
	case a.hashes <- struct{}{}:
		defer func() { <-a.hashes }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	part := strings.Split(hash, "$")
	var version int
	var memory, time uint32
	var lanes uint8
	if len(part) != 6 || part[1] != "argon2id" {
		return false, nil
	}
	if _, err := fmt.Sscanf(part[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false, nil
	}
	if _, err := fmt.Sscanf(part[3], "m=%d,t=%d,p=%d", &memory, &time, &lanes); err != nil {
		return false, nil
	}
	if memory > 1<<20 || time == 0 || time > 64 || lanes == 0 {
		return false, nil
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(part[4])
	want, err2 := base64.RawStdEncoding.DecodeString(part[5])
	if err1 != nil || err2 != nil || len(want) != argonBytes {
		return false, nil
	}
	got := argon2.IDKey([]byte(password), salt, time, memory, lanes, argonBytes)
	return subtle.ConstantTimeCompare(got, want) == 1, nil
}

// goodPassword refuses what a guesser tries first.
func goodPassword(login, password string) error {
	n := utf8.RuneCountInString(password)
	if n < minPassword || n > maxPassword || !utf8.ValidString(password) {
		return BadPassword.With("min", minPassword, "max", maxPassword).On("password")
	}
	if strings.EqualFold(password, login) || strings.Count(password, password[:1]) == len(password) {
		return BadPassword.With("min", minPassword, "max", maxPassword).On("password")
	}
	return nil
}
