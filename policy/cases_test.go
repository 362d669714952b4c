package policy_test

import (
	"testing"

	"renshe/law"
	"renshe/policy"
)

// Every case of law/cases comes out exactly, and every rule, dated row, article and reason has one.
func TestCases(t *testing.T) {
	report, err := policy.RunCases(law.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Failures {
		t.Error(f)
	}
	for _, name := range report.Uncovered() {
		t.Errorf("no case covers %s", name)
	}
	if report.Cases < 30 {
		t.Errorf("only %d cases", report.Cases)
	}
}
