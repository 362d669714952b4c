package slip

import (
	"context"
	"crypto/subtle"
	"fmt"
	"math/big"
	"strings"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/db"
)

// A short code is nineteen digits, which only the key gives (63 bits), and a check digit: digits alone, because they are said and typed in
// every dialect and on every telephone.
const (
	keyedDigits = 19
	codeDigits  = keyedDigits + 1
	codeGroup   = 4
	leastDigits = 15 // so many digits are meant as this code: a letter's has twelve characters
)

// The domains of the keyed hashes.
const (
	domainCode   = "slip.code"
	domainLookup = "slip.code-lookup"
)

// codeFor computes a payment's short code. The same payment always has the same: a slip printed again, or after an old copy of the records
// was put back, is the same paper.
func (o *Slips) codeFor(county civil.County, payment int64) string {
	n := new(big.Int).SetBytes(o.Box.Lookup(domainCode, fmt.Sprintf("%d/%d", county, payment))[:16])
	n.Mod(n, new(big.Int).Exp(big.NewInt(10), big.NewInt(keyedDigits), nil))
	code := fmt.Sprintf("%0*d", keyedDigits, n)
	return code + string(checkDigit(code))
}

// issue gives a payment's slip its short code and keeps that it was given out.
func (o *Slips) issue(ctx context.Context, actor access.Actor, s *Slip) error {
	code := o.codeFor(actor.County, s.ID)
	s.Code = groupCode(code)
	return o.DB.InCounty(ctx, actor.County, func(tx *db.Tx) error {
		return keepCode(ctx, tx, o.Box.Lookup(domainLookup, code), actor.County, s.ID)
	})
}

// redeem finds the payment of a short code; false: there is none.
func (o *Slips) redeem(ctx context.Context, tx *db.Tx, code string) (county civil.County, payment int64, found bool, err error) {
	county, payment, found, err = codeOf(ctx, tx, o.Box.Lookup(domainLookup, code))
	if err != nil || !found {
		return 0, 0, false, err
	}
	// A row that somebody put into the table gives nobody a code: the payment must give it again. The time it takes tells nothing.
	found = subtle.ConstantTimeCompare([]byte(o.codeFor(county, payment)), []byte(code)) == 1
	return county, payment, found, nil
}

func groupCode(code string) string {
	var groups []string
	for ; len(code) > codeGroup; code = code[codeGroup:] {
		groups = append(groups, code[:codeGroup])
	}
	return strings.Join(append(groups, code), "-")
}

// digitsIn gives the digits of what somebody typed: full-width ones, O and o for 0, I and l for 1, with any blanks and strokes between
// them; false when there is anything else.
func digitsIn(typed string) (string, bool) {
	var out strings.Builder
	for _, r := range typed {
		switch {
		case r >= '0' && r <= '9':
			out.WriteRune(r)
		case r >= '０' && r <= '９':
			out.WriteRune(r - '０' + '0')
		case strings.ContainsRune("Oo〇", r):
			out.WriteByte('0')
		case strings.ContainsRune("Il", r):
			out.WriteByte('1')
		case strings.ContainsRune(" \t\r\n　-－—–_.,，、", r):
		default:
			return "", false
		}
	}
	return out.String(), true
}

// quasigroup is Damm's: every one wrong digit and every exchange of two neighbours changes the check digit.
var quasigroup = [10]string{"0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"}

func checkDigit(digits string) byte {
	row := byte('0')
	for i := range len(digits) {
		row = quasigroup[row-'0'][digits[i]-'0']
	}
	return row
}

// wholeCode says whether these are the digits of a short code, with nothing mistyped.
func wholeCode(digits string) bool { return len(digits) == codeDigits && checkDigit(digits) == '0' }
