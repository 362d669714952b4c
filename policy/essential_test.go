package policy_test

import (
	"strings"
	"testing"

	"renshe/policy"
)

// What a person reads leaves out what does not apply, and loses no result: its step is there, or one of the same value that it repeats.
func TestEssential(t *testing.T) {
	for _, c := range []struct {
		calculator string
		in         map[string]string
		gone, kept []string
	}{
		{"injury-benefit", map[string]string{"grade": "7", "wage": "6000", "age-month": "45y6m"},
			[]string{"injuryFloorMonth", "injuryMinimumWage", "injuryNursingShare", "injuryLumpGrade", "injuryClampMonth"},
			[]string{"injuryLump", "injuryLumpSum", "injuryAllowanceGrade", "injuryMonthly", "injuryRetirementMonth", "injuryMedical"}},
		{"injury-benefit", map[string]string{"grade": "2", "wage": "6000", "age-month": "45y6m", "nursing": "full"},
			[]string{"injuryMedicalLump", "injuryAllowanceGrade"}, []string{"injuryEndGrade", "injuryMinimumWage", "injuryNursingShare", "injuryMonthly"}},
		{"employee-pension", map[string]string{"index": "1", "years": "20", "account": "10000", "age": "60"},
			[]string{"pensionBaseAsked", "coefficient"}, []string{"calculationBase", "pensionBasic", "pensionTransition"}},
		{"retirement-age", map[string]string{"category": "F50", "birth": "1984-08"},
			[]string{"retirementDelayed", "retirementMinimumMonths"}, []string{"monthsAtRetirement", "retirementDelay", "retirementLatestMonth"}},
		{"retirement-age", map[string]string{"category": "M60", "birth": "1964-12"},
			[]string{"delayStep", "earlyLimit", "noticeMonths"}, []string{"retirementReformed", "retirementMonth"}},
	} {
		r, err := set(t).Calculate(c.calculator, taoyuan, c.in)
		if err != nil {
			t.Fatal(err)
		}
		read := map[string]bool{}
		for _, st := range r.Essential() {
			read[st.Name] = true
			if st.Source == policy.SourceInput || strings.Contains(st.Title.Zh+st.Formula.Zh, "不涉及") || strings.Contains(st.Formula.En, "does not apply") {
				t.Errorf("%s %v tells of what does not apply: %s %s", c.calculator, c.in, st.Title.Zh, st.Formula.Zh)
			}
		}
		for _, name := range c.gone {
			if read[name] {
				t.Errorf("%s %v: %s is noise", c.calculator, c.in, name)
			}
		}
		for _, name := range c.kept {
			if !read[name] {
				t.Errorf("%s %v: %s is missing", c.calculator, c.in, name)
			}
		}
	}
}

// Every result of every calculator's example can be traced on the page.
func TestEssentialTracesResults(t *testing.T) {
	programs := map[string]bool{}
	for _, p := range policy.Programs() {
		programs[p.String()] = true
	}
	for _, c := range policy.Calculators() {
		if !programs[c.Name] {
			continue // loops and checks of numbers give one step for all
		}
		in := map[string]string{}
		for _, d := range c.Inputs {
			if d.Required || d.Or != "" && d.Default == "" && in[d.Or] == "" {
				in[d.Name] = d.Example
			}
		}
		r, err := set(t).Calculate(c.Name, taoyuan, in)
		if err != nil {
			continue // nothing is shown of what cannot be computed
		}
		shown := map[string]bool{}
		for _, st := range r.Essential() {
			shown[st.Shown.Zh] = true
		}
		for _, o := range r.Outputs {
			if !shown[o.Shown.Zh] {
				t.Errorf("%s: no step gives %s, %s", c.Name, o.Name, o.Shown.Zh)
			}
		}
	}
}

// Where only places set a value, the fault asks for the place.
func TestPlaceNeeded(t *testing.T) {
	for name, in := range map[string]map[string]string{
		"flexible-contribution": {"share": "0.6", "months": "12"},
		"employee-pension":      {"index": "1", "years": "20", "account": "10000", "age": "60"},
	} {
		_, err := set(t).Calculate(name, policy.Query{AsOf: march}, in)
		if err == nil || !strings.Contains(err.Error(), "policy.place-needed [county]") {
			t.Errorf("%s without a place: %v", name, err)
		}
	}
}
