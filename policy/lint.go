package policy

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/policy/internal/lawfile"
)

// Severity says how much a remark on the law files matters (轻重).
type Severity string

// The severities. Only an error makes the check fail.
const (
	SeverityError   Severity = "error"   // the files are wrong
	SeverityWarning Severity = "warning" // somebody should look: a value is due, or its source is thin
	SeverityInfo    Severity = "info"    // good to know before relying on it
)

// Title is what people read.
func (s Severity) Title() words.Text { return severityTitles[s] }

var severityTitles = map[Severity]words.Text{SeverityError: {Zh: "错误", En: "error"}, SeverityWarning: {Zh: "提醒", En: "warning"}, SeverityInfo: {Zh: "说明", En: "info"}}

// Remark is one thing found in the law files (检查结果).
type Remark struct {
	Severity Severity   `json:"severity"`
	Code     string     `json:"code"` // "overdue"
	Key      string     `json:"key"`  // of the parameter; "" for a case
	File     string     `json:"file"`
	Place    string     `json:"place,omitempty"` // "CN", "43"; where it is about rows of one place
	From     string     `json:"from,omitempty"`  // where it is about one row
	Rows     int        `json:"rows,omitempty"`  // how many rows it is about, where it counts them
	Text     words.Text `json:"text"`
}

// LintReport is what a check of the law files found, errors first (法规数据检查).
type LintReport struct {
	Today      civil.Date
	Parameters int
	Rows       int
	Marks      map[string]int // rows by mark of confidence
	Cases      int
	Remarks    []Remark
}

// Count gives how many remarks are of a severity.
func (r LintReport) Count(s Severity) int {
	n := 0
	for _, m := range r.Remarks {
		if m.Severity == s {
			n++
		}
	}
	return n
}

// Lint reads the law files and reports what an editor of them should know on a day: what [Set.Lint] finds, and values, rules and
// articles that no case covers. Files that cannot be read at all are one error.
func Lint(fsys fs.FS, today civil.Date) LintReport {
	s, err := Load(fsys)
	if err != nil {
		r := LintReport{Today: today, Marks: map[string]int{}}
		r.refused("unreadable", err)
		return r
	}
	r := s.Lint(today)
	r.cases(fsys)
	r.sort()
	return r
}

// Lint reports values that are due, rows without a source that can be looked up, places that are none, months in which nothing is
// in force.
func (s *Set) Lint(today civil.Date) LintReport {
	r := LintReport{Today: today, Parameters: len(s.parameters), Marks: map[string]int{}}
	for i, p := range s.parameters {
		l := &linter{set: s, parameter: p, index: i, today: today}
		l.check()
		r.Rows += len(p.Rows)
		for _, row := range p.Rows {
			r.Marks[row.Confidence]++
		}
		r.Remarks = append(r.Remarks, l.remarks...)
	}
	r.sort()
	return r
}

// refused notes the faults of files that cannot be read.
func (r *LintReport) refused(code string, err error) {
	for _, e := range fail.Each(err) {
		r.Remarks = append(r.Remarks, Remark{Severity: SeverityError, Code: code, Text: words.Text{Zh: e.Say(words.Zh).What, En: e.Say(words.En).What}})
	}
}

// sort puts the graver first, and within one severity what counts rows last.
func (r *LintReport) sort() {
	slices.SortStableFunc(r.Remarks, func(a, b Remark) int {
		if n := a.Severity.rank() - b.Severity.rank(); n != 0 {
			return n
		}
		return codeRank(a.Code) - codeRank(b.Code)
	})
}

func (s Severity) rank() int {
	return slices.Index([]Severity{SeverityError, SeverityWarning, SeverityInfo}, s)
}

// codeRank puts what counts rows behind what names one.
func codeRank(code string) int {
	return slices.Index([]string{"source", "unconfirmed", "no-address", "not-checked"}, code)
}

// cases runs the cases: one that does not come out, and a value or rule without one, are errors.
func (r *LintReport) cases(fsys fs.FS) {
	report, err := RunCases(fsys)
	if err != nil {
		r.refused("cases", err)
		return
	}
	r.Cases = report.Cases
	for _, f := range report.Failures {
		r.Remarks = append(r.Remarks, Remark{Severity: SeverityError, Code: "case-fails", File: f.Case.File,
			Text: words.Text{Zh: "案例“" + f.Case.Name + "”不符：" + strings.Join(f.Differences, "；"), En: "the case “" + f.Case.Name + "” does not come out: " + strings.Join(f.Differences, "; ")}})
	}
	for _, name := range report.Uncovered() {
		r.Remarks = append(r.Remarks, Remark{Severity: SeverityError, Code: "no-case", Key: keyOfRow(name),
			Text: words.Text{Zh: "没有案例：" + name, En: "no case covers: " + name}})
	}
}

