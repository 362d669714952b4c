package policy

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"renshe/civil"
	"renshe/internal/words"
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
	Secret   bool // personal: masked in results
	bounds   [2]int64
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
	}
	return words.Text{Zh: "号码", En: "a number"}
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
		}
	}
	slices.SortFunc(list, func(a, b *Calculator) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// Calculators lists all calculators by name.
func Calculators() []*Calculator { return slices.Clone(calculators) }

// Find gives a calculator by name; the fault of an unknown name lists the known ones.
func Find(name string) (*Calculator, error) {
	names := make([]string, len(calculators))
	for i, c := range calculators {
		if c.Name == name {
			return c, nil
		}
		names[i] = c.Name
	}
	return nil, CalculatorUnknown.With("name", name, "known", strings.Join(names, " ")).On("calculator")
}

// Calculate answers a calculator's question. Every wrong or missing input is a fault of its own, all of them joined
// (errors.Join), each on the field of its name.
func (s *Set) Calculate(name string, q Query, in map[string]string) (*Result, error) {
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
		return nil, err
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
	var faults []error
	known := make([]string, len(c.Inputs))
	for i, d := range c.Inputs {
		known[i] = d.Name
		text, given := in[d.Name]
		text = strings.TrimSpace(text)
		pairs := []any{"title", d.Title, "input", d.Name, "expected", d.Expected(), "example", d.Example}
		switch {
		case (!given || text == "") && d.Required:
			faults = append(faults, InputMissing.With(pairs...).On(d.Name))
		case !given || text == "":
			out.num[d.Name] = d.standard(q)
			out.text[d.Name] = d.Kind.plain(out.num[d.Name])
		case d.Kind == KindText:
			out.text[d.Name] = text
		default:
			n, ok := d.Kind.parse(text)
			if !ok || d.Lowest != "" && n < d.bounds[0] || d.Highest != "" && n > d.bounds[1] {
				faults = append(faults, InputBad.With(pairs...).On(d.Name))
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

// standard is the value of an input that was not given.
func (d *InputDef) standard(q Query) int64 {
	switch d.Default {
	case "as-of":
		return int64(q.AsOf)
	case "0":
		return 0
	}
	n, _ := d.Kind.parse(d.Default)
	return n
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
	c := &Calculator{Name: t.name, Title: t.title, Text: t.text, Inputs: t.inputs, dated: true}
	for _, o := range t.outputs {
		c.Outputs = append(c.Outputs, OutputDef{o.name, t.slots[o.slot].title, t.slots[o.slot].kind})
	}
	c.compute = func(s *Set, q Query, in inputs) (*Result, error) {
		place := civil.Division("")
		if q.County != 0 {
			place = q.County.Division()
		}
		plan, err := s.Compile(place, q.AsOf, q.KnownOn, prog)
		if err != nil {
			return nil, err
		}
		given := make([]int64, len(t.inputs))
		for i, d := range t.inputs {
			given[i] = in.num[d.Name]
		}
		return s.explain(plan, prog, given), nil
	}
	return c
}
