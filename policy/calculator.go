package policy

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/money"
)

// Calculator is a program or a tool under its public name: typed text in, explained answer out (计算器). The command line, the
// JSON API, the citizen's page, the officer's page and the decision sheet all call the same one.
type Calculator struct {
	Name    string
	Title   words.Text
	Text    words.Text
	Inputs  []InputDef
	Outputs []OutputDef
	compute func(s *Set, q Query, in inputs) (*Result, error)
	dated   bool // needs a month whose law applies
	ruled   bool // is a program, and answered by its sheet
	program Program
}

// InputDef is one input of a calculator (填写项).
type InputDef struct {
	Name     string // "paid-months"
	Title    words.Text
	Text     words.Text // what exactly is meant
	Kind     Kind
	Required bool
	Example  string
	Default  string // used when it is not given; "as-of" is the month whose law applies, "0" none
	Lowest   string // as typed; "" without bound
	Highest  string
	Secret   bool   // personal: masked in results
	Or       string // the input that may be given instead: of the two exactly one where neither has a default, at most one where both have
	bounds   [2]int64
	normal   int64  // the value of Default
	or       int    // the input of the name Or; -1 if there is none
	fen      string // of an amount the name that programs send integers of fen by
}

// Unit is the unit people type it in.
func (d InputDef) Unit() words.Text {
	switch d.Kind {
	case KindMoney:
		return words.Text{Zh: "元", En: "yuan"}
	case KindMonths:
		return words.Text{Zh: "个月", En: "months"}
	case KindYears:
		return words.Text{Zh: "年", En: "years"}
	case KindDays:
		return words.Text{Zh: "天", En: "days"}
	case KindRate:
		return words.Text{Zh: "%", En: "%"}
	}
	return words.Text{}
}

// Expected says what may be typed.
func (d InputDef) Expected() words.Text {
	between := words.Text{Zh: d.Lowest + " 至 " + d.Highest, En: "from " + d.Lowest + " to " + d.Highest}
	switch d.Kind {
	case KindMoney:
		return words.Text{Zh: "金额（元，最多两位小数，" + between.Zh + "）", En: "an amount in yuan with at most two decimals, " + between.En}
	case KindMonths:
		return words.Text{Zh: "月数（整数，" + between.Zh + "）", En: "a whole number of months " + between.En}
	case KindYears:
		return words.Text{Zh: "年数（整数，" + between.Zh + "）", En: "a whole number of years " + between.En}
	case KindDays:
		return words.Text{Zh: "天数（整数，" + between.Zh + "）", En: "a whole number of days " + between.En}
	case KindMonth:
		return words.Text{Zh: "月份（年-月，" + between.Zh + "）", En: "a month as YYYY-MM, " + between.En}
	case KindDate:
		return words.Text{Zh: "日期（年-月-日）", En: "a date as YYYY-MM-DD"}
	case KindYesNo:
		return words.Text{Zh: "yes 或 no", En: "yes or no"}
	case KindCount:
		return words.Text{Zh: "个数（整数，" + between.Zh + "）", En: "a whole number " + between.En}
	case KindRate:
		return words.Text{Zh: "百分比（如 8%，" + between.Zh + "）", En: "a percentage like 8%, " + between.En}
	case KindIndex:
		return words.Text{Zh: "指数或比例（最多四位小数，" + between.Zh + "）", En: "a number with at most four decimals, " + between.En}
	case KindTenths, KindCentiyears:
		return words.Text{Zh: "数（最多" + []string{"", "一", "两"}[decimals[d.Kind]] + "位小数，" + between.Zh + "）",
			En: "a number with at most " + plural(int64(decimals[d.Kind]), strconv.Itoa(decimals[d.Kind])+" decimal") + ", " + between.En}
	case KindAge:
		return words.Text{Zh: "年龄（如 61y3m 或 61岁3个月，" + between.Zh + "）", En: "an age like 61y3m, " + between.En}
	}
	switch d.Kind {
	case KindSpells:
		return words.Text{Zh: "每段“缴费月数/已领月数”，逗号隔开，最多四段；没有就填 0", En: "months paid/months drawn of each spell, with commas between, four at most; 0 for none"}
	case KindDependants:
		of := InputDef{Kind: kindDependant}.Expected()
		return words.Text{Zh: "逗号隔开，最多十五人，配偶最多一人：" + of.Zh, En: "names with commas between, fifteen at most and one spouse: " + of.En}
	}
	if list := choices[d.Kind]; list != nil {
		var zh, en []string
		for _, c := range list {
			zh, en = append(zh, c.Name+" "+c.Title.Zh), append(en, c.Name+" ("+c.Title.En+")")
		}
		return words.Text{Zh: strings.Join(zh, "、"), En: strings.Join(en, ", ")}
	}
	return words.Text{Zh: "号码", En: "a number"}
}

// fewChoices is how many choices a fault lists; of more it gives the number.
const fewChoices = 12

