package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"renshe/civil"
	"renshe/internal/fail"
	"renshe/internal/words"
)

// tools are the calculators that check and count rather than evaluate rules.
func tools() []*Calculator {
	number := func(title words.Text, example string) []InputDef {
		return []InputDef{{Name: "number", Title: title, Text: words.Text{Zh: "照证件所印填写", En: "as printed on the document"}, Kind: KindText, Required: true, Example: example, Secret: true}}
	}
	valid := OutputDef{"valid", words.Text{Zh: "有效", En: "valid"}, KindYesNo}
	why := OutputDef{"reasons", words.Text{Zh: "原因与提醒", En: "reasons and warnings"}, KindCodes}
	place := OutputDef{"place", words.Text{Zh: "地区代码", En: "place code"}, KindText}
	return []*Calculator{
		{Name: "working-day-limit", Title: words.Text{Zh: "工作日期限", En: "limit in working days"},
			Text: words.Text{Zh: "自受理次日起算，跳过周末和节假日，调休上班日计入。", En: "Counted from the day after acceptance; rest days are skipped, make-up days count."},
			Inputs: []InputDef{
				{Name: "accepted", Title: words.Text{Zh: "受理日", En: "day of acceptance"}, Text: words.Text{Zh: "当日不计入", En: "not counted itself"}, Kind: KindDate, Required: true, Example: "2026-02-12"},
				{Name: "days", Title: words.Text{Zh: "工作日数", En: "working days"}, Text: words.Text{Zh: "期限的长度", En: "of the limit"}, Kind: KindDays, Required: true, Example: "10", Lowest: "1", Highest: "3650"}},
			Outputs: []OutputDef{{"due", words.Text{Zh: "届满日", En: "last day"}, KindDate}}, compute: workingDayLimit},
		{Name: "calendar-limit", Title: words.Text{Zh: "日历日期限", En: "limit in calendar days"},
			Text: words.Text{Zh: "首日不计；选择顺延时，末日遇休息日顺延到下一个工作日。", En: "The first day is not counted; with roll, a last day that is a rest day moves to the next working day."},
			Inputs: []InputDef{
				{Name: "start", Title: words.Text{Zh: "起始日", En: "start"}, Text: words.Text{Zh: "当日不计入", En: "not counted itself"}, Kind: KindDate, Required: true, Example: "2026-01-20"},
				{Name: "days", Title: words.Text{Zh: "天数", En: "days"}, Text: words.Text{Zh: "期限的长度", En: "of the limit"}, Kind: KindDays, Required: true, Example: "30", Lowest: "1", Highest: "3650"},
				{Name: "roll", Title: words.Text{Zh: "遇休息日顺延", En: "roll over rest days"}, Text: words.Text{Zh: "群众的期限遇休息日顺延；单位自己的期限，规定写明的才顺延", En: "a citizen's limit rolls; the office's own only where a rule says so"}, Kind: KindYesNo, Required: true, Example: "yes"}},
			Outputs: []OutputDef{{"due", words.Text{Zh: "届满日", En: "last day"}, KindDate}, {"raw_due", words.Text{Zh: "未顺延的末日", En: "last day before rolling"}, KindDate}}, compute: calendarLimit},
		{Name: "citizen-id", Title: words.Text{Zh: "身份证号校验", En: "citizen ID check"}, Text: words.Text{Zh: "按 GB 11643 校验。", En: "Checked by GB 11643."},
			Inputs:  number(words.Text{Zh: "身份证号", En: "citizen ID"}, "430799196501150013"),
			Outputs: []OutputDef{valid, why, {"birth", words.Text{Zh: "出生日期", En: "date of birth"}, KindDate}, {"sex", words.Text{Zh: "性别", En: "sex"}, KindText}, place},
			compute: checkCitizenID},
		{Name: "credit-code", Title: words.Text{Zh: "统一社会信用代码校验", En: "credit code check"}, Text: words.Text{Zh: "按 GB 32100 校验。", En: "Checked by GB 32100."},
			Inputs: number(words.Text{Zh: "统一社会信用代码", En: "credit code"}, "91430799MA00000075"), Outputs: []OutputDef{valid, why, place}, compute: checkCreditCode},
		{Name: "bank-card", Title: words.Text{Zh: "银行账号校验", En: "bank account check"}, Text: words.Text{Zh: "检查位数和校验位。", En: "Length and check digit."},
			Inputs: number(words.Text{Zh: "银行账号", En: "bank account"}, "6200000000000005"), Outputs: []OutputDef{valid, why}, compute: checkBankCard},
	}
}

