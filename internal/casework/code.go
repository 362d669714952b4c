package casework

import (
	"fmt"
	"math/big"
	"strings"

	"renshe/civil"
)

// A verification code has twelve characters: four say the county, eight are random. The alphabet is Crockford's: no I, L,
// O, U, so that it survives being read out over a telephone.
const (
	alphabet     = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	countyChars  = 4
	randomChars  = 8
	codeChars    = countyChars + randomChars
	groupedEvery = 4
)

// makeCode writes the code of a county from five random bytes.
func makeCode(c civil.County, random [5]byte) string {
	n := new(big.Int).SetBytes(random[:])
	return base32(big.NewInt(int64(c)), countyChars) + base32(n, randomChars)
}

func base32(n *big.Int, width int) string {
	out := make([]byte, width)
	rest, base, digit := new(big.Int).Set(n), big.NewInt(32), new(big.Int)
	for i := width - 1; i >= 0; i-- {
		rest.DivMod(rest, base, digit)
		out[i] = alphabet[digit.Int64()]
	}
	return string(out)
}

// ParseCode reads a code as people type it, in any case, with dashes or blanks, O for 0 and I or L for 1, and gives the
// county it belongs to.
func ParseCode(s string) (code string, county civil.County, err error) {
	s = strings.NewReplacer("-", "", " ", "", "　", "", "－", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(s))
	if len(s) != codeChars {
		return "", 0, NoSuchLetter.With().On("code")
	}
	n := 0
	for i, r := range s {
		digit := strings.IndexRune(alphabet, r)
		if digit < 0 {
			return "", 0, NoSuchLetter.With().On("code")
		}
		if i < countyChars {
			n = n*32 + digit
		}
	}
	return s, civil.County(n), nil
}

// GroupCode writes the code as it is printed: "D4V5-7K2M-9QXR".
func GroupCode(code string) string {
	var b strings.Builder
	for i, r := range code {
		if i > 0 && i%groupedEvery == 0 {
			b.WriteByte('-')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// caseNumber is what people call a case: 430725-2026-000123.
func caseNumber(c civil.County, year int, n int64) string {
	return fmt.Sprintf("%d-%04d-%06d", c, year, n)
}

// letterNumber is a letter's own number: SL430725-2026-000123.
func letterNumber(prefix string, c civil.County, year int, n int64) string {
	return prefix + caseNumber(c, year, n)
}
