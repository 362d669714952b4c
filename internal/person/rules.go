package person

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"renshe/civil"
)

const maxName = 50 // characters, as identity cards of minority names need

// middleDots are the ways input methods write the dot of 阿卜杜拉·买买提; one is stored.
var middleDots = strings.NewReplacer("•", "·", "・", "·", "．", "·", "‧", "·", "∙", "·")

// parseName brings a typed name to its stored form: NFC, one kind of middle dot, no blanks between Han characters.
func parseName(typed string) (string, error) {
	s := middleDots.Replace(norm.NFC.String(strings.TrimSpace(typed)))
	var b strings.Builder
	count, han := 0, false
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Han, r):
			han = true
		case unicode.IsSpace(r):
			if han {
				continue
			}
			r = ' '
		case r == '·', r == '\'', r == '-', r == '.', unicode.Is(unicode.Latin, r):
		default:
			return "", BadName.With().On("name")
		}
		b.WriteRune(r)
		count++
	}
	if count == 0 || count > maxName || strings.Trim(b.String(), "·'-. ") == "" {
		return "", BadName.With().On("name")
	}
	return b.String(), nil
}

// phoneFolder drops what people put between digits, and full width.
var phoneFolder = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8",
	"９", "9", " ", "", "-", "", "－", "", "—", "", "(", "", ")", "", "（", "", "）", "", "　", "", "\t", "")

// parsePhone gives the digits of a mobile number (11 digits from 1) or a landline with its area code (10–12 digits from 0);
// an empty text is no phone.
func parsePhone(typed string) (string, error) {
	s := strings.TrimPrefix(phoneFolder.Replace(strings.TrimSpace(typed)), "+86")
	if s == "" {
		return "", nil
	}
	for _, r := range s {
		if r < '0' || r > '9' {
			return "", BadPhone.With().On("phone")
		}
	}
	mobile := len(s) == 11 && s[0] == '1'
	landline := len(s) >= 10 && len(s) <= 12 && s[0] == '0'
	if !mobile && !landline {
		return "", BadPhone.With().On("phone")
	}
	return s, nil
}

// tailOf is the last four characters.
func tailOf(s string) string {
	if len(s) < 4 {
		return s
	}
	return s[len(s)-4:]
}

// maskPhone keeps the first three and the last four digits.
func maskPhone(s string) string {
	if len(s) < 8 {
		return "***"
	}
	return s[:3] + strings.Repeat("*", len(s)-7) + tailOf(s)
}

// parseVillage accepts a village of the county alone.
func parseVillage(places *civil.Divisions, county civil.County, v civil.Division) error {
	if !v.IsVillage() || v.County() != county || !places.Has(v) {
		return UnknownVillage.With().On("village")
	}
	return nil
}

// Kin is what a member of a household is to its head (与户主关系).
type Kin string

// The kinds of kin the registry tells apart.
const (
	Head       Kin = "head"
	Spouse     Kin = "spouse"
	Child      Kin = "child"
	Parent     Kin = "parent"
	Grandchild Kin = "grandchild"
	Other      Kin = "other"
)
