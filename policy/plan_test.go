package policy

import (
	"errors"
	"testing"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/law"
	"renshe/policy/internal/lawfile"
)

func month(t testing.TB, s string) civil.Month {
	t.Helper()
	m, err := civil.ParseMonth(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func date(t testing.TB, s string) civil.Date {
	t.Helper()
	d, err := civil.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func defaultSet(t testing.TB) *Set {
	t.Helper()
	s, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func compiled(t testing.TB, place, m string, programs ...Program) *Plan {
	t.Helper()
	p, err := defaultSet(t).Compile(civil.Division(place), month(t, m), 0, programs...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The hash is written down: another machine, another run, another order of files give the same. It changes only when rules
// or parameters do, and then this line is changed with them.
func TestHashIsStable(t *testing.T) {
	const want = "69d3c075ee36d36a435facef41ea2b55a03cfa245eb15aa069a3b6eabb5386a4"
	first := compiled(t, "430725", "2026-03", ResidentPension)
	if first.Hash() != want {
		t.Errorf("the plan of March 2026 has the hash %s, written down is %s", first.Hash(), want)
	}
	again, err := Load(law.FS)
	if err != nil {
		t.Fatal(err)
	}
	second, err := again.Compile("430725", month(t, "2026-03"), 0, ResidentPension)
	if err != nil || second.Hash() != first.Hash() {
		t.Errorf("loaded again it is %s, %v", second.Hash(), err)
	}
	if next := compiled(t, "430725", "2026-04", ResidentPension); next.Hash() != first.Hash() {
		t.Error("a month with the same rules and values has another hash")
	}
	if before := compiled(t, "430725", "2025-12", ResidentPension); before.Hash() == first.Hash() {
		t.Error("a month with another value has the same hash")
	}
	if both := compiled(t, "430725", "2026-03", ResidentPension, ResidentEntitlement); both.HashOf(ResidentPension) != first.Hash() || both.Hash() == first.Hash() {
		t.Error("the hash of one program depends on what else the plan is for")
	}
	if village := compiled(t, "430725101001", "2026-03", ResidentPension); village.Hash() != first.Hash() {
		t.Error("a village has another plan than its county")
	}
}

func TestCompileRefuses(t *testing.T) {
	s := defaultSet(t)
	for _, c := range []struct {
		place, month string
		want         *fail.Fault
	}{
		{"430725", "2014-06", NoRule},
		{"430725", "2009-08", NoRule},
		{"430725", "2021-05", UnknownValue},
		{"430799", "2026-03", PlaceUnknown},
		{"990101", "2026-03", PlaceUnknown},
		{"432426", "2026-03", PlaceUnknown},
		{"4307251", "2026-03", PlaceUnknown},
		{"x", "2026-03", PlaceUnknown},
	} {
		if _, err := s.Compile(civil.Division(c.place), month(t, c.month), 0, ResidentPension); !errors.Is(err, c.want) {
			t.Errorf("%s %s: %v, want %s", c.place, c.month, err, c.want.Code)
		}
	}
	// Entitlement needs no amount, so the unknown years of the amount do not stop it.
	if _, err := s.Compile("430725", month(t, "2021-05"), 0, ResidentEntitlement); err != nil {
		t.Error(err)
	}
	// Before anything was published there is no parameter.
	if _, err := s.Compile("430725", month(t, "2014-07"), date(t, "2008-01-01"), ResidentPension); !errors.Is(err, NoParameter) {
		t.Errorf("known on 2008-01-01: %v", err)
	}
}

// A plan computes only what it was compiled for.
func TestEvalNeedsAPlanForIt(t *testing.T) {
	p := compiled(t, "430725", "2021-05", ResidentEntitlement)
	defer func() {
		if recover() == nil {
			t.Error("an amount was computed from an unknown value")
		}
	}()
	EvalResidentPension(p, ResidentPensionInput{Account: 100})
}

// Rules are chosen by month; two variants split the time line.
func TestVariantOfTheMonth(t *testing.T) {
	saved := ruleTable
	defer func() { ruleTable = saved }()
	ruleTable = nil
	for _, r := range saved {
		if r.Func == "ResidentBasic" {
			old := r
			old.Func, old.Until = "ResidentBasicOld", "2025-01"
			r.From = "2025-01"
			ruleTable = append(ruleTable, old)
		}
		ruleTable = append(ruleTable, r)
	}
	for m, want := range map[string]int8{"2024-12": 0, "2025-01": 1} {
		p := compiled(t, "430725", m, ResidentPension)
		if got := p.variant[familyResidentBasic]; got != want {
			t.Errorf("%s uses variant %d, want %d", m, got, want)
		}
		if p.variant[familyResidentTotal] != 0 {
			t.Errorf("%s: a rule without period is not in force", m)
		}
	}
	split := compiled(t, "430725", "2025-12", ResidentPension).Hash()
	ruleTable = saved
	if whole := compiled(t, "430725", "2025-12", ResidentPension).Hash(); whole != split {
		t.Error("the hash changed for a month in which the same code is in force")
	}
}

func TestSweepRefusesUnequalColumns(t *testing.T) {
	p, c := compiled(t, "430725", "2026-03", ResidentPension, ResidentEntitlement), NewResidentPensionColumns(3)
	c.Total = c.Total[:2]
	defer func() {
		if recover() != unequalColumns {
			t.Error("columns of different length were swept")
		}
	}()
	SweepResidentPension(p, c)
}

func TestReasons(t *testing.T) {
	for _, r := range Reasons() {
		if back, ok := ParseReason(r.String()); !ok || back != r || r.Title().Zh == "" || r.Title().En == "" {
			t.Errorf("%s reads as %s", r, back)
		}
	}
	if _, ok := ParseReason("because"); ok {
		t.Error("an unknown reason is read")
	}
}

// Ways to combine, with a parameter that no file has.
func TestCombine(t *testing.T) {
	file := func(combine string) *lawfile.Parameter {
		p, err := lawfile.Parse("test-value.yaml", []byte(`key: test-value
title: {zh: 试, en: test}
unit: fen
level: [nation, province, county]
combine: `+combine+`
rows:
  - {place: CN, from: "2020-01", value: "100", published: "", cite: {document: 甲, checked: "2026-01-01"}, confidence: S}
  - {place: "43", from: "2021-01", value: "30", published: "2021-03-15", cite: {document: 乙, checked: "2026-01-01"}, confidence: S2}
  - {place: "430725", from: "2022-01", value: unknown, published: "", cite: {checked: "2026-01-01"}, confidence: U}
`))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, c := range []struct {
		combine, place, month, known string
		state                        state
		want                         int64
	}{
		{"cover", "430725", "2020-05", "2030-01-01", stateKnown, 10000},
		{"cover", "430725", "2021-05", "2030-01-01", stateKnown, 3000},
		{"cover", "430725", "2021-05", "2021-03-14", stateKnown, 10000},
		{"cover", "430725", "2021-05", "2021-03-15", stateKnown, 3000},
		{"cover", "430725", "2022-05", "2030-01-01", stateUnknown, 0},
		{"cover", "430726", "2022-05", "2030-01-01", stateKnown, 3000},
		{"add", "430726", "2022-05", "2030-01-01", stateKnown, 13000},
		{"add", "430725", "2022-05", "2030-01-01", stateUnknown, 0},
		{"highest", "430726", "2022-05", "2030-01-01", stateKnown, 10000},
		{"highest", "440117", "2022-05", "2030-01-01", stateKnown, 10000},
		{"cover", "430725", "2019-12", "2030-01-01", stateAbsent, 0},
	} {
		f := find(file(c.combine), civil.Division(c.place), month(t, c.month), date(t, c.known))
		if f.state != c.state || f.state == stateKnown && f.value.Int != c.want {
			t.Errorf("%s %s %s known %s: state %d, value %d; want %d, %d", c.combine, c.place, c.month, c.known, f.state, f.value.Int, c.state, c.want)
		}
	}
}
