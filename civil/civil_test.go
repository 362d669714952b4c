package civil_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/law"
)

func TestCitizenIDs(t *testing.T) {
	valid := map[string]struct {
		sex     civil.Sex
		birth   string
		warning string
	}{
		"430725209901010015": {civil.Male, "2099-01-01", ""},
		"430725209901010023": {civil.Female, "2099-01-01", ""},
		"43242620990215002X": {civil.Female, "2099-02-15", "civil.region-legacy"},
		"43072520990601009X": {civil.Male, "2099-06-01", ""},
		"430799196501150013": {civil.Male, "1965-01-15", "civil.region-unassigned"},
		"11010519491231002X": {civil.Female, "1949-12-31", ""},
		"360426199101010071": {civil.Male, "1991-01-01", ""},
		"44011320141005001X": {civil.Male, "2014-10-05", ""},
	}
	for in, want := range valid {
		id, warnings, err := civil.ParseCitizenID(" " + strings.ToLower(in[:6]) + " " + strings.ToLower(in[6:]))
		if err != nil || string(id) != in || id.Sex() != want.sex || id.Birth().String() != want.birth {
			t.Errorf("%s: %v %v, sex %s, birth %s", in, id, err, id.Sex(), id.Birth())
			continue
		}
		if got := codes(warnings); got != want.warning {
			t.Errorf("%s: warnings %q, want %q", in, got, want.warning)
		}
		if again := civil.MakeCitizenID(id.Region(), id.Birth(), int(in[16]-'0')+10*int(in[15]-'0')+100*int(in[14]-'0')); again != id {
			t.Errorf("MakeCitizenID gives %s, want %s", again, id)
		}
	}
	id, _, err := civil.ParseCitizenID("１３０５０３ 670401 001")
	if err != nil || id != "130503196704010016" {
		t.Errorf("15 digits: %v, %v", id, err)
	}
	invalid := map[string]*fail.Fault{
		"430725209901010016":  civil.CitizenIDChecksum,
		"430725209902300014":  civil.CitizenIDDate,
		"43072520990101001":   civil.CitizenIDLength,
		"":                    civil.CitizenIDLength,
		"4307252099010100X5":  civil.CitizenIDCharacters,
		"43072520990101001中":  civil.CitizenIDCharacters,
		"430725209900000016":  civil.CitizenIDDate,
		"430725000001010010":  civil.CitizenIDDate,
		"4307252099010100155": civil.CitizenIDLength,
	}
	for in, want := range invalid {
		_, _, err := civil.ParseCitizenID(in)
		if !errors.Is(err, want) {
			t.Errorf("%q: %v, want %s", in, err, want.Code)
		}
		if err != nil && len(in) > 6 && strings.Contains(err.Error(), in) {
			t.Errorf("the fault repeats what was typed: %v", err)
		}
	}
	if got := civil.CitizenID("430725209901010015").Masked(); got != "430***********0015" {
		t.Errorf("Masked = %s", got)
	}
}

func codes(ws []civil.Warning) string {
	var s []string
	for _, w := range ws {
		s = append(s, w.Code)
	}
	return strings.Join(s, " ")
}

func TestChangingOneDigitIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := string(civil.MakeCitizenID("430799", civil.Date(rapid.IntRange(-20000, 40000).Draw(t, "day")), rapid.IntRange(0, 999).Draw(t, "seq")))
		if got, _, err := civil.ParseCitizenID(id); err != nil || string(got) != id {
			t.Fatalf("%s refused: %v", id, err)
		}
		at := rapid.IntRange(0, 16).Draw(t, "at")
		wrong := byte('0' + rapid.IntRange(0, 9).Draw(t, "digit"))
		if wrong == id[at] {
			return
		}
		if _, _, err := civil.ParseCitizenID(id[:at] + string(wrong) + id[at+1:]); err == nil {
			t.Fatalf("%s with %c at %d is accepted", id, wrong, at)
		}
	})
}

