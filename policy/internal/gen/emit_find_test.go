package main

import (
	"strings"
	"testing"

	"renshe/internal/words"
	"renshe/policy/internal/lawfile"
)

// A sample of a decision: outcomes in order, of which one is asked for, with a value looked up in a month that is the same for all.
const decision = `package policy

import "renshe/civil"

// Outcome 结果 (outcome): what is decided.
//
//policy:choice
type Outcome uint8

const (
	PayYes   Outcome = iota + 1 // yes 是 (yes)
	PayYoung                    // young 年龄不足 (too young)
	PayShort                    // short 月数不足 (too short)
)

// PayInput 待遇 (benefit): what is decided.
// 中文: 决定。
//
//policy:program pay prefix=Pay
//policy:output granted=Granted outcome=Decided
type PayInput struct {
	// Paid 已缴 (paid): the months.
	// 中文: 月数。
	// Range: 0 .. 100
	// Example: 1
	Paid Months
	// Drawing 已领 (drawing): draws already.
	// 中文: 已领。
	// Example: no
	Drawing bool
}

// PayMonth 月份 (month): of the value.
// 中文: 月份。
//
// Formula: {payStart}
// Law: 某办法 第一条
func PayMonth(payStart civil.Month) civil.Month { return payStart }

// PayBeyond 超过 (beyond): what is paid beyond the least.
// 中文: 超过。
//
// Formula: {paid} − {payLeast}
// Law: 某办法 第一条
//
//policy:at payLeast=payMinimum payMonth
func PayBeyond(paid, payLeast Months) Months {
	if paid < payLeast {
		return 0
	}
	return paid - payLeast
}

// PayDecided 结果 (outcome): the first that applies.
// 中文: 结果。
//
// Formula: {drawing}; {payBeyond}; {paid}
// Law: 某办法 第一条
func PayDecided(drawing bool, payBeyond, paid Months) Outcome {
	switch {
	case drawing || paid == 0:
		return PayYoung
	case !(payBeyond > 0 && paid/12 > 1):
		return PayShort
	}
	return PayYes
}

// PayGranted 符合 (granted): all is well.
// 中文: 符合。
//
// Formula: {payDecided}
// Law: 某办法 第一条
func PayGranted(payDecided Outcome) bool { return payDecided == PayYes }
`

func decide(t *testing.T, src string) (*model, string) {
	t.Helper()
	s, err := readSource(map[string]string{"rules_pay.go": src})
	if err != nil {
		t.Fatal(err)
	}
	m, err := build(s, []*lawfile.Parameter{
		{Key: "pay-minimum", Title: words.Text{Zh: "最低", En: "minimum"}, Unit: lawfile.Months, Combine: lawfile.Cover},
		{Key: "pay-start", Title: words.Text{Zh: "起", En: "start"}, Unit: lawfile.Month, Combine: lawfile.Cover}})
	if err != nil {
		t.Fatal(err)
	}
	checkGenerated(t, m, src)
	frames, err := emitFrames(m)
	if err != nil {
		t.Fatal(err)
	}
	_, search, _ := strings.Cut(string(frames), "// FindPayGranted")
	search, _, _ = strings.Cut(search, "// FramesPay")
	return m, search
}

// A search asks for the one outcome: that no earlier one applies, cheap things first, and nothing is called that branches.
func TestSearch(t *testing.T) {
	m, search := decide(t, decision)
	for _, want := range []string{
		"k += int(number(!vDrawing) & number(vPaid != 0))",
		"k += int(number(vPayBeyond > 0) & number(vPaid/12 > 1))",
		"fixedPayLeast, _, fixedPayLeastFound := inPayLeast.at(vPayMonth, false)",
		"if vPayBeyondWhen0 != 0 {",
	} {
		if !strings.Contains(strings.ReplaceAll(search, "fixedPayLeastStandIn", "_"), want) {
			t.Errorf("the search has no %q:\n%s", want, search)
		}
	}
	for _, no := range []string{"= PayDecided(", "= PayBeyond(", "= PayGranted("} {
		if strings.Contains(search, no) {
			t.Errorf("the search calls %s:\n%s", no, search)
		}
	}
	if b, err := emitBatches(m); err != nil || !strings.Contains(string(b), `unlike(FindPayGranted(p, c, nil), c.Granted)`) {
		t.Errorf("%v\n%s", err, b)
	}
}

// What is anything but comparisons and sums is called, and then compared.
func TestSearchThatCalls(t *testing.T) {
	for old, c := range map[string]struct{ to, want string }{
		"paid/12 > 1":               {"paid/payBeyond > 1", "vPayDecided := PayDecided("},
		"return payDecided == PayY": {"return PayYes == payD", ""},
		"return paid - payLeast":    {"paid -= payLeast\n	return paid", "vPayBeyond := PayBeyond("},
	} {
		if !strings.Contains(decision, old) {
			t.Fatalf("the sample has no %q", old)
		}
		src := strings.Replace(decision, old, c.to, 1)
		if c.want == "" {
			src, c.want = strings.Replace(decision, "{ return payDecided == PayYes }", "{ return PayYes == payDecided }", 1), "number(vPayGranted)"
		}
		if _, search := decide(t, src); !strings.Contains(search, c.want) {
			t.Errorf("%q: the search has no %q:\n%s", c.to, c.want, search)
		}
	}
}
