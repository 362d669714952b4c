package main

import (
	"errors"
	"slices"
	"strings"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/policy"
)

type lawDiffCmd struct {
	Old  string `arg:"" help:"${help_diffplan}" name:"plan"`
	New  string `arg:"" help:"${help_diffplan}" name:"other-plan"`
	JSON bool   `name:"json" help:"${help_json}"`
}

var (
	badPlan = fail.Define(fail.Invalid, "cli.plan",
		words.Text{Zh: "“{text}”不是方案代号。", En: "{text} does not name a plan."},
		words.Text{Zh: "没有比较。", En: "Nothing was compared."},
		words.Text{Zh: "请写成 [地区代码@]年-月[@已知截止日]，如 430725@2026-03 或 430725@2026-03@2026-03-02。",
			En: "Write [PLACE@]YYYY-MM[@KNOWN-ON], like 430725@2026-03 or 430725@2026-03@2026-03-02."})
	diffOf     = words.Text{Zh: "{old} → {new}", En: "{old} → {new}"}
	diffNone   = words.Text{Zh: "两个方案没有差别。", En: "The two plans do not differ."}
	diffValues = words.Text{Zh: "改了的数", En: "Values that differ"}
	diffRules  = words.Text{Zh: "换了的规则", En: "Rules that differ"}
	diffProgs  = words.Text{Zh: "受影响的计算", En: "Calculators affected"}
	diffHashes = words.Text{Zh: "方案", En: "Plans"}
	diffSame   = words.Text{Zh: "（数相同，出处更新）", En: " (the same value; another row gives it)"}
	diffNoRule = words.Text{Zh: "没有规则", En: "no rule"}
	diffSince  = words.Text{Zh: "{func}（{law}）", En: "{func} ({law})"}
	diffCannot = words.Text{Zh: "算不出：{why}", En: "cannot be computed: {why}"}
)

func (c *lawDiffCmd) Run(s *session) error {
	old, err := parsePlan(c.Old)
	new, bad := parsePlan(c.New)
	if err := errors.Join(err, bad); err != nil {
		return err
	}
	set, err := policy.Default()
	if err != nil {
		return err
	}
	d, err := set.Diff(old, new)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.json(differenceJSON(d))
	}
	s.printDifference(d)
	return nil
}

// parsePlan reads [PLACE@]YYYY-MM[@KNOWN-ON]; without a place it is the nation.
func parsePlan(text string) (policy.PlanQuery, error) {
	wrong := badPlan.With("text", echo(text)).On(echo(text))
	parts := strings.Split(text, "@")
	var q policy.PlanQuery
	if first := parts[0]; strings.EqualFold(first, "CN") || first != "" && !strings.Contains(first, "-") {
		if !strings.EqualFold(first, "CN") {
			if strings.Trim(first, "0123456789") != "" {
				return q, wrong
			}
			q.Place = civil.Division(first)
		}
		parts = parts[1:]
	}
	if len(parts) == 0 || len(parts) > 2 {
		return q, wrong
	}
	var err error
	if q.AsOf, err = civil.ParseMonth(parts[0]); err != nil {
		return q, wrong
	}
	if len(parts) == 2 {
		if q.KnownOn, err = civil.ParseDate(parts[1]); err != nil {
			return q, wrong
		}
	}
	return q, nil
}

// planName writes a plan as it is typed.
func planName(q policy.PlanQuery) string {
	name := "CN@" + q.AsOf.String()
	if q.Place != "" {
		name = string(q.Place) + "@" + q.AsOf.String()
	}
	if !q.KnownOn.IsZero() {
		name += "@" + q.KnownOn.String()
	}
	return name
}

