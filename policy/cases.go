package policy

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/policy/internal/lawfile"
)

// Case is a situation and the expected result, as an officer writes it (案例).
type Case struct {
	File       string
	Name       string
	Calculator string
	Query      Query
	Person     map[string]string // the inputs, as typed
	Expect     map[string]string // outputs by name: fen, "true", "none", codes joined by blanks
	Fault      string            // or the codes of the faults, joined by blanks
}

// caseFile is law/cases/AREA/NAME.yaml.
type caseFile struct {
	Title words.Text `yaml:"title"`
	Cases []struct {
		Case       string            `yaml:"case"`
		Calculator string            `yaml:"calculator"`
		County     string            `yaml:"county"`
		AsOf       string            `yaml:"as_of"`
		KnownOn    string            `yaml:"known_on"`
		Person     map[string]string `yaml:"person"`
		Expect     map[string]string `yaml:"expect"`
		Fault      string            `yaml:"fault"`
	} `yaml:"cases"`
}

// ReadCases reads every .yaml below cases/.
func ReadCases(fsys fs.FS) ([]Case, error) {
	var all []Case
	err := fs.WalkDir(fsys, "cases", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(file) != ".yaml" {
			return err
		}
		b, err := fs.ReadFile(fsys, file)
		if err != nil {
			return err
		}
		list, err := ParseCases(file, b)
		all = append(all, list...)
		return err
	})
	return all, err
}

// ParseCases reads one file. A case needs a name, a known calculator, and either expectations or a fault.
func ParseCases(file string, b []byte) ([]Case, error) {
	var f caseFile
	if err := lawfile.Decode(b, &f); err != nil {
		return nil, BadLaw.With("file", file, "problem", "not readable as cases").From(err)
	}
	seen := map[string]bool{}
	var list []Case
	for i, r := range f.Cases {
		bad := func(problem string) error {
			return BadLaw.With("file", file, "problem", fmt.Sprintf("case %d (%s): %s", i+1, r.Case, problem))
		}
		c := Case{File: file, Name: r.Case, Calculator: r.Calculator, Person: r.Person, Expect: r.Expect, Fault: r.Fault}
		if r.Case == "" || seen[r.Case] {
			return nil, bad("a name of its own is needed")
		}
		seen[r.Case] = true
		if _, err := Find(r.Calculator); err != nil {
			return nil, bad("no such calculator")
		}
		if (len(r.Expect) == 0) == (r.Fault == "") {
			return nil, bad("either expect or fault is needed")
		}
		var errs [3]error
		if r.County != "" {
			c.Query.County, errs[0] = civil.ParseCounty(r.County)
		}
		if r.AsOf != "" {
			c.Query.AsOf, errs[1] = civil.ParseMonth(r.AsOf)
		}
		if r.KnownOn != "" {
			c.Query.KnownOn, errs[2] = civil.ParseDate(r.KnownOn)
		}
		if errors.Join(errs[:]...) != nil {
			return nil, bad("county, as_of or known_on cannot be read")
		}
		list = append(list, c)
	}
	if len(list) == 0 || f.Title.Zh == "" || f.Title.En == "" {
		return nil, BadLaw.With("file", file, "problem", "a title in both languages and cases are needed")
	}
	return list, nil
}

// Failure is a case that did not come out as expected.
type Failure struct {
	Case        Case
	Differences []string // "total_fen: expected 32996, got 32995"
	Explanation string   // the tree, line by line
}

// String tells what differs and how the result came about.
func (f Failure) String() string {
	return fmt.Sprintf("%s: %s\n  %s\n%s", f.Case.File, f.Case.Name, strings.Join(f.Differences, "\n  "), f.Explanation)
}

// Covered counts how many cases touch something.
type Covered struct {
	Name  string
	Cases int
}

// Report is the outcome of all cases, with what they cover (案例报告). Lists are sorted by name and hold zero counts too.
type Report struct {
	Cases    int
	Failures []Failure
	Rules    []Covered // every variant of every rule, by function
	Rows     []Covered // every dated row of every parameter
	Articles []Covered // every article that a rule or a row cites
	Reasons  []Covered // every reason code
}

// Uncovered lists what no case touches.
func (r Report) Uncovered() []string {
	var list []string
	for _, group := range [][]Covered{r.Rules, r.Rows, r.Articles, r.Reasons} {
		for _, c := range group {
			if c.Cases == 0 {
				list = append(list, c.Name)
			}
		}
	}
	return list
}

// RunCases loads the law and runs every case of it, exact to the fen.
func RunCases(fsys fs.FS) (Report, error) {
	s, err := Load(fsys)
	if err != nil {
		return Report{}, err
	}
	cases, err := ReadCases(fsys)
	if err != nil {
		return Report{}, err
	}
	return s.runCases(cases), nil
}

