package main

import (
	"fmt"
	"log/slog"
	"os"

	"renshe/civil"
	"renshe/internal/app"
	"renshe/internal/demo"
	"renshe/internal/fail"
	"renshe/internal/words"
)

type demoCmd struct {
	People   int    `help:"${help_people}" default:"20000"`
	Seed     uint64 `help:"${help_seed}" default:"1"`
	AsOf     string `name:"as-of" help:"${help_asof}" default:"2026-03" placeholder:"YYYY-MM"`
	Data     string `help:"${help_keep}" type:"path" placeholder:"DIR"`
	Database string `help:"${help_database}" env:"RENSHE_DATABASE" placeholder:"URL"`
	Listen   string `help:"${help_listen}" default:"${listen}"`
	NoServe  bool   `name:"no-serve" help:"${help_noserve}"`
	JSON     bool   `name:"json" help:"${help_json}"`
}

var (
	badMonth = fail.Define(fail.Invalid, "cli.month",
		words.Text{Zh: "“{text}”不是月份。", En: "{text} is not a month."},
		words.Text{Zh: "什么也没有做。", En: "Nothing was done."},
		words.Text{Zh: "请写成 2026-03。", En: "Write it like 2026-03."})
	demoBuilt = words.Text{Zh: "演示县建好了：桃源县 {people} 人，{households} 户，{stations} 个站，{receiving} 人领取养老金；用时 {took}。指纹 {fingerprint}",
		En: "The demo county is built: {people} people, {households} households, {stations} stations, {receiving} drawing the pension; it took {took}. Fingerprint {fingerprint}"}
	demoKept  = words.Text{Zh: "沿用已有的演示县：{people} 人，种子 {seed}。", En: "Going on with the demo county that is there: {people} people, seed {seed}."}
	demoFound = words.Text{Zh: "政策找人：{month} 到龄或已过龄、够条件、还没申领的有 {count} 人，已派到各站待办。",
		En: "Found by policy: {count} people reach or are past the age by {month}, are entitled and have not applied; they are on their stations' worklists."}
)

func (c *demoCmd) Run(s *session) error {
	month, err := parseMonth(c.AsOf, "--as-of")
	if err != nil {
		return err
	}
	data, temporary := c.Data, false
	if data == "" {
		if data, err = os.MkdirTemp("", "renshe-demo-"); err != nil {
			return err
		}
		temporary = true
	}
	if temporary {
		defer os.RemoveAll(data)
	}
	a, err := app.Open(s, app.Config{Data: data, Database: c.Database, Log: s.logger(slog.LevelWarn)})
	if err != nil {
		return err
	}
	defer a.Close()
	if err := c.build(s, a, month); err != nil {
		return err
	}
	if c.NoServe {
		return nil
	}
	return s.serve(a, app.ServeOptions{Listen: c.Listen, Elsewhere: c.Listen == defaultListen})
}

// build makes the county, or goes on with the one that is there; a later --as-of moves its time forward.
func (c *demoCmd) build(s *session, a *app.App, month civil.Month) error {
	status, err := demo.StatusOf(s, a.Access, demo.Taoyuan)
	if err != nil {
		return err
	}
	if status.State == demo.Ready {
		if !c.JSON {
			s.say(demoKept, "people", status.People, "seed", status.Seed)
		}
		if err := demo.AdvanceTo(s, a.DB, a.Access, a.Clock, demo.Taoyuan, month); err != nil {
			return err
		}
		if c.JSON {
			return s.json(map[string]any{"county": demo.Taoyuan, "people": status.People, "seed": status.Seed, "as_of": month,
				"fingerprint": status.Fingerprint, "built": false})
		}
		return nil
	}
	p := s.progress()
	report, err := demo.Build(s, a.DemoRooms(), demo.Options{People: c.People, Seed: c.Seed, AsOf: month, Clock: a.Clock,
		Progress: func(x demo.Progress) { p.at(x.Step, int64(x.Done), int64(x.Total)) }})
	p.done()
	if err != nil {
		return err
	}
	if err := a.DemoReconcile(s, demo.Taoyuan, month-1); err != nil {
		return err
	}
	if err := demo.Matters(s, a.DemoRooms(), a.Office, report, a.Clock); err != nil {
		return err
	}
	found, err := a.SweepAhead(s, demo.Taoyuan)
	if err != nil {
		return err
	}
	if c.JSON {
		return s.json(map[string]any{"county": report.County, "people": report.People, "seed": report.Seed, "as_of": report.AsOf,
			"fingerprint": report.Fingerprint, "built": true, "found": found.Unclaimed, "receiving": report.Receiving})
	}
	s.say(demoBuilt, "people", report.People, "households", report.Households, "stations", report.Stations, "receiving", report.Receiving,
		"took", fmt.Sprintf("%.1fs", report.Took.Seconds()), "fingerprint", report.Fingerprint)
	s.say(demoFound, "month", found.Month, "count", found.Unclaimed)
	return nil
}

func parseMonth(text, flag string) (civil.Month, error) {
	m, err := civil.ParseMonth(text)
	if err != nil {
		return 0, badMonth.With("text", text).On(flag)
	}
	return m, nil
}
