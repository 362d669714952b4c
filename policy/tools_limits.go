package policy

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"renshe/civil"
	"renshe/internal/words"
	"renshe/law"
)

// KindTopic is the choice among the time limits of law/limits.
const KindTopic Kind = "limit-topic"

var (
	dueTitle      = words.Text{Zh: "届满日", En: "last day"}
	overTitle     = words.Text{Zh: "期满之日", En: "day the time is over"}
	firstTitle    = words.Text{Zh: "最早可办之日", En: "first possible day"}
	rawTitle      = words.Text{Zh: "未顺延的末日", En: "last day before rolling"}
	extendedTitle = words.Text{Zh: "延长后的届满日", En: "last day when extended"}
	boundTitle    = words.Text{Zh: "谁受约束", En: "who is bound"}
	articleTitle  = words.Text{Zh: "依据", En: "law"}
	notCounted    = words.Text{Zh: "当日不计入", En: "not counted itself"}
)

// restDays says which days roll; docs/decisions tells why.
var restDays = words.Text{Zh: "周末、节日和调休放假日都算休息日，调休上班日不算", En: "weekends, holidays and the days off of the year's notice are rest days; make-up days are not"}

// calendarMissing is said where a last day may still move.
var calendarMissing = words.Text{Zh: "末日落在放假安排尚未载入的年份，遇休息日可能顺延；在末日之前办总是稳妥的，请向经办机构核实",
	En: "the last day lies in a year whose holiday notice is not loaded and may still move to a later day; acting by the last day before rolling is always safe; ask the agency"}

// limitTools are the calculators that count time limits.
func limitTools() []*Calculator {
	registerTopics()
	due := []OutputDef{{"due", dueTitle, KindDate}, {"raw_due", rawTitle, KindDate}}
	return []*Calculator{
		{Name: "working-day-limit", Title: words.Text{Zh: "工作日期限", En: "limit in working days"},
			Text: words.Text{Zh: "自受理次日起算，跳过周末和节假日，调休上班日计入。", En: "Counted from the day after acceptance; rest days are skipped, make-up days count."},
			Inputs: []InputDef{
				{Name: "accepted", Title: words.Text{Zh: "受理日", En: "day of acceptance"}, Text: notCounted, Kind: KindDate, Required: true, Example: "2026-02-12"},
				{Name: "days", Title: words.Text{Zh: "工作日数", En: "working days"}, Text: words.Text{Zh: "期限的长度", En: "of the limit"}, Kind: KindDays, Required: true, Example: "10", Lowest: "1", Highest: "3650"}},
			Outputs: due[:1], compute: workingDayLimit},
		{Name: "calendar-limit", Title: words.Text{Zh: "日历日期限", En: "limit in calendar days"},
			Text: words.Text{Zh: "首日不计；按月计算的，到期月的同一日届满，没有同一日的，月末日届满；选择顺延时，末日遇休息日顺延到下一个工作日。",
				En: "The first day is not counted; months end on the day with the same number, or on the month's last day where there is none; with roll, a last day that is a rest day moves to the next working day."},
			Inputs: []InputDef{
				{Name: "start", Title: words.Text{Zh: "起始日", En: "start"}, Text: notCounted, Kind: KindDate, Required: true, Example: "2026-01-20"},
				{Name: "days", Title: words.Text{Zh: "天数", En: "days"}, Text: words.Text{Zh: "期限的长度", En: "of the limit"}, Kind: KindDays, Example: "30", Lowest: "1", Highest: "3650", Or: "months"},
				{Name: "months", Title: words.Text{Zh: "月数", En: "months"}, Text: words.Text{Zh: "按月计算的期限的长度，一年为12个月", En: "of a limit in months; a year has twelve"}, Kind: KindMonths, Example: "6", Lowest: "1", Highest: "120", Or: "days"},
				{Name: "roll", Title: words.Text{Zh: "遇休息日顺延", En: "roll over rest days"}, Text: words.Text{Zh: "群众的期限遇休息日顺延；单位自己的期限，规定写明的才顺延", En: "a citizen's limit rolls; the office's own only where a rule says so"}, Kind: KindYesNo, Required: true, Example: "yes"}},
			Outputs: due, compute: calendarLimit},
		{Name: "statutory-limit", Title: words.Text{Zh: "法定期限", En: "statutory time limit"},
			Text: words.Text{Zh: "法律规定的期限何时届满：选事项，填起算日。群众和单位的期限遇休息日顺延，机关自己的期限不顺延。",
				En: "When a time limit of the law ends: choose the topic and give the day it runs from. The limits of people and employers roll over rest days, those of the authority do not."},
			Inputs: []InputDef{
				{Name: "topic", Title: words.Text{Zh: "事项", En: "topic"}, Text: words.Text{Zh: "哪一项期限", En: "which limit"}, Kind: KindTopic, Required: true, Example: "arbitration-award"},
				{Name: "start", Title: words.Text{Zh: "起算日", En: "start"}, Text: words.Text{Zh: "期限自何日起算，当日不计入；“开庭五日前”一类倒推的，填那一日", En: "the day the limit runs from, not counted itself; for a limit counted back, such as five days before the hearing, that day"}, Kind: KindDate, Required: true, Example: "2026-03-02"}},
			Outputs: append(due, OutputDef{"extended_due", extendedTitle, KindDate}, OutputDef{"bound", boundTitle, KindText}, OutputDef{"article", articleTitle, KindText}),
			compute: statutoryLimit},
	}
}