func (s *Set) runCases(cases []Case) Report {
	cover := newCoverage(s)
	report := Report{Cases: len(cases)}
	for _, c := range cases {
		res, err := s.calculate(c.Calculator, c.Query, c.Person)
		if d := c.differences(res, err); len(d) > 0 {
			report.Failures = append(report.Failures, Failure{c, d, explanationLines(res)})
			continue
		}
		cover.touch(res)
	}
	cover.fill(&report)
	return report
}

// differences compares a result, or its faults, with what the case expects.
func (c Case) differences(res *Result, err error) []string {
	var faults []string
	for _, e := range fail.Each(err) {
		faults = append(faults, e.Code)
	}
	if got := strings.Join(faults, " "); got != c.Fault {
		return []string{fmt.Sprintf("fault: expected %q, got %q", c.Fault, got)}
	}
	if err != nil {
		return nil
	}
	var list []string
	for name, want := range c.Expect {
		o, ok := res.Output(name)
		if got := caseText(o.Value); !ok || got != want {
			list = append(list, fmt.Sprintf("%s: expected %s, got %s", name, want, got))
		}
	}
	sort.Strings(list)
	return list
}

// caseText writes an output as cases do.
func caseText(v any) string {
	switch v := v.(type) {
	case nil:
		return "none"
	case []string:
		return strings.Join(v, " ")
	case []int64:
		return strings.Trim(fmt.Sprint(v), "[]")
	}
	return fmt.Sprint(v)
}

func explanationLines(res *Result) string {
	if res == nil {
		return ""
	}
	var b strings.Builder
	for _, st := range res.Explanation {
		fmt.Fprintf(&b, "    %-28s %-24s %s\n", st.Name, st.Shown.Zh, st.Formula.Zh)
	}
	return b.String()
}

// coverage counts by name.
type coverage struct {
	rules, rows, articles, reasons map[string]int
}

func newCoverage(s *Set) *coverage {
	c := &coverage{map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}}
	for i := range ruleTable {
		c.rules[ruleTable[i].Func] = 0
		for _, a := range ruleTable[i].Law {
			c.articles[a.String()] = 0
		}
	}
	for _, p := range s.parameters {
		for i := range p.Rows {
			r := &p.Rows[i]
			c.articles[citation(r).String()] = 0
			if len(r.Value.Table) == 0 {
				c.rows[rowName(touched{p, r, 0})] = 0
			}
			for _, e := range r.Value.Table {
				c.rows[rowName(touched{p, r, e.Key})] = 0
			}
		}
	}
	for _, r := range Reasons() {
		c.reasons["reason "+r.String()] = 0
	}
	for k, list := range choices {
		for _, one := range list {
			c.reasons[string(k)+" "+one.Name] = 0
		}
	}
	return c
}

// rowName names a dated row, and of a table the element.
func rowName(t touched) string {
	place, value := string(t.row.Place), t.row.Value.Text
	if place == "" {
		place = "CN"
	}
	if e, ok := t.row.Value.At(t.key); ok {
		value = fmt.Sprintf("[%d] %s", e.Key, e.Text)
	}
	return fmt.Sprintf("%s %s %s %s", t.parameter.Key, place, t.row.From, value)
}

// touch counts what a case that came out as expected rests on; of a case that expects a fault, the rows behind the fault.
func (c *coverage) touch(res *Result) {
	if res == nil {
		return
	}
	articles := map[string]bool{}
	for _, st := range res.Explanation {
		if st.rule != nil {
			c.rules[st.rule.Func]++
			for _, a := range st.rule.Law {
				articles[a.String()] = true
			}
		}
		for _, t := range st.rows {
			c.rows[rowName(t)]++
			articles[citation(t.row).String()] = true
		}
		kind, list := st.Kind, []string{st.Value}
		if kind == KindDependants {
			kind, list = kindDependant, splitList(st.Value)
		}
		for _, value := range list {
			name := string(kind) + " " + value
			if _, counted := c.reasons[name]; counted {
				c.reasons[name]++
			}
		}
	}
	for a := range articles {
		c.articles[a]++
	}
}

func (c *coverage) fill(r *Report) {
	list := func(m map[string]int) []Covered {
		var all []Covered
		for name, n := range m {
			all = append(all, Covered{name, n})
		}
		sort.Slice(all, func(i, j int) bool { return all[i].Name < all[j].Name })
		return all
	}
	r.Rules, r.Rows, r.Articles, r.Reasons = list(c.rules), list(c.rows), list(c.articles), list(c.reasons)
}
