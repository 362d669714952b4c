package policy

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"renshe/civil"
	"renshe/law"
)

// question writes a question in JSON.
func question(t testing.TB, calculator string, q Query, in map[string]string) []byte {
	t.Helper()
	m := map[string]any{"calculator": calculator, "inputs": in}
	if q.County != 0 {
		m["county"] = q.County
	}
	if q.AsOf != 0 {
		m["as_of"] = q.AsOf
	}
	if q.KnownOn != 0 {
		m["known_on"] = q.KnownOn
	}
	b, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// answersAlike holds an answer to what Calculate gives: the same bytes, or the same faults.
func answersAlike(t testing.TB, s *Set, calculator string, q Query, in map[string]string) {
	t.Helper()
	got, err := s.Answer([]byte("before"), question(t, calculator, q, in))
	r, want := s.Calculate(calculator, q, in)
	if want != nil || err != nil {
		if fmt.Sprint(err) != fmt.Sprint(want) || got != nil {
			t.Errorf("%s %+v %v: answered with %v, calculated with %v", calculator, q, in, err, want)
		}
		return
	}
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != "before"+string(b) {
		t.Errorf("%s %+v %v:\nanswered   %s\ncalculated %s", calculator, q, in, got, b)
	}
}

// Every case is answered in JSON as it is calculated, and every fault is the same.
func TestAnswersOfCases(t *testing.T) {
	s := defaultSet(t)
	cases, err := ReadCases(law.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		answersAlike(t, s, c.Calculator, c.Query, c.Person)
	}
	answersAlike(t, s, "no-such", Query{}, nil)
	answersAlike(t, s, "resident-pension", Query{}, map[string]string{"account": "1"})
}

// typed writes a person's inputs as people type them, or leaves them out.
func typed(prog Program, in [][]int64, r *rand.Rand) map[string]string {
	m := map[string]string{}
	for i := range programTable[prog].inputs {
		d := &programTable[prog].inputs[i]
		switch v := in[i][0]; {
		case v == 0 && (d.Or != "" || d.bounds[0] > 0), d.Default != "" && r.IntN(3) == 0:
		case d.fen != "" && r.IntN(2) == 0:
			m[d.fen] = fmt.Sprint(v)
		default:
			m[d.Name] = d.Kind.plain(v)
		}
	}
	return m
}

// Anybody asking anything gets the same from Answer and from Calculate.
func TestAnswersOfAnybody(t *testing.T) {
	s, r := defaultSet(t), rand.New(rand.NewPCG(5, 8))
	for _, prog := range Programs() {
		for range 60 {
			q := Query{[]civil.County{0, 430725, 440305}[r.IntN(3)], civil.MonthOf(2014, 7) + civil.Month(r.IntN(150)),
				[]civil.Date{0, civil.DateOf(2025, 6, 1), civil.DateOf(2026, 11, 22)}[r.IntN(3)]}
			answersAlike(t, s, prog.String(), q, typed(prog, anyPeople(prog, r, 1), r))
		}
	}
}

// A request is read strictly.
func TestRequests(t *testing.T) {
	s := defaultSet(t)
	const good = `{"calculator":"resident-pension","county":430725,"as_of":"2026-03","inputs":{"account":"18620.00","paid-months":"180"}}`
	want, err := s.Answer(nil, []byte(good))
	if err != nil {
		t.Fatal(err)
	}
	for _, same := range []string{
		` { "inputs" : {"paid-months" : 180 , "account" : 18620.00 } ,` + "\n\t" + ` "as_of" : "2026-03" , "county" : "430725", "calculator" : "resident-pension" , "known_on" : null } `,
		strings.Replace(good, `"account":"18620.00"`, `"account_fen":1862000`, 1),
		strings.Replace(good, `"account":"18620.00"`, `"account":"","account_fen":1862000`, 1),
		strings.Replace(good, "account", `acc\u006funt`, 1),
		strings.Replace(good, `"18620.00"`, `"１８６２０"`, 1),
	} {
		if got, err := s.Answer(nil, []byte(same)); err != nil || string(got) != string(want) {
			t.Errorf("%s: %v\n%s", same, err, got)
		}
	}
	long := strings.Repeat(" ", mostRequest)
	many := strings.Builder{}
	for i := range mostGiven {
		fmt.Fprintf(&many, `"x%d":1,`, i)
	}
	for change, to := range map[string]string{
		`{"calculator"`: `{{"calculator"`, `}}`: `}}}`, `"2026-03"`: `2026-03`, `430725`: `0430725`, `"180"`: `["180"]`, `,"inputs"`: `,"more":1,"inputs"`,
		`"county":430725`: `"county":430725,"county":430725`, `"paid-months":"180"`: `"account":"1"`, `:"180"`: `:null`, `"resident-pension"`: `null`,
		`"18620.00"`: `"` + "\x01" + `"`, `"18620.00`: `"` + "\xff", `18620.00"`: `\x"`, `"account":`: many.String() + `"account":`, `"as_of":`: long + `"as_of":`,
		`"account":"18620.00"`: `"account":1e3`, `"account"`: `"account" "x"`, `"county":430725,`: `"county":true,`, `{"account":`: `{,"account":`,
	} {
		if !strings.Contains(good, change) {
			t.Fatalf("the request has no %q", change)
		}
		if got, err := s.Answer(nil, []byte(strings.Replace(good, change, to, 1))); !errors.Is(err, RequestBad) || got != nil {
			t.Errorf("%.40q is answered with %v", to, err)
		}
	}
	for i := range good {
		if got, err := s.Answer(nil, []byte(good[:i])); !errors.Is(err, RequestBad) || got != nil {
			t.Errorf("the first %d bytes are answered with %v", i, err)
		}
	}
}

// The bytes of a request are anybody's: what is answered was JSON, and Calculate answers it the same way.
func FuzzAnswer(f *testing.F) {
	s := defaultSet(f)
	cases, err := ReadCases(law.FS)
	if err != nil {
		f.Fatal(err)
	}
	for i, c := range cases {
		if i%17 == 0 {
			f.Add(question(f, c.Calculator, c.Query, c.Person))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := s.Answer(nil, b)
		if err != nil {
			return
		}
		var q struct {
			Calculator string         `json:"calculator"`
			County     any            `json:"county"`
			AsOf       civil.Month    `json:"as_of"`
			KnownOn    *civil.Date    `json:"known_on"`
			Inputs     map[string]any `json:"inputs"`
		}
		if !json.Valid(b) || !json.Valid(got) || json.Unmarshal(b, &q) != nil {
			t.Fatalf("%q is answered with %q", b, got)
		}
		var r struct {
			Inputs map[string]string `json:"inputs"`
			Plan   string            `json:"plan"`
		}
		if json.Unmarshal(got, &r) != nil || r.Plan == "" {
			t.Fatalf("%q is answered with %q", b, got)
		}
	})
}

// An answer is made of few pieces of memory, whatever is explained.
func TestAnswerAllocatesLittle(t *testing.T) {
	s := defaultSet(t)
	for _, c := range answered {
		q := question(t, c.calculator, Query{430725, civil.MonthOf(2026, 3), civil.DateOf(2026, 3, 2)}, c.inputs)
		buffer := make([]byte, 0, 1<<16)
		if n := testing.AllocsPerRun(100, func() {
			if _, err := s.Answer(buffer, q); err != nil {
				t.Fatal(err)
			}
		}); n > 10 {
			t.Errorf("%s is answered with %v allocations", q, n)
		}
	}
}

// answered are the questions that are measured.
var answered = []struct {
	calculator string
	inputs     map[string]string
}{
	{"resident-pension", map[string]string{"account": "18620.00", "paid-months": "180"}},
	{"employee-pension", map[string]string{"index": "1.0324", "years": "31.33", "deemed-years": "8.17", "account": "85298.25", "age": "60y0m"}},
}

// What is kept is bounded, and what is asked for again comes back.
func TestSheetsAreFew(t *testing.T) {
	var kept sheets
	first := sheetKey{month: 1}
	a := new(sheet)
	kept.put(first, a)
	for i := range 3 * mostSheets {
		kept.put(sheetKey{month: civil.Month(i + 2)}, new(sheet))
		if i%100 == 0 && kept.get(first) != a {
			t.Fatalf("after %d others what is asked for all the time is gone", i)
		}
	}
	if n := len(kept.young) + len(kept.old); n > 2*mostSheets {
		t.Errorf("%d are kept", n)
	}
	if kept.get(sheetKey{month: 2}) != nil {
		t.Error("what nobody asks for is kept")
	}
}

// Days on which nothing became known share a sheet with the day before.
func TestLastKnown(t *testing.T) {
	s := defaultSet(t)
	for _, day := range []civil.Date{1, s.days[0] - 1, s.days[0], s.days[0] + 1, s.days[len(s.days)/2] + 1, always} {
		last := s.lastKnown(day)
		p, err := s.Compile("430725", civil.MonthOf(2026, 3), max(1, day), ResidentPension)
		q, other := s.Compile("430725", civil.MonthOf(2026, 3), last, ResidentPension)
		if last > max(day, s.days[0]-1) || (err == nil) != (other == nil) || err == nil && p.Hash() != q.Hash() {
			t.Errorf("what is known on %s is not what is known on %s: %v, %v", day, last, err, other)
		}
	}
	if s.lastKnown(0) != s.days[len(s.days)-1] {
		t.Error("without a day everything is known")
	}
}

// Whatever a kind's value is, it is appended as JSON as it is marshalled.
func TestKindsInJSON(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for _, prog := range Programs() {
		for _, sl := range programTable[prog].slots {
			for range 20 {
				v := []int64{0, 1, r.Int64N(12), r.Int64N(1e5), r.Int64N(1e12)}[r.IntN(5)]
				switch {
				case sl.kind == KindRounding || sl.kind == KindAmounts || sl.kind == KindSpells || sl.kind == KindDependants:
					continue
				case sl.kind == KindReason:
					v %= int64(len(reasons))
				case sl.kind == KindMonth:
					v %= 12 * 9999
				case sl.kind == KindDate || choices[sl.kind] != nil:
					v %= 1e5
				}
				want, err := json.Marshal(sl.kind.json(v))
				if got := sl.kind.appendJSON(nil, v); err != nil || string(got) != string(want) {
					t.Fatalf("%s %d is appended as %s and marshalled as %s (%v)", sl.kind, v, got, want, err)
				}
			}
		}
	}
}

// Many may ask at once, on a set that has not been asked before.
func TestAnswersAtOnce(t *testing.T) {
	s, err := Load(law.FS)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for m := range 6 {
				for _, c := range answered {
					answersAlike(t, s, c.calculator, Query{430725, civil.MonthOf(2025, 1+(m+i)%6), civil.DateOf(2026, 1, 1+i)}, c.inputs)
				}
			}
		})
	}
	all.Wait()
}
