package policy_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/law"
	"renshe/policy"
)

func set(t testing.TB) *policy.Set {
	t.Helper()
	s, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var (
	march   = civil.MonthOf(2026, 3)
	taoyuan = policy.Query{County: 430725, AsOf: march}
)

// The answer that issue 2 asks for, as a machine reads it.
func TestResidentPensionJSON(t *testing.T) {
	res, err := set(t).Calculate("resident-pension", taoyuan, map[string]string{"account": "18620.00", "paid-months": "180"})
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(res)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Calculator  string
		County      int
		AsOf        string `json:"as_of"`
		Outputs     map[string]int64
		Explanation []struct {
			Name, Unit, Confidence string
			Title, Formula         words.Text
			Value                  any
			Law                    []policy.Article
		}
		Notes      []words.Text
		Plan       string
		Confidence string
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if got.Calculator != "resident-pension" || got.County != 430725 || got.AsOf != "2026-03" || len(got.Plan) != 64 || got.Confidence != "K-med" ||
		got.Outputs["basic_fen"] != 19600 || got.Outputs["account_fen"] != 13396 || got.Outputs["total_fen"] != 32996 {
		t.Errorf("answer: %s", b)
	}
	for _, st := range got.Explanation {
		switch st.Name {
		case "residentAccountPart":
			if want := "18,620.00 元 ÷ 139 个月, 四舍五入到分 = 133.96 元"; st.Formula.Zh != want || st.Value != 13396.0 || st.Unit != "fen" || len(st.Law) == 0 {
				t.Errorf("account part: %+v, want the formula %q", st, want)
			}
		case "residentCountyTopUp":
			if st.Value != nil || st.Confidence != "U" {
				t.Errorf("an unknown amount is shown as %v with %s", st.Value, st.Confidence)
			}
		}
	}
	if len(got.Notes) != 2 || !strings.Contains(got.Notes[0].Zh, "市级提高") || !strings.Contains(got.Notes[1].Zh, "县级提高") {
		t.Errorf("notes: %v; what city and county add is missing, and nothing else", got.Notes)
	}
	longer, err := set(t).Calculate("resident-pension", taoyuan, map[string]string{"account": "18620.00", "paid-months": "192"})
	if err != nil || len(longer.Notes) != 3 {
		t.Errorf("with a sixteenth year the addition for it is missing too: %v %v", longer.Notes, err)
	}
}

// Every step can be read in both languages, and every rule and parameter says where it stands.
func TestExplanationsAreComplete(t *testing.T) {
	for _, c := range policy.Calculators() {
		in := map[string]string{}
		for _, d := range c.Inputs {
			if in[d.Or] == "" {
				in[d.Name] = d.Example
			}
			if d.Title.Zh == "" || d.Title.En == "" || d.Text.Zh == "" || d.Text.En == "" || d.Expected().IsZero() {
				t.Errorf("%s %s is not described", c.Name, d.Name)
			}
		}
		res, err := set(t).Calculate(c.Name, taoyuan, in)
		if err != nil {
			t.Errorf("%s: its own example fails: %v", c.Name, err)
			continue
		}
		if len(res.Outputs) != len(c.Outputs) || len(res.Plan) != 64 || res.Confidence == policy.Unstated {
			t.Errorf("%s: %d outputs, %d declared; plan %q", c.Name, len(res.Outputs), len(c.Outputs), res.Plan)
		}
		for i, o := range res.Outputs {
			if o.Name != c.Outputs[i].Name || o.Kind != c.Outputs[i].Kind || o.Shown.Zh == "" || o.Shown.En == "" {
				t.Errorf("%s: output %+v, declared %+v", c.Name, o, c.Outputs[i])
			}
		}
		for _, st := range res.Explanation {
			if st.Title.Zh == "" || st.Title.En == "" || st.Shown.Zh == "" || st.Shown.En == "" {
				t.Errorf("%s: the step %s has no words", c.Name, st.Name)
			}
			if st.Source != policy.SourceInput && len(st.Law) == 0 && !strings.Contains(st.Shown.Zh, "未计入") && !strings.Contains(st.Title.Zh, "不涉及") {
				t.Errorf("%s: the step %s has no basis", c.Name, st.Name)
			}
			if strings.ContainsAny(st.Formula.Zh+st.Formula.En+st.Pattern.Zh, "{}") {
				t.Errorf("%s: the formula of %s has holes: %s", c.Name, st.Name, st.Formula.Zh)
			}
		}
	}
}

// All faults at once, each on its input, each saying what was expected.
func TestInputFaultsTogether(t *testing.T) {
	_, err := set(t).Calculate("resident-pension", policy.Query{}, map[string]string{"account": "1.234", "wage": "1"})
	want := map[string]*fail.Fault{"account": policy.InputBad, "paid-months": policy.InputMissing, "wage": policy.InputUnknown, "as-of": policy.MonthMissing}
	for _, e := range fail.Each(err) {
		if want[e.Field] != e.Fault {
			t.Errorf("%s: %s", e.Field, e.Code)
		}
		delete(want, e.Field)
		if m := e.Say(words.Zh); strings.Contains(m.What+m.Next, "{") || m.What == "" || m.Next == "" {
			t.Errorf("message with holes: %+v", m)
		}
		if e.Fault.Kind.Exit() != 2 {
			t.Errorf("%s leaves with %d", e.Code, e.Fault.Kind.Exit())
		}
	}
	if len(want) > 0 {
		t.Errorf("not reported: %v", want)
	}
	if _, err := set(t).Calculate("resident-pention", taoyuan, nil); !errors.Is(err, policy.CalculatorUnknown) || !strings.Contains(fail.As(err).Say(words.En).Next, "resident-pension") {
		t.Errorf("unknown calculator: %v", err)
	}
	for field, value := range map[string]string{"account": "-1", "paid-months": "1201"} {
		in := map[string]string{"account": "1", "paid-months": "1"}
		in[field] = value
		if _, err := set(t).Calculate("resident-pension", taoyuan, in); !errors.Is(err, policy.InputBad) {
			t.Errorf("%s=%s: %v", field, value, err)
		}
	}
}

// A stored record gives the result again, with what was known on its day.
func TestRecordRestoresTheResult(t *testing.T) {
	q := policy.Query{County: 430725, AsOf: civil.MonthOf(2014, 8), KnownOn: civil.DateOf(2014, 9, 30)}
	res, err := set(t).Calculate("resident-pension", q, map[string]string{"account": " １,390 ", "paid-months": "180"})
	if err != nil {
		t.Fatal(err)
	}
	b := res.Record().JSON()
	const want = `{"calculator":"resident-pension","county":430725,"as_of":"2014-08","known_on":"2014-09-30","inputs":{"account":"1390.00","paid-months":"180"},"plan":"`
	if !strings.HasPrefix(string(b), want) {
		t.Errorf("canonical record %s", b)
	}
	record, err := policy.ParseRecord(b)
	if err != nil {
		t.Fatal(err)
	}
	again, same, err := set(t).Recall(record)
	if err != nil || !same {
		t.Fatalf("recalled: %v %v", same, err)
	}
	if total, _ := again.Output("total_fen"); total.Value != int64(7000) {
		t.Errorf("as known in September 2014: %v, want 60 yuan and 10 of the account", total.Value)
	}
	record.KnownOn = civil.DateOf(2015, 2, 1)
	if later, same, err := set(t).Recall(record); err != nil || same {
		t.Errorf("with later knowledge the plan is the same: %v %v", later, err)
	}
	for _, bad := range []string{"", "{", `{"x":1}`, `{"as_of":"2014-13"}`} {
		if _, err := policy.ParseRecord([]byte(bad)); !errors.Is(err, policy.RecordBad) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if string(policy.CanonicalInputs(map[string]string{"b": "2", "a": "1"})) != `{"a":"1","b":"2"}` {
		t.Error("inputs are not in canonical order")
	}
}

// Personal numbers are not carried in results.
func TestNumbersAreMasked(t *testing.T) {
	for name, number := range map[string]string{"citizen-id": "430799196501150013", "bank-card": "6200000000000005"} {
		res, err := set(t).Calculate(name, policy.Query{}, map[string]string{"number": number})
		if err != nil {
			t.Fatal(err)
		}
		if b, _ := json.Marshal(res); strings.Contains(string(b), number) {
			t.Errorf("%s repeats the number: %s", name, b)
		}
	}
}

// Law that cannot be trusted stops the start.
func TestLoadRefuses(t *testing.T) {
	files := func() fstest.MapFS {
		m := fstest.MapFS{}
		err := fs.WalkDir(law.FS, ".", func(p string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && (strings.HasPrefix(p, "parameters/") || strings.HasPrefix(p, "calendar/") || strings.HasPrefix(p, "limits/") || strings.HasPrefix(p, "cases/")) {
				b, _ := fs.ReadFile(law.FS, p)
				m[p] = &fstest.MapFile{Data: b}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	const basic = "parameters/resident-pension/resident-basic-pension.yaml"
	for name, spoil := range map[string]func(fstest.MapFS){
		"missing parameter": func(m fstest.MapFS) { delete(m, basic) },
		"unused parameter": func(m fstest.MapFS) {
			m["parameters/x/resident-other.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(string(m[basic].Data), "resident-basic-pension", "resident-other", 1))}
		},
		"key twice":           func(m fstest.MapFS) { m["parameters/x/resident-basic-pension.yaml"] = m[basic] },
		"no limits":           func(m fstest.MapFS) { delete(m, "limits/disputes.yaml") },
		"gap in the calendar": func(m fstest.MapFS) { delete(m, "calendar/2025.yaml") },
		"holiday twice": func(m fstest.MapFS) {
			m["calendar/2026.yaml"].Data = append(m["calendar/2026.yaml"].Data, []byte("  - {date: \"2026-01-04\", name: 又}\n")...)
		},
	} {
		m := files()
		spoil(m)
		if _, err := policy.Load(m); fail.KindOf(err) != fail.Internal || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	m := files()
	m["cases/resident-pension/basic.yaml"].Data = []byte(strings.Replace(string(m["cases/resident-pension/basic.yaml"].Data), "32996", "32997", 1))
	report, err := policy.RunCases(m)
	if err != nil || len(report.Failures) != 1 || !strings.Contains(report.Failures[0].String(), "total_fen: expected 32997, got 32996") ||
		!strings.Contains(report.Failures[0].String(), "÷ 139") {
		t.Errorf("a wrong expectation: %v %v", report.Failures, err)
	}
}

func TestParseCasesRefuses(t *testing.T) {
	const good = "title: {zh: 试, en: test}\ncases:\n  - {case: 一, calculator: resident-pension, county: \"430725\", as_of: \"2026-03\", person: {account: \"1\"}, fault: x}\n"
	if list, err := policy.ParseCases("f", []byte(good)); err != nil || len(list) != 1 {
		t.Fatal(err)
	}
	for _, c := range [][2]string{{"fault: x", "expect: {}"}, {"resident-pension", "pension"}, {"\"2026-03\"", "\"2026\""}, {"430725", "4307"}, {"case: 一", "case: \"\""},
		{"zh: 试", "zh: \"\""}, {"person", "persons"}, {"fault: x", "fault: x, expect: {a: \"1\"}"}} {
		if list, err := policy.ParseCases("f", []byte(strings.Replace(good, c[0], c[1], 1))); !errors.Is(err, policy.BadLaw) {
			t.Errorf("%s → %s: %v %v", c[0], c[1], list, err)
		}
	}
}

func FuzzParseCases(f *testing.F) {
	b, err := fs.ReadFile(law.FS, "cases/resident-pension/account.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte("cases: [{case: x}]"))
	f.Fuzz(func(t *testing.T, b []byte) {
		list, err := policy.ParseCases("f", b)
		if err == nil && len(list) == 0 {
			t.Fatalf("a file without cases is accepted: %q", b)
		}
	})
}

func FuzzCalculate(f *testing.F) {
	f.Add("18620.00", "180", "2026-03")
	f.Add("１,390", "一", "2021年5月")
	f.Fuzz(func(t *testing.T, account, paid, asOf string) {
		m, _ := civil.ParseMonth(asOf)
		res, err := set(t).Calculate("resident-pension", policy.Query{County: 430725, AsOf: m}, map[string]string{"account": account, "paid-months": paid})
		if err != nil {
			for _, e := range fail.Each(err) {
				if k := e.Kind; k != fail.Invalid && k != fail.Blocked {
					t.Fatalf("%q %q %q: %v", account, paid, asOf, err)
				}
			}
			return
		}
		again, same, err := set(t).Recall(res.Record())
		if err != nil || !same {
			t.Fatalf("%q %q %q is not restored: %v", account, paid, asOf, err)
		}
		a, _ := res.Output("total_fen")
		b, _ := again.Output("total_fen")
		if a.Value != b.Value || a.Value.(int64) < 0 {
			t.Fatalf("%v and %v", a.Value, b.Value)
		}
	})
}
