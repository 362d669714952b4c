package policy

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/policy/internal/lawfile"
)

// Reform is a proposal to change the law (改革方案): rows that legal parameters would have, in the parameters' own file format.
// Laid over a set with [Set.With] it gives a second set; the law on file stays as it is.
type Reform struct {
	Name    string // "basic-pension-plus-20"
	Title   words.Text
	Text    words.Text // what it is for; may be empty
	From    civil.Month
	overlay lawfile.Overlay
}

var nothingChanged = words.Text{Zh: "没有计算，现行法规数据没有变动。", En: "Nothing was computed; the law on file is unchanged."}

// The faults of a reform.
var (
	ReformUnreadable = fail.Define(fail.Invalid, "policy.reform-file",
		words.Text{Zh: "方案文件 {file} 读不出来：{problem}", En: "The reform {file} cannot be read: {problem}"}, nothingChanged,
		words.Text{Zh: "请照 law/reforms/ 里的例子写。", En: "Write it like the examples in law/reforms/."})
	ReformIncomplete = fail.Define(fail.Invalid, "policy.reform",
		words.Text{Zh: "方案的 {field} 不对：应为{expected}。", En: "The reform's {field} is wrong: expected {expected}."}, nothingChanged,
		words.Text{Zh: "请更正方案文件。", En: "Correct the reform's file."})
	ReformRowBad = fail.Define(fail.Invalid, "policy.reform-row",
		words.Text{Zh: "“{title}”（{key}）第 {row} 行的 {field} 不对：写的是“{text}”，应为{expected}。",
			En: "{field} of row {row} of {title} ({key}) is wrong: {text} is written, expected {expected}."}, nothingChanged,
		words.Text{Zh: "请更正方案文件。", En: "Correct the reform's file."})
	ReformKey = fail.Define(fail.Invalid, "policy.reform-key",
		words.Text{Zh: "方案里的“{key}”不是法定参数。{near}", En: "{key} in the reform is no legal parameter. {near}"}, nothingChanged,
		words.Text{Zh: "用 renshe law show 列出全部参数。", En: "renshe law show lists them all."})
	ReformLevel = fail.Define(fail.Invalid, "policy.reform-level",
		words.Text{Zh: "“{title}”（{key}）第 {row} 行：{level}一级无权定这个数，有权的是{levels}。",
			En: "Row {row} of {title} ({key}): the {level} may not set this value; who may: {levels}."}, nothingChanged,
		words.Text{Zh: "请改成有权的层级的地区代码。", En: "Give the code of a place whose level may."})
	ReformIdle = fail.Define(fail.Invalid, "policy.reform-idle",
		words.Text{Zh: "按这个方案，{month} 的“{program}”什么也不变：{why}", En: "Under this reform nothing changes for the {program} in {month}: {why}"}, nothingChanged,
		words.Text{Zh: "请核对方案的月份、地区和参数，或换一个计算事项。", En: "Check the reform's month, place and parameters, or choose another program."})
)