// keyOfRow is the parameter of an uncovered row's name; "" for a rule, an article or a reason.
func keyOfRow(name string) string {
	key, _, _ := strings.Cut(name, " ")
	if slices.Contains(parameterKeys[:], key) {
		return key
	}
	return ""
}

// linter checks one parameter.
type linter struct {
	set       *Set
	parameter *lawfile.Parameter
	index     int
	today     civil.Date
	remarks   []Remark
}

func (l *linter) check() {
	for i := range l.parameter.Rows {
		l.checkRow(i)
	}
	l.sources()
	l.unconfirmed()
	for _, place := range l.places() {
		l.due(place)
		l.unknownMonths(place)
		l.skippedYears(place)
	}
	l.begins()
}

func (l *linter) say(s Severity, code string, row *lawfile.Row, t words.Text, pairs ...any) {
	m := Remark{Severity: s, Code: code, Key: l.parameter.Key, File: l.parameter.File, Text: words.Text{Zh: t.Fill(words.Zh, pairs...), En: t.Fill(words.En, pairs...)}}
	if row != nil {
		m.Place, m.From = placeCode(row.Place), row.From.String()
	}
	l.remarks = append(l.remarks, m)
}

// places lists the places that have rows, from the nation down.
func (l *linter) places() []civil.Division {
	var list []civil.Division
	for _, r := range l.parameter.Rows {
		if !slices.Contains(list, r.Place) {
			list = append(list, r.Place)
		}
	}
	slices.Sort(list)
	return list
}

// of lists the rows of one place by their first month; of two that begin together the one appended last comes last.
func (l *linter) of(place civil.Division) []*lawfile.Row {
	var rows []*lawfile.Row
	for i := range l.parameter.Rows {
		if l.parameter.Rows[i].Place == place {
			rows = append(rows, &l.parameter.Rows[i])
		}
	}
	slices.SortStableFunc(rows, func(a, b *lawfile.Row) int { return int(a.From - b.From) })
	return rows
}

var (
	lintPlace     = words.Text{Zh: "没有这个地区代码", En: "there is no place with this code"}
	lintArticle   = words.Text{Zh: "没有写条款", En: "no article is cited"}
	lintDocument  = words.Text{Zh: "没有写文件", En: "no document is cited"}
	lintNote      = words.Text{Zh: "可信程度 {mark}，应有说明", En: "the confidence is {mark}: a note should say why"}
	lintShadowed  = words.Text{Zh: "同一地区同月起的后一行盖住了它，永远不会用到", En: "a later row of the same place and month hides it on every day: it never counts"}
	lintSources   = words.Text{Zh: "标为“已见原文”，却没有网址也没有摘录，无从复查的行数", En: "rows marked as read in a source text that keep neither address nor quotation to check them by"}
	lintAddress   = words.Text{Zh: "没有来源网址的行数", En: "rows without the address of their source"}
	lintUnsure    = words.Text{Zh: "{all} 个值中 {rows} 个未核实（{marks}）", En: "unconfirmed values: {rows} of {all} ({marks})"}
	lintStale     = words.Text{Zh: "{rows} 行的来源一年以上没有再看，最早是 {day}", En: "rows whose source was last looked at more than a year ago: {rows}, the earliest on {day}"}
	lintDue       = words.Text{Zh: "{due} 起应有新数，在用的还是 {from} 起的数，暂按旧数计算", En: "a new value was due from {due}; the last on file is from {from} and stands in"}
	lintRefused   = words.Text{Zh: "{due} 起应有新数，最后一个数从 {from} 起，已不再用来计算", En: "a new value was due from {due}; the last on file is from {from} and no longer stands in: nothing is computed with it"}
	lintUnknown   = words.Text{Zh: "{from} 至 {until} 未知，不给出数字", En: "unknown from {from} to {until}: no number is given"}
	lintUnknownOn = words.Text{Zh: "{from} 起未知，不给出数字", En: "unknown from {from} on: no number is given"}
	lintLeftOut   = words.Text{Zh: "{from} 起未知，计算时不计入并说明", En: "unknown from {from} on: left out of the sum, which is said"}
	lintSkipped   = words.Text{Zh: "每年应有新数，{years} 年没有，沿用前一个数", En: "a new value is due each year, but {years} have none: the one before stayed in force"}
	lintBegins    = words.Text{Zh: "{first} 起才有全国的数，而“{program}”从 {from} 起可算：其间的月份算不出", En: "there is a national value from {first} only, but {program} begins in {from}: the months between cannot be computed"}
)

func (l *linter) checkRow(i int) {
	r := &l.parameter.Rows[i]
	if checkPlace(r.Place) != nil {
		l.say(SeverityError, "place", r, lintPlace)
	}
	if r.Value.Known && r.Cite.Document == "" {
		l.say(SeverityError, "no-document", r, lintDocument)
	}
	if r.Value.Known && r.Cite.Article == "" {
		l.say(SeverityError, "no-article", r, lintArticle)
	}
	if parseConfidence(r.Confidence) > Secondary && r.Note.IsZero() {
		l.say(SeverityWarning, "no-note", r, lintNote, "mark", r.Confidence)
	}
	for j := i + 1; j < len(l.parameter.Rows); j++ {
		if o := &l.parameter.Rows[j]; o.Place == r.Place && o.From == r.From && o.Known <= r.Known {
			l.say(SeverityWarning, "shadowed", r, lintShadowed)
			break
		}
	}
}

