package policy

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/money"
)

func contribution(t *testing.T, asOf string, in map[string]string) *Result {
	t.Helper()
	r, err := defaultSet(t).Calculate("employee-contribution", Query{County: 430725, AsOf: month(t, asOf)}, in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func countNotes(notes []words.Text, zh string) int {
	n := 0
	for _, note := range notes {
		if strings.Contains(note.Zh, zh) && note.En != "" {
			n++
		}
	}
	return n
}

// A rate that is unknown makes its own insurance unknown and is said; the rest of the answer stands, and is not called unknown.
func TestUnknownRateLeavesTheRest(t *testing.T) {
	r := contribution(t, "2026-10", map[string]string{"wage": "6000", "risk-class": "1"})
	for _, name := range []string{"unemployment.employer_fen", "unemployment.employee_fen"} {
		if o, _ := r.Output(name); o.Value != nil || !strings.Contains(o.Shown.Zh, "请向经办机构核实") {
			t.Errorf("%s is %v, shown as %q", name, o.Value, o.Shown.Zh)
		}
	}
	if total, _ := r.Output("total.employee_fen"); total.Value != int64(48000+12000) {
		t.Errorf("the employee's total is %v", total.Value)
	}
	if r.Confidence == Unknown || r.Confidence == Confirmed {
		t.Errorf("the answer is marked %v", r.Confidence)
	}
	if countNotes(r.Notes, "失业保险单位缴费比例") != 1 || countNotes(r.Notes, "失业保险个人缴费比例") != 1 || countNotes(r.Notes, "工伤") != 0 {
		t.Errorf("notes: %v", r.Notes)
	}
	for _, st := range r.Explanation {
		if st.Name == "contributionUnemploymentEmployer" && (st.Raw != nil || !strings.Contains(st.Formula.Zh, "没有计算")) {
			t.Errorf("the step says %v, %s", st.Raw, st.Formula.Zh)
		}
	}
	b, err := json.Marshal(r)
	if err != nil || !strings.Contains(string(b), `"unemployment":{"employer_fen":null,"employee_fen":null,"status":"unknown"}`) {
		t.Errorf("%v: %s", err, b)
	}
}

// What was not asked is said once, and not as something unknown.
func TestNoRiskClassIsSaid(t *testing.T) {
	r := contribution(t, "2025-10", map[string]string{"wage": "6000"})
	if countNotes(r.Notes, "没有填写行业风险类别") != 1 || len(r.Notes) != 1 {
		t.Errorf("notes: %v", r.Notes)
	}
	if o, _ := r.Output("injury.employer_fen"); o.Value != nil {
		t.Errorf("without a class the contribution is %v", o.Value)
	}
	if r := contribution(t, "2025-10", map[string]string{"wage": "6000", "risk-class": "1"}); len(r.Notes) != 0 {
		t.Errorf("with everything given there are notes: %v", r.Notes)
	}
}

// The base lies between the limits, the totals are the sums of the parts, and everybody swept is as explained.
func TestContributionArithmetic(t *testing.T) {
	s := defaultSet(t)
	rapid.Check(t, func(t *rapid.T) {
		m := civil.MonthOf(rapid.IntRange(2019, 2026).Draw(t, "year"), rapid.IntRange(5, 12).Draw(t, "month"))
		p, err := s.Compile("430725", m, 0, EmployeeContribution, FlexibleContribution)
		if err != nil {
			t.Fatal(err)
		}
		n := rapid.IntRange(0, 40).Draw(t, "n")
		c := NewEmployeeContributionColumns(n)
		for i := range n {
			c.Wage[i] = money.Fen(rapid.Int64Range(0, 1e9).Draw(t, "wage"))
			c.RiskClass[i] = Count(rapid.IntRange(0, 8).Draw(t, "class"))
			c.Floating[i] = Floating(rapid.IntRange(1, 5).Draw(t, "floating"))
		}
		SweepEmployeeContribution(p, c)
		if i := CompareEmployeeContribution(p, c); i >= 0 {
			t.Fatalf("person %d: frame and sweep differ", i)
		}
		for i := range n {
			if c.Base[i] < c.Lower[i] || c.Base[i] > c.Upper[i] || c.Wage[i] >= c.Lower[i] && c.Wage[i] <= c.Upper[i] && c.Base[i] != c.Wage[i] {
				t.Fatalf("wage %d gives the base %d of %d to %d", c.Wage[i], c.Base[i], c.Lower[i], c.Upper[i])
			}
			if sum := c.PensionEmployer[i] + c.UnemploymentEmployer[i] + c.InjuryEmployer[i] + c.MedicalEmployer[i] + c.MaternityEmployer[i]; c.TotalEmployer[i] != sum {
				t.Fatalf("the employer's parts add up to %d, the total is %d", sum, c.TotalEmployer[i])
			}
			if c.InjuryStatus[i] != InjuryKnown && c.InjuryEmployer[i] != 0 || c.RiskClass[i] == 0 && c.InjuryStatus[i] != InjuryNoClass {
				t.Fatalf("class %d: %v with %d", c.RiskClass[i], c.InjuryStatus[i], c.InjuryEmployer[i])
			}
		}
		share := Index(rapid.IntRange(6000, 30000).Draw(t, "share"))
		f := EvalFlexibleContribution(p, FlexibleContributionInput{Share: share, Months: 12})
		if f.FlexibleRange != FlexibleWithin || f.FlexibleTotal != 12*f.FlexibleMonthly || f.FlexibleToAccount*5-f.FlexibleTotal*2 > 60 || f.FlexibleTotal*2-f.FlexibleToAccount*5 > 60 {
			t.Fatalf("share %d: %+v", share, f)
		}
	})
}

// The fee never falls with the days or the amount, and two debts paid together differ from two paid apart by a fen at most.
func TestLateFeeArithmetic(t *testing.T) {
	p := compiled(t, "430725", "2026-03", LateFee)
	due := civil.DateOf(2012, 1, 31)
	rapid.Check(t, func(t *rapid.T) {
		fee := func(amount money.Fen, days int) LateFeeFrame {
			return EvalLateFee(p, LateFeeInput{Amount: amount, Due: due, Paid: due.Add(days)})
		}
		a, b := money.Fen(rapid.Int64Range(1, 1e12).Draw(t, "a")), money.Fen(rapid.Int64Range(1, 1e12).Draw(t, "b"))
		days := rapid.IntRange(-400, 20000).Draw(t, "days")
		one, other, both, later := fee(a, days), fee(b, days), fee(a+b, days), fee(a, days+1)
		if d := both.Fee - one.Fee - other.Fee; d < -1 || d > 1 {
			t.Fatalf("%d and %d over %d days: %d apart", a, b, days, d)
		}
		if later.Fee < one.Fee || both.Fee < one.Fee || one.Days < 0 || (days <= 0) != (one.Days == 0) {
			t.Fatalf("%d over %d days: %+v, a day later %+v", a, days, one, later)
		}
		if one.OverAmount != (one.Fee > a) || days > 2000 && a%2000 == 0 && !one.OverAmount {
			t.Fatalf("%d over %d days is not seen as more than what was owed", a, days)
		}
	})
}
