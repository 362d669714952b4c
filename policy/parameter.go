package policy

import (
	"fmt"
	"slices"
	"strings"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
	"renshe/policy/internal/lawfile"
)

// Parameter is one legal parameter as the files hold it (法定参数), for people who read the law rather than compute with it.
type Parameter struct {
	Key      string         `json:"key"`  // "resident-basic-pension"
	File     string         `json:"file"` // below law/
	Title    words.Text     `json:"title"`
	Unit     string         `json:"unit"` // as the files name it: "fen", "months"
	Levels   []Level        `json:"level"`
	Combine  Combination    `json:"combine"`
	Due      int            `json:"due_month,omitzero"` // the month of the year in which a new value is due; 0 if none is
	LeftOut  words.Text     `json:"left_out,omitzero"`  // not zero: while the value is unknown it is left out of the sum, and this is said
	Rules    []string       `json:"rules"`              // the rules that take it
	Programs []Program      `json:"programs"`           // what is computed with it
	Rows     []ParameterRow `json:"rows"`
}

// UnitTitle says in what unit a value is, as people read it.
func (p Parameter) UnitTitle() words.Text {
	u := lawfile.Unit(p.Unit)
	t := unitTitles[u.Element()]
	if u.Element() != u {
		return words.Text{Zh: "按编号列表：" + t.Zh, En: "by key: " + t.En}
	}
	return t
}

var unitTitles = map[lawfile.Unit]words.Text{
	lawfile.Fen: {Zh: "元", En: "yuan"}, lawfile.Months: {Zh: "个月", En: "months"}, lawfile.Years: {Zh: "年", En: "years"}, lawfile.Days: {Zh: "天", En: "days"},
	lawfile.Count: {Zh: "个数", En: "a number"}, lawfile.Rate: {Zh: "百分比", En: "per cent"}, lawfile.Index: {Zh: "指数或比例", En: "an index or ratio"},
	lawfile.Centiyears: {Zh: "年（两位小数）", En: "years with two decimals"}, lawfile.Tenths: {Zh: "个月（一位小数）", En: "months with one decimal"},
	lawfile.Age: {Zh: "年龄", En: "an age"}, lawfile.Month: {Zh: "月份", En: "a month"}, lawfile.Rounding: {Zh: "取整方式", En: "a way of rounding"},
}

// Level is a rank of government that may set a value (层级).
type Level string

// Title is what people read.
func (l Level) Title() words.Text { return levelTitles[lawfile.Level(l)] }

var levelTitles = map[lawfile.Level]words.Text{
	lawfile.Nation: {Zh: "国家", En: "nation"}, lawfile.Province: {Zh: "省", En: "province"},
	lawfile.City: {Zh: "市", En: "city"}, lawfile.County: {Zh: "县", En: "county"},
}

// Combination is how the values of several levels meet (合并方式): "cover", "add" or "highest".
type Combination string

// Title is what people read.
func (c Combination) Title() words.Text { return combineTitles[lawfile.Combine(c)] }

var combineTitles = map[lawfile.Combine]words.Text{
	lawfile.Cover:   {Zh: "以最下一级的数为准", En: "the most local value counts"},
	lawfile.Add:     {Zh: "各级的数相加", En: "the values of all levels are added"},
	lawfile.Highest: {Zh: "各级中取最高", En: "the highest of all levels counts"},
}

// ParameterRow is one dated value of a parameter at one place.
type ParameterRow struct {
	Place      string      `json:"place"` // "CN", "43"
	PlaceName  words.Text  `json:"place_name"`
	From       civil.Month `json:"from"`
	Value      string      `json:"value"`          // as the file has it; "unknown"
	Shown      words.Text  `json:"shown"`          // "163.00 yuan"
	Known      civil.Date  `json:"known,omitzero"` // the day from which it counts as known; before it no plan holds it
	Cite       Citation    `json:"cite"`
	Confidence Confidence  `json:"confidence"`
	Note       words.Text  `json:"note,omitzero"`
	Proposed   bool        `json:"proposed,omitzero"` // of a reform, not of the law
}

// placeCode writes a place as the files do.
func placeCode(place civil.Division) string {
	if place == "" {
		return "CN"
	}
	return string(place)
}

// placeName is the name of a place, empty where the table of regions has none.
func placeName(place civil.Division) words.Text {
	if place == "" {
		return words.Text{Zh: "全国", En: "the nation"}
	}
	region, _ := civil.RegionOf(string(place))
	return same(region.Name)
}

// ParameterUnknown is the fault of a key that no file has.
var ParameterUnknown = fail.Define(fail.NotFound, "policy.parameter",
	words.Text{Zh: "没有名为“{key}”的法定参数。{near}", En: "There is no legal parameter called {key}. {near}"}, nothingComputed,
	words.Text{Zh: "用 renshe law show 列出全部参数。", En: "renshe law show lists them all."})

var (
	nearest     = words.Text{Zh: "是不是：{names}？", En: "Did you mean: {names}?"}
	nothingNear = words.Text{}
)

// didYouMean proposes names for a mistyped one; nothing if none is near.
func didYouMean(name string, known []string) words.Text {
	names := strings.Join(Nearest(name, known), " ")
	if names == "" {
		return nothingNear
	}
	return words.Text{Zh: nearest.Fill(words.Zh, "names", names), En: nearest.Fill(words.En, "names", names)}
}

// Parameters lists all legal parameters by key.
func (s *Set) Parameters() []Parameter {
	all := make([]Parameter, len(s.parameters))
	for i := range s.parameters {
		all[i] = s.parameterInfo(i)
	}
	return all
}