func (s *session) printDifference(d *policy.Difference) {
	p := s.page()
	p.strong(0, diffOf.Fill(s.lang, "old", planName(d.Old), "new", planName(d.New)))
	if len(d.Values)+len(d.Rules)+len(d.Programs) == 0 {
		p.line(0, 0, diffNone.In(s.lang))
	}
	if len(d.Values) > 0 {
		p.blank()
		p.strong(0, diffValues.In(s.lang))
	}
	for _, c := range d.Values {
		s.printChange(p, c)
	}
	if len(d.Rules) > 0 {
		p.blank()
		p.strong(0, diffRules.In(s.lang))
	}
	for _, r := range d.Rules {
		p.line(2, 4, r.Title.In(s.lang)+wColon.In(s.lang)+s.variant(r.Old)+" → "+s.variant(r.New))
	}
	if len(d.Programs) > 0 {
		p.blank()
		p.strong(0, diffProgs.In(s.lang))
	}
	for _, c := range d.Programs {
		p.line(2, 4, c.Program.String()+"  "+c.Program.Title().In(s.lang))
		p.line(6, 2, s.planState(c.Old, c.OldWhy)+" → "+s.planState(c.New, c.NewWhy))
	}
	if d.OldHash != "" {
		p.blank()
		p.strong(0, diffHashes.In(s.lang))
		p.line(2, 2, d.OldHash)
		p.line(2, 2, d.NewHash)
	}
}

func (s *session) printChange(p *page, c policy.Change) {
	line := c.Title.In(s.lang) + "  " + c.Old.In(s.lang) + " → " + c.New.In(s.lang)
	if c.Same {
		line = c.Title.In(s.lang) + "  " + c.New.In(s.lang) + diffSame.In(s.lang)
	}
	p.line(2, 4, line)
	var cited []string
	rows := c.NewRows
	if len(rows) == 0 {
		rows = c.OldRows
	}
	for _, r := range rows {
		text := r.Cite.String() + wSemicolon.In(s.lang) + showFrom.Fill(s.lang, "from", r.From)
		if !r.Confidence.IsConfirmed() {
			text += " " + wMarked.Fill(s.lang, "why", r.Confidence.Title())
		}
		if !slices.Contains(cited, text) {
			cited = append(cited, text)
		}
	}
	for _, text := range cited {
		p.line(6, 2, text)
	}
	p.line(6, 2, c.Key)
}

func (s *session) variant(r *policy.Rule) string {
	if r == nil {
		return diffNoRule.In(s.lang)
	}
	var law []string
	for _, a := range r.Law {
		law = append(law, a.String())
	}
	return diffSince.Fill(s.lang, "func", r.Func, "law", strings.Join(law, wSemicolon.In(s.lang)))
}

// planState is a program's hash, short, or why there is none.
func (s *session) planState(hash string, why error) string {
	if why != nil {
		return diffCannot.Fill(s.lang, "why", fail.As(why).Say(s.lang).What)
	}
	return hash[:12]
}

type programChangeJSON struct {
	Program policy.Program `json:"program"`
	Title   words.Text     `json:"title"`
	Old     *string        `json:"old_plan"`
	New     *string        `json:"new_plan"`
	OldWhy  words.Text     `json:"old_refused,omitzero"`
	NewWhy  words.Text     `json:"new_refused,omitzero"`
}

type ruleChangeJSON struct {
	Name  string     `json:"name"`
	Title words.Text `json:"title"`
	Old   string     `json:"old"`
	New   string     `json:"new"`
}

func differenceJSON(d *policy.Difference) any {
	programs, rules := []programChangeJSON{}, []ruleChangeJSON{}
	hash := func(h string) *string {
		if h == "" {
			return nil
		}
		return &h
	}
	why := func(err error) words.Text {
		if err == nil {
			return words.Text{}
		}
		e := fail.As(err)
		return words.Text{Zh: e.Say(words.Zh).What, En: e.Say(words.En).What}
	}
	for _, c := range d.Programs {
		programs = append(programs, programChangeJSON{c.Program, c.Program.Title(), hash(c.Old), hash(c.New), why(c.OldWhy), why(c.NewWhy)})
	}
	for _, r := range d.Rules {
		j := ruleChangeJSON{Name: r.Name, Title: r.Title}
		if r.Old != nil {
			j.Old = r.Old.Func
		}
		if r.New != nil {
			j.New = r.New.Func
		}
		rules = append(rules, j)
	}
	return map[string]any{"old": planName(d.Old), "new": planName(d.New), "old_plan": hash(d.OldHash), "new_plan": hash(d.NewHash),
		"values": append([]policy.Change{}, d.Values...), "rules": rules, "programs": programs}
}
