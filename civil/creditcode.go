package civil

import (
	"strings"

	"renshe/internal/words"
)

// CreditCode is a unified social credit code (统一社会信用代码, GB 32100): 18 characters.
type CreditCode string

const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

var (
	creditWeights = [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28} // 3^i mod 31
	orgWeights    = [8]int{3, 7, 9, 10, 5, 8, 4, 2}                                         // GB 11714
)

// ParseCreditCode reads a code as people type it. A letter among the first eight characters is accepted (rural collectives
// start with N). Characters 9–17 are an organisation code with a check of its own; if that one differs it is a warning.
func ParseCreditCode(s string) (CreditCode, []Warning, error) {
	s = strings.ReplaceAll(fold(s), "-", "")
	if n := len([]rune(s)); n != 18 {
		return "", nil, CreditCodeLength.With("count", n)
	}
	sum := 0
	for i, r := range []rune(s) {
		v := strings.IndexRune(creditAlphabet, r)
		if v < 0 {
			return "", nil, CreditCodeCharacters.With("place", i+1)
		}
		if i < 17 {
			sum += v * creditWeights[i]
		}
	}
	if creditAlphabet[(31-sum%31)%31] != s[17] {
		return "", nil, CreditCodeChecksum.With()
	}
	if orgCheck(s[8:16]) != s[16] {
		return CreditCode(s), []Warning{{"civil.organisation-code", words.Text{
			Zh: "第9至17位的组织机构代码自身校验不符，请核对证照。",
			En: "The organisation code in characters 9 to 17 fails its own check: compare it with the licence."}}}, nil
	}
	return CreditCode(s), nil, nil
}

// orgCheck gives the check character of a GB 11714 organisation code.
func orgCheck(s string) byte {
	sum := 0
	for i, w := range orgWeights {
		v := int(s[i] - '0')
		if s[i] >= 'A' {
			v = int(s[i]-'A') + 10
		}
		sum += v * w
	}
	return "0X987654321"[sum%11]
}

// Region is the six-digit code of the registering place.
func (c CreditCode) Region() string { return string(c[2:8]) }
