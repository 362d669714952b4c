package main

import (
	"fmt"

	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/law"
	"renshe/policy"
)

type lawCmd struct {
	Test lawTestCmd `cmd:"" help:"${help_lawtest}"`
}

type lawTestCmd struct {
	JSON bool `name:"json" help:"${help_json}"`
}

var (
	lawPassed = words.Text{Zh: "{cases} 个案例全部通过。按条款的覆盖：", En: "All {cases} cases pass. Coverage by article:"}
	lawFailed = fail.Define(fail.Blocked, "cli.law-cases",
		words.Text{Zh: "{cases} 个案例里有 {failed} 个不符；没有案例的规则或数：{uncovered} 项。", En: "Of {cases} cases {failed} do not come out; rules or values without a case: {uncovered}."},
		words.Text{Zh: "没有改动任何数据。", En: "No data was changed."},
		words.Text{Zh: "请核对 law/ 里的参数和案例。", En: "Check the parameters and cases in law/."})
)

func (c *lawTestCmd) Run(s *session) error {
	report, err := policy.RunCases(law.FS)
	if err != nil {
		return err
	}
	uncovered := report.Uncovered()
	if c.JSON {
		if err := s.json(map[string]any{"cases": report.Cases, "failed": len(report.Failures), "uncovered": uncovered, "articles": report.Articles}); err != nil {
			return err
		}
	}
	for _, f := range report.Failures {
		fmt.Fprintln(s.stderr, f)
	}
	for _, name := range uncovered {
		fmt.Fprintln(s.stderr, "-", name)
	}
	if len(report.Failures)+len(uncovered) > 0 {
		return lawFailed.With("cases", report.Cases, "failed", len(report.Failures), "uncovered", len(uncovered))
	}
	if !c.JSON {
		s.say(lawPassed, "cases", report.Cases)
		for _, a := range report.Articles {
			fmt.Fprintf(s.stdout, "%6d  %s\n", a.Cases, a.Name)
		}
	}
	return nil
}
