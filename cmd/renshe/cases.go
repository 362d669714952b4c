package main

import (
	"cmp"
	"encoding/json"
	"io"
	"os"
	"strconv"
	"strings"

	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/casework"
	"renshe/internal/fail"
	"renshe/internal/person"
	"renshe/internal/words"
)

// caseCmd opens, shows and moves cases, as one signed-in person, by the operations of the desk's pages. It answers with the case as the
// JSON API does.
type caseCmd struct {
	Open caseOpenCmd `cmd:"" help:"${help_caseopen}"`
	Show caseShowCmd `cmd:"" help:"${help_caseshow}"`
	Step caseStepCmd `cmd:"" help:"${help_casestep}"`
}

var (
	caseHead    = words.Text{Zh: "{case}  {item} {title}  {name} {id}  {says}  第 {version} 版", En: "{case}  {item} {title}  {name} {id}  {says}  version {version}"}
	caseNumber  = words.Text{Zh: "编号 {number}，受理 {day}", En: "number {number}, accepted {day}"}
	caseDue     = words.Text{Zh: "最迟 {day} 办结（{article}）", En: "to be decided by {day} ({article})"}
	caseLimit   = words.Text{Zh: "时限：{limit}", En: "limit: {limit}"}
	caseRule    = words.Text{Zh: "按今天的数据：{says}", En: "by today's data: {says}"}
	caseMissing = words.Text{Zh: "还缺：{title}（{name}，{basis}）", En: "missing: {title} ({name}, {basis})"}
	caseFault   = words.Text{Zh: "有误：{field}：{says}", En: "wrong: {field}: {says}"}
	caseLetter  = words.Text{Zh: "文书：{title} {number}（{letter}）", En: "letter: {title} {number} ({letter})"}
	caseStage   = words.Text{Zh: "阶段 {title}（{by}，{phase}）：{says}", En: "stage {title} ({by}, {phase}): {says}"}
	caseEnds    = words.Text{Zh: "本阶段可以：{ends}", En: "this stage may end in: {ends}"}
	caseTurn    = words.Text{Zh: "时限 {day}：{title} {detail}", En: "clock {day}: {title} {detail}"}
	caseDebt    = words.Text{Zh: "欠 {title}（{material}），{day} 前：{says}", En: "owed {title} ({material}) by {day}: {says}"}
	caseAct     = words.Text{Zh: "{day} {title}，{name}：{says}", En: "{day} {title}, {name}: {says}"}
	caseFile    = words.Text{Zh: "附件 {name}（{material}，{kind}，{bytes} 字节）", En: "file {name} ({material}, {kind}, {bytes} bytes)"}
	caseNext    = words.Text{Zh: "可以办的步骤：{steps}", En: "steps that are possible: {steps}"}

	badAnswer = fail.Define(fail.Invalid, "cli.answer",
		words.Text{Zh: "“{given}”应写成 名称=内容。", En: "“{given}” should be NAME=VALUE."},
		words.Text{Zh: "什么也没有做。", En: "Nothing was done."},
		words.Text{Zh: "renshe case show 列出各项的名称。", En: "renshe case show lists the names."})
	badMove = fail.Define(fail.Invalid, "cli.move",
		words.Text{Zh: "文件 {file} 里不是一步：{detail}", En: "The file {file} holds no step: {detail}"},
		words.Text{Zh: "什么也没有做。", En: "Nothing was done."},
		words.Text{Zh: `应为 {"answers":{…},"papers":{…}} 这样的 JSON，各项见 /api/v1/openapi.json。`, En: `It is JSON such as {"answers":{…},"papers":{…}}; /api/v1/openapi.json has its keys.`})
)

type caseOpenCmd struct {
	asked
	Item   string `help:"${help_caseitem}" required:"" placeholder:"CODE"`
	Person string `help:"${help_caseperson}" required:"" placeholder:"NUMBER"`
}