func TestCreditCodes(t *testing.T) {
	for _, in := range []string{"91430799MA00000075", "92430799MA00000072", "54430799MA00000070", "N2430799MA0000007L", "11430799MA0000007D",
		"91110000600037341L", "121200004013590816", "91310115MA1K3BTP2B"} {
		if got, warnings, err := civil.ParseCreditCode(strings.ToLower(in)); err != nil || string(got) != in || len(warnings) != 0 {
			t.Errorf("%s: %v %v %v", in, got, warnings, err)
		}
	}
	for in, want := range map[string]*fail.Fault{"91430799MA00000076": civil.CreditCodeChecksum, "91430799MA0000007I": civil.CreditCodeCharacters,
		"9143": civil.CreditCodeLength} {
		if _, _, err := civil.ParseCreditCode(in); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %s", in, err, want.Code)
		}
	}
}

func TestBankCards(t *testing.T) {
	for _, in := range []string{"79927398713", "6200000000000005", "6205500000000000004", "6200000000000000000"} {
		if got, warnings, err := civil.ParseBankCard(in[:4] + " " + in[4:8] + "-" + in[8:]); err != nil || string(got) != in || len(warnings) != 0 {
			t.Errorf("%s: %v %v %v", in, got, warnings, err)
		}
	}
	for _, in := range []string{"79927398710", "6200000000000000"} {
		if _, warnings, err := civil.ParseBankCard(in); err != nil || codes(warnings) != "civil.bank-card-luhn" {
			t.Errorf("%s: %v %v", in, warnings, err)
		}
	}
	for in, want := range map[string]*fail.Fault{"123": civil.BankCardLength, "62000000000000A5": civil.BankCardCharacters} {
		if _, _, err := civil.ParseBankCard(in); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %s", in, err, want.Code)
		}
	}
}

func TestMonthsAndDates(t *testing.T) {
	for in, want := range map[string]string{"2026-03": "2026-03", "2026/3": "2026-03", "2026年3月": "2026-03", "202603": "2026-03", "２０２６－０３": "2026-03"} {
		if m, err := civil.ParseMonth(in); err != nil || m.String() != want {
			t.Errorf("ParseMonth(%q) = %v, %v", in, m, err)
		}
	}
	for _, in := range []string{"", "2026", "2026-13", "2026-00", "26-03", "2026-3-1", "-2026-03", "2026--03", "2026-003", "3-2026"} {
		if m, err := civil.ParseMonth(in); !errors.Is(err, civil.BadMonth) {
			t.Errorf("ParseMonth(%q) = %v, %v", in, m, err)
		}
	}
	for in, want := range map[string]string{"2026-03-02": "2026-03-02", "20260302": "2026-03-02", "2026年3月2日": "2026-03-02", "2024.2.29": "2024-02-29"} {
		if d, err := civil.ParseDate(in); err != nil || d.String() != want {
			t.Errorf("ParseDate(%q) = %v, %v", in, d, err)
		}
	}
	for _, in := range []string{"2026-02-29", "2026-04-31", "2026-00-10", "1-1-2026", "2026-03", "today"} {
		if d, err := civil.ParseDate(in); !errors.Is(err, civil.BadDate) {
			t.Errorf("ParseDate(%q) = %v, %v", in, d, err)
		}
	}
	m := civil.MonthOf(2024, 2)
	if m.FirstDay().String() != "2024-02-01" || m.LastDay().String() != "2024-02-29" || m.Add(-14).String() != "2022-12" || m.Add(11).String() != "2025-01" {
		t.Errorf("February 2024: %s..%s", m.FirstDay(), m.LastDay())
	}
	// 17:00 UTC is already the next day in Shanghai.
	if got := civil.DateIn(time.Date(2026, 3, 1, 17, 0, 0, 0, time.UTC)); got.String() != "2026-03-02" {
		t.Errorf("DateIn = %s", got)
	}
}