// sources counts the rows whose source cannot be looked up, or was not for a year.
func (l *linter) sources() {
	const aYear = 366
	bare, noAddress, stale := 0, 0, 0
	oldest := l.today
	for _, r := range l.parameter.Rows {
		switch {
		case r.Cite.URL != "":
		case r.Confidence == Confirmed.String() && r.Cite.Quote == "":
			bare++
		default:
			noAddress++
		}
		if day, err := civil.ParseDate(r.Cite.Checked); err == nil && day.Add(aYear) < l.today {
			stale++
			oldest = min(oldest, day)
		}
	}
	if bare > 0 {
		l.say(SeverityWarning, "source", nil, lintSources)
		l.remarks[len(l.remarks)-1].Rows = bare
	}
	if noAddress > 0 {
		l.say(SeverityInfo, "no-address", nil, lintAddress)
		l.remarks[len(l.remarks)-1].Rows = noAddress
	}
	if stale > 0 {
		l.say(SeverityInfo, "not-checked", nil, lintStale, "rows", stale, "day", oldest)
	}
}

// unconfirmed counts the values that are shown as unconfirmed.
func (l *linter) unconfirmed() {
	count := map[string]int{}
	n := 0
	for _, r := range l.parameter.Rows {
		if !parseConfidence(r.Confidence).IsConfirmed() {
			count[r.Confidence]++
			n++
		}
	}
	if n == 0 {
		return
	}
	var marks []string
	for _, m := range lawfile.Marks {
		if count[m] > 0 {
			marks = append(marks, fmt.Sprintf("%s %d", m, count[m]))
		}
	}
	l.say(SeverityInfo, "unconfirmed", nil, lintUnsure, "all", len(l.parameter.Rows), "rows", n, "marks", strings.Join(marks, ", "))
}

// due says that the day has passed on which a new value of a place should have come.
func (l *linter) due(place civil.Division) {
	if l.parameter.Due == "" {
		return
	}
	var newest *lawfile.Row
	for _, r := range l.of(place) {
		if r.Known <= l.today {
			newest = r
		}
	}
	if newest == nil {
		return
	}
	due := yearEnd(l.parameter, newest.From) + 1
	switch now := l.today.Month(); {
	case now < due:
	case now >= due+12*yearsWaited:
		l.say(SeverityWarning, "overdue", newest, lintRefused, "due", due, "from", newest.From)
	default:
		l.say(SeverityWarning, "overdue", newest, lintDue, "due", due, "from", newest.From)
	}
}

// unknownMonths names the months in which a place's value is unknown.
func (l *linter) unknownMonths(place civil.Division) {
	rows := l.of(place)
	for i, r := range rows {
		switch {
		case r.Value.Known:
		case i+1 < len(rows) && rows[i+1].From == r.From: // replaced from its first month on
		case i+1 < len(rows):
			l.say(SeverityInfo, "unknown", r, lintUnknown, "from", r.From, "until", rows[i+1].From.Add(-1))
		case l.parameter.LeftOut.IsZero():
			l.say(SeverityInfo, "unknown", r, lintUnknownOn, "from", r.From)
		default:
			l.say(SeverityInfo, "unknown", r, lintLeftOut, "from", r.From)
		}
	}
}

// skippedYears names the years between two rows that have none although one is due each year.
func (l *linter) skippedYears(place civil.Division) {
	if l.parameter.Due == "" {
		return
	}
	var years []string
	rows := l.of(place)
	for i := 1; i < len(rows); i++ {
		for m := yearEnd(l.parameter, rows[i-1].From) + 1; yearEnd(l.parameter, m) < rows[i].From; m += 12 {
			years = append(years, fmt.Sprint(m.Year()))
		}
	}
	if len(years) > 0 {
		l.say(SeverityInfo, "skipped", rows[0], lintSkipped, "years", strings.Join(years, ", "))
		l.remarks[len(l.remarks)-1].From = ""
	}
}

// begins says from when a value that the nation sets is there, if a program that needs it begins earlier.
func (l *linter) begins() {
	rows := l.of("")
	if len(rows) == 0 || !l.parameter.LeftOut.IsZero() {
		return
	}
	first := rows[0].From.String()
	for i := range programTable {
		if t := &programTable[i]; takes(Program(i), l.index, fromParameter) && t.from != "" && first > t.from {
			l.say(SeverityInfo, "gap", rows[0], lintBegins, "first", first, "program", t.title, "from", t.from)
		}
	}
}
