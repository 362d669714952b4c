package main

import (
	"fmt"
	"strings"

	"renshe/internal/words"
	"renshe/policy"
)

var (
	wListHint    = words.Text{Zh: "renshe calc 名称 看要填什么；renshe calc 名称 项目=值 … 计算。", En: "renshe calc NAME says what to give; renshe calc NAME input=value … computes."}
	wInputs      = words.Text{Zh: "填写项", En: "Inputs"}
	wOptional    = words.Text{Zh: "可不填", En: "optional"}
	wOptionalAs  = words.Text{Zh: "可不填，默认 {default}", En: "optional, {default} by default"}
	wAsOfDefault = words.Text{Zh: "所按的月份", En: "the month of --as-of"}
	wEither      = words.Text{Zh: "与 {other} 二选一", En: "this or {other}"}
	wEitherNone  = words.Text{Zh: "可不填；与 {other} 只填一个", En: "optional; not together with {other}"}
	wExpected    = words.Text{Zh: "应填：{expected}", En: "Expected: {expected}"}
	wAnswers     = words.Text{Zh: "得到", En: "Answers"}
	wExample     = words.Text{Zh: "例如", En: "For example"}
	wNoInputs    = words.Text{Zh: "不需要填写，给出月份（--as-of）或地区（--county）就会计算。", En: "Nothing has to be given: with a month (--as-of) or a place (--county) it computes."}
)

type calculatorJSON struct {
	Name    string       `json:"name"`
	Title   words.Text   `json:"title"`
	Text    words.Text   `json:"text"`
	Inputs  []inputJSON  `json:"inputs"`
	Outputs []outputJSON `json:"outputs"`
}

type inputJSON struct {
	Name     string       `json:"name"`
	Title    words.Text   `json:"title"`
	Text     words.Text   `json:"text"`
	Kind     policy.Kind  `json:"kind"`
	Expected words.Text   `json:"expected"`
	Required bool         `json:"required"`
	Or       string       `json:"or,omitempty"`
	Default  string       `json:"default,omitempty"`
	Example  string       `json:"example"`
	Lowest   string       `json:"lowest,omitempty"`
	Highest  string       `json:"highest,omitempty"`
	Choices  []choiceJSON `json:"choices,omitempty"`
}

type choiceJSON struct {
	Name  string     `json:"name"`
	Title words.Text `json:"title"`
}

type outputJSON struct {
	Name  string     `json:"name"`
	Title words.Text `json:"title"`
	Unit  string     `json:"unit"`
}

func describedJSON(k *policy.Calculator) calculatorJSON {
	j := calculatorJSON{Name: k.Name, Title: k.Title, Text: k.Text, Inputs: []inputJSON{}, Outputs: []outputJSON{}}
	for _, d := range k.Inputs {
		in := inputJSON{Name: d.Name, Title: d.Title, Text: d.Text, Kind: d.Kind, Expected: d.Expected(), Required: d.Required, Or: d.Or, Default: d.Default,
			Example: d.Example, Lowest: d.Lowest, Highest: d.Highest}
		for _, c := range d.Kind.Choices() {
			in.Choices = append(in.Choices, choiceJSON{c.Name, c.Title})
		}
		j.Inputs = append(j.Inputs, in)
	}
	for _, o := range k.Outputs {
		j.Outputs = append(j.Outputs, outputJSON{o.Name, o.Title, o.Kind.Unit()})
	}
	return j
}

// listCalculators lists all by group.
func (s *session) listCalculators(asJSON bool) error {
	all := policy.Calculators()
	if asJSON {
		list := make([]calculatorJSON, len(all))
		for i, k := range all {
			list[i] = describedJSON(k)
		}
		return s.json(list)
	}
	wide := 0
	for _, k := range all {
		wide = max(wide, len(k.Name))
	}
	p := s.page()
	for _, area := range policy.Areas() {
		p.strong(0, area.Title.In(s.lang))
		for _, k := range area.Calculators {
			p.line(2, wide+2, fmt.Sprintf("%-*s  %s", wide, k.Name, k.Title.In(s.lang)))
		}
		p.blank()
	}
	p.line(0, 0, wListHint.In(s.lang))
	return nil
}

// describeCalculator says what a calculator asks for and answers.
func (s *session) describeCalculator(k *policy.Calculator, asJSON bool) error {
	if asJSON {
		return s.json(describedJSON(k))
	}
	p := s.page()
	p.strong(0, k.Name+" — "+k.Title.In(s.lang))
	p.line(0, 0, capital(k.Text.In(s.lang)))
	p.blank()
	needed := 0
	example := "renshe calc " + k.Name
	if len(k.Inputs) > 0 {
		p.strong(0, wInputs.In(s.lang))
	}
	for _, d := range k.Inputs {
		s.describeInput(p, d)
		if d.Required || d.Or != "" && d.Default == "" {
			needed++
			if d.Or == "" || !strings.Contains(example, " "+d.Or+"=") {
				example += " " + d.Name + "=" + d.Example
			}
		}
	}
	if needed == 0 {
		p.line(0, 0, wNoInputs.In(s.lang))
		example += " --as-of 2026-03"
	}
	p.blank()
	p.strong(0, wAnswers.In(s.lang))
	for _, o := range k.Outputs {
		p.line(2, 4, o.Name+"  "+o.Title.In(s.lang))
	}
	p.blank()
	p.strong(0, wExample.In(s.lang))
	p.line(2, 4, example)
	return nil
}

func (s *session) describeInput(p *page, d policy.InputDef) {
	head := d.Name + "=" + d.Example + "  " + d.Title.In(s.lang)
	var more string
	switch {
	case d.Or != "" && d.Default == "":
		more = wEither.Fill(s.lang, "other", d.Or)
	case d.Or != "":
		more = wEitherNone.Fill(s.lang, "other", d.Or)
	case d.Default == "as-of":
		more = wOptionalAs.Fill(s.lang, "default", wAsOfDefault)
	case !d.Required && (d.Default == "0" || d.Default == ""):
		more = wOptional.In(s.lang)
	case !d.Required:
		more = wOptionalAs.Fill(s.lang, "default", d.Default)
	}
	if more != "" {
		head += " " + wMarked.Fill(s.lang, "why", more)
	}
	p.line(2, 4, head)
	if !d.Text.IsZero() {
		p.line(6, 0, capital(d.Text.In(s.lang)))
	}
	if list := d.Kind.Choices(); len(list) > 0 {
		wide := 0
		for _, c := range list {
			wide = max(wide, cells(c.Name))
		}
		for _, c := range list {
			p.line(6, wide+2, left(c.Name, wide)+"  "+c.Title.In(s.lang))
		}
		return
	}
	p.line(6, 2, wExpected.Fill(s.lang, "expected", d.Expected()))
}