func TestDivisions(t *testing.T) {
	div, err := civil.LoadDivisions(law.FS, "divisions")
	if err != nil {
		t.Fatal(err)
	}
	townships, villages := div.Townships(430725), 0
	for _, tw := range townships {
		villages += len(div.Villages(tw))
	}
	if len(townships) != 29 || villages != 430 {
		t.Errorf("Taoyuan has %d townships and %d villages", len(townships), villages)
	}
	if got := div.FullName("430725001001"); got != "湖南省常德市桃源县漳江街道文昌阁社区" {
		t.Errorf("FullName = %s", got)
	}
	if div.CountyName(430725) != "桃源县" || div.Has("432426") || div.Name("432426") != "桃源县" || div.Has("430725999") {
		t.Error("county names or former codes are wrong")
	}
	if d := civil.Division("430725001001"); d.County() != 430725 || d.Township() != "430725001" || !d.IsVillage() || !d.Within("4307") || d.Within("430726") {
		t.Error("parts of a village code are wrong")
	}
	for _, in := range []string{"", "43072", "4307250", "43072500100A", "043072"} {
		if _, err := civil.ParseDivision(in); !errors.Is(err, civil.BadDivision) {
			t.Errorf("ParseDivision(%q): %v", in, err)
		}
	}
	if c, err := civil.ParseCounty("４３０７２５"); err != nil || c != 430725 || c.Division() != "430725" {
		t.Errorf("ParseCounty: %v %v", c, err)
	}
	if civil.County(430000).Division() != "43" || civil.County(430700).Division() != "4307" || civil.County(0).Division() != "0" {
		t.Error("a province or a city is not the place that its code with noughts names")
	}
	if _, err := civil.ParseCounty("4307"); !errors.Is(err, civil.BadCounty) {
		t.Errorf("ParseCounty: %v", err)
	}
}

// The table inside the package is the table of law/divisions.
func TestRegionsAreGenerated(t *testing.T) {
	b, err := os.ReadFile("../law/divisions/regions.csv")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "code,") {
			continue
		}
		f := strings.Split(strings.TrimSpace(line), ",")
		if r, ok := civil.RegionOf(f[0]); !ok || r.Name != f[1] || r.Successor != f[3] || (f[2] == "legacy") != (r.Status == civil.RegionLegacy) {
			t.Errorf("%s is not in regions_gen.go as written: run go generate ./civil", f[0])
		}
		n++
	}
	if n < 50 {
		t.Errorf("only %d regions read", n)
	}
}

func TestClock(t *testing.T) {
	at := time.Date(2026, 2, 28, 23, 5, 0, 0, time.UTC)
	if got := civil.Clock(at); got != "2026-03-01 07:05" || civil.DateIn(at).String() != got[:10] {
		t.Errorf("%s in Beijing is %s", at, got)
	}
	if got := civil.Clock(time.Time{}); got != "" {
		t.Errorf("no time is %q", got)
	}
}

// Months are written the same way by every method, and what is written plainly is read like everything else.
func TestMonthsAreWrittenInFourAndTwoDigits(t *testing.T) {
	for _, y := range []int{-1, 0, 999, 1850, 2026, 2199, 9999, 10000} {
		for m := 1; m <= 12; m++ {
			month, want := civil.MonthOf(y, m), fmt.Sprintf("%04d-%02d", y, m)
			if b, err := month.AppendText([]byte("x")); month.String() != want || string(b) != "x"+want || err != nil {
				t.Errorf("%d-%d is written %s and %s", y, m, month, b)
			}
		}
	}
	if b, err := civil.DateOf(2026, 3, 2).AppendText([]byte("x")); string(b) != "x2026-03-02" || err != nil {
		t.Errorf("%s %v", b, err)
	}
	for _, s := range []string{"1849-12", "2200-01", "2026-00", "2026-13", "20a6-03", "2026_03", "2026-3x"} {
		if m, err := civil.ParseMonth(s); err == nil {
			t.Errorf("%q is read as %s", s, m)
		}
	}
	for _, s := range []string{"2026-02-30", "2026-00-01", "2026-01-00", "2026-01-0a", "2026-01_01", "1849-01-01"} {
		if d, err := civil.ParseDate(s); err == nil {
			t.Errorf("%q is read as %s", s, d)
		}
	}
}

// Every day that can be typed is read as the day that the standard library counts.
func TestEveryDayIsRead(t *testing.T) {
	last := civil.DateOf(2199, 12, 31)
	for d := civil.DateOf(1850, 1, 1); d <= last; d++ {
		if got, err := civil.ParseDate(d.String()); err != nil || got != d {
			t.Fatalf("%s is read as %s (%v)", d, got, err)
		}
	}
	for y := 1850; y < 2200; y++ {
		for m := 1; m <= 12; m++ {
			end := civil.MonthOf(y, m).LastDay()
			if d, err := civil.ParseDate(fmt.Sprintf("%04d-%02d-%02d", y, m, end.Day()+1)); err == nil {
				t.Fatalf("the day after %s is read as %s", end, d)
			}
		}
	}
}
