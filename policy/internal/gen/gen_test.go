package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"strings"
	"testing"

	"renshe/internal/words"
	"renshe/policy/internal/lawfile"
)

// What is committed is what the generator writes.
func TestGeneratedFilesAreCurrent(t *testing.T) {
	root, err := findRoot()
	if err != nil {
		t.Fatal(err)
	}
	files, err := generate(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		if got, err := os.ReadFile(root + "/" + name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what go generate ./policy writes (%v)", name, err)
		}
	}
}

const programHead = `package policy

import "renshe/money"

// PayInput 待遇 (benefit): what is paid.
// 中文: 发多少。
//
//policy:program pay prefix=Pay
//policy:output total=Total
type PayInput struct {
	// Account 账户 (account): the balance.
	// 中文: 余额。
	// Range: 0 .. 100
	// Example: 1
	Account money.Fen
}
`

const goodRule = `
// PayTotal 合计 (total): the account divided.
// 中文: 账户除以计发月数。
//
// Formula: {account} ÷ {payDivisor}
// Law: 某办法 第一条
func PayTotal(account money.Fen, payDivisor Months) money.Fen { return account / money.Fen(payDivisor) }
`

func divisor() []*lawfile.Parameter {
	return []*lawfile.Parameter{{Key: "pay-divisor", File: "pay-divisor.yaml", Title: words.Text{Zh: "计发月数", En: "divisor"}, Unit: lawfile.Months, Combine: lawfile.Cover}}
}

func model1(t *testing.T, src string) (*model, error) {
	t.Helper()
	s, err := readSource(map[string]string{"rules_pay.go": src})
	if err != nil {
		return nil, err
	}
	m, err := build(s, divisor())
	if err != nil {
		return nil, err
	}
	return m, checkFormulas(m)
}

