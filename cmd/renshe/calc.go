package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/policy"
)

// calcCmd without a name lists the calculators. With a name alone it says what the calculator asks for; with anything besides, an
// input or a place, month or day, it computes. So a calculator that needs nothing is told its month or place.
type calcCmd struct {
	Name    string   `arg:"" optional:"" help:"${help_calcname}"`
	Inputs  []string `arg:"" optional:"" help:"${help_calcargs}" name:"input"`
	County  string   `help:"${help_county}" placeholder:"CODE"`
	AsOf    string   `name:"as-of" help:"${help_asofcalc}" placeholder:"YYYY-MM"`
	KnownOn string   `name:"known-on" help:"${help_knownon}" placeholder:"YYYY-MM-DD"`
	JSON    bool     `name:"json" help:"${help_json}"`
}

var (
	badInput = fail.Define(fail.Invalid, "cli.calc-input",
		words.Text{Zh: "“{text}”不是 项目=值。", En: "{text} is not name=value."},
		words.Text{Zh: "没有计算。", En: "Nothing was calculated."},
		words.Text{Zh: "例如 account=18620.00。", En: "For example account=18620.00."})
	inputTwice = fail.Define(fail.Invalid, "cli.calc-twice",
		words.Text{Zh: "“{text}”写了两次。", En: "{text} is given twice."},
		words.Text{Zh: "没有计算。", En: "Nothing was calculated."},
		words.Text{Zh: "请只留一个。", En: "Leave one of them out."})
	badDay = fail.Define(fail.Invalid, "cli.day",
		words.Text{Zh: "“{text}”不是日期。", En: "{text} is not a date."},
		words.Text{Zh: "没有计算。", En: "Nothing was calculated."},
		words.Text{Zh: "请写成 2026-03-02。", En: "Write it like 2026-03-02."})
)

func (c *calcCmd) Run(s *session) error {
	if c.Name == "" {
		return s.listCalculators(c.JSON)
	}
	k, err := policy.Find(printable(c.Name))
	if err != nil {
		return err
	}
	if len(c.Inputs) == 0 && c.County == "" && c.AsOf == "" && c.KnownOn == "" {
		return s.describeCalculator(k, c.JSON)
	}
	q, in, err := c.question()
	if err != nil {
		return err
	}
	set, err := policy.Default()
	if err != nil {
		return err
	}
	r, err := set.Calculate(c.Name, q, in)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.json(r)
	}
	s.printResult(k, r, in)
	return nil
}

// question reads the flags and the inputs, and reports all that is wrong at once.
func (c *calcCmd) question() (policy.Query, map[string]string, error) {
	q, err := askedLaw(c.County, c.AsOf, c.KnownOn)
	faults := []error{err}
	in := map[string]string{}
	for _, text := range c.Inputs {
		name, value, ok := strings.Cut(text, "=")
		_, twice := in[name]
		switch {
		case !ok || name == "" || name != printable(name) || len(name) > mostEcho:
			faults = append(faults, badInput.With("text", echo(text)).On(echo(text)))
		case twice:
			faults = append(faults, inputTwice.With("text", name).On(name))
		default:
			in[name] = value
		}
	}
	return q, in, errors.Join(faults...)
}

// askedLaw reads the flags that say whose law is asked; without them it is this month's, as known today.
func askedLaw(county, asOf, knownOn string) (policy.Query, error) {
	today := civil.DateIn(time.Now())
	q := policy.Query{AsOf: today.Month(), KnownOn: today}
	var faults []error
	if county != "" {
		code, err := parseCounty(county)
		q.County, faults = code, append(faults, err)
	}
	if asOf != "" {
		m, err := parseMonth(asOf, "--as-of")
		q.AsOf, faults = m, append(faults, err)
	}
	if knownOn != "" {
		d, err := civil.ParseDate(knownOn)
		if err != nil {
			faults = append(faults, badDay.With("text", echo(knownOn)).On("--known-on"))
		}
		q.KnownOn = d
	}
	return q, errors.Join(faults...)
}

var (
	wMarked    = words.Text{Zh: "〔{why}〕", En: "[{why}]"}
	wGiven     = words.Text{Zh: "填写的", En: "What was given"}
	wHow       = words.Text{Zh: "怎么算的", En: "How it was computed"}
	wNotes     = words.Text{Zh: "请注意", En: "Please note"}
	wStandard  = words.Text{Zh: "（未填，按此计算）", En: " (not given: the standard)"}
	wSure      = words.Text{Zh: "可信程度　{confidence}", En: "Confidence  {confidence}"}
	wPlan      = words.Text{Zh: "方案　　　{plan}", En: "Plan        {plan}"}
	wNation    = words.Text{Zh: "全国", En: "the nation"}
	wLawOf     = words.Text{Zh: "{place} · 按 {month} 的规定，{day} 以前已知的", En: "{place} · the law of {month}, as known on {day}"}
	wNoLawOf   = words.Text{Zh: "与月份、地区无关", En: "the same in every month and place"}
	wTitled    = words.Text{Zh: "{title}　{value}", En: "{title}  {value}"}
	wCited     = words.Text{Zh: "依据：{law}", En: "Law: {law}"}
	wColon     = words.Text{Zh: "：", En: ": "}
	wSemicolon = words.Text{Zh: "；", En: "; "}
)