// builtInLimits are the limits of the law built into the program, read once.
var builtInLimits = sync.OnceValues(func() ([]Limit, error) { return readLimits(law.FS) })

// registerTopics lists the topics of the law built into the program, in the order of [Set.Limits]. A file that cannot be read is
// reported by [Load], which reads it again.
func registerTopics() {
	list, err := builtInLimits()
	if err != nil {
		return
	}
	for _, l := range list {
		choices[KindTopic] = append(choices[KindTopic], Choice{l.Topic, l.Title})
	}
}

// loadLimits reads the limits of a set: the same topics as those built into the program.
func (s *Set) loadLimits(fsys fs.FS) (err error) {
	read := builtInLimits
	if fsys != fs.FS(law.FS) {
		read = func() ([]Limit, error) { return readLimits(fsys) }
	}
	if s.limits, err = read(); err != nil {
		return err
	}
	if !slices.EqualFunc(s.limits, choices[KindTopic], func(l Limit, c Choice) bool { return l.Topic == c.Name }) {
		return BadLaw.With("file", "limits", "problem", "the topics differ from those built into the program")
	}
	s.limitsDigest = limitsDigest(s.limits)
	return nil
}

func dateOutput(name string, title words.Text, d civil.Date) Output {
	return Output{name, title, KindDate, KindDate.json(int64(d)), KindDate.show(int64(d))}
}

func dateStep(name string, title words.Text, d civil.Date, formula words.Text, law ...Citation) Step {
	return Step{Name: name, Title: title, Source: SourceRule, Kind: KindDate, Value: d.String(), Raw: d.String(), Shown: same(d.String()), Formula: formula, Law: law}
}

func lawOf(document, article string) Citation { return Citation{Document: document, Article: article} }

func workingDayLimit(s *Set, _ Query, in inputs) (*Result, error) {
	accepted, n := civil.Date(in.num["accepted"]), int(in.num["days"])
	due, err := s.calendar.AddWorkingDays(accepted, n)
	if err != nil {
		return nil, onField(err, "accepted")
	}
	return &Result{Outputs: []Output{dateOutput("due", dueTitle, due)}, Explanation: []Step{s.workingDaysStep("due", dueTitle, accepted, due, n)},
		Confidence: Confirmed, Plan: toolPlan("working-day-limit", s.digest)}, nil
}

