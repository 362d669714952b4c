package policy_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/law"
	"renshe/money"
	"renshe/policy"
)

var july = policy.Query{County: 430725, AsOf: civil.MonthOf(2026, 7), KnownOn: civil.DateOf(2026, 7, 1)}

func reform(t testing.TB, text string) *policy.Reform {
	t.Helper()
	r, err := policy.ParseReform("reform.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func sample(t testing.TB, name string) *policy.Reform {
	t.Helper()
	b, err := fs.ReadFile(law.FS, "reforms/"+name+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, err := policy.ParseReform(name+".yaml", b)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// raise is the head of a reform; the tests append its rows.
const raise = "name: test\ntitle: {zh: 试, en: a test}\nfrom: \"2026-07\"\nparameters:\n"

type one struct {
	place   string
	birth   civil.Month
	account string
	months  string
}

func crowd(t testing.TB, q policy.Query, all ...one) *policy.People {
	t.Helper()
	people := policy.NewPeople(policy.ResidentPension, q)
	for _, p := range all {
		place := int32(-1)
		if p.place != "" {
			place = people.In(policy.Township{Code: civil.Division(p.place), Name: "镇" + p.place})
		}
		if err := people.Append(place, p.birth, map[string]string{"account": p.account, "paid-months": p.months}); err != nil {
			t.Fatal(err)
		}
	}
	return people
}

// Four people by hand: 139 becomes 150 and 196 becomes 199. With 1,390 yuan the account gives 10.00 before and 9.27 after: the
// person gains 2.27. With 13,900 yuan it gives 100.00 and 92.67: a loss of 4.33. Without an account: a gain of 3.00.
func TestImpactByHand(t *testing.T) {
	r := reform(t, raise+`
  - {key: resident-basic-pension, rows: [{place: 43, value: "199"}]}
  - {key: resident-account-divisor, rows: [{place: CN, value: "150"}]}
`)
	people := crowd(t, july,
		one{"430725102", civil.MonthOf(1966, 7), "1390", "180"},  // 60 in the month
		one{"430725101", civil.MonthOf(1966, 8), "13900", "180"}, // 59
		one{"430725101", civil.MonthOf(1930, 1), "0", "0"},
		one{"", 0, "0", "180"})
	got, err := set(t).Impact(r, july, people, policy.ImpactOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := policy.Effect{People: 4, Winners: 3, Losers: 1, Before: 4*19600 + 1000 + 10000, After: 4*19900 + 927 + 9267, Gains: 227 + 600, Losses: 433,
		LargestGain: 300, LargestLoss: 433}
	if got.Total != want || got.Total.Cost() != 394 {
		t.Errorf("total %+v, want %+v", got.Total, want)
	}
	if got.Output.Name != "total_fen" || got.Before == got.After || len(got.Changes) != 2 {
		t.Errorf("output %s, plans %s %s, changes %v", got.Output.Name, got.Before, got.After, got.Changes)
	}
	var places, ages []string
	for _, g := range got.Townships {
		places = append(places, g.Code)
	}
	for _, g := range got.Ages {
		ages = append(ages, g.Code)
	}
	if !slices.Equal(places, []string{"430725101", "430725102", ""}) || !slices.Equal(ages, []string{"50-59", "60-64", "90+", ""}) {
		t.Errorf("townships %q, ages %q", places, ages)
	}
	if c := got.Cells[0][0]; c.Losers != 1 || c.Losses != 433 || c.People != 1 {
		t.Errorf("the cell of the loser: %+v", c)
	}
}

// The sums of the cells are the totals, for any number of people and on any number of cores; and each person's money is what the
// calculator gives with the two sets.
func TestImpactAddsUp(t *testing.T) {
	s, r := set(t), sample(t, "two-yuan-a-year")
	var all []one
	for i := range 10007 {
		all = append(all, one{[]string{"430725101", "430725102", "430725103", ""}[i%4], civil.MonthOf(1930+i%50, 1+i%12), money.Fen(i * 997).Plain(), []string{"0", "179", "180", "192", "203", "240"}[i%6]})
	}
	people := crowd(t, july, all...)
	called, last := 0, 0
	got, err := s.Impact(r, july, people, policy.ImpactOptions{Output: "basic_fen", Progress: func(done, total int) {
		if called++; done <= last || total != len(all) {
			t.Errorf("progress %d of %d after %d", done, total, last)
		}
		last = done
	}})
	if err != nil {
		t.Fatal(err)
	}
	if called == 0 || last != len(all) {
		t.Errorf("progress was told %d times, the last time %d", called, last)
	}
	reformed, err := s.With(r)
	if err != nil {
		t.Fatal(err)
	}
	var want policy.Effect
	for _, p := range all[:60] { // the inputs of basic_fen repeat
		amount := func(s *policy.Set) money.Fen {
			res, err := s.Calculate("resident-pension", july, map[string]string{"account": p.account, "paid-months": p.months})
			if err != nil {
				t.Fatal(err)
			}
			o, _ := res.Output("basic_fen")
			return money.Fen(o.Value.(int64))
		}
		want.Before += amount(s)
		want.After += amount(reformed)
	}
	// 60 people hold each of the six contribution histories ten times: 1, 1 and 5 whole years beyond fifteen.
	if want.After-want.Before != 10*(200+200+5*200) {
		t.Errorf("the calculator's difference over sixty is %s", want.After-want.Before)
	}
	if w := got.Total.Winners; w != 5003 || got.Total.Losers != 0 || got.Total.LargestGain != 1000 {
		t.Errorf("total %+v", got.Total)
	}
	var sum policy.Effect
	for i, row := range got.Cells {
		n := 0
		for _, c := range row {
			n += c.People
			sum.Before += c.Before
			sum.After += c.After
			sum.Winners += c.Winners
		}
		if n != got.Townships[i].Effect.People {
			t.Errorf("%s: %d people in the cells, %d in the group", got.Townships[i].Code, n, got.Townships[i].Effect.People)
		}
	}
	if sum.Before != got.Total.Before || sum.After != got.Total.After || sum.Winners != got.Total.Winners {
		t.Errorf("the cells give %+v, the total is %+v", sum, got.Total)
	}
	if len(got.Notes) != 1 || !strings.Contains(got.Notes[0].En, "unknown") {
		t.Errorf("that today's value is unknown must be said: %v", got.Notes)
	}
}

// What a reform does not name stays: the other program's plan is the same, and the law on file is not touched.
func TestReformChangesNothingElse(t *testing.T) {
	s := set(t)
	before, err := s.Compile("430725", july.AsOf, 0, policy.ResidentPension, policy.ResidentEntitlement)
	if err != nil {
		t.Fatal(err)
	}
	reformed, err := s.With(sample(t, "basic-pension-plus-20"))
	if err != nil {
		t.Fatal(err)
	}
	after, err := reformed.Compile("430725", july.AsOf, 0, policy.ResidentPension, policy.ResidentEntitlement)
	if err != nil {
		t.Fatal(err)
	}
	if before.HashOf(policy.ResidentEntitlement) != after.HashOf(policy.ResidentEntitlement) || before.HashOf(policy.ResidentPension) == after.HashOf(policy.ResidentPension) {
		t.Error("the plan of exactly one program must change")
	}
	again, err := s.Compile("430725", july.AsOf, 0, policy.ResidentPension, policy.ResidentEntitlement)
	if err != nil || again.Hash() != before.Hash() {
		t.Error("the law on file has changed")
	}
	earlier, err := reformed.Compile("430725", july.AsOf.Add(-1), 0, policy.ResidentPension)
	if err != nil {
		t.Fatal(err)
	}
	if today, _ := s.Compile("430725", july.AsOf.Add(-1), 0, policy.ResidentPension); today.Hash() != earlier.Hash() {
		t.Error("the reform counts before its first month")
	}
}

// A result under a reform carries the mark of a proposal wherever the reform's value is used.
func TestReformIsShownAsProposal(t *testing.T) {
	reformed, err := set(t).With(sample(t, "basic-pension-plus-20"))
	if err != nil {
		t.Fatal(err)
	}
	res, err := reformed.Calculate("resident-pension", july, map[string]string{"account": "18620.00", "paid-months": "180"})
	if err != nil {
		t.Fatal(err)
	}
	for _, st := range res.Explanation {
		if st.Name == "residentBasicPension" && (st.Confidence != policy.Proposal || st.Confidence.IsConfirmed() || !strings.Contains(st.Note.Zh, "拟议") || !strings.Contains(st.Law[0].Document, "提高20元")) {
			t.Errorf("the step does not say that it is a proposal: %+v", st)
		}
		if st.Name == "residentTotal" && st.Raw != int64(34996) {
			t.Errorf("total %v", st.Raw)
		}
	}
	if res.Confidence != policy.Proposal {
		t.Errorf("the result is marked %s", res.Confidence)
	}
}

func TestReformFaults(t *testing.T) {
	for name, c := range map[string]struct{ text, fault, says string }{
		"not YAML":          {"name: [", "policy.reform-file", "reform.yaml"},
		"unknown field":     {raise + "  - {key: resident-basic-pension, rows: [{place: 43, value: \"216\", amount: 3}]}", "policy.reform-file", "amount"},
		"empty":             {"", "policy.reform policy.reform policy.reform policy.reform", "name"},
		"no rows":           {raise + "  - {key: resident-basic-pension, rows: []}", "policy.reform", "at least one row"},
		"twice":             {raise + "  - {key: a-b, rows: [{place: 43, value: \"1\"}]}\n  - {key: a-b, rows: [{place: 43, value: \"1\"}]}", "policy.reform", "twice"},
		"unknown key":       {raise + "  - {key: resident-basic-pensoin, rows: [{place: 43, value: \"216\"}]}", "policy.reform-key", "resident-basic-pension"},
		"not of the unit":   {raise + "  - {key: resident-basic-pension, rows: [{place: 43, value: lots}]}", "policy.reform-row", "an amount in yuan"},
		"unknown value":     {raise + "  - {key: resident-basic-pension, rows: [{place: 43, value: unknown}]}", "policy.reform-row", "value of row 1"},
		"no level":          {raise + "  - {key: resident-basic-pension, rows: [{place: 43, value: \"216\"}, {place: 430725, value: \"216\"}]}", "policy.reform-level", "the county may not set this value; who may: nation, province"},
		"no place":          {raise + "  - {key: resident-basic-pension, rows: [{place: 99, value: \"216\"}]}", "policy.reform-row", "place of row 1"},
		"former place":      {raise + "  - {key: resident-county-top-up, rows: [{place: 432426, value: \"216\"}]}", "policy.reform-row", "place of row 1"},
		"bad from":          {raise + "  - {key: resident-basic-pension, rows: [{place: 43, from: July, value: \"216\"}]}", "policy.reform-row", "from of row 1"},
		"bad mark":          {raise + "  - {key: resident-basic-pension, rows: [{place: 43, confidence: U, value: \"216\"}]}", "policy.reform-row", "confidence"},
		"half a note":       {raise + "  - {key: resident-basic-pension, rows: [{place: 43, note: {zh: 注}, value: \"216\"}]}", "policy.reform-row", "both languages"},
		"two faults":        {raise + "  - {key: resident-basic-pension, rows: [{place: 43, value: lots}, {place: 4307, value: \"1\"}]}", "policy.reform-row policy.reform-level", "lots"},
		"not of this month": {strings.Replace(raise, "2026-07", "2026-08", 1) + "  - {key: resident-basic-pension, rows: [{place: 43, value: \"216\"}]}", "policy.reform-idle", "begins in 2026-08"},
		"not used":          {raise + "  - {key: resident-pension-age, rows: [{place: CN, value: \"61\"}]}", "policy.reform-idle", "does not use"},
		"another place":     {raise + "  - {key: resident-county-top-up, rows: [{place: 430726, value: \"5\"}]}", "policy.reform-idle", "not for this place"},
		"below the floor":   {raise + "  - {key: resident-basic-pension, rows: [{place: CN, value: \"170\"}]}", "policy.reform-idle", "on file still counts"},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := policy.ParseReform("reform.yaml", []byte(c.text))
			if err == nil {
				_, err = set(t).Impact(r, july, crowd(t, july, one{"", 0, "0", "180"}), policy.ImpactOptions{})
			}
			var codes, said []string
			for _, e := range fail.Each(err) {
				codes, said = append(codes, e.Code), append(said, e.Say(words.En).What)
				if zh := e.Say(words.Zh).What; strings.ContainsAny(zh, "{}") && !strings.Contains(zh, "{zh") {
					t.Errorf("a place is not filled: %s", zh)
				}
			}
			if got := strings.Join(codes, " "); got != c.fault || !strings.Contains(strings.Join(said, "\n"), c.says) {
				t.Errorf("%q: %s, want %q with %q", got, said, c.fault, c.says)
			}
		})
	}
}

func TestImpactNeedsAnAmount(t *testing.T) {
	people := policy.NewPeople(policy.ResidentEntitlement, july)
	if _, err := set(t).Impact(sample(t, "basic-pension-plus-20"), july, people, policy.ImpactOptions{}); fail.As(err) == nil || fail.As(err).Code != "policy.reform-output" {
		t.Errorf("a program without amounts: %v", err)
	}
	if _, err := set(t).Impact(sample(t, "basic-pension-plus-20"), july, crowd(t, july), policy.ImpactOptions{Output: "nothing_fen"}); !strings.Contains(fail.As(err).Say(words.En).What, "basic_fen account_fen total_fen") {
		t.Errorf("an unknown output: %v", err)
	}
}

func TestPeopleRefuseWrongInputs(t *testing.T) {
	people := policy.NewPeople(policy.ResidentPension, july)
	err := people.Append(-1, 0, map[string]string{"account": "much", "colour": "red"})
	var fields []string
	for _, e := range fail.Each(err) {
		fields = append(fields, e.Field)
	}
	if !slices.Equal(fields, []string{"account", "paid-months", "colour"}) || people.Len() != 0 {
		t.Errorf("faults on %v, %d people", fields, people.Len())
	}
}

// A run allocates for its groups and cores, never for a person.
func TestImpactAllocatesNothingPerPerson(t *testing.T) {
	s, r := set(t), sample(t, "basic-pension-plus-20")
	cost := func(n int) float64 {
		people := crowd(t, july, slices.Repeat([]one{{"430725101", civil.MonthOf(1960, 1), "1390", "180"}}, n)...)
		return testing.AllocsPerRun(3, func() {
			if _, err := s.Impact(r, july, people, policy.ImpactOptions{}); err != nil {
				t.Fatal(err)
			}
		})
	}
	if few, many := cost(10), cost(20000); many > few+40 {
		t.Errorf("%v allocations for 10 people, %v for 20,000", few, many)
	}
}

func BenchmarkImpact(b *testing.B) {
	people := crowd(b, july, slices.Repeat([]one{{"430725101", civil.MonthOf(1960, 1), "1390", "180"}}, 100000)...)
	s, r := set(b), sample(b, "basic-pension-plus-20")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Impact(r, july, people, policy.ImpactOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

// Every reform that travels with the program can be read, laid over the law, and does something.
func TestSampleReforms(t *testing.T) {
	files, err := fs.Glob(law.FS, "reforms/*.yaml")
	if err != nil || len(files) < 2 {
		t.Fatalf("%v %v", files, err)
	}
	for _, file := range files {
		b, err := fs.ReadFile(law.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := policy.ParseReform(file, b)
		if err != nil {
			t.Fatal(err)
		}
		reformed, err := set(t).With(r)
		if err != nil {
			t.Fatal(err)
		}
		d, err := set(t).DiffWith(reformed, policy.PlanQuery{Place: "430725", AsOf: r.From})
		if err != nil || len(d.Values) == 0 || len(d.Programs) == 0 || "reforms/"+r.Name+".yaml" != file {
			t.Errorf("%s (%s): %v %+v", file, r.Name, err, d)
		}
	}
}

func FuzzParseReform(f *testing.F) {
	f.Add(raise + "  - {key: resident-basic-pension, rows: [{place: 43, value: \"216\"}]}")
	f.Add("name: [")
	s := set(f)
	f.Fuzz(func(t *testing.T, text string) {
		r, err := policy.ParseReform("f.yaml", []byte(text))
		if err != nil {
			return
		}
		if next, err := s.With(r); err == nil && next == s {
			t.Error("the law on file itself came back")
		}
	})
}