// printResult is the page a person reads: the results first, then what was given, then line by line how, with numbers and article.
func (s *session) printResult(k *policy.Calculator, r *policy.Result, given map[string]string) {
	p := s.page()
	p.strong(0, capital(r.Title.In(s.lang)))
	p.line(0, 0, s.lawOf(k, r))
	p.blank()
	s.printOutputs(p, r)
	s.printGiven(p, k, r, given)
	for i, x := range r.Essential() {
		if i == 0 {
			p.blank()
			p.strong(0, wHow.In(s.lang))
		}
		s.printStep(p, i+1, x)
	}
	if len(r.Notes) > 0 {
		p.blank()
		p.strong(0, wNotes.In(s.lang))
		for _, note := range r.Notes {
			p.line(2, 2, "* "+note.In(s.lang))
		}
	}
	p.blank()
	if r.Confidence != policy.Unstated {
		p.line(0, 2, wSure.Fill(s.lang, "confidence", r.Confidence.Title()))
	}
	if r.Plan != "" {
		p.line(0, 2, wPlan.Fill(s.lang, "plan", r.Plan))
	}
}

// lawOf says whose law was applied.
func (s *session) lawOf(k *policy.Calculator, r *policy.Result) string {
	if !k.Dated() {
		return wNoLawOf.In(s.lang)
	}
	place := wNation.In(s.lang)
	if r.County != 0 {
		place = s.placeNamed(r.County.Division())
	}
	return wLawOf.Fill(s.lang, "place", place, "month", r.AsOf, "day", r.KnownOn)
}

// placeNamed is a place's name and code.
func (s *session) placeNamed(place civil.Division) string {
	if region, ok := civil.RegionOf(string(place)); ok {
		return region.Name + " " + string(place)
	}
	return string(place)
}

// printOutputs puts the main result first and large.
func (s *session) printOutputs(p *page, r *policy.Result) {
	wide := 0
	for _, o := range r.Outputs {
		wide = max(wide, cells(o.Title.In(s.lang)))
	}
	if o := r.Main(); o.Name != "" {
		for _, l := range wrap(left(o.Title.In(s.lang), wide)+"  "+o.Shown.In(s.lang), p.columns-4, p.columns-4) {
			p.strong(4, l)
		}
	}
	for _, o := range r.Outputs {
		if o.Name != r.Main().Name {
			p.line(4, wide+2, left(o.Title.In(s.lang), wide)+"  "+o.Shown.In(s.lang))
		}
	}
}

// printGiven repeats the inputs as they were understood.
func (s *session) printGiven(p *page, k *policy.Calculator, r *policy.Result, given map[string]string) {
	shown := map[string]string{}
	for i, x := range r.Explanation {
		if x.Source == policy.SourceInput && i < len(k.Inputs) {
			shown[k.Inputs[i].Name] = x.Shown.In(s.lang)
		}
	}
	wide, lines := 0, [][2]string{}
	for _, d := range k.Inputs {
		value := printable(r.Inputs[d.Name])
		if value == "" {
			continue
		}
		if shown[d.Name] != "" {
			value = shown[d.Name]
		}
		_, typed := given[d.Name]
		_, fen := given[strings.ReplaceAll(d.Name, "-", "_")+"_fen"]
		if !typed && !fen {
			value += wStandard.In(s.lang)
		}
		lines = append(lines, [2]string{d.Title.In(s.lang), value})
		wide = max(wide, cells(d.Title.In(s.lang)))
	}
	if len(lines) == 0 {
		return
	}
	p.blank()
	p.strong(0, wGiven.In(s.lang))
	for _, l := range lines {
		p.line(2, wide+2, left(l[0], wide)+"  "+l[1])
	}
}

// punctuated is a formula with the marks of the language: formulas are written once for both.
func (s *session) punctuated(formula words.Text) string {
	text := formula.In(s.lang)
	if s.lang == words.Zh {
		text = strings.NewReplacer("; ", "；", ", ", "，").Replace(text)
	}
	return text
}

// printStep is one value of the computation: formula with numbers, how sure, article, remark.
func (s *session) printStep(p *page, n int, x policy.Step) {
	number := fmt.Sprintf("%2d. ", n)
	line := wTitled.Fill(s.lang, "title", x.Title, "value", x.Shown)
	if x.Source == policy.SourceRule && !x.Formula.IsZero() {
		line = x.Title.In(s.lang) + wColon.In(s.lang) + s.punctuated(x.Formula)
	}
	if !x.Confidence.IsConfirmed() {
		line += " " + wMarked.Fill(s.lang, "why", x.Confidence.Title())
	}
	p.line(0, len(number), number+line)
	var law []string
	for _, l := range x.Law {
		law = append(law, strings.TrimSpace(l.String()+" "+l.URL))
	}
	if len(law) > 0 {
		p.line(len(number), 2, wCited.Fill(s.lang, "law", strings.Join(law, wSemicolon.In(s.lang))))
	}
	if !x.Note.IsZero() {
		p.line(len(number), 2, x.Note.In(s.lang))
	}
}

// inputsTogether puts the inputs of calc behind its flags, because people write them in any order and the parser wants them in a row.
func inputsTogether(args []string) []string {
	if len(args) == 0 || args[0] != "calc" {
		return args
	}
	flags, inputs := []string{args[0]}, []string(nil)
	for i := 1; i < len(args); i++ {
		switch a := args[i]; {
		case a == "--":
			return append(append(flags, inputs...), args[i+1:]...)
		case !strings.HasPrefix(a, "-"):
			inputs = append(inputs, a)
		case slices.Contains([]string{"--county", "--as-of", "--known-on", "--lang"}, a) && i+1 < len(args):
			flags = append(flags, a, args[i+1])
			i++
		default:
			flags = append(flags, a)
		}
	}
	return append(flags, inputs...)
}