func (c *caseOpenCmd) Run(s *session) error {
	return c.with(s, func(a *app.App, actor access.Actor) error {
		id, err := strconv.ParseInt(c.Person, 10, 64)
		if err != nil {
			return person.NotFound.With().On("--person")
		}
		v, err := a.Office.Open(s, actor, c.Item, id)
		if err != nil {
			return err
		}
		return s.tellCase(a, actor, v.ID, c.JSON)
	})
}

type caseShowCmd struct {
	asked
	Case string `arg:"" help:"${help_caseid}" placeholder:"NUMBER"`
}

func (c *caseShowCmd) Run(s *session) error {
	return c.with(s, func(a *app.App, actor access.Actor) error {
		id, err := parseCase(c.Case)
		if err != nil {
			return err
		}
		return s.tellCase(a, actor, id, c.JSON)
	})
}

type caseStepCmd struct {
	asked
	Case     string   `arg:"" help:"${help_caseid}" placeholder:"NUMBER"`
	Step     string   `arg:"" help:"${help_casestepname}" placeholder:"STEP"`
	Version  int64    `help:"${help_caseversion}" required:"" placeholder:"N"`
	Set      []string `help:"${help_caseset}" sep:"none" placeholder:"FIELD=VALUE"`
	Paper    []string `help:"${help_casepaper}" sep:"none" placeholder:"MATERIAL=original|copy"`
	In       string   `help:"${help_casein}" placeholder:"FILE|-"`
	Insist   bool     `help:"${help_caseinsist}"`
	Ground   string   `help:"${help_caseground}" placeholder:"CODE"`
	Facts    string   `help:"${help_casefacts}" placeholder:"TEXT"`
	Result   string   `help:"${help_caseresult}" placeholder:"granted|refused|settled"`
	Says     string   `help:"${help_casesays}" placeholder:"TEXT"`
	Days     int      `help:"${help_casedays}" placeholder:"N"`
	To       string   `help:"${help_caseto}" placeholder:"NUMBER|CODE"`
	Material string   `help:"${help_casematerial}" placeholder:"NAME"`
	How      string   `help:"${help_casehow}" placeholder:"handed|posted|sent"`
	On       string   `help:"${help_caseon}" placeholder:"YYYY-MM-DD"`
	End      string   `help:"${help_caseend}" placeholder:"CODE"`
	Task     string   `help:"${help_casetask}" placeholder:"NAME"`
}

func (c *caseStepCmd) Run(s *session) error {
	id, err := parseCase(c.Case)
	if err != nil {
		return err
	}
	m, err := c.move(s)
	if err != nil {
		return err
	}
	return c.with(s, func(a *app.App, actor access.Actor) error {
		if err := a.Office.Take(s, actor, id, m); err != nil {
			return err
		}
		return s.tellCase(a, actor, id, c.JSON)
	})
}

// maxMove bounds what is read as a step; the API's bound is the same.
const maxMove = 256 << 10

// move reads the step: from the file first, and what the command line says over it.
func (c *caseStepCmd) move(s *session) (casework.Move, error) {
	m := casework.Move{}
	if c.In != "" {
		if err := c.read(s, &m); err != nil {
			return m, err
		}
	}
	m.Step, m.Version = c.Step, c.Version
	m.Insist = m.Insist || c.Insist
	if c.Days != 0 {
		m.Days = c.Days
	}
	for _, x := range []struct {
		to    *string
		given string
	}{{&m.Ground, c.Ground}, {&m.Facts, c.Facts}, {&m.Result, c.Result}, {&m.Says, c.Says}, {&m.To, c.To}, {&m.Material, c.Material},
		{&m.How, c.How}, {&m.On, c.On}, {&m.End, c.End}, {&m.Task, c.Task}} {
		if x.given != "" {
			*x.to = x.given
		}
	}
	if err := pairs(&m.Answers, c.Set, "--set"); err != nil {
		return m, err
	}
	return m, pairs(&m.Papers, c.Paper, "--paper")
}

