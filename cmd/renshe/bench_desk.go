package main

import (
	"context"
	"fmt"
	"maps"
	"net/netip"
	"os"
	"slices"
	"time"

	"renshe/internal/app"
	"renshe/internal/demo"
	"renshe/internal/marketday"
	"renshe/internal/words"
)

// benchDeskCmd plays the morning of a market day in a demo county: one that is kept in --data, or a new one that is thrown away.
type benchDeskCmd struct {
	place
	People    int           `help:"${help_people}" default:"20000"`
	Seed      uint64        `help:"${help_seed}" default:"1"`
	Past      int           `help:"${help_past}" default:"300000"`
	Sessions  int           `help:"${help_sessions}" default:"200"`
	Reviewers int           `help:"${help_reviewers}" default:"10"`
	Think     time.Duration `help:"${help_think}" default:"10s"`
	Warm      time.Duration `help:"${help_warm}" default:"90s"`
	Lasts     time.Duration `help:"${help_lasts}" default:"5m"`
	JSON      bool          `name:"json" help:"${help_json}"`
}

var (
	stageTitles = map[marketday.Stage]words.Text{
		marketday.TakingOver: {Zh: "接收历史办件", En: "past cases"},
		marketday.Playing:    {Zh: "赶集日上午（秒）", En: "market day (seconds)"},
	}
	deskHead = words.Text{Zh: "{sessions} 名经办员、{reviewers} 名复核员，历史办件 {past} 件，两次点击间平均 {think} 秒；{seconds} 秒内每分钟 {rate} 次点击，受理 {submitted} 件，核定 {decided} 件。",
		En: "{sessions} officers and {reviewers} reviewers, {past} past cases, {think} s between two clicks of a person; in {seconds} s {rate} clicks a minute, {submitted} matters taken in, {decided} decided."}
	deskLine  = words.Text{Zh: "{page}：{clicks} 次，p50 {p50} ms，p95 {p95} ms，p99 {p99} ms，最长 {max} ms", En: "{page}: {clicks} clicks, p50 {p50} ms, p95 {p95} ms, p99 {p99} ms, longest {max} ms"}
	deskAll   = words.Text{Zh: "全部", En: "all"}
	deskEnd   = words.Text{Zh: "出错 {errors} 次，被人抢先 {conflicts} 次；处理器 {cpu} %（两核为 200 %，含模拟的浏览器）。", En: "{errors} errors, somebody was first {conflicts} times; processor {cpu} % (two cores are 200 %, the browsers included)."}
	deskWrong = words.Text{Zh: "第一次出错：{what}", En: "the first error: {what}"}
)

// Run builds the county if there is none, gives it its past cases, serves it and plays.
func (c *benchDeskCmd) Run(s *session) error {
	if c.Data == "" {
		dir, err := os.MkdirTemp("", "renshe-desk-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		c.Data = dir
	}
	a, err := app.Open(s, app.Config{Data: c.Data, Database: c.Database})
	if err != nil {
		return err
	}
	defer a.Close()
	if err := c.county(s, a); err != nil {
		return err
	}
	p := s.progress()
	plan, err := marketday.Prepare(s, a, marketday.Options{Sessions: c.Sessions, Reviewers: c.Reviewers, Past: c.Past, Think: c.Think, Warm: c.Warm,
		Lasts: c.Lasts, Seed: c.Seed, Progress: func(stage marketday.Stage, done, total int64) { p.at(stageTitles[stage], done, total) }})
	if err != nil {
		return err
	}
	r, err := c.play(s, a, plan)
	p.done()
	if err != nil {
		return err
	}
	if c.JSON {
		return s.json(r)
	}
	c.report(s, r)
	return nil
}

// county refuses any that is no demo: the trial invents cases.
func (c *benchDeskCmd) county(s *session, a *app.App) error {
	all, err := a.Access.Counties(s)
	if err != nil {
		return err
	}
	for _, county := range all {
		if !county.Demo {
			return onlyDemo.With("county", county.Name).On("--data")
		}
	}
	month, err := parseMonth("2026-03", "")
	if err != nil {
		return err
	}
	status, err := demo.StatusOf(s, a.Access, demo.Taoyuan)
	if err != nil || status.State == demo.Ready {
		return err
	}
	p := s.progress()
	_, err = demo.Build(s, a.DemoRooms(), demo.Options{People: c.People, Seed: c.Seed, AsOf: month, Clock: a.Clock,
		Progress: func(x demo.Progress) { p.at(x.Step, int64(x.Done), int64(x.Total)) }})
	p.done()
	return err
}

// play serves the pages on a free port while the visitors are there.
func (c *benchDeskCmd) play(s *session, a *app.App, plan *marketday.Plan) (r marketday.Report, err error) {
	ctx, stop := context.WithCancel(s)
	defer stop()
	ready := make(chan string, 1)
	served := make(chan error, 1)
	go func() {
		served <- a.Serve(ctx, app.ServeOptions{Listen: "127.0.0.1:0", Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Ready: func(address string) { ready <- address }})
	}()
	select {
	case err := <-served:
		return r, err
	case address := <-ready:
		r, err = plan.Play(ctx, address[:len(address)-1])
	}
	stop()
	if e := <-served; err == nil {
		err = e
	}
	return r, err
}

func (c *benchDeskCmd) report(s *session, r marketday.Report) {
	s.say(deskHead, "sessions", r.Sessions, "reviewers", r.Reviewers, "past", r.Past, "think", fmt.Sprintf("%d", c.Think/time.Second), "seconds", r.Seconds, "rate", r.PerMinute,
		"submitted", r.Submitted, "decided", r.Decided)
	line := func(page any, f marketday.Figures) {
		s.say(deskLine, "page", page, "clicks", f.Clicks, "p50", f.P50, "p95", f.P95, "p99", f.P99, "max", f.Max)
	}
	line(deskAll, r.All)
	for _, name := range slices.Sorted(maps.Keys(r.Pages)) {
		line(name, r.Pages[name])
	}
	s.say(deskEnd, "errors", r.Errors, "conflicts", r.Conflicts, "cpu", r.CPUShare)
	if r.Errors > 0 {
		s.say(deskWrong, "what", r.First)
	}
}
