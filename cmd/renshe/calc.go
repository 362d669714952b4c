package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/policy"
)

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
	badDay = fail.Define(fail.Invalid, "cli.day",
		words.Text{Zh: "“{text}”不是日期。", En: "{text} is not a date."},
		words.Text{Zh: "没有计算。", En: "Nothing was calculated."},
		words.Text{Zh: "请写成 2026-03-02。", En: "Write it like 2026-03-02."})
	wInputs     = words.Text{Zh: "填写项：", En: "Inputs:"}
	wOptional   = words.Text{Zh: "可不填", En: "optional"}
	wHow        = words.Text{Zh: "怎么算的：", En: "How:"}
	wLaw        = words.Text{Zh: "依据：{law}", En: "Law: {law}"}
	wSure       = words.Text{Zh: "可信程度：{confidence}　方案 {plan}", En: "Confidence: {confidence}   plan {plan}"}
	wUnsureMark = words.Text{Zh: "（{why}）", En: " ({why})"}
)

func (c *calcCmd) Run(s *session) error {
	if c.Name == "" {
		for _, k := range policy.Calculators() {
			fmt.Fprintf(s.stdout, "%-24s %s\n", k.Name, k.Title.In(s.lang))
		}
		return nil
	}
	k, err := policy.Find(c.Name)
	if err != nil {
		return err
	}
	if len(c.Inputs) == 0 {
		return c.describe(s, k)
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
	s.print(r)
	return nil
}

// question reads the flags and the inputs, and reports all that is wrong at once.
func (c *calcCmd) question() (policy.Query, map[string]string, error) {
	today := civil.DateIn(time.Now())
	q := policy.Query{AsOf: today.Month(), KnownOn: today}
	var faults []error
	if c.County != "" {
		county, err := parseCounty(c.County)
		q.County, faults = county, append(faults, err)
	}
	if c.AsOf != "" {
		m, err := parseMonth(c.AsOf, "--as-of")
		q.AsOf, faults = m, append(faults, err)
	}
	if c.KnownOn != "" {
		d, err := civil.ParseDate(c.KnownOn)
		if err != nil {
			faults = append(faults, badDay.With("text", c.KnownOn).On("--known-on"))
		}
		q.KnownOn = d
	}
	in := map[string]string{}
	for _, text := range c.Inputs {
		name, value, ok := strings.Cut(text, "=")
		if !ok {
			faults = append(faults, badInput.With("text", text).On(text))
			continue
		}
		in[name] = value
	}
	return q, in, errors.Join(faults...)
}

func (c *calcCmd) describe(s *session, k *policy.Calculator) error {
	fmt.Fprintf(s.stdout, "%s — %s\n%s\n\n%s\n", k.Name, k.Title.In(s.lang), k.Text.In(s.lang), wInputs.In(s.lang))
	for _, d := range k.Inputs {
		more := ""
		if !d.Required {
			more = "（" + wOptional.In(s.lang) + "）"
		}
		fmt.Fprintf(s.stdout, "  %s=%s  %s%s：%s\n", d.Name, d.Example, d.Title.In(s.lang), more, d.Expected().In(s.lang))
	}
	return nil
}

// print is the page a person reads: the results first, then line by line how, with numbers and article.
func (s *session) print(r *policy.Result) {
	w := s.stdout
	fmt.Fprintln(w, r.Title.In(s.lang))
	for _, o := range r.Outputs {
		fmt.Fprintf(w, "  %s  %s\n", o.Title.In(s.lang), o.Shown.In(s.lang))
	}
	if len(r.Explanation) > 0 {
		fmt.Fprintf(w, "\n%s\n", wHow.In(s.lang))
	}
	for _, x := range r.Explanation {
		line := x.Title.In(s.lang) + "  " + x.Shown.In(s.lang)
		if x.Source == policy.SourceRule && !x.Formula.IsZero() {
			line = x.Title.In(s.lang) + "  " + x.Formula.In(s.lang)
		}
		if !x.Confidence.IsConfirmed() {
			line += wUnsureMark.Fill(s.lang, "why", x.Confidence.Title())
		}
		fmt.Fprintln(w, "  "+line)
		var law []string
		for _, l := range x.Law {
			law = append(law, l.String())
		}
		if len(law) > 0 {
			fmt.Fprintln(w, "      "+wLaw.Fill(s.lang, "law", strings.Join(law, "；")))
		}
	}
	for _, n := range r.Notes {
		fmt.Fprintln(w, "  * "+n.In(s.lang))
	}
	if r.Plan != "" {
		fmt.Fprintln(w, "\n"+wSure.Fill(s.lang, "confidence", r.Confidence.Title(), "plan", r.Plan))
	}
}
