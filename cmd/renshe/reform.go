package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"renshe/civil"
	"renshe/internal/chart"
	"renshe/internal/demo"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/law"
	"renshe/policy"
)

type reformCmd struct {
	Run  reformRunCmd  `cmd:"" help:"${help_reformrun}"`
	List reformListCmd `cmd:"" help:"${help_reformlist}"`
}

type reformRunCmd struct {
	File    string `arg:"" help:"${help_reformfile}"`
	People  string `help:"${help_reformpeople}" placeholder:"FILE.csv"`
	Demo    int    `help:"${help_reformdemo}" placeholder:"N"`
	Seed    uint64 `help:"${help_seed}" default:"1"`
	Program string `help:"${help_reformprogram}" default:"resident-pension"`
	Output  string `help:"${help_reformoutput}" placeholder:"NAME"`
	County  string `help:"${help_county}" default:"430725" placeholder:"CODE"`
	AsOf    string `name:"as-of" help:"${help_reformmonth}" placeholder:"YYYY-MM"`
	KnownOn string `name:"known-on" help:"${help_knownon}" placeholder:"YYYY-MM-DD"`
	SkipBad bool   `name:"skip-bad" help:"${help_skipbad}"`
	Chart   string `help:"${help_reformchart}" placeholder:"FILE.svg"`
	JSON    bool   `name:"json" help:"${help_json}"`
}

var (
	reformPeople = fail.Define(fail.Invalid, "cli.reform-people",
		words.Text{Zh: "请说明用谁来算：--people 文件 或 --demo 人数，两者取一。", En: "Say on whom to try it: --people FILE or --demo N, one of the two."},
		words.Text{Zh: "没有计算。", En: "Nothing was computed."},
		words.Text{Zh: "例如 --demo 20000。", En: "For example --demo 20000."})
	reformMissing = fail.Define(fail.NotFound, "cli.reform-file",
		words.Text{Zh: "没有方案文件“{file}”，也没有这个名字的例子。", En: "There is no reform's file {file}, and no example of that name."},
		words.Text{Zh: "没有计算。", En: "Nothing was computed."},
		words.Text{Zh: "用 renshe reform list 看自带的例子。", En: "renshe reform list shows the built-in examples."})
	demoLacks = fail.Define(fail.Invalid, "cli.reform-demo",
		words.Text{Zh: "演示县的人没有“{program}”要填的项：{why}", En: "The demo county's people lack what the {program} needs: {why}"},
		words.Text{Zh: "没有计算。", En: "Nothing was computed."},
		words.Text{Zh: "请用 --people 给出有这些列的文件。", En: "Give --people with a file that has these columns."})
	drawingPeople   = words.Text{Zh: "生成演示县的人", En: "drawing the demo county's people"}
	computingPeople = words.Text{Zh: "按两套规定计算", En: "computing by both laws"}
)

// largestReform bounds a reform's file: a real one has a few lines.
const largestReform = 1 << 20

func (c *reformRunCmd) Run(s *session) error {
	reform, err := readReform(c.File)
	if err != nil {
		return err
	}
	q, err := askedLaw(c.County, c.AsOf, c.KnownOn)
	if c.AsOf == "" {
		q.AsOf = reform.From
	}
	prog, missing := policy.FindProgram(printable(c.Program))
	if (c.People == "") == (c.Demo == 0) {
		err = errors.Join(err, reformPeople.With())
	}
	if err := errors.Join(err, missing); err != nil {
		return err
	}
	set, err := policy.Default()
	if err != nil {
		return err
	}
	// A reform that cannot be laid over the law is told before anybody is read.
	if _, err := set.With(reform); err != nil {
		return err
	}
	p := s.lateProgress()
	defer p.done()
	people, source, err := c.people(s, p, set, q, prog)
	if err != nil {
		return err
	}
	m, err := set.Impact(reform, q, people, policy.ImpactOptions{Output: c.Output, Progress: func(done, total int) {
		p.at(computingPeople, int64(done), int64(total))
	}})
	p.done()
	if err != nil {
		return err
	}
	if c.Chart != "" {
		if err := os.WriteFile(c.Chart, impactChart(m).SVG(s.lang), 0o644); err != nil {
			return noFile.With("file", c.Chart).On("--chart").From(err)
		}
	}
	if c.JSON {
		return s.json(map[string]any{"source": source, "impact": m})
	}
	s.printImpact(m, source)
	if c.Chart != "" {
		s.say(chartWritten, "file", c.Chart)
	}
	return nil
}

// readReform reads a file, or an example that travels with the program by its name.
func readReform(file string) (*policy.Reform, error) {
	f, err := os.Open(file)
	if err != nil {
		b, bad := fs.ReadFile(law.FS, "reforms/"+strings.TrimSuffix(path.Base(file), ".yaml")+".yaml")
		if bad != nil || path.Base(file) != file {
			return nil, reformMissing.With("file", echo(file)).From(err)
		}
		return policy.ParseReform(file, b)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, largestReform))
	if err != nil {
		return nil, noFile.With("file", file).From(err)
	}
	return policy.ParseReform(path.Base(printable(file)), b)
}

