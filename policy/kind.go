package policy

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/money"
	"renshe/policy/internal/lawfile"
)

// Kind is what a value is, and decides how it is typed, shown and written in JSON.
type Kind string

// The kinds.
const (
	KindMoney    Kind = "money"    // typed in yuan, answered in fen
	KindMonths   Kind = "months"   // a number of months
	KindYears    Kind = "years"    // a number of whole years
	KindDays     Kind = "days"     // a number of days
	KindMonth    Kind = "month"    // "2026-03"
	KindDate     Kind = "date"     // "2026-03-02"
	KindYesNo    Kind = "yes-no"   // yes or no; true or false in JSON
	KindReason   Kind = "reason"   // a reason code
	KindRounding Kind = "rounding" // a way of rounding
	KindText     Kind = "text"     // as typed
	KindCodes    Kind = "codes"    // a list of codes
	KindCount    Kind = "count"    // a number of things or times
	KindRate     Kind = "rate"     // typed in per cent, answered in parts per million
	KindIndex    Kind = "index"    // "1.0324", answered in ten-thousandths
	KindTenths   Kind = "tenths"   // months with one decimal, answered in tenths

	KindCentiyears Kind = "centiyears" // years with two decimals, answered in hundredths
	KindAge        Kind = "age"        // "61y3m", answered as years and months
	KindSpells     Kind = "spells"     // "36/5,70/18": months paid and drawn of earlier spells
	KindDependants Kind = "dependants" // "spouse,child"
	KindAmounts    Kind = "amounts"    // a list of amounts, answered in fen
)

// A choice is a kind of its own: its values are listed by [Kind.Choices].

// unitNames is the unit of a kind in JSON.
var unitNames = map[Kind]string{KindMoney: "fen", KindMonths: "months", KindYears: "years", KindDays: "days", KindMonth: "month", KindDate: "date",
	KindYesNo: "bool", KindReason: "code", KindRounding: "rounding", KindText: "text", KindCodes: "codes",
	KindCount: "count", KindRate: "ppm", KindIndex: "ten-thousandths", KindTenths: "tenths of a month", KindCentiyears: "hundredths of a year", KindAge: "age",
	KindSpells: "months paid/months drawn", KindDependants: "codes", KindAmounts: "fen"}

// Unit is the name of the kind's unit in JSON: an amount is in "fen".
func (k Kind) Unit() string {
	if choices[k] != nil {
		return "code"
	}
	return unitNames[k]
}

// decimals is how many decimals a kind is typed and shown with; inside it is an integer of the smallest place.
var decimals = map[Kind]int{KindIndex: 4, KindTenths: 1, KindCentiyears: 2}

// AmountText writes an amount with its unit: "1,234.50 yuan".
func AmountText(f money.Fen) words.Text { return KindMoney.show(int64(f)) }

func same(s string) words.Text { return words.Text{Zh: s, En: s} }

// show writes a value as people read it, with its unit.
func (k Kind) show(v int64) words.Text {
	return words.Text{Zh: string(k.appendShown(nil, v, words.Zh)), En: string(k.appendShown(nil, v, words.En))}
}

// plain writes a value without unit and language, as files and forms carry it.
func (k Kind) plain(v int64) string { return string(k.appendPlain(nil, v)) }

// json gives the value that a machine reads: integers of fen and counts, text for months, true and false.
func (k Kind) json(v int64) any {
	switch k {
	case KindMoney, KindMonths, KindYears, KindDays, KindCount, KindRate, KindIndex, KindTenths, KindCentiyears:
		return v
	case KindYesNo:
		return v != 0
	case KindAge:
		return AgeJSON{v / 12, v % 12}
	}
	if k.isNone(v) {
		return nil
	}
	return k.plain(v)
}

// isNone says whether a value stands for none.
func (k Kind) isNone(v int64) bool {
	return v == 0 && (k == KindMonth || k == KindDate || choices[k] != nil)
}

// isText says whether a machine reads the value as the text that files carry.
func (k Kind) isText(v int64) bool {
	n := notations[k]
	return (n == nil || n.dated) && k != KindYesNo && k != KindAge && !k.isNone(v)
}

// AgeJSON is an age as a machine reads it.
type AgeJSON struct {
	Years  int64 `json:"years"`
	Months int64 `json:"months"`
}

// String is "61y3m".
func (a AgeJSON) String() string { return KindAge.plain(a.Years*12 + a.Months) }

// parse reads what people type; the result is what rules take.
func (k Kind) parse(s string) (int64, bool) {
	s = strings.TrimSpace(s)
	switch k {
	case KindMoney:
		f, err := money.ParseYuan(s)
		return int64(f), err == nil
	case KindMonths, KindYears, KindDays, KindCount:
		n, err := strconv.ParseInt(foldDigits(s), 10, 32)
		return n, err == nil
	case KindMonth:
		m, err := civil.ParseMonth(s)
		return int64(m), err == nil
	case KindDate:
		d, err := civil.ParseDate(s)
		return int64(d), err == nil
	case KindYesNo:
		switch strings.ToLower(s) {
		case "yes", "true", "1", "是":
			return 1, true
		case "no", "false", "0", "否":
			return 0, true
		}
	case KindRate:
		n, ok := lawfile.Decimal(strings.TrimSuffix(foldDigits(s), "%"), 4)
		return n, ok
	case KindIndex, KindTenths, KindCentiyears:
		return lawfile.Decimal(foldDigits(s), decimals[k])
	case KindAge:
		return lawfile.ParseAge(foldDigits(s))
	case KindSpells:
		return parseSpells(s)
	case KindDependants:
		return parseDependants(s)
	}
	for i, c := range choices[k] {
		if strings.EqualFold(s, c.Name) || s == c.Title.Zh {
			return int64(i + 1), true
		}
	}
	return 0, false
}

// foldDigits turns full-width digits, points and per cent signs into plain ones.
func foldDigits(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return '0' + r - '０'
		case r == '．':
			return '.'
		case r == '％':
			return '%'
		}
		return r
	}, s)
}

var (
	modeWords = map[string]words.Text{"half-up": {Zh: "四舍五入到", En: "half up to the "}, "down": {Zh: "舍去至", En: "down to the "}, "up": {Zh: "进位到", En: "up to the "}}
	stepWords = map[string]words.Text{"fen": {Zh: "分", En: "fen"}, "jiao": {Zh: "角", En: "jiao"}, "yuan": {Zh: "元", En: "yuan"}}
)

// roundingWords says "down fen, up jiao" in words.
func roundingWords(s string) words.Text {
	var zh, en []string
	for part := range strings.SplitSeq(s, ",") {
		mode, unit, _ := strings.Cut(strings.TrimSpace(part), " ")
		zh = append(zh, modeWords[mode].Zh+stepWords[unit].Zh)
		en = append(en, modeWords[mode].En+stepWords[unit].En)
	}
	return words.Text{Zh: strings.Join(zh, "，再"), En: strings.Join(en, ", then ")}
}
