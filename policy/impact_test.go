package policy_test

import (
	"errors"
	"fmt"
	"testing"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/money"
	"renshe/policy"
)

// amountOf is what the calculator gives one person; not ok where it is unknown.
func amountOf(t *testing.T, s *policy.Set, prog policy.Program, output string, q policy.Query, in map[string]string) (money.Fen, bool) {
	t.Helper()
	res, err := s.Calculate(prog.String(), q, in)
	if err != nil {
		if fail.KindOf(err) != fail.Blocked {
			t.Fatalf("%s %v: %v", prog, in, err)
		}
		return 0, false
	}
	o, ok := res.Output(output)
	if !ok {
		t.Fatalf("%s has no output %s", prog, output)
	}
	v, ok := o.Value.(int64)
	return money.Fen(v), ok
}

// raised writes a reform that adds to one value where it is set today; not ok where it is unknown or no plain number.
func raised(t *testing.T, s *policy.Set, p policy.Parameter, q policy.Query) (*policy.Reform, bool) {
	t.Helper()
	now, err := s.ValueAt(p.Key, q.Place(), q.AsOf, q.KnownOn)
	if err != nil {
		t.Fatal(err)
	}
	value, ok := map[string]string{"fen": "12345.67", "rate": "7.7%", "months": "7", "years": "7", "days": "7", "index": "0.7777"}[p.Unit]
	if !now.Known || !ok {
		return nil, false
	}
	row := now.Rows[len(now.Rows)-1]
	r, err := policy.ParseReform("raised.yaml", fmt.Appendf(nil, "name: raised\ntitle: {zh: 改, en: changed}\nfrom: %q\nparameters:\n  - {key: %s, rows: [{place: %s, value: %q}]}\n",
		q.AsOf, p.Key, row.Place, value))
	if err != nil {
		t.Fatal(err)
	}
	return r, true
}

// For every program and every number it takes: what a reform does to a person is the difference between two answers of the
// calculator, and it is not computed where the calculator gives no number.
func TestImpactIsWhatTheCalculatorSays(t *testing.T) {
	s, q := set(t), policy.Query{County: 430725, AsOf: civil.MonthOf(2026, 3), KnownOn: civil.DateOf(2026, 11, 22)}
	tried, moved := 0, 0
	for _, p := range s.Parameters() {
		r, ok := raised(t, s, p, q)
		if !ok {
			continue
		}
		reformed, err := s.With(r)
		if err != nil {
			t.Fatalf("%s: %v", p.Key, err)
		}
		for _, prog := range p.Programs {
			in := examples(t, prog)
			people := policy.NewPeople(prog, q)
			if err := people.Append(-1, 0, in); err != nil {
				t.Fatalf("%s %v: %v", prog, in, err)
			}
			got, err := s.Impact(r, q, people, policy.ImpactOptions{})
			if errors.Is(err, policy.NoAmount) || errors.Is(err, policy.ReformIdle) || errors.Is(err, policy.UnknownValue) || errors.Is(err, policy.NoParameter) {
				continue
			}
			if err != nil {
				t.Fatalf("%s for %s: %v", p.Key, prog, err)
			}
			before, ok := amountOf(t, s, prog, got.Output.Name, q, in)
			after, too := amountOf(t, reformed, prog, got.Output.Name, q, in)
			want := policy.Effect{People: 1, NotComputed: 1}
			if ok && too {
				want = policy.Effect{People: 1, Before: before, After: after}
				switch gain := after - before; {
				case gain > 0:
					want.Winners, want.Gains, want.LargestGain = 1, gain, gain
				case gain < 0:
					want.Losers, want.Losses, want.LargestLoss = 1, -gain, -gain
				default:
					want.Unchanged = 1
				}
			}
			if got.Total != want {
				t.Errorf("%s for %s (%s): %+v, the calculator says %+v", p.Key, prog, got.Output.Name, got.Total, want)
			}
			tried++
			moved += got.Total.Winners + got.Total.Losers
		}
	}
	if tried < 20 || moved < 10 {
		t.Errorf("only %d reforms were tried, of which %d moved anything", tried, moved)
	}
	t.Logf("%d reforms tried, %d moved an amount", tried, moved)
}

// examples are the inputs that a program's calculator names as examples: every needed one, of two alternatives the first.
func examples(t *testing.T, prog policy.Program) map[string]string {
	t.Helper()
	c, err := policy.Find(prog.String())
	if err != nil {
		t.Fatal(err)
	}
	in := map[string]string{}
	for _, d := range c.Inputs {
		if d.Required || d.Or != "" && d.Default == "" && in[d.Or] == "" {
			in[d.Name] = d.Example
		}
	}
	return in
}
