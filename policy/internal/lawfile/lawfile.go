// Package lawfile reads law/parameters (参数文件): one file per legal parameter, dated rows by place, each with its source. The
// rules and their generator both read through it, so a file is understood in one way only.
package lawfile

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// Bad is the fault of every file here: the program does not start on law it cannot read.
var Bad = fail.Define(fail.Internal, "law.file",
	words.Text{Zh: "法规数据文件 {file} 有错：{problem}", En: "The law data file {file} is wrong: {problem}"},
	words.Text{Zh: "程序没有启动，数据没有变化。", En: "The program did not start; no data changed."},
	words.Text{Zh: "请更正文件后再启动。", En: "Correct the file and start again."})

// Level is a rank of government that may set a value (层级).
type Level string

// The levels, from the nation down.
const (
	Nation   Level = "nation"
	Province Level = "province"
	City     Level = "city"
	County   Level = "county"
)

// levelOf tells a place's level by the length of its code; "" is the nation.
var levelOf = map[int]Level{0: Nation, 2: Province, 4: City, 6: County}

// Combine is how the levels' values meet (合并方式).
type Combine string

// The ways to combine.
const (
	Cover   Combine = "cover"   // the most local value counts
	Add     Combine = "add"     // the values of all levels are added
	Highest Combine = "highest" // the highest of all levels counts: a floor that others may raise
)

// Marks are the confidence marks, strongest first.
var Marks = []string{"S", "S2", "D", "K-high", "K-med", "K-low", "U"}

// Parameter is one legal parameter (法定参数).
type Parameter struct {
	Key     string
	File    string
	Title   words.Text
	Unit    Unit
	Levels  []Level
	Combine Combine
	Due     string     // "yearly 01": a new value is due each January; "" if none is
	LeftOut words.Text // not zero: an unknown value is left out of the sum, and this is said
	Probe   Value      // of a parameter that may be left out: a value that changes the result if any does
	Rows    []Row
}

// IsTable says whether a value is a table of elements by key.
func (p *Parameter) IsTable() bool { return p.Unit.Element() != p.Unit }

// Name is the parameter's name in rules: "resident-basic-pension" is residentBasicPension.
func (p *Parameter) Name() string {
	head, rest, _ := strings.Cut(p.Key, "-")
	for part := range strings.SplitSeq(rest, "-") {
		if part != "" {
			head += strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return head
}

// Row is one value: in force in Place from From, known since Known.
type Row struct {
	Place      civil.Division
	From       civil.Month
	Value      Value
	Published  civil.Date // zero: not recorded
	NotBefore  civil.Date // zero: no bound; the day of publication was not seen, but it was not before this day
	Known      civil.Date // published, or where that is not recorded the earliest day that does not contradict the row and those above
	Cite       Cite
	Confidence string
	Note       words.Text
	Proposal   bool // of a reform: no law
}

// Cite is where a value was read.
type Cite struct {
	Document string `yaml:"document"`
	Article  string `yaml:"article"`
	URL      string `yaml:"url"`
	Quote    string `yaml:"quote"`
	Checked  string `yaml:"checked"`
}

// rawFile and rawRow are the file as written.
type rawFile struct {
	Key     string     `yaml:"key"`
	Title   words.Text `yaml:"title"`
	Unit    Unit       `yaml:"unit"`
	Level   []Level    `yaml:"level"`
	Combine Combine    `yaml:"combine"`
	Due     string     `yaml:"due"`
	LeftOut words.Text `yaml:"left_out"`
	Probe   string     `yaml:"probe"`
	Rows    []rawRow   `yaml:"rows"`
}

type rawRow struct {
	Place      string     `yaml:"place"`
	From       string     `yaml:"from"`
	Value      string     `yaml:"value"`
	Published  string     `yaml:"published"`
	Known      string     `yaml:"known"`
	Cite       Cite       `yaml:"cite"`
	Confidence string     `yaml:"confidence"`
	Note       words.Text `yaml:"note"`
}

// ReadAll reads dir/AREA/NAME.yaml, sorted by key.
func ReadAll(fsys fs.FS, dir string) ([]*Parameter, error) {
	files, err := fs.Glob(fsys, path.Join(dir, "*", "*.yaml"))
	if err != nil || len(files) == 0 {
		return nil, Bad.With("file", dir, "problem", "no parameters").From(err)
	}
	var all []*Parameter
	seen := map[string]string{}
	for _, file := range files {
		b, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, Bad.With("file", file, "problem", "unreadable").From(err)
		}
		p, err := Parse(file, b)
		if err != nil {
			return nil, err
		}
		if other := seen[p.Key]; other != "" {
			return nil, Bad.With("file", file, "problem", "key "+p.Key+" is also in "+other)
		}
		seen[p.Key] = file
		all = append(all, p)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Key < all[j].Key })
	return all, nil
}

