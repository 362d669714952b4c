package civil

import (
	"fmt"
	"log/slog"
	"sort"

	"renshe/internal/words"
)

// CitizenID is a citizen identity number (公民身份号码, GB 11643): 18 characters, the last a digit or upper-case X.
type CitizenID string

// Sex as the identity number and the household book give it (性别).
type Sex string

// The two values.
const (
	Male   Sex = "M"
	Female Sex = "F"
)

// Title is the word people read.
func (s Sex) Title() words.Text {
	if s == Female {
		return words.Text{Zh: "女", En: "female"}
	}
	return words.Text{Zh: "男", En: "male"}
}

// Weights and check characters of GB 11643 (ISO 7064 MOD 11-2).
var idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const idChecks = "10X98765432"

// ParseCitizenID reads a number as people type it: blanks, full-width digits and a small x are accepted, an old number of
// 15 digits is completed. The region prefix only warns: it tells where the number was first assigned, and regions change.
func ParseCitizenID(s string) (CitizenID, []Warning, error) {
	s = fold(s)
	if len(s) == 15 && digitsOnly(s) {
		s = s[:6] + "19" + s[6:]
		s += string(idCheck(s))
	}
	if n := len([]rune(s)); n != 18 {
		return "", nil, CitizenIDLength.With("count", n)
	}
	for i, r := range []rune(s) {
		if (r < '0' || r > '9') && (i < 17 || r != 'X') {
			return "", nil, CitizenIDCharacters.With("place", i+1)
		}
	}
	y, m, d := number(s[6:10]), number(s[10:12]), number(s[12:14])
	if _, ok := realDate(y, m, d); !ok || y < firstYear || y > lastYear {
		return "", nil, CitizenIDDate.With()
	}
	if idCheck(s) != s[17] {
		return "", nil, CitizenIDChecksum.With()
	}
	return CitizenID(s), regionWarnings(s[:6]), nil
}

// idCheck gives the check character of the first 17 digits.
func idCheck(s string) byte { return idChecks[idSum(s)%11] }

func idSum(s string) int {
	sum := 0
	for i, w := range idWeights {
		sum += int(s[i]-'0') * w
	}
	return sum
}

// Sum is the weighted sum of the first 17 digits, whose remainder by 11 gives the check character.
func (c CitizenID) Sum() int { return idSum(string(c)) }

func number(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// Birth is the date of birth.
func (c CitizenID) Birth() Date {
	return DateOf(number(string(c[6:10])), number(string(c[10:12])), number(string(c[12:14])))
}

// Sex is told by the 17th digit: odd is male.
func (c CitizenID) Sex() Sex {
	if (c[16]-'0')%2 == 1 {
		return Male
	}
	return Female
}

// Tail is the last four characters, which people use to tell each other apart.
func (c CitizenID) Tail() string { return string(c[14:]) }

// Masked keeps the first three and the last four characters: "430***********0015".
func (c CitizenID) Masked() string {
	if len(c) != 18 {
		return "***"
	}
	return string(c[:3]) + "***********" + string(c[14:])
}

// Region is the six-digit code of the place that first assigned the number.
func (c CitizenID) Region() string { return string(c[:6]) }

// LogValue masks the number in logs.
func (c CitizenID) LogValue() slog.Value { return slog.StringValue(c.Masked()) }

// MakeCitizenID builds a well-formed number: region of six digits, birth, sequence 0–999 (odd for men). For generated people
// only, with a region that was never assigned.
func MakeCitizenID(region string, birth Date, seq int) CitizenID {
	s := fmt.Sprintf("%s%04d%02d%02d%03d", region, birth.Year(), birth.Month().Number(), birth.Day(), seq%1000)
	return CitizenID(s + string(idCheck(s)))
}

// Region is one entry of the region table that identity numbers carry (证号地区码).
type Region struct {
	Code, Name string
	Status     RegionStatus
	Successor  string // the code in force today, for a legacy one
}

// RegionStatus says how a region code is to be read.
type RegionStatus uint8

// The statuses of a region code.
const (
	RegionCurrent     RegionStatus = iota + 1 // 现行
	RegionStatistical                         // 统计用，不在 GB/T 2260
	RegionLegacy                              // 已撤销，证号上仍有
)

// RegionOf finds a region code of two, four or six digits in the table. The table is complete for the province list and for
// Changde with its predecessors; elsewhere an unknown code means only that it is not listed.
func RegionOf(code string) (Region, bool) {
	i := sort.Search(len(regions), func(i int) bool { return regions[i].Code >= code })
	if i < len(regions) && regions[i].Code == code {
		return regions[i], true
	}
	return Region{}, false
}

// completeCities are the prefixes whose counties the table lists completely, so that an absent code is known to be unassigned.
var completeCities = map[string]bool{"4307": true, "4324": true}

// regionWarnings compares the prefix with the table. It never refuses.
func regionWarnings(code string) []Warning {
	r, known := RegionOf(code)
	_, province := RegionOf(code[:2])
	switch {
	case known && r.Status == RegionLegacy:
		today := words.Text{}
		if now, ok := RegionOf(r.Successor); ok {
			today = words.Text{Zh: "，今" + now.Name + " " + now.Code, En: ", today " + now.Name + " " + now.Code}
		}
		return []Warning{{"civil.region-legacy", words.Text{
			Zh: fmt.Sprintf("号码前缀 %s 是旧地区码（%s%s）。号码有效，请勿改动。", code, r.Name, today.Zh),
			En: fmt.Sprintf("The prefix %s is a former region code (%s%s). The number is valid; do not change it.", code, r.Name, today.En)}}}
	case !province || !known && completeCities[code[:4]]:
		return []Warning{{"civil.region-unassigned", words.Text{
			Zh: fmt.Sprintf("号码前缀 %s 不在地区代码表中，请核对证件。", code),
			En: fmt.Sprintf("The prefix %s is not in the table of regions: check the document.", code)}}}
	}
	return nil
}

// ListsRegion says whether the table is complete around a code, so that a code it lacks is known to be unassigned.
func ListsRegion(code string) bool {
	return len(code) == 2 || len(code) == 6 && completeCities[code[:4]]
}
