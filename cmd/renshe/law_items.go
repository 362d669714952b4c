package main

import (
	"fmt"
	"io/fs"
	"os"
	"strings"

	"renshe/internal/casework"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/law"
)

// lawItemsCmd reads the catalogue of service items as the program does when it starts, and says everything that is wrong with it.
type lawItemsCmd struct {
	Code   string `arg:"" optional:"" help:"${help_caseitem}"`
	Dir    string `help:"${help_itemsdir}" type:"existingdir" placeholder:"DIR"`
	County string `help:"${help_county}" default:"430725" placeholder:"CODE"`
	JSON   bool   `name:"json" help:"${help_json}"`
}

var (
	itemsRead   = words.Text{Zh: "{n} 个事项，{tests} 个事项测试，没有错误。", En: "{n} items with {tests} tests; nothing is wrong."}
	lawItemLine = words.Text{Zh: "{code}  {title}  {owner}", En: "{code}  {title}  {owner}"}
	itemWay     = words.Text{Zh: "办理方式：{way}；时限：{limit}", En: "way: {way}; limit: {limit}"}
	itemFields  = words.Text{Zh: "要填：{list}", En: "asks: {list}"}
	itemPapers  = words.Text{Zh: "要带：{list}", En: "papers: {list}"}
	itemTest    = words.Text{Zh: "测试：{name} → {ends}", En: "test: {name} → {ends}"}
	itemsWrong  = fail.Define(fail.Blocked, "cli.law-items",
		words.Text{Zh: "事项目录有 {n} 处错误。", En: "The catalogue of items has {n} errors."},
		words.Text{Zh: "没有改动任何数据。", En: "No data was changed."},
		words.Text{Zh: "请更正上面列出的文件；有错的目录，程序不会启动。", En: "Correct the files listed above; with a wrong catalogue the program does not start."})
)

// itemTold is an item, for programs.
type itemTold struct {
	Code      string   `json:"code"`
	Title     string   `json:"title"`
	Way       string   `json:"way"`
	Authority string   `json:"authority"`
	Area      string   `json:"area"`
	Limit     string   `json:"limit"`
	Effect    string   `json:"effect"`
	Fields    []string `json:"fields"`
	Materials []string `json:"materials"`
	Tests     []string `json:"tests"`
}

func (c *lawItemsCmd) Run(s *session) error {
	county, err := parseCounty(c.County)
	if err != nil {
		return err
	}
	var tree fs.FS = law.FS
	if c.Dir != "" {
		tree = os.DirFS(c.Dir)
	}
	all, err := casework.Catalogue(tree)
	if err != nil {
		faults := fail.Each(err)
		for _, e := range faults {
			fmt.Fprintln(s.stdout, printable(e.Say(s.lang).What))
		}
		return itemsWrong.With("n", len(faults))
	}
	if c.Code != "" {
		it, err := all.Get(c.Code)
		if err != nil {
			return err
		}
		if c.JSON {
			return s.json(tellItem(it, s.lang))
		}
		s.say(lawItemLine, "code", it.Code, "title", it.Title, "owner", it.Owner.Fill(s.lang, "county", ""))
		s.say(itemWay, "way", it.Way(), "limit", it.Promised(county).Title())
		x := tellItem(it, s.lang)
		s.say(itemFields, "list", strings.Join(x.Fields, ", "))
		s.say(itemPapers, "list", strings.Join(x.Materials, ", "))
		for _, t := range it.Trials {
			ends := string(t.Expect.Ends)
			if ends == "" {
				ends = t.Expect.Blocked
			}
			s.say(itemTest, "name", t.Name, "ends", ends)
		}
		return nil
	}
	return s.listItems(all, c.JSON)
}

func (s *session) listItems(all *casework.Items, asJSON bool) error {
	list, tests := []itemTold{}, 0
	for _, it := range all.All() {
		x := tellItem(it, s.lang)
		list, tests = append(list, x), tests+len(x.Tests)
	}
	if asJSON {
		return s.json(list)
	}
	for _, it := range all.All() {
		s.say(lawItemLine, "code", it.Code, "title", it.Title, "owner", it.Owner.Fill(s.lang, "county", ""))
	}
	s.say(itemsRead, "n", len(list), "tests", tests)
	return nil
}

// tellItem names what is asked: locked fields are answered by a register and asked of nobody.
func tellItem(it *casework.Item, l words.Lang) itemTold {
	x := itemTold{Code: it.Code, Title: it.Title.In(l), Way: string(it.Way()), Authority: it.Authority, Area: it.Area, Limit: it.Limit.Title().In(l),
		Effect: it.Effect.Kind, Fields: []string{}, Materials: []string{}, Tests: []string{}}
	for _, f := range it.Fields {
		if !f.Locked {
			x.Fields = append(x.Fields, f.Name)
		}
	}
	for _, m := range it.Materials {
		x.Materials = append(x.Materials, m.Name)
	}
	for _, t := range it.Trials {
		x.Tests = append(x.Tests, t.Name)
	}
	return x
}