var reformName = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// ParseReform reads a reform's file; file is its name for messages. What the law on file says about its keys and values is asked
// by [Set.With].
//
//	name: basic-pension-plus-20
//	title: {zh: 基础养老金每月加20元, en: the basic pension rises by 20 yuan a month}
//	from: "2026-07"
//	parameters:
//	  - key: resident-basic-pension
//	    rows:
//	      - {place: 43, value: "216"}
//
// A row may have a from, published, cite, confidence and note of its own; without them it begins with the reform, and is known
// on every day.
func ParseReform(file string, b []byte) (*Reform, error) {
	var o lawfile.Overlay
	if err := lawfile.Decode(b, &o); err != nil {
		problem, _, _ := strings.Cut(strings.TrimSpace(err.Error()), "\n")
		return nil, ReformUnreadable.With("file", file, "problem", problem).On(file).From(err)
	}
	r := &Reform{Name: o.Name, Title: o.Title, Text: o.Text, overlay: o}
	var faults []error
	wrong := func(field string, expected words.Text) {
		faults = append(faults, ReformIncomplete.With("field", field, "expected", expected).On(field))
	}
	if !reformName.MatchString(o.Name) {
		wrong("name", words.Text{Zh: "用连字符连接的小写英文词，如 basic-plus-20", En: "words in small letters joined by hyphens, like basic-plus-20"})
	}
	if o.Title.Zh == "" || o.Title.En == "" {
		wrong("title", words.Text{Zh: "中英文标题 {zh, en}", En: "a title in both languages, {zh, en}"})
	}
	if (o.Text.Zh == "") != (o.Text.En == "") {
		wrong("text", words.Text{Zh: "中英文都写，或都不写", En: "both languages or none"})
	}
	from, err := civil.ParseMonth(o.From)
	if r.From = from; err != nil || len(o.From) != len("2006-01") {
		wrong("from", words.Text{Zh: "起始月份，如 2026-07", En: "the first month, like 2026-07"})
	}
	if len(o.Parameters) == 0 {
		wrong("parameters", words.Text{Zh: "至少一个参数和它的行", En: "at least one parameter with rows"})
	}
	seen := map[string]bool{}
	for _, p := range o.Parameters {
		if seen[p.Key] {
			wrong("parameters", words.Text{Zh: "每个参数只写一次，" + p.Key + " 重复了", En: "each parameter once; " + p.Key + " stands twice"})
		}
		if seen[p.Key] = true; len(p.Rows) == 0 {
			wrong("parameters", words.Text{Zh: p.Key + " 至少一行", En: "at least one row of " + p.Key})
		}
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return r, nil
}

// Keys lists the parameters that the reform touches, in its order.
func (r *Reform) Keys() []string {
	keys := make([]string, len(r.overlay.Parameters))
	for i, p := range r.overlay.Parameters {
		keys[i] = p.Key
	}
	return keys
}

// With lays a reform over the law on file: a second set, in which the reform's rows count as appended. Whatever the reform does not
// name is the same in both. An unknown key, a place whose level may not set the value, a value that is not of the unit: each is a
// fault of its own, all of them joined.
func (s *Set) With(r *Reform) (*Set, error) {
	next := *s
	var faults []error
	for _, change := range r.overlay.Parameters {
		i := slices.Index(parameterKeys[:], change.Key)
		if i < 0 {
			faults = append(faults, ReformKey.With("key", change.Key, "near", didYouMean(change.Key, parameterKeys[:])).On(change.Key))
			continue
		}
		changed := *s.parameters[i]
		changed.Rows = slices.Clone(changed.Rows)
		for n, raw := range change.Rows {
			row, problem := changed.Overlay(raw, r.From)
			if problem == lawfile.Fine && checkPlace(row.Place) != nil {
				problem = lawfile.BadPlace
			}
			if problem != lawfile.Fine {
				faults = append(faults, rowFault(&changed, n+1, raw, row, problem))
				continue
			}
			row.Note = join(confidences[Proposal].title, row.Note)
			if row.Cite.Document == "" {
				row.Cite.Document = proposed.Fill(words.Zh, "title", r.Title.Zh)
			}
			changed.Rows = append(changed.Rows, row)
		}
		next.parameters[i] = &changed
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	next.dated()
	return &next, nil
}

// proposed is the document of a row that cites none.
var proposed = words.Text{Zh: "拟议：{title}", En: "proposal: {title}"}

func rowFault(p *lawfile.Parameter, n int, raw lawfile.OverlayRow, row lawfile.Row, problem lawfile.Problem) error {
	field := fmt.Sprintf("%s row %d", p.Key, n)
	if problem == lawfile.BadLevel {
		var zh, en []string
		for _, l := range p.Levels {
			zh, en = append(zh, levelTitles[l].Zh), append(en, levelTitles[l].En)
		}
		return ReformLevel.With("title", p.Title, "key", p.Key, "row", n, "level", levelTitles[lawfile.LevelOf(row.Place)],
			"levels", words.Text{Zh: strings.Join(zh, "、"), En: strings.Join(en, ", ")}).On(field)
	}
	expected := map[lawfile.Problem]struct {
		field, text string
		words.Text
	}{
		lawfile.BadPlace:   {"place", raw.Place, words.Text{Zh: " CN 或两位、四位、六位地区代码", En: "CN or a code of two, four or six digits"}},
		lawfile.BadFrom:    {"from", raw.From, words.Text{Zh: "月份，如 2026-07", En: "a month like 2026-07"}},
		lawfile.BadValue:   {"value", raw.Value, expectedOf(p.Unit)},
		lawfile.BadNote:    {"note", raw.Note.Zh + raw.Note.En, words.Text{Zh: "中英文说明", En: "a note in both languages"}},
		lawfile.BadPublish: {"published", raw.Published, words.Text{Zh: "日期，如 2026-06-20", En: "a date like 2026-06-20"}},
		lawfile.BadMark:    {"confidence", raw.Confidence, words.Text{Zh: "可信程度标记，如 S、K-med", En: "a mark of confidence such as S or K-med"}},
	}[problem]
	return ReformRowBad.With("title", p.Title, "key", p.Key, "row", n, "field", expected.field, "text", expected.text, "expected", expected.Text).On(field)
}

// expectedOf says how a value of a unit is written in a file.
func expectedOf(u lawfile.Unit) words.Text {
	switch u {
	case lawfile.Fen:
		return words.Text{Zh: "金额（元），如 216 或 216.50", En: "an amount in yuan, like 216 or 216.50"}
	case lawfile.Month:
		return words.Text{Zh: "月份，如 2026-07", En: "a month like 2026-07"}
	case lawfile.Rounding:
		return words.Text{Zh: "取整方式，如 half-up fen", En: "a rounding like half-up fen"}
	}
	return words.Text{Zh: "单位 " + string(u) + " 的整数", En: "a whole number of " + string(u)}
}