// calendarDigest identifies the loaded calendar, for the plans of the tools that use it.
func calendarDigest(c *civil.Calendar) string {
	h := sha256.New()
	first, last := c.Years()
	for d := civil.DateOf(first, 1, 1); d < civil.DateOf(last+1, 1, 1); d++ {
		working, err := c.IsWorkingDay(d)
		fmt.Fprintln(h, d, working, err == nil)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// toolPlan identifies a tool and the data it used.
func toolPlan(name, data string) string {
	sum := sha256.Sum256([]byte("renshe tool 1\n" + name + "\n" + data))
	return hex.EncodeToString(sum[:])
}

func dateOutput(name string, title words.Text, d civil.Date) Output {
	return Output{name, title, KindDate, d.String(), same(d.String())}
}

func lawOf(document, article string) Citation { return Citation{Document: document, Article: article} }

var (
	dueTitle = words.Text{Zh: "届满日", En: "last day"}
	rawTitle = words.Text{Zh: "未顺延的末日", En: "last day before rolling"}
)

func workingDayLimit(s *Set, _ Query, in inputs) (*Result, error) {
	accepted, n := civil.Date(in.num["accepted"]), int(in.num["days"])
	due, err := s.calendar.AddWorkingDays(accepted, n)
	if err != nil {
		return nil, onField(err, "accepted")
	}
	rest := int(due-accepted) - n
	step := Step{Name: "due", Title: dueTitle, Source: SourceRule, Kind: KindDate, Value: due.String(), Raw: due.String(), Shown: same(due.String()),
		Formula: words.Text{
			Zh: fmt.Sprintf("%s 次日起 %d 个工作日（其间休息 %d 天） = %s", accepted, n, rest, due),
			En: fmt.Sprintf("%d working days from the day after %s (%d rest days between) = %s", n, accepted, rest, due)},
		Law: append([]Citation{lawOf("行政许可法", "第八十二条"), lawOf("民法典", "第二百零一条")}, s.notices(accepted, due)...)}
	return &Result{Outputs: []Output{dateOutput("due", dueTitle, due)}, Explanation: []Step{step}, Confidence: Confirmed, Plan: toolPlan("working-day-limit", s.digest)}, nil
}

func calendarLimit(s *Set, _ Query, in inputs) (*Result, error) {
	start, n, roll := civil.Date(in.num["start"]), int(in.num["days"]), in.num["roll"] != 0
	due, raw, err := s.calendar.AddDays(start, n, roll)
	if err != nil {
		return nil, onField(err, "start")
	}
	steps := []Step{{Name: "rawDue", Title: rawTitle, Source: SourceRule, Kind: KindDate, Value: raw.String(), Raw: raw.String(), Shown: same(raw.String()),
		Formula: words.Text{Zh: fmt.Sprintf("%s 次日起 %d 天 = %s", start, n, raw), En: fmt.Sprintf("%d days from the day after %s = %s", n, start, raw)},
		Law:     []Citation{lawOf("民法典", "第二百零一条")}}}
	rolled := Step{Name: "due", Title: dueTitle, Source: SourceRule, Kind: KindDate, Value: due.String(), Raw: due.String(), Shown: same(due.String()),
		Formula: words.Text{Zh: fmt.Sprintf("%s 不顺延 = %s", raw, due), En: fmt.Sprintf("%s, not rolled = %s", raw, due)},
		Law:     []Citation{lawOf("民法典", "第二百零一条")}}
	if roll {
		rolled.Formula = words.Text{Zh: fmt.Sprintf("%s 起的首个工作日 = %s", raw, due), En: fmt.Sprintf("first working day from %s = %s", raw, due)}
		rolled.Law = append([]Citation{lawOf("民法典", "第二百零三条")}, s.notices(raw, due)...)
	}
	return &Result{Outputs: []Output{dateOutput("due", dueTitle, due), dateOutput("raw_due", rawTitle, raw)}, Explanation: append(steps, rolled), Confidence: Confirmed,
		Plan: toolPlan("calendar-limit", s.digest)}, nil
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

// onField names the input a calendar fault belongs to.
func onField(err error, field string) error {
	if e, ok := errors.AsType[*fail.Error](err); ok {
		return e.On(field)
	}
	return err
}

// checked is the common answer of the number checks: a wrong number is an answer here, not a fault.
func checked(name, standard string, warnings []civil.Warning, err error) *Result {
	r := &Result{Confidence: Confirmed, Plan: toolPlan(name, "")}
	codes := []string{}
	add := func(code string, t words.Text) {
		codes = append(codes, code)
		r.Explanation = append(r.Explanation, Step{Name: code, Title: words.Text{Zh: "说明", En: "remark"}, Source: SourceRule, Kind: KindText, Value: code,
			Raw: code, Shown: t, Formula: t, Law: []Citation{lawOf(standard, "")}})
	}
	for _, e := range fail.Each(err) {
		add(e.Code, words.Text{Zh: e.Say(words.Zh).What, En: e.Say(words.En).What})
	}
	for _, w := range warnings {
		add(w.Code, w.Text)
	}
	r.Outputs = []Output{{"valid", words.Text{Zh: "有效", En: "valid"}, KindYesNo, err == nil, KindYesNo.show(number(err == nil))},
		{"reasons", words.Text{Zh: "原因与提醒", En: "reasons and warnings"}, KindCodes, codes, codesShown(r.Explanation)}}
	return r
}

func codesShown(steps []Step) words.Text {
	var t words.Text
	for _, s := range steps {
		t = join(t, s.Shown)
	}
	if t.IsZero() {
		return words.Text{Zh: "无", En: "none"}
	}
	return t
}

// textOutput is a text, or nothing where the number is invalid.
func textOutput(name string, title words.Text, kind Kind, ok bool, value string, shown words.Text) Output {
	if !ok {
		return Output{name, title, kind, nil, words.Text{Zh: "无", En: "none"}}
	}
	return Output{name, title, kind, value, shown}
}

func placeOutput(ok bool, code string) Output {
	shown := same(code)
	if r, known := civil.RegionOf(code); known {
		shown = same(code + " " + r.Name)
	}
	return textOutput("place", words.Text{Zh: "地区代码", En: "place code"}, KindText, ok, code, shown)
}

func checkCitizenID(_ *Set, _ Query, in inputs) (*Result, error) {
	id, warnings, err := civil.ParseCitizenID(in.text["number"])
	r := checked("citizen-id", "GB 11643", warnings, err)
	var birth, sex, code string
	var sexTitle words.Text
	if err == nil {
		birth, sex, sexTitle, code = id.Birth().String(), string(id.Sex()), id.Sex().Title(), id.Region()
	}
	r.Outputs = append(r.Outputs,
		textOutput("birth", words.Text{Zh: "出生日期", En: "date of birth"}, KindDate, err == nil, birth, same(birth)),
		textOutput("sex", words.Text{Zh: "性别", En: "sex"}, KindText, err == nil, sex, sexTitle), placeOutput(err == nil, code))
	return r, nil
}

func checkCreditCode(_ *Set, _ Query, in inputs) (*Result, error) {
	code, warnings, err := civil.ParseCreditCode(in.text["number"])
	r := checked("credit-code", "GB 32100", warnings, err)
	region := ""
	if err == nil {
		region = code.Region()
	}
	r.Outputs = append(r.Outputs, placeOutput(err == nil, region))
	return r, nil
}

func checkBankCard(_ *Set, _ Query, in inputs) (*Result, error) {
	_, warnings, err := civil.ParseBankCard(in.text["number"])
	r := checked("bank-card", "Luhn", warnings, err)
	if len(warnings) > 0 { // the counter takes such a number; the question here is whether it passes the check
		r.Outputs[0].Value, r.Outputs[0].Shown = false, KindYesNo.show(0)
	}
	return r, nil
}