// wanted is what a fault says was expected.
func (d InputDef) wanted() words.Text {
	if n := len(choices[d.Kind]); n > fewChoices {
		return words.Text{Zh: strconv.Itoa(n) + "个选项之一（填写项的说明列出全部）", En: "one of the " + strconv.Itoa(n) + " choices that the description of the inputs lists"}
	}
	return d.Expected()
}

// OutputDef is one result of a calculator.
type OutputDef struct {
	Name  string // "total_fen"
	Title words.Text
	Kind  Kind
}

// Query says whose law is asked: the place, the month, and the day up to which publications count.
type Query struct {
	County  civil.County // 0: the nation
	AsOf    civil.Month  // the month whose law applies
	KnownOn civil.Date   // 0: everything on file; give it for whatever is stored
}

// inputs are typed texts by name and what they mean.
type inputs struct {
	text map[string]string // canonical
	num  map[string]int64
}

// calculators is the table of all of them, by name.
var calculators = buildCalculators()

func buildCalculators() []*Calculator {
	list := tools()
	for i := range programTable {
		list = append(list, programCalculator(Program(i)))
	}
	for _, c := range list {
		for i := range c.Inputs {
			d := &c.Inputs[i]
			for j, s := range []string{d.Lowest, d.Highest} {
				n, ok := d.Kind.parse(s)
				if s != "" && !ok {
					panic("policy: " + c.Name + " " + d.Name + ": the bound " + s + " cannot be read")
				}
				d.bounds[j] = n
			}
			d.normal, _ = d.Kind.parse(d.Default)
			d.or = slices.IndexFunc(c.Inputs, func(other InputDef) bool { return d.Or == other.Name })
			if d.Kind == KindMoney {
				d.fen = strings.ReplaceAll(d.Name, "-", "_") + "_fen"
			}
		}
	}
	slices.SortFunc(list, func(a, b *Calculator) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// Calculators lists all calculators by name.
func Calculators() []*Calculator { return slices.Clone(calculators) }

// Find gives a calculator by name; the fault of an unknown name lists the known ones.
func Find(name string) (*Calculator, error) {
	if c := lookUp(name); c != nil {
		return c, nil
	}
	names := make([]string, len(calculators))
	for i, c := range calculators {
		names[i] = c.Name
	}
	return nil, CalculatorUnknown.With("name", name, "near", didYouMean(name, names), "known", strings.Join(names, " ")).On("calculator")
}

// lookUp gives a calculator by name, or nil.
func lookUp(name string) *Calculator {
	i, ok := slices.BinarySearchFunc(calculators, name, func(c *Calculator, name string) int { return strings.Compare(c.Name, name) })
	if !ok {
		return nil
	}
	return calculators[i]
}

// Calculate answers a calculator's question. Every wrong or missing input is a fault of its own, all of them joined
// (errors.Join), each on the field of its name.
func (s *Set) Calculate(name string, q Query, in map[string]string) (*Result, error) {
	r, err := s.calculate(name, q, in)
	if err != nil {
		return nil, err
	}
	return r, nil
}

// calculate answers, and beside a fault gives what it rests on: a result without outputs, for the coverage of cases.
func (s *Set) calculate(name string, q Query, in map[string]string) (*Result, error) {
	c, err := Find(name)
	if err != nil {
		return nil, err
	}
	parsed, err := c.parse(q, in)
	if c.dated && q.AsOf == 0 {
		err = errors.Join(err, MonthMissing.With().On("as-of"))
	}
	if err != nil {
		return nil, err
	}
	r, err := c.compute(s, q, parsed)
	if err != nil {
		return r, err
	}
	r.Calculator, r.Title, r.County, r.AsOf, r.KnownOn = c.Name, c.Title, q.County, q.AsOf, q.KnownOn
	r.Inputs = parsed.text
	for _, d := range c.Inputs {
		if d.Secret {
			r.Inputs = maps.Clone(r.Inputs)
			r.Inputs[d.Name] = masked(r.Inputs[d.Name])
		}
	}
	return r, nil
}

// parse reads all inputs and reports all faults.
func (c *Calculator) parse(q Query, in map[string]string) (inputs, error) {
	out := inputs{map[string]string{}, map[string]int64{}}
	in, faults := c.yuan(in)
	known := make([]string, len(c.Inputs))
	for i := range c.Inputs {
		d := &c.Inputs[i]
		known[i] = d.Name
		text := strings.TrimSpace(in[d.Name])
		other := d.Or != "" && strings.TrimSpace(in[d.Or]) != ""
		switch {
		case text != "" && other:
			faults = append(faults, InputTwice.With("title", d.Title, "input", d.Name, "other", c.named(d.Or)).On(d.Name))
		case text == "" && d.Or != "" && d.Default == "" && !other:
			faults = append(faults, InputEither.With(append(d.asked(), "other", c.named(d.Or))...).On(d.Name))
		case text == "" && d.Required:
			faults = append(faults, InputMissing.With(d.asked()...).On(d.Name))
		case text == "":
			out.num[d.Name] = d.standard(q)
			out.text[d.Name] = string(d.appendCanonical(nil, out.num[d.Name], false))
		case d.Kind == KindText:
			out.text[d.Name] = text
		default:
			n, ok := d.Kind.parse(text)
			if !ok || !d.within(n) {
				faults = append(faults, InputBad.With(d.asked()...).On(d.Name))
				continue
			}
			out.num[d.Name], out.text[d.Name] = n, d.Kind.plain(n)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(in)) {
		if !slices.Contains(known, name) {
			faults = append(faults, InputUnknown.With("input", name, "known", strings.Join(known, " ")).On(name))
		}
	}
	return out, errors.Join(faults...)
}

// yuan turns NAME_fen, an integer of fen as programs send it, into the amount NAME in yuan.
func (c *Calculator) yuan(in map[string]string) (map[string]string, []error) {
	var faults []error
	out, own := in, false
	for _, d := range c.Inputs {
		fen := d.fen
		text, given := in[fen]
		if fen == "" || !given {
			continue
		}
		if !own {
			out, own = maps.Clone(in), true
		}
		delete(out, fen)
		n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
		switch {
		case err != nil:
			faults = append(faults, InputBad.With("title", d.Title, "input", fen, "expected", words.Text{Zh: "整数，单位为分", En: "a whole number of fen"}, "example", "407200").On(fen))
			out[d.Name] = d.Example
		case strings.TrimSpace(in[d.Name]) != "":
			faults = append(faults, InputTwice.With("title", d.Title, "input", d.Name, "other", fen).On(d.Name))
		default:
			out[d.Name] = money.Fen(n).Plain()
		}
	}
	return out, faults
}

// standard is the value of an input that was not given.
func (d *InputDef) standard(q Query) int64 {
	switch d.Default {
	case "as-of":
		return int64(q.AsOf)
	case "0":
		return 0
	}
	return d.normal
}

// within says whether a value may be typed.
func (d *InputDef) within(n int64) bool {
	return (d.Lowest == "" || n >= d.bounds[0]) && (d.Highest == "" || n <= d.bounds[1])
}

// asked is what a fault says of the input.
func (d *InputDef) asked() []any {
	return []any{"title", d.Title.Capital(), "input", d.Name, "expected", d.wanted(), "example", d.Example}
}

// appendCanonical appends the value as it is repeated in the answer: nothing where it was not given and there is none.
func (d *InputDef) appendCanonical(b []byte, v int64, given bool) []byte {
	if !given && v == 0 && (d.Or != "" || d.bounds[0] > 0) {
		return b
	}
	return d.Kind.appendPlain(b, v)
}

func masked(s string) string {
	if len(s) < 8 {
		return "***"
	}
	return "***" + s[len(s)-4:]
}

// programCalculator makes the calculator of a program.
func programCalculator(prog Program) *Calculator {
	t := &programTable[prog]
	c := &Calculator{Name: t.name, Title: t.title, Text: t.text, Inputs: t.inputs, dated: true, program: prog}
	c.ruled = !slices.ContainsFunc(c.Inputs, func(d InputDef) bool { return d.Secret || d.Kind == KindText })
	for _, o := range t.outputs {
		c.Outputs = append(c.Outputs, OutputDef{o.name, t.slots[o.slot].title, t.slots[o.slot].kind})
	}
	c.compute = func(s *Set, q Query, in inputs) (*Result, error) {
		given := make([]int64, len(t.inputs))
		for i := range t.inputs {
			given[i] = in.num[t.inputs[i].Name]
		}
		return s.ruled(prog, q, given)
	}
	return c
}

// ruled answers a program's question.
func (s *Set) ruled(prog Program, q Query, given []int64) (*Result, error) {
	sh, err := s.sheet(prog, q)
	if err != nil {
		return s.unknownOf(prog, q), err
	}
	return s.explain(sh, given)
}

// unknownOf lists the rows that make a program's plan refuse, as the explanation of a result that is none.
func (s *Set) unknownOf(prog Program, q Query) *Result {
	knownOn := q.KnownOn
	if knownOn.IsZero() {
		knownOn = always
	}
	r := &Result{}
	for _, sl := range programTable[prog].slots {
		if sl.source != fromParameter || sl.optional {
			continue
		}
		if f := find(s.parameters[sl.index], placeOf(q), q.AsOf, knownOn); f.state == stateUnknown {
			r.Explanation = append(r.Explanation, Step{rows: []touched{{s.parameters[sl.index], f.sources[0], 0}}})
		}
	}
	return r
}

// named is the title and the name of an input.
func (c *Calculator) named(input string) words.Text {
	for _, d := range c.Inputs {
		if d.Name == input {
			return words.Text{Zh: "“" + d.Title.Zh + "”（" + input + "）", En: d.Title.En + " (" + input + ")"}
		}
	}
	return words.Text{Zh: input, En: input}
}

// Dated says whether the answer depends on a month whose law applies.
func (c *Calculator) Dated() bool { return c.dated }