func (s *Set) workingDaysStep(name string, title words.Text, accepted, due civil.Date, n int) Step {
	rest := int(due-accepted) - n
	formula := words.Text{
		Zh: fmt.Sprintf("%s 次日起 %d 个工作日（其间休息 %d 天） = %s", accepted, n, rest, due),
		En: fmt.Sprintf("%d working days from the day after %s (%d rest days between) = %s", n, accepted, rest, due)}
	return dateStep(name, title, due, formula, append([]Citation{lawOf("行政许可法", "第八十二条"), lawOf("民法典", "第二百零一条")}, s.notices(accepted, due)...)...)
}

func calendarLimit(s *Set, _ Query, in inputs) (*Result, error) {
	start, n, months, roll := civil.Date(in.num["start"]), int(in.num["days"]), int(in.num["months"]), in.num["roll"] != 0
	count := words.Text{Zh: fmt.Sprintf("%d 天", n), En: fmt.Sprint(n, plural(int64(n), " day"))}
	article := lawOf("民法典", "第二百零一条")
	add := func() (civil.Date, civil.Date, error) { return s.calendar.AddDays(start, n, roll) }
	if months > 0 {
		count = words.Text{Zh: fmt.Sprintf("%d 个月", months), En: fmt.Sprint(months, plural(int64(months), " month"))}
		article = lawOf("民法典", "第二百零二条")
		add = func() (civil.Date, civil.Date, error) { return s.calendar.AddMonths(start, months, roll) }
	}
	due, raw, err := add()
	if err != nil {
		return nil, onField(err, "start")
	}
	counted := words.Text{Zh: fmt.Sprintf("%s 次日起 %s = %s", start, count.Zh, raw), En: fmt.Sprintf("%s from the day after %s = %s", count.En, start, raw)}
	return &Result{Outputs: []Output{dateOutput("due", dueTitle, due), dateOutput("raw_due", rawTitle, raw)},
		Explanation: []Step{dateStep("rawDue", rawTitle, raw, counted, article), s.rollStep("due", dueTitle, raw, due, roll)},
		Confidence:  Confirmed, Plan: toolPlan("calendar-limit", s.digest)}, nil
}

// rollStep tells how the last day follows from the day counted.
func (s *Set) rollStep(name string, title words.Text, raw, due civil.Date, roll bool) Step {
	if !roll {
		return dateStep(name, title, due, words.Text{Zh: fmt.Sprintf("%s 不顺延 = %s", raw, due), En: fmt.Sprintf("%s, not rolled = %s", raw, due)}, lawOf("民法典", "第二百零一条"))
	}
	st := dateStep(name, title, due, words.Text{Zh: fmt.Sprintf("%s 起的首个工作日 = %s", raw, due), En: fmt.Sprintf("first working day from %s = %s", raw, due)},
		append([]Citation{lawOf("民法典", "第二百零三条")}, s.notices(raw, due)...)...)
	st.Note = restDays
	return st
}

// notices cites the holiday notices of the years from..to.
func (s *Set) notices(from, to civil.Date) []Citation {
	var list []Citation
	for year := from.Year(); year <= to.Year(); year++ {
		if document, url := s.calendar.Source(year); document != "" {
			list = append(list, Citation{Document: document, URL: url})
		}
	}
	return list
}

func statutoryLimit(s *Set, _ Query, in inputs) (*Result, error) {
	l, start := &s.limits[in.num["topic"]-1], civil.Date(in.num["start"])
	r := &Result{Confidence: l.Confidence, Plan: toolPlan("statutory-limit", s.digest+s.limitsDigest)}
	r.Explanation = []Step{
		{Name: "topic", Title: words.Text{Zh: "事项", En: "topic"}, Source: SourceInput, Kind: KindTopic, Value: l.Topic, Raw: l.Topic, Shown: l.Title},
		{Name: "start", Title: l.From, Source: SourceInput, Kind: KindDate, Value: start.String(), Raw: start.String(), Shown: same(start.String())},
		l.lengthStep("length", words.Text{Zh: "期限", En: "length"}, l.Length)}
	r.Explanation[2].Note = l.Note
	if l.Extension > 0 {
		r.Explanation = append(r.Explanation, l.lengthStep("extension", words.Text{Zh: "可以延长", En: "may be extended by"}, l.Extension))
	}
	title, countedTitle := l.titles()
	due, raw, err := s.ending(r, l, "due", title, start, l.Length)
	if err != nil {
		return nil, onField(err, "start")
	}
	var extended civil.Date
	if l.Extension > 0 {
		if extended, _, err = s.ending(r, l, "extendedDue", extendedTitle, start, l.Length+l.Extension); err != nil {
			return nil, onField(err, "start")
		}
	}
	article := l.Cite.String()
	r.Outputs = []Output{dateOutput("due", title, due), dateOutput("raw_due", countedTitle, raw), dateOutput("extended_due", extendedTitle, extended),
		{"bound", boundTitle, KindText, string(l.Bound), boundTitles[l.Bound]}, {"article", articleTitle, KindText, article, same(article)}}
	return r, nil
}