// people reads them from the file, or draws them.
func (c *reformRunCmd) people(s *session, p *lateProgress, set *policy.Set, q policy.Query, prog policy.Program) (*policy.People, peopleSource, error) {
	if c.People != "" {
		return s.readPeople(p, c.People, q, prog, c.SkipBad)
	}
	places, err := civil.LoadDivisions(law.FS, "divisions")
	if err != nil {
		return nil, peopleSource{}, err
	}
	known := map[string]bool{}
	calculator, err := policy.Find(prog.String())
	if err != nil {
		return nil, peopleSource{}, err
	}
	for _, d := range calculator.Inputs {
		known[d.Name] = true
	}
	people := policy.NewPeople(prog, q)
	o := demo.Options{County: q.County, People: c.Demo, Seed: c.Seed, AsOf: q.AsOf,
		Progress: func(x demo.Progress) { p.at(drawingPeople, int64(x.Done), int64(x.Total)) }}
	in := map[string]string{}
	err = demo.Receiving(s, set, o, func(x demo.Sketch) error {
		clear(in)
		for name, value := range x.Inputs {
			if known[name] {
				in[name] = value
			}
		}
		if known["birth"] {
			in["birth"] = x.Birth.String()
		}
		town := x.Village.Township()
		err := people.Append(people.In(policy.Township{Code: town, Name: places.Name(town)}), x.Birth, in)
		if err != nil {
			return demoLacks.With("program", prog.Title(), "why", whatOf(err))
		}
		return nil
	})
	return people, peopleSource{Demo: c.Demo, Seed: c.Seed, People: people.Len()}, err
}

// whatOf joins what happened of every fault inside err.
func whatOf(err error) words.Text {
	var t words.Text
	for i, e := range fail.Each(err) {
		if i > 0 {
			t.Zh, t.En = t.Zh+" ", t.En+" "
		}
		t.Zh, t.En = t.Zh+e.Say(words.Zh).What, t.En+e.Say(words.En).What
	}
	return t
}

// lateProgress shows progress of what turns out to take long; most runs are over before.
type lateProgress struct {
	*progress
	began time.Time
}

const patience = time.Second

func (s *session) lateProgress() *lateProgress { return &lateProgress{s.progress(), time.Now()} }

func (p *lateProgress) at(stage words.Text, done, total int64) {
	if time.Since(p.began) > patience {
		p.progress.at(stage, done, total)
	}
}

type reformListCmd struct {
	JSON bool `name:"json" help:"${help_json}"`
}

func (c *reformListCmd) Run(s *session) error {
	files, err := fs.Glob(law.FS, "reforms/*.yaml")
	if err != nil {
		return err
	}
	p := s.page()
	var all []map[string]any
	for _, file := range files {
		b, err := fs.ReadFile(law.FS, file)
		if err != nil {
			return err
		}
		r, err := policy.ParseReform(file, b)
		if err != nil {
			return err
		}
		all = append(all, map[string]any{"name": r.Name, "title": r.Title, "text": r.Text, "from": r.From, "keys": r.Keys()})
		if !c.JSON {
			p.strong(0, r.Name)
			p.line(2, 2, r.Title.In(s.lang)+wSemicolon.In(s.lang)+showFrom.Fill(s.lang, "from", r.From))
			p.line(2, 2, strings.Join(r.Keys(), " "))
		}
	}
	if c.JSON {
		return s.json(all)
	}
	p.blank()
	p.line(0, 0, reformHint.In(s.lang))
	return nil
}

var reformHint = words.Text{Zh: "renshe reform run 名称 --demo 20000 试算；自己的方案照 law/reforms/ 里的文件写。",
	En: "renshe reform run NAME --demo 20000 tries one; write your own like the files in law/reforms/."}

// mostBars bounds the chart: the rest is in the table.
const mostBars = 60

// impactChart draws winners and losers by township and age.
func impactChart(m *policy.Impact) chart.Bars {
	rows := func(groups []policy.Group) []chart.Row {
		var list []chart.Row
		for _, g := range groups[:min(len(groups), mostBars)] {
			list = append(list, chart.Row{Label: g.Title, Right: int64(g.Effect.Winners), Left: int64(g.Effect.Losers)})
		}
		return list
	}
	return chart.Bars{Title: m.Reform.Title, Text: words.Text{Zh: summary(words.Zh, m), En: summary(words.En, m)}, Right: wWinners, Left: wLosers,
		Panels: []chart.Panel{{Title: wByAge, Rows: rows(m.Ages)}, {Title: wByTownship, Rows: rows(m.Townships)}}}
}