// read takes the step from a file, so that numbers of people need not stand on a command line that everybody on the machine can list.
func (c *caseStepCmd) read(s *session, m *casework.Move) error {
	var in io.Reader = s.stdin
	if c.In != "-" {
		f, err := os.Open(c.In)
		if err != nil {
			return noFile.With("file", c.In).On("--in").From(err)
		}
		defer f.Close()
		in = f
	}
	d := json.NewDecoder(io.LimitReader(in, maxMove))
	d.DisallowUnknownFields()
	err := d.Decode(m)
	if err == nil && d.More() {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return badMove.With("file", c.In, "detail", err).On("--in")
	}
	return nil
}

func pairs(to *map[string]string, given []string, flag string) error {
	for _, g := range given {
		name, value, ok := strings.Cut(g, "=")
		if !ok || name == "" {
			return badAnswer.With("given", g).On(flag)
		}
		if *to == nil {
			*to = map[string]string{}
		}
		(*to)[name] = value
	}
	return nil
}

func parseCase(text string) (int64, error) {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, casework.NoSuchCase.With()
	}
	return id, nil
}

// tellCase prints a case, for a program or for a person.
func (s *session) tellCase(a *app.App, actor access.Actor, id int64, asJSON bool) error {
	t, err := a.Office.Tell(s, actor, id, s.lang)
	if err != nil {
		return err
	}
	if asJSON {
		return s.json(t)
	}
	s.say(caseHead, "case", t.Case, "item", t.Item, "title", t.Title, "name", t.Name, "id", t.IDMasked, "says", t.Says, "version", t.Version)
	if t.Number != "" {
		s.say(caseNumber, "number", t.Number, "day", t.Accepted)
	}
	if t.Due != nil && t.Due.Article != "" {
		s.say(caseDue, "day", t.Due.Date, "article", t.Due.Article)
	} else {
		s.say(caseLimit, "limit", t.Limit.Title)
	}
	if t.Entitled != nil {
		s.say(caseRule, "says", t.Entitled.Says)
	}
	for _, m := range t.Missing {
		s.say(caseMissing, "title", m.Title, "name", m.Name, "basis", m.Basis)
	}
	for _, f := range t.Faults {
		s.say(caseFault, "field", f.Field, "says", f.Says)
	}
	for _, l := range t.Letters {
		s.say(caseLetter, "title", l.Title, "number", l.Number, "letter", l.Letter)
	}
	s.tellLife(t)
	if len(t.Steps) > 0 {
		s.say(caseNext, "steps", strings.Join(t.Steps, ", "))
	}
	return nil
}

// tellLife prints what was done beside the steps to the outcome, what is owed, the clock and the files.
func (s *session) tellLife(t casework.Told) {
	for _, x := range t.Stages {
		s.say(caseStage, "title", x.Title, "by", x.By, "phase", x.Phase, "says", cmp.Or(x.Says, x.Limit))
	}
	if len(t.Ends) > 0 {
		codes := make([]string, len(t.Ends))
		for i, e := range t.Ends {
			codes[i] = e.End + " " + e.Title
		}
		s.say(caseEnds, "ends", strings.Join(codes, ", "))
	}
	if t.Clock != nil {
		for _, m := range t.Clock.Turns {
			s.say(caseTurn, "day", m.On, "title", m.Title, "detail", strings.TrimSpace(m.Due+" "+m.Article))
		}
	}
	for _, d := range t.Debts {
		s.say(caseDebt, "title", d.Title, "material", d.Material, "day", d.Due, "says", d.Says)
	}
	for _, a := range t.Acts {
		s.say(caseAct, "day", a.On, "title", a.Title, "name", a.By, "says", strings.TrimSpace(a.Code+" "+a.Says))
	}
	for _, f := range t.Attachments {
		s.say(caseFile, "name", f.Name, "material", f.Material, "kind", f.Kind, "bytes", f.Bytes)
	}
}
