// Package explain lays a policy result out as the kit's explanation (算式说明), the same on every face: what was given, what the law
// fixes, what was computed, each line with its numbers and its article.
package explain

import (
	"renshe/internal/words"
	"renshe/policy"
	"renshe/ui"
)

var (
	wGiven = words.Text{Zh: "已知情况", En: "What is given"}
	wFixed = words.Text{Zh: "法规规定的数", En: "What the law fixes"}
	wTitle = words.Text{Zh: "这个数是怎么来的", En: "How this number comes about"}
)

// Of lays out a result: the computed lines first, under them what they rest on. The line of the main result is the one people
// came for; l is the language of the values.
func Of(r *policy.Result, l words.Lang, open bool) ui.Explanation {
	x := ui.Explanation{Title: wTitle, Plan: r.Plan, Open: open}
	if r.AsOf != 0 {
		x.AsOf = r.AsOf.String()
	}
	var rules, given, fixed []ui.ExplainStep
	for _, s := range r.Explanation {
		line := step(s, l)
		switch s.Source {
		case policy.SourceRule:
			rules = append(rules, line)
		case policy.SourceParameter:
			fixed = append(fixed, line)
		default:
			given = append(given, line)
		}
	}
	if len(r.Outputs) > 0 {
		main := r.Main().Title
		for i := range rules {
			rules[i].Result = rules[i].Title == main.Capital()
		}
	}
	x.Steps = rules
	if len(fixed) > 0 {
		x.Steps = append(x.Steps, ui.ExplainStep{Title: wFixed, Steps: fixed})
	}
	if len(given) > 0 {
		x.Steps = append(x.Steps, ui.ExplainStep{Title: wGiven, Steps: given})
	}
	return x
}

func step(s policy.Step, l words.Lang) ui.ExplainStep {
	line := ui.ExplainStep{Title: s.Title.Capital(), Formula: s.Formula, Value: s.Shown.In(l), Note: s.Note, Weak: !s.Confidence.IsConfirmed()}
	for _, c := range s.Law {
		line.Law = append(line.Law, ui.Citation{Text: c.String(), Href: c.URL})
	}
	return line
}