// lengthStep is a length of the law as a step.
func (l *Limit) lengthStep(name string, title words.Text, n int) Step {
	return Step{Name: name, Title: title, Source: SourceParameter, Kind: limitUnits[l.Unit].kind, Value: strconv.Itoa(n), Raw: int64(n), Shown: l.shown(n),
		Law: []Citation{l.Cite}, Confidence: l.Confidence}
}

// titles name the day of a limit and the day counted to.
func (l *Limit) titles() (due, counted words.Text) {
	if l.Sense == NotBefore {
		return firstTitle, overTitle
	}
	return dueTitle, rawTitle
}

// ending counts n units of a limit and tells how, in the result. The last day is none where it may still move because the year's
// holiday notice is not loaded.
func (s *Set) ending(r *Result, l *Limit, name string, title words.Text, start civil.Date, n int) (due, raw civil.Date, err error) {
	if raw, err = l.end(s.calendar, start, n); err != nil {
		return 0, 0, err
	}
	count, from := l.shown(n), words.Text{Zh: " 次日起 ", En: " from the day after "}
	if l.Unit == InWorkingDays {
		r.Explanation = append(r.Explanation, s.workingDaysStep(name, title, start, raw, n))
		return raw, raw, nil
	}
	if l.Before {
		from = words.Text{Zh: " 倒推 ", En: " counted back from "}
	}
	if l.Unit == InCalendarMonths {
		from = words.Text{Zh: " 当月起 ", En: " from the month of "}
	}
	law := limitUnits[l.Unit].law
	if law.Document == "" {
		law = l.Cite
	}
	counted := words.Text{Zh: fmt.Sprintf("%s%s%s = %s", start, from.Zh, count.Zh, raw), En: fmt.Sprintf("%s%s%s = %s", count.En, from.En, start, raw)}
	_, countedTitle := l.titles()
	r.Explanation = append(r.Explanation, dateStep("raw"+strings.ToUpper(name[:1])+name[1:], countedTitle, raw, counted, law))
	switch {
	case l.Sense == NotBefore:
		due = raw + 1
		if l.Unit == InCalendarMonths {
			first := l.lengthStep("fromMonth", words.Text{Zh: "自第几个月起", En: "from which month on"}, n+1)
			first.Shown = words.Text{Zh: fmt.Sprintf("第 %d 个月", n+1), En: fmt.Sprintf("month %d", n+1)}
			r.Explanation = append(r.Explanation, first)
		}
		r.Explanation = append(r.Explanation, dateStep(name, title, due, words.Text{
			Zh: fmt.Sprintf("%s 届满，次日起方可 = %s", raw, due), En: fmt.Sprintf("over on %s, possible from the next day = %s", raw, due)}, l.Cite))
		return due, raw, nil
	case !l.Roll:
		r.Explanation = append(r.Explanation, s.rollStep(name, title, raw, raw, false))
		return raw, raw, nil
	}
	if due, err = s.calendar.Roll(raw); errors.Is(err, civil.CalendarYearMissing) {
		r.Notes = append(r.Notes, calendarMissing)
		return 0, raw, nil
	}
	r.Explanation = append(r.Explanation, s.rollStep(name, title, raw, due, true))
	return due, raw, err
}
