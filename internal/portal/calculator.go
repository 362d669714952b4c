package portal

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"renshe/civil"
	"renshe/internal/explain"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/policy"
	"renshe/ui"
)

// calculation is the list of calculators, or one with its form and, once asked, its answer.
type calculation struct {
	*ui.Page
	areas  []policy.Area
	chosen *policy.Calculator
	month  string
	fields []calcField
	result *policy.Result
	barred []fail.Message // why there is no number: something is unknown
	why    ui.Explanation
}

// calcField is one input as the form asks for it.
type calcField struct {
	ui.Field
	kind    policy.Kind
	unit    words.Text
	options []ui.Option // of a choice
}

// mostRadios is how many choices are shown at once; more are a list to open.
const mostRadios = 6

// calculator needs nobody to sign in: the same calculators that decide a claim, for anybody's numbers. Nothing is kept.
func (o *Portal) calculator(v *visit) error {
	name := v.r.FormValue("name")
	if name == "" {
		return v.ok(calculatorsView(&calculation{Page: v.page(wCalc, "/me/"), areas: policy.Areas()}))
	}
	c, err := policy.Find(name)
	if err != nil {
		return err
	}
	s := &calculation{Page: v.page(c.Title.Capital(), "/me/calculator"), chosen: c, month: v.r.FormValue("as-of")}
	today := civil.DateIn(o.Now())
	if s.month == "" {
		s.month = today.Month().String()
	}
	asked, in := v.r.FormValue("go") != "", map[string]string{}
	for i := range c.Inputs {
		d := &c.Inputs[i]
		in[d.Name] = v.r.FormValue(d.Name)
		s.fields = append(s.fields, fieldOf(c, d, in[d.Name], asked))
	}
	if !asked {
		return v.ok(calculatorView(s))
	}
	month, bad := civil.ParseMonth(s.month)
	if bad != nil {
		bad = badMonth.With().On("as-of")
	}
	r, err := o.Law.Calculate(name, policy.Query{County: v.county.Code, AsOf: month, KnownOn: today}, in)
	if bad != nil {
		err = errors.Join(bad, err)
	}
	if s.barred = barred(err, v.lang); s.barred != nil {
		return v.show(fail.Blocked.HTTP(), calculatorView(s))
	}
	if err != nil {
		return v.refused(s.Page, oneOfTwo(c, err), calculatorView(s))
	}
	s.result, s.why = r, explain.Of(r, v.lang, true)
	return v.ok(calculatorView(s))
}

// barred gives the messages where nothing that was filled in is wrong, but the law on file gives no number.
func barred(err error, l words.Lang) []fail.Message {
	var list []fail.Message
	for _, e := range fail.Each(err) {
		if e.Kind != fail.Blocked {
			return nil
		}
		list = append(list, e.Say(l))
	}
	return list
}

// oneOfTwo leaves one fault of the two that say that one of two inputs is missing.
func oneOfTwo(c *policy.Calculator, err error) error {
	var left []error
	said := map[string]bool{}
	for _, e := range fail.Each(err) {
		if errors.Is(e, policy.InputEither) {
			i := slices.IndexFunc(c.Inputs, func(d policy.InputDef) bool { return d.Name == e.Field })
			if i >= 0 && said[c.Inputs[i].Or] {
				continue
			}
			said[e.Field] = true
		}
		left = append(left, e)
	}
	return errors.Join(left...)
}

// badMonth is a month that cannot be read.
var badMonth = fail.Define(fail.Invalid, "portal.month", wBadMonth, wNothingKept, wBadMonthNext)

// fieldOf asks for an input: what was typed, or before anything was asked, what counts if it is left out.
func fieldOf(c *policy.Calculator, d *policy.InputDef, typed string, asked bool) calcField {
	f := calcField{kind: d.Kind, unit: d.Unit(), Field: ui.Field{Name: d.Name, Label: d.Title.Capital(), Value: typed, Optional: !d.Required && d.Kind != policy.KindYesNo,
		Chars: chars(d.Kind), Max: 60, Secret: d.Secret, Hint: titled(d.Text.Capital())}}
	if d.Or != "" {
		for _, other := range c.Inputs {
			if other.Name == d.Or {
				f.Hint = after(f.Hint, ui.Fill(wOneOf, "other", other.Title))
			}
		}
	}
	choices := d.Kind.Choices()
	if d.Kind == policy.KindYesNo {
		f.options = []ui.Option{{Value: "yes", Label: wYes}, {Value: "no", Label: wNo}}
	}
	for _, x := range choices {
		f.options = append(f.options, ui.Option{Value: x.Name, Label: x.Title.Capital()})
	}
	if f.Value == "" && (!asked || len(f.options) > 0) && d.Default != "as-of" && d.Default != "0" {
		f.Value = d.Default
	}
	if len(f.options) == 0 && d.Example != "0" {
		f.Hint = after(f.Hint, ui.Fill(wExample, "example", example(d)))
	}
	return f
}

// after puts a sentence behind another.
func after(first, then words.Text) words.Text {
	if first.IsZero() {
		return then
	}
	return words.Text{Zh: strings.TrimSuffix(first.Zh, "。") + "。" + then.Zh, En: strings.TrimSuffix(first.En, ".") + ". " + then.En}
}

var hyphened = regexp.MustCompile(` ?[a-z]+(?:-[a-z]+)+ ?`)

// titled says the titles of calculators for the names by which programs know them.
func titled(t words.Text) words.Text {
	say := func(s string, title func(name string, c *policy.Calculator) string) string {
		return hyphened.ReplaceAllStringFunc(s, func(name string) string {
			if c, err := policy.Find(strings.TrimSpace(name)); err == nil {
				return title(name, c)
			}
			return name
		})
	}
	return words.Text{Zh: say(t.Zh, func(_ string, c *policy.Calculator) string { return "“" + c.Title.Zh + "”" }),
		En: say(t.En, func(name string, c *policy.Calculator) string {
			return strings.Replace(name, c.Name, "“"+c.Title.Capital().En+"”", 1)
		})}
}

// chars is the expected length of what is typed.
func chars(k policy.Kind) int {
	switch k {
	case policy.KindMoney, policy.KindMonth, policy.KindDate, policy.KindAge:
		return 12
	case policy.KindMonths, policy.KindYears, policy.KindDays, policy.KindCount, policy.KindRate, policy.KindIndex, policy.KindTenths, policy.KindCentiyears:
		return 8
	}
	return 30
}

// example is what may be typed, without the unit that stands beside the box.
func example(d *policy.InputDef) words.Text {
	text := strings.TrimSuffix(d.Example, d.Unit().En)
	if d.Kind == policy.KindAge {
		return words.Text{Zh: strings.NewReplacer("y", "岁", "m", "个月").Replace(text), En: text}
	}
	return words.Text{Zh: text, En: text}
}
