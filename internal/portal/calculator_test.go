package portal

import (
	"errors"
	"testing"

	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/policy"
)

// A form asks for each input by its kind, and shows what counts if it is left out.
func TestFieldOf(t *testing.T) {
	c := &policy.Calculator{Inputs: []policy.InputDef{
		{Name: "years", Title: words.Text{Zh: "年限", En: "years paid"}, Text: words.Text{Zh: "含视同年限", En: "with deemed years"}, Kind: policy.KindCentiyears, Example: "31.33", Or: "paid-months"},
		{Name: "paid-months", Title: words.Text{Zh: "月数", En: "months paid"}, Kind: policy.KindMonths, Example: "376", Or: "years"},
		{Name: "insured", Title: words.Text{Zh: "已参保", En: "insured"}, Kind: policy.KindYesNo, Example: "yes", Default: "yes"},
		{Name: "age", Title: words.Text{Zh: "年龄", En: "age"}, Text: words.Text{Zh: "周岁。", En: "exact."}, Kind: policy.KindAge, Required: true, Example: "61y3m"},
		{Name: "interest", Title: words.Text{Zh: "利率", En: "rate"}, Kind: policy.KindRate, Required: true, Example: "1.5%"},
		{Name: "others", Title: words.Text{Zh: "其他", En: "others"}, Kind: policy.KindCount, Example: "0", Default: "0"},
	}}
	for i, want := range []struct {
		value, hint, hintEn string
		options             int
		optional            bool
	}{
		{"", "含视同年限。与“月数”只填一项。例如：31.33", "With deemed years. Give this or “months paid”, not both. For example: 31.33", 0, true},
		{"", "与“年限”只填一项。例如：376", "Give this or “years paid”, not both. For example: 376", 0, true},
		{"yes", "", "", 2, false},
		{"", "周岁。例如：61岁3个月", "Exact. For example: 61y3m", 0, false},
		{"", "例如：1.5", "For example: 1.5", 0, false},
		{"", "", "", 0, true},
	} {
		d := &c.Inputs[i]
		f := fieldOf(c, d, "", false)
		if f.Value != want.value || f.Hint.Zh != want.hint || f.Hint.En != want.hintEn || len(f.options) != want.options || f.Optional != want.optional {
			t.Errorf("%s is asked as %+v, want %+v", d.Name, f, want)
		}
		if f := fieldOf(c, d, "typed", true); f.Value != "typed" {
			t.Errorf("%s forgets what was typed: %q", d.Name, f.Value)
		}
	}
}

// A pair of inputs of which one is missing is one fault, not two.
func TestOneOfTwo(t *testing.T) {
	c := &policy.Calculator{Inputs: []policy.InputDef{{Name: "years", Or: "months"}, {Name: "months", Or: "years"}, {Name: "wage"}}}
	err := oneOfTwo(c, errors.Join(policy.InputEither.With().On("years"), policy.InputEither.With().On("months"), policy.InputMissing.With().On("wage")))
	var fields []string
	for _, e := range fail.Each(err) {
		fields = append(fields, e.Field)
	}
	if len(fields) != 2 || fields[0] != "years" || fields[1] != "wage" {
		t.Errorf("the faults stand on %v, want years and wage", fields)
	}
}

// Only where nothing that was typed is wrong does the page say that there is no number.
func TestBarred(t *testing.T) {
	unknown := policy.UnknownValue.With("parameter", "x", "month", "2026-03", "note", "")
	if list := barred(unknown, words.Zh); len(list) != 1 || list[0].What == "" {
		t.Errorf("an unknown value is barred by %v", list)
	}
	if list := barred(errors.Join(unknown, policy.InputMissing.With().On("wage")), words.Zh); list != nil {
		t.Errorf("a missing input is barred by %v", list)
	}
	if list := barred(nil, words.Zh); list != nil {
		t.Errorf("nothing is barred by %v", list)
	}
}

func TestCalculatorsAreCalledByTitle(t *testing.T) {
	got := titled(words.Text{Zh: "按 resident-pension 计算，见 half-up。", En: "See resident-pension, not half-up."})
	if want := (words.Text{Zh: "按“城乡居民养老金”计算，见 half-up。", En: "See “Residents' pension”, not half-up."}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
