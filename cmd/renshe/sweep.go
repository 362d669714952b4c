package main

import (
	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/fail"
	"renshe/internal/words"
)

type sweepCmd struct {
	place
	County string `help:"${help_county}" default:"430725" placeholder:"CODE"`
	Month  string `help:"${help_sweepmonth}" placeholder:"YYYY-MM"`
	JSON   bool   `name:"json" help:"${help_json}"`
}

var (
	sweptFound = words.Text{Zh: "{month}：读了 {read} 人。应领未领 {unclaimed}（新 {new}），缴费不足 {short}，待核定 {check}；每月合计约 {estimate} 元。",
		En: "{month}: {read} people read. Entitled and not receiving: {unclaimed} ({new} new); short of years: {short}; to be checked: {check}; about {estimate} yuan a month."}
	badCounty = fail.Define(fail.Invalid, "cli.county",
		words.Text{Zh: "“{text}”不是县级区划代码。", En: "{text} is not a county code."},
		words.Text{Zh: "什么也没有做。", En: "Nothing was done."},
		words.Text{Zh: "请写六位代码，如 430725。", En: "Write the six digits, e.g. 430725."})
)

func (c *sweepCmd) Run(s *session) error {
	county, err := parseCounty(c.County)
	if err != nil {
		return err
	}
	a, _, err := s.open(c.place, county)
	if err != nil {
		return err
	}
	defer a.Close()
	month := civil.DateIn(a.Clock.Now()).Month().Add(1)
	if c.Month != "" {
		if month, err = parseMonth(c.Month, "--month"); err != nil {
			return err
		}
	}
	out, err := a.Outreach.Sweep(s, access.TheSystem(county), county, month)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.json(map[string]any{"county": county, "month": out.Month, "read": out.Read, "unclaimed": out.Unclaimed, "short": out.Short,
			"check": out.Check, "new": out.New, "refreshed": out.Refreshed, "closed": out.Closed, "estimate_fen": out.Estimate, "plan": out.Plan})
	}
	s.say(sweptFound, "month", out.Month, "read", out.Read, "unclaimed", out.Unclaimed, "new", out.New, "short", out.Short, "check", out.Check,
		"estimate", out.Estimate)
	return nil
}

func parseCounty(text string) (civil.County, error) {
	county, err := civil.ParseCounty(text)
	if err != nil {
		return 0, badCounty.With("text", text).On("--county")
	}
	return county, nil
}