// Parameter gives a legal parameter by its key; the fault of an unknown key proposes near ones.
func (s *Set) Parameter(key string) (Parameter, error) {
	i := slices.Index(parameterKeys[:], key)
	if i < 0 {
		return Parameter{}, ParameterUnknown.With("key", key, "near", didYouMean(key, parameterKeys[:])).On("key")
	}
	return s.parameterInfo(i), nil
}

// ParameterValue is the value in force of a parameter for a place and month (在用值).
type ParameterValue struct {
	Shown words.Text     `json:"shown"`
	Known bool           `json:"known"` // false: no value, or an unknown one, is in force
	Rows  []ParameterRow `json:"rows"`  // what it rests on: one row, or with "add" one for each level
}

// ValueAt gives what a plan of the place and month holds for the parameter, as known on a day (zero: everything on file).
func (s *Set) ValueAt(key string, place civil.Division, m civil.Month, knownOn civil.Date) (ParameterValue, error) {
	i := slices.Index(parameterKeys[:], key)
	if i < 0 {
		return ParameterValue{}, ParameterUnknown.With("key", key, "near", didYouMean(key, parameterKeys[:])).On("key")
	}
	if err := checkPlace(place); err != nil {
		return ParameterValue{}, err
	}
	if knownOn.IsZero() {
		knownOn = always
	}
	p := s.parameters[i]
	f := find(p, place[:min(len(place), 6)], m, knownOn)
	v := ParameterValue{Shown: findingShown(p, &f), Known: f.state == stateKnown}
	for _, r := range f.sources {
		v.Rows = append(v.Rows, describeRow(p, r))
	}
	return v, nil
}

func (s *Set) parameterInfo(index int) Parameter {
	p := s.parameters[index]
	d := Parameter{Key: p.Key, File: p.File, Title: p.Title, Unit: string(p.Unit), Combine: Combination(p.Combine), LeftOut: p.LeftOut}
	if p.Due != "" {
		d.Due = p.DueMonth()
	}
	for _, l := range p.Levels {
		d.Levels = append(d.Levels, Level(l))
	}
	for i := range p.Rows {
		d.Rows = append(d.Rows, describeRow(p, &p.Rows[i]))
	}
	names := []string{p.Name()} // and the names that rules look it up by
	for i := range programTable {
		if !usesParameter(Program(i), index) {
			continue
		}
		d.Programs = append(d.Programs, Program(i))
		for _, sl := range programTable[i].slots {
			if sl.source == fromLookup && sl.index == index {
				names = append(names, sl.name)
			}
		}
	}
	for _, r := range ruleTable {
		takes := slices.ContainsFunc(names, func(name string) bool { return slices.Contains(r.Needs, name) })
		if takes && !slices.Contains(d.Rules, r.Name) {
			d.Rules = append(d.Rules, r.Name)
		}
	}
	return d
}

// usesParameter says whether a program computes with a parameter, of its plan's month or of another.
func usesParameter(prog Program, index int) bool {
	return takes(prog, index, fromParameter) || takes(prog, index, fromLookup)
}

func takes(prog Program, index int, source slotSource) bool {
	return slices.ContainsFunc(programTable[prog].slots, func(sl slot) bool { return sl.source == source && sl.index == index })
}

func describeRow(p *lawfile.Parameter, r *lawfile.Row) ParameterRow {
	return ParameterRow{Place: placeCode(r.Place), PlaceName: placeName(r.Place), From: r.From, Value: r.Value.Text, Shown: valueShown(p.Unit, r.Value), Known: r.Known, Cite: citation(r),
		Confidence: parseConfidence(r.Confidence), Note: r.Note, Proposed: r.Proposal}
}

var absentShown = words.Text{Zh: "没有", En: "none"}

// valueShown writes a value of a file as people read it; a table as its elements by key.
func valueShown(u lawfile.Unit, v lawfile.Value) words.Text {
	switch {
	case !v.Known:
		return unknownShown
	case u == lawfile.Rounding:
		return roundingWords(v.Text)
	case u.Element() != u:
		return tableShown(u, v.Table)
	}
	return kindOfUnit[u].show(v.Int)
}

func tableShown(u lawfile.Unit, table []lawfile.Element) words.Text {
	var zh, en []string
	for _, e := range table {
		shown := unknownShown
		if e.Known {
			shown = kindOfUnit[u.Element()].show(e.Int)
		}
		zh, en = append(zh, fmt.Sprintf("%d：%s", e.Key, shown.Zh)), append(en, fmt.Sprintf("%d: %s", e.Key, shown.En))
	}
	return words.Text{Zh: strings.Join(zh, "；"), En: strings.Join(en, "; ")}
}

// kindOfUnit tells how a value of a unit is shown.
var kindOfUnit = map[lawfile.Unit]Kind{lawfile.Fen: KindMoney, lawfile.Months: KindMonths, lawfile.Years: KindYears, lawfile.Days: KindDays,
	lawfile.Count: KindCount, lawfile.Rate: KindRate, lawfile.Index: KindIndex, lawfile.Centiyears: KindCentiyears, lawfile.Tenths: KindTenths,
	lawfile.Age: KindAge, lawfile.Month: KindMonth}

// findingShown writes what a plan holds.
func findingShown(p *lawfile.Parameter, f *finding) words.Text {
	switch f.state {
	case stateKnown:
		return valueShown(p.Unit, f.value)
	case stateAbsent:
		return absentShown
	case stateLeftOut:
		if len(f.sources) == 0 {
			return absentShown
		}
	}
	return unknownShown
}
