package main

import (
	"errors"
	"os"

	"renshe/civil"
	"renshe/internal/access"
	"renshe/internal/app"
	"renshe/internal/benefit"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// listsCmd is the lists of other departments that the gate reads.
type listsCmd struct {
	Import importListCmd `cmd:"" help:"${help_listsimport}"`
	Show   showListsCmd  `cmd:"" help:"${help_listsshow}"`
}

// asked is a command of one person on one county.
type asked struct {
	place
	identity
	County string `help:"${help_county}" default:"430725" placeholder:"CODE"`
	JSON   bool   `name:"json" help:"${help_json}"`
}

// with opens the county, signs the person in and lets work ask.
func (c *asked) with(s *session, work func(a *app.App, actor access.Actor) error) error {
	county, err := parseCounty(c.County)
	if err != nil {
		return err
	}
	a, _, err := s.open(c.place, county)
	if err != nil {
		return err
	}
	defer a.Close()
	actor, err := c.signIn(s, a, county)
	if err != nil {
		return err
	}
	return work(a, actor)
}

type importListCmd struct {
	asked
	Kind    string `help:"${help_listkind}" required:"" enum:"dead,custody,duplicate,unconfirmed" placeholder:"KIND"`
	Source  string `help:"${help_listsource}" required:"" placeholder:"NAME"`
	Purpose string `help:"${help_listpurpose}" required:"" placeholder:"TEXT"`
	AsOf    string `name:"as-of" help:"${help_listasof}" required:"" placeholder:"YYYY-MM-DD"`
	File    string `help:"${help_listfile}" required:"" placeholder:"FILE"`
	DryRun  bool   `name:"dry-run" help:"${help_listdry}"`
	Partial bool   `help:"${help_listpartial}"`
}

var (
	badListDay = fail.Define(fail.Invalid, "cli.list-day",
		words.Text{Zh: "名单日期 {day} 不对。", En: "{day} is no day."},
		words.Text{Zh: "没有导入。", En: "Nothing was taken in."},
		words.Text{Zh: "请写成 2026-03-01。", En: "Write it as 2026-03-01."})
	listSays = words.Text{Zh: "{rows} 行：本县在册 {matched} 人（其中 {draws} 人在领待遇），不在本县 {unknown} 人，有错 {bad} 行。",
		En: "{rows} rows: {matched} people on file here ({draws} of them draw a benefit), {unknown} not on file, {bad} rows wrong."}
	listTaken   = words.Text{Zh: "已导入。", En: "Taken in."}
	listDry     = words.Text{Zh: "只是预览，没有导入。", En: "A preview; nothing was taken in."}
	listAlready = words.Text{Zh: "这份文件以前导入过，没有变化。", En: "This file was taken in before; nothing changed."}
	badLine     = words.Text{Zh: "第 {line} 行：{what}", En: "line {line}: {what}"}
	noLists     = words.Text{Zh: "还没有导入过名单。", En: "No list was taken in yet."}
	listLine    = words.Text{Zh: "{id}  {asof}  {kind}  {source}：在册 {matched} 人，{by} 导入，{state}", En: "{id}  {asof}  {kind}  {source}: {matched} on file, taken in by {by}, {state}"}
	listInForce = words.Text{Zh: "闸口在用", En: "the gate reads it"}
	listGone    = words.Text{Zh: "已由新名单代替", En: "replaced by a newer one"}
	listPerson  = words.Text{Zh: "  第 {line} 行  档案 {person}  {since}  {note}", En: "  line {line}  file {person}  {since}  {note}"}
)

// listResult is what became of a list, for programs. Citizen IDs are not repeated.
type listResult struct {
	List    int64     `json:"list,string,omitempty"`
	Rows    int       `json:"rows"`
	Matched int       `json:"matched"`
	Draws   int       `json:"draws"`
	Unknown int       `json:"unknown"`
	Bad     []badItem `json:"bad"`
	Taken   bool      `json:"taken"`
	Already bool      `json:"already"`
}

type badItem struct {
	Line int    `json:"line"`
	What string `json:"what"`
}

func (c *importListCmd) Run(s *session) error {
	day, bad := civil.ParseDate(c.AsOf)
	if bad != nil {
		return badListDay.With("day", c.AsOf).On("--as-of")
	}
	content, err := os.ReadFile(c.File)
	if err != nil {
		return noFile.With("file", c.File).On("--file").From(err)
	}
	file := benefit.ListFile{Kind: benefit.ListKind(c.Kind), Source: c.Source, Purpose: c.Purpose, AsOf: day, Content: content, Partial: c.Partial}
	return c.with(s, func(a *app.App, actor access.Actor) error {
		p, err := a.Benefit.StageList(s, actor, file)
		if err != nil {
			return err
		}
		report, draws := p.Report, p.Draws
		if c.DryRun {
			err = a.Benefit.DropStaged(s, actor, p.ID)
		} else if report, err = a.Benefit.TakeStaged(s, actor, p.ID, c.Partial); err != nil {
			report = p.Report // told with the lines that are wrong, and thrown away
			err = errors.Join(err, a.Benefit.DropStaged(s, actor, p.ID))
		}
		if told := c.tell(s, report, draws); told != nil {
			return told
		}
		return err
	})
}

func (c *importListCmd) tell(s *session, r benefit.ListReport, draws int) error {
	x := listResult{List: r.ID, Rows: r.Rows, Matched: r.Matched, Draws: draws, Unknown: r.Unknown, Bad: []badItem{}, Taken: r.ID != 0 && !r.Already, Already: r.Already}
	for _, b := range r.Bad {
		x.Bad = append(x.Bad, badItem{b.Line, b.What.In(s.lang)})
	}
	if c.JSON {
		return s.json(x)
	}
	s.say(listSays, "rows", x.Rows, "matched", x.Matched, "draws", x.Draws, "unknown", x.Unknown, "bad", len(x.Bad))
	for _, b := range x.Bad {
		s.say(badLine, "line", b.Line, "what", b.What)
	}
	switch {
	case x.Already:
		s.say(listAlready)
	case x.Taken:
		s.say(listTaken)
	case c.DryRun:
		s.say(listDry)
	}
	return nil
}

type showListsCmd struct {
	asked
	List int64 `help:"${help_listid}" placeholder:"NUMBER"`
}

// listState is a list that was taken in, for programs.
type listState struct {
	List    int64            `json:"list,string"`
	Kind    benefit.ListKind `json:"kind"`
	Source  string           `json:"source"`
	Purpose string           `json:"purpose"`
	AsOf    civil.Date       `json:"as_of"`
	Rows    int              `json:"rows"`
	Matched int              `json:"matched"`
	Unknown int              `json:"unknown"`
	Bad     int              `json:"bad"`
	By      string           `json:"by"`
	At      string           `json:"at"`
	InForce bool             `json:"in_force"`
	People  []listedOne      `json:"people,omitempty"`
}

type listedOne struct {
	Line   int        `json:"line"`
	Person int64      `json:"person,string"`
	Since  civil.Date `json:"since"`
	Note   string     `json:"note,omitempty"`
	Draws  bool       `json:"draws"`
}

func (c *showListsCmd) Run(s *session) error {
	return c.with(s, func(a *app.App, actor access.Actor) error {
		if c.List != 0 {
			info, people, err := a.Benefit.GateList(s, actor, c.List)
			if err != nil {
				return err
			}
			x := stateOfList(info)
			for _, p := range people {
				x.People = append(x.People, listedOne{p.Line, p.Person, p.Since, p.Note, p.Draws})
			}
			if c.JSON {
				return s.json(x)
			}
			s.sayList(x)
			return nil
		}
		all, err := a.Benefit.GateLists(s, actor, benefit.MaxPage)
		if err != nil {
			return err
		}
		list := []listState{}
		for _, l := range all {
			list = append(list, stateOfList(l))
		}
		if c.JSON {
			return s.json(list)
		}
		if len(list) == 0 {
			s.say(noLists)
		}
		for _, x := range list {
			s.sayList(x)
		}
		return nil
	})
}

func stateOfList(l benefit.ListInfo) listState {
	return listState{List: l.ID, Kind: l.Kind, Source: l.Source, Purpose: l.Purpose, AsOf: l.AsOf, Rows: l.Rows, Matched: l.Matched, Unknown: l.Unknown, Bad: l.Bad,
		By: l.ByName, At: civil.Clock(l.At), InForce: l.Current}
}

func (s *session) sayList(x listState) {
	state := listGone
	if x.InForce {
		state = listInForce
	}
	s.say(listLine, "id", x.List, "asof", x.AsOf, "kind", x.Kind.Title(), "source", x.Source, "matched", x.Matched, "by", x.By, "state", state)
	for _, p := range x.People {
		s.say(listPerson, "line", p.Line, "person", p.Person, "since", p.Since, "note", p.Note)
	}
}
