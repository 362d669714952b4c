package civil

import (
	"log/slog"
	"strings"

	"renshe/internal/words"
)

// BankCard is a bank card or account number (银行账号): digits only.
type BankCard string

// ParseBankCard reads a number as people type it, with blanks or dashes between groups. A failing Luhn check is a warning:
// some old passbook accounts have no check digit.
func ParseBankCard(s string) (BankCard, []Warning, error) {
	s = strings.ReplaceAll(fold(s), "-", "")
	for i, r := range []rune(s) {
		if r < '0' || r > '9' {
			return "", nil, BankCardCharacters.With("place", i+1)
		}
	}
	if len(s) < 10 || len(s) > 21 {
		return "", nil, BankCardLength.With("count", len(s))
	}
	if !luhn(s) {
		return BankCard(s), []Warning{{"civil.bank-card-luhn", words.Text{
			Zh: "账号校验位不符：若不是旧存折账号，请逐位核对。",
			En: "The account number fails its check digit: unless it is an old passbook account, compare it digit by digit."}}}, nil
	}
	return BankCard(s), nil, nil
}

// luhn doubles every second digit from the right; the sum of digits ends in zero.
func luhn(s string) bool {
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// Tail is the last four digits.
func (b BankCard) Tail() string {
	if len(b) < 4 {
		return string(b)
	}
	return string(b[len(b)-4:])
}

// Masked keeps the last four digits: "**** 0005".
func (b BankCard) Masked() string { return "**** " + b.Tail() }

// LogValue masks the number in logs.
func (b BankCard) LogValue() slog.Value { return slog.StringValue(b.Masked()) }
