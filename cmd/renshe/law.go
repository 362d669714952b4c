package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"renshe/civil"
	"renshe/docs"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/law"
	"renshe/policy"
)

type lawCmd struct {
	Test  lawTestCmd  `cmd:"" help:"${help_lawtest}"`
	Lint  lawLintCmd  `cmd:"" help:"${help_lawlint}"`
	Items lawItemsCmd `cmd:"" help:"${help_lawitems}"`
	Show  lawShowCmd  `cmd:"" help:"${help_lawshow}"`
	Diff  lawDiffCmd  `cmd:"" help:"${help_lawdiff}"`
	Book  lawBookCmd  `cmd:"" help:"${help_lawbook}"`
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

type lawLintCmd struct {
	All     bool   `help:"${help_lintall}"`
	Dir     string `help:"${help_lintdir}" type:"existingdir" placeholder:"DIR"`
	KnownOn string `name:"known-on" help:"${help_lintday}" placeholder:"YYYY-MM-DD"`
	JSON    bool   `name:"json" help:"${help_json}"`
}

var (
	lintSummary = words.Text{Zh: "{parameters} 个参数，{rows} 个值（{marks}），{cases} 个案例；错误 {errors}，提醒 {warnings}，说明 {infos}。",
		En: "{parameters} parameters, {rows} values ({marks}), {cases} cases; {errors} errors, {warnings} warnings, {infos} remarks."}
	lintMore   = words.Text{Zh: "加 --all 列出说明。", En: "--all lists the remarks."}
	lintFailed = fail.Define(fail.Blocked, "cli.law-lint",
		words.Text{Zh: "法规数据有 {errors} 处错误。", En: "The law files have {errors} errors."},
		words.Text{Zh: "没有改动任何数据。", En: "No data was changed."},
		words.Text{Zh: "请更正 law/ 里的文件。", En: "Correct the files in law/."})
)

func (c *lawLintCmd) Run(s *session) error {
	today := civil.DateIn(time.Now())
	if c.KnownOn != "" {
		var err error
		if today, err = civil.ParseDate(c.KnownOn); err != nil {
			return badDay.With("text", echo(c.KnownOn)).On("--known-on")
		}
	}
	var tree fs.FS = law.FS
	if c.Dir != "" {
		tree = os.DirFS(c.Dir)
	}
	r := policy.Lint(tree, today)
	errs := r.Count(policy.SeverityError)
	if c.JSON {
		if err := s.json(map[string]any{"known_on": today, "parameters": r.Parameters, "rows": r.Rows, "marks": r.Marks, "cases": r.Cases,
			"errors": errs, "warnings": r.Count(policy.SeverityWarning), "infos": r.Count(policy.SeverityInfo), "remarks": append([]policy.Remark{}, r.Remarks...)}); err != nil {
			return err
		}
	} else {
		s.printLint(r, c.All)
	}
	if errs > 0 {
		return lintFailed.With("errors", errs)
	}
	return nil
}

func (s *session) printLint(r policy.LintReport, all bool) {
	p := s.page()
	var last policy.Severity
	for i := 0; i < len(r.Remarks); i++ {
		m := r.Remarks[i]
		if m.Severity == policy.SeverityInfo && !all {
			continue
		}
		if m.Severity != last {
			if last != "" {
				p.blank()
			}
			p.strong(0, capital(m.Severity.Title().In(s.lang)))
			last = m.Severity
		}
		if m.Rows > 0 { // the same of many parameters: said once
			var keys []string
			for ; i < len(r.Remarks) && r.Remarks[i].Code == m.Code; i++ {
				keys = append(keys, fmt.Sprintf("%s %d", r.Remarks[i].Key, r.Remarks[i].Rows))
			}
			i--
			p.line(2, 4, capital(m.Text.In(s.lang))+wColon.In(s.lang)+strings.Join(keys, ", "))
			continue
		}
		where := strings.Join(strings.Fields(m.Key+" "+m.Place+" "+m.From), " ")
		if where == "" {
			where = m.File
		}
		if where != "" {
			where += wColon.In(s.lang)
		}
		p.line(2, 4, where+m.Text.In(s.lang))
	}
	if last != "" {
		p.blank()
	}
	var marks []string
	for _, mark := range policy.Marks() {
		if n := r.Marks[mark]; n > 0 {
			marks = append(marks, fmt.Sprintf("%s %d", mark, n))
		}
	}
	infos := r.Count(policy.SeverityInfo)
	p.line(0, 0, lintSummary.Fill(s.lang, "parameters", r.Parameters, "rows", r.Rows, "marks", strings.Join(marks, ", "), "cases", r.Cases,
		"errors", r.Count(policy.SeverityError), "warnings", r.Count(policy.SeverityWarning), "infos", infos))
	if infos > 0 && !all {
		p.line(0, 0, lintMore.In(s.lang))
	}
}

type lawBookCmd struct {
	Name string `arg:"" optional:"" help:"${help_bookname}"`
	Out  string `help:"${help_bookout}" type:"path" placeholder:"DIR"`
}

var bookWritten = words.Text{Zh: "写好了 {files} 个文件，在 {dir}。", En: "{files} files are written to {dir}."}

func (c *lawBookCmd) Run(s *session) error {
	if c.Out != "" {
		return s.writeBook(c.Out)
	}
	tag := "zh"
	if s.lang == words.En {
		tag = "en"
	}
	b, err := docs.FS.ReadFile("rules." + tag + ".md")
	if err != nil {
		return err
	}
	book := string(b)
	if c.Name != "" {
		if book, err = chapter(book, printable(c.Name)); err != nil {
			return err
		}
	}
	_, err = fmt.Fprint(s.stdout, book)
	return err
}

// chapter cuts the chapter of one calculator out of the book.
func chapter(book, name string) (string, error) {
	if _, err := policy.Find(name); err != nil {
		return "", err
	}
	_, rest, ok := strings.Cut(book, "## <a id=\"calc-"+name+"\"></a>")
	if !ok {
		return "", fail.As(errors.New("the rule book has no chapter " + name))
	}
	text, _, _ := strings.Cut(rest, "\n## ")
	return "# " + strings.TrimSpace(text) + "\n", nil
}

// writeBook writes the book in both languages with all drawings.
func (s *session) writeBook(dir string) error {
	n := 0
	err := fs.WalkDir(docs.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if d.IsDir() {
			return os.MkdirAll(file, 0o755)
		}
		b, err := fs.ReadFile(docs.FS, name)
		if err != nil {
			return err
		}
		n++
		return os.WriteFile(file, b, 0o644)
	})
	if err != nil {
		return noFile.With("file", dir).On("--out").From(err)
	}
	s.say(bookWritten, "files", n, "dir", dir)
	return nil
}