func TestBadRulesStopTheGeneration(t *testing.T) {
	second := func(name, args, body string) string {
		return "\n// " + name + " 二 (second): second.\n// 中文: 二。\n//\n// Formula: {" + strings.Fields(args)[0] + "}\n// Law: 某办法 第二条\nfunc " + name + "(" + args + ") money.Fen { return " + body + " }\n"
	}
	change := func(old, new string) string {
		if !strings.Contains(programHead+goodRule, old) {
			t.Fatalf("the sample has no %q", old)
		}
		return strings.ReplaceAll(programHead+goodRule, old, new)
	}
	for name, c := range map[string]struct{ src, want string }{
		"unknown name":    {change("payDivisor", "payFactor"), "no input of Pay, no rule and no legal parameter"},
		"no article":      {change("// Law: 某办法 第一条\n", ""), "cites no article"},
		"no document":     {change("Law: 某办法 第一条", "Law: 某办法"), "needs a document and an article"},
		"no formula":      {change("// Formula: {account} ÷ {payDivisor}\n", ""), "Formula"},
		"wrong formula":   {change("{account} ÷", "{balance} ÷"), "names {balance}"},
		"no title":        {change("PayTotal 合计 (total)", "PayTotal total"), "needs a first line"},
		"no description":  {change("// 中文: 账户除以计发月数。\n", ""), "中文"},
		"float":           {change("account / money.Fen(payDivisor)", "money.Fen(float64(account) / 1.5)"), "count in integers"},
		"foreign import":  {change(`import "renshe/money"`, `import ("renshe/money"; "math")`), "may not import"},
		"wrong type":      {change("payDivisor Months", "payDivisor Years"), "takes payDivisor as Years, but it is Months"},
		"unused input":    {change("account money.Fen, payDivisor", "payDivisor") + "", "the rule does not take"},
		"unknown output":  {change("total=Total", "total=Sum"), "no rule gives the output"},
		"guard no output": {change("total=Total", "total=Total?More"), "must be an unguarded output"},
		"guard no choice": {change("total=Total", "total=Total?Total more=Total"), "with a choice or a yes or no"},
		"no range":        {change("	// Range: 0 .. 100\n", ""), "Range"},
		"no example":      {change("	// Example: 1\n", ""), "Example"},
		"cycle":           {change("account money.Fen,", "account, payMore money.Fen,") + second("PayMore", "payTotal money.Fen", "payTotal"), "cycle: payTotal → payMore → payTotal"},
		"rule not used":   {programHead + goodRule + second("PayMore", "payTotal money.Fen", "payTotal"), "used by no program"},
		"ambiguous":       {strings.ReplaceAll(programHead+goodRule, "Account money.Fen\n", "Account money.Fen\n	// PayDivisor 数 (n): n.\n	// 中文: 数。\n	// Range: 0 .. 1\n	// Example: 1\n	PayDivisor Months\n"), "more than one thing"},
		"overlap":         {programHead + goodRule + variant("PayTotalNew", "2025-01", ""), "in force at once"},
		"backward period": {programHead + strings.Replace(goodRule, "func PayTotal", "//policy:until 2025-01\nfunc PayTotal", 1) + variant("PayTotalNew", "2025-01", "2024-01"), "ends before it begins"},
		"period no month": {programHead + strings.Replace(goodRule, "func PayTotal", "//policy:until 2025\nfunc PayTotal", 1), "is not a month"},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "unused input" {
				c.src = strings.Replace(strings.Replace(c.src, "{account} ÷ ", "", 1), "account / money.Fen(payDivisor)", "money.Fen(payDivisor)", 1)
				c.want = "no rule uses the input Account"
			}
			if _, err := model1(t, c.src); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func variant(name, from, until string) string {
	s := "\n// " + name + " 合计 (total): new.\n// 中文: 新。\n//\n// Formula: {account}\n// Law: 新办法 第一条\n//\n//policy:of PayTotal\n//policy:from " + from + "\n"
	if until != "" {
		s += "//policy:until " + until + "\n"
	}
	return s + "func " + name + "(account money.Fen) money.Fen { return account }\n"
}

// Two dated variants become a dispatch on the plan, and what is generated type-checks.
func TestVariantsAreDispatched(t *testing.T) {
	src := programHead + strings.Replace(goodRule, "func PayTotal", "//\n//policy:until 2025-01\nfunc PayTotal", 1) + variant("PayTotalNew", "2025-01", "")
	m, err := model1(t, src)
	if err != nil {
		t.Fatal(err)
	}
	frames, err := emitFrames(m)
	if err != nil {
		t.Fatal(err)
	}
	for _, dispatch := range []string{"switch p.variant[familyPayTotal]", "variantPayTotal := p.variant[familyPayTotal]", "switch variantPayTotal"} {
		if n := strings.Count(string(frames), dispatch); n != 1 {
			t.Errorf("%d times %s, want one in the frame and one in the sweep", n, dispatch)
		}
	}
	checkGenerated(t, m, src)
}

// A sample with every kind of value: a choice, elements of a table, another month, a value that stands in or is not known.
const lookups = `package policy

import (
	"renshe/civil"
	"renshe/money"
)

// Grade 等级 (grade): how much.
//
//policy:choice
type Grade uint8

const (
	GradeLow Grade = iota + 1 // low 低 (low)
	GradeHigh                 // high 高 (high)
)

// PayInput 待遇 (benefit): what is paid.
// 中文: 发多少。
//
//policy:program pay prefix=Pay
//policy:output some.total=Total
type PayInput struct {
	// Grade 等级 (grade): the grade.
	// 中文: 等级。
	// Example: low
	Grade Grade
	// Month 月份 (month): the month.
	// 中文: 月份。
	// Range: 2000-01 .. 2100-01
	// Example: 2025-01
	Month civil.Month
	// Exact 当年 (exact): no stand-in.
	// 中文: 不用上年数。
	// Example: no
	Exact bool
}

// PayTotal 合计 (total): all of it.
// 中文: 合计。
//
// Formula: {payTimes} × {payBase}
// Law: 某办法 第一条
//
//policy:at payTimes=payTable grade
//policy:at payBase=payWage month strict=exact
//policy:at payMore=payWage month
func PayTotal(payTimes Months, payBase, payMore money.Fen, payMoreKnown, payBaseProvisional, payRateKnown bool) money.Fen {
	return money.Fen(payTimes) * payBase
}
`

func TestLookups(t *testing.T) {
	parameters := []*lawfile.Parameter{
		{Key: "pay-table", Title: words.Text{Zh: "表", En: "table"}, Unit: "table-months", Combine: lawfile.Cover},
		{Key: "pay-wage", Title: words.Text{Zh: "工资", En: "wage"}, Unit: lawfile.Fen, Combine: lawfile.Cover},
		{Key: "pay-rate", Title: words.Text{Zh: "费率", En: "rate"}, Unit: lawfile.Rate, Combine: lawfile.Cover}}
	sample := func(src string) (*model, error) {
		s, err := readSource(map[string]string{"rules_pay.go": src})
		if err != nil {
			return nil, err
		}
		return build(s, parameters)
	}
	m, err := sample(lookups)
	if err != nil {
		t.Fatal(err)
	}
	checkGenerated(t, m, lookups)
	for old, c := range map[string]struct{ to, want string }{
		"payTable grade":          {"payTable month", "a table by a number"},
		"payWage month\nfunc":     {"payWage grade\nfunc", "looked up by a month"},
		"strict=exact":            {"strict=grade", "takes grade as bool"},
		"payBaseProvisional,":     {"payTimesProvisional,", "a table does not stand in"},
		"at payTimes=payTable":    {"at payTimes=payUnknown", "no input of Pay"},
		"at payMore=payWage":      {"at payMore payWage", "is not like"},
		"// low 低 (low)":          {"// low", "has a line comment"},
		"Grade = iota + 1":        {"Grade = iota", "counts from iota + 1"},
		"payTimes Months, payBas": {"payTable Months, payBas", "is looked up by a key"},
	} {
		if !strings.Contains(lookups, old) {
			t.Fatalf("the sample has no %q", old)
		}
		if _, err := sample(strings.Replace(lookups, old, c.to, 1)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.to, err, c.want)
		}
	}
}

// The elements of two lists stand behind the slots, one list after the other.
func TestLists(t *testing.T) {
	src := strings.Replace(programHead+goodRule, "total=Total", "total=Total parts=Parts rests=Rests", 1) + `
// PayParts 分项 (parts): a list.
// 中文: 列表。
//
// Formula: {payTotal}
// Law: 某办法 第一条
func PayParts(payTotal money.Fen) Amounts { return Amounts{} }

// PayRests 余项 (rests): another list.
// 中文: 另一个列表。
//
// Formula: {payTotal}
// Law: 某办法 第一条
func PayRests(payTotal money.Fen) Amounts { return Amounts{} }
`
	s, err := readSource(map[string]string{"rules_pay.go": src})
	if err != nil {
		t.Fatal(err)
	}
	m, err := build(s, divisor())
	if err != nil {
		t.Fatal(err)
	}
	checkGenerated(t, m, src)
	table, err := emitTable(m)
	if err != nil {
		t.Fatal(err)
	}
	frames, err := emitFrames(m)
	if err != nil {
		t.Fatal(err)
	}
	n := len(m.slots[m.programs[0]])
	for _, want := range []string{fmt.Sprintf("tail: %d}", n), fmt.Sprintf("tail: %d + 1*amountsWidth}", n), fmt.Sprintf("%d + 2*amountsWidth,", n), `name: "parts_fen"`} {
		if !strings.Contains(string(table), want) {
			t.Errorf("the table has no %q", want)
		}
	}
	if want := fmt.Sprintf("copyAmounts(out[%d+1*amountsWidth:], f.Rests)", n); !strings.Contains(string(frames), want) {
		t.Errorf("the frames have no %q", want)
	}
}

// checkGenerated type-checks what is generated from a sample, against the few declarations of the package that it uses.
func checkGenerated(t *testing.T, m *model, src string) {
	t.Helper()
	frames, err := emitFrames(m)
	if err != nil {
		t.Fatal(err)
	}
	values, err := emitParameters(m)
	if err != nil {
		t.Fatal(err)
	}
	table, err := emitTable(m)
	if err != nil {
		t.Fatal(err)
	}
	stub := `package policy
import ("renshe/civil"; "renshe/internal/words")
type (Months = int32; Rate int64; Program uint8; Kind string)
const (KindMoney Kind = ""; KindMonths Kind = ""; KindMonth Kind = ""; KindYesNo Kind = ""; KindRate Kind = ""; KindAmounts Kind = ""; amountsWidth = 2)
type Amounts struct{ fen [amountsWidth]int64 }
func copyAmounts([]int64, Amounts) int64 { return 0 }
type line struct{}
func (line) at(civil.Month, bool) (int64, bool, bool) { return 0, false, false }
type elements struct{}
func (elements) at(int64) (int64, bool) { return 0, false }
type Plan struct { values values; variant [familyCount]int8; known, standIn [paramCount]bool; lines [paramCount]line; tables [paramCount]elements }
func (p *Plan) must(Program) {}
func number(b bool) int64 { return 0 }
func firstOf(int, func(int, int) int) int { return 0 }
func gather(int, []int32, func(int, int, []int32) int) []int32 { return nil }
const (unequalColumns = ""; unknownProgram = "")
type Article struct{ Document, Article string }
type Rule struct { Name, Func, Formula, From, Until, Digest string; Kind Kind; Title, Text words.Text; Law []Article; Needs, NeededBy []string; family int }
type slot struct { source int; name string; kind Kind; title words.Text; index, key, tail int; optional bool }
const (fromInput = iota; fromParameter; fromRule; fromLookup; fromAuto)
type outputSlot struct { name string; slot int; guarded bool; guard int }
type InputDef struct { Name, Example, Default, Lowest, Highest, Or string; Title, Text words.Text; Kind Kind; Required bool }
type program struct { name, from, until string; title, text words.Text; slots []slot; width int; inputs []InputDef; outputs []outputSlot }
type Choice struct { Name string; Title words.Text }
func choiceOf(Kind, int64) Choice { return Choice{} }
`
	checkTypes(t, map[string]string{"rules.go": src, "frames.go": string(frames), "values.go": string(values), "table.go": string(table), "stub.go": stub})
}

// stubs stand for the packages that generated code imports, so that the check needs no build.
var stubs = map[string]string{
	"renshe/money":                   "package money\ntype Fen int64\ntype Rounding struct{}",
	"renshe/civil":                   "package civil\ntype Month int32",
	"renshe/internal/words":          "package words\ntype Text struct{ Zh, En string }",
	"renshe/policy/internal/lawfile": "package lawfile\nimport \"renshe/money\"\ntype Value struct{ Int int64; Rounding money.Rounding }",
}

type stubImporter struct {
	fset *token.FileSet
	done map[string]*types.Package
}

func (i stubImporter) Import(path string) (*types.Package, error) {
	if p := i.done[path]; p != nil {
		return p, nil
	}
	f, err := parser.ParseFile(i.fset, path, stubs[path], 0)
	if err != nil {
		return nil, err
	}
	p, err := (&types.Config{Importer: i}).Check(path, i.fset, []*ast.File{f}, nil)
	i.done[path] = p
	return p, err
}

func checkTypes(t *testing.T, sources map[string]string) {
	t.Helper()
	fset := token.NewFileSet()
	var files []*ast.File
	for name, src := range sources {
		f, err := parser.ParseFile(fset, name, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		f.Name.Name = "policy"
		files = append(files, f)
	}
	config := &types.Config{Importer: stubImporter{fset, map[string]*types.Package{}}, Error: func(err error) {
		if !strings.Contains(err.Error(), "imported and not used") { // the sample program has no month
			t.Error(err)
		}
	}}
	config.Check("renshe/policy", fset, files, nil) // errors are reported above
}

// A digest follows the code and what it calls, not comments or layout.
func TestDigest(t *testing.T) {
	digest := func(src string) string {
		s, err := readSource(map[string]string{"rules_pay.go": src})
		if err != nil {
			t.Fatal(err)
		}
		return s.rules[0].digest
	}
	base := strings.Replace(goodRule, "account / money.Fen(payDivisor)", "half(account)", 1) + "\nfunc half(f money.Fen) money.Fen { return f / two }\n\nconst two = 2\n"
	first := digest(programHead + base)
	if digest(programHead+strings.NewReplacer("the account divided", "some other words", "{ return half(account) }", "{\n\t// why\n\treturn half(account)\n}").Replace(base)) != first {
		t.Error("a comment or the layout changes the digest")
	}
	for _, change := range []string{"two = 3", "return f / two + 0"} {
		old := map[string]string{"two = 3": "two = 2", "return f / two + 0": "return f / two"}[change]
		if digest(programHead+strings.Replace(base, old, change, 1)) == first {
			t.Errorf("%q does not change the digest", change)
		}
	}
}
