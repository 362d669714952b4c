package lawfile

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/money"
)

// Unit is what a value is. A unit "table-X" is a table of X by an integer key: by grade, by age, by year.
type Unit string

// The units of single values.
const (
	Fen        Unit = "fen"        // an amount; written in yuan
	Months     Unit = "months"     // a number of months
	Years      Unit = "years"      // a number of whole years
	Days       Unit = "days"       // a number of days
	Count      Unit = "count"      // a number of things or times
	Rate       Unit = "rate"       // parts per million; written in per cent, "8%"
	Index      Unit = "index"      // ten-thousandths, "1.0324"
	Centiyears Unit = "centiyears" // hundredths of a year, "15.50"
	Tenths     Unit = "tenths"     // tenths of a month, "138.4"
	Age        Unit = "age"        // years and months, "60y3m"
	Month      Unit = "month"      // a calendar month, "2009-12"
	Rounding   Unit = "rounding"   // "half-up fen" or a sequence "down fen, up jiao"
)

// tablePrefix begins the unit of a table.
const tablePrefix = "table-"

var goTypes = map[Unit]string{Fen: "money.Fen", Months: "Months", Years: "Years", Days: "Days", Count: "Count", Rate: "Rate", Index: "Index",
	Centiyears: "Centiyears", Tenths: "Tenths", Age: "Age", Month: "civil.Month", Rounding: "money.Rounding"}

// Element is the unit of a table's elements, and of a single value the unit itself.
func (u Unit) Element() Unit {
	if rest, ok := strings.CutPrefix(string(u), tablePrefix); ok && rest != string(Rounding) {
		return Unit(rest)
	}
	return u
}

// GoType is the type in rules of a value, and of a table that of its elements; "" for what is no unit.
func (u Unit) GoType() string { return goTypes[u.Element()] }

// adds says whether values of the unit can be added and compared.
func (u Unit) adds() bool { return u.Element() == u && u != Rounding && u != Month }

// Value is a parsed value. Unknown values have Known == false and no number.
type Value struct {
	Known    bool
	Int      int64
	Rounding money.Rounding
	Table    []Element // of a table, by key
	Text     string    // as written in the file
}

// Element is one entry of a table.
type Element struct {
	Key   int64
	Known bool
	Int   int64
	Text  string
}

// At gives the element of a key.
func (v Value) At(key int64) (Element, bool) {
	i := sort.Search(len(v.Table), func(i int) bool { return v.Table[i].Key >= key })
	if i == len(v.Table) || v.Table[i].Key != key {
		return Element{}, false
	}
	return v.Table[i], true
}

// mostMonths and mostYears bound counts: beyond them it is a typing error.
const (
	mostMonths = 1200
	mostYears  = 100
	mostKeys   = 1000
	mostRate   = 100_000_000 // a hundred times
)

const unknown = "unknown"

// ParseValue reads a value of a unit as a file writes it; "unknown" gives a value without a number.
func ParseValue(u Unit, s string) (Value, error) {
	v := Value{Known: true, Text: s}
	if s == unknown {
		return Value{Text: s}, nil
	}
	var err error
	switch {
	case u.Element() != u:
		v.Table, err = parseTable(u.Element(), s)
	case u == Rounding:
		v.Rounding, err = parseRounding(s)
	default:
		v.Int, err = parseNumber(u, s)
	}
	return v, err
}

func parseNumber(u Unit, s string) (int64, error) {
	bad := fmt.Errorf("%q is not a value of the unit %s", s, u)
	switch u {
	case Fen:
		f, err := money.ParseYuan(s)
		if err != nil || f < 0 {
			return 0, fmt.Errorf("%q is not an amount in yuan", s)
		}
		return int64(f), nil
	case Months, Years, Days, Count:
		n, err := strconv.ParseInt(s, 10, 32)
		if err != nil || n < 0 || u == Months && n > mostMonths || u == Years && n > mostYears {
			return 0, fmt.Errorf("%q is not a number of %s", s, u)
		}
		return n, nil
	case Rate:
		percent, ok := strings.CutSuffix(s, "%")
		n, decimal := Decimal(percent, 4)
		if !ok || !decimal || n < 0 || n > mostRate {
			return 0, fmt.Errorf("%q is not a rate like 8%%", s)
		}
		return n, nil
	case Index, Centiyears, Tenths:
		n, ok := Decimal(s, map[Unit]int{Index: 4, Centiyears: 2, Tenths: 1}[u])
		if !ok || n < 0 {
			return 0, bad
		}
		return n, nil
	case Age:
		n, ok := ParseAge(s)
		if !ok {
			return 0, bad
		}
		return n, nil
	case Month:
		m, err := civil.ParseMonth(s)
		if err != nil {
			return 0, fmt.Errorf("%q is not a month", s)
		}
		return int64(m), nil
	}
	return 0, fmt.Errorf("unknown unit %q", u)
}