var keyPattern = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)+$`)

// Decode reads YAML strictly: an unknown field is an error. The decoder panics on some malformed tags (found by fuzzing); a bad
// file is an error here whatever is wrong with it.
func Decode(b []byte, into any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the YAML decoder gave up: %v", r)
		}
	}()
	return yaml.UnmarshalWithOptions(b, into, yaml.Strict())
}

// Parse reads one file and refuses what policy.md forbids: an unknown field, a row at a level that may not set it, a value
// without source, an unknown value that carries a number.
func Parse(file string, b []byte) (*Parameter, error) {
	bad := func(format string, args ...any) error {
		return Bad.With("file", file, "problem", fmt.Sprintf(format, args...))
	}
	var raw rawFile
	if err := Decode(b, &raw); err != nil {
		return nil, Bad.With("file", file, "problem", "not readable as a parameter").From(err)
	}
	p := &Parameter{Key: raw.Key, File: file, Title: raw.Title, Unit: raw.Unit, Levels: raw.Level, Combine: raw.Combine, Due: raw.Due, LeftOut: raw.LeftOut}
	switch {
	case !keyPattern.MatchString(raw.Key) || path.Base(file) != raw.Key+".yaml":
		return nil, bad("the key must be words joined by hyphens and equal the file's name")
	case raw.Title.Zh == "" || raw.Title.En == "":
		return nil, bad("a title in both languages is needed")
	case raw.Unit.GoType() == "":
		return nil, bad("unknown unit %q", raw.Unit)
	case !slices.Contains([]Combine{Cover, Add, Highest}, raw.Combine):
		return nil, bad("combine is cover, add or highest")
	case raw.Combine != Cover && !raw.Unit.adds():
		return nil, bad("a %s can only cover", raw.Unit)
	case !dueReadable(raw.Due):
		return nil, bad("due is empty or like \"yearly 01\"")
	case (raw.LeftOut.Zh == "") != (raw.LeftOut.En == ""):
		return nil, bad("left_out is needed in both languages")
	case len(raw.Level) == 0 || len(raw.Rows) == 0:
		return nil, bad("levels and rows are needed")
	}
	for _, l := range raw.Level {
		if !slices.Contains([]Level{Nation, Province, City, County}, l) {
			return nil, bad("unknown level %q", l)
		}
	}
	if (raw.Probe == "") != raw.LeftOut.IsZero() {
		return nil, bad("left_out and probe belong together")
	}
	if raw.Probe != "" {
		var err error
		if p.Probe, err = ParseValue(p.Unit, raw.Probe); err != nil || !p.Probe.Known {
			return nil, bad("the probe is not a value of the unit")
		}
	}
	for i, r := range raw.Rows {
		row, problem := parseRow(p, r)
		if problem != "" {
			return nil, bad("row %d (%s from %s): %s", i+1, r.Place, r.From, problem)
		}
		p.Rows = append(p.Rows, row)
	}
	return p, nil
}

func dueReadable(due string) bool {
	month, ok := strings.CutPrefix(due, "yearly ")
	n, err := strconv.Atoi(month)
	return due == "" || ok && err == nil && len(month) == 2 && n >= 1 && n <= 12
}

// DueMonth is the month of the year that a new value is due in, 1 where none is due.
func (p *Parameter) DueMonth() int {
	n, err := strconv.Atoi(strings.TrimPrefix(p.Due, "yearly "))
	if err != nil {
		return 1
	}
	return n
}

func parseRow(p *Parameter, r rawRow) (Row, string) {
	row := Row{Cite: r.Cite, Confidence: r.Confidence, Note: r.Note}
	if r.Place != "CN" {
		row.Place = civil.Division(r.Place)
	}
	level, isPlace := levelOf[len(row.Place)]
	if r.Place == "" || !isPlace || strings.Trim(string(row.Place), "0123456789") != "" {
		return row, "place is CN or a code of two, four or six digits"
	}
	if !slices.Contains(p.Levels, level) {
		return row, fmt.Sprintf("the %s may not set this value", level)
	}
	var err error
	if row.From, err = civil.ParseMonth(r.From); err != nil || len(r.From) != 7 {
		return row, "from is a month like 2014-07"
	}
	if r.Published != "" {
		if row.Published, err = civil.ParseDate(r.Published); err != nil {
			return row, "published is a date like 2014-08-04"
		}
	}
	if r.Known != "" {
		if row.NotBefore, err = civil.ParseDate(r.Known); err != nil || r.Published != "" {
			return row, "known is a date like 2014-08-04, where the day of publication was not seen"
		}
	}
	if !slices.Contains(Marks, r.Confidence) {
		return row, "confidence is one of " + strings.Join(Marks, " ")
	}
	if r.Cite.Document == "" && r.Confidence != "U" {
		return row, "a value needs the document it comes from"
	}
	if _, err := civil.ParseDate(r.Cite.Checked); err != nil {
		return row, "cite.checked is the date the source was last looked at"
	}
	if (r.Note.Zh == "") != (r.Note.En == "") {
		return row, "a note is needed in both languages"
	}
	if (r.Value == "unknown") != (r.Confidence == "U") {
		return row, "confidence U belongs to the value unknown, and to no number"
	}
	if row.Value, err = ParseValue(p.Unit, r.Value); err != nil {
		return row, err.Error()
	}
	row.Known = knownSince(p.Rows, row)
	return row, ""
}

// knownSince gives the day a row counts as known. Files are appended to, so a row whose publication is not recorded was not
// published before an earlier row of its place.
func knownSince(above []Row, row Row) civil.Date {
	if !row.Published.IsZero() {
		return row.Published
	}
	known := max(row.From.FirstDay(), row.NotBefore)
	for _, r := range above {
		if r.Place == row.Place {
			known = max(known, r.Known)
		}
	}
	return known
}

// LevelOf gives the level of a place.
func LevelOf(place civil.Division) Level { return levelOf[len(place)] }
