package policy

import (
	"encoding/json"
	"testing"

	"renshe/civil"
	"renshe/policy/internal/lawfile"
)

func parameterOf(t *testing.T, text string) *lawfile.Parameter {
	t.Helper()
	p, err := lawfile.Parse("x/wage-base.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const wageBase = `
key: wage-base
title: {zh: 基数, en: base}
unit: fen
level: [nation, province]
combine: cover
due: yearly 01
rows:
  - {place: CN, from: "2020-01", value: "10", published: "2020-03-01", cite: {document: 甲, checked: "2026-01-01"}, confidence: S}
  - {place: "43", from: "2023-01", value: "20", known: "2023-10-01", cite: {document: 甲, checked: "2026-01-01"}, confidence: S}
  - {place: "43", from: "2024-01", value: "30", published: "2024-09-22", cite: {document: 甲, checked: "2026-01-01"}, confidence: S}
  - {place: "43", from: "2027-01", value: unknown, cite: {document: 甲, checked: "2026-01-01"}, confidence: U}
`

// A value of another month is found with what was known on the day of the question, and last year's stands in for one year.
func TestTimeline(t *testing.T) {
	p := parameterOf(t, wageBase)
	for _, c := range []struct {
		place, month, knownOn string
		strict                bool
		value                 int64
		standIn, ok           bool
	}{
		{"430725", "2024-05", "2026-01-01", false, 3000, false, true},
		{"430725", "2024-05", "2024-09-21", false, 2000, true, true}, // this year's is published tomorrow
		{"430725", "2024-05", "2024-09-22", false, 3000, false, true},
		{"430725", "2024-05", "2024-09-21", true, 0, false, false},  // exactly this year's is asked
		{"430725", "2023-05", "2023-09-30", false, 0, false, false}, // the province's is not known yet, and the nation's is too old
		{"430725", "2023-05", "2023-10-01", false, 2000, false, true},
		{"430725", "2025-12", "2026-01-01", false, 3000, true, true},
		{"430725", "2026-01", "2026-01-01", false, 3000, true, true}, // a later row is on file: it stayed in force as far as anybody knew
		{"430725", "2027-01", "2027-06-01", false, 0, false, false},
		{"110101", "2021-12", "2026-01-01", false, 1000, true, true},
		{"110101", "2022-01", "2026-01-01", false, 0, false, false}, // nobody has said anything for a year
		{"430725", "2019-12", "2026-01-01", false, 0, false, false},
	} {
		month, err := civil.ParseMonth(c.month)
		if err != nil {
			t.Fatal(err)
		}
		day, err := civil.ParseDate(c.knownOn)
		if err != nil {
			t.Fatal(err)
		}
		v, standIn, ok := timelineOf(p, civil.Division(c.place), day).at(month, c.strict)
		if v != c.value || standIn != c.standIn || ok != c.ok {
			t.Errorf("%+v: got %d %v %v", c, v, standIn, ok)
		}
	}
	if v, standIn, ok := timelineOf(p, "110101", 0).at(0, true); v != 0 || standIn || !ok {
		t.Error("month 0 is not asked and gives 0")
	}
}

// A year of values begins with the month that a value is due in.
func TestYearEnd(t *testing.T) {
	for due, want := range map[string]string{"yearly 01": "2024-12", "yearly 07": "2024-06", "yearly 05": "2025-04"} {
		if got := yearEnd(&lawfile.Parameter{Due: due}, civil.MonthOf(2024, 5)); got.String() != want {
			t.Errorf("%s: May 2024 lies in a year that ends %s, want %s", due, got, want)
		}
	}
}

func TestTable(t *testing.T) {
	v, err := lawfile.ParseValue("table-rate", "1: 0.6%, 3: unknown, 8: 2.6%")
	if err != nil {
		t.Fatal(err)
	}
	tab := tableOf(v)
	for key, want := range map[int64]int64{-1: 0, 0: 0, 1: 6000, 8: 26000} {
		if got, ok := tab.at(key); got != want || !ok {
			t.Errorf("element %d is %d %v, want %d", key, got, ok, want)
		}
	}
	for _, key := range []int64{2, 3, 7, 9, 1 << 40} {
		if got, ok := tab.at(key); got != 0 || ok {
			t.Errorf("element %d is %d: it is not known", key, got)
		}
	}
	for _, bad := range []string{"", "1", "1: 2", "1: 2%,1: 3%", "2: 1%, 1: 1%", "0: 1%", "1: 1%,", "1: 1.23456%", "-1: 1%"} {
		if _, err := lawfile.ParseValue("table-rate", bad); err == nil {
			t.Errorf("%q is read as a table", bad)
		}
	}
}

// Kinds read what people type and write what they have read.
func TestKinds(t *testing.T) {
	for _, c := range []struct {
		kind        Kind
		typed       string
		value       int64
		plain, json string
	}{
		{KindRate, "8%", 80000, "8%", "80000"}, {KindRate, "０．０５％", 500, "0.05%", "500"}, {KindRate, "100", 1000000, "100%", "1000000"},
		{KindIndex, "1.0324", 10324, "1.0324", "10324"}, {KindIndex, "3", 30000, "3.0000", "30000"},
		{KindCentiyears, "31.33", 3133, "31.33", "3133"}, {KindTenths, "138.4", 1384, "138.4", "1384"},
		{KindAge, "61y3m", 735, "61y3m", `{"years":61,"months":3}`}, {KindAge, "61岁3个月", 735, "61y3m", `{"years":61,"months":3}`},
		{KindAge, "60", 720, "60y0m", `{"years":60,"months":0}`}, {KindAge, "546", 546, "45y6m", `{"years":45,"months":6}`}, {KindAge, "150", 1800, "150y0m", `{"years":150,"months":0}`}, {KindAge, "546m", 546, "45y6m", `{"years":45,"months":6}`},
		{KindCount, "4", 4, "4", "4"}, {KindDate, "2026-03-02", int64(civil.DateOf(2026, 3, 2)), "2026-03-02", `"2026-03-02"`},
	} {
		v, ok := c.kind.parse(c.typed)
		b, err := json.Marshal(c.kind.json(v))
		if !ok || v != c.value || c.kind.plain(v) != c.plain || string(b) != c.json || err != nil {
			t.Errorf("%s %q: %d %v, plain %q, JSON %s", c.kind, c.typed, v, ok, c.kind.plain(v), b)
		}
		if again, ok := c.kind.parse(c.kind.plain(v)); !ok || again != v {
			t.Errorf("%s: %q is not read back", c.kind, c.kind.plain(v))
		}
	}
	for kind, list := range map[Kind][]string{KindRate: {"", "8%%", "1.23456", "x"}, KindIndex: {"1.03245", "1.", ".5", "1e2"}, KindAge: {"61y12m", "61y3", "200y", "1801", "y3m", "-1"}} {
		for _, s := range list {
			if v, ok := kind.parse(s); ok {
				t.Errorf("%s reads %q as %d", kind, s, v)
			}
		}
	}
}

// Outputs named with a point are nested.
func TestNestedOutputs(t *testing.T) {
	b, err := json.Marshal(outputsJSON{{Name: "base_fen", Value: 1}, {Name: "pension.employer_fen", Value: 2}, {Name: "pension.employee_fen", Value: 3},
		{Name: "injury.employer_fen", Value: nil}, {Name: "total_fen", Value: 5}})
	if want := `{"base_fen":1,"pension":{"employer_fen":2,"employee_fen":3},"injury":{"employer_fen":null},"total_fen":5}`; err != nil || string(b) != want {
		t.Errorf("%s (%v), want %s", b, err, want)
	}
	if b, _ := json.Marshal(outputsJSON{}); string(b) != "{}" {
		t.Errorf("no outputs are %s", b)
	}
}