// parseTable reads "1: 27, 2: 25": keys ascending, each once.
func parseTable(u Unit, s string) ([]Element, error) {
	var table []Element
	for part := range strings.SplitSeq(s, ",") {
		key, text, ok := strings.Cut(part, ":")
		e := Element{Text: strings.TrimSpace(text), Known: true}
		var err error
		if e.Key, err = strconv.ParseInt(strings.TrimSpace(key), 10, 32); err != nil || !ok || e.Key <= 0 {
			return nil, fmt.Errorf("%q is not an entry like \"1: 27\"", part)
		}
		if len(table) > 0 && e.Key <= table[len(table)-1].Key || len(table) == mostKeys {
			return nil, fmt.Errorf("the keys of a table ascend, %d at most: %q", mostKeys, part)
		}
		if e.Text == unknown {
			e.Known = false
		} else if e.Int, err = parseNumber(u, e.Text); err != nil {
			return nil, err
		}
		table = append(table, e)
	}
	return table, nil
}

// Decimal reads a decimal number of at most places decimals as an integer of the smallest place: Decimal("1.03", 4) is 10300.
func Decimal(s string, places int) (int64, bool) {
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	whole, fraction, dot := strings.Cut(s, ".")
	if whole == "" || dot && fraction == "" || len(fraction) > places || !digitsOnly(whole) || !digitsOnly(fraction) {
		return 0, false
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	for i := range places {
		digit := int64(0)
		if i < len(fraction) {
			digit = int64(fraction[i] - '0')
		}
		if n > (math.MaxInt64-digit)/10 {
			return 0, false
		}
		n = n*10 + digit
	}
	if negative {
		n = -n
	}
	return n, err == nil
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// mostAge is the highest number that is read as years; a higher one can only mean months.
const mostAge = 150

var ageWords = strings.NewReplacer("周岁", "y", "岁", "y", "个月", "m", "月", "m", " ", "")

// ParseAge reads an age in months: "61y3m", "60", "3m", "546m", "546", "61岁3个月", "61岁".
func ParseAge(s string) (int64, bool) {
	if strings.Trim(s, "0123456789ym") != "" {
		s = ageWords.Replace(strings.ToLower(strings.TrimSpace(s)))
	}
	years, months, both := strings.Cut(s, "y")
	if !both {
		if m, ok := strings.CutSuffix(s, "m"); ok {
			n, err := strconv.ParseUint(m, 10, 32)
			return int64(n), err == nil && n <= mostAge*12
		}
		months = ""
	}
	y, err := strconv.ParseUint(years, 10, 32)
	if !both && err == nil && y > mostAge {
		return int64(y), y <= mostAge*12
	}
	if err != nil || y > mostAge {
		return 0, false
	}
	if months == "" {
		return int64(y) * 12, true
	}
	text, ok := strings.CutSuffix(months, "m")
	m, err := strconv.ParseUint(text, 10, 32)
	return int64(y)*12 + int64(m), ok && err == nil && m < 12
}

var (
	modes = map[string]money.Mode{"half-up": money.HalfUp, "down": money.Down, "up": money.Up}
	steps = map[string]int64{"fen": 1, "jiao": 10, "yuan": 100}
)

// parseRounding reads "half-up fen" or "down fen, up jiao".
func parseRounding(s string) (money.Rounding, error) {
	var list []money.Step
	for part := range strings.SplitSeq(s, ",") {
		mode, unit, _ := strings.Cut(strings.TrimSpace(part), " ")
		m, ok := modes[mode]
		if !ok || steps[unit] == 0 {
			return money.Rounding{}, fmt.Errorf("%q is not a rounding such as \"half-up fen\"", part)
		}
		list = append(list, money.Step{Mode: m, Unit: steps[unit]})
	}
	return money.NewRounding(list...)
}
