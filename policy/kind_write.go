package policy

import (
	"strconv"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/money"
)

// appendDecimal appends an integer of the smallest of one, two or four places with its decimal point.
func appendDecimal(b []byte, v int64, places int) []byte {
	if v < 0 {
		b, v = append(b, '-'), -v
	}
	fraction := uint64(0)
	switch places {
	case 1:
		v, fraction = v/10, uint64(v%10)
	case 2:
		v, fraction = v/100, uint64(v%100)
	case 4:
		v, fraction = v/10000, uint64(v%10000)
		b = append(strconv.AppendInt(b, v, 10), '.', '0'+byte(fraction/1000), '0'+byte(fraction/100%10))
		return append(b, '0'+byte(fraction/10%10), '0'+byte(fraction%10))
	}
	if b = append(strconv.AppendInt(b, v, 10), '.'); places == 2 {
		b = append(b, '0'+byte(fraction/10))
	}
	return append(b, '0'+byte(fraction%10))
}

// appendPercent appends parts per million in per cent, without needless zeros.
func appendPercent(b []byte, v int64) []byte {
	b = appendDecimal(b, v, 4)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	return append(b, '%')
}

// notation is how the values of a kind are shown that are numbers and a unit: the number, and the unit in both languages, in English
// of one and of several.
type notation struct {
	number         func(b []byte, v int64) []byte
	zh, one, other string
	dated          bool // 0 is no value, and in JSON it is a text
}

// notations are by kind; a kind that has none is shown in words.
var notations = map[Kind]*notation{
	KindMoney:      {number: func(b []byte, v int64) []byte { return money.Fen(v).Append(b) }, zh: " 元", one: " yuan", other: " yuan"},
	KindMonths:     {number: appendInt, zh: " 个月", one: " month", other: " months"},
	KindYears:      {number: appendInt, zh: " 年", one: " year", other: " years"},
	KindDays:       {number: appendInt, zh: " 天", one: " day", other: " days"},
	KindTenths:     {number: decimals1, zh: " 个月", one: " months", other: " months"},
	KindCentiyears: {number: decimals2, zh: " 年", one: " years", other: " years"},
	KindCount:      {number: appendInt},
	KindRate:       {number: appendPercent},
	KindIndex:      {number: decimals4},
	KindMonth:      {number: appendMonth, dated: true},
	KindDate:       {number: appendDate, dated: true},
}

// unit is what stands behind a number.
func (n *notation) unit(v int64, l words.Lang) string {
	switch {
	case l == words.Zh:
		return n.zh
	case v == 1:
		return n.one
	}
	return n.other
}

func appendMonth(b []byte, v int64) []byte {
	b, _ = civil.Month(v).AppendText(b)
	return b
}

func appendDate(b []byte, v int64) []byte {
	b, _ = civil.Date(v).AppendText(b)
	return b
}

func appendInt(b []byte, v int64) []byte { return strconv.AppendInt(b, v, 10) }
func decimals1(b []byte, v int64) []byte { return appendDecimal(b, v, 1) }
func decimals2(b []byte, v int64) []byte { return appendDecimal(b, v, 2) }
func decimals4(b []byte, v int64) []byte { return appendDecimal(b, v, 4) }

// none is said where there is no value.
var none = words.Text{Zh: "无", En: "none"}

// appendShown appends a value as people read it, with its unit.
func (k Kind) appendShown(b []byte, v int64, l words.Lang) []byte {
	switch n := notations[k]; {
	case n == nil:
		return k.appendWords(b, v, l)
	case n.dated && v == 0:
		return append(b, none.In(l)...)
	default:
		return append(n.number(b, v), n.unit(v, l)...)
	}
}

// appendWords appends a value of a kind that is not shown as a number.
func (k Kind) appendWords(b []byte, v int64, l words.Lang) []byte {
	switch k {
	case KindYesNo:
		if v != 0 {
			return append(b, pick(l, "是", "yes")...)
		}
		return append(b, pick(l, "否", "no")...)
	case KindReason:
		return append(b, ReasonCode(v).Title().In(l)...)
	case KindAge:
		return appendAge(b, v, l)
	case KindSpells:
		return append(b, showSpells(v).In(l)...)
	case KindDependants:
		return append(b, showDependants(v).In(l)...)
	default:
		if choices[k] != nil {
			return append(b, choiceShown(k, v).In(l)...)
		}
	}
	return k.appendPlain(b, v)
}

func plural(n int64, unit string) string {
	if n == 1 {
		return unit
	}
	return unit + "s"
}

func pick(l words.Lang, zh, en string) string {
	if l == words.Zh {
		return zh
	}
	return en
}

func choiceShown(k Kind, v int64) words.Text {
	if v == 0 {
		return none
	}
	return choiceOf(k, v).Title
}

func appendAge(b []byte, v int64, l words.Lang) []byte {
	years, months := v/12, v%12
	b = append(append(appendInt(b, years), ' '), pick(l, "岁", plural(years, "year"))...)
	if months != 0 {
		b = append(append(appendInt(append(b, ' '), months), ' '), pick(l, "个月", plural(months, "month"))...)
	}
	return b
}

// appendPlain appends a value without unit and language, as files and forms carry it.
func (k Kind) appendPlain(b []byte, v int64) []byte {
	switch k {
	case KindMoney:
		return money.Fen(v).AppendPlain(b)
	case KindMonths, KindYears, KindDays, KindCount:
	case KindMonth:
		if v != 0 {
			return appendMonth(b, v)
		}
		return b
	case KindDate:
		if v != 0 {
			return appendDate(b, v)
		}
		return b
	case KindYesNo:
		return k.appendShown(b, v, words.En)
	case KindReason:
		return append(b, ReasonCode(v).String()...)
	case KindRate:
		return appendPercent(b, v)
	case KindIndex:
		return appendDecimal(b, v, 4)
	case KindTenths:
		return appendDecimal(b, v, 1)
	case KindCentiyears:
		return appendDecimal(b, v, 2)
	case KindAge:
		b = append(strconv.AppendInt(b, v/12, 10), 'y')
		return append(strconv.AppendInt(b, v%12, 10), 'm')
	case KindSpells:
		return append(b, plainSpells(v)...)
	case KindDependants:
		return append(b, plainDependants(v)...)
	default:
		if choices[k] != nil {
			return append(b, choiceOf(k, v).Name...)
		}
	}
	return strconv.AppendInt(b, v, 10)
}

// appendJSON appends the value that a machine reads, as [Kind.json] gives it.
func (k Kind) appendJSON(b []byte, v int64) []byte {
	switch k {
	case KindMoney, KindMonths, KindYears, KindDays, KindCount, KindRate, KindIndex, KindTenths, KindCentiyears:
		return strconv.AppendInt(b, v, 10)
	case KindYesNo:
		return strconv.AppendBool(b, v != 0)
	case KindAge:
		b = strconv.AppendInt(append(b, `{"years":`...), v/12, 10)
		return append(strconv.AppendInt(append(b, `,"months":`...), v%12, 10), '}')
	case KindMonth, KindDate:
		if v == 0 {
			return append(b, "null"...)
		}
	case KindReason, KindSpells, KindDependants:
	default:
		if choices[k] != nil && v == 0 {
			return append(b, "null"...)
		}
	}
	return append(k.appendPlain(append(b, '"'), v), '"') // codes, digits and signs that no text of JSON escapes
}
